(** Direct sums, 2-sums, 3-sums and pivots of totally unimodular matrices (Schrijver 1986, section 19.4).

    Signs of some rows of a sum are signs of those in the upper part and of those in the lower part, found in the two
    matrices of which it is the sum; where the parts meet, a further row stands for the other part, and one part's signs are
    turned so that they fit. *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.Decompositions.

Local Open Scope Z_scope.

(** Signs of some rows, and of a further one if it is asked for, else 0. *)
Lemma with_further_row M rows columns (r : nat) (asked : bool) some :
  totally_unimodular (r :: rows) columns M -> NoDup some -> incl some rows -> ~ In r some ->
  exists s k, signs_on some s /\ (if asked then sign k else k = 0) /\
    forall c, In c columns -> unit_or_zero (signed_sum M s some c + k * M r c).
Proof.
  rewrite unimodular_iff_signs. intros signed nodup inside notin. destruct asked.
  - destruct (signed (r :: some)) as (s & signs & small).
    { now constructor. }
    { intros x [<-|inx]; [now left|right; now apply inside]. }
    exists s, (s r). split; [intros x inx; apply signs; now right|]. split; [apply signs; now left|].
    intros c inc. specialize (small c inc). simpl in small. now rewrite Z.add_comm.
  - destruct (signed some nodup) as (s & signs & small); [intros x inx; right; now apply inside|].
    exists s, 0. split; [exact signs|]. split; [reflexivity|]. intros c inc. rewrite Z.mul_0_l, Z.add_0_r. now apply small.
Qed.

Section Sums.

Variables rows columns : list nat.
Variable M : numbered_matrix.
Variable upper left : nat -> bool.

Let lower (r : nat) : bool := negb (upper r).
Let right (c : nat) : bool := negb (left c).

Lemma other_half some : NoDup some -> incl some rows -> NoDup (filter lower some) /\ incl (filter lower some) (filter lower rows).
Proof. intros nodup inside. split; [now apply NoDup_filter|now apply in_filter_incl]. Qed.

(** [A 0; 0 B] *)
Theorem direct_sum :
  (forall r c, In r rows -> In c columns -> upper r <> left c -> M r c = 0) ->
  totally_unimodular (filter upper rows) (filter left columns) M ->
  totally_unimodular (filter lower rows) (filter right columns) M ->
  totally_unimodular rows columns M.
Proof.
  rewrite !unimodular_iff_signs. intros zero first second some nodup inside.
  destruct (first (filter upper some)) as (s & signs & small); [now apply NoDup_filter|now apply in_filter_incl|].
  destruct (other_half some nodup inside) as [nodup' inside'].
  destruct (second (filter lower some) nodup' inside') as (s' & signs' & small').
  exists (joined_signs upper s s'). split; [now apply joined_signs_on|].
  intros c inc. rewrite joined_sum. fold lower.
  assert (inside_of : forall r, In r some -> In r rows) by exact inside.
  destruct (left c) eqn:E.
  - rewrite (signed_sum_zero M s'), Z.add_0_r; [apply small, filter_In; now split|].
    intros r inr. apply filter_In in inr. destruct inr as [inr low]. apply zero; auto. unfold lower in low.
    apply negb_true_iff in low. congruence.
  - rewrite (signed_sum_zero M s), Z.add_0_l; [apply small', filter_In; unfold right; now rewrite E|].
    intros r inr. apply filter_In in inr. destruct inr as [inr up]. apply zero; auto. congruence.
Qed.

(** [A ab; 0 B] from [A a] and [b; B]: [r1] is a row of the upper part and [c2] a column of the right one. *)
Theorem two_sum r1 c2 :
  sign (M r1 c2) -> upper r1 = true -> In r1 rows ->
  (forall r c, In r rows -> In c columns -> upper r = false -> left c = true -> M r c = 0) ->
  (forall r c, In r rows -> In c columns -> upper r = true -> left c = false -> M r c = M r1 c2 * M r c2 * M r1 c) ->
  totally_unimodular (filter upper rows) (c2 :: filter left columns) M ->
  totally_unimodular (r1 :: filter lower rows) (filter right columns) M ->
  totally_unimodular rows columns M.
Proof.
  intros unit up1 in1 zero product first second. apply unimodular_iff_signs. intros some nodup inside.
  apply unimodular_iff_signs in first.
  destruct (first (filter upper some)) as (s & signs & small); [now apply NoDup_filter|now apply in_filter_incl|].
  set (a := signed_sum M s (filter upper some) c2).
  assert (small_a : unit_or_zero a) by (apply small; now left).
  destruct (other_half some nodup inside) as [nodup' inside'].
  destruct (with_further_row M (filter lower rows) (filter right columns) r1 (negb (a =? 0)) (filter lower some) second nodup' inside')
    as (s' & k & signs' & further & small').
  { intros inlower. apply filter_In in inlower. unfold lower in inlower. rewrite up1 in inlower. now destruct inlower. }
  assert (turn : exists f, sign f /\ M r1 c2 * a = f * k).
  { destruct (Z.eqb_spec a 0) as [->|N]; simpl in further.
    - exists 1. rewrite further. split; [now left|ring].
    - exists (M r1 c2 * a * k). unfold sign, unit_or_zero in *. split; nia. }
  destruct turn as (f & sign_f & turn).
  exists (joined_signs upper s (fun r => f * s' r)). split.
  { apply joined_signs_on; [exact signs|]. intros r inr. specialize (signs' r inr). unfold sign in *. nia. }
  intros c inc. rewrite joined_sum. fold lower. rewrite signed_sum_flip. destruct (left c) eqn:E.
  - rewrite (signed_sum_zero M s'), Z.mul_0_r, Z.add_0_r; [apply small; right; apply filter_In; now split|].
    intros r inr. apply filter_In in inr. destruct inr as [inr low]. apply zero; auto. now apply negb_true_iff.
  - rewrite (signed_sum_scale M M s (filter upper some) c c2 (M r1 c2 * M r1 c)).
    + fold a. assert (inright : In c (filter right columns)) by (apply filter_In; unfold right; now rewrite E).
      specialize (small' c inright). replace (M r1 c2 * M r1 c * a) with (f * k * M r1 c) by (rewrite <- turn; ring).
      unfold unit_or_zero, sign in *. destruct sign_f as [-> | ->]; lia.
    + intros r inr. apply filter_In in inr. destruct inr as [inr up]. rewrite product; auto. ring.
Qed.

(** [A ab; dc B] from [A a a; c 0 e] and [e 0 b; d d B]: [r1] and [r2] are rows of the upper and of the lower part, [c1] and
    [c2] columns of the left and of the right part; the columns of the two matrices beside A and B have the names of c1, c2
    and of [extra]. *)
Definition upper_summand (r2 c2 extra : nat) (e : Z) (r c : nat) : Z :=
  if Nat.eqb c extra then (if Nat.eqb r r2 then e else M r c2)
  else if Nat.eqb c c2 then (if Nat.eqb r r2 then 0 else M r c2)
  else M r c.

Definition lower_summand (r1 r2 c1 c2 extra : nat) (e : Z) (r c : nat) : Z :=
  if Nat.eqb c extra then (if Nat.eqb r r1 then e else M r2 c1 * M r c1)
  else if Nat.eqb c c1 then (if Nat.eqb r r1 then 0 else M r2 c1 * M r c1)
  else if Nat.eqb r r1 then M r1 c2 * M r1 c else M r c.

Theorem three_sum r1 r2 c1 c2 extra e :
  sign e -> sign (M r1 c2) -> sign (M r2 c1) ->
  upper r1 = true -> upper r2 = false -> left c1 = true -> left c2 = false ->
  ~ In extra columns -> extra <> c1 -> extra <> c2 ->
  (forall r c, In r rows -> In c columns -> upper r = true -> left c = false -> M r c = M r1 c2 * M r c2 * M r1 c) ->
  (forall r c, In r rows -> In c columns -> upper r = false -> left c = true -> M r c = M r2 c1 * M r c1 * M r2 c) ->
  totally_unimodular (r2 :: filter upper rows) (c2 :: extra :: filter left columns) (upper_summand r2 c2 extra e) ->
  totally_unimodular (r1 :: filter lower rows) (c1 :: extra :: filter right columns) (lower_summand r1 r2 c1 c2 extra e) ->
  totally_unimodular rows columns M.
Proof.
  intros sign_e unit1 unit2 up1 low2 left1 right2 new new1 new2 product product' first second.
  apply unimodular_iff_signs. intros some nodup inside.
  set (N1 := upper_summand r2 c2 extra e) in *. set (N2 := lower_summand r1 r2 c1 c2 extra e) in *.
  destruct (other_half some nodup inside) as [nodup' inside'].
  set (U := filter upper some). set (L := filter lower some).
  assert (notU : ~ In r2 U) by (unfold U; rewrite filter_In, low2; intros [_ H]; discriminate).
  assert (notL : ~ In r1 L) by (unfold L, lower; rewrite filter_In, up1; intros [_ H]; discriminate).
  assert (in1 : forall r, In r U -> Nat.eqb r r2 = false) by (intros r inr; apply Nat.eqb_neq; intros ->; contradiction).
  assert (in2 : forall r, In r L -> Nat.eqb r r1 = false) by (intros r inr; apply Nat.eqb_neq; intros ->; contradiction).
  set (ones := fun _ : nat => 1).
  assert (signs_ones : forall l, signs_on l ones) by (intros l r _; now left).
  destruct (with_further_row N1 (filter upper rows) (c2 :: extra :: filter left columns) r2
      (Z.odd (signed_sum N2 ones L c1)) U first) as (s & t & signs & further & small);
    [now apply NoDup_filter|now apply in_filter_incl|exact notU|].
  destruct (with_further_row N2 (filter lower rows) (c1 :: extra :: filter right columns) r1
      (Z.odd (signed_sum N1 ones U c2)) L second nodup' inside' notL) as (s' & t' & signs' & further' & small').
  set (a := signed_sum N1 s U c2). set (d := signed_sum N2 s' L c1).
  destruct (signed_parity N1 s ones U c2 signs (signs_ones U)) as [k K]. fold a in K.
  destruct (signed_parity N2 s' ones L c1 signs' (signs_ones L)) as [k' K']. fold d in K'.
  (* the columns beside A and B *)
  assert (extra_c2 : Nat.eqb c2 extra = false) by (apply Nat.eqb_neq; congruence).
  assert (extra_c1 : Nat.eqb c1 extra = false) by (apply Nat.eqb_neq; congruence).
  assert (A0 : unit_or_zero a).
  { pose proof (small c2 (or_introl eq_refl)) as H. fold a in H. unfold N1, upper_summand in H.
    rewrite extra_c2, !Nat.eqb_refl, Z.mul_0_r, Z.add_0_r in H. exact H. }
  assert (A1 : unit_or_zero (a + t * e)).
  { pose proof (small extra (or_intror (or_introl eq_refl))) as H.
    rewrite (signed_sum_ext N1 N1 s s U extra c2) in H.
    - fold a in H. unfold N1, upper_summand in H. now rewrite !Nat.eqb_refl in H.
    - intros r inr. unfold N1, upper_summand. now rewrite extra_c2, !Nat.eqb_refl, (in1 r inr). }
  assert (D0 : unit_or_zero d).
  { pose proof (small' c1 (or_introl eq_refl)) as H. fold d in H. unfold N2, lower_summand in H.
    rewrite extra_c1, !Nat.eqb_refl, Z.mul_0_r, Z.add_0_r in H. exact H. }
  assert (D1 : unit_or_zero (d + t' * e)).
  { pose proof (small' extra (or_intror (or_introl eq_refl))) as H.
    rewrite (signed_sum_ext N2 N2 s' s' L extra c1) in H.
    - fold d in H. unfold N2, lower_summand in H. now rewrite !Nat.eqb_refl in H.
    - intros r inr. unfold N2, lower_summand. now rewrite extra_c1, !Nat.eqb_refl, (in2 r inr). }
  assert (turn : exists f, sign f /\ f * d = t /\ f * t' = a).
  { clear - K K' A0 A1 D0 D1 further further' sign_e.
    assert (odd_d : Z.odd (signed_sum N2 ones L c1) = Z.odd d) by (rewrite K', Z.odd_add_mul_2; reflexivity).
    assert (odd_a : Z.odd (signed_sum N1 ones U c2) = Z.odd a) by (rewrite K, Z.odd_add_mul_2; reflexivity).
    rewrite odd_d in further. rewrite odd_a in further'. clear K K' odd_a odd_d. unfold unit_or_zero, sign in *.
    destruct A0 as [Ea|[Ea|Ea]], D0 as [Ed|[Ed|Ed]]; rewrite Ea, Ed in *; cbn [Z.odd] in further, further'.
    - exists 1. lia.
    - exists t. lia.
    - exists (- t). lia.
    - exists t'. lia.
    - exists t. lia.
    - exists (- t). lia.
    - exists (- t'). lia.
    - exists t. lia.
    - exists (- t). lia. }
  destruct turn as (f & sign_f & turn & turn').
  exists (joined_signs upper s (fun r => f * s' r)). split.
  { apply joined_signs_on; [exact signs|]. intros r inr. specialize (signs' r inr). unfold sign in *. nia. }
  intros c inc. rewrite joined_sum. fold lower. fold U L. rewrite signed_sum_flip.
  assert (c_extra : Nat.eqb c extra = false) by (apply Nat.eqb_neq; intros ->; contradiction).
  destruct (left c) eqn:E.
  - assert (c_c2 : Nat.eqb c c2 = false) by (apply Nat.eqb_neq; intros ->; congruence).
    assert (inleft : In c (c2 :: extra :: filter left columns)) by (do 2 right; apply filter_In; now split).
    specialize (small c inleft).
    rewrite (signed_sum_scale M N2 s' L c c1 (M r2 c)).
    + fold d. rewrite (signed_sum_ext M N1 s s U c c).
      * unfold N1 in small at 2. unfold upper_summand in small. rewrite c_extra, c_c2 in small.
        replace (f * (M r2 c * d)) with (t * M r2 c) by (rewrite <- turn; ring). exact small.
      * intros r _. unfold N1, upper_summand. now rewrite c_extra, c_c2.
    + intros r inr. pose proof (in2 r inr) as other. unfold L in inr. apply filter_In in inr. destruct inr as [inr low].
      unfold N2, lower_summand. rewrite extra_c1, Nat.eqb_refl, other, (product' r c); auto; [ring|].
      now apply negb_true_iff.
  - assert (c_c1 : Nat.eqb c c1 = false) by (apply Nat.eqb_neq; intros ->; congruence).
    assert (inright : In c (c1 :: extra :: filter right columns))
      by (do 2 right; apply filter_In; unfold right; now rewrite E).
    specialize (small' c inright).
    rewrite (signed_sum_scale M N1 s U c c2 (M r1 c2 * M r1 c)).
    + fold a. rewrite (signed_sum_ext M N2 s' s' L c c).
      * unfold N2 in small' at 2. unfold lower_summand in small'. rewrite c_extra, c_c1, Nat.eqb_refl in small'.
        rewrite <- turn'. unfold sign, unit_or_zero in *. destruct sign_f as [-> | ->]; lia.
      * intros r inr. unfold N2, lower_summand. now rewrite c_extra, c_c1, (in2 r inr).
    + intros r inr. pose proof (in1 r inr) as other. unfold U in inr. apply filter_In in inr. destruct inr as [inr up].
      unfold N1, upper_summand. rewrite extra_c2, Nat.eqb_refl, other, (product r c); auto. ring.
Qed.

End Sums.
