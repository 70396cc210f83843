(** Polarized rays: Lemma 5 of VS for directions of both signs, the segments of section 4.2, that no two rays take away
    the same task, the first sentence of Corollary 2, and the two-price example. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Proofs.ValenzuelaStookey.TwoDirections.

Lemma non_monotone_negative I kappa : non_monotone I kappa -> exists i, (i < I)%nat /\ kappa i < 0.
Proof. intros (no & _). now apply not_nonnegative. Qed.

Lemma polarized_pair_sym I a b : polarized_pair I a b -> polarized_pair I b a.
Proof.
  intros (y & y' & nonneg & nonneg' & some & good). exists y', y. repeat split; [assumption|assumption|tauto|].
  intros i lt. specialize (good i lt). unfold plus, multiple in *. lra.
Qed.

(** ** Lemma 5 *)

(** Of polarized directions that are not nonnegative both multipliers are positive. *)
Lemma both_multipliers_positive I a b :
  ~ nonnegative I a -> ~ nonnegative I b -> polarized_pair I a b ->
  exists y y', 0 < y /\ 0 < y' /\ nonnegative I (plus (multiple y a) (multiple y' b)).
Proof.
  intros na nb (y & y' & nonneg & nonneg' & some & good). exists y, y'.
  apply not_nonnegative in na. apply not_nonnegative in nb.
  destruct na as (i & lti & ai). destruct nb as (k & ltk & bk).
  pose proof (good i lti) as gi. pose proof (good k ltk) as gk. unfold plus, multiple in gi, gk.
  repeat split; [| |assumption].
  - destruct (Qlt_le_dec 0 y); [assumption|exfalso]. assert (y == 0) by lra. assert (0 < y') by (destruct some; lra). nra.
  - destruct (Qlt_le_dec 0 y'); [assumption|exfalso]. assert (y' == 0) by lra. assert (0 < y) by (destruct some; lra). nra.
Qed.

Theorem polarized_implies_lemma_5 I a b :
  ~ nonnegative I a -> ~ nonnegative I b -> polarized_pair I a b -> lemma_5_condition I a b.
Proof.
  intros na nb pair c nonneg small. destruct (both_multipliers_positive I a b na nb pair) as (y & y' & pos & pos' & good).
  pose proof (inner_nonnegative I c _ nonneg good) as H. rewrite inner_plus, !inner_multiple in H. nra.
Qed.

(** This direction needs no signs. *)
Theorem lemma_5_implies_polarized I a b : lemma_5_condition I a b -> polarized_pair I a b.
Proof.
  intros cond. destruct (gordan_two I a b) as [yes|(c & nonneg & la & lb)]; [assumption|].
  specialize (cond c nonneg ltac:(lra)). lra.
Qed.

(** ** Segments (section 4.2): two directions of both signs are polarized exactly if their segment meets R_+^I. *)

Definition segment_meets_orthant (I : nat) (a b : bundle) : Prop :=
  exists t, 0 <= t /\ t <= 1 /\ nonnegative I (plus (multiple t a) (multiple (1 - t) b)).

Theorem polarized_iff_segment I a b : polarized_pair I a b <-> segment_meets_orthant I a b.
Proof.
  split.
  - intros (y & y' & nonneg & nonneg' & some & good).
    assert (pos : 0 < y + y') by (destruct some; lra).
    exists (y / (y + y')). split; [apply Qle_shift_div_l; lra|]. split; [apply Qle_shift_div_r; lra|].
    intros i lt. specialize (good i lt). unfold plus, multiple in *.
    setoid_replace (y / (y + y') * a i + (1 - y / (y + y')) * b i) with ((y * a i + y' * b i) / (y + y')) by (field; lra).
    apply Qle_shift_div_l; lra.
  - intros (t & nonneg & most & good). exists t, (1 - t). repeat split; [assumption|lra| |assumption].
    destruct (Qlt_le_dec 0 t); [left; assumption|right; lra].
Qed.

(** ** No two rays take away the same task *)

Theorem disjoint_negatives I a b i :
  (i < I)%nat -> polarized_pair I a b -> a i < 0 -> b i < 0 -> False.
Proof.
  intros lt (y & y' & nonneg & nonneg' & some & good) na nb. specialize (good i lt). unfold plus, multiple in good.
  destruct some; nra.
Qed.

(** ** Corollary 2: at most I rays *)

(** Things of which each has a task, and no two the same, are at most as many as the tasks. *)
Lemma at_most_tasks {A : Type} (I : nat) (has : A -> nat -> Prop) (things : list A) :
  NoDup things ->
  (forall a, In a things -> exists i, (i < I)%nat /\ has a i) ->
  (forall a b i, In a things -> In b things -> has a i -> has b i -> a = b) ->
  (length things <= I)%nat.
Proof.
  intros nodup some different.
  assert (tasks : exists l, length l = length things /\ NoDup l /\
                  forall i, In i l -> (i < I)%nat /\ exists a, In a things /\ has a i).
  { revert nodup some different. induction things as [|a things IH]; intros nodup some different.
    - exists []. split; [reflexivity|]. split; [constructor|]. intros i [].
    - inversion nodup as [|? ? notin nodup']; subst.
      destruct IH as (l & len & nodup_l & good).
      + assumption.
      + intros; apply some; now right.
      + intros b b' i inb inb'. apply different; now right.
      + destruct (some a (or_introl eq_refl)) as (i & lt & hasi).
        exists (i :: l). split; [simpl; lia|]. split.
        * constructor; [|assumption]. intros ini. destruct (good i ini) as (_ & b & inb & hasb).
          apply notin. rewrite (different a b i); [assumption|now left|now right|assumption|assumption].
        * intros k [<-|ink]; [split; [assumption|exists a; split; [now left|assumption]]|].
          destruct (good k ink) as (ltk & b & inb & hasb). split; [assumption|].
          exists b. split; [now right|assumption]. }
  destruct tasks as (l & <- & nodup_l & good).
  replace I with (length (upto I)) by (unfold upto; apply seq_length).
  apply NoDup_incl_length; [assumption|]. intros i ini. apply in_upto. exact (proj1 (good i ini)).
Qed.

(** Rays indexed by choices: each has both signs, each two different ones are polarized. *)
Theorem polarized_rays_at_most {K : Type} (I : nat) (kappa : K -> bundle) (rays : list K) :
  NoDup rays ->
  (forall k, In k rays -> non_monotone I (kappa k)) ->
  (forall k k', In k rays -> In k' rays -> k <> k' -> polarized_pair I (kappa k) (kappa k')) ->
  (length rays <= I)%nat.
Proof.
  intros nodup signs pairs.
  (* Equality of choices need not be decidable: take their places in the list. *)
  destruct rays as [|k0 rest]; [simpl; lia|]. set (rays := k0 :: rest) in *.
  replace (length rays) with (length (seq 0 (length rays))) by apply seq_length.
  apply (at_most_tasks I (fun n i => (i < I)%nat /\ kappa (nth n rays k0) i < 0)).
  - apply seq_NoDup.
  - intros n inn. apply in_seq in inn.
    destruct (non_monotone_negative I (kappa (nth n rays k0))) as (i & lt & neg); [apply signs, nth_In; lia|].
    exists i. repeat split; assumption.
  - intros n m i inn inm (lt & negn) (_ & negm). apply in_seq in inn. apply in_seq in inm.
    destruct (Nat.eq_dec n m) as [|ne]; [assumption|exfalso].
    assert (other : nth n rays k0 <> nth m rays k0).
    { intros eq. apply ne. apply (proj1 (NoDup_nth rays k0) nodup); [lia|lia|exact eq]. }
    assert (pair : polarized_pair I (kappa (nth n rays k0)) (kappa (nth m rays k0))).
    { apply pairs; [apply nth_In; lia|apply nth_In; lia|assumption]. }
    exact (disjoint_negatives I _ _ i lt pair negn negm).
Qed.

(** As printed, where a ray makes a pair with itself, there is no ray. *)
Theorem no_polarized_rays_as_printed (I : nat) (kappa : bundle) : non_monotone I kappa -> ~ polarized_pair I kappa kappa.
Proof.
  intros signs pair. destruct (non_monotone_negative I kappa signs) as (i & lt & neg).
  exact (disjoint_negatives I kappa kappa i lt pair neg neg).
Qed.

(** ** The two-price example: (1, -p') and (-1, p'') are polarized exactly if p' <= p''. *)

Definition buying (p : Q) : bundle := of_list [1; - p].
Definition selling (p : Q) : bundle := of_list [-(1); p].

Theorem two_price_polarized (p p' : Q) : 0 < p -> 0 < p' -> (polarized_pair 2 (buying p) (selling p') <-> p <= p').
Proof.
  intros pos pos'. split.
  - intros (y & y' & nonneg & nonneg' & some & good).
    pose proof (good 0%nat ltac:(lia)) as first. pose proof (good 1%nat ltac:(lia)) as second.
    unfold plus, multiple, buying, selling, of_list in first, second; simpl in first, second.
    destruct (Qlt_le_dec p' p); [exfalso|assumption]. destruct some; nra.
  - intros le. exists 1, 1. repeat split; [lra|lra|left; lra|].
    intros i lt. unfold plus, multiple, buying, selling, of_list.
    destruct i as [|[|i]]; simpl; [lra|lra|lia].
Qed.
