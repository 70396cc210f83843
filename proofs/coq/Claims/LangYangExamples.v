(** Examples of Lang and Yang (2023), and further remarks about payments, quotas and the compromise.  See [Claims.LangYang] for how
    to read them. *)

From Allocation Require Export Claims.LangYangRepairs.

(** ** Section 2.2 *)

(** Ceilings, [None] where there is none, and their sums and order. *)
Definition ceiling_sum (a b : option Z) : option Z :=
  match a, b with Some x, Some y => Some (x + y)%Z | _, _ => None end.

Definition ceiling_le (a b : option Z) : Prop :=
  match a, b with
  | _, None => True
  | None, Some _ => False
  | Some x, Some y => (x <= y)%Z
  end.

(** Definition 5 for floors and ceilings on all sets of pairs, of which some have no ceiling. *)
Definition paramodular_with_gaps (S : structure) (b : cell_set -> Z) (c : cell_set -> option Z) : Prop :=
  let pairs := subsets (cells S) in
  let both G H := filter (fun k => member k G && member k H) (cells S) in
  let either G H := filter (fun k => member k G || member k H) (cells S) in
  let minus G H := filter (fun k => member k G && negb (member k H)) (cells S) in
  (forall G H, In G pairs -> In H pairs ->
    ceiling_le (ceiling_sum (c (both G H)) (c (either G H))) (ceiling_sum (c G) (c H))) /\
  (forall G H, In G pairs -> In H pairs -> (b G + b H <= b (both G H) + b (either G H))%Z) /\
  (forall G H, In G pairs -> In H pairs ->
    ceiling_le (ceiling_sum (c (minus G H)) (Some (b H - b (minus H G))%Z)) (c G)).

(** A set without quotas of its own has floor 0 and no ceiling. *)
Definition floors_of (S : structure) (b : cell_set -> Z) (G : cell_set) : Z :=
  if existsb (set_eqb G) (sets S) then b G else 0%Z.

Definition ceilings_of (S : structure) (c : cell_set -> Z) (G : cell_set) : option Z :=
  if existsb (set_eqb G) (sets S) then Some (c G) else match G with [] => Some 0%Z | _ => None end.

(** Paramodularity has "hierarchies and matroids as special cases". *)
(*| lang-yang-2023/section-2.2.special-cases | literal | statement |*)
Definition LY_special_cases_without_ceilings : Prop :=
  (forall S b c, well_formed S -> hierarchy (sets S) -> (forall G, In G (sets S) -> (0 <= b G <= c G)%Z) ->
    paramodular_with_gaps S (floors_of S b) (ceilings_of S c)) /\
  (forall P, well_formed_problem P -> all_sets P -> matroid_rank P (ceiling P) -> no_floors P -> paramodular P).

(** ** Section 3.3 *)

(** Bounds G -> (b(G), c(G)) that feasible outcomes attain: -beta(empty set, G) and beta(G, empty set). *)
(*| lang-yang-2023/section-3.3.paramodular-necessary | bounds that are attained | statement |*)
Definition LY_attained_paramodularity_is_necessary : Prop :=
  forall P beta, well_formed_problem P -> generalized_capacity P beta ->
    ~ paramodular_quotas P (fun G => - beta [] G) (fun G => beta G []) ->
    ~ forall q, implementable P q <-> condition_B P beta q.

(** ** Section 4 *)

(*| lang-yang-2023/section-4.remark-3 | pointed and not {0} | statement |*)
Definition LY_Remark_3_pointed : Prop :=
  forall region (M : multiplier_row -> multiplier -> Z),
    (forall row column, In row (multiplier_rows region) -> In column (multipliers region) ->
      multiplier_matrix region row column == rational M row column) ->
    pointed (multipliers region) (multiplier_rows region) (multiplier_matrix region) ->
    (exists z, multiplier_cone region z /\ ~ zero_vector (multipliers region) z) ->
    ~ totally_unimodular (multiplier_rows region) (multipliers region) M ->
    exists z, extreme_ray (multipliers region) (multiplier_rows region) (multiplier_matrix region) (multiplier_cone region) z /\
      ~ exists signs, sign_vector (multipliers region) signs /\ positive_multiple (multipliers region) z signs.

