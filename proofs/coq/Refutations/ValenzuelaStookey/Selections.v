(** Refutation of VS, Proposition 2, second sentence: with a task that somebody does not mind, the multipliers 0 solve the
    dual, but nothing that clears the market attains the support functions, and nothing solves the outer program.

    Agent 0 has one instance of task 0, costs 0 whatever it does, and does not mind task 1; agent 1 has one instance of
    task 1, costs 1 a task, and does not mind task 0.  Agent 0 can take over task 1 for epsilon of task 0, for every
    epsilon > 0, so that costs come near 0; but not for nothing.  Nobody loses by these trades, so that it is the same if
    agents choose no set by which they may lose. *)

From Coq Require Import PeanoNat.
From Allocation Require Export TradingTables Proofs.ValenzuelaStookey.Bundles Proofs.ValenzuelaStookey.LargeMarket.

Open Scope Q_scope.

(** ** Menus of one ray, and the remedial menu *)

Definition menu_of (eta : bundle) (X : bundle -> Prop) (I : nat) (x : bundle) : individual bool := {|
  individual_choice := fun (_ : bool) => True;
  individual_set := fun (k : bool) y => if k then X y else same I y eta;
  individual_strategy := fun _ => true;
  individual_selected := fun (k : bool) => if k then x else eta
|}.

Lemma menu_is_individual M (eta : bundles) (X : bundle -> Prop) x j :
  let D := menu_of (eta j) X (number_of_tasks M) x in
  polarized_rays_beside M (as_protocol eta D) j \/ remedial_menu M (as_protocol eta D) j ->
  nonnegative (number_of_tasks M) (eta j) -> (forall y, X y -> nonnegative (number_of_tasks M) y) -> X x ->
  (forall c, possible M j c -> nonnegative (number_of_tasks M) c) ->
  (forall c, possible M j c -> exists z, X z /\ inner (number_of_tasks M) c z <= 0) ->
  is_individual M eta D j.
Proof.
  intros D menu pos_eta pos_X inx costs free. split; [exact menu|]. split; [|split; [|split]].
  - exists false. split; [exact Logic.I|]. intros y. reflexivity.
  - intros [|] _; [exact inx|apply same_refl].
  - intros c _. exact Logic.I.
  - intros c poss. destruct (free c poss) as (z & inz & none). exists z. split; [exact inz|]. intros k y _ iny.
    apply Qle_trans with 0; [exact none|]. apply inner_nonnegative; [now apply costs|].
    destruct k; [now apply pos_X|]. intros i lt. rewrite (iny i lt). now apply pos_eta.
Qed.

Lemma ray_menu M (eta : bundles) kappa x j :
  non_monotone (number_of_tasks M) kappa ->
  polarized_rays_beside M (as_protocol eta (menu_of (eta j) (ray (number_of_tasks M) (eta j) kappa) (number_of_tasks M) x)) j.
