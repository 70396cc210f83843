"""Is an interim rule implementable? (LY, section 2.3.)

* `proofs.reduced_form.implementation.deciding`: yes with an ex post rule, no with an inequality that every
  implementable rule satisfies.
* `proofs.reduced_form.implementation.separating`: the same in the dimension of the rule, for many type profiles.
* `proofs.reduced_form.implementation.best_outcomes`: the best outcomes at all profiles at once, for that.
* `proofs.reduced_form.implementation.single_object`: one object and many agents with independent types: the
  statement.
* `proofs.reduced_form.implementation.thresholds`: one object and many agents, where type profiles cannot be listed
  (Border 1991).
* `proofs.reduced_form.implementation.for_parameters`: for which values of several parameters.
* `proofs.reduced_form.implementation.for_all_values`: for which values of a parameter.
"""
