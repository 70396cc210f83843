(** Theorem 2 of VS, second sentence, as far as it holds: what an obviously strategy-proof mechanism selects is held by a
    protocol of polarized rays and remedial menus, of the choices by which somebody gains and one choice of {eta}. *)

From Coq Require Import Logic.ClassicalFacts Logic.ChoiceFacts.
From Allocation Require Export Proofs.ValenzuelaStookey.ObviousMechanisms Claims.ValenzuelaStookey.

Section Dominating.

Hypothesis classical : excluded_middle.

Context {K : Type}.
Variable M : market.
Variable T : protocol K.
Variable s : strategies K.
Hypothesis protocol_T : is_protocol M T.
Hypothesis obvious : osp_over_deviations M T s.
Hypothesis rich : forall j c, (j < number_of_agents M)%nat -> positive (number_of_tasks M) c -> possible M j c.

Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).
Local Notation eta := (endowment T).
Local Notation held := (reduced M T).

(** A choice of {eta} for each agent. *)
Variable k0 : nat -> K.
Hypothesis k0_demands : forall j, (j < J)%nat -> choice T j (k0 j) /\ demands_endowment M T j (k0 j).

(** A direction for each choice whose set is neither redundant nor remedial. *)
Variable kappa : nat -> K -> bundle.
Hypothesis kappa_ray : forall j k, (j < J)%nat -> choice T j k ->
  ~ redundant I (held j k) (eta j) -> ~ remedial I (held j k) (eta j) -> in_ray I (held j k) (eta j) (kappa j k).

Definition wider_set (j : nat) (k : K) (x : bundle) : Prop :=
  (k = k0 j /\ same I x (eta j)) \/
  (k <> k0 j /\ nonnegative I x /\
   ((remedial I (held j k) (eta j) /\ below I x (eta j)) \/
    (~ remedial I (held j k) (eta j) /\ ray I (eta j) (kappa j k) x))).

Definition wider : protocol K := {|
  endowment := eta;
  choice := fun j k => choice T j k /\ (~ redundant I (held j k) (eta j) \/ k = k0 j);
  trading_set := wider_set;
  selected := selected T
|}.

Lemma k0_redundant j : (j < J)%nat -> redundant I (held j (k0 j)) (eta j).
Proof.
  intros lt x inx i lti. rewrite (reduced_demand M T j (k0 j) x (proj2 (k0_demands j lt)) inx i lti). lra.
Qed.

Lemma held_by_wider j k : (j < J)%nat -> choice wider j k -> subset (held j k) (trading_set wider j k).
Proof.
  intros lt (chosen & kept) x inx. simpl. destruct (classical (k = k0 j)) as [->|other].
  - left. split; [reflexivity|]. exact (reduced_demand M T j (k0 j) x (proj2 (k0_demands j lt)) inx).
  - right. split; [assumption|]. destruct kept as [moves|]; [|contradiction].
    assert (nonneg : nonnegative I x).
    { destruct protocol_T as (_ & sets & _). exact (proj2 (sets j k lt chosen) x (proj1 inx)). }
    split; [exact nonneg|]. destruct (classical (remedial I (held j k) (eta j))) as [rem|not_rem].
    + left. split; [assumption|now apply rem].
    + right. split; [assumption|]. split; [exact nonneg|].
      exact (proj2 (kappa_ray j k lt chosen moves not_rem) x inx).
Qed.

Lemma wider_demand j : (j < J)%nat -> choice wider j (k0 j) /\ demands_endowment M wider j (k0 j).
Proof.
  intros lt. split.
  - split; [exact (proj1 (k0_demands j lt))|right; reflexivity].
  - intros y. simpl. split.
    + intros [(_ & eq)|(other & _)]; [exact eq|contradiction].
    + intros eq. left. split; [reflexivity|exact eq].
Qed.

