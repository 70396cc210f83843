(** Refutations of statements of VS that have no number. *)

From Coq Require Import PeanoNat.
From Allocation.Claims.ValenzuelaStookey Require Export Examples.
From Allocation.Refutations.ValenzuelaStookey Require Export Corollaries Trades.

Open Scope Q_scope.

(** ** Bilateral trading mechanisms *)

Definition give_one : bundle := of_list [-(1); 0].

Lemma giving_is_a_trade : trade_of_two (unit_market all_nonnegative) 0 1 give_one.
Proof.
  split; [exact nonnegative_market|]. split; [simpl; lia|]. split; [simpl; lia|]. split; [discriminate|]. split.
  - split; apply nonnegative_b_iff; reflexivity.
  - intros none. specialize (none 0%nat ltac:(simpl; lia)). discriminate.
Qed.

(*| valenzuela-stookey-2026/example.bilateral | literal | refuted |*)
Theorem VS_example_bilateral_is_false : ~ VS_example_bilateral.
Proof.
  intros claim. destruct (claim _ _ _ _ giving_is_a_trade 0%nat ltac:(simpl; lia)) as [rays|remedial].
  - apply (no_polarized_rays _ _ _ false) in rays; [exact rays|]. intros no. discriminate.
  - destruct remedial as [k [k' [_ [_ [_ [_ [_ all_below]]]]]]].
    destruct (proj2 (all_below (of_list [half; 1]))) as [equal|[_ equal]].
    + split; [apply nonnegative_b_iff|apply below_b_iff]; reflexivity.
    + specialize (equal 0%nat ltac:(simpl; lia)). discriminate.
    + specialize (equal 0%nat ltac:(simpl; lia)). discriminate.
Qed.

(*| valenzuela-stookey-2026/example.bilateral | rays beside the endowment | refuted |*)
Theorem VS_example_bilateral_beside_is_false : ~ VS_example_bilateral_beside.
Proof.
  intros claim. destruct (claim _ _ _ _ giving_is_a_trade 0%nat ltac:(simpl; lia)) as [kappa [rays _]].
  assert (trading_set (bilateral (unit_market all_nonnegative) 0 1 give_one) 0%nat true (of_list [0; 1])) as traded.
  { right. split; [reflexivity|]. apply same_b_iff. reflexivity. }
  destruct (rays true ltac:(left; reflexivity)) as [demands|[[_ no_more] on_ray]].
  - apply demands in traded. specialize (traded 0%nat ltac:(simpl; lia)). discriminate.
  - destruct (on_ray _ traded) as [y [ahead along]]. apply no_more.
    pose proof (along 0%nat ltac:(simpl; lia)) as first. pose proof (along 1%nat ltac:(simpl; lia)) as second.
    unfold of_list in first, second; cbn in first, second.
    assert (0 < y) as moves.
    { destruct (Qlt_le_dec 0 y) as [H|H]; [exact H|exfalso]. assert (y == 0) as none by lra. rewrite none in first. lra. }
    intros i Hi. simpl in Hi. unfold zero. destruct i as [|[|i]]; [| |lia].
    + destruct (Qlt_le_dec 0 (kappa true 0%nat)) as [H|H]; [exfalso; nra|exact H].
    + destruct (Qlt_le_dec 0 (kappa true 1%nat)) as [H|H]; [exfalso; nra|exact H].
Qed.

(** ** Two prices *)

(*| valenzuela-stookey-2026/example.two-price | literal | refuted |*)
Theorem VS_example_two_price_is_false : ~ VS_example_two_price.
Proof.
  intros claim. destruct (proj2 (claim (1 # 3) (1 # 3) eq_refl eq_refl) (Qle_refl _)) as [signs _].
  destruct (signs 0%nat ltac:(lia)) as [not_positive _]. apply not_positive. intros i _. apply Qle_refl.
Qed.

(*| valenzuela-stookey-2026/example.two-price | rays beside the endowment | refuted |*)
Theorem VS_example_two_price_beside_is_false : ~ VS_example_two_price_beside.
Proof.
  intros claim. destruct (proj2 (claim 0 0 (Qle_refl _) (Qle_refl _)) (Qle_refl _)) as [signs _].
  destruct (signs 0%nat ltac:(lia)) as [not_positive _].
  - intros none. specialize (none 0%nat ltac:(lia)). discriminate.
  - apply not_positive, nonnegative_b_iff. reflexivity.
Qed.

(** ** Segments between directions *)

(*| valenzuela-stookey-2026/section-4.2.hull | literal | refuted | by one direction, paired with itself |*)
Theorem VS_hull_is_false : ~ VS_hull.
Proof.
  intros claim. destruct (proj2 (claim 2%nat 1%nat (fun _ => zero))) as [signs _].
  - intros k k' _ _. exists 0. split; [discriminate|]. split; [discriminate|]. apply nonnegative_b_iff. reflexivity.
  - destruct (signs 0%nat ltac:(lia)) as [not_positive _]. apply not_positive. intros i _. apply Qle_refl.
Qed.

(*| valenzuela-stookey-2026/section-4.2.hull | rays beside the endowment | refuted |*)
Theorem VS_hull_beside_is_false : ~ VS_hull_beside.
Proof.
  intros claim. destruct (proj2 (claim 2%nat 1%nat (fun _ => of_list [1; 0]))) as [signs _].
  - intros k k' Hk Hk' differ. lia.
  - destruct (signs 0%nat ltac:(lia)) as [not_positive _].
    + intros none. specialize (none 0%nat ltac:(lia)). discriminate.
    + apply not_positive, nonnegative_b_iff. reflexivity.
Qed.

(** ** Weights of which one is positive *)

(** The only type, (0, 1), does not mind task 0, which the ray takes away, and minds task 1, by which it is tilted. *)
(*| valenzuela-stookey-2026/footnote-18 | any law | refuted |*)
Theorem VS_footnote_18_any_law_is_false : ~ VS_footnote_18_any_law.
Proof.
  intros claim.
  destruct (claim 2%nat [(1, of_list [0; 1])] (of_list [-(1); 1]) (of_list [1; 1])) with (delta := 1 # 100)
    as [epsilon [y [positive [_ [_ worth]]]]].
  - split; [|reflexivity]. intros p c [equal|[]]. injection equal as <- <-. split; [reflexivity|].
    apply nonnegative_b_iff. reflexivity.
  - apply nonnegative_b_iff. reflexivity.
  - exists 1%nat. split; [lia|reflexivity].
  - reflexivity.
  - set (kappa := tilted (of_list [-(1); 1]) (of_list [1; 1]) epsilon) in *.
    assert (inner 2 (of_list [0; 1]) kappa == epsilon) as minds by (unfold inner, kappa, tilted, best_remedial; simpl; cbv [of_list nth]; ring).
    assert (Qle_bool (inner 2 (of_list [0; 1]) kappa) 0 = false) as refused.
    { destruct (Qle_bool _ 0) eqn:E; [|reflexivity]. apply Qle_bool_iff in E. exfalso. lra. }
    unfold worth_of_ray in worth. cbn [sum fst snd] in worth. rewrite refused in worth. clear - worth.
    apply Qle_bool_iff in worth. vm_compute in worth. discriminate.
Qed.

(*| valenzuela-stookey-2026/section-4.2.nonpositive-weight | zero costs allowed | refuted |*)
Theorem VS_nonpositive_weight_zero_costs_is_false : ~ VS_nonpositive_weight_zero_costs.
Proof.
  intros claim.
  destruct (claim (of_list [0; 1]) (of_list [-(1); 1]) (of_list [1; 1])) as [kappa [y [[_ no_more] [accepted [worth _]]]]].
  - apply nonnegative_b_iff. reflexivity.
  - apply nonnegative_b_iff. reflexivity.
  - exists 1%nat. split; [lia|reflexivity].
  - reflexivity.
  - cbn in accepted, worth. apply no_more. intros i Hi. unfold zero. destruct i as [|[|i]]; [| |lia]; lra.
Qed.

(** ** The interior of the enlarged OSP-feasible set *)

(** Agent 0 has nothing, and all bundles of the enlarged set are nonnegative. *)
Definition poor_market := market_of [1; 1]%nat [] [[0; 0]; [1; 1]] (fun _ => listed 2 [[1; 1]]).

Lemma poor_is_market : is_market poor_market.
Proof.
  split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. split.
  - apply (in_form_respects_same 2 zero (Points [[1; 1]])).
  - intros c inc i Hi. apply Exists_exists in inc as [d [[<-|[]] equal]]. rewrite (equal i Hi).
    revert i Hi. apply in_two_tasks; plainly.
Qed.

(*| valenzuela-stookey-2026/proposition-2.interior | literal | refuted |*)
Theorem VS_Proposition_2_interior_is_false : ~ VS_Proposition_2_interior.
Proof.
  intros claim.
  destruct (claim poor_market (status_quo poor_market) (fun _ => [(1, of_list [1; 1])]) 1 0%nat poor_is_market)
    as [r [positive near]].
  - apply assignment_b_iff. reflexivity.
  - intros i _. split; [|reflexivity]. intros p c [equal|[]]. injection equal as <- <-. split; [reflexivity|].
    apply Exists_exists. exists [1; 1]. split; [left; reflexivity|]. intros l _. reflexivity.
  - reflexivity.
  - simpl; lia.
  - destruct (near (fun _ => - (r * (1 # 2)))) as [nonneg _].
    + intros i Hi. simpl in Hi. destruct i as [|[|i]]; [| |lia]; cbn; split; lra.
    + specialize (nonneg 0%nat ltac:(simpl; lia)). cbn in nonneg. lra.
Qed.
