(** The numbered statements of Lang and Yang (2023), continued: section 5 (Lemmas 8 to 11, Theorem 5, Corollaries 2 and 3,
    Proposition 3), what appendix A.11 adds (Lemma 14), and section 6.  See [Claims.LangYang] for how to read them. *)

From Allocation Require Export LangYangAppendix Claims.LangYang.

(*| lang-yang-2023/lemma-8 | literal | statement |*)
Definition LY_Lemma_8 : Prop := forall families models, bihierarchy (supplier_sets families models).

(** ** Section 5.2: assignment markets *)

(*| lang-yang-2023/theorem-5 | literal | statement |*)
Definition LY_Theorem_5 : Prop :=
  forall P beta q,
    well_formed_problem P -> generalized_capacity P beta -> no_floors P -> preserves_total_unimodularity P ->
    (implementable P q <-> nonnegative_rule P q /\ condition_25 P beta q).

(** All rows and columns are constraint sets, "with the constraints x >= 0" as floors. *)
Definition assignment_market (P : problem) : Prop :=
  well_formed_problem P /\ rows_and_columns_only P /\ no_floors P.

(*| lang-yang-2023/corollary-2 | literal | statement |*)
Definition LY_Corollary_2 : Prop :=
  forall P beta preference q,
    assignment_market P -> generalized_capacity P beta -> ordinal_types P preference ->
    (ordinally_incentive_compatible P preference q /\ implementable P q <->
     condition_25 P beta q /\ ordinally_incentive_compatible P preference q).

(*| lang-yang-2023/corollary-2 | nonnegative rules | statement |*)
Definition LY_Corollary_2_nonnegative : Prop :=
  forall P beta preference q,
    assignment_market P -> generalized_capacity P beta -> ordinal_types P preference ->
    (ordinally_incentive_compatible P preference q /\ implementable P q <->
     nonnegative_rule P q /\ condition_25 P beta q /\ ordinally_incentive_compatible P preference q).

(*| lang-yang-2023/corollary-2 | nonnegative rules, unimodular | statement |*)
Definition LY_Corollary_2_unimodular : Prop :=
  forall P beta preference q,
    assignment_market P -> generalized_capacity P beta -> ordinal_types P preference -> preserves_total_unimodularity P ->
    (ordinally_incentive_compatible P preference q /\ implementable P q <->
     nonnegative_rule P q /\ condition_25 P beta q /\ ordinally_incentive_compatible P preference q).

(** "When there are two types of objects each agent has a binary type set (i.e., T_i = A)": both preferences. *)
(*| lang-yang-2023/corollary-2.two-objects | literal | statement |*)
Definition LY_Corollary_2_two_objects : Prop :=
  forall S,
    well_formed S -> rows_and_columns_only S -> objects S = 2%nat -> Forall (fun k => k = 2%nat) (types S) ->
    preserves_total_unimodularity S.

(*| lang-yang-2023/corollary-3 | literal | statement |*)
Definition LY_Corollary_3 : Prop :=
  forall P beta payoff q,
    assignment_market P -> generalized_capacity P beta -> cardinal_types P payoff ->
    (incentive_compatible P payoff q /\ implementable P q <->
     condition_25 P beta q /\ incentive_compatible P payoff q).

(*| lang-yang-2023/corollary-3 | nonnegative rules | statement |*)
Definition LY_Corollary_3_nonnegative : Prop :=
  forall P beta payoff q,
    assignment_market P -> generalized_capacity P beta -> cardinal_types P payoff ->
    (incentive_compatible P payoff q /\ implementable P q <->
     nonnegative_rule P q /\ condition_25 P beta q /\ incentive_compatible P payoff q).

(*| lang-yang-2023/corollary-3 | nonnegative rules, unimodular | statement |*)
Definition LY_Corollary_3_unimodular : Prop :=
  forall P beta payoff q,
    assignment_market P -> generalized_capacity P beta -> cardinal_types P payoff -> preserves_total_unimodularity P ->
    (incentive_compatible P payoff q /\ implementable P q <->
     nonnegative_rule P q /\ condition_25 P beta q /\ incentive_compatible P payoff q).

