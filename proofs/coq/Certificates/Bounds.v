(** Bounds on what feasible pure outcomes of a problem file are worth: by multipliers of quotas, by splits of a quantity that
    is an integer, or by the list of all outcomes. *)

From Coq Require Import NArith.
From Allocation Require Export Certificates.Systems Certificates.Files.

Local Arguments Qred : simpl never.
Local Arguments inject_Z : simpl never.

Section File.

Variable F : file.

(** Pair (i, j) as a variable. *)
Definition index (c : cell) : N := N.of_nat (fst c * objects_listed F + snd c).

Definition outcome_point (x : pure_outcome) : point := fun k =>
  inject_Z (x (Nat.div (N.to_nat k) (objects_listed F), Nat.modulo (N.to_nat k) (objects_listed F))).

Lemma index_spec x c : In c (pairs F) -> outcome_point x (index c) = inject_Z (x c).
Proof.
  destruct c as [i j]. intros inc. apply in_prod_iff in inc as [_ small]. apply in_seq in small.
  unfold outcome_point, index. simpl fst; simpl snd. rewrite Nat2N.id. do 2 f_equal.
  rewrite Nat.add_comm, Nat.div_add, Nat.mod_add by lia. rewrite Nat.div_small, Nat.mod_small by lia. reflexivity.
Qed.

Definition form_of (w : cell -> Q) (G : cell_set) : form := map (fun c => times (w c) (index c)) G.

Lemma value_form_of w G x : incl G (pairs F) ->
  value (form_of w G) (outcome_point x) == sum G (fun c => w c * inject_Z (x c)).
Proof.
  intros inc. unfold value, form_of. rewrite sum_map. apply sum_ext. intros c inG. simpl.
  now rewrite index_spec by (now apply inc).
Qed.

Lemma sum_total G x : sum G (fun c => 1 * inject_Z (x c)) == inject_Z (total x G).
Proof.
  unfold total. induction G as [|c G IH]; simpl; [reflexivity|]. rewrite IH, inject_Z_plus. ring.
Qed.

Definition one : cell -> Q := fun _ => 1.

(** The quotas in the order of the file, then what each pair is at least and at most. *)
Definition quota_limits : list limit :=
  map (fun k => within (Some (inject_Z (lower k))) (form_of one (members k)) (option_map inject_Z (upper k)))
    (quotas_listed F) ++
  map (fun c => within (Some 0) [times 1 (index c)] (Some (inject_Z (pair_ceiling F c)))) (pairs F).

Hypothesis sound : sound_file F = true.

Lemma quota_limits_kept x : keeps_file F x -> solution quota_limits (outcome_point x).
Proof.
  intros kept l inl. pose proof kept as [nonneg quotas]. destruct (sound_parts F sound) as (_ & _ & _ & sub & _).
  apply in_app_or in inl as [inl|inl]; apply in_map_iff in inl as (k & <- & ink).
  - destruct (quotas k ink) as [low high]. destruct (sub k ink) as [inc _]. apply subset_incl in inc.
    pose proof (value_form_of one _ x inc) as E. unfold one in E at 2. rewrite sum_total in E.
    unfold keeps. simpl. split; [rewrite E; now rewrite <- Zle_Qle|].
    destruct (upper k); simpl; [rewrite E; now rewrite <- Zle_Qle|exact I].
  - assert (E : value [times 1 (index k)] (outcome_point x) == inject_Z (x k))
      by (unfold value; cbn [sum coefficient variable]; rewrite (index_spec x k ink); ring).
    pose proof (nonneg k ink) as low. pose proof (below_pair_ceiling F sound x k kept ink) as high.
    rewrite Zle_Qle in low, high. change (inject_Z 0) with 0 in low.
    unfold keeps. cbn [least subject most]. rewrite E. now split.
Qed.

(** ** All pure outcomes *)

(** The quotas with ceilings: their sets and what is left of the ceilings. *)
Definition ceilings : list (cell_set * Z) :=
  flat_map (fun k => match upper k with Some high => [(members k, high)] | None => [] end) (quotas_listed F).

(** What is left when a pair gets [v]; nothing if too little is left of some ceiling. *)
Fixpoint lessened (mask : list bool) (v : Z) (left : list Z) : option (list Z) :=
  match mask, left with
  | b :: mask', r :: left' =>
      let r' := if b then (r - v)%Z else r in
      if Z.leb 0 r' then option_map (cons r') (lessened mask' v left') else None
  | _, _ => Some []
  end.

Definition from_zero (top : Z) : list Z := map Z.of_nat (seq 0 (S (Z.to_nat top))).

Fixpoint enumerated (cells_left : list (list bool * Z)) (left : list Z) : list (list Z) :=
  match cells_left with
  | [] => [[]]
  | (mask, top) :: rest =>
      flat_map (fun v => match lessened mask v left with
                         | Some left' => map (cons v) (enumerated rest left')
                         | None => []
                         end) (from_zero top)
  end.

