(** Implementable and not implementable interim rules, and inequalities for all implementable ones, by computation. *)

From Coq Require Import FinFun.
From Allocation Require Export Certificates.WellFormed Certificates.Weighing Certificates.Bounds.

Local Arguments Qred : simpl never.

(** ** Outcomes and lotteries as certificates write them *)

Definition quantities : Type := list (cell * Z).

(** What is not written is 0. *)
Definition outcome_of (written : quantities) : pure_outcome := fun c =>
  match find (fun entry => cell_eqb (fst entry) c) written with Some entry => snd entry | None => 0%Z end.

Definition lottery : Type := list (Q * quantities).

Definition mean (parts : lottery) : random_outcome := fun c =>
  reduced_sum parts (fun part => fst part * inject_Z (outcome_of (snd part) c)).

Definition ex_post_of (table : list (profile * lottery)) : ex_post_rule := fun t =>
  mean match find (fun entry => profile_eqb (fst entry) t) table with Some entry => snd entry | None => [] end.

Section File.

Variable F : file.

Definition keeps_file_test (x : pure_outcome) : bool :=
  forallb (fun c => Z.leb 0 (x c)) (pairs F) &&
  forallb (fun k => let amount := total x (members k) in
    Z.leb (lower k) amount && match upper k with Some high => Z.leb amount high | None => true end) (quotas_listed F).

Lemma keeps_file_test_sound x : keeps_file_test x = true -> keeps_file F x.
Proof.
  unfold keeps_file_test. rewrite andb_true_iff, !forallb_forall. intros [nonneg quotas]. split.
  - intros c inc. now apply Z.leb_le, nonneg.
  - intros k ink. apply quotas, andb_true_iff in ink as [low high]. split; [now apply Z.leb_le|].
    destruct (upper k); [now apply Z.leb_le|exact I].
Qed.

Definition lottery_test (parts : lottery) : bool :=
  forallb (fun part => Qle_bool 0 (fst part) && keeps_file_test (outcome_of (snd part))) parts &&
  Qeq_bool (reduced_sum parts fst) 1.

Hypothesis sound : sound_file F = true.

Let P : problem := completed F.

Lemma lottery_test_sound parts : lottery_test parts = true -> feasible_random P (mean parts).
Proof.
  unfold lottery_test. rewrite andb_true_iff, forallb_forall. intros [each one].
  exists (map (fun part => (fst part, outcome_of (snd part))) parts). split; [|split].
  - intros w y iny. apply in_map_iff in iny as (part & E & inp). injection E as <- <-.
    apply each, andb_true_iff in inp as [nonneg kept]. split; [now apply Qle_bool_iff|].
    now apply completed_feasible, keeps_file_test_sound.
  - rewrite sum_map. simpl. rewrite <- reduced_sum_correct. now apply Qeq_bool_iff.
  - intros c _. rewrite sum_map. simpl. unfold mean. now rewrite reduced_sum_correct.
Qed.

(** The marginals of the types, each computed once. *)
Definition marginals : list (list Q) :=
  map (fun i => map (fun ti => reduced_sum (profiles_with P i ti) (prior P)) (types_of P i)) (seq 0 (agents P)).

Definition marginal_of (i ti : nat) : Q := nth ti (nth i marginals []) 0.

