(** LY, Lemma 10, repaired: for a connected graph every generator of W with entries -1, 0, 1 is, up to the lines (the multiples of
    (1, ..., 1)) and up to scaling, of the form (3), or a unit vector of g.

    The vectors of these forms generate W (see [TradeGenerators]), so z is a combination of them, and each of them is one of the
    generators of the set that z belongs to.  Were z in none of them, or cancelled, the others would generate z. *)

From Allocation Require Export Proofs.LangYang.TradeGenerators.

Lemma vanishing_terms {A : Type} (l : list A) (f : A -> Q) :
  (forall a, In a l -> 0 <= f a) -> sum l f == 0 -> forall a, In a l -> f a == 0.
Proof.
  induction l as [|b l IH]; intros nonneg zero a ina; [destruct ina|]. cbn [sum] in zero.
  pose proof (nonneg b (or_introl eq_refl)). pose proof (sum_nonneg l f (fun a ina => nonneg a (or_intror ina))).
  destruct ina as [<-|ina]; [lra|]. apply IH; [intros; apply nonneg; now right|lra|assumption].
Qed.

Section Generator.

Variable B : trade.
Hypothesis well : well_formed_trade B.
Hypothesis connect : connected B.

Variables before after : list (vector_of trade_column).
Variable z : vector_of trade_column.

Local Notation columns := (trade_columns B).
Local Notation cone := (trade_cone B).
Local Notation others := (fun g => In g (before ++ after)).

Hypothesis generating : generated columns cone (before ++ z :: after).
Hypothesis needed : ~ generated columns cone (before ++ after).

(** The sum of so many times z and of a combination of the others. *)
Definition with_z (x : vector_of trade_column) (weight : Q) (rest : vector_of trade_column) : Prop :=
  0 <= weight /\ conic_combination columns others rest /\ same_vector columns x (fun c => weight * z c + rest c).

