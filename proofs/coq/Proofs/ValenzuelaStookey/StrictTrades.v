(** Lemma 2 of VS, "only if", when agents trade only if they strictly gain. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Proofs.ValenzuelaStookey.Bilateral.

Open Scope Q_scope.

(** An event that no type of the support is in has no chance. *)
Lemma no_type_no_chance I F X E p :
  is_law I F -> full_support I F X -> F E p -> (forall c, X c -> E c = false) -> p == 0.
Proof.
  intros [_ [_ [complement _]]] [certain _] event none.
  assert (forall c, X c -> (fun c => negb (E c)) c = true) as all by (intros c Hc; cbv beta; rewrite (none c Hc); reflexivity).
  pose proof (certain _ _ (complement E p event) all). lra.
Qed.

(** The corner of a box at which gamma.c is least. *)
Definition least_corner (gamma low high : bundle) : bundle := fun i => if Qle_bool 0 (gamma i) then low i else high i.

Lemma least_corner_in I gamma low high X : is_box I X low high -> X (least_corner gamma low high).
Proof.
  intros [_ [ordered spec]]. apply spec.
  split; intros i Hi; unfold least_corner; destruct (Qle_bool 0 (gamma i)); try apply Qle_refl; apply ordered, Hi.
Qed.

Lemma least_corner_least I gamma low high X c :
  is_box I X low high -> X c -> inner I gamma (least_corner gamma low high) <= inner I gamma c.
Proof.
  intros [_ [_ spec]] Hc. apply spec in Hc as [lower upper]. apply sum_le. intros i Hi. apply in_upto in Hi.
  specialize (lower i Hi). specialize (upper i Hi). unfold least_corner.
  destruct (Qle_bool 0 (gamma i)) eqn:E.
  - apply Qle_bool_iff in E. rewrite (Qmult_comm (gamma i) (low i)), (Qmult_comm (gamma i) (c i)).
    apply Qmult_le_compat_r; assumption.
  - assert (gamma i <= 0) as negative.
    { destruct (Qlt_le_dec 0 (gamma i)) as [H|H]; [|exact H]. apply Qlt_le_weak, Qle_bool_iff in H. congruence. }
    pose proof (Qmult_le_compat_r (c i) (high i) (- gamma i) upper ltac:(lra)). lra.
Qed.

(** If it has a positive chance that gamma.c < 0, some type of the box has it. *)
Lemma some_type_gains I F X gamma low high E q :
  is_law I F -> full_support I F X -> is_box I X low high -> F E q -> 0 < q ->
  (forall c, E c = true -> inner I gamma c < 0) -> exists c, X c /\ inner I gamma c < 0.
Proof.
  intros lawful full box_X event positive gains.
  exists (least_corner gamma low high). split; [apply (least_corner_in I), box_X|].
  destruct (Qlt_le_dec (inner I gamma (least_corner gamma low high)) 0) as [H|H]; [exact H|exfalso].
  pose proof (no_type_no_chance I F X E q lawful full event) as none.
  assert (q == 0); [apply none|lra]. intros c Hc. destruct (E c) eqn:e; [exfalso|reflexivity].
  apply gains in e. pose proof (least_corner_least I gamma low high X c box_X Hc). lra.
Qed.

(*| valenzuela-stookey-2026/lemma-2.only-if | indifferent agents do not trade | proved |*)
Theorem VS_Lemma_2_only_if_strict_holds : VS_Lemma_2_only_if_strict.
Proof.
  intros M laws a b gamma market_M [low [high [is_boxes lawful]]] agents
    [[[_ [_ [_ [respects _]]]] _] [q [r [event_q [event_r cheaper]]]]].
  pose proof agents as [la [lb differ]].
  destruct (respects (fun j => Nat.eqb j a || Nat.eqb j b)%bool) as [[nonneg _] _].
  { intros j _ chosen. apply Bool.orb_true_iff in chosen. rewrite !Nat.eqb_eq in chosen. exact chosen. }
  cbn [bilateral selected] in nonneg. rewrite !Nat.eqb_refl, Bool.orb_true_r in nonneg. cbn [orb andb] in nonneg.
  assert (trade_is_possible M a b gamma) as feasible.
  { split.
    - pose proof (nonneg a la) as at_a. unfold after_trade in at_a. rewrite Nat.eqb_refl in at_a. exact at_a.
    - pose proof (nonneg b lb) as at_b. unfold after_trade in at_b.
      destruct (Nat.eqb_spec b a) as [E|_]; [congruence|]. rewrite Nat.eqb_refl in at_b. exact at_b. }
  rewrite (after_trade_cost M a b gamma agents) in cheaper.
  set (saving := inner (number_of_tasks M) (minus (performance M a) (performance M b)) gamma) in *.
  destruct (lawful a la) as [law_a full_a]. destruct (lawful b lb) as [law_b full_b].
  assert (0 <= q) as q0 by apply (proj1 (proj2 (proj2 (proj2 (proj2 (proj2 law_a))))) _ _ event_q).
  assert (0 <= r) as r0 by apply (proj1 (proj2 (proj2 (proj2 (proj2 (proj2 law_b))))) _ _ event_r).
  assert (q * r * saving < 0) as less by lra.
  pose proof (Qmult_le_0_compat q r q0 r0) as both.
  assert (saving < 0) as saves.
  { destruct (Qlt_le_dec saving 0) as [H|H]; [exact H|]. pose proof (Qmult_le_0_compat (q * r) saving both H). lra. }
  assert (0 < q) as positive_q.
  { destruct (Qlt_le_dec 0 q) as [H|H]; [exact H|]. assert (q == 0) as none by lra. rewrite none in less. lra. }
  assert (0 < r) as positive_r.
  { destruct (Qlt_le_dec 0 r) as [H|H]; [exact H|]. assert (r == 0) as none by lra. rewrite none in less. lra. }
  split; [exact feasible|]. split; [exact saves|]. split.
  - apply (some_type_gains _ _ _ gamma (low a) (high a) _ q law_a full_a (is_boxes a la) event_q positive_q).
    intros c gains. unfold strict_strategies in gains. rewrite Nat.eqb_refl in gains.
    destruct (Qlt_le_dec (inner (number_of_tasks M) gamma c) 0) as [H|H]; [exact H|].
    apply Qle_bool_iff in H. rewrite H in gains. discriminate.
  - destruct (some_type_gains _ _ _ (opposite gamma) (low b) (high b) _ r law_b full_b (is_boxes b lb) event_r positive_r)
      as [c [Hc gains]].
    + intros c gains. unfold strict_strategies in gains. rewrite Nat.eqb_refl in gains.
      destruct (Nat.eqb_spec b a) as [E|_]; [congruence|].
      pose proof (inner_opposite (number_of_tasks M) c gamma) as turned. rewrite !(inner_comm _ c) in turned.
      destruct (Qlt_le_dec 0 (inner (number_of_tasks M) gamma c)) as [H|H]; [lra|].
      apply Qle_bool_iff in H. rewrite H in gains. discriminate.
    + exists c. split; [exact Hc|].
      pose proof (inner_opposite (number_of_tasks M) c gamma) as turned. rewrite !(inner_comm _ c) in turned. lra.
Qed.
