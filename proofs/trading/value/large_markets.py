"""Large markets (VS, section 4): the OSP-feasible set, the outer program and its dual, support functions, replicas.

In the large-market relaxation tasks need only be assigned in expectation (LM-MC). For a *finite list of menus* of
agent j, a menu with choice probabilities p_k gives the expected bundles sum_k p_k x_k with x_k in the trading set T^k,
and the *OSP-feasible set* F_j is the convex hull over the menus in the list (the designer may draw the menu). Its
*support function* is S_j(w) = max of w . y over F_j: the best menu, and in each trading set the best bundle. By the
default rule for ties (`probabilities`, "designer") F_j is also the hull over the strategies s_j, as in the program of
section 4.2: where a type is indifferent among choices, its expected bundle is any point of the hull of their sets, and
S_j(w) takes the choice with the best bundle.

The *outer program* (5) minimizes the social cost over x_j in F_j with sum_j x_j = n, and (6) is its dual; both are
solved together as one linear program in the bundles of every choice of every menu, scaled by the weight of the menu,
and Proposition 2's selections are read off and checked. Whether the menus are obviously strategy-proof is not asked
here (`proofs.trading.dominance.polarization`): the set is what the given menus and myopic choices induce.

Support functions over *all* menus are in `proofs.trading.value.all_menus`. The bounds n on a bundle play no role here:
bundles are nonnegative.

*Replicas* (section 4.3): N copies of every agent; `replica_cost` is exact for small N, `simulate` draws choices for
large N, solves each draw exactly, and gives Hoeffding's confidence band.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact.linear import Feasible, LinearSystem, PrimalDual, Row, SparseVector, Vector, feasibility, optimum
from exact.rationals import rational, text
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import Told, ToldStatement
from proofs.trading.markets.market import (
    Assignment,
    Bundle,
    Law,
    Market,
    bundle,
    dot,
    law_from_plain,
    minus,
    plus,
    require_kind,
    texts,
    times,
)
from proofs.trading.markets.menus import (
    EndowmentOnly,
    Menu,
    Points,
    Ray,
    Remedial,
    TradingSet,
    pieces,
    trading_set_from_plain,
)
from proofs.trading.selection.optimal import Setting, best_selection, candidates, far_end
from proofs.trading.selection.probabilities import TIES_IN_WORDS, OpenChoice, check_rule, open_choices
from proofs.trading.value.costs import Offer, TooManyWays, choices_from_plain, cost_of_offers, laws, plain_choices

MAX_EXACT_PROFILES = 2_000
"""The greatest number of profiles of counts for which `replica` is exact."""

RandomMenu = Menu | Sequence[tuple[Menu, Any]]
"""A menu, or menus with the probabilities with which one of them is offered."""

Chances = tuple[tuple[tuple[OpenChoice, ...], ...], ...]
"""For each agent and each menu of its list, the choices left open with their probabilities."""


# ------------------------------------------------------------------------------------------------- the outer program


@dataclass(frozen=True)
class Lists(Displayed):
    """Agents' endowments, laws and finite lists of menus, with the readings of ties and reach."""

    numbers: tuple[int, ...]
    endowment: Assignment
    laws: tuple[Law | None, ...]
    menus: tuple[tuple[Menu, ...], ...]
    ties: str = "designer"
    reach: str = "nonnegative"

    def __post_init__(self) -> None:
        check_rule(self.ties)
        if not len(self.endowment) == len(self.laws) == len(self.menus):
            listed = counted(len(self.menus), "agent")
            raise ValueError(f"menus: lists for {listed}, but there are {len(self.endowment)}")
        if any(not listed for listed in self.menus):
            raise ValueError("menus: an agent has no menu; offer at least the endowment")

    @classmethod
    def of(cls, market: Market, menus: Sequence[Sequence[Menu]], ties: str, reach: str) -> Self:
        listed = tuple(tuple(tuple(menu) for menu in menus_of) for menus_of in menus)
        return cls(market.numbers, market.endowment, laws(market, menus), listed, ties, reach)

    def chances(self) -> Chances:
        """The choices of each menu that are left open, and how likely."""
        rows = zip(self.menus, self.endowment, self.laws, strict=True)
        return tuple(
            tuple(open_choices(candidates(menu, eta, self.numbers, self.reach), law, self.ties) for menu in listed)
            for listed, eta, law in rows
        )

    def about(self) -> dict[str, Any]:
        return {
            "numbers": list(self.numbers),
            "endowment": [texts(row) for row in self.endowment],
            "laws": [law.plain() if law else None for law in self.laws],
            "menus": [[[t.plain() for t in menu] for menu in listed] for listed in self.menus],
            "ties": self.ties,
            "reach": self.reach,
        }

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        menus = [[tuple(map(trading_set_from_plain, menu)) for menu in listed] for listed in about["menus"]]
        return cls(
            tuple(map(int, about["numbers"])),
            tuple(bundle(row) for row in about["endowment"]),
            tuple(law_from_plain(plain) for plain in about["laws"]),
            tuple(map(tuple, menus)),
            about["ties"],
            about["reach"],
        )


