(** One direction of Ghouila-Houri's theorem (LY, Lemma 14): where every set of rows has signs whose signed sum has entries
    0, 1 and -1 only, the matrix is totally unimodular; and the same for columns.

    The proof is Schrijver's (1986, Theorem 19.3): by induction the cofactors of a column are 0, 1 or -1; signs of the rows
    whose cofactors are not 0 make a combination of rows that is, but for one entry, equal to 0. *)

From Coq Require Import Permutation.
From Allocation Require Export DeterminantLaws.

Local Open Scope Z_scope.

(** 0, 1 or -1 *)
Definition unit_or_zero (z : Z) : Prop := z = 0 \/ z = 1 \/ z = -1.
Definition sign (z : Z) : Prop := z = 1 \/ z = -1.

Lemma unit_or_zero_iff z : unit_or_zero z <-> -1 <= z <= 1.
Proof. unfold unit_or_zero. lia. Qed.

(** The combination of rows with multipliers, at a column. *)
Fixpoint weighted {Row Column : Type} (M : Row -> Column -> Z) (multipliers : list (Z * Row)) (c : Column) : Z :=
  match multipliers with
  | [] => 0
  | (k, row) :: rest => k * M row c + weighted M rest c
  end.

(** These are the rows, each with a sign, and the signed sums are 0, 1 or -1. *)
Definition signing {Row Column : Type} (M : Row -> Column -> Z) (columns : list Column) (rows : list Row)
    (signs : list (Z * Row)) : Prop :=
  map snd signs = rows /\ Forall (fun part => sign (fst part)) signs /\
  forall c, In c columns -> unit_or_zero (weighted M signs c).

(** Every set of rows has a signing. *)
Definition signable {Row Column : Type} (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) : Prop :=
  forall some, NoDup some -> incl some rows -> exists signs, signing M columns some signs.

Section GhouilaHouri.

Context {Row Column : Type}.

Variable M : Row -> Column -> Z.

Lemma weighted_app l m c : weighted M (l ++ m) c = weighted M l c + weighted M m c.
Proof. induction l as [|[k row] l IH]; simpl; [ring|]. rewrite IH; ring. Qed.

(** The multipliers of an expansion, one for each row. *)
Lemma cofactors (G : list Row -> Z) rows :
  exists multipliers,
    map snd multipliers = rows /\
    (forall c, expansion (fun row rest => M row c * G rest) rows = weighted M multipliers c) /\
    Forall (fun part => exists rest, Permutation (snd part :: rest) rows /\ (fst part = G rest \/ fst part = - G rest))
      multipliers.
Proof.
  revert G; induction rows as [|row rows IH]; intros G.
  - exists []. repeat split; constructor.
  - destruct (IH (fun rest => - G (row :: rest))) as (multipliers & names & sums & minors).
    exists ((G rows, row) :: multipliers). split; [simpl; now rewrite names|]. split.
    + intros c. rewrite expansion_cons. simpl. rewrite <- sums.
      rewrite (expansion_ext (fun r rest => M r c * - G (row :: rest)) (fun r rest => (-1) * (M r c * G (row :: rest))))
        by (intros; ring).
      rewrite expansion_scale. ring.
    + constructor.
      * exists rows. split; [apply Permutation_refl|now left].
      * eapply Forall_impl; [|exact minors]. intros [k r] (rest & permuted & value). simpl in *.
        exists (row :: rest). split; [|lia].
        rewrite perm_swap. now apply perm_skip.
Qed.

(** A sum along a row is linear in the row. *)
Lemma expansion_weighted (G : list Column -> Z) (multipliers : list (Z * Row)) columns :
  expansion (fun c rest => weighted M multipliers c * G rest) columns
    = fold_right (fun part total => fst part * expansion (fun c rest => M (snd part) c * G rest) columns + total) 0 multipliers.
Proof.
  induction multipliers as [|[k row] multipliers IH]; simpl.
  - apply expansion_zero. intros; ring.
  - rewrite <- IH, <- expansion_scale, <- expansion_plus. apply expansion_ext. intros; ring.
Qed.

