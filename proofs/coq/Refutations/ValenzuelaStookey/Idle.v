(** Refutations of VS, section 3, by mechanisms that always select the endowment, (1, 1) for both of two agents in two
    tasks.  Every choice is obviously dominant in them, and their sets may hold any bundles that are never selected. *)

From Coq Require Import PeanoNat.
From Allocation Require Export TradingTables.
From Allocation.Claims Require Export ValenzuelaStookey.

Open Scope Q_scope.

(** Two tasks with n = 2 instances each, two agents with status quo (1, 1). *)
Definition unit_market (types : bundle -> Prop) : market :=
  market_of [2; 2]%nat [] [[1; 1]; [1; 1]] (fun _ => types).

Definition all_nonnegative : bundle -> Prop := nonnegative 2.
Definition all_positive : bundle -> Prop := positive 2.

Lemma nonnegative_market : is_market (unit_market all_nonnegative).
Proof.
  split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. split.
  - intros x y xy positive i Hi. rewrite <- (xy i Hi). auto.
  - intros c Hc; exact Hc.
Qed.

Lemma positive_market : is_market (unit_market all_positive).
Proof.
  split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. split.
  - intros x y xy positive i Hi. rewrite <- (xy i Hi). auto.
  - intros c Hc i Hi. apply Qlt_le_weak, Hc, Hi.
Qed.

Lemma nonnegative_all_costs : all_costs (unit_market all_nonnegative).
Proof. intros j c _. reflexivity. Qed.

Lemma positive_strictly_monotone : strictly_monotone (unit_market all_positive).
Proof. intros j c _. reflexivity. Qed.

(** The table that always selects the endowment. *)
Definition idle (first second : list trading_form) : table := {|
  eta := [[1; 1]; [1; 1]];
  menus := [Endowment_only :: first; Endowment_only :: second];
  rows := []
|}.

(** All types make the same choice k_j. *)
Definition always (choices : list nat) : strategies nat := fun j _ => nth j choices 0%nat.

Lemma always_is_strategies M t choices :
  all_upto (number_of_agents M) (fun j => Nat.ltb (nth j choices 0%nat) (length (menu t j))) = true ->
  is_strategies M (protocol_of M t) (always choices).
Proof.
  rewrite all_upto_iff. intros valid j Hj. split; [|reflexivity]. intros c _. simpl. apply Nat.ltb_lt, valid, Hj.
Qed.

Lemma idle_osp M first second s :
  is_strategies M (protocol_of M (idle first second)) s -> osp M (protocol_of M (idle first second)) s.
Proof.
  intros valid j c Hj Hc. split; [apply (valid j Hj), Hc|]. intros k' _ p q _ _ _ _. apply Qle_refl.
Qed.

Lemma idle_mechanism first second choices :
  is_protocol_b (unit_market all_nonnegative) (idle first second) = true ->
  all_upto 2 (fun j => Nat.ltb (nth j choices 0%nat) (length (menu (idle first second) j))) = true ->
  osp_mechanism (unit_market all_nonnegative) (protocol_of (unit_market all_nonnegative) (idle first second))
    (always choices).
Proof.
  intros protocol valid. apply (always_is_strategies (unit_market all_nonnegative)) in valid.
  split; [exact nonnegative_market|]. split; [exact nonnegative_all_costs|].
  split; [split; [apply is_protocol_table; exact protocol|exact valid]|]. apply idle_osp; exact valid.
Qed.

(** ** Claims 2 to 6 and the two forms, of sets as printed *)

(** Closes what [auto] and computing can show of concrete agents, choices, costs and bundles. *)
Ltac plainly :=
  match goal with
  | |- nonnegative _ _ => apply nonnegative_b_iff; reflexivity
  | |- possible _ _ _ => apply nonnegative_b_iff; reflexivity
  | |- trading_set _ _ _ _ => apply in_form_b_sound; reflexivity
  | |- choice _ _ _ => simpl; lia
  | |- (_ < _)%nat => simpl; lia
  | |- _ <> _ => discriminate
  | |- _ < _ => reflexivity
  | |- _ <= _ => apply Qle_bool_iff; reflexivity
  end.

(*| valenzuela-stookey-2026/claim-2 | literal | refuted |*)
Theorem VS_Claim_2_is_false : ~ VS_Claim_2.
Proof.
  intros claim.
  pose proof (claim nat _ _ _ (idle_mechanism [] [Points [[1; 1]; [0; 1]]] [0; 0]%nat eq_refl eq_refl)
                1%nat (of_list [1; 1]) 1%nat (of_list [0; 1])) as no_gain.
  apply Qle_bool_iff in no_gain; [vm_compute in no_gain; discriminate|plainly..].
Qed.

Definition less_or_more := [Points [[1; 1]; [1; 0]; [2; 1]]].

(*| valenzuela-stookey-2026/claim-3 | literal | refuted |*)
Theorem VS_Claim_3_is_false : ~ VS_Claim_3.
Proof.
  intros claim.
  apply (claim nat _ _ _ (idle_mechanism less_or_more [] [0; 0]%nat eq_refl eq_refl)
           0%nat 1%nat (of_list [1; 0]) (of_list [2; 1]) (of_list [1; 1])); [plainly..|]. split; plainly.
Qed.

Lemma not_below (x y : bundle) (i : nat) : (i < 2)%nat -> Qle_bool (x i) (y i) = false -> ~ below 2 x y.
Proof. intros Hi no small. specialize (small i Hi). apply Qle_bool_iff in small. rewrite small in no. discriminate. Qed.

