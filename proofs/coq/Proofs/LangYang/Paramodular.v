(** LY, section 3.2: quotas on all sets of pairs that are paramodular.  For any weights of the pairs there is one feasible
    pure outcome that meets the ceilings of all sets of pairs whose weight is at least so much, and the floors of all sets
    of pairs whose weight is at most minus so much (the greedy algorithm, on the pairs and one element more of weight 0).
    Hence Theorem 4(2): a rule is implementable if and only if it satisfies Condition B.  For all problems. *)

From Allocation Require Export Layers Greedy Proofs.LangYang.Directions Claims.LangYangSection4.

Section Paramodular.

Variable P : problem.
Hypothesis quotas : paramodular_problem P.

Lemma paramodular_well : well_formed_problem P.
Proof. apply quotas. Qed.

Lemma every_set G : In G (subsets (cells P)) -> In G (sets P).
Proof. apply quotas. Qed.

(** ** One submodular function for floors and ceilings *)

(** The ground set: the pairs, and one element more. *)
Definition ground : list (option cell) := None :: map Some (cells P).

Definition option_dec : forall a b : option cell, {a = b} + {a <> b}.
Proof. decide equality. apply cell_dec. Defined.

Definition inside (p : option cell -> bool) : cell_set := filter (fun c => p (Some c)) (cells P).
Definition outside (p : option cell -> bool) : cell_set := filter (fun c => negb (p (Some c))) (cells P).

(** The ceiling of a set without the additional element, else minus the floor of its complement. *)
Definition bounding (p : option cell -> bool) : Z :=
  if p None then (- floor P (outside p))%Z else ceiling P (inside p).

Lemma bounding_extensional p q : (forall a, p a = q a) -> bounding p = bounding q.
Proof.
  intros same. unfold bounding, inside, outside. rewrite (same None). destruct (q None).
  - do 2 f_equal. apply filter_ext. intros c. now rewrite same.
  - f_equal. apply filter_ext. intros c. now rewrite same.
Qed.

Lemma filter_none (l : cell_set) : filter (fun _ => false) l = [].
Proof. induction l; simpl; congruence. Qed.

Lemma bounding_empty : bounding (fun _ => false) = 0%Z.
Proof. unfold bounding, inside. rewrite filter_none. apply paramodular_well. Qed.

Lemma member_filter (test : cell -> bool) c : In c (cells P) -> member c (filter test (cells P)) = test c.
Proof. intros inc. apply eq_true_iff_eq. rewrite member_iff, filter_In. tauto. Qed.

Lemma meet_filter (g h : cell -> bool) :
  meet P (filter g (cells P)) (filter h (cells P)) = filter (fun c => g c && h c) (cells P).
Proof. apply filter_ext_in. intros c inc. now rewrite !member_filter. Qed.

Lemma union_filter (g h : cell -> bool) :
  union P (filter g (cells P)) (filter h (cells P)) = filter (fun c => g c || h c) (cells P).
Proof. apply filter_ext_in. intros c inc. now rewrite !member_filter. Qed.

Lemma difference_filter (g h : cell -> bool) :
  difference P (filter g (cells P)) (filter h (cells P)) = filter (fun c => g c && negb (h c)) (cells P).
Proof. apply filter_ext_in. intros c inc. now rewrite !member_filter. Qed.

Lemma bounding_submodular p q :
  (bounding (fun a => p a && q a) + bounding (fun a => p a || q a) <= bounding p + bounding q)%Z.
Proof.
  destruct quotas as (_ & _ & upper & lower & compliant).
  assert (mixed : forall p q, p None = false -> q None = true ->
    (bounding (fun a => p a && q a) + bounding (fun a => p a || q a) <= bounding p + bounding q)%Z).
  { clear p q. intros p q Hp Hq. unfold bounding. rewrite Hp, Hq. simpl.
    pose proof (compliant (inside p) (outside q) (filter_in_subsets _ _) (filter_in_subsets _ _)) as C.
    unfold inside, outside in *. rewrite !difference_filter in C.
    rewrite (filter_ext (fun c => p (Some c) && negb (negb (q (Some c)))) (fun c => p (Some c) && q (Some c))) in C
      by (intros c; now rewrite negb_involutive).
    rewrite (filter_ext (fun c => negb (q (Some c)) && negb (p (Some c))) (fun c => negb (p (Some c) || q (Some c)))) in C
      by (intros c; destruct (p (Some c)), (q (Some c)); reflexivity).
    lia. }
  destruct (p None) eqn:Hp, (q None) eqn:Hq.
  - unfold bounding. rewrite Hp, Hq. simpl.
    pose proof (lower (outside p) (outside q) (filter_in_subsets _ _) (filter_in_subsets _ _)) as L.
    unfold outside in *. rewrite meet_filter, union_filter in L.
    rewrite (filter_ext (fun c => negb (p (Some c)) && negb (q (Some c))) (fun c => negb (p (Some c) || q (Some c)))) in L
      by (intros c; destruct (p (Some c)), (q (Some c)); reflexivity).
    rewrite (filter_ext (fun c => negb (p (Some c)) || negb (q (Some c))) (fun c => negb (p (Some c) && q (Some c)))) in L
      by (intros c; destruct (p (Some c)), (q (Some c)); reflexivity).
    lia.
  - rewrite (bounding_extensional (fun a => p a && q a) (fun a => q a && p a)) by (intros; apply andb_comm).
    rewrite (bounding_extensional (fun a => p a || q a) (fun a => q a || p a)) by (intros; apply orb_comm).
    pose proof (mixed q p Hq Hp). lia.
  - now apply mixed.
  - unfold bounding. rewrite Hp, Hq. simpl.
    pose proof (upper (inside p) (inside q) (filter_in_subsets _ _) (filter_in_subsets _ _)) as U.
    unfold inside in *. rewrite meet_filter, union_filter in U. lia.
