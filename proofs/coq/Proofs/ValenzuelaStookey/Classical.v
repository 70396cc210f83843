(** The numbered statements of VS that hold for all instances by the law of excluded middle, which is a hypothesis here, so
    that no axiom is assumed: they say "either ... or" of sets of bundles of which it cannot be computed which is so, or
    that there is something because else there would be a contradiction.  Two of them also name a function that is chosen
    place by place, which is a hypothesis as well.  Both are part of ordinary mathematics. *)

From Coq Require Import Logic.ClassicalFacts Logic.ChoiceFacts.
From Allocation Require Import Claims.ValenzuelaStookey.
From Allocation Require Import Proofs.ValenzuelaStookey.Protocols Proofs.ValenzuelaStookey.ObviousMechanisms
  Proofs.ValenzuelaStookey.Optimal Proofs.ValenzuelaStookey.Dominating
  Proofs.ValenzuelaStookey.Proved.

(*| valenzuela-stookey-2026/corollary-1.optimal-iff | with excluded middle (Coq only) | statement |*)
Definition VS_Corollary_1_optimal_iff_classically : Prop := excluded_middle -> VS_Corollary_1_optimal_iff.

(*| valenzuela-stookey-2026/corollary-1.optimal-iff | with excluded middle (Coq only) | proved |*)
Theorem VS_Corollary_1_optimal_iff_classically_holds : VS_Corollary_1_optimal_iff_classically.
Proof.
  intros classical M low high laws market_M boxes_M wide lawful. split.
  - now apply (optimal_then_improves M market_M laws lawful low high boxes_M).
  - now apply (improves_then_optimal M market_M laws lawful low high boxes_M).
Qed.

(*| valenzuela-stookey-2026/claim-4 | other actions, selected bundles, with excluded middle (Coq only) | statement |*)
Definition VS_Claim_4_selected_classically : Prop := excluded_middle -> VS_Claim_4_selected.

(*| valenzuela-stookey-2026/claim-4 | other actions, selected bundles, with excluded middle (Coq only) | proved |*)
Theorem VS_Claim_4_selected_classically_holds : VS_Claim_4_selected_classically.
Proof.
  intros classical K M T s (_ & costs & (protocol_T & _) & obvious) j k lt chosen.
  exact (three_forms M T s protocol_T obvious j lt (all_costs_rich M j costs lt) classical k chosen).
Qed.

(*| valenzuela-stookey-2026/claim-6 | other actions, selected bundles, with excluded middle (Coq only) | statement |*)
Definition VS_Claim_6_selected_classically : Prop := excluded_middle -> VS_Claim_6_selected.

(*| valenzuela-stookey-2026/claim-6 | other actions, selected bundles, with excluded middle (Coq only) | proved |*)
Theorem VS_Claim_6_selected_classically_holds : VS_Claim_6_selected_classically.
Proof.
  intros classical K M T s (_ & costs & (protocol_T & _) & obvious) j k k' lt chosen chosen' small not_only.
  destruct (classical (exists x i, reduced M T j k x /\ (i < number_of_tasks M)%nat /\ x i < endowment T j i))
    as [(x & i & inx & lti & less)|none].
  - destruct (remedial_leaves_redundant M T s protocol_T obvious j lt (all_costs_rich M j costs lt)
                k x i chosen inx (small x inx) lti less) as (_ & others).
    destruct (classical (k' = k)) as [->|other]; [left; exact small|right; now apply others].
  - exfalso. apply not_only. intros y. split.
    + intros iny i lti. pose proof (small y iny i lti).
      destruct (Qlt_le_dec (y i) (endowment T j i)); [exfalso; apply none; exists y, i; now split|].
      simpl in *. lra.
    + intros eq. apply (reduced_respects_same M T protocol_T j k lt chosen (endowment T j)); [now apply same_sym|].
      now apply endowment_is_selected.
Qed.

(*| valenzuela-stookey-2026/theorem-2.two-forms | other actions, selected bundles, with excluded middle and choice (Coq only) | statement |*)
Definition VS_Theorem_2_two_forms_selected_classically : Prop := excluded_middle -> FunctionalChoice -> VS_Theorem_2_two_forms_selected.

(*| valenzuela-stookey-2026/theorem-2.two-forms | other actions, selected bundles, with excluded middle and choice (Coq only) | proved |*)
Theorem VS_Theorem_2_two_forms_selected_classically_holds : VS_Theorem_2_two_forms_selected_classically.
Proof.
  intros classical functions K M T s (_ & costs & (protocol_T & _) & obvious) j lt.
  destruct (sets_of_two_forms M T s protocol_T obvious j lt (all_costs_rich M j costs lt) classical) as [one_signed|rays];
    [left; exact one_signed|right].
  assert (each : forall k, exists kappa, choice T j k ->
    redundant (number_of_tasks M) (reduced M T j k) (endowment T j) \/
    in_ray (number_of_tasks M) (reduced M T j k) (endowment T j) kappa).
  { intros k. destruct (classical (choice T j k)) as [chosen|not]; [|exists zero; intros; contradiction].
    destruct (rays k chosen) as [red|((kappa & ray_k) & _)]; [exists zero; intros; left; assumption|].
    exists kappa. intros _. right. assumption. }
  destruct (functions K bundle _ each) as (kappa & good). exists kappa. split; [exact good|].
  intros k k' chosen chosen' differ not_red not_red'.
  destruct (rays k chosen) as [red|(_ & pairs)]; [contradiction|].
  destruct (good k chosen) as [red|in_k]; [contradiction|]. destruct (good k' chosen') as [red|in_k']; [contradiction|].
  now apply (pairs k').
Qed.

(*| valenzuela-stookey-2026/theorem-2.second | sets above the endowment and copies of it may be dropped, with excluded middle and choice (Coq only) | statement |*)
Definition VS_Theorem_2_second_dropping_copies_classically : Prop := excluded_middle -> FunctionalChoice -> VS_Theorem_2_second_dropping_copies.

(*| valenzuela-stookey-2026/theorem-2.second | sets above the endowment and copies of it may be dropped, with excluded middle and choice (Coq only) | proved |*)
Theorem VS_Theorem_2_second_dropping_copies_classically_holds : VS_Theorem_2_second_dropping_copies_classically.
Proof. exact dominated_dropping_copies. Qed.
