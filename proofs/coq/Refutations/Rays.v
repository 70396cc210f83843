(** Vectors that are no extreme rays: at another vector, not a multiple, the same constraints bind.  With this LY's Lemma 7 is
    false for sets S that are not empty and in the chains, too. *)

From Allocation Require Export Refutations.Chains Farkas LangYang.

(** ** More rows than columns are dependent *)

Section Dependent.

Context {Row Column : Type} (Row_dec : decidable_names Row).

Lemma dependent_rows (columns : list Column) (rows : list Row) (M : Row -> Column -> Q) :
  NoDup rows -> (length columns < length rows)%nat ->
  exists k : Row -> Q,
    (exists row, In row rows /\ ~ k row == 0) /\
    forall c, In c columns -> sum rows (fun row => k row * M row c) == 0.
Proof.
  revert rows M. induction columns as [|c columns IH]; intros rows M once longer.
  - exists (fun _ => 1). split; [|intros c []]. destruct rows as [|row rest]; [simpl in longer; lia|].
    exists row. split; [now left|lra].
  - destruct (existsb (fun row => negb (Qeq_bool (M row c) 0)) rows) eqn:E.
    + apply existsb_exists in E as (r & inr & nonzero). apply negb_true_iff in nonzero.
      assert (pivot : ~ M r c == 0) by (intros zero; apply Qeq_bool_iff in zero; congruence).
      apply in_split in inr as (l1 & l2 & ->). apply NoDup_remove in once as (once & notin).
      destruct (IH (l1 ++ l2) (fun row d => M row d - M row c / M r c * M r d) once) as (k & (row & inrow & some) & zero).
      { rewrite app_length in *. simpl in longer. lia. }
      set (rest := l1 ++ l2) in *.
      set (k' := fun s => if Row_dec s r then - (sum rest (fun s => k s * M s c) / M r c) else k s).
      assert (split_sum : forall d, sum (l1 ++ r :: l2) (fun s => k' s * M s d)
        == sum rest (fun s => k s * M s d) - sum rest (fun s => k s * M s c) / M r c * M r d).
      { intros d. assert (others : forall l, incl l rest -> sum l (fun s => k' s * M s d) == sum l (fun s => k s * M s d)).
        { intros l inc. apply sum_ext. intros s ins. unfold k'. destruct (Row_dec s r) as [->|]; [|reflexivity].
          exfalso. apply notin. now apply inc. }
        rewrite sum_app. simpl. rewrite (others l1), (others l2) by (intros s ins; apply in_app_iff; tauto).
        unfold k' at 1. destruct (Row_dec r r); [|congruence].
        pose proof (sum_app l1 l2 (fun s => k s * M s d)) as both. fold rest in both. rewrite both. ring. }
      exists k'. split.
      * exists row. split; [unfold rest in inrow; apply in_app_iff in inrow; apply in_app_iff; simpl; tauto|].
        unfold k'. destruct (Row_dec row r) as [->|]; [contradiction|assumption].
      * intros d [<-|ind]; rewrite split_sum.
        -- field. assumption.
        -- specialize (zero d ind).
           rewrite (sum_ext rest _ (fun s => k s * M s d - (k s * M s c) * (/ M r c * M r d))) in zero
             by (intros; unfold Qdiv; ring).
           rewrite sum_minus, sum_scale_right in zero. rewrite <- zero. unfold Qdiv. ring.
    + destruct (IH rows M once) as (k & some & zero); [simpl in longer; lia|]. exists k. split; [assumption|].
      intros d [<-|ind]; [|now apply zero]. apply sum_zero. intros row inrow.
      assert (none : Qeq_bool (M row c) 0 = true).
      { destruct (Qeq_bool (M row c) 0) eqn:E'; [reflexivity|]. exfalso.
        assert (existsb (fun row => negb (Qeq_bool (M row c) 0)) rows = true); [|congruence].
        apply existsb_exists. exists row. split; [assumption|now rewrite E']. }
      apply Qeq_bool_iff in none. rewrite none. ring.
Qed.

End Dependent.

(** ** Not an extreme ray *)

Section NotExtreme.

Context {Row Column : Type} (Row_dec : decidable_names Row) (Column_dec : decidable_names Column).

Variable columns : list Column.
Variable rows : list Row.
Variable M : Row -> Column -> Q.

Hypothesis once : NoDup columns.

Definition unit_entry (a c : Column) : Q := indicator (if Column_dec a c then true else false).

Lemma unit_sum a (x : Column -> Q) : In a columns -> sum columns (fun c => unit_entry a c * x c) == x a.
Proof.
  intros ina. unfold unit_entry. induction once as [|c l notin once' IH]; [destruct ina|]. simpl.
  destruct (Column_dec a c) as [->|differ].
  - rewrite sum_zero; [unfold indicator; ring|]. intros d ind. destruct (Column_dec c d) as [->|]; [contradiction|].
    unfold indicator. ring.
  - destruct ina as [->|ina]; [congruence|]. rewrite IH by assumption. unfold indicator. ring.
Qed.

(** The rows, and two rows that read off an entry each. *)
Definition with_entries (a b : Column) (row : Row + bool) (c : Column) : Q :=
  match row with inl r => M r c | inr true => unit_entry a c | inr false => unit_entry b c end.

Theorem not_extreme cone x y a b :
  (forall row, In row rows -> value columns M x row == 0 -> value columns M y row == 0) ->
  In a columns -> In b columns -> ~ x a * y b - x b * y a == 0 -> ~ extreme_ray columns rows M cone x.
Proof.
  intros binds ina inb apart (_ & _ & binding & distinct & known & zero & free & size).
  assert (names_dec : decidable_names (Row + bool)) by (intros r s; decide equality; apply Bool.bool_dec).
  destruct (dependent_rows names_dec columns (map inl binding ++ [inr true; inr false]) (with_entries a b))
    as (k & (row & inrow & some) & combines).
  - apply NoDup_app_disjoint.
    + apply NoDup_map_injective; [congruence|assumption].
    + repeat constructor; simpl; intuition congruence.
    + intros r inr ine. apply in_map_iff in inr as (s & <- & _). simpl in ine. intuition congruence.
  - rewrite app_length, map_length. simpl. lia.
  - assert (entries : forall c, In c columns ->
      sum binding (fun r => k (inl r) * M r c) + (k (inr true) * unit_entry a c + k (inr false) * unit_entry b c) == 0).
    { intros c inc. specialize (combines c inc). rewrite sum_app, sum_map in combines. simpl in combines.
      rewrite <- combines. ring. }
    assert (at_vector : forall v, (forall r, In r binding -> value columns M v r == 0) ->
      k (inr true) * v a + k (inr false) * v b == 0).
    { intros v bound.
      assert (all : sum columns (fun c => (sum binding (fun r => k (inl r) * M r c)
          + (k (inr true) * unit_entry a c + k (inr false) * unit_entry b c)) * v c) == 0)
        by (apply sum_zero; intros c inc; rewrite (entries c inc); ring).
      rewrite (sum_ext columns _ (fun c => sum binding (fun r => k (inl r) * (M r c * v c))
        + (k (inr true) * (unit_entry a c * v c) + k (inr false) * (unit_entry b c * v c)))) in all.
      2:{ intros c _. rewrite Qmult_plus_distr_l, <- sum_scale_right. apply Qplus_comp; [apply sum_ext; intros; ring|ring]. }
      rewrite !sum_plus, !sum_scale, !unit_sum in all by assumption.
      rewrite (sum_exchange columns binding (fun c r => k (inl r) * (M r c * v c))) in all.
      rewrite (sum_zero binding) in all; [rewrite <- all; ring|].
      intros r inr. rewrite sum_scale. fold (value columns M v r). rewrite (bound r inr). ring. }
    pose proof (at_vector x zero) as ex.
    pose proof (at_vector y (fun r inr => binds r (known r inr) (zero r inr))) as ey.
    assert (kt : k (inr true) == 0).
    { assert (E : k (inr true) * (x a * y b - x b * y a) == 0).
      { setoid_replace (k (inr true) * (x a * y b - x b * y a))
          with (y b * (k (inr true) * x a + k (inr false) * x b) - x b * (k (inr true) * y a + k (inr false) * y b)) by ring.
        rewrite ex, ey. ring. }
      apply Qmult_integral in E as [E|E]; [assumption|contradiction]. }
    assert (kf : k (inr false) == 0).
    { assert (E : k (inr false) * (x a * y b - x b * y a) == 0).
      { setoid_replace (k (inr false) * (x a * y b - x b * y a))
          with (x a * (k (inr true) * y a + k (inr false) * y b) - y a * (k (inr true) * x a + k (inr false) * x b)) by ring.
        rewrite ex, ey. ring. }
      apply Qmult_integral in E as [E|E]; [assumption|contradiction]. }
    apply some. apply in_app_iff in inrow as [inrow|[<-|[<-|[]]]]; [|assumption|assumption].
    apply in_map_iff in inrow as (r & <- & inr). apply (free (fun r => k (inl r))); [|assumption].
    intros c inc. specialize (entries c inc). rewrite kt, kf in entries. rewrite <- entries. ring.
Qed.

End NotExtreme.

(** ** Lemma 7 for one agent of two types, who is in S with both: the sum of the vectors of the two types *)

Definition two_types : problem := listed_problem 1 1 [2]%nat (uniform 2) [([], (0, 0)%Z); ([(0, 0)%nat], (0, 1)%Z)].

Definition everywhere : strategy := fun _ _ _ => true.

(** The vector of the first type alone. *)
Definition first_type : vector_of cone_column := fun c =>
  match c with
  | Entry_f (_, ti, _) => indicator (Nat.eqb ti 0)
  | Entry_g ([_], [0%nat]) => 1
  | _ => 0
  end.

Lemma signed_row_dec : decidable_names signed_row.
Proof.
  assert (cells_dec : decidable_names cell) by (intros c d; decide equality; apply Nat.eq_dec).
  assert (sets_dec : decidable_names cell_set) by (intros G H; apply list_eq_dec, cells_dec).
  assert (profiles_dec : decidable_names profile) by (intros s t; apply list_eq_dec, Nat.eq_dec).
  intros r s. repeat (decide equality; try apply cells_dec; try apply sets_dec; try apply profiles_dec; try apply Nat.eq_dec).
Defined.

Lemma cone_column_dec : decidable_names cone_column.
Proof.
  assert (cells_dec : decidable_names cell) by (intros c d; decide equality; apply Nat.eq_dec).
  assert (sets_dec : decidable_names cell_set) by (intros G H; apply list_eq_dec, cells_dec).
  assert (profiles_dec : decidable_names profile) by (intros s t; apply list_eq_dec, Nat.eq_dec).
  intros r s. repeat (decide equality; try apply sets_dec; try apply profiles_dec; try apply Nat.eq_dec).
Defined.

Lemma two_types_columns_once : NoDup (cone_columns two_types).
Proof. apply (distinct_spec column_eqb column_eqb_spec). vm_compute. reflexivity. Qed.

Lemma two_types_same_rows :
  forallb (fun row =>
    negb (Qeq_bool (value (cone_columns two_types) signed_matrix (listed_plus two_types everywhere) row) 0) ||
    Qeq_bool (value (cone_columns two_types) signed_matrix first_type row) 0) (signed_rows two_types) = true.
Proof. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/lemma-7.if | S in the chains | refuted |*)
Theorem LY_Lemma_7_if_in_the_chains_is_false : ~ LY_Lemma_7_if_in_the_chains.
Proof.
  intros claim.
  destruct (claim two_types (fun _ => [[(0, 0)%nat]]) everywhere) as (ray & _).
  - apply well_formed_problem_decided. vm_compute. reflexivity.
  - apply all_sets_decided. vm_compute. reflexivity.
  - intros t _. split; [intros G [<-|[]]; vm_compute; tauto|]. intros G G' [<-|[]] [<-|[]]. left. apply incl_refl.
  - split; [exists 0%nat, 0%nat, 0%nat; vm_compute; tauto|]. intros t _ _. vm_compute. tauto.
  - apply (not_extreme signed_row_dec cone_column_dec _ _ _ two_types_columns_once _ _ first_type
      (Entry_f (0, 0, 0)%nat) (Entry_f (0, 1, 0)%nat)) in ray; [exact ray| | | |].
    + intros row inrow zero. pose proof two_types_same_rows as all. rewrite forallb_forall in all. specialize (all row inrow).
      apply Qeq_bool_iff in zero. rewrite zero in all. now apply Qeq_bool_iff.
    + vm_compute. tauto.
    + vm_compute. tauto.
    + vm_compute. discriminate.
Qed.
