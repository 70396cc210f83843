(** Section 4 of LY as printed: Lemma 5 (laminar supports on disjoint ground sets), Lemma 6 (quotas that are not weighted by
    the prior) and Lemma 7 (the extreme rays of W+ and W-) are false. *)

From Allocation Require Export
  Refutations.Enumerating Proofs.LangYang.ConicCharacterization Claims.LangYangSection4 LangYang.

(** Sums over given lists, written out. *)
Local Ltac written_out :=
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq inject_Z] in *;
  unfold indicator, rational, inject_Z, uniform, cell_set, profile, cell in *;
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq] in *.

Local Notation cell0 := (0, 0)%nat.
Local Notation cell1 := (1, 0)%nat.

(** ** Lemma 5: two agents, of whom the first and both together get nothing *)

Definition one_left : problem :=
  listed_problem 2 1 [1; 1]%nat (uniform 1)
    [([], (0, 0)%Z); ([cell0], (0, 0)%Z); ([cell1], (0, 1)%Z); ([cell0; cell1], (0, 0)%Z)].

Definition all_sets_b (P : problem) : bool := included set_eqb (subsets (cells P)) (sets P).

Lemma all_sets_decided P : all_sets_b P = true -> all_sets P.
Proof. intros H G inG. now apply (included_spec set_eqb set_eqb_spec _ _ H). Qed.

Lemma one_left_well_formed : well_formed_problem one_left.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

Lemma one_left_all_sets : all_sets one_left.
Proof. apply all_sets_decided. vm_compute. reflexivity. Qed.