(** ** Section 5.5: bilateral trade *)

(*| lang-yang-2023/lemma-9.non-pointed | literal | statement |*)
Definition LY_Lemma_9_non_pointed : Prop :=
  forall B, well_formed_trade B -> ~ pointed (trade_columns B) (trade_rows B) (rational trade_matrix).

(*| lang-yang-2023/lemma-9.unimodular | literal | statement |*)
Definition LY_Lemma_9_unimodular : Prop :=
  forall B, well_formed_trade B -> totally_unimodular (trade_rows B) (trade_columns B) trade_matrix.

(** A generator: a vector of some finite set that generates W, and no longer does so without it. *)
Definition generator_of_trade (B : trade) (z : vector_of trade_column) : Prop :=
  exists before after,
    generated (trade_columns B) (trade_cone B) (before ++ z :: after) /\
    ~ generated (trade_columns B) (trade_cone B) (before ++ after).

(** Conditions (1), (2) and (3) of the lemma. *)
Definition all_ones (B : trade) (z : vector_of trade_column) : Prop :=
  same_vector (trade_columns B) z (fun _ => 1) \/ same_vector (trade_columns B) z (fun _ => -(1)).

Definition one_f_is_minus_one (B : trade) (z : vector_of trade_column) : Prop :=
  (exists s, (s < buyer_types B)%nat /\
    same_vector (trade_columns B) z (fun c => match c with Buyer_f s' => - indicator (Nat.eqb s s') | _ => 0 end)) \/
  (exists t, (t < seller_types B)%nat /\
    same_vector (trade_columns B) z (fun c => match c with Seller_f t' => - indicator (Nat.eqb t t') | _ => 0 end)).

(** S_1 and S_2 are given as tests; a pair is in Gamma(S) if one of its types is in S. *)
Definition incidence_vector (B : trade) (z : vector_of trade_column) : Prop :=
  exists S1 S2 : nat -> bool,
    same_vector (trade_columns B) z (fun c =>
      match c with
      | Buyer_f s => indicator (S1 s)
      | Seller_f t => indicator (S2 t)
      | Trade_g e => indicator (S1 (fst e) || S2 (snd e))
      end).

(*| lang-yang-2023/lemma-10 | literal | statement |*)
Definition LY_Lemma_10 : Prop :=
  forall B z,
    well_formed_trade B -> generator_of_trade B z -> sign_vector (trade_columns B) z ->
    all_ones B z \/ one_f_is_minus_one B z \/ incidence_vector B z.

(*| lang-yang-2023/lemma-10 | connected graph | statement |*)
Definition LY_Lemma_10_connected : Prop :=
  forall B z,
    well_formed_trade B -> connected B -> generator_of_trade B z -> sign_vector (trade_columns B) z ->
    all_ones B z \/ one_f_is_minus_one B z \/ incidence_vector B z.

(*| lang-yang-2023/proposition-3 | literal | statement |*)
Definition LY_Proposition_3 : Prop :=
  forall B lambda buyer seller,
    well_formed_trade B -> trade_prior B lambda ->
    nonnegative_trade B buyer seller -> equality_30 B lambda buyer seller ->
    (implementable_trade B lambda buyer seller <->
     equality_31 B lambda buyer seller /\ inequalities_32 B lambda buyer seller).

(*| lang-yang-2023/proposition-3 | without (30) | statement |*)
Definition LY_Proposition_3_without_30 : Prop :=
  forall B lambda buyer seller,
    well_formed_trade B -> trade_prior B lambda ->
    (implementable_trade B lambda buyer seller <->
     equality_31 B lambda buyer seller /\ inequalities_32 B lambda buyer seller).

(** ** Section 5.6: compromise, with two types each *)

(*| lang-yang-2023/lemma-11.non-pointed | literal | statement |*)
Definition LY_Lemma_11_non_pointed : Prop :=
  ~ pointed (compromise_columns two_alternatives 2 2) (compromise_rows two_alternatives 2 2) (rational compromise_matrix).

(*| lang-yang-2023/lemma-11.non-pointed | a0 as well | statement |*)
Definition LY_Lemma_11_non_pointed_a0 : Prop :=
  ~ pointed (compromise_columns three_alternatives 2 2) (compromise_rows three_alternatives 2 2) (rational compromise_matrix).

