(** LY, section 4, Remark 1: if the cone P is pointed, finitely many extreme rays generate it, and up to positive scaling every set
    that generates it has all of them.  Appendix A.6: the rays are the nonzero vectors with a maximal set of active inequalities. *)

From Allocation Require Export Proofs.FiniteGeneration Proofs.LangYang.ExtremeRays Claims.LangYangNumbered LangYang.

(** ** Rows of fractions as rows of integers *)

Definition common_denominator {A : Type} (w : A -> Q) (l : list A) : Z :=
  fold_right (fun a d => (Zpos (Qden (w a)) * d)%Z) 1%Z l.

Lemma common_denominator_positive {A : Type} (w : A -> Q) l : (0 < common_denominator w l)%Z.
Proof. induction l as [|a l IH]; [reflexivity|]. exact (Z.mul_pos_pos _ _ (Pos2Z.is_pos _) IH). Qed.

Definition cleared {A : Type} (w : A -> Q) (l : list A) (a : A) : Z :=
  (Qnum (w a) * (common_denominator w l / Zpos (Qden (w a))))%Z.

Lemma cleared_entry {A : Type} (w : A -> Q) l a :
  In a l -> inject_Z (cleared w l a) == inject_Z (common_denominator w l) * w a.
Proof.
  intros ina.
  assert (divides : exists k, common_denominator w l = (k * Zpos (Qden (w a)))%Z).
  { induction l as [|b l IH]; [destruct ina|].
    change (common_denominator w (b :: l)) with (Zpos (Qden (w b)) * common_denominator w l)%Z. destruct ina as [<-|ina].
    - exists (common_denominator w l). ring.
    - destruct (IH ina) as (k & ->). exists (Zpos (Qden (w b)) * k)%Z. ring. }
  unfold cleared. destruct divides as (k & ->). rewrite Z.div_mul by discriminate.
  destruct (w a) as [n d]. unfold Qeq. simpl. ring.
Qed.

Section Cones.

Context {Row Column : Type} (Row_dec : decidable_names Row) (Column_dec : decidable_names Column).
Variables (rows : list Row) (columns : list Column) (W : Row -> Column -> Q) (demands : Row -> demand).
Hypotheses (rows_once : NoDup rows) (columns_once : NoDup columns).
Hypothesis is_pointed : pointed columns rows W.

(** The rows ask for = 0 or for >= 0. *)
Hypothesis asks : forall row, demands row = Zero \/ demands row = Not_negative_value.

Definition fraction_cone (x : Column -> Q) : Prop := forall row, In row rows -> meets (demands row) (value columns W x row).

Definition ray : (Column -> Q) -> Prop := extreme_ray columns rows W fraction_cone.

Let scale (row : Row) : Q := inject_Z (common_denominator (W row) columns).
Let M (row : Row) : Column -> Z := cleared (W row) columns.

Lemma scale_positive row : 0 < scale row.
Proof. unfold scale. change 0 with (inject_Z 0). rewrite <- Zlt_Qlt. apply common_denominator_positive. Qed.

Lemma value_scaled x row : value columns (rational M) x row == scale row * value columns W x row.
Proof.
  unfold value. rewrite <- sum_scale. apply sum_ext. intros c inc. unfold rational, M, scale.
  rewrite (cleared_entry (W row) columns c inc). ring.
Qed.

Lemma cone_scaled x : in_cone rows columns M demands x <-> fraction_cone x.
Proof.
  assert (each : forall row, meets (demands row) (value columns (rational M) x row) <-> meets (demands row) (value columns W x row)).
  { intros row. pose proof (scale_positive row). pose proof (value_scaled x row) as E.
    destruct (demands row); simpl; rewrite E; split; intros Hv; nra. }
  split; intros inside row inrow; apply each; exact (inside row inrow).
Qed.

Lemma pointed_scaled : pointed columns rows (rational M).
Proof.
  intros x vanish. apply is_pointed. intros row inrow. specialize (vanish row inrow). rewrite value_scaled in vanish.
  pose proof (scale_positive row). apply Qmult_integral in vanish. destruct vanish; [lra|assumption].
