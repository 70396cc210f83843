(** Matrices that are not totally unimodular: a square submatrix whose determinant is not 0, 1 or -1.

    [sparse_determinant] is Laplace's expansion without the terms that are 0 anyway, so that it is quick where a matrix has
    few entries. *)

From Allocation Require Export Determinants LangYang.

Fixpoint sparse_determinant {Row Column : Type} (M : Row -> Column -> Z) (rows : list Row) (columns : list Column) : Z :=
  match rows with
  | [] => 1%Z
  | row :: rest =>
      alternating_sum (map (fun pick =>
        match M row (fst pick) with
        | 0%Z => 0%Z
        | entry => (entry * sparse_determinant M rest (snd pick))%Z
        end) (picks columns))
  end.

Theorem sparse_determinant_correct {Row Column : Type} (M : Row -> Column -> Z) rows columns :
  sparse_determinant M rows columns = determinant M rows columns.
Proof.
  revert columns. induction rows as [|row rest IH]; intros columns; [reflexivity|]. cbn. f_equal.
  apply map_ext. intros pick. rewrite IH. destruct (M row (fst pick)); reflexivity.
Qed.

(** ** Tests *)

Section Tests.

Context {A : Type} (eqb : A -> A -> bool) (eqb_spec : forall a b, eqb a b = true <-> a = b).

Definition inside (l : list A) (a : A) : bool := existsb (eqb a) l.

Lemma inside_spec l a : inside l a = true <-> In a l.
Proof.
  unfold inside. rewrite existsb_exists. split.
  - intros (b & inb & same). apply eqb_spec in same. now subst.
  - intros ina. exists a. split; [exact ina|]. now apply eqb_spec.
Qed.

Fixpoint distinct (l : list A) : bool :=
  match l with
  | [] => true
  | a :: rest => negb (inside rest a) && distinct rest
  end.

Lemma distinct_spec l : distinct l = true -> NoDup l.
Proof.
  induction l as [|a l IH]; simpl; intros H; constructor; apply andb_true_iff in H as [notin rest].
  - intros ina. apply inside_spec in ina. rewrite ina in notin. discriminate.
  - now apply IH.
Qed.

Definition included (l m : list A) : bool := forallb (inside m) l.

Lemma included_spec l m : included l m = true -> incl l m.
Proof. unfold included. rewrite forallb_forall. intros H a ina. now apply inside_spec, H. Qed.

End Tests.

(** A list of distinct members of another. *)
Definition selection {A : Type} (eqb : A -> A -> bool) (some all : list A) : bool :=
  distinct eqb some && included eqb some all.

Lemma selection_spec {A : Type} (eqb : A -> A -> bool) some all :
  (forall a b, eqb a b = true <-> a = b) -> selection eqb some all = true -> NoDup some /\ incl some all.
Proof.
  intros spec H. apply andb_true_iff in H as [one other]. split.
  - exact (distinct_spec eqb spec _ one).
  - exact (included_spec eqb spec _ _ other).
Qed.

Definition large (d : Z) : bool := (1 <? Z.abs d)%Z.

Definition minor_test {Row Column : Type} (row_eqb : Row -> Row -> bool) (column_eqb : Column -> Column -> bool)
  (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) (some_rows : list Row) (some_columns : list Column)
  : bool :=
  selection row_eqb some_rows rows && selection column_eqb some_columns columns &&
  Nat.eqb (length some_rows) (length some_columns) && large (sparse_determinant M some_rows some_columns).

Theorem minor_sound {Row Column : Type} (row_eqb : Row -> Row -> bool) (column_eqb : Column -> Column -> bool)
  rows columns (M : Row -> Column -> Z) some_rows some_columns :
  (forall a b, row_eqb a b = true <-> a = b) -> (forall a b, column_eqb a b = true <-> a = b) ->
  minor_test row_eqb column_eqb rows columns M some_rows some_columns = true -> ~ totally_unimodular rows columns M.
Proof.
  intros row_spec column_spec. unfold minor_test. rewrite !andb_true_iff. intros [[[down across] square] big] unimodular.
  apply selection_spec in down as [? ?]; [|exact row_spec]. apply selection_spec in across as [? ?]; [|exact column_spec].
  apply Nat.eqb_eq in square. apply Z.ltb_lt in big. rewrite sparse_determinant_correct in big.
  destruct (unimodular some_rows some_columns) as [d|[d|d]]; auto; rewrite d in big; discriminate.
Qed.

(** ** Matrices as certificates write them: rows and columns are numbered from 0, each row with its nonzero entries *)

