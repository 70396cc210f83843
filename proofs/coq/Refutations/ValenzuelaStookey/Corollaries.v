(** Refutations of VS, Corollaries 2 and 3 and Lemma 5, in some readings. *)

From Coq Require Import PeanoNat.
From Allocation.Refutations.ValenzuelaStookey Require Export Dominated.

Open Scope Q_scope.

(** ** Corollary 2, second sentence *)

(** Everything in a listed set is selected at some choices. *)
Lemma table_non_redundant M t :
  is_protocol M (protocol_of M t) ->
  (forall j k x, (j < number_of_agents M)%nat -> (k < length (menu t j))%nat ->
     in_form (number_of_tasks M) (at_agent (eta t) j) (nth k (menu t j) Endowment_only) x ->
     listed (number_of_tasks M) (outcomes M t j k) x) ->
  non_redundant M (protocol_of M t).
Proof. intros protocol covered j k Hj Hk x inx. apply reduced_table; auto. Qed.

Definition copies := [Points [[1; 1]]; Points [[1; 1]]; Points [[1; 1]]].

Lemma copies_non_redundant : non_redundant exchange_market (protocol_of exchange_market (idle copies [])).
Proof.
  apply table_non_redundant; [apply is_protocol_table; reflexivity|]. intros j k x Hj Hk inx.
  destruct j as [|[|j]]; [| |simpl in Hj; lia].
  - destruct k as [|[|[|[|k]]]]; [| | | |simpl in Hk; lia]; simpl in inx;
      try (apply Exists_exists in inx as [y [[<-|[]] inx]]); apply Exists_exists; exists [1; 1];
      (split; [vm_compute; tauto|exact inx]).
  - destruct k as [|k]; [|simpl in Hk; lia]. simpl in inx. apply Exists_exists; exists [1; 1].
    split; [vm_compute; tauto|exact inx].
Qed.

(** The set {eta}, four times. *)
(*| valenzuela-stookey-2026/corollary-2.second | literal | refuted |*)
Theorem VS_Corollary_2_second_is_false : ~ VS_Corollary_2_second.
Proof.
  intros claim.
  enough (length [0; 1; 2; 3]%nat <= 3)%nat as few by (simpl in few; lia).
  apply (claim nat _ _ _ (idle_mechanism copies [] [0; 0]%nat eq_refl eq_refl) copies_non_redundant 0%nat ltac:(plainly)).
  - repeat constructor; simpl; intuition discriminate.
  - intros k Hk. simpl. repeat (destruct Hk as [<-|Hk]; [lia|]). destruct Hk.
Qed.

(** Agent 0 has a remedial set; agent 1 three sets above its endowment, by which it says what agent 0 gets. *)
Definition burdens : table := {|
  eta := [[1; 1]; [1; 1]];
  menus := [[Endowment_only; Points [[1; 1]; [0; 0]; [0; 1]; [1; 0]]];
            [Endowment_only; Points [[1; 1]; [1; 2]]; Points [[1; 1]; [2; 1]]; Points [[1; 1]; [2; 2]]]];
  rows := [([1; 1]%nat, [[1; 0]; [1; 2]]); ([1; 2]%nat, [[0; 1]; [2; 1]]); ([1; 3]%nat, [[0; 0]; [2; 2]])]
|}.

Definition burdens_protocol := protocol_of strict_market burdens.

Lemma burdens_is_protocol : is_protocol strict_market burdens_protocol.
Proof. apply is_protocol_table. reflexivity. Qed.

Lemma burdens_mechanism : is_mechanism strict_market burdens_protocol (always [1; 0]%nat).
Proof. split; [exact burdens_is_protocol|]. apply always_is_strategies. reflexivity. Qed.

Lemma burdens_osp : osp_over_deviations strict_market burdens_protocol (always [1; 0]%nat).
Proof.
  intros j c Hj Hc. apply positive_costs_of in Hc as [H0 H1].
  destruct j as [|[|j]]; [decide_dominance|decide_dominance|simpl in Hj; lia].
Qed.

Lemma burdens_non_redundant : non_redundant strict_market burdens_protocol.
Proof.
  apply table_non_redundant; [exact burdens_is_protocol|]. intros j k x Hj Hk inx.
  destruct j as [|[|j]]; [| |simpl in Hj; lia].
  - destruct k as [|[|k]]; [| |simpl in Hk; lia]; simpl in inx.
    + apply Exists_exists; exists [1; 1]. split; [vm_compute; tauto|exact inx].
    + apply Exists_exists in inx as [y [iny inx]]. apply Exists_exists; exists y. split; [|exact inx].
      vm_compute. vm_compute in iny. tauto.
  - destruct k as [|[|[|[|k]]]]; [| | | |simpl in Hk; lia]; simpl in inx.
    + apply Exists_exists; exists [1; 1]. split; [vm_compute; tauto|exact inx].
    + apply Exists_exists in inx as [y [iny inx]]. apply Exists_exists; exists y. split; [|exact inx].
      vm_compute. vm_compute in iny. tauto.
    + apply Exists_exists in inx as [y [iny inx]]. apply Exists_exists; exists y. split; [|exact inx].
      vm_compute. vm_compute in iny. tauto.
    + apply Exists_exists in inx as [y [iny inx]]. apply Exists_exists; exists y. split; [|exact inx].
      vm_compute. vm_compute in iny. tauto.
