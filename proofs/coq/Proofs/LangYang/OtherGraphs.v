(** What replaces Theorem 3 of LY, the part that says "only": no other graphs preserve total unimodularity.

    If M* is totally unimodular, any set X of its columns has two colours such that a row with two columns of X has one of
    each.  Three profiles and three agents of a component contradict this if the profiles agree in pairs on these agents:
    walk from the first agent to the second at one profile, change the profile, walk on to the third, change it again, walk
    back and change it back.  In a graph with two colours the walk takes an even number of edges, and three changes. *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.LangYang.CorrectedTheorem3 Proofs.PathComponents.
From Allocation Require Import Certificates.Minors LangYang Refutations.Deciding.

(** ** Colours of columns *)

Section Colours.

Variable S : structure.
Hypothesis unimodular : preserves_total_unimodularity S.

Lemma column_colours X :
  NoDup X -> incl X (cell_profiles S) ->
  exists colour : cell * profile -> bool, forall row x y,
    In row (stacked_rows S) -> In x X -> In y X -> x <> y -> stacked_has row x = true -> stacked_has row y = true ->
    (forall z, In z X -> stacked_has row z = true -> z = x \/ z = y) -> colour x = negb (colour y).
Proof.
  intros nodup inside. pose proof unimodular as signed. apply preserves_iff_stacked, unimodular_iff_columns_signable in signed.
  destruct (signed X nodup inside) as (signs & names & are_signs & small).
  set (colour := fun x : cell * profile =>
    existsb (fun p : Z * (cell * profile) => (fst p =? 1)%Z && same_cell_profile (snd p) x) signs).
  exists colour.
  assert (value : forall k x, In (k, x) signs -> k = (if colour x then 1 else -1)%Z).
  { intros k x inl. assert (sign_k : sign k) by (rewrite Forall_forall in are_signs; apply (are_signs _ inl)).
    destruct (colour x) eqn:E; unfold colour in E.
    - apply existsb_exists in E. destruct E as ([k' x'] & inl' & E). simpl in E. rewrite andb_true_iff, Z.eqb_eq, same_cell_profile_spec in E.
      destruct E as [-> ->]. rewrite <- names in nodup. clear - nodup inl inl'.
      induction signs as [|p l IH]; [destruct inl|]. simpl in nodup. inversion_clear nodup.
      destruct inl as [->|inl], inl' as [E|inl']; [now injection E| | |now apply IH]; exfalso; apply H.
      + now apply (in_map snd) in inl'.
      + subst p. now apply (in_map snd) in inl.
    - destruct sign_k as [-> | ->]; [|reflexivity]. rewrite <- not_true_iff_false in E. exfalso. apply E, existsb_exists.
      exists (1%Z, x). split; [exact inl|]. cbn [fst snd]. now rewrite (proj2 (same_cell_profile_spec x x) eq_refl). }
  intros row x y inrow inx iny differ has_x has_y only.
  destruct (in_split _ _ inx) as (l & m & EX).
  assert (iny' : In y (l ++ m)).
  { rewrite EX in iny. apply in_app_or in iny. apply in_or_app. destruct iny as [H|[H|H]]; [now left|congruence|now right]. }
  destruct (in_split _ _ iny') as (l' & m' & EY).
  assert (order : Permutation X (x :: y :: l' ++ m')).
  { rewrite EX, <- Permutation_middle, EY. apply perm_skip. symmetry. apply Permutation_middle. }
  rewrite <- names in order. destruct (Permutation_map_inv _ _ (Permutation_sym order)) as (signs' & E & order').
  destruct signs' as [|[k x'] [|[j y'] rest]]; try discriminate. injection E as <- <- E.
  assert (zero : weighted (fun c r => stacked_matrix r c) rest row = 0%Z).
  { assert (away : forall z, In z (map snd rest) -> stacked_matrix row z = 0%Z).
    { intros z inz. rewrite <- stacked_incidence. unfold incidence. destruct (stacked_has row z) eqn:has_z; [|reflexivity]. exfalso.
      assert (once : NoDup (x :: y :: l' ++ m')) by (eapply Permutation_NoDup; [exact order|rewrite names; exact nodup]).
      rewrite <- E in inz. inversion_clear once. inversion_clear H0.
      assert (inX : In z X).
      { rewrite <- names. eapply Permutation_in; [symmetry; exact order|]. now do 2 right. }
      destruct (only z inX has_z) as [-> | ->]; [apply H; now right|contradiction]. }
    clear - away. induction rest as [|[k z] rest IH]; [reflexivity|]. cbn [weighted]. rewrite (away z) by (now left).
    rewrite IH by (intros; apply away; now right). ring. }
  specialize (small row inrow). rewrite (weighted_permuted (fun c r => stacked_matrix r c) _ _ row order') in small.
  cbn [weighted] in small. rewrite zero, <- !stacked_incidence in small. unfold incidence in small. rewrite has_x, has_y in small.
  assert (K : k = (if colour x then 1 else -1)%Z) by (apply value; eapply Permutation_in; [symmetry; exact order'|now left]).
  assert (J : j = (if colour y then 1 else -1)%Z) by (apply value; eapply Permutation_in; [symmetry; exact order'|right; now left]).
  rewrite K, J in small. unfold unit_or_zero in small. destruct (colour x), (colour y); simpl in *; auto; lia.
Qed.

End Colours.

(** ** Profiles *)

Lemma in_all_profiles l t :
  In t (product (map (seq 0) l)) <-> length t = length l /\ forall v, (v < length l)%nat -> (nth v t 0 < nth v l 0)%nat.
Proof.
  revert t; induction l as [|k l IH]; intros t.
  - simpl. split; [intros [<-|[]]; split; [reflexivity|intros; lia]|]. intros [H _]. left. now destruct t.
  - cbn [map product]. rewrite in_flat_map. split.
    + intros (a & ina & int). apply in_map_iff in int. destruct int as (u & <- & inu). apply IH in inu. destruct inu as [same less].
      apply in_seq in ina. split; [simpl; now rewrite same|]. intros [|v] small; simpl; [lia|]. apply less. simpl in small. lia.
    + destruct t as [|a u]; intros [same less]; [discriminate|]. simpl in same. exists a. split.
      * apply in_seq. specialize (less 0%nat). simpl in less. lia.
      * apply in_map. apply IH. split; [lia|]. intros v small. apply (less (Datatypes.S v)). simpl. lia.
Qed.

(** The profile with another type of one agent. *)
Fixpoint with_type (t : profile) (v ti : nat) : profile :=
  match t, v with
  | [], _ => []
  | _ :: u, O => ti :: u
  | a :: u, S w => a :: with_type u w ti
  end.

Lemma with_type_length t v ti : length (with_type t v ti) = length t.
Proof. revert v; induction t as [|a u IH]; intros [|v]; simpl; auto. Qed.

Lemma with_type_same t v ti : (v < length t)%nat -> nth v (with_type t v ti) 0%nat = ti.
Proof. revert v; induction t as [|a u IH]; intros [|v] small; simpl in *; try lia; auto. apply IH. lia. Qed.

Lemma with_type_other t v w ti : w <> v -> nth w (with_type t v ti) 0%nat = nth w t 0%nat.
Proof. revert v w; induction t as [|a u IH]; intros [|v] [|w] N; simpl; try reflexivity; try congruence. apply IH. congruence. Qed.

Section Graph.

Variable S : structure.
Variable E : graph.
Hypothesis well : well_formed S.
Hypothesis graph_of : adjacency S E.
Hypothesis unimodular : preserves_total_unimodularity S.

Lemma adjacent_agents u v : adjacent E u v -> (u < agents S)%nat /\ (v < agents S)%nat /\ u <> v.
Proof. intros [H|H]; apply (edge_agents S E graph_of) in H; simpl in H; lia. Qed.

Lemma cell_profile_in v t : (v < agents S)%nat -> In t (profiles S) -> In ((v, 0%nat), t) (cell_profiles S).
Proof.
  intros small int. destruct graph_of as (one & _). unfold cell_profiles, cells. rewrite !in_prod_iff, !in_seq, one. split; [lia|exact int].
Qed.

Lemma edge_row_in u v t : adjacent E u v -> In t (profiles S) ->
  exists G, In (inr (G, t)) (stacked_rows S) /\ forall w, member (w, 0%nat) G = true <-> w = u \/ w = v.
Proof.
  intros joins int. destruct graph_of as (_ & _ & constraint).
  assert (edge : exists e, In e E /\ forall w, member (w, 0%nat) (edge_set e) = true <-> w = u \/ w = v).
  { destruct joins as [H|H]; eexists; (split; [exact H|]); intros w; rewrite member_iff; unfold edge_set; simpl;
      (split; [intros [F|[F|[]]]; injection F as <-; auto|intros [-> | ->]; auto]). }
  destruct edge as (e & ine & spec). exists (edge_set e). split; [|exact spec].
  unfold stacked_rows. apply in_or_app. right. apply in_map. apply in_prod_iff. split; [|exact int].
  apply constraint. left. now exists e.
Qed.

Lemma type_row_in v t : (v < agents S)%nat -> In t (profiles S) -> In (inl (v, type_of t v, 0%nat)) (stacked_rows S).
Proof.
  intros small int. destruct graph_of as (one & _), well as (count & _). unfold stacked_rows. apply in_or_app. left. apply in_map.
  unfold coordinates. apply in_flat_map. exists v. split; [apply in_seq; lia|]. apply in_flat_map. exists (type_of t v). split.
  - unfold types_of. apply in_seq. apply in_all_profiles in int. destruct int as [_ less]. unfold type_of. specialize (less v). lia.
  - rewrite one. now left.
Qed.

Lemma some_profile : exists t, In t (profiles S).
Proof.
  exists (repeat 0%nat (length (types S))). apply in_all_profiles. rewrite repeat_length. split; [reflexivity|]. intros v small.
  rewrite nth_repeat. destruct well as (_ & positive & _). rewrite Forall_forall in positive. apply positive, nth_In. exact small.
Qed.

(** Columns of one profile colour the graph. *)
Lemma graph_coloured : exists f, properly_coloured f E.
Proof.
  destruct some_profile as [t int].
  set (X := map (fun v => ((v, 0%nat), t)) (seq 0 (agents S))).
  destruct (column_colours S unimodular X) as [colour spec].
  { apply FinFun.Injective_map_NoDup; [intros u v F; now injection F|apply seq_NoDup]. }
  { intros x inx. apply in_map_iff in inx. destruct inx as (v & <- & inv). apply in_seq in inv. apply cell_profile_in; [lia|exact int]. }
  exists (fun v => colour ((v, 0%nat), t)). intros [u v] ine. simpl.
  assert (joins : adjacent E u v) by (left; exact ine). destruct (adjacent_agents u v joins) as (small_u & small_v & N).
  destruct (edge_row_in u v t joins int) as (G & inrow & ends).
  assert (itself : profile_eqb t t = true) by now apply profile_eqb_spec.
  rewrite (spec (inr (G, t)) ((u, 0%nat), t) ((v, 0%nat), t)).
  - destruct (colour _); discriminate.
  - exact inrow.
  - unfold X. apply in_map_iff. exists u. split; [reflexivity|apply in_seq; lia].
  - unfold X. apply in_map_iff. exists v. split; [reflexivity|apply in_seq; lia].
  - intros F. injection F. congruence.
  - simpl. rewrite itself, (proj2 (ends u) (or_introl eq_refl)). reflexivity.
  - simpl. rewrite itself, (proj2 (ends v) (or_intror eq_refl)). reflexivity.
  - intros z inz. apply in_map_iff in inz. destruct inz as (w & <- & _). simpl. rewrite andb_true_iff, ends.
    intros [[-> | ->] _]; auto.
Qed.

Lemma walk_agents i rest v : (i < agents S)%nat -> walk E i rest -> In v (i :: rest) -> (v < agents S)%nat.
Proof.
  revert i; induction rest as [|j rest IH]; intros i small walks inv; [destruct inv as [<-|[]]; exact small|].
  destruct walks as [joins walks]. destruct inv as [<-|inv]; [exact small|]. apply (IH j); auto. now apply adjacent_agents in joins.
Qed.

Lemma walk_keeps (f col : nat -> bool) i rest :
  properly_coloured f E -> walk E i rest ->
  (forall u v, adjacent E u v -> In u (i :: rest) -> In v (i :: rest) -> col u = negb (col v)) ->
  xorb (col (last rest i)) (f (last rest i)) = xorb (col i) (f i).
Proof.
  intros proper. revert i; induction rest as [|j rest IH]; intros i walks alternate; [reflexivity|].
  destruct walks as [joins walks]. rewrite last_cons, (IH j walks).
  - rewrite (alternate i j joins) by (simpl; auto).
    assert (differ : f i <> f j) by (destruct joins as [H|H]; apply proper in H; simpl in H; congruence).
    destruct (col j), (f i), (f j); simpl; congruence.
  - intros u v H inu inv. apply alternate; auto; now right.
Qed.

(** Three agents and three profiles that agree on them in pairs, with walks at the profiles. *)
Theorem no_round_trip p q r rest1 rest2 rest3 P1 P2 P3 :
  In P1 (profiles S) -> In P2 (profiles S) -> In P3 (profiles S) -> P1 <> P2 -> P2 <> P3 -> P1 <> P3 ->
  (p < agents S)%nat -> (q < agents S)%nat -> (r < agents S)%nat ->
  walk E r rest1 -> last rest1 r = p -> walk E p rest2 -> last rest2 p = q -> walk E q rest3 -> last rest3 q = r ->
  type_of P1 p = type_of P2 p -> type_of P2 q = type_of P3 q -> type_of P3 r = type_of P1 r ->
  (In p (q :: rest3) -> type_of P3 p <> type_of P1 p) ->
  (In q (r :: rest1) -> type_of P1 q <> type_of P2 q) ->
  (In r (p :: rest2) -> type_of P2 r <> type_of P1 r) -> False.
Proof.
  intros in1 in2 in3 N12 N23 N13 small_p small_q small_r w1 end1 w2 end2 w3 end3 same_p same_q same_r away_p away_q away_r.
  destruct graph_coloured as [f proper].
  set (at_profile := fun (t : profile) (v : nat) => ((v, 0%nat), t) : cell * profile).
  set (columns := map (at_profile P1) (r :: rest1) ++ map (at_profile P2) (p :: rest2) ++ map (at_profile P3) (q :: rest3)).
  assert (dec : forall x y : cell * profile, {x = y} + {x <> y}) by repeat decide equality.
  assert (spec : forall v t, In (at_profile t v) (nodup dec columns) <->
    (t = P1 /\ In v (r :: rest1)) \/ (t = P2 /\ In v (p :: rest2)) \/ (t = P3 /\ In v (q :: rest3))).
  { intros v t. rewrite nodup_In. unfold columns. rewrite !in_app_iff, !in_map_iff. unfold at_profile. split.
    - intros [(x & F & inx)|[(x & F & inx)|(x & F & inx)]]; injection F as -> ->; auto.
    - intros [[-> inv]|[[-> inv]|[-> inv]]]; [left|right; left|right; right]; now exists v. }
  assert (shape : forall z, In z (nodup dec columns) -> exists v t, z = at_profile t v).
  { intros z inz. rewrite nodup_In in inz. unfold columns in inz. rewrite !in_app_iff, !in_map_iff in inz.
    destruct inz as [(x & <- & _)|[(x & <- & _)|(x & <- & _)]]; eauto. }
  destruct (column_colours S unimodular (nodup dec columns)) as [colour two]; [apply NoDup_nodup| |].
  { intros z inz. destruct (shape z inz) as (v & t & ->). apply spec in inz. apply cell_profile_in.
    - destruct inz as [[_ inv]|[[_ inv]|[_ inv]]]; [apply (walk_agents r rest1)|apply (walk_agents p rest2)|apply (walk_agents q rest3)]; auto.
    - destruct inz as [[-> _]|[[-> _]|[-> _]]]; assumption. }
  (* along the edges *)
  assert (edges : forall t u v, In t (profiles S) -> In (at_profile t u) (nodup dec columns) -> In (at_profile t v) (nodup dec columns) ->
    adjacent E u v -> colour (at_profile t u) = negb (colour (at_profile t v))).
  { intros t u v int inu inv joins. destruct (adjacent_agents u v joins) as (_ & _ & N).
    destruct (edge_row_in u v t joins int) as (G & inrow & ends).
    assert (itself : profile_eqb t t = true) by now apply profile_eqb_spec.
    apply (two (inr (G, t))); auto.
    - unfold at_profile. intros F. injection F. congruence.
    - simpl. now rewrite itself, (proj2 (ends u) (or_introl eq_refl)).
    - simpl. now rewrite itself, (proj2 (ends v) (or_intror eq_refl)).
    - intros z inz has_z. destruct (shape z inz) as (w & t' & ->). simpl in has_z. rewrite andb_true_iff, ends, profile_eqb_spec in has_z.
      destruct has_z as [[-> | ->] <-]; auto. }
  (* at the changes of the profile *)
  assert (changes : forall v t u, (v < agents S)%nat -> In t (profiles S) -> t <> u -> type_of t v = type_of u v ->
    In (at_profile t v) (nodup dec columns) -> In (at_profile u v) (nodup dec columns) ->
    (forall s, In (at_profile s v) (nodup dec columns) -> type_of s v = type_of t v -> s = t \/ s = u) ->
    colour (at_profile t v) = negb (colour (at_profile u v))).
  { intros v t u small int N same inx iny only. apply (two (inl (v, type_of t v, 0%nat))); auto.
    - now apply type_row_in.
    - unfold at_profile. intros F. injection F. congruence.
    - simpl. now rewrite (proj2 (cell_eqb_spec (v, 0%nat) (v, 0%nat)) eq_refl), Nat.eqb_refl.
    - simpl. now rewrite (proj2 (cell_eqb_spec (v, 0%nat) (v, 0%nat)) eq_refl), <- same, Nat.eqb_refl.
    - intros z inz has_z. destruct (shape z inz) as (w & s & ->). simpl in has_z. rewrite andb_true_iff, cell_eqb_spec, Nat.eqb_eq in has_z.
      destruct has_z as [F G]. injection F as <-. destruct (only s inz) as [-> | ->]; auto. }
  assert (last_in : forall (i : nat) (rest : list nat), In (last rest i) (i :: rest)).
  { clear. intros i rest. revert i. induction rest as [|j rest IH]; intros i; [now left|]. rewrite last_cons. right. apply IH. }
  pose proof (walk_keeps f (fun v => colour (at_profile P1 v)) r rest1 proper w1) as K1.
  pose proof (walk_keeps f (fun v => colour (at_profile P2 v)) p rest2 proper w2) as K2.
  pose proof (walk_keeps f (fun v => colour (at_profile P3 v)) q rest3 proper w3) as K3.
  cbv beta in K1, K2, K3. rewrite end1 in K1. rewrite end2 in K2. rewrite end3 in K3.
  assert (ends_in : In p (r :: rest1) /\ In q (p :: rest2) /\ In r (q :: rest3)).
  { split; [rewrite <- end1; apply last_in|]. split; [rewrite <- end2; apply last_in|rewrite <- end3; apply last_in]. }
  destruct ends_in as (inp & inq & inr').
  specialize (K1 (fun u v H inu inv => edges P1 u v in1 (proj2 (spec u P1) (or_introl (conj eq_refl inu))) (proj2 (spec v P1) (or_introl (conj eq_refl inv))) H)).
  specialize (K2 (fun u v H inu inv => edges P2 u v in2 (proj2 (spec u P2) (or_intror (or_introl (conj eq_refl inu)))) (proj2 (spec v P2) (or_intror (or_introl (conj eq_refl inv)))) H)).
  specialize (K3 (fun u v H inu inv => edges P3 u v in3 (proj2 (spec u P3) (or_intror (or_intror (conj eq_refl inu)))) (proj2 (spec v P3) (or_intror (or_intror (conj eq_refl inv)))) H)).
  assert (C1 : colour (at_profile P1 p) = negb (colour (at_profile P2 p))).
  { apply changes; auto; [apply spec; auto|apply spec; right; left; split; [reflexivity|now left]|].
    intros s ins same. apply spec in ins. destruct ins as [[-> _]|[[-> _]|[-> F]]]; auto. exfalso. now apply (away_p F). }
  assert (C2 : colour (at_profile P2 q) = negb (colour (at_profile P3 q))).
  { apply changes; auto; [apply spec; auto|apply spec; right; right; split; [reflexivity|now left]|].
    intros s ins same. apply spec in ins. destruct ins as [[-> F]|[[-> _]|[-> _]]]; auto. exfalso. now apply (away_q F). }
  assert (C3 : colour (at_profile P3 r) = negb (colour (at_profile P1 r))).
  { apply changes; auto; [apply spec; auto|apply spec; left; split; [reflexivity|now left]|].
    intros s ins same. apply spec in ins. destruct ins as [[-> _]|[[-> F]|[-> _]]]; auto. exfalso. apply (away_r F). congruence. }
  rewrite C1 in K1. rewrite C2 in K2. rewrite C3 in K3.
  destruct (colour (at_profile P2 p)), (colour (at_profile P1 r)), (colour (at_profile P3 q)), (f p), (f q), (f r); simpl in *; discriminate.
Qed.

End Graph.
