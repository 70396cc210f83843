(** What LY say of cones and their generators, as printed: Lemma 1, the generators before Theorem 1, the extreme rays of
    appendix A.6, Lemma 10 and Lemma 14 are false. *)

From Allocation Require Export
  Refutations.Enumerating Proofs.LangYang.ConicCharacterization Proofs.LangYang.Hierarchies
  Claims.LangYangSection4 Claims.LangYangSection5 LangYang.

(** Sums over given lists, written out. *)
Local Ltac written_out :=
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq inject_Z] in *; unfold indicator, rational, inject_Z, uniform, cell_set, profile, cell in *;
  cbn -[Qplus Qmult Qminus Qopp Qdiv Qle Qeq] in *.

(** ** Lemma 1 as printed: three agents, at most one unit for any two of them *)

Definition triangle : problem :=
  listed_problem 3 1 [1; 1; 1]%nat (uniform 1)
    (map (fun members => (agents_set members, (0, 1)%Z)) [[0; 1]; [0; 2]; [1; 2]; [0]; [1]; [2]]%nat).

Definition halves : interim_rule := rule_table [[[1 # 2]]; [[1 # 2]]; [[1 # 2]]].

Lemma triangle_well_formed : well_formed_problem triangle.
Proof. apply well_formed_problem_decided. vm_compute. reflexivity. Qed.

Lemma halves_not_implementable : ~ implementable triangle halves.
Proof. apply (beaten_not_implementable triangle triangle_well_formed [1; 1; 1]%Z). vm_compute. reflexivity. Qed.

Lemma halves_satisfy_W : all_conic_inequalities triangle halves.
Proof.
  intros f g h inW. apply (projection_cone_iff triangle (proj1 triangle_well_formed)) in inW as (equal & nonneg).
  assert (t : In [0; 0; 0]%nat (profiles triangle)) by (vm_compute; tauto).
  pose proof (equal 0%nat 0%nat _ ltac:(vm_compute; tauto) t) as e0.
  pose proof (equal 1%nat 0%nat _ ltac:(vm_compute; tauto) t) as e1.
  pose proof (equal 2%nat 0%nat _ ltac:(vm_compute; tauto) t) as e2.
  assert (all : forall G, In G (sets triangle) -> 0 <= g (G, [0; 0; 0]%nat) /\ 0 <= h (G, [0; 0; 0]%nat)).
  { intros G inG. now apply nonneg. }
  pose proof (all _ (or_introl eq_refl)). pose proof (all _ (or_intror (or_introl eq_refl))).
  pose proof (all _ (or_intror (or_intror (or_introl eq_refl)))).
  pose proof (all _ (or_intror (or_intror (or_intror (or_introl eq_refl))))).
  pose proof (all _ (or_intror (or_intror (or_intror (or_intror (or_introl eq_refl)))))).
  pose proof (all _ (or_intror (or_intror (or_intror (or_intror (or_intror (or_introl eq_refl))))))).
  clear all nonneg equal t. unfold conic_inequality. written_out. lra.
Qed.

(*| lang-yang-2023/lemma-1 | literal | refuted |*)
Theorem LY_Lemma_1_is_false : ~ LY_Lemma_1.
Proof.
  intros claim. apply halves_not_implementable. apply (claim triangle halves triangle_well_formed).
  exact halves_satisfy_W.
Qed.

(** ** Generators, before Theorem 1: one agent with one type, and no sets but the single pair *)

Definition single : structure := {| agents := 1; objects := 1; types := [1]%nat; sets := [[(0, 0)]]%nat |}.

Local Notation the_f := (Entry_f (0, 0, 0)%nat).
Local Notation the_g := (Entry_g ([(0, 0)], [0])%nat).
Local Notation the_h := (Entry_h ([(0, 0)], [0])%nat).

(** The vector with these three numbers. *)
Definition three (a b c : Q) : vector_of cone_column := fun column =>
  match column with Entry_f _ => a | Entry_g _ => b | Entry_h _ => c end.

Lemma single_well_formed : well_formed single.
Proof. apply well_formed_decided. vm_compute. reflexivity. Qed.

Lemma single_unimodular : preserves_total_unimodularity single.
Proof. apply LY_Theorem_2_1_holds; [exact single_well_formed|]. apply hierarchy_decided. reflexivity. Qed.

Lemma in_single_W z : in_W single z <-> z the_f == z the_g - z the_h /\ 0 <= z the_g /\ 0 <= z the_h.
Proof.
  unfold in_W. rewrite (projection_cone_iff single single_well_formed). split.
  - intros (equal & nonneg).
    pose proof (equal 0%nat 0%nat [0%nat] ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)) as e.
    pose proof (nonneg [(0, 0)%nat] [0%nat] ltac:(vm_compute; tauto) ltac:(vm_compute; tauto)).
    written_out. split; [lra|tauto].
  - intros (equal & nonneg). split.
    + intros i j t inc int. simpl in inc, int. destruct inc as [inc|[]], int as [int|[]]. inversion inc; subst.
      written_out. lra.
    + intros G t inG int. simpl in inG, int. destruct inG as [<-|[]], int as [<-|[]]. exact nonneg.
Qed.

Lemma single_generated : generated (cone_columns single) (in_W single) [three 1 2 1; three 1 1 0; three (-1) 0 1].
Proof.
  split.
  - intros z [<-|[<-|[<-|[]]]]; apply in_single_W; simpl; repeat split; lra.
  - intros z inz. apply in_single_W in inz as (equal & gpos & hpos).
    exists [(z the_g, three 1 1 0); (z the_h, three (-1) 0 1)]. split.
    + intros w v [E|[E|[]]]; inversion E; subst; simpl; tauto.
    + intros c inc. simpl in inc. destruct inc as [<-|[<-|[<-|[]]]]; written_out; lra.
Qed.

(*| lang-yang-2023/theorem-1.generators | literal | refuted | by a vector that the others generate |*)
Theorem LY_Theorem_1_generators_is_false : ~ LY_Theorem_1_generators.
Proof.
  intros claim.
  destruct (claim single _ (three 1 2 1) single_well_formed single_unimodular single_generated (or_introl eq_refl))
    as (signs & sign & scale & positive & same).
  pose proof (same the_f ltac:(simpl; tauto)) as f. pose proof (same the_g ltac:(simpl; tauto)) as g.
  pose proof (sign the_f ltac:(simpl; tauto)) as sf. pose proof (sign the_g ltac:(simpl; tauto)) as sg.
  simpl in f, g.
  destruct sf as [E|[E|E]]; rewrite E in f; destruct sg as [E'|[E'|E']]; rewrite E' in g; lra.
Qed.

(** ** Extreme rays, appendix A.6: the cone x <= 0 in one dimension *)

Definition one_row : nat -> nat -> Q := fun _ _ => 1.

Lemma one_row_pointed : pointed_cone 1 1 one_row.
Proof.
  intros x all c inc. simpl in inc. destruct inc as [<-|[]].
  specialize (all 0%nat (or_introl eq_refl)). unfold value, one_row in all. simpl in all. lra.
Qed.

(** 0 has all constraints active and is no extreme ray. *)
(*| lang-yang-2023/appendix.extreme-ray-maximal | literal | refuted | by x = 0 |*)
Theorem LY_extreme_rays_are_maximal_is_false : ~ LY_extreme_rays_are_maximal.
Proof.
  intros claim.
  destruct (claim 1%nat 1%nat one_row (fun _ => 0) one_row_pointed) as (_ & maximal).
  { intros i _. unfold value, one_row. simpl. lra. }
  destruct maximal as (_ & nonzero & _).
  - intros (x & _ & _ & (i & (known & _) & not_active) & _). apply not_active. split; [exact known|].
    unfold value, one_row. simpl. lra.
  - apply nonzero. intros c _. reflexivity.
Qed.

Lemma one_row_ray : ray_of_cone 1 1 one_row (fun _ => -(1)).
Proof.
  split; [|split].
  - intros i _. unfold value, one_row. simpl. lra.
  - intros zero. specialize (zero 0%nat (or_introl eq_refl)). simpl in zero. lra.
  - exists []. split; [constructor|]. split; [intros ? []|]. split; [intros ? []|]. split; [intros k _ row []|reflexivity].
Qed.

(** A ray times 0 is 0. *)
(*| lang-yang-2023/appendix.extreme-ray-scaling | literal | refuted |*)
Theorem LY_extreme_rays_can_be_scaled_is_false : ~ LY_extreme_rays_can_be_scaled.
Proof.
  intros claim. destruct (claim _ _ _ _ 0 one_row_pointed one_row_ray (Qle_refl 0)) as (_ & nonzero & _).
  apply nonzero. intros c _. ring.
Qed.

(** ** Lemma 10: bilateral trade with one type of the buyer and one of the seller *)

Definition no_partner : trade := {| buyer_types := 1; seller_types := 1; compatible := [] |}.
Definition partners : trade := {| buyer_types := 1; seller_types := 1; compatible := [(0, 0)%nat] |}.

(** The vector with these numbers for f_1, f_2 and g. *)
Definition trade_vector (a b c : Q) : vector_of trade_column := fun column =>
  match column with Buyer_f _ => a | Seller_f _ => b | Trade_g _ => c end.

Lemma no_partner_well_formed : well_formed_trade no_partner.
Proof. split; [simpl; lia|]. split; [simpl; lia|]. split; [constructor|]. intros s t []. Qed.

Lemma partners_well_formed : well_formed_trade partners.
Proof.
  split; [simpl; lia|]. split; [simpl; lia|]. split.
  - apply NoDup_cons; [intros []|constructor].
  - intros s t [E|[]]. inversion E. simpl. lia.
Qed.

Lemma partners_connected : connected partners.
Proof.
  split; intros k lt; simpl in lt; assert (k = 0%nat) as -> by lia; [constructor|].
  apply (Joined_forward partners _ 0%nat 0%nat); [constructor|now left].
Qed.

Lemma parts_of (r : Q) : 0 <= (Qabs r + r) * (1 # 2) /\ 0 <= (Qabs r - r) * (1 # 2).
Proof.
  pose proof (Qle_Qabs r). pose proof (Qle_Qabs (- r)) as H0. rewrite Qabs_opp in H0. split; lra.
Qed.

(** With (-1, 1) the four vectors generate the plane, without it only vectors whose first entry is not negative. *)
Lemma no_partner_generator : generator_of_trade no_partner (trade_vector (-(1)) 1 0).
Proof.
  exists [], [trade_vector 1 (-(1)) 0; trade_vector 0 1 0; trade_vector 0 (-(1)) 0]. split.
  - split; [intros g _ row []|]. intros x _.
    set (a := x (Buyer_f 0)). set (b := x (Seller_f 0)).
    exists [((Qabs a + a) * (1 # 2), trade_vector 1 (-(1)) 0); ((Qabs a - a) * (1 # 2), trade_vector (-(1)) 1 0);
            ((Qabs (a + b) + (a + b)) * (1 # 2), trade_vector 0 1 0);
            ((Qabs (a + b) - (a + b)) * (1 # 2), trade_vector 0 (-(1)) 0)].
    pose proof (parts_of a) as (pos_a & neg_a). pose proof (parts_of (a + b)) as (pos_r & neg_r).
    split.
    + intros w g [E|[E|[E|[E|[]]]]]; inversion E; subst; (split; [assumption || lra|]);
        repeat (first [left; reflexivity|right]).
    + intros c inc. simpl in inc. destruct inc as [<-|[<-|[]]]; simpl; fold a b; ring.
  - intros (_ & all). specialize (all (trade_vector (-(1)) 1 0) ltac:(intros row [])).
    destruct all as (parts & each & same). specialize (same (Buyer_f 0) ltac:(simpl; tauto)). simpl in same.
    assert (0 <= sum parts (fun part => fst part * snd part (Buyer_f 0))); [|lra].
    apply sum_nonneg. intros [w g] inpart. destruct (each w g inpart) as (nonneg & ing). simpl.
    apply Qmult_le_0_compat; [assumption|]. destruct ing as [<-|[<-|[<-|[]]]]; simpl; lra.
Qed.

(*| lang-yang-2023/lemma-10 | literal | refuted |*)
Theorem LY_Lemma_10_is_false : ~ LY_Lemma_10.
Proof.
  intros claim.
  destruct (claim no_partner _ no_partner_well_formed no_partner_generator) as [ones|[one|(S1 & S2 & same)]].
  - intros c inc. simpl in inc. destruct inc as [<-|[<-|[]]]; simpl; [right; right|right; left]; reflexivity.
  - destruct ones as [same|same].
    + specialize (same (Buyer_f 0) ltac:(simpl; tauto)). simpl in same. lra.
    + specialize (same (Seller_f 0) ltac:(simpl; tauto)). simpl in same. lra.
  - destruct one as [(s & _ & same)|(t & _ & same)].
    + specialize (same (Seller_f 0) ltac:(simpl; tauto)). simpl in same. lra.
    + specialize (same (Buyer_f 0) ltac:(simpl; tauto)). simpl in same. lra.
  - specialize (same (Buyer_f 0) ltac:(simpl; tauto)). simpl in same. destruct (S1 0%nat); simpl in same; lra.
Qed.

Lemma in_partners_cone x :
  trade_cone partners x <-> x (Buyer_f 0) <= x (Trade_g (0, 0)%nat) /\ x (Seller_f 0) <= x (Trade_g (0, 0)%nat).
Proof.
  unfold trade_cone, value. split.
  - intros all. pose proof (all (Buyer_row (0, 0)%nat) ltac:(simpl; tauto)) as one.
    pose proof (all (Seller_row (0, 0)%nat) ltac:(simpl; tauto)) as two. written_out. split; lra.
  - intros (one & two) row inrow. simpl in inrow. destruct inrow as [<-|[<-|[]]]; written_out; lra.
Qed.

(** Only (-1, 1, 1) leaves the first of the two rows slack. *)
Lemma partners_generator : generator_of_trade partners (trade_vector (-(1)) 1 1).
Proof.
  exists [], [trade_vector 0 (-(1)) 0; trade_vector 1 1 1; trade_vector (-(1)) (-(1)) (-(1))]. split.
  - split; [intros g [<-|[<-|[<-|[<-|[]]]]]; apply in_partners_cone; simpl; split; lra|].
    intros x inx. apply in_partners_cone in inx as (first & second).
    set (a := x (Buyer_f 0)) in *. set (b := x (Seller_f 0)) in *. set (c := x (Trade_g (0, 0)%nat)) in *.
    set (r := c - (c - a) * (1 # 2)).
    exists [((c - a) * (1 # 2), trade_vector (-(1)) 1 1); (c - b, trade_vector 0 (-(1)) 0);
            ((Qabs r + r) * (1 # 2), trade_vector 1 1 1); ((Qabs r - r) * (1 # 2), trade_vector (-(1)) (-(1)) (-(1)))].
    pose proof (parts_of r) as (pos_r & neg_r).
    split.
    + intros w g [E|[E|[E|[E|[]]]]]; inversion E; subst; (split; [assumption || lra|]);
        repeat (first [left; reflexivity|right]).
    + intros d ind. simpl in ind. destruct ind as [<-|[<-|[<-|[]]]]; simpl; fold a b c; unfold r; ring.
  - intros (_ & all). specialize (all (trade_vector (-(1)) 0 0) ltac:(apply in_partners_cone; simpl; split; lra)).
    destruct all as (parts & each & same).
    pose proof (same (Buyer_f 0) ltac:(simpl; tauto)) as f. pose proof (same (Trade_g (0, 0)%nat) ltac:(simpl; tauto)) as g.
    simpl in f, g.
    assert (E : sum parts (fun part => fst part * snd part (Buyer_f 0))
      == sum parts (fun part => fst part * snd part (Trade_g (0, 0)%nat))); [|lra].
    apply sum_ext. intros [w v] inpart. destruct (each w v inpart) as (_ & ing). simpl.
    destruct ing as [<-|[<-|[<-|[]]]]; simpl; ring.
Qed.

(*| lang-yang-2023/lemma-10 | connected graph | refuted |*)
Theorem LY_Lemma_10_connected_is_false : ~ LY_Lemma_10_connected.
Proof.
  intros claim.
  destruct (claim partners _ partners_well_formed partners_connected partners_generator) as [ones|[one|(S1 & S2 & same)]].
  - intros c inc. simpl in inc.
    destruct inc as [<-|[<-|[<-|[]]]]; simpl; [right; right|right; left|right; left]; reflexivity.
  - destruct ones as [same|same].
    + specialize (same (Buyer_f 0) ltac:(simpl; tauto)). simpl in same. lra.
    + specialize (same (Seller_f 0) ltac:(simpl; tauto)). simpl in same. lra.
  - destruct one as [(s & _ & same)|(t & _ & same)].
    + specialize (same (Seller_f 0) ltac:(simpl; tauto)). simpl in same. lra.
    + specialize (same (Buyer_f 0) ltac:(simpl; tauto)). simpl in same. lra.
  - specialize (same (Buyer_f 0) ltac:(simpl; tauto)). simpl in same. destruct (S1 0%nat); simpl in same; lra.
Qed.

(** ** Lemma 11 with all three alternatives, and Lemma 14 *)

(** A 7 x 7 minor. *)
(*| lang-yang-2023/lemma-11.unimodular | a0 as well | refuted |*)
Theorem LY_Lemma_11_unimodular_a0_is_false : ~ LY_Lemma_11_unimodular_a0.
Proof.
  intros claim.
  assert (d := claim
    [(0, (0, 0)); (0, (1, 0)); (0, (1, 1)); (1, (0, 1)); (1, (1, 1)); (2, (0, 0)); (2, (0, 1))]%nat
    [Player_f true 0 1; Player_f true 2 0; Player_f false 0 0; Player_f false 1 1;
     Profile_g (0, 0)%nat; Profile_g (0, 1)%nat; Profile_g (1, 1)%nat]).
  rewrite <- sparse_determinant_correct in d. vm_compute in d.
  destruct d as [d|[d|d]]; try discriminate; try reflexivity.
  - repeat constructor; simpl; intuition congruence.
  - intros r inr. simpl in inr. simpl. intuition (subst; tauto).
  - repeat constructor; simpl; intuition congruence.
  - intros r inr. simpl in inr. simpl. intuition (subst; tauto).
Qed.

(** [1/2] *)
(*| lang-yang-2023/lemma-14 | literal | refuted |*)
Theorem LY_Lemma_14_is_false : ~ LY_Lemma_14.
Proof.
  intros claim. destruct (claim 1%nat 1%nat (fun _ _ => 1 # 2)) as (_ & unimodular).
  assert (divisible : equitably_divisible 1 1 (fun _ _ => 1 # 2)).
  { intros columns inc. exists (fun _ => true). intros i _. simpl in inc.
    destruct inc as [<-|[<-|[]]]; vm_compute; discriminate. }
  destruct (unimodular divisible [0%nat] [0%nat]) as [d|[d|d]]; try (vm_compute in d; discriminate);
    try reflexivity; try (intros i ini; exact ini); constructor; try (intros []); constructor.
Qed.
