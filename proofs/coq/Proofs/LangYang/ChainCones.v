(** LY, section 4: the cones W+(C1) and W-(C2) of a profile of chains, for all problems.  Their constraint matrices are totally
    unimodular ([Chains]), so that vectors with entries -1, 0, 1 generate them.

    Both cones are treated at once: [plus] says which, [mass] is the one of g and h that it has, and f is turned to be not
    negative. *)

From Allocation Require Export Claims.LangYangRepairs Proofs.LangYang.Universal Proofs.LangYang.Chains.

Section Chains.

Variable P : problem.
Hypothesis well : well_formed_problem P.

Variable C : profile -> list cell_set.
Variable plus : bool.

Definition side_cone : vector_of cone_column -> Prop := of_columns (if plus then W_plus P C else W_minus P C).

(** The entries of f, turned; those that count of g and h; the others. *)
Definition turned (z : vector_of cone_column) (row : nat * nat * nat) : Q := if plus then z (Entry_f row) else - z (Entry_f row).
Definition mass (z : vector_of cone_column) (row : cell_set * profile) : Q := z (if plus then Entry_g row else Entry_h row).
Definition other (z : vector_of cone_column) (row : cell_set * profile) : Q := z (if plus then Entry_h row else Entry_g row).

Definition on_side (c : cone_column) : bool :=
  match c with
  | Entry_f _ => true
  | Entry_g row => plus && in_chain C row
  | Entry_h row => negb plus && in_chain C row
  end.

Definition side_columns : list cone_column := filter on_side (cone_columns P).

(** ** The rows *)

Lemma in_columns_f row : In row (coordinates P) -> In (Entry_f row) (cone_columns P).
Proof. intros H. apply in_app_iff. left. now apply in_map. Qed.

Lemma in_columns_g row : In row (set_profiles P) -> In (Entry_g row) (cone_columns P).
Proof. intros H. apply in_app_iff. right. apply in_app_iff. left. now apply in_map. Qed.

Lemma in_columns_h row : In row (set_profiles P) -> In (Entry_h row) (cone_columns P).
Proof. intros H. apply in_app_iff. right. apply in_app_iff. right. now apply in_map. Qed.

Lemma signed_matrix_rational row column : signed_matrix row column == rational signed_integer_matrix row column.
Proof.
  destruct row as [r|r], column as [c|c|c]; simpl; unfold rational; simpl; try reflexivity.
  destruct (coordinate_eqb r c); reflexivity.
Qed.

Lemma coordinate_eqb_iff r s : coordinate_eqb r s = true <-> r = s.
Proof.
  destruct r as [[i ti] j], s as [[k tk] l]. simpl. rewrite !andb_true_iff, !Nat.eqb_eq.
  split; [intros [[-> ->] ->]; reflexivity|]. intros E; injection E; auto.
Qed.

Definition row_value (z : vector_of cone_column) (row : signed_row) : Q :=
  sum (cone_columns P) (fun c => inject_Z (signed_integer_matrix row c) * z c).

Lemma value_row z row : value (cone_columns P) signed_matrix z row == row_value z row.
Proof. unfold value, row_value. apply sum_ext. intros c _. rewrite signed_matrix_rational. reflexivity. Qed.

Lemma unit_value r (w : cell_set * profile -> Q) :
  In r (set_profiles P) -> sum (set_profiles P) (fun s => inject_Z (if same_set_profile r s then 1 else 0) * w s) == w r.
Proof.
  intros inr. rewrite (sum_ext (set_profiles P) _ (fun s => indicator (same_set_profile r s) * w s))
    by (intros s _; destruct (same_set_profile r s); reflexivity).
  apply sum_single; [apply same_set_profile_iff|apply set_profiles_NoDup, well|assumption].
Qed.

Lemma value_g z r : In r (set_profiles P) -> row_value z (Of_W (Sign_g r)) == z (Entry_g r).
Proof.
  intros inr. unfold row_value. rewrite sum_cone_columns. cbn [signed_integer_matrix projection_matrix].
  rewrite (unit_value r (fun row => z (Entry_g row)) inr). rewrite !sum_zero by (intros; ring). ring.
Qed.

Lemma value_h z r : In r (set_profiles P) -> row_value z (Of_W (Sign_h r)) == z (Entry_h r).
Proof.
  intros inr. unfold row_value. rewrite sum_cone_columns. cbn [signed_integer_matrix projection_matrix].
  rewrite (unit_value r (fun row => z (Entry_h row)) inr). rewrite !sum_zero by (intros; ring). ring.
Qed.

