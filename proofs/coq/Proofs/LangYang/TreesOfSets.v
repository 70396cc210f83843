(** What replaces Theorem 2(2) of LY: trees of sets preserve total unimodularity, whatever the numbers of types are.

    Signs for some rows of M*: the sets within a largest set A are a hierarchy, whose rows have signs with sums 0 and 1; they
    are turned by a sign of A.  A row of B has the opposite sign of the largest set of its cell.  Two largest sets that cross
    meet in one cell; they have the same sign if its row of B is there, else opposite ones.  This can be done as they are a
    forest. *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.LangYang.Hierarchies Proofs.LangYang.Bookkeeping.
From Allocation Require Import Certificates.Minors LangYang.

(** Two sets cross: they meet and neither contains the other. *)
Definition crossing (G H : cell_set) : Prop := (exists c, In c G /\ In c H) /\ ~ incl G H /\ ~ incl H G.

(** They meet in one cell, whose agent has one type. *)
Definition meet_in_a_certain_cell (S : structure) (G H : cell_set) : Prop :=
  exists c, (forall d, In d G -> In d H -> d = c) /\ nth (fst c) (types S) 0%nat = 1%nat.

(** In no other set. *)
Definition largest (S : structure) (A : cell_set) : Prop :=
  In A (sets S) /\ forall G, In G (sets S) -> incl A G -> incl G A.

(** Sets, joined where they cross, are a forest: they can be listed so that each crosses one at most of those behind it. *)
Fixpoint forest (l : list cell_set) : Prop :=
  match l with
  | [] => True
  | A :: rest => (forall B B', In B rest -> In B' rest -> crossing A B -> crossing A B' -> B = B') /\ forest rest
  end.

Definition trees (S : structure) : Prop :=
  (forall G H, In G (sets S) -> In H (sets S) -> crossing G H -> meet_in_a_certain_cell S G H) /\
  (forall F G H, In F (sets S) -> In G (sets S) -> In H (sets S) -> crossing G H -> ~ (incl G F /\ incl H F)) /\
  exists l, NoDup l /\ (forall A, In A l <-> largest S A) /\ forest l.

(*| lang-yang-2023/theorem-2.2 | corrected: trees | statement |*)
Definition LY_Theorem_2_2_trees : Prop := forall S, well_formed S -> trees S -> preserves_total_unimodularity S.

Local Open Scope Z_scope.

(** ** Tests *)

Definition contained (G H : cell_set) : bool := forallb (fun c => member c H) G.

Lemma contained_spec G H : contained G H = true <-> incl G H.
Proof.
  unfold contained. rewrite forallb_forall. split; intros inside c inc; [now apply member_iff, inside|apply member_iff; now apply inside].
Qed.

Definition cross_test (G H : cell_set) : bool :=
  existsb (fun c => member c H) G && negb (contained G H) && negb (contained H G).

Lemma cross_test_spec G H : cross_test G H = true <-> crossing G H.
Proof.
  unfold cross_test, crossing. rewrite !andb_true_iff, existsb_exists, !negb_true_iff, <- !not_true_iff_false, !contained_spec.
  split.
  - intros (((c & inc & inH) & N) & N'). split; [exists c; split; [exact inc|now apply member_iff]|tauto].
  - intros ((c & inc & inH) & N & N'). split; [split; [exists c; split; [exact inc|now apply member_iff]|]|]; assumption.
Qed.

Lemma crossing_sym G H : crossing G H -> crossing H G.
Proof. intros ((c & inc & inH) & N & N'). split; [now exists c|tauto]. Qed.

(** ** Signs of the largest sets *)

(** Sets of a forest have signs that are the same, or opposite, for each two that cross, as one likes. *)
Lemma forest_signs (same : cell_set -> cell_set -> bool) l :
  (forall A B, same A B = same B A) -> NoDup l -> forest l ->
  exists orientation : cell_set -> Z,
    (forall A, sign (orientation A)) /\
    forall A B, In A l -> In B l -> crossing A B -> orientation A = (if same A B then 1 else -1) * orientation B.
Proof.
  intros symmetric nodup. induction nodup as [|A l notin nodup IH]; intros wood.
  - exists (fun _ => 1). split; [intros A; now left|intros A B []].
  - destruct wood as [one wood]. destruct (IH wood) as (orientation & signs & fits).
    set (own := match find (cross_test A) l with Some B => (if same A B then 1 else -1) * orientation B | None => 1 end).
    assert (own_sign : sign own).
    { unfold own. destruct (find _ l) as [B|]; [|now left]. specialize (signs B). unfold sign in *. destruct (same A B); lia. }
    assert (own_fits : forall B, In B l -> crossing A B -> own = (if same A B then 1 else -1) * orientation B).
    { intros B inB crosses. unfold own. destruct (find (cross_test A) l) as [B'|] eqn:found.
      - apply find_some in found. destruct found as [inB' crosses']. apply cross_test_spec in crosses'.
        now rewrite (one B B' inB inB' crosses crosses').
      - apply cross_test_spec in crosses. now rewrite (find_none _ _ found B inB) in crosses. }
    exists (fun B => if set_eqb B A then own else orientation B). split; [intros B; destruct (set_eqb B A); auto|].
    assert (itself : set_eqb A A = true) by now apply set_eqb_spec.
    assert (others : forall B, In B l -> set_eqb B A = false).
    { intros B inB. destruct (set_eqb B A) eqn:F; [|reflexivity]. apply set_eqb_spec in F. subst. contradiction. }
    intros B C [<-|inB] [<-|inC] crosses.
    + destruct crosses as (_ & N & _). exfalso. apply N, incl_refl.
    + rewrite itself, (others C inC). now apply own_fits.
    + rewrite itself, (others B inB). rewrite (own_fits B inB (crossing_sym _ _ crosses)), symmetric.
      destruct (signs B) as [-> | ->]; destruct (same A B); reflexivity.
    + rewrite (others B inB), (others C inC). now apply fits.
Qed.

(** ** Signs of the rows within the largest sets *)

Fixpoint sum_over (l : list cell_set) (f : cell_set -> Z) : Z :=
  match l with
  | [] => 0
  | A :: rest => f A + sum_over rest f
  end.

Lemma sum_over_ext l f g : (forall A, In A l -> f A = g A) -> sum_over l f = sum_over l g.
Proof. induction l as [|A l IH]; simpl; intros same; [reflexivity|]. rewrite same, IH; auto. Qed.

Lemma sum_over_filter l test f : (forall A, In A l -> test A = false -> f A = 0) -> sum_over l f = sum_over (filter test l) f.
Proof.
  induction l as [|A l IH]; simpl; intros zero; [reflexivity|]. rewrite IH by auto.
  destruct (test A) eqn:F; simpl; [reflexivity|]. now rewrite zero by auto.
Qed.

Definition row_within (A : cell_set) (row : stacked_row) : bool := match row with inr (G, _) => contained G A | inl _ => false end.

Section Sets.

Variable columns : list (cell * profile).

Lemma signs_within orientation l rows :
  NoDup l -> (forall A, sign (orientation A)) ->
  (forall r, In r rows -> exists A, In A l /\ row_within A r = true) ->
  (forall A, In A l -> laminar stacked_has columns (filter (row_within A) rows)) ->
  exists signs (part : cell_set -> cell * profile -> Z),
    Permutation (map snd signs) rows /\ Forall (fun p => sign (fst p)) signs /\
    (forall A c t, In (c, t) columns -> 0 <= part A (c, t) <= 1 /\ (member c A = false -> part A (c, t) = 0)) /\
    forall column, In column columns ->
      weighted (incidence stacked_has) signs column = sum_over l (fun A => orientation A * part A column).
Proof.
  intros nodup oriented. revert rows. induction nodup as [|A l notin nodup IH]; intros rows covered nested.
  - exists [], (fun _ _ => 0). split.
    + destruct rows as [|r rows]; [constructor|]. destruct (covered r (or_introl eq_refl)) as (A & [] & _).
    + split; [constructor|]. split; [intros; split; [lia|reflexivity]|reflexivity].
  - destruct (laminar_signs stacked_has columns (filter (row_within A) rows)) as (own & names & are_signs & bounds);
      [apply nested; now left|].
    destruct (IH (filter (fun r => negb (row_within A r)) rows)) as (signs & part & names' & are_signs' & parts & sums).
    { intros r inr. apply filter_In in inr. destruct inr as [inr outside]. destruct (covered r inr) as (B & [<-|inB] & H).
      - rewrite H in outside. discriminate.
      - now exists B. }
    { intros B inB r s inr ins. apply (nested B); [now right|..]; rewrite !filter_In in *; tauto. }
    exists (map (fun p => (orientation A * fst p, snd p)) own ++ signs).
    exists (fun B column => if set_eqb B A then weighted (incidence stacked_has) own column else part B column).
    split; [|split; [|split]].
    + rewrite map_app, map_map. simpl. rewrite names, names'.
      clear. induction rows as [|r rows IH]; simpl; [constructor|]. destruct (row_within A r); simpl; [now constructor|].
      rewrite <- Permutation_middle. now constructor.
    + apply Forall_app. split; [|exact are_signs']. apply Forall_forall. intros p inp. apply in_map_iff in inp.
      destruct inp as (q & <- & inq). rewrite Forall_forall in are_signs. specialize (are_signs q inq).
      specialize (oriented A). unfold sign in *. simpl. nia.
    + intros B c t inc. destruct (set_eqb B A) eqn:F; [|now apply parts]. apply set_eqb_spec in F. subst B.
      split; [now apply bounds|]. intros outside.
      assert (zero : forall r, In r (map snd own) -> incidence stacked_has r (c, t) = 0).
      { intros r inr. apply (Permutation_in r names) in inr. apply filter_In in inr. destruct inr as [_ inr].
        destruct r as [|[G u]]; [discriminate|]. simpl in inr. apply contained_spec in inr. unfold incidence. simpl.
        destruct (member c G) eqn:inG; [|reflexivity]. apply member_iff, inr, member_iff in inG. congruence. }
      clear - zero. induction own as [|[k r] own IH]; simpl in *; [reflexivity|]. rewrite zero by auto. rewrite IH by auto. ring.
    + intros column inc. rewrite weighted_app, (sums column inc). cbn [sum_over].
      rewrite (proj2 (set_eqb_spec A A) eq_refl). f_equal.
      * clear. induction own as [|[k r] own IH]; simpl; [ring|]. rewrite IH. ring.
      * apply sum_over_ext. intros B inB. destruct (set_eqb B A) eqn:F; [|reflexivity]. apply set_eqb_spec in F. subst. contradiction.
Qed.

End Sets.

(** ** Rows of B *)

Definition cell_of (row : stacked_row) : cell := match row with inl (i, _, j) => (i, j) | inr _ => (0%nat, 0%nat) end.

Definition is_type_row (row : stacked_row) : bool := match row with inl _ => true | inr _ => false end.

(** One row of B at most has an entry in a column. *)
Lemma type_rows_sum (value : cell -> Z) rows c t :
  NoDup rows -> (forall r, In r rows -> is_type_row r = true) ->
  exists present : bool,
    weighted (incidence stacked_has) (map (fun r => (value (cell_of r), r)) rows) (c, t) = (if present then value c else 0) /\
    (present = true <-> In (inl (fst c, type_of t (fst c), snd c)) rows).
Proof.
  induction 1 as [|r rows notin nodup IH]; intros kinds.
  - exists false. split; [reflexivity|]. split; [discriminate|intros []].
  - destruct IH as (present & E & spec); [intros; apply kinds; now right|].
    cbn [map weighted]. rewrite E. specialize (kinds r (or_introl eq_refl)). destruct r as [[[i ti] j]|]; [|discriminate].
    unfold incidence, stacked_has, cell_of. cbn [fst snd].
    destruct (cell_eqb (i, j) c && Nat.eqb ti (type_of t i)) eqn:F.
    + rewrite andb_true_iff, cell_eqb_spec, Nat.eqb_eq in F. destruct F as [<- ->]. cbn [fst snd] in *.
      exists true. assert (absent : present = false).
      { destruct present; [|reflexivity]. exfalso. now apply notin, spec. }
      rewrite absent. split; [ring|]. split; [intros _; now left|reflexivity].
    + exists present. split; [destruct present; ring|]. rewrite spec. split; [now right|]. intros [H|H]; [|exact H].
      exfalso. injection H as -> -> ->. destruct c as [i' j']. cbn [fst snd] in F.
      rewrite (proj2 (cell_eqb_spec (i', j') (i', j')) eq_refl), Nat.eqb_refl in F. discriminate.
Qed.

Lemma find_filter {A : Type} (test : A -> bool) l : find test l = hd_error (filter test l).
Proof. induction l as [|a l IH]; simpl; [reflexivity|]. destruct (test a); [reflexivity|exact IH]. Qed.

Lemma forest_filter test l : forest l -> forest (filter test l).
Proof.
  induction l as [|A l IH]; simpl; [trivial|]. intros [one wood]. destruct (test A); [|now apply IH]. split; [|now apply IH].
  intros B B' inB inB'. apply filter_In in inB, inB'. apply one; tauto.
Qed.

(** ** Trees *)

Section Trees.

Variable S : structure.
Hypothesis well : well_formed S.
Hypothesis meet : forall G H, In G (sets S) -> In H (sets S) -> crossing G H -> meet_in_a_certain_cell S G H.
Hypothesis not_within : forall F G H, In F (sets S) -> In G (sets S) -> In H (sets S) -> crossing G H -> ~ (incl G F /\ incl H F).
Variable tops : list cell_set.
Hypothesis tops_once : NoDup tops.
Hypothesis tops_largest : forall A, In A tops <-> largest S A.
Hypothesis wood : forest tops.

Lemma same_set G H : In G (sets S) -> In H (sets S) -> incl G H -> incl H G -> G = H.
Proof.
  destruct well as (_ & _ & _ & subset & _). intros inG inH GH HG.
  apply (subsets_extensional (cells S)); [apply cells_NoDup|now apply subset|now apply subset|].
  intros c. split; [apply GH|apply HG].
Qed.

Lemma in_a_top G : In G (sets S) -> exists A, In A tops /\ incl G A.
Proof.
  destruct well as (_ & _ & _ & subset & _).
  remember (length (cells S) - length G)%nat as n eqn:E. revert G E. induction n as [n IH] using lt_wf_ind. intros G E inG.
  destruct (existsb (fun H => contained G H && negb (contained H G)) (sets S)) eqn:larger.
  - apply existsb_exists in larger. destruct larger as (H & inH & F). rewrite andb_true_iff, negb_true_iff in F.
    destruct F as [GH HG]. apply contained_spec in GH.
    assert (outside : exists c, In c H /\ ~ In c G).
    { unfold contained in HG. destruct (existsb (fun c => negb (member c G)) H) eqn:F.
      - apply existsb_exists in F. destruct F as (c & inc & out). exists c. split; [exact inc|]. intros inc'.
        apply member_iff in inc'. rewrite inc' in out. discriminate.
      - exfalso. rewrite <- not_true_iff_false in HG. apply HG, forallb_forall. intros c inc.
        destruct (member c G) eqn:M; [reflexivity|]. rewrite <- not_true_iff_false in F. exfalso. apply F, existsb_exists.
        exists c. now rewrite M. }
    destruct outside as (c & inc & out).
    assert (bigger : (length (c :: G) <= length H)%nat).
    { apply NoDup_incl_length; [constructor; [exact out|exact (subsets_NoDup _ _ (cells_NoDup S) (subset G inG))]|].
      intros x [<-|inx]; [exact inc|now apply GH]. }
    assert (bounded : (length H <= length (cells S))%nat).
    { apply NoDup_incl_length; [exact (subsets_NoDup _ _ (cells_NoDup S) (subset H inH))|exact (subsets_incl _ _ (subset H inH))]. }
    simpl in bigger. destruct (IH (length (cells S) - length H)%nat) with (G := H) as (A & inA & HA); [lia|reflexivity|exact inH|].
    exists A. split; [exact inA|]. intros x inx. now apply HA, GH.
  - exists G. split; [|apply incl_refl]. apply tops_largest. split; [exact inG|]. intros H inH GH.
    apply contained_spec. destruct (contained H G) eqn:F; [reflexivity|].
    rewrite <- not_true_iff_false in larger. exfalso. apply larger, existsb_exists. exists H. split; [exact inH|].
    rewrite F. now rewrite (proj2 (contained_spec G H) GH).
Qed.

Lemma tops_cross A B c : In A tops -> In B tops -> A <> B -> In c A -> In c B -> crossing A B.
Proof.
  intros inA inB differ cA cB. apply tops_largest in inA, inB. destruct inA as [setA topA], inB as [setB topB].
  split; [now exists c|]. split; intros inside; apply differ; apply same_set; auto.
Qed.

(** The sets within a largest set are a hierarchy. *)
Lemma hierarchy_within A : In A tops -> hierarchy (filter (fun G => contained G A) (sets S)).
Proof.
  intros inA G H inG inH. apply filter_In in inG, inH. destruct inG as [inG GA], inH as [inH HA].
  apply contained_spec in GA, HA. destruct (contained G H) eqn:GH; [left; now apply contained_spec|].
  destruct (contained H G) eqn:HG; [right; left; now apply contained_spec|]. do 2 right.
  intros c cG cH. apply tops_largest in inA. destruct inA as [setA _].
  apply (not_within A G H setA inG inH); [|now split]. split; [now exists c|].
  rewrite <- !contained_spec, GH, HG. split; discriminate.
Qed.

Definition is_large_row (row : stacked_row) : bool := match row with inr (G, _) => Nat.leb 2 (length G) | inl _ => false end.

Lemma set_row G t : In (inr (G, t) : stacked_row) (stacked_rows S) -> In G (sets S).
Proof.
  unfold stacked_rows. rewrite in_app_iff, !in_map_iff. intros [(x & H & _)|(x & H & inx)]; [discriminate|].
  injection H as ->. apply in_prod_iff in inx. tauto.
Qed.

Variable some : list stacked_row.
Hypothesis some_once : NoDup some.
Hypothesis some_rows : incl some (stacked_rows S).

(** The row of B of a cell whose agent has one type. *)
Definition certain_row (c : cell) : stacked_row := inl (fst c, 0%nat, snd c).

Definition joined_by_row (A B : cell_set) : bool :=
  existsb (fun c => member c A && member c B && (if in_dec stacked_row_dec (certain_row c) some then true else false)) (cells S).

Lemma joined_by_row_sym A B : joined_by_row A B = joined_by_row B A.
Proof.
  unfold joined_by_row. induction (cells S) as [|c l IH]; [reflexivity|]. simpl. rewrite IH.
  now rewrite (andb_comm (member c A)).
Qed.

Lemma joined_by_row_spec A B c :
  In c (cells S) -> In c A -> In c B -> (forall d, In d A -> In d B -> d = c) ->
  joined_by_row A B = true <-> In (certain_row c) some.
Proof.
  intros inc cA cB only. unfold joined_by_row. rewrite existsb_exists. split.
  - intros (d & _ & H). rewrite !andb_true_iff, !member_iff in H. destruct H as [[dA dB] H].
    rewrite (only d dA dB) in H. now destruct (in_dec stacked_row_dec (certain_row c) some).
  - intros inrow. exists c. split; [exact inc|]. rewrite (proj2 (member_iff c A) cA), (proj2 (member_iff c B) cB).
    now destruct (in_dec stacked_row_dec (certain_row c) some).
Qed.

Lemma tree_signs : exists signs, signing (incidence stacked_has) (cell_profiles S) some signs.
Proof.
  set (large := filter is_large_row some). set (kinds := filter is_type_row some).
  set (units := filter (fun r => negb (is_large_row r) && negb (is_type_row r)) some).
  assert (parts : Permutation some (units ++ kinds ++ large)).
  { unfold units, kinds, large. clear. induction some as [|r l IH]; [constructor|]. cbn [filter].
    destruct r as [[[i ti] j]|[G t]]; cbn [is_large_row is_type_row negb andb app].
    - apply Permutation_cons_app. exact IH.
    - destruct (Nat.leb 2 (length G)); cbn [negb andb app]; [|now constructor].
      rewrite app_assoc. apply Permutation_cons_app. rewrite <- app_assoc. exact IH. }
  destruct (forest_signs joined_by_row tops joined_by_row_sym tops_once wood) as (orientation & oriented & fits).
  (* the rows of C *)
  destruct (signs_within (cell_profiles S) orientation tops large tops_once oriented) as (signs & part & names & are_signs & sizes & sums).
  { intros r inr. apply filter_In in inr. destruct inr as [inr is_large]. destruct r as [|[G t]]; [discriminate|].
    apply some_rows, set_row, in_a_top in inr. destruct inr as (A & inA & GA). exists A. split; [exact inA|].
    now apply contained_spec. }
  { intros A inA r s inr ins. apply filter_In in inr, ins. destruct inr as [inr within_r], ins as [ins within_s].
    apply filter_In in inr, ins. destruct inr as [inr _], ins as [ins _].
    destruct r as [|[G t]]; [discriminate|]. destruct s as [|[H u]]; [discriminate|]. cbn [row_within] in within_r, within_s.
    apply (C_rows_nested _ (filter (fun G => contained G A) (sets S))); [now apply hierarchy_within|..]; apply filter_In; simpl;
      (split; [|assumption]); eapply set_row, some_rows; eassumption. }
  (* the rows of B *)
  set (value := fun c => match find (member c) tops with Some A => - orientation A | None => 1 end).
  assert (value_sign : forall c, sign (value c)).
  { intros c. unfold value. destruct (find (member c) tops) as [A|]; [|now left]. specialize (oriented A). unfold sign in *. lia. }
  set (own := map (fun r => (value (cell_of r), r)) kinds).
  destruct (reordered_signing (incidence stacked_has) (cell_profiles S) (kinds ++ large) (own ++ signs)) as (both & signed).
  { rewrite map_app, names. unfold own. now rewrite map_map, map_id. }
  { apply Forall_app. split; [|exact are_signs]. apply Forall_forall. intros p inp. apply in_map_iff in inp.
    destruct inp as (r & <- & _). apply value_sign. }
  { intros [c t] incolumn. rewrite weighted_app, (sums _ incolumn).
    assert (known : In c (cells S) /\ In t (profiles S)) by (now apply in_prod_iff in incolumn).
    destruct known as [inc int].
    destruct (type_rows_sum value kinds c t) as (present & E & spec);
      [now apply NoDup_filter|intros r inr; apply filter_In in inr; tauto|].
    fold own in E. rewrite E.
    assert (spec' : present = true <-> In (inl (fst c, type_of t (fst c), snd c)) some).
    { rewrite spec. unfold kinds. rewrite filter_In. simpl. tauto. }
    rewrite (sum_over_filter tops (member c)).
    2: { intros A _ outside. destruct (sizes A c t incolumn) as [_ zero]. rewrite zero by exact outside. ring. }
    assert (listed : forall A, In A (filter (member c) tops) -> In A tops /\ In c A).
    { intros A inA. apply filter_In in inA. now rewrite <- member_iff. }
    pose proof (NoDup_filter (member c) tops_once) as once. pose proof (forest_filter (member c) tops wood) as less_wood.
    unfold value. rewrite (find_filter (member c)).
    destruct (filter (member c) tops) as [|A [|B [|C rest]]]; cbn [hd_error sum_over].
    - destruct present; unfold unit_or_zero; lia.
    - destruct (sizes A c t incolumn) as [size _]. specialize (oriented A). unfold sign, unit_or_zero in *.
      destruct present; nia.
    - destruct (listed A (or_introl eq_refl)) as [topA cA], (listed B (or_intror (or_introl eq_refl))) as [topB cB].
      assert (differ : A <> B) by (intros ->; inversion_clear once; apply H; now left).
      pose proof (tops_cross A B c topA topB differ cA cB) as crosses.
      destruct (meet A B) as (d & only & one); [now apply tops_largest|now apply tops_largest|exact crosses|].
      assert (d = c) as -> by (symmetry; now apply only).
      assert (type_0 : type_of t (fst c) = 0%nat) by (now apply (certain_type (types S))).
      rewrite type_0 in spec'. pose proof (joined_by_row_spec A B c inc cA cB only) as joined.
      pose proof (fits A B topA topB crosses) as same. rewrite same.
      destruct (sizes A c t incolumn) as [sizeA _], (sizes B c t incolumn) as [sizeB _].
      specialize (oriented B). unfold sign, unit_or_zero in *.
      destruct (joined_by_row A B) eqn:J, present; try nia.
      + exfalso. assert (false = true) by (apply spec'; apply joined; reflexivity). discriminate.
      + exfalso. assert (false = true) by (apply joined; apply spec'; reflexivity). discriminate.
    - exfalso. destruct (listed A (or_introl eq_refl)) as [topA cA], (listed B (or_intror (or_introl eq_refl))) as [topB cB],
        (listed C (or_intror (or_intror (or_introl eq_refl)))) as [topC cC].
      inversion_clear once. inversion_clear H0. destruct less_wood as [one _].
      assert (B = C); [|subst; apply H1; now left].
      apply one; [now left|right; now left|apply (tops_cross A B c); auto|apply (tops_cross A C c); auto];
        intros ->; apply H; [now left|right; now left]. }
  (* what is left are units *)
  destruct (further_unit_rows (incidence stacked_has) (cell_profiles S) (kinds ++ large) both units signed)
    as (further & names' & are_signs' & small).
  { intros r inr. split; [intros e _; unfold incidence, unit_or_zero; destruct (stacked_has r e); auto|].
    apply filter_In in inr. destruct inr as [inr unit]. destruct r as [[[i ti] j]|[G t]]; [discriminate|].
    cbn [is_large_row is_type_row] in unit. rewrite andb_true_r in unit. apply negb_true_iff, Nat.leb_gt in unit.
    intros [c u] [d w] _ _ nz nz'. unfold incidence, stacked_has in nz, nz'. cbn [fst snd] in nz, nz'.
    destruct (member c G && profile_eqb t u) eqn:F; [|contradiction].
    destruct (member d G && profile_eqb t w) eqn:F'; [|contradiction].
    rewrite andb_true_iff, member_iff, profile_eqb_spec in F, F'. destruct F as [inG <-], F' as [inG' <-]. f_equal.
    destruct G as [|x [|y G]]; simpl in unit; [destruct inG| |lia]. destruct inG as [<-|[]], inG' as [<-|[]]. reflexivity. }
  apply (reordered_signing (incidence stacked_has) (cell_profiles S) some (further ++ both)); [|exact are_signs'|exact small].
  rewrite names'. now symmetry.
Qed.

End Trees.

Theorem trees_preserve S : well_formed S -> trees S -> preserves_total_unimodularity S.
Proof.
  intros well (meet & not_within & tops & once & tops_largest & wood). apply preserves_iff_stacked.
  apply (unimodular_ext (incidence stacked_has)); [intros; apply stacked_incidence|]. apply signable_unimodular.
  intros some nodup inside.
  apply (tree_signs S well meet not_within tops once tops_largest wood some nodup inside).
Qed.

(*| lang-yang-2023/theorem-2.2 | corrected: trees | proved |*)
Theorem LY_Theorem_2_2_trees_hold : LY_Theorem_2_2_trees.
Proof. exact trees_preserve. Qed.
