(** Examples and remarks of LY that hold: two agents and two objects after Corollary 2, three laminars in the compromise problem, and
    Example 7 with the second course for the first. *)

From Allocation Require Export Proofs.LangYang.TwoProfiles Proofs.LangYang.Matrices Claims.LangYangExamples.

(*| lang-yang-2023/corollary-2.two-objects | two agents | proved |*)
Theorem LY_Corollary_2_two_objects_two_agents_holds : LY_Corollary_2_two_objects_two_agents.
Proof.
  intros S well lines two types_two few. apply LY_Theorem_2_2_two_by_two_holds; try assumption; [lia|].
  unfold binary. rewrite Forall_forall in *. intros k ink. rewrite (types_two k ink). lia.
Qed.

(** ** Three laminars *)

Definition element_eqb (c d : nat * (nat * nat)) : bool := Nat.eqb (fst c) (fst d) && pair_eqb (snd c) (snd d).

Lemma element_eqb_iff c d : element_eqb c d = true <-> c = d.
Proof.
  destruct c as [a [s t]], d as [b [s' t']]. unfold element_eqb, pair_eqb. simpl. rewrite !andb_true_iff, !Nat.eqb_eq.
  split; [intros [-> [-> ->]]; reflexivity|]. intros E; injection E; auto.
Qed.

(** Sets without a common element are laminar. *)
Definition apart_b (family : list (list (nat * (nat * nat)))) : bool :=
  forallb (fun G => forallb (fun H => list_eqb element_eqb G H || forallb (fun e => negb (existsb (element_eqb e) H)) G) family) family.

Lemma apart_laminar family : apart_b family = true -> laminar family.
Proof.
  unfold apart_b. rewrite forallb_forall. intros all G H inG inH. specialize (all G inG). rewrite forallb_forall in all.
  specialize (all H inH). apply orb_true_iff in all as [same|apart].
  - apply (list_eqb_iff element_eqb element_eqb_iff) in same. subst. left. apply incl_refl.
  - right; right. rewrite forallb_forall in apart. intros e ine ine'. specialize (apart e ine).
    apply negb_true_iff in apart. assert (existsb (element_eqb e) H = true); [|congruence].
    apply existsb_exists. exists e. split; [assumption|now apply element_eqb_iff].
Qed.

Definition first_rows : list (list (nat * (nat * nat))) :=
  (flat_map (fun a => map (support_of_B two_alternatives true a) [0; 1]) two_alternatives)%nat.
Definition second_rows : list (list (nat * (nat * nat))) :=
  (flat_map (fun a => map (support_of_B two_alternatives false a) [0; 1]) two_alternatives)%nat.
Definition profile_sets : list (list (nat * (nat * nat))) := map (support_of_C two_alternatives) (type_profiles 2 2).

Lemma three_parts : union_of_laminars 3 (supports two_alternatives).
Proof.
  exists [first_rows; second_rows; profile_sets]. split; [reflexivity|]. split.
  - apply Forall_forall. intros part inp. destruct inp as [<-|[<-|[<-|[]]]]; apply apart_laminar; vm_compute; reflexivity.
  - intros G. vm_compute. split.
    + intros H. repeat (destruct H as [<-|H]; [|]); try destruct H;
        first [exists first_rows; vm_compute; tauto|exists second_rows; vm_compute; tauto|exists profile_sets; vm_compute; tauto].
    + intros (part & [<-|[<-|[<-|[]]]] & inG); vm_compute in inG; tauto.
Qed.

