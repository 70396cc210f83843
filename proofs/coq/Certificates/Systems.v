(** Linear systems as certificates have them, and what settles them by computation.

    A point gives every variable a number; variables are numbered from 0.  A system is a list of limits, and a limit says
    what a linear form is at least, at most, or both.  Forms are sparse: what is not written has coefficient 0.

    Each question comes with a test that Coq computes on the evidence of a certificate ([..._test]), and a theorem that
    says what is true where the test succeeds ([..._sound]). *)

From Allocation Require Export Rationals.

Local Arguments Qred : simpl never.

(** ** What the statements mean *)

Record term : Type := times { coefficient : Q; variable : N }.

Definition form : Type := list term.

Definition point : Type := N -> Q.

Definition value (f : form) (x : point) : Q := sum f (fun t => coefficient t * x (variable t)).

Record limit : Type := within { least : option Q; subject : form; most : option Q }.

Definition at_most (f : form) (bound : Q) : limit := within None f (Some bound).
Definition at_least (f : form) (bound : Q) : limit := within (Some bound) f None.
Definition equal (f : form) (bound : Q) : limit := within (Some bound) f (Some bound).

Definition keeps (x : point) (l : limit) : Prop :=
  match least l with Some low => low <= value (subject l) x | None => True end /\
  match most l with Some high => value (subject l) x <= high | None => True end.

Definition solution (system : list limit) (x : point) : Prop := forall l, In l system -> keeps x l.

Definition has_solution (system : list limit) : Prop := exists x, solution system x.

Definition is_maximum (objective : form) (system : list limit) (v : Q) : Prop :=
  (exists x, solution system x /\ value objective x == v) /\ (forall x, solution system x -> value objective x <= v).

Definition is_minimum (objective : form) (system : list limit) (v : Q) : Prop :=
  (exists x, solution system x /\ value objective x == v) /\ (forall x, solution system x -> v <= value objective x).

Definition unbounded_above (objective : form) (system : list limit) : Prop :=
  forall v, exists x, solution system x /\ v <= value objective x.

Definition unbounded_below (objective : form) (system : list limit) : Prop :=
  forall v, exists x, solution system x /\ value objective x <= v.

(** ** Arithmetic of forms *)

Definition zero_form (f : form) : bool := forallb (fun t => Qeq_bool (coefficient t) 0) f.

Definition scaled (k : Q) (f : form) : form := map (fun t => times (Qred (k * coefficient t)) (variable t)) f.

(** The sum of two forms; of forms that are ordered by their variables, every variable is written once. *)
Fixpoint plus (u : form) : form -> form :=
  fix inner (v : form) : form :=
    match u, v with
    | [], _ => v
    | _, [] => u
    | s :: u', t :: v' =>
        match N.compare (variable s) (variable t) with
        | Lt => s :: plus u' v
        | Gt => t :: inner v'
        | Eq => times (Qred (coefficient s + coefficient t)) (variable s) :: plus u' v'
        end
    end.

Lemma value_cons t f x : value (t :: f) x = coefficient t * x (variable t) + value f x.
Proof. reflexivity. Qed.

Lemma value_zero f x : zero_form f = true -> value f x == 0.
Proof.
  unfold zero_form, value. rewrite forallb_forall. intros H. apply sum_zero. intros t int.
  apply H, Qeq_bool_iff in int. rewrite int. ring.
Qed.

Lemma value_scaled k f x : value (scaled k f) x == k * value f x.
Proof.
  unfold value, scaled. rewrite sum_map, <- sum_scale. apply sum_ext. intros t _. cbn [coefficient variable].
  rewrite Qred_correct. ring.
Qed.

Lemma value_plus u v x : value (plus u v) x == value u x + value v x.
Proof.
  revert v. induction u as [|s u IHu]; intros v.
  - destruct v; unfold value; simpl; ring.
  - induction v as [|t v IHv].
    + unfold value; simpl; ring.
    + simpl. destruct (N.compare_spec (variable s) (variable t)) as [same| |].
      * rewrite !value_cons. cbn [coefficient variable]. rewrite IHu, Qred_correct, <- same. ring.
      * rewrite value_cons, IHu, !value_cons. ring.
      * simpl in IHv. rewrite value_cons, IHv, !value_cons. ring.
Qed.

Lemma value_app f g x : value (f ++ g) x == value f x + value g x.
Proof. apply sum_app. Qed.

(** ** Multipliers *)

(** A multiplier of the limit at a place: a positive one weighs what the limit is at most, a negative one what it is at
    least. *)
Record multiplier : Type := on { place : N; weight : Q }.

