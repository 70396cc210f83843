"""Which mechanism should one use, and how much better is it than the status quo? (VS, sections 2 to 5)

One table for a market, from the status quo:

1. the *status quo* itself;
2. the best *constant* mechanism, which asks nobody anything (`proofs.trading.value.linear_programs`);
3. the best *bilateral trade* (`proofs.trading.value.best_trade`);
4. the best *polarized ray* mechanism with ex-post optimal selection, EOPR (`proofs.trading.value.best_rays`);
5. the best trading mechanism that is *obviously strategy-proof* on the types (`proofs.trading.value.best_obvious`);
6. the best *Bayesian incentive compatible* mechanism, program (1) (`proofs.trading.value.linear_programs`).

Each class from 3 on contains the one before (where costs are positive: a trade that takes on tasks that cost nothing,
for nothing, is no ray of both signs), and 3 contains the status quo, so the costs fall. With slack above 1 a constant
mechanism may ask for more work than the status quo, and so may 6; 3, 4 and 5 start trade at the status quo and do not,
so that 2 may cost less than 5. The cost of each is enclosed:
`most` is attained by a mechanism that is shown, `least` is proved, and where the two are equal the best one is known.
In 4, with two agents, it is the best bilateral trade; with more it is enclosed by a search of its own, but where the
types are too many the mechanism is only met. With infinitely many types 3 is enclosed, and so are 4 and, if their costs
have the same domain, 5 of two agents; what else is met there is bounded by what no incentive compatible mechanism is
below (`proofs.trading.value.incentive_bound`).

*Goods and payments* (VS, section 1.2). 2, 5 and 6 are linear programs, in which costs may have any sign; so may they in
3. In 4, the argument for two agents counts goods as burdens taken away, and needs that both like the same tasks. With
payments below 0 or of an open sum 2 and 6 are known, 5 where sums are fixed (VS, Claim 1, is market clearing).

In the *large market* (VS, section 4) tasks need be done in expectation only: 3 is a trade between two populations, 4
program (4) (`proofs.trading.value.best_large_rays`), 5 the best menus that are obviously strategy-proof on the types,
and 6 the program of Baron et al. that VS's Remark 1 is about, for any number of tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from exact import arguments
from exact.verdicts import Verdict
from proofs.told import Told
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import Assignment, Bundle, times
from proofs.trading.markets.domains import plain_sign
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism
from proofs.trading.markets.menus import Points, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import ExPostOptimal, SelectionTable
from proofs.trading.markets.supply import sums_fixed
from proofs.trading.selection.optimal import Setting
from proofs.trading.value.best_large_market import BestLargeMarket, MixedMenus, best_large_market
from proofs.trading.value.best_large_rays import BestPolarizedLargeMarket, MixedPolarizedMenus, best_large_rays
from proofs.trading.value.best_obvious import (
    CheapestObviouslyStrategyProof,
    cheapest_obviously_strategy_proof,
    obvious_mechanism,
    two_of_one_domain,
)
from proofs.trading.value.best_rays import BestPolarizedRays, BranchedRays, ray_mechanism
from proofs.trading.value.best_trade import BestBilateralTrade, best_bilateral_trade, best_trade
from proofs.trading.value.costs import ExpectedCost, cost_of_offers, expected_cost
from proofs.trading.value.enclosing import bound_in_words, value_in_words
from proofs.trading.value.incentive_bound import IncentiveCompatibleBound, incentive_compatible_bound
from proofs.trading.value.large_menus import mechanism_of_rays, mechanism_of_trades
from proofs.trading.value.linear_programs import (
    CheapestMechanism,
    CheapestProof,
    cheapest_constant,
    cheapest_incentive_compatible,
    cheapest_incentive_compatible_large,
    finite_types,
)
from proofs.trading.value.ray_search import best_polarized_rays
from proofs.trading.value.representative_rays import proposed_rays

CLASSES = ("status quo", "constant", "bilateral", "rays", "obvious", "incentive")
"""The classes of mechanisms, in the order of the table; the names that `--among` takes."""
CLASSES_IN_WORDS = {
    "status quo": "the status quo",
    "constant": "the best constant mechanism",
    "bilateral": "the best bilateral trade",
    "rays": "the best polarized ray mechanism (EOPR)",
    "obvious": "the best obviously strategy-proof trading mechanism",
    "incentive": "the best Bayesian incentive compatible mechanism",
}


SLACK = "slack lets it ask for more work than the status quo does, where mechanisms of trade start"
ORDER = "within these bounds, what is found may depend on the order of agents and tasks in the file"


@dataclass(frozen=True)
class Row(Told):
    """What is known of a class: its least expected cost is between `least` and `most` (`None`: not known).

    `mechanism` attains `most`, where it is a trading mechanism; `verdicts` show both; `note` says what was left out.
    """

    among: str
    least: Fraction | None
    most: Fraction | None
    mechanism: Mechanism | None = None
    verdicts: tuple[Verdict, ...] = ()
    note: str = ""

    @property
    def is_exact(self) -> bool:
        return self.most is not None and self.least == self.most


@dataclass(frozen=True)
class BestReport(Told):
    """The table for a market; `large`: for the large market."""

    market: Market
    large: bool
    rows: tuple[Row, ...]

    def row(self, among: str) -> Row | None:
        return next((row for row in self.rows if row.among == among), None)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All that is shown, each once."""
        return tuple(dict.fromkeys(verdict for row in self.rows for verdict in row.verdicts))


