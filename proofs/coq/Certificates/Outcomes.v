(** Random outcomes and capacities by computation: lotteries or none, quotas that describe too much, beta(U, V). *)

From Allocation Require Export Certificates.Implementation.

Local Arguments Qred : simpl never.

(** Quantities of a random outcome; what is not written is 0. *)
Definition random_of (written : list (cell * Q)) : random_outcome := fun c =>
  match find (fun entry => cell_eqb (fst entry) c) written with Some entry => snd entry | None => 0 end.

(** The weights of x(U) - x(V). *)
Definition set_weights (U V : cell_set) (c : cell) : Q := indicator (member c U) - indicator (member c V).

Section File.

Variable F : file.

Hypothesis sound : sound_file F = true.

Let P : problem := completed F.

Lemma amount_in (x : random_outcome) U : In U (subsets (pairs F)) ->
  amount x U == sum (pairs F) (fun c => indicator (member c U) * x c).
Proof.
  intros inU. unfold amount. rewrite <- (sum_filter (fun c => member c U)).
  change (filter (fun c => member c U) (pairs F)) with (part U (pairs F)).
  now rewrite (part_of_all (pairs_once F) inU).
Qed.

Lemma set_weights_correct (x : random_outcome) U V : In U (subsets (pairs F)) -> In V (subsets (pairs F)) ->
  sum (pairs F) (fun c => set_weights U V c * x c) == amount x U - amount x V.
Proof.
  intros inU inV. rewrite (amount_in x U inU), (amount_in x V inV), <- sum_minus. apply sum_ext.
  intros c _. unfold set_weights. ring.
Qed.

(** ** Feasible random outcomes *)

Definition lottery_of_test (x : random_outcome) (parts : lottery) : bool :=
  lottery_test F parts && forallb (fun c => Qeq_bool (x c) (mean parts c)) (pairs F).

Theorem random_sound x parts : lottery_of_test x parts = true -> feasible_random P x.
Proof.
  unfold lottery_of_test. rewrite andb_true_iff, forallb_forall. intros [good same].
  destruct (lottery_test_sound F sound parts good) as (feasible & each & one & mean_x).
  exists feasible. split; [exact each|]. split; [exact one|]. intros c inc.
  rewrite <- (mean_x c inc). now apply Qeq_bool_iff, same.
Qed.

Definition separation_test (x : random_outcome) (w : cell -> Q) (b : Q) (shown : bound_proof) : bool :=
  proof_test (pure_outcomes F) (quota_limits F) (form_of F w (pairs F)) b shown &&
  negb (Qle_bool (reduced_sum (pairs F) (fun c => w c * x c)) b).

Theorem not_random_sound x w b shown : separation_test x w b shown = true -> ~ feasible_random P x.
Proof.
  unfold separation_test. rewrite andb_true_iff, negb_true_iff. intros [bounded beyond] feasible.
  assert (le : sum (cells P) (fun c => w c * x c) <= b).
  { apply lottery_bound; [|exact feasible]. intros y pure. now apply (feasible_bound F sound w b shown). }
  change (cells P) with (pairs F) in le. rewrite <- reduced_sum_correct in le. apply Qle_bool_iff in le. congruence.
Qed.

(** Quantities that keep the quotas. *)
Definition quotas_test (x : random_outcome) : bool :=
  forallb (fun c => Qle_bool 0 (x c)) (pairs F) &&
  forallb (fun G => let a := reduced_sum G x in Qle_bool (inject_Z (floor P G)) a && Qle_bool a (inject_Z (ceiling P G)))
    (sets P).

Lemma quotas_test_sound x : quotas_test x = true -> satisfies_quotas P x.
Proof.
  unfold quotas_test. rewrite andb_true_iff, !forallb_forall. intros [nonneg quotas]. split.
  - intros c inc. now apply Qle_bool_iff, nonneg.
  - intros G inG. apply quotas, andb_true_iff in inG as [low high]. unfold amount.
    rewrite <- reduced_sum_correct. split; now apply Qle_bool_iff.
Qed.

Theorem not_described_sound x w b shown : quotas_test x && separation_test x w b shown = true ->
  ~ quotas_describe_lotteries P.
Proof.
  rewrite andb_true_iff. intros [kept apart] describe. apply (not_random_sound x w b shown apart).
  apply describe. now apply quotas_test_sound.
Qed.

(** ** Capacities *)

Definition capacity_test (U V : cell_set) (v : Q) (best : pure_outcome) (shown : bound_proof) : bool :=
  sublist U (pairs F) && sublist V (pairs F) && keeps_file_test F best &&
  Qeq_bool (inject_Z (total best U - total best V)) v &&
  proof_test (pure_outcomes F) (quota_limits F) (form_of F (set_weights U V) (pairs F)) v shown.

Lemma amount_total (y : pure_outcome) U : amount (fun c => inject_Z (y c)) U == inject_Z (total y U).
Proof. unfold amount. rewrite <- sum_total. apply sum_ext. intros; ring. Qed.

(** A pure outcome for sure. *)
Lemma pure_is_random y : feasible_pure P y -> feasible_random P (fun c => inject_Z (y c)).
Proof.
  intros pure. exists [(1, y)]. split; [|split].
  - intros w z [E|[]]. injection E as <- <-. split; [lra|exact pure].
  - simpl. lra.
  - intros c _. simpl. ring.
Qed.

Theorem capacity_sound U V v best shown : capacity_test U V v best shown = true -> is_capacity P U V v.
Proof.
  unfold capacity_test. rewrite !andb_true_iff. intros [[[[subU subV] kept] attains] bounded].
  apply sublist_subset in subU, subV. split.
  - exists (fun c => inject_Z (best c)). split.
    + apply pure_is_random, completed_feasible; [exact sound|]. now apply keeps_file_test_sound.
    + rewrite !amount_total. apply Qeq_bool_iff in attains. rewrite <- attains.
      unfold Z.sub. rewrite inject_Z_plus, inject_Z_opp. ring.
  - intros x feasible. rewrite <- (set_weights_correct x U V subU subV).
    apply (lottery_bound P); [|exact feasible]. intros y pure.
    now apply (feasible_bound F sound (set_weights U V) v shown).
Qed.

End File.
