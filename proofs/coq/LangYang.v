(** The objects of Lang and Yang (2023), "Reduced-Form Allocations for Multiple Indivisible Objects under Constraints",
    in the order of the paper.

    Agents, objects and types are numbered from 0.  Numbers are rational: LY allow real ones. *)

From Allocation Require Export Rationals Determinants.

(** ** Section 2: the model *)

(** An agent-object pair (i, j), "singleton" in LY. *)
Definition cell : Type := nat * nat.

Definition cell_eqb (c d : cell) : bool := Nat.eqb (fst c) (fst d) && Nat.eqb (snd c) (snd d).

(** A constraint set G, a set of pairs: the list of its pairs, in the order of all pairs. *)
Definition cell_set : Type := list cell.

Definition member (c : cell) (G : cell_set) : bool := existsb (cell_eqb c) G.

Fixpoint list_eqb {A : Type} (eqb : A -> A -> bool) (l m : list A) : bool :=
  match l, m with
  | [], [] => true
  | a :: l', b :: m' => eqb a b && list_eqb eqb l' m'
  | _, _ => false
  end.

Definition set_eqb : cell_set -> cell_set -> bool := list_eqb cell_eqb.

(** A type profile t: the type of agent 0, of agent 1, ... *)
Definition profile : Type := list nat.

Definition profile_eqb : profile -> profile -> bool := list_eqb Nat.eqb.

Definition type_of (t : profile) (i : nat) : nat := nth i t 0%nat.

(** All sublists of a list, in its order: all subsets of a set. *)
Fixpoint subsets {A : Type} (l : list A) : list (list A) :=
  match l with
  | [] => [[]]
  | a :: rest => map (cons a) (subsets rest) ++ subsets rest
  end.

(** All ways to choose one element of each list: the product of sets. *)
Fixpoint product {A : Type} (lists : list (list A)) : list (list A) :=
  match lists with
  | [] => [[]]
  | l :: rest => flat_map (fun a => map (cons a) (product rest)) l
  end.

(** The implementation structure (N, A, G, T): numbers of agents, of objects and of the types of each agent, and the
    constraint sets. *)
Record structure : Type := {
  agents : nat;
  objects : nat;
  types : list nat;
  sets : list cell_set
}.

Section Structure.

Variable S : structure.

Definition cells : cell_set := list_prod (seq 0 (agents S)) (seq 0 (objects S)).

(** T_i *)
Definition types_of (i : nat) : list nat := seq 0 (nth i (types S) 0%nat).

(** T, the product of the T_i *)
Definition profiles : list profile := product (map (seq 0) (types S)).

(** The triples (i, t_i, j), over which interim rules are written. *)
Definition coordinates : list (nat * nat * nat) :=
  flat_map (fun i => flat_map (fun ti => map (fun j => (i, ti, j)) (seq 0 (objects S))) (types_of i)) (seq 0 (agents S)).

(** What section 2 takes for granted: constraint sets are sets of pairs, none is listed twice, every pair by itself is one
    ("so G contains all singletons"), and every agent has a type. *)
Definition well_formed : Prop :=
  length (types S) = agents S /\
  Forall (fun k => (0 < k)%nat) (types S) /\
  NoDup (sets S) /\
  (forall G, In G (sets S) -> In G (subsets cells)) /\
  (forall c, In c cells -> In [c] (sets S)).

End Structure.

(** The implementation problem (N, A, G, T, lambda, b, c). *)
Record problem : Type := {
  structure_of :> structure;
  prior : profile -> Q;
  floor : cell_set -> Z;
  ceiling : cell_set -> Z
}.

(** A quantity for each pair: outcomes. *)
Definition pure_outcome : Type := cell -> Z.
Definition random_outcome : Type := cell -> Q.

(** x(G), the sum of x(i, j) over the pairs of G *)
Definition total (x : pure_outcome) (G : cell_set) : Z := fold_right (fun c rest => (x c + rest)%Z) 0%Z G.
Definition amount (x : random_outcome) (G : cell_set) : Q := sum G x.

Section Problem.

Variable P : problem.

(** Quotas are integers with 0 <= b(G) <= c(G), and b and c of the empty set are 0; the prior is positive. *)
Definition well_formed_problem : Prop :=
  well_formed P /\
  (forall G, In G (sets P) -> (0 <= floor P G <= ceiling P G)%Z) /\
  floor P [] = 0%Z /\ ceiling P [] = 0%Z /\
  (forall t, In t (profiles P) -> 0 < prior P t) /\
  sum (profiles P) (prior P) == 1.

