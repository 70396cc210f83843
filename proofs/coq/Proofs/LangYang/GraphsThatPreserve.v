(** What replaces Theorem 3 of LY, in the words of graph theory: a graph preserves total unimodularity exactly if it has no odd
    cycle and is one of those that the corrected theorem names ([unimodular_graph]). *)

From Allocation Require Export Claims.LangYangRepairs Proofs.LangYang.OnlyTheseGraphs.
From Allocation Require Import LangYang.

Lemma degree_touches E i : degree E i = length (filter (touches i) E).
Proof.
  unfold degree. f_equal. apply filter_ext. intros [a b]. unfold touches. simpl. now rewrite (Nat.eqb_sym a), (Nat.eqb_sym b).
Qed.

Lemma without_left_out E i : without i E = left_out E i.
Proof.
  unfold without, left_out. apply filter_ext. intros [a b]. unfold touches. simpl. now rewrite (Nat.eqb_sym a), (Nat.eqb_sym b).
Qed.

(** The other end of an edge. *)
Definition other_end (i : nat) (e : nat * nat) : nat := if Nat.eqb i (fst e) then snd e else fst e.

Lemma other_end_adjacent E i e : In e E -> touches i e = true -> adjacent E i (other_end i e).
Proof.
  destruct e as [a b]. unfold touches, other_end. simpl. intros ine touching.
  destruct (Nat.eqb_spec i a) as [->|N]; [left; exact ine|]. simpl in touching. apply Nat.eqb_eq in touching. subst. right. exact ine.
Qed.

Section Graph.

Variable E : graph.
Hypothesis ordered : forall e, In e E -> (fst e < snd e)%nat.
Hypothesis once : NoDup E.

Lemma other_end_once i e e' :
  In e E -> In e' E -> touches i e = true -> touches i e' = true -> other_end i e = other_end i e' -> e = e'.
Proof.
  intros ine ine'. apply ordered in ine, ine'. destruct e as [a b], e' as [a' b']. unfold touches, other_end. simpl in *.
  destruct (Nat.eqb_spec i a), (Nat.eqb_spec i a'), (Nat.eqb_spec i b), (Nat.eqb_spec i b'); simpl; intros; try discriminate;
    subst; f_equal; lia.
Qed.

(** Different neighbours are as many edges. *)
Lemma neighbours_degree i some : NoDup some -> (forall v, In v some -> adjacent E i v) -> (length some <= degree E i)%nat.
Proof.
  intros nodup joins. rewrite degree_touches.
  rewrite <- (map_length (other_end i)). apply NoDup_incl_length; [exact nodup|]. intros v inv.
  apply in_map_iff. destruct (joins v inv) as [ine|ine].
  - exists (i, v). unfold other_end, touches. simpl. rewrite Nat.eqb_refl. split; [reflexivity|]. apply filter_In. split; [exact ine|].
    simpl. now rewrite Nat.eqb_refl.
  - exists (v, i). pose proof (ordered _ ine). simpl in H. unfold other_end. simpl.
    assert (Nat.eqb i v = false) as -> by (apply Nat.eqb_neq; lia). split; [reflexivity|]. apply filter_In. split; [exact ine|].
    unfold touches. simpl. rewrite Nat.eqb_refl. now rewrite orb_true_r.
Qed.

Lemma inner_degree i : inner E i -> (2 <= degree E i)%nat.
Proof.
  intros (u & w & N & U & W). apply (neighbours_degree i [u; w]).
  - repeat constructor; simpl; intuition congruence.
  - intros v [<-|[<-|[]]]; assumption.
Qed.

Lemma star_degree : star E -> exists i, (3 <= degree E i)%nat.
Proof.
  intros (z & x & y & u & xy & xu & yu & X & Y & U). exists z. apply (neighbours_degree z [x; y; u]).
  - repeat constructor; simpl; intuition congruence.
  - intros v [<-|[<-|[<-|[]]]]; assumption.
Qed.

(** The edges at an agent are as many neighbours. *)
Lemma edges_neighbours i edges :
  NoDup edges -> (forall e, In e edges -> In e E /\ touches i e = true) -> NoDup (map (other_end i) edges).
