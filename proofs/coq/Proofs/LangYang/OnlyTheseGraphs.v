(** What replaces Theorem 3 of LY, the part that says "only", concluded: stars, cycles and agents inside paths. *)

From Allocation Require Export Proofs.LangYang.OtherGraphs.
From Allocation Require Import Certificates.Minors LangYang Refutations.Deciding.

(** Places as numbers from 0, for finitely many vertices. *)
Lemma components_of_placed E n path place :
  (forall e, In e E -> (fst e < n)%nat /\ (snd e < n)%nat) -> placed E path place -> components_are_paths E.
Proof.
  intros small [once edges].
  set (bound := fold_right Z.max 0%Z (map (fun v => Z.abs (place v)) (seq 0 n))).
  assert (bounded : forall v, (v < n)%nat -> (- bound <= place v <= bound)%Z).
  { intros v smaller. assert (Z.abs (place v) <= bound)%Z; [|lia]. unfold bound.
    assert (inv : In v (seq 0 n)) by (apply in_seq; lia). revert inv. generalize (seq 0 n). intros l inv.
    induction l as [|w l IH]; [destruct inv|]. simpl. destruct inv as [->|inv]; [lia|]. specialize (IH inv). lia. }
  exists (fun v => if Nat.ltb v n then 2 * path v else 2 * v + 1)%nat.
  exists (fun v => if Nat.ltb v n then Z.to_nat (place v + bound) else 0%nat). split.
  - intros u v. destruct (Nat.ltb_spec u n), (Nat.ltb_spec v n); try lia. intros same same'.
    apply once; [lia|]. pose proof (bounded u H). pose proof (bounded v H0). lia.
  - intros e ine. destruct (small e ine) as [F G]. destruct (edges e ine) as [same order].
    rewrite (proj2 (Nat.ltb_lt _ _) F), (proj2 (Nat.ltb_lt _ _) G). pose proof (bounded _ F). pose proof (bounded _ G).
    split; [lia|]. destruct order as [order|order]; [left|right]; lia.
Qed.

Lemma closed_walk_parts E first i rest : closed_walk E first (i :: rest) -> walk E i rest /\ adjacent E (last rest i) first.
Proof.
  revert i; induction rest as [|j rest IH]; intros i; [simpl; tauto|]. intros [H H']. destruct (IH j H') as [W L].
  rewrite last_cons. split; [split; assumption|exact L].
Qed.

Section Graph.

Variable S : structure.
Variable E : graph.
Hypothesis well : well_formed S.
Hypothesis graph_of : adjacency S E.
Hypothesis unimodular : preserves_total_unimodularity S.

Let agent u v (H : adjacent E u v) := adjacent_agents S E graph_of u v H.
Let round_trip := no_round_trip S E well graph_of unimodular.

(** Three different profiles. *)
Definition three_profiles (P1 P2 P3 : profile) : Prop :=
  In P1 (profiles S) /\ In P2 (profiles S) /\ In P3 (profiles S) /\ P1 <> P2 /\ P2 <> P3 /\ P1 <> P3.

Lemma no_star z x y u P1 P2 P3 :
  three_profiles P1 P2 P3 -> x <> y -> x <> u -> y <> u -> adjacent E z x -> adjacent E z y -> adjacent E z u ->
  type_of P1 y = type_of P2 y -> type_of P2 u = type_of P3 u -> type_of P3 x = type_of P1 x -> False.
