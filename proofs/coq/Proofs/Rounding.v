(** Rounding with a totally unimodular matrix M: every rational vector x is an average of vectors of integers, each of which
    satisfies every integer bound on a row of M or on an entry that x satisfies (Hoffman and Kruskal; in this form Baum and
    Trotter).

    By Ghouila-Houri's theorem a vector of integers is the sum of two whose values differ by at most 1 in every row and
    entry.  A vector k x of integers is split into k parts; as long as two of them differ by more in some row, their sum is
    split anew, which lessens the sum of the squares of all values. *)

From Coq Require Import Permutation Wf_nat.
From Allocation Require Export Farkas Greedy Proofs.GhouilaHouri.

Local Open Scope Z_scope.

Section Shares.

Context {Column : Type}.
Variable columns : list Column.

(** The value of a row of integers at a vector of integers. *)
Definition row_value (row p : Column -> Z) : Z := integer_sum columns (fun c => row c * p c).

Lemma row_value_plus row p q y :
  (forall c, In c columns -> p c + q c = y c) -> row_value row p + row_value row q = row_value row y.
Proof.
  unfold row_value. induction columns as [|c l IH]; intros same; simpl; [reflexivity|].
  rewrite <- (same c (or_introl eq_refl)), <- IH by (intros; apply same; now right). ring.
Qed.

(** Every vector of integers is the sum of two that differ by at most 1 in each of the rows. *)
Definition splittable (rows : list (Column -> Z)) : Prop :=
  forall y, exists p q,
    (forall c, In c columns -> p c + q c = y c) /\
    (forall row, In row rows -> Z.abs (row_value row p - row_value row q) <= 1).

Variable rows : list (Column -> Z).
Definition close (p q : Column -> Z) : Prop := forall row, In row rows -> Z.abs (row_value row p - row_value row q) <= 1.

Lemma close_or_not p q : close p q \/ exists row, In row rows /\ 2 <= Z.abs (row_value row p - row_value row q).
Proof.
  unfold close. induction rows as [|row l IH]; [left; intros ? []|].
  destruct (Z_le_gt_dec (Z.abs (row_value row p - row_value row q)) 1) as [le|gt].
  - destruct IH as [IH|(r & inr & far)].
    + left. intros r [<-|inr]; [assumption|now apply IH].
    + right. exists r. split; [now right|assumption].
  - right. exists row. split; [now left|lia].
Qed.

Definition all_close (parts : list (Column -> Z)) : Prop := forall p q, In p parts -> In q parts -> close p q.

Definition total_of (parts : list (Column -> Z)) (c : Column) : Z := integer_sum parts (fun p => p c).

Lemma close_sym p q : close p q -> close q p.
Proof. intros H row inrow. specialize (H row inrow). lia. Qed.

Lemma close_refl p : close p p.
Proof. intros row _. lia. Qed.

Lemma far_from p parts :
  (forall q, In q parts -> close p q) \/
  exists q rest row, Permutation parts (q :: rest) /\ In row rows /\ 2 <= Z.abs (row_value row p - row_value row q).
