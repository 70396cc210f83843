"""Optimal design (LY, section 5).

* `proofs.reduced_form.design.task`: what is to be designed: an objective, incentives, preferences, transfers and
  further terms on a problem.
* `proofs.reduced_form.design.checking`: whether an objective fits its problem.
* `proofs.reduced_form.design.closing`: feasible outcomes where sets are closed if too few.
* `proofs.reduced_form.design.data`: objectives and designs as plain data, and back.
* `proofs.reduced_form.design.deciding`: the best implementable, incentive compatible rule, with multipliers that
  prove it.
* `proofs.reduced_form.design.incentives`: is a given rule incentive compatible, and do some transfers make it so?
* `proofs.reduced_form.design.applications`: the applications of LY, section 5, each built by one call.
* `proofs.reduced_form.design.families`: designs that are affine in several parameters.
* `proofs.reduced_form.design.for_parameters`: the best rule for all values of several parameters.
* `proofs.reduced_form.design.for_all_values`: how the best rule moves with a parameter.
"""
