(** LY, Lemma 7, "only if", for chains of nonempty sets: an extreme ray of W+(C1) or of W-(C2) is, up to scaling, the vector
    that the lemma lists for some S, namely for the S of the coordinates where f is not 0.  For all problems with quotas on
    all sets. *)

From Allocation Require Export Proofs.LinearAlgebra Proofs.LangYang.ConicCharacterization Layers Claims.LangYangSection4.
From Allocation Require Import Proofs.LangYang.Hierarchies.

Definition signed_row_dec : decidable_names signed_row.
Proof. unfold decidable_names. repeat decide equality. Defined.

Section Chains.

Variable P : problem.
Variable C : profile -> list cell_set.
Hypotheses (well : well_formed_problem P) (all : all_sets P) (chains : chain_profile P C).
Hypothesis nonempty : forall t, In t (profiles P) -> ~ In [] (C t).

Lemma chain_greatest (l : list cell_set) : l <> [] -> chain l -> exists U, In U l /\ forall V, In V l -> incl V U.
Proof.
  induction l as [|G l IH]; intros some nested; [congruence|]. destruct l as [|H l].
  - exists G. split; [now left|]. intros V [<-|[]] c inc. assumption.
  - destruct IH as (U & inU & greatest); [discriminate|intros A B inA inB; apply nested; now right|].
    destruct (nested G U (or_introl eq_refl) (or_intror inU)) as [inside|inside].
    + exists U. split; [now right|]. intros V [<-|inV]; [assumption|now apply greatest].
    + exists G. split; [now left|]. intros V [<-|inV] c inc; [assumption|]. now apply inside, (greatest V inV).
Qed.

Lemma is_positive_comp u v : u == v -> is_positive u = is_positive v.
Proof. intros E. apply eq_true_iff_eq. rewrite !is_positive_iff, E. reflexivity. Qed.

(** The pairs that are covered by sets of a chain with weights that are not negative: the largest set with a weight. *)
Lemma covered_set (w : cell_set -> Q) t :
  In t (profiles P) -> (forall G, In G (sets P) -> 0 <= w G) -> (forall G, In G (sets P) -> ~ In G (C t) -> w G == 0) ->
  let I := filter (fun c => is_positive (sum (sets P) (fun G => indicator (member c G) * w G))) (cells P) in
  I <> [] -> 0 < w I.
Proof.
  intros int nonneg supported I some. set (l := filter (fun G => is_positive (w G)) (sets P)).
  assert (in_l : forall G, In G l <-> In G (sets P) /\ 0 < w G) by (intros; unfold l; now rewrite filter_In, is_positive_iff).
  assert (in_C : forall G, In G l -> In G (C t)).
  { intros G inG. apply in_l in inG. destruct inG as (inG & positive).
    destruct (in_dec set_dec G (C t)) as [|notin]; [assumption|]. specialize (supported G inG notin). lra. }
  assert (uncovered : forall c, (forall G, In G l -> ~ In c G) -> sum (sets P) (fun G => indicator (member c G) * w G) == 0).
  { intros c none. apply sum_zero. intros G inG. destruct (member c G) eqn:E; [|unfold indicator; ring].
    apply member_iff in E. specialize (nonneg G inG). destruct (Qlt_le_dec 0 (w G)) as [positive|le].
    - exfalso. apply (none G); [now apply in_l|assumption].
    - assert (w G == 0) by lra. rewrite H. ring. }
  assert (l_some : l <> []).
  { intros E. destruct I as [|c J] eqn:EI; [congruence|]. assert (inc : In c I) by (rewrite EI; now left).
    apply filter_In in inc. destruct inc as (_ & positive). apply is_positive_iff in positive.
    rewrite uncovered in positive; [lra|]. rewrite E. intros G []. }
  destruct (chain_greatest l l_some) as (U & inU & greatest).
  { intros G H inG inH. destruct (chains t int) as (_ & nested). now apply nested; apply in_C. }
  assert (E : I = U); [|rewrite E; now apply in_l].
  apply (subsets_extensional (cells P)); [apply cells_NoDup|apply filter_in_subsets| |].
  - apply (well_structure P well). now apply in_l.
  - intros c. unfold I. rewrite filter_In, is_positive_iff. split.
    + intros (_ & positive). destruct (in_dec cell_dec c U) as [|notin]; [assumption|exfalso].
      rewrite uncovered in positive; [lra|]. intros G inG inc. apply notin. now apply (greatest G inG).
    + intros inc. apply in_l in inU. destruct inU as (inU & positive). split.
      * apply (subsets_incl (cells P) U); [now apply (well_structure P well)|assumption].
      * apply Qlt_le_trans with (w U); [assumption|]. apply member_iff in inc.
        apply Qle_trans with (indicator (member c U) * w U); [rewrite inc; unfold indicator; lra|].
        clear -inU nonneg. induction (sets P) as [|G m IH]; [destruct inU|]. cbn [sum].
        assert (rest : 0 <= sum m (fun G => indicator (member c G) * w G)).
        { apply sum_nonneg. intros H inH. specialize (nonneg H (or_intror inH)). unfold indicator. destruct (member c H); lra. }
        assert (first : 0 <= indicator (member c G) * w G)
          by (specialize (nonneg G (or_introl eq_refl)); unfold indicator; destruct (member c G); lra).
        destruct inU as [->|inU]; [lra|]. specialize (IH (fun H inH => nonneg H (or_intror inH)) inU). lra.