Lemma combination_split x : conic_combination columns (fun g => In g (before ++ z :: after)) x -> exists weight rest, with_z x weight rest.
Proof.
  intros (parts & each & same).
  assert (H : exists weight parts', 0 <= weight /\ (forall w g, In (w, g) parts' -> 0 <= w /\ In g (before ++ after)) /\
    forall c, sum parts (fun part => fst part * snd part c) == weight * z c + sum parts' (fun part => fst part * snd part c)).
  { clear same. induction parts as [|[w g] parts IH].
    - exists 0, []. split; [apply Qle_refl|]. split; [intros ? ? []|]. intros c. simpl. ring.
    - destruct IH as (weight & parts' & pos & each' & total); [intros; apply each; now right|].
      destruct (each w g (or_introl eq_refl)) as (wpos & ing). apply in_app_iff in ing.
      assert (cases : g = z \/ In g (before ++ after)) by (rewrite in_app_iff; simpl in ing; intuition).
      destruct cases as [->|ing'].
      + exists (w + weight), parts'. split; [lra|]. split; [assumption|]. intros c. cbn [sum fst snd]. rewrite total. ring.
      + exists weight, ((w, g) :: parts'). split; [assumption|]. split.
        * intros w' g' [E|inp]; [inversion E; subst; now split|now apply each'].
        * intros c. cbn [sum fst snd]. rewrite total. ring. }
  destruct H as (weight & parts' & pos & each' & total).
  exists weight, (fun c => sum parts' (fun part => fst part * snd part c)). split; [assumption|]. split.
  - exists parts'. split; [assumption|]. intros c _. reflexivity.
  - intros c inc. rewrite (same c inc). apply total.
Qed.

(** Without z the others generate what z and they generate, if they generate z. *)
Lemma z_is_needed : ~ conic_combination columns others z.
Proof.
  intros without. apply needed. destruct generating as (inside & all). split.
  - intros g ing. apply inside. rewrite in_app_iff in *. simpl. tauto.
  - intros x inx. destruct (combination_split x (all x inx)) as (weight & rest & pos & combined & same).
    destruct without as (parts & each & same_z), combined as (parts' & each' & same_rest).
    exists (map (fun part => (weight * fst part, snd part)) parts ++ parts'). split.
    + intros w g inp. apply in_app_iff in inp as [inp|inp]; [|now apply each'].
      apply in_map_iff in inp as ([w' g'] & E & inp). inversion E; subst. destruct (each w' g inp) as (pos' & ing).
      split; [|assumption]. simpl. now apply Qmult_le_0_compat.
    + intros c inc. rewrite (same c inc), sum_app, sum_map, <- (same_rest c inc). cbn [fst snd].
      rewrite (sum_ext parts _ (fun part => weight * (fst part * snd part c))) by (intros; ring).
      rewrite sum_scale, <- (same_z c inc). reflexivity.
Qed.

Lemma conic_scale k x : 0 <= k -> conic_combination columns others x -> conic_combination columns others (fun c => k * x c).
Proof.
  intros pos (parts & each & same). exists (map (fun part => (k * fst part, snd part)) parts). split.
  - intros w g inp. apply in_map_iff in inp as ([w' g'] & E & inp). inversion E; subst. destruct (each w' g inp) as (pos' & ing).
    split; [simpl; now apply Qmult_le_0_compat|assumption].
  - intros c inc. rewrite (same c inc), sum_map, <- sum_scale. apply sum_ext. intros; simpl; ring.
Qed.

Lemma conic_add x y :
  conic_combination columns others x -> conic_combination columns others y -> conic_combination columns others (fun c => x c + y c).
Proof.
  intros (parts & each & same) (parts' & each' & same'). exists (parts ++ parts'). split.
  - intros w g inp. apply in_app_iff in inp as [inp|inp]; [now apply each|now apply each'].
  - intros c inc. rewrite (same c inc), (same' c inc), sum_app. reflexivity.
Qed.

Lemma conic_same x y : same_vector columns x y -> conic_combination columns others y -> conic_combination columns others x.
Proof. intros E (parts & each & same). exists parts. split; [assumption|]. intros c inc. rewrite (E c inc). now apply same. Qed.

Local Notation slack := (value columns (rational trade_matrix)).

Lemma slack_linear (k l : Q) x y row : slack (fun c => k * x c + l * y c) row == k * slack x row + l * slack y row.
Proof. unfold value. rewrite <- !sum_scale, <- sum_plus. apply sum_ext. intros; ring. Qed.

Lemma slack_same x y row : same_vector columns x y -> slack x row == slack y row.
Proof. intros same. unfold value. apply sum_ext. intros c inc. rewrite (same c inc). reflexivity. Qed.

Lemma others_inside x row : conic_combination columns others x -> In row (trade_rows B) -> 0 <= slack x row.
Proof.
  intros (parts & each & same) inrow. rewrite (slack_same _ _ row same). unfold value.
  rewrite (sum_ext columns _ (fun c => sum parts (fun part => fst part * (rational trade_matrix row c * snd part c)))).
  - rewrite sum_exchange. apply sum_nonneg. intros [w g] inp. destruct (each w g inp) as (pos & ing). rewrite sum_scale.
    apply Qmult_le_0_compat; [assumption|]. destruct generating as (inside & _).
    apply (inside g); [|assumption]. rewrite in_app_iff in *. simpl. tauto.
  - intros c _. rewrite <- sum_scale. apply sum_ext. intros; ring.
Qed.

Lemma z_inside : cone z.
Proof. apply generating. apply in_app_iff. right. now left. Qed.

(** The vectors that are enough are in the cone. *)
Lemma enough_inside y : enough B y -> cone y.
Proof.
  destruct well as (_ & _ & _ & known). intros form row inrow. unfold trade_rows in inrow.
  assert (slack_of : forall s t (buyer : bool), In (s, t) (compatible B) -> row = (if buyer then Buyer_row (s, t) else Seller_row (s, t)) ->
    slack y row == y (Trade_g (s, t)) - y (if buyer then Buyer_f s else Seller_f t)).
  { intros s t buyer ine ->. destruct (known s t ine) as (ls & lt). exact (row_of_trade B well y s t buyer ine). }
  assert (bound : forall s t (buyer : bool), In (s, t) (compatible B) -> y (if buyer then Buyer_f s else Seller_f t) <= y (Trade_g (s, t))).
  { intros s t buyer ine. destruct form as [->|[->|[(S1 & S2 & ->)|(e & _ & ->)]]].
    - unfold ones. lra.
    - unfold minus_ones. lra.
    - unfold incidence_of. simpl. destruct buyer, (S1 s), (S2 t); simpl; unfold indicator; lra.
    - unfold unit_of. destruct buyer, (pair_eqb e (s, t)); unfold indicator; lra. }
  apply in_app_iff in inrow as [inrow|inrow]; apply in_map_iff in inrow as ([s t] & <- & ine).
  - pose proof (slack_of s t true ine eq_refl) as E. pose proof (bound s t true ine) as F. simpl in E, F. lra.
  - pose proof (slack_of s t false ine eq_refl) as E. pose proof (bound s t false ine) as F. simpl in E, F. lra.
Qed.

(** z is, up to a constant, a positive multiple of one of the vectors that are enough. *)
Theorem generator_form : exists y scale shift, enough B y /\ 0 < scale /\ same_vector columns (fun c => z c + shift) (fun c => scale * y c).
Proof.
  destruct (enough_generate B well z z_inside) as (parts & each & same).
  (* each part with the multiple of z in it *)
  assert (data : exists list_of : list ((Q * vector_of trade_column) * (Q * vector_of trade_column)),
    map fst list_of = parts /\ forall part weight rest, In (part, (weight, rest)) list_of -> with_z (snd part) weight rest).
  { clear same. induction parts as [|[w y] parts IH]; [exists []; split; [reflexivity|intros ? ? ? []]|].
    destruct IH as (rest_list & names & good); [intros; apply each; now right|].
    destruct (each w y (or_introl eq_refl)) as (_ & form).
    destruct generating as (_ & all).
    destruct (combination_split y (all y (enough_inside y form))) as (weight & rest & split_y).
    exists (((w, y), (weight, rest)) :: rest_list). split; [simpl; now rewrite names|].
    intros part weight' rest' [E|inp]; [inversion E; subst; assumption|now apply (good part)]. }
  destruct data as (data & names & good).
  set (N := sum data (fun d => fst (fst d) * fst (snd d))).
  set (R := fun c => sum data (fun d => fst (fst d) * snd (snd d) c)).
  assert (positive : forall d, In d data -> 0 <= fst (fst d)).
  { intros d ind. destruct (each (fst (fst d)) (snd (fst d))) as (pos & _); [|assumption].
    rewrite <- names. rewrite <- surjective_pairing. now apply in_map. }
  assert (total : same_vector columns z (fun c => N * z c + R c)).
  { intros c inc. rewrite (same c inc) at 1. rewrite <- names, sum_map. unfold N, R.
    rewrite <- sum_scale_right, <- sum_plus. apply sum_ext. intros [part [weight rest]] ind.
    destruct (good part weight rest ind) as (_ & _ & E). cbn [fst snd]. rewrite (E c inc). ring. }
  assert (R_combined : conic_combination columns others R).
  { unfold R. clear N R total names same each. induction data as [|[part [weight rest]] data IH].
    - exists []. split; [intros ? ? []|intros c _; reflexivity].
    - cbn [sum fst snd]. apply conic_add.
      + apply conic_scale; [exact (positive _ (or_introl eq_refl))|]. now apply (good part weight rest (or_introl eq_refl)).
      + apply IH; [intros p w r inp; apply (good p w r); now right|intros d ind; apply positive; now right]. }
  assert (enough_of_z : 1 <= N).
  { destruct (Qlt_le_dec N 1) as [less|more]; [exfalso|assumption]. apply z_is_needed.
    apply (conic_same _ (fun c => / (1 - N) * R c)); [|apply conic_scale; [apply Qlt_le_weak, Qinv_lt_0_compat; lra|assumption]].
    intros c inc. pose proof (total c inc) as E. cbv beta in E.
    assert (F : R c == (1 - N) * z c) by lra. rewrite F. field. lra. }
  (* a part with z in it *)
  destruct (existsb (fun d => is_positive (fst (fst d) * fst (snd d))) data) eqn:E.
  2:{ exfalso. assert (N <= 0); [|lra]. unfold N. rewrite <- (sum_zero data (fun _ => 0)) by reflexivity. apply sum_le.
      intros d ind. destruct (Qlt_le_dec 0 (fst (fst d) * fst (snd d))) as [pos|le]; [exfalso|assumption].
      assert (existsb (fun d => is_positive (fst (fst d) * fst (snd d))) data = true); [|congruence].
      apply existsb_exists. exists d. split; [assumption|now apply is_positive_iff]. }
  apply existsb_exists in E as ([[w y] [weight rest]] & ind & E). apply is_positive_iff in E. cbn [fst snd] in E.
  destruct (good (w, y) weight rest ind) as (weight_pos & rest_combined & split_y). cbn [snd] in split_y.
  pose proof (positive _ ind) as w_pos. cbn [fst] in w_pos.
  assert (w_positive : 0 < w) by (destruct (Qlt_le_dec 0 w); [assumption|exfalso; assert (w == 0) by lra; nra]).
  assert (weight_positive : 0 < weight) by (destruct (Qlt_le_dec 0 weight); [assumption|exfalso; assert (weight == 0) by lra; nra]).
  (* the rest of it is a line *)
  assert (line : forall row, In row (trade_rows B) -> slack rest row == 0).
  { intros row inrow.
    assert (S : slack z row == N * slack z row + slack R row).
    { rewrite (slack_same _ _ row total) at 1. rewrite <- (Qmult_1_l (slack R row)), <- slack_linear.
      apply slack_same. intros c _. ring. }
    pose proof (z_inside row inrow) as zpos.
    assert (parts_of_R : slack R row == sum data (fun d => fst (fst d) * slack (snd (snd d)) row)).
    { unfold value, R. rewrite (sum_ext columns _ (fun c => sum data (fun d => fst (fst d) * (rational trade_matrix row c * snd (snd d) c)))).
      - rewrite sum_exchange. apply sum_ext. intros d _. now rewrite sum_scale.
      - intros c _. rewrite <- sum_scale. apply sum_ext. intros; ring. }
    assert (each_pos : forall d, In d data -> 0 <= fst (fst d) * slack (snd (snd d)) row).
    { intros [part [weight' rest']] ind'. apply Qmult_le_0_compat; [exact (positive _ ind')|].
      apply others_inside; [|assumption]. now apply (good part weight' rest' ind'). }
    assert (R_zero : slack R row == 0).
    { pose proof (others_inside R row R_combined inrow). nra. }
    rewrite parts_of_R in R_zero.
    assert (zero : w * slack rest row == 0).
    { exact (vanishing_terms data _ each_pos R_zero _ ind). }
    apply Qmult_integral in zero as [zero|zero]; [lra|assumption]. }
  pose proof (lines_are_constant B well rest connect line) as constant.
  exists y, (/ weight), (/ weight * rest (Buyer_f 0)). split; [|split].
  - apply (each w y). rewrite <- names. exact (in_map fst _ _ ind).
  - now apply Qinv_lt_0_compat.
  - intros c inc. rewrite (split_y c inc), (constant c inc). field. lra.
Qed.

End Generator.

(*| lang-yang-2023/lemma-10 | connected graph, modulo lines, with units of g | proved |*)
Theorem LY_Lemma_10_modulo_lines_with_units_holds : LY_Lemma_10_modulo_lines_with_units.
Proof.
  intros B z well connect (before & after & generating & needed) signs.
  destruct (generator_form B well connect before after z generating needed) as (y & scale & shift & form & positive & same).
  assert (listed : listed_in_Lemma_10 B y \/ unit_of_g B y).
  { destruct form as [->|[->|[(S1 & S2 & ->)|(e & ine & ->)]]].
    - left; left; left. intros c _. reflexivity.
    - left; left; right. intros c _. reflexivity.
    - left; right; right. exists S1, S2. intros c _. reflexivity.
    - right. exists e. split; [assumption|]. intros c _. reflexivity. }
  assert (constant_case : forall q, same_vector (trade_columns B) z (fun _ => q) ->
    modulo_lines B (fun y => listed_in_Lemma_10 B y \/ unit_of_g B y) z).
  { intros q constant.
    assert (inc : In (Buyer_f 0) (trade_columns B)).
    { apply in_app_iff. left. apply in_map, in_seq. destruct well as (pos & _). lia. }
    exists (- q). split.
    - pose proof (constant _ inc) as E. cbv beta in E. destruct (signs _ inc) as [F|[F|F]]; rewrite F in E.
      + left. lra.
      + right; right. lra.
      + right; left. lra.
    - exists 0, y. split; [apply Qle_refl|]. split; [assumption|]. intros c ind. rewrite (constant c ind). ring. }
  assert (values : (exists q, forall c, In c (trade_columns B) -> y c == q) \/ forall c, y c == 0 \/ y c == 1).
  { destruct form as [->|[->|[(S1 & S2 & ->)|(e & ine & ->)]]].
    - left. exists 1. reflexivity.
    - left. exists (-(1)). reflexivity.
    - right. intros [s|t|e]; unfold incidence_of, indicator; [destruct (S1 s)|destruct (S2 t)|destruct (S1 (fst e) || S2 (snd e))]; auto using Qeq_refl.
    - right. intros [s|t|d]; unfold unit_of, indicator; [left|left|destruct (pair_eqb e d)]; auto using Qeq_refl. }
  destruct values as [(q & constant)|values].
  - apply (constant_case (scale * q - shift)). intros c inc. pose proof (same c inc) as E. cbv beta in E. rewrite (constant c inc) in E. lra.
  - destruct (existsb (fun c => Qeq_bool (y c) 0) (trade_columns B)) eqn:E.
    + apply existsb_exists in E as (c & inc & E). apply Qeq_bool_iff in E.
      exists shift. split.
      * pose proof (same c inc) as F. cbv beta in F. rewrite E in F. destruct (signs c inc) as [G|[G|G]]; rewrite G in F.
        -- left. lra.
        -- right; right. lra.
        -- right; left. lra.
      * exists scale, y. split; [lra|]. split; [assumption|exact same].
    + apply (constant_case (scale - shift)). intros c inc. pose proof (same c inc) as F. cbv beta in F.
      destruct (values c) as [zero|one]; [exfalso|rewrite one in F; lra].
      assert (existsb (fun c => Qeq_bool (y c) 0) (trade_columns B) = true); [|congruence].
      apply existsb_exists. exists c. split; [assumption|now apply Qeq_bool_iff].
Qed.
