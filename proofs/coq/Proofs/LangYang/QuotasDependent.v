(** LY, section 3.2 and what section 2.2 and 4 say of paramodular quotas, for all problems: the quotas are attained and
    describe the lotteries; Theorem 4(2): Condition B is enough. *)

From Allocation Require Export Proofs.LangYang.Paramodular.

(** ** The quotas are attained *)

Section Paramodular.

Variable P : problem.
Hypothesis quotas : paramodular_problem P.

Lemma pure_is_random (y : pure_outcome) : feasible_pure P y -> feasible_random P (fun c => inject_Z (y c)).
Proof.
  intros feasible. exists [(1, y)]. split; [|split].
  - intros w z [E|[]]. inversion E; subst. split; [discriminate|assumption].
  - simpl. ring.
  - intros c _. simpl. ring.
Qed.

(** The indicator of a set, as weights. *)
Definition set_weight (G : cell_set) (c : cell) : Q := indicator (member c G).

Lemma set_weight_levels (sign : Q) G :
  In G (subsets (cells P)) -> sign == 1 -> filter (fun c => reaches 1 (sign * set_weight G c)) (cells P) = G.
Proof.
  intros inG one. transitivity (filter (fun c => member c G) (cells P)).
  2:{ symmetry. now apply subset_is_filter; [apply cells_NoDup|]. }
  apply filter_ext. intros c.
  apply eq_true_iff_eq. rewrite reaches_iff. unfold set_weight, indicator.
  destruct (member c G); split; intros; try reflexivity; try discriminate; lra.
Qed.

Lemma ceiling_attained G : In G (subsets (cells P)) -> exists y, feasible_pure P y /\ total y G = ceiling P G.
Proof.
  intros inG. exists (greedy_outcome P (fun c => 1 * set_weight G c)). split; [now apply greedy_feasible|].
  pose proof (greedy_meets_ceilings P quotas (fun c => 1 * set_weight G c) 1) as H.
  cbv beta zeta in H. rewrite (set_weight_levels 1 G inG) in H by reflexivity. apply H. reflexivity.
Qed.

Lemma floor_attained G : In G (subsets (cells P)) -> exists y, feasible_pure P y /\ total y G = floor P G.
Proof.
  intros inG. exists (greedy_outcome P (fun c => - (1 * set_weight G c))). split; [now apply greedy_feasible|].
  pose proof (greedy_meets_floors P quotas (fun c => - (1 * set_weight G c)) 1) as H. cbv beta zeta in H.
  rewrite (filter_ext (fun c => reaches 1 (- - (1 * set_weight G c))) (fun c => reaches 1 (1 * set_weight G c))) in H.
  - rewrite (set_weight_levels 1 G inG) in H by reflexivity. apply H. reflexivity.
  - intros c. apply eq_true_iff_eq. rewrite !reaches_iff. split; intros; lra.
Qed.

Lemma upper_capacity beta G :
  generalized_capacity P beta -> In G (subsets (cells P)) -> beta G [] == inject_Z (ceiling P G).
Proof.
  intros capacity inG. apply Qle_antisym.
  - destruct (capacity_attained P beta G [] capacity (pair_upper P G inG)) as (x & feasible & <-).
    destruct (lottery_satisfies_quotas P (paramodular_well P quotas) x feasible) as (_ & within).
    destruct (within G (every_set P quotas G inG)). rewrite amount_nil. lra.
  - destruct (ceiling_attained G inG) as (y & feasible & <-).
    pose proof (capacity_bounds P beta G [] _ capacity (pair_upper P G inG) (pure_is_random y feasible)) as H.
    rewrite inject_total. rewrite amount_nil in H. lra.
Qed.

Lemma lower_capacity beta G :
  generalized_capacity P beta -> In G (subsets (cells P)) -> beta [] G == - inject_Z (floor P G).
Proof.
  intros capacity inG. apply Qle_antisym.
  - destruct (capacity_attained P beta [] G capacity (pair_lower P G inG)) as (x & feasible & <-).
    destruct (lottery_satisfies_quotas P (paramodular_well P quotas) x feasible) as (_ & within).
    destruct (within G (every_set P quotas G inG)). rewrite amount_nil. lra.
  - destruct (floor_attained G inG) as (y & feasible & <-).
    pose proof (capacity_bounds P beta [] G _ capacity (pair_lower P G inG) (pure_is_random y feasible)) as H.
    rewrite inject_total. rewrite amount_nil in H. lra.
