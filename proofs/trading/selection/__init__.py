"""Choices and what is selected (VS, sections 1.1 and 3.1).

* `proofs.trading.selection.probabilities`: how likely choices are, by exact volumes.
* `proofs.trading.selection.optimal`: the selection with the least social cost, given the choices.
"""
