(** Theorem 2 of VS, first sentence, as far as it holds: a mechanism of polarized rays (beside the endowment) and remedial
    menus is obviously strategy-proof (an action compared with the others) if agents choose with caution, that is, of the
    myopically optimal choices one with the best worst case.  Here for any costs >= 0 as types. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Protocols Proofs.ValenzuelaStookey.TwoDirections.

Section PolarizedMechanisms.

Context {K : Type}.
Variable M : market.
Variable T : protocol K.
Hypothesis protocol_T : is_protocol M T.

Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).

(** ** When cautious and myopic choices are obviously dominant

    It is enough that this type does not gain by two different sets, and does not both gain and lose by one. *)

Definition gains_by_one_set (j : nat) (c : bundle) : Prop :=
  forall k k' x x', choice T j k -> choice T j k' -> k <> k' -> reduced M T j k x -> reduced M T j k' x' ->
  ~ (inner I c x < inner I c (endowment T j) /\ inner I c x' < inner I c (endowment T j)).

Definition gains_or_loses (j : nat) (c : bundle) : Prop :=
  forall k x x', choice T j k -> reduced M T j k x -> reduced M T j k x' ->
  ~ (inner I c x < inner I c (endowment T j) /\ inner I c (endowment T j) < inner I c x').

(** A choice that demands the endowment leads to it alone. *)
Lemma demand_costs (j : nat) (k : K) (c x : bundle) :
  demands_endowment M T j k -> reduced M T j k x -> inner I c x == inner I c (endowment T j).
Proof. intros demand inx. apply inner_same. now apply (reduced_demand M T j k). Qed.

(** By a deviation from a myopically optimal choice nobody gains. *)
Lemma deviation_does_not_tempt (j : nat) (c : bundle) (k k' : K) (y : bundle) :
  gains_by_one_set j c -> myopically_optimal M T j c k -> choice T j k' -> k' <> k -> reduced M T j k' y ->
  inner I c (endowment T j) <= inner I c y.
Proof.
  intros one (chosen & x0 & inx0 & cheapest) chosen' other iny.
  destruct (Qlt_le_dec (inner I c y) (inner I c (endowment T j))) as [less|]; [exfalso|assumption].
  pose proof (cheapest k' y chosen' iny) as better.
  apply (one k k' x0 y chosen chosen' (not_eq_sym other) inx0 iny). split; [lra|assumption].
Qed.

(** If a myopically optimal choice may hurt, then no set tempts, and demanding the endowment is optimal too. *)
Lemma hurting_choice (j : nat) (c : bundle) (k : K) (x : bundle) :
  (j < J)%nat -> gains_or_loses j c -> myopically_optimal M T j c k -> reduced M T j k x ->
  inner I c (endowment T j) < inner I c x ->
  (forall l z, choice T j l -> reduced M T j l z -> inner I c (endowment T j) <= inner I c z) /\
  forall k0, choice T j k0 -> myopically_optimal M T j c k0.
Proof.
  intros lt either (chosen & x0 & inx0 & cheapest) inx more.
  assert (no_gain : inner I c (endowment T j) <= inner I c x0).
  { destruct (Qlt_le_dec (inner I c x0) (inner I c (endowment T j))) as [less|]; [exfalso|assumption].
    exact (either k x0 x chosen inx0 inx (conj less more)). }
  assert (all : forall l z, choice T j l -> reduced M T j l z -> inner I c (endowment T j) <= inner I c z).
  { intros l z chosen_l inz. pose proof (cheapest l z chosen_l inz). lra. }
  split; [exact all|]. intros k0 chosen0. split; [assumption|]. exists (endowment T j).
  split; [now apply endowment_is_selected|exact all].
Qed.

Lemma cautious_is_dominant (j : nat) (c : bundle) (k : K) :
  (j < J)%nat -> gains_by_one_set j c -> gains_or_loses j c ->
  myopically_optimal M T j c k ->
  (forall l x, myopically_optimal M T j c l -> reduced M T j k x ->
     exists y, reduced M T j l y /\ inner I c x <= inner I c y) ->
  obviously_dominant_over_deviations M T j c k.
Proof.
  intros lt one either optimal caution. pose proof (proj1 optimal) as chosen.
  split; [assumption|]. intros k' chosen' other p q prof profq at_p at_q.
  assert (inx : reduced M T j k (selected T p j)) by (rewrite <- at_p; now apply selected_reduced).
  assert (iny : reduced M T j k' (selected T q j)) by (rewrite <- at_q; now apply selected_reduced).
  set (x := selected T p j) in *. set (y := selected T q j) in *.
  pose proof (deviation_does_not_tempt j c k k' y one optimal chosen' other iny) as not_tempting.
  destruct (Qlt_le_dec (inner I c (endowment T j)) (inner I c x)) as [more|]; [exfalso|lra].
  destruct (hurting_choice j c k x lt either optimal inx more) as (_ & others).
  destruct (proj1 (proj2 (proj2 protocol_T)) j lt) as (k0 & chosen0 & demand0).
  destruct (caution k0 x (others k0 chosen0) inx) as (z & inz & worse).
  pose proof (demand_costs j k0 c z demand0 inz). lra.
Qed.

(** Without caution: if moreover no type that gains by no set may lose by one. *)
Lemma myopic_is_dominant (j : nat) (c : bundle) (k : K) :
  (j < J)%nat -> gains_by_one_set j c -> gains_or_loses j c ->
  (forall l x, choice T j l -> reduced M T j l x -> inner I c (endowment T j) < inner I c x ->
     ~ forall l z, choice T j l -> reduced M T j l z -> inner I c (endowment T j) <= inner I c z) ->
  myopically_optimal M T j c k -> obviously_dominant_over_deviations M T j c k.
Proof.
  intros lt one either no_loss optimal. pose proof (proj1 optimal) as chosen.
  split; [assumption|]. intros k' chosen' other p q prof profq at_p at_q.
  assert (inx : reduced M T j k (selected T p j)) by (rewrite <- at_p; now apply selected_reduced).
  assert (iny : reduced M T j k' (selected T q j)) by (rewrite <- at_q; now apply selected_reduced).
  set (x := selected T p j) in *. set (y := selected T q j) in *.
  pose proof (deviation_does_not_tempt j c k k' y one optimal chosen' other iny) as not_tempting.
  destruct (Qlt_le_dec (inner I c (endowment T j)) (inner I c x)) as [more|]; [exfalso|lra].
  destruct (hurting_choice j c k x lt either optimal inx more) as (none & _).
  exact (no_loss k x chosen inx more none).
Qed.

(** ** Polarized rays *)

(** What a bundle of a ray costs, compared with the endowment. *)
Lemma cost_along_ray (eta kappa c x : bundle) :
  ray I eta kappa x -> exists y, 0 <= y /\ inner I c x == inner I c eta + y * inner I c kappa.
Proof.
  intros (_ & y & nonneg & along). exists y. split; [assumption|].
  rewrite (inner_ext I c c x (plus eta (multiple y kappa)) (same_refl I c)).
  - rewrite inner_plus, inner_multiple. reflexivity.
  - intros i lt. unfold plus, multiple. specialize (along i lt). lra.
Qed.

(** A bundle of a menu of rays that moves the workload lies on its choice's ray. *)
Lemma moving_on_ray (j : nat) (c : bundle) (kappa : K -> bundle) (k : K) (x : bundle) :
  (demands_endowment M T j k \/ (is_ray I (trading_set T j k) (endowment T j) (kappa k) /\ non_monotone I (kappa k))) ->
  reduced M T j k x -> ~ inner I c x == inner I c (endowment T j) ->
  ~ demands_endowment M T j k /\ exists y, 0 <= y /\ inner I c x == inner I c (endowment T j) + y * inner I c (kappa k).
Proof.
  intros [demand|(on_ray & _)] inx moves.
  - exfalso. apply moves. now apply (demand_costs j k).
  - split.
    + intros demand. apply moves. now apply (demand_costs j k).
    + apply cost_along_ray. apply on_ray. exact (proj1 inx).
Qed.

Lemma rays_dominant (j : nat) (c : bundle) (k : K) :
  (j < J)%nat -> nonnegative I c -> polarized_rays_beside M T j ->
  myopically_optimal M T j c k ->
  (forall l x, myopically_optimal M T j c l -> reduced M T j k x ->
     exists y, reduced M T j l y /\ inner I c x <= inner I c y) ->
  obviously_dominant_over_deviations M T j c k.
Proof.
  intros lt nonneg (kappa & rays & pairs). apply cautious_is_dominant; [assumption| |].
  - intros l l' x x' chosen chosen' differ inx inx' (gain & gain').
    destruct (moving_on_ray j c kappa l x (rays l chosen) inx ltac:(lra)) as (no & y & pos & cost).
    destruct (moving_on_ray j c kappa l' x' (rays l' chosen') inx' ltac:(lra)) as (no' & y' & pos' & cost').
    assert (tempts : inner I c (kappa l) < 0) by nra.
    pose proof (polarized_not_both I _ _ c (pairs l l' chosen chosen' differ no no') nonneg tempts). nra.
  - intros l x x' chosen inx inx' (gain & loss).
    destruct (moving_on_ray j c kappa l x (rays l chosen) inx ltac:(lra)) as (_ & y & pos & cost).
    destruct (moving_on_ray j c kappa l x' (rays l chosen) inx' ltac:(lra)) as (_ & y' & pos' & cost').
    assert (tempts : inner I c (kappa l) < 0) by nra. nra.
Qed.

(** With the remedial menu, every myopically optimal choice is obviously dominant. *)
Lemma remedial_dominant (j : nat) (c : bundle) (k : K) :
  (j < J)%nat -> nonnegative I c -> remedial_menu M T j ->
  myopically_optimal M T j c k -> obviously_dominant_over_deviations M T j c k.
Proof.
  intros lt nonneg (k1 & k2 & differ & chosen1 & chosen2 & two & demand & remedial_set) (chosen & x0 & inx0 & cheapest).
  split; [assumption|]. intros k' chosen' other p q prof profq at_p at_q.
  set (eta := endowment T j) in *.
  assert (inx : reduced M T j k (selected T p j)) by (rewrite <- at_p; now apply selected_reduced).
  assert (iny : reduced M T j k' (selected T q j)) by (rewrite <- at_q; now apply selected_reduced).
  set (x := selected T p j) in *. set (y := selected T q j) in *.
  destruct (two k chosen) as [->| ->]; destruct (two k' chosen') as [->| ->]; try contradiction.
  - pose proof (demand_costs j k1 c x demand inx) as Hx. pose proof (demand_costs j k1 c x0 demand inx0) as H0.
    pose proof (cheapest k2 y chosen2 iny). lra.
  - pose proof (demand_costs j k1 c y demand iny) as Hy.
    pose proof (inner_below I c x eta nonneg (proj2 (proj1 (remedial_set x) (proj1 inx)))). fold eta in Hy. lra.
Qed.

Theorem cautious_polarized_is_osp (s : strategies K) :
  (forall j c, (j < J)%nat -> possible M j c -> nonnegative I c) ->
  polarized_menus_beside M T -> cautious M T s -> osp_over_deviations M T s.
Proof.
  intros burdens menus (my & caution) j c lt poss.
  pose proof (burdens j c lt poss) as nonneg. pose proof (my j c lt poss) as optimal.
  destruct (menus j lt) as [rays|remedy].
  - apply rays_dominant; [assumption|assumption|assumption|assumption|].
    intros l x optimal_l inx. now apply (caution j c l).
  - now apply remedial_dominant.
Qed.

(** An agent with the remedial menu has a dominant action: the remedial set. *)
Theorem remedial_menu_has_dominant (j : nat) (c : bundle) :
  (j < J)%nat -> nonnegative I c -> remedial_menu M T j -> exists k, dominant M T j c k.
Proof.
  intros lt nonneg (k1 & k2 & differ & chosen1 & chosen2 & two & demand & remedial_set). exists k2.
  split; [assumption|]. intros p q prof profq at_p others.
  pose proof protocol_T as (_ & _ & _ & respects & function).
  destruct (two (q j) (profq j lt)) as [at_q|at_q].
  - rewrite (inner_same I c (selected T q j) (endowment T j)).
    + apply inner_below; [assumption|]. apply remedial_set. rewrite <- at_p. now apply (proj2 (respects p prof)).
    + apply (demanded_is_selected M T protocol_T j q lt profq). now rewrite at_q.
  - assert (alike : forall i, (i < number_of_agents M)%nat -> p i = q i).
    { intros i lti. destruct (Nat.eq_dec i j) as [->|ne]; [congruence|now apply others]. }
    rewrite (inner_same I c _ _ (function p q alike j lt)). apply Qle_refl.
Qed.

End PolarizedMechanisms.
