(** Finitely many linear inequalities, strict ones and others, can be decided: elimination of one variable after the other
    (Fourier and Motzkin). *)

From Coq Require Import Qminmax.
From Allocation Require Export Proofs.ValenzuelaStookey.Bundles.

Open Scope Q_scope.

(** [less strict x y]: x < y, or x <= y. *)
Definition less (strict : bool) (x y : Q) : Prop := if strict then x < y else x <= y.

(** d.c < b, or d.c <= b. *)
Record constraint := { row : bundle; most : Q; strict : bool }.

Definition satisfied (n : nat) (c : bundle) (one : constraint) : Prop := less (strict one) (inner n (row one) c) (most one).
Definition solution (n : nat) (system : list constraint) (c : bundle) : Prop := Forall (satisfied n c) system.

Lemma less_dec s x y : {less s x y} + {~ less s x y}.
Proof.
  destruct s; simpl.
  - destruct (Qlt_le_dec x y) as [H|H]; [left; exact H|right; lra].
  - destruct (Qlt_le_dec y x) as [H|H]; [right; lra|left; exact H].
Qed.

Lemma less_equal s x y x' y' : x == x' -> y == y' -> less s x y -> less s x' y'.
Proof. intros Hx Hy. destruct s; simpl; intros H; lra. Qed.

(** ** A number between *)

Lemma below_all (U : list (Q * bool)) : exists m, forall u s, In (u, s) U -> m < u.
Proof.
  induction U as [|[u s] U [m IH]]; [exists 0; intros u s []|].
  exists (Qmin m (u - 1)). intros u' s' [equal|inU].
  - injection equal as <- <-. pose proof (Q.le_min_r m (u - 1)). lra.
  - specialize (IH u' s' inU). pose proof (Q.le_min_l m (u - 1)). lra.
Qed.

Lemma above_one (l : Q) (U : list (Q * bool)) :
  (forall u s, In (u, s) U -> l < u) -> exists m, l < m /\ forall u s, In (u, s) U -> m < u.