Theorem wider_is_protocol : is_protocol M wider.
Proof.
  pose proof protocol_T as (clears & sets & demand & respects & function).
  split; [exact clears|]. split; [|split; [|split; [|exact function]]].
  - intros j k lt (chosen & _). split.
    + intros x y eq. simpl. intros [(is_k0 & same_x)|(other & nonneg & forms)].
      * left. split; [assumption|]. exact (same_trans _ _ _ _ (same_sym _ _ _ eq) same_x).
      * assert (nonneg_y : nonnegative I y) by (intros i lti; rewrite <- (eq i lti); now apply nonneg).
        right. split; [assumption|]. split; [exact nonneg_y|].
        destruct forms as [(rem & small)|(not_rem & _ & t & pos & along)].
        -- left. split; [assumption|]. intros i lti. rewrite <- (eq i lti). now apply small.
        -- right. split; [assumption|]. split; [exact nonneg_y|]. exists t. split; [assumption|].
           intros i lti. rewrite <- (eq i lti). now apply along.
    + intros x [(_ & same_x)|(_ & nonneg & _)]; [|exact nonneg].
      intros i lti. rewrite (same_x i lti). now apply (proj1 clears).
  - intros j lt. exists (k0 j). now apply wider_demand.
  - intros p prof. assert (prof_T : profile M T p) by (intros j lt; exact (proj1 (prof j lt))).
    split; [exact (proj1 (respects p prof_T))|]. intros j lt.
    exact (held_by_wider j (p j) lt (prof j lt) _ (selected_reduced M T protocol_T j p lt prof_T)).
Qed.

Lemma somewhere_less j k : ~ redundant I (held j k) (eta j) -> exists x i, held j k x /\ (i < I)%nat /\ x i < eta j i.
Proof.
  intros not_red. destruct (classical (exists x i, held j k x /\ (i < I)%nat /\ x i < eta j i)) as [some|none]; [assumption|].
  exfalso. apply not_red. intros x inx i lt. destruct (Qlt_le_dec (x i) (eta j i)) as [less|]; [exfalso|assumption].
  apply none. exists x, i. exact (conj inx (conj lt less)).
Qed.

