(** How totally unimodular matrices are put together: units, copies and negated rows, direct sums, 2-sums, 3-sums and pivots
    (Schrijver 1986, section 19.4), by signs of rows.  Rows and columns are numbers. *)

From Coq Require Import Permutation.
From Allocation Require Export Proofs.Reductions.

Local Open Scope Z_scope.

Definition numbered_matrix : Type := nat -> nat -> Z.

(** ** Signs as a function of the rows *)

Fixpoint signed_sum (M : numbered_matrix) (s : nat -> Z) (rows : list nat) (c : nat) : Z :=
  match rows with
  | [] => 0
  | r :: rest => s r * M r c + signed_sum M s rest c
  end.

Definition signs_on (rows : list nat) (s : nat -> Z) : Prop := forall r, In r rows -> sign (s r).

Definition small_on (columns : list nat) (M : numbered_matrix) (s : nat -> Z) (rows : list nat) : Prop :=
  forall c, In c columns -> unit_or_zero (signed_sum M s rows c).

Lemma signed_sum_ext M N s s' rows c c' :
  (forall r, In r rows -> s r * M r c = s' r * N r c') -> signed_sum M s rows c = signed_sum N s' rows c'.
Proof.
  induction rows as [|r rows IH]; simpl; intros same; [reflexivity|]. rewrite (same r (or_introl eq_refl)), IH; auto.
Qed.

Lemma signed_sum_zero M s rows c : (forall r, In r rows -> M r c = 0) -> signed_sum M s rows c = 0.
Proof. induction rows as [|r rows IH]; simpl; intros zero; [reflexivity|]. rewrite zero, IH; auto. ring. Qed.

