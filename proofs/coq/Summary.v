(** What is proved, and what one has to believe.

    This file defines everything that its theorems speak of, from Coq's standard library alone (lists, natural numbers [nat],
    integers [Z], rational numbers [Q]); a reader needs no other file.  The proofs are one line each: they refer to the
    library, whose definitions are these, and Coq checks that they are.  [Print Assumptions] says of each theorem that
    nothing is assumed (`make coq` prints it).

    [LY]: Lang and Yang (2023), "Reduced-Form Allocations for Multiple Indivisible Objects under Constraints" (LY).
    Agents, objects and types are numbered from 0.  Numbers are rational. *)

From Coq Require Import List ZArith QArith Bool.
Import ListNotations.
From Allocation Require Proofs.Renaming Proofs.LangYang.Universal Proofs.LangYang.NoFloors Proofs.LangYang.Capacities
  Proofs.LangYang.BilateralTrade Proofs.LangYang.UnimodularCones
  Refutations.Unimodularity Refutations.Sufficiency Refutations.Conic Refutations.Decomposition.

Open Scope Q_scope.

Module LY.

(** ** Sums, subsets, products *)

(** The sum of f(a) over the elements a of a list. *)
Fixpoint sum {A : Type} (l : list A) (f : A -> Q) : Q :=
  match l with
  | [] => 0
  | a :: rest => f a + sum rest f
  end.

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

(** ** Total unimodularity (section 3.1) *)

(** Every element of a list with the elements beside it, in their order. *)
Fixpoint picks {A : Type} (l : list A) : list (A * list A) :=
  match l with
  | [] => []
  | a :: rest => (a, rest) :: map (fun pick => (fst pick, a :: snd pick)) (picks rest)
  end.

Fixpoint alternating_sum (l : list Z) : Z :=
  match l with
  | [] => 0%Z
  | a :: rest => (a - alternating_sum rest)%Z
  end.

Section Determinants.

Context {Row Column : Type}.

