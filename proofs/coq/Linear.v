(** Linear systems over the rational numbers, and what settles them: Farkas vectors and primal-dual pairs.

    A vector is a list of numbers, a matrix a list of rows.  Short vectors count as followed by zeros.  Proved here: whoever
    holds the evidence is right (soundness), by computation on integers and fractions that Coq itself carries out. *)

From Allocation Require Export Rationals.

Definition vector := list Q.
Definition matrix := list vector.

(** The product of two vectors; what one of them lacks counts as zero. *)
Fixpoint dot (u v : vector) : Q :=
  match u, v with
  | a :: u', b :: v' => a * b + dot u' v'
  | _, _ => 0
  end.

Definition scale (k : Q) (v : vector) : vector := map (Qmult k) v.

Fixpoint add (u v : vector) : vector :=
  match u, v with
  | a :: u', b :: v' => (a + b) :: add u' v'
  | [], _ => v
  | _, [] => u
  end.

(** The combination of the rows of a matrix with the given multipliers. *)
Fixpoint combination (multipliers : vector) (rows : matrix) : vector :=
  match multipliers, rows with
  | k :: ks, row :: rest => add (scale k row) (combination ks rest)
  | _, _ => []
  end.

Definition all_zero (v : vector) : Prop := Forall (fun a => a == 0) v.
Definition nonnegative (v : vector) : Prop := Forall (fun a => 0 <= a) v.

(** A row [coefficients . x <= bound]. *)
Record inequality := at_most { coefficients : vector; bound : Q }.

Definition satisfies (x : vector) (row : inequality) : Prop := dot (coefficients row) x <= bound row.

(** [x] solves a system of inequalities. *)
Definition solves (x : vector) (system : list inequality) : Prop := Forall (satisfies x) system.

Definition feasible (system : list inequality) : Prop := exists x, solves x system.

(** [x] is best for the objective among the solutions. *)
Definition maximizes (objective x : vector) (system : list inequality) : Prop :=
  solves x system /\ forall y, solves y system -> dot objective y <= dot objective x.

Definition unbounded (objective : vector) (system : list inequality) : Prop :=
  forall value, exists x, solves x system /\ value <= dot objective x.

(** ** Arithmetic of vectors *)

Lemma dot_scale k u v : dot (scale k u) v == k * dot u v.
Proof.
  revert v; induction u as [|a u IH]; intros [|b v]; simpl; try ring.
  fold (scale k u). rewrite IH; ring.
Qed.

Lemma dot_nil_r u : dot u [] == 0.
Proof. destruct u; reflexivity. Qed.

Lemma dot_add u v x : dot (add u v) x == dot u x + dot v x.
Proof.
  revert v x; induction u as [|a u IH]; intros v x; simpl.
  - ring.
  - destruct v as [|b v]; destruct x as [|c x]; simpl; try ring. rewrite IH; ring.
Qed.

Lemma dot_all_zero u x : all_zero u -> dot u x == 0.
Proof.
  revert x; induction u as [|a u IH]; intros [|b x] H; simpl; try reflexivity.
  inversion H; subst. rewrite IH by assumption. rewrite H2; ring.
Qed.

Lemma dot_add_r u x y : dot u (add x y) == dot u x + dot u y.
Proof.
  revert x y; induction u as [|a u IH]; intros x y; simpl.
  - destruct (add x y), x, y; simpl; ring.
  - destruct x as [|b x], y as [|c y]; simpl; try ring. rewrite IH; ring.
Qed.

Lemma dot_scale_r k u x : dot u (scale k x) == k * dot u x.
Proof.
  revert x; induction u as [|a u IH]; intros [|b x]; simpl; try ring.
  fold (scale k x). rewrite IH; ring.
Qed.

(** Multipliers that are not negative make an inequality that follows from those that they combine. *)
Lemma combination_bounds multipliers system x :
  nonnegative multipliers -> solves x system ->
  dot (combination multipliers (map coefficients system)) x <= dot multipliers (map bound system).
Proof.
  revert system; induction multipliers as [|k ks IH]; intros system nonneg solved; simpl; [apply Qle_refl|].
  destruct system as [|row rest]; simpl; [apply Qle_refl|].
  inversion nonneg; inversion solved; subst.
  rewrite dot_add, dot_scale. apply Qplus_le_compat; [|now apply IH].
  rewrite (Qmult_comm k (dot _ _)), (Qmult_comm k (bound row)). now apply Qmult_le_compat_r.
Qed.

(** ** Evidence *)

(** A Farkas vector: not negative, combines the rows to zero and the bounds to a negative number. *)
Definition farkas_vector (multipliers : vector) (system : list inequality) : Prop :=
  nonnegative multipliers /\
  all_zero (combination multipliers (map coefficients system)) /\
  dot multipliers (map bound system) < 0.

