(** Certificates about mechanisms: not obviously strategy-proof.  The evidence is an agent and costs at which every choice
    that its rule allows fails; or, where the rule leaves ties open, some choice that it allows. *)

From Allocation Require Export Certificates.Trading.
From Allocation Require Import Proofs.ValenzuelaStookey.Bundles Proofs.ValenzuelaStookey.Protocols.

Open Scope Q_scope.

(** ** Which choices a rule allows, by computation *)

Section Allowed.

Variables (M : market) (t : table) (j : nat).
Hypothesis protocol_T : is_protocol M (protocol_of M t).
Hypothesis agent_j : (j < number_of_agents M)%nat.

Local Notation I := (number_of_tasks M).
Local Notation T := (protocol_of M t).

Definition myopic_b (c : bundle) (k : nat) : bool :=
  Nat.ltb k (length (menu t j)) &&
  existsb (fun a => all_upto (length (menu t j)) (fun l => none_above [a] (workloads M t j c l))) (workloads M t j c k).

(** Each of these numbers is at most one of those. *)
Definition each_below_some (these those : list Q) : bool := forallb (fun a => existsb (Qle_bool a) those) these.

Definition cautious_b (c : bundle) (k : nat) : bool :=
  myopic_b c k &&
  all_upto (length (menu t j)) (fun l =>
    negb (myopic_b c l) || each_below_some (workloads M t j c k) (workloads M t j c l)).

Definition allowed_b (r : rule) (c : bundle) (k : nat) : bool :=
  match r with
  | Cautious => cautious_b c k
  | Any_myopic => myopic_b c k
  | By_signs rules => Nat.eqb k (first_by_signs I rules c)
  | Listed_choices named =>
      existsb (fun one => same_b I c (of_list (fst one)) && Nat.eqb k (snd one)) named ||
      (forallb (fun one => negb (same_b I c (of_list (fst one)))) named && cautious_b c k)
  end.

Definition allowed (r : rule) (c : bundle) (k : nat) : Prop :=
  match r with
  | Cautious => cautious_choice M T j c k
  | Any_myopic => myopically_optimal M T j c k
  | By_signs rules => k = first_by_signs I rules c
  | Listed_choices named =>
      (exists d l, In (d, l) named /\ same I c (of_list d) /\ k = l) \/
      ((forall d l, In (d, l) named -> ~ same I c (of_list d)) /\ cautious_choice M T j c k)
  end.

(** A workload is that of something selected. *)
Lemma workload_of_reduced c k a : choice T j k ->
  In a (workloads M t j c k) -> exists x, reduced M T j k x /\ a = inner I c x.
Proof.
  intros chosen ina. apply in_map_iff in ina. destruct ina as (y & <- & iny). exists (of_list y).
  split; [|reflexivity]. apply reduced_table; [assumption|assumption|assumption|]. unfold listed. apply Exists_exists.
  exists y. split; [assumption|apply same_refl].
Qed.

Lemma reduced_has_workload c k x : choice T j k ->
  reduced M T j k x -> exists a, In a (workloads M t j c k) /\ a == inner I c x.
Proof.
  intros chosen inx. apply reduced_table in inx; [|assumption|assumption|assumption]. unfold listed in inx.
  rewrite Exists_exists in inx. destruct inx as (y & iny & eq). exists (inner I c (of_list y)). split.
  - apply in_map_iff. exists y. split; [reflexivity|assumption].
  - symmetry. now apply inner_same.
Qed.

Lemma myopic_b_iff c k : myopic_b c k = true <-> myopically_optimal M T j c k.
Proof.
  unfold myopic_b. rewrite andb_true_iff, Nat.ltb_lt, existsb_exists. split.
  - intros (lt & a & ina & all). split; [exact lt|].
    destruct (workload_of_reduced c k a lt ina) as (x & inx & ->). exists x. split; [assumption|].
    intros l y chosen iny. rewrite all_upto_iff in all. specialize (all l chosen). rewrite none_above_iff in all.
    destruct (reduced_has_workload c l y chosen iny) as (b & inb & eq). rewrite <- eq. apply all; [now left|assumption].
  - intros (lt & x & inx & cheapest). split; [exact lt|].
    destruct (reduced_has_workload c k x lt inx) as (a & ina & eq). exists a. split; [assumption|].
    apply all_upto_iff. intros l ltl. apply none_above_iff. intros a' b [<-|[]] inb.
    destruct (workload_of_reduced c l b ltl inb) as (y & iny & ->). rewrite eq. now apply (cheapest l y).
Qed.

