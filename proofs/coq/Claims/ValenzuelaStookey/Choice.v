(** The numbered statements of VS, section 2: when is choice useful? *)

Require Export Allocation.ValenzuelaStookey.

Open Scope Q_scope.

(** * Section 2 *)

(** The setting of Theorem 1: preferences have a common bounded support (a box of positive costs, as section 1 has
    c > 0), which the laws cover, and the status quo has full support. *)
Definition theorem_1_setting (M : market) (laws : nat -> law) : Prop :=
  is_market M /\
  (exists low high, positive (number_of_tasks M) low /\ boxes M (fun _ => low) (fun _ => high)) /\
  (forall j, (j < number_of_agents M)%nat ->
     is_law (number_of_tasks M) (laws j) /\ full_support (number_of_tasks M) (laws j) (possible M j)) /\
  status_quo_has_full_support M.

Definition no_slack : nat -> Q := fun _ => 1.
Definition slack (M : market) (beta : nat -> Q) : Prop := forall j, (j < number_of_agents M)%nat -> 1 <= beta j.

(** i => ii, an action being compared with all actions, itself included. *)
(*| valenzuela-stookey-2026/theorem-1.i-ii | literal | statement |*)
Definition VS_Theorem_1_i_ii : Prop := forall M laws,
  theorem_1_setting M laws -> non_degenerate M -> ~ identical_performance M ->
  choice_improves_by_trading M laws no_slack (osp M).

(*| valenzuela-stookey-2026/theorem-1.i-ii | other actions | statement |*)
Definition VS_Theorem_1_i_ii_other_actions : Prop := forall M laws,
  theorem_1_setting M laws -> non_degenerate M -> ~ identical_performance M ->
  choice_improves_by_trading M laws no_slack (osp_over_deviations M).

(** ii => iii: OSP mechanisms that improve are BIC, for all beta. *)
(*| valenzuela-stookey-2026/theorem-1.ii-iii | literal | statement |*)
Definition VS_Theorem_1_ii_iii : Prop := forall M laws beta,
  theorem_1_setting M laws -> slack M beta ->
  choice_improves_by_trading M laws no_slack (osp M) -> choice_improves_by_messages M laws beta.

(*| valenzuela-stookey-2026/theorem-1.ii-iii | other actions | statement |*)
Definition VS_Theorem_1_ii_iii_other_actions : Prop := forall M laws beta,
  theorem_1_setting M laws -> slack M beta ->
  choice_improves_by_trading M laws no_slack (osp_over_deviations M) -> choice_improves_by_messages M laws beta.

(** iii => i: without i, nothing improves. *)
(*| valenzuela-stookey-2026/theorem-1.iii-i | literal | statement |*)
Definition VS_Theorem_1_iii_i : Prop := forall M laws beta,
  theorem_1_setting M laws -> slack M beta -> ~ non_degenerate M \/ identical_performance M ->
  ~ choice_improves_by_messages M laws beta.

(** iv: without slack and for a support of dimension I. *)
Definition full_dimension (M : market) : Prop :=
  exists low high,
    (forall i, (i < number_of_tasks M)%nat -> low i < high i) /\
    forall j c, (j < number_of_agents M)%nat ->
      below (number_of_tasks M) low c -> below (number_of_tasks M) c high -> possible M j c.

(*| valenzuela-stookey-2026/theorem-1.iv | literal | statement |*)
Definition VS_Theorem_1_iv : Prop := forall M laws,
  theorem_1_setting M laws -> full_dimension M ->
  (choice_is_optimal_by_trading M laws no_slack (osp M) <-> non_degenerate M /\ ~ identical_performance M).

(*| valenzuela-stookey-2026/theorem-1.iv | other actions | statement |*)
Definition VS_Theorem_1_iv_other_actions : Prop := forall M laws,
  theorem_1_setting M laws -> full_dimension M ->
  (choice_is_optimal_by_trading M laws no_slack (osp_over_deviations M) <-> non_degenerate M /\ ~ identical_performance M).

