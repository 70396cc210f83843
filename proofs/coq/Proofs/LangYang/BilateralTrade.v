(** LY, section 5.5: Proposition 3 without the condition (30), for all bilateral trade problems with a compatibility graph: the
    interim probabilities of trade are implementable if and only if they satisfy (31) and (32).  By Farkas' lemma, and by
    layers: a difference of two numbers, where it is positive, is the measure of the levels between them. *)

From Coq Require Permutation.
From Allocation Require Export Layers Proofs.LangYang.Bookkeeping Claims.LangYangSection5.

(** ** Sums over some of the pairs *)

Lemma sum_permutation {A : Type} (l m : list A) (f : A -> Q) : Permutation.Permutation l m -> sum l f == sum m f.
Proof. induction 1; simpl; [reflexivity|now rewrite IHPermutation|ring|now rewrite IHPermutation1]. Qed.

(** A sum over a part of a list is a sum with an indicator. *)
Lemma sum_part {A : Type} (A_dec : decidable_names A) (part all : list A) (f : A -> Q) :
  NoDup part -> NoDup all -> incl part all ->
  sum part f == sum all (fun a => indicator (if in_dec A_dec a part then true else false) * f a).
Proof.
  intros Hp Ha inside. rewrite <- (sum_filter (fun a => if in_dec A_dec a part then true else false) all f).
  apply sum_permutation, Permutation.NoDup_Permutation; [assumption|now apply NoDup_filter|].
  intros a. rewrite filter_In. destruct (in_dec A_dec a part) as [ina|notin]; split.
  - intros _. split; [now apply inside|reflexivity].
  - intros _. assumption.
  - intros ina. contradiction.
  - intros (_ & no). discriminate.
Qed.

Lemma sum_single_name (l : list nat) (a : nat) (f : nat -> Q) :
  NoDup l -> In a l -> sum l (fun b => indicator (Nat.eqb b a) * f b) == f a.
Proof.
  intros nodup ina. rewrite (sum_ext l _ (fun b => indicator (if Nat.eq_dec a b then true else false) * f b)).
  - now apply sum_one.
  - intros b _. destruct (Nat.eqb_spec b a) as [->|n].
    + destruct (Nat.eq_dec a a); [reflexivity|congruence].
    + destruct (Nat.eq_dec a b); [congruence|reflexivity].
Qed.

Section Trade.

Variable B : trade.
Variable lambda : nat -> nat -> Q.
Hypothesis well : well_formed_trade B.
Hypothesis positive : forall s t, (s < buyer_types B)%nat -> (t < seller_types B)%nat -> 0 < lambda s t.

Definition buyers : list nat := seq 0 (buyer_types B).
Definition sellers : list nat := seq 0 (seller_types B).

Definition trades (s t : nat) : bool := if in_dec cell_dec (s, t) (compatible B) then true else false.

Lemma trades_iff s t : trades s t = true <-> In (s, t) (compatible B).
Proof. unfold trades. destruct (in_dec cell_dec (s, t) (compatible B)); split; try easy; contradiction. Qed.

Lemma compatible_types s t : In (s, t) (compatible B) -> (s < buyer_types B)%nat /\ (t < seller_types B)%nat.
Proof. apply well. Qed.

(** A sum over the compatible pairs, by the types of the buyer and of the seller. *)
Lemma sum_compatible (f : nat * nat -> Q) :
  sum (compatible B) f == sum buyers (fun s => sum sellers (fun t => indicator (trades s t) * f (s, t))).
Proof.
  rewrite (sum_part cell_dec (compatible B) (list_prod buyers sellers) f).
  - etransitivity; [apply sum_list_prod|]. reflexivity.
  - apply well.
  - apply NoDup_list_prod; apply seq_NoDup.
  - intros [s t] ine. apply compatible_types in ine. apply in_prod_iff. unfold buyers, sellers. rewrite !in_seq. lia.
Qed.

