(** LY, after Lemma 10: with the unit vectors of g the vectors of the forms (1) and (3) generate the projection cone of bilateral
    trade, for every graph of compatible types; where it is connected, the lines are the multiples of (1, ..., 1).

    Shifted by a constant f is positive, and a sum of multiples of the indicators of its upper sets (layers); for each of them g
    has the indicator of the pairs that meet it, which adds up to the greater f of each pair. *)

From Allocation Require Export Claims.LangYangRepairs Layers.

Section Trade.

Variable B : trade.

Definition ones : vector_of trade_column := fun _ => 1.
Definition minus_ones : vector_of trade_column := fun _ => -(1).

Definition incidence_of (S1 S2 : nat -> bool) : vector_of trade_column := fun c =>
  match c with
  | Buyer_f s => indicator (S1 s)
  | Seller_f t => indicator (S2 t)
  | Trade_g e => indicator (S1 (fst e) || S2 (snd e))
  end.

Definition unit_of (e : nat * nat) : vector_of trade_column := fun c =>
  match c with Trade_g d => indicator (pair_eqb e d) | _ => 0 end.

(** The types, [true] for the buyer. *)
Definition all_types : list (bool * nat) :=
  map (pair true) (seq 0 (buyer_types B)) ++ map (pair false) (seq 0 (seller_types B)).

Definition at_type (z : vector_of trade_column) (v : bool * nat) : Q :=
  z (if fst v then Buyer_f (snd v) else Seller_f (snd v)).

Lemma lower_bound (w : bool * nat -> Q) (l : list (bool * nat)) : exists m, forall v, In v l -> m <= w v.
Proof.
  induction l as [|a l (m & below)]; [exists 0; intros v []|].
  destruct (Qlt_le_dec m (w a)) as [less|more].
  - exists m. intros v [<-|inv]; [lra|now apply below].
  - exists (w a). intros v [<-|inv]; [lra|]. specialize (below v inv). lra.
Qed.

Lemma pair_eqb_iff e d : pair_eqb e d = true <-> e = d.
Proof.
  destruct e as [s t], d as [s' t']. unfold pair_eqb. simpl. rewrite andb_true_iff, !Nat.eqb_eq.
  split; [intros [-> ->]; reflexivity|]. intros E; injection E; auto.
Qed.

Hypothesis well : well_formed_trade B.

