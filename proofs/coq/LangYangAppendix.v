(** What Lang and Yang (2023) define in sections 4 and 5 and in the appendix, in the order of the paper. *)

From Allocation Require Export Cones LangYang.

(** ** Section 4: the lift-and-project approach *)

(** (13): Z, the pairs (x, y) with A1 x + B1 y = b1 and A2 x + B2 y <= b2.  x has p entries, y has q, there are r equations
    and s inequalities; what the functions say beyond these numbers does not count. *)
Record polyhedron : Type := {
  hidden : nat;
  shown : nat;
  equations : nat;
  bounds : nat;
  A1 : nat -> nat -> Q;
  B1 : nat -> nat -> Q;
  b1 : nat -> Q;
  A2 : nat -> nat -> Q;
  B2 : nat -> nat -> Q;
  b2 : nat -> Q
}.

(** The entries of f and of g, for the equations and for the inequalities. *)
Inductive multiplier : Type :=
  | Multiplier_f (row : nat)
  | Multiplier_g (row : nat).

(** The constraints of P: an equation for each entry of x, then g >= 0. *)
Inductive multiplier_row : Type :=
  | Vanishes (entry : nat)
  | Not_negative (row : nat).

Section Polyhedron.

Variable Z : polyhedron.

Definition in_polyhedron (x y : nat -> Q) : Prop :=
  (forall i, (i < equations Z)%nat ->
    sum (seq 0 (hidden Z)) (fun k => A1 Z i k * x k) + sum (seq 0 (shown Z)) (fun k => B1 Z i k * y k) == b1 Z i) /\
  (forall i, (i < bounds Z)%nat ->
    sum (seq 0 (hidden Z)) (fun k => A2 Z i k * x k) + sum (seq 0 (shown Z)) (fun k => B2 Z i k * y k) <= b2 Z i).

(** (14): Y *)
Definition projection (y : nat -> Q) : Prop := exists x, in_polyhedron x y.

Definition multipliers : list multiplier :=
  map Multiplier_f (seq 0 (equations Z)) ++ map Multiplier_g (seq 0 (bounds Z)).

(** f'U + g'V for matrices U and V with a row for each equation and each inequality, in one column. *)
Definition combined (z : multiplier -> Q) (U V : nat -> Q) : Q :=
  sum (seq 0 (equations Z)) (fun i => z (Multiplier_f i) * U i) + sum (seq 0 (bounds Z)) (fun i => z (Multiplier_g i) * V i).

(** (15): P *)
Definition multiplier_cone (z : multiplier -> Q) : Prop :=
  (forall k, (k < hidden Z)%nat -> combined z (fun i => A1 Z i k) (fun i => A2 Z i k) == 0) /\
  (forall i, (i < bounds Z)%nat -> 0 <= z (Multiplier_g i)).

(** The inequality of (16) for (f, g). *)
Definition projected_inequality (z : multiplier -> Q) (y : nat -> Q) : Prop :=
  sum (seq 0 (shown Z)) (fun k => combined z (fun i => B1 Z i k) (fun i => B2 Z i k) * y k) <= combined z (b1 Z) (b2 Z).

(** The constraint matrix of P. *)
Definition multiplier_matrix (row : multiplier_row) (column : multiplier) : Q :=
  match row, column with
  | Vanishes k, Multiplier_f i => A1 Z i k
  | Vanishes k, Multiplier_g i => A2 Z i k
  | Not_negative i, Multiplier_g i' => indicator (Nat.eqb i i')
  | Not_negative _, Multiplier_f _ => 0
  end.

Definition multiplier_rows : list multiplier_row :=
  map Vanishes (seq 0 (hidden Z)) ++ map Not_negative (seq 0 (bounds Z)).

End Polyhedron.

(** *** The program (18) and chains *)

Section Dual.

Variable P : problem.

(** All subsets U of N x A, the rows of chi. *)
Definition all_subsets : list cell_set := subsets (cells P).

(** (18): g, h >= 0 and (g - h) chi = f. *)
Definition dual_feasible (f : cell -> Q) (g h : cell_set -> Q) : Prop :=
  (forall U, In U all_subsets -> 0 <= g U /\ 0 <= h U) /\
  (forall c, In c (cells P) -> sum (filter (member c) all_subsets) (fun U => g U - h U) == f c).

(** g c - h b *)
Definition dual_value (g h : cell_set -> Q) : Q :=
  sum all_subsets (fun U => g U * inject_Z (ceiling P U) - h U * inject_Z (floor P U)).

