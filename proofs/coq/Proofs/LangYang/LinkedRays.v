(** LY, Lemma 7, the other direction, repaired: what is listed for S is an extreme ray where S is in the chains and linked, that
    is, where it concerns two agents or a single type.

    Whatever vanishes on all constraints that bind at the listed vector has, at each type profile, the value of the set I(t, S) for
    all its pairs; profiles link the elements of S, so that all these values are the same. *)

From Allocation Require Export Proofs.LangYang.ChainRays.

(** A profile with given types of two agents. *)
Lemma profile_with_two_types S i ti k tk :
  length (types S) = agents S -> Forall (fun n => (0 < n)%nat) (types S) -> i <> k ->
  (i < agents S)%nat -> (ti < nth i (types S) 0)%nat -> (k < agents S)%nat -> (tk < nth k (types S) 0)%nat ->
  exists t, In t (profiles S) /\ type_of t i = ti /\ type_of t k = tk.
Proof.
  intros each some differ Hi Hti Hk Htk.
  set (t := map (fun m => if Nat.eq_dec m i then ti else if Nat.eq_dec m k then tk else 0%nat) (seq 0 (length (types S)))).
  assert (at_m : forall m, (m < length (types S))%nat ->
    type_of t m = if Nat.eq_dec m i then ti else if Nat.eq_dec m k then tk else 0%nat).
  { intros m lt. unfold type_of, t.
    set (f := fun m => if Nat.eq_dec m i then ti else if Nat.eq_dec m k then tk else 0%nat).
    rewrite (nth_indep _ 0%nat (f 0%nat)) by (now rewrite map_length, seq_length).
    rewrite (map_nth f), seq_nth by assumption. reflexivity. }
  exists t. split; [|split].
  - apply in_profiles. split; [unfold t; now rewrite map_length, seq_length|].
    intros m lt. rewrite at_m by assumption. destruct (Nat.eq_dec m i) as [->|]; [assumption|].
    destruct (Nat.eq_dec m k) as [->|]; [assumption|]. rewrite Forall_forall in some. apply some. now apply nth_In.
  - rewrite at_m by lia. destruct (Nat.eq_dec i i); congruence.
  - rewrite at_m by lia. destruct (Nat.eq_dec k i) as [E|]; [congruence|]. destruct (Nat.eq_dec k k); congruence.
Qed.

Section Chains.

Variable P : problem.
Hypothesis well : well_formed_problem P.
Hypothesis all : all_sets P.

Variable C : profile -> list cell_set.
Hypothesis chains : chain_profile P C.

Variable S : strategy.
Hypothesis inside_chains : in_the_chains P C S.

Variable plus : bool.

Local Notation turned := (turned plus).
Local Notation mass := (mass plus).
Local Notation other := (other plus).

Lemma intersection_is_set t : In (intersection P t S) (sets P).
Proof. apply all, filter_in_subsets. Qed.

Lemma concerned_iff t : concerned P S t = true <-> exists i j, In (i, j) (cells P) /\ S i (type_of t i) j = true.
Proof.
  unfold concerned. rewrite existsb_exists. split.
  - intros ([i j] & inc & H). exists i, j. split; assumption.
  - intros (i & j & inc & H). exists (i, j). split; assumption.
Qed.

Lemma member_of_intersection t i j :
  In (i, j) (cells P) -> member (i, j) (intersection P t S) = S i (type_of t i) j.
Proof.
  intros inc. apply eq_true_iff_eq. rewrite member_iff. unfold intersection. rewrite filter_In. simpl. tauto.
Qed.

(** A sum over the sets of what counts for I(t, S) alone. *)
Lemma sum_intersection t (w : cell_set -> Q) :
  (forall G, In G (sets P) -> set_eqb (intersection P t S) G = false -> w G == 0) ->
  sum (sets P) w == w (intersection P t S).
