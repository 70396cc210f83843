(** What replaces Theorem 2(2) of LY for canonical markets with two objects or more: those that preserve total unimodularity
    (the part that says "if").

    The case that is not in other files: two agents, of whom one, [i], has one type and no further set in her row; the other
    is [o].  All sets are then in the row of o, or the row of i, or unions of columns, and [B; C] is a network: the column
    (v, j, t) is a path that starts at [Upper] j t, below the unions of columns; where v = o it ends at [Inner] j t, below the
    sets in the row of o, where v = i at [Own] j, beyond the arc of the row of i at t and below the row of B of (i, j). *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.LangYang.CorrectedTheorem3.
From Allocation Require Import Certificates.Minors LangYang.

Definition row_of (S : structure) (i : nat) : cell_set := filter (fun c => Nat.eqb (fst c) i) (cells S).
Definition column_of (S : structure) (j : nat) : cell_set := filter (fun c => Nat.eqb (snd c) j) (cells S).

(** No set of cells of this agent but her row and single cells. *)
Definition no_further_set_in_row (S : structure) (i : nat) : Prop :=
  forall G, In G (sets S) -> (forall c, In c G -> fst c = i) -> (length G <= 1)%nat \/ incl (row_of S i) G.

(** "All agents have one type, or there is one agent, or two of whom one has one type and no further set within its row, or
    two with at most two types, two objects and no further set." *)
Definition market_as_corrected (S : structure) : Prop :=
  one_type_each S \/
  agents S = 1%nat \/
  (agents S = 2%nat /\ exists i, (i < 2)%nat /\ one_type S i /\ no_further_set_in_row S i) \/
  (agents S = 2%nat /\ objects S = 2%nat /\ binary S /\ rows_and_columns_only S).

(*| lang-yang-2023/theorem-2.2 | corrected: canonical markets | statement |*)
Definition LY_Theorem_2_2_markets : Prop :=
  forall S,
    well_formed S -> bihierarchy (sets S) -> canonical_two_sided S -> (2 <= objects S)%nat -> market_as_corrected S ->
    preserves_total_unimodularity S.

Local Open Scope Z_scope.

Lemma stacked_preserve S :
  (forall some, NoDup some -> incl some (stacked_rows S) ->
    exists signs, signing (incidence stacked_has) (cell_profiles S) some signs) ->
  preserves_total_unimodularity S.
Proof.
  intros signed. apply preserves_iff_stacked, (unimodular_ext (incidence stacked_has)); [intros; apply stacked_incidence|].
  apply signable_unimodular. exact signed.
Qed.

Lemma split_list {A : Type} (test : A -> bool) l : Permutation l (filter (fun r => negb (test r)) l ++ filter test l).
Proof.
  induction l as [|r l IH]; simpl; [constructor|]. destruct (test r); simpl; [|now constructor].
  rewrite <- Permutation_middle. now constructor.
Qed.

Lemma incidence_small {Row Element : Type} (has : Row -> Element -> bool) r e : unit_or_zero (incidence has r e).
Proof. unfold incidence, unit_or_zero. destruct (has r e); auto. Qed.

Lemma incidence_nonzero {Row Element : Type} (has : Row -> Element -> bool) r e : incidence has r e <> 0 -> has r e = true.
Proof. unfold incidence. now destruct (has r e). Qed.

(** Rows of B of an agent who alone is uncertain are units. *)
Lemma alone_row_unit S i ti j :
  well_formed S -> alone_uncertain S i ->
  forall c d, In c (cell_profiles S) -> In d (cell_profiles S) ->
    incidence stacked_has (inl (i, ti, j)) c <> 0 -> incidence stacked_has (inl (i, ti, j)) d <> 0 -> c = d.
Proof.
  intros well alone [c t] [d u] inc ind H H'. apply incidence_nonzero in H, H'. simpl in H, H'.
  rewrite andb_true_iff, cell_eqb_spec, Nat.eqb_eq in H, H'. destruct H as [<- ->], H' as [<- same].
  apply in_prod_iff in inc, ind. f_equal. apply (alone_is_unit S well i); tauto.
Qed.

(** So are the rows of C of sets with one cell at most. *)
Lemma single_row_unit S G t :
  (length G <= 1)%nat ->
  forall c d, In c (cell_profiles S) -> In d (cell_profiles S) ->
    incidence stacked_has (inr (G, t)) c <> 0 -> incidence stacked_has (inr (G, t)) d <> 0 -> c = d.
Proof.
  intros short [c u] [d w] _ _ H H'. apply incidence_nonzero in H, H'. simpl in H, H'.
  rewrite andb_true_iff, member_iff, profile_eqb_spec in H, H'. destruct H as [H <-], H' as [H' <-]. f_equal.
  destruct G as [|x [|y G]]; simpl in short; [destruct H| |lia]. destruct H as [<-|[]], H' as [<-|[]]. reflexivity.
Qed.

Lemma stacked_row_of_set S G t : In (inr (G, t) : stacked_row) (stacked_rows S) -> In G (sets S) /\ In t (profiles S).
Proof.
  unfold stacked_rows. rewrite in_app_iff, !in_map_iff. intros [(x & H & _)|(x & H & inx)]; [discriminate|].
  injection H as ->. now apply in_prod_iff in inx.
Qed.

(** ** One agent *)

Theorem one_agent_preserves S : well_formed S -> bihierarchy (sets S) -> agents S = 1%nat -> preserves_total_unimodularity S.
Proof.
  intros well (G1 & G2 & nested & nested' & union & _) one. apply stacked_preserve. intros some nodup inside.
  set (of_sets := fun row : stacked_row => match row with inr _ => true | inl _ => false end).
  destruct (two_families_signing stacked_has (cell_profiles S)
      (fun r => match r with inr (G, _) => In G G1 | inl _ => False end)
      (fun r => match r with inr (G, _) => In G G2 | inl _ => False end) (filter of_sets some)) as (signs & signed).
  { intros r inr. apply filter_In in inr. destruct inr as [inr kind]. apply inside in inr. destruct r as [|[G t]]; [discriminate|].
    apply union. now apply stacked_row_of_set in inr. }
  { intros l each r s inr ins. pose proof (each r inr) as Hr. pose proof (each s ins) as Hs.
    destruct r as [|[G t]], s as [|[H u]]; try contradiction. now apply (C_rows_nested _ G1). }
  { intros l each r s inr ins. pose proof (each r inr) as Hr. pose proof (each s ins) as Hs.
    destruct r as [|[G t]], s as [|[H u]]; try contradiction. now apply (C_rows_nested _ G2). }
  destruct (further_unit_rows (incidence stacked_has) (cell_profiles S) (filter of_sets some) signs
    (filter (fun r => negb (of_sets r)) some) signed) as (further & names & are_signs & small).
  { intros r inr. split; [intros; apply incidence_small|]. apply filter_In in inr. destruct inr as [inr kind].
    destruct r as [[[i ti] j]|]; [|discriminate]. apply alone_row_unit; [exact well|]. intros k small_k differ.
    apply inside in inr. unfold stacked_rows in inr. rewrite in_app_iff, !in_map_iff in inr.
    destruct inr as [(x & H & inx)|(x & H & _)]; [|discriminate]. injection H as ->. unfold coordinates in inx.
    apply in_flat_map in inx. destruct inx as (i' & ini & inx). apply in_flat_map in inx. destruct inx as (ti' & _ & inx).
    apply in_map_iff in inx. destruct inx as (j' & E & _). injection E as -> -> ->. rewrite one in *. apply in_seq in ini. lia. }
  apply (reordered_signing (incidence stacked_has) (cell_profiles S) some (further ++ signs)); [|exact are_signs|exact small].
  rewrite names. symmetry. apply split_list.
Qed.

(** ** Two agents, one of them certain *)

Section TwoAgents.

Variable S : structure.
Hypothesis well : well_formed S.
Hypothesis two : agents S = 2%nat.
Hypothesis canonical : canonical_two_sided S.
Hypothesis wide : (2 <= objects S)%nat.

Lemma cell_in v j : In (v, j) (cells S) <-> (v < 2)%nat /\ (j < objects S)%nat.
Proof. unfold cells. rewrite in_prod_iff, !in_seq, two. lia. Qed.

Lemma in_row v j k : In (v, j) (row_of S k) <-> v = k /\ (v < 2)%nat /\ (j < objects S)%nat.
Proof. unfold row_of. rewrite filter_In, cell_in. simpl. rewrite Nat.eqb_eq. tauto. Qed.

Lemma in_column v j k : In (v, j) (column_of S k) <-> j = k /\ (v < 2)%nat /\ (j < objects S)%nat.
Proof. unfold column_of. rewrite filter_In, cell_in. simpl. rewrite Nat.eqb_eq. tauto. Qed.

Lemma set_cells G v j : In G (sets S) -> In (v, j) G -> (v < 2)%nat /\ (j < objects S)%nat.
Proof.
  destruct well as (_ & _ & _ & subset & _). intros inG inc. apply cell_in. now apply (subsets_incl _ _ (subset G inG)).
Qed.

(** A hierarchy with a row has no column. *)
Lemma row_or_column family v j :
  hierarchy family -> (v < 2)%nat -> (j < objects S)%nat -> In (row_of S v) family -> In (column_of S j) family -> False.
Proof.
  intros nested small_v small_j inrow incolumn.
  assert (other_object : exists l, l <> j /\ (l < objects S)%nat) by (exists (if Nat.eqb j 0 then 1 else 0)%nat; destruct (Nat.eqb_spec j 0); lia).
  assert (other_agent : exists w, w <> v /\ (w < 2)%nat) by (exists (if Nat.eqb v 0 then 1 else 0)%nat; destruct (Nat.eqb_spec v 0); lia).
  destruct other_object as (l & L & small_l), other_agent as (w & W & small_w).
  destruct (nested _ _ inrow incolumn) as [H|[H|H]].
  - assert (In (v, l) (column_of S j)) as F by (apply H, in_row; auto). apply in_column in F. tauto.
  - assert (In (w, j) (row_of S v)) as F by (apply H, in_column; auto). apply in_row in F. tauto.
  - apply (H (v, j)); [now apply in_row|now apply in_column].
Qed.

(** One family with all rows, one with all columns. *)
Lemma rows_and_columns : bihierarchy (sets S) ->
  exists R C, hierarchy R /\ hierarchy C /\ (forall G, In G (sets S) -> In G R \/ In G C) /\
    (forall v, (v < 2)%nat -> In (row_of S v) R) /\ (forall j, (j < objects S)%nat -> In (column_of S j) C).
Proof.
  intros (G1 & G2 & nested & nested' & union & _). destruct canonical as [rows columns]. rewrite two in rows.
  assert (either : forall R C, hierarchy R -> hierarchy C -> (forall G, In G (sets S) -> In G R \/ In G C) ->
    In (row_of S 0) R -> exists R C, hierarchy R /\ hierarchy C /\ (forall G, In G (sets S) -> In G R \/ In G C) /\
    (forall v, (v < 2)%nat -> In (row_of S v) R) /\ (forall j, (j < objects S)%nat -> In (column_of S j) C)).
  { intros R C nest nest' union' first. exists R, C. split; [exact nest|]. split; [exact nest'|]. split; [exact union'|].
    assert (all_columns : forall j, (j < objects S)%nat -> In (column_of S j) C).
    { intros j small. destruct (union' _ (columns j small)) as [H|H]; [|exact H]. exfalso.
      apply (row_or_column R 0 j nest); auto; lia. }
    split; [|exact all_columns]. intros v small. destruct (union' _ (rows v small)) as [H|H]; [exact H|]. exfalso.
    apply (row_or_column C v 0 nest'); auto; [lia|apply all_columns; lia]. }
  assert (zero : (0 < 2)%nat) by lia. destruct (proj1 (union _) (rows 0%nat zero)) as [H|H].
  - apply (either G1 G2); auto. intros G inG. now apply union.
  - apply (either G2 G1); auto. intros G inG. apply union in inG. tauto.
Qed.

Variables o i : nat.
Hypothesis o_agent : (o < 2)%nat.
Hypothesis i_agent : (i < 2)%nat.
Hypothesis differ : o <> i.

Variables R C : list cell_set.
Hypothesis nested_R : hierarchy R.
Hypothesis nested_C : hierarchy C.
Hypothesis union : forall G, In G (sets S) -> In G R \/ In G C.
Hypothesis rows_in_R : forall v, (v < 2)%nat -> In (row_of S v) R.
Hypothesis columns_in_C : forall j, (j < objects S)%nat -> In (column_of S j) C.

Definition in_row_of (v : nat) (G : cell_set) : bool := forallb (fun c => Nat.eqb (fst c) v) G.

Lemma in_row_of_spec v G : in_row_of v G = true <-> forall c, In c G -> fst c = v.
Proof. unfold in_row_of. rewrite forallb_forall. split; intros H c inc; [now apply Nat.eqb_eq, H|now apply Nat.eqb_eq, H]. Qed.

(** A set in a row, with two cells at least, is in the family of the rows. *)
Lemma row_set_in_R G v : In G (sets S) -> in_row_of v G = true -> (2 <= length G)%nat -> In G R.
Proof.
  intros inG inside long. destruct (union G inG) as [H|H]; [exact H|]. exfalso.
  rewrite in_row_of_spec in inside. destruct well as (_ & _ & _ & subset & _).
  pose proof (subsets_NoDup _ _ (cells_NoDup S) (subset G inG)) as once.
  destruct G as [|[a j] [|[b l] G]]; simpl in long; try lia.
  assert (a = v) by (apply (inside (a, j)); now left). assert (b = v) by (apply (inside (b, l)); right; now left). subst a b.
  assert (j <> l) by (intros ->; inversion_clear once; apply H0; now left).
  destruct (set_cells _ v j inG (or_introl eq_refl)) as [small_v small_j].
  destruct (nested_C _ _ H (columns_in_C j small_j)) as [F|[F|F]].
  - assert (In (v, l) (column_of S j)) as F' by (apply F; right; now left). apply in_column in F'. destruct F'. congruence.
  - assert (other : exists w, w <> v /\ (w < 2)%nat) by (exists (if Nat.eqb v 0 then 1 else 0)%nat; destruct (Nat.eqb_spec v 0); lia).
    destruct other as (w & W & small_w). apply W, (inside (w, j)), F, in_column. auto.
  - apply (F (v, j)); [now left|now apply in_column].
Qed.

(** A set with cells of both agents is a union of columns; in the family of the rows it is the whole. *)
Lemma mixed_set G :
  In G (sets S) -> in_row_of o G = false -> in_row_of i G = false ->
  (forall v w j, (v < 2)%nat -> (w < 2)%nat -> In (v, j) G -> In (w, j) G) /\
  (In G R -> forall c, In c (cells S) -> In c G).
Proof.
  intros inG not_o not_i.
  assert (both : forall v, (v < 2)%nat -> exists j, In (v, j) G).
  { intros v small. assert (other : exists w, (w < 2)%nat /\ w <> v /\ in_row_of w G = false).
    { destruct (Nat.eq_dec v o) as [->|N]; [exists i; auto|exists o; auto]. }
    destruct other as (w & small_w & W & F). unfold in_row_of in F.
    destruct (existsb (fun c => negb (Nat.eqb (fst c) w)) G) eqn:E.
    - apply existsb_exists in E. destruct E as ([x j] & inx & E). apply negb_true_iff, Nat.eqb_neq in E. simpl in E.
      exists j. destruct (set_cells G x j inG inx). assert (x = v) by lia. now subst.
    - exfalso. rewrite <- not_true_iff_false in F. apply F, forallb_forall. intros c inc.
      destruct (Nat.eqb (fst c) w) eqn:E'; [reflexivity|]. rewrite <- not_true_iff_false in E. exfalso. apply E, existsb_exists.
      exists c. now rewrite E'. }
  assert (whole : In G R -> forall c, In c (cells S) -> In c G).
  { intros inR [v j] inc. apply cell_in in inc. destruct inc as [small_v small_j].
    assert (other : exists w, w <> v /\ (w < 2)%nat) by (exists (if Nat.eqb v 0 then 1 else 0)%nat; destruct (Nat.eqb_spec v 0); lia).
    destruct other as (w & W & small_w). destruct (both w small_w) as [l inl], (both v small_v) as [l' inl'].
    destruct (nested_R _ _ inR (rows_in_R v small_v)) as [F|[F|F]].
    - apply F, in_row in inl. destruct inl. congruence.
    - apply F, in_row. auto.
    - exfalso. apply (F (v, l') inl'), in_row. destruct (set_cells G v l' inG inl'). auto. }
  split; [|exact whole]. intros v w j small_v small_w inv. destruct (set_cells G v j inG inv) as [_ small_j].
  destruct (union G inG) as [inR|inC]; [apply whole; [exact inR|now apply cell_in]|].
  destruct (nested_C _ _ inC (columns_in_C j small_j)) as [F|[F|F]].
  - destruct (Nat.eq_dec w v) as [->|N]; [exact inv|]. destruct (both w small_w) as [l inl].
    pose proof (F _ inl) as inl'. apply in_column in inl'. destruct inl' as [-> _]. exact inl.
  - apply F, in_column. auto.
  - exfalso. apply (F (v, j) inv), in_column. auto.
Qed.

Hypothesis certain : one_type S i.
Hypothesis plain_row : no_further_set_in_row S i.

Inductive place : Type :=
  | Upper (j : nat) (t : profile)
  | Inner (j : nat) (t : profile)
  | Own (j : nat).

Definition tail_place (column : cell * profile) : place := Upper (snd (fst column)) (snd column).
Definition head_place (column : cell * profile) : place :=
  if Nat.eqb (fst (fst column)) o then Inner (snd (fst column)) (snd column) else Own (snd (fst column)).

Definition below_row (row : stacked_row) (n : place) : bool :=
  match row with
  | inl (_, _, j) => match n with Own l => Nat.eqb j l | _ => false end
  | inr (G, t) =>
      if in_row_of o G then match n with Inner j u => member (o, j) G && profile_eqb t u | _ => false end
      else if in_row_of i G then match n with Upper _ u | Inner _ u => profile_eqb t u | Own _ => false end
      else match n with Upper j u => member (o, j) G && profile_eqb t u | _ => false end
  end.

Definition direction (row : stacked_row) : Z :=
  match row with
  | inl _ => -1
  | inr (G, _) => if in_row_of o G then -1 else 1
  end.

Definition is_arc (row : stacked_row) : bool :=
  match row with
  | inl (v, _, _) => Nat.eqb v i
  | inr (G, _) => Nat.leb 2 (length G)
  end.

Lemma arc_entry row column :
  In row (stacked_rows S) -> is_arc row = true -> In column (cell_profiles S) ->
  network_entry below_row direction tail_place head_place row column = incidence stacked_has row column.
Proof.
  destruct column as [[v j] t]. intros inrow arc incolumn. apply in_prod_iff in incolumn. destruct incolumn as [inc int].
  apply cell_in in inc. destruct inc as [small_v small_j].
  unfold network_entry, tail_place, head_place, incidence. cbn [fst snd].
  assert (agent : (v = o /\ Nat.eqb v o = true) \/ (v = i /\ Nat.eqb v o = false)).
  { destruct (Nat.eqb_spec v o); [left; auto|right]. split; [lia|reflexivity]. }
  destruct row as [[[w ti] l]|[G u]].
  - cbn [is_arc] in arc. apply Nat.eqb_eq in arc. subst w.
    assert (types_agree : Nat.eqb ti (type_of t i) = true).
    { unfold stacked_rows in inrow. rewrite in_app_iff, !in_map_iff in inrow.
      destruct inrow as [(x & H & inx)|(x & H & _)]; [|discriminate]. injection H as ->. unfold coordinates in inx.
      apply in_flat_map in inx. destruct inx as (i' & _ & inx). apply in_flat_map in inx. destruct inx as (ti' & inti & inx).
      apply in_map_iff in inx. destruct inx as (j' & E & _). injection E as -> -> _. unfold types_of in inti.
      unfold one_type in certain. rewrite certain in inti. destruct inti as [<-|[]]. apply Nat.eqb_eq. symmetry.
      now apply (certain_type (types S)). }
    cbn [stacked_has below_row direction fst snd]. rewrite types_agree, andb_true_r. unfold cell_eqb. cbn [fst snd].
    destruct agent as [[-> ->]|[-> ->]].
    + assert (Nat.eqb i o = false) as -> by (apply Nat.eqb_neq; congruence). reflexivity.
    + rewrite Nat.eqb_refl. cbn [andb]. destruct (Nat.eqb l j); reflexivity.
  - cbn [is_arc] in arc. apply Nat.leb_le in arc. apply stacked_row_of_set in inrow. destruct inrow as [inG _].
    cbn [stacked_has below_row direction fst snd]. destruct (in_row_of o G) eqn:row_o.
    + destruct agent as [[-> ->]|[-> ->]].
      * destruct (member (o, j) G && profile_eqb u t); reflexivity.
      * assert (member (i, j) G = false) as ->; [|reflexivity]. apply not_true_iff_false. rewrite member_iff. intros inc.
        rewrite in_row_of_spec in row_o. apply row_o in inc. simpl in inc. congruence.
    + destruct (in_row_of i G) eqn:row_i.
      * rewrite in_row_of_spec in row_i. destruct agent as [[-> ->]|[-> ->]].
        -- assert (member (o, j) G = false) as ->; [|destruct (profile_eqb u t); reflexivity].
           apply not_true_iff_false. rewrite member_iff. intros inc. apply row_i in inc. simpl in inc. congruence.
        -- assert (member (i, j) G = true) as ->; [|destruct (profile_eqb u t); reflexivity].
           apply member_iff. destruct (plain_row G inG row_i) as [short|whole]; [lia|]. apply whole, in_row. auto.
      * destruct (mixed_set G inG row_o row_i) as [columns_of _]. destruct agent as [[-> ->]|[-> ->]].
        -- destruct (member (o, j) G && profile_eqb u t); reflexivity.
        -- assert (same : member (o, j) G = member (i, j) G).
           { apply eq_true_iff_eq. rewrite !member_iff. split; apply columns_of; auto. }
           rewrite same. destruct (member (i, j) G && profile_eqb u t); reflexivity.
Qed.

Lemma arcs_nested nodes r s :
  In r (stacked_rows S) -> is_arc r = true -> In s (stacked_rows S) -> is_arc s = true ->
  within below_row nodes r s \/ within below_row nodes s r \/ apart below_row nodes r s.
Proof.
  intros inr arc_r ins arc_s.
  assert (single : forall x m n, below_row (inl x) m = true -> below_row (inl x) n = true -> m = n).
  { intros [[w ti] j] [| |l] [| |l'] H H'; simpl in H, H'; try discriminate. apply Nat.eqb_eq in H, H'. congruence. }
  destruct r as [x|[G t]]; [apply single_nested; intros; now apply (single x)|].
  destruct s as [x|[H u]].
  { destruct (single_nested below_row nodes (inl x) (Datatypes.inr (G, t))) as [F|[F|F]]; auto; [intros; now apply (single x)|].
    do 2 right. now apply apart_sym. }
  cbn [is_arc] in arc_r, arc_s. apply Nat.leb_le in arc_r, arc_s.
  apply stacked_row_of_set in inr, ins. destruct inr as [inG _], ins as [inH _].
  unfold within, apart, below_row.
  assert (profiles_apart : t <> u -> profile_eqb u t = false /\ forall w, profile_eqb t w = true -> profile_eqb u w = false).
  { intros N. split; [apply not_true_iff_false; rewrite profile_eqb_spec; congruence|].
    intros w E. apply profile_eqb_spec in E. subst w. apply not_true_iff_false. rewrite profile_eqb_spec. congruence. }
  destruct (list_eq_dec Nat.eq_dec t u) as [<-|N].
  - destruct (in_row_of o G) eqn:oG; [|destruct (in_row_of i G) eqn:iG];
      (destruct (in_row_of o H) eqn:oH; [|destruct (in_row_of i H) eqn:iH]).
    + (* both in the row of o *)
      destruct (nested_R G H) as [F|[F|F]];
        [now apply (row_set_in_R G o)|now apply (row_set_in_R H o)|left|right; left|do 2 right];
        intros [j w|j w|j] _; try discriminate; auto; rewrite !andb_true_iff, !member_iff; intros [inc same]; auto.
      apply andb_false_iff. left. apply not_true_iff_false. rewrite member_iff. now apply F.
    + left. intros [j w|j w|j] _; auto; try discriminate. rewrite andb_true_iff. tauto.
    + do 2 right. intros [j w|j w|j] _; auto; discriminate.
    + right. left. intros [j w|j w|j] _; auto; try discriminate. rewrite andb_true_iff. tauto.
    + left. intros [j w|j w|j] _; auto.
    + right. left. intros [j w|j w|j] _; auto; try discriminate. rewrite andb_true_iff. tauto.
    + do 2 right. intros [j w|j w|j] _; auto; discriminate.
    + left. intros [j w|j w|j] _; auto; try discriminate. rewrite andb_true_iff. tauto.
    + (* two unions of columns *)
      assert (nested : incl G H \/ incl H G \/ disjoint G H).
      { destruct (mixed_set G inG oG iG) as [_ wholeG], (mixed_set H inH oH iH) as [_ wholeH].
        destruct (union G inG) as [rG|cG].
        - right. left. intros [v j] inc. apply wholeG; [exact rG|]. apply cell_in. now apply (set_cells H).
        - destruct (union H inH) as [rH|cH].
          + left. intros [v j] inc. apply wholeH; [exact rH|]. apply cell_in. now apply (set_cells G).
          + now apply nested_C. }
      destruct nested as [F|[F|F]]; [left|right; left|do 2 right]; intros [j w|j w|j] _; try discriminate; auto;
        rewrite !andb_true_iff, !member_iff; intros [inc same]; auto.
      apply andb_false_iff. left. apply not_true_iff_false. rewrite member_iff. now apply F.
  - destruct (profiles_apart N) as [_ away]. do 2 right.
    intros [j w|j w|j] _; destruct (in_row_of o G), (in_row_of i G), (in_row_of o H), (in_row_of i H);
      try discriminate; auto; rewrite ?andb_true_iff; intros F; rewrite ?andb_false_iff;
      try (right; apply away; tauto); try (apply away; tauto).
Qed.

Theorem two_agents_preserve : preserves_total_unimodularity S.
Proof.
  apply stacked_preserve. intros some nodup inside.
  destruct (network_signing below_row direction tail_place head_place
      (flat_map (fun c => [tail_place c; head_place c]) (cell_profiles S)) (cell_profiles S) (filter is_arc some))
    as (signs & signed).
  { intros [x|[G t]] _; unfold sign, direction; [now right|]. destruct (in_row_of o G); auto. }
  { intros c inc. split; apply in_flat_map; exists c; (split; [exact inc|]); [now left|right; now left]. }
  { intros r s inr ins. apply filter_In in inr, ins. apply arcs_nested; try tauto; apply inside; tauto. }
  assert (signed' : signing (incidence stacked_has) (cell_profiles S) (filter is_arc some) signs).
  { apply (signing_ext (network_entry below_row direction tail_place head_place)); [|exact signed].
    intros r c inr inc. apply filter_In in inr. apply arc_entry; [apply inside|..]; tauto. }
  destruct (further_unit_rows (incidence stacked_has) (cell_profiles S) (filter is_arc some) signs
    (filter (fun r => negb (is_arc r)) some) signed') as (further & names & are_signs & small).
  { intros r inr. split; [intros; apply incidence_small|]. apply filter_In in inr. destruct inr as [inr unit].
    apply negb_true_iff in unit. destruct r as [[[v ti] j]|[G t]]; cbn [is_arc] in unit.
    - apply Nat.eqb_neq in unit. apply alone_row_unit; [exact well|]. intros k small_k N. rewrite two in small_k.
      assert (v < 2)%nat.
      { apply inside in inr. unfold stacked_rows in inr. rewrite in_app_iff, !in_map_iff in inr.
        destruct inr as [(x & H & inx)|(x & H & _)]; [|discriminate]. injection H as ->. unfold coordinates in inx.
        apply in_flat_map in inx. destruct inx as (v' & inv & inx). apply in_flat_map in inx. destruct inx as (ti' & _ & inx).
        apply in_map_iff in inx. destruct inx as (j' & E & _). injection E as -> -> ->. rewrite two in inv. apply in_seq in inv. lia. }
      assert (k = i) as -> by lia. exact certain.
    - apply Nat.leb_gt in unit. apply single_row_unit. lia. }
  apply (reordered_signing (incidence stacked_has) (cell_profiles S) some (further ++ signs)); [|exact are_signs|exact small].
  rewrite names. symmetry. apply split_list.
Qed.

End TwoAgents.

Theorem markets_preserve S :
  well_formed S -> bihierarchy (sets S) -> canonical_two_sided S -> (2 <= objects S)%nat -> market_as_corrected S ->
  preserves_total_unimodularity S.
Proof.
  intros well both canonical wide [one|[one|[(two & i & small & certain & plain)|(two & two' & binary_types & only)]]].
  - now apply bihierarchies_with_one_type_preserve.
  - now apply one_agent_preserves.
  - destruct (rows_and_columns S two canonical wide both) as (R & C & nested & nested' & union & rows & columns).
    assert (other : exists o, (o < 2)%nat /\ o <> i) by (exists (if Nat.eqb i 0 then 1 else 0)%nat; destruct (Nat.eqb_spec i 0); lia).
    destruct other as (o & small_o & differ).
    now apply (two_agents_preserve S well two wide o i small_o small differ R C).
  - apply two_by_two_preserve; auto; lia.
Qed.

(*| lang-yang-2023/theorem-2.2 | corrected: canonical markets | proved |*)
Theorem LY_Theorem_2_2_markets_hold : LY_Theorem_2_2_markets.
Proof. exact markets_preserve. Qed.
