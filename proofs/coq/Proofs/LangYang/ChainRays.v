(** LY, Lemma 7, repaired: every extreme ray of W+(C1) and W-(C2) is listed where the chains have nonempty sets only; and what
    is listed for S is an extreme ray where S is in the chains and linked.

    By Hoffman's theorem a ray is a multiple of a vector with entries 0 and 1 (0 and -1 in f of W-).  At a type profile two sets
    of its support would give a pair of the smaller one 2 in f, so there is one set at most, and it is I(t, S). *)

From Allocation Require Export Proofs.LinearAlgebra Proofs.LangYang.ChainCones.

(** ** Extreme rays by their kernel *)

Section Kernel.

Context {Row Column : Type} (Column_dec : decidable_names Column).
Variables (columns : list Column) (rows : list Row) (M : Row -> Column -> Q).

Hypothesis once : NoDup columns.

Lemma zero_vector_or_not (x : vector_of Column) : zero_vector columns x \/ exists c, In c columns /\ ~ x c == 0.
Proof.
  destruct (existsb (fun c => negb (Qeq_bool (x c) 0)) columns) eqn:E.
  - right. apply existsb_exists in E as (c & inc & nonzero). exists c. split; [assumption|].
    apply negb_true_iff in nonzero. intros zero. apply Qeq_bool_iff in zero. congruence.
  - left. intros c inc. destruct (Qeq_dec (x c) 0) as [zero|nonzero]; [assumption|]. exfalso.
    assert (existsb (fun c => negb (Qeq_bool (x c) 0)) columns = true); [|congruence].
    apply existsb_exists. exists c. split; [assumption|]. apply negb_true_iff, not_true_iff_false.
    now rewrite Qeq_bool_iff.
Qed.

(** Fewer rows than columns minus one: a vector that they all vanish at, and that is 0 at a given column. *)
Lemma kernel_vector (some_rows : list Row) (a : Column) :
  In a columns -> (S (length some_rows) < length columns)%nat ->
  exists y, ~ zero_vector columns y /\ y a == 0 /\ forall row, In row some_rows -> value columns M y row == 0.
Proof.
  intros ina few.
  (* The coefficients of each row, and of one that reads off the entry at a. *)
  set (equations := None :: map Some some_rows).
  set (entry := fun (c : Column) (e : option Row) =>
    match e with Some row => M row c | None => indicator (if Column_dec a c then true else false) end).
  destruct (many_dependent equations (map entry columns)) as (parts & names & some & zero).
  { unfold equations. simpl. rewrite !map_length. lia. }
  destruct (coefficients_of_rows Column_dec entry columns parts once names) as (y & same & all_zero).
  exists y. split; [|split].
  - intros vanishes. destruct some as (part & inp & nonzero). apply nonzero. apply all_zero; [|assumption].
    intros c inc. exact (vanishes c inc).
  - specialize (zero None (or_introl eq_refl)). rewrite same in zero. unfold entry in zero.
    rewrite (sum_ext _ _ (fun c => indicator (if Column_dec a c then true else false) * y c)) in zero by (intros; ring).
    rewrite (sum_one Column_dec) in zero by assumption. exact zero.
  - intros row inrow. specialize (zero (Some row) (or_intror (in_map Some _ _ inrow))). rewrite same in zero.
    unfold value. rewrite <- zero. apply sum_ext. intros c _. unfold entry. ring.
Qed.

Lemma independent_cons some_rows row y :
  independent columns M some_rows -> NoDup (row :: some_rows) ->
  (forall r, In r some_rows -> value columns M y r == 0) -> ~ value columns M y row == 0 ->
  independent columns M (row :: some_rows).
