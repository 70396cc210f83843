(** The numbered statements of Lang and Yang (2023), as definitions of propositions, in the order of the paper: sections 2
    and 3.  Sections 4 and 5 and the appendix follow in [LangYangSection4] and [LangYangSection5].

    A line with a bar before a statement names the claim and the reading of it; "literal" is what the paper prints.
    What section 2 takes for granted of a problem is [well_formed_problem]; beta exists where some outcome is feasible, so
    a statement with beta says nothing of problems without one. *)

From Allocation Require Export Cones LangYang.

(** ** Section 2 *)

(*| lang-yang-2023/section-2.sublinear | literal | statement |*)
Definition LY_sublinear : Prop :=
  forall P beta, well_formed_problem P -> generalized_capacity P beta -> sublinear P beta.

(*| lang-yang-2023/proposition-1 | literal | statement |*)
Definition LY_Proposition_1 : Prop :=
  forall P beta q,
    well_formed_problem P -> generalized_capacity P beta -> implementable P q -> condition_A P beta q.

(*| lang-yang-2023/proposition-2 | literal | statement |*)
Definition LY_Proposition_2 : Prop :=
  forall P beta q,
    well_formed_problem P -> generalized_capacity P beta -> implementable P q -> condition_B P beta q.

(** ** Section 3 *)

(** f y <= g c^lambda - h b^lambda for all (f, g, h) of W, (11). *)
Definition all_conic_inequalities (P : problem) (q : interim_rule) : Prop :=
  forall f g h, projection_cone P f g h -> conic_inequality P f g h q.

(*| lang-yang-2023/lemma-1 | literal | statement |*)
Definition LY_Lemma_1 : Prop :=
  forall P q, well_formed_problem P -> (implementable P q <-> all_conic_inequalities P q).

(*| lang-yang-2023/lemma-1 | quotas that describe the lotteries | statement |*)
Definition LY_Lemma_1_described : Prop :=
  forall P q,
    well_formed_problem P -> (exists x, feasible_pure P x) -> quotas_describe_lotteries P ->
    (implementable P q <-> all_conic_inequalities P q).

(** W as a set of vectors with a number for each column of M(W). *)
Definition in_W (S : structure) (z : vector_of cone_column) : Prop :=
  projection_cone S (fun row => z (Entry_f row)) (fun row => z (Entry_g row)) (fun row => z (Entry_h row)).

(** "If W preserves total unimodularity, then every generator (up to positive scaling) of W is a {0, +-1} vector": each
    vector of each finite set that generates W. *)
(*| lang-yang-2023/theorem-1.generators | literal | statement |*)
Definition LY_Theorem_1_generators : Prop :=
  forall S generators z,
    well_formed S -> preserves_total_unimodularity S ->
    generated (cone_columns S) (in_W S) generators -> In z generators ->
    exists signs, sign_vector (cone_columns S) signs /\ positive_multiple (cone_columns S) z signs.

(*| lang-yang-2023/theorem-1.generators | extreme rays | statement |*)
Definition LY_Theorem_1_extreme_rays : Prop :=
  forall S,
    well_formed S -> preserves_total_unimodularity S ->
    pointed (cone_columns S) (cone_rows S) (rational projection_matrix) /\
    forall z, extreme_ray (cone_columns S) (cone_rows S) (rational projection_matrix) (in_W S) z ->
      exists signs, sign_vector (cone_columns S) signs /\ positive_multiple (cone_columns S) z signs.

(*| lang-yang-2023/theorem-1 | literal | statement |*)
Definition LY_Theorem_1 : Prop :=
  forall P beta q,
    well_formed_problem P -> generalized_capacity P beta -> preserves_total_unimodularity P ->
    (implementable P q <-> condition_A P beta q).

(*| lang-yang-2023/corollary-1 | literal | statement |*)
Definition LY_Corollary_1 : Prop :=
  forall P beta q,
    well_formed_problem P -> generalized_capacity P beta -> preserves_total_unimodularity P -> LangYang.linear P beta ->
    (implementable P q <-> condition_B P beta q).