Lemma value_f z r : In r (coordinates P) -> row_value z (Sign_f r) == z (Entry_f r).
Proof.
  intros inr. unfold row_value. rewrite sum_cone_columns. cbn [signed_integer_matrix].
  rewrite (sum_ext (coordinates P) _ (fun s => indicator (coordinate_eqb r s) * z (Entry_f s)))
    by (intros s _; destruct (coordinate_eqb r s); reflexivity).
  rewrite (sum_single coordinate_eqb (coordinates P) r (fun s => z (Entry_f s)));
    [|apply coordinate_eqb_iff|apply coordinates_NoDup|assumption].
  rewrite !sum_zero by (intros; ring). ring.
Qed.

Lemma value_equation z i j t :
  In (i, j) (cells P) -> In t (profiles P) ->
  row_value z (Of_W (Equation ((i, j), t)))
  == - z (Entry_f (i, type_of t i, j))
     + sum (sets P) (fun G => indicator (member (i, j) G) * (z (Entry_g (G, t)) - z (Entry_h (G, t)))).
Proof.
  intros inc int. assert (inn : In ((i, j), t) (cell_profiles P)) by (apply in_cell_profiles; split; assumption).
  unfold row_value. rewrite sum_cone_columns. cbn [signed_integer_matrix projection_matrix].
  rewrite (sum_ext (coordinates P) _ (fun row => (-1) * (inject_Z (matrix_B row ((i, j), t)) * z (Entry_f row))))
    by (intros; rewrite inject_Z_opp; ring).
  rewrite (sum_ext (set_profiles P) (fun row => inject_Z (- matrix_C row ((i, j), t)) * _)
    (fun row => (-1) * (inject_Z (matrix_C row ((i, j), t)) * z (Entry_h row)))) by (intros; rewrite inject_Z_opp; ring).
  rewrite !sum_scale.
  rewrite (column_of_B P (well_structure P well) i j t (fun row => z (Entry_f row)) inn).
  rewrite (column_of_C P (i, j) t (fun row => z (Entry_g row)) inn), (column_of_C P (i, j) t (fun row => z (Entry_h row)) inn).
  rewrite (sum_ext (sets P) (fun G => indicator (member (i, j) G) * (z (Entry_g (G, t)) - z (Entry_h (G, t))))
    (fun G => indicator (member (i, j) G) * z (Entry_g (G, t)) - indicator (member (i, j) G) * z (Entry_h (G, t))))
    by (intros; ring).
  rewrite sum_minus. ring.
Qed.

(** ** What is in the cone *)

Lemma side_cone_iff z :
  side_cone z <->
  (forall i j t, In (i, j) (cells P) -> In t (profiles P) ->
    turned z (i, type_of t i, j) == sum (sets P) (fun G => indicator (member (i, j) G) * mass z (G, t))) /\
  (forall row, In row (set_profiles P) -> 0 <= mass z row /\ other z row == 0) /\
  (forall G t, In (G, t) (set_profiles P) -> ~ In G (C t) -> mass z (G, t) == 0) /\
  (forall row, In row (coordinates P) -> 0 <= turned z row).
Proof.
  unfold side_cone, of_columns, turned, mass, other. destruct plus.
  - unfold W_plus, chain_cone, supported_by. rewrite (projection_cone_iff P (well_structure P well)). split.
    + intros (((equal & nonneg) & support & _) & fpos & hzero). repeat split.
      * intros i j t inc int. rewrite (equal i j t inc int). apply sum_ext. intros G inG.
        rewrite (hzero (G, t)) by (apply in_set_profiles; split; assumption). ring.
      * destruct row as [G t]. apply in_set_profiles in H. now apply nonneg.
      * now apply hzero.
      * exact support.
      * exact fpos.
    + intros (equal & nonneg & support & fpos). repeat split.
      * intros i j t inc int. rewrite (equal i j t inc int). apply sum_ext. intros G inG.
        destruct (nonneg (G, t)) as (_ & zero); [apply in_set_profiles; split; assumption|]. rewrite zero. ring.
      * apply (nonneg (G, t)), in_set_profiles. split; assumption.
      * destruct (nonneg (G, t)) as (_ & zero); [apply in_set_profiles; split; assumption|]. rewrite zero. lra.
      * exact support.
      * intros G t inn _. now apply nonneg.
      * exact fpos.
      * intros row inn. now apply nonneg.
  - unfold W_minus, chain_cone, supported_by. rewrite (projection_cone_iff P (well_structure P well)). split.
    + intros (((equal & nonneg) & _ & support) & fneg & gzero). repeat split.
      * intros i j t inc int. rewrite (equal i j t inc int).
        setoid_replace (- sum (sets P) (fun G => indicator (member (i, j) G) * (z (Entry_g (G, t)) - z (Entry_h (G, t)))))
          with ((-1) * sum (sets P) (fun G => indicator (member (i, j) G) * (z (Entry_g (G, t)) - z (Entry_h (G, t))))) by ring.
        rewrite <- sum_scale. apply sum_ext. intros G inG.
        rewrite (gzero (G, t)) by (apply in_set_profiles; split; assumption). ring.
      * destruct row as [G t]. apply in_set_profiles in H. now apply nonneg.
      * now apply gzero.
      * exact support.
      * intros row inr. specialize (fneg row inr). cbv beta in fneg. lra.
    + intros (equal & nonneg & support & fpos). repeat split.
      * intros i j t inc int. specialize (equal i j t inc int).
        rewrite (sum_ext (sets P) _ (fun G => (-1) * (indicator (member (i, j) G) * z (Entry_h (G, t))))).
        -- rewrite sum_scale. lra.
        -- intros G inG. destruct (nonneg (G, t)) as (_ & zero); [apply in_set_profiles; split; assumption|]. rewrite zero. ring.
      * destruct (nonneg (G, t)) as (_ & zero); [apply in_set_profiles; split; assumption|]. rewrite zero. lra.
      * apply (nonneg (G, t)), in_set_profiles. split; assumption.
      * intros G t inn _. now apply nonneg.
      * exact support.
      * intros row inr. specialize (fpos row inr). lra.
      * intros row inn. now apply nonneg.
