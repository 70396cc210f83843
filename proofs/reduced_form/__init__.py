"""Reduced-form allocation: the objects and questions of Lang & Yang (2023), cited as LY, in reading order.

* `proofs.reduced_form.problem`: agents, objects, types, prior, constraints, interim rules; feasible outcomes; the
  matrices B, C, M(W).
* `proofs.reduced_form.implementation`: is a rule implementable? Yes with an ex post rule, no with an inequality.
* `proofs.reduced_form.conditions`: the generalized capacity, Conditions A and B for one rule, quotas, random outcomes
  as lotteries.
* `proofs.reduced_form.facets`: all implementable rules as an irredundant system; are Conditions A and B complete for
  a problem?
* `proofs.reduced_form.universal`: are Conditions A and B complete for all quotas and priors of a structure?
* `proofs.reduced_form.design`: the best implementable, incentive compatible rule; the applications of LY, section 5.
* `proofs.reduced_form.classes`: interchangeable agents: implementation, design and all rules, by counts of types.
* `proofs.reduced_form.pictures`: drawings and tables.
* `proofs.reduced_form.parts`: what verdicts consist of, by name: `rule`, `lotteries`, `inequality`.
"""