Proof.
  intros (in1 & in2 & in3 & N12 & N23 & N13) xy xu yu zx zy zu same_y same_u same_x.
  destruct (agent _ _ zx) as (_ & small_x & N), (agent _ _ zy) as (_ & small_y & N'), (agent _ _ zu) as (_ & small_u & N'').
  apply (round_trip y u x [z; y] [z; u] [z; x] P1 P2 P3); auto; try (simpl; repeat split; auto using adjacent_sym).
  - intros [F|[F|[F|[]]]]; congruence.
  - intros [F|[F|[F|[]]]]; congruence.
  - intros [F|[F|[F|[]]]]; congruence.
Qed.

(** The arm x of a star is one longer. *)
Lemma no_long_star z x y u v P1 P2 P3 :
  three_profiles P1 P2 P3 -> x <> y -> x <> u -> y <> u -> adjacent E z x -> adjacent E z y -> adjacent E z u ->
  adjacent E x v -> v <> z ->
  type_of P1 y = type_of P2 y -> type_of P2 u = type_of P3 u -> type_of P3 v = type_of P1 v -> False.
Proof.
  intros (in1 & in2 & in3 & N12 & N23 & N13) xy xu yu zx zy zu xv vz same_y same_u same_v.
  destruct (agent _ _ zx) as (_ & small_x & N), (agent _ _ zy) as (_ & small_y & N'), (agent _ _ zu) as (_ & small_u & N''),
    (agent _ _ xv) as (_ & small_v & N''').
  destruct (graph_coloured S E well graph_of unimodular) as [f proper].
  assert (differ : forall a b, adjacent E a b -> f a <> f b) by (intros a b [H|H]; apply proper in H; simpl in H; congruence).
  pose proof (differ _ _ zx). pose proof (differ _ _ zy). pose proof (differ _ _ zu). pose proof (differ _ _ xv).
  assert (vy : v <> y) by (intros ->; destruct (f x), (f y), (f z); congruence).
  assert (vu : v <> u) by (intros ->; destruct (f x), (f u), (f z); congruence).
  apply (round_trip y u v [x; z; y] [z; u] [z; x; v] P1 P2 P3); auto; try (simpl; repeat split; auto using adjacent_sym).
  - intros [F|[F|[F|[F|[]]]]]; congruence.
  - intros [F|[F|[F|[F|[]]]]]; congruence.
  - intros [F|[F|[F|[]]]]; congruence.
Qed.

(** An agent between b and c whose type changes, and somebody's type that changes too. *)
Lemma no_inner a b c P1 P2 P3 :
  three_profiles P1 P2 P3 -> b <> c -> adjacent E a b -> adjacent E a c ->
  type_of P1 c = type_of P2 c -> type_of P2 b = type_of P3 b -> type_of P3 a = type_of P1 a -> type_of P2 a <> type_of P1 a -> False.
Proof.
  intros (in1 & in2 & in3 & N12 & N23 & N13) bc ab ac same_c same_b same_a changed.
  destruct (agent _ _ ab) as (small_a & small_b & N), (agent _ _ ac) as (_ & small_c & N').
  apply (round_trip c b a [c] [a; b] [a] P1 P2 P3); auto; try (simpl; repeat split; auto using adjacent_sym).
  - intros [F|[F|[]]]; congruence.
  - intros [F|[F|[]]]; congruence.
Qed.

(** A cycle of four agents or more, of whom one at most changes her type. *)
Lemma no_cycle vertices P1 P2 P3 a :
  three_profiles P1 P2 P3 -> cycle E vertices ->
  (forall v, In v vertices -> v <> a -> type_of P1 v = type_of P2 v /\ type_of P2 v = type_of P3 v) -> False.
Proof.
  intros (in1 & in2 & in3 & N12 & N23 & N13) found constant. pose proof found as (long & nodup & closed).
  destruct (graph_coloured S E well graph_of unimodular) as [f proper].
  pose proof (two_colours_no_odd_cycle f E proper vertices found) as even. apply Nat.even_spec in even.
  destruct vertices as [|c0 [|c1 [|c2 [|c3 rest]]]]; simpl in long; try lia; [discriminate|].
  cbn [hd] in closed. destruct closed as (j01 & j12 & j23 & closed). apply closed_walk_parts in closed. destruct closed as [W closes].
  destruct (agent _ _ j01) as (s0 & s1 & _), (agent _ _ j12) as (_ & s2 & _), (agent _ _ j23) as (_ & s3 & _).
  assert (distinct_all : c0 <> c1 /\ c0 <> c2 /\ c0 <> c3 /\ c1 <> c2 /\ c1 <> c3 /\ c2 <> c3 /\
    ~ In c0 rest /\ ~ In c1 rest /\ ~ In c2 rest).
  { inversion_clear nodup. inversion_clear H0. inversion_clear H2. simpl in *. repeat split; intuition congruence. }
  destruct distinct_all as (n01 & n02 & n03 & n12 & n13 & n23 & o0 & o1 & o2).
  assert (walk_back : forall l, walk E c0 l -> walk E c3 (rest ++ c0 :: l)).
  { intros l H. apply walk_app; [exact W|]. split; [exact closes|exact H]. }
  assert (end_back : forall l, last (rest ++ c0 :: l) c3 = last l c0) by (intros l; now rewrite last_app, last_cons).
  assert (fixed : forall v, In v [c0; c1; c2; c3] -> v <> a -> type_of P1 v = type_of P2 v /\ type_of P2 v = type_of P3 v /\ type_of P3 v = type_of P1 v).
  { intros v inv N. destruct (constant v) as [F G]; [|exact N|repeat split; congruence]. simpl in *. tauto. }
  destruct (Nat.eq_dec c0 a) as [e0|e0]; [|destruct (Nat.eq_dec c1 a) as [e1|e1]; [|destruct (Nat.eq_dec c2 a) as [e2|e2]]].
  - (* c1, c2, c3 *)
    destruct (fixed c1) as (f1 & f1' & f1''); [simpl; auto|congruence|]. destruct (fixed c2) as (f2 & f2' & f2''); [simpl; auto|congruence|].
    destruct (fixed c3) as (f3 & f3' & f3''); [simpl; auto|congruence|].
    apply (round_trip c2 c3 c1 [c2] [c3] (rest ++ [c0; c1]) P1 P2 P3); auto; try (simpl; repeat split; auto).
    + apply (walk_back [c1]). split; [exact j01|exact I].
    + apply (end_back [c1]).
    + intros F. simpl in F. rewrite in_app_iff in F. simpl in F. intuition congruence.
    + intros [F|[F|[]]]; congruence.
    + intros [F|[F|[]]]; congruence.
  - (* c0, c2, c3 *)
    destruct (fixed c0) as (f1 & f1' & f1''); [simpl; auto|congruence|]. destruct (fixed c2) as (f2 & f2' & f2''); [simpl; auto|congruence|].
    destruct (fixed c3) as (f3 & f3' & f3''); [simpl; auto|congruence|].
    apply (round_trip c2 c3 c0 [c1; c2] [c3] (rest ++ [c0]) P1 P2 P3); auto; try (simpl; repeat split; auto).
    + apply (walk_back []). exact I.
    + apply (end_back []).
    + intros F. simpl in F. rewrite in_app_iff in F. simpl in F. intuition congruence.
    + intros [F|[F|[F|[]]]]; congruence.
    + intros [F|[F|[]]]; congruence.
  - (* c0, c1, c3 *)
    destruct (fixed c0) as (f1 & f1' & f1''); [simpl; auto|congruence|]. destruct (fixed c1) as (f2 & f2' & f2''); [simpl; auto|congruence|].
    destruct (fixed c3) as (f3 & f3' & f3''); [simpl; auto|congruence|].
    apply (round_trip c1 c3 c0 [c1] [c2; c3] (rest ++ [c0]) P1 P2 P3); auto; try (simpl; repeat split; auto).
    + apply (walk_back []). exact I.
    + apply (end_back []).
    + intros F. simpl in F. rewrite in_app_iff in F. simpl in F. intuition congruence.
    + intros [F|[F|[]]]; congruence.
    + intros [F|[F|[F|[]]]]; congruence.
  - (* c0, c1, c2 *)
    destruct (fixed c0) as (f1 & f1' & f1''); [simpl; auto|congruence|]. destruct (fixed c1) as (f2 & f2' & f2''); [simpl; auto|congruence|].
    destruct (fixed c2) as (f3 & f3' & f3''); [simpl; auto|congruence|].
    apply (round_trip c1 c2 c0 [c1] [c2] (c3 :: rest ++ [c0]) P1 P2 P3); auto; try (simpl; repeat split; auto).
    + apply (walk_back []). exact I.
    + change (last (c3 :: rest ++ [c0]) c2 = c0). rewrite last_cons. apply (end_back []).
    + intros F. simpl in F. rewrite in_app_iff in F. simpl in F. intuition congruence.
    + intros [F|[F|[]]]; congruence.
    + intros [F|[F|[]]]; congruence.
Qed.

(** The agents of a cycle have two neighbours each. *)
Lemma cycle_start vertices : cycle E vertices -> exists c0 c1 c2 rest, vertices = c0 :: c1 :: c2 :: rest /\
  inner E c0 /\ inner E c1 /\ (rest <> [] -> inner E c2).
Proof.
  intros (long & nodup & closed). destruct vertices as [|c0 [|c1 [|c2 rest]]]; simpl in long; try lia.
  exists c0, c1, c2, rest. split; [reflexivity|]. cbn [hd] in closed. destruct closed as (j01 & j12 & closed).
  pose proof (closed_walk_parts _ _ _ _ closed) as [W closes].
  assert (last_in : In (last rest c2) (c2 :: rest)).
  { clear. revert c2. induction rest as [|j rest IH]; intros i; [now left|]. rewrite last_cons. right. apply IH. }
  inversion_clear nodup. inversion_clear H0. split; [|split].
  - exists c1, (last rest c2). split; [intros F; apply H1; now rewrite F|]. split; [exact j01|now apply adjacent_sym].
  - exists c0, c2. split; [intros F; apply H; rewrite F; right; now left|]. split; [now apply adjacent_sym|exact j12].
  - intros some. destruct rest as [|c3 rest]; [congruence|]. destruct W as [j23 _]. exists c1, c3.
    split; [intros F; apply H1; rewrite F; right; now left|]. split; [now apply adjacent_sym|exact j23].
Qed.

End Graph.
