(** All that the main theorems about VS speak of.

    [SummaryValenzuelaStookey] states these theorems.  This file rests on Coq's standard library alone, on nothing else of
    ours; a reader needs no other definition.

    Valenzuela-Stookey (2026), "Obviously Strategy-Proof Multi-Dimensional Allocation and the Value of Choice" (VS).
    Tasks and agents are numbered from 0.  Numbers are rational; [==] is equality of rational numbers. *)

From Coq Require Import List ZArith QArith Bool.
Import ListNotations.

Open Scope Q_scope.

(** ** Bundles *)

(** A number for each of the tasks 0, ..., I - 1 (what is beyond does not count); a bundle for each agent.  Costs,
    performances and directions are written like bundles. *)

Definition bundle := nat -> Q.
Definition bundles := nat -> bundle.

(** The sum of f(a) over the elements a of a list; the tasks or agents 0, ..., n - 1; c.x *)
Fixpoint sum {A : Type} (l : list A) (f : A -> Q) : Q :=
  match l with
  | [] => 0
  | a :: rest => f a + sum rest f
  end.

Definition upto (n : nat) : list nat := seq 0 n.
Definition inner (I : nat) (c x : bundle) : Q := sum (upto I) (fun i => c i * x i).

Definition same (I : nat) (x y : bundle) : Prop := forall i, (i < I)%nat -> x i == y i.
Definition below (I : nat) (x y : bundle) : Prop := forall i, (i < I)%nat -> x i <= y i.
Definition nonnegative (I : nat) (x : bundle) : Prop := forall i, (i < I)%nat -> 0 <= x i.
Definition positive (I : nat) (x : bundle) : Prop := forall i, (i < I)%nat -> 0 < x i.

Definition zero : bundle := fun _ => 0.
Definition plus (x y : bundle) : bundle := fun i => x i + y i.
Definition minus (x y : bundle) : bundle := fun i => x i - y i.
Definition multiple (y : Q) (x : bundle) : bundle := fun i => y * x i.

Definition subset (X Y : bundle -> Prop) : Prop := forall x, X x -> Y x.

(** A set of bundles does not tell apart bundles that are the same; X = {x} *)
Definition respects_same (I : nat) (X : bundle -> Prop) : Prop := forall x y, same I x y -> X x -> X y.
Definition only (I : nat) (X : bundle -> Prop) (x : bundle) : Prop := forall y, X y <-> same I y x.

