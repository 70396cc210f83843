(** LY, section 2.4, after Proposition 2: for a single unit of a single object the bounds of Condition B are Border's, and
    Border's theorem: for any numbers of agents and types and any prior, a rule is implementable if and only if it is not
    negative and no set of types gets more than the probability that some agent's type is in it. *)

From Allocation Require Export Proofs.LangYang.NoFloors Proofs.LangYang.Capacities.

(** One object, of which the agents together get at most one unit. *)
Definition single_unit (P : problem) : Prop :=
  well_formed_problem P /\ objects P = 1%nat /\
  In (cells P) (sets P) /\
  (forall G, In G (sets P) -> G = cells P \/ exists c, In c (cells P) /\ G = [c]) /\
  no_floors P /\
  (forall G, In G (sets P) -> G <> [] -> ceiling P G = 1%Z).

Section Border.

Variable P : problem.
Hypothesis unit : single_unit P.

Lemma unit_well : well_formed_problem P.
Proof. apply unit. Qed.

Lemma unit_free : no_floors P.
Proof. apply unit. Qed.

Lemma unit_hierarchy : hierarchy (sets P).
Proof.
  destruct unit as (_ & _ & _ & only & _).
  assert (single : forall c G, incl [c] G \/ incl G [c] \/ disjoint [c] G).
  { intros c G. destruct (in_dec cell_dec c G) as [inc|notin].
    - left. intros d [<-|[]]. assumption.
    - right. right. intros d [<-|[]]. assumption. }
  intros G H inG inH. destruct (only G inG) as [->|(c & inc & ->)]; [|apply single].
  right. left. intros d ind. apply (subsets_incl (cells P) H); [|assumption]. now apply (well_structure P unit_well).
Qed.

(** The unit goes to one agent, or to nobody. *)
Definition given_to (c d : cell) : Z := if cell_dec c d then 1%Z else 0%Z.

Lemma given_total c (G : cell_set) : NoDup G -> total (given_to c) G = if in_dec cell_dec c G then 1%Z else 0%Z.
Proof.
  induction 1 as [|d G notin nodup IH]; [reflexivity|].
  change (total (given_to c) (d :: G)) with (given_to c d + total (given_to c) G)%Z. rewrite IH. unfold given_to.
  destruct (cell_dec c d) as [->|n].
  - destruct (in_dec cell_dec d G); [contradiction|]. destruct (in_dec cell_dec d (d :: G)) as [|no]; [reflexivity|].
    exfalso. apply no. now left.
  - destruct (in_dec cell_dec c G) as [inc|no]; destruct (in_dec cell_dec c (d :: G)) as [inc'|no']; try reflexivity.
    + exfalso. apply no'. now right.
    + destruct inc' as [<-|inc']; congruence.
Qed.

Lemma given_feasible c : feasible_pure P (given_to c).
Proof.
  destruct unit as (well & _ & _ & _ & free & ceilings). split.
  - intros d _. unfold given_to. destruct (cell_dec c d); lia.
  - intros G inG. rewrite given_total by (apply (subsets_NoDup (cells P)); [apply cells_NoDup|now apply (well_structure P well)]).
    rewrite (free G inG). destruct G as [|d G].
    + simpl. destruct well as (_ & _ & _ & -> & _). lia.
    + rewrite (ceilings (d :: G) inG) by discriminate. destruct (in_dec cell_dec c (d :: G)); lia.
Qed.

Variable beta : cell_set -> cell_set -> Q.
Hypothesis capacity : generalized_capacity P beta.

