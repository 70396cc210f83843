(** The definitions of VS: Quitzé Valenzuela-Stookey, "Obviously Strategy-Proof Multi-Dimensional Allocation and the
    Value of Choice" (2026), in the paper's order, each with its place.

    How the paper's objects are written here.

    - Numbers are rational ([Q], with [==] for equality), where the paper has real numbers.
    - Tasks are 0, ..., I - 1 and agents 0, ..., J - 1.  A bundle (or a vector of costs, or a direction) is a function
      from tasks to numbers of which only the values at the tasks count: [same I x y] is equality of bundles.  A set of
      bundles is a predicate that does not tell apart bundles that are the same ([respects_same]).
    - A random allocation counts only by the expected numbers, the assignment (VS, section 1); [assignment] asks for
      numbers >= 0 with the right sums, and [assignment_of_lottery] shows that a lottery over allocations has one.
    - The choices K_j of the agents are predicates on one type [K] of all choices, finite or infinite.  This loses
      nothing: a family of index sets is one set of pairs.
    - Where the paper is silent or ambiguous, the reading is said at the definition.  A reading as printed and another
      one stand side by side, the printed one first. *)

From Allocation Require Export Rationals.

Open Scope Q_scope.

(** * Bundles *)

Definition bundle := nat -> Q.

(** A bundle from the list of its numbers. *)
Definition of_list (numbers : list Q) : bundle := fun i => nth i numbers 0.

Definition upto (n : nat) : list nat := seq 0 n.

(** [inner I c x] is the sum of c(i) x(i) over the tasks i: the workload of the bundle x at costs c, or its social cost
    at performance c. *)
Definition inner (I : nat) (c x : bundle) : Q := sum (upto I) (fun i => c i * x i).

Definition same (I : nat) (x y : bundle) : Prop := forall i, (i < I)%nat -> x i == y i.
Definition below (I : nat) (x y : bundle) : Prop := forall i, (i < I)%nat -> x i <= y i.

Definition zero : bundle := fun _ => 0.
Definition plus (x y : bundle) : bundle := fun i => x i + y i.
Definition minus (x y : bundle) : bundle := fun i => x i - y i.
Definition opposite (x : bundle) : bundle := fun i => - x i.
Definition multiple (y : Q) (x : bundle) : bundle := fun i => y * x i.

(** x in R_+^I; x in R_++^I. *)
Definition nonnegative (I : nat) (x : bundle) : Prop := forall i, (i < I)%nat -> 0 <= x i.
Definition positive (I : nat) (x : bundle) : Prop := forall i, (i < I)%nat -> 0 < x i.

Definition respects_same (I : nat) (X : bundle -> Prop) : Prop := forall x y, same I x y -> X x -> X y.

Definition subset (X Y : bundle -> Prop) : Prop := forall x, X x -> Y x.

(** A bundle at each agent. *)
Definition bundles := nat -> bundle.

(** * Section 1: the model *)

(** A market: the tasks with their numbers n^i, the agents with their performance pi_j, status quo sigma_j, and the set
    C_j of their possible costs. *)
Record market := {
  number_of_tasks : nat;
  number_of_agents : nat;
  instances : nat -> nat;
  performance : bundles;
  status_quo : bundles;
  possible : nat -> bundle -> Prop
}.

(** An allocation (a matrix of nonnegative integers whose row i sums to n^i). *)
Definition allocation := nat -> nat -> nat.

Definition is_allocation (M : market) (Z : allocation) : Prop :=
  forall i, (i < number_of_tasks M)%nat ->
  sum (upto (number_of_agents M)) (fun j => inject_Z (Z.of_nat (Z i j))) == inject_Z (Z.of_nat (instances M i)).

(** A random allocation: finitely many allocations (the set of allocations is finite) with their probabilities. *)
Definition is_lottery (M : market) (mu : list (Q * allocation)) : Prop :=
  (forall p Z, In (p, Z) mu -> 0 <= p /\ is_allocation M Z) /\ sum mu fst == 1.

(** mu_j(i), the expected number of task i assigned to j. *)
Definition expected (mu : list (Q * allocation)) (j i : nat) : Q :=
  sum mu (fun one => fst one * inject_Z (Z.of_nat (snd one i j))).

(** The assignment of a random allocation: what each agent gets in expectation. *)
Definition assignment_of (M : market) (mu : list (Q * allocation)) (x : bundles) : Prop :=
  is_lottery M mu /\ forall j, (j < number_of_agents M)%nat -> same (number_of_tasks M) (x j) (expected mu j).

(** Numbers >= 0, of which those of task i sum to n^i: market clearing, (MC). *)
Definition assignment (M : market) (x : bundles) : Prop :=
  (forall j, (j < number_of_agents M)%nat -> nonnegative (number_of_tasks M) (x j)) /\
  (forall i, (i < number_of_tasks M)%nat ->
     sum (upto (number_of_agents M)) (fun j => x j i) == inject_Z (Z.of_nat (instances M i))).

Definition same_bundles (M : market) (x y : bundles) : Prop :=
  forall j, (j < number_of_agents M)%nat -> same (number_of_tasks M) (x j) (y j).

(** The expected total social cost. *)
Definition social_cost (M : market) (x : bundles) : Q :=
  sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) (performance M j) (x j)).

