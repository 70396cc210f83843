(** The proofs of Theorems 2(2) and 3 in appendix A.3 and A.4 count along cycles of [B; C]; what they say of these counts is
    false.  The statements and what refutes them. *)

From Allocation Require Export Refutations.Unimodularity Proofs.LangYang.Hierarchies LangYang.

(** ** Cycles of [B; C] *)

(** The rows of B, and those of C of sets with two pairs or more. *)
Definition wide_row (row : stacked_row) : bool :=
  match row with inl _ => true | inr (G, _) => Nat.leb 2 (length G) end.

Definition row_of_B (row : stacked_row) : bool := match row with inl _ => true | inr _ => false end.

(** A square submatrix with two ones in each row and each column, which follow each other in one cycle: row number a has ones
    in the columns a and a + 1, the last row in the last and the first column, and zeros elsewhere. *)
Definition matrix_cycle (S : structure) (rows : list stacked_row) (columns : list (cell * profile)) : Prop :=
  NoDup rows /\ incl rows (filter wide_row (stacked_rows S)) /\
  NoDup columns /\ incl columns (cell_profiles S) /\
  length rows = length columns /\ (2 <= length rows)%nat /\
  forall a b row column, nth_error rows a = Some row -> nth_error columns b = Some column ->
    stacked_matrix row column = if Nat.eqb b a || Nat.eqb b ((a + 1) mod length columns) then 1%Z else 0%Z.

(** The sum of the entries of the submatrix. *)
Definition sum_of_entries (rows : list stacked_row) (columns : list (cell * profile)) : Z :=
  fold_right Z.add 0%Z (flat_map (fun row => map (stacked_matrix row) columns) rows).

(** "Each column of M* contains exactly three 1s", one of B and two of C, sets of single pairs aside. *)
Definition standard_constraints (S : structure) : Prop :=
  forall c, In c (cells S) -> length (filter (fun G => member c G && Nat.leb 2 (length G)) (sets S)) = 2%nat.

Definition standard_cycle (S : structure) (rows : list stacked_row) (columns : list (cell * profile)) : Prop :=
  well_formed S /\ bihierarchy (sets S) /\ binary S /\ standard_constraints S /\ matrix_cycle S rows columns.

(** "We show that each cycle P is even, i.e., the sum of entries in P is a multiple of four." *)
(*| lang-yang-2023/appendix.cycle-is-even | literal | statement |*)
Definition LY_cycles_are_even : Prop :=
  forall S rows columns, standard_cycle S rows columns -> (4 | sum_of_entries rows columns)%Z.

(** "The number of index changes (or rows) in P_1", on N x A, "is even as there are two hierarchies": the rows of C. *)
(*| lang-yang-2023/appendix.even-changes-objects | literal | statement |*)
Definition LY_changes_of_pairs_are_even : Prop :=
  forall S rows columns, standard_cycle S rows columns -> Nat.Even (length (filter (fun row => negb (row_of_B row)) rows)).

(** "The number of index changes in P_2", on T, "is also even since each player has two types": the rows of B. *)
(*| lang-yang-2023/appendix.even-changes-types | literal | statement |*)
Definition LY_changes_of_types_are_even : Prop :=
  forall S rows columns, standard_cycle S rows columns -> Nat.Even (length (filter row_of_B rows)).

Definition graph_cycle (S : structure) (E : graph) (rows : list stacked_row) (columns : list (cell * profile)) : Prop :=
  well_formed S /\ adjacency S E /\ no_odd_cycle E /\ binary S /\ matrix_cycle S rows columns.

(** "For each cycle P, the sum of the entries in P is divisible by four", Theorem 3. *)
(*| lang-yang-2023/appendix.theorem-3.cycle-sums | literal | statement |*)
Definition LY_graph_cycles_are_even : Prop :=
  forall S E rows columns, graph_cycle S E rows columns -> (4 | sum_of_entries rows columns)%Z.

(** A path P_t begins after a row of B and ends before the next one; [from] numbers its first column, and its last column is the
    first one of the row of B that comes next. *)
Fixpoint path_end (rows : list stacked_row) (from fuel : nat) : nat :=
  match fuel with
  | O => from
  | S rest =>
      match nth_error rows from with
      | Some row => if row_of_B row then from else path_end rows ((from + 1) mod length rows) rest
      | None => from
      end
  end.

(** The agent of a column. *)
Definition agent_at (columns : list (cell * profile)) (a : nat) : nat := fst (fst (nth a columns ((0, 0), [])%nat)).

(** "P_t is called an odd path if i and j are in the same partition V_l": the ends have the same colour. *)
Definition odd_paths (side : nat -> bool) (rows : list stacked_row) (columns : list (cell * profile)) : list nat :=
  filter (fun a =>
    let first := ((a + 1) mod length rows)%nat in
    match nth_error rows a with
    | Some row => row_of_B row && Bool.eqb (side (agent_at columns first)) (side (agent_at columns (path_end rows first (length rows))))
    | None => false
    end) (seq 0 (length rows)).

