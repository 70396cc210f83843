(** Examples and remarks of LY that are false as printed: Examples 6 and 7, revenue equivalence for finite types, Remark 3 for pointed
    cones, three laminars with all alternatives, and the necessity of paramodular bounds. *)

From Allocation Require Export Refutations.Quotas Refutations.Remarks Claims.LangYangExamples LangYang.

(** ** Remark 3: the cone {(0, 0, g) : g >= 0} *)

Definition half_line : polyhedron := {|
  hidden := 2; shown := 0; equations := 0; bounds := 3;
  A1 := fun _ _ => 0; B1 := fun _ _ => 0; b1 := fun _ => 0;
  A2 := fun i k => if Nat.eqb i 2 then 0 else if Nat.eqb i 1 && Nat.eqb k 1 then 1 else -(1); B2 := fun _ _ => 0; b2 := fun _ => 0
|}.

Definition half_line_matrix (row : multiplier_row) (column : multiplier) : Z :=
  match row, column with
  | Vanishes k, Multiplier_f _ => 0
  | Vanishes k, Multiplier_g i => if Nat.eqb i 2 then 0 else if Nat.eqb i 1 && Nat.eqb k 1 then 1 else -1
  | Not_negative i, Multiplier_g i' => if Nat.eqb i i' then 1 else 0
  | Not_negative _, Multiplier_f _ => 0
  end.

Local Ltac written_out :=
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq inject_Z] in *;
  unfold indicator, rational, inject_Z in *;
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq] in *.

Lemma half_line_cone z :
  multiplier_cone half_line z ->
  z (Multiplier_g 0) == 0 /\ z (Multiplier_g 1) == 0 /\ 0 <= z (Multiplier_g 2).
Proof.
  intros (equal & nonneg).
  pose proof (equal 0%nat ltac:(simpl; lia)) as e0. pose proof (equal 1%nat ltac:(simpl; lia)) as e1.
  pose proof (nonneg 2%nat ltac:(simpl; lia)). unfold combined in *. written_out. repeat split; lra.
Qed.

Definition half_line_ray : vector_of multiplier := fun c => match c with Multiplier_g 2 => 1 | _ => 0 end.

(*| lang-yang-2023/section-4.remark-3 | pointed and not {0} | refuted |*)
Theorem LY_Remark_3_pointed_is_false : ~ LY_Remark_3_pointed.
Proof.
  intros claim. destruct (claim half_line half_line_matrix) as (z & (inside & nonzero & _) & not_signs).
  - intros row column _ _. unfold rational. destruct row as [k|i], column as [j|j]; simpl; try reflexivity.
    + destruct (Nat.eqb j 2); [reflexivity|]. destruct (Nat.eqb j 1 && Nat.eqb k 1); reflexivity.
    + destruct (Nat.eqb i j); reflexivity.
  - intros x zero.
    pose proof (zero (Not_negative 0) ltac:(simpl; tauto)) as z0. pose proof (zero (Not_negative 1) ltac:(simpl; tauto)) as z1.
    pose proof (zero (Not_negative 2) ltac:(simpl; tauto)) as z2. unfold value in *. written_out.
    intros c inc. destruct inc as [<-|[<-|[<-|[]]]]; lra.
  - exists half_line_ray. split.
    + split; [intros k lt; destruct k as [|[|k]]; [vm_compute; reflexivity|vm_compute; reflexivity|simpl in lt; lia]|].
      intros i _. unfold half_line_ray. destruct i as [|[|[|i]]]; lra.
    + intros zero. specialize (zero (Multiplier_g 2) ltac:(simpl; tauto)). vm_compute in zero. discriminate.
  - intros unimodular.
    assert (d := unimodular [Vanishes 0; Vanishes 1] [Multiplier_g 0; Multiplier_g 1]). vm_compute in d.
    destruct d as [d|[d|d]]; try discriminate; try reflexivity;
      try (repeat constructor; simpl; intuition congruence); intros r inr; simpl in *; tauto.
  - destruct (half_line_cone z inside) as (z0 & z1 & z2). apply not_signs. exists half_line_ray. split.
    + intros c inc. simpl in inc. destruct inc as [<-|[<-|[<-|[]]]]; simpl; [left|left|right; left]; reflexivity.
    + exists (z (Multiplier_g 2)). split.
      * destruct (Qlt_le_dec 0 (z (Multiplier_g 2))) as [pos|neg]; [assumption|]. exfalso. apply nonzero.
        intros c inc. simpl in inc. destruct inc as [<-|[<-|[<-|[]]]]; lra.
      * intros c inc. simpl in inc. destruct inc as [<-|[<-|[<-|[]]]]; simpl; lra.