class BestInterrupted(KeyboardInterrupt):
    """Somebody interrupted, and `report` has the rows that were done; the others say so in their notes."""

    def __init__(self, report: BestReport) -> None:
        super().__init__("interrupted")
        self.report = report


def decide_best(
    market: Market, seconds: float = 20, *, large: bool = False, among: Sequence[str] = CLASSES
) -> BestReport:
    """The table of the best mechanisms; `seconds` bounds each of the two searches.

    Trade starts at the status quo, whatever the market's endowment. Raises `ValueError` for a class that is not in
    `CLASSES`, and where nothing is found of any class asked about; `BestInterrupted` when it is interrupted after the
    first row that has something to show.
    """
    for name in among:
        if name not in CLASSES:
            raise ValueError(f'among: "{name}" is none of {", ".join(CLASSES)}')
    start = replace(market, endowment=market.status_quo)
    search = _Search(start, arguments.time_in_seconds(seconds), large)
    asked = [name for name in CLASSES if name in among]
    rows: list[Row] = []
    try:
        rows.extend(map(search.row, asked))
    except KeyboardInterrupt:
        rows += [Row(name, None, None, note="interrupted") for name in asked[len(rows) :]]
        report = BestReport(start, large, tuple(rows))
        if report.verdicts:
            raise BestInterrupted(report) from None
        raise
    report = BestReport(start, large, tuple(rows))
    if not report.verdicts:
        raise ValueError(report.rows[0].note if report.rows else f"among: name one of {', '.join(CLASSES)}")
    return report


