(** Certificates about directions of rays: polarized, in the four readings of [proofs.trading], and not.

    The directions are lists of numbers.  Evidence is multipliers for each pair of rays, by the positions of the two; or a
    direction that does not have both signs; or two rays with costs under which both tempt.  Each theorem turns evidence
    that a computation accepts into the statement in the words of ValenzuelaStookey.v. *)

From Coq Require Import PeanoNat.
From Allocation Require Linear.
From Allocation Require Export ValenzuelaStookey TradingTables Claims.ValenzuelaStookey.
From Allocation Require Import Proofs.ValenzuelaStookey.Bundles Proofs.ValenzuelaStookey.TwoDirections
  Proofs.ValenzuelaStookey.Rays.

Open Scope Q_scope.

(** The direction at a position of a list. *)
Definition ray_at (directions : list (list Q)) : nat -> bundle := at_agent directions.

(** The multipliers of a pair of positions. *)
Definition multipliers := list ((nat * nat) * (Q * Q)).

Definition less_b (a b : Q) : bool := Linear.Qlt_bool a b.

Lemma less_b_iff a b : less_b a b = true <-> a < b.
Proof. apply Linear.Qlt_bool_iff. Qed.

Definition zero_b (I : nat) (x : bundle) : bool := same_b I x zero.

Lemma zero_b_iff I x : zero_b I x = true <-> same I x zero.
Proof. apply same_b_iff. Qed.

Definition non_monotone_b (I : nat) (kappa : bundle) : bool :=
  negb (nonnegative_b I kappa) && negb (below_b I kappa zero).

Lemma negb_iff (b : bool) (P : Prop) : (b = true <-> P) -> (negb b = true <-> ~ P).
Proof.
  intros H. destruct b; simpl; split; intros G.
  - discriminate.
  - exfalso. apply G. now apply H.
  - intros p. apply H in p. discriminate.
  - reflexivity.
Qed.

Lemma non_monotone_b_iff I kappa : non_monotone_b I kappa = true <-> non_monotone I kappa.
Proof.
  unfold non_monotone_b, non_monotone. rewrite andb_true_iff.
  rewrite (negb_iff _ _ (nonnegative_b_iff I kappa)), (negb_iff _ _ (below_b_iff I kappa zero)). reflexivity.
Qed.

Definition polarize_b (I : nat) (a b : bundle) (y : Q * Q) : bool :=
  Qle_bool 0 (fst y) && Qle_bool 0 (snd y) && (less_b 0 (fst y) || less_b 0 (snd y)) &&
  nonnegative_b I (plus (multiple (fst y) a) (multiple (snd y) b)).

