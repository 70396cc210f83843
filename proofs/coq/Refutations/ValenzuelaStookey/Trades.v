(** Refutations of VS, section 2.1, by bilateral trades of two agents with sigma = (1/2, 1/2) in two tasks with n = 1. *)

From Coq Require Import PeanoNat.
From Allocation Require Export TradingTables Proofs.ValenzuelaStookey.Bilateral Proofs.ValenzuelaStookey.FiniteLaws.

Open Scope Q_scope.

Definition half : Q := 1 # 2.

Definition shared_market (pi : list (list Q)) (types : nat -> bundle -> Prop) : market :=
  market_of [1; 1]%nat pi [[half; half]; [half; half]] types.

(** The box [low, high]. *)
Definition box (low high : list Q) (c : bundle) : Prop := below 2 (of_list low) c /\ below 2 c (of_list high).

Lemma box_is_box low high :
  nonnegative_b 2 (of_list low) = true -> below_b 2 (of_list low) (of_list high) = true ->
  is_box 2 (box low high) (of_list low) (of_list high).
Proof.
  intros positive ordered. split; [apply nonnegative_b_iff, positive|]. split; [apply below_b_iff, ordered|].
  intros c. reflexivity.
Qed.

Lemma shared_is_market pi low high :
  (forall j, (j < 2)%nat -> nonnegative_b 2 (of_list (low j)) = true) ->
  is_market (shared_market pi (fun j => box (low j) (high j))).
Proof.
  intros positive. split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j Hj. split.
  - intros x y xy [lower upper]. split; intros i Hi; rewrite <- (xy i Hi); auto.
  - intros c [lower _] i Hi. apply Qle_trans with (of_list (low j) i); [|apply lower, Hi].
    apply (proj1 (nonnegative_b_iff _ _) (positive j Hj)), Hi.
Qed.

(** Both agents have one type each, c and d. *)
Definition one_type_market (pi : list (list Q)) (c d : list Q) : market :=
  shared_market pi (fun j => box (nth j [c; d] []) (nth j [c; d] [])).

Definition one_type_laws (c d : list Q) : nat -> law := fun j => law_of [(1, of_list (nth j [c; d] []))].

Lemma one_type_laws_on_boxes pi c d :
  nonnegative_b 2 (of_list c) = true -> nonnegative_b 2 (of_list d) = true ->
  laws_on_boxes (one_type_market pi c d) (one_type_laws c d).
Proof.
  intros positive_c positive_d.
  assert (forall j, (j < 2)%nat -> nonnegative_b 2 (of_list (nth j [c; d] [])) = true) as positive.
  { intros j Hj. destruct j as [|[|j]]; [exact positive_c|exact positive_d|lia]. }
  exists (fun j => of_list (nth j [c; d] [])), (fun j => of_list (nth j [c; d] [])). split.
  - intros j Hj. apply box_is_box; [apply positive, Hj|]. apply below_b_iff. intros i _. apply Qle_refl.
  - intros j Hj. simpl in Hj.
    assert (is_finite_law (box (nth j [c; d] []) (nth j [c; d] [])) [(1, of_list (nth j [c; d] []))]) as finite.
    { split; [|reflexivity]. intros p e [equal|[]]. injection equal as <- <-.
      split; [reflexivity|]. split; intros i _; apply Qle_refl. }
    split; [apply (finite_is_law 2 _ _ finite)|]. apply (finite_full_support 2 _ _ finite).
    intros e [lower upper]. exists 1, (of_list (nth j [c; d] [])). split; [left; reflexivity|].
    intros i Hi. apply Qle_antisym; [apply upper, Hi|apply lower, Hi].
Qed.

Lemma one_type_is_market pi c d :
  nonnegative_b 2 (of_list c) = true -> nonnegative_b 2 (of_list d) = true -> is_market (one_type_market pi c d).
Proof.
  intros positive_c positive_d. apply (shared_is_market pi (fun j => nth j [c; d] []) (fun j => nth j [c; d] [])).
  intros j Hj. destruct j as [|[|j]]; [exact positive_c|exact positive_d|lia].
