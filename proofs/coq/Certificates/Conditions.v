(** Conditions (A) and (B) of LY's Propositions 1 and 2, for one interim rule, by computation.

    A rule satisfies a condition by trees that split the sign vectors, whose leaves name ex post rules; it does not by one
    inequality of signs. *)

From Allocation Require Export Certificates.Implementation.

Local Arguments Qred : simpl never.

Definition sign_of (S1 S2 : strategy) : interim_rule := fun i ti j => indicator (S1 i ti j) - indicator (S2 i ti j).

Lemma filter_in_subsets {A : Type} (test : A -> bool) (l : list A) : In (filter test l) (subsets l).
Proof.
  induction l as [|a l IH]; simpl; [now left|]. apply in_or_app. destruct (test a); [left; now apply in_map|now right].
Qed.

Section Problem.

Variable P : problem.

Hypothesis number : length (types P) = agents P.

Hypothesis nonneg : forall t, In t (profiles P) -> 0 <= prior P t.

Hypothesis matter : forall i ti j, In (i, ti, j) (coordinates P) -> ~ marginal P i ti == 0.

Lemma weighted_amounts q S1 S2 :
  weighted_amount P q S1 - weighted_amount P q S2 == weighted_sum P (sign_of S1 S2) q.
Proof.
  unfold weighted_amount, weighted_sum.
  rewrite (sum_filter (fun '(i, ti, j) => S1 i ti j)), (sum_filter (fun '(i, ti, j) => S2 i ti j)), <- sum_minus.
  apply sum_ext. intros [[i ti] j] _. unfold sign_of. ring.
Qed.

(** The signs at a profile weigh what the two strategies get there. *)
Lemma signs_at x t S1 S2 :
  sum (cells P) (fun c => weight_at (sign_of S1 S2) t c * x c) ==
  amount x (intersection P t S1) - amount x (intersection P t S2).
Proof.
  unfold amount, intersection. rewrite !sum_filter, <- sum_minus. apply sum_ext. intros c _. unfold weight_at, sign_of. ring.
Qed.

Lemma intersections t S1 S2 : In t (profiles P) -> disjoint_strategies P S1 S2 ->
  disjoint_pair P (intersection P t S1) (intersection P t S2).
Proof.
  intros int apart. split; [apply filter_in_subsets|]. split; [apply filter_in_subsets|].
  intros [i j] in1 in2. apply filter_In in in1 as [inc one], in2 as [_ two]. simpl in one, two.
  apply in_prod_iff in inc as [ini inj].
  assert (own : In (i, type_of t i, j) (coordinates P)).
  { apply coordinate_in. split; [exact ini|]. split; [|exact inj]. apply own_type; [exact number|exact int|].
    apply in_seq in ini. lia. }
  specialize (apart _ _ _ own). rewrite one, two in apart. discriminate.
Qed.

(** Any feasible ex post rule limits what a rule gains over the capacities. *)
Lemma gain_bound beta p q S1 S2 :
  generalized_capacity P beta -> disjoint_strategies P S1 S2 -> feasible_rule P p ->
  weighted_amount P q S1 - weighted_amount P q S2
    - sum (profiles P) (fun t => prior P t * beta (intersection P t S1) (intersection P t S2))
  <= weighted_sum P (sign_of S1 S2) q - weighted_sum P (sign_of S1 S2) (induced P p).
Proof.
  intros capacity apart feasible. rewrite weighted_amounts.
  assert (le : weighted_sum P (sign_of S1 S2) (induced P p) <=
    sum (profiles P) (fun t => prior P t * beta (intersection P t S1) (intersection P t S2))); [|lra].
  rewrite (weighted_sum_by_profile P number matter (sign_of S1 S2) _ p) by now intros i ti j _.
  apply sum_le. intros t int. specialize (nonneg t int). rewrite signs_at.
  destruct (capacity _ _ (intersections t S1 S2 int apart)) as [_ most]. specialize (most (p t) (feasible t int)). nra.
