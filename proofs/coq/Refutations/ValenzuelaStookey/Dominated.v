(** Refutations of VS, Theorem 2 (second sentence, readings), of what is said of redundant sets
    and remedial menus. *)

From Coq Require Import PeanoNat.
From Allocation.Refutations.ValenzuelaStookey Require Export Theorem2.

Open Scope Q_scope.

(** ** Theorem 2, second sentence, with rays beside the endowment *)

(** A listed outcome is in the set of every mechanism that effectively dominates. *)
Lemma outcome_in_larger_set M t j k x (larger : bundle -> Prop) :
  (j < number_of_agents M)%nat -> (k < length (menu t j))%nat -> is_protocol M (protocol_of M t) ->
  In x (outcomes M t j k) -> subset (reduced M (protocol_of M t) j k) larger -> larger (of_list x).
Proof.
  intros Hj Hk protocol inx contained. apply contained. apply reduced_table; try assumption.
  apply Exists_exists. exists x. split; [exact inx|]. intros i _; reflexivity.
Qed.

(** Two bundles of two tasks. *)
Lemma in_two_tasks (P : nat -> Prop) : P 0%nat -> P 1%nat -> forall i, (i < 2)%nat -> P i.
Proof. intros H0 H1 i Hi. destruct i as [|[|i]]; [exact H0|exact H1|lia]. Qed.

