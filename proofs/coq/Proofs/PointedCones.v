(** Pointed cones with a matrix: of any finite set of vectors that generates one, those that are needed are extreme rays.
    (LY, appendix A.6: "for a pointed cone, the set of extreme rays provides a unique minimal set of generators".) *)

From Coq Require Import Permutation Wf_nat.
From Allocation Require Export Proofs.LinearAlgebra Proofs.UnimodularRounding.

Section Combinations.

Context {Column : Type} (columns : list Column).

Lemma nth_in_seq {A : Type} (l : list A) (d a : A) : In a l -> exists k, In k (seq 0 (length l)) /\ nth k l d = a.
Proof. intros ina. destruct (In_nth l a d ina) as (k & lt & E). exists k. split; [apply in_seq; lia|assumption]. Qed.

(** A vector is a conic combination of a list of vectors, or is separated from them. *)
Lemma conic_or_not (Column_dec : decidable_names Column) (G : list (Column -> Q)) (x : Column -> Q) :
  NoDup columns ->
  conic_combination columns (fun g => In g G) x \/ ~ conic_combination columns (fun g => In g G) x.
Proof.
  intros once. set (vector k := nth k G (fun _ => 0)).
  destruct (farkas_nonnegative Nat.eq_dec Column_dec (seq 0 (length G)) columns (fun c k => vector k c) x (seq_NoDup _ _) once)
    as [(w & nonneg & equal)|(f & below & above)].
  - left. exists (map (fun k => (w k, vector k)) (seq 0 (length G))). split.
    + intros weight g inp. apply in_map_iff in inp. destruct inp as (k & E & ink). injection E as <- <-.
      split; [now apply nonneg|]. apply nth_In. apply in_seq in ink. lia.
    + intros c inc. rewrite sum_map, <- (equal c inc). cbn [fst snd]. apply sum_ext; intros; ring.
  - right. intros (parts & each & same). apply (Qlt_not_le _ _ above).
    rewrite (sum_ext columns _ (fun c => sum parts (fun part => fst part * (f c * snd part c)))).
    + rewrite (sum_exchange columns parts (fun c part => fst part * (f c * snd part c))).
      setoid_replace 0 with (sum parts (fun _ => 0)) by (symmetry; apply sum_zero; reflexivity).
      apply sum_le. intros [k g] inp. cbn [fst snd]. destruct (each k g inp) as (nonneg & ing).
      destruct (nth_in_seq G (fun _ => 0) g ing) as (n & inn & E). specialize (below n inn). unfold vector in below. rewrite E in below.
      rewrite sum_scale. nra.
    + intros c inc. rewrite (same c inc), <- sum_scale. apply sum_ext; intros; ring.
Qed.

(** The coefficient of one of the vectors, and the rest. *)
Lemma conic_split (before after : list (Column -> Q)) (g x : Column -> Q) :
  conic_combination columns (fun h => In h (before ++ g :: after)) x ->
  exists a y, 0 <= a /\ conic_combination columns (fun h => In h (before ++ after)) y /\
    same_vector columns x (fun c => a * g c + y c).