Qed.

(** The values of the rows. *)
Lemma value_Of_W row z : value (cone_columns P) signed_matrix z (Of_W row) == value (cone_columns P) (rational projection_matrix) z row.
Proof. reflexivity. Qed.

Lemma value_Sign_f row z : In row (coordinates P) -> value (cone_columns P) signed_matrix z (Sign_f row) == z (Entry_f row).
Proof.
  intros inr. unfold value, cone_columns. rewrite !sum_app, !sum_map. cbn [signed_matrix].
  rewrite (sum_zero (set_profiles P)), (sum_zero (set_profiles P)) by (intros; ring).
  rewrite (sum_single coordinate_eqb (coordinates P) row (fun s => z (Entry_f s))); [ring| |apply coordinates_NoDup|assumption].
  intros [[i ti] j] [[k tk] l]. unfold coordinate_eqb. rewrite !andb_true_iff, !Nat.eqb_eq.
  split; [intros [[-> ->] ->]; reflexivity|intros E; injection E; intuition].
Qed.

Lemma value_Sign_g row z : In row (set_profiles P) -> value (cone_columns P) (rational projection_matrix) z (Sign_g row) == z (Entry_g row).
Proof.
  intros inr. unfold value, cone_columns, rational. rewrite !sum_app, !sum_map. cbn [projection_matrix].
  rewrite (sum_zero (coordinates P)) by (intros; ring). rewrite (sum_zero (set_profiles P) (fun b => inject_Z 0 * _)) by (intros; ring).
  rewrite (sum_ext (set_profiles P) _ (fun s => indicator (same_set_profile row s) * z (Entry_g s)))
    by (intros s _; destruct (same_set_profile row s); reflexivity).
  rewrite (sum_single same_set_profile (set_profiles P) row (fun s => z (Entry_g s)));
    [ring| |now apply set_profiles_NoDup, well_structure|assumption].
  intros [G t] [H u]. unfold same_set_profile. cbn [fst snd]. rewrite andb_true_iff, set_eqb_iff, profile_eqb_iff.
  split; [intros [-> ->]; reflexivity|intros E; injection E; intuition].
Qed.

Lemma value_Sign_h row z : In row (set_profiles P) -> value (cone_columns P) (rational projection_matrix) z (Sign_h row) == z (Entry_h row).
Proof.
  intros inr. unfold value, cone_columns, rational. rewrite !sum_app, !sum_map. cbn [projection_matrix].
  rewrite (sum_zero (coordinates P)) by (intros; ring). rewrite (sum_zero (set_profiles P) (fun b => inject_Z 0 * _)) by (intros; ring).
  rewrite (sum_ext (set_profiles P) _ (fun s => indicator (same_set_profile row s) * z (Entry_h s)))
    by (intros s _; destruct (same_set_profile row s); reflexivity).
  rewrite (sum_single same_set_profile (set_profiles P) row (fun s => z (Entry_h s)));
    [ring| |now apply set_profiles_NoDup, well_structure|assumption].
  intros [G t] [H u]. unfold same_set_profile. cbn [fst snd]. rewrite andb_true_iff, set_eqb_iff, profile_eqb_iff.
  split; [intros [-> ->]; reflexivity|intros E; injection E; intuition].
Qed.

