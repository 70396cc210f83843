(** Weighted sums of an interim rule, profile by profile: the equation behind every inequality for implementable rules. *)

From Allocation Require Export LangYang.

(** What the weights of a type's coordinates make of a pair at a profile. *)
Definition weight_at (f : interim_rule) (t : profile) (c : cell) : Q := f (fst c) (type_of t (fst c)) (snd c).

(** The weighted sum of an interim rule, where every type counts with its probability. *)
Definition weighted_sum (P : problem) (f q : interim_rule) : Q :=
  sum (coordinates P) (fun '(i, ti, j) => f i ti j * (q i ti j * marginal P i ti)).

(** The rule that an ex post rule induces: its reduced form. *)
Definition induced (P : problem) (p : ex_post_rule) : interim_rule := fun i ti j =>
  sum (profiles_with P i ti) (fun t => p t (i, j) * belief P i t).

Lemma in_product {A : Type} (lists : list (list A)) (choice : list A) (d : A) (i : nat) :
  In choice (product lists) -> (i < length lists)%nat -> In (nth i choice d) (nth i lists []).
Proof.
  revert choice i. induction lists as [|l lists IH]; intros choice i inc small; simpl in *; [lia|].
  apply in_flat_map in inc as (a & ina & inc). apply in_map_iff in inc as (rest & <- & inrest).
  destruct i as [|i]; simpl; [exact ina|]. apply IH; [exact inrest|lia].
Qed.

Section Problem.

Variable P : problem.

Hypothesis one_type_set_each : length (types P) = agents P.

Hypothesis marginals_matter : forall i ti j, In (i, ti, j) (coordinates P) -> ~ marginal P i ti == 0.

Lemma own_type t i : In t (profiles P) -> (i < agents P)%nat -> In (type_of t i) (types_of P i).
Proof.
  intros int small. unfold types_of, type_of. unfold profiles in int.
  apply in_product with (d := 0%nat) (i := i) in int; [|rewrite map_length; lia].
  rewrite <- map_nth with (f := seq 0). exact int.
Qed.

Lemma sum_coordinates (f : nat -> nat -> nat -> Q) :
  sum (coordinates P) (fun '(i, ti, j) => f i ti j) ==
  sum (seq 0 (agents P)) (fun i => sum (types_of P i) (fun ti => sum (seq 0 (objects P)) (fun j => f i ti j))).
Proof.
  unfold coordinates. rewrite sum_flat_map. apply sum_ext; intros i _.
  rewrite sum_flat_map. apply sum_ext; intros ti _. now rewrite sum_map.
Qed.

Lemma sum_cells (f : cell -> Q) :
  sum (cells P) f == sum (seq 0 (agents P)) (fun i => sum (seq 0 (objects P)) (fun j => f (i, j))).
Proof.
  unfold cells. induction (seq 0 (agents P)) as [|i l IH]; simpl; [reflexivity|].
  rewrite sum_app, sum_map. now rewrite IH.
Qed.

Lemma coordinate_in i ti j :
  In (i, ti, j) (coordinates P) <-> In i (seq 0 (agents P)) /\ In ti (types_of P i) /\ In j (seq 0 (objects P)).
Proof.
  unfold coordinates. rewrite in_flat_map. split.
  - intros (i' & ini & inti). apply in_flat_map in inti as (ti' & inti & inj).
    apply in_map_iff in inj as (j' & E & inj). injection E as -> -> ->. auto.
  - intros (ini & inti & inj). exists i. split; [exact ini|]. apply in_flat_map. exists ti. split; [exact inti|].
    apply in_map_iff. now exists j.
Qed.

(** What a type gets, times its probability. *)
Lemma unconditional (p : ex_post_rule) i ti j : In (i, ti, j) (coordinates P) ->
  induced P p i ti j * marginal P i ti == sum (profiles_with P i ti) (fun t => p t (i, j) * prior P t).
Proof.
  intros inc. unfold induced. rewrite <- sum_scale_right. apply sum_ext. intros t int.
  apply filter_In in int as [_ own]. apply Nat.eqb_eq in own. unfold belief. rewrite own. field.
  now apply marginals_matter with (j := j).
Qed.

(** The sum over the types is the expectation over the profiles. *)
Theorem weighted_sum_by_profile (f q : interim_rule) (p : ex_post_rule) :
  reduced_form P p q ->
  weighted_sum P f q == sum (profiles P) (fun t => prior P t * sum (cells P) (fun c => weight_at f t c * p t c)).
Proof.
  intros reduced. unfold weighted_sum.
  transitivity (sum (coordinates P) (fun '(i, ti, j) =>
    sum (profiles P) (fun t => indicator (Nat.eqb (type_of t i) ti) * (f i ti j * (p t (i, j) * prior P t))))).
  { apply sum_ext. intros [[i ti] j] inc. rewrite (reduced i ti j inc).
    fold (induced P p i ti j). rewrite (unconditional p i ti j inc), <- sum_scale.
    unfold profiles_with. now rewrite sum_filter. }
  rewrite (sum_coordinates (fun i ti j => sum (profiles P) (fun t =>
    indicator (Nat.eqb (type_of t i) ti) * (f i ti j * (p t (i, j) * prior P t))))).
  transitivity (sum (profiles P) (fun t => sum (seq 0 (agents P)) (fun i => sum (seq 0 (objects P)) (fun j =>
    sum (types_of P i) (fun ti => indicator (Nat.eqb (type_of t i) ti) * (f i ti j * (p t (i, j) * prior P t))))))).
  { set (g := fun i ti j t => indicator (Nat.eqb (type_of t i) ti) * (f i ti j * (p t (i, j) * prior P t))).
    change (sum (seq 0 (agents P)) (fun i => sum (types_of P i) (fun ti => sum (seq 0 (objects P)) (fun j =>
              sum (profiles P) (fun t => g i ti j t)))) ==
            sum (profiles P) (fun t => sum (seq 0 (agents P)) (fun i => sum (seq 0 (objects P)) (fun j =>
              sum (types_of P i) (fun ti => g i ti j t))))).
    rewrite (sum_exchange (profiles P)). apply sum_ext; intros i _.
    rewrite (sum_exchange (profiles P)), (sum_exchange (types_of P i)). apply sum_ext; intros j _.
    apply sum_exchange. }
  apply sum_ext; intros t int. rewrite sum_cells, <- sum_scale. apply sum_ext; intros i ini.
  rewrite <- sum_scale. apply sum_ext; intros j _. unfold weight_at. simpl.
  assert (own : In (type_of t i) (types_of P i)) by (apply own_type; [exact int|]; apply in_seq in ini; lia).
  transitivity (sum (types_of P i) (fun ti => indicator (Nat.eqb (type_of t i) ti)) *
    (f i (type_of t i) j * (p t (i, j) * prior P t))).
  { rewrite <- sum_scale_right. apply sum_ext. intros ti _. destruct (Nat.eqb (type_of t i) ti) eqn:E.
    - apply Nat.eqb_eq in E. subst ti. reflexivity.
    - unfold indicator. ring. }
  rewrite (sum_indicator_once Nat.eqb); [ring|exact Nat.eqb_eq|apply seq_NoDup|exact own].
Qed.

(** A bound for each profile on what feasible outcomes are worth there bounds the weighted sum of every implementable rule. *)
Definition bounds_outcomes (f : interim_rule) (bound : profile -> Q) : Prop :=
  forall t, In t (profiles P) -> forall x, feasible_pure P x ->
    sum (cells P) (fun c => weight_at f t c * inject_Z (x c)) <= bound t.

(** What holds for pure outcomes holds for lotteries. *)
Lemma lottery_bound (w : cell -> Q) (bound : Q) (x : random_outcome) :
  (forall y, feasible_pure P y -> sum (cells P) (fun c => w c * inject_Z (y c)) <= bound) ->
  feasible_random P x -> sum (cells P) (fun c => w c * x c) <= bound.
Proof.
  intros pure (lottery & parts & one & mean).
  rewrite (sum_ext _ _ (fun c => sum lottery (fun part => fst part * (w c * inject_Z (snd part c))))).
  - rewrite sum_exchange. apply Qle_trans with (sum lottery (fun part => fst part * bound)).
    + apply sum_le. intros [share y] inl. destruct (parts share y inl) as [nonneg feasible_y]. simpl.
      rewrite sum_scale. specialize (pure y feasible_y). nra.
    + rewrite sum_scale_right, one. lra.
  - intros c inc. rewrite (mean c inc), <- sum_scale. apply sum_ext. intros; ring.
Qed.

Theorem implementable_bound (f q : interim_rule) (bound : profile -> Q) :
  (forall t, In t (profiles P) -> 0 <= prior P t) -> bounds_outcomes f bound -> implementable P q ->
  weighted_sum P f q <= sum (profiles P) (fun t => prior P t * bound t).
Proof.
  intros nonneg bounds (p & feasible & reduced). rewrite (weighted_sum_by_profile f q p reduced).
  apply sum_le. intros t int. specialize (nonneg t int).
  assert (sum (cells P) (fun c => weight_at f t c * p t c) <= bound t); [|nra].
  apply lottery_bound; [|now apply feasible]. now apply bounds.
Qed.

End Problem.
