(** LY, section 4 and appendix A.6, for all cones with a totally unimodular matrix: finitely many vectors with entries -1, 0, 1
    generate them (Lemma 3, Lemma 12(2)).  And what Budish, Che, Kojima and Milgrom's Theorem 1 says in section 2.1: the
    quotas of a bihierarchy describe the lotteries. *)

From Allocation Require Export Proofs.LangYang.Universal.

Section Cones.

Context {Row Column : Type} (Column_dec : decidable_names Column).
Variables (rows : list Row) (columns : list Column) (M : Row -> Column -> Z) (demands : Row -> demand).

(** All vectors with entries -1, 0, 1 on the columns. *)
Fixpoint sign_functions (l : list Column) : list (Column -> Z) :=
  match l with
  | [] => [fun _ => 0%Z]
  | c :: rest =>
      flat_map (fun p => map (fun k d => if Column_dec d c then k else p d) [(-1)%Z; 0%Z; 1%Z]) (sign_functions rest)
  end.

Lemma sign_functions_all (l : list Column) (p : Column -> Z) :
  (forall c, In c l -> (-1 <= p c <= 1)%Z) -> exists s, In s (sign_functions l) /\ forall c, In c l -> s c = p c.
Proof.
  induction l as [|c l IH]; intros small.
  - exists (fun _ => 0%Z). split; [now left|intros ? []].
  - destruct IH as (s & ins & same); [intros; apply small; now right|].
    exists (fun d => if Column_dec d c then p c else s d). split.
    + simpl. apply in_flat_map. exists s. split; [assumption|].
      apply (in_map (fun k d => if Column_dec d c then k else s d) [(-1)%Z; 0%Z; 1%Z]).
      specialize (small c (or_introl eq_refl)). simpl. assert (p c = -1 \/ p c = 0 \/ p c = 1)%Z by lia. intuition.
    + intros d ind. destruct (Column_dec d c) as [->|n]; [reflexivity|].
      destruct ind as [->|ind]; [congruence|now apply same].
Qed.

Lemma sign_functions_small (l : list Column) s : In s (sign_functions l) -> forall c, In c l -> (-1 <= s c <= 1)%Z.
Proof.
  revert s. induction l as [|c l IH]; intros s ins d ind; [destruct ind|]. simpl in ins.
  apply in_flat_map in ins. destruct ins as (p & inp & ins).
  assert (cases : exists k, (-1 <= k <= 1)%Z /\ s = fun d => if Column_dec d c then k else p d).
  { destruct ins as [<-|[<-|[<-|[]]]]; eexists; (split; [|reflexivity]); lia. }
  destruct cases as (k & small & ->). destruct (Column_dec d c) as [->|n]; [assumption|].
  destruct ind as [->|ind]; [congruence|now apply (IH p)].
Qed.

Definition meets_b (d : demand) (v : Q) : bool :=
  match d with Zero => Qeq_bool v 0 | Not_negative_value => Qle_bool 0 v | Not_positive_value => Qle_bool v 0 end.

Lemma meets_b_iff d v : meets_b d v = true <-> meets d v.
Proof. destruct d; simpl; [apply Qeq_bool_iff|apply Qle_bool_iff|apply Qle_bool_iff]. Qed.

Definition in_cone_b (x : Column -> Q) : bool :=
  forallb (fun r => meets_b (demands r) (sum columns (fun c => inject_Z (M r c) * x c))) rows.

Lemma in_cone_b_iff x : in_cone_b x = true <-> in_cone rows columns M demands x.
Proof.
  unfold in_cone_b, in_cone. rewrite forallb_forall. split; intros H r inr; specialize (H r inr); now apply meets_b_iff.
Qed.

Lemma in_cone_ext x y : same_vector columns x y -> in_cone rows columns M demands x -> in_cone rows columns M demands y.
Proof.
  intros same inside r inr. specialize (inside r inr).
  assert (E : sum columns (fun c => inject_Z (M r c) * y c) == sum columns (fun c => inject_Z (M r c) * x c)).
  { apply sum_ext. intros c inc. now rewrite (same c inc). }
  destruct (demands r); simpl in *; now rewrite E.
Qed.

(** The vectors of the cone with entries -1, 0, 1. *)
Definition sign_generators : list (Column -> Q) :=
  filter in_cone_b (map (fun p c => inject_Z (p c)) (sign_functions columns)).

Hypothesis columns_once : NoDup columns.
Hypothesis unimodular : totally_unimodular rows columns M.

