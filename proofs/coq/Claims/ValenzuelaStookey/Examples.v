(** Statements of VS that have no number: examples before Theorem 2, what is said of menus in section 4, a footnote and
    a step in an appendix. *)

Require Export Allocation.ValenzuelaStookey.

Open Scope Q_scope.

(** ** Examples before Theorem 2 *)

(** A bilateral trading mechanism of two agents with a trade that is possible and not 0. *)
Definition trade_of_two (M : market) (a b : nat) (gamma : bundle) : Prop :=
  is_market M /\ (a < number_of_agents M)%nat /\ (b < number_of_agents M)%nat /\ a <> b /\
  trade_is_possible M a b gamma /\ ~ same (number_of_tasks M) gamma zero.

(*| valenzuela-stookey-2026/example.bilateral | literal | statement |*)
Definition VS_example_bilateral : Prop := forall M a b gamma,
  trade_of_two M a b gamma -> polarized_menus M (bilateral M a b gamma).

(** The sets, which are not whole rays, are contained in polarized rays. *)
Definition in_polarized_rays {K} (M : market) (T : protocol K) : Prop :=
  forall j, (j < number_of_agents M)%nat -> exists kappa : K -> bundle,
  (forall k, choice T j k ->
     demands_endowment M T j k \/ in_ray (number_of_tasks M) (trading_set T j k) (endowment T j) (kappa k)) /\
  (forall k k', choice T j k -> choice T j k' -> k <> k' ->
     ~ demands_endowment M T j k -> ~ demands_endowment M T j k' ->
     polarized_pair (number_of_tasks M) (kappa k) (kappa k')).

(*| valenzuela-stookey-2026/example.bilateral | rays beside the endowment | statement |*)
Definition VS_example_bilateral_beside : Prop := forall M a b gamma,
  trade_of_two M a b gamma -> in_polarized_rays M (bilateral M a b gamma).

(*| valenzuela-stookey-2026/example.bilateral | trades of both signs | statement |*)
Definition VS_example_bilateral_both_signs : Prop := forall M a b gamma,
  trade_of_two M a b gamma -> non_monotone (number_of_tasks M) gamma -> in_polarized_rays M (bilateral M a b gamma).

(** The directions of a two-price mechanism: task A for p1 fewer of B, and A away for p2 more of B. *)
Definition take (p : Q) : bundle := of_list [1; - p].
Definition give (p : Q) : bundle := of_list [-(1); p].

Definition two_prices (p1 p2 : Q) (k : nat) : bundle := match k with O => take p1 | _ => give p2 end.

(** Before them stands the direction 0, for {eta}. *)
Definition with_endowment (kappa : nat -> bundle) (k : nat) : bundle := match k with O => zero | S k => kappa k end.

(*| valenzuela-stookey-2026/example.two-price | literal | statement |*)
Definition VS_example_two_price : Prop := forall p1 p2, 0 < p1 -> 0 < p2 ->
  (polarized_directions 2 3 (with_endowment (two_prices p1 p2)) <-> p1 <= p2).

(*| valenzuela-stookey-2026/example.two-price | rays beside the endowment | statement |*)
Definition VS_example_two_price_beside : Prop := forall p1 p2, 0 <= p1 -> 0 <= p2 ->
  (polarized_directions_beside 2 2 (two_prices p1 p2) <-> p1 <= p2).

(*| valenzuela-stookey-2026/example.two-price | positive prices | statement |*)
Definition VS_example_two_price_positive : Prop := forall p1 p2, 0 < p1 -> 0 < p2 ->
  (polarized_directions_beside 2 2 (two_prices p1 p2) <-> p1 <= p2).

(** ** Section 4.2: cvh {kappa', kappa''} meets R_+^I *)

Definition segment_meets (I : nat) (kappa kappa' : bundle) : Prop :=
  exists t, 0 <= t /\ t <= 1 /\ nonnegative I (plus (multiple (1 - t) kappa) (multiple t kappa')).

(*| valenzuela-stookey-2026/section-4.2.hull | literal | statement |*)
Definition VS_hull : Prop := forall I n kappa,
  polarized_directions I n kappa <->
  forall k k', (k < n)%nat -> (k' < n)%nat -> segment_meets I (kappa k) (kappa k').

(*| valenzuela-stookey-2026/section-4.2.hull | rays beside the endowment | statement |*)
Definition VS_hull_beside : Prop := forall I n kappa,
  polarized_directions_beside I n kappa <->
  forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> segment_meets I (kappa k) (kappa k').

(*| valenzuela-stookey-2026/section-4.2.hull | rays of both signs | statement |*)
Definition VS_hull_both_signs : Prop := forall I n kappa,
  (forall k, (k < n)%nat -> non_monotone I (kappa k)) ->
  (polarized_directions_beside I n kappa <->
   forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> segment_meets I (kappa k) (kappa k')).

(** ** Footnote 18 *)

(** x*: the endowment where the weight is not negative, and 0 elsewhere. *)
Definition best_remedial (w eta : bundle) : bundle := fun i => if Qle_bool 0 (w i) then eta i else 0.

(** The direction from eta to x*, tilted by epsilon where the weight is positive. *)
Definition tilted (w eta : bundle) (epsilon : Q) : bundle :=
  fun i => best_remedial w eta i - eta i + (if Qle_bool (w i) 0 then 0 else epsilon).

(** What the menu of {eta} and the ray is worth if the types who do not lose by it choose the ray, and then move y along
    it. *)
Definition worth_of_ray (I : nat) (F : finite_law) (w eta kappa : bundle) (y : Q) : Q :=
  sum F (fun one => fst one * (if Qle_bool (inner I (snd one) kappa) 0
                               then inner I w (plus eta (multiple y kappa)) else inner I w eta)).

(** The tilted ray is worth approximately what the remedial set is worth: w.x*. *)
Definition tilted_ray_does (I : nat) (F : finite_law) (w eta : bundle) : Prop :=
  forall delta, 0 < delta -> exists epsilon y,
  0 < epsilon /\ 0 <= y /\ nonnegative I (plus eta (multiple y (tilted w eta epsilon))) /\
  inner I w (best_remedial w eta) - delta <= worth_of_ray I F w eta (tilted w eta epsilon) y.

(*| valenzuela-stookey-2026/footnote-18 | any law | statement |*)
Definition VS_footnote_18_any_law : Prop := forall I F w eta,
  is_finite_law (nonnegative I) F -> nonnegative I eta -> (exists i, (i < I)%nat /\ 0 < w i) ->
  tilted_ray_does I F w eta.

(*| valenzuela-stookey-2026/footnote-18 | any law of positive costs | statement |*)
Definition VS_footnote_18_positive_costs : Prop := forall I F w eta,
  is_finite_law (positive I) F -> nonnegative I eta -> (exists i, (i < I)%nat /\ 0 < w i) ->
  tilted_ray_does I F w eta.

(** Laws of which the costs are positive with probability 1: for a law in the usual sense that is as much as that, for each
    delta > 0, each c(i) is between two positive numbers with probability 1 - delta at least. *)
Definition positive_with_probability_1 (I : nat) (F : law) : Prop :=
  is_law I F /\
  forall i delta, (i < I)%nat -> 0 < delta -> exists low high p,
    0 < low /\ F (fun c => Qle_bool low (c i) && Qle_bool (c i) high) p /\ 1 - delta <= p.

(** Costs are nonnegative, and continuously distributed: the distribution function of each c(i) is continuous.  That it
    comes near 1 is so of all laws in the usual sense. *)
Definition continuously_distributed (I : nat) (F : law) : Prop :=
  is_law I F /\
  forall i, (i < I)%nat ->
    F (fun c => Qle_bool 0 (c i)) 1 /\
    (forall b delta, 0 < delta -> exists r p,
       0 < r /\ F (fun c => Qle_bool (b - r) (c i) && Qle_bool (c i) (b + r)) p /\ p <= delta) /\
    (forall delta, 0 < delta -> exists high p, F (fun c => Qle_bool (c i) high) p /\ 1 - delta <= p).

(** The same as [tilted_ray_does] for any law: q is the chance that the type does not lose by the ray. *)
Definition tilted_ray_does_for_law (I : nat) (F : law) (w eta : bundle) : Prop :=
  forall delta, 0 < delta -> exists epsilon y q,
  0 < epsilon /\ 0 <= y /\ nonnegative I (plus eta (multiple y (tilted w eta epsilon))) /\
  F (fun c => Qle_bool (inner I c (tilted w eta epsilon)) 0) q /\
  inner I w (best_remedial w eta) - delta <=
  q * inner I w (plus eta (multiple y (tilted w eta epsilon))) + (1 - q) * inner I w eta.

(*| valenzuela-stookey-2026/footnote-18 | literal | statement |*)
Definition VS_footnote_18 : Prop := forall I F w eta,
  continuously_distributed I F -> nonnegative I eta -> (exists i, (i < I)%nat /\ 0 < w i) ->
  tilted_ray_does_for_law I F w eta.

(** ** Section 4.2: weights of at most 0, and others *)

(** With weights of at most 0 no bundle is worth more than 0, which x* is worth; else a tilted ray does as well. *)
(*| valenzuela-stookey-2026/section-4.2.nonpositive-weight | literal | statement |*)
Definition VS_nonpositive_weight : Prop := forall I F w eta,
  positive_with_probability_1 I F -> nonnegative I eta ->
  (below I w zero ->
     inner I w (best_remedial w eta) == 0 /\ forall x, nonnegative I x -> inner I w x <= 0) /\
  ((exists i, (i < I)%nat /\ 0 < w i) -> tilted_ray_does_for_law I F w eta).

(** ** Section 4.2: the remedial menu where some weight is positive, for one type *)

(** Some ray of both signs suits the type, leads somewhere, and is not worth less than the endowment. *)
Definition some_ray_suits (I : nat) (c w eta : bundle) : Prop :=
  exists kappa y, non_monotone I kappa /\ inner I c kappa <= 0 /\ 0 <= inner I w kappa /\
  0 < y /\ nonnegative I (plus eta (multiple y kappa)).

(*| valenzuela-stookey-2026/section-4.2.nonpositive-weight | zero costs allowed | statement |*)
Definition VS_nonpositive_weight_zero_costs : Prop := forall c w eta,
  nonnegative 2 c -> nonnegative 2 eta -> (exists i, (i < 2)%nat /\ 0 < w i) ->
  inner 2 w eta < inner 2 w (best_remedial w eta) -> some_ray_suits 2 c w eta.

(** ** Appendix A.1: "then eta_j is in the interior of F_j^epsilon for all j" *)

(** F_j^epsilon, the nonnegative bundles within epsilon of F_j (in each coordinate; another norm makes no
    difference). *)
Definition enlarged (I : nat) (X : bundle -> Prop) (epsilon : Q) (x : bundle) : Prop :=
  nonnegative I x /\ exists y, X y /\ forall i, (i < I)%nat -> x i - epsilon <= y i /\ y i <= x i + epsilon.

Definition in_interior (I : nat) (X : bundle -> Prop) (x : bundle) : Prop :=
  exists r, 0 < r /\ forall y, (forall i, (i < I)%nat -> x i - r < y i /\ y i < x i + r) -> X y.

(*| valenzuela-stookey-2026/proposition-2.interior | literal | statement |*)
Definition VS_Proposition_2_interior : Prop := forall M eta (laws : nat -> finite_law) epsilon j,
  is_market M -> assignment M eta ->
  (forall i, (i < number_of_agents M)%nat -> is_finite_law (possible M i) (laws i)) ->
  0 < epsilon -> (j < number_of_agents M)%nat ->
  in_interior (number_of_tasks M) (enlarged (number_of_tasks M) (osp_feasible_set M laws eta j) epsilon) (eta j).

(** ** Section 4.3: "any EOPR mechanism improves upon the status quo, both from the designer's perspective and from that
    of every agent" *)

(** "Improves", in the sense of section 2: the expected cost is less.  The least that this says is that the cost is less at
    some types; rays are as printed. *)
(*| valenzuela-stookey-2026/section-4.3.eopr-improves | literal | statement |*)
Definition VS_eopr_improves : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> all_costs M -> eopr M T s ->
  exists types, type_profile M types /\ social_cost M (outcome T s types) < social_cost M (status_quo M).

(*| valenzuela-stookey-2026/section-4.3.eopr-improves | rays beside the endowment, weakly | statement |*)
Definition VS_eopr_improves_weakly : Prop := forall (K : Type) M (T : protocol K) s types,
  is_market M -> all_costs M -> eopr_beside M T s -> type_profile M types ->
  social_cost M (outcome T s types) <= social_cost M (status_quo M).

(** The endowment is the status quo; and no agent works more than under it. *)
Definition improves_for_all {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall types, type_profile M types ->
  social_cost M (outcome T s types) <= social_cost M (status_quo M) /\
  forall j, (j < number_of_agents M)%nat ->
    inner (number_of_tasks M) (types j) (outcome T s types j) <=
    inner (number_of_tasks M) (types j) (status_quo M j).

(*| valenzuela-stookey-2026/section-4.3.eopr-improves | weakly, status quo as endowment | statement |*)
Definition VS_eopr_improves_for_all : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> all_costs M -> eopr_beside M T s -> same_bundles M (endowment T) (status_quo M) ->
  improves_for_all M T s.

(*| valenzuela-stookey-2026/section-4.3.eopr-improves | weakly, status quo as endowment, other actions, cautious ties | statement |*)
Definition VS_eopr_improves_for_all_cautious : Prop := forall (K : Type) M (T : protocol K) s,
  is_market M -> all_costs M -> eopr_beside M T s -> cautious M T s -> same_bundles M (endowment T) (status_quo M) ->
  improves_for_all M T s.
