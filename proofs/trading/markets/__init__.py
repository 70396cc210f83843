"""Markets, menus and mechanisms (VS, sections 1 and 1.1).

* `proofs.trading.markets.bundles`: bundles of tasks as exact vectors.
* `proofs.trading.markets.domains`: which costs of a unit of each task are possible: orthants, boxes, finite lists.
* `proofs.trading.markets.laws`: how likely they are; an agent's preferences.
* `proofs.trading.markets.supply`: how much there is of each task; payments (section 1.2).
* `proofs.trading.markets.market`: tasks, agents, status quo, performance.
* `proofs.trading.markets.random_allocation`: is a table of expected numbers a lottery over integer allocations?
* `proofs.trading.markets.menus`: trading sets: rays, points, polyhedra.
* `proofs.trading.markets.selections`: what is selected once all have chosen.
* `proofs.trading.markets.protocols`: menus with a selection rule, and whether it respects the choices.
* `proofs.trading.markets.mechanisms`: a protocol with a strategy for each agent.
* `proofs.trading.markets.reduction`: redundancy, the essential reduction, sets within sets (VS, section 3).
* `proofs.trading.markets.classes`: classes of tasks, and the shares of the status quo within them (footnote 12).
* `proofs.trading.markets.two_tasks`: the mechanism in which each class is a task.
* `proofs.trading.markets.families`: the mechanisms of section 1.1: bilateral trades, two prices, pseudo-markets.
"""
