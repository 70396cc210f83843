(** Numbered examples and remarks of LY that hold: Examples 2 to 5 and 7, and section 4, Remarks 1 (its second sentence) and 2. *)

From Allocation Require Export Proofs.LangYang.UnimodularCones Proofs.LangYang.Capacities Refutations.Deciding Claims.LangYangNumbered LangYang.

(** ** Example 2 *)

(*| lang-yang-2023/example-2 | optional courses only | proved |*)
Theorem LY_Example_2_optional_holds : LY_Example_2_optional.
Proof.
  split.
  - apply (bihierarchy_decided _ [[(0, 0); (0, 1); (0, 2)]; [(1, 0); (1, 1); (1, 2)]]%nat). vm_compute. reflexivity.
  - split; intros [|[|[|k]]] lt; simpl in lt; try lia; vm_compute; tauto.
Qed.

(** ** Example 3 *)

Definition crosses (G H : cell_set) : Prop := ~ (incl G H \/ incl H G \/ disjoint G H).

Lemma three_crossing_sets family A B C :
  In A family -> In B family -> In C family -> crosses A B -> crosses A C -> crosses B C -> ~ bihierarchy family.
Proof.
  intros inA inB inC ab ac bc (G1 & G2 & nested & nested' & union & _).
  apply union in inA, inB, inC.
  destruct inA as [a|a], inB as [b|b], inC as [c|c];
    first [apply ab, nested; assumption|apply ab, nested'; assumption|apply ac, nested; assumption|
           apply ac, nested'; assumption|apply bc, nested; assumption|apply bc, nested'; assumption].
Qed.

Lemma crosses_decided G H : hierarchy_b [G; H] = false -> crosses G H.
Proof.
  intros no nested.
  assert (yes : hierarchy_b [G; H] = true); [|congruence].
  assert (self : forall K, included cell_eqb K K = true) by (intros K; apply included_complete, incl_refl).
  assert (apart : forall U V, disjoint U V -> disjoint_b U V = true).
  { intros U V d. apply forallb_forall. intros c inc. destruct (member c V) eqn:E; [|reflexivity].
    apply member_iff in E. now destruct (d c inc). }
  unfold hierarchy_b. simpl. rewrite !self. simpl.
  destruct nested as [n|[n|n]].
  - rewrite (included_complete _ _ n), !orb_true_r. reflexivity.
  - rewrite (included_complete _ _ n), !orb_true_r. reflexivity.
  - rewrite (apart G H n), (apart H G), !orb_true_r; [reflexivity|]. intros c inH inG. exact (n c inG inH).
Qed.

(*| lang-yang-2023/example-3.adjacency | literal | proved |*)
Theorem LY_Example_3_adjacency_holds : LY_Example_3_adjacency.
Proof.
  split; [apply adjacency_decided; vm_compute; reflexivity|]. split.
  - apply (three_crossing_sets _ (edge_set (0, 3)) (edge_set (1, 3)) (edge_set (2, 3)))%nat;
      try (apply crosses_decided; vm_compute; reflexivity); vm_compute; tauto.
  - intros family inf. simpl in inf.
    destruct inf as [<-|[<-|[<-|[]]]]; (split; [apply (included_spec set_eqb set_eqb_spec)|apply hierarchy_decided]); vm_compute; reflexivity.
Qed.

(*| lang-yang-2023/example-3.bihierarchy | literal | proved |*)
Theorem LY_Example_3_bihierarchy_holds : LY_Example_3_bihierarchy.
Proof.
  split.
  - apply (bihierarchy_decided _ [[(2, 0); (3, 0); (4, 0)]]%nat). vm_compute. reflexivity.
  - intros E (_ & _ & exactly).
    assert (three : In [(0, 0); (1, 0); (2, 0)]%nat (sets example_3_bihierarchy)) by (vm_compute; tauto).
    apply exactly in three. destruct three as [(e & _ & H)|(c & _ & H)]; discriminate.
Qed.

(** ** Example 4 *)

(** A capacity by an outcome that attains it and a bound that follows from the quotas. *)
Lemma capacity_known P beta U V (y : pure_outcome) v :
  well_formed_problem P -> generalized_capacity P beta -> disjoint_pair P U V -> feasible_pure P y ->
  inject_Z (excess U V y) == v -> (forall x, satisfies_quotas P x -> amount x U - amount x V <= v) -> beta U V == v.
Proof.
  intros well capacity pair feasible value bound. apply Qle_antisym.
  - destruct (capacity_attained P beta U V capacity pair) as (x & inside & <-). apply bound. now apply lottery_satisfies_quotas.
  - rewrite <- value. unfold excess, Z.sub. rewrite inject_Z_plus, inject_Z_opp, !inject_total.
    apply (capacity_bounds P beta U V _ capacity pair). now apply pure_is_random.
Qed.

Definition feasible_pure_b (P : problem) (y : pure_outcome) : bool :=
  forallb (fun c => Z.leb 0 (y c)) (cells P) &&
  forallb (fun G => Z.leb (floor P G) (total y G) && Z.leb (total y G) (ceiling P G)) (sets P).

Lemma feasible_pure_decided P y : feasible_pure_b P y = true -> feasible_pure P y.
Proof.
  unfold feasible_pure_b. rewrite andb_true_iff, !forallb_forall. intros (nonneg & quotas). split.
  - intros c inc. now apply Z.leb_le, nonneg.
  - intros G inG. specialize (quotas G inG). rewrite andb_true_iff, !Z.leb_le in quotas. lia.
Qed.

Lemma pair_decided (P : problem) U V :
  inside set_eqb (subsets (cells P)) U && inside set_eqb (subsets (cells P)) V && disjoint_b U V = true -> disjoint_pair P U V.
Proof.
  rewrite !andb_true_iff. intros ((inU & inV) & apart). repeat split.
  - now apply (inside_spec set_eqb set_eqb_spec).
  - now apply (inside_spec set_eqb set_eqb_spec).
  - now apply disjoint_decided.
Qed.

(** One unit for each pair of the list. *)
Definition units (given : cell_set) : pure_outcome := fun c => if member c given then 1%Z else 0%Z.

Local Ltac quota inside G := pose proof (proj2 inside G ltac:(vm_compute; tauto)).
Local Ltac nonnegative inside c := pose proof (proj1 inside c ltac:(vm_compute; tauto)).

Local Ltac known well capacity y :=
  apply (capacity_known _ _ _ _ y _ well capacity);
    [apply pair_decided; vm_compute; reflexivity|apply feasible_pure_decided; vm_compute; reflexivity|vm_compute; reflexivity|].

Local Ltac amounts :=
  unfold amount in *; cbn -[Qplus Qminus Qmult Qopp Qle Qeq inject_Z] in *; unfold inject_Z in *; lra.

Lemma example_4_well_formed : well_formed_problem example_4.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/example-4 | literal | proved |*)
Theorem LY_Example_4_holds : LY_Example_4.
Proof.
  pose proof example_4_well_formed as well. split; [exact well|]. split; [|split].
  - split; intros [|[|k]] lt; simpl in lt; try lia; vm_compute; tauto.
  - apply (bihierarchy_decided _ [[(0, 0); (0, 1)]; [(1, 0); (1, 1)]]%nat). vm_compute. reflexivity.
  - intros beta capacity c G.
    assert (all : c G == 2).
    { known well capacity (units [(0, 0); (1, 1)]%nat). intros x inside.
      quota inside [(0, 0)]%nat. quota inside [(0, 1); (1, 1)]%nat. amounts. }
    assert (row : c [(0, 0); (0, 1)]%nat == 1).
    { known well capacity (units [(0, 0)]%nat). intros x inside. quota inside [(0, 0); (0, 1)]%nat. amounts. }
    assert (column : c [(0, 1); (1, 1)]%nat == 1).
    { known well capacity (units [(0, 1)]%nat). intros x inside. quota inside [(0, 1); (1, 1)]%nat. amounts. }
    assert (pair : c [(0, 1)]%nat == 1).
    { known well capacity (units [(0, 1)]%nat). intros x inside. quota inside [(0, 1)]%nat. amounts. }
    assert (not_submodular : ~ submodular_quotas example_4 c).
    { intros sub. specialize (sub [(0, 0); (0, 1)]%nat [(0, 1); (1, 1)]%nat ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
      change (c [(0, 1)]%nat + c G <= c [(0, 0); (0, 1)]%nat + c [(0, 1); (1, 1)]%nat) in sub. lra. }
    split; [exact all|]. split; [lra|]. split; [lra|]. split; [exact not_submodular|]. split.
    + intros (sub & _). exact (not_submodular sub).
    + intros (sub & _).
      specialize (sub [(0, 0); (0, 1)]%nat [(0, 1); (1, 1)]%nat ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
      vm_compute in sub. exact sub.
Qed.

(** ** Example 5 *)

Lemma permutation_decided {A : Type} (dec : decidable_names A) (l m : list A) :
  forallb (fun a => Nat.eqb (count_occ dec l a) (count_occ dec m a)) (l ++ m) = true -> Permutation l m.
Proof.
  rewrite forallb_forall. intros same. apply (Permutation_count_occ dec). intros a.
  destruct (in_dec dec a (l ++ m)) as [ina|out].
  - now apply Nat.eqb_eq, same.
  - rewrite in_app_iff in out. rewrite !(proj1 (count_occ_not_In dec _ a)) by tauto. reflexivity.
Qed.

(*| lang-yang-2023/example-5 | literal | proved |*)
Theorem LY_Example_5_holds : LY_Example_5.
Proof.
  split; [|split; [|split; [|split]]].
  - apply (permutation_decided (pair_dec cell_dec profile_dec)). vm_compute. reflexivity.
  - apply (permutation_decided coordinate_dec). vm_compute. reflexivity.
  - apply (permutation_decided (pair_dec set_dec profile_dec)). vm_compute. reflexivity.
  - vm_compute. reflexivity.
  - vm_compute. reflexivity.
Qed.

(** ** Section 4, Remark 1: x = y, x <= 1 and x <= 2 *)

Definition two_bounds : polyhedron := {|
  hidden := 1; shown := 1; equations := 1; bounds := 2;
  A1 := fun _ _ => 1; B1 := fun _ _ => -(1); b1 := fun _ => 0;
  A2 := fun _ _ => 1; B2 := fun _ _ => 0; b2 := fun i => if Nat.eqb i 0 then 1 else 2
|}.

(** The ray of the bound with the number i. *)
Definition bound_ray (i : nat) (column : multiplier) : Q :=
  match column with Multiplier_f _ => -(1) | Multiplier_g k => indicator (Nat.eqb i k) end.

Local Ltac written_out :=
  unfold value, combined, bound_ray in *;
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq inject_Z] in *;
  unfold indicator, rational, inject_Z in *;
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq] in *.

