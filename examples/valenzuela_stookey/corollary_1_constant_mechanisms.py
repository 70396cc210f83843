"""VS, Lemma 1 and Corollary 1: without slack only the status quo is constant and acceptable; with slack others are."""

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.trading.markets.bundles import bundle, texts
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.constant import lemma_1_sides, only_constant_mechanism, satisfies_status_quo
from proofs.trading.value.linear_programs import cheapest_constant

for slack in (1, "3/2"):
    market = Market.make(
        {"A": 2, "B": 2},
        ["1", "2"],
        [[1, 1], [1, 1]],
        performance=[[0, 1], [1, 0]],
        preferences=Preferences.uniform((1, 1), (2, 2)),
        slack=slack,
    )
    print(f"beta = {slack}")
    verdict = only_constant_mechanism(market)
    print(f"  {verdict}; verified: {ANSWER[verdict.verify()]}")
    if not verdict:
        print("  another:", *texts(verdict.evidence.assignment[0]), "|", *texts(verdict.evidence.assignment[1]))
    best = cheapest_constant(market)
    print(f"  {best.statement.sentence()}; the status quo costs {text(market.social_cost(market.status_quo))}")
    swap = (bundle(("5/4", "3/4")), bundle(("3/4", "5/4")))
    left, right = lemma_1_sides(market, swap)
    print(f"  a small swap satisfies (SQ): {ANSWER[satisfies_status_quo(market, swap)]};", end=" ")
    print(f"Lemma 1 asks for {text(left)} <= {text(right)}")