Proof.
  induction parts as [|q parts IH]; [left; intros ? []|].
  destruct (close_or_not p q) as [near|(row & inrow & far)].
  - destruct IH as [IH|(q' & rest & row & permuted & inrow & far)].
    + left. intros r [<-|inr]; [assumption|now apply IH].
    + right. exists q', (q :: rest), row. split; [|now split].
      apply perm_trans with (q :: q' :: rest); [now constructor|constructor].
  - right. exists q, parts, row. split; [reflexivity|now split].
Qed.

Lemma far_pair parts :
  all_close parts \/
  exists p q rest row, Permutation parts (p :: q :: rest) /\ In row rows /\ 2 <= Z.abs (row_value row p - row_value row q).
Proof.
  induction parts as [|p parts IH]; [left; intros ? ? []|].
  destruct (far_from p parts) as [near|(q & rest & row & permuted & inrow & far)].
  - destruct IH as [IH|(p' & q & rest & row & permuted & inrow & far)].
    + left. intros a b [<-|ina] [<-|inb].
      * apply close_refl.
      * now apply near.
      * now apply close_sym, near.
      * now apply IH.
    + right. exists p', q, (p :: rest), row. split; [|now split].
      apply perm_trans with (p :: p' :: q :: rest); [now constructor|].
      apply perm_trans with (p' :: p :: q :: rest); [constructor|]. constructor. constructor.
  - right. exists p, q, rest, row. split; [now constructor|now split].
Qed.

(** The sum of the squares of all values. *)
Definition squares (parts : list (Column -> Z)) : Z :=
  integer_sum parts (fun p => integer_sum rows (fun row => row_value row p * row_value row p)).

Lemma integer_sum_nonneg {A : Type} (l : list A) (x : A -> Z) : (forall a, In a l -> 0 <= x a) -> 0 <= integer_sum l x.
Proof.
  induction l as [|a l IH]; intros nonneg; simpl; [lia|].
  assert (0 <= x a) by (apply nonneg; now left). assert (0 <= integer_sum l x) by (apply IH; intros; apply nonneg; now right).
  lia.
Qed.

Lemma squares_nonneg parts : 0 <= squares parts.
Proof. apply integer_sum_nonneg. intros p _. apply integer_sum_nonneg. intros row _. nia. Qed.

Lemma squares_permuted l m : Permutation l m -> squares l = squares m.
Proof. apply integer_sum_permutation. Qed.

Lemma total_permuted l m c : Permutation l m -> total_of l c = total_of m c.
Proof. apply (integer_sum_permutation l m (fun p => p c)). Qed.

(** Splitting the sum of two anew lessens the squares if they were far from each other in some row. *)
Lemma squares_lessened p q p' q' rest row :
  (forall c, In c columns -> p' c + q' c = p c + q c) -> close p' q' ->
  In row rows -> 2 <= Z.abs (row_value row p - row_value row q) ->
  squares (p' :: q' :: rest) < squares (p :: q :: rest).
Proof.
  intros same near inrow far. unfold squares. simpl.
  set (others := integer_sum rest _). clearbody others.
  assert (sums : forall r, row_value r p' + row_value r q' = row_value r p + row_value r q).
  { intros r. rewrite (row_value_plus r p' q' (fun c => p c + q c) same).
    rewrite (row_value_plus r p q (fun c => p c + q c)) by reflexivity. reflexivity. }
  enough (H : integer_sum rows (fun r => row_value r p' * row_value r p') + integer_sum rows (fun r => row_value r q' * row_value r q')
    < integer_sum rows (fun r => row_value r p * row_value r p) + integer_sum rows (fun r => row_value r q * row_value r q)) by lia.
  unfold close in near. clear others.
  assert (weak : forall l, (forall r, In r l -> In r rows) ->
    integer_sum l (fun r => row_value r p' * row_value r p') + integer_sum l (fun r => row_value r q' * row_value r q')
    <= integer_sum l (fun r => row_value r p * row_value r p) + integer_sum l (fun r => row_value r q * row_value r q)).
  { induction l as [|r l IH]; intros inl; simpl; [lia|].
    specialize (IH (fun s ins => inl s (or_intror ins))).
    specialize (near r (inl r (or_introl eq_refl))). specialize (sums r).
    assert (row_value r p' * row_value r p' + row_value r q' * row_value r q'
      <= row_value r p * row_value r p + row_value r q * row_value r q); [|lia].
    set (a := row_value r p) in *. set (b := row_value r q) in *. set (a' := row_value r p') in *. set (b' := row_value r q') in *.
    assert (cases : a' - b' = 0 \/ a' - b' = 1 \/ a' - b' = -1) by lia.
    assert (b' = a + b - a') by lia. subst b'. rewrite H in *. clear H.
    assert ((a' - (a + b - a')) * (a' - (a + b - a')) <= (a - b) * (a - b)); [|nia].
    destruct (Z.eq_dec (a - b) 0) as [zero|nonzero].
    - assert (a' - (a + b - a') = 0) by lia. nia.
    - nia. }
  destruct (in_split _ _ inrow) as (before & after & E). rewrite E.
  assert (W1 := weak before). assert (W2 := weak after).
  assert (incl1 : forall r, In r before -> In r rows) by (intros; rewrite E; apply in_app_iff; now left).
  assert (incl2 : forall r, In r after -> In r rows) by (intros; rewrite E; apply in_app_iff; right; now right).
  specialize (W1 incl1). specialize (W2 incl2).
  assert (app_sum : forall x : (Column -> Z) -> Z,
    integer_sum (before ++ row :: after) x = integer_sum before x + (x row + integer_sum after x)).
  { intros x. clear. induction before as [|b l IH]; simpl; [reflexivity|]. lia. }
  rewrite !app_sum. specialize (near row inrow). specialize (sums row).
  set (a := row_value row p) in *. set (b := row_value row q) in *. set (a' := row_value row p') in *. set (b' := row_value row q') in *.
  assert (a' * a' + b' * b' < a * a + b * b); [|lia].
  assert (b' = a + b - a') by lia. subst b'. rewrite H in *. clear H.
  assert ((a' - (a + b - a')) * (a' - (a + b - a')) <= 1) by nia.
  assert (4 <= (a - b) * (a - b)) by nia. nia.
Qed.

(** Splitting anew until all are close. *)
Hypothesis split : splittable rows.

Lemma balanced parts :
  exists parts', length parts' = length parts /\ all_close parts' /\
    (forall c, In c columns -> total_of parts' c = total_of parts c).
Proof.
  remember (Z.to_nat (squares parts)) as measure eqn:E. revert parts E.
  induction measure as [measure IH] using lt_wf_ind. intros parts ->.
  destruct (far_pair parts) as [near|(p & q & rest & row & permuted & inrow & far)].
  - now exists parts.
  - destruct (split (fun c => p c + q c)) as (p' & q' & same & near).
    pose proof (squares_lessened p q p' q' rest row same near inrow far) as less.
    rewrite <- (squares_permuted _ _ permuted) in less.
    destruct (IH (Z.to_nat (squares (p' :: q' :: rest)))) with (parts := p' :: q' :: rest)
      as (parts' & count & all & totals); [|reflexivity|].
    + pose proof (squares_nonneg (p' :: q' :: rest)). lia.
    + exists parts'. split; [|split; [assumption|]].
      * rewrite count. symmetry. now apply Permutation_length in permuted.
      * intros c inc. rewrite (totals c inc), (total_permuted _ _ c permuted).
        unfold total_of. simpl. specialize (same c inc). lia.
Qed.

(** The row's values of the parts add up to that of their sum. *)
Lemma parts_values parts row y :
  (forall c, In c columns -> total_of parts c = y c) -> integer_sum parts (row_value row) = row_value row y.
Proof.
  intros totals. unfold row_value.
  transitivity (integer_sum columns (fun c => row c * total_of parts c)).
  - clear totals. unfold total_of. induction parts as [|p parts IH]; simpl.
    + induction columns as [|c l IH]; simpl; [reflexivity|]. rewrite <- IH. ring.
    + rewrite IH. clear IH. induction columns as [|c l IH]; simpl; [reflexivity|]. rewrite <- IH. ring.
  - apply integer_sum_ext. intros c inc. now rewrite totals.
Qed.

Lemma nearly_equal_lower (values : list Z) (b : Z) :
  (forall v w, In v values -> In w values -> Z.abs (v - w) <= 1) ->
  Z.of_nat (length values) * b <= integer_sum values (fun v => v) -> forall v, In v values -> b <= v.
Proof.
  intros near large v inv. destruct (Z_le_gt_dec b v) as [|less]; [assumption|exfalso].
  assert (below : forall l, (forall w, In w l -> w <= b) -> integer_sum l (fun v => v) <= Z.of_nat (length l) * b).
  { induction l as [|w l IH]; intros all; cbn [integer_sum fold_right length]; [lia|].
    specialize (IH (fun u inu => all u (or_intror inu))). specialize (all w (or_introl eq_refl)). unfold integer_sum in *. lia. }
  destruct (in_split _ _ inv) as (before & after & E).
  assert (permuted : Permutation values (v :: (before ++ after))) by (rewrite E; symmetry; apply Permutation_middle).
  rewrite (integer_sum_permutation _ _ _ permuted), (Permutation_length permuted) in large.
  assert (H : integer_sum (before ++ after) (fun v => v) <= Z.of_nat (length (before ++ after)) * b).
  { apply below. intros w inw. assert (In w values) by (rewrite permuted; now right).
    specialize (near v w inv H). lia. }
  cbn [integer_sum fold_right length] in large. unfold integer_sum in *. lia.
Qed.

Lemma nearly_equal_upper (values : list Z) (b : Z) :
  (forall v w, In v values -> In w values -> Z.abs (v - w) <= 1) ->
  integer_sum values (fun v => v) <= Z.of_nat (length values) * b -> forall v, In v values -> v <= b.
Proof.
  intros near small v inv.
  assert (H : -b <= - v); [|lia].
  apply (nearly_equal_lower (map Z.opp values) (-b)).
  - intros u w inu inw. apply in_map_iff in inu, inw. destruct inu as (u' & <- & inu), inw as (w' & <- & inw).
    specialize (near u' w' inu inw). lia.
  - rewrite map_length, integer_sum_map.
    assert (E : integer_sum values (fun b => - b) = - integer_sum values (fun v => v)).
    { clear. induction values as [|v l IH]; simpl; [reflexivity|]. rewrite IH. ring. }
    rewrite E. lia.
  - now apply in_map.
Qed.

(** A vector of integers in k parts: the parts keep every bound of an average. *)
Theorem shares k y :
  exists parts, length parts = S k /\
    (forall c, In c columns -> total_of parts c = y c) /\
    (forall p row b, In p parts -> In row rows ->
      (Z.of_nat (S k) * b <= row_value row y -> b <= row_value row p) /\
      (row_value row y <= Z.of_nat (S k) * b -> row_value row p <= b)).
Proof.
  destruct (balanced (y :: repeat (fun _ => 0) k)) as (parts & count & near & totals).
  assert (sum_y : forall c, In c columns -> total_of parts c = y c).
  { intros c inc. rewrite (totals c inc). unfold total_of. simpl.
    enough (integer_sum (repeat (fun _ : Column => 0) k) (fun p => p c) = 0) by lia.
    clear. induction k as [|k IH]; simpl; [reflexivity|]. exact IH. }
  exists parts. simpl in count. rewrite repeat_length in count. split; [assumption|]. split; [assumption|].
  intros p row b inp inrow. rewrite <- (parts_values parts row y sum_y), <- count.
  rewrite <- (map_length (row_value row) parts).
  assert (V : integer_sum parts (row_value row) = integer_sum (map (row_value row) parts) (fun v => v))
    by now rewrite integer_sum_map.
  rewrite V.
  assert (near_values : forall v w, In v (map (row_value row) parts) -> In w (map (row_value row) parts) -> Z.abs (v - w) <= 1).
  { intros v w inv inw. apply in_map_iff in inv, inw. destruct inv as (p1 & <- & in1), inw as (p2 & <- & in2).
    now apply near. }
  split; intros bound.
  - apply (nearly_equal_lower _ b near_values bound). now apply in_map.
  - apply (nearly_equal_upper _ b near_values bound). now apply in_map.
Qed.

End Shares.
