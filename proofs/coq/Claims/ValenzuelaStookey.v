(** The numbered statements of VS, in the paper's order: each as printed ([literal]) and in the other readings of
    [proofs/claims], under the ids that are used there.

    Not yet formalized, of the numbered statements:

    - Theorem 1, i <-> ii <-> iii <-> iv: formalized for mechanisms of finitely many messages, since expectations of
      others need integrals (readings "other actions" are formalized as far as they speak of such mechanisms).
    - Proposition 2, second sentence, readings for finite lists of menus.
    - Proposition 3: it is about almost sure convergence of random variables.
    - Remark 1, that the support function "can be characterized analytically", and its regularity condition.
    - Readings named "corrected" of Claims 4 and 5, Corollary 2 and Theorem 2 that are about convex domains. *)

Require Import Allocation.ValenzuelaStookey.

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
  bilateral_improves M laws a b gamma /\ chance_of_trade M laws a b gamma < 1.

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

Definition positive_costs (M : market) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> positive (number_of_tasks M) c.

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

(** * Section 3 *)

(** All menus together have finitely many choices. *)
Definition finitely_many_choices {K} (M : market) (T : protocol K) : Prop :=
  exists l : list K, forall j k, (j < number_of_agents M)%nat -> choice T j k -> In k l.

(*| valenzuela-stookey-2026/lemma-4 | literal | statement |*)
Definition VS_Lemma_4 : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> is_mechanism M T s -> osp M T s -> myopic M T s.

(** For infinite menus, where the min in the definition of a* need not be attained, it is not said. *)
(*| valenzuela-stookey-2026/lemma-4 | other actions | statement |*)
Definition VS_Lemma_4_other_actions : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> is_mechanism M T s -> finitely_many_choices M T -> osp_over_deviations M T s -> myopic M T s.

