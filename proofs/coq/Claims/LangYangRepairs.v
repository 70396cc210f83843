(** Repairs of numbered statements of Lang and Yang (2023), in the readings of the claims: restrictions under which the hunt
    found no counterexample, and corrected theorems.  See [Claims.LangYang] for how to read them. *)

From Allocation Require Export LangYangAppendix Claims.LangYangSection4 Claims.LangYangSection5 Claims.LangYangRemarks.

(** ** Theorem 2(2)

    What holds is stated where it is proved: [Proofs.LangYang.TwoProfiles], [TreesOfSets] and [CanonicalMarkets]. *)

Definition pairs_only (S : structure) : Prop := forall G, In G (sets S) -> (length G <= 2)%nat.

(*| lang-yang-2023/theorem-2.2.sufficiency | sets of two cells, one agent with two types | statement |*)
Definition LY_Theorem_2_2_pairs_one_agent_sufficiency : Prop :=
  forall P, well_formed_problem P -> bihierarchy (sets P) -> pairs_only P -> one_agent_with_two_types P ->
    condition_A_suffices P.

(** Two sets cross if they meet and neither lies in the other. *)
Definition cross (G H : cell_set) : Prop := ~ incl G H /\ ~ incl H G /\ ~ disjoint G H.

(** A set in no other one. *)
Definition largest (S : structure) (G : cell_set) : Prop :=
  In G (sets S) /\ forall H, In H (sets S) -> incl G H -> G = H.

(** Each set of the list crosses the next, and the last one [first]. *)
Fixpoint crossing_walk (first : cell_set) (walk : list cell_set) : Prop :=
  match walk with
  | [] => True
  | [last] => cross last first
  | G :: ((H :: _) as rest) => cross G H /\ crossing_walk first rest
  end.

(** Any two crossing sets meet in one cell, whose agent has one type; no set contains two crossing sets; and the largest sets,
    joined where they cross, are a forest: three or more of them never are a cycle. *)
Definition trees (S : structure) : Prop :=
  (forall G H, In G (sets S) -> In H (sets S) -> cross G H ->
    exists c, In c G /\ In c H /\ (forall d, In d G -> In d H -> d = c) /\ nth (fst c) (types S) 0%nat = 1%nat) /\
  (forall G H K, In G (sets S) -> In H (sets S) -> In K (sets S) -> cross G H -> ~ (incl G K /\ incl H K)) /\
  (forall walk, (3 <= length walk)%nat -> NoDup walk -> Forall (largest S) walk -> ~ crossing_walk (hd [] walk) walk).

(** The number of agents with two types or more. *)
Definition uncertain_agents (S : structure) : nat := length (filter (Nat.ltb 1) (types S)).

(*| lang-yang-2023/theorem-2.2 | corrected: one cell an agent, only trees | statement |*)
Definition LY_Theorem_2_2_only_trees : Prop :=
  forall S, well_formed S -> bihierarchy (sets S) -> objects S = 1%nat -> (2 <= uncertain_agents S)%nat -> ~ trees S ->
    ~ preserves_total_unimodularity S.

(** No set of two cells or more lies within the row of agent i, but this row. *)
Definition plain_row (S : structure) (i : nat) : Prop :=
  forall G, In G (sets S) -> (2 <= length G)%nat -> (forall c, In c G -> fst c = i) ->
    G = filter (fun c => Nat.eqb (fst c) i) (cells S).

Definition unimodular_market (S : structure) : Prop :=
  one_type_each S \/ agents S = 1%nat \/
  (agents S = 2%nat /\ exists i, (i < 2)%nat /\ nth i (types S) 0%nat = 1%nat /\ plain_row S i) \/
  (agents S = 2%nat /\ binary S /\ objects S = 2%nat /\ rows_and_columns_only S).

(*| lang-yang-2023/theorem-2.2 | corrected: no other canonical markets | statement |*)
Definition LY_Theorem_2_2_no_other_markets : Prop :=
  forall S, well_formed S -> bihierarchy (sets S) -> canonical_two_sided S -> (2 <= objects S)%nat -> ~ unimodular_market S ->
    ~ preserves_total_unimodularity S.

(** ** Theorem 3 *)

(** The number of edges at an agent. *)
Definition degree (E : graph) (i : nat) : nat := length (filter (fun e => Nat.eqb (fst e) i || Nat.eqb (snd e) i) E).

(** Every component is a path: no cycle, and at most two edges at each agent. *)
Definition paths (E : graph) : Prop := (forall vertices, ~ cycle E vertices) /\ forall i, (degree E i <= 2)%nat.

Definition without (i : nat) (E : graph) : graph := filter (fun e => negb (Nat.eqb (fst e) i || Nat.eqb (snd e) i)) E.

