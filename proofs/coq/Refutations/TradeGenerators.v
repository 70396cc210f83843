(** Lemma 10 modulo lines is false: without the unit vectors of g something is missing, for two types each, all compatible. *)

From Allocation Require Export Refutations.Remarks Proofs.LangYang.TradeGenerators LangYang.

(** ** A finite list of generators *)

(** All tests on 0 and 1, up to what they say of other numbers. *)
Definition tests : list (nat -> bool) :=
  [fun _ => false; fun k => Nat.eqb k 0; fun k => negb (Nat.eqb k 0); fun _ => true].

Lemma some_test (S : nat -> bool) : exists S', In S' tests /\ S 0%nat = S' 0%nat /\ S 1%nat = S' 1%nat.
Proof.
  destruct (S 0%nat) eqn:E0, (S 1%nat) eqn:E1.
  - exists (fun _ => true). simpl. tauto.
  - exists (fun k => Nat.eqb k 0). simpl. tauto.
  - exists (fun k => negb (Nat.eqb k 0)). simpl. tauto.
  - exists (fun _ => false). simpl. tauto.
Qed.

Definition without_last_pair : list (vector_of trade_column) :=
  [ones; minus_ones; unit_of (0, 0)%nat; unit_of (0, 1)%nat; unit_of (1, 0)%nat] ++
  flat_map (fun S1 => map (incidence_of S1) tests) tests.

Lemma enough_listed y :
  enough all_couples y -> exists y', In y' (last_pair :: without_last_pair) /\ same_vector (trade_columns all_couples) y y'.
Proof.
  intros [->|[->|[(S1 & S2 & ->)|(e & ine & ->)]]].
  - exists ones. split; [right; now left|intros c _; reflexivity].
  - exists minus_ones. split; [right; right; now left|intros c _; reflexivity].
  - destruct (some_test S1) as (S1' & in1 & E10 & E11), (some_test S2) as (S2' & in2 & E20 & E21).
    exists (incidence_of S1' S2'). split.
    + right. apply in_app_iff. right. apply in_flat_map. exists S1'. split; [assumption|now apply in_map].
    + intros c inc. vm_compute in inc.
      repeat (destruct inc as [<-|inc]; [simpl; rewrite ?E10, ?E11, ?E20, ?E21; reflexivity|]). destruct inc.
  - destruct ine as [<-|[<-|[<-|[<-|[]]]]].
    + exists (unit_of (0, 0)%nat). split; [simpl; tauto|intros c _; reflexivity].
    + exists (unit_of (0, 1)%nat). split; [simpl; tauto|intros c _; reflexivity].
    + exists (unit_of (1, 0)%nat). split; [simpl; tauto|intros c _; reflexivity].
    + exists last_pair. split; [now left|]. intros c inc. vm_compute in inc.
      repeat (destruct inc as [<-|inc]; [vm_compute; reflexivity|]). destruct inc.
Qed.

