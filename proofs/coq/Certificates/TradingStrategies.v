(** The rules of a certificate are followed by some strategies: a statement about all strategies that follow them is about
    some.  And where a rule leaves ties open, a choice that it allows and that fails. *)

From Allocation Require Export Certificates.TradingFailures.
From Allocation Require Import Proofs.ValenzuelaStookey.Bundles Proofs.ValenzuelaStookey.Protocols.

Open Scope Q_scope.

Lemma Qle_total a b : a <= b \/ b <= a.
Proof. destruct (Qlt_le_dec a b); [left; lra|right; assumption]. Qed.

Lemma each_below_some_iff these those :
  each_below_some these those = true <-> forall a, In a these -> exists b, In b those /\ a <= b.
Proof.
  unfold each_below_some. rewrite forallb_forall. split; intros H a ina; specialize (H a ina).
  - apply existsb_exists in H. destruct H as (b & inb & le). exists b. split; [assumption|now apply Qle_bool_iff].
  - apply existsb_exists. destruct H as (b & inb & le). exists b. split; [assumption|now apply Qle_bool_iff].
Qed.

Lemma each_below_some_total these those : each_below_some these those = true \/ each_below_some those these = true.
Proof.
  rewrite !each_below_some_iff.
  assert (greatest : forall l : list Q, l <> [] -> exists a, In a l /\ forall b, In b l -> b <= a).
  { intros l. apply (least_exists (fun a b => b <= a)); [intros; apply Qle_total|]. intros a b c. lra. }
  destruct these as [|a0 these]; [left; intros a []|]. destruct those as [|b0 those]; [right; intros b []|].
  destruct (greatest (a0 :: these) ltac:(discriminate)) as (a & ina & most).
  destruct (greatest (b0 :: those) ltac:(discriminate)) as (b & inb & most').
  destruct (Qle_total a b) as [le|le].
  - left. intros a' ina'. exists b. split; [assumption|]. specialize (most a' ina'). lra.
  - right. intros b' inb'. exists a. split; [assumption|]. specialize (most' b' inb'). lra.
Qed.

Section Strategies.

Variables (M : market) (t : table).
Hypothesis protocol_T : is_protocol M (protocol_of M t).
Local Notation I := (number_of_tasks M).
Local Notation T := (protocol_of M t).

(** Some choice is cautious. *)
Lemma some_cautious j c : (j < number_of_agents M)%nat -> exists k, (k < length (menu t j))%nat /\ cautious_b M t j c k = true.
Proof.
  intros lt. set (n := length (menu t j)).
  destruct (proj1 (proj2 (proj2 protocol_T)) j lt) as (k0 & chosen0 & _).
  assert (all : flat_map (workloads M t j c) (upto n) <> []).
  { destruct (reduced_has_workload M t j protocol_T lt c k0 (endowment T j) chosen0) as (a & ina & _).
    - now apply endowment_is_selected.
    - intros empty. assert (In a (flat_map (workloads M t j c) (upto n))); [|rewrite empty in *; contradiction].
      apply in_flat_map. exists k0. split; [now apply in_upto|assumption]. }
  destruct (least_exists (fun a b => a <= b) _ Qle_total Qle_trans all) as (a & ina & least).
  apply in_flat_map in ina. destruct ina as (k & ink & ina). apply in_upto in ink.
  assert (optimal : myopic_b M t j c k = true).
  { unfold myopic_b. apply andb_true_iff. split; [now apply Nat.ltb_lt|]. apply existsb_exists. exists a.
    split; [assumption|]. apply all_upto_iff. intros l ltl. apply none_above_iff. intros a' b [<-|[]] inb.
    apply least. apply in_flat_map. exists l. split; [now apply in_upto|assumption]. }
  assert (some : filter (myopic_b M t j c) (upto n) <> []).
  { intros empty. assert (In k (filter (myopic_b M t j c) (upto n))); [|rewrite empty in *; contradiction].
    apply filter_In. split; [now apply in_upto|assumption]. }
  destruct (least_exists (fun k l => each_below_some (workloads M t j c k) (workloads M t j c l) = true)
              (filter (myopic_b M t j c) (upto n))) as (best & in_best & safest); [| |exact some|].
  { intros x y. apply each_below_some_total. }
  { intros x y z. rewrite !each_below_some_iff. intros H H' b inb. destruct (H b inb) as (b' & inb' & le).
    destruct (H' b' inb') as (b'' & inb'' & le'). exists b''. split; [assumption|lra]. }
  apply filter_In in in_best. destruct in_best as (in_n & optimal'). apply in_upto in in_n. exists best.
  split; [assumption|]. unfold cautious_b. rewrite optimal'. simpl. apply all_upto_iff. intros l ltl.
  apply orb_true_iff. destruct (myopic_b M t j c l) eqn:E; [right|left; reflexivity].
  apply safest. apply filter_In. split; [now apply in_upto|assumption].
Qed.

(** The choices that a rule names are in the menu. *)
Definition within_menu (j : nat) (r : rule) : bool :=
  match r with
  | By_signs rules => forallb (fun one => Nat.ltb (snd one) (length (menu t j))) rules
  | Listed_choices named => forallb (fun one => Nat.ltb (snd one) (length (menu t j))) named
  | _ => true
  end.

Lemma some_allowed j r c :
  (j < number_of_agents M)%nat -> within_menu j r = true ->
  exists k, (k < length (menu t j))%nat /\ allowed_b M t j r c k = true.
Proof.
  intros lt within. destruct (some_cautious j c lt) as (k & ltk & careful). destruct r as [| |rules|named]; simpl in *.
  - exists k. split; assumption.
  - exists k. split; [assumption|]. apply andb_true_iff in careful. exact (proj1 careful).
  - exists (first_by_signs I rules c). split; [|apply Nat.eqb_refl].
    clear - ltk within. induction rules as [|(case & l) rules IH]; simpl in *; [lia|].
    apply andb_true_iff in within. destruct within as (here & rest). apply Nat.ltb_lt in here.
    destruct (has_signs_b I case c); [assumption|now apply IH].
  - rewrite forallb_forall in within.
    destruct (existsb (fun one => same_b I c (of_list (fst one))) named) eqn:E.
    + apply existsb_exists in E. destruct E as ((d & l) & ind & eq). specialize (within _ ind). apply Nat.ltb_lt in within.
      exists l. split; [exact within|]. apply orb_true_iff. left. apply existsb_exists. exists (d, l).
      split; [assumption|]. simpl in *. rewrite eq. apply Nat.eqb_refl.
    + exists k. split; [assumption|]. apply orb_true_iff. right. apply andb_true_iff. split; [|assumption].
      apply forallb_forall. intros one ino. apply negb_true_iff. destruct (same_b I c (of_list (fst one))) eqn:S; [|reflexivity].
      exfalso. assert (existsb (fun one => same_b I c (of_list (fst one))) named = true); [|congruence].
      apply existsb_exists. exists one. split; assumption.
Qed.

(** What is allowed does not depend on how costs are written. *)
Lemma myopic_respects_same j c d k : same I c d -> myopically_optimal M T j c k -> myopically_optimal M T j d k.
Proof.
  intros eq (chosen & x & inx & cheapest). split; [assumption|]. exists x. split; [assumption|]. intros l y chosen_l iny.
  rewrite <- !(inner_ext I c d _ _ eq (same_refl _ _)). now apply (cheapest l).
Qed.

Lemma cautious_respects_same j c d k : same I c d -> cautious_choice M T j c k -> cautious_choice M T j d k.
Proof.
  intros eq (optimal & caution). split; [now apply (myopic_respects_same j c)|]. intros l x optimal_l inx.
  destruct (caution l x) as (y & iny & le); [|assumption|].
  - now apply (myopic_respects_same j d c l (same_sym _ _ _ eq)).
  - exists y. split; [assumption|]. rewrite <- !(inner_ext I c d _ _ eq (same_refl _ _)). assumption.
Qed.

Lemma has_signs_respects_same case c d : same I c d -> has_signs I case c -> has_signs I case d.
Proof.
  intros eq (gains & stays). split; intros e ine; [specialize (gains e ine)|specialize (stays e ine)];
  rewrite (inner_ext I c d _ _ eq (same_refl I (of_list e))) in *; assumption.
Qed.

Lemma first_by_signs_same rules c d : same I c d -> first_by_signs I rules c = first_by_signs I rules d.
Proof.
  intros eq. induction rules as [|(case & k) rules IH]; simpl; [reflexivity|].
  replace (has_signs_b I case d) with (has_signs_b I case c).
  - destruct (has_signs_b I case c); [reflexivity|assumption].
  - apply eq_true_iff_eq. rewrite !has_signs_b_iff.
    split; apply has_signs_respects_same; [assumption|now apply same_sym].
Qed.

Lemma allowed_respects_same j r c d k : same I c d -> allowed M t j r c k -> allowed M t j r d k.
Proof.
  intros eq. destruct r as [| |rules|named]; simpl.
  - now apply cautious_respects_same.
  - now apply myopic_respects_same.
  - intros ->. now apply first_by_signs_same.
  - intros [(e & l & ine & eq' & ->)|(none & careful)].
    + left. exists e, l. split; [assumption|]. split; [|reflexivity]. exact (same_trans _ _ _ _ (same_sym _ _ _ eq) eq').
    + right. split; [|now apply (cautious_respects_same j c)].
      intros e l ine eq'. exact (none e l ine (same_trans _ _ _ _ eq eq')).
Qed.

Lemma allowed_b_same j r c d k : (j < number_of_agents M)%nat -> same I c d -> allowed_b M t j r c k = allowed_b M t j r d k.
Proof.
  intros lt eq. apply eq_true_iff_eq. rewrite !(allowed_b_iff M t j protocol_T lt).
  split; apply allowed_respects_same; [assumption|now apply same_sym].
Qed.

(** The first choice that the rule allows; at some costs of one agent, which may be singled out, another. *)
Definition first_allowed (rules : list rule) : strategies nat := fun j c =>
  match find (allowed_b M t j (nth j rules Cautious) c) (upto (length (menu t j))) with Some k => k | None => 0%nat end.

Definition but_there (rules : list rule) (j0 : nat) (c0 : bundle) (k0 : nat) : strategies nat := fun j c =>
  if Nat.eqb j j0 && same_b I c c0 then k0 else first_allowed rules j c.

Variable rules : list rule.
Hypothesis named_within : forall j, (j < number_of_agents M)%nat -> within_menu j (nth j rules Cautious) = true.

Lemma first_allowed_spec j c :
  (j < number_of_agents M)%nat ->
  (first_allowed rules j c < length (menu t j))%nat /\
  allowed_b M t j (nth j rules Cautious) c (first_allowed rules j c) = true.
Proof.
  intros lt. unfold first_allowed. destruct (find _ _) as [k|] eqn:E.
  - apply find_some in E. destruct E as (ink & good). split; [now apply in_upto|assumption].
  - exfalso. destruct (some_allowed j (nth j rules Cautious) c lt (named_within j lt)) as (k & ltk & good).
    pose proof (find_none _ _ E k (proj2 (in_upto _ _) ltk)). congruence.
Qed.

Lemma first_allowed_same j c d : (j < number_of_agents M)%nat -> same I c d -> first_allowed rules j c = first_allowed rules j d.
Proof.
  intros lt eq. unfold first_allowed.
  assert (E : forall l, find (allowed_b M t j (nth j rules Cautious) c) l = find (allowed_b M t j (nth j rules Cautious) d) l).
  { induction l as [|k l IH]; simpl; [reflexivity|]. rewrite (allowed_b_same j _ c d k lt eq).
    destruct (allowed_b M t j (nth j rules Cautious) d k); [reflexivity|assumption]. }
  now rewrite E.
Qed.

Theorem first_allowed_follows : strategies_by M T rules (first_allowed rules).
Proof.
  split.
  - intros j lt. split; [intros c _; exact (proj1 (first_allowed_spec j c lt))|intros c d _; now apply first_allowed_same].
  - intros j lt. apply (proj2 (follows_allowed M t j _ _)). intros c _. apply (allowed_b_iff M t j protocol_T lt).
    exact (proj2 (first_allowed_spec j c lt)).
Qed.

Theorem but_there_follows j0 c0 k0 :
  (j0 < number_of_agents M)%nat -> allowed_b M t j0 (nth j0 rules Cautious) c0 k0 = true -> (k0 < length (menu t j0))%nat ->
  strategies_by M T rules (but_there rules j0 c0 k0).
Proof.
  intros lt0 good0 ltk0. pose proof first_allowed_follows as (strategies_f & follow_f). split.
  - intros j lt. split.
    + intros c poss. unfold but_there. destruct (Nat.eqb_spec j j0) as [->|]; simpl; [|now apply strategies_f].
      destruct (same_b I c c0); [exact ltk0|now apply strategies_f].
    + intros c d poss eq. unfold but_there. rewrite (first_allowed_same j c d lt eq).
      replace (same_b I d c0) with (same_b I c c0); [reflexivity|]. apply eq_true_iff_eq. rewrite !same_b_iff. split; intros H.
      * exact (same_trans _ _ _ _ (same_sym _ _ _ eq) H).
      * exact (same_trans _ _ _ _ eq H).
  - intros j lt. apply (proj2 (follows_allowed M t j _ _)). intros c poss. unfold but_there.
    destruct (Nat.eqb_spec j j0) as [->|]; simpl.
    + destruct (same_b I c c0) eqn:E.
      * apply same_b_iff in E. apply (allowed_respects_same j0 _ c0); [now apply same_sym|].
        now apply (allowed_b_iff M t j0 protocol_T lt0).
      * apply (proj1 (follows_allowed M t j0 _ _) (follow_f j0 lt) c poss).
    + apply (proj1 (follows_allowed M t j _ _) (follow_f j lt) c poss).
Qed.

End Strategies.

(** ** A choice that is allowed fails *)

Definition rules_within_b (M : market) (t : table) (rules : list rule) : bool :=
  all_upto (number_of_agents M) (fun j => within_menu t j (nth j rules Cautious)).

Theorem some_strategies M t rules :
  is_protocol M (protocol_of M t) -> rules_within_b M t rules = true ->
  exists s, strategies_by M (protocol_of M t) rules s.
Proof.
  intros isp within. unfold rules_within_b in within. rewrite all_upto_iff in within.
  exists (first_allowed M t rules). now apply first_allowed_follows.
Qed.

Definition some_fails_b (printed : bool) (numbers : list nat) (t : table) (domains : list domain) (rules : list rule)
    (j : nat) (costs : list Q) (k : nat) : bool :=
  let M := market_of_table numbers t domains in
  is_protocol_b M t && rules_within_b M t rules && Nat.ltb j (number_of_agents M) && Nat.ltb k (length (menu t j)) &&
  in_domain_b (length numbers) (nth j domains Nonnegative) (of_list costs) &&
  allowed_b M t j (nth j rules Cautious) (of_list costs) k && fails_b printed M t j (of_list costs) k.

Lemma some_fails_b_sound printed numbers t domains rules j costs k :
  some_fails_b printed numbers t domains rules j costs k = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\ (j < number_of_agents M)%nat /\ possible M j (of_list costs) /\
  fails_b printed M t j (of_list costs) k = true /\
  exists s, strategies_by M (protocol_of M t) rules s /\ s j (of_list costs) = k.
Proof.
  unfold some_fails_b. cbv zeta. set (M := market_of_table numbers t domains). rewrite !andb_true_iff, !Nat.ltb_lt.
  intros ((((((isp & within) & lt) & ltk) & inside) & good) & fails). apply is_protocol_table in isp.
  apply in_domain_b_sound in inside. unfold rules_within_b in within. rewrite all_upto_iff in within.
  split; [exact isp|split; [exact lt|split; [exact inside|split; [exact fails|]]]].
  exists (but_there M t rules j (of_list costs) k). split; [now apply but_there_follows|].
  unfold but_there. rewrite Nat.eqb_refl. replace (same_b _ _ _) with true; [reflexivity|].
  symmetry. apply same_b_iff. apply same_refl.
Qed.

Theorem some_not_osp_shown numbers t domains rules j costs k :
  some_fails_b true numbers t domains rules j costs k = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\
  exists s, strategies_by M (protocol_of M t) rules s /\ ~ osp M (protocol_of M t) s.
Proof.
  intros shown. destruct (some_fails_b_sound true numbers t domains rules j costs k shown) as (isp & lt & poss & fails & s & follow & at_k).
  split; [exact isp|]. exists s. split; [exact follow|]. intros obvious. pose proof (obvious j _ lt poss) as H.
  rewrite at_k in H. exact (fails_printed _ _ _ _ _ fails H).
Qed.

Theorem some_not_osp_over_deviations_shown numbers t domains rules j costs k :
  some_fails_b false numbers t domains rules j costs k = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\
  exists s, strategies_by M (protocol_of M t) rules s /\ ~ osp_over_deviations M (protocol_of M t) s.
Proof.
  intros shown. destruct (some_fails_b_sound false numbers t domains rules j costs k shown) as (isp & lt & poss & fails & s & follow & at_k).
  split; [exact isp|]. exists s. split; [exact follow|]. intros obvious. pose proof (obvious j _ lt poss) as H.
  rewrite at_k in H. exact (fails_over_deviations _ _ _ _ _ fails H).
Qed.
