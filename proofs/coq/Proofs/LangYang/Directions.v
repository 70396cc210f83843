(** Lotteries and implementable rules against directions: a random outcome is a lottery over the feasible pure outcomes, or
    some direction f separates it from them all; a rule is implementable, or there are weights f of its coordinates whose
    sum exceeds the expectation of the greatest values that feasible pure outcomes have at the profiles. *)

From Allocation Require Export Proofs.LangYang.ConicCharacterization.

(** ** The feasible pure outcomes are finitely many, up to what they are elsewhere than on the pairs *)

Fixpoint assignments (l : cell_set) (top : cell -> nat) : list pure_outcome :=
  match l with
  | [] => [fun _ => 0%Z]
  | c :: rest =>
      flat_map (fun y => map (fun k d => if cell_dec d c then Z.of_nat k else y d) (seq 0 (1 + top c)))
        (assignments rest top)
  end.

Lemma assignments_all (l : cell_set) (top : cell -> nat) (y : pure_outcome) :
  (forall c, In c l -> (0 <= y c <= Z.of_nat (top c))%Z) ->
  exists z, In z (assignments l top) /\ forall c, In c l -> z c = y c.
Proof.
  induction l as [|c l IH]; intros bounded.
  - exists (fun _ => 0%Z). split; [now left|intros ? []].
  - destruct IH as (z & inz & same); [intros; apply bounded; now right|].
    exists (fun d => if cell_dec d c then Z.of_nat (Z.to_nat (y c)) else z d). split.
    + simpl. apply in_flat_map. exists z. split; [assumption|].
      apply (in_map (fun k d => if cell_dec d c then Z.of_nat k else z d) (seq 0 (1 + top c))), in_seq.
      specialize (bounded c (or_introl eq_refl)). lia.
    + intros d ind. destruct (cell_dec d c) as [->|n].
      * specialize (bounded c (or_introl eq_refl)). lia.
      * destruct ind as [->|ind]; [congruence|now apply same].
Qed.

Definition feasible_pure_b (P : problem) (y : pure_outcome) : bool :=
  forallb (fun c => (0 <=? y c)%Z) (cells P) &&
  forallb (fun G => (floor P G <=? total y G)%Z && (total y G <=? ceiling P G)%Z) (sets P).

Lemma feasible_pure_b_iff P y : feasible_pure_b P y = true <-> feasible_pure P y.
Proof.
  unfold feasible_pure_b, feasible_pure. rewrite andb_true_iff, !forallb_forall.
  split; intros (nonneg & quotas); split; intros a ina.
  - now apply Z.leb_le, nonneg.
  - specialize (quotas a ina). rewrite andb_true_iff, !Z.leb_le in quotas. tauto.
  - now apply Z.leb_le, nonneg.
  - specialize (quotas a ina). rewrite andb_true_iff, !Z.leb_le. tauto.
Qed.

Definition outcomes (P : problem) : list pure_outcome :=
  filter (feasible_pure_b P) (assignments (cells P) (fun c => Z.to_nat (ceiling P [c]))).

Lemma total_ext (x y : pure_outcome) (G : cell_set) : (forall c, In c G -> x c = y c) -> total x G = total y G.
Proof.
  induction G as [|c G IH]; intros same; simpl; [reflexivity|].
  rewrite (same c (or_introl eq_refl)). f_equal. apply IH. intros; apply same; now right.
Qed.

Section Problem.

Variable P : problem.
Hypothesis well : well_formed_problem P.

Lemma outcomes_feasible y : In y (outcomes P) -> feasible_pure P y.
Proof. intros iny. apply filter_In in iny. now apply feasible_pure_b_iff. Qed.

Lemma outcomes_all y : feasible_pure P y -> exists z, In z (outcomes P) /\ forall c, In c (cells P) -> z c = y c.
Proof.
  intros (nonneg & quotas). destruct (well_structure P well) as (_ & _ & _ & subset & singletons).
  destruct (assignments_all (cells P) (fun c => Z.to_nat (ceiling P [c])) y) as (z & inz & same).
  - intros c inc. specialize (nonneg c inc). specialize (quotas [c] (singletons c inc)). simpl in quotas. lia.
  - exists z. split; [|assumption]. apply filter_In. split; [assumption|]. apply feasible_pure_b_iff. split.
    + intros c inc. rewrite (same c inc). now apply nonneg.
    + intros G inG. rewrite (total_ext z y G); [now apply quotas|].
      intros c inc. apply same. now apply (subsets_incl (cells P) G); [apply subset|].
Qed.

(** The pure outcome with number k, and f x. *)
Definition outcome (k : nat) : pure_outcome := nth k (outcomes P) (fun _ => 0%Z).
Definition numbers : list nat := seq 0 (length (outcomes P)).
Definition along (f : cell -> Q) (y : pure_outcome) : Q := sum (cells P) (fun c => f c * inject_Z (y c)).