(** C_j = [low, high], the paper's "hypercube" *)
Definition is_box (I : nat) (X : bundle -> Prop) (low high : bundle) : Prop :=
  nonnegative I low /\ below I low high /\ forall c, X c <-> (below I low c /\ below I c high).

(** *** Laws of costs *)

(** [F E p] says that E is an event and p its chance.  Half-spaces are events; additivity is asked of finitely many events
    only, so that every law in the usual sense is one here. *)
Definition law := (bundle -> bool) -> Q -> Prop.

Definition is_law (I : nat) (F : law) : Prop :=
  F (fun _ => true) 1 /\
  (forall d b, exists p, F (fun c => Qle_bool (inner I d c) b) p) /\
  (forall E p, F E p -> F (fun c => negb (E c)) (1 - p)) /\
  (forall E D p q, F E p -> F D q -> exists r, F (fun c => E c && D c) r) /\
  (forall E D p q, F E p -> F D q -> (forall c, E c && D c = false) -> F (fun c => E c || D c) (p + q)) /\
  (forall E p, F E p -> 0 <= p) /\
  (forall E D p q, F E p -> F D q -> (forall c, E c = D c) -> p == q) /\
  (forall E D p q, F E p -> (forall c, E c = D c) -> p == q -> F D q).

(** An event that holds X is certain, and one that holds all types of X near one of them has a positive chance. *)
Definition full_support (I : nat) (F : law) (X : bundle -> Prop) : Prop :=
  (forall E p, F E p -> (forall c, X c -> E c = true) -> p == 1) /\
  (forall E p c epsilon, F E p -> X c -> 0 < epsilon ->
     (forall d, X d -> (forall i, (i < I)%nat -> c i - epsilon < d i /\ d i < c i + epsilon) -> E d = true) -> 0 < p).

(** *** Directions (section 3) *)

(** "Not >= 0 and not <= 0": of both signs *)
Definition non_monotone (I : nat) (kappa : bundle) : Prop := ~ nonnegative I kappa /\ ~ below I kappa zero.

(** The definition of polarized rays, for two directions *)
Definition polarized_pair (I : nat) (kappa kappa' : bundle) : Prop :=
  exists y y', 0 <= y /\ 0 <= y' /\ (0 < y \/ 0 < y') /\ nonnegative I (plus (multiple y kappa) (multiple y' kappa')).

(** Directions kappa_0, ..., kappa_(n-1), as printed: k' = k'' is a pair. *)
Definition polarized_directions (I n : nat) (kappa : nat -> bundle) : Prop :=
  (forall k, (k < n)%nat -> non_monotone I (kappa k)) /\
  (forall k k', (k < n)%nat -> (k' < n)%nat -> polarized_pair I (kappa k) (kappa k')).

(** The same beside the direction 0, which stands for {eta}, and for pairs of two different rays *)
Definition polarized_directions_beside (I n : nat) (kappa : nat -> bundle) : Prop :=
  (forall k, (k < n)%nat -> ~ same I (kappa k) zero -> non_monotone I (kappa k)) /\
  (forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k) zero -> ~ same I (kappa k') zero ->
     polarized_pair I (kappa k) (kappa k')).

(** Lemma 5: min {c.kappa' : c >= 0, c.kappa'' <= 0} >= 0 for all pairs, kappa'' not {eta} *)
Definition all_minima (I n : nat) (kappa : nat -> bundle) : Prop :=
  forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k') zero ->
  forall c, nonnegative I c -> inner I c (kappa k') <= 0 -> 0 <= inner I c (kappa k).

(** The ray from eta in a direction, within R_+^I (section 1.1: trading sets are subsets of it) *)
Definition ray (I : nat) (eta kappa x : bundle) : Prop :=
  nonnegative I x /\ exists y, 0 <= y /\ forall i, (i < I)%nat -> x i - eta i == y * kappa i.
Definition is_ray (I : nat) (X : bundle -> Prop) (eta kappa : bundle) : Prop := forall x, X x <-> ray I eta kappa x.

(** X is contained in a ray of both signs. *)
Definition in_ray (I : nat) (X : bundle -> Prop) (eta kappa : bundle) : Prop :=
  non_monotone I kappa /\ forall x, X x -> exists y, 0 <= y /\ forall i, (i < I)%nat -> x i - eta i == y * kappa i.

(** In the proof of Theorem 2: all bundles are <= eta, or all are >= eta. *)
Definition remedial (I : nat) (X : bundle -> Prop) (eta : bundle) : Prop := forall x, X x -> below I x eta.
Definition redundant (I : nat) (X : bundle -> Prop) (eta : bundle) : Prop := forall x, X x -> below I eta x.

(** ** Section 1: markets and trading protocols *)

(** A market: I, J, n^i, pi_j, sigma_j and C_j *)
Record market := {
  number_of_tasks : nat;
  number_of_agents : nat;
  instances : nat -> nat;
  performance : bundles;
  status_quo : bundles;
  possible : nat -> bundle -> Prop
}.

(** A trading protocol: eta, K_j (predicates on one type K of all choices, finite or infinite), T_j^k, and the selection
    rule, of which [selected p j] is P_j at the profile p of choices *)
Record protocol (K : Type) := {
  endowment : bundles;
  choice : nat -> K -> Prop;
  trading_set : nat -> K -> bundle -> Prop;
  selected : (nat -> K) -> bundles
}.

Arguments endowment {K} _ _ _.
Arguments choice {K} _ _ _.
Arguments trading_set {K} _ _ _ _.
Arguments selected {K} _ _ _ _.

(** s_j : C_j -> K_j *)
Definition strategies (K : Type) := nat -> bundle -> K.

(** Another selection rule (Corollary 3) *)
Definition with_selection {K} (T : protocol K) (P : (nat -> K) -> bundles) : protocol K :=
  {| endowment := endowment T; choice := choice T; trading_set := trading_set T; selected := P |}.

(** Finitely many messages 0, ..., count_j - 1 of agent j (for Theorem 1), and all profiles of them *)
Definition messages := nat -> nat.
Definition put {A : Type} (p : nat -> A) (j : nat) (a : A) : nat -> A := fun i => if Nat.eqb i j then a else p i.
Fixpoint message_profiles (count : messages) (agents : nat) : list messages :=
  match agents with
  | O => [fun _ => 0%nat]
  | S j => flat_map (fun k => map (fun p => put p j k) (message_profiles count j)) (upto (count j))
  end.

(** y^+, and beta = 1 *)
Definition positive_part (y : Q) : Q := if Qle_bool 0 y then y else 0.
Definition no_slack : nat -> Q := fun _ => 1.

Section Market.

Variable M : market.
Local Notation tasks := (number_of_tasks M).
Local Notation agents := (number_of_agents M).

(** Numbers >= 0 that clear the market, (MC): what the agents get of a random allocation in expectation (theorems
    [lotteries_have_assignments] and [assignments_are_lotteries]) *)
Definition assignment (x : bundles) : Prop :=
  (forall j, (j < agents)%nat -> nonnegative tasks (x j)) /\
  (forall i, (i < tasks)%nat -> sum (upto agents) (fun j => x j i) == inject_Z (Z.of_nat (instances M i))).

(** A random allocation: allocations (whole numbers >= 0 that clear the market) with their probabilities *)
Definition is_lottery (mu : list (Q * (nat -> nat -> nat))) : Prop :=
  (forall p Z, In (p, Z) mu -> 0 <= p /\ forall i, (i < tasks)%nat ->
     sum (upto agents) (fun j => inject_Z (Z.of_nat (Z i j))) == inject_Z (Z.of_nat (instances M i))) /\
  sum mu fst == 1.

Definition same_bundles (x y : bundles) : Prop := forall j, (j < agents)%nat -> same tasks (x j) (y j).
Definition social_cost (x : bundles) : Q := sum (upto agents) (fun j => inner tasks (performance M j) (x j)).

(** Section 1; costs may be 0 here, positive costs are a hypothesis where they are used. *)
Definition is_market : Prop :=
  (2 <= tasks)%nat /\ assignment (status_quo M) /\
  forall j, (j < agents)%nat ->
    respects_same tasks (possible M j) /\ forall c, possible M j c -> nonnegative tasks c.

(** C_j = R_+^I; C_j = R_++^I; boxes *)
Definition all_costs : Prop := forall j c, (j < agents)%nat -> (possible M j c <-> nonnegative tasks c).
Definition strictly_monotone : Prop := forall j c, (j < agents)%nat -> (possible M j c <-> positive tasks c).
Definition boxes (low high : bundles) : Prop := forall j, (j < agents)%nat -> is_box tasks (possible M j) (low j) (high j).

Definition type_profile (c : bundles) : Prop := forall j, (j < agents)%nat -> possible M j (c j).
Definition two_agents (a b : nat) : Prop := (a < agents)%nat /\ (b < agents)%nat /\ a <> b.

Section Mechanisms.

Context {K : Type}.
Implicit Types (T : protocol K) (s : strategies K).

Definition profile T (p : nat -> K) : Prop := forall j, (j < agents)%nat -> choice T j (p j).
Definition demands_endowment T (j : nat) (k : K) : Prop := only tasks (trading_set T j k) (endowment T j).

(** {eta_j} is in every menu, what is selected is in the trading sets, and depends on the agents' choices. *)
Definition is_protocol T : Prop :=
  assignment (endowment T) /\
  (forall j k, (j < agents)%nat -> choice T j k ->
     respects_same tasks (trading_set T j k) /\ forall x, trading_set T j k x -> nonnegative tasks x) /\
  (forall j, (j < agents)%nat -> exists k, choice T j k /\ demands_endowment T j k) /\
  (forall p, profile T p ->
     assignment (selected T p) /\ forall j, (j < agents)%nat -> trading_set T j (p j) (selected T p j)) /\
  (forall p q, (forall j, (j < agents)%nat -> p j = q j) -> same_bundles (selected T p) (selected T q)).

Definition is_mechanism T s : Prop :=
  is_protocol T /\
  forall j, (j < agents)%nat ->
    (forall c, possible M j c -> choice T j (s j c)) /\
    (forall c d, possible M j c -> same tasks c d -> s j c = s j d).

(** As printed: the sup of c.P_j(k, k_-j) is at most the inf of c.P_j(k', k_-j), for all k' in K_j, k itself included. *)
Definition obviously_dominant T (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  forall k', choice T j k' -> forall p q, profile T p -> profile T q -> p j = k -> q j = k' ->
    inner tasks c (selected T p j) <= inner tasks c (selected T q j).

(** The same for the other choices k' ("deviations") *)
Definition obviously_dominant_over_deviations T (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  forall k', choice T j k' -> k' <> k -> forall p q, profile T p -> profile T q -> p j = k -> q j = k' ->
    inner tasks c (selected T p j) <= inner tasks c (selected T q j).

Definition osp T s : Prop :=
  forall j c, (j < agents)%nat -> possible M j c -> obviously_dominant T j c (s j c).
Definition osp_over_deviations T s : Prop :=
  forall j c, (j < agents)%nat -> possible M j c -> obviously_dominant_over_deviations T j c (s j c).

(** *** Section 3 *)

(** The essential reduction of T_j^k: what is selected from it *)
Definition reduced T (j : nat) (k : K) (x : bundle) : Prop :=
  trading_set T j k x /\ exists p, profile T p /\ p j = k /\ same tasks x (selected T p j).
Definition non_redundant T : Prop :=
  forall j k, (j < agents)%nat -> choice T j k -> subset (trading_set T j k) (reduced T j k).

(** (T, s) is effectively dominated by (T', s'): its essential reduction is dominated. *)
Definition effectively_dominated T s (T' : protocol K) (s' : strategies K) : Prop :=
  forall j, (j < agents)%nat ->
    same tasks (endowment T j) (endowment T' j) /\
    (forall k, choice T j k <-> choice T' j k) /\
    (forall c, possible M j c -> s j c = s' j c) /\
    (forall k, choice T j k -> subset (reduced T j k) (trading_set T' j k)).

(** a_j^*(c_j | T) *)
Definition myopically_optimal T (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  exists x, reduced T j k x /\ forall k' y, choice T j k' -> reduced T j k' y -> inner tasks c x <= inner tasks c y.
Definition myopic T s : Prop := forall j c, (j < agents)%nat -> possible M j c -> myopically_optimal T j c (s j c).

(** Among the myopically optimal choices, one with the best worst case *)
Definition cautious T s : Prop :=
  myopic T s /\
  forall j c k, (j < agents)%nat -> possible M j c -> myopically_optimal T j c k ->
  forall x, reduced T j (s j c) x -> exists y, reduced T j k y /\ inner tasks c x <= inner tasks c y.

(** Menus of polarized rays, as printed: {eta_j}, which is in every menu, is one of the rays. *)
Definition polarized_rays T (j : nat) : Prop :=
  exists kappa : K -> bundle,
  (forall k, choice T j k -> is_ray tasks (trading_set T j k) (endowment T j) (kappa k) /\ non_monotone tasks (kappa k)) /\
  (forall k k', choice T j k -> choice T j k' -> polarized_pair tasks (kappa k) (kappa k')).

(** The same beside the set {eta_j}, and for pairs of two different choices *)
Definition polarized_rays_beside T (j : nat) : Prop :=
  exists kappa : K -> bundle,
  (forall k, choice T j k ->
     demands_endowment T j k \/
     (is_ray tasks (trading_set T j k) (endowment T j) (kappa k) /\ non_monotone tasks (kappa k))) /\
  (forall k k', choice T j k -> choice T j k' -> k <> k' -> ~ demands_endowment T j k -> ~ demands_endowment T j k' ->
     polarized_pair tasks (kappa k) (kappa k')).

(** {eta_j} and {x : 0 <= x <= eta_j} *)
Definition remedial_menu T (j : nat) : Prop :=
  exists k k', k <> k' /\ choice T j k /\ choice T j k' /\ (forall l, choice T j l -> l = k \/ l = k') /\
  demands_endowment T j k /\ forall x, trading_set T j k' x <-> (nonnegative tasks x /\ below tasks x (endowment T j)).

Definition polarized_menus T : Prop := forall j, (j < agents)%nat -> polarized_rays T j \/ remedial_menu T j.
Definition polarized_menus_beside T : Prop := forall j, (j < agents)%nat -> polarized_rays_beside T j \/ remedial_menu T j.
Definition polarized_ray_mechanism T s : Prop := is_mechanism T s /\ polarized_menus T /\ myopic T s.
Definition polarized_ray_mechanism_beside T s : Prop := is_mechanism T s /\ polarized_menus_beside T /\ myopic T s.

(** For repairs: the selected bundles are all >= eta_j, and one is not eta_j; only eta_j is selected. *)
Definition selects_above T (j : nat) (k : K) : Prop :=
  redundant tasks (reduced T j k) (endowment T j) /\ exists x, reduced T j k x /\ ~ same tasks x (endowment T j).
Definition selects_endowment_only T (j : nat) (k : K) : Prop := only tasks (reduced T j k) (endowment T j).

(** Rays are chosen by those who gain along them; remedial sets are chosen, not {eta_j}. *)
Definition chosen_by_gainers T s : Prop :=
  forall j k kappa c, (j < agents)%nat -> choice T j k -> ~ demands_endowment T j k ->
  is_ray tasks (trading_set T j k) (endowment T j) kappa -> possible M j c -> (s j c = k <-> inner tasks c kappa < 0).
Definition remedial_sets_chosen T s : Prop :=
  forall j c, (j < agents)%nat -> possible M j c -> remedial_menu T j -> ~ demands_endowment T j (s j c).

(** Corollary 2 *)
Definition different_sets T (j : nat) : Prop :=
  forall k k', choice T j k -> choice T j k' -> k <> k' -> ~ (forall x, trading_set T j k x <-> trading_set T j k' x).
Definition at_most_I_plus_1 (choices : K -> Prop) : Prop :=
  forall l : list K, NoDup l -> (forall k, In k l -> choices k) -> (length l <= tasks + 1)%nat.

(** *** The claims in the proof of Theorem 2, of the trading sets (as printed) or of their essential reductions: sets X *)

Section Claims.

Variables (T : protocol K) (s : strategies K) (X : nat -> K -> bundle -> Prop).
Local Notation eta := (endowment T).

(** Among sets that an agent does not choose, no bundle is cheaper for it than the endowment. *)
Definition claim_2 : Prop := forall j c k x, (j < agents)%nat -> possible M j c -> choice T j k -> k <> s j c -> X j k x ->
  inner tasks c (eta j) <= inner tasks c x.

(** No set holds, for one type, a cheaper bundle than the endowment and a dearer one. *)
Definition claim_3 : Prop := forall j k x x' c, (j < agents)%nat -> choice T j k -> X j k x -> X j k x' ->
  nonnegative tasks c ->
  ~ (inner tasks c x < inner tasks c (eta j) /\ inner tasks c (eta j) < inner tasks c x').

(** Every set is redundant, remedial, or contained in a ray of both signs. *)
Definition claim_4 : Prop := forall j k, (j < agents)%nat -> choice T j k ->
  redundant tasks (X j k) (eta j) \/ remedial tasks (X j k) (eta j) \/ exists kappa, in_ray tasks (X j k) (eta j) kappa.

(** Bundles of two sets that are not remedial are in polarized directions from the endowment. *)
Definition claim_5 : Prop := forall j k k' x x', (j < agents)%nat -> choice T j k -> choice T j k' -> k <> k' ->
  ~ remedial tasks (X j k) (eta j) -> ~ remedial tasks (X j k') (eta j) -> X j k x -> X j k' x' ->
  ~ same tasks x (eta j) -> ~ same tasks x' (eta j) -> polarized_pair tasks (minus x (eta j)) (minus x' (eta j)).

(** If one set is remedial and not {eta_j}, every set is remedial or redundant. *)
Definition claim_6 : Prop := forall j k k', (j < agents)%nat -> choice T j k -> choice T j k' ->
  remedial tasks (X j k) (eta j) -> ~ only tasks (X j k) (eta j) ->
  remedial tasks (X j k') (eta j) \/ redundant tasks (X j k') (eta j).

End Claims.

(** What the claims assume: OSP in one or the other sense, all nonnegative costs being possible. *)
Definition osp_mechanism T s : Prop := is_market /\ all_costs /\ is_mechanism T s /\ osp T s.
Definition osp_mechanism_over_deviations T s : Prop :=
  is_market /\ all_costs /\ is_mechanism T s /\ osp_over_deviations T s.

End Mechanisms.

(** *** Section 2.1: bilateral trades *)

Definition after_trade (a b : nat) (gamma : bundle) : bundles :=
  fun j => if Nat.eqb j a then plus (status_quo M j) gamma
           else if Nat.eqb j b then minus (status_quo M j) gamma else status_quo M j.

(** The choice [true] is to trade; its set also holds the status quo, which is selected where the other agent refuses. *)
Definition bilateral (a b : nat) (gamma : bundle) : protocol bool := {|
  endowment := status_quo M;
  choice := fun j k => k = true -> j = a \/ j = b;
  trading_set := fun j k x =>
    same tasks x (status_quo M j) \/ (k = true /\ same tasks x (after_trade a b gamma j));
  selected := fun p => if p a && p b then after_trade a b gamma else status_quo M
|}.

Definition bilateral_strategies (a b : nat) (gamma : bundle) : strategies bool :=
  fun j c => if Nat.eqb j a then Qle_bool (inner tasks gamma c) 0
             else if Nat.eqb j b then Qle_bool 0 (inner tasks gamma c) else false.

(** It is a mechanism, and is expected to cost less than the status quo; p is the chance of trade (types are independent). *)
Definition bilateral_improves (laws : nat -> law) (a b : nat) (gamma : bundle) : Prop :=
  is_mechanism (bilateral a b gamma) (bilateral_strategies a b gamma) /\
  exists p, (exists q r, laws a (fun c => bilateral_strategies a b gamma a c) q /\
                         laws b (fun c => bilateral_strategies a b gamma b c) r /\ p == q * r) /\
    p * social_cost (after_trade a b gamma) + (1 - p) * social_cost (status_quo M) < social_cost (status_quo M).

(** The laws of Lemma 2: of full support on boxes *)
Definition laws_cover (laws : nat -> law) : Prop :=
  forall j, (j < agents)%nat -> is_law tasks (laws j) /\ full_support tasks (laws j) (possible M j).
Definition laws_on_boxes (laws : nat -> law) : Prop := exists low high, boxes low high /\ laws_cover laws.

(** i to iv *)
Definition lemma_2_conditions (a b : nat) (gamma : bundle) : Prop :=
  (nonnegative tasks (plus (status_quo M a) gamma) /\ nonnegative tasks (minus (status_quo M b) gamma)) /\
  inner tasks (minus (performance M a) (performance M b)) gamma < 0 /\
  (exists c, possible M a c /\ inner tasks gamma c < 0) /\ (exists c, possible M b c /\ 0 < inner tasks gamma c).

(** *** Lemma 1: (SQ) for constant mechanisms, c-hat (the greatest lower bound of a box), the slack beta *)
Definition slack (beta : nat -> Q) : Prop := forall j, (j < agents)%nat -> 1 <= beta j.
Definition constant_status_quo (beta : nat -> Q) (x : bundles) : Prop :=
  forall j c, (j < agents)%nat -> possible M j c -> inner tasks c (x j) <= beta j * inner tasks c (status_quo M j).
Definition meeting : Prop := exists c, forall j, (j < agents)%nat -> possible M j c.
Definition c_hat (low : bundles) (i : nat) : Q :=
  fold_right (fun j greatest => if Qle_bool greatest (low j i) then low j i else greatest) 0 (upto agents).
Definition full_dimension : Prop :=
  exists low high, (forall i, (i < tasks)%nat -> low i < high i) /\
    forall j c, (j < agents)%nat -> below tasks low c -> below tasks c high -> possible M j c.

(** *** Theorem 1, for mechanisms with finitely many messages (others need integrals) *)
Definition theorem_1_setting (laws : nat -> law) : Prop :=
  is_market /\ (exists low high, positive tasks low /\ boxes (fun _ => low) (fun _ => high)) /\ laws_cover laws /\
  forall j, (j < agents)%nat -> positive tasks (status_quo M j).
Definition non_degenerate : Prop :=
  exists j c d, (j < agents)%nat /\ possible M j c /\ possible M j d /\ ~ same tasks c d.
Definition identical_performance : Prop :=
  forall j j', (j < agents)%nat -> (j' < agents)%nat -> same tasks (performance M j) (performance M j').

Section Messages.

(** Agent j of type c sends s_j(c); [chances j k] is the chance of message k; P assigns; beta is the slack. *)
Variables (laws : nat -> law) (beta : nat -> Q) (count : messages) (s : strategies nat) (chances : nat -> nat -> Q).

Definition message_chances : Prop := forall j, (j < agents)%nat ->
  (forall c, possible M j c -> (s j c < count j)%nat) /\
  (forall k, (k < count j)%nat -> laws j (fun c => Nat.eqb (s j c) k) (chances j k)).
Definition profile_chance (p : messages) : Q := fold_right (fun j product => chances j (p j) * product) 1 (upto agents).

Variable P : messages -> bundles.

Definition mean_cost : Q := sum (message_profiles count agents) (fun p => profile_chance p * social_cost (P p)).
Definition mean_bundle (j k : nat) : bundle :=
  fun i => sum (message_profiles count agents) (fun p => profile_chance p * P (put p j k) j i).
(** (SQ), (IC), and that the assignment is not constant *)
Definition mean_status_quo : Prop := forall j c, (j < agents)%nat -> possible M j c ->
  inner tasks c (mean_bundle j (s j c)) <= beta j * inner tasks c (status_quo M j).
Definition mean_incentive_compatible : Prop := forall j c d, (j < agents)%nat -> possible M j c -> possible M j d ->
  inner tasks c (mean_bundle j (s j c)) <= inner tasks c (mean_bundle j (s j d)).
Definition responds : Prop := exists c d, type_profile c /\ type_profile d /\
  ~ same_bundles (P (fun j => s j (c j))) (P (fun j => s j (d j))).
Definition is_message_mechanism : Prop :=
  (forall j c d, (j < agents)%nat -> possible M j c -> same tasks c d -> s j c = s j d) /\
  (forall p, (forall j, (j < agents)%nat -> (p j < count j)%nat) -> assignment (P p)) /\
  (forall p q, (forall j, (j < agents)%nat -> p j = q j) -> same_bundles (P p) (P q)).

End Messages.

(** An OSP trading mechanism; choice improves among these; among BIC mechanisms; choice is optimal among the first. *)
Definition allowed_trading laws beta count (T : protocol nat) s chances : Prop :=
  is_mechanism T s /\ (forall j k, (j < agents)%nat -> (choice T j k <-> (k < count j)%nat)) /\ osp T s /\
  message_chances laws count s chances /\ mean_status_quo beta count s chances (selected T).
Definition choice_improves_by_trading laws beta : Prop := exists count T s chances,
  allowed_trading laws beta count T s chances /\ responds s (selected T) /\
  mean_cost count chances (selected T) < social_cost (status_quo M).
Definition choice_improves_by_messages laws beta : Prop := exists count s chances P,
  message_chances laws count s chances /\ is_message_mechanism count s P /\ mean_status_quo beta count s chances P /\
  mean_incentive_compatible count s chances P /\ responds s P /\ mean_cost count chances P < social_cost (status_quo M).
Definition choice_is_optimal_by_trading laws beta : Prop := forall count T s chances,
  allowed_trading laws beta count T s chances ->
  (forall count' T' s' chances', allowed_trading laws beta count' T' s' chances' ->
     mean_cost count chances (selected T) <= mean_cost count' chances' (selected T')) ->
  responds s (selected T).

(** *** Section 4: programs (5) and (6) *)
Definition large_market_clearing (x : bundles) : Prop :=
  forall i, (i < tasks)%nat -> sum (upto agents) (fun j => x j i) == inject_Z (Z.of_nat (instances M i)).
Definition feasible_5 (F : nat -> bundle -> Prop) (x : bundles) : Prop :=
  (forall j, (j < agents)%nat -> F j (x j)) /\ large_market_clearing x.
Definition support_value (X : bundle -> Prop) (w : bundle) (v : Q) : Prop :=
  (forall y, X y -> inner tasks w y <= v) /\ (forall epsilon, 0 < epsilon -> exists y, X y /\ v - epsilon < inner tasks w y).
Definition dual_value (F : nat -> bundle -> Prop) (lambda : bundle) (v : Q) : Prop :=
  exists S : nat -> Q,
  (forall j, (j < agents)%nat -> support_value (F j) (minus lambda (performance M j)) (S j)) /\
  v == inner tasks lambda (fun i => inject_Z (Z.of_nat (instances M i))) - sum (upto agents) S.

End Market.
