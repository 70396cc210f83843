(** LY, Propositions 1 and 2: Conditions A and B are necessary; (5): the generalized capacity is sublinear; and what
    section 2 says of the generalized capacity in passing.  For all problems. *)

From Allocation Require Export Proofs.LangYang.Bookkeeping Claims.LangYang.

Section Problem.

Variable P : problem.

(** ** The generalized capacity *)

Lemma disjoint_nil_r U : disjoint U [].
Proof. intros c _ []. Qed.

Lemma disjoint_nil_l U : disjoint [] U.
Proof. intros c []. Qed.

Lemma pair_upper U : In U (subsets (cells P)) -> disjoint_pair P U [].
Proof. intros inU. repeat split; [assumption|apply nil_in_subsets|apply disjoint_nil_r]. Qed.

Lemma pair_lower V : In V (subsets (cells P)) -> disjoint_pair P [] V.
Proof. intros inV. repeat split; [apply nil_in_subsets|assumption|apply disjoint_nil_l]. Qed.

Lemma capacity_bounds beta U V x :
  generalized_capacity P beta -> disjoint_pair P U V -> feasible_random P x ->
  amount x U - amount x V <= beta U V.
Proof. intros capacity pair feasible. destruct (capacity U V pair) as (_ & greatest). now apply greatest. Qed.

Lemma capacity_attained beta U V :
  generalized_capacity P beta -> disjoint_pair P U V ->
  exists x, feasible_random P x /\ amount x U - amount x V == beta U V.
Proof. intros capacity pair. now destruct (capacity U V pair) as (attained & _). Qed.

(** ** Weighted sums of a reduced form *)

Definition weighted_rule (p : ex_post_rule) (t : profile) (c : cell) : Q := p t c * prior P t.

Hypothesis well : well_formed_problem P.

Lemma types_each : length (types P) = agents P.
Proof. apply well. Qed.

Lemma types_some : Forall (fun k => (0 < k)%nat) (types P).
Proof. apply well. Qed.

Lemma prior_positive t : In t (profiles P) -> 0 < prior P t.
Proof. apply well. Qed.

Lemma prior_nonnegative t : In t (profiles P) -> 0 <= prior P t.
Proof. intros. now apply Qlt_le_weak, prior_positive. Qed.

Lemma in_profiles_with i ti t : In t (profiles_with P i ti) <-> In t (profiles P) /\ type_of t i = ti.
Proof. unfold profiles_with. now rewrite filter_In, Nat.eqb_eq. Qed.

Lemma marginal_positive i ti j : In (i, ti, j) (coordinates P) -> 0 < marginal P i ti.
Proof.
  intros inc. apply in_coordinates in inc. destruct inc as (Hi & Ht & _).
  destruct (profile_with_type P types_each i ti types_some Hi Ht) as (t & int & Et).
  assert (inw : In t (profiles_with P i ti)) by (apply in_profiles_with; now split).
  unfold marginal. induction (profiles_with P i ti) as [|s l IH] eqn:E in inw |- *; [destruct inw|].
  assert (all : forall u, In u (s :: l) -> 0 < prior P u).
  { intros u. rewrite <- E. intros H. apply in_profiles_with in H. now apply prior_positive. }
  clear IH. simpl. assert (0 < prior P s) by (apply all; now left).
  assert (0 <= sum l (prior P)) by (apply sum_nonneg; intros; apply Qlt_le_weak, all; now right). lra.
Qed.

(** (7) times the probability of the type. *)
Lemma weighted_reduced_form p q :
  reduced_form P p q ->
  forall i ti j, In (i, ti, j) (coordinates P) ->
    q i ti j * marginal P i ti == sum (profiles_with P i ti) (fun t => weighted_rule p t (i, j)).
Proof.
  intros reduced i ti j inc. rewrite (reduced i ti j inc), <- sum_scale_right.
  pose proof (marginal_positive i ti j inc) as positive.
  apply sum_ext. intros t int. apply in_profiles_with in int. destruct int as (_ & <-).
  unfold belief, weighted_rule. field. lra.
Qed.

Lemma reduced_form_weighted p q :
  (forall i ti j, In (i, ti, j) (coordinates P) ->
    q i ti j * marginal P i ti == sum (profiles_with P i ti) (fun t => weighted_rule p t (i, j))) ->
  reduced_form P p q.
Proof.
  intros weighted i ti j inc. pose proof (marginal_positive i ti j inc) as positive.
  rewrite <- (Qmult_inj_r _ _ (marginal P i ti)) by lra. rewrite (weighted i ti j inc), <- sum_scale_right.
  apply sum_ext. intros t int. apply in_profiles_with in int. destruct int as (_ & <-).
  unfold belief, weighted_rule. field. lra.
Qed.