(** The slack of a row: g at the pair, minus f of the agent's type. *)
Lemma row_of_trade z s t (buyer : bool) :
  In (s, t) (compatible B) ->
  value (trade_columns B) (rational trade_matrix) z (if buyer then Buyer_row (s, t) else Seller_row (s, t))
  == z (Trade_g (s, t)) - z (if buyer then Buyer_f s else Seller_f t).
Proof.
  intros ine. destruct well as (_ & _ & once & known). destruct (known s t ine) as (ls & lt).
  assert (pairs : sum (compatible B) (fun d => indicator (pair_eqb (s, t) d) * z (Trade_g d)) == z (Trade_g (s, t))).
  { rewrite (sum_ext _ _ (fun d => indicator (pair_eqb (s, t) d) * z (Trade_g (s, t)))).
    - rewrite sum_scale_right, (sum_indicator_once pair_eqb); [ring|apply pair_eqb_iff|assumption|assumption].
    - intros d _. destruct (pair_eqb (s, t) d) eqn:E; [apply pair_eqb_iff in E; now subst|unfold indicator; ring]. }
  assert (one_type : forall n k (x : nat -> Q), (k < n)%nat ->
    sum (seq 0 n) (fun u => indicator (Nat.eqb k u) * x u) == x k).
  { intros n k x lk. rewrite (sum_ext _ _ (fun u => indicator (Nat.eqb k u) * x k)).
    - rewrite sum_scale_right, (sum_indicator_once Nat.eqb);
        [ring|apply Nat.eqb_eq|apply seq_NoDup|apply in_seq; lia].
    - intros u _. destruct (Nat.eqb k u) eqn:E; [apply Nat.eqb_eq in E; now subst|unfold indicator; ring]. }
  destruct buyer; unfold value, trade_columns; rewrite !sum_app, !sum_map.
  - rewrite (sum_ext _ (fun u => rational trade_matrix (Buyer_row (s, t)) (Buyer_f u) * z (Buyer_f u))
      (fun u => (-1) * (indicator (Nat.eqb s u) * z (Buyer_f u))))
      by (intros u _; unfold rational; simpl; destruct (Nat.eqb s u); unfold indicator, inject_Z; ring).
    rewrite (sum_ext _ (fun u => rational trade_matrix (Buyer_row (s, t)) (Trade_g u) * z (Trade_g u))
      (fun u => indicator (pair_eqb (s, t) u) * z (Trade_g u)))
      by (intros u _; unfold rational; simpl; destruct (pair_eqb (s, t) u); unfold indicator, inject_Z; ring).
    rewrite (sum_zero (seq 0 (seller_types B))) by (intros; unfold rational, inject_Z; simpl; ring).
    rewrite sum_scale, (one_type _ s (fun u => z (Buyer_f u)) ls), pairs. ring.
  - rewrite (sum_zero (seq 0 (buyer_types B))) by (intros; unfold rational, inject_Z; simpl; ring).
    rewrite (sum_ext _ (fun u => rational trade_matrix (Seller_row (s, t)) (Seller_f u) * z (Seller_f u))
      (fun u => (-1) * (indicator (Nat.eqb t u) * z (Seller_f u))))
      by (intros u _; unfold rational; simpl; destruct (Nat.eqb t u); unfold indicator, inject_Z; ring).
    rewrite (sum_ext _ (fun u => rational trade_matrix (Seller_row (s, t)) (Trade_g u) * z (Trade_g u))
      (fun u => indicator (pair_eqb (s, t) u) * z (Trade_g u)))
      by (intros u _; unfold rational; simpl; destruct (pair_eqb (s, t) u); unfold indicator, inject_Z; ring).
    rewrite sum_scale, (one_type _ t (fun u => z (Seller_f u)) lt), pairs. ring.
Qed.

Lemma cone_inequalities z s t :
  trade_cone B z -> In (s, t) (compatible B) -> z (Buyer_f s) <= z (Trade_g (s, t)) /\ z (Seller_f t) <= z (Trade_g (s, t)).
Proof.
  intros inside ine.
  pose proof (inside (Buyer_row (s, t)) ltac:(apply in_app_iff; left; now apply in_map)) as buyer.
  pose proof (inside (Seller_row (s, t)) ltac:(apply in_app_iff; right; now apply in_map)) as seller.
  pose proof (row_of_trade z s t true ine) as E. pose proof (row_of_trade z s t false ine) as F. simpl in E, F.
  rewrite E in buyer. rewrite F in seller. split; lra.
Qed.

(** The vectors that are enough. *)
Definition enough (y : vector_of trade_column) : Prop :=
  y = ones \/ y = minus_ones \/ (exists S1 S2, y = incidence_of S1 S2) \/ (exists e, In e (compatible B) /\ y = unit_of e).

Lemma sum_units (k : nat * nat -> Q) d :
  In d (compatible B) -> sum (compatible B) (fun e => k e * indicator (pair_eqb e d)) == k d.
Proof.
  intros ind. destruct well as (_ & _ & once & _).
  rewrite (sum_ext _ _ (fun e => indicator (pair_eqb d e) * k d)).
  - rewrite sum_scale_right, (sum_indicator_once pair_eqb); [ring|apply pair_eqb_iff|assumption|assumption].
  - intros e _. destruct (pair_eqb e d) eqn:E.
    + apply pair_eqb_iff in E. subst. rewrite (proj2 (pair_eqb_iff d d) eq_refl). unfold indicator. ring.
    + destruct (pair_eqb d e) eqn:E'; [apply pair_eqb_iff in E'; subst; rewrite (proj2 (pair_eqb_iff e e) eq_refl) in E; discriminate|].
      unfold indicator. ring.
Qed.

