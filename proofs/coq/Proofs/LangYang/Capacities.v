(** LY, section 2 and 2.2, what is said in passing of the generalized capacity function, for all problems: it exists where
    some outcome is feasible, and its values are those of feasible pure outcomes; where the quotas describe the lotteries,
    so do its inequalities; where the quotas are paramodular, it coincides with them (b with a minus sign). *)

From Allocation Require Export Proofs.LangYang.QuotasDependent Claims.LangYangRemarks.

Section Problem.

Variable P : problem.
Hypothesis well : well_formed_problem P.

(** y(U) - y(V) *)
Definition excess (U V : cell_set) (y : pure_outcome) : Z := (total y U - total y V)%Z.

Lemma greatest_integer {A : Type} (l : list A) (f : A -> Z) : l <> [] -> exists a, In a l /\ forall b, In b l -> (f b <= f a)%Z.
Proof.
  induction l as [|a l IH]; intros nonempty; [congruence|]. destruct l as [|b l].
  - exists a. split; [now left|]. intros c [->|[]]. lia.
  - destruct IH as (m & inm & above); [discriminate|]. destruct (Z_le_gt_dec (f a) (f m)) as [le|gt].
    + exists m. split; [now right|]. intros c [<-|inc]; [assumption|now apply above].
    + exists a. split; [now left|]. intros c [<-|inc]; [lia|]. specialize (above c inc). lia.
Qed.

Lemma excess_lottery U V (lottery : list (Q * pure_outcome)) (x : random_outcome) :
  incl U (cells P) -> incl V (cells P) ->
  (forall c, In c (cells P) -> x c == sum lottery (fun part => fst part * inject_Z (snd part c))) ->
  amount x U - amount x V == sum lottery (fun part => fst part * inject_Z (excess U V (snd part))).
Proof.
  intros insideU insideV equal.
  assert (side : forall G, incl G (cells P) -> amount x G == sum lottery (fun part => fst part * inject_Z (total (snd part) G))).
  { intros G inside. unfold amount. rewrite (sum_ext G x (fun c => sum lottery (fun part => fst part * inject_Z (snd part c)))).
    - rewrite (sum_exchange G lottery (fun c part => fst part * inject_Z (snd part c))). apply sum_ext. intros [w y] _.
      cbn [fst snd]. rewrite inject_total. unfold amount. now rewrite sum_scale.
    - intros c inc. now apply equal, inside. }
  rewrite (side U insideU), (side V insideV), <- sum_minus. apply sum_ext. intros [w y] _. cbn [fst snd]. unfold excess.
  unfold Z.sub. rewrite inject_Z_plus, inject_Z_opp. ring.
Qed.

(** The greatest value of a feasible pure outcome is the capacity. *)
Theorem capacity_of_pure U V :
  (exists x, feasible_pure P x) -> disjoint_pair P U V ->
  exists y, feasible_pure P y /\ is_capacity P U V (inject_Z (excess U V y)).
