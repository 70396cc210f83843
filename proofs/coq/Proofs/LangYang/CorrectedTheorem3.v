(** What replaces Theorem 3 of LY: graphs without odd cycles that preserve total unimodularity, by Ghouila-Houri's theorem
    (two type profiles) and as networks (paths).  That no other graphs do is not proved here. *)

From Allocation Require Export Proofs.LangYang.Paths Proofs.LangYang.Universal.
From Allocation Require Import LangYang.

(** Every component is a path: the vertices have places on paths, no two the same, and edges join neighbours. *)
Definition components_are_paths (E : graph) : Prop :=
  exists path place : nat -> nat,
    (forall u v, path u = path v -> place u = place v -> u = v) /\
    (forall e, In e E ->
      path (fst e) = path (snd e) /\ (place (snd e) = S (place (fst e)) \/ place (fst e) = S (place (snd e)))).

Definition touches (i : nat) (e : nat * nat) : bool := Nat.eqb i (fst e) || Nat.eqb i (snd e).

(** At most one edge. *)
Definition leaf (E : graph) (i : nat) : Prop :=
  forall e e', In e E -> In e' E -> touches i e = true -> touches i e' = true -> e = e'.

(** The graph without a vertex. *)
Definition left_out (E : graph) (i : nat) : graph := filter (fun e => negb (touches i e)) E.

(** An agent with two neighbours, who is inside a path. *)
Definition inner (E : graph) (v : nat) : Prop := exists u w, u <> w /\ adjacent E v u /\ adjacent E v w.

Definition one_type (S : structure) (i : nat) : Prop := nth i (types S) 0%nat = 1%nat.

(** All agents but this one have one type. *)
Definition alone_uncertain (S : structure) (i : nat) : Prop :=
  forall k, (k < agents S)%nat -> k <> i -> one_type S k.

