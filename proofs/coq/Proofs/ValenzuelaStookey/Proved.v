(** The numbered statements of VS that hold for all instances: each by its name in Claims/ValenzuelaStookey.v.  Those that
    need the law of excluded middle are in Classical.v. *)

From Allocation Require Import Claims.ValenzuelaStookey.
From Allocation Require Import Proofs.ValenzuelaStookey.TwoDirections Proofs.ValenzuelaStookey.Protocols
  Proofs.ValenzuelaStookey.Rays Proofs.ValenzuelaStookey.PolarizedMechanisms
  Proofs.ValenzuelaStookey.ObviousMechanisms Proofs.ValenzuelaStookey.Constant
  Proofs.ValenzuelaStookey.Bilateral Proofs.ValenzuelaStookey.LargeMarket.

(** * Section 2 *)

(*| valenzuela-stookey-2026/lemma-1 | literal | proved |*)
Theorem VS_Lemma_1_holds : VS_Lemma_1.
Proof. intros M beta low high m market_M _ boxes_M. now apply lemma_1. Qed.

(*| valenzuela-stookey-2026/corollary-1 | literal | proved |*)
Theorem VS_Corollary_1_holds : VS_Corollary_1.
Proof. intros M low high m market_M boxes_M. now apply (corollary_1 M market_M low high). Qed.

(*| valenzuela-stookey-2026/lemma-2.if | literal | proved | that it costs less; that it is not constant is another reading |*)
Theorem VS_Lemma_2_if_holds : VS_Lemma_2_if.
Proof. exact lemma_2_if. Qed.

(** * Section 3 *)

(*| valenzuela-stookey-2026/lemma-4 | literal | proved |*)
Theorem VS_Lemma_4_holds : VS_Lemma_4.
Proof.
  intros K M T s _ (protocol_T & _) obvious j c lt poss.
  apply dominant_is_myopically_optimal; [assumption|assumption|now apply obvious].
Qed.

