(** Totally unimodular matrices by their certificates: two laminar families, networks, colourings, and what puts matrices
    together of smaller ones.  [evidence] has a constructor for each form that `proofs/checker.py` knows; [check] is a test
    by computation, and [check_sound] says that a matrix that passes is totally unimodular. *)

From Coq Require Import Permutation.
From Allocation Require Export Certificates.Minors Proofs.Laminar Proofs.Sums Proofs.Pivots.

Local Open Scope Z_scope.

(** Rows and columns are numbers.  A path, and the arc of a row, are given by their first and last node. *)
Inductive evidence : Type :=
  | Two_families (first second : list nat)
  | Network (arcs paths : list (nat * nat))
  | Colourings (plus : list (list nat))
  | Transpose (of : evidence)
  | Negated (row : nat) (rest : evidence)
  | Unit_row (row : nat) (rest : evidence)
  | Copied (row other : nat) (rest : evidence)
  | Direct_sum (ups lefts : list nat) (first second : evidence)
  | Two_sum (ups lefts : list nat) (row column : nat) (first second : evidence)
  | Three_sum (ups lefts : list nat) (row1 column2 row2 column1 : nat) (e : Z) (extra : nat) (first second : evidence)
  | Pivot (row column : nat) (rest : evidence).

Definition among (l : list nat) (a : nat) : bool := existsb (Nat.eqb a) l.

Definition is_unit (z : Z) : bool := (z =? 1) || (z =? -1).
Definition is_small (z : Z) : bool := (z =? 0) || is_unit z.

(** For each line of one list and each of another. *)
Definition all_pairs {A B : Type} (l : list A) (m : list B) (test : A -> B -> bool) : bool :=
  forallb (fun a => forallb (test a) m) l.

(** *** Two laminar families *)

(** Any two rows are nested or disjoint, as the sets of the elements that they have. *)
Definition nested_rows {Element : Type} (has : nat -> Element -> bool) (elements : list Element) (r s : nat) : bool :=
  forallb (fun x => implb (has r x) (has s x)) elements || forallb (fun x => implb (has s x) (has r x)) elements ||
  forallb (fun x => negb (has r x && has s x)) elements.

Definition families_test (rows columns : list nat) (M : numbered_matrix) (first second : list nat) : bool :=
  let has := fun r c => M r c =? 1 in
  all_pairs rows columns (fun r c => (M r c =? 0) || (M r c =? 1)) &&
  forallb (among (first ++ second)) rows &&
  all_pairs first first (nested_rows has columns) && all_pairs second second (nested_rows has columns).

(** *** Networks *)

(** The nodes that arcs other than the given one join to those reached; so often as there are arcs. *)
Definition spread (arcs : list (nat * (nat * nat))) (without : nat) (reached : list nat) : list nat :=
  fold_right (fun '(r, (a, b)) found =>
    if Nat.eqb r without then found
    else match among found a, among found b with
         | true, false => b :: found
         | false, true => a :: found
         | _, _ => found
         end) reached arcs.

Fixpoint spread_often (n : nat) (arcs : list (nat * (nat * nat))) (without : nat) (reached : list nat) : list nat :=
  match n with
  | O => reached
  | S n' =>
      let further := spread arcs without reached in
      if Nat.eqb (length further) (length reached) then reached else spread_often n' arcs without further
  end.

(** What remains joined to the root without an arc; nothing needs to be proved of it, as the sets are tested. *)
Definition beyond (arcs : list (nat * (nat * nat))) (without root : nat) : list nat :=
  spread_often (length arcs) arcs without [root].

Definition lookup {A : Type} (default : A) (table : list (nat * A)) (key : nat) : A :=
  match find (fun entry => Nat.eqb (fst entry) key) table with Some entry => snd entry | None => default end.