(** "If there are at most two type profiles, or one agent alone has more than one type and every component is a path or
    becomes one when this agent, a leaf, is left out, or every component is a path whose inner agents have one type." *)
Definition graph_as_corrected (S : structure) (E : graph) : Prop :=
  (length (profiles S) <= 2)%nat \/
  (exists i, alone_uncertain S i /\
    (components_are_paths E \/ leaf E i /\ components_are_paths (left_out E i))) \/
  (components_are_paths E /\ forall v, inner E v -> one_type S v).

(*| lang-yang-2023/theorem-3 | corrected: paths, and two type profiles | statement |*)
Definition LY_Theorem_3_corrected : Prop :=
  forall S E,
    well_formed S -> adjacency S E -> no_odd_cycle E -> graph_as_corrected S E -> preserves_total_unimodularity S.

(** ** Proof *)

Lemma profile_length l t : In t (product (map (seq 0) l)) -> length t = length l.
Proof.
  revert t; induction l as [|k l IH]; simpl; intros t int; [destruct int as [<-|[]]; reflexivity|].
  apply in_flat_map in int. destruct int as (a & _ & int). apply in_map_iff in int. destruct int as (u & <- & inu).
  simpl. now rewrite (IH u).
Qed.

Section Graph.

Variable S : structure.
Variable E : graph.
Hypothesis well : well_formed S.
Hypothesis graph_of : adjacency S E.

Lemma edge_agents e : In e E -> (fst e < snd e)%nat /\ (snd e < agents S)%nat.
Proof. destruct graph_of as (_ & edges & _). intros ine. apply edges in ine. lia. Qed.

(** Where one agent alone is uncertain, her type says which profile it is. *)
Lemma alone_is_unit i t u :
  alone_uncertain S i -> In t (profiles S) -> In u (profiles S) -> type_of t i = type_of u i -> t = u.
Proof.
  intros others int inu same. destruct well as (count & _). unfold profiles, type_of in *.
  apply (nth_ext t u 0%nat 0%nat).
  - now rewrite (profile_length _ _ int), (profile_length _ _ inu).
  - intros k small. rewrite (profile_length _ _ int) in small.
    destruct (Nat.eq_dec k i) as [->|differ]; [exact same|].
    assert (one : nth k (types S) 0%nat = 1%nat) by (apply others; [lia|exact differ]).
    now rewrite (certain_type _ _ _ int one), (certain_type _ _ _ inu one).
Qed.

Variable place : nat -> nat.
Variable out : nat -> bool.

(** An agent between two edges has two neighbours. *)
Lemma inside_inner v : inside_path E place out v = true -> inner E v /\ (v < agents S)%nat.
Proof.
  unfold inside_path, has_left, has_right. rewrite andb_true_iff, !existsb_exists.
  intros [(u & _ & H) (w & _ & H')]. rewrite andb_true_iff, Nat.eqb_eq in H, H'. destruct H as [H before], H' as [H' behind].
  apply next_to_spec in H, H'.
  assert (adjacent_of : forall x, In (v, x) (kept E out) \/ In (x, v) (kept E out) -> adjacent E v x).
  { intros x [Hx|Hx]; apply filter_In in Hx; [left|right]; tauto. }
  split.
  - exists u, w. split; [intros ->; lia|]. split; now apply adjacent_of.
  - destruct (adjacent_of u H) as [ine|ine]; apply edge_agents in ine; simpl in ine; lia.
Qed.

End Graph.

Theorem corrected_preserves S E :
  well_formed S -> adjacency S E -> no_odd_cycle E -> graph_as_corrected S E -> preserves_total_unimodularity S.
Proof.
  intros well graph_of none [few|[(i & others & shape)|((path & place & one_each & consecutive) & certain)]].
  - now apply (two_profiles_preserve S E graph_of none (profiles_NoDup S)).
  - assert (shapes : exists out : nat -> bool, (forall v, out v = true -> v = i) /\ components_are_paths (kept E out) /\
      ((forall v, out v = false) \/ leaf E i)).
    { destruct shape as [(path & place & one_each & consecutive)|(once & paths)].
      - exists (fun _ => false). split; [discriminate|]. split; [|now left]. exists path, place. split; [exact one_each|].
        intros e ine. apply filter_In in ine. now apply consecutive.
      - exists (Nat.eqb i). split; [intros v H; symmetry; now apply Nat.eqb_eq|]. split; [exact paths|now right]. }
    destruct shapes as (out & only_i & (path & place & one_each & consecutive) & once).
    apply (paths_preserve S E graph_of path place out (Nat.eqb i)); try assumption.
    + intros v inside differ. destruct (inside_inner S E graph_of place out v inside) as [_ small].
      apply others; [exact small|]. intros ->. now rewrite Nat.eqb_refl in differ.
    + intros v t u H int inu same. apply Nat.eqb_eq in H. subst v. now apply (alone_is_unit S well i).
    + intros v H. apply Nat.eqb_eq. symmetry. now apply only_i.
    + intros e e' ine ine' H H'. destruct once as [nobody|once].
      * unfold touches_out in H. rewrite !nobody in H. discriminate.
      * apply once; auto; unfold touches, touches_out in *; rewrite orb_true_iff in *; rewrite !Nat.eqb_eq;
          [destruct H as [F|F]|destruct H' as [F|F]]; apply only_i in F; auto.
  - apply (paths_preserve S E graph_of path place (fun _ => false) (fun _ => false)); try assumption; try discriminate.
    + intros e ine. apply filter_In in ine. now apply consecutive.
    + intros v inside _. apply certain. now apply (inside_inner S E graph_of place (fun _ => false) v).
Qed.

(*| lang-yang-2023/theorem-3 | corrected: paths, and two type profiles | proved |*)
Theorem LY_Theorem_3_corrected_holds : LY_Theorem_3_corrected.
Proof. exact corrected_preserves. Qed.

(*| lang-yang-2023/theorem-3.sufficiency | one agent with two types | proved |*)
Theorem LY_Theorem_3_one_agent_sufficiency_holds : LY_Theorem_3_one_agent_sufficiency.
Proof.
  intros P E well graph_of none one beta q capacity. apply LY_Theorem_1_holds; try assumption.
  apply (LY_Theorem_3_one_agent_holds P E); try assumption. now destruct well.
Qed.
