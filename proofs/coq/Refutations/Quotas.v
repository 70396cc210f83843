(** What LY say of quotas and of classes of structures in passing: the claims of sections 2 and 3.3 that are false. *)

From Allocation Require Export
  Refutations.Markets Refutations.Unimodularity Refutations.Chains Claims.LangYangExamples LangYang.

(** ** Problems in which nothing can be given to anybody *)

Section OnlyZero.

Variable P : problem.
Hypothesis well : well_formed_problem P.
Hypothesis only : forallb (forallb (Z.eqb 0)) (outcomes P) = true.

Lemma pure_zero y c : feasible_pure P y -> In c (cells P) -> y c = 0%Z.
Proof.
  intros feasible inc. pose proof (outcomes_complete P well y feasible) as iny.
  rewrite forallb_forall in only. specialize (only _ iny). rewrite forallb_forall in only.
  specialize (only (y c) (in_map y _ _ inc)). apply Z.eqb_eq in only. congruence.
Qed.

Lemma random_zero x c : feasible_random P x -> In c (cells P) -> x c == 0.
Proof.
  intros (lottery & each & _ & equal) inc. rewrite (equal c inc). apply sum_zero. intros [w y] inl. simpl.
  destruct (each w y inl) as (_ & feasible). rewrite (pure_zero y c feasible inc). apply Qmult_0_r.
Qed.

Lemma amount_zero x G : feasible_random P x -> In G (subsets (cells P)) -> amount x G == 0.
Proof.
  intros feasible inG. apply sum_zero. intros c inc. apply random_zero; [assumption|]. now apply (subsets_incl _ G).
Qed.

Lemma capacity_zero beta U V : generalized_capacity P beta -> disjoint_pair P U V -> beta U V == 0.
Proof.
  intros capacity pair. destruct (capacity_attained P beta U V capacity pair) as (x & feasible & <-).
  destruct pair as (inU & inV & _). rewrite !amount_zero by assumption. reflexivity.
Qed.

Definition one_coordinate (c : nat * nat * nat) : strategy := fun i ti j => coordinate_same c (i, ti, j).

Lemma weighted_one q i ti j :
  In (i, ti, j) (coordinates P) -> weighted_amount P q (one_coordinate (i, ti, j)) == q i ti j * marginal P i ti.
