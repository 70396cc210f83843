(** What is proved of VS, Theorem 1, from ii to iii and from iii to i, for mechanisms of finitely many messages; and
    section 3.1 with rays beside the endowment. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Proofs.ValenzuelaStookey.Protocols Claims.ValenzuelaStookey.

Open Scope Q_scope.

(** ** Profiles of messages *)

Lemma profiles_within (count : messages) agents p :
  In p (message_profiles count agents) -> forall j, (j < agents)%nat -> (p j < count j)%nat.
Proof.
  revert p. induction agents as [|n IH]; intros p inp j Hj; [lia|]. simpl in inp.
  apply in_flat_map in inp as [k [ink inp]]. apply in_map_iff in inp as [q [<- inq]]. apply in_upto in ink.
  destruct (Nat.eq_dec j n) as [->|other]; [rewrite put_same; exact ink|].
  rewrite put_other by exact other. apply IH; [exact inq|lia].
Qed.

Definition product (chances : nat -> nat -> Q) (agents : nat) (p : messages) : Q :=
  fold_right (fun j rest => chances j (p j) * rest) 1 (upto agents).

Lemma product_next chances n p : product chances (S n) p == product chances n p * chances n (p n).
Proof.
  unfold product, upto. rewrite seq_S, fold_right_app. simpl.
  assert (forall l e, fold_right (fun j rest => chances j (p j) * rest) e l ==
                      fold_right (fun j rest => chances j (p j) * rest) 1 l * e) as pull.
  { induction l as [|a l IH]; intros e; simpl; [ring|]. rewrite IH. ring. }
  rewrite pull. ring.
Qed.

Lemma product_same chances n p q : (forall j, (j < n)%nat -> p j = q j) -> product chances n p == product chances n q.
Proof.
  intros alike. induction n as [|n IH]; [reflexivity|]. rewrite !product_next, (alike n) by lia.
  rewrite IH; [reflexivity|]. intros j Hj. apply alike. lia.
Qed.

Lemma products_total (count : messages) chances n :
  (forall j, (j < n)%nat -> sum (upto (count j)) (chances j) == 1) ->
  sum (message_profiles count n) (product chances n) == 1.
Proof.
  intros totals. induction n as [|n IH]; [unfold product; simpl; ring|]. simpl message_profiles. rewrite sum_flat_map.
  rewrite (sum_ext _ _ (chances n)); [apply totals; lia|]. intros k _. rewrite sum_map.
  rewrite (sum_ext _ _ (fun p => product chances n p * chances n k)).
  - rewrite sum_scale_right, IH; [ring|]. intros j Hj. apply totals. lia.
  - intros p _. rewrite product_next, put_same, (product_same chances n (put p n k) p); [reflexivity|].
    intros j Hj. apply put_other. lia.
Qed.

(** Chances of the messages of one agent add up to 1. *)
Lemma one_agent_total I (F : law) (X : bundle -> Prop) (s : bundle -> nat) (count : nat) (chances : nat -> Q) :
  is_law I F -> full_support I F X -> (forall c, X c -> (s c < count)%nat) ->
  (forall k, (k < count)%nat -> F (fun c => Nat.eqb (s c) k) (chances k)) ->
  sum (upto count) chances == 1.
Proof.
  intros [everything [_ [complement [_ [adds [_ [unique alike]]]]]]] [certain _] below_count events.
  assert (forall n, (n <= count)%nat -> F (fun c => Nat.ltb (s c) n) (sum (upto n) chances)) as partial.
  { induction n as [|n IH]; intros Hn.
    - apply (alike (fun _ => negb true) _ (1 - 1)); [apply complement, everything| |reflexivity].
      intros c. destruct (Nat.ltb_spec (s c) 0); [lia|reflexivity].
    - apply (alike (fun c => Nat.ltb (s c) n || Nat.eqb (s c) n)%bool _ (sum (upto n) chances + chances n)).
      + apply adds; [apply IH; lia|apply events; lia|]. intros c.
        destruct (Nat.ltb_spec (s c) n), (Nat.eqb_spec (s c) n); try reflexivity; lia.
      + intros c. destruct (Nat.ltb_spec (s c) n), (Nat.eqb_spec (s c) n), (Nat.ltb_spec (s c) (S n)); try reflexivity; lia.
      + unfold upto. rewrite seq_S, sum_app. simpl. ring. }
  apply (certain _ _ (partial count (le_n count))). intros c inside. apply Nat.ltb_lt, below_count, inside.
Qed.

Lemma message_chances_total M laws count s chances :
  theorem_1_setting M laws -> message_chances M laws count s chances ->
  sum (message_profiles count (number_of_agents M)) (profile_chance M chances) == 1.
Proof.
  intros [_ [_ [lawful _]]] chance. apply (products_total count chances). intros j Hj.
  destruct (lawful j Hj) as [is_law_j full]. destruct (chance j Hj) as [within events].
  apply (one_agent_total _ _ _ (s j) (count j) (chances j) is_law_j full within events).
Qed.

Lemma profile_chance_nonneg M laws count s chances p :
  theorem_1_setting M laws -> message_chances M laws count s chances ->
  In p (message_profiles count (number_of_agents M)) -> 0 <= profile_chance M chances p.
Proof.
  intros [_ [_ [lawful _]]] chance inp. pose proof (profiles_within count _ p inp) as within.
  unfold profile_chance. fold (product chances (number_of_agents M) p).
  assert (forall n, (n <= number_of_agents M)%nat -> 0 <= product chances n p) as every; [|apply every, le_n].
  induction n as [|n IH]; intros Hn; [discriminate|]. rewrite product_next.
  apply Qmult_le_0_compat; [apply IH; lia|].
  destruct (lawful n ltac:(lia)) as [[_ [_ [_ [_ [_ [nonneg _]]]]]] _].
  apply (nonneg _ _ (proj2 (chance n ltac:(lia)) (p n) (within n ltac:(lia)))).
Qed.

(** ** From ii to iii *)

(** An OSP trading mechanism with finitely many choices is Bayesian incentive compatible. *)
Lemma trading_improves_by_messages M laws beta :
  theorem_1_setting M laws -> slack M beta ->
  choice_improves_by_trading M laws no_slack (osp_over_deviations M) -> choice_improves_by_messages M laws beta.
Proof.
  intros setting slackened [count [T [s [chances [[[protocol valid] [choices [dominant [chance status]]]] [reacts cheaper]]]]]].
  destruct protocol as [_ [_ [_ [respects determined]]]].
  assert (forall p, (forall j, (j < number_of_agents M)%nat -> (p j < count j)%nat) -> profile M T p) as profiles
    by (intros p within j Hj; apply choices; auto).
  exists count, s, chances, (selected T). split; [exact chance|]. split; [|split; [|split; [|split; [exact reacts|exact cheaper]]]].
  - split; [intros j c d Hj Hc equal; apply (valid j Hj); assumption|]. split; [|exact determined].
    intros p within. apply respects, profiles, within.
  - intros j c Hj Hc. apply Qle_trans with (no_slack j * inner (number_of_tasks M) c (status_quo M j)); [apply status; assumption|].
    destruct setting as [[_ [[nonneg _] costs]] _]. apply Qmult_le_compat_r; [apply slackened, Hj|].
    apply inner_nonnegative; [apply (costs j Hj), Hc|apply nonneg, Hj].
  - intros j c d Hj Hc Hd. unfold mean_bundle.
    assert (forall k, inner (number_of_tasks M) c (fun i => sum (message_profiles count (number_of_agents M))
                        (fun p => profile_chance M chances p * selected T (put p j k) j i)) ==
              sum (message_profiles count (number_of_agents M))
                (fun p => profile_chance M chances p * inner (number_of_tasks M) c (selected T (put p j k) j))) as spelled.
    { intros k. unfold inner. rewrite (sum_ext _ _ (fun i => sum (message_profiles count (number_of_agents M))
        (fun p => profile_chance M chances p * (c i * selected T (put p j k) j i)))).
      - rewrite sum_exchange. apply sum_ext. intros p _. rewrite sum_scale. reflexivity.
      - intros i _. rewrite <- sum_scale. apply sum_ext. intros; ring. }
    rewrite !spelled. apply sum_le. intros p inp. pose proof (profiles_within count _ p inp) as within.
    rewrite (Qmult_comm (profile_chance M chances p)), (Qmult_comm (profile_chance M chances p)).
    apply Qmult_le_compat_r; [|apply (profile_chance_nonneg M laws count s chances p setting chance inp)].
    destruct (Nat.eq_dec (s j d) (s j c)) as [->|other]; [apply Qle_refl|].
    destruct (dominant j c Hj Hc) as [chosen best].
    assert (forall k, (k < count j)%nat -> profile M T (put p j k)) as moved.
    { intros k Hk. apply profiles. intros l Hl. destruct (Nat.eq_dec l j) as [->|apart]; [rewrite put_same; exact Hk|].
      rewrite put_other by exact apart. apply within, Hl. }
    destruct (chance j Hj) as [sent _].
    apply (best (s j d)); [apply choices; [exact Hj|apply sent, Hd]|exact other|apply moved, sent, Hc|apply moved, sent, Hd|
      apply put_same|apply put_same].
Qed.

(*| valenzuela-stookey-2026/theorem-1.ii-iii | other actions | proved |*)
Theorem VS_Theorem_1_ii_iii_other_actions_holds : VS_Theorem_1_ii_iii_other_actions.
Proof. intros M laws beta setting slackened. apply trading_improves_by_messages; assumption. Qed.

(*| valenzuela-stookey-2026/theorem-1.ii-iii | literal | proved | for finitely many messages |*)
Theorem VS_Theorem_1_ii_iii_holds : VS_Theorem_1_ii_iii.
Proof.
  intros M laws beta setting slackened [count [T [s [chances [[mechanism [choices [dominant rest]]] improves]]]]].
  apply trading_improves_by_messages; [exact setting|exact slackened|]. exists count, T, s, chances.
  split; [|exact improves]. split; [exact mechanism|]. split; [exact choices|]. split; [|exact rest].
  intros j c Hj Hc. apply dominant_implies_over_deviations, dominant; assumption.
Qed.

(** ** From iii to i *)

(** With identical performance all assignments cost the same. *)
Lemma identical_costs M x y :
  identical_performance M -> assignment M x -> assignment M y -> social_cost M x == social_cost M y.
Proof.
  intros identical [_ clears] [_ clears']. destruct (number_of_agents M) as [|n] eqn:E.
  - unfold social_cost. rewrite E. reflexivity.
  - assert (forall z, social_cost M z == sum (upto (number_of_agents M)) (fun j => inner (number_of_tasks M) (performance M 0%nat) (z j))) as common.
    { intros z. apply sum_ext. intros j Hj. apply in_upto in Hj. apply inner_ext; [|apply same_refl].
      apply identical; lia. }
    rewrite !common. unfold inner. rewrite sum_exchange, (sum_exchange (upto (number_of_agents M))).
    apply sum_ext. intros i Hi. apply in_upto in Hi. rewrite !sum_scale, E, clears, clears' by exact Hi. reflexivity.
Qed.

(*| valenzuela-stookey-2026/theorem-1.iii-i | literal | proved | for finitely many messages |*)
Theorem VS_Theorem_1_iii_i_holds : VS_Theorem_1_iii_i.
Proof.
  intros M laws beta setting _ trivial_market [count [s [chances [P [chance [[types_alike [assigned determined]] [_ [_ [reacts cheaper]]]]]]]]].
  destruct trivial_market as [degenerate|identical].
  - destruct reacts as [c [d [Hc [Hd differ]]]]. apply differ, determined. intros j Hj.
    destruct (Nat.eq_dec (s j (c j)) (s j (d j))) as [equal|other]; [exact equal|exfalso].
    apply degenerate. exists j, (c j), (d j). split; [exact Hj|]. split; [apply Hc, Hj|]. split; [apply Hd, Hj|].
    intros alike. apply other, types_alike; [exact Hj|apply Hc, Hj|exact alike].
  - assert (mean_cost M count chances P == social_cost M (status_quo M)) as equal; [|lra].
    unfold mean_cost.
    rewrite (sum_ext _ _ (fun p => profile_chance M chances p * social_cost M (status_quo M))).
    + rewrite sum_scale_right, (message_chances_total M laws count s chances setting chance). ring.
    + intros p inp. apply Qmult_comp; [reflexivity|]. apply identical_costs; [exact identical| |apply setting].
      apply assigned, (profiles_within count), inp.
Qed.

(** ** Section 3.1 *)

(*| valenzuela-stookey-2026/section-3.1 | rays beside the endowment | proved |*)
Theorem VS_section_3_1_beside_holds : VS_section_3_1_beside.
Proof.
  intros K M T s _ [[[protocol valid] _] optimal] is_status_quo types possible_types.
  apply Qle_trans with (social_cost M (endowment T)).
  - apply (ex_post_optimal_costs_at_most_endowment M T protocol); [exact optimal|].
    intros j Hj. apply valid; [exact Hj|apply possible_types, Hj].
  - apply Qle_lteq. right. apply sum_ext. intros j Hj. apply in_upto in Hj. apply inner_same, is_status_quo, Hj.
Qed.
