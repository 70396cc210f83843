(** Refutation of VS, Remark 1, for three tasks: a Bayesian incentive compatible mechanism of the large market costs less
    than all menus of polarized rays. *)

From Coq Require Import PeanoNat.
From Allocation Require Export TradingTables Proofs.ValenzuelaStookey.Bundles Claims.ValenzuelaStookey.

Open Scope Q_scope.

(** What holds of all bundles of a set, up to a bound, holds of its convex hull. *)
Lemma hull_bound I (X : bundle -> Prop) w b x :
  (forall y, X y -> inner I w y <= b) -> convex_hull I X x -> inner I w x <= b.
Proof.
  intros bounded [points [members [total equal]]].
  assert (inner I w x == sum points (fun one => fst one * inner I w (snd one))) as spelled.
  { unfold inner. rewrite (sum_ext _ _ (fun i => sum points (fun one => fst one * (w i * snd one i)))).
    - rewrite sum_exchange. apply sum_ext. intros one _. rewrite sum_scale. reflexivity.
    - intros i Hi. apply in_upto in Hi. rewrite (equal i Hi), <- sum_scale. apply sum_ext. intros; ring. }
  rewrite spelled. apply Qle_trans with (sum points (fun one => fst one * b)).
  - apply sum_le. intros [p y] inp. destruct (members p y inp) as [positive inX]. simpl.
    rewrite (Qmult_comm p), (Qmult_comm p). apply Qmult_le_compat_r; [apply bounded, inX|exact positive].
  - rewrite sum_scale_right, total. lra.
Qed.

(** No type gains by bundles of two different sets of a menu of polarized rays, or of the remedial menu. *)
Lemma no_two_gains_in_menu {K} (M : market) (T : protocol K) j k k' c x x' :
  polarized_rays_beside M T j \/ remedial_menu M T j -> nonnegative (number_of_tasks M) c ->
  choice T j k -> choice T j k' -> k <> k' -> trading_set T j k x -> trading_set T j k' x' ->
  inner (number_of_tasks M) c x < inner (number_of_tasks M) c (endowment T j) ->
  inner (number_of_tasks M) c (endowment T j) <= inner (number_of_tasks M) c x'.
