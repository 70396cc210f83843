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

(** ** Three agents, sets of any two: a cycle of three *)

Definition triangle_sets : list cell_set := map agents_set [[0; 1]; [0; 2]; [1; 2]; [0]; [1]; [2]]%nat.

(** A structure with these sets, one object and one type each has the 3 x 3 minor -2. *)
Lemma three_sets_not_unimodular S :
  agents S = 3%nat -> objects S = 1%nat -> types S = [1; 1; 1]%nat -> incl (map agents_set [[0; 1]; [0; 2]; [1; 2]]%nat) (sets S) ->
  ~ preserves_total_unimodularity S.
Proof.
  intros n m kinds within unimodular.
  assert (one : profiles S = [[0; 0; 0]]%nat) by (unfold profiles; now rewrite kinds).
  assert (three : cells S = agents_set [0; 1; 2]%nat) by (unfold cells; now rewrite n, m).
  destruct (unimodular [x 0 [0; 0; 0]; x 1 [0; 0; 0]; x 2 [0; 0; 0]]%nat
      [g [0; 1] [0; 0; 0]; g [0; 2] [0; 0; 0]; g [1; 2] [0; 0; 0]]%nat) as [d|[d|d]]; try (vm_compute in d; discriminate).
  - repeat constructor; simpl; intuition congruence.
  - intros r inr. unfold cone_rows, cell_profiles. rewrite one, three. apply in_app_iff. left.
    vm_compute in inr. vm_compute. intuition.
  - repeat constructor; simpl; intuition congruence.
  - intros c inc. unfold cone_columns, set_profiles. rewrite one. rewrite !in_app_iff. right; left.
    assert (H : forall members, In (agents_set members) (map agents_set [[0; 1]; [0; 2]; [1; 2]]%nat) ->
      In (g members [0; 0; 0]%nat) (map Entry_g (list_prod (sets S) [[0; 0; 0]]%nat))).
    { intros members inm. apply in_map, in_prod; [now apply within|now left]. }
    destruct inc as [<-|[<-|[<-|[]]]]; apply H; simpl; tauto.
  - reflexivity.
Qed.

(** ** The market of three agents and two objects with two types each *)

Definition three_by_two : structure := {|
  agents := 3; objects := 2; types := [2; 2; 2]%nat;
  sets :=
    map (fun i => map (pair i) [0; 1]) [0; 1; 2] ++
    map (fun j => map (fun i => (i, j)) [0; 1; 2]) [0; 1] ++
    map (fun c => [c]) (list_prod [0; 1; 2] [0; 1])
|}%nat.

Lemma three_by_two_not_unimodular : ~ preserves_total_unimodularity three_by_two.
Proof.
  apply (projection_sound three_by_two
    (map Equation [((0, 0), [0; 0; 1]); ((0, 1), [0; 0; 1]); ((2, 1), [0; 0; 1]); ((0, 0), [0; 1; 1]); ((2, 0), [0; 1; 1]);
                   ((2, 0), [1; 1; 1]); ((2, 1), [1; 1; 1])]%nat)
    ([Entry_f (0, 0, 0); Entry_f (2, 1, 0); Entry_f (2, 1, 1);
      Entry_g ([(0, 0); (0, 1)], [0; 0; 1]); Entry_g ([(2, 0); (2, 1)], [1; 1; 1]);
      Entry_g ([(0, 0); (1, 0); (2, 0)], [0; 1; 1]); Entry_g ([(0, 1); (1, 1); (2, 1)], [0; 0; 1])]%nat)).
  vm_compute. reflexivity.
Qed.
