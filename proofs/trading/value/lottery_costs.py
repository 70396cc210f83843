"""What a lottery over mechanisms costs in expectation (VS, section 4: the designer may randomize over protocols).

One of finitely many mechanisms of one market is drawn, and agents see which before they choose: the expected cost is
that of each, weighed with its probability. Ties are settled in each by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exact.plain_data import in_a_row, register
from exact.showing.display import Displayed, counted, told_number
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import Told, ToldStatement
from proofs.trading.markets.bundles import require_kind
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.value.costs import CostByProfile, ExpectedCost
from proofs.trading.value.mechanism_costs import CostReport, beside, decide_cost, explain_cost, shares_in_words


@dataclass(frozen=True)
class Draw(Displayed):
    """The expected cost of a mechanism, and the probability that it is drawn."""

    probability: Fraction
    cost: ExpectedCost


register(Draw, in_a_row(Draw))


@dataclass(frozen=True)
class LotteryCost(ToldStatement):
    """Where one of the mechanisms is drawn, the expected social cost is `value`, and `by_agent` adds up to it.

    The mechanisms are of one market. Evidence: `CostByDraw`.
    """

    kind: ClassVar[str] = "expected cost of a lottery"
    draws: tuple[Draw, ...]
    value: Fraction
    by_agent: tuple[Fraction, ...]

    def sentence(self) -> str:
        shares = ", ".join(map(told_number, self.by_agent))
        drawn = counted(len(self.draws), "mechanism")
        return f"drawing one of {drawn}, the expected social cost is {told_number(self.value)}, agent by agent {shares}"

    def expected(self) -> tuple[Fraction, tuple[Fraction, ...]]:
        """The expected cost, in all and agent by agent, by those of the mechanisms."""
        value = sum((draw.probability * draw.cost.value for draw in self.draws), Fraction(0))
        rows = zip(*(draw.cost.by_agent for draw in self.draws), strict=True)
        chances = [draw.probability for draw in self.draws]
        by_agent = (sum((p * x for p, x in zip(chances, row, strict=True)), Fraction(0)) for row in rows)
        return value, tuple(by_agent)


@dataclass(frozen=True)
class CostByDraw(Evidence):
    """Why each mechanism costs what is said of it."""

    form: ClassVar[str] = "cost by draw"
    costs: tuple[CostByProfile, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, LotteryCost) or len(self.costs) != len(statement.draws) or not self.costs:
            return False
        first, chances = statement.draws[0].cost, [draw.probability for draw in statement.draws]
        same = all((d.cost.setting, d.cost.laws) == (first.setting, first.laws) for d in statement.draws)
        if not same or min(chances) <= 0 or sum(chances) != 1:
            return False
        pairs = zip(statement.draws, self.costs, strict=True)
        if not all(draw.cost.by_agent and shown.supports(draw.cost, True) for draw, shown in pairs):
            return False
        return holds == (statement.expected() == (statement.value, statement.by_agent))


@dataclass(frozen=True)
class LotteryReport(Told):
    """What `decide_lottery_cost` finds: the cost of each mechanism that may be drawn, and of the draw."""

    draws: tuple[tuple[CostReport, Fraction], ...]
    expected: Verdict

    @property
    def status_quo(self) -> Verdict:
        """What the status quo costs, whichever is drawn."""
        return self.draws[0][0].status_quo


def decide_lottery_cost(draws: Sequence[tuple[Mechanism, Fraction]], ties: str | None = None) -> LotteryReport:
    """What mechanisms of one market cost in expectation, one of which is drawn with these probabilities.

    `ties` are as in `decide_cost`. Raises `ValueError` where that does, and for probabilities that do not add up to 1
    or mechanisms of different markets.
    """
    markets = {mechanism.market for mechanism, _ in draws}
    chances = [chance for _, chance in draws]
    if len(markets) != 1 or sum(chances) != 1 or min(chances) <= 0:
        raise ValueError("draws: mechanisms of one market with positive probabilities that add up to 1 are expected")
    reports = tuple((decide_cost(mechanism, ties), chance) for mechanism, chance in draws)
    listed, proofs = [], []
    for report, chance in reports:
        statement, evidence = report.expected.statement, report.expected.evidence
        assert isinstance(statement, ExpectedCost)
        assert isinstance(evidence, CostByProfile)
        listed.append(Draw(chance, statement))
        proofs.append(evidence)
    value, by_agent = LotteryCost(tuple(listed), Fraction(0), ()).expected()
    verdict = Verdict(LotteryCost(tuple(listed), value, by_agent), True, CostByDraw(tuple(proofs)))
    return LotteryReport(reports, verdict)


def explain_lottery_cost(report: LotteryReport) -> str:
    """The report in words: each mechanism, then the lottery."""
    require_kind(report, LotteryReport, "explain_lottery_cost", "the report of decide_lottery_cost is expected")
    statement, status_quo = report.expected.statement, report.status_quo.statement
    assert isinstance(statement, LotteryCost)
    assert isinstance(status_quo, ExpectedCost)
    first, *_ = explain_cost(report.draws[0][0]).splitlines()
    lines = [first]
    for own, chance in report.draws:
        lines.append(f"with probability {told_number(chance)}:")
        lines += [f"  {line}" for line in explain_cost(own).splitlines()[1:]]
    shares = shares_in_words(report.draws[0][0].mechanism.market.agents, statement.by_agent)
    lines.append(f"in all the expected social cost is {told_number(statement.value)}: {shares}")
    return "\n".join([*lines, beside(status_quo.value - statement.value)])
