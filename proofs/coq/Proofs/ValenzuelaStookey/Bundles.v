(** Arithmetic of bundles, and choosing finitely many things at once. *)

From Allocation Require Export ValenzuelaStookey.

Lemma in_upto (n i : nat) : In i (upto n) <-> (i < n)%nat.
Proof. unfold upto. rewrite in_seq. lia. Qed.

(** ** Bundles that are the same *)

Lemma same_refl I x : same I x x.
Proof. intros i _; reflexivity. Qed.

Lemma same_sym I x y : same I x y -> same I y x.
Proof. intros H i lt; symmetry; now apply H. Qed.

Lemma same_trans I x y z : same I x y -> same I y z -> same I x z.
Proof. intros H H' i lt; rewrite (H i lt); now apply H'. Qed.

(** ** The workload is linear *)

Lemma inner_ext I c d x y : same I c d -> same I x y -> inner I c x == inner I d y.
Proof. intros H H'. apply sum_ext; intros i ini. apply in_upto in ini. now rewrite (H i ini), (H' i ini). Qed.

Lemma inner_same I c x y : same I x y -> inner I c x == inner I c y.
Proof. apply inner_ext, same_refl. Qed.

Lemma inner_plus I c x y : inner I c (plus x y) == inner I c x + inner I c y.
Proof. unfold inner. rewrite <- sum_plus. apply sum_ext; intros; unfold plus; ring. Qed.

Lemma inner_minus I c x y : inner I c (minus x y) == inner I c x - inner I c y.
Proof. unfold inner. rewrite <- sum_minus. apply sum_ext; intros; unfold minus; ring. Qed.

Lemma inner_multiple I c y x : inner I c (multiple y x) == y * inner I c x.
Proof. unfold inner. rewrite <- sum_scale. apply sum_ext; intros; unfold multiple; ring. Qed.

Lemma inner_plus_left I c d x : inner I (plus c d) x == inner I c x + inner I d x.
Proof. unfold inner. rewrite <- sum_plus. apply sum_ext; intros; unfold plus; ring. Qed.

Lemma inner_minus_left I c d x : inner I (minus c d) x == inner I c x - inner I d x.
Proof. unfold inner. rewrite <- sum_minus. apply sum_ext; intros; unfold minus; ring. Qed.

Lemma inner_multiple_left I y c x : inner I (multiple y c) x == y * inner I c x.
Proof. unfold inner. rewrite <- sum_scale. apply sum_ext; intros; unfold multiple; ring. Qed.

Lemma inner_comm I c x : inner I c x == inner I x c.
Proof. apply sum_ext; intros; ring. Qed.

Lemma inner_nonnegative I c x : nonnegative I c -> nonnegative I x -> 0 <= inner I c x.
Proof.
  intros H H'. apply sum_nonneg; intros i ini. apply in_upto in ini. apply Qmult_le_0_compat; auto.
Qed.

Lemma inner_below I c x y : nonnegative I c -> below I x y -> inner I c x <= inner I c y.
Proof.
  intros H H'. apply sum_le; intros i ini. apply in_upto in ini.
  rewrite (Qmult_comm (c i)), (Qmult_comm (c i)). apply Qmult_le_compat_r; auto.
Qed.

(** ** The bundle of one unit of task i *)

Definition one_unit (k : nat) : bundle := fun i => if Nat.eqb i k then 1 else 0.

Lemma one_unit_nonnegative I k : nonnegative I (one_unit k).
Proof. intros i _. unfold one_unit. destruct (Nat.eqb i k); lra. Qed.

Lemma sum_unit (l : list nat) (k : nat) (f : nat -> Q) :
  NoDup l -> In k l -> sum l (fun i => one_unit k i * f i) == f k.
Proof.
  induction l as [|a l IH]; intros nodup ink; [destruct ink|]. inversion nodup; subst. simpl.
  unfold one_unit at 1. destruct (Nat.eqb_spec a k) as [->|ne].
  - rewrite sum_zero; [ring|]. intros i ini. unfold one_unit.
    destruct (Nat.eqb_spec i k); [subst; contradiction|ring].
  - destruct ink as [->|ink]; [contradiction|]. rewrite IH by assumption. ring.
Qed.

Lemma inner_unit I k x : (k < I)%nat -> inner I (one_unit k) x == x k.
Proof. intros lt. apply sum_unit; [apply seq_NoDup|now apply in_upto]. Qed.

(** A sum of which a part, the k-th, is told apart: if two differ at k alone, they differ by that. *)
Lemma sum_differ_at (l : list nat) (k : nat) (f g : nat -> Q) :
  NoDup l -> In k l -> (forall i, In i l -> i <> k -> f i == g i) -> sum l f - sum l g == f k - g k.
Proof.
  intros nodup ink others. rewrite <- sum_minus.
  rewrite <- (sum_unit l k (fun i => f i - g i) nodup ink). apply sum_ext. intros i ini. unfold one_unit.
  destruct (Nat.eqb_spec i k) as [->|ne]; [ring|]. rewrite (others i ini ne). ring.
Qed.

