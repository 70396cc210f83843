(** LY, Lemma 1 where the quotas describe the lotteries: a rule is implementable if and only if it satisfies the inequality
    of every (f, g, h) of the projection cone W.  "Only if" holds for all problems. *)

From Allocation Require Export Proofs.LangYang.Necessity.

Section Matrices.

Variable S : structure.
Hypothesis well : well_formed S.

Lemma well_types : length (types S) = agents S.
Proof. apply well. Qed.

Lemma set_profiles_NoDup : NoDup (set_profiles S).
Proof. apply NoDup_list_prod; [apply well|apply profiles_NoDup]. Qed.

Lemma cell_profiles_NoDup : NoDup (cell_profiles S).
Proof. apply NoDup_list_prod; [apply cells_NoDup|apply profiles_NoDup]. Qed.

Lemma in_cell_profiles c t : In (c, t) (cell_profiles S) <-> In c (cells S) /\ In t (profiles S).
Proof. apply in_prod_iff. Qed.

Lemma in_set_profiles G t : In (G, t) (set_profiles S) <-> In G (sets S) /\ In t (profiles S).
Proof. apply in_prod_iff. Qed.

(** One entry of a row or column with a single one. *)
Lemma sum_single {A : Type} (eqb : A -> A -> bool) (l : list A) (a : A) (f : A -> Q) :
  (forall x y, eqb x y = true <-> x = y) -> NoDup l -> In a l ->
  sum l (fun b => indicator (eqb a b) * f b) == f a.
Proof.
  intros spec nodup ina. transitivity (sum l (fun b => indicator (eqb a b) * f a)).
  - apply sum_ext. intros b _. destruct (eqb a b) eqn:E; [apply spec in E; subst|]; unfold indicator; ring.
  - rewrite sum_scale_right, (sum_indicator_once eqb) by assumption. ring.
Qed.

Lemma entry_B i ti j c t :
  inject_Z (matrix_B (i, ti, j) (c, t)) == indicator (cell_eqb (i, j) c) * indicator (Nat.eqb (type_of t i) ti).
Proof.
  unfold matrix_B. simpl. rewrite (Nat.eqb_sym ti).
  destruct (cell_eqb (i, j) c), (Nat.eqb (type_of t i) ti); reflexivity.
Qed.

(** A row of B: the profiles in which agent i has type ti, at the pair (i, j). *)
Lemma row_of_B i ti j (x : cell * profile -> Q) :
  In (i, ti, j) (coordinates S) ->
  sum (cell_profiles S) (fun column => inject_Z (matrix_B (i, ti, j) column) * x column)
  == sum (filter (fun t => Nat.eqb (type_of t i) ti) (profiles S)) (fun t => x ((i, j), t)).
Proof.
  intros inc. apply in_coordinates in inc. unfold cell_profiles.
  etransitivity; [apply sum_list_prod|]. rewrite sum_filter.
  transitivity (sum (cells S) (fun c => indicator (cell_eqb (i, j) c)
    * sum (profiles S) (fun t => indicator (Nat.eqb (type_of t i) ti) * x (c, t)))).
  - apply sum_ext. intros c _. rewrite <- sum_scale. apply sum_ext. intros t _. rewrite entry_B. ring.
  - apply (sum_single cell_eqb (cells S) (i, j)
      (fun c => sum (profiles S) (fun t => indicator (Nat.eqb (type_of t i) ti) * x (c, t))));
      [apply cell_eqb_iff|apply cells_NoDup|]. apply in_cells. tauto.
Qed.

(** A column of B has a single one. *)
Lemma column_of_B i j t (f : nat * nat * nat -> Q) :
  In ((i, j), t) (cell_profiles S) ->
  sum (coordinates S) (fun row => inject_Z (matrix_B row ((i, j), t)) * f row) == f (i, type_of t i, j).