Proof.
  intros free nodup vanish nonzero k combines.
  assert (at_y : sum (row :: some_rows) (fun r => k r * value columns M y r) == 0).
  { unfold value. rewrite (sum_ext _ _ (fun r => sum columns (fun c => k r * (M r c * y c)))) by (intros; now rewrite sum_scale).
    rewrite sum_exchange. apply sum_zero. intros c inc.
    rewrite (sum_ext (row :: some_rows) _ (fun r => k r * M r c * y c)) by (intros; ring).
    rewrite sum_scale_right, (combines c inc). ring. }
  simpl in at_y. rewrite (sum_zero some_rows) in at_y by (intros r inr; rewrite (vanish r inr); ring).
  assert (zero : k row == 0).
  { assert (E : k row * value columns M y row == 0) by lra. apply Qmult_integral in E as [E|E]; [assumption|contradiction]. }
  intros r [<-|inr]; [assumption|]. apply free; [|assumption].
  intros c inc. specialize (combines c inc). simpl in combines. rewrite zero in combines. rewrite <- combines. ring.
Qed.

(** Where all vectors at which the binding rows vanish are multiples of x, it is an extreme ray. *)
Theorem extreme_by_kernel (cone : vector_of Column -> Prop) x :
  cone x -> ~ zero_vector columns x ->
  (forall y, (forall row, In row rows -> value columns M x row == 0 -> value columns M y row == 0) ->
    exists s, same_vector columns y (fun c => s * x c)) ->
  extreme_ray columns rows M cone x.
Proof.
  intros inside nonzero line. split; [assumption|]. split; [assumption|].
  destruct (zero_vector_or_not x) as [zero|(a & ina & xa)]; [contradiction|].
  assert (grow : forall n, (S n <= length columns)%nat -> exists binding,
    NoDup binding /\ incl binding rows /\ (forall row, In row binding -> value columns M x row == 0) /\
    independent columns M binding /\ length binding = n).
  { induction n as [|n IH]; intros small.
    - exists []. split; [constructor|]. split; [intros ? []|]. split; [intros ? []|]. split; [intros k _ row []|reflexivity].
    - destruct IH as (binding & nodup & known & binds & free & size); [lia|].
      destruct (kernel_vector binding a ina) as (y & ynonzero & ya & vanish); [lia|].
      destruct (existsb (fun row => Qeq_bool (value columns M x row) 0 && negb (Qeq_bool (value columns M y row) 0)) rows) eqn:E.
      + apply existsb_exists in E as (row & inrow & E). apply andb_true_iff in E as (bind & moves).
        apply Qeq_bool_iff in bind. apply negb_true_iff in moves.
        assert (not_zero : ~ value columns M y row == 0) by (intros zero; apply Qeq_bool_iff in zero; congruence).
        assert (fresh : ~ In row binding) by (intros inb; apply not_zero; now apply vanish).
        exists (row :: binding). split; [now constructor|]. split.
        * intros r [<-|inr]; [assumption|now apply known].
        * split; [intros r [<-|inr]; [assumption|now apply binds]|]. split.
          -- apply (independent_cons binding row y); try assumption. now constructor.
          -- simpl. now rewrite size.
      + exfalso. destruct (line y) as (s & same).
        * intros row inrow bind. destruct (Qeq_dec (value columns M y row) 0) as [zero|moves]; [assumption|]. exfalso.
          assert (existsb (fun row => Qeq_bool (value columns M x row) 0 && negb (Qeq_bool (value columns M y row) 0)) rows = true);
            [|congruence].
          apply existsb_exists. exists row. split; [assumption|]. apply andb_true_iff. split; [now apply Qeq_bool_iff|].
          apply negb_true_iff, not_true_iff_false. now rewrite Qeq_bool_iff.
        * apply ynonzero. pose proof (same a ina) as E'. cbv beta in E'. rewrite ya in E'.
          assert (s0 : s == 0).
          { symmetry in E'. apply Qmult_integral in E' as [E'|E']; [assumption|contradiction]. }
          intros c inc. rewrite (same c inc), s0. ring. }
  destruct (grow (length columns - 1)%nat) as (binding & nodup & known & binds & free & size).
  - destruct columns; [destruct ina|simpl; lia].
  - exists binding. split; [assumption|]. split; [assumption|]. split; [assumption|]. split; [assumption|].
    rewrite size. destruct columns; [destruct ina|simpl; lia].
Qed.

End Kernel.

