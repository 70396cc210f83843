(** LY, section 4, for all problems with paramodular quotas: the program (18) has an optimum whose supports are chains on
    disjoint ground sets, namely the layers of f (Lemma 5 for paramodular quotas, total dual laminarity); hence Lemma 13,
    and Lemma 6 with quotas weighted by the prior. *)

From Allocation Require Export Proofs.LangYang.QuotasDependent Proofs.LangYang.BilateralTrade Claims.LangYangRemarks.

Section Paramodular.

Variable P : problem.
Hypothesis quotas : paramodular_problem P.

Lemma subsets_NoDup_list {A : Type} (l : list A) : NoDup l -> NoDup (subsets l).
Proof.
  induction 1 as [|a l notin nodup IH]; simpl; [repeat constructor; intros []|].
  apply NoDup_app_disjoint; [|assumption|].
  - apply NoDup_map_injective; [congruence|assumption].
  - intros s in1 in2. apply in_map_iff in in1. destruct in1 as (s' & <- & _).
    apply notin. apply (subsets_incl l (a :: s') in2). now left.
Qed.

Lemma all_subsets_NoDup : NoDup (all_subsets P).
Proof. apply subsets_NoDup_list, cells_NoDup. Qed.

(** The constraint sets are all subsets, in some order. *)
Lemma sum_sets (f : cell_set -> Q) : sum (sets P) f == sum (all_subsets P) f.
Proof.
  apply sum_permutation, Permutation.NoDup_Permutation.
  - apply (well_structure P (paramodular_well P quotas)).
  - apply all_subsets_NoDup.
  - intros G. split; [apply (well_structure P (paramodular_well P quotas))|apply (every_set P quotas)].
Qed.

(** ** The layers of f as a solution of (18) *)

Definition level_set (f : cell -> Q) (level : Q) : cell_set := filter (fun c => reaches level (f c)) (cells P).

Definition layer_dual (f : cell -> Q) (U : cell_set) : Q :=
  sum (layers_of f (cells P)) (fun layer => fst layer * indicator (set_eqb U (level_set f (snd layer)))).

Definition level_sets (f : cell -> Q) : list cell_set := map (fun layer => level_set f (snd layer)) (layers_of f (cells P)).

Definition opposite (f : cell -> Q) (c : cell) : Q := - f c.

Lemma layer_dual_nonnegative f U : 0 <= layer_dual f U.
Proof.
  apply sum_nonneg. intros layer inl. apply Qmult_le_0_compat; [now apply (layers_nonnegative f (cells P))|].
  unfold indicator. destruct (set_eqb U (level_set f (snd layer))); discriminate.
Qed.

(** Sums with the layers. *)
Lemma layer_dual_sum f (weight : cell_set -> Q) :
  sum (all_subsets P) (fun U => layer_dual f U * weight U)
  == sum (layers_of f (cells P)) (fun layer => fst layer * weight (level_set f (snd layer))).
Proof.
  unfold layer_dual.
  rewrite (sum_ext (all_subsets P) _ (fun U => sum (layers_of f (cells P)) (fun layer =>
    fst layer * (indicator (set_eqb U (level_set f (snd layer))) * weight U)))).
  - rewrite (sum_exchange (all_subsets P) (layers_of f (cells P)) (fun U layer =>
      fst layer * (indicator (set_eqb U (level_set f (snd layer))) * weight U))).
    apply sum_ext. intros layer _. rewrite sum_scale. apply Qmult_comp; [reflexivity|].
    rewrite (sum_ext (all_subsets P) _ (fun U => indicator (set_eqb (level_set f (snd layer)) U) * weight U)).
    + apply sum_single; [apply set_eqb_iff|apply all_subsets_NoDup|apply filter_in_subsets].
    + intros U _. assert (E : set_eqb U (level_set f (snd layer)) = set_eqb (level_set f (snd layer)) U)
        by (apply eq_true_iff_eq; rewrite !set_eqb_iff; split; congruence). now rewrite E.
  - intros U _. rewrite <- sum_scale_right. apply sum_ext; intros; ring.
Qed.

Lemma layer_dual_covers f c : In c (cells P) ->
  sum (all_subsets P) (fun U => indicator (member c U) * layer_dual f U) == positive_part (f c).
Proof.
  intros inc. rewrite (sum_ext (all_subsets P) _ (fun U => layer_dual f U * indicator (member c U))) by (intros; ring).
  rewrite layer_dual_sum, <- (layers_sum f (cells P) c inc). apply sum_ext. intros layer _.
  unfold level_set. now rewrite member_filter.
Qed.

Lemma layer_dual_support f U : ~ In U (level_sets f) -> layer_dual f U == 0.
Proof.
  intros notin. apply sum_zero. intros layer inl. destruct (set_eqb U (level_set f (snd layer))) eqn:E; [|unfold indicator; ring].
  apply set_eqb_iff in E. exfalso. apply notin. rewrite E. now apply (in_map (fun layer => level_set f (snd layer))).
Qed.

Lemma in_level_sets f G : In G (level_sets f) -> exists level, 0 < level /\ G = level_set f level.
Proof.
  intros inG. apply in_map_iff in inG. destruct inG as (layer & <- & inl). exists (snd layer). split; [|reflexivity].
  now apply (layers_nonnegative f (cells P)).
Qed.

Lemma level_sets_chain f : chain (level_sets f).
Proof.
  intros G H inG inH. apply in_level_sets in inG, inH. destruct inG as (u & _ & ->), inH as (v & _ & ->).
  destruct (Qlt_le_dec u v) as [less|le]; [right|left]; intros c inc; apply filter_In in inc; apply filter_In;
    destruct inc as (inc & reached); (split; [assumption|]); apply reaches_iff in reached; apply reaches_iff; lra.
Qed.

Lemma level_sets_disjoint f : disjoint_ground_sets (level_sets f) (level_sets (opposite f)).
Proof.
  intros G H inG inH. apply in_level_sets in inG, inH. destruct inG as (u & positive & ->), inH as (v & positive' & ->).
  intros c in1 in2. apply filter_In in in1, in2. destruct in1 as (_ & r1), in2 as (_ & r2). unfold opposite in r2.
  apply reaches_iff in r1, r2. lra.
Qed.

Lemma level_sets_subsets f : incl (level_sets f) (all_subsets P).
Proof. intros G inG. apply in_level_sets in inG. destruct inG as (u & _ & ->). apply filter_in_subsets. Qed.

(** (18) for (g, h), with an indicator. *)
Lemma dual_feasible_iff f g h :
  LangYangAppendix.dual_feasible P f g h <->
  (forall U, In U (all_subsets P) -> 0 <= g U /\ 0 <= h U) /\
  (forall c, In c (cells P) -> sum (all_subsets P) (fun U => indicator (member c U) * (g U - h U)) == f c).
Proof.
  unfold LangYangAppendix.dual_feasible. split; intros (nonneg & equal); (split; [assumption|]); intros c inc;
    specialize (equal c inc); now rewrite sum_filter in *.
Qed.

Lemma layers_dual_feasible f : LangYangAppendix.dual_feasible P f (layer_dual f) (layer_dual (opposite f)).
Proof.
  apply dual_feasible_iff. split; [intros; split; apply layer_dual_nonnegative|]. intros c inc.
  rewrite (sum_ext (all_subsets P) _ (fun U =>
    indicator (member c U) * layer_dual f U - indicator (member c U) * layer_dual (opposite f) U)) by (intros; ring).
  rewrite sum_minus, !layer_dual_covers by assumption. unfold opposite. rewrite <- positive_part_split. reflexivity.
Qed.

Lemma layers_dual_value f :
  LangYangAppendix.dual_value P (layer_dual f) (layer_dual (opposite f)) == along P f (greedy_outcome P f).
Proof.
  unfold LangYangAppendix.dual_value. rewrite sum_minus, !layer_dual_sum.
  rewrite (greedy_value P quotas f (layers_of f (cells P)) (layers_of (opposite f) (cells P))).
  - reflexivity.
  - intros layer inl. now apply (layers_nonnegative f (cells P)).
  - intros layer inl. now apply (layers_nonnegative (opposite f) (cells P)).
  - intros c inc. rewrite layers_sum by assumption. change (fun layer => fst layer * indicator (reaches (snd layer) (- f c)))
      with (fun layer => fst layer * indicator (reaches (snd layer) (opposite f c))).
    rewrite (layers_sum (opposite f)) by assumption. unfold opposite. apply positive_part_split.
Qed.

(** Weak duality of (18). *)
Lemma dual_value_bounds f g h y :
  LangYangAppendix.dual_feasible P f g h -> feasible_pure P y -> along P f y <= LangYangAppendix.dual_value P g h.
Proof.
  intros dual (_ & within). apply dual_feasible_iff in dual. destruct dual as (nonneg & equal).
  unfold along, LangYangAppendix.dual_value. set (x := fun c => inject_Z (y c)).
  rewrite (sum_ext (cells P) _ (fun c => sum (all_subsets P) (fun U => (g U - h U) * (indicator (member c U) * x c)))).
  - rewrite (sum_exchange (cells P) (all_subsets P) (fun c U => (g U - h U) * (indicator (member c U) * x c))).
    apply sum_le. intros U inU. rewrite sum_scale, <- (amount_of_members P U x inU).
    destruct (within U (every_set P quotas U inU)) as (low & high). destruct (nonneg U inU) as (gn & hn).
    rewrite Zle_Qle in low, high. unfold x. rewrite <- inject_total. nra.
  - intros c inc. rewrite <- (equal c inc) at 1. fold (x c). rewrite <- sum_scale_right. apply sum_ext; intros; ring.
Qed.

Theorem layers_dual_optimal f : dual_optimal P f (layer_dual f) (layer_dual (opposite f)).
Proof.
  split; [apply layers_dual_feasible|]. intros g h dual. rewrite layers_dual_value.
  apply (dual_value_bounds f g h); [assumption|now apply greedy_feasible].
Qed.

Lemma support_level_sets f : incl (support P (layer_dual f)) (level_sets f).
Proof.
  intros U inU. apply filter_In in inU. destruct inU as (_ & nonzero).
  destruct (in_dec set_dec U (level_sets f)) as [|notin]; [assumption|].
  apply layer_dual_support in notin. apply Qeq_bool_iff in notin. rewrite notin in nonzero. discriminate.
Qed.

Theorem chains_optimal f :
  exists g h, dual_optimal P f g h /\ chain (support P g) /\ chain (support P h) /\ disjoint_ground_sets (support P g) (support P h).
Proof.
  exists (layer_dual f), (layer_dual (opposite f)). split; [apply layers_dual_optimal|]. split; [|split].
  - intros G H inG inH. apply (level_sets_chain f); now apply support_level_sets.
  - intros G H inG inH. apply (level_sets_chain (opposite f)); now apply support_level_sets.
  - intros G H inG inH. apply (level_sets_disjoint f); now apply support_level_sets.
Qed.

(** ** All type profiles at once *)

Definition layered_g (f : nat * nat * nat -> Q) (row : cell_set * profile) : Q := layer_dual (at_profile f (snd row)) (fst row).
Definition layered_h (f : nat * nat * nat -> Q) (row : cell_set * profile) : Q :=
  layer_dual (opposite (at_profile f (snd row))) (fst row).

Definition upper_chains (f : nat * nat * nat -> Q) (t : profile) : list cell_set := level_sets (at_profile f t).
Definition lower_chains (f : nat * nat * nat -> Q) (t : profile) : list cell_set := level_sets (opposite (at_profile f t)).

Lemma upper_chain_profile f : chain_profile P (upper_chains f).
Proof. intros t _. split; [apply level_sets_subsets|apply level_sets_chain]. Qed.

Lemma lower_chain_profile f : chain_profile P (lower_chains f).
Proof. intros t _. split; [apply level_sets_subsets|apply level_sets_chain]. Qed.

Lemma supported_upper f : supported_by P (upper_chains f) (layered_g f).
Proof. intros G t _ notin. now apply layer_dual_support. Qed.

Lemma supported_lower f : supported_by P (lower_chains f) (layered_h f).
Proof. intros G t _ notin. now apply layer_dual_support. Qed.

Lemma layered_in_cone f : projection_cone P f (layered_g f) (layered_h f).
Proof.
  apply (projection_cone_iff P (well_structure P (paramodular_well P quotas))). split.
  - intros i j t inc int. rewrite sum_sets. unfold layered_g, layered_h. cbn [fst snd].
    destruct (proj1 (dual_feasible_iff _ _ _) (layers_dual_feasible (at_profile f t))) as (_ & equal).
    symmetry. apply (equal (i, j) inc).
  - intros G t _ _. split; apply layer_dual_nonnegative.
Qed.

(** The right side of (11) with quotas weighted at each profile, profile by profile. *)
Definition right_side (weight : profile -> Q) (g h : cell_set * profile -> Q) : Q :=
  sum (set_profiles P) (fun '(G, t) => g (G, t) * (inject_Z (ceiling P G) * weight t))
  - sum (set_profiles P) (fun '(G, t) => h (G, t) * (inject_Z (floor P G) * weight t)).

Lemma right_side_profiles weight g h :
  right_side weight g h == sum (profiles P) (fun t => weight t *
    LangYangAppendix.dual_value P (fun G => g (G, t)) (fun G => h (G, t))).
Proof.
  unfold right_side, set_profiles.
  rewrite (sum_list_prod (sets P) (profiles P) (fun '(G, t) => g (G, t) * (inject_Z (ceiling P G) * weight t))).
  rewrite (sum_list_prod (sets P) (profiles P) (fun '(G, t) => h (G, t) * (inject_Z (floor P G) * weight t))).
  rewrite (sum_exchange (sets P) (profiles P) (fun G t => g (G, t) * (inject_Z (ceiling P G) * weight t))).
  rewrite (sum_exchange (sets P) (profiles P) (fun G t => h (G, t) * (inject_Z (floor P G) * weight t))).
  rewrite <- sum_minus. apply sum_ext. intros t _. rewrite <- sum_minus, sum_sets.
  unfold LangYangAppendix.dual_value. rewrite <- sum_scale. apply sum_ext. intros; ring.
Qed.

(** The layers have the least right side. *)
Lemma layered_least weight f g h :
  (forall t, In t (profiles P) -> 0 <= weight t) -> projection_cone P f g h ->
  right_side weight (layered_g f) (layered_h f) <= right_side weight g h.
Proof.
  intros nonneg inW. rewrite !right_side_profiles. apply sum_le. intros t int.
  rewrite !(Qmult_comm (weight t)). apply Qmult_le_compat_r; [|now apply nonneg].
  apply (layers_dual_optimal (at_profile f t)). apply dual_feasible_iff.
  apply (projection_cone_iff P (well_structure P (paramodular_well P quotas))) in inW. destruct inW as (equal & signs). split.
  - intros U inU. apply signs; [now apply (every_set P quotas)|assumption].
  - intros [i j] inc. rewrite <- sum_sets. symmetry. now apply (equal i j t).
Qed.

Lemma unweighted_iff f g h y :
  unweighted_inequality P f g h y <-> sum (coordinates P) (fun row => f row * y row) <= right_side unweighted g h.
Proof.
  unfold unweighted_inequality, right_side, unweighted.
  assert (E : forall (g : cell_set * profile -> Q) (q : cell_set -> Z),
    sum (set_profiles P) (fun '(G, t) => g (G, t) * (inject_Z (q G) * 1)) == sum (set_profiles P) (fun '(G, t) => g (G, t) * inject_Z (q G)))
    by (intros; apply sum_ext; intros [G t] _; ring).
  rewrite !E. reflexivity.
Qed.

Theorem F2_implies_F1 y : system_F2 P y -> system_F1 P y.
Proof.
  intros F2 f g h inW. apply unweighted_iff.
  apply Qle_trans with (right_side unweighted (layered_g f) (layered_h f)).
  - apply unweighted_iff. apply (F2 (upper_chains f) (lower_chains f)).
    + apply upper_chain_profile.
    + apply lower_chain_profile.
    + intros t _. apply level_sets_disjoint.
    + split; [apply layered_in_cone|]. split; [apply supported_upper|apply supported_lower].
  - apply layered_least; [intros; discriminate|assumption].
Qed.

(** ** Lemma 6 *)

Definition plus_part (f : nat * nat * nat -> Q) (row : nat * nat * nat) : Q := positive_part (f row).
Definition minus_part (f : nat * nat * nat -> Q) (row : nat * nat * nat) : Q := - positive_part (- f row).

Lemma in_W_plus f : W_plus P (upper_chains f) (plus_part f) (layered_g f) (fun _ => 0).
Proof.
  split; [split|].
  - apply (projection_cone_iff P (well_structure P (paramodular_well P quotas))). split.
    + intros i j t inc int. rewrite sum_sets. unfold layered_g. cbn [fst snd].
      rewrite (sum_ext (all_subsets P) _ (fun U => indicator (member (i, j) U) * layer_dual (at_profile f t) U)) by (intros; ring).
      symmetry. apply (layer_dual_covers (at_profile f t) (i, j) inc).
    + intros G t _ _. split; [apply layer_dual_nonnegative|apply Qle_refl].
  - split; [apply supported_upper|]. intros G t _ _. reflexivity.
  - split; [|intros; reflexivity]. intros row _. unfold plus_part, positive_part. destruct (Qlt_le_dec 0 (f row)); lra.
Qed.

Lemma in_W_minus f : W_minus P (lower_chains f) (minus_part f) (fun _ => 0) (layered_h f).
Proof.
  split; [split|].
  - apply (projection_cone_iff P (well_structure P (paramodular_well P quotas))). split.
    + intros i j t inc int. rewrite sum_sets. unfold layered_h. cbn [fst snd].
      rewrite (sum_ext (all_subsets P) _ (fun U =>
        (-1) * (indicator (member (i, j) U) * layer_dual (opposite (at_profile f t)) U))) by (intros; ring).
      rewrite sum_scale, (layer_dual_covers (opposite (at_profile f t)) (i, j) inc). unfold minus_part, opposite, at_profile.
      cbn [fst snd]. ring.
    + intros G t _ _. split; [apply Qle_refl|apply layer_dual_nonnegative].
  - split; [|apply supported_lower]. intros G t _ _. reflexivity.
  - split; [|intros; reflexivity]. intros row _. unfold minus_part, positive_part. destruct (Qlt_le_dec 0 (- f row)); lra.
Qed.

Theorem chain_inequalities_implement q :
  inequalities_19 P (prior P) q -> inequalities_20 P (prior P) q -> implementable P q.
Proof.
  intros upper lower. pose proof (paramodular_well P quotas) as well.
  destruct (lift_or_violated P well q) as [(x & equal & within)|(f & g & h & inW & violated)].
  - apply (lift_implements P well x q); [|assumption|assumption]. intros z. split; [now apply paramodular_describes|].
    now apply lottery_satisfies_quotas.
  - exfalso. apply violated. unfold conic_inequality. fold (right_side (prior P) g h). fold (weighted_product P f q).
    specialize (upper (upper_chains f) (plus_part f) (layered_g f) (fun _ => 0) (upper_chain_profile f) (in_W_plus f)).
    specialize (lower (lower_chains f) (minus_part f) (fun _ => 0) (layered_h f) (lower_chain_profile f) (in_W_minus f)).
    assert (E : weighted_product P f q == weighted_product P (plus_part f) q + weighted_product P (minus_part f) q).
    { unfold weighted_product. rewrite <- sum_plus. apply sum_ext. intros [[i ti] j] _. unfold plus_part, minus_part.
      rewrite (positive_part_split (f (i, ti, j))) at 1. ring. }
    pose proof (layered_least (prior P) f g h (prior_nonnegative P well) inW) as least. unfold right_side at 1 in least. lra.
Qed.

End Paramodular.

(*| lang-yang-2023/lemma-5 | paramodular | proved |*)
Theorem LY_Lemma_5_paramodular_holds : LY_Lemma_5_paramodular.
Proof. intros P quotas f _. now apply chains_optimal. Qed.

(*| lang-yang-2023/section-4.tightest-bound | for some g and h | proved |*)
Theorem LY_some_tightest_bounds_have_chains_holds : LY_some_tightest_bounds_have_chains.
Proof. intros P f quotas _. now apply chains_optimal. Qed.

(*| lang-yang-2023/section-4.paramodular-tdl | literal | proved |*)
Theorem LY_paramodular_is_totally_dual_laminar_holds : LY_paramodular_is_totally_dual_laminar.
Proof.
  intros P quotas f _. destruct (chains_optimal P quotas f) as (g & h & optimal & chain_g & chain_h & apart).
  exists g, h. split; [assumption|]. intros G H inG inH. apply in_app_iff in inG, inH.
  destruct inG as [inG|inG], inH as [inH|inH].
  - destruct (chain_g G H inG inH); [now left|right; now left].
  - right. right. now apply apart.
  - right. right. intros c in1 in2. now apply (apart H G inH inG c).
  - destruct (chain_h G H inG inH); [now left|right; now left].
Qed.

(*| lang-yang-2023/lemma-13 | literal | proved |*)
Theorem LY_Lemma_13_holds : LY_Lemma_13.
Proof.
  intros P y quotas. split; [|now apply F2_implies_F1].
  intros F1 C1 C2 f g h _ _ _ (inW & _). now apply F1.
Qed.

(*| lang-yang-2023/lemma-6 | weighted quotas | proved |*)
Theorem LY_Lemma_6_weighted_holds : LY_Lemma_6_weighted.
Proof.
  intros P q quotas. pose proof (paramodular_well P quotas) as well. split.
  - intros implemented. split.
    + intros C1 f g h _ ((inW & _) & _ & none). pose proof (implementable_satisfies_W P well q implemented f g h inW) as H.
      unfold conic_inequality in H. fold (weighted_product P f q) in H.
      rewrite (sum_zero (set_profiles P) (fun '(G, t) => h (G, t) * (inject_Z (floor P G) * prior P t))) in H; [lra|].
      intros [G t] inn. rewrite (none (G, t) inn). ring.
    + intros C2 f g h _ ((inW & _) & _ & none). pose proof (implementable_satisfies_W P well q implemented f g h inW) as H.
      unfold conic_inequality in H. fold (weighted_product P f q) in H.
      rewrite (sum_zero (set_profiles P) (fun '(G, t) => g (G, t) * (inject_Z (ceiling P G) * prior P t))) in H; [lra|].
      intros [G t] inn. rewrite (none (G, t) inn). ring.
  - intros (upper & lower). now apply chain_inequalities_implement.
Qed.