class _Search:
    """The rows of one table; what two rows need is found once."""

    def __init__(self, market: Market, seconds: float, large: bool) -> None:
        self.market, self.seconds, self.large = market, seconds, large
        self.found: dict[str, Row] = {}
        self.bound: Verdict | None = None
        """What bounds incentive compatible mechanisms where costs are in boxes, once it was asked."""
        self.cost = market.social_cost(market.status_quo)

    def row(self, name: str) -> Row:
        if name not in self.found:
            make: dict[str, Callable[[], Row]] = {
                "status quo": self._status_quo,
                "constant": self._constant,
                "bilateral": self._bilateral,
                "rays": self._large_rays if self.large else self._rays,
                "obvious": self._large_obvious if self.large else self._obvious,
                "incentive": self._incentive,
            }
            try:
                self.found[name] = make[name]()
            except ValueError as error:
                self.found[name] = Row(name, None, None, note=str(error))
        return self.found[name]

    def _status_quo(self) -> Row:
        mechanism = Mechanism.make(Protocol.make(self.market, {}, ExPostOptimal()))
        verdict = expected_cost(self.market, mechanism.protocol.menus)
        return Row("status quo", self.cost, self.cost, mechanism, (verdict,))

    def _constant(self) -> Row:
        verdict = cheapest_constant(self.market)
        value, rows = _solution(verdict, len(self.market.tasks))
        assignment = rows[: len(self.market.agents)]
        mechanism = Mechanism.make(Protocol.make(replace(self.market, endowment=assignment), {}, ExPostOptimal()))
        note = SLACK if max(self.market.slack) > 1 else ""
        return Row("constant", value, value, mechanism, (verdict,), note)

    def _bilateral(self) -> Row:
        verdict = best_bilateral_trade(self.market, self.seconds, large=self.large)
        statement, trade = verdict.statement, best_trade(verdict)
        assert isinstance(statement, BestBilateralTrade)
        names = [self.market.agents[j] for j in (trade.first, trade.second)]
        if statement.saved and self.large:
            moves = {trade.first: trade.moves, trade.second: times(Fraction(-1), trade.moves)}
            mechanism = mechanism_of_rays(
                self.market, [[[moves[j]] if j in moves else []] for j in range(len(self.market.agents))]
            )
        elif statement.saved:
            mechanism = bilateral(self.market, names[0], names[1], trade.moves)
        else:
            mechanism = Mechanism.make(Protocol.make(self.market, {}, ExPostOptimal()))
        return Row("bilateral", self.cost - statement.bound, self.cost - statement.saved, mechanism, (verdict,))

    def _rays(self) -> Row:
        if len(self.market.agents) == 1:
            return replace(self.row("status quo"), among="rays", note="there is one agent, with nobody to trade with")
        self.market.require_tasks()
        if len(self.market.agents) > 2:
            self.market.require_burdens()
        signs = _same_signs(self.market)
        if len(self.market.agents) == 2:
            row = replace(self.row("bilateral"), among="rays")
            if row.note:
                return row
            if _one_signed(row, signs):
                idle = Mechanism.make(Protocol.make(self.market, {}, ExPostOptimal()))
                note = "the best bilateral trade asks nothing in return, and is no ray of both signs"
                return replace(row, most=self.cost, mechanism=idle, note=note if row.most != self.cost else "")
            return replace(row, note="with two agents this is the best bilateral trade")
        try:
            verdict = best_polarized_rays(self.market, self.seconds)
        except ValueError:
            return self._proposed_rays()
        statement, evidence = verdict.statement, verdict.evidence
        assert isinstance(statement, BestPolarizedRays)
        assert isinstance(evidence, BranchedRays)
        mechanism = ray_mechanism(self.market, evidence.division, evidence.rays)
        row = Row("rays", statement.bound, statement.value, mechanism, (verdict, decide_polarized(mechanism)))
        return row if statement.bound == statement.value else self._or_bilateral(row, signs)

    def _or_bilateral(self, row: Row, signs: Sequence[int]) -> Row:
        """Polarized rays, or the best bilateral trade where a search that ended early found nothing as good."""
        trade = self.row("bilateral")
        if row.most is None or trade.most is None or trade.most >= row.most or _one_signed(trade, signs):
            return row
        assert trade.mechanism is not None
        verdicts = (*row.verdicts, *trade.verdicts, decide_polarized(trade.mechanism))
        return replace(row, most=trade.most, mechanism=trade.mechanism, verdicts=verdicts)

    def _proposed_rays(self) -> Row:
        """A mechanism that is met, or the best bilateral trade, with what bounds the classes above."""
        found = proposed_rays(self.market, self.seconds)
        expected = expected_cost_of_rays(found)
        assert isinstance(expected.statement, ExpectedCost)
        row = Row("rays", None, expected.statement.value, found, (expected, decide_polarized(found)))
        trade, signs = self.row("bilateral"), _same_signs(self.market)
        if trade.most is not None and trade.most < expected.statement.value and not _one_signed(trade, signs):
            row = replace(trade, among="rays")
        return self._bounded_by_incentives(row, "found by search")

    def _bounded_by_incentives(self, row: Row, note: str) -> Row:
        """A row without a bound of its own: that of incentive compatible mechanisms bounds it too."""
        try:
            if self.bound is None:
                self.bound = incentive_compatible_bound(self.market, self.seconds)
        except ValueError:
            return replace(row, note=note)
        verdict = self.bound
        statement = verdict.statement
        assert isinstance(statement, IncentiveCompatibleBound)
        note = f"{note}; the bound is that of incentive compatible mechanisms"
        return replace(row, least=statement.bound, verdicts=(*row.verdicts, verdict), note=note)

    def _obvious(self) -> Row:
        try:
            verdict = cheapest_obviously_strategy_proof(self.market)
        except ValueError:
            if self.row("rays").most is None:
                raise
            return self._obvious_in_boxes()
        assert isinstance(verdict.statement, CheapestObviouslyStrategyProof)
        value = verdict.statement.value
        return Row("obvious", value, value, obvious_mechanism(verdict), (verdict,))

    def _obvious_in_boxes(self) -> Row:
        """The best bilateral trade of two agents alike, or the best rays with what bounds incentive compatible ones."""
        if two_of_one_domain(self.market):
            note = "with two agents of the same domain this is the best bilateral trade"
            return replace(self.row("bilateral"), among="obvious", note=note)
        row = replace(self.row("rays"), among="obvious")
        return self._bounded_by_incentives(row, "attained by polarized rays")

    def _incentive(self) -> Row:
        if self.large:
            return self._program_1(cheapest_incentive_compatible_large(self.market), None)
        try:
            verdict = cheapest_incentive_compatible(self.market)
        except ValueError:
            if self.row("rays").most is None:
                raise
            attained = [row for row in map(self.row, ("constant", "bilateral", "rays")) if row.most is not None]
            best = min(attained, key=lambda row: row.most or self.cost)
            return self._bounded_by_incentives(
                replace(best, among="incentive"), f"attained by {CLASSES_IN_WORDS[best.among]}"
            )
        rows = _solution(verdict, len(self.market.tasks))[1]
        return self._program_1(verdict, direct_mechanism(self.market, rows) if sums_fixed(self.market.supply) else None)

    def _program_1(self, verdict: Verdict, mechanism: Mechanism | None) -> Row:
        value, _ = _solution(verdict, len(self.market.tasks))
        return Row("incentive", value, value, mechanism, (verdict,))

    def _large_obvious(self) -> Row:
        self.market.require_tasks()
        self.market.require_burdens()
        verdict = best_large_market(self.market)
        assert isinstance(verdict.statement, BestLargeMarket)
        assert isinstance(verdict.evidence, MixedMenus)
        drawn = [[[move for _, move in menu] for _, menu in mixture] for mixture in verdict.evidence.mixtures]
        mechanism = mechanism_of_trades(self.market, drawn)
        return Row("obvious", verdict.statement.value, verdict.statement.value, mechanism, (verdict,))

    def _large_rays(self) -> Row:
        self.market.require_tasks()
        self.market.require_burdens()
        verdict = best_large_rays(self.market, self.seconds)
        statement = verdict.statement
        assert isinstance(statement, BestPolarizedLargeMarket)
        note = "" if statement.bound == statement.value else ORDER
        assert isinstance(verdict.evidence, MixedPolarizedMenus)
        drawn = [[[move for _, move in menu] for _, menu, _ in mixture] for mixture in verdict.evidence.mixtures]
        mechanism = mechanism_of_rays(self.market, drawn)
        return Row("rays", statement.bound, statement.value, mechanism, (verdict,), note)