(** "There is no floor constraints except the usual non-negativity constraints." *)
Definition no_floors (P : problem) : Prop := forall G, In G (sets P) -> floor P G = 0%Z.

(*| lang-yang-2023/corollary-1.no-floors | literal | statement |*)
Definition LY_Corollary_1_no_floors : Prop :=
  forall P beta, well_formed_problem P -> generalized_capacity P beta -> no_floors P -> LangYang.linear P beta.

(** *** Theorem 2 *)

(*| lang-yang-2023/theorem-2.1 | literal | statement |*)
Definition LY_Theorem_2_1 : Prop :=
  forall S, well_formed S -> hierarchy (sets S) -> preserves_total_unimodularity S.

(*| lang-yang-2023/theorem-2.2 | literal | statement |*)
Definition LY_Theorem_2_2 : Prop :=
  forall S, well_formed S -> bihierarchy (sets S) -> binary S -> preserves_total_unimodularity S.

(** The sketch's first case: no set other than single cells lies in another. *)
Definition standard (S : structure) : Prop :=
  forall G H, In G (sets S) -> In H (sets S) -> incl G H -> (length G <= 1)%nat \/ G = H.

(*| lang-yang-2023/theorem-2.2 | standard constraints | statement |*)
Definition LY_Theorem_2_2_standard : Prop :=
  forall S, well_formed S -> bihierarchy (sets S) -> binary S -> standard S -> preserves_total_unimodularity S.

(** Every agent has one type. *)
Definition one_type_each (S : structure) : Prop := Forall (fun k => k = 1%nat) (types S).

(*| lang-yang-2023/theorem-2.3 | literal | statement |*)
Definition LY_Theorem_2_3 : Prop :=
  forall S, well_formed S -> bihierarchy (sets S) -> one_type_each S -> preserves_total_unimodularity S.

(** What Theorem 2 is for: with Theorem 1 it says that Condition A is enough. *)
Definition condition_A_suffices (P : problem) : Prop :=
  forall beta q, generalized_capacity P beta -> (implementable P q <-> condition_A P beta q).

(*| lang-yang-2023/theorem-2.1.sufficiency | literal | statement |*)
Definition LY_Theorem_2_1_sufficiency : Prop :=
  forall P, well_formed_problem P -> hierarchy (sets P) -> condition_A_suffices P.

(*| lang-yang-2023/theorem-2.2.sufficiency | literal | statement |*)
Definition LY_Theorem_2_2_sufficiency : Prop :=
  forall P, well_formed_problem P -> bihierarchy (sets P) -> binary P -> condition_A_suffices P.

(*| lang-yang-2023/theorem-2.2.canonical-sufficiency | literal | statement |*)
Definition LY_Theorem_2_2_canonical_sufficiency : Prop :=
  forall P, well_formed_problem P -> canonical_two_sided P -> binary P -> condition_A_suffices P.

(** The constraint sets are all rows, all columns and all single cells, and no others. *)
Definition rows_and_columns_only (S : structure) : Prop :=
  canonical_two_sided S /\
  forall G, In G (sets S) ->
    (exists c, In c (cells S) /\ G = [c]) \/
    (exists i, (i < agents S)%nat /\ G = filter (fun c => Nat.eqb (fst c) i) (cells S)) \/
    (exists j, (j < objects S)%nat /\ G = filter (fun c => Nat.eqb (snd c) j) (cells S)).

(*| lang-yang-2023/theorem-2.2.canonical-sufficiency | rows and columns only | statement |*)
Definition LY_Theorem_2_2_rows_and_columns_sufficiency : Prop :=
  forall P, well_formed_problem P -> rows_and_columns_only P -> binary P -> condition_A_suffices P.

(*| lang-yang-2023/theorem-2.2.canonical-sufficiency | assignment markets with unit quotas | statement |*)
Definition LY_Theorem_2_2_unit_quotas_sufficiency : Prop :=
  forall P,
    well_formed_problem P -> rows_and_columns_only P -> binary P -> no_floors P ->
    (forall G, In G (sets P) -> (ceiling P G <= 1)%Z) -> condition_A_suffices P.

(*| lang-yang-2023/theorem-2.3.sufficiency | literal | statement |*)
Definition LY_Theorem_2_3_sufficiency : Prop :=
  forall P, well_formed_problem P -> bihierarchy (sets P) -> one_type_each P -> condition_A_suffices P.

(** *** Theorem 3 *)

(*| lang-yang-2023/theorem-3 | literal | statement |*)
Definition LY_Theorem_3 : Prop :=
  forall S E,
    well_formed S -> adjacency S E -> no_odd_cycle E -> binary S -> preserves_total_unimodularity S.

(** At most one agent has two types, the others have one. *)
Definition one_agent_with_two_types (S : structure) : Prop :=
  binary S /\
  forall i k, nth i (types S) 0%nat = 2%nat -> nth k (types S) 0%nat = 2%nat -> i = k.

(*| lang-yang-2023/theorem-3 | one agent with two types | statement |*)
Definition LY_Theorem_3_one_agent : Prop :=
  forall S E,
    well_formed S -> adjacency S E -> no_odd_cycle E -> one_agent_with_two_types S -> preserves_total_unimodularity S.

(*| lang-yang-2023/theorem-3.sufficiency | literal | statement |*)
Definition LY_Theorem_3_sufficiency : Prop :=
  forall P E,
    well_formed_problem P -> adjacency P E -> no_odd_cycle E -> binary P -> condition_A_suffices P.

(*| lang-yang-2023/theorem-3.sufficiency | one agent with two types | statement |*)
Definition LY_Theorem_3_one_agent_sufficiency : Prop :=
  forall P E,
    well_formed_problem P -> adjacency P E -> no_odd_cycle E -> one_agent_with_two_types P -> condition_A_suffices P.

(** *** Theorem 4 *)

(** A cone with a matrix of integers: rows that ask for = 0 and rows that ask for >= 0. *)
Record integer_cone : Type := {
  equalities : list nat;
  inequalities : list nat;
  entries : nat -> cone_column -> Z
}.

Definition in_integer_cone (S : structure) (K : integer_cone) (z : vector_of cone_column) : Prop :=
  (forall row, In row (equalities K) -> value (cone_columns S) (rational (entries K)) z row == 0) /\
  (forall row, In row (inequalities K) -> 0 <= value (cone_columns S) (rational (entries K)) z row).

Definition unimodular_cone (S : structure) (K : integer_cone) : Prop :=
  totally_unimodular (equalities K ++ inequalities K) (cone_columns S) (entries K).

(** "Decomposed into two cones": W is their sum, or their union. *)
Definition decomposed (S : structure) (K1 K2 : integer_cone) : Prop :=
  (forall z, in_W S z <->
    exists z1 z2, in_integer_cone S K1 z1 /\ in_integer_cone S K2 z2 /\
      same_vector (cone_columns S) z (fun c => z1 c + z2 c)) \/
  (forall z, in_W S z <-> in_integer_cone S K1 z \/ in_integer_cone S K2 z).

(** The quotas are on all sets of pairs, (6). *)
Definition paramodular_problem (P : problem) : Prop := well_formed_problem P /\ all_sets P /\ paramodular P.

(*| lang-yang-2023/theorem-4.1 | literal | statement |*)
Definition LY_Theorem_4_1 : Prop :=
  forall P, paramodular_problem P ->
    exists K1 K2, unimodular_cone P K1 /\ unimodular_cone P K2 /\ decomposed P K1 K2.

(*| lang-yang-2023/theorem-4.2 | literal | statement |*)
Definition LY_Theorem_4_2 : Prop :=
  forall P beta q,
    paramodular_problem P -> generalized_capacity P beta -> (implementable P q <-> condition_B P beta q).

(** *** Section 3.3 *)

(*| lang-yang-2023/section-3.3.unimodular-necessary | literal | statement |*)
Definition LY_unimodularity_is_necessary : Prop :=
  forall P beta,
    well_formed_problem P -> generalized_capacity P beta -> ~ preserves_total_unimodularity P ->
    ~ forall q, implementable P q <-> condition_A P beta q.