Qed.

Lemma agents_0_and_1 pi types : two_agents (shared_market pi types) 0 1.
Proof. split; [simpl; lia|]. split; [simpl; lia|discriminate]. Qed.

(** ** Lemma 2, "only if" *)

(** Both agents have costs (1, 1) and are indifferent to the trade (-1/2, 1/2), which saves 1/2.  So it is always made,
    and neither iii nor iv holds. *)
Definition indifferent := one_type_market [[1; 0]; [0; 0]] [1; 1] [1; 1].
Definition swap : bundle := of_list [-(1 # 2); 1 # 2].

(*| valenzuela-stookey-2026/lemma-2.only-if | literal | refuted |*)
Theorem VS_Lemma_2_only_if_is_false : ~ VS_Lemma_2_only_if.
Proof.
  intros claim.
  destruct (claim indifferent (one_type_laws [1; 1] [1; 1]) 0%nat 1%nat swap
              (one_type_is_market [[1; 0]; [0; 0]] [1; 1] [1; 1] eq_refl eq_refl)
              (one_type_laws_on_boxes [[1; 0]; [0; 0]] [1; 1] [1; 1] eq_refl eq_refl)
              (agents_0_and_1 _ _)) as [_ [_ [[c [[lower upper] gain]] _]]].
  - split.
    + apply bilateral_is_mechanism; [apply one_type_is_market; reflexivity|apply agents_0_and_1|].
      split; apply nonnegative_b_iff; reflexivity.
    + exists 1. split; [exists 1, 1; repeat split; vm_compute; reflexivity|]. vm_compute. reflexivity.
  - pose proof (lower 0%nat ltac:(lia)) as l0. pose proof (upper 0%nat ltac:(lia)) as u0.
    pose proof (lower 1%nat ltac:(lia)) as l1. pose proof (upper 1%nat ltac:(lia)) as u1.
    cbv [indifferent one_type_market shared_market market_of number_of_tasks length inner upto seq sum swap of_list nth] in *.
    lra.
Qed.

(** ** Lemma 2, "if": the trade may always be made, and then the mechanism does not respond to types *)

Definition agreed := one_type_market [[0; 1]; [0; 0]] [1; 2] [2; 1].
Definition swap_back : bundle := of_list [1 # 2; -(1 # 2)].

(*| valenzuela-stookey-2026/lemma-2.if | not constant | refuted |*)
Theorem VS_Lemma_2_if_not_constant_is_false : ~ VS_Lemma_2_if_not_constant.
Proof.
  intros claim.
  destruct (claim agreed (one_type_laws [1; 2] [2; 1]) 0%nat 1%nat swap_back
              (one_type_is_market [[0; 1]; [0; 0]] [1; 2] [2; 1] eq_refl eq_refl)
              (one_type_laws_on_boxes [[0; 1]; [0; 0]] [1; 2] [2; 1] eq_refl eq_refl)
              (agents_0_and_1 _ _)) as [_ [p [[q [r [chance_q [chance_r product]]]] sometimes_not]]].
  - repeat split; try (apply nonnegative_b_iff; reflexivity).
    + exists (of_list [1; 2]). split; [split; intros i _; apply Qle_refl|]. reflexivity.
    + exists (of_list [2; 1]). split; [split; intros i _; apply Qle_refl|]. reflexivity.
  - vm_compute in chance_q, chance_r.
    assert (q == 1) as q1 by exact chance_q. assert (r == 1) as r1 by exact chance_r.
    rewrite product, q1, r1 in sometimes_not. vm_compute in sometimes_not. discriminate.
Qed.

(** ** Proposition 1 and Lemma 3 with costs that may be 0 *)

(** Nobody minds task 0, so that agent a gains by a trade only if gamma(1) < 0, and agent b only if gamma(1) > 0. *)
Definition free_task := shared_market [[1; 0]; [0; 0]] (fun _ => box [0; 0] [0; 1]).

Lemma free_task_is_market : is_market free_task.
Proof. apply (shared_is_market _ (fun _ => [0; 0]) (fun _ => [0; 1])). reflexivity. Qed.

Lemma free_task_boxes : boxes free_task (fun _ => of_list [0; 0]) (fun _ => of_list [0; 1]).
Proof. intros j Hj. apply box_is_box; reflexivity. Qed.

Lemma free_task_no_trade : ~ some_trade free_task.
Proof.
  intros [a [b [gamma [agents [_ [_ [[c [[lower upper] gain]] [d [[lower' upper'] gain']]]]]]]]].
  pose proof (lower 0%nat ltac:(lia)) as c0. pose proof (upper 0%nat ltac:(lia)) as c0'.
  pose proof (lower 1%nat ltac:(lia)) as c1.
  pose proof (lower' 0%nat ltac:(lia)) as d0. pose proof (upper' 0%nat ltac:(lia)) as d0'.
  pose proof (lower' 1%nat ltac:(lia)) as d1.
  cbv [free_task shared_market market_of number_of_tasks length inner upto seq sum of_list nth] in *.
  assert (c 0%nat == 0) as zero_c by lra. assert (d 0%nat == 0) as zero_d by lra.
  rewrite zero_c in gain. rewrite zero_d in gain'.
  destruct (Qlt_le_dec (gamma 1%nat) 0) as [less|more].
  - pose proof (Qmult_le_0_compat (- gamma 1%nat) (d 1%nat) ltac:(lra) d1). lra.
  - pose proof (Qmult_le_0_compat (gamma 1%nat) (c 1%nat) more c1). lra.
Qed.

Lemma free_task_differs : ~ same 2 (performance free_task 0%nat) (performance free_task 1%nat).
Proof. intros equal. specialize (equal 0%nat ltac:(lia)). discriminate. Qed.

Lemma both_have_halves pi types : both_have_some (shared_market pi types) 0 1.
Proof. split; intros i Hi; (destruct i as [|[|i]]; [reflexivity|reflexivity|simpl in Hi; lia]). Qed.

Lemma zero_is_free : possible free_task 0 (of_list [0; 0]).
Proof. split; apply below_b_iff; reflexivity. Qed.

Lemma one_is_possible : possible free_task 0 (of_list [0; 1]).
Proof. split; apply below_b_iff; reflexivity. Qed.

(*| valenzuela-stookey-2026/proposition-1 | zero costs allowed | refuted |*)
Theorem VS_Proposition_1_zero_costs_is_false : ~ VS_Proposition_1_zero_costs.
Proof.
  intros claim. apply free_task_no_trade.
  apply (claim free_task _ _ 0%nat 1%nat free_task_is_market free_task_boxes (agents_0_and_1 _ _)).
  split; [exact free_task_differs|]. split; [|apply both_have_halves].
  exists (of_list [0; 0]), (of_list [0; 1]).
  split; [exact zero_is_free|]. split; [exact zero_is_free|]. split; [exact one_is_possible|]. split; [exact one_is_possible|].
  intros equal. specialize (equal 1%nat ltac:(simpl; lia)). discriminate.
Qed.

(** With c'' = 0 the hulls meet in 0 alone. *)
(*| valenzuela-stookey-2026/lemma-3 | zero costs allowed | refuted |*)
Theorem VS_Lemma_3_zero_costs_is_false : ~ VS_Lemma_3_zero_costs.
Proof.
  intros claim. apply free_task_no_trade.
  apply (claim free_task _ _ 0%nat 1%nat (of_list [0; 1]) (of_list [0; 0]) free_task_is_market free_task_boxes
           (agents_0_and_1 _ _)).
  split; [exact free_task_differs|]. split; [apply both_have_halves|]. split.
  - intros j _. split; [exact one_is_possible|exact zero_is_free].
  - intros y t u v _ _ _ _ _ multiple_of_zero _ i Hi. rewrite (multiple_of_zero i Hi). unfold multiple, zero.
    simpl in Hi. destruct i as [|[|i]]; [apply Qmult_0_r|apply Qmult_0_r|lia].
Qed.
