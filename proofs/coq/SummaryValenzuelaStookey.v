(** What is proved about VS, and what of VS is false.

    [SummaryValenzuelaStookeyDefinitions] defines all that these theorems speak of, from Coq's standard library alone; a
    reader needs these two files and no other.  The proofs only refer to the library, whose definitions are the same, and Coq
    checks that they are.  [Print Assumptions] says of each theorem that nothing is assumed.  [Summary] is the same for LY.

    Where a statement "as printed" and another reading have different answers, both stand here.  Where the law of excluded
    middle (or the choice of functions) is needed, it is a hypothesis. *)

From Coq Require Import List ZArith QArith ClassicalFacts ChoiceFacts.
From Allocation Require Import SummaryValenzuelaStookeyDefinitions.
From Allocation Require Proofs.ValenzuelaStookey.Lotteries Proofs.ValenzuelaStookey.Proved
  Proofs.ValenzuelaStookey.Improvement Proofs.ValenzuelaStookey.Sections Proofs.ValenzuelaStookey.Classical
  Refutations.ValenzuelaStookey.Improves Refutations.ValenzuelaStookey.Optimal Refutations.ValenzuelaStookey.Trades
  Refutations.ValenzuelaStookey.Theorem2 Refutations.ValenzuelaStookey.Dominated Refutations.ValenzuelaStookey.Idle
  Refutations.ValenzuelaStookey.Corollaries.

Open Scope Q_scope.

(** Markets and protocols in the words of the library, and back: records of the same fields. *)
Definition the_market (M : market) :=
  Allocation.ValenzuelaStookey.Model.Build_market (number_of_tasks M) (number_of_agents M) (instances M) (performance M)
    (status_quo M) (possible M).
Definition this_market (M : Allocation.ValenzuelaStookey.Model.market) : market :=
  Build_market (Allocation.ValenzuelaStookey.Model.number_of_tasks M) (Allocation.ValenzuelaStookey.Model.number_of_agents M)
    (Allocation.ValenzuelaStookey.Model.instances M) (Allocation.ValenzuelaStookey.Model.performance M)
    (Allocation.ValenzuelaStookey.Model.status_quo M) (Allocation.ValenzuelaStookey.Model.possible M).
Definition the_protocol {K} (T : protocol K) :=
  Allocation.ValenzuelaStookey.Model.Build_protocol K (endowment T) (choice T) (trading_set T) (selected T).
Definition this_protocol {K} (T : Allocation.ValenzuelaStookey.Model.protocol K) : protocol K :=
  Build_protocol K (Allocation.ValenzuelaStookey.Model.endowment T) (Allocation.ValenzuelaStookey.Model.choice T)
    (Allocation.ValenzuelaStookey.Model.trading_set T) (Allocation.ValenzuelaStookey.Model.selected T).

(** ** Section 1 *)

(** An assignment is what each agent gets in expectation of a random allocation. *)
Theorem lotteries_have_assignments M mu x :
  is_lottery M mu -> (forall j, (j < number_of_agents M)%nat ->
    same (number_of_tasks M) (x j) (fun i => sum mu (fun one => fst one * inject_Z (Z.of_nat (snd one i j))))) ->
  assignment M x.
Proof. intros lottery expected. exact (Lotteries.assignment_of_lottery (the_market M) mu x (conj lottery expected)). Qed.

Theorem assignments_are_lotteries M x :
  assignment M x -> (0 < number_of_agents M)%nat ->
  exists mu, is_lottery M mu /\ forall j, (j < number_of_agents M)%nat ->
    same (number_of_tasks M) (x j) (fun i => sum mu (fun one => fst one * inject_Z (Z.of_nat (snd one i j)))).
Proof. exact (Lotteries.lottery_of_assignment (the_market M) x). Qed.

(** ** Section 2 *)

(** *** Theorem 1, for mechanisms of finitely many messages and OSP as printed *)

