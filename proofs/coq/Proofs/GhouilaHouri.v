(** Ghouila-Houri's theorem (LY, Lemma 14) for matrices of integers: a matrix is totally unimodular exactly if every set of
    rows has signs whose signed sum has entries 0, 1 and -1 only; and the same for columns.

    From signs to determinants (Schrijver 1986, Theorem 19.3): by induction the cofactors of a column are 0, 1 or -1; signs
    of the rows whose cofactors are not 0 make a combination of rows that is, but for one entry, equal to 0.  From
    determinants to signs: look at the columns whose sum over the rows is even.  Either the rows are dependent there; then
    cofactors are signs for some of the rows, and induction has signs for the others.  Or some square submatrix of all rows
    and of such columns is not singular, but its determinant is even. *)

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

(** ** From determinants to signs *)

Lemma NoDup_parts {A : Type} (l m : list A) : NoDup (l ++ m) -> NoDup l /\ NoDup m.
Proof.
  induction l as [|a l IH]; simpl; intros nodup; [now split; [constructor|]|].
  inversion_clear nodup. destruct (IH H0). split; [|assumption]. constructor; [|assumption].
  intros ina. apply H, in_or_app. now left.
Qed.

Section Converse.

Context {Row Column : Type}.

Variable M : Row -> Column -> Z.

(** A square submatrix that is not singular and cannot be enlarged by the next row, if a row is left. *)
Lemma largest_minor (columns : list Column) rows :
  exists inside outside some_columns,
    Permutation rows (inside ++ outside) /\ NoDup some_columns /\ incl some_columns columns /\
    length inside = length some_columns /\ determinant M inside some_columns <> 0 /\
    match outside with
    | [] => True
    | row :: _ => forall c, In c columns -> determinant M (row :: inside) (c :: some_columns) = 0
    end.
Proof.
  assert (grow : forall outside inside some_columns,
    Permutation rows (inside ++ outside) -> NoDup some_columns -> incl some_columns columns ->
    length inside = length some_columns -> determinant M inside some_columns <> 0 ->
    exists inside outside some_columns,
      Permutation rows (inside ++ outside) /\ NoDup some_columns /\ incl some_columns columns /\
      length inside = length some_columns /\ determinant M inside some_columns <> 0 /\
      match outside with
      | [] => True
      | row :: _ => forall c, In c columns -> determinant M (row :: inside) (c :: some_columns) = 0
      end).
  { induction outside as [|row outside IH]; intros inside some permuted nodup within square nonsingular.
    - exists inside, [], some. repeat split; auto.
    - destruct (Exists_dec (fun c => determinant M (row :: inside) (c :: some) <> 0) columns) as [larger|none].
      { intros c. destruct (Z.eq_dec (determinant M (row :: inside) (c :: some)) 0); [right|left]; tauto. }
      + apply Exists_exists in larger. destruct larger as (c & inc & larger).
        apply (IH (row :: inside) (c :: some)).
        * rewrite permuted. simpl. symmetry. apply Permutation_middle.
        * constructor; [|exact nodup]. intros repeated. apply larger.
          apply (determinant_repeated_column M (row :: inside) c [] some); [simpl; now rewrite square|exact repeated].
        * intros d [<-|ind]; [exact inc|now apply within].
        * simpl. now rewrite square.
        * exact larger.
      + exists inside, (row :: outside), some. repeat split; auto. intros c inc.
        destruct (Z.eq_dec (determinant M (row :: inside) (c :: some)) 0) as [E|E]; [exact E|].
        exfalso. apply none, Exists_exists. now exists c. }
  apply (grow rows [] []); auto; [constructor|intros c []|simpl; lia].
Qed.

(** Rows whose sum is even in all these columns have an even determinant. *)
Lemma even_determinant row rows columns :
  S (length rows) = length columns ->
  (forall c, In c columns -> Z.even (weighted M (map (pair 1) (row :: rows)) c) = true) ->
  Z.even (determinant M (row :: rows) columns) = true.
Proof.
  intros square even.
  pose proof (only_the_first M 1 row (map (pair 1) rows) rows columns square) as E.
  rewrite map_map, map_id, Z.mul_1_l in E. rewrite <- E by (intros r inr; exact inr). clear E.
  change ((1, row) :: map (pair 1) rows) with (map (pair 1) (row :: rows)).
  assert (H : forall F, (forall c rest, In c columns -> Z.even (F c rest) = true) -> Z.even (expansion F columns) = true).
  { clear. induction columns as [|c columns IH]; intros F even; [reflexivity|].
    rewrite expansion_cons, Z.even_sub, even by now left. rewrite IH; [reflexivity|].
    intros d rest ind. apply even. now right. }
  apply H. intros c rest inc. now rewrite Z.even_mul, even.
