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

(** What a bundle of a ray costs, compared with the endowment. *)
Lemma cost_along_ray (eta kappa c x : bundle) :
  ray I eta kappa x -> exists y, 0 <= y /\ inner I c x == inner I c eta + y * inner I c kappa.
Proof.
  intros (_ & y & nonneg & along). exists y. split; [assumption|].
  rewrite (inner_ext I c c x (plus eta (multiple y kappa)) (same_refl I c)).
  - rewrite inner_plus, inner_multiple. reflexivity.
  - intros i lt. unfold plus, multiple. specialize (along i lt). lra.
Qed.

(** A choice that demands the endowment leads to it alone. *)
Lemma demand_costs (j : nat) (k : K) (c x : bundle) :
  demands_endowment M T j k -> reduced M T j k x -> inner I c x == inner I c (endowment T j).
Proof. intros demand inx. apply inner_same. now apply (reduced_demand M T j k). Qed.

(** With polarized rays, a cautious myopic choice is obviously dominant. *)
Lemma rays_dominant (j : nat) (c : bundle) (k : K) :
  (j < J)%nat -> nonnegative I c -> polarized_rays_beside M T j ->
  myopically_optimal M T j c k ->
  (forall l x, myopically_optimal M T j c l -> reduced M T j k x ->
     exists y, reduced M T j l y /\ inner I c x <= inner I c y) ->
  obviously_dominant_over_deviations M T j c k.
Proof.
  intros lt nonneg (kappa & rays & pairs) (chosen & x0 & inx0 & cheapest) cautious_k.
  split; [assumption|]. intros k' chosen' other p q prof profq at_p at_q.
  set (eta := endowment T j) in *.
  assert (inx : reduced M T j k (selected T p j)) by (rewrite <- at_p; now apply selected_reduced).
  assert (iny : reduced M T j k' (selected T q j)) by (rewrite <- at_q; now apply selected_reduced).
  set (x := selected T p j) in *. set (y := selected T q j) in *.
  (* The deviation does not tempt. *)
  assert (not_tempting : inner I c eta <= inner I c y).
  { destruct (Qlt_le_dec (inner I c y) (inner I c eta)) as [less|]; [exfalso|assumption].
    pose proof (cheapest k' y chosen' iny) as better.
    destruct (rays k' chosen') as [demand'|(is' & _)].
    { pose proof (demand_costs j k' c y demand' iny). fold eta in H. lra. }
    destruct (rays k chosen) as [demand|(is_k & _)].
    { pose proof (demand_costs j k c x0 demand inx0). fold eta in H. lra. }
    assert (no_demand' : ~ demands_endowment M T j k').
    { intros demand. pose proof (demand_costs j k' c y demand iny). fold eta in H. lra. }
    assert (no_demand : ~ demands_endowment M T j k).
    { intros demand. pose proof (demand_costs j k c x0 demand inx0). fold eta in H. lra. }
    destruct (cost_along_ray eta (kappa k') c y (proj1 (is' y) (proj1 iny))) as (s' & pos' & cost').
    destruct (cost_along_ray eta (kappa k) c x0 (proj1 (is_k x0) (proj1 inx0))) as (s & pos & cost).
    pose proof (pairs k k' chosen chosen' (not_eq_sym other) no_demand no_demand') as pair.
    assert (tempts : inner I c (kappa k) < 0) by nra.
    pose proof (polarized_not_both I _ _ c pair nonneg tempts). nra. }
  (* The choice does not hurt: else demanding the endowment would be as cheap and safer. *)
  assert (not_hurting : inner I c x <= inner I c eta).
  { destruct (Qlt_le_dec (inner I c eta) (inner I c x)) as [more|]; [exfalso|assumption].
    destruct (proj1 (proj2 (proj2 protocol_T)) j lt) as (k0 & chosen0 & demand0).
    destruct (rays k chosen) as [demand|(is_k & _)].
    { pose proof (demand_costs j k c x demand inx). fold eta in H. lra. }
    destruct (cost_along_ray eta (kappa k) c x (proj1 (is_k x) (proj1 inx))) as (s & pos & cost).
    destruct (cost_along_ray eta (kappa k) c x0 (proj1 (is_k x0) (proj1 inx0))) as (s0 & pos0 & cost0).
    assert (hurts : 0 < inner I c (kappa k)) by nra.
    pose proof (endowment_is_selected M T protocol_T j k0 lt chosen0) as eta0.
    assert (optimal0 : myopically_optimal M T j c k0).
    { split; [assumption|]. exists eta. split; [assumption|]. intros l z chosen_l inz.
      pose proof (cheapest l z chosen_l inz). assert (inner I c eta <= inner I c x0) by nra.
      lra. }
    destruct (cautious_k k0 x optimal0 inx) as (z & inz & worse).
    pose proof (demand_costs j k0 c z demand0 inz). fold eta in H. lra. }
  lra.
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
