(** Linear dependence over the rational numbers: more vectors than entries are dependent; vectors on which enough independent
    rows vanish are multiples of one another. *)

From Coq Require Import Permutation.
From Allocation Require Export Farkas Cones.

(** Terms that are not negative and add up to 0 are 0. *)
Lemma sum_zero_terms {A : Type} (l : list A) (f : A -> Q) :
  (forall a, In a l -> 0 <= f a) -> sum l f == 0 -> forall a, In a l -> f a == 0.
Proof.
  induction l as [|b l IH]; intros nonneg zero a ina; [destruct ina|]. cbn [sum] in zero.
  assert (N : 0 <= sum l f) by (apply sum_nonneg; intros; apply nonneg; now right).
  assert (F : 0 <= f b) by (apply nonneg; now left).
  destruct ina as [<-|ina]; [lra|]. apply IH; [intros; apply nonneg; now right|lra|assumption].
Qed.

Section Dependence.

Context {Column : Type}.

(** Coefficients, not all 0, combine the vectors to 0 on the columns. *)
Definition dependent (columns : list Column) (vectors : list (Column -> Q)) : Prop :=
  exists parts : list (Q * (Column -> Q)),
    map snd parts = vectors /\ (exists part, In part parts /\ ~ fst part == 0) /\
    forall c, In c columns -> sum parts (fun part => fst part * snd part c) == 0.

Lemma dependent_permuted columns l m : Permutation l m -> dependent columns l -> dependent columns m.
Proof.
  intros permuted (parts & names & some & zero). subst l.
  destruct (Permutation_map_inv snd parts (Permutation_sym permuted)) as (parts' & E & permuted').
  exists parts'. split; [now symmetry|]. split.
  - destruct some as (part & inp & nonzero). exists part. split; [|assumption]. now rewrite <- permuted'.
  - intros c inc. rewrite <- (zero c inc). symmetry.
    clear -permuted'. induction permuted'; simpl; [reflexivity|now rewrite IHpermuted'|ring|now rewrite IHpermuted'1].
Qed.

Lemma zero_or_not (c : Column) (vectors : list (Column -> Q)) :
  (forall v, In v vectors -> v c == 0) \/ exists p rest, Permutation vectors (p :: rest) /\ ~ p c == 0.
Proof.
  induction vectors as [|v l IH]; [left; intros ? []|].
  destruct (Qeq_dec (v c) 0) as [zero|nonzero].
  - destruct IH as [IH|(p & rest & permuted & nonzero)].
    + left. intros u [<-|inu]; [assumption|now apply IH].
    + right. exists p, (v :: rest). split; [|assumption].
      apply perm_trans with (v :: p :: rest); [now constructor|constructor].
  - right. exists v, l. now split.
Qed.

