(** Assignments and random allocations (VS, section 1): a bundle for each agent with numbers >= 0 and the right sums is
    what is expected of some lottery over allocations, and only such are. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles.

Open Scope Q_scope.

Theorem assignment_of_lottery M mu x : assignment_of M mu x -> assignment M x.
Proof.
  intros [[members total] equal]. split.
  - intros j Hj i Hi. rewrite (equal j Hj i Hi). apply sum_nonneg. intros [p Z] inmu. simpl.
    apply Qmult_le_0_compat; [apply (members p Z inmu)|]. change 0 with (inject_Z 0). rewrite <- Zle_Qle. lia.
  - intros i Hi. rewrite (sum_ext _ _ (fun j => expected mu j i)).
    + unfold expected. rewrite sum_exchange.
      rewrite (sum_ext _ _ (fun one => fst one * inject_Z (Z.of_nat (instances M i)))).
      * rewrite sum_scale_right, total. ring.
      * intros [p Z] inmu. simpl. rewrite sum_scale. apply Qmult_comp; [reflexivity|].
        apply (proj2 (members p Z inmu) i Hi).
    + intros j Hj. unfold upto in Hj; apply in_seq in Hj. apply equal; [lia|exact Hi].
Qed.

(** ** The converse: each task is drawn by itself, all its instances going to one agent *)

Section Lottery.

Variable M : market.
Variable x : bundles.
Hypothesis assigned : assignment M x.
Local Notation I := (number_of_tasks M).
Local Notation J := (number_of_agents M).

Definition number (i : nat) : Q := inject_Z (Z.of_nat (instances M i)).

(** The chance that agent j gets task k (with n = 0 it does not matter who gets nothing: agent 0 does). *)
Definition share (k j : nat) : Q :=
  if Nat.eqb (instances M k) 0 then one_unit 0 j else x j k / number k.

Definition with_task (k j : nat) (Z : allocation) : allocation :=
  fun i a => if Nat.eqb i k then (if Nat.eqb a j then instances M k else 0)%nat else Z i a.

Fixpoint draw (k : nat) : list (Q * allocation) :=
  match k with
  | O => [(1, fun _ _ => 0%nat)]
  | S k => flat_map (fun one => map (fun j => (fst one * share k j, with_task k j (snd one))) (upto J)) (draw k)
  end.

Hypothesis some_agent : (0 < J)%nat.

Lemma number_not_zero k : Nat.eqb (instances M k) 0 = false -> ~ number k == 0.
Proof.
  intros E. apply Nat.eqb_neq in E. unfold number. change 0 with (inject_Z 0). rewrite inject_Z_injective. lia.
Qed.

Lemma shares_sum k : (k < I)%nat -> sum (upto J) (share k) == 1.
Proof.
  intros Hk. unfold share. destruct (Nat.eqb (instances M k) 0) eqn:E.
  - rewrite (sum_ext _ _ (fun j => one_unit 0 j * 1)) by (intros; ring).
    rewrite (sum_unit (upto J) 0 (fun _ => 1)); [reflexivity|apply seq_NoDup|apply in_upto; exact some_agent].
  - unfold Qdiv. rewrite sum_scale_right, (proj2 assigned k Hk). fold (number k).
    apply Qmult_inv_r, number_not_zero, E.
Qed.

Lemma share_nonneg k j : (k < I)%nat -> (j < J)%nat -> 0 <= share k j.
Proof.
  intros Hk Hj. unfold share. destruct (Nat.eqb (instances M k) 0) eqn:E.
  - unfold one_unit. destruct (Nat.eqb j 0); discriminate.
  - apply Qmult_le_0_compat; [apply (proj1 assigned j Hj k Hk)|]. apply Qinv_le_0_compat.
    unfold number. change 0 with (inject_Z 0). rewrite <- Zle_Qle. lia.
Qed.

Lemma draw_total k : (k <= I)%nat -> sum (draw k) fst == 1.
Proof.
  induction k as [|k IH]; intros Hk; simpl; [ring|]. rewrite sum_flat_map.
  rewrite (sum_ext _ _ fst); [apply IH; lia|]. intros [p Z] _. rewrite sum_map. simpl.
  rewrite sum_scale, shares_sum by lia. ring.
Qed.

Lemma draw_members k p Z : (k <= I)%nat -> In (p, Z) (draw k) ->
  0 <= p /\ forall i, (i < k)%nat -> sum (upto J) (fun j => inject_Z (Z.of_nat (Z i j))) == number i.
Proof.
  revert p Z. induction k as [|k IH]; intros p Z Hk inmu; simpl in inmu.
  - destruct inmu as [equal|[]]. injection equal as <- <-. split; [discriminate|]. intros; lia.
  - apply in_flat_map in inmu as [[q Y] [inmu inmap]]. apply in_map_iff in inmap as [j [equal inj]].
    injection equal as <- <-. apply in_upto in inj. destruct (IH q Y ltac:(lia) inmu) as [positive sums]. simpl. split.
    + apply Qmult_le_0_compat; [exact positive|]. apply share_nonneg; [lia|exact inj].
    + intros i Hi. unfold with_task. destruct (Nat.eqb_spec i k) as [->|other].
      * rewrite (sum_ext _ _ (fun a => one_unit j a * number k)).
        -- rewrite (sum_unit (upto J) j (fun _ => number k)); [reflexivity|apply seq_NoDup|apply in_upto, inj].
        -- intros a _. unfold one_unit. destruct (Nat.eqb a j); unfold number; simpl; ring.
      * apply sums. lia.
Qed.

Lemma draw_expected k j i : (k <= I)%nat -> (i < k)%nat -> (j < J)%nat -> expected (draw k) j i == x j i.
Proof.
  induction k as [|k IH]; intros Hk Hi Hj; [lia|]. unfold expected. simpl. rewrite sum_flat_map.
  destruct (Nat.eq_dec i k) as [->|other].
  - rewrite (sum_ext _ _ (fun one => fst one * (share k j * number k))).
    + rewrite sum_scale_right, draw_total by lia. unfold share.
      destruct (Nat.eqb (instances M k) 0) eqn:E.
      * apply Nat.eqb_eq in E. unfold number. rewrite E. simpl.
        pose proof (proj2 assigned k ltac:(lia)) as clears. rewrite E in clears.
        pose proof (member_le_sum (upto J) (fun j => x j k) j) as least.
        assert (forall a, In a (upto J) -> 0 <= x a k) as positive.
        { intros a Ha. apply in_upto in Ha. apply (proj1 assigned a Ha k). lia. }
        specialize (least positive (proj2 (in_upto J j) Hj)). specialize (positive j (proj2 (in_upto J j) Hj)).
        simpl in clears, least. rewrite clears in least. change (inject_Z 0) with 0 in *. lra.
      * field. apply number_not_zero, E.
    + intros [p Z] _. rewrite sum_map. simpl.
      rewrite (sum_ext _ _ (fun a => one_unit j a * (p * share k a * number k))).
      * rewrite (sum_unit (upto J) j (fun a => p * share k a * number k)) by (apply seq_NoDup || now apply in_upto). ring.
      * intros a _. unfold with_task, one_unit. rewrite Nat.eqb_refl, (Nat.eqb_sym a j).
        destruct (Nat.eqb j a); unfold number; simpl; ring.
  - rewrite <- IH by lia. unfold expected. apply sum_ext. intros [p Z] _. rewrite sum_map. simpl.
    rewrite (sum_ext _ _ (fun a => p * inject_Z (Z.of_nat (Z i j)) * share k a)).
    + rewrite sum_scale, shares_sum by lia. ring.
    + intros a _. unfold with_task. destruct (Nat.eqb_spec i k); [congruence|]. ring.
Qed.

Theorem lottery_of_assignment : exists mu, assignment_of M mu x.
Proof.
  exists (draw I). split; [split|].
  - intros p Z inmu. destruct (draw_members I p Z (le_n I) inmu) as [positive sums]. split; [exact positive|exact sums].
  - apply draw_total, le_n.
  - intros j Hj i Hi. symmetry. apply draw_expected; [apply le_n|exact Hi|exact Hj].
Qed.

End Lottery.
