(** Weak and strong duality of linear programs over the rational numbers, from Farkas' lemma.

    The primal program: the greatest c x over the x with a x <= b.  Its dual: the least y b over the y >= 0 with y a = c.
    Unknowns and rows have names, as in [Farkas]. *)

From Allocation Require Export Farkas.

Section Programs.

Context {X R : Type} (X_dec : decidable_names X) (R_dec : decidable_names R).
Variables (names : list X) (rows : list R) (a : R -> X -> Q) (b : R -> Q) (c : X -> Q).
Hypotheses (names_once : NoDup names) (rows_once : NoDup rows).

Definition primal_feasible (x : X -> Q) : Prop :=
  forall r, In r rows -> sum names (fun v => a r v * x v) <= b r.

Definition dual_feasible (y : R -> Q) : Prop :=
  (forall r, In r rows -> 0 <= y r) /\ (forall v, In v names -> sum rows (fun r => y r * a r v) == c v).

Definition primal_value (x : X -> Q) : Q := sum names (fun v => c v * x v).
Definition dual_value (y : R -> Q) : Q := sum rows (fun r => y r * b r).

(** y A x, summed in either order. *)
Lemma bilinear (y : R -> Q) (x : X -> Q) :
  sum names (fun v => sum rows (fun r => y r * a r v) * x v)
  == sum rows (fun r => y r * sum names (fun v => a r v * x v)).
Proof.
  rewrite (sum_ext names _ (fun v => sum rows (fun r => y r * a r v * x v))) by (intros; now rewrite sum_scale_right).
  rewrite sum_exchange. apply sum_ext. intros r _. rewrite <- sum_scale. apply sum_ext. intros; ring.
Qed.

Theorem weak_duality x y : primal_feasible x -> dual_feasible y -> primal_value x <= dual_value y.
Proof.
  intros Hx (nonneg & equal). unfold primal_value, dual_value.
  rewrite (sum_ext names _ (fun v => sum rows (fun r => y r * a r v) * x v))
    by (intros v inv; now rewrite (equal v inv)).
  rewrite bilinear. apply sum_le. intros r inr.
  rewrite !(Qmult_comm (y r)). apply Qmult_le_compat_r; [now apply Hx|now apply nonneg].
Qed.

(** Where both programs have solutions, both have best ones, of the same value. *)
Theorem strong_duality x0 y0 :
  primal_feasible x0 -> dual_feasible y0 ->
  exists x y, primal_feasible x /\ dual_feasible y /\ primal_value x == dual_value y.
