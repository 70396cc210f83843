(** What obviously strategy-proof mechanisms look like: Claims 3 to 6 in the proof of Theorem 2 of VS, of the bundles that
    are ever selected, and an action compared with the others, and the second sentence of Corollary 2.

    All positive costs must be types, which is so if C_j = R_+^I and if preferences are strictly monotone.  Of a set of
    which nothing is known it cannot be computed whether all its bundles are above the endowment; where a statement says
    "either ... or" of such sets, it is proved from the law of excluded middle, as a hypothesis that is written down. *)

From Coq Require Export Logic.ClassicalFacts.
From Allocation Require Export Proofs.ValenzuelaStookey.Protocols Proofs.ValenzuelaStookey.Rays.

Section ObviousMechanisms.

Context {K : Type}.
Variable M : market.
Variable T : protocol K.
Variable s : strategies K.
Hypothesis protocol_T : is_protocol M T.
Hypothesis obvious : osp_over_deviations M T s.

Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).

Variable j : nat.
Hypothesis agent_j : (j < J)%nat.
Hypothesis rich : forall c, positive I c -> possible M j c.

Local Notation eta := (endowment T j).
Local Notation held := (reduced M T j).

(** By two different sets no type gains. *)
Lemma no_two_gains (k k' : K) (x x' c : bundle) :
  choice T j k -> choice T j k' -> k <> k' -> held k x -> held k' x' -> positive I c ->
  inner I c x < inner I c eta -> inner I c x' < inner I c eta -> False.
Proof.
  intros chosen chosen' differ inx inx' pos gain gain'.
  pose proof (obvious j c agent_j (rich c pos)) as best.
  assert (is_k : ~ k <> s j c).
  { intros other. pose proof (nothing_better_elsewhere M T protocol_T j c _ k agent_j best chosen other x inx). lra. }
  assert (is_k' : ~ k' <> s j c).
  { intros other. pose proof (nothing_better_elsewhere M T protocol_T j c _ k' agent_j best chosen' other x' inx'). lra. }
  apply is_k. intros ->. apply is_k'. intros ->. now apply differ.
Qed.