Lemma bound_ray_extreme i k : (i, k) = (0, 1)%nat \/ (i, k) = (1, 0)%nat -> ray_of two_bounds (bound_ray i).
Proof.
  intros cases.
  assert (zero : bound_ray i (Multiplier_g k) == 0) by (destruct cases as [E|E]; injection E as -> ->; reflexivity).
  assert (one : bound_ray i (Multiplier_g 0) + bound_ray i (Multiplier_g 1) == 1)
    by (destruct cases as [E|E]; injection E as -> ->; reflexivity).
  assert (small : (k < 2)%nat) by (destruct cases as [E|E]; injection E as -> ->; lia).
  split; [|split].
  - split.
    + intros e lt. simpl in lt. assert (e = 0%nat) as -> by lia. unfold combined. cbn [seq equations bounds two_bounds A1 A2 sum].
      change (bound_ray i (Multiplier_f 0)) with (-(1)). lra.
    + intros n _. simpl. destruct (Nat.eqb i n); simpl; lra.
  - intros all. specialize (all (Multiplier_f 0) ltac:(simpl; tauto)). vm_compute in all. discriminate.
  - exists [Vanishes 0; Not_negative k]. split; [|split; [|split; [|split]]].
    + repeat constructor; simpl; intuition discriminate.
    + intros row inrow. simpl in inrow. destruct inrow as [<-|[<-|[]]]; [simpl; tauto|].
      apply in_or_app. right. apply in_map, in_seq. simpl. lia.
    + intros row inrow. destruct inrow as [<-|[<-|[]]].
      * unfold value. cbn [multipliers seq equations bounds two_bounds map app sum multiplier_matrix A1 A2].
        change (bound_ray i (Multiplier_f 0)) with (-(1)). lra.
      * destruct cases as [E|E]; injection E as -> ->; vm_compute; reflexivity.
    + intros coefficient vanish row inrow.
      pose proof (vanish (Multiplier_f 0) ltac:(simpl; tauto)) as f.
      pose proof (vanish (Multiplier_g k) ltac:(apply in_or_app; right; apply in_map, in_seq; simpl; lia)) as g.
      cbn [sum multiplier_matrix two_bounds A1 A2] in f, g. rewrite Nat.eqb_refl in g. unfold indicator in g.
      destruct inrow as [<-|[<-|[]]]; lra.
    + reflexivity.
