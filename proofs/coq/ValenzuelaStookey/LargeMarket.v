(** VS, section 4: the large market, programs (4), (5) and (6). *)

From Allocation.ValenzuelaStookey Require Export Choice Obvious.

Open Scope Q_scope.

(** * Section 4: the large market *)

(** A menu for one agent with a strategy and an individual-level selection rule P_j : K_j -> R_+^I with P_j(k) in T_j^k.
    It is a protocol of which agent j counts and the selection depends on the choice of j alone; market clearing is not
    asked for. *)
Record individual (K : Type) := {
  individual_choice : K -> Prop;
  individual_set : K -> bundle -> Prop;
  individual_strategy : bundle -> K;
  individual_selected : K -> bundle
}.

Arguments individual_choice {K} _ _.
Arguments individual_set {K} _ _ _.
Arguments individual_strategy {K} _ _.
Arguments individual_selected {K} _ _ _.

(** The protocol in which agent j has this menu; what others have does not matter. *)
Definition as_protocol {K} (eta : bundles) (D : individual K) : protocol K := {|
  endowment := eta;
  choice := fun _ => individual_choice D;
  trading_set := fun _ => individual_set D;
  selected := fun p j => individual_selected D (p j)
|}.

(** Myopically optimal as in section 4: "let s_j be a myopically-optimal strategy"; the trading sets are taken as they
    are, since no selection rule is there to reduce them by. *)
Definition individual_myopic {K} (M : market) (D : individual K) (j : nat) : Prop :=
  forall c, possible M j c ->
  exists x, individual_set D (individual_strategy D c) x /\
  forall k y, individual_choice D k -> individual_set D k y ->
    inner (number_of_tasks M) c x <= inner (number_of_tasks M) c y.

(** (OSP) of program (4), with its strategy and selection; the rays are taken beside the endowment. *)
Definition is_individual {K} (M : market) (eta : bundles) (D : individual K) (j : nat) : Prop :=
  (polarized_rays_beside M (as_protocol eta D) j \/ remedial_menu M (as_protocol eta D) j) /\
  (exists k, individual_choice D k /\ demands_endowment M (as_protocol eta D) j k) /\
  (forall k, individual_choice D k -> individual_set D k (individual_selected D k)) /\
  (forall c, possible M j c -> individual_choice D (individual_strategy D c)) /\
  individual_myopic M D j.

(** The same where no type chooses a set that holds a bundle worse for it than the endowment.  As printed, a type that
    dislikes a ray may choose it, since the ray holds the endowment, and P_j may then move along the ray. *)
Definition is_cautious_individual {K} (M : market) (eta : bundles) (D : individual K) (j : nat) : Prop :=
  is_individual M eta D j /\
  forall c x, possible M j c -> individual_set D (individual_strategy D c) x ->
    inner (number_of_tasks M) c x <= inner (number_of_tasks M) c (eta j).

(** E_j[P_j(s_j(c_j))] *)
Definition expected_bundle {K} (F : finite_law) (D : individual K) : bundle :=
  fun i => sum F (fun one => fst one * individual_selected D (individual_strategy D (snd one)) i).

(** The convex hull of a set of bundles. *)
Definition convex_hull (I : nat) (X : bundle -> Prop) (x : bundle) : Prop :=
  exists points : list (Q * bundle),
  (forall p y, In (p, y) points -> 0 <= p /\ X y) /\ sum points fst == 1 /\
  forall i, (i < I)%nat -> x i == sum points (fun one => fst one * snd one i).

Definition is_convex (I : nat) (X : bundle -> Prop) : Prop := forall x, convex_hull I X x -> X x.

(** F_j, the OSP-feasible set. *)
Definition osp_feasible_set (M : market) (laws : nat -> finite_law) (eta : bundles) (j : nat) : bundle -> Prop :=
  convex_hull (number_of_tasks M)
    (fun x => exists (K : Type) (D : individual K),
       is_individual M eta D j /\ same (number_of_tasks M) x (expected_bundle (laws j) D)).

Definition cautious_feasible_set (M : market) (laws : nat -> finite_law) (eta : bundles) (j : nat) : bundle -> Prop :=
  convex_hull (number_of_tasks M)
    (fun x => exists (K : Type) (D : individual K),
       is_cautious_individual M eta D j /\ same (number_of_tasks M) x (expected_bundle (laws j) D)).

(** (LM-MC) *)
Definition large_market_clearing (M : market) (x : bundles) : Prop :=
  forall i, (i < number_of_tasks M)%nat ->
    sum (upto (number_of_agents M)) (fun j => x j i) == inject_Z (Z.of_nat (instances M i)).

(** What is feasible in program (4), the large-market OSP program, without randomization. *)
Definition feasible_4 (M : market) (laws : nat -> finite_law) (eta : bundles) (x : bundles) : Prop :=
  (forall j, (j < number_of_agents M)%nat ->
     exists (K : Type) (D : individual K),
       is_individual M eta D j /\ same (number_of_tasks M) (x j) (expected_bundle (laws j) D)) /\
  large_market_clearing M x.

(** Program (5), the outer program, for sets F_j. *)
Definition feasible_5 (M : market) (F : nat -> bundle -> Prop) (x : bundles) : Prop :=
  (forall j, (j < number_of_agents M)%nat -> F j (x j)) /\ large_market_clearing M x.

Definition solves_5 (M : market) (F : nat -> bundle -> Prop) (x : bundles) : Prop :=
  feasible_5 M F x /\ forall y, feasible_5 M F y -> social_cost M x <= social_cost M y.

(** S_j(w) = v: the support function.  The paper writes a max; here it is the least upper bound, so that it is not taken
    for granted that some bundle attains it, which is [attains]. *)
Definition support_value (I : nat) (X : bundle -> Prop) (w : bundle) (v : Q) : Prop :=
  (forall y, X y -> inner I w y <= v) /\
  (forall epsilon, 0 < epsilon -> exists y, X y /\ v - epsilon < inner I w y).

(** y is in arg max {w.y : y in X}. *)
Definition attains (I : nat) (X : bundle -> Prop) (w y : bundle) : Prop :=
  X y /\ forall z, X z -> inner I w z <= inner I w y.

(** v is the value of the dual (6) at the multipliers lambda. *)
Definition dual_value (M : market) (F : nat -> bundle -> Prop) (lambda : bundle) (v : Q) : Prop :=
  exists S : nat -> Q,
  (forall j, (j < number_of_agents M)%nat ->
     support_value (number_of_tasks M) (F j) (minus lambda (performance M j)) (S j)) /\
  v == inner (number_of_tasks M) lambda (fun i => inject_Z (Z.of_nat (instances M i)))
       - sum (upto (number_of_agents M)) S.

(** lambda solves (6). *)
Definition solves_6 (M : market) (F : nat -> bundle -> Prop) (lambda : bundle) : Prop :=
  exists v, dual_value M F lambda v /\ forall lambda' v', dual_value M F lambda' v' -> v' <= v.