(** "The number of P_t is even.  Further, it implies both the numbers of odd and even paths are even." *)
(*| lang-yang-2023/appendix.theorem-3.paths | literal | statement |*)
Definition LY_paths_are_even : Prop :=
  forall S E side rows columns,
    graph_cycle S E rows columns -> (forall e, In e E -> side (fst e) <> side (snd e)) ->
    Nat.Even (length (odd_paths side rows columns)) /\ Nat.Even (length (filter row_of_B rows)).

(** ** Deciding *)

Definition stacked_eqb (r s : stacked_row) : bool :=
  match r, s with
  | inl a, inl b => let '(i, ti, j) := a in let '(k, tk, l) := b in Nat.eqb i k && Nat.eqb ti tk && Nat.eqb j l
  | inr a, inr b => same_set_profile a b
  | _, _ => false
  end.

Lemma stacked_eqb_spec r s : stacked_eqb r s = true <-> r = s.
Proof.
  destruct r as [[[i ti] j]|a], s as [[[k tk] l]|b]; simpl; try (split; congruence).
  - rewrite !andb_true_iff, !Nat.eqb_eq. split; [intros [[-> ->] ->]; reflexivity|]. intros E; injection E; auto.
  - rewrite same_set_profile_spec. split; congruence.
Qed.

Definition matrix_cycle_b (S : structure) (rows : list stacked_row) (columns : list (cell * profile)) : bool :=
  selection stacked_eqb rows (filter wide_row (stacked_rows S)) && selection same_cell_profile columns (cell_profiles S) &&
  Nat.eqb (length rows) (length columns) && Nat.leb 2 (length rows) &&
  forallb (fun '(a, row) => forallb (fun '(b, column) =>
      Z.eqb (stacked_matrix row column) (if Nat.eqb b a || Nat.eqb b ((a + 1) mod length columns) then 1 else 0)%Z)
    (combine (seq 0 (length columns)) columns)) (combine (seq 0 (length rows)) rows).

Lemma in_numbered {A : Type} (l : list A) n a x : nth_error l a = Some x -> In ((n + a)%nat, x) (combine (seq n (length l)) l).
Proof.
  revert n a. induction l as [|y l IH]; intros n [|a] E; simpl in *; try discriminate.
  - injection E as ->. left. f_equal. lia.
  - right. replace (n + S a)%nat with (S n + a)%nat by lia. now apply IH.
Qed.

Lemma matrix_cycle_decided S rows columns : matrix_cycle_b S rows columns = true -> matrix_cycle S rows columns.
Proof.
  unfold matrix_cycle_b. rewrite !andb_true_iff. intros ((((down & across) & square) & long) & entries).
  apply selection_spec in down as (once & within); [|exact stacked_eqb_spec].
  apply selection_spec in across as (once' & within'); [|exact same_cell_profile_spec].
  split; [assumption|]. split; [assumption|]. split; [assumption|]. split; [assumption|].
  split; [now apply Nat.eqb_eq|]. split; [now apply Nat.leb_le|].
  intros a b row column inrow incolumn. rewrite forallb_forall in entries.
  specialize (entries _ (in_numbered rows 0 a row inrow)). simpl in entries. rewrite forallb_forall in entries.
  specialize (entries _ (in_numbered columns 0 b column incolumn)). simpl in entries. now apply Z.eqb_eq.
Qed.

Definition standard_constraints_b (S : structure) : bool :=
  forallb (fun c => Nat.eqb (length (filter (fun G => member c G && Nat.leb 2 (length G)) (sets S))) 2) (cells S).

Lemma standard_constraints_decided S : standard_constraints_b S = true -> standard_constraints S.
Proof. unfold standard_constraints_b. rewrite forallb_forall. intros all c inc. now apply Nat.eqb_eq, all. Qed.

(** ** The market of three agents and two objects with two types each *)

Local Notation B_row i ti j := (inl (i, ti, j)%nat).
Local Notation row_line i t := (inr ([(i, 0); (i, 1)], t)%nat).
Local Notation column_line j t := (inr ([(0, j); (1, j); (2, j)], t)%nat).
Local Notation at_pair i j t := ((i, j), t)%nat.

Lemma three_by_two_cycle rows columns : matrix_cycle_b three_by_two rows columns = true -> standard_cycle three_by_two rows columns.
Proof.
  intros cycle. split; [apply well_formed_decided; vm_compute; reflexivity|].
  split; [apply (bihierarchy_decided _ (map (fun j => map (fun i => (i, j)) [0; 1; 2]) [0; 1])%nat); vm_compute; reflexivity|].
  split; [apply binary_decided; reflexivity|].
  split; [apply standard_constraints_decided; vm_compute; reflexivity|now apply matrix_cycle_decided].
Qed.