Lemma sum_parts_zero {A : Type} (l : list A) (f : A -> Q) :
  (forall a, In a l -> 0 <= f a) -> sum l f == 0 -> forall a, In a l -> f a == 0.
Proof.
  induction l as [|b l IH]; intros nonneg zero a ina; [destruct ina|]. simpl in zero.
  pose proof (nonneg b (or_introl eq_refl)). pose proof (sum_nonneg l f (fun a ina => nonneg a (or_intror ina))).
  destruct ina as [<-|ina]; [lra|]. apply IH; [intros; apply nonneg; now right|lra|assumption].
Qed.

(** Two elements of a list without repetition count both. *)
Lemma sum_two {A : Type} (l : list A) (f : A -> Q) a b :
  (forall c, In c l -> 0 <= f c) -> In a l -> In b l -> a <> b -> f a + f b <= sum l f.
Proof.
  assert (one : forall (l : list A) c, (forall d, In d l -> 0 <= f d) -> In c l -> f c <= sum l f).
  { clear. induction l as [|d l IH]; intros c pos inc; [destruct inc|]. simpl.
    assert (P := pos d (or_introl eq_refl)). assert (R : 0 <= sum l f) by (apply sum_nonneg; intros; apply pos; now right).
    destruct inc as [<-|inc]; [lra|]. specialize (IH c (fun e ine => pos e (or_intror ine)) inc). lra. }
  induction l as [|d l IH]; intros pos ina inb differ; [destruct ina|]. simpl.
  assert (P := pos d (or_introl eq_refl)). assert (pos' : forall e, In e l -> 0 <= f e) by (intros; apply pos; now right).
  destruct ina as [<-|ina], inb as [<-|inb]; [congruence| | |].
  - specialize (one l b pos' inb). lra.
  - specialize (one l a pos' ina). lra.
  - specialize (IH pos' ina inb differ). lra.
Qed.

Definition signed_row_decidable : decidable_names signed_row.
Proof. unfold decidable_names. repeat decide equality. Defined.

Section Chains.

Variable P : problem.
Hypothesis well : well_formed_problem P.

Variable C : profile -> list cell_set.
Hypothesis chains : chain_profile P C.

Variable plus : bool.

Local Notation cone := (side_cone P C plus).
Local Notation turned := (turned plus).
Local Notation mass := (mass plus).
Local Notation other := (other plus).

Definition listed (S : strategy) : vector_of cone_column := if plus then listed_plus P S else listed_minus P S.

Definition ray (z : vector_of cone_column) : Prop := extreme_ray (cone_columns P) (signed_rows P) signed_matrix cone z.

Lemma turned_listed S i ti j : turned (listed S) (i, ti, j) == indicator (S i ti j).
Proof. unfold ChainCones.turned, listed, listed_plus, listed_minus. destruct plus; ring. Qed.

Lemma mass_listed S U t : mass (listed S) (U, t) == indicator (concerned P S t && set_eqb U (intersection P t S)).
Proof. unfold ChainCones.mass, listed, listed_plus, listed_minus. destruct plus; reflexivity. Qed.

Lemma other_listed S row : other (listed S) row == 0.
Proof. unfold ChainCones.other, listed, listed_plus, listed_minus. destruct plus; reflexivity. Qed.

(** Vectors are the same if they are the same in all these entries. *)
Lemma same_entries y z :
  (forall row, In row (coordinates P) -> turned y row == turned z row) ->
  (forall row, In row (set_profiles P) -> mass y row == mass z row /\ other y row == other z row) ->
  same_vector (cone_columns P) y z.
Proof.
  intros f masses c inc. unfold ChainCones.turned, ChainCones.mass, ChainCones.other in *.
  unfold cone_columns in inc. rewrite !in_app_iff, !in_map_iff in inc.
  destruct inc as [(row & <- & inr)|[(row & <- & inr)|(row & <- & inr)]].
  - specialize (f row inr). destruct plus; lra.
  - destruct (masses row inr). destruct plus; assumption.
  - destruct (masses row inr). destruct plus; assumption.
Qed.

(** ** Every extreme ray is listed *)

(** A ray is a multiple of a vector of the cone with entries -1, 0, 1. *)
Lemma ray_is_sign z :
  ray z -> exists (p : cone_column -> Z) s,
    0 < s /\ (forall c, In c (cone_columns P) -> (-1 <= p c <= 1)%Z) /\ cone (fun c => inject_Z (p c)) /\
    same_vector (cone_columns P) z (fun c => s * inject_Z (p c)).
Proof.
  intros (inside & nonzero & binding & nodup & known & binds & free & size).
  destruct (zero_vector_or_not (cone_columns P) z) as [zero|(a & ina & za)]; [contradiction|].
  destruct (side_cone_generated P well C plus chains z inside) as (parts & each & total).
  (* a part that counts at a *)
  destruct (existsb (fun part => negb (Qeq_bool (fst part * inject_Z (snd part a)) 0)) parts) eqn:E.
  2:{ exfalso. apply za. rewrite (total a ina). apply sum_zero. intros part inpart.
      destruct (Qeq_dec (fst part * inject_Z (snd part a)) 0) as [zero|moves]; [assumption|]. exfalso.
      assert (existsb (fun part => negb (Qeq_bool (fst part * inject_Z (snd part a)) 0)) parts = true); [|congruence].
      apply existsb_exists. exists part. split; [assumption|]. apply negb_true_iff, not_true_iff_false. now rewrite Qeq_bool_iff. }
  apply existsb_exists in E as ([k p] & inp & E). simpl in E. apply negb_true_iff in E.
  assert (moves : ~ k * inject_Z (p a) == 0) by (intros zero; apply Qeq_bool_iff in zero; congruence).
  destruct (each k p inp) as (knonneg & small & inp_cone).
  assert (kpos : 0 < k) by (destruct (Qlt_le_dec 0 k); [assumption|exfalso; apply moves; assert (k == 0) as -> by lra; ring]).
  assert (pa : ~ inject_Z (p a) == 0) by (intros zero; apply moves; rewrite zero; ring).
  (* the rows that bind at z bind at p *)
  assert (rows_p : forall row, In row (signed_rows P) -> value (cone_columns P) signed_matrix z row == 0 ->
    value (cone_columns P) signed_matrix (fun c => inject_Z (p c)) row == 0).
  { intros row inrow zero. rewrite value_row in zero |- *.
    assert (split_value : row_value P z row == sum parts (fun part => fst part * row_value P (fun c => inject_Z (snd part c)) row)).
    { unfold row_value. rewrite (sum_ext (cone_columns P) _ (fun c => sum parts (fun part =>
        fst part * (inject_Z (signed_integer_matrix row c) * inject_Z (snd part c))))).
      - rewrite sum_exchange. apply sum_ext. intros part _. now rewrite sum_scale.
      - intros c inc. rewrite (total c inc), <- sum_scale. apply sum_ext. intros; ring. }
    assert (meets_each : forall k' p', In (k', p') parts ->
      0 <= k' /\ meets (side_demand plus row) (row_value P (fun c => inject_Z (p' c)) row)).
    { intros k' p' inp'. destruct (each k' p' inp') as (pos & _ & in_cone'). split; [assumption|].
      apply (side_cone_rows P well C plus) in in_cone' as (rows' & _). now apply rows'. }
    assert (cancel : k * row_value P (fun c => inject_Z (p c)) row == 0 -> row_value P (fun c => inject_Z (p c)) row == 0).
    { intros E'. apply Qmult_integral in E' as [E'|E']; [lra|assumption]. }
    rewrite split_value in zero. destruct (side_demand plus row) eqn:D; unfold meets in meets_each.
    - now apply (meets_each k p).
    - apply cancel. assert (pos : forall part, In part parts -> 0 <= fst part * row_value P (fun c => inject_Z (snd part c)) row).
      { intros [k' p'] inp'. destruct (meets_each k' p' inp'). now apply Qmult_le_0_compat. }
      exact (sum_parts_zero parts _ pos zero (k, p) inp).
    - apply cancel. assert (pos : forall part, In part parts -> 0 <= - (fst part * row_value P (fun c => inject_Z (snd part c)) row)).
      { intros [k' p'] inp'. destruct (meets_each k' p' inp'). simpl. nra. }
      assert (zero' : sum parts (fun part => - (fst part * row_value P (fun c => inject_Z (snd part c)) row)) == 0).
      { rewrite (sum_ext parts _ (fun part => (-1) * (fst part * row_value P (fun c => inject_Z (snd part c)) row))) by (intros; ring).
        rewrite sum_scale, zero. ring. }
      pose proof (sum_parts_zero parts _ pos zero' (k, p) inp) as Z. simpl in Z. lra. }
  destruct (kernel_line signed_row_decidable (cone_columns P) signed_matrix binding z (fun c => inject_Z (p c)) nodup free size binds) as (s & line).
  - intros row inb. apply rows_p; [now apply known|now apply binds].
  - exact nonzero.
  - pose proof (line a ina) as at_a. cbv beta in at_a.
    assert (s0 : ~ s == 0) by (intros zero; apply pa; rewrite at_a, zero; ring).
    (* z and p have entries of the same sign at a *)
    assert (spos : 0 < s).
    { pose proof (proj1 (side_cone_iff P well C plus z) inside) as (_ & nz & _ & fz).
      pose proof (proj1 (side_cone_iff P well C plus _) inp_cone) as (_ & np & _ & fp).
      unfold ChainCones.turned, ChainCones.mass, ChainCones.other in *.
      assert (same_sign : 0 <= z a * inject_Z (p a)).
      { unfold cone_columns in ina. rewrite !in_app_iff, !in_map_iff in ina.
        destruct ina as [(row & <- & inr)|[(row & <- & inr)|(row & <- & inr)]].
        - specialize (fz row inr). specialize (fp row inr). destruct plus; nra.
        - destruct (nz row inr), (np row inr). destruct plus; [nra|]. rewrite H0. lra.
        - destruct (nz row inr), (np row inr). destruct plus; [|nra]. rewrite H0. lra. }
      assert (square : 0 < z a * z a) by (destruct (Q_dec (z a) 0) as [[neg|pos]|zero]; [nra|nra|contradiction]).
      rewrite at_a in same_sign. destruct (Qlt_le_dec 0 s) as [pos|neg]; [assumption|]. exfalso. apply s0.
      assert (z a * (s * z a) == s * (z a * z a)) by ring. nra. }
    exists p, (/ s). split; [now apply Qinv_lt_0_compat|]. split; [assumption|]. split; [assumption|].
    intros c inc. pose proof (line c inc) as E'. cbv beta in E'. rewrite E'. field. lra.
Qed.

Hypothesis nonempty_sets : forall t, In t (profiles P) -> ~ In [] (C t).

(** The paper's argument: a vector of the cone with entries -1, 0, 1 is listed. *)
Lemma sign_vector_is_listed (p : cone_column -> Z) :
  (forall c, In c (cone_columns P) -> (-1 <= p c <= 1)%Z) -> cone (fun c => inject_Z (p c)) ->
  exists S, same_vector (cone_columns P) (fun c => inject_Z (p c)) (listed S).
Proof.
  intros small inside. set (z := fun c => inject_Z (p c)) in *.
  pose proof (proj1 (side_cone_iff P well C plus z) inside) as (equal & nonneg & support & fpos).
  assert (integral : forall v : Z, 0 <= inject_Z v -> (v <= 1)%Z -> inject_Z v == 0 \/ inject_Z v == 1).
  { intros v pos le. rewrite <- (Zle_Qle 0) in pos. assert (v = 0 \/ v = 1)%Z as [-> | ->] by lia; [now left|now right]. }
  assert (f_values : forall row, In row (coordinates P) -> turned z row == 0 \/ turned z row == 1).
  { intros row inr. specialize (fpos row inr). pose proof (small _ (in_columns_f P row inr)) as bound.
    unfold ChainCones.turned, z in *. destruct plus; [apply integral; [assumption|lia]|].
    rewrite <- inject_Z_opp in *. apply integral; [assumption|lia]. }
  assert (g_values : forall row, In row (set_profiles P) -> mass z row == 0 \/ mass z row == 1).
  { intros row inr. destruct (nonneg row inr) as (pos & _). destruct (g_or_h P plus row inr) as (known & _).
    pose proof (small _ known) as bound. unfold ChainCones.mass, z in *. apply integral; [assumption|lia]. }
  assert (in_profiles_sets : forall G t, In G (sets P) -> In t (profiles P) -> In (G, t) (set_profiles P)).
  { intros G t inG int. apply in_set_profiles. split; assumption. }
  destruct well as ((each & _ & sets_once & subset & _) & _).
  (* one set at most at each profile *)
  assert (single : forall t G G', In t (profiles P) -> In G (sets P) -> In G' (sets P) -> mass z (G, t) == 1 -> mass z (G', t) == 1 -> G = G').
  { assert (case : forall t G G', In t (profiles P) -> In G (sets P) -> In G' (sets P) -> mass z (G, t) == 1 -> mass z (G', t) == 1 ->
      In G (C t) -> incl G G' -> G = G').
    { intros t G G' int inG inG' one one' inC nested.
      destruct (list_eq_dec cell_dec G G') as [same|differ]; [assumption|exfalso].
      destruct G as [|[i j] rest]; [now apply (nonempty_sets t int)|].
      assert (inc : In (i, j) (cells P)) by (apply (subsets_incl (cells P) ((i, j) :: rest)); [now apply subset|now left]).
      pose proof (coordinate_of P each t i j int inc) as coordinate.
      pose proof (equal i j t inc int) as sum_f.
      assert (two : 1 + 1 <= sum (sets P) (fun G => indicator (member (i, j) G) * mass z (G, t))).
      { eapply Qle_trans; [|apply (sum_two (sets P) _ ((i, j) :: rest) G')]; try assumption.
        - cbv beta. rewrite (proj2 (member_iff (i, j) ((i, j) :: rest)) (or_introl eq_refl)).
          rewrite (proj2 (member_iff (i, j) G') (nested _ (or_introl eq_refl))). rewrite one, one'. unfold indicator. lra.
        - intros H inH. destruct (nonneg (H, t) (in_profiles_sets H t inH int)) as (pos & _).
          destruct (member (i, j) H); unfold indicator; lra. }
      destruct (f_values _ coordinate); lra. }
    assert (in_chain_of : forall t G, In t (profiles P) -> In G (sets P) -> mass z (G, t) == 1 -> In G (C t)).
    { intros t G int inG one. destruct (in_dec (list_eq_dec cell_dec) G (C t)) as [inC|out]; [assumption|exfalso].
      pose proof (support G t (in_profiles_sets G t inG int) out). lra. }
    intros t G G' int inG inG' one one'. destruct (chains t int) as (_ & nested).
    destruct (nested G G' (in_chain_of t G int inG one) (in_chain_of t G' int inG' one')) as [H|H].
    - apply (case t G G'); auto.
    - symmetry. apply (case t G' G); auto. }
  set (S := fun i ti j => negb (Qeq_bool (turned z (i, ti, j)) 0)).
  exists S.
  assert (f_listed : forall i ti j, In (i, ti, j) (coordinates P) -> turned z (i, ti, j) == indicator (S i ti j)).
  { intros i ti j inc. unfold S. destruct (f_values _ inc) as [E|E]; rewrite E; reflexivity. }
  apply same_entries.
  - intros [[i ti] j] inc. rewrite turned_listed. now apply f_listed.
  - intros [U t] inn. pose proof inn as known. apply in_set_profiles in known as (inU & int). split; [|rewrite other_listed; now apply nonneg].
    rewrite mass_listed.
    (* the set that counts at t, if there is one *)
    destruct (existsb (fun G => Qeq_bool (mass z (G, t)) 1) (sets P)) eqn:E.
    + apply existsb_exists in E as (G & inG & E). apply Qeq_bool_iff in E.
      assert (only : forall H, In H (sets P) -> mass z (H, t) == indicator (set_eqb H G)).
      { intros H inH. destruct (set_eqb H G) eqn:same.
        - apply set_eqb_iff in same. subst H. assumption.
        - destruct (g_values (H, t) (in_profiles_sets H t inH int)) as [zero|one]; [assumption|].
          exfalso. rewrite (single t H G int inH inG one E), (proj2 (set_eqb_iff G G) eq_refl) in same. discriminate. }
      assert (f_at : forall i j, In (i, j) (cells P) -> turned z (i, type_of t i, j) == indicator (member (i, j) G)).
      { intros i j inc. rewrite (equal i j t inc int).
        rewrite (sum_ext (sets P) _ (fun H => indicator (set_eqb G H) * indicator (member (i, j) H))).
        - apply (sum_single set_eqb (sets P) G (fun H => indicator (member (i, j) H))); [apply set_eqb_iff|assumption|assumption].
        - intros H inH. rewrite (only H inH). destruct (set_eqb H G) eqn:same.
          + apply set_eqb_iff in same. subst H. rewrite (proj2 (set_eqb_iff G G) eq_refl). ring.
          + destruct (set_eqb G H) eqn:same'; [apply set_eqb_iff in same'; subst H; rewrite (proj2 (set_eqb_iff G G) eq_refl) in same; discriminate|].
            unfold indicator. ring. }
      assert (I : intersection P t S = G).
      { rewrite (subset_is_filter (cells P) G (cells_NoDup P) (subset G inG)). unfold intersection. apply filter_ext_in.
        intros [i j] inc. simpl. unfold S. pose proof (f_at i j inc) as F. destruct (member (i, j) G); unfold indicator in F.
        - apply negb_true_iff, not_true_iff_false. rewrite Qeq_bool_iff. intros zero. rewrite zero in F. lra.
        - apply negb_false_iff, Qeq_bool_iff. assumption. }
      assert (some : concerned P S t = true).
      { unfold concerned. apply existsb_exists.
        destruct G as [|c rest].
        - exfalso. destruct (in_dec (list_eq_dec cell_dec) [] (C t)) as [inC|out]; [now apply (nonempty_sets t int)|].
          pose proof (support [] t (in_profiles_sets [] t inG int) out). lra.
        - exists c. assert (inI : In c (intersection P t S)) by (rewrite I; now left). unfold intersection in inI.
          apply filter_In in inI. tauto. }
      rewrite some, I. simpl. now apply only.
    + assert (none : forall H, In H (sets P) -> mass z (H, t) == 0).
      { intros H inH. destruct (g_values (H, t) (in_profiles_sets H t inH int)) as [zero|one]; [assumption|exfalso].
        assert (existsb (fun G => Qeq_bool (mass z (G, t)) 1) (sets P) = true); [|congruence].
        apply existsb_exists. exists H. split; [assumption|now apply Qeq_bool_iff]. }
      assert (nobody_concerned : concerned P S t = false).
      { apply not_true_is_false. intros H. apply existsb_exists in H as ([i j] & inc & H). simpl in H. unfold S in H.
        apply negb_true_iff in H. rewrite (proj2 (Qeq_bool_iff _ _)) in H; [discriminate|].
        rewrite (equal i j t inc int). apply sum_zero. intros G inG. rewrite (none G inG). ring. }
      rewrite nobody_concerned. now apply none.
Qed.

Theorem rays_are_listed z : ray z -> exists S, positive_multiple (cone_columns P) z (listed S).
Proof.
  intros is_ray. destruct (ray_is_sign z is_ray) as (p & s & positive & small & inside & same).
  destruct (sign_vector_is_listed p small inside) as (S & listed_S). exists S, s. split; [assumption|].
  intros c inc. rewrite (same c inc). pose proof (listed_S c inc) as E. cbv beta in E. now rewrite E.
Qed.

End Chains.

(*| lang-yang-2023/lemma-7.only-if | chains of nonempty sets | proved |*)
Theorem LY_Lemma_7_only_if_nonempty_holds : LY_Lemma_7_only_if_nonempty.
Proof.
  intros P C z well all chains nonempty. split.
  - exact (rays_are_listed P well C chains true nonempty z).
  - exact (rays_are_listed P well C chains false nonempty z).
Qed.