Qed.

Lemma ray_scaled z : extreme_ray columns rows (rational M) (in_cone rows columns M demands) z -> ray z.
Proof.
  intros (inside & nonzero & binding & once & among & binds & free & count).
  split; [now apply cone_scaled|]. split; [assumption|]. exists binding. split; [assumption|]. split; [assumption|].
  split; [|split; [|assumption]].
  - intros row inrow. specialize (binds row inrow). rewrite value_scaled in binds. pose proof (scale_positive row).
    apply Qmult_integral in binds. destruct binds; [lra|assumption].
  - intros k combined row inrow.
    assert (zero : k row * / scale row == 0).
    { apply (free (fun r => k r * / scale r)); [|assumption]. intros c inc. rewrite <- (combined c inc). apply sum_ext. intros r _.
      unfold rational, M. rewrite (cleared_entry (W r) columns c inc). fold (scale r). pose proof (scale_positive r). field. lra. }
    pose proof (scale_positive row). apply Qmult_integral in zero. destruct zero as [zero|zero]; [assumption|exfalso].
    assert (positive : 0 < / scale row) by now apply Qinv_lt_0_compat. lra.
Qed.

(** ** What generates the cone has a multiple of each ray *)

Lemma cone_values x row : fraction_cone x -> In row rows -> 0 <= value columns W x row.
Proof.
  intros inside inrow. specialize (inside row inrow). destruct (asks row) as [E|E]; rewrite E in inside; simpl in inside; lra.
Qed.

Lemma some_vector_counts (parts : list (Q * (Column -> Q))) (z : Column -> Q) :
  (forall k g, In (k, g) parts -> 0 <= k) -> same_vector columns z (fun c => sum parts (fun part => fst part * snd part c)) ->
  ~ zero_vector columns z -> exists k g, In (k, g) parts /\ 0 < k /\ ~ zero_vector columns g.
Proof.
  intros nonneg same nonzero.
  destruct (existsb (fun part => Qlt_bool 0 (fst part) && negb (forallb (fun c => Qeq_bool (snd part c) 0) columns)) parts) eqn:E.
  - apply existsb_exists in E. destruct E as ([k g] & inp & E). cbn [fst snd] in E.
    rewrite andb_true_iff, negb_true_iff, Qlt_bool_iff in E. destruct E as (positive & some).
    exists k, g. split; [assumption|]. split; [assumption|]. intros zero.
    assert (all : forallb (fun c => Qeq_bool (g c) 0) columns = true); [|congruence].
    apply forallb_forall. intros c inc. now apply Qeq_bool_iff, zero.
  - exfalso. apply nonzero. intros c inc. rewrite (same c inc). apply sum_zero. intros [k g] inp. cbn [fst snd].
    specialize (nonneg k g inp). destruct (Qlt_le_dec 0 k) as [positive|le].
    + assert (zero : forallb (fun c => Qeq_bool (g c) 0) columns = true).
      { destruct (forallb (fun c => Qeq_bool (g c) 0) columns) eqn:F; [reflexivity|exfalso].
        assert (T : existsb (fun part => Qlt_bool 0 (fst part) && negb (forallb (fun c => Qeq_bool (snd part c) 0) columns)) parts = true);
          [|congruence].
        apply existsb_exists. exists (k, g). split; [assumption|]. cbn [fst snd]. rewrite F. apply andb_true_iff. split; [|reflexivity].
        now apply Qlt_bool_iff. }
      rewrite forallb_forall in zero. specialize (zero c inc). apply Qeq_bool_iff in zero. rewrite zero. ring.
    + assert (E0 : k == 0) by lra. rewrite E0. ring.
Qed.

