(** Pivots keep total unimodularity (Schrijver 1986, section 19.4): [e c; b D] becomes [-e ec; eb D - e bc], names in place.

    The pairs (x, xM) of multipliers of the rows and of what they combine to are the same before and after, but for the place
    of two entries: the multiplier of the pivot's row and the entry in its column change places. *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.Decompositions.

Local Open Scope Z_scope.

Definition pivoted (M : numbered_matrix) (row column : nat) (r c : nat) : Z :=
  if Nat.eqb r row then (if Nat.eqb c column then - M row column else M row column * M row c)
  else if Nat.eqb c column then M row column * M r column
  else M r c - M row column * M r column * M row c.

Section Pivot.

Variable M : numbered_matrix.
Variables row column : nat.

Let e : Z := M row column.

Hypothesis unit : sign e.

Let N : numbered_matrix := pivoted M row column.

Lemma square : e * e = 1.
Proof. destruct unit as [-> | ->]; reflexivity. Qed.

(** What rows other than the pivot's combine to. *)
Lemma other_rows s rows c :
  ~ In row rows -> c <> column -> signed_sum N s rows c = signed_sum M s rows c - e * signed_sum M s rows column * M row c.
Proof.
  intros notin other. induction rows as [|r rows IH]; simpl; [ring|].
  rewrite IH by (intros H; apply notin; now right). unfold N at 1, pivoted.
  assert (Nat.eqb r row = false) as -> by (apply Nat.eqb_neq; intros ->; apply notin; now left).
  apply Nat.eqb_neq in other. rewrite other. fold e. ring.
Qed.

Lemma other_rows_at_pivot s rows : ~ In row rows -> signed_sum N s rows column = e * signed_sum M s rows column.
Proof.
  intros notin. apply signed_sum_scale. intros r inr. unfold N, pivoted.
  assert (Nat.eqb r row = false) as -> by (apply Nat.eqb_neq; intros ->; contradiction).
  now rewrite Nat.eqb_refl.
Qed.

Lemma pivot_row c : c <> column -> N row c = e * M row c.
Proof. intros other. unfold N, pivoted. apply Nat.eqb_neq in other. now rewrite Nat.eqb_refl, other. Qed.

Lemma pivot_entry : N row column = - e.
Proof. unfold N, pivoted. now rewrite !Nat.eqb_refl. Qed.

Theorem pivot_unimodular rows columns :
  In row rows -> In column columns -> totally_unimodular rows columns N -> totally_unimodular rows columns M.
Proof.
  rewrite !unimodular_iff_signs. intros inrow incolumn signed some nodup inside.
  set (others := filter (fun x => negb (Nat.eqb x row)) some).
  set (ones := fun _ : nat => 1).
  assert (notin : ~ In row others) by (unfold others; rewrite filter_In, Nat.eqb_refl; intros [_ H]; discriminate).
  assert (nodup' : NoDup others) by now apply NoDup_filter.
  assert (inside' : incl others rows) by (intros x inx; apply filter_In in inx; now apply inside).
  assert (ones_signs : signs_on others ones) by (intros x _; now left).
  set (chosen := if in_dec Nat.eq_dec row some then 1 else 0).
  assert (split_some : forall s c, signed_sum M s some c =
      (if in_dec Nat.eq_dec row some then s row * M row c else 0) + signed_sum M s others c).
  { intros s c. rewrite (signed_sum_split M s (fun x => Nat.eqb x row)). fold others. f_equal.
    destruct (only_r row some nodup) as [E|E]; rewrite E; simpl.
    - destruct (in_dec Nat.eq_dec row some) as [H|H]; [|reflexivity].
      assert (In row (filter (fun x => Nat.eqb x row) some)) by (apply filter_In; split; [exact H|apply Nat.eqb_refl]).
      rewrite E in H0. destruct H0.
    - destruct (in_dec Nat.eq_dec row some) as [H|H]; [ring|]. exfalso. apply H.
      assert (In row (filter (fun x => Nat.eqb x row) some)) by (rewrite E; now left). apply filter_In in H0. tauto. }
  (* the parity of the entry in the pivot's column, which becomes the multiplier of its row *)
  set (parity := Z.odd (signed_sum M ones others column + chosen * e)).
  assert (signs : exists s k, signs_on others s /\ (if parity then sign k else k = 0) /\
    forall c, In c columns -> unit_or_zero (k * N row c + signed_sum N s others c)).
  { destruct parity.
    - destruct (signed (row :: others)) as (s & signs & small).
      { now constructor. }
      { intros x [<-|inx]; [exact inrow|now apply inside']. }
      exists s, (s row). split; [intros x inx; apply signs; now right|]. split; [apply signs; now left|]. exact small.
    - destruct (signed others nodup' inside') as (s & signs & small).
      exists s, 0. split; [exact signs|]. split; [reflexivity|exact small]. }
  destruct signs as (s & k & signs & is_k & small).
  (* minus what the rows combine to at the pivot becomes the multiplier of the row *)
  set (z := k * N row column + signed_sum N s others column).
  assert (small_z : unit_or_zero z) by now apply small.
  assert (Z : z = e * (signed_sum M s others column - k)).
  { unfold z. rewrite pivot_entry, other_rows_at_pivot by exact notin. ring. }
  assert (parity_z : exists m, z = chosen + 2 * m).
  { destruct (signed_parity M s ones others column signs ones_signs) as [m E]. rewrite Z, E. unfold parity in is_k.
    pose proof square as sq. clear - is_k unit. unfold chosen in *. set (total := signed_sum M ones others column) in *.
    destruct (in_dec Nat.eq_dec row some); destruct (Z.odd _) eqn:odd.
    all: try (apply Z.odd_spec in odd; destruct odd as [q odd]).
    all: try (rewrite <- Z.negb_even in odd; apply negb_false_iff, Z.even_spec in odd; destruct odd as [q odd]).
    all: unfold sign in *; destruct unit as [U|U]; rewrite U in *; try destruct is_k as [K|K]; try (rename is_k into K); rewrite K.
    all: match goal with |- exists m0, ?l = ?r + 2 * m0 => exists ((l - r) / 2) end.
    all: Z.div_mod_to_equations; lia. }
  exists (fun r => if Nat.eqb r row then - z else s r). split.
  - intros r inr. destruct (Nat.eqb_spec r row) as [->|other].
    + unfold chosen in parity_z. destruct (in_dec Nat.eq_dec row some) as [H|H]; [|contradiction].
      destruct parity_z as [m E]. unfold sign, unit_or_zero in *. lia.
    + apply signs, filter_In. split; [exact inr|]. apply negb_true_iff. now apply Nat.eqb_neq.
  - intros c inc. rewrite split_some, Nat.eqb_refl.
    assert (same : signed_sum M (fun r => if Nat.eqb r row then - z else s r) others c = signed_sum M s others c).
    { apply signed_sum_ext. intros r inr. destruct (Nat.eqb_spec r row) as [->|]; [contradiction|reflexivity]. }
    rewrite same.
    assert (multiplier : (if in_dec Nat.eq_dec row some then - z * M row c else 0) = - z * M row c).
    { unfold chosen in parity_z. destruct (in_dec Nat.eq_dec row some); [reflexivity|].
      destruct parity_z as [m E]. unfold unit_or_zero in small_z. assert (z = 0) as -> by lia. ring. }
    rewrite multiplier. pose proof square as sq. destruct (Nat.eq_dec c column) as [->|other].
    + fold e. rewrite Z. replace (- (e * (signed_sum M s others column - k)) * e + signed_sum M s others column)
        with ((1 - e * e) * signed_sum M s others column + e * e * k) by ring. rewrite sq.
      replace ((1 - 1) * signed_sum M s others column + 1 * k) with k by ring.
      destruct parity; unfold sign, unit_or_zero in *; lia.
    + specialize (small c inc). rewrite pivot_row, other_rows in small by assumption. rewrite Z.
      replace (- (e * (signed_sum M s others column - k)) * M row c + signed_sum M s others c)
        with (k * (e * M row c) + (signed_sum M s others c - e * signed_sum M s others column * M row c)) by ring.
      exact small.
Qed.

End Pivot.
