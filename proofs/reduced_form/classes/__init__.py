"""Interchangeable agents: problems of groups with sizes, decided by counts of types instead of type profiles.

* `proofs.reduced_form.classes.groups`: problems of groups, their quotas and priors.
* `proofs.reduced_form.classes.data`: problems of groups as plain data, and back.
* `proofs.reduced_form.classes.counts`: classes of type profiles and their probabilities; blocks of groups.
* `proofs.reduced_form.classes.listed`: from groups to agents by name, and from agents to the groups that they form.
* `proofs.reduced_form.classes.class_program`: the best outcome of every class for given weights.
* `proofs.reduced_form.classes.dealing`: what a type gets together, dealt out to single agents.
* `proofs.reduced_form.classes.pricing`: pure rules and the points that they give.
* `proofs.reduced_form.classes.choices`: outcomes that each class may choose, and mixtures of pure rules.
* `proofs.reduced_form.classes.mixing`: a rule as a mixture of pure rules, or weights that separate it.
* `proofs.reduced_form.classes.by_maps`: pure rules by affine maps, for many classes.
* `proofs.reduced_form.classes.evidence`: rules and bounds class by class, as certificates hold them.
* `proofs.reduced_form.classes.implementing`: is a symmetric interim rule implementable?
* `proofs.reduced_form.classes.unimodular`: total unimodularity, by as many agents as have to be listed.
* `proofs.reduced_form.classes.dividing`: groups divided into parts, to tell their agents apart.
* `proofs.reduced_form.classes.conditions`: Conditions A and B for a symmetric rule.
* `proofs.reduced_form.classes.descriptions`: what is stated of all symmetric rules, and what convinces of it.
* `proofs.reduced_form.classes.describing`: all symmetric rules as an irredundant system.
* `proofs.reduced_form.classes.capacities`: right sides as formulas in the counts of types, for any prior.
* `proofs.reduced_form.classes.shadows`: all symmetric rules in a few coordinates, to be drawn.
* `proofs.reduced_form.classes.group_design`: what is to be designed for groups.
* `proofs.reduced_form.classes.optimal_face`: multipliers exactly, and a best rule on the face that they lead to.
* `proofs.reduced_form.classes.designing`: the best symmetric rule, with multipliers that prove it.
* `proofs.reduced_form.classes.capacity_choice`: a supplier's capacities with their costs, then the best rule (LY 5.1),
  for groups or agents by name.
* `proofs.reduced_form.classes.optimal_face`: the same from both sides: multipliers first, then a rule on their face.
"""