(** What the paper maintains of a market: at least two tasks (I >= 2), a status quo that is a random allocation, and
    costs that are not negative.  The paper's c_j(i) > 0 and its "C_j in R_+^I" differ at 0, and section 3 takes all of
    R_+^I; here 0 is allowed, and strictly monotone preferences are a hypothesis where they are used. *)
Definition is_market (M : market) : Prop :=
  (2 <= number_of_tasks M)%nat /\
  assignment M (status_quo M) /\
  forall j, (j < number_of_agents M)%nat ->
    respects_same (number_of_tasks M) (possible M j) /\
    forall c, possible M j c -> nonnegative (number_of_tasks M) c.

(** C_j = R_+^I (section 3, throughout), and C_j = R_++^I: strictly monotone preferences. *)
Definition all_costs (M : market) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> (possible M j c <-> nonnegative (number_of_tasks M) c).

Definition strictly_monotone (M : market) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> (possible M j c <-> positive (number_of_tasks M) c).

(** A hypercube C_j = [low, high].  The paper's "hypercube" is a box; [low <= high] allows degenerate ones. *)
Definition is_box (I : nat) (X : bundle -> Prop) (low high : bundle) : Prop :=
  nonnegative I low /\ below I low high /\ forall c, X c <-> (below I low c /\ below I c high).

(** * Section 1.1: trading mechanisms *)

(** A trading protocol: the endowment eta, the choices K_j of each agent, the trading set T_j^k of a choice, and the
    selection rule P (of which [selected p j] is P_j at the profile p of choices). *)
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

(** A profile of choices: one from each agent's menu. *)
Definition profile {K} (M : market) (T : protocol K) (p : nat -> K) : Prop :=
  forall j, (j < number_of_agents M)%nat -> choice T j (p j).

(** T_j^k = {x}. *)
Definition only (I : nat) (X : bundle -> Prop) (x : bundle) : Prop := forall y, X y <-> same I y x.

(** The choice k is to demand the endowment: T_j^k = {eta_j}. *)
Definition demands_endowment {K} (M : market) (T : protocol K) (j : nat) (k : K) : Prop :=
  only (number_of_tasks M) (trading_set T j k) (endowment T j).

Definition is_protocol {K} (M : market) (T : protocol K) : Prop :=
  assignment M (endowment T) /\
  (forall j k, (j < number_of_agents M)%nat -> choice T j k ->
     respects_same (number_of_tasks M) (trading_set T j k) /\
     forall x, trading_set T j k x -> nonnegative (number_of_tasks M) x) /\
  (forall j, (j < number_of_agents M)%nat -> exists k, choice T j k /\ demands_endowment M T j k) /\
  (forall p, profile M T p ->
     assignment M (selected T p) /\
     forall j, (j < number_of_agents M)%nat -> trading_set T j (p j) (selected T p j)) /\
  (* The selection rule is a function of the choices of the agents. *)
  (forall p q, (forall j, (j < number_of_agents M)%nat -> p j = q j) -> same_bundles M (selected T p) (selected T q)).

(** A strategy profile s_j : C_j -> K_j; costs that are the same are the same type. *)
Definition strategies (K : Type) := nat -> bundle -> K.

Definition is_strategies {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j, (j < number_of_agents M)%nat ->
    (forall c, possible M j c -> choice T j (s j c)) /\
    (forall c d, possible M j c -> same (number_of_tasks M) c d -> s j c = s j d).

(** A trading mechanism (T, s). *)
Definition is_mechanism {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_protocol M T /\ is_strategies M T s.

(** Definition (obviously dominant action), as printed: the sup of c.P_j(k, k_-j) over the others' choices is at most
    the inf of c.P_j(k', k_-j), for all k' in K_j, k itself included.  That a sup is at most an inf says that each
    number of the first kind is at most each of the second. *)
Definition obviously_dominant {K} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  forall k', choice T j k' ->
  forall p q, profile M T p -> profile M T q -> p j = k -> q j = k' ->
    inner (number_of_tasks M) c (selected T p j) <= inner (number_of_tasks M) c (selected T q j).

(** The same with k' other than k, which is how the paper's proofs use it ("deviations"). *)
Definition obviously_dominant_over_deviations {K} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  forall k', choice T j k' -> k' <> k ->
  forall p q, profile M T p -> profile M T q -> p j = k -> q j = k' ->
    inner (number_of_tasks M) c (selected T p j) <= inner (number_of_tasks M) c (selected T q j).

(** Dominant (weakly): at no choices of the others does another choice cost less. *)
Definition dominant {K} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  forall p q, profile M T p -> profile M T q -> p j = k ->
    (forall i, (i < number_of_agents M)%nat -> i <> j -> p i = q i) ->
    inner (number_of_tasks M) c (selected T p j) <= inner (number_of_tasks M) c (selected T q j).

(** Definition (OSP): every type's choice is obviously dominant. *)
Definition osp {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> obviously_dominant M T j c (s j c).

Definition osp_over_deviations {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> obviously_dominant_over_deviations M T j c (s j c).

(** The outcome of a mechanism: the assignment at the choices that the types make. *)
Definition outcome {K} (T : protocol K) (s : strategies K) (types : bundles) : bundles :=
  selected T (fun j => s j (types j)).

(** The example of section 1.1: the bilateral trading mechanism of the agents a and b with the trade gamma.  Choice
    [true] is to trade.  A trading set must hold what may be selected from it, the status quo where the other one
    refuses; so the set of [true] is {sigma_a, sigma_a + gamma}, where the paper has sigma_a + gamma alone. *)
Definition after_trade (M : market) (a b : nat) (gamma : bundle) : bundles :=
  fun j => if Nat.eqb j a then plus (status_quo M j) gamma
           else if Nat.eqb j b then minus (status_quo M j) gamma
           else status_quo M j.

Definition bilateral (M : market) (a b : nat) (gamma : bundle) : protocol bool := {|
  endowment := status_quo M;
  choice := fun j k => k = true -> j = a \/ j = b;
  trading_set := fun j k x =>
    same (number_of_tasks M) x (status_quo M j) \/
    (k = true /\ same (number_of_tasks M) x (after_trade M a b gamma j));
  selected := fun p => if p a && p b then after_trade M a b gamma else status_quo M
|}.

(** Agent a trades if and only if gamma.c <= 0, and agent b if and only if gamma.c >= 0. *)
Definition bilateral_strategies (M : market) (a b : nat) (gamma : bundle) : strategies bool :=
  fun j c =>
    if Nat.eqb j a then Qle_bool (inner (number_of_tasks M) gamma c) 0
    else if Nat.eqb j b then Qle_bool 0 (inner (number_of_tasks M) gamma c)
    else false.

(** * Section 2: when is choice useful? *)

(** The law F_j of an agent's costs, as far as it is needed: the chances of events.  Events are decidable sets of costs,
    closed under complement and intersection, and chances add up.  Where expectations of mechanisms are taken, laws are
    finite ([finite_law]). *)
Record law := {
  event : (bundle -> bool) -> Prop;
  chance : (bundle -> bool) -> Q
}.

Definition is_law (I : nat) (F : law) : Prop :=
  (* events: everything, complements, intersections, half-spaces *)
  event F (fun _ => true) /\
  (forall E, event F E -> event F (fun c => negb (E c))) /\
  (forall E D, event F E -> event F D -> event F (fun c => E c && D c)) /\
  (forall d b, event F (fun c => Qle_bool (inner I d c) b)) /\
  (forall E D, event F E -> (forall c, E c = D c) -> event F D) /\
  (* chances *)
  (forall E, event F E -> 0 <= chance F E) /\
  chance F (fun _ => true) == 1 /\
  (forall E D, event F E -> event F D -> (forall c, E c = D c) -> chance F E == chance F D) /\
  (forall E D, event F E -> event F D -> (forall c, E c && D c = false) ->
     chance F (fun c => E c || D c) == chance F E + chance F D).

(** Full support on X: an event that holds X is certain, and one that holds all types of X near one of them (by less
    than some epsilon in each coordinate) has a positive chance. *)
Definition full_support (I : nat) (F : law) (X : bundle -> Prop) : Prop :=
  (forall E, event F E -> (forall c, X c -> E c = true) -> chance F E == 1) /\
  (forall E c epsilon, event F E -> X c -> 0 < epsilon ->
     (forall d, X d -> (forall i, (i < I)%nat -> c i - epsilon < d i /\ d i < c i + epsilon) -> E d = true) ->
     0 < chance F E).

(** A law of finitely many types with their probabilities. *)
Definition finite_law := list (Q * bundle).

Definition is_finite_law (X : bundle -> Prop) (F : finite_law) : Prop :=
  (forall p c, In (p, c) F -> 0 < p /\ X c) /\ sum F fst == 1.

Definition law_of (F : finite_law) : law := {|
  event := fun _ => True;
  chance := fun E => sum F (fun one => if E (snd one) then fst one else 0)
|}.

(** It has full support on X if each type of X is one of its types. *)
Definition covers (I : nat) (F : finite_law) (X : bundle -> Prop) : Prop :=
  forall c, X c -> exists p d, In (p, d) F /\ same I c d.

(** Profiles of types with their probabilities, for independent laws. *)
Definition put {A : Type} (p : nat -> A) (j : nat) (a : A) : nat -> A := fun i => if Nat.eqb i j then a else p i.

Fixpoint type_profiles (laws : nat -> finite_law) (agents : nat) : list (Q * bundles) :=
  match agents with
  | O => [(1, fun _ => zero)]
  | S j => flat_map (fun one => map (fun other => (fst one * fst other, put (snd other) j (snd one)))
                                    (type_profiles laws j)) (laws j)
  end.

(** A direct mechanism m: an assignment for each profile of reported types. *)
Definition direct_mechanism := bundles -> bundles.

Definition is_direct_mechanism (M : market) (m : direct_mechanism) : Prop :=
  forall c d, same_bundles M c d -> same_bundles M (m c) (m d).

Definition type_profile (M : market) (c : bundles) : Prop :=
  forall j, (j < number_of_agents M)%nat -> possible M j (c j).

(** E_-j of m_j(i | c_j, c_-j). *)
Definition interim (M : market) (laws : nat -> finite_law) (m : direct_mechanism) (j : nat) (c : bundle) : bundle :=
  fun i => sum (type_profiles laws (number_of_agents M)) (fun one => fst one * m (put (snd one) j c) j i).

(** (SQ), with the slack beta_j >= 1. *)
Definition status_quo_constraint (M : market) (laws : nat -> finite_law) (beta : nat -> Q) (m : direct_mechanism) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
    inner (number_of_tasks M) c (interim M laws m j c) <=
    beta j * inner (number_of_tasks M) c (status_quo M j).

(** (IC) *)
Definition incentive_compatible (M : market) (laws : nat -> finite_law) (m : direct_mechanism) : Prop :=
  forall j c d, (j < number_of_agents M)%nat -> possible M j c -> possible M j d ->
    inner (number_of_tasks M) c (interim M laws m j c) <= inner (number_of_tasks M) c (interim M laws m j d).

(** (MC), and that numbers are not negative. *)
Definition market_clearing (M : market) (m : direct_mechanism) : Prop :=
  forall c, type_profile M c -> assignment M (m c).

(** The objective of program (1). *)
Definition expected_cost (M : market) (laws : nat -> finite_law) (m : direct_mechanism) : Q :=
  sum (type_profiles laws (number_of_agents M)) (fun one => fst one * social_cost M (m (snd one))).

(** A mechanism that is feasible in program (1), and one that solves it. *)
Definition feasible_1 (M : market) (laws : nat -> finite_law) (beta : nat -> Q) (m : direct_mechanism) : Prop :=
  is_direct_mechanism M m /\ status_quo_constraint M laws beta m /\ incentive_compatible M laws m /\ market_clearing M m.

Definition solves_1 (M : market) (laws : nat -> finite_law) (beta : nat -> Q) (m : direct_mechanism) : Prop :=
  feasible_1 M laws beta m /\
  forall m', feasible_1 M laws beta m' -> expected_cost M laws m <= expected_cost M laws m'.

(** Constant in the preference profile: a non-choice-based mechanism. *)
Definition constant (M : market) (m : direct_mechanism) : Prop :=
  forall c d, type_profile M c -> type_profile M d -> same_bundles M (m c) (m d).

Definition choice_improves (M : market) (laws : nat -> finite_law) (beta : nat -> Q) : Prop :=
  exists m, feasible_1 M laws beta m /\ ~ constant M m /\ expected_cost M laws m < social_cost M (status_quo M).

(** Choice is optimal: all solutions of program (1) are non-constant. *)
Definition choice_is_optimal (M : market) (laws : nat -> finite_law) (beta : nat -> Q) : Prop :=
  forall m, solves_1 M laws beta m -> ~ constant M m.

(** A constant mechanism is one assignment x, and (SQ) is then: *)
Definition constant_status_quo (M : market) (beta : nat -> Q) (x : bundles) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
    inner (number_of_tasks M) c (x j) <= beta j * inner (number_of_tasks M) c (status_quo M j).

(** For laws that are not finite, mechanisms of finitely many messages: agent j of type c sends the message s_j(c), one of
    0, ..., count_j - 1, and the assignment P depends on the messages.  A trading mechanism with finitely many choices is
    one of them. *)
Definition messages := nat -> nat.

Fixpoint message_profiles (count : messages) (agents : nat) : list messages :=
  match agents with
  | O => [fun _ => 0%nat]
  | S j => flat_map (fun k => map (fun p => put p j k) (message_profiles count j)) (upto (count j))
  end.

Definition measurable (M : market) (laws : nat -> law) (count : messages) (s : strategies nat) : Prop :=
  forall j, (j < number_of_agents M)%nat ->
    (forall c, possible M j c -> (s j c < count j)%nat) /\
    (forall k, event (laws j) (fun c => Nat.eqb (s j c) k)).

Definition chance_of_message (laws : nat -> law) (s : strategies nat) (j k : nat) : Q :=
  chance (laws j) (fun c => Nat.eqb (s j c) k).

(** The chance of a profile of messages, the types being independent. *)
Definition chance_of_profile (M : market) (laws : nat -> law) (s : strategies nat) (p : messages) : Q :=
  fold_right (fun j product => chance_of_message laws s j (p j) * product) 1 (upto (number_of_agents M)).

Definition mean_cost (M : market) (laws : nat -> law) (count : messages) (s : strategies nat)
    (P : messages -> bundles) : Q :=
  sum (message_profiles count (number_of_agents M)) (fun p => chance_of_profile M laws s p * social_cost M (P p)).

(** What agent j can expect of the message k. *)
Definition mean_bundle (M : market) (laws : nat -> law) (count : messages) (s : strategies nat)
    (P : messages -> bundles) (j k : nat) : bundle :=
  fun i => sum (message_profiles count (number_of_agents M)) (fun p => chance_of_profile M laws s p * P (put p j k) j i).

(** (SQ) and (IC) of such a mechanism. *)
Definition mean_status_quo (M : market) (laws : nat -> law) (count : messages) (s : strategies nat)
    (P : messages -> bundles) (beta : nat -> Q) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
    inner (number_of_tasks M) c (mean_bundle M laws count s P j (s j c)) <=
    beta j * inner (number_of_tasks M) c (status_quo M j).

Definition mean_incentive_compatible (M : market) (laws : nat -> law) (count : messages) (s : strategies nat)
    (P : messages -> bundles) : Prop :=
  forall j c d, (j < number_of_agents M)%nat -> possible M j c -> possible M j d ->
    inner (number_of_tasks M) c (mean_bundle M laws count s P j (s j c)) <=
    inner (number_of_tasks M) c (mean_bundle M laws count s P j (s j d)).

Definition responds (M : market) (s : strategies nat) (P : messages -> bundles) : Prop :=
  exists c d, type_profile M c /\ type_profile M d /\
    ~ same_bundles M (P (fun j => s j (c j))) (P (fun j => s j (d j))).

(** Choice improves upon the status quo among all BIC mechanisms. *)
Definition choice_improves_by_messages (M : market) (laws : nat -> law) (beta : nat -> Q) : Prop :=
  exists count s P,
    measurable M laws count s /\ (forall p, assignment M (P p)) /\
    mean_status_quo M laws count s P beta /\ mean_incentive_compatible M laws count s P /\
    responds M s P /\ mean_cost M laws count s P < social_cost M (status_quo M).

(** Choice improves upon the status quo among OSP trading mechanisms, for a sense of OSP. *)
Definition choice_improves_by_trading (M : market) (laws : nat -> law) (beta : nat -> Q)
    (is_osp : protocol nat -> strategies nat -> Prop) : Prop :=
  exists count T s,
    is_mechanism M T s /\ (forall j k, (j < number_of_agents M)%nat -> (choice T j k <-> (k < count j)%nat)) /\
    is_osp T s /\ measurable M laws count s /\ mean_status_quo M laws count s (selected T) beta /\
    responds M s (selected T) /\ mean_cost M laws count s (selected T) < social_cost M (status_quo M).

(** Choice is optimal among OSP trading mechanisms: every one that is cheapest among them responds to types. *)
Definition choice_is_optimal_by_trading (M : market) (laws : nat -> law) (beta : nat -> Q)
    (is_osp : protocol nat -> strategies nat -> Prop) : Prop :=
  let admitted count T s :=
    is_mechanism M T s /\ (forall j k, (j < number_of_agents M)%nat -> (choice T j k <-> (k < count j)%nat)) /\
    is_osp T s /\ measurable M laws count s /\ mean_status_quo M laws count s (selected T) beta in
  forall count T s, admitted count T s ->
    (forall count' T' s', admitted count' T' s' ->
       mean_cost M laws count s (selected T) <= mean_cost M laws count' s' (selected T')) ->
    responds M s (selected T).

Definition status_quo_has_full_support (M : market) : Prop :=
  forall j, (j < number_of_agents M)%nat -> positive (number_of_tasks M) (status_quo M j).

Definition common_support (M : market) : Prop :=
  forall j j' c, (j < number_of_agents M)%nat -> (j' < number_of_agents M)%nat -> possible M j c -> possible M j' c.

(** Preferences are not degenerate: somebody has two types. *)
Definition non_degenerate (M : market) : Prop :=
  exists j c d, (j < number_of_agents M)%nat /\ possible M j c /\ possible M j d /\ ~ same (number_of_tasks M) c d.

Definition identical_performance (M : market) : Prop :=
  forall j j', (j < number_of_agents M)%nat -> (j' < number_of_agents M)%nat ->
    same (number_of_tasks M) (performance M j) (performance M j').

(** The positive part y^+. *)
Definition positive_part (y : Q) : Q := if Qle_bool 0 y then y else 0.

(** c-hat, the greatest of the lower bounds low_j(i) over the agents j (section 2.1; lower bounds are not negative). *)
Definition c_hat (M : market) (low : bundles) (i : nat) : Q :=
  fold_right (fun j greatest => if Qle_bool greatest (low j i) then low j i else greatest) 0
             (upto (number_of_agents M)).

(** The boxes C_j, by their bounds. *)
Definition boxes (M : market) (low high : bundles) : Prop :=
  forall j, (j < number_of_agents M)%nat -> is_box (number_of_tasks M) (possible M j) (low j) (high j).

(** The conditions i to iv of Lemma 2.  Where the paper takes a min or a max over C_j, which it attains, some costs in
    C_j are asked for. *)
Definition trade_is_possible (M : market) (a b : nat) (gamma : bundle) : Prop :=
  nonnegative (number_of_tasks M) (plus (status_quo M a) gamma) /\
  nonnegative (number_of_tasks M) (minus (status_quo M b) gamma).

Definition trade_saves (M : market) (a b : nat) (gamma : bundle) : Prop :=
  inner (number_of_tasks M) (minus (performance M a) (performance M b)) gamma < 0.

Definition some_gain_first (M : market) (a : nat) (gamma : bundle) : Prop :=
  exists c, possible M a c /\ inner (number_of_tasks M) gamma c < 0.

Definition some_gain_second (M : market) (b : nat) (gamma : bundle) : Prop :=
  exists c, possible M b c /\ 0 < inner (number_of_tasks M) gamma c.

Definition lemma_2_conditions (M : market) (a b : nat) (gamma : bundle) : Prop :=
  trade_is_possible M a b gamma /\ trade_saves M a b gamma /\
  some_gain_first M a gamma /\ some_gain_second M b gamma.

(** The chance that both agents trade, by the strategies of section 2.1. *)
Definition chance_of_trade (M : market) (laws : nat -> law) (a b : nat) (gamma : bundle) : Q :=
  chance (laws a) (fun c => bilateral_strategies M a b gamma a c) *
  chance (laws b) (fun c => bilateral_strategies M a b gamma b c).

(** The bilateral trading mechanism is feasible and improves upon the status quo: it is a trading mechanism, and its
    expected social cost, which is that after trade with the chance of trade and else that of the status quo, is less
    than that of the status quo. *)
Definition bilateral_improves (M : market) (laws : nat -> law) (a b : nat) (gamma : bundle) : Prop :=
  is_mechanism M (bilateral M a b gamma) (bilateral_strategies M a b gamma) /\
  let p := chance_of_trade M laws a b gamma in
  p * social_cost M (after_trade M a b gamma) + (1 - p) * social_cost M (status_quo M) <
  social_cost M (status_quo M).

(** * Section 3: obviously strategy-proof allocation *)

(** Definition (dominated): (T, s) is dominated by (T', s') if endowments, choices and strategies are the same and each
    trading set is contained in the other's.  Strategies are the same if all types make the same choices. *)
Definition dominated {K} (M : market) (T : protocol K) (s : strategies K) (T' : protocol K) (s' : strategies K) : Prop :=
  forall j, (j < number_of_agents M)%nat ->
    same (number_of_tasks M) (endowment T j) (endowment T' j) /\
    (forall k, choice T j k <-> choice T' j k) /\
    (forall c, possible M j c -> s j c = s' j c) /\
    (forall k, choice T j k -> subset (trading_set T j k) (trading_set T' j k)).

(** The essential reduction of a trading set: {x in T_j^k : x = P_j(k, k_-j) for some k_-j}. *)
Definition reduced {K} (M : market) (T : protocol K) (j : nat) (k : K) (x : bundle) : Prop :=
  trading_set T j k x /\
  exists p, profile M T p /\ p j = k /\ same (number_of_tasks M) x (selected T p j).

Definition essential_reduction {K} (M : market) (T : protocol K) : protocol K := {|
  endowment := endowment T;
  choice := choice T;
  trading_set := reduced M T;
  selected := selected T
|}.

Definition non_redundant {K} (M : market) (T : protocol K) : Prop :=
  forall j k, (j < number_of_agents M)%nat -> choice T j k -> subset (trading_set T j k) (reduced M T j k).

(** Effectively dominated: the essential reduction is dominated. *)
Definition effectively_dominated {K} (M : market) (T : protocol K) (s : strategies K)
    (T' : protocol K) (s' : strategies K) : Prop :=
  dominated M (essential_reduction M T) s T' s'.

(** a_j^*(c_j | T), the myopically optimal choices: those whose reduced set holds a bundle that is cheapest in all
    reduced sets of the agent. *)
Definition myopically_optimal {K} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  exists x, reduced M T j k x /\
  forall k' y, choice T j k' -> reduced M T j k' y ->
    inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.

Definition myopic {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> myopically_optimal M T j c (s j c).

(** Among the myopically optimal choices one with the best worst case ("cautious"): the paper lets an agent who dislikes
    all trades choose any set, since each holds the endowment; this is the reading of which its Theorem 2 can be true. *)
Definition cautious {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  myopic M T s /\
  forall j c k, (j < number_of_agents M)%nat -> possible M j c -> myopically_optimal M T j c k ->
  forall x, reduced M T j (s j c) x ->
  exists y, reduced M T j k y /\ inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.

(** Definition (polarized rays), of directions kappa.  "Not >= 0 and not <= 0": a positive and a negative coordinate. *)
Definition non_monotone (I : nat) (kappa : bundle) : Prop := ~ nonnegative I kappa /\ ~ below I kappa zero.

Definition polarized_pair (I : nat) (kappa kappa' : bundle) : Prop :=
  exists y y', 0 <= y /\ 0 <= y' /\ (0 < y \/ 0 < y') /\
  nonnegative I (plus (multiple y kappa) (multiple y' kappa')).

(** The same of finitely many directions kappa_0, ..., kappa_(n-1): as printed, where k' = k'' is a pair; and beside the
    direction 0, which stands for {eta}, for pairs of two different rays. *)
Definition polarized_directions (I n : nat) (kappa : nat -> bundle) : Prop :=
  (forall k, (k < n)%nat -> non_monotone I (kappa k)) /\
  (forall k k', (k < n)%nat -> (k' < n)%nat -> polarized_pair I (kappa k) (kappa k')).

Definition polarized_directions_beside (I n : nat) (kappa : nat -> bundle) : Prop :=
  (forall k, (k < n)%nat -> ~ same I (kappa k) zero -> non_monotone I (kappa k)) /\
  (forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k) zero -> ~ same I (kappa k') zero ->
     polarized_pair I (kappa k) (kappa k')).

(** The ray from eta in a direction.  The paper writes {x in R^I : x - eta = y kappa, y >= 0}; trading sets are subsets
    of R_+^I (section 1.1), and no ray of both signs stays there, so that the ray ends where a number would be
    negative. *)
Definition ray (I : nat) (eta kappa x : bundle) : Prop :=
  nonnegative I x /\ exists y, 0 <= y /\ forall i, (i < I)%nat -> x i - eta i == y * kappa i.

Definition is_ray (I : nat) (X : bundle -> Prop) (eta kappa : bundle) : Prop := forall x, X x <-> ray I eta kappa x.

(** The trading sets for agent j are polarized rays, as printed: every set of the menu is a ray of both signs, {eta_j}
    included, and k' = k'' is a pair. *)
Definition polarized_rays {K} (M : market) (T : protocol K) (j : nat) : Prop :=
  exists kappa : K -> bundle,
  (forall k, choice T j k ->
     is_ray (number_of_tasks M) (trading_set T j k) (endowment T j) (kappa k) /\
     non_monotone (number_of_tasks M) (kappa k)) /\
  (forall k k', choice T j k -> choice T j k' -> polarized_pair (number_of_tasks M) (kappa k) (kappa k')).

(** The same beside the endowment: the set {eta_j}, which is in every menu, is not one of the rays, and pairs are of two
    different choices. *)
Definition polarized_rays_beside {K} (M : market) (T : protocol K) (j : nat) : Prop :=
  exists kappa : K -> bundle,
  (forall k, choice T j k ->
     demands_endowment M T j k \/
     (is_ray (number_of_tasks M) (trading_set T j k) (endowment T j) (kappa k) /\
      non_monotone (number_of_tasks M) (kappa k))) /\
  (forall k k', choice T j k -> choice T j k' -> k <> k' ->
     ~ demands_endowment M T j k -> ~ demands_endowment M T j k' ->
     polarized_pair (number_of_tasks M) (kappa k) (kappa k')).

(** The remedial menu: the two trading sets {eta_j} and {x : 0 <= x <= eta_j} (printed "x in R_+", for R_+^I). *)
Definition remedial_menu {K} (M : market) (T : protocol K) (j : nat) : Prop :=
  exists k k', k <> k' /\ choice T j k /\ choice T j k' /\
  (forall l, choice T j l -> l = k \/ l = k') /\
  demands_endowment M T j k /\
  forall x, trading_set T j k' x <->
    (nonnegative (number_of_tasks M) x /\ below (number_of_tasks M) x (endowment T j)).

(** The menus of a polarized ray mechanism, as printed and beside the endowment. *)
Definition polarized_menus {K} (M : market) (T : protocol K) : Prop :=
  forall j, (j < number_of_agents M)%nat -> polarized_rays M T j \/ remedial_menu M T j.

Definition polarized_menus_beside {K} (M : market) (T : protocol K) : Prop :=
  forall j, (j < number_of_agents M)%nat -> polarized_rays_beside M T j \/ remedial_menu M T j.

(** Definition (polarized ray mechanism). *)
Definition polarized_ray_mechanism {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_mechanism M T s /\ polarized_menus M T /\ myopic M T s.

Definition polarized_ray_mechanism_beside {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_mechanism M T s /\ polarized_menus_beside M T /\ myopic M T s.

(** In the proof of Theorem 2: a set is remedial if all its bundles are <= eta_j, and redundant if all are >= eta_j. *)
Definition remedial (I : nat) (X : bundle -> Prop) (eta : bundle) : Prop := forall x, X x -> below I x eta.
Definition redundant (I : nat) (X : bundle -> Prop) (eta : bundle) : Prop := forall x, X x -> below I eta x.

(** Contained in a ray of both signs from eta_j, in direction kappa. *)
Definition in_ray (I : nat) (X : bundle -> Prop) (eta kappa : bundle) : Prop :=
  non_monotone I kappa /\
  forall x, X x -> exists y, 0 <= y /\ forall i, (i < I)%nat -> x i - eta i == y * kappa i.

(** The condition of Lemma 5 on two directions: min {c.kappa' : c >= 0, c.kappa'' <= 0} >= 0. *)
Definition lemma_5_condition (I : nat) (kappa kappa' : bundle) : Prop :=
  forall c, nonnegative I c -> inner I c kappa' <= 0 -> 0 <= inner I c kappa.

(** The ex-post optimal selection (after Corollary 3): at each profile an assignment of least social cost among those
    that respect the choices. *)
Definition respects_choices {K} (M : market) (T : protocol K) (p : nat -> K) (x : bundles) : Prop :=
  assignment M x /\ forall j, (j < number_of_agents M)%nat -> trading_set T j (p j) (x j).

Definition ex_post_optimal {K} (M : market) (T : protocol K) : Prop :=
  forall p, profile M T p ->
    respects_choices M T p (selected T p) /\
    forall x, respects_choices M T p x -> social_cost M (selected T p) <= social_cost M x.

(** An ex-post optimal polarized ray (EOPR) mechanism. *)
Definition eopr {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  polarized_ray_mechanism_beside M T s /\ ex_post_optimal M T.

(** * Section 4: the large market *)

(** A menu for one agent with a strategy and an individual-level selection rule P_j : K_j -> R_+^I with P_j(k) in T_j^k.
    It is a protocol of which agent j counts and the selection depends on the choice of j alone; market clearing is not
    asked for. *)
Record individual (K : Type) := {
  individual_choice : K -> Prop;
  individual_set : K -> bundle -> Prop;
  individual_strategy : bundle -> K;
  individual_selected : K -> bundle
}.

Arguments individual_choice {K} _ _.
Arguments individual_set {K} _ _ _.
Arguments individual_strategy {K} _ _.
Arguments individual_selected {K} _ _ _.

(** The protocol in which agent j has this menu; what others have does not matter. *)
Definition as_protocol {K} (eta : bundles) (D : individual K) : protocol K := {|
  endowment := eta;
  choice := fun _ => individual_choice D;
  trading_set := fun _ => individual_set D;
  selected := fun p j => individual_selected D (p j)
|}.

(** Myopically optimal as in section 4: "let s_j be a myopically-optimal strategy"; the trading sets are taken as they
    are, since no selection rule is there to reduce them by. *)
Definition individual_myopic {K} (M : market) (D : individual K) (j : nat) : Prop :=
  forall c, possible M j c ->
  exists x, individual_set D (individual_strategy D c) x /\
  forall k y, individual_choice D k -> individual_set D k y ->
    inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.

(** (OSP) of program (4), with its strategy and selection; the rays are taken beside the endowment. *)
Definition is_individual {K} (M : market) (eta : bundles) (D : individual K) (j : nat) : Prop :=
  (polarized_rays_beside M (as_protocol eta D) j \/ remedial_menu M (as_protocol eta D) j) /\
  (exists k, individual_choice D k /\ demands_endowment M (as_protocol eta D) j k) /\
  (forall k, individual_choice D k -> individual_set D k (individual_selected D k)) /\
  (forall c, possible M j c -> individual_choice D (individual_strategy D c)) /\
  individual_myopic M D j.

(** The same where no type chooses a set that holds a bundle worse for it than the endowment.  As printed, a type that
    dislikes a ray may choose it, since the ray holds the endowment, and P_j may then move along the ray. *)
Definition is_cautious_individual {K} (M : market) (eta : bundles) (D : individual K) (j : nat) : Prop :=
  is_individual M eta D j /\
  forall c x, possible M j c -> individual_set D (individual_strategy D c) x ->
    inner (number_of_tasks M) c x <= inner (number_of_tasks M) c (eta j).

(** E_j[P_j(s_j(c_j))] *)
Definition expected_bundle {K} (F : finite_law) (D : individual K) : bundle :=
  fun i => sum F (fun one => fst one * individual_selected D (individual_strategy D (snd one)) i).

(** The convex hull of a set of bundles. *)
Definition convex_hull (I : nat) (X : bundle -> Prop) (x : bundle) : Prop :=
  exists points : list (Q * bundle),
  (forall p y, In (p, y) points -> 0 <= p /\ X y) /\ sum points fst == 1 /\
  forall i, (i < I)%nat -> x i == sum points (fun one => fst one * snd one i).

Definition is_convex (I : nat) (X : bundle -> Prop) : Prop := forall x, convex_hull I X x -> X x.

(** F_j, the OSP-feasible set. *)
Definition osp_feasible_set (M : market) (laws : nat -> finite_law) (eta : bundles) (j : nat) : bundle -> Prop :=
  convex_hull (number_of_tasks M)
    (fun x => exists (K : Type) (D : individual K),
       is_individual M eta D j /\ same (number_of_tasks M) x (expected_bundle (laws j) D)).

Definition cautious_feasible_set (M : market) (laws : nat -> finite_law) (eta : bundles) (j : nat) : bundle -> Prop :=
  convex_hull (number_of_tasks M)
    (fun x => exists (K : Type) (D : individual K),
       is_cautious_individual M eta D j /\ same (number_of_tasks M) x (expected_bundle (laws j) D)).

(** (LM-MC) *)
Definition large_market_clearing (M : market) (x : bundles) : Prop :=
  forall i, (i < number_of_tasks M)%nat ->
    sum (upto (number_of_agents M)) (fun j => x j i) == inject_Z (Z.of_nat (instances M i)).

(** What is feasible in program (4), the large-market OSP program, without randomization. *)
Definition feasible_4 (M : market) (laws : nat -> finite_law) (eta : bundles) (x : bundles) : Prop :=
  (forall j, (j < number_of_agents M)%nat ->
     exists (K : Type) (D : individual K),
       is_individual M eta D j /\ same (number_of_tasks M) (x j) (expected_bundle (laws j) D)) /\
  large_market_clearing M x.

(** Program (5), the outer program, for sets F_j. *)
Definition feasible_5 (M : market) (F : nat -> bundle -> Prop) (x : bundles) : Prop :=
  (forall j, (j < number_of_agents M)%nat -> F j (x j)) /\ large_market_clearing M x.

Definition solves_5 (M : market) (F : nat -> bundle -> Prop) (x : bundles) : Prop :=
  feasible_5 M F x /\ forall y, feasible_5 M F y -> social_cost M x <= social_cost M y.

(** S_j(w) = v: the support function.  The paper writes a max; here it is the least upper bound, so that it is not taken
    for granted that some bundle attains it, which is [attains]. *)
Definition support_value (I : nat) (X : bundle -> Prop) (w : bundle) (v : Q) : Prop :=
  (forall y, X y -> inner I w y <= v) /\
  (forall epsilon, 0 < epsilon -> exists y, X y /\ v - epsilon < inner I w y).

(** y is in arg max {w.y : y in X}. *)
Definition attains (I : nat) (X : bundle -> Prop) (w y : bundle) : Prop :=
  X y /\ forall z, X z -> inner I w z <= inner I w y.

(** v is the value of the dual (6) at the multipliers lambda. *)
Definition dual_value (M : market) (F : nat -> bundle -> Prop) (lambda : bundle) (v : Q) : Prop :=
  exists S : nat -> Q,
  (forall j, (j < number_of_agents M)%nat ->
     support_value (number_of_tasks M) (F j) (minus lambda (performance M j)) (S j)) /\
  v == inner (number_of_tasks M) lambda (fun i => inject_Z (Z.of_nat (instances M i)))
       - sum (upto (number_of_agents M)) S.

(** lambda solves (6). *)
Definition solves_6 (M : market) (F : nat -> bundle -> Prop) (lambda : bundle) : Prop :=
  exists v, dual_value M F lambda v /\ forall lambda' v', dual_value M F lambda' v' -> v' <= v.
