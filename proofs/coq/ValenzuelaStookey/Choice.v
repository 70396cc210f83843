(** VS, section 2: program (1), what it means that choice improves upon the status quo or is optimal, and the conditions
    of Lemmas 1 and 2. *)

From Allocation.ValenzuelaStookey Require Export Model.

Open Scope Q_scope.

(** * Section 2: when is choice useful? *)

(** The law F_j of an agent's costs, as far as it is needed: [F E p] says that E is an event and that p is its chance.
    Events are decidable sets of costs, closed under complement and intersection; half-spaces are events, and chances
    add up.  Where expectations of arbitrary mechanisms are taken, laws are finite ([finite_law]). *)
Definition law := (bundle -> bool) -> Q -> Prop.

Definition is_law (I : nat) (F : law) : Prop :=
  F (fun _ => true) 1 /\
  (forall d b, exists p, F (fun c => Qle_bool (inner I d c) b) p) /\
  (forall E p, F E p -> F (fun c => negb (E c)) (1 - p)) /\
  (forall E D p q, F E p -> F D q -> exists r, F (fun c => E c && D c) r) /\
  (forall E D p q, F E p -> F D q -> (forall c, E c && D c = false) -> F (fun c => E c || D c) (p + q)) /\
  (* a chance is a number >= 0 that depends on the event alone, however it and the number are written *)
  (forall E p, F E p -> 0 <= p) /\
  (forall E D p q, F E p -> F D q -> (forall c, E c = D c) -> p == q) /\
  (forall E D p q, F E p -> (forall c, E c = D c) -> p == q -> F D q).

(** Full support on X: an event that holds X is certain, and one that holds all types of X near one of them (by less
    than some epsilon in each coordinate) has a positive chance. *)
Definition full_support (I : nat) (F : law) (X : bundle -> Prop) : Prop :=
  (forall E p, F E p -> (forall c, X c -> E c = true) -> p == 1) /\
  (forall E p c epsilon, F E p -> X c -> 0 < epsilon ->
     (forall d, X d -> (forall i, (i < I)%nat -> c i - epsilon < d i /\ d i < c i + epsilon) -> E d = true) ->
     0 < p).

(** A law of finitely many types with their probabilities. *)
Definition finite_law := list (Q * bundle).

Definition is_finite_law (X : bundle -> Prop) (F : finite_law) : Prop :=
  (forall p c, In (p, c) F -> 0 < p /\ X c) /\ sum F fst == 1.

Definition law_of (F : finite_law) : law := fun E p => p == sum F (fun one => if E (snd one) then fst one else 0).

(** It has full support on X if each type of X is one of its types. *)
Definition covers (I : nat) (F : finite_law) (X : bundle -> Prop) : Prop :=
  forall c, X c -> exists p d, In (p, d) F /\ same I c d.

(** Profiles of types with their probabilities, for independent laws. *)
Definition put {A : Type} (p : nat -> A) (j : nat) (a : A) : nat -> A := fun i => if Nat.eqb i j then a else p i.

Fixpoint type_profiles (laws : nat -> finite_law) (agents : nat) : list (Q * bundles) :=
  match agents with
  | O => [(1, fun _ => zero)]
  | S j => flat_map (fun one => map (fun other => (fst one * fst other, put (snd other) j (snd one)))
                                    (type_profiles laws j)) (laws j)
  end.

(** A direct mechanism m: an assignment for each profile of reported types. *)
Definition direct_mechanism := bundles -> bundles.

Definition is_direct_mechanism (M : market) (m : direct_mechanism) : Prop :=
  forall c d, same_bundles M c d -> same_bundles M (m c) (m d).

Definition type_profile (M : market) (c : bundles) : Prop :=
  forall j, (j < number_of_agents M)%nat -> possible M j (c j).

