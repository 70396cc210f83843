"""The hunt for counterexamples.

* `proofs.hunt.search`: proposing instances, and shrinking a counterexample; `proofs.hunt.chunks`: the pieces of work.
* `proofs.hunt.climbing`: fresh tries and climbing by a score.
* `proofs.hunt.hunting`: many claims at once: executors, journal, certificates and table.
* `proofs.hunt.rows`: what a hunt found of one reading, as a line of JSON.
"""