Proof.
  intros (x & feasible) (inU & inV & apart). destruct (outcomes_all P well x feasible) as (z & inz & _).
  destruct (greatest_integer (outcomes P) (excess U V)) as (y & iny & greatest); [intros E; rewrite E in inz; destruct inz|].
  exists y. split; [now apply outcomes_feasible|]. split.
  - exists (fun c => inject_Z (y c)). split; [now apply pure_is_random, outcomes_feasible|].
    rewrite <- !inject_total. unfold excess, Z.sub. rewrite inject_Z_plus, inject_Z_opp. ring.
  - intros x' (lottery & each & one & equal).
    rewrite (excess_lottery U V lottery x' (subsets_incl _ _ inU) (subsets_incl _ _ inV) equal).
    apply Qle_trans with (sum lottery (fun part => fst part * inject_Z (excess U V y))).
    + apply sum_le. intros [w y'] inl. cbn [fst snd]. destruct (each w y' inl) as (nonneg & feasible').
      rewrite !(Qmult_comm w). apply Qmult_le_compat_r; [|assumption]. rewrite <- Zle_Qle.
      destruct (outcomes_all P well y' feasible') as (z' & inz' & same). specialize (greatest z' inz'). unfold excess in *.
      rewrite (total_ext y' z' U), (total_ext y' z' V); [assumption| |];
        intros c inc; symmetry; apply same; first [now apply (subsets_incl (cells P) U)|now apply (subsets_incl (cells P) V)].
    + rewrite sum_scale_right, one. lra.
Qed.

(** The capacities by enumeration. *)
Definition computed_capacity (U V : cell_set) : Q :=
  match outcomes P with
  | [] => 0
  | y :: rest => inject_Z (fold_right (fun z most => Z.max (excess U V z) most) (excess U V y) rest)
  end.

Lemma computed_is_greatest U V y : In y (outcomes P) -> (forall z, In z (outcomes P) -> (excess U V z <= excess U V y)%Z) ->
  computed_capacity U V = inject_Z (excess U V y).
Proof.
  unfold computed_capacity. destruct (outcomes P) as [|z l]; [intros []|]. intros iny greatest. f_equal.
  assert (attained : exists u, In u (z :: l) /\
    fold_right (fun z most => Z.max (excess U V z) most) (excess U V z) l = excess U V u).
  { clear. induction l as [|b l (u & inu & E)]; [exists z; split; [now left|reflexivity]|]. simpl. rewrite E.
    destruct (Z.max_spec (excess U V b) (excess U V u)) as [(_ & ->)|(_ & ->)].
    - exists u. split; [|reflexivity]. destruct inu; [now left|right; now right].
    - exists b. split; [right; now left|reflexivity]. }
  assert (above : forall u, In u (z :: l) ->
    (excess U V u <= fold_right (fun z most => Z.max (excess U V z) most) (excess U V z) l)%Z).
  { clear. intros u inu. induction l as [|b l IH]; simpl; [destruct inu as [->|[]]; lia|].
    destruct inu as [->|[->|inu]].
    - specialize (IH (or_introl eq_refl)). lia.
    - lia.
    - specialize (IH (or_intror inu)). lia. }
  destruct attained as (u & inu & E). specialize (greatest u inu). specialize (above y iny). lia.
Qed.

Theorem capacity_exists : (exists x, feasible_pure P x) -> generalized_capacity P computed_capacity.
Proof.
  intros (x & feasible) U V pair. destruct (outcomes_all P well x feasible) as (z & inz & _).
  destruct (greatest_integer (outcomes P) (excess U V)) as (y & iny & greatest); [intros E; rewrite E in inz; destruct inz|].
  rewrite (computed_is_greatest U V y iny greatest).
  destruct (capacity_of_pure U V (ex_intro _ x feasible) pair) as (y' & feasible' & is).
  assert (E : excess U V y = excess U V y'); [|now rewrite E].
  destruct is as (attained & most). apply Z.le_antisymm.
  - rewrite Zle_Qle. specialize (most _ (pure_is_random P y (outcomes_feasible P y iny))).
    rewrite <- !inject_total in most. unfold excess, Z.sub in *. rewrite !inject_Z_plus, !inject_Z_opp in *. lra.
  - destruct (outcomes_all P well y' feasible') as (u & inu & same). specialize (greatest u inu).
    destruct pair as (inU & inV & _). unfold excess in *.
    rewrite (total_ext y' u U), (total_ext y' u V); [assumption| |];
      intros c inc; symmetry; apply same; first [now apply (subsets_incl (cells P) U)|now apply (subsets_incl (cells P) V)].
Qed.

(** The capacities of the constraint sets are within the quotas. *)
Lemma capacities_within beta G :
  generalized_capacity P beta -> In G (sets P) ->
  beta G [] <= inject_Z (ceiling P G) /\ beta [] G <= - inject_Z (floor P G).
Proof.
  intros capacity inG. assert (subset : In G (subsets (cells P))) by now apply (well_structure P well). split.
  - destruct (capacity_attained P beta G [] capacity (pair_upper P G subset)) as (x & feasible & <-).
    destruct (lottery_satisfies_quotas P well x feasible) as (_ & within). destruct (within G inG). rewrite amount_nil. lra.
  - destruct (capacity_attained P beta [] G capacity (pair_lower P G subset)) as (x & feasible & <-).
    destruct (lottery_satisfies_quotas P well x feasible) as (_ & within). destruct (within G inG). rewrite amount_nil. lra.
Qed.

End Problem.

(** ** Section 2 *)

(** "The bounds defined by beta are effective, i.e., for each U and V, the bounds beta(U, {}) and beta({}, V) can be attained
    by some feasible outcomes"; pure ones, and for any two disjoint sets at once. *)
(*| lang-yang-2023/section-2.effective | literal | statement |*)
Definition LY_bounds_are_effective : Prop :=
  forall P U V,
    well_formed_problem P -> (exists x, feasible_pure P x) -> disjoint_pair P U V ->
    exists y, feasible_pure P y /\ is_capacity P U V (inject_Z (total y U - total y V)).

(*| lang-yang-2023/section-2.effective | literal | proved |*)
Theorem LY_bounds_are_effective_holds : LY_bounds_are_effective.
Proof. intros P U V well some pair. now apply capacity_of_pure. Qed.

(** So where some outcome is feasible there is a generalized capacity function, and statements with one are about
    something. *)
Theorem generalized_capacity_exists P :
  well_formed_problem P -> (exists x, feasible_pure P x) -> exists beta, generalized_capacity P beta.
Proof. intros well some. exists (computed_capacity P). now apply capacity_exists. Qed.

(** "P = {x | x(U) - x(V) <= beta(U, V) for all (U, V)} also describes the original feasible set." *)
(*| lang-yang-2023/section-2.support | literal | statement |*)
Definition LY_capacities_describe : Prop :=
  forall P beta x,
    well_formed_problem P -> generalized_capacity P beta -> quotas_describe_lotteries P ->
    (feasible_random P x <-> forall U V, disjoint_pair P U V -> amount x U - amount x V <= beta U V).

(*| lang-yang-2023/section-2.support | literal | proved |*)
Theorem LY_capacities_describe_holds : LY_capacities_describe.
Proof.
  intros P beta x well capacity describe. split.
  - intros feasible U V pair. now apply (capacity_bounds P beta).
  - intros bounded.
    assert (within : forall G, In G (sets P) -> inject_Z (floor P G) <= amount x G <= inject_Z (ceiling P G)).
    { intros G inG. assert (subset : In G (subsets (cells P))) by now apply (well_structure P well).
      destruct (capacities_within P well beta G capacity inG).
      pose proof (bounded G [] (pair_upper P G subset)) as upper. pose proof (bounded [] G (pair_lower P G subset)) as lower.
      rewrite amount_nil in upper, lower. split; lra. }
    apply describe. split; [|exact within]. intros c inc.
    destruct well as ((_ & _ & _ & _ & singletons) & floors & _).
    destruct (within [c] (singletons c inc)) as (lower & _). specialize (floors [c] (singletons c inc)).
    unfold amount in lower. cbn [sum] in lower. assert (0 <= inject_Z (floor P [c])) by (rewrite <- (Zle_Qle 0); lia). lra.
Qed.

(*| lang-yang-2023/section-2.support-contains | at least as tight | proved |*)
Theorem LY_support_is_as_tight_holds : LY_support_is_as_tight.
Proof. intros P beta well capacity _ G inG. now apply capacities_within. Qed.

(** ** Section 2.2 *)

(** Definition 5 for bounds that are rational numbers. *)
Definition paramodular_bounds (P : problem) (b c : cell_set -> Q) : Prop :=
  forall G H, In G (subsets (cells P)) -> In H (subsets (cells P)) ->
    c (meet P G H) + c (union P G H) <= c G + c H /\
    - b (meet P G H) - b (union P G H) <= - b G - b H /\
    c (difference P G H) - b (difference P H G) <= c G - b H.

(** "If the pair (b, c) is paramodular, then the upper and lower bounds determined by beta are also paramodular and coincide
    with (b, c)", with the sign that beta({}, G) has. *)
(*| lang-yang-2023/section-2.2.capacities | beta({}, G) = -b(G) | statement |*)
Definition LY_capacities_are_paramodular : Prop :=
  forall P beta,
    paramodular_problem P -> generalized_capacity P beta ->
    (forall G, In G (subsets (cells P)) ->
      beta G [] == inject_Z (ceiling P G) /\ beta [] G == - inject_Z (floor P G)) /\
    paramodular_bounds P (fun G => - beta [] G) (fun G => beta G []).

(*| lang-yang-2023/section-2.2.capacities | beta({}, G) = -b(G) | proved |*)
Theorem LY_capacities_are_paramodular_holds : LY_capacities_are_paramodular.
Proof.
  intros P beta quotas capacity.
  assert (upper := upper_capacity P quotas beta). assert (lower := lower_capacity P quotas beta).
  split; [intros G inG; split; [now apply upper|now apply lower]|].
  intros G H inG inH. pose proof quotas as (_ & _ & csub & bsub & compliant).
  specialize (csub G H inG inH). specialize (bsub G H inG inH). specialize (compliant G H inG inH).
  rewrite !upper, !lower by (assumption || apply filter_in_subsets). rewrite Zle_Qle in csub, bsub, compliant.
  unfold Z.sub in compliant. rewrite !inject_Z_plus, !inject_Z_opp in *. repeat split; lra.
Qed.

(*| lang-yang-2023/section-2.2.capacities | beta({}, G) = -b(G), the numbers alone (Coq only) | proved |*)
Theorem LY_paramodular_capacities_signed_holds : LY_paramodular_capacities_signed.
Proof. intros P beta quotas capacity. now apply LY_capacities_are_paramodular_holds. Qed.

(*| lang-yang-2023/section-2.4.single-good | a paramodular pair | proved |*)
Theorem LY_single_good_paramodular_holds : LY_single_good_paramodular.
Proof.
  intros P beta quotas _ capacity G inG.
  destruct (LY_paramodular_capacities_signed_holds P beta quotas capacity G inG) as (upper & lower).
  split; [assumption|]. rewrite lower. ring.
Qed.

(** ** Section 3.1 *)

(** "Sublinearity of beta implies that condition for (S+, S-) is weakly tighter than a combination of separate conditions for
    S+ and S-." *)
(*| lang-yang-2023/section-3.1.tighter | literal | statement |*)
Definition LY_condition_A_is_tighter : Prop :=
  forall P beta S1 S2,
    well_formed_problem P -> generalized_capacity P beta -> disjoint_strategies P S1 S2 ->
    sum (profiles P) (fun t => prior P t * beta (intersection P t S1) (intersection P t S2))
      <= sum (profiles P) (fun t => prior P t * beta (intersection P t S1) [])
       + sum (profiles P) (fun t => prior P t * beta [] (intersection P t S2)).

(*| lang-yang-2023/section-3.1.tighter | literal | proved |*)
Theorem LY_condition_A_is_tighter_holds : LY_condition_A_is_tighter.
Proof.
  intros P beta S1 S2 well capacity apart. rewrite <- sum_plus. apply sum_le. intros t int.
  pose proof (LY_sublinear_holds P beta well capacity _ _ (intersection_pair P well t S1 S2 int apart)) as H.
  pose proof (prior_nonnegative P well t int). nra.
Qed.
