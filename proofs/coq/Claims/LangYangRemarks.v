(** What Lang and Yang (2023) say between their numbered statements, in the order of the paper.  See [Claims.LangYang] for how to
    read them. *)

From Allocation Require Export LangYangAppendix Claims.LangYangSection4 Claims.LangYangSection5.

(** ** Section 2 *)

(** P "also describes the original feasible set, since it contains inequalities of the constraint sets in G as a subset". *)
(*| lang-yang-2023/section-2.support-contains | literal | statement |*)
Definition LY_support_contains_quotas : Prop :=
  forall P beta, well_formed_problem P -> generalized_capacity P beta -> quotas_describe_lotteries P ->
    forall G, In G (sets P) -> beta G [] == inject_Z (ceiling P G) /\ beta [] G == - inject_Z (floor P G).

(*| lang-yang-2023/section-2.support-contains | at least as tight | statement |*)
Definition LY_support_is_as_tight : Prop :=
  forall P beta, well_formed_problem P -> generalized_capacity P beta -> quotas_describe_lotteries P ->
    forall G, In G (sets P) -> beta G [] <= inject_Z (ceiling P G) /\ beta [] G <= - inject_Z (floor P G).

(** "The canonical two-sided assignments are included as a special case." *)
(*| lang-yang-2023/section-2.1.canonical-is-bihierarchy | literal | statement |*)
Definition LY_canonical_is_bihierarchy : Prop :=
  forall S, well_formed S -> canonical_two_sided S -> bihierarchy (sets S).

(*| lang-yang-2023/section-2.1.canonical-is-bihierarchy | rows, columns and single cells only | statement |*)
Definition LY_rows_and_columns_are_bihierarchy : Prop :=
  forall S, well_formed S -> rows_and_columns_only S -> bihierarchy (sets S).

(** Example 2: two students, the compulsory course 0 and the optional courses 1, 2 and 3; one type each. *)
Definition course_structure : structure := {|
  agents := 2; objects := 4; types := [1; 1]%nat;
  sets :=
    map (fun i => map (pair i) [1; 2; 3]) [0; 1] ++
    map (fun j => [(0, j); (1, j)]) [0; 1; 2; 3] ++
    map (fun c => [c]) (list_prod [0; 1] [0; 1; 2; 3])
|}%nat.

(*| lang-yang-2023/example-2 | literal | statement |*)
Definition LY_Example_2 : Prop := bihierarchy (sets course_structure) /\ canonical_two_sided course_structure.

(** "If the pair (b, c) is paramodular, then the upper and lower bounds determined by beta coincide with (b, c)". *)
(*| lang-yang-2023/section-2.2.capacities | literal | statement |*)
Definition LY_paramodular_capacities : Prop :=
  forall P beta, paramodular_problem P -> generalized_capacity P beta ->
    forall G, In G (subsets (cells P)) -> beta G [] == inject_Z (ceiling P G) /\ beta [] G == inject_Z (floor P G).

(*| lang-yang-2023/section-2.2.capacities | beta({}, G) = -b(G), the numbers alone (Coq only) | statement |*)
Definition LY_paramodular_capacities_signed : Prop :=
  forall P beta, paramodular_problem P -> generalized_capacity P beta ->
    forall G, In G (subsets (cells P)) -> beta G [] == inject_Z (ceiling P G) /\ beta [] G == - inject_Z (floor P G).

(** The rank function of a matroid on the pairs. *)
Definition matroid_rank (P : problem) (f : cell_set -> Z) : Prop :=
  (forall G, In G (subsets (cells P)) -> (0 <= f G <= Z.of_nat (length G))%Z) /\
  (forall G H, In G (subsets (cells P)) -> In H (subsets (cells P)) -> incl G H -> (f G <= f H)%Z) /\
  submodular P f.

(** Paramodularity has "hierarchies and matroids as special cases", where the quotas are on all sets. *)
(*| lang-yang-2023/section-2.2.special-cases | quotas on every set | statement |*)
Definition LY_special_cases_are_paramodular : Prop :=
  (forall P, well_formed_problem P -> all_sets P -> hierarchy (sets P) -> paramodular P) /\
  (forall P, well_formed_problem P -> all_sets P -> matroid_rank P (ceiling P) -> no_floors P -> paramodular P).