Lemma signed_sum_scale M N s rows c c' k :
  (forall r, In r rows -> M r c = k * N r c') -> signed_sum M s rows c = k * signed_sum N s rows c'.
Proof.
  induction rows as [|r rows IH]; simpl; intros same; [ring|]. rewrite (same r (or_introl eq_refl)), IH; auto. ring.
Qed.

Lemma signed_sum_flip M s k rows c : signed_sum M (fun r => k * s r) rows c = k * signed_sum M s rows c.
Proof. induction rows as [|r rows IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma signed_sum_permuted M s rows rows' c : Permutation rows rows' -> signed_sum M s rows c = signed_sum M s rows' c.
Proof. induction 1; simpl; lia. Qed.

Lemma signed_sum_split M s (test : nat -> bool) rows c :
  signed_sum M s rows c = signed_sum M s (filter test rows) c + signed_sum M s (filter (fun r => negb (test r)) rows) c.
Proof. induction rows as [|r rows IH]; simpl; [ring|]. destruct (test r); simpl; rewrite IH; ring. Qed.

Lemma signed_sum_weighted M signs s c :
  (forall k r, In (k, r) signs -> s r = k) -> signed_sum M s (map snd signs) c = weighted M signs c.
Proof.
  induction signs as [|[k r] signs IH]; simpl; intros same; [reflexivity|]. rewrite (same k r (or_introl eq_refl)), IH; auto.
Qed.

(** The parity does not depend on the signs. *)
Lemma signed_parity M s s' rows c :
  signs_on rows s -> signs_on rows s' -> exists k, signed_sum M s rows c = signed_sum M s' rows c + 2 * k.
Proof.
  induction rows as [|r rows IH]; intros signs signs'; [now exists 0|]. cbn [signed_sum].
  destruct IH as [k E]; [intros x inx; apply signs; now right|intros x inx; apply signs'; now right|].
  rewrite E. destruct (signs r (or_introl eq_refl)) as [-> | ->], (signs' r (or_introl eq_refl)) as [-> | ->].
  - exists k; ring.
  - exists (k + M r c); ring.
  - exists (k - M r c); ring.
  - exists k; ring.
Qed.

Definition signs_exist (rows columns : list nat) (M : numbered_matrix) : Prop :=
  forall some, NoDup some -> incl some rows -> exists s, signs_on some s /\ small_on columns M s some.

Theorem unimodular_iff_signs rows columns M : totally_unimodular rows columns M <-> signs_exist rows columns M.
Proof.
  rewrite unimodular_iff_signable. split; intros signed some nodup inside; specialize (signed some nodup inside).
  - destruct signed as (signs & names & are_signs & small).
    exists (fun r => match find (fun part => Nat.eqb (snd part) r) signs with Some part => fst part | None => 1 end).
    assert (same : forall k r, In (k, r) signs ->
      match find (fun part => Nat.eqb (snd part) r) signs with Some part => fst part | None => 1 end = k).
    { rewrite <- names in nodup. clear - nodup. induction signs as [|[k' r'] signs IH]; simpl; intros k r inl; [destruct inl|].
      inversion_clear nodup. destruct (Nat.eqb_spec r' r) as [->|N].
      - destruct inl as [E|inl]; [now injection E|]. exfalso. apply H. now apply (in_map snd) in inl.
      - destruct inl as [E|inl]; [injection E; congruence|]. now apply IH. }
    split.
    + intros r inr. rewrite <- names in inr. apply in_map_iff in inr. destruct inr as ([k r'] & <- & inl).
      cbn [snd]. rewrite (same k r' inl). rewrite Forall_forall in are_signs. apply (are_signs _ inl).
    + intros c inc. rewrite <- names, (signed_sum_weighted M signs _ c same). now apply small.
  - destruct signed as (s & signs & small). exists (map (fun r => (s r, r)) some). split; [|split].
    + rewrite map_map. apply map_id.
    + apply Forall_forall. intros part inp. apply in_map_iff in inp. destruct inp as (r & <- & inr). now apply signs.
    + intros c inc. specialize (small c inc). clear - small. replace (weighted M (map (fun r => (s r, r)) some) c)
        with (signed_sum M s some c); [exact small|]. clear small.
      induction some as [|r some IH]; simpl; [reflexivity|]. now rewrite IH.
Qed.

Lemma in_filter_incl (test : nat -> bool) some rows : incl some rows -> incl (filter test some) (filter test rows).
Proof. intros inside r inr. apply filter_In in inr. apply filter_In. split; [now apply inside|tauto]. Qed.

(** The signs of s where the test holds, else those of s'. *)
Definition joined_signs (test : nat -> bool) (s s' : nat -> Z) (r : nat) : Z := if test r then s r else s' r.

Lemma joined_sum M test s s' rows c :
  signed_sum M (joined_signs test s s') rows c
    = signed_sum M s (filter test rows) c + signed_sum M s' (filter (fun r => negb (test r)) rows) c.
Proof.
  rewrite (signed_sum_split M _ test). f_equal; apply signed_sum_ext; intros r inr; apply filter_In in inr;
    unfold joined_signs; destruct inr as [_ inr]; [now rewrite inr|]. now rewrite (proj1 (negb_true_iff _) inr).
Qed.

Lemma joined_signs_on test s s' rows :
  signs_on (filter test rows) s -> signs_on (filter (fun r => negb (test r)) rows) s' -> signs_on rows (joined_signs test s s').
Proof.
  intros signs signs' r inr. unfold joined_signs. destruct (test r) eqn:E.
  - apply signs, filter_In. now split.
  - apply signs', filter_In. rewrite E. now split.
Qed.

(** ** Lines that do not matter *)

Section Lines.

Variables rows columns : list nat.
Variable M : numbered_matrix.

Definition without (r : nat) : list nat := filter (fun x => negb (Nat.eqb x r)) rows.

Lemma without_rest r some : incl some rows -> incl (filter (fun x => negb (Nat.eqb x r)) some) (without r).
Proof. apply in_filter_incl. Qed.

Lemma only_r r some : NoDup some -> filter (fun x => Nat.eqb x r) some = [] \/ filter (fun x => Nat.eqb x r) some = [r].
Proof.
  induction 1 as [|x some notin nodup IH]; simpl; [now left|]. destruct (Nat.eqb_spec x r) as [->|N]; [|exact IH].
  right. destruct IH as [->|E]; [reflexivity|]. exfalso. apply notin.
  assert (In r (filter (fun x => Nat.eqb x r) some)) by (rewrite E; now left). apply filter_In in H. tauto.
Qed.

(** A row with at most one entry. *)
Theorem unit_row r :
  (forall c, In c columns -> unit_or_zero (M r c)) ->
  (forall c d, In c columns -> In d columns -> M r c <> 0 -> M r d <> 0 -> c = d) ->
  totally_unimodular (without r) columns M -> totally_unimodular rows columns M.
Proof.
  rewrite !unimodular_iff_signs. intros units single signed some nodup inside.
  destruct (signed (filter (fun x => negb (Nat.eqb x r)) some)) as (s & signs & small);
    [now apply NoDup_filter|now apply without_rest|].
  destruct (only_r r some nodup) as [E|E].
  - exists s. split.
    + intros x inx. apply signs, filter_In. split; [exact inx|]. apply negb_true_iff. destruct (Nat.eqb_spec x r) as [->|]; [|reflexivity].
      assert (In r (filter (fun x => Nat.eqb x r) some)) by (apply filter_In; split; [exact inx|apply Nat.eqb_refl]).
      rewrite E in H. destruct H.
    + intros c inc. rewrite (signed_sum_split M s (fun x => Nat.eqb x r)), E. simpl. now apply small.
  - (* the sign that turns its entry towards 0 *)
    set (rest := filter (fun x => negb (Nat.eqb x r)) some) in *.
    destruct (find (fun c => negb (M r c =? 0)) columns) as [c|] eqn:found.
    + apply find_some in found. destruct found as [inc nz]. apply negb_true_iff, Z.eqb_neq in nz.
      set (k := if signed_sum M s rest c * M r c =? 1 then -1 else 1).
      exists (joined_signs (fun x => Nat.eqb x r) (fun _ => k) s). split.
      * apply joined_signs_on; [|exact signs]. intros x _. unfold k, sign. destruct (_ =? 1); auto.
      * intros d ind. rewrite joined_sum, E. fold rest. simpl. specialize (small d ind). destruct (Z.eq_dec (M r d) 0) as [zero|nz'].
        -- rewrite zero. replace (k * 0 + 0 + signed_sum M s rest d) with (signed_sum M s rest d) by ring. exact small.
        -- rewrite <- (single c d inc ind nz nz') in *. specialize (units c inc). unfold k.
           destruct (Z.eqb_spec (signed_sum M s rest c * M r c) 1); unfold unit_or_zero in *; nia.
    + exists (joined_signs (fun x => Nat.eqb x r) (fun _ => 1) s). split.
      * apply joined_signs_on; [|exact signs]. intros x _. now left.
      * intros d ind. rewrite joined_sum, E. simpl. pose proof (find_none _ _ found d ind) as zero. simpl in zero.
        apply negb_false_iff, Z.eqb_eq in zero. rewrite zero. now apply small.
Qed.

(** A row that is another one, or its negative. *)
Theorem copied_row r q k :
  r <> q -> sign k -> (forall c, In c columns -> M r c = k * M q c) -> In q rows ->
  totally_unimodular (without r) columns M -> totally_unimodular rows columns M.
Proof.
  rewrite !unimodular_iff_signs. intros different sign_k same inq signed some nodup inside.
  destruct (only_r r some nodup) as [E|E].
  - destruct (signed some nodup) as (s & H); [|now exists s]. intros x inx. apply filter_In. split; [now apply inside|].
    apply negb_true_iff. destruct (Nat.eqb_spec x r) as [->|]; [|reflexivity].
    assert (In r (filter (fun x => Nat.eqb x r) some)) by (apply filter_In; split; [exact inx|apply Nat.eqb_refl]).
    rewrite E in H. destruct H.
  - set (rest := filter (fun x => negb (Nat.eqb x r)) some) in *.
    assert (nodup_rest : NoDup rest) by now apply NoDup_filter.
    assert (q_kept : Nat.eqb q r = false) by (apply Nat.eqb_neq; congruence).
    destruct (only_r q rest nodup_rest) as [F|F].
    + (* q stands for r *)
      destruct (signed (q :: rest)) as (s & signs & small).
      { constructor; [|exact nodup_rest]. intros inrest.
        assert (In q (filter (fun x => Nat.eqb x q) rest)) by (apply filter_In; split; [exact inrest|apply Nat.eqb_refl]).
        rewrite F in H. destruct H. }
      { intros x [<-|inx]; [apply filter_In; split; [exact inq|now rewrite q_kept]|]. now apply (without_rest r some inside). }
      exists (joined_signs (fun x => Nat.eqb x r) (fun _ => k * s q) s). split.
      * apply joined_signs_on; [|intros x inx; apply signs; now right]. intros x _. specialize (signs q (or_introl eq_refl)).
        unfold sign in *. nia.
      * intros c inc. rewrite joined_sum, E. fold rest. cbn [signed_sum]. rewrite same by exact inc. specialize (small c inc).
        cbn [signed_sum] in small. replace (k * s q * (k * M q c) + 0 + signed_sum M s rest c)
          with ((k * k) * (s q * M q c) + signed_sum M s rest c) by ring.
        replace (k * k) with 1 by (unfold sign in sign_k; destruct sign_k as [-> | ->]; reflexivity).
        now rewrite Z.mul_1_l.
    + (* both are there, and cancel *)
      set (others := filter (fun x => negb (Nat.eqb x q)) rest) in *.
      destruct (signed others) as (s & signs & small).
      { now apply NoDup_filter. }
      { intros x inx. apply filter_In in inx. now apply (without_rest r some inside). }
      exists (joined_signs (fun x => Nat.eqb x r) (fun _ => - k) (joined_signs (fun x => Nat.eqb x q) (fun _ => 1) s)). split.
      * apply joined_signs_on; [intros x _; unfold sign in *; lia|]. apply joined_signs_on; [intros x _; now left|exact signs].
      * intros c inc. rewrite joined_sum, E. fold rest. rewrite joined_sum, F. fold others. cbn [signed_sum].
        rewrite same by exact inc. specialize (small c inc).
        replace (- k * (k * M q c) + 0 + (1 * M q c + 0 + signed_sum M s others c))
          with ((1 - k * k) * M q c + signed_sum M s others c) by ring.
        replace (k * k) with 1 by (unfold sign in sign_k; destruct sign_k as [-> | ->]; reflexivity).
        replace ((1 - 1) * M q c + signed_sum M s others c) with (signed_sum M s others c) by ring. exact small.
Qed.

(** Negated rows. *)
Theorem negated_rows (orientation : nat -> Z) :
  (forall r, In r rows -> sign (orientation r)) ->
  totally_unimodular rows columns (fun r c => orientation r * M r c) -> totally_unimodular rows columns M.
Proof.
  rewrite !unimodular_iff_signs. intros oriented signed some nodup inside.
  destruct (signed some nodup inside) as (s & signs & small). exists (fun r => s r * orientation r). split.
  - intros r inr. specialize (signs r inr). specialize (oriented r (inside r inr)). unfold sign in *. nia.
  - intros c inc. specialize (small c inc).
    rewrite <- (signed_sum_ext (fun r c => orientation r * M r c) M s (fun r => s r * orientation r) some c c); [exact small|].
    intros; ring.
Qed.

End Lines.
