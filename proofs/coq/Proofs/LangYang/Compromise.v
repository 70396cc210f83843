(** LY, section 5.6: in the compromise problem with two types each a rule is implementable if and only if it satisfies (33)
    and (34).  For each alternative a table of two rows and two columns with given sums has one free number; of these two
    numbers and of their sum, bounds are given, and (34) says that they are compatible. *)

From Allocation Require Export Farkas Claims.LangYangRemarks.

Section Compromise.

Variable lambda : nat -> nat -> Q.
Variables Q1 Q2 : nat -> nat -> Q.

Hypothesis prior : compromise_prior 2 2 lambda.

Lemma weight_positive s t : (s < 2)%nat -> (t < 2)%nat -> 0 < lambda s t.
Proof. apply prior. Qed.

(** The weighted interim probabilities. *)
Definition row_sum (a s : nat) : Q := Q1 s a * first_marginal 2 lambda s.
Definition column_sum (a t : nat) : Q := Q2 t a * second_marginal 2 lambda t.

Lemma two_types s : (s < 2)%nat -> s = 0%nat \/ s = 1%nat.
Proof. lia. Qed.

(** ** Necessity *)

Lemma compromise_necessary :
  implementable_compromise 2 2 lambda Q1 Q2 -> equalities_33 2 2 lambda Q1 Q2 /\ inequalities_34 2 2 lambda Q1 Q2.
Proof.
  intros (p & feasible & of_first & of_second).
  set (x := fun a s t => p a s t * lambda s t).
  assert (rows : forall a s, In a two_alternatives -> (s < 2)%nat -> row_sum a s == x a s 0%nat + x a s 1%nat).
  { intros a s ina lt. unfold row_sum. rewrite (of_first s a lt ina). simpl. unfold x. ring. }
  assert (columns : forall a t, In a two_alternatives -> (t < 2)%nat -> column_sum a t == x a 0%nat t + x a 1%nat t).
  { intros a t ina lt. unfold column_sum. rewrite (of_second t a lt ina). simpl. unfold x. ring. }
  assert (bounds : forall s t, (s < 2)%nat -> (t < 2)%nat -> 0 <= x 1%nat s t /\ 0 <= x 2%nat s t /\ x 1%nat s t + x 2%nat s t <= lambda s t).
  { intros s t Hs Ht. destruct (feasible s t Hs Ht) as (nonneg & one). pose proof (weight_positive s t Hs Ht) as positive.
    pose proof (nonneg 0%nat (or_introl eq_refl)) as p0. pose proof (nonneg 1%nat (or_intror (or_introl eq_refl))) as p1.
    pose proof (nonneg 2%nat (or_intror (or_intror (or_introl eq_refl)))) as p2. simpl in one. unfold x.
    split; [nra|]. split; [nra|]. assert (p 1%nat s t + p 2%nat s t <= 1) by lra. nra. }
  assert (in1 : In 1%nat two_alternatives) by now left. assert (in2 : In 2%nat two_alternatives) by (right; now left).
  assert (z2 : (0 < 2)%nat) by lia. assert (o2 : (1 < 2)%nat) by lia.
  pose proof (rows 1%nat 0%nat in1 z2) as r10. pose proof (rows 1%nat 1%nat in1 o2) as r11.
  pose proof (rows 2%nat 0%nat in2 z2) as r20. pose proof (rows 2%nat 1%nat in2 o2) as r21.
  pose proof (columns 1%nat 0%nat in1 z2) as c10. pose proof (columns 1%nat 1%nat in1 o2) as c11.
  pose proof (columns 2%nat 0%nat in2 z2) as c20. pose proof (columns 2%nat 1%nat in2 o2) as c21.
  split.
  - intros a ina. change (row_sum a 0 + (row_sum a 1 + 0) - (column_sum a 0 + (column_sum a 1 + 0)) == 0).
    destruct ina as [<-|[<-|[]]]; lra.
  - intros G S1 S2. pose proof (bounds 0%nat 0%nat z2 z2) as b00. pose proof (bounds 0%nat 1%nat z2 o2) as b01.
    pose proof (bounds 1%nat 0%nat o2 z2) as b10. pose proof (bounds 1%nat 1%nat o2 o2) as b11.
    destruct b00 as (? & ? & ?), b01 as (? & ? & ?), b10 as (? & ? & ?), b11 as (? & ? & ?).
    cbn [filter seq sum two_alternatives].
    change (fun s : nat => Q1 s 1%nat * first_marginal 2 lambda s) with (row_sum 1).
    destruct (G 1%nat), (G 2%nat), (S1 0%nat), (S1 1%nat), (S2 0%nat), (S2 1%nat); cbn [negb sum];
      repeat (change (Q1 ?s ?a * first_marginal 2 lambda ?s) with (row_sum a s));
      fold (row_sum 1 0) (row_sum 1 1) (row_sum 2 0) (row_sum 2 1) (column_sum 1 0) (column_sum 1 1) (column_sum 2 0) (column_sum 2 1);
      lra.
