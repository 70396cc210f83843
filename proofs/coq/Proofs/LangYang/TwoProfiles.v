(** Theorem 3 of LY where there are at most two type profiles, as when one agent has two types and the others one: total
    unimodularity is preserved.

    A column (i, t) of M* has a sign, by the colour of i in the graph and by whether t is the first profile.  Each row has at
    most one column of either sign. *)

From Allocation Require Export Proofs.LangYang.Hierarchies Proofs.Colouring.
From Allocation Require Import Certificates.Minors.

Local Open Scope Z_scope.

(** At most one of the rows of either colour has an entry in this column, which is 1. *)
Lemma one_of_each_colour {Row Column : Type} (M : Row -> Column -> Z) (colour : Row -> bool) some c :
  NoDup some -> (forall r, In r some -> M r c = 0 \/ M r c = 1) ->
  (forall r s, In r some -> In s some -> colour r = colour s -> M r c = 1 -> M s c = 1 -> r = s) ->
  unit_or_zero (weighted M (map (fun r => (if colour r then 1 else -1, r)) some) c).
Proof.
  intros nodup entries single.
  assert (H : exists p n, weighted M (map (fun r => (if colour r then 1 else -1, r)) some) c = p - n /\
    (p = 0 \/ p = 1 /\ exists r, In r some /\ colour r = true /\ M r c = 1) /\
    (n = 0 \/ n = 1 /\ exists r, In r some /\ colour r = false /\ M r c = 1)).
  { induction nodup as [|r some notin nodup IH]; [exists 0, 0; simpl; auto|].
    destruct IH as (p & n & E & P & N); [intros; apply entries; now right|intros; apply single; auto; now right|].
    cbn [map weighted]. rewrite E.
    assert (absent : M r c = 1 -> forall s, In s some -> colour r = colour s -> M s c = 1 -> False).
    { intros entry s ins same entry'. apply notin. rewrite (single r s); auto; [now left|now right]. }
    destruct (entries r (or_introl eq_refl)) as [zero|one].
    - exists p, n. rewrite zero. split; [ring|].
      split; [destruct P as [P|(P & s & ins & rest)]|destruct N as [N|(N & s & ins & rest)]]; auto; right; (split; [assumption|]);
        exists s; (split; [now right|exact rest]).
    - destruct (colour r) eqn:col.
      + destruct P as [->|(_ & s & ins & colour_s & entry)]; [|exfalso; apply (absent one s ins); congruence].
        exists 1, n. rewrite one. split; [ring|]. split; [right; split; [reflexivity|exists r; auto using in_eq]|].
        destruct N as [N|(N & s & ins & rest)]; auto. right. split; [exact N|]. exists s. split; [now right|exact rest].
      + destruct N as [->|(_ & s & ins & colour_s & entry)]; [|exfalso; apply (absent one s ins); congruence].
        exists p, 1. rewrite one. split; [ring|]. split; [|right; split; [reflexivity|exists r; auto using in_eq]].
        destruct P as [P|(P & s & ins & rest)]; auto. right. split; [exact P|]. exists s. split; [now right|exact rest]. }
  destruct H as (p & n & -> & P & N). unfold unit_or_zero. lia.
Qed.

(** The constraint sets of a graph: edges and single pairs. *)
Lemma graph_columns S E c t : adjacency S E -> In (c, t) (cell_profiles S) -> snd c = 0%nat /\ (fst c < agents S)%nat /\ In t (profiles S).
Proof.
  intros (one & _) inc. unfold cell_profiles, cells in inc. apply in_prod_iff in inc. destruct inc as [inc int].
  destruct c as [i j]. apply in_prod_iff in inc. rewrite one in inc. destruct inc as [ini inj].
  destruct inj as [<-|[]]. apply in_seq in ini. simpl. repeat split; auto. lia.
Qed.

Theorem two_profiles_preserve S E :
  adjacency S E -> no_odd_cycle E -> NoDup (profiles S) -> (length (profiles S) <= 2)%nat -> preserves_total_unimodularity S.
Proof.
  intros graph none nodup_profiles few. pose proof graph as (_ & edges & constraint).
  destruct (two_colours E) as [colour proper]; [|exact none|].
  { intros e ine. apply edges in ine. lia. }
  apply preserves_iff_stacked, unimodular_iff_columns_signable. intros some nodup inside.
  set (first := fun t => profile_eqb t (hd [] (profiles S))).
  assert (same_profile : forall t u, In t (profiles S) -> In u (profiles S) -> first t = first u -> t = u).
  { unfold first. intros t u int inu. destruct (profiles S) as [|x [|y [|z rest]]]; simpl in *; try lia.
    - destruct int as [<-|[]], inu as [<-|[]]. reflexivity.
    - assert (differ : profile_eqb y x = false).
      { destruct (profile_eqb y x) eqn:F; [|reflexivity]. apply profile_eqb_spec in F. subst. inversion_clear nodup_profiles.
        exfalso. apply H. now left. }
      assert (itself : profile_eqb x x = true) by now apply profile_eqb_spec.
      destruct int as [<-|[<-|[]]], inu as [<-|[<-|[]]]; congruence. }
  set (bright := fun column : cell * profile => xorb (colour (fst (fst column))) (first (snd column))).
  exists (map (fun column => (if bright column then 1 else -1, column)) some).
  split; [now rewrite map_map, map_id|]. split.
  { apply Forall_forall. intros part inp. apply in_map_iff in inp. destruct inp as (x & <- & _).
    unfold sign. simpl. destruct (bright x); auto. }
  intros row inrow. apply (one_of_each_colour _ bright); [exact nodup| |].
  { intros column _. destruct row as [[[i ti] j]|[G t]]; simpl; unfold matrix_C;
      match goal with |- context [if ?b then _ else _] => destruct b end; auto. }
  intros [[i j] t] [[k l] u] inc inc' same entry entry'.
  destruct (graph_columns S E _ _ graph (inside _ inc)) as (J & small & int).
  destruct (graph_columns S E _ _ graph (inside _ inc')) as (L & small' & inu). simpl in J, L, small, small'. subst j l.
  unfold bright in same. simpl in same.
  destruct row as [[[v tv] o]|[G tG]]; unfold stacked_matrix in entry, entry'.
  - unfold matrix_B in entry, entry'. simpl in entry, entry'.
    destruct (cell_eqb (v, o) (i, 0%nat) && Nat.eqb tv (type_of t v)) eqn:F; [|discriminate].
    destruct (cell_eqb (v, o) (k, 0%nat) && Nat.eqb tv (type_of u v)) eqn:F'; [|discriminate].
    rewrite andb_true_iff, cell_eqb_spec in F, F'. destruct F as [F _], F' as [F' _].
    assert (i = k) by congruence. subst k. f_equal. apply same_profile; auto.
    destruct (colour i), (first t), (first u); simpl in same; congruence.
  - unfold matrix_C in entry, entry'. simpl in entry, entry'.
    destruct (member (i, 0%nat) G && profile_eqb tG t) eqn:F; [|discriminate].
    destruct (member (k, 0%nat) G && profile_eqb tG u) eqn:F'; [|discriminate].
    rewrite andb_true_iff, member_iff, profile_eqb_spec in F, F'. destruct F as [inG <-], F' as [inG' <-]. f_equal. f_equal.
    assert (colours_agree : colour i = colour k) by (destruct (colour i), (colour k), (first tG); simpl in same; congruence).
    unfold stacked_rows in inrow. rewrite in_app_iff, !in_map_iff in inrow.
    destruct inrow as [(x & H & _)|(x & H & inx)]; [discriminate|]. injection H as ->. apply in_prod_iff in inx. destruct inx as [inS _].
    apply constraint in inS. destruct inS as [(e & ine & ->)|(c & _ & ->)].
    + specialize (proper e ine). unfold edge_set in inG, inG'.
      destruct inG as [A|[A|[]]], inG' as [A'|[A'|[]]]; injection A as <-; injection A' as <-; congruence.
    + destruct inG as [->|[]], inG' as [A|[]]. congruence.
Qed.

(** ** One agent with two types *)

Lemma product_NoDup {A : Type} (lists : list (list A)) : Forall (@NoDup A) lists -> NoDup (product lists).
Proof.
  induction 1 as [|l lists nodup H IH]; simpl; [constructor; [intros []|constructor]|].
  induction nodup as [|a l notin nodup IHl]; simpl; [constructor|].
  assert (separate : forall x, In x (map (cons a) (product lists)) -> ~ In x (flat_map (fun b => map (cons b) (product lists)) l)).
  { intros x inx inx'. apply in_map_iff in inx. destruct inx as (y & <- & _). apply in_flat_map in inx'.
    destruct inx' as (b & inb & iny). apply in_map_iff in iny. destruct iny as (z & E & _). injection E as -> _. contradiction. }
  assert (first : NoDup (map (cons a) (product lists))).
  { apply FinFun.Injective_map_NoDup; [|exact IH]. intros x y E. now injection E. }
  revert separate first. generalize (map (cons a) (product lists)) as m. clear - IHl. intros m separate first.
  induction first as [|x m notin nodup IHm]; simpl; [exact IHl|]. constructor.
  - intros inx. apply in_app_or in inx. destruct inx as [inx|inx]; [contradiction|]. apply (separate x); [now left|exact inx].
  - apply IHm. intros y iny. apply separate. now right.
Qed.

Lemma profiles_NoDup S : NoDup (profiles S).
Proof.
  apply product_NoDup, Forall_forall. intros l inl. apply in_map_iff in inl. destruct inl as (k & <- & _). apply seq_NoDup.
Qed.

Lemma product_length {A : Type} (lists : list (list A)) :
  length (product lists) = fold_right (fun l n => (length l * n)%nat) 1%nat lists.
Proof.
  induction lists as [|l lists IH]; [reflexivity|]. simpl. rewrite <- IH. clear IH.
  induction l as [|a l IH]; [reflexivity|]. simpl. now rewrite app_length, map_length, IH.
Qed.

(** So many type profiles: the product of the numbers of types. *)
Lemma profiles_length S : length (profiles S) = fold_right Nat.mul 1%nat (types S).
Proof.
  unfold profiles, profile. rewrite product_length. induction (types S) as [|k l IH]; [reflexivity|]. simpl. now rewrite IH, seq_length.
Qed.

Lemma one_agent_two_profiles S : one_agent_with_two_types S -> (length (profiles S) <= 2)%nat.
Proof.
  intros [two single]. rewrite profiles_length. unfold binary in two. revert two single.
  induction (types S) as [|k l IH]; intros two single; [simpl; lia|]. inversion_clear two. simpl.
  destruct (Nat.eq_dec k 2) as [->|N].
  - assert (ones : forall m, In m l -> (m <= 1)%nat).
    { intros m inm. rewrite Forall_forall in H0. pose proof (H0 m inm). destruct (Nat.eq_dec m 2) as [->|]; [|lia].
      destruct (In_nth l 2%nat 0%nat inm) as (i & _ & E). pose proof (single 0%nat (Datatypes.S i) eq_refl E). lia. }
    assert (fold_right Nat.mul 1%nat l <= 1)%nat; [|lia]. clear - ones. induction l as [|m l IH]; simpl; [lia|].
    pose proof (ones m (or_introl eq_refl)). assert (fold_right Nat.mul 1%nat l <= 1)%nat by (apply IH; intros; apply ones; now right).
    nia.
  - assert (fold_right Nat.mul 1%nat l <= 2)%nat; [|nia]. apply IH; [exact H0|]. intros i j E E'.
    specialize (single (Datatypes.S i) (Datatypes.S j) E E'). lia.
Qed.

(*| lang-yang-2023/theorem-3 | one agent with two types | proved |*)
Theorem LY_Theorem_3_one_agent_holds : LY_Theorem_3_one_agent.
Proof.
  intros S E _ graph none one. apply (two_profiles_preserve S E graph none (profiles_NoDup S)). now apply one_agent_two_profiles.
Qed.