Definition network_test (rows columns : list nat) (M : numbered_matrix) (arcs paths : list (nat * nat)) : bool :=
  let arc := combine rows arcs in
  let path := combine columns paths in
  let root := match arcs with (a, _) :: _ => a | [] => 0%nat end in
  let away := map (fun r => (r, beyond arc r root)) rows in
  let below := fun r v => negb (among (lookup [] away r) v) in
  let upwards := fun r => if below r (fst (lookup (0%nat, 0%nat) arc r)) then 1 else -1 in
  let ends := fun c => lookup (0%nat, 0%nat) path c in
  let nodes := flat_map (fun c => [fst (ends c); snd (ends c)]) columns in
  all_pairs rows columns (fun r c => M r c =? network_entry below upwards (fun c => fst (ends c)) (fun c => snd (ends c)) r c) &&
  all_pairs rows rows (nested_rows below (nodup Nat.eq_dec nodes)).

(** *** Colourings *)

Definition colouring_test (rows columns : list nat) (M : numbered_matrix) (plus : list (list nat)) : bool :=
  let chosen := subsets rows in
  Nat.eqb (length plus) (length chosen) &&
  forallb (fun '(some, up) =>
    forallb (fun c => is_small (signed_sum M (fun r => if among up r then 1 else -1) some c)) columns) (combine chosen plus).

(** *** Any evidence *)

Definition product_test (rows columns : list nat) (M : numbered_matrix) (part : nat -> bool) (other : nat -> bool)
    (row column : nat) : bool :=
  all_pairs rows columns (fun r c => negb (part r && other c) || (M r c =? M row column * M r column * M row c)).

Fixpoint check (proof : evidence) (rows columns : list nat) (M : numbered_matrix) : bool :=
  match proof with
  | Two_families first second => families_test rows columns M first second
  | Network arcs paths => network_test rows columns M arcs paths
  | Colourings plus => distinct Nat.eqb rows && colouring_test rows columns M plus
  | Transpose of => check of columns rows (fun c r => M r c)
  | Negated row rest => check rest rows columns (fun r c => if Nat.eqb r row then - M r c else M r c)
  | Unit_row row rest =>
      forallb (fun c => is_small (M row c)) columns &&
      all_pairs columns columns (fun c d => Nat.eqb c d || (M row c =? 0) || (M row d =? 0)) &&
      check rest (without rows row) columns M
  | Copied row other rest =>
      negb (Nat.eqb row other) && among rows other &&
      (forallb (fun c => M row c =? M other c) columns || forallb (fun c => M row c =? - M other c) columns) &&
      check rest (without rows row) columns M
  | Direct_sum ups lefts first second =>
      let up := among ups in
      let le := among lefts in
      all_pairs rows columns (fun r c => Bool.eqb (up r) (le c) || (M r c =? 0)) &&
      check first (filter up rows) (filter le columns) M &&
      check second (filter (fun r => negb (up r)) rows) (filter (fun c => negb (le c)) columns) M
  | Two_sum ups lefts row column first second =>
      let up := among ups in
      let le := among lefts in
      is_unit (M row column) && up row && among rows row &&
      all_pairs rows columns (fun r c => up r || negb (le c) || (M r c =? 0)) &&
      product_test rows columns M up (fun c => negb (le c)) row column &&
      check first (filter up rows) (column :: filter le columns) M &&
      check second (row :: filter (fun r => negb (up r)) rows) (filter (fun c => negb (le c)) columns) M
  | Three_sum ups lefts row1 column2 row2 column1 e extra first second =>
      let up := among ups in
      let le := among lefts in
      is_unit e && is_unit (M row1 column2) && is_unit (M row2 column1) &&
      up row1 && negb (up row2) && le column1 && negb (le column2) &&
      negb (among columns extra) && negb (Nat.eqb extra column1) && negb (Nat.eqb extra column2) &&
      product_test rows columns M up (fun c => negb (le c)) row1 column2 &&
      product_test rows columns M (fun r => negb (up r)) le row2 column1 &&
      check first (row2 :: filter up rows) (column2 :: extra :: filter le columns) (upper_summand M row2 column2 extra e) &&
      check second (row1 :: filter (fun r => negb (up r)) rows) (column1 :: extra :: filter (fun c => negb (le c)) columns)
        (lower_summand M row1 row2 column1 column2 extra e)
  | Pivot row column rest =>
      is_unit (M row column) && among rows row && among columns column && check rest rows columns (pivoted M row column)
  end.

(** ** Soundness *)