Lemma outcome_feasible k : In k numbers -> feasible_pure P (outcome k).
Proof. intros ink. apply outcomes_feasible, nth_In. apply in_seq in ink. lia. Qed.

Lemma along_numbers f bound : (forall k, In k numbers -> along f (outcome k) <= bound) ->
  forall y, feasible_pure P y -> along f y <= bound.
Proof.
  intros below y feasible. destruct (outcomes_all y feasible) as (z & inz & same).
  destruct (In_nth (outcomes P) z (fun _ => 0%Z) inz) as (k & lt & E).
  assert (H : along f (outcome k) <= bound) by (apply below, in_seq; lia).
  unfold outcome in H. rewrite E in H. unfold along in *.
  now rewrite (sum_ext (cells P) _ (fun c => f c * inject_Z (z c))) by (intros c inc; now rewrite (same c inc)).
Qed.

(** Weights of the pure outcomes make a lottery. *)
Lemma weights_feasible (w : nat -> Q) (x : random_outcome) :
  (forall k, In k numbers -> 0 <= w k) -> sum numbers w == 1 ->
  (forall c, In c (cells P) -> x c == sum numbers (fun k => w k * inject_Z (outcome k c))) ->
  feasible_random P x.
Proof.
  intros nonneg one equal. exists (map (fun k => (w k, outcome k)) numbers). split; [|split].
  - intros v y inl. apply in_map_iff in inl. destruct inl as (k & E & ink). inversion E; subst.
    split; [now apply nonneg|now apply outcome_feasible].
  - now rewrite sum_map.
  - intros c inc. now rewrite sum_map, (equal c inc).
Qed.

Lemma unit_dec : decidable_names unit.
Proof. intros [] []. now left. Qed.

Theorem lottery_or_direction (x : random_outcome) :
  feasible_random P x \/
  exists f bound, (forall y, feasible_pure P y -> along f y <= bound) /\ bound < sum (cells P) (fun c => f c * x c).
Proof.
  destruct (farkas_nonnegative Nat.eq_dec (sum_dec cell_dec unit_dec) numbers (both (cells P) [tt])
    (fun e k => match e with inl c => inject_Z (outcome k c) | inr _ => 1 end)
    (fun e => match e with inl c => x c | inr _ => 1 end)) as [(w & nonneg & equal)|(f & below & above)].
  - apply seq_NoDup.
  - apply NoDup_both; [apply cells_NoDup|repeat constructor; intros []].
  - left. apply (weights_feasible w); [assumption| |].
    + rewrite <- (equal (inr tt)) by (apply in_both_right; now left). apply sum_ext; intros; ring.
    + intros c inc. rewrite <- (equal (inl c)) by now apply in_both_left. apply sum_ext; intros; ring.
  - right. exists (fun c => f (inl c)), (- f (inr tt)). rewrite sum_both in above. split.
    + apply along_numbers. intros k ink. specialize (below k ink). rewrite sum_both in below.
      unfold along. cbn [sum] in below. lra.
    + cbn [sum] in above. lra.
Qed.

