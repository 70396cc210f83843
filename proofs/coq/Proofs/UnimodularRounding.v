(** Rounding with a totally unimodular matrix M: every rational vector x is an average of vectors of integers, each of which
    satisfies every integer bound on a row of M or on an entry that x satisfies (Hoffman and Kruskal's theorem, in the form
    of Baum and Trotter).  And Hoffman's theorem on cones: every vector of a cone with the matrix M is a conic combination
    of vectors of the cone with entries -1, 0 and 1. *)

From Allocation Require Export Proofs.Rounding.

Section Unimodular.

Context {Row Column : Type} (Column_dec : decidable_names Column).

Local Open Scope Z_scope.

Definition unit_row (c d : Column) : Z := if Column_dec c d then 1 else 0.

Lemma unit_row_value columns c p : NoDup columns -> In c columns -> row_value columns (unit_row c) p = p c.
Proof.
  unfold row_value. intros nodup inc. induction nodup as [|d l notin nodup IH]; [destruct inc|]. simpl.
  unfold unit_row at 1. destruct (Column_dec c d) as [->|n].
  - assert (E : integer_sum l (fun c => unit_row d c * p c) = 0); [|lia].
    clear -notin. induction l as [|e l IH]; simpl; [reflexivity|].
    unfold unit_row at 1. destruct (Column_dec d e) as [->|]; [exfalso; apply notin; now left|].
    rewrite IH; [reflexivity|]. intros H. apply notin. now right.
  - destruct inc as [->|inc]; [congruence|]. now rewrite IH.
Qed.

(** The rows of M and those of the entries. *)
Definition all_rows (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) : list (Column -> Z) :=
  map M rows ++ map unit_row columns.

(** A sign for each column that has one in the list, else 0. *)
Definition sign_of (signs : list (Z * Column)) (c : Column) : Z :=
  match find (fun part => if Column_dec c (snd part) then true else false) signs with Some part => fst part | None => 0 end.

Lemma sign_of_in signs c : In c (map snd signs) -> Forall (fun part => sign (fst part)) signs -> sign (sign_of signs c).
Proof.
  unfold sign_of. induction signs as [|[k d] signs IH]; simpl; intros inc all; [destruct inc|]. inversion all; subst.
  destruct (Column_dec c d); [assumption|]. apply IH; [|assumption]. destruct inc as [->|inc]; [congruence|assumption].
Qed.

Lemma sign_of_notin signs c : ~ In c (map snd signs) -> sign_of signs c = 0.
Proof.
  unfold sign_of. induction signs as [|[k d] signs IH]; simpl; intros notin; [reflexivity|].
  destruct (Column_dec c d) as [->|]; [exfalso; apply notin; now left|]. apply IH. tauto.
Qed.

Lemma signs_row_value columns (M : Row -> Column -> Z) r signs :
  NoDup columns -> NoDup (map snd signs) -> incl (map snd signs) columns ->
  row_value columns (M r) (sign_of signs) = weighted (fun c r => M r c) signs r.
Proof.
  intros nodup. induction signs as [|[k d] signs IH]; simpl; intros nodup' within.
  - unfold row_value. clear. induction columns as [|c l IH]; simpl; [reflexivity|]. rewrite IH.
    change (sign_of [] c) with 0. ring.
  - inversion_clear nodup' as [|? ? notin nodup'']. rewrite <- IH by (try assumption; intros c inc; apply within; now right).
    rewrite <- (unit_row_value columns d (fun c => k * M r c)) by (try assumption; apply within; now left).
    unfold row_value. clear IH within nodup. induction columns as [|c l IHl]; simpl; [reflexivity|].
    rewrite IHl.
    assert (head : sign_of ((k, d) :: signs) c = if Column_dec c d then k else sign_of signs c)
      by (unfold sign_of; simpl; destruct (Column_dec c d); reflexivity).
    assert (unit : unit_row d c = if Column_dec d c then 1 else 0) by reflexivity.
    rewrite head, unit. destruct (Column_dec c d) as [->|n].
    + destruct (Column_dec d d) as [_|]; [|congruence]. rewrite sign_of_notin by assumption. ring.
    + destruct (Column_dec d c) as [->|]; [congruence|]. ring.
Qed.

Theorem unimodular_splittable (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) :
  NoDup columns -> totally_unimodular rows columns M -> splittable columns (all_rows rows columns M).
