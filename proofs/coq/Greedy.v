(** The greedy algorithm for a submodular function (Edmonds): along any order of the ground set the increments of the
    function make a vector that exceeds the function on no set and equals it on the sets that the order passes through. *)

From Coq Require Export Permutation.
From Allocation Require Export Rationals.

(** The sum of integers over a list; LY's x(G) is this sum. *)
Definition integer_sum {A : Type} (l : list A) (x : A -> Z) : Z := fold_right (fun a rest => (x a + rest)%Z) 0%Z l.

Lemma integer_sum_ext {A : Type} (l : list A) (x y : A -> Z) :
  (forall a, In a l -> x a = y a) -> integer_sum l x = integer_sum l y.
Proof.
  induction l as [|a l IH]; intros same; simpl; [reflexivity|].
  rewrite (same a (or_introl eq_refl)). f_equal. apply IH. intros; apply same; now right.
Qed.

Lemma integer_sum_permutation {A : Type} (l m : list A) (x : A -> Z) :
  Permutation l m -> integer_sum l x = integer_sum m x.
Proof. induction 1; simpl; lia. Qed.

Lemma integer_sum_map {A B : Type} (g : B -> A) (l : list B) (x : A -> Z) :
  integer_sum (map g l) x = integer_sum l (fun b => x (g b)).
Proof. induction l; simpl; congruence. Qed.


Lemma integer_sum_filter {A : Type} (test : A -> bool) (l : list A) (x : A -> Z) :
  integer_sum (filter test l) x = integer_sum l (fun a => if test a then x a else 0%Z).
Proof. induction l as [|a l IH]; simpl; [reflexivity|]. destruct (test a); simpl; lia. Qed.

Lemma integer_sum_complement {A : Type} (test : A -> bool) (l : list A) (x : A -> Z) :
  (integer_sum l x = integer_sum l (fun a => if test a then x a else 0)
                   + integer_sum l (fun a => if negb (test a) then x a else 0))%Z.
Proof. induction l as [|a l IH]; simpl; [reflexivity|]. destruct (test a); simpl; lia. Qed.

Section Greedy.

Context {A : Type} (A_dec : forall a b : A, {a = b} + {a <> b}).

(** A set is a test; f gives a number to each set. *)
Variable f : (A -> bool) -> Z.

Hypothesis extensional : forall p q, (forall a, p a = q a) -> f p = f q.
Hypothesis empty : f (fun _ => false) = 0%Z.
Hypothesis submodular : forall p q, (f (fun a => p a && q a) + f (fun a => p a || q a) <= f p + f q)%Z.

Definition element_of (l : list A) (a : A) : bool := if in_dec A_dec a l then true else false.

Lemma element_of_iff l a : element_of l a = true <-> In a l.
Proof. unfold element_of. destruct (in_dec A_dec a l); split; congruence. Qed.

(** The order is given by a list whose last element comes first. *)
Fixpoint greedy (order : list A) (a : A) : Z :=
  match order with
  | [] => 0%Z
  | b :: rest => if A_dec a b then (f (element_of order) - f (element_of rest))%Z else greedy rest a
  end.

Lemma greedy_later b rest a : a <> b -> greedy (b :: rest) a = greedy rest a.
Proof. intros n. simpl. now destruct (A_dec a b). Qed.

Lemma greedy_rest before after a : NoDup (before ++ after) -> In a after -> greedy (before ++ after) a = greedy after a.
Proof.
  induction before as [|b before IH]; intros nodup ina; [reflexivity|].
  inversion nodup; subst. change ((b :: before) ++ after) with (b :: (before ++ after)). rewrite greedy_later.
  - now apply IH.
  - intros ->. apply H1. apply in_app_iff. now right.
Qed.

(** On the sets that the order passes through, the sum is the value of f. *)
Lemma greedy_passes order : NoDup order -> integer_sum order (greedy order) = f (element_of order).
Proof.
  induction 1 as [|b rest notin nodup IH].
  - simpl. rewrite <- empty. now apply extensional.
  - change (integer_sum (b :: rest) (greedy (b :: rest)))
      with (greedy (b :: rest) b + integer_sum rest (greedy (b :: rest)))%Z.
    rewrite (integer_sum_ext rest (greedy (b :: rest)) (greedy rest)).
    + rewrite IH. cbn [greedy]. destruct (A_dec b b); [lia|congruence].
    + intros a ina. apply greedy_later. intros ->. contradiction.
Qed.

Lemma greedy_end before after :
  NoDup (before ++ after) -> integer_sum after (greedy (before ++ after)) = f (element_of after).
Proof.
  intros nodup. rewrite (integer_sum_ext after (greedy (before ++ after)) (greedy after)) by (intros; now apply greedy_rest).
  apply greedy_passes. clear -nodup. induction before as [|b before IH]; [assumption|]. inversion nodup; subst. now apply IH.
Qed.

(** On no set does the sum exceed the value of f. *)
Lemma greedy_within (order : list A) (p : A -> bool) :
  NoDup order -> (integer_sum order (fun a => if p a then greedy order a else 0) <= f (fun a => p a && element_of order a))%Z.
Proof.
  induction 1 as [|b rest notin nodup IH].
  - simpl. rewrite (extensional (fun a => p a && element_of [] a)%bool (fun _ => false)); [lia|].
    intros a. unfold element_of. simpl. apply andb_false_r.
  - change (integer_sum (b :: rest) (fun a => if p a then greedy (b :: rest) a else 0%Z))
      with ((if p b then greedy (b :: rest) b else 0) + integer_sum rest (fun a => if p a then greedy (b :: rest) a else 0%Z))%Z.
    rewrite (integer_sum_ext rest (fun a => if p a then greedy (b :: rest) a else 0)%Z
      (fun a => if p a then greedy rest a else 0)%Z).
    2:{ intros a ina. rewrite greedy_later; [reflexivity|]. intros ->. contradiction. }
    assert (consed : forall a, element_of (b :: rest) a = true <-> b = a \/ element_of rest a = true)
      by (intros; rewrite !element_of_iff; reflexivity).
    destruct (p b) eqn:E.
    + cbn [greedy]. destruct (A_dec b b) as [_|n]; [|congruence].
      pose proof (submodular (fun a => p a && element_of (b :: rest) a) (element_of rest)) as S.
      cbv beta in S.
      rewrite (extensional (fun a => p a && element_of (b :: rest) a && element_of rest a)
        (fun a => p a && element_of rest a)) in S.
      * rewrite (extensional (fun a => p a && element_of (b :: rest) a || element_of rest a)
          (element_of (b :: rest))) in S; [lia|].
        intros a. apply eq_true_iff_eq. rewrite orb_true_iff, andb_true_iff, consed.
        split; [tauto|]. intros [<-|H]; tauto.
      * intros a. apply eq_true_iff_eq. rewrite !andb_true_iff, consed. tauto.
    + rewrite (extensional (fun a => p a && element_of (b :: rest) a) (fun a => p a && element_of rest a)); [lia|].
      intros a. apply eq_true_iff_eq. rewrite !andb_true_iff, consed. split; [|tauto].
      intros (pa & [<-|H]); [congruence|tauto].
Qed.

End Greedy.
