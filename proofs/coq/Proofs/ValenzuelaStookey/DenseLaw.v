(** A law with full support on any nonempty polyhedron of costs, in particular on boxes of positive widths.

    The half-spaces are counted: the first, the second, and so on.  At each step every cell is cut by the next half-space,
    and if both parts have points each gets half of the cell's weight.  Events are the sets that are unions of cells of
    some step; the chance is the weight of these cells.  So every half-space is an event, and an event that holds some
    type of the polyhedron has a positive chance ([dense_positive]). *)

From Coq Require Import Cantor.
From Allocation Require Export Proofs.ValenzuelaStookey.MixedSystems.

Open Scope Q_scope.

Section DenseLaw.

Variable I : nat.

(** ** Half-spaces are counted *)

Definition fraction (n : nat) : Q :=
  let (a, b) := Cantor.of_nat n in let (x, y) := Cantor.of_nat a in
  (Z.of_nat x - Z.of_nat y) # Pos.of_succ_nat b.

Lemma fraction_all q : exists n, fraction n = q.
Proof.
  destruct q as [num den].
  exists (Cantor.to_nat (Cantor.to_nat (Z.to_nat num, Z.to_nat (- num)), (Pos.to_nat den - 1)%nat)).
  unfold fraction. rewrite !Cantor.cancel_of_to. f_equal; [lia|lia].
Qed.

(** The row of the first I fractions of a number that codes a sequence. *)
Fixpoint coded (n : nat) (code : nat) : bundle :=
  match n with
  | O => zero
  | S n => let (a, b) := Cantor.of_nat code in put (coded n a) n (fraction b)
  end.

Lemma coded_all n : forall d : bundle, exists code, forall i, (i < n)%nat -> coded n code i = d i.
Proof.
  induction n as [|n IH]; intros d; [exists 0%nat; intros i Hi; lia|].
  destruct (IH d) as [a equal]. destruct (fraction_all (d n)) as [b last].
  exists (Cantor.to_nat (a, b)). intros i Hi. cbn [coded]. rewrite Cantor.cancel_of_to.
  destruct (Nat.eq_dec i n) as [->|other]; [rewrite put_same; exact last|rewrite put_other by exact other].
  apply equal. lia.
Qed.

Definition within (k : nat) : constraint :=
  let (a, b) := Cantor.of_nat k in {| row := coded I a; most := fraction b; strict := false |}.

(** The other side: d.c > b. *)
Definition outside (one : constraint) : constraint :=
  {| row := opposite (row one); most := - most one; strict := negb (strict one) |}.

Lemma within_all d b : exists k, same I (row (within k)) d /\ most (within k) = b /\ strict (within k) = false.
Proof.
  destruct (coded_all I d) as [code equal]. destruct (fraction_all b) as [n last].
  exists (Cantor.to_nat (code, n)). unfold within. rewrite Cantor.cancel_of_to. simpl.
  split; [intros i Hi; rewrite equal by exact Hi; reflexivity|]. split; [exact last|reflexivity].
Qed.

Lemma outside_iff c one : satisfied I c (outside one) <-> ~ satisfied I c one.
Proof.
  unfold satisfied, outside. simpl. pose proof (inner_multiple_left I (-(1)) (row one) c) as negated.
  assert (inner I (opposite (row one)) c == - inner I (row one) c) as turned.
  { rewrite <- (inner_comm I c), inner_opposite, inner_comm. reflexivity. }
  destruct (strict one); simpl; split; intros H; lra.
Qed.

(** ** Cells *)

Definition cell : Type := Q * list constraint.

