(** LY, section 3.1, for all problems whose projection cone preserves total unimodularity: the quotas describe the lotteries;
    vectors of W with entries -1, 0, 1 generate it; Theorem 1: a rule is implementable if and only if it satisfies Condition
    A.  With Theorem 2(1) and 2(3): Condition A is enough for hierarchies, and for bihierarchies with one type each. *)

From Allocation Require Export Proofs.UnimodularRounding Proofs.LangYang.Hierarchies Proofs.LangYang.Directions
  Claims.LangYangSection4.

(** ** Columns of M(W) *)

Definition column_dec : decidable_names cone_column.
Proof. unfold decidable_names. repeat decide equality. Defined.

Section Cone.

Variable S : structure.
Hypothesis well : well_formed S.

Lemma cone_columns_NoDup : NoDup (cone_columns S).
Proof.
  assert (H : NoDup (set_profiles S)) by now apply set_profiles_NoDup.
  apply NoDup_app_disjoint; [|apply NoDup_app_disjoint|].
  - apply NoDup_map_injective; [congruence|apply coordinates_NoDup].
  - apply NoDup_map_injective; [congruence|assumption].
  - apply NoDup_map_injective; [congruence|assumption].
  - intros c left right. apply in_map_iff in left, right. destruct left as (? & <- & _), right as (? & E & _). discriminate.
  - intros c left right. apply in_map_iff in left. destruct left as (? & <- & _).
    apply in_app_iff in right. destruct right as [right|right]; apply in_map_iff in right; destruct right as (? & E & _); discriminate.
Qed.

Lemma sum_cone_columns (z : cone_column -> Q) :
  sum (cone_columns S) z
  == sum (coordinates S) (fun row => z (Entry_f row)) + sum (set_profiles S) (fun row => z (Entry_g row))
     + sum (set_profiles S) (fun row => z (Entry_h row)).
Proof. unfold cone_columns. rewrite !sum_app, !sum_map. ring. Qed.

(** What the rows of M(W) ask for. *)
Definition cone_demand (row : cone_row) : demand :=
  match row with Equation _ => Zero | Sign_g _ | Sign_h _ => Not_negative_value end.

Lemma same_set_profile_iff r s : same_set_profile r s = true <-> r = s.
Proof.
  destruct r as [G t], s as [G' t']. unfold same_set_profile. simpl. rewrite andb_true_iff, set_eqb_iff, profile_eqb_iff.
  split; [intros [-> ->]; reflexivity|intros E; inversion E; now split].
Qed.

Lemma in_cone_iff (z : cone_column -> Q) :
  in_cone (cone_rows S) (cone_columns S) projection_matrix cone_demand z <-> in_W S z.
Proof.
  assert (equation : forall e, sum (cone_columns S) (fun c => inject_Z (projection_matrix (Equation e) c) * z c)
    == - sum (coordinates S) (fun row => inject_Z (matrix_B row e) * z (Entry_f row))
       + sum (set_profiles S) (fun row => inject_Z (matrix_C row e) * z (Entry_g row))
       - sum (set_profiles S) (fun row => inject_Z (matrix_C row e) * z (Entry_h row))).
  { intros e. rewrite sum_cone_columns. cbn [projection_matrix].
    rewrite (sum_ext (coordinates S) _ (fun row => (-1) * (inject_Z (matrix_B row e) * z (Entry_f row))))
      by (intros; rewrite inject_Z_opp; ring).
    rewrite (sum_ext (set_profiles S) (fun row => inject_Z (- matrix_C row e) * _)
      (fun row => (-1) * (inject_Z (matrix_C row e) * z (Entry_h row)))) by (intros; rewrite inject_Z_opp; ring).
    rewrite !sum_scale. ring. }
  assert (unit : forall r (w : cell_set * profile -> Q), In r (set_profiles S) ->
    sum (set_profiles S) (fun s => inject_Z (if same_set_profile r s then 1 else 0) * w s) == w r).
  { intros r w inr. rewrite (sum_ext (set_profiles S) _ (fun s => indicator (same_set_profile r s) * w s))
      by (intros s _; destruct (same_set_profile r s); reflexivity).
    apply sum_single; [apply same_set_profile_iff|now apply set_profiles_NoDup|assumption]. }
  assert (sign_g : forall r, In r (set_profiles S) ->
    sum (cone_columns S) (fun c => inject_Z (projection_matrix (Sign_g r) c) * z c) == z (Entry_g r)).
  { intros r inr. rewrite sum_cone_columns. cbn [projection_matrix]. rewrite unit by assumption.
    rewrite !sum_zero by (intros; ring). ring. }
  assert (sign_h : forall r, In r (set_profiles S) ->
    sum (cone_columns S) (fun c => inject_Z (projection_matrix (Sign_h r) c) * z c) == z (Entry_h r)).
  { intros r inr. rewrite sum_cone_columns. cbn [projection_matrix]. rewrite (unit r (fun row => z (Entry_h row))) by assumption.
    rewrite !sum_zero by (intros; ring). ring. }
  unfold in_cone, in_W, projection_cone. split.
  - intros all. split.
    + intros e ine. specialize (all (Equation e)). simpl meets in all. rewrite <- (equation e). apply all.
      apply in_app_iff. left. now apply in_map.
    + intros r inr. split.
      * specialize (all (Sign_g r)). simpl meets in all. rewrite <- (sign_g r inr). apply all.
        apply in_app_iff. right. apply in_app_iff. left. now apply in_map.
      * specialize (all (Sign_h r)). simpl meets in all. rewrite <- (sign_h r inr). apply all.
        apply in_app_iff. right. apply in_app_iff. right. now apply in_map.
  - intros (equal & nonneg) row inrow. unfold cone_rows in inrow. rewrite !in_app_iff, !in_map_iff in inrow.
    destruct inrow as [(e & <- & ine)|[(r & <- & inr)|(r & <- & inr)]]; unfold meets, cone_demand.
    + rewrite equation. now apply equal.
    + rewrite (sign_g r inr). now apply nonneg.
    + rewrite (sign_h r inr). now apply nonneg.