Qed.

(** ** Payments: one agent with the payoffs 0 and 1, who gets the object with the second type *)

Definition one_buyer : problem := listed_problem 1 1 [2]%nat (uniform 2) [([(0, 0)%nat], (0, 1)%Z)].

Definition served_if_high : interim_rule := fun _ ti _ => if Nat.eqb ti 1 then 1 else 0.

Definition zero_or_one (i ti j : nat) : Q := if Nat.eqb ti 1 then 1 else 0.

Lemma one_buyer_market : supplier_market one_buyer.
Proof.
  split; [apply well_formed_problem_decided; vm_compute; reflexivity|].
  split; [intros G _; simpl; unfold quota_of; simpl; destruct (set_eqb _ G); reflexivity|].
  split; [intros G; simpl; tauto|]. intros c inc. simpl in inc. destruct inc as [<-|[]]. reflexivity.
Qed.

Lemma served_if_high_implementable : implementable one_buyer served_if_high.
Proof.
  exists (fun t _ => if Nat.eqb (type_of t 0) 1 then 1 else 0). split.
  - intros t _. exists [(1, fun _ => if Nat.eqb (type_of t 0) 1 then 1%Z else 0%Z)].
    split; [|split; [reflexivity|]].
    + intros w y [E|[]]. inversion E; subst. split; [lra|].
      split; [intros c _; destruct (Nat.eqb (type_of t 0) 1); lia|].
      intros G inG. simpl in inG. destruct inG as [<-|[]]. simpl. destruct (Nat.eqb (type_of t 0) 1); simpl; lia.
    + intros c _. simpl. destruct (Nat.eqb (type_of t 0) 1); unfold inject_Z; ring.
  - intros i ti j inc. vm_compute in inc. destruct inc as [E|[E|[]]]; inversion E; subst; vm_compute; reflexivity.
Qed.

(** She may pay nothing, or 1 for the object. *)
Definition pays (price : Q) (i ti : nat) : Q := if Nat.eqb ti 1 then price else 0.

Lemma payments_of price : 0 <= price <= 1 -> payments_fit one_buyer zero_or_one served_if_high (pays price).
Proof.
  intros range i ti ti' _ inti inti'.
  assert (i = 0%nat \/ i <> 0%nat) as [->|other] by lia.
  - simpl in inti, inti'. unfold served_if_high, zero_or_one, pays.
    destruct inti as [<-|[<-|[]]], inti' as [<-|[<-|[]]]; cbn -[Qplus Qmult Qminus Qle]; lra.
  - exfalso. unfold types_of in inti. simpl in inti. destruct i as [|[|i]]; [congruence|destruct inti|destruct inti].
Qed.

(*| lang-yang-2023/section-5.1.revenue-equivalence | literal | refuted |*)
Theorem LY_revenue_equivalence_is_false : ~ LY_revenue_equivalence.
Proof.
  intros claim.
  destruct (claim one_buyer zero_or_one served_if_high (pays 0) (pays 1) one_buyer_market) with (i := 0%nat) as (constant & same).
  - apply cardinal_types_decided. vm_compute. reflexivity.
  - exact served_if_high_implementable.
  - apply payments_of. lra.
  - apply payments_of. lra.
  - simpl. lia.
  - pose proof (same 0%nat ltac:(simpl; tauto)) as low. pose proof (same 1%nat ltac:(simpl; tauto)) as high.
    unfold pays in *. simpl in low, high. lra.
Qed.

(** ** Example 6: the first row and the single cell (i_2, j_2) *)

Definition row_and_cell : list cell_set := [[(0, 0); (0, 1); (0, 2)]; [(1, 1)]]%nat.

Lemma no_single_cover : forallb (fun G => negb (included cell_eqb example_6_U G)) (sets example_6) = true.
Proof. vm_compute. reflexivity. Qed.