Qed.

Lemma other_off row : on_side (if plus then Entry_h row else Entry_g row) = false.
Proof. unfold on_side. destruct plus; reflexivity. Qed.

Lemma mass_off row : in_chain C row = false -> on_side (if plus then Entry_g row else Entry_h row) = false.
Proof. intros out. unfold on_side. destruct plus; simpl; assumption. Qed.

Lemma g_or_h row : In row (set_profiles P) ->
  In (if plus then Entry_g row else Entry_h row) (cone_columns P) /\ In (if plus then Entry_h row else Entry_g row) (cone_columns P).
Proof. intros inn. destruct plus; split; auto using in_columns_g, in_columns_h. Qed.

(** Entries off the chains vanish. *)
Lemma off_side z c : side_cone z -> In c (cone_columns P) -> on_side c = false -> z c == 0.
Proof.
  intros inside inc out. apply side_cone_iff in inside as (_ & nonneg & support & _).
  unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc. unfold on_side, mass, other in *.
  destruct inc as [(row & <- & inr)|[([G t] & <- & inr)|([G t] & <- & inr)]]; [discriminate| |].
  - destruct plus; simpl in out.
    + apply (support G t inr). intros inG. apply in_chain_iff in inG. congruence.
    + now apply (nonneg (G, t)).
  - destruct plus; simpl in out.
    + now apply (nonneg (G, t)).
    + apply (support G t inr). intros inG. apply in_chain_iff in inG. congruence.
Qed.

Definition side_demand (row : signed_row) : demand :=
  match row with
  | Of_W r => cone_demand r
  | Sign_f _ => if plus then Not_negative_value else Not_positive_value
  end.

(** The cone by its rows. *)
Lemma side_cone_rows z :
  side_cone z <->
  in_cone (signed_rows P) (cone_columns P) signed_integer_matrix side_demand z /\
  (forall c, In c (cone_columns P) -> on_side c = false -> z c == 0).