Qed.

(** ** The greedy outcome *)

Variable weight : cell -> Q.

Definition ground_weight (a : option cell) : Q := match a with Some c => weight c | None => 0 end.

(** The ground set in the order of the weights, the least first (which the greedy algorithm takes last). *)
Definition order : list (option cell) := sorted ground_weight ground.

Definition greedy_vector : option cell -> Z := greedy option_dec bounding order.
Definition greedy_outcome : pure_outcome := fun c => greedy_vector (Some c).

Lemma ground_NoDup : NoDup ground.
Proof.
  constructor.
  - intros H. apply in_map_iff in H. destruct H as (? & E & _). discriminate.
  - apply NoDup_map_injective; [congruence|apply cells_NoDup].
Qed.

Lemma order_NoDup : NoDup order.
Proof. apply sorted_NoDup, ground_NoDup. Qed.

Lemma order_ground : Permutation order ground.
Proof.
  apply NoDup_Permutation; [apply order_NoDup|apply ground_NoDup|]. intros a. apply in_sorted.
Qed.

Lemma in_order_pair c : In (Some c) order <-> In c (cells P).
Proof.
  unfold order. rewrite in_sorted. unfold ground. simpl. rewrite in_map_iff. split.
  - intros [E|(d & E & ind)]; [discriminate|]. now inversion E; subst.
  - intros inc. right. now exists c.
Qed.

Lemma in_order_none : In None order.
Proof. apply in_sorted. now left. Qed.

(** Sums over a set without the additional element are amounts. *)
Lemma greedy_total (g : cell -> bool) (p : option cell -> bool) :
  p None = false -> (forall c, In c (cells P) -> p (Some c) = g c) ->
  integer_sum order (fun a => if p a then greedy_vector a else 0)%Z = total greedy_outcome (filter g (cells P)).
Proof.
  intros none same. rewrite (integer_sum_permutation _ _ _ order_ground). unfold ground. simpl. rewrite none.
  rewrite integer_sum_map. simpl. change (total greedy_outcome (filter g (cells P)))
    with (integer_sum (filter g (cells P)) greedy_outcome). rewrite integer_sum_filter.
  apply integer_sum_ext. intros c inc. now rewrite (same c inc).
Qed.

Lemma greedy_bounded (p : option cell -> bool) :
  (integer_sum order (fun a => if p a then greedy_vector a else 0) <= bounding p)%Z.
Proof.
  pose proof (greedy_within option_dec bounding bounding_extensional bounding_empty bounding_submodular order p order_NoDup) as H.
  fold greedy_vector in H.
  assert (E : bounding (fun a => p a && element_of option_dec order a) = bounding p).
  { unfold bounding, inside, outside.
    assert (known : forall a, In a order -> p a && element_of option_dec order a = p a).
    { intros a ina. rewrite (proj2 (element_of_iff option_dec order a) ina). apply andb_true_r. }
    rewrite (known None in_order_none). destruct (p None).
    - do 2 f_equal. apply filter_ext_in. intros c inc. rewrite known; [reflexivity|now apply in_order_pair].
    - f_equal. apply filter_ext_in. intros c inc. rewrite known; [reflexivity|now apply in_order_pair]. }
  lia.
Qed.

Lemma bounding_everything (p : option cell -> bool) : (forall a, In a order -> p a = true) -> bounding p = 0%Z.
Proof.
  intros all. unfold bounding, outside. rewrite (all None in_order_none).
  rewrite (filter_ext_in (fun c => negb (p (Some c))) (fun _ => false)).
  - rewrite filter_none. destruct paramodular_well as (_ & _ & -> & _). reflexivity.
  - intros c inc. rewrite all; [reflexivity|now apply in_order_pair].
