(** Small problems by enumeration: all feasible pure outcomes, the generalized capacity, Condition A of a rule over all
    strategies, and rules that are not implementable.

    Pure outcomes and weights are lists of integers, one for each pair in the order of [cells]; strategies are lists of
    signs, one for each coordinate (i, t_i, j). *)

From Allocation Require Export Refutations.Deciding Proofs.LangYang.Necessity LangYang.

(** ** Products and greatest values *)

Fixpoint zdot (u v : list Z) : Z :=
  match u, v with
  | a :: u', b :: v' => (a * b + zdot u' v')%Z
  | _, _ => 0%Z
  end.

Definition best (outcomes : list (list Z)) (w : list Z) : Z :=
  fold_right (fun v m => Z.max (zdot w v) m) (zdot w (hd [] outcomes)) outcomes.

Lemma best_bounds outcomes w v : In v outcomes -> (zdot w v <= best outcomes w)%Z.
Proof.
  unfold best. generalize (zdot w (hd [] outcomes)). intros start.
  induction outcomes as [|u rest IH]; intros inv; [destruct inv|]. simpl.
  destruct inv as [->|inv]; [lia|]. specialize (IH inv). lia.
Qed.

Lemma best_attained outcomes w : outcomes <> [] -> exists v, In v outcomes /\ zdot w v = best outcomes w.
Proof.
  intros some. unfold best. destruct outcomes as [|u rest]; [congruence|]. simpl hd. clear some.
  induction rest as [|v rest IH]; simpl in *.
  - exists u. split; [now left|lia].
  - destruct IH as (x & inx & E).
    destruct (Z.max_spec (zdot w v) (fold_right (fun v m => Z.max (zdot w v) m) (zdot w u) rest)) as [[_ M]|[_ M]]; rewrite M.
    + exists x. split; [tauto|]. exact E.
    + destruct (Z.max_spec (zdot w u) (zdot w v)) as [[_ N]|[_ N]]; rewrite N.
      * exists v. split; [tauto|reflexivity].
      * exists u. split; [tauto|reflexivity].
Qed.

Lemma zdot_map {A : Type} (w y : A -> Z) (l : list A) :
  inject_Z (zdot (map w l) (map y l)) == sum l (fun c => inject_Z (w c) * inject_Z (y c)).
Proof. induction l as [|a l IH]; simpl; [reflexivity|]. now rewrite inject_Z_plus, inject_Z_mult, IH. Qed.

Definition mark (b : bool) : Z := if b then 1%Z else 0%Z.

Lemma total_filter (x : pure_outcome) (test : cell -> bool) (l : cell_set) :
  total x (filter test l) = zdot (map (fun c => mark (test c)) l) (map x l).
Proof.
  induction l as [|c l IH]; [reflexivity|]. cbn [filter map zdot]. rewrite <- IH. unfold mark.
  destruct (test c); cbn [total fold_right]; unfold total; lia.
Qed.

(** The place of an element in a list. *)
Fixpoint position {A : Type} (eqb : A -> A -> bool) (a : A) (l : list A) : nat :=
  match l with
  | [] => 0%nat
  | b :: rest => if eqb a b then 0%nat else S (position eqb a rest)
  end.

Lemma nth_position {A B : Type} (eqb : A -> A -> bool) (f : A -> B) (l : list A) a d :
  (forall b, eqb a b = true <-> a = b) -> In a l -> nth (position eqb a l) (map f l) d = f a.
Proof.
  intros spec. induction l as [|b l IH]; intros ina; [destruct ina|]. simpl.
  destruct (eqb a b) eqn:E; [apply spec in E; now subst|].
  destruct ina as [->|ina]; [|now apply IH]. rewrite (proj2 (spec a) eq_refl) in E. discriminate.
Qed.

Lemma in_choices {A : Type} (lists : list (list A)) (v : list A) :
  In v (product lists) <-> Forall2 (fun a l => In a l) v lists.