(** A cycle of seven rows: the sum is 14. *)
(*| lang-yang-2023/appendix.cycle-is-even | literal | refuted |*)
Theorem LY_cycles_are_even_is_false : ~ LY_cycles_are_even.
Proof.
  intros claim.
  destruct (claim three_by_two
    [B_row 0 0 0; column_line 0 [0; 1; 1]; B_row 2 1 0; row_line 2 [1; 1; 1]; B_row 2 1 1; column_line 1 [0; 0; 1]; row_line 0 [0; 0; 1]]
    [at_pair 0 0 [0; 0; 1]; at_pair 0 0 [0; 1; 1]; at_pair 2 0 [0; 1; 1]; at_pair 2 0 [1; 1; 1]; at_pair 2 1 [1; 1; 1];
     at_pair 2 1 [0; 0; 1]; at_pair 0 1 [0; 0; 1]]) as (k & E).
  - apply three_by_two_cycle. vm_compute. reflexivity.
  - match type of E with ?s = _ => assert (F : s = 14%Z) by (vm_compute; reflexivity); rewrite F in E end. lia.
Qed.

(** A cycle of six rows, three of B and three of C. *)
Lemma short_cycle : standard_cycle three_by_two
  [B_row 0 0 0; column_line 0 [0; 0; 1]; B_row 1 0 0; column_line 0 [1; 0; 0]; B_row 2 0 0; column_line 0 [0; 0; 0]]
  [at_pair 0 0 [0; 0; 0]; at_pair 0 0 [0; 0; 1]; at_pair 1 0 [0; 0; 1]; at_pair 1 0 [1; 0; 0]; at_pair 2 0 [1; 0; 0];
   at_pair 2 0 [0; 0; 0]].
Proof. apply three_by_two_cycle. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/appendix.even-changes-objects | literal | refuted |*)
Theorem LY_changes_of_pairs_are_even_is_false : ~ LY_changes_of_pairs_are_even.
Proof. intros claim. pose proof (claim _ _ _ short_cycle) as E. apply Nat.even_spec in E. discriminate. Qed.

(*| lang-yang-2023/appendix.even-changes-types | literal | refuted |*)
Theorem LY_changes_of_types_are_even_is_false : ~ LY_changes_of_types_are_even.
Proof. intros claim. pose proof (claim _ _ _ short_cycle) as E. apply Nat.even_spec in E. discriminate. Qed.

(** ** Three agents of two types on a path *)

Definition binary_path : structure := {|
  agents := 3; objects := 1; types := [2; 2; 2]%nat;
  sets := map agents_set [[0; 1]; [0; 2]; [0]; [1]; [2]]%nat
|}.

Local Notation edge k t := (inr ([(0, 0); (k, 0)], t)%nat).
Local Notation at_agent i t := ((i, 0), t)%nat.

Lemma binary_path_cycle rows columns :
  matrix_cycle_b binary_path rows columns = true -> graph_cycle binary_path path_edges rows columns.
Proof.
  intros cycle. split; [apply well_formed_decided; vm_compute; reflexivity|].
  split; [apply adjacency_decided; vm_compute; reflexivity|]. split; [exact path_no_odd_cycle|].
  split; [apply binary_decided; reflexivity|now apply matrix_cycle_decided].
Qed.

(** A cycle of seven rows with three of B. *)
Lemma odd_graph_cycle : graph_cycle binary_path path_edges
  [B_row 0 0 0; edge 1 [0; 0; 1]; B_row 1 0 0; edge 1 [1; 0; 0]; edge 2 [1; 0; 0]; B_row 2 0 0; edge 2 [0; 0; 0]]
  [at_agent 0 [0; 0; 0]; at_agent 0 [0; 0; 1]; at_agent 1 [0; 0; 1]; at_agent 1 [1; 0; 0]; at_agent 0 [1; 0; 0];
   at_agent 2 [1; 0; 0]; at_agent 2 [0; 0; 0]].
Proof. apply binary_path_cycle. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/appendix.theorem-3.cycle-sums | literal | refuted |*)
Theorem LY_graph_cycles_are_even_is_false : ~ LY_graph_cycles_are_even.
Proof. intros claim. destruct (claim _ _ _ _ odd_graph_cycle) as (k & E). match type of E with ?s = _ => assert (F : s = 14%Z) by (vm_compute; reflexivity); rewrite F in E end. lia. Qed.

(*| lang-yang-2023/appendix.theorem-3.paths | literal | refuted |*)
Theorem LY_paths_are_even_is_false : ~ LY_paths_are_even.
Proof.
  intros claim. destruct (claim _ _ (fun i => Nat.eqb i 0) _ _ odd_graph_cycle) as (odd & _).
  - intros e ine. simpl in ine. destruct ine as [<-|[<-|[]]]; discriminate.
  - apply Nat.even_spec in odd. vm_compute in odd. discriminate.
Qed.