Qed.

Hypothesis unimodular : preserves_total_unimodularity S.

(** Every vector of W is a conic combination of vectors of W with entries -1, 0, 1. *)
Theorem W_generated_by_signs (z : cone_column -> Q) :
  in_W S z ->
  exists parts : list (Q * (cone_column -> Z)),
    (forall k p, In (k, p) parts -> 0 <= k /\ (forall c, In c (cone_columns S) -> (-1 <= p c <= 1)%Z) /\
      in_W S (fun c => inject_Z (p c))) /\
    (forall c, In c (cone_columns S) -> z c == sum parts (fun part => fst part * inject_Z (snd part c))).
Proof.
  intros inW. apply in_cone_iff in inW.
  destruct (sign_vectors_generate column_dec (cone_rows S) (cone_columns S) projection_matrix cone_demand z
    cone_columns_NoDup unimodular inW) as (parts & each & equal).
  exists parts. split; [|assumption]. intros k p inp. destruct (each k p inp) as (nonneg & small & inside).
  split; [assumption|]. split; [assumption|]. now apply in_cone_iff.
Qed.

End Cone.

Section Problem.

Variable P : problem.
Hypothesis well : well_formed_problem P.

Local Notation structure_well := (well_structure P well).

Lemma some_profile : exists t, In t (profiles P).
Proof.
  destruct (profiles P) as [|t l] eqn:E; [exfalso|exists t; now left].
  destruct well as (_ & _ & _ & _ & _ & one). rewrite E in one. simpl in one. discriminate.
Qed.

(** ** The quotas describe the lotteries *)

Theorem unimodular_describes : preserves_total_unimodularity P -> quotas_describe_lotteries P.
Proof.
  intros unimodular x. split; [|now apply lottery_satisfies_quotas]. intros (nonneg & quotas).
  destruct some_profile as (t & int). apply preserves_iff_stacked in unimodular.
  destruct (averages (pair_dec cell_dec profile_dec) (stacked_rows P) (cell_profiles P) stacked_matrix (fun column => x (fst column))
    (cell_profiles_NoDup P) unimodular) as (k & parts & count & average & bounds).
  pose proof (denominator_positive k) as positive. set (N := inject_Z (Z.of_nat (S k))) in *.
  exists (map (fun p => (/ N, fun c => p (c, t))) parts). split; [|split].
  - intros w y inl. apply in_map_iff in inl. destruct inl as (p & E & inp). inversion E; subst. clear E.
    split; [apply Qlt_le_weak; now apply Qinv_lt_0_compat|].
    destruct (bounds p inp) as (row_bounds & entry_bounds). split.
    + intros c inc. apply (entry_bounds (c, t) 0%Z); [now apply in_cell_profiles|]. now apply nonneg.
    + intros G inG. assert (inn : In (G, t) (set_profiles P)) by now apply in_set_profiles.
      assert (inrow : In (inr (G, t)) (stacked_rows P)) by (apply in_app_iff; right; now apply in_map).
      assert (value : row_value (cell_profiles P) (stacked_matrix (inr (G, t))) p = total (fun c => p (c, t)) G).
      { apply inject_Z_injective. rewrite inject_row_value, inject_total. cbn [stacked_matrix].
        now rewrite (row_of_C P structure_well G t (fun column => inject_Z (p column)) inn). }
      specialize (quotas G inG).
      assert (E : sum (cell_profiles P) (fun column => inject_Z (stacked_matrix (inr (G, t)) column) * x (fst column))
        == amount x G).
      { cbn [stacked_matrix]. now rewrite (row_of_C P structure_well G t (fun column => x (fst column)) inn). }
      rewrite <- value. split; apply (row_bounds (inr (G, t)) _ inrow); rewrite E; apply quotas.
  - rewrite sum_map. cbn [fst]. rewrite (sum_ext parts _ (fun _ => / N * 1)) by (intros; ring). rewrite sum_scale.
    rewrite (sum_of_ones parts), count. fold N. field. lra.
  - intros c inc. rewrite sum_map. cbn [fst snd]. apply (average (c, t)). now apply in_cell_profiles.
