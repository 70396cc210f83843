"""The allocation problem (LY, section 2).

* `proofs.reduced_form.problem.problems`: agents, objects, types, prior, constraints; interim rules.
* `proofs.reduced_form.problem.data`: problems and interim rules as plain data, and back.
* `proofs.reduced_form.problem.statements`: statements about an interim rule of a problem.
* `proofs.reduced_form.problem.model`: the keys of a problem file, their schema, and what is wrong with one, in a
  sentence.
* `proofs.reduced_form.problem.families`: problems whose numbers depend on parameters.
* `proofs.reduced_form.problem.outcomes`: feasible pure outcomes, profile by profile, and the best of them.
* `proofs.reduced_form.problem.structures`: implementation structures, and whether their projection cone preserves
  total unimodularity.
* `proofs.reduced_form.problem.projection`: the matrices B, C, M(W), the projection cone, and the reduced one (LY,
  section 2.5).
"""