Qed.

(** Bounds for every profile break the condition where the rule exceeds them. *)
Lemma capacity_below beta f bound S1 S2 :
  generalized_capacity P beta -> disjoint_strategies P S1 S2 ->
  (forall i ti j, In (i, ti, j) (coordinates P) -> f i ti j == sign_of S1 S2 i ti j) ->
  bounds_outcomes P f bound ->
  sum (profiles P) (fun t => prior P t * beta (intersection P t S1) (intersection P t S2))
    <= sum (profiles P) (fun t => prior P t * bound t).
Proof.
  intros capacity apart same bounds. apply sum_le. intros t int. specialize (nonneg t int).
  destruct (capacity _ _ (intersections t S1 S2 int apart)) as [(x & feasible & attains) _].
  assert (le : beta (intersection P t S1) (intersection P t S2) <= bound t); [|nra].
  rewrite <- attains, <- signs_at. apply lottery_bound; [|exact feasible]. intros y pure.
  apply Qle_trans with (2 := bounds t int y pure). apply Qle_lteq. right. apply sum_ext. intros [i j] inc.
  apply in_prod_iff in inc as [ini inj]. unfold weight_at. simpl. rewrite same; [reflexivity|].
  apply coordinate_in. split; [exact ini|]. split; [|exact inj]. apply own_type; [exact number|exact int|].
  apply in_seq in ini. lia.
Qed.

End Problem.

(** ** Sign trees *)

Inductive sign_tree : Type :=
  | By_rule (which : nat)
  | Branch (place : nat) (threshold : Z) (below above : sign_tree).

Definition box : Type := list (Z * Z).

Fixpoint within_box (z : list Z) (b : box) : Prop :=
  match z, b with
  | v :: z', (low, high) :: b' => (low <= v <= high)%Z /\ within_box z' b'
  | [], [] => True
  | _, _ => False
  end.

Fixpoint narrowed (b : box) (place : nat) (change : Z * Z -> Z * Z) : box :=
  match b, place with
  | ends :: b', O => change ends :: b'
  | ends :: b', S place' => ends :: narrowed b' place' change
  | [], _ => []
  end.

(** The most that signs in a box make of numbers. *)
Fixpoint most_in_box (b : box) (d : list Q) : Q :=
  match b, d with
  | (low, high) :: b', e :: d' =>
      Qred ((if Qle_bool 0 e then inject_Z high * e else inject_Z low * e) + most_in_box b' d')
  | _, _ => 0
  end.

Fixpoint signed (z : list Z) (d : list Q) : Q :=
  match z, d with
  | v :: z', e :: d' => inject_Z v * e + signed z' d'
  | _, _ => 0
  end.

Lemma signed_most z b d : within_box z b -> signed z d <= most_in_box b d.
Proof.
  revert b d. induction z as [|v z IH]; intros [|[low high] b] [|e d] H; simpl in *; try apply Qle_refl; try contradiction.
  destruct H as [[le ge] H]. specialize (IH b d H). rewrite Qred_correct. rewrite Zle_Qle in le, ge.
  destruct (Qle_bool 0 e) eqn:E.
  - apply Qle_bool_iff in E. nra.
  - assert (e < 0) by (apply Qnot_le_lt; intros F; apply Qle_bool_iff in F; congruence). nra.
Qed.


Fixpoint tree_test (ds : list (list Q)) (b : box) (tree : sign_tree) : bool :=
  match tree with
  | By_rule which => match nth_error ds which with Some d => Qle_bool (most_in_box b d) 0 | None => false end
  | Branch place threshold below above =>
      tree_test ds (narrowed b place (fun ends => (fst ends, Z.min (snd ends) threshold))) below &&
      tree_test ds (narrowed b place (fun ends => (Z.max (fst ends) (threshold + 1), snd ends))) above
  end.

