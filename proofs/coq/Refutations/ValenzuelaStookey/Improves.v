(** Refutation of VS, Theorem 1, from i to ii, where an action is compared with all actions, itself included, as the
    definition is printed: then nobody is ever given anything but the endowment. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Proofs.ValenzuelaStookey.Protocols Proofs.ValenzuelaStookey.UniformLaw.
From Allocation.Refutations.ValenzuelaStookey Require Export Trades.

Open Scope Q_scope.

(** Equal costs on all assignments: what all agents have together costs the same. *)
Lemma common_costs M e x y :
  assignment M x -> assignment M y ->
  sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) e (x j)) ==
  sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) e (y j)).
Proof.
  intros [_ clears] [_ clears']. unfold inner. rewrite sum_exchange, (sum_exchange (upto (number_of_agents M))).
  apply sum_ext. intros i Hi. apply in_upto in Hi. rewrite !sum_scale, clears, clears' by assumption. reflexivity.
Qed.

(** The types span: only 0 costs all of them nothing. *)
Definition spans (I : nat) (C : bundle -> Prop) : Prop := forall x, (forall c, C c -> inner I c x == 0) -> same I x zero.

(** If all agents have the same types and these span, an OSP mechanism (as printed) always selects the endowment. *)
Theorem printed_osp_selects_endowment {K} (M : market) (T : protocol K) (s : strategies K) (C : bundle -> Prop) types :
  (forall j c, (j < number_of_agents M)%nat -> (possible M j c <-> C c)) -> spans (number_of_tasks M) C ->
  is_mechanism M T s -> osp M T s -> type_profile M types -> same_bundles M (outcome T s types) (endowment T).
Proof.
  intros common spanning [protocol valid] dominant typed.
  assert (profile M T (fun j => s j (types j))) as prof by (intros j Hj; apply valid; auto).
  destruct (protocol) as [endowed [_ [_ [respects _]]]]. destruct (respects _ prof) as [selects _].
  assert (forall e j, C e -> (j < number_of_agents M)%nat ->
            inner (number_of_tasks M) e (endowment T j) <= inner (number_of_tasks M) e (outcome T s types j)) as at_least.
  { intros e j He Hj. apply (common j e Hj) in He. destruct (dominant j e Hj He) as [chosen best].
    destruct (others_demand M T protocol j (s j e) Hj chosen) as [p [isp [pj others]]].
    rewrite <- (inner_same _ e _ _ (endowment_when_others_demand M T protocol j p Hj isp others)).
    apply (best (s j (types j)) ltac:(apply valid; auto) p _ isp prof pj eq_refl). }
  intros j Hj. intros i Hi.
  enough (same (number_of_tasks M) (minus (outcome T s types j) (endowment T j)) zero) as nothing.
  { specialize (nothing i Hi). unfold minus, zero in nothing. lra. }
  apply spanning. intros e He. rewrite inner_minus.
  pose proof (member_le_sum (upto (number_of_agents M))
    (fun a => inner (number_of_tasks M) e (outcome T s types a) - inner (number_of_tasks M) e (endowment T a)) j) as least.
  rewrite sum_minus, (common_costs M e _ _ selects endowed) in least. cbv beta in least.
  specialize (at_least e). pose proof (at_least j He Hj). 
  assert (inner (number_of_tasks M) e (outcome T s types j) - inner (number_of_tasks M) e (endowment T j) <=
          sum (upto (number_of_agents M)) (fun a => inner (number_of_tasks M) e (endowment T a)) -
          sum (upto (number_of_agents M)) (fun a => inner (number_of_tasks M) e (endowment T a))) as none.
  { apply least; [|apply in_upto, Hj]. intros a Ha. apply in_upto in Ha. pose proof (at_least a He Ha). lra. }
  lra.
Qed.

(** Costs uniform on {1} x [1, 2] for both agents, and agent 0 is worse at task 0. *)
Definition segment_market := shared_market [[1; 0]; [0; 0]] (fun _ => segment).

Lemma segment_is_box : is_box 2 segment (of_list [1; 1]) (of_list [1; 2]).
Proof.
  split; [apply nonnegative_b_iff; reflexivity|]. split; [apply below_b_iff; reflexivity|]. intros c. split.
  - intros [one [low high]]. split; intros i Hi; (destruct i as [|[|i]]; [| |lia]); unfold of_list; simpl; lra.
  - intros [lower upper]. pose proof (lower 0%nat ltac:(lia)). pose proof (upper 0%nat ltac:(lia)).
    pose proof (lower 1%nat ltac:(lia)). pose proof (upper 1%nat ltac:(lia)). unfold of_list in *; simpl in *.
    split; [|split]; lra.
Qed.

Lemma segment_is_market : is_market segment_market.
Proof.
  split; [simpl; lia|]. split; [apply assignment_b_iff; reflexivity|]. intros j _. split.
  - intros x y xy [one [low high]]. pose proof (xy 0%nat ltac:(simpl; lia)). pose proof (xy 1%nat ltac:(simpl; lia)).
    split; [|split]; lra.
  - intros c [one [low high]] i Hi. simpl in Hi. destruct i as [|[|i]]; [| |lia]; lra.
Qed.

Lemma segment_setting : theorem_1_setting segment_market (fun _ => uniform).
Proof.
  split; [exact segment_is_market|]. split; [|split].
  - exists (of_list [1; 1]), (of_list [1; 2]). split.
    + intros i Hi. simpl in Hi. destruct i as [|[|i]]; [reflexivity|reflexivity|lia].
    + intros j _. exact segment_is_box.
  - intros j _. split; [exact uniform_is_law|exact uniform_full_support].
  - intros j Hj i Hi. simpl in Hi, Hj. destruct j as [|[|j]]; [| |lia]; destruct i as [|[|i]]; try lia; reflexivity.
Qed.

Lemma low_in_segment : segment (of_list [1; 1]).
Proof. split; [reflexivity|]. split; discriminate. Qed.

Lemma high_in_segment : segment (of_list [1; 2]).
Proof. split; [reflexivity|]. split; discriminate. Qed.

Lemma segment_spans : spans 2 segment.
Proof.
  intros x free. pose proof (free _ low_in_segment) as first. pose proof (free _ high_in_segment) as second.
  unfold inner, of_list in first, second; simpl in first, second.
  intros i Hi. destruct i as [|[|i]]; [| |lia]; unfold zero; lra.
Qed.

(*| valenzuela-stookey-2026/theorem-1.i-ii | literal | refuted | an action is compared with itself |*)
Theorem VS_Theorem_1_i_ii_is_false : ~ VS_Theorem_1_i_ii.
Proof.
  intros claim. destruct (claim segment_market (fun _ => uniform) segment_setting) as
    [count [T [s [chances [[mechanism [_ [is_osp _]]] [[c [d [Hc [Hd differ]]]] _]]]]]].
  - exists 0%nat, (of_list [1; 1]), (of_list [1; 2]). split; [simpl; lia|]. split; [exact low_in_segment|].
    split; [exact high_in_segment|]. intros equal. specialize (equal 1%nat ltac:(simpl; lia)). discriminate.
  - intros equal. specialize (equal 0%nat 1%nat ltac:(simpl; lia) ltac:(simpl; lia) 0%nat ltac:(simpl; lia)). discriminate.
  - apply differ. intros j Hj i Hi.
    pose proof (printed_osp_selects_endowment segment_market T s segment) as selects.
    specialize (selects c (fun _ _ _ => iff_refl _) segment_spans mechanism is_osp Hc j Hj i Hi) as at_c.
    specialize (selects d (fun _ _ _ => iff_refl _) segment_spans mechanism is_osp Hd j Hj i Hi) as at_d.
    unfold outcome in at_c, at_d. rewrite at_c, at_d. reflexivity.
Qed.