Theorem signs_generate : generated columns (in_cone rows columns M demands) sign_generators.
Proof.
  split.
  - intros g ing. apply filter_In in ing. now apply in_cone_b_iff.
  - intros x inside.
    destruct (sign_vectors_generate Column_dec rows columns M demands x columns_once unimodular inside) as (parts & each & equal).
    clear inside. revert x equal. induction parts as [|[k p] parts IH]; intros x equal.
    + exists []. split; [intros ? ? []|exact equal].
    + destruct (IH (fun k' p' inp => each k' p' (or_intror inp)) (fun c => sum parts (fun part => fst part * inject_Z (snd part c))))
        as (combination & conic & same); [reflexivity|].
      destruct (each k p (or_introl eq_refl)) as (nonneg & small & inside).
      destruct (sign_functions_all columns p small) as (s & ins & agree).
      exists ((k, fun c => inject_Z (s c)) :: combination). split.
      * intros weight g [E|inc]; [|now apply conic]. injection E as <- <-. split; [assumption|].
        apply filter_In. split; [now apply (in_map (fun p c => inject_Z (p c)))|]. apply in_cone_b_iff.
        apply (in_cone_ext (fun c => inject_Z (p c))); [|assumption]. intros c inc. now rewrite (agree c inc).
      * intros c inc. rewrite (equal c inc). cbn [sum fst snd]. rewrite (agree c inc). now rewrite (same c inc).
Qed.

Lemma sign_generators_signs g : In g sign_generators -> sign_vector columns g.
Proof.
  intros ing c inc. apply filter_In in ing. destruct ing as (ing & _). apply in_map_iff in ing. destruct ing as (p & <- & inp).
  pose proof (sign_functions_small columns p inp c inc) as small.
  assert (cases : (p c = 0 \/ p c = 1 \/ p c = -1)%Z) by lia.
  destruct cases as [-> | [-> | ->]]; [now left|right; now left|right; now right].
Qed.

End Cones.