(** With two pairs every family of sets is a hierarchy. *)
Lemma one_left_totally_dual_laminar : totally_dual_laminar one_left.
Proof.
  intros f (g & h & optimal). exists g, h. split; [exact optimal|].
  assert (all : hierarchy (all_subsets one_left)) by (apply hierarchy_decided; vm_compute; reflexivity).
  assert (sub : forall k, incl (support one_left k) (all_subsets one_left)) by (intros k G inG; now apply filter_In in inG).
  intros G G' inG inG'. apply in_app_iff in inG, inG'.
  apply all; [destruct inG as [i|i]|destruct inG' as [i|i]]; exact (sub _ _ i).
Qed.

(** f is 0 for the first agent and 1 for the second. *)
Definition second_agent : cell -> Q := fun c => if Nat.eqb (fst c) 1 then 1 else 0.

(** What (18) says here. *)
Lemma one_left_dual g h :
  dual_feasible one_left second_agent g h <->
  (0 <= g [cell0; cell1] /\ 0 <= h [cell0; cell1]) /\ (0 <= g [cell0] /\ 0 <= h [cell0]) /\
  (0 <= g [cell1] /\ 0 <= h [cell1]) /\ (0 <= g [] /\ 0 <= h []) /\
  (g [cell0; cell1] - h [cell0; cell1]) + (g [cell0] - h [cell0]) == 0 /\
  (g [cell0; cell1] - h [cell0; cell1]) + (g [cell1] - h [cell1]) == 1.
Proof.
  unfold dual_feasible. split.
  - intros (nonneg & equal).
    pose proof (equal cell0 ltac:(vm_compute; tauto)) as e0. pose proof (equal cell1 ltac:(vm_compute; tauto)) as e1.
    repeat (split; [apply nonneg; vm_compute; tauto|]). unfold second_agent in *. written_out. split; lra.
  - intros (n01 & n0 & n1 & n & e0 & e1). split.
    + intros U inU. vm_compute in inU. destruct inU as [<-|[<-|[<-|[<-|[]]]]]; assumption.
    + intros c inc. vm_compute in inc. destruct inc as [<-|[<-|[]]]; unfold second_agent; written_out; lra.
Qed.

Lemma one_left_value g h : dual_value one_left g h == g [cell1].
Proof. unfold dual_value. written_out. ring. Qed.

Definition best_g : cell_set -> Q := fun U => if set_eqb U [cell0; cell1] then 1 else 0.
Definition best_h : cell_set -> Q := fun U => if set_eqb U [cell0] then 1 else 0.

Lemma one_left_optimum : dual_optimal one_left second_agent best_g best_h.
Proof.
  split.
  - apply one_left_dual. unfold best_g, best_h. written_out. repeat split; lra.
  - intros g h feasible. apply one_left_dual in feasible. rewrite !one_left_value. unfold best_g. simpl. lra.
Qed.

Lemma in_support P g U : In U (all_subsets P) -> 0 < g U -> In U (support P g).
Proof.
  intros inU positive. apply filter_In. split; [assumption|].
  destruct (Qeq_bool (g U) 0) eqn:E; [|reflexivity]. apply Qeq_bool_iff in E. lra.
Qed.

(** Every optimum has both agents in its g, and a set with the first in its h. *)
Lemma one_left_supports g h :
  dual_optimal one_left second_agent g h -> ~ disjoint_ground_sets (support one_left g) (support one_left h).
Proof.
  intros (feasible & least) apart.
  specialize (least _ _ (proj1 one_left_optimum)). rewrite !one_left_value in least. unfold best_g in least. simpl in least.
  apply one_left_dual in feasible as (n01 & n0 & n1 & _ & e0 & e1).
  assert (in_g : In [cell0; cell1] (support one_left g)) by (apply in_support; [vm_compute; tauto|lra]).
  destruct (Qlt_le_dec 0 (h [cell0])) as [pos|neg].
  - assert (in_h : In [cell0] (support one_left h)) by (apply in_support; [vm_compute; tauto|lra]).
    apply (apart _ _ in_g in_h cell0); simpl; tauto.
  - assert (in_h : In [cell0; cell1] (support one_left h)) by (apply in_support; [vm_compute; tauto|lra]).
    apply (apart _ _ in_g in_h cell0); simpl; tauto.
Qed.

(*| lang-yang-2023/lemma-5 | laminar supports | refuted |*)
Theorem LY_Lemma_5_laminar_is_false : ~ LY_Lemma_5_laminar.
Proof.
  intros claim.
  destruct (claim one_left one_left_well_formed one_left_all_sets one_left_totally_dual_laminar second_agent)
    as (g & h & optimal & _ & _ & apart).
  - exists best_g, best_h. exact one_left_optimum.
  - exact (one_left_supports g h optimal apart).
Qed.

(*| lang-yang-2023/lemma-5 | literal | refuted |*)
Theorem LY_Lemma_5_is_false : ~ LY_Lemma_5.
Proof.
  intros claim.
  destruct (claim one_left one_left_well_formed one_left_all_sets one_left_totally_dual_laminar second_agent)
    as (g & h & optimal & _ & _ & apart).
  - exists best_g, best_h. exact one_left_optimum.
  - exact (one_left_supports g h optimal apart).
Qed.

(** ** Lemma 6: one agent of two equally likely types, who must get one unit *)

Definition must_get : problem := listed_problem 1 1 [2]%nat (uniform 2) [([], (0, 0)%Z); ([cell0], (1, 1)%Z)].

Definition always_one : interim_rule := fun _ _ _ => 1.

Lemma must_get_well_formed : well_formed_problem must_get.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

Definition submodular_b (P : problem) (f : cell_set -> Z) : bool :=
  forallb (fun G => forallb (fun H => Z.leb (f (meet P G H) + f (union P G H)) (f G + f H)) (subsets (cells P)))
    (subsets (cells P)).

Lemma submodular_decided P f : submodular_b P f = true -> submodular P f.
Proof.
  unfold submodular_b. rewrite forallb_forall. intros all G H inG inH.
  specialize (all G inG). rewrite forallb_forall in all. now apply Z.leb_le, all.
Qed.

Definition paramodular_b (P : problem) : bool :=
  submodular_b P (ceiling P) && submodular_b P (fun G => (- floor P G)%Z) &&
  forallb (fun G => forallb (fun H =>
    Z.leb (ceiling P (difference P G H) - floor P (difference P H G)) (ceiling P G - floor P H)) (subsets (cells P)))
    (subsets (cells P)).

Lemma paramodular_decided P : paramodular_b P = true -> paramodular P.
Proof.
  unfold paramodular_b. rewrite !andb_true_iff, forallb_forall. intros ((upper & lower) & compliant).
  split; [|split]; try now apply submodular_decided.
  intros G H inG inH. specialize (compliant G inG). rewrite forallb_forall in compliant. now apply Z.leb_le, compliant.
Qed.

Lemma must_get_paramodular : paramodular_problem must_get.
Proof.
  split; [exact must_get_well_formed|]. split; [apply all_sets_decided|apply paramodular_decided]; vm_compute; reflexivity.
Qed.

Lemma must_get_implementable : implementable must_get always_one.
Proof.
  exists (fun _ _ => 1). split.
  - intros t _. exists [(1, fun _ => 1%Z)]. split; [|split; [reflexivity|intros; reflexivity]].
    intros w y [E|[]]. inversion E; subst. split; [lra|]. split; [intros; lia|].
    intros G inG. simpl in inG. destruct inG as [<-|[<-|[]]]; vm_compute; split; discriminate.
  - intros i ti j inc. vm_compute in inc. destruct inc as [E|[E|[]]]; inversion E; subst; vm_compute; reflexivity.
Qed.

(** f is -1 and h of the agent's set is 1, at both types. *)
Lemma must_get_violates : ~ inequalities_20 must_get unweighted always_one.
Proof.
  intros all.
  specialize (all (fun _ => [[cell0]]) (fun _ => -(1)) (fun _ => 0)
    (fun row => if set_eqb (fst row) [cell0] then 1 else 0)).
  assert (bound : ~ sum (set_profiles must_get) (fun '(G, t) =>
      (if set_eqb G [cell0] then 1 else 0) * (inject_Z (floor must_get G) * unweighted t))
      <= - weighted_product must_get (fun _ => -(1)) always_one) by (vm_compute; congruence).
  apply bound, all; clear all bound.
  - intros t _. split; [intros G [<-|[]]; vm_compute; tauto|]. intros G G' [<-|[]] [<-|[]]. left. apply incl_refl.
  - split; [split; [|split]|split].
    + apply (projection_cone_iff must_get (proj1 must_get_well_formed)). split.
      * intros i j t inc int. vm_compute in inc, int. destruct inc as [E|[]], int as [<-|[<-|[]]]; inversion E; subst;
          vm_compute; reflexivity.
      * intros G t inG int. vm_compute in inG. destruct inG as [<-|[<-|[]]]; simpl; split; lra.
    + intros G t inn _. reflexivity.
    + intros G t inn out. vm_compute in inn.
      destruct inn as [E|[E|[E|[E|[]]]]]; inversion E; subst; simpl in *; try reflexivity; exfalso; apply out; now left.
    + intros row _. lra.
    + intros row _. reflexivity.
Qed.

(*| lang-yang-2023/lemma-6 | literal | refuted |*)
Theorem LY_Lemma_6_is_false : ~ LY_Lemma_6.
Proof.
  intros claim. destruct (claim must_get always_one must_get_paramodular) as (necessary & _).
  destruct (necessary must_get_implementable) as (_ & violated). exact (must_get_violates violated).
Qed.

(** ** Lemma 7: one agent with one type *)

Definition alone : problem := listed_problem 1 1 [1]%nat (uniform 1) [([], (0, 0)%Z); ([cell0], (0, 1)%Z)].

Lemma alone_well_formed : well_formed_problem alone.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

Lemma alone_all_sets : all_sets alone.
Proof. apply all_sets_decided. vm_compute. reflexivity. Qed.

(** For the empty S the vector is 0. *)
(*| lang-yang-2023/lemma-7.if | literal | refuted | by the empty S |*)
Theorem LY_Lemma_7_if_is_false : ~ LY_Lemma_7_if.
Proof.
  intros claim.
  destruct (claim alone (fun _ => []) nobody alone_well_formed alone_all_sets) as ((_ & nonzero & _) & _).
  - intros t _. split; [intros G []|intros G G' []].
  - apply nonzero. intros c inc. vm_compute in inc. repeat (destruct inc as [<-|inc]; [reflexivity|]). destruct inc.
Qed.

(** A chain may hold the empty set; then the vector that weighs it alone is an extreme ray, with f = 0. *)
Definition empty_set_ray : vector_of cone_column := fun c =>
  match c with Entry_g ([], _) => 1 | _ => 0 end.

Local Notation t0 := [0%nat].

Lemma empty_set_ray_extreme : ray_of_W_plus alone (fun _ => [[]; [cell0]]) empty_set_ray.
Proof.
  split; [|split].
  - split; [split; [|split]|split].
    + apply (projection_cone_iff alone (proj1 alone_well_formed)). split.
      * intros i j t inc int. vm_compute in inc, int. destruct inc as [E|[]], int as [<-|[]]. inversion E; subst.
        vm_compute. reflexivity.
      * intros G t inG _. vm_compute in inG. destruct inG as [<-|[<-|[]]]; simpl; split; lra.
    + intros G t inn out. vm_compute in inn.
      destruct inn as [E|[E|[]]]; inversion E; subst; exfalso; apply out; simpl; tauto.
    + intros G t _ _. reflexivity.
    + intros row _. simpl. lra.
    + intros row _. reflexivity.
  - intros zero. specialize (zero (Entry_g ([], t0)) ltac:(vm_compute; tauto)). simpl in zero. lra.
  - exists [Of_W (Equation (cell0, t0)); Of_W (Sign_g ([cell0], t0)); Of_W (Sign_h ([cell0], t0)); Of_W (Sign_h ([], t0))].
    split; [repeat constructor; simpl; intuition congruence|].
    split; [intros row inrow; vm_compute in inrow; vm_compute; intuition (subst; tauto)|].
    split; [intros row inrow; vm_compute in inrow; repeat (destruct inrow as [<-|inrow]; [vm_compute; reflexivity|]); destruct inrow|].
    split; [|reflexivity].
    intros k combines.
    pose proof (combines (Entry_f (0, 0, 0)%nat) ltac:(vm_compute; tauto)) as e1.
    pose proof (combines (Entry_g ([cell0], t0)) ltac:(vm_compute; tauto)) as e2.
    pose proof (combines (Entry_h ([cell0], t0)) ltac:(vm_compute; tauto)) as e3.
    pose proof (combines (Entry_h ([], t0)) ltac:(vm_compute; tauto)) as e4.
    clear combines. written_out.
    intros row inrow. destruct inrow as [<-|[<-|[<-|[<-|[]]]]]; lra.
Qed.

(*| lang-yang-2023/lemma-7.only-if | literal | refuted |*)
Theorem LY_Lemma_7_only_if_is_false : ~ LY_Lemma_7_only_if.
Proof.
  intros claim.
  destruct (claim alone (fun _ => [[]; [cell0]]) empty_set_ray alone_well_formed alone_all_sets) as (listed & _).
  - intros t _. split; [intros G [<-|[<-|[]]]; vm_compute; tauto|].
    intros G G' inG inG'. simpl in inG, inG'.
    destruct inG as [<-|[<-|[]]], inG' as [<-|[<-|[]]]; try (left; apply incl_nil_l); try (right; apply incl_nil_l);
      left; apply incl_refl.
  - destruct (listed empty_set_ray_extreme) as (S & scale & positive & same).
    pose proof (same (Entry_f (0, 0, 0)%nat) ltac:(vm_compute; tauto)) as f.
    pose proof (same (Entry_g ([], t0)) ltac:(vm_compute; tauto)) as g.
    cbn -[Qmult] in f, g. destruct (S 0 0 0)%nat; cbn -[Qmult] in f, g; lra.
Qed.