(*| valenzuela-stookey-2026/theorem-2.second | rays beside the endowment, other actions | refuted |*)
Theorem VS_Theorem_2_second_beside_is_false : ~ VS_Theorem_2_second_beside.
Proof.
  intros claim.
  destruct (claim nat _ _ _ positive_market positive_strictly_monotone gift_mechanism gift_osp)
    as [T' [s' [[_ [polarized _]] dominated]]].
  destruct (dominated 0%nat ltac:(plainly)) as [same_eta [same_choices [_ larger]]].
  apply (above_in_no_menu strict_market T' 0 1%nat (of_list [2; 1])); [| | | |apply polarized; plainly].
  - apply same_choices. simpl; lia.
  - eapply (outcome_in_larger_set strict_market gift 0 1); [plainly|simpl; lia|exact gift_is_protocol|vm_compute; tauto|].
    apply larger. simpl; lia.
  - intros i Hi. rewrite <- (same_eta i Hi). revert i Hi. apply in_two_tasks; plainly.
  - intros equal. specialize (equal 0%nat ltac:(simpl; lia)). rewrite <- (same_eta 0%nat ltac:(simpl; lia)) in equal. discriminate.
Qed.

(** The same with a further set of agent 1 that holds (1, 1) alone: its remedial set is in no polarized ray, and a
    remedial menu has no third choice. *)
Definition gift_beside_copy : table := {|
  eta := [[1; 1]; [1; 1]];
  menus := [[Endowment_only; Points [[1; 1]; [2; 1]]]; [Endowment_only; Points [[1; 1]]; Points [[1; 1]; [0; 1]]]];
  rows := [([1; 2]%nat, [[2; 1]; [0; 1]])]
|}.

Definition copy_protocol := protocol_of strict_market gift_beside_copy.

Lemma copy_is_protocol : is_protocol strict_market copy_protocol.
Proof. apply is_protocol_table. reflexivity. Qed.

Lemma copy_mechanism : is_mechanism strict_market copy_protocol (always [0; 2]%nat).
Proof. split; [exact copy_is_protocol|]. apply always_is_strategies. reflexivity. Qed.

Lemma copy_osp : osp_over_deviations strict_market copy_protocol (always [0; 2]%nat).
Proof.
  intros j c Hj Hc. apply positive_costs_of in Hc as [H0 H1].
  destruct j as [|[|j]]; [decide_dominance|decide_dominance|simpl in Hj; lia].
Qed.

(** None of agent 1's sets selects bundles above the endowment and not only it. *)
Lemma copy_not_above k : (k < 3)%nat -> ~ selects_above strict_market copy_protocol 1 k.
Proof.
  intros Hk [above [x [inx other]]].
  assert (reduced strict_market copy_protocol 1 k x) as again by exact inx.
  apply reduced_table in inx; [|plainly|simpl; lia|exact copy_is_protocol].
  apply Exists_exists in inx as [y [iny equal]].
  destruct k as [|[|[|k]]]; [| | |lia]; each_outcome; try (apply other; exact equal).
  specialize (above x again 0%nat ltac:(simpl; lia)). rewrite (equal 0%nat ltac:(simpl; lia)) in above.
  apply Qle_bool_iff in above. discriminate.
Qed.

(*| valenzuela-stookey-2026/theorem-2.second | sets above the endowment may be dropped | refuted |*)
Theorem VS_Theorem_2_second_dropping_above_is_false : ~ VS_Theorem_2_second_dropping_above.
Proof.
  intros claim.
  destruct (claim nat _ _ _ positive_market positive_strictly_monotone copy_mechanism copy_osp)
    as [T' [s' [[_ [polarized _]] dominated]]].
  destruct (dominated 1%nat ltac:(plainly)) as [same_eta [_ [kept [_ larger]]]].
  assert (forall k, (k < 3)%nat -> choice T' 1%nat k) as choices.
  { intros k Hk. apply kept; [exact Hk|apply copy_not_above, Hk]. }
  destruct (polarized 1%nat ltac:(plainly)) as [rays|[k [k' [_ [_ [_ [two _]]]]]]].
  - apply (below_in_no_ray strict_market T' 1 2%nat (of_list [0; 1])); [apply choices; lia| | | |exact rays].
    + eapply (outcome_in_larger_set strict_market gift_beside_copy 1 2);
        [plainly|simpl; lia|exact copy_is_protocol|vm_compute; tauto|]. apply larger, choices; lia.
    + intros i Hi. rewrite <- (same_eta i Hi). revert i Hi. apply in_two_tasks; plainly.
    + intros equal. specialize (equal 0%nat ltac:(simpl; lia)).
      rewrite <- (same_eta 0%nat ltac:(simpl; lia)) in equal. discriminate.
  - destruct (two 0%nat (choices 0%nat ltac:(lia))), (two 1%nat (choices 1%nat ltac:(lia))),
      (two 2%nat (choices 2%nat ltac:(lia))); congruence.
Qed.

(** ** "No redundant set can ever be chosen" *)

Lemma ones_positive : all_positive (of_list [1; 1]).
Proof. intros i Hi. revert i Hi. apply in_two_tasks; plainly. Qed.

(*| valenzuela-stookey-2026/theorem-2.redundant-never-chosen | literal | refuted |*)
Theorem VS_Theorem_2_redundant_is_false : ~ VS_Theorem_2_redundant.
Proof.
  intros claim. destruct (idle_strict [] [] [0; 0]%nat eq_refl eq_refl) as [mechanism is_osp].
  apply (claim nat _ _ _ positive_market positive_strictly_monotone mechanism is_osp 0%nat (of_list [1; 1]));
    [plainly|exact ones_positive|].
  intros x inx i Hi. simpl in inx. rewrite (inx i Hi). apply Qle_refl.
Qed.

(*| valenzuela-stookey-2026/theorem-2.redundant-never-chosen | beside the endowment | refuted |*)
Theorem VS_Theorem_2_redundant_beside_is_false : ~ VS_Theorem_2_redundant_beside.
Proof.
  intros claim. destruct (idle_strict [Points [[1; 1]; [2; 1]]] [] [1; 0]%nat eq_refl eq_refl) as [mechanism is_osp].
  apply (claim nat _ _ _ positive_market positive_strictly_monotone mechanism is_osp 0%nat (of_list [1; 1]));
    [plainly|exact ones_positive| |].
  - intros alone. specialize (proj1 (alone (of_list [2; 1])) ltac:(plainly) 0%nat ltac:(simpl; lia)) as equal.
    discriminate.
  - intros x inx. apply Exists_exists in inx as [y [[<-|[<-|[]]] equal]]; intros i Hi; rewrite (equal i Hi);
      revert i Hi; apply in_two_tasks; plainly.
Qed.

(** ** "Any j with a remedial mechanism has a trivial dominant strategy" *)

(** Agent 0 has two sets that hold (1, 0); which of them leads there depends on what agent 1 chooses. *)
Definition guess : table := {|
  eta := [[1; 1]; [1; 1]];
  menus := [[Endowment_only; Points [[1; 1]; [1; 0]]; Points [[1; 1]; [1; 0]]];
            [Endowment_only; Points [[1; 1]; [1; 2]]; Points [[1; 1]; [1; 2]]]];
  rows := [([1; 2]%nat, [[1; 0]; [1; 2]]); ([2; 1]%nat, [[1; 0]; [1; 2]])]
|}.

Definition guess_protocol := protocol_of exchange_market guess.

Definition pair (k k' : nat) : nat -> nat := fun j => match j with O => k | _ => k' end.

Lemma guess_profile k k' : (k < 3)%nat -> (k' < 3)%nat -> profile exchange_market guess_protocol (pair k k').
Proof. intros Hk Hk' j Hj. destruct j as [|[|j]]; [exact Hk|exact Hk'|simpl in Hj; lia]. Qed.

(** Choice k does not cost agent 0 less than k', where agent 1 chooses l. *)
Lemma not_dominant k k' l :
  (k < 3)%nat -> (k' < 3)%nat -> (l < 3)%nat ->
  Qle_bool (inner 2 (of_list [0; 1]) (selected guess_protocol (pair k l) 0%nat))
           (inner 2 (of_list [0; 1]) (selected guess_protocol (pair k' l) 0%nat)) = false ->
  ~ dominant exchange_market guess_protocol 0 (of_list [0; 1]) k.
Proof.
  intros Hk Hk' Hl more [_ best].
  specialize (best (pair k l) (pair k' l) (guess_profile k l Hk Hl) (guess_profile k' l Hk' Hl) eq_refl).
  apply Qle_bool_iff in best; [change (number_of_tasks exchange_market) with 2%nat in best; congruence|].
  intros i Hi other. destruct i as [|[|i]]; [congruence|reflexivity|simpl in Hi; lia].
Qed.

(*| valenzuela-stookey-2026/theorem-2.remedial-dominant | literal | refuted |*)
Theorem VS_Theorem_2_remedial_is_false : ~ VS_Theorem_2_remedial.
Proof.
  intros claim.
  destruct (claim nat exchange_market guess_protocol 0%nat nonnegative_market nonnegative_all_costs
              (is_protocol_table exchange_market guess eq_refl) ltac:(plainly)) with (c := of_list [0; 1]) as [k best].
  - intros k Hk x inx. destruct k as [|[|[|k]]]; [| | |simpl in Hk; lia]; simpl in inx.
    + intros i Hi. rewrite (inx i Hi). apply Qle_refl.
    + apply Exists_exists in inx as [y [[<-|[<-|[]]] equal]]; intros i Hi; rewrite (equal i Hi);
        revert i Hi; apply in_two_tasks; plainly.
    + apply Exists_exists in inx as [y [[<-|[<-|[]]] equal]]; intros i Hi; rewrite (equal i Hi);
        revert i Hi; apply in_two_tasks; plainly.
  - plainly.
  - assert (k < 3)%nat as Hk by (destruct best as [Hk _]; exact Hk). revert best.
    destruct k as [|[|[|k]]]; [| | |lia].
    + apply (not_dominant 0 1 2); try lia; reflexivity.
    + apply (not_dominant 1 2 1); try lia; reflexivity.
    + apply (not_dominant 2 1 2); try lia; reflexivity.
Qed.
