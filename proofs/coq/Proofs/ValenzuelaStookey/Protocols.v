(** What holds in every trading protocol, and in every obviously strategy-proof mechanism: Claim 1 of VS, that nobody
    works more than at the endowment, Lemma 4, the essential reduction, and ex-post optimal selection (section 3.1). *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles.

Section Protocols.

Context {K : Type}.
Variable M : market.
Variable T : protocol K.
Hypothesis protocol_T : is_protocol M T.

Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).

(** A profile in which agent j chooses k and all others demand their endowment. *)
Lemma others_demand (j : nat) (k : K) :
  (j < J)%nat -> choice T j k ->
  exists p, profile M T p /\ p j = k /\ forall i, (i < J)%nat -> i <> j -> demands_endowment M T i (p i).
Proof.
  intros lt chosen. destruct protocol_T as (_ & _ & demand & _).
  destruct (choose_finitely_many J (fun i l => choice T i l /\ demands_endowment M T i l) k demand) as (p & good).
  exists (put p j k). split; [|split].
  - intros i lti. unfold put. destruct (Nat.eqb_spec i j) as [->|]; [assumption|now apply good].
  - apply put_same.
  - intros i lti ne. rewrite put_other by assumption. now apply good.
Qed.

(** Whoever demands the endowment gets it. *)
Lemma demanded_is_selected (j : nat) (p : nat -> K) :
  (j < J)%nat -> profile M T p -> demands_endowment M T j (p j) -> same I (selected T p j) (endowment T j).
Proof.
  intros lt prof demand. destruct protocol_T as (_ & _ & _ & respects & _).
  apply demand. now apply (proj2 (respects p prof)).
Qed.

(** Market clearing: when all others demand their endowment, agent j gets hers too, whatever she chooses. *)
Lemma endowment_when_others_demand (j : nat) (p : nat -> K) :
  (j < J)%nat -> profile M T p -> (forall i, (i < J)%nat -> i <> j -> demands_endowment M T i (p i)) ->
  same I (selected T p j) (endowment T j).
