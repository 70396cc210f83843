"""Reduced-form allocation: the objects of Lang & Yang (2023), cited as LY.

The problem:

* `proofs.reduced_form.problem.problems`: agents, objects, types, prior, constraints; interim rules.
* `proofs.reduced_form.design.applications`: the applications of LY, section 5, each built by one call.
* `proofs.reduced_form.conditions.quotas`: effective quotas, paramodular pairs.
* `proofs.reduced_form.problem.outcomes`, `proofs.reduced_form.conditions.polytope`: feasible outcomes, pure and random.
* `proofs.reduced_form.conditions.decomposition`: a random outcome as a lottery.

Is a rule implementable?

* `proofs.reduced_form.implementation.deciding`: yes with an ex post rule, no with an inequality.
* `proofs.reduced_form.conditions.deciding`: Conditions A and B for one rule.
* `proofs.reduced_form.implementation.thresholds`: one object and many agents, where type profiles cannot be listed.
* `proofs.reduced_form.conditions.capacity`, `proofs.reduced_form.conditions.market`, `proofs.reduced_form.conditions.greedy`: the generalized capacity,
  in the assignment market, and over paramodular quotas.

All implementable rules:

* `proofs.reduced_form.facets.listing`: an irredundant system of inequalities.
* `proofs.reduced_form.facets.completeness`: are Conditions A and B complete for a problem?
* `proofs.reduced_form.facets.descriptions`: what is stated about such systems, and what convinces of it.
* `proofs.reduced_form.problem.projection`, `proofs.reduced_form.problem.structures`: the matrices B, C, M(W), and the projection cone.
* `proofs.reduced_form.design.deciding`: the best implementable, incentive compatible rule.
* `proofs.reduced_form.pictures`: drawings and tables.
"""
