(** Refutations of VS, Theorem 2, and of what its proof and Corollary 2 say of menus. *)

From Coq Require Import PeanoNat.
From Allocation.Refutations.ValenzuelaStookey Require Export Idle.

Open Scope Q_scope.

(** Closes inequalities between workloads of listed bundles, for costs >= 0 in two tasks. *)
Ltac workloads :=
  cbv [inner upto seq sum of_list nth number_of_tasks market_of unit_market length]; cbn; try lra; try nra.

Lemma positive_costs_of c : all_positive c -> 0 < c 0%nat /\ 0 < c 1%nat.
Proof. intros H. split; apply H; lia. Qed.

Lemma nonnegative_costs_of c : all_nonnegative c -> 0 <= c 0%nat /\ 0 <= c 1%nat.
Proof. intros H. split; apply H; lia. Qed.

(** ** First sentence: polarized ray mechanisms that are not OSP *)

(** Agent 0 may go along (1, -1) and agent 1 along (-1, 1); if both do, they get (2, 0) and (0, 2). *)
Definition exchange : table := {|
  eta := [[1; 1]; [1; 1]];
  menus := [[Endowment_only; Ray_along [1; -(1)]]; [Endowment_only; Ray_along [-(1); 1]]];
  rows := [([1; 1]%nat, [[2; 0]; [0; 2]])]
|}.

Definition exchange_market := unit_market all_nonnegative.
Definition exchange_protocol := protocol_of exchange_market exchange.

(** Everybody always chooses the ray; it holds the endowment, so that this is myopically optimal. *)
Definition always_trade := always [1; 1]%nat.

Lemma exchange_is_protocol : is_protocol exchange_market exchange_protocol.
Proof. apply is_protocol_table. reflexivity. Qed.

Lemma exchange_mechanism : is_mechanism exchange_market exchange_protocol always_trade.
Proof. split; [exact exchange_is_protocol|]. apply always_is_strategies. reflexivity. Qed.

Lemma single_ray_polarized (M : market) (t : table) (j : nat) (direction : list Q) :
  menu t j = [Endowment_only; Ray_along direction] ->
  non_monotone (number_of_tasks M) (of_list direction) ->
  polarized_rays_beside M (protocol_of M t) j.
Proof.
  intros is_menu signs. exists (fun _ => of_list direction). split.
  - intros k Hk. simpl in Hk. rewrite is_menu in Hk. unfold demands_endowment, only, is_ray. simpl. rewrite is_menu.
    destruct k as [|[|k]]; simpl in Hk |- *; [left; reflexivity|right|lia]. split; [reflexivity|exact signs].
  - intros k k' Hk Hk' differ no no'. simpl in Hk, Hk'. rewrite is_menu in Hk, Hk'. simpl in Hk, Hk'.
    assert (demands_endowment M (protocol_of M t) j 0%nat) as first.
    { unfold demands_endowment, only. simpl. rewrite is_menu. reflexivity. }
    destruct k as [|[|k]]; [contradiction| |lia]. destruct k' as [|[|k']]; [contradiction|contradiction|lia].
Qed.

Lemma both_signs (x : bundle) (i i' : nat) : (i < 2)%nat -> (i' < 2)%nat -> x i < 0 -> 0 < x i' -> non_monotone 2 x.
Proof.
  intros Hi Hi' low high. split.
  - intros positive. apply (Qlt_not_le _ _ low). apply positive, Hi.
  - intros small. apply (Qlt_not_le _ _ high). apply small, Hi'.
Qed.

Lemma exchange_polarized : polarized_menus_beside exchange_market exchange_protocol.
Proof.
  intros j Hj. left. destruct j as [|[|j]]; [| |simpl in Hj; lia].
  - eapply single_ray_polarized; [reflexivity|]. apply (both_signs _ 1 0); try lia; reflexivity.
  - eapply single_ray_polarized; [reflexivity|]. apply (both_signs _ 0 1); try lia; reflexivity.
Qed.

(** Where every set selects the endowment at some choices, and no type could be better off than with a bundle of the
    chosen set, the choice is myopically optimal. *)
