(** The numbered statements of Lang and Yang (2023), continued: section 4 (Lemmas 2 to 7) and what appendix A.6 and A.7 adds
    (Lemmas 12 and 13).  See [Claims.LangYang] for how to read them. *)

From Allocation Require Export LangYangAppendix Claims.LangYang.

(** ** The lift-and-project method *)

(** "Let P^ be any finite set of generators of P"; the polyhedron Z is called region here. *)
(*| lang-yang-2023/lemma-2 | literal | statement |*)
Definition LY_Lemma_2 : Prop :=
  forall region generators, generated (multipliers region) (multiplier_cone region) generators ->
    forall y, projection region y <-> forall z, In z generators -> projected_inequality region z y.

(*| lang-yang-2023/lemma-3 | literal | statement |*)
Definition LY_Lemma_3 : Prop :=
  forall region (M : multiplier_row -> multiplier -> Z),
    (forall row column, In row (multiplier_rows region) -> In column (multipliers region) ->
      multiplier_matrix region row column == rational M row column) ->
    totally_unimodular (multiplier_rows region) (multipliers region) M ->
    exists generators,
      generated (multipliers region) (multiplier_cone region) generators /\
      forall z, In z generators -> sign_vector (multipliers region) z.

(** (17) for (f, g, h), a vector with a number for each column of M(W). *)
Definition inequality_17 (P : problem) (q : interim_rule) (z : vector_of cone_column) : Prop :=
  conic_inequality P (fun row => z (Entry_f row)) (fun row => z (Entry_g row)) (fun row => z (Entry_h row)) q.

(** "W^ consists of generators of W with entries -1, 0, and +1": any finite set of such vectors that generates W. *)
(*| lang-yang-2023/lemma-4 | literal | statement |*)
Definition LY_Lemma_4 : Prop :=
  forall P q generators,
    well_formed_problem P -> preserves_total_unimodularity P ->
    generated (cone_columns P) (in_W P) generators ->
    (forall z, In z generators -> sign_vector (cone_columns P) z) ->
    (implementable P q <-> forall z, In z generators -> inequality_17 P q z).

(** ** Quotas on all sets *)

(*| lang-yang-2023/section-4.paramodular-describes | literal | statement |*)
Definition LY_paramodular_describes : Prop :=
  forall P x, paramodular_problem P -> satisfies_quotas P x -> feasible_random P x.

(*| lang-yang-2023/section-4.paramodular-tdl | literal | statement |*)
Definition LY_paramodular_is_totally_dual_laminar : Prop :=
  forall P, paramodular_problem P -> totally_dual_laminar P.

(** Both sentences of the lemma, the second of which is stronger; the optimum is one among those of a program that has
    some. *)
(*| lang-yang-2023/lemma-5 | literal | statement |*)
Definition LY_Lemma_5 : Prop :=
  forall P,
    well_formed_problem P -> all_sets P -> totally_dual_laminar P ->
    forall f, (exists g h, dual_optimal P f g h) ->
      exists g h, dual_optimal P f g h /\
        chain (support P g) /\ chain (support P h) /\ disjoint_ground_sets (support P g) (support P h).

(*| lang-yang-2023/lemma-5 | laminar supports | statement |*)
Definition LY_Lemma_5_laminar : Prop :=
  forall P,
    well_formed_problem P -> all_sets P -> totally_dual_laminar P ->
    forall f, (exists g h, dual_optimal P f g h) ->
      exists g h, dual_optimal P f g h /\
        hierarchy (support P g) /\ hierarchy (support P h) /\ disjoint_ground_sets (support P g) (support P h).

(*| lang-yang-2023/lemma-5 | paramodular | statement |*)
Definition LY_Lemma_5_paramodular : Prop :=
  forall P, paramodular_problem P ->
    forall f, (exists g h, dual_optimal P f g h) ->
      exists g h, dual_optimal P f g h /\
        chain (support P g) /\ chain (support P h) /\ disjoint_ground_sets (support P g) (support P h).