@dataclass(frozen=True)
class FeasibleProgram(Displayed):
    """The points of the OSP-feasible sets as a linear system in the scaled bundles.

    Variables: for each agent and menu its weight; for each tie (a single choice, if a rule settles it), each choice
    that it leaves open and each piece of the choice's set a weight and a bundle, both scaled by the weight of the menu.
    Rows: for each agent, the weights of its menus add up to 1; for each tie, the weights of its pieces add up to that
    of the menu; every bundle in its scaled piece. `bundles[j]` are (probability, first variable) of agent j's scaled
    bundles: x_j is their sum.
    """

    system: LinearSystem
    bundles: tuple[tuple[tuple[Fraction, int], ...], ...]

    def bundle_of(self, agent: int, values: Sequence[Fraction], size: int) -> Bundle:
        """x_j, from the values of the variables."""
        total = (Fraction(0),) * size
        for probability, start in self.bundles[agent]:
            total = plus(total, times(probability, tuple(values[start : start + size])))
        return total

    def objective(self, weights: Sequence[Bundle]) -> SparseVector:
        """sum_j weights_j . x_j, as a function of the variables."""
        pairs = [
            (start + i, probability * value)
            for w, listed in zip(weights, self.bundles, strict=True)
            for probability, start in listed
            for i, value in enumerate(w)
            if value
        ]
        return tuple(sorted(pairs))

    def coordinate(self, agents: Sequence[int], task: int) -> SparseVector:
        """The sum of x_j(task) over the agents."""
        return tuple(sorted((start + task, p) for j in agents for p, start in self.bundles[j]))


def feasible_program(lists: Lists, chances: Chances) -> FeasibleProgram:
    """The OSP-feasible sets of all agents, side by side."""
    one, zero = Fraction(1), Fraction(0)
    rows: list[Row] = []
    bundles: list[tuple[tuple[Fraction, int], ...]] = []
    width, size = 0, len(lists.numbers)
    for listed, eta, probabilities in zip(lists.menus, lists.endowment, chances, strict=True):
        first, own = width, []
        width += len(listed)
        rows.append(Row(tuple((first + m, one) for m in range(len(listed))), "=", one))
        for m, (menu, row) in enumerate(zip(listed, probabilities, strict=True)):
            for tied, probability in row:
                parts = [piece for k in tied for piece in pieces(menu[k], eta)]
                starts = [width + q * (1 + size) for q in range(len(parts))]
                width += len(parts) * (1 + size)
                rows.append(Row(((first + m, -one), *((start, one) for start in starts)), "=", zero))
                for piece, start in zip(parts, starts, strict=True):
                    own.append((probability, start + 1))
                    for constraint in piece:
                        entries = [(start, -constraint.bound)] if constraint.bound else []
                        entries += [(start + 1 + i, a) for i, a in enumerate(constraint.coefficients) if a]
                        rows.append(Row(tuple(entries), "=" if constraint.equal else "<=", zero))
        bundles.append(tuple(own))
    system = LinearSystem(tuple(range(width)), tuple(rows), (zero,) * width, (None,) * width)
    return FeasibleProgram(system, tuple(bundles))


def _with_rows(system: LinearSystem, rows: Sequence[Row]) -> LinearSystem:
    return LinearSystem(system.variables, (*system.rows, *rows), system.lower, system.upper)