(** i => ii *)
Theorem Theorem_1_i_ii_is_false :
  ~ forall M laws, theorem_1_setting M laws -> non_degenerate M -> ~ identical_performance M ->
      choice_improves_by_trading M laws no_slack.
Proof.
  intros claim. apply Improves.VS_Theorem_1_i_ii_is_false. intros M laws setting types performances.
  destruct (claim (this_market M) laws setting types performances) as (count & T & s & chances & improves).
  exists count, (the_protocol T), s, chances. exact improves.
Qed.

(** ii => iii *)
Theorem Theorem_1_ii_iii M laws beta :
  theorem_1_setting M laws -> slack M beta -> choice_improves_by_trading M laws no_slack ->
  choice_improves_by_messages M laws beta.
Proof.
  intros setting slackened (count & T & s & chances & improves).
  apply (Improvement.VS_Theorem_1_ii_iii_holds (the_market M) laws beta setting slackened).
  exists count, (the_protocol T), s, chances. exact improves.
Qed.

(** iii => i *)
Theorem Theorem_1_iii_i M laws beta :
  theorem_1_setting M laws -> slack M beta -> ~ non_degenerate M \/ identical_performance M ->
  ~ choice_improves_by_messages M laws beta.
Proof. exact (Improvement.VS_Theorem_1_iii_i_holds (the_market M) laws beta). Qed.

(** iv *)
Theorem Theorem_1_iv_is_false :
  ~ forall M laws, theorem_1_setting M laws -> full_dimension M ->
      (choice_is_optimal_by_trading M laws no_slack <-> non_degenerate M /\ ~ identical_performance M).
Proof.
  intros claim. apply Optimal.VS_Theorem_1_iv_is_false. intros M laws setting wide.
  rewrite <- (claim (this_market M) laws setting wide). split; intros optimal count T s chances allowed cheapest.
  - apply (optimal count (the_protocol T) s chances allowed). intros count' T' s' chances'.
    exact (cheapest count' (this_protocol T') s' chances').
  - apply (optimal count (this_protocol T) s chances allowed). intros count' T' s' chances'.
    exact (cheapest count' (the_protocol T') s' chances').
Qed.

(** *** Constant mechanisms *)

Theorem Lemma_1 M beta low high m :
  is_market M -> slack M beta -> boxes M low high -> meeting M -> assignment M m -> constant_status_quo M beta m ->
  sum (upto (number_of_tasks M)) (fun i => sum (upto (number_of_agents M)) (fun j =>
    (high j i - c_hat M low i) * positive_part (m j i - beta j * status_quo M j i))) <=
  sum (upto (number_of_tasks M)) (fun i => sum (upto (number_of_agents M)) (fun j =>
    c_hat M low i * (beta j - 1) * status_quo M j i)).
Proof. exact (Proved.VS_Lemma_1_holds (the_market M) beta low high m). Qed.

Theorem Corollary_1 M low high m :
  is_market M -> boxes M low high -> full_dimension M -> assignment M m -> constant_status_quo M no_slack m ->
  same_bundles M m (status_quo M).
Proof. exact (Proved.VS_Corollary_1_holds (the_market M) low high m). Qed.

(** *** Bilateral trades *)

Theorem Lemma_2_if M laws a b gamma :
  is_market M -> laws_on_boxes M laws -> two_agents M a b -> lemma_2_conditions M a b gamma ->
  bilateral_improves M laws a b gamma.
Proof. exact (Proved.VS_Lemma_2_if_holds (the_market M) laws a b gamma). Qed.

Theorem Lemma_2_only_if_is_false :
  ~ forall M laws a b gamma,
      is_market M -> laws_on_boxes M laws -> two_agents M a b -> bilateral_improves M laws a b gamma ->
      lemma_2_conditions M a b gamma.
Proof. intros claim. apply Trades.VS_Lemma_2_only_if_is_false. intros M. exact (claim (this_market M)). Qed.

(** ** Section 3 *)

(** *** Lemma 4: what OSP (as printed) makes types do *)

