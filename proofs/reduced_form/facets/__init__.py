"""All implementable interim rules of a problem.

* `proofs.reduced_form.facets.summands`: the set as a Minkowski sum over type profiles, and the inequalities valid on
  it.
* `proofs.reduced_form.facets.signs`: inequalities of Conditions A and B among those that are the same up to equations.
* `proofs.reduced_form.facets.descriptions`: what is stated about systems of inequalities, and what convinces of it.
* `proofs.reduced_form.facets.listing`: the irredundant system; `proofs.reduced_form.facets.formulas`: written out.
* `proofs.reduced_form.facets.relations`: the system as relations of SymPy; `proofs.reduced_form.facets.quota_forms`:
  capacities as forms in the quotas.
* `proofs.reduced_form.facets.surviving`: which facets remain where probabilities are 0.
* `proofs.reduced_form.facets.for_parameters`: for which values of several parameters a rule is implementable, also
  where the prior depends on them.
* `proofs.reduced_form.facets.orbits`: which facets are alike.
* `proofs.reduced_form.facets.normal_forms`: one facet of each orbit as a reader would write it, and its family.
* `proofs.reduced_form.facets.two_agents`: LY's systems (31)-(32) and (33)-(34) against the facets.
* `proofs.reduced_form.facets.completeness`: are Conditions A and B complete for the problem?
"""