(** One member of a sum of numbers that are not negative is at most the sum. *)
Lemma member_le_sum {A} (l : list A) (f : A -> Q) a : (forall x, In x l -> 0 <= f x) -> In a l -> f a <= sum l f.
Proof.
  induction l as [|b l IH]; intros nonneg ina; [destruct ina|]. simpl.
  assert (0 <= sum l f) by (apply sum_nonneg; intros; apply nonneg; now right).
  assert (0 <= f b) by (apply nonneg; now left).
  destruct ina as [->|ina]; [lra|].
  assert (f a <= sum l f) by (apply IH; [intros; apply nonneg; now right|assumption]). lra.
Qed.

Lemma inner_opposite I c x : inner I c (opposite x) == - inner I c x.
Proof.
  setoid_replace (- inner I c x) with ((-(1)) * inner I c x) by ring.
  unfold inner. rewrite <- sum_scale. apply sum_ext; intros; unfold opposite; ring.
Qed.

(** Assignments of which one is nowhere more than the other are the same. *)
Lemma assignments_below_same M x y :
  assignment M x -> assignment M y ->
  (forall j, (j < number_of_agents M)%nat -> below (number_of_tasks M) (x j) (y j)) -> same_bundles M x y.
Proof.
  intros (_ & clears_x) (_ & clears_y) less j lt i lti.
  assert (D : sum (upto (number_of_agents M)) (fun j => y j i - x j i) == 0).
  { rewrite sum_minus, (clears_x i lti), (clears_y i lti). ring. }
  assert (y j i - x j i <= 0).
  { rewrite <- D. apply (member_le_sum (upto (number_of_agents M)) (fun j => y j i - x j i)); [|now apply in_upto].
    intros j' inj'. apply in_upto in inj'. pose proof (less j' inj' i lti). lra. }
  pose proof (less j lt i lti). lra.
Qed.

(** ** Searching *)

(** Either all tasks have a property that can be decided, or some task has it not. *)
Lemma all_or_some (n : nat) (P N : nat -> Prop) :
  (forall i, {P i} + {N i}) -> {forall i, (i < n)%nat -> P i} + {exists i, (i < n)%nat /\ N i}.
Proof.
  intros decide. induction n as [|n [all|some]].
  - left; intros; lia.
  - destruct (decide n) as [yes|no].
    + left. intros i lt. destruct (Nat.eq_dec i n) as [->|]; [assumption|apply all; lia].
    + right; exists n; split; [lia|assumption].
  - right. destruct some as (i & lt & no). exists i; split; [lia|assumption].
Qed.

Lemma nonnegative_or_negative I x : {nonnegative I x} + {exists i, (i < I)%nat /\ x i < 0}.
Proof.
  apply (all_or_some I (fun i => 0 <= x i)). intros i. destruct (Qlt_le_dec (x i) 0); [right|left]; assumption.
Qed.

Lemma not_nonnegative I x : ~ nonnegative I x <-> exists i, (i < I)%nat /\ x i < 0.
Proof.
  split.
  - intros no. destruct (nonnegative_or_negative I x) as [yes|some]; [contradiction|exact some].
  - intros (i & lt & neg) yes. specialize (yes i lt). lra.
Qed.

(** Choosing at finitely many places at once. *)
Lemma choose_finitely_many {K : Type} (n : nat) (P : nat -> K -> Prop) (k0 : K) :
  (forall j, (j < n)%nat -> exists k, P j k) -> exists p, forall j, (j < n)%nat -> P j (p j).
Proof.
  induction n as [|n IH]; intros some.
  - exists (fun _ => k0). intros; lia.
  - destruct IH as (p & chosen); [intros; apply some; lia|].
    destruct (some n ltac:(lia)) as (k & good).
    exists (put p n k). intros j lt. unfold put. destruct (Nat.eqb_spec j n) as [->|]; [assumption|apply chosen; lia].
Qed.

(** A finite list has a least element for a relation that is total and transitive. *)
Lemma least_exists {A} (R : A -> A -> Prop) (l : list A) :
  (forall a b, R a b \/ R b a) -> (forall a b c, R a b -> R b c -> R a c) ->
  l <> [] -> exists a, In a l /\ forall b, In b l -> R a b.
Proof.
  intros total trans. induction l as [|x l IH]; intros some; [contradiction|].
  destruct l as [|y l].
  - exists x. split; [now left|]. intros b [<-|[]]. destruct (total x x); assumption.
  - destruct IH as (a & ina & least); [discriminate|]. destruct (total x a) as [le|le].
    + exists x. split; [now left|]. intros b [<-|inb]; [destruct (total x x); assumption|].
      apply (trans x a b le). now apply least.
    + exists a. split; [now right|]. intros b [<-|inb]; [assumption|now apply least].
Qed.

Lemma put_same {A} (p : nat -> A) j a : put p j a j = a.
Proof. unfold put. now rewrite Nat.eqb_refl. Qed.

Lemma put_other {A} (p : nat -> A) j a i : i <> j -> put p j a i = p i.
Proof. unfold put. destruct (Nat.eqb_spec i j); [contradiction|reflexivity]. Qed.
