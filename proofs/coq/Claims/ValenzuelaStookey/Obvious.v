(** The numbered statements of VS, section 3: obviously strategy-proof allocation. *)

Require Export Allocation.ValenzuelaStookey.

Open Scope Q_scope.

(** * Section 3 *)

(** An OSP trading mechanism in a market in which all nonnegative costs are possible. *)
Definition osp_mechanism {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_market M /\ all_costs M /\ is_mechanism M T s /\ osp M T s.

Definition osp_mechanism_over_deviations {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_market M /\ all_costs M /\ is_mechanism M T s /\ osp_over_deviations M T s.

(** All menus have finitely many choices: those of a list. *)
Definition finitely_many_choices {K} (M : market) (T : protocol K) : Prop :=
  forall j, (j < number_of_agents M)%nat -> exists l : list K, forall k, choice T j k <-> In k l.

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

(** Dominated when some choices may be dropped: endowments are the same, the larger mechanism has all choices but some
    of those, all types make the same choices, and the sets of the choices that are kept are contained in its sets. *)
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
(*| valenzuela-stookey-2026/theorem-2.second | sets above the endowment and copies of it may be dropped, strategies aside (Coq only) | statement |*)
Definition VS_Theorem_2_second_dropping_copies : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  exists T', is_protocol M T' /\ polarized_menus_beside M T' /\
    forall j, (j < number_of_agents M)%nat ->
      same (number_of_tasks M) (endowment T j) (endowment T' j) /\
      (forall k, choice T' j k -> choice T j k) /\
      (forall k, choice T j k -> ~ selects_above M T j k -> ~ selects_endowment_only M T j k -> choice T' j k) /\
      (forall k, choice T' j k -> subset (reduced M T j k) (trading_set T' j k)).

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

(** Who has the remedial menu chooses its second set. *)
Definition remedial_sets_chosen {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> remedial_menu M T j -> ~ demands_endowment M T j (s j c).

(** The words of the reading say nothing of remedial menus.  The mechanisms on which its code tests it have them chosen
    by every type, and this is the statement with that. *)
(*| valenzuela-stookey-2026/corollary-3 | rays chosen by those who gain | statement |*)
Definition VS_Corollary_3_gainers : Prop := forall (K : Type) M (T T' : protocol K) s P,
  is_market M -> strictly_monotone M -> is_mechanism M T s -> osp_over_deviations M T s ->
  polarized_ray_mechanism_beside M T' s -> effectively_dominated M T s T' s ->
  chosen_by_gainers M T' s -> remedial_sets_chosen M T' s ->
  is_protocol M (with_selection T' P) -> osp_over_deviations M (with_selection T' P) s.

(** Section 3.1: an EOPR mechanism with the status quo as its endowment costs at most the status quo, whatever the
    types are. *)
(*| valenzuela-stookey-2026/section-3.1 | literal | statement |*)
Definition VS_section_3_1 : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> eopr M T s -> same_bundles M (endowment T) (status_quo M) ->
  forall types, type_profile M types -> social_cost M (outcome T s types) <= social_cost M (status_quo M).

(*| valenzuela-stookey-2026/section-3.1 | rays beside the endowment | statement |*)
Definition VS_section_3_1_beside : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> eopr_beside M T s -> same_bundles M (endowment T) (status_quo M) ->
  forall types, type_profile M types -> social_cost M (outcome T s types) <= social_cost M (status_quo M).
