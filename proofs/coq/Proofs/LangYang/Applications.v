(** LY, sections 5.2 and 5.6: the support function and the dual representation of capacities in assignment markets, and generators
    with entries -1, 0, 1 for the compromise problem. *)

From Allocation Require Duality.
From Allocation Require Export Proofs.LangYang.Structures Proofs.LangYang.UnimodularCones Proofs.LangYang.Matrices Claims.LangYangNumbered LangYang.

(** ** Assignment markets with unit quotas *)

Lemma part_of_sum (l : list cell) (x : random_outcome) c : (forall d, In d l -> 0 <= x d) -> In c l -> x c <= sum l x.
Proof.
  induction l as [|d l IH]; intros nonneg inc; [destruct inc|]. cbn [sum].
  pose proof (nonneg d (or_introl eq_refl)).
  assert (rest : 0 <= sum l x) by (apply sum_nonneg; intros; apply nonneg; now right).
  destruct inc as [<-|inc]; [lra|]. specialize (IH (fun e ine => nonneg e (or_intror ine)) inc). lra.
Qed.

Lemma assignments_are_lotteries P x : unit_assignment_market P -> (random_assignment P x <-> feasible_random P x).
Proof.
  intros ((well & lines & free) & units).
  pose proof (LY_rows_and_columns_are_bihierarchy_holds P (proj1 well) lines) as two.
  pose proof (LY_bihierarchy_describes_holds P well two x) as describes. rewrite <- describes.
  pose proof lines as ((row & column) & only). split.
  - intros (nonneg & rows & columns). split; [exact nonneg|]. intros G inG. rewrite (free G inG), (units G inG).
    destruct (only G inG) as [(c & inc & ->)|[(i & lt & ->)|(j & lt & ->)]].
    + assert (E : amount x [c] == x c) by (unfold amount; cbn [sum]; ring). rewrite E.
      split; [now apply nonneg|].
      assert (small : (fst c < agents P)%nat) by (destruct c; apply in_cells in inc; simpl; tauto).
      apply Qle_trans with (2 := rows (fst c) small). apply part_of_sum.
      * intros d ind. apply filter_In in ind. now apply nonneg.
      * apply filter_In. split; [assumption|apply Nat.eqb_refl].
    + split; [|now apply rows]. apply sum_nonneg. intros d ind. apply filter_In in ind. now apply nonneg.
    + split; [|now apply columns]. apply sum_nonneg. intros d ind. apply filter_In in ind. now apply nonneg.
  - intros (nonneg & quotas). split; [exact nonneg|]. split.
    + intros i lt. specialize (quotas _ (row i lt)). rewrite (units _ (row i lt)) in quotas. apply quotas.
    + intros j lt. specialize (quotas _ (column j lt)). rewrite (units _ (column j lt)) in quotas. apply quotas.
Qed.

(*| lang-yang-2023/section-5.2.support | literal | proved |*)
Theorem LY_support_representation_holds : LY_support_representation.
Proof.
  intros P beta U market capacity inU. split.
  - destruct (capacity_attained P beta U [] capacity (pair_upper P U inU)) as (x & feasible & E). rewrite amount_nil in E.
    exists x. split; [now apply assignments_are_lotteries|]. lra.
  - intros x assignment. apply (assignments_are_lotteries P x market) in assignment.
    pose proof (capacity_bounds P beta U [] x capacity (pair_upper P U inU) assignment) as H. rewrite amount_nil in H. lra.
Qed.

(** ** The compromise problem *)

Definition compromise_column_dec : decidable_names compromise_column.
Proof. unfold decidable_names. repeat decide equality. Defined.

Lemma compromise_columns_NoDup : NoDup (compromise_columns two_alternatives 2 2).
Proof. repeat constructor; simpl; intuition discriminate. Qed.

(*| lang-yang-2023/section-5.6.generated | literal | proved |*)
Theorem LY_compromise_cone_is_generated_by_signs_holds : LY_compromise_cone_is_generated_by_signs.
Proof.
  exists (sign_generators compromise_column_dec (compromise_rows two_alternatives 2 2) (compromise_columns two_alternatives 2 2)
    compromise_matrix (fun _ => Not_negative_value)).
  split; [|apply sign_generators_signs].
  exact (signs_generate compromise_column_dec (compromise_rows two_alternatives 2 2) (compromise_columns two_alternatives 2 2)
    compromise_matrix (fun _ => Not_negative_value) compromise_columns_NoDup LY_Lemma_11_unimodular_holds).
Qed.

(** ** Payoffs and prices: the dual of the assignment program *)