(** (19), with the quotas as printed, or with what [weight] makes of them. *)
Definition inequalities_19 (P : problem) (weight : profile -> Q) (q : interim_rule) : Prop :=
  forall C1 f g h, chain_profile P C1 -> W_plus P C1 f g h ->
    weighted_product P f q <= sum (set_profiles P) (fun '(G, t) => g (G, t) * (inject_Z (ceiling P G) * weight t)).

(** (20) *)
Definition inequalities_20 (P : problem) (weight : profile -> Q) (q : interim_rule) : Prop :=
  forall C2 f g h, chain_profile P C2 -> W_minus P C2 f g h ->
    sum (set_profiles P) (fun '(G, t) => h (G, t) * (inject_Z (floor P G) * weight t)) <= - weighted_product P f q.

Definition unweighted : profile -> Q := fun _ => 1.

(*| lang-yang-2023/lemma-6 | literal | statement |*)
Definition LY_Lemma_6 : Prop :=
  forall P q, paramodular_problem P ->
    (implementable P q <-> inequalities_19 P unweighted q /\ inequalities_20 P unweighted q).

(*| lang-yang-2023/lemma-6 | weighted quotas | statement |*)
Definition LY_Lemma_6_weighted : Prop :=
  forall P q, paramodular_problem P ->
    (implementable P q <-> inequalities_19 P (prior P) q /\ inequalities_20 P (prior P) q).

(** ** The extreme rays of W+(C1) and W-(C2) *)

Definition ray_of_W_plus (P : problem) (C1 : profile -> list cell_set) : vector_of cone_column -> Prop :=
  extreme_ray (cone_columns P) (signed_rows P) signed_matrix (of_columns (W_plus P C1)).

Definition ray_of_W_minus (P : problem) (C2 : profile -> list cell_set) : vector_of cone_column -> Prop :=
  extreme_ray (cone_columns P) (signed_rows P) signed_matrix (of_columns (W_minus P C2)).

(** What Lemma 7 lists for S, in (1) and in (2). *)
Definition listed_plus (P : problem) (S : strategy) (column : cone_column) : Q :=
  match column with
  | Entry_f (i, ti, j) => indicator (S i ti j)
  | Entry_g (U, t) => indicator (concerned P S t && set_eqb U (intersection P t S))
  | Entry_h _ => 0
  end.

Definition listed_minus (P : problem) (S : strategy) (column : cone_column) : Q :=
  match column with
  | Entry_f (i, ti, j) => - indicator (S i ti j)
  | Entry_g _ => 0
  | Entry_h (U, t) => indicator (concerned P S t && set_eqb U (intersection P t S))
  end.

(*| lang-yang-2023/lemma-7.if | literal | statement |*)
Definition LY_Lemma_7_if : Prop :=
  forall P C S, well_formed_problem P -> all_sets P -> chain_profile P C ->
    ray_of_W_plus P C (listed_plus P S) /\ ray_of_W_minus P C (listed_minus P S).

(** S is not empty, and its sets I(t, S) are in the chains. *)
Definition in_the_chains (P : problem) (C : profile -> list cell_set) (S : strategy) : Prop :=
  (exists i ti j, In (i, ti, j) (coordinates P) /\ S i ti j = true) /\
  (forall t, In t (profiles P) -> concerned P S t = true -> In (intersection P t S) (C t)).

(*| lang-yang-2023/lemma-7.if | S in the chains | statement |*)
Definition LY_Lemma_7_if_in_the_chains : Prop :=
  forall P C S, well_formed_problem P -> all_sets P -> chain_profile P C -> in_the_chains P C S ->
    ray_of_W_plus P C (listed_plus P S) /\ ray_of_W_minus P C (listed_minus P S).

(** Up to positive scaling, as LY say of extreme rays. *)
(*| lang-yang-2023/lemma-7.only-if | literal | statement |*)
Definition LY_Lemma_7_only_if : Prop :=
  forall P C z, well_formed_problem P -> all_sets P -> chain_profile P C ->
    (ray_of_W_plus P C z -> exists S, positive_multiple (cone_columns P) z (listed_plus P S)) /\
    (ray_of_W_minus P C z -> exists S, positive_multiple (cone_columns P) z (listed_minus P S)).

(*| lang-yang-2023/lemma-7.only-if | chains of nonempty sets | statement |*)
Definition LY_Lemma_7_only_if_nonempty : Prop :=
  forall P C z, well_formed_problem P -> all_sets P -> chain_profile P C ->
    (forall t, In t (profiles P) -> ~ In [] (C t)) ->
    (ray_of_W_plus P C z -> exists S, positive_multiple (cone_columns P) z (listed_plus P S)) /\
    (ray_of_W_minus P C z -> exists S, positive_multiple (cone_columns P) z (listed_minus P S)).

(** ** Appendix A.6: cones with a matrix *)

(** P = {x : M x <= 0}, for a matrix with n columns and so many rows. *)
Definition row_cone (rows n : nat) (M : nat -> nat -> Q) (x : vector_of nat) : Prop :=
  forall i, In i (seq 0 rows) -> value (seq 0 n) M x i <= 0.

Definition pointed_cone (rows n : nat) (M : nat -> nat -> Q) : Prop := pointed (seq 0 n) (seq 0 rows) M.

Definition ray_of_cone (rows n : nat) (M : nat -> nat -> Q) : vector_of nat -> Prop :=
  extreme_ray (seq 0 n) (seq 0 rows) M (row_cone rows n M).

(** I^=(x) is maximal: no x' of P has more active inequalities than x without having all of them. *)
Definition active (rows n : nat) (M : nat -> nat -> Q) (x : vector_of nat) (i : nat) : Prop :=
  In i (seq 0 rows) /\ value (seq 0 n) M x i == 0.

Definition maximally_active (rows n : nat) (M : nat -> nat -> Q) (x : vector_of nat) : Prop :=
  ~ exists x', row_cone rows n M x' /\
      (forall i, active rows n M x i -> active rows n M x' i) /\
      (exists i, active rows n M x' i /\ ~ active rows n M x i) /\
      (exists i, In i (seq 0 rows) /\ ~ active rows n M x' i).

(*| lang-yang-2023/appendix.extreme-ray-maximal | literal | statement |*)
Definition LY_extreme_rays_are_maximal : Prop :=
  forall rows n M x, pointed_cone rows n M -> row_cone rows n M x ->
    (ray_of_cone rows n M x <-> maximally_active rows n M x).

(*| lang-yang-2023/appendix.extreme-ray-scaling | literal | statement |*)
Definition LY_extreme_rays_can_be_scaled : Prop :=
  forall rows n M x scale, pointed_cone rows n M -> ray_of_cone rows n M x -> 0 <= scale ->
    ray_of_cone rows n M (fun c => scale * x c).

(*| lang-yang-2023/appendix.extreme-ray-scaling | lambda > 0 | statement |*)
Definition LY_extreme_rays_can_be_scaled_up : Prop :=
  forall rows n M x scale, pointed_cone rows n M -> ray_of_cone rows n M x -> 0 < scale ->
    ray_of_cone rows n M (fun c => scale * x c).

(*| lang-yang-2023/lemma-12.pointed | literal | statement |*)
Definition LY_Lemma_12_pointed : Prop :=
  forall rows n (M : nat -> nat -> Z),
    totally_unimodular (seq 0 rows) (seq 0 n) M -> pointed_cone rows n (rational M) ->
    exists generators,
      generated (seq 0 n) (row_cone rows n (rational M)) generators /\
      forall x, In x generators -> ray_of_cone rows n (rational M) x /\ sign_vector (seq 0 n) x.

(*| lang-yang-2023/lemma-12.non-pointed | literal | statement |*)
Definition LY_Lemma_12_non_pointed : Prop :=
  forall rows n (M : nat -> nat -> Z),
    totally_unimodular (seq 0 rows) (seq 0 n) M -> ~ pointed_cone rows n (rational M) ->
    exists generators,
      generated (seq 0 n) (row_cone rows n (rational M)) generators /\
      forall x, In x generators -> sign_vector (seq 0 n) x.

(** ** Appendix A.7 *)

(** f y <= g c - h b, with the quotas as printed there, not weighted. *)
Definition unweighted_inequality (P : problem) (f : nat * nat * nat -> Q) (g h : cell_set * profile -> Q)
    (y : nat * nat * nat -> Q) : Prop :=
  sum (coordinates P) (fun row => f row * y row)
    <= sum (set_profiles P) (fun '(G, t) => g (G, t) * inject_Z (ceiling P G))
     - sum (set_profiles P) (fun '(G, t) => h (G, t) * inject_Z (floor P G)).

(** F1 *)
Definition system_F1 (P : problem) (y : nat * nat * nat -> Q) : Prop :=
  forall f g h, projection_cone P f g h -> unweighted_inequality P f g h y.

(** F2: at each type profile the two chains have disjoint ground sets. *)
Definition system_F2 (P : problem) (y : nat * nat * nat -> Q) : Prop :=
  forall C1 C2 f g h,
    chain_profile P C1 -> chain_profile P C2 ->
    (forall t, In t (profiles P) -> disjoint_ground_sets (C1 t) (C2 t)) ->
    chain_cone P C1 C2 f g h -> unweighted_inequality P f g h y.

(*| lang-yang-2023/lemma-13 | literal | statement |*)
Definition LY_Lemma_13 : Prop :=
  forall P y, paramodular_problem P -> (system_F1 P y <-> system_F2 P y).