Proof.
  revert v. induction lists as [|l lists IH]; intros v; simpl.
  - split; [intros [<-|[]]; constructor|]. intros H. inversion H. now left.
  - rewrite in_flat_map. split.
    + intros (a & ina & H). apply in_map_iff in H as (u & <- & inu). constructor; [assumption|]. now apply IH.
    + intros H. inversion H as [|a ? u ? ina inu]; subst. exists a. split; [assumption|]. now apply in_map, IH.
Qed.

Lemma choices_length {A : Type} (v : list A) (lists : list (list A)) : Forall2 (fun a l => In a l) v lists -> length v = length lists.
Proof. intros H. induction H; simpl; congruence. Qed.

Definition coordinate_same (r s : nat * nat * nat) : bool :=
  let '(i, ti, j) := r in let '(k, tk, l) := s in Nat.eqb i k && Nat.eqb ti tk && Nat.eqb j l.

Lemma coordinate_same_spec r s : coordinate_same r s = true <-> r = s.
Proof.
  destruct r as [[i ti] j], s as [[k tk] l]. simpl. rewrite !andb_true_iff, !Nat.eqb_eq.
  split; [intros [[-> ->] ->]; reflexivity|]. intros E; injection E; auto.
Qed.

Section Problem.

Variable P : problem.

(** ** All feasible pure outcomes *)

Definition constraints : list (list Z * (Z * Z)) :=
  map (fun G => (map (fun c => mark (member c G)) (cells P), (floor P G, ceiling P G))) (sets P).

Definition within (rows : list (list Z * (Z * Z))) (v : list Z) : bool :=
  forallb (fun row => let value := zdot (fst row) v in Z.leb (fst (snd row)) value && Z.leb value (snd (snd row))) rows.

(** From 0 to the ceiling of the pair. *)
Definition quantities (c : cell) : list Z := map Z.of_nat (seq 0 (S (Z.to_nat (ceiling P [c])))).

Definition outcomes : list (list Z) := filter (within constraints) (product (map quantities (cells P))).

(** The outcome with these quantities. *)
Definition outcome_of (v : list Z) : pure_outcome := fun c => nth (position cell_eqb c (cells P)) v 0%Z.

Hypothesis well : well_formed_problem P.

Lemma total_vector (x : pure_outcome) G :
  In G (sets P) -> total x G = zdot (map (fun c => mark (member c G)) (cells P)) (map x (cells P)).
Proof.
  intros inG. destruct well as ((_ & _ & _ & subset & _) & _).
  rewrite (subset_is_filter (cells P) G (cells_NoDup P) (subset G inG)) at 1. apply total_filter.
Qed.

Lemma outcomes_complete x : feasible_pure P x -> In (map x (cells P)) outcomes.
Proof.
  intros (nonneg & quotas). apply filter_In. split.
  - apply in_choices. destruct well as ((_ & _ & _ & _ & single) & _).
    assert (H : forall c, In c (cells P) -> In (x c) (quantities c)).
    { intros c inc. specialize (nonneg c inc). specialize (quotas [c] (single c inc)). simpl in quotas.
      unfold quantities. apply in_map_iff. exists (Z.to_nat (x c)). split; [lia|]. apply in_seq. lia. }
    induction (cells P) as [|c l IH]; simpl; [constructor|]. constructor; [apply H; now left|].
    apply IH; intros; try (apply nonneg); try (apply single); try (apply H); now right.
  - unfold within. apply forallb_forall. intros row inrow. apply in_map_iff in inrow as (G & <- & inG). simpl.
    rewrite <- (total_vector x G inG). specialize (quotas G inG). apply andb_true_iff. split; apply Z.leb_le; lia.
Qed.

