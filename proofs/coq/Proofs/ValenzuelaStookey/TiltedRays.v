(** VS, footnote 18 and what section 4.2 says of weights: if some weight is positive, and costs are positive with
    probability 1, tilted rays are worth approximately what the remedial menu is worth. *)

From Coq Require Import PeanoNat Qminmax.
From Allocation Require Export Proofs.ValenzuelaStookey.FiniteLaws Claims.ValenzuelaStookey.

Open Scope Q_scope.

(** ** Chances *)

Section Chances.

Variable I : nat.
Variable F : law.
Hypothesis is_law_F : is_law I F.

Lemma chance_of_subset E D p q : F E p -> F D q -> (forall c, E c = true -> D c = true) -> p <= q.
Proof.
  destruct is_law_F as (_ & _ & complement & intersection & adds & nonneg & unique & _). intros chance chance' inside.
  destruct (intersection D (fun c => negb (E c)) q (1 - p) chance' (complement E p chance)) as (r & rest).
  assert (F (fun c => E c || (D c && negb (E c)))%bool (p + r)) as both.
  { apply adds; [exact chance|exact rest|]. intros c. destruct (E c), (D c); reflexivity. }
  pose proof (nonneg _ _ rest). assert (q == p + r); [|lra]. apply (unique _ _ _ _ chance' both). intros c.
  specialize (inside c). destruct (E c), (D c); try reflexivity. now specialize (inside eq_refl).
Qed.

Lemma chance_of_both E D p q : F E p -> F D q -> exists r, F (fun c => E c && D c)%bool r /\ p + q - 1 <= r.
Proof.
  pose proof is_law_F as (_ & _ & complement & intersection & adds & _ & unique & _). intros chance chance'.
  destruct (intersection E D p q chance chance') as (r & both). exists r. split; [exact both|].
  destruct (intersection D (fun c => negb (E c)) q (1 - p) chance' (complement E p chance)) as (s & rest).
  assert (s <= 1 - p).
  { apply (chance_of_subset _ _ _ _ rest (complement E p chance)). intros c. destruct (D c); [auto|discriminate]. }
  assert (F (fun c => (E c && D c) || (D c && negb (E c)))%bool (r + s)) as all.
  { apply adds; [exact both|exact rest|]. intros c. destruct (E c), (D c); reflexivity. }
  assert (q == r + s); [|lra]. apply (unique _ _ _ _ chance' all). intros c. destruct (E c), (D c); reflexivity.
Qed.

(** The costs of a task are at least b. *)
Lemma at_least_is_event i b : (i < I)%nat -> exists p, F (fun c => Qle_bool b (c i)) p.
Proof.
  pose proof is_law_F as (_ & half_space & _ & _ & _ & _ & _ & alike). intros lt.
  destruct (half_space (opposite (one_unit i)) (- b)) as (p & chance). exists p.
  apply (alike _ _ _ p chance); [|reflexivity]. intros c.
  assert (inner I (opposite (one_unit i)) c == - c i) as E.
  { rewrite inner_comm, inner_opposite, inner_comm, inner_unit by exact lt. reflexivity. }
  rewrite E. apply eq_true_iff_eq. rewrite !Qle_bool_iff. split; intros; lra.
Qed.

(** ** Costs between positive numbers *)

Hypothesis positive_F : forall i delta, (i < I)%nat -> 0 < delta -> exists low high p,
  0 < low /\ F (fun c => Qle_bool low (c i) && Qle_bool (c i) high) p /\ 1 - delta <= p.

Lemma all_within n delta : (n <= I)%nat -> 0 < delta -> exists low high E p,
  0 < low /\ 0 <= high /\ F E p /\ 1 - delta <= p /\
  forall c, E c = true -> forall i, (i < n)%nat -> low <= c i /\ c i <= high.
Proof.
  revert delta. induction n as [|n IH]; intros delta le pos.
  - exists 1, 0, (fun _ => true), 1. repeat split; try lra; [apply is_law_F|intros; lia|intros; lia].
  - destruct (IH (delta * (1 # 2)) ltac:(lia) ltac:(lra)) as (low & high & E & p & pos_low & pos_high & chance & likely & within).
    destruct (positive_F n (delta * (1 # 2)) ltac:(lia) ltac:(lra)) as (low' & high' & p' & pos_low' & chance' & likely').
    destruct (chance_of_both _ _ _ _ chance chance') as (r & both & enough).
    exists (Qmin low low'), (Qmax high high'), (fun c => E c && (Qle_bool low' (c n) && Qle_bool (c n) high'))%bool, r.
    pose proof (Q.le_max_l high high'). pose proof (Q.le_max_r high high').
    pose proof (Q.le_min_l low low'). pose proof (Q.le_min_r low low').
    split; [apply Q.min_glb_lt; assumption|]. split; [lra|]. split; [exact both|]. split; [lra|].
    intros c yes i lt. apply andb_true_iff in yes as (yes & between). apply andb_true_iff in between as (least & most).
    apply Qle_bool_iff in least, most. destruct (Nat.eq_dec i n) as [->|other]; [split; lra|].
    destruct (within c yes i ltac:(lia)). split; lra.
Qed.

(** ** The tilted ray *)

Variables w eta : bundle.
Hypothesis pos_eta : nonnegative I eta.

Definition tilt (epsilon : Q) (i : nat) : Q := if Qle_bool (w i) 0 then 0 else epsilon.

Lemma tilt_cases epsilon i :
  (w i < 0 /\ best_remedial w eta i = 0 /\ tilt epsilon i = 0) \/
  (0 <= w i /\ best_remedial w eta i = eta i /\ tilt epsilon i = 0) \/
  (0 < w i /\ best_remedial w eta i = eta i /\ tilt epsilon i = epsilon).
Proof.
  unfold best_remedial, tilt. destruct (Qle_bool 0 (w i)) eqn:E, (Qle_bool (w i) 0) eqn:E'.
  - apply Qle_bool_iff in E. right; left. auto.
  - right; right. split; [|auto]. destruct (Qlt_le_dec 0 (w i)) as [|no]; [assumption|].
    apply Qle_bool_iff in no. congruence.
  - left. split; [|auto]. destruct (Qlt_le_dec (w i) 0) as [|no]; [assumption|]. apply Qle_bool_iff in no. congruence.
  - exfalso. destruct (Qlt_le_dec (w i) 0) as [less|no]; [|apply Qle_bool_iff in no; congruence].
    assert (Qle_bool (w i) 0 = true) by (apply Qle_bool_iff; lra). congruence.
Qed.

Lemma tilted_is epsilon i : tilted w eta epsilon i = best_remedial w eta i - eta i + tilt epsilon i.
Proof. reflexivity. Qed.

Lemma remedial_is_better : inner I w eta <= inner I w (best_remedial w eta).
Proof.
  apply sum_le. intros i ini. apply in_upto in ini. pose proof (pos_eta i ini).
  destruct (tilt_cases 1 i) as [(neg & -> & _)|[(pos & -> & _)|(pos & -> & _)]]; nra.
Qed.

Lemma worth_of_direction epsilon : 0 < epsilon ->
  inner I w (best_remedial w eta) - inner I w eta <= inner I w (tilted w eta epsilon).
Proof.
  intros pos. rewrite <- inner_minus. apply sum_le. intros i ini. apply in_upto in ini. pose proof (pos_eta i ini).
  rewrite tilted_is. unfold minus. destruct (tilt_cases epsilon i) as [(neg & -> & ->)|[(nonneg & -> & ->)|(more & -> & ->)]]; nra.
Qed.

Lemma end_is_nonnegative epsilon : 0 < epsilon -> nonnegative I (plus eta (multiple 1 (tilted w eta epsilon))).
Proof.
  intros pos i lt. pose proof (pos_eta i lt). unfold plus, multiple. rewrite tilted_is.
  destruct (tilt_cases epsilon i) as [(_ & -> & ->)|[(_ & -> & ->)|(_ & -> & ->)]]; lra.
Qed.

Lemma accepted k low high epsilon c :
  (k < I)%nat -> w k < 0 -> 0 <= low -> 0 < epsilon ->
  (forall i, (i < I)%nat -> low <= c i /\ c i <= high) ->
  inner I c (tilted w eta epsilon) <= epsilon * high * sum (upto I) (fun _ => 1) - low * eta k.
Proof.
  intros ltk neg pos_low pos within.
  assert (pos_high : 0 <= high) by (destruct (within k ltk); lra).
  apply Qle_trans with (sum (upto I) (fun i => epsilon * high * 1 - one_unit k i * (low * eta k))).
  - apply sum_le. intros i ini. apply in_upto in ini. pose proof (pos_eta i ini). pose proof (pos_eta k ltk).
    destruct (within i ini) as (least & most). rewrite tilted_is.
    assert (0 <= epsilon * high) by nra. unfold one_unit. destruct (Nat.eqb_spec i k) as [->|other].
    + destruct (tilt_cases epsilon k) as [(_ & -> & ->)|[(no & _)|(no & _)]]; [nra|lra|lra].
    + destruct (tilt_cases epsilon i) as [(_ & -> & ->)|[(_ & -> & ->)|(_ & -> & ->)]]; nra.
  - rewrite sum_minus, sum_scale, (sum_unit (upto I) k (fun _ => low * eta k)); [lra|apply seq_NoDup|now apply in_upto].
Qed.

Lemma direction_is_event kappa : exists q, F (fun c => Qle_bool (inner I c kappa) 0) q.
Proof.
  pose proof is_law_F as (_ & half_space & _ & _ & _ & _ & _ & alike).
  destruct (half_space kappa 0) as (q & chance). exists q. apply (alike _ _ _ q chance); [|reflexivity].
  intros c. now rewrite (inner_comm I kappa c).
Qed.

Theorem tilted_ray_is_worth : tilted_ray_does_for_law I F w eta.
Proof.
  intros delta pos_delta.
  destruct (all_or_some I (fun i => ~ (w i < 0 /\ 0 < eta i)) (fun i => w i < 0 /\ 0 < eta i)) as [none|(k & ltk & neg & has)].
  { intros i. destruct (Qlt_le_dec (w i) 0); [destruct (Qlt_le_dec 0 (eta i)); [right; auto|left; lra]|left; lra]. }
  - destruct (direction_is_event (tilted w eta 1)) as (q & chance). exists 1, 0, q.
    assert (same I (plus eta (multiple 0 (tilted w eta 1))) eta) as stays by (intros i _; unfold plus, multiple; ring).
    split; [lra|]. split; [lra|]. split; [|split; [exact chance|]].
    + intros i lt. rewrite (stays i lt). now apply pos_eta.
    + rewrite (inner_same I w _ _ stays). assert (inner I w (best_remedial w eta) == inner I w eta) as ->; [|lra].
      apply sum_ext. intros i ini. apply in_upto in ini. pose proof (pos_eta i ini).
      destruct (tilt_cases 1 i) as [(less & -> & _)|[(_ & -> & _)|(_ & -> & _)]]; [|reflexivity|reflexivity].
      assert (eta i == 0) as ->; [|ring]. destruct (Qlt_le_dec 0 (eta i)); [exfalso; apply (none i ini); auto|lra].
  - set (gain := inner I w (best_remedial w eta) - inner I w eta).
    assert (pos_gain : 0 <= gain) by (pose proof remedial_is_better; unfold gain; lra).
    assert (theta_E : delta / (1 + gain) * (1 + gain) == delta) by (field; lra).
    assert (pos_theta : 0 < delta / (1 + gain)) by (apply Qlt_shift_div_l; lra). set (theta := delta / (1 + gain)) in *.
    destruct (all_within I theta (le_n I) pos_theta) as (low & high & E & p & pos_low & pos_high & chance_E & likely & within).
    set (number := sum (upto I) (fun _ : nat => 1)).
    assert (pos_number : 0 <= number) by (apply sum_nonneg; intros; lra).
    assert (0 <= high * number) by nra. assert (0 < low * eta k) by nra.
    assert (epsilon_E : low * eta k / (high * number + 1) * (high * number + 1) == low * eta k) by (field; lra).
    assert (pos_epsilon : 0 < low * eta k / (high * number + 1)) by (apply Qlt_shift_div_l; lra).
    set (epsilon := low * eta k / (high * number + 1)) in *.
    destruct (direction_is_event (tilted w eta epsilon)) as (q & chance). exists epsilon, 1, q.
    split; [exact pos_epsilon|]. split; [lra|]. split; [now apply end_is_nonnegative|]. split; [exact chance|].
    assert (1 - theta <= q).
    { apply Qle_trans with p; [exact likely|]. apply (chance_of_subset _ _ _ _ chance_E chance). intros c yes.
      apply Qle_bool_iff.
      pose proof (accepted k low high epsilon c ltk neg ltac:(lra) pos_epsilon (within c yes)) as bound.
      fold number in bound. lra. }
    assert (0 <= q) by apply (proj1 (proj2 (proj2 (proj2 (proj2 (proj2 is_law_F))))) _ _ chance).
    rewrite inner_plus, inner_multiple.
    pose proof (worth_of_direction epsilon pos_epsilon) as worth. fold gain in worth.
    assert (q * gain <= q * inner I w (tilted w eta epsilon)) by nra.
    assert ((1 - theta) * gain <= q * gain) by nra.
    unfold gain in *. lra.
Qed.

End Chances.

(*| valenzuela-stookey-2026/section-4.2.nonpositive-weight | literal | proved |*)
Theorem VS_nonpositive_weight_holds : VS_nonpositive_weight.
Proof.
  intros I F w eta (is_law_F & positive_F) pos_eta. split.
  - intros nonpositive. split.
    + apply sum_zero. intros i ini. apply in_upto in ini. pose proof (nonpositive i ini) as less. unfold zero in less.
      destruct (tilt_cases w eta 1 i) as [(_ & -> & _)|[(more & -> & _)|(more & _)]]; [ring| |lra].
      assert (w i == 0) as -> by lra. ring.
    + intros x pos. apply Qle_trans with (inner I x zero); [|unfold inner, zero; rewrite sum_zero; [lra|intros; ring]].
      rewrite (inner_comm I w x). now apply inner_below.
  - intros _. now apply tilted_ray_is_worth.
Qed.

(** Continuously distributed nonnegative costs are positive with probability 1. *)
Lemma continuous_is_positive I F : continuously_distributed I F -> positive_with_probability_1 I F.
Proof.
  intros (is_law_F & each). split; [exact is_law_F|]. intros i delta lt pos.
  destruct (each i lt) as (nonneg & continuous & bounded).
  destruct (continuous 0 (delta * (1 # 2)) ltac:(lra)) as (r & p & pos_r & near & small).
  destruct (bounded (delta * (1 # 2)) ltac:(lra)) as (high & q & below_high & likely).
  pose proof is_law_F as (_ & _ & complement & intersection & _).
  destruct (chance_of_both I F is_law_F _ _ _ _ nonneg (complement _ _ near)) as (s & away & enough).
  destruct (chance_of_both I F is_law_F _ _ _ _ away below_high) as (t & between & enough').
  destruct (at_least_is_event I F is_law_F i r lt) as (u & least).
  destruct (intersection _ _ _ _ least below_high) as (v & event).
  exists r, high, v. split; [exact pos_r|]. split; [exact event|].
  assert (t <= v); [|lra]. apply (chance_of_subset I F is_law_F _ _ _ _ between event). intros c yes.
  apply andb_true_iff in yes as (yes & most). apply andb_true_iff in yes as (more & far). apply andb_true_iff. split; [|exact most].
  apply Qle_bool_iff in more. apply negb_true_iff in far. apply Qle_bool_iff.
  destruct (Qlt_le_dec (c i) r) as [less|]; [exfalso|assumption].
  assert (Qle_bool (0 - r) (c i) && Qle_bool (c i) (0 + r) = true)%bool; [|congruence].
  apply andb_true_iff. split; apply Qle_bool_iff; lra.
Qed.

(*| valenzuela-stookey-2026/footnote-18 | literal | proved |*)
Theorem VS_footnote_18_holds : VS_footnote_18.
Proof.
  intros I F w eta continuous pos_eta _. destruct (continuous_is_positive I F continuous) as (is_law_F & positive_F).
  now apply tilted_ray_is_worth.
Qed.

(** Finitely many types of positive costs. *)
Lemma finite_is_positive I F : is_finite_law (positive I) F -> positive_with_probability_1 I (law_of F).
Proof.
  intros finite. split; [exact (finite_is_law I F _ finite)|]. intros i delta lt pos.
  assert (exists low high, 0 < low /\ forall p c, In (p, c) F -> low <= c i /\ c i <= high) as (low & high & pos_low & within).
  { destruct finite as (types & _). induction F as [|(p & c) rest IH]; [exists 1, 1; split; [lra|intros p c []]|].
    destruct IH as (low & high & pos_low & within); [intros q d inq; apply (types q d); right; exact inq|].
    pose proof (proj2 (types p c (or_introl eq_refl)) i lt) as pos_c.
    exists (Qmin low (c i)), (Qmax high (c i)).
    pose proof (Q.le_max_l high (c i)). pose proof (Q.le_max_r high (c i)).
    pose proof (Q.le_min_l low (c i)). pose proof (Q.le_min_r low (c i)).
    split; [apply Q.min_glb_lt; assumption|]. intros q d [equal|inq]; [injection equal as <- <-; split; assumption|].
    destruct (within q d inq). split; lra. }
  exists low, high, 1. split; [exact pos_low|]. split; [|lra]. unfold law_of. destruct finite as (_ & total). rewrite <- total.
  apply sum_ext. intros (p & c) inF. cbn [fst snd]. destruct (within p c inF) as (least & most).
  apply Qle_bool_iff in least, most. rewrite least, most. reflexivity.
Qed.

(*| valenzuela-stookey-2026/footnote-18 | any law of positive costs | proved |*)
Theorem VS_footnote_18_positive_costs_holds : VS_footnote_18_positive_costs.
Proof.
  intros I F w eta finite pos_eta _ delta pos. destruct (finite_is_positive I F finite) as (is_law_F & positive_F).
  destruct (tilted_ray_is_worth I (law_of F) is_law_F positive_F w eta pos_eta delta pos)
    as (epsilon & y & q & pos_epsilon & pos_y & nonneg & chance & worth).
  exists epsilon, y. split; [exact pos_epsilon|]. split; [exact pos_y|]. split; [exact nonneg|].
  eapply Qle_trans; [exact worth|]. apply Qle_lteq. right. unfold worth_of_ray, law_of in *.
  set (far := inner I w (plus eta (multiple y (tilted w eta epsilon)))). set (near := inner I w eta).
  rewrite chance. destruct finite as (_ & total).
  rewrite (sum_ext F (fun one => fst one * (if Qle_bool (inner I (snd one) (tilted w eta epsilon)) 0 then far else near))
    (fun one => (if Qle_bool (inner I (snd one) (tilted w eta epsilon)) 0 then fst one else 0) * (far - near) + fst one * near))
    by (intros one _; destruct (Qle_bool _ 0); ring).
  rewrite sum_plus, !sum_scale_right, total. ring.
Qed.
