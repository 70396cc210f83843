(** LY, Lemma 2: the projection of a polyhedron is described by the inequalities of any finite set of generators of its
    projection cone.  For all polyhedra, by Farkas' lemma. *)

From Allocation Require Export Farkas Claims.LangYangSection4.

Section Polyhedron.

Variable Z : polyhedron.

(** What is left of a row's bound once y is put into the row. *)
Definition remaining (y : nat -> Q) (m : multiplier) : Q :=
  match m with
  | Multiplier_f i => b1 Z i - sum (seq 0 (shown Z)) (fun k => B1 Z i k * y k)
  | Multiplier_g i => b2 Z i - sum (seq 0 (shown Z)) (fun k => B2 Z i k * y k)
  end.

Lemma sum_multipliers (w : multiplier -> Q) :
  sum (multipliers Z) w
  == sum (seq 0 (equations Z)) (fun i => w (Multiplier_f i)) + sum (seq 0 (bounds Z)) (fun i => w (Multiplier_g i)).
Proof. unfold multipliers. now rewrite sum_app, !sum_map. Qed.

(** The inequality of (f, g) says that the combination of what is left is not negative. *)
Lemma projected_inequality_iff z y :
  projected_inequality Z z y <-> 0 <= sum (multipliers Z) (fun m => z m * remaining y m).
Proof.
  unfold projected_inequality.
  assert (E : sum (multipliers Z) (fun m => z m * remaining y m)
    == combined Z z (b1 Z) (b2 Z)
       - sum (seq 0 (shown Z)) (fun k => combined Z z (fun i => B1 Z i k) (fun i => B2 Z i k) * y k)).
  { rewrite sum_multipliers. unfold combined, remaining.
    assert (part : forall (l : list nat) (w b : nat -> Q) (B : nat -> nat -> Q),
      sum l (fun i => w i * (b i - sum (seq 0 (shown Z)) (fun k => B i k * y k)))
      == sum l (fun i => w i * b i) - sum (seq 0 (shown Z)) (fun k => sum l (fun i => w i * B i k) * y k)).
    { intros l w b B.
      rewrite (sum_ext (seq 0 (shown Z)) _ (fun k => sum l (fun i => w i * B i k * y k)))
        by (intros; now rewrite sum_scale_right).
      rewrite (sum_exchange (seq 0 (shown Z)) l (fun k i => w i * B i k * y k)), <- sum_minus.
      apply sum_ext. intros i _.
      rewrite (sum_ext (seq 0 (shown Z)) (fun k => w i * B i k * y k) (fun k => w i * (B i k * y k))) by (intros; ring).
      rewrite sum_scale. ring. }
    rewrite !part.
    rewrite (sum_ext (seq 0 (shown Z)) (fun k => (_ + _) * y k) (fun k =>
      sum (seq 0 (equations Z)) (fun i => z (Multiplier_f i) * B1 Z i k) * y k
      + sum (seq 0 (bounds Z)) (fun i => z (Multiplier_g i) * B2 Z i k) * y k)) by (intros; ring).
    rewrite sum_plus. ring. }
  rewrite E. split; intros; lra.
Qed.

(** Every inequality of P holds at the projection. *)
Lemma projection_satisfies y z : projection Z y -> multiplier_cone Z z -> projected_inequality Z z y.
Proof.
  intros (x & equal & below) (vanishes & nonneg). rewrite projected_inequality_iff, sum_multipliers.
  apply Qle_trans with
    (sum (seq 0 (equations Z)) (fun i => z (Multiplier_f i) * sum (seq 0 (hidden Z)) (fun k => A1 Z i k * x k))
     + sum (seq 0 (bounds Z)) (fun i => z (Multiplier_g i) * sum (seq 0 (hidden Z)) (fun k => A2 Z i k * x k))).
  - assert (part : forall (l : list nat) (w : nat -> Q) (A : nat -> nat -> Q),
      sum l (fun i => w i * sum (seq 0 (hidden Z)) (fun k => A i k * x k))
      == sum (seq 0 (hidden Z)) (fun k => sum l (fun i => w i * A i k) * x k)).
    { intros l w A.
      rewrite (sum_ext (seq 0 (hidden Z)) _ (fun k => sum l (fun i => w i * A i k * x k)))
        by (intros; now rewrite sum_scale_right).
      rewrite (sum_exchange (seq 0 (hidden Z)) l (fun k i => w i * A i k * x k)).
      apply sum_ext. intros i _. rewrite <- sum_scale. apply sum_ext; intros; ring. }
    rewrite !part, <- sum_plus. rewrite sum_zero; [apply Qle_refl|].
    intros k ink. apply in_seq in ink. specialize (vanishes k). unfold combined in vanishes.
    rewrite <- Qmult_plus_distr_l, vanishes by lia. ring.
  - apply Qplus_le_compat.
    + apply sum_le. intros i ini. apply in_seq in ini. specialize (equal i). unfold remaining.
      assert (E : sum (seq 0 (hidden Z)) (fun k => A1 Z i k * x k)
        == b1 Z i - sum (seq 0 (shown Z)) (fun k => B1 Z i k * y k)) by (rewrite <- equal by lia; ring).
      rewrite E. apply Qle_refl.
    + apply sum_le. intros i ini. apply in_seq in ini. specialize (below i). specialize (nonneg i). unfold remaining.
      rewrite !(Qmult_comm (z _)). apply Qmult_le_compat_r; [|apply nonneg; lia].
      assert (H : sum (seq 0 (hidden Z)) (fun k => A2 Z i k * x k) + sum (seq 0 (shown Z)) (fun k => B2 Z i k * y k)
        <= b2 Z i) by (apply below; lia). lra.
Qed.

(** A point outside of the projection violates the inequality of some (f, g) of P. *)
Lemma projection_or_violated y :
  projection Z y \/ exists z, multiplier_cone Z z /\ ~ projected_inequality Z z y.
Proof.
  destruct (farkas_with_equations Nat.eq_dec Nat.eq_dec Nat.eq_dec (seq 0 (hidden Z)) (seq 0 (equations Z))
    (seq 0 (bounds Z)) (A1 Z) (fun i => remaining y (Multiplier_f i)) (A2 Z) (fun i => remaining y (Multiplier_g i)))
    as [(x & equal & below)|(f & g & nonneg & zero & neg)]; try apply seq_NoDup.
  - left. exists x. split.
    + intros i lt. rewrite (equal i) by (apply in_seq; lia). simpl. ring.
    + intros i lt. assert (H := below i). simpl in H.
      assert (H' : sum (seq 0 (hidden Z)) (fun k => A2 Z i k * x k)
        <= b2 Z i - sum (seq 0 (shown Z)) (fun k => B2 Z i k * y k)) by (apply H, in_seq; lia). lra.
  - right. exists (fun m => match m with Multiplier_f i => f i | Multiplier_g i => g i end). split.
    + split; [|intros; apply nonneg]. intros k lt. apply zero. apply in_seq; lia.
    + rewrite projected_inequality_iff, sum_multipliers. lra.
Qed.

(** What all vectors of a set satisfy, their conic combinations satisfy. *)
Lemma conic_combination_satisfies (vectors : vector_of multiplier -> Prop) y z :
  (forall v, vectors v -> projected_inequality Z v y) -> conic_combination (multipliers Z) vectors z ->
  projected_inequality Z z y.
Proof.
  intros satisfied (parts & each & same). rewrite projected_inequality_iff.
  rewrite (sum_ext (multipliers Z) _ (fun m => sum parts (fun part => fst part * snd part m * remaining y m))).
  - rewrite sum_exchange. apply sum_nonneg. intros [weight v] inparts. simpl.
    destruct (each weight v inparts) as (nonneg & isv).
    rewrite (sum_ext (multipliers Z) _ (fun m => weight * (v m * remaining y m))) by (intros; ring).
    rewrite sum_scale. apply Qmult_le_0_compat; [assumption|]. now apply projected_inequality_iff, satisfied.
  - intros m inm. now rewrite (same m inm), sum_scale_right.
Qed.

End Polyhedron.

(*| lang-yang-2023/lemma-2 | literal | proved |*)
Theorem LY_Lemma_2_holds : LY_Lemma_2.
Proof.
  intros Z generators (inside & generating) y. split.
  - intros projected z inz. now apply projection_satisfies, inside.
  - intros satisfied. destruct (projection_or_violated Z y) as [|(z & inP & violated)]; [assumption|].
    exfalso. apply violated. apply (conic_combination_satisfies Z (fun v => In v generators)); [assumption|].
    now apply generating.
Qed.