Qed.

(** ** Condition A is enough *)

(** f y, g c^lambda - h b^lambda for a vector of W, and the difference of the two. *)
Definition slack_at (q : interim_rule) (column : cone_column) : Q :=
  match column with
  | Entry_f (i, ti, j) => - (q i ti j * marginal P i ti)
  | Entry_g (G, t) => inject_Z (ceiling P G) * prior P t
  | Entry_h (G, t) => - (inject_Z (floor P G) * prior P t)
  end.

Lemma conic_inequality_iff q (z : cone_column -> Q) :
  inequality_17 P q z <-> 0 <= sum (cone_columns P) (fun c => z c * slack_at q c).
Proof.
  unfold inequality_17, conic_inequality. rewrite sum_cone_columns.
  assert (F : sum (coordinates P) (fun row => z (Entry_f row) * slack_at q (Entry_f row))
    == - sum (coordinates P) (fun '(i, ti, j) => z (Entry_f (i, ti, j)) * (q i ti j * marginal P i ti))).
  { setoid_replace (- sum (coordinates P) (fun '(i, ti, j) => z (Entry_f (i, ti, j)) * (q i ti j * marginal P i ti)))
      with ((-1) * sum (coordinates P) (fun '(i, ti, j) => z (Entry_f (i, ti, j)) * (q i ti j * marginal P i ti))) by ring.
    rewrite <- sum_scale. apply sum_ext. intros [[i ti] j] _. cbn [slack_at]. ring. }
  assert (G : sum (set_profiles P) (fun row => z (Entry_g row) * slack_at q (Entry_g row))
    == sum (set_profiles P) (fun '(G, t) => z (Entry_g (G, t)) * (inject_Z (ceiling P G) * prior P t)))
    by (apply sum_ext; intros [G t] _; reflexivity).
  assert (H : sum (set_profiles P) (fun row => z (Entry_h row) * slack_at q (Entry_h row))
    == - sum (set_profiles P) (fun '(G, t) => z (Entry_h (G, t)) * (inject_Z (floor P G) * prior P t))).
  { setoid_replace (- sum (set_profiles P) (fun '(G, t) => z (Entry_h (G, t)) * (inject_Z (floor P G) * prior P t)))
      with ((-1) * sum (set_profiles P) (fun '(G, t) => z (Entry_h (G, t)) * (inject_Z (floor P G) * prior P t))) by ring.
    rewrite <- sum_scale. apply sum_ext. intros [G' t] _. cbn [slack_at]. ring. }
  rewrite F, G, H. split; intros; lra.
Qed.

(** What the parts of a conic combination satisfy, it satisfies. *)
Lemma parts_satisfy q (z : cone_column -> Q) (parts : list (Q * (cone_column -> Q))) :
  (forall k p, In (k, p) parts -> 0 <= k /\ inequality_17 P q p) ->
  (forall c, In c (cone_columns P) -> z c == sum parts (fun part => fst part * snd part c)) ->
  inequality_17 P q z.
Proof.
  intros each equal. apply conic_inequality_iff.
  rewrite (sum_ext (cone_columns P) _ (fun c => sum parts (fun part => fst part * (snd part c * slack_at q c)))).
  - rewrite sum_exchange. apply sum_nonneg. intros [k p] inp. cbn [fst snd]. rewrite sum_scale.
    destruct (each k p inp) as (nonneg & satisfied). apply Qmult_le_0_compat; [assumption|].
    now apply conic_inequality_iff.
  - intros c inc. rewrite (equal c inc), <- sum_scale_right. apply sum_ext; intros; ring.
Qed.

(** The inequality of a vector of W with entries -1, 0, 1 follows from Condition A. *)
Lemma signs_from_condition_A beta q (p : cone_column -> Z) :
  generalized_capacity P beta -> condition_A P beta q ->
  (forall c, In c (cone_columns P) -> (-1 <= p c <= 1)%Z) -> in_W P (fun c => inject_Z (p c)) ->
  inequality_17 P q (fun c => inject_Z (p c)).
Proof.
  intros capacity A small inW. apply (projection_cone_iff P structure_well) in inW. destruct inW as (equal & nonneg).
  set (f := fun i ti j => p (Entry_f (i, ti, j))).
  set (S1 := fun i ti j => (f i ti j =? 1)%Z). set (S2 := fun i ti j => (f i ti j =? -1)%Z).
  assert (apart : disjoint_strategies P S1 S2).
  { intros i ti j _. unfold S1, S2. destruct (Z.eqb_spec (f i ti j) 1), (Z.eqb_spec (f i ti j) (-1)); try reflexivity; lia. }
  assert (signs : forall i ti j, In (i, ti, j) (coordinates P) ->
    inject_Z (f i ti j) == strategy_weights S1 (i, ti, j) - strategy_weights S2 (i, ti, j)).
  { intros i ti j inc. assert (inn : In (Entry_f (i, ti, j)) (cone_columns P))
      by (apply in_app_iff; left; now apply in_map).
    specialize (small _ inn). fold (f i ti j) in small. unfold strategy_weights, S1, S2.
    assert (cases : f i ti j = 0%Z \/ f i ti j = 1%Z \/ f i ti j = (-1)%Z) by lia.
    destruct cases as [-> | [-> | ->]]; reflexivity. }
  unfold inequality_17, conic_inequality.
  assert (L : sum (coordinates P) (fun '(i, ti, j) => inject_Z (p (Entry_f (i, ti, j))) * (q i ti j * marginal P i ti))
    == weighted_amount P q S1 - weighted_amount P q S2).
  { rewrite !weighted_amount_sum, <- sum_minus. apply sum_ext. intros [[i ti] j] inc. fold (f i ti j).
    rewrite (signs i ti j inc). ring. }
  rewrite L. apply Qle_trans with (1 := A S1 S2 apart).
  rewrite (sum_list_prod (sets P) (profiles P) (fun '(G, t) => inject_Z (p (Entry_g (G, t))) * (inject_Z (ceiling P G) * prior P t))).
  rewrite (sum_list_prod (sets P) (profiles P) (fun '(G, t) => inject_Z (p (Entry_h (G, t))) * (inject_Z (floor P G) * prior P t))).
  rewrite (sum_exchange (sets P) (profiles P) (fun G t => inject_Z (p (Entry_g (G, t))) * (inject_Z (ceiling P G) * prior P t))).
  rewrite (sum_exchange (sets P) (profiles P) (fun G t => inject_Z (p (Entry_h (G, t))) * (inject_Z (floor P G) * prior P t))).
  rewrite <- sum_minus. apply sum_le. intros t int.
  rewrite <- sum_minus.
  rewrite (sum_ext (sets P) _ (fun G => prior P t *
    (inject_Z (p (Entry_g (G, t))) * inject_Z (ceiling P G) - inject_Z (p (Entry_h (G, t))) * inject_Z (floor P G))))
    by (intros; ring).
  rewrite sum_scale, !(Qmult_comm (prior P t)). apply Qmult_le_compat_r; [|now apply prior_nonnegative].
  destruct (capacity_attained P beta _ _ capacity (intersection_pair P well t S1 S2 int apart)) as (x & feasible & <-).
  destruct (lottery_satisfies_quotas P well x feasible) as (_ & quotas).
  rewrite !intersection_amount, <- sum_minus.
  apply Qle_trans with (sum (sets P) (fun G => (inject_Z (p (Entry_g (G, t))) - inject_Z (p (Entry_h (G, t)))) * amount x G)).
  - apply Qle_lteq. right.
    transitivity (sum (cells P) (fun c => sum (sets P) (fun G =>
      (inject_Z (p (Entry_g (G, t))) - inject_Z (p (Entry_h (G, t)))) * (indicator (member c G) * x c)))).
    + apply sum_ext. intros [i j] inc. pose proof (coordinate_of P (types_each P well) t i j int inc) as coordinate.
      pose proof (equal i j t inc int) as E. specialize (signs _ _ _ coordinate). fold (f i (type_of t i) j) in E.
      rewrite signs in E.
      rewrite (sum_ext (sets P) _ (fun G => indicator (member (i, j) G) *
        (inject_Z (p (Entry_g (G, t))) - inject_Z (p (Entry_h (G, t)))) * x (i, j))) by (intros; ring).
      rewrite sum_scale_right, <- E. ring.
    + rewrite (sum_exchange (cells P) (sets P) (fun c G =>
        (inject_Z (p (Entry_g (G, t))) - inject_Z (p (Entry_h (G, t)))) * (indicator (member c G) * x c))).
      apply sum_ext. intros G inG. rewrite sum_scale. apply Qmult_comp; [reflexivity|].
      symmetry. apply amount_of_members. now apply (well_structure P well).
  - apply sum_le. intros G inG. destruct (nonneg G t inG int) as (gnonneg & hnonneg). specialize (quotas G inG).
    destruct quotas. set (g := inject_Z (p (Entry_g (G, t)))) in *. set (h := inject_Z (p (Entry_h (G, t)))) in *. nra.
Qed.

Theorem condition_A_implements beta q :
  preserves_total_unimodularity P -> generalized_capacity P beta -> condition_A P beta q -> implementable P q.
Proof.
  intros unimodular capacity A.
  destruct (lift_or_violated P well q) as [(x & equal & quotas)|(f & g & h & inW & violated)].
  - apply (lift_implements P well x q); [now apply unimodular_describes|assumption|assumption].
  - exfalso. apply violated.
    set (z := fun column => match column with Entry_f row => f row | Entry_g row => g row | Entry_h row => h row end).
    change (inequality_17 P q z).
    destruct (W_generated_by_signs P structure_well unimodular z inW) as (parts & each & sums).
    apply (parts_satisfy q z (map (fun part => (fst part, fun c => inject_Z (snd part c))) parts)).
    + intros k p inp. apply in_map_iff in inp. destruct inp as ([k' p'] & E & inp). cbn [fst snd] in E. inversion E; subst.
      destruct (each k p' inp) as (nonneg & small & inside). split; [assumption|].
      now apply (signs_from_condition_A beta).
    + intros c inc. now rewrite sum_map, (sums c inc).
Qed.

End Problem.

(** ** The theorems *)

(*| lang-yang-2023/theorem-1 | literal | proved |*)
Theorem LY_Theorem_1_holds : LY_Theorem_1.
Proof.
  intros P beta q well capacity unimodular. split; [now apply LY_Proposition_1_holds|].
  now apply condition_A_implements.
Qed.

(*| lang-yang-2023/theorem-2.1.sufficiency | literal | proved |*)
Theorem LY_Theorem_2_1_sufficiency_holds : LY_Theorem_2_1_sufficiency.
Proof.
  intros P well nested beta q capacity. apply LY_Theorem_1_holds; try assumption. now apply hierarchies_preserve.
Qed.

(*| lang-yang-2023/theorem-2.3.sufficiency | literal | proved |*)
Theorem LY_Theorem_2_3_sufficiency_holds : LY_Theorem_2_3_sufficiency.
Proof.
  intros P well two one beta q capacity. apply LY_Theorem_1_holds; try assumption.
  now apply bihierarchies_with_one_type_preserve.
Qed.

(*| lang-yang-2023/lemma-4 | literal | proved |*)
Theorem LY_Lemma_4_holds : LY_Lemma_4.
Proof.
  intros P q generators well unimodular (inside & generating) signs. split.
  - intros implemented z inz. now apply (implementable_satisfies_W P well q), inside.
  - intros satisfied. destruct (lift_or_violated P well q) as [(x & equal & quotas)|(f & g & h & inW & violated)].
    + apply (lift_implements P well x q); [now apply unimodular_describes|assumption|assumption].
    + exfalso. apply violated.
      set (z := fun column => match column with Entry_f row => f row | Entry_g row => g row | Entry_h row => h row end).
      destruct (generating z inW) as (parts & each & sums). apply (parts_satisfy P q z parts); [|exact sums].
      intros k p inp. destruct (each k p inp). split; [assumption|now apply satisfied].
Qed.

(*| lang-yang-2023/corollary-1 | literal | proved |*)
Theorem LY_Corollary_1_holds : LY_Corollary_1.
Proof.
  intros P beta q well capacity unimodular linear. split; [now apply LY_Proposition_2_holds|]. intros B.
  apply (condition_A_implements P well beta); [assumption|assumption|]. intros S1 S2 apart.
  destruct (B S1) as (_ & upper). destruct (B S2) as (lower & _).
  rewrite (sum_ext (profiles P) _ (fun t =>
    prior P t * beta (intersection P t S1) [] + prior P t * beta [] (intersection P t S2))).
  - rewrite sum_plus. lra.
  - intros t int. rewrite (linear _ _ (intersection_pair P well t S1 S2 int apart)). ring.
Qed.
