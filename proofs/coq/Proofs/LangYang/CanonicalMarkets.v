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