Lemma myopic_choice M t j c k (x : list Q) :
  (j < number_of_agents M)%nat -> (k < length (menu t j))%nat -> is_protocol M (protocol_of M t) ->
  In x (outcomes M t j k) ->
  (forall k' y, (k' < length (menu t j))%nat -> In y (outcomes M t j k') ->
     inner (number_of_tasks M) c (of_list x) <= inner (number_of_tasks M) c (of_list y)) ->
  myopically_optimal M (protocol_of M t) j c k.
Proof.
  intros Hj Hk protocol inx cheapest. split; [exact Hk|]. exists (of_list x). split.
  - apply reduced_table; try assumption. apply Exists_exists. exists x. split; [exact inx|]. intros i Hi; reflexivity.
  - intros k' y Hk' iny. apply reduced_table in iny; try assumption. apply Exists_exists in iny as [z [inz equal]].
    apply Qle_trans with (inner (number_of_tasks M) c (of_list z)); [apply (cheapest k'); assumption|].
    unfold inner. apply sum_le. intros i Hi. unfold upto in Hi; apply in_seq in Hi.
    rewrite (equal i) by lia. apply Qle_refl.
Qed.

Ltac each_outcome :=
  repeat match goal with
  | H : In _ (outcomes _ _ _ _) |- _ => vm_compute in H
  | H : _ \/ _ |- _ => destruct H as [H|H]
  | H : _ = _ |- _ => subst
  | H : False |- _ => destruct H
  end.

Lemma always_trade_myopic : myopic exchange_market exchange_protocol always_trade.
Proof.
  intros j c Hj Hc. apply nonnegative_costs_of in Hc as [H0 H1].
  destruct j as [|[|j]]; [| |simpl in Hj; lia].
  - destruct (Qlt_le_dec (c 0%nat) (c 1%nat)) as [gain|loss].
    + apply (myopic_choice _ _ _ _ _ [2; 0]); [plainly|apply Nat.ltb_lt; reflexivity|exact exchange_is_protocol|vm_compute; tauto|].
      intros k' y Hk' iny. destruct k' as [|[|k']]; [| |simpl in Hk'; lia]; each_outcome; workloads.
    + apply (myopic_choice _ _ _ _ _ [1; 1]); [plainly|apply Nat.ltb_lt; reflexivity|exact exchange_is_protocol|vm_compute; tauto|].
      intros k' y Hk' iny. destruct k' as [|[|k']]; [| |simpl in Hk'; lia]; each_outcome; workloads.
  - destruct (Qlt_le_dec (c 1%nat) (c 0%nat)) as [gain|loss].
    + apply (myopic_choice _ _ _ _ _ [0; 2]); [plainly|apply Nat.ltb_lt; reflexivity|exact exchange_is_protocol|vm_compute; tauto|].
      intros k' y Hk' iny. destruct k' as [|[|k']]; [| |simpl in Hk'; lia]; each_outcome; workloads.
    + apply (myopic_choice _ _ _ _ _ [1; 1]); [plainly|apply Nat.ltb_lt; reflexivity|exact exchange_is_protocol|vm_compute; tauto|].
      intros k' y Hk' iny. destruct k' as [|[|k']]; [| |simpl in Hk'; lia]; each_outcome; workloads.
Qed.

Lemma exchange_polarized_mechanism : polarized_ray_mechanism_beside exchange_market exchange_protocol always_trade.
Proof. split; [exact exchange_mechanism|]. split; [exact exchange_polarized|exact always_trade_myopic]. Qed.

(** A type that gains by the trade may keep the endowment after all, which is worse than what else its own choice may
    lead to. *)
(*| valenzuela-stookey-2026/theorem-2.first | rays beside the endowment | refuted |*)
Theorem VS_Theorem_2_first_beside_is_false : ~ VS_Theorem_2_first_beside.
Proof.
  intros claim.
  pose proof (claim nat _ _ _ nonnegative_market nonnegative_all_costs exchange_polarized_mechanism
                0%nat (of_list [1; 2]) ltac:(plainly) ltac:(plainly)) as dominant.
  apply (obviously_dominant_table exchange_market exchange) in dominant as [_ better]; [|plainly].
  specialize (better 1%nat ltac:(simpl; lia) [1; 1] [2; 0] ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
  apply Qle_bool_iff in better. vm_compute in better. discriminate.
Qed.

(** A type that loses by the trade may choose the ray, but not the endowment, and then trade. *)
(*| valenzuela-stookey-2026/theorem-2.first | other actions | refuted |*)
Theorem VS_Theorem_2_first_other_actions_is_false : ~ VS_Theorem_2_first_other_actions.
Proof.
  intros claim.
  pose proof (claim nat _ _ _ nonnegative_market nonnegative_all_costs exchange_polarized_mechanism
                0%nat (of_list [2; 1]) ltac:(plainly) ltac:(plainly)) as dominant.
  apply (obviously_dominant_over_deviations_table exchange_market exchange) in dominant as [_ better]; [|plainly].
  specialize (better 0%nat ltac:(simpl; lia) ltac:(discriminate) [2; 0] [1; 1] ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
  apply Qle_bool_iff in better. vm_compute in better. discriminate.
Qed.

(** ** Second sentence: OSP mechanisms that no polarized ray mechanism dominates *)

(** A direction that is polarized with itself is nonnegative: as printed, no menu is of polarized rays. *)
Lemma polarized_with_itself I kappa : polarized_pair I kappa kappa -> nonnegative I kappa.
Proof.
  intros [y [y' [Hy [Hy' [some positive]]]]] i Hi. specialize (positive i Hi). unfold plus, multiple in positive.
  destruct (Qlt_le_dec (kappa i) 0) as [H|H]; [|exact H]. exfalso. destruct some as [some|some]; nra.
Qed.

Lemma no_polarized_rays {K} (M : market) (T : protocol K) (j : nat) (k : K) : choice T j k -> ~ polarized_rays M T j.
Proof.
  intros Hk [kappa [rays pairs]]. destruct (rays k Hk) as [_ [not_positive _]].
  apply not_positive, polarized_with_itself, pairs; exact Hk.
Qed.

Definition strict_market := unit_market all_positive.

Lemma idle_strict first second choices :
  is_protocol_b strict_market (idle first second) = true ->
  all_upto 2 (fun j => Nat.ltb (nth j choices 0%nat) (length (menu (idle first second) j))) = true ->
  is_mechanism strict_market (protocol_of strict_market (idle first second)) (always choices) /\
  osp strict_market (protocol_of strict_market (idle first second)) (always choices).
Proof.
  intros protocol valid. apply (always_is_strategies strict_market) in valid.
  split; [split; [apply is_protocol_table; exact protocol|exact valid]|]. apply idle_osp; exact valid.
Qed.

(** Nobody is offered anything: the menu has one choice, {eta}, which is no ray of both signs, and a remedial menu has
    two. *)
(*| valenzuela-stookey-2026/theorem-2.second | literal | refuted | by a mechanism that offers nothing but the endowment |*)
Theorem VS_Theorem_2_second_is_false : ~ VS_Theorem_2_second.
Proof.
  intros claim. destruct (idle_strict [] [] [0; 0]%nat eq_refl eq_refl) as [mechanism is_osp].
  destruct (claim nat _ _ _ positive_market positive_strictly_monotone mechanism is_osp)
    as [T' [s' [[_ [polarized _]] dominated]]].
  destruct (dominated 0%nat ltac:(plainly)) as [_ [same_choices _]]. simpl in same_choices.
  destruct (polarized 0%nat ltac:(plainly)) as [rays|[k [k' [differ [Hk [Hk' _]]]]]].
  - apply (no_polarized_rays _ _ _ 0%nat (proj1 (same_choices 0%nat) ltac:(lia)) rays).
  - apply same_choices in Hk. apply same_choices in Hk'. lia.
