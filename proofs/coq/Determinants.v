(** Determinants and total unimodularity (LY, section 3.1).

    A matrix is a function of the names of its rows and columns; which rows and columns it has is said by two lists.  The
    determinant is Laplace's expansion along the first row. *)

From Allocation Require Export Rationals.

Section Determinants.

Context {Row Column : Type}.

(** Every element of a list with the elements beside it, in their order. *)
Fixpoint picks {A : Type} (l : list A) : list (A * list A) :=
  match l with
  | [] => []
  | a :: rest => (a, rest) :: map (fun pick => (fst pick, a :: snd pick)) (picks rest)
  end.

Fixpoint alternating_sum (l : list Z) : Z :=
  match l with
  | [] => 0%Z
  | a :: rest => (a - alternating_sum rest)%Z
  end.

(** The determinant of the submatrix with these rows and columns, of which there must be equally many. *)
Fixpoint determinant (M : Row -> Column -> Z) (rows : list Row) (columns : list Column) : Z :=
  match rows with
  | [] => 1%Z
  | row :: rest =>
      alternating_sum (map (fun pick => (M row (fst pick) * determinant M rest (snd pick))%Z) (picks columns))
  end.

(** LY, section 3.1: every nonsingular square submatrix has determinant 1 or -1. *)
Definition totally_unimodular (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) : Prop :=
  forall some_rows some_columns,
    NoDup some_rows -> incl some_rows rows -> NoDup some_columns -> incl some_columns columns ->
    length some_rows = length some_columns ->
    let d := determinant M some_rows some_columns in d = 0%Z \/ d = 1%Z \/ d = (-1)%Z.

End Determinants.