Proof.
  intros lt prof demand i lti. destruct protocol_T as ((_ & clears) & _ & _ & respects & _).
  destruct (respects p prof) as ((_ & clears') & _).
  assert (D : sum (upto J) (fun a => selected T p a i) - sum (upto J) (fun a => endowment T a i) ==
              selected T p j i - endowment T j i).
  { apply (sum_differ_at (upto J) j (fun a => selected T p a i) (fun a => endowment T a i));
      [apply seq_NoDup|now apply in_upto|].
    intros a ina ne. apply in_upto in ina. apply demanded_is_selected; auto. }
  rewrite (clears i lti), (clears' i lti) in D. lra.
Qed.

(** ** Claim 1: every trading set holds the endowment; what is more, at some choices of the others it is selected. *)

Theorem endowment_is_selected (j : nat) (k : K) : (j < J)%nat -> choice T j k -> reduced M T j k (endowment T j).
Proof.
  intros lt chosen. destruct (others_demand j k lt chosen) as (p & prof & at_j & others).
  pose proof (endowment_when_others_demand j p lt prof others) as eta.
  destruct protocol_T as (_ & sets & _ & respects & _). split.
  - apply (proj1 (sets j k lt chosen)) with (selected T p j); [assumption|].
    rewrite <- at_j. now apply (proj2 (respects p prof)).
  - exists p. split; [assumption|split; [assumption|now apply same_sym]].
Qed.

(** A profile may be changed at one agent. *)
Lemma profile_put (p : nat -> K) (j : nat) (k : K) : profile M T p -> choice T j k -> profile M T (put p j k).
Proof.
  intros prof chosen i lt. unfold put. destruct (Nat.eqb_spec i j) as [->|]; [assumption|now apply prof].
Qed.

(** What is in a reduced set is selected. *)
Lemma reduced_selected (j : nat) (k : K) (x : bundle) :
  reduced M T j k x -> exists p, profile M T p /\ p j = k /\ same I x (selected T p j).
Proof. intros (_ & some). exact some. Qed.

Lemma selected_reduced (j : nat) (p : nat -> K) :
  (j < J)%nat -> profile M T p -> reduced M T j (p j) (selected T p j).
Proof.
  intros lt prof. destruct protocol_T as (_ & _ & _ & respects & _). split.
  - now apply (proj2 (respects p prof)).
  - exists p. split; [assumption|split; [reflexivity|apply same_refl]].
Qed.

Lemma reduced_respects_same (j : nat) (k : K) :
  (j < J)%nat -> choice T j k -> respects_same I (reduced M T j k).
Proof.
  intros lt chosen x y eq (inx & p & prof & at_j & sel). destruct protocol_T as (_ & sets & _).
  split; [now apply (proj1 (sets j k lt chosen)) with x|].
  exists p. split; [assumption|split; [assumption|]]. exact (same_trans _ _ _ _ (same_sym _ _ _ eq) sel).
Qed.

Lemma reduced_demand (j : nat) (k : K) (x : bundle) :
  demands_endowment M T j k -> reduced M T j k x -> same I x (endowment T j).
Proof. intros demand (inx & _). now apply demand. Qed.

(** ** Obvious dominance in terms of what the reduced sets hold *)

Lemma dominant_reduced (j : nat) (c : bundle) (k : K) :
  obviously_dominant M T j c k ->
  forall k' x y, choice T j k' -> reduced M T j k x -> reduced M T j k' y -> inner I c x <= inner I c y.
Proof.
  intros (_ & best) k' x y chosen' (_ & p & prof & at_p & eqx) (_ & q & profq & at_q & eqy).
  rewrite (inner_same I c x _ eqx), (inner_same I c y _ eqy). now apply (best k').
Qed.

Lemma dominant_over_deviations_reduced (j : nat) (c : bundle) (k : K) :
  obviously_dominant_over_deviations M T j c k ->
  forall k' x y, choice T j k' -> k' <> k -> reduced M T j k x -> reduced M T j k' y -> inner I c x <= inner I c y.
Proof.
  intros (_ & best) k' x y chosen' other (_ & p & prof & at_p & eqx) (_ & q & profq & at_q & eqy).
  rewrite (inner_same I c x _ eqx), (inner_same I c y _ eqy). now apply (best k').
Qed.

(** The reading of the proofs asks for less than the printed definition. *)
Lemma dominant_implies_over_deviations (j : nat) (c : bundle) (k : K) :
  obviously_dominant M T j c k -> obviously_dominant_over_deviations M T j c k.
Proof. intros (chosen & best). split; [assumption|]. intros k' chosen' _. now apply best. Qed.

(** ** Participation: an action that is obviously dominant never costs more than the endowment. *)

Theorem dominant_participates (j : nat) (c : bundle) (k : K) :
  (j < J)%nat -> obviously_dominant_over_deviations M T j c k ->
  forall x, reduced M T j k x -> inner I c x <= inner I c (endowment T j).
Proof.
  intros lt best x inx. destruct (Qlt_le_dec (inner I c (endowment T j)) (inner I c x)) as [more|]; [exfalso|assumption].
  destruct (proj1 (proj2 (proj2 protocol_T)) j lt) as (k0 & chosen0 & demand).
  assert (other : k0 <> k).
  { intros ->. apply (reduced_demand _ _ _ demand) in inx. rewrite (inner_same I c _ _ inx) in more. lra. }
  pose proof (dominant_over_deviations_reduced j c k best k0 x (endowment T j) chosen0 other inx
                (endowment_is_selected j k0 lt chosen0)). lra.
Qed.

(** Claim 2, of what is ever selected: by another set than the chosen one nobody gains. *)
Theorem nothing_better_elsewhere (j : nat) (c : bundle) (k k' : K) :
  (j < J)%nat -> obviously_dominant_over_deviations M T j c k -> choice T j k' -> k' <> k ->
  forall x, reduced M T j k' x -> inner I c (endowment T j) <= inner I c x.
Proof.
  intros lt best chosen other x inx.
  apply (dominant_over_deviations_reduced j c k best k'); [assumption|assumption| |assumption].
  apply endowment_is_selected; [assumption|]. exact (proj1 best).
Qed.

(** ** Lemma 4: an obviously dominant action is myopically optimal. *)

Theorem dominant_is_myopically_optimal (j : nat) (c : bundle) (k : K) :
  (j < J)%nat -> obviously_dominant M T j c k -> myopically_optimal M T j c k.
Proof.
  intros lt best. pose proof (proj1 best) as chosen. split; [assumption|].
  exists (endowment T j). pose proof (endowment_is_selected j k lt chosen) as eta. split; [assumption|].
  intros k' y chosen' iny. now apply (dominant_reduced j c k best k').
Qed.

(** ... and, as the proofs read the definition, if the cheapest bundle of its own set is attained. *)
Theorem dominant_over_deviations_is_myopically_optimal (j : nat) (c : bundle) (k : K) :
  obviously_dominant_over_deviations M T j c k ->
  (exists x, reduced M T j k x /\ forall y, reduced M T j k y -> inner I c x <= inner I c y) ->
  myopically_optimal M T j c k.
Proof.
  intros best (x & inx & cheapest). split; [exact (proj1 best)|]. exists x. split; [assumption|].
  intros k' y chosen' iny. destruct (Qlt_le_dec (inner I c y) (inner I c x)) as [less|]; [exfalso|assumption].
  assert (other : k' <> k) by (intros ->; specialize (cheapest y iny); lra).
  pose proof (dominant_over_deviations_reduced j c k best k' x y chosen' other inx iny). lra.
Qed.

(** ** The essential reduction is a protocol with the same selection, and as obviously strategy-proof. *)

Theorem reduction_is_protocol : is_protocol M (essential_reduction M T).
Proof.
  pose proof protocol_T as (clears & sets & demand & respects & function).
  split; [exact clears|]. split; [|split; [|split; [|exact function]]].
  - intros j k lt chosen. split; [now apply reduced_respects_same|].
    intros x (inx & _). now apply (proj2 (sets j k lt chosen)).
  - intros j lt. destruct (demand j lt) as (k & chosen & only_eta). exists k. split; [assumption|].
    intros y. split; [now apply reduced_demand|]. intros eq.
    apply (reduced_respects_same j k lt chosen (endowment T j)); [now apply same_sym|now apply endowment_is_selected].
  - intros p prof. split; [exact (proj1 (respects p prof))|]. intros j lt. now apply selected_reduced.
Qed.

(** ** Section 3.1: ex-post optimal selection never costs more than the endowment. *)

Theorem ex_post_optimal_costs_at_most_endowment (p : nat -> K) :
  ex_post_optimal M T -> profile M T p -> social_cost M (selected T p) <= social_cost M (endowment T).
Proof.
  intros optimal prof. apply (proj2 (optimal p prof)). split; [exact (proj1 protocol_T)|].
  intros j lt. exact (proj1 (endowment_is_selected j (p j) lt (prof j lt))).
Qed.

End Protocols.