Lemma narrowed_low z b place k : within_box z b -> (forall v, nth_error z place = Some v -> (v <= k)%Z) ->
  within_box z (narrowed b place (fun ends => (fst ends, Z.min (snd ends) k))).
Proof.
  revert b place. induction z as [|v z IH]; intros [|[a c] b] [|place] H le; simpl in *; trivial; try contradiction.
  - destruct H as [ends H]. specialize (le v eq_refl). split; [lia|exact H].
  - destruct H as [ends H]. split; [exact ends|]. now apply IH.
Qed.

Lemma narrowed_high z b place k : within_box z b -> (forall v, nth_error z place = Some v -> (k <= v)%Z) ->
  within_box z (narrowed b place (fun ends => (Z.max (fst ends) k, snd ends))).
Proof.
  revert b place. induction z as [|v z IH]; intros [|[a c] b] [|place] H ge; simpl in *; trivial; try contradiction.
  - destruct H as [ends H]. specialize (ge v eq_refl). split; [lia|exact H].
  - destruct H as [ends H]. split; [exact ends|]. now apply IH.
Qed.

Lemma tree_sound ds tree b z : within_box z b -> tree_test ds b tree = true -> exists d, In d ds /\ signed z d <= 0.
Proof.
  revert b. induction tree as [which|place k below IHb above IHa]; intros b inside H; simpl in H.
  - destruct (nth_error ds which) as [d|] eqn:E; [|discriminate]. exists d. split; [now apply nth_error_In in E|].
    apply Qle_bool_iff in H. apply Qle_trans with (2 := H). now apply signed_most.
  - apply andb_true_iff in H as [low high]. destruct (nth_error z place) as [v|] eqn:E.
    + destruct (Z_le_gt_dec v k) as [le|gt].
      * apply (IHb _ (narrowed_low z b place k inside ltac:(intros u F; congruence)) low).
      * apply (IHa _ (narrowed_high z b place (k + 1) inside ltac:(intros u F; assert (u = v) by congruence; lia)) high).
    + apply (IHb _ (narrowed_low z b place k inside ltac:(intros u F; congruence)) low).
Qed.

(** ** For a problem file *)

Section File.

Variable F : file.

Hypothesis sound : sound_file F = true.

Let P : problem := completed F.

(** What the rule gives beyond an ex post rule, coordinate by coordinate, times the probabilities of the types. *)
Definition left_over (q : interim_rule) (table : list (profile * lottery)) : list Q :=
  map (fun '(i, ti, j) => Qred (q i ti j * marginal_of F i ti
    - reduced_sum (filter (fun entry => Nat.eqb (type_of (fst entry) i) ti) table)
        (fun entry => mean (snd entry) (i, j) * prior_listed F (fst entry)))) (coordinates P).

Definition rules_test (tables : list (list (profile * lottery))) : bool :=
  forallb (fun table => list_eqb profile_eqb (map fst table) (profiles P) &&
                        forallb (fun entry => lottery_test F (snd entry)) table) tables.