Proof.
  induction U as [|[u s] U IH]; intros larger; [exists (l + 1); split; [lra|intros u s []]|].
  destruct IH as [m [above under]]; [intros u' s' inU; apply (larger u' s'); right; exact inU|].
  pose proof (larger u s (or_introl eq_refl)) as lu.
  exists (Qmin m ((l + u) * (1 # 2))). split.
  - apply Q.min_glb_lt; lra.
  - intros u' s' [equal|inU].
    + injection equal as <- <-. pose proof (Q.le_min_r m ((l + u) * (1 # 2))). lra.
    + specialize (under u' s' inU). pose proof (Q.le_min_l m ((l + u) * (1 # 2))). lra.
Qed.

Lemma between (L U : list (Q * bool)) :
  (forall l s u s', In (l, s) L -> In (u, s') U -> less (s || s') l u) ->
  exists m, (forall l s, In (l, s) L -> less s l m) /\ (forall u s, In (u, s) U -> less s m u).
Proof.
  induction L as [|[l s] L IH]; intros pairs.
  - destruct (below_all U) as [m under]. exists m. split; [intros l s []|].
    intros u s inU. specialize (under u s inU). destruct s; simpl; lra.
  - destruct IH as [m [above under]]; [intros l' s' u s'' inL; apply pairs; right; exact inL|].
    destruct (less_dec s l m) as [fits|not_fits].
    + exists m. split; [|exact under]. intros l' s' [equal|inL]; [injection equal as <- <-; exact fits|apply above, inL].
    + destruct s; simpl in not_fits.
      * destruct (above_one l U) as [m' [above' under']].
        { intros u s' inU. apply (pairs l true u s' (or_introl eq_refl) inU). }
        exists m'. split.
        -- intros l' s' [equal|inL]; [injection equal as <- <-; exact above'|].
           specialize (above l' s' inL). destruct s'; simpl in *; lra.
        -- intros u s' inU. specialize (under' u s' inU). destruct s'; simpl; lra.
      * exists l. split.
        -- intros l' s' [equal|inL]; [injection equal as <- <-; apply Qle_refl|].
           specialize (above l' s' inL). destruct s'; simpl in *; lra.
        -- intros u s' inU. apply (pairs l false u s' (or_introl eq_refl) inU).
Qed.

(** ** Eliminating variable n from a system in n + 1 variables *)

Lemma inner_last n d c : inner (S n) d c == inner n d c + d n * c n.
Proof. unfold inner, upto. rewrite seq_S, sum_app. simpl. ring. Qed.

(** Divided by the coefficient of variable n: row, bound and strictness. *)
Definition divided (n : nat) (one : constraint) : constraint :=
  {| row := multiple (/ row one n) (row one); most := most one / row one n; strict := strict one |}.

(** What a lower bound and an upper one of variable n say together. *)
Definition pair_up (n : nat) (lower upper : constraint) : constraint :=
  {| row := minus (row (divided n upper)) (row (divided n lower));
     most := most (divided n upper) - most (divided n lower);
     strict := strict lower || strict upper |}.

Definition flat (n : nat) (one : constraint) : bool := Qeq_bool (row one n) 0.
Definition rises (n : nat) (one : constraint) : bool := negb (Qle_bool (row one n) 0).
Definition falls (n : nat) (one : constraint) : bool := negb (Qle_bool 0 (row one n)).

Definition eliminated (n : nat) (system : list constraint) : list constraint :=
  filter (flat n) system ++
  flat_map (fun lower => map (pair_up n lower) (filter (rises n) system)) (filter (falls n) system).

(** What variable n is bounded by, given the others. *)
Definition limit (n : nat) (c : bundle) (one : constraint) : Q := (most one - inner n (row one) c) / row one n.

Lemma negb_le x y : negb (Qle_bool x y) = true -> y < x.
Proof.
  intros H. destruct (Qlt_le_dec y x) as [L|L]; [exact L|]. apply Qle_bool_iff in L. rewrite L in H. discriminate.
Qed.

Lemma rises_iff n c one : 0 < row one n -> (satisfied (S n) c one <-> less (strict one) (c n) (limit n c one)).
Proof.
  intros positive. unfold satisfied, limit.
  assert (row one n * ((most one - inner n (row one) c) / row one n) == most one - inner n (row one) c) as back
    by (field; lra).
  pose proof (inner_last n (row one) c) as last. set (t := (most one - inner n (row one) c) / row one n) in *.
  destruct (strict one); simpl; split; intros H.
  - apply (Qmult_lt_l _ _ (row one n) positive). lra.
  - apply (Qmult_lt_l _ _ (row one n) positive) in H. lra.
  - apply (Qmult_le_l _ _ (row one n) positive). lra.
  - apply (Qmult_le_l _ _ (row one n) positive) in H. lra.
Qed.

Lemma falls_iff n c one : row one n < 0 -> (satisfied (S n) c one <-> less (strict one) (limit n c one) (c n)).
Proof.
  intros negative. unfold satisfied, limit. assert (0 < - row one n) as positive by lra.
  assert (row one n * ((most one - inner n (row one) c) / row one n) == most one - inner n (row one) c) as back
    by (field; lra).
  pose proof (inner_last n (row one) c) as last. set (t := (most one - inner n (row one) c) / row one n) in *.
  destruct (strict one); simpl; split; intros H.
  - apply (Qmult_lt_l _ _ (- row one n) positive). lra.
  - apply (Qmult_lt_l _ _ (- row one n) positive) in H. lra.
  - apply (Qmult_le_l _ _ (- row one n) positive). lra.
  - apply (Qmult_le_l _ _ (- row one n) positive) in H. lra.
Qed.

Lemma flat_iff n c one : row one n == 0 -> (satisfied (S n) c one <-> satisfied n c one).
Proof.
  intros none. unfold satisfied. pose proof (inner_last n (row one) c) as last. rewrite none in last.
  split; apply less_equal; try reflexivity; lra.
Qed.

Lemma pair_iff n c lower upper : row lower n < 0 -> 0 < row upper n ->
  (satisfied n c (pair_up n lower upper) <-> less (strict lower || strict upper) (limit n c lower) (limit n c upper)).
Proof.
  intros negative positive. unfold satisfied, pair_up, divided, limit. simpl.
  assert (forall a b r, ~ r == 0 -> (a - b) / r == a / r - / r * b) as spelled by (intros; field; assumption).
  pose proof (spelled (most lower) (inner n (row lower) c) (row lower n) ltac:(lra)) as low.
  pose proof (spelled (most upper) (inner n (row upper) c) (row upper n) ltac:(lra)) as high.
  pose proof (inner_minus_left n (multiple (/ row upper n) (row upper)) (multiple (/ row lower n) (row lower)) c) as apart.
  rewrite !inner_multiple_left in apart.
  destruct (strict lower || strict upper); simpl; split; intros; lra.
Qed.

Lemma sorted_by_coefficient n system one : In one system ->
  (In one (filter (flat n) system) /\ row one n == 0) \/ (In one (filter (rises n) system) /\ 0 < row one n) \/
  (In one (filter (falls n) system) /\ row one n < 0).
Proof.
  intros inS. destruct (Qlt_le_dec (row one n) 0) as [less0|more0]; [right; right|
    destruct (Qlt_le_dec 0 (row one n)) as [more1|less1]; [right; left|left]]; (split; [apply filter_In; split; [exact inS|]|lra]).
  - unfold falls. destruct (Qle_bool 0 (row one n)) eqn:E; [apply Qle_bool_iff in E; exfalso; lra|reflexivity].
  - unfold rises. destruct (Qle_bool (row one n) 0) eqn:E; [apply Qle_bool_iff in E; exfalso; lra|reflexivity].
  - apply Qeq_bool_iff. lra.
Qed.

Theorem eliminate n system :
  (exists c, solution (S n) system c) <-> (exists c, solution n (eliminated n system) c).
Proof.
  unfold solution, eliminated. split; intros [c solves]; rewrite Forall_forall in solves.
  - exists c. apply Forall_app. split; apply Forall_forall.
    + intros one inS. apply filter_In in inS as [inS none]. apply Qeq_bool_iff in none.
      apply flat_iff; [exact none|]. apply solves, inS.
    + intros one inS. apply in_flat_map in inS as [lower [inL inM]]. apply in_map_iff in inM as [upper [<- inU]].
      apply filter_In in inL as [inL negative]. apply filter_In in inU as [inU positive].
      apply negb_le in negative. apply negb_le in positive. apply pair_iff; try assumption.
      pose proof (proj1 (falls_iff n c lower negative) (solves lower inL)) as low.
      pose proof (proj1 (rises_iff n c upper positive) (solves upper inU)) as high.
      destruct (strict lower), (strict upper); simpl in *; lra.
  - destruct (between (map (fun one => (limit n c one, strict one)) (filter (falls n) system))
                      (map (fun one => (limit n c one, strict one)) (filter (rises n) system))) as [m [above under]].
    { intros l s u s' inL inU. apply in_map_iff in inL as [lower [equal inL]]. apply in_map_iff in inU as [upper [equal' inU]].
      injection equal as <- <-. injection equal' as <- <-.
      pose proof inL as inL'. pose proof inU as inU'. apply filter_In in inL' as [_ negative]. apply filter_In in inU' as [_ positive].
      apply negb_le in negative. apply negb_le in positive. apply pair_iff; try assumption. apply solves.
      apply in_or_app. right. apply in_flat_map. exists lower. split; [exact inL|]. apply in_map, inU. }
    assert (forall d, inner n d (put c n m) == inner n d c) as others.
    { intros d. apply sum_ext. intros i Hi. apply in_upto in Hi. rewrite put_other by lia. reflexivity. }
    assert (forall one, limit n (put c n m) one == limit n c one) as limits by (intros; unfold limit; rewrite others; reflexivity).
    exists (put c n m). apply Forall_forall. intros one inS.
    destruct (sorted_by_coefficient n system one inS) as [[inF none]|[[inR positive]|[inL negative]]].
    + apply flat_iff; [exact none|]. unfold satisfied. apply (less_equal (strict one) (inner n (row one) c) (most one)); [symmetry; apply others|reflexivity|].
      apply solves, in_or_app. left. exact inF.
    + apply rises_iff; [exact positive|]. apply (less_equal (strict one) m (limit n c one)); [rewrite put_same; reflexivity|symmetry; apply limits|].
      apply (under (limit n c one) (strict one)). apply in_map_iff. exists one. split; [reflexivity|exact inR].
    + apply falls_iff; [exact negative|]. apply (less_equal (strict one) (limit n c one) m); [symmetry; apply limits|rewrite put_same; reflexivity|].
      apply (above (limit n c one) (strict one)). apply in_map_iff. exists one. split; [reflexivity|exact inL].
Qed.

Theorem solvable_dec : forall n system, {exists c, solution n system c} + {~ exists c, solution n system c}.
Proof.
  induction n as [|n IH]; intros system.
  - destruct (Forall_dec (satisfied 0 zero) (fun one => less_dec (strict one) _ _) system) as [yes|no].
    + left. exists zero. exact yes.
    + right. intros [c solves]. apply no. exact solves.
  - destruct (IH (eliminated n system)) as [yes|no].
    + left. apply eliminate, yes.
    + right. intros some. apply no, eliminate, some.
Qed.