Lemma value_Equation e z : value (cone_columns P) (rational projection_matrix) z (Equation e) ==
  - sum (coordinates P) (fun row => inject_Z (matrix_B row e) * z (Entry_f row))
  + sum (set_profiles P) (fun row => inject_Z (matrix_C row e) * z (Entry_g row))
  - sum (set_profiles P) (fun row => inject_Z (matrix_C row e) * z (Entry_h row)).
Proof.
  unfold value, cone_columns, rational. rewrite !sum_app, !sum_map. cbn [projection_matrix].
  rewrite (sum_ext (coordinates P) _ (fun row => (-1) * (inject_Z (matrix_B row e) * z (Entry_f row))))
    by (intros; rewrite inject_Z_opp; ring).
  rewrite (sum_ext (set_profiles P) (fun row => inject_Z (- matrix_C row e) * _)
    (fun row => (-1) * (inject_Z (matrix_C row e) * z (Entry_h row)))) by (intros; rewrite inject_Z_opp; ring).
  rewrite !sum_scale. ring.
Qed.

(** A ray z and a vector p of W whose f, g and h vanish where those of z do: p is a multiple of z. *)
Lemma multiple_of_ray (cone : (cone_column -> Q) -> Prop) (z p : cone_column -> Q) :
  extreme_ray (cone_columns P) (signed_rows P) signed_matrix cone z ->
  projection_cone P (fun row => p (Entry_f row)) (fun row => p (Entry_g row)) (fun row => p (Entry_h row)) ->
  (forall c, In c (cone_columns P) -> z c == 0 -> p c == 0) ->
  exists s, same_vector (cone_columns P) p (fun c => s * z c).
Proof.
  intros (_ & nonzero & binding & once & among & binds & free & count) (equation & _) vanish.
  apply (kernel_line signed_row_dec (cone_columns P) signed_matrix binding z p once free count binds); [|exact nonzero].
  intros row inb. specialize (among row inb). specialize (binds row inb).
  unfold signed_rows, cone_rows in among. rewrite in_app_iff, !in_map_iff in among.
  destruct among as [(r & <- & inr)|(r & <- & inr)].
  - rewrite !in_app_iff, !in_map_iff in inr. destruct inr as [(e & <- & ine)|[(s & <- & ins)|(s & <- & ins)]].
    + rewrite value_Of_W, value_Equation. now apply equation.
    + rewrite value_Of_W, value_Sign_g in * by assumption. apply vanish; [|assumption].
      apply in_app_iff. right. apply in_app_iff. left. now apply in_map.
    + rewrite value_Of_W, value_Sign_h in * by assumption. apply vanish; [|assumption].
      apply in_app_iff. right. apply in_app_iff. right. now apply in_map.
  - rewrite value_Sign_f in * by assumption. apply vanish; [|assumption]. apply in_app_iff. left. now apply in_map.
Qed.

(** The set of a strategy, as a solution with g = 1 on it. *)
Lemma listed_covers S t c :
  In c (cells P) -> In t (profiles P) ->
  sum (sets P) (fun G => indicator (member c G) * indicator (concerned P S t && set_eqb G (intersection P t S)))
  == indicator (S (fst c) (type_of t (fst c)) (snd c)).
Proof.
  intros inc int. destruct (concerned P S t) eqn:E.
  - rewrite (sum_ext (sets P) _ (fun G => indicator (if set_dec (intersection P t S) G then true else false) * indicator (member c G))).
    + rewrite (sum_one set_dec (sets P) (intersection P t S) (fun G => indicator (member c G))).
      * unfold intersection. assert (M : member c (filter (fun c => S (fst c) (type_of t (fst c)) (snd c)) (cells P))
          = S (fst c) (type_of t (fst c)) (snd c)) by (apply eq_true_iff_eq; rewrite member_iff, filter_In; tauto). now rewrite M.
      * apply (well_structure P well).
      * apply all, filter_in_subsets.
    + intros G _. cbn [andb]. destruct (set_dec (intersection P t S) G) as [<-|n].
      * rewrite (proj2 (set_eqb_iff _ _) eq_refl). ring.
      * destruct (set_eqb G (intersection P t S)) eqn:E'; [apply set_eqb_iff in E'; congruence|]. unfold indicator. ring.
  - rewrite sum_zero by (intros; unfold indicator at 2; simpl; ring).
    destruct (S (fst c) (type_of t (fst c)) (snd c)) eqn:chosen; [|reflexivity].
    assert (H : concerned P S t = true); [|congruence]. apply existsb_exists. now exists c.
Qed.