Lemma sum_of_buyer (f : nat * nat -> Q) s : In s buyers ->
  sum (compatible B) (fun e => indicator (Nat.eqb (fst e) s) * f e) == sum sellers (fun t => indicator (trades s t) * f (s, t)).
Proof.
  intros ins. rewrite sum_compatible. cbn [fst].
  rewrite (sum_ext buyers _ (fun b => indicator (Nat.eqb b s) * sum sellers (fun t => indicator (trades b t) * f (b, t)))).
  - now apply sum_single_name; [apply seq_NoDup|].
  - intros b _. rewrite <- sum_scale. apply sum_ext; intros; ring.
Qed.

Lemma sum_of_seller (f : nat * nat -> Q) t : In t sellers ->
  sum (compatible B) (fun e => indicator (Nat.eqb (snd e) t) * f e) == sum buyers (fun s => indicator (trades s t) * f (s, t)).
Proof.
  intros int. rewrite sum_compatible. cbn [snd]. apply sum_ext. intros s _.
  rewrite (sum_ext sellers _ (fun b => indicator (Nat.eqb b t) * (indicator (trades s b) * f (s, b)))) by (intros; ring).
  now apply (sum_single_name sellers t (fun b => indicator (trades s b) * f (s, b))); [apply seq_NoDup|].
Qed.

Variables buyer seller : nat -> Q.

Definition buyer_weight (s : nat) : Q := buyer s * buyer_marginal B lambda s.
Definition seller_weight (t : nat) : Q := seller t * seller_marginal B lambda t.

(** ** Necessity *)

Lemma trade_necessary :
  implementable_trade B lambda buyer seller -> equality_31 B lambda buyer seller /\ inequalities_32 B lambda buyer seller.
Proof.
  intros (p & feasible & of_buyer & of_seller).
  assert (bw : forall s, In s buyers -> buyer_weight s == sum sellers (fun t => p s t * lambda s t)).
  { intros s ins. apply of_buyer. apply in_seq in ins. lia. }
  assert (sw : forall t, In t sellers -> seller_weight t == sum buyers (fun s => p s t * lambda s t)).
  { intros t int. apply of_seller. apply in_seq in int. lia. }
  assert (within : forall s t, In s buyers -> In t sellers -> 0 <= p s t * lambda s t <= indicator (trades s t) * lambda s t).
  { intros s t ins int. apply in_seq in ins, int. assert (Hs : (s < buyer_types B)%nat) by lia.
    assert (Ht : (t < seller_types B)%nat) by lia. destruct (feasible s t Hs Ht) as ((low & high) & incompatible).
    pose proof (positive s t Hs Ht). destruct (trades s t) eqn:E; unfold indicator.
    - split; nra.
    - rewrite incompatible; [split; lra|]. intros ine. apply trades_iff in ine. congruence. }
  split.
  - unfold equality_31. fold buyers sellers.
    rewrite (sum_ext buyers _ (fun s => sum sellers (fun t => p s t * lambda s t))) by exact bw.
    rewrite (sum_ext sellers _ (fun t => sum buyers (fun s => p s t * lambda s t))) by exact sw.
    rewrite (sum_exchange buyers sellers (fun s t => p s t * lambda s t)). ring.
  - intros S1 S2. fold buyers sellers. rewrite !sum_filter.
    rewrite (sum_ext buyers _ (fun s => sum sellers (fun t => indicator (S1 s) * (p s t * lambda s t)))).
    2:{ intros s ins. fold (buyer_weight s). now rewrite (bw s ins), sum_scale. }
    rewrite (sum_ext sellers (fun t => indicator (S2 t) * _) (fun t => sum buyers (fun s => indicator (S2 t) * (p s t * lambda s t)))).
    2:{ intros t int. fold (seller_weight t). now rewrite (sw t int), sum_scale. }
    rewrite (sum_exchange sellers buyers (fun t s => indicator (S2 t) * (p s t * lambda s t))), <- sum_minus.
    rewrite sum_compatible. apply sum_le. intros s ins. rewrite <- sum_minus. apply sum_le. intros t int. cbn [fst snd].
    destruct (within s t ins int). destruct (S1 s), (S2 t); unfold indicator in *; simpl; destruct (trades s t); lra.