(** "When there is a single type of good with multiple units, Condition (B) reduces to the characterization condition obtained by
    Che et al. (2013)", whose bounds are the quotas of the groups of agents. *)
(*| lang-yang-2023/section-2.4.single-good | literal | statement |*)
Definition LY_single_good : Prop :=
  forall P beta, well_formed_problem P -> objects P = 1%nat -> all_sets P -> generalized_capacity P beta ->
    forall G, In G (subsets (cells P)) -> beta G [] == inject_Z (ceiling P G) /\ - beta [] G == inject_Z (floor P G).

(*| lang-yang-2023/section-2.4.single-good | a paramodular pair | statement |*)
Definition LY_single_good_paramodular : Prop :=
  forall P beta, paramodular_problem P -> objects P = 1%nat -> generalized_capacity P beta ->
    forall G, In G (subsets (cells P)) -> beta G [] == inject_Z (ceiling P G) /\ - beta [] G == inject_Z (floor P G).

(** ** Section 3.3 *)

(** "If the capacities fail paramodularity, then their characterization (and Theorem 4 in our paper) does not describe the set of
    the feasible reduced forms." *)
(*| lang-yang-2023/section-3.3.paramodular-necessary | literal | statement |*)
Definition LY_paramodularity_is_necessary : Prop :=
  forall P beta, well_formed_problem P -> all_sets P -> generalized_capacity P beta -> ~ paramodular P ->
    ~ forall q, implementable P q <-> condition_B P beta q.

(** ** Section 4 *)

(** "If the constraint matrix of P is not totally unimodular, then there exists some extreme ray that is not {0, +-1}", up to
    scaling. *)
(*| lang-yang-2023/section-4.remark-3 | literal | statement |*)
Definition LY_Remark_3 : Prop :=
  forall region (M : multiplier_row -> multiplier -> Z),
    (forall row column, In row (multiplier_rows region) -> In column (multipliers region) ->
      multiplier_matrix region row column == rational M row column) ->
    ~ totally_unimodular (multiplier_rows region) (multipliers region) M ->
    exists z, extreme_ray (multipliers region) (multiplier_rows region) (multiplier_matrix region) (multiplier_cone region) z /\
      ~ exists signs, sign_vector (multipliers region) signs /\ positive_multiple (multipliers region) z signs.

(** "If (f, g, h) obtains a tightest bound in Lemma 1, then (f, g, h) is in W(C1, C2) for some pair of profiles of chains where C1
    and C2 have disjoint ground sets", at one type profile. *)
(*| lang-yang-2023/section-4.tightest-bound | literal | statement |*)
Definition LY_tightest_bounds_have_chains : Prop :=
  forall P f g h, paramodular_problem P -> dual_optimal P f g h ->
    chain (support P g) /\ chain (support P h) /\ disjoint_ground_sets (support P g) (support P h).

(*| lang-yang-2023/section-4.tightest-bound | for some g and h | statement |*)
Definition LY_some_tightest_bounds_have_chains : Prop :=
  forall P f, paramodular_problem P -> (exists g h, dual_optimal P f g h) ->
    exists g h, dual_optimal P f g h /\
      chain (support P g) /\ chain (support P h) /\ disjoint_ground_sets (support P g) (support P h).

(** "The cone W+(C1) is generated by extreme rays with 0, 1 entries. Similarly, W-(C2) is generated by extreme rays with 0, -1
    entries." *)
(*| lang-yang-2023/section-4.chain-rays | literal | statement |*)
Definition LY_chain_rays : Prop :=
  forall P C, well_formed_problem P -> all_sets P -> chain_profile P C ->
    (exists generators, generated (cone_columns P) (of_columns (W_plus P C)) generators /\
      forall z, In z generators -> ray_of_W_plus P C z /\ forall c, In c (cone_columns P) -> z c == 0 \/ z c == 1) /\
    (exists generators, generated (cone_columns P) (of_columns (W_minus P C)) generators /\
      forall z, In z generators -> ray_of_W_minus P C z /\ forall c, In c (cone_columns P) -> z c == 0 \/ z c == -(1)).

(** ** Section 5.5 *)

(** "These generators correspond to the equality constraint in the implementability condition", (30). *)
(*| lang-yang-2023/section-5.5.equality | literal | statement |*)
Definition LY_trade_equality : Prop :=
  forall B lambda buyer seller, well_formed_trade B -> trade_prior B lambda ->
    implementable_trade B lambda buyer seller -> equality_30 B lambda buyer seller.

(** f y <= g lambda, where y has the probabilities of having the object. *)
Definition trade_inequality (B : trade) (lambda : nat -> nat -> Q) (buyer seller : nat -> Q) (z : vector_of trade_column) : Prop :=
  sum (seq 0 (buyer_types B)) (fun s => z (Buyer_f s) * (buyer s * buyer_marginal B lambda s))
    + sum (seq 0 (seller_types B)) (fun t => z (Seller_f t) * ((1 - seller t) * seller_marginal B lambda t))
    <= sum (compatible B) (fun e => z (Trade_g e) * lambda (fst e) (snd e)).

(** "The projection cone reduces to W." *)
(*| lang-yang-2023/section-5.5.cone | literal | statement |*)
Definition LY_trade_cone : Prop :=
  forall B lambda buyer seller, well_formed_trade B -> trade_prior B lambda ->
    (implementable_trade B lambda buyer seller <->
     forall z, trade_cone B z -> trade_inequality B lambda buyer seller z).

(** "The next result gives a detailed characterization of the projection cone": the vectors of forms (1) to (3) generate W, and "the
    generators in condition (1) correspond to a basis of the linearity space". *)
Definition listed_in_Lemma_10 (B : trade) (z : vector_of trade_column) : Prop :=
  all_ones B z \/ one_f_is_minus_one B z \/ incidence_vector B z.

Definition forms_generate (B : trade) : Prop :=
  (forall z, trade_cone B z -> conic_combination (trade_columns B) (listed_in_Lemma_10 B) z) /\
  (forall z, (forall row, In row (trade_rows B) -> value (trade_columns B) (rational trade_matrix) z row == 0) ->
    exists scale, same_vector (trade_columns B) z (fun _ => scale)).

(*| lang-yang-2023/lemma-10.generating | literal | statement |*)
Definition LY_Lemma_10_generating : Prop := forall B, well_formed_trade B -> forms_generate B.

Definition no_type_without_partner (B : trade) : Prop :=
  (forall s, (s < buyer_types B)%nat -> exists t, In (s, t) (compatible B)) /\
  (forall t, (t < seller_types B)%nat -> exists s, In (s, t) (compatible B)).

(*| lang-yang-2023/lemma-10.generating | no type without partner | statement |*)
Definition LY_Lemma_10_generating_partners : Prop :=
  forall B, well_formed_trade B -> no_type_without_partner B -> forms_generate B.

(*| lang-yang-2023/lemma-10.generating | connected graph | statement |*)
Definition LY_Lemma_10_generating_connected : Prop := forall B, well_formed_trade B -> connected B -> forms_generate B.

(** ** Section 5.6 *)

(*| lang-yang-2023/section-5.6.inequalities | literal | statement |*)
Definition LY_compromise_inequalities : Prop :=
  forall lambda Q1 Q2, compromise_prior 2 2 lambda ->
    (implementable_compromise 2 2 lambda Q1 Q2 <->
     equalities_33 2 2 lambda Q1 Q2 /\ inequalities_34 2 2 lambda Q1 Q2).

(*| lang-yang-2023/section-5.6.inequalities-any-types | literal | statement |*)
Definition LY_compromise_inequalities_any_types : Prop :=
  forall first second lambda Q1 Q2, compromise_prior first second lambda ->
    (implementable_compromise first second lambda Q1 Q2 <->
     equalities_33 first second lambda Q1 Q2 /\ inequalities_34 first second lambda Q1 Q2).

(** "The projection cone is given by W", with B and C on a_1 and a_2, of which a reduced form consists. *)
(*| lang-yang-2023/section-5.6.cone | literal | statement |*)
Definition LY_compromise_cone : Prop :=
  forall lambda Q1 Q2, compromise_prior 2 2 lambda ->
    (implementable_compromise 2 2 lambda Q1 Q2 <->
     forall z, compromise_cone 2 2 two_alternatives z -> compromise_inequality 2 2 lambda Q1 Q2 z).

(** The inequalities (33) and (34) are those of W. *)
(*| lang-yang-2023/section-5.6.from-cone | literal | statement |*)
Definition LY_compromise_from_cone : Prop :=
  forall lambda Q1 Q2, compromise_prior 2 2 lambda ->
    ((forall z, compromise_cone 2 2 two_alternatives z -> compromise_inequality 2 2 lambda Q1 Q2 z) <->
     equalities_33 2 2 lambda Q1 Q2 /\ inequalities_34 2 2 lambda Q1 Q2).