(** Signs of rows have the parity of other signs of the same rows. *)
Lemma same_parity l m c :
  map snd l = map snd m -> Forall (fun part => sign (fst part)) l -> Forall (fun part => sign (fst part)) m ->
  exists k, weighted M l c = weighted M m c + 2 * k.
Proof.
  revert m; induction l as [|[s row] l IH]; intros [|[s' row'] m] same signs signs'; try discriminate.
  - exists 0. reflexivity.
  - injection same as -> same. inversion_clear signs. inversion_clear signs'.
    destruct (IH m same) as [k E]; [assumption..|]. cbn [weighted fst] in *. rewrite E. unfold sign in H, H1.
    destruct H as [->| ->], H1 as [->| ->].
    + exists k; ring.
    + exists (k + M row' c); ring.
    + exists (k - M row' c); ring.
    + exists k; ring.
Qed.

Definition nonzero (part : Z * Row) : bool := negb (fst part =? 0).

Lemma weighted_nonzero l c : weighted M (filter nonzero l) c = weighted M l c.
Proof.
  induction l as [|[k row] l IH]; simpl; [reflexivity|]. unfold nonzero at 1; simpl.
  destruct (Z.eqb_spec k 0) as [->|]; simpl; rewrite IH; ring.
Qed.

Lemma filtered_names (test : Z * Row -> bool) l : NoDup (map snd l) -> NoDup (map snd (filter test l)).
Proof.
  induction l as [|part l IH]; simpl; intros nodup; [constructor|]. inversion_clear nodup.
  destruct (test part); simpl; [|now apply IH]. constructor; [|now apply IH].
  intros found. apply H. apply in_map_iff in found. destruct found as (other & E & inl).
  apply filter_In in inl. apply in_map_iff. exists other. tauto.
Qed.

(** Rows of which all but the first stand below again: only the first counts. *)
Lemma only_the_first s row multipliers rows columns :
  S (length rows) = length columns -> incl (map snd multipliers) rows ->
  expansion (fun c rest => weighted M ((s, row) :: multipliers) c * determinant M rows rest) columns
    = s * determinant M (row :: rows) columns.
Proof.
  intros square repeated. rewrite expansion_weighted. simpl fold_right. rewrite determinant_cons.
  assert (E : fold_right (fun part total =>
      fst part * expansion (fun c rest => M (snd part) c * determinant M rows rest) columns + total) 0 multipliers = 0).
  { induction multipliers as [|[k r] multipliers IH]; simpl in *; [reflexivity|].
    rewrite IH by (intros x inx; apply repeated; now right).
    rewrite <- (determinant_cons M r). rewrite determinant_repeated_row; [ring|exact square|apply repeated; now left]. }
  rewrite E. ring.
Qed.

(** A combination of rows whose entries are 0 but in the first column. *)
Lemma first_entry_only v (rows : list Row) (c : Column) columns :
  (forall d, In d columns -> v d = 0) ->
  expansion (fun d rest => v d * determinant M rows rest) (c :: columns) = v c * determinant M rows columns.
Proof.
  intros vanish. rewrite expansion_cons, expansion_zero; [ring|].
  intros d rest permuted. rewrite vanish; [ring|]. eapply Permutation_in; [exact permuted|now left].
Qed.

Theorem signable_unimodular rows columns : signable rows columns M -> totally_unimodular rows columns M.
Proof.
  intros signed. intros some_rows some_columns nodup within nodup' within' square. revert nodup within nodup' within' square.
  revert some_rows. induction some_columns as [|c cs IH]; intros rs nodup within nodup' within' square; simpl in square.
  - destruct rs; [simpl; tauto|discriminate].
  - change (unit_or_zero (determinant M rs (c :: cs))).
    assert (minors : forall row rest, Permutation (row :: rest) rs -> unit_or_zero (determinant M rest cs)).
    { intros row rest permuted. apply IH.
      - apply (Permutation_NoDup (Permutation_sym permuted)) in nodup. now inversion nodup.
      - intros r inr. apply within. eapply Permutation_in; [exact permuted|now right].
      - now inversion nodup'.
      - intros d ind. apply within'. now right.
      - apply Permutation_length in permuted. simpl in permuted. lia. }
    destruct (cofactors (fun rest => determinant M rest cs) rs) as (multipliers & names & sums & values).
    assert (along : forall d, determinant M rs (d :: cs) = weighted M multipliers d)
      by (intros d; rewrite first_column by exact square; apply sums).
    set (support := filter nonzero multipliers).
    destruct (signed (map snd support)) as (signs & names' & are_signs & small).
    { unfold support. apply filtered_names. now rewrite names. }
    { intros r inr. apply within. rewrite <- names. apply in_map_iff in inr. destruct inr as (part & <- & inl).
      apply filter_In in inl. apply in_map. tauto. }
    assert (units : Forall (fun part => sign (fst part)) support).
    { apply Forall_forall. intros part inl. apply filter_In in inl. destruct inl as [inl nz].
      rewrite Forall_forall in values. destruct (values part inl) as (rest & permuted & value).
      pose proof (minors _ _ permuted) as M0. unfold nonzero in nz. apply negb_true_iff, Z.eqb_neq in nz.
      unfold sign, unit_or_zero in *. lia. }
    assert (vanish : forall d, In d cs -> weighted M signs d = 0).
    { intros d ind. destruct (same_parity signs support d) as [k E]; [exact names'|assumption..|].
      unfold support in E. rewrite weighted_nonzero, <- along in E.
      pose proof (determinant_repeated_column M rs d [] cs square ind) as zero. simpl in zero. rewrite zero in E.
      pose proof (small d (within' d (or_intror ind))) as bounds. unfold unit_or_zero in bounds. lia. }
    pose proof (small c (within' c (or_introl eq_refl))) as small_c. clear small.
    destruct signs as [|[s row] signs].
    + rewrite along, <- weighted_nonzero. fold support. destruct support; [now left|discriminate].
    + destruct support as [|[b row'] support'] eqn:E; [discriminate|]. injection names' as <- names'.
      assert (inl : In (b, row) multipliers).
      { apply (filter_In nonzero). fold support. rewrite E. now left. }
      rewrite Forall_forall in values. destruct (values _ inl) as (rest & permuted & _). simpl in permuted.
      assert (square' : S (length rest) = length (c :: cs))
        by (apply Permutation_length in permuted; simpl in *; lia).
      pose proof (only_the_first s row signs rest (c :: cs) square') as first.
      rewrite first_entry_only in first by exact vanish.
      assert (repeated : incl (map snd signs) rest).
      { intros r inr. rewrite names' in inr.
        assert (distinct : NoDup (map snd support)) by (apply filtered_names; now rewrite names).
        rewrite E in distinct. simpl in distinct. inversion_clear distinct.
        assert (In r (row :: rest)).
        { eapply Permutation_in; [apply Permutation_sym, permuted|]. rewrite <- names.
          apply in_map_iff in inr. destruct inr as (part & <- & inp). apply in_map. apply (filter_In nonzero).
          fold support. rewrite E. now right. }
        destruct H1 as [<-|]; [contradiction|assumption]. }
      specialize (first repeated). inversion_clear are_signs. simpl in H.
      pose proof (minors _ _ permuted) as minor.
      assert (D : unit_or_zero (determinant M (row :: rest) (c :: cs))).
      { unfold unit_or_zero, sign in *. nia. }
      destruct (determinant_permuted_rows M (row :: rest) rs (c :: cs) square' permuted) as [-> | ->];
        unfold unit_or_zero in *; lia.
Qed.

End GhouilaHouri.

(** A matrix is totally unimodular exactly if its transpose is. *)
Lemma transpose_unimodular {Row Column : Type} (M : Row -> Column -> Z) rows columns :
  totally_unimodular columns rows (fun c r => M r c) -> totally_unimodular rows columns M.
Proof.
  intros H rs cs nodup within nodup' within' square. cbv zeta. rewrite determinant_transpose by exact square. now apply H.
Qed.

Corollary columns_signable_unimodular {Row Column : Type} (M : Row -> Column -> Z) rows columns :
  signable columns rows (fun c r => M r c) -> totally_unimodular rows columns M.
Proof. intros H. now apply transpose_unimodular, signable_unimodular. Qed.