(** The determinant of the submatrix with these rows and columns: Laplace's expansion along the first row. *)
Fixpoint determinant (M : Row -> Column -> Z) (rows : list Row) (columns : list Column) : Z :=
  match rows with
  | [] => 1%Z
  | row :: rest =>
      alternating_sum (map (fun pick => (M row (fst pick) * determinant M rest (snd pick))%Z) (picks columns))
  end.

(** "Every nonsingular square submatrix has determinant equal to either -1 or +1." *)
Definition totally_unimodular (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) : Prop :=
  forall some_rows some_columns,
    NoDup some_rows -> incl some_rows rows -> NoDup some_columns -> incl some_columns columns ->
    length some_rows = length some_columns ->
    let d := determinant M some_rows some_columns in d = 0%Z \/ d = 1%Z \/ d = (-1)%Z.

End Determinants.

(** ** Pairs, sets of pairs, type profiles *)

(** An agent-object pair (i, j); a set of pairs, as the list of its pairs in the order of all pairs; a type profile t: the
    type of agent 0, of agent 1, ... *)
Definition cell : Type := nat * nat.
Definition cell_set : Type := list cell.
Definition profile : Type := list nat.

Definition cell_eqb (c d : cell) : bool := Nat.eqb (fst c) (fst d) && Nat.eqb (snd c) (snd d).
Definition member (c : cell) (G : cell_set) : bool := existsb (cell_eqb c) G.

Fixpoint list_eqb {A : Type} (eqb : A -> A -> bool) (l m : list A) : bool :=
  match l, m with
  | [], [] => true
  | a :: l', b :: m' => eqb a b && list_eqb eqb l' m'
  | _, _ => false
  end.

Definition set_eqb : cell_set -> cell_set -> bool := list_eqb cell_eqb.
Definition profile_eqb : profile -> profile -> bool := list_eqb Nat.eqb.
Definition type_of (t : profile) (i : nat) : nat := nth i t 0%nat.

Definition disjoint (U V : cell_set) : Prop := forall c, In c U -> ~ In c V.

(** Definition 2 *)
Definition hierarchy (family : list cell_set) : Prop :=
  forall G G', In G family -> In G' family -> incl G G' \/ incl G' G \/ disjoint G G'.

(** Definition 3 *)
Definition bihierarchy (family : list cell_set) : Prop :=
  exists G1 G2,
    hierarchy G1 /\ hierarchy G2 /\
    (forall G, In G family <-> In G G1 \/ In G G2) /\
    (forall G, In G G1 -> ~ In G G2).

(** x(G) for a pure outcome and for a random one *)
Definition pure_outcome : Type := cell -> Z.
Definition random_outcome : Type := cell -> Q.
Definition total (x : pure_outcome) (G : cell_set) : Z := fold_right (fun c rest => (x c + rest)%Z) 0%Z G.
Definition amount (x : random_outcome) (G : cell_set) : Q := sum G x.

(** p(i, j, t) is [p t (i, j)]; Q_i(t_i, j) is [q i ti j]; sets S_i of pairs (t_i, j), for all agents at once *)
Definition ex_post_rule : Type := profile -> random_outcome.
Definition interim_rule : Type := nat -> nat -> nat -> Q.
Definition strategy : Type := nat -> nat -> nat -> bool.

(** ** An implementation problem (N, A, G, T, lambda, b, c) *)

Section Problem.

(** Numbers of agents, of objects, of each agent's types; the constraint sets. *)
Variables (agents objects : nat) (types : list nat) (sets : list cell_set).

Definition cells : cell_set := list_prod (seq 0 agents) (seq 0 objects).
Definition types_of (i : nat) : list nat := seq 0 (nth i types 0%nat).
Definition profiles : list profile := product (map (seq 0) types).

(** The triples (i, t_i, j). *)
Definition coordinates : list (nat * nat * nat) :=
  flat_map (fun i => flat_map (fun ti => map (fun j => (i, ti, j)) (seq 0 objects)) (types_of i)) (seq 0 agents).

(** Section 2: constraint sets are sets of pairs, none is listed twice, "G contains all singletons"; every agent has a type. *)
Definition well_formed : Prop :=
  length types = agents /\
  Forall (fun k => (0 < k)%nat) types /\
  NoDup sets /\
  (forall G, In G sets -> In G (subsets cells)) /\
  (forall c, In c cells -> In [c] sets).

(** *** M(W), Definition 6 *)

Definition set_profiles : list (cell_set * profile) := list_prod sets profiles.
Definition cell_profiles : list (cell * profile) := list_prod cells profiles.

(** The entry of C in row (G, t) and column (i, j, t'). *)
Definition matrix_C (row : cell_set * profile) (column : cell * profile) : Z :=
  if member (fst column) (fst row) && profile_eqb (snd row) (snd column) then 1 else 0.

(** The entry of B in row (i, t_i, j) and column (i', j', t'). *)
Definition matrix_B (row : nat * nat * nat) (column : cell * profile) : Z :=
  let '(i, ti, j) := row in
  if cell_eqb (i, j) (fst column) && Nat.eqb ti (type_of (snd column) i) then 1 else 0.

(** (10): the rows of M(W) are an equation for each (i, j, t), then g >= 0 and h >= 0; its columns are the entries of f, g
    and h. *)
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

Definition projection_matrix (row : cone_row) (column : cone_column) : Z :=
  match row, column with
  | Equation e, Entry_f r => (- matrix_B r e)%Z
  | Equation e, Entry_g r => matrix_C r e
  | Equation e, Entry_h r => (- matrix_C r e)%Z
  | Sign_g r, Entry_g s => if same_set_profile r s then 1%Z else 0%Z
  | Sign_h r, Entry_h s => if same_set_profile r s then 1%Z else 0%Z
  | _, _ => 0%Z
  end.

Definition preserves_total_unimodularity : Prop :=
  totally_unimodular
    (map Equation cell_profiles ++ map Sign_g set_profiles ++ map Sign_h set_profiles)
    (map Entry_f coordinates ++ map Entry_g set_profiles ++ map Entry_h set_profiles)
    projection_matrix.

(** *** Prior and quotas *)

Variables (prior : profile -> Q) (floor ceiling : cell_set -> Z).

Definition well_formed_problem : Prop :=
  well_formed /\
  (forall G, In G sets -> (0 <= floor G <= ceiling G)%Z) /\
  floor [] = 0%Z /\ ceiling [] = 0%Z /\
  (forall t, In t profiles -> 0 < prior t) /\
  sum profiles prior == 1.

(** (1) *)
Definition feasible_pure (x : pure_outcome) : Prop :=
  (forall c, In c cells -> (0 <= x c)%Z) /\
  (forall G, In G sets -> (floor G <= total x G <= ceiling G)%Z).

(** (2), Delta(X): a lottery over feasible pure outcomes *)
Definition feasible_random (x : random_outcome) : Prop :=
  exists lottery : list (Q * pure_outcome),
    (forall w y, In (w, y) lottery -> 0 <= w /\ feasible_pure y) /\
    sum lottery fst == 1 /\
    (forall c, In c cells -> x c == sum lottery (fun part => fst part * inject_Z (snd part c))).

(** "Condition (1) completely describes the set of feasible random outcomes." *)
Definition satisfies_quotas (x : random_outcome) : Prop :=
  (forall c, In c cells -> 0 <= x c) /\
  (forall G, In G sets -> inject_Z (floor G) <= amount x G <= inject_Z (ceiling G)).
Definition quotas_describe_lotteries : Prop := forall x, satisfies_quotas x <-> feasible_random x.

(** Definition 1: v = beta(U, V), the greatest x(U) - x(V) *)
Definition is_capacity (U V : cell_set) (v : Q) : Prop :=
  (exists x, feasible_random x /\ amount x U - amount x V == v) /\
  (forall x, feasible_random x -> amount x U - amount x V <= v).

Definition disjoint_pair (U V : cell_set) : Prop :=
  In U (subsets cells) /\ In V (subsets cells) /\ disjoint U V.

Definition generalized_capacity (beta : cell_set -> cell_set -> Q) : Prop :=
  forall U V, disjoint_pair U V -> is_capacity U V (beta U V).

(** *** Section 2.3: implementation *)

Definition profiles_with (i ti : nat) : list profile := filter (fun t => Nat.eqb (type_of t i) ti) profiles.

(** lambda_i(t_i), and the belief of agent i with the type that t gives her *)
Definition marginal (i ti : nat) : Q := sum (profiles_with i ti) prior.
Definition belief (i : nat) (t : profile) : Q := prior t / marginal i (type_of t i).

Definition feasible_rule (p : ex_post_rule) : Prop := forall t, In t profiles -> feasible_random (p t).

(** (7) *)
Definition reduced_form (p : ex_post_rule) (q : interim_rule) : Prop :=
  forall i ti j, In (i, ti, j) coordinates ->
    q i ti j == sum (profiles_with i ti) (fun t => p t (i, j) * belief i t).

Definition implementable (q : interim_rule) : Prop := exists p, feasible_rule p /\ reduced_form p q.

(** *** Section 2.4: conditions *)

(** I(t, S) *)
Definition intersection (t : profile) (S : strategy) : cell_set :=
  filter (fun c => S (fst c) (type_of t (fst c)) (snd c)) cells.

Definition disjoint_strategies (S1 S2 : strategy) : Prop :=
  forall i ti j, In (i, ti, j) coordinates -> S1 i ti j && S2 i ti j = false.

(** The sum of Q_i(t_i, j) lambda_i(t_i) over S *)
Definition weighted_amount (q : interim_rule) (S : strategy) : Q :=
  sum (filter (fun '(i, ti, j) => S i ti j) coordinates) (fun '(i, ti, j) => q i ti j * marginal i ti).

Definition condition_A (beta : cell_set -> cell_set -> Q) (q : interim_rule) : Prop :=
  forall S1 S2, disjoint_strategies S1 S2 ->
    weighted_amount q S1 - weighted_amount q S2
      <= sum profiles (fun t => prior t * beta (intersection t S1) (intersection t S2)).

Definition condition_B (beta : cell_set -> cell_set -> Q) (q : interim_rule) : Prop :=
  forall S,
    - sum profiles (fun t => prior t * beta [] (intersection t S)) <= weighted_amount q S /\
    weighted_amount q S <= sum profiles (fun t => prior t * beta (intersection t S) []).

(** *** Definition 5, on all sets of pairs, (6) *)

Definition union (G H : cell_set) : cell_set := filter (fun c => member c G || member c H) cells.
Definition meet (G H : cell_set) : cell_set := filter (fun c => member c G && member c H) cells.
Definition difference (G H : cell_set) : cell_set := filter (fun c => member c G && negb (member c H)) cells.

Definition submodular (f : cell_set -> Z) : Prop :=
  forall G H, In G (subsets cells) -> In H (subsets cells) -> (f (meet G H) + f (union G H) <= f G + f H)%Z.

Definition all_sets : Prop := forall G, In G (subsets cells) -> In G sets.
Definition paramodular : Prop :=
  submodular ceiling /\
  submodular (fun G => (- floor G)%Z) /\
  (forall G H, In G (subsets cells) -> In H (subsets cells) ->
    (ceiling (difference G H) - floor (difference H G) <= ceiling G - floor H)%Z).

(** *** The projection cone (9) and the inequality (11) *)

Definition projection_cone (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q) : Prop :=
  (forall column, In column cell_profiles ->
    - sum coordinates (fun row => inject_Z (matrix_B row column) * f row)
    + sum set_profiles (fun row => inject_Z (matrix_C row column) * g row)
    - sum set_profiles (fun row => inject_Z (matrix_C row column) * h row) == 0) /\
  (forall row, In row set_profiles -> 0 <= g row /\ 0 <= h row).

Definition conic_inequality (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q) (q : interim_rule) : Prop :=
  sum coordinates (fun '(i, ti, j) => f (i, ti, j) * (q i ti j * marginal i ti))
    <= sum set_profiles (fun '(G, t) => g (G, t) * (inject_Z (ceiling G) * prior t))
     - sum set_profiles (fun '(G, t) => h (G, t) * (inject_Z (floor G) * prior t)).

(** *** Section 5.2 *)

Definition no_floors : Prop := forall G, In G sets -> floor G = 0%Z.

Definition nonnegative_rule (q : interim_rule) : Prop :=
  forall i ti j, In (i, ti, j) coordinates -> 0 <= q i ti j.

(** Gamma(S), and (25) *)
Definition concerned (S : strategy) (t : profile) : bool :=
  existsb (fun c => S (fst c) (type_of t (fst c)) (snd c)) cells.

Definition condition_25 (beta : cell_set -> cell_set -> Q) (q : interim_rule) : Prop :=
  forall S,
    weighted_amount q S
      <= sum (filter (concerned S) profiles) (fun t => prior t * beta (intersection t S) []).

(** *** Classes of structures *)

(** Theorem 2(2) and 3: every agent has at most two types. *)
Definition binary : Prop := Forall (fun k => (k <= 2)%nat) types.

(** Theorem 2(3): every agent has one. *)
Definition one_type_each : Prop := Forall (fun k => k = 1%nat) types.

(** Definition 4: the edges {i, j} of a graph on the agents, written with i < j; one kind of objects, and the constraint sets
    are the edges (beside the singletons). *)
Definition graph : Type := list (nat * nat).
Definition adjacent (E : graph) (i j : nat) : Prop := In (i, j) E \/ In (j, i) E.
Definition edge_set (e : nat * nat) : cell_set := [(fst e, 0%nat); (snd e, 0%nat)].
Definition adjacency (E : graph) : Prop :=
  objects = 1%nat /\
  (forall e, In e E -> (fst e < snd e < agents)%nat) /\
  (forall G, In G sets <-> (exists e, In e E /\ G = edge_set e) \/ (exists c, In c cells /\ G = [c])).

(** Each of the list is adjacent to the next, and the last one to [first]. *)
Fixpoint closed_walk (E : graph) (first : nat) (walk : list nat) : Prop :=
  match walk with
  | [] => True
  | [last] => adjacent E last first
  | i :: ((j :: _) as rest) => adjacent E i j /\ closed_walk E first rest
  end.

Definition cycle (E : graph) (vertices : list nat) : Prop :=
  (3 <= length vertices)%nat /\ NoDup vertices /\ closed_walk E (hd 0%nat vertices) vertices.
Definition no_odd_cycle (E : graph) : Prop := forall vertices, cycle E vertices -> Nat.Even (length vertices).

(** ** Theorems, for every problem *)

(** The problem in the words of the library, and M(W) there: names of rows and columns are all that differs. *)
Let the_structure := Allocation.LangYang.Build_structure agents objects types sets.
Let the_problem := Allocation.LangYang.Build_problem the_structure prior floor ceiling.

Lemma library_unimodular : Allocation.LangYang.preserves_total_unimodularity the_structure <-> preserves_total_unimodularity.
Proof.
  split; intros unimodular.
  1: apply (Renaming.unimodular_renamed
    (fun r => match r with Equation e => Allocation.LangYang.Equation e | Sign_g r => Allocation.LangYang.Sign_g r
      | Sign_h r => Allocation.LangYang.Sign_h r end)
    (fun c => match c with Entry_f r => Allocation.LangYang.Entry_f r | Entry_g r => Allocation.LangYang.Entry_g r
      | Entry_h r => Allocation.LangYang.Entry_h r end) _ Allocation.LangYang.projection_matrix).
  5: apply (Renaming.unimodular_renamed
    (fun r => match r with Allocation.LangYang.Equation e => Equation e | Allocation.LangYang.Sign_g r => Sign_g r
      | Allocation.LangYang.Sign_h r => Sign_h r end)
    (fun c => match c with Allocation.LangYang.Entry_f r => Entry_f r | Allocation.LangYang.Entry_g r => Entry_g r
      | Allocation.LangYang.Entry_h r => Entry_h r end) _ projection_matrix).
  4, 8: unfold Allocation.LangYang.cone_rows, Allocation.LangYang.cone_columns; rewrite !map_app, !map_map; exact unimodular.
  1, 2, 4, 5: intros [r|r|r] [s|s|s] E; inversion E; reflexivity.
  all: intros [r|r|r] [c|c|c]; reflexivity.
Qed.

(** beta exists where some outcome is feasible, so that statements with it are about something. *)
Theorem capacity_exists :
  well_formed_problem -> (exists x, feasible_pure x) -> exists beta, generalized_capacity beta.
Proof. exact (Capacities.generalized_capacity_exists the_problem). Qed.

(** (5) *)
Theorem sublinear beta :
  well_formed_problem -> generalized_capacity beta ->
  forall U V, disjoint_pair U V -> beta U V <= beta U [] + beta [] V.
Proof. exact (Necessity.LY_sublinear_holds the_problem beta). Qed.

Theorem Proposition_1 beta q :
  well_formed_problem -> generalized_capacity beta -> implementable q -> condition_A beta q.
Proof. exact (Necessity.LY_Proposition_1_holds the_problem beta q). Qed.

Theorem Proposition_2 beta q :
  well_formed_problem -> generalized_capacity beta -> implementable q -> condition_B beta q.
Proof. exact (Necessity.LY_Proposition_2_holds the_problem beta q). Qed.

(** Lemma 1 for those problems in which the quotas describe the lotteries.  For all problems, as printed, it is false. *)
Theorem Lemma_1_where_quotas_describe q :
  well_formed_problem -> (exists x, feasible_pure x) -> quotas_describe_lotteries ->
  (implementable q <-> forall f g h, projection_cone f g h -> conic_inequality f g h q).
Proof. exact (ConicCharacterization.LY_Lemma_1_described_holds the_problem q). Qed.

Theorem Theorem_1 beta q :
  well_formed_problem -> generalized_capacity beta -> preserves_total_unimodularity ->
  (implementable q <-> condition_A beta q).
Proof.
  intros well capacity unimodular.
  exact (Universal.LY_Theorem_1_holds the_problem beta q well capacity (proj2 library_unimodular unimodular)).
Qed.

Theorem Theorem_2_1 : well_formed -> hierarchy sets -> preserves_total_unimodularity.
Proof. intros well nested. exact (proj1 library_unimodular (Hierarchies.LY_Theorem_2_1_holds the_structure well nested)). Qed.

Theorem Theorem_2_3 : well_formed -> bihierarchy sets -> one_type_each -> preserves_total_unimodularity.
Proof.
  intros well two one. exact (proj1 library_unimodular (Hierarchies.LY_Theorem_2_3_holds the_structure well two one)).
Qed.

(** What Theorem 2(1) is for. *)
Theorem hierarchies_condition_A beta q :
  well_formed_problem -> generalized_capacity beta -> hierarchy sets -> (implementable q <-> condition_A beta q).
Proof.
  intros well capacity nested. exact (Universal.LY_Theorem_2_1_sufficiency_holds the_problem well nested beta q capacity).
Qed.

(** Theorem 4(2) *)
Theorem Theorem_4_2 beta q :
  well_formed_problem -> all_sets -> paramodular -> generalized_capacity beta ->
  (implementable q <-> condition_B beta q).
Proof.
  intros well all quotas capacity.
  exact (QuotasDependent.LY_Theorem_4_2_holds the_problem beta q (conj well (conj all quotas)) capacity).
Qed.

(** Section 2.1: the quotas of a bihierarchy describe the lotteries (Budish, Che, Kojima and Milgrom). *)
Theorem bihierarchies_describe : well_formed_problem -> bihierarchy sets -> quotas_describe_lotteries.
Proof. exact (UnimodularCones.LY_bihierarchy_describes_holds the_problem). Qed.

Theorem Theorem_5 beta q :
  well_formed_problem -> generalized_capacity beta -> no_floors -> preserves_total_unimodularity ->
  (implementable q <-> nonnegative_rule q /\ condition_25 beta q).
Proof.
  intros well capacity free unimodular.
  exact (NoFloors.LY_Theorem_5_holds the_problem beta q well capacity free (proj2 library_unimodular unimodular)).
Qed.

End Problem.

(** ** Statements of the paper that are false *)

(** Lemma 1 as printed. *)
Theorem Lemma_1_is_false :
  ~ forall agents objects types sets prior floor ceiling q,
      well_formed_problem agents objects types sets prior floor ceiling ->
      (implementable agents objects types sets prior floor ceiling q <->
       forall f g h, projection_cone agents objects types sets f g h ->
         conic_inequality agents objects types sets prior floor ceiling f g h q).
Proof.
  intros claim. apply Conic.LY_Lemma_1_is_false. intros [[n m kinds family] lambda b c] q.
  exact (claim n m kinds family lambda b c q).
Qed.

(** Theorem 2(2) *)
Theorem Theorem_2_2_is_false :
  ~ forall agents objects types sets,
      well_formed agents objects types sets -> bihierarchy sets -> binary types ->
      preserves_total_unimodularity agents objects types sets.
Proof.
  intros claim. apply Unimodularity.LY_Theorem_2_2_is_false. intros [n m kinds family] well two at_most.
  exact (proj2 (library_unimodular n m kinds family) (claim n m kinds family well two at_most)).
Qed.

(** What Theorem 2(2) is for. *)
Theorem bihierarchies_condition_A_is_false :
  ~ forall agents objects types sets prior floor ceiling beta q,
      well_formed_problem agents objects types sets prior floor ceiling -> bihierarchy sets -> binary types ->
      generalized_capacity agents objects sets floor ceiling beta ->
      (implementable agents objects types sets prior floor ceiling q <-> condition_A agents objects types prior beta q).
Proof.
  intros claim. apply Sufficiency.LY_Theorem_2_2_sufficiency_is_false. intros [[n m kinds family] lambda b c] well two at_most beta q.
  exact (claim n m kinds family lambda b c beta q well two at_most).
Qed.

Theorem Theorem_3_is_false :
  ~ forall agents objects types sets E,
      well_formed agents objects types sets -> adjacency agents objects sets E -> no_odd_cycle E -> binary types ->
      preserves_total_unimodularity agents objects types sets.
Proof.
  intros claim. apply Unimodularity.LY_Theorem_3_is_false. intros [n m kinds family] E well edges even at_most.
  exact (proj2 (library_unimodular n m kinds family) (claim n m kinds family E well edges even at_most)).
Qed.

(** What Theorem 3 is for. *)
Theorem graphs_condition_A_is_false :
  ~ forall agents objects types sets prior floor ceiling E beta q,
      well_formed_problem agents objects types sets prior floor ceiling -> adjacency agents objects sets E -> no_odd_cycle E ->
      binary types -> generalized_capacity agents objects sets floor ceiling beta ->
      (implementable agents objects types sets prior floor ceiling q <-> condition_A agents objects types prior beta q).
Proof.
  intros claim. apply Sufficiency.LY_Theorem_3_sufficiency_is_false. intros [[n m kinds family] lambda b c] E well edges even at_most beta q.
  exact (claim n m kinds family lambda b c E beta q well edges even at_most).
Qed.

End LY.
