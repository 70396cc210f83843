(** Farkas' lemma over the rational numbers, by Fourier and Motzkin's elimination of one variable after the other, and what
    follows for equations and for unknowns that are not negative.  Strong duality is in [Duality].

    Unknowns and rows have names here (of any types whose equality can be decided); the names that occur are listed.  An
    unknown vector is a function of names. *)

From Allocation Require Export Linear.

(** Equality of names can be decided. *)
Definition decidable_names (A : Type) : Type := forall a b : A, {a = b} + {a <> b}.

(** ** Between lower and upper bounds there is a number *)

Lemma greatest_of (l : list Q) : l <> [] -> exists z, In z l /\ forall a, In a l -> a <= z.
Proof.
  induction l as [|a l IH]; intros nonempty; [congruence|].
  destruct l as [|b l].
  - exists a. split; [now left|]. intros c [->|[]]. apply Qle_refl.
  - destruct IH as (z & inz & above); [discriminate|].
    destruct (Qlt_le_dec z a) as [less|le].
    + exists a. split; [now left|]. intros c [->|inc]; [apply Qle_refl|].
      apply Qle_trans with z; [now apply above|now apply Qlt_le_weak].
    + exists z. split; [now right|]. intros c [<-|inc]; [assumption|now apply above].
Qed.

Lemma least_of (l : list Q) : l <> [] -> exists z, In z l /\ forall a, In a l -> z <= a.
Proof.
  induction l as [|a l IH]; intros nonempty; [congruence|].
  destruct l as [|b l].
  - exists a. split; [now left|]. intros c [->|[]]. apply Qle_refl.
  - destruct IH as (z & inz & below); [discriminate|].
    destruct (Qlt_le_dec a z) as [less|le].
    + exists a. split; [now left|]. intros c [->|inc]; [apply Qle_refl|].
      apply Qle_trans with z; [now apply Qlt_le_weak|now apply below].
    + exists z. split; [now right|]. intros c [<-|inc]; [assumption|now apply below].
Qed.

Lemma number_between (lower upper : list Q) :
  (forall a b, In a lower -> In b upper -> a <= b) ->
  exists z, (forall a, In a lower -> a <= z) /\ (forall b, In b upper -> z <= b).
Proof.
  intros ordered. destruct lower as [|a lower].
  - destruct upper as [|b upper].
    + exists 0. split; intros ? [].
    + destruct (least_of (b :: upper)) as (z & inz & below); [discriminate|].
      exists z. split; [intros ? []|exact below].
  - destruct (greatest_of (a :: lower)) as (z & inz & above); [discriminate|].
    exists z. split; [exact above|]. intros b inb. now apply ordered.
Qed.

(** ** Elimination *)

Section Elimination.

Context {X : Type} (X_dec : decidable_names X).

(** A row: its coefficients and its bound. *)
Definition row : Type := (X -> Q) * Q.

Definition value_at (names : list X) (r : row) (x : X -> Q) : Q := sum names (fun v => fst r v * x v).

Definition row_holds (names : list X) (x : X -> Q) (r : row) : Prop := value_at names r x <= snd r.

(** What follows from rows by adding multiples that are not negative. *)
Inductive follows (rows : list row) : row -> Prop :=
  | follows_zero : follows rows (fun _ => 0, 0)
  | follows_step k r s : 0 <= k -> In r rows -> follows rows s ->
      follows rows (fun v => k * fst r v + fst s v, k * snd r + snd s).

(** The same up to the way in which fractions are written. *)
Definition follows_equal (rows : list row) (r : row) : Prop :=
  exists s, follows rows s /\ (forall v, fst s v == fst r v) /\ snd s == snd r.

Lemma follows_equal_add rows r s :
  follows_equal rows r -> follows_equal rows s -> follows_equal rows (fun v => fst r v + fst s v, snd r + snd s).