Section Dual.

Variables (P : problem) (U : cell_set).
Hypothesis subset : In U (subsets (cells P)).

(** The sums over rows and columns are at most 1, and -x at most 0. *)
Definition limit : Type := (nat + nat) + cell.

Definition limits : list limit :=
  map (fun i => inl (inl i)) (seq 0 (agents P)) ++ map (fun j => inl (inr j)) (seq 0 (objects P)) ++ map inr (cells P).

Definition limit_entry (l : limit) (c : cell) : Q :=
  match l with
  | inl (inl i) => indicator (Nat.eqb (fst c) i)
  | inl (inr j) => indicator (Nat.eqb (snd c) j)
  | inr d => - indicator (if cell_dec d c then true else false)
  end.

Definition limit_bound (l : limit) : Q := match l with inl _ => 1 | inr _ => 0 end.

Let weight (c : cell) : Q := indicator (member c U).

Lemma limits_NoDup : NoDup limits.
Proof.
  apply NoDup_app_disjoint; [|apply NoDup_app_disjoint|].
  - apply NoDup_map_injective; [congruence|apply seq_NoDup].
  - apply NoDup_map_injective; [congruence|apply seq_NoDup].
  - apply NoDup_map_injective; [congruence|apply cells_NoDup].
  - intros l left right. apply in_map_iff in left, right. destruct left as (? & <- & _), right as (? & E & _). discriminate.
  - intros l left right. apply in_app_iff in right. rewrite !in_map_iff in right. apply in_map_iff in left.
    destruct left as (? & <- & _), right as [(? & E & _)|(? & E & _)]; discriminate.
Qed.

Lemma assignment_primal x : random_assignment P x <-> Duality.primal_feasible (cells P) limits limit_entry limit_bound x.
Proof.
  assert (sign : forall c, In c (cells P) -> sum (cells P) (fun d => limit_entry (inr c) d * x d) == - x c).
  { intros c inc. rewrite <- (sum_one cell_dec (cells P) c x (cells_NoDup P) inc) at 1.
    rewrite (sum_ext _ _ (fun d => (-1) * (indicator (if cell_dec c d then true else false) * x d))) by (intros; simpl; ring).
    rewrite sum_scale. ring. }
  split.
  - intros (nonneg & rows & columns) l inl. unfold limits in inl. rewrite !in_app_iff, !in_map_iff in inl.
    destruct inl as [(i & <- & ini)|[(j & <- & inj)|(c & <- & inc)]].
    + apply in_seq in ini. specialize (rows i ltac:(lia)). unfold amount in rows. now rewrite sum_filter in rows.
    + apply in_seq in inj. specialize (columns j ltac:(lia)). unfold amount in columns. now rewrite sum_filter in columns.
    + rewrite (sign c inc). specialize (nonneg c inc). simpl. lra.
  - intros feasible. split; [|split].
    + intros c inc. specialize (feasible (inr c)). rewrite (sign c inc) in feasible. simpl in feasible.
      assert (H : - x c <= 0); [|lra]. apply feasible. unfold limits. rewrite !in_app_iff. right. right. now apply in_map.
    + intros i lt. unfold amount. rewrite sum_filter. apply (feasible (inl (inl i))). unfold limits. rewrite in_app_iff. left.
      apply (in_map (fun i => inl (inl i))), in_seq. lia.
    + intros j lt. unfold amount. rewrite sum_filter. apply (feasible (inl (inr j))). unfold limits. rewrite !in_app_iff. right. left.
      apply (in_map (fun j => inl (inr j))), in_seq. lia.
Qed.

Lemma limits_value x : Duality.primal_value (cells P) weight x == amount x U.
Proof. now rewrite (amount_of_members P U x subset). Qed.

Lemma limits_at (y : limit -> Q) c : In c (cells P) ->
  sum limits (fun l => y l * limit_entry l c) == y (inl (inl (fst c))) + y (inl (inr (snd c))) - y (inr c).