Qed.

Lemma greedy_everything : integer_sum order greedy_vector = 0%Z.
Proof.
  unfold greedy_vector. rewrite (greedy_passes option_dec bounding bounding_extensional bounding_empty order order_NoDup).
  apply bounding_everything. intros a ina. now apply element_of_iff.
Qed.

Theorem greedy_feasible : feasible_pure P greedy_outcome.
Proof.
  assert (each : forall G, In G (subsets (cells P)) -> (floor P G <= total greedy_outcome G <= ceiling P G)%Z).
  { intros G inG. pose proof (subset_is_filter (cells P) G (cells_NoDup P) inG) as E.
    set (p := fun a => match a with Some c => member c G | None => false end).
    assert (T : integer_sum order (fun a => if p a then greedy_vector a else 0)%Z = total greedy_outcome G).
    { rewrite (greedy_total (fun c => member c G)); [now rewrite <- E|reflexivity|reflexivity]. }
    split.
    - pose proof (greedy_bounded (fun a => negb (p a))) as H.
      pose proof (integer_sum_complement p order greedy_vector) as C. rewrite greedy_everything in C.
      unfold bounding, outside in H. simpl in H.
      rewrite (filter_ext (fun c => negb (negb (member c G))) (fun c => member c G)) in H
        by (intros; apply negb_involutive). rewrite <- E in H. lia.
    - pose proof (greedy_bounded p) as H. unfold bounding, inside in H. simpl in H. rewrite <- E in H. lia. }
  split.
  - intros c inc. destruct paramodular_well as ((_ & _ & _ & subset & singletons) & floors & _).
    specialize (floors [c] (singletons c inc)). specialize (each [c] (subset [c] (singletons c inc))). simpl in each. lia.
  - intros G inG. apply each. now apply paramodular_well.
Qed.

(** A set of large weights (a test that larger weights pass too) is an end of the order. *)
Lemma greedy_upper (test : option cell -> bool) :
  (forall a b, test a = true -> ground_weight a <= ground_weight b -> test b = true) ->
  integer_sum order (fun a => if test a then greedy_vector a else 0)%Z = bounding test.
Proof.
  intros upward. destruct (upper_end ground_weight test order (sorted_ascending _ _) upward) as (before & after & E & low & high).
  pose proof order_NoDup as nodup. rewrite E in nodup.
  pose proof (greedy_end option_dec bounding bounding_extensional bounding_empty before after nodup) as H.
  rewrite <- E in H. fold greedy_vector in H.
  transitivity (integer_sum after greedy_vector).
  - rewrite E. unfold integer_sum at 1. rewrite fold_right_app.
    assert (A : fold_right (fun a rest => ((if test a then greedy_vector a else 0) + rest)%Z) 0%Z after
      = integer_sum after greedy_vector).
    { apply integer_sum_ext. intros a ina. now rewrite (high a ina). }
    rewrite A. clear -low. induction before as [|b before IH]; simpl; [reflexivity|].
    rewrite (low b (or_introl eq_refl)), IH; [lia|]. intros; apply low; now right.
  - rewrite H. unfold bounding, inside, outside.
    assert (known : forall a, In a order -> element_of option_dec after a = test a).
    { intros a ina. rewrite E in ina. apply in_app_iff in ina. apply eq_true_iff_eq. rewrite element_of_iff. split.
      - apply high.
      - intros t. destruct ina as [inb|ina]; [|assumption]. rewrite (low a inb) in t. discriminate. }
    rewrite (known None in_order_none). destruct (test None).
    + do 2 f_equal. apply filter_ext_in. intros c inc. rewrite known; [reflexivity|now apply in_order_pair].
    + f_equal. apply filter_ext_in. intros c inc. rewrite known; [reflexivity|now apply in_order_pair].
Qed.

Lemma reaches_iff level v : reaches level v = true <-> level <= v.
Proof. apply Qle_bool_iff. Qed.

(** Ceilings of the sets of large weights are met. *)
Theorem greedy_meets_ceilings level :
  0 < level ->
  let G := filter (fun c => reaches level (weight c)) (cells P) in total greedy_outcome G = ceiling P G.
Proof.
  intros positive G. set (test := fun a => reaches level (ground_weight a)).
  assert (none : test None = false).
  { unfold test. destruct (reaches level (ground_weight None)) eqn:E; [|reflexivity].
    apply reaches_iff in E. simpl in E. lra. }
  pose proof (greedy_upper test) as H. rewrite (greedy_total (fun c => reaches level (weight c)) test) in H
    by (try assumption; reflexivity).
  fold G in H. rewrite H.
  - unfold bounding. rewrite none. reflexivity.
  - intros a b. unfold test. rewrite !reaches_iff. intros; lra.