Lemma cautious_b_iff c k : cautious_b c k = true <-> cautious_choice M T j c k.
Proof.
  unfold cautious_b, cautious_choice. rewrite andb_true_iff, myopic_b_iff, all_upto_iff. split.
  - intros (optimal & all). split; [assumption|]. intros l x optimal_l inx. pose proof (proj1 optimal_l) as chosen_l.
    pose proof (proj1 optimal) as chosen. specialize (all l chosen_l). apply orb_true_iff in all.
    destruct all as [no|all].
    + apply negb_true_iff in no. apply myopic_b_iff in optimal_l. congruence.
    + unfold each_below_some in all. rewrite forallb_forall in all.
      destruct (reduced_has_workload c k x chosen inx) as (a & ina & eq). specialize (all a ina).
      apply existsb_exists in all. destruct all as (b & inb & le). apply Qle_bool_iff in le.
      destruct (workload_of_reduced c l b chosen_l inb) as (y & iny & ->). exists y. split; [assumption|]. lra.
  - intros (optimal & caution). split; [assumption|]. intros l ltl. apply orb_true_iff.
    destruct (myopic_b c l) eqn:E; [right|left; reflexivity]. apply myopic_b_iff in E.
    unfold each_below_some. apply forallb_forall. intros a ina.
    destruct (workload_of_reduced c k a (proj1 optimal) ina) as (x & inx & ->).
    destruct (caution l x E inx) as (y & iny & le).
    destruct (reduced_has_workload c l y ltl iny) as (b & inb & eq). apply existsb_exists. exists b.
    split; [assumption|]. apply Qle_bool_iff. lra.
Qed.

Lemma allowed_b_iff r c k : allowed_b r c k = true <-> allowed r c k.
Proof.
  destruct r as [| |rules|named]; simpl.
  - apply cautious_b_iff.
  - apply myopic_b_iff.
  - apply Nat.eqb_eq.
  - rewrite orb_true_iff, andb_true_iff, existsb_exists, forallb_forall, cautious_b_iff. split.
    + intros [((d & l) & ind & good)|(none & careful)].
      * left. apply andb_true_iff in good. destruct good as (eq & is_l). simpl in eq, is_l. exists d, l.
        split; [assumption|]. split; [now apply same_b_iff|now apply Nat.eqb_eq].
      * right. split; [|assumption]. intros d l ind eq. specialize (none _ ind). apply negb_true_iff in none.
        apply same_b_iff in eq. simpl in none. congruence.
    + intros [(d & l & ind & eq & ->)|(none & careful)].
      * left. exists (d, l). split; [assumption|]. apply andb_true_iff. simpl. split; [now apply same_b_iff|].
        apply Nat.eqb_refl.
      * right. split; [|assumption]. intros (d & l) ind. apply negb_true_iff. simpl.
        destruct (same_b I c (of_list d)) eqn:E; [|reflexivity]. apply same_b_iff in E. exfalso. exact (none d l ind E).
Qed.

Lemma follows_allowed r s : follows M T j r s <-> forall c, possible M j c -> allowed r c (s j c).
Proof.
  unfold follows, allowed. split; intros H c poss; specialize (H c poss); destruct r; assumption.
Qed.

End Allowed.

(** ** Not obviously strategy-proof, whatever strategies the rules allow *)

Definition not_osp_b (printed : bool) (numbers : list nat) (t : table) (domains : list domain) (rules : list rule)
    (j : nat) (costs : list Q) : bool :=
  let M := market_of_table numbers t domains in
  is_protocol_b M t && Nat.ltb j (number_of_agents M) &&
  in_domain_b (length numbers) (nth j domains Nonnegative) (of_list costs) &&
  all_upto (length (menu t j)) (fun k =>
    negb (allowed_b M t j (nth j rules Cautious) (of_list costs) k) || fails_b printed M t j (of_list costs) k).

Lemma not_osp_b_sound printed numbers t domains rules j costs :
  not_osp_b printed numbers t domains rules j costs = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\ (j < number_of_agents M)%nat /\ possible M j (of_list costs) /\
  forall s, strategies_by M (protocol_of M t) rules s -> fails_b printed M t j (of_list costs) (s j (of_list costs)) = true.
Proof.
  unfold not_osp_b. cbv zeta. set (M := market_of_table numbers t domains). rewrite !andb_true_iff, all_upto_iff, Nat.ltb_lt.
  intros (((isp & lt) & inside) & all). apply is_protocol_table in isp. apply in_domain_b_sound in inside.
  split; [exact isp|split; [exact lt|split; [exact inside|]]]. intros s (strategies_s & follow).
  pose proof (proj1 (strategies_s j lt) (of_list costs) inside) as chosen.
  specialize (all _ chosen). apply orb_true_iff in all. destruct all as [no|yes]; [|exact yes].
  apply negb_true_iff in no. pose proof (proj1 (follows_allowed M t j _ s) (follow j lt) (of_list costs) inside) as does.
  apply (allowed_b_iff M t j isp lt) in does. congruence.
Qed.

Theorem not_osp_shown numbers t domains rules j costs :
  not_osp_b true numbers t domains rules j costs = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\
  forall s, strategies_by M (protocol_of M t) rules s -> ~ osp M (protocol_of M t) s.
Proof.
  intros shown. destruct (not_osp_b_sound true numbers t domains rules j costs shown) as (isp & lt & poss & fails).
  split; [exact isp|]. intros s follow obvious. exact (fails_printed _ _ _ _ _ (fails s follow) (obvious j _ lt poss)).
Qed.

Theorem not_osp_over_deviations_shown numbers t domains rules j costs :
  not_osp_b false numbers t domains rules j costs = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\
  forall s, strategies_by M (protocol_of M t) rules s -> ~ osp_over_deviations M (protocol_of M t) s.
Proof.
  intros shown. destruct (not_osp_b_sound false numbers t domains rules j costs shown) as (isp & lt & poss & fails).
  split; [exact isp|]. intros s follow obvious.
  exact (fails_over_deviations _ _ _ _ _ (fails s follow) (obvious j _ lt poss)).
Qed.
