"""Ex-post optimal selection, and what a trading mechanism costs in expectation.

Once the agents have chosen trading sets, the designer picks an assignment of least social cost among those that give
every agent a bundle of the chosen set (VS, section 3, after Corollary 3; with polarized rays the mechanism is an EOPR
mechanism). That is a linear program when the sets are convex; a finite set of points makes it a linear program for each
point, and the least of these is taken. Section 3.1 observes that the cost at every choice profile is at most that of
the status quo, because the endowment is among the possibilities: `weak_improvement` checks it, profile by profile, and
assumes nothing.

Agents choose independently, so with exact choice probabilities (`proofs.trading.probabilities`) the expected social
cost is a finite sum of exact terms. All of it is written for *replicas* (VS, section 4.3): N copies of every agent and
N n(i) instances of each task; a market itself is the case N = 1. Copies of an agent that made the same choice from the
same menu are a *group*; what a group of r gets from a convex set T is r times a bundle of T. Copies may be offered
different menus, which is how a random menu is carried out.

Readings. *Reach*: how far a ray goes when an agent compares choices, as far as bundles are `"nonnegative"` (as the
trading sets are defined; default) or only as far as they are `"feasible"`, with at most n of each task. With polarized
rays it makes no difference. A polyhedron is always cut to at most n of each task. *Essential*: VS define myopic choices
by what the selection rule ever picks from a set (the essential reduction). `expected_cost` and `decide_selection` are
asked about menus alone and take what these offer; the two differ when the rule never uses the best of a set. *Ties*:
see `probabilities`. `cost_of_mechanism` uses the mechanism's own strategies on its essential sets, which is what
`dominance.decide_osp` decides about.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact.display import Displayed, counted
from exact.linear import FarkasVector, LinearSystem, PrimalDual, Row, Vector, optimum
from exact.rationals import rational, text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.trading.markets import (
    Assignment,
    Bundle,
    Law,
    Market,
    bundle,
    dot,
    law_from_plain,
    plus,
    require_kind,
    texts,
    times,
)
from proofs.trading.menus import (
    Constraint,
    EndowmentOnly,
    Menu,
    Points,
    Ray,
    Remedial,
    TradingSet,
    in_set,
    pieces,
    set_in_words,
    trading_set_from_plain,
    vertices,
)
from proofs.trading.probabilities import (
    TIES,
    TIES_IN_WORDS,
    Candidates,
    HalfSpace,
    check_ties,
    choices_by_part,
    mixed,
    rules_by_part,
)
from proofs.trading.protocols import (
    ChoiceTable,
    Mechanism,
    Myopic,
    Regions,
    Rule,
    SelectionTable,
    Strategy,
    check_strategy,
    essential_reduction,
    feasible,
    strategy_from_plain,
)

REACHES = ("nonnegative", "feasible")
MAX_PROFILES = 20_000
"""The greatest number of choice profiles (or count profiles of replicas) over which a cost is summed."""
MAX_SPLITS = 4_096
"""The greatest number of linear programs for one profile, when sets are finite sets of points."""

Split = tuple[tuple[int, tuple[Constraint, ...], int], ...]
"""Blocks (agent, convex piece, how many copies)."""
Group = tuple[int, TradingSet, int]
"""An agent, the set chosen, and how many copies chose it."""


# ------------------------------------------------------------------------------------------------------- candidates


def candidates(menu: Menu, endowment: Bundle, numbers: Sequence[int], reach: str = "nonnegative") -> Candidates:
    """For each choice the bundles that can be its cheapest or its dearest, as `probabilities` wants them."""
    if reach not in REACHES:
        raise ValueError(f"{reach!r} is no reach; {', '.join(REACHES)} are")
    if not menu or not isinstance(menu[0], EndowmentOnly):
        raise ValueError("menu: choice 0 must be the endowment")
    return tuple(_candidates(trading_set, endowment, numbers, reach) for trading_set in menu)


def _candidates(trading_set: TradingSet, endowment: Bundle, numbers: Sequence[int], reach: str) -> tuple[Bundle, ...]:
    if isinstance(trading_set, EndowmentOnly):
        return (endowment,)
    if isinstance(trading_set, Points):
        points = trading_set.points
        if reach == "feasible":
            points = tuple(p for p in points if all(x <= n for x, n in zip(p, numbers, strict=True)))
        return points
    if isinstance(trading_set, Ray):
        return endowment, far_end(trading_set, endowment, numbers if reach == "feasible" else None)
    if isinstance(trading_set, Remedial):
        return ((Fraction(0),) * len(endowment), endowment)
    rows = next(pieces(trading_set, endowment))
    return tuple(vertices(rows, numbers))


def far_end(ray: Ray, endowment: Bundle, numbers: Sequence[int] | None = None) -> Bundle:
    """The last nonnegative bundle on the ray, with at most `numbers` if given; a step along it if there is no last."""
    steps = [eta / -kappa for eta, kappa in zip(endowment, ray.direction, strict=True) if kappa < 0]
    if numbers is not None:
        bounds = zip(numbers, endowment, ray.direction, strict=True)
        steps += [(n - eta) / kappa for n, eta, kappa in bounds if kappa > 0]
    return plus(endowment, times(min(steps, default=Fraction(1)), ray.direction))


# --------------------------------------------------------------------------------------------------- linear programs


def splits(endowment: Assignment, groups: Sequence[Group]) -> Iterator[Split]:
    """The ways to distribute every group over the convex pieces of its set; just one if all sets are convex."""
    ways = []
    for agent, trading_set, count in groups:
        parts = tuple(pieces(trading_set, endowment[agent]))
        ways.append(
            [
                tuple((agent, piece, r) for piece, r in zip(parts, division, strict=True) if r)
                for division in compositions(count, len(parts))
            ]
        )
    if math.prod(map(len, ways)) > MAX_SPLITS:
        raise ValueError(f"more than {MAX_SPLITS} combinations of points; offer fewer points or take fewer replicas")
    for way in itertools.product(*ways):
        yield tuple(itertools.chain.from_iterable(way))


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """The ways to write `total` as an ordered sum of `parts` nonnegative integers; first the first part is greatest."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total, -1, -1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def split_system(split: Split, numbers: Sequence[int]) -> LinearSystem:
    """What the blocks may get together: x_b(i) >= 0, every block in count times its piece, each task adding up to n."""
    size = len(numbers)
    rows = []
    for b, (_, piece, count) in enumerate(split):
        for row in piece:
            entries = tuple((b * size + i, a) for i, a in enumerate(row.coefficients) if a)
            rows.append(Row(entries, "=" if row.equal else "<=", count * row.bound))
    for i, number in enumerate(numbers):
        rows.append(Row(tuple((b * size + i, Fraction(1)) for b in range(len(split))), "=", Fraction(number)))
    width = len(split) * size
    return LinearSystem(tuple(range(width)), tuple(rows), (Fraction(0),) * width, (None,) * width)