Proof.
  intros (r' & Hr & Hrv & Hrb). revert r Hrv Hrb.
  induction Hr as [|k p t Hk Hin Ht IH]; intros r Hrv Hrb Hs.
  - destruct Hs as (s' & Hs & Hsv & Hsb). exists s'. simpl in *. split; [assumption|]. split.
    + intros v. rewrite Hsv, <- Hrv. ring.
    + rewrite Hsb, <- Hrb. ring.
  - destruct (IH t (fun v => Qeq_refl _) (Qeq_refl _) Hs) as (u & Hu & Huv & Hub).
    exists (fun v => k * fst p v + fst u v, k * snd p + snd u).
    split; [now constructor|]. simpl in *. split.
    + intros v. rewrite Huv, <- Hrv. ring.
    + rewrite Hub, <- Hrb. ring.
Qed.

Lemma follows_equal_scale rows k r :
  0 <= k -> follows_equal rows r -> follows_equal rows (fun v => k * fst r v, k * snd r).
Proof.
  intros Hk (r' & Hr & Hrv & Hrb). revert r Hrv Hrb.
  induction Hr as [|m p t Hm Hin Ht IH]; intros r Hrv Hrb.
  - exists (fun _ => 0, 0). split; [constructor|]. simpl in *. split.
    + intros v. rewrite <- Hrv. ring.
    + rewrite <- Hrb. ring.
  - destruct (IH t (fun v => Qeq_refl _) (Qeq_refl _)) as (u & Hu & Huv & Hub).
    exists (fun v => (k * m) * fst p v + fst u v, (k * m) * snd p + snd u).
    split; [constructor; [now apply Qmult_le_0_compat|assumption|assumption]|]. simpl in *. split.
    + intros v. rewrite Huv, <- Hrv. ring.
    + rewrite Hub, <- Hrb. ring.
Qed.

Lemma follows_equal_in rows r : In r rows -> follows_equal rows r.
Proof.
  intros Hin. exists (fun v => 1 * fst r v + 0, 1 * snd r + 0). split.
  - apply (follows_step rows 1 r (fun _ => 0, 0)); [discriminate|assumption|constructor].
  - simpl. split; intros; ring.
Qed.

(** What follows from rows that follow, follows. *)
Lemma follows_trans rows rows' r :
  (forall s, In s rows' -> follows_equal rows s) -> follows rows' r -> follows_equal rows r.
Proof.
  intros Hall H. induction H as [|k p t Hk Hin Ht IH].
  - exists (fun _ => 0, 0). repeat split; [constructor|reflexivity..].
  - apply follows_equal_add with (r := (fun v => k * fst p v, k * snd p)); [|assumption].
    apply follows_equal_scale; [assumption|]. now apply Hall.
Qed.

(** The rows without the unknown v: those that lack it, and for any two in which it has opposite signs the combination in
    which it cancels. *)
Definition lacks (v : X) (r : row) : bool := Qeq_bool (fst r v) 0.
Definition rises (v : X) (r : row) : bool := Qlt_bool 0 (fst r v).
Definition falls (v : X) (r : row) : bool := Qlt_bool (fst r v) 0.

Definition cancelled (v : X) (up down : row) : row :=
  (fun u => (- fst down v) * fst up u + fst up v * fst down u, (- fst down v) * snd up + fst up v * snd down).

Definition eliminated (v : X) (rows : list row) : list row :=
  filter (lacks v) rows ++
  flat_map (fun up => map (cancelled v up) (filter (falls v) rows)) (filter (rises v) rows).

Lemma eliminated_follows v rows r : In r (eliminated v rows) -> follows_equal rows r.
Proof.
  unfold eliminated. rewrite in_app_iff, in_flat_map. intros [H|(up & Hup & H)].
  - apply filter_In in H. apply follows_equal_in. tauto.
  - apply in_map_iff in H. destruct H as (down & <- & Hdown).
    apply filter_In in Hup, Hdown. destruct Hup as (inup & up_pos), Hdown as (indown & down_neg).
    unfold rises in up_pos. unfold falls in down_neg. rewrite Qlt_bool_iff in up_pos, down_neg.
    unfold cancelled.
    apply (follows_equal_add rows (fun u => (- fst down v) * fst up u, (- fst down v) * snd up)
             (fun u => fst up v * fst down u, fst up v * snd down)).
    + apply follows_equal_scale; [lra|now apply follows_equal_in].
    + apply follows_equal_scale; [lra|now apply follows_equal_in].
Qed.

Lemma eliminated_lacks v rows r : In r (eliminated v rows) -> fst r v == 0.
Proof.
  unfold eliminated. rewrite in_app_iff, in_flat_map. intros [H|(up & Hup & H)].
  - apply filter_In in H. destruct H as (_ & H). now apply Qeq_bool_iff in H.
  - apply in_map_iff in H. destruct H as (down & <- & Hdown). simpl. ring.
Qed.

Lemma follows_lacks v rows r : (forall s, In s rows -> fst s v == 0) -> follows rows r -> fst r v == 0.
Proof.
  intros Hall H. induction H as [|k p t Hk Hin Ht IH]; simpl; [reflexivity|].
  rewrite IH, (Hall p Hin). ring.
Qed.

Definition update (x : X -> Q) (v : X) (z : Q) : X -> Q := fun u => if X_dec u v then z else x u.

Lemma value_update names v r x z : ~ In v names -> value_at names r (update x v z) == value_at names r x.
Proof.
  intros notin. apply sum_ext. intros u inu. unfold update.
  destruct (X_dec u v) as [->|]; [contradiction|reflexivity].
Qed.

Lemma eliminated_solution names v rows x :
  ~ In v names -> (forall r, In r (eliminated v rows) -> row_holds names x r) ->
  exists z, forall r, In r rows -> row_holds (v :: names) (update x v z) r.
Proof.
  intros notin holds.
  set (limit := fun r : row => (snd r - value_at names r x) / fst r v).
  destruct (number_between (map limit (filter (falls v) rows)) (map limit (filter (rises v) rows)))
    as (z & above & below).
  - intros a b ina inb. apply in_map_iff in ina, inb.
    destruct ina as (down & <- & indown), inb as (up & <- & inup).
    assert (H : row_holds names x (cancelled v up down)).
    { apply holds. unfold eliminated. rewrite in_app_iff, in_flat_map. right.
      exists up. split; [assumption|]. now apply in_map. }
    apply filter_In in indown, inup. destruct indown as (_ & neg), inup as (_ & pos).
    unfold falls in neg. unfold rises in pos. rewrite Qlt_bool_iff in neg, pos.
    assert (V : value_at names (cancelled v up down) x
                == (- fst down v) * value_at names up x + fst up v * value_at names down x).
    { unfold value_at, cancelled; simpl. rewrite <- !sum_scale, <- sum_plus. apply sum_ext; intros; ring. }
    unfold row_holds in H. rewrite V in H. simpl in H.
    unfold limit. apply Qle_shift_div_l; [assumption|].
    setoid_replace ((snd down - value_at names down x) / fst down v * fst up v)
      with ((fst up v * (value_at names down x - snd down)) / (- fst down v)) by (field; lra).
    apply Qle_shift_div_r; lra.
  - exists z. intros r inr. unfold row_holds.
    assert (V : value_at (v :: names) r (update x v z) == fst r v * z + value_at names r x).
    { unfold value_at at 1; simpl. unfold update at 1. destruct (X_dec v v) as [_|n]; [|congruence].
      fold (value_at names r (update x v z)). rewrite value_update by assumption. reflexivity. }
    rewrite V. destruct (Q_dec (fst r v) 0) as [[neg|pos]|zero].
    + assert (inl : In (limit r) (map limit (filter (falls v) rows))).
      { apply in_map, filter_In. split; [assumption|]. now apply Qlt_bool_iff. }
      specialize (above _ inl). unfold limit in above.
      assert (E : (snd r - value_at names r x) / fst r v * fst r v == snd r - value_at names r x) by (field; lra).
      nra.
    + assert (inl : In (limit r) (map limit (filter (rises v) rows))).
      { apply in_map, filter_In. split; [assumption|]. now apply Qlt_bool_iff. }
      specialize (below _ inl). unfold limit in below.
      assert (E : (snd r - value_at names r x) / fst r v * fst r v == snd r - value_at names r x) by (field; lra).
      nra.
    + assert (H : row_holds names x r).
      { apply holds. unfold eliminated. rewrite in_app_iff. left. apply filter_In. split; [assumption|].
        now apply Qeq_bool_iff. }
      unfold row_holds in H. rewrite zero. lra.
Qed.

(** Either there is a solution, or 0 <= (something negative) follows. *)
Theorem elimination names rows :
  NoDup names ->
  (exists x, forall r, In r rows -> row_holds names x r) \/
  (exists r, follows rows r /\ (forall v, In v names -> fst r v == 0) /\ snd r < 0).
Proof.
  revert rows. induction names as [|v names IH]; intros rows nodup.
  - destruct (existsb (fun r => Qlt_bool (snd r) 0) rows) eqn:E.
    + right. apply existsb_exists in E. destruct E as (r & inr & neg). apply Qlt_bool_iff in neg.
      destruct (follows_equal_in rows r inr) as (s & Hs & _ & Hb).
      exists s. split; [assumption|]. split; [intros v []|]. now rewrite Hb.
    + left. exists (fun _ => 0). intros r inr. unfold row_holds, value_at; simpl.
      destruct (Qlt_le_dec (snd r) 0) as [neg|]; [|assumption].
      assert (existsb (fun r => Qlt_bool (snd r) 0) rows = true); [|congruence].
      apply existsb_exists. exists r. split; [assumption|]. now apply Qlt_bool_iff.
  - inversion nodup as [|? ? notin nodup']; subst.
    destruct (IH (eliminated v rows) nodup') as [(x & holds)|(r & Hr & zero & neg)].
    + left. destruct (eliminated_solution names v rows x notin holds) as (z & Hz).
      now exists (update x v z).
    + right. destruct (follows_trans rows (eliminated v rows) r (eliminated_follows v rows) Hr) as (s & Hs & Hv & Hb).
      exists s. split; [assumption|]. split; [|now rewrite Hb].
      intros u [<-|inu]; rewrite Hv; [|now apply zero].
      apply (follows_lacks v (eliminated v rows)); [|assumption]. apply eliminated_lacks.
Qed.

End Elimination.

(** ** Farkas' lemma for named rows *)

Lemma existsb_eq_dec {A : Type} (A_dec : decidable_names A) (a b : A) : (if A_dec a b then true else false) = true <-> a = b.
Proof. destruct (A_dec a b); split; congruence. Qed.

(** One term of a sum over a list without repetition. *)
Lemma sum_one {A : Type} (A_dec : decidable_names A) (l : list A) (a : A) (f : A -> Q) :
  NoDup l -> In a l -> sum l (fun b => indicator (if A_dec a b then true else false) * f b) == f a.
Proof.
  intros nodup ina.
  transitivity (sum l (fun b => indicator (if A_dec a b then true else false) * f a)).
  - apply sum_ext. intros b _. destruct (A_dec a b) as [->|]; unfold indicator; ring.
  - rewrite sum_scale_right.
    rewrite (sum_indicator_once (fun x y => if A_dec x y then true else false)); [ring| |assumption|assumption].
    intros x y. apply existsb_eq_dec.
Qed.

Section Farkas.

Context {X R : Type} (X_dec : decidable_names X) (R_dec : decidable_names R).
Variables (names : list X) (rows : list R) (a : R -> X -> Q) (b : R -> Q).
Hypotheses (names_once : NoDup names) (rows_once : NoDup rows).

Lemma follows_multipliers (r : @row X) :
  follows (map (fun r => (a r, b r)) rows) r ->
  exists m, (forall r, 0 <= m r) /\ (forall v, fst r v == sum rows (fun r => m r * a r v)) /\
            snd r == sum rows (fun r => m r * b r).
Proof.
  intros H. induction H as [|k p t Hk Hin Ht (m & nonneg & Hv & Hb)].
  - exists (fun _ => 0). split; [discriminate || (intros; apply Qle_refl)|].
    split; [intros v|]; simpl; symmetry; apply sum_zero; intros; ring.
  - apply in_map_iff in Hin. destruct Hin as (r & <- & inr). simpl.
    set (unit := fun s => indicator (if R_dec r s then true else false)).
    exists (fun s => unit s * k + m s). split; [|split].
    + intros s. specialize (nonneg s). unfold unit. destruct (R_dec r s); unfold indicator; lra.
    + intros v. rewrite Hv, <- (sum_one R_dec rows r (fun s => k * a s v)) by assumption. rewrite <- sum_plus.
      apply sum_ext. intros s _. fold (unit s). ring.
    + rewrite Hb, <- (sum_one R_dec rows r (fun s => k * b s)) by assumption. rewrite <- sum_plus.
      apply sum_ext. intros s _. fold (unit s). ring.
Qed.

(** Either some x satisfies a x <= b, or multipliers that are not negative combine the rows to 0 <= (a negative number). *)
Theorem farkas :
  (exists x, forall r, In r rows -> sum names (fun v => a r v * x v) <= b r) \/
  (exists m, (forall r, 0 <= m r) /\ (forall v, In v names -> sum rows (fun r => m r * a r v) == 0) /\
             sum rows (fun r => m r * b r) < 0).
Proof.
  destruct (elimination X_dec names (map (fun r => (a r, b r)) rows) names_once) as [(x & holds)|(r & Hr & zero & neg)].
  - left. exists x. intros r inr. apply (holds (a r, b r)). apply in_map_iff. now exists r.
  - right. destruct (follows_multipliers r Hr) as (m & nonneg & Hv & Hb).
    exists m. split; [assumption|]. split; [|now rewrite <- Hb].
    intros v inv. rewrite <- Hv. now apply zero.
Qed.

End Farkas.

Definition sum_dec {A B : Type} (A_dec : decidable_names A) (B_dec : decidable_names B) : decidable_names (A + B).
Proof. unfold decidable_names. decide equality. Defined.

Definition pair_dec {A B : Type} (A_dec : decidable_names A) (B_dec : decidable_names B) : decidable_names (A * B).
Proof. unfold decidable_names. decide equality. Defined.

(** The elements of a disjoint union. *)
Definition both {A B : Type} (l : list A) (m : list B) : list (A + B) := map inl l ++ map inr m.

Lemma sum_both {A B : Type} (l : list A) (m : list B) (f : A + B -> Q) :
  sum (both l m) f == sum l (fun a => f (inl a)) + sum m (fun b => f (inr b)).
Proof. unfold both. now rewrite sum_app, !sum_map. Qed.

Lemma NoDup_map_injective {A B : Type} (f : A -> B) (l : list A) :
  (forall a b, f a = f b -> a = b) -> NoDup l -> NoDup (map f l).
Proof.
  intros injective. induction 1 as [|a l notin nodup IH]; simpl; constructor; [|assumption].
  intros H. apply in_map_iff in H. destruct H as (b & E & inb). apply injective in E. now subst.
Qed.

Lemma NoDup_app_disjoint {A : Type} (l m : list A) :
  NoDup l -> NoDup m -> (forall a, In a l -> ~ In a m) -> NoDup (l ++ m).
Proof.
  intros Hl Hm apart. induction Hl as [|a l notin nodup IH]; simpl; [assumption|].
  constructor.
  - rewrite in_app_iff. intros [H|H]; [contradiction|]. apply (apart a); [now left|assumption].
  - apply IH. intros c inc. apply apart. now right.
Qed.

Lemma NoDup_both {A B : Type} (l : list A) (m : list B) : NoDup l -> NoDup m -> NoDup (both l m).
Proof.
  intros Hl Hm. apply NoDup_app_disjoint.
  - apply NoDup_map_injective; [congruence|assumption].
  - apply NoDup_map_injective; [congruence|assumption].
  - intros c left right. apply in_map_iff in left, right.
    destruct left as (? & <- & _), right as (? & E & _). discriminate.
Qed.

Lemma in_both_left {A B : Type} (l : list A) (m : list B) a : In a l -> In (inl a) (both l m).
Proof. intros. apply in_app_iff. left. now apply in_map. Qed.

Lemma in_both_right {A B : Type} (l : list A) (m : list B) b : In b m -> In (inr b) (both l m).
Proof. intros. apply in_app_iff. right. now apply in_map. Qed.

(** With equations beside the inequalities: their multipliers have any sign. *)
Theorem farkas_with_equations {X E R : Type}
    (X_dec : decidable_names X) (E_dec : decidable_names E) (R_dec : decidable_names R)
    (names : list X) (equations : list E) (rows : list R)
    (a1 : E -> X -> Q) (b1 : E -> Q) (a2 : R -> X -> Q) (b2 : R -> Q) :
  NoDup names -> NoDup equations -> NoDup rows ->
  (exists x, (forall e, In e equations -> sum names (fun v => a1 e v * x v) == b1 e) /\
             (forall r, In r rows -> sum names (fun v => a2 r v * x v) <= b2 r)) \/
  (exists (f : E -> Q) (g : R -> Q),
    (forall r, 0 <= g r) /\
    (forall v, In v names -> sum equations (fun e => f e * a1 e v) + sum rows (fun r => g r * a2 r v) == 0) /\
    sum equations (fun e => f e * b1 e) + sum rows (fun r => g r * b2 r) < 0).
Proof.
  intros Hnames Hequations Hrows.
  set (all := both equations (both equations rows)).
  set (a := fun r : E + (E + R) => match r with
    | inl e => a1 e | inr (inl e) => fun v => - a1 e v | inr (inr r) => a2 r end).
  set (b := fun r : E + (E + R) => match r with inl e => b1 e | inr (inl e) => - b1 e | inr (inr r) => b2 r end).
  destruct (farkas X_dec (sum_dec E_dec (sum_dec E_dec R_dec)) names all a b Hnames) as [(x & holds)|(m & nonneg & zero & neg)].
  - repeat apply NoDup_both; assumption.
  - left. exists x. split.
    + intros e ine. apply Qle_antisym.
      * apply (holds (inl e)). now apply in_both_left.
      * specialize (holds (inr (inl e))). simpl in holds.
        assert (H : sum names (fun v => - a1 e v * x v) <= - b1 e) by (apply holds; now apply in_both_right, in_both_left).
        assert (N : sum names (fun v => - a1 e v * x v) == - sum names (fun v => a1 e v * x v)).
        { setoid_replace (- sum names (fun v => a1 e v * x v)) with ((-1) * sum names (fun v => a1 e v * x v)) by ring.
          rewrite <- sum_scale. apply sum_ext; intros; ring. }
        lra.
    + intros r inrows. apply (holds (inr (inr r))). now apply in_both_right, in_both_right.
  - right. exists (fun e => m (inl e) - m (inr (inl e))), (fun r => m (inr (inr r))).
    assert (minus : forall f : E -> Q,
      sum equations (fun e => (m (inl e) - m (inr (inl e))) * f e)
      == sum equations (fun e => m (inl e) * f e) + sum equations (fun e => m (inr (inl e)) * - f e)).
    { intros f. rewrite <- sum_plus. apply sum_ext; intros; ring. }
    split; [intros; apply nonneg|]. split.
    + intros v inv. rewrite minus. rewrite <- (zero v inv). unfold all. rewrite !sum_both. simpl. ring.
    + rewrite minus. unfold all in neg. rewrite !sum_both in neg. simpl in neg. lra.
Qed.

(** For unknowns that are not negative and equations. *)
Theorem farkas_nonnegative {X E : Type} (X_dec : decidable_names X) (E_dec : decidable_names E)
    (names : list X) (equations : list E) (a : E -> X -> Q) (b : E -> Q) :
  NoDup names -> NoDup equations ->
  (exists x, (forall v, In v names -> 0 <= x v) /\
             (forall e, In e equations -> sum names (fun v => a e v * x v) == b e)) \/
  (exists f : E -> Q,
    (forall v, In v names -> sum equations (fun e => f e * a e v) <= 0) /\
    0 < sum equations (fun e => f e * b e)).
Proof.
  intros Hnames Hequations.
  set (sign := fun v w => - indicator (if X_dec v w then true else false)).
  destruct (farkas_with_equations X_dec E_dec X_dec names equations names a b sign (fun _ => 0))
    as [(x & equal & nonneg)|(f & g & nonneg & zero & neg)]; try assumption.
  - left. exists x. split; [|assumption]. intros v inv. specialize (nonneg v inv).
    rewrite (sum_ext _ _ (fun w => (-1) * (indicator (if X_dec v w then true else false) * x w))) in nonneg
      by (intros; unfold sign; ring).
    rewrite sum_scale, sum_one in nonneg by assumption. lra.
  - right. exists (fun e => - f e).
    assert (minus : forall h : E -> Q, sum equations (fun e => - f e * h e) == - sum equations (fun e => f e * h e)).
    { intros h. setoid_replace (- sum equations (fun e => f e * h e)) with ((-1) * sum equations (fun e => f e * h e))
        by ring. rewrite <- sum_scale. apply sum_ext; intros; ring. }
    split.
    + intros v inv. rewrite minus. specialize (zero v inv).
      assert (S : sum names (fun r => g r * sign r v) == - g v).
      { rewrite (sum_ext _ _ (fun w => (-1) * (indicator (if X_dec v w then true else false) * g w))).
        - rewrite sum_scale, sum_one by assumption. ring.
        - intros w _. unfold sign. destruct (X_dec w v) as [->|n].
          + destruct (X_dec v v); [unfold indicator; ring|congruence].
          + destruct (X_dec v w); [congruence|unfold indicator; ring]. }
      rewrite S in zero. specialize (nonneg v). lra.
    + rewrite minus. rewrite (sum_zero names (fun r => g r * 0)) in neg by (intros; ring). lra.
Qed.