Proof.
  intros Hx0 Hy0.
  set (a1 := fun (v : X) (n : X + R) => match n with inl _ => 0 | inr r => a r v end).
  set (one := fun r s => indicator (if R_dec r s then true else false)).
  set (a2 := fun (r : R + (R + unit)) (n : X + R) => match r, n with
    | inl r, inl v => a r v
    | inr (inl r), inr s => - one r s
    | inr (inr _), inl v => - c v
    | inr (inr _), inr s => b s
    | _, _ => 0 end).
  set (b2 := fun r : R + (R + unit) => match r with inl r => b r | inr _ => 0 end).
  assert (unit_dec : decidable_names unit) by (intros [] []; now left).
  destruct (farkas_with_equations (sum_dec X_dec R_dec) X_dec (sum_dec R_dec (sum_dec R_dec unit_dec))
    (both names rows) names (both rows (both rows [tt])) a1 c a2 b2)
    as [(z & equal & holds)|(f & g & nonneg & zero & neg)]; try (repeat apply NoDup_both; assumption).
  - repeat apply NoDup_both; try assumption. repeat constructor. intros [].
  - exists (fun v => z (inl v)), (fun r => z (inr r)).
    assert (Hx : primal_feasible (fun v => z (inl v))).
    { intros r inrows. specialize (holds (inl r) (in_both_left _ _ _ inrows)).
      rewrite sum_both in holds. simpl in holds.
      rewrite (sum_zero rows (fun r => 0 * z (inr r))) in holds by (intros; ring). lra. }
    assert (Hy : dual_feasible (fun r => z (inr r))).
    { split.
      - intros r inrows.
        specialize (holds (inr (inl r)) (in_both_right _ _ _ (in_both_left _ _ _ inrows))).
        rewrite sum_both in holds. simpl in holds.
        rewrite (sum_zero names (fun v => 0 * z (inl v))) in holds by (intros; ring).
        rewrite (sum_ext rows _ (fun s => (-1) * (one r s * z (inr s)))) in holds by (intros; ring).
        unfold one in holds. rewrite sum_scale, sum_one in holds by assumption. lra.
      - intros v inv. specialize (equal v inv). rewrite sum_both in equal. simpl in equal.
        rewrite (sum_zero names (fun v => 0 * z (inl v))) in equal by (intros; ring).
        rewrite <- equal. rewrite Qplus_0_l. apply sum_ext; intros; ring. }
    split; [assumption|]. split; [assumption|]. apply Qle_antisym; [now apply weak_duality|].
    specialize (holds (inr (inr tt))). rewrite sum_both in holds. simpl in holds.
    assert (H : sum names (fun v => - c v * z (inl v)) + sum rows (fun r => b r * z (inr r)) <= 0).
    { apply holds. apply in_both_right, in_both_right. now left. }
    assert (N : sum names (fun v => - c v * z (inl v)) == - primal_value (fun v => z (inl v))).
    { unfold primal_value. setoid_replace (- sum names (fun v => c v * z (inl v)))
        with ((-1) * sum names (fun v => c v * z (inl v))) by ring.
      rewrite <- sum_scale. apply sum_ext; intros; ring. }
    rewrite N in H. unfold dual_value. rewrite (sum_ext rows _ (fun r => b r * z (inr r))) by (intros; ring). lra.
  - exfalso.
    set (u := fun r => g (inl r)). set (k := g (inr (inr tt))).
    assert (H1 : forall v, In v names -> sum rows (fun r => u r * a r v) == k * c v).
    { intros v inv. specialize (zero (inl v) (in_both_left _ _ _ inv)).
      rewrite !sum_both in zero. simpl in zero.
      rewrite (sum_zero names (fun e => f e * 0)) in zero by (intros; ring).
      rewrite (sum_zero rows (fun r => g (inr (inl r)) * 0)) in zero by (intros; ring).
      unfold u, k. lra. }
    assert (H2 : forall r, In r rows -> sum names (fun v => a r v * f v) + k * b r == g (inr (inl r))).
    { intros r inrows. specialize (zero (inr r) (in_both_right _ _ _ inrows)).
      rewrite !sum_both in zero. simpl in zero.
      rewrite (sum_zero rows (fun s => g (inl s) * 0)) in zero by (intros; ring).
      rewrite (sum_ext rows (fun s => g (inr (inl s)) * - one s r) (fun s => (-1) * (one r s * g (inr (inl s)))))
        in zero.
      - unfold one in zero. rewrite sum_scale, sum_one in zero by assumption.
        rewrite (sum_ext names _ (fun v => a r v * f v)) in zero by (intros; ring). unfold k. lra.
      - intros s _. unfold one. destruct (R_dec s r) as [->|n].
        + destruct (R_dec r r); [unfold indicator; ring|congruence].
        + destruct (R_dec r s); [congruence|unfold indicator; ring]. }
    rewrite !sum_both in neg. simpl in neg.
    rewrite (sum_zero rows (fun r => g (inr (inl r)) * 0)) in neg by (intros; ring).
    assert (neg' : sum names (fun v => f v * c v) + dual_value u < 0) by (unfold dual_value, u; lra). clear neg.
    assert (k_nonneg : 0 <= k) by apply nonneg.
    destruct (Qlt_le_dec 0 k) as [pos|le].
    + assert (Hp : primal_feasible (fun v => - f v / k)).
      { intros r inrows. rewrite (sum_ext names _ (fun v => (- / k) * (a r v * f v))) by (intros; field; lra).
        rewrite sum_scale. specialize (H2 r inrows). pose proof (nonneg (inr (inl r))).
        setoid_replace (- / k * sum names (fun v => a r v * f v)) with (- sum names (fun v => a r v * f v) / k)
          by (field; lra).
        apply Qle_shift_div_r; [assumption|]. lra. }
      assert (Hd : dual_feasible (fun r => u r / k)).
      { split.
        - intros r _. apply Qle_shift_div_l; [assumption|]. specialize (nonneg (inl r)). unfold u. lra.
        - intros v inv. rewrite (sum_ext rows _ (fun r => / k * (u r * a r v))) by (intros; field; lra).
          rewrite sum_scale, (H1 v inv). field. lra. }
      pose proof (weak_duality _ _ Hp Hd) as W. unfold primal_value in W.
      rewrite (sum_ext names _ (fun v => (- / k) * (f v * c v))) in W by (intros; field; lra).
      rewrite sum_scale in W. unfold dual_value in W, neg'.
      rewrite (sum_ext rows (fun r => u r / k * b r) (fun r => / k * (u r * b r))) in W by (intros; field; lra).
      rewrite sum_scale in W.
      assert (0 < / k) by now apply Qinv_lt_0_compat.
      nra.
    + assert (k0 : k == 0) by lra.
      assert (N : 0 <= sum names (fun v => f v * c v)).
      { destruct Hy0 as (ynonneg & yequal).
        rewrite (sum_ext names _ (fun v => sum rows (fun r => y0 r * a r v) * f v))
          by (intros v inv; rewrite (yequal v inv); ring).
        rewrite bilinear. apply sum_nonneg. intros r inrows. apply Qmult_le_0_compat; [now apply ynonneg|].
        specialize (H2 r inrows). rewrite k0 in H2. pose proof (nonneg (inr (inl r))). lra. }
      assert (M : 0 <= dual_value u).
      { apply Qle_trans with (sum rows (fun r => u r * sum names (fun v => a r v * x0 v))).
        - rewrite <- bilinear. rewrite sum_zero; [apply Qle_refl|].
          intros v inv. rewrite (H1 v inv), k0. ring.
        - apply sum_le. intros r inrows. rewrite !(Qmult_comm (u r)).
          apply Qmult_le_compat_r; [now apply Hx0|]. apply nonneg. }
      lra.
Qed.

(** Where the values of a program are bounded, its dual has a solution. *)
Theorem bounded_dual x0 bound :
  primal_feasible x0 -> (forall x, primal_feasible x -> primal_value x <= bound) -> exists y, dual_feasible y.
Proof.
  intros Hx0 bounded.
  destruct (farkas_nonnegative R_dec X_dec rows names (fun v r => a r v) c rows_once names_once)
    as [(y & nonneg & equal)|(f & stays & rises)].
  - exists y. split; [assumption|]. intros v inv. rewrite <- (equal v inv). apply sum_ext; intros; ring.
  - exfalso.
    set (gain := sum names (fun v => f v * c v)) in rises.
    set (k := (1 + (if Qlt_le_dec (primal_value x0) bound then bound - primal_value x0 else 0)) / gain).
    assert (k_nonneg : 0 <= k).
    { apply Qle_shift_div_l; [assumption|]. destruct (Qlt_le_dec (primal_value x0) bound); lra. }
    assert (kgain : k * gain == 1 + (if Qlt_le_dec (primal_value x0) bound then bound - primal_value x0 else 0)).
    { unfold k. field. lra. }
    assert (Hx : primal_feasible (fun v => x0 v + k * f v)).
    { intros r inrows. rewrite (sum_ext names _ (fun v => a r v * x0 v + k * (f v * a r v))) by (intros; ring).
      rewrite sum_plus, sum_scale. specialize (stays r inrows). specialize (Hx0 r inrows). nra. }
    specialize (bounded _ Hx). unfold primal_value in bounded.
    rewrite (sum_ext names _ (fun v => c v * x0 v + k * (f v * c v))) in bounded by (intros; ring).
    rewrite sum_plus, sum_scale in bounded. fold gain in bounded. fold (primal_value x0) in bounded.
    destruct (Qlt_le_dec (primal_value x0) bound); lra.
Qed.

(** A program that has a solution and whose values are bounded has a best solution, and its dual one of the same value. *)
Theorem optimum_attained x0 bound :
  primal_feasible x0 -> (forall x, primal_feasible x -> primal_value x <= bound) ->
  exists x y, primal_feasible x /\ dual_feasible y /\ primal_value x == dual_value y /\
              (forall x', primal_feasible x' -> primal_value x' <= primal_value x) /\
              (forall y', dual_feasible y' -> dual_value y <= dual_value y').
Proof.
  intros Hx0 bounded. destruct (bounded_dual x0 bound Hx0 bounded) as (y0 & Hy0).
  destruct (strong_duality x0 y0 Hx0 Hy0) as (x & y & Hx & Hy & equal).
  exists x, y. repeat split; try assumption; try apply Hy.
  - intros x' Hx'. rewrite equal. now apply weak_duality.
  - intros y' Hy'. rewrite <- equal. now apply weak_duality.
Qed.

End Programs.
