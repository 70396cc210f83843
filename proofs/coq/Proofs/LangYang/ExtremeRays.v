(** LY, before Theorem 1, for all structures: if the projection cone preserves total unimodularity, it is pointed and its
    extreme rays are vectors with entries -1, 0, 1, up to scaling. *)

From Allocation Require Export Proofs.LinearAlgebra Proofs.LangYang.UnimodularCones.

Section Cones.

Context {Row Column : Type} (Row_dec : decidable_names Row) (Column_dec : decidable_names Column).
Variables (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) (demands : Row -> demand).

Hypothesis columns_once : NoDup columns.
Hypothesis is_pointed : pointed columns rows (rational M).

Let cone : (Column -> Q) -> Prop := in_cone rows columns M demands.

Definition of_integers (p : Column -> Z) (c : Column) : Q := inject_Z (p c).

Lemma sum_zero_terms {A : Type} (l : list A) (f : A -> Q) :
  (forall a, In a l -> 0 <= f a) -> sum l f == 0 -> forall a, In a l -> f a == 0.
Proof.
  induction l as [|b l IH]; intros nonneg zero a ina; [destruct ina|]. cbn [sum] in zero.
  assert (N : 0 <= sum l f) by (apply sum_nonneg; intros; apply nonneg; now right).
  assert (F : 0 <= f b) by (apply nonneg; now left).
  destruct ina as [<-|ina]; [lra|]. apply IH; [intros; apply nonneg; now right|lra|assumption].
Qed.

(** Some part of a nonzero combination counts. *)
Lemma some_part (parts : list (Q * (Column -> Z))) (z : Column -> Q) :
  (forall k p, In (k, p) parts -> 0 <= k) ->
  (forall c, In c columns -> z c == sum parts (fun part => fst part * inject_Z (snd part c))) ->
  ~ zero_vector columns z -> exists k p, In (k, p) parts /\ 0 < k /\ ~ zero_vector columns (of_integers p).
Proof.
  intros nonneg equal nonzero.
  assert (all_or_some : (forall k p, In (k, p) parts -> k == 0 \/ zero_vector columns (of_integers p)) \/
    exists k p, In (k, p) parts /\ 0 < k /\ ~ zero_vector columns (of_integers p)).
  { clear equal. induction parts as [|[k p] parts IH]; [left; intros ? ? []|].
    destruct (forallb (fun c => Z.eqb (p c) 0) columns) eqn:E.
    - destruct IH as [all|(k' & p' & inp & more)]; [intros; eapply nonneg; right; eassumption| |].
      + left. intros k' p' [H|inp]; [|now apply all]. injection H as <- <-. right. intros c inc.
        rewrite forallb_forall in E. specialize (E c inc). apply Z.eqb_eq in E. unfold of_integers. now rewrite E.
      + right. exists k', p'. split; [now right|assumption].
    - destruct (Qlt_le_dec 0 k) as [positive|le].
      + right. exists k, p. split; [now left|]. split; [assumption|]. intros zero.
        assert (H : forallb (fun c => Z.eqb (p c) 0) columns = true); [|congruence].
        apply forallb_forall. intros c inc. apply Z.eqb_eq, inject_Z_injective. now apply zero.
      + destruct IH as [all|(k' & p' & inp & more)]; [intros; eapply nonneg; right; eassumption| |].
        * left. intros k' p' [H|inp]; [|now apply all]. injection H as <- <-. left.
          specialize (nonneg k p (or_introl eq_refl)). lra.
        * right. exists k', p'. split; [now right|assumption]. }
  destruct all_or_some as [all|some]; [exfalso|assumption].
  apply nonzero. intros c inc. rewrite (equal c inc). apply sum_zero. intros [k p] inp. cbn [fst snd].
  destruct (all k p inp) as [zero|zero]; [rewrite zero; ring|]. specialize (zero c inc). unfold of_integers in zero.
  rewrite zero. ring.
Qed.

