(** Mechanisms that do not respond to types: Lemma 1 and Corollary 1 of VS (section 2.1). *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles Claims.ValenzuelaStookey.

(** ** c-hat *)

Lemma c_hat_above M low i j : (j < number_of_agents M)%nat -> low j i <= c_hat M low i.
Proof.
  intros lt. unfold c_hat. assert (inj : In j (upto (number_of_agents M))) by now apply in_upto.
  induction (upto (number_of_agents M)) as [|a l IH]; [destruct inj|]. simpl.
  destruct (Qle_bool _ (low a i)) eqn:E; destruct inj as [->|inj].
  - lra.
  - apply Qle_bool_iff in E. specialize (IH inj). lra.
  - destruct (Qlt_le_dec (fold_right (fun j greatest => if Qle_bool greatest (low j i) then low j i else greatest) 0 l) (low j i));
      [|assumption]. exfalso. assert (Qle_bool (fold_right (fun j greatest => if Qle_bool greatest (low j i) then low j i
      else greatest) 0 l) (low j i) = true) by (apply Qle_bool_iff; lra). congruence.
  - now apply IH.
Qed.

Lemma c_hat_least M low i b :
  0 <= b -> (forall j, (j < number_of_agents M)%nat -> low j i <= b) -> c_hat M low i <= b.
Proof.
  intros nonneg bounded. unfold c_hat.
  assert (each : forall j, In j (upto (number_of_agents M)) -> low j i <= b) by (intros j inj; apply bounded; now apply in_upto).
  induction (upto (number_of_agents M)) as [|a l IH]; [assumption|]. simpl.
  destruct (Qle_bool _ (low a i)); [apply each; now left|apply IH; intros; apply each; now right].
Qed.

(** ** Lemma 1 *)

Lemma positive_part_nonneg y : 0 <= positive_part y.
Proof.
  unfold positive_part. destruct (Qle_bool 0 y) eqn:E; [now apply Qle_bool_iff|lra].
Qed.

Lemma positive_part_above y : y <= positive_part y.
Proof.
  unfold positive_part. destruct (Qle_bool 0 y) eqn:E; [lra|].
  destruct (Qlt_le_dec y 0); [lra|]. exfalso. apply Qle_bool_iff in q. congruence.
Qed.

Section Constant.

Variable M : market.
Hypothesis market_M : is_market M.

Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).

Variables low high : bundles.
Hypothesis boxes_M : boxes M low high.

(** Agent j's box holds the costs that are c-bar where y is >= 0, and c-hat elsewhere. *)
Definition dear_where (hat top y : bundle) : bundle := fun i => if Qle_bool 0 (y i) then top i else hat i.

Lemma dear_where_split hat top y i :
  dear_where hat top y i * y i == hat i * y i + (top i - hat i) * positive_part (y i).
Proof. unfold dear_where, positive_part. destruct (Qle_bool 0 (y i)); ring. Qed.

Lemma c_hat_within : meeting M -> forall j i, (j < J)%nat -> (i < I)%nat -> low j i <= c_hat M low i <= high j i.
Proof.
  intros (c & common) j i lt lti. split; [now apply c_hat_above|].
  destruct (boxes_M j lt) as (nonneg & _ & box). destruct (proj1 (box c) (common j lt)) as (under & over).
  apply Qle_trans with (c i); [|now apply over]. apply c_hat_least.
  - apply Qle_trans with (low j i); [now apply nonneg|now apply under].
  - intros j' lt'. destruct (boxes_M j' lt') as (_ & _ & box'). exact (proj1 (proj1 (box' c) (common j' lt')) i lti).
Qed.

Theorem lemma_1 (beta : nat -> Q) (m : bundles) :
  meeting M -> assignment M m -> constant_status_quo M beta m ->
  sum (upto I) (fun i => sum (upto J) (fun j =>
    (high j i - c_hat M low i) * positive_part (m j i - beta j * status_quo M j i))) <=
  sum (upto I) (fun i => sum (upto J) (fun j => c_hat M low i * (beta j - 1) * status_quo M j i)).
