(** LY, appendix A.2: where the projection cone preserves total unimodularity, "by a strong duality of linear programming" the
    least g c - h b over the g, h >= 0 on the constraint sets with (g - h) chi = sign(U, V) is beta(U, V).  And Remark 1 of
    section 3: W and M(W) do not depend on quotas and beliefs. *)

From Allocation Require Duality.
From Allocation Require Export Proofs.LangYang.Universal.

Section Duality.

Variable P : problem.

(** g, h >= 0 and (g - h) chi = sign(U, V), the rows of chi being the constraint sets. *)
Definition covers (U V : cell_set) (g h : cell_set -> Q) : Prop :=
  (forall G, In G (sets P) -> 0 <= g G /\ 0 <= h G) /\
  (forall c, In c (cells P) ->
    sum (sets P) (fun G => indicator (member c G) * (g G - h G)) == indicator (member c U) - indicator (member c V)).

(** g c - h b *)
Definition cover_value (g h : cell_set -> Q) : Q :=
  sum (sets P) (fun G => g G * inject_Z (ceiling P G) - h G * inject_Z (floor P G)).

Hypothesis well : well_formed_problem P.

(** The program of which (g, h) is the dual: the rows are the ceilings and the floors. *)
Definition quota_rows : list (cell_set + cell_set) := both (sets P) (sets P).

Definition quota_entry (row : cell_set + cell_set) (c : cell) : Q :=
  match row with inl G => indicator (member c G) | inr G => - indicator (member c G) end.

Definition quota_bound (row : cell_set + cell_set) : Q :=
  match row with inl G => inject_Z (ceiling P G) | inr G => - inject_Z (floor P G) end.

Definition sign_vector_of (U V : cell_set) (c : cell) : Q := indicator (member c U) - indicator (member c V).

Lemma quota_row_value G (x : random_outcome) : In G (sets P) ->
  sum (cells P) (fun c => quota_entry (inl G) c * x c) == amount x G /\
  sum (cells P) (fun c => quota_entry (inr G) c * x c) == - amount x G.
Proof.
  intros inG. assert (subset : In G (subsets (cells P))) by now apply (well_structure P well).
  rewrite (amount_of_members P G x subset). split; [reflexivity|]. cbn [quota_entry].
  rewrite (sum_ext (cells P) _ (fun c => (-1) * (indicator (member c G) * x c))) by (intros; ring). rewrite sum_scale. ring.
Qed.

Lemma quotas_primal x : satisfies_quotas P x -> Duality.primal_feasible (cells P) quota_rows quota_entry quota_bound x.
Proof.
  intros (_ & within) row inrow. apply in_app_iff in inrow. rewrite !in_map_iff in inrow.
  destruct inrow as [(G & <- & inG)|(G & <- & inG)]; destruct (quota_row_value G x inG) as (upper & lower);
    destruct (within G inG); cbn [quota_bound]; [rewrite upper|rewrite lower]; lra.
Qed.

