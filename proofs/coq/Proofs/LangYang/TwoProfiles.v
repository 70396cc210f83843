(** Theorems 2(2) and 3 of LY where sets have two cells at most and few type profiles give an agent the same type: graphs
    with at most two profiles, bihierarchies of pairs with one agent of two types or with two agents of two types each.

    A column (i, j, t) of M* has a sign, by the colour of the cell (i, j) and the parity of the profile t.  Each row has at
    most one column of either sign. *)

From Allocation Require Export Proofs.LangYang.Hierarchies Proofs.LangYang.Bookkeeping Proofs.Colouring.
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

(** Cells in two colours, no two of one colour in a constraint set; profiles of two parities, no two of one parity that give
    some agent the same type.  (So sets have two cells at most, and two profiles at most give an agent the same type.) *)
Theorem coloured_preserve S (colour : cell -> bool) (parity : profile -> bool) :
  (forall G c d, In G (sets S) -> In c G -> In d G -> colour c = colour d -> c = d) ->
  (forall t u i, In t (profiles S) -> In u (profiles S) -> (i < agents S)%nat ->
    type_of t i = type_of u i -> parity t = parity u -> t = u) ->
  preserves_total_unimodularity S.
Proof.
  intros cells_differ profiles_differ. apply preserves_iff_stacked, unimodular_iff_columns_signable. intros some nodup inside.
  set (bright := fun column : cell * profile => xorb (colour (fst column)) (parity (snd column))).
  exists (map (fun column => (if bright column then 1 else -1, column)) some).
  split; [now rewrite map_map, map_id|]. split.
  { apply Forall_forall. intros part inp. apply in_map_iff in inp. destruct inp as (x & <- & _).
    unfold sign. simpl. destruct (bright x); auto. }
  intros row inrow. apply (one_of_each_colour _ bright); [exact nodup| |].
  { intros column _. destruct row as [[[i ti] j]|[G t]]; simpl; unfold matrix_C;
      match goal with |- context [if ?b then _ else _] => destruct b end; auto. }
  intros [c t] [d u] inc ind same entry entry'.
  assert (known : forall x w, In (x, w) some -> (fst x < agents S)%nat /\ In w (profiles S)).
  { intros [i j] w inx. apply inside in inx. unfold cell_profiles, cells in inx. apply in_prod_iff in inx.
    destruct inx as [inx inw]. apply in_prod_iff in inx. destruct inx as [ini _]. apply in_seq in ini. split; [simpl; lia|exact inw]. }
  destruct (known c t inc) as [small int], (known d u ind) as [_ inu].
  unfold bright in same. simpl in same. destruct row as [[[v tv] o]|[G tG]]; unfold stacked_matrix in entry, entry'.
  - unfold matrix_B in entry, entry'. simpl in entry, entry'.
    destruct (cell_eqb (v, o) c && Nat.eqb tv (type_of t v)) eqn:F; [|discriminate].
    destruct (cell_eqb (v, o) d && Nat.eqb tv (type_of u v)) eqn:F'; [|discriminate].
    rewrite andb_true_iff, cell_eqb_spec, Nat.eqb_eq in F, F'. destruct F as [<- F], F' as [<- F']. f_equal.
    apply (profiles_differ t u v); auto; [congruence|]. destruct (colour (v, o)), (parity t), (parity u); simpl in same; congruence.
  - unfold matrix_C in entry, entry'. simpl in entry, entry'.
    destruct (member c G && profile_eqb tG t) eqn:F; [|discriminate].
    destruct (member d G && profile_eqb tG u) eqn:F'; [|discriminate].
    rewrite andb_true_iff, member_iff, profile_eqb_spec in F, F'. destruct F as [inG <-], F' as [inG' <-]. f_equal.
    unfold stacked_rows in inrow. rewrite in_app_iff, !in_map_iff in inrow.
    destruct inrow as [(x & H & _)|(x & H & inx)]; [discriminate|]. injection H as ->. apply in_prod_iff in inx.
    apply (cells_differ G); [tauto|exact inG|exact inG'|]. destruct (colour c), (colour d), (parity tG); simpl in same; congruence.
Qed.

(** Where there are two profiles at most: whether a profile is the first. *)
Lemma first_profile S :
  NoDup (profiles S) -> (length (profiles S) <= 2)%nat ->
  exists parity : profile -> bool, forall t u, In t (profiles S) -> In u (profiles S) -> parity t = parity u -> t = u.
Proof.
  intros nodup few. exists (fun t => profile_eqb t (hd [] (profiles S))). intros t u int inu.
  destruct (profiles S) as [|x [|y [|z rest]]]; simpl in *; try lia.
  - destruct int as [<-|[]], inu as [<-|[]]. reflexivity.
  - assert (differ : profile_eqb y x = false).
    { destruct (profile_eqb y x) eqn:F; [|reflexivity]. apply profile_eqb_spec in F. subst. inversion_clear nodup.
      exfalso. apply H. now left. }
    assert (itself : profile_eqb x x = true) by now apply profile_eqb_spec.
    destruct int as [<-|[<-|[]]], inu as [<-|[<-|[]]]; congruence.
Qed.

(** The columns of a structure with one object. *)
Lemma graph_columns S E c t : adjacency S E -> In (c, t) (cell_profiles S) -> snd c = 0%nat /\ (fst c < agents S)%nat /\ In t (profiles S).
Proof.
  intros (one & _) inc. unfold cell_profiles, cells in inc. apply in_prod_iff in inc. destruct inc as [inc int].
  destruct c as [i j]. apply in_prod_iff in inc. rewrite one in inc. destruct inc as [ini inj].
  destruct inj as [<-|[]]. apply in_seq in ini. simpl. repeat split; auto. lia.
Qed.

Theorem two_profiles_preserve S E :
  adjacency S E -> no_odd_cycle E -> NoDup (profiles S) -> (length (profiles S) <= 2)%nat -> preserves_total_unimodularity S.
Proof.
  intros (one & edges & constraint) none nodup few.
  destruct (two_colours E) as [colour proper]; [|exact none|].
  { intros e ine. apply edges in ine. lia. }
  destruct (first_profile S nodup few) as [parity differ].
  apply (coloured_preserve S (fun c => colour (fst c)) parity).
  - intros G c d inG inc ind same. apply constraint in inG. destruct inG as [(e & ine & ->)|(x & _ & ->)].
    + specialize (proper e ine). unfold edge_set in inc, ind.
      destruct inc as [<-|[<-|[]]], ind as [<-|[<-|[]]]; simpl in same; congruence.
    + destruct inc as [<-|[]], ind as [<-|[]]. reflexivity.
  - intros t u i int inu _ _. now apply differ.
Qed.

(** ** One agent with two types *)

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

(** ** Bihierarchies of pairs *)

(** Sets of at most two cells. *)
Definition sets_of_two (S : structure) : Prop := forall G, In G (sets S) -> (length G <= 2)%nat.

(*| lang-yang-2023/theorem-2.2 | sets of two cells, one agent with two types | statement |*)
Definition LY_Theorem_2_2_pairs_one_agent : Prop :=
  forall S,
    well_formed S -> bihierarchy (sets S) -> sets_of_two S -> one_agent_with_two_types S -> preserves_total_unimodularity S.

(*| lang-yang-2023/theorem-2.2 | sets of two cells, two agents | statement |*)
Definition LY_Theorem_2_2_pairs_two_agents : Prop :=
  forall S,
    well_formed S -> bihierarchy (sets S) -> sets_of_two S -> (agents S <= 2)%nat -> binary S ->
    preserves_total_unimodularity S.

Definition cell_dec (c d : cell) : {c = d} + {c <> d}.
Proof. repeat decide equality. Defined.

(** The two hierarchies are totally unimodular, so that the cells have signs whose sum over each set is 0, 1 or -1: cells of
    a pair have different signs. *)
Lemma cells_coloured S :
  well_formed S -> bihierarchy (sets S) -> sets_of_two S ->
  exists colour : cell -> bool, forall G c d, In G (sets S) -> In c G -> In d G -> colour c = colour d -> c = d.
Proof.
  intros (_ & _ & _ & subset & _) (G1 & G2 & nested & nested' & union & _) pairs.
  pose proof (cells_NoDup S) as nodup.
  pose proof (LY_two_laminars_hold cell cell_dec (cells S) G1 G2 nested nested') as unimodular.
  apply unimodular_iff_columns_signable in unimodular.
  destruct (unimodular (cells S) nodup (incl_refl _)) as (signs & names & are_signs & small).
  set (colour := fun c : cell =>
    match find (fun part : Z * cell => cell_eqb (snd part) c) signs with Some part => fst part =? 1 | None => true end).
  exists colour.
  assert (value : forall k c, In (k, c) signs -> k = if colour c then 1 else -1).
  { intros k c inl. unfold colour. rewrite Forall_forall in are_signs. pose proof (are_signs _ inl) as sign_k. simpl in sign_k.
    assert (E : find (fun part => cell_eqb (snd part) c) signs = Some (k, c)).
    { rewrite <- names in nodup. clear - nodup inl. induction signs as [|[k' c'] signs IH]; [destruct inl|]. simpl in *.
      inversion_clear nodup. destruct (cell_eqb c' c) eqn:F.
      - apply cell_eqb_spec in F. subst. destruct inl as [->|inl]; [reflexivity|]. exfalso. apply H. now apply (in_map snd) in inl.
      - destruct inl as [E|inl]; [|now apply IH]. injection E as -> ->. now rewrite (proj2 (cell_eqb_spec c c) eq_refl) in F. }
    rewrite E. simpl. destruct sign_k as [-> | ->]; reflexivity. }
  intros G c d inG inc ind same.
  (* the sum over a pair *)
  destruct (cell_dec c d) as [E|differ]; [exact E|]. exfalso.
  assert (insets : In G (G1 ++ G2)) by (apply in_or_app; now apply union).
  specialize (small G insets).
  assert (within_cells : incl G (cells S) /\ NoDup G).
  { split; [exact (subsets_incl _ _ (subset G inG))|exact (subsets_NoDup _ _ nodup (subset G inG))]. }
  destruct within_cells as [inside once].
  assert (pair : forall x, In x G <-> x = c \/ x = d).
  { intros x. split; [|intros [->| ->]; assumption]. intros inx.
    destruct (cell_dec x c) as [|N]; [now left|]. destruct (cell_dec x d) as [|N']; [now right|]. exfalso.
    specialize (pairs G inG). assert (three : NoDup [x; c; d]) by (repeat constructor; simpl; intuition congruence).
    assert (incl [x; c; d] G) by (intros y [<-|[<-|[<-|[]]]]; assumption).
    pose proof (NoDup_incl_length three H). simpl in H0. lia. }
  set (k := if colour c then 1 else -1).
  assert (total : forall l, NoDup (map snd l) -> (forall p, In p l -> In p signs) ->
    weighted (fun x H => if in_dec cell_dec x H then 1 else 0) l G
      = k * (if in_dec cell_dec c (map snd l) then 1 else 0) + k * (if in_dec cell_dec d (map snd l) then 1 else 0)).
  { induction l as [|[j x] l IH]; intros nodup_l inside_l; [simpl; ring|]. cbn [weighted map snd]. inversion_clear nodup_l.
    rewrite IH; [|assumption|intros; apply inside_l; now right].
    pose proof (value j x (inside_l _ (or_introl eq_refl))) as J.
    destruct (in_dec cell_dec x G) as [inx|notx].
    - apply pair in inx. destruct inx as [-> | ->].
      + destruct (in_dec cell_dec c (c :: map snd l)) as [_|N]; [|exfalso; apply N; now left].
        destruct (in_dec cell_dec c (map snd l)) as [N|_]; [contradiction|].
        destruct (in_dec cell_dec d (map snd l)) as [I|N], (in_dec cell_dec d (c :: map snd l)) as [I'|N']; unfold k; rewrite J; try lia.
        * exfalso. apply N'. now right.
        * exfalso. destruct I' as [I'|I']; [congruence|contradiction].
      + destruct (in_dec cell_dec d (d :: map snd l)) as [_|N]; [|exfalso; apply N; now left].
        destruct (in_dec cell_dec d (map snd l)) as [N|_]; [contradiction|]. rewrite <- same in J.
        destruct (in_dec cell_dec c (map snd l)) as [I|N], (in_dec cell_dec c (d :: map snd l)) as [I'|N']; unfold k; rewrite J; try lia.
        * exfalso. apply N'. now right.
        * exfalso. destruct I' as [I'|I']; [congruence|contradiction].
    - assert (x <> c /\ x <> d) as [N N'] by (split; intros ->; apply notx; assumption).
      destruct (in_dec cell_dec c (map snd l)) as [I|A], (in_dec cell_dec c (x :: map snd l)) as [I'|A'];
        try (exfalso; apply A'; now right); try (destruct I' as [I'|I']; [congruence|contradiction]);
      destruct (in_dec cell_dec d (map snd l)) as [J'|B], (in_dec cell_dec d (x :: map snd l)) as [J''|B'];
        try (exfalso; apply B'; now right); try (destruct J'' as [J''|J'']; [congruence|contradiction]); ring. }
  specialize (total signs). rewrite names in total. specialize (total nodup (fun p H => H)).
  destruct (in_dec cell_dec c (cells S)) as [_|N]; [|apply N; now apply inside].
  destruct (in_dec cell_dec d (cells S)) as [_|N]; [|apply N; now apply inside].
  rewrite total in small. unfold k, unit_or_zero in small. destruct (colour c); lia.
Qed.

(*| lang-yang-2023/theorem-2.2 | sets of two cells, one agent with two types | proved |*)
Theorem LY_Theorem_2_2_pairs_one_agent_holds : LY_Theorem_2_2_pairs_one_agent.
Proof.
  intros S well two pairs one. destruct (cells_coloured S well two pairs) as [colour proper].
  destruct (first_profile S (profiles_NoDup S) (one_agent_two_profiles S one)) as [parity differ].
  apply (coloured_preserve S colour parity proper). intros t u i int inu _ _. now apply differ.
Qed.

(** Two agents with two types: profiles of one parity that agree on an agent are the same. *)
Definition profile_parity (t : profile) : bool := Nat.even (fold_right Nat.add 0%nat t).

Lemma two_agents_differ S t u i :
  well_formed S -> (agents S <= 2)%nat -> binary S -> In t (profiles S) -> In u (profiles S) -> (i < agents S)%nat ->
  type_of t i = type_of u i -> profile_parity t = profile_parity u -> t = u.
Proof.
  intros (count & _) few binary_types int inu small same even. rewrite <- count in few, small.
  unfold profiles, binary, type_of, profile_parity in *. destruct (types S) as [|k [|l [|m rest]]]; simpl in few, small; try lia.
  - apply in_flat_map in int, inu. destruct int as (a & _ & int), inu as (b & _ & inu). simpl in int, inu.
    destruct int as [<-|[]], inu as [<-|[]]. destruct i; [|lia]. simpl in same. now rewrite same.
  - apply in_flat_map in int, inu. destruct int as (a & ina & int), inu as (b & inb & inu).
    apply in_map_iff in int, inu. destruct int as (t' & <- & int), inu as (u' & <- & inu).
    apply in_flat_map in int, inu. destruct int as (a' & ina' & int), inu as (b' & inb' & inu). simpl in int, inu.
    destruct int as [<-|[]], inu as [<-|[]]. inversion_clear binary_types. inversion_clear H0.
    apply in_seq in ina, inb, ina', inb'.
    assert (sums : Nat.even (a + a') = Nat.even (b + b')) by (simpl in even; now rewrite !Nat.add_0_r in even).
    rewrite !Nat.even_add in sums.
    assert (a = 0 \/ a = 1)%nat as A by lia. assert (a' = 0 \/ a' = 1)%nat as A' by lia.
    assert (b = 0 \/ b = 1)%nat as B by lia. assert (b' = 0 \/ b' = 1)%nat as B' by lia.
    destruct i as [|[|i]]; simpl in same; [| |simpl in small; lia];
      destruct A as [-> | ->], A' as [-> | ->], B as [-> | ->], B' as [-> | ->]; simpl in *; congruence.
Qed.

(*| lang-yang-2023/theorem-2.2 | sets of two cells, two agents | proved |*)
Theorem LY_Theorem_2_2_pairs_two_agents_holds : LY_Theorem_2_2_pairs_two_agents.
Proof.
  intros S well two pairs few binary_types. destruct (cells_coloured S well two pairs) as [colour proper].
  apply (coloured_preserve S colour profile_parity proper). intros t u i. now apply two_agents_differ.
Qed.

(** ** Two agents and two objects *)

(*| lang-yang-2023/theorem-2.2 | rows and columns, two agents and two objects | statement |*)
Definition LY_Theorem_2_2_two_by_two : Prop :=
  forall S,
    well_formed S -> rows_and_columns_only S -> (agents S <= 2)%nat -> (objects S <= 2)%nat -> binary S ->
    preserves_total_unimodularity S.

Theorem two_by_two_preserve S :
  well_formed S -> rows_and_columns_only S -> (agents S <= 2)%nat -> (objects S <= 2)%nat -> binary S ->
  preserves_total_unimodularity S.
Proof.
  intros well (_ & only) few_agents few_objects binary_types.
  apply (coloured_preserve S (fun c => Nat.even (fst c + snd c)) profile_parity);
    [|intros t u i; now apply two_agents_differ].
  assert (small : forall c, In c (cells S) -> (fst c < 2 /\ snd c < 2)%nat).
  { intros [i j] inc. apply in_prod_iff in inc. rewrite !in_seq in inc. simpl. lia. }
  intros G [i j] [k l] inG inc ind same. simpl in same. rewrite !Nat.even_add in same.
  destruct (only G inG) as [(x & _ & ->)|[(a & _ & ->)|(o & _ & ->)]].
  - destruct inc as [<-|[]], ind as [E|[]]. congruence.
  - apply filter_In in inc, ind. destruct inc as [inc A], ind as [ind A']. simpl in A, A'. apply Nat.eqb_eq in A, A'. subst i k.
    apply small in inc, ind. simpl in inc, ind.
    assert (j = 0 \/ j = 1)%nat as J by lia. assert (l = 0 \/ l = 1)%nat as L by lia.
    destruct J as [-> | ->], L as [-> | ->]; destruct (Nat.even a); simpl in same; congruence.
  - apply filter_In in inc, ind. destruct inc as [inc A], ind as [ind A']. simpl in A, A'. apply Nat.eqb_eq in A, A'. subst j l.
    apply small in inc, ind. simpl in inc, ind.
    assert (i = 0 \/ i = 1)%nat as J by lia. assert (k = 0 \/ k = 1)%nat as L by lia.
    destruct J as [-> | ->], L as [-> | ->]; destruct (Nat.even o); simpl in same; congruence.
Qed.

(*| lang-yang-2023/theorem-2.2 | rows and columns, two agents and two objects | proved |*)
Theorem LY_Theorem_2_2_two_by_two_holds : LY_Theorem_2_2_two_by_two.
Proof. exact two_by_two_preserve. Qed.
