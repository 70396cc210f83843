(** The claims in the proof of VS, Theorem 2: of the trading sets as printed, and of what is selected from them. *)

From Allocation.Claims.ValenzuelaStookey Require Export Obvious.

Open Scope Q_scope.

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