Qed.

(** ** Sufficiency *)

Lemma trade_or_weights :
  implementable_trade B lambda buyer seller \/
  exists (a d : nat -> Q) (g : nat * nat -> Q),
    (forall e, In e (compatible B) -> 0 <= g e /\ a (fst e) - d (snd e) <= g e) /\
    sum (compatible B) (fun e => lambda (fst e) (snd e) * g e)
      < sum buyers (fun s => a s * buyer_weight s) - sum sellers (fun t => d t * seller_weight t).
Proof.
  set (one := fun e e' : nat * nat => indicator (if cell_dec e e' then true else false)).
  destruct (farkas_with_equations cell_dec (sum_dec Nat.eq_dec Nat.eq_dec) (sum_dec cell_dec cell_dec)
    (compatible B) (both buyers sellers) (both (compatible B) (compatible B))
    (fun row e => match row with inl s => indicator (Nat.eqb (fst e) s) | inr t => indicator (Nat.eqb (snd e) t) end)
    (fun row => match row with inl s => buyer_weight s | inr t => seller_weight t end)
    (fun row e => match row with inl e' => one e' e | inr e' => - one e' e end)
    (fun row => match row with inl e => lambda (fst e) (snd e) | inr _ => 0 end))
    as [(x & equal & below)|(f & g & nonneg & zero & neg)].
  - apply well.
  - apply NoDup_both; apply seq_NoDup.
  - apply NoDup_both; apply well.
  - left.
    assert (bounds : forall e, In e (compatible B) -> 0 <= x e <= lambda (fst e) (snd e)).
    { intros e ine. pose proof (below (inl e) (in_both_left _ _ _ ine)) as upper.
      pose proof (below (inr e) (in_both_right _ _ _ ine)) as lower. cbn beta iota in upper, lower.
      unfold one in upper, lower. rewrite sum_one in upper by (try apply well; assumption).
      rewrite (sum_ext (compatible B) _ (fun e' => (-1) * (indicator (if cell_dec e e' then true else false) * x e'))) in lower
        by (intros; ring).
      rewrite sum_scale, sum_one in lower by (try apply well; assumption). split; lra. }
    assert (of_pair : forall s t, In s buyers -> In t sellers ->
      (if trades s t then x (s, t) / lambda s t else 0) * lambda s t == indicator (trades s t) * x (s, t)).
    { intros s t ins int. apply in_seq in ins, int. pose proof (positive s t ltac:(lia) ltac:(lia)).
      destruct (trades s t); unfold indicator; [|ring]. rewrite Qmult_comm, Qmult_div_r by lra. ring. }
    exists (fun s t => if trades s t then x (s, t) / lambda s t else 0). split; [|split].
    + intros s t Hs Ht. pose proof (positive s t Hs Ht). split.
      * destruct (trades s t) eqn:E; [|split; discriminate]. apply trades_iff in E. destruct (bounds (s, t) E). simpl in *.
        split; [apply Qle_shift_div_l|apply Qle_shift_div_r]; lra.
      * intros no. destruct (trades s t) eqn:E; [apply trades_iff in E; contradiction|reflexivity].
    + intros s Hs. assert (ins : In s buyers) by (apply in_seq; lia). fold sellers. fold (buyer_weight s).
      rewrite (sum_ext sellers _ (fun t => indicator (trades s t) * x (s, t))) by (intros; now apply of_pair).
      rewrite <- (sum_of_buyer x s ins). symmetry. apply (equal (inl s)). now apply in_both_left.
    + intros t Ht. assert (int : In t sellers) by (apply in_seq; lia). fold buyers. fold (seller_weight t).
      rewrite (sum_ext buyers _ (fun s => indicator (trades s t) * x (s, t))) by (intros; now apply of_pair).
      rewrite <- (sum_of_seller x t int). symmetry. apply (equal (inr t)). now apply in_both_right.
  - right. exists (fun s => - f (inl s)), (fun t => f (inr t)), (fun e => g (inl e)). split.
    + intros e ine. split; [apply nonneg|]. specialize (zero e ine). rewrite !sum_both in zero.
      assert (types : In (fst e) buyers /\ In (snd e) sellers).
      { destruct e as [s t]. apply compatible_types in ine. simpl. unfold buyers, sellers. rewrite !in_seq. lia. }
      rewrite (sum_ext buyers _ (fun s => indicator (Nat.eqb s (fst e)) * f (inl s))) in zero.
      2:{ intros s _. rewrite (Nat.eqb_sym s). ring. }
      rewrite (sum_ext sellers _ (fun t => indicator (Nat.eqb t (snd e)) * f (inr t))) in zero.
      2:{ intros t _. rewrite (Nat.eqb_sym t). ring. }
      rewrite (sum_single_name buyers (fst e) (fun s => f (inl s))) in zero by (try apply seq_NoDup; apply types).
      rewrite (sum_single_name sellers (snd e) (fun t => f (inr t))) in zero by (try apply seq_NoDup; apply types).
      assert (flip : forall e', one e' e == indicator (if cell_dec e e' then true else false)).
      { intros e'. unfold one. destruct (cell_dec e' e) as [->|n].
        - destruct (cell_dec e e); [reflexivity|congruence].
        - destruct (cell_dec e e'); [congruence|reflexivity]. }
      rewrite (sum_ext (compatible B) (fun e' => g (inl e') * one e' e)
        (fun e' => indicator (if cell_dec e e' then true else false) * g (inl e'))) in zero by (intros; rewrite flip; ring).
      rewrite (sum_ext (compatible B) (fun e' => g (inr e') * - one e' e)
        (fun e' => (-1) * (indicator (if cell_dec e e' then true else false) * g (inr e')))) in zero by (intros; rewrite flip; ring).
      rewrite sum_scale in zero.
      rewrite (sum_one cell_dec (compatible B) e (fun e' => g (inl e'))) in zero by (try apply well; assumption).
      rewrite (sum_one cell_dec (compatible B) e (fun e' => g (inr e'))) in zero by (try apply well; assumption).
      assert (Z : f (inl (fst e)) + f (inr (snd e)) + (g (@inl cell cell e) + -1 * g (@inr cell cell e)) == 0) by exact zero.
      pose proof (nonneg (@inr cell cell e)). lra.
    + rewrite !sum_both in neg.
      assert (N : sum buyers (fun s => f (inl s) * buyer_weight s) + sum sellers (fun t => f (inr t) * seller_weight t)
        + (sum (compatible B) (fun e => g (@inl cell cell e) * lambda (fst e) (snd e))
           + sum (compatible B) (fun e => g (@inr cell cell e) * 0)) < 0) by exact neg.
      rewrite (sum_zero (compatible B) (fun e => g (@inr cell cell e) * 0)) in N by (intros; ring).
      rewrite (sum_ext (compatible B) (fun e => lambda (fst e) (snd e) * _)
        (fun e => g (@inl cell cell e) * lambda (fst e) (snd e))) by (intros; ring).
      rewrite (sum_ext buyers (fun s => - f (inl s) * buyer_weight s) (fun s => (-1) * (f (inl s) * buyer_weight s)))
        by (intros; ring).
      rewrite sum_scale. lra.
Qed.

(** Between two numbers that are not negative lie layers of the measure of their difference, or none. *)
Lemma layers_between {A : Type} (w : A -> Q) (l : list A) a d :
  In a l -> In d l -> 0 <= w a -> 0 <= w d ->
  sum (layers_of w l) (fun layer =>
    fst layer * indicator (reaches (snd layer) (w a) && negb (reaches (snd layer) (w d)))) == positive_part (w a - w d).
Proof.
  intros ina ind nonneg nonneg'.
  assert (at_a : sum (layers_of w l) (fun layer => fst layer * indicator (reaches (snd layer) (w a))) == w a).
  { rewrite (layers_sum w l a ina). unfold positive_part. destruct (Qlt_le_dec 0 (w a)); lra. }
  assert (at_d : sum (layers_of w l) (fun layer => fst layer * indicator (reaches (snd layer) (w d))) == w d).
  { rewrite (layers_sum w l d ind). unfold positive_part. destruct (Qlt_le_dec 0 (w d)); lra. }
  unfold positive_part. destruct (Qlt_le_dec 0 (w a - w d)) as [more|less].
  - transitivity (sum (layers_of w l) (fun layer => fst layer * indicator (reaches (snd layer) (w a)))
      - sum (layers_of w l) (fun layer => fst layer * indicator (reaches (snd layer) (w d)))); [|rewrite at_a, at_d; reflexivity].
    rewrite <- sum_minus. apply sum_ext. intros [delta level] _. cbn [fst snd].
    destruct (reaches level (w d)) eqn:E.
    + assert (E' : reaches level (w a) = true) by (apply Qle_bool_iff in E; apply Qle_bool_iff; lra).
      rewrite E'. unfold indicator. simpl. ring.
    + rewrite andb_true_r. unfold indicator. ring.
  - apply sum_zero. intros [delta level] _. cbn [fst snd]. destruct (reaches level (w a)) eqn:E; [|unfold indicator; simpl; ring].
    assert (E' : reaches level (w d) = true) by (apply Qle_bool_iff in E; apply Qle_bool_iff; lra).
    rewrite E'. unfold indicator. simpl. ring.
Qed.

Theorem trade_sufficient :
  equality_31 B lambda buyer seller -> inequalities_32 B lambda buyer seller -> implementable_trade B lambda buyer seller.
Proof.
  intros balanced cuts. destruct trade_or_weights as [|(a & d & g & above & violated)]; [assumption|exfalso].
  set (names := both buyers sellers).
  set (value := fun n : nat + nat => match n with inl s => a s | inr t => d t end).
  destruct (least_of (map value names)) as (m & _ & least).
  { destruct well as (some & _). unfold names, buyers, both. destruct (buyer_types B); [lia|discriminate]. }
  set (w := fun n => value n - m). set (layers := layers_of w names).
  assert (nonneg : forall n, In n names -> 0 <= w n).
  { intros n inn. unfold w. specialize (least (value n) (in_map value names n inn)). lra. }
  assert (by_layers : forall n, In n names ->
    value n == m + sum layers (fun layer => fst layer * indicator (reaches (snd layer) (w n)))).
  { intros n inn. unfold layers. rewrite (layers_sum w names n inn). unfold positive_part. specialize (nonneg n inn).
    destruct (Qlt_le_dec 0 (w n)); unfold w in *; lra. }
  set (S1 := fun level s => reaches level (w (inl s))). set (S2 := fun level t => reaches level (w (inr t))).
  assert (weights : forall (l : list nat) (side : nat -> nat + nat) (weight : nat -> Q),
    (forall n, In n l -> In (side n) names) ->
    sum l (fun n => value (side n) * weight n)
    == m * sum l weight
       + sum layers (fun layer => fst layer * sum (filter (fun n => reaches (snd layer) (w (side n))) l) weight)).
  { intros l side weight known.
    rewrite (sum_ext l _ (fun n => m * weight n + sum layers (fun layer =>
      fst layer * (indicator (reaches (snd layer) (w (side n))) * weight n)))).
    - rewrite sum_plus, sum_scale. apply Qplus_comp; [reflexivity|].
      rewrite (sum_exchange l layers (fun n layer => fst layer * (indicator (reaches (snd layer) (w (side n))) * weight n))).
      apply sum_ext. intros layer _. now rewrite sum_scale, sum_filter.
    - intros n inn. rewrite (by_layers (side n) (known n inn)) at 1.
      rewrite Qmult_plus_distr_l, <- sum_scale_right. apply Qplus_comp; [reflexivity|]. apply sum_ext; intros; ring. }
  pose proof (weights buyers inl buyer_weight (fun n inn => in_both_left _ _ _ inn)) as left_side.
  pose proof (weights sellers inr seller_weight (fun n inn => in_both_right _ _ _ inn)) as right_side.
  cbn [value] in left_side, right_side. rewrite left_side, right_side in violated.
  unfold equality_31 in balanced. fold buyers sellers in balanced.
  change (sum buyers buyer_weight - sum sellers seller_weight == 0) in balanced.
  assert (cut_sum : sum layers (fun layer => fst layer * sum (filter (S1 (snd layer)) buyers) buyer_weight)
      - sum layers (fun layer => fst layer * sum (filter (S2 (snd layer)) sellers) seller_weight)
    <= sum (compatible B) (fun e => lambda (fst e) (snd e) * g e)).
  { rewrite <- sum_minus.
    apply Qle_trans with (sum layers (fun layer => fst layer *
      sum (filter (fun e => S1 (snd layer) (fst e) && negb (S2 (snd layer) (snd e))) (compatible B))
        (fun e => lambda (fst e) (snd e)))).
    - apply sum_le. intros layer inl. destruct (layers_nonnegative w names layer inl) as (delta & _).
      pose proof (cuts (S1 (snd layer)) (S2 (snd layer))) as cut. fold buyers sellers in cut.
      change (sum (filter (S1 (snd layer)) buyers) buyer_weight - sum (filter (S2 (snd layer)) sellers) seller_weight
        <= sum (filter (fun e => S1 (snd layer) (fst e) && negb (S2 (snd layer) (snd e))) (compatible B))
             (fun e => lambda (fst e) (snd e))) in cut. nra.
    - rewrite (sum_ext layers _ (fun layer => sum (compatible B) (fun e => lambda (fst e) (snd e) *
        (fst layer * indicator (S1 (snd layer) (fst e) && negb (S2 (snd layer) (snd e))))))).
      + rewrite (sum_exchange layers (compatible B) (fun layer e => lambda (fst e) (snd e) *
          (fst layer * indicator (S1 (snd layer) (fst e) && negb (S2 (snd layer) (snd e)))))).
        apply sum_le. intros [s t] ine. cbn [fst snd]. rewrite sum_scale.
        pose proof (compatible_types s t ine) as (Hs & Ht). pose proof (positive s t Hs Ht) as weight.
        assert (ins : In (inl s) names) by (apply in_both_left, in_seq; lia).
        assert (int : In (inr t) names) by (apply in_both_right, in_seq; lia).
        unfold S1, S2, layers. rewrite (layers_between w names (inl s) (inr t) ins int (nonneg _ ins) (nonneg _ int)).
        destruct (above (s, t) ine) as (gpos & gabove). cbn [fst snd] in gabove.
        rewrite !(Qmult_comm (lambda s t)). apply Qmult_le_compat_r; [|lra].
        unfold positive_part, w, value. destruct (Qlt_le_dec 0 (a s - m - (d t - m))); lra.
      + intros layer _. rewrite sum_filter, <- sum_scale. apply sum_ext; intros; ring. }
  unfold S1, S2 in cut_sum. nra.
Qed.

End Trade.

(*| lang-yang-2023/proposition-3 | without (30) | proved |*)
Theorem LY_Proposition_3_without_30_holds : LY_Proposition_3_without_30.
Proof.
  intros B lambda buyer seller well (positive & _). split; [now apply trade_necessary|].
  intros (balanced & cuts). now apply trade_sufficient.
Qed.

(** With (30) and nonnegative probabilities supposed, as printed, it says less. *)
(*| lang-yang-2023/proposition-3 | literal | proved | (30) as printed counts pairs outside E too, and with (31) leaves the complete graph alone |*)
Theorem LY_Proposition_3_holds : LY_Proposition_3.
Proof. intros B lambda buyer seller well prior _ _. now apply LY_Proposition_3_without_30_holds. Qed.