(** (1): b(G) <= x(G) <= c(G) for each G, with quantities that are not negative. *)
Definition feasible_pure (x : pure_outcome) : Prop :=
  (forall c, In c (cells P) -> (0 <= x c)%Z) /\
  (forall G, In G (sets P) -> (floor P G <= total x G <= ceiling P G)%Z).

(** (2), Delta(X): a lottery over feasible pure outcomes. *)
Definition feasible_random (x : random_outcome) : Prop :=
  exists lottery : list (Q * pure_outcome),
    (forall w y, In (w, y) lottery -> 0 <= w /\ feasible_pure y) /\
    sum lottery fst == 1 /\
    (forall c, In c (cells P) -> x c == sum lottery (fun part => fst part * inject_Z (snd part c))).

(** Random outcomes that satisfy the quotas, lotteries or not: what condition (1) describes. *)
Definition satisfies_quotas (x : random_outcome) : Prop :=
  (forall c, In c (cells P) -> 0 <= x c) /\
  (forall G, In G (sets P) -> inject_Z (floor P G) <= amount x G <= inject_Z (ceiling P G)).

(** "Condition (1) completely describes the set of feasible random outcomes." *)
Definition quotas_describe_lotteries : Prop := forall x, satisfies_quotas x <-> feasible_random x.

Definition disjoint (U V : cell_set) : Prop := forall c, In c U -> ~ In c V.

(** Definition 1: v = beta(U, V), the greatest x(U) - x(V) over the feasible random outcomes. *)
Definition is_capacity (U V : cell_set) (v : Q) : Prop :=
  (exists x, feasible_random x /\ amount x U - amount x V == v) /\
  (forall x, feasible_random x -> amount x U - amount x V <= v).

(** The pairs 3^(N x A) of disjoint sets. *)
Definition disjoint_pair (U V : cell_set) : Prop :=
  In U (subsets (cells P)) /\ In V (subsets (cells P)) /\ disjoint U V.

(** beta is the generalized capacity function. *)
Definition generalized_capacity (beta : cell_set -> cell_set -> Q) : Prop :=
  forall U V, disjoint_pair U V -> is_capacity U V (beta U V).

(** (5) *)
Definition sublinear (beta : cell_set -> cell_set -> Q) : Prop :=
  forall U V, disjoint_pair U V -> beta U V <= beta U [] + beta [] V.

Definition linear (beta : cell_set -> cell_set -> Q) : Prop :=
  forall U V, disjoint_pair U V -> beta U V == beta U [] + beta [] V.

(** ** Section 2.3: reduced-form implementation *)

(** p(i, j, t) is [p t (i, j)]; Q_i(t_i, j) is [Q i ti j]. *)
Definition ex_post_rule : Type := profile -> random_outcome.
Definition interim_rule : Type := nat -> nat -> nat -> Q.

Definition profiles_with (i ti : nat) : list profile := filter (fun t => Nat.eqb (type_of t i) ti) (profiles P).

(** lambda_i(t_i) *)
Definition marginal (i ti : nat) : Q := sum (profiles_with i ti) (prior P).

(** The belief of agent i, who has the type that t gives her, that the others have the types that t gives them. *)
Definition belief (i : nat) (t : profile) : Q := prior P t / marginal i (type_of t i).

Definition feasible_rule (p : ex_post_rule) : Prop := forall t, In t (profiles P) -> feasible_random (p t).

(** (7) *)
Definition reduced_form (p : ex_post_rule) (q : interim_rule) : Prop :=
  forall i ti j, In (i, ti, j) (coordinates P) ->
    q i ti j == sum (profiles_with i ti) (fun t => p t (i, j) * belief i t).

Definition implementable (q : interim_rule) : Prop := exists p, feasible_rule p /\ reduced_form p q.

(** ** Section 2.4: implementability conditions *)

(** The sets S_i of pairs (t_i, j), for all agents at once. *)
Definition strategy : Type := nat -> nat -> nat -> bool.

(** I(t, S) *)
Definition intersection (t : profile) (S : strategy) : cell_set :=
  filter (fun c => S (fst c) (type_of t (fst c)) (snd c)) (cells P).

