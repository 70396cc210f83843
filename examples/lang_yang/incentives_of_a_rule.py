"""LY (26) and (27): is a given rule incentive compatible, by how much is it not, and do some transfers mend it?"""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.problems import given_rule_from_plain, load_given_rule
from proofs.reduced_form.design.incentives import cycle_terms, incentive_compatible, misreports, transfers_for
from proofs.report.incentives import explain_incentives

here = Path(__file__).parents[1] / "problems"

auction = load_given_rule(here / "incentives_auction.json")
verdict = incentive_compatible(auction)
print("two bidders and what they pay:", ANSWER[bool(verdict)], "- verified:", ANSWER[verdict.verify()])
for gain in misreports(auction):
    print(f"{gain.agent} of type {gain.kind} gains {gain.gain} by reporting {gain.report}")
paid = transfers_for(auction).transfers
print("transfers that nobody escapes by a report:", *(f"{kind} pays {paid['b1', kind]}" for kind in ("v0", "v1", "v2")))

# Each two of these types could be kept honest by transfers, all three cannot.
circle = load_given_rule(here / "incentives_cycle.json")
found = transfers_for(circle)
print("\nsome transfers for a rule of three types:", ANSWER[bool(found.verdict)])
print("because along", " -> ".join(found.cycles["ann"]), "they lose", *cycle_terms(circle, "ann", found.cycles["ann"]))

# With rankings a type must get as much of its best k objects, for every k.
market = {
    "format": "exact-proofs/problem/1",
    "agents": ["ann", "bob"],
    "objects": ["tea", "cake", "nothing"],
    "types": {"ann": ["sweet", "thirsty"], "bob": ["any"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 1}],
    "interim_rule": {
        "ann": {"sweet": {"cake": "1/2", "nothing": "1/2"}, "thirsty": {"tea": "1/2", "cake": "1/2"}},
        "bob": {"any": {"nothing": 1}},
    },
    "preferences": {
        "ann": {"sweet": ["cake", "tea", "nothing"], "thirsty": ["tea", "cake", "nothing"]},
        "bob": {"any": ["tea", "cake", "nothing"]},
    },
}
print()
print(explain_incentives(given_rule_from_plain(market), None))
