"""Capacities and quotas, and the conditions on a rule that LY derive from them (LY, sections 2.2 to 3.2).

* `proofs.reduced_form.conditions.capacity`: the generalized capacity (LY, Definition 1), and whether it is linear.
* `proofs.reduced_form.conditions.deciding`: does a rule satisfy Condition A, or B; which inequality does it violate
  most?
* `proofs.reduced_form.conditions.asked`: both at once, for whoever asks.
* `proofs.reduced_form.conditions.quotas`: effective quotas, paramodular pairs.
* `proofs.reduced_form.conditions.polytope`: do the quotas describe the lotteries over pure outcomes?
* `proofs.reduced_form.conditions.decomposition`: a random outcome as a lottery over feasible ones.
* `proofs.reduced_form.conditions.fewest`: how few pure outcomes such a lottery needs.
* `proofs.reduced_form.conditions.market`: the capacity of the assignment market: lines, covers and diagonals (LY,
  section 5.2).
* `proofs.reduced_form.conditions.greedy`: optima over paramodular quotas by chains (LY, Lemmas 5 to 7).
"""
