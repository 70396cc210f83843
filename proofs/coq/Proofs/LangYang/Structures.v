(** LY, section 2.1 and 5.1: structures that are bihierarchies, for all numbers of agents and objects (rows, columns and
    single cells; Lemma 8), and Example 1. *)

From Allocation Require Export Proofs.LangYang.Bookkeeping Claims.LangYangSection5 Claims.LangYangRemarks.

(** ** Rows, columns and single cells *)

(** A family splits into two hierarchies if a test splits it so. *)
Lemma bihierarchy_by_test (family : list cell_set) (test : cell_set -> bool) :
  hierarchy (filter test family) -> hierarchy (filter (fun G => negb (test G)) family) -> bihierarchy family.
Proof.
  intros first second. exists (filter test family), (filter (fun G => negb (test G)) family).
  split; [assumption|]. split; [assumption|]. split.
  - intros G. rewrite !filter_In. destruct (test G); simpl; intuition congruence.
  - intros G in1 in2. apply filter_In in in1, in2. destruct in1 as (_ & yes), in2 as (_ & no).
    rewrite yes in no. discriminate.
Qed.

(** The pairs with the same agent, or with the same object. *)
Definition is_row (all G : cell_set) : Prop := exists i, forall c, In c G <-> In c all /\ fst c = i.
Definition is_column (all G : cell_set) : Prop := exists j, forall c, In c G <-> In c all /\ snd c = j.
Definition is_single (G : cell_set) : Prop := exists c, G = [c].

Lemma single_or_row_nested all G H :
  is_single G \/ is_row all G -> is_single H \/ is_row all H -> incl G H \/ incl H G \/ disjoint G H.
Proof.
  assert (single_any : forall c G, incl [c] G \/ incl G [c] \/ disjoint [c] G).
  { intros c K. destruct (in_dec cell_dec c K) as [inc|notin].
    - left. intros d [<-|[]]. assumption.
    - right. right. intros d [<-|[]]. assumption. }
  intros [(c & ->)|(i & rowG)] [(d & ->)|(k & rowH)].
  - apply single_any.
  - apply single_any.
  - destruct (single_any d G) as [H|[H|H]]; [right; now left|now left|]. right. right. intros e ine ine'. now apply (H e).
  - destruct (Nat.eq_dec i k) as [->|n].
    + left. intros c inc. now apply rowH, rowG.
    + right. right. intros c inc inc'. apply rowG in inc. apply rowH in inc'. destruct inc, inc'. congruence.
Qed.

Lemma columns_nested all G H : is_column all G -> is_column all H -> incl G H \/ incl H G \/ disjoint G H.
Proof.
  intros (i & columnG) (k & columnH). destruct (Nat.eq_dec i k) as [->|n].
  - left. intros c inc. now apply columnH, columnG.
  - right. right. intros c inc inc'. apply columnG in inc. apply columnH in inc'. destruct inc, inc'. congruence.
Qed.

(** The rows are listed, so that it can be decided what is one. *)
Theorem rows_columns_singles (all : cell_set) (rows family : list cell_set) :
  (forall G, In G rows -> is_row all G) ->
  (forall G, In G family -> is_single G \/ In G rows \/ is_column all G) -> bihierarchy family.
Proof.
  intros are_rows each.
  set (test := fun G => Nat.eqb (length G) 1 || (if in_dec set_dec G rows then true else false)).
  assert (yes : forall G, test G = true -> is_single G \/ is_row all G).
  { intros G. unfold test. rewrite orb_true_iff. intros [one|row].
    - left. destruct G as [|c [|d G]]; try discriminate. now exists c.
    - right. destruct (in_dec set_dec G rows); [now apply are_rows|discriminate]. }
  apply (bihierarchy_by_test family test).
  - intros G H inG inH. apply filter_In in inG, inH. apply (single_or_row_nested all); now apply yes.
  - assert (no : forall G, In G (filter (fun G => negb (test G)) family) -> is_column all G).
    { intros G inG. apply filter_In in inG. destruct inG as (inG & no). apply negb_true_iff in no. unfold test in no.
      apply orb_false_iff in no. destruct no as (many & norow).
      destruct (each G inG) as [(c & ->)|[row|column]]; [discriminate| |assumption].
      destruct (in_dec set_dec G rows); [discriminate|contradiction]. }
    intros G H inG inH. apply (columns_nested all); now apply no.
Qed.

(*| lang-yang-2023/section-2.1.canonical-is-bihierarchy | rows, columns and single cells only | proved |*)
Theorem LY_rows_and_columns_are_bihierarchy_holds : LY_rows_and_columns_are_bihierarchy.
Proof.
  intros S _ (_ & only).
  apply (rows_columns_singles (cells S)
    (map (fun i => filter (fun c => Nat.eqb (fst c) i) (cells S)) (seq 0 (agents S)))).
  - intros G inG. apply in_map_iff in inG. destruct inG as (i & <- & _). exists i. intros c.
    now rewrite filter_In, Nat.eqb_eq.
  - intros G inG. destruct (only G inG) as [(c & _ & ->)|[(i & lt & ->)|(j & _ & ->)]].
    + left. now exists c.
    + right. left. apply (in_map (fun i => filter (fun c => Nat.eqb (fst c) i) (cells S))), in_seq. lia.
    + right. right. exists j. intros c. now rewrite filter_In, Nat.eqb_eq.