(** ** Section 5.1: payments *)

(** The markets of several suppliers: (21) to (24). *)
Definition supplier_market (P : problem) : Prop :=
  well_formed_problem P /\ no_floors P /\
  (forall G, In G (sets P) <-> In G (supplier_sets (agents P) (objects P))) /\
  (forall c, In c (cells P) -> ceiling P [c] = 1%Z).

(** Payments by agent and type, with which nobody gains by another report. *)
Definition payments_fit (P : problem) (payoff : nat -> nat -> nat -> Q) (q : interim_rule) (payment : nat -> nat -> Q) : Prop :=
  forall i ti ti', (i < agents P)%nat -> In ti (types_of P i) -> In ti' (types_of P i) ->
    sum (seq 0 (objects P)) (fun j => q i ti' j * payoff i ti j) - payment i ti'
      <= sum (seq 0 (objects P)) (fun j => q i ti j * payoff i ti j) - payment i ti.

(** "It can be shown that our model satisfies the sufficient conditions identified in the literature" for revenue equivalence: the
    payments are given up to a constant for each agent. *)
(*| lang-yang-2023/section-5.1.revenue-equivalence | literal | statement |*)
Definition LY_revenue_equivalence : Prop :=
  forall P payoff q payment payment',
    supplier_market P -> cardinal_types P payoff -> implementable P q ->
    payments_fit P payoff q payment -> payments_fit P payoff q payment' ->
    forall i, (i < agents P)%nat ->
      exists constant, forall ti, In ti (types_of P i) -> payment' i ti == payment i ti + constant.

(** ** Example 6: three agents and three objects, one unit for each *)

Definition lines (n m : nat) : list cell_set :=
  map (fun i => map (pair i) (seq 0 m)) (seq 0 n) ++ map (fun j => map (fun i => (i, j)) (seq 0 n)) (seq 0 m).

Definition example_6_sets : list cell_set := lines 3 3 ++ map (fun c => [c]) (list_prod (seq 0 3) (seq 0 3)).

Definition example_6 : problem := {|
  structure_of := {| agents := 3; objects := 3; types := [1; 1; 1]%nat; sets := example_6_sets |};
  prior := fun _ => 1; floor := fun _ => 0%Z; ceiling := fun G => match G with [] => 0%Z | _ => 1%Z end
|}.

Definition example_6_U : cell_set := [(0, 0); (0, 2); (1, 1)]%nat.

(** "P in G is a cover of U" with as few sets as possible. *)
Definition cover (P : problem) (U : cell_set) (family : list cell_set) : Prop :=
  incl family (sets P) /\ NoDup family /\ forall c, In c U -> exists G, In G family /\ In c G.

Definition minimum_cover (P : problem) (U : cell_set) (family : list cell_set) : Prop :=
  cover P U family /\ forall other, cover P U other -> (length family <= length other)%nat.

(** "Then beta(U) = 2.  The minimum covers are either {row i_1, row i_2} or {row i_1, column j_2}." *)
(*| lang-yang-2023/example-6 | literal | statement |*)
Definition LY_Example_6 : Prop :=
  is_capacity example_6 example_6_U [] 2 /\
  forall family, minimum_cover example_6 example_6_U family <->
    (NoDup family /\ forall G, In G family <-> In G [map (pair 0) [0; 1; 2]; map (pair 1) [0; 1; 2]]%nat) \/
    (NoDup family /\ forall G, In G family <-> In G [map (pair 0) [0; 1; 2]; map (fun i => (i, 1)) [0; 1; 2]]%nat).

(** ** Section 5.6 *)

(** The columns (a, t) in which a row of B, and one of C, has ones. *)
Definition support_of_B (alternatives : list nat) (first : bool) (a k : nat) : list (nat * (nat * nat)) :=
  filter (fun column => Nat.eqb (fst column) a && Nat.eqb (if first then fst (snd column) else snd (snd column)) k)
    (compromise_rows alternatives 2 2).

Definition support_of_C (alternatives : list nat) (t : nat * nat) : list (nat * (nat * nat)) :=
  filter (fun column => pair_eqb (snd column) t) (compromise_rows alternatives 2 2).

Definition supports (alternatives : list nat) : list (list (nat * (nat * nat))) :=
  flat_map (fun a => map (support_of_B alternatives true a) [0; 1] ++ map (support_of_B alternatives false a) [0; 1])%nat alternatives ++
  map (support_of_C alternatives) (type_profiles 2 2).

(** Definition 2, for any sets. *)
Definition laminar {Element : Type} (family : list (list Element)) : Prop :=
  forall G G', In G family -> In G' family -> incl G G' \/ incl G' G \/ (forall e, In e G -> ~ In e G').

(** The family is the union of so many laminar ones. *)
Definition union_of_laminars {Element : Type} (n : nat) (family : list (list Element)) : Prop :=
  exists parts, length parts = n /\ Forall laminar parts /\ forall G, In G family <-> exists part, In part parts /\ In G part.

Definition three_laminars (alternatives : list nat) : Prop :=
  union_of_laminars 3 (supports alternatives) /\ ~ union_of_laminars 2 (supports alternatives) /\
  totally_unimodular (compromise_rows alternatives 2 2) (compromise_columns alternatives 2 2) compromise_matrix.

(** "While M(W) does not form two laminars (it contains three laminars), the constraint matrix remains totally unimodular." *)
(*| lang-yang-2023/section-5.6.three-laminars | literal | statement |*)
Definition LY_three_laminars : Prop := three_laminars two_alternatives.

(*| lang-yang-2023/section-5.6.three-laminars | a0 as well | statement |*)
Definition LY_three_laminars_a0 : Prop := three_laminars three_alternatives.

(** ** Example 7: two students and three optional courses *)

(** 1 <= x(i, O) <= 2, 1 <= x(N, o) <= 2, 0 <= x <= 1 *)
Definition example_7_feasible (x : random_outcome) : Prop :=
  (forall i, In i [0; 1]%nat -> 1 <= amount x (map (pair i) [0; 1; 2]%nat) <= 2) /\
  (forall o, In o [0; 1; 2]%nat -> 1 <= amount x (map (fun i => (i, o)) [0; 1]%nat) <= 2) /\
  (forall c, In c (list_prod [0; 1] [0; 1; 2])%nat -> 0 <= x c <= 1).

Definition example_7_value (x : random_outcome) : Q :=
  amount x (map (pair 1) [0; 1; 2])%nat - amount x (map (pair 0) [0; 1; 2])%nat.

(** "An optimal solution is given by x*(i_1, o_1) = x*(i_2, o_1) = x*(i_2, o_3) = 1, and 0 otherwise.  At x* the floor constraint
    for i_1 and the ceiling constraint for i_2, and the floor constraints for all optional courses are all binding." *)
(*| lang-yang-2023/example-7.solution | literal | statement |*)
Definition LY_Example_7_solution : Prop :=
  let x : random_outcome := fun c => if member c [(0, 0); (1, 0); (1, 2)]%nat then 1 else 0 in
  example_7_feasible x /\ (forall y, example_7_feasible y -> example_7_value y <= example_7_value x) /\
  amount x (map (pair 0) [0; 1; 2])%nat == 1 /\ amount x (map (pair 1) [0; 1; 2])%nat == 2 /\
  forall o, In o [0; 1; 2]%nat -> amount x (map (fun i => (i, o)) [0; 1]%nat) == 1.

(*| lang-yang-2023/example-7.solution | o2 for o1 | statement |*)
Definition LY_Example_7_solution_mended : Prop :=
  let x : random_outcome := fun c => if member c [(0, 1); (1, 0); (1, 2)]%nat then 1 else 0 in
  example_7_feasible x /\ (forall y, example_7_feasible y -> example_7_value y <= example_7_value x) /\
  amount x (map (pair 0) [0; 1; 2])%nat == 1 /\ amount x (map (pair 1) [0; 1; 2])%nat == 2 /\
  forall o, In o [0; 1; 2]%nat -> amount x (map (fun i => (i, o)) [0; 1]%nat) == 1.
