(** Corollary 1 of VS, second sentence: without slack and in full dimension, choice is optimal exactly if it improves upon
    the status quo.  That it improves is concluded by contradiction, from the law of excluded middle. *)

From Coq Require Import Logic.ClassicalFacts.
From Allocation Require Export Proofs.ValenzuelaStookey.Constant.

(** ** Profiles of types *)

Lemma profile_chances laws n :
  (forall j, (j < n)%nat -> sum (laws j) fst == 1) -> sum (type_profiles laws n) fst == 1.
Proof.
  induction n as [|n IH]; intros lawful; simpl; [ring|].
  rewrite sum_flat_map, (sum_ext _ _ fst); [apply lawful; lia|].
  intros one _. rewrite sum_map. simpl. rewrite sum_scale, IH; [ring|]. intros j lt. apply lawful. lia.
Qed.

Lemma profile_types laws n p c :
  In (p, c) (type_profiles laws n) -> forall j, (j < n)%nat -> exists q, In (q, c j) (laws j).
Proof.
  revert p c. induction n as [|n IH]; intros p c inp j lt; [lia|]. simpl in inp. apply in_flat_map in inp.
  destruct inp as ((q & d) & inq & inp). apply in_map_iff in inp. destruct inp as ((r & e) & eq & inr).
  injection eq as <- <-. unfold put. destruct (Nat.eqb_spec j n) as [->|ne].
  - exists q. exact inq.
  - apply (IH r e inr). lia.
Qed.

Section Optimal.

Variable M : market.
Hypothesis market_M : is_market M.
Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).

Variable laws : nat -> finite_law.
Hypothesis lawful : forall j, (j < J)%nat -> is_finite_law (possible M j) (laws j).

Lemma profiles_are_of_types p c : In (p, c) (type_profiles laws J) -> type_profile M c.
Proof.
  intros inp j lt. destruct (profile_types laws J p c inp j lt) as (q & inq). exact (proj2 (proj1 (lawful j lt) q (c j) inq)).
Qed.

(** The mean of what is the same at all profiles. *)
Lemma mean_of_same (f : bundles -> Q) v :
  (forall c, type_profile M c -> f c == v) -> sum (type_profiles laws J) (fun one => fst one * f (snd one)) == v.
Proof.
  intros same_everywhere. rewrite (sum_ext _ _ (fun one => fst one * v)).
  - rewrite sum_scale_right, profile_chances; [ring|]. intros j lt. exact (proj2 (lawful j lt)).
  - intros (p & c) inp. simpl. now rewrite (same_everywhere c (profiles_are_of_types p c inp)).
Qed.

Lemma put_type_profile c j d : type_profile M c -> possible M j d -> type_profile M (put c j d).
Proof.
  intros poss poss_d i lt. unfold put. destruct (Nat.eqb_spec i j) as [->|]; [assumption|now apply poss].
Qed.

Lemma cost_of_same x y : same_bundles M x y -> social_cost M x == social_cost M y.
Proof.
  intros eq. apply sum_ext. intros j inj. apply in_upto in inj. apply inner_same. now apply eq.
Qed.

Variables low high : bundles.
Hypothesis boxes_M : boxes M low high.
Hypothesis wide : full_dimension M.

(** A feasible mechanism that does not respond to types selects the status quo. *)
Lemma constant_is_status_quo m :
  feasible_1 M laws no_slack m -> constant M m -> forall c, type_profile M c -> same_bundles M (m c) (status_quo M).
Proof.
  intros (_ & sq & _ & clears) const c poss. apply (corollary_1 M market_M low high boxes_M); [exact wide|now apply clears|].
  intros j d lt poss_d. specialize (sq j d lt poss_d).
  rewrite (inner_same I d (interim M laws m j d) (m c j)) in sq; [exact sq|].
  intros i lti. unfold interim. apply (mean_of_same (fun e => m (put e j d) j i)). intros e poss_e.
  apply const; [now apply put_type_profile|assumption|assumption|assumption].
Qed.

Lemma constant_costs_status_quo m :
  feasible_1 M laws no_slack m -> constant M m -> expected_cost M laws m == social_cost M (status_quo M).
Proof.
  intros feas const. apply (mean_of_same (fun c => social_cost M (m c))). intros c poss.
  apply cost_of_same. now apply constant_is_status_quo.
Qed.

Definition keep : direct_mechanism := fun _ => status_quo M.

Lemma keep_interim j c : same I (interim M laws keep j c) (status_quo M j).
Proof. intros i lt. unfold interim, keep. apply (mean_of_same (fun _ => status_quo M j i)). reflexivity. Qed.

Lemma keep_feasible : feasible_1 M laws no_slack keep.
Proof.
  split; [|split; [|split]].
  - intros c d _ j lt. apply same_refl.
  - intros j c lt poss. rewrite (inner_same I c _ _ (keep_interim j c)). unfold no_slack. lra.
  - intros j c d lt poss poss_d. rewrite (inner_same I c _ _ (keep_interim j c)), (inner_same I c _ _ (keep_interim j d)). lra.
  - intros c poss. exact (proj1 (proj2 market_M)).
Qed.

Lemma keep_constant : constant M keep.
Proof. intros c d _ _ j lt. apply same_refl. Qed.

Theorem improves_then_optimal : choice_improves M laws no_slack -> choice_is_optimal M laws no_slack.
Proof.
  intros (m & feas & _ & cheaper) m' (feas' & cheapest) const.
  pose proof (cheapest m feas). pose proof (constant_costs_status_quo m' feas' const). lra.
Qed.

Theorem optimal_then_improves : excluded_middle -> choice_is_optimal M laws no_slack -> choice_improves M laws no_slack.
Proof.
  intros classical optimal. destruct (classical (choice_improves M laws no_slack)) as [|none]; [assumption|exfalso].
  apply (optimal keep); [|exact keep_constant]. split; [exact keep_feasible|]. intros m feas.
  rewrite (constant_costs_status_quo keep keep_feasible keep_constant).
  destruct (Qlt_le_dec (expected_cost M laws m) (social_cost M (status_quo M))) as [less|]; [exfalso|assumption].
  apply none. exists m. split; [assumption|]. split; [|assumption]. intros const.
  pose proof (constant_costs_status_quo m feas const). lra.
Qed.

End Optimal.