Lemma unit_upper G : In G (subsets (cells P)) -> G <> [] -> beta G [] == 1.
Proof.
  intros inG nonempty. destruct G as [|c G]; [congruence|]. apply Qle_antisym.
  - destruct (capacity_attained P beta (c :: G) [] capacity (pair_upper P _ inG)) as (x & feasible & <-). rewrite amount_nil.
    destruct (lottery_satisfies_quotas P unit_well x feasible) as (nonneg & within).
    destruct unit as (_ & _ & incells & _ & _ & ceilings). destruct (within (cells P) incells) as (_ & upper).
    rewrite (ceilings (cells P) incells) in upper.
    + apply Qle_trans with (amount x (cells P)); [|change 1 with (inject_Z 1); lra]. setoid_replace (amount x (c :: G) - 0)
        with (amount x (c :: G)) by ring. rewrite (amount_of_members P (c :: G) x inG). apply sum_le. intros d ind.
      specialize (nonneg d ind). unfold indicator. destruct (member d (c :: G)); lra.
    + intros E. pose proof (subsets_incl (cells P) (c :: G) inG c (or_introl eq_refl)) as H. rewrite E in H. destruct H.
  - pose proof (capacity_bounds P beta (c :: G) [] _ capacity (pair_upper P _ inG)
      (pure_is_random P (given_to c) (given_feasible c))) as H.
    rewrite amount_nil, <- inject_total in H.
    rewrite given_total in H by (apply (subsets_NoDup (cells P)); [apply cells_NoDup|assumption]).
    destruct (in_dec cell_dec c (c :: G)) as [|no]; [|exfalso; apply no; now left]. change (inject_Z 1) with 1 in H. lra.
Qed.

Lemma concerned_nonempty t S : concerned P S t = true -> intersection P t S <> [].
Proof.
  unfold concerned, intersection. intros some E. apply existsb_exists in some. destruct some as (c & inc & chosen).
  assert (H : In c (filter (fun c => S (fst c) (type_of t (fst c)) (snd c)) (cells P))) by (apply filter_In; now split).
  rewrite E in H. destruct H.
Qed.

End Border.

(** "Condition (B) further reduces to the classical condition of Border (1991) for a single object." *)
(*| lang-yang-2023/section-2.4.border | literal | statement |*)
Definition LY_border_bounds : Prop :=
  forall P beta G,
    single_unit P -> generalized_capacity P beta -> In G (subsets (cells P)) ->
    (G <> [] -> beta G [] == 1) /\ beta [] [] == 0 /\ beta [] G == 0.

(*| lang-yang-2023/section-2.4.border | literal | proved |*)
Theorem LY_border_bounds_holds : LY_border_bounds.
Proof.
  intros P beta G unit capacity inG. split; [now apply (unit_upper P unit beta capacity)|].
  split; apply (lower_capacity_zero P (unit_well P unit) (unit_free P unit) beta capacity); [apply nil_in_subsets|assumption].
Qed.

(** The left side is the probability with which an agent with her type in the set gets the unit, the right side the
    probability that there is one. *)
(*| lang-yang-2023/section-2.4.border | Border's theorem (Coq only) | statement |*)
Definition Border_theorem : Prop :=
  forall P q, single_unit P ->
    (implementable P q <->
     nonnegative_rule P q /\ forall S, weighted_amount P q S <= sum (filter (concerned P S) (profiles P)) (prior P)).

(*| lang-yang-2023/section-2.4.border | Border's theorem (Coq only) | proved |*)
Theorem Border_theorem_holds : Border_theorem.
Proof.
  intros P q unit. pose proof (unit_well P unit) as well.
  destruct (generalized_capacity_exists P well) as (beta & capacity).
  { exists (given_to (0, 0)%nat). now apply (given_feasible P). }
  rewrite (LY_Theorem_5_holds P beta q well capacity (unit_free P unit)).
  2:{ apply hierarchies_preserve. now apply (unit_hierarchy P). }
  assert (same : forall S, sum (filter (concerned P S) (profiles P)) (fun t => prior P t * beta (intersection P t S) [])
    == sum (filter (concerned P S) (profiles P)) (prior P)).
  { intros S. apply sum_ext. intros t int. apply filter_In in int. destruct int as (_ & some).
    rewrite (unit_upper P unit beta capacity); [ring|apply intersection_subset|now apply (concerned_nonempty P)]. }
  unfold condition_25. split; intros (nonneg & bounded); (split; [assumption|]); intros S; specialize (bounded S);
    now rewrite same in *.
Qed.