Lemma outcome_vector v : In v outcomes -> map (outcome_of v) (cells P) = v.
Proof.
  intros inv. apply filter_In in inv as (inv & _). apply in_choices in inv.
  assert (len : length v = length (cells P)) by (apply choices_length in inv; now rewrite map_length in inv).
  clear inv. unfold outcome_of. pose proof (cells_NoDup P) as once. revert v len.
  induction (cells P) as [|c l IH]; intros [|a v] len; try discriminate; [reflexivity|]. simpl.
  inversion once as [|? ? notin once']; subst.
  rewrite (proj2 (cell_eqb_iff c c) eq_refl). f_equal.
  transitivity (map (fun d => nth (position cell_eqb d l) v 0%Z) l); [|apply (IH once'); simpl in len; lia].
  apply map_ext_in. intros d ind. destruct (cell_eqb d c) eqn:E; [|reflexivity].
  apply cell_eqb_iff in E. subst. contradiction.
Qed.

Lemma outcomes_sound v : In v outcomes -> feasible_pure P (outcome_of v).
Proof.
  intros inv. pose proof (outcome_vector v inv) as vector. apply filter_In in inv as (inv & quotas). split.
  - apply in_choices in inv. rewrite <- vector in inv. clear vector quotas.
    induction (cells P) as [|d l IH]; intros c inc; [destruct inc|]. simpl in inv. inversion inv; subst.
    destruct inc as [<-|inc]; [|now apply IH].
    match goal with H : In _ (quantities _) |- _ => apply in_map_iff in H as (k & <- & _); lia end.
  - intros G inG. rewrite (total_vector _ G inG), vector. unfold within in quotas. rewrite forallb_forall in quotas.
    specialize (quotas _ (in_map _ _ _ inG)). simpl in quotas. apply andb_true_iff in quotas as (low & high).
    apply Z.leb_le in low, high. lia.
Qed.

(** ** Weights of pairs *)

Lemma random_bounded (w : cell -> Z) x :
  feasible_random P x -> sum (cells P) (fun c => inject_Z (w c) * x c) <= inject_Z (best outcomes (map w (cells P))).
Proof.
  intros (lottery & parts & one & equal).
  rewrite (sum_ext _ _ (fun c => sum lottery (fun part => fst part * (inject_Z (w c) * inject_Z (snd part c))))).
  2:{ intros c inc. rewrite (equal c inc), <- sum_scale. apply sum_ext. intros; ring. }
  rewrite sum_exchange.
  apply Qle_trans with (sum lottery (fun part => fst part * inject_Z (best outcomes (map w (cells P))))).
  - apply sum_le. intros [p y] inpart. simpl. rewrite sum_scale, <- zdot_map.
    destruct (parts p y inpart) as (nonneg & feasible).
    pose proof (best_bounds outcomes (map w (cells P)) _ (outcomes_complete y feasible)) as bound.
    rewrite Zle_Qle in bound. nra.
  - rewrite sum_scale_right, one. lra.
Qed.

Lemma outcome_feasible v : In v outcomes -> feasible_random P (fun c => inject_Z (outcome_of v c)).
Proof.
  intros inv. exists [(1, outcome_of v)]. split; [|split; [simpl; ring|]].
  - intros p y [E|[]]. inversion E; subst. split; [lra|]. now apply outcomes_sound.
  - intros c _. simpl. ring.
Qed.

Lemma random_attained (w : cell -> Z) :
  outcomes <> [] ->
  exists x, feasible_random P x /\ sum (cells P) (fun c => inject_Z (w c) * x c) == inject_Z (best outcomes (map w (cells P))).
Proof.
  intros some. destruct (best_attained outcomes (map w (cells P)) some) as (v & inv & E).
  exists (fun c => inject_Z (outcome_of v c)). split; [now apply outcome_feasible|].
  rewrite <- E, <- zdot_map. now rewrite (outcome_vector v inv).
Qed.

(** ** The generalized capacity *)

Definition difference_weights (U V : cell_set) (c : cell) : Z := (mark (member c U) - mark (member c V))%Z.

Definition capacity_of (U V : cell_set) : Q := inject_Z (best outcomes (map (difference_weights U V) (cells P))).

Lemma amount_difference x U V :
  In U (subsets (cells P)) -> In V (subsets (cells P)) ->
  amount x U - amount x V == sum (cells P) (fun c => inject_Z (difference_weights U V c) * x c).
Proof.
  intros inU inV.
  rewrite (subset_is_filter _ U (cells_NoDup P) inU) at 1. rewrite (subset_is_filter _ V (cells_NoDup P) inV) at 1.
  rewrite !amount_filter, <- sum_minus. apply sum_ext. intros c _. unfold difference_weights, mark, indicator.
  destruct (member c U), (member c V); simpl; unfold inject_Z; ring.
Qed.

Theorem capacity_of_correct : outcomes <> [] -> generalized_capacity P capacity_of.
Proof.
  intros some U V (inU & inV & _). split.
  - destruct (random_attained (difference_weights U V) some) as (x & feasible & E). exists x. split; [assumption|].
    now rewrite amount_difference.
  - intros x feasible. rewrite amount_difference by assumption. now apply random_bounded.
Qed.

(** ** Weights of coordinates *)

(** Which coordinates concern the pairs at a type profile. *)
Definition spots (t : profile) : list nat :=
  map (fun c => position coordinate_same (fst c, type_of t (fst c), snd c) (coordinates P)) (cells P).

Definition at_spots (f : list Z) (places : list nat) : list Z := map (fun k => nth k f 0%Z) places.

(** The expectation of the greatest value at each type profile, with the numbers of f as weights. *)
Definition expected_best (lists : list (list Z)) (rows : list (Q * list nat)) (f : list Z) : Q :=
  sum rows (fun row => fst row * inject_Z (best lists (at_spots f (snd row)))).

Definition profile_rows : list (Q * list nat) := map (fun t => (prior P t, spots t)) (profiles P).

Definition weighted_rule_of (q : interim_rule) : list Q :=
  map (fun '(i, ti, j) => Qred (q i ti j * marginal P i ti)) (coordinates P).

Definition weighted_dot (f : list Z) (y : list Q) : Q := sum (combine f y) (fun part => inject_Z (fst part) * snd part).

Definition weight_of (f : list Z) (c : nat * nat * nat) : Z := nth (position coordinate_same c (coordinates P)) f 0%Z.

Lemma coordinate_position {B : Type} (w : nat * nat * nat -> B) c d :
  In c (coordinates P) -> nth (position coordinate_same c (coordinates P)) (map w (coordinates P)) d = w c.
Proof. apply nth_position. intros b. apply coordinate_same_spec. Qed.

Lemma spots_weights (w : nat * nat * nat -> Z) t :
  In t (profiles P) ->
  at_spots (map w (coordinates P)) (spots t) = map (fun c => w (fst c, type_of t (fst c), snd c)) (cells P).
Proof.
  intros int. unfold at_spots, spots. rewrite map_map. apply map_ext_in. intros [i j] inc.
  apply coordinate_position. destruct well as ((each & _) & _). now apply coordinate_of.
Qed.

Lemma expected_best_weights (w : nat * nat * nat -> Z) :
  expected_best outcomes profile_rows (map w (coordinates P))
  == sum (profiles P) (fun t => prior P t *
       inject_Z (best outcomes (map (fun c => w (fst c, type_of t (fst c), snd c)) (cells P)))).
Proof.
  unfold expected_best, profile_rows. rewrite sum_map. apply sum_ext. intros t int. simpl. now rewrite spots_weights.
Qed.

Lemma weighted_dot_weights (w : nat * nat * nat -> Z) q :
  weighted_dot (map w (coordinates P)) (weighted_rule_of q)
  == sum (coordinates P) (fun '(i, ti, j) => inject_Z (w (i, ti, j)) * (q i ti j * marginal P i ti)).
Proof.
  unfold weighted_dot, weighted_rule_of. induction (coordinates P) as [|[[i ti] j] l IH]; [reflexivity|].
  cbn [map combine sum fst snd]. rewrite IH. apply Qplus_inj_r. apply Qmult_comp; [reflexivity|]. apply Qred_correct.
Qed.

(** *** Not implementable *)

Lemma implementable_bounded q (w : nat * nat * nat -> Z) :
  implementable P q ->
  weighted_dot (map w (coordinates P)) (weighted_rule_of q) <= expected_best outcomes profile_rows (map w (coordinates P)).
Proof.
  intros (p & feasible & reduced).
  rewrite weighted_dot_weights, expected_best_weights.
  rewrite (weights_exchange P well p q (fun c => inject_Z (w c)) reduced).
  apply sum_le. intros t int.
  pose proof (random_bounded (fun c => w (fst c, type_of t (fst c), snd c)) (p t) (feasible t int)) as bound.
  pose proof (prior_nonnegative P well t int).
  assert (same : sum (cells P) (fun '(i, j) => inject_Z (w (i, type_of t i, j)) * p t (i, j))
      == sum (cells P) (fun c => inject_Z (w (fst c, type_of t (fst c), snd c)) * p t c))
    by (apply sum_ext; intros [i j] _; reflexivity).
  rewrite same. rewrite !(Qmult_comm (prior P t)). now apply Qmult_le_compat_r.
Qed.

(** The weights f make an inequality that all implementable rules satisfy and this one does not. *)
Definition beaten (f : list Z) (q : interim_rule) : bool :=
  Nat.eqb (length f) (length (coordinates P)) &&
  Qlt_bool (expected_best outcomes profile_rows f) (weighted_dot f (weighted_rule_of q)).

Lemma weights_of_list f : length f = length (coordinates P) -> map (weight_of f) (coordinates P) = f.
Proof.
  intros len. unfold weight_of. pose proof (coordinates_NoDup P) as once. revert f len.
  induction (coordinates P) as [|c l IH]; intros [|a f] len; try discriminate; [reflexivity|]. simpl.
  inversion once as [|? ? notin once']; subst.
  rewrite (proj2 (coordinate_same_spec c c) eq_refl). f_equal.
  transitivity (map (fun d => nth (position coordinate_same d l) f 0%Z) l); [|apply (IH once'); simpl in len; lia].
  apply map_ext_in. intros d ind. destruct (coordinate_same d c) eqn:E; [|reflexivity].
  apply coordinate_same_spec in E. subst. contradiction.
Qed.

Theorem beaten_not_implementable f q : beaten f q = true -> ~ implementable P q.
Proof.
  unfold beaten. rewrite andb_true_iff, Nat.eqb_eq, Qlt_bool_iff. intros (len & less) implemented.
  pose proof (implementable_bounded q (weight_of f) implemented) as bound.
  rewrite (weights_of_list f len) in bound. lra.
Qed.

(** *** Condition A, and (25) *)

(** The inequality of every choice of signs, from the given ones for each coordinate. *)
Definition passes_on (choice : nat * nat * nat -> list Z) (q : interim_rule) : bool :=
  let lists := outcomes in
  let rows := profile_rows in
  let y := weighted_rule_of q in
  forallb (fun f => Qle_bool (weighted_dot f y) (expected_best lists rows f)) (product (map choice (coordinates P))).

Lemma passes_on_sound choice q (w : nat * nat * nat -> Z) :
  passes_on choice q = true -> (forall c, In c (coordinates P) -> In (w c) (choice c)) ->
  weighted_dot (map w (coordinates P)) (weighted_rule_of q) <= expected_best outcomes profile_rows (map w (coordinates P)).
Proof.
  unfold passes_on. cbv zeta. rewrite forallb_forall. intros all chosen. apply Qle_bool_iff, all, in_choices.
  clear all. induction (coordinates P) as [|c l IH]; simpl; [constructor|].
  constructor; [apply chosen; now left|]. apply IH. intros d ind. apply chosen. now right.
Qed.

(** The same signs for all coordinates. *)
Definition passes (signs : list Z) : interim_rule -> bool := passes_on (fun _ => signs).

Lemma passes_sound signs q (w : nat * nat * nat -> Z) :
  passes signs q = true -> (forall c, In c (coordinates P) -> In (w c) signs) ->
  weighted_dot (map w (coordinates P)) (weighted_rule_of q) <= expected_best outcomes profile_rows (map w (coordinates P)).
Proof. apply passes_on_sound. Qed.

Definition strategy_signs (S1 S2 : strategy) (c : nat * nat * nat) : Z :=
  let '(i, ti, j) := c in (mark (S1 i ti j) - mark (S2 i ti j))%Z.

Lemma weighted_amount_signs q S1 S2 :
  weighted_amount P q S1 - weighted_amount P q S2
  == weighted_dot (map (strategy_signs S1 S2) (coordinates P)) (weighted_rule_of q).
Proof.
  rewrite weighted_dot_weights. unfold weighted_amount. rewrite !sum_filter, <- sum_minus. apply sum_ext.
  intros [[i ti] j] _. unfold strategy_signs, mark, indicator. destruct (S1 i ti j), (S2 i ti j); simpl; unfold inject_Z; ring.
Qed.

Lemma member_intersection t S c : In c (cells P) -> member c (intersection P t S) = S (fst c) (type_of t (fst c)) (snd c).
Proof.
  intros inc. apply eq_true_iff_eq. rewrite member_iff. unfold intersection. rewrite filter_In. tauto.
Qed.

Lemma expected_capacity_signs S1 S2 :
  sum (profiles P) (fun t => prior P t * capacity_of (intersection P t S1) (intersection P t S2))
  == expected_best outcomes profile_rows (map (strategy_signs S1 S2) (coordinates P)).
Proof.
  rewrite expected_best_weights. apply sum_ext. intros t int. unfold capacity_of.
  rewrite (map_ext_in _ (fun c => strategy_signs S1 S2 (fst c, type_of t (fst c), snd c))); [reflexivity|].
  intros c inc. unfold difference_weights, strategy_signs. now rewrite !member_intersection.
Qed.

Theorem passes_condition_A q : passes [0; 1; -1]%Z q = true -> condition_A P capacity_of q.
Proof.
  intros pass S1 S2 apart. rewrite weighted_amount_signs, expected_capacity_signs.
  apply (passes_sound _ _ _ pass). intros [[i ti] j] inc. specialize (apart i ti j inc). unfold strategy_signs, mark.
  destruct (S1 i ti j), (S2 i ti j); simpl in *; try discriminate; tauto.
Qed.

Lemma weighted_amount_nobody q : weighted_amount P q nobody == 0.
Proof.
  unfold weighted_amount. rewrite sum_filter. apply sum_zero. intros [[i ti] j] _. unfold nobody, indicator. ring.
Qed.

End Problem.

Definition nonempty {A : Type} (l : list A) : bool := match l with [] => false | _ => true end.

Lemma nonempty_decided {A : Type} (l : list A) : nonempty l = true -> l <> [].
Proof. destruct l; simpl; congruence. Qed.

(** A rule that satisfies Condition A without being implementable, the latter shown by the weights f. *)
Definition insufficient_b (P : problem) (q : interim_rule) (f : list Z) : bool :=
  well_formed_problem_b P && nonempty (outcomes P) && passes P [0; 1; -1]%Z q && beaten P f q.

Theorem condition_A_does_not_suffice P q f :
  insufficient_b P q f = true -> well_formed_problem P /\ ~ condition_A_suffices P.
Proof.
  unfold insufficient_b. rewrite !andb_true_iff. intros (((well & some) & pass) & beat).
  apply well_formed_problem_decided in well. split; [assumption|]. intros suffices.
  apply (beaten_not_implementable P well f q beat).
  apply (suffices (capacity_of P) q); [|now apply passes_condition_A].
  apply capacity_of_correct; [assumption|]. now apply nonempty_decided.
Qed.