Qed.

(** ** Sufficiency *)

(** The table of an alternative with these sums, and the number theta in its first row and column. *)
Definition table (theta : nat -> Q) (a s t : nat) : Q :=
  match s, t with
  | O, O => theta a
  | O, S _ => row_sum a 0 - theta a
  | S _, O => column_sum a 0 - theta a
  | S _, S _ => row_sum a 1 - column_sum a 0 + theta a
  end.

Lemma table_implements theta :
  (forall a, In a two_alternatives -> row_sum a 0 + row_sum a 1 == column_sum a 0 + column_sum a 1) ->
  (forall a s t, In a two_alternatives -> (s < 2)%nat -> (t < 2)%nat -> 0 <= table theta a s t) ->
  (forall s t, (s < 2)%nat -> (t < 2)%nat -> table theta 1 s t + table theta 2 s t <= lambda s t) ->
  implementable_compromise 2 2 lambda Q1 Q2.
Proof.
  intros balanced nonneg below.
  exists (fun a s t => match a with
    | O => 1 - (table theta 1 s t + table theta 2 s t) / lambda s t
    | S _ => table theta a s t / lambda s t end).
  assert (in1 : In 1%nat two_alternatives) by now left. assert (in2 : In 2%nat two_alternatives) by (right; now left).
  assert (scaled : forall a s t, (s < 2)%nat -> (t < 2)%nat -> table theta a s t / lambda s t * lambda s t == table theta a s t).
  { intros a s t Hs Ht. pose proof (weight_positive s t Hs Ht). rewrite Qmult_comm, Qmult_div_r by lra. reflexivity. }
  assert (z2 : (0 < 2)%nat) by lia. assert (o2 : (1 < 2)%nat) by lia.
  split; [|split].
  - intros s t Hs Ht. pose proof (weight_positive s t Hs Ht) as positive.
    pose proof (nonneg 1%nat s t in1 Hs Ht). pose proof (nonneg 2%nat s t in2 Hs Ht). specialize (below s t Hs Ht). split.
    + intros a [<-|[<-|[<-|[]]]].
      * assert ((table theta 1 s t + table theta 2 s t) / lambda s t <= 1) by (apply Qle_shift_div_r; lra). lra.
      * apply Qle_shift_div_l; lra.
      * apply Qle_shift_div_l; lra.
    + simpl. field. lra.
  - intros s a Hs ina. change (row_sum a s == sum (seq 0 2) (fun t => match a with
      | O => 1 - (table theta 1 s t + table theta 2 s t) / lambda s t
      | S _ => table theta a s t / lambda s t end * lambda s t)).
    assert (E : sum (seq 0 2) (fun t => match a with
      | O => 1 - (table theta 1 s t + table theta 2 s t) / lambda s t
      | S _ => table theta a s t / lambda s t end * lambda s t) == table theta a s 0 + table theta a s 1).
    { destruct a; [destruct ina as [E|[E|[]]]; discriminate|]. cbn [seq sum]. rewrite !scaled by assumption. ring. }
    rewrite E. destruct (two_types s Hs) as [-> | ->]; cbn [table]; ring.
  - intros t a Ht ina. change (column_sum a t == sum (seq 0 2) (fun s => match a with
      | O => 1 - (table theta 1 s t + table theta 2 s t) / lambda s t
      | S _ => table theta a s t / lambda s t end * lambda s t)).
    assert (E : sum (seq 0 2) (fun s => match a with
      | O => 1 - (table theta 1 s t + table theta 2 s t) / lambda s t
      | S _ => table theta a s t / lambda s t end * lambda s t) == table theta a 0 t + table theta a 1 t).
    { destruct a; [destruct ina as [E|[E|[]]]; discriminate|]. cbn [seq sum]. rewrite !scaled by assumption. ring. }
    rewrite E. specialize (balanced a ina). destruct (two_types t Ht) as [-> | ->]; cbn [table]; lra.