Proof.
  intros inc. apply in_cell_profiles in inc. destruct inc as (inc & int).
  rewrite (sum_ext (coordinates S) _ (fun row =>
    indicator (if coordinate_dec (i, type_of t i, j) row then true else false) * f row)).
  - apply sum_one; [apply coordinates_NoDup|]. now apply coordinate_of; [apply well_types| |].
  - intros [[k tk] l] _. rewrite entry_B.
    destruct (coordinate_dec (i, type_of t i, j) (k, tk, l)) as [E|n].
    + inversion E; subst. rewrite (proj2 (cell_eqb_iff (k, l) (k, l)) eq_refl), Nat.eqb_refl. unfold indicator. ring.
    + destruct (cell_eqb (k, l) (i, j)) eqn:E1; [|unfold indicator; ring].
      apply cell_eqb_iff in E1. inversion E1; subst.
      destruct (Nat.eqb (type_of t i) tk) eqn:E2; [|unfold indicator; ring].
      apply Nat.eqb_eq in E2. subst. congruence.
Qed.

Lemma entry_C G t c s : inject_Z (matrix_C (G, t) (c, s)) == indicator (member c G) * indicator (profile_eqb t s).
Proof. unfold matrix_C. simpl. destruct (member c G), (profile_eqb t s); reflexivity. Qed.

(** A row of C: the pairs of G, at the profile t. *)
Lemma row_of_C G t (x : cell * profile -> Q) :
  In (G, t) (set_profiles S) ->
  sum (cell_profiles S) (fun column => inject_Z (matrix_C (G, t) column) * x column) == amount (fun c => x (c, t)) G.
Proof.
  intros inG. apply in_set_profiles in inG. destruct inG as (inG & int). unfold cell_profiles.
  etransitivity; [apply sum_list_prod|].
  rewrite (amount_of_members S G) by now apply well. apply sum_ext. intros c _.
  rewrite (sum_ext (profiles S) _ (fun s => indicator (member c G) * (indicator (profile_eqb t s) * x (c, s))))
    by (intros; rewrite entry_C; ring).
  rewrite sum_scale. apply Qmult_comp; [reflexivity|].
  apply (sum_single profile_eqb (profiles S) t (fun s => x (c, s)));
    [apply profile_eqb_iff|apply profiles_NoDup|assumption].
Qed.

(** A column of C: the sets with this pair, at the profile. *)
Lemma column_of_C c t (g : cell_set * profile -> Q) :
  In (c, t) (cell_profiles S) ->
  sum (set_profiles S) (fun row => inject_Z (matrix_C row (c, t)) * g row)
  == sum (sets S) (fun G => indicator (member c G) * g (G, t)).
Proof.
  intros inc. apply in_cell_profiles in inc. destruct inc as (_ & int). unfold set_profiles.
  etransitivity; [apply sum_list_prod|]. apply sum_ext. intros G _.
  rewrite (sum_ext (profiles S) _ (fun s => indicator (member c G) * (indicator (profile_eqb t s) * g (G, s)))).
  - rewrite sum_scale. apply Qmult_comp; [reflexivity|].
    apply (sum_single profile_eqb (profiles S) t (fun s => g (G, s)));
      [apply profile_eqb_iff|apply profiles_NoDup|assumption].
  - intros s _. rewrite entry_C.
    assert (E : profile_eqb s t = profile_eqb t s) by (apply eq_true_iff_eq; rewrite !profile_eqb_iff; split; congruence).
    rewrite E. ring.
Qed.

(** What (9) says, column by column. *)
Lemma projection_cone_iff f g h :
  projection_cone S f g h <->
  (forall i j t, In (i, j) (cells S) -> In t (profiles S) ->
    f (i, type_of t i, j) == sum (sets S) (fun G => indicator (member (i, j) G) * (g (G, t) - h (G, t)))) /\
  (forall G t, In G (sets S) -> In t (profiles S) -> 0 <= g (G, t) /\ 0 <= h (G, t)).
Proof.
  assert (split_sum : forall c t, sum (sets S) (fun G => indicator (member c G) * (g (G, t) - h (G, t)))
    == sum (sets S) (fun G => indicator (member c G) * g (G, t)) - sum (sets S) (fun G => indicator (member c G) * h (G, t))).
  { intros c t. rewrite <- sum_minus. apply sum_ext; intros; ring. }
  split; intros (equal & nonneg); split.
  - intros i j t inc int. assert (inn : In ((i, j), t) (cell_profiles S)) by now apply in_cell_profiles.
    specialize (equal _ inn). rewrite column_of_B, !column_of_C in equal by assumption. rewrite split_sum. lra.
  - intros G t inG int. now apply nonneg, in_set_profiles.
  - intros [[i j] t] inn. rewrite column_of_B, !column_of_C by assumption.
    apply in_cell_profiles in inn. rewrite (equal i j t) by tauto. rewrite split_sum. ring.
  - intros [G t] inn. apply in_set_profiles in inn. now apply nonneg.
