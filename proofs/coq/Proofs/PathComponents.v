(** A graph in which nobody has three neighbours and that has no cycle: its components are paths. *)

From Allocation Require Export Proofs.Colouring.

Local Open Scope Z_scope.

(** Every vertex has a place on some path, no two the same, and edges join neighbours. *)
Definition placed (E : graph) (path : nat -> nat) (place : nat -> Z) : Prop :=
  (forall u v, path u = path v -> place u = place v -> u = v) /\
  (forall e, In e E -> path (fst e) = path (snd e) /\ (place (snd e) = place (fst e) + 1 \/ place (fst e) = place (snd e) + 1)).

(** A vertex with three neighbours. *)
Definition star (E : graph) : Prop :=
  exists z x y u, x <> y /\ x <> u /\ y <> u /\ adjacent E z x /\ adjacent E z y /\ adjacent E z u.

Lemma adjacent_sym E i j : adjacent E i j -> adjacent E j i.
Proof. unfold adjacent. tauto. Qed.

Lemma star_more E e : star E -> star (e :: E).
Proof.
  intros (z & x & y & u & N & N' & N'' & X & Y & U). exists z, x, y, u. repeat split; auto; now apply adjacent_more.
Qed.

Lemma cycle_more E e vertices : cycle E vertices -> cycle (e :: E) vertices.
Proof.
  intros (long & nodup & closed). split; [exact long|]. split; [exact nodup|]. revert closed. generalize (hd 0%nat vertices).
  clear. intros first. induction vertices as [|i vertices IH]; [trivial|]. destruct vertices as [|j vertices].
  - apply adjacent_more.
  - intros [H H']. split; [now apply adjacent_more|now apply IH].
Qed.

Section AddEdge.

Variable E : graph.
Variable path : nat -> nat.
Variable place : nat -> Z.
Hypothesis places : placed E path place.

Lemma neighbours u v : adjacent E u v -> path u = path v /\ (place v = place u + 1 \/ place u = place v + 1).
Proof. destruct places as [_ edges]. intros [H|H]; apply edges in H; simpl in H; intuition lia. Qed.

Variables a b : nat.
Hypothesis different : a <> b.
Hypothesis one_a : forall u v, adjacent E a u -> adjacent E a v -> u = v.
Hypothesis one_b : forall u v, adjacent E b u -> adjacent E b v -> u = v.

(** Whether an end has a neighbour behind it. *)
Definition onwards (w : nat) : bool :=
  existsb (fun e => (Nat.eqb (fst e) w && (place (snd e) =? place w + 1)) || (Nat.eqb (snd e) w && (place (fst e) =? place w + 1))) E.

Lemma onwards_spec w : onwards w = true <-> exists v, adjacent E w v /\ place v = place w + 1.
Proof.
  unfold onwards. rewrite existsb_exists. split.
  - intros ([u v] & ine & H). simpl in H. rewrite orb_true_iff, !andb_true_iff, !Nat.eqb_eq, !Z.eqb_eq in H.
    destruct H as [[-> H]|[-> H]]; [exists v|exists u]; (split; [|exact H]); [left|right]; assumption.
  - intros (v & [ine|ine] & H); [exists (w, v)|exists (v, w)]; (split; [exact ine|]); simpl;
      rewrite Nat.eqb_refl, H, Z.eqb_refl; [reflexivity|now rewrite orb_true_r].
Qed.

(** The part of its path on which an end w has its neighbour. *)
Definition part (w v : nat) : bool :=
  Nat.eqb (path v) (path w) && (if onwards w then place w <=? place v else place v <=? place w).

Definition far (w v : nat) : Z := Z.abs (place v - place w).

Lemma part_closed w u v :
  (forall x y, adjacent E w x -> adjacent E w y -> x = y) -> adjacent E u v -> part w u = part w v.
Proof.
  intros one joins. destruct places as [once _].
  destruct (neighbours u v joins) as [same order]. unfold part. rewrite same.
  destruct (Nat.eqb_spec (path v) (path w)) as [P|]; [|reflexivity]. cbn [andb].
  assert (behind : forall x y, adjacent E x y -> path y = path w -> place x = place w -> x = w).
  { intros x y H P' place_x. apply once; [|exact place_x]. destruct (neighbours x y H). congruence. }
  pose proof (onwards_spec w) as spec.
  destruct (onwards w).
  - destruct (proj1 spec eq_refl) as (x & to_x & place_x).
    destruct (Z.leb_spec (place w) (place u)), (Z.leb_spec (place w) (place v)); auto; exfalso.
    + assert (u = w) as -> by (apply (behind u v joins P); lia). pose proof (one v x joins to_x). subst x. lia.
    + assert (v = w) as -> by (apply (behind v u (adjacent_sym _ _ _ joins)); [congruence|lia]).
      pose proof (one u x (adjacent_sym _ _ _ joins) to_x). subst x. lia.
  - assert (none : forall x, adjacent E w x -> place x <> place w + 1).
    { intros x to_x place_x. assert (false = true); [apply spec; now exists x|discriminate]. }
    destruct (Z.leb_spec (place u) (place w)), (Z.leb_spec (place v) (place w)); auto; exfalso.
    + assert (u = w) as -> by (apply (behind u v joins P); lia). apply (none v joins). lia.
    + assert (v = w) as -> by (apply (behind v u (adjacent_sym _ _ _ joins)); [congruence|lia]).
      apply (none u (adjacent_sym _ _ _ joins)). lia.
Qed.

Lemma part_injective w u v : part w u = true -> part w v = true -> far w u = far w v -> u = v.
Proof.
  destruct places as [once _]. unfold part, far. rewrite !andb_true_iff, !Nat.eqb_eq. intros [P S'] [P' S''] same.
  apply once; [congruence|]. destruct (onwards w); rewrite Z.leb_le in *; lia.
Qed.

Lemma part_step w u v : part w u = true -> part w v = true -> adjacent E u v -> far w v = far w u + 1 \/ far w u = far w v + 1.
Proof.
  unfold part, far. rewrite !andb_true_iff. intros [_ S'] [_ S''] joins. destruct (neighbours u v joins) as [_ order].
  destruct (onwards w); rewrite Z.leb_le in *; lia.
Qed.

(** A set that no edge leaves, with a and not with b. *)
Variable X : nat -> bool.
Hypothesis X_a : X a = true.
Hypothesis X_b : X b = false.
Hypothesis X_closed : forall e, In e E -> X (fst e) = X (snd e).

Definition before (v : nat) : bool := X v && part a v.
Definition behind (v : nat) : bool := negb (X v) && part b v.

(** The parts of a and of b become one path, number 0. *)
Definition joined_path (v : nat) : nat :=
  if before v || behind v then 0%nat else S (2 * path v + if X v then 1 else 0).
Definition joined_place (v : nat) : Z :=
  if before v then - far a v else if behind v then 1 + far b v else place v.

Lemma itself w : part w w = true.
Proof. unfold part. rewrite Nat.eqb_refl. destruct (onwards w); now rewrite Z.leb_refl. Qed.

Lemma joined_placed : placed ((a, b) :: E) joined_path joined_place.
Proof.
  assert (far_pos : forall w v, 0 <= far w v) by (intros; apply Z.abs_nonneg).
  assert (exclusive : forall v, before v = true -> behind v = true -> False).
  { intros v H H'. unfold before, behind in *. rewrite andb_true_iff in *. destruct (X v); simpl in *; intuition congruence. }
  split.
  - intros u v. unfold joined_path, joined_place.
    pose proof (far_pos a u) as au. pose proof (far_pos a v) as av. pose proof (far_pos b u) as bu. pose proof (far_pos b v) as bv.
    destruct (before u) eqn:Bu, (before v) eqn:Bv, (behind u) eqn:Du, (behind v) eqn:Dv; cbn [orb]; try discriminate; try lia.
    all: try (exfalso; now apply (exclusive u)). all: try (exfalso; now apply (exclusive v)).
    + unfold before in *. rewrite andb_true_iff in *. intros _ same. apply (part_injective a); [tauto|tauto|lia].
    + unfold behind in *. rewrite andb_true_iff in *. intros _ same. apply (part_injective b); [tauto|tauto|lia].
    + intros ids same. destruct places as [once _]. apply once; [|exact same]. destruct (X u), (X v); lia.
  - intros e [<-|ine].
    + simpl. unfold joined_path, joined_place, before, behind. rewrite X_a, X_b, !itself. simpl. split; [reflexivity|left].
      unfold far. rewrite !Z.sub_diag. reflexivity.
    + destruct e as [u v]. simpl. pose proof (X_closed _ ine) as same_side. simpl in same_side.
      assert (joins : adjacent E u v) by (left; exact ine).
      pose proof (part_closed a u v one_a joins) as same_a. pose proof (part_closed b u v one_b joins) as same_b.
      destruct (neighbours u v joins) as [same_path order].
      unfold joined_path, joined_place, before, behind. rewrite same_side, same_a, same_b, same_path.
      split; [reflexivity|]. destruct (X v) eqn:XV; cbn [andb orb negb].
      * destruct (part a v) eqn:pa; [|exact order]. destruct (part_step a u v) as [F|F]; try congruence; lia.
      * destruct (part b v) eqn:pb; [|exact order]. destruct (part_step b u v) as [F|F]; try congruence; lia.
Qed.

End AddEdge.

(** Neighbours of a vertex: no two different ones, or two. *)
Lemma one_neighbour_or_two E w :
  (forall u v, adjacent E w u -> adjacent E w v -> u = v) \/ exists u v, u <> v /\ adjacent E w u /\ adjacent E w v.
Proof.
  set (next := map snd (filter (fun e => Nat.eqb (fst e) w) E) ++ map fst (filter (fun e => Nat.eqb (snd e) w) E)).
  assert (spec : forall v, In v next <-> adjacent E w v).
  { intros v. unfold next, adjacent. rewrite in_app_iff, !in_map_iff. split.
    - intros [([x y] & <- & H)|([x y] & <- & H)]; apply filter_In in H; simpl in *; destruct H as [H F]; apply Nat.eqb_eq in F; subst; auto.
    - intros [H|H]; [left; exists (w, v)|right; exists (v, w)]; (split; [reflexivity|]); apply filter_In; simpl; now rewrite Nat.eqb_refl. }
  destruct next as [|x rest].
  - left. intros u v H. apply spec in H. destruct H.
  - destruct (existsb (fun y => negb (Nat.eqb y x)) rest) eqn:other.
    + apply existsb_exists in other. destruct other as (y & iny & N). apply negb_true_iff, Nat.eqb_neq in N. right. exists y, x.
      split; [exact N|]. split; apply spec; [now right|now left].
    + left. assert (all : forall v, adjacent E w v -> v = x).
      { intros v H. apply spec in H. destruct H as [->|H]; [reflexivity|]. destruct (Nat.eq_dec v x) as [->|N]; [reflexivity|].
        rewrite <- not_true_iff_false in other. exfalso. apply other, existsb_exists. exists v. split; [exact H|].
        apply negb_true_iff. now apply Nat.eqb_neq. }
      intros u v H H'. now rewrite (all u H), (all v H').
Qed.

Lemma adjacent_dec E i j : {adjacent E i j} + {~ adjacent E i j}.
Proof.
  unfold adjacent. assert (pair_dec : forall p q : nat * nat, {p = q} + {p <> q}) by repeat decide equality.
  destruct (in_dec pair_dec (i, j) E); [left; now left|]. destruct (in_dec pair_dec (j, i) E); [left; now right|]. right; tauto.
Qed.

Theorem paths_or_more E :
  (forall e, In e E -> fst e <> snd e) ->
  (exists path place, placed E path place) \/ star E \/ exists vertices, cycle E vertices.
Proof.
  induction E as [|[a b] E IH]; intros no_loops.
  - left. exists (fun v => v), (fun _ => 0). split; [intros; assumption|intros e []].
  - destruct IH as [(path & place & places)|[H|(vertices & H)]]; [intros e ine; apply no_loops; now right| | |].
    2: { right. left. now apply star_more. }
    2: { right. right. exists vertices. now apply cycle_more. }
    assert (different : a <> b) by (apply (no_loops (a, b)); now left).
    destruct (adjacent_dec E a b) as [old|new].
    + left. exists path, place. split; [apply places|]. intros e [<-|ine]; [|now apply places].
      simpl. now apply (neighbours E path place places).
    + assert (fresh : forall v, adjacent E a v -> v <> b) by (intros v H ->; contradiction).
      assert (fresh' : forall v, adjacent E b v -> v <> a) by (intros v H ->; apply new; now apply adjacent_sym).
      destruct (one_neighbour_or_two E a) as [one_a|(u & v & N & U & V)].
      2: { right. left. exists a, u, v, b. split; [exact N|]. split; [now apply fresh|]. split; [now apply fresh|].
           split; [now apply adjacent_more|]. split; [now apply adjacent_more|]. left. now left. }
      destruct (one_neighbour_or_two E b) as [one_b|(u & v & N & U & V)].
      2: { right. left. exists b, u, v, a. split; [exact N|]. split; [now apply fresh'|]. split; [now apply fresh'|].
           split; [now apply adjacent_more|]. split; [now apply adjacent_more|]. right. now left. }
      destruct (joined_or_separated E a b) as [(rest & walks & ends)|(X & Xa & Xb & closed)].
      * right. right. destruct (simple_walk E a rest walks) as (rest' & walks' & ends' & nodup). rewrite ends in ends'.
        exists (a :: rest'). split; [|split; [exact nodup|]].
        -- destruct rest' as [|x [|y rest']]; [simpl in ends'; congruence| |simpl; lia]. exfalso. simpl in ends'. subst x. apply new. now destruct walks'.
        -- apply walk_closes; [now apply walk_more|]. rewrite ends'. right. now left.
      * left. exists (joined_path E path place a b X), (joined_place E path place a b X).
        now apply joined_placed.
Qed.