Proof.
  assert (kinds : forall row, In row (signed_rows P) ->
    (exists i j t, row = Of_W (Equation ((i, j), t)) /\ In (i, j) (cells P) /\ In t (profiles P)) \/
    (exists r, row = Of_W (Sign_g r) /\ In r (set_profiles P)) \/ (exists r, row = Of_W (Sign_h r) /\ In r (set_profiles P)) \/
    (exists r, row = Sign_f r /\ In r (coordinates P))).
  { intros row inrow. unfold signed_rows, cone_rows in inrow. rewrite in_app_iff, !in_map_iff in inrow.
    destruct inrow as [(r & <- & inr)|(r & <- & inr)]; [|eauto 10]. rewrite !in_app_iff, !in_map_iff in inr.
    destruct inr as [([[i j] t] & <- & ine)|[(s & <- & ins)|(s & <- & ins)]]; [left|eauto 10|eauto 10].
    exists i, j, t. apply in_cell_profiles in ine. tauto. }
  assert (known : forall row, (exists i j t, row = Of_W (Equation ((i, j), t)) /\ In (i, j) (cells P) /\ In t (profiles P)) \/
    (exists r, row = Of_W (Sign_g r) /\ In r (set_profiles P)) \/ (exists r, row = Of_W (Sign_h r) /\ In r (set_profiles P)) \/
    (exists r, row = Sign_f r /\ In r (coordinates P)) -> In row (signed_rows P)).
  { intros row cases. unfold signed_rows, cone_rows. rewrite in_app_iff, !in_map_iff.
    destruct cases as [(i & j & t & -> & inc & int)|[(r & -> & inr)|[(r & -> & inr)|(r & -> & inr)]]].
    - left. eexists. split; [reflexivity|]. rewrite !in_app_iff, !in_map_iff. left. eexists. split; [reflexivity|].
      apply in_cell_profiles. split; assumption.
    - left. eexists. split; [reflexivity|]. rewrite !in_app_iff, !in_map_iff. right. left. eauto.
    - left. eexists. split; [reflexivity|]. rewrite !in_app_iff, !in_map_iff. right. right. eauto.
    - right. eauto. }
  split.
  - intros inside. split; [|intros c inc out; now apply off_side].
    apply side_cone_iff in inside as (equal & nonneg & _ & fpos).
    intros row inrow. fold (row_value z row). unfold turned, mass, other in *.
    destruct (kinds row inrow) as [(i & j & t & -> & inc & int)|[(r & -> & inr)|[(r & -> & inr)|(r & -> & inr)]]];
      cbn [side_demand cone_demand].
    + unfold meets. rewrite value_equation by assumption. specialize (equal i j t inc int).
      assert (zero : forall G, In G (sets P) -> In (G, t) (set_profiles P)) by (intros G inG; apply in_set_profiles; split; assumption).
      destruct plus.
      * rewrite (sum_ext (sets P) _ (fun G => indicator (member (i, j) G) * z (Entry_g (G, t)))); [lra|].
        intros G inG. destruct (nonneg (G, t) (zero G inG)) as (_ & ->). ring.
      * rewrite (sum_ext (sets P) _ (fun G => (-1) * (indicator (member (i, j) G) * z (Entry_h (G, t)))));
          [rewrite sum_scale; lra|].
        intros G inG. destruct (nonneg (G, t) (zero G inG)) as (_ & ->). ring.
    + unfold meets. rewrite value_g by assumption. destruct (nonneg r inr) as (pos & zero).
      destruct plus; [exact pos|rewrite zero; apply Qle_refl].
    + unfold meets. rewrite value_h by assumption. destruct (nonneg r inr) as (pos & zero).
      destruct plus; [rewrite zero; apply Qle_refl|exact pos].
    + specialize (fpos r inr). destruct plus; unfold meets; rewrite value_f by assumption; lra.
  - intros (rows & zero). apply side_cone_iff. unfold turned, mass, other.
    assert (other_zero : forall row, In row (set_profiles P) -> z (if plus then Entry_h row else Entry_g row) == 0).
    { intros row inn. apply zero; [now apply g_or_h|apply other_off]. }
    assert (at_row : forall row, In row (signed_rows P) -> meets (side_demand row) (row_value z row)) by exact rows.
    split; [|split; [|split]].
    + intros i j t inc int. pose proof (at_row (Of_W (Equation ((i, j), t)))
        (known _ (or_introl (ex_intro _ i (ex_intro _ j (ex_intro _ t (conj eq_refl (conj inc int)))))))) as equal.
      cbn [side_demand cone_demand meets] in equal. rewrite value_equation in equal by assumption.
      assert (inn : forall G, In G (sets P) -> In (G, t) (set_profiles P)) by (intros G inG; apply in_set_profiles; split; assumption).
      destruct plus.
      * rewrite (sum_ext (sets P) _ (fun G => indicator (member (i, j) G) * z (Entry_g (G, t)))) in equal; [lra|].
        intros G inG. rewrite (other_zero (G, t) (inn G inG)). ring.
      * rewrite (sum_ext (sets P) _ (fun G => (-1) * (indicator (member (i, j) G) * z (Entry_h (G, t))))) in equal;
          [rewrite sum_scale in equal; lra|].
        intros G inG. rewrite (other_zero (G, t) (inn G inG)). ring.
    + intros row inn. split; [|now apply other_zero].
      pose proof (at_row (Of_W (Sign_g row)) (known _ (or_intror (or_introl (ex_intro _ row (conj eq_refl inn)))))) as g.
      pose proof (at_row (Of_W (Sign_h row)) (known _ (or_intror (or_intror (or_introl (ex_intro _ row (conj eq_refl inn))))))) as h.
      cbn [side_demand cone_demand meets] in g, h. rewrite value_g in g by assumption. rewrite value_h in h by assumption.
      destruct plus; assumption.
    + intros G t inn out. assert (off : in_chain C (G, t) = false) by (apply not_true_is_false; now rewrite in_chain_iff).
      apply zero; [now apply g_or_h|now apply mass_off].
    + intros row inr. pose proof (at_row (Sign_f row) (known _ (or_intror (or_intror (or_intror (ex_intro _ row (conj eq_refl inr))))))) as f. cbn [side_demand] in f.
      destruct plus; cbn [meets] in f; rewrite value_f in f by assumption; lra.
