"""What mechanisms cost, and the value of choice (VS, sections 2 and 4).

* `proofs.trading.value.classification`: what a mechanism makes of classes of tasks (footnote 12): a report.
* `proofs.trading.value.ties`: the ways to settle ties, and the least expected cost over them.
* `proofs.trading.value.costs`: the expected cost of a mechanism.
* `proofs.trading.value.improvement`: does a selection improve upon another, profile by profile?
* `proofs.trading.value.mechanism_costs`: what a mechanism costs beside the status quo, agent by agent: a report.
* `proofs.trading.value.lottery_costs`: what a lottery over mechanisms costs: a report.
* `proofs.trading.value.bilateral`: does some bilateral trade improve upon the status quo?
* `proofs.trading.value.constant`: constant mechanisms: what participation and feasibility leave.
* `proofs.trading.value.linear_programs`: the cheapest constant and the cheapest Bayesian incentive compatible
  mechanism (program (1)), in a large market too.
* `proofs.trading.value.best_trade`: the best bilateral trade.
* `proofs.trading.value.best_obvious`: the best obviously strategy-proof mechanism on finitely many types.
* `proofs.trading.value.incentive_bound`: what incentive compatible mechanisms cost at least, with costs in boxes.
* `proofs.trading.value.best_rays`: the best polarized ray mechanism on finitely many types.
* `proofs.trading.value.ray_search`: the search for it.
* `proofs.trading.value.representative_rays`: polarized ray mechanisms where the types are not few.
* `proofs.trading.value.choice`: when choice is of use: a report.
* `proofs.trading.value.outer_program`: the large-market program over menus that are given, its prices, and support
  functions.
* `proofs.trading.value.all_menus`: the support function over all menus.
* `proofs.trading.value.polarized_support`: the support function over polarized menus.
* `proofs.trading.value.support_functions`: both: a report.
* `proofs.trading.value.enclosing`: when what is enclosed is close enough.
* `proofs.trading.value.best_large_market`: the best of all large-market mechanisms for finite types.
* `proofs.trading.value.best_large_rays`: the best menus of polarized rays for the large market.
* `proofs.trading.value.large_menus`: mechanisms of the large market that a market file can say.
* `proofs.trading.value.best`: which mechanism to use: a report.
* `proofs.trading.value.replicas`: finite replicas of a market.
* `proofs.trading.value.cost_laws`: the whole law of the cost of N copies (Proposition 3), and a report.
* `proofs.trading.value.large_markets`: large markets: a report.
"""
