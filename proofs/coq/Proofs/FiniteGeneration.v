(** Minkowski's theorem for cones with rational rows: finitely many vectors generate the vectors at which all rows are >= 0.  (One row
    after the other is asked for; Motzkin's double description.) *)

From Allocation Require Export Proofs.PointedCones.

Section Cones.

Context {Column : Type} (Column_dec : decidable_names Column).
Variables (columns : list Column) (columns_once : NoDup columns).

Definition inner (f x : Column -> Q) : Q := sum columns (fun c => f c * x c).

Definition half_spaces (rows : list (Column -> Q)) (x : Column -> Q) : Prop := forall r, In r rows -> 0 <= inner r x.

Lemma inner_combination f a x b y : inner f (fun c => a * x c + b * y c) == a * inner f x + b * inner f y.
Proof. unfold inner. rewrite <- !sum_scale, <- sum_plus. apply sum_ext; intros; ring. Qed.

Lemma inner_same f x y : same_vector columns x y -> inner f x == inner f y.
Proof. intros same. apply sum_ext. intros c inc. now rewrite (same c inc). Qed.

Lemma inner_parts f (parts : list (Q * (Column -> Q))) x :
  same_vector columns x (fun c => sum parts (fun part => fst part * snd part c)) ->
  inner f x == sum parts (fun part => fst part * inner f (snd part)).
Proof.
  intros same. unfold inner. rewrite (sum_ext columns _ (fun c => sum parts (fun part => fst part * (f c * snd part c)))).
  - rewrite (sum_exchange columns parts (fun c part => fst part * (f c * snd part c))). apply sum_ext. intros part _.
    now rewrite sum_scale.
  - intros c inc. rewrite (same c inc), <- sum_scale. apply sum_ext; intros; ring.
Qed.

(** A conic combination, or a half-space that has the vectors but not the point. *)
Lemma conic_or_separated (G : list (Column -> Q)) (x : Column -> Q) :
  conic_combination columns (fun g => In g G) x \/
  exists f, (forall g, In g G -> inner f g <= 0) /\ 0 < inner f x.
Proof.
  set (vector k := nth k G (fun _ => 0)).
  destruct (farkas_nonnegative Nat.eq_dec Column_dec (seq 0 (length G)) columns (fun c k => vector k c) x (seq_NoDup _ _) columns_once)
    as [(w & nonneg & equal)|(f & below & above)].
  - left. exists (map (fun k => (w k, vector k)) (seq 0 (length G))). split.
    + intros weight g inp. apply in_map_iff in inp. destruct inp as (k & E & ink). injection E as <- <-.
      split; [now apply nonneg|]. apply nth_In. apply in_seq in ink. lia.
    + intros c inc. rewrite sum_map, <- (equal c inc). cbn [fst snd]. apply sum_ext; intros; ring.
  - right. exists f. split; [|exact above]. intros g ing.
    destruct (nth_in_seq G (fun _ => 0) g ing) as (k & ink & <-). exact (below k ink).
Qed.

(** ** One more row *)

Section OneMoreRow.

Variables (rows : list (Column -> Q)) (r : Column -> Q) (G : list (Column -> Q)).
Hypothesis generating : generated columns (half_spaces rows) G.

(** The vectors on the right side, and where two on different sides meet the row. *)
Definition meeting (g h : Column -> Q) (c : Column) : Q := - inner r h * g c + inner r g * h c.

Definition right_side : list (Column -> Q) := filter (fun g => Qle_bool 0 (inner r g)) G.
Definition left_side : list (Column -> Q) := filter (fun g => negb (Qle_bool 0 (inner r g))) G.

Definition next : list (Column -> Q) := right_side ++ flat_map (fun g => map (meeting g) left_side) right_side.

Lemma in_right g : In g right_side <-> In g G /\ 0 <= inner r g.
Proof. unfold right_side. now rewrite filter_In, Qle_bool_iff. Qed.

Lemma in_left g : In g left_side <-> In g G /\ inner r g < 0.
Proof.
  unfold left_side. rewrite filter_In, negb_true_iff. split; intros (ing & side); (split; [assumption|]).
  - apply Qnot_le_lt. intros le. apply Qle_bool_iff in le. congruence.
  - destruct (Qle_bool 0 (inner r g)) eqn:E; [|reflexivity]. apply Qle_bool_iff in E. lra.
Qed.

Lemma in_next v : In v next <-> In v right_side \/ exists g h, In g right_side /\ In h left_side /\ v = meeting g h.
Proof.
  unfold next. rewrite in_app_iff, in_flat_map. split; (intros [inr|H]; [now left|right]).
  - destruct H as (g & ing & H). apply in_map_iff in H. destruct H as (h & <- & inh). now exists g, h.
  - destruct H as (g & h & ing & inh & ->). exists g. split; [assumption|now apply in_map].
Qed.

Lemma next_inside v : In v next -> half_spaces (r :: rows) v.
Proof.
  intros inv. apply in_next in inv. destruct inv as [inr|(g & h & ing & inh & ->)].
  - apply in_right in inr. destruct inr as (inv & side). intros s [<-|ins]; [assumption|]. now apply (proj1 generating v inv).
  - apply in_right in ing. apply in_left in inh. destruct ing as (ing & g_side), inh as (inh & h_side).
    intros s ins. unfold meeting. rewrite inner_combination. destruct ins as [<-|ins]; [lra|].
    pose proof (proj1 generating g ing s ins). pose proof (proj1 generating h inh s ins). nra.
Qed.

(** A half-space that has all of the next vectors can be turned about the row so that it has all vectors. *)
Lemma turned f :
  (forall v, In v next -> inner f v <= 0) -> exists k, 0 <= k /\ forall g, In g G -> inner f g + k * inner r g <= 0.
Proof.
  intros below. set (ratio g := inner f g / - inner r g).
  destruct (greatest_of (0 :: map ratio left_side)) as (k & ink & most); [discriminate|].
  exists k. split; [apply most; now left|]. intros g ing.
  destruct (Qlt_le_dec (inner r g) 0) as [left|right].
  - assert (le : ratio g <= k) by (apply most; right; apply in_map; now apply in_left).
    assert (E : inner f g == ratio g * - inner r g) by (unfold ratio; field; lra). nra.
  - assert (ing' : In g right_side) by now apply in_right.
    assert (own : inner f g <= 0) by (apply below, in_next; now left).
    destruct ink as [<-|ink]; [lra|]. apply in_map_iff in ink. destruct ink as (h & <- & inh).
    assert (both : inner f (meeting g h) <= 0) by (apply below, in_next; right; now exists g, h).
    unfold meeting in both. rewrite inner_combination in both. apply in_left in inh. destruct inh as (_ & h_side).
    assert (E : inner f h == ratio h * - inner r h) by (unfold ratio; field; lra). rewrite E in both.
    assert (F : - inner r h * (inner f g + ratio h * inner r g) <= 0) by lra. nra.
Qed.

Lemma next_generates : generated columns (half_spaces (r :: rows)) next.
Proof.
  split; [exact next_inside|]. intros x inside. destruct (conic_or_separated next x) as [conic|(f & below & above)]; [assumption|exfalso].
  destruct (turned f below) as (k & k_nonneg & all).
  destruct (proj2 generating x (fun s ins => inside s (or_intror ins))) as (parts & each & same).
  specialize (inside r (or_introl eq_refl)).
  assert (total : inner f x + k * inner r x <= 0); [|nra].
  rewrite (inner_parts f parts x same), (inner_parts r parts x same), <- sum_scale, <- sum_plus.
  rewrite <- (sum_zero parts (fun _ => 0)) by reflexivity. apply sum_le. intros [w g] inp. cbn [fst snd].
  destruct (each w g inp) as (nonneg & ing). specialize (all g ing). nra.
Qed.

End OneMoreRow.

(** ** All rows *)

Definition unit_vector (sign : Q) (d c : Column) : Q := sign * indicator (if Column_dec c d then true else false).

Lemma space_generated :
  generated columns (half_spaces []) (map (unit_vector 1) columns ++ map (unit_vector (-(1))) columns).
Proof.
  split; [intros ? _ ? []|]. intros x _.
  exists (map (fun d => (if Qlt_le_dec (x d) 0 then - x d else x d, unit_vector (if Qlt_le_dec (x d) 0 then -(1) else 1) d)) columns).
  split.
  - intros w g inp. apply in_map_iff in inp. destruct inp as (d & E & ind). injection E as <- <-.
    destruct (Qlt_le_dec (x d) 0); (split; [lra|]); apply in_app_iff; [right|left]; now apply in_map.
  - intros c inc. rewrite sum_map. cbn [fst snd]. rewrite <- (sum_one Column_dec columns c x columns_once inc).
    apply sum_ext. intros d _. unfold unit_vector. destruct (Qlt_le_dec (x d) 0); ring.
Qed.

Theorem finitely_generated (rows : list (Column -> Q)) : exists G, generated columns (half_spaces rows) G.
Proof.
  induction rows as [|r rows (G & generating)].
  - eexists. exact space_generated.
  - exists (next r G). now apply next_generates.
Qed.

End Cones.