Qed.

(** Computes membership for sets that are listed. *)
Definition listed_b (I : nat) (eta : bundle) (form : trading_form) (x : bundle) : bool :=
  match form with
  | Endowment_only => same_b I x eta
  | Points points => existsb (fun y => same_b I x (of_list y)) points
  | _ => true
  end.

Lemma listed_b_complete I eta form x : in_form I eta form x -> listed_b I eta form x = true.
Proof.
  destruct form as [|points|direction|]; simpl; try reflexivity.
  - apply same_b_iff.
  - unfold listed. rewrite Exists_exists, existsb_exists. intros [y [iny equal]]. exists y.
    split; [exact iny|apply same_b_iff; exact equal].
Qed.

(** Two sets of a table differ if one has a bundle that the other's list lacks. *)
Lemma sets_differ M t j k k' (x : list Q) :
  in_form_b (number_of_tasks M) (at_agent (eta t) j) (nth k (menu t j) Endowment_only) (of_list x) = true ->
  listed_b (number_of_tasks M) (at_agent (eta t) j) (nth k' (menu t j) Endowment_only) (of_list x) = false ->
  ~ (forall y, trading_set (protocol_of M t) j k y <-> trading_set (protocol_of M t) j k' y).
Proof.
  intros inside outside alike. apply in_form_b_sound in inside. apply alike in inside. simpl in inside.
  apply listed_b_complete in inside. congruence.
Qed.

(** The bundle is in agent 1's set a and not in its set b. *)
Definition sets_differ_at (a b : nat) (x : list Q) : Prop :=
  in_form_b 2 (of_list [1; 1]) (nth a (menu burdens 1) Endowment_only) (of_list x) = true /\
  listed_b 2 (of_list [1; 1]) (nth b (menu burdens 1) Endowment_only) (of_list x) = false.

Lemma burdens_differ : different_sets burdens_protocol 1.
Proof.
  intros k k' Hk Hk' differ. simpl in Hk, Hk'.
  assert (forall a b, (forall y, trading_set burdens_protocol 1 a y <-> trading_set burdens_protocol 1 b y) ->
                      forall y, trading_set burdens_protocol 1 b y <-> trading_set burdens_protocol 1 a y) as swap
    by (intros a b alike y; symmetry; apply alike).
  assert (forall a b, sets_differ_at a b [1; 2] \/ sets_differ_at a b [2; 1] \/ sets_differ_at a b [2; 2] ->
                      ~ (forall y, trading_set burdens_protocol 1 a y <-> trading_set burdens_protocol 1 b y)) as by_bundle.
  { intros a b [[H H']|[[H H']|[H H']]]; exact (sets_differ strict_market burdens 1 a b _ H H'). }
  intros alike.
  destruct k as [|[|[|[|k]]]], k' as [|[|[|[|k']]]]; try lia; try congruence;
    first [refine (by_bundle _ _ _ alike); vm_compute; tauto
          |refine (by_bundle _ _ _ (swap _ _ alike)); vm_compute; tauto].
Qed.

(*| valenzuela-stookey-2026/corollary-2.second | different sets | refuted |*)
Theorem VS_Corollary_2_second_different_is_false : ~ VS_Corollary_2_second_different.
Proof.
  intros claim.
  enough (length [0; 1; 2; 3]%nat <= 3)%nat as few by (simpl in few; lia).
  apply (claim nat _ _ _ positive_market positive_strictly_monotone burdens_mechanism burdens_osp burdens_non_redundant
           1%nat ltac:(plainly) burdens_differ).
  - repeat constructor; simpl; intuition discriminate.
  - intros k Hk. simpl. repeat (destruct Hk as [<-|Hk]; [lia|]). destruct Hk.
Qed.

(** ** Corollary 3 *)

(** The rays of [exchange], of which only the endowment is selected. *)
Definition no_exchange : table := {| eta := eta exchange; menus := menus exchange; rows := [] |}.

Definition no_exchange_protocol := protocol_of strict_market no_exchange.

Lemma no_exchange_mechanism : is_mechanism strict_market no_exchange_protocol always_trade.
Proof.
  split; [apply is_protocol_table; reflexivity|]. apply always_is_strategies. reflexivity.
Qed.

Lemma no_exchange_osp : osp_over_deviations strict_market no_exchange_protocol always_trade.
Proof.
  intros j c Hj Hc. split; [apply no_exchange_mechanism; assumption|].
  intros k' _ _ p q _ _ _ _. apply Qle_refl.
Qed.

Lemma no_exchange_polarized : polarized_ray_mechanism_beside strict_market no_exchange_protocol always_trade.
Proof.
  split; [exact no_exchange_mechanism|]. split.
  - intros j Hj. left. destruct j as [|[|j]]; [| |simpl in Hj; lia].
    + eapply single_ray_polarized; [reflexivity|]. apply (both_signs _ 1 0); try lia; reflexivity.
    + eapply single_ray_polarized; [reflexivity|]. apply (both_signs _ 0 1); try lia; reflexivity.
  - intros j c Hj Hc. destruct j as [|[|j]]; [| |simpl in Hj; lia];
      (apply (myopic_choice _ _ _ _ _ [1; 1]);
       [plainly|apply Nat.ltb_lt; reflexivity|apply no_exchange_mechanism|vm_compute; tauto|]);
      intros k' y Hk' iny; destruct k' as [|[|k']]; try (simpl in Hk'; lia); each_outcome; apply Qle_refl.
Qed.

Lemma no_exchange_dominates_itself :
  effectively_dominated strict_market no_exchange_protocol always_trade no_exchange_protocol always_trade.
Proof.
  intros j Hj. split; [intros i _; reflexivity|]. split; [reflexivity|]. split; [reflexivity|].
  intros k Hk x [inx _]. exact inx.
Qed.

(** With the selection rule of [exchange], types choose the ray who lose by it. *)
(*| valenzuela-stookey-2026/corollary-3 | rays beside the endowment, other actions | refuted |*)
Theorem VS_Corollary_3_beside_is_false : ~ VS_Corollary_3_beside.
Proof.
  intros claim.
  pose proof (claim nat _ _ _ _ (selected (protocol_of strict_market exchange)) positive_market
                positive_strictly_monotone no_exchange_mechanism no_exchange_osp no_exchange_polarized
                no_exchange_dominates_itself (is_protocol_table strict_market exchange eq_refl)
                0%nat (of_list [2; 1]) ltac:(plainly)) as dominant.
  assert (possible strict_market 0 (of_list [2; 1])) as Hc.
  { intros i Hi. revert i Hi. apply in_two_tasks; plainly. }
  specialize (dominant Hc). apply (obviously_dominant_over_deviations_table strict_market exchange) in dominant as [_ better];
    [|plainly].
  specialize (better 0%nat ltac:(simpl; lia) ltac:(discriminate) [2; 0] [1; 1] ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
  apply Qle_bool_iff in better. vm_compute in better. discriminate.
Qed.

(** ** Lemma 5 *)

(** One direction has no minima to compare.  The direction 0 is none of both signs as printed, (1, 0) is none at all. *)
Lemma one_direction I kappa : all_minima I 1 kappa.
Proof. intros k k' Hk Hk' differ. lia. Qed.

(*| valenzuela-stookey-2026/lemma-5 | literal | refuted | by one direction, paired with itself |*)
Theorem VS_Lemma_5_is_false : ~ VS_Lemma_5.
Proof.
  intros claim. destruct (proj2 (claim 2%nat 1%nat (fun _ => zero)) (one_direction _ _)) as [signs _].
  destruct (signs 0%nat ltac:(lia)) as [not_positive _]. apply not_positive. intros i _. apply Qle_refl.
Qed.

(*| valenzuela-stookey-2026/lemma-5 | rays beside the endowment | refuted |*)
Theorem VS_Lemma_5_beside_is_false : ~ VS_Lemma_5_beside.
Proof.
  intros claim. destruct (proj2 (claim 2%nat 1%nat (fun _ => of_list [1; 0])) (one_direction _ _)) as [signs _].
  destruct (signs 0%nat ltac:(lia)) as [not_positive _].
  - intros none. specialize (none 0%nat ltac:(lia)). discriminate.
  - apply not_positive. intros i Hi. revert i Hi. apply in_two_tasks; plainly.
Qed.

(** (1, 0) and (0, -1): multipliers 1 and 0; but min {c.(0, -1) : c >= 0, c.(1, 0) <= 0} is below 0. *)
(*| valenzuela-stookey-2026/lemma-5 | second condition alone | refuted |*)
Theorem VS_Lemma_5_pairs_is_false : ~ VS_Lemma_5_pairs.
Proof.
  intros claim. set (kappa := fun k => match k with O => of_list [1; 0] | _ => of_list [0; -(1)] end).
  assert (polarized_pairs_only 2 2 kappa) as pairs.
  { intros k k' Hk Hk' differ _ _. destruct k as [|[|k]], k' as [|[|k']]; try lia.
    - exists 1, 0. repeat split; try discriminate; [left; reflexivity|]. intros i Hi. revert i Hi. apply in_two_tasks; plainly.
    - exists 0, 1. repeat split; try discriminate; [right; reflexivity|]. intros i Hi. revert i Hi. apply in_two_tasks; plainly. }
  apply (claim 2%nat 2%nat kappa) in pairs.
  pose proof (pairs 1%nat 0%nat ltac:(lia) ltac:(lia) ltac:(lia)) as condition.
  assert (~ same 2 (kappa 0%nat) zero) as other.
  { intros none. specialize (none 0%nat ltac:(lia)). discriminate. }
  specialize (condition other (of_list [0; 1])). apply Qle_bool_iff in condition; [vm_compute in condition; discriminate| |].
  - apply nonnegative_b_iff; reflexivity.
  - apply Qle_bool_iff; reflexivity.
Qed.
