(** What LY say of matrices by themselves: Ghouila-Houri's theorem for matrices of integers (Lemma 14), M(W) of bilateral
    trade (Lemma 9(2)) and of the compromise problem with binary types (Lemma 11(2)). *)

From Coq Require Import Permutation.
From Allocation Require Export Claims.LangYangSection5 Certificates.Unimodular Proofs.LangYang.Bookkeeping.
From Allocation Require Import LangYang.

Local Open Scope Z_scope.

(** ** Lemma 14 *)

Lemma transposed_signs rows columns (M : numbered_matrix) :
  totally_unimodular rows columns M <-> signs_exist columns rows (fun c r => M r c).
Proof. rewrite <- unimodular_iff_signs. split; intros H; now apply transpose_unimodular. Qed.

Definition sign_by (first : nat -> bool) (j : nat) : Z := if first j then 1 else -1.

Lemma partition_sum (M : numbered_matrix) first columns i :
  (sum (filter first columns) (rational M i) - sum (filter (fun j => negb (first j)) columns) (rational M i)
    == inject_Z (signed_sum (fun c r => M r c) (sign_by first) columns i))%Q.
Proof.
  induction columns as [|j columns IH]; [reflexivity|]. unfold sign_by in *. cbn [filter signed_sum].
  rewrite inject_Z_plus, inject_Z_mult, <- IH. destruct (first j); cbn [negb sum];
    [change (inject_Z 1) with 1%Q|change (inject_Z (-1)) with (-(1))%Q]; change (rational M i j) with (inject_Z (M i j)); ring.
Qed.

Lemma small_difference z : (Qabs (inject_Z z) <= 1)%Q <-> unit_or_zero z.
Proof.
  rewrite unit_or_zero_iff, Qabs_Qle_condition. change 1%Q with (inject_Z 1). rewrite <- inject_Z_opp, <- !Zle_Qle. reflexivity.
Qed.

(*| lang-yang-2023/lemma-14 | integer matrices | proved |*)
Theorem LY_Lemma_14_integer_holds : LY_Lemma_14_integer.
Proof.
  intros p q M. rewrite transposed_signs. split.
  - intros signed columns incolumns.
    pose proof (subsets_NoDup _ _ (seq_NoDup q 0) incolumns) as nodup. pose proof (subsets_incl _ _ incolumns) as inside.
    destruct (signed columns nodup inside) as (s & signs & small). exists (fun j => s j =? 1). intros i smaller.
    rewrite partition_sum. apply small_difference.
    rewrite (signed_sum_ext _ (fun c r => M r c) _ s columns i i); [apply small, in_seq; lia|].
    intros j inj. unfold sign_by. destruct (signs j inj) as [-> | ->]; reflexivity.
  - intros divisible some nodup inside.
    destruct (divisible (filter (among some) (seq 0 q)) (filter_subset _ _)) as [first small].
    exists (sign_by first). split; [intros j _; unfold sign_by, sign; destruct (first j); auto|].
    intros i ini. apply in_seq in ini. specialize (small i (proj2 ini)). rewrite partition_sum in small.
    apply small_difference in small.
    rewrite (signed_sum_permuted _ _ some (filter (among some) (seq 0 q))); [exact small|].
    apply NoDup_Permutation; [exact nodup|apply NoDup_filter, seq_NoDup|]. intros j. rewrite filter_In, among_spec.
    split; [|tauto]. intros inj. split; [now apply inside|exact inj].
Qed.

(** ** Lemma 9(2) *)

(** The columns of M(W) are two laminars, f and g. *)
Definition trade_has (column : trade_column) (row : trade_row) : bool := negb (trade_matrix row column =? 0).

Definition trade_sign (column : trade_column) : Z := match column with Trade_g _ => 1 | _ => -1 end.