Qed.

(** ** The quotas describe the lotteries *)

Theorem paramodular_describes (x : random_outcome) : satisfies_quotas P x -> feasible_random P x.
Proof.
  intros (_ & within). destruct (lottery_or_direction P (paramodular_well P quotas) x) as [|(f & bound & below & above)];
    [assumption|exfalso].
  set (upper := layers_of f (cells P)). set (lower := layers_of (fun c => - f c) (cells P)).
  assert (by_layers : forall c, In c (cells P) -> f c ==
    sum upper (fun layer => fst layer * indicator (reaches (snd layer) (f c)))
    - sum lower (fun layer => fst layer * indicator (reaches (snd layer) (- f c)))).
  { intros c inc. unfold upper, lower. rewrite layers_sum, (layers_sum (fun c => - f c)) by assumption.
    apply positive_part_split. }
  specialize (below _ (greedy_feasible P quotas f)).
  rewrite (greedy_value P quotas f upper lower) in below; [|apply layers_nonnegative..|exact by_layers].
  assert (H : sum (cells P) (fun c => f c * x c) ==
    sum upper (fun layer => fst layer * amount x (filter (fun c => reaches (snd layer) (f c)) (cells P)))
    - sum lower (fun layer => fst layer * amount x (filter (fun c => reaches (snd layer) (- f c)) (cells P)))).
  { assert (one_side : forall (layers : list (Q * Q)) (g : cell -> Q),
      sum layers (fun layer => fst layer * amount x (filter (fun c => reaches (snd layer) (g c)) (cells P)))
      == sum (cells P) (fun c => sum layers (fun layer => fst layer * indicator (reaches (snd layer) (g c))) * x c)).
    { intros layers g.
      rewrite (sum_ext (cells P) _ (fun c => sum layers (fun layer => fst layer * (indicator (reaches (snd layer) (g c)) * x c)))).
      - rewrite (sum_exchange (cells P) layers (fun c layer => fst layer * (indicator (reaches (snd layer) (g c)) * x c))).
        apply sum_ext. intros layer _. now rewrite amount_filter, sum_scale.
      - intros c _. rewrite <- sum_scale_right. apply sum_ext; intros; ring. }
    rewrite !one_side, <- sum_minus. apply sum_ext. intros c inc. rewrite (by_layers c inc) at 1. ring. }
  rewrite H in above. clear H.
  assert (U : sum upper (fun layer => fst layer * amount x (filter (fun c => reaches (snd layer) (f c)) (cells P)))
    <= sum upper (fun layer => fst layer * inject_Z (ceiling P (filter (fun c => reaches (snd layer) (f c)) (cells P))))).
  { apply sum_le. intros layer inl. rewrite !(Qmult_comm (fst layer)). apply Qmult_le_compat_r.
    - apply within, (every_set P quotas), filter_in_subsets.
    - now apply (layers_nonnegative f (cells P)). }
  assert (L : sum lower (fun layer => fst layer * inject_Z (floor P (filter (fun c => reaches (snd layer) (- f c)) (cells P))))
    <= sum lower (fun layer => fst layer * amount x (filter (fun c => reaches (snd layer) (- f c)) (cells P)))).
  { apply sum_le. intros layer inl. rewrite !(Qmult_comm (fst layer)). apply Qmult_le_compat_r.
    - apply within, (every_set P quotas), filter_in_subsets.
    - now apply (layers_nonnegative (fun c => - f c) (cells P)). }
  lra.
Qed.

(** ** Condition B is enough *)

(** Weights of the coordinates, by layers. *)
Lemma weights_by_layers (f : nat * nat * nat -> Q) row :
  In row (coordinates P) -> f row ==
    sum (layers_of f (coordinates P)) (fun layer => fst layer * indicator (reaches (snd layer) (f row)))
    - sum (layers_of (fun row => - f row) (coordinates P)) (fun layer => fst layer * indicator (reaches (snd layer) (- f row))).
Proof.
  intros inr. rewrite layers_sum, (layers_sum (fun row => - f row)) by assumption. apply positive_part_split.
Qed.

