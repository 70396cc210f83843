(** LY, section 5.2, for all problems without floors: the generalized capacity is linear; Theorem 5; Corollaries 2 and 3 where
    the projection cone preserves total unimodularity and rules are not negative, as in Theorem 5. *)

From Allocation Require Export Proofs.LangYang.Universal.

Section Problem.

Variable P : problem.
Hypothesis well : well_formed_problem P.
Hypothesis free : no_floors P.

(** ** The capacity is linear *)

(** An outcome without what is outside of U. *)
Definition restricted (U : cell_set) (y : pure_outcome) : pure_outcome := fun c => if member c U then y c else 0%Z.

Lemma restricted_total U y G :
  (forall c, In c G -> (0 <= y c)%Z) -> (0 <= total (restricted U y) G <= total y G)%Z.
Proof.
  induction G as [|c G IH]; intros nonneg; simpl; [lia|].
  specialize (IH (fun d ind => nonneg d (or_intror ind))). specialize (nonneg c (or_introl eq_refl)).
  unfold restricted at 1 3. destruct (member c U); lia.
Qed.

Lemma restricted_feasible U y : feasible_pure P y -> feasible_pure P (restricted U y).
Proof.
  intros (nonneg & quotas). split.
  - intros c inc. unfold restricted. destruct (member c U); [now apply nonneg|lia].
  - intros G inG. rewrite (free G inG). specialize (quotas G inG).
    assert (H : (0 <= total (restricted U y) G <= total y G)%Z); [|lia].
    apply restricted_total. intros c inc. apply nonneg.
    apply (subsets_incl (cells P) G); [now apply (well_structure P well)|assumption].
Qed.

Lemma restricted_random U x :
  feasible_random P x -> feasible_random P (fun c => indicator (member c U) * x c).
Proof.
  intros (lottery & each & one & equal).
  exists (map (fun part => (fst part, restricted U (snd part))) lottery). split; [|split].
  - intros w y inl. apply in_map_iff in inl. destruct inl as ([v z] & E & inl). cbn [fst snd] in E. injection E as <- <-.
    destruct (each v z inl). split; [assumption|now apply restricted_feasible].
  - now rewrite sum_map.
  - intros c inc. rewrite sum_map. cbn [fst snd]. rewrite (equal c inc), <- sum_scale. apply sum_ext.
    intros part _. unfold restricted, indicator. destruct (member c U); simpl inject_Z; ring.
Qed.

Lemma amount_nonnegative x U : feasible_random P x -> In U (subsets (cells P)) -> 0 <= amount x U.
Proof.
  intros feasible inU. destruct (lottery_satisfies_quotas P well x feasible) as (nonneg & _).
  apply sum_nonneg. intros c inc. apply nonneg. now apply (subsets_incl (cells P) U).
Qed.

Lemma amount_restricted_inside (x : random_outcome) U : amount (fun c => indicator (member c U) * x c) U == amount x U.
Proof.
  apply sum_ext. intros c inc. apply member_iff in inc. rewrite inc. unfold indicator. ring.
Qed.

Lemma amount_restricted_outside (x : random_outcome) U V : disjoint U V -> amount (fun c => indicator (member c U) * x c) V == 0.
Proof.
  intros apart. apply sum_zero. intros c inc. destruct (member c U) eqn:E; [|unfold indicator; ring].
  apply member_iff in E. exfalso. now apply (apart c).
Qed.

Variable beta : cell_set -> cell_set -> Q.
Hypothesis capacity : generalized_capacity P beta.

Lemma lower_capacity_zero V : In V (subsets (cells P)) -> beta [] V == 0.
Proof.
  intros inV. destruct (capacity_attained P beta [] V capacity (pair_lower P V inV)) as (x & feasible & E).
  apply Qle_antisym.
  - rewrite <- E, amount_nil. pose proof (amount_nonnegative x V feasible inV). lra.
  - pose proof (capacity_bounds P beta [] V _ capacity (pair_lower P V inV) (restricted_random [] x feasible)) as H.
    rewrite amount_nil, amount_restricted_outside in H by apply disjoint_nil_l. lra.
Qed.

Lemma capacity_linear U V : disjoint_pair P U V -> beta U V == beta U [].
Proof.
  intros pair. pose proof pair as (inU & inV & apart). apply Qle_antisym.
  - destruct (capacity_attained P beta U V capacity pair) as (x & feasible & <-).
    pose proof (capacity_bounds P beta U [] x capacity (pair_upper P U inU) feasible) as H. rewrite amount_nil in H.
    pose proof (amount_nonnegative x V feasible inV). lra.
  - destruct (capacity_attained P beta U [] capacity (pair_upper P U inU)) as (x & feasible & <-).
    pose proof (capacity_bounds P beta U V _ capacity pair (restricted_random U x feasible)) as H.
    rewrite amount_restricted_inside, (amount_restricted_outside x U V apart) in H. rewrite amount_nil. lra.
Qed.