(** More vectors than columns are dependent. *)
Theorem many_dependent columns vectors : (length columns < length vectors)%nat -> dependent columns vectors.
Proof.
  revert vectors. induction columns as [|c columns IH]; intros vectors many.
  - destruct vectors as [|v l]; [simpl in many; lia|]. exists ((1, v) :: map (pair 0) l). split; [|split].
    + simpl. f_equal. rewrite map_map. apply map_id.
    + exists (1, v). split; [now left|]. simpl. discriminate.
    + intros c [].
  - destruct (zero_or_not c vectors) as [all|(p & rest & permuted & nonzero)].
    + destruct (IH vectors) as (parts & names & some & zero); [simpl in many; lia|].
      exists parts. split; [assumption|]. split; [assumption|]. intros d [<-|ind]; [|now apply zero].
      apply sum_zero. intros part inp. rewrite (all (snd part)); [ring|]. rewrite <- names. now apply in_map.
    + apply (dependent_permuted _ (p :: rest)); [now symmetry|].
      set (reduce := fun (u : Column -> Q) d => u d - u c / p c * p d).
      destruct (IH (map reduce rest)) as (parts & names & some & zero).
      { apply Permutation_length in permuted. rewrite map_length. simpl in *. lia. }
      assert (lifted : exists parts', map snd parts' = rest /\ map (fun part => (fst part, reduce (snd part))) parts' = parts).
      { clear -names. revert rest names. induction parts as [|[k v] parts IH]; intros rest names.
        - destruct rest; [exists []; now split|discriminate].
        - destruct rest as [|u rest]; [discriminate|]. simpl in names. injection names as E names.
          destruct (IH rest names) as (parts' & <- & <-). exists ((k, u) :: parts'). split; [reflexivity|]. simpl. now rewrite <- E. }
      destruct lifted as (parts' & names' & <-).
      set (pivot := - sum parts' (fun part => fst part * (snd part c / p c))).
      exists ((pivot, p) :: parts'). split; [simpl; now rewrite names'|]. split.
      * destruct some as (part & inp & notzero). apply in_map_iff in inp. destruct inp as ([k u] & <- & inp).
        exists (k, u). split; [now right|assumption].
      * assert (total : forall d, sum ((pivot, p) :: parts') (fun part => fst part * snd part d)
          == sum parts' (fun part => fst part * reduce (snd part) d)).
        { intros d. cbn [sum fst snd]. unfold pivot, reduce.
          rewrite (sum_ext parts' (fun part => fst part * (snd part d - snd part c / p c * p d))
            (fun part => fst part * snd part d - fst part * (snd part c / p c) * p d)) by (intros; ring).
          rewrite sum_minus, sum_scale_right. ring. }
        intros d [<-|ind].
        -- rewrite total. apply sum_zero. intros part _. unfold reduce. field. assumption.
        -- rewrite total. specialize (zero d ind). rewrite sum_map in zero. exact zero.
Qed.

End Dependence.

Section Kernel.

Context {Row Column : Type} (Row_dec : decidable_names Row).
Variables (columns : list Column) (M : Row -> Column -> Q).

(** Coefficients of rows as a function of their names. *)
Lemma coefficients_of_rows (rows : list Row) (parts : list (Q * (Column -> Q))) :
  NoDup rows -> map snd parts = map M rows ->
  exists k : Row -> Q,
    (forall c, sum parts (fun part => fst part * snd part c) == sum rows (fun row => k row * M row c)) /\
    ((forall row, In row rows -> k row == 0) -> forall part, In part parts -> fst part == 0).
Proof.
  intros nodup. revert parts. induction nodup as [|row rows notin nodup IH]; intros parts names.
  - destruct parts; [|discriminate]. exists (fun _ => 0). split; [reflexivity|intros _ ? []].
  - destruct parts as [|[a v] parts]; [discriminate|]. simpl in names. injection names as -> names.
    destruct (IH parts names) as (k & same & zero).
    exists (fun r => if Row_dec r row then a else k r). split.
    + intros c. cbn [sum fst snd]. destruct (Row_dec row row) as [_|]; [|congruence]. apply Qplus_comp; [reflexivity|].
      rewrite same. apply sum_ext. intros r inr. destruct (Row_dec r row) as [->|]; [contradiction|reflexivity].
    + intros all part [<-|inp].
      * simpl. specialize (all row (or_introl eq_refl)). destruct (Row_dec row row); [assumption|congruence].
      * apply zero; [|assumption]. intros r inr. specialize (all r (or_intror inr)).
        destruct (Row_dec r row) as [->|]; [contradiction|assumption].
Qed.

Lemma squares_zero (l : list Column) (z : Column -> Q) : sum l (fun c => z c * z c) == 0 -> forall c, In c l -> z c == 0.
Proof.
  induction l as [|d l IH]; intros zero c inc; [destruct inc|]. cbn [sum] in zero.
  assert (N : 0 <= sum l (fun c => z c * z c)) by (apply sum_nonneg; intros; nra).
  assert (S : 0 <= z d * z d) by nra.
  destruct inc as [<-|inc]; [|apply IH; [lra|assumption]].
  assert (E : z d * z d == 0) by lra. apply Qmult_integral in E. tauto.
Qed.

(** Where as many independent rows vanish at a nonzero x as there are columns but one, they vanish only at its multiples. *)
Theorem kernel_line (rows : list Row) (x y : Column -> Q) :
  NoDup rows -> independent columns M rows -> S (length rows) = length columns ->
  (forall row, In row rows -> value columns M x row == 0) -> (forall row, In row rows -> value columns M y row == 0) ->
  ~ zero_vector columns x -> exists s, same_vector columns y (fun c => s * x c).
Proof.
  intros nodup free count vanish_x vanish_y nonzero.
  destruct (many_dependent columns (x :: y :: map M rows)) as (parts & names & some & zero).
  { simpl. rewrite map_length. lia. }
  destruct parts as [|[a x'] [|[b y'] parts]]; try discriminate. simpl in names. injection names as -> -> names.
  destruct (coefficients_of_rows rows parts nodup names) as (k & same & all_zero).
  set (z := fun c => a * x c + b * y c).
  assert (split_zero : forall c, In c columns -> z c + sum rows (fun row => k row * M row c) == 0).
  { intros c inc. rewrite <- same. specialize (zero c inc). cbn [sum fst snd] in zero. unfold z. rewrite <- zero. ring. }
  assert (orthogonal : forall row, In row rows -> sum columns (fun c => M row c * z c) == 0).
  { intros row inrow. unfold z. rewrite (sum_ext columns _ (fun c => a * (M row c * x c) + b * (M row c * y c))) by (intros; ring).
    rewrite sum_plus, !sum_scale. specialize (vanish_x row inrow). specialize (vanish_y row inrow). unfold value in *.
    rewrite vanish_x, vanish_y. ring. }
  assert (z_zero : forall c, In c columns -> z c == 0).
  { apply squares_zero.
    rewrite (sum_ext columns _ (fun c => - sum rows (fun row => k row * (M row c * z c)))).
    - rewrite (sum_ext columns _ (fun c => (-1) * sum rows (fun row => k row * (M row c * z c)))) by (intros; ring).
      rewrite sum_scale, (sum_exchange columns rows (fun c row => k row * (M row c * z c))).
      rewrite sum_zero; [ring|]. intros row inrow. rewrite sum_scale, (orthogonal row inrow). ring.
    - intros c inc. assert (E : z c == - sum rows (fun row => k row * M row c)) by (specialize (split_zero c inc); lra).
      rewrite E at 1. rewrite (sum_ext rows (fun row => k row * (M row c * z c)) (fun row => k row * M row c * z c)) by (intros; ring).
      rewrite sum_scale_right. ring. }
  assert (k_zero : forall row, In row rows -> k row == 0).
  { apply free. intros c inc. specialize (split_zero c inc). rewrite (z_zero c inc) in split_zero. lra. }
  destruct (Qeq_dec b 0) as [b0|b_nonzero].
  - exfalso. destruct (Qeq_dec a 0) as [a0|a_nonzero].
    + destruct some as (part & [<-|[<-|inp]] & nonzero_part); simpl in nonzero_part; try contradiction.
      apply nonzero_part. now apply (all_zero k_zero).
    + apply nonzero. intros c inc. specialize (z_zero c inc). unfold z in z_zero. rewrite b0 in z_zero.
      assert (E : a * x c == 0) by lra. apply Qmult_integral in E. tauto.
  - exists (- a / b). intros c inc. specialize (z_zero c inc). unfold z in z_zero.
    rewrite <- (Qmult_inj_l _ _ b) by assumption. setoid_replace (b * (- a / b * x c)) with (- a * x c) by (field; assumption). lra.
Qed.

End Kernel.