(** A row that binds at a combination binds at each part that counts. *)
Lemma parts_bind (parts : list (Q * (Column -> Z))) (z : Column -> Q) row :
  In row rows -> (forall k p, In (k, p) parts -> 0 <= k /\ cone (of_integers p)) ->
  (forall c, In c columns -> z c == sum parts (fun part => fst part * inject_Z (snd part c))) ->
  value columns (rational M) z row == 0 ->
  forall k p, In (k, p) parts -> 0 < k -> value columns (rational M) (of_integers p) row == 0.
Proof.
  intros inrow each equal zero k p inp positive.
  set (v := fun part : Q * (Column -> Z) => value columns (rational M) (of_integers (snd part)) row).
  assert (total : sum parts (fun part => fst part * v part) == 0).
  { rewrite <- zero. unfold v, value.
    rewrite (sum_ext columns (fun c => rational M row c * z c)
      (fun c => sum parts (fun part => fst part * (rational M row c * of_integers (snd part) c)))).
    - rewrite (sum_exchange columns parts (fun c part => fst part * (rational M row c * of_integers (snd part) c))).
      apply sum_ext. intros part _. now rewrite sum_scale.
    - intros c inc. rewrite (equal c inc), <- sum_scale. apply sum_ext. intros part _. unfold of_integers. ring. }
  assert (meets_each : forall part, In part parts -> meets (demands row) (v part)).
  { intros [k' p'] inp'. destruct (each k' p' inp') as (_ & inside). exact (inside row inrow). }
  destruct (demands row) eqn:D.
  - exact (meets_each (k, p) inp).
  - assert (H : k * v (k, p) == 0); [|apply Qmult_integral in H; destruct H; [lra|assumption]].
    refine (sum_zero_terms parts (fun part => fst part * v part) _ total (k, p) inp).
    intros [k' p'] inp'. specialize (meets_each (k', p') inp'). simpl in meets_each.
    apply Qmult_le_0_compat; [now apply (each k' p')|assumption].
  - assert (H : k * - v (k, p) == 0); [|apply Qmult_integral in H; destruct H; [lra|change (v (k, p) == 0); lra]].
    refine (sum_zero_terms parts (fun part => fst part * - v part) _ _ (k, p) inp).
    + intros [k' p'] inp'. specialize (meets_each (k', p') inp'). simpl in meets_each.
      apply Qmult_le_0_compat; [now apply (each k' p')|]. cbn [fst snd] in *. lra.
    + rewrite (sum_ext parts _ (fun part => (-1) * (fst part * v part))) by (intros; ring). rewrite sum_scale, total. ring.
Qed.

(** In a pointed cone no vector but 0 lies together with a negative multiple of it. *)
Lemma no_line (p z : Column -> Q) s :
  cone p -> cone z -> same_vector columns z (fun c => s * p c) -> ~ zero_vector columns p -> ~ zero_vector columns z -> 0 < s.
Proof.
  intros inp inz multiple p_nonzero z_nonzero.
  assert (values : forall row, value columns (rational M) z row == s * value columns (rational M) p row).
  { intros row. unfold value. rewrite <- sum_scale. apply sum_ext. intros c inc. rewrite (multiple c inc). ring. }
  destruct (Q_dec s 0) as [[less|more]|zero]; [exfalso|assumption|exfalso].
  - apply p_nonzero. apply is_pointed. intros row inrow. specialize (inp row inrow). specialize (inz row inrow).
    fold (value columns (rational M) p row) in inp. fold (value columns (rational M) z row) in inz.
    destruct (demands row); unfold meets in inp, inz.
    + exact inp.
    + change (0 <= value columns (rational M) z row) in inz. change (0 <= value columns (rational M) p row) in inp.
      rewrite values in inz. nra.
    + change (value columns (rational M) z row <= 0) in inz. change (value columns (rational M) p row <= 0) in inp.
      rewrite values in inz. nra.
  - apply z_nonzero. intros c inc. rewrite (multiple c inc), zero. ring.
Qed.

Hypothesis unimodular : totally_unimodular rows columns M.

Theorem extreme_rays_are_signs (z : Column -> Q) :
  extreme_ray columns rows (rational M) cone z ->
  exists signs, sign_vector columns signs /\ positive_multiple columns z signs.
