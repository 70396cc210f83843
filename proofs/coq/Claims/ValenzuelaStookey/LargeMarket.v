(** The numbered statements of VS, section 4: towards optimal trading mechanisms. *)

From Coq Require Import Qminmax.
Require Export Allocation.ValenzuelaStookey.

Open Scope Q_scope.

(** * Section 4 *)

(** An endowment and finite laws of possible types. *)
Definition large_market (M : market) (eta : bundles) (laws : nat -> finite_law) : Prop :=
  is_market M /\ assignment M eta /\
  forall j, (j < number_of_agents M)%nat -> is_finite_law (possible M j) (laws j).

(** Weak duality: what the first lines of appendix A.1 show. *)
(*| valenzuela-stookey-2026/proposition-2.duality | weak duality (Coq only) | statement |*)
Definition VS_Proposition_2_weak_duality : Prop := forall M F x lambda v,
  feasible_5 M F x -> dual_value M F lambda v -> v <= social_cost M x.

(** The outer program and its dual have one value: what they attain comes arbitrarily close. *)
(*| valenzuela-stookey-2026/proposition-2.duality | literal | statement |*)
Definition VS_Proposition_2_duality : Prop := forall M eta laws,
  large_market M eta laws ->
  let F := osp_feasible_set M laws eta in
  (forall x lambda v, feasible_5 M F x -> dual_value M F lambda v -> v <= social_cost M x) /\
  forall epsilon, 0 < epsilon ->
  exists x lambda v, feasible_5 M F x /\ dual_value M F lambda v /\ social_cost M x <= v + epsilon.

(*| valenzuela-stookey-2026/proposition-2.selections | literal | statement |*)
Definition VS_Proposition_2_selections : Prop := forall M eta laws lambda,
  large_market M eta laws ->
  let F := osp_feasible_set M laws eta in
  solves_6 M F lambda ->
  exists x, (forall j, (j < number_of_agents M)%nat ->
               attains (number_of_tasks M) (F j) (minus lambda (performance M j)) (x j)) /\
            large_market_clearing M x /\ solves_5 M F x.

(** The condition of Lemma 5 on all pairs k' != k'' with k'' other than {eta}. *)
Definition all_minima (I n : nat) (kappa : nat -> bundle) : Prop :=
  forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k') zero ->
  lemma_5_condition I (kappa k) (kappa k').

(*| valenzuela-stookey-2026/lemma-5 | literal | statement |*)
Definition VS_Lemma_5 : Prop := forall I n kappa, polarized_directions I n kappa <-> all_minima I n kappa.

(*| valenzuela-stookey-2026/lemma-5 | rays beside the endowment | statement |*)
Definition VS_Lemma_5_beside : Prop := forall I n kappa, polarized_directions_beside I n kappa <-> all_minima I n kappa.

(** The condition on pairs of different rays alone (VS, footnote 18). *)
Definition polarized_pairs_only (I n : nat) (kappa : nat -> bundle) : Prop :=
  forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k) zero -> ~ same I (kappa k') zero ->
  polarized_pair I (kappa k) (kappa k').

(*| valenzuela-stookey-2026/lemma-5 | second condition alone | statement |*)
Definition VS_Lemma_5_pairs : Prop := forall I n kappa, polarized_pairs_only I n kappa <-> all_minima I n kappa.

(*| valenzuela-stookey-2026/lemma-5 | rays of both signs, without {eta} (Coq only) | statement |*)
Definition VS_Lemma_5_both_signs : Prop := forall I n kappa,
  (forall k, (k < n)%nat -> non_monotone I (kappa k)) ->
  (polarized_directions_beside I n kappa <-> all_minima I n kappa).

(** Remark 1, for any law of finitely many types (no regularity is asked): what a Bayesian incentive compatible
    mechanism of the large market costs, menus of polarized rays do not cost more.  Each type of agent j gets a bundle m_j(c). *)
Definition large_market_mechanism (M : market) (laws : nat -> finite_law) (m : nat -> bundle -> bundle) : Prop :=
  (forall j c d, (j < number_of_agents M)%nat -> same (number_of_tasks M) c d ->
     same (number_of_tasks M) (m j c) (m j d)) /\
  (forall j c, (j < number_of_agents M)%nat -> possible M j c ->
     nonnegative (number_of_tasks M) (m j c) /\
     inner (number_of_tasks M) c (m j c) <= inner (number_of_tasks M) c (status_quo M j) /\
     forall d, possible M j d -> inner (number_of_tasks M) c (m j c) <= inner (number_of_tasks M) c (m j d)) /\
  large_market_clearing M (fun j i => sum (laws j) (fun one => fst one * m j (snd one) i)).

Definition rays_do_as_well (tasks : nat) : Prop := forall M laws m,
  large_market M (status_quo M) laws -> positive_costs M -> number_of_tasks M = tasks ->
  (forall j, (j < number_of_agents M)%nat -> covers (number_of_tasks M) (laws j) (possible M j)) ->
  large_market_mechanism M laws m ->
  exists x, feasible_5 M (cautious_feasible_set M laws (status_quo M)) x /\
    social_cost M x <= social_cost M (fun j i => sum (laws j) (fun one => fst one * m j (snd one) i)).

(*| valenzuela-stookey-2026/remark-1 | literal | statement |*)
Definition VS_Remark_1 : Prop := rays_do_as_well 2.

(*| valenzuela-stookey-2026/remark-1 | three tasks | statement |*)
Definition VS_Remark_1_three_tasks : Prop := rays_do_as_well 3.

(** The support function in closed form, for two tasks and finitely many types: the best price p for one more of task 0,
    of which eta(1)/p more can be had, which types with c(0)/c(1) <= p accept; the best price q for one less, which types
    with c(0)/c(1) >= q accept; or the remedial menu.  Best prices are ratios of types. *)
Definition ratio (c : bundle) : Q := c 0%nat / c 1%nat.

Definition share (F : finite_law) (accepts : Q -> bool) : Q :=
  sum F (fun one => if accepts (ratio (snd one)) then fst one else 0).

(** The greatest of 0 and the numbers [value p] of the ratios p. *)
Definition best_price (F : finite_law) (value : Q -> Q) : Q :=
  fold_right (fun one best => Qmax (value (ratio (snd one))) best) 0 F.

Definition posted_prices (F : finite_law) (eta w : bundle) : Q :=
  let more := best_price F (fun p => (w 0%nat / p - w 1%nat) * eta 1%nat * share F (fun r => Qle_bool r p)) in
  let less := best_price F (fun q => (w 1%nat * q - w 0%nat) * eta 0%nat * share F (fun r => Qle_bool q r)) in
  let remedial := Qmax (- w 0%nat) 0 * eta 0%nat + Qmax (- w 1%nat) 0 * eta 1%nat in
  inner 2 w eta + Qmax (more + less) remedial.

(*| valenzuela-stookey-2026/remark-1.support | literal | statement |*)
Definition VS_Remark_1_support : Prop := forall M eta laws j w,
  large_market M eta laws -> positive_costs M -> number_of_tasks M = 2%nat -> (j < number_of_agents M)%nat ->
  covers (number_of_tasks M) (laws j) (possible M j) ->
  support_value 2 (cautious_feasible_set M laws eta j) w (posted_prices (laws j) (eta j) w).