Qed.

End Matrices.

Section Problem.

Variable P : problem.
Hypothesis well : well_formed_problem P.

Lemma well_structure : well_formed P.
Proof. apply well. Qed.

(** A lottery over feasible pure outcomes satisfies the quotas. *)
Lemma lottery_satisfies_quotas x : feasible_random P x -> satisfies_quotas P x.
Proof.
  intros (lottery & each & one & equal). split.
  - intros c inc. rewrite (equal c inc). apply sum_nonneg. intros [w y] inl. simpl.
    destruct (each w y inl) as (nonneg & (ynonneg & _)). apply Qmult_le_0_compat; [assumption|].
    rewrite <- (Zle_Qle 0). now apply ynonneg.
  - intros G inG.
    assert (E : amount x G == sum lottery (fun part => fst part * inject_Z (total (snd part) G))).
    { unfold amount. rewrite (sum_ext G x (fun c => sum lottery (fun part => fst part * inject_Z (snd part c)))).
      - rewrite (sum_exchange G lottery (fun c part => fst part * inject_Z (snd part c))).
        apply sum_ext. intros [w y] _. simpl. rewrite inject_total. unfold amount. now rewrite sum_scale.
      - intros c inc. apply equal. apply (subsets_incl (cells P) G); [|assumption]. now apply well_structure. }
    assert (bound : forall k : Z, inject_Z k == sum lottery (fun part => fst part * inject_Z k)).
    { intros k. rewrite sum_scale_right, one. ring. }
    rewrite E, (bound (floor P G)), (bound (ceiling P G)).
    split; apply sum_le; intros [w y] inl; simpl; destruct (each w y inl) as (nonneg & (_ & quotas));
      specialize (quotas G inG); rewrite !(Qmult_comm w); apply Qmult_le_compat_r; try assumption;
      rewrite <- Zle_Qle; apply quotas.
Qed.

