(** Numbered examples and remarks of Lang and Yang (2023) that the other files of claims leave out: Examples 2 to 5 and 7, and the
    first two remarks of section 4; and remarks of sections 5.2, 5.6 and A.6.  See [Claims.LangYang] for how to read them. *)

From Coq Require Export Permutation.
From Allocation Require Export Claims.LangYangExamples.

(** ** Example 2: "the compulsory course can be treated separately" (Example 7) *)

Definition optional_courses (kinds : list nat) : structure := {|
  agents := 2; objects := 3; types := kinds; sets := lines 2 3 ++ map (fun c => [c]) (list_prod (seq 0 2) (seq 0 3))
|}.

(*| lang-yang-2023/example-2 | optional courses only | statement |*)
Definition LY_Example_2_optional : Prop :=
  bihierarchy (sets (optional_courses [1; 1]%nat)) /\ canonical_two_sided (optional_courses [1; 1]%nat).

(** ** Example 3: five agents, here 0 to 4, and many identical objects *)

(** The given sets of agents, and the single agents, "so G contains all singletons". *)
Definition five_agents (given : list (list nat)) : structure := {|
  agents := 5; objects := 1; types := [1; 1; 1; 1; 1]%nat;
  sets := map (fun i => [(i, 0%nat)]) (seq 0 5) ++ map (map (fun i => (i, 0%nat))) given
|}.

Definition example_3_edges : graph := [(0, 3); (0, 4); (1, 3); (1, 4); (2, 3); (2, 4)]%nat.

Definition example_3 : structure := five_agents (map (fun e => [fst e; snd e]) example_3_edges).

(** "Observe that G has the adjacency property but is not bihierarchical as it contains three distinctive hierarchies." *)
(*| lang-yang-2023/example-3.adjacency | literal | statement |*)
Definition LY_Example_3_adjacency : Prop :=
  adjacency example_3 example_3_edges /\
  ~ bihierarchy (sets example_3) /\
  forall family, In family (map (map edge_set) [[(0, 3); (1, 4)]; [(0, 4); (2, 3)]; [(1, 3); (2, 4)]]%nat) ->
    incl family (sets example_3) /\ hierarchy family.

(** "G' = {{1, 2}, {1, 2, 3}, {3, 4, 5}}" *)
Definition example_3_bihierarchy : structure := five_agents [[0; 1]; [0; 1; 2]; [2; 3; 4]]%nat.