Definition disjoint_strategies (S1 S2 : strategy) : Prop :=
  forall i ti j, In (i, ti, j) (coordinates P) -> S1 i ti j && S2 i ti j = false.

(** The sum of Q_i(t_i, j) lambda_i(t_i) over S. *)
Definition weighted_amount (q : interim_rule) (S : strategy) : Q :=
  sum (filter (fun '(i, ti, j) => S i ti j) (coordinates P)) (fun '(i, ti, j) => q i ti j * marginal i ti).

Definition nobody : strategy := fun _ _ _ => false.

(** Proposition 1: Condition (A) *)
Definition condition_A (beta : cell_set -> cell_set -> Q) (q : interim_rule) : Prop :=
  forall S1 S2, disjoint_strategies S1 S2 ->
    weighted_amount q S1 - weighted_amount q S2
      <= sum (profiles P) (fun t => prior P t * beta (intersection t S1) (intersection t S2)).

(** Proposition 2: Condition (B) *)
Definition condition_B (beta : cell_set -> cell_set -> Q) (q : interim_rule) : Prop :=
  forall S,
    - sum (profiles P) (fun t => prior P t * beta [] (intersection t S)) <= weighted_amount q S /\
    weighted_amount q S <= sum (profiles P) (fun t => prior P t * beta (intersection t S) []).

End Problem.

(** ** Section 2.1: classes of constraint structures *)

(** Definition 2 *)
Definition hierarchy (family : list cell_set) : Prop :=
  forall G G', In G family -> In G' family -> incl G G' \/ incl G' G \/ disjoint G G'.

(** Definition 3 *)
Definition bihierarchy (family : list cell_set) : Prop :=
  exists G1 G2,
    hierarchy G1 /\ hierarchy G2 /\
    (forall G, In G family <-> In G G1 \/ In G G2) /\
    (forall G, In G G1 -> ~ In G G2).

(** All rows and all columns are constraint sets. *)
Definition canonical_two_sided (S : structure) : Prop :=
  (forall i, (i < agents S)%nat -> In (filter (fun c => Nat.eqb (fst c) i) (cells S)) (sets S)) /\
  (forall j, (j < objects S)%nat -> In (filter (fun c => Nat.eqb (snd c) j) (cells S)) (sets S)).

(** The edges {i, j} of a graph on the agents, written with i < j. *)
Definition graph : Type := list (nat * nat).

Definition adjacent (E : graph) (i j : nat) : Prop := In (i, j) E \/ In (j, i) E.

Definition edge_set (e : nat * nat) : cell_set := [(fst e, 0%nat); (snd e, 0%nat)].

(** Definition 4: one kind of objects, and the constraint sets are the edges (beside the singletons). *)
Definition adjacency (S : structure) (E : graph) : Prop :=
  objects S = 1%nat /\
  (forall e, In e E -> (fst e < snd e < agents S)%nat) /\
  (forall G, In G (sets S) <-> (exists e, In e E /\ G = edge_set e) \/ (exists c, In c (cells S) /\ G = [c])).

(** Each of the list is adjacent to the next, and the last one to [first]. *)
Fixpoint closed_walk (E : graph) (first : nat) (walk : list nat) : Prop :=
  match walk with
  | [] => True
  | [last] => adjacent E last first
  | i :: ((j :: _) as rest) => adjacent E i j /\ closed_walk E first rest
  end.

(** A cycle: distinct vertices and distinct edges, so three at least. *)
Definition cycle (E : graph) (vertices : list nat) : Prop :=
  (3 <= length vertices)%nat /\ NoDup vertices /\ closed_walk E (hd 0%nat vertices) vertices.

Definition no_odd_cycle (E : graph) : Prop := forall vertices, cycle E vertices -> Nat.Even (length vertices).

(** Every agent has at most two types. *)
Definition binary (S : structure) : Prop := Forall (fun k => (k <= 2)%nat) (types S).

(** ** Section 2.2: paramodular quotas *)

Section Paramodular.

Variable P : problem.

Definition union (G H : cell_set) : cell_set := filter (fun c => member c G || member c H) (cells P).
Definition meet (G H : cell_set) : cell_set := filter (fun c => member c G && member c H) (cells P).
Definition difference (G H : cell_set) : cell_set := filter (fun c => member c G && negb (member c H)) (cells P).

Definition submodular (f : cell_set -> Z) : Prop :=
  forall G H, In G (subsets (cells P)) -> In H (subsets (cells P)) -> (f (meet G H) + f (union G H) <= f G + f H)%Z.

(** (6): all sets of pairs are constraint sets. *)
Definition all_sets : Prop := forall G, In G (subsets (cells P)) -> In G (sets P).

(** Definition 5 *)
Definition paramodular : Prop :=
  submodular (ceiling P) /\
  submodular (fun G => (- floor P G)%Z) /\
  (forall G H, In G (subsets (cells P)) -> In H (subsets (cells P)) ->
    (ceiling P (difference G H) - floor P (difference H G) <= ceiling P G - floor P H)%Z).

End Paramodular.

(** ** Section 3: the projection cone *)

Section Cone.

Variable S : structure.

(** The rows (G, t) of C, for f, g and h below. *)
Definition set_profiles : list (cell_set * profile) := list_prod (sets S) (profiles S).

(** The columns (i, j, t) of B and C. *)
Definition cell_profiles : list (cell * profile) := list_prod (cells S) (profiles S).

(** The entry of C in row (G, t) and column (i, j, t'). *)
Definition matrix_C (row : cell_set * profile) (column : cell * profile) : Z :=
  if member (fst column) (fst row) && profile_eqb (snd row) (snd column) then 1 else 0.

(** The entry of B in row (i, t_i, j) and column (i', j', t'). *)
Definition matrix_B (row : nat * nat * nat) (column : cell * profile) : Z :=
  let '(i, ti, j) := row in
  if cell_eqb (i, j) (fst column) && Nat.eqb ti (type_of (snd column) i) then 1 else 0.

(** (9): -B'f + C'g - C'h = 0, g >= 0, h >= 0. *)
Definition projection_cone (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q) : Prop :=
  (forall column, In column cell_profiles ->
    - sum (coordinates S) (fun row => inject_Z (matrix_B row column) * f row)
    + sum set_profiles (fun row => inject_Z (matrix_C row column) * g row)
    - sum set_profiles (fun row => inject_Z (matrix_C row column) * h row) == 0) /\
  (forall row, In row set_profiles -> 0 <= g row /\ 0 <= h row).

(** The rows of M(W): an equation for each (i, j, t), then g >= 0 and h >= 0; its columns: the entries of f, g and h. *)
Inductive cone_row : Type :=
  | Equation (column : cell * profile)
  | Sign_g (row : cell_set * profile)
  | Sign_h (row : cell_set * profile).

Inductive cone_column : Type :=
  | Entry_f (row : nat * nat * nat)
  | Entry_g (row : cell_set * profile)
  | Entry_h (row : cell_set * profile).

Definition same_set_profile (r s : cell_set * profile) : bool :=
  set_eqb (fst r) (fst s) && profile_eqb (snd r) (snd s).

(** (10): [[-B', C', -C'], [0, I, 0], [0, 0, I]] *)
Definition projection_matrix (row : cone_row) (column : cone_column) : Z :=
  match row, column with
  | Equation e, Entry_f r => (- matrix_B r e)%Z
  | Equation e, Entry_g r => matrix_C r e
  | Equation e, Entry_h r => (- matrix_C r e)%Z
  | Sign_g r, Entry_g s => if same_set_profile r s then 1%Z else 0%Z
  | Sign_h r, Entry_h s => if same_set_profile r s then 1%Z else 0%Z
  | _, _ => 0%Z
  end.

Definition cone_rows : list cone_row :=
  map Equation cell_profiles ++ map Sign_g set_profiles ++ map Sign_h set_profiles.

Definition cone_columns : list cone_column :=
  map Entry_f (coordinates S) ++ map Entry_g set_profiles ++ map Entry_h set_profiles.

(** Definition 6 *)
Definition preserves_total_unimodularity : Prop := totally_unimodular cone_rows cone_columns projection_matrix.

End Cone.

(** The inequality (11) of Lemma 1 for (f, g, h) at the weighted rule y, where y(i, t_i, j) = Q_i(t_i, j) lambda_i(t_i). *)
Definition conic_inequality (P : problem) (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q) (q : interim_rule) : Prop :=
  sum (coordinates P) (fun '(i, ti, j) => f (i, ti, j) * (q i ti j * marginal P i ti))
    <= sum (set_profiles P) (fun '(G, t) => g (G, t) * (inject_Z (ceiling P G) * prior P t))
     - sum (set_profiles P) (fun '(G, t) => h (G, t) * (inject_Z (floor P G) * prior P t)).