(** A row of the sum over all coordinates, at one profile. *)
Lemma sum_coordinates_at t (f : nat * nat * nat -> Q) :
  In t (profiles P) ->
  sum (coordinates P) (fun '(i, ti, j) => indicator (Nat.eqb (type_of t i) ti) * f (i, ti, j))
  == sum (cells P) (fun '(i, j) => f (i, type_of t i, j)).
Proof.
  intros int. rewrite sum_coordinates.
  rewrite (sum_list_prod (seq 0 (agents P)) (seq 0 (objects P)) (fun '(i, j) => f (i, type_of t i, j))).
  apply sum_ext. intros i ini.
  rewrite (sum_ext (types_of P i) _ (fun ti =>
    indicator (Nat.eqb (type_of t i) ti) * sum (seq 0 (objects P)) (fun j => f (i, ti, j))))
    by (intros; now rewrite <- sum_scale).
  apply (sum_single Nat.eqb (types_of P i) (type_of t i) (fun ti => sum (seq 0 (objects P)) (fun j => f (i, ti, j)))).
  - apply Nat.eqb_eq.
  - apply seq_NoDup.
  - apply type_of_profile; [now apply types_each|assumption|]. apply in_seq in ini. lia.
Qed.

(** f at the types of t: a direction for the outcomes there. *)
Definition at_profile (f : nat * nat * nat -> Q) (t : profile) (c : cell) : Q := f (fst c, type_of t (fst c), snd c).

Theorem implementable_or_direction (q : interim_rule) :
  implementable P q \/
  exists (f : nat * nat * nat -> Q) (bound : profile -> Q),
    (forall t y, In t (profiles P) -> feasible_pure P y -> along (at_profile f t) y <= bound t) /\
    sum (profiles P) (fun t => prior P t * bound t)
      < sum (coordinates P) (fun '(i, ti, j) => f (i, ti, j) * (q i ti j * marginal P i ti)).
Proof.
  destruct (farkas_nonnegative (pair_dec profile_dec Nat.eq_dec) (sum_dec coordinate_dec profile_dec)
    (list_prod (profiles P) numbers) (both (coordinates P) (profiles P))
    (fun e column => match e with
      | inl (i, ti, j) => indicator (Nat.eqb (type_of (fst column) i) ti) * inject_Z (outcome (snd column) (i, j))
      | inr s => indicator (profile_eqb s (fst column)) end)
    (fun e => match e with inl (i, ti, j) => q i ti j * marginal P i ti | inr s => prior P s end))
    as [(w & nonneg & equal)|(f & below & above)].
  - apply NoDup_list_prod; [apply profiles_NoDup|apply seq_NoDup].
  - apply NoDup_both; [apply coordinates_NoDup|apply profiles_NoDup].
  - left.
    assert (whole : forall t, In t (profiles P) -> sum numbers (fun k => w (t, k)) == prior P t).
    { intros t int. rewrite <- (equal (inr t)) by now apply in_both_right.
      rewrite (sum_list_prod (profiles P) numbers).
      symmetry. cbn [fst].
      rewrite (sum_ext (profiles P) _ (fun s => indicator (profile_eqb t s) * sum numbers (fun k => w (s, k))))
        by (intros; now rewrite <- sum_scale).
      apply (sum_single profile_eqb (profiles P) t (fun s => sum numbers (fun k => w (s, k))));
        [apply profile_eqb_iff|apply profiles_NoDup|assumption]. }
    exists (fun t c => sum numbers (fun k => w (t, k) / prior P t * inject_Z (outcome k c))). split.
    + intros t int. pose proof (prior_positive P well t int) as positive.
      apply (weights_feasible (fun k => w (t, k) / prior P t)).
      * intros k ink. apply Qle_shift_div_l; [assumption|]. rewrite Qmult_0_l. apply nonneg. now apply in_prod.
      * rewrite (sum_ext numbers _ (fun k => w (t, k) * / prior P t)) by reflexivity.
        rewrite sum_scale_right, (whole t int). field. lra.
      * reflexivity.
    + apply (reduced_form_weighted P well). intros i ti j inc.
      rewrite <- (equal (inl (i, ti, j))) by now apply in_both_left.
      rewrite (sum_list_prod (profiles P) numbers). cbn [fst snd]. unfold profiles_with. rewrite sum_filter.
      apply sum_ext. intros t int. pose proof (prior_positive P well t int) as positive.
      unfold weighted_rule. rewrite <- sum_scale_right, <- sum_scale. apply sum_ext. intros k _. field. lra.
  - right. exists (fun row => f (inl row)), (fun t => - f (inr t)). rewrite sum_both in above. split.
    + intros t y int. revert y. apply along_numbers. intros k ink.
      specialize (below (t, k) (proj2 (in_prod_iff _ _ _ _) (conj int ink))). rewrite sum_both in below. cbn [fst snd] in below.
      rewrite (sum_ext (profiles P) _ (fun s => indicator (profile_eqb t s) * f (inr s))) in below.
      * rewrite (sum_single profile_eqb (profiles P) t (fun s => f (inr s))) in below
          by (try apply profile_eqb_iff; try apply profiles_NoDup; assumption).
        rewrite (sum_ext (coordinates P) _ (fun row => let '(i, ti, j) := row in
          indicator (Nat.eqb (type_of t i) ti) * (f (inl (i, ti, j)) * inject_Z (outcome k (i, j))))) in below
          by (intros [[i ti] j] _; ring).
        rewrite (sum_coordinates_at t (fun '(i, ti, j) => f (inl (i, ti, j)) * inject_Z (outcome k (i, j))) int) in below.
        unfold along. rewrite (sum_ext (cells P) _ (fun '(i, j) => f (inl (i, type_of t i, j)) * inject_Z (outcome k (i, j)))).
        -- lra.
        -- intros [i j] _. reflexivity.
      * intros s _. assert (E : profile_eqb s t = profile_eqb t s)
          by (apply eq_true_iff_eq; rewrite !profile_eqb_iff; split; congruence). rewrite E. ring.
    + rewrite (sum_ext (coordinates P) (fun e => f (inl e) * _)
        (fun '(i, ti, j) => f (inl (i, ti, j)) * (q i ti j * marginal P i ti))) in above by (intros [[i ti] j] _; reflexivity).
      rewrite (sum_ext (profiles P) (fun t => prior P t * - f (inr t)) (fun t => (-1) * (f (inr t) * prior P t)))
        by (intros; ring).
      rewrite sum_scale. lra.
Qed.

End Problem.
