"""Obvious dominance (VS, section 3; Li 2017).

* `proofs.trading.dominance.polarization`: are rays polarized? (Definition 5.)
* `proofs.trading.dominance.cost_types`: is there a type of which given trades have given signs?
* `proofs.trading.dominance.polarized_menus`: are the menus of a mechanism polarized?
* `proofs.trading.dominance.polarized_on_domain`: the same on the costs that the agents may really have.
* `proofs.trading.dominance.idle`: offers that no profile can reach.
* `proofs.trading.dominance.actions`: is one action obviously dominant for one type?
* `proofs.trading.dominance.failing_types`: the types for which an action could fail, as systems of signs of trades.
* `proofs.trading.dominance.mechanisms`: what is stated of a mechanism, and what convinces of it.
* `proofs.trading.dominance.deciding`: is a mechanism obviously strategy-proof?
* `proofs.trading.dominance.explaining`: the same, decided and told.
* `proofs.trading.dominance.characterization`: Claims 1 to 6.
* `proofs.trading.dominance.domination`: does one mechanism (effectively) dominate another?
* `proofs.trading.dominance.dominating`: the polarized rays that effectively dominate a mechanism (Theorem 2).
* `proofs.trading.dominance.dominating_report`: the same with what else Theorem 2 speaks of: a report.
"""