Lemma primal_quotas x : Duality.primal_feasible (cells P) quota_rows quota_entry quota_bound x -> satisfies_quotas P x.
Proof.
  intros feasible.
  assert (within : forall G, In G (sets P) -> inject_Z (floor P G) <= amount x G <= inject_Z (ceiling P G)).
  { intros G inG. destruct (quota_row_value G x inG) as (upper & lower).
    pose proof (feasible (inl G) (in_both_left _ _ _ inG)) as H. rewrite upper in H. cbn [quota_bound] in H.
    pose proof (feasible (inr G) (in_both_right _ _ _ inG)) as H'. rewrite lower in H'. cbn [quota_bound] in H'. split; lra. }
  split; [|exact within]. intros c inc. destruct well as ((_ & _ & _ & _ & singletons) & floors & _).
  destruct (within [c] (singletons c inc)) as (low & _). specialize (floors [c] (singletons c inc)).
  unfold amount in low. cbn [sum] in low. assert (0 <= inject_Z (floor P [c])) by (rewrite <- (Zle_Qle 0); lia). lra.
Qed.

Lemma objective_value U V x : In U (subsets (cells P)) -> In V (subsets (cells P)) ->
  Duality.primal_value (cells P) (sign_vector_of U V) x == amount x U - amount x V.
Proof.
  intros inU inV. rewrite (amount_of_members P U x inU), (amount_of_members P V x inV), <- sum_minus.
  apply sum_ext. intros c _. unfold sign_vector_of. ring.
Qed.

Lemma covers_iff U V (y : cell_set + cell_set -> Q) :
  Duality.dual_feasible (cells P) quota_rows quota_entry (sign_vector_of U V) y <->
  covers U V (fun G => y (inl G)) (fun G => y (inr G)).
Proof.
  assert (E : forall c, sum quota_rows (fun r => y r * quota_entry r c)
    == sum (sets P) (fun G => indicator (member c G) * (y (inl G) - y (inr G)))).
  { intros c. unfold quota_rows. rewrite sum_both, <- sum_plus. apply sum_ext. intros G _. cbn [quota_entry]. ring. }
  unfold Duality.dual_feasible, covers. split; intros (nonneg & equal); split.
  - intros G inG. split; apply nonneg; [now apply in_both_left|now apply in_both_right].
  - intros c inc. rewrite <- E. now apply equal.
  - intros row inrow. apply in_app_iff in inrow. rewrite !in_map_iff in inrow.
    destruct inrow as [(G & <- & inG)|(G & <- & inG)]; now apply nonneg.
  - intros c inc. rewrite E. now apply equal.
Qed.

Lemma cover_value_dual (y : cell_set + cell_set -> Q) :
  Duality.dual_value quota_rows quota_bound y == cover_value (fun G => y (inl G)) (fun G => y (inr G)).
Proof.
  unfold Duality.dual_value, cover_value, quota_rows. rewrite sum_both, <- sum_plus. apply sum_ext. intros G _.
  cbn [quota_bound]. ring.
Qed.

Variable beta : cell_set -> cell_set -> Q.
Hypothesis capacity : generalized_capacity P beta.

Theorem cover_bounds U V g h : disjoint_pair P U V -> covers U V g h -> beta U V <= cover_value g h.
Proof.
  intros pair cover. destruct (capacity_attained P beta U V capacity pair) as (x & feasible & <-).
  destruct pair as (inU & inV & _).
  set (y := fun row : cell_set + cell_set => match row with inl G => g G | inr G => h G end).
  rewrite <- (objective_value U V x inU inV). change (cover_value g h) with (cover_value (fun G => y (inl G)) (fun G => y (inr G))).
  rewrite <- cover_value_dual. apply Duality.weak_duality with (a := quota_entry).
  - now apply quotas_primal, lottery_satisfies_quotas.
  - now apply covers_iff.
Qed.

Theorem cover_attained U V :
  quotas_describe_lotteries P -> disjoint_pair P U V -> exists g h, covers U V g h /\ cover_value g h == beta U V.
Proof.
  intros describe pair. destruct (capacity_attained P beta U V capacity pair) as (x0 & feasible0 & attained).
  pose proof pair as (inU & inV & _).
  assert (primal0 := quotas_primal x0 (lottery_satisfies_quotas P well x0 feasible0)).
  destruct (Duality.optimum_attained cell_dec (sum_dec set_dec set_dec) (cells P) quota_rows quota_entry quota_bound
    (sign_vector_of U V) (cells_NoDup P) (NoDup_both _ _ (proj1 (proj2 (proj2 (well_structure P well))))
      (proj1 (proj2 (proj2 (well_structure P well))))) x0 (beta U V) primal0) as (x & y & primal & dual & equal & best & _).
  - intros x primal. rewrite (objective_value U V x inU inV). apply (capacity_bounds P beta U V x capacity pair).
    now apply describe, primal_quotas.
  - exists (fun G => y (inl G)), (fun G => y (inr G)). split; [now apply covers_iff|].
    rewrite <- cover_value_dual, <- equal. apply Qle_antisym.
    + rewrite (objective_value U V x inU inV). apply (capacity_bounds P beta U V x capacity pair).
      now apply describe, primal_quotas.
    + rewrite <- attained, <- (objective_value U V x0 inU inV). now apply best.
Qed.

End Duality.

(*| lang-yang-2023/appendix.theorem-1.duality | literal | statement |*)
Definition LY_capacity_duality : Prop :=
  forall P beta U V,
    well_formed_problem P -> preserves_total_unimodularity P -> generalized_capacity P beta -> disjoint_pair P U V ->
    (exists g h, covers P U V g h /\ cover_value P g h == beta U V) /\
    (forall g h, covers P U V g h -> beta U V <= cover_value P g h).

(*| lang-yang-2023/appendix.theorem-1.duality | literal | proved |*)
Theorem LY_capacity_duality_holds : LY_capacity_duality.
Proof.
  intros P beta U V well unimodular capacity pair. split.
  - apply cover_attained; try assumption. now apply unimodular_describes.
  - intros g h. now apply cover_bounds.
Qed.

(** "The projection cone W depends on the implementation structure but not on the quotas and the beliefs." *)
(*| lang-yang-2023/section-3.remark-1 | literal | statement |*)
Definition LY_Remark_1 : Prop :=
  forall P P' : problem, structure_of P = structure_of P' ->
    cone_rows P = cone_rows P' /\ cone_columns P = cone_columns P' /\
    (forall z, in_W P z <-> in_W P' z) /\
    (forall generators, generated (cone_columns P) (in_W P) generators <-> generated (cone_columns P') (in_W P') generators).

(*| lang-yang-2023/section-3.remark-1 | literal | proved |*)
Theorem LY_Remark_1_holds : LY_Remark_1.
Proof. intros P P' same. rewrite same. split; [reflexivity|]. split; [reflexivity|]. split; intros; reflexivity. Qed.