Theorem farkas_sound multipliers system : farkas_vector multipliers system -> ~ feasible system.
Proof.
  intros (nonneg & zero & negative) (x & solved).
  pose proof (combination_bounds _ _ _ nonneg solved) as H.
  rewrite (dot_all_zero _ _ zero) in H. apply (Qlt_not_le _ _ negative H).
Qed.

(** The objective is at most a combination of the rows: the difference vanishes. *)
Definition dual_solution (multipliers objective : vector) (system : list inequality) : Prop :=
  nonnegative multipliers /\
  all_zero (add (combination multipliers (map coefficients system)) (scale (-1) objective)).

(** Weak duality. *)
Theorem dual_bounds multipliers objective system x :
  dual_solution multipliers objective system -> solves x system ->
  dot objective x <= dot multipliers (map bound system).
Proof.
  intros (nonneg & zero) solved.
  pose proof (combination_bounds _ _ _ nonneg solved) as H.
  pose proof (dot_all_zero _ x zero) as Z. rewrite dot_add, dot_scale in Z.
  apply Qle_trans with (2 := H). lra.
Qed.

(** A primal and a dual solution of equal value are best. *)
Theorem primal_dual_sound multipliers objective system x :
  solves x system -> dual_solution multipliers objective system ->
  dot objective x == dot multipliers (map bound system) -> maximizes objective x system.
Proof.
  intros solved dual equal. split; [exact solved|]. intros y solved_y.
  rewrite equal. now apply dual_bounds.
Qed.

(** A ray along which the system stays satisfied and the objective rises. *)
Definition improving_ray (ray objective : vector) (system : list inequality) : Prop :=
  Forall (fun row => dot (coefficients row) ray <= 0) system /\ 0 < dot objective ray.

Theorem unbounded_sound x ray objective system :
  solves x system -> improving_ray ray objective system -> unbounded objective system.
Proof.
  intros solved (stays & rises) value.
  destruct (Qlt_le_dec (dot objective x) value) as [low|enough].
  - set (k := (value - dot objective x) / dot objective ray).
    assert (positive : 0 <= k) by (apply Qle_shift_div_l; lra).
    exists (add x (scale k ray)). split.
    + unfold solves in *. rewrite Forall_forall in *. intros row inrow. unfold satisfies.
      rewrite dot_add_r, dot_scale_r. specialize (solved row inrow). specialize (stays row inrow).
      unfold satisfies in solved. nra.
    + rewrite dot_add_r, dot_scale_r. unfold k, Qdiv.
      rewrite <- Qmult_assoc, (Qmult_comm (/ _)), Qmult_inv_r, Qmult_1_r by lra. lra.
  - exists x. split; assumption.
Qed.

(** ** Deciding the evidence by computation *)

Definition all_zero_b (v : vector) : bool := forallb (fun a => Qeq_bool a 0) v.
Definition nonnegative_b (v : vector) : bool := forallb (Qle_bool 0) v.
Definition satisfies_b (x : vector) (row : inequality) : bool := Qle_bool (dot (coefficients row) x) (bound row).
Definition solves_b (x : vector) (system : list inequality) : bool := forallb (satisfies_b x) system.
Definition Qlt_bool (a b : Q) : bool := negb (Qle_bool b a).

Lemma Qlt_bool_iff a b : Qlt_bool a b = true <-> a < b.
Proof.
  unfold Qlt_bool. rewrite negb_true_iff. split; intros H.
  - apply Qnot_le_lt. intros le. apply Qle_bool_iff in le. congruence.
  - destruct (Qle_bool b a) eqn:E; [|reflexivity]. apply Qle_bool_iff in E. exfalso. apply (Qlt_not_le _ _ H E).
Qed.

Lemma all_zero_b_iff v : all_zero_b v = true <-> all_zero v.
Proof.
  unfold all_zero_b, all_zero. rewrite forallb_forall, Forall_forall.
  split; intros H a ina; specialize (H a ina); now apply Qeq_bool_iff.
Qed.

Lemma nonnegative_b_iff v : nonnegative_b v = true <-> nonnegative v.
Proof.
  unfold nonnegative_b, nonnegative. rewrite forallb_forall, Forall_forall.
  split; intros H a ina; specialize (H a ina); now apply Qle_bool_iff.
Qed.

Lemma solves_b_iff x system : solves_b x system = true <-> solves x system.
Proof.
  unfold solves_b, solves. rewrite forallb_forall, Forall_forall.
  split; intros H row inrow; specialize (H row inrow); now apply Qle_bool_iff.
Qed.