def _one_signed(row: Row, signs: Sequence[int]) -> bool:
    """Whether the trade of a row asks nothing in return, and is no ray of both signs; goods count as burdens taken."""
    moves = (best_trade(verdict).moves for verdict in row.verdicts)
    trades = [[sign * move for sign, move in zip(signs, each, strict=True)] for each in moves]
    return any(min(trade) >= 0 or max(trade) <= 0 for trade in trades)


def _same_signs(market: Market) -> tuple[int, ...]:
    """For each task 1, or -1 if it is a good. Raises `ValueError` unless it is the one or the other to all agents."""
    for i, task in enumerate(market.tasks):
        if len({plain_sign(each.domain, i) for each in market.preferences} | {0}) != 2:
            raise ValueError(
                f"costs: some like {task} and some do not; the best polarized rays are known for tasks that all like, "
                "or all do not"
            )
    return tuple(plain_sign(market.preferences[0].domain, i) for i in range(len(market.tasks)))


def expected_cost_of_rays(mechanism: Mechanism) -> Verdict:
    """What the mechanism costs with its own strategies, and with any ex-post optimal selection."""
    market, menus = mechanism.market, mechanism.protocol.menus
    offers = tuple((j, menu, 1) for j, menu in enumerate(menus))
    laws = tuple(preferences.law for preferences in market.preferences)
    return cost_of_offers(Setting.of(market), laws, offers, None, "designer", "nonnegative", mechanism.strategies)


