(** Lemma 2 of VS, "if": under its four conditions a bilateral trade is feasible and improves upon the status quo. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles Claims.ValenzuelaStookey.

Lemma Qle_bool_equal a b c d : a == c -> b == d -> Qle_bool a b = Qle_bool c d.
Proof.
  intros E F. destruct (Qle_bool a b) eqn:L; destruct (Qle_bool c d) eqn:R; try reflexivity; exfalso.
  - apply Qle_bool_iff in L. assert (Qle_bool c d = true) by (apply Qle_bool_iff; lra). congruence.
  - apply Qle_bool_iff in R. assert (Qle_bool a b = true) by (apply Qle_bool_iff; lra). congruence.
Qed.

Section Bilateral.

Variable M : market.
Hypothesis market_M : is_market M.
Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).

Variables (a b : nat) (gamma : bundle).
Hypothesis agents : two_agents M a b.
Hypothesis feasible : trade_is_possible M a b gamma.

(** ** The mechanism is one. *)

Lemma after_trade_split j i :
  after_trade M a b gamma j i == status_quo M j i + (one_unit a j * gamma i - one_unit b j * gamma i).
Proof.
  destruct agents as (_ & _ & differ). unfold after_trade, one_unit.
  destruct (Nat.eqb_spec j a) as [E|]; destruct (Nat.eqb_spec j b) as [E'|]; unfold plus, minus;
    try (exfalso; congruence); ring.
Qed.

Lemma after_trade_sum (f : nat -> Q) i :
  sum (upto J) (fun j => f j * after_trade M a b gamma j i) ==
  sum (upto J) (fun j => f j * status_quo M j i) + (f a - f b) * gamma i.
Proof.
  destruct agents as (la & lb & _).
  rewrite (sum_ext _ _ (fun j => f j * status_quo M j i + (one_unit a j * (f j * gamma i) - one_unit b j * (f j * gamma i)))).
  - rewrite sum_plus, sum_minus.
    rewrite (sum_unit (upto J) a (fun j => f j * gamma i)) by (apply seq_NoDup || now apply in_upto).
    rewrite (sum_unit (upto J) b (fun j => f j * gamma i)) by (apply seq_NoDup || now apply in_upto). ring.
  - intros j _. rewrite after_trade_split. ring.
Qed.

Lemma after_trade_assignment : assignment M (after_trade M a b gamma).
Proof.
  destruct market_M as (_ & (nonneg & clears) & _). destruct feasible as (room_a & room_b). split.
  - intros j lt. unfold after_trade. destruct (Nat.eqb_spec j a) as [->|]; [assumption|].
    destruct (Nat.eqb_spec j b) as [->|]; [assumption|now apply nonneg].
  - intros i lti. specialize (clears i lti). pose proof (after_trade_sum (fun _ => 1) i) as S. cbv beta in S.
    rewrite (sum_ext _ (fun j => 1 * after_trade M a b gamma j i) (fun j => after_trade M a b gamma j i)) in S by (intros; ring).
    rewrite (sum_ext _ (fun j => 1 * status_quo M j i) (fun j => status_quo M j i)) in S by (intros; ring).
    rewrite S, clears. ring.
Qed.

Theorem bilateral_is_mechanism : is_mechanism M (bilateral M a b gamma) (bilateral_strategies M a b gamma).
Proof.
  pose proof after_trade_assignment as after. destruct market_M as (_ & before & _).
  destruct agents as (la & lb & differ). split; [split; [exact before|split; [|split; [|split]]]|].
  - intros j k lt _. split.
    + intros x y eq [H|[t H]]; [left|right; split; [assumption|]]; exact (same_trans _ _ _ _ (same_sym _ _ _ eq) H).
    + intros x [H|[_ H]] i lti; rewrite (H i lti); [now apply (proj1 before)|now apply (proj1 after)].
  - intros j lt. exists false. split; [intros H; discriminate|]. intros y. split.
    + intros [H|[H _]]; [exact H|discriminate].
    + intros H. left. exact H.
  - intros p prof. simpl. destruct (p a && p b)%bool eqn:E.
    + split; [exact after|]. intros j lt. destruct (p j) eqn:pj.
      * right. split; [reflexivity|apply same_refl].
      * left. apply andb_prop in E. destruct E as (ea & eb). unfold after_trade.
        destruct (Nat.eqb_spec j a) as [->|]; [congruence|]. destruct (Nat.eqb_spec j b) as [->|]; [congruence|].
        apply same_refl.
    + split; [exact before|]. intros j lt. left. apply same_refl.
  - intros p q alike j lt. simpl. rewrite (alike a la), (alike b lb). apply same_refl.
  - intros j lt. split.
    + intros c _. simpl. unfold bilateral_strategies. intros trades.
      destruct (Nat.eqb_spec j a) as [->|]; [left; reflexivity|].
      destruct (Nat.eqb_spec j b) as [->|]; [right; reflexivity|discriminate].
    + intros c d _ eq. unfold bilateral_strategies. pose proof (inner_same I gamma c d eq) as H.
      destruct (Nat.eqb j a); [apply Qle_bool_equal; [assumption|reflexivity]|].
      destruct (Nat.eqb j b); [apply Qle_bool_equal; [reflexivity|assumption]|reflexivity].
Qed.

(** ** Trade saves what condition ii says. *)

Lemma after_trade_cost :
  social_cost M (after_trade M a b gamma) ==
  social_cost M (status_quo M) + inner I (minus (performance M a) (performance M b)) gamma.
Proof.
  unfold social_cost, inner. rewrite sum_exchange, (sum_exchange (upto J)), <- sum_plus.
  apply sum_ext. intros i _. rewrite after_trade_sum. unfold minus. ring.
Qed.

End Bilateral.

(** ** An open condition that some type fulfils has a positive chance. *)

Lemma workload_moves_little (I : nat) (gamma c d : bundle) (e : Q) :
  (forall i, (i < I)%nat -> c i - e < d i /\ d i < c i + e) ->
  inner I gamma d <= inner I gamma c + e * sum (upto I) (fun i => Qabs (gamma i)).
Proof.
  intros near. unfold inner. rewrite <- sum_scale, <- sum_plus. apply sum_le. intros i ini. apply in_upto in ini.
  destruct (near i ini) as (under & over).
  assert (H : gamma i * (d i - c i) <= e * Qabs (gamma i)).
  { pose proof (Qle_Qabs (gamma i)) as up. pose proof (Qle_Qabs (- gamma i)) as down. rewrite Qabs_opp in down.
    destruct (Qlt_le_dec 0 (d i - c i)).
    - apply Qle_trans with (Qabs (gamma i) * (d i - c i)); [nra|].
      pose proof (Qabs_nonneg (gamma i)). nra.
    - apply Qle_trans with (Qabs (gamma i) * (c i - d i)); [nra|].
      pose proof (Qabs_nonneg (gamma i)). nra. }
  lra.
Qed.

Lemma gain_has_a_chance (I : nat) (F : law) (X : bundle -> Prop) (gamma c : bundle) (E : bundle -> bool) (p : Q) :
  full_support I F X -> F E p -> X c -> inner I gamma c < 0 ->
  (forall d, inner I gamma d <= 0 -> E d = true) -> 0 < p.
Proof.
  intros (_ & open) ev inx gain trades.
  set (s := sum (upto I) (fun i => Qabs (gamma i))).
  assert (nonneg : 0 <= s) by (apply sum_nonneg; intros; apply Qabs_nonneg).
  assert (pos : 0 < - inner I gamma c / (1 + s)) by (apply Qlt_shift_div_l; lra).
  apply (open E p c (- inner I gamma c / (1 + s)) ev inx pos). intros d _ near. apply trades.
  pose proof (workload_moves_little I gamma c d _ near) as H. fold s in H.
  assert (Eq : - inner I gamma c / (1 + s) * (1 + s) == - inner I gamma c) by (field; lra).
  set (e := - inner I gamma c / (1 + s)) in *. lra.
Qed.

Theorem lemma_2_if : VS_Lemma_2_if.
Proof.
  intros M laws a b gamma market_M (low & high & boxes_M & lawful) agents (feasible & saves & first & second).
  split; [now apply bilateral_is_mechanism|].
  pose proof (after_trade_cost M a b gamma agents) as cost. unfold trade_saves in saves.
  destruct agents as (la & lb & differ).
  assert (chance_a : exists q, laws a (fun c => bilateral_strategies M a b gamma a c) q /\ 0 < q).
  { destruct (lawful a la) as (law_a & support). destruct first as (c & inx & gain).
    destruct law_a as (_ & half & _ & _ & _ & _ & _ & ext). destruct (half gamma 0) as (q & event_q).
    assert (event : laws a (fun c => bilateral_strategies M a b gamma a c) q).
    { apply (ext _ _ _ _ event_q); [|reflexivity]. intros d. unfold bilateral_strategies. now rewrite Nat.eqb_refl. }
    exists q. split; [exact event|].
    apply (gain_has_a_chance (number_of_tasks M) (laws a) (possible M a) gamma c _ q support event inx gain).
    intros d le. unfold bilateral_strategies. rewrite Nat.eqb_refl. now apply Qle_bool_iff. }
  assert (chance_b : exists r, laws b (fun c => bilateral_strategies M a b gamma b c) r /\ 0 < r).
  { destruct (lawful b lb) as (law_b & support). destruct second as (c & inx & gain).
    destruct law_b as (_ & half & _ & _ & _ & _ & _ & ext). destruct (half (opposite gamma) 0) as (r & event_r).
    assert (not_a : Nat.eqb b a = false) by (apply Nat.eqb_neq; congruence).
    assert (flip : forall d, inner (number_of_tasks M) (opposite gamma) d == - inner (number_of_tasks M) gamma d).
    { intros d. rewrite inner_comm, inner_opposite, inner_comm. reflexivity. }
    assert (event : laws b (fun c => bilateral_strategies M a b gamma b c) r).
    { apply (ext _ _ _ _ event_r); [|reflexivity]. intros d. unfold bilateral_strategies. rewrite not_a, Nat.eqb_refl.
      apply eq_true_iff_eq. rewrite !Qle_bool_iff, flip. split; lra. }
    exists r. split; [exact event|].
    apply (gain_has_a_chance (number_of_tasks M) (laws b) (possible M b) (opposite gamma) c _ r support event inx).
    - rewrite flip. lra.
    - intros d le. rewrite flip in le. unfold bilateral_strategies. rewrite not_a, Nat.eqb_refl. apply Qle_bool_iff. lra. }
  destruct chance_a as (q & event_q & pos_q). destruct chance_b as (r & event_r & pos_r).
  exists (q * r). split; [exists q, r; split; [assumption|split; [assumption|reflexivity]]|].
  rewrite cost. set (saved := inner (number_of_tasks M) (minus (performance M a) (performance M b)) gamma) in *.
  assert (0 < q * r) by nra. set (p := q * r) in *. nra.
Qed.