Theorem Lemma_4 K M (T : protocol K) s : is_market M -> is_mechanism M T s -> osp M T s -> myopic M T s.
Proof. exact (Proved.VS_Lemma_4_holds K (the_market M) (the_protocol T) s). Qed.

(** *** Theorem 2, first sentence *)

(** As printed, {eta_j} is a polarized ray, which it cannot be: all menus are remedial, and the sentence holds of those. *)
Theorem printed_menus_are_remedial K M (T : protocol K) :
  is_protocol M T -> polarized_menus M T -> forall j, (j < number_of_agents M)%nat -> remedial_menu M T j.
Proof. exact (Proved.printed_menus_are_remedial (the_market M) (the_protocol T)). Qed.

Theorem Theorem_2_first_as_printed K M (T : protocol K) s :
  is_market M -> all_costs M -> polarized_ray_mechanism M T s -> osp M T s.
Proof. exact (Proved.VS_Theorem_2_first_holds K (the_market M) (the_protocol T) s). Qed.

(** With rays beside {eta_j} it is false, in both senses of OSP; *)
Theorem Theorem_2_first_is_false :
  ~ forall K M (T : protocol K) s, is_market M -> all_costs M -> polarized_ray_mechanism_beside M T s -> osp M T s.
Proof.
  intros claim. apply Theorem2.VS_Theorem_2_first_beside_is_false. intros K M T s.
  exact (claim K (this_market M) (this_protocol T) s).
Qed.

Theorem Theorem_2_first_over_deviations_is_false :
  ~ forall K M (T : protocol K) s,
      is_market M -> all_costs M -> polarized_ray_mechanism_beside M T s -> osp_over_deviations M T s.
Proof.
  intros claim. apply Theorem2.VS_Theorem_2_first_other_actions_is_false. intros K M T s.
  exact (claim K (this_market M) (this_protocol T) s).
Qed.

(** and repaired, it holds: types that are indifferent are cautious, and actions are compared with the others. *)
Theorem Theorem_2_first_for_cautious_types K M (T : protocol K) s :
  is_market M -> all_costs M -> polarized_ray_mechanism_beside M T s -> cautious M T s -> osp_over_deviations M T s.
Proof. exact (Proved.VS_Theorem_2_first_cautious_holds K (the_market M) (the_protocol T) s). Qed.

(** *** Theorem 2, second sentence: false as printed and with rays beside {eta_j} *)

Theorem Theorem_2_second_is_false :
  ~ forall K M (T : protocol K) s,
      is_market M -> strictly_monotone M -> is_mechanism M T s -> osp M T s ->
      exists T' s', polarized_ray_mechanism M T' s' /\ effectively_dominated M T s T' s'.