(** The strategy of the coordinates with weights of at least so much. *)
Definition level_strategy (f : nat * nat * nat -> Q) (level : Q) : strategy := fun i ti j => reaches level (f (i, ti, j)).

Lemma layered_amounts q (layers : list (Q * Q)) (f : nat * nat * nat -> Q) :
  sum layers (fun layer => fst layer * weighted_amount P q (level_strategy f (snd layer)))
  == sum (coordinates P) (fun '(i, ti, j) =>
       sum layers (fun layer => fst layer * indicator (reaches (snd layer) (f (i, ti, j)))) * (q i ti j * marginal P i ti)).
Proof.
  rewrite (sum_ext (coordinates P) _ (fun row => sum layers (fun layer =>
    fst layer * (indicator (reaches (snd layer) (f row)) * (let '(i, ti, j) := row in q i ti j * marginal P i ti))))).
  - rewrite (sum_exchange (coordinates P) layers (fun row layer =>
      fst layer * (indicator (reaches (snd layer) (f row)) * (let '(i, ti, j) := row in q i ti j * marginal P i ti)))).
    apply sum_ext. intros layer _. rewrite sum_scale. apply Qmult_comp; [reflexivity|].
    rewrite weighted_amount_sum. apply sum_ext. now intros [[i ti] j] _.
  - intros [[i ti] j] _. rewrite <- sum_scale_right. apply sum_ext; intros; ring.
Qed.

Theorem condition_B_suffices beta q :
  generalized_capacity P beta -> condition_B P beta q -> implementable P q.
Proof.
  intros capacity B. pose proof (paramodular_well P quotas) as well.
  destruct (implementable_or_direction P well q) as [|(f & bound & below & above)]; [assumption|exfalso].
  set (upper := layers_of f (coordinates P)) in *. set (lower := layers_of (fun row => - f row) (coordinates P)) in *.
  assert (upper_positive : forall layer, In layer upper -> 0 <= fst layer /\ 0 < snd layer) by apply layers_nonnegative.
  assert (lower_positive : forall layer, In layer lower -> 0 <= fst layer /\ 0 < snd layer)
    by apply (layers_nonnegative (fun row => - f row)).
  (* the left side, by layers *)
  assert (left : sum (coordinates P) (fun '(i, ti, j) => f (i, ti, j) * (q i ti j * marginal P i ti)) ==
    sum upper (fun layer => fst layer * weighted_amount P q (level_strategy f (snd layer)))
    - sum lower (fun layer => fst layer * weighted_amount P q (level_strategy (fun row => - f row) (snd layer)))).
  { rewrite !layered_amounts, <- sum_minus. apply sum_ext. intros [[i ti] j] inr.
    rewrite (weights_by_layers f _ inr) at 1. fold upper lower. ring. }
  (* every profile's part of the right side is at most its bound *)
  assert (right : forall t, In t (profiles P) ->
    sum upper (fun layer => fst layer * beta (intersection P t (level_strategy f (snd layer))) [])
    + sum lower (fun layer => fst layer * beta [] (intersection P t (level_strategy (fun row => - f row) (snd layer))))
    <= bound t).
  { intros t int. apply Qle_trans with (2 := below t _ int (greedy_feasible P quotas (at_profile f t))).
    rewrite (greedy_value P quotas (at_profile f t) upper lower).
    - rewrite (sum_ext upper (fun layer => fst layer * beta _ []) (fun layer =>
        fst layer * inject_Z (ceiling P (filter (fun c => reaches (snd layer) (at_profile f t c)) (cells P))))).
      + rewrite (sum_ext lower (fun layer => fst layer * beta [] _) (fun layer => (-1) * (fst layer *
          inject_Z (floor P (filter (fun c => reaches (snd layer) (- at_profile f t c)) (cells P)))))).
        * rewrite sum_scale. lra.
        * intros layer _. rewrite (lower_capacity beta) by (assumption || apply intersection_subset).
          change (intersection P t (level_strategy (fun row => - f row) (snd layer)))
            with (filter (fun c => reaches (snd layer) (- at_profile f t c)) (cells P)). ring.
      + intros layer _. rewrite (upper_capacity beta) by (assumption || apply intersection_subset). reflexivity.
    - intros layer inl. now apply upper_positive.
    - intros layer inl. now apply lower_positive.
    - intros [i j] inc. apply (weights_by_layers f (i, type_of t i, j)).
      now apply coordinate_of; [apply types_each| |]. }
  apply (Qlt_not_le _ _ above). rewrite left.
  apply Qle_trans with (sum (profiles P) (fun t => prior P t * (
    sum upper (fun layer => fst layer * beta (intersection P t (level_strategy f (snd layer))) [])
    + sum lower (fun layer => fst layer * beta [] (intersection P t (level_strategy (fun row => - f row) (snd layer))))))).
  2:{ apply sum_le. intros t int. rewrite !(Qmult_comm (prior P t)).
      apply Qmult_le_compat_r; [now apply right|now apply prior_nonnegative]. }
  assert (exchanged : forall (layers : list (Q * Q)) (b : Q -> profile -> Q),
    sum (profiles P) (fun t => prior P t * sum layers (fun layer => fst layer * b (snd layer) t))
    == sum layers (fun layer => fst layer * sum (profiles P) (fun t => prior P t * b (snd layer) t))).
  { intros layers b.
    rewrite (sum_ext (profiles P) _ (fun t => sum layers (fun layer => fst layer * (prior P t * b (snd layer) t))))
      by (intros; rewrite <- sum_scale; apply sum_ext; intros; ring).
    rewrite (sum_exchange (profiles P) layers (fun t layer => fst layer * (prior P t * b (snd layer) t))).
    apply sum_ext. intros layer _. now rewrite sum_scale. }
  rewrite (sum_ext (profiles P) _ (fun t =>
    prior P t * sum upper (fun layer => fst layer * beta (intersection P t (level_strategy f (snd layer))) [])
    + prior P t * sum lower (fun layer =>
        fst layer * beta [] (intersection P t (level_strategy (fun row => - f row) (snd layer)))))) by (intros; ring).
  rewrite sum_plus.
  rewrite (exchanged upper (fun level t => beta (intersection P t (level_strategy f level)) [])).
  rewrite (exchanged lower (fun level t => beta [] (intersection P t (level_strategy (fun row => - f row) level)))).
  assert (U : sum upper (fun layer => fst layer * weighted_amount P q (level_strategy f (snd layer)))
    <= sum upper (fun layer => fst layer * sum (profiles P) (fun t =>
         prior P t * beta (intersection P t (level_strategy f (snd layer))) []))).
  { apply sum_le. intros layer inl. rewrite !(Qmult_comm (fst layer)).
    apply Qmult_le_compat_r; [apply B|now apply upper_positive]. }
  assert (L : - sum lower (fun layer => fst layer * sum (profiles P) (fun t =>
         prior P t * beta [] (intersection P t (level_strategy (fun row => - f row) (snd layer)))))
    <= sum lower (fun layer => fst layer * weighted_amount P q (level_strategy (fun row => - f row) (snd layer)))).
  { setoid_replace (- sum lower (fun layer => fst layer * sum (profiles P) (fun t =>
         prior P t * beta [] (intersection P t (level_strategy (fun row => - f row) (snd layer))))))
      with (sum lower (fun layer => fst layer * - sum (profiles P) (fun t =>
         prior P t * beta [] (intersection P t (level_strategy (fun row => - f row) (snd layer)))))).
    - apply sum_le. intros layer inl. rewrite !(Qmult_comm (fst layer)).
      apply Qmult_le_compat_r; [apply B|now apply lower_positive].
    - rewrite (sum_ext lower (fun layer => fst layer * - _) (fun layer => (-1) * (fst layer * sum (profiles P) (fun t =>
         prior P t * beta [] (intersection P t (level_strategy (fun row => - f row) (snd layer))))))) by (intros; ring).
      rewrite sum_scale. ring. }
  lra.
Qed.

End Paramodular.

(*| lang-yang-2023/section-4.paramodular-describes | literal | proved |*)
Theorem LY_paramodular_describes_holds : LY_paramodular_describes.
Proof. intros P x quotas. now apply paramodular_describes. Qed.

(*| lang-yang-2023/theorem-4.2 | literal | proved |*)
Theorem LY_Theorem_4_2_holds : LY_Theorem_4_2.
Proof.
  intros P beta q quotas capacity. split.
  - apply LY_Proposition_2_holds; [now apply paramodular_well|assumption].
  - now apply condition_B_suffices.
Qed.