Qed.

(*| lang-yang-2023/section-4.remark-1.redundant | literal | proved |*)
Theorem LY_extreme_rays_may_be_redundant_holds : LY_extreme_rays_may_be_redundant.
Proof.
  exists two_bounds, (bound_ray 1). split; [|split].
  - intros x vanish.
    pose proof (vanish (Vanishes 0) ltac:(simpl; tauto)) as f. pose proof (vanish (Not_negative 0) ltac:(simpl; tauto)) as g0.
    pose proof (vanish (Not_negative 1) ltac:(simpl; tauto)) as g1. written_out.
    intros c inc. destruct inc as [<-|[<-|[<-|[]]]]; lra.
  - apply (bound_ray_extreme 1 0). now right.
  - intros y each. specialize (each (bound_ray 0) (bound_ray_extreme 0 1 (or_introl eq_refl))).
    assert (differ : ~ positive_multiple (multipliers two_bounds) (bound_ray 0) (bound_ray 1)).
    { intros (scale & positive & same). specialize (same (Multiplier_g 0) ltac:(simpl; tauto)). written_out. lra. }
    specialize (each differ). unfold projected_inequality in *. written_out. lra.
Qed.

(** ** Section 4, Remark 2 *)

Definition multiplier_cone_b (region : polyhedron) (z : multiplier -> Q) : bool :=
  forallb (fun k => Qeq_bool (combined region z (fun i => A1 region i k) (fun i => A2 region i k)) 0) (seq 0 (hidden region)) &&
  forallb (fun i => Qle_bool 0 (z (Multiplier_g i))) (seq 0 (bounds region)).