Lemma nth_map_seq {A : Type} (g : nat -> A) (n i : nat) (d : A) : (i < n)%nat -> nth i (map g (seq 0 n)) d = g i.
Proof.
  intros small. rewrite nth_indep with (d' := g 0%nat) by (rewrite map_length, seq_length; lia).
  now rewrite map_nth, seq_nth.
Qed.

Lemma marginal_of_correct i ti : In i (seq 0 (agents P)) -> In ti (types_of P i) -> marginal_of i ti == marginal P i ti.
Proof.
  unfold marginal_of, marginals. intros ini inti. unfold types_of in inti. apply in_seq in ini, inti.
  rewrite nth_map_seq by lia. unfold types_of. rewrite nth_map_seq by lia. apply reduced_sum_correct.
Qed.

(** Well formed, and every type has a probability. *)
Definition file_test : bool :=
  well_formed_test F && forallb (fun l => forallb (fun m => negb (Qeq_bool m 0)) l) marginals.

Lemma file_test_parts : file_test = true ->
  well_formed_problem P /\ length (types P) = agents P /\
  (forall t, In t (profiles P) -> 0 <= prior P t) /\
  (forall i ti j, In (i, ti, j) (coordinates P) -> ~ marginal P i ti == 0).
Proof.
  unfold file_test. rewrite andb_true_iff. intros [good matter]. apply well_formed_sound in good. fold P in good.
  split; [exact good|]. destruct good as ((number & _) & _ & _ & _ & positive & _).
  split; [exact number|]. split; [intros t int; apply Qlt_le_weak; now apply positive|].
  intros i ti j inc. apply coordinate_in in inc as (ini & inti & _). rewrite <- marginal_of_correct by assumption.
  rewrite forallb_forall in matter. unfold marginal_of. intros zero.
  assert (inl : In (nth i marginals []) marginals).
  { apply nth_In. unfold marginals. rewrite map_length, seq_length. apply in_seq in ini. lia. }
  specialize (matter _ inl). rewrite forallb_forall in matter.
  assert (inm : In (nth ti (nth i marginals []) 0) (nth i marginals [])).
  { apply nth_In. unfold marginals. apply in_seq in ini. rewrite nth_map_seq by lia.
    unfold types_of in *. rewrite map_length, seq_length. apply in_seq in inti. lia. }
  apply matter, negb_true_iff in inm. apply Qeq_bool_iff in zero. congruence.
Qed.

(** ** Implementable: an ex post rule *)

Definition ex_post_test (q : interim_rule) (table : list (profile * lottery)) : bool :=
  file_test &&
  list_eqb profile_eqb (map fst table) (profiles P) &&
  forallb (fun entry => lottery_test (snd entry)) table &&
  forallb (fun '(i, ti, j) => Qeq_bool (Qred (q i ti j * marginal_of i ti))
      (reduced_sum (filter (fun entry => Nat.eqb (type_of (fst entry) i) ti) table)
         (fun entry => mean (snd entry) (i, j) * prior P (fst entry)))) (coordinates P).

Lemma found (table : list (profile * lottery)) t parts :
  NoDup (map fst table) -> In (t, parts) table -> ex_post_of table t = mean parts.
Proof.
  intros once inr. unfold ex_post_of.
  destruct (find _ table) as [[u other]|] eqn:E.
  - apply find_some in E as [inu same]. apply profile_eqb_spec in same. simpl in same. subst u. simpl.
    f_equal. clear - once inr inu. induction table as [|[v rest] table IH]; [destruct inr|].
    simpl in *. inversion once; subst.
    destruct inr as [E|inr], inu as [E'|inu]; [congruence| | |now apply IH].
    + injection E as -> ->. exfalso. apply H1. now apply (in_map fst _ (t, other)).
    + injection E' as -> ->. exfalso. apply H1. now apply (in_map fst _ (t, parts)).
  - apply find_none with (x := (t, parts)) in E; [|exact inr]. simpl in E.
    rewrite (proj2 (profile_eqb_spec t t) eq_refl) in E. discriminate.
Qed.

Lemma filter_map_fst (table : list (profile * lottery)) (test : profile -> bool) :
  filter test (map fst table) = map fst (filter (fun entry => test (fst entry)) table).
Proof. induction table as [|e l IH]; simpl; [reflexivity|]. destruct (test (fst e)); simpl; now rewrite IH. Qed.

Lemma profiles_once : NoDup (profiles P).
Proof.
  unfold profiles. induction (types P) as [|k l IH]; simpl; [constructor; [easy|constructor]|].
  induction (seq_NoDup k 0) as [|a m notin once IHm]; simpl; [constructor|]. apply nodup_app; [|exact IHm|].
  - apply Injective_map_NoDup; [|exact IH]. intros b c E. now injection E.
  - intros t int inrest. apply in_map_iff in int as (u & <- & _). apply in_flat_map in inrest as (a' & ina & inrest).
    apply in_map_iff in inrest as (u' & E & _). injection E as -> _. contradiction.
Qed.

Theorem implementable_sound q table : ex_post_test q table = true -> implementable P q.
Proof.
  unfold ex_post_test. rewrite !andb_true_iff, !forallb_forall. intros [[[good same] lotteries] right].
  destruct (file_test_parts good) as (_ & number & _ & matter).
  apply (list_eqb_spec profile_eqb profile_eqb_spec) in same.
  assert (once : NoDup (map fst table)) by (rewrite same; apply profiles_once).
  exists (ex_post_of table). split.
  - intros t int. rewrite <- same in int. apply in_map_iff in int as ([u parts] & E & inr). simpl in E. subst u.
    rewrite (found table t parts once inr). apply lottery_test_sound. exact (lotteries _ inr).
  - intros i ti j inc. specialize (right _ inc). apply Qeq_bool_iff in right. rewrite Qred_correct in right.
    pose proof inc as parts. apply coordinate_in in parts as (ini & inti & _).
    rewrite (marginal_of_correct i ti ini inti), reduced_sum_correct in right.
    fold (induced P (ex_post_of table) i ti j).
    assert (E : q i ti j * marginal P i ti == induced P (ex_post_of table) i ti j * marginal P i ti).
    { rewrite (unconditional P matter (ex_post_of table) i ti j inc). rewrite right.
      unfold profiles_with. rewrite <- same, filter_map_fst, sum_map. apply sum_ext. intros [t parts] int.
      apply filter_In in int as [int _]. simpl. now rewrite (found table t parts once int). }
    now apply Qmult_inj_r in E; [|now apply matter with (j := j)].
Qed.

(** ** Inequalities: a bound for every profile *)

Record profile_bound : Type := at_profile { where_at : profile; bound_there : Q; shown_by : bound_proof }.

Definition bounds_test (f : interim_rule) (entries : list profile_bound) : bool :=
  let outcomes := pure_outcomes F in
  let limits := quota_limits F in
  file_test &&
  list_eqb profile_eqb (map where_at entries) (profiles P) &&
  forallb (fun e => proof_test outcomes limits (form_of F (weight_at f (where_at e)) (pairs F)) (bound_there e) (shown_by e))
    entries.

Definition expected_bound (entries : list profile_bound) : Q :=
  reduced_sum entries (fun e => prior P (where_at e) * bound_there e).

Definition computed_sum (f q : interim_rule) : Q :=
  reduced_sum (coordinates P) (fun '(i, ti, j) =>
    let factor := f i ti j in if Qeq_bool factor 0 then 0 else Qred (factor * (q i ti j * marginal_of i ti))).

Lemma computed_sum_correct f q : computed_sum f q == weighted_sum P f q.
Proof.
  unfold computed_sum, weighted_sum. rewrite reduced_sum_correct. apply sum_ext. intros [[i ti] j] inc.
  apply coordinate_in in inc as (ini & inti & _). cbv zeta. destruct (Qeq_bool (f i ti j) 0) eqn:E.
  - apply Qeq_bool_iff in E. rewrite E. ring.
  - now rewrite Qred_correct, (marginal_of_correct i ti ini inti).
Qed.

Lemma bounds_by_profile f entries : bounds_test f entries = true ->
  exists bound, bounds_outcomes P f bound /\ sum (profiles P) (fun t => prior P t * bound t) == expected_bound entries.
Proof.
  unfold bounds_test. cbv zeta. rewrite !andb_true_iff, !forallb_forall. intros [[good same] bounds].
  apply (list_eqb_spec profile_eqb profile_eqb_spec) in same.
  set (bound := fun t => match find (fun e => profile_eqb (where_at e) t) entries with
                         | Some e => bound_there e | None => 0 end).
  assert (once : NoDup (map where_at entries)) by (rewrite same; apply profiles_once).
  assert (at_entry : forall e, In e entries -> bound (where_at e) = bound_there e).
  { intros e ine. unfold bound. destruct (find _ entries) as [e'|] eqn:E.
    - apply find_some in E as [ine' E]. apply profile_eqb_spec in E. clear - once ine ine' E.
      induction entries as [|d l IH]; [destruct ine|]. simpl in *. inversion once; subst.
      destruct ine as [->|ine], ine' as [->|ine']; [reflexivity| | |now apply IH].
      + exfalso. apply H1. rewrite <- E. now apply in_map.
      + exfalso. apply H1. rewrite E. now apply in_map.
    - apply find_none with (x := e) in E; [|exact ine]. simpl in E.
      rewrite (proj2 (profile_eqb_spec _ _) eq_refl) in E. discriminate. }
  exists bound. split.
  - intros t int x feasible. rewrite <- same in int. apply in_map_iff in int as (e & <- & ine).
    rewrite (at_entry e ine). apply (feasible_bound F sound) with (shown := shown_by e); [|exact feasible].
    now apply bounds.
  - unfold expected_bound. rewrite reduced_sum_correct, <- same, sum_map.
    apply sum_ext. intros e ine. now rewrite (at_entry e ine).
Qed.

Theorem bounds_sound f entries q : bounds_test f entries = true -> implementable P q ->
  weighted_sum P f q <= expected_bound entries.
Proof.
  intros test possible. destruct (bounds_by_profile f entries test) as (bound & bounds & <-).
  unfold bounds_test in test. cbv zeta in test. rewrite !andb_true_iff in test. destruct test as [[good _] _].
  destruct (file_test_parts good) as (_ & number & nonneg & matter). now apply implementable_bound.
Qed.

Definition violation_test (f q : interim_rule) (entries : list profile_bound) : bool :=
  bounds_test f entries && negb (Qle_bool (computed_sum f q) (expected_bound entries)).

Theorem not_implementable_sound f q entries : violation_test f q entries = true -> ~ implementable P q.
Proof.
  unfold violation_test. rewrite andb_true_iff, negb_true_iff. intros [bounds violated] possible.
  apply (bounds_sound _ _ q) in bounds; [|exact possible]. rewrite <- computed_sum_correct in bounds.
  apply Qle_bool_iff in bounds. congruence.
Qed.

Definition valid_test (f : interim_rule) (b : Q) (entries : list profile_bound) : bool :=
  bounds_test f entries && Qle_bool (expected_bound entries) b.

(** Every implementable rule keeps the inequality. *)
Theorem valid_sound f b entries : valid_test f b entries = true ->
  forall q, implementable P q -> weighted_sum P f q <= b.
Proof.
  unfold valid_test. rewrite andb_true_iff. intros [bounds below] q possible. apply Qle_bool_iff in below.
  apply Qle_trans with (2 := below). now apply bounds_sound.
Qed.

(** Some implementable rule breaks it: a feasible pure outcome for every profile. *)
Definition exceeding_test (f : interim_rule) (b : Q) (chosen : list (profile * quantities)) : bool :=
  file_test &&
  list_eqb profile_eqb (map fst chosen) (profiles P) &&
  forallb (fun e => keeps_file_test (outcome_of (snd e))) chosen &&
  negb (Qle_bool (reduced_sum chosen (fun e => prior P (fst e) *
    reduced_sum (pairs F) (fun c => weight_at f (fst e) c * inject_Z (outcome_of (snd e) c)))) b).

Theorem exceeding_sound f b chosen : exceeding_test f b chosen = true ->
  exists q, implementable P q /\ b < weighted_sum P f q.
Proof.
  unfold exceeding_test. rewrite !andb_true_iff, !forallb_forall, negb_true_iff. intros [[[good same] kept] beyond].
  destruct (file_test_parts good) as (_ & number & nonneg & matter).
  apply (list_eqb_spec profile_eqb profile_eqb_spec) in same.
  set (table := map (fun e => (fst e, [(1, snd e)])) chosen : list (profile * lottery)).
  assert (once : NoDup (map fst table)).
  { unfold table. rewrite map_map. change (NoDup (map fst chosen)). rewrite same. apply profiles_once. }
  assert (at_entry : forall e c, In e chosen -> ex_post_of table (fst e) c == inject_Z (outcome_of (snd e) c)).
  { intros e c ine. rewrite (found table (fst e) [(1, snd e)]); [|exact once|].
    - unfold mean. simpl. rewrite Qred_correct. ring.
    - unfold table. apply in_map_iff. now exists e. }
  exists (induced P (ex_post_of table)). split.
  - exists (ex_post_of table). split; [|now intros i ti j inc].
    intros t int. rewrite <- same in int. apply in_map_iff in int as (e & <- & ine).
    exists [(1, outcome_of (snd e))]. split; [|split].
    + intros w y [E|[]]. injection E as <- <-. split; [lra|]. now apply completed_feasible, keeps_file_test_sound, kept.
    + simpl. lra.
    + intros c _. rewrite (at_entry e c ine). simpl. ring.
  - rewrite (weighted_sum_by_profile P number matter f _ (ex_post_of table)) by now intros i ti j inc.
    apply Qnot_le_lt. intros le.
    assert (E : sum (profiles P) (fun t => prior P t * sum (cells P) (fun c => weight_at f t c * ex_post_of table t c)) ==
      reduced_sum chosen (fun e => prior P (fst e) *
        reduced_sum (pairs F) (fun c => weight_at f (fst e) c * inject_Z (outcome_of (snd e) c)))).
    { rewrite reduced_sum_correct, <- same, sum_map. apply sum_ext. intros e ine. rewrite reduced_sum_correct.
      rewrite (sum_ext (cells P) _ (fun c => weight_at f (fst e) c * inject_Z (outcome_of (snd e) c))); [reflexivity|].
      intros c _. now rewrite (at_entry e c ine). }
    rewrite E in le. apply Qle_bool_iff in le. congruence.
Qed.

(** ** Whether anything is feasible *)

Theorem some_outcome_sound x : keeps_file_test x = true -> exists x, feasible_pure P x.
Proof. intros H. exists x. now apply completed_feasible, keeps_file_test_sound. Qed.

Theorem no_outcome_sound shown :
  proof_test (pure_outcomes F) (quota_limits F) (form_of F (fun _ => 0) (pairs F)) (-1) shown = true ->
  ~ exists x, feasible_pure P x.
Proof.
  intros H [x feasible]. apply (feasible_bound F sound) with (2 := feasible) in H.
  rewrite sum_zero in H; [now apply H|]. intros; ring.
Qed.

(** Then no rule is implementable. *)
Theorem nothing_implementable_sound q shown :
  file_test &&
  proof_test (pure_outcomes F) (quota_limits F) (form_of F (fun _ => 0) (pairs F)) (-1) shown = true ->
  ~ implementable P q.
Proof.
  rewrite andb_true_iff. intros [good none] (p & feasible & _). apply no_outcome_sound in none. apply none.
  destruct (file_test_parts good) as (well & _). destruct well as (_ & _ & _ & _ & _ & one).
  destruct (profiles P) as [|t rest] eqn:E; [discriminate one|].
  assert (first : In t (profiles P)) by (rewrite E; now left).
  destruct (feasible t first) as (parts & each & whole & _).
  destruct parts as [|[w y] parts]; [discriminate whole|]. exists y. now apply (each w y (or_introl eq_refl)).
Qed.

End File.