Qed.

Lemma weighted_permuted (l m : list (Z * Row)) c : Permutation l m -> weighted M l c = weighted M m c.
Proof. intros permuted. induction permuted as [|[k r] l l' p IH|[k r] [k' r'] l|]; simpl; lia. Qed.

Lemma split_names (multipliers : list (Z * Row)) :
  Permutation (map snd multipliers)
    (map snd (filter nonzero multipliers) ++ map snd (filter (fun part => negb (nonzero part)) multipliers)).
Proof.
  induction multipliers as [|part l IH]; simpl; [constructor|].
  destruct (nonzero part); simpl; [now constructor|]. rewrite IH. apply Permutation_middle.
Qed.

(** The order of the rows does not matter for a signing. *)
Lemma reordered_signing columns rows signs :
  Permutation (map snd signs) rows -> Forall (fun part => sign (fst part)) signs ->
  (forall c, In c columns -> unit_or_zero (weighted M signs c)) -> exists signs', signing M columns rows signs'.
Proof.
  intros permuted are_signs small.
  destruct (Permutation_map_inv _ _ (Permutation_sym permuted)) as (signs' & E & permuted').
  exists signs'. split; [now symmetry|]. split.
  - rewrite Forall_forall in *. intros part inl. apply are_signs. eapply Permutation_in; [|exact inl].
    now symmetry.
  - intros c inc. rewrite <- (weighted_permuted _ _ c permuted'). now apply small.
Qed.

Lemma all_ones (rows : list Row) : Forall (fun part => sign (fst part)) (map (pair 1) rows).
Proof. apply Forall_forall. intros part inl. apply in_map_iff in inl. destruct inl as (r & <- & _). now left. Qed.

Theorem unimodular_signable rows columns : totally_unimodular rows columns M -> signable rows columns M.
Proof.
  intros unimodular some. remember (length some) as n eqn:size. revert some size.
  induction n as [n IH] using lt_wf_ind. intros some size nodup within.
  set (ones := map (pair 1) : list Row -> list (Z * Row)).
  set (even := filter (fun c => Z.even (weighted M (ones some) c)) columns).
  destruct (largest_minor even some) as (inside & outside & chosen & permuted & nodup' & within' & square & nonsingular & final).
  assert (within'' : incl chosen columns) by (intros c inc; apply within' in inc; apply filter_In in inc; tauto).
  assert (all : NoDup (inside ++ outside) /\ incl (inside ++ outside) rows).
  { split; [eapply Permutation_NoDup; eauto|]. intros r inr. apply within. eapply Permutation_in; [|exact inr].
    now symmetry. }
  destruct all as [nodup_all incl_all].
  destruct outside as [|row out].
  - rewrite app_nil_r in *. destruct inside as [|r inside].
    { apply Permutation_sym, Permutation_nil in permuted. subst some. exists []. repeat split; [constructor|].
      intros; now left. }
    exfalso. pose proof (unimodular _ _ nodup_all incl_all nodup' within'' square) as D. cbv zeta in D.
    pose proof (even_determinant r inside chosen square) as E. destruct D as [D|[D|D]]; [contradiction|rewrite D in E..].
    all: cut (false = true); [discriminate|]; apply E; intros c inc; apply within' in inc; apply filter_In in inc;
      destruct inc as [_ inc]; rewrite <- inc; f_equal; apply weighted_permuted, Permutation_map; now symmetry.
  - destruct (cofactors M (fun rest => determinant M rest chosen) (row :: inside)) as (multipliers & names & sums & values).
    assert (square' : length (row :: inside) = S (length chosen)) by (simpl; now rewrite square).
    assert (along : forall c, weighted M multipliers c = determinant M (row :: inside) (c :: chosen))
      by (intros c; rewrite first_column by exact square'; now rewrite sums).
    assert (split_all : Permutation (inside ++ row :: out) ((row :: inside) ++ out))
      by (simpl; symmetry; apply Permutation_middle).
    assert (larger : NoDup (row :: inside) /\ incl (row :: inside) rows).
    { split.
      - apply (Permutation_NoDup split_all) in nodup_all. now apply NoDup_parts in nodup_all.
      - intros r inr. apply incl_all. eapply Permutation_in; [symmetry; exact split_all|]. apply in_or_app. now left. }
    destruct larger as [nodup_larger incl_larger].
    assert (units : Forall (fun part => unit_or_zero (fst part)) multipliers).
    { apply Forall_forall. intros part inl. rewrite Forall_forall in values.
      destruct (values part inl) as (rest & p & value).
      assert (D : unit_or_zero (determinant M rest chosen)).
      { apply unimodular; auto.
        - apply (Permutation_NoDup (Permutation_sym p)) in nodup_larger. now inversion nodup_larger.
        - intros r inr. apply incl_larger. eapply Permutation_in; [exact p|now right].
        - apply Permutation_length in p. simpl in p. lia. }
      unfold unit_or_zero in *. lia. }
    set (support := filter nonzero multipliers).
    set (others := map snd (filter (fun part => negb (nonzero part)) multipliers) ++ out).
    assert (parts : Permutation some (map snd support ++ others)).
    { unfold others, support. rewrite permuted, split_all, <- names, (split_names multipliers), <- app_assoc. reflexivity. }
    assert (nonempty : support <> []).
    { destruct multipliers as [|[k r] multipliers]; [discriminate|]. injection names as -> names.
      inversion_clear values. destruct H as (rest & p & value). simpl in value, p.
      apply Permutation_cons_inv in p.
      assert (k <> 0).
      { destruct (determinant_permuted_rows M inside rest chosen square (Permutation_sym p)) as [E|E]; rewrite E in value; lia. }
      unfold support, nonzero. simpl. destruct (Z.eqb_spec k 0); [contradiction|discriminate]. }
    destruct (IH (length others)) with (some := others) as (signs & names' & are_signs & small); [|reflexivity|..].
    { rewrite size, (Permutation_length parts), app_length, map_length. destruct support; [contradiction|simpl; lia]. }
    { apply (Permutation_NoDup parts) in nodup. now apply NoDup_parts in nodup. }
    { intros r inr. apply within. eapply Permutation_in; [symmetry; exact parts|]. apply in_or_app. now right. }
    assert (support_signs : Forall (fun part => sign (fst part)) support).
    { apply Forall_forall. intros part inl. apply filter_In in inl. destruct inl as [inl nz].
      rewrite Forall_forall in units. specialize (units part inl). unfold nonzero in nz.
      apply negb_true_iff, Z.eqb_neq in nz. unfold unit_or_zero, sign in *. lia. }
    apply (reordered_signing columns some (support ++ signs)).
    + rewrite map_app, names'. now symmetry.
    + apply Forall_app. split; assumption.
    + intros c inc. rewrite weighted_app. specialize (small c inc). unfold support. rewrite weighted_nonzero.
      destruct (Z.even (weighted M (ones some) c)) eqn:parity.
      * rewrite along, final; [exact small|]. apply filter_In. now split.
      * assert (D : unit_or_zero (weighted M multipliers c)).
        { rewrite along. apply unimodular; auto.
          - constructor; [|exact nodup']. intros inchosen. apply within', filter_In in inchosen. destruct inchosen; congruence.
          - intros d [<-|ind]; [exact inc|now apply within'']. }
        destruct (same_parity M signs (ones others) c) as [k K]; [unfold ones; now rewrite map_map, map_id|exact are_signs|apply all_ones|].
        destruct (same_parity M support (ones (map snd support)) c) as [k' K'];
          [unfold ones; now rewrite map_map, map_id|exact support_signs|apply all_ones|].
        unfold support in K' at 1. rewrite weighted_nonzero in K'.
        assert (E : weighted M (ones some) c = weighted M (ones (map snd support)) c + weighted M (ones others) c).
        { rewrite <- weighted_app. apply weighted_permuted. unfold ones. rewrite <- map_app. now apply Permutation_map. }
        rewrite <- Z.negb_odd, negb_false_iff, Z.odd_spec in parity. destruct parity as [m parity].
        unfold unit_or_zero in *. lia.
Qed.

End Converse.

(** Ghouila-Houri's theorem, with sets of rows. *)
Theorem unimodular_iff_signable {Row Column : Type} (M : Row -> Column -> Z) rows columns :
  totally_unimodular rows columns M <-> signable rows columns M.
Proof. split; [apply unimodular_signable|apply signable_unimodular]. Qed.

(** The same with sets of columns. *)
Theorem unimodular_iff_columns_signable {Row Column : Type} (M : Row -> Column -> Z) rows columns :
  totally_unimodular rows columns M <-> signable columns rows (fun c r => M r c).
Proof.
  rewrite <- unimodular_iff_signable. split; intros H; now apply transpose_unimodular.
Qed.
