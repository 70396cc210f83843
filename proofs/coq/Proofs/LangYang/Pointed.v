(** LY, sections 5.5 and 5.6: cones that are not pointed, because (1, ..., 1) is in their lineality space (Lemma 9(1), Lemma
    11(1)); and multiples of extreme rays. *)

From Allocation Require Export Claims.LangYangSection4 Claims.LangYangSection5.
From Allocation Require Import Proofs.LangYang.BilateralTrade.

(*| lang-yang-2023/lemma-9.non-pointed | literal | proved |*)
Theorem LY_Lemma_9_non_pointed_holds : LY_Lemma_9_non_pointed.
Proof.
  intros B well pointed. assert (zero : 1 == 0); [|discriminate].
  refine (pointed (fun _ => 1) _ (Buyer_f 0) _).
  - intros row inrow. unfold value, trade_columns. rewrite !sum_app, !sum_map.
    assert (trade_one : forall e, In e (compatible B) ->
      sum (compatible B) (fun d => inject_Z (if pair_eqb e d then 1 else 0) * 1) == 1).
    { intros e ine. rewrite (sum_ext (compatible B) _ (fun d => indicator (pair_eqb e d))).
      - apply (sum_indicator_once pair_eqb); [|apply well|assumption]. intros [i j] [k l]. unfold pair_eqb. simpl.
        rewrite andb_true_iff, !Nat.eqb_eq. split; [intros [-> ->]; reflexivity|intros E; injection E as -> ->; now split].
      - intros d _. destruct (pair_eqb e d); reflexivity. }
    assert (type_one : forall n t, (t < n)%nat -> sum (seq 0 n) (fun s => inject_Z (if Nat.eqb t s then -1 else 0) * 1) == -(1)).
    { intros n t lt. rewrite (sum_ext (seq 0 n) _ (fun s => (-1) * indicator (Nat.eqb t s))).
      - rewrite sum_scale, (sum_indicator_once Nat.eqb); [reflexivity|apply Nat.eqb_eq|apply seq_NoDup|apply in_seq; lia].
      - intros s _. destruct (Nat.eqb t s); reflexivity. }
    unfold trade_rows in inrow. apply in_app_iff in inrow. rewrite !in_map_iff in inrow.
    destruct inrow as [([s t] & <- & ine)|([s t] & <- & ine)]; destruct (compatible_types B well s t ine) as (Hs & Ht);
      unfold rational; cbn [trade_matrix fst snd]; rewrite (trade_one (s, t) ine).
    + rewrite (type_one (buyer_types B) s Hs), sum_zero by (intros; reflexivity). ring.
    + rewrite (type_one (seller_types B) t Ht), sum_zero by (intros; reflexivity). ring.
  - unfold trade_columns. apply in_app_iff. left. apply in_map, in_seq. destruct well. lia.
Qed.

(*| lang-yang-2023/lemma-11.non-pointed | literal | proved |*)
Theorem LY_Lemma_11_non_pointed_holds : LY_Lemma_11_non_pointed.
Proof.
  intros pointed. assert (zero : 1 == 0); [|discriminate].
  refine (pointed (fun c => match c with Player_f true _ _ => 1 | Player_f false _ _ => 0 | Profile_g _ => 1 end) _ (Player_f true 1 0) _).
  - intros row inrow. cbv in inrow. decompose [or] inrow; subst; try contradiction; vm_compute; reflexivity.
  - left. reflexivity.
Qed.

(*| lang-yang-2023/lemma-11.non-pointed | a0 as well | proved |*)
Theorem LY_Lemma_11_non_pointed_a0_holds : LY_Lemma_11_non_pointed_a0.
Proof.
  intros pointed. assert (zero : 1 == 0); [|discriminate].
  refine (pointed (fun c => match c with Player_f true _ _ => 1 | Player_f false _ _ => 0 | Profile_g _ => 1 end) _ (Player_f true 0 0) _).
  - intros row inrow. cbv in inrow. decompose [or] inrow; subst; try contradiction; vm_compute; reflexivity.
  - left. reflexivity.
Qed.

(*| lang-yang-2023/appendix.extreme-ray-scaling | lambda > 0 | proved |*)
Theorem LY_extreme_rays_can_be_scaled_up_holds : LY_extreme_rays_can_be_scaled_up.
Proof.
  intros rows n M x scale _ (inside & nonzero & binding & once & among & binds & free & count) positive.
  assert (scaled : forall row, value (seq 0 n) M (fun c => scale * x c) row == scale * value (seq 0 n) M x row).
  { intros row. unfold value. rewrite <- sum_scale. apply sum_ext; intros; ring. }
  split; [|split].
  - intros i ini. rewrite scaled. specialize (inside i ini). nra.
  - intros zero. apply nonzero. intros c inc. specialize (zero c inc). simpl in zero.
    destruct (Q_dec (x c) 0) as [[less|more]|E]; [nra|nra|assumption].
  - exists binding. repeat split; try assumption. intros row inrow. rewrite scaled, (binds row inrow). ring.
Qed.
