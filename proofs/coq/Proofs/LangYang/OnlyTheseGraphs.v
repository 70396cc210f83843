(** What replaces Theorem 3 of LY, the part that says "only", concluded: stars, cycles and agents inside paths. *)

From Coq Require Import Permutation.
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

(** The first agent of a cycle has two neighbours on it. *)
Lemma cycle_start vertices : cycle E vertices -> exists c0 rest, vertices = c0 :: rest /\
  exists u w, u <> w /\ adjacent E c0 u /\ adjacent E c0 w /\ In u vertices /\ In w vertices.
Proof.
  intros (long & nodup & closed). destruct vertices as [|c0 [|c1 [|c2 rest]]]; simpl in long; try lia.
  exists c0, (c1 :: c2 :: rest). split; [reflexivity|]. cbn [hd] in closed. destruct closed as (j01 & j12 & closed).
  pose proof (closed_walk_parts _ _ _ _ closed) as [W closes].
  assert (last_in : In (last rest c2) (c2 :: rest)).
  { clear. revert c2. induction rest as [|j rest IH]; intros i; [now left|]. rewrite last_cons. right. apply IH. }
  inversion_clear nodup. inversion_clear H0.
  exists c1, (last rest c2). split; [intros F; apply H1; now rewrite F|]. split; [exact j01|]. split; [now apply adjacent_sym|].
  split; [right; now left|]. do 2 right. exact last_in.
Qed.

Lemma rotated_cycle a rest : cycle E (a :: rest) -> cycle E (rest ++ [a]).
Proof.
  intros (long & nodup & closed). split; [|split].
  - rewrite app_length. simpl in *. lia.
  - apply (Permutation_NoDup (l := a :: rest)); [|exact nodup]. apply Permutation_cons_append.
  - destruct rest as [|b rest]; [simpl in long; lia|]. cbn [hd app] in *. apply closed_walk_parts in closed.
    destruct closed as [[joins W] closes]. rewrite last_cons in closes. apply walk_closes.
    + apply walk_app; [exact W|]. split; [exact closes|exact I].
    + rewrite last_app. exact joins.
Qed.

Lemma cycle_neighbours l v m : cycle E (l ++ v :: m) ->
  exists u w, u <> w /\ adjacent E v u /\ adjacent E v w /\ In u (l ++ v :: m) /\ In w (l ++ v :: m).
Proof.
  revert m; induction l as [|a l IH]; intros m found.
  - destruct (cycle_start _ found) as (c0 & rest & F & H). simpl in F. injection F as -> _. exact H.
  - pose proof (rotated_cycle _ _ found) as turned. simpl in turned. rewrite <- app_assoc in turned.
    destruct (IH (m ++ [a]) turned) as (u & w & N & U & W & inu & inw). exists u, w.
    assert (same : forall x, In x (l ++ v :: m ++ [a]) -> In x ((a :: l) ++ v :: m)).
    { intros x. simpl. rewrite !in_app_iff. simpl. rewrite in_app_iff. simpl. tauto. }
    repeat split; auto.
Qed.

Lemma cycle_inner l v m : cycle E (l ++ v :: m) -> inner E v.
Proof. intros found. destruct (cycle_neighbours l v m found) as (u & w & N & U & W & _). now exists u, w. Qed.

End Graph.

(** ** Profiles that differ as wanted *)

Section Profiles.

Variable S : structure.
Hypothesis well : well_formed S.

Lemma with_type_in t v ti :
  In t (profiles S) -> (v < agents S)%nat -> (ti < nth v (types S) 0)%nat -> In (with_type t v ti) (profiles S).
Proof.
  destruct well as (count & _). unfold profiles. rewrite !in_all_profiles. intros [same less] small small_type.
  rewrite with_type_length. split; [exact same|]. intros w small_w. destruct (Nat.eq_dec w v) as [->|N].
  - rewrite with_type_same by lia. exact small_type.
  - rewrite with_type_other by exact N. now apply less.
Qed.