(** E_-j of m_j(i | c_j, c_-j). *)
Definition interim (M : market) (laws : nat -> finite_law) (m : direct_mechanism) (j : nat) (c : bundle) : bundle :=
  fun i => sum (type_profiles laws (number_of_agents M)) (fun one => fst one * m (put (snd one) j c) j i).

(** (SQ), with the slack beta_j >= 1. *)
Definition status_quo_constraint (M : market) (laws : nat -> finite_law) (beta : nat -> Q) (m : direct_mechanism) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
    inner (number_of_tasks M) c (interim M laws m j c) <=
    beta j * inner (number_of_tasks M) c (status_quo M j).

(** (IC) *)
Definition incentive_compatible (M : market) (laws : nat -> finite_law) (m : direct_mechanism) : Prop :=
  forall j c d, (j < number_of_agents M)%nat -> possible M j c -> possible M j d ->
    inner (number_of_tasks M) c (interim M laws m j c) <= inner (number_of_tasks M) c (interim M laws m j d).

(** (MC), and that numbers are not negative. *)
Definition market_clearing (M : market) (m : direct_mechanism) : Prop :=
  forall c, type_profile M c -> assignment M (m c).

(** The objective of program (1). *)
Definition expected_cost (M : market) (laws : nat -> finite_law) (m : direct_mechanism) : Q :=
  sum (type_profiles laws (number_of_agents M)) (fun one => fst one * social_cost M (m (snd one))).

(** A mechanism that is feasible in program (1), and one that solves it. *)
Definition feasible_1 (M : market) (laws : nat -> finite_law) (beta : nat -> Q) (m : direct_mechanism) : Prop :=
  is_direct_mechanism M m /\ status_quo_constraint M laws beta m /\ incentive_compatible M laws m /\ market_clearing M m.

Definition solves_1 (M : market) (laws : nat -> finite_law) (beta : nat -> Q) (m : direct_mechanism) : Prop :=
  feasible_1 M laws beta m /\
  forall m', feasible_1 M laws beta m' -> expected_cost M laws m <= expected_cost M laws m'.

(** Constant in the preference profile: a non-choice-based mechanism. *)
Definition constant (M : market) (m : direct_mechanism) : Prop :=
  forall c d, type_profile M c -> type_profile M d -> same_bundles M (m c) (m d).

Definition choice_improves (M : market) (laws : nat -> finite_law) (beta : nat -> Q) : Prop :=
  exists m, feasible_1 M laws beta m /\ ~ constant M m /\ expected_cost M laws m < social_cost M (status_quo M).

(** Choice is optimal: all solutions of program (1) are non-constant. *)
Definition choice_is_optimal (M : market) (laws : nat -> finite_law) (beta : nat -> Q) : Prop :=
  forall m, solves_1 M laws beta m -> ~ constant M m.

(** A constant mechanism is one assignment x, and (SQ) is then: *)
Definition constant_status_quo (M : market) (beta : nat -> Q) (x : bundles) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
    inner (number_of_tasks M) c (x j) <= beta j * inner (number_of_tasks M) c (status_quo M j).

(** For laws that are not finite, mechanisms of finitely many messages: agent j of type c sends the message s_j(c), one of
    0, ..., count_j - 1, and the assignment P depends on the messages.  A trading mechanism with finitely many choices is
    one of them. *)
Definition messages := nat -> nat.

Fixpoint message_profiles (count : messages) (agents : nat) : list messages :=
  match agents with
  | O => [fun _ => 0%nat]
  | S j => flat_map (fun k => map (fun p => put p j k) (message_profiles count j)) (upto (count j))
  end.

(** [chances j k] is the chance that agent j sends the message k. *)
Definition message_chances (M : market) (laws : nat -> law) (count : messages) (s : strategies nat)
    (chances : nat -> nat -> Q) : Prop :=
  forall j, (j < number_of_agents M)%nat ->
    (forall c, possible M j c -> (s j c < count j)%nat) /\
    (forall k, (k < count j)%nat -> laws j (fun c => Nat.eqb (s j c) k) (chances j k)).