Lemma polarize_b_sound I a b y : polarize_b I a b y = true -> polarized_pair I a b.
Proof.
  unfold polarize_b. rewrite !andb_true_iff, orb_true_iff, !Qle_bool_iff, !less_b_iff, nonnegative_b_iff.
  intros (((n & n') & some) & good). exists (fst y), (snd y).
  split; [assumption|split; [assumption|split; assumption]].
Qed.

(** All pairs of two different positions k < k' below n. *)
Definition pairs_b (n : nat) (test : nat -> nat -> bool) : bool :=
  all_upto n (fun k' => all_upto k' (fun k => test k k')).

Lemma pairs_b_iff n test : pairs_b n test = true <-> forall k k', (k < k')%nat -> (k' < n)%nat -> test k k' = true.
Proof.
  unfold pairs_b. rewrite all_upto_iff. split.
  - intros H k k' lt lt'. specialize (H k' lt'). rewrite all_upto_iff in H. now apply H.
  - intros H k' lt'. apply all_upto_iff. intros k lt. now apply H.
Qed.

Definition shown (test : Q * Q -> bool) (given : multipliers) (k k' : nat) : bool :=
  existsb (fun one => Nat.eqb (fst (fst one)) k && Nat.eqb (snd (fst one)) k' && test (snd one)) given.

Lemma shown_some test given k k' : shown test given k k' = true -> exists y, test y = true.
Proof.
  unfold shown. rewrite existsb_exists. intros (one & _ & H). rewrite !andb_true_iff in H.
  exists (snd one). exact (proj2 H).
Qed.

(** ** Polarized *)

Definition polarized_pairs_b (I : nat) (directions : list (list Q)) (given : multipliers) : bool :=
  pairs_b (length directions) (fun k k' =>
    zero_b I (ray_at directions k) || zero_b I (ray_at directions k') ||
    shown (polarize_b I (ray_at directions k) (ray_at directions k')) given k k').

Theorem polarized_pairs_only_shown I directions given :
  polarized_pairs_b I directions given = true -> polarized_pairs_only I (length directions) (ray_at directions).
Proof.
  unfold polarized_pairs_b. rewrite pairs_b_iff. intros H.
  assert (ordered : forall k k', (k < k')%nat -> (k' < length directions)%nat ->
    ~ same I (ray_at directions k) zero -> ~ same I (ray_at directions k') zero ->
    polarized_pair I (ray_at directions k) (ray_at directions k')).
  { intros k k' lt lt' nz nz'. specialize (H k k' lt lt'). rewrite !orb_true_iff in H.
    destruct H as [[z|z']|some].
    - exfalso. apply nz. now apply same_b_iff.
    - exfalso. apply nz'. now apply same_b_iff.
    - apply shown_some in some. destruct some as (y & good). exact (polarize_b_sound I _ _ y good). }
  intros k k' lt lt' differ nz nz'. destruct (Nat.lt_trichotomy k k') as [less|[eq|more]].
  - now apply ordered.
  - contradiction.
  - apply polarized_pair_sym. now apply ordered.
Qed.

Definition signs_b (I : nat) (directions : list (list Q)) : bool :=
  all_upto (length directions) (fun k => zero_b I (ray_at directions k) || non_monotone_b I (ray_at directions k)).

Theorem polarized_beside_shown I directions given :
  signs_b I directions && polarized_pairs_b I directions given = true ->
  polarized_directions_beside I (length directions) (ray_at directions).
Proof.
  rewrite andb_true_iff. intros (signs & pairs). split.
  - intros k lt nz. unfold signs_b in signs. rewrite all_upto_iff in signs. specialize (signs k lt).
    rewrite orb_true_iff in signs. destruct signs as [z|good]; [|now apply non_monotone_b_iff].
    exfalso. apply nz. now apply same_b_iff.
  - exact (polarized_pairs_only_shown I directions given pairs).
Qed.

(** The minima of Lemma 5: multipliers y > 0 for the first of a pair, in both orders. *)
Definition minima_b (I : nat) (directions : list (list Q)) (given : multipliers) : bool :=
  all_upto (length directions) (fun k => all_upto (length directions) (fun k' =>
    Nat.eqb k k' || zero_b I (ray_at directions k) || zero_b I (ray_at directions k') ||
    shown (fun y => less_b 0 (fst y) && polarize_b I (ray_at directions k) (ray_at directions k') y) given k k')).

Theorem all_minima_shown I directions given :
  minima_b I directions given = true -> all_minima I (length directions) (ray_at directions).
Proof.
  unfold minima_b. rewrite all_upto_iff. intros H k k' lt lt' differ nz' c nonneg small.
  specialize (H k lt). rewrite all_upto_iff in H. specialize (H k' lt'). rewrite !orb_true_iff in H.
  destruct H as [[[eq|z]|z']|some].
  - apply Nat.eqb_eq in eq. contradiction.
  - apply same_b_iff in z. rewrite (inner_same I c _ _ z). unfold inner. rewrite sum_zero; [lra|].
    intros i _. unfold zero. ring.
  - exfalso. apply nz'. now apply same_b_iff.
  - apply shown_some in some. destruct some as (y & good). apply andb_true_iff in good. destruct good as (first & good).
    apply less_b_iff in first. unfold polarize_b in good.
    rewrite !andb_true_iff, !Qle_bool_iff, nonnegative_b_iff in good. destruct good as (((_ & n') & _) & good).
    pose proof (inner_nonnegative I c _ nonneg good) as S. rewrite inner_plus, !inner_multiple in S. nra.
Qed.

(** ** Not polarized *)

(** A direction that is not of both signs, in the reading as printed. *)
Theorem not_polarized_one_signed I directions k :
  Nat.ltb k (length directions) && negb (non_monotone_b I (ray_at directions k)) = true ->
  ~ polarized_directions I (length directions) (ray_at directions).
Proof.
  rewrite andb_true_iff, (negb_iff _ _ (non_monotone_b_iff _ _)), Nat.ltb_lt. intros (lt & signs) (all & _).
  exact (signs (all k lt)).
Qed.

(** ... and beside the endowment, where it must not be zero. *)
Theorem not_polarized_beside_one_signed I directions k :
  Nat.ltb k (length directions) && negb (zero_b I (ray_at directions k)) &&
  negb (non_monotone_b I (ray_at directions k)) = true ->
  ~ polarized_directions_beside I (length directions) (ray_at directions).
Proof.
  rewrite !andb_true_iff, (negb_iff _ _ (non_monotone_b_iff _ _)), (negb_iff _ _ (zero_b_iff _ _)), Nat.ltb_lt.
  intros ((lt & nz) & signs) (all & _). exact (signs (all k lt nz)).
Qed.

(** Costs >= 0 under which both rays tempt. *)
Definition both_tempt_b (I : nat) (a b c : bundle) : bool :=
  nonnegative_b I c && less_b (inner I c a) 0 && less_b (inner I c b) 0.

Lemma both_tempt_b_sound I a b c : both_tempt_b I a b c = true -> ~ polarized_pair I a b.
Proof.
  unfold both_tempt_b. rewrite !andb_true_iff, nonnegative_b_iff, !less_b_iff. intros ((nonneg & la) & lb) pair.
  pose proof (polarized_not_both I a b c pair nonneg la). lra.
Qed.

Definition pair_within (n k k' : nat) : bool := Nat.ltb k n && Nat.ltb k' n.

Lemma pair_within_iff n k k' : pair_within n k k' = true <-> (k < n)%nat /\ (k' < n)%nat.
Proof. unfold pair_within. now rewrite andb_true_iff, !Nat.ltb_lt. Qed.

Theorem not_polarized_tempting I directions k k' costs :
  pair_within (length directions) k k' &&
  both_tempt_b I (ray_at directions k) (ray_at directions k') (of_list costs) = true ->
  ~ polarized_directions I (length directions) (ray_at directions).
Proof.
  rewrite andb_true_iff, pair_within_iff. intros ((lt & lt') & tempt) (_ & pairs).
  exact (both_tempt_b_sound I _ _ _ tempt (pairs k k' lt lt')).
Qed.

(** A direction that tempts somebody is not zero. *)
Lemma tempting_not_zero I c a : inner I c a < 0 -> ~ same I a zero.
Proof.
  intros neg eq. rewrite (inner_same I c _ _ eq) in neg. unfold inner in neg.
  rewrite sum_zero in neg; [lra|]. intros i _. unfold zero. ring.
Qed.

Theorem not_polarized_pairs_tempting I directions k k' costs :
  pair_within (length directions) k k' && negb (Nat.eqb k k') &&
  both_tempt_b I (ray_at directions k) (ray_at directions k') (of_list costs) = true ->
  ~ polarized_pairs_only I (length directions) (ray_at directions).
Proof.
  rewrite !andb_true_iff, pair_within_iff, negb_true_iff, Nat.eqb_neq. intros (((lt & lt') & differ) & tempt) pairs.
  apply (both_tempt_b_sound I _ _ _ tempt). unfold both_tempt_b in tempt.
  rewrite !andb_true_iff, !less_b_iff in tempt. destruct tempt as ((_ & la) & lb).
  apply (pairs k k' lt lt' differ); now apply (tempting_not_zero I (of_list costs)).
Qed.

Theorem not_polarized_beside_tempting I directions k k' costs :
  pair_within (length directions) k k' && negb (Nat.eqb k k') &&
  both_tempt_b I (ray_at directions k) (ray_at directions k') (of_list costs) = true ->
  ~ polarized_directions_beside I (length directions) (ray_at directions).
Proof.
  intros tempt (_ & pairs). exact (not_polarized_pairs_tempting I directions k k' costs tempt pairs).
Qed.

(** By Lemma 5's condition the second may also leave the type indifferent; it must not be zero. *)
Theorem not_all_minima_tempting I directions k k' costs :
  pair_within (length directions) k k' && negb (Nat.eqb k k') && negb (zero_b I (ray_at directions k')) &&
  nonnegative_b I (of_list costs) && less_b (inner I (of_list costs) (ray_at directions k)) 0 &&
  Qle_bool (inner I (of_list costs) (ray_at directions k')) 0 = true ->
  ~ all_minima I (length directions) (ray_at directions).
Proof.
  rewrite !andb_true_iff, pair_within_iff, negb_true_iff, Nat.eqb_neq, (negb_iff _ _ (zero_b_iff _ _)),
    nonnegative_b_iff, less_b_iff, Qle_bool_iff.
  intros ((((((lt & lt') & differ) & nz') & nonneg) & la) & lb) minima.
  pose proof (minima k k' lt lt' differ nz' (of_list costs) nonneg lb). lra.
Qed.
