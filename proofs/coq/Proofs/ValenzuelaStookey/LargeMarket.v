(** The outer program (5) of VS and its dual (6): weak duality (the first lines of appendix A.1), and that selections
    which maximize at the multipliers and clear the market solve the program. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles Claims.ValenzuelaStookey.

Lemma inner_over_agents M lambda (x : bundles) :
  sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) lambda (x j)) ==
  inner (number_of_tasks M) lambda (fun i => sum (upto (number_of_agents M)) (fun j => x j i)).
Proof.
  unfold inner. rewrite sum_exchange. apply sum_ext. intros i _. apply sum_scale.
Qed.

(** The value of the Lagrangian at a bundle that clears the market. *)
Lemma lagrangian M lambda (x : bundles) :
  large_market_clearing M x ->
  sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) (minus lambda (performance M j)) (x j)) ==
  inner (number_of_tasks M) lambda (fun i => inject_Z (Z.of_nat (instances M i))) - social_cost M x.
Proof.
  intros clears.
  rewrite (sum_ext _ _ (fun j => inner (number_of_tasks M) lambda (x j) - inner (number_of_tasks M) (performance M j) (x j)))
    by (intros; apply inner_minus_left).
  rewrite sum_minus, inner_over_agents. unfold social_cost.
  rewrite (inner_same _ lambda _ (fun i => inject_Z (Z.of_nat (instances M i)))); [reflexivity|].
  intros i lt. now apply clears.
Qed.

Theorem weak_duality : VS_Proposition_2_weak_duality.
Proof.
  intros M F x lambda v (inside & clears) (S & supports & ->).
  assert (H : sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) (minus lambda (performance M j)) (x j)) <=
              sum (upto (number_of_agents M)) S).
  { apply sum_le. intros j inj. apply in_upto in inj. apply (supports j inj). now apply inside. }
  rewrite (lagrangian M lambda x clears) in H. lra.
Qed.

(** Bundles that attain the support functions at some multipliers, and clear the market, solve the outer program. *)
Theorem attaining_and_clearing_solves M F lambda x :
  (forall j, (j < number_of_agents M)%nat ->
     attains (number_of_tasks M) (F j) (minus lambda (performance M j)) (x j)) ->
  large_market_clearing M x -> solves_5 M F x.
Proof.
  intros best clears. split.
  - split; [|assumption]. intros j lt. exact (proj1 (best j lt)).
  - intros y (inside & clears').
    assert (H : sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) (minus lambda (performance M j)) (y j)) <=
                sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) (minus lambda (performance M j)) (x j))).
    { apply sum_le. intros j inj. apply in_upto in inj. apply (proj2 (best j inj)). now apply inside. }
    rewrite (lagrangian M lambda x clears), (lagrangian M lambda y clears') in H. lra.
Qed.