Lemma several_types v : (v < agents S)%nat -> ~ one_type S v -> (2 <= nth v (types S) 0)%nat.
Proof.
  destruct well as (count & positive & _). intros small N. rewrite Forall_forall in positive.
  assert (inv : In (nth v (types S) 0%nat) (types S)) by (apply nth_In; lia). apply positive in inv. unfold one_type in N. lia.
Qed.

Lemma two_uncertain w1 w2 :
  w1 <> w2 -> (w1 < agents S)%nat -> (w2 < agents S)%nat -> ~ one_type S w1 -> ~ one_type S w2 ->
  exists P1 P2 P3, three_profiles S P1 P2 P3 /\
    (forall v, v <> w1 -> type_of P2 v = type_of P1 v) /\ (forall v, v <> w2 -> type_of P3 v = type_of P1 v) /\
    type_of P2 w1 <> type_of P1 w1.
Proof.
  intros differ small1 small2 several1 several2. apply several_types in several1, several2; try assumption.
  destruct (some_profile S well) as [t int].
  set (P1 := with_type (with_type t w1 0%nat) w2 0%nat).
  assert (in1 : In P1 (profiles S)) by (apply with_type_in; [apply with_type_in|..]; auto; lia).
  assert (long : length P1 = agents S).
  { destruct well as (count & _). unfold profiles in in1. apply in_all_profiles in in1. destruct in1. lia. }
  assert (first1 : type_of P1 w1 = 0%nat).
  { unfold type_of, P1. rewrite with_type_other by exact differ. apply with_type_same.
    unfold P1 in long. rewrite !with_type_length in long. lia. }
  assert (first2 : type_of P1 w2 = 0%nat).
  { unfold type_of, P1. apply with_type_same. rewrite with_type_length. unfold P1 in long. rewrite !with_type_length in long. lia. }
  exists P1, (with_type P1 w1 1%nat), (with_type P1 w2 1%nat).
  assert (second1 : type_of (with_type P1 w1 1%nat) w1 = 1%nat) by (apply with_type_same; lia).
  assert (second2 : type_of (with_type P1 w2 1%nat) w2 = 1%nat) by (apply with_type_same; lia).
  assert (other : type_of (with_type P1 w2 1%nat) w1 = 0%nat) by (unfold type_of; rewrite with_type_other; auto).
  split; [|split; [|split]].
  - split; [exact in1|]. split; [apply with_type_in; auto; lia|]. split; [apply with_type_in; auto; lia|].
    split; [intros F; rewrite <- F in second1; congruence|]. split; [intros F; rewrite F in second1; congruence|].
    intros F. rewrite <- F in second2. congruence.
  - intros v N. now apply with_type_other.
  - intros v N. now apply with_type_other.
  - rewrite second1, first1. discriminate.
Qed.

Lemma one_uncertain i :
  alone_uncertain S i -> (2 < length (profiles S))%nat ->
  exists P1 P2 P3, three_profiles S P1 P2 P3 /\
    forall v, (v < agents S)%nat -> v <> i -> type_of P1 v = 0%nat /\ type_of P2 v = 0%nat /\ type_of P3 v = 0%nat.
Proof.
  intros alone many. pose proof (profiles_NoDup S) as once.
  assert (zero : forall t v, In t (profiles S) -> (v < agents S)%nat -> v <> i -> type_of t v = 0%nat).
  { intros t v int small N. apply (certain_type (types S)); [exact int|now apply alone]. }
  destruct (profiles S) as [|P1 [|P2 [|P3 rest]]] eqn:listed; simpl in many; try lia.
  exists P1, P2, P3. inversion_clear once. inversion_clear H0. simpl in H, H1. split.
  - unfold three_profiles. rewrite listed. simpl. intuition congruence.
  - intros v small N. repeat split; apply zero; simpl; auto.
Qed.

End Profiles.

Lemma one_type_dec S v : {one_type S v} + {~ one_type S v}.
Proof. apply Nat.eq_dec. Qed.

(** ** The theorem *)