Theorem wider_menus : polarized_menus_beside M wider.
Proof.
  intros j lt.
  destruct (classical (exists k, choice wider j k /\ k <> k0 j /\ remedial I (held j k) (eta j)))
    as [(k & (chosen & kept) & other & rem)|none].
  - right. destruct kept as [moves|]; [|contradiction].
    destruct (somewhere_less j k moves) as (x & i & inx & lti & less).
    destruct (remedial_leaves_redundant M T s protocol_T obvious j lt (fun c => rich j c lt) k x i chosen inx (rem x inx) lti less)
      as (_ & others).
    exists (k0 j), k. split; [now apply not_eq_sym|]. split; [exact (proj1 (wider_demand j lt))|].
    split; [split; [assumption|left; assumption]|]. split; [|split; [exact (proj2 (wider_demand j lt))|]].
    + intros l (chosen_l & [moves_l| ->]); [|left; reflexivity].
      destruct (classical (l = k)) as [->|differ]; [right; reflexivity|exfalso; apply moves_l; now apply others].
    + intros y. simpl. split.
      * intros [(is_k0 & _)|(_ & nonneg & [(_ & small)|(not_rem & _)])]; [contradiction|split; assumption|contradiction].
      * intros (nonneg & small). right. split; [assumption|]. split; [assumption|]. left. split; assumption.
  - left. exists (kappa j).
    assert (on_ray : forall k, choice wider j k -> k <> k0 j ->
      ~ redundant I (held j k) (eta j) /\ in_ray I (held j k) (eta j) (kappa j k) /\ ~ remedial I (held j k) (eta j)).
    { intros k (chosen & kept) other. destruct kept as [moves|]; [|contradiction].
      assert (not_rem : ~ remedial I (held j k) (eta j)).
      { intros rem. apply none. exists k. split; [split; [assumption|left; assumption]|]. split; assumption. }
      split; [assumption|]. split; [now apply kappa_ray|assumption]. }
    split.
    + intros k chosen. destruct (classical (k = k0 j)) as [->|other]; [left; exact (proj2 (wider_demand j lt))|right].
      destruct (on_ray k chosen other) as (_ & (signs & _) & not_rem). split; [|assumption].
      intros x. simpl. split.
      * intros [(is_k0 & _)|(_ & _ & [(rem & _)|(_ & inx)])]; [contradiction|contradiction|assumption].
      * intros inx. right. split; [assumption|]. split; [exact (proj1 inx)|]. right. split; assumption.
    + intros k k' chosen chosen' differ no_demand no_demand'.
      assert (other : k <> k0 j) by (intros ->; apply no_demand; exact (proj2 (wider_demand j lt))).
      assert (other' : k' <> k0 j) by (intros ->; apply no_demand'; exact (proj2 (wider_demand j lt))).
      destruct (on_ray k chosen other) as (moves & in_k & _). destruct (on_ray k' chosen' other') as (moves' & in_k' & _).
      exact (rays_of_sets_polarized M T s protocol_T obvious j lt (fun c => rich j c lt) k k' (kappa j k) (kappa j k')
               (proj1 chosen) (proj1 chosen') differ in_k in_k' moves moves').
Qed.

(** What is dropped is redundant: it selects more than the endowment, or nothing else. *)
Lemma kept_by_wider j k :
  (j < J)%nat -> choice T j k -> ~ selects_above M T j k -> ~ selects_endowment_only M T j k -> choice wider j k.
Proof.
  intros lt chosen not_above not_only. split; [assumption|]. left. intros red.
  destruct (classical (exists x, held j k x /\ ~ same I x (eta j))) as [(x & inx & other)|none].
  - apply not_above. split; [assumption|]. exists x. split; assumption.
  - apply not_only. intros y. split.
    + intros iny. destruct (classical (same I y (eta j))) as [|other]; [assumption|exfalso].
      apply none. exists y. split; assumption.
    + intros eq. apply (reduced_respects_same M T protocol_T j k lt chosen (eta j)); [now apply same_sym|].
      now apply endowment_is_selected.
Qed.

End Dominating.

Theorem dominated_dropping_copies : excluded_middle -> FunctionalChoice -> VS_Theorem_2_second_dropping_copies.
Proof.
  intros classical functions K M T s _ costs (protocol_T & _) obvious.
  assert (rich : forall j c, (j < number_of_agents M)%nat -> positive (number_of_tasks M) c -> possible M j c)
    by (intros j c lt pos; now apply (costs j c lt)).
  destruct (Nat.eq_dec (number_of_agents M) 0) as [nobody|somebody].
  { exists T. split; [assumption|]. split; intros j lt; exfalso; lia. }
  pose proof protocol_T as (_ & _ & demand & _). destruct (demand O ltac:(lia)) as (k & _).
  destruct (choose_finitely_many (number_of_agents M) (fun j k => choice T j k /\ demands_endowment M T j k) k demand)
    as (k0 & k0_demands).
  assert (each : forall at_choice : nat * K, exists kappa,
    let (j, k) := at_choice in
    (j < number_of_agents M)%nat -> choice T j k -> ~ redundant (number_of_tasks M) (reduced M T j k) (endowment T j) ->
    ~ remedial (number_of_tasks M) (reduced M T j k) (endowment T j) ->
    in_ray (number_of_tasks M) (reduced M T j k) (endowment T j) kappa).
  { intros (j & l). destruct (classical ((j < number_of_agents M)%nat /\ choice T j l)) as [(lt & chosen)|no].
    - destruct (three_forms M T s protocol_T obvious j lt (fun c => rich j c lt) classical l chosen)
        as [red|[rem|(kappa & in_kappa)]]; [exists zero; intros; contradiction|exists zero; intros; contradiction|].
      exists kappa. intros _ _ _ _. exact in_kappa.
    - exists zero. intros lt chosen. exfalso. apply no. split; assumption. }
  destruct (functions (nat * K)%type bundle _ each) as (kappa & in_kappa).
  set (direction := fun j k => kappa (j, k)).
  assert (rays : forall j k, (j < number_of_agents M)%nat -> choice T j k ->
    ~ redundant (number_of_tasks M) (reduced M T j k) (endowment T j) ->
    ~ remedial (number_of_tasks M) (reduced M T j k) (endowment T j) ->
    in_ray (number_of_tasks M) (reduced M T j k) (endowment T j) (direction j k)) by (intros j l; exact (in_kappa (j, l))).
  exists (wider M T k0 direction).
  split; [now apply wider_is_protocol|]. split; [now apply (wider_menus classical M T s)|].
  intros j lt. split; [apply same_refl|]. split; [intros l chosen; exact (proj1 chosen)|].
  split; [intros l; now apply kept_by_wider|intros l chosen; now apply held_by_wider].
Qed.