(** Each vector of a combination may be replaced by the same one of a list. *)
Lemma combination_of_list {Column : Type} (columns : list Column) (P P' : vector_of Column -> Prop) x :
  (forall y, P y -> exists y', P' y' /\ same_vector columns y y') ->
  conic_combination columns P x -> conic_combination columns P' x.
Proof.
  intros replaced (parts & each & same).
  assert (H : exists parts', (forall weight g, In (weight, g) parts' -> 0 <= weight /\ P' g) /\
    forall c, In c columns -> sum parts (fun part => fst part * snd part c) == sum parts' (fun part => fst part * snd part c)).
  { clear same. induction parts as [|[w y] rest IH].
    - exists []. split; [intros w g []|reflexivity].
    - destruct IH as (rest' & each' & total); [intros; apply each; now right|].
      destruct (each w y (or_introl eq_refl)) as (nonneg & iny). destruct (replaced y iny) as (y' & iny' & same).
      exists ((w, y') :: rest'). split.
      + intros w' g [E|ing]; [inversion E; subst; now split|now apply each'].
      + intros c inc. simpl. rewrite (total c inc), (same c inc). reflexivity. }
  destruct H as (parts' & each' & total). exists parts'. split; [assumption|].
  intros c inc. rewrite (same c inc). now apply total.
Qed.

Lemma in_all_couples_cone y : forallb (fun row =>
    Qle_bool 0 (value (trade_columns all_couples) (rational trade_matrix) y row)) (trade_rows all_couples) = true ->
  trade_cone all_couples y.
Proof. rewrite forallb_forall. intros all row inrow. now apply Qle_bool_iff, all. Qed.

Lemma separating_combination parts z :
  same_vector (trade_columns all_couples) z (fun c => sum parts (fun part => fst part * snd part c)) ->
  separating z == sum parts (fun part : Q * vector_of trade_column => fst part * separating (snd part)).
Proof.
  intros same. transitivity (separating (fun c => sum parts (fun part => fst part * snd part c))).
  - unfold separating.
    pose proof (same (Trade_g (0, 0)%nat) ltac:(vm_compute; tauto)). pose proof (same (Trade_g (0, 1)%nat) ltac:(vm_compute; tauto)).
    pose proof (same (Trade_g (1, 0)%nat) ltac:(vm_compute; tauto)). pose proof (same (Trade_g (1, 1)%nat) ltac:(vm_compute; tauto)).
    pose proof (same (Buyer_f 0) ltac:(vm_compute; tauto)). pose proof (same (Seller_f 0) ltac:(vm_compute; tauto)).
    cbv beta in *. lra.
  - clear same. induction parts as [|[w y] rest IH]; [reflexivity|]. cbn [sum fst snd]. rewrite <- IH. unfold separating.
    cbn [sum fst snd]. ring.
Qed.

Lemma last_pair_generator : generator_of_trade all_couples last_pair.
Proof.
  exists [], without_last_pair. split; [split|].
  - intros g ing. apply in_all_couples_cone.
    assert (all : forallb (fun y => forallb (fun row =>
      Qle_bool 0 (value (trade_columns all_couples) (rational trade_matrix) y row)) (trade_rows all_couples))
      ([] ++ last_pair :: without_last_pair) = true) by (vm_compute; reflexivity).
    rewrite forallb_forall in all. now apply all.
  - intros x inside. apply (combination_of_list _ (enough all_couples)).
    + intros y iny. exact (enough_listed y iny).
    + now apply enough_generate; [apply all_couples_well_formed|].
  - intros (_ & all). destruct (all last_pair) as (parts & each & same).
    + apply in_all_couples_cone. vm_compute. reflexivity.
    + pose proof (separating_combination parts last_pair same) as total.
      assert (0 <= separating last_pair); [|vm_compute in H; now apply H].
      rewrite total. apply sum_nonneg. intros [w y] inpart. destruct (each w y inpart) as (nonneg & iny). simpl.
      apply Qmult_le_0_compat; [assumption|].
      assert (all_nonneg : forallb (fun y => Qle_bool 0 (separating y)) ([] ++ without_last_pair) = true) by (vm_compute; reflexivity).
      rewrite forallb_forall in all_nonneg. now apply Qle_bool_iff, all_nonneg.
Qed.

(*| lang-yang-2023/lemma-10 | connected graph, modulo lines | refuted |*)
Theorem LY_Lemma_10_modulo_lines_is_false : ~ LY_Lemma_10_modulo_lines.
Proof.
  intros claim.
  destruct (claim all_couples last_pair all_couples_well_formed all_couples_connected last_pair_generator)
    as (shift & _ & scale & y & nonneg & listed & same).
  - intros c inc. vm_compute in inc. repeat (destruct inc as [<-|inc]; [simpl; first [left; reflexivity|right; left; reflexivity]|]).
    destruct inc.
  - pose proof (separating_forms y listed) as positive.
    assert (E : separating last_pair == scale * separating y).
    { pose proof (same (Trade_g (0, 0)%nat) ltac:(vm_compute; tauto)). pose proof (same (Trade_g (0, 1)%nat) ltac:(vm_compute; tauto)).
      pose proof (same (Trade_g (1, 0)%nat) ltac:(vm_compute; tauto)). pose proof (same (Trade_g (1, 1)%nat) ltac:(vm_compute; tauto)).
      pose proof (same (Buyer_f 0) ltac:(vm_compute; tauto)). pose proof (same (Seller_f 0) ltac:(vm_compute; tauto)).
      unfold separating. cbv beta in *. lra. }
    assert (separating last_pair == -(1)) as minus by (vm_compute; reflexivity).
    pose proof (Qmult_le_0_compat _ _ nonneg positive). lra.
Qed.