Proof.
  intros inc. unfold limits. rewrite !sum_app, !sum_map. cbn [limit_entry].
  assert (small : (fst c < agents P)%nat /\ (snd c < objects P)%nat) by (destruct c; now apply in_cells in inc).
  rewrite (sum_ext (seq 0 (agents P)) _ (fun i => indicator (Nat.eqb (fst c) i) * y (inl (inl i)))) by (intros; ring).
  rewrite (sum_ext (seq 0 (objects P)) _ (fun j => indicator (Nat.eqb (snd c) j) * y (inl (inr j)))) by (intros; ring).
  rewrite (sum_single Nat.eqb (seq 0 (agents P)) (fst c) (fun i => y (inl (inl i))))
    by (first [apply Nat.eqb_eq|apply seq_NoDup|apply in_seq; lia]).
  rewrite (sum_single Nat.eqb (seq 0 (objects P)) (snd c) (fun j => y (inl (inr j))))
    by (first [apply Nat.eqb_eq|apply seq_NoDup|apply in_seq; lia]).
  rewrite (sum_ext (cells P) _ (fun d => (-1) * (indicator (if cell_dec c d then true else false) * y (inr d)))).
  - rewrite sum_scale, (sum_one cell_dec (cells P) c (fun d => y (inr d)) (cells_NoDup P) inc). ring.
  - intros d _. destruct (cell_dec d c), (cell_dec c d); try congruence; unfold indicator; ring.
Qed.

Lemma limits_cost (y : limit -> Q) :
  Duality.dual_value limits limit_bound y ==
  sum (seq 0 (agents P)) (fun i => y (inl (inl i))) + sum (seq 0 (objects P)) (fun j => y (inl (inr j))).
Proof.
  unfold Duality.dual_value, limits. rewrite !sum_app, !sum_map. cbn [limit_bound].
  rewrite (sum_zero (cells P)) by (intros; ring).
  rewrite (sum_ext (seq 0 (agents P)) _ (fun i => y (inl (inl i)))) by (intros; ring).
  rewrite (sum_ext (seq 0 (objects P)) _ (fun j => y (inl (inr j)))) by (intros; ring). ring.
Qed.

End Dual.

(*| lang-yang-2023/section-5.2.dual | literal | proved |*)
Theorem LY_dual_representation_holds : LY_dual_representation.
Proof.
  intros P beta U market capacity inU sum_of.
  destruct (LY_support_representation_holds P beta U market capacity inU) as ((best & assignment & attained) & most).
  apply assignment_primal in assignment. split.
  - destruct (Duality.optimum_attained cell_dec (sum_dec (sum_dec Nat.eq_dec Nat.eq_dec) cell_dec) (cells P) (limits P) limit_entry limit_bound
      (fun c => indicator (member c U)) (cells_NoDup P) (limits_NoDup P) best (beta U [])) as (x & y & x_feasible & (nonneg & equal) & same & greatest & _).
    + exact assignment.
    + intros x feasible. change (Duality.primal_value (cells P) (fun c => indicator (member c U)) x <= beta U []).
      rewrite (limits_value P U inU x). now apply most, assignment_primal.
    + exists (fun i => y (inl (inl i))), (fun j => y (inl (inr j))). split.
      * assert (cell_nonneg : forall c, In c (cells P) -> 0 <= y (inr c)).
        { intros c inc. apply nonneg. unfold limits. rewrite !in_app_iff. right. right. now apply in_map. }
        split; [|split].
        -- intros i lt. apply nonneg. unfold limits. rewrite in_app_iff. left. apply (in_map (fun i => inl (inl i))), in_seq. lia.
        -- intros j lt. apply nonneg. unfold limits. rewrite !in_app_iff. right. left.
           apply (in_map (fun j => inl (inr j))), in_seq. lia.
        -- intros c inc. specialize (equal c inc). rewrite (limits_at P y c inc) in equal. specialize (cell_nonneg c inc).
           lra.
      * unfold sum_of. rewrite <- limits_cost, <- same, (limits_value P U inU). specialize (greatest best assignment).
        rewrite !(limits_value P U inU) in greatest. apply assignment_primal, most in x_feasible. lra.
  - intros s p (s_nonneg & p_nonneg & covers). rewrite <- attained, <- (limits_value P U inU).
    set (y := fun l : limit => match l with
      | inl (inl i) => s i | inl (inr j) => p j | inr c => s (fst c) + p (snd c) - indicator (member c U) end).
    apply Qle_trans with (Duality.dual_value (limits P) limit_bound y).
    + apply (Duality.weak_duality (cells P) (limits P) limit_entry limit_bound _ best y assignment). split.
      * intros l inl. unfold limits in inl. rewrite !in_app_iff, !in_map_iff in inl.
        destruct inl as [(i & <- & ini)|[(j & <- & inj)|(c & <- & inc)]]; simpl.
        -- apply s_nonneg. apply in_seq in ini. lia.
        -- apply p_nonneg. apply in_seq in inj. lia.
        -- specialize (covers c inc). lra.
      * intros c inc. rewrite (limits_at P y c inc). simpl. ring.
    + rewrite limits_cost. apply Qle_refl.
Qed.
