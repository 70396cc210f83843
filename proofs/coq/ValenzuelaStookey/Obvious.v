(** VS, section 3: domination, essential reductions, myopically optimal choices, polarized rays and the mechanisms made of
    them. *)

From Allocation.ValenzuelaStookey Require Export Model.

Open Scope Q_scope.

(** * Section 3: obviously strategy-proof allocation *)

(** Definition (dominated): (T, s) is dominated by (T', s') if endowments, choices and strategies are the same and each
    trading set is contained in the other's.  Strategies are the same if all types make the same choices. *)
Definition dominated {K} (M : market) (T : protocol K) (s : strategies K) (T' : protocol K) (s' : strategies K) : Prop :=
  forall j, (j < number_of_agents M)%nat ->
    same (number_of_tasks M) (endowment T j) (endowment T' j) /\
    (forall k, choice T j k <-> choice T' j k) /\
    (forall c, possible M j c -> s j c = s' j c) /\
    (forall k, choice T j k -> subset (trading_set T j k) (trading_set T' j k)).

(** The essential reduction of a trading set: {x in T_j^k : x = P_j(k, k_-j) for some k_-j}. *)
Definition reduced {K} (M : market) (T : protocol K) (j : nat) (k : K) (x : bundle) : Prop :=
  trading_set T j k x /\
  exists p, profile M T p /\ p j = k /\ same (number_of_tasks M) x (selected T p j).

Definition essential_reduction {K} (M : market) (T : protocol K) : protocol K := {|
  endowment := endowment T;
  choice := choice T;
  trading_set := reduced M T;
  selected := selected T
|}.

Definition non_redundant {K} (M : market) (T : protocol K) : Prop :=
  forall j k, (j < number_of_agents M)%nat -> choice T j k -> subset (trading_set T j k) (reduced M T j k).

(** Effectively dominated: the essential reduction is dominated. *)
Definition effectively_dominated {K} (M : market) (T : protocol K) (s : strategies K)
    (T' : protocol K) (s' : strategies K) : Prop :=
  dominated M (essential_reduction M T) s T' s'.

(** a_j^*(c_j | T), the myopically optimal choices: those whose reduced set holds a bundle that is cheapest in all
    reduced sets of the agent. *)
Definition myopically_optimal {K} (M : market) (T : protocol K) (j : nat) (c : bundle) (k : K) : Prop :=
  choice T j k /\
  exists x, reduced M T j k x /\
  forall k' y, choice T j k' -> reduced M T j k' y ->
    inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.