Proof.
  intros (parts & each & same). revert x same. induction parts as [|[k h] parts IH]; intros x same.
  - exists 0, (fun _ => 0). split; [apply Qle_refl|]. split; [exists []; split; [intros ? ? []|intros ? _; reflexivity]|].
    intros c inc. rewrite (same c inc). simpl. ring.
  - destruct (IH (fun w v inp => each w v (or_intror inp)) (fun c => sum parts (fun part => fst part * snd part c)))
      as (a & y & nonneg & (parts' & each' & same') & equal); [intros c _; reflexivity|].
    destruct (each k h (or_introl eq_refl)) as (k_nonneg & inh). rewrite in_app_iff in inh.
    assert (cases : h = g \/ In h (before ++ after)).
    { rewrite in_app_iff. destruct inh as [inh|[<-|inh]]; [right; now left|now left|right; now right]. }
    destruct cases as [->|inrest].
    + exists (k + a), y. split; [lra|]. split; [now exists parts'|]. intros c inc. rewrite (same c inc). cbn [sum fst snd].
      specialize (equal c inc). cbv beta in equal. rewrite equal. ring.
    + exists a, (fun c => k * h c + y c). split; [assumption|]. split.
      * exists ((k, h) :: parts'). split.
        -- intros w v [E|inp]; [injection E as <- <-; now split|now apply each'].
        -- intros c inc. cbn [sum fst snd]. now rewrite (same' c inc).
      * intros c inc. rewrite (same c inc). cbn [sum fst snd]. specialize (equal c inc). cbv beta in equal. rewrite equal. ring.
Qed.

Lemma conic_scale (V : (Column -> Q) -> Prop) k x y :
  0 <= k -> conic_combination columns V x -> same_vector columns y (fun c => k * x c) -> conic_combination columns V y.
Proof.
  intros nonneg (parts & each & same) scaled. exists (map (fun part => (k * fst part, snd part)) parts). split.
  - intros w v inp. apply in_map_iff in inp. destruct inp as ([w' v'] & E & inp). cbn [fst snd] in E. injection E as <- <-.
    destruct (each w' v' inp). split; [now apply Qmult_le_0_compat|assumption].
  - intros c inc. rewrite (scaled c inc), (same c inc), sum_map, <- sum_scale. cbn [fst snd]. apply sum_ext; intros; ring.
Qed.

Lemma conic_add (V : (Column -> Q) -> Prop) x y z :
  conic_combination columns V x -> conic_combination columns V y -> same_vector columns z (fun c => x c + y c) ->
  conic_combination columns V z.
Proof.
  intros (l & each & same) (m & each' & same') total. exists (l ++ m). split.
  - intros w v inp. apply in_app_iff in inp. destruct inp; [now apply each|now apply each'].
  - intros c inc. now rewrite (total c inc), (same c inc), (same' c inc), sum_app.
Qed.

(** What is a combination of the others is not needed. *)
Lemma generated_without (cone : (Column -> Q) -> Prop) before g after :
  generated columns cone (before ++ g :: after) -> conic_combination columns (fun h => In h (before ++ after)) g ->
  generated columns cone (before ++ after).
Proof.
  intros (inside & generating) spare. split.
  - intros h inh. apply inside. apply in_app_iff in inh. apply in_app_iff. destruct inh; [now left|right; now right].
  - intros x inx. destruct (conic_split before after g x (generating x inx)) as (a & y & nonneg & conic & same).
    apply (conic_add _ (fun c => a * g c) y); [|assumption|exact same].
    apply (conic_scale _ a g); [assumption|assumption|intros c _; reflexivity].
Qed.

Definition none_spare (G : list (Column -> Q)) : Prop :=
  forall before g after, G = before ++ g :: after -> ~ conic_combination columns (fun h => In h (before ++ after)) g.

Lemma spare_or_not (Column_dec : decidable_names Column) (once : NoDup columns) (G : list (Column -> Q)) :
  (exists before g after, G = before ++ g :: after /\ conic_combination columns (fun h => In h (before ++ after)) g) \/
  none_spare G.
Proof.
  assert (H : forall post pre,
    (exists b g a, post = b ++ g :: a /\ conic_combination columns (fun h => In h ((pre ++ b) ++ a)) g) \/
    (forall b g a, post = b ++ g :: a -> ~ conic_combination columns (fun h => In h ((pre ++ b) ++ a)) g)).
  { induction post as [|g post IH]; intros pre.
    - right. intros b g a E. destruct b; discriminate.
    - destruct (conic_or_not Column_dec ((pre ++ []) ++ post) g once) as [conic|not].
      + left. exists [], g, post. now split.
      + destruct (IH (pre ++ [g])) as [(b & h & a & -> & conic)|none].
        * left. exists (g :: b), h, a. split; [reflexivity|].
          now replace (pre ++ g :: b) with ((pre ++ [g]) ++ b) by (now rewrite <- app_assoc).
        * right. intros b h a E. destruct b as [|g' b]; injection E as E' E.
          -- now subst.
          -- specialize (none b h a E). subst g'. now replace (pre ++ g :: b) with ((pre ++ [g]) ++ b) by (now rewrite <- app_assoc). }
  destruct (H G []) as [(b & g & a & E & conic)|none]; [left; now exists b, g, a|right; exact none].
Qed.

Theorem needed_generators (Column_dec : decidable_names Column) (cone : (Column -> Q) -> Prop) (G : list (Column -> Q)) :
  NoDup columns -> generated columns cone G -> exists G', generated columns cone G' /\ incl G' G /\ none_spare G'.
Proof.
  intros once. remember (length G) as n eqn:E. revert G E.
  induction n as [n IH] using lt_wf_ind. intros G -> generating.
  destruct (spare_or_not Column_dec once G) as [(before & g & after & -> & spare)|none].
  - destruct (IH (length (before ++ after))) with (G := before ++ after) as (G' & generating' & inside & none).
    + rewrite !app_length. simpl. lia.
    + reflexivity.
    + now apply (generated_without cone before g after).
    + exists G'. split; [assumption|]. split; [|assumption]. intros h inh. specialize (inside h inh).
      apply in_app_iff in inside. apply in_app_iff. destruct inside; [now left|right; now right].
  - exists G. split; [assumption|]. split; [intros h inh; exact inh|assumption].
Qed.

End Combinations.

Section Cones.

Context {Row Column : Type} (Row_dec : decidable_names Row) (Column_dec : decidable_names Column).
Variables (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) (demands : Row -> demand).
Hypotheses (rows_once : NoDup rows) (columns_once : NoDup columns).
Hypothesis is_pointed : pointed columns rows (rational M).

Let cone : (Column -> Q) -> Prop := in_cone rows columns M demands.
Let at_row (x : Column -> Q) (row : Row) : Q := value columns (rational M) x row.

Lemma at_row_same x y row : same_vector columns x y -> at_row x row == at_row y row.
Proof. intros same. apply sum_ext. intros c inc. now rewrite (same c inc). Qed.

Lemma at_row_combination a x b y row : at_row (fun c => a * x c + b * y c) row == a * at_row x row + b * at_row y row.
Proof. unfold at_row, value. rewrite <- !sum_scale, <- sum_plus. apply sum_ext; intros; ring. Qed.

Lemma cone_same x y : same_vector columns x y -> cone y -> cone x.
Proof.
  intros same iny row inrow. specialize (iny row inrow). pose proof (at_row_same x y row same) as E.
  change (meets (demands row) (at_row x row)). change (meets (demands row) (at_row y row)) in iny.
  destruct (demands row); simpl in *; now rewrite E.
Qed.

Lemma conic_inside (G : list (Column -> Q)) x :
  (forall g, In g G -> cone g) -> conic_combination columns (fun g => In g G) x -> cone x.
Proof.
  intros inside (parts & each & same). apply (cone_same x (fun c => sum parts (fun part => fst part * snd part c)) same).
  clear same. induction parts as [|[k g] parts IH]; intros row inrow.
  - assert (E : sum columns (fun c => inject_Z (M row c) * sum [] (fun part : Q * (Column -> Q) => fst part * snd part c)) == 0)
      by (apply sum_zero; intros; simpl; ring).
    destruct (demands row); simpl; simpl in E; rewrite E; [reflexivity|apply Qle_refl|apply Qle_refl].
  - specialize (IH (fun w v inp => each w v (or_intror inp)) row inrow).
    destruct (each k g (or_introl eq_refl)) as (nonneg & ing). specialize (inside g ing row inrow).
    change (meets (demands row) (at_row (fun c => sum ((k, g) :: parts) (fun part => fst part * snd part c)) row)).
    change (meets (demands row) (at_row (fun c => sum parts (fun part => fst part * snd part c)) row)) in IH.
    change (meets (demands row) (at_row g row)) in inside.
    pose proof (at_row_combination k g 1 (fun c => sum parts (fun part => fst part * snd part c)) row) as E.
    assert (E' : at_row (fun c => sum ((k, g) :: parts) (fun part => fst part * snd part c)) row
      == k * at_row g row + at_row (fun c => sum parts (fun part => fst part * snd part c)) row).
    { rewrite <- (Qmult_1_l (at_row (fun c => sum parts _) row)), <- E. apply at_row_same. intros c _. cbn [sum fst snd]. ring. }
    destruct (demands row); unfold meets in *; rewrite E'; [rewrite inside, IH; ring|nra|nra].
Qed.

(** A step so small that no row that does not bind changes its sign. *)
Lemma small_step (l : list Row) (g y : Column -> Q) :
  exists step, 0 < step /\
    forall row, In row l -> ~ at_row g row == 0 -> - Qabs (at_row g row) <= step * at_row y row <= Qabs (at_row g row).
Proof.
  induction l as [|row l (step & positive & small)].
  - exists 1. split; [reflexivity|intros ? []].
  - destruct (Qeq_dec (at_row g row) 0) as [zero|nonzero].
    + exists step. split; [assumption|]. intros r [<-|inr] nz; [contradiction|now apply small].
    + assert (G : 0 < Qabs (at_row g row)).
      { destruct (Qlt_le_dec 0 (Qabs (at_row g row))) as [|le]; [assumption|exfalso]. apply nonzero.
        apply Qabs_Qle_condition in le. lra. }
      assert (Y : 0 < Qabs (at_row y row) + 1) by (pose proof (Qabs_nonneg (at_row y row)); lra).
      set (own := Qabs (at_row g row) / (Qabs (at_row y row) + 1)).
      assert (own_positive : 0 < own) by (apply Qlt_shift_div_l; lra).
      assert (own_E : own * (Qabs (at_row y row) + 1) == Qabs (at_row g row)) by (unfold own; field; lra).
      assert (bound : forall s, 0 < s -> s <= own -> - Qabs (at_row g row) <= s * at_row y row <= Qabs (at_row g row)).
      { intros s spos sle. pose proof (Qle_Qabs (at_row y row)). pose proof (Qle_Qabs (- at_row y row)) as H'.
        rewrite Qabs_opp in H'. pose proof (Qabs_nonneg (at_row y row)). split; nra. }
      destruct (Qlt_le_dec own step) as [less|le].
      * exists own. split; [assumption|]. intros r [<-|inr] nz; [apply bound; lra|].
        destruct (small r inr nz) as (low & high). pose proof (Qabs_nonneg (at_row g r)).
        destruct (Qlt_le_dec (at_row y r) 0); split; nra.
      * exists step. split; [assumption|]. intros r [<-|inr] nz; [now apply bound|now apply small].
Qed.

Lemma step_inside g y step :
  cone g -> (forall row, In row rows -> at_row g row == 0 -> at_row y row == 0) ->
  (forall row, In row rows -> ~ at_row g row == 0 -> - Qabs (at_row g row) <= step * at_row y row <= Qabs (at_row g row)) ->
  cone (fun c => 1 * g c + step * y c).
Proof.
  intros inside vanish small row inrow. specialize (inside row inrow).
  change (meets (demands row) (at_row (fun c => 1 * g c + step * y c) row)). change (meets (demands row) (at_row g row)) in inside.
  pose proof (at_row_combination 1 g step y row) as E.
  destruct (Qeq_dec (at_row g row) 0) as [zero|nonzero].
  - assert (E' : at_row (fun c => 1 * g c + step * y c) row == 0) by (rewrite E, zero, (vanish row inrow zero); ring).
    destruct (demands row); unfold meets; rewrite E'; [reflexivity|apply Qle_refl|apply Qle_refl].
  - specialize (small row inrow nonzero). destruct (demands row); unfold meets in *.
    + contradiction.
    + rewrite (Qabs_pos _ inside) in small. rewrite E. lra.
    + rewrite (Qabs_neg _ inside) in small. rewrite E. lra.
Qed.

Variable G : list (Column -> Q).
Hypotheses (generating : generated columns cone G) (needed : none_spare columns G).

Lemma needed_nonzero g : In g G -> ~ zero_vector columns g.
Proof.
  intros ing zero. destruct (in_split _ _ ing) as (before & after & E). apply (needed before g after E).
  exists []. split; [intros ? ? []|exact zero].
Qed.

(** Where all rows that bind at a needed vector vanish, there are only its multiples. *)
Lemma needed_line g y :
  In g G -> (forall row, In row rows -> at_row g row == 0 -> at_row y row == 0) ->
  exists s, same_vector columns y (fun c => s * g c).
Proof.
  intros ing vanish. destruct (in_split _ _ ing) as (before & after & E).
  pose proof generating as (inside & conic). pose proof (inside g ing) as g_inside.
  destruct (small_step rows g y) as (step & positive & small).
  assert (plus : cone (fun c => 1 * g c + step * y c)) by now apply step_inside.
  assert (minus : cone (fun c => 1 * g c + (- step) * y c)).
  { apply step_inside; [assumption|assumption|]. intros row inrow nz. specialize (small row inrow nz). lra. }
  apply conic in plus, minus. rewrite E in plus, minus.
  destruct (conic_split columns before after g _ plus) as (a1 & r1 & nonneg1 & conic1 & same1).
  destruct (conic_split columns before after g _ minus) as (a2 & r2 & nonneg2 & conic2 & same2).
  assert (rest_inside : forall x, conic_combination columns (fun h => In h (before ++ after)) x -> cone x).
  { intros x. apply conic_inside. intros h inh. apply inside. rewrite E. apply in_app_iff in inh. apply in_app_iff.
    destruct inh; [now left|right; now right]. }
  assert (twice : forall c, In c columns -> (2 - (a1 + a2)) * g c == r1 c + r2 c).
  { intros c inc. specialize (same1 c inc). specialize (same2 c inc). cbv beta in same1, same2. lra. }
  destruct (Qlt_le_dec (a1 + a2) 2) as [less|enough].
  - exfalso. apply (needed before g after E).
    apply (conic_scale columns _ (/ (2 - (a1 + a2))) (fun c => r1 c + r2 c)).
    + apply Qlt_le_weak, Qinv_lt_0_compat. lra.
    + apply (conic_add columns _ r1 r2); [assumption|assumption|intros c _; reflexivity].
    + intros c inc. rewrite <- (twice c inc). field. lra.
  - assert (r1_zero : zero_vector columns r1).
    { apply is_pointed. intros row inrow. change (at_row r1 row == 0).
      pose proof (rest_inside r1 conic1 row inrow) as m1. pose proof (rest_inside r2 conic2 row inrow) as m2.
      pose proof (g_inside row inrow) as mg. change (meets (demands row) (at_row r1 row)) in m1.
      change (meets (demands row) (at_row r2 row)) in m2. change (meets (demands row) (at_row g row)) in mg.
      assert (total : at_row r1 row + at_row r2 row == (2 - (a1 + a2)) * at_row g row).
      { pose proof (at_row_combination 1 r1 1 r2 row) as S. pose proof (at_row_combination (2 - (a1 + a2)) g 0 g row) as T.
        assert (same : at_row (fun c => 1 * r1 c + 1 * r2 c) row == at_row (fun c => (2 - (a1 + a2)) * g c + 0 * g c) row).
        { apply at_row_same. intros c inc. specialize (twice c inc). lra. }
        lra. }
      destruct (demands row); unfold meets in *; [assumption|nra|nra]. }
    exists ((a1 - 1) / step). intros c inc. specialize (same1 c inc). cbv beta in same1.
    specialize (r1_zero c inc). simpl in r1_zero. rewrite r1_zero in same1.
    assert (H : step * y c == (a1 - 1) * g c) by lra.
    setoid_replace ((a1 - 1) / step * g c) with ((a1 - 1) * g c / step) by (field; lra). rewrite <- H. field. lra.
Qed.

(** Independent rows of which the others of a list are combinations. *)
Lemma independent_rows (l : list Row) :
  NoDup l -> exists B, NoDup B /\ incl B l /\ independent columns (rational M) B /\
    forall x, (forall row, In row B -> at_row x row == 0) -> forall row, In row l -> at_row x row == 0.
Proof.
  induction 1 as [|row l notin nodup (B & once & inside & free & spanning)].
  - exists []. split; [constructor|]. split; [intros ? []|]. split; [intros k _ ? []|intros x _ ? []].
  - destruct (farkas_with_equations Row_dec Column_dec Row_dec B columns [] (fun c b => rational M b c) (fun c => rational M row c)
      (fun _ _ => 0) (fun _ => 0) once columns_once (NoDup_nil _)) as [(k & equal & _)|(f & g & _ & zero & neg)].
    + exists B. split; [assumption|]. split; [intros b inb; right; now apply inside|]. split; [assumption|].
      intros x vanish r [<-|inr]; [|now apply spanning]. unfold at_row, value.
      rewrite (sum_ext columns _ (fun c => sum B (fun b => k b * (rational M b c * x c)))).
      * rewrite (sum_exchange columns B (fun c b => k b * (rational M b c * x c))). apply sum_zero. intros b inb.
        rewrite sum_scale. specialize (vanish b inb). unfold at_row, value in vanish. rewrite vanish. ring.
      * intros c inc. rewrite <- (equal c inc), <- sum_scale_right. apply sum_ext; intros; ring.
    + exists (row :: B). split; [constructor; [intros H; apply notin, inside, H|assumption]|].
      split; [intros b [<-|inb]; [now left|right; now apply inside]|]. split.
      * intros k combined.
        assert (k_row : k row == 0).
        { assert (H : k row * sum columns (fun c => f c * rational M row c) == 0).
          { assert (T : sum columns (fun c => f c * sum (row :: B) (fun r => k r * rational M r c)) == 0)
              by (apply sum_zero; intros c inc; rewrite (combined c inc); ring).
            rewrite <- T.
            rewrite (sum_ext columns (fun c => f c * sum (row :: B) (fun r => k r * rational M r c))
              (fun c => k row * (f c * rational M row c) + sum B (fun b => k b * (f c * rational M b c)))).
            - rewrite sum_plus, sum_scale, (sum_exchange columns B (fun c b => k b * (f c * rational M b c))).
              rewrite (sum_zero B); [ring|]. intros b inb. rewrite sum_scale. specialize (zero b inb). simpl in zero.
              assert (Z : sum columns (fun c => f c * rational M b c) == 0) by lra. rewrite Z. ring.
            - intros c _. cbn [sum]. rewrite Qmult_plus_distr_r, <- sum_scale. apply Qplus_comp; [ring|].
              apply sum_ext; intros; ring. }
          apply Qmult_integral in H. destruct H as [H|H]; [assumption|exfalso]. simpl in neg. lra. }
        intros r [<-|inr]; [assumption|]. apply free; [|assumption]. intros c inc. specialize (combined c inc).
        cbn [sum] in combined. rewrite k_row in combined. lra.
      * intros x vanish r [<-|inr]; [apply vanish; now left|]. apply spanning; [|assumption].
        intros b inb. apply vanish. now right.
Qed.

Theorem needed_extreme g : In g G -> extreme_ray columns rows (rational M) cone g.
Proof.
  intros ing. split; [now apply generating|]. split; [now apply needed_nonzero|].
  set (tight := filter (fun row => Qeq_bool (at_row g row) 0) rows).
  assert (is_tight : forall row, In row tight <-> In row rows /\ at_row g row == 0).
  { intros row. unfold tight. rewrite filter_In, Qeq_bool_iff. reflexivity. }
  destruct (independent_rows tight (NoDup_filter _ rows_once)) as (B & once & inside & free & spanning).
  assert (binds : forall row, In row B -> at_row g row == 0) by (intros row inb; apply is_tight, inside, inb).
  assert (line : forall y, (forall row, In row B -> at_row y row == 0) -> exists s, same_vector columns y (fun c => s * g c)).
  { intros y vanish. apply needed_line; [assumption|]. intros row inrow zero. apply (spanning y vanish). now apply is_tight. }
  exists B. split; [assumption|]. split; [intros row inb; now apply is_tight, inside|]. split; [exact binds|]. split; [assumption|].
  pose proof (needed_nonzero g ing) as nonzero.
  destruct (Nat.lt_trichotomy (S (length B)) (length columns)) as [few|[E|many]]; [exfalso|assumption|exfalso].
  - (* a vector that is 0 where g is not, and on which the rows of B vanish *)
    assert (pivot : exists c, In c columns /\ ~ g c == 0).
    { clear -nonzero. unfold zero_vector, same_vector in nonzero. induction columns as [|c l IH].
      - exfalso. apply nonzero. intros ? [].
      - destruct (Qeq_dec (g c) 0) as [zero|nz]; [|exists c; split; [now left|assumption]].
        destruct IH as (d & ind & nz); [|exists d; split; [now right|assumption]].
        intros all. apply nonzero. intros d [<-|ind]; [assumption|now apply all]. }
    destruct pivot as (c0 & inc0 & nz). destruct (in_split _ _ inc0) as (before & after & E).
    set (others := before ++ after).
    assert (permuted : Permutation columns (c0 :: others)) by (rewrite E; symmetry; apply Permutation_middle).
    assert (others_once : NoDup (c0 :: others)) by now apply (Permutation_NoDup permuted).
    inversion others_once as [|? ? notin once']; subst x l.
    destruct (many_dependent B (map (fun c b => rational M b c) others)) as (parts & names & some & zero).
    { apply Permutation_length in permuted. rewrite map_length. simpl in permuted. lia. }
    destruct (coefficients_of_rows Column_dec (fun c b => rational M b c) others parts once' names) as (k & same & all_zero).
    set (y := fun c => if Column_dec c c0 then 0 else k c).
    assert (y_others : forall c, In c others -> y c = k c).
    { intros c inc. unfold y. destruct (Column_dec c c0) as [->|]; [contradiction|reflexivity]. }
    destruct (line y) as (s & multiple).
    + intros row inb. unfold at_row, value.
      assert (S : sum columns (fun c => rational M row c * y c) == sum (c0 :: others) (fun c => rational M row c * y c)).
      { clear -permuted. induction permuted; simpl; [reflexivity|now rewrite IHpermuted|ring|now rewrite IHpermuted1]. }
      rewrite S. cbn [sum]. unfold y at 1. destruct (Column_dec c0 c0) as [_|]; [|congruence].
      rewrite (sum_ext others _ (fun c => k c * rational M row c)) by (intros c inc; rewrite (y_others c inc); ring).
      specialize (zero row inb). rewrite same in zero. rewrite zero. ring.
    + assert (s0 : s == 0).
      { specialize (multiple c0 inc0). unfold y in multiple. destruct (Column_dec c0 c0) as [_|]; [|congruence].
        symmetry in multiple. apply Qmult_integral in multiple. tauto. }
      destruct some as (part & inp & part_nonzero). apply part_nonzero. apply all_zero; [|assumption].
      intros c inc. rewrite <- (y_others c inc).
      assert (inall : In c columns) by (rewrite permuted; now right). rewrite (multiple c inall), s0. ring.
  - (* too many independent rows vanish at g *)
    destruct (many_dependent columns (g :: map (rational M) B)) as (parts & names & some & zero).
    { simpl. rewrite map_length. lia. }
    destruct parts as [|[a g'] parts]; [discriminate|]. simpl in names. injection names as -> names.
    destruct (coefficients_of_rows Row_dec (rational M) B parts once names) as (k & same & all_zero).
    assert (split_zero : forall c, In c columns -> a * g c + sum B (fun row => k row * rational M row c) == 0).
    { intros c inc. rewrite <- same. exact (zero c inc). }
    assert (ag_zero : forall c, In c columns -> a * g c == 0).
    { apply (squares_zero columns (fun c => a * g c)).
      rewrite (sum_ext columns _ (fun c => (- a) * sum B (fun row => k row * (rational M row c * g c)))).
      - rewrite sum_scale, (sum_exchange columns B (fun c row => k row * (rational M row c * g c))).
        rewrite (sum_zero B); [ring|]. intros row inb. rewrite sum_scale. specialize (binds row inb).
        unfold at_row, value in binds. rewrite binds. ring.
      - intros c inc. assert (E : a * g c == - sum B (fun row => k row * rational M row c)) by (specialize (split_zero c inc); lra).
        rewrite E at 1. rewrite (sum_ext B (fun row => k row * (rational M row c * g c)) (fun row => k row * rational M row c * g c))
          by (intros; ring). rewrite sum_scale_right. ring. }
    assert (k_zero : forall row, In row B -> k row == 0).
    { apply free. intros c inc. specialize (split_zero c inc). rewrite (ag_zero c inc) in split_zero. lra. }
    destruct some as (part & [<-|inp] & part_nonzero).
    + simpl in part_nonzero. apply nonzero. intros c inc. specialize (ag_zero c inc). apply Qmult_integral in ag_zero. tauto.
    + apply part_nonzero. now apply (all_zero k_zero).
Qed.

End Cones.