Theorem enough_generate z : trade_cone B z -> conic_combination (trade_columns B) enough z.
Proof.
  intros inside. destruct (lower_bound (at_type z) all_types) as (m & below).
  set (w := fun v => at_type z v - m). set (layers := layers_of w all_types).
  set (S1 := fun level s => reaches level (w (true, s))). set (S2 := fun level t => reaches level (w (false, t))).
  set (greater := fun e : nat * nat => if Qlt_le_dec (w (true, fst e)) (w (false, snd e)) then w (false, snd e) else w (true, fst e)).
  set (rest := fun e : nat * nat => z (Trade_g e) - m - greater e).
  assert (nonneg : forall v, In v all_types -> 0 <= w v) by (intros v inv; specialize (below v inv); unfold w; lra).
  assert (total : forall v, In v all_types ->
    sum layers (fun layer => fst layer * indicator (reaches (snd layer) (w v))) == w v).
  { intros v inv. unfold layers. rewrite layers_sum by assumption. unfold positive_part.
    specialize (nonneg v inv). destruct (Qlt_le_dec 0 (w v)); lra. }
  assert (buyer : forall s, (s < buyer_types B)%nat -> In (true, s) all_types).
  { intros s ls. apply in_app_iff. left. apply in_map, in_seq. lia. }
  assert (seller : forall t, (t < seller_types B)%nat -> In (false, t) all_types).
  { intros t lt. apply in_app_iff. right. apply in_map, in_seq. lia. }
  assert (higher : forall level a b, a <= b -> reaches level a = true -> reaches level b = true).
  { intros level a b le reach. apply Qle_bool_iff in reach. apply Qle_bool_iff. lra. }
  assert (both : forall s t, (s < buyer_types B)%nat -> (t < seller_types B)%nat ->
    sum layers (fun layer => fst layer * indicator (S1 (snd layer) s || S2 (snd layer) t)) == greater (s, t)).
  { intros s t ls lt. unfold greater. simpl. destruct (Qlt_le_dec (w (true, s)) (w (false, t))) as [less|more].
    - rewrite <- (total _ (seller t lt)). apply sum_ext. intros layer _. unfold S1, S2.
      destruct (reaches (snd layer) (w (true, s))) eqn:E; [|reflexivity].
      rewrite (higher _ _ _ (Qlt_le_weak _ _ less) E). reflexivity.
    - rewrite <- (total _ (buyer s ls)). apply sum_ext. intros layer _. unfold S1, S2.
      destruct (reaches (snd layer) (w (false, t))) eqn:E; [|now rewrite orb_false_r].
      rewrite (higher _ _ _ more E). reflexivity. }
  exists (((Qabs m + m) * (1 # 2), ones) :: ((Qabs m - m) * (1 # 2), minus_ones) ::
    map (fun layer => (fst layer, incidence_of (S1 (snd layer)) (S2 (snd layer)))) layers ++
    map (fun e => (rest e, unit_of e)) (compatible B)).
  pose proof (Qle_Qabs m) as abs1. pose proof (Qle_Qabs (- m)) as abs2. rewrite Qabs_opp in abs2.
  split.
  - intros weight g [E|[E|ing]].
    + inversion E; subst. split; [lra|now left].
    + inversion E; subst. split; [lra|right; now left].
    + apply in_app_iff in ing as [ing|ing]; apply in_map_iff in ing as (part & E & inpart); inversion E; subst.
      * split; [|right; right; left; eauto]. now apply (layers_nonnegative w all_types).
      * split; [|right; right; right; eauto]. destruct part as [s t]. destruct (cone_inequalities z s t inside inpart).
        unfold rest, greater, w, at_type. simpl.
        destruct (Qlt_le_dec (z (Buyer_f s) - m) (z (Seller_f t) - m)); lra.
  - intros c inc. cbn [sum]. rewrite sum_app, !sum_map. cbn [fst snd].
    assert (no_units : (forall e, unit_of e c == 0) -> sum (compatible B) (fun e => rest e * unit_of e c) == 0).
    { intros zero. apply sum_zero. intros e _. rewrite zero. ring. }
    unfold trade_columns in inc. rewrite !in_app_iff in inc.
    destruct inc as [inc|[inc|inc]]; apply in_map_iff in inc as (k & <- & ink).
    + apply in_seq in ink. rewrite no_units by reflexivity.
      pose proof (total _ (buyer k ltac:(lia))) as T. unfold ones, minus_ones, incidence_of, S1. rewrite T.
      unfold w, at_type. simpl. ring.
    + apply in_seq in ink. rewrite no_units by reflexivity.
      pose proof (total _ (seller k ltac:(lia))) as T. unfold ones, minus_ones, incidence_of, S2. rewrite T.
      unfold w, at_type. simpl. ring.
    + destruct k as [s t]. destruct well as (_ & _ & _ & known). destruct (known s t ink) as (ls & lt).
      pose proof (both s t ls lt) as T. pose proof (sum_units rest (s, t) ink) as U.
      unfold ones, minus_ones, incidence_of, unit_of. cbn [fst snd] in *. rewrite T, U. unfold rest. ring.
Qed.

(** Where the graph is connected, all entries of a line are the same. *)
Lemma lines_are_constant z :
  connected B -> (forall row, In row (trade_rows B) -> value (trade_columns B) (rational trade_matrix) z row == 0) ->
  same_vector (trade_columns B) z (fun _ => z (Buyer_f 0)).
Proof.
  intros (buyers & sellers) line.
  assert (inside : trade_cone B z) by (intros row inrow; rewrite (line row inrow); apply Qle_refl).
  assert (outside : trade_cone B (fun c => - z c)).
  { intros row inrow. unfold value. rewrite (sum_ext _ _ (fun c => (-1) * (rational trade_matrix row c * z c))) by (intros; ring).
    rewrite sum_scale. fold (value (trade_columns B) (rational trade_matrix) z row). rewrite (line row inrow). lra. }
  assert (edge : forall s t, In (s, t) (compatible B) -> z (Buyer_f s) == z (Trade_g (s, t)) /\ z (Seller_f t) == z (Trade_g (s, t))).
  { intros s t ine. destruct (cone_inequalities z s t inside ine). destruct (cone_inequalities _ s t outside ine). lra. }
  assert (reached : forall v, joined B (true, 0%nat) v -> at_type z v == z (Buyer_f 0)).
  { intros v path. clear buyers sellers. remember (true, 0%nat) as start. induction path as [v|v s t path IH ine|v s t path IH ine]; subst.
    - reflexivity.
    - specialize (IH eq_refl). destruct (edge s t ine). unfold at_type in *. simpl in *. lra.
    - specialize (IH eq_refl). destruct (edge s t ine). unfold at_type in *. simpl in *. lra. }
  intros c inc. unfold trade_columns in inc. rewrite !in_app_iff in inc.
  destruct inc as [inc|[inc|inc]]; apply in_map_iff in inc as (k & <- & ink).
  - apply in_seq in ink. apply (reached (true, k)), buyers. lia.
  - apply in_seq in ink. apply (reached (false, k)), sellers. lia.
  - destruct k as [s t]. destruct (edge s t ink) as (<- & _). destruct well as (_ & _ & _ & known).
    apply (reached (true, s)), buyers. now apply (known s t).
Qed.

End Trade.

(*| lang-yang-2023/lemma-10.generating | connected graph, with units of g | proved |*)
Theorem LY_Lemma_10_generating_with_units_holds : LY_Lemma_10_generating_with_units.
Proof.
  intros B well connect. split.
  - intros z inside. destruct (enough_generate B well z inside) as (parts & each & same).
    exists parts. split; [|exact same]. intros weight g ing. destruct (each weight g ing) as (nonneg & form).
    split; [assumption|]. destruct form as [->|[->|[(S1 & S2 & ->)|(e & ine & ->)]]].
    + left; left; left. intros c _. reflexivity.
    + left; left; right. intros c _. reflexivity.
    + left; right; right. exists S1, S2. intros c _. reflexivity.
    + right. exists e. split; [assumption|]. intros c _. reflexivity.
  - intros z line. exists (z (Buyer_f 0)). now apply lines_are_constant.
Qed.
