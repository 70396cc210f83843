(** Laws of determinants, from Laplace's expansion along the first row: exchanged and repeated columns and rows, the
    expansion along the first column, transposition. *)

From Coq Require Import Permutation.
From Allocation Require Export Determinants.

Local Open Scope Z_scope.

(** ** Alternating sums over the elements of a list, each with the elements beside it *)

Section Expansions.

Context {A : Type}.

Definition expansion (F : A -> list A -> Z) (l : list A) : Z :=
  alternating_sum (map (fun pick => F (fst pick) (snd pick)) (picks l)).

Lemma expansion_cons F a l : expansion F (a :: l) = F a l - expansion (fun b rest => F b (a :: rest)) l.
Proof. unfold expansion. simpl. now rewrite map_map. Qed.

Lemma picks_permutation (l : list A) a rest : In (a, rest) (picks l) -> Permutation (a :: rest) l.
Proof.
  revert a rest; induction l as [|b l IH]; intros a rest; simpl; [tauto|]. intros [E|H].
  - inversion E; subst. apply Permutation_refl.
  - apply in_map_iff in H. destruct H as ([a' rest'] & E & H). inversion E; subst. simpl.
    rewrite perm_swap. apply perm_skip. now apply IH.
Qed.

Lemma expansion_ext F G l : (forall a rest, Permutation (a :: rest) l -> F a rest = G a rest) -> expansion F l = expansion G l.
Proof.
  intros H. unfold expansion. f_equal. apply map_ext_in. intros [a rest] inl. now apply H, picks_permutation.
Qed.

Lemma expansion_zero F l : (forall a rest, Permutation (a :: rest) l -> F a rest = 0) -> expansion F l = 0.
Proof.
  intros H. rewrite (expansion_ext F (fun _ _ => 0) l H). clear H F.
  induction l as [|a l IH]; [reflexivity|]. rewrite expansion_cons, IH. reflexivity.
Qed.

Lemma expansion_plus F G l : expansion (fun a rest => F a rest + G a rest) l = expansion F l + expansion G l.
Proof.
  revert F G; induction l as [|a l IH]; intros F G; [reflexivity|]. rewrite !expansion_cons, IH. ring.
Qed.

Lemma expansion_scale k F l : expansion (fun a rest => k * F a rest) l = k * expansion F l.
Proof.
  revert F; induction l as [|a l IH]; intros F; [cbn; ring|]. rewrite !expansion_cons, IH. ring.
Qed.

(** Two neighbours are exchanged, and every term in which both are left is negated: the sum is negated. *)
Lemma expansion_swap F a b l m :
  (forall c l' m', S (length (l' ++ m')) = length (l ++ m) -> F c (l' ++ b :: a :: m') = - F c (l' ++ a :: b :: m')) ->
  expansion F (l ++ b :: a :: m) = - expansion F (l ++ a :: b :: m).
Proof.
  revert F; induction l as [|c l IH]; intros F negated; simpl.
  - rewrite !expansion_cons.
    rewrite (expansion_ext _ (fun c rest => (-1) * F c (a :: b :: rest)) m).
    + rewrite expansion_scale. ring.
    + intros c rest permuted. apply Permutation_length in permuted.
      pose proof (negated c [] rest permuted) as E. simpl in E. rewrite E. ring.
  - rewrite !expansion_cons, (IH (fun d rest => F d (c :: rest))), (negated c l m eq_refl); [ring|].
    intros d l' m' same. apply (negated d (c :: l') m'). simpl in *. lia.
Qed.

End Expansions.

Lemma expansion_exchange {A B : Type} (F : A -> list A -> B -> list B -> Z) (l : list A) (m : list B) :
  expansion (fun a rest => expansion (F a rest) m) l
    = expansion (fun b rest' => expansion (fun a rest => F a rest b rest') l) m.
