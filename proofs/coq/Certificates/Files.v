(** Problem files as problems of LY.

    A problem file lists some constraint sets with their quotas and may leave ceilings open, as long as every pair is in some
    set that has one.  In LY every pair by itself is a constraint set and every set has a ceiling.  [completed] writes the
    implied ceilings out: a single pair is at most the least ceiling of the listed sets that hold it, and a set whose
    ceiling is open at most what its pairs are together (or its floor, if that is more: nothing is feasible then, and quotas
    of LY have b <= c).  [completed_feasible] says that nothing changes by this: the
    feasible pure outcomes are those that keep the quotas of the file. *)

From Coq Require Import FinFun.
From Allocation Require Export LangYang Certificates.Minors.

Record quota : Type := on_set { members : cell_set; lower : Z; upper : option Z }.

Record file : Type := {
  agents_listed : nat;
  objects_listed : nat;
  types_listed : list nat;
  prior_listed : profile -> Q;
  quotas_listed : list quota
}.

(** The prior of independent types, from the probabilities of every agent's types. *)
Fixpoint independent (laws : list (list Q)) (t : profile) : Q :=
  match laws, t with
  | law :: rest, ti :: others => Qred (nth ti law 0 * independent rest others)
  | _, _ => 1
  end.

(** A prior that is written profile by profile. *)
Definition joint (table : list (profile * Q)) (t : profile) : Q :=
  match find (fun entry => profile_eqb (fst entry) t) table with Some entry => snd entry | None => 0 end.

(** An interim rule, as the numbers of each agent's types for the objects in order. *)
Definition rule_of (table : list (list (list Q))) : interim_rule := fun i ti j => nth j (nth ti (nth i table []) []) 0.

Lemma nodup_app {A : Type} (l m : list A) :
  NoDup l -> NoDup m -> (forall a, In a l -> ~ In a m) -> NoDup (l ++ m).
Proof.
  intros once_l once_m apart. induction once_l as [|a l notin once IH]; simpl; [exact once_m|].
  constructor.
  - intros ina. apply in_app_or in ina as [ina|ina]; [contradiction|]. now apply (apart a (or_introl eq_refl)).
  - apply IH. intros b inb. apply apart. now right.
Qed.

Lemma nodup_prod {A B : Type} (l : list A) (m : list B) : NoDup l -> NoDup m -> NoDup (list_prod l m).
Proof.
  intros once_l once_m. induction once_l as [|a l notin once IH]; simpl; [constructor|].
  apply nodup_app; [|exact IH|].
  - apply Injective_map_NoDup; [|exact once_m]. intros b b' E. now injection E.
  - intros p inp inrest. apply in_map_iff in inp as (b & <- & _). apply in_prod_iff in inrest as [ina _]. contradiction.
Qed.

Section File.

Variable F : file.

(** What an outcome must do, as the file says it. *)
Definition keeps_file (x : pure_outcome) : Prop :=
  (forall c, In c (list_prod (seq 0 (agents_listed F)) (seq 0 (objects_listed F))) -> (0 <= x c)%Z) /\
  (forall k, In k (quotas_listed F) ->
    (lower k <= total x (members k))%Z /\ match upper k with Some high => (total x (members k) <= high)%Z | None => True end).

Definition pairs : cell_set := list_prod (seq 0 (agents_listed F)) (seq 0 (objects_listed F)).

Definition is_listed (G : cell_set) : bool := inside set_eqb (map members (quotas_listed F)) G.

Definition listed (G : cell_set) : option quota := find (fun k => set_eqb (members k) G) (quotas_listed F).

(** The least of the ceilings of the listed sets that hold a pair. *)
Fixpoint least_ceiling (quotas : list quota) (c : cell) : option Z :=
  match quotas with
  | [] => None
  | k :: rest =>
      match (if member c (members k) then upper k else None), least_ceiling rest c with
      | Some high, Some other => Some (Z.min high other)
      | Some high, None => Some high
      | None, other => other
      end
  end.

Definition pair_ceiling (c : cell) : Z :=
  match least_ceiling (quotas_listed F) c with Some high => high | None => 0%Z end.

Definition completed : problem := {|
  structure_of := {|
    agents := agents_listed F;
    objects := objects_listed F;
    types := types_listed F;
    sets := map members (quotas_listed F) ++ filter (fun G => negb (is_listed G)) (map (fun c => [c]) pairs)
  |};
  prior := prior_listed F;
  floor := fun G => match listed G with Some k => lower k | None => 0%Z end;
  ceiling := fun G => match listed G with
                      | Some (on_set _ _ (Some high)) => high
                      | Some (on_set _ low None) => Z.max low (total pair_ceiling G)
                      | None => total pair_ceiling G
                      end
|}.

(** ** Tests *)

(** Sets are written in the order of all pairs. *)
Fixpoint sublist (l m : cell_set) : bool :=
  match l, m with
  | [], _ => true
  | _, [] => false
  | c :: l', d :: m' => if cell_eqb c d then sublist l' m' else sublist l m'
  end.

Definition sound_file : bool :=
  Nat.eqb (length (types_listed F)) (agents_listed F) &&
  forallb (Nat.ltb 0) (types_listed F) &&
  distinct set_eqb (map members (quotas_listed F)) &&
  forallb (fun k => sublist (members k) pairs && negb (set_eqb (members k) [])) (quotas_listed F) &&
  forallb (fun c => match least_ceiling (quotas_listed F) c with Some _ => true | None => false end) pairs.

Lemma sublist_subset l m : sublist l m = true -> In l (subsets m).
Proof.
  revert l. induction m as [|d m IH]; intros [|c l]; simpl; intros H.
  - now left.
  - discriminate.
  - apply in_or_app. right. apply IH. now destruct m.
  - apply in_or_app. destruct (cell_eqb c d) eqn:E.
    + apply cell_eqb_spec in E. subst. left. apply in_map. now apply IH.
    + right. now apply IH.
Qed.

Lemma subset_incl {A : Type} (l m : list A) : In l (subsets m) -> incl l m.
Proof.
  revert l. induction m as [|d m IH]; simpl; intros l H.
  - destruct H as [<-|[]]. apply incl_refl.
  - apply in_app_or in H as [H|H].
    + apply in_map_iff in H as (l' & <- & H). intros c [<-|inc]; [now left|]. right. now apply (IH l').
    + intros c inc. right. now apply (IH l).
Qed.

Lemma member_spec c G : member c G = true <-> In c G.
Proof.
  unfold member. rewrite existsb_exists. split.
  - intros (d & ind & same). apply cell_eqb_spec in same. now subst.
  - intros inc. exists c. split; [exact inc|]. now apply cell_eqb_spec.
Qed.

Hypothesis sound : sound_file = true.

Lemma sound_parts :
  length (types_listed F) = agents_listed F /\
  (forall k, In k (types_listed F) -> (0 < k)%nat) /\
  NoDup (map members (quotas_listed F)) /\
  (forall k, In k (quotas_listed F) -> In (members k) (subsets pairs) /\ members k <> []) /\
  (forall c, In c pairs -> exists high, least_ceiling (quotas_listed F) c = Some high).
Proof.
  unfold sound_file in sound. rewrite !andb_true_iff, !forallb_forall in sound.
  destruct sound as [[[[number positive] once] sets_sound] bounded]. split; [now apply Nat.eqb_eq|].
  split; [|split; [|split]].
  - intros k ink. now apply Nat.ltb_lt, positive.
  - now apply (distinct_spec set_eqb set_eqb_spec).
  - intros k ink. apply sets_sound, andb_true_iff in ink as [sub some]. split; [now apply sublist_subset|].
    intros E. apply set_eqb_spec in E. rewrite E in some. discriminate.
  - intros c inc. apply bounded in inc. destruct (least_ceiling _ c) as [high|]; [now exists high|discriminate].
Qed.

Lemma listed_spec k : In k (quotas_listed F) -> listed (members k) = Some k.
Proof.
  destruct sound_parts as (_ & _ & once & _). unfold listed. intros ink.
  induction (quotas_listed F) as [|l rest IH]; [destruct ink|]. simpl in *. inversion once; subst.
  destruct (set_eqb (members l) (members k)) eqn:E.
  - destruct ink as [->|ink]; [reflexivity|]. apply set_eqb_spec in E. exfalso. apply H1. rewrite E. now apply in_map.
  - destruct ink as [->|ink]; [|now apply IH]. rewrite (proj2 (set_eqb_spec _ _) eq_refl) in E. discriminate.
Qed.

Lemma not_listed G : is_listed G = false -> listed G = None.
Proof.
  intros H. unfold listed. destruct (find _ _) as [k|] eqn:E; [|reflexivity].
  apply find_some in E as [ink same]. apply set_eqb_spec in same. subst G.
  unfold is_listed in H. rewrite (proj2 (inside_spec set_eqb set_eqb_spec _ _)) in H; [discriminate|]. now apply in_map.
Qed.

Lemma total_nonneg x G : (forall c, In c G -> (0 <= x c)%Z) -> (0 <= total x G)%Z.
Proof.
  induction G as [|c G IH]; simpl; intros H; [lia|]. pose proof (H c (or_introl eq_refl)).
  assert (0 <= total x G)%Z by (apply IH; auto). unfold total in *. lia.
Qed.

Lemma total_member x G c : (forall d, In d G -> (0 <= x d)%Z) -> In c G -> (x c <= total x G)%Z.
Proof.
  induction G as [|d G IH]; intros nonneg inc; [destruct inc|]. unfold total in *. simpl.
  pose proof (nonneg d (or_introl eq_refl)).
  assert (0 <= total x G)%Z by (apply total_nonneg; intros; apply nonneg; now right). unfold total in *.
  destruct inc as [->|inc]; [lia|]. assert (x c <= fold_right (fun c rest => (x c + rest)%Z) 0%Z G)%Z; [|lia].
  apply IH; [|exact inc]. intros; apply nonneg; now right.
Qed.

Lemma total_le x y G : (forall c, In c G -> (x c <= y c)%Z) -> (total x G <= total y G)%Z.
Proof.
  induction G as [|c G IH]; simpl; intros H; [lia|]. pose proof (H c (or_introl eq_refl)).
  assert (total x G <= total y G)%Z by (apply IH; auto). unfold total in *. lia.
Qed.

Lemma below_least x quotas c high :
  (forall k, In k quotas -> In c (members k) -> match upper k with Some h => (x c <= h)%Z | None => True end) ->
  least_ceiling quotas c = Some high -> (x c <= high)%Z.
Proof.
  revert high. induction quotas as [|k rest IH]; simpl; intros high H E; [discriminate|].
  assert (rest_below : forall h, least_ceiling rest c = Some h -> (x c <= h)%Z)
    by (intros h; apply IH; intros; apply H; auto).
  pose proof (H k (or_introl eq_refl)) as own. destruct (member c (members k)) eqn:inc.
  - apply member_spec in inc. specialize (own inc). destruct (upper k) as [h|].
    + destruct (least_ceiling rest c) as [o|]; injection E as <-; [|exact own]. specialize (rest_below o eq_refl). lia.
    + now apply rest_below.
  - now apply rest_below.
Qed.

Lemma below_pair_ceiling x c : keeps_file x -> In c pairs -> (x c <= pair_ceiling c)%Z.
Proof.
  intros [nonneg quotas] inc. destruct sound_parts as (_ & _ & _ & sub & bounded).
  unfold pair_ceiling. destruct (bounded c inc) as [high E]. rewrite E.
  apply below_least with (2 := E). intros k ink inck. destruct (quotas k ink) as [_ up].
  destruct (upper k) as [h|]; [|exact I]. apply Z.le_trans with (2 := up). apply total_member; [|exact inck].
  intros d ind. apply nonneg. now apply (subset_incl _ _ (proj1 (sub k ink))).
Qed.

(** The implied ceilings change nothing. *)
Theorem completed_feasible x : feasible_pure completed x <-> keeps_file x.
Proof.
  destruct sound_parts as (_ & _ & _ & sub & _). split.
  - intros [nonneg quotas]. split; [exact nonneg|]. intros k ink.
    assert (inG : In (members k) (sets completed)) by (apply in_or_app; left; now apply in_map).
    specialize (quotas _ inG). simpl in quotas. rewrite (listed_spec k ink) in quotas. destruct k as [G low [high|]]; simpl in *;
      split; lia || trivial.
  - intros kept. pose proof kept as [nonneg quotas]. split; [exact nonneg|]. intros G inG.
    assert (small : incl G pairs -> (total x G <= total pair_ceiling G)%Z).
    { intros inc. apply total_le. intros c incG. apply below_pair_ceiling; auto. }
    apply in_app_or in inG as [inG|inG].
    + apply in_map_iff in inG as (k & <- & ink). simpl. rewrite (listed_spec k ink). specialize (quotas k ink).
      destruct (sub k ink) as [inc _]. apply subset_incl, small in inc.
      destruct k as [G low [high|]]; simpl in *; lia.
    + apply filter_In in inG as [inG open]. apply negb_true_iff, not_listed in open.
      apply in_map_iff in inG as (c & <- & inc). simpl. rewrite open.
      assert (below : incl [c] pairs) by (intros d [<-|[]]; exact inc). apply small in below.
      pose proof (nonneg c inc). simpl in *. lia.
Qed.

End File.