Proof.
  intros signs. exists (fun _ => kappa). split.
  - intros [|] _; [right; split; [intros y; reflexivity|exact signs]|left; intros y; reflexivity].
  - intros k k' _ _ other no no'. exfalso. destruct k; [destruct k'; [congruence|]|];
      [apply no'; intros y; reflexivity|apply no; intros y; reflexivity].
Qed.

Lemma remedial_is_menu M (eta : bundles) x j :
  remedial_menu M (as_protocol eta (menu_of (eta j)
    (fun y => nonnegative (number_of_tasks M) y /\ below (number_of_tasks M) y (eta j)) (number_of_tasks M) x)) j.
Proof.
  exists false, true. split; [discriminate|]. split; [exact Logic.I|]. split; [exact Logic.I|]. split; [|split].
  - intros [|] _; auto.
  - intros y. reflexivity.
  - intros y. reflexivity.
Qed.

Lemma menu_is_cautious M (eta : bundles) (X : bundle -> Prop) x j :
  let D := menu_of (eta j) X (number_of_tasks M) x in
  polarized_rays_beside M (as_protocol eta D) j \/ remedial_menu M (as_protocol eta D) j ->
  nonnegative (number_of_tasks M) (eta j) -> (forall y, X y -> nonnegative (number_of_tasks M) y) -> X x ->
  (forall c, possible M j c -> nonnegative (number_of_tasks M) c) ->
  (forall c, possible M j c -> exists z, X z /\ inner (number_of_tasks M) c z <= 0) ->
  (forall c y, possible M j c -> X y -> inner (number_of_tasks M) c y <= inner (number_of_tasks M) c (eta j)) ->
  is_cautious_individual M eta D j.
Proof. intros D menu pos_eta pos_X inx costs free no_loss. split; [now apply menu_is_individual|exact no_loss]. Qed.

(** ** What is selected from a menu *)

Lemma selected_forms {K} M (eta : bundles) (D : individual K) j k :
  is_individual M eta D j -> individual_choice D k ->
  same (number_of_tasks M) (individual_selected D k) (eta j) \/
  (exists kappa, non_monotone (number_of_tasks M) kappa /\ ray (number_of_tasks M) (eta j) kappa (individual_selected D k)) \/
  (nonnegative (number_of_tasks M) (individual_selected D k) /\ below (number_of_tasks M) (individual_selected D k) (eta j)).
Proof.
  intros (menu & _ & selects & _) chosen. pose proof (selects k chosen) as inside.
  destruct menu as [(kappa & rays & _)|(l & l' & _ & _ & _ & two & demand & all)].
  - destruct (rays k chosen) as [demand|(is_a_ray & signs)].
    + left. now apply demand.
    + right; left. exists (kappa k). split; [exact signs|]. now apply is_a_ray.
  - destruct (two k chosen) as [->| ->].
    + left. now apply demand.
    + right; right. now apply all.
Qed.

(** ** The market *)

Definition light_market : market :=
  market_of [1; 1]%nat [[0; 0]; [1; 1]] [[1; 0]; [0; 1]] (fun j => listed 2 [match j with O => [1; 0] | _ => [0; 1] end]).

Definition light_laws (j : nat) : finite_law := [(1, of_list match j with O => [1; 0] | _ => [0; 1] end)].

Local Notation sigma := (status_quo light_market).

Lemma light_costs j c : possible light_market j c ->
  match j with O => c 0%nat == 1 /\ c 1%nat == 0 | _ => c 0%nat == 0 /\ c 1%nat == 1 end.
Proof.
  intros inc. apply Exists_exists in inc as (d & [<-|[]] & equal).
  pose proof (equal 0%nat ltac:(lia)) as first. pose proof (equal 1%nat ltac:(lia)) as second.
  destruct j; split; assumption.
Qed.

Lemma light_nonnegative j c : possible light_market j c -> nonnegative 2 c.
Proof.
  intros poss i lt. pose proof (light_costs j c poss) as values.
  destruct j; destruct i as [|[|i]]; try lia; destruct values as (E & E'); (rewrite E || rewrite E'); lra.
Qed.

Lemma light_is_large : large_market light_market sigma light_laws.
Proof.
  split; [|split].
  - split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. split.
    + apply (in_form_respects_same 2 zero (Points [match j with O => [1; 0] | _ => [0; 1] end])).
    + exact (light_nonnegative j).
  - apply assignment_b_iff; reflexivity.
  - intros j _. split; [|reflexivity]. intros p c [equal|[]]. injection equal as <- <-. split; [reflexivity|].
    apply Exists_exists. eexists. split; [left; reflexivity|apply same_refl].
Qed.

Lemma sigma_nonnegative j : (j < 2)%nat -> nonnegative 2 (sigma j).
Proof. intros lt. destruct j as [|[|j]]; [| |lia]; apply nonnegative_b_iff; reflexivity. Qed.

Section FeasibleSets.

(** The OSP-feasible sets, as printed or of agents who choose no set by which they may lose. *)
Variable F : nat -> bundle -> Prop.
Hypothesis within : forall j x, F j x -> osp_feasible_set light_market light_laws sigma j x.
Hypothesis holds : forall j x, cautious_feasible_set light_market light_laws sigma j x -> F j x.

(** Each agent has one type, which gets what is selected. *)
Lemma in_feasible_set (X : bundle -> Prop) x j :
  (j < 2)%nat -> is_cautious_individual light_market sigma (menu_of (sigma j) X 2 x) j -> F j x.
Proof.
  intros lt menu. apply holds. exists [(1, x)]. split; [|split; [simpl; ring|intros i _; simpl; ring]].
  intros p y [equal|[]]. injection equal as <- <-. split; [discriminate|].
  exists bool, (menu_of (sigma j) X 2 x). split; [exact menu|]. intros i _. unfold expected_bundle, light_laws. simpl. ring.
Qed.

Definition nearly (epsilon : Q) : bundles :=
  fun j => match j with O => of_list [1 - epsilon; 1] | _ => of_list [epsilon; 0] end.

Lemma nearly_feasible epsilon : 0 < epsilon -> epsilon < 1 -> feasible_5 light_market F (nearly epsilon).
Proof.
  intros pos small. split.
  - intros j lt. simpl in lt.
    destruct j as [|[|j]]; [| |lia].
    + apply (in_feasible_set (ray 2 (sigma 0%nat) (of_list [- epsilon; 1])) _ 0%nat lt). apply (menu_is_cautious light_market sigma).
      * left. apply (ray_menu light_market sigma). split; intros no.
        -- specialize (no 0%nat ltac:(simpl; lia)). cbn in no. lra.
        -- specialize (no 1%nat ltac:(simpl; lia)). cbn in no. unfold zero in no. lra.
      * now apply sigma_nonnegative.
      * intros y (nonneg & _). exact nonneg.
      * split; [intros i lti; destruct i as [|[|i]]; [cbn; lra|cbn; lra|lia]|]. exists 1. split; [lra|].
        intros i lti. destruct i as [|[|i]]; [cbn; ring|cbn; ring|lia].
      * exact (light_nonnegative 0).
      * intros c poss. destruct (light_costs 0 c poss) as (E & E').
        assert (0 < / epsilon) by now apply Qinv_lt_0_compat.
        exists (of_list [0; / epsilon]). split; [split|].
        -- intros i lti. destruct i as [|[|i]]; [cbn; lra|cbn; lra|lia].
        -- exists (/ epsilon). split; [lra|]. intros i lti. destruct i as [|[|i]]; [cbn; field; lra|cbn; ring|lia].
        -- unfold inner. cbn. rewrite E, E'. lra.
      * intros c y poss (_ & t & ahead & along). destruct (light_costs 0 c poss) as (E & E').
        pose proof (along 0%nat ltac:(simpl; lia)) as moved. unfold inner. cbn in *. rewrite E, E'. nra.
    + apply (in_feasible_set (ray 2 (sigma 1%nat) (of_list [epsilon; -(1)])) _ 1%nat lt). apply (menu_is_cautious light_market sigma).
      * left. apply (ray_menu light_market sigma). split; intros no.
        -- specialize (no 1%nat ltac:(simpl; lia)). cbn in no. lra.
        -- specialize (no 0%nat ltac:(simpl; lia)). cbn in no. unfold zero in no. lra.
      * now apply sigma_nonnegative.
      * intros y (nonneg & _). exact nonneg.
      * split; [intros i lti; destruct i as [|[|i]]; [cbn; lra|cbn; lra|lia]|]. exists 1. split; [lra|].
        intros i lti. destruct i as [|[|i]]; [cbn; ring|cbn; ring|lia].
      * exact (light_nonnegative 1).
      * intros c poss. destruct (light_costs 1 c poss) as (E & E').
        exists (of_list [epsilon; 0]). split; [split|].
        -- intros i lti. destruct i as [|[|i]]; [cbn; lra|cbn; lra|lia].
        -- exists 1. split; [lra|]. intros i lti. destruct i as [|[|i]]; [cbn; ring|cbn; ring|lia].
        -- unfold inner. cbn. rewrite E, E'. lra.
      * intros c y poss (_ & t & ahead & along). destruct (light_costs 1 c poss) as (E & E').
        pose proof (along 1%nat ltac:(simpl; lia)) as moved. unfold inner. cbn in *. rewrite E, E'. nra.
  - intros i lt. simpl in lt. destruct i as [|[|i]]; [| |lia]; cbn; ring.
Qed.

Lemma nearly_costs epsilon : social_cost light_market (nearly epsilon) == epsilon.
Proof. unfold social_cost, inner. cbn. ring. Qed.

Lemma nothing_in_feasible_set : F 1%nat zero.
Proof.
  apply (in_feasible_set (fun y => nonnegative 2 y /\ below 2 y (sigma 1%nat)) zero 1%nat ltac:(lia)).
  assert (inside : nonnegative 2 zero /\ below 2 zero (sigma 1%nat)).
  { split; [intros i _; discriminate|]. apply (sigma_nonnegative 1). lia. }
  apply (menu_is_cautious light_market sigma).
  - right. apply (remedial_is_menu light_market sigma).
  - apply sigma_nonnegative. lia.
  - intros y (nonneg & _). exact nonneg.
  - exact inside.
  - exact (light_nonnegative 1).
  - intros c _. exists zero. split; [exact inside|]. unfold inner, zero. simpl. lra.
  - intros c y poss (_ & small). apply inner_below; [exact (light_nonnegative 1 c poss)|exact small].
Qed.

(** ** What is in the OSP-feasible sets *)

Lemma member_forms j x (P : bundle -> Prop) :
  (j < 2)%nat -> F j x ->
  (forall y z, same 2 y z -> P z -> P y) ->
  (forall y, same 2 y (sigma j) \/ (exists kappa, non_monotone 2 kappa /\ ray 2 (sigma j) kappa y) \/
             (nonnegative 2 y /\ below 2 y (sigma j)) -> P y) ->
  exists points : list (Q * bundle),
    (forall p y, In (p, y) points -> 0 <= p /\ P y) /\ sum points fst == 1 /\
    forall i, (i < 2)%nat -> x i == sum points (fun one => fst one * snd one i).
Proof.
  intros lt inside alike forms. destruct (within j x inside) as (points & members & total & equal). exists points. split; [|split; assumption].
  intros p y inp. destruct (members p y inp) as (pos & K & D & individual_D & same_y). split; [exact pos|].
  apply (alike y (individual_selected D (individual_strategy D (of_list match j with O => [1; 0] | _ => [0; 1] end)))).
  - intros i lti. rewrite (same_y i lti). unfold expected_bundle, light_laws. simpl. ring.
  - apply forms. apply (selected_forms light_market sigma D j); [exact individual_D|]. apply individual_D.
    apply Exists_exists. eexists. split; [left; reflexivity|apply same_refl].
Qed.

Lemma members_nonnegative j x : (j < 2)%nat -> F j x -> nonnegative 2 x.
Proof.
  intros lt inside. destruct (member_forms j x (nonnegative 2) lt inside) as (points & members & _ & equal).
  - intros y z same_yz pos i lti. rewrite (same_yz i lti). now apply pos.
  - intros y [same_y|[(kappa & _ & nonneg & _)|(nonneg & _)]]; try assumption.
    intros i lti. rewrite (same_y i lti). now apply (sigma_nonnegative j).
  - intros i lti. rewrite (equal i lti). apply sum_nonneg. intros (p & y) inp. destruct (members p y inp) as (pos & nonneg).
    apply Qmult_le_0_compat; [exact pos|now apply nonneg].
Qed.

(** Agent 0 takes over something of task 1 only for something of task 0. *)
Definition not_for_nothing (y : bundle) : Prop := y 0%nat <= 1 /\ (y 0%nat < 1 \/ y 1%nat <= 0).

Lemma mixed_not_for_nothing (points : list (Q * bundle)) :
  (forall p y, In (p, y) points -> 0 <= p /\ not_for_nothing y) ->
  let left_over := sum points fst - sum points (fun one => fst one * snd one 0%nat) in
  0 <= left_over /\ (left_over <= 0 -> sum points (fun one => fst one * snd one 1%nat) <= 0).
Proof.
  induction points as [|(p & y) points IH]; intros members; simpl; [split; lra|].
  destruct (members p y (or_introl eq_refl)) as (pos & most & paid).
  destruct IH as (rest & none); [intros q z inq; apply members; right; exact inq|]. cbn zeta in *.
  assert (0 <= p * (1 - y 0%nat)) by nra. split; [lra|]. intros all.
  assert (p * y 1%nat <= 0); [|specialize (none ltac:(lra)); lra].
  destruct paid as [less|nothing]; [|nra].
  destruct (Qlt_le_dec 0 p) as [some|]; [exfalso; nra|]. assert (p == 0) as E by lra. rewrite E. lra.
Qed.

Lemma agent_0_not_for_nothing x : F 0%nat x -> ~ (1 <= x 0%nat /\ 1 <= x 1%nat).
Proof.
  intros inside (first & second).
  destruct (member_forms 0 x not_for_nothing ltac:(lia) inside) as (points & members & total & equal).
  - intros y z same_yz. unfold not_for_nothing. rewrite (same_yz 0%nat ltac:(lia)), (same_yz 1%nat ltac:(lia)). auto.
  - intros y [same_y|[(kappa & (some_less & _) & nonneg & t & ahead & along)|(_ & small)]]; unfold not_for_nothing.
    + pose proof (same_y 0%nat ltac:(lia)) as E. pose proof (same_y 1%nat ltac:(lia)) as E'. cbn in E, E'.
      split; [lra|right; lra].
    + pose proof (along 0%nat ltac:(lia)) as E. pose proof (along 1%nat ltac:(lia)) as E'.
      pose proof (nonneg 1%nat ltac:(lia)) as pos. change (sigma 0%nat 0%nat) with 1 in E. change (sigma 0%nat 1%nat) with 0 in E'.
      destruct (Qlt_le_dec 0 t) as [moves|stays].
      * assert (0 <= kappa 1%nat) by (destruct (Qlt_le_dec (kappa 1%nat) 0); [exfalso; nra|assumption]).
        assert (kappa 0%nat < 0).
        { destruct (Qlt_le_dec (kappa 0%nat) 0) as [|up]; [assumption|exfalso]. apply some_less.
          intros i lti. destruct i as [|[|i]]; [assumption|assumption|lia]. }
        assert (y 0%nat < 1) by nra. split; [lra|left; assumption].
      * assert (t == 0) as none by lra. rewrite none in E, E'. split; [lra|right; lra].
    + pose proof (small 0%nat ltac:(lia)) as E. pose proof (small 1%nat ltac:(lia)) as E'. cbn in E, E'.
      split; [exact E|right; exact E'].
  - destruct (mixed_not_for_nothing points members) as (_ & none). pose proof (equal 0%nat ltac:(lia)).
    pose proof (equal 1%nat ltac:(lia)). cbn zeta in none. specialize (none ltac:(lra)). lra.
Qed.

(** ** The dual *)

Lemma zero_solves_dual : solves_6 light_market F zero.
Proof.
  exists 0. split.
  - exists (fun _ => 0). split; [|unfold inner, zero; cbn; ring]. intros j lt. simpl in lt.
    destruct j as [|[|j]]; [| |lia]; split.
    + intros y _. unfold inner, minus, zero. cbn. lra.
    + intros epsilon pos. exists (nearly (1 # 2) 0%nat).
      split; [apply (proj1 (nearly_feasible (1 # 2) eq_refl eq_refl)); simpl; lia|]. unfold inner, minus, zero. cbn. lra.
    + intros y inside. pose proof (members_nonnegative 1 y ltac:(lia) inside) as nonneg.
      pose proof (nonneg 0%nat ltac:(lia)). pose proof (nonneg 1%nat ltac:(lia)). unfold inner, minus, zero. cbn. lra.
    + intros epsilon pos. exists zero. split; [exact nothing_in_feasible_set|]. unfold inner, minus, zero. cbn. lra.
  - intros lambda v dual. destruct (Qlt_le_dec 0 v) as [more|]; [exfalso|assumption].
    assert (part : v / (v + 1) * (v + 1) == v) by (field; lra). set (epsilon := v / (v + 1)) in *.
    assert (0 < epsilon /\ epsilon < 1) as (pos & small) by (split; [apply Qlt_shift_div_l|apply Qlt_shift_div_r]; lra).
    pose proof (weak_duality light_market F (nearly epsilon) lambda v (nearly_feasible epsilon pos small) dual) as bound.
    rewrite nearly_costs in bound. nra.
Qed.

Lemma nothing_solves_outer x : ~ solves_5 light_market F x.
Proof.
  intros ((inside & clears) & best).
  pose proof (inside 0%nat ltac:(simpl; lia)) as in_0. pose proof (inside 1%nat ltac:(simpl; lia)) as in_1.
  pose proof (members_nonnegative 1 (x 1%nat) ltac:(lia) in_1) as nonneg.
  pose proof (nonneg 0%nat ltac:(lia)) as first. pose proof (nonneg 1%nat ltac:(lia)) as second.
  assert (cost : social_cost light_market x == x 1%nat 0%nat + x 1%nat 1%nat) by (unfold social_cost, inner; cbn; ring).
  assert (none : x 1%nat 0%nat + x 1%nat 1%nat <= 0).
  { destruct (Qlt_le_dec 0 (x 1%nat 0%nat + x 1%nat 1%nat)) as [more|]; [exfalso|assumption].
    set (v := x 1%nat 0%nat + x 1%nat 1%nat) in *.
    assert (part : v / (v + 1) * (v + 1) == v) by (field; lra). set (epsilon := v / (v + 1)) in *.
    assert (0 < epsilon /\ epsilon < 1) as (pos & small) by (split; [apply Qlt_shift_div_l|apply Qlt_shift_div_r]; lra).
    pose proof (best (nearly epsilon) (nearly_feasible epsilon pos small)) as bound.
    rewrite nearly_costs, cost in bound. nra. }
  apply (agent_0_not_for_nothing (x 0%nat) in_0).
  pose proof (clears 0%nat ltac:(simpl; lia)) as sum_0. pose proof (clears 1%nat ltac:(simpl; lia)) as sum_1.
  cbn in sum_0, sum_1. change (inject_Z 1) with 1 in sum_0, sum_1. split; lra.
Qed.

End FeasibleSets.

Lemma cautious_is_feasible j x :
  cautious_feasible_set light_market light_laws sigma j x -> osp_feasible_set light_market light_laws sigma j x.
Proof.
  intros (points & members & rest). exists points. split; [|exact rest]. intros p y inp.
  destruct (members p y inp) as (pos & K & D & (individual_D & _) & equal). split; [exact pos|]. now exists K, D.
Qed.

(*| valenzuela-stookey-2026/proposition-2.selections | literal | refuted |*)
Theorem VS_Proposition_2_selections_is_false : ~ VS_Proposition_2_selections.
Proof.
  intros claim.
  destruct (claim light_market sigma light_laws zero light_is_large
              (zero_solves_dual _ (fun _ _ inside => inside) cautious_is_feasible)) as (x & _ & _ & solves).
  exact (nothing_solves_outer _ (fun _ _ inside => inside) cautious_is_feasible x solves).
Qed.

(*| valenzuela-stookey-2026/proposition-2.selections | cautious ties (Coq only) | statement |*)
Definition VS_Proposition_2_selections_cautious : Prop := forall M eta laws lambda,
  large_market M eta laws ->
  let F := cautious_feasible_set M laws eta in
  solves_6 M F lambda ->
  exists x, (forall j, (j < number_of_agents M)%nat ->
               attains (number_of_tasks M) (F j) (minus lambda (performance M j)) (x j)) /\
            large_market_clearing M x /\ solves_5 M F x.

(*| valenzuela-stookey-2026/proposition-2.selections | cautious ties (Coq only) | refuted |*)
Theorem VS_Proposition_2_selections_cautious_is_false : ~ VS_Proposition_2_selections_cautious.
Proof.
  intros claim.
  destruct (claim light_market sigma light_laws zero light_is_large
              (zero_solves_dual _ cautious_is_feasible (fun _ _ inside => inside))) as (x & _ & _ & solves).
  exact (nothing_solves_outer _ cautious_is_feasible (fun _ _ inside => inside) x solves).
Qed.