Fixpoint masked (mask : list bool) (y : list Z) : Z :=
  match mask, y with
  | b :: mask', v :: y' => ((if b then v else 0) + masked mask' y')%Z
  | _, _ => 0%Z
  end.

Definition mask_of (G : cell_set) : list bool := map (fun c => member c G) (pairs F).

Definition pure_outcomes : list (list Z) :=
  let floors := map (fun k => (mask_of (members k), lower k)) (filter (fun k => Z.ltb 0 (lower k)) (quotas_listed F)) in
  filter (fun y => forallb (fun '(mask, low) => Z.leb low (masked mask y)) floors)
    (enumerated (map (fun c => (map (fun r => member c (fst r)) ceilings, pair_ceiling F c)) (pairs F)) (map snd ceilings)).

Definition part (G cells : cell_set) : cell_set := filter (fun c => member c G) cells.

Lemma part_of_all {l : cell_set} {G : cell_set} : NoDup l -> In G (subsets l) -> part G l = G.
Proof.
  unfold part. intros once. revert G. induction once as [|d m notin once IH]; intros G inG; simpl in inG.
  - destruct inG as [<-|[]]. reflexivity.
  - apply in_app_or in inG as [inG|inG].
    + apply in_map_iff in inG as (G' & <- & inG). simpl. rewrite (proj2 (cell_eqb_spec d d) eq_refl). simpl. f_equal.
      transitivity (filter (fun c => member c G') m); [|now apply IH]. apply filter_ext_in. intros c inc. simpl.
      destruct (cell_eqb c d) eqn:E; [|reflexivity]. apply cell_eqb_spec in E. subst. contradiction.
    + simpl. destruct (member d G) eqn:E; [|now apply IH]. apply member_spec in E.
      apply (subset_incl _ _ inG) in E. contradiction.
Qed.

Lemma part_nonneg x G l : (forall c, In c l -> (0 <= x c)%Z) -> (0 <= total x (part G l))%Z.
Proof. intros nonneg. apply total_nonneg. intros c inc. apply filter_In in inc as [inc _]. now apply nonneg. Qed.

Lemma lessened_spec x c l rows left : (0 <= x c)%Z -> (forall d, In d l -> (0 <= x d)%Z) ->
  Forall2 (fun r left => (total x (part (fst r) (c :: l)) <= left)%Z) rows left ->
  exists left', lessened (map (fun r : cell_set * Z => member c (fst r)) rows) (x c) left = Some left' /\
    Forall2 (fun r left => (total x (part (fst r) l) <= left)%Z) rows left'.
Proof.
  intros own nonneg H. induction H as [|r room rows left first rest IH].
  - exists []. split; [reflexivity|constructor].
  - destruct IH as (left' & E & good). simpl. rewrite E. pose proof (part_nonneg x (fst r) l nonneg) as positive.
    assert (enough : (total x (part (fst r) l) <= (if member c (fst r) then room - x c else room))%Z).
    { unfold part in first. simpl in first. destruct (member c (fst r)); simpl in first; fold (part (fst r) l) in first; unfold total in *; lia. }
    rewrite (proj2 (Z.leb_le _ _)) by lia. eexists. split; [reflexivity|]. now constructor.
Qed.

Lemma enumerated_complete x l rows left : (forall c, In c l -> (0 <= x c <= pair_ceiling F c)%Z) ->
  Forall2 (fun r left => (total x (part (fst r) l) <= left)%Z) rows left ->
  In (map x l) (enumerated (map (fun c => (map (fun r : cell_set * Z => member c (fst r)) rows, pair_ceiling F c)) l) left).
Proof.
  revert left. induction l as [|c l IH]; intros left box room; [now constructor|].
  cbn [map enumerated]. apply in_flat_map. exists (x c). pose proof (box c (or_introl eq_refl)) as own. split.
  - unfold from_zero. apply in_map_iff. exists (Z.to_nat (x c)). split; [lia|]. apply in_seq. lia.
  - destruct (lessened_spec x c l rows left) as (left' & -> & room'); [lia| |exact room|].
    + intros d ind. apply box; now right.
    + apply in_map, IH; [|exact room']. intros d ind. apply box; now right.
Qed.

Lemma masked_total x G l : masked (map (fun c => member c G) l) (map x l) = total x (part G l).
Proof.
  induction l as [|c l IH]; simpl; [reflexivity|]. rewrite IH. unfold part, total. simpl.
  destruct (member c G); reflexivity.
Qed.

Lemma pairs_once : NoDup (pairs F).
Proof. apply nodup_prod; apply seq_NoDup. Qed.

Lemma pure_outcomes_complete x : keeps_file F x -> In (map x (pairs F)) pure_outcomes.
Proof.
  intros kept. pose proof kept as [nonneg quotas]. destruct (sound_parts F sound) as (_ & _ & _ & sub & _).
  apply filter_In. split.
  - apply enumerated_complete.
    + intros c inc. split; [now apply nonneg|now apply below_pair_ceiling].
    + assert (rooms : forall r, In r ceilings -> (total x (part (fst r) (pairs F)) <= snd r)%Z).
      { intros r inr. apply in_flat_map in inr as (k & ink & inr). destruct (quotas k ink) as [_ high].
        destruct (upper k) as [h|]; [|destruct inr]. destruct inr as [<-|[]]. simpl.
        rewrite (part_of_all pairs_once); [exact high|]. now apply sub. }
      induction ceilings as [|r rows IH]; simpl; constructor; [apply rooms; now left|].
      apply IH. intros; apply rooms; now right.
  - apply forallb_forall. intros [mask low] inf. apply in_map_iff in inf as (k & E & ink). injection E as <- <-.
    apply filter_In in ink as [ink _]. apply Z.leb_le. unfold mask_of. rewrite masked_total.
    rewrite (part_of_all pairs_once) by now apply sub. now apply quotas.
Qed.

(** ** Proofs of bounds *)

Inductive bound_proof : Type :=
  | Shown (multipliers : list multiplier)
  | Nothing (multipliers : list multiplier)
  | Split (k : N) (v : Z) (below above : bound_proof)
  | Listed.

(** What an outcome of the list is worth. *)
Fixpoint worth (f : form) (y : list Z) : Q :=
  match f, y with
  | t :: f', v :: y' => Qred (coefficient t * inject_Z v + worth f' y')
  | _, _ => 0
  end.

Fixpoint proof_test (outcomes : list (list Z)) (system : list limit) (objective : form) (bound : Q) (shown : bound_proof)
  : bool :=
  match shown with
  | Shown multipliers => bound_test system objective bound multipliers
  | Nothing multipliers => contradiction_test system multipliers
  | Split k v below above =>
      proof_test outcomes (system ++ [at_most [times 1 k] (inject_Z v)]) objective bound below &&
      proof_test outcomes (system ++ [at_least [times 1 k] (inject_Z (v + 1))]) objective bound above
  | Listed => forallb (fun y => Qle_bool (worth objective y) bound) outcomes
  end.

Lemma worth_correct w x l : worth (form_of w l) (map x l) == sum l (fun c => w c * inject_Z (x c)).
Proof. induction l as [|c l IH]; simpl; [reflexivity|]. now rewrite Qred_correct, IH. Qed.

Lemma solution_app system l x : solution system x -> keeps x l -> solution (system ++ [l]) x.
Proof. intros solved kept m inm. apply in_app_or in inm as [inm|[<-|[]]]; auto. Qed.

Theorem proof_sound w bound shown system x :
  keeps_file F x -> solution system (outcome_point x) ->
  proof_test pure_outcomes system (form_of w (pairs F)) bound shown = true ->
  sum (pairs F) (fun c => w c * inject_Z (x c)) <= bound.
Proof.
  intros kept. revert system. induction shown as [ms|ms|k v below IHb above IHa|]; intros system solved H; simpl in H.
  - rewrite <- value_form_of by apply incl_refl. now apply bound_test_sound with (1 := H).
  - exfalso. apply infeasible_sound in H. apply H. now exists (outcome_point x).
  - apply andb_true_iff in H as [low high].
    set (z := x (Nat.div (N.to_nat k) (objects_listed F), Nat.modulo (N.to_nat k) (objects_listed F))).
    assert (E : value [times 1 k] (outcome_point x) == inject_Z z)
      by (unfold value, outcome_point; cbn [sum coefficient variable]; fold z; ring).
    destruct (Z_le_gt_dec z v) as [le|gt].
    + apply (IHb (system ++ [at_most [times 1 k] (inject_Z v)])); [|exact low]. apply solution_app; [exact solved|].
      split; [exact I|]. cbn [at_most most subject]. rewrite E. now rewrite <- Zle_Qle.
    + apply (IHa (system ++ [at_least [times 1 k] (inject_Z (v + 1))])); [|exact high].
      apply solution_app; [exact solved|]. split; [|exact I]. cbn [at_least least subject]. rewrite E, <- Zle_Qle. lia.
  - rewrite forallb_forall in H. specialize (H _ (pure_outcomes_complete x kept)). apply Qle_bool_iff in H.
    now rewrite worth_correct in H.
Qed.

(** The bound holds for every feasible pure outcome of the problem. *)
Corollary feasible_bound w bound shown x :
  proof_test pure_outcomes quota_limits (form_of w (pairs F)) bound shown = true -> feasible_pure (completed F) x ->
  sum (cells (completed F)) (fun c => w c * inject_Z (x c)) <= bound.
Proof.
  intros H feasible. apply (completed_feasible F sound) in feasible.
  apply (proof_sound w bound shown quota_limits x); auto using quota_limits_kept.
Qed.

End File.