Definition cut (one : constraint) (a : cell) : list cell :=
  if solvable_dec I (one :: snd a)
  then if solvable_dec I (outside one :: snd a)
       then [(fst a * (1 # 2), one :: snd a); (fst a * (1 # 2), outside one :: snd a)]
       else [a]
  else [a].

Variable start : list constraint.
Hypothesis start_solvable : exists c, solution I start c.

Fixpoint cells (n : nat) : list cell :=
  match n with
  | O => [(1, start)]
  | S n => flat_map (cut (within n)) (cells n)
  end.

Definition good (a : cell) : Prop :=
  0 < fst a /\ (exists c, solution I (snd a) c) /\ forall c, solution I (snd a) c -> solution I start c.

Lemma cut_good one a b : good a -> In b (cut one a) -> good b.
Proof.
  intros [positive [some inside]]. unfold cut.
  destruct (solvable_dec I (one :: snd a)) as [yes|no]; [destruct (solvable_dec I (outside one :: snd a)) as [yes'|no']|];
    simpl; intros inb; repeat destruct inb as [<-|inb]; try (destruct inb); try (split; [assumption|split; assumption]);
    (split; [simpl; lra|]; split; [assumption|]; intros c solves; inversion solves; apply inside; assumption).
Qed.

Lemma cells_good n a : In a (cells n) -> good a.
Proof.
  revert a. induction n as [|n IH]; simpl; intros a ina.
  - destruct ina as [<-|[]]. split; [reflexivity|]. split; [exact start_solvable|trivial].
  - apply in_flat_map in ina as [b [inb inc]]. apply (cut_good (within n) b); [apply IH, inb|exact inc].
Qed.

Lemma cells_weight n : sum (cells n) fst == 1.
Proof.
  induction n as [|n IH]; simpl; [reflexivity|]. rewrite sum_flat_map, <- IH. apply sum_ext. intros a _. unfold cut.
  destruct (solvable_dec I (within n :: snd a)); [destruct (solvable_dec I (outside (within n) :: snd a))|]; simpl; ring.
Qed.

Lemma cells_cover n c : solution I start c -> exists a, In a (cells n) /\ solution I (snd a) c.
Proof.
  intros solves. induction n as [|n [a [ina IH]]]; simpl; [exists (1, start); split; [left; reflexivity|exact solves]|].
  assert (exists b, In b (cut (within n) a) /\ solution I (snd b) c) as [b [inb solves']].
  { unfold cut.
    destruct (solvable_dec I (within n :: snd a)); [destruct (solvable_dec I (outside (within n) :: snd a))|].
    - destruct (less_dec (strict (within n)) (inner I (row (within n)) c) (most (within n))) as [yes|no].
      + eexists. split; [left; reflexivity|]. constructor; assumption.
      + eexists. split; [right; left; reflexivity|]. constructor; [apply outside_iff; exact no|assumption].
    - exists a. split; [left; reflexivity|exact IH].
    - exists a. split; [left; reflexivity|exact IH]. }
  exists b. split; [apply in_flat_map; exists a; split; assumption|exact solves'].
Qed.

(** ** Events: cells with what they are, in or out *)

Definition marked := list (cell * bool).

Definition weight (one : cell * bool) : Q := if snd one then fst (fst one) else 0.

(** E is, on each cell, what is marked. *)
Definition marks (E : bundle -> bool) (l : marked) : Prop :=
  forall a v c, In (a, v) l -> solution I (snd a) c -> E c = v.

Definition dense : law := fun E p => exists n l, map fst l = cells n /\ marks E l /\ p == sum l weight.

Definition cut_marked (one : constraint) (a : cell * bool) : marked := map (fun b => (b, snd a)) (cut one (fst a)).

Lemma cut_solution one a b c : In b (cut one a) -> solution I (snd b) c -> solution I (snd a) c.
Proof.
  unfold cut.
  destruct (solvable_dec I (one :: snd a)); [destruct (solvable_dec I (outside one :: snd a))|]; simpl;
    intros inb solves; repeat destruct inb as [<-|inb]; try (destruct inb); try assumption; inversion solves; assumption.
Qed.

(** What is known at one step is known at the next. *)
Lemma next_step E n l :
  map fst l = cells n -> marks E l ->
  exists m, map fst m = cells (S n) /\ marks E m /\ sum m weight == sum l weight.
Proof.
  intros all marked_l. exists (flat_map (cut_marked (within n)) l). split; [|split].
  - simpl. rewrite <- all. clear. induction l as [|a l IH]; simpl; [reflexivity|].
    rewrite map_app, IH. f_equal. unfold cut_marked. rewrite map_map. simpl. apply map_id.
  - intros b v c inb solves. apply in_flat_map in inb as [[a u] [ina inb]]. unfold cut_marked in inb. simpl in inb.
    apply in_map_iff in inb as [b' [equal inb]]. injection equal as -> ->.
    apply (marked_l a v c ina). apply (cut_solution (within n) a b); assumption.
  - rewrite sum_flat_map. apply sum_ext. intros [a v] _. unfold cut_marked, cut, weight. simpl.
    destruct (solvable_dec I (within n :: snd a)); [destruct (solvable_dec I (outside (within n) :: snd a))|];
      simpl; destruct v; ring.
Qed.

Lemma later_step E n k l :
  map fst l = cells n -> marks E l ->
  exists m, map fst m = cells (k + n) /\ marks E m /\ sum m weight == sum l weight.
Proof.
  induction k as [|k IH]; intros all marked_l; [exists l; repeat split; assumption|].
  destruct (IH all marked_l) as [m [all' [marked_m weight_m]]].
  destruct (next_step E (k + n) m all' marked_m) as [m' [all'' [marked_m' weight_m']]].
  exists m'. split; [exact all''|]. split; [exact marked_m'|]. rewrite weight_m'. exact weight_m.
Qed.

(** Two events at one step. *)
Lemma common_step E D p q :
  dense E p -> dense D q ->
  exists n l m, map fst l = cells n /\ map fst m = cells n /\ marks E l /\ marks D m /\ p == sum l weight /\ q == sum m weight.
Proof.
  intros [n [l [all [marked_l equal]]]] [n' [m [all' [marked_m equal']]]].
  destruct (later_step E n n' l all marked_l) as [l' [al [ml wl]]].
  destruct (later_step D n' n m all' marked_m) as [m' [am [mm wm]]].
  exists (n' + n)%nat, l', m'. rewrite Nat.add_comm in am.
  repeat split; try assumption; [rewrite wl; exact equal|rewrite wm; exact equal'].
Qed.

(** The same cells, marked by a function of both marks. *)
Fixpoint both (f : bool -> bool -> bool) (l m : marked) : marked :=
  match l, m with
  | (a, v) :: l, (_, v') :: m => (a, f v v') :: both f l m
  | _, _ => []
  end.

Lemma both_cells f : forall l m, map fst l = map fst m -> map fst (both f l m) = map fst l.
Proof.
  induction l as [|[a v] l IH]; intros [|[b v'] m] equal; simpl in *; try reflexivity; try discriminate.
  injection equal as -> equal. f_equal. apply IH, equal.
Qed.

Lemma both_marks f E D : forall l m, map fst l = map fst m -> marks E l -> marks D m ->
  marks (fun c => f (E c) (D c)) (both f l m).
Proof.
  induction l as [|[a v] l IH]; intros [|[b v'] m] equal ml mm; simpl in *; try discriminate;
    [intros a v c []|].
  injection equal as -> equal. intros d u c [here|ind] solves.
  - injection here as <- <-. rewrite (ml b v c), (mm b v' c); [reflexivity|left; reflexivity|exact solves|left; reflexivity|exact solves].
  - apply (IH m equal) with (a := d); [| |exact ind|exact solves].
    + intros e w y ine. apply (ml e w y). right; exact ine.
    + intros e w y ine. apply (mm e w y). right; exact ine.
Qed.

(** Chances follow what is in: if each cell's mark of the first is at most the second's. *)
Lemma weights_ordered : forall l m, map fst l = map fst m ->
  (forall a, In a (map fst l) -> good a) ->
  (forall a v v', In (a, v) l -> In (a, v') m -> v = true -> v' = true) ->
  sum l weight <= sum m weight.
Proof.
  induction l as [|[a v] l IH]; intros [|[b v'] m] equal all implied; simpl in *; try discriminate.
  injection equal as -> equal. apply Qplus_le_compat.
  - unfold weight. simpl. destruct v.
    + rewrite (implied b true v'); [apply Qle_refl|left; reflexivity|left; reflexivity|reflexivity].
    + destruct (all b (or_introl eq_refl)) as [positive _]. destruct v'; [apply Qlt_le_weak, positive|apply Qle_refl].
  - apply IH; [exact equal|intros d ind; apply all; right; exact ind|].
    intros d u u' ind ind'. apply (implied d); right; assumption.
Qed.

Lemma dense_monotone E D p q :
  dense E p -> dense D q -> (forall c, solution I start c -> E c = true -> D c = true) -> p <= q.
Proof.
  intros FE FD implied. destruct (common_step E D p q FE FD) as [n [l [m [al [am [ml [mm [-> ->]]]]]]]].
  apply weights_ordered; [congruence|intros a ina; rewrite al in ina; apply (cells_good n), ina|].
  intros a v v' inl inm is_in.
  assert (good a) as [_ [[c solves] inside]].
  { apply (cells_good n). rewrite <- al. apply in_map_iff. exists (a, v). split; [reflexivity|exact inl]. }
  rewrite <- (mm a v' c inm solves). apply implied; [apply inside, solves|]. rewrite (ml a v c inl solves). exact is_in.
Qed.

(** An event with a type of the polyhedron has a positive chance. *)
Theorem dense_positive E p c : dense E p -> solution I start c -> E c = true -> 0 < p.
Proof.
  intros [n [l [all [marked_l ->]]]] solves is_in.
  destruct (cells_cover n c solves) as [a [ina solves']]. rewrite <- all in ina.
  apply in_map_iff in ina as [[a' v] [equal inl]]. simpl in equal. subst a'.
  assert (v = true) as -> by (rewrite <- (marked_l a v c inl solves'); exact is_in).
  assert (good a) as [positive _].
  { apply (cells_good n). rewrite <- all. apply in_map_iff. exists (a, true). split; [reflexivity|exact inl]. }
  apply Qlt_le_trans with (weight (a, true)); [exact positive|].
  apply member_le_sum; [|exact inl]. intros [b u] inb. unfold weight. simpl.
  assert (good b) as [positive' _].
  { apply (cells_good n). rewrite <- all. apply in_map_iff. exists (b, u). split; [reflexivity|exact inb]. }
  destruct u; [apply Qlt_le_weak, positive'|apply Qle_refl].
Qed.

Lemma marked_weight (l : marked) : sum l (fun one => fst (fst one)) == sum (map fst l) fst.
Proof. rewrite sum_map. reflexivity. Qed.

Lemma dense_everything : dense (fun _ => true) 1.
Proof.
  exists 0%nat, [((1, start), true)]. split; [reflexivity|]. split.
  - intros a v c [equal|[]] _. injection equal as _ <-. reflexivity.
  - unfold weight; simpl. reflexivity.
Qed.

(** A half-space that is counted is decided at the step that cuts by it. *)
Lemma dense_within k E :
  (forall c, E c = true <-> satisfied I c (within k)) -> exists p, dense E p.
Proof.
  intros spec.
  assert (forall c, ~ satisfied I c (within k) -> E c = false) as no.
  { intros c out. destruct (E c) eqn:e; [apply spec in e; contradiction|reflexivity]. }
  assert (forall a, exists m, map fst m = cut (within k) a /\ marks E m) as one_cell.
  { intros a. unfold cut. destruct (solvable_dec I (within k :: snd a)) as [yes|none].
    - destruct (solvable_dec I (outside (within k) :: snd a)) as [yes'|none'].
      + eexists [(_, true); (_, false)]. split; [reflexivity|].
        intros b v c [equal|[equal|[]]] solves; injection equal as <- <-; simpl in solves; inversion solves; subst.
        * apply spec. assumption.
        * apply no, outside_iff. assumption.
      + exists [(a, true)]. split; [reflexivity|]. intros b v c [equal|[]] solves. injection equal as <- <-.
        apply spec. destruct (less_dec (strict (within k)) (inner I (row (within k)) c) (most (within k))) as [i|o]; [exact i|].
        exfalso. apply none'. exists c. constructor; [apply outside_iff; exact o|exact solves].
    - exists [(a, false)]. split; [reflexivity|]. intros b v c [equal|[]] solves. injection equal as <- <-.
      apply no. intros i. apply none. exists c. constructor; assumption. }
  assert (forall l, exists m, map fst m = flat_map (cut (within k)) l /\ marks E m) as all_cells.
  { induction l as [|a l [m [all marked_m]]]; [exists []; split; [reflexivity|intros ? ? ? []]|].
    destruct (one_cell a) as [m' [all' marked_m']]. exists (m' ++ m). split; [rewrite map_app, all, all'; reflexivity|].
    intros b v c inb. apply in_app_or in inb as [inb|inb]; [apply marked_m', inb|apply marked_m, inb]. }
  destruct (all_cells (cells k)) as [m [all marked_m]].
  exists (sum m weight), (S k), m. split; [exact all|]. split; [exact marked_m|reflexivity].
Qed.

Theorem dense_is_law : is_law I dense.
Proof.
  split; [exact dense_everything|]. split; [|split; [|split; [|split; [|split; [|split]]]]].
  - intros d b. destruct (within_all d b) as [k [equal [bound not_strict]]]. apply (dense_within k).
    intros c. rewrite Qle_bool_iff. unfold satisfied. rewrite not_strict, bound. simpl.
    rewrite (inner_ext I (row (within k)) d c c equal (same_refl I c)). reflexivity.
  - intros E p [n [l [all [marked_l equal]]]]. exists n, (map (fun one => (fst one, negb (snd one))) l).
    split; [rewrite map_map; exact all|]. split.
    + intros a v c ina solves. apply in_map_iff in ina as [[b u] [same_cell inb]]. simpl in same_cell.
      injection same_cell as <- <-. rewrite (marked_l b u c inb solves). reflexivity.
    + rewrite equal, <- (cells_weight n), <- all, <- marked_weight, sum_map, <- sum_minus.
      apply sum_ext. intros [a v] _. unfold weight. simpl. destruct v; simpl; ring.
  - intros E D p q FE FD. destruct (common_step E D p q FE FD) as [n [l [m [al [am [ml [mm _]]]]]]].
    eexists. exists n, (both andb l m). split; [rewrite both_cells; congruence|]. split; [|reflexivity].
    apply (both_marks andb E D); [congruence|assumption|assumption].
  - intros E D p q FE FD apart. destruct (common_step E D p q FE FD) as [n [l [m [al [am [ml [mm [equal equal']]]]]]]].
    exists n, (both orb l m). split; [rewrite both_cells; congruence|]. split.
    + apply (both_marks orb E D); [congruence|assumption|assumption].
    + rewrite equal, equal'. assert (map fst l = map fst m) as same_cells by congruence.
      assert (forall a, In a (map fst l) -> good a) as all by (intros a ina; rewrite al in ina; apply (cells_good n), ina).
      clear al am equal equal' FE FD. revert m mm same_cells.
      induction l as [|[a v] l IH]; intros [|[b v'] m] mm same_cells; simpl in *; try discriminate; [reflexivity|].
      injection same_cells as -> same_cells.
      rewrite <- (IH ltac:(intros d u c ind; apply (ml d u c); right; exact ind)
                     ltac:(intros d ind; apply all; right; exact ind) m
                     ltac:(intros d u c ind; apply (mm d u c); right; exact ind) same_cells).
      unfold weight at 1 3 5. simpl. destruct (all b (or_introl eq_refl)) as [_ [[c solves] _]].
      pose proof (ml b v c (or_introl eq_refl) solves) as v_is. pose proof (mm b v' c (or_introl eq_refl) solves) as v'_is.
      specialize (apart c). rewrite v_is, v'_is in apart. destruct v, v'; simpl in *; try discriminate; ring.
  - intros E p FE. apply (dense_monotone (fun _ => false) E 0 p); [|exact FE|discriminate].
    exists 0%nat, [((1, start), false)]. split; [reflexivity|]. split; [|reflexivity].
    intros a v c [equal|[]] _. injection equal as _ <-. reflexivity.
  - intros E D p q FE FD alike. apply Qle_antisym.
    + apply (dense_monotone E D p q FE FD). intros c _. rewrite alike. trivial.
    + apply (dense_monotone D E q p FD FE). intros c _. rewrite alike. trivial.
  - intros E D p q [n [l [all [marked_l equal]]]] alike same_number. exists n, l. split; [exact all|]. split.
    + intros a v c ina solves. rewrite <- alike. apply (marked_l a v c ina solves).
    + rewrite <- same_number. exact equal.
Qed.

Theorem dense_full_support (X : bundle -> Prop) :
  (forall c, X c <-> solution I start c) -> full_support I dense X.
Proof.
  intros spec. split.
  - intros E p FE certain. apply Qle_antisym.
    + apply (dense_monotone E (fun _ => true) p 1 FE dense_everything). trivial.
    + apply (dense_monotone (fun _ => true) E 1 p dense_everything FE). intros c solves _. apply certain, spec, solves.
  - intros E p c epsilon FE inX small near. apply (dense_positive E p c FE); [apply spec, inX|].
    apply near; [exact inX|]. intros i _. split; lra.
Qed.

End DenseLaw.