Lemma multiplier_cone_b_iff region z : multiplier_cone_b region z = true <-> multiplier_cone region z.
Proof.
  unfold multiplier_cone_b, multiplier_cone. rewrite andb_true_iff, !forallb_forall.
  split; intros (equal & nonneg); split; intros k H.
  - apply Qeq_bool_iff, equal, in_seq. lia.
  - apply Qle_bool_iff, nonneg, in_seq. lia.
  - apply Qeq_bool_iff, equal. apply in_seq in H. lia.
  - apply Qle_bool_iff, nonneg. apply in_seq in H. lia.
Qed.

Lemma multiplier_cone_same region x y : same_vector (multipliers region) x y -> multiplier_cone region x -> multiplier_cone region y.
Proof.
  intros same (equal & nonneg).
  assert (f : forall i, (i < equations region)%nat -> x (Multiplier_f i) == y (Multiplier_f i)).
  { intros i lt. apply same, in_or_app. left. apply in_map, in_seq. lia. }
  assert (g : forall i, (i < bounds region)%nat -> x (Multiplier_g i) == y (Multiplier_g i)).
  { intros i lt. apply same, in_or_app. right. apply in_map, in_seq. lia. }
  split.
  - intros k lt. rewrite <- (equal k lt). unfold combined. symmetry.
    apply Qplus_comp; apply sum_ext; intros i ini; apply in_seq in ini; [rewrite f by lia|rewrite g by lia]; reflexivity.
  - intros i lt. rewrite <- g by assumption. now apply nonneg.
