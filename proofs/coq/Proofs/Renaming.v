(** Determinants and total unimodularity do not depend on the names of rows and columns. *)

From Allocation Require Export Farkas Determinants.

Section Renaming.

Context {Row Column Row' Column' : Type}.
Variables (row : Row -> Row') (column : Column -> Column').

Lemma picks_map (l : list Column) :
  picks (map column l) = map (fun pick => (column (fst pick), map column (snd pick))) (picks l).
Proof.
  induction l as [|c l IH]; [reflexivity|]. simpl. rewrite IH, !map_map. reflexivity.
Qed.

Lemma determinant_renamed (M : Row -> Column -> Z) (M' : Row' -> Column' -> Z) rows columns :
  (forall r c, M r c = M' (row r) (column c)) -> determinant M rows columns = determinant M' (map row rows) (map column columns).
Proof.
  intros same. revert columns. induction rows as [|r rows IH]; intros columns; [reflexivity|]. cbn [map determinant].
  rewrite picks_map, map_map. f_equal. apply map_ext. intros pick. cbn [fst snd]. now rewrite same, IH.
Qed.

Theorem unimodular_renamed (M : Row -> Column -> Z) (M' : Row' -> Column' -> Z) rows columns :
  (forall r s, row r = row s -> r = s) -> (forall c d, column c = column d -> c = d) ->
  (forall r c, M r c = M' (row r) (column c)) ->
  totally_unimodular (map row rows) (map column columns) M' -> totally_unimodular rows columns M.
Proof.
  intros injective injective' same unimodular rs cs nodup inside nodup' inside' square. cbv zeta.
  rewrite (determinant_renamed M M' rs cs same). apply unimodular.
  - now apply NoDup_map_injective.
  - intros r inr. apply in_map_iff in inr. destruct inr as (s & <- & ins). now apply in_map, inside.
  - now apply NoDup_map_injective.
  - intros c inc. apply in_map_iff in inc. destruct inc as (d & <- & ind). now apply in_map, inside'.
  - now rewrite !map_length.
Qed.

End Renaming.