Proof.
  intros meet clears sq. set (hat := c_hat M low). set (y := fun j i => m j i - beta j * status_quo M j i).
  assert (each : forall j, In j (upto J) ->
    sum (upto I) (fun i => (high j i - hat i) * positive_part (y j i)) <= sum (upto I) (fun i => - (hat i * y j i))).
  { intros j inj. apply in_upto in inj. set (c := dear_where hat (high j) (y j)).
    assert (poss : possible M j c).
    { apply (boxes_M j inj). split; intros i lti; destruct (c_hat_within meet j i inj lti) as (under & over);
      unfold c, dear_where; destruct (Qle_bool 0 (y j i)); unfold hat; lra. }
    specialize (sq j c inj poss).
    assert (E : sum (upto I) (fun i => c i * y j i) == inner I c (m j) - beta j * inner I c (status_quo M j)).
    { unfold inner. rewrite <- sum_scale, <- sum_minus. apply sum_ext. intros i _. unfold y. ring. }
    assert (S : sum (upto I) (fun i => c i * y j i) ==
                sum (upto I) (fun i => hat i * y j i) + sum (upto I) (fun i => (high j i - hat i) * positive_part (y j i))).
    { rewrite <- sum_plus. apply sum_ext. intros i _. apply dear_where_split. }
    assert (N : sum (upto I) (fun i => - (hat i * y j i)) == - sum (upto I) (fun i => hat i * y j i)).
    { setoid_replace (- sum (upto I) (fun i => hat i * y j i)) with ((-(1)) * sum (upto I) (fun i => hat i * y j i)) by ring.
      rewrite <- sum_scale. apply sum_ext. intros; ring. }
    rewrite N. lra. }
  rewrite sum_exchange. apply Qle_trans with (1 := sum_le _ _ _ each). rewrite sum_exchange.
  apply Qle_lteq. right. apply sum_ext. intros i ini. apply in_upto in ini.
  destruct clears as (_ & clears). destruct market_M as (_ & (_ & before) & _).
  specialize (clears i ini). specialize (before i ini).
  assert (A : sum (upto J) (fun j => - (hat i * y j i)) ==
              hat i * (sum (upto J) (fun j => beta j * status_quo M j i) - sum (upto J) (fun j => m j i))).
  { rewrite <- sum_minus, <- sum_scale. apply sum_ext. intros j _. unfold y. ring. }
  assert (B : sum (upto J) (fun j => hat i * (beta j - 1) * status_quo M j i) ==
              hat i * (sum (upto J) (fun j => beta j * status_quo M j i) - sum (upto J) (fun j => status_quo M j i))).
  { rewrite <- sum_minus, <- sum_scale. apply sum_ext. intros j _. ring. }
  rewrite A, B, clears, before. reflexivity.
Qed.

(** ** Corollary 1: without slack and in full dimension, the status quo is the only one. *)

Theorem corollary_1 (m : bundles) :
  full_dimension M -> assignment M m -> constant_status_quo M no_slack m -> same_bundles M m (status_quo M).
Proof.
  intros (bottom & top & wide & inside) clears sq.
  destruct (Nat.eq_dec J 0) as [none|some]; [intros j lt; lia|].
  assert (in_bottom : forall j, (j < J)%nat -> possible M j bottom).
  { intros j lt. apply inside; [assumption|intros i _; lra|intros i lti; specialize (wide i lti); lra]. }
  assert (in_top : forall j, (j < J)%nat -> possible M j top).
  { intros j lt. apply inside; [assumption|intros i lti; specialize (wide i lti); lra|intros i _; lra]. }
  assert (meet : meeting M) by (exists bottom; assumption).
  assert (gap : forall j i, (j < J)%nat -> (i < I)%nat -> c_hat M low i < high j i).
  { intros j i lt lti. apply Qle_lt_trans with (bottom i).
    - apply c_hat_least.
      + destruct market_M as (_ & _ & burdens). exact (proj2 (burdens j lt) bottom (in_bottom j lt) i lti).
      + intros j' lt'. destruct (boxes_M j' lt') as (_ & _ & box'). exact (proj1 (proj1 (box' _) (in_bottom j' lt')) i lti).
    - apply Qlt_le_trans with (top i); [now apply wide|].
      destruct (boxes_M j lt) as (_ & _ & box). exact (proj2 (proj1 (box _) (in_top j lt)) i lti). }
  pose proof (lemma_1 no_slack m meet clears sq) as L.
  assert (R : sum (upto I) (fun i => sum (upto J) (fun j => c_hat M low i * (no_slack j - 1) * status_quo M j i)) == 0).
  { apply sum_zero. intros i _. apply sum_zero. intros j _. unfold no_slack. ring. }
  rewrite R in L.
  assert (terms : forall j i, (j < J)%nat -> (i < I)%nat ->
    0 <= (high j i - c_hat M low i) * positive_part (m j i - no_slack j * status_quo M j i)).
  { intros j i lt lti. apply Qmult_le_0_compat; [specialize (gap j i lt lti); lra|apply positive_part_nonneg]. }
  assert (less : forall j i, (j < J)%nat -> (i < I)%nat -> m j i <= status_quo M j i).
  { intros j i lt lti.
    assert (T1 : (high j i - c_hat M low i) * positive_part (m j i - no_slack j * status_quo M j i) <= 0).
    { refine (Qle_trans _ _ _ _ L).
      apply Qle_trans with (sum (upto J) (fun j => (high j i - c_hat M low i) * positive_part (m j i - no_slack j * status_quo M j i))).
      - apply (member_le_sum (upto J) (fun j => (high j i - c_hat M low i) * positive_part (m j i - no_slack j * status_quo M j i)));
          [|now apply in_upto]. intros j' inj'. apply in_upto in inj'. now apply terms.
      - apply (member_le_sum (upto I) (fun i => sum (upto J) (fun j => (high j i - c_hat M low i) *
          positive_part (m j i - no_slack j * status_quo M j i)))); [|now apply in_upto].
        intros i' ini'. apply in_upto in ini'. apply sum_nonneg. intros j' inj'. apply in_upto in inj'. now apply terms. }
    pose proof (positive_part_above (m j i - no_slack j * status_quo M j i)) as above.
    pose proof (positive_part_nonneg (m j i - no_slack j * status_quo M j i)) as nonneg.
    specialize (gap j i lt lti). unfold no_slack in *. nra. }
  apply assignments_below_same; [assumption|exact (proj1 (proj2 market_M))|].
  intros j lt i lti. now apply less.
Qed.

End Constant.