@dataclass(frozen=True)
class OuterProgram(ToldStatement):
    """The value of VS, programs (5) and (6), for the given lists of menus. Evidence: `OuterSolution`."""

    kind: ClassVar[str] = "outer program"
    lists: Lists
    performance: Assignment
    value: Fraction

    def sentence(self) -> str:
        solved = "the large-market program (5) and its dual (6) for these menus have the value"
        return f"{solved} {text(self.value)} ({TIES_IN_WORDS[self.lists.ties]})"

    def program(self, chances: Chances) -> tuple[LinearSystem, SparseVector]:
        """Program (5); its last rows are (LM-MC)."""
        feasible = feasible_program(self.lists, chances)
        agents = range(len(self.lists.menus))
        numbers = enumerate(self.lists.numbers)
        clearing = [Row(feasible.coordinate(agents, i), "=", Fraction(n)) for i, n in numbers]
        return _with_rows(feasible.system, clearing), feasible.objective(self.performance)

    def about(self) -> dict[str, Any]:
        performance = [texts(row) for row in self.performance]
        return {"lists": self.lists.about(), "performance": performance, "value": text(self.value)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        performance = tuple(bundle(row) for row in about["performance"])
        return cls(Lists.from_about(about["lists"]), performance, rational(about["value"]))


@dataclass(frozen=True)
class SupportValue(ToldStatement):
    """S_j(w) for one agent (the only one of `lists`) is `value`. Evidence: `OuterSolution`."""

    kind: ClassVar[str] = "support function"
    lists: Lists
    weights: Bundle
    value: Fraction

    def sentence(self) -> str:
        at = ", ".join(texts(self.weights))
        value = f"{text(self.value)} ({TIES_IN_WORDS[self.lists.ties]})"
        return f"the support function of the OSP-feasible set at ({at}) is {value}"

    def program(self, chances: Chances) -> tuple[LinearSystem, SparseVector]:
        feasible = feasible_program(self.lists, chances)
        return feasible.system, feasible.objective([times(Fraction(-1), self.weights)])

    def about(self) -> dict[str, Any]:
        return {"lists": self.lists.about(), "weights": texts(self.weights), "value": text(self.value)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(Lists.from_about(about["lists"]), bundle(about["weights"]), rational(about["value"]))


@dataclass(frozen=True)
class OuterSolution(Evidence):
    """The choices left open, with probabilities; a solution that attains the value, and multipliers that prove it best.

    The multipliers of the (LM-MC) rows are, up to sign, the dual solution lambda of (6).
    """

    form: ClassVar[str] = "outer solution"
    chances: Chances
    values: Vector
    multipliers: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, OuterProgram | SupportValue) or not holds:
            return False
        if self.chances != statement.lists.chances():
            return False
        system, cost = statement.program(self.chances)
        if not system.contains(self.values):
            return False
        least = statement.value if isinstance(statement, OuterProgram) else -statement.value
        attained = sum((a * self.values[i] for i, a in cost), Fraction(0))
        bound = system.proved_bound(tuple((i, -a) for i, a in cost), self.multipliers)
        return attained == least and bound == -least

    def data(self) -> dict[str, Any]:
        chances = [[plain_choices(row) for row in listed] for listed in self.chances]
        return {"chances": chances, "values": texts(self.values), "multipliers": texts(self.multipliers)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        chances = tuple(tuple(choices_from_plain(row) for row in listed) for listed in data["chances"])
        return cls(chances, bundle(data["values"]), bundle(data["multipliers"]))


def outer_program(
    market: Market, menus: Sequence[Sequence[Menu]], *, ties: str = "designer", reach: str = "nonnegative"
) -> Verdict:
    """The value of the large-market program for the lists `menus[j]`, with primal and dual solutions.

    Raises `ValueError` if an agent has no law, or if the menus cannot clear the market (they can if each list has a
    menu in which every set contains the endowment).
    """
    lists = Lists.of(market, menus, ties, reach)
    chances = lists.chances()
    draft = OuterProgram(lists, market.performance, Fraction(0))
    solution = _solve(*draft.program(chances))
    if isinstance(solution, str):
        raise ValueError(f"menus: the large-market program {solution}")
    value, values, multipliers = solution
    return Verdict(OuterProgram(lists, market.performance, value), True, OuterSolution(chances, values, multipliers))


def _solve(system: LinearSystem, cost: SparseVector) -> tuple[Fraction, Vector, Vector] | str:
    """The minimum with a primal and a dual solution, or what is wrong."""
    verdict = optimum(system, {system.variables[i]: a for i, a in cost}, "min")
    if not isinstance(verdict.evidence, PrimalDual):
        return "has no solution" if isinstance(verdict.statement, Feasible) else "is unbounded"
    value = sum((a * verdict.evidence.values[i] for i, a in cost), Fraction(0))
    return value, verdict.evidence.values, verdict.evidence.multipliers


@dataclass(frozen=True)
class Prices(Displayed):
    """The dual solution of (6) and Proposition 2's selections, read off an `outer_program` verdict.

    `support[j]` is S_j(lambda - pi_j), computed by itself. `dual_value` is lambda . n - sum_j S_j(lambda - pi_j);
    `selections[j]` is x_j, and `attain` says whether each x_j attains S_j, as Proposition 2 has it.
    """

    prices: Bundle
    selections: Assignment
    support: tuple[Fraction | None, ...]
    dual_value: Fraction | None
    attain: bool


def prices(verdict: Verdict) -> Prices:
    """See `Prices`; nothing of Proposition 2 is assumed, all of it is computed again from the price vector."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, OuterProgram)
    assert isinstance(evidence, OuterSolution)
    lists, size = statement.lists, len(statement.lists.numbers)
    price = times(Fraction(-1), evidence.multipliers[len(evidence.multipliers) - size :])
    feasible = feasible_program(lists, evidence.chances)
    agents = range(len(lists.menus))
    selections = tuple(feasible.bundle_of(j, evidence.values, size) for j in agents)
    gains = [minus(price, pi) for pi in statement.performance]
    found = [support(lists, evidence.chances, j, gains[j]) for j in agents]
    support_values = tuple(None if best is None else best.value for best in found)
    dual: Fraction | None = dot(price, bundle(lists.numbers))
    for value in support_values:
        dual = None if dual is None or value is None else dual - value
    attained = zip(gains, selections, support_values, strict=True)
    return Prices(price, selections, support_values, dual, all(dot(w, x) == value for w, x, value in attained))


@dataclass(frozen=True)
class Best(Displayed):
    """The best menu of a list in a direction, and the value.

    `selections` are, for each tie of the menu, the choice that the designer prefers and the best bundle of its set.
    """

    value: Fraction
    menu: int
    selections: tuple[tuple[int, Bundle], ...]


def support(lists: Lists, chances: Chances, agent: int, w: Bundle) -> Best | None:
    """S_j(w) menu by menu, tie by tie and set by set; `None` if it is infinite."""
    best: Best | None = None
    for m, (menu, row) in enumerate(zip(lists.menus[agent], chances[agent], strict=True)):
        total, chosen = Fraction(0), []
        for tied, probability in row:
            found = [(k, x) for k in tied if (x := best_bundle(menu[k], lists.endowment[agent], w)) is not None]
            if len(found) < len(tied):
                return None
            chosen.append(max(found, key=lambda choice: dot(w, choice[1])))
            total += probability * dot(w, chosen[-1][1])
        if best is None or total > best.value:
            best = Best(total, m, tuple(chosen))
    return best


def best_bundle(trading_set: TradingSet, endowment: Bundle, w: Bundle) -> Bundle | None:
    """A bundle of the set with the greatest w . x; `None` if there is no greatest."""
    if isinstance(trading_set, EndowmentOnly):
        return endowment
    if isinstance(trading_set, Points):
        return max(trading_set.points, key=lambda x: dot(w, x))
    if isinstance(trading_set, Remedial):
        return tuple(eta if value > 0 else Fraction(0) for eta, value in zip(endowment, w, strict=True))
    if isinstance(trading_set, Ray):
        if dot(w, trading_set.direction) <= 0:
            return endowment
        return None if min(trading_set.direction) >= 0 else far_end(trading_set, endowment)
    rows = [(c.coefficients, c.bound) for c in next(pieces(trading_set, endowment)) if not c.equal]
    equal = [(c.coefficients, c.bound) for c in next(pieces(trading_set, endowment)) if c.equal]
    verdict = optimum(LinearSystem.make(len(w), rows, equal, lower=0), w, "max")
    return verdict.evidence.values if isinstance(verdict.evidence, PrimalDual) else None


def support_value(
    market: Market,
    agent: str | int,
    menus: Sequence[Menu],
    w: Sequence[Any],
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict:
    """S_j(w) for one agent's list of menus, with a certificate; `ValueError` if it is infinite."""
    lists = one_agent(market, agent, menus, ties, reach)
    chances, weights = lists.chances(), bundle(w, len(market.tasks), "weights")
    solution = _solve(*SupportValue(lists, weights, Fraction(0)).program(chances))
    if isinstance(solution, str):
        raise ValueError(f"menus: the support function {solution}")
    value, values, multipliers = solution
    return Verdict(SupportValue(lists, weights, -value), True, OuterSolution(chances, values, multipliers))


def one_agent(market: Market, agent: str | int, menus: Sequence[Menu], ties: str, reach: str) -> Lists:
    """The lists of a single agent."""
    j, listed = market.place(agent), (tuple(map(tuple, menus)),)
    return Lists(market.numbers, (market.endowment[j],), (market.preferences[j].law,), listed, ties, reach)


def in_feasible_set(
    market: Market,
    agent: str | int,
    menus: Sequence[Menu],
    x: Sequence[Any],
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict:
    """Whether x is in F_j, as the feasibility of a linear system."""
    lists = one_agent(market, agent, menus, ties, reach)
    feasible = feasible_program(lists, lists.chances())
    point = bundle(x, len(market.tasks), "bundle")
    rows = [Row(feasible.coordinate([0], i), "=", value) for i, value in enumerate(point)]
    return feasibility(_with_rows(feasible.system, rows))


# ----------------------------------------------------------------------------------------------------------- replicas


def replica_cost(
    market: Market,
    menus: Sequence[RandomMenu],
    copies: int,
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict:
    """The exact expected cost per copy of the market with N copies (`selection.ExpectedCost`).

    `menus[j]` is one menu, or a list of menus with probabilities, of which each is offered to the fitting number of
    copies, rounded down, and the first to the rest (VS, footnote 19). Raises `ValueError` when there are too many
    profiles; `simulate` then.
    """
    return cost_of_offers(Setting.of(market, copies), laws(market, menus), offers(menus, copies), None, ties, reach)


def offers(menus: Sequence[RandomMenu], copies: int) -> tuple[Offer, ...]:
    """Which menu how many copies of each agent get."""
    made: list[Offer] = []
    for j, given in enumerate(menus):
        drawn = _drawn(given)
        if sum(p for _, p in drawn) != 1:
            raise ValueError(f"menus: the probabilities of agent {j}'s menus do not sum to 1")
        counts = [math.floor(p * copies) for _, p in drawn]
        counts[0] += copies - sum(counts)
        made += [(j, tuple(menu), count) for (menu, _), count in zip(drawn, counts, strict=True) if count]
    return tuple(made)


def _drawn(given: Any) -> list[tuple[Menu, Fraction]]:
    """The menus with their probabilities; a menu by itself has probability 1."""
    if given and isinstance(given[0], tuple):
        return [(tuple(menu), rational(p, "menus")) for menu, p in given]
    return [(tuple(given), Fraction(1))]


def settled_in_program(
    market: Market, everyone: tuple[Law | None, ...], made: tuple[Offer, ...], ties: str, reach: str
) -> list[tuple[Fraction, ...]]:
    """How likely each choice of each offer is, when ties are settled as is best in the large market with these offers.

    `ValueError` if the offers cannot clear the market.
    """
    agents = [j for j, _, _ in made]
    eta, listed = tuple(market.endowment[j] for j in agents), tuple((menu,) for _, menu, _ in made)
    lists = Lists(market.numbers, eta, tuple(everyone[j] for j in agents), listed, ties, reach)
    left = lists.chances()
    if all(len(tied) == 1 for (row,) in left for tied, _ in row):
        rows = zip(left, made, strict=True)
        return [tuple(dict(row).get((k,), Fraction(0)) for k in range(len(menu))) for (row,), (_, menu, _) in rows]
    feasible = feasible_program(lists, left)
    copies = sum(r for _, _, r in made) // len(market.agents)
    shares = [Fraction(r, copies) for _, _, r in made]
    scaled = tuple(
        tuple((share * p, start) for p, start in own) for share, own in zip(shares, feasible.bundles, strict=True)
    )
    weighted = FeasibleProgram(feasible.system, scaled)
    clearing = [Row(weighted.coordinate(range(len(made)), i), "=", Fraction(n)) for i, n in enumerate(market.numbers)]
    solution = _solve(
        _with_rows(feasible.system, clearing), weighted.objective([market.performance[j] for j in agents])
    )
    if isinstance(solution, str):
        raise ValueError(f"menus: the large-market program {solution}")
    return [
        _settled_row(menu, row, lists.endowment[b], [solution[1][start - 1] for _, start in feasible.bundles[b]])
        for b, ((_, menu, _), (row,)) in enumerate(zip(made, left, strict=True))
    ]


def _settled_row(
    menu: Menu, left: Sequence[OpenChoice], endowment: Bundle, weights: Sequence[Fraction]
) -> tuple[Fraction, ...]:
    """The probabilities of a menu's choices; `weights` are those of the pieces, in the order of `feasible_program`."""
    found, at = [Fraction(0)] * len(menu), iter(weights)
    for tied, probability in left:
        for k in tied:
            found[k] += probability * sum((next(at) for _ in pieces(menu[k], endowment)), Fraction(0))
    return tuple(found)


@dataclass(frozen=True)
class Simulation(Told):
    """Costs per copy of draws of all choices, each solved exactly.

    With probability at least `confidence` over the draws, the expected cost lies within `radius` of `mean` (Hoeffding
    1963: costs lie between `lowest` and `highest`, which hold for every draw). A statistical statement, not a verdict.
    """

    copies: int
    draws: int
    mean: Fraction
    radius: Fraction
    confidence: Fraction
    lowest: Fraction
    highest: Fraction
    ties: str

    @property
    def settled(self) -> str:
        """How ties are settled, in words."""
        if self.ties == "designer":
            return "equally good choices are made as often as is best for the designer in the large market"
        return TIES_IN_WORDS[self.ties]


def simulate(
    market: Market,
    menus: Sequence[RandomMenu],
    copies: int,
    draws: int = 200,
    *,
    seed: int = 0,
    confidence: Any = "19/20",
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Simulation:
    """The mean cost per copy over random draws of the choices, from the exact choice probabilities.

    By the rule "designer" agents settle their ties with the probabilities that are best in the large market, whatever
    the number of copies.
    """
    rng, setting, made = random.Random(seed), Setting.of(market, copies), offers(menus, copies)
    chances = settled_in_program(market, laws(market, menus), made, ties, reach)
    known: dict[tuple[tuple[int, ...], ...], Fraction] = {}
    total = Fraction(0)
    for _ in range(draws):
        counts = tuple(_draw(rng, row, r) for row, (_, _, r) in zip(chances, made, strict=True))
        if counts not in known:
            groups = tuple(
                (j, menu[k], r) for (j, menu, _), row in zip(made, counts, strict=True) for k, r in enumerate(row) if r
            )
            cost, _ = best_selection(setting, groups)
            if cost is None:
                raise ValueError("menu: nothing can be selected at some choices; the protocol is not feasible")
            known[counts] = cost / copies
        total += known[counts]
    level = rational(confidence, "confidence")
    lowest = sum((n * min(pi[i] for pi in market.performance) for i, n in enumerate(market.numbers)), Fraction(0))
    highest = sum((n * max(pi[i] for pi in market.performance) for i, n in enumerate(market.numbers)), Fraction(0))
    radius = (highest - lowest) * _hoeffding(draws, level)
    return Simulation(copies, draws, total / draws, radius, level, lowest, highest, ties)


def replica(
    market: Market,
    menus: Sequence[RandomMenu],
    copies: int,
    draws: int = 200,
    *,
    seed: int = 0,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict | Simulation:
    """The expected cost per copy, exact up to `MAX_EXACT_PROFILES` possible profiles of counts, simulated beyond.

    It is simulated too where there are too many ways to settle ties.
    """
    profiles = math.prod(math.comb(r + len(menu) - 1, r) for _, menu, r in offers(menus, copies))
    if profiles <= MAX_EXACT_PROFILES:
        try:
            return replica_cost(market, menus, copies, ties=ties, reach=reach)
        except TooManyWays:
            pass
    return simulate(market, menus, copies, draws, seed=seed, ties=ties, reach=reach)


def explain_simulation(found: Simulation) -> str:
    """The simulation in words; decimals are rounded."""
    mean, radius = f"{float(found.mean):.4f}", f"{float(found.radius):.4f}"
    drawn = f"{counted(found.draws, 'draw')}, {text(100 * found.confidence)}% confidence, Hoeffding; {found.settled}"
    copies = counted(found.copies, "copy", "copies")
    return f"the simulated social cost per copy of a market with {copies} is {mean} +- {radius} ({drawn})"


def _draw(rng: random.Random, chances: Sequence[Fraction], copies: int) -> tuple[int, ...]:
    """How many of the copies make each choice: exact draws, by integers below the common denominator."""
    denominator = math.lcm(*(chance.denominator for chance in chances))
    bounds = list(itertools.accumulate(int(chance * denominator) for chance in chances))
    counts = [0] * len(chances)
    for _ in range(copies):
        u = rng.randrange(denominator)
        counts[next(k for k, bound in enumerate(bounds) if u < bound)] += 1
    return tuple(counts)


def _hoeffding(draws: int, confidence: Fraction) -> Fraction:
    """A rational number not below sqrt(ln(2 / (1 - confidence)) / (2 draws))."""
    if not 0 < confidence < 1 or draws < 1:
        raise ValueError("simulation: at least one draw, and a confidence between 0 and 1")
    ratio = 2 / (1 - confidence)
    power = 0  # ln x <= k ln 2 <= k * 7/10 where x <= 2^k, with k in sixteenths
    while ratio**16 > 2**power:
        power += 1
    square = Fraction(power * 7, 16 * 10) / (2 * draws)
    scale = 10**6
    return Fraction(math.isqrt(math.ceil(square * scale * scale)) + 1, scale)


# ------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class LargeMarketReport(Told):
    """What `decide_large_market` finds: programs (5) and (6), prices and selections, and small replicas."""

    market: Market
    outer: Verdict
    prices: Prices
    replicas: tuple[Verdict | Simulation, ...]
    endowment_cost: Fraction


def decide_large_market(
    market: Market,
    menus: Sequence[Sequence[Menu]],
    copies: Sequence[int] = (),
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> LargeMarketReport:
    """The large-market program for the lists `menus[j]`; `copies`: replicas whose cost is wanted as well.

    In the replicas, copies of an agent are offered the menus of its list in the proportions of the solution. Their
    expected cost is exact up to `MAX_EXACT_PROFILES` profiles of counts, and simulated beyond.
    """
    outer = outer_program(market, menus, ties=ties, reach=reach)
    assert isinstance(outer.evidence, OuterSolution)
    start, drawn = 0, []
    for listed, row in zip(menus, outer.evidence.chances, strict=True):
        weights = outer.evidence.values[start : start + len(listed)]
        drawn.append([(tuple(menu), p) for menu, p in zip(listed, weights, strict=True) if p])
        start += len(listed) + sum(_scaled_width(market, menu, p) for menu, p in zip(listed, row, strict=True))
    replicas = tuple(replica(market, drawn, n, ties=ties, reach=reach) for n in copies)
    return LargeMarketReport(market, outer, prices(outer), replicas, market.social_cost(market.endowment))


def _scaled_width(market: Market, menu: Menu, left: Sequence[OpenChoice]) -> int:
    """How many variables of `feasible_program` belong to a menu, beside its weight."""
    eta = market.endowment[0]
    return sum((1 + len(eta)) * len(list(pieces(menu[k], eta))) for tied, _ in left for k in tied)


LEGEND = (
    "  (S(lambda - pi) is the support function: the most that an agent's menus earn in expectation, when a task earns "
    "its price lambda less the agent's performance pi; n says how often each task is to be done)"
)


def explain_large_market(report: LargeMarketReport) -> str:
    """The report in words."""
    require_kind(report, LargeMarketReport, "explain_large_market", "the report of decide_large_market is expected")
    market, found = report.market, report.prices
    assert isinstance(report.outer.statement, OuterProgram)
    lines = [f"the endowment costs {text(report.endowment_cost)}", report.outer.statement.sentence()]
    lines.append("agents choose by what the menus offer")
    listed = ", ".join(f"{task} {text(p)}" for task, p in zip(market.tasks, found.prices, strict=True))
    lines.append(f"prices lambda of the tasks, the solution of (6): {listed}")
    for agent, x, value in zip(market.agents, found.selections, found.support, strict=True):
        bought = ", ".join(f"{task} {text(v)}" for task, v in zip(market.tasks, x, strict=True))
        lines.append(f"  {agent} expects {bought}; S(lambda - pi) = {text(value) if value is not None else 'infinite'}")
    lines.append(LEGEND)
    if found.dual_value is not None:
        lines.append(f"the value of (6), lambda . n minus the sum of all S(lambda - pi): {text(found.dual_value)}")
    lines.append(f"the selections attain the support functions (Proposition 2): {'yes' if found.attain else 'no'}")
    for found_cost in report.replicas:
        if isinstance(found_cost, Verdict):
            lines.append(found_cost.statement.sentence())
        else:
            lines.append(explain_simulation(found_cost))
    return "\n".join(lines)