Qed.

(** ** Lemma 8 *)

Lemma in_pairs n m i j : @In cell (i, j) (list_prod (seq 0 n) (seq 0 m)) <-> In i (seq 0 n) /\ In j (seq 0 m).
Proof. apply in_prod_iff. Qed.

(*| lang-yang-2023/lemma-8 | literal | proved |*)
Theorem LY_Lemma_8_holds : LY_Lemma_8.
Proof.
  intros families models. set (all := list_prod (seq 0 families) (seq 0 models)).
  apply (rows_columns_singles all (map (fun i => map (fun j => (i, j)) (seq 0 models)) (seq 0 families))).
  - intros G inG. apply in_map_iff in inG. destruct inG as (i & <- & ini). exists i. intros [k j]. unfold all.
    rewrite in_map_iff, in_pairs. simpl. split.
    + intros (j' & E & inj). injection E as <- <-. tauto.
    + intros ((_ & inj) & ->). now exists j.
  - intros G inG. unfold supplier_sets in inG. rewrite !in_app_iff, !in_map_iff in inG.
    destruct inG as [(j & <- & inj)|[(i & <- & ini)|(c & <- & _)]].
    + right. right. exists j. intros [i k]. unfold all. rewrite in_map_iff, in_pairs. simpl. split.
      * intros (i' & E & ini). injection E as <- <-. tauto.
      * intros ((ini & _) & ->). now exists i.
    + right. left. apply in_map_iff. now exists i.
    + left. now exists c.
Qed.

(** The constraint sets of (22) to (24), all families and all single cells. *)
Definition demand_sets (families models : nat) : list cell_set :=
  map (fun i => map (fun j => (i, j)) (seq 0 models)) (seq 0 families) ++
  map (fun c => [c]) (list_prod (seq 0 families) (seq 0 models)).

(*| lang-yang-2023/appendix.lemma-8.demand | literal | statement |*)
Definition LY_demand_is_a_hierarchy : Prop := forall families models, hierarchy (demand_sets families models).

(*| lang-yang-2023/appendix.lemma-8.demand | literal | proved |*)
Theorem LY_demand_is_a_hierarchy_holds : LY_demand_is_a_hierarchy.
Proof.
  intros families models. set (all := list_prod (seq 0 families) (seq 0 models)).
  assert (each : forall G, In G (demand_sets families models) -> is_single G \/ is_row all G).
  { intros G inG. unfold demand_sets in inG. rewrite in_app_iff, !in_map_iff in inG.
    destruct inG as [(i & <- & ini)|(c & <- & _)]; [right|left; now exists c].
    exists i. intros [k j]. unfold all. rewrite in_map_iff, in_pairs. simpl. split.
    - intros (j' & E & inj). injection E as <- <-. tauto.
    - intros ((_ & inj) & ->). now exists j. }
  intros G H inG inH. apply (single_or_row_nested all); now apply each.
Qed.

(** ** Examples *)

(** The structure of all rows, columns and single cells, one type each. *)
Definition market (n m : nat) : structure := {|
  agents := n;
  objects := m;
  types := repeat 1%nat n;
  sets := map (fun c => [c]) (list_prod (seq 0 n) (seq 0 m)) ++
    map (fun i => map (fun j => (i, j)) (seq 0 m)) (seq 0 n) ++
    map (fun j => map (fun i => (i, j)) (seq 0 n)) (seq 0 m) |}.

(*| lang-yang-2023/example-1 | literal | statement |*)
Definition LY_Example_1 : Prop := bihierarchy (sets (market 2 2)).

(*| lang-yang-2023/example-1 | literal | proved |*)
Theorem LY_Example_1_holds : LY_Example_1.
Proof.
  apply (rows_columns_singles (cells (market 2 2)) [[(0, 0); (0, 1)]; [(1, 0); (1, 1)]]%nat).
  - intros G [<-|[<-|[]]]; [exists 0%nat|exists 1%nat]; intros [i j]; rewrite in_cells; simpl; split;
      intros H; decompose [and or] H; subst; try discriminate; try contradiction;
      try (injection H0 as <- <-; lia); try (injection H1 as <- <-; lia);
      destruct j as [|[|]]; try lia; tauto.
  - intros G inG. simpl in inG. decompose [or] inG; subst; try contradiction;
      try (left; eexists; reflexivity); try (right; left; simpl; tauto); right; right;
      [exists 0%nat|exists 1%nat]; intros [i j]; rewrite in_cells; simpl; split;
      intros H; decompose [and or] H; subst; try discriminate; try contradiction;
      try (injection H0 as <- <-; lia); try (injection H1 as <- <-; lia);
      destruct i as [|[|]]; try lia; tauto.
Qed.