Theorem rays_are_needed G z : generated columns fraction_cone G -> ray z -> exists g, In g G /\ positive_multiple columns z g.
Proof.
  intros (all_inside & conic) (inside & nonzero & binding & once & among & binds & free & count).
  destruct (conic z inside) as (parts & each & same).
  destruct (some_vector_counts parts z (fun k g inp => proj1 (each k g inp)) same nonzero) as (k & g & inp & positive & g_nonzero).
  destruct (each k g inp) as (_ & ing). exists g. split; [assumption|].
  destruct (kernel_line Row_dec columns W binding g z once free count) as (s & multiple).
  - intros row inrow.
    assert (zero : k * value columns W g row == 0).
    { refine (sum_zero_terms parts (fun part => fst part * value columns W (snd part) row) _ _ (k, g) inp).
      - intros [w h] inh. cbn [fst snd]. destruct (each w h inh) as (nonneg & inG). apply Qmult_le_0_compat; [assumption|].
        apply cone_values; [now apply all_inside|now apply among].
      - rewrite <- (binds row inrow). symmetry. exact (inner_parts columns (W row) parts z same). }
    apply Qmult_integral in zero. destruct zero; [lra|assumption].
  - exact binds.
  - exact g_nonzero.
  - exists s. split; [|exact multiple].
    assert (values : forall row, value columns W z row == s * value columns W g row).
    { intros row. unfold value. rewrite <- sum_scale. apply sum_ext. intros c inc. rewrite (multiple c inc). ring. }
    destruct (Q_dec s 0) as [[less|more]|zero]; [exfalso|assumption|exfalso].
    + apply g_nonzero, is_pointed. intros row inrow. pose proof (cone_values g row (all_inside g ing) inrow).
      pose proof (cone_values z row inside inrow) as Hz. rewrite values in Hz. nra.
    + apply nonzero. intros c inc. rewrite (multiple c inc), zero. ring.
Qed.

(** ** Minimal sets *)

Lemma minimal_not_spare G : minimal_generators columns fraction_cone G -> none_spare columns G.
Proof. intros (generating & minimal) before g after E spare. apply (minimal before g after E). subst G. now apply (generated_without _ _ before g). Qed.

Lemma minimal_rays G : minimal_generators columns fraction_cone G -> forall g, In g G -> ray g.
Proof.
  intros minimal g ing. apply ray_scaled.
  apply (needed_extreme Row_dec Column_dec rows columns M demands rows_once columns_once pointed_scaled G); [|now apply minimal_not_spare|assumption].
  apply (generated_iff columns fraction_cone); [intros x; symmetry; apply cone_scaled|exact (proj1 minimal)].
Qed.

(** The rows as half-spaces: those that ask for = 0 in both directions. *)
Definition sides : list (Column -> Q) :=
  flat_map (fun row => match demands row with Zero => [W row; fun c => - W row c] | _ => [W row] end) rows.

Lemma in_sides x : half_spaces columns sides x <-> fraction_cone x.
Proof.
  assert (opposite : forall row, inner columns (fun c => - W row c) x == - value columns W x row).
  { intros row. unfold inner, value. rewrite (sum_ext columns _ (fun c => (-1) * (W row c * x c))) by (intros; ring).
    rewrite sum_scale. ring. }
  split.
  - intros inside row inrow.
    assert (listed : forall f, In f (match demands row with Zero => [W row; fun c => - W row c] | _ => [W row] end) -> 0 <= inner columns f x).
    { intros f inf. apply inside. apply in_flat_map. now exists row. }
    destruct (asks row) as [E|E]; rewrite E in *; simpl.
    + pose proof (listed _ (or_introl eq_refl)) as low. pose proof (listed _ (or_intror (or_introl eq_refl))) as high.
      rewrite opposite in high. change (0 <= value columns W x row) in low. lra.
    + exact (listed _ (or_introl eq_refl)).
  - intros inside f inf. apply in_flat_map in inf. destruct inf as (row & inrow & inf).
    pose proof (inside row inrow) as own.
    destruct (asks row) as [E|E]; rewrite E in *; simpl in own, inf.
    + destruct inf as [<-|[<-|[]]]; [change (0 <= value columns W x row); lra|rewrite opposite; lra].
    + destruct inf as [<-|[]]. exact own.
Qed.

