(** VS, section 1: markets, random allocations, trading protocols and mechanisms, obviously dominant actions, OSP, and
    the bilateral trading mechanism. *)

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

(** c_j(i) > 0, as section 1 has it. *)
Definition positive_costs (M : market) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> positive (number_of_tasks M) c.

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