Lemma row_and_cell_minimum : minimum_cover example_6 example_6_U row_and_cell.
Proof.
  split.
  - split; [|split].
    + apply (included_spec set_eqb set_eqb_spec). vm_compute. reflexivity.
    + apply (distinct_spec set_eqb set_eqb_spec). vm_compute. reflexivity.
    + intros c inc. simpl in inc. destruct inc as [<-|[<-|[<-|[]]]].
      * exists [(0, 0); (0, 1); (0, 2)]%nat. simpl. tauto.
      * exists [(0, 0); (0, 1); (0, 2)]%nat. simpl. tauto.
      * exists [(1, 1)%nat]. simpl. tauto.
  - intros other (within & _ & covers). destruct other as [|G [|H rest]]; simpl; [| |lia].
    + destruct (covers (0, 0)%nat) as (G & [] & _). simpl. tauto.
    + exfalso. pose proof no_single_cover as none. rewrite forallb_forall in none.
      specialize (none G (within G (or_introl eq_refl))). rewrite included_complete in none; [discriminate|].
      intros c inc. destruct (covers c inc) as (G' & [<-|[]] & inG). exact inG.
Qed.

(*| lang-yang-2023/example-6 | literal | refuted | a single cell counts as a cover |*)
Theorem LY_Example_6_is_false : ~ LY_Example_6.
Proof.
  intros (_ & covers). destruct (proj1 (covers row_and_cell) row_and_cell_minimum) as [(_ & same)|(_ & same)];
    specialize (same [(1, 1)%nat]); destruct same as (same & _);
    (specialize (same ltac:(simpl; tauto)); simpl in same; destruct same as [E|[E|[]]]; discriminate).
Qed.

(** ** Example 7: nobody takes the second course *)

(*| lang-yang-2023/example-7.solution | literal | refuted |*)
Theorem LY_Example_7_solution_is_false : ~ LY_Example_7_solution.
Proof.
  intros (_ & _ & _ & _ & binding). specialize (binding 1%nat ltac:(simpl; tauto)). vm_compute in binding. discriminate.
Qed.

(** ** Three laminars, and total unimodularity, with all three alternatives *)

(*| lang-yang-2023/section-5.6.three-laminars | a0 as well | refuted |*)
Theorem LY_three_laminars_a0_is_false : ~ LY_three_laminars_a0.
Proof. intros (_ & _ & unimodular). now apply LY_Lemma_11_unimodular_a0_is_false. Qed.

(** ** Paramodular bounds are not necessary: three agents on a path, one unit for each edge and each agent, one type each *)

Definition certain_path : problem :=
  listed_problem 3 1 [1; 1; 1]%nat (uniform 1)
    (map (fun members => (agents_set members, (0, 1)%Z)) [[0; 1]; [0; 2]; [0]; [1]; [2]]%nat).

Lemma certain_path_well_formed : well_formed_problem certain_path.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

Lemma certain_path_outcomes : outcomes certain_path <> [].
Proof. apply nonempty_decided. vm_compute. reflexivity. Qed.

(** The greatest amounts of {0, 1} and {0, 2} are 1, that of {0, 1, 2} is 2, and that of {0} is 1. *)
Lemma certain_path_not_paramodular :
  ~ paramodular_quotas certain_path (fun G => - capacity_of certain_path [] G) (fun G => capacity_of certain_path G []).
Proof.
  intros (submodular & _).
  specialize (submodular (agents_set [0; 1]%nat) (agents_set [0; 2]%nat) ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
  vm_compute in submodular. now apply submodular.
Qed.

Definition outcome_with (members : list nat) : pure_outcome := fun c => if existsb (Nat.eqb (fst c)) members then 1%Z else 0%Z.

Lemma outcome_with_feasible members : In members [[]; [0]; [1]; [2]; [1; 2]]%nat -> feasible_pure certain_path (outcome_with members).
Proof.
  intros inm. split.
  - intros c _. unfold outcome_with. destruct (existsb _ _); lia.
  - intros G inG. simpl in inm, inG. destruct inm as [<-|[<-|[<-|[<-|[<-|[]]]]]], inG as [<-|[<-|[<-|[<-|[<-|[]]]]]];
      vm_compute; split; discriminate.
Qed.

(** What is not negative and at most 1 on both edges is a lottery. *)
Lemma certain_path_lottery (x0 x1 x2 : Q) :
  0 <= x0 -> 0 <= x1 -> 0 <= x2 -> x0 + x1 <= 1 -> x0 + x2 <= 1 ->
  exists lottery : list (Q * pure_outcome),
    (forall w y, In (w, y) lottery -> 0 <= w /\ feasible_pure certain_path y) /\ sum lottery fst == 1 /\
    x0 == sum lottery (fun part => fst part * inject_Z (snd part (0, 0)%nat)) /\
    x1 == sum lottery (fun part => fst part * inject_Z (snd part (1, 0)%nat)) /\
    x2 == sum lottery (fun part => fst part * inject_Z (snd part (2, 0)%nat)).
Proof.
  intros p0 p1 p2 e1 e2. destruct (Qlt_le_dec x1 x2) as [less|more].
  - exists [(x0, outcome_with [0%nat]); (x1, outcome_with [1; 2]%nat); (x2 - x1, outcome_with [2%nat]); (1 - x0 - x2, outcome_with [])].
    split; [|repeat split; unfold outcome_with; cbn -[Qplus Qmult Qminus]; unfold inject_Z; ring].
    intros w y [E|[E|[E|[E|[]]]]]; inversion E; subst; (split; [lra|apply outcome_with_feasible; simpl; tauto]).
  - exists [(x0, outcome_with [0%nat]); (x2, outcome_with [1; 2]%nat); (x1 - x2, outcome_with [1%nat]); (1 - x0 - x1, outcome_with [])].
    split; [|repeat split; unfold outcome_with; cbn -[Qplus Qmult Qminus]; unfold inject_Z; ring].
    intros w y [E|[E|[E|[E|[]]]]]; inversion E; subst; (split; [lra|apply outcome_with_feasible; simpl; tauto]).
Qed.

Lemma certain_path_described q : condition_B certain_path (capacity_of certain_path) q -> implementable certain_path q.
Proof.
  intros B.
  assert (bound : forall members, In members (subsets [0; 1; 2]%nat) ->
    let S : strategy := fun i _ _ => existsb (Nat.eqb i) members in
    - capacity_of certain_path [] (agents_set members) <= weighted_amount certain_path q S /\
    weighted_amount certain_path q S <= capacity_of certain_path (agents_set members) []).
  { intros members inm S. specialize (B S). simpl in inm.
    destruct inm as [<-|[<-|[<-|[<-|[<-|[<-|[<-|[<-|[]]]]]]]]]; unfold S in *; cbn [profiles product map types certain_path
      listed_problem structure_of seq flat_map app sum prior uniform] in B; destruct B as (low & high);
      (split; [eapply Qle_trans; [|exact low]|eapply Qle_trans; [exact high|]]; vm_compute; discriminate). }
  pose proof (bound [0%nat] ltac:(simpl; tauto)) as (b0 & _). pose proof (bound [1%nat] ltac:(simpl; tauto)) as (b1 & _).
  pose proof (bound [2%nat] ltac:(simpl; tauto)) as (b2 & _). pose proof (bound [0; 1]%nat ltac:(simpl; tauto)) as (_ & e1).
  pose proof (bound [0; 2]%nat ltac:(simpl; tauto)) as (_ & e2). clear bound B.
  change (capacity_of certain_path [] (agents_set [0%nat])) with 0 in b0.
  change (capacity_of certain_path [] (agents_set [1%nat])) with 0 in b1.
  change (capacity_of certain_path [] (agents_set [2%nat])) with 0 in b2.
  change (capacity_of certain_path (agents_set [0; 1]%nat) []) with 1 in e1.
  change (capacity_of certain_path (agents_set [0; 2]%nat) []) with 1 in e2.
  unfold weighted_amount in *. cbn -[Qplus Qmult Qle Qopp] in b0, b1, b2, e1, e2. unfold uniform in *.
  destruct (certain_path_lottery (q 0 0 0)%nat (q 1 0 0)%nat (q 2 0 0)%nat) as (lottery & each & one & l0 & l1 & l2); try lra.
  exists (fun _ c => q (fst c) 0%nat 0%nat). split.
  - intros t _. exists lottery. split; [assumption|]. split; [assumption|].
    intros c inc. simpl in inc. destruct inc as [<-|[<-|[<-|[]]]]; assumption.
  - intros i ti j inc. simpl in inc. destruct inc as [E|[E|[E|[]]]]; inversion E; subst;
      cbn -[Qplus Qmult Qdiv]; unfold belief, marginal, profiles_with, uniform; cbn -[Qplus Qmult Qdiv]; unfold uniform; field.
Qed.

(*| lang-yang-2023/section-3.3.paramodular-necessary | bounds that are attained | refuted |*)
Theorem LY_attained_paramodularity_is_necessary_is_false : ~ LY_attained_paramodularity_is_necessary.
Proof.
  intros claim. pose proof certain_path_well_formed as well.
  pose proof (capacity_of_correct _ well certain_path_outcomes) as capacity.
  apply (claim _ _ well capacity certain_path_not_paramodular).
  intros q. split; [now apply LY_Proposition_2_holds|exact (certain_path_described q)].
Qed.