Theorem only_these_graphs S E :
  well_formed S -> adjacency S E -> preserves_total_unimodularity S -> no_odd_cycle E /\ graph_as_corrected S E.
Proof.
  intros well graph_of unimodular.
  destruct (graph_coloured S E well graph_of unimodular) as [f proper].
  split; [exact (two_colours_no_odd_cycle f E proper)|].
  destruct (Nat.le_gt_cases (length (profiles S)) 2) as [few|many]; [now left|right].
  assert (ends_small : forall e, In e E -> (fst e < agents S)%nat /\ (snd e < agents S)%nat).
  { intros e ine. pose proof (edge_agents S E graph_of e ine). lia. }
  assert (no_loops : forall e, In e E -> fst e <> snd e).
  { intros e ine. pose proof (edge_agents S E graph_of e ine). lia. }
  assert (agent : forall u v, adjacent E u v -> (u < agents S)%nat /\ (v < agents S)%nat /\ u <> v)
    by (intros u v; apply (adjacent_agents S E graph_of)).
  assert (inner_agent : forall v, inner E v -> (v < agents S)%nat) by (intros v (u & w & _ & H & _); now apply agent in H).
  set (uncertain := filter (fun v => if one_type_dec S v then false else true) (seq 0 (agents S))).
  assert (spec : forall v, In v uncertain <-> (v < agents S)%nat /\ ~ one_type S v).
  { intros v. unfold uncertain. rewrite filter_In, in_seq. destruct (one_type_dec S v); intuition (try lia; try discriminate). }
  assert (once : NoDup uncertain) by (apply NoDup_filter, seq_NoDup).
  destruct uncertain as [|w1 [|w2 others]].
  - (* nobody *)
    assert (alone : alone_uncertain S (agents S)).
    { intros k small _. destruct (one_type_dec S k) as [H|H]; [exact H|]. exfalso. now apply (proj2 (spec k) (conj small H)). }
    destruct (one_uncertain S (agents S) alone many) as (P1 & P2 & P3 & (in1 & in2 & _ & N & _) & same). exfalso. apply N.
    destruct well as (count & _). unfold profiles in in1, in2. apply in_all_profiles in in1, in2.
    apply (nth_ext P1 P2 0%nat 0%nat); [destruct in1, in2; congruence|]. intros v small.
    destruct (same v) as (A & B & _); [destruct in1; lia|destruct in1; lia|]. unfold type_of in A, B. congruence.
  - (* one agent *)
    assert (alone : alone_uncertain S w1).
    { intros k small N. destruct (one_type_dec S k) as [H|H]; [exact H|]. exfalso.
      destruct (proj2 (spec k) (conj small H)) as [F|[]]. congruence. }
    left. exists w1. split; [exact alone|].
    destruct (one_uncertain S w1 alone many) as (P1 & P2 & P3 & three & zero).
    assert (same : forall v, (v < agents S)%nat -> v <> w1 ->
      type_of P1 v = type_of P2 v /\ type_of P2 v = type_of P3 v /\ type_of P3 v = type_of P1 v).
    { intros v small N. destruct (zero v small N) as (A & B & C). repeat split; congruence. }
    assert (cycles : forall vertices, cycle E vertices -> False).
    { intros vertices found. apply (no_cycle S E well graph_of unimodular vertices P1 P2 P3 w1 three found).
      intros v inv N.
      assert (small : (v < agents S)%nat).
      { destruct found as (long & _ & closed). destruct vertices as [|c0 [|c1 rest]]; simpl in long; try lia. cbn [hd] in closed.
        apply closed_walk_parts in closed. destruct closed as [[j W] _]. pose proof (agent _ _ j).
        apply (walk_agents S E graph_of c0 (c1 :: rest)); [tauto|split; assumption|exact inv]. }
      destruct (same v small N) as (A & B & _). now split. }
    assert (stars : forall z x y u, x <> y -> x <> u -> y <> u -> adjacent E z x -> adjacent E z y -> adjacent E z u ->
      x <> w1 -> y <> w1 -> u <> w1 -> False).
    { intros z x y u xy xu yu zx zy zu wx wy wu.
      apply (no_star S E well graph_of unimodular z x y u P1 P2 P3 three xy xu yu zx zy zu);
        [apply (same y)|apply (same u)|apply (same x)]; auto; eapply agent; eassumption. }
    destruct (paths_or_more E no_loops) as [(path & place & places)|[(z & x & y & u & xy & xu & yu & zx & zy & zu)|(vertices & found)]].
    + left. exact (components_of_placed E (agents S) path place ends_small places).
    + right.
      (* the uncertain agent is an arm of the star *)
      assert (arm : exists z x y u, x <> y /\ x <> u /\ y <> u /\ adjacent E z x /\ adjacent E z y /\ adjacent E z u /\ x = w1).
      { destruct (Nat.eq_dec x w1); [exists z, x, y, u; auto 10|].
        destruct (Nat.eq_dec y w1); [exists z, y, x, u; auto 10|].
        destruct (Nat.eq_dec u w1); [exists z, u, x, y; auto 10|]. exfalso. now apply (stars z x y u). }
      clear z x y u xy xu yu zx zy zu. destruct arm as (z & x & y & u & xy & xu & yu & zx & zy & zu & ->).
      assert (only_z : forall v, adjacent E w1 v -> v = z).
      { intros v xv. destruct (Nat.eq_dec v z) as [e|N]; [exact e|]. exfalso. pose proof (agent _ _ xv).
        apply (no_long_star S E well graph_of unimodular z w1 y u v P1 P2 P3 three xy xu yu zx zy zu xv N);
          [apply (same y)|apply (same u)|apply (same v)]; auto; try (eapply agent; eassumption); try tauto.
        intros ->. tauto. }
      split.
      * assert (edge_of : forall e, In e E -> touches w1 e = true -> e = (w1, z) \/ e = (z, w1)).
        { intros [a b] ine touching. unfold touches in touching. simpl in touching. rewrite orb_true_iff, !Nat.eqb_eq in touching.
          destruct touching as [<-|<-]; [left|right]; f_equal; apply only_z; [left|right]; exact ine. }
        intros e e' ine ine' H H'. pose proof (edge_agents S E graph_of e ine). pose proof (edge_agents S E graph_of e' ine').
        destruct (edge_of e ine H) as [-> | ->], (edge_of e' ine' H') as [-> | ->]; auto; simpl in *; lia.
      * assert (less : forall e, In e (left_out E w1) -> In e E /\ touches w1 e = false).
        { intros e ine. apply filter_In in ine. destruct ine as [ine H]. split; [exact ine|now apply negb_true_iff]. }
        assert (less_adjacent : forall a b, adjacent (left_out E w1) a b -> adjacent E a b /\ a <> w1 /\ b <> w1).
        { intros a b [H|H]; apply less in H; destruct H as [H T]; unfold touches in T; simpl in T;
            apply orb_false_iff in T; rewrite !Nat.eqb_neq in T; (split; [|split; intuition congruence]); [left|right]; exact H. }
        destruct (paths_or_more (left_out E w1)) as [(path & place & places)|[(z' & x' & y' & u' & xy' & xu' & yu' & zx' & zy' & zu')|(vertices & long & nodup & closed)]].
        -- intros e ine. apply no_loops. now apply less.
        -- apply (components_of_placed _ (agents S) path place); [|exact places]. intros e ine. apply ends_small. now apply less.
        -- exfalso. apply less_adjacent in zx', zy', zu'. apply (stars z' x' y' u'); tauto.
        -- exfalso. apply (cycles vertices). split; [exact long|]. split; [exact nodup|]. revert closed.
           generalize (hd 0%nat vertices). intros first. clear - less_adjacent.
           induction vertices as [|a vertices IH]; [trivial|]. destruct vertices as [|b vertices].
           ++ apply less_adjacent.
           ++ intros [H H']. split; [now apply less_adjacent|now apply IH].
    + exfalso. now apply (cycles vertices).
  - (* two agents or more *)
    right.
    assert (u1 : (w1 < agents S)%nat /\ ~ one_type S w1) by (apply spec; now left).
    assert (u2 : (w2 < agents S)%nat /\ ~ one_type S w2) by (apply spec; right; now left).
    assert (w12 : w1 <> w2) by (intros ->; inversion_clear once; apply H; now left).
    (* agents inside are certain *)
    assert (inside : forall v, inner E v -> one_type S v).
    { intros a inner_a. destruct (one_type_dec S a) as [H|several]; [exact H|]. exfalso.
      pose proof (inner_agent a inner_a) as small_a. destruct inner_a as (b & c & bc & ab & ac).
      assert (other : exists w, w <> a /\ (w < agents S)%nat /\ ~ one_type S w).
      { destruct (Nat.eq_dec w1 a) as [->|N]; [exists w2|exists w1]; intuition congruence. }
      destruct other as (w & wa & small_w & several_w).
      destruct (two_uncertain S well a w) as (P1 & P2 & P3 & three & keep1 & keep2 & changed); auto.
      pose proof (agent _ _ ab) as (_ & _ & nab). pose proof (agent _ _ ac) as (_ & _ & nac).
      destruct (Nat.eq_dec b w) as [->|N].
      - apply (no_inner S E well graph_of unimodular a c w P1 P2 P3 three); auto.
        + symmetry. apply keep1. congruence.
        + rewrite (keep1 c), (keep2 c); congruence.
      - apply (no_inner S E well graph_of unimodular a b c P1 P2 P3 three); auto.
        + symmetry. apply keep1. congruence.
        + rewrite (keep1 b), (keep2 b); congruence. }
    split; [|exact inside].
    destruct (two_uncertain S well w1 w2) as (P1 & P2 & P3 & three & keep1 & keep2 & _); try tauto.
    destruct (paths_or_more E no_loops) as [(path & place & places)|[(z & x & y & u & xy & xu & yu & zx & zy & zu)|(vertices & found)]].
    + exact (components_of_placed E (agents S) path place ends_small places).
    + exfalso.
      assert (fits : forall x y u, x <> y -> x <> u -> y <> u -> adjacent E z x -> adjacent E z y -> adjacent E z u ->
        y <> w1 -> x <> w2 -> u <> w1 -> u <> w2 -> False).
      { clear x y u xy xu yu zx zy zu. intros x y u xy xu yu zx zy zu yw xw uw uw'.
        apply (no_star S E well graph_of unimodular z x y u P1 P2 P3 three xy xu yu zx zy zu).
        - symmetry. now apply keep1.
        - rewrite keep1, keep2 by assumption. reflexivity.
        - now apply keep2. }
      destruct (Nat.eq_dec x w1), (Nat.eq_dec x w2), (Nat.eq_dec y w1), (Nat.eq_dec y w2), (Nat.eq_dec u w1), (Nat.eq_dec u w2);
        try congruence;
        first [apply (fits x y u); congruence|apply (fits y x u); congruence|apply (fits x u y); congruence
          |apply (fits u x y); congruence|apply (fits y u x); congruence|apply (fits u y x); congruence
          |apply (fits x y u); auto; congruence|apply (fits y x u); auto; congruence|apply (fits x u y); auto; congruence
          |apply (fits u x y); auto; congruence|apply (fits y u x); auto; congruence|apply (fits u y x); auto; congruence].
    + exfalso. apply (no_cycle S E well graph_of unimodular vertices P1 P2 P3 (agents S) three found).
      intros v inv _. destruct (in_split _ _ inv) as (l & m & F). rewrite F in found. apply cycle_inner, inside in found.
      assert (N : v <> w1 /\ v <> w2) by (split; intros ->; tauto). destruct N as [N N'].
      split; [symmetry; now apply keep1|]. rewrite keep1, keep2 by assumption. reflexivity.
Qed.