(** At most two type profiles; or one agent alone has more than one type and every component is a path, or becomes one when this
    agent, a leaf, is left out; or every component is a path whose inner agents have one type. *)
Definition unimodular_graph (S : structure) (E : graph) : Prop :=
  no_odd_cycle E /\
  ((length (profiles S) <= 2)%nat \/
   (exists i, (forall k, (k < agents S)%nat -> k <> i -> nth k (types S) 0%nat = 1%nat) /\
     (paths E \/ degree E i = 1%nat /\ paths (without i E))) \/
   (paths E /\ forall i, degree E i = 2%nat -> nth i (types S) 0%nat = 1%nat)).

(** That these do is stated and proved in [Proofs.LangYang.CorrectedTheorem3], where paths are described by the places on them. *)
(*| lang-yang-2023/theorem-3 | corrected: no other graphs | statement |*)
Definition LY_Theorem_3_no_other_graphs : Prop :=
  forall S E, well_formed S -> adjacency S E -> NoDup E -> ~ unimodular_graph S E -> ~ preserves_total_unimodularity S.

(** ** Theorem 4 *)

(** M(W) and the signs of f, in integers. *)
Definition signed_integer_matrix (row : signed_row) (column : cone_column) : Z :=
  match row, column with
  | Of_W r, _ => projection_matrix r column
  | Sign_f r, Entry_f s => if coordinate_eqb r s then 1%Z else 0%Z
  | Sign_f _, _ => 0%Z
  end.

Definition in_chain (C : profile -> list cell_set) (row : cell_set * profile) : bool :=
  existsb (set_eqb (fst row)) (C (snd row)).

(** The columns of W+(C1), and of W-(C2): f, and g or h on the chains. *)
Definition columns_plus (P : problem) (C : profile -> list cell_set) : list cone_column :=
  map Entry_f (coordinates P) ++ map Entry_g (filter (in_chain C) (set_profiles P)).

Definition columns_minus (P : problem) (C : profile -> list cell_set) : list cone_column :=
  map Entry_f (coordinates P) ++ map Entry_h (filter (in_chain C) (set_profiles P)).

(*| lang-yang-2023/theorem-4.1 | the cones of chains of section 4 | statement |*)
Definition LY_Theorem_4_1_chains : Prop :=
  forall P C, well_formed_problem P -> all_sets P -> chain_profile P C ->
    totally_unimodular (signed_rows P) (columns_plus P C) signed_integer_matrix /\
    totally_unimodular (signed_rows P) (columns_minus P C) signed_integer_matrix.

(** Real-valued quotas on all sets, and what keeps them. *)
Definition submodular_quotas (P : problem) (f : cell_set -> Q) : Prop :=
  forall G H, In G (subsets (cells P)) -> In H (subsets (cells P)) -> f (meet P G H) + f (union P G H) <= f G + f H.

Definition paramodular_quotas (P : problem) (b c : cell_set -> Q) : Prop :=
  submodular_quotas P c /\ submodular_quotas P (fun G => - b G) /\
  (forall G H, In G (subsets (cells P)) -> In H (subsets (cells P)) ->
    c (difference P G H) - b (difference P H G) <= c G - b H) /\
  (forall G, In G (subsets (cells P)) -> 0 <= b G <= c G) /\ b [] == 0 /\ c [] == 0.

Definition keeps_quotas (P : problem) (b c : cell_set -> Q) (x : pure_outcome) : Prop :=
  (forall k, In k (cells P) -> (0 <= x k)%Z) /\
  (forall G, In G (subsets (cells P)) -> b G <= inject_Z (total x G) <= c G).

(** "Theorem 4 continues to hold for real-valued quotas", with goods as in section 2: the feasible pure outcomes of P, integers,
    are those that keep the real-valued quotas. *)
(*| lang-yang-2023/theorem-4.real | literal | statement |*)
Definition LY_Theorem_4_real : Prop :=
  forall P b c beta q,
    well_formed_problem P -> paramodular_quotas P b c -> (forall x, feasible_pure P x <-> keeps_quotas P b c x) ->
    generalized_capacity P beta -> (implementable P q <-> condition_B P beta q).

(** ** Lemma 7 *)

(** S concerns two agents, or a single type. *)
Definition linked (P : problem) (S : strategy) : Prop :=
  (exists i ti j k tk l, In (i, ti, j) (coordinates P) /\ In (k, tk, l) (coordinates P) /\ i <> k /\
    S i ti j = true /\ S k tk l = true) \/
  (exists i ti, forall k tk l, In (k, tk, l) (coordinates P) -> S k tk l = true -> k = i /\ tk = ti).