Qed.

(** A set that holds a bundle above the endowment is in no menu of polarized rays, and in no remedial one. *)
Lemma above_in_no_menu {K} (M : market) (T : protocol K) (j : nat) (k : K) (x : bundle) :
  choice T j k -> trading_set T j k x -> below (number_of_tasks M) (endowment T j) x ->
  ~ same (number_of_tasks M) x (endowment T j) ->
  ~ (polarized_rays_beside M T j \/ remedial_menu M T j).
Proof.
  intros Hk inx above other [[kappa [rays _]]|[l [l' [_ [_ [_ [two [demands remedial]]]]]]]].
  - destruct (rays k Hk) as [demands|[ray [not_positive _]]]; [apply other, demands, inx|].
    apply ray in inx as [_ [y [ahead along]]]. apply not_positive. intros i Hi.
    destruct (Qlt_le_dec (kappa k i) 0) as [H|H]; [|exact H]. exfalso.
    assert (y == 0) as zero_steps.
    { specialize (along i Hi). specialize (above i Hi). destruct (Qlt_le_dec 0 y); [exfalso; nra|lra]. }
    apply other. intros l Hl. specialize (along l Hl). rewrite zero_steps in along. lra.
  - destruct (two k Hk) as [->| ->]; [apply other, demands, inx|].
    apply remedial in inx as [_ small]. apply other. intros i Hi. apply Qle_antisym; [apply small|apply above]; exact Hi.
Qed.

(** A set that holds a bundle below the endowment is no ray of both signs. *)
Lemma below_in_no_ray {K} (M : market) (T : protocol K) (j : nat) (k : K) (x : bundle) :
  choice T j k -> trading_set T j k x -> below (number_of_tasks M) x (endowment T j) ->
  ~ same (number_of_tasks M) x (endowment T j) -> ~ polarized_rays_beside M T j.
Proof.
  intros Hk inx small other [kappa [rays _]].
  destruct (rays k Hk) as [demands|[ray [_ not_small]]]; [apply other, demands, inx|].
  apply ray in inx as [_ [y [ahead along]]]. apply not_small. intros i Hi. unfold zero.
  destruct (Qlt_le_dec 0 (kappa k i)) as [H|H]; [|exact H]. exfalso.
  assert (y == 0) as zero_steps.
  { specialize (along i Hi). specialize (small i Hi). destruct (Qlt_le_dec 0 y); [exfalso; nra|lra]. }
  apply other. intros l Hl. specialize (along l Hl). rewrite zero_steps in along. lra.
Qed.

(** Agent 0 has a set with (2, 1), which is above its endowment, agent 1 one with (0, 1). *)
Definition gift : table := {|
  eta := [[1; 1]; [1; 1]];
  menus := [[Endowment_only; Points [[1; 1]; [2; 1]]]; [Endowment_only; Points [[1; 1]; [0; 1]]]];
  rows := [([1; 1]%nat, [[2; 1]; [0; 1]])]
|}.

Definition gift_protocol := protocol_of strict_market gift.

Lemma gift_is_protocol : is_protocol strict_market gift_protocol.
Proof. apply is_protocol_table. reflexivity. Qed.

Lemma gift_mechanism : is_mechanism strict_market gift_protocol (always [0; 1]%nat).
Proof. split; [exact gift_is_protocol|]. apply always_is_strategies. reflexivity. Qed.

(** Decides obvious dominance over deviations of concrete choices, for all types of the domain. *)
Ltac decide_dominance :=
  apply obviously_dominant_over_deviations_table; [plainly|]; split; [apply Nat.ltb_lt; reflexivity|];
  let k' := fresh "k'" in let within := fresh "within" in let other := fresh "other" in
  intros k' within other ? ? ? ?; vm_compute in within, other;
  destruct k' as [|[|[|[|k']]]]; try (exfalso; lia); try (exfalso; apply other; reflexivity);
  each_outcome; workloads.

Lemma gift_osp : osp_over_deviations strict_market gift_protocol (always [0; 1]%nat).
Proof.
  intros j c Hj Hc. apply positive_costs_of in Hc as [H0 H1].
  destruct j as [|[|j]]; [decide_dominance|decide_dominance|simpl in Hj; lia].
Qed.