(** Two polarized directions never take away the same task. *)
Definition never_take_the_same (I n : nat) (kappa : nat -> bundle) (counted : nat -> Prop) : Prop :=
  forall k k' i, (k < n)%nat -> (k' < n)%nat -> (i < I)%nat -> k <> k' -> counted k -> counted k' ->
  ~ (kappa k i < 0 /\ kappa k' i < 0).

(*| valenzuela-stookey-2026/definition.disjoint-negatives | literal | statement |*)
Definition VS_disjoint_negatives : Prop := forall I n kappa,
  polarized_directions I n kappa -> never_take_the_same I n kappa (fun _ => True).

(*| valenzuela-stookey-2026/definition.disjoint-negatives | rays beside the endowment | statement |*)
Definition VS_disjoint_negatives_beside : Prop := forall I n kappa,
  polarized_directions_beside I n kappa -> never_take_the_same I n kappa (fun k => ~ same I (kappa k) zero).

(** Theorem 2, first sentence, for C_j = R_+^I. *)
(*| valenzuela-stookey-2026/theorem-2.first | literal | statement |*)
Definition VS_Theorem_2_first : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> all_costs M -> polarized_ray_mechanism M T s -> osp M T s.

(*| valenzuela-stookey-2026/theorem-2.first | rays beside the endowment | statement |*)
Definition VS_Theorem_2_first_beside : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> all_costs M -> polarized_ray_mechanism_beside M T s -> osp M T s.

(*| valenzuela-stookey-2026/theorem-2.first | other actions | statement |*)
Definition VS_Theorem_2_first_other_actions : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> all_costs M -> polarized_ray_mechanism_beside M T s -> osp_over_deviations M T s.

(*| valenzuela-stookey-2026/theorem-2.first | other actions, cautious ties | statement |*)
Definition VS_Theorem_2_first_cautious : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> all_costs M -> polarized_ray_mechanism_beside M T s -> cautious M T s -> osp_over_deviations M T s.

(** Theorem 2, second sentence. *)
(*| valenzuela-stookey-2026/theorem-2.second | literal | statement |*)
Definition VS_Theorem_2_second : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp M T s ->
  exists T' s', polarized_ray_mechanism M T' s' /\ effectively_dominated M T s T' s'.

(*| valenzuela-stookey-2026/theorem-2.second | rays beside the endowment, other actions | statement |*)
Definition VS_Theorem_2_second_beside : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  exists T' s', polarized_ray_mechanism_beside M T' s' /\ effectively_dominated M T s T' s'.

(** Dominated when some choices may be dropped: endowments are the same, the larger mechanism has all choices but some of
    those, all types make the same choices, and the sets of the choices that are kept are contained in its sets. *)
Definition dominated_dropping {K} (M : market) (T : protocol K) (s : strategies K) (T' : protocol K)
    (s' : strategies K) (may_be_dropped : nat -> K -> Prop) : Prop :=
  forall j, (j < number_of_agents M)%nat ->
    same (number_of_tasks M) (endowment T j) (endowment T' j) /\
    (forall k, choice T' j k -> choice T j k) /\
    (forall k, choice T j k -> ~ may_be_dropped j k -> choice T' j k) /\
    (forall c, possible M j c -> s j c = s' j c) /\
    (forall k, choice T' j k -> subset (trading_set T j k) (trading_set T' j k)).

(** The set's selected bundles are all >= the endowment, and one of them is not the endowment. *)
Definition selects_above {K} (M : market) (T : protocol K) (j : nat) (k : K) : Prop :=
  redundant (number_of_tasks M) (reduced M T j k) (endowment T j) /\
  exists x, reduced M T j k x /\ ~ same (number_of_tasks M) x (endowment T j).

(** The set is not the endowment's own, but nothing else is ever selected from it. *)
Definition selects_endowment_only {K} (M : market) (T : protocol K) (j : nat) (k : K) : Prop :=
  only (number_of_tasks M) (reduced M T j k) (endowment T j).

(*| valenzuela-stookey-2026/theorem-2.second | sets above the endowment may be dropped | statement |*)
Definition VS_Theorem_2_second_dropping_above : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  exists T' s', polarized_ray_mechanism_beside M T' s' /\
    dominated_dropping M (essential_reduction M T) s T' s' (selects_above M T).

(** The choices of types must be kept, so that of the sets that select the endowment only those nobody chooses go. *)
(*| valenzuela-stookey-2026/theorem-2.second | sets above the endowment and copies of it may be dropped | statement |*)
Definition VS_Theorem_2_second_dropping_copies : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  exists T', is_protocol M T' /\ polarized_menus_beside M T' /\
    forall j, (j < number_of_agents M)%nat ->
      same (number_of_tasks M) (endowment T j) (endowment T' j) /\
      (forall k, choice T' j k -> choice T j k) /\
      (forall k, choice T j k -> ~ selects_above M T j k -> ~ selects_endowment_only M T j k -> choice T' j k) /\
      (forall k, choice T' j k -> subset (reduced M T j k) (trading_set T' j k)).

(** The claims in the proof of Theorem 2: of the trading sets as printed, and of what is selected from them. *)
Definition osp_mechanism {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_market M /\ all_costs M /\ is_mechanism M T s /\ osp M T s.

Definition osp_mechanism_over_deviations {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_market M /\ all_costs M /\ is_mechanism M T s /\ osp_over_deviations M T s.

(*| valenzuela-stookey-2026/claim-1 | literal | statement |*)
Definition VS_Claim_1 : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism M T s ->
  forall j k, (j < number_of_agents M)%nat -> choice T j k -> trading_set T j k (endowment T j).

(*| valenzuela-stookey-2026/claim-1 | other actions | statement |*)
Definition VS_Claim_1_other_actions : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s ->
  forall j k, (j < number_of_agents M)%nat -> choice T j k -> trading_set T j k (endowment T j).

Definition claim_2 {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j c k x, (j < number_of_agents M)%nat -> possible M j c -> choice T j k -> k <> s j c -> trading_set T j k x ->
  inner (number_of_tasks M) c (endowment T j) <= inner (number_of_tasks M) c x.

(*| valenzuela-stookey-2026/claim-2 | literal | statement |*)
Definition VS_Claim_2 : Prop := forall (K : Type) M (T : protocol K) s, osp_mechanism M T s -> claim_2 M T s.

(*| valenzuela-stookey-2026/claim-2 | other actions, selected bundles | statement |*)
Definition VS_Claim_2_selected : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> claim_2 M (essential_reduction M T) s.

Definition claim_3 {K} (M : market) (T : protocol K) : Prop :=
  forall j k x x' c, (j < number_of_agents M)%nat -> choice T j k -> trading_set T j k x -> trading_set T j k x' ->
  nonnegative (number_of_tasks M) c ->
  ~ (inner (number_of_tasks M) c x < inner (number_of_tasks M) c (endowment T j) /\
     inner (number_of_tasks M) c (endowment T j) < inner (number_of_tasks M) c x').

(*| valenzuela-stookey-2026/claim-3 | literal | statement |*)
Definition VS_Claim_3 : Prop := forall (K : Type) M (T : protocol K) s, osp_mechanism M T s -> claim_3 M T.

(*| valenzuela-stookey-2026/claim-3 | other actions, selected bundles | statement |*)
Definition VS_Claim_3_selected : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> claim_3 M (essential_reduction M T).

Definition claim_4 {K} (M : market) (T : protocol K) : Prop :=
  forall j k, (j < number_of_agents M)%nat -> choice T j k ->
  redundant (number_of_tasks M) (trading_set T j k) (endowment T j) \/
  remedial (number_of_tasks M) (trading_set T j k) (endowment T j) \/
  exists kappa, in_ray (number_of_tasks M) (trading_set T j k) (endowment T j) kappa.

(*| valenzuela-stookey-2026/claim-4 | literal | statement |*)
Definition VS_Claim_4 : Prop := forall (K : Type) M (T : protocol K) s, osp_mechanism M T s -> claim_4 M T.

(*| valenzuela-stookey-2026/claim-4 | other actions, selected bundles | statement |*)
Definition VS_Claim_4_selected : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> claim_4 M (essential_reduction M T).

(** Farkas' lemma as the proof of Claim 4 uses it. *)
(*| valenzuela-stookey-2026/claim-4.farkas | literal | statement |*)
Definition VS_Claim_4_farkas : Prop := forall I a b,
  ~ same I a zero -> ~ same I b zero ->
  ((~ exists c, nonnegative I c /\ inner I c a < 0 /\ 0 < inner I c b) <->
   exists y y', 0 <= y /\ 0 <= y' /\ (0 < y \/ 0 < y') /\ below I (multiple y' b) (multiple y a)).

Definition claim_5 {K} (M : market) (T : protocol K) : Prop :=
  forall j k k' x x', (j < number_of_agents M)%nat -> choice T j k -> choice T j k' -> k <> k' ->
  ~ remedial (number_of_tasks M) (trading_set T j k) (endowment T j) ->
  ~ remedial (number_of_tasks M) (trading_set T j k') (endowment T j) ->
  trading_set T j k x -> trading_set T j k' x' ->
  ~ same (number_of_tasks M) x (endowment T j) -> ~ same (number_of_tasks M) x' (endowment T j) ->
  polarized_pair (number_of_tasks M) (minus x (endowment T j)) (minus x' (endowment T j)).

(*| valenzuela-stookey-2026/claim-5 | literal | statement |*)
Definition VS_Claim_5 : Prop := forall (K : Type) M (T : protocol K) s, osp_mechanism M T s -> claim_5 M T.

(*| valenzuela-stookey-2026/claim-5 | other actions, selected bundles | statement |*)
Definition VS_Claim_5_selected : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> claim_5 M (essential_reduction M T).

(*| valenzuela-stookey-2026/claim-5.farkas | literal | statement |*)
Definition VS_Claim_5_farkas : Prop := forall I a b,
  ~ same I a zero -> ~ same I b zero ->
  ((~ exists c, nonnegative I c /\ inner I c a <= 0 /\ inner I c b < 0) <->
   exists y y', 0 <= y /\ 0 < y' /\ nonnegative I (plus (multiple y a) (multiple y' b))).

(*| valenzuela-stookey-2026/claim-5.strictly | literal | statement |*)
Definition VS_Claim_5_strictly : Prop := forall I a b,
  ~ nonnegative I a -> (exists c, nonnegative I c /\ inner I c a <= 0 /\ inner I c b < 0) ->
  exists c, nonnegative I c /\ inner I c a < 0 /\ inner I c b < 0.

Definition claim_6 {K} (M : market) (T : protocol K) : Prop :=
  forall j k k', (j < number_of_agents M)%nat -> choice T j k -> choice T j k' ->
  remedial (number_of_tasks M) (trading_set T j k) (endowment T j) ->
  ~ only (number_of_tasks M) (trading_set T j k) (endowment T j) ->
  remedial (number_of_tasks M) (trading_set T j k') (endowment T j) \/
  redundant (number_of_tasks M) (trading_set T j k') (endowment T j).

(*| valenzuela-stookey-2026/claim-6 | literal | statement |*)
Definition VS_Claim_6 : Prop := forall (K : Type) M (T : protocol K) s, osp_mechanism M T s -> claim_6 M T.

(*| valenzuela-stookey-2026/claim-6 | other actions, selected bundles | statement |*)
Definition VS_Claim_6_selected : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> claim_6 M (essential_reduction M T).

(** The two forms of an agent's sets. *)
Definition two_forms {K} (M : market) (T : protocol K) : Prop :=
  forall j, (j < number_of_agents M)%nat ->
  (forall k, choice T j k ->
     remedial (number_of_tasks M) (trading_set T j k) (endowment T j) \/
     redundant (number_of_tasks M) (trading_set T j k) (endowment T j)) \/
  (exists kappa : K -> bundle,
     (forall k, choice T j k ->
        redundant (number_of_tasks M) (trading_set T j k) (endowment T j) \/
        in_ray (number_of_tasks M) (trading_set T j k) (endowment T j) (kappa k)) /\
     (forall k k', choice T j k -> choice T j k' -> k <> k' ->
        ~ redundant (number_of_tasks M) (trading_set T j k) (endowment T j) ->
        ~ redundant (number_of_tasks M) (trading_set T j k') (endowment T j) ->
        polarized_pair (number_of_tasks M) (kappa k) (kappa k'))).

(*| valenzuela-stookey-2026/theorem-2.two-forms | literal | statement |*)
Definition VS_Theorem_2_two_forms : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism M T s -> two_forms M T.

(*| valenzuela-stookey-2026/theorem-2.two-forms | other actions, selected bundles | statement |*)
Definition VS_Theorem_2_two_forms_selected : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism_over_deviations M T s -> two_forms M (essential_reduction M T).

(** No redundant set is ever chosen. *)
(*| valenzuela-stookey-2026/theorem-2.redundant-never-chosen | literal | statement |*)
Definition VS_Theorem_2_redundant : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp M T s ->
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
  ~ redundant (number_of_tasks M) (trading_set T j (s j c)) (endowment T j).

(*| valenzuela-stookey-2026/theorem-2.redundant-never-chosen | beside the endowment | statement |*)
Definition VS_Theorem_2_redundant_beside : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp M T s ->
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
  ~ only (number_of_tasks M) (trading_set T j (s j c)) (endowment T j) ->
  ~ redundant (number_of_tasks M) (trading_set T j (s j c)) (endowment T j).

(*| valenzuela-stookey-2026/theorem-2.redundant-never-chosen | other actions, selected bundles | statement |*)
Definition VS_Theorem_2_redundant_selected : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> ~ selects_above M T j (s j c).

(** All sets of the agent are remedial (as {eta} is): some choice is dominant for each type. *)
(*| valenzuela-stookey-2026/theorem-2.remedial-dominant | literal | statement |*)
Definition VS_Theorem_2_remedial : Prop := forall (K : Type) M (T : protocol K) j,
  is_market M -> all_costs M -> is_protocol M T -> (j < number_of_agents M)%nat ->
  (forall k, choice T j k -> remedial (number_of_tasks M) (trading_set T j k) (endowment T j)) ->
  forall c, possible M j c -> exists k, dominant M T j c k.

(*| valenzuela-stookey-2026/theorem-2.remedial-dominant | the remedial menu | statement |*)
Definition VS_Theorem_2_remedial_menu : Prop := forall (K : Type) M (T : protocol K) j,
  is_market M -> all_costs M -> is_protocol M T -> (j < number_of_agents M)%nat -> remedial_menu M T j ->
  forall c, possible M j c -> exists k, dominant M T j c k.

(*| valenzuela-stookey-2026/corollary-2.first | literal | statement |*)
Definition VS_Corollary_2_first : Prop := forall I n kappa, polarized_directions I n kappa -> (n <= I)%nat.

(** {eta} is not counted: no direction is 0. *)
(*| valenzuela-stookey-2026/corollary-2.first | rays beside the endowment | statement |*)
Definition VS_Corollary_2_first_beside : Prop := forall I n kappa,
  polarized_directions_beside I n kappa -> (forall k, (k < n)%nat -> ~ same I (kappa k) zero) -> (n <= I)%nat.

(** Agent j has at most I + 1 of these choices. *)
Definition at_most_I_plus_1 {K} (M : market) (j : nat) (choices : K -> Prop) : Prop :=
  forall l : list K, NoDup l -> (forall k, In k l -> choices k) -> (length l <= number_of_tasks M + 1)%nat.

(*| valenzuela-stookey-2026/corollary-2.second | literal | statement |*)
Definition VS_Corollary_2_second : Prop := forall (K : Type) M (T : protocol K) s,
  osp_mechanism M T s -> non_redundant M T ->
  forall j, (j < number_of_agents M)%nat -> at_most_I_plus_1 M j (choice T j).

Definition different_sets {K} (T : protocol K) (j : nat) : Prop :=
  forall k k', choice T j k -> choice T j k' -> k <> k' -> ~ (forall x, trading_set T j k x <-> trading_set T j k' x).

(*| valenzuela-stookey-2026/corollary-2.second | different sets | statement |*)
Definition VS_Corollary_2_second_different : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s -> non_redundant M T ->
  forall j, (j < number_of_agents M)%nat -> different_sets T j -> at_most_I_plus_1 M j (choice T j).

(*| valenzuela-stookey-2026/corollary-2.second | different sets, none above the endowment | statement |*)
Definition VS_Corollary_2_second_none_above : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s -> non_redundant M T ->
  (forall j k, (j < number_of_agents M)%nat -> choice T j k -> ~ selects_above M T j k) ->
  forall j, (j < number_of_agents M)%nat -> different_sets T j -> at_most_I_plus_1 M j (choice T j).

(** The protocol with another selection rule. *)
Definition with_selection {K} (T : protocol K) (P : (nat -> K) -> bundles) : protocol K := {|
  endowment := endowment T;
  choice := choice T;
  trading_set := trading_set T;
  selected := P
|}.

(*| valenzuela-stookey-2026/corollary-3 | literal | statement |*)
Definition VS_Corollary_3 : Prop := forall (K : Type) M (T T' : protocol K) s P,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp M T s ->
  polarized_ray_mechanism M T' s -> effectively_dominated M T s T' s ->
  is_protocol M (with_selection T' P) -> osp M (with_selection T' P) s.

(*| valenzuela-stookey-2026/corollary-3 | rays beside the endowment, other actions | statement |*)
Definition VS_Corollary_3_beside : Prop := forall (K : Type) M (T T' : protocol K) s P,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  polarized_ray_mechanism_beside M T' s -> effectively_dominated M T s T' s ->
  is_protocol M (with_selection T' P) -> osp_over_deviations M (with_selection T' P) s.

(** A ray is chosen exactly by the types who strictly gain along it. *)
Definition chosen_by_gainers {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j k kappa c, (j < number_of_agents M)%nat -> choice T j k -> ~ demands_endowment M T j k ->
  is_ray (number_of_tasks M) (trading_set T j k) (endowment T j) kappa -> possible M j c ->
  (s j c = k <-> inner (number_of_tasks M) c kappa < 0).

(*| valenzuela-stookey-2026/corollary-3 | rays chosen by those who gain | statement |*)
Definition VS_Corollary_3_gainers : Prop := forall (K : Type) M (T T' : protocol K) s P,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  polarized_ray_mechanism_beside M T' s -> effectively_dominated M T s T' s -> chosen_by_gainers M T' s ->
  is_protocol M (with_selection T' P) -> osp_over_deviations M (with_selection T' P) s.

(** Section 3.1: an EOPR mechanism with the status quo as its endowment costs at most the status quo, whatever the
    types are. *)
(*| valenzuela-stookey-2026/section-3.1 | literal | statement |*)
Definition VS_section_3_1 : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> eopr M T s -> same_bundles M (endowment T) (status_quo M) ->
  forall types, type_profile M types -> social_cost M (outcome T s types) <= social_cost M (status_quo M).

(** * Section 4 *)

(** An endowment and finite laws of possible types. *)
Definition large_market (M : market) (eta : bundles) (laws : nat -> finite_law) : Prop :=
  is_market M /\ assignment M eta /\
  forall j, (j < number_of_agents M)%nat -> is_finite_law (possible M j) (laws j).

(** Weak duality: what the first lines of appendix A.1 show. *)
(*| valenzuela-stookey-2026/proposition-2.duality | weak duality (Coq only) | statement |*)
Definition VS_Proposition_2_weak_duality : Prop := forall M F x lambda v,
  feasible_5 M F x -> dual_value M F lambda v -> v <= social_cost M x.

(** The outer program and its dual have one value: what they attain comes arbitrarily close. *)
(*| valenzuela-stookey-2026/proposition-2.duality | literal | statement |*)
Definition VS_Proposition_2_duality : Prop := forall M eta laws,
  large_market M eta laws ->
  let F := osp_feasible_set M laws eta in
  (forall x lambda v, feasible_5 M F x -> dual_value M F lambda v -> v <= social_cost M x) /\
  forall epsilon, 0 < epsilon ->
  exists x lambda v, feasible_5 M F x /\ dual_value M F lambda v /\ social_cost M x <= v + epsilon.

(*| valenzuela-stookey-2026/proposition-2.selections | literal | statement |*)
Definition VS_Proposition_2_selections : Prop := forall M eta laws lambda,
  large_market M eta laws ->
  let F := osp_feasible_set M laws eta in
  solves_6 M F lambda ->
  exists x, (forall j, (j < number_of_agents M)%nat ->
               attains (number_of_tasks M) (F j) (minus lambda (performance M j)) (x j)) /\
            large_market_clearing M x /\ solves_5 M F x.

(** The condition of Lemma 5 on all pairs k' != k'' with k'' other than {eta}. *)
Definition all_minima (I n : nat) (kappa : nat -> bundle) : Prop :=
  forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k') zero ->
  lemma_5_condition I (kappa k) (kappa k').

(*| valenzuela-stookey-2026/lemma-5 | literal | statement |*)
Definition VS_Lemma_5 : Prop := forall I n kappa, polarized_directions I n kappa <-> all_minima I n kappa.

(*| valenzuela-stookey-2026/lemma-5 | rays beside the endowment | statement |*)
Definition VS_Lemma_5_beside : Prop := forall I n kappa, polarized_directions_beside I n kappa <-> all_minima I n kappa.

(** The condition on pairs of different rays alone (VS, footnote 18). *)
Definition polarized_pairs_only (I n : nat) (kappa : nat -> bundle) : Prop :=
  forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k) zero -> ~ same I (kappa k') zero ->
  polarized_pair I (kappa k) (kappa k').

(*| valenzuela-stookey-2026/lemma-5 | second condition alone | statement |*)
Definition VS_Lemma_5_pairs : Prop := forall I n kappa, polarized_pairs_only I n kappa <-> all_minima I n kappa.

(*| valenzuela-stookey-2026/lemma-5 | rays of both signs | statement |*)
Definition VS_Lemma_5_both_signs : Prop := forall I n kappa,
  (forall k, (k < n)%nat -> non_monotone I (kappa k)) ->
  (polarized_directions_beside I n kappa <-> all_minima I n kappa).

(** Remark 1, for any law of finitely many types (no regularity is asked): what a Bayesian incentive compatible mechanism
    of the large market costs, menus of polarized rays do not cost more.  Each type of agent j gets a bundle m_j(c). *)
Definition large_market_mechanism (M : market) (laws : nat -> finite_law) (m : nat -> bundle -> bundle) : Prop :=
  (forall j c d, (j < number_of_agents M)%nat -> same (number_of_tasks M) c d -> same (number_of_tasks M) (m j c) (m j d)) /\
  (forall j c, (j < number_of_agents M)%nat -> possible M j c ->
     nonnegative (number_of_tasks M) (m j c) /\
     inner (number_of_tasks M) c (m j c) <= inner (number_of_tasks M) c (status_quo M j) /\
     forall d, possible M j d -> inner (number_of_tasks M) c (m j c) <= inner (number_of_tasks M) c (m j d)) /\
  large_market_clearing M (fun j i => sum (laws j) (fun one => fst one * m j (snd one) i)).

Definition rays_do_as_well (tasks : nat) : Prop := forall M laws m,
  large_market M (status_quo M) laws -> positive_costs M -> number_of_tasks M = tasks ->
  (forall j, (j < number_of_agents M)%nat -> covers (number_of_tasks M) (laws j) (possible M j)) ->
  large_market_mechanism M laws m ->
  exists x, feasible_5 M (cautious_feasible_set M laws (status_quo M)) x /\
    social_cost M x <= social_cost M (fun j i => sum (laws j) (fun one => fst one * m j (snd one) i)).

(*| valenzuela-stookey-2026/remark-1 | literal | statement |*)
Definition VS_Remark_1 : Prop := rays_do_as_well 2.

(*| valenzuela-stookey-2026/remark-1 | three tasks | statement |*)
Definition VS_Remark_1_three_tasks : Prop := rays_do_as_well 3.
