(** Rational numbers, and sums over lists.

    Every number of both papers is a rational number here ([Q] of Coq's standard library; [==] is equality of the
    numbers, since a fraction can be written in several ways).  A sum over a finite set is a sum over the list of its
    elements. *)

From Coq Require Export List ZArith QArith Qabs Bool Lia Lqa Setoid Morphisms.
Export ListNotations.

Open Scope Q_scope.

(** The sum of [f a] over the elements [a] of a list. *)
Fixpoint sum {A : Type} (l : list A) (f : A -> Q) : Q :=
  match l with
  | [] => 0
  | a :: rest => f a + sum rest f
  end.

(** The indicator of a condition: 1 where it is true, else 0. *)
Definition indicator (b : bool) : Q := if b then 1 else 0.

Section Sums.

Context {A : Type}.

Lemma sum_ext (l : list A) (f g : A -> Q) : (forall a, In a l -> f a == g a) -> sum l f == sum l g.
Proof.
  induction l as [|a l IH]; intros H; simpl; [reflexivity|].
  rewrite (H a (or_introl eq_refl)), IH; [reflexivity|]. intros; apply H; now right.
Qed.

Lemma sum_zero (l : list A) (f : A -> Q) : (forall a, In a l -> f a == 0) -> sum l f == 0.
Proof.
  induction l as [|a l IH]; intros H; simpl; [reflexivity|].
  rewrite (H a (or_introl eq_refl)), IH; [ring|]. intros; apply H; now right.
Qed.

Lemma sum_plus (l : list A) (f g : A -> Q) : sum l (fun a => f a + g a) == sum l f + sum l g.
Proof. induction l as [|a l IH]; simpl; [ring|]. rewrite IH; ring. Qed.

Lemma sum_minus (l : list A) (f g : A -> Q) : sum l (fun a => f a - g a) == sum l f - sum l g.
Proof. induction l as [|a l IH]; simpl; [ring|]. rewrite IH; ring. Qed.

Lemma sum_scale (l : list A) (k : Q) (f : A -> Q) : sum l (fun a => k * f a) == k * sum l f.
Proof. induction l as [|a l IH]; simpl; [ring|]. rewrite IH; ring. Qed.

Lemma sum_scale_right (l : list A) (k : Q) (f : A -> Q) : sum l (fun a => f a * k) == sum l f * k.
Proof. induction l as [|a l IH]; simpl; [ring|]. rewrite IH; ring. Qed.

Lemma sum_le (l : list A) (f g : A -> Q) : (forall a, In a l -> f a <= g a) -> sum l f <= sum l g.
Proof.
  induction l as [|a l IH]; intros H; simpl; [apply Qle_refl|].
  apply Qplus_le_compat; [apply H; now left|]. apply IH; intros; apply H; now right.
Qed.

Lemma sum_nonneg (l : list A) (f : A -> Q) : (forall a, In a l -> 0 <= f a) -> 0 <= sum l f.
Proof.
  intros H. rewrite <- (sum_zero l (fun _ => 0)); [|reflexivity]. apply sum_le; exact H.
Qed.

Lemma sum_app (l m : list A) (f : A -> Q) : sum (l ++ m) f == sum l f + sum m f.
Proof. induction l as [|a l IH]; simpl; [ring|]. rewrite IH; ring. Qed.

(** A sum over those elements that pass a test is a sum with an indicator. *)
Lemma sum_filter (test : A -> bool) (l : list A) (f : A -> Q) :
  sum (filter test l) f == sum l (fun a => indicator (test a) * f a).
Proof.
  induction l as [|a l IH]; simpl; [reflexivity|].
  destruct (test a); simpl; rewrite IH; unfold indicator; ring.
Qed.

Lemma sum_filter_split (test : A -> bool) (l : list A) (f : A -> Q) :
  sum l f == sum (filter test l) f + sum (filter (fun a => negb (test a)) l) f.
Proof.
  induction l as [|a l IH]; simpl; [reflexivity|].
  destruct (test a); simpl; rewrite IH; ring.
Qed.

End Sums.

Section TwoLists.

Context {A B : Type}.

Lemma sum_map (g : B -> A) (l : list B) (f : A -> Q) : sum (map g l) f == sum l (fun b => f (g b)).
Proof. induction l as [|b l IH]; simpl; [reflexivity|]. rewrite IH; reflexivity. Qed.

Lemma sum_flat_map (g : B -> list A) (l : list B) (f : A -> Q) :
  sum (flat_map g l) f == sum l (fun b => sum (g b) f).
Proof. induction l as [|b l IH]; simpl; [reflexivity|]. rewrite sum_app, IH; reflexivity. Qed.

(** The order of summation does not matter. *)
Lemma sum_exchange (l : list A) (m : list B) (f : A -> B -> Q) :
  sum l (fun a => sum m (f a)) == sum m (fun b => sum l (fun a => f a b)).
Proof.
  induction l as [|a l IH]; simpl.
  - symmetry; apply sum_zero; reflexivity.
  - rewrite IH, <- sum_plus. reflexivity.
Qed.

End TwoLists.

(** Grouping by a key: where every element's key is met exactly once in [keys], the sum over the elements is the sum over
    the keys of the sums over the elements with this key. *)
Lemma sum_by_key {A B : Type} (eqb : B -> B -> bool) (key : A -> B) (keys : list B) (l : list A) (f : A -> Q) :
  (forall a, In a l -> sum keys (fun k => indicator (eqb (key a) k)) == 1) ->
  sum keys (fun k => sum l (fun a => indicator (eqb (key a) k) * f a)) == sum l f.
Proof.
  intros once. rewrite sum_exchange. apply sum_ext; intros a inl.
  rewrite sum_scale_right, (once a inl). ring.
Qed.

(** A list without repetition holds an element exactly once. *)
Lemma sum_indicator_once {A : Type} (eqb : A -> A -> bool) (l : list A) (a : A) :
  (forall x y, eqb x y = true <-> x = y) -> NoDup l -> In a l -> sum l (fun k => indicator (eqb a k)) == 1.
Proof.
  intros spec. induction l as [|b l IH]; intros nodup inl; [destruct inl|].
  inversion nodup as [|? ? notin nodup']; subst. simpl.
  destruct (eqb a b) eqn:E.
  - apply spec in E; subst b. rewrite sum_zero; [unfold indicator; ring|].
    intros k ink. destruct (eqb a k) eqn:E2; [|reflexivity]. apply spec in E2; subst; contradiction.
  - destruct inl as [->|inl]; [rewrite (proj2 (spec a a) eq_refl) in E; discriminate|].
    rewrite IH by assumption. unfold indicator; ring.
Qed.

Add Parametric Morphism {A : Type} (l : list A) : (sum l)
  with signature (pointwise_relation A Qeq) ==> Qeq as sum_morphism.
Proof. intros f g H. apply sum_ext; intros; apply H. Qed.
