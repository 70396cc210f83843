(** LY, section 3.1, before Theorem 2: for a hierarchy the rows of B and those of C are a laminar family each; for a
    bihierarchy "M(W) has three laminars (i.e., C is two laminars and B is a laminar)". *)

From Allocation Require Export Proofs.LangYang.Hierarchies.
From Allocation Require Import Certificates.Minors LangYang.

(** A row of B or of C as the set of the columns of its ones. *)
Definition row_set (S : structure) (row : stacked_row) : list (cell * profile) := filter (stacked_has row) (cell_profiles S).

Definition rows_of_B (S : structure) : list (list (cell * profile)) := map (fun r => row_set S (inl r)) (coordinates S).
Definition rows_of_C (S : structure) : list (list (cell * profile)) := map (fun r => row_set S (inr r)) (set_profiles S).

(** Definition 3, for sets of anything. *)
Definition two_laminar_families {Element : Type} (family : list (list Element)) : Prop :=
  exists F1 F2,
    laminar_sets F1 /\ laminar_sets F2 /\
    (forall G, In G family <-> In G F1 \/ In G F2) /\
    (forall G, In G F1 -> ~ In G F2).

(*| lang-yang-2023/section-3.1.laminars | literal | statement |*)
Definition LY_laminars : Prop :=
  forall S, well_formed S ->
    (hierarchy (sets S) -> laminar_sets (rows_of_B S) /\ laminar_sets (rows_of_C S)) /\
    (bihierarchy (sets S) -> laminar_sets (rows_of_B S) /\ two_laminar_families (rows_of_C S)).

Lemma nested_row_sets S r s :
  within stacked_has (cell_profiles S) r s \/ within stacked_has (cell_profiles S) s r \/
  apart stacked_has (cell_profiles S) r s ->
  incl (row_set S r) (row_set S s) \/ incl (row_set S s) (row_set S r) \/ (forall e, In e (row_set S r) -> ~ In e (row_set S s)).
Proof.
  unfold row_set. intros [H|[H|H]]; [left|right; left|do 2 right]; intros e ine; rewrite filter_In in *; destruct ine as [ine has_e].
  - split; [exact ine|now apply H].
  - split; [exact ine|now apply H].
  - intros [_ has_e']. rewrite (H e ine has_e) in has_e'. discriminate.
Qed.

Lemma B_is_laminar S : laminar_sets (rows_of_B S).
Proof.
  intros G H inG inH. apply in_map_iff in inG, inH. destruct inG as (r & <- & _), inH as (s & <- & _).
  apply nested_row_sets, B_rows_nested.
Qed.

(** The rows of C that belong to the sets of a hierarchy. *)
Lemma C_is_laminar S family :
  hierarchy family ->
  laminar_sets (map (fun r => row_set S (inr r)) (list_prod family (profiles S))).
Proof.
  intros nested G H inG inH. apply in_map_iff in inG, inH. destruct inG as ([A t] & <- & inA), inH as ([B u] & <- & inB).
  apply in_prod_iff in inA, inB. apply nested_row_sets. now apply (C_rows_nested _ family).
Qed.

Lemma laminar_less {Element : Type} (F F' : list (list Element)) : incl F' F -> laminar_sets F -> laminar_sets F'.
Proof. intros less nested G H inG inH. apply nested; now apply less. Qed.

Definition row_set_dec (G H : list (cell * profile)) : {G = H} + {G <> H}.
Proof. repeat decide equality. Defined.

(*| lang-yang-2023/section-3.1.laminars | literal | proved |*)
Theorem LY_laminars_hold : LY_laminars.
Proof.
  intros S _. split.
  - intros nested. split; [apply B_is_laminar|now apply C_is_laminar].
  - intros (G1 & G2 & nested & nested' & union & _). split; [apply B_is_laminar|].
    set (of := fun family => map (fun r => row_set S (inr r)) (list_prod family (profiles S))).
    exists (of G1), (filter (fun G => if in_dec row_set_dec G (of G1) then false else true) (of G2)).
    split; [now apply C_is_laminar|]. split; [|split].
    + apply (laminar_less (of G2)); [|now apply C_is_laminar]. intros G inG. apply filter_In in inG. tauto.
    + assert (either : forall G, In G (rows_of_C S) <-> In G (of G1) \/ In G (of G2)).
      { intros G. unfold rows_of_C, set_profiles, of. rewrite !in_map_iff. split.
        - intros ([A t] & <- & inA). apply in_prod_iff in inA. destruct inA as [inA int].
          apply union in inA. destruct inA as [inA|inA]; [left|right]; exists (A, t); (split; [reflexivity|]); now apply in_prod_iff.
        - intros [([A t] & <- & inA)|([A t] & <- & inA)]; apply in_prod_iff in inA; exists (A, t);
            (split; [reflexivity|]); apply in_prod_iff; (split; [apply union|]); tauto. }
      intros G. rewrite either, filter_In. destruct (in_dec row_set_dec G (of G1)); [tauto|]. intuition congruence.
    + intros G inG inG'. apply filter_In in inG'. destruct inG' as [_ H]. destruct (in_dec row_set_dec G (of G1)); [discriminate|contradiction].
Qed.