Definition sign_list (S1 S2 : strategy) : list Z :=
  map (fun '(i, ti, j) => ((if S1 i ti j then 1 else 0) - (if S2 i ti j then 1 else 0))%Z) (coordinates P).

Lemma signed_difference q table S1 S2 :
  file_test F = true -> rules_test [table] = true ->
  signed (sign_list S1 S2) (left_over q table) ==
    weighted_sum P (sign_of S1 S2) q - weighted_sum P (sign_of S1 S2) (induced P (ex_post_of table)) /\
  feasible_rule P (ex_post_of table).
Proof.
  intros good test. unfold rules_test in test. cbn [forallb] in test. rewrite andb_true_r, andb_true_iff, forallb_forall in test.
  destruct test as [same lotteries]. destruct (file_test_parts F good) as (_ & number & _ & matter). fold P in number, matter.
  apply (list_eqb_spec profile_eqb profile_eqb_spec) in same.
  assert (once : NoDup (map fst table)) by (rewrite same; apply profiles_once).
  split.
  - unfold weighted_sum, sign_list, left_over. rewrite <- sum_minus.
    assert (inside : forall c, In c (coordinates P) -> In c (coordinates P)) by trivial. revert inside.
    generalize (coordinates P) at 1 3 4 5 as l. induction l as [|[[i ti] j] l IH]; intros inside; simpl; [reflexivity|].
    rewrite IH by (intros; apply inside; now right). rewrite Qred_correct, reduced_sum_correct.
    specialize (inside _ (or_introl eq_refl)).
    rewrite (Qmult_comm (induced P (ex_post_of table) i ti j)), (Qmult_comm (marginal P i ti)).
    rewrite (unconditional P matter (ex_post_of table) i ti j inside).
    pose proof inside as parts. apply coordinate_in in parts as (ini & inti & _).
    rewrite (marginal_of_correct F i ti ini inti). unfold profiles_with.
    rewrite <- same, (filter_map_fst table (fun t => Nat.eqb (type_of t i) ti)), sum_map.
    assert (E : sum (filter (fun entry => Nat.eqb (type_of (fst entry) i) ti) table)
        (fun entry => mean (snd entry) (i, j) * prior_listed F (fst entry)) ==
      sum (filter (fun entry => Nat.eqb (type_of (fst entry) i) ti) table)
        (fun entry => ex_post_of table (fst entry) (i, j) * prior P (fst entry))).
    { apply sum_ext. intros [t parts] int. apply filter_In in int as [int _]. simpl.
      now rewrite (found table t parts once int). }
    rewrite E. unfold sign_of, indicator. fold P. destruct (S1 i ti j), (S2 i ti j); simpl; ring.
  - intros t int. rewrite <- same in int. apply in_map_iff in int as ([u parts] & E & inr). simpl in E. subst u.
    rewrite (found table t parts once inr). apply (lottery_test_sound F sound). exact (lotteries _ inr).
Qed.

Definition condition_test (q : interim_rule) (tables : list (list (profile * lottery))) (roots : list ((Z * Z) * sign_tree))
  : bool :=
  file_test F && rules_test tables &&
  let ds := map (left_over q) tables in
  forallb (fun root => tree_test ds (map (fun _ : nat * nat * nat => fst root) (coordinates P)) (snd root)) roots.

Lemma signs_in_box (S1 S2 : strategy) (ends : Z * Z) :
  (forall i ti j, In (i, ti, j) (coordinates P) ->
    (fst ends <= (if S1 i ti j then 1 else 0) - (if S2 i ti j then 1 else 0) <= snd ends)%Z) ->
  within_box (sign_list S1 S2) (map (fun _ : nat * nat * nat => ends) (coordinates P)).
Proof.
  unfold sign_list. generalize (coordinates P). intros l. induction l as [|[[i ti] j] l IH]; intros H; simpl; [exact I|].
  destruct ends as [low high]. split.
  - apply H. now left.
  - apply IH. intros; apply H; now right.
Qed.

Lemma condition_bound q tables roots ends tree S1 S2 beta :
  condition_test q tables roots = true -> In (ends, tree) roots ->
  within_box (sign_list S1 S2) (map (fun _ : nat * nat * nat => ends) (coordinates P)) ->
  generalized_capacity P beta -> disjoint_strategies P S1 S2 ->
  weighted_amount P q S1 - weighted_amount P q S2
    <= sum (profiles P) (fun t => prior P t * beta (intersection P t S1) (intersection P t S2)).
Proof.
  unfold condition_test. rewrite !andb_true_iff. intros [[good rules] trees] inroot inside capacity apart.
  rewrite forallb_forall in trees. specialize (trees _ inroot). simpl in trees.
  destruct (tree_sound _ _ _ _ inside trees) as (d & ind & small). apply in_map_iff in ind as (table & <- & intable).
  assert (one : rules_test [table] = true).
  { unfold rules_test in *. rewrite forallb_forall in rules. specialize (rules _ intable). cbn [forallb].
    rewrite andb_true_r. exact rules. }
  destruct (signed_difference q table S1 S2 good one) as [same feasible]. rewrite same in small.
  destruct (file_test_parts F good) as (_ & number & nonneg & matter).
  pose proof (gain_bound P number nonneg matter beta (ex_post_of table) q S1 S2 capacity apart feasible). lra.
Qed.

(** The tree of all signs. *)
Theorem condition_A_sound q tables tree : condition_test q tables [((-1, 1)%Z, tree)] = true ->
  forall beta, generalized_capacity P beta -> condition_A P beta q.
Proof.
  intros test beta capacity S1 S2 apart. apply (condition_bound q tables _ (-1, 1)%Z tree S1 S2 beta test); auto; [now left|].
  apply signs_in_box. intros i ti j inc. simpl. destruct (S1 i ti j), (S2 i ti j); lia.
Qed.

Lemma nobody_at t : intersection P t nobody = [].
Proof. unfold intersection, nobody. induction (cells P) as [|c l IH]; [reflexivity|exact IH]. Qed.

Lemma nobody_amount q : weighted_amount P q nobody == 0.
Proof. unfold weighted_amount, nobody. induction (coordinates P) as [|[[i ti] j] l IH]; [reflexivity|exact IH]. Qed.

(** The trees of the signs 0 and 1, and of -1 and 0. *)
Theorem condition_B_sound q tables up down : condition_test q tables [((0, 1)%Z, up); ((-1, 0)%Z, down)] = true ->
  forall beta, generalized_capacity P beta -> condition_B P beta q.
Proof.
  intros test beta capacity S. split.
  - assert (le : weighted_amount P q nobody - weighted_amount P q S <=
      sum (profiles P) (fun t => prior P t * beta (intersection P t nobody) (intersection P t S))).
    { apply (condition_bound q tables _ (-1, 0)%Z down nobody S beta test); auto.
      - now right; left.
      - apply signs_in_box. intros i ti j inc. unfold nobody. simpl. destruct (S i ti j); lia.
      - intros i ti j inc. reflexivity. }
    rewrite nobody_amount in le.
    rewrite (sum_ext _ (fun t => prior P t * beta [] (intersection P t S))
      (fun t => prior P t * beta (intersection P t nobody) (intersection P t S))); [lra|].
    intros t _. now rewrite nobody_at.
  - assert (le : weighted_amount P q S - weighted_amount P q nobody <=
      sum (profiles P) (fun t => prior P t * beta (intersection P t S) (intersection P t nobody))).
    { apply (condition_bound q tables _ (0, 1)%Z up S nobody beta test); auto.
      - now left.
      - apply signs_in_box. intros i ti j inc. unfold nobody. simpl. destruct (S i ti j); lia.
      - intros i ti j inc. unfold nobody. apply andb_false_r. }
    rewrite nobody_amount in le.
    rewrite (sum_ext _ (fun t => prior P t * beta (intersection P t S) [])
      (fun t => prior P t * beta (intersection P t S) (intersection P t nobody))); [lra|].
    intros t _. now rewrite nobody_at.
Qed.

(** ** A violated inequality *)

Definition has_sign (f : interim_rule) (s : Q) : strategy := fun i ti j => Qeq_bool (f i ti j) s.

Definition sign_violation_test (allowed : list Q) (q f : interim_rule) (entries : list profile_bound) : bool :=
  bounds_test F f entries &&
  forallb (fun '(i, ti, j) => existsb (Qeq_bool (f i ti j)) allowed) (coordinates P) &&
  negb (Qle_bool (computed_sum F f q) (expected_bound F entries)).

Lemma sign_violation allowed q f entries beta :
  incl allowed [1; 0; -1] -> sign_violation_test allowed q f entries = true -> generalized_capacity P beta ->
  sum (profiles P) (fun t => prior P t * beta (intersection P t (has_sign f 1)) (intersection P t (has_sign f (-1))))
    < weighted_amount P q (has_sign f 1) - weighted_amount P q (has_sign f (-1)).
Proof.
  unfold sign_violation_test. rewrite !andb_true_iff, negb_true_iff, forallb_forall.
  intros few [[bounds signs] beyond] capacity.
  destruct (bounds_by_profile F sound f entries bounds) as (bound & valid & expected).
  unfold bounds_test in bounds. cbv zeta in bounds. rewrite !andb_true_iff in bounds. destruct bounds as [[good _] _].
  destruct (file_test_parts F good) as (_ & number & nonneg & matter). fold P in number, nonneg, matter.
  assert (same : forall i ti j, In (i, ti, j) (coordinates P) ->
    f i ti j == sign_of (has_sign f 1) (has_sign f (-1)) i ti j).
  { intros i ti j inc. specialize (signs _ inc). simpl in signs. rewrite existsb_exists in signs.
    destruct signs as (s & ins & is_s). apply few in ins. unfold sign_of, has_sign. apply Qeq_bool_iff in is_s.
    destruct (Qeq_bool (f i ti j) 1) eqn:E1, (Qeq_bool (f i ti j) (-1)) eqn:E2; unfold indicator;
      rewrite ?Qeq_bool_iff in *.
    - rewrite E1 in E2. discriminate E2.
    - rewrite E1. reflexivity.
    - rewrite E2. reflexivity.
    - destruct ins as [<-|[<-|[<-|[]]]].
      + apply Qeq_bool_iff in is_s. congruence.
      + rewrite is_s. reflexivity.
      + apply Qeq_bool_iff in is_s. congruence. }
  assert (apart : disjoint_strategies P (has_sign f 1) (has_sign f (-1))).
  { intros i ti j _. unfold has_sign. destruct (Qeq_bool (f i ti j) 1) eqn:E1, (Qeq_bool (f i ti j) (-1)) eqn:E2; trivial.
    apply Qeq_bool_iff in E1, E2. rewrite E1 in E2. discriminate E2. }
  apply Qle_lt_trans with (expected_bound F entries).
  - rewrite <- expected. now apply (capacity_below P number nonneg beta f).
  - rewrite weighted_amounts.
    assert (E : weighted_sum P (sign_of (has_sign f 1) (has_sign f (-1))) q == computed_sum F f q).
    { rewrite computed_sum_correct. unfold weighted_sum. apply sum_ext. intros [[i ti] j] inc. now rewrite <- same. }
    rewrite E. apply Qnot_le_lt. intros le. apply Qle_bool_iff in le. congruence.
Qed.

Theorem not_condition_A_sound q f entries : sign_violation_test [1; 0; -1] q f entries = true ->
  forall beta, generalized_capacity P beta -> ~ condition_A P beta q.
Proof.
  intros test beta capacity condition. pose proof (sign_violation _ q f entries beta (incl_refl _) test capacity) as more.
  apply (Qlt_not_le _ _ more), condition. intros i ti j _. unfold has_sign.
  destruct (Qeq_bool (f i ti j) 1) eqn:E1, (Qeq_bool (f i ti j) (-1)) eqn:E2; trivial.
  apply Qeq_bool_iff in E1, E2. rewrite E1 in E2. discriminate E2.
Qed.

Lemma no_sign f s allowed : (forall i ti j, In (i, ti, j) (coordinates P) -> existsb (Qeq_bool (f i ti j)) allowed = true) ->
  (forall a, In a allowed -> ~ a == s) -> forall t, In t (profiles P) -> length (types P) = agents P ->
  intersection P t (has_sign f s) = [] .
Proof.
  intros signs other t int number. unfold intersection.
  set (given := filter (fun c => has_sign f s (fst c) (type_of t (fst c)) (snd c)) (cells P)).
  destruct given as [|[i j] l] eqn:E; [reflexivity|]. exfalso.
  assert (inf : In (i, j) given) by (rewrite E; now left). unfold given in inf.
  apply filter_In in inf as [inc is_s]. simpl in is_s. apply in_prod_iff in inc as [ini inj].
  assert (own : In (i, type_of t i, j) (coordinates P)).
  { apply coordinate_in. split; [exact ini|]. split; [|exact inj]. apply own_type; [exact number|exact int|].
    apply in_seq in ini. lia. }
  specialize (signs _ _ _ own). rewrite existsb_exists in signs. destruct signs as (a & ina & same).
  apply (other a ina). apply Qeq_bool_iff in same, is_s. rewrite <- same. exact is_s.
Qed.

Lemma no_sign_amount q f s allowed :
  (forall i ti j, In (i, ti, j) (coordinates P) -> existsb (Qeq_bool (f i ti j)) allowed = true) ->
  (forall a, In a allowed -> ~ a == s) -> weighted_amount P q (has_sign f s) == 0.
Proof.
  intros signs other. unfold weighted_amount. rewrite sum_filter. apply sum_zero. intros [[i ti] j] inc.
  unfold has_sign. destruct (Qeq_bool (f i ti j) s) eqn:E; [|unfold indicator; ring]. exfalso.
  specialize (signs _ _ _ inc). rewrite existsb_exists in signs. destruct signs as (a & ina & same).
  apply (other a ina). apply Qeq_bool_iff in same, E. rewrite <- same. exact E.
Qed.

(** All signs are 0 or 1, or all are 0 or -1. *)
Theorem not_condition_B_sound (up : bool) q f entries :
  sign_violation_test (if up then [1; 0] else [0; -1]) q f entries = true ->
  forall beta, generalized_capacity P beta -> ~ condition_B P beta q.
Proof.
  intros test beta capacity condition.
  assert (few : incl (if up then [1; 0] else [0; -1]) [1; 0; -1]) by (intros a; destruct up; simpl; tauto).
  pose proof (sign_violation _ q f entries beta few test capacity) as more.
  unfold sign_violation_test in test. rewrite !andb_true_iff, forallb_forall in test. destruct test as [[bounds signs] _].
  assert (signs' : forall i ti j, In (i, ti, j) (coordinates P) ->
    existsb (Qeq_bool (f i ti j)) (if up then [1; 0] else [0; -1]) = true) by (intros i ti j inc; exact (signs _ inc)).
  unfold bounds_test in bounds. cbv zeta in bounds. rewrite !andb_true_iff in bounds. destruct bounds as [[good _] _].
  destruct (file_test_parts F good) as (_ & number & _). fold P in number.
  apply (Qlt_not_le _ _ more). destruct up.
  - assert (other : forall a, In a [1; 0] -> ~ a == -1) by (intros a [<-|[<-|[]]]; discriminate).
    rewrite (no_sign_amount q f (-1) _ signs' other).
    rewrite (sum_ext _ _ (fun t => prior P t * beta (intersection P t (has_sign f 1)) [])).
    + destruct (condition (has_sign f 1)) as [_ le]. lra.
    + intros t int. now rewrite (no_sign f (-1) _ signs' other t int number).
  - assert (other : forall a, In a [0; -1] -> ~ a == 1) by (intros a [<-|[<-|[]]]; discriminate).
    rewrite (no_sign_amount q f 1 _ signs' other).
    rewrite (sum_ext _ _ (fun t => prior P t * beta [] (intersection P t (has_sign f (-1))))).
    + destruct (condition (has_sign f (-1))) as [le _]. lra.
    + intros t int. now rewrite (no_sign f 1 _ signs' other t int number).
Qed.

End File.