(*| valenzuela-stookey-2026/claim-4 | literal | refuted |*)
Theorem VS_Claim_4_is_false : ~ VS_Claim_4.
Proof.
  intros claim.
  destruct (claim nat _ _ _ (idle_mechanism less_or_more [] [0; 0]%nat eq_refl eq_refl) 0%nat 1%nat)
    as [above|[low|[kappa [_ on_ray]]]]; [plainly|plainly| | |].
  - apply (not_below (of_list [1; 1]) (of_list [1; 0]) 1); [lia|reflexivity|]. apply above; plainly.
  - apply (not_below (of_list [2; 1]) (of_list [1; 1]) 0); [lia|reflexivity|]. apply low; plainly.
  - destruct (on_ray (of_list [1; 0])) as [y [ahead along]]; [plainly|].
    destruct (on_ray (of_list [2; 1])) as [z [ahead' along']]; [plainly|].
    pose proof (along 0%nat ltac:(simpl; lia)) as first. pose proof (along 1%nat ltac:(simpl; lia)) as second.
    pose proof (along' 0%nat ltac:(simpl; lia)) as third. pose proof (along' 1%nat ltac:(simpl; lia)) as fourth.
    cbn in first, second, third, fourth.
    assert (kappa 0%nat == 0) as zero0.
    { destruct (Qeq_dec y 0) as [y0|y0]; [rewrite y0 in second; lra|].
      destruct (Qmult_integral y (kappa 0%nat)) as [H|H]; [lra| |exact H]. contradiction. }
    rewrite zero0 in third. lra.
Qed.

(*| valenzuela-stookey-2026/claim-5 | literal | refuted |*)
Theorem VS_Claim_5_is_false : ~ VS_Claim_5.
Proof.
  intros claim.
  destruct (claim nat _ _ _
              (idle_mechanism [Points [[1; 1]; [2; 0]]; Points [[1; 1]; [2; 0]]] [] [0; 0]%nat eq_refl eq_refl)
              0%nat 1%nat 2%nat (of_list [2; 0]) (of_list [2; 0])) as [y [y' [Hy [Hy' [some positive]]]]];
    try plainly.
  - intros low. apply (not_below (of_list [2; 0]) (of_list [1; 1]) 0); [lia|reflexivity|]. apply low; plainly.
  - intros low. apply (not_below (of_list [2; 0]) (of_list [1; 1]) 0); [lia|reflexivity|]. apply low; plainly.
  - intros equal. specialize (equal 0%nat ltac:(simpl; lia)). discriminate.
  - intros equal. specialize (equal 0%nat ltac:(simpl; lia)). discriminate.
  - specialize (positive 1%nat ltac:(simpl; lia)). cbv [plus multiple minus endowment protocol_of at_agent eta idle nth of_list] in positive.
    lra.
Qed.

Definition less_and_aside := [Points [[1; 1]; [1; 0]]; Points [[1; 1]; [2; 0]]].

(*| valenzuela-stookey-2026/claim-6 | literal | refuted |*)
Theorem VS_Claim_6_is_false : ~ VS_Claim_6.
Proof.
  intros claim.
  destruct (claim nat _ _ _ (idle_mechanism less_and_aside [] [0; 0]%nat eq_refl eq_refl) 0%nat 1%nat 2%nat)
    as [low|above]; try plainly.
  - intros x inx. apply Exists_exists in inx as [y [[<-|[<-|[]]] equal]]; intros i Hi; rewrite (equal i Hi);
      do 2 (destruct i as [|i]; [plainly|]); simpl in Hi; lia.
  - intros alone. specialize (proj1 (alone (of_list [1; 0])) ltac:(plainly)) as equal.
    specialize (equal 1%nat ltac:(simpl; lia)). discriminate.
  - apply (not_below (of_list [2; 0]) (of_list [1; 1]) 0); [lia|reflexivity|]. apply low; plainly.
  - apply (not_below (of_list [1; 1]) (of_list [2; 0]) 1); [lia|reflexivity|]. apply above; plainly.
Qed.

(*| valenzuela-stookey-2026/theorem-2.two-forms | literal | refuted |*)
Theorem VS_Theorem_2_two_forms_is_false : ~ VS_Theorem_2_two_forms.
Proof.
  intros claim.
  destruct (claim nat _ _ _ (idle_mechanism less_and_aside [] [0; 0]%nat eq_refl eq_refl) 0%nat ltac:(plainly))
    as [forms|[kappa [forms _]]].
  - destruct (forms 2%nat ltac:(plainly)) as [low|above].
    + apply (not_below (of_list [2; 0]) (of_list [1; 1]) 0); [lia|reflexivity|]. apply low; plainly.
    + apply (not_below (of_list [1; 1]) (of_list [2; 0]) 1); [lia|reflexivity|]. apply above; plainly.
  - destruct (forms 1%nat ltac:(plainly)) as [above|[[no_less no_more] on_ray]].
    + apply (not_below (of_list [1; 1]) (of_list [1; 0]) 1); [lia|reflexivity|]. apply above; plainly.
    + destruct (on_ray (of_list [1; 0])) as [y [ahead along]]; [plainly|].
      pose proof (along 0%nat ltac:(simpl; lia)) as first. pose proof (along 1%nat ltac:(simpl; lia)) as second.
      cbn in first, second. apply no_more. intros i Hi. simpl in Hi.
      assert (~ y == 0) as y0 by (intros y0; rewrite y0 in second; lra).
      destruct i as [|[|i]]; [| |lia].
      * destruct (Qmult_integral y (kappa 1%nat 0%nat)) as [H|H]; [lra|contradiction|]. rewrite H. apply Qle_refl.
      * unfold zero. destruct (Qlt_le_dec 0 (kappa 1%nat 1%nat)) as [H|H]; [|exact H].
        pose proof (Qmult_le_0_compat y (kappa 1%nat 1%nat) ahead (Qlt_le_weak _ _ H)). lra.
Qed.