(** Some cost vector is in everybody's C_j. *)
Definition meeting (M : market) : Prop := exists c, forall j, (j < number_of_agents M)%nat -> possible M j c.

(** The boxes have bounds low_j and high_j (c-bar); an assignment m is what (MC) asks for. *)
(*| valenzuela-stookey-2026/lemma-1 | literal | statement |*)
Definition VS_Lemma_1 : Prop := forall M beta low high m,
  is_market M -> slack M beta -> boxes M low high -> meeting M ->
  assignment M m -> constant_status_quo M beta m ->
  sum (upto (number_of_tasks M)) (fun i => sum (upto (number_of_agents M)) (fun j =>
    (high j i - c_hat M low i) * positive_part (m j i - beta j * status_quo M j i))) <=
  sum (upto (number_of_tasks M)) (fun i => sum (upto (number_of_agents M)) (fun j =>
    c_hat M low i * (beta j - 1) * status_quo M j i)).

(*| valenzuela-stookey-2026/corollary-1 | literal | statement |*)
Definition VS_Corollary_1 : Prop := forall M low high m,
  is_market M -> boxes M low high -> full_dimension M ->
  assignment M m -> constant_status_quo M no_slack m -> same_bundles M m (status_quo M).

(** Choice is optimal exactly if it improves.  Expectations are with respect to finite laws of possible types. *)
(*| valenzuela-stookey-2026/corollary-1.optimal-iff | literal | statement |*)
Definition VS_Corollary_1_optimal_iff : Prop := forall M low high laws,
  is_market M -> boxes M low high -> full_dimension M ->
  (forall j, (j < number_of_agents M)%nat -> is_finite_law (possible M j) (laws j)) ->
  (choice_is_optimal M laws no_slack <-> choice_improves M laws no_slack).

(** Laws with full support on boxes. *)
Definition laws_on_boxes (M : market) (laws : nat -> law) : Prop :=
  exists low high, boxes M low high /\
  forall j, (j < number_of_agents M)%nat ->
    is_law (number_of_tasks M) (laws j) /\ full_support (number_of_tasks M) (laws j) (possible M j).

Definition two_agents (M : market) (a b : nat) : Prop :=
  (a < number_of_agents M)%nat /\ (b < number_of_agents M)%nat /\ a <> b.

(*| valenzuela-stookey-2026/lemma-2.if | literal | statement |*)
Definition VS_Lemma_2_if : Prop := forall M laws a b gamma,
  is_market M -> laws_on_boxes M laws -> two_agents M a b ->
  lemma_2_conditions M a b gamma -> bilateral_improves M laws a b gamma.

(*| valenzuela-stookey-2026/lemma-2.if | not constant | statement |*)
Definition VS_Lemma_2_if_not_constant : Prop := forall M laws a b gamma,
  is_market M -> laws_on_boxes M laws -> two_agents M a b ->
  lemma_2_conditions M a b gamma ->
  bilateral_improves M laws a b gamma /\ exists p, chance_of_trade M laws a b gamma p /\ p < 1.

(*| valenzuela-stookey-2026/lemma-2.only-if | literal | statement |*)
Definition VS_Lemma_2_only_if : Prop := forall M laws a b gamma,
  is_market M -> laws_on_boxes M laws -> two_agents M a b ->
  bilateral_improves M laws a b gamma -> lemma_2_conditions M a b gamma.

(** Boxes of positive width in every task. *)
Definition thick (M : market) : Prop :=
  forall low high, boxes M low high ->
  forall j i, (j < number_of_agents M)%nat -> (i < number_of_tasks M)%nat -> low j i < high j i.

(*| valenzuela-stookey-2026/lemma-2.only-if | positive widths | statement |*)
Definition VS_Lemma_2_only_if_positive_widths : Prop := forall M laws a b gamma,
  is_market M -> laws_on_boxes M laws -> thick M -> two_agents M a b ->
  bilateral_improves M laws a b gamma -> lemma_2_conditions M a b gamma.

(** Some bilateral trade satisfies the conditions of Lemma 2. *)
Definition some_trade (M : market) : Prop := exists a b gamma, two_agents M a b /\ lemma_2_conditions M a b gamma.

Definition both_have_some (M : market) (a b : nat) : Prop :=
  positive (number_of_tasks M) (status_quo M a) /\ positive (number_of_tasks M) (status_quo M b).

Definition proposition_1_conditions (M : market) (a b : nat) : Prop :=
  ~ same (number_of_tasks M) (performance M a) (performance M b) /\
  (exists c d, possible M a c /\ possible M b c /\ possible M a d /\ possible M b d /\ ~ same (number_of_tasks M) c d) /\
  both_have_some M a b.

(*| valenzuela-stookey-2026/proposition-1 | literal | statement |*)
Definition VS_Proposition_1 : Prop := forall M low high a b,
  is_market M -> boxes M low high -> positive_costs M -> two_agents M a b ->
  proposition_1_conditions M a b -> some_trade M.

(*| valenzuela-stookey-2026/proposition-1 | zero costs allowed | statement |*)
Definition VS_Proposition_1_zero_costs : Prop := forall M low high a b,
  is_market M -> boxes M low high -> two_agents M a b -> proposition_1_conditions M a b -> some_trade M.

(** cvh(d, 0) and cvh(delta, c, 0) have only 0 in common. *)
Definition hulls_meet_in_zero (I : nat) (d delta c : bundle) : Prop :=
  forall y t u v, 0 <= t -> t <= 1 -> 0 <= u -> 0 <= v -> u + v <= 1 ->
  same I y (multiple t d) -> same I y (plus (multiple u delta) (multiple v c)) -> same I y zero.

Definition lemma_3_conditions (M : market) (a b : nat) (c d : bundle) : Prop :=
  ~ same (number_of_tasks M) (performance M a) (performance M b) /\ both_have_some M a b /\
  (forall j, (j < number_of_agents M)%nat -> possible M j c /\ possible M j d) /\
  hulls_meet_in_zero (number_of_tasks M) d (minus (performance M a) (performance M b)) c.

(*| valenzuela-stookey-2026/lemma-3 | literal | statement |*)
Definition VS_Lemma_3 : Prop := forall M low high a b c d,
  is_market M -> boxes M low high -> positive_costs M -> two_agents M a b ->
  lemma_3_conditions M a b c d -> some_trade M.

(*| valenzuela-stookey-2026/lemma-3 | zero costs allowed | statement |*)
Definition VS_Lemma_3_zero_costs : Prop := forall M low high a b c d,
  is_market M -> boxes M low high -> two_agents M a b -> lemma_3_conditions M a b c d -> some_trade M.