Qed.

(** Floors of the sets of small weights are met. *)
Theorem greedy_meets_floors level :
  0 < level ->
  let G := filter (fun c => reaches level (- weight c)) (cells P) in total greedy_outcome G = floor P G.
Proof.
  intros positive G. set (test := fun a => negb (reaches level (- ground_weight a))).
  assert (none : test None = true).
  { unfold test. destruct (reaches level (- ground_weight None)) eqn:E; [|reflexivity].
    apply reaches_iff in E. simpl in E. lra. }
  pose proof (greedy_upper test) as H.
  pose proof (integer_sum_complement test order greedy_vector) as C. rewrite greedy_everything in C.
  rewrite (greedy_total (fun c => reaches level (- weight c)) (fun a => negb (test a))) in C.
  - fold G in C. rewrite H in C.
    + unfold bounding in C. rewrite none in C. unfold outside, test in C. simpl in C.
      rewrite (filter_ext (fun c => negb (negb (reaches level (- weight c)))) (fun c => reaches level (- weight c))) in C
        by (intros; apply negb_involutive). fold G in C. lia.
    + intros a b. unfold test. rewrite !negb_true_iff. intros low le.
      destruct (reaches level (- ground_weight b)) eqn:E; [|reflexivity]. apply reaches_iff in E.
      assert (reaches level (- ground_weight a) = true); [|congruence]. apply reaches_iff. lra.
  - now rewrite none.
  - intros c _. unfold test. simpl. apply negb_involutive.
Qed.

(** The value of the greedy outcome along the weights, by layers. *)
Theorem greedy_value (layers lower_layers : list (Q * Q)) :
  (forall layer, In layer layers -> 0 < snd layer) ->
  (forall layer, In layer lower_layers -> 0 < snd layer) ->
  (forall c, In c (cells P) -> weight c ==
    sum layers (fun layer => fst layer * indicator (reaches (snd layer) (weight c)))
    - sum lower_layers (fun layer => fst layer * indicator (reaches (snd layer) (- weight c)))) ->
  along P weight greedy_outcome ==
    sum layers (fun layer => fst layer * inject_Z (ceiling P (filter (fun c => reaches (snd layer) (weight c)) (cells P))))
    - sum lower_layers (fun layer => fst layer * inject_Z (floor P (filter (fun c => reaches (snd layer) (- weight c)) (cells P)))).
Proof.
  intros positive lower_positive by_layers. unfold along.
  set (x := fun c => inject_Z (greedy_outcome c)).
  rewrite (sum_ext (cells P) _ (fun c =>
    sum layers (fun layer => fst layer * (indicator (reaches (snd layer) (weight c)) * x c))
    - sum lower_layers (fun layer => fst layer * (indicator (reaches (snd layer) (- weight c)) * x c)))).
  - rewrite sum_minus.
    rewrite (sum_exchange (cells P) layers (fun c layer => fst layer * (indicator (reaches (snd layer) (weight c)) * x c))).
    rewrite (sum_exchange (cells P) lower_layers
      (fun c layer => fst layer * (indicator (reaches (snd layer) (- weight c)) * x c))).
    rewrite (sum_ext layers _ (fun layer =>
      fst layer * inject_Z (ceiling P (filter (fun c => reaches (snd layer) (weight c)) (cells P))))).
    + rewrite (sum_ext lower_layers _ (fun layer =>
        fst layer * inject_Z (floor P (filter (fun c => reaches (snd layer) (- weight c)) (cells P))))); [reflexivity|].
      intros layer inl. rewrite sum_scale. apply Qmult_comp; [reflexivity|].
      rewrite <- (amount_filter x (fun c => reaches (snd layer) (- weight c)) (cells P)).
      rewrite <- (greedy_meets_floors (snd layer) (lower_positive layer inl)). symmetry. apply inject_total.
    + intros layer inl. rewrite sum_scale. apply Qmult_comp; [reflexivity|].
      rewrite <- (amount_filter x (fun c => reaches (snd layer) (weight c)) (cells P)).
      rewrite <- (greedy_meets_ceilings (snd layer) (positive layer inl)). symmetry. apply inject_total.
  - intros c inc. rewrite (by_layers c inc) at 1. fold (x c).
    rewrite (sum_ext layers (fun layer => fst layer * (indicator (reaches (snd layer) (weight c)) * x c))
      (fun layer => fst layer * indicator (reaches (snd layer) (weight c)) * x c)) by (intros; ring).
    rewrite (sum_ext lower_layers (fun layer => fst layer * (indicator (reaches (snd layer) (- weight c)) * x c))
      (fun layer => fst layer * indicator (reaches (snd layer) (- weight c)) * x c)) by (intros; ring).
    rewrite !sum_scale_right. ring.
Qed.

End Paramodular.