Definition sparse_matrix : Type := list (list (nat * Z)).

Definition entry (M : sparse_matrix) (row column : nat) : Z :=
  match find (fun e => Nat.eqb (fst e) column) (nth row M []) with Some e => snd e | None => 0%Z end.

Definition unimodular_matrix (columns : nat) (M : sparse_matrix) : Prop :=
  totally_unimodular (seq 0 (length M)) (seq 0 columns) (entry M).

Theorem matrix_sound columns M some_rows some_columns :
  minor_test Nat.eqb Nat.eqb (seq 0 (length M)) (seq 0 columns) (entry M) some_rows some_columns = true ->
  ~ unimodular_matrix columns M.
Proof. apply minor_sound; apply Nat.eqb_eq. Qed.

(** ** The matrix M(W) of a structure *)

Lemma list_eqb_spec {A : Type} (eqb : A -> A -> bool) :
  (forall a b, eqb a b = true <-> a = b) -> forall l m, list_eqb eqb l m = true <-> l = m.
Proof.
  intros spec. induction l as [|a l IH]; intros [|b m]; simpl; try (split; congruence).
  rewrite andb_true_iff, spec, IH. split; [intros [-> ->]; reflexivity|]. intros H; injection H; auto.
Qed.

Lemma cell_eqb_spec c d : cell_eqb c d = true <-> c = d.
Proof.
  destruct c as [i j], d as [k l]. unfold cell_eqb. simpl. rewrite andb_true_iff, !Nat.eqb_eq.
  split; [intros [-> ->]; reflexivity|]. intros H; injection H; auto.
Qed.

Lemma profile_eqb_spec t u : profile_eqb t u = true <-> t = u.
Proof. apply list_eqb_spec, Nat.eqb_eq. Qed.

Lemma set_eqb_spec G H : set_eqb G H = true <-> G = H.
Proof. apply list_eqb_spec, cell_eqb_spec. Qed.

Lemma same_set_profile_spec r s : same_set_profile r s = true <-> r = s.
Proof.
  destruct r as [G t], s as [H u]. unfold same_set_profile. simpl. rewrite andb_true_iff, set_eqb_spec, profile_eqb_spec.
  split; [intros [-> ->]; reflexivity|]. intros E; injection E; auto.
Qed.

Definition same_cell_profile (r s : cell * profile) : bool := cell_eqb (fst r) (fst s) && profile_eqb (snd r) (snd s).

Lemma same_cell_profile_spec r s : same_cell_profile r s = true <-> r = s.
Proof.
  destruct r as [c t], s as [d u]. unfold same_cell_profile. simpl. rewrite andb_true_iff, cell_eqb_spec, profile_eqb_spec.
  split; [intros [-> ->]; reflexivity|]. intros E; injection E; auto.
Qed.

Definition row_eqb (r s : cone_row) : bool :=
  match r, s with
  | Equation e, Equation e' => same_cell_profile e e'
  | Sign_g e, Sign_g e' => same_set_profile e e'
  | Sign_h e, Sign_h e' => same_set_profile e e'
  | _, _ => false
  end.

Lemma row_eqb_spec r s : row_eqb r s = true <-> r = s.
Proof.
  destruct r, s; simpl; rewrite ?same_cell_profile_spec, ?same_set_profile_spec; split; congruence.
Qed.

Definition column_eqb (r s : cone_column) : bool :=
  match r, s with
  | Entry_f (i, ti, j), Entry_f (k, tk, l) => Nat.eqb i k && Nat.eqb ti tk && Nat.eqb j l
  | Entry_g e, Entry_g e' => same_set_profile e e'
  | Entry_h e, Entry_h e' => same_set_profile e e'
  | _, _ => false
  end.

Lemma column_eqb_spec r s : column_eqb r s = true <-> r = s.
Proof.
  destruct r as [[[i ti] j]| |], s as [[[k tk] l]| |]; simpl; rewrite ?same_set_profile_spec, ?andb_true_iff, ?Nat.eqb_eq;
    split; try congruence.
  - intros [[-> ->] ->]. reflexivity.
  - intros E. injection E. auto.
Qed.

(** Sets with a set that is written twice or is no set of pairs are no structure of LY: [well_formed] by computation. *)
Theorem projection_sound S some_rows some_columns :
  minor_test row_eqb column_eqb (cone_rows S) (cone_columns S) projection_matrix some_rows some_columns = true ->
  ~ preserves_total_unimodularity S.
Proof. apply minor_sound; [apply row_eqb_spec|apply column_eqb_spec]. Qed.