Proof.
  intros zero. rewrite (sum_ext (sets P) _ (fun G => indicator (set_eqb (intersection P t S) G) * w G)).
  - apply sum_single; [apply set_eqb_iff|apply well|apply intersection_is_set].
  - intros G inG. destruct (set_eqb (intersection P t S) G) eqn:E; [unfold indicator; ring|]. rewrite (zero G inG E). ring.
Qed.

Lemma set_eqb_swap G H : set_eqb G H = set_eqb H G.
Proof. apply eq_true_iff_eq. rewrite !set_eqb_iff. split; congruence. Qed.

Lemma listed_in_cone : side_cone P C plus (listed P plus S).
Proof.
  apply (side_cone_iff P well C plus). split; [|split; [|split]].
  - intros i j t inc int. rewrite turned_listed.
    rewrite (sum_ext (sets P) _ (fun G => indicator (member (i, j) G) * indicator (concerned P S t && set_eqb G (intersection P t S))))
      by (intros; now rewrite mass_listed).
    rewrite (sum_intersection t).
    + rewrite (member_of_intersection t i j inc), (proj2 (set_eqb_iff _ _) eq_refl), andb_true_r.
      destruct (S i (type_of t i) j) eqn:E; [|unfold indicator; ring].
      assert (H : concerned P S t = true) by (apply concerned_iff; eauto). rewrite H. unfold indicator. ring.
    + intros G _ E. rewrite set_eqb_swap, E, andb_false_r. unfold indicator. ring.
  - intros [G t] _. rewrite mass_listed, other_listed. split; [|reflexivity].
    destruct (concerned P S t && set_eqb G (intersection P t S)); unfold indicator; lra.
  - intros G t inn out. rewrite mass_listed. destruct (concerned P S t && set_eqb G (intersection P t S)) eqn:E; [|reflexivity].
    exfalso. apply andb_true_iff in E as (some & same). apply set_eqb_iff in same. subst G. apply out.
    apply in_set_profiles in inn as (_ & int). now apply inside_chains.
  - intros [[i ti] j] inc. rewrite turned_listed. destruct (S i ti j); unfold indicator; lra.
Qed.

Lemma listed_nonzero : ~ zero_vector (cone_columns P) (listed P plus S).
Proof.
  destruct inside_chains as ((i & ti & j & inc & inS) & _). intros zero.
  pose proof (zero _ (in_columns_f P _ inc)) as E. pose proof (turned_listed P plus S i ti j) as F. rewrite inS in F.
  unfold ChainCones.turned in F. destruct plus; unfold indicator in F; lra.
Qed.

Lemma row_known :
  (forall i j t, In (i, j) (cells P) -> In t (profiles P) -> In (Of_W (Equation ((i, j), t))) (signed_rows P)) /\
  (forall r, In r (set_profiles P) -> In (Of_W (Sign_g r)) (signed_rows P) /\ In (Of_W (Sign_h r)) (signed_rows P)) /\
  (forall r, In r (coordinates P) -> In (Sign_f r) (signed_rows P)).
Proof.
  unfold signed_rows, cone_rows. split; [|split].
  - intros i j t inc int. apply in_app_iff. left. apply in_map, in_app_iff. left. apply in_map, in_cell_profiles. split; assumption.
  - intros r inr. split; apply in_app_iff; left; apply in_map; rewrite !in_app_iff; [right; left|right; right]; now apply in_map.
  - intros r inr. apply in_app_iff. right. now apply in_map.
Qed.

(** A vector at which all rows vanish that bind at the listed one. *)
Section Binding.

Variable y : vector_of cone_column.

Hypothesis binds : forall row, In row (signed_rows P) ->
  value (cone_columns P) signed_matrix (listed P plus S) row == 0 -> value (cone_columns P) signed_matrix y row == 0.

Lemma off_masses row : In row (set_profiles P) -> mass (listed P plus S) row == 0 -> mass y row == 0.
Proof.
  intros inr zero. destruct row_known as (_ & signs & _). destruct (signs row inr) as (g & h).
  pose proof (binds _ g) as bg. pose proof (binds _ h) as bh. rewrite !value_row, !(value_g P well) in bg by assumption.
  rewrite !value_row, !(value_h P well) in bh by assumption. unfold ChainCones.mass in *. destruct plus; auto.