def _solution(verdict: Verdict, size: int) -> tuple[Fraction, Assignment]:
    """The value of a program, and the bundles of its solution, one after the other."""
    assert isinstance(verdict.statement, CheapestMechanism)
    assert isinstance(verdict.evidence, CheapestProof)
    values = verdict.evidence.values
    return verdict.statement.value, tuple(values[k : k + size] for k in range(0, len(values), size))


def direct_mechanism(market: Market, rows: Sequence[Bundle]) -> Mechanism:
    """A direct mechanism as a trading protocol: everybody names a type, in the order of `finite_types`, or passes.

    `rows` are the bundles of all agents, profile of types after profile. Who names a type may be given whatever the
    mechanism gives to those who do; when somebody passes, everybody keeps the endowment.
    """
    types = finite_types(market)
    agents = range(len(market.agents))
    profiles = list(product(*(range(len(listed)) for listed in types)))
    table = {at: tuple(rows[k * len(agents) + j] for j in agents) for k, at in enumerate(profiles)}
    trades: dict[str, list[TradingSet]] = {}
    strategies = {}
    for j, (agent, listed) in enumerate(zip(market.agents, types, strict=True)):
        reached: Iterator[list[Bundle]] = (
            [market.endowment[j], *(given[j] for at, given in table.items() if at[j] == t)] for t in range(len(listed))
        )
        trades[agent] = [Points(tuple(dict.fromkeys(points))) for points in reached]
        strategies[agent] = ChoiceTable(tuple((costs, t + 1) for t, (costs, _) in enumerate(listed)))
    entries = tuple((tuple(t + 1 for t in at), given) for at, given in table.items())
    return Mechanism.make(Protocol.make(market, trades, SelectionTable(entries)), strategies)


def explain_best(report: BestReport) -> str:
    """The table in words, and which mechanism to use."""
    status_quo = report.market.social_cost(report.market.status_quo)
    width = max(map(len, CLASSES_IN_WORDS.values()))
    lines = [f"{CLASSES_IN_WORDS[row.among]:<{width}}  {_value(row)}" for row in report.rows]
    return "\n".join([*lines, *_advice(report, status_quo)])


def _value(row: Row) -> str:
    note = f" ({row.note})" if row.note else ""
    if row.most is None:
        return f"not computed{note}"
    if row.is_exact:
        return f"costs {value_in_words(row.most)}{note}"
    least = "no bound from below" if row.least is None else f"at least {bound_in_words(row.least, up=False)}"
    return f"costs at most {bound_in_words(row.most, up=True)}, {least}{note}"


def _advice(report: BestReport, status_quo: Fraction) -> list[str]:
    """What the cheapest of the mechanisms with an obvious choice saves of what could be saved at all."""
    simple = [(row.most, row.among) for row in report.rows if row.among != "incentive" and row.most is not None]
    if not simple:
        return []
    cost, among = min(simple, key=lambda found: found[0])
    if cost >= status_quo:
        return ["nothing that was found is cheaper than the status quo"]
    saved = status_quo - cost
    lines = [f"use {CLASSES_IN_WORDS[among]}: it saves {value_in_words(saved)} of {value_in_words(status_quo)}"]
    everything = report.row("incentive")
    if everything is not None and everything.least is not None and everything.least < status_quo:
        share = saved / (status_quo - everything.least)
        least = "" if everything.is_exact else "at least "
        lines[0] += (
            ", all that could be saved"
            if share == 1
            else f", {least}{value_in_words(share)} of what could be saved at all"
        )
    return lines