Lemma among_spec l a : among l a = true <-> In a l.
Proof.
  unfold among. rewrite existsb_exists. split; [intros (b & inb & same); apply Nat.eqb_eq in same; now subst|].
  intros ina. exists a. split; [exact ina|apply Nat.eqb_refl].
Qed.

Lemma is_unit_spec z : is_unit z = true -> sign z.
Proof. unfold is_unit, sign. rewrite orb_true_iff, !Z.eqb_eq. tauto. Qed.

Lemma is_small_spec z : is_small z = true -> unit_or_zero z.
Proof. unfold is_small, is_unit, unit_or_zero. rewrite !orb_true_iff, !Z.eqb_eq. tauto. Qed.

Lemma all_pairs_spec {A B : Type} (l : list A) (m : list B) test :
  all_pairs l m test = true -> forall a b, In a l -> In b m -> test a b = true.
Proof. unfold all_pairs. rewrite forallb_forall. intros H a b ina inb. specialize (H a ina). rewrite forallb_forall in H. auto. Qed.

Lemma nested_rows_spec {Element : Type} (has : nat -> Element -> bool) elements rows :
  all_pairs rows rows (nested_rows has elements) = true -> laminar has elements rows.
Proof.
  intros test r s inr ins. pose proof (all_pairs_spec _ _ _ test r s inr ins) as H. unfold nested_rows in H.
  rewrite !orb_true_iff, !forallb_forall in H. destruct H as [[H|H]|H]; [left|right; left|do 2 right]; intros x inx has_x;
    specialize (H x inx); rewrite has_x in H; simpl in H; auto. now apply negb_true_iff.
Qed.

Lemma families_sound rows columns M first second :
  families_test rows columns M first second = true -> totally_unimodular rows columns M.