(** Three sets of which any two cross. *)
Lemma no_two_parts : ~ union_of_laminars 2 (supports two_alternatives).
Proof.
  intros (parts & two & all & union). destruct parts as [|F [|F' [|]]]; try discriminate.
  inversion all as [|? ? nested rest]; subst. inversion rest as [|? ? nested' _]; subst.
  set (G1 := [(1, (0, 0)); (1, (0, 1))]%nat). set (G2 := [(1, (0, 0)); (1, (1, 0))]%nat). set (G3 := [(1, (0, 0)); (2, (0, 0))]%nat).
  assert (in1 : exists part, In part [F; F'] /\ In G1 part) by (apply union; vm_compute; tauto).
  assert (in2 : exists part, In part [F; F'] /\ In G2 part) by (apply union; vm_compute; tauto).
  assert (in3 : exists part, In part [F; F'] /\ In G3 part) by (apply union; vm_compute; tauto).
  assert (crossing : forall family G H, laminar family -> In G family -> In H family ->
    In (1, (0, 0))%nat G -> In (1, (0, 0))%nat H -> (exists e, In e G /\ ~ In e H) -> (exists e, In e H /\ ~ In e G) -> False).
  { intros family G H laminar_family inG inH inG0 inH0 (e & eG & eH) (e' & eH' & eG').
    destruct (laminar_family G H inG inH) as [sub|[sub|apart]]; [apply eH, sub, eG|apply eG', sub, eH'|exact (apart _ inG0 inH0)]. }
  assert (c12 : forall family, laminar family -> In G1 family -> In G2 family -> False).
  { intros family l i1 i2. apply (crossing family G1 G2 l i1 i2); [now left|now left| |].
    - exists (1, (0, 1))%nat. split; [simpl; tauto|]. simpl. intuition congruence.
    - exists (1, (1, 0))%nat. split; [simpl; tauto|]. simpl. intuition congruence. }
  assert (c13 : forall family, laminar family -> In G1 family -> In G3 family -> False).
  { intros family l i1 i3. apply (crossing family G1 G3 l i1 i3); [now left|now left| |].
    - exists (1, (0, 1))%nat. split; [simpl; tauto|]. simpl. intuition congruence.
    - exists (2, (0, 0))%nat. split; [simpl; tauto|]. simpl. intuition congruence. }
  assert (c23 : forall family, laminar family -> In G2 family -> In G3 family -> False).
  { intros family l i2 i3. apply (crossing family G2 G3 l i2 i3); [now left|now left| |].
    - exists (1, (1, 0))%nat. split; [simpl; tauto|]. simpl. intuition congruence.
    - exists (2, (0, 0))%nat. split; [simpl; tauto|]. simpl. intuition congruence. }
  destruct in1 as (p1 & [<-|[<-|[]]] & i1), in2 as (p2 & [<-|[<-|[]]] & i2), in3 as (p3 & [<-|[<-|[]]] & i3); eauto.
Qed.

(*| lang-yang-2023/section-5.6.three-laminars | literal | proved | without the comparison with bilateral trade |*)
Theorem LY_three_laminars_holds : LY_three_laminars.
Proof. split; [exact three_parts|]. split; [exact no_two_parts|exact LY_Lemma_11_unimodular_holds]. Qed.

(** ** Example 7: a student takes two courses at most, the other one at least *)

(*| lang-yang-2023/example-7.solution | o2 for o1 | proved |*)
Theorem LY_Example_7_solution_mended_holds : LY_Example_7_solution_mended.
Proof.
  split; [|split; [|split; [|split]]].
  - split; [|split].
    + intros i ini. simpl in ini. destruct ini as [<-|[<-|[]]]; vm_compute; split; discriminate.
    + intros o ino. simpl in ino. destruct ino as [<-|[<-|[<-|[]]]]; vm_compute; split; discriminate.
    + intros c _. destruct (member c [(0, 1); (1, 0); (1, 2)]%nat); split; lra.
  - intros y (students & _ & _). pose proof (students 0%nat ltac:(simpl; tauto)) as (low & _).
    pose proof (students 1%nat ltac:(simpl; tauto)) as (_ & high). unfold example_7_value at 1.
    apply Qle_trans with 1; [lra|]. vm_compute. discriminate.
  - vm_compute. reflexivity.
  - vm_compute. reflexivity.
  - intros o ino. simpl in ino. destruct ino as [<-|[<-|[<-|[]]]]; vm_compute; reflexivity.
Qed.
