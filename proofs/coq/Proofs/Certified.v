(** Every answer has its evidence: a system of [Linear], of lists of numbers, has a solution or a Farkas vector.  (That the
    evidence is right is proved in [Linear].) *)

From Allocation Require Export Farkas.

(** ** Vectors as lists and as functions of positions *)

Lemma dot_positions (u x : vector) n :
  (length u <= n)%nat -> dot u x == sum (seq 0 n) (fun k => nth k u 0 * nth k x 0).
Proof.
  revert x n. induction u as [|a u IH]; intros x n le.
  - simpl. symmetry. apply sum_zero. intros k _. destruct k; simpl; ring.
  - destruct n as [|n]; [simpl in le; lia|]. cbn [seq sum]. rewrite <- seq_shift, sum_map.
    destruct x as [|b x].
    + simpl. symmetry. rewrite sum_zero; [ring|]. intros k _. ring.
    + cbn [dot nth]. rewrite (IH x n) by (simpl in le; lia). reflexivity.
Qed.

Lemma nth_positions (f : nat -> Q) n k : (k < n)%nat -> nth k (map f (seq 0 n)) 0 = f k.
Proof.
  intros lt. rewrite (nth_indep _ 0 (f 0%nat)) by (now rewrite map_length, seq_length).
  now rewrite map_nth, seq_nth.
Qed.

Lemma nth_add u v k : nth k (add u v) 0 == nth k u 0 + nth k v 0.
Proof.
  revert v k. induction u as [|a u IH]; intros v k; [destruct k; simpl; ring|].
  destruct v as [|b v]; [destruct k; simpl; ring|]. destruct k; simpl; [ring|apply IH].
Qed.

Lemma nth_scale c u k : nth k (scale c u) 0 == c * nth k u 0.
Proof. revert k. induction u as [|a u IH]; intros [|k]; simpl; try ring. apply IH. Qed.

Lemma nth_combination (m : vector) (rows : matrix) k :
  nth k (combination m rows) 0 == sum (seq 0 (length rows)) (fun r => nth r m 0 * nth k (nth r rows []) 0).
Proof.
  revert rows. induction m as [|c m IH]; intros rows.
  - simpl. destruct k; simpl; symmetry; apply sum_zero; intros [|r] _; simpl; ring.
  - destruct rows as [|row rows]; [destruct k; reflexivity|].
    cbn [combination length seq sum]. rewrite nth_add, nth_scale, IH, <- seq_shift, sum_map. reflexivity.
Qed.

Lemma all_zero_positions v : (forall k, nth k v 0 == 0) -> all_zero v.
Proof.
  intros zero. apply Forall_forall. intros a ina. destruct (In_nth v a 0 ina) as (k & _ & <-). apply zero.
Qed.

Section System.

Variable system : list inequality.

(** No row is longer. *)
Definition width : nat := fold_right (fun row most => Nat.max (length (coefficients row)) most) 0%nat system.

Lemma width_enough row : In row system -> (length (coefficients row) <= width)%nat.
Proof.
  unfold width. induction system as [|r l IH]; intros inl; [destruct inl|]. simpl.
  destruct inl as [->|inl]; [lia|]. specialize (IH inl). lia.
Qed.

Definition row_at (r : nat) : inequality := nth r system (at_most [] 0).
Definition entry_at (r k : nat) : Q := nth k (coefficients (row_at r)) 0.
Definition bound_at (r : nat) : Q := bound (row_at r).

Let positions : list nat := seq 0 width.
Let numbers : list nat := seq 0 (length system).

Lemma row_at_in r : In r numbers -> In (row_at r) system.
Proof. intros inr. apply in_seq in inr. apply nth_In. lia. Qed.

Lemma in_row_at row : In row system -> exists r, In r numbers /\ row_at r = row.
Proof.
  intros inl. destruct (In_nth system row (at_most [] 0) inl) as (r & lt & E). exists r. split; [apply in_seq; lia|assumption].
Qed.

Lemma solution_of (x : nat -> Q) :
  (forall r, In r numbers -> sum positions (fun k => entry_at r k * x k) <= bound_at r) -> solves (map x positions) system.
Proof.
  intros below. apply Forall_forall. intros row inl. destruct (in_row_at row inl) as (r & inr & <-). unfold satisfies.
  rewrite (dot_positions _ _ width) by now apply width_enough. specialize (below r inr).
  rewrite (sum_ext _ _ (fun k => entry_at r k * x k)); [assumption|].
  intros k ink. apply in_seq in ink. unfold positions. rewrite nth_positions by lia. reflexivity.
Qed.

Lemma multipliers_nonnegative (m : nat -> Q) : (forall r, In r numbers -> 0 <= m r) -> nonnegative (map m numbers).
Proof. intros nonneg. apply Forall_forall. intros a ina. apply in_map_iff in ina. destruct ina as (r & <- & inr). now apply nonneg. Qed.

Lemma multipliers_combine (m : nat -> Q) k :
  nth k (combination (map m numbers) (map coefficients system)) 0 == sum numbers (fun r => m r * entry_at r k).
Proof.
  rewrite nth_combination, map_length. apply sum_ext. intros r inr. apply in_seq in inr.
  unfold numbers. rewrite nth_positions by lia. unfold entry_at, row_at.
  assert (E : nth r (map coefficients system) [] = coefficients (nth r system (at_most [] 0)))
    by exact (map_nth coefficients system (at_most [] 0) r).
  now rewrite E.
Qed.

Lemma multipliers_bound (m : nat -> Q) : dot (map m numbers) (map bound system) == sum numbers (fun r => m r * bound_at r).
Proof.
  rewrite (dot_positions _ _ (length system)) by (unfold numbers; now rewrite map_length, seq_length).
  apply sum_ext. intros r inr. apply in_seq in inr. unfold numbers. rewrite nth_positions by lia.
  unfold bound_at, row_at.
  assert (E : nth r (map bound system) 0 = bound (nth r system (at_most [] 0))) by exact (map_nth bound system (at_most [] 0) r).
  now rewrite E.
Qed.

Lemma entry_beyond r k : In r numbers -> (width <= k)%nat -> entry_at r k = 0.
Proof.
  intros inr le. apply nth_overflow. pose proof (width_enough (row_at r) (row_at_in r inr)). lia.
Qed.

(** Farkas' lemma for lists. *)
Theorem feasible_or_farkas : feasible system \/ exists multipliers, farkas_vector multipliers system.
Proof.
  destruct (farkas Nat.eq_dec Nat.eq_dec positions numbers entry_at bound_at (seq_NoDup _ _) (seq_NoDup _ _))
    as [(x & below)|(m & nonneg & zero & neg)].
  - left. exists (map x positions). now apply solution_of.
  - right. exists (map m numbers). split; [|split].
    + apply multipliers_nonnegative. intros; apply nonneg.
    + apply all_zero_positions. intros k. rewrite multipliers_combine.
      destruct (Nat.lt_ge_cases k width) as [lt|ge]; [apply zero, in_seq; lia|].
      apply sum_zero. intros r inr. rewrite entry_beyond by assumption. ring.
    + now rewrite multipliers_bound.
Qed.

Theorem farkas_complete : ~ feasible system <-> exists multipliers, farkas_vector multipliers system.
Proof.
  split.
  - intros infeasible. now destruct feasible_or_farkas.
  - intros (m & certified). now apply (farkas_sound m).
Qed.

End System.
