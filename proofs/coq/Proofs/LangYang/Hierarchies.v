(** LY, section 3.1: M(W) is totally unimodular exactly if M* = [C; B] is, (12); hierarchies preserve total unimodularity,
    and so do bihierarchies where every agent has one type (Theorem 2(1) and 2(3)), by Edmonds' theorem on two laminar
    families, which appendix A.3 invokes. *)

From Coq Require FinFun.
From Allocation Require Export Claims.LangYangSection5 Proofs.Laminar Proofs.Reductions.
From Allocation Require Import Certificates.Minors.

(** ** M* *)

(** The rows of B and those of C. *)
Definition stacked_row : Type := (nat * nat * nat) + (cell_set * profile).

Definition stacked_rows (S : structure) : list stacked_row := map inl (coordinates S) ++ map inr (set_profiles S).

Definition stacked_matrix (row : stacked_row) (column : cell * profile) : Z :=
  match row with
  | inl r => matrix_B r column
  | inr r => matrix_C r column
  end.

(*| lang-yang-2023/section-3.1.m-star | literal | statement |*)
Definition LY_M_star : Prop :=
  forall S, well_formed S ->
    (preserves_total_unimodularity S <-> totally_unimodular (stacked_rows S) (cell_profiles S) stacked_matrix).

Definition stacked_name (column : cone_column) : stacked_row :=
  match column with
  | Entry_f r => inl r
  | Entry_g r | Entry_h r => inr r
  end.

Definition stacked_sign (column : cone_column) : Z :=
  match column with
  | Entry_g _ => 1%Z
  | _ => (-1)%Z
  end.

Definition transposed_cone (column : cone_column) (row : cone_row) : Z := projection_matrix row column.

Lemma equation_entries column e :
  transposed_cone column (Equation e) = (stacked_sign column * stacked_matrix (stacked_name column) e)%Z.
Proof. destruct column; cbv beta iota delta [transposed_cone projection_matrix stacked_sign stacked_name stacked_matrix]; ring. Qed.

Lemma sign_row_units (sign_row : cone_row) :
  (forall e, sign_row <> Equation e) ->
  (forall column, unit_or_zero (transposed_cone column sign_row)) /\
  (forall r s, transposed_cone r sign_row <> 0%Z -> transposed_cone s sign_row <> 0%Z -> r = s).
Proof.
  intros not_equation. unfold transposed_cone.
  assert (same : forall a b, (if same_set_profile a b then 1%Z else 0%Z) <> 0%Z -> a = b).
  { intros a b H. destruct (same_set_profile a b) eqn:E; [now apply same_set_profile_spec|contradiction]. }
  split.
  - intros column. destruct sign_row, column; simpl; try destruct (same_set_profile _ _); unfold unit_or_zero; auto.
    all: exfalso; eapply not_equation; reflexivity.
  - destruct sign_row as [e|a|a]; [exfalso; now apply (not_equation e)| |]; intros [|b|b] [|d|d]; simpl; intros H H';
      try contradiction; apply same in H; apply same in H'; congruence.
Qed.

Definition stacked_row_dec (r s : stacked_row) : {r = s} + {r <> s}.
Proof. repeat decide equality. Defined.

Section Structure.

Variable S : structure.

Lemma stacked_names column : In column (cone_columns S) -> In (stacked_name column) (stacked_rows S).
Proof.
  unfold cone_columns, stacked_rows. rewrite !in_app_iff, !in_map_iff.
  intros [(r & <- & inr)|[(r & <- & inr)|(r & <- & inr)]]; simpl; [left|right|right]; now exists r.
Qed.

(** Where every set of rows of M* has signs, every set of columns of M(W) has. *)
Lemma stacked_to_cone :
  signable (stacked_rows S) (cell_profiles S) stacked_matrix -> signable (cone_columns S) (cone_rows S) transposed_cone.
