(** Statements that VS makes between its numbered ones, and their proofs: participation (section 1.1), c-hat (section 2.1),
    the essential reduction (section 3), what ex-post optimal mechanisms guarantee (section 4.3); and Corollary 3 where rays
    are chosen by those who gain and remedial sets by all. *)

From Allocation Require Import Claims.ValenzuelaStookey.
From Allocation Require Import Proofs.ValenzuelaStookey.Protocols Proofs.ValenzuelaStookey.PolarizedMechanisms
  Proofs.ValenzuelaStookey.Constant.

(** ** Section 1.1 and footnote 13: with the status quo as endowment, nobody ever works more than under it. *)

Definition never_works_more {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j c p, (j < number_of_agents M)%nat -> possible M j c -> profile M T p -> p j = s j c ->
  inner (number_of_tasks M) c (selected T p j) <= inner (number_of_tasks M) c (status_quo M j).

(*| valenzuela-stookey-2026/section-1.participation | literal | statement |*)
Definition VS_participation : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> is_mechanism M T s -> osp M T s -> same_bundles M (endowment T) (status_quo M) ->
  never_works_more M T s.

(*| valenzuela-stookey-2026/section-1.participation | other actions | statement |*)
Definition VS_participation_other_actions : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> is_mechanism M T s -> osp_over_deviations M T s -> same_bundles M (endowment T) (status_quo M) ->
  never_works_more M T s.

(*| valenzuela-stookey-2026/section-1.participation | other actions | proved |*)
Theorem VS_participation_other_actions_holds : VS_participation_other_actions.
Proof.
  intros K M T s _ (protocol_T & _) obvious eta_is_sigma j c p lt poss prof at_j.
  rewrite <- (inner_same _ c _ _ (eta_is_sigma j lt)).
  apply (dominant_participates M T protocol_T j c (s j c) lt (obvious j c lt poss)).
  rewrite <- at_j. now apply selected_reduced.
Qed.

(*| valenzuela-stookey-2026/section-1.participation | literal | proved |*)
Theorem VS_participation_holds : VS_participation.
Proof.
  intros K M T s market_M mechanism_T obvious. apply VS_participation_other_actions_holds; [assumption|assumption|].
  intros j c lt poss. now apply dominant_implies_over_deviations, obvious.
Qed.

(** ** Section 2.1: c-hat is in all boxes exactly if they meet. *)

(*| valenzuela-stookey-2026/section-2.1.c-hat | literal | statement |*)
Definition VS_c_hat : Prop := forall M low high,
  boxes M low high ->
  ((forall j, (j < number_of_agents M)%nat -> possible M j (c_hat M low)) <-> meeting M).

(*| valenzuela-stookey-2026/section-2.1.c-hat | literal | proved |*)
Theorem VS_c_hat_holds : VS_c_hat.
Proof.
  intros M low high boxes_M. split.
  - intros inside. exists (c_hat M low). exact inside.
  - intros meet j lt. apply (boxes_M j lt). split; intros i lti;
      destruct (c_hat_within M low high boxes_M meet j i lt lti); assumption.
Qed.

(** ** Section 3: redundancy is irrelevant. *)

(*| valenzuela-stookey-2026/section-3.redundancy-irrelevant | literal | statement |*)
Definition VS_redundancy : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> is_mechanism M T s ->
  is_mechanism M (essential_reduction M T) s /\
  (forall p, selected (essential_reduction M T) p = selected T p) /\
  (osp M (essential_reduction M T) s <-> osp M T s).

(*| valenzuela-stookey-2026/section-3.redundancy-irrelevant | literal | proved |*)
Theorem VS_redundancy_holds : VS_redundancy.
Proof.
  intros K M T s _ (protocol_T & strategies_s). split; [split|split].
  - now apply reduction_is_protocol.
  - exact strategies_s.
  - reflexivity.
  - exact (iff_refl (osp M T s)).
Qed.

(*| valenzuela-stookey-2026/section-3.redundancy-irrelevant | other actions | statement |*)
Definition VS_redundancy_other_actions : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> is_mechanism M T s ->
  is_mechanism M (essential_reduction M T) s /\
  (forall p, selected (essential_reduction M T) p = selected T p) /\
  (osp_over_deviations M (essential_reduction M T) s <-> osp_over_deviations M T s).

(*| valenzuela-stookey-2026/section-3.redundancy-irrelevant | other actions | proved |*)
Theorem VS_redundancy_other_actions_holds : VS_redundancy_other_actions.
Proof.
  intros K M T s _ (protocol_T & strategies_s). split; [split|split].
  - now apply reduction_is_protocol.
  - exact strategies_s.
  - reflexivity.
  - exact (iff_refl (osp_over_deviations M T s)).
Qed.

(** ** Section 4.3: for the designer and for every agent, an EOPR mechanism is at least as good as the status quo. *)

(*| valenzuela-stookey-2026/section-4.3.eopr-improves | weakly, status quo as endowment, other actions, cautious ties | proved |*)
Theorem VS_eopr_improves_for_all_cautious_holds : VS_eopr_improves_for_all_cautious.
Proof.
  intros K M T s _ costs (((protocol_T & strategies_s) & menus & _) & optimal) caution eta_is_sigma types poss.
  assert (prof : profile M T (fun j => s j (types j))).
  { intros j lt. apply strategies_s; [assumption|now apply poss]. }
  split.
  - apply Qle_trans with (social_cost M (endowment T)).
    + now apply (ex_post_optimal_costs_at_most_endowment M T protocol_T).
    + apply Qle_lteq. right. apply sum_ext. intros j inj. apply in_upto in inj. apply inner_same. now apply eta_is_sigma.
  - intros j lt. rewrite <- (inner_same _ (types j) _ _ (eta_is_sigma j lt)).
    assert (obvious : osp_over_deviations M T s).
    { apply cautious_polarized_is_osp; [assumption| |assumption|assumption].
      intros i c lti poss_c. now apply (costs i c lti). }
    apply (dominant_participates M T protocol_T j (types j) (s j (types j)) lt (obvious j _ lt (poss j lt))).
    exact (selected_reduced M T protocol_T j (fun i => s i (types i)) lt prof).
Qed.

(** ** Corollary 3 where moreover remedial sets are chosen, not {eta}: any selection rule will do. *)

(*| valenzuela-stookey-2026/corollary-3 | rays chosen by those who gain, remedial sets by all (Coq only) | statement |*)
Definition VS_Corollary_3_gainers_and_remedial : Prop := forall (K : Type) M (T : protocol K) s P,
  is_market M -> strictly_monotone M -> polarized_ray_mechanism_beside M T s ->
  chosen_by_gainers M T s -> remedial_sets_chosen M T s ->
  is_protocol M (with_selection T P) -> osp_over_deviations M (with_selection T P) s.

(*| valenzuela-stookey-2026/corollary-3 | rays chosen by those who gain, remedial sets by all (Coq only) | proved |*)
Theorem VS_Corollary_3_gainers_and_remedial_holds : VS_Corollary_3_gainers_and_remedial.
Proof.
  intros K M T s P _ costs ((_ & strategies_s) & menus & _) gainers remedies protocol_P j c lt poss.
  assert (nonneg : nonnegative (number_of_tasks M) c).
  { intros i lti. pose proof (proj1 (costs j c lt) poss i lti). lra. }
  pose proof (proj1 (strategies_s j lt) c poss) as chosen. split; [exact chosen|].
  intros k' chosen' other p q prof profq at_p at_q.
  assert (inx : trading_set T j (s j c) (P p j)).
  { pose proof (proj2 (proj1 (proj2 (proj2 (proj2 protocol_P))) p prof) j lt) as H. rewrite at_p in H. exact H. }
  assert (iny : trading_set T j k' (P q j)).
  { pose proof (proj2 (proj1 (proj2 (proj2 (proj2 protocol_P))) q profq) j lt) as H. rewrite at_q in H. exact H. }
  change (inner (number_of_tasks M) c (P p j) <= inner (number_of_tasks M) c (P q j)).
  assert (demanded : forall k z, demands_endowment M T j k -> trading_set T j k z ->
            inner (number_of_tasks M) c z == inner (number_of_tasks M) c (endowment T j)).
  { intros k z demand inz. apply inner_same. now apply demand. }
  destruct (menus j lt) as [(kappa & rays & _)|remedy].
  - apply Qle_trans with (inner (number_of_tasks M) c (endowment T j)).
    + destruct (Qlt_le_dec (inner (number_of_tasks M) c (endowment T j)) (inner (number_of_tasks M) c (P p j)))
        as [more|]; [exfalso|assumption].
      assert (no : ~ demands_endowment M T j (s j c)) by (intros demand; pose proof (demanded _ _ demand inx); lra).
      destruct (rays (s j c) chosen) as [demand|(on_ray & _)]; [contradiction|].
      pose proof (proj1 (gainers j (s j c) (kappa (s j c)) c lt chosen no on_ray poss) eq_refl) as gain.
      destruct (cost_along_ray M (endowment T j) (kappa (s j c)) c _ (proj1 (on_ray _) inx)) as (y & pos & cost). nra.
    + destruct (Qlt_le_dec (inner (number_of_tasks M) c (P q j)) (inner (number_of_tasks M) c (endowment T j)))
        as [less|]; [exfalso|assumption].
      assert (no : ~ demands_endowment M T j k') by (intros demand; pose proof (demanded _ _ demand iny); lra).
      destruct (rays k' chosen') as [demand|(on_ray & _)]; [contradiction|].
      destruct (cost_along_ray M (endowment T j) (kappa k') c _ (proj1 (on_ray _) iny)) as (y & pos & cost).
      apply other. symmetry. apply (proj2 (gainers j k' (kappa k') c lt chosen' no on_ray poss)). nra.
  - pose proof (remedies j c lt poss remedy) as no.
    destruct remedy as (k1 & k2 & _ & _ & _ & two & demand & remedial_set).
    destruct (two (s j c) chosen) as [E|E]; [rewrite E in no; contradiction|].
    destruct (two k' chosen') as [->| ->]; [|symmetry in E; contradiction].
    rewrite (demanded k1 _ demand iny). apply inner_below; [exact nonneg|].
    rewrite E in inx. exact (proj2 (proj1 (remedial_set _) inx)).
Qed.

(*| valenzuela-stookey-2026/corollary-3 | rays chosen by those who gain | proved |*)
Theorem VS_Corollary_3_gainers_holds : VS_Corollary_3_gainers.
Proof.
  intros K M T T' s P market_M costs _ _ polarized _ gainers remedies protocol_P.
  now apply (VS_Corollary_3_gainers_and_remedial_holds K M T' s P).
Qed.