Qed.

Lemma off_others row : In row (set_profiles P) -> other y row == 0.
Proof.
  intros inr. pose proof (other_listed P plus S row) as zero. destruct row_known as (_ & signs & _). destruct (signs row inr) as (g & h).
  pose proof (binds _ g) as bg. pose proof (binds _ h) as bh. rewrite !value_row, !(value_g P well) in bg by assumption.
  rewrite !value_row, !(value_h P well) in bh by assumption. unfold ChainCones.other in *. destruct plus; auto.
Qed.

Lemma off_strategy i ti j : In (i, ti, j) (coordinates P) -> S i ti j = false -> turned y (i, ti, j) == 0.
Proof.
  intros inc out. destruct row_known as (_ & _ & f). pose proof (binds _ (f _ inc)) as b. rewrite !value_row, !value_f in b by assumption.
  pose proof (turned_listed P plus S i ti j) as zero. rewrite out in zero. unfold ChainCones.turned, indicator in *.
  destruct plus; [now apply b|]. rewrite b; lra.
Qed.

(** At each profile f has the value of the set there. *)
Lemma at_profile i j t :
  In (i, j) (cells P) -> In t (profiles P) -> S i (type_of t i) j = true ->
  turned y (i, type_of t i, j) == mass y (intersection P t S, t).
Proof.
  intros inc int inS.
  assert (equation : turned y (i, type_of t i, j) == sum (sets P) (fun G => indicator (member (i, j) G) * mass y (G, t))).
  { destruct row_known as (equations & _ & _). pose proof (binds _ (equations i j t inc int)) as b.
    rewrite !value_row, !(value_equation P well) in b by assumption.
    pose proof (proj1 (side_cone_iff P well C plus _) listed_in_cone) as (listed_equal & _ & _ & _).
    specialize (listed_equal i j t inc int).
    assert (inn : forall G, In G (sets P) -> In (G, t) (set_profiles P)) by (intros G inG; apply in_set_profiles; split; assumption).
    assert (halves : forall z, (forall row, In row (set_profiles P) -> other z row == 0) ->
      sum (sets P) (fun G => indicator (member (i, j) G) * (z (Entry_g (G, t)) - z (Entry_h (G, t))))
      == (if plus then 1 else -(1)) * sum (sets P) (fun G => indicator (member (i, j) G) * mass z (G, t))).
    { intros z zero. rewrite <- sum_scale. apply sum_ext. intros G inG. specialize (zero (G, t) (inn G inG)).
      unfold ChainCones.mass, ChainCones.other in *. destruct plus; rewrite zero; ring. }
    rewrite (halves _ (fun row _ => other_listed P plus S row)), (halves _ off_others) in b.
    set (total := sum (sets P) (fun G => indicator (member (i, j) G) * mass y (G, t))) in *.
    set (listed_total := sum (sets P) (fun G => indicator (member (i, j) G) * mass (listed P plus S) (G, t))) in *.
    unfold ChainCones.turned in *. clearbody total listed_total.
    destruct plus; (match type of b with ?premise -> _ => assert (H : premise) by lra; specialize (b H) end); lra. }
  rewrite equation, (sum_intersection t).
  - rewrite (member_of_intersection t i j inc), inS. unfold indicator. ring.
  - intros G inG E. rewrite (off_masses (G, t)); [ring|apply in_set_profiles; split; assumption|].
    rewrite mass_listed, set_eqb_swap, E, andb_false_r. reflexivity.
Qed.

Hypothesis links : linked P S.

(** All elements of S have the same value. *)
Lemma one_value :
  exists s, forall i ti j, In (i, ti, j) (coordinates P) -> S i ti j = true -> turned y (i, ti, j) == s.
