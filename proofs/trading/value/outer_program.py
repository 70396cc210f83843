"""The large-market program over menus that are given, its prices, and support functions (VS, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact import arguments
from exact.linear import Feasible, LinearSystem, PrimalDual, Row, SparseVector, Vector, feasibility, optimum
from exact.showing.display import Displayed, counted, told_number
from exact.symbolic.formulas import greatest
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, Bundle, bundle, dot, minus, plus, texts, times
from proofs.trading.markets.laws import Law
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import (
    EndowmentOnly,
    Menu,
    Points,
    Ray,
    Remedial,
    TradingSet,
    pieces,
)
from proofs.trading.selection.optimal import candidates, far_end
from proofs.trading.selection.probabilities import TIES_IN_WORDS, OpenChoice, check_rule, open_choices
from proofs.trading.value.costs import Offer, laws

Chances = tuple[tuple[tuple[OpenChoice, ...], ...], ...]
"""For each agent and each menu of its list, the choices left open with their probabilities."""


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

    def is_drawn(self, values: Sequence[Fraction], size: int) -> bool:
        """Whether no bundle comes with weight 0.

        Where sets are unbounded the system describes the closure of what draws of menus give: a bundle with weight 0
        runs along a set without bound, and only ever larger draws come near it.
        """
        starts = (start for own in self.bundles for _, start in own)
        return all(values[start - 1] > 0 or not any(values[start : start + size]) for start in starts)

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
        return f"{solved} {told_number(self.value)} ({TIES_IN_WORDS[self.lists.ties]})"

    def program(self, chances: Chances) -> tuple[LinearSystem, SparseVector]:
        """Program (5); its last rows are (LM-MC)."""
        feasible = feasible_program(self.lists, chances)
        agents = range(len(self.lists.menus))
        numbers = enumerate(self.lists.numbers)
        clearing = [Row(feasible.coordinate(agents, i), "=", Fraction(n)) for i, n in numbers]
        return _with_rows(feasible.system, clearing), feasible.objective(self.performance)


@dataclass(frozen=True)
class SupportValue(ToldStatement):
    """S_j(w) for one agent (the only one of `lists`) is `value`. Evidence: `OuterSolution`."""

    kind: ClassVar[str] = "support function"
    lists: Lists
    weights: Bundle
    value: Fraction

    def sentence(self) -> str:
        at = ", ".join(texts(self.weights))
        value = f"{told_number(self.value)} ({TIES_IN_WORDS[self.lists.ties]})"
        return f"the support function of the OSP-feasible set at ({at}) is {value}"

    def program(self, chances: Chances) -> tuple[LinearSystem, SparseVector]:
        feasible = feasible_program(self.lists, chances)
        return feasible.system, feasible.objective([times(Fraction(-1), self.weights)])


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
        drawn = feasible_program(statement.lists, self.chances).is_drawn(self.values, len(statement.lists.numbers))
        if not system.contains(self.values) or not drawn:
            return False
        least = statement.value if isinstance(statement, OuterProgram) else -statement.value
        attained = sum((a * self.values[i] for i, a in cost), Fraction(0))
        bound = system.proved_bound(tuple((i, -a) for i, a in cost), self.multipliers)
        return attained == least and bound == -least


def outer_program(
    market: Market, menus: Sequence[Sequence[Menu]], *, ties: str = "designer", reach: str = "nonnegative"
) -> Verdict:
    """The value of the large-market program for the lists `menus[j]`, with primal and dual solutions.

    Raises `ValueError` if an agent has no law, or if the menus cannot clear the market (they can if each list has a
    menu in which every set contains the endowment), or if somebody likes a task.
    """
    arguments.expected(market, Market, "market", "load_market gives a mechanism, whose .market is one")
    market.require_burdens()
    return solved(OuterProgram(Lists.of(market, menus, ties, reach), market.performance, Fraction(0)))


def solved(draft: OuterProgram | SupportValue) -> Verdict:
    """The statement with its true value in the place of the draft's. Raises `ValueError` where there is none."""
    outer, chances = isinstance(draft, OuterProgram), draft.lists.chances()
    solution = _solve(*draft.program(chances))
    if isinstance(solution, str):
        raise ValueError(f"menus: the {'large-market program' if outer else 'support function'} {solution}")
    value, values, multipliers = solution
    _require_drawn(draft.lists, chances, values)
    return Verdict(replace(draft, value=value if outer else -value), True, OuterSolution(chances, values, multipliers))


def _require_drawn(lists: Lists, chances: Chances, values: Vector) -> None:
    """Raise `ValueError` where the solution is in the closure alone of what draws of menus give."""
    if not feasible_program(lists, chances).is_drawn(values, len(lists.numbers)):
        raise ValueError(
            "menus: the best value was found along a trading set without bound, by bundles that no draw of menus gives;"
            " no answer is given, since it may only be approached; bound the set"
        )


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
    listed: list[Best] = []
    for m, (menu, row) in enumerate(zip(lists.menus[agent], chances[agent], strict=True)):
        total, chosen = Fraction(0), []
        for tied, probability in row:
            found = [(k, x) for k in tied if (x := best_bundle(menu[k], lists.endowment[agent], w)) is not None]
            if len(found) < len(tied):
                return None
            chosen.append(found[greatest([dot(w, x) for _, x in found])])
            total += probability * dot(w, chosen[-1][1])
        listed.append(Best(total, m, tuple(chosen)))
    return listed[greatest([best.value for best in listed])]


def best_bundle(trading_set: TradingSet, endowment: Bundle, w: Bundle) -> Bundle | None:
    """A bundle of the set with the greatest w . x; `None` if there is no greatest."""
    if isinstance(trading_set, EndowmentOnly):
        return endowment
    if isinstance(trading_set, Points):
        return trading_set.points[greatest([dot(w, x) for x in trading_set.points])]
    if isinstance(trading_set, Remedial):
        return tuple(eta if value > 0 else Fraction(0) for eta, value in zip(endowment, w, strict=True))
    if isinstance(trading_set, Ray):
        if dot(w, trading_set.direction) <= 0:
            return endowment
        return None if all(step >= 0 for step in trading_set.direction) else far_end(trading_set, endowment)
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
    return solved(SupportValue(lists, bundle(w, len(market.tasks), "weights"), Fraction(0)))


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
