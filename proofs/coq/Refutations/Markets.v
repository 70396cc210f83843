(** Corollaries 2 and 3 of LY are false: as printed, since (25) lets negative rules pass, and with Q >= 0 as well. *)

From Allocation Require Export Refutations.Enumerating Claims.LangYangSection5 LangYang.

(** ** Deciding *)

Definition row_set (S : structure) (i : nat) : cell_set := filter (fun c => Nat.eqb (fst c) i) (cells S).
Definition column_set (S : structure) (j : nat) : cell_set := filter (fun c => Nat.eqb (snd c) j) (cells S).

Definition rows_and_columns_b (S : structure) : bool :=
  let lines := map (row_set S) (seq 0 (agents S)) ++ map (column_set S) (seq 0 (objects S)) in
  included set_eqb lines (sets S) && included set_eqb (sets S) (map (fun c => [c]) (cells S) ++ lines).

Lemma rows_and_columns_decided S : rows_and_columns_b S = true -> rows_and_columns_only S.
Proof.
  unfold rows_and_columns_b. rewrite andb_true_iff. intros (lines & no_more).
  apply (included_spec set_eqb set_eqb_spec) in lines, no_more. split; [split|].
  - intros i lt. apply lines, in_app_iff. left. apply in_map_iff. exists i. split; [reflexivity|apply in_seq; lia].
  - intros j lt. apply lines, in_app_iff. right. apply in_map_iff. exists j. split; [reflexivity|apply in_seq; lia].
  - intros G inG. apply no_more in inG. rewrite !in_app_iff in inG. destruct inG as [inG|[inG|inG]].
    + left. apply in_map_iff in inG as (c & <- & inc). now exists c.
    + right; left. apply in_map_iff in inG as (i & <- & ini). apply in_seq in ini. exists i. split; [lia|reflexivity].
    + right; right. apply in_map_iff in inG as (j & <- & inj). apply in_seq in inj. exists j. split; [lia|reflexivity].
Qed.

Definition assignment_market_b (P : problem) : bool :=
  well_formed_problem_b P && rows_and_columns_b P && forallb (fun G => Z.eqb (floor P G) 0) (sets P).

Lemma assignment_market_decided P : assignment_market_b P = true -> assignment_market P.
Proof.
  unfold assignment_market_b. rewrite !andb_true_iff, forallb_forall. intros ((well & lines) & floors).
  split; [now apply well_formed_problem_decided|]. split; [now apply rows_and_columns_decided|].
  intros G inG. now apply Z.eqb_eq, floors.
Qed.

Lemma best_no_weights outcomes (l : list Z) : (forall a, In a l -> a = 0%Z) -> best outcomes l = 0%Z.
Proof.
  intros zero. assert (all : forall v, zdot l v = 0%Z).
  { induction l as [|a l IH]; intros [|b v]; simpl; try reflexivity.
    rewrite (zero a (or_introl eq_refl)), IH; [lia|]. intros; apply zero; now right. }
  unfold best. rewrite all. induction outcomes as [|v rest IH]; simpl; [reflexivity|]. rewrite all, IH. reflexivity.
Qed.

