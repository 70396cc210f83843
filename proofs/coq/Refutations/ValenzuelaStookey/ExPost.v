(** Refutations of VS, section 4.3: ex-post optimal polarized ray mechanisms that improve nothing. *)

From Coq Require Import PeanoNat.
From Allocation.Refutations.ValenzuelaStookey Require Export Examples.

Open Scope Q_scope.

(** ** The endowment need not be the status quo *)

(** Agent 0 has nothing in the status quo, and (1, 1) in the endowment, of which a task costs 1. *)
Definition lazy_market := market_of [2; 2]%nat [[1; 0]; [0; 0]] [[0; 0]; [2; 2]] (fun _ => all_nonnegative).
Definition lazy_protocol := protocol_of lazy_market (idle [] []).
Definition demand_all := always [0; 0]%nat.

Lemma lazy_is_market : is_market lazy_market.
Proof.
  split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. split.
  - intros x y xy positive i Hi. rewrite <- (xy i Hi). auto.
  - intros c Hc; exact Hc.
Qed.

Lemma lazy_demands j k : (j < 2)%nat -> choice lazy_protocol j k -> demands_endowment lazy_market lazy_protocol j k.
Proof.
  intros Hj Hk. simpl in Hk. destruct j as [|[|j]]; [| |lia]; destruct k as [|k]; try (simpl in Hk; lia); intros y; reflexivity.
Qed.

Lemma lazy_mechanism : is_mechanism lazy_market lazy_protocol demand_all.
Proof. split; [apply is_protocol_table; reflexivity|]. apply always_is_strategies. reflexivity. Qed.

