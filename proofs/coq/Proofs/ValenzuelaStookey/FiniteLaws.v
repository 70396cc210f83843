(** Laws of finitely many types are laws, with full support on what they cover. *)

From Allocation Require Export Proofs.ValenzuelaStookey.Bundles.

Open Scope Q_scope.

Section FiniteLaws.

Variable I : nat.
Variable F : finite_law.
Variable X : bundle -> Prop.
Hypothesis finite : is_finite_law X F.

Lemma weights_positive p c : In (p, c) F -> 0 < p.
Proof. intros inF. apply (proj1 finite p c inF). Qed.

Theorem finite_is_law : is_law I (law_of F).
Proof.
  destruct finite as [_ total].
  split; [symmetry; exact total|]. split; [intros d b; eexists; reflexivity|].
  split; [|split; [|split; [|split; [|split]]]].
  - intros E p chance. unfold law_of in *. rewrite chance, <- total, <- sum_minus.
    apply sum_ext. intros one _. destruct (E (snd one)); simpl; ring.
  - intros E D p q _ _. eexists; reflexivity.
  - intros E D p q chance chance' apart. unfold law_of in *. rewrite chance, chance', <- sum_plus.
    apply sum_ext. intros one _. specialize (apart (snd one)).
    destruct (E (snd one)), (D (snd one)); simpl in *; try discriminate; ring.
  - intros E p chance. unfold law_of in chance. rewrite chance. apply sum_nonneg. intros [w c] inF. simpl.
    destruct (E c); [apply Qlt_le_weak, (weights_positive w c inF)|apply Qle_refl].
  - intros E D p q chance chance' alike. unfold law_of in *. rewrite chance, chance'.
    apply sum_ext. intros one _. rewrite alike. reflexivity.
  - intros E D p q chance alike equal. unfold law_of in *. rewrite <- equal, chance.
    apply sum_ext. intros one _. rewrite alike. reflexivity.
Qed.

Theorem finite_full_support : covers I F X -> full_support I (law_of F) X.
Proof.
  intros covered. destruct finite as [members total]. split.
  - intros E p chance certain. unfold law_of in chance. rewrite chance, <- total. apply sum_ext.
    intros [w c] inF. simpl. rewrite (certain c); [reflexivity|]. apply (members w c inF).
  - intros E p c epsilon chance inX small near. unfold law_of in chance. rewrite chance.
    destruct (covered c inX) as [w [d [inF equal]]]. destruct (members w d inF) as [positive inX'].
    apply Qlt_le_trans with (if E d then w else 0).
    + rewrite (near d inX'); [exact positive|]. intros i Hi. rewrite (equal i Hi). split; lra.
    + apply (member_le_sum F (fun one => if E (snd one) then fst one else 0) (w, d)); [|exact inF].
      intros [v e] inF'. simpl. destruct (E e); [apply Qlt_le_weak, (weights_positive v e inF')|apply Qle_refl].
Qed.

End FiniteLaws.