(*| lang-yang-2023/lemma-9.unimodular | literal | proved |*)
Theorem LY_Lemma_9_unimodular_holds : LY_Lemma_9_unimodular.
Proof.
  intros B _. apply transpose_unimodular. apply (oriented_unimodular _ _ _ trade_sign).
  { intros [s|t|e] _; unfold sign; simpl; auto. }
  apply (unimodular_ext (incidence trade_has)).
  { intros [s|t|e] [d|d] _ _; unfold incidence, trade_has; simpl; try reflexivity;
      first [destruct (Nat.eqb _ _)|destruct (pair_eqb _ _)]; reflexivity. }
  assert (same_pair : forall d e, pair_eqb d e = true -> d = e).
  { intros [a b] [a' b'] H. unfold pair_eqb in H. simpl in H. rewrite andb_true_iff, !Nat.eqb_eq in H. destruct H. now subst. }
  assert (disjoint : forall c d, (match c, d with Trade_g _, Trade_g _ => True | Trade_g _, _ | _, Trade_g _ => False | _, _ => True end) ->
    within trade_has (trade_rows B) c d \/ within trade_has (trade_rows B) d c \/ apart trade_has (trade_rows B) c d).
  { intros [s|s|e] [s'|s'|e'] kinds; try contradiction.
    - destruct (Nat.eq_dec s s') as [->|N]; [now left; intros row _ H|]. do 2 right. intros [d|d] _; unfold trade_has; simpl; auto.
      destruct (Nat.eqb_spec (fst d) s), (Nat.eqb_spec (fst d) s'); simpl; congruence.
    - do 2 right. intros [d|d] _; unfold trade_has; simpl; auto; discriminate.
    - do 2 right. intros [d|d] _; unfold trade_has; simpl; auto; discriminate.
    - destruct (Nat.eq_dec s s') as [->|N]; [now left; intros row _ H|]. do 2 right. intros [d|d] _; unfold trade_has; simpl; auto.
      destruct (Nat.eqb_spec (snd d) s), (Nat.eqb_spec (snd d) s'); simpl; congruence.
    - destruct (pair_eqb e e') eqn:E; [apply same_pair in E; subst; now left; intros row _ H|].
      do 2 right. intros [d|d] _; unfold trade_has; simpl; destruct (pair_eqb d e) eqn:F, (pair_eqb d e') eqn:F'; simpl; auto;
        apply same_pair in F, F'; subst; unfold pair_eqb in E; rewrite !Nat.eqb_refl in E; discriminate. }
  apply (edmonds trade_has (trade_rows B) (map Buyer_f (seq 0 (buyer_types B)) ++ map Seller_f (seq 0 (seller_types B)))
    (map Trade_g (compatible B))).
  - intros c d inc ind. apply disjoint. rewrite in_app_iff, !in_map_iff in inc, ind.
    destruct inc as [(x & <- & _)|(x & <- & _)], ind as [(y & <- & _)|(y & <- & _)]; exact I.
  - intros c d inc ind. apply disjoint. rewrite in_map_iff in inc, ind.
    destruct inc as (x & <- & _), ind as (y & <- & _); exact I.
  - unfold trade_columns. rewrite app_assoc. apply incl_refl.
Qed.

(** ** Lemma 11(2) *)

(** Rows (a, t) with a + t_1 + t_2 even and those with an odd sum are two laminar families. *)
Definition compromise_evidence : evidence :=
  Transpose (fold_right Negated (Transpose (Two_families [0; 3; 5; 6] [1; 2; 4; 7])) (seq 0 8))%nat.

(*| lang-yang-2023/lemma-11.unimodular | literal | proved |*)
Theorem LY_Lemma_11_unimodular_holds : LY_Lemma_11_unimodular.
Proof.
  apply (written_out_unimodular _ _ _ (fun i j => compromise_matrix
    (nth i (compromise_rows two_alternatives 2 2) (0%nat, (0%nat, 0%nat)))
    (nth j (compromise_columns two_alternatives 2 2) (Profile_g (0%nat, 0%nat)))) compromise_evidence); reflexivity.
Qed.
