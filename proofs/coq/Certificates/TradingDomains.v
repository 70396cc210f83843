(** The sets of costs that an agent may have, as certificates name them, and evidence that no costs in them have given
    signs: multipliers of directions, by which some costs would have to be both negative and not. *)

From Allocation Require Export Certificates.TradingRays.
From Allocation Require Import Proofs.ValenzuelaStookey.Bundles.

Open Scope Q_scope.

Inductive domain :=
| Nonnegative                                  (* R_+^I *)
| Positive                                     (* R_++^I *)
| Box (low high : list Q)
| Types (types : list (list Q)).

Definition in_domain (I : nat) (D : domain) (c : bundle) : Prop :=
  match D with
  | Nonnegative => nonnegative I c
  | Positive => positive I c
  | Box low high => below I (of_list low) c /\ below I c (of_list high)
  | Types types => listed I types c
  end.

Definition in_domain_b (I : nat) (D : domain) (c : bundle) : bool :=
  match D with
  | Nonnegative => nonnegative_b I c
  | Positive => all_upto I (fun i => less_b 0 (c i))
  | Box low high => below_b I (of_list low) c && below_b I c (of_list high)
  | Types types => existsb (fun d => same_b I c (of_list d)) types
  end.

Lemma in_domain_b_sound I D c : in_domain_b I D c = true -> in_domain I D c.
Proof.
  destruct D; simpl.
  - apply nonnegative_b_iff.
  - rewrite all_upto_iff. intros H i lt. apply less_b_iff. now apply H.
  - rewrite andb_true_iff, !below_b_iff. tauto.
  - unfold listed. rewrite existsb_exists, Exists_exists. intros (d & ind & eq). exists d. split; [assumption|].
    now apply same_b_iff.
Qed.