Qed.

(** Every vector with entries -1, 0, 1 is one of the list. *)
Definition all_signs (region : polyhedron) : list (multiplier -> Q) :=
  map (fun p c => inject_Z (p c)) (sign_functions multiplier_dec (multipliers region)).

Lemma all_signs_complete region z :
  sign_vector (multipliers region) z <-> exists g, In g (all_signs region) /\ same_vector (multipliers region) z g.
Proof.
  split.
  - intros signs.
    set (p := fun c => if Qeq_bool (z c) 0 then 0%Z else if Qeq_bool (z c) 1 then 1%Z else (-1)%Z).
    assert (equal : same_vector (multipliers region) z (fun c => inject_Z (p c))).
    { intros c inc. unfold p. destruct (Qeq_bool (z c) 0) eqn:E0; [now apply Qeq_bool_iff in E0|].
      destruct (Qeq_bool (z c) 1) eqn:E1; [now apply Qeq_bool_iff in E1|].
      destruct (signs c inc) as [E|[E|E]]; [apply Qeq_bool_iff in E; congruence|apply Qeq_bool_iff in E; congruence|exact E]. }
    destruct (sign_functions_all multiplier_dec (multipliers region) p) as (s & ins & agree).
    { intros c _. unfold p. destruct (Qeq_bool (z c) 0), (Qeq_bool (z c) 1); lia. }
    exists (fun c => inject_Z (s c)). split; [now apply (in_map (fun p c => inject_Z (p c)))|].
    intros c inc. rewrite (agree c inc). now apply equal.
  - intros (g & ing & same) c inc. unfold all_signs in ing. apply in_map_iff in ing. destruct ing as (p & <- & inp).
    pose proof (sign_functions_small multiplier_dec (multipliers region) p inp c inc) as small. rewrite (same c inc).
    assert (cases : (p c = 0 \/ p c = 1 \/ p c = -1)%Z) by lia.
    destruct cases as [-> | [-> | ->]]; [now left|right; now left|right; now right].
Qed.