Proof.
  intros (inside & nonzero & binding & once & among & binds & free & count).
  destruct (sign_vectors_generate Column_dec rows columns M demands z columns_once unimodular inside) as (parts & each & equal).
  destruct (some_part parts z) as (k & p & inp & positive & p_nonzero); [intros k p inp; apply (each k p inp)|assumption|assumption|].
  destruct (each k p inp) as (_ & small & p_inside).
  destruct (kernel_line Row_dec columns (rational M) binding (of_integers p) z once free count) as (s & multiple).
  - intros row inrow. apply (parts_bind parts z row (among row inrow)) with (k := k); try assumption.
    + intros k' p' inp'. destruct (each k' p' inp') as (nonneg & _ & inside'). now split.
    + now apply binds.
  - exact binds.
  - exact p_nonzero.
  - exists (of_integers p). split.
    + intros c inc. specialize (small c inc). unfold of_integers.
      assert (cases : (p c = 0 \/ p c = 1 \/ p c = -1)%Z) by lia.
      destruct cases as [-> | [-> | ->]]; [now left|right; now left|right; now right].
    + exists s. split; [|exact multiple]. now apply (no_line (of_integers p) z).
Qed.

End Cones.

(** ** The projection cone *)

Definition cone_row_dec : decidable_names cone_row.
Proof. unfold decidable_names. repeat decide equality. Defined.

Lemma W_pointed S : well_formed S -> pointed (cone_columns S) (cone_rows S) (rational projection_matrix).
Proof.
  intros well x vanish.
  assert (entries : in_cone (cone_rows S) (cone_columns S) projection_matrix (fun _ => Zero) x) by exact vanish.
  assert (inW : in_W S x).
  { apply (in_cone_iff S well). intros row inrow. specialize (entries row inrow). simpl in entries.
    destruct row; simpl; rewrite entries; [reflexivity|apply Qle_refl|apply Qle_refl]. }
  assert (opposite_inW : in_W S (fun c => - x c)).
  { apply (in_cone_iff S well). intros row inrow. specialize (entries row inrow). simpl in entries.
    assert (E : sum (cone_columns S) (fun c => inject_Z (projection_matrix row c) * - x c) == 0).
    { rewrite (sum_ext (cone_columns S) _ (fun c => (-1) * (inject_Z (projection_matrix row c) * x c))) by (intros; ring).
      rewrite sum_scale, entries. ring. }
    destruct row; simpl; rewrite E; [reflexivity|apply Qle_refl|apply Qle_refl]. }
  apply (projection_cone_iff S well) in inW, opposite_inW.
  destruct inW as (equal & nonneg), opposite_inW as (_ & nonneg'). cbv beta in equal, nonneg, nonneg'.
  assert (gh : forall G t, In G (sets S) -> In t (profiles S) -> x (Entry_g (G, t)) == 0 /\ x (Entry_h (G, t)) == 0).
  { intros G t inG int. destruct (nonneg G t inG int), (nonneg' G t inG int). split; lra. }
  intros c inc. unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc.
  destruct inc as [([[i ti] j] & <- & inr)|[([G t] & <- & inr)|([G t] & <- & inr)]].
  - pose proof inr as types. apply in_coordinates in types. destruct types as (Hi & Ht & Hj). destruct well as (each & some & _).
    destruct (profile_with_type S each i ti some Hi Ht) as (t & int & <-).
    rewrite (equal i j t (proj2 (in_cells S i j) (conj Hi Hj)) int). apply sum_zero. intros G inG.
    destruct (gh G t inG int) as (g0 & h0). rewrite g0, h0. ring.
  - apply in_set_profiles in inr. now apply gh.
  - apply in_set_profiles in inr. now apply gh.
Qed.

(*| lang-yang-2023/theorem-1.generators | extreme rays | proved |*)
Theorem LY_Theorem_1_extreme_rays_holds : LY_Theorem_1_extreme_rays.
Proof.
  intros S well unimodular. split; [now apply W_pointed|]. intros z (inside & ray).
  apply (extreme_rays_are_signs cone_row_dec column_dec (cone_rows S) (cone_columns S) projection_matrix cone_demand
    (cone_columns_NoDup S well) (W_pointed S well) unimodular).
  split; [|exact ray]. now apply (in_cone_iff S well).
Qed.
