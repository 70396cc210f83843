(** Theorem 3 of LY, corrected: which graphs without odd cycles preserve total unimodularity (the part that says "if").

    Paths are networks.  Take a path of agents; its edges at a profile t are arcs that end in a node each, [Middle]; the row
    of B of an agent inside the path, who has one type, is the arc that joins its two edges; an agent at an end of a path has
    an arc for each type, which ends in a node [End].  The column (i, t) is the way from the node of the edge before i to the
    node of the edge behind i.  Every second column runs backwards, so that all entries are 1. *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.LangYang.TwoProfiles.
From Allocation Require Import Certificates.Minors.

Local Open Scope Z_scope.

Lemma signing_ext {Row Column : Type} (M N : Row -> Column -> Z) columns rows signs :
  (forall r c, In r rows -> In c columns -> M r c = N r c) -> signing M columns rows signs -> signing N columns rows signs.
Proof.
  intros same (names & are_signs & small). split; [exact names|]. split; [exact are_signs|]. intros c inc.
  replace (weighted N signs c) with (weighted M signs c); [now apply small|].
  rewrite <- names in same. clear - same inc. induction signs as [|[k r] signs IH]; [reflexivity|]. cbn [weighted].
  rewrite (same r c), IH; auto; [|now left]. intros; apply same; [now right|assumption].
Qed.

Section Paths.

Variable S : structure.
Variable E : graph.
Hypothesis graph_of : adjacency S E.

(** Every agent has a place on some path.  Agents that are [out] do not count for the paths.  An agent [alone] is the only
    one whose type is not certain. *)
Variables path place : nat -> nat.
Variables out alone : nat -> bool.

Definition touches_out (e : nat * nat) : bool := out (fst e) || out (snd e).
Definition kept : graph := filter (fun e => negb (touches_out e)) E.

Hypothesis one_agent_each : forall u v, path u = path v -> place u = place v -> u = v.
Hypothesis consecutive : forall e, In e kept ->
  path (fst e) = path (snd e) /\ (place (snd e) = Datatypes.S (place (fst e)) \/ place (fst e) = Datatypes.S (place (snd e))).

Definition next_to (v w : nat) : bool :=
  existsb (fun e => Nat.eqb (fst e) v && Nat.eqb (snd e) w || Nat.eqb (snd e) v && Nat.eqb (fst e) w) kept.

(** An edge to the next place, and one to the place before. *)
Definition has_right (v : nat) : bool :=
  existsb (fun w => next_to v w && Nat.eqb (place w) (Datatypes.S (place v))) (map fst kept ++ map snd kept).
Definition has_left (v : nat) : bool :=
  existsb (fun w => next_to v w && Nat.eqb (place v) (Datatypes.S (place w))) (map fst kept ++ map snd kept).

Definition inside_path (v : nat) : bool := has_left v && has_right v.

Hypothesis certain : forall v, inside_path v = true -> alone v = false -> nth v (types S) 0%nat = 1%nat.
Hypothesis alone_unit : forall v t u, alone v = true -> In t (profiles S) -> In u (profiles S) ->
  type_of t v = type_of u v -> t = u.
Hypothesis out_alone : forall v, out v = true -> alone v = true.
Hypothesis out_once : forall e e', In e E -> In e' E -> touches_out e = true -> touches_out e' = true -> e = e'.

Inductive node : Type :=
  | Middle (p k : nat) (t : profile)
  | End (v ti : nat)
  | Stop (v : nat).

Definition right_node (v : nat) (t : profile) : node :=
  if has_right v then Middle (path v) (place v) t else if has_left v then End v (type_of t v) else Stop v.
Definition left_node (v : nat) (t : profile) : node :=
  if has_left v then Middle (path v) (place v - 1) t else End v (type_of t v).

Definition tail (column : cell * profile) : node :=
  let '((v, _), t) := column in if Nat.even (place v) then right_node v t else left_node v t.
Definition head (column : cell * profile) : node :=
  let '((v, _), t) := column in if Nat.even (place v) then left_node v t else right_node v t.

Definition behind (v : nat) (n : node) : bool :=
  match n with
  | Middle p k _ => Nat.eqb p (path v) && Nat.leb (place v) k
  | End w _ | Stop w => Nat.eqb (path w) (path v) && Nat.leb (place v) (place w)
  end.

Definition below (row : stacked_row) (n : node) : bool :=
  match row with
  | inr ([(a, _); (b, _)], t) =>
      match n with
      | Middle p k u => Nat.eqb p (path a) && Nat.eqb k (Nat.min (place a) (place b)) && profile_eqb u t
      | _ => false
      end
  | inr _ => false
  | inl (v, ti, _) =>
      if inside_path v then behind v n
      else match n with End w tw => Nat.eqb w v && Nat.eqb tw ti | _ => false end
  end.

Definition parity_sign (k : nat) : Z := if Nat.even k then 1 else -1.

Definition upwards (row : stacked_row) : Z :=
  match row with
  | inr ([(a, _); (b, _)], t) => parity_sign (Nat.min (place a) (place b))
  | inr _ => 1
  | inl (v, _, _) => if has_left v then parity_sign (place v) else - parity_sign (place v)
  end.

Definition is_main (row : stacked_row) : bool :=
  match row with
  | inr ([(a, _); (b, _)], t) => negb (touches_out (a, b))
  | inr _ => false
  | inl (v, _, _) => negb (alone v)
  end.

Definition is_leaf (row : stacked_row) : bool :=
  match row with
  | inr ([(a, _); (b, _)], t) => touches_out (a, b)
  | _ => false
  end.

Lemma next_to_spec v w : next_to v w = true -> (In (v, w) kept \/ In (w, v) kept).
Proof.
  unfold next_to. rewrite existsb_exists. intros ([a b] & ine & H). simpl in H.
  rewrite orb_true_iff, !andb_true_iff, !Nat.eqb_eq in H. destruct H as [[-> ->]|[-> ->]]; auto.
Qed.

Lemma left_place v : has_left v = true -> (1 <= place v)%nat.
Proof.
  unfold has_left. rewrite existsb_exists. intros (w & _ & H). rewrite andb_true_iff, Nat.eqb_eq in H. lia.
Qed.

(** The two ends of an edge, the one before and the one behind. *)
Lemma edge_ends a b : In (a, b) kept ->
  exists u v, ((a = u /\ b = v) \/ (a = v /\ b = u)) /\ path u = path v /\ place v = Datatypes.S (place u) /\
    has_right u = true /\ has_left v = true.
Proof.
  intros ine. destruct (consecutive _ ine) as [same order]. simpl in *.
  assert (joins : next_to a b = true /\ next_to b a = true).
  { unfold next_to. rewrite !existsb_exists. split; exists (a, b); (split; [exact ine|]); simpl; rewrite !Nat.eqb_refl; auto.
    now rewrite orb_true_r. }
  destruct joins as [ab ba].
  assert (listed : In a (map fst kept ++ map snd kept) /\ In b (map fst kept ++ map snd kept)).
  { rewrite !in_app_iff. split; [left; apply (in_map fst _ _ ine)|right; apply (in_map snd _ _ ine)]. }
  destruct listed as [ina inb].
  destruct order as [order|order]; [exists a, b|exists b, a]; (split; [tauto|]); (split; [congruence|]); (split; [exact order|]);
    unfold has_right, has_left; rewrite !existsb_exists.
  - split; [exists b|exists a]; (split; [assumption|]); now rewrite ?ab, ?ba, order, Nat.eqb_refl.
  - split; [exists a|exists b]; (split; [assumption|]); now rewrite ?ab, ?ba, order, Nat.eqb_refl.
Qed.

Lemma parity_square k : parity_sign k * parity_sign k = 1.
Proof. unfold parity_sign. destruct (Nat.even k); reflexivity. Qed.

Lemma parity_next k : parity_sign (Datatypes.S k) = - parity_sign k.
Proof. unfold parity_sign. rewrite Nat.even_succ, <- Nat.negb_even. destruct (Nat.even k); reflexivity. Qed.

(** The entry of the network, by the nodes before and behind the agent. *)
Lemma network_by_sides row v j t :
  network_entry below upwards tail head row (v, j, t)
    = upwards row * (parity_sign (place v) * (incidence below row (right_node v t) - incidence below row (left_node v t))).
Proof.
  unfold network_entry, tail, head, parity_sign. destruct (Nat.even (place v)); ring.
Qed.

Lemma edge_entry a b t v u :
  In (a, b) kept ->
  matrix_C (edge_set (a, b), t) ((v, 0%nat), u) = network_entry below upwards tail head (inr (edge_set (a, b), t)) ((v, 0%nat), u).
Proof.
  intros ine. rewrite network_by_sides. destruct (edge_ends a b ine) as (x & y & ends & same & order & right_x & left_y).
  assert (low : Nat.min (place a) (place b) = place x) by (destruct ends as [[-> ->]|[-> ->]]; lia).
  assert (on : path a = path x) by (destruct ends as [[-> ->]|[-> ->]]; congruence).
  assert (up : upwards (inr (edge_set (a, b), t)) = parity_sign (place x)) by (simpl; now rewrite low).
  assert (below_edge : forall n, below (inr (edge_set (a, b), t)) n =
    match n with Middle p k w => Nat.eqb p (path x) && Nat.eqb k (place x) && profile_eqb w t | _ => false end).
  { intros n. simpl. rewrite low, on. reflexivity. }
  assert (entry : matrix_C (edge_set (a, b), t) ((v, 0%nat), u) = if (Nat.eqb v x || Nat.eqb v y) && profile_eqb u t then 1 else 0).
  { unfold matrix_C, edge_set, member. simpl. unfold cell_eqb. simpl. rewrite !andb_true_r, orb_false_r.
    assert (sym : profile_eqb t u = profile_eqb u t).
    { destruct (profile_eqb u t) eqn:F; [apply profile_eqb_spec in F; subst; now apply profile_eqb_spec|].
      destruct (profile_eqb t u) eqn:F'; [|reflexivity]. apply profile_eqb_spec in F'. subst.
      now rewrite (proj2 (profile_eqb_spec u u) eq_refl) in F. }
    rewrite sym. destruct ends as [[-> ->]|[-> ->]]; [reflexivity|]. now rewrite (orb_comm (Nat.eqb v y)). }
  rewrite entry, up. unfold incidence. rewrite !below_edge. unfold right_node, left_node.
  destruct (Nat.eqb_spec v x) as [->|not_x].
  - rewrite right_x, !Nat.eqb_refl. cbn [orb andb].
    assert (E0 : (if match (if has_left x then Middle (path x) (place x - 1) u else End x (type_of u x)) with
      | Middle p k w => Nat.eqb p (path x) && Nat.eqb k (place x) && profile_eqb w t | _ => false end then 1 else 0) = 0).
    { destruct (has_left x) eqn:L; [|reflexivity]. apply left_place in L.
      assert (Nat.eqb (place x - 1) (place x) = false) as -> by (apply Nat.eqb_neq; lia). now rewrite andb_false_r. }
    rewrite E0. destruct (profile_eqb u t); pose proof (parity_square (place x)); lia.
  - destruct (Nat.eqb_spec v y) as [->|not_y].
    + rewrite left_y, <- same, order, parity_next. replace (Datatypes.S (place x) - 1)%nat with (place x) by lia.
      rewrite !Nat.eqb_refl. cbn [orb andb].
      assert (E0 : (if match (if has_right y then Middle (path x) (Datatypes.S (place x)) u else End y (type_of u y)) with
        | Middle p k w => Nat.eqb p (path x) && Nat.eqb k (place x) && profile_eqb w t | _ => false end then 1 else 0) = 0).
      { destruct (has_right y); [|reflexivity].
        assert (Nat.eqb (Datatypes.S (place x)) (place x) = false) as -> by (apply Nat.eqb_neq; lia). now rewrite andb_false_r. }
      rewrite E0. destruct (profile_eqb u t); pose proof (parity_square (place x)); lia.
    + cbn [orb andb].
      assert (R0 : (if match (if has_right v then Middle (path v) (place v) u else if has_left v then End v (type_of u v) else Stop v) with
        | Middle p k w => Nat.eqb p (path x) && Nat.eqb k (place x) && profile_eqb w t | _ => false end then 1 else 0) = 0).
      { destruct (has_right v); [|now destruct (has_left v)].
        destruct (Nat.eqb_spec (path v) (path x)) as [P|]; [|reflexivity].
        destruct (Nat.eqb_spec (place v) (place x)) as [P'|]; [|reflexivity]. exfalso. now apply not_x, one_agent_each. }
      assert (L0 : (if match (if has_left v then Middle (path v) (place v - 1) u else End v (type_of u v)) with
        | Middle p k w => Nat.eqb p (path x) && Nat.eqb k (place x) && profile_eqb w t | _ => false end then 1 else 0) = 0).
      { destruct (has_left v) eqn:L; [|reflexivity]. apply left_place in L.
        destruct (Nat.eqb_spec (path v) (path x)) as [P|]; [|reflexivity].
        destruct (Nat.eqb_spec (place v - 1) (place x)) as [P'|]; [|reflexivity].
        exfalso. apply not_y, one_agent_each; [congruence|lia]. }
      rewrite R0, L0. ring.
Qed.

Lemma behind_neighbours v w t :
  v <> w -> behind w (right_node v t) = behind w (left_node v t).
Proof.
  intros differ. unfold right_node, left_node.
  assert (behind w (Middle (path v) (place v) t) = Nat.eqb (path v) (path w) && Nat.leb (place w) (place v)) as R by reflexivity.
  assert (L : has_left v = true ->
    behind w (Middle (path v) (place v - 1) t) = Nat.eqb (path v) (path w) && Nat.leb (place w) (place v)).
  { intros left_v. apply left_place in left_v. simpl. destruct (Nat.eqb_spec (path v) (path w)) as [P|]; [|reflexivity].
    assert (place v <> place w) by (intros P'; apply differ; now apply one_agent_each).
    simpl. destruct (Nat.leb_spec (place w) (place v - 1)), (Nat.leb_spec (place w) (place v)); auto; lia. }
  destruct (has_left v) eqn:left_v, (has_right v); rewrite ?(L eq_refl), ?R; reflexivity.
Qed.

Lemma type_entry w ti v u :
  alone w = false -> In (w, ti, 0%nat) (coordinates S) -> In u (profiles S) ->
  matrix_B (w, ti, 0%nat) ((v, 0%nat), u) = network_entry below upwards tail head (inl (w, ti, 0%nat)) ((v, 0%nat), u).
Proof.
  intros not_alone inr inu. rewrite network_by_sides. unfold upwards, incidence, below.
  assert (entry : matrix_B (w, ti, 0%nat) ((v, 0%nat), u) = if Nat.eqb w v && Nat.eqb ti (type_of u w) then 1 else 0).
  { unfold matrix_B, cell_eqb. simpl. now rewrite andb_true_r. }
  rewrite entry. destruct (inside_path w) eqn:inside.
  - pose proof (certain w inside not_alone) as one.
    unfold inside_path in inside. apply andb_true_iff in inside. destruct inside as [left_w right_w]. rewrite left_w.
    assert (types_agree : Nat.eqb ti (type_of u w) = true).
    { unfold coordinates in inr. apply in_flat_map in inr. destruct inr as (i & _ & inr). apply in_flat_map in inr.
      destruct inr as (tj & intj & inr). apply in_map_iff in inr. destruct inr as (j & Eq & _). injection Eq as -> -> _.
      unfold types_of in intj. rewrite one in intj. destruct intj as [<-|[]].
      apply Nat.eqb_eq. symmetry. unfold type_of. now apply (certain_type (types S)). }
    rewrite types_agree, andb_true_r. destruct (Nat.eqb_spec w v) as [->|differ].
    + unfold right_node, left_node. rewrite right_w, left_w. apply left_place in left_w. unfold behind.
      rewrite !Nat.eqb_refl, Nat.leb_refl. assert (Nat.leb (place v) (place v - 1) = false) as -> by (apply Nat.leb_gt; lia).
      cbn [andb]. pose proof (parity_square (place v)). lia.
    + rewrite behind_neighbours by congruence. ring.
  - destruct (Nat.eqb_spec w v) as [->|differ].
    + cbn [andb]. unfold right_node, left_node. destruct (has_left v) eqn:left_v.
      * unfold inside_path in inside. rewrite left_v in inside. simpl in inside. rewrite inside, Nat.eqb_refl. cbn [andb].
        rewrite (Nat.eqb_sym ti). pose proof (parity_square (place v)). destruct (Nat.eqb (type_of u v) ti); lia.
      * rewrite Nat.eqb_refl. cbn [andb]. rewrite (Nat.eqb_sym ti). pose proof (parity_square (place v)).
        destruct (has_right v), (Nat.eqb (type_of u v) ti); lia.
    + cbn [andb]. apply Nat.eqb_neq in differ. rewrite Nat.eqb_sym in differ. unfold right_node, left_node.
      destruct (has_left v), (has_right v); rewrite ?differ; cbn [andb]; ring.
Qed.

(** ** The sets below the arcs are nested *)

Definition is_inside_row (row : stacked_row) : bool := match row with inl (v, _, _) => inside_path v | inr _ => false end.

Lemma below_once row m n : is_inside_row row = false -> below row m = true -> below row n = true -> m = n.
Proof.
  destruct row as [[[v ti] j]|[[|[a x] [|[b y] [|c G]]] t]]; cbn [is_inside_row below]; intros outside; try discriminate.
  - rewrite outside. destruct m as [|w tw|], n as [|w' tw'|]; try discriminate.
    rewrite !andb_true_iff, !Nat.eqb_eq. intros [-> ->] [-> ->]. reflexivity.
  - destruct m as [p k u| |], n as [p' k' u'| |]; try discriminate.
    rewrite !andb_true_iff, !Nat.eqb_eq, !profile_eqb_spec. intros [[-> ->] ->] [[-> ->] ->]. reflexivity.
Qed.

Lemma below_nested nodes r s :
  within below nodes r s \/ within below nodes s r \/ apart below nodes r s.
Proof.
  destruct (is_inside_row r) eqn:R.
  - destruct (is_inside_row s) eqn:S'.
    + destruct r as [[[v ti] j]|]; [|discriminate]. destruct s as [[[w tj] j']|]; [|discriminate]. cbn [is_inside_row] in R, S'.
      unfold within, apart, below. rewrite R, S'.
      destruct (Nat.eq_dec (path v) (path w)) as [same|differ].
      * destruct (Nat.le_ge_cases (place w) (place v)) as [order|order]; [left|right; left]; intros [p k u|x tx|x] _; unfold behind;
          rewrite !andb_true_iff, !Nat.eqb_eq, !Nat.leb_le; intros [-> H]; split; congruence || lia.
      * do 2 right. intros [p k u|x tx|x] _; unfold behind; rewrite andb_true_iff, Nat.eqb_eq; intros [-> _];
          apply Nat.eqb_neq in differ; now rewrite differ.
    + destruct (single_nested below nodes s r) as [H|[H|H]]; auto; [intros; now apply (below_once s)|].
      do 2 right. now apply apart_sym.
  - apply single_nested. intros. now apply (below_once r).
Qed.

(** ** Signs for all rows *)

Lemma edge_row G t : In (inr (G, t) : stacked_row) (stacked_rows S) ->
  (exists e, In e E /\ G = edge_set e) \/ exists c, In c (cells S) /\ G = [c].
Proof.
  unfold stacked_rows. rewrite in_app_iff, !in_map_iff. intros [(x & H & _)|(x & H & inx)]; [discriminate|].
  injection H as ->. apply in_prod_iff in inx. destruct graph_of as (_ & _ & constraint). now apply constraint.
Qed.

Lemma type_row v ti j : In (inl (v, ti, j) : stacked_row) (stacked_rows S) -> In (v, ti, j) (coordinates S) /\ j = 0%nat.
Proof.
  unfold stacked_rows. rewrite in_app_iff, !in_map_iff. intros [(x & H & inx)|(x & H & _)]; [|discriminate].
  injection H as ->. split; [exact inx|]. unfold coordinates in inx. apply in_flat_map in inx. destruct inx as (i & _ & inx).
  apply in_flat_map in inx. destruct inx as (tj & _ & inx). apply in_map_iff in inx. destruct inx as (k & Eq & ink).
  injection Eq as _ _ ->. destruct graph_of as (one & _). rewrite one in ink. destruct ink as [<-|[]]. reflexivity.
Qed.

Lemma main_entry row column :
  In row (stacked_rows S) -> is_main row = true -> In column (cell_profiles S) ->
  network_entry below upwards tail head row column = stacked_matrix row column.
Proof.
  intros inrow main incolumn. destruct column as [[v j] u].
  destruct (graph_columns S E _ _ graph_of incolumn) as (J & _ & inu). simpl in J. subst j.
  destruct row as [[[w ti] j]|[G t]].
  - destruct (type_row w ti j inrow) as [inr ->]. cbn [is_main] in main. apply negb_true_iff in main.
    symmetry. now apply type_entry.
  - destruct (edge_row G t inrow) as [([a b] & ine & ->)|(c & _ & ->)]; [|destruct c; discriminate].
    symmetry. apply edge_entry. apply filter_In. split; [exact ine|exact main].
Qed.

Definition column_out (column : cell * profile) : bool := out (fst (fst column)).

(** The agents that are out have no entry in the main rows. *)
Lemma main_out row column :
  In row (stacked_rows S) -> is_main row = true -> In column (cell_profiles S) -> column_out column = true ->
  stacked_matrix row column = 0.
Proof.
  intros inrow main incolumn out_column. destruct column as [[v j] u]. unfold column_out in out_column. simpl in out_column.
  destruct row as [[[w ti] j']|[G t]].
  - cbn [is_main] in main. apply negb_true_iff in main. unfold stacked_matrix, matrix_B, cell_eqb. simpl.
    destruct (Nat.eqb_spec w v) as [->|]; [|reflexivity]. rewrite (out_alone v out_column) in main. discriminate.
  - destruct (edge_row G t inrow) as [([a b] & ine & ->)|(c & _ & ->)]; [|destruct c; discriminate].
    cbn [is_main edge_set fst snd] in main. unfold touches_out in main. simpl in main. apply negb_true_iff, orb_false_iff in main.
    unfold stacked_matrix, matrix_C, edge_set, member, cell_eqb. simpl.
    destruct (Nat.eqb_spec v a) as [->|]; [destruct main; congruence|].
    destruct (Nat.eqb_spec v b) as [->|]; [destruct main; congruence|]. reflexivity.
Qed.

Lemma stacked_small row column : unit_or_zero (stacked_matrix row column).
Proof.
  destruct row as [[[i ti] j]|[G t]]; simpl; unfold matrix_C; match goal with |- context [if ?b then _ else _] => destruct b end;
    unfold unit_or_zero; auto.
Qed.

(** An entry of a row of C that is an edge. *)
Lemma edge_entry_nonzero a b t v j u :
  matrix_C (edge_set (a, b), t) ((v, j), u) <> 0 -> t = u /\ j = 0%nat /\ (v = a \/ v = b).
Proof.
  unfold matrix_C. simpl fst. simpl snd. destruct (member (v, j) (edge_set (a, b)) && profile_eqb t u) eqn:F; [|contradiction].
  rewrite andb_true_iff, member_iff, profile_eqb_spec in F. destruct F as [F ->]. intros _. split; [reflexivity|].
  destruct F as [F|[F|[]]]; injection F as <- <-; auto.
Qed.

Theorem paths_preserve : preserves_total_unimodularity S.
Proof.
  apply preserves_iff_stacked, signable_unimodular. intros some nodup inside.
  set (main := filter is_main some). set (rest := filter (fun r => negb (is_main r)) some).
  set (leaves := filter is_leaf rest). set (units := filter (fun r => negb (is_leaf r)) rest).
  assert (split_list : forall (test : stacked_row -> bool) l,
    Permutation l (filter test l ++ filter (fun r => negb (test r)) l)).
  { intros test l. induction l as [|r l IH]; simpl; [constructor|]. destruct (test r); simpl; [now constructor|].
    rewrite IH at 1. apply Permutation_middle. }
  assert (parts : Permutation some (units ++ leaves ++ main)).
  { eapply perm_trans; [apply (split_list is_main)|]. fold main rest.
    eapply perm_trans; [apply Permutation_app_head, (split_list is_leaf)|]. fold leaves units.
    eapply perm_trans; [apply Permutation_app_comm|]. rewrite app_assoc. apply Permutation_app_tail, Permutation_app_comm. }
  assert (main_rows : forall r, In r main -> In r (stacked_rows S) /\ is_main r = true).
  { intros r inr. apply filter_In in inr. split; [now apply inside|tauto]. }
  (* the main rows are a network *)
  destruct (network_signing below upwards tail head (flat_map (fun c => [tail c; head c]) (cell_profiles S)) (cell_profiles S) main)
    as (signs & signed).
  { intros r _. unfold upwards, parity_sign, sign. destruct r as [[[v ti] j]|[[|[a x] [|[b y] [|c G]]] t]]; auto.
    - destruct (has_left v), (Nat.even (place v)); simpl; auto.
    - destruct (Nat.even _); auto. }
  { intros c inc. split; apply in_flat_map; exists c; (split; [exact inc|]); [now left|right; now left]. }
  { intros r s _ _. apply below_nested. }
  assert (signed_main : signing stacked_matrix (cell_profiles S) main signs).
  { apply (signing_ext (network_entry below upwards tail head)); [|exact signed].
    intros r c inr inc. destruct (main_rows r inr). now apply main_entry. }
  clear signed.
  (* the edges of agents that are out: units, but for the columns of these agents *)
  assert (leaf_rows : forall r, In r leaves -> exists a b t, r = inr (edge_set (a, b), t) /\ In (a, b) E /\ touches_out (a, b) = true).
  { intros r inr. apply filter_In in inr. destruct inr as [inr leaf]. apply filter_In in inr. destruct inr as [inr _].
    apply inside in inr. destruct r as [[[v ti] j]|[G t]]; [discriminate|].
    destruct (edge_row G t inr) as [([a b] & ine & ->)|(c & _ & ->)]; [|destruct c; discriminate]. exists a, b, t. auto. }
  destruct (further_unit_rows stacked_matrix (filter (fun c => negb (column_out c)) (cell_profiles S)) main signs leaves)
    as (signs' & signed').
  { destruct signed_main as (names & are_signs & small). split; [exact names|]. split; [exact are_signs|].
    intros c inc. apply filter_In in inc. now apply small. }
  { intros r inr. split; [intros; apply stacked_small|]. destruct (leaf_rows r inr) as (a & b & t & -> & ine & touching).
    intros [[v j] u] [[w k] u'] inc ind nz nz'. apply filter_In in inc, ind. destruct inc as [_ inc], ind as [_ ind].
    apply negb_true_iff in inc, ind. unfold column_out in inc, ind. simpl in inc, ind.
    apply edge_entry_nonzero in nz, nz'. destruct nz as (<- & -> & at_v), nz' as (<- & -> & at_w).
    unfold touches_out in touching. simpl in touching. apply orb_true_iff in touching.
    destruct touching as [touching|touching], at_v, at_w; subst; congruence. }
  assert (signed_both : signing stacked_matrix (cell_profiles S) (leaves ++ main) (signs' ++ signs)).
  { destruct signed' as (names & are_signs & small). split; [exact names|]. split; [exact are_signs|]. intros c inc.
    destruct (column_out c) eqn:out_c; [|apply small, filter_In; split; [exact inc|now rewrite out_c]].
    apply unit_column; [|exact are_signs|intros; apply stacked_small|].
    - rewrite names. apply (Permutation_NoDup parts) in nodup. now apply NoDup_parts in nodup.
    - rewrite names. intros r s inr ins nz nz'. apply in_app_or in inr, ins.
      destruct inr as [inr|inr]; [|destruct (main_rows r inr); exfalso; apply nz; now apply main_out].
      destruct ins as [ins|ins]; [|destruct (main_rows s ins); exfalso; apply nz'; now apply main_out].
      destruct (leaf_rows r inr) as (a & b & t & -> & ine & touching), (leaf_rows s ins) as (a' & b' & t' & -> & ine' & touching').
      pose proof (out_once _ _ ine ine' touching touching') as Eq. injection Eq as <- <-.
      destruct c as [[v j] u]. simpl in nz, nz'. apply edge_entry_nonzero in nz, nz'. destruct nz as (<- & _), nz' as (<- & _). reflexivity. }
  (* what is left are units *)
  destruct (further_unit_rows stacked_matrix (cell_profiles S) (leaves ++ main) (signs' ++ signs) units signed_both)
    as (signs'' & names & are_signs & small).
  { intros r inr. split; [intros; apply stacked_small|]. apply filter_In in inr. destruct inr as [inr not_leaf].
    apply filter_In in inr. destruct inr as [inr not_main]. apply inside in inr.
    intros [[v j] u] [[w k] u'] inc ind nz nz'.
    destruct (graph_columns S E _ _ graph_of inc) as (J & _ & inu), (graph_columns S E _ _ graph_of ind) as (K & _ & inu').
    simpl in J, K. subst j k. destruct r as [[[x ti] j]|[G t]].
    - cbn [is_main] in not_main. rewrite negb_involutive in not_main. unfold stacked_matrix, matrix_B in nz, nz'. simpl in nz, nz'.
      destruct (cell_eqb (x, j) (v, 0%nat) && Nat.eqb ti (type_of u x)) eqn:F; [|contradiction].
      destruct (cell_eqb (x, j) (w, 0%nat) && Nat.eqb ti (type_of u' x)) eqn:F'; [|contradiction].
      rewrite andb_true_iff, cell_eqb_spec, Nat.eqb_eq in F, F'. destruct F as [F ->], F' as [F' same].
      f_equal; [congruence|]. now apply (alone_unit x).
    - destruct (edge_row G t inr) as [([a b] & ine & ->)|(c & _ & ->)].
      + cbn [is_main is_leaf edge_set fst snd] in not_main, not_leaf. rewrite negb_involutive in not_main.
        rewrite not_main in not_leaf. discriminate.
      + unfold stacked_matrix, matrix_C in nz, nz'. simpl fst in nz, nz'. simpl snd in nz, nz'.
        destruct (member (v, 0%nat) [c] && profile_eqb t u) eqn:F; [|contradiction].
        destruct (member (w, 0%nat) [c] && profile_eqb t u') eqn:F'; [|contradiction].
        rewrite andb_true_iff, member_iff, profile_eqb_spec in F, F'. destruct F as [[F|[]] <-], F' as [[F'|[]] <-]. congruence. }
  apply (reordered_signing stacked_matrix (cell_profiles S) some (signs'' ++ signs' ++ signs)); [|exact are_signs|exact small].
  rewrite names. now symmetry.
Qed.

End Paths.