Theorem minimal_generators_exist : exists G, minimal_generators columns fraction_cone G.
Proof.
  destruct (finitely_generated Column_dec columns columns_once sides) as (G & generating).
  destruct (needed_generators columns Column_dec fraction_cone G columns_once) as (G' & generating' & _ & needed).
  - now apply (generated_iff columns (half_spaces columns sides)); [apply in_sides|].
  - exists G'. split; [assumption|]. intros before g after E (_ & conic). apply (needed before g after E), conic.
    apply (proj1 generating'). rewrite E. apply in_app_iff. right. now left.
Qed.

End Cones.

(** ** The cone P *)

Definition multiplier_row_dec : decidable_names multiplier_row.
Proof. unfold decidable_names. decide equality; apply Nat.eq_dec. Defined.

Lemma multiplier_rows_NoDup Z : NoDup (multiplier_rows Z).
Proof.
  apply NoDup_app_disjoint.
  - apply NoDup_map_injective; [congruence|apply seq_NoDup].
  - apply NoDup_map_injective; [congruence|apply seq_NoDup].
  - intros c left right. apply in_map_iff in left, right. destruct left as (? & <- & _), right as (? & E & _). discriminate.
Qed.

Lemma multiplier_cone_fractions region z :
  multiplier_cone region z <->
  fraction_cone (multiplier_rows region) (multipliers region) (multiplier_matrix region) multiplier_demand z.
Proof.
  assert (vanishes : forall k, value (multipliers region) (multiplier_matrix region) z (Vanishes k)
    == combined region z (fun i => A1 region i k) (fun i => A2 region i k)).
  { intros k. unfold value, multipliers, combined. rewrite sum_app, !sum_map. cbn [multiplier_matrix].
    apply Qplus_comp; apply sum_ext; intros; ring. }
  assert (sign : forall i, (i < bounds region)%nat ->
    value (multipliers region) (multiplier_matrix region) z (Not_negative i) == z (Multiplier_g i)).
  { intros i lt. unfold value, multipliers. rewrite sum_app, !sum_map. cbn [multiplier_matrix].
    rewrite sum_zero by (intros; ring).
    rewrite (sum_single Nat.eqb (seq 0 (bounds region)) i (fun i => z (Multiplier_g i)));
      [ring|apply Nat.eqb_eq|apply seq_NoDup|apply in_seq; lia]. }
  split.
  - intros (equal & nonneg) row inrow. unfold multiplier_rows in inrow. rewrite in_app_iff, !in_map_iff in inrow.
    destruct inrow as [(k & <- & ink)|(i & <- & ini)]; [apply in_seq in ink|apply in_seq in ini]; simpl.
    + rewrite vanishes. apply equal. lia.
    + rewrite sign by lia. apply nonneg. lia.
  - intros inside. split.
    + intros k lt. rewrite <- vanishes. apply (inside (Vanishes k)). apply in_or_app. left. apply in_map, in_seq. lia.
    + intros i lt. rewrite <- sign by assumption. apply (inside (Not_negative i)). apply in_or_app. right. apply in_map, in_seq. lia.
Qed.

(*| lang-yang-2023/section-4.remark-1 | literal | proved |*)
Theorem LY_section_4_Remark_1_holds : LY_section_4_Remark_1.
Proof.
  intros region is_pointed.
  set (rows := multiplier_rows region) in *. set (columns := multipliers region) in *. set (W := multiplier_matrix region) in *.
  pose proof (multiplier_rows_NoDup region) as rows_once. pose proof (multipliers_NoDup region) as columns_once.
  assert (asks : forall row, multiplier_demand row = Zero \/ multiplier_demand row = Not_negative_value)
    by (intros [k|i]; [now left|now right]).
  set (cone := fraction_cone rows columns W multiplier_demand).
  assert (same_cone : forall x, multiplier_cone region x <-> cone x) by (intros; apply multiplier_cone_fractions).
  assert (same_minimal : forall G, minimal_generators columns (multiplier_cone region) G <-> minimal_generators columns cone G).
  { intros G. split; intros (generating & minimal); (split; [eapply generated_iff; [|exact generating]|]);
      try (intros; symmetry; apply same_cone); try exact same_cone;
      intros before g after E fewer; apply (minimal before g after E);
      (eapply generated_iff; [|exact fewer]); try exact same_cone; intros; symmetry; apply same_cone. }
  assert (same_ray : forall z, ray_of region z <-> ray rows columns W multiplier_demand z).
  { intros z. split; intros (inside & rest); (split; [now apply same_cone|exact rest]). }
  destruct (minimal_generators_exist multiplier_dec rows columns W multiplier_demand columns_once asks) as (rays & minimal).
  pose proof (minimal_rays multiplier_row_dec multiplier_dec rows columns W multiplier_demand rows_once columns_once is_pointed) as are_rays.
  pose proof (fun G z => rays_are_needed multiplier_row_dec rows columns W multiplier_demand is_pointed asks G z) as needed.
  exists rays. split; [now apply same_minimal|]. split; [|split].
  - intros z inz. apply same_ray. now apply (are_rays rays minimal).
  - intros z is_ray. apply (needed rays); [exact (proj1 minimal)|now apply same_ray].
  - intros others other_minimal. apply same_minimal in other_minimal. split.
    + intros z inz. apply (needed rays); [exact (proj1 minimal)|]. now apply (are_rays others other_minimal).
    + intros r inr. apply (needed others); [exact (proj1 other_minimal)|]. now apply (are_rays rays minimal).
Qed.

(** ** Cones M x <= 0: rays are the nonzero vectors with a maximal set of active rows *)

Section RowCones.

Variables (rows n : nat) (M : nat -> nat -> Q).

Let opposite (row column : nat) : Q := - M row column.
Let asked (row : nat) : demand := Not_negative_value.

Lemma opposite_value x row : value (seq 0 n) opposite x row == - value (seq 0 n) M x row.
Proof.
  unfold value, opposite. rewrite (sum_ext (seq 0 n) _ (fun c => (-1) * (M row c * x c))) by (intros; ring). rewrite sum_scale. ring.
Qed.

Lemma row_cone_fractions x : row_cone rows n M x <-> fraction_cone (seq 0 rows) (seq 0 n) opposite asked x.
Proof.
  split; intros inside i ini; specialize (inside i ini); simpl in *; pose proof (opposite_value x i);
    unfold value in *; lra.
Qed.

Lemma opposite_pointed : pointed_cone rows n M -> pointed (seq 0 n) (seq 0 rows) opposite.
Proof.
  intros is_pointed x vanish. apply is_pointed. intros row inrow. specialize (vanish row inrow). rewrite opposite_value in vanish. lra.
Qed.

Lemma ray_of_opposite x : ray (seq 0 rows) (seq 0 n) opposite asked x -> ray_of_cone rows n M x.
Proof.
  intros (inside & nonzero & binding & once & among & binds & free & count).
  split; [now apply row_cone_fractions|]. split; [assumption|]. exists binding. split; [assumption|]. split; [assumption|].
  split; [|split; [|assumption]].
  - intros row inrow. specialize (binds row inrow). rewrite opposite_value in binds. lra.
  - intros k combined. apply free. intros c inc. specialize (combined c inc). unfold opposite.
    rewrite (sum_ext binding _ (fun row => (-1) * (k row * M row c))) by (intros; ring). rewrite sum_scale, combined. ring.
Qed.

(** A nonzero vector of the cone has a ray at which all of its active rows are active. *)
Lemma active_ray x : pointed_cone rows n M -> row_cone rows n M x -> ~ zero_vector (seq 0 n) x ->
  exists g, ray_of_cone rows n M g /\ forall i, active rows n M x i -> active rows n M g i.
Proof.
  intros is_pointed inside nonzero. apply opposite_pointed in is_pointed. apply row_cone_fractions in inside.
  assert (asks : forall row, asked row = Zero \/ asked row = Not_negative_value) by now right.
  destruct (minimal_generators_exist Nat.eq_dec (seq 0 rows) (seq 0 n) opposite asked (seq_NoDup n 0) asks) as (G & minimal).
  destruct (proj1 minimal) as (all_inside & conic). destruct (conic x inside) as (parts & each & same).
  destruct (some_vector_counts (seq 0 n) parts x (fun k g inp => proj1 (each k g inp)) same nonzero) as (k & g & inp & positive & _).
  destruct (each k g inp) as (_ & ing). exists g. split.
  - apply ray_of_opposite. apply (minimal_rays Nat.eq_dec Nat.eq_dec _ _ _ _ (seq_NoDup rows 0) (seq_NoDup n 0) is_pointed G minimal g ing).
  - intros i (ini & zero). split; [assumption|].
    assert (term : k * value (seq 0 n) opposite g i == 0).
    { refine (sum_zero_terms parts (fun part => fst part * value (seq 0 n) opposite (snd part) i) _ _ (k, g) inp).
      - intros [w h] inh. cbn [fst snd]. destruct (each w h inh) as (nonneg & inG). apply Qmult_le_0_compat; [assumption|].
        exact (all_inside h inG i ini).
      - rewrite <- (inner_parts (seq 0 n) (opposite i) parts x same). change (value (seq 0 n) opposite x i == 0).
        rewrite opposite_value, zero. reflexivity. }
    apply Qmult_integral in term. destruct term as [term|term]; [lra|]. rewrite opposite_value in term. lra.
Qed.

End RowCones.

(*| lang-yang-2023/appendix.extreme-ray-maximal | x is not 0 | proved |*)
Theorem LY_extreme_rays_are_maximal_nonzero_holds : LY_extreme_rays_are_maximal_nonzero.
Proof.
  intros rows n M x is_pointed inside nonzero. split.
  - intros (_ & _ & binding & once & among & binds & free & count) (x' & _ & more & (i & at_x' & not_at_x) & (j & inj & not_at_x')).
    destruct (kernel_line Nat.eq_dec (seq 0 n) M binding x x' once free count binds) as (s & multiple); [|assumption|].
    { intros row inrow. apply more. split; [now apply among|now apply binds]. }
    assert (values : forall row, value (seq 0 n) M x' row == s * value (seq 0 n) M x row).
    { intros row. unfold value. rewrite <- sum_scale. apply sum_ext. intros c inc. rewrite (multiple c inc). ring. }
    destruct at_x' as (ini & zero). rewrite values in zero. apply Qmult_integral in zero. destruct zero as [zero|zero].
    + apply not_at_x'. split; [assumption|]. rewrite values, zero. ring.
    + apply not_at_x. now split.
  - intros maximal. destruct (active_ray rows n M x is_pointed inside nonzero) as (g & is_ray & more).
    destruct is_ray as (g_inside & g_nonzero & binding & once & among & binds & free & count).
    split; [assumption|]. split; [assumption|]. exists binding. split; [assumption|]. split; [assumption|].
    split; [|now split]. intros row inrow.
    destruct (Qeq_dec (value (seq 0 n) M x row) 0) as [zero|not_zero]; [assumption|exfalso].
    apply maximal. exists g. split; [assumption|]. split; [exact more|]. split.
    + exists row. split; [split; [now apply among|now apply binds]|]. intros (_ & zero). contradiction.
    + destruct (forallb (fun i => Qeq_bool (value (seq 0 n) M g i) 0) (seq 0 rows)) eqn:E.
      * exfalso. apply g_nonzero, is_pointed. intros i ini. rewrite forallb_forall in E. now apply Qeq_bool_iff, E.
      * destruct (existsb (fun i => negb (Qeq_bool (value (seq 0 n) M g i) 0)) (seq 0 rows)) eqn:F.
        -- apply existsb_exists in F. destruct F as (i & ini & F). exists i. split; [assumption|]. intros (_ & zero).
           apply Qeq_bool_iff in zero. now rewrite zero in F.
        -- exfalso. assert (T : forallb (fun i => Qeq_bool (value (seq 0 n) M g i) 0) (seq 0 rows) = true); [|congruence].
           apply forallb_forall. intros i ini. destruct (Qeq_bool (value (seq 0 n) M g i) 0) eqn:H; [reflexivity|].
           assert (T : existsb (fun i => negb (Qeq_bool (value (seq 0 n) M g i) 0)) (seq 0 rows) = true); [|congruence].
           apply existsb_exists. exists i. split; [assumption|]. now rewrite H.
Qed.
