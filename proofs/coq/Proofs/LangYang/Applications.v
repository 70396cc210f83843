(** LY, sections 5.2 and 5.6: the support function representation of capacities in assignment markets, and generators with entries
    -1, 0, 1 for the compromise problem. *)

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