(*| lang-yang-2023/lemma-11.unimodular | literal | statement |*)
Definition LY_Lemma_11_unimodular : Prop :=
  totally_unimodular (compromise_rows two_alternatives 2 2) (compromise_columns two_alternatives 2 2) compromise_matrix.

(*| lang-yang-2023/lemma-11.unimodular | a0 as well | statement |*)
Definition LY_Lemma_11_unimodular_a0 : Prop :=
  totally_unimodular (compromise_rows three_alternatives 2 2) (compromise_columns three_alternatives 2 2) compromise_matrix.

(** ** Appendix A.11 *)

(** The determinant of a matrix of rational numbers, as in [Determinants] for integers. *)
Fixpoint alternating_rational_sum (l : list Q) : Q :=
  match l with
  | [] => 0
  | a :: rest => a - alternating_rational_sum rest
  end.

Fixpoint rational_determinant (M : nat -> nat -> Q) (rows columns : list nat) : Q :=
  match rows with
  | [] => 1
  | row :: rest =>
      alternating_rational_sum
        (map (fun pick => M row (fst pick) * rational_determinant M rest (snd pick)) (picks columns))
  end.

Definition totally_unimodular_matrix (p q : nat) (M : nat -> nat -> Q) : Prop :=
  forall rows columns,
    NoDup rows -> incl rows (seq 0 p) -> NoDup columns -> incl columns (seq 0 q) -> length rows = length columns ->
    let d := rational_determinant M rows columns in d == 0 \/ d == 1 \/ d == -(1).

(** For every set of columns there is a partition into two whose sums differ by at most 1 in each row; [first] tells which
    columns are in Omega_1. *)
Definition equitably_divisible (p q : nat) (M : nat -> nat -> Q) : Prop :=
  forall columns, In columns (subsets (seq 0 q)) ->
    exists first : nat -> bool, forall i, (i < p)%nat ->
      Qabs (sum (filter first columns) (M i) - sum (filter (fun j => negb (first j)) columns) (M i)) <= 1.

(*| lang-yang-2023/lemma-14 | literal | statement |*)
Definition LY_Lemma_14 : Prop :=
  forall p q M, totally_unimodular_matrix p q M <-> equitably_divisible p q M.

(*| lang-yang-2023/lemma-14 | integer matrices | statement |*)
Definition LY_Lemma_14_integer : Prop :=
  forall p q (M : nat -> nat -> Z), totally_unimodular (seq 0 p) (seq 0 q) M <-> equitably_divisible p q (rational M).

(** ** Section 6 *)

(** "Four large classes of constraint structures: hierarchies, bihierarchies, adjacency, and paramodularity each can ensure
    total unimodularity." *)
(*| lang-yang-2023/section-6.four-classes | hierarchies | statement |*)
Definition LY_hierarchies_ensure_unimodularity : Prop :=
  forall S, well_formed S -> hierarchy (sets S) -> preserves_total_unimodularity S.

(*| lang-yang-2023/section-6.four-classes | bihierarchies | statement |*)
Definition LY_bihierarchies_ensure_unimodularity : Prop :=
  forall S, well_formed S -> bihierarchy (sets S) -> preserves_total_unimodularity S.

(*| lang-yang-2023/section-6.four-classes | adjacency | statement |*)
Definition LY_adjacency_ensures_unimodularity : Prop :=
  forall S E, well_formed S -> adjacency S E -> preserves_total_unimodularity S.

(*| lang-yang-2023/section-6.four-classes | paramodularity | statement |*)
Definition LY_paramodularity_ensures_unimodularity : Prop :=
  forall P, paramodular_problem P -> preserves_total_unimodularity P.

(*| lang-yang-2023/section-6.four-classes | literal | statement |*)
Definition LY_four_classes_ensure_unimodularity : Prop :=
  LY_hierarchies_ensure_unimodularity /\ LY_bihierarchies_ensure_unimodularity /\
  LY_adjacency_ensures_unimodularity /\ LY_paramodularity_ensures_unimodularity.
