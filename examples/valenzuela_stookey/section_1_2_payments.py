"""VS, section 1.2: a task that is a payment. It is liked, may be below 0, and need not add up to anything."""

from dataclasses import replace
from pathlib import Path

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.dominance.dominating_report import decide_dominating, explain_dominating_report
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_on_domain import decide_polarized_on_domains, explain_menus_on_domains
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.supply import Payment
from proofs.trading.value.best import decide_best, explain_best
from proofs.trading.value.improvement import decide_selection, explain_selection
from proofs.trading.value.mechanism_costs import decide_cost

goods = Path(__file__).parents[1] / "goods"


def in_short(mechanism: Mechanism) -> str:
    """Whether it is obviously strategy-proof, and what it is expected to cost."""
    osp, cost = decide_osp(mechanism), decide_cost(mechanism).expected.statement
    return f"obviously strategy-proof {ANSWER[osp.holds]}, expected cost {text(cost.value)}"


overtime = load_market(goods / "overtime.json")
print(overtime.market)
print(explain_menus_on_domains(decide_polarized_on_domains(overtime)).splitlines()[0])
print(explain_dominating_report(decide_dominating(overtime)))
print("\nWhat a mechanism can do with a sum of pay that is fixed, and nobody below nothing:")
print(explain_best(decide_best(overtime.market)))

shifts = load_market(goods / "paid-for-shifts.json")
print(f"\n{shifts.market}")
print(explain_menus_on_domains(decide_polarized_on_domains(shifts)).splitlines()[0])
print(explain_selection(decide_selection(shifts.market, shifts.protocol.menus, (1, 1))))

print("\nThe same menus where money may be what it is said to be:")
for words, money in (
    ("below 0, and any sum", Payment(0, fixed=False, bounded=False)),
    ("below 0, and a sum of 0", Payment(0, fixed=True, bounded=False)),
    ("from 0 on, and any sum", Payment(0, fixed=False, bounded=True)),
):
    market = replace(shifts.market, supply=(8, money))
    print(f"  {words}: {in_short(replace(shifts, protocol=replace(shifts.protocol, market=market)))}")