Proof.
  intros inc. unfold weighted_amount. rewrite sum_filter.
  rewrite (sum_ext _ _ (fun r => indicator (if coordinate_dec (i, ti, j) r then true else false) *
    (let '(k, tk, l) := r in q k tk l * marginal P k tk))).
  - apply (sum_one coordinate_dec (coordinates P) (i, ti, j) (fun r => let '(k, tk, l) := r in q k tk l * marginal P k tk));
      [apply coordinates_NoDup|assumption].
  - intros [[k tk] l] _. unfold one_coordinate.
    destruct (coordinate_dec (i, ti, j) (k, tk, l)) as [E|differ].
    + rewrite (proj2 (coordinate_same_spec _ _) E). reflexivity.
    + destruct (coordinate_same (i, ti, j) (k, tk, l)) eqn:E; [apply coordinate_same_spec in E; contradiction|reflexivity].
Qed.

(** Condition B describes the implementable rules: there is one, 0. *)
Theorem zero_is_described beta q : generalized_capacity P beta -> outcomes P <> [] -> condition_B P beta q -> implementable P q.
Proof.
  intros capacity some B.
  assert (zero : forall i ti j, In (i, ti, j) (coordinates P) -> q i ti j == 0).
  { intros i ti j inc. destruct (B (one_coordinate (i, ti, j))) as (below & above).
    rewrite weighted_one in below, above by assumption.
    rewrite sum_zero in below by (intros t int; rewrite (capacity_zero beta); [ring|assumption|];
      apply pair_lower, intersection_subset).
    rewrite sum_zero in above by (intros t int; rewrite (capacity_zero beta); [ring|assumption|];
      apply pair_upper, intersection_subset).
    pose proof (marginal_positive P well i ti j inc). nra. }
  destruct (best_attained (outcomes P) [] some) as (v & inv & _).
  exists (fun _ c => inject_Z (outcome_of P v c)). split.
  - intros t _. now apply outcome_feasible.
  - intros i ti j inc. rewrite (zero i ti j inc). symmetry. apply sum_zero. intros t int.
    assert (inc' : In (i, j) (cells P)) by (apply in_coordinates in inc; apply in_cells; lia).
    rewrite (pure_zero _ _ (outcomes_sound P well v inv) inc'). unfold inject_Z. ring.
Qed.

End OnlyZero.

(** Three agents on a triangle, all quotas 0. *)
Definition nothing_on_triangle : problem :=
  listed_problem 3 1 [1; 1; 1]%nat (uniform 1) (map (fun G => (G, (0, 0)%Z)) triangle_sets).

Lemma nothing_on_triangle_well_formed : well_formed_problem nothing_on_triangle.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/section-3.3.unimodular-necessary | literal | refuted | where all quotas are 0 |*)
Theorem LY_unimodularity_is_necessary_is_false : ~ LY_unimodularity_is_necessary.
Proof.
  intros claim. pose proof nothing_on_triangle_well_formed as well.
  assert (some : outcomes nothing_on_triangle <> []) by (apply nonempty_decided; vm_compute; reflexivity).
  pose proof (capacity_of_correct _ well some) as capacity.
  apply (claim _ _ well capacity).
  - apply three_sets_not_unimodular; try reflexivity. intros G inG. vm_compute in inG. vm_compute. tauto.
  - intros q. split; [now apply LY_Proposition_1_holds|]. intros A.
    apply (zero_is_described _ well) with (beta := capacity_of nothing_on_triangle); try assumption.
    + vm_compute. reflexivity.
    + now apply LY_condition_A_contains_B.
Qed.

(** ** Quotas on all sets of pairs of two agents *)

Definition on_two_agents (first second both : Z * Z) : problem :=
  listed_problem 2 1 [1; 1]%nat (uniform 1)
    [([], (0, 0)%Z); (agents_set [0%nat], first); (agents_set [1%nat], second); (agents_set [0; 1]%nat, both)].

(** Both together may get one unit, but each of them none. *)
Definition idle_unit : problem := on_two_agents (0, 0)%Z (0, 0)%Z (0, 1)%Z.

Lemma idle_unit_well_formed : well_formed_problem idle_unit.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

Lemma idle_unit_all_sets : all_sets idle_unit.
Proof. apply all_sets_decided. vm_compute. reflexivity. Qed.

Lemma idle_unit_outcomes : outcomes idle_unit <> [].
Proof. apply nonempty_decided. vm_compute. reflexivity. Qed.

Lemma idle_unit_only_zero : forallb (forallb (Z.eqb 0)) (outcomes idle_unit) = true.
Proof. vm_compute. reflexivity. Qed.

Lemma idle_unit_not_paramodular : ~ paramodular idle_unit.
Proof.
  intros (sub & _). specialize (sub (agents_set [0%nat]) (agents_set [1%nat]) ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
  vm_compute in sub. now apply sub.
Qed.

(*| lang-yang-2023/section-3.3.paramodular-necessary | literal | refuted | where nothing but 0 is feasible |*)
Theorem LY_paramodularity_is_necessary_is_false : ~ LY_paramodularity_is_necessary.
Proof.
  intros claim. pose proof idle_unit_well_formed as well.
  pose proof (capacity_of_correct _ well idle_unit_outcomes) as capacity.
  apply (claim _ _ well idle_unit_all_sets capacity idle_unit_not_paramodular).
  intros q. split; [now apply LY_Proposition_2_holds|].
  exact (zero_is_described _ well idle_unit_only_zero _ q capacity idle_unit_outcomes).
Qed.

(*| lang-yang-2023/section-2.4.single-good | literal | refuted | where nothing but 0 is feasible |*)
Theorem LY_single_good_is_false : ~ LY_single_good.
Proof.
  intros claim. pose proof (capacity_of_correct _ idle_unit_well_formed idle_unit_outcomes) as capacity.
  destruct (claim _ _ idle_unit_well_formed eq_refl idle_unit_all_sets capacity (agents_set [0; 1]%nat)
    ltac:(vm_compute; tauto)) as (E & _).
  vm_compute in E. discriminate.
Qed.

(** One agent may get nothing alone, and nothing with the other. *)
Definition late_unit : problem := on_two_agents (0, 0)%Z (0, 1)%Z (0, 0)%Z.

Lemma late_unit_described : quotas_describe_lotteries late_unit.
Proof.
  assert (well : well_formed_problem late_unit) by (apply well_formed_problem_decided; vm_compute; reflexivity).
  assert (zero : feasible_pure late_unit (fun _ => 0%Z)).
  { split; [intros; lia|]. intros G inG. simpl in inG. destruct inG as [<-|[<-|[<-|[<-|[]]]]]; vm_compute; split; discriminate. }
  intros x. split.
  - intros (nonneg & quotas). exists [(1, fun _ => 0%Z)]. split; [|split; [reflexivity|]].
    + intros w y [E|[]]. inversion E; subst. split; [lra|assumption].
    + pose proof (quotas (agents_set [0; 1]%nat) ltac:(vm_compute; tauto)) as (_ & none).
      pose proof (nonneg (0, 0)%nat ltac:(vm_compute; tauto)). pose proof (nonneg (1, 0)%nat ltac:(vm_compute; tauto)).
      unfold amount in none. cbn -[Qplus Qle] in none. unfold inject_Z in none.
      intros c inc. vm_compute in inc. destruct inc as [<-|[<-|[]]]; cbn -[Qplus Qmult]; unfold inject_Z; lra.
  - intros feasible. split.
    + intros c inc. rewrite (random_zero _ well) with (x := x); [lra|vm_compute; reflexivity|assumption|assumption].
    + intros G inG. rewrite (amount_zero _ well) with (x := x);
        [|vm_compute; reflexivity|assumption|vm_compute in inG; vm_compute; tauto].
      simpl in inG. destruct inG as [<-|[<-|[<-|[<-|[]]]]]; vm_compute; split; discriminate.
Qed.

(*| lang-yang-2023/section-2.support-contains | literal | refuted | where nothing but 0 is feasible |*)
Theorem LY_support_contains_quotas_is_false : ~ LY_support_contains_quotas.
Proof.
  intros claim.
  assert (well : well_formed_problem late_unit) by (apply well_formed_problem_decided; vm_compute; reflexivity).
  assert (some : outcomes late_unit <> []) by (apply nonempty_decided; vm_compute; reflexivity).
  destruct (claim _ _ well (capacity_of_correct _ well some) late_unit_described (agents_set [1%nat]) ltac:(vm_compute; tauto))
    as (E & _).
  vm_compute in E. discriminate.
Qed.

(** Both must get one unit together, but the second agent none; the floor is not that of [0, 1] minus the ceiling of [1]. *)
Definition both_served : problem := on_two_agents (0, 1)%Z (0, 1)%Z (2, 2)%Z.

(*| lang-yang-2023/section-2.2.special-cases | quotas on every set | refuted |*)
Theorem LY_special_cases_are_paramodular_is_false : ~ LY_special_cases_are_paramodular.
Proof.
  intros (hierarchies & _).
  assert (para : paramodular both_served).
  { apply hierarchies; [apply well_formed_problem_decided|apply all_sets_decided|apply hierarchy_decided];
      vm_compute; reflexivity. }
  destruct para as (_ & _ & compliant).
  specialize (compliant (agents_set [0%nat]) (agents_set [0; 1]%nat) ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
  vm_compute in compliant. now apply compliant.
Qed.

(** Where only the two single pairs have quotas, 0, their union has no ceiling. *)
(*| lang-yang-2023/section-2.2.special-cases | literal | refuted | a set without a quota has no ceiling |*)
Theorem LY_special_cases_without_ceilings_is_false : ~ LY_special_cases_without_ceilings.
Proof.
  intros (hierarchies & _).
  set (S := {| agents := 1; objects := 2; types := [1]%nat; sets := [[(0, 0)]; [(0, 1)]]%nat |}).
  destruct (hierarchies S (fun _ => 0%Z) (fun _ => 0%Z)) as (submodular & _).
  - apply well_formed_decided. vm_compute. reflexivity.
  - apply hierarchy_decided. vm_compute. reflexivity.
  - intros G _. lia.
  - specialize (submodular [(0, 0)]%nat [(0, 1)]%nat ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
    vm_compute in submodular. exact submodular.
Qed.

(** One agent who must get one unit: beta(empty set, G) is -1. *)
Definition one_served : problem := listed_problem 1 1 [1]%nat (uniform 1) [([], (0, 0)%Z); (agents_set [0%nat], (1, 1)%Z)].

(*| lang-yang-2023/section-2.2.capacities | literal | refuted |*)
Theorem LY_paramodular_capacities_is_false : ~ LY_paramodular_capacities.
Proof.
  intros claim.
  assert (well : well_formed_problem one_served) by (apply well_formed_problem_decided; vm_compute; reflexivity).
  assert (some : outcomes one_served <> []) by (apply nonempty_decided; vm_compute; reflexivity).
  assert (para : paramodular_problem one_served).
  { split; [exact well|]. split; [apply all_sets_decided|apply paramodular_decided]; vm_compute; reflexivity. }
  destruct (claim _ _ para (capacity_of_correct _ well some) (agents_set [0%nat]) ltac:(vm_compute; tauto)) as (_ & E).
  vm_compute in E. discriminate.
Qed.

(** ** Structures *)

(** Three agents, quotas 0 on all sets. *)
Definition nothing_at_all : problem :=
  listed_problem 3 1 [1; 1; 1]%nat (uniform 1) (map (fun members => (agents_set members, (0, 0)%Z)) (subsets [0; 1; 2]%nat)).

(*| lang-yang-2023/section-6.four-classes | paramodularity | refuted |*)
Theorem LY_paramodularity_does_not_ensure_unimodularity : ~ LY_paramodularity_ensures_unimodularity.
Proof.
  intros claim. apply (three_sets_not_unimodular nothing_at_all); try reflexivity.
  - intros G inG. vm_compute in inG. vm_compute. tauto.
  - apply claim. split; [apply well_formed_problem_decided; vm_compute; reflexivity|].
    split; [apply all_sets_decided|apply paramodular_decided]; vm_compute; reflexivity.
Qed.

(*| lang-yang-2023/corollary-2.two-objects | literal | refuted |*)
Theorem LY_Corollary_2_two_objects_is_false : ~ LY_Corollary_2_two_objects.
Proof.
  intros claim. apply three_by_two_not_unimodular. apply claim.
  - apply well_formed_decided. vm_compute. reflexivity.
  - apply rows_and_columns_decided. vm_compute. reflexivity.
  - reflexivity.
  - repeat constructor.
Qed.

(** Three sets of which each two cross do not fit into two hierarchies. *)
Definition crossing_b (G H : cell_set) : bool :=
  negb (included cell_eqb G H) && negb (included cell_eqb H G) && negb (disjoint_b G H).

Lemma crossing_decided G H : crossing_b G H = true -> cross G H.
Proof.
  unfold crossing_b. rewrite !andb_true_iff, !negb_true_iff. intros ((one & other) & meet). split; [|split].
  - intros inc. rewrite (included_complete G H inc) in one. discriminate.
  - intros inc. rewrite (included_complete H G inc) in other. discriminate.
  - intros apart. assert (disjoint_b G H = true); [|congruence]. apply forallb_forall. intros c inG.
    destruct (member c H) eqn:E; [|reflexivity]. apply member_iff in E. now destruct (apart c inG).
Qed.

Theorem three_crossing family G1 G2 G3 :
  In G1 family -> In G2 family -> In G3 family -> cross G1 G2 -> cross G1 G3 -> cross G2 G3 -> ~ bihierarchy family.
Proof.
  intros in1 in2 in3 c12 c13 c23 (F1 & F2 & h1 & h2 & all & _).
  assert (same : forall F G H, hierarchy F -> cross G H -> In G F -> In H F -> False).
  { intros F G H h (no1 & no2 & no3) inG inH. destruct (h G H inG inH) as [i|[i|i]]; contradiction. }
  apply all in in1, in2, in3.
  destruct in1 as [i1|i1], in2 as [i2|i2], in3 as [i3|i3]; eauto.
Qed.

(** Two agents and two objects: all rows, all columns and a diagonal. *)
Definition with_diagonal : structure := {|
  agents := 2; objects := 2; types := [1; 1]%nat;
  sets :=
    [[(0, 0); (0, 1)]; [(1, 0); (1, 1)]; [(0, 0); (1, 0)]; [(0, 1); (1, 1)]; [(0, 1); (1, 0)]] ++
    map (fun c => [c]) (list_prod [0; 1] [0; 1])
|}%nat.

(*| lang-yang-2023/section-2.1.canonical-is-bihierarchy | literal | refuted |*)
Theorem LY_canonical_is_bihierarchy_is_false : ~ LY_canonical_is_bihierarchy.
Proof.
  intros claim.
  apply (three_crossing (sets with_diagonal) [(0, 0); (0, 1)]%nat [(0, 0); (1, 0)]%nat [(0, 1); (1, 0)]%nat);
    try (vm_compute; tauto); try (apply crossing_decided; reflexivity).
  apply claim; [apply well_formed_decided; vm_compute; reflexivity|]. split.
  - intros i lt. assert (E : i = 0%nat \/ i = 1%nat) by (simpl in lt; lia). destruct E as [-> | ->]; vm_compute; tauto.
  - intros j lt. assert (E : j = 0%nat \/ j = 1%nat) by (simpl in lt; lia). destruct E as [-> | ->]; vm_compute; tauto.
Qed.

(** The row of a student without the compulsory course is a constraint set, the whole row is not. *)
(*| lang-yang-2023/example-2 | literal | refuted |*)
Theorem LY_Example_2_is_false : ~ LY_Example_2.
Proof.
  intros (_ & rows & _). specialize (rows 0%nat ltac:(simpl; lia)).
  apply (inside_spec set_eqb set_eqb_spec) in rows. vm_compute in rows. discriminate.
Qed.
