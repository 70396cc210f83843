(** Farkas' lemma and Gordan's theorem for two directions, as the proofs of Claims 4 and 5 of VS and of its Lemma 5 use
    them, proved by looking at one task after the other. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles.

Section TwoDirections.

Variable I : nat.

(** The least t >= 0 with t a(i) + b(i) >= 0 in all tasks i < n with a(i) > 0: zero, or that of a task that binds. *)
Lemma least_multiple (a b : bundle) (n : nat) :
  exists t, 0 <= t /\ (forall i, (i < n)%nat -> 0 < a i -> 0 <= t * a i + b i) /\
            (t == 0 \/ exists i, (i < n)%nat /\ 0 < a i /\ t * a i + b i == 0).
Proof.
  induction n as [|n (t & nonneg & enough & binds)].
  - exists 0. repeat split; [lra|intros; lia|left; reflexivity].
  - assert (step : (0 < a n /\ t * a n + b n < 0) \/ (0 < a n -> 0 <= t * a n + b n)).
    { destruct (Qlt_le_dec 0 (a n)); [|right; intros; lra].
      destruct (Qlt_le_dec (t * a n + b n) 0); [left; split; assumption|right; auto]. }
    destruct step as [(pos & short)|fine].
    + exists (- b n / a n). assert (more : t <= - b n / a n) by (apply Qle_shift_div_l; lra).
      repeat split; [lra| |].
      * intros i lt posi. destruct (Nat.eq_dec i n) as [->|ne].
        -- setoid_replace (- b n / a n * a n) with (- b n) by (field; lra). lra.
        -- specialize (enough i ltac:(lia) posi). nra.
      * right; exists n. repeat split; [lia|assumption|]. field; lra.
    + exists t. repeat split; [assumption| |].
      * intros i lt posi. destruct (Nat.eq_dec i n) as [->|ne]; [auto|apply enough; [lia|assumption]].
      * destruct binds as [zero_t|(i & lt & posi & tight)]; [left; assumption|].
        right; exists i; repeat split; [lia|assumption|assumption].
Qed.

(** Farkas' lemma: multipliers t >= 0 and 1 with t a + b >= 0, or costs c >= 0 with c.a <= 0 and c.b < 0. *)
Theorem farkas_two (a b : bundle) :
  (exists t, 0 <= t /\ nonnegative I (plus (multiple t a) b)) \/
  (exists c, nonnegative I c /\ inner I c a <= 0 /\ inner I c b < 0).
Proof.
  destruct (least_multiple a b I) as (t & nonneg & enough & binds).
  destruct (nonnegative_or_negative I (plus (multiple t a) b)) as [yes|(k & lt & neg)];
    [left; exists t; split; assumption|right].
  unfold plus, multiple in neg.
  assert (ak : a k <= 0) by (destruct (Qlt_le_dec 0 (a k)) as [pos|]; [specialize (enough k lt pos); lra|assumption]).
  destruct binds as [zero_t|(i & lti & posi & tight)].
  - exists (one_unit k). split; [apply one_unit_nonnegative|]. rewrite !inner_unit by assumption. nra.
  - exists (plus (multiple (- a k) (one_unit i)) (multiple (a i) (one_unit k))). split.
    + intros m ltm. unfold plus, multiple.
      pose proof (one_unit_nonnegative I i m ltm). pose proof (one_unit_nonnegative I k m ltm).
      nra.
    + rewrite !inner_plus_left, !inner_multiple_left, !inner_unit by assumption. nra.
Qed.

(** Costs can be moved a little towards task k. *)
Lemma nudged (c : bundle) (k : nat) (b : bundle) :
  nonnegative I c -> (k < I)%nat -> inner I c b < 0 ->
  exists e, 0 < e /\ nonnegative I (plus c (multiple e (one_unit k))) /\
            inner I (plus c (multiple e (one_unit k))) b < 0.
Proof.
  intros nonneg lt neg.
  exists (- inner I c b / (2 * (1 + Qabs (b k)))).
  pose proof (Qabs_nonneg (b k)) as H. pose proof (Qle_Qabs (b k)) as H'.
  assert (pos : 0 < - inner I c b / (2 * (1 + Qabs (b k)))) by (apply Qlt_shift_div_l; lra).
  split; [assumption|]. split.
  - intros m ltm. unfold plus, multiple. specialize (nonneg m ltm).
    pose proof (one_unit_nonnegative I k m ltm). nra.
  - rewrite inner_plus_left, inner_multiple_left, inner_unit by assumption.
    assert (E : - inner I c b / (2 * (1 + Qabs (b k))) * (1 + Qabs (b k)) == - inner I c b / 2) by (field; lra).
    setoid_replace (- inner I c b / 2) with (- inner I c b * (1 # 2)) in E by field.
    set (e := - inner I c b / (2 * (1 + Qabs (b k)))) in *. nra.
Qed.

(** Gordan's theorem: multipliers, not both zero, with y a + y' b >= 0, or costs c >= 0 under which both tempt. *)
Theorem gordan_two (a b : bundle) :
  polarized_pair I a b \/ (exists c, nonnegative I c /\ inner I c a < 0 /\ inner I c b < 0).
Proof.
  destruct (farkas_two a b) as [(t & nonneg & good)|(c & nonneg & la & lb)].
  - left. exists t, 1. repeat split; [assumption|lra|right; lra|].
    intros i lt. specialize (good i lt). unfold plus, multiple in *. lra.
  - destruct (nonnegative_or_negative I a) as [yes|(k & lt & neg)].
    + left. exists 1, 0. repeat split; [lra|lra|left; lra|].
      intros i lt. specialize (yes i lt). unfold plus, multiple. lra.
    + right. destruct (nudged c k b nonneg lt lb) as (e & pos & nonneg' & lb').
      exists (plus c (multiple e (one_unit k))). repeat split; [assumption| |assumption].
      rewrite inner_plus_left, inner_multiple_left, inner_unit by assumption. nra.
Qed.

(** Of a polarized pair no costs c >= 0 are tempted by both directions. *)
Lemma polarized_not_both (a b c : bundle) :
  polarized_pair I a b -> nonnegative I c -> inner I c a < 0 -> 0 <= inner I c b.
Proof.
  intros (y & y' & nonneg & nonneg' & some & good) nonneg_c neg.
  pose proof (inner_nonnegative I c _ nonneg_c good) as H.
  rewrite inner_plus, !inner_multiple in H.
  destruct (Qlt_le_dec (inner I c b) 0); [|assumption]. destruct some; nra.
Qed.

(** All costs may be made positive while two directions tempt. *)
Definition ones : bundle := fun _ => 1.

Lemma positive_and_both (a b c : bundle) :
  nonnegative I c -> inner I c a < 0 -> inner I c b < 0 ->
  exists d, positive I d /\ inner I d a < 0 /\ inner I d b < 0.
Proof.
  intros nonneg la lb.
  set (s := 1 + Qabs (inner I ones a) / - inner I c a + Qabs (inner I ones b) / - inner I c b).
  pose proof (Qabs_nonneg (inner I ones a)). pose proof (Qabs_nonneg (inner I ones b)).
  pose proof (Qle_Qabs (inner I ones a)). pose proof (Qle_Qabs (inner I ones b)).
  assert (0 <= Qabs (inner I ones a) / - inner I c a) by (apply Qle_shift_div_l; lra).
  assert (0 <= Qabs (inner I ones b) / - inner I c b) by (apply Qle_shift_div_l; lra).
  assert (Ea : Qabs (inner I ones a) / - inner I c a * - inner I c a == Qabs (inner I ones a)) by (field; lra).
  assert (Eb : Qabs (inner I ones b) / - inner I c b * - inner I c b == Qabs (inner I ones b)) by (field; lra).
  set (qa := Qabs (inner I ones a) / - inner I c a) in *. set (qb := Qabs (inner I ones b) / - inner I c b) in *.
  exists (plus (multiple s c) ones). repeat split.
  - intros i lt. specialize (nonneg i lt). unfold plus, multiple, ones.
    assert (0 <= s) by (unfold s; lra). nra.
  - rewrite inner_plus_left, inner_multiple_left. unfold s. nra.
  - rewrite inner_plus_left, inner_multiple_left. unfold s. nra.
Qed.

Corollary gordan_two_positive (a b : bundle) :
  polarized_pair I a b \/ (exists c, positive I c /\ inner I c a < 0 /\ inner I c b < 0).
Proof.
  destruct (gordan_two a b) as [yes|(c & nonneg & la & lb)]; [left; assumption|right].
  exact (positive_and_both a b c nonneg la lb).
Qed.

End TwoDirections.