(** (25) is the upper half of Condition B, since beta of two empty sets is 0. *)
Theorem passes_condition_25 P q : well_formed_problem P -> passes P [0; 1]%Z q = true -> condition_25 P (capacity_of P) q.
Proof.
  intros well pass S.
  pose proof (passes_sound P _ _ (strategy_signs S nobody) pass) as H.
  rewrite <- weighted_amount_signs, <- (expected_capacity_signs P well), weighted_amount_nobody in H.
  assert (H' := H ltac:(intros [[i ti] j] _; unfold strategy_signs, nobody, mark; destruct (S i ti j); simpl; tauto)).
  clear H. rewrite sum_filter.
  rewrite (sum_ext _ _ (fun t => indicator (concerned P S t) * (prior P t * capacity_of P (intersection P t S) []))) in H'.
  - lra.
  - intros t _. rewrite intersection_nobody. destruct (concerned P S t) eqn:E; unfold indicator; [ring|].
    assert (none : intersection P t S = []).
    { unfold concerned in E. unfold intersection. induction (cells P) as [|c l IH]; [reflexivity|]. simpl in E |- *.
      apply orb_false_iff in E as (-> & E). now apply IH. }
    rewrite none. unfold capacity_of. rewrite best_no_weights; [ring|].
    intros a ina. apply in_map_iff in ina as (c & <- & _). reflexivity.
Qed.

Definition nonnegative_rule_b (P : problem) (q : interim_rule) : bool :=
  forallb (fun '(i, ti, j) => Qle_bool 0 (q i ti j)) (coordinates P).

Lemma nonnegative_rule_decided P q : nonnegative_rule_b P q = true -> nonnegative_rule P q.
Proof.
  unfold nonnegative_rule_b. rewrite forallb_forall. intros all i ti j inc. specialize (all (i, ti, j) inc).
  now apply Qle_bool_iff.
Qed.

(** For all agents and all pairs of types. *)
Definition at_every_report (P : problem) (test : nat -> nat -> nat -> bool) : bool :=
  forallb (fun i => forallb (fun ti => forallb (test i ti) (types_of P i)) (types_of P i)) (seq 0 (agents P)).

Lemma every_report P test i ti ti' :
  at_every_report P test = true -> (i < agents P)%nat -> In ti (types_of P i) -> In ti' (types_of P i) ->
  test i ti ti' = true.
Proof.
  unfold at_every_report. rewrite forallb_forall. intros all lt inti inti'.
  specialize (all i ltac:(apply in_seq; lia)). rewrite forallb_forall in all.
  specialize (all ti inti). rewrite forallb_forall in all. now apply all.
Qed.

Definition ordinal_types_b (P : problem) (preference : nat -> nat -> list nat) : bool :=
  at_every_report P (fun i ti ti' =>
    distinct Nat.eqb (preference i ti) && included Nat.eqb (preference i ti) (seq 0 (objects P)) &&
    included Nat.eqb (seq 0 (objects P)) (preference i ti) &&
    (negb (list_eqb Nat.eqb (preference i ti) (preference i ti')) || Nat.eqb ti ti')).

Lemma ordinal_types_decided P preference : ordinal_types_b P preference = true -> ordinal_types P preference.
Proof.
  intros all i lt. split.
  - intros ti inti. pose proof (every_report P _ i ti ti all lt inti inti) as H. simpl in H.
    rewrite !andb_true_iff in H. destruct H as (((once & only) & every) & _).
    apply (included_spec Nat.eqb Nat.eqb_eq) in only, every. split; [now apply (distinct_spec Nat.eqb Nat.eqb_eq)|].
    intros j. split.
    + intros inj. apply only, in_seq in inj. lia.
    + intros small. apply every, in_seq. lia.
  - intros ti ti' inti inti' same. pose proof (every_report P _ i ti ti' all lt inti inti') as H. simpl in H.
    rewrite !andb_true_iff in H. destruct H as (_ & differ). rewrite same in differ.
    rewrite (proj2 (profile_eqb_iff _ _) eq_refl) in differ. now apply Nat.eqb_eq.
Qed.

Definition ordinally_incentive_compatible_b (P : problem) (preference : nat -> nat -> list nat) (q : interim_rule) : bool :=
  at_every_report P (fun i ti ti' =>
    forallb (fun k => Qle_bool (sum (firstn k (preference i ti)) (q i ti')) (sum (firstn k (preference i ti)) (q i ti)))
      (seq 0 (S (length (preference i ti))))).

Lemma ordinally_incentive_compatible_decided P preference q :
  ordinally_incentive_compatible_b P preference q = true -> ordinally_incentive_compatible P preference q.
Proof.
  intros all i ti ti' k lt inti inti'. pose proof (every_report P _ i ti ti' all lt inti inti') as H. cbv beta in H.
  rewrite forallb_forall in H. destruct (Nat.le_gt_cases k (length (preference i ti))) as [small|large].
  - apply Qle_bool_iff, H, in_seq. lia.
  - specialize (H (length (preference i ti)) ltac:(apply in_seq; lia)). apply Qle_bool_iff in H.
    rewrite firstn_all in H. rewrite firstn_all2 by lia. exact H.
Qed.

Definition cardinal_types_b (P : problem) (payoff : nat -> nat -> nat -> Q) : bool :=
  at_every_report P (fun i ti ti' =>
    Nat.eqb ti ti' || negb (forallb (fun j => Qeq_bool (payoff i ti j) (payoff i ti' j)) (seq 0 (objects P)))).

Lemma cardinal_types_decided P payoff : cardinal_types_b P payoff = true -> cardinal_types P payoff.
Proof.
  intros all i ti ti' lt inti inti' same. pose proof (every_report P _ i ti ti' all lt inti inti') as H. cbv beta in H.
  apply orb_true_iff in H as [H|H]; [now apply Nat.eqb_eq|]. apply negb_true_iff in H.
  rewrite (proj2 (forallb_forall _ _)) in H; [discriminate|].
  intros j inj. apply in_seq in inj. apply Qeq_bool_iff, same. lia.
Qed.

Definition incentive_compatible_b (P : problem) (payoff : nat -> nat -> nat -> Q) (q : interim_rule) : bool :=
  at_every_report P (fun i ti ti' =>
    Qle_bool (sum (seq 0 (objects P)) (fun j => q i ti' j * payoff i ti j))
      (sum (seq 0 (objects P)) (fun j => q i ti j * payoff i ti j))).

Lemma incentive_compatible_decided P payoff q : incentive_compatible_b P payoff q = true -> incentive_compatible P payoff q.
Proof.
  intros all i ti ti' lt inti inti'. pose proof (every_report P _ i ti ti' all lt inti inti') as H. now apply Qle_bool_iff.
Qed.

(** ** As printed: one agent, one object, and the rule -1/2 *)

Definition one_by_one : problem := listed_problem 1 1 [1]%nat (uniform 1) [([(0, 0)%nat], (0, 1)%Z)].

Definition minus_half : interim_rule := fun _ _ _ => -(1 # 2).

Lemma one_by_one_market : assignment_market one_by_one.
Proof. apply assignment_market_decided. vm_compute. reflexivity. Qed.

Lemma one_by_one_capacity : generalized_capacity one_by_one (capacity_of one_by_one).
Proof. apply capacity_of_correct; [apply one_by_one_market|]. vm_compute. discriminate. Qed.

Lemma minus_half_passes : condition_25 one_by_one (capacity_of one_by_one) minus_half.
Proof. apply passes_condition_25; [apply one_by_one_market|]. vm_compute. reflexivity. Qed.

Lemma minus_half_not_implementable : ~ implementable one_by_one minus_half.
Proof. apply (beaten_not_implementable one_by_one (proj1 one_by_one_market) [-1]%Z). vm_compute. reflexivity. Qed.

(*| lang-yang-2023/corollary-2 | literal | refuted | by a negative rule |*)
Theorem LY_Corollary_2_is_false : ~ LY_Corollary_2.
Proof.
  intros claim. apply minus_half_not_implementable.
  apply (claim one_by_one _ (fun _ _ => [0%nat]) minus_half one_by_one_market one_by_one_capacity).
  - apply ordinal_types_decided. vm_compute. reflexivity.
  - split; [exact minus_half_passes|]. apply ordinally_incentive_compatible_decided. vm_compute. reflexivity.
Qed.

(*| lang-yang-2023/corollary-3 | literal | refuted | by a negative rule |*)
Theorem LY_Corollary_3_is_false : ~ LY_Corollary_3.
Proof.
  intros claim. apply minus_half_not_implementable.
  apply (claim one_by_one _ (fun _ _ _ => 1) minus_half one_by_one_market one_by_one_capacity).
  - apply cardinal_types_decided. vm_compute. reflexivity.
  - split; [exact minus_half_passes|]. apply incentive_compatible_decided. vm_compute. reflexivity.
Qed.

(** ** With Q >= 0: three agents and two objects *)

(** Floors are 0; ceilings for the rows, the columns and each agent's single pairs. *)
Definition market_quotas (rows columns singles : list Z) : list (cell_set * (Z * Z)) :=
  let agents := seq 0 (length rows) in
  let objects := seq 0 (length columns) in
  map (fun i => (map (pair i) objects, (0, nth i rows 0)%Z)) agents ++
  map (fun j => (map (fun i => (i, j)) agents, (0, nth j columns 0)%Z)) objects ++
  map (fun c => ([c], (0, nth (fst c) singles 0)%Z)) (list_prod agents objects).

(** Payoffs: three agents, the first two of two types and the third of one. *)
Definition market_with_payoffs : problem :=
  listed_problem 3 2 [2; 2; 1]%nat (uniform 4) (market_quotas [3; 3; 1] [2; 3] [2; 2; 1])%Z.

Definition payoff_rule : interim_rule :=
  rule_table [[[0; 0]; [1; 2]]; [[0; 3 # 2]; [3 # 2; 1]]; [[0; 3 # 4]]].

Definition payoffs (i ti j : nat) : Q := rule_table [[[-(1); -(1)]; [1; 1]]; [[-(1); 1]; [1; -(1)]]; [[1; 1]]] i ti j.

Lemma market_with_payoffs_market : assignment_market market_with_payoffs.
Proof. apply assignment_market_decided. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/corollary-3 | nonnegative rules | refuted |*)
Theorem LY_Corollary_3_nonnegative_is_false : ~ LY_Corollary_3_nonnegative.
Proof.
  intros claim. pose proof market_with_payoffs_market as market.
  apply (beaten_not_implementable market_with_payoffs (proj1 market) [0; 0; 1; 2; 0; 1; 1; 1; 0; 1]%Z payoff_rule);
    [vm_compute; reflexivity|].
  apply (claim market_with_payoffs (capacity_of market_with_payoffs) payoffs payoff_rule market).
  - apply capacity_of_correct; [apply market|]. apply nonempty_decided. vm_compute. reflexivity.
  - apply cardinal_types_decided. vm_compute. reflexivity.
  - split; [|split].
    + apply nonnegative_rule_decided. vm_compute. reflexivity.
    + apply passes_condition_25; [apply market|]. vm_compute. reflexivity.
    + apply incentive_compatible_decided. vm_compute. reflexivity.
Qed.

(** Preferences: three agents who like either the first or the second object better; their types are correlated. *)
Definition correlated (t : profile) : Q :=
  match t with
  | [0; 0; 0] | [1; 0; 1] | [1; 1; 0] => 4 # 17
  | _ => 1 # 17
  end%nat.

Definition market_with_preferences : problem :=
  listed_problem 3 2 [2; 2; 2]%nat correlated (market_quotas [1; 2; 2] [1; 2] [2; 2; 2])%Z.

Definition preference_rule : interim_rule :=
  rule_table [[[0; 1 # 2]; [1 # 2; 0]]; [[0; 1 # 2]; [1 # 7; 5 # 14]]; [[2 # 5; 8 # 5]; [1; 1]]].

(** The second object first for type 0, the first one for type 1. *)
Definition preferences (i ti : nat) : list nat := match ti with 0 => [1; 0] | _ => [0; 1] end%nat.

Lemma market_with_preferences_market : assignment_market market_with_preferences.
Proof. apply assignment_market_decided. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/corollary-2 | nonnegative rules | refuted |*)
Theorem LY_Corollary_2_nonnegative_is_false : ~ LY_Corollary_2_nonnegative.
Proof.
  intros claim. pose proof market_with_preferences_market as market.
  apply (beaten_not_implementable market_with_preferences (proj1 market) [0; 0; 1; 0; 0; 0; 1; 1; 1; 1; 2; 1]%Z preference_rule);
    [vm_compute; reflexivity|].
  apply (claim market_with_preferences (capacity_of market_with_preferences) preferences preference_rule market).
  - apply capacity_of_correct; [apply market|]. apply nonempty_decided. vm_compute. reflexivity.
  - apply ordinal_types_decided. vm_compute. reflexivity.
  - split; [|split].
    + apply nonnegative_rule_decided. vm_compute. reflexivity.
    + apply passes_condition_25; [apply market|]. vm_compute. reflexivity.
    + apply ordinally_incentive_compatible_decided. vm_compute. reflexivity.
Qed.
