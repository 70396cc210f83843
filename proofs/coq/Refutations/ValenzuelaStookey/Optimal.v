(** Refutation of VS, Theorem 1, iv, where an action is compared with all actions, itself included, as the definition is
    printed: keeping the status quo solves the designer's program, and does not respond to types. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Proofs.ValenzuelaStookey.Constant Proofs.ValenzuelaStookey.Improvement.
From Allocation.Refutations.ValenzuelaStookey Require Export Improves Corners.

Open Scope Q_scope.

(** ** Chances of messages *)

(** What has a positive chance is true of some type. *)
Lemma square_law_some E p : square_law E p -> 0 < p -> exists c, square c /\ E c = true.
Proof.
  intros [n [l [all [marked_l equal]]]] positive. rewrite equal in positive.
  assert (exists a, In (a, true) l) as [a inl].
  { clear all marked_l equal. induction l as [|[a v] l IH]; simpl in positive; [exfalso; discriminate positive|].
    destruct v; [exists a; left; reflexivity|]. destruct IH as [b inb]; [unfold weight in positive at 1; simpl in positive; lra|].
    exists b. right. exact inb. }
  assert (good 2 square_system a) as [_ [[c solves] inside]].
  { apply (cells_good 2 square_system square_solvable n). rewrite <- all. apply in_map_iff. exists (a, true).
    split; [reflexivity|exact inl]. }
  exists c. split; [apply square_is_system, inside, solves|]. apply (marked_l a true c inl solves).
Qed.

(** ** An OSP mechanism (as printed) in the market of [Corners] costs what the status quo costs *)

Lemma square_spans : spans 2 square.
Proof.
  intros x free. pose proof (free _ low_corner) as first.
  assert (square (of_list [1; 2])) as other by (split; apply below_b_iff; reflexivity).
  pose proof (free _ other) as second. unfold inner, of_list in first, second; simpl in first, second.
  intros i Hi. destruct i as [|[|i]]; [| |lia]; unfold zero; lra.
Qed.

Lemma square_full_dimension : full_dimension square_market.
Proof.
  exists (of_list [1; 1]), (of_list [2; 2]). split.
  - intros i Hi. simpl in Hi. destruct i as [|[|i]]; [reflexivity|reflexivity|lia].
  - intros j c _ lower upper. split; assumption.
Qed.

Lemma square_setting : theorem_1_setting square_market (fun _ => square_law).
Proof.
  split; [exact square_is_market|]. split; [|split].
  - exists (of_list [1; 1]), (of_list [2; 2]). split; [|exact square_boxes].
    intros i Hi. simpl in Hi. destruct i as [|[|i]]; [reflexivity|reflexivity|lia].
  - intros j _. split; [exact square_law_is_law|exact square_law_full_support].
  - intros j Hj i Hi. simpl in Hi, Hj. destruct j as [|[|j]]; [| |lia]; destruct i as [|[|i]]; try lia; reflexivity.
Qed.

Section Allowed_mechanism.

Variables (count : messages) (T : protocol nat) (s : strategies nat) (chances : nat -> nat -> Q).
Hypothesis allowed :
  allowed_trading square_market (fun _ => square_law) no_slack (osp square_market) count T s chances.

(** Every message of the profile is sent by some type. *)
Definition sent (p : messages) : Prop := forall j, (j < 2)%nat -> exists c, square c /\ s j c = p j.

Lemma sent_selects_endowment p : sent p -> same_bundles square_market (selected T p) (endowment T).
Proof.
  intros is_sent. destruct allowed as [[protocol valid] [_ [is_osp _]]].
  destruct (is_sent 0%nat ltac:(lia)) as [c [Hc sc]]. destruct (is_sent 1%nat ltac:(lia)) as [d [Hd sd]].
  set (types := fun j => match j with O => c | _ => d end).
  assert (type_profile square_market types) as typed by (intros j _; destruct j; [exact Hc|exact Hd]).
  pose proof (printed_osp_selects_endowment square_market T s square types (fun _ _ _ => iff_refl _) square_spans
                (conj protocol valid) is_osp typed) as selects.
  destruct protocol as [_ [_ [_ [_ determined]]]].
  assert (same_bundles square_market (selected T p) (outcome T s types)) as equal.
  { apply determined. intros j Hj. simpl in Hj. destruct j as [|[|j]]; [symmetry; exact sc|symmetry; exact sd|lia]. }
  intros j Hj i Hi. rewrite (equal j Hj i Hi). apply selects; assumption.
Qed.

Lemma chance_nonneg j k : (j < 2)%nat -> (k < count j)%nat -> 0 <= chances j k.
Proof.
  intros Hj Hk. destruct allowed as [_ [_ [_ [chance _]]]]. destruct (chance j Hj) as [_ events].
  destruct square_law_is_law as [_ [_ [_ [_ [_ [nonneg _]]]]]]. apply (nonneg _ _ (events k Hk)).
Qed.

(** A profile has no chance, or all its messages are sent. *)
Lemma chance_or_sent p : In p (message_profiles count 2) -> profile_chance square_market chances p == 0 \/ sent p.
Proof.
  intros inp. pose proof (profiles_within count 2 p inp) as within_count.
  destruct allowed as [_ [_ [_ [chance _]]]].
  assert (forall j, (j < 2)%nat -> 0 < chances j (p j) -> exists c, square c /\ s j c = p j) as some.
  { intros j Hj positive. destruct (chance j Hj) as [_ events].
    destruct (square_law_some _ _ (events (p j) (within_count j Hj)) positive) as [c [Hc equal]].
    exists c. split; [exact Hc|apply Nat.eqb_eq, equal]. }
  assert (profile_chance square_market chances p == chances 0%nat (p 0%nat) * chances 1%nat (p 1%nat)) as product.
  { unfold profile_chance. simpl. ring. }
  destruct (Qlt_le_dec 0 (chances 0%nat (p 0%nat))) as [positive0|none0].
  - destruct (Qlt_le_dec 0 (chances 1%nat (p 1%nat))) as [positive1|none1].
    + right. intros j Hj. destruct j as [|[|j]]; [apply some; [lia|exact positive0]|apply some; [lia|exact positive1]|lia].
    + left. pose proof (chance_nonneg 1 (p 1%nat) ltac:(lia) (within_count 1%nat ltac:(lia))).
      assert (chances 1%nat (p 1%nat) == 0) as none by lra. rewrite product, none. ring.
  - left. pose proof (chance_nonneg 0 (p 0%nat) ltac:(lia) (within_count 0%nat ltac:(lia))).
    assert (chances 0%nat (p 0%nat) == 0) as none by lra. rewrite product, none. ring.
Qed.

Lemma chances_total : sum (message_profiles count 2) (profile_chance square_market chances) == 1.
Proof.
  destruct allowed as [_ [_ [_ [chance _]]]].
  exact (message_chances_total square_market (fun _ => square_law) count s chances square_setting chance).
Qed.

(** By (SQ) the endowment is the status quo. *)
Lemma endowment_is_status_quo : same_bundles square_market (endowment T) (status_quo square_market).
Proof.
  destruct allowed as [[[endowed _] _] [_ [_ [_ status]]]].
  refine (corollary_1 square_market square_is_market _ _ square_boxes (endowment T) square_full_dimension endowed _).
  intros j c Hj Hc. specialize (status j c Hj Hc).
  rewrite (inner_same _ c (endowment T j) (mean_bundle square_market count chances (selected T) j (s j c))); [exact status|].
  intros i Hi. unfold mean_bundle. symmetry.
  rewrite (sum_ext _ _ (fun p => profile_chance square_market chances p * endowment T j i)).
  - rewrite sum_scale_right. change (number_of_agents square_market) with 2%nat. rewrite chances_total. ring.
  - intros p inp. destruct (chance_or_sent p inp) as [none|is_sent]; [rewrite none; ring|].
    apply Qmult_comp; [reflexivity|]. apply (sent_selects_endowment (put p j (s j c))); [|exact Hj|exact Hi].
    intros l Hl. destruct (Nat.eq_dec l j) as [->|other].
    + exists c. split; [exact Hc|rewrite put_same; reflexivity].
    + rewrite put_other by exact other. apply is_sent, Hl.
Qed.

Lemma costs_what_the_status_quo_costs :
  mean_cost square_market count chances (selected T) == social_cost square_market (status_quo square_market).
Proof.
  unfold mean_cost.
  rewrite (sum_ext _ _ (fun p => profile_chance square_market chances p * social_cost square_market (status_quo square_market))).
  - rewrite sum_scale_right. change (number_of_agents square_market) with 2%nat. rewrite chances_total. ring.
  - intros p inp. destruct (chance_or_sent p inp) as [none|is_sent]; [rewrite none; ring|].
    apply Qmult_comp; [reflexivity|]. unfold social_cost. apply sum_ext. intros j Hj. apply in_upto in Hj.
    apply inner_same. intros i Hi. rewrite (sent_selects_endowment p is_sent j Hj i Hi).
    apply endowment_is_status_quo; assumption.
Qed.

End Allowed_mechanism.

(** ** Keeping the status quo *)

Definition keep : protocol nat := {|
  endowment := status_quo square_market;
  choice := fun _ k => (k < 1)%nat;
  trading_set := fun j _ x => same 2 x (status_quo square_market j);
  selected := fun _ => status_quo square_market
|}.

Lemma keep_allowed :
  allowed_trading square_market (fun _ => square_law) no_slack (osp square_market)
    (fun _ => 1%nat) keep (fun _ _ => 0%nat) (fun _ _ => 1).
Proof.
  pose proof (proj1 (proj2 square_is_market)) as endowed.
  split; [split; [split; [exact endowed|split; [|split; [|split]]]|]|split; [|split; [|split]]].
  - intros j k Hj _. split.
    + intros x y xy equal i Hi. rewrite <- (xy i Hi). apply equal, Hi.
    + intros x equal i Hi. rewrite (equal i Hi). apply endowed; assumption.
  - intros j _. exists 0%nat. split; [simpl; lia|]. intros y. reflexivity.
  - intros p _. split; [exact endowed|]. intros j _ i _. reflexivity.
  - intros p q _ j _ i _. reflexivity.
  - intros j _. split; [intros c _; simpl; lia|reflexivity].
  - intros j k _. reflexivity.
  - intros j c _ _. split; [simpl; lia|]. intros k' _ p q _ _ _ _. apply Qle_refl.
  - intros j _. split; [intros c _; lia|]. intros k Hk. destruct k as [|k]; [|lia].
    exact (proj1 square_law_is_law).
  - intros j c Hj _. apply Qle_lteq. right. unfold no_slack. rewrite Qmult_1_l. apply inner_same. intros i _.
    unfold mean_bundle, profile_chance. simpl. ring.
Qed.

Lemma keep_does_not_respond : ~ responds square_market (fun _ _ => 0%nat) (selected keep).
Proof. intros [c [d [_ [_ differ]]]]. apply differ. intros j _ i _. reflexivity. Qed.

(*| valenzuela-stookey-2026/theorem-1.iv | literal | refuted | an action is compared with itself |*)
Theorem VS_Theorem_1_iv_is_false : ~ VS_Theorem_1_iv.
Proof.
  intros claim. apply keep_does_not_respond.
  apply (proj2 (claim square_market (fun _ => square_law) square_setting square_full_dimension)) with
    (count := fun _ => 1%nat) (chances := fun _ _ => 1).
  - split.
    + exists 0%nat, (of_list [1; 1]), (of_list [2; 2]). split; [simpl; lia|]. split; [exact low_corner|].
      split; [exact high_corner|]. intros equal. specialize (equal 0%nat ltac:(simpl; lia)). discriminate.
    + intros equal. specialize (equal 0%nat 1%nat ltac:(simpl; lia) ltac:(simpl; lia) 0%nat ltac:(simpl; lia)). discriminate.
  - exact keep_allowed.
  - intros count' T' s' chances' allowed.
    rewrite (costs_what_the_status_quo_costs _ _ _ _ allowed), (costs_what_the_status_quo_costs _ _ _ _ keep_allowed).
    apply Qle_refl.
Qed.
