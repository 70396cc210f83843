"""Polarized on the costs that agents may have: rays that take the same task away, and a task that is a payment."""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_menus import decide_polarized, explain_menus
from proofs.trading.dominance.polarized_on_domain import (
    decide_polarized_on_domains,
    explain_menus_on_domains,
    explain_on_domain,
    polarized_on_domain,
)
from proofs.trading.markets.domains import Box

print(
    "One ray tempts types with c1 < 3/2 c2, the other those with c1 > 2/3 c2. In the first box some want both; in the"
)
print("second nobody wants the first, which leaves costs (3, 2) just indifferent:")
rays = [(2, -3), (-3, 2)]
for box in (Box((1, 1), (2, 2)), Box((3, 1), (4, 2))):
    print(explain_on_domain(polarized_on_domain(box, rays, "pairs")))

goods = Path(__file__).parents[1] / "goods"

nights = load_market(goods / "days-and-nights.json")
print(f"\n{nights.market}")
print("VS, after the definition: no two polarized rays can take away the same task. Both of ann's take evenings.")
print(explain_menus(decide_polarized(nights)).splitlines()[0])
print("\nWith the costs that ann and ben may have:")
print(explain_menus_on_domains(decide_polarized_on_domains(nights)))
print("Obviously strategy-proof:", ANSWER[decide_osp(nights).holds])

pay = load_market(goods / "shifts-for-pay.json")
print(f"\n{pay.market}")
print(explain_menus_on_domains(decide_polarized_on_domains(pay)))
print("Obviously strategy-proof:", ANSWER[decide_osp(pay).holds])