(** Claim 3: by one set no type both gains and loses. *)
Lemma no_gain_and_loss (k : K) (x x' c : bundle) :
  choice T j k -> held k x -> held k x' -> positive I c ->
  inner I c x < inner I c eta -> inner I c eta < inner I c x' -> False.
Proof.
  intros chosen inx inx' pos gain loss.
  pose proof (obvious j c agent_j (rich c pos)) as best.
  assert (is_k : ~ k <> s j c).
  { intros other. pose proof (nothing_better_elsewhere M T protocol_T j c _ k agent_j best chosen other x inx). lra. }
  apply is_k. intros is_k'. rewrite is_k' in inx'.
  pose proof (dominant_participates M T protocol_T j c _ agent_j best x' inx'). lra.
Qed.

(** The same for costs that may be zero. *)
Lemma no_gain_and_loss_nonnegative (k : K) (x x' c : bundle) :
  choice T j k -> held k x -> held k x' -> nonnegative I c ->
  inner I c x < inner I c eta -> inner I c eta < inner I c x' -> False.
Proof.
  intros chosen inx inx' nonneg gain loss.
  destruct (positive_and_both I (minus x eta) (minus eta x') c nonneg) as (d & pos & gain' & loss').
  - rewrite inner_minus. lra.
  - rewrite inner_minus. lra.
  - rewrite inner_minus in gain', loss'.
    apply (no_gain_and_loss k x x' d); try assumption; lra.
Qed.

(** Claim 5: two bundles of different sets are in polarized directions. *)
Theorem different_sets_polarized (k k' : K) (x x' : bundle) :
  choice T j k -> choice T j k' -> k <> k' -> held k x -> held k' x' ->
  polarized_pair I (minus x eta) (minus x' eta).
Proof.
  intros chosen chosen' differ inx inx'.
  destruct (gordan_two_positive I (minus x eta) (minus x' eta)) as [|(c & pos & gain & gain')]; [assumption|exfalso].
  rewrite inner_minus in gain, gain'. apply (no_two_gains k k' x x' c); try assumption; lra.
Qed.

(** Claim 3 as multipliers. *)
Lemma same_set_polarized (k : K) (x x' : bundle) :
  choice T j k -> held k x -> held k x' -> polarized_pair I (minus x eta) (minus eta x').
Proof.
  intros chosen inx inx'.
  destruct (gordan_two_positive I (minus x eta) (minus eta x')) as [|(c & pos & gain & loss)]; [assumption|exfalso].
  rewrite inner_minus in gain, loss. apply (no_gain_and_loss k x x' c); try assumption; lra.
Qed.

(** *** Claim 4: a set that holds a bundle neither above nor below the endowment lies in the ray through it. *)

Lemma quotient_nonneg a b : 0 <= a -> 0 < b -> 0 <= a / b.
Proof. intros. apply Qle_shift_div_l; lra. Qed.

Lemma divided y y' a b : 0 < y -> 0 <= y * a + y' * b -> - (y' / y) * b <= a.
Proof.
  intros pos H. assert (E : y * (- (y' / y) * b) == - (y' * b)) by (field; lra).
  destruct (Qlt_le_dec a (- (y' / y) * b)) as [less|]; [exfalso|assumption].
  assert (y * a < y * (- (y' / y) * b)) by (apply Qmult_lt_l; assumption). lra.
Qed.

Theorem in_ray_through (k : K) (x : bundle) :
  choice T j k -> held k x -> non_monotone I (minus x eta) -> in_ray I (held k) eta (minus x eta).
Proof.
  intros chosen inx (not_above & not_below). split; [split; assumption|]. intros z inz.
  destruct (same_set_polarized k x z chosen inx inz) as (y1 & y2 & n1 & n2 & some12 & good12).
  destruct (same_set_polarized k z x chosen inz inx) as (y3 & y4 & n3 & n4 & some34 & good34).
  apply not_nonnegative in not_above. destruct not_above as (i & lti & xi). unfold minus in xi.
  assert (above : exists m, (m < I)%nat /\ eta m < x m).
  { destruct (all_or_some I (fun m => minus x eta m <= zero m) (fun m => zero m < minus x eta m)) as [all|some].
    - intros m. destruct (Qlt_le_dec (zero m) (minus x eta m)); [right|left]; assumption.
    - contradiction.
    - destruct some as (m & ltm & more). exists m. split; [assumption|]. unfold minus, zero in more. lra. }
  destruct above as (m & ltm & xm).
  (* In coordinates: y1 (x - eta) >= y2 (z - eta) and y3 (z - eta) >= y4 (x - eta). *)
  assert (over : forall t, (t < I)%nat -> y2 * (z t - eta t) <= y1 * (x t - eta t)).
  { intros t lt. specialize (good12 t lt). unfold plus, multiple, minus in good12. lra. }
  assert (under : forall t, (t < I)%nat -> y4 * (x t - eta t) <= y3 * (z t - eta t)).
  { intros t lt. specialize (good34 t lt). unfold plus, multiple, minus in good34. lra. }
  assert (p3 : 0 < y3).
  { destruct (Qlt_le_dec 0 y3); [assumption|exfalso]. assert (y3 == 0) by lra. assert (0 < y4) by (destruct some34; lra).
    pose proof (under m ltm). nra. }
  destruct (Qlt_le_dec 0 y1) as [p1|z1].
  - (* a >= s b and b >= r a, so that s r = 1 *)
    exists (y4 / y3). split; [now apply quotient_nonneg|].
    assert (over' : forall t, (t < I)%nat -> y2 * y4 * (x t - eta t) <= y1 * y3 * (x t - eta t)).
    { intros t lt. pose proof (over t lt). pose proof (under t lt).
      assert (y2 * (y4 * (x t - eta t)) <= y2 * (y3 * (z t - eta t))) by nra.
      assert (y3 * (y2 * (z t - eta t)) <= y3 * (y1 * (x t - eta t))) by nra. lra. }
    pose proof (over' i lti). pose proof (over' m ltm).
    assert (E : y2 * y4 == y1 * y3) by nra.
    assert (p13 : 0 < y1 * y3) by nra.
    assert (p2 : 0 < y2) by nra. assert (p4 : 0 < y4) by nra.
    intros t lt. pose proof (over t lt) as O. pose proof (under t lt) as U. unfold minus.
    assert (Ea : y2 * y4 * (x t - eta t) == y1 * y3 * (x t - eta t)) by now rewrite E.
    assert (O' : y2 * (y3 * (z t - eta t)) <= y2 * (y4 * (x t - eta t))).
    { assert (y3 * (y2 * (z t - eta t)) <= y3 * (y1 * (x t - eta t))) by nra. lra. }
    assert (O'' : y3 * (z t - eta t) <= y4 * (x t - eta t)) by (apply (Qmult_le_l _ _ y2); assumption).
    assert (tight : y3 * (z t - eta t) == y4 * (x t - eta t)) by lra.
    assert (z t - eta t == (y3 * (z t - eta t)) / y3) as -> by (field; lra). rewrite tight. field; lra.
  - (* b <= 0, and then b = 0 *)
    assert (y1 == 0) by lra. assert (p2 : 0 < y2) by (destruct some12; lra).
    assert (low : forall t, (t < I)%nat -> z t - eta t <= 0) by (intros t lt; pose proof (over t lt); nra).
    assert (z4 : y4 == 0). { pose proof (under m ltm). pose proof (low m ltm). nra. }
    exists 0. split; [lra|]. intros t lt. pose proof (low t lt). pose proof (under t lt). nra.
Qed.

(** *** Claim 6: one set with a bundle below the endowment, another than it, is remedial, and all others are redundant. *)

Theorem remedial_leaves_redundant (k : K) (x : bundle) (i : nat) :
  choice T j k -> held k x -> below I x eta -> (i < I)%nat -> x i < eta i ->
  remedial I (held k) eta /\ forall k', choice T j k' -> k' <> k -> redundant I (held k') eta.
Proof.
  intros chosen inx small lti less. split.
  - intros z inz t lt. destruct (same_set_polarized k x z chosen inx inz) as (y & y' & n & n' & some & good).
    pose proof (good i lti) as Gi. pose proof (good t lt) as Gt. unfold plus, multiple, minus in Gi, Gt.
    pose proof (small t lt).
    assert (0 < y'). { destruct (Qlt_le_dec 0 y'); [assumption|exfalso]. assert (y' == 0) by lra. assert (0 < y) by (destruct some; lra). nra. }
    nra.
  - intros k' chosen' other z inz t lt.
    destruct (different_sets_polarized k k' x z chosen chosen' (not_eq_sym other) inx inz) as (y & y' & n & n' & some & good).
    pose proof (good i lti) as Gi. pose proof (good t lt) as Gt. unfold plus, multiple, minus in Gi, Gt.
    pose proof (small t lt).
    assert (0 < y'). { destruct (Qlt_le_dec 0 y'); [assumption|exfalso]. assert (y' == 0) by lra. assert (0 < y) by (destruct some; lra). nra. }
    nra.
Qed.

(** A set chosen by a type holds, if it is redundant, nothing but the endowment: strictly more is worse. *)
Theorem redundant_never_chosen (c : bundle) :
  positive I c -> redundant I (held (s j c)) eta -> forall x, held (s j c) x -> same I x eta.
Proof.
  intros pos above x inx i lt.
  pose proof (dominant_participates M T protocol_T j c _ agent_j (obvious j c agent_j (rich c pos)) x inx) as most.
  pose proof (above x inx) as more.
  assert (zero_sum : forall t, (t < I)%nat -> c t * (x t - eta t) <= 0).
  { intros t ltt. assert (H : c t * minus x eta t <= sum (upto I) (fun t => c t * minus x eta t)).
    { apply (member_le_sum (upto I) (fun t => c t * minus x eta t)); [|now apply in_upto].
      intros u inu. apply in_upto in inu. specialize (more u inu). specialize (pos u inu). unfold minus. nra. }
    pose proof (inner_minus I c x eta) as E. unfold inner in E at 1. unfold minus in H, E. lra. }
  specialize (zero_sum i lt). specialize (more i lt). specialize (pos i lt). nra.
Qed.

(** *** Corollary 2, second sentence: different sets, none above the endowment but {eta}, are at most I + 1. *)

Lemma finitely_not_not {A} (l : list A) (P : A -> Prop) :
  (forall a, In a l -> ~ ~ P a) -> ~ ~ (forall a, In a l -> P a).
Proof.
  induction l as [|a l IH]; intros each no.
  - apply no. intros a [].
  - apply (each a (or_introl eq_refl)). intros pa. apply IH; [intros b inb; apply each; now right|].
    intros all. apply no. intros b [<-|inb]; [assumption|now apply all].
Qed.

Theorem at_most_tasks_plus_one (choices : list K) :
  (forall k, choice T j k -> redundant I (held k) eta -> demands_endowment M T j k) ->
  (forall k k', choice T j k -> choice T j k' -> demands_endowment M T j k -> demands_endowment M T j k' -> ~ k <> k') ->
  NoDup choices -> (forall k, In k choices -> choice T j k) -> (length choices <= S I)%nat.
Proof.
  intros none_above one_demand nodup chosen.
  destruct (le_lt_dec (length choices) (S I)) as [|more]; [assumption|exfalso].
  destruct choices as [|k0 rest]; [simpl in more; lia|]. set (choices := k0 :: rest) in *.
  set (takes := fun n i => ((i < I)%nat /\ exists x, held (nth n choices k0) x /\ x i < eta i) \/
                           (i = I /\ demands_endowment M T j (nth n choices k0))).
  assert (each : forall n, In n (seq 0 (length choices)) -> ~ ~ exists i, (i < S I)%nat /\ takes n i).
  { intros n inn no. apply in_seq in inn. set (k := nth n choices k0) in *.
    assert (in_k : In k choices) by (apply nth_In; lia).
    assert (demand : demands_endowment M T j k).
    { apply none_above; [now apply chosen|]. intros x inx i lt.
      destruct (Qlt_le_dec (x i) (eta i)) as [less|]; [exfalso|assumption].
      apply no. exists i. split; [lia|]. left. split; [assumption|]. exists x. split; assumption. }
    apply no. exists I. split; [lia|]. right. split; [reflexivity|assumption]. }
  apply (finitely_not_not _ _ each). intros all.
  assert (length (seq 0 (length choices)) <= S I)%nat; [|rewrite seq_length in *; lia].
  apply (at_most_tasks (S I) takes); [apply seq_NoDup|exact all|].
  intros n m i inn inm taken taken'. apply in_seq in inn. apply in_seq in inm.
  assert (at_n : choice T j (nth n choices k0)) by (apply chosen, nth_In; lia).
  assert (at_m : choice T j (nth m choices k0)) by (apply chosen, nth_In; lia).
  destruct (Nat.eq_dec n m) as [|ne]; [assumption|exfalso].
  assert (differ : nth n choices k0 <> nth m choices k0).
  { intros eq. apply ne. apply (proj1 (NoDup_nth choices k0) nodup); [lia|lia|exact eq]. }
  destruct taken as [(lt & x & inx & less)|(at_I & demand)]; destruct taken' as [(lt' & x' & inx' & less')|(at_I' & demand')].
  - pose proof (different_sets_polarized _ _ x x' at_n at_m differ inx inx') as pair.
    apply (disjoint_negatives I _ _ i lt pair); unfold minus; lra.
  - lia.
  - lia.
  - exact (one_demand _ _ at_n at_m demand demand' differ).
Qed.

(** *** Claim 4 and the two forms, with the law of excluded middle. *)

Hypothesis classical : excluded_middle.

Theorem three_forms (k : K) :
  choice T j k ->
  redundant I (held k) eta \/ remedial I (held k) eta \/ exists kappa, in_ray I (held k) eta kappa.
Proof.
  intros chosen.
  destruct (classical (exists x, held k x /\ non_monotone I (minus x eta))) as [(x & inx & signs)|none].
  { right; right. exists (minus x eta). now apply in_ray_through. }
  destruct (classical (redundant I (held k) eta)) as [|some_less]; [left; assumption|right; left].
  destruct (classical (exists x i, held k x /\ (i < I)%nat /\ x i < eta i)) as [(x & i & inx & lt & less)|no_less].
  - assert (small : below I x eta).
    { intros t ltt. destruct (Qlt_le_dec (eta t) (x t)) as [more|]; [exfalso|assumption].
      apply none. exists x. split; [assumption|]. split.
      - intros above. specialize (above i lt). unfold minus in above. lra.
      - intros under. specialize (under t ltt). unfold minus, zero in under. lra. }
    exact (proj1 (remedial_leaves_redundant k x i chosen inx small lt less)).
  - exfalso. apply some_less. intros x inx i lt.
    destruct (Qlt_le_dec (x i) (eta i)) as [less|]; [exfalso|assumption].
    apply no_less. exists x, i. exact (conj inx (conj lt less)).
Qed.

(** The directions of two different sets that are not redundant are polarized. *)
Theorem rays_of_sets_polarized (k k' : K) (kappa kappa' : bundle) :
  choice T j k -> choice T j k' -> k <> k' ->
  in_ray I (held k) eta kappa -> in_ray I (held k') eta kappa' ->
  ~ redundant I (held k) eta -> ~ redundant I (held k') eta -> polarized_pair I kappa kappa'.
Proof.
  intros chosen chosen' differ (_ & ray_k) (_ & ray_k') not_red not_red'.
  assert (moving : forall (X : bundle -> Prop), ~ redundant I X eta -> ~ ~ exists x, X x /\ exists t, (t < I)%nat /\ x t < eta t).
  { intros X no absurd. apply no. intros x inx t lt. destruct (Qlt_le_dec (x t) (eta t)); [exfalso|assumption].
    apply absurd. exists x. split; [assumption|]. exists t. split; assumption. }
  destruct (gordan_two I kappa kappa') as [|(c & nonneg & la & lb)]; [assumption|exfalso].
  apply (moving _ not_red). intros (x & inx & t & lt & less).
  apply (moving _ not_red'). intros (x' & inx' & t' & lt' & less').
  destruct (ray_k x inx) as (y & pos & along). destruct (ray_k' x' inx') as (y' & pos' & along').
  assert (py : 0 < y). { destruct (Qlt_le_dec 0 y); [assumption|exfalso]. assert (y == 0) by lra. pose proof (along t lt). nra. }
  assert (py' : 0 < y'). { destruct (Qlt_le_dec 0 y'); [assumption|exfalso]. assert (y' == 0) by lra. pose proof (along' t' lt'). nra. }
  assert (cost : inner I c (minus x eta) == y * inner I c kappa).
  { rewrite <- inner_multiple. apply inner_same. exact along. }
  assert (cost' : inner I c (minus x' eta) == y' * inner I c kappa').
  { rewrite <- inner_multiple. apply inner_same. exact along'. }
  pose proof (polarized_not_both I _ _ c (different_sets_polarized k k' x x' chosen chosen' differ inx inx') nonneg).
  nra.
Qed.

(** The sets of an agent are all remedial or redundant, or they are redundant or contained in polarized rays. *)
Theorem sets_of_two_forms :
  (forall k, choice T j k -> remedial I (held k) eta \/ redundant I (held k) eta) \/
  (forall k, choice T j k -> redundant I (held k) eta \/
     (exists kappa, in_ray I (held k) eta kappa) /\
     forall k' kappa kappa', choice T j k' -> k <> k' -> in_ray I (held k) eta kappa -> in_ray I (held k') eta kappa' ->
       ~ redundant I (held k') eta -> polarized_pair I kappa kappa').
Proof.
  destruct (classical (exists k x i, choice T j k /\ held k x /\ below I x eta /\ (i < I)%nat /\ x i < eta i))
    as [(k & x & i & chosen & inx & small & lt & less)|none].
  - left. destruct (remedial_leaves_redundant k x i chosen inx small lt less) as (rem & others).
    intros k' chosen'. destruct (classical (k' = k)) as [->|other]; [left; assumption|right; now apply others].
  - right. intros k chosen. destruct (classical (redundant I (held k) eta)) as [|not_red]; [left; assumption|right].
    destruct (three_forms k chosen) as [red|[rem|ray_k]]; [contradiction| |].
    + exfalso. apply not_red. intros x inx i lt. destruct (Qlt_le_dec (x i) (eta i)) as [less|]; [exfalso|assumption].
      apply none. exists k, x, i. exact (conj chosen (conj inx (conj (rem x inx) (conj lt less)))).
    + split; [assumption|]. intros k' kappa kappa' chosen' differ in_k in_k' not_red'.
      now apply (rays_of_sets_polarized k k').
Qed.

End ObviousMechanisms.
