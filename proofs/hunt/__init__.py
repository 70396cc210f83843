"""The hunt for counterexamples.

* `proofs.hunt.search`: proposing instances, and shrinking a counterexample.
* `proofs.hunt.hunting`: many claims at once: executors, journal, certificates and table.
* `proofs.hunt.patience`: a bound on the time of one instance.
* `proofs.hunt.rows`: what a hunt found of one reading, as a line of JSON.
"""