(** "On the other hand, if we have the bihierarchical constraint structure G', this obviously does not satisfy the adjacency
    property." *)
(*| lang-yang-2023/example-3.bihierarchy | literal | statement |*)
Definition LY_Example_3_bihierarchy : Prop :=
  bihierarchy (sets example_3_bihierarchy) /\ forall E, ~ adjacency example_3_bihierarchy E.

(** ** Example 4: two buyers, two sellers, at most 1 in each row, column and pair *)

Definition two_by_two (kinds : list nat) : structure := {|
  agents := 2; objects := 2; types := kinds; sets := lines 2 2 ++ map (fun c => [c]) (list_prod (seq 0 2) (seq 0 2))
|}.

Definition example_4 : problem := {|
  structure_of := two_by_two [1; 1]%nat; prior := fun _ => 1;
  floor := fun _ => 0%Z; ceiling := fun G => match G with [] => 0%Z | _ => 1%Z end
|}.

(** The quotas of other sets than those of the structure are "the upper bound for G", beta(G, empty set); or there are none. *)
(*| lang-yang-2023/example-4 | literal | statement |*)
Definition LY_Example_4 : Prop :=
  well_formed_problem example_4 /\ canonical_two_sided example_4 /\ bihierarchy (sets example_4) /\
  forall beta, generalized_capacity example_4 beta ->
    let c G := beta G [] in
    let G := [(0, 0); (0, 1); (1, 1)]%nat in
    c G == 2 /\
    c [(0, 0); (0, 1)]%nat + c [(0, 1); (1, 1)]%nat == 2 /\ c G + c [(0, 1)]%nat == 3 /\
    ~ submodular_quotas example_4 c /\
    ~ paramodular_quotas example_4 (fun H => - beta [] H) c /\
    ~ paramodular_with_gaps example_4 (floors_of example_4 (floor example_4)) (ceilings_of example_4 (ceiling example_4)).

(** ** Example 5: the matrices B and C of Example 1 with two types each *)

Definition example_5 : structure := two_by_two [2; 2]%nat.

(** Columns by good, agent and profile; rows of B by good, agent and type; rows of C: those of agents, of goods, of pairs. *)
Definition example_5_columns : list (cell * profile) :=
  flat_map (fun j => flat_map (fun i => map (fun t => ((i, j), t)) (profiles example_5)) [0; 1])%nat [0; 1]%nat.

Definition example_5_rows_of_B : list (nat * nat * nat) :=
  flat_map (fun j => flat_map (fun i => map (fun ti => (i, ti, j)) [0; 1]) [0; 1])%nat [0; 1]%nat.

Definition example_5_rows_of_C : list (cell_set * profile) :=
  flat_map (fun G => map (pair G) (profiles example_5)) (lines 2 2) ++
  map (fun column => ([fst column], snd column)) example_5_columns.

(** [I I ... I] *)
Definition identities (size times : nat) : list (list Z) :=
  map (fun row => map (fun column => if Nat.eqb (Nat.modulo column size) row then 1%Z else 0%Z) (seq 0 (size * times))) (seq 0 size).

Definition blank (rows columns : nat) : list (list Z) := repeat (repeat 0%Z columns) rows.

Definition beside (left right : list (list Z)) : list (list Z) := map (fun rows => fst rows ++ snd rows) (combine left right).

(** B_1 = B_2, with "b_{k,l} = 1 if k = (i, t_i, j) and l = (i, j, t)", so the type of i in t is t_i. *)
Definition example_5_block : list (list Z) :=
  flat_map (fun i => map (fun ti => flat_map (fun i' =>
    map (fun t => if Nat.eqb i i' && Nat.eqb (type_of t i) ti then 1%Z else 0%Z) (profiles example_5)) [0; 1])
    [0; 1])%nat [0; 1]%nat.

(*| lang-yang-2023/example-5 | literal | statement |*)
Definition LY_Example_5 : Prop :=
  Permutation example_5_columns (cell_profiles example_5) /\
  Permutation example_5_rows_of_B (coordinates example_5) /\
  Permutation example_5_rows_of_C (set_profiles example_5) /\
  map (fun row => map (matrix_B row) example_5_columns) example_5_rows_of_B =
    beside example_5_block (blank 4 8) ++ beside (blank 4 8) example_5_block /\
  map (fun row => map (matrix_C row) example_5_columns) example_5_rows_of_C =
    identities 8 2 ++ beside (identities 4 2) (blank 4 8) ++ beside (blank 4 8) (identities 4 2) ++ identities 16 1.

(** ** Section 4: Remarks 1 and 2 *)

Definition ray_of (region : polyhedron) : vector_of multiplier -> Prop :=
  extreme_ray (multipliers region) (multiplier_rows region) (multiplier_matrix region) (multiplier_cone region).

(** A finite set that generates the cone, and does not without any one of its members. *)
Definition minimal_generators {Column : Type} (columns : list Column) (cone : vector_of Column -> Prop)
    (generators : list (vector_of Column)) : Prop :=
  generated columns cone generators /\
  forall before z after, generators = before ++ z :: after -> ~ generated columns cone (before ++ after).

(** "If P is pointed, the set of extreme rays provides a unique (up to positive scaling) minimal set of generators." *)
(*| lang-yang-2023/section-4.remark-1 | literal | statement |*)
Definition LY_section_4_Remark_1 : Prop :=
  forall region, pointed (multipliers region) (multiplier_rows region) (multiplier_matrix region) ->
    exists rays,
      minimal_generators (multipliers region) (multiplier_cone region) rays /\
      (forall z, In z rays -> ray_of region z) /\
      (forall z, ray_of region z -> exists r, In r rays /\ positive_multiple (multipliers region) z r) /\
      forall others, minimal_generators (multipliers region) (multiplier_cone region) others ->
        (forall z, In z others -> exists r, In r rays /\ positive_multiple (multipliers region) z r) /\
        (forall r, In r rays -> exists z, In z others /\ positive_multiple (multipliers region) r z).

(** "Certain extreme rays may be redundant": the inequality (16) of one follows from those of the others. *)
(*| lang-yang-2023/section-4.remark-1.redundant | literal | statement |*)
Definition LY_extreme_rays_may_be_redundant : Prop :=
  exists region z,
    pointed (multipliers region) (multiplier_rows region) (multiplier_matrix region) /\ ray_of region z /\
    forall y,
      (forall other, ray_of region other -> ~ positive_multiple (multipliers region) other z ->
        projected_inequality region other y) ->
      projected_inequality region z y.

(** "We can pick P^ to be all {0, +-1} vectors in P", where the matrix of P is totally unimodular (Lemma 3). *)
(*| lang-yang-2023/section-4.remark-2 | literal | statement |*)
Definition LY_section_4_Remark_2 : Prop :=
  forall region (M : multiplier_row -> multiplier -> Z),
    (forall row column, In row (multiplier_rows region) -> In column (multipliers region) ->
      multiplier_matrix region row column == rational M row column) ->
    totally_unimodular (multiplier_rows region) (multipliers region) M ->
    exists generators,
      generated (multipliers region) (multiplier_cone region) generators /\
      forall z, (exists g, In g generators /\ same_vector (multipliers region) z g) <->
        multiplier_cone region z /\ sign_vector (multipliers region) z.

(** ** Example 7: the implementability condition *)

(** The optional courses: 1 to 2 for each student, 1 to 2 students for each course, at most one unit for each pair. *)
Definition example_7 (lambda : profile -> Q) : problem := {|
  structure_of := optional_courses [2; 2]%nat;
  prior := lambda;
  floor := fun G => if Nat.leb (length G) 1 then 0%Z else 1%Z;
  ceiling := fun G => match G with [] => 0%Z | [_] => 1%Z | _ => 2%Z end
|}.

(** S+ and S-: the pairs (t_i, o) that are picked, t_i^k being type k - 1 of agent i - 1. *)
Definition picked (triples : list (nat * nat * nat)) : strategy := fun i ti j =>
  existsb (fun c => Nat.eqb (fst (fst c)) i && Nat.eqb (snd (fst c)) ti && Nat.eqb (snd c) j) triples.

Definition example_7_plus : strategy := picked [(0, 1, 1); (1, 0, 0); (1, 0, 1); (1, 0, 2)]%nat.
Definition example_7_minus : strategy := picked [(0, 0, 0); (0, 0, 1); (0, 0, 2); (1, 1, 1)]%nat.

(** Table 3: t, I(t, S+), I(t, S-), and beta in terms of quotas. *)
Definition table_3 (P : problem) : list (profile * (cell_set * cell_set * Z)) :=
  let row i := map (pair i) (seq 0 3) in
  let pair_1_2 := [(0, 1)]%nat in
  [([0; 0]%nat, (row 1%nat, row 0%nat, (ceiling P (row 1%nat) - floor P (row 0%nat))%Z));
   ([0; 1]%nat, ([], row 0%nat ++ [(1, 1)]%nat, (- floor P (row 0%nat))%Z));
   ([1; 0]%nat, (pair_1_2 ++ row 1%nat, [], (ceiling P pair_1_2 + ceiling P (row 1%nat))%Z));
   ([1; 1]%nat, (pair_1_2, [(1, 1)]%nat, ceiling P pair_1_2))].

(*| lang-yang-2023/example-7.table | literal | statement |*)
Definition LY_Example_7_table : Prop :=
  forall lambda beta, let P := example_7 lambda in
    well_formed_problem P -> generalized_capacity P beta ->
    map fst (table_3 P) = profiles P /\
    forall t plus minus v, In (t, (plus, minus, v)) (table_3 P) ->
      intersection P t example_7_plus = plus /\ intersection P t example_7_minus = minus /\ beta plus minus == inject_Z v.

(** The left side, with Q_{i,k}^j = Q_i(t_i^k, o_j) lambda_i(t_i^k), and the right side. *)
Definition example_7_left (lambda : profile -> Q) (q : interim_rule) : Q :=
  let Q_ i k j := (q i k j * marginal (example_7 lambda) i k)%Q in
  Q_ 0%nat 1%nat 1%nat + Q_ 1%nat 0%nat 0%nat + Q_ 1%nat 0%nat 1%nat + Q_ 1%nat 0%nat 2%nat
    - Q_ 0%nat 0%nat 0%nat - Q_ 0%nat 0%nat 1%nat - Q_ 0%nat 0%nat 2%nat - Q_ 1%nat 1%nat 1%nat.

Definition example_7_right (lambda : profile -> Q) : Q :=
  lambda [0; 0]%nat - lambda [0; 1]%nat + 3 * lambda [1; 0]%nat + lambda [1; 1]%nat.

(** "The corresponding implementability condition is given by" this inequality: it is Condition A's for S+ and S-.  All
    implementable rules satisfy it, some of them with equality. *)
(*| lang-yang-2023/example-7.inequality | literal | statement |*)
Definition LY_Example_7_inequality : Prop :=
  forall lambda beta, let P := example_7 lambda in
    well_formed_problem P -> generalized_capacity P beta ->
    (forall q, weighted_amount P q example_7_plus - weighted_amount P q example_7_minus == example_7_left lambda q) /\
    sum (profiles P) (fun t => lambda t * beta (intersection P t example_7_plus) (intersection P t example_7_minus))
      == example_7_right lambda /\
    (forall q, implementable P q -> example_7_left lambda q <= example_7_right lambda) /\
    exists q, implementable P q /\ example_7_left lambda q == example_7_right lambda.

(** ** Appendix A.6, before Lemma 12 *)

(*| lang-yang-2023/appendix.extreme-ray-maximal | x is not 0 | statement |*)
Definition LY_extreme_rays_are_maximal_nonzero : Prop :=
  forall rows n M x, pointed_cone rows n M -> row_cone rows n M x -> ~ zero_vector (seq 0 n) x ->
    (ray_of_cone rows n M x <-> maximally_active rows n M x).

(** ** Sections 5.2 and 5.6 *)

(** x >= 0 with all row and column sums at most 1. *)
Definition random_assignment (P : problem) (x : random_outcome) : Prop :=
  (forall c, In c (cells P) -> 0 <= x c) /\
  (forall i, (i < agents P)%nat -> amount x (filter (fun c => Nat.eqb (fst c) i) (cells P)) <= 1) /\
  (forall j, (j < objects P)%nat -> amount x (filter (fun c => Nat.eqb (snd c) j) (cells P)) <= 1).

(** The "support function representation": beta(U, empty set) is the greatest x(U) over the random assignments. *)
(*| lang-yang-2023/section-5.2.support | literal | statement |*)
Definition LY_support_representation : Prop :=
  forall P beta U, unit_assignment_market P -> generalized_capacity P beta -> In U (subsets (cells P)) ->
    (exists x, random_assignment P x /\ amount x U == beta U []) /\
    forall x, random_assignment P x -> amount x U <= beta U [].

(** "The above result implies that the projection cone is generated by {0, +-1} vectors." *)
(*| lang-yang-2023/section-5.6.generated | literal | statement |*)
Definition LY_compromise_cone_is_generated_by_signs : Prop :=
  exists generators,
    generated (compromise_columns two_alternatives 2 2) (compromise_cone 2 2 two_alternatives) generators /\
    forall z, In z generators -> sign_vector (compromise_columns two_alternatives 2 2) z.

(** s_i, p_j >= 0 with s_i + p_j >= chi^U_ij *)
Definition payoffs_and_prices (P : problem) (U : cell_set) (s p : nat -> Q) : Prop :=
  (forall i, (i < agents P)%nat -> 0 <= s i) /\ (forall j, (j < objects P)%nat -> 0 <= p j) /\
  (forall c, In c (cells P) -> indicator (member c U) <= s (fst c) + p (snd c)).

(** "By strong duality of linear programming", beta(U, empty set) is the least sum of payoffs and prices. *)
(*| lang-yang-2023/section-5.2.dual | literal | statement |*)
Definition LY_dual_representation : Prop :=
  forall P beta U, unit_assignment_market P -> generalized_capacity P beta -> In U (subsets (cells P)) ->
    let sum_of s p := sum (seq 0 (agents P)) s + sum (seq 0 (objects P)) p in
    (exists s p, payoffs_and_prices P U s p /\ sum_of s p == beta U []) /\
    forall s p, payoffs_and_prices P U s p -> beta U [] <= sum_of s p.