Proof.
  induction 1 as [|e edges notin nodup IH]; intros inside; simpl; [constructor|]. constructor; [|apply IH; intros; apply inside; now right].
  intros repeated. apply in_map_iff in repeated. destruct repeated as (e' & same & ine'). apply notin.
  destruct (inside e (or_introl eq_refl)) as [ine te], (inside e' (or_intror ine')) as [ine'' te'].
  now rewrite (other_end_once i e e') by auto.
Qed.

Lemma degree_inner i : degree E i = 2%nat -> inner E i.
Proof.
  rewrite degree_touches. intros two.
  pose proof (edges_neighbours i (filter (touches i) E) (NoDup_filter _ once) (fun e H => proj1 (filter_In _ _ _) H)) as distinct_ends.
  assert (joins : forall e, In e (filter (touches i) E) -> adjacent E i (other_end i e)).
  { intros e ine. apply filter_In in ine. apply other_end_adjacent; tauto. }
  destruct (filter (touches i) E) as [|e [|e' [|]]]; try discriminate. simpl in distinct_ends. inversion_clear distinct_ends.
  exists (other_end i e), (other_end i e'). split; [intros F; apply H; rewrite F; now left|].
  split; apply joins; [now left|right; now left].
Qed.

Lemma leaf_degree i : leaf E i -> (degree E i <= 1)%nat.
Proof.
  rewrite degree_touches. intros one. pose proof (NoDup_filter (touches i) once) as nodup.
  assert (all : forall e e', In e (filter (touches i) E) -> In e' (filter (touches i) E) -> e = e').
  { intros e e' ine ine'. apply filter_In in ine, ine'. now apply one. }
  destruct (filter (touches i) E) as [|e [|e' rest]]; simpl; try lia. exfalso. inversion_clear nodup. apply H.
  rewrite (all e e'); simpl; auto.
Qed.

Lemma degree_leaf i : degree E i = 1%nat -> leaf E i.
Proof.
  rewrite degree_touches. intros one e e' ine ine' te te'.
  assert (F : In e (filter (touches i) E) /\ In e' (filter (touches i) E)) by (rewrite !filter_In; auto).
  destruct (filter (touches i) E) as [|x [|]]; try discriminate. destruct F as [[<-|[]] [<-|[]]]. reflexivity.
Qed.

(** Components that are paths: no cycle, and two edges at most at each agent. *)
Lemma components_paths : components_are_paths E -> paths E.
Proof.
  intros (path & place & one_each & consecutive).
  assert (next : forall a b, adjacent E a b -> path b = path a /\ (place b = S (place a) \/ place a = S (place b))).
  { intros a b [H|H]; apply consecutive in H; simpl in H; intuition congruence. }
  split.
  - intros vertices found.
    assert (highest : exists v, In v vertices /\ forall w, In w vertices -> (place w <= place v)%nat).
    { destruct found as (long & _). clear - long. destruct vertices as [|c vertices]; [simpl in long; lia|]. clear long.
      revert c. induction vertices as [|d vertices IH]; intros c.
      - exists c. split; [now left|]. intros w [<-|[]]. lia.
      - destruct (IH d) as (v & inv & most). destruct (Nat.le_gt_cases (place c) (place v)).
        + exists v. split; [now right|]. intros w [<-|inw]; [exact H|now apply most].
        + exists c. split; [now left|]. intros w [<-|inw]; [lia|]. specialize (most w inw). lia. }
    destruct highest as (v & inv & most). destruct (in_split _ _ inv) as (l & m & F). rewrite F in found, most.
    destruct (cycle_neighbours E l v m found) as (u & w & N & U & W & inu & inw). apply N.
    destruct (next _ _ U) as [pu ou], (next _ _ W) as [pw ow]. pose proof (most u inu). pose proof (most w inw).
    apply one_each; [congruence|lia].
  - intros i. rewrite degree_touches.
    pose proof (edges_neighbours i (filter (touches i) E) (NoDup_filter _ once) (fun e H => proj1 (filter_In _ _ _) H)) as ends.
    assert (joins : forall e, In e (filter (touches i) E) -> adjacent E i (other_end i e)).
    { intros e ine. apply filter_In in ine. apply other_end_adjacent; tauto. }
    destruct (filter (touches i) E) as [|e1 [|e2 [|e3 rest]]]; simpl; try lia. exfalso. simpl in ends, joins.
    inversion_clear ends. inversion_clear H0. simpl in H, H1.
    destruct (next _ _ (joins e1 ltac:(auto))) as [p1 o1], (next _ _ (joins e2 ltac:(auto))) as [p2 o2],
      (next _ _ (joins e3 ltac:(auto))) as [p3 o3].
    assert (two : place (other_end i e1) = place (other_end i e2) \/ place (other_end i e1) = place (other_end i e3) \/
      place (other_end i e2) = place (other_end i e3)) by lia.
    destruct two as [F|[F|F]]; apply one_each in F; try congruence; intuition congruence.
Qed.

Lemma paths_components n : (forall e, In e E -> (snd e < n)%nat) -> paths E -> components_are_paths E.
Proof.
  intros small [no_cycles degrees].
  destruct (paths_or_more E) as [(path & place & places)|[found|(vertices & found)]].
  - intros e ine. apply ordered in ine. lia.
  - apply (components_of_placed E n path place); [|exact places]. intros e ine. pose proof (ordered e ine). specialize (small e ine). lia.
  - exfalso. destruct (star_degree found) as [i three]. specialize (degrees i). lia.
  - exfalso. now apply (no_cycles vertices).
Qed.

End Graph.

Theorem unimodular_graph_iff S E :
  well_formed S -> adjacency S E -> NoDup E -> (no_odd_cycle E /\ graph_as_corrected S E <-> unimodular_graph S E).
Proof.
  intros well graph_of once. pose proof graph_of as (_ & edges & _).
  assert (ordered : forall e, In e E -> (fst e < snd e)%nat) by (intros e ine; apply edges in ine; lia).
  assert (small : forall e, In e E -> (snd e < agents S)%nat) by (intros e ine; apply edges in ine; lia).
  assert (less : forall i e, In e (without i E) -> In e E) by (intros i e ine; apply filter_In in ine; tauto).
  unfold unimodular_graph, graph_as_corrected, alone_uncertain, one_type. split.
  - intros [none [few|[(i & alone & shape)|(shape & certain)]]]; (split; [exact none|]); [now left|right; left|right; right].
    + exists i. split; [exact alone|]. destruct shape as [shape|(one & shape)]; [left; now apply components_paths|].
      pose proof (leaf_degree E once i one) as at_most. destruct (Nat.eq_dec (degree E i) 1) as [exactly|N].
      * right. split; [exact exactly|]. rewrite without_left_out. apply components_paths; [| |exact shape].
        -- intros e ine. apply ordered. apply filter_In in ine. tauto.
        -- now apply NoDup_filter.
      * left. apply components_paths; auto. destruct shape as (path & place & one_each & consecutive).
        exists path, place. split; [exact one_each|]. intros e ine. apply consecutive, filter_In. split; [exact ine|].
        apply negb_true_iff. destruct (touches i e) eqn:T; [|reflexivity]. exfalso.
        assert (zero : degree E i = 0%nat) by lia. rewrite degree_touches in zero. apply length_zero_iff_nil in zero.
        assert (F : In e (filter (touches i) E)) by (apply filter_In; auto). rewrite zero in F. destruct F.
    + split; [now apply components_paths|]. intros i two. apply certain. now apply degree_inner.
  - intros [none [few|[(i & alone & shape)|(shape & certain)]]]; (split; [exact none|]); [now left|right; left|right; right].
    + exists i. split; [exact alone|]. destruct shape as [shape|(one & shape)]; [left|right].
      * now apply (paths_components E ordered (agents S)).
      * split; [now apply degree_leaf|]. rewrite without_left_out in *. apply (paths_components _ ) with (n := agents S); [| |exact shape].
        -- intros e ine. apply ordered. apply filter_In in ine. tauto.
        -- intros e ine. apply small. apply filter_In in ine. tauto.
    + split; [now apply (paths_components E ordered (agents S))|]. intros i inside. apply certain.
      pose proof (inner_degree E ordered i inside). destruct shape as [_ degrees]. specialize (degrees i). lia.
Qed.

(** Which graphs preserve total unimodularity. *)
Theorem graphs_that_preserve S E :
  well_formed S -> adjacency S E -> NoDup E -> (preserves_total_unimodularity S <-> unimodular_graph S E).
Proof.
  intros well graph_of once. rewrite <- unimodular_graph_iff by assumption. split; [now apply only_these_graphs|].
  intros [none shape]. now apply (corrected_preserves S E).
Qed.

(*| lang-yang-2023/theorem-3 | corrected: no other graphs | proved |*)
Theorem LY_Theorem_3_no_other_graphs_holds : LY_Theorem_3_no_other_graphs.
Proof. intros S E well graph_of once others unimodular. now apply others, (graphs_that_preserve S E). Qed.
