(** Refutation of VS, Lemma 2 ("only if"), for boxes of positive widths: a type at a corner of the box trades who is
    indifferent, and nobody else does. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Proofs.ValenzuelaStookey.DenseLaw.
From Allocation.Refutations.ValenzuelaStookey Require Export Trades.

Open Scope Q_scope.

(** The box [1, 2] x [1, 2] as a system, and a law with full support on it. *)
Definition square_system : list constraint :=
  [{| row := of_list [-(1); 0]; most := -(1); strict := false |}; {| row := of_list [1; 0]; most := 2; strict := false |};
   {| row := of_list [0; -(1)]; most := -(1); strict := false |}; {| row := of_list [0; 1]; most := 2; strict := false |}].

Definition square : bundle -> Prop := box [1; 1] [2; 2].

Lemma square_spelled c : square c <-> 1 <= c 0%nat <= 2 /\ 1 <= c 1%nat <= 2.
Proof.
  split.
  - intros [lower upper]. pose proof (lower 0%nat ltac:(lia)). pose proof (upper 0%nat ltac:(lia)).
    pose proof (lower 1%nat ltac:(lia)). pose proof (upper 1%nat ltac:(lia)). unfold of_list in *; simpl in *. lra.
  - intros [[l0 u0] [l1 u1]]. split; intros i Hi; (destruct i as [|[|i]]; [| |lia]); unfold of_list; simpl; assumption.
Qed.

Lemma square_is_system c : square c <-> solution 2 square_system c.
Proof.
  rewrite square_spelled. unfold solution, square_system. rewrite !Forall_cons_iff.
  unfold satisfied, inner, of_list; simpl. split; [intros [[? ?] [? ?]]; repeat split; try lra; constructor|].
  intros [? [? [? [? _]]]]. lra.
Qed.

Lemma low_corner : square (of_list [1; 1]).
Proof. split; apply below_b_iff; reflexivity. Qed.

Lemma high_corner : square (of_list [2; 2]).
Proof. split; apply below_b_iff; reflexivity. Qed.

Lemma square_solvable : exists c, solution 2 square_system c.
Proof. exists (of_list [1; 1]). apply square_is_system, low_corner. Qed.

Definition square_law : law := dense 2 square_system.

Lemma square_law_is_law : is_law 2 square_law.
Proof. apply dense_is_law, square_solvable. Qed.

Lemma square_law_full_support : full_support 2 square_law square.
Proof. apply dense_full_support; [exact square_solvable|exact square_is_system]. Qed.

Lemma square_law_positive E p c : square_law E p -> square c -> E c = true -> 0 < p.
Proof. intros F inside. apply (dense_positive 2 square_system square_solvable E p c F). apply square_is_system, inside. Qed.

(** Both agents have costs in the square; the trade (-1/2, 1/4) leaves only the corner (1, 2) indifferent, and all other
    types of agent 1 lose by giving it. *)
Definition square_market := shared_market [[1; 0]; [0; 0]] (fun _ => square).
Definition corner_trade : bundle := of_list [-(1 # 2); 1 # 4].

Lemma square_is_market : is_market square_market.
Proof. apply (shared_is_market _ (fun _ => [1; 1]) (fun _ => [2; 2])). reflexivity. Qed.

Lemma square_boxes : boxes square_market (fun _ => of_list [1; 1]) (fun _ => of_list [2; 2]).
Proof. intros j Hj. apply box_is_box; reflexivity. Qed.

Lemma square_laws_on_boxes : laws_on_boxes square_market (fun _ => square_law).
Proof.
  exists (fun _ => of_list [1; 1]), (fun _ => of_list [2; 2]). split; [exact square_boxes|].
  intros j _. split; [exact square_law_is_law|exact square_law_full_support].
Qed.

Lemma square_thick : thick square_market.
Proof.
  intros low high is_boxes j i Hj Hi. destruct (is_boxes j Hj) as [_ [_ spec]].
  destruct (proj1 (spec _) low_corner) as [lower _]. destruct (proj1 (spec _) high_corner) as [_ upper].
  specialize (lower i Hi). specialize (upper i Hi). simpl in Hi.
  assert (of_list [1; 1] i == 1 /\ of_list [2; 2] i == 2) as [one two].
  { destruct i as [|[|i]]; [split; reflexivity|split; reflexivity|lia]. }
  rewrite one in lower. rewrite two in upper. lra.
Qed.

Lemma corner_trade_spelled c : inner 2 corner_trade c == -(1 # 2) * c 0%nat + (1 # 4) * c 1%nat.
Proof. unfold inner, corner_trade, of_list; simpl. ring. Qed.

Lemma corner_chances : exists p, chance_of_trade square_market (fun _ => square_law) 0 1 corner_trade p /\ 0 < p.
Proof.
  destruct square_law_is_law as [_ [half_space [_ [_ [_ [_ [_ alike]]]]]]].
  destruct (half_space corner_trade 0) as [q event_q].
  destruct (half_space (opposite corner_trade) 0) as [r event_r].
  assert (square_law (fun c => Qle_bool 0 (inner 2 corner_trade c)) r) as event_r'.
  { apply (alike _ _ _ _ event_r); [|reflexivity]. intros c. apply Bool.eq_true_iff_eq. rewrite !Qle_bool_iff.
    pose proof (inner_opposite 2 c corner_trade) as turned. rewrite !(inner_comm 2 c) in turned. split; intros; lra. }
  exists (q * r). split; [exists q, r; split; [exact event_q|split; [exact event_r'|reflexivity]]|].
  apply Qmult_lt_0_compat.
  - apply (square_law_positive _ q (of_list [1; 1]) event_q low_corner). reflexivity.
  - apply (square_law_positive _ r (of_list [1; 2]) event_r'); [split; apply below_b_iff; reflexivity|reflexivity].
Qed.

Lemma corner_trade_possible : trade_is_possible square_market 0 1 corner_trade.
Proof. split; apply nonnegative_b_iff; reflexivity. Qed.

(*| valenzuela-stookey-2026/lemma-2.only-if | positive widths | refuted |*)
Theorem VS_Lemma_2_only_if_positive_widths_is_false : ~ VS_Lemma_2_only_if_positive_widths.
Proof.
  intros claim.
  destruct (claim square_market (fun _ => square_law) 0%nat 1%nat corner_trade square_is_market square_laws_on_boxes
              square_thick (agents_0_and_1 _ _)) as [_ [_ [_ [c [inside gain]]]]].
  - split; [apply (bilateral_is_mechanism _ square_is_market 0 1 corner_trade (agents_0_and_1 _ _) corner_trade_possible)|].
    destruct corner_chances as [p [chance positive]]. exists p. split; [exact chance|].
    assert (social_cost square_market (after_trade square_market 0 1 corner_trade) == 0) as after by reflexivity.
    assert (social_cost square_market (status_quo square_market) == 1 # 2) as before by reflexivity.
    rewrite after, before. lra.
  - apply square_spelled in inside. change (0 < inner 2 corner_trade c) in gain. rewrite corner_trade_spelled in gain. lra.
Qed.
