(** Lemma 3 and Proposition 1 of VS, for positive costs: with two common cost vectors that are not multiples of each other,
    two agents of different performance have a trade with the conditions of Lemma 2. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Farkas Proofs.ValenzuelaStookey.Bundles Claims.ValenzuelaStookey.

Open Scope Q_scope.

(** ** Directions with given signs *)

Lemma at_most_not_multiple (I : nat) (a b c : bundle) :
  (exists g, inner I a g < 0 /\ inner I b g < 0 /\ inner I c g < 0) \/
  (exists u v t, 0 <= u /\ 0 <= v /\ 0 <= t /\ 0 < u + v + t /\
     forall i, (i < I)%nat -> u * a i + v * b i + t * c i == 0).
Proof.
  destruct (farkas Nat.eq_dec Nat.eq_dec (upto I) [0; 1; 2]%nat
              (fun r => match r with O => a | S O => b | _ => c end) (fun _ => -(1)))
    as [(g & holds)|(m & nonneg & combined & negative)];
    [apply seq_NoDup|repeat constructor; simpl; intuition discriminate|left; exists g|right; exists (m 0%nat), (m 1%nat), (m 2%nat)].
  - pose proof (holds 0%nat ltac:(simpl; auto)). pose proof (holds 1%nat ltac:(simpl; auto)).
    pose proof (holds 2%nat ltac:(simpl; auto)). unfold inner. cbn beta iota in *. repeat split; lra.
  - pose proof (nonneg 0%nat). pose proof (nonneg 1%nat). pose proof (nonneg 2%nat). simpl in negative.
    repeat split; try assumption; [lra|]. intros i lt. apply in_upto in lt. specialize (combined i lt). simpl in combined. lra.
Qed.

(** ** A step so small that nothing gets negative *)

Lemma small_multiple (I : nat) (x g : bundle) :
  positive I x -> exists y, 0 < y /\ forall i, (i < I)%nat -> - x i <= y * g i /\ y * g i <= x i.
Proof.
  induction I as [|n IH]; intros pos; [exists 1; split; [lra|intros; lia]|].
  destruct IH as (y & posy & small); [intros i lt; apply pos; lia|].
  pose proof (pos n ltac:(lia)) as posn. pose proof (Qabs_nonneg (g n)). pose proof (Qle_Qabs (g n)).
  pose proof (Qle_Qabs (- g n)) as H'. rewrite Qabs_opp in H'.
  set (own := x n / (Qabs (g n) + 1)).
  assert (0 < own) by (apply Qlt_shift_div_l; lra).
  assert (E : own * (Qabs (g n) + 1) == x n) by (unfold own; field; lra).
  assert (bound : forall s, 0 < s -> s <= own -> - x n <= s * g n /\ s * g n <= x n) by (intros s ? ?; split; nra).
  destruct (Qlt_le_dec own y) as [less|le].
  - exists own. split; [assumption|]. intros i lt. destruct (Nat.eq_dec i n) as [->|ne]; [apply bound; lra|].
    destruct (small i ltac:(lia)). pose proof (pos i lt). destruct (Qlt_le_dec (g i) 0); split; nra.
  - exists y. split; [assumption|]. intros i lt. destruct (Nat.eq_dec i n) as [->|ne]; [now apply bound|apply small; lia].
Qed.

(** ** The trade *)

Section Trade.

Variable M : market.
Local Notation I := (number_of_tasks M).
Variables a b : nat.
Hypothesis agents : two_agents M a b.
Hypothesis have_some : both_have_some M a b.

Definition delta : bundle := minus (performance M a) (performance M b).

Lemma trade_of_direction g c d :
  possible M a c -> possible M b d -> inner I delta g < 0 -> inner I c g < 0 -> 0 < inner I d g -> some_trade M.
Proof.
  intros poss_c poss_d saves gains gives. destruct have_some as (pos_a & pos_b).
  destruct (small_multiple I (status_quo M a) g pos_a) as (y & pos_y & small).
  destruct (small_multiple I (status_quo M b) (multiple y g) pos_b) as (z & pos_z & smaller).
  set (s := if Qle_bool z 1 then z else 1).
  assert (step : 0 < s /\ s <= z /\ s <= 1).
  { unfold s. destruct (Qle_bool z 1) eqn:E; [apply Qle_bool_iff in E; lra|].
    destruct (Qlt_le_dec z 1) as [less|]; [|lra]. assert (Qle_bool z 1 = true) by (apply Qle_bool_iff; lra). congruence. }
  exists a, b, (multiple (s * y) g). split; [exact agents|].
  assert (0 < s * y) by nra. split; [split|split; [|split]].
  - intros i lt. unfold plus, multiple. destruct (small i lt). pose proof (pos_a i lt).
    assert (s * (y * g i) == s * y * g i) by ring. destruct (Qlt_le_dec (y * g i) 0); nra.
  - intros i lt. unfold minus, multiple in *. destruct (smaller i lt). pose proof (pos_b i lt).
    assert (s * (y * g i) == s * y * g i) by ring. destruct (Qlt_le_dec (y * g i) 0); nra.
  - unfold trade_saves. fold delta. rewrite inner_multiple. nra.
  - exists c. split; [exact poss_c|]. rewrite inner_multiple_left, inner_comm. nra.
  - exists d. split; [exact poss_d|]. rewrite inner_multiple_left, inner_comm. nra.
Qed.

Hypothesis differ : ~ same I (performance M a) (performance M b).
Variables c d : bundle.
Hypotheses (c_a : possible M a c) (c_b : possible M b c) (d_a : possible M a d) (d_b : possible M b d).

(** c and d are not multiples of each other (by numbers that are not negative). *)
Hypothesis apart : forall v t, 0 <= v -> 0 <= t -> (forall i, (i < I)%nat -> v * c i == t * d i) -> v == 0 /\ t == 0.

Theorem trade_from_two_costs : some_trade M.
Proof.
  destruct (at_most_not_multiple I delta c (opposite d)) as [(g & saves & gains & gives)|(u & v & t & pos_u & pos_v & pos_t & some & combined)].
  - apply (trade_of_direction g c d); try assumption. unfold opposite in gives.
    assert (inner I (fun i => - d i) g == - inner I d g) as E.
    { rewrite inner_comm, (inner_comm I d). apply (inner_opposite I g d). }
    lra.
  - assert (0 < u) as really.
    { destruct (Qlt_le_dec 0 u) as [|no]; [assumption|exfalso]. destruct (apart v t pos_v pos_t) as (zero_v & zero_t); [|lra].
      intros i lt. specialize (combined i lt). unfold opposite in combined. assert (u == 0) as E by lra. rewrite E in combined. lra. }
    destruct (at_most_not_multiple I (opposite c) d d) as [(g & gives & gains & _)|(v' & t' & t'' & pos_v' & pos_t' & pos_t'' & some' & combined')].
    + assert (inner I (opposite c) g == - inner I c g) as E.
      { rewrite inner_comm, (inner_comm I c). apply (inner_opposite I g c). }
      apply (trade_of_direction g d c); try assumption; [|lra].
      assert (u * inner I delta g == t * inner I d g - v * inner I c g) as spelled.
      { rewrite <- !inner_multiple_left, <- inner_minus_left. apply inner_ext; [|apply same_refl].
        intros i lt. specialize (combined i lt). unfold multiple, minus, opposite in *. lra. }
      assert (0 < v + t) as not_both.
      { destruct (Qlt_le_dec 0 (v + t)) as [|no]; [assumption|exfalso]. apply differ. intros i lt.
        specialize (combined i lt). unfold delta, minus, opposite in combined.
        assert (v == 0) as zero_v by lra. assert (t == 0) as zero_t by lra. rewrite zero_v, zero_t in combined.
        assert (u * (performance M a i - performance M b i) == 0) as E' by lra.
        apply Qmult_integral in E' as [bad|good]; lra. }
      destruct (Qlt_le_dec (inner I delta g) 0) as [|no]; [assumption|exfalso].
      assert (0 <= u * inner I delta g) by nra.
      destruct (Qlt_le_dec 0 v); destruct (Qlt_le_dec 0 t); nra.
    + exfalso. destruct (apart v' (t' + t'') pos_v' ltac:(lra)) as (zero_v & zero_t); [|lra].
      intros i lt. specialize (combined' i lt). unfold opposite in combined'. lra.
Qed.

End Trade.

(*| valenzuela-stookey-2026/lemma-3 | literal | proved |*)
Theorem VS_Lemma_3_holds : VS_Lemma_3.
Proof.
  intros M low high a b c d market_M boxes_M costs agents (differ & have_some & common & apart).
  destruct agents as (lt_a & lt_b & not_same).
  destruct (common a lt_a) as (c_a & d_a). destruct (common b lt_b) as (c_b & d_b).
  apply (trade_from_two_costs M a b (conj lt_a (conj lt_b not_same)) have_some differ c d c_a c_b d_a d_b).
  pose proof (costs a c lt_a c_a) as pos_c. pose proof (costs a d lt_a d_a) as pos_d.
  destruct market_M as (two & _). assert (lt0 : (0 < number_of_tasks M)%nat) by lia.
  pose proof (pos_c _ lt0) as pos_c0. pose proof (pos_d _ lt0) as pos_d0.
  intros v t pos_v pos_t equal. pose proof (equal _ lt0) as equal0.
  destruct (Qlt_le_dec 0 (v + t)) as [some|none]; [exfalso|split; lra].
  assert (0 < t) as pos by (destruct (Qlt_le_dec 0 t); [assumption|exfalso; assert (t == 0) as E by lra; rewrite E in equal0; nra]).
  assert (scale : 0 < / (v + t)) by now apply Qinv_lt_0_compat.
  assert (one : (v + t) * / (v + t) == 1) by (apply Qmult_inv_r; lra).
  set (s := / (v + t)) in *.
  assert (d 0%nat * (t * s) == 0) as no.
  { pose proof (apart (multiple (t * s) d) (t * s) 0 (v * s)) as zero_there.
    rewrite Qmult_comm. apply (zero_there ltac:(nra) ltac:(nra) ltac:(lra) ltac:(nra) ltac:(nra)).
    - intros i lt. reflexivity.
    - intros i lt. unfold multiple, plus. specialize (equal i lt).
      setoid_replace (0 * minus (performance M a) (performance M b) i + v * s * c i) with (s * (v * c i)) by ring.
      rewrite equal. ring.
    - exact lt0. }
  assert (0 < t * s) by nra. nra.
Qed.

(** Two points of a box that are apart in one task, and then everywhere else alike. *)
(*| valenzuela-stookey-2026/proposition-1 | literal | proved |*)
Theorem VS_Proposition_1_holds : VS_Proposition_1.
Proof.
  intros M low high a b market_M boxes_M costs agents (differ & (c & d & c_a & c_b & d_a & d_b & not_same) & have_some).
  destruct agents as (lt_a & lt_b & a_not_b).
  destruct (all_or_some (number_of_tasks M) (fun i => c i == d i) (fun i => ~ c i == d i)) as [alike|(k & ltk & apart)];
    [intros i; destruct (Qeq_dec (c i) (d i)); [left|right]; assumption|contradiction|].
  set (e := put c k (d k)).
  assert (inside : forall j, (j < number_of_agents M)%nat -> possible M j c -> possible M j d -> possible M j e).
  { intros j lt poss_c poss_d. destruct (boxes_M j lt) as (_ & _ & box). apply box.
    apply box in poss_c as (low_c & high_c). apply box in poss_d as (low_d & high_d).
    split; intros i lti; unfold e, put; destruct (Nat.eqb_spec i k) as [->|]; auto. }
  apply (trade_from_two_costs M a b (conj lt_a (conj lt_b a_not_b)) have_some differ c e c_a c_b); [auto|auto|].
  intros v t pos_v pos_t equal.
  assert (exists l, (l < number_of_tasks M)%nat /\ l <> k) as (l & ltl & other).
  { destruct market_M as (two & _). destruct (Nat.eq_dec k 0) as [->|]; [exists 1%nat|exists 0%nat]; lia. }
  pose proof (equal l ltl) as at_l. pose proof (equal k ltk) as at_k. unfold e in at_l, at_k.
  rewrite put_other in at_l by assumption. rewrite put_same in at_k.
  pose proof (costs a c lt_a c_a l ltl) as pos_l.
  assert ((v - t) * c l == 0) as E by lra. apply Qmult_integral in E as [E|E]; [|lra].
  assert (v == t) as E' by lra. rewrite E' in at_k.
  assert (t * (c k - d k) == 0) as F by lra. apply Qmult_integral in F as [F|F]; [|exfalso; apply apart; lra].
  split; lra.
Qed.