(** A set generates every cone with the same vectors. *)
Lemma generated_iff {Column : Type} (columns : list Column) (cone cone' : vector_of Column -> Prop) generators :
  (forall x, cone x <-> cone' x) -> generated columns cone generators -> generated columns cone' generators.
Proof.
  intros same (inside & generating). split.
  - intros g ing. now apply same, inside.
  - intros x inx. now apply generating, same.
Qed.

(** ** Lemma 3 *)

Definition multiplier_dec : decidable_names multiplier.
Proof. unfold decidable_names. decide equality; apply Nat.eq_dec. Defined.

Definition multiplier_demand (row : multiplier_row) : demand :=
  match row with Vanishes _ => Zero | Not_negative _ => Not_negative_value end.

Lemma multipliers_NoDup Z : NoDup (multipliers Z).
Proof.
  apply NoDup_app_disjoint.
  - apply NoDup_map_injective; [congruence|apply seq_NoDup].
  - apply NoDup_map_injective; [congruence|apply seq_NoDup].
  - intros c left right. apply in_map_iff in left, right. destruct left as (? & <- & _), right as (? & E & _). discriminate.
Qed.

(*| lang-yang-2023/lemma-3 | literal | proved |*)
Theorem LY_Lemma_3_holds : LY_Lemma_3.
Proof.
  intros Z M entries unimodular.
  exists (sign_generators multiplier_dec (multiplier_rows Z) (multipliers Z) M multiplier_demand). split.
  2:{ apply sign_generators_signs. }
  apply (generated_iff _ (in_cone (multiplier_rows Z) (multipliers Z) M multiplier_demand)).
  2:{ now apply signs_generate; [apply multipliers_NoDup|]. }
  assert (value : forall z row, In row (multiplier_rows Z) ->
    sum (multipliers Z) (fun c => inject_Z (M row c) * z c) == sum (multipliers Z) (fun c => multiplier_matrix Z row c * z c)).
  { intros z row inrow. apply sum_ext. intros c inc. now rewrite (entries row c inrow inc). }
  assert (vanishes : forall z k, sum (multipliers Z) (fun c => multiplier_matrix Z (Vanishes k) c * z c)
    == combined Z z (fun i => A1 Z i k) (fun i => A2 Z i k)).
  { intros z k. unfold multipliers, combined. rewrite sum_app, !sum_map. cbn [multiplier_matrix].
    apply Qplus_comp; apply sum_ext; intros; ring. }
  assert (nonneg : forall z i, (i < bounds Z)%nat ->
    sum (multipliers Z) (fun c => multiplier_matrix Z (Not_negative i) c * z c) == z (Multiplier_g i)).
  { intros z i lt. unfold multipliers. rewrite sum_app, !sum_map. cbn [multiplier_matrix].
    rewrite sum_zero by (intros; ring).
    rewrite (sum_single Nat.eqb (seq 0 (bounds Z)) i (fun i => z (Multiplier_g i))); [ring|apply Nat.eqb_eq|apply seq_NoDup|].
    apply in_seq. lia. }
  assert (in_rows : forall k, (k < hidden Z)%nat -> In (Vanishes k) (multiplier_rows Z)).
  { intros k lt. apply in_app_iff. left. apply in_map, in_seq. lia. }
  assert (in_signs : forall i, (i < bounds Z)%nat -> In (Not_negative i) (multiplier_rows Z)).
  { intros i lt. apply in_app_iff. right. apply in_map, in_seq. lia. }
  intros z. unfold in_cone, multiplier_cone. split.
  - intros all. split.
    + intros k lt. specialize (all (Vanishes k) (in_rows k lt)). unfold meets, multiplier_demand in all.
      now rewrite (value z _ (in_rows k lt)), vanishes in all.
    + intros i lt. specialize (all (Not_negative i) (in_signs i lt)). unfold meets, multiplier_demand in all.
      now rewrite (value z _ (in_signs i lt)), (nonneg z i lt) in all.
  - intros (equal & signs) row inrow. unfold multiplier_rows in inrow. rewrite in_app_iff, !in_map_iff in inrow.
    destruct inrow as [(k & <- & ink)|(i & <- & ini)]; [apply in_seq in ink|apply in_seq in ini]; unfold meets, multiplier_demand.
    + rewrite (value z _ (in_rows k ltac:(lia))), vanishes. apply equal. lia.
    + rewrite (value z _ (in_signs i ltac:(lia))), (nonneg z i ltac:(lia)). apply signs. lia.
Qed.

(** ** Lemma 12 *)

Lemma row_cone_generated rows n (M : nat -> nat -> Z) :
  totally_unimodular (seq 0 rows) (seq 0 n) M ->
  exists generators,
    generated (seq 0 n) (row_cone rows n (rational M)) generators /\
    forall x, In x generators -> sign_vector (seq 0 n) x.
Proof.
  intros unimodular. exists (sign_generators Nat.eq_dec (seq 0 rows) (seq 0 n) M (fun _ => Not_positive_value)). split.
  - apply (signs_generate Nat.eq_dec (seq 0 rows) (seq 0 n) M (fun _ => Not_positive_value) (seq_NoDup n 0) unimodular).
  - apply sign_generators_signs.
Qed.

(*| lang-yang-2023/lemma-12.non-pointed | literal | proved |*)
Theorem LY_Lemma_12_non_pointed_holds : LY_Lemma_12_non_pointed.
Proof. intros rows n M unimodular _. now apply row_cone_generated. Qed.

(** ** Where the quotas describe the lotteries *)

(*| lang-yang-2023/section-4.unimodular-describes | literal | statement |*)
Definition LY_unimodular_describes : Prop :=
  forall P, well_formed_problem P -> preserves_total_unimodularity P -> quotas_describe_lotteries P.

(*| lang-yang-2023/section-4.unimodular-describes | literal | proved |*)
Theorem LY_unimodular_describes_holds : LY_unimodular_describes.
Proof. intros P well unimodular. now apply unimodular_describes. Qed.

(** "For bihierarchical constraint structures, Budish et al. (2013) obtain a generalization of Birkhoff-von Neumann theorem". *)
(*| lang-yang-2023/section-2.1.bihierarchy-describes | literal | statement |*)
Definition LY_bihierarchy_describes : Prop :=
  forall P, well_formed_problem P -> bihierarchy (sets P) -> quotas_describe_lotteries P.

(*| lang-yang-2023/section-2.1.bihierarchy-describes | literal | proved |*)
Theorem LY_bihierarchy_describes_holds : LY_bihierarchy_describes.
Proof.
  intros P well (G1 & G2 & nested & nested' & union & _) x.
  split; [|now apply lottery_satisfies_quotas]. intros (nonneg & quotas).
  pose proof (LY_two_laminars_hold cell cell_dec (cells P) G1 G2 nested nested') as unimodular.
  set (M := fun G e => if In_dec cell_dec e G then 1%Z else 0%Z) in unimodular.
  destruct (averages cell_dec (G1 ++ G2) (cells P) M x (cells_NoDup P) unimodular) as (k & parts & count & average & bounds).
  pose proof (denominator_positive k) as positive. set (N := inject_Z (Z.of_nat (S k))) in *.
  assert (value : forall G (y : cell -> Q), In G (subsets (cells P)) ->
    sum (cells P) (fun c => inject_Z (M G c) * y c) == amount y G).
  { intros G y inG. rewrite (amount_of_members P G y inG). apply sum_ext. intros c _. unfold M.
    destruct (In_dec cell_dec c G) as [i|n].
    - apply member_iff in i. now rewrite i.
    - destruct (member c G) eqn:E; [apply member_iff in E; contradiction|reflexivity]. }
  exists (map (fun p => (/ N, p)) parts). split; [|split].
  - intros w y inl. apply in_map_iff in inl. destruct inl as (p & E & inp). injection E as <- <-.
    split; [apply Qlt_le_weak; now apply Qinv_lt_0_compat|].
    destruct (bounds p inp) as (row_bounds & entry_bounds). split.
    + intros c inc. apply (entry_bounds c 0%Z inc). now apply nonneg.
    + intros G inG. assert (subset : In G (subsets (cells P))) by now apply (well_structure P well).
      assert (inrow : In G (G1 ++ G2)) by now apply in_app_iff, union.
      assert (V : row_value (cells P) (M G) p = total p G).
      { apply inject_Z_injective. rewrite inject_row_value, inject_total. now apply value. }
      specialize (quotas G inG). rewrite <- V.
      split; apply (row_bounds G _ inrow); rewrite (value G x subset); apply quotas.
  - rewrite sum_map. cbn [fst]. rewrite (sum_ext parts _ (fun _ => / N * 1)) by (intros; ring). rewrite sum_scale.
    rewrite (sum_of_ones parts), count. fold N. field. lra.
  - intros c inc. rewrite sum_map. cbn [fst snd]. now apply average.
Qed.