(*| lang-yang-2023/section-4.remark-2 | literal | proved |*)
Theorem LY_section_4_Remark_2_holds : LY_section_4_Remark_2.
Proof.
  intros region M entries unimodular. exists (filter (multiplier_cone_b region) (all_signs region)).
  assert (listed : forall z, (exists g, In g (filter (multiplier_cone_b region) (all_signs region)) /\
    same_vector (multipliers region) z g) <-> multiplier_cone region z /\ sign_vector (multipliers region) z).
  { intros z. split.
    - intros (g & ing & same). apply filter_In in ing. destruct ing as (ing & inside). apply multiplier_cone_b_iff in inside. split.
      + apply (multiplier_cone_same region g); [|assumption]. intros c inc. symmetry. now apply same.
      + apply all_signs_complete. now exists g.
    - intros (inside & signs). apply all_signs_complete in signs. destruct signs as (g & ing & same).
      exists g. split; [|assumption]. apply filter_In. split; [assumption|]. apply multiplier_cone_b_iff.
      now apply (multiplier_cone_same region z). }
  split; [|exact listed]. split.
  - intros g ing. apply filter_In in ing. now apply multiplier_cone_b_iff.
  - intros x inside. destruct (LY_Lemma_3_holds region M entries unimodular) as (G & (all_inside & conic) & signs).
    destruct (conic x inside) as (parts & each & same). clear inside. revert x same.
    induction parts as [|[k z] parts IH]; intros x same; [exists []; split; [intros ? ? []|exact same]|].
    destruct (IH (fun w v inp => each w v (or_intror inp)) (fun c => sum parts (fun part => fst part * snd part c)))
      as (parts' & each' & same'); [intros c _; reflexivity|].
    destruct (each k z (or_introl eq_refl)) as (nonneg & inz).
    destruct (proj2 (listed z) (conj (all_inside z inz) (signs z inz))) as (g & ing & equal).
    exists ((k, g) :: parts'). split.
    + intros w v [E|inp]; [injection E as <- <-; now split|now apply each'].
    + intros c inc. rewrite (same c inc). cbn [sum fst snd]. specialize (same' c inc). cbv beta in same'.
      now rewrite same', (equal c inc).
Qed.

(** ** Example 7: one outcome attains all four capacities *)

Definition example_7_outcome : pure_outcome := units [(0, 1); (1, 0); (1, 2)]%nat.

(** The same outcome for all types. *)
Definition example_7_rule (lambda : profile -> Q) : interim_rule := fun i ti j =>
  sum (profiles_with (example_7 lambda) i ti) (fun t => inject_Z (example_7_outcome (i, j)) * belief (example_7 lambda) i t).

Section Example7.

Variables (lambda : profile -> Q) (beta : cell_set -> cell_set -> Q).
Let P : problem := example_7 lambda.
Hypotheses (well : well_formed_problem P) (capacity : generalized_capacity P beta).

Lemma example_7_feasible_outcome : feasible_pure P example_7_outcome.
Proof. apply feasible_pure_decided. vm_compute. reflexivity. Qed.

Lemma example_7_left_amounts q :
  weighted_amount P q example_7_plus - weighted_amount P q example_7_minus == example_7_left lambda q.
Proof.
  unfold weighted_amount.
  replace (filter (fun '(i, ti, j) => example_7_plus i ti j) (coordinates P))
    with [(0, 1, 1); (1, 0, 0); (1, 0, 1); (1, 0, 2)]%nat by reflexivity.
  replace (filter (fun '(i, ti, j) => example_7_minus i ti j) (coordinates P))
    with [(0, 0, 0); (0, 0, 1); (0, 0, 2); (1, 1, 1)]%nat by reflexivity.
  cbn [sum]. unfold example_7_left. fold P. ring.
Qed.

Lemma example_7_apart : disjoint_strategies P example_7_plus example_7_minus.
Proof.
  intros i ti j inc. change (coordinates P) with (coordinates (example_7 (fun _ => 0))) in inc. vm_compute in inc.
  repeat (destruct inc as [E|inc]; [injection E as <- <- <-; reflexivity|]). destruct inc.
Qed.

(** Table 3. *)
Lemma example_7_capacities t : In t (profiles P) ->
  beta (intersection P t example_7_plus) (intersection P t example_7_minus) ==
  inject_Z (excess (intersection P t example_7_plus) (intersection P t example_7_minus) example_7_outcome).
Proof.
  intros int. pose proof (intersection_pair P well t _ _ int example_7_apart) as pair.
  apply (capacity_known P _ _ _ example_7_outcome _ well capacity pair example_7_feasible_outcome); [reflexivity|].
  intros x inside. unfold excess.
  assert (rows : forall i, In i [0; 1]%nat -> 1 <= x (i, 0)%nat + x (i, 1)%nat + x (i, 2)%nat <= 2).
  { intros i ini. destruct ini as [<-|[<-|[]]].
    - quota inside [(0, 0); (0, 1); (0, 2)]%nat. amounts.
    - quota inside [(1, 0); (1, 1); (1, 2)]%nat. amounts. }
  pose proof (rows 0%nat ltac:(simpl; tauto)) as row0. pose proof (rows 1%nat ltac:(simpl; tauto)) as row1.
  quota inside [(0, 1)]%nat. quota inside [(1, 1)]%nat. nonnegative inside (1, 1)%nat.
  change (profiles P) with [[0; 0]; [0; 1]; [1; 0]; [1; 1]]%nat in int.
  destruct int as [<-|[<-|[<-|[<-|[]]]]]; unfold amount in *; cbn -[Qplus Qminus Qmult Qopp Qle Qeq] in *; unfold inject_Z in *; lra.
Qed.

Lemma example_7_right_amount :
  sum (profiles P) (fun t => lambda t * beta (intersection P t example_7_plus) (intersection P t example_7_minus))
    == example_7_right lambda.
Proof.
  rewrite (sum_ext _ _ (fun t => lambda t *
    inject_Z (excess (intersection P t example_7_plus) (intersection P t example_7_minus) example_7_outcome)))
    by (intros t int; now rewrite (example_7_capacities t int)).
  change (profiles P) with [[0; 0]; [0; 1]; [1; 0]; [1; 1]]%nat. unfold example_7_right.
  cbn -[Qplus Qminus Qmult Qopp Qeq]. unfold inject_Z. ring.
Qed.

Lemma example_7_reduced :
  reduced_form P (fun _ c => inject_Z (example_7_outcome c)) (example_7_rule lambda).
Proof. intros i ti j _. reflexivity. Qed.

Lemma example_7_attained : example_7_left lambda (example_7_rule lambda) == example_7_right lambda.
Proof.
  rewrite <- example_7_left_amounts, <- example_7_right_amount.
  rewrite !(weighted_amount_expected P well _ _ _ example_7_reduced), <- sum_minus. apply sum_ext. intros t int.
  rewrite (example_7_capacities t int). unfold excess, Z.sub. rewrite inject_Z_plus, inject_Z_opp, !inject_total.
  change (prior P t) with (lambda t). ring.
Qed.

End Example7.

(*| lang-yang-2023/example-7.table | literal | proved |*)
Theorem LY_Example_7_table_holds : LY_Example_7_table.
Proof.
  intros lambda beta P well capacity. split; [reflexivity|]. intros t plus minus v int.
  assert (inP : In t (profiles P)) by (change (profiles P) with (map fst (table_3 P)); exact (in_map fst _ _ int)).
  pose proof (example_7_capacities lambda beta well capacity t inP) as known. fold P in known.
  simpl in int. destruct int as [E|[E|[E|[E|[]]]]]; injection E as <- <- <- <-; (split; [reflexivity|]); (split; [reflexivity|]); exact known.
Qed.

(*| lang-yang-2023/example-7.inequality | literal | proved |*)
Theorem LY_Example_7_inequality_holds : LY_Example_7_inequality.
Proof.
  intros lambda beta P well capacity. split; [|split; [|split]].
  - intros q. apply example_7_left_amounts.
  - now apply example_7_right_amount.
  - intros q implement. rewrite <- example_7_left_amounts, <- (example_7_right_amount lambda beta well capacity).
    exact (LY_Proposition_1_holds P beta q well capacity implement _ _ (example_7_apart lambda)).
  - exists (example_7_rule lambda). split; [|now apply (example_7_attained lambda beta)].
    exists (fun _ c => inject_Z (example_7_outcome c)). split; [|apply example_7_reduced].
    intros t _. apply pure_is_random, example_7_feasible_outcome.
Qed.