Proof.
  unfold families_test. rewrite !andb_true_iff. intros [[[entries union] nested] nested'].
  set (has := fun r c => M r c =? 1) in *.
  apply (unimodular_ext (incidence has)).
  - intros r c inr inc. pose proof (all_pairs_spec _ _ _ entries r c inr inc) as H. rewrite orb_true_iff, !Z.eqb_eq in H.
    unfold incidence, has. destruct H as [-> | ->]; reflexivity.
  - apply (edmonds has columns first second); [now apply nested_rows_spec|now apply nested_rows_spec|].
    intros r inr. rewrite forallb_forall in union. now apply among_spec, union.
Qed.

Lemma network_sound rows columns M arcs paths :
  network_test rows columns M arcs paths = true -> totally_unimodular rows columns M.
Proof.
  unfold network_test. rewrite andb_true_iff. intros [entries nested].
  match type of entries with all_pairs _ _ (fun r c => _ =? network_entry ?b ?u ?t ?h r c) = true =>
    set (below := b) in *; set (upwards := u) in *; set (tail := t) in *; set (head := h) in * end.
  apply (unimodular_ext (network_entry below upwards tail head)).
  - intros r c inr inc. pose proof (all_pairs_spec _ _ _ entries r c inr inc) as H. now apply Z.eqb_eq in H.
  - match type of nested with all_pairs _ _ (nested_rows _ ?n) = true => apply (network_unimodular below upwards tail head n) end.
    + intros r _. unfold upwards, sign. match goal with |- context [if ?b then _ else _] => destruct b end; auto.
    + intros c inc. rewrite !nodup_In, !in_flat_map. split; exists c; (split; [exact inc|]); [now left|right; now left].
    + apply nested_rows_spec, nested.
Qed.

Lemma filter_subset {A : Type} (test : A -> bool) (l : list A) : In (filter test l) (subsets l).
Proof.
  induction l as [|a l IH]; simpl; [now left|]. apply in_or_app. destruct (test a); [left; now apply in_map|now right].
Qed.

Lemma in_combine_of {A B : Type} (l : list A) (m : list B) a : length m = length l -> In a l -> exists b, In (a, b) (combine l m).
Proof.
  revert m; induction l as [|x l IH]; intros [|y m] same ina; try discriminate; [destruct ina..|]. simpl in *.
  destruct ina as [->|ina]; [exists y; now left|]. destruct (IH m) as [b inb]; [lia|exact ina|]. exists b. now right.
Qed.

Lemma colouring_sound rows columns M plus :
  NoDup rows -> colouring_test rows columns M plus = true -> totally_unimodular rows columns M.
Proof.
  unfold colouring_test. rewrite andb_true_iff, Nat.eqb_eq, forallb_forall. intros nodup_rows [same test].
  apply unimodular_iff_signs. intros some nodup inside.
  destruct (in_combine_of (subsets rows) plus (filter (among some) rows) same (filter_subset _ _)) as [up found].
  specialize (test _ found). cbv beta iota in test. rewrite forallb_forall in test.
  exists (fun r => if among up r then 1 else -1). split.
  - intros r _. unfold sign. destruct (among up r); auto.
  - intros c inc. specialize (test c inc). apply is_small_spec in test.
    rewrite (signed_sum_permuted M _ some (filter (among some) rows)); [exact test|].
    apply NoDup_Permutation; [exact nodup|now apply NoDup_filter|]. intros r. rewrite filter_In, among_spec. split; [|tauto].
    intros inr. split; [now apply inside|exact inr].
Qed.

Lemma product_spec rows columns M part other row column :
  product_test rows columns M part other row column = true ->
  forall r c, In r rows -> In c columns -> part r = true -> other c = true -> M r c = M row column * M r column * M row c.
Proof.
  intros test r c inr inc here there. pose proof (all_pairs_spec _ _ _ test r c inr inc) as H. cbv beta in H.
  rewrite here, there in H. now apply Z.eqb_eq in H.
Qed.

Theorem check_sound proof : forall rows columns M, check proof rows columns M = true -> totally_unimodular rows columns M.
Proof.
  induction proof as [first second|arcs paths|plus|of IH|row rest IH|row rest IH|row other rest IH|ups lefts first IH second IH'
    |ups lefts row column first IH second IH'|ups lefts row1 column2 row2 column1 e extra first IH second IH'
    |row column rest IH]; intros rows columns M; simpl check; intros test.
  - exact (families_sound _ _ _ _ _ test).
  - exact (network_sound _ _ _ _ _ test).
  - apply andb_true_iff in test as [nodup test]. apply distinct_spec in nodup; [|apply Nat.eqb_eq].
    exact (colouring_sound _ _ _ _ nodup test).
  - apply transpose_unimodular, (IH _ _ _ test).
  - apply (negated_rows rows columns M (fun r => if Nat.eqb r row then -1 else 1)).
    + intros r _. unfold sign. destruct (Nat.eqb r row); auto.
    + apply (unimodular_ext (fun r c => if Nat.eqb r row then - M r c else M r c)); [|exact (IH _ _ _ test)].
      intros r c _ _. destruct (Nat.eqb r row); ring.
  - rewrite !andb_true_iff, forallb_forall in test. destruct test as [[small single] test].
    apply (unit_row rows columns M row); [|..|exact (IH _ _ _ test)].
    + intros c inc. now apply is_small_spec, small.
    + intros c d inc ind nz nz'. pose proof (all_pairs_spec _ _ _ single c d inc ind) as H.
      rewrite !orb_true_iff, Nat.eqb_eq, !Z.eqb_eq in H. tauto.
  - rewrite !andb_true_iff, orb_true_iff, !forallb_forall, negb_true_iff, Nat.eqb_neq, among_spec in test.
    destruct test as [[[different inrows] same] test].
    apply (copied_row rows columns M row other (if forallb (fun c => M row c =? M other c) columns then 1 else -1));
      [exact different|unfold sign; destruct (forallb _ columns); auto| |exact inrows|exact (IH _ _ _ test)].
    intros c inc. destruct (forallb (fun c => M row c =? M other c) columns) eqn:E.
    + rewrite forallb_forall in E. specialize (E c inc). apply Z.eqb_eq in E. rewrite E. ring.
    + destruct same as [same|same].
      * rewrite (proj2 (forallb_forall _ _) same) in E. discriminate.
      * specialize (same c inc). apply Z.eqb_eq in same. rewrite same. ring.
  - rewrite !andb_true_iff in test. destruct test as [[zero test] test'].
    apply (direct_sum rows columns M (among ups) (among lefts)); [|exact (IH _ _ _ test)|exact (IH' _ _ _ test')].
    intros r c inr inc differ. pose proof (all_pairs_spec _ _ _ zero r c inr inc) as H.
    rewrite orb_true_iff, Z.eqb_eq, eqb_true_iff in H. tauto.
  - rewrite !andb_true_iff in test. destruct test as [[[[[[unit up] inrows] zero] product] test] test'].
    apply (two_sum rows columns M (among ups) (among lefts) row column);
      [now apply is_unit_spec|exact up|now apply among_spec| | |exact (IH _ _ _ test)|exact (IH' _ _ _ test')].
    + intros r c inr inc low le. pose proof (all_pairs_spec _ _ _ zero r c inr inc) as H. cbv beta in H.
      rewrite low, le in H. now apply Z.eqb_eq in H.
    + intros r c inr inc here there. apply (product_spec _ _ _ _ _ _ _ product); auto. now rewrite there.
  - rewrite !andb_true_iff, !negb_true_iff, !Nat.eqb_neq in test.
    destruct test as [[[[[[[[[[[[[unit unit1] unit2] up1] low2] left1] right2] new] new1] new2] product] product'] test] test'].
    apply (three_sum rows columns M (among ups) (among lefts) row1 row2 column1 column2 extra e);
      try (now apply is_unit_spec); auto.
    + intros inc. apply among_spec in inc. congruence.
    + intros r c inr inc here there. apply (product_spec _ _ _ _ _ _ _ product); auto. now rewrite there.
    + intros r c inr inc here there. apply (product_spec _ _ _ _ _ _ _ product'); auto. now rewrite here.
  - rewrite !andb_true_iff in test. destruct test as [[[unit inrows] incolumns] test].
    apply (pivot_unimodular M row column); [now apply is_unit_spec|now apply among_spec|now apply among_spec|exact (IH _ _ _ test)].
Qed.

(** ** Matrices of certificates, and M(W) *)

Theorem matrix_unimodular columns M proof :
  check proof (seq 0 (length M)) (seq 0 columns) (entry M) = true -> unimodular_matrix columns M.
Proof. apply check_sound. Qed.

(** The entries of a matrix with any names, written out by the positions of its rows and columns. *)
Definition written_out {Row Column : Type} (rows : list Row) (columns : list Column) (M : Row -> Column -> Z)
    (N : numbered_matrix) : bool :=
  let places := combine (seq 0 (length columns)) columns in
  all_pairs (combine (seq 0 (length rows)) rows) places (fun '(i, r) '(j, c) => N i j =? M r c).

Lemma combine_position {A : Type} (l : list A) (default : A) k :
  (k < length l)%nat -> In (k, nth k l default) (combine (seq 0 (length l)) l).
Proof.
  intros small. replace (k, nth k l default) with (nth k (combine (seq 0 (length l)) l) (0%nat, default)).
  - apply nth_In. now rewrite combine_length, seq_length, Nat.min_id.
  - rewrite combine_nth by now rewrite seq_length. now rewrite seq_nth.
Qed.

Theorem written_out_unimodular {Row Column : Type} rows columns (M : Row -> Column -> Z) N proof :
  written_out rows columns M N = true ->
  check proof (seq 0 (length rows)) (seq 0 (length columns)) N = true -> totally_unimodular rows columns M.
Proof.
  intros same test. apply by_positions. intros row column.
  apply (unimodular_ext N); [|exact (check_sound _ _ _ _ test)].
  intros i j ini inj. apply in_seq in ini, inj.
  pose proof (all_pairs_spec _ _ _ same _ _ (combine_position rows row i (proj2 ini)) (combine_position columns column j (proj2 inj))) as H.
  now apply Z.eqb_eq in H.
Qed.

(** The matrix has a row for each row of M(W) in the order of [cone_rows], and so the columns. *)
Theorem projection_unimodular S M proof :
  written_out (cone_rows S) (cone_columns S) projection_matrix (entry M) = true ->
  check proof (seq 0 (length (cone_rows S))) (seq 0 (length (cone_columns S))) (entry M) = true ->
  preserves_total_unimodularity S.
Proof. apply written_out_unimodular. Qed.