def split_costs(split: Split, performance: Assignment) -> tuple[tuple[int, Fraction], ...]:
    """The social cost as a function of the blocks' bundles."""
    size = len(performance[0])
    return tuple(
        (b * size + i, pi) for b, (agent, _, _) in enumerate(split) for i, pi in enumerate(performance[agent]) if pi
    )


@dataclass(frozen=True)
class Selection(Displayed):
    """A best selection for given groups: what every block of its split gets, and why no split does better.

    `proofs` has, in the order of `splits`, multipliers that bound the cost of each from below, or show that nothing is
    possible with it. Without a `split` nothing is possible at all.
    """

    split: int | None
    bundles: tuple[Bundle, ...]
    proofs: tuple[Vector, ...]

    def shows(self, setting: Setting, groups: Sequence[Group], value: Fraction | None) -> bool:
        """Whether this proves that `value` is the least cost of the groups (`None`: that nothing is possible)."""
        every = list(splits(setting.endowment, groups))
        if len(every) != len(self.proofs) or (self.split is None) != (value is None):
            return False
        if self.split is not None and not self._attains(setting, every, value):
            return False
        return all(_bounds(setting, split, proof, value) for split, proof in zip(every, self.proofs, strict=True))

    def _attains(self, setting: Setting, every: Sequence[Split], value: Fraction | None) -> bool:
        if self.split not in range(len(every)):
            return False
        split = every[self.split or 0]
        flat = tuple(itertools.chain.from_iterable(self.bundles))
        if not split_system(split, setting.supply).contains(flat):
            return False
        return sum((a * flat[i] for i, a in split_costs(split, setting.performance)), Fraction(0)) == value

    def plain(self) -> Any:
        bundles = [texts(x) for x in self.bundles]
        return {"split": self.split, "bundles": bundles, "proofs": [texts(p) for p in self.proofs]}

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        bundles = tuple(bundle(x) for x in plain["bundles"])
        return cls(plain["split"], bundles, tuple(bundle(p) for p in plain["proofs"]))


def _bounds(setting: Setting, split: Split, proof: Vector, value: Fraction | None) -> bool:
    """Whether the multipliers show that the split costs at least `value`, or that it is impossible."""
    system = split_system(split, setting.supply)
    impossible = system.proved_bound((), proof)
    if impossible is not None and impossible < 0:
        return True
    gain = tuple((i, -a) for i, a in split_costs(split, setting.performance))
    bound = system.proved_bound(gain, proof)
    return value is not None and bound is not None and bound <= -value


