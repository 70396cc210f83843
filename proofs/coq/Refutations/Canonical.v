(** Theorem 2(2) for canonical two-sided constraint structures: Condition A is not enough, even where the sets are all rows, all
    columns and all single cells. *)

From Allocation Require Export Refutations.Markets LangYang.

Section NoFloors.

Variable P : problem.
Hypothesis well : well_formed_problem P.
Hypothesis floors : no_floors P.

(** What a feasible outcome gives to the pairs of U alone is feasible. *)
Definition only (U : cell_set) (x : pure_outcome) : pure_outcome := fun c => if member c U then x c else 0%Z.

Lemma only_feasible U x : feasible_pure P x -> feasible_pure P (only U x).
Proof.
  intros (nonneg & quotas). assert (nonneg' : forall c, In c (cells P) -> (0 <= only U x c <= x c)%Z).
  { intros c inc. specialize (nonneg c inc). unfold only. destruct (member c U); lia. }
  split; [intros c inc; now apply nonneg'|]. intros G inG. rewrite (floors G inG).
  specialize (quotas G inG). assert (within : incl G (cells P)).
  { destruct well as ((_ & _ & _ & subset & _) & _). now apply subsets_incl, subset. }
  assert (0 <= total (only U x) G <= total x G)%Z; [|lia]. clear quotas inG.
  induction G as [|c G IH]; simpl; [lia|].
  specialize (IH (fun d ind => within d (or_intror ind))). specialize (nonneg' c (within c (or_introl eq_refl))).
  unfold total in *. lia.
Qed.

Lemma floors_do_not_matter U V :
  outcomes P <> [] -> disjoint U V -> capacity_of P U [] <= capacity_of P U V.
Proof.
  intros some apart. unfold capacity_of. rewrite <- Zle_Qle.
  destruct (best_attained (outcomes P) (map (difference_weights U []) (cells P)) some) as (v & inv & <-).
  pose proof (only_feasible U _ (outcomes_sound P well v inv)) as feasible.
  eapply Z.le_trans; [|exact (best_bounds _ _ _ (outcomes_complete P well _ feasible))].
  rewrite <- (outcome_vector P v inv) at 1. apply Z.eq_le_incl. clear some inv feasible.
  induction (cells P) as [|c l IH]; [reflexivity|]. cbn [map zdot]. rewrite IH. f_equal.
  unfold difference_weights, only, mark. destruct (member c U) eqn:inU; simpl.
  - destruct (member c V) eqn:inV; [|reflexivity]. apply member_iff in inU, inV. now destruct (apart c inU).
  - lia.
Qed.

(** Smaller sets have smaller capacities. *)
Lemma capacity_monotone U U' :
  outcomes P <> [] -> incl U' U -> capacity_of P U' [] <= capacity_of P U [].
Proof.
  intros some less. unfold capacity_of. rewrite <- Zle_Qle.
  destruct (best_attained (outcomes P) (map (difference_weights U' []) (cells P)) some) as (v & inv & <-).
  eapply Z.le_trans; [|exact (best_bounds _ _ _ inv)].
  destruct (outcomes_sound P well v inv) as (nonneg & _).
  rewrite <- (outcome_vector P v inv). clear some inv.
  induction (cells P) as [|c l IH]; [apply Z.le_refl|]. cbn [map zdot].
  specialize (IH (fun d ind => nonneg d (or_intror ind))). specialize (nonneg c (or_introl eq_refl)).
  unfold difference_weights, mark in *. destruct (member c U') eqn:E.
  - apply member_iff, less, member_iff in E. rewrite E. change (member c []) with false in *. cbv iota in *. lia.
  - change (member c []) with false in *. destruct (member c U); cbv iota in *; lia.
Qed.

(** Sets S among the coordinates at which the rule is not 0. *)
Definition on_support (q : interim_rule) (c : nat * nat * nat) : list Z :=
  let '(i, ti, j) := c in if Qeq_bool (q i ti j) 0 then [0%Z] else [0; 1]%Z.

(** A rule Q >= 0 that satisfies (25) for these satisfies Condition A. *)
Theorem passes_without_floors q :
  outcomes P <> [] -> nonnegative_rule P q -> passes_on P (on_support q) q = true -> condition_A P (capacity_of P) q.
Proof.
  intros some nonneg pass S1 S2 apart.
  set (S := fun i ti j => S1 i ti j && negb (Qeq_bool (q i ti j) 0)).
  pose proof (passes_on_sound P _ _ (strategy_signs S nobody) pass) as H.
  rewrite <- weighted_amount_signs, <- (expected_capacity_signs P well), weighted_amount_nobody in H.
  assert (H' := H ltac:(intros [[i ti] j] _; unfold strategy_signs, on_support, S, nobody, mark;
    destruct (S1 i ti j), (Qeq_bool (q i ti j) 0); simpl; tauto)). clear H.
  assert (same : weighted_amount P q S1 == weighted_amount P q S).
  { unfold weighted_amount. rewrite !sum_filter. apply sum_ext. intros [[i ti] j] _. unfold S.
    destruct (Qeq_bool (q i ti j) 0) eqn:E.
    - apply Qeq_bool_iff in E. rewrite E, andb_false_r. unfold indicator. destruct (S1 i ti j); ring.
    - rewrite andb_true_r. reflexivity. }
  assert (less : 0 <= weighted_amount P q S2).
  { unfold weighted_amount. apply sum_nonneg. intros [[i ti] j] inc. apply filter_In in inc as (inc & _).
    pose proof (marginal_positive P well i ti j inc). pose proof (nonneg i ti j inc). nra. }
  assert (more : sum (profiles P) (fun t => prior P t * capacity_of P (intersection P t S) (intersection P t nobody))
    <= sum (profiles P) (fun t => prior P t * capacity_of P (intersection P t S1) (intersection P t S2))).
  { apply sum_le. intros t int. rewrite intersection_nobody. rewrite !(Qmult_comm (prior P t)). apply Qmult_le_compat_r.
    - apply Qle_trans with (capacity_of P (intersection P t S1) []).
      + apply capacity_monotone; [assumption|]. intros c inc. apply filter_In in inc as (inc & chosen).
        apply filter_In. split; [assumption|]. unfold S in chosen. now apply andb_true_iff in chosen.
      + apply floors_do_not_matter; [assumption|]. now apply (intersection_pair P well t S1 S2 int apart).
    - now apply prior_nonnegative. }
  lra.
Qed.

End NoFloors.

(** A rule in a market that satisfies (25) with Q >= 0 and is not implementable. *)
Definition insufficient_market_b (P : problem) (q : interim_rule) (f : list Z) : bool :=
  assignment_market_b P && nonempty (outcomes P) && nonnegative_rule_b P q && passes_on P (on_support q) q &&
  beaten P f q.

Theorem market_insufficient P q f :
  insufficient_market_b P q f = true -> assignment_market P /\ ~ condition_A_suffices P.
Proof.
  unfold insufficient_market_b. rewrite !andb_true_iff. intros ((((market & some) & nonneg) & pass) & beat).
  apply assignment_market_decided in market. split; [exact market|]. destruct market as (well & _ & floors).
  apply nonempty_decided in some. intros suffices. apply (beaten_not_implementable P well f q beat).
  apply (suffices (capacity_of P) q); [now apply capacity_of_correct|].
  apply passes_without_floors; try assumption. now apply nonnegative_rule_decided.
Qed.

(** The market of Corollary 3: three agents and two objects. *)
Lemma market_with_payoffs_insufficient :
  insufficient_market_b market_with_payoffs payoff_rule [0; 0; 1; 2; 0; 1; 1; 1; 0; 1]%Z = true.
Proof. vm_compute. reflexivity. Qed.

Lemma market_with_payoffs_binary : binary market_with_payoffs.
Proof. apply binary_decided. reflexivity. Qed.

(*| lang-yang-2023/theorem-2.2.canonical-sufficiency | rows and columns only | refuted |*)
Theorem LY_Theorem_2_2_rows_and_columns_sufficiency_is_false : ~ LY_Theorem_2_2_rows_and_columns_sufficiency.
Proof.
  intros claim. destruct (market_insufficient _ _ _ market_with_payoffs_insufficient) as ((well & lines & _) & not_enough).
  apply not_enough. exact (claim market_with_payoffs well lines market_with_payoffs_binary).
Qed.

(*| lang-yang-2023/theorem-2.2.canonical-sufficiency | literal | refuted |*)
Theorem LY_Theorem_2_2_canonical_sufficiency_is_false : ~ LY_Theorem_2_2_canonical_sufficiency.
Proof.
  intros claim. destruct (market_insufficient _ _ _ market_with_payoffs_insufficient) as ((well & (lines & _) & _) & not_enough).
  apply not_enough. exact (claim market_with_payoffs well lines market_with_payoffs_binary).
Qed.

(** ** Unit quotas: four agents of two types each, two objects, one unit for each agent and each object *)

Definition unit_market : problem :=
  listed_problem 4 2 [2; 2; 2; 2]%nat (uniform 16) (market_quotas [1; 1; 1; 1] [1; 1] [1; 1; 1; 1])%Z.

Definition unit_rule : interim_rule :=
  rule_table [[[0; 1 # 4]; [0; 0]]; [[1 # 2; 1 # 2]; [3 # 4; 1 # 4]]; [[0; 0]; [0; 1]]; [[0; 0]; [1 # 2; 0]]].

Lemma unit_market_insufficient :
  insufficient_market_b unit_market unit_rule [0; 1; 0; 0; 1; 2; 1; 1; 0; 0; 1; 2; 0; 0; 1; 1]%Z = true.
Proof. vm_compute. reflexivity. Qed.

(*| lang-yang-2023/theorem-2.2.canonical-sufficiency | assignment markets with unit quotas | refuted |*)
Theorem LY_Theorem_2_2_unit_quotas_sufficiency_is_false : ~ LY_Theorem_2_2_unit_quotas_sufficiency.
Proof.
  intros claim. destruct (market_insufficient _ _ _ unit_market_insufficient) as ((well & lines & floors) & not_enough).
  apply not_enough. apply (claim unit_market well lines); [apply binary_decided; reflexivity|exact floors|].
  intros G inG. assert (all : forallb (fun G => Z.leb (ceiling unit_market G) 1) (sets unit_market) = true)
    by (vm_compute; reflexivity).
  rewrite forallb_forall in all. now apply Z.leb_le, all.
Qed.