Proof.
  intros claim. apply Theorem2.VS_Theorem_2_second_is_false. intros K M T s market costs mechanism obvious.
  destruct (claim K (this_market M) (this_protocol T) s market costs mechanism obvious) as (T' & s' & dominates).
  exists (the_protocol T'), s'. exact dominates.
Qed.

Theorem Theorem_2_second_over_deviations_is_false :
  ~ forall K M (T : protocol K) s,
      is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
      exists T' s', polarized_ray_mechanism_beside M T' s' /\ effectively_dominated M T s T' s'.
Proof.
  intros claim. apply Dominated.VS_Theorem_2_second_beside_is_false. intros K M T s market costs mechanism obvious.
  destruct (claim K (this_market M) (this_protocol T) s market costs mechanism obvious) as (T' & s' & dominates).
  exists (the_protocol T'), s'. exact dominates.
Qed.

(** Repaired: sets above the endowment, and copies of {eta_j}, are dropped. *)
Theorem Theorem_2_second_dropping_sets :
  excluded_middle -> FunctionalChoice -> forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  exists T', is_protocol M T' /\ polarized_menus_beside M T' /\
    forall j, (j < number_of_agents M)%nat ->
      same (number_of_tasks M) (endowment T j) (endowment T' j) /\
      (forall k, choice T' j k -> choice T j k) /\
      (forall k, choice T j k -> ~ selects_above M T j k -> ~ selects_endowment_only M T j k -> choice T' j k) /\
      (forall k, choice T' j k -> subset (reduced M T j k) (trading_set T' j k)).
Proof.
  intros classical functions K M T s market costs mechanism obvious.
  destruct (Classical.VS_Theorem_2_second_dropping_copies_classically_holds classical functions
    K (the_market M) (the_protocol T) s market costs mechanism obvious) as (T' & drops).
  exists (this_protocol T'). exact drops.
Qed.

(** *** The claims in its proof: only Claim 1 holds as printed; all hold of what is selected (OSP over deviations) *)

Theorem Claim_1 K M (T : protocol K) s :
  osp_mechanism M T s -> forall j k, (j < number_of_agents M)%nat -> choice T j k -> trading_set T j k (endowment T j).
Proof. exact (Proved.VS_Claim_1_holds K (the_market M) (the_protocol T) s). Qed.

Theorem Claim_2_is_false : ~ forall K M (T : protocol K) s, osp_mechanism M T s -> claim_2 M T s (trading_set T).
Proof.
  intros claim. apply Idle.VS_Claim_2_is_false. intros K M T s. exact (claim K (this_market M) (this_protocol T) s).
Qed.

Theorem Claim_3_is_false : ~ forall K M (T : protocol K) s, osp_mechanism M T s -> claim_3 M T (trading_set T).
Proof.
  intros claim. apply Idle.VS_Claim_3_is_false. intros K M T s. exact (claim K (this_market M) (this_protocol T) s).
Qed.

Theorem Claim_4_is_false : ~ forall K M (T : protocol K) s, osp_mechanism M T s -> claim_4 M T (trading_set T).
Proof.
  intros claim. apply Idle.VS_Claim_4_is_false. intros K M T s. exact (claim K (this_market M) (this_protocol T) s).
Qed.

Theorem Claim_5_is_false : ~ forall K M (T : protocol K) s, osp_mechanism M T s -> claim_5 M T (trading_set T).
Proof.
  intros claim. apply Idle.VS_Claim_5_is_false. intros K M T s. exact (claim K (this_market M) (this_protocol T) s).
Qed.

Theorem Claim_6_is_false : ~ forall K M (T : protocol K) s, osp_mechanism M T s -> claim_6 M T (trading_set T).
Proof.
  intros claim. apply Idle.VS_Claim_6_is_false. intros K M T s. exact (claim K (this_market M) (this_protocol T) s).
Qed.

Theorem Claim_2_of_selected K M (T : protocol K) s : osp_mechanism_over_deviations M T s -> claim_2 M T s (reduced M T).
Proof. exact (Proved.VS_Claim_2_selected_holds K (the_market M) (the_protocol T) s). Qed.

Theorem Claim_3_of_selected K M (T : protocol K) s : osp_mechanism_over_deviations M T s -> claim_3 M T (reduced M T).
Proof. exact (Proved.VS_Claim_3_selected_holds K (the_market M) (the_protocol T) s). Qed.

Theorem Claim_5_of_selected K M (T : protocol K) s : osp_mechanism_over_deviations M T s -> claim_5 M T (reduced M T).
Proof. exact (Proved.VS_Claim_5_selected_holds K (the_market M) (the_protocol T) s). Qed.

Theorem Claim_4_of_selected : excluded_middle -> forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> claim_4 M T (reduced M T).
Proof.
  intros classical K M T s.
  exact (Classical.VS_Claim_4_selected_classically_holds classical K (the_market M) (the_protocol T) s).
Qed.

Theorem Claim_6_of_selected : excluded_middle -> forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> claim_6 M T (reduced M T).
Proof.
  intros classical K M T s.
  exact (Classical.VS_Claim_6_selected_classically_holds classical K (the_market M) (the_protocol T) s).
Qed.

(** *** Corollary 2 *)

Theorem Corollary_2_first_as_printed I n kappa : polarized_directions I n kappa -> (n <= I)%nat.
Proof. exact (Proved.VS_Corollary_2_first_holds I n kappa). Qed.

Theorem Corollary_2_first I n kappa :
  polarized_directions_beside I n kappa -> (forall k, (k < n)%nat -> ~ same I (kappa k) zero) -> (n <= I)%nat.
Proof. exact (Proved.VS_Corollary_2_first_beside_holds I n kappa). Qed.

Theorem Corollary_2_second_is_false :
  ~ forall K M (T : protocol K) s, osp_mechanism M T s -> non_redundant M T ->
      forall j, (j < number_of_agents M)%nat -> at_most_I_plus_1 M (choice T j).
Proof.
  intros claim. apply Corollaries.VS_Corollary_2_second_is_false. intros K M T s.
  exact (claim K (this_market M) (this_protocol T) s).
Qed.

(** Repaired: sets are different, and none is above the endowment. *)
Theorem Corollary_2_second_of_different_sets K M (T : protocol K) s :
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s -> non_redundant M T ->
  (forall j k, (j < number_of_agents M)%nat -> choice T j k -> ~ selects_above M T j k) ->
  forall j, (j < number_of_agents M)%nat -> different_sets T j -> at_most_I_plus_1 M (choice T j).
Proof. exact (Proved.VS_Corollary_2_second_none_above_holds K (the_market M) (the_protocol T) s). Qed.

(** *** Corollary 3: as printed (all menus are remedial then); with rays beside {eta_j}; repaired *)

Theorem Corollary_3_as_printed K M (T T' : protocol K) s P :
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp M T s ->
  polarized_ray_mechanism M T' s -> effectively_dominated M T s T' s ->
  is_protocol M (with_selection T' P) -> osp M (with_selection T' P) s.
Proof. exact (Proved.VS_Corollary_3_holds K (the_market M) (the_protocol T) (the_protocol T') s P). Qed.

Theorem Corollary_3_is_false :
  ~ forall K M (T T' : protocol K) s P,
      is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
      polarized_ray_mechanism_beside M T' s -> effectively_dominated M T s T' s ->
      is_protocol M (with_selection T' P) -> osp_over_deviations M (with_selection T' P) s.
Proof.
  intros claim. apply Corollaries.VS_Corollary_3_beside_is_false. intros K M T T' s P.
  exact (claim K (this_market M) (this_protocol T) (this_protocol T') s P).
Qed.

Theorem Corollary_3_for_gainers K M (T : protocol K) s P :
  is_market M -> strictly_monotone M -> polarized_ray_mechanism_beside M T s ->
  chosen_by_gainers M T s -> remedial_sets_chosen M T s ->
  is_protocol M (with_selection T P) -> osp_over_deviations M (with_selection T P) s.
Proof. exact (Sections.VS_Corollary_3_gainers_and_remedial_holds K (the_market M) (the_protocol T) s P). Qed.

(** ** Section 4 *)

(** Proposition 2: weak duality of the programs (5) and (6) *)
Theorem weak_duality M F x lambda v : feasible_5 M F x -> dual_value M F lambda v -> v <= social_cost M x.
Proof. exact (Proved.VS_Proposition_2_weak_duality_holds (the_market M) F x lambda v). Qed.

(** Lemma 5: false as printed and with rays beside {eta_j}; it holds for rays of both signs. *)
Theorem Lemma_5_is_false : ~ forall I n kappa, polarized_directions I n kappa <-> all_minima I n kappa.
Proof. exact Corollaries.VS_Lemma_5_is_false. Qed.

Theorem Lemma_5_beside_is_false : ~ forall I n kappa, polarized_directions_beside I n kappa <-> all_minima I n kappa.
Proof. exact Corollaries.VS_Lemma_5_beside_is_false. Qed.

Theorem Lemma_5_of_both_signs I n kappa :
  (forall k, (k < n)%nat -> non_monotone I (kappa k)) -> (polarized_directions_beside I n kappa <-> all_minima I n kappa).
Proof. exact (Proved.VS_Lemma_5_both_signs_holds I n kappa). Qed.
