(** Certificates about mechanisms: obviously strategy-proof.  The protocol is a table; what the agents do is said by a rule
    for each.  The evidence is multipliers for each way in which a type could fail. *)

From Allocation Require Export Certificates.TradingRules.
From Allocation Require Import Proofs.ValenzuelaStookey.Bundles Proofs.ValenzuelaStookey.Protocols
  Proofs.ValenzuelaStookey.PolarizedMechanisms.

Open Scope Q_scope.

(** * Soundness, agent by agent *)

Section Agent.

Variables (M : market) (t : table) (j : nat) (offers : list offer).
Hypothesis protocol_T : is_protocol M (protocol_of M t).
Hypothesis agent_j : (j < number_of_agents M)%nat.
Hypothesis offered : offers_b M t j offers = true.

Local Notation I := (number_of_tasks M).
Local Notation T := (protocol_of M t).

Lemma same_minus_zero x y : same I (minus x y) zero -> same I x y.
Proof. intros eq i lt. specialize (eq i lt). unfold minus, zero in eq. lra. Qed.

Lemma cost_of_multiple c x s d : same I (minus x (endowment T j)) (multiple s d) ->
  inner I c x == inner I c (endowment T j) + s * inner I c d.
Proof.
  intros eq. pose proof (inner_same I c _ _ eq) as H. rewrite inner_minus, inner_multiple in H. lra.
Qed.

(** What is selected costs as much as the endowment, or differs from it by a positive multiple of an offer. *)
Lemma selected_by_offer k x c : choice T j k -> reduced M T j k x ->
  inner I c x == inner I c (endowment T j) \/
  exists d s, In (k, d) offers /\ 0 < s /\ inner I c x == inner I c (endowment T j) + s * inner I c (of_list d).
Proof.
  intros chosen inx. pose proof (proj1 (reduced_table M t j k x agent_j chosen protocol_T) inx) as listed_x.
  unfold listed in listed_x. rewrite Exists_exists in listed_x. destruct listed_x as (y & iny & eq).
  unfold offers_b in offered. cbv zeta in offered. apply andb_true_iff in offered. destruct offered as (cover & _).
  rewrite all_upto_iff in cover. specialize (cover k chosen). rewrite forallb_forall in cover. specialize (cover y iny).
  apply orb_true_iff in cover. destruct cover as [same_y|some].
  - left. rewrite (inner_same I c _ _ eq). apply inner_same. apply same_minus_zero. now apply zero_b_iff.
  - right. apply existsb_exists in some. destruct some as ((k' & d) & ino & good). apply andb_true_iff in good.
    destruct good as (is_k & along). apply Nat.eqb_eq in is_k. simpl in is_k. subst k'.
    apply along_b_sound in along. destruct along as (s & pos & eq').
    exists d, s. split; [assumption|]. split; [assumption|].
    rewrite (inner_same I c _ _ eq). exact (cost_of_multiple c (of_list y) s (of_list d) eq').
Qed.

(** An offer is taken by something that is selected. *)
Lemma offer_is_selected k d c : In (k, d) offers ->
  choice T j k /\ exists x s, reduced M T j k x /\ 0 < s /\
    inner I c x == inner I c (endowment T j) + s * inner I c (of_list d).
Proof.
  intros ino. unfold offers_b in offered. cbv zeta in offered. apply andb_true_iff in offered. destruct offered as (_ & used).
  rewrite forallb_forall in used. specialize (used _ ino). apply andb_true_iff in used. destruct used as (lt & some).
  apply Nat.ltb_lt in lt. simpl in lt, some. split; [exact lt|].
  apply existsb_exists in some. destruct some as (y & iny & along). apply along_b_sound in along.
  destruct along as (s & pos & eq). exists (of_list y), s.
  split; [|split; [assumption|exact (cost_of_multiple c (of_list y) s (of_list d) eq)]].
  apply reduced_table; [assumption|exact lt|assumption|]. unfold listed. apply Exists_exists. exists y.
  split; [assumption|apply same_refl].
Qed.

Lemma in_pairs_of {A} (l : list A) a b : In a l -> In b l -> a = b \/ In (a, b) (pairs_of l) \/ In (b, a) (pairs_of l).
Proof.
  induction l as [|x l IH]; intros ina inb; [destruct ina|]. simpl. rewrite !in_app_iff, !in_map_iff.
  destruct ina as [->|ina]; destruct inb as [->|inb].
  - left; reflexivity.
  - right; left; left. exists b. split; [reflexivity|assumption].
  - right; right; left. exists a. split; [reflexivity|assumption].
  - destruct (IH ina inb) as [eq|[inp|inp]]; [left; assumption|right; left; right; assumption|right; right; right; assumption].
Qed.

Definition no_case (cases : list signs) (c : bundle) : Prop := forall case, In case cases -> ~ has_signs I case c.

Lemma signs_of_two c d e : inner I c (of_list d) < 0 -> inner I c (of_list e) < 0 -> has_signs I ([d; e], []) c.
Proof. intros ld le. split; [intros f [<-|[<-|[]]]; assumption|intros f []]. Qed.

Lemma no_pair_case c o o' :
  no_case (flat_map pair_cases (pairs_of offers)) c -> In o offers -> In o' offers ->
  (fst o <> fst o' -> ~ (inner I c (of_list (snd o)) < 0 /\ inner I c (of_list (snd o')) < 0)) /\
  (fst o = fst o' -> ~ (inner I c (of_list (snd o)) < 0 /\ 0 < inner I c (of_list (snd o')))).