(** For any weights f of the coordinates: the weighted sum of the interim rule is the expectation over the profiles. *)
Lemma weights_exchange p q (f : nat * nat * nat -> Q) :
  reduced_form P p q ->
  sum (coordinates P) (fun '(i, ti, j) => f (i, ti, j) * (q i ti j * marginal P i ti))
  == sum (profiles P) (fun t => prior P t * sum (cells P) (fun '(i, j) => f (i, type_of t i, j) * p t (i, j))).
Proof.
  intros reduced.
  transitivity (sum (coordinates P) (fun '(i, ti, j) =>
    f (i, ti, j) * sum (filter (fun t => Nat.eqb (type_of t i) ti) (profiles P)) (fun t => weighted_rule p t (i, j)))).
  - apply sum_ext. intros [[i ti] j] inc. now rewrite (weighted_reduced_form p q reduced i ti j inc).
  - rewrite (sum_coordinates_profiles P types_each f (weighted_rule p)). apply sum_ext. intros t _.
    rewrite <- sum_scale. apply sum_ext. intros [i j] _. unfold weighted_rule. ring.
Qed.

(** The indicator of a strategy, as weights. *)
Definition strategy_weights (S : strategy) (c : nat * nat * nat) : Q :=
  let '(i, ti, j) := c in indicator (S i ti j).

Lemma weighted_amount_sum q S :
  weighted_amount P q S ==
  sum (coordinates P) (fun '(i, ti, j) => strategy_weights S (i, ti, j) * (q i ti j * marginal P i ti)).
Proof. unfold weighted_amount. rewrite sum_filter. apply sum_ext. now intros [[i ti] j] _. Qed.

Lemma intersection_amount t S (x : random_outcome) :
  amount x (intersection P t S) == sum (cells P) (fun '(i, j) => strategy_weights S (i, type_of t i, j) * x (i, j)).
Proof. unfold intersection. rewrite amount_filter. apply sum_ext. now intros [i j] _. Qed.

Lemma weighted_amount_expected p q S :
  reduced_form P p q ->
  weighted_amount P q S == sum (profiles P) (fun t => prior P t * amount (p t) (intersection P t S)).
Proof.
  intros reduced. rewrite weighted_amount_sum, (weights_exchange p q _ reduced).
  apply sum_ext. intros t _. now rewrite intersection_amount.
Qed.

Lemma intersection_subset t S : In (intersection P t S) (subsets (cells P)).
Proof. apply filter_in_subsets. Qed.

Lemma intersection_pair t S1 S2 :
  In t (profiles P) -> disjoint_strategies P S1 S2 ->
  disjoint_pair P (intersection P t S1) (intersection P t S2).
Proof.
  intros int apart. repeat split; [apply intersection_subset..|].
  intros [i j] in1 in2. apply filter_In in in1, in2. destruct in1 as (inc & in1), in2 as (_ & in2). simpl in *.
  specialize (apart i (type_of t i) j (coordinate_of P types_each t i j int inc)).
  rewrite in1, in2 in apart. discriminate.
Qed.

Lemma intersection_nobody t : intersection P t nobody = [].
Proof. unfold intersection, nobody. induction (cells P); simpl; [reflexivity|assumption]. Qed.

End Problem.

(** ** The theorems *)

(*| lang-yang-2023/section-2.sublinear | literal | proved |*)
Theorem LY_sublinear_holds : LY_sublinear.
Proof.
  intros P beta well capacity U V pair.
  destruct (capacity_attained P beta U V capacity pair) as (x & feasible & <-).
  destruct pair as (inU & inV & _).
  pose proof (capacity_bounds P beta U [] x capacity (pair_upper P U inU) feasible) as upper.
  pose proof (capacity_bounds P beta [] V x capacity (pair_lower P V inV) feasible) as lower.
  simpl in *. lra.
Qed.

(*| lang-yang-2023/proposition-1 | literal | proved |*)
Theorem LY_Proposition_1_holds : LY_Proposition_1.
Proof.
  intros P beta q well capacity (p & feasible & reduced) S1 S2 apart.
  rewrite !(weighted_amount_expected P well p q _ reduced), <- sum_minus.
  apply sum_le. intros t int.
  pose proof (capacity_bounds P beta _ _ (p t) capacity (intersection_pair P well t S1 S2 int apart) (feasible t int)).
  pose proof (prior_nonnegative P well t int). nra.
Qed.

(** "A subset of inequalities in Condition (A), ... setting S- or S+ empty." *)
(*| lang-yang-2023/section-2.4.subset | literal | statement |*)
Definition LY_condition_B_is_part_of_A : Prop := forall P beta q, condition_A P beta q -> condition_B P beta q.

Lemma LY_condition_A_contains_B P beta q : condition_A P beta q -> condition_B P beta q.
Proof.
  intros A S. assert (none : weighted_amount P q nobody == 0).
  { unfold weighted_amount. rewrite sum_filter. apply sum_zero. intros [[i ti] j] _. unfold nobody, indicator. ring. }
  split.
  - assert (apart : disjoint_strategies P nobody S) by (intros i ti j _; reflexivity).
    specialize (A nobody S apart). rewrite none in A.
    rewrite (sum_ext (profiles P) _ (fun t => prior P t * beta [] (intersection P t S))) in A; [lra|].
    intros t _. now rewrite intersection_nobody.
  - assert (apart : disjoint_strategies P S nobody) by (intros i ti j _; apply andb_false_r).
    specialize (A S nobody apart). rewrite none in A.
    rewrite (sum_ext (profiles P) _ (fun t => prior P t * beta (intersection P t S) [])) in A; [lra|].
    intros t _. now rewrite intersection_nobody.
Qed.

(*| lang-yang-2023/section-2.4.subset | literal | proved |*)
Theorem LY_condition_B_is_part_of_A_holds : LY_condition_B_is_part_of_A.
Proof. exact LY_condition_A_contains_B. Qed.

(*| lang-yang-2023/proposition-2 | literal | proved |*)
Theorem LY_Proposition_2_holds : LY_Proposition_2.
Proof.
  intros P beta q well capacity implemented.
  now apply LY_condition_A_contains_B, LY_Proposition_1_holds.
Qed.