Qed.

(** ** Generators *)

Hypothesis chains : chain_profile P C.

Theorem side_unimodular : totally_unimodular (signed_rows P) side_columns signed_integer_matrix.
Proof.
  apply (chains_unimodular P C chains). intros c inc. apply filter_In in inc as (inc & side).
  unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc.
  destruct inc as [(r & <- & _)|[([G t] & <- & inr)|([G t] & <- & inr)]]; simpl in side |- *; [exact I| |];
    apply andb_true_iff in side as (_ & side); apply in_chain_iff in side; apply in_set_profiles in inr; tauto.
Qed.

(** Vectors with entries -1, 0, 1 generate the cone. *)
Theorem side_cone_generated z :
  side_cone z ->
  exists parts : list (Q * (cone_column -> Z)),
    (forall k p, In (k, p) parts -> 0 <= k /\ (forall c, In c (cone_columns P) -> (-1 <= p c <= 1)%Z) /\
      side_cone (fun c => inject_Z (p c))) /\
    (forall c, In c (cone_columns P) -> z c == sum parts (fun part => fst part * inject_Z (snd part c))).
Proof.
  intros inside. apply side_cone_rows in inside as (rows & zero).
  assert (restricted : forall (x : cone_column -> Q) row, (forall c, In c (cone_columns P) -> on_side c = false -> x c == 0) ->
    sum side_columns (fun c => inject_Z (signed_integer_matrix row c) * x c)
    == sum (cone_columns P) (fun c => inject_Z (signed_integer_matrix row c) * x c)).
  { intros x row off. unfold side_columns. rewrite sum_filter. apply sum_ext. intros c inc.
    destruct (on_side c) eqn:E; [unfold indicator; ring|]. rewrite (off c inc E). ring. }
  destruct (sign_vectors_generate column_dec (signed_rows P) side_columns signed_integer_matrix side_demand z)
    as (parts & each & equal).
  - apply NoDup_filter, cone_columns_NoDup, well.
  - exact side_unimodular.
  - intros row inrow. specialize (rows row inrow). destruct (side_demand row); unfold meets in *; now rewrite restricted.
  - set (extend := fun (p : cone_column -> Z) c => if on_side c then p c else 0%Z).
    assert (off : forall p c, on_side c = false -> inject_Z (extend p c) == 0) by (intros p c E; unfold extend; rewrite E; reflexivity).
    assert (on : forall p row, sum side_columns (fun c => inject_Z (signed_integer_matrix row c) * inject_Z (extend p c))
      == sum side_columns (fun c => inject_Z (signed_integer_matrix row c) * inject_Z (p c))).
    { intros p row. apply sum_ext. intros c inc. apply filter_In in inc as (_ & E). unfold extend. now rewrite E. }
    exists (map (fun part => (fst part, extend (snd part))) parts). split.
    + intros k p inp. apply in_map_iff in inp as ([k' p'] & E & inp). inversion E; subst. simpl.
      destruct (each k p' inp) as (nonneg & small & inside). split; [assumption|]. split.
      * intros c inc. unfold extend. destruct (on_side c) eqn:side; [|lia]. apply small. apply filter_In. split; assumption.
      * apply side_cone_rows. split; [|intros c _; apply off].
        intros row inrow. specialize (inside row inrow).
        assert (same : sum (cone_columns P) (fun c => inject_Z (signed_integer_matrix row c) * inject_Z (extend p' c))
          == sum side_columns (fun c => inject_Z (signed_integer_matrix row c) * inject_Z (p' c))).
        { rewrite <- on. symmetry. apply (restricted (fun c => inject_Z (extend p' c))). intros c _. apply off. }
        destruct (side_demand row); unfold meets in *; now rewrite same.
    + intros c inc. rewrite sum_map. cbn [fst snd]. destruct (on_side c) eqn:E.
      * rewrite equal by (apply filter_In; split; assumption). apply sum_ext. intros part _. unfold extend. now rewrite E.
      * rewrite (zero c inc E). symmetry. apply sum_zero. intros part _. rewrite off by assumption. ring.
Qed.

End Chains.