(** The chance of a profile of messages, the types being independent. *)
Definition profile_chance (M : market) (chances : nat -> nat -> Q) (p : messages) : Q :=
  fold_right (fun j product => chances j (p j) * product) 1 (upto (number_of_agents M)).

Definition mean_cost (M : market) (count : messages) (chances : nat -> nat -> Q) (P : messages -> bundles) : Q :=
  sum (message_profiles count (number_of_agents M)) (fun p => profile_chance M chances p * social_cost M (P p)).

(** What agent j can expect of the message k. *)
Definition mean_bundle (M : market) (count : messages) (chances : nat -> nat -> Q) (P : messages -> bundles)
    (j k : nat) : bundle :=
  fun i => sum (message_profiles count (number_of_agents M)) (fun p => profile_chance M chances p * P (put p j k) j i).

(** (SQ) and (IC) of such a mechanism. *)
Definition mean_status_quo (M : market) (beta : nat -> Q) (count : messages) (s : strategies nat)
    (chances : nat -> nat -> Q) (P : messages -> bundles) : Prop :=
  forall j c, (j < number_of_agents M)%nat -> possible M j c ->
    inner (number_of_tasks M) c (mean_bundle M count chances P j (s j c)) <=
    beta j * inner (number_of_tasks M) c (status_quo M j).

Definition mean_incentive_compatible (M : market) (count : messages) (s : strategies nat)
    (chances : nat -> nat -> Q) (P : messages -> bundles) : Prop :=
  forall j c d, (j < number_of_agents M)%nat -> possible M j c -> possible M j d ->
    inner (number_of_tasks M) c (mean_bundle M count chances P j (s j c)) <=
    inner (number_of_tasks M) c (mean_bundle M count chances P j (s j d)).

Definition responds (M : market) (s : strategies nat) (P : messages -> bundles) : Prop :=
  exists c d, type_profile M c /\ type_profile M d /\
    ~ same_bundles M (P (fun j => s j (c j))) (P (fun j => s j (d j))).

(** Choice improves upon the status quo among all BIC mechanisms. *)
Definition choice_improves_by_messages (M : market) (laws : nat -> law) (beta : nat -> Q) : Prop :=
  exists count s chances P,
    message_chances M laws count s chances /\ (forall p, assignment M (P p)) /\
    mean_status_quo M beta count s chances P /\ mean_incentive_compatible M count s chances P /\
    responds M s P /\ mean_cost M count chances P < social_cost M (status_quo M).

(** A trading mechanism with finitely many choices, OSP in some sense, that satisfies (SQ). *)
Definition admitted_trading (M : market) (laws : nat -> law) (beta : nat -> Q)
    (is_osp : protocol nat -> strategies nat -> Prop)
    (count : messages) (T : protocol nat) (s : strategies nat) (chances : nat -> nat -> Q) : Prop :=
  is_mechanism M T s /\ (forall j k, (j < number_of_agents M)%nat -> (choice T j k <-> (k < count j)%nat)) /\
  is_osp T s /\ message_chances M laws count s chances /\ mean_status_quo M beta count s chances (selected T).

(** Choice improves upon the status quo among OSP trading mechanisms. *)
Definition choice_improves_by_trading (M : market) (laws : nat -> law) (beta : nat -> Q)
    (is_osp : protocol nat -> strategies nat -> Prop) : Prop :=
  exists count T s chances,
    admitted_trading M laws beta is_osp count T s chances /\
    responds M s (selected T) /\ mean_cost M count chances (selected T) < social_cost M (status_quo M).