def best_selection(setting: Setting, groups: Sequence[Group]) -> tuple[Fraction | None, Selection]:
    """The least social cost for the groups, and the selection that attains it, with its proofs."""
    best: tuple[Fraction, int, Vector] | None = None
    proofs = []
    for position, split in enumerate(splits(setting.endowment, groups)):
        objective = dict(split_costs(split, setting.performance))
        verdict = optimum(split_system(split, setting.supply), objective, "min")
        if isinstance(verdict.evidence, FarkasVector):
            proofs.append(verdict.evidence.multipliers)
            continue
        assert isinstance(verdict.evidence, PrimalDual), "bundles are bounded by the numbers of the tasks"
        proofs.append(verdict.evidence.multipliers)
        cost = sum((a * verdict.evidence.values[i] for i, a in objective.items()), Fraction(0))
        if best is None or cost < best[0]:
            best = cost, position, verdict.evidence.values
    if best is None:
        return None, Selection(None, (), tuple(proofs))
    size = len(setting.numbers)
    bundles = tuple(best[2][start : start + size] for start in range(0, len(best[2]), size))
    return best[0], Selection(best[1], bundles, tuple(proofs))


# ---------------------------------------------------------------------------------------------------------- settings


@dataclass(frozen=True)
class Setting(Displayed):
    """What selection needs of a market: n, pi, eta, and the number of copies of everything."""

    numbers: tuple[int, ...]
    performance: Assignment
    endowment: Assignment
    copies: int = 1

    def __post_init__(self) -> None:
        if self.copies < 1:
            raise ValueError(f"copies: {self.copies}; a replica has at least one copy of each agent")

    @classmethod
    def of(cls, market: Market, copies: int = 1) -> Self:
        return cls(market.numbers, market.performance, market.endowment, copies)

    @property
    def supply(self) -> tuple[int, ...]:
        """The instances of each task, over all copies."""
        return tuple(self.copies * number for number in self.numbers)

    def about(self) -> dict[str, Any]:
        return {
            "numbers": list(self.numbers),
            "performance": [texts(row) for row in self.performance],
            "endowment": [texts(row) for row in self.endowment],
            "copies": self.copies,
        }

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        performance, endowment = (tuple(bundle(row) for row in about[key]) for key in ("performance", "endowment"))
        return cls(tuple(map(int, about["numbers"])), performance, endowment, int(about["copies"]))


@dataclass(frozen=True)
class OptimalSelection(Statement):
    """Given the sets chosen by the groups, the least social cost is `value` (`None`: no selection is possible).

    Evidence: `SelectionProof`.
    """

    kind: ClassVar[str] = "optimal selection"
    setting: Setting
    groups: tuple[Group, ...]
    value: Fraction | None

    def sentence(self) -> str:
        if self.value is None:
            return "no selection respects the chosen trading sets"
        return f"the least social cost with the chosen trading sets is {text(self.value)}"

    def about(self) -> dict[str, Any]:
        groups = [[agent, trading_set.plain(), count] for agent, trading_set, count in self.groups]
        value = None if self.value is None else text(self.value)
        return {"setting": self.setting.about(), "groups": groups, "value": value}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        groups = tuple((int(a), trading_set_from_plain(t), int(r)) for a, t, r in about["groups"])
        value = None if about["value"] is None else rational(about["value"])
        return cls(Setting.from_about(about["setting"]), groups, value)