Proof.
  intros signed some nodup inside.
  destruct (signing_of_lists stacked_matrix (stacked_rows S) (cell_profiles S) stacked_row_dec signed (map stacked_name some))
    as (signs & H).
  { intros r inr. apply in_map_iff in inr. destruct inr as (column & <- & inc). now apply stacked_names, inside. }
  assert (oriented : forall r, In r some -> sign (stacked_sign r)) by (intros [| |] _; unfold sign; simpl; lia).
  destruct (renamed_signing stacked_matrix (cell_profiles S) stacked_name stacked_sign some signs oriented H)
    as (signs' & names & are_signs & same).
  destruct H as (_ & _ & small).
  exists signs'. split; [exact names|]. split; [exact are_signs|]. intros [e|a|a] inrow.
  - rewrite (same _ transposed_cone e (Equation e)); [|intros; apply equation_entries].
    apply small. unfold cone_rows in inrow. rewrite !in_app_iff, !in_map_iff in inrow.
    destruct inrow as [(e' & E & ine)|[(r & E & _)|(r & E & _)]]; try discriminate. now injection E as ->.
  - destruct (sign_row_units (Sign_g a)) as [units single]; [discriminate|].
    apply unit_column; auto. now rewrite names.
  - destruct (sign_row_units (Sign_h a)) as [units single]; [discriminate|].
    apply unit_column; auto. now rewrite names.
Qed.

Definition cone_name (row : stacked_row) : cone_column :=
  match row with
  | inl r => Entry_f r
  | inr r => Entry_g r
  end.

Lemma cone_to_stacked :
  signable (cone_columns S) (cone_rows S) transposed_cone -> signable (stacked_rows S) (cell_profiles S) stacked_matrix.
Proof.
  intros signed some nodup inside. destruct (signed (map cone_name some)) as (signs & H).
  { apply FinFun.Injective_map_NoDup; [|exact nodup]. intros [r|r] [s|s] E; simpl in E; congruence. }
  { intros column inc. apply in_map_iff in inc. destruct inc as (row & <- & inr). apply inside in inr.
    unfold cone_columns, stacked_rows in *. rewrite !in_app_iff, !in_map_iff in *.
    destruct inr as [(r & <- & inr)|(r & <- & inr)]; [left|right; left]; now exists r. }
  set (orientation := fun row : stacked_row => stacked_sign (cone_name row)).
  assert (oriented : forall r, In r some -> sign (orientation r)) by (intros [|] _; unfold orientation, sign; simpl; lia).
  destruct (renamed_signing transposed_cone (cone_rows S) cone_name orientation some signs oriented H)
    as (signs' & names & are_signs & same).
  destruct H as (_ & _ & small).
  exists signs'. split; [exact names|]. split; [exact are_signs|]. intros e ine.
  rewrite (same _ stacked_matrix (Equation e) e).
  - apply small. unfold cone_rows. apply in_or_app. left. now apply in_map.
  - intros [r|r] _; cbv beta iota delta [orientation transposed_cone projection_matrix stacked_sign cone_name stacked_matrix]; ring.
Qed.

Theorem preserves_iff_stacked :
  preserves_total_unimodularity S <-> totally_unimodular (stacked_rows S) (cell_profiles S) stacked_matrix.
Proof.
  unfold preserves_total_unimodularity. rewrite unimodular_iff_columns_signable, unimodular_iff_signable.
  split; [apply cone_to_stacked|apply stacked_to_cone].
Qed.

End Structure.

(*| lang-yang-2023/section-3.1.m-star | literal | proved |*)
Theorem LY_M_star_holds : LY_M_star.
Proof. intros S _. apply preserves_iff_stacked. Qed.

(** ** Two laminar families *)

(** Definition 2, for sets of anything: [hierarchy] is this for sets of pairs. *)
Definition laminar_sets {Element : Type} (family : list (list Element)) : Prop :=
  forall G G', In G family -> In G' family -> incl G G' \/ incl G' G \/ (forall e, In e G -> ~ In e G').

(** Edmonds' theorem: "the union of two laminars is TUM".  A row for each set, a column for each element. *)
(*| lang-yang-2023/appendix.two-laminars | literal | statement |*)
Definition LY_two_laminars : Prop :=
  forall (Element : Type) (same : forall d e : Element, {d = e} + {d <> e}) (elements : list Element)
      (first second : list (list Element)),
    laminar_sets first -> laminar_sets second ->
    totally_unimodular (first ++ second) elements (fun G e => if In_dec same e G then 1%Z else 0%Z).

(*| lang-yang-2023/appendix.two-laminars | literal | proved |*)
Theorem LY_two_laminars_hold : LY_two_laminars.
Proof.
  intros Element same elements first second nested nested'.
  set (has := fun G e => if In_dec same e G then true else false).
  assert (H : forall family, laminar_sets family -> laminar has elements family).
  { intros family nested_sets G G' inG inG'. unfold within, apart, has.
    destruct (nested_sets G G' inG inG') as [H|[H|H]]; [left|right; left|do 2 right]; intros e _;
      specialize (H e); destruct (In_dec same e G), (In_dec same e G'); try congruence; exfalso; tauto. }
  apply (unimodular_ext (incidence has)); [|apply (edmonds has elements first second); auto using incl_refl].
  intros G e _ _. unfold incidence, has. now destruct (In_dec same e G).
Qed.

(** The pairs (i, j, t) of a row of M*. *)
Definition stacked_has (row : stacked_row) (column : cell * profile) : bool :=
  match row with
  | inl (i, ti, j) => cell_eqb (i, j) (fst column) && Nat.eqb ti (type_of (snd column) i)
  | inr r => member (fst column) (fst r) && profile_eqb (snd r) (snd column)
  end.

Lemma stacked_incidence row column : incidence stacked_has row column = stacked_matrix row column.
Proof. destruct row as [[[i ti] j]|r]; reflexivity. Qed.

Lemma member_iff c G : member c G = true <-> In c G.
Proof.
  unfold member. rewrite existsb_exists. split.
  - intros (d & ind & same). apply cell_eqb_spec in same. now subst.
  - intros inc. exists c. split; [exact inc|]. now apply cell_eqb_spec.
Qed.

(** "C is a laminar on N x A x T, since C restricted to each t is a laminar." *)
Lemma C_rows_nested elements family r s :
  hierarchy family -> In (fst r) family -> In (fst s) family ->
  within stacked_has elements (inr r) (inr s) \/ within stacked_has elements (inr s) (inr r) \/
  apart stacked_has elements (inr r) (inr s).
Proof.
  destruct r as [G t], s as [G' t']. simpl. intros nested inG inG'.
  unfold within, apart, stacked_has. simpl. destruct (profile_eqb t t') eqn:E.
  - apply profile_eqb_spec in E. subst t'. destruct (nested G G' inG inG') as [H|[H|H]]; [left|right; left|do 2 right].
    + intros [c u] _ has. simpl in *. rewrite andb_true_iff, member_iff in *. destruct has. split; [now apply H|assumption].
    + intros [c u] _ has. simpl in *. rewrite andb_true_iff, member_iff in *. destruct has. split; [now apply H|assumption].
    + intros [c u] _ has. simpl in *. rewrite andb_true_iff, member_iff in has. destruct has as [inc _].
      destruct (member c G') eqn:inc'; [|reflexivity]. apply member_iff in inc'. exfalso. now apply (H c).
  - do 2 right. intros [c u] _ has. simpl in *. rewrite andb_true_iff, profile_eqb_spec in has. destruct has as [_ <-].
    apply andb_false_iff. right. destruct (profile_eqb t' t) eqn:E'; [|reflexivity].
    apply profile_eqb_spec in E'. subst t'. now rewrite (proj2 (profile_eqb_spec t t) eq_refl) in E.
Qed.

(** "Notice that B is also a laminar on N x A x T": its rows are disjoint. *)
Lemma B_rows_nested elements r s :
  within stacked_has elements (inl r) (inl s) \/ within stacked_has elements (inl s) (inl r) \/
  apart stacked_has elements (inl r) (inl s).
Proof.
  destruct r as [[i ti] j], s as [[i' ti'] j'].
  destruct (Nat.eq_dec i i') as [->|N]; [destruct (Nat.eq_dec j j') as [->|N]; [destruct (Nat.eq_dec ti ti') as [->|N]|]|].
  - left. intros e _ has. exact has.
  - do 2 right. intros [[k l] t] _ has. simpl in *. rewrite !andb_true_iff, !Nat.eqb_eq in has.
    apply not_true_iff_false. rewrite !andb_true_iff, !Nat.eqb_eq. intuition congruence.
  - do 2 right. intros [[k l] t] _ has. simpl in *. unfold cell_eqb in *. simpl in *. rewrite !andb_true_iff, !Nat.eqb_eq in has.
    apply not_true_iff_false. rewrite !andb_true_iff, !Nat.eqb_eq. intuition congruence.
  - do 2 right. intros [[k l] t] _ has. simpl in *. unfold cell_eqb in *. simpl in *. rewrite !andb_true_iff, !Nat.eqb_eq in has.
    apply not_true_iff_false. rewrite !andb_true_iff, !Nat.eqb_eq. intuition congruence.
Qed.

Lemma stacked_unimodular S (first second : stacked_row -> Prop) :
  (forall r, In r (stacked_rows S) -> first r \/ second r) ->
  (forall r s, first r -> first s -> within stacked_has (cell_profiles S) r s \/ within stacked_has (cell_profiles S) s r \/
    apart stacked_has (cell_profiles S) r s) ->
  (forall r s, second r -> second s -> within stacked_has (cell_profiles S) r s \/ within stacked_has (cell_profiles S) s r \/
    apart stacked_has (cell_profiles S) r s) ->
  preserves_total_unimodularity S.
Proof.
  intros either nested nested'. apply preserves_iff_stacked.
  apply (unimodular_ext (incidence stacked_has)); [intros; apply stacked_incidence|]. apply signable_unimodular.
  intros some _ inside. apply (two_families_signing stacked_has (cell_profiles S) first second).
  - intros r inr. now apply either, inside.
  - intros l inl r s inr ins. now apply nested; apply inl.
  - intros l inl r s inr ins. now apply nested'; apply inl.
Qed.

Theorem hierarchies_preserve S : hierarchy (sets S) -> preserves_total_unimodularity S.
Proof.
  intros nested.
  apply (stacked_unimodular S (fun r => match r with inl _ => True | inr _ => False end)
    (fun r => match r with inl _ => False | inr (G, _) => In G (sets S) end)).
  - intros r inr. unfold stacked_rows in inr. rewrite in_app_iff, !in_map_iff in inr.
    destruct inr as [(x & <- & inx)|([G t] & <- & inx)]; [now left|right]. now apply in_prod_iff in inx.
  - intros [r|r] [s|s] H H'; try contradiction. apply B_rows_nested.
  - intros [r|[G t]] [s|[G' t']] H H'; try contradiction. now apply (C_rows_nested _ (sets S)).
Qed.

(*| lang-yang-2023/theorem-2.1 | literal | proved |*)
Theorem LY_Theorem_2_1_holds : LY_Theorem_2_1.
Proof. intros S _. apply hierarchies_preserve. Qed.

(*| lang-yang-2023/section-6.four-classes | hierarchies | proved |*)
Theorem LY_hierarchies_ensure_unimodularity_holds : LY_hierarchies_ensure_unimodularity.
Proof. intros S _. apply hierarchies_preserve. Qed.

(** ** One type each *)

Lemma one_profile l : Forall (fun k => k = 1%nat) l -> product (map (seq 0) l) = [repeat 0%nat (length l)].
Proof. induction 1 as [|k l one H IH]; [reflexivity|]. simpl. rewrite IH, one. reflexivity. Qed.

(** An agent with one type has type 0 in every profile. *)
Lemma certain_type l t v : In t (product (map (seq 0) l)) -> nth v l 0%nat = 1%nat -> nth v t 0%nat = 0%nat.
Proof.
  revert t v; induction l as [|k l IH]; simpl; intros t v int one; [destruct v; discriminate|].
  apply in_flat_map in int. destruct int as (a & ina & int). apply in_map_iff in int. destruct int as (u & <- & inu).
  destruct v as [|v]; simpl; [|now apply IH]. apply in_seq in ina. lia.
Qed.

Theorem bihierarchies_with_one_type_preserve S :
  bihierarchy (sets S) -> one_type_each S -> preserves_total_unimodularity S.
Proof.
  intros (G1 & G2 & nested & nested' & union & _) one.
  assert (single : forall r d e, In d (cell_profiles S) -> In e (cell_profiles S) ->
    stacked_has (inl r) d = true -> stacked_has (inl r) e = true -> d = e).
  { intros [[i ti] j] [c t] [c' t'] ind ine. unfold cell_profiles, profiles in *. apply in_prod_iff in ind, ine.
    rewrite (one_profile (types S) one) in *. destruct ind as [_ [<-|[]]], ine as [_ [<-|[]]]. simpl.
    rewrite !andb_true_iff, !cell_eqb_spec. intros [-> _] [-> _]. reflexivity. }
  apply (stacked_unimodular S (fun r => match r with inl _ => True | inr (G, _) => In G G1 end)
    (fun r => match r with inl _ => False | inr (G, _) => In G G2 end)).
  - intros r inr. unfold stacked_rows in inr. rewrite in_app_iff, !in_map_iff in inr.
    destruct inr as [(x & <- & inx)|([G t] & <- & inx)]; [now left|]. apply in_prod_iff in inx. now apply union.
  - intros [r|[G t]] [s|[G' t']] H H'.
    + apply B_rows_nested.
    + apply single_nested, single.
    + destruct (single_nested stacked_has (cell_profiles S) (inl s) (inr (G, t)) (single s)) as [W|[W|W]]; auto.
      do 2 right. now apply apart_sym.
    + now apply (C_rows_nested _ G1).
  - intros [r|[G t]] [s|[G' t']] H H'; try contradiction. now apply (C_rows_nested _ G2).
Qed.

(*| lang-yang-2023/theorem-2.3 | literal | proved |*)
Theorem LY_Theorem_2_3_holds : LY_Theorem_2_3.
Proof. intros S _. apply bihierarchies_with_one_type_preserve. Qed.