(** The form that multipliers make of the limits, and the bound that follows for it. *)
Fixpoint weighed (system : list limit) (multipliers : list multiplier) : option (form * Q) :=
  match multipliers with
  | [] => Some ([], 0)
  | m :: rest =>
      match nth_error system (N.to_nat (place m)), weighed system rest with
      | Some l, Some (f, total) =>
          match (if Qle_bool 0 (weight m) then most l else least l) with
          | Some bound => Some (plus (scaled (weight m) (subject l)) f, Qred (weight m * bound + total))
          | None => None
          end
      | _, _ => None
      end
  end.

Lemma weighed_sound system multipliers f bound x :
  solution system x -> weighed system multipliers = Some (f, bound) -> value f x <= bound.
Proof.
  intros solved. revert f bound. induction multipliers as [|m rest IH]; intros f bound H; simpl in H.
  - injection H as <- <-. apply Qle_refl.
  - destruct (nth_error system (N.to_nat (place m))) as [l|] eqn:at_place; [|discriminate].
    destruct (weighed system rest) as [[g total]|]; [|discriminate].
    specialize (IH g total eq_refl). apply nth_error_In, solved in at_place. destruct at_place as [low high].
    destruct (Qle_bool 0 (weight m)) eqn:sign.
    + destruct (most l) as [b|]; [|discriminate]. injection H as <- <-.
      apply Qle_bool_iff in sign. rewrite value_plus, value_scaled, Qred_correct. nra.
    + destruct (least l) as [b|]; [|discriminate]. injection H as <- <-.
      assert (negative : weight m < 0).
      { apply Qnot_le_lt. intros le. apply Qle_bool_iff in le. congruence. }
      rewrite value_plus, value_scaled, Qred_correct. nra.
Qed.

(** The multipliers show that the objective is at most [bound] on the system. *)
Definition bound_test (system : list limit) (objective : form) (bound : Q) (multipliers : list multiplier) : bool :=
  match weighed system multipliers with
  | Some (f, total) => zero_form (plus f (scaled (-1) objective)) && Qle_bool total bound
  | None => false
  end.

Lemma bound_test_sound system objective bound multipliers x :
  bound_test system objective bound multipliers = true -> solution system x -> value objective x <= bound.
Proof.
  unfold bound_test. destruct (weighed system multipliers) as [[f total]|] eqn:E; [|discriminate].
  intros H solved. apply andb_true_iff in H as [zero le]. apply Qle_bool_iff in le.
  pose proof (weighed_sound _ _ _ _ _ solved E) as most_f.
  pose proof (value_zero _ x zero) as Z. rewrite value_plus, value_scaled in Z.
  apply Qle_trans with (2 := le), Qle_trans with (2 := most_f). lra.
Qed.

(** ** Points *)

(** The point with the entries that are written; all others are 0. *)
Definition point_of (entries : form) : point := fun k =>
  match find (fun t => N.eqb (variable t) k) entries with Some t => coefficient t | None => 0 end.

(** A value of a form, in lowest terms all the way. *)
Fixpoint computed (f : form) (x : point) : Q :=
  match f with
  | [] => 0
  | t :: rest => Qred (coefficient t * x (variable t) + computed rest x)
  end.

Lemma computed_is_value f x : computed f x == value f x.
Proof. induction f as [|t f IH]; [reflexivity|]. simpl. rewrite Qred_correct, IH. reflexivity. Qed.

Definition keeps_test (x : point) (l : limit) : bool :=
  let v := computed (subject l) x in
  match least l with Some low => Qle_bool low v | None => true end &&
  match most l with Some high => Qle_bool v high | None => true end.

Lemma keeps_test_sound x l : keeps_test x l = true -> keeps x l.
Proof.
  unfold keeps_test, keeps. intros H. apply andb_true_iff in H as [low high].
  split; [destruct (least l)|destruct (most l)]; trivial; apply Qle_bool_iff in low || apply Qle_bool_iff in high;
    now rewrite <- computed_is_value.
Qed.

Definition solution_test (system : list limit) (x : point) : bool := forallb (keeps_test x) system.

Lemma solution_test_sound system x : solution_test system x = true -> solution system x.
Proof. unfold solution_test. rewrite forallb_forall. intros H l inl. now apply keeps_test_sound, H. Qed.

(** ** The four questions *)

Theorem feasible_sound system entries : solution_test system (point_of entries) = true -> has_solution system.
Proof. intros H. exists (point_of entries). now apply solution_test_sound. Qed.

(** Farkas multipliers: 0 would be at most a negative number. *)
Definition contradiction_test (system : list limit) (multipliers : list multiplier) : bool :=
  match weighed system multipliers with
  | Some (f, total) => zero_form f && negb (Qle_bool 0 total)
  | None => false
  end.