Proof.
  assert (apart : forall i ti j k tk l, i <> k -> In (i, ti, j) (coordinates P) -> In (k, tk, l) (coordinates P) ->
    S i ti j = true -> S k tk l = true -> turned y (i, ti, j) == turned y (k, tk, l)).
  { intros i ti j k tk l differ inc inc' inS inS'. apply in_coordinates in inc as (Hi & Hti & Hj), inc' as (Hk & Htk & Hl).
    destruct well as ((each & some & _) & _).
    destruct (profile_with_two_types P i ti k tk each some differ Hi Hti Hk Htk) as (t & int & <- & <-).
    rewrite (at_profile i j t), (at_profile k l t); try assumption; try reflexivity; now apply in_cells. }
  destruct links as [(i & ti & j & k & tk & l & inc & inc' & differ & inS & inS')|(i & ti & only)].
  - exists (turned y (i, ti, j)). intros m tm n inc'' inS''.
    destruct (Nat.eq_dec m i) as [->|other_agent].
    + rewrite (apart i tm n k tk l); try assumption. symmetry. now apply apart.
    + now apply apart.
  - destruct inside_chains as ((m & tm & n & inc & inS) & _). exists (turned y (m, tm, n)).
    intros k tk l inc' inS'. destruct (only m tm n inc inS) as (-> & ->). destruct (only k tk l inc' inS') as (-> & ->).
    pose proof inc as H. pose proof inc' as H'. apply in_coordinates in H as (Hi & Hti & Hn), H' as (_ & _ & Hl).
    destruct well as ((each & some & _) & _).
    destruct (profile_with_type P each i ti some Hi Hti) as (t & int & <-).
    rewrite (at_profile i l t), (at_profile i n t); try assumption; try reflexivity; now apply in_cells.
Qed.

Lemma multiple_of_listed : exists s, same_vector (cone_columns P) y (fun c => s * listed P plus S c).
Proof.
  destruct one_value as (s & same). exists s. apply (same_entries P plus).
  - intros [[i ti] j] inc.
    assert (F : turned (fun c => s * listed P plus S c) (i, ti, j) == s * indicator (S i ti j)).
    { rewrite <- (turned_listed P plus S i ti j). unfold ChainCones.turned. destruct plus; ring. }
    rewrite F. destruct (S i ti j) eqn:E.
    + rewrite (same i ti j inc E). unfold indicator. ring.
    + rewrite (off_strategy i ti j inc E). unfold indicator. ring.
  - intros [U t] inn. pose proof inn as known. apply in_set_profiles in known as (inU & int). split.
    + assert (F : mass (fun c => s * listed P plus S c) (U, t) == s * indicator (concerned P S t && set_eqb U (intersection P t S))).
      { rewrite <- (mass_listed P plus S U t). unfold ChainCones.mass. ring. }
      rewrite F. destruct (concerned P S t && set_eqb U (intersection P t S)) eqn:E.
      * apply andb_true_iff in E as (some & E). apply set_eqb_iff in E. subst U.
        apply concerned_iff in some as (i & j & inc & inS).
        rewrite <- (at_profile i j t inc int inS). destruct well as ((each & _) & _).
        rewrite (same i (type_of t i) j (coordinate_of P each t i j int inc) inS). unfold indicator. ring.
      * rewrite (off_masses (U, t) inn); [unfold indicator; ring|]. rewrite mass_listed, E. reflexivity.
    + rewrite (off_others (U, t) inn). pose proof (other_listed P plus S (U, t)) as zero.
      unfold ChainCones.other in *. rewrite zero. ring.
Qed.

End Binding.

Theorem linked_rays : linked P S -> ray P C plus (listed P plus S).
Proof.
  intros links. apply (extreme_by_kernel column_dec); [apply cone_columns_NoDup, well|exact listed_in_cone|exact listed_nonzero|].
  intros y binds. now apply multiple_of_listed.
Qed.

End Chains.

(*| lang-yang-2023/lemma-7.if | S in the chains and linked | proved |*)
Theorem LY_Lemma_7_if_linked_holds : LY_Lemma_7_if_linked.
Proof.
  intros P C S well all chains inside links. split.
  - exact (linked_rays P well all C S inside true links).
  - exact (linked_rays P well all C S inside false links).
Qed.