Proof.
  intros none ino ino'. destruct o as (k & d), o' as (m & e). simpl.
  assert (case : forall two case, In two (pairs_of offers) -> In case (pair_cases two) -> ~ has_signs I case c).
  { intros two case in2 inc. apply none. apply in_flat_map. exists two. split; assumption. }
  destruct (in_pairs_of offers (k, d) (m, e) ino ino') as [eq|[inp|inp]].
  - injection eq as <- <-. split; [contradiction|intros _ (a & b); lra].
  - split.
    + intros differ (a & b). apply (case _ ([d; e], []) inp); [|now apply signs_of_two].
      unfold pair_cases. simpl. apply Nat.eqb_neq in differ. rewrite differ. now left.
    + intros <- (a & b). apply (case _ ([d; opposite_of e], []) inp).
      * unfold pair_cases. simpl. rewrite Nat.eqb_refl. now left.
      * apply signs_of_two; [assumption|]. rewrite inner_opposite_of. lra.
  - split.
    + intros differ (a & b). apply (case _ ([e; d], []) inp); [|now apply signs_of_two].
      unfold pair_cases. simpl. apply not_eq_sym, Nat.eqb_neq in differ. rewrite differ. now left.
    + intros <- (a & b). apply (case _ ([opposite_of e; d], []) inp).
      * unfold pair_cases. simpl. rewrite Nat.eqb_refl. right. now left.
      * apply signs_of_two; [|assumption]. rewrite inner_opposite_of. lra.
Qed.

Lemma no_two_gains_of c : no_case (flat_map pair_cases (pairs_of offers)) c -> gains_by_one_set M T j c.
Proof.
  intros none k k' x x' chosen chosen' differ inx inx' (gain & gain').
  destruct (selected_by_offer k x c chosen inx) as [eq|(d & s & ino & pos & cost)]; [lra|].
  destruct (selected_by_offer k' x' c chosen' inx') as [eq|(d' & s' & ino' & pos' & cost')]; [lra|].
  apply (proj1 (no_pair_case c (k, d) (k', d') none ino ino') differ). simpl. split; nra.
Qed.

Lemma no_gain_and_loss_of c : no_case (flat_map pair_cases (pairs_of offers)) c -> gains_or_loses M T j c.
Proof.
  intros none k x x' chosen inx inx' (gain & loss).
  destruct (selected_by_offer k x c chosen inx) as [eq|(d & s & ino & pos & cost)]; [lra|].
  destruct (selected_by_offer k x' c chosen inx') as [eq|(d' & s' & ino' & pos' & cost')]; [lra|].
  apply (proj2 (no_pair_case c (k, d) (k, d') none ino ino') eq_refl). simpl. split; nra.
Qed.

(** No choice tempts. *)
Lemma no_gain_of c k x : no_case (gain_cases offers) c -> choice T j k -> reduced M T j k x ->
  inner I c (endowment T j) <= inner I c x.
Proof.
  intros none chosen inx.
  destruct (selected_by_offer k x c chosen inx) as [eq|(d & s & ino & pos & cost)]; [lra|].
  destruct (Qlt_le_dec (inner I c x) (inner I c (endowment T j))) as [less|]; [exfalso|assumption].
  apply (none ([d], [])).
  - apply in_map_iff. exists (k, d). split; [reflexivity|assumption].
  - split; [|intros f []]. intros f [<-|[]]. nra.
Qed.

Lemma no_loss_of c :
  no_case (loss_cases offers) c ->
  forall k x, choice T j k -> reduced M T j k x -> inner I c (endowment T j) < inner I c x ->
  ~ forall l z, choice T j l -> reduced M T j l z -> inner I c (endowment T j) <= inner I c z.
Proof.
  intros none k x chosen inx loss all.
  destruct (selected_by_offer k x c chosen inx) as [eq|(d & s & ino & pos & cost)]; [lra|].
  apply (none ([opposite_of d], map (fun other => opposite_of (snd other)) offers)).
  - apply in_map_iff. exists (k, d). split; [reflexivity|assumption].
  - split.
    + intros f [<-|[]]. rewrite inner_opposite_of. nra.
    + intros f inf. apply in_map_iff in inf. destruct inf as ((l & e) & <- & ino'). simpl.
      destruct (offer_is_selected l e c ino') as (chosen_l & z & s' & inz & pos' & cost').
      specialize (all l z chosen_l inz). rewrite inner_opposite_of. nra.
Qed.

(** ** By choice *)

Definition dominant_in (printed : bool) (c : bundle) (k : nat) : Prop :=
  if printed then obviously_dominant M T j c k else obviously_dominant_over_deviations M T j c k.

Lemma dominant_by_signs printed c k :
  choice T j k ->
  (forall x, reduced M T j k x -> inner I c x <= inner I c (endowment T j)) ->
  (forall k' y, choice T j k' -> k' <> k \/ printed = true -> reduced M T j k' y ->
     inner I c (endowment T j) <= inner I c y) ->
  dominant_in printed c k.
Proof.
  intros chosen own others.
  assert (all : forall k' p q, choice T j k' -> k' <> k \/ printed = true -> profile M T p -> profile M T q ->
            p j = k -> q j = k' -> inner I c (selected T p j) <= inner I c (selected T q j)).
  { intros k' p q chosen' other prof profq at_p at_q. apply Qle_trans with (inner I c (endowment T j)).
    - apply own. rewrite <- at_p. now apply selected_reduced.
    - apply (others k'); [assumption|assumption|]. rewrite <- at_q. now apply selected_reduced. }
  unfold dominant_in. destruct printed; split; try assumption; intros k' chosen'.
  - intros p q. apply all; [assumption|right; reflexivity].
  - intros other p q. apply all; [assumption|left; assumption].
Qed.

Lemma dominant_by_choice_cases printed region c k :
  choice T j k -> no_case (choice_cases offers k printed region) c -> has_signs I region c -> dominant_in printed c k.
Proof.
  intros chosen none (gains & stays).
  assert (added : forall d, inner I c (of_list d) < 0 -> has_signs I (fst region ++ [d], snd region) c).
  { intros d neg. split; [|exact stays]. intros e ine. apply in_app_or in ine.
    destruct ine as [ine|[<-|[]]]; [now apply gains|assumption]. }
  apply dominant_by_signs; [assumption| |].
  - intros x inx. destruct (selected_by_offer k x c chosen inx) as [eq|(d & s & ino & pos & cost)]; [lra|].
    destruct (Qlt_le_dec (inner I c (endowment T j)) (inner I c x)) as [more|]; [exfalso|assumption].
    apply (none (fst region ++ [opposite_of d], snd region)).
    + apply in_flat_map. exists (k, d). split; [assumption|]. simpl. rewrite Nat.eqb_refl. now left.
    + apply added. rewrite inner_opposite_of. nra.
  - intros k' y chosen' other iny.
    destruct (selected_by_offer k' y c chosen' iny) as [eq|(d & s & ino & pos & cost)]; [lra|].
    destruct (Qlt_le_dec (inner I c y) (inner I c (endowment T j))) as [less|]; [exfalso|assumption].
    apply (none (fst region ++ [d], snd region)).
    + apply in_flat_map. exists (k', d). split; [assumption|]. simpl. apply in_or_app. right.
      destruct other as [differ| ->]; [apply Nat.eqb_neq in differ; rewrite differ; now left|].
      rewrite orb_true_r. now left.
    + apply added. nra.
Qed.

(** ** Cautious and myopic choices *)

Lemma dominant_cautious printed c k :
  no_case (cautious_cases printed offers) c -> cautious_choice M T j c k -> dominant_in printed c k.
Proof.
  intros none (optimal & caution). destruct printed; simpl in none.
  - pose proof (proj1 optimal) as chosen.
    assert (all : forall l z, choice T j l -> reduced M T j l z -> inner I c (endowment T j) <= inner I c z)
      by (intros l z; now apply no_gain_of).
    apply dominant_by_signs; [assumption| |intros k' y chosen' _ iny; now apply (all k')].
    intros x inx. destruct (proj1 (proj2 (proj2 protocol_T)) j agent_j) as (k0 & chosen0 & demand0).
    assert (optimal0 : myopically_optimal M T j c k0).
    { split; [assumption|]. exists (endowment T j). split; [now apply endowment_is_selected|exact all]. }
    destruct (caution k0 x optimal0 inx) as (z & inz & worse).
    pose proof (demand_costs M T j k0 c z demand0 inz). lra.
  - apply cautious_is_dominant; [assumption|assumption|now apply no_two_gains_of|now apply no_gain_and_loss_of|
      assumption|assumption].
Qed.

Lemma dominant_myopic printed c k :
  no_case (cautious_cases printed offers ++ loss_cases offers) c -> myopically_optimal M T j c k -> dominant_in printed c k.
Proof.
  intros none optimal. pose proof (proj1 optimal) as chosen.
  assert (none_first : no_case (cautious_cases printed offers) c) by (intros case inc; apply none, in_or_app; now left).
  assert (no_loss : no_case (loss_cases offers) c) by (intros case inc; apply none, in_or_app; now right).
  destruct printed; simpl in none_first.
  - assert (all : forall l z, choice T j l -> reduced M T j l z -> inner I c (endowment T j) <= inner I c z)
      by (intros l z; now apply no_gain_of).
    apply dominant_by_signs; [assumption| |intros k' y chosen' _ iny; now apply (all k')].
    intros x inx. destruct (Qlt_le_dec (inner I c (endowment T j)) (inner I c x)) as [more|]; [exfalso|assumption].
    exact (no_loss_of c no_loss k x chosen inx more all).
  - apply myopic_is_dominant; [assumption|assumption|now apply no_two_gains_of|now apply no_gain_and_loss_of|
      now apply no_loss_of|assumption].
Qed.

(** ** Rules by signs *)

Lemma both_signs one other c : has_signs I one c -> has_signs I other c -> has_signs I (both one other) c.
Proof.
  intros (g & s) (g' & s'). split; simpl; intros d ind; apply in_app_or in ind; destruct ind; auto.
Qed.

(** Costs that have not some signs break them in one of the ways. *)
Lemma some_way_to_break case c : has_signs_b I case c = false -> exists way, In way (ways_to_break case) /\ has_signs I way c.
Proof.
  destruct case as (gains & stays). unfold has_signs_b, ways_to_break. simpl. intros no. apply andb_false_iff in no.
  destruct no as [no|no].
  - assert (some : exists d, In d gains /\ 0 <= inner I c (of_list d)).
    { clear - no. induction gains as [|d gains IH]; [discriminate|]. simpl in no. apply andb_false_iff in no.
      destruct no as [no|no].
      - exists d. split; [now left|]. destruct (Qlt_le_dec (inner I c (of_list d)) 0) as [neg|]; [|assumption].
        apply less_b_iff in neg. congruence.
      - destruct (IH no) as (e & ine & le). exists e. split; [now right|assumption]. }
    destruct some as (d & ind & le). exists ([], [opposite_of d]). split.
    + apply in_or_app. right. apply in_map_iff. exists d. split; [reflexivity|assumption].
    + split; [intros e []|]. intros e [<-|[]]. rewrite inner_opposite_of. lra.
  - assert (some : exists d, In d stays /\ 0 < inner I c (of_list d)).
    { clear - no. induction stays as [|d stays IH]; [discriminate|]. simpl in no. apply andb_false_iff in no.
      destruct no as [no|no].
      - exists d. split; [now left|]. destruct (Qlt_le_dec 0 (inner I c (of_list d))) as [|le]; [assumption|].
        apply Qle_bool_iff in le. congruence.
      - destruct (IH no) as (e & ine & lt). exists e. split; [now right|assumption]. }
    destruct some as (d & ind & lt). exists ([opposite_of d], []). split.
    + apply in_or_app. left. apply in_map_iff. exists d. split; [reflexivity|assumption].
    + split; [|intros e []]. intros e [<-|[]]. rewrite inner_opposite_of. lra.
Qed.

Lemma some_way_through c ways :
  (forall one, In one ways -> exists way, In way one /\ has_signs I way c) ->
  exists way, In way (all_ways ways) /\ has_signs I way c.
Proof.
  induction ways as [|first rest IH]; intros each; simpl.
  - exists ([], []). split; [now left|]. split; intros d [].
  - destruct (each first (or_introl eq_refl)) as (one & in_one & sign).
    destruct IH as (other & in_other & sign'); [intros; apply each; now right|].
    exists (both one other). split; [|now apply both_signs].
    apply in_flat_map. exists one. split; [assumption|now apply in_map].
Qed.

Lemma some_region c rules : forall earlier,
  (forall one, In one earlier -> exists way, In way one /\ has_signs I way c) ->
  exists region, In (region, first_by_signs I rules c) (regions_after earlier rules) /\ has_signs I region c.
Proof.
  induction rules as [|(case & k) rest IH]; intros earlier broken; simpl.
  - destruct (some_way_through c earlier broken) as (way & in_way & sign). exists way. split; [|assumption].
    apply in_map_iff. exists way. split; [reflexivity|assumption].
  - destruct (has_signs_b I case c) eqn:E.
    + destruct (some_way_through c earlier broken) as (way & in_way & sign). exists (both case way).
      split; [|apply both_signs; [now apply has_signs_b_iff|assumption]].
      apply in_or_app. left. apply in_map_iff. exists way. split; [reflexivity|assumption].
    + destruct (IH (earlier ++ [ways_to_break case])) as (region & in_region & sign).
      * intros one in_one. apply in_app_or in in_one. destruct in_one as [in_one|[<-|[]]]; [now apply broken|].
        now apply some_way_to_break.
      * exists region. split; [|assumption]. apply in_or_app. now right.
Qed.

Lemma dominant_by_rules printed rules c :
  choice T j (first_by_signs I rules c) ->
  no_case (flat_map (fun one => choice_cases offers (snd one) printed (fst one)) (regions rules)) c ->
  dominant_in printed c (first_by_signs I rules c).
Proof.
  intros chosen none. destruct (some_region c rules []) as (region & in_region & sign); [intros one []|].
  apply dominant_by_choice_cases with region; [assumption| |assumption].
  intros case inc. apply none. apply in_flat_map. exists (region, first_by_signs I rules c). split; assumption.
Qed.

End Agent.

(** * Obviously strategy-proof *)

(** For each agent: the offers, and the multipliers of its cases. *)
Record shown_agent := {
  shown_offers : list offer;
  shown_weights : list weights
}.

Definition nobody : shown_agent := {| shown_offers := []; shown_weights := [] |}.

(** The listed choices at the named costs. *)
Definition named_choices_b (I : nat) (printed : bool) (r : rule) (offers : list offer) : bool :=
  match r with
  | Listed_choices named =>
      forallb (fun one => forallb (fun case => negb (has_signs_b I case (of_list (fst one))))
                                  (choice_cases offers (snd one) printed ([], []))) named
  | _ => true
  end.

Definition osp_b (printed : bool) (numbers : list nat) (t : table) (domains : list domain) (rules : list rule)
    (evidence : list shown_agent) : bool :=
  let M := market_of_table numbers t domains in
  is_protocol_b M t &&
  all_upto (number_of_agents M) (fun j =>
    let offers := shown_offers (nth j evidence nobody) in
    let r := nth j rules Cautious in
    offers_b M t j offers && named_choices_b (length numbers) printed r offers &&
    all_excluded (length numbers) (nth j domains Nonnegative) (failing_cases printed r offers)
      (shown_weights (nth j evidence nobody))).

Lemma osp_b_sound printed numbers t domains rules evidence :
  osp_b printed numbers t domains rules evidence = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\
  forall s, strategies_by M (protocol_of M t) rules s ->
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> dominant_in M t j printed c (s j c).
Proof.
  unfold osp_b. cbv zeta. set (M := market_of_table numbers t domains). rewrite andb_true_iff, all_upto_iff.
  intros (isp & all). apply is_protocol_table in isp. split; [exact isp|].
  intros s (strategies_s & follow) j c lt poss. specialize (all j lt). rewrite !andb_true_iff in all.
  destruct all as ((offered & named) & excluded). set (offers := shown_offers (nth j evidence nobody)) in *.
  pose proof (proj1 (strategies_s j lt) c poss) as chosen. pose proof (follow j lt c poss) as does.
  assert (none : no_case M (failing_cases printed (nth j rules Cautious) offers) c).
  { intros case inc. exact (all_excluded_sound _ _ _ _ c case excluded poss inc). }
  destruct (nth j rules Cautious) as [| |by_signs|named_list]; simpl in none.
  - now apply (dominant_cautious M t j offers isp lt offered).
  - now apply (dominant_myopic M t j offers isp lt offered).
  - rewrite does in *. now apply (dominant_by_rules M t j offers isp lt offered).
  - destruct does as [(d & k & in_named & eq & at_c)|(_ & careful)].
    + rewrite at_c in *. apply (dominant_by_choice_cases M t j offers isp lt offered printed ([], [])); [assumption| |].
      * intros case inc sign. simpl in named. rewrite forallb_forall in named. specialize (named _ in_named).
        rewrite forallb_forall in named. specialize (named case inc). rewrite negb_true_iff in named.
        assert (has_signs_b (length numbers) case (of_list d) = true); [|simpl in *; congruence].
        apply has_signs_b_iff. destruct sign as (gains & stays).
        split; intros e ine; [specialize (gains e ine)|specialize (stays e ine)];
        rewrite (inner_ext _ c (of_list d) (of_list e) (of_list e) eq (same_refl _ _)) in *; assumption.
      * split; intros e [].
    + now apply (dominant_cautious M t j offers isp lt offered).
Qed.

Theorem osp_over_deviations_shown numbers t domains rules evidence :
  osp_b false numbers t domains rules evidence = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\
  forall s, strategies_by M (protocol_of M t) rules s -> osp_over_deviations M (protocol_of M t) s.
Proof. exact (osp_b_sound false numbers t domains rules evidence). Qed.

Theorem osp_shown numbers t domains rules evidence :
  osp_b true numbers t domains rules evidence = true ->
  let M := market_of_table numbers t domains in
  is_protocol M (protocol_of M t) /\
  forall s, strategies_by M (protocol_of M t) rules s -> osp M (protocol_of M t) s.
Proof. exact (osp_b_sound true numbers t domains rules evidence). Qed.