Proof.
  intros menu positive Hk Hk' differ inx inx' gain.
  destruct (Qlt_le_dec (inner (number_of_tasks M) c x') (inner (number_of_tasks M) c (endowment T j))) as [gain'|]; [exfalso|assumption].
  assert (forall l z, trading_set T j l z -> demands_endowment M T j l ->
            ~ inner (number_of_tasks M) c z < inner (number_of_tasks M) c (endowment T j)) as demands.
  { intros l z inz demand less. apply demand in inz. rewrite (inner_same _ c _ _ inz) in less. lra. }
  destruct menu as [[kappa [rays pairs]]|[l [l' [_ [_ [_ [two [demand _]]]]]]]].
  - assert (forall l z, choice T j l -> trading_set T j l z ->
              inner (number_of_tasks M) c z < inner (number_of_tasks M) c (endowment T j) ->
              inner (number_of_tasks M) c (kappa l) < 0) as downward.
    { intros l z Hl inz less. destruct (rays l Hl) as [demand|[is_a_ray _]]; [exfalso; exact (demands l z inz demand less)|].
      apply is_a_ray in inz as [_ [y [ahead along]]].
      assert (inner (number_of_tasks M) c (minus z (endowment T j)) == y * inner (number_of_tasks M) c (kappa l)) as moved.
      { rewrite <- inner_multiple. apply inner_same. exact along. }
      rewrite inner_minus in moved.
      destruct (Qlt_le_dec (inner (number_of_tasks M) c (kappa l)) 0) as [H|H]; [exact H|].
      pose proof (Qmult_le_0_compat y (inner (number_of_tasks M) c (kappa l)) ahead H). lra. }
    destruct (pairs k k' Hk Hk' differ (fun demand => demands k x inx demand gain) (fun demand => demands k' x' inx' demand gain'))
      as [y [y' [Hy [Hy' [some above]]]]].
    pose proof (inner_nonnegative _ c _ positive above) as total. rewrite inner_plus, !inner_multiple in total.
    pose proof (downward k x Hk inx gain) as down. pose proof (downward k' x' Hk' inx' gain') as down'.
    pose proof (Qmult_le_0_compat y (- inner (number_of_tasks M) c (kappa k)) Hy ltac:(lra)) as first.
    pose proof (Qmult_le_0_compat y' (- inner (number_of_tasks M) c (kappa k')) Hy' ltac:(lra)) as second.
    destruct some as [some|some].
    + pose proof (Qmult_lt_0_compat y (- inner (number_of_tasks M) c (kappa k)) some ltac:(lra)). lra.
    + pose proof (Qmult_lt_0_compat y' (- inner (number_of_tasks M) c (kappa k')) some ltac:(lra)). lra.
  - destruct (two k Hk) as [->| ->], (two k' Hk') as [->| ->]; try congruence.
    + exact (demands l x inx demand gain).
    + exact (demands l x' inx' demand gain').
Qed.

(** Two instances of each task; agent 0 is worse at task 2 and has costs (1, 1, 2) or (2, 3, 1); agent 1 has (1, 1, 1). *)
Definition types_of (j : nat) : list (list Q) := match j with O => [[1; 1; 2]; [2; 3; 1]] | _ => [[1; 1; 1]] end.

Definition three_tasks : market :=
  market_of [2; 2; 2]%nat [[0; 0; 1]; [0; 0; 0]] [[1; 1; 1]; [1; 1; 1]] (fun j => listed 3 (types_of j)).

Definition three_laws (j : nat) : finite_law :=
  match j with O => [(1 # 2, of_list [1; 1; 2]); (1 # 2, of_list [2; 3; 1])] | _ => [(1, of_list [1; 1; 1])] end.

(** What each type gets: (1, 2, 0) or (3, 0, 0), and (0, 1, 2).  Nothing of task 2 goes to agent 0. *)
Definition given (j : nat) (c : bundle) : bundle :=
  match j with
  | O => if Qeq_bool (c 0%nat) 1 then of_list [1; 2; 0] else of_list [3; 0; 0]
  | _ => of_list [0; 1; 2]
  end.

Lemma types_positive j c : possible three_tasks j c -> positive 3 c.
Proof.
  intros inc i Hi. apply Exists_exists in inc as [d [ind equal]]. rewrite (equal i Hi).
  destruct j as [|j]; simpl in ind; repeat destruct ind as [<-|ind]; try (destruct ind);
    (destruct i as [|[|[|i]]]; [reflexivity|reflexivity|reflexivity|lia]).
Qed.

Lemma three_tasks_market : is_market three_tasks.
Proof.
  split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. split.
  - apply (in_form_respects_same 3 zero (Points (types_of j))).
  - intros c inc i Hi. apply Qlt_le_weak, (types_positive j c inc), Hi.
Qed.

Lemma three_laws_finite j : is_finite_law (possible three_tasks j) (three_laws j).
Proof.
  assert (forall d, In d (types_of j) -> possible three_tasks j (of_list d)) as member.
  { intros d ind. apply Exists_exists. exists d. split; [exact ind|intros i _; reflexivity]. }
  destruct j as [|j]; (split; [|reflexivity]); intros p c inF; simpl in inF;
    repeat destruct inF as [equal|inF]; try (destruct inF); injection equal as <- <-;
    (split; [reflexivity|apply member; simpl; tauto]).
Qed.

Lemma three_laws_cover j : covers 3 (three_laws j) (possible three_tasks j).
Proof.
  intros c inc. apply Exists_exists in inc as [d [ind equal]].
  destruct j as [|j]; simpl in ind.
  - destruct ind as [<-|[<-|[]]].
    + exists (1 # 2), (of_list [1; 1; 2]). split; [left; reflexivity|exact equal].
    + exists (1 # 2), (of_list [2; 3; 1]). split; [right; left; reflexivity|exact equal].
  - destruct ind as [<-|[]]. exists 1, (of_list [1; 1; 1]). split; [left; reflexivity|exact equal].
Qed.

Lemma given_listed j d c :
  In d (types_of j) -> same 3 c (of_list d) -> same 3 (given j c) (given j (of_list d)).
Proof.
  intros _ equal i Hi. destruct j as [|j]; [|reflexivity]. unfold given.
  pose proof (equal 0%nat ltac:(lia)) as first.
  destruct (Qeq_bool (c 0%nat) 1) eqn:E, (Qeq_bool (of_list d 0%nat) 1) eqn:E'; try reflexivity; exfalso.
  - apply Qeq_bool_iff in E. assert (Qeq_bool (of_list d 0%nat) 1 = true) by (apply Qeq_bool_iff; rewrite <- first; exact E). congruence.
  - apply Qeq_bool_iff in E'. assert (Qeq_bool (c 0%nat) 1 = true) by (apply Qeq_bool_iff; rewrite first; exact E'). congruence.
Qed.

Lemma given_is_mechanism : large_market_mechanism three_tasks three_laws given.
Proof.
  split; [|split].
  - intros j c d Hj equal i Hi. destruct j as [|j]; [|reflexivity]. unfold given. pose proof (equal 0%nat ltac:(simpl; lia)) as first.
    assert (Qeq_bool (c 0%nat) 1 = Qeq_bool (d 0%nat) 1) as ->; [|reflexivity].
    apply Bool.eq_true_iff_eq. rewrite !Qeq_bool_iff, first. reflexivity.
  - intros j c Hj inc. apply Exists_exists in inc as [d [ind equal]].
    pose proof (given_listed j d c ind equal) as got.
    assert (forall x, inner 3 c x == inner 3 (of_list d) x) as costs by (intros; apply inner_ext; [exact equal|apply same_refl]).
    split; [|split].
    + intros i Hi. rewrite (got i Hi).
      destruct j as [|j]; simpl in ind; repeat destruct ind as [<-|ind]; try (destruct ind);
        (destruct i as [|[|[|i]]]; try (simpl in Hi; lia); vm_compute; discriminate).
    + change (number_of_tasks three_tasks) with 3%nat. rewrite !costs, (inner_same 3 _ _ _ got).
      destruct j as [|[|j]]; [| |simpl in Hj; lia]; simpl in ind; repeat destruct ind as [<-|ind]; try (destruct ind);
        apply Qle_bool_iff; reflexivity.
    + intros c' inc'. apply Exists_exists in inc' as [d' [ind' equal']].
      pose proof (given_listed j d' c' ind' equal') as got'.
      change (number_of_tasks three_tasks) with 3%nat. rewrite !costs, (inner_same 3 _ _ _ got), (inner_same 3 _ _ _ got').
      destruct j as [|[|j]]; [| |simpl in Hj; lia]; simpl in ind, ind';
        repeat destruct ind as [<-|ind]; try (destruct ind); repeat destruct ind' as [<-|ind']; try (destruct ind');
        apply Qle_bool_iff; reflexivity.
  - intros i Hi. simpl in Hi. destruct i as [|[|[|i]]]; [| | |lia]; reflexivity.
Qed.

(** ** What menus can do *)

(** All bundles of the sets are nonnegative. *)
Lemma menu_nonnegative {K} (M : market) (T : protocol K) j k x :
  polarized_rays_beside M T j \/ remedial_menu M T j -> nonnegative (number_of_tasks M) (endowment T j) ->
  choice T j k -> trading_set T j k x -> nonnegative (number_of_tasks M) x.
Proof.
  intros menu positive Hk inx. destruct menu as [[kappa [rays _]]|[l [l' [_ [_ [_ [two [demand remedial]]]]]]]].
  - destruct (rays k Hk) as [demand|[is_a_ray _]]; [|apply is_a_ray in inx; apply inx].
    intros i Hi. rewrite (demand x) in inx. rewrite (inx i Hi). apply positive, Hi.
  - destruct (two k Hk) as [->| ->]; [|apply remedial, inx].
    intros i Hi. rewrite (demand x) in inx. rewrite (inx i Hi). apply positive, Hi.
Qed.

Lemma listed_type j d : In d (types_of j) -> possible three_tasks j (of_list d).
Proof. intros ind. apply Exists_exists. exists d. split; [exact ind|intros i _; reflexivity]. Qed.

Lemma ones_nonnegative j : (j < 2)%nat -> nonnegative 3 (status_quo three_tasks j).
Proof. intros Hj. destruct j as [|[|j]]; [| |lia]; apply nonnegative_b_iff; reflexivity. Qed.

(** A bundle of three tasks, and its workloads. *)
Lemma spelled_3 c x : inner 3 c x == c 0%nat * x 0%nat + c 1%nat * x 1%nat + c 2%nat * x 2%nat.
Proof. unfold inner; simpl. ring. Qed.

(** Agent 1 has costs (1, 1, 1), and works at most 3. *)
Lemma second_agent_bound x :
  cautious_feasible_set three_tasks three_laws (status_quo three_tasks) 1 x -> inner 3 (of_list [2; 3; 3]) x <= 9.
Proof.
  apply hull_bound. intros y [K [D [[[menu [_ [held [valid _]]]] no_loss] equal]]].
  change (number_of_tasks three_tasks) with 3%nat in *.
  set (c := of_list [1; 1; 1]).
  pose proof (listed_type 1 [1; 1; 1] (or_introl eq_refl)) as Hc. fold c in Hc.
  pose proof (held _ (valid c Hc)) as inside. pose proof (no_loss c _ Hc inside) as works.
  pose proof (menu_nonnegative three_tasks _ 1 _ _ menu (ones_nonnegative 1 ltac:(lia)) (valid c Hc) inside
                0%nat ltac:(simpl; lia)) as positive.
  set (z := individual_selected D (individual_strategy D c)) in *.
  assert (same 3 y z) as is_z.
  { intros i Hi. rewrite (equal i Hi). unfold expected_bundle. simpl. fold c. fold z. ring. }
  rewrite (inner_same 3 _ _ _ is_z), spelled_3. rewrite !spelled_3 in works.
  unfold c, status_quo, three_tasks, market_of, at_agent, of_list in *. cbn [nth] in *. lra.
Qed.

(** Agent 0: if both types make the same choice, type (2, 3, 1) works at most 6; if not, type (1, 1, 2) does not gain by
    what the other one gets. *)
Lemma first_agent_bound x :
  cautious_feasible_set three_tasks three_laws (status_quo three_tasks) 0 x -> inner 3 (of_list [2; 3; -(8)]) x <= 6.
Proof.
  apply hull_bound. intros y [K [D [[[menu [_ [held [valid cheapest]]]] no_loss] equal]]].
  change (number_of_tasks three_tasks) with 3%nat in *.
  set (c := of_list [1; 1; 2]). set (d := of_list [2; 3; 1]).
  pose proof (listed_type 0 [1; 1; 2] (or_introl eq_refl)) as Hc. fold c in Hc.
  pose proof (listed_type 0 [2; 3; 1] (or_intror (or_introl eq_refl))) as Hd. fold d in Hd.
  pose proof (held _ (valid c Hc)) as in_c. pose proof (held _ (valid d Hd)) as in_d.
  pose proof (no_loss c _ Hc in_c) as works_c. pose proof (no_loss d _ Hd in_d) as works_d.
  pose proof (menu_nonnegative three_tasks _ 0 _ _ menu (ones_nonnegative 0 ltac:(lia)) (valid c Hc) in_c) as pos_c.
  pose proof (menu_nonnegative three_tasks _ 0 _ _ menu (ones_nonnegative 0 ltac:(lia)) (valid d Hd) in_d) as pos_d.
  destruct (cheapest c Hc) as [best [in_best is_best]].
  set (z := individual_selected D (individual_strategy D c)) in *.
  set (u := individual_selected D (individual_strategy D d)) in *.
  assert (forall i, (i < 3)%nat -> y i == (1 # 2) * z i + (1 # 2) * u i) as halves.
  { intros i Hi. rewrite (equal i Hi). unfold expected_bundle. simpl. fold c. fold d. fold z. fold u. ring. }
  assert (inner 3 (of_list [2; 3; -(8)]) y ==
          (1 # 2) * (2 * z 0%nat + 3 * z 1%nat - 8 * z 2%nat) + (1 # 2) * (2 * u 0%nat + 3 * u 1%nat - 8 * u 2%nat)) as value.
  { rewrite spelled_3, !halves by lia. unfold of_list; cbn [nth]. ring. }
  pose proof (pos_c 0%nat ltac:(simpl; lia)) as z0. pose proof (pos_c 1%nat ltac:(simpl; lia)) as z1.
  pose proof (pos_c 2%nat ltac:(simpl; lia)) as z2. pose proof (pos_d 0%nat ltac:(simpl; lia)) as u0.
  pose proof (pos_d 1%nat ltac:(simpl; lia)) as u1. pose proof (pos_d 2%nat ltac:(simpl; lia)) as u2.
  destruct (Qlt_le_dec 6 (inner 3 (of_list [2; 3; -(8)]) y)) as [more|]; [exfalso|assumption].
  assert (individual_strategy D c <> individual_strategy D d) as differ.
  { intros alike. assert (z = u) as one by (unfold z, u; rewrite alike; reflexivity). rewrite one in value.
    rewrite !spelled_3 in works_d. unfold d, status_quo, three_tasks, market_of, at_agent, of_list in works_d.
    cbn [nth] in works_d. lra. }
  assert (inner 3 c (status_quo three_tasks 0%nat) <= inner 3 c u) as no_gain.
  { destruct (Qlt_le_dec (inner 3 c u) (inner 3 c (status_quo three_tasks 0%nat))) as [gain|]; [|assumption].
    apply (no_two_gains_in_menu three_tasks _ 0 _ _ c best u menu (fun i Hi => Qlt_le_weak _ _ (types_positive 0 c Hc i Hi))
             (valid c Hc) (valid d Hd) differ in_best in_d).
    apply Qle_lt_trans with (inner 3 c u); [apply (is_best (individual_strategy D d) u (valid d Hd) in_d)|exact gain]. }
  rewrite !spelled_3 in works_c, works_d, no_gain.
  unfold c, d, status_quo, three_tasks, market_of, at_agent, of_list in works_c, works_d, no_gain.
  cbn [nth] in works_c, works_d, no_gain. lra.
Qed.

(** (2, 3, 3) prices all tasks together at 16; agent 1 has at most 9, and agent 0 at most 6 beside 11 times what it has of
    task 2: so it has some of it. *)
(*| valenzuela-stookey-2026/remark-1 | three tasks | refuted |*)
Theorem VS_Remark_1_three_tasks_is_false : ~ VS_Remark_1_three_tasks.
Proof.
  intros claim.
  destruct (claim three_tasks three_laws given) as [x [[feasible clears] cheap]].
  - split; [exact three_tasks_market|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. apply three_laws_finite.
  - intros j c _ inc. apply (types_positive j c inc).
  - reflexivity.
  - intros j _. apply three_laws_cover.
  - exact given_is_mechanism.
  - pose proof (first_agent_bound (x 0%nat) (feasible 0%nat ltac:(simpl; lia))) as first.
    pose proof (second_agent_bound (x 1%nat) (feasible 1%nat ltac:(simpl; lia))) as second.
    pose proof (clears 0%nat ltac:(simpl; lia)) as sum0. pose proof (clears 1%nat ltac:(simpl; lia)) as sum1.
    pose proof (clears 2%nat ltac:(simpl; lia)) as sum2.
    rewrite spelled_3 in first, second. unfold of_list in first, second. cbn [nth] in first, second.
    assert (social_cost three_tasks x == x 0%nat 2%nat) as cost.
    { unfold social_cost, inner; simpl. unfold at_agent, of_list; simpl. ring. }
    rewrite cost in cheap.
    assert (x 0%nat 2%nat <= 0) as nothing by (eapply Qle_trans; [exact cheap|apply Qle_bool_iff; reflexivity]).
    cbn in sum0, sum1, sum2. change (inject_Z 2) with 2 in *. lra.
Qed.