(** Choice is optimal among OSP trading mechanisms: every one that is cheapest among them responds to types. *)
Definition choice_is_optimal_by_trading (M : market) (laws : nat -> law) (beta : nat -> Q)
    (is_osp : protocol nat -> strategies nat -> Prop) : Prop :=
  forall count T s chances,
    admitted_trading M laws beta is_osp count T s chances ->
    (forall count' T' s' chances', admitted_trading M laws beta is_osp count' T' s' chances' ->
       mean_cost M count chances (selected T) <= mean_cost M count' chances' (selected T')) ->
    responds M s (selected T).

Definition status_quo_has_full_support (M : market) : Prop :=
  forall j, (j < number_of_agents M)%nat -> positive (number_of_tasks M) (status_quo M j).

Definition common_support (M : market) : Prop :=
  forall j j' c, (j < number_of_agents M)%nat -> (j' < number_of_agents M)%nat -> possible M j c -> possible M j' c.

(** Preferences are not degenerate: somebody has two types. *)
Definition non_degenerate (M : market) : Prop :=
  exists j c d, (j < number_of_agents M)%nat /\ possible M j c /\ possible M j d /\ ~ same (number_of_tasks M) c d.

Definition identical_performance (M : market) : Prop :=
  forall j j', (j < number_of_agents M)%nat -> (j' < number_of_agents M)%nat ->
    same (number_of_tasks M) (performance M j) (performance M j').

(** The positive part y^+. *)
Definition positive_part (y : Q) : Q := if Qle_bool 0 y then y else 0.

(** c-hat, the greatest of the lower bounds low_j(i) over the agents j (section 2.1; lower bounds are not negative). *)
Definition c_hat (M : market) (low : bundles) (i : nat) : Q :=
  fold_right (fun j greatest => if Qle_bool greatest (low j i) then low j i else greatest) 0
             (upto (number_of_agents M)).

(** The boxes C_j, by their bounds. *)
Definition boxes (M : market) (low high : bundles) : Prop :=
  forall j, (j < number_of_agents M)%nat -> is_box (number_of_tasks M) (possible M j) (low j) (high j).

(** The conditions i to iv of Lemma 2.  Where the paper takes a min or a max over C_j, which it attains, some costs in
    C_j are asked for. *)
Definition trade_is_possible (M : market) (a b : nat) (gamma : bundle) : Prop :=
  nonnegative (number_of_tasks M) (plus (status_quo M a) gamma) /\
  nonnegative (number_of_tasks M) (minus (status_quo M b) gamma).

Definition trade_saves (M : market) (a b : nat) (gamma : bundle) : Prop :=
  inner (number_of_tasks M) (minus (performance M a) (performance M b)) gamma < 0.

Definition some_gain_first (M : market) (a : nat) (gamma : bundle) : Prop :=
  exists c, possible M a c /\ inner (number_of_tasks M) gamma c < 0.

Definition some_gain_second (M : market) (b : nat) (gamma : bundle) : Prop :=
  exists c, possible M b c /\ 0 < inner (number_of_tasks M) gamma c.

Definition lemma_2_conditions (M : market) (a b : nat) (gamma : bundle) : Prop :=
  trade_is_possible M a b gamma /\ trade_saves M a b gamma /\
  some_gain_first M a gamma /\ some_gain_second M b gamma.

(** p is the chance that both agents trade, by the strategies of section 2.1. *)
Definition chance_of_trade (M : market) (laws : nat -> law) (a b : nat) (gamma : bundle) (p : Q) : Prop :=
  exists q r,
    laws a (fun c => bilateral_strategies M a b gamma a c) q /\
    laws b (fun c => bilateral_strategies M a b gamma b c) r /\ p == q * r.

(** The bilateral trading mechanism is feasible and improves upon the status quo: it is a trading mechanism, and its
    expected social cost, which is that after trade with the chance of trade and else that of the status quo, is less
    than that of the status quo. *)
Definition bilateral_improves (M : market) (laws : nat -> law) (a b : nat) (gamma : bundle) : Prop :=
  is_mechanism M (bilateral M a b gamma) (bilateral_strategies M a b gamma) /\
  exists p, chance_of_trade M laws a b gamma p /\
  p * social_cost M (after_trade M a b gamma) + (1 - p) * social_cost M (status_quo M) <
  social_cost M (status_quo M).