Lemma concerned_set_nonempty S t : concerned P S t = true -> intersection P t S <> [].
Proof.
  unfold concerned, intersection. intros some E. apply existsb_exists in some. destruct some as (c & inc & chosen).
  assert (H : In c (filter (fun c => S (fst c) (type_of t (fst c)) (snd c)) (cells P))) by (apply filter_In; now split).
  rewrite E in H. destruct H.
Qed.

Theorem plus_rays (z : cone_column -> Q) : ray_of_W_plus P C z -> exists S, positive_multiple (cone_columns P) z (listed_plus P S).
Proof.
  intros ray. pose proof ray as (((inW & support_g & _) & f_nonneg & h_zero) & nonzero & _).
  apply (projection_cone_iff P (well_structure P well)) in inW. destruct inW as (equal & signs).
  set (S := fun i ti j => is_positive (z (Entry_f (i, ti, j)))).
  assert (cover : forall i j t, In (i, j) (cells P) -> In t (profiles P) ->
    z (Entry_f (i, type_of t i, j)) == sum (sets P) (fun G => indicator (member (i, j) G) * z (Entry_g (G, t)))).
  { intros i j t inc int. rewrite (equal i j t inc int). apply sum_ext. intros G inG.
    rewrite (h_zero (G, t)) by now apply in_set_profiles. ring. }
  assert (on_top : forall t, In t (profiles P) -> concerned P S t = true -> 0 < z (Entry_g (intersection P t S, t))).
  { intros t int some. assert (E : intersection P t S =
      filter (fun c => is_positive (sum (sets P) (fun G => indicator (member c G) * z (Entry_g (G, t))))) (cells P)).
    { apply filter_ext_in. intros [i j] inc. apply is_positive_comp. now apply cover. }
    pose proof (concerned_set_nonempty S t some) as ne. rewrite E in *.
    apply (covered_set (fun G => z (Entry_g (G, t))) t int); [| |exact ne].
    - intros G inG. now apply signs.
    - intros G inG notin. apply support_g; [now apply in_set_profiles|assumption]. }
  assert (vanish : forall c, In c (cone_columns P) -> z c == 0 -> listed_plus P S c == 0).
  { intros c inc zero. unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc.
    destruct inc as [([[i ti] j] & <- & inr)|[([G t] & <- & inr)|([G t] & <- & inr)]]; cbn [listed_plus].
    - unfold S. destruct (is_positive (z (Entry_f (i, ti, j)))) eqn:E; [apply is_positive_iff in E; lra|reflexivity].
    - destruct (concerned P S t && set_eqb G (intersection P t S)) eqn:E; [|reflexivity]. apply andb_true_iff in E.
      destruct E as (some & same). apply set_eqb_iff in same. subst G. apply in_set_profiles in inr.
      specialize (on_top t (proj2 inr) some). lra.
    - reflexivity. }
  destruct (multiple_of_ray (of_columns (W_plus P C)) z (listed_plus P S) ray) as (s & multiple).
  - apply (projection_cone_iff P (well_structure P well)). split.
    + intros i j t inc int. cbn [listed_plus]. symmetry.
      rewrite (sum_ext (sets P) _ (fun G => indicator (member (i, j) G) *
        indicator (concerned P S t && set_eqb G (intersection P t S)))) by (intros; ring).
      apply (listed_covers S t (i, j) inc int).
    + intros G t _ _. cbn [listed_plus]. unfold indicator. destruct (_ && _); split; discriminate.
  - exact vanish.
  - (* f is positive somewhere, else all is 0 *)
    destruct (existsb (fun row => is_positive (z (Entry_f row))) (coordinates P)) eqn:some.
    + apply existsb_exists in some. destruct some as ([[i ti] j] & inr & positive).
      assert (inc : In (Entry_f (i, ti, j)) (cone_columns P)) by (apply in_app_iff; left; now apply in_map).
      pose proof (multiple _ inc) as M. cbn [listed_plus] in M. unfold S in M. rewrite positive in M. unfold indicator in M.
      apply is_positive_iff in positive. assert (s_positive : 0 < s).
      { destruct (Qlt_le_dec 0 s) as [|le]; [assumption|]. assert (s * z (Entry_f (i, ti, j)) <= 0) by nra. lra. }
      exists S, (/ s). split; [now apply Qinv_lt_0_compat|]. intros c inc'. rewrite (multiple c inc'). field. lra.
    + exfalso. apply nonzero.
      assert (f_zero : forall row, In row (coordinates P) -> z (Entry_f row) == 0).
      { intros row inr. specialize (f_nonneg row inr). destruct (Qlt_le_dec 0 (z (Entry_f row))) as [positive|le]; [|lra].
        assert (H : existsb (fun row => is_positive (z (Entry_f row))) (coordinates P) = true); [|congruence].
        apply existsb_exists. exists row. split; [assumption|now apply is_positive_iff]. }
      intros c inc. unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc.
      destruct inc as [(r & <- & inr)|[([G t] & <- & inr)|([G t] & <- & inr)]]; [now apply f_zero| |now apply h_zero].
      pose proof inr as parts. apply in_set_profiles in parts. destruct parts as (inG & int).
      destruct (in_dec set_dec G (C t)) as [inC|notin]; [|now apply support_g].
      destruct G as [|c G]; [exfalso; now apply (nonempty t int)|].
      assert (inside : In c (cells P)) by (apply (subsets_incl (cells P) (c :: G)); [now apply (well_structure P well)|now left]).
      destruct c as [i j]. pose proof (cover i j t inside int) as total.
      rewrite (f_zero _ (coordinate_of P (types_each P well) t i j int inside)) in total. symmetry in total.
      assert (N : forall H, In H (sets P) -> 0 <= indicator (member (i, j) H) * z (Entry_g (H, t))).
      { intros H inH. destruct (signs H t inH int). unfold indicator. destruct (member (i, j) H); lra. }
      assert (Z : indicator (member (i, j) ((i, j) :: G)) * z (Entry_g ((i, j) :: G, t)) == 0)
        by exact (sum_zero_terms (sets P) (fun H => indicator (member (i, j) H) * z (Entry_g (H, t))) N total _ inG).
      rewrite (proj2 (member_iff (i, j) ((i, j) :: G)) (or_introl eq_refl)) in Z. unfold indicator in Z. rewrite Qmult_1_l in Z.
      exact Z.
