"""Trading mechanisms (VS): markets, protocols, polarization, obvious dominance, selection, large markets.

Reading order: `markets` (tasks, agents, preferences), `menus` (trading sets), `protocols` (menus with a selection rule
and strategies), `polarization` and `polarized_menus` (are the rays polarized?), `cost_types` and `dominance` (is the
mechanism obviously strategy-proof?), `idle` (offers beyond reach), `families` (the mechanisms of section 1.1),
`characterization` (Claims 1-6 and Theorem 2), `pictures`. How likely choices are, and what they cost, is in
`probabilities` (with all rules for ties; by default they are the designer's), `selection`, `large_markets` and
`all_menus`; when choice is of use in `choice`. Files are read by `proofs.formats.markets`.

What functions are called. A plain adjective or noun computes one thing about what is given: `polarized(directions)`,
`obviously_dominant(protocol, agent, costs, action)`, `obviously_strategy_proof(mechanism)`, `chance(law, event)`; where
the thing is yes or no it is a verdict. `decide_` goes before it where the question is about more: the menus of all
agents (`decide_polarized(mechanism)`), whatever the selection is (`decide_osp(mechanism)`, which makes the table of an
ex-post optimal rule), with evidence for a number (`decide_chance`, `decide_choice_probabilities`), or a report of
several verdicts (`decide_choice`, `decide_selection`, `decide_large_market`). `explain_` tells what was found:
`explain_osp`, `explain_menus` (of `decide_polarized`), `explain_polarized` (of `polarized`), `explain_choice`,
`explain_selection`, `explain_large_market`. Given something else, these say what would do.

Agents are given by name, or by their place in the market's order, which is how statements and evidence store them.
"""