Proof.
  intros nodup unimodular y. apply unimodular_iff_columns_signable in unimodular.
  set (odd := filter (fun c => Z.odd (y c)) columns).
  destruct (unimodular odd) as (signs & names & are_signs & small).
  { now apply NoDup_filter. }
  { intros c inc. apply filter_In in inc. tauto. }
  set (s := sign_of signs).
  assert (within : incl (map snd signs) columns) by (rewrite names; intros c inc; apply filter_In in inc; tauto).
  assert (nodup' : NoDup (map snd signs)) by (rewrite names; now apply NoDup_filter).
  assert (halves : forall c, In c columns -> exists h, y c = 2 * h + s c /\ (s c = 0 \/ s c = 1 \/ s c = -1)).
  { intros c inc. destruct (Z.odd (y c)) eqn:parity.
    - assert (is_sign : sign (s c)) by (apply sign_of_in; [rewrite names; apply filter_In; now split|assumption]).
      pose proof (Zodd_bool_iff (y c)) as odd_iff. apply odd_iff in parity. apply Zodd_ex in parity. destruct parity as (m & ->).
      destruct is_sign as [-> | ->]; [exists m; lia|exists (m + 1); lia].
    - exists (y c / 2). assert (zero : s c = 0).
      { apply sign_of_notin. rewrite names. intros H. apply filter_In in H. rewrite parity in H. now destruct H. }
      rewrite zero. rewrite <- Z.negb_even, negb_false_iff in parity. apply Z.even_spec in parity.
      destruct parity as (m & ->). rewrite Z.mul_comm, Z.div_mul by lia. lia. }
  exists (fun c => (y c + s c) / 2), (fun c => (y c - s c) / 2). split.
  - intros c inc. destruct (halves c inc) as (h & E & _). rewrite E.
    replace (2 * h + s c + s c) with ((h + s c) * 2) by ring. replace (2 * h + s c - s c) with (h * 2) by ring.
    rewrite !Z.div_mul by lia. lia.
  - intros row inrow.
    assert (difference : row_value columns row (fun c => (y c + s c) / 2) - row_value columns row (fun c => (y c - s c) / 2)
      = row_value columns row s).
    { unfold row_value. clear -halves. induction columns as [|c l IH]; simpl; [reflexivity|].
      rewrite <- IH by (intros d ind; apply halves; now right).
      destruct (halves c (or_introl eq_refl)) as (h & E & _). rewrite E.
      replace (2 * h + s c + s c) with ((h + s c) * 2) by ring. replace (2 * h + s c - s c) with (h * 2) by ring.
      rewrite !Z.div_mul by lia. ring. }
    rewrite difference. apply in_app_iff in inrow. destruct inrow as [inrow|inrow]; apply in_map_iff in inrow.
    + destruct inrow as (r & <- & inr). unfold s. rewrite signs_row_value by assumption.
      specialize (small r inr). destruct small as [-> | [-> | ->]]; simpl; lia.
    + destruct inrow as (c & <- & inc). rewrite unit_row_value by assumption.
      destruct (halves c inc) as (_ & _ & [-> | [-> | ->]]); simpl; lia.
Qed.

Local Open Scope Q_scope.

Lemma inject_row_value columns row (p : Column -> Z) :
  inject_Z (row_value columns row p) == sum columns (fun c => inject_Z (row c) * inject_Z (p c)).
Proof.
  unfold row_value. induction columns as [|c l IH]; simpl; [reflexivity|].
  now rewrite inject_Z_plus, inject_Z_mult, IH.
Qed.

Lemma inject_integer_sum {A : Type} (l : list A) (x : A -> Z) : inject_Z (integer_sum l x) == sum l (fun a => inject_Z (x a)).
Proof. induction l as [|a l IH]; simpl; [reflexivity|]. now rewrite inject_Z_plus, IH. Qed.

Lemma common_denominator (l : list Column) (x : Column -> Q) :
  exists k y, forall c, In c l -> x c * inject_Z (Z.of_nat (S k)) == inject_Z (y c).
Proof.
  set (K := fold_right (fun c rest => (Qden (x c) * rest)%positive) 1%positive l).
  exists (pred (Pos.to_nat K)), (fun c => (Qnum (x c) * (Zpos K / Zpos (Qden (x c))))%Z). intros c inc.
  assert (E : Z.of_nat (S (pred (Pos.to_nat K))) = Zpos K) by (pose proof (Pos2Nat.is_pos K); lia). rewrite E.
  assert (D : exists m, Zpos K = (Zpos (Qden (x c)) * m)%Z).
  { unfold K. clear E K. induction l as [|d l IH]; [destruct inc|]. cbn [fold_right]. destruct inc as [->|inc].
    - exists (Zpos (fold_right (fun c rest => (Qden (x c) * rest)%positive) 1%positive l)). apply Pos2Z.inj_mul.
    - destruct (IH inc) as (m & Em). exists (Zpos (Qden (x d)) * m)%Z. rewrite Pos2Z.inj_mul, Em. ring. }
  destruct D as (m & Em). rewrite Em, (Z.mul_comm (Zpos (Qden (x c)))), Z.div_mul by discriminate.
  destruct (x c) as [n d]. simpl. rewrite (Qmake_Qdiv n d), !inject_Z_mult. field. discriminate.
Qed.

Lemma sum_of_ones {A : Type} (l : list A) : sum l (fun _ => 1) == inject_Z (Z.of_nat (length l)).
Proof.
  induction l as [|a l IH]; [reflexivity|]. cbn [sum length]. rewrite IH, Nat2Z.inj_succ, <- Z.add_1_l, inject_Z_plus.
  reflexivity.
Qed.

Lemma denominator_positive k : 0 < inject_Z (Z.of_nat (S k)).
Proof. rewrite <- (Zlt_Qlt 0). lia. Qed.

(** Every vector is an average of vectors of integers that keep all integer bounds that it keeps. *)
Theorem averages (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) (x : Column -> Q) :
  NoDup columns -> totally_unimodular rows columns M ->
  exists k parts,
    length parts = S k /\
    (forall c, In c columns -> x c == sum parts (fun p => / inject_Z (Z.of_nat (S k)) * inject_Z (p c))) /\
    (forall p, In p parts ->
      (forall r b, In r rows ->
        (inject_Z b <= sum columns (fun c => inject_Z (M r c) * x c) -> (b <= row_value columns (M r) p)%Z) /\
        (sum columns (fun c => inject_Z (M r c) * x c) <= inject_Z b -> (row_value columns (M r) p <= b)%Z)) /\
      (forall c b, In c columns ->
        (inject_Z b <= x c -> (b <= p c)%Z) /\ (x c <= inject_Z b -> (p c <= b)%Z))).
Proof.
  intros nodup unimodular. destruct (common_denominator columns x) as (k & y & multiple).
  destruct (shares columns (all_rows rows columns M) (unimodular_splittable rows columns M nodup unimodular) k y)
    as (parts & count & totals & bounds).
  pose proof (denominator_positive k) as positive. set (K := inject_Z (Z.of_nat (S k))) in *.
  exists k, parts. split; [assumption|]. split.
  - intros c inc. rewrite sum_scale. rewrite <- (inject_integer_sum parts (fun p => p c)). fold (total_of parts c).
    rewrite (totals c inc), <- (multiple c inc). fold K. field. lra.
  - assert (row_of_y : forall row, inject_Z (row_value columns row y) == K * sum columns (fun c => inject_Z (row c) * x c)).
    { intros row. rewrite inject_row_value, <- sum_scale. apply sum_ext. intros c inc. rewrite <- (multiple c inc). fold K. ring. }
    intros p inp. split.
    + intros r b inr. assert (inrow : In (M r) (all_rows rows columns M)) by (apply in_app_iff; left; now apply in_map).
      destruct (bounds p (M r) b inp inrow) as (lower & upper).
      split; intros bound; [apply lower|apply upper]; rewrite Zle_Qle, inject_Z_mult, row_of_y; fold K; nra.
    + intros c b inc. assert (inrow : In (unit_row c) (all_rows rows columns M)) by (apply in_app_iff; right; now apply in_map).
      destruct (bounds p (unit_row c) b inp inrow) as (lower & upper). rewrite !unit_row_value in lower, upper by assumption.
      split; intros bound; [apply lower|apply upper]; rewrite Zle_Qle, inject_Z_mult, <- (multiple c inc); fold K; nra.
Qed.

(** ** Cones *)

(** Rows that ask for = 0, for >= 0, for <= 0. *)
Inductive demand : Type := Zero | Not_negative_value | Not_positive_value.

Definition meets (d : demand) (v : Q) : Prop :=
  match d with Zero => v == 0 | Not_negative_value => 0 <= v | Not_positive_value => v <= 0 end.

Definition in_cone (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) (demands : Row -> demand) (x : Column -> Q) : Prop :=
  forall r, In r rows -> meets (demands r) (sum columns (fun c => inject_Z (M r c) * x c)).

Lemma absolute_bound (columns : list Column) (x : Column -> Q) : exists K, 0 < K /\ forall c, In c columns -> - K <= x c <= K.
Proof.
  induction columns as [|c l (K & positive & bounded)]; [exists 1; split; [reflexivity|intros ? []]|].
  destruct (Qlt_le_dec K (Qabs (x c))) as [large|small].
  - exists (Qabs (x c)). split; [lra|]. intros d [<-|ind].
    + apply Qabs_Qle_condition. apply Qle_refl.
    + specialize (bounded d ind). lra.
  - exists K. split; [assumption|]. intros d [<-|ind]; [now apply Qabs_Qle_condition|now apply bounded].
Qed.

(** Hoffman: a vector of the cone is a conic combination of vectors of the cone with entries -1, 0 and 1. *)
Theorem sign_vectors_generate (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) demands (x : Column -> Q) :
  NoDup columns -> totally_unimodular rows columns M -> in_cone rows columns M demands x ->
  exists parts : list (Q * (Column -> Z)),
    (forall k p, In (k, p) parts -> 0 <= k /\ (forall c, In c columns -> (-1 <= p c <= 1)%Z) /\
      in_cone rows columns M demands (fun c => inject_Z (p c))) /\
    (forall c, In c columns -> x c == sum parts (fun part => fst part * inject_Z (snd part c))).
Proof.
  intros nodup unimodular inside. destruct (absolute_bound columns x) as (K & positive & bounded).
  destruct (averages rows columns M (fun c => x c / K) nodup unimodular) as (k & parts & count & average & bounds).
  pose proof (denominator_positive k) as kpositive. set (N := inject_Z (Z.of_nat (S k))) in *.
  exists (map (fun p => (K / N, p)) parts). split.
  - intros weight p inp. apply in_map_iff in inp. destruct inp as (p' & E & inp). inversion E; subst. clear E.
    destruct (bounds p inp) as (row_bounds & entry_bounds). split; [|split].
    + apply Qle_shift_div_l; lra.
    + intros c inc. specialize (bounded c inc). destruct bounded as (low & high).
      split; [apply (entry_bounds c (-1)%Z inc)|apply (entry_bounds c 1%Z inc)].
      * apply Qle_shift_div_l; [assumption|]. change (inject_Z (-1)) with (- (1)). lra.
      * apply Qle_shift_div_r; [assumption|]. change (inject_Z 1) with 1. lra.
    + intros r inr. specialize (inside r inr). pose proof (inject_row_value columns (M r) p) as V.
      assert (scaled : sum columns (fun c => inject_Z (M r c) * (x c / K)) == / K * sum columns (fun c => inject_Z (M r c) * x c)).
      { rewrite <- sum_scale. apply sum_ext. intros c _. field. lra. }
      assert (inverse : 0 < / K) by now apply Qinv_lt_0_compat.
      destruct (row_bounds r 0%Z inr) as (lower & upper). rewrite scaled in lower, upper.
      change (inject_Z 0) with 0 in lower, upper.
      destruct (demands r); unfold meets in *; rewrite <- V.
      * rewrite inside in lower, upper. change 0 with (inject_Z 0). rewrite inject_Z_injective.
        assert (0 <= row_value columns (M r) p)%Z by (apply lower; lra).
        assert (row_value columns (M r) p <= 0)%Z by (apply upper; lra). lia.
      * rewrite <- (Zle_Qle 0). apply lower. nra.
      * rewrite <- (Zle_Qle _ 0). apply upper. nra.
  - intros c inc. rewrite sum_map. simpl.
    rewrite (sum_ext parts _ (fun p => K * (/ N * inject_Z (p c)))) by (intros; field; lra).
    rewrite sum_scale, <- (average c inc). field. lra.
Qed.

End Unimodular.
