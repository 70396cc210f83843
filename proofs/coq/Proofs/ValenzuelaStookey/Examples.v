(** What is proved of statements of VS that have no number: two prices, segments between directions, and bilateral trades
    of both signs. *)

From Coq Require Import PeanoNat.
From Allocation Require Export Proofs.ValenzuelaStookey.Rays Claims.ValenzuelaStookey.

Open Scope Q_scope.

(*| valenzuela-stookey-2026/example.two-price | positive prices | proved |*)
Theorem VS_example_two_price_positive_holds : VS_example_two_price_positive.
Proof.
  intros p1 p2 positive1 positive2. split.
  - intros [_ pairs]. apply (two_price_polarized p1 p2 positive1 positive2).
    apply (pairs 0%nat 1%nat); try lia.
    + intros none. specialize (none 0%nat ltac:(lia)). discriminate.
    + intros none. specialize (none 0%nat ltac:(lia)). discriminate.
  - intros ordered. split.
    + intros k Hk _. destruct k as [|[|k]]; [| |lia]; split.
      * intros nonneg. specialize (nonneg 1%nat ltac:(lia)). cbn in nonneg. lra.
      * intros small. specialize (small 0%nat ltac:(lia)). apply Qle_bool_iff in small. discriminate.
      * intros nonneg. specialize (nonneg 0%nat ltac:(lia)). apply Qle_bool_iff in nonneg. discriminate.
      * intros small. specialize (small 1%nat ltac:(lia)). unfold zero in small. cbn in small. lra.
    + intros k k' Hk Hk' differ _ _.
      pose proof (proj2 (two_price_polarized p1 p2 positive1 positive2) ordered) as pair.
      destruct k as [|[|k]], k' as [|[|k']]; try lia; [exact pair|apply polarized_pair_sym; exact pair].
Qed.

(*| valenzuela-stookey-2026/section-4.2.hull | rays of both signs | proved |*)
Theorem VS_hull_both_signs_holds : VS_hull_both_signs.
Proof.
  intros I n kappa signs.
  assert (forall k k', segment_meets I (kappa k) (kappa k') <-> polarized_pair I (kappa k) (kappa k')) as meets.
  { intros k k'. rewrite polarized_iff_segment. split; intros [t [low [high above]]]; exists (1 - t);
      (split; [lra|]; split; [lra|]); intros i Hi; specialize (above i Hi); unfold plus, multiple in *;
      (setoid_replace (1 - (1 - t)) with t by ring); exact above. }
  assert (forall k, (k < n)%nat -> ~ same I (kappa k) zero) as not_zero.
  { intros k Hk none. destruct (signs k Hk) as [not_positive _]. apply not_positive. intros i Hi. rewrite (none i Hi).
    apply Qle_refl. }
  split.
  - intros [_ pairs] k k' Hk Hk' differ. apply meets. apply pairs; auto.
  - intros segments. split; [intros k Hk _; apply signs, Hk|]. intros k k' Hk Hk' differ _ _. apply meets, segments; auto.
Qed.

(*| valenzuela-stookey-2026/example.bilateral | trades of both signs | proved |*)
Theorem VS_example_bilateral_both_signs_holds : VS_example_bilateral_both_signs.
Proof.
  intros M a b gamma [_ [_ [_ [differ _]]]] [no_less no_more] j Hj.
  set (kappa := if Nat.eqb j a then gamma else opposite gamma).
  exists (fun _ => kappa). split.
  - intros k Hk. destruct k; [right|left].
    + assert (j = a \/ j = b) as who by (apply Hk; reflexivity). split.
      * unfold kappa. destruct (Nat.eqb j a); [split; assumption|]. split.
        -- intros nonneg. apply no_more. intros i Hi. specialize (nonneg i Hi). unfold opposite, zero in *. lra.
        -- intros small. apply no_less. intros i Hi. specialize (small i Hi). unfold opposite, zero in *. lra.
      * intros x [equal|[_ equal]].
        -- exists 0. split; [discriminate|]. intros i Hi. rewrite (equal i Hi). simpl. ring.
        -- exists 1. split; [discriminate|]. intros i Hi. rewrite (equal i Hi). simpl. unfold after_trade, kappa.
           destruct (Nat.eqb_spec j a) as [_|not_a]; [unfold plus; ring|].
           destruct who as [is_a|is_b]; [contradiction|]. rewrite is_b, Nat.eqb_refl. unfold minus, opposite. ring.
    + intros x. simpl. split; [intros [equal|[no _]]; [exact equal|discriminate]|intros equal; left; exact equal].
  - intros k k' _ _ other no no'. exfalso.
    assert (demands_endowment M (bilateral M a b gamma) j false) as demand.
    { intros x. simpl. split; [intros [equal|[bad _]]; [exact equal|discriminate]|intros equal; left; exact equal]. }
    destruct k, k'; try congruence; contradiction.
Qed.