(*| lang-yang-2023/lemma-7.if | S in the chains and linked | statement |*)
Definition LY_Lemma_7_if_linked : Prop :=
  forall P C S, well_formed_problem P -> all_sets P -> chain_profile P C -> in_the_chains P C S -> linked P S ->
    ray_of_W_plus P C (listed_plus P S) /\ ray_of_W_minus P C (listed_minus P S).

(** ** Section 5.2 *)

(** Rows, columns and single cells, floors 0 and ceilings 1. *)
Definition unit_assignment_market (P : problem) : Prop :=
  assignment_market P /\ forall G, In G (sets P) -> ceiling P G = 1%Z.

Definition small_enough (P : problem) : Prop :=
  objects P = 1%nat \/ (uncertain_agents P <= 2)%nat \/
  (uncertain_agents P = 3%nat /\ binary P /\ (agents P = 3%nat \/ objects P = 2%nat)).

(*| lang-yang-2023/theorem-5 | corrected: assignment markets | statement |*)
Definition LY_Theorem_5_markets : Prop :=
  forall P beta q, unit_assignment_market P -> small_enough P -> generalized_capacity P beta ->
    (implementable P q <-> nonnegative_rule P q /\ condition_25 P beta q).

(*| lang-yang-2023/theorem-5 | corrected: no other assignment markets | statement |*)
Definition LY_Theorem_5_no_other_markets : Prop :=
  forall P beta, unit_assignment_market P -> ~ small_enough P -> generalized_capacity P beta ->
    exists q, nonnegative_rule P q /\ condition_25 P beta q /\ ~ implementable P q.

(*| lang-yang-2023/corollary-2 | corrected: four agents, two objects, unit quotas | statement |*)
Definition LY_Corollary_2_four_agents : Prop :=
  forall P beta preference q,
    unit_assignment_market P -> agents P = 4%nat -> objects P = 2%nat -> generalized_capacity P beta ->
    ordinal_types P preference -> ordinally_incentive_compatible P preference q ->
    nonnegative_rule P q -> condition_25 P beta q -> implementable P q.

(*| lang-yang-2023/corollary-2.two-objects | two agents | statement |*)
Definition LY_Corollary_2_two_objects_two_agents : Prop :=
  forall S,
    well_formed S -> rows_and_columns_only S -> objects S = 2%nat -> Forall (fun k => k = 2%nat) (types S) ->
    (agents S <= 2)%nat -> preserves_total_unimodularity S.

(** ** Lemma 10 *)

(** g is 1 at one pair, and all else is 0. *)
Definition unit_of_g (B : trade) (z : vector_of trade_column) : Prop :=
  exists e, In e (compatible B) /\
    same_vector (trade_columns B) z (fun c => match c with Trade_g d => indicator (pair_eqb e d) | _ => 0 end).

(** z, or its sum with (1, ..., 1) or (-1, ..., -1), is 0 or a multiple of a vector of the list. *)
Definition modulo_lines (B : trade) (listed : vector_of trade_column -> Prop) (z : vector_of trade_column) : Prop :=
  exists shift, (shift == 0 \/ shift == 1 \/ shift == -(1)) /\
    exists scale y, 0 <= scale /\ listed y /\ same_vector (trade_columns B) (fun c => z c + shift) (fun c => scale * y c).

(*| lang-yang-2023/lemma-10 | connected graph, modulo lines | statement |*)
Definition LY_Lemma_10_modulo_lines : Prop :=
  forall B z,
    well_formed_trade B -> connected B -> generator_of_trade B z -> sign_vector (trade_columns B) z ->
    modulo_lines B (listed_in_Lemma_10 B) z.

(*| lang-yang-2023/lemma-10 | connected graph, modulo lines, with units of g | statement |*)
Definition LY_Lemma_10_modulo_lines_with_units : Prop :=
  forall B z,
    well_formed_trade B -> connected B -> generator_of_trade B z -> sign_vector (trade_columns B) z ->
    modulo_lines B (fun y => listed_in_Lemma_10 B y \/ unit_of_g B y) z.

(*| lang-yang-2023/lemma-10.generating | connected graph, with units of g | statement |*)
Definition LY_Lemma_10_generating_with_units : Prop :=
  forall B, well_formed_trade B -> connected B ->
    (forall z, trade_cone B z ->
      conic_combination (trade_columns B) (fun y => listed_in_Lemma_10 B y \/ unit_of_g B y) z) /\
    (forall z, (forall row, In row (trade_rows B) -> value (trade_columns B) (rational trade_matrix) z row == 0) ->
      exists scale, same_vector (trade_columns B) z (fun _ => scale)).