Definition dual_optimal (f : cell -> Q) (g h : cell_set -> Q) : Prop :=
  dual_feasible f g h /\ forall g' h', dual_feasible f g' h' -> dual_value g h <= dual_value g' h'.

Definition support (g : cell_set -> Q) : list cell_set := filter (fun U => negb (Qeq_bool (g U) 0)) all_subsets.

(** "For every f with finite optimum, some optimal dual solution is laminar." *)
Definition totally_dual_laminar : Prop :=
  forall f, (exists g h, dual_optimal f g h) ->
    exists g h, dual_optimal f g h /\ hierarchy (support g ++ support h).

(** "F is a chain if we have either G in G' or G' in G for any G, G' of F." *)
Definition chain (family : list cell_set) : Prop :=
  forall G G', In G family -> In G' family -> incl G G' \/ incl G' G.

(** No set of the one meets a set of the other. *)
Definition disjoint_ground_sets (family family' : list cell_set) : Prop :=
  forall G G', In G family -> In G' family' -> disjoint G G'.

(** A profile of chains: a chain on N x A for each type profile. *)
Definition chain_profile (C : profile -> list cell_set) : Prop :=
  forall t, In t (profiles P) -> incl (C t) all_subsets /\ chain (C t).

(** The support of g at each type profile is in the chain there. *)
Definition supported_by (C : profile -> list cell_set) (g : cell_set * profile -> Q) : Prop :=
  forall G t, In (G, t) (set_profiles P) -> ~ In G (C t) -> g (G, t) == 0.

(** W(C1, C2) *)
Definition chain_cone (C1 C2 : profile -> list cell_set) (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q) : Prop :=
  projection_cone P f g h /\ supported_by C1 g /\ supported_by C2 h.

Definition no_chain : profile -> list cell_set := fun _ => [].

(** W+(C1) *)
Definition W_plus (C1 : profile -> list cell_set) (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q) : Prop :=
  chain_cone C1 no_chain f g h /\
  (forall row, In row (coordinates P) -> 0 <= f row) /\ (forall row, In row (set_profiles P) -> h row == 0).

(** W-(C2) *)
Definition W_minus (C2 : profile -> list cell_set) (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q) : Prop :=
  chain_cone no_chain C2 f g h /\
  (forall row, In row (coordinates P) -> f row <= 0) /\ (forall row, In row (set_profiles P) -> g row == 0).

(** f y, where y(i, t_i, j) = Q_i(t_i, j) lambda_i(t_i) *)
Definition weighted_product (f : nat * nat * nat -> Q) (q : interim_rule) : Q :=
  sum (coordinates P) (fun '(i, ti, j) => f (i, ti, j) * (q i ti j * marginal P i ti)).

(** Gamma(S) *)
Definition concerned (S : strategy) (t : profile) : bool :=
  existsb (fun c => S (fst c) (type_of t (fst c)) (snd c)) (cells P).

End Dual.

(** The constraints of W+(C1) and W-(C2): those of W, and the signs of f. *)
Inductive signed_row : Type :=
  | Of_W (row : cone_row)
  | Sign_f (row : nat * nat * nat).

Definition signed_rows (S : structure) : list signed_row := map Of_W (cone_rows S) ++ map Sign_f (coordinates S).

Definition coordinate_eqb (r s : nat * nat * nat) : bool :=
  let '(i, ti, j) := r in let '(k, tk, l) := s in Nat.eqb i k && Nat.eqb ti tk && Nat.eqb j l.

Definition signed_matrix (row : signed_row) (column : cone_column) : Q :=
  match row, column with
  | Of_W r, _ => rational projection_matrix r column
  | Sign_f r, Entry_f s => indicator (coordinate_eqb r s)
  | Sign_f _, _ => 0
  end.

(** A cone of vectors (f, g, h), as one of vectors with a number for each column of M(W). *)
Definition of_columns (cone : (nat * nat * nat -> Q) -> (cell_set * profile -> Q) -> (cell_set * profile -> Q) -> Prop)
    (z : cone_column -> Q) : Prop :=
  cone (fun row => z (Entry_f row)) (fun row => z (Entry_g row)) (fun row => z (Entry_h row)).

(** ** Section 5.1: several suppliers *)

(** The constraint sets of (21) to (24): all models, all families, all single cells. *)
Definition supplier_sets (families models : nat) : list cell_set :=
  map (fun j => map (fun i => (i, j)) (seq 0 families)) (seq 0 models) ++
  map (fun i => map (fun j => (i, j)) (seq 0 models)) (seq 0 families) ++
  map (fun c => [c]) (list_prod (seq 0 families) (seq 0 models)).

(** ** Section 5.2: assignment markets *)

(** The left side of (25) is [weighted_amount]. *)
Definition condition_25 (P : problem) (beta : cell_set -> cell_set -> Q) (q : interim_rule) : Prop :=
  forall S,
    weighted_amount P q S
      <= sum (filter (concerned P S) (profiles P)) (fun t => prior P t * beta (intersection P t S) []).

Definition nonnegative_rule (P : problem) (q : interim_rule) : Prop :=
  forall i ti j, In (i, ti, j) (coordinates P) -> 0 <= q i ti j.

(** Strict preferences: for each agent and type all objects, the best one first; different types have different ones. *)
Definition ordinal_types (P : problem) (preference : nat -> nat -> list nat) : Prop :=
  forall i, (i < agents P)%nat ->
    (forall ti, In ti (types_of P i) -> NoDup (preference i ti) /\ forall j, In j (preference i ti) <-> (j < objects P)%nat) /\
    (forall ti ti', In ti (types_of P i) -> In ti' (types_of P i) -> preference i ti = preference i ti' -> ti = ti').

(** (26): for every k, reporting the true type makes the k best objects as likely as any other report does. *)
Definition ordinally_incentive_compatible (P : problem) (preference : nat -> nat -> list nat) (q : interim_rule) : Prop :=
  forall i ti ti' k, (i < agents P)%nat -> In ti (types_of P i) -> In ti' (types_of P i) ->
    sum (firstn k (preference i ti)) (q i ti') <= sum (firstn k (preference i ti)) (q i ti).

(** Payoffs: for each agent and type a number for each object; different types have different ones. *)
Definition cardinal_types (P : problem) (payoff : nat -> nat -> nat -> Q) : Prop :=
  forall i ti ti', (i < agents P)%nat -> In ti (types_of P i) -> In ti' (types_of P i) ->
    (forall j, (j < objects P)%nat -> payoff i ti j == payoff i ti' j) -> ti = ti'.

(** (27) *)
Definition incentive_compatible (P : problem) (payoff : nat -> nat -> nat -> Q) (q : interim_rule) : Prop :=
  forall i ti ti', (i < agents P)%nat -> In ti (types_of P i) -> In ti' (types_of P i) ->
    sum (seq 0 (objects P)) (fun j => q i ti' j * payoff i ti j) <= sum (seq 0 (objects P)) (fun j => q i ti j * payoff i ti j).

(** ** Section 5.5: bilateral trade *)

(** Numbers of types of the buyer (agent 0 here) and of the seller (agent 1), and the compatible pairs of types. *)
Record trade : Type := {
  buyer_types : nat;
  seller_types : nat;
  compatible : list (nat * nat)
}.

Definition well_formed_trade (B : trade) : Prop :=
  (0 < buyer_types B)%nat /\ (0 < seller_types B)%nat /\ NoDup (compatible B) /\
  forall s t, In (s, t) (compatible B) -> (s < buyer_types B)%nat /\ (t < seller_types B)%nat.

(** The entries f(1, t_1), f(2, t_2) and g(t) for compatible t. *)
Inductive trade_column : Type :=
  | Buyer_f (type : nat)
  | Seller_f (type : nat)
  | Trade_g (pair : nat * nat).

(** A row for each agent and each compatible pair. *)
Inductive trade_row : Type :=
  | Buyer_row (pair : nat * nat)
  | Seller_row (pair : nat * nat).

Definition pair_eqb (c d : nat * nat) : bool := Nat.eqb (fst c) (fst d) && Nat.eqb (snd c) (snd d).

Definition trade_columns (B : trade) : list trade_column :=
  map Buyer_f (seq 0 (buyer_types B)) ++ map Seller_f (seq 0 (seller_types B)) ++ map Trade_g (compatible B).

Definition trade_rows (B : trade) : list trade_row := map Buyer_row (compatible B) ++ map Seller_row (compatible B).

(** M(W) of bilateral trade: - f(i, t_i) + g(t) in the row of agent i and t. *)
Definition trade_matrix (row : trade_row) (column : trade_column) : Z :=
  match row, column with
  | Buyer_row e, Buyer_f t => if Nat.eqb (fst e) t then -1 else 0
  | Seller_row e, Seller_f t => if Nat.eqb (snd e) t then -1 else 0
  | Buyer_row e, Trade_g d | Seller_row e, Trade_g d => if pair_eqb e d then 1 else 0
  | _, _ => 0
  end.

(** W = {(f, g) : -f'B + g'C >= 0} *)
Definition trade_cone (B : trade) (z : vector_of trade_column) : Prop :=
  forall row, In row (trade_rows B) -> 0 <= value (trade_columns B) (rational trade_matrix) z row.

(** Two types are joined by a path of compatible pairs; [true] stands for the buyer. *)
Inductive joined (B : trade) : bool * nat -> bool * nat -> Prop :=
  | Joined_itself v : joined B v v
  | Joined_forward v s t : joined B v (true, s) -> In (s, t) (compatible B) -> joined B v (false, t)
  | Joined_backward v s t : joined B v (false, t) -> In (s, t) (compatible B) -> joined B v (true, s).

Definition connected (B : trade) : Prop :=
  (forall s, (s < buyer_types B)%nat -> joined B (true, 0%nat) (true, s)) /\
  (forall t, (t < seller_types B)%nat -> joined B (true, 0%nat) (false, t)).

(** An ex post rule gives the buyer the object with this probability at each pair of types, else the seller keeps it; the
    interim rule is the probability of trade for each type of the buyer, Q_1^1, and of the seller, Q_2^1. *)
Definition trade_probability : Type := nat -> nat -> Q.

Section Trade.

Variable B : trade.
Variable lambda : nat -> nat -> Q.

Definition trade_prior : Prop :=
  (forall s t, (s < buyer_types B)%nat -> (t < seller_types B)%nat -> 0 < lambda s t) /\
  sum (seq 0 (buyer_types B)) (fun s => sum (seq 0 (seller_types B)) (lambda s)) == 1.

(** The probability of a type of the buyer, and of one of the seller. *)
Definition buyer_marginal (s : nat) : Q := sum (seq 0 (seller_types B)) (lambda s).
Definition seller_marginal (t : nat) : Q := sum (seq 0 (buyer_types B)) (fun s => lambda s t).

(** "p is E-feasible if p^2(t) = 1 for all t outside E." *)
Definition feasible_trade (p : trade_probability) : Prop :=
  forall s t, (s < buyer_types B)%nat -> (t < seller_types B)%nat ->
    0 <= p s t <= 1 /\ (~ In (s, t) (compatible B) -> p s t == 0).

(** (7) *)
Definition implementable_trade (buyer seller : nat -> Q) : Prop :=
  exists p, feasible_trade p /\
    (forall s, (s < buyer_types B)%nat ->
      buyer s * buyer_marginal s == sum (seq 0 (seller_types B)) (fun t => p s t * lambda s t)) /\
    (forall t, (t < seller_types B)%nat ->
      seller t * seller_marginal t == sum (seq 0 (buyer_types B)) (fun s => p s t * lambda s t)).

(** (30): Q_i^i is the probability that agent i has the object. *)
Definition equality_30 (buyer seller : nat -> Q) : Prop :=
  sum (seq 0 (buyer_types B)) (fun s => buyer s * buyer_marginal s)
    + sum (seq 0 (seller_types B)) (fun t => (1 - seller t) * seller_marginal t)
    == sum (compatible B) (fun e => lambda (fst e) (snd e)).

(** (31) *)
Definition equality_31 (buyer seller : nat -> Q) : Prop :=
  sum (seq 0 (buyer_types B)) (fun s => buyer s * buyer_marginal s)
    - sum (seq 0 (seller_types B)) (fun t => seller t * seller_marginal t) == 0.

(** (32) for all S_1 and S_2, given as tests. *)
Definition inequalities_32 (buyer seller : nat -> Q) : Prop :=
  forall S1 S2 : nat -> bool,
    sum (filter S1 (seq 0 (buyer_types B))) (fun s => buyer s * buyer_marginal s)
      - sum (filter S2 (seq 0 (seller_types B))) (fun t => seller t * seller_marginal t)
      <= sum (filter (fun e => S1 (fst e) && negb (S2 (snd e))) (compatible B)) (fun e => lambda (fst e) (snd e)).

(** All interim probabilities of trade, and of having the object, are not negative. *)
Definition nonnegative_trade (buyer seller : nat -> Q) : Prop :=
  (forall s, (s < buyer_types B)%nat -> 0 <= buyer s) /\
  (forall t, (t < seller_types B)%nat -> 0 <= seller t /\ 0 <= 1 - seller t).

End Trade.

(** ** Section 5.6: compromise *)

(** The entries f(i, a, t_i) and g(t).  Alternatives and types are numbered; [true] stands for player 1. *)
Inductive compromise_column : Type :=
  | Player_f (first : bool) (alternative type : nat)
  | Profile_g (t : nat * nat).

(** The rows (a, t) of M(W), which are the columns of B and C. *)
Definition compromise_row : Type := nat * (nat * nat).

Definition type_profiles (first second : nat) : list (nat * nat) := list_prod (seq 0 first) (seq 0 second).

Definition compromise_columns (alternatives : list nat) (first second : nat) : list compromise_column :=
  flat_map (fun a => map (Player_f true a) (seq 0 first) ++ map (Player_f false a) (seq 0 second)) alternatives ++
  map Profile_g (type_profiles first second).

Definition compromise_rows (alternatives : list nat) (first second : nat) : list compromise_row :=
  list_prod alternatives (type_profiles first second).

(** - f'B + g'C >= 0: minus f of both players, plus g. *)
Definition compromise_matrix (row : compromise_row) (column : compromise_column) : Z :=
  let '(a, t) := row in
  match column with
  | Player_f first b k => if Nat.eqb a b && Nat.eqb (if first then fst t else snd t) k then -1 else 0
  | Profile_g u => if pair_eqb t u then 1 else 0
  end.

(** The alternatives of which a reduced form consists are a_1 and a_2; a_0 is the compromise. *)
Definition two_alternatives : list nat := [1; 2]%nat.
Definition three_alternatives : list nat := [0; 1; 2]%nat.

(** What an ex post rule gives of each alternative at each pair of types, and the interim rules of the two players, by type and
    alternative. *)
Section Compromise.

Variables first second : nat.
Variable lambda : nat -> nat -> Q.

Definition compromise_prior : Prop :=
  (0 < first)%nat /\ (0 < second)%nat /\
  (forall s t, (s < first)%nat -> (t < second)%nat -> 0 < lambda s t) /\
  sum (seq 0 first) (fun s => sum (seq 0 second) (lambda s)) == 1.

Definition first_marginal (s : nat) : Q := sum (seq 0 second) (lambda s).
Definition second_marginal (t : nat) : Q := sum (seq 0 first) (fun s => lambda s t).

(** A lottery over the three alternatives for each pair of types. *)
Definition feasible_compromise (p : nat -> nat -> nat -> Q) : Prop :=
  forall s t, (s < first)%nat -> (t < second)%nat ->
    (forall a, In a three_alternatives -> 0 <= p a s t) /\ sum three_alternatives (fun a => p a s t) == 1.

Definition implementable_compromise (Q1 Q2 : nat -> nat -> Q) : Prop :=
  exists p, feasible_compromise p /\
    (forall s a, (s < first)%nat -> In a two_alternatives ->
      Q1 s a * first_marginal s == sum (seq 0 second) (fun t => p a s t * lambda s t)) /\
    (forall t a, (t < second)%nat -> In a two_alternatives ->
      Q2 t a * second_marginal t == sum (seq 0 first) (fun s => p a s t * lambda s t)).

(** (33) *)
Definition equalities_33 (Q1 Q2 : nat -> nat -> Q) : Prop :=
  forall a, In a two_alternatives ->
    sum (seq 0 first) (fun s => Q1 s a * first_marginal s) - sum (seq 0 second) (fun t => Q2 t a * second_marginal t) == 0.

(** (34) for all sets G of alternatives and S_1 and S_2 of types, given as tests; both sums are over a in G. *)
Definition inequalities_34 (Q1 Q2 : nat -> nat -> Q) : Prop :=
  forall G S1 S2 : nat -> bool,
    sum (filter G two_alternatives) (fun a =>
      sum (filter S1 (seq 0 first)) (fun s => Q1 s a * first_marginal s)
      - sum (filter S2 (seq 0 second)) (fun t => Q2 t a * second_marginal t))
    <= sum (filter S1 (seq 0 first)) (fun s => sum (filter (fun t => negb (S2 t)) (seq 0 second)) (lambda s)).

(** W = {(f, g) : -f'B + g'C >= 0} *)
Definition compromise_cone (alternatives : list nat) (z : vector_of compromise_column) : Prop :=
  forall row, In row (compromise_rows alternatives first second) ->
    0 <= value (compromise_columns alternatives first second) (rational compromise_matrix) z row.

(** f y <= g lambda, for alternatives a_1 and a_2. *)
Definition compromise_inequality (Q1 Q2 : nat -> nat -> Q) (z : vector_of compromise_column) : Prop :=
  sum two_alternatives (fun a =>
    sum (seq 0 first) (fun s => z (Player_f true a s) * (Q1 s a * first_marginal s))
    + sum (seq 0 second) (fun t => z (Player_f false a t) * (Q2 t a * second_marginal t)))
  <= sum (type_profiles first second) (fun t => z (Profile_g t) * lambda (fst t) (snd t)).

End Compromise.
