(** Theorems 2(2) and 3 of LY, and what rests on them about total unimodularity, are false: structures with a minor of
    M(W) that is 2 or -2. *)

From Allocation Require Export Refutations.Deciding Claims.LangYangSection5.

(** The certified submatrices have equations and entries of f, g for these. *)
Local Notation x i t := (Equation ((i, 0)%nat, t)).
Local Notation f i ti := (Entry_f (i, ti, 0)%nat).
Local Notation g members t := (Entry_g (agents_set members, t)).

(** ** Agents 0, 1, 2 with 2, 2 and 1 types, sets {0, 1} and {0, 2}: a path *)

Definition path : structure := {|
  agents := 3; objects := 1; types := [2; 2; 1]%nat;
  sets := map agents_set [[0; 1]; [0; 2]; [0]; [1]; [2]]%nat
|}.

Definition path_edges : graph := [(0, 1); (0, 2)]%nat.

Lemma path_well_formed : well_formed path.
Proof. apply well_formed_decided. vm_compute. reflexivity. Qed.

Lemma path_adjacency : adjacency path path_edges.
Proof. apply adjacency_decided. vm_compute. reflexivity. Qed.

Lemma path_no_odd_cycle : no_odd_cycle path_edges.
Proof. apply (two_colours_no_odd_cycle (fun i => Nat.eqb i 0)), colours_decided. reflexivity. Qed.

Lemma path_bihierarchy : bihierarchy (sets path).
Proof. apply (bihierarchy_decided _ (map agents_set [[0; 1]; [0]; [1]; [2]]%nat)). vm_compute. reflexivity. Qed.

Lemma path_binary : binary path.
Proof. apply binary_decided. reflexivity. Qed.

(** A 7 x 7 minor is 2. *)
Lemma path_not_unimodular : ~ preserves_total_unimodularity path.
Proof.
  apply (projection_sound path
    [x 0 [0; 0; 0]; x 1 [0; 0; 0]; x 0 [0; 1; 0]; x 2 [0; 1; 0]; x 0 [1; 0; 0]; x 1 [1; 0; 0]; x 2 [1; 0; 0]]%nat
    [f 0 0; f 1 0; f 2 0; g [0; 1] [0; 0; 0]; g [0; 1] [1; 0; 0]; g [0; 2] [0; 1; 0]; g [0; 2] [1; 0; 0]]%nat).
  vm_compute. reflexivity.
Qed.

(*| lang-yang-2023/theorem-3 | literal | refuted |*)
Theorem LY_Theorem_3_is_false : ~ LY_Theorem_3.
Proof.
  intros claim. apply path_not_unimodular.
  exact (claim path path_edges path_well_formed path_adjacency path_no_odd_cycle path_binary).
Qed.

(*| lang-yang-2023/theorem-2.2 | literal | refuted |*)
Theorem LY_Theorem_2_2_is_false : ~ LY_Theorem_2_2.
Proof.
  intros claim. apply path_not_unimodular. exact (claim path path_well_formed path_bihierarchy path_binary).
Qed.

Lemma path_standard : standard path.
Proof. apply standard_decided. reflexivity. Qed.

(*| lang-yang-2023/theorem-2.2 | standard constraints | refuted |*)
Theorem LY_Theorem_2_2_standard_is_false : ~ LY_Theorem_2_2_standard.
Proof.
  intros claim. apply path_not_unimodular.
  exact (claim path path_well_formed path_bihierarchy path_binary path_standard).
Qed.

(*| lang-yang-2023/section-6.four-classes | bihierarchies | refuted |*)
Theorem LY_bihierarchies_do_not_ensure_unimodularity : ~ LY_bihierarchies_ensure_unimodularity.
Proof. intros claim. apply path_not_unimodular. exact (claim path path_well_formed path_bihierarchy). Qed.

(*| lang-yang-2023/section-6.four-classes | adjacency | refuted |*)
Theorem LY_adjacency_does_not_ensure_unimodularity : ~ LY_adjacency_ensures_unimodularity.
Proof.
  intros claim. apply path_not_unimodular. exact (claim path path_edges path_well_formed path_adjacency).
Qed.

(*| lang-yang-2023/section-6.four-classes | literal | refuted |*)
Theorem LY_four_classes_do_not_ensure_unimodularity : ~ LY_four_classes_ensure_unimodularity.
Proof. intros (_ & claim & _). now apply LY_bihierarchies_do_not_ensure_unimodularity. Qed.