(*| valenzuela-stookey-2026/definition.disjoint-negatives | literal | vacuous | no list of directions but the empty one, for a ray is paired with itself |*)
Theorem VS_disjoint_negatives_holds : VS_disjoint_negatives.
Proof.
  intros I n kappa (_ & pairs) k k' i lt lt' lti _ _ _ (neg & neg').
  exact (disjoint_negatives I _ _ i lti (pairs k k' lt lt') neg neg').
Qed.

(*| valenzuela-stookey-2026/definition.disjoint-negatives | rays beside the endowment | proved |*)
Theorem VS_disjoint_negatives_beside_holds : VS_disjoint_negatives_beside.
Proof.
  intros I n kappa (_ & pairs) k k' i lt lt' lti differ not_zero not_zero' (neg & neg').
  exact (disjoint_negatives I _ _ i lti (pairs k k' lt lt' differ not_zero not_zero') neg neg').
Qed.

(** ** Theorem 2 *)

(** As printed no ray is polarized, so that all menus are remedial, and then everybody gets the endowment. *)
Lemma printed_menus_are_remedial {K} M (T : protocol K) :
  is_protocol M T -> polarized_menus M T -> forall j, (j < number_of_agents M)%nat -> remedial_menu M T j.
Proof.
  intros (_ & _ & demand & _) menus j lt. destruct (menus j lt) as [(kappa & rays & pairs)|remedy]; [exfalso|assumption].
  destruct (demand j lt) as (k & chosen & _).
  exact (no_polarized_rays_as_printed _ (kappa k) (proj2 (rays k chosen)) (pairs k k chosen chosen)).
Qed.

Lemma remedial_menus_select_endowment {K} M (T : protocol K) (p : nat -> K) :
  is_protocol M T -> (forall j, (j < number_of_agents M)%nat -> remedial_menu M T j) -> profile M T p ->
  same_bundles M (selected T p) (endowment T).
Proof.
  intros (clears & _ & _ & respects & _) menus prof. apply assignments_below_same.
  - exact (proj1 (respects p prof)).
  - exact clears.
  - intros j lt. pose proof (proj2 (respects p prof) j lt) as inside.
    destruct (menus j lt) as (k & k' & _ & chosen & chosen' & two & demand & remedial_set).
    destruct (two (p j) (prof j lt)) as [E|E]; rewrite E in inside.
    + intros i lti. rewrite (proj1 (demand _) inside i lti). lra.
    + exact (proj2 (proj1 (remedial_set _) inside)).
Qed.

Lemma printed_menus_are_osp {K} M (T : protocol K) s :
  is_protocol M T -> is_strategies M T s -> polarized_menus M T -> osp M T s.
Proof.
  intros protocol_T strategies_s menus. pose proof (printed_menus_are_remedial M T protocol_T menus) as remedies.
  intros j c lt poss. split; [now apply strategies_s|]. intros k' _ p q prof profq _ _.
  rewrite (inner_same _ c _ _ (remedial_menus_select_endowment M T p protocol_T remedies prof j lt)).
  rewrite (inner_same _ c _ _ (remedial_menus_select_endowment M T q protocol_T remedies profq j lt)). lra.
Qed.

(*| valenzuela-stookey-2026/theorem-2.first | literal | proved | as printed, where a ray is paired with itself, every menu is remedial |*)
Theorem VS_Theorem_2_first_holds : VS_Theorem_2_first.
Proof. intros K M T s _ _ ((protocol_T & strategies_s) & menus & _). now apply printed_menus_are_osp. Qed.

(*| valenzuela-stookey-2026/theorem-2.first | other actions, cautious ties | proved |*)
Theorem VS_Theorem_2_first_cautious_holds : VS_Theorem_2_first_cautious.
Proof.
  intros K M T s _ costs ((protocol_T & _) & menus & _) caution.
  apply cautious_polarized_is_osp; [assumption| |assumption|assumption].
  intros j c lt poss. now apply (costs j c lt).
Qed.

Lemma all_costs_rich M j :
  all_costs M -> (j < number_of_agents M)%nat -> forall c, positive (number_of_tasks M) c -> possible M j c.
Proof. intros costs lt c pos. apply costs; [assumption|]. intros i lti. specialize (pos i lti). lra. Qed.

(*| valenzuela-stookey-2026/claim-1 | literal | proved |*)
Theorem VS_Claim_1_holds : VS_Claim_1.
Proof.
  intros K M T s (_ & _ & (protocol_T & _) & _) j k lt chosen. exact (proj1 (endowment_is_selected M T protocol_T j k lt chosen)).
Qed.

(*| valenzuela-stookey-2026/claim-1 | other actions | proved |*)
Theorem VS_Claim_1_other_actions_holds : VS_Claim_1_other_actions.
Proof.
  intros K M T s (_ & _ & (protocol_T & _) & _) j k lt chosen. exact (proj1 (endowment_is_selected M T protocol_T j k lt chosen)).
Qed.

(*| valenzuela-stookey-2026/claim-2 | other actions, selected bundles | proved |*)
Theorem VS_Claim_2_selected_holds : VS_Claim_2_selected.
Proof.
  intros K M T s (_ & _ & (protocol_T & _) & obvious) j c k x lt poss chosen other inx.
  exact (nothing_better_elsewhere M T protocol_T j c (s j c) k lt (obvious j c lt poss) chosen other x inx).
Qed.

(*| valenzuela-stookey-2026/claim-3 | other actions, selected bundles | proved |*)
Theorem VS_Claim_3_selected_holds : VS_Claim_3_selected.
Proof.
  intros K M T s (_ & costs & (protocol_T & _) & obvious) j k x x' c lt chosen inx inx' nonneg (gain & loss).
  exact (no_gain_and_loss_nonnegative M T s protocol_T obvious j lt (all_costs_rich M j costs lt)
           k x x' c chosen inx inx' nonneg gain loss).
Qed.

(*| valenzuela-stookey-2026/claim-4.farkas | literal | proved |*)
Theorem VS_Claim_4_farkas_holds : VS_Claim_4_farkas.
Proof.
  intros I a b _ _.
  assert (forms : polarized_pair I a (opposite b) <->
    exists y y', 0 <= y /\ 0 <= y' /\ (0 < y \/ 0 < y') /\ below I (multiple y' b) (multiple y a)).
  { split; intros (y & y' & n & n' & some & good); exists y, y'; (split; [assumption|split; [assumption|split; [assumption|]]]);
    intros i lt; specialize (good i lt); unfold plus, multiple, opposite in *; lra. }
  rewrite <- forms. split.
  - intros none. destruct (gordan_two I a (opposite b)) as [yes|(c & nonneg & la & lb)]; [assumption|exfalso].
    apply none. exists c. rewrite inner_opposite in lb. repeat split; [assumption|assumption|lra].
  - intros pair (c & nonneg & la & lb). pose proof (polarized_not_both I _ _ c pair nonneg la) as H.
    rewrite inner_opposite in H. lra.
Qed.

(*| valenzuela-stookey-2026/claim-5 | other actions, selected bundles | proved |*)
Theorem VS_Claim_5_selected_holds : VS_Claim_5_selected.
Proof.
  intros K M T s (_ & costs & (protocol_T & _) & obvious) j k k' x x' lt chosen chosen' differ _ _ inx inx' _ _.
  exact (different_sets_polarized M T s protocol_T obvious j lt (all_costs_rich M j costs lt)
           k k' x x' chosen chosen' differ inx inx').
Qed.

(*| valenzuela-stookey-2026/claim-5.farkas | literal | proved |*)
Theorem VS_Claim_5_farkas_holds : VS_Claim_5_farkas.
Proof.
  intros I a b _ _. split.
  - intros none. destruct (farkas_two I a b) as [(t & nonneg & good)|some]; [|contradiction].
    exists t, 1. split; [assumption|split; [lra|]]. intros i lt. specialize (good i lt). unfold plus, multiple in *. lra.
  - intros (y & y' & n & p & good) (c & nonneg & la & lb).
    pose proof (inner_nonnegative I c _ nonneg good) as H. rewrite inner_plus, !inner_multiple in H. nra.
Qed.

(*| valenzuela-stookey-2026/claim-5.strictly | literal | proved |*)
Theorem VS_Claim_5_strictly_holds : VS_Claim_5_strictly.
Proof.
  intros I a b not_nonneg (c & nonneg & la & lb). apply not_nonnegative in not_nonneg. destruct not_nonneg as (k & lt & neg).
  destruct (nudged I c k b nonneg lt lb) as (e & pos & nonneg' & lb').
  exists (plus c (multiple e (one_unit k))). split; [assumption|]. split; [|assumption].
  rewrite inner_plus_left, inner_multiple_left, inner_unit by assumption. nra.
Qed.

(*| valenzuela-stookey-2026/theorem-2.redundant-never-chosen | other actions, selected bundles | proved |*)
Theorem VS_Theorem_2_redundant_selected_holds : VS_Theorem_2_redundant_selected.
Proof.
  intros K M T s _ costs (protocol_T & _) obvious j c lt poss (above & x & inx & other). apply other.
  apply (redundant_never_chosen M T s protocol_T obvious j lt) with c; [|now apply (costs j c lt)|assumption|assumption].
  intros d pos. now apply (costs j d lt).
Qed.

(*| valenzuela-stookey-2026/theorem-2.remedial-dominant | the remedial menu | proved |*)
Theorem VS_Theorem_2_remedial_menu_holds : VS_Theorem_2_remedial_menu.
Proof.
  intros K M T j _ costs protocol_T lt remedy c poss.
  apply remedial_menu_has_dominant; [assumption|assumption| |assumption]. now apply (costs j c lt).
Qed.

(** ** Corollaries 2 and 3 *)

(*| valenzuela-stookey-2026/corollary-2.first | literal | vacuous | no list of directions but the empty one, for a ray is paired with itself |*)
Theorem VS_Corollary_2_first_holds : VS_Corollary_2_first.
Proof.
  intros I [|n] kappa (signs & pairs); [lia|exfalso].
  exact (no_polarized_rays_as_printed I (kappa O) (signs O ltac:(lia)) (pairs O O ltac:(lia) ltac:(lia))).
Qed.

(*| valenzuela-stookey-2026/corollary-2.first | rays beside the endowment | proved |*)
Theorem VS_Corollary_2_first_beside_holds : VS_Corollary_2_first_beside.
Proof.
  intros I n kappa (signs & pairs) not_zero.
  replace n with (length (seq 0 n)) by apply seq_length. apply (polarized_rays_at_most I kappa).
  - apply seq_NoDup.
  - intros k ink. apply in_seq in ink. apply signs; [lia|apply not_zero; lia].
  - intros k k' ink ink' differ. apply in_seq in ink. apply in_seq in ink'.
    apply pairs; [lia|lia|assumption|apply not_zero; lia|apply not_zero; lia].
Qed.

(*| valenzuela-stookey-2026/corollary-2.second | different sets, none above the endowment | proved |*)
Theorem VS_Corollary_2_second_none_above_holds : VS_Corollary_2_second_none_above.
Proof.
  intros K M T s _ costs (protocol_T & _) obvious needed none_above j lt different choices nodup chosen.
  rewrite Nat.add_1_r.
  apply (at_most_tasks_plus_one M T s protocol_T obvious j lt); [| | |assumption|assumption].
  - intros c pos. now apply (costs j c lt).
  - intros k chosen_k above y. split.
    + intros iny. pose proof (needed j k lt chosen_k y iny) as held.
      destruct (all_or_some (number_of_tasks M) (fun i => y i == endowment T j i) (fun i => ~ y i == endowment T j i)
                  (fun i => Qeq_dec (y i) (endowment T j i))) as [all|(i & lti & ne)]; [exact all|exfalso].
      apply (none_above j k lt chosen_k). split; [assumption|]. exists y. split; [assumption|].
      intros eq. exact (ne (eq i lti)).
    + intros eq. destruct protocol_T as (A & sets & B). apply (proj1 (sets j k lt chosen_k) (endowment T j)); [now apply same_sym|].
      exact (proj1 (endowment_is_selected M T (conj A (conj sets B)) j k lt chosen_k)).
  - intros k k' chosen_k chosen_k' demand demand' differ. apply (different k k' chosen_k chosen_k' differ).
    intros x. rewrite (demand x), (demand' x). reflexivity.
Qed.

(*| valenzuela-stookey-2026/corollary-3 | literal | proved | as printed, where a ray is paired with itself, every menu is remedial |*)
Theorem VS_Corollary_3_holds : VS_Corollary_3.
Proof.
  intros K M T T' s P _ _ _ _ ((_ & strategies_s) & menus & _) _ protocol_P.
  exact (printed_menus_are_osp M (with_selection T' P) s protocol_P strategies_s menus).
Qed.

(*| valenzuela-stookey-2026/section-3.1 | literal | proved | as printed, where a ray is paired with itself, every menu is remedial |*)
Theorem VS_section_3_1_holds : VS_section_3_1.
Proof.
  intros K M T s _ (((protocol_T & strategies_s) & _) & optimal) eta_is_sigma types poss.
  apply Qle_trans with (social_cost M (endowment T)).
  - apply (ex_post_optimal_costs_at_most_endowment M T protocol_T); [assumption|].
    intros j lt. apply strategies_s; [assumption|now apply poss].
  - apply Qle_lteq. right. apply sum_ext. intros j inj. apply in_upto in inj. apply inner_same. now apply eta_is_sigma.
Qed.

(** * Section 4 *)

(*| valenzuela-stookey-2026/proposition-2.duality | weak duality (Coq only) | proved |*)
Theorem VS_Proposition_2_weak_duality_holds : VS_Proposition_2_weak_duality.
Proof. exact weak_duality. Qed.

(*| valenzuela-stookey-2026/lemma-5 | rays of both signs, without {eta} (Coq only) | proved |*)
Theorem VS_Lemma_5_both_signs_holds : VS_Lemma_5_both_signs.
Proof.
  intros I n kappa signs. split.
  - intros (_ & pairs) k k' lt lt' differ not_zero'.
    assert (not_zero : ~ same I (kappa k) zero).
    { intros eq. apply (proj1 (signs k lt)). intros i lti. rewrite (eq i lti). unfold zero. lra. }
    apply polarized_implies_lemma_5; [exact (proj1 (signs k lt))|exact (proj1 (signs k' lt'))|now apply pairs].
  - intros minima. split; [intros k lt _; now apply signs|].
    intros k k' lt lt' differ _ not_zero'. apply lemma_5_implies_polarized. now apply minima.
Qed.