Qed.

Theorem minus_rays (z : cone_column -> Q) : ray_of_W_minus P C z -> exists S, positive_multiple (cone_columns P) z (listed_minus P S).
Proof.
  intros ray. pose proof ray as (((inW & _ & support_h) & f_nonpos & g_zero) & nonzero & _).
  apply (projection_cone_iff P (well_structure P well)) in inW. destruct inW as (equal & signs).
  set (S := fun i ti j => is_positive (- z (Entry_f (i, ti, j)))).
  assert (cover : forall i j t, In (i, j) (cells P) -> In t (profiles P) ->
    - z (Entry_f (i, type_of t i, j)) == sum (sets P) (fun G => indicator (member (i, j) G) * z (Entry_h (G, t)))).
  { intros i j t inc int. rewrite (equal i j t inc int).
    setoid_replace (- sum (sets P) (fun G => indicator (member (i, j) G) * (z (Entry_g (G, t)) - z (Entry_h (G, t)))))
      with ((-1) * sum (sets P) (fun G => indicator (member (i, j) G) * (z (Entry_g (G, t)) - z (Entry_h (G, t))))) by ring.
    rewrite <- sum_scale. apply sum_ext. intros G inG. rewrite (g_zero (G, t)) by now apply in_set_profiles. ring. }
  assert (on_top : forall t, In t (profiles P) -> concerned P S t = true -> 0 < z (Entry_h (intersection P t S, t))).
  { intros t int some. assert (E : intersection P t S =
      filter (fun c => is_positive (sum (sets P) (fun G => indicator (member c G) * z (Entry_h (G, t))))) (cells P)).
    { apply filter_ext_in. intros [i j] inc. apply is_positive_comp. now apply cover. }
    pose proof (concerned_set_nonempty S t some) as ne. rewrite E in *.
    apply (covered_set (fun G => z (Entry_h (G, t))) t int); [| |exact ne].
    - intros G inG. now apply signs.
    - intros G inG notin. apply support_h; [now apply in_set_profiles|assumption]. }
  assert (vanish : forall c, In c (cone_columns P) -> z c == 0 -> listed_minus P S c == 0).
  { intros c inc zero. unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc.
    destruct inc as [([[i ti] j] & <- & inr)|[([G t] & <- & inr)|([G t] & <- & inr)]]; cbn [listed_minus].
    - unfold S. destruct (is_positive (- z (Entry_f (i, ti, j)))) eqn:E; [apply is_positive_iff in E; lra|reflexivity].
    - reflexivity.
    - destruct (concerned P S t && set_eqb G (intersection P t S)) eqn:E; [|reflexivity]. apply andb_true_iff in E.
      destruct E as (some & same). apply set_eqb_iff in same. subst G. apply in_set_profiles in inr.
      specialize (on_top t (proj2 inr) some). lra. }
  destruct (multiple_of_ray (of_columns (W_minus P C)) z (listed_minus P S) ray) as (s & multiple).
  - apply (projection_cone_iff P (well_structure P well)). split.
    + intros i j t inc int. cbn [listed_minus]. symmetry.
      rewrite (sum_ext (sets P) _ (fun G => (-1) * (indicator (member (i, j) G) *
        indicator (concerned P S t && set_eqb G (intersection P t S))))) by (intros; ring).
      rewrite sum_scale, (listed_covers S t (i, j) inc int). cbn [fst snd]. ring.
    + intros G t _ _. cbn [listed_minus]. unfold indicator. destruct (_ && _); split; discriminate.
  - exact vanish.
  - (* f is negative somewhere, else all is 0 *)
    destruct (existsb (fun row => is_positive (- z (Entry_f row))) (coordinates P)) eqn:some.
    + apply existsb_exists in some. destruct some as ([[i ti] j] & inr & positive).
      assert (inc : In (Entry_f (i, ti, j)) (cone_columns P)) by (apply in_app_iff; left; now apply in_map).
      pose proof (multiple _ inc) as M. cbn [listed_minus] in M. unfold S in M. rewrite positive in M. unfold indicator in M.
      apply is_positive_iff in positive. assert (s_positive : 0 < s).
      { destruct (Qlt_le_dec 0 s) as [|le]; [assumption|]. assert (0 <= s * z (Entry_f (i, ti, j))) by nra. lra. }
      exists S, (/ s). split; [now apply Qinv_lt_0_compat|]. intros c inc'. rewrite (multiple c inc'). field. lra.
    + exfalso. apply nonzero.
      assert (f_zero : forall row, In row (coordinates P) -> z (Entry_f row) == 0).
      { intros row inr. specialize (f_nonpos row inr). destruct (Qlt_le_dec 0 (- z (Entry_f row))) as [positive|le]; [|lra].
        assert (H : existsb (fun row => is_positive (- z (Entry_f row))) (coordinates P) = true); [|congruence].
        apply existsb_exists. exists row. split; [assumption|now apply is_positive_iff]. }
      intros c inc. unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc.
      destruct inc as [(r & <- & inr)|[([G t] & <- & inr)|([G t] & <- & inr)]]; [now apply f_zero|now apply g_zero|].
      pose proof inr as parts. apply in_set_profiles in parts. destruct parts as (inG & int).
      destruct (in_dec set_dec G (C t)) as [inC|notin]; [|now apply support_h].
      destruct G as [|c G]; [exfalso; now apply (nonempty t int)|].
      assert (inside : In c (cells P)) by (apply (subsets_incl (cells P) (c :: G)); [now apply (well_structure P well)|now left]).
      destruct c as [i j]. pose proof (cover i j t inside int) as total.
      rewrite (f_zero _ (coordinate_of P (types_each P well) t i j int inside)) in total.
      assert (total' : sum (sets P) (fun G => indicator (member (i, j) G) * z (Entry_h (G, t))) == 0) by (rewrite <- total; ring).
      assert (N : forall H, In H (sets P) -> 0 <= indicator (member (i, j) H) * z (Entry_h (H, t))).
      { intros H inH. destruct (signs H t inH int). unfold indicator. destruct (member (i, j) H); lra. }
      assert (Z : indicator (member (i, j) ((i, j) :: G)) * z (Entry_h ((i, j) :: G, t)) == 0)
        by exact (sum_zero_terms (sets P) (fun H => indicator (member (i, j) H) * z (Entry_h (H, t))) N total' _ inG).
      rewrite (proj2 (member_iff (i, j) ((i, j) :: G)) (or_introl eq_refl)) in Z. unfold indicator in Z. rewrite Qmult_1_l in Z.
      exact Z.
Qed.

End Chains.

(*| lang-yang-2023/lemma-7.only-if | chains of nonempty sets | proved |*)
Theorem LY_Lemma_7_only_if_nonempty_holds : LY_Lemma_7_only_if_nonempty.
Proof.
  intros P C z well all chains nonempty. split; [now apply plus_rays|now apply minus_rays].
Qed.