Lemma lazy_eopr : eopr_beside lazy_market lazy_protocol demand_all.
Proof.
  split; [split; [exact lazy_mechanism|split]|].
  - intros j Hj. left. exists (fun _ => zero). split.
    + intros k Hk. left. apply lazy_demands; assumption.
    + intros k k' Hk _ _ no. exfalso. apply no, lazy_demands; assumption.
  - intros j c Hj _. destruct j as [|[|j]]; [| |simpl in Hj; lia];
      (apply (myopic_choice _ _ _ _ _ [1; 1]);
       [plainly|apply Nat.ltb_lt; reflexivity|apply lazy_mechanism|vm_compute; tauto|]);
      intros k' y Hk' iny; destruct k' as [|k']; try (simpl in Hk'; lia); each_outcome; apply Qle_refl.
  - intros p prof. destruct lazy_mechanism as [[_ [_ [_ [respects _]]]] _].
    split; [exact (respects p prof)|]. intros x [_ chosen]. unfold social_cost. apply sum_le. intros j Hj.
    apply in_upto in Hj. apply Qle_lteq. right. apply inner_same. intros i Hi.
    pose proof (proj1 (lazy_demands j (p j) Hj (prof j Hj) (x j)) (chosen j Hj) i Hi) as equal.
    rewrite equal. reflexivity.
Qed.

(*| valenzuela-stookey-2026/section-4.3.eopr-improves | rays beside the endowment, weakly | refuted |*)
Theorem VS_eopr_improves_weakly_is_false : ~ VS_eopr_improves_weakly.
Proof.
  intros claim.
  pose proof (claim nat _ _ _ (fun _ => of_list [1; 1]) lazy_is_market (fun j c _ => iff_refl _) lazy_eopr) as no_more.
  apply Qle_bool_iff in no_more; [vm_compute in no_more; discriminate|].
  intros j _. apply nonnegative_b_iff. reflexivity.
Qed.

(** ** With the status quo as endowment, types may trade who lose by it *)

(** The exchange of [exchange] saves 2. *)
Definition busy_market := market_of [2; 2]%nat [[0; 1]; [1; 0]] [[1; 1]; [1; 1]] (fun _ => all_nonnegative).
Definition busy_protocol := protocol_of busy_market exchange.

Lemma busy_polarized : polarized_ray_mechanism_beside busy_market busy_protocol always_trade.
Proof. exact exchange_polarized_mechanism. Qed.

Lemma busy_demands j : (j < 2)%nat -> demands_endowment busy_market busy_protocol j 0%nat.
Proof. intros Hj. destruct j as [|[|j]]; [| |lia]; intros y; reflexivity. Qed.

Lemma busy_cost_nonneg x : assignment busy_market x -> 0 <= social_cost busy_market x.
Proof.
  intros [positive _]. pose proof (positive 0%nat ltac:(simpl; lia) 1%nat ltac:(simpl; lia)) as first.
  pose proof (positive 1%nat ltac:(simpl; lia) 0%nat ltac:(simpl; lia)) as second.
  unfold social_cost, inner. simpl. unfold at_agent, of_list. simpl. lra.
Qed.

(** If one agent demands its endowment, both get it. *)
Lemma busy_kept p x j :
  profile busy_market busy_protocol p -> respects_choices busy_market busy_protocol p x -> (j < 2)%nat -> p j = 0%nat ->
  same_bundles busy_market x (endowment busy_protocol).
Proof.
  intros prof [[_ clears] chosen] Hj demand.
  assert (same 2 (x j) (of_list [1; 1])) as kept.
  { pose proof (chosen j Hj) as inside. rewrite demand in inside. apply (busy_demands j Hj) in inside.
    intros i Hi. rewrite (inside i Hi). destruct j as [|[|j]]; [reflexivity|reflexivity|lia]. }
  intros a Ha i Hi. specialize (clears i Hi). simpl in clears, Ha, Hi.
  assert (endowment busy_protocol a i == 1) as ->.
  { destruct a as [|[|a]]; [| |lia]; destruct i as [|[|i]]; try lia; reflexivity. }
  specialize (kept i Hi). assert (of_list [1; 1] i == 1) as one by (destruct i as [|[|i]]; [reflexivity|reflexivity|lia]).
  rewrite one in kept. assert (inject_Z (Z.of_nat (nth i [2; 2]%nat 0%nat)) == 2) as two.
  { destruct i as [|[|i]]; [reflexivity|reflexivity|lia]. }
  rewrite two in clears. destruct j as [|[|j]], a as [|[|a]]; try lia; lra.
Qed.

Lemma busy_eopr : eopr_beside busy_market busy_protocol always_trade.
Proof.
  split; [exact busy_polarized|]. intros p prof.
  destruct exchange_mechanism as [[_ [_ [_ [respects _]]]] _]. pose proof (respects p prof) as valid.
  split; [exact valid|]. intros x allowed.
  assert (forall j, (j < 2)%nat -> p j = 0%nat -> social_cost busy_market (selected busy_protocol p) <= social_cost busy_market x)
    as when_kept.
  { intros j Hj demand. unfold social_cost. apply sum_le. intros a Ha. apply in_upto in Ha.
    apply Qle_lteq. right. apply inner_same. intros i Hi.
    rewrite (busy_kept p x j prof allowed Hj demand a Ha i Hi).
    apply (busy_kept p (selected busy_protocol p) j prof valid Hj demand a Ha i Hi). }
  destruct (p 0%nat) as [|k] eqn:E0; [apply (when_kept 0%nat); [lia|exact E0]|].
  destruct (p 1%nat) as [|k'] eqn:E1; [apply (when_kept 1%nat); [lia|exact E1]|].
  pose proof (prof 0%nat ltac:(simpl; lia)) as H0. pose proof (prof 1%nat ltac:(simpl; lia)) as H1.
  simpl in H0, H1. assert (k = 0)%nat as -> by lia. assert (k' = 0)%nat as -> by lia.
  apply Qle_trans with 0; [|apply busy_cost_nonneg, allowed].
  assert (map p (upto (number_of_agents busy_market)) = [1; 1]%nat) as both by (simpl; rewrite E0, E1; reflexivity).
  unfold busy_protocol, protocol_of. cbn [selected]. rewrite both. apply Qle_bool_iff. reflexivity.
Qed.

(*| valenzuela-stookey-2026/section-4.3.eopr-improves | weakly, status quo as endowment | refuted |*)
Theorem VS_eopr_improves_for_all_is_false : ~ VS_eopr_improves_for_all.
Proof.
  intros claim.
  destruct (claim nat busy_market busy_protocol always_trade nonnegative_market (fun j c _ => iff_refl _) busy_eopr)
    with (types := fun _ : nat => of_list [2; 1]) as [_ no_more].
  - intros j Hj i Hi. reflexivity.
  - intros j _. apply nonnegative_b_iff. reflexivity.
  - specialize (no_more 0%nat ltac:(simpl; lia)). apply Qle_bool_iff in no_more. vm_compute in no_more. discriminate.
Qed.

(** ** As printed there are remedial menus alone, and they need not improve anything *)

(** All tasks cost 0 wherever they are, so that the status quo cannot be improved upon. *)
Definition cheap_market := unit_market all_nonnegative.
Definition cheap_protocol := protocol_of cheap_market (idle [Remedial] [Remedial]).
Definition take_less := always [1; 1]%nat.

Lemma cheap_costs x : social_cost cheap_market x == 0.
Proof.
  apply sum_zero. intros j _. apply sum_zero. intros i _.
  assert (performance cheap_market j i == 0) as ->; [|ring].
  unfold cheap_market, unit_market, market_of, performance, at_agent. destruct j; destruct i; reflexivity.
Qed.

Lemma cheap_eopr : eopr cheap_market cheap_protocol take_less.
Proof.
  destruct (idle_mechanism [Remedial] [Remedial] [1; 1]%nat eq_refl eq_refl) as (_ & _ & mechanism & _).
  split; [split; [exact mechanism|split]|].
  - intros j Hj. right. exists 0%nat, 1%nat. split; [discriminate|].
    destruct j as [|[|j]]; [| |simpl in Hj; lia];
      (split; [simpl; lia|]; split; [simpl; lia|]; split; [intros l Hl; simpl in Hl; lia|]; split; intros y; reflexivity).
  - intros j c Hj _. destruct j as [|[|j]]; [| |simpl in Hj; lia];
      (apply (myopic_choice _ _ _ _ _ [1; 1]); [plainly|apply Nat.ltb_lt; reflexivity|apply mechanism|vm_compute; tauto|]);
      intros k' y Hk' iny; destruct k' as [|[|k']]; try (simpl in Hk'; lia); each_outcome; apply Qle_refl.
  - intros p prof. destruct mechanism as [[_ [_ [_ [respects _]]]] _].
    split; [exact (respects p prof)|]. intros x _. fold cheap_market. rewrite !cheap_costs. apply Qle_refl.
Qed.

(*| valenzuela-stookey-2026/section-4.3.eopr-improves | literal | refuted |*)
Theorem VS_eopr_improves_is_false : ~ VS_eopr_improves.
Proof.
  intros claim. destruct (claim nat _ _ _ nonnegative_market nonnegative_all_costs cheap_eopr) as (types & _ & less).
  fold cheap_market in less. rewrite !cheap_costs in less. discriminate.
Qed.
