"""Trading mechanisms: the objects and questions of Valenzuela-Stookey (2026), cited as VS, in reading order.

* `proofs.trading.markets`: tasks, agents, preferences; menus of trading sets; protocols; mechanisms.
* `proofs.trading.selection`: how likely choices are, with all readings of ties; ex-post optimal selection.
* `proofs.trading.dominance`: polarized rays; is a mechanism obviously strategy-proof?
* `proofs.trading.games`: the game that a mechanism induces, with preferences of any sort; its equilibria.
* `proofs.trading.value`: what mechanisms cost; when choice is of use; large markets.
* `proofs.trading.pictures`: drawings and tables.
* `proofs.trading.parts`: what verdicts consist of, by name: `trade`, `failing_type`.

What functions are called. A plain adjective or noun computes one thing about what is given: `polarized(directions)`,
`obviously_dominant(protocol, agent, costs, action)`, `obviously_strategy_proof(mechanism)`, `chance(law, event)`; where
the thing is yes or no it is a verdict. `decide_` goes before it where the question is about more: the menus of all
agents (`decide_polarized(mechanism)`), whatever the selection is (`decide_osp(mechanism)`, which makes the table of an
ex-post optimal rule), with evidence for a number (`decide_chance`, `decide_choice_probabilities`), or a report of
several verdicts (`decide_choice`, `decide_selection`, `decide_cost`, `decide_lottery_cost`, `decide_dominating`,
`decide_large_market`, `decide_equilibria`, `decide_classes`, `decide_cost_laws`). `explain_` tells what was found:
`explain_osp`, `explain_menus` (of `decide_polarized`), `explain_polarized` (of `polarized`), `explain_choice`,
`explain_selection`, `explain_cost`, `explain_lottery_cost`, `explain_large_market`, `explain_equilibria`,
`explain_classes`, `explain_cost_laws`, `explain_domination` (of `dominated`), `explain_dominating` (of
`dominating_mechanism`), `explain_dominating_report` (of `decide_dominating`). Given something else, these say what
would do.

Agents are given by name, or by their place in the market's order, which is how statements and evidence store them.
"""