@dataclass(frozen=True)
class SelectionProof(Evidence):
    """A best selection with its dual proofs."""

    form: ClassVar[str] = "selection"
    selection: Selection

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, OptimalSelection) or not holds:
            return False
        return self.selection.shows(statement.setting, statement.groups, statement.value)

    def data(self) -> dict[str, Any]:
        return {"selection": self.selection.plain()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(Selection.from_plain(data["selection"]))


def optimal_selection(market: Market, sets: Sequence[TradingSet]) -> Verdict:
    """The ex-post optimal selection when agent j has chosen `sets[j]`, with its dual certificate."""
    if len(sets) != len(market.agents):
        given = f"{counted(len(sets), 'trading set')} for {counted(len(market.agents), 'agent')}"
        raise ValueError(f"{given}; give one for each")
    setting = Setting.of(market)
    groups = tuple((j, trading_set, 1) for j, trading_set in enumerate(sets))
    value, selection = best_selection(setting, groups)
    return Verdict(OptimalSelection(setting, groups, value), True, SelectionProof(selection))


def selected_assignment(verdict: Verdict) -> Assignment | None:
    """The assignment of an `optimal_selection` verdict; `None` if nothing is possible."""
    assert isinstance(verdict.evidence, SelectionProof)
    return verdict.evidence.selection.bundles or None


# ------------------------------------------------------------------------------------------------------ expected cost

Offer = tuple[int, Menu, int]
"""An agent, a menu, and how many of its copies are offered it."""


@dataclass(frozen=True)
class ExpectedCost(Statement):
    """With ex-post optimal selection, or the given table, the expected social cost per copy of the market is `value`.

    `offers[b]` says which menu how many copies of which agent get, and `laws[j]` is agent j's law. `strategies[b]` says
    how a choice is made from offer b (none given: all are `Myopic("any")`); what those leave open goes by the rule
    `ties`. `table` lists choice profiles with their assignments, and the endowment is selected elsewhere; it is for
    markets without copies. Evidence: `CostByProfile`.
    """

    kind: ClassVar[str] = "expected cost"
    setting: Setting
    laws: tuple[Law | None, ...]
    offers: tuple[Offer, ...]
    ties: str
    reach: str
    table: tuple[tuple[tuple[int, ...], Assignment], ...] | None
    value: Fraction
    strategies: tuple[Strategy, ...] = ()

    def __post_init__(self) -> None:
        check_ties(self.ties)
        for (agent, menu, _), strategy in zip(self.offers, self._strategies(), strict=True):
            check_strategy(strategy, menu, f"the strategy for the menu of agent {agent}")

    def sentence(self) -> str:
        copies = self.setting.copies
        per = "" if copies == 1 else f" per copy of a market with {counted(copies, 'copy', 'copies')}"
        return f"the expected social cost{per} is {text(self.value)} ({self.choosing()})"

    def choosing(self) -> str:
        """How choices are made, in words."""
        pairs = zip(self.offers, self._strategies(), strict=True)
        told = [_choosing(strategy, self.ties) for (_, menu, _), strategy in pairs if len(menu) > 1]
        return "; ".join(dict.fromkeys(told)) or "nobody has a choice"

    def _strategies(self) -> tuple[Strategy, ...]:
        """A strategy for each offer."""
        return self.strategies or (Myopic("any"),) * len(self.offers)

    def by_part(self) -> tuple[tuple[tuple[Fraction, ...], ...], ...]:
        """For each offer, the probabilities of its choices under each part of the agent's law."""
        rows = []
        for (agent, menu, _), strategy in zip(self.offers, self._strategies(), strict=True):
            listed = candidates(menu, self.setting.endowment[agent], self.setting.numbers, self.reach)
            rows.append(tuple(chosen_by_part(strategy, listed, self.laws[agent], self.ties)))
        return tuple(rows)

    def profiles(self, chances: Sequence[Sequence[Fraction]]) -> list[tuple[Counts, Fraction]]:
        """The possible counts of every offer's choices, with their probabilities."""
        ways = [_counts(row, copies) for row, (_, _, copies) in zip(chances, self.offers, strict=True)]
        if math.prod(map(len, ways)) > MAX_PROFILES:
            raise ValueError(f"more than {MAX_PROFILES} choice profiles; simulate, or take fewer copies")
        return [
            (tuple(counts for counts, _ in way), math.prod((p for _, p in way), start=Fraction(1)))
            for way in itertools.product(*ways)
        ]

    def groups(self, counts: Counts) -> tuple[Group, ...]:
        """Who chose what, as groups."""
        return tuple(
            (agent, menu[k], r)
            for (agent, menu, _), row in zip(self.offers, counts, strict=True)
            for k, r in enumerate(row)
            if r
        )

    def selected(self, counts: Counts) -> Assignment:
        """The assignment that the table selects when every agent makes the counted choice."""
        choices = tuple(row.index(1) for row in counts)
        return dict(self.table or ()).get(choices, self.setting.endowment)

    def cost_of(self, assignment: Assignment) -> Fraction:
        return sum((dot(pi, x) for pi, x in zip(self.setting.performance, assignment, strict=True)), Fraction(0))

    def about(self) -> dict[str, Any]:
        table = None
        if self.table is not None:
            table = [[list(choices), [texts(row) for row in assignment]] for choices, assignment in self.table]
        plain = {
            "setting": self.setting.about(),
            "laws": [law.plain() if law else None for law in self.laws],
            "offers": [[agent, [t.plain() for t in menu], copies] for agent, menu, copies in self.offers],
            "ties": self.ties,
            "reach": self.reach,
            "table": table,
            "value": text(self.value),
        }
        return plain | ({"strategies": [one.plain() for one in self.strategies]} if self.strategies else {})

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        table = None
        if about["table"] is not None:
            table = tuple((tuple(c), tuple(bundle(row) for row in rows)) for c, rows in about["table"])
        return cls(
            Setting.from_about(about["setting"]),
            tuple(law_from_plain(plain) for plain in about["laws"]),
            tuple((int(a), tuple(map(trading_set_from_plain, menu)), int(r)) for a, menu, r in about["offers"]),
            about["ties"],
            about["reach"],
            table,
            rational(about["value"]),
            tuple(map(strategy_from_plain, about.get("strategies", ()))),
        )


def _choosing(strategy: Strategy, ties: str) -> str:
    if isinstance(strategy, Regions):
        return "choices follow the rules of the strategies"
    if isinstance(strategy, ChoiceTable):
        return f"choices are those listed, elsewhere {TIES_IN_WORDS['cautious']}"
    return TIES_IN_WORDS[ties if strategy.ties == "any" else "cautious"]


def chosen_by_part(strategy: Strategy, menu: Candidates, law: Law | None, ties: str) -> list[tuple[Fraction, ...]]:
    """The probability of each choice that the strategy makes, under each part of the law; open ties go by `ties`."""
    if isinstance(strategy, Regions):
        rules = [(_event(rule), rule.choice) for rule in strategy.rules]
        return rules_by_part(rules, len(menu), law)
    if isinstance(strategy, Myopic):
        return choices_by_part(menu, law, ties if strategy.ties == "any" else "cautious")
    rows, named = choices_by_part(menu, law, "cautious"), dict(strategy.choices)
    for place, (at, _) in enumerate(law.atoms if law else ()):
        if at in named:
            rows[place] = tuple(Fraction(k == named[at]) for k in range(len(menu)))
    return rows  # on the boxes of a law the types that are named have probability 0, or the box is a single type


def _event(rule: Rule) -> list[HalfSpace]:
    return [HalfSpace(d) for d in rule.at_most] + [HalfSpace(d, strict=True) for d in rule.below]


Counts = tuple[tuple[int, ...], ...]
"""For each offer, how many of its copies made each choice."""


def _counts(chances: Sequence[Fraction], copies: int) -> list[tuple[tuple[int, ...], Fraction]]:
    """How many of the copies make each choice, with the multinomial probability, where that is positive."""
    found = []
    possible = [k for k, chance in enumerate(chances) if chance]
    if math.comb(copies + len(possible) - 1, copies) > MAX_PROFILES:
        raise ValueError(f"more than {MAX_PROFILES} choice profiles; simulate, or take fewer copies")
    for division in compositions(copies, len(possible)):
        ways = math.factorial(copies) // math.prod(map(math.factorial, division))
        probability = ways * math.prod(
            (chances[k] ** r for k, r in zip(possible, division, strict=True)), start=Fraction(1)
        )
        counts = [0] * len(chances)
        for k, r in zip(possible, division, strict=True):
            counts[k] = r
        found.append((tuple(counts), probability))
    return found


@dataclass(frozen=True)
class CostByProfile(Evidence):
    """The choice probabilities by part of the laws, and for each profile of positive probability a best selection.

    `selections` follow `ExpectedCost.profiles`; with a table there are none, the table itself is what is selected.
    """

    form: ClassVar[str] = "cost by profile"
    parts: tuple[tuple[tuple[Fraction, ...], ...], ...]
    costs: tuple[Fraction, ...]
    selections: tuple[Selection, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ExpectedCost) or self.parts != statement.by_part():
            return False
        profiles = statement.profiles(_chances(statement, self.parts))
        if len(profiles) != len(self.costs) or not self._costs_are_right(statement, [c for c, _ in profiles]):
            return False
        total = sum((p * cost for (_, p), cost in zip(profiles, self.costs, strict=True)), Fraction(0))
        return holds == (total == statement.value * statement.setting.copies)

    def _costs_are_right(self, statement: ExpectedCost, profiles: Sequence[Counts]) -> bool:
        if statement.table is not None:
            return all(
                _respects(statement, counts) and statement.cost_of(statement.selected(counts)) == cost
                for counts, cost in zip(profiles, self.costs, strict=True)
            )
        return len(self.selections) == len(profiles) and all(
            selection.shows(statement.setting, statement.groups(counts), cost)
            for counts, cost, selection in zip(profiles, self.costs, self.selections, strict=True)
        )

    def data(self) -> dict[str, Any]:
        return {
            "parts": [[texts(row) for row in offer] for offer in self.parts],
            "costs": texts(self.costs),
            "selections": [selection.plain() for selection in self.selections],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        parts = tuple(tuple(bundle(row) for row in offer) for offer in data["parts"])
        return cls(parts, bundle(data["costs"]), tuple(map(Selection.from_plain, data["selections"])))


def _chances(statement: ExpectedCost, parts: Sequence[Sequence[Sequence[Fraction]]]) -> list[tuple[Fraction, ...]]:
    return [mixed(statement.laws[a], rows) for (a, _, _), rows in zip(statement.offers, parts, strict=True)]


def _respects(statement: ExpectedCost, counts: Counts) -> bool:
    """Whether what the table selects clears the market and lies in the chosen sets."""
    assignment = statement.selected(counts)
    groups = statement.groups(counts)
    inside = all(in_set(chosen, statement.setting.endowment[a], assignment[a]) for a, chosen, _ in groups)
    cleared = all(
        sum(column) == n for column, n in zip(zip(*assignment, strict=True), statement.setting.numbers, strict=True)
    )
    return inside and cleared


def expected_cost(
    market: Market,
    menus: Sequence[Menu],
    *,
    table: SelectionTable | Mapping[tuple[int, ...], Assignment] | None = None,
    ties: str = "trade",
    reach: str = "nonnegative",
) -> Verdict:
    """The expected social cost of the trading mechanism with these menus, myopic choices and ex-post optimal selection.

    `table` replaces the ex-post optimal rule by a table over choice profiles (the endowment elsewhere). Choices are by
    what the menus offer; for a mechanism with strategies of its own ask `cost_of_mechanism`. Raises `ValueError` if an
    agent has no law, or if at some profile of positive probability nothing can be selected.
    """
    if len(menus) != len(market.agents):
        raise ValueError(f"{counted(len(menus), 'menu')} for {counted(len(market.agents), 'agent')}; give one for each")
    offers = tuple((j, tuple(menu), 1) for j, menu in enumerate(menus))
    entries = table.by_profile if isinstance(table, SelectionTable) else table
    listed = None if entries is None else tuple(sorted(entries.items()))
    return cost_of_offers(Setting.of(market), laws(market, menus), offers, listed, ties, reach)


def laws(market: Market, menus: Sequence[Sequence[Any]]) -> tuple[Law | None, ...]:
    """Every agent's law. `menus[j]` is a menu, a list of menus, or a list of menus with probabilities.

    Raises `ValueError` if an agent without a law has a choice.
    """
    for agent, preferences, menu in zip(market.agents, market.preferences, menus, strict=True):
        if preferences.law is None and _leaves_a_choice(menu):
            raise ValueError(f"agents.{agent}.costs: no law is given; probabilities need one")
    return tuple(preferences.law for preferences in market.preferences)


def _leaves_a_choice(menu: Sequence[Any]) -> bool:
    if not isinstance(menu[0], tuple):
        return len(menu) > 1
    return any(_leaves_a_choice(one[0] if isinstance(one[0], tuple) else one) for one in menu)


def cost_of_offers(
    setting: Setting,
    laws: tuple[Law | None, ...],
    offers: tuple[Offer, ...],
    table: tuple[tuple[tuple[int, ...], Assignment], ...] | None,
    ties: str,
    reach: str,
    strategies: tuple[Strategy, ...] = (),
) -> Verdict:
    """The expected cost for given offers; see `ExpectedCost`."""
    _check_offers(setting, offers, table)
    draft = ExpectedCost(setting, laws, offers, ties, reach, table, Fraction(0), strategies)
    parts = draft.by_part()
    costs, selections, total = [], [], Fraction(0)
    for counts, probability in draft.profiles(_chances(draft, parts)):
        if table is not None:
            if not _respects(draft, counts):
                raise ValueError(f"selection: what is selected at {_shown(counts)} does not respect the chosen sets")
            cost: Fraction | None = draft.cost_of(draft.selected(counts))
        else:
            cost, selection = best_selection(setting, draft.groups(counts))
            selections.append(selection)
        if cost is None:
            raise ValueError(
                f"menu: nothing can be selected at the choices {_shown(counts)}; the protocol is not feasible"
            )
        costs.append(cost)
        total += probability * cost
    statement = replace(draft, value=total / setting.copies)
    return Verdict(statement, True, CostByProfile(parts, tuple(costs), tuple(selections)))


def _check_offers(setting: Setting, offers: tuple[Offer, ...], table: Any) -> None:
    for j in range(len(setting.endowment)):
        if sum(copies for agent, _, copies in offers if agent == j) != setting.copies:
            raise ValueError(f"offers: agent {j} has {setting.copies} copies, and the offers are for another number")
    if table is not None and (setting.copies != 1 or len(offers) != len(setting.endowment)):
        raise ValueError("selection: a table is for markets without copies")


def _shown(counts: Counts) -> str:
    return "(" + ", ".join(" ".join(map(str, row)) for row in counts) + ")"


def cost_of_mechanism(mechanism: Mechanism, *, ties: str | None = None) -> Verdict:
    """The expected social cost of a mechanism: its own strategies on its own selection rule.

    A rule that is not a table (left open, or ex-post optimal) is the table of `dominance.ex_post_table`. What agents
    choose depends on what the rule ever picks, so the menus of the statement are those of the essential reduction.
    `ties` is one of `probabilities.TIES`, for the agents whose ties are open, and for them alone. Raises `ValueError`
    if it is missing or superfluous, if the protocol is not feasible, and if an agent who has a choice has no law.
    """
    from proofs.trading.dominance import ex_post_table, with_table

    market = mechanism.market
    _check_open_ties(mechanism, ties)
    if not isinstance(mechanism.protocol.selection, SelectionTable):
        mechanism = with_table(mechanism, ex_post_table(mechanism.protocol))
    if not feasible(mechanism.protocol):
        raise ValueError("protocol: it is not feasible, so it has no cost; `protocols.feasible` says where it breaks")
    reduced = essential_reduction(mechanism.protocol)
    assert isinstance(reduced.selection, SelectionTable)
    offers = tuple((j, menu, 1) for j, menu in enumerate(reduced.menus))
    table = tuple(sorted(reduced.selection.entries))
    strategies, everyone = mechanism.strategies, laws(market, reduced.menus)
    return cost_of_offers(Setting.of(market), everyone, offers, table, ties or "cautious", "nonnegative", strategies)


def _check_open_ties(mechanism: Mechanism, ties: str | None) -> None:
    """Refuse ties that a strategy leaves open and the caller does not settle, and the other way round."""
    if ties is not None:
        check_ties(ties)
    opened = [
        agent
        for agent, strategy in zip(mechanism.market.agents, mechanism.strategies, strict=True)
        if strategy == Myopic("any")
    ]
    if opened and ties is None:
        raise ValueError(
            f"the strategy of agent {opened[0]} leaves ties open, so it has no expected cost; give ties= one of "
            f"{', '.join(TIES)}, or the agent the strategy Myopic()"
        )
    if ties is not None and not opened:
        raise ValueError(f"ties: {ties!r} is given, but no strategy leaves ties open; leave it out")


# --------------------------------------------------------------------------------------------------- weak improvement


@dataclass(frozen=True)
class WeakImprovement(Statement):
    """At every choice profile some selection costs at most as much as the status quo (VS, section 3.1).

    Evidence: yes `WitnessByProfile`; no `WorseProfile`.
    """

    kind: ClassVar[str] = "weak improvement"
    setting: Setting
    status_quo: Assignment
    menus: tuple[Menu, ...]

    def sentence(self) -> str:
        return "at every choice profile the ex-post optimal selection costs at most as much as the status quo"

    def profiles(self) -> Iterator[tuple[int, ...]]:
        if math.prod(map(len, self.menus)) > MAX_PROFILES:
            raise ValueError(f"more than {MAX_PROFILES} choice profiles")
        return itertools.product(*(range(len(menu)) for menu in self.menus))

    def groups(self, choices: Sequence[int]) -> tuple[Group, ...]:
        return tuple((j, menu[k], 1) for j, (menu, k) in enumerate(zip(self.menus, choices, strict=True)))

    def cost(self, assignment: Assignment) -> Fraction:
        return sum((dot(pi, x) for pi, x in zip(self.setting.performance, assignment, strict=True)), Fraction(0))

    def allows(self, choices: Sequence[int], assignment: Assignment) -> bool:
        """Whether the assignment clears the market, respects the choices and costs no more than the status quo."""
        chosen = zip(self.menus, choices, self.setting.endowment, assignment, strict=True)
        columns = zip(zip(*assignment, strict=True), self.setting.numbers, strict=True)
        return (
            all(in_set(menu[k], eta, x) for menu, k, eta, x in chosen)
            and all(sum(column) == n for column, n in columns)
            and self.cost(assignment) <= self.cost(self.status_quo)
        )

    def about(self) -> dict[str, Any]:
        return {
            "setting": self.setting.about(),
            "status_quo": [texts(row) for row in self.status_quo],
            "menus": [[t.plain() for t in menu] for menu in self.menus],
        }

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        menus = tuple(tuple(map(trading_set_from_plain, menu)) for menu in about["menus"])
        status_quo = tuple(bundle(row) for row in about["status_quo"])
        return cls(Setting.from_about(about["setting"]), status_quo, menus)


@dataclass(frozen=True)
class WitnessByProfile(Evidence):
    """Assignments, and for each choice profile which of them respects it; most profiles share one, the endowment."""

    form: ClassVar[str] = "witness by profile"
    assignments: tuple[Assignment, ...]
    used: tuple[int, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, WeakImprovement) or not holds:
            return False
        profiles = list(statement.profiles())
        return len(profiles) == len(self.used) and all(
            statement.allows(choices, self.assignments[which])
            for choices, which in zip(profiles, self.used, strict=True)
        )

    def data(self) -> dict[str, Any]:
        return {"assignments": [[texts(row) for row in z] for z in self.assignments], "used": list(self.used)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        assignments = tuple(tuple(bundle(row) for row in z) for z in data["assignments"])
        return cls(assignments, tuple(map(int, data["used"])))


@dataclass(frozen=True)
class WorseProfile(Evidence):
    """A choice profile, its least cost (`None`: nothing can be selected), and the proof."""

    form: ClassVar[str] = "worse profile"
    choices: tuple[int, ...]
    value: Fraction | None
    selection: Selection

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, WeakImprovement) or holds or len(self.choices) != len(statement.menus):
            return False
        if any(k not in range(len(menu)) for menu, k in zip(statement.menus, self.choices, strict=True)):
            return False
        worse = self.value is None or self.value > statement.cost(statement.status_quo)
        return worse and self.selection.shows(statement.setting, statement.groups(self.choices), self.value)

    def data(self) -> dict[str, Any]:
        value = None if self.value is None else text(self.value)
        return {"choices": list(self.choices), "value": value, "selection": self.selection.plain()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        value = None if data["value"] is None else rational(data["value"])
        return cls(tuple(map(int, data["choices"])), value, Selection.from_plain(data["selection"]))


def weak_improvement(market: Market, menus: Sequence[Menu]) -> Verdict:
    """Whether the ex-post optimal rule costs at most as much as the status quo at every choice profile."""
    statement = WeakImprovement(Setting.of(market), market.status_quo, tuple(map(tuple, menus)))
    assignments: list[Assignment] = [market.endowment]
    used = []
    for choices in statement.profiles():
        if statement.allows(choices, market.endowment):
            used.append(0)
            continue
        value, selection = best_selection(statement.setting, statement.groups(choices))
        if value is None or value > market.social_cost(market.status_quo):
            return Verdict(statement, False, WorseProfile(choices, value, selection))
        used.append(len(assignments))
        assignments.append(selection.bundles)
    return Verdict(statement, True, WitnessByProfile(tuple(assignments), tuple(used)))


# ------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class SelectionReport(Displayed):
    """What `decide_selection` finds: the verdicts, and the cost of the endowment and of the status quo."""

    market: Market
    menus: tuple[Menu, ...]
    at_profile: Verdict | None
    choices: tuple[int, ...] | None
    expected: Verdict | None
    improvement: Verdict
    status_quo_cost: Fraction


def decide_selection(
    market: Market,
    menus: Sequence[Menu],
    choices: Sequence[int] | None = None,
    *,
    ties: str = "cautious",
    reach: str = "nonnegative",
) -> SelectionReport:
    """The ex-post optimal selection at the profile `choices` (if given), the expected cost (if all agents have laws),
    and whether selection improves on the status quo at every profile.

    Agents choose by what the menus offer; as by default in a mechanism, their ties are cautious.
    """
    at_profile = None
    if choices is not None:
        for agent, menu, k in zip(market.agents, menus, choices, strict=True):
            if k not in range(len(menu)):
                raise ValueError(f"choice {k} of agent {agent}: there are choices 0 to {len(menu) - 1}")
        at_profile = optimal_selection(market, [menu[k] for menu, k in zip(menus, choices, strict=True)])
    with_laws = all(p.law is not None or len(menu) == 1 for p, menu in zip(market.preferences, menus, strict=True))
    improvement = weak_improvement(market, menus)
    nothing = isinstance(improvement.evidence, WorseProfile) and improvement.evidence.value is None
    expected = expected_cost(market, menus, ties=ties, reach=reach) if with_laws and not nothing else None
    cost = market.social_cost(market.status_quo)
    profile = None if choices is None else tuple(choices)
    return SelectionReport(market, tuple(map(tuple, menus)), at_profile, profile, expected, improvement, cost)


def explain_selection(report: SelectionReport) -> str:
    """The report in words."""
    require_kind(report, SelectionReport, "explain_selection", "the report of decide_selection is expected")
    lines = [f"the status quo costs {text(report.status_quo_cost)}"]
    if report.at_profile is not None and report.choices is not None:
        pairs = zip(report.market.agents, report.choices, strict=True)
        chosen = ", ".join(f"{agent} {k}" for agent, k in pairs)
        lines.append(f"at the choices {chosen}: {report.at_profile.statement.sentence()}")
        for agent, x in zip(report.market.agents, selected_assignment(report.at_profile) or (), strict=False):
            lines.append(
                f"  {agent}: {', '.join(f'{t} {text(v)}' for t, v in zip(report.market.tasks, x, strict=True))}"
            )
    if report.expected is not None and isinstance(report.expected.evidence, CostByProfile):
        statement = report.expected.statement
        assert isinstance(statement, ExpectedCost)
        chances = _chances(statement, report.expected.evidence.parts)
        for agent, menu, row in zip(report.market.agents, report.menus, chances, strict=True):
            lines.append(_choices_in_words(agent, menu, row, report.market.tasks))
        lines.append(statement.sentence())
    else:
        lines.append(f"no probabilities of choices and no expected cost: {_why_no_cost(report)}")
    lines.append(str(report.improvement))
    return "\n".join(lines)


def _choices_in_words(agent: str, menu: Menu, chances: Sequence[Fraction], tasks: Sequence[str]) -> str:
    if len(menu) == 1:
        return f"{agent} has no choice and keeps the endowment"
    told = [
        f"{'keeps' if k == 0 else 'takes'} {set_in_words(one, tasks)} {text(chance)}"
        for k, (one, chance) in enumerate(zip(menu, chances, strict=True))
    ]
    return f"{agent}, with probability: {'; '.join(told)}"


def _why_no_cost(report: SelectionReport) -> str:
    pairs = zip(report.market.agents, report.market.preferences, report.menus, strict=True)
    without = [agent for agent, preferences, menu in pairs if preferences.law is None and len(menu) > 1]
    if without:
        return f"no law of the costs is given for {', '.join(without)}"
    return "at some choices nothing can be selected"
