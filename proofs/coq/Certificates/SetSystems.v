(** Families of sets by computation: hierarchies, bihierarchies and paramodular quotas, both ways. *)

From Allocation Require Export Certificates.Files.

(** ** Hierarchies (LY, Definition 2) *)

Definition nested (G H : cell_set) : bool :=
  forallb (fun c => member c H) G || forallb (fun c => member c G) H || forallb (fun c => negb (member c H)) G.

Lemma all_members G H : forallb (fun c => member c H) G = true <-> incl G H.
Proof.
  rewrite forallb_forall. split; intros inside c inc; [apply member_spec|apply member_spec]; now apply inside.
Qed.

Lemma no_members G H : forallb (fun c => negb (member c H)) G = true <-> disjoint G H.
Proof.
  rewrite forallb_forall. split; intros apart c inc.
  - intros inH. apply member_spec in inH. specialize (apart c inc). rewrite inH in apart. discriminate.
  - destruct (member c H) eqn:E; [|reflexivity]. apply member_spec in E. now destruct (apart c inc).
Qed.

Lemma nested_spec G H : nested G H = true <-> incl G H \/ incl H G \/ disjoint G H.
Proof. unfold nested. rewrite !orb_true_iff, !all_members, no_members. tauto. Qed.

Definition hierarchy_test (family : list cell_set) : bool :=
  forallb (fun G => forallb (nested G) family) family.

Lemma hierarchy_test_spec family : hierarchy_test family = true <-> hierarchy family.
Proof.
  unfold hierarchy_test. rewrite forallb_forall. split.
  - intros test G H inG inH. specialize (test G inG). rewrite forallb_forall in test. now apply nested_spec, test.
  - intros all G inG. apply forallb_forall. intros H inH. now apply nested_spec, all.
Qed.

Theorem hierarchy_sound family : hierarchy_test family = true -> hierarchy family.
Proof. apply hierarchy_test_spec. Qed.

Theorem not_hierarchy_sound family : negb (hierarchy_test family) = true -> ~ hierarchy family.
Proof. rewrite negb_true_iff. intros crossing all. apply hierarchy_test_spec in all. congruence. Qed.

(** ** Bihierarchies (LY, Definition 3) *)

Definition bihierarchy_test (family first second : list cell_set) : bool :=
  hierarchy_test first && hierarchy_test second &&
  forallb (fun G => inside set_eqb first G || inside set_eqb second G) family &&
  forallb (inside set_eqb family) first && forallb (inside set_eqb family) second &&
  forallb (fun G => negb (inside set_eqb second G)) first.

Theorem bihierarchy_sound family first second : bihierarchy_test family first second = true -> bihierarchy family.
Proof.
  unfold bihierarchy_test. rewrite !andb_true_iff, !forallb_forall, !hierarchy_test_spec.
  intros [[[[[one other] covered] in1] in2] apart]. exists first, second.
  split; [exact one|]. split; [exact other|]. split.
  - intros G. split.
    + intros inG. apply covered, orb_true_iff in inG.
      destruct inG as [inG|inG]; apply (inside_spec set_eqb set_eqb_spec) in inG; tauto.
    + intros [inG|inG]; [apply in1 in inG|apply in2 in inG]; now apply (inside_spec set_eqb set_eqb_spec).
  - intros G inG in2nd. apply apart in inG. rewrite negb_true_iff in inG.
    apply (inside_spec set_eqb set_eqb_spec) in in2nd. congruence.
Qed.

Fixpoint crossing_walk (G : cell_set) (walk : list cell_set) : bool :=
  match walk with
  | [] => true
  | H :: rest => negb (nested G H) && crossing_walk H rest
  end.

(** A cycle of oddly many sets, each of which crosses the next. *)
Definition odd_cycle_test (family : list cell_set) (G : cell_set) (walk : list cell_set) : bool :=
  forallb (inside set_eqb family) (G :: walk) && Nat.even (length walk) && crossing_walk G walk &&
  negb (nested (last walk G) G).

Lemma last_of_more {A : Type} (rest : list A) : forall H G, last (H :: rest) G = last rest H.
Proof.
  induction rest as [|K rest IH]; intros H G; [reflexivity|].
  change (last (H :: K :: rest) G) with (last (K :: rest) G). now rewrite (IH K G), (IH K H).
Qed.

Lemma last_in {A : Type} (rest : list A) : forall G, In (last rest G) (G :: rest).
Proof. induction rest as [|H rest IH]; intros G; [now left|]. rewrite last_of_more. right. apply IH. Qed.

Lemma walk_colours (colour : cell_set -> bool) walk : forall G,
  (forall H K, In H (G :: walk) -> In K (G :: walk) -> nested H K = false -> colour H = negb (colour K)) ->
  crossing_walk G walk = true ->
  colour (last walk G) = (if Nat.even (length walk) then colour G else negb (colour G)).
Proof.
  induction walk as [|H rest IH]; intros G differ crossing; [reflexivity|].
  simpl in crossing. apply andb_true_iff in crossing as [first others]. apply negb_true_iff in first.
  assert (step : colour G = negb (colour H)) by (apply differ; [now left|now right; left|exact first]).
  assert (later : colour (last rest H) = (if Nat.even (length rest) then colour H else negb (colour H))).
  { apply IH; [|exact others]. intros K L inK inL. apply differ; now right. }
  rewrite (last_of_more rest H G), later, step. cbn [length]. rewrite Nat.even_succ, <- Nat.negb_even.
  destruct (Nat.even (length rest)); simpl; now rewrite ?negb_involutive.
Qed.

Theorem not_bihierarchy_sound family G walk : odd_cycle_test family G walk = true -> ~ bihierarchy family.
Proof.
  unfold odd_cycle_test. rewrite !andb_true_iff, forallb_forall. intros [[[members_in odd] crossing] closes].
  intros (first & second & one & other & covered & _).
  set (colour := fun H => inside set_eqb first H).
  assert (differ : forall H K, In H (G :: walk) -> In K (G :: walk) -> nested H K = false -> colour H = negb (colour K)).
  { intros H K inH inK cross. apply members_in, (inside_spec set_eqb set_eqb_spec), covered in inH, inK.
    unfold colour. destruct (inside set_eqb first H) eqn:E1, (inside set_eqb first K) eqn:E2; try reflexivity; exfalso.
    - apply (inside_spec set_eqb set_eqb_spec) in E1, E2. pose proof (one H K E1 E2) as N. apply nested_spec in N. congruence.
    - assert (out : forall L, inside set_eqb first L = false -> ~ In L first).
      { intros L E inL. apply (inside_spec set_eqb set_eqb_spec) in inL. congruence. }
      destruct inH as [inH|inH]; [now apply (out H)|]. destruct inK as [inK|inK]; [now apply (out K)|].
      pose proof (other H K inH inK) as N. apply nested_spec in N. congruence. }
  pose proof (walk_colours colour walk G differ crossing) as same. rewrite odd in same.
  apply negb_true_iff in closes.
  specialize (differ _ _ (last_in walk G) (or_introl eq_refl) closes). rewrite same in differ. now destruct (colour G).
Qed.
