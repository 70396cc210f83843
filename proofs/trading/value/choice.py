"""When is choice useful? (VS, section 2)

*Bilateral trades.* Agents j', j'' and a trade gamma: j' may move from sigma_j' to sigma_j' + gamma and j'' from
sigma_j'' to sigma_j'' - gamma; it happens if both want it. By VS, Lemma 2 it is feasible and improves on the status quo
if and only if sigma_j' + gamma >= 0, sigma_j'' - gamma >= 0, (pi_j' - pi_j'') . gamma < 0, some type of j' has
gamma . c < 0 and some type of j'' has gamma . c > 0. Exchanging the agents and the sign of gamma changes nothing, so
unordered pairs are enough. On a box, gamma . c is least at the vertex that is low where gamma is positive and high
where it is negative, so for each sign pattern of gamma only one pair of opposite vertices matters, and the conditions
are a linear system in gamma. All but the first two are invariant to positive scaling: `< 0` becomes `<= -1`, and a
trade with the right signs is scaled to as much as is feasible. So at most 2^I systems of three rows decide a pair of
agents. No: a Farkas vector for each.

*Constant mechanisms.* Assignments that satisfy (SQ), no type's workload above beta_j times that of the status quo, and
(MC). On a box the worst type is again a vertex, and (SQ) is linear with one more variable for each task. Is the status
quo the only one (VS, Lemma 1 and Corollary 1)? Which is the cheapest?

*Optimal mechanisms.* On finite type sets program (1), the cheapest mechanism that is Bayesian incentive compatible, is
a linear program. Choice is optimal (every solution is non-constant) exactly if it is cheaper than every constant
mechanism.

Readings of "improves". VS assume a law with full support on a box, under which all of these agree.

* `"indifferent trade"` (default where laws are given): the expected social cost falls, when agents trade if
  gamma . c' <= 0 and gamma . c'' >= 0, as printed. An atom of indifferent types trades. (As printed, Lemma 2 is not
  necessary: with one type each and gamma orthogonal to both, trade happens and may improve.)
* `"indifferent keep"`: the same when indifferent agents do not trade.
* `"lemma 2"`: the printed conditions, on the domains C_j, whatever the laws.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import counted, told_number
from exact.verdicts import Undecided, Verdict
from proofs.told import Told
from proofs.trading.markets.bundles import Bundle, require_kind
from proofs.trading.markets.market import Market
from proofs.trading.value.bilateral import (
    READINGS,
    BilateralTrade,
    BilateralTradeImproves,
    NoBilateralTrade,
    improving_trade,
)
from proofs.trading.value.constant import AnotherConstant, only_constant_mechanism
from proofs.trading.value.linear_programs import CheapestMechanism, cheapest_constant, cheapest_incentive_compatible

# ------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class ChoiceReport(Told):
    """The answers of section 2 for one market.

    `incentive_compatible` is there for finite type sets within the bound. `choice_is_optimal`: program (1) is cheaper
    than every constant mechanism (`None`: not known). `notes` says what was left out, and why.
    """

    market: Market
    status_quo_cost: Fraction
    trade: Verdict
    only_constant: Verdict
    constant: Verdict
    incentive_compatible: Verdict | None
    choice_is_optimal: bool | None
    notes: tuple[str, ...]


def decide_choice(market: Market, reading: str | None = None, best: bool = True) -> ChoiceReport:
    """All of section 2 for a market; see `ChoiceReport`."""
    notes: list[str] = []
    try:
        trade = improving_trade(market, reading, best)
    except ValueError as error:
        if reading is not None and reading not in READINGS:
            raise
        trade = Verdict(BilateralTradeImproves(market, reading or "lemma 2"), None, Undecided((str(error),)))
        notes.append(f"whether a bilateral trade improves is not decided: {error}")
    constant = cheapest_constant(market)
    optimal: Verdict | None = None
    try:
        optimal = cheapest_incentive_compatible(market)
    except ValueError as error:
        notes.append(f"the value of VS, program (1), is not computed: {error}")
    cost = market.social_cost(market.status_quo)
    is_optimal = None if optimal is None else _value(optimal) < _value(constant)
    # Without program (1), a bilateral trade that is cheaper than every constant mechanism settles it: trading exactly
    # when it does not hurt is incentive compatible and satisfies (SQ).
    gain = trade.evidence.gain if isinstance(trade.evidence, BilateralTrade) else None
    if is_optimal is None and gain is not None and cost - gain < _value(constant):
        is_optimal = True
    only = only_constant_mechanism(market)
    return ChoiceReport(market, cost, trade, only, constant, optimal, is_optimal, tuple(notes))


def _value(verdict: Verdict) -> Fraction:
    assert isinstance(verdict.statement, CheapestMechanism)
    return verdict.statement.value


def explain_choice(report: ChoiceReport) -> str:
    """The report in words."""
    require_kind(report, ChoiceReport, "explain_choice", "the report of decide_choice is expected")
    market = report.market
    lines = [f"the status quo costs {told_number(report.status_quo_cost)}", str(report.trade)]
    found = report.trade.evidence
    if isinstance(found, BilateralTrade):
        lines += _explain_trade(market, found)
    elif isinstance(found, NoBilateralTrade):
        systems = counted(len(found.multipliers), "linear system")
        lines.append(f"  a trade would solve one of {systems}; Farkas vectors show that none has a solution")
    lines.append(str(report.only_constant))
    other = report.only_constant.evidence
    if isinstance(other, AnotherConstant):
        lines += _explain_assignment(market, other.assignment)
    lines.append(report.constant.statement.sentence())
    if report.incentive_compatible is not None:
        lines.append(report.incentive_compatible.statement.sentence())
    known = {True: "yes", False: "no", None: "not known"}[report.choice_is_optimal]
    lines.append(f"choice is optimal (the cheapest mechanisms of VS, program (1), depend on the types): {known}")
    return "\n".join([*lines, *report.notes])


def _explain_trade(market: Market, found: BilateralTrade) -> list[str]:
    first, second = market.agents[found.first], market.agents[found.second]
    moves = ", ".join(f"{task} {told_number(x)}" for task, x in zip(market.tasks, found.trade, strict=True) if x)
    lines = [f"  {first} takes {moves} from {second}"]
    if found.gain is not None:
        p, q = map(told_number, found.chances)
        lines.append(
            f"  {first} agrees with probability {p}, {second} with {q}; expected gain {told_number(found.gain)}"
        )
        lines.append("  (a trade that improves; `proofs best` looks for the one that gains most)")
    return lines


def _explain_assignment(market: Market, assignment: Iterable[Bundle]) -> list[str]:
    return [
        f"  {agent}: {', '.join(f'{task} {told_number(x)}' for task, x in zip(market.tasks, row, strict=True))}"
        for agent, row in zip(market.agents, assignment, strict=True)
    ]