(** ** (25) and Condition B *)

Lemma intersection_empty t S : concerned P S t = false -> intersection P t S = [].
Proof.
  unfold concerned, intersection. induction (cells P) as [|c l IH]; simpl; [reflexivity|].
  rewrite orb_false_iff. intros (-> & none). now apply IH.
Qed.

(** Profiles that the sets do not concern add nothing. *)
Lemma concerned_only S :
  sum (filter (concerned P S) (profiles P)) (fun t => prior P t * beta (intersection P t S) [])
  == sum (profiles P) (fun t => prior P t * beta (intersection P t S) []).
Proof.
  rewrite sum_filter. apply sum_ext. intros t _. destruct (concerned P S t) eqn:E; [unfold indicator; ring|].
  rewrite (intersection_empty t S E), lower_capacity_zero by apply nil_in_subsets. ring.
Qed.

Lemma condition_25_iff q : nonnegative_rule P q -> (condition_25 P beta q <-> condition_B P beta q).
Proof.
  intros nonneg. split; intros H S; specialize (H S).
  - rewrite concerned_only in H. split; [|assumption].
    rewrite sum_zero.
    + rewrite weighted_amount_sum. setoid_replace (- 0) with 0 by ring. apply sum_nonneg.
      intros [[i ti] j] inc. pose proof (marginal_positive P well i ti j inc) as positive. specialize (nonneg i ti j inc).
      apply Qmult_le_0_compat; [unfold strategy_weights, indicator; destruct (S i ti j); discriminate|].
      apply Qmult_le_0_compat; [assumption|lra].
    + intros t _. rewrite lower_capacity_zero by apply intersection_subset. ring.
  - rewrite concerned_only. apply H.
Qed.

Lemma implementable_nonnegative q : implementable P q -> nonnegative_rule P q.
Proof.
  intros (p & feasible & reduced) i ti j inc. rewrite (reduced i ti j inc). apply sum_nonneg.
  intros t int. apply in_profiles_with in int. destruct int as (int & Et).
  destruct (lottery_satisfies_quotas P well (p t) (feasible t int)) as (nonneg & _). apply Qmult_le_0_compat.
  - apply nonneg. apply in_coordinates in inc. apply in_cells. tauto.
  - unfold belief. rewrite Et. apply Qle_shift_div_l; [now apply (marginal_positive P well i ti j)|].
    rewrite Qmult_0_l. now apply prior_nonnegative.
Qed.

End Problem.

(*| lang-yang-2023/corollary-1.no-floors | literal | proved |*)
Theorem LY_Corollary_1_no_floors_holds : LY_Corollary_1_no_floors.
Proof.
  intros P beta well capacity free U V pair. rewrite (capacity_linear P well free beta capacity U V pair).
  destruct pair as (_ & inV & _). rewrite (lower_capacity_zero P well free beta capacity V inV). ring.
Qed.

(*| lang-yang-2023/section-5.2.linear | literal | statement |*)
Definition LY_linear_without_floors : Prop :=
  forall P beta U V,
    well_formed_problem P -> generalized_capacity P beta -> no_floors P -> disjoint_pair P U V ->
    beta [] V == 0 /\ beta U V == beta U [].

(*| lang-yang-2023/section-5.2.linear | literal | proved |*)
Theorem LY_linear_without_floors_holds : LY_linear_without_floors.
Proof.
  intros P beta U V well capacity free pair. split.
  - apply (lower_capacity_zero P well free beta capacity). apply pair.
  - now apply (capacity_linear P well free beta capacity).
Qed.

(*| lang-yang-2023/theorem-5 | literal | proved |*)
Theorem LY_Theorem_5_holds : LY_Theorem_5.
Proof.
  intros P beta q well capacity free unimodular. split.
  - intros implemented. pose proof (implementable_nonnegative P well q implemented) as nonneg.
    split; [assumption|]. apply (condition_25_iff P well free beta capacity q nonneg).
    now apply LY_Proposition_2_holds.
  - intros (nonneg & satisfied). apply (condition_25_iff P well free beta capacity q nonneg) in satisfied.
    apply (LY_Corollary_1_holds P beta q); try assumption. now apply LY_Corollary_1_no_floors_holds.
Qed.

(*| lang-yang-2023/corollary-2 | nonnegative rules, unimodular | proved |*)
Theorem LY_Corollary_2_unimodular_holds : LY_Corollary_2_unimodular.
Proof.
  intros P beta preference q (well & _ & free) capacity _ unimodular.
  rewrite (LY_Theorem_5_holds P beta q well capacity free unimodular). tauto.
Qed.

(*| lang-yang-2023/corollary-3 | nonnegative rules, unimodular | proved |*)
Theorem LY_Corollary_3_unimodular_holds : LY_Corollary_3_unimodular.
Proof.
  intros P beta payoff q (well & _ & free) capacity _ unimodular.
  rewrite (LY_Theorem_5_holds P beta q well capacity free unimodular). tauto.
Qed.