Lemma in_domain_same I D c d : same I c d -> in_domain I D c -> in_domain I D d.
Proof.
  intros eq. destruct D; simpl.
  - intros H i lt. rewrite <- (eq i lt). now apply H.
  - intros H i lt. rewrite <- (eq i lt). now apply H.
  - intros (H & H'). split; intros i lt; rewrite <- (eq i lt); auto.
  - unfold listed. rewrite !Exists_exists. intros (e & ine & H). exists e. split; [assumption|].
    exact (same_trans _ _ _ _ (same_sym _ _ _ eq) H).
Qed.

(** ** Signs *)

(** The directions by which some costs gain strictly, and those by which they do not lose. *)
Definition signs := (list (list Q) * list (list Q))%type.

Definition has_signs (I : nat) (case : signs) (c : bundle) : Prop :=
  (forall d, In d (fst case) -> inner I c (of_list d) < 0) /\ (forall d, In d (snd case) -> inner I c (of_list d) <= 0).

Definition has_signs_b (I : nat) (case : signs) (c : bundle) : bool :=
  forallb (fun d => less_b (inner I c (of_list d)) 0) (fst case) &&
  forallb (fun d => Qle_bool (inner I c (of_list d)) 0) (snd case).

Lemma has_signs_b_iff I case c : has_signs_b I case c = true <-> has_signs I case c.
Proof.
  unfold has_signs_b, has_signs. rewrite andb_true_iff, !forallb_forall. split; intros (H & H'); split; intros d ind.
  - apply less_b_iff. now apply H.
  - apply Qle_bool_iff. now apply H'.
  - apply less_b_iff. now apply H.
  - apply Qle_bool_iff. now apply H'.
Qed.

(** Multipliers for both lists. *)
Definition weights := (list Q * list Q)%type.

(** The combination of the directions with their multipliers. *)
Definition weighted (pairs : list (Q * list Q)) : bundle := fun i => sum pairs (fun one => fst one * of_list (snd one) i).

Definition paired (case : signs) (y : weights) : list (Q * list Q) :=
  combine (fst y) (fst case) ++ combine (snd y) (snd case).

(** The least that the costs of a box can make of a direction. *)
Definition least_in_box (I : nat) (low high : bundle) (w : bundle) : Q :=
  sum (upto I) (fun i => w i * (if Qle_bool 0 (w i) then low i else high i)).

(** No costs of the domain have these signs: by the multipliers, or, if the types are listed, by looking at each. *)
Definition excludes (I : nat) (D : domain) (case : signs) (y : weights) : bool :=
  let w := weighted (paired case y) in
  let strictly := existsb (fun one => less_b 0 (fst one)) (combine (fst y) (fst case)) in
  match D with
  | Types types => forallb (fun c => negb (has_signs_b I case (of_list c))) types
  | _ =>
    forallb (fun one => Qle_bool 0 (fst one)) (paired case y) &&
    match D with
    | Nonnegative => nonnegative_b I w && strictly
    | Positive => nonnegative_b I w && (strictly || negb (zero_b I w))
    | Box low high =>
        let least := least_in_box I (of_list low) (of_list high) w in
        less_b 0 least || (Qle_bool 0 least && strictly)
    | Types _ => false
    end
  end.

Lemma inner_weighted I c pairs :
  inner I c (weighted pairs) == sum pairs (fun one => fst one * inner I c (of_list (snd one))).
Proof.
  unfold inner, weighted.
  rewrite (sum_ext _ _ (fun i => sum pairs (fun one => fst one * (c i * of_list (snd one) i)))).
  - rewrite sum_exchange. apply sum_ext. intros one _. apply sum_scale.
  - intros i _. rewrite <- sum_scale. apply sum_ext. intros; ring.
Qed.

Lemma paired_not_positive I case y c :
  (forall one, In one (paired case y) -> 0 <= fst one) -> has_signs I case c -> inner I c (weighted (paired case y)) <= 0.
Proof.
  intros nonneg (gains & stays). rewrite inner_weighted.
  rewrite <- (sum_zero (paired case y) (fun _ => 0)) by reflexivity. apply sum_le. intros (q & d) inp.
  specialize (nonneg _ inp). simpl in *. unfold paired in inp. apply in_app_or in inp.
  assert (inner I c (of_list d) <= 0); [|nra].
  destruct inp as [inp|inp]; apply in_combine_r in inp; [specialize (gains d inp); lra|now apply stays].
Qed.

Lemma sum_negative {A} (l : list A) (f : A -> Q) a : (forall x, In x l -> f x <= 0) -> In a l -> f a < 0 -> sum l f < 0.
Proof.
  intros nonpos ina neg. pose proof (member_le_sum l (fun x => - f x) a) as H. cbv beta in H.
  assert (E : sum l (fun x => - f x) == - sum l f).
  { setoid_replace (- sum l f) with ((-(1)) * sum l f) by ring. rewrite <- sum_scale. apply sum_ext. intros; ring. }
  rewrite E in H. assert (- f a <= - sum l f); [|lra]. apply H; [|assumption]. intros x inx. specialize (nonpos x inx). lra.
Qed.

Lemma paired_negative I case y c :
  (forall one, In one (paired case y) -> 0 <= fst one) ->
  existsb (fun one => less_b 0 (fst one)) (combine (fst y) (fst case)) = true ->
  has_signs I case c -> inner I c (weighted (paired case y)) < 0.
Proof.
  intros nonneg some (gains & stays). rewrite inner_weighted. rewrite existsb_exists in some.
  destruct some as ((q & d) & ind & pos). apply less_b_iff in pos. simpl in pos.
  apply sum_negative with (q, d).
  - intros (q' & d') inp. specialize (nonneg _ inp). simpl in *. unfold paired in inp. apply in_app_or in inp.
    assert (inner I c (of_list d') <= 0); [|nra].
    destruct inp as [inp|inp]; apply in_combine_r in inp; [specialize (gains d' inp); lra|now apply stays].
  - apply in_or_app. now left.
  - simpl. apply in_combine_r in ind. specialize (gains d ind). nra.
Qed.

Lemma least_in_box_le I low high w c :
  below I low c -> below I c high -> least_in_box I low high w <= inner I c w.
Proof.
  intros under over. apply sum_le. intros i ini. apply in_upto in ini. specialize (under i ini). specialize (over i ini).
  destruct (Qle_bool 0 (w i)) eqn:E.
  - apply Qle_bool_iff in E. nra.
  - destruct (Qlt_le_dec (w i) 0); [nra|]. exfalso. apply Qle_bool_iff in q. congruence.
Qed.

Lemma positive_times_nonzero I c w : positive I c -> nonnegative I w -> ~ same I w zero -> 0 < inner I c w.
Proof.
  intros pos nonneg other.
  destruct (all_or_some I (fun i => w i == zero i) (fun i => ~ w i == zero i) (fun i => Qeq_dec (w i) (zero i)))
    as [all|(i & lt & ne)]; [contradiction|].
  apply Qlt_le_trans with (c i * w i).
  - specialize (pos i lt). specialize (nonneg i lt). unfold zero in ne. nra.
  - apply (member_le_sum (upto I) (fun i => c i * w i)); [|now apply in_upto].
    intros t int. apply in_upto in int. specialize (pos t int). specialize (nonneg t int). nra.
Qed.

Theorem excludes_sound I D case y c : excludes I D case y = true -> in_domain I D c -> ~ has_signs I case c.
Proof.
  unfold excludes. intros shown inside sign.
  destruct D as [| |low high|types]; simpl in inside.
  4:{ unfold listed in inside. rewrite Exists_exists in inside. destruct inside as (d & ind & eq).
      rewrite forallb_forall in shown. specialize (shown d ind). rewrite negb_true_iff in shown.
      assert (has_signs_b I case (of_list d) = true); [|congruence]. apply has_signs_b_iff.
      destruct sign as (gains & stays).
      split; intros e ine; [specialize (gains e ine)|specialize (stays e ine)];
      rewrite (inner_ext I c (of_list d) (of_list e) (of_list e) eq (same_refl _ _)) in *; assumption. }
  all: rewrite andb_true_iff, forallb_forall in shown; destruct shown as (nonneg & bound);
    assert (nonneg' : forall one, In one (paired case y) -> 0 <= fst one)
      by (intros one ino; apply Qle_bool_iff; now apply nonneg);
    pose proof (paired_not_positive I case y c nonneg' sign) as not_positive;
    pose proof (fun some => paired_negative I case y c nonneg' some sign) as negative;
    set (w := weighted (paired case y)) in *.
  - rewrite andb_true_iff, nonnegative_b_iff in bound. destruct bound as (good & some).
    pose proof (inner_nonnegative I c w inside good). specialize (negative some). lra.
  - rewrite andb_true_iff, nonnegative_b_iff, orb_true_iff in bound. destruct bound as (good & [some|other]).
    + assert (nonneg_c : nonnegative I c) by (intros i lt; specialize (inside i lt); lra).
      pose proof (inner_nonnegative I c w nonneg_c good). specialize (negative some). lra.
    + rewrite (negb_iff _ _ (zero_b_iff _ _)) in other. pose proof (positive_times_nonzero I c w inside good other). lra.
  - destruct inside as (under & over). pose proof (least_in_box_le I _ _ w c under over) as least.
    cbv zeta in bound. rewrite orb_true_iff, andb_true_iff, less_b_iff, Qle_bool_iff in bound.
    destruct bound as [pos|(nn & some)]; [lra|specialize (negative some); lra].
Qed.

(** ** Many cases at once *)

(** Each case with its multipliers; where there are none, with none. *)
Definition all_excluded (I : nat) (D : domain) (cases : list signs) (given : list weights) : bool :=
  forallb (fun one => excludes I D (fst one) (snd one)) (combine cases (given ++ repeat ([], []) (length cases))).

Lemma in_combine_some {A B} (l : list A) (m : list B) a :
  (length l <= length m)%nat -> In a l -> exists b, In (a, b) (combine l m).
Proof.
  revert m. induction l as [|x l IH]; intros m len ina; [destruct ina|].
  destruct m as [|b m]; [simpl in len; lia|]. destruct ina as [->|ina].
  - exists b. now left.
  - destruct (IH m ltac:(simpl in len; lia) ina) as (b' & inb). exists b'. now right.
Qed.

Theorem all_excluded_sound I D cases given c case :
  all_excluded I D cases given = true -> in_domain I D c -> In case cases -> ~ has_signs I case c.
Proof.
  unfold all_excluded. rewrite forallb_forall. intros shown inside inc.
  destruct (in_combine_some cases (given ++ repeat ([], []) (length cases)) case) as (y & iny); [|assumption|].
  - rewrite app_length, repeat_length. lia.
  - exact (excludes_sound I D case y c (shown _ iny) inside).
Qed.