Definition myopic {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c -> myopically_optimal M T j c (s j c).

(** Among the myopically optimal choices one with the best worst case ("cautious"): the paper lets an agent who dislikes
    all trades choose any set, since each holds the endowment; this is the reading of which its Theorem 2 can be true. *)
Definition cautious {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  myopic M T s /\
  forall j c k, (j < number_of_agents M)%nat -> possible M j c -> myopically_optimal M T j c k ->
  forall x, reduced M T j (s j c) x ->
  exists y, reduced M T j k y /\ inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.

(** Definition (polarized rays), of directions kappa.  "Not >= 0 and not <= 0": a positive and a negative coordinate. *)
Definition non_monotone (I : nat) (kappa : bundle) : Prop := ~ nonnegative I kappa /\ ~ below I kappa zero.

Definition polarized_pair (I : nat) (kappa kappa' : bundle) : Prop :=
  exists y y', 0 <= y /\ 0 <= y' /\ (0 < y \/ 0 < y') /\
  nonnegative I (plus (multiple y kappa) (multiple y' kappa')).

(** The same of finitely many directions kappa_0, ..., kappa_(n-1): as printed, where k' = k'' is a pair; and beside the
    direction 0, which stands for {eta}, for pairs of two different rays. *)
Definition polarized_directions (I n : nat) (kappa : nat -> bundle) : Prop :=
  (forall k, (k < n)%nat -> non_monotone I (kappa k)) /\
  (forall k k', (k < n)%nat -> (k' < n)%nat -> polarized_pair I (kappa k) (kappa k')).

Definition polarized_directions_beside (I n : nat) (kappa : nat -> bundle) : Prop :=
  (forall k, (k < n)%nat -> ~ same I (kappa k) zero -> non_monotone I (kappa k)) /\
  (forall k k', (k < n)%nat -> (k' < n)%nat -> k <> k' -> ~ same I (kappa k) zero -> ~ same I (kappa k') zero ->
     polarized_pair I (kappa k) (kappa k')).

(** The ray from eta in a direction.  The paper writes {x in R^I : x - eta = y kappa, y >= 0}; trading sets are subsets
    of R_+^I (section 1.1), and no ray of both signs stays there, so that the ray ends where a number would be
    negative. *)
Definition ray (I : nat) (eta kappa x : bundle) : Prop :=
  nonnegative I x /\ exists y, 0 <= y /\ forall i, (i < I)%nat -> x i - eta i == y * kappa i.

Definition is_ray (I : nat) (X : bundle -> Prop) (eta kappa : bundle) : Prop := forall x, X x <-> ray I eta kappa x.

(** The trading sets for agent j are polarized rays, as printed: every set of the menu is a ray of both signs, {eta_j}
    included, and k' = k'' is a pair. *)
Definition polarized_rays {K} (M : market) (T : protocol K) (j : nat) : Prop :=
  exists kappa : K -> bundle,
  (forall k, choice T j k ->
     is_ray (number_of_tasks M) (trading_set T j k) (endowment T j) (kappa k) /\
     non_monotone (number_of_tasks M) (kappa k)) /\
  (forall k k', choice T j k -> choice T j k' -> polarized_pair (number_of_tasks M) (kappa k) (kappa k')).

(** The same beside the endowment: the set {eta_j}, which is in every menu, is not one of the rays, and pairs are of two
    different choices. *)
Definition polarized_rays_beside {K} (M : market) (T : protocol K) (j : nat) : Prop :=
  exists kappa : K -> bundle,
  (forall k, choice T j k ->
     demands_endowment M T j k \/
     (is_ray (number_of_tasks M) (trading_set T j k) (endowment T j) (kappa k) /\
      non_monotone (number_of_tasks M) (kappa k))) /\
  (forall k k', choice T j k -> choice T j k' -> k <> k' ->
     ~ demands_endowment M T j k -> ~ demands_endowment M T j k' ->
     polarized_pair (number_of_tasks M) (kappa k) (kappa k')).

(** The remedial menu: the two trading sets {eta_j} and {x : 0 <= x <= eta_j} (printed "x in R_+", for R_+^I). *)
Definition remedial_menu {K} (M : market) (T : protocol K) (j : nat) : Prop :=
  exists k k', k <> k' /\ choice T j k /\ choice T j k' /\
  (forall l, choice T j l -> l = k \/ l = k') /\
  demands_endowment M T j k /\
  forall x, trading_set T j k' x <->
    (nonnegative (number_of_tasks M) x /\ below (number_of_tasks M) x (endowment T j)).

(** The menus of a polarized ray mechanism, as printed and beside the endowment. *)
Definition polarized_menus {K} (M : market) (T : protocol K) : Prop :=
  forall j, (j < number_of_agents M)%nat -> polarized_rays M T j \/ remedial_menu M T j.

Definition polarized_menus_beside {K} (M : market) (T : protocol K) : Prop :=
  forall j, (j < number_of_agents M)%nat -> polarized_rays_beside M T j \/ remedial_menu M T j.

(** Definition (polarized ray mechanism). *)
Definition polarized_ray_mechanism {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_mechanism M T s /\ polarized_menus M T /\ myopic M T s.

Definition polarized_ray_mechanism_beside {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  is_mechanism M T s /\ polarized_menus_beside M T /\ myopic M T s.

(** In the proof of Theorem 2: a set is remedial if all its bundles are <= eta_j, and redundant if all are >= eta_j. *)
Definition remedial (I : nat) (X : bundle -> Prop) (eta : bundle) : Prop := forall x, X x -> below I x eta.
Definition redundant (I : nat) (X : bundle -> Prop) (eta : bundle) : Prop := forall x, X x -> below I eta x.

(** Contained in a ray of both signs from eta_j, in direction kappa. *)
Definition in_ray (I : nat) (X : bundle -> Prop) (eta kappa : bundle) : Prop :=
  non_monotone I kappa /\
  forall x, X x -> exists y, 0 <= y /\ forall i, (i < I)%nat -> x i - eta i == y * kappa i.

(** The condition of Lemma 5 on two directions: min {c.kappa' : c >= 0, c.kappa'' <= 0} >= 0. *)
Definition lemma_5_condition (I : nat) (kappa kappa' : bundle) : Prop :=
  forall c, nonnegative I c -> inner I c kappa' <= 0 -> 0 <= inner I c kappa.

(** The ex-post optimal selection (after Corollary 3): at each profile an assignment of least social cost among those
    that respect the choices. *)
Definition respects_choices {K} (M : market) (T : protocol K) (p : nat -> K) (x : bundles) : Prop :=
  assignment M x /\ forall j, (j < number_of_agents M)%nat -> trading_set T j (p j) (x j).

Definition ex_post_optimal {K} (M : market) (T : protocol K) : Prop :=
  forall p, profile M T p ->
    respects_choices M T p (selected T p) /\
    forall x, respects_choices M T p x -> social_cost M (selected T p) <= social_cost M x.

(** An ex-post optimal polarized ray (EOPR) mechanism. *)
Definition eopr {K} (M : market) (T : protocol K) (s : strategies K) : Prop :=
  polarized_ray_mechanism_beside M T s /\ ex_post_optimal M T.