Qed.

(** (34) for one alternative and single types, and for both. *)
Definition only (n m : nat) : bool := Nat.eqb n m.
Definition both_of (_ : nat) : bool := true.

Theorem compromise_sufficient :
  equalities_33 2 2 lambda Q1 Q2 -> inequalities_34 2 2 lambda Q1 Q2 -> implementable_compromise 2 2 lambda Q1 Q2.
Proof.
  intros equal cuts.
  assert (balanced : forall a, In a two_alternatives -> row_sum a 0 + row_sum a 1 == column_sum a 0 + column_sum a 1).
  { intros a ina. specialize (equal a ina).
    change (row_sum a 0 + (row_sum a 1 + 0) - (column_sum a 0 + (column_sum a 1 + 0)) == 0) in equal. lra. }
  assert (b1 := balanced 1%nat (or_introl eq_refl)). assert (b2 := balanced 2%nat (or_intror (or_introl eq_refl))).
  (* an alternative by itself, or both; single types *)
  assert (single : forall a s t, In a two_alternatives -> (s < 2)%nat -> (t < 2)%nat ->
    row_sum a s - column_sum a t <= lambda s (1 - t)%nat).
  { intros a s t ina Hs Ht. specialize (cuts (only a) (only s) (only t)).
    destruct ina as [<-|[<-|[]]]; destruct (two_types s Hs) as [-> | ->]; destruct (two_types t Ht) as [-> | ->];
      unfold only in cuts; cbn [filter two_alternatives seq sum Nat.eqb negb Nat.sub] in cuts; unfold row_sum, column_sum; cbn [Nat.sub]; lra. }
  assert (double : forall s t, (s < 2)%nat -> (t < 2)%nat ->
    row_sum 1 s + row_sum 2 s - column_sum 1 t - column_sum 2 t <= lambda s (1 - t)%nat).
  { intros s t Hs Ht. specialize (cuts both_of (only s) (only t)).
    destruct (two_types s Hs) as [-> | ->]; destruct (two_types t Ht) as [-> | ->];
      unfold only, both_of in cuts; cbn [filter two_alternatives seq sum Nat.eqb negb Nat.sub] in cuts; unfold row_sum, column_sum; cbn [Nat.sub]; lra. }
  assert (whole_row : forall s, (s < 2)%nat -> row_sum 1 s + row_sum 2 s <= lambda s 0%nat + lambda s 1%nat).
  { intros s Hs. specialize (cuts both_of (only s) (fun _ => false)).
    destruct (two_types s Hs) as [-> | ->];
      unfold only, both_of in cuts; cbn [filter two_alternatives seq sum Nat.eqb negb Nat.sub] in cuts; unfold row_sum; lra. }
  assert (whole_column : forall t, (t < 2)%nat -> column_sum 1 t + column_sum 2 t <= lambda 0%nat t + lambda 1%nat t).
  { intros t Ht. specialize (cuts both_of both_of (only (1 - t)%nat)).
    destruct (two_types t Ht) as [-> | ->];
      unfold only, both_of in cuts; cbn [filter two_alternatives seq sum Nat.eqb negb Nat.sub] in cuts;
      unfold row_sum, column_sum in *; lra. }
  assert (rows_nonneg : forall a s, In a two_alternatives -> (s < 2)%nat -> 0 <= row_sum a s).
  { intros a s ina Hs. specialize (cuts (only a) (only (1 - s)%nat) both_of). specialize (balanced a ina).
    destruct ina as [<-|[<-|[]]]; destruct (two_types s Hs) as [-> | ->];
      unfold only, both_of in cuts; cbn [filter two_alternatives seq sum Nat.eqb negb Nat.sub] in cuts; unfold row_sum, column_sum in *; lra. }
  assert (columns_nonneg : forall a t, In a two_alternatives -> (t < 2)%nat -> 0 <= column_sum a t).
  { intros a t ina Ht. specialize (cuts (only a) (fun _ => false) (only t)).
    destruct ina as [<-|[<-|[]]]; destruct (two_types t Ht) as [-> | ->];
      unfold only in cuts; cbn [filter two_alternatives seq sum Nat.eqb negb Nat.sub] in cuts; unfold column_sum in *; lra. }
  assert (in1 : In 1%nat two_alternatives) by now left. assert (in2 : In 2%nat two_alternatives) by (right; now left).
  assert (z2 : (0 < 2)%nat) by lia. assert (o2 : (1 < 2)%nat) by lia.
  (* all that is used of (34) *)
  pose proof (single 1%nat 0%nat 0%nat in1 z2 z2). pose proof (single 1%nat 0%nat 1%nat in1 z2 o2).
  pose proof (single 1%nat 1%nat 0%nat in1 o2 z2). pose proof (single 1%nat 1%nat 1%nat in1 o2 o2).
  pose proof (single 2%nat 0%nat 0%nat in2 z2 z2). pose proof (single 2%nat 0%nat 1%nat in2 z2 o2).
  pose proof (single 2%nat 1%nat 0%nat in2 o2 z2). pose proof (single 2%nat 1%nat 1%nat in2 o2 o2).
  pose proof (double 0%nat 0%nat z2 z2). pose proof (double 0%nat 1%nat z2 o2).
  pose proof (double 1%nat 0%nat o2 z2). pose proof (double 1%nat 1%nat o2 o2).
  pose proof (whole_row 0%nat z2). pose proof (whole_row 1%nat o2).
  pose proof (whole_column 0%nat z2). pose proof (whole_column 1%nat o2).
  pose proof (rows_nonneg 1%nat 0%nat in1 z2). pose proof (rows_nonneg 1%nat 1%nat in1 o2).
  pose proof (rows_nonneg 2%nat 0%nat in2 z2). pose proof (rows_nonneg 2%nat 1%nat in2 o2).
  pose proof (columns_nonneg 1%nat 0%nat in1 z2). pose proof (columns_nonneg 1%nat 1%nat in1 o2).
  pose proof (columns_nonneg 2%nat 0%nat in2 z2). pose proof (columns_nonneg 2%nat 1%nat in2 o2).
  pose proof (weight_positive 0 0 z2 z2). pose proof (weight_positive 0 1 z2 o2).
  pose proof (weight_positive 1 0 o2 z2). pose proof (weight_positive 1 1 o2 o2).
  cbn [Nat.sub] in *. clear single double whole_row whole_column rows_nonneg columns_nonneg cuts equal.
  destruct (number_between
    [0; column_sum 1 0 - row_sum 1 1;
     row_sum 1 0 + row_sum 2 0 - lambda 0%nat 1%nat - row_sum 2 0; row_sum 1 0 + row_sum 2 0 - lambda 0%nat 1%nat - column_sum 2 0;
     column_sum 1 0 + column_sum 2 0 - lambda 1%nat 0%nat - row_sum 2 0;
     column_sum 1 0 + column_sum 2 0 - lambda 1%nat 0%nat - column_sum 2 0]
    [row_sum 1 0; column_sum 1 0;
     lambda 0%nat 0%nat; lambda 0%nat 0%nat - (column_sum 2 0 - row_sum 2 1);
     lambda 1%nat 1%nat - row_sum 1 1 - row_sum 2 1 + column_sum 1 0 + column_sum 2 0;
     lambda 1%nat 1%nat - row_sum 1 1 - row_sum 2 1 + column_sum 1 0 + column_sum 2 0 - (column_sum 2 0 - row_sum 2 1)])
    as (theta1 & lower1 & upper1).
  { intros a b ina inb. simpl in ina, inb. decompose [or] ina; try contradiction; subst a;
      decompose [or] inb; try contradiction; subst b; lra. }
  simpl in lower1, upper1.
  destruct (number_between
    [0; column_sum 2 0 - row_sum 2 1; row_sum 1 0 + row_sum 2 0 - lambda 0%nat 1%nat - theta1;
     column_sum 1 0 + column_sum 2 0 - lambda 1%nat 0%nat - theta1]
    [row_sum 2 0; column_sum 2 0; lambda 0%nat 0%nat - theta1;
     lambda 1%nat 1%nat - row_sum 1 1 - row_sum 2 1 + column_sum 1 0 + column_sum 2 0 - theta1])
    as (theta2 & lower2 & upper2).
  { pose proof (lower1 _ (or_introl eq_refl)). pose proof (lower1 _ (or_intror (or_introl eq_refl))).
    pose proof (lower1 _ (or_intror (or_intror (or_introl eq_refl)))).
    pose proof (lower1 _ (or_intror (or_intror (or_intror (or_introl eq_refl))))).
    pose proof (lower1 _ (or_intror (or_intror (or_intror (or_intror (or_introl eq_refl)))))).
    pose proof (lower1 _ (or_intror (or_intror (or_intror (or_intror (or_intror (or_introl eq_refl))))))).
    pose proof (upper1 _ (or_introl eq_refl)). pose proof (upper1 _ (or_intror (or_introl eq_refl))).
    pose proof (upper1 _ (or_intror (or_intror (or_introl eq_refl)))).
    pose proof (upper1 _ (or_intror (or_intror (or_intror (or_introl eq_refl))))).
    pose proof (upper1 _ (or_intror (or_intror (or_intror (or_intror (or_introl eq_refl)))))).
    pose proof (upper1 _ (or_intror (or_intror (or_intror (or_intror (or_intror (or_introl eq_refl))))))).
    clear lower1 upper1.
    intros a b ina inb. simpl in ina, inb. decompose [or] ina; try contradiction; subst a;
      decompose [or] inb; try contradiction; subst b; lra. }
  simpl in lower2, upper2.
  pose proof (lower1 _ (or_introl eq_refl)). pose proof (lower1 _ (or_intror (or_introl eq_refl))).
  pose proof (upper1 _ (or_introl eq_refl)). pose proof (upper1 _ (or_intror (or_introl eq_refl))).
  pose proof (lower2 _ (or_introl eq_refl)). pose proof (lower2 _ (or_intror (or_introl eq_refl))).
  pose proof (lower2 _ (or_intror (or_intror (or_introl eq_refl)))).
  pose proof (lower2 _ (or_intror (or_intror (or_intror (or_introl eq_refl))))).
  pose proof (upper2 _ (or_introl eq_refl)). pose proof (upper2 _ (or_intror (or_introl eq_refl))).
  pose proof (upper2 _ (or_intror (or_intror (or_introl eq_refl)))).
  pose proof (upper2 _ (or_intror (or_intror (or_intror (or_introl eq_refl))))).
  clear lower1 upper1 lower2 upper2.
  apply (table_implements (fun a => if Nat.eqb a 1 then theta1 else theta2)); [assumption| |].
  - intros a s t [<-|[<-|[]]] Hs Ht; destruct (two_types s Hs) as [-> | ->]; destruct (two_types t Ht) as [-> | ->];
      cbn [table Nat.eqb]; lra.
  - intros s t Hs Ht; destruct (two_types s Hs) as [-> | ->]; destruct (two_types t Ht) as [-> | ->];
      cbn [table Nat.eqb]; lra.
Qed.

End Compromise.

(*| lang-yang-2023/section-5.6.inequalities | literal | proved |*)
Theorem LY_compromise_inequalities_holds : LY_compromise_inequalities.
Proof.
  intros lambda Q1 Q2 prior. split; [now apply compromise_necessary|].
  intros (equal & cuts). now apply compromise_sufficient.
Qed.
