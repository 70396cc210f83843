(** The uniform law on the segment {1} x [1, 2] of costs in two tasks: a law with full support on a box that is not a
    point.  Events are the sets of costs that are, along the segment, finitely many pieces of which each is in or out but
    for its ends; the chance is the length of the pieces that are in. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles.

Open Scope Q_scope.

(** A piece from where the one before ends: its length, and whether it is in. *)
Definition pieces := list (Q * bool).

Definition inside (one : Q * bool) : Q := if snd one then fst one else 0.

(** The event E is these pieces from a on, up to 2. *)
Fixpoint follows (E : bundle -> bool) (a : Q) (l : pieces) : Prop :=
  match l with
  | [] => a == 2
  | (w, v) :: rest =>
      0 <= w /\ (forall c, c 0%nat == 1 -> a < c 1%nat -> c 1%nat < a + w -> E c = v) /\ follows E (a + w) rest
  end.

Definition uniform : law := fun E p => exists l, follows E 1 l /\ p == sum l inside.

(** ** Two events cut at the same places *)

Definition first (one : Q * bool * bool) : Q * bool := fst one.
Definition second (one : Q * bool * bool) : Q * bool := (fst (fst one), snd one).

Lemma follows_equal E a b l : a == b -> follows E a l -> follows E b l.
Proof.
  revert a b. induction l as [|[w v] l IH]; intros a b equal; simpl; [intros H; rewrite <- equal; exact H|].
  intros [positive [constant rest]]. split; [exact positive|]. split.
  - intros c one low high. apply constant; [exact one|rewrite equal; exact low|rewrite equal; exact high].
  - apply (IH (a + w)); [rewrite equal; reflexivity|exact rest].
Qed.

Lemma follows_total E a l : follows E a l -> sum l fst == 2 - a.
Proof.
  revert a. induction l as [|[w v] l IH]; intros a; simpl; [intros ->; ring|].
  intros [_ [_ rest]]. rewrite (IH _ rest). ring.
Qed.

Lemma follows_start E a l : follows E a l -> a <= 2.
Proof.
  revert a. induction l as [|[w v] l IH]; intros a; simpl; [intros ->; apply Qle_refl|].
  intros [positive [_ rest]]. specialize (IH _ rest). lra.
Qed.

Lemma cut_first E a w w' v l :
  0 <= w -> w <= w' ->
  follows E a ((w', v) :: l) -> follows E (a + w) ((w' - w, v) :: l).
Proof.
  intros positive less [_ [constant rest]]. split; [lra|]. split.
  - intros c one low high. apply constant; [exact one|lra|lra].
  - apply (follows_equal E (a + w')); [ring|exact rest].
Qed.

Lemma common_pieces E D : forall n a l m,
  (length l + length m <= n)%nat -> follows E a l -> follows D a m ->
  exists common, follows E a (map first common) /\ follows D a (map second common) /\
    sum common (fun one => inside (first one)) == sum l inside /\
    sum common (fun one => inside (second one)) == sum m inside.
Proof.
  induction n as [|n IH]; intros a l m small Fl Fm.
  - destruct l, m; simpl in small; try lia. exists []. repeat split; try assumption.
  - destruct l as [|[w v] l], m as [|[w' v'] m].
    + exists []. repeat split; assumption.
    + (* what is left of m has length 0 *)
      simpl in Fl. destruct Fm as [positive [constant rest]]. pose proof (follows_start _ _ _ rest) as at_end.
      assert (w' == 0) as none by lra.
      destruct (IH a [] m) as [common [F1 [F2 [S1 S2]]]]; [simpl in *; lia|exact Fl|
        apply (follows_equal D (a + w')); [rewrite none; ring|exact rest]|].
      exists ((w', v', v') :: common). simpl. repeat split.
      * exact positive.
      * intros c one low high. exfalso. rewrite none in high. lra.
      * apply (follows_equal E a); [rewrite none; ring|exact F1].
      * exact positive.
      * exact constant.
      * apply (follows_equal D a); [rewrite none; ring|exact F2].
      * rewrite S1. simpl. unfold inside, first; simpl. destruct v'; lra.
      * rewrite S2. unfold inside, second; simpl. reflexivity.
    + simpl in Fm. destruct Fl as [positive [constant rest]]. pose proof (follows_start _ _ _ rest) as at_end.
      assert (w == 0) as none by lra.
      destruct (IH a l []) as [common [F1 [F2 [S1 S2]]]]; [simpl in *; lia|
        apply (follows_equal E (a + w)); [rewrite none; ring|exact rest]|exact Fm|].
      exists ((w, v, v) :: common). simpl. repeat split.
      * exact positive.
      * exact constant.
      * apply (follows_equal E a); [rewrite none; ring|exact F1].
      * exact positive.
      * intros c one low high. exfalso. rewrite none in high. lra.
      * apply (follows_equal D a); [rewrite none; ring|exact F2].
      * rewrite S1. unfold inside, first; simpl. reflexivity.
      * rewrite S2. simpl. unfold inside, second; simpl. destruct v; lra.
    + destruct (Qlt_le_dec w' w) as [shorter|longer].
      * pose proof Fm as [positive' [constant' rest']]. pose proof Fl as [positive [constant rest]].
        destruct (IH (a + w') ((w - w', v) :: l) m) as [common [F1 [F2 [S1 S2]]]];
          [simpl in *; lia|apply cut_first; [exact positive'|lra|exact Fl]|exact rest'|].
        exists ((w', v, v') :: common). simpl. repeat split.
        -- exact positive'.
        -- intros c one low high. apply constant; [exact one|exact low|lra].
        -- exact F1.
        -- exact positive'.
        -- exact constant'.
        -- exact F2.
        -- rewrite S1. unfold inside, first; simpl. destruct v; ring.
        -- rewrite S2. unfold inside, second; simpl. reflexivity.
      * pose proof Fm as [positive' [constant' rest']]. pose proof Fl as [positive [constant rest]].
        destruct (IH (a + w) l ((w' - w, v') :: m)) as [common [F1 [F2 [S1 S2]]]];
          [simpl in *; lia|exact rest|apply cut_first; [exact positive|exact longer|exact Fm]|].
        exists ((w, v, v') :: common). simpl. repeat split.
        -- exact positive.
        -- exact constant.
        -- exact F1.
        -- exact positive.
        -- intros c one low high. apply constant'; [exact one|exact low|lra].
        -- exact F2.
        -- rewrite S1. unfold inside, first; simpl. reflexivity.
        -- rewrite S2. unfold inside, second; simpl. destruct v'; ring.
Qed.

(** An event made of two, piece by piece. *)
Lemma combined E D (f : bool -> bool -> bool) : forall common a,
  follows E a (map first common) -> follows D a (map second common) ->
  follows (fun c => f (E c) (D c)) a (map (fun one => (fst (fst one), f (snd (fst one)) (snd one))) common).
Proof.
  induction common as [|[[w v] v'] common IH]; intros a; simpl; [intros F _; exact F|].
  intros [positive [constant rest]] [_ [constant' rest']]. split; [exact positive|]. split; [|apply IH; assumption].
  intros c one low high. rewrite (constant c), (constant' c) by assumption. reflexivity.
Qed.

(** Where one event is in, on the segment, so is the other. *)
Lemma larger E D : forall common a,
  1 <= a -> follows E a (map first common) -> follows D a (map second common) ->
  (forall t, 1 < t -> t < 2 -> E (of_list [1; t]) = true -> D (of_list [1; t]) = true) ->
  sum common (fun one => inside (first one)) <= sum common (fun one => inside (second one)).
Proof.
  induction common as [|[[w v] v'] common IH]; intros a start; simpl; [intros; apply Qle_refl|].
  intros [positive [constant rest]] [_ [constant' rest']] implied.
  pose proof (follows_start _ _ _ rest) as at_end.
  apply Qplus_le_compat; [|apply (IH (a + w)); try assumption; lra].
  unfold inside, first, second. simpl. destruct v; [|destruct v'; [exact positive|apply Qle_refl]].
  destruct v'; [apply Qle_refl|]. destruct (Qlt_le_dec 0 w) as [some|none]; [|exact none]. exfalso.
  set (t := a + w * (1 # 2)).
  assert (E (of_list [1; t]) = true) as inE by (apply constant; [reflexivity| |]; unfold of_list; simpl; unfold t; lra).
  assert (D (of_list [1; t]) = false) as notD by (apply constant'; [reflexivity| |]; unfold of_list; simpl; unfold t; lra).
  assert (1 < t) as low by (unfold t; lra). assert (t < 2) as high by (unfold t; lra).
  rewrite (implied t low high inE) in notD. discriminate.
Qed.

Lemma uniform_monotone E D p q :
  uniform E p -> uniform D q ->
  (forall t, 1 < t -> t < 2 -> E (of_list [1; t]) = true -> D (of_list [1; t]) = true) -> p <= q.
Proof.
  intros [l [Fl ->]] [m [Fm ->]] implied.
  destruct (common_pieces E D (length l + length m) 1 l m (le_n _) Fl Fm) as [common [F1 [F2 [S1 S2]]]].
  rewrite <- S1, <- S2. apply (larger E D common 1); try assumption. apply Qle_refl.
Qed.

(** The costs of the segment with the second cost strictly between l and u. *)
Lemma uniform_between l u : 1 <= l -> l <= u -> u <= 2 ->
  uniform (fun c => negb (Qle_bool (c 1%nat) l) && negb (Qle_bool u (c 1%nat))) (u - l).
Proof.
  intros low ordered high. exists [(l - 1, false); (u - l, true); (2 - u, false)]. simpl. repeat split; try lra.
  - intros c _ above under. assert (Qle_bool (c 1%nat) l = true) as -> by (apply Qle_bool_iff; lra). reflexivity.
  - intros c _ above under.
    destruct (Qle_bool (c 1%nat) l) eqn:H; [apply Qle_bool_iff in H; exfalso; lra|].
    destruct (Qle_bool u (c 1%nat)) eqn:H'; [apply Qle_bool_iff in H'; exfalso; lra|]. reflexivity.
  - intros c _ above under. assert (Qle_bool u (c 1%nat) = true) as -> by (apply Qle_bool_iff; lra).
    apply Bool.andb_false_r.
  - unfold inside; simpl. ring.
Qed.

(** Half-spaces are events: along the segment they change at most once. *)
Lemma uniform_half_space d b : exists p, uniform (fun c => Qle_bool (inner 2 d c) b) p.
Proof.
  assert (forall c, inner 2 d c == d 0%nat * c 0%nat + d 1%nat * c 1%nat) as spelled by (intros c; unfold inner; simpl; ring).
  assert (forall (v : bool), (forall c, c 0%nat == 1 -> 1 < c 1%nat -> c 1%nat < 2 -> Qle_bool (inner 2 d c) b = v) ->
                    exists p, uniform (fun c => Qle_bool (inner 2 d c) b) p) as constant.
  { intros v always. eexists. exists [(1, v)]. split; [|reflexivity]. simpl. repeat split; try lra; try discriminate.
    intros c one low high. apply always; [exact one|exact low|lra]. }
  assert (forall r (v v' : bool), 1 <= r -> r <= 2 ->
            (forall c, c 0%nat == 1 -> c 1%nat < r -> Qle_bool (inner 2 d c) b = v) ->
            (forall c, c 0%nat == 1 -> r < c 1%nat -> Qle_bool (inner 2 d c) b = v') ->
            exists p, uniform (fun c => Qle_bool (inner 2 d c) b) p) as once.
  { intros r v v' low high before after. eexists. exists [(r - 1, v); (2 - r, v')]. split; [|reflexivity].
    simpl. repeat split; try lra.
    - intros c one above under. apply before; [exact one|lra].
    - intros c one above under. apply after; [exact one|lra]. }
  assert (forall c, Qle_bool (inner 2 d c) b = true <-> d 0%nat * c 0%nat + d 1%nat * c 1%nat <= b) as yes.
  { intros c. rewrite Qle_bool_iff, spelled. reflexivity. }
  assert (forall c, b < d 0%nat * c 0%nat + d 1%nat * c 1%nat -> Qle_bool (inner 2 d c) b = false) as no.
  { intros c more. destruct (Qle_bool (inner 2 d c) b) eqn:H; [|reflexivity]. apply yes in H. exfalso; lra. }
  destruct (Qlt_le_dec (d 1%nat) 0) as [falling|not_falling]; [|destruct (Qlt_le_dec 0 (d 1%nat)) as [rising|flat]].
  - set (r := (b - d 0%nat) / d 1%nat).
    assert (d 1%nat * r == b - d 0%nat) as at_r by (unfold r; field; lra).
    destruct (Qlt_le_dec r 1) as [early|not_early]; [|destruct (Qlt_le_dec 2 r) as [late|not_late]].
    + apply (constant true). intros c one low high. apply yes. rewrite one. nra.
    + apply (constant false). intros c one low high. apply no. rewrite one. nra.
    + apply (once r false true not_early not_late).
      * intros c one under. apply no. rewrite one. nra.
      * intros c one above. apply yes. rewrite one. nra.
  - set (r := (b - d 0%nat) / d 1%nat).
    assert (d 1%nat * r == b - d 0%nat) as at_r by (unfold r; field; lra).
    destruct (Qlt_le_dec r 1) as [early|not_early]; [|destruct (Qlt_le_dec 2 r) as [late|not_late]].
    + apply (constant false). intros c one low high. apply no. rewrite one. nra.
    + apply (constant true). intros c one low high. apply yes. rewrite one. nra.
    + apply (once r true false not_early not_late).
      * intros c one under. apply yes. rewrite one. nra.
      * intros c one above. apply no. rewrite one. nra.
  - assert (d 1%nat == 0) as zero_d by lra. destruct (Qlt_le_dec b (d 0%nat)) as [out|within].
    + apply (constant false). intros c one _ _. apply no. rewrite one, zero_d. lra.
    + apply (constant true). intros c one _ _. apply yes. rewrite one, zero_d. lra.
Qed.

Lemma sum_combined (common : list (Q * bool * bool)) (f : bool -> bool -> bool) :
  sum (map (fun one => (fst (fst one), f (snd (fst one)) (snd one))) common) inside ==
  sum common (fun one => if f (snd (fst one)) (snd one) then fst (fst one) else 0).
Proof. rewrite sum_map. reflexivity. Qed.

Theorem uniform_is_law : is_law 2 uniform.
Proof.
  split; [|split; [exact uniform_half_space|split; [|split; [|split; [|split; [|split]]]]]].
  - exists [(1, true)]. simpl. repeat split; try lra; try discriminate.
  - intros E p [l [F equal]]. exists (map (fun one => (fst one, negb (snd one))) l). split.
    + clear equal. revert F. generalize 1 as a. induction l as [|[w v] l IH]; intros a; simpl; [intros H; exact H|].
      intros [positive [constant rest]]. split; [exact positive|]. split; [|apply IH, rest].
      intros c one low high. rewrite (constant c) by assumption. reflexivity.
    + pose proof (follows_total _ _ _ F) as total. rewrite sum_map, equal.
      transitivity (sum l fst - sum l inside); [rewrite total; ring|]. rewrite <- sum_minus.
      apply sum_ext. intros [w v] _. unfold inside. destruct v; simpl; ring.
  - intros E D p q [l [Fl _]] [m [Fm _]].
    destruct (common_pieces E D (length l + length m) 1 l m (le_n _) Fl Fm) as [common [F1 [F2 _]]].
    eexists. exists (map (fun one => (fst (fst one), andb (snd (fst one)) (snd one))) common).
    split; [apply (combined E D andb); assumption|reflexivity].
  - intros E D p q [l [Fl equal]] [m [Fm equal']] apart.
    destruct (common_pieces E D (length l + length m) 1 l m (le_n _) Fl Fm) as [common [F1 [F2 [S1 S2]]]].
    exists (map (fun one => (fst (fst one), orb (snd (fst one)) (snd one))) common).
    split; [apply (combined E D orb); assumption|]. rewrite equal, equal', <- S1, <- S2, sum_combined, <- sum_plus.
    clear Fl Fm S1 S2 equal equal'.
    enough (forall a, 1 <= a -> follows E a (map first common) -> follows D a (map second common) ->
      sum common (fun one => inside (first one) + inside (second one)) ==
      sum common (fun one => if snd (fst one) || snd one then fst (fst one) else 0)) as every
      by (apply (every 1); [apply Qle_refl|exact F1|exact F2]).
    clear F1 F2. induction common as [|[[w v] v'] common IH]; intros a start F1 F2; simpl; [reflexivity|].
    destruct F1 as [positive [constant rest]], F2 as [_ [constant' rest']].
    rewrite (IH (a + w)) by (try assumption; lra). apply Qplus_comp; [|reflexivity].
    unfold inside, first, second; simpl. destruct v, v'; simpl; try ring.
    destruct (Qlt_le_dec 0 w) as [some|none]; [exfalso|assert (w == 0) as -> by lra; ring].
    specialize (apart (of_list [1; a + w * (1 # 2)])).
    rewrite constant, constant' in apart; try discriminate; unfold of_list; simpl; lra.
  - intros E p [l [F ->]]. revert F. generalize 1 as a.
    induction l as [|[w v] l IH]; intros a; simpl; [intros _; apply Qle_refl|].
    intros [positive [_ rest]]. specialize (IH _ rest). unfold inside at 1; simpl. destruct v; lra.
  - intros E D p q F G alike. apply Qle_antisym.
    + apply (uniform_monotone E D p q F G). intros t _ _. rewrite alike. trivial.
    + apply (uniform_monotone D E q p G F). intros t _ _. rewrite alike. trivial.
  - intros E D p q [l [F equal]] alike same_number. exists l. split; [|rewrite <- same_number; exact equal].
    revert F. generalize 1 as a. clear equal. induction l as [|[w v] l IH]; intros a; simpl; [intros H; exact H|].
    intros [positive [constant rest]]. split; [exact positive|]. split; [|apply IH, rest].
    intros c one low high. rewrite <- alike. apply constant; assumption.
Qed.

(** The segment. *)
Definition segment (c : bundle) : Prop := c 0%nat == 1 /\ 1 <= c 1%nat /\ c 1%nat <= 2.

Theorem uniform_full_support : full_support 2 uniform segment.
Proof.
  split.
  - intros E p F certain. apply Qle_antisym.
    + apply (uniform_monotone E (fun _ => true) p 1 F); [apply uniform_is_law|trivial].
    + apply (uniform_monotone (fun _ => true) E 1 p); [apply uniform_is_law|exact F|].
      intros t low high _. apply certain. split; [reflexivity|]. unfold of_list; simpl. split; apply Qlt_le_weak; assumption.
  - intros E p c epsilon F [one [low high]] small near.
    set (l := if Qlt_le_dec (c 1%nat - epsilon) 1 then 1 else c 1%nat - epsilon).
    set (u := if Qlt_le_dec 2 (c 1%nat + epsilon) then 2 else c 1%nat + epsilon).
    assert (1 <= l /\ c 1%nat - epsilon <= l /\ l <= c 1%nat /\ l < 2) as [l1 [l2 [l3 l4]]]
      by (unfold l; destruct (Qlt_le_dec (c 1%nat - epsilon) 1); repeat split; lra).
    assert (u <= 2 /\ u <= c 1%nat + epsilon /\ c 1%nat <= u /\ l < u) as [u1 [u2 [u3 u4]]].
    { unfold u, l; destruct (Qlt_le_dec 2 (c 1%nat + epsilon)), (Qlt_le_dec (c 1%nat - epsilon) 1); repeat split; lra. }
    apply Qlt_le_trans with (u - l); [lra|].
    apply (uniform_monotone _ E _ p (uniform_between l u l1 (Qlt_le_weak _ _ u4) u1) F).
    intros t t1 t2 between. unfold of_list in between; simpl in between.
    apply Bool.andb_true_iff in between as [above under].
    assert (l < t) as lt.
    { destruct (Qlt_le_dec l t) as [H|H]; [exact H|]. apply Qle_bool_iff in H. rewrite H in above. discriminate. }
    assert (t < u) as ut.
    { destruct (Qlt_le_dec t u) as [H|H]; [exact H|]. apply Qle_bool_iff in H. rewrite H in under. discriminate. }
    apply near.
    + split; [reflexivity|]. unfold of_list; simpl. split; lra.
    + intros i Hi. destruct i as [|[|i]]; [| |lia]; unfold of_list; simpl; [rewrite one|]; split; lra.
Qed.