(** Every implementable rule satisfies the inequalities of all of W. *)
Theorem implementable_satisfies_W q : implementable P q -> all_conic_inequalities P q.
Proof.
  intros (p & feasible & reduced) f g h inW. apply (projection_cone_iff P well_structure) in inW.
  destruct inW as (equal & nonneg). unfold conic_inequality.
  rewrite (weights_exchange P well p q f reduced).
  rewrite (sum_ext (profiles P) _ (fun t => prior P t *
    sum (sets P) (fun G => (g (G, t) - h (G, t)) * amount (p t) G))); swap 1 2.
  - intros t int. apply Qmult_comp; [reflexivity|].
    transitivity (sum (cells P) (fun c => sum (sets P) (fun G => (g (G, t) - h (G, t)) * (indicator (member c G) * p t c)))).
    + apply sum_ext. intros [i j] inc. rewrite (equal i j t inc int), <- sum_scale_right. apply sum_ext; intros; ring.
    + rewrite (sum_exchange (cells P) (sets P)
        (fun c G => (g (G, t) - h (G, t)) * (indicator (member c G) * p t c))).
      apply sum_ext. intros G inG. rewrite sum_scale. apply Qmult_comp; [reflexivity|].
      symmetry. apply amount_of_members. now apply well_structure.
  - unfold set_profiles.
    rewrite (sum_list_prod (sets P) (profiles P) (fun '(G, t) => g (G, t) * (inject_Z (ceiling P G) * prior P t))).
    rewrite (sum_list_prod (sets P) (profiles P) (fun '(G, t) => h (G, t) * (inject_Z (floor P G) * prior P t))).
    rewrite <- sum_minus.
    rewrite (sum_ext (sets P) _ (fun G => sum (profiles P) (fun t =>
      g (G, t) * (inject_Z (ceiling P G) * prior P t) - h (G, t) * (inject_Z (floor P G) * prior P t))))
      by (intros; now rewrite sum_minus).
    rewrite (sum_exchange (sets P) (profiles P) (fun G t =>
      g (G, t) * (inject_Z (ceiling P G) * prior P t) - h (G, t) * (inject_Z (floor P G) * prior P t))).
    apply sum_le. intros t int. rewrite <- sum_scale. apply sum_le. intros G inG.
    destruct (nonneg G t inG int) as (gnonneg & hnonneg).
    destruct (lottery_satisfies_quotas (p t) (feasible t int)) as (_ & quotas).
    specialize (quotas G inG). pose proof (prior_nonnegative P well t int) as pnonneg.
    assert (H : (g (G, t) - h (G, t)) * amount (p t) G
      <= g (G, t) * inject_Z (ceiling P G) - h (G, t) * inject_Z (floor P G)) by nra.
    setoid_replace (g (G, t) * (inject_Z (ceiling P G) * prior P t) - h (G, t) * (inject_Z (floor P G) * prior P t))
      with (prior P t * (g (G, t) * inject_Z (ceiling P G) - h (G, t) * inject_Z (floor P G))) by ring.
    rewrite !(Qmult_comm (prior P t)). now apply Qmult_le_compat_r.
Qed.

(** A point of F, (8), whose projection the rule is, or a vector of W whose inequality it violates. *)
Lemma lift_or_violated q :
  (exists x : cell * profile -> Q,
    (forall i ti j, In (i, ti, j) (coordinates P) ->
      q i ti j * marginal P i ti == sum (profiles_with P i ti) (fun t => x ((i, j), t))) /\
    (forall G t, In G (sets P) -> In t (profiles P) ->
      inject_Z (floor P G) * prior P t <= amount (fun c => x (c, t)) G <= inject_Z (ceiling P G) * prior P t)) \/
  (exists f g h, projection_cone P f g h /\ ~ conic_inequality P f g h q).
Proof.
  destruct (farkas_with_equations (pair_dec cell_dec profile_dec) coordinate_dec
    (sum_dec (pair_dec set_dec profile_dec) (pair_dec set_dec profile_dec))
    (cell_profiles P) (coordinates P) (both (set_profiles P) (set_profiles P))
    (fun row column => inject_Z (matrix_B row column)) (fun '(i, ti, j) => q i ti j * marginal P i ti)
    (fun row column => match row with
      | inl r => inject_Z (matrix_C r column) | inr r => - inject_Z (matrix_C r column) end)
    (fun row => match row with
      | inl (G, t) => inject_Z (ceiling P G) * prior P t | inr (G, t) => - (inject_Z (floor P G) * prior P t) end))
    as [(x & equal & below)|(f & k & nonneg & zero & neg)].
  - apply cell_profiles_NoDup.
  - apply coordinates_NoDup.
  - apply NoDup_both; apply set_profiles_NoDup, well_structure.
  - left. exists x. split.
    + intros i ti j inc. rewrite <- (equal (i, ti, j) inc). now apply row_of_B.
    + intros G t inG int. assert (inn : In (G, t) (set_profiles P)) by now apply in_set_profiles.
      pose proof (below (inl (G, t)) (in_both_left _ _ _ inn)) as upper.
      pose proof (below (inr (G, t)) (in_both_right _ _ _ inn)) as lower. simpl in upper, lower.
      rewrite (row_of_C P well_structure G t x inn) in upper.
      rewrite (sum_ext (cell_profiles P) _ (fun column => (-1) * (inject_Z (matrix_C (G, t) column) * x column)))
        in lower by (intros; ring).
      rewrite sum_scale, (row_of_C P well_structure G t x inn) in lower. split; lra.
  - right. exists (fun row => - f row), (fun row => k (inl row)), (fun row => k (inr row)). split.
    + split; [|intros; split; apply nonneg]. intros column inc. specialize (zero column inc).
      rewrite sum_both in zero.
      rewrite (sum_ext (coordinates P) (fun row => inject_Z (matrix_B row column) * - f row)
        (fun row => (-1) * (f row * inject_Z (matrix_B row column)))) by (intros; ring).
      rewrite sum_scale.
      rewrite (sum_ext (set_profiles P) (fun row => inject_Z (matrix_C row column) * k (inl row))
        (fun row => k (inl row) * inject_Z (matrix_C row column))) by (intros; ring).
      rewrite (sum_ext (set_profiles P) (fun row => inject_Z (matrix_C row column) * k (inr row))
        (fun row => (-1) * (k (inr row) * - inject_Z (matrix_C row column)))) by (intros; ring).
      rewrite sum_scale. lra.
    + unfold conic_inequality. rewrite sum_both in neg.
      rewrite (sum_ext (coordinates P) (fun '(i, ti, j) => - f (i, ti, j) * (q i ti j * marginal P i ti))
        (fun row => (-1) * (f row * (let '(i, ti, j) := row in q i ti j * marginal P i ti)))) by (intros [[i ti] j] _; ring).
      rewrite sum_scale.
      rewrite (sum_ext (set_profiles P) (fun '(G, t) => k (inl (G, t)) * (inject_Z (ceiling P G) * prior P t))
        (fun row => k (inl row) * (let (G, t) := row in inject_Z (ceiling P G) * prior P t))) by (intros [G t] _; ring).
      rewrite (sum_ext (set_profiles P) (fun '(G, t) => k (inr (G, t)) * (inject_Z (floor P G) * prior P t))
        (fun row => (-1) * (k (inr row) * (let (G, t) := row in - (inject_Z (floor P G) * prior P t)))))
        by (intros [G t] _; ring).
      rewrite sum_scale. lra.
Qed.

(** A point of F within each profile is a lottery over feasible outcomes where the quotas describe these. *)
Lemma lift_implements (x : cell * profile -> Q) q :
  quotas_describe_lotteries P ->
  (forall i ti j, In (i, ti, j) (coordinates P) ->
    q i ti j * marginal P i ti == sum (profiles_with P i ti) (fun t => x ((i, j), t))) ->
  (forall G t, In G (sets P) -> In t (profiles P) ->
    inject_Z (floor P G) * prior P t <= amount (fun c => x (c, t)) G <= inject_Z (ceiling P G) * prior P t) ->
  implementable P q.
Proof.
  intros describe equal quotas. exists (fun t c => x (c, t) / prior P t). split.
  - intros t int. apply describe. pose proof (prior_positive P well t int) as positive.
    assert (within : forall G, In G (sets P) ->
      inject_Z (floor P G) <= amount (fun c => x (c, t) / prior P t) G <= inject_Z (ceiling P G)).
    { intros G inG. specialize (quotas G t inG int). unfold amount in *.
      rewrite (sum_ext G _ (fun c => / prior P t * x (c, t))) by (intros; field; lra). rewrite sum_scale.
      setoid_replace (/ prior P t * sum G (fun c => x (c, t))) with (sum G (fun c => x (c, t)) / prior P t) by (field; lra).
      split; [apply Qle_shift_div_l|apply Qle_shift_div_r]; tauto. }
    split; [|exact within]. intros c inc.
    destruct well as ((_ & _ & _ & _ & singletons) & floors & _).
    specialize (within [c] (singletons c inc)). unfold amount in within. cbn [sum] in within. specialize (floors [c] (singletons c inc)).
    assert (0 <= inject_Z (floor P [c])) by (rewrite <- (Zle_Qle 0); lia).
    set (share := x (c, t) / prior P t) in *. lra.
  - apply (reduced_form_weighted P well). intros i ti j inc. rewrite (equal i ti j inc).
    apply sum_ext. intros t int. apply in_profiles_with in int. destruct int as (int & _).
    unfold weighted_rule. pose proof (prior_positive P well t int). rewrite Qmult_comm, Qmult_div_r; [reflexivity|lra].
Qed.

End Problem.

(*| lang-yang-2023/lemma-1 | quotas that describe the lotteries | proved |*)
Theorem LY_Lemma_1_described_holds : LY_Lemma_1_described.
Proof.
  intros P q well _ describe. split; [now apply implementable_satisfies_W|].
  intros satisfied. destruct (lift_or_violated P well q) as [(x & equal & quotas)|(f & g & h & inW & violated)].
  - now apply (lift_implements P well x q).
  - exfalso. now apply violated, satisfied.
Qed.