Theorem infeasible_sound system multipliers : contradiction_test system multipliers = true -> ~ has_solution system.
Proof.
  unfold contradiction_test. destruct (weighed system multipliers) as [[f total]|] eqn:E; [|discriminate].
  rewrite andb_true_iff, negb_true_iff. intros [zero negative] [x solved].
  pose proof (weighed_sound _ _ _ _ _ solved E) as H. rewrite (value_zero _ _ zero) in H.
  apply Qle_bool_iff in H. congruence.
Qed.

Definition maximum_test (objective : form) (system : list limit) (v : Q) (entries : form) (multipliers : list multiplier)
  : bool :=
  solution_test system (point_of entries) && Qeq_bool (computed objective (point_of entries)) v &&
  bound_test system objective v multipliers.

Theorem maximum_sound objective system v entries multipliers :
  maximum_test objective system v entries multipliers = true -> is_maximum objective system v.
Proof.
  unfold maximum_test. rewrite !andb_true_iff. intros [[solved attains] bounds]. split.
  - exists (point_of entries). split; [now apply solution_test_sound|].
    rewrite <- computed_is_value. now apply Qeq_bool_iff.
  - intros x. now apply bound_test_sound with (multipliers := multipliers).
Qed.

Definition minimum_test (objective : form) (system : list limit) (v : Q) (entries : form) (multipliers : list multiplier)
  : bool :=
  solution_test system (point_of entries) && Qeq_bool (computed objective (point_of entries)) v &&
  bound_test system (scaled (-1) objective) (- v) multipliers.

Theorem minimum_sound objective system v entries multipliers :
  minimum_test objective system v entries multipliers = true -> is_minimum objective system v.
Proof.
  unfold minimum_test. rewrite !andb_true_iff. intros [[solved attains] bounds]. split.
  - exists (point_of entries). split; [now apply solution_test_sound|].
    rewrite <- computed_is_value. now apply Qeq_bool_iff.
  - intros x solved_x. apply (bound_test_sound _ _ _ _ x) in bounds; [|exact solved_x].
    rewrite value_scaled in bounds. lra.
Qed.

(** A direction that leaves no limit. *)
Definition stays_test (direction : point) (l : limit) : bool :=
  let v := computed (subject l) direction in
  match least l with Some _ => Qle_bool 0 v | None => true end &&
  match most l with Some _ => Qle_bool v 0 | None => true end.

Definition improving_test (objective : form) (system : list limit) (entries direction : form) : bool :=
  solution_test system (point_of entries) && forallb (stays_test (point_of direction)) system &&
  negb (Qle_bool (computed objective (point_of direction)) 0).

Lemma value_along f x d k : value f (fun i => x i + k * d i) == value f x + k * value f d.
Proof.
  unfold value. rewrite <- sum_scale, <- sum_plus. apply sum_ext. intros; ring.
Qed.

Lemma stays_along x direction l k : 0 <= k -> keeps x l -> stays_test direction l = true ->
  keeps (fun i => x i + k * direction i) l.
Proof.
  unfold keeps, stays_test. intros positive [low high] H. apply andb_true_iff in H as [up down].
  pose proof (computed_is_value (subject l) direction) as E.
  split; [destruct (least l)|destruct (most l)]; trivial; rewrite value_along.
  - apply Qle_bool_iff in up. rewrite E in up. nra.
  - apply Qle_bool_iff in down. rewrite E in down. nra.
Qed.

Theorem unbounded_above_sound objective system entries direction :
  improving_test objective system entries direction = true -> unbounded_above objective system.
Proof.
  unfold improving_test. rewrite !andb_true_iff, negb_true_iff. intros [[solved stays] rises] v.
  apply solution_test_sound in solved. rewrite forallb_forall in stays.
  set (x := point_of entries) in *. set (d := point_of direction) in *.
  assert (positive : 0 < value objective d).
  { rewrite <- computed_is_value. apply Qnot_le_lt. intros le. apply Qle_bool_iff in le. congruence. }
  destruct (Qlt_le_dec (value objective x) v) as [low|enough]; [|now exists x].
  set (k := (v - value objective x) / value objective d).
  assert (0 <= k) by (apply Qle_shift_div_l; lra).
  exists (fun i => x i + k * d i). split.
  - intros l inl. apply stays_along; auto.
  - rewrite value_along. unfold k, Qdiv. rewrite <- Qmult_assoc, (Qmult_comm (/ _)), Qmult_inv_r, Qmult_1_r by lra. lra.
Qed.

Theorem unbounded_below_sound objective system entries direction :
  improving_test (scaled (-1) objective) system entries direction = true -> unbounded_below objective system.
Proof.
  intros H v. destruct (unbounded_above_sound _ _ _ _ H (- v)) as (x & solved & high).
  exists x. split; [exact solved|]. rewrite value_scaled in high. lra.
Qed.
