"""Conditions A and B for all quotas of a structure at once.

* `proofs.reduced_form.universal.components`: the parts of a structure that no set joins, and their relabellings.
* `proofs.reduced_form.universal.statements`: what is stated, why it suffices to look at few quotas, and the evidence.
* `proofs.reduced_form.universal.listing`: all quotas up to a bound, each once, and the chambers that they are at.
* `proofs.reduced_form.universal.smallest`: small quotas at which a condition fails.
* `proofs.reduced_form.universal.deciding`: is the condition complete for all quotas and priors?
"""