Proof.
  revert F; induction l as [|a l IH]; intros F.
  - symmetry. now apply expansion_zero.
  - rewrite expansion_cons, IH.
    rewrite (expansion_ext (fun b rest' => expansion (fun a rest => F a rest b rest') (a :: l))
      (fun b rest' => F a l b rest' + (-1) * expansion (fun c rest => F c (a :: rest) b rest') l) m).
    + rewrite expansion_plus, expansion_scale. ring.
    + intros b rest' _. rewrite expansion_cons. ring.
Qed.

(** ** Determinants *)

Section Laws.

Context {Row Column : Type}.

Variable M : Row -> Column -> Z.

Lemma determinant_cons row rows columns :
  determinant M (row :: rows) columns = expansion (fun c rest => M row c * determinant M rows rest) columns.
Proof. reflexivity. Qed.

Lemma determinant_swap_columns rows a b l m :
  length rows = length (l ++ a :: b :: m) ->
  determinant M rows (l ++ b :: a :: m) = - determinant M rows (l ++ a :: b :: m).
Proof.
  revert l m; induction rows as [|row rows IH]; intros l m square; rewrite app_length in square; simpl in square; [lia|].
  rewrite !determinant_cons. apply expansion_swap. intros c l' m' same.
  rewrite app_length in same. rewrite IH; [ring|]. rewrite app_length in *. simpl. lia.
Qed.

(** Laplace's expansion along the first column. *)
Lemma first_column rows c columns :
  length rows = S (length columns) ->
  determinant M rows (c :: columns) = expansion (fun row rest => M row c * determinant M rest columns) rows.
Proof.
  revert columns; induction rows as [|row rows IH]; intros columns square; simpl in square; [lia|].
  rewrite determinant_cons, !expansion_cons. f_equal.
  transitivity (expansion (fun b rest => expansion (fun r rs => M row b * (M r c * determinant M rs rest)) rows) columns).
  - apply expansion_ext. intros b rest permuted. apply Permutation_length in permuted. simpl in permuted.
    rewrite IH by lia. now rewrite expansion_scale.
  - rewrite <- (expansion_exchange (fun r rs b rest => M row b * (M r c * determinant M rs rest)) rows columns).
    apply expansion_ext. intros r rs _. rewrite determinant_cons, <- expansion_scale.
    apply expansion_ext. intros b rest _. ring.
Qed.

End Laws.

(** A square matrix and its transpose have the same determinant. *)
Theorem determinant_transpose {Row Column : Type} (M : Row -> Column -> Z) rows columns :
  length rows = length columns ->
  determinant M rows columns = determinant (fun c r => M r c) columns rows.
Proof.
  revert rows; induction columns as [|c columns IH]; intros rows square.
  - destruct rows; [reflexivity|discriminate].
  - rewrite (first_column M rows c columns square), determinant_cons.
    apply expansion_ext. intros r rest permuted. apply Permutation_length in permuted.
    rewrite IH; [reflexivity|]. simpl in *. lia.
Qed.

(** ** Orders and repetitions *)

Section Orders.

Context {Row Column : Type}.

Variable M : Row -> Column -> Z.

Lemma determinant_ext (N : Row -> Column -> Z) rows columns :
  (forall r c, In r rows -> In c columns -> M r c = N r c) -> determinant M rows columns = determinant N rows columns.
Proof.
  revert columns; induction rows as [|row rows IH]; intros columns same; [reflexivity|].
  rewrite !determinant_cons. apply expansion_ext. intros c rest permuted. rewrite same, IH; [reflexivity| | |].
  - intros r d inr ind. apply same; [now right|]. eapply Permutation_in; [exact permuted|now right].
  - now left.
  - eapply Permutation_in; [exact permuted|now left].
Qed.

(** Up to its sign a determinant does not depend on the order of the columns. *)
Lemma determinant_permuted_columns rows columns columns' :
  length rows = length columns -> Permutation columns columns' ->
  determinant M rows columns' = determinant M rows columns \/ determinant M rows columns' = - determinant M rows columns.
Proof.
  intros square permuted. change columns' with ([] ++ columns'). change columns with ([] ++ columns).
  change columns with ([] ++ columns) in square.
  revert square. generalize (@nil Column) as before.
  induction permuted as [|c l l' permuted IH|a b l|l l' l'' p IH p' IH']; intros before square.
  - now left.
  - replace (before ++ c :: l') with ((before ++ [c]) ++ l') by now rewrite <- app_assoc.
    replace (before ++ c :: l) with ((before ++ [c]) ++ l) in * by now rewrite <- app_assoc.
    now apply IH.
  - right. rewrite determinant_swap_columns; [ring|]. exact square.
  - destruct (IH before square) as [E|E]; destruct (IH' before) as [E'|E'];
      try (rewrite square, !app_length, (Permutation_length p); reflexivity); rewrite E', E; auto.
    left; ring.
Qed.

(** Two equal columns: the determinant is 0. *)
Lemma determinant_repeated_column rows c before columns :
  length rows = S (length (before ++ columns)) -> In c columns -> determinant M rows (before ++ c :: columns) = 0.
Proof.
  intros square repeated. destruct (in_split _ _ repeated) as (l & m & ->).
  assert (adjacent : determinant M rows (before ++ c :: c :: l ++ m) = 0).
  { assert (square' : length rows = length (before ++ c :: c :: l ++ m)).
    { rewrite square, !app_length. simpl. rewrite !app_length. simpl. lia. }
    pose proof (determinant_swap_columns M rows c c before (l ++ m) square'). lia. }
  destruct (determinant_permuted_columns rows (before ++ c :: c :: l ++ m) (before ++ c :: l ++ c :: m)) as [E|E].
  - rewrite square, !app_length. simpl. rewrite !app_length. simpl. lia.
  - apply Permutation_app_head, perm_skip, Permutation_middle.
  - now rewrite E.
  - rewrite E, adjacent. reflexivity.
Qed.

End Orders.

Lemma determinant_permuted_rows {Row Column : Type} (M : Row -> Column -> Z) rows rows' columns :
  length rows = length columns -> Permutation rows rows' ->
  determinant M rows' columns = determinant M rows columns \/ determinant M rows' columns = - determinant M rows columns.
Proof.
  intros square permuted. pose proof (Permutation_length permuted) as same.
  rewrite !(determinant_transpose M) by congruence. now apply determinant_permuted_columns.
Qed.

(** Two equal rows: the determinant is 0. *)
Lemma determinant_repeated_row {Row Column : Type} (M : Row -> Column -> Z) r rows columns :
  S (length rows) = length columns -> In r rows -> determinant M (r :: rows) columns = 0.
Proof.
  intros square repeated. rewrite determinant_transpose by exact square.
  apply (determinant_repeated_column _ columns r [] rows); [now rewrite <- square|assumption].
Qed.
