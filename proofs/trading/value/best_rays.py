"""The best polarized ray mechanism with ex-post optimal selection (EOPR; VS, sections 3 and 4), which VS leave open.

For finitely many types. A mechanism of polarized rays divides every agent's types into *classes*, those who choose the
same ray; members lose nothing by it, and nobody else gains by it (who did would choose it). An agent with the remedial
menu may be given anything below the endowment; this counts as one class of all types, written as the empty set. What is
selected at a profile of classes is a linear program of its own, but for one thing: what a class is given at different
profiles lies on one ray, and the rays of an agent are polarized. Without that thing the programs bound the cost of all
mechanisms with these classes (they are those of `proofs.trading.value.best_obvious`). It is restored by cases:

* *two sides*: a direction h, and a ray kappa of a class: h.kappa >= 0, or -h.kappa >= 0;
* *tempting costs*: c >= 0, and rays kappa, kappa' of two classes of one agent: c.kappa >= 0 or c.kappa' >= 0, since
  both would be tempted otherwise, which is what polarized rays exclude.

In either case the classes' programs have one more row. So a tree of such cases, with multipliers for the programs,
bounds the cost of every mechanism from below: if not at once, then where what a class is given at different profiles
differs, or two rays of an agent tempt alike, a case that cuts between them raises the bound. A mechanism is met on the
way: where the solutions of a region agree on directions, or directions of small numbers near to them do as well.

The search for the tree and the mechanism is `proofs.trading.value.ray_search`; for boxes, and for too many types,
mechanisms are proposed by `proofs.trading.value.representative_rays`.

With *two agents* the best is the best bilateral trade, whatever the domains: when both have chosen rays, what one gets
the other gives, so that only opposite rays kappa, -kappa trade. If two such trades kappa, kappa' both saved something,
polarization of the one menu gives kappa + r kappa' >= 0 with r > 0, of the other kappa + s kappa' <= 0 with s > 0
(both, as the directions have both signs), hence (r - s) kappa' >= 0, r = s and kappa = -r kappa'; but opposite trades
do not both save. The remedial menu gives tasks away, which no ray of the other takes without anything in return.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from exact.linear import LinearSystem, Row, Vector
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement
from proofs.told import ToldStatement
from proofs.trading.dominance.polarization import polarizing_multipliers
from proofs.trading.markets.bundles import ZERO, Assignment, Direction, bundle, dot, minus
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Regions, Rule
from proofs.trading.markets.menus import Ray, Remedial, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.value.best_obvious import Classes, Classified, Partition, partitions

REMEDIAL: Partition = (0,)
"""The classes of an agent with the remedial menu."""

Division = tuple[Partition, ...]
"""Every agent's classes."""
Sides = Mapping[tuple[int, int], tuple[Direction, ...]]
"""For an agent and a class the normals h with h.kappa >= 0 for its ray."""


@dataclass(frozen=True)
class RayPrograms(Displayed):
    """The linear programs of a market of finitely many types, of which types without probability are left out.

    Raises `ValueError` if a type is not known or likes a task, a task is a payment, or the types are too many.
    """

    classified: Classified

    @classmethod
    def of(cls, market: Market) -> RayPrograms:
        market.require_tasks()
        market.require_burdens()
        known = []
        for listed, preferences in zip(Classified(market).types, market.preferences, strict=True):
            likely = tuple(costs for costs, p in listed if p)
            known.append(replace(preferences, domain=FiniteDomain(likely)))
        return cls(Classified(replace(market, preferences=tuple(known))))

    @property
    def market(self) -> Market:
        return self.classified.market

    @cached_property
    def everybody(self) -> Classes:
        """All types of every agent."""
        return tuple(2 ** len(listed) - 1 for listed in self.classified.types)

    @cached_property
    def base(self) -> Fraction:
        """What the status quo costs."""
        return self.market.social_cost(self.market.status_quo)

    def lists(self) -> Iterator[Classes]:
        """Every list of classes, 0 for the remedial menu."""
        return itertools.product(*(range(every + 1) for every in self.everybody))

    def divisions(self) -> Iterator[Division]:
        return itertools.product(*((*partitions(len(listed)), REMEDIAL) for listed in self.classified.types))

    def members(self, classes: Classes) -> Classes:
        """The types in these classes."""
        return tuple(mask or every for mask, every in zip(classes, self.everybody, strict=True))

    def chance(self, classes: Classes) -> Fraction:
        return self.classified.chance(self.members(classes))

    def system(self, classes: Classes, sides: Sides) -> LinearSystem:
        """What may be selected where these classes choose, on these sides; bundles, agent after agent."""
        plain, size = self.classified.system(self.members(classes)), len(self.market.tasks)
        rows = []
        for j, (mask, own) in enumerate(zip(classes, self.market.status_quo, strict=True)):
            normals = (
                sides.get((j, mask), ()) if mask else [tuple(-int(i == k) for i in range(size)) for k in range(size)]
            )
            for normal in normals:
                signed = [Fraction(-h) for h in normal]
                rows.append(Row(tuple((j * size + i, h) for i, h in enumerate(signed) if h), "<=", dot(signed, own)))
        return replace(plain, rows=(*plain.rows, *rows))

    def lower_bound(self, classes: Classes, sides: Sides, multipliers: Vector) -> Fraction | None:
        """What the selection at these classes contributes to the expected cost, at least; `None`: no multipliers."""
        cost = tuple((k, -pi) for k, pi in self.classified.cost())
        shown = self.system(classes, sides).proved_bound(cost, multipliers)
        return None if shown is None else -self.chance(classes) * shown


# ---------------------------------------------------------------------------------------------- statement and evidence


@dataclass(frozen=True)
class BestPolarizedRays(ToldStatement):
    """Some polarized ray mechanism with ex-post optimal selection costs at most `value`, and none less than `bound`.

    Evidence: `BranchedRays`.
    """

    kind: ClassVar[str] = "best polarized ray mechanism"
    market: Market
    value: Fraction
    bound: Fraction

    def sentence(self) -> str:
        best = "the best polarized ray mechanism with ex-post optimal selection costs"
        if self.value == self.bound:
            return f"{best} {text(self.value)} in expectation"
        return f"{best} at most {text(self.value)} in expectation, and at least {text(self.bound)}"


@dataclass(frozen=True)
class Cut(Displayed):
    """Two cases: h.kappa >= 0 for agent and class, or -h.kappa >= 0; with `other`, h >= 0, or h.kappa' >= 0 of that."""

    agent: int
    mask: int
    other: int | None
    normal: Direction

    def sides(self) -> tuple[tuple[tuple[int, int], Direction], ...]:
        """What is added in the one case, and in the other."""
        if self.other is None:
            return ((self.agent, self.mask), self.normal), ((self.agent, self.mask), tuple(-h for h in self.normal))
        return ((self.agent, self.mask), self.normal), ((self.agent, self.other), self.normal)

    @property
    def is_sound(self) -> bool:
        """Whether one of the cases holds for all polarized rays."""
        return self.mask > 0 and (self.other is None or (self.other > 0 and min(self.normal) >= 0))


@dataclass(frozen=True)
class Bounded(Displayed):
    """Multipliers for the program of a list of classes."""

    classes: Classes
    multipliers: Vector


@dataclass(frozen=True)
class Region(Displayed):
    """Better bounds for some lists, which hold here; and the cut into two regions, if there is one."""

    bounds: tuple[Bounded, ...]
    cut: Cut | None = None


@dataclass(frozen=True)
class Opened(Displayed):
    """A division whose bounds are not enough, with the tree of its regions: each before its cases, the first first."""

    division: Division
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class BranchedRays(Evidence):
    """A mechanism: classes, a ray for each (0: none), and what is selected; and why none costs less than the bound.

    `selected` has an assignment for each list of classes of `division`, `multipliers` a vector for every list of sets
    of types, in the order of the product. The divisions that these do not bound are `opened`.
    """

    form: ClassVar[str] = "branched rays"
    division: Division
    rays: tuple[tuple[Direction, ...], ...]
    selected: tuple[Assignment, ...]
    multipliers: tuple[Vector, ...]
    opened: tuple[Opened, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestPolarizedRays) or not holds:
            return False
        programs = RayPrograms.of(statement.market)
        if self.division not in set(programs.divisions()) or not self._attains(programs, statement.value):
            return False
        lists = list(programs.lists())
        if len(lists) != len(self.multipliers):
            return False
        bounds = {}
        for classes, vector in zip(lists, self.multipliers, strict=True):
            shown = programs.lower_bound(classes, {}, vector)
            if shown is None:
                return False
            bounds[classes] = shown
        opened = {each.division: each.regions for each in self.opened}
        return all(
            division_cost(bounds, division) >= statement.bound
            or _bounded(programs, division, bounds, opened.get(division, ()), statement.bound)
            for division in programs.divisions()
        )

    def _attains(self, programs: RayPrograms, value: Fraction) -> bool:
        lists = list(itertools.product(*self.division))
        if len(lists) != len(self.selected) or not are_rays(programs, self.division, self.rays):
            return False
        total, own = ZERO, programs.market.status_quo
        for classes, assignment in zip(lists, self.selected, strict=True):
            point = list(itertools.chain(*assignment))
            if not programs.system(classes, {}).contains(point):
                return False
            for j, mask in enumerate(classes):
                ray = self.rays[j][self.division[j].index(mask)]
                if mask and not _on_ray(minus(assignment[j], own[j]), ray):
                    return False
            total += programs.chance(classes) * programs.market.social_cost(assignment)
        return total == value


def division_cost(bounds: Mapping[Classes, Fraction], division: Division) -> Fraction:
    """The sum over the lists of classes of a division."""
    return sum((bounds[classes] for classes in itertools.product(*division)), ZERO)


def are_rays(programs: RayPrograms, division: Division, rays: Sequence[Sequence[Direction]]) -> bool:
    """Whether these are polarized rays that the classes choose, each other class having none of these to gain by."""
    for masks, own, listed in zip(division, rays, programs.classified.types, strict=True):
        if len(own) != len(masks):
            return False
        used = [(mask, ray) for mask, ray in zip(masks, own, strict=True) if any(ray)]
        for mask, ray in used:
            if not mask or not min(ray) < 0 < max(ray):
                return False
            costs = [(dot(c, bundle(ray)), mask >> t & 1) for t, (c, _) in enumerate(listed)]
            if any(cost > 0 if member else cost < 0 for cost, member in costs):
                return False
        if any(polarizing_multipliers(a, b) is None for (_, a), (_, b) in itertools.combinations(used, 2)):
            return False
    return True


def _on_ray(moved: Sequence[Fraction], ray: Direction) -> bool:
    """Whether the bundle moved along the ray, or not at all."""
    if not any(moved):
        return True
    length = next((m / h for m, h in zip(moved, ray, strict=True) if h), ZERO)
    return length >= 0 and all(m == length * h for m, h in zip(moved, ray, strict=True))


def _bounded(
    programs: RayPrograms,
    division: Division,
    bounds: Mapping[Classes, Fraction],
    regions: Sequence[Region],
    least: Fraction,
) -> bool:
    """Whether the regions of the tree have the bound each."""
    waiting: list[tuple[dict[tuple[int, int], tuple[Direction, ...]], Mapping[Classes, Fraction]]] = [({}, bounds)]
    for region in regions:
        if not waiting:
            return False
        sides, known = waiting.pop()
        better = dict(known)
        for each in region.bounds:
            shown = programs.lower_bound(each.classes, sides, each.multipliers)
            if shown is None:
                return False
            better[each.classes] = shown
        if region.cut is None:
            if division_cost(better, division) < least:
                return False
        elif not region.cut.is_sound:
            return False
        else:
            for key, normal in reversed(region.cut.sides()):
                waiting.append((sides | {key: (*sides.get(key, ()), normal)}, better))
    return not waiting


# ----------------------------------------------------------------------------------------------------------- mechanism


def ray_mechanism(market: Market, division: Division, rays: Sequence[Sequence[Direction]]) -> Mechanism:
    """The mechanism of these rays for a market of finitely many types, who choose as the division says."""
    programs = RayPrograms.of(market)
    trades: dict[str, list[TradingSet]] = {}
    strategies: dict[str, ChoiceTable | Regions] = {}
    for agent, masks, own, listed in zip(market.agents, division, rays, programs.classified.types, strict=True):
        if masks == REMEDIAL:
            trades[agent], strategies[agent] = [Remedial()], Regions((Rule((), (), 1),))
            continue
        used = [(mask, ray) for mask, ray in zip(masks, own, strict=True) if any(ray)]
        trades[agent] = [Ray(bundle(ray)) for _, ray in used]
        chosen = [next((k for k, (mask, _) in enumerate(used, 1) if mask >> t & 1), 0) for t in range(len(listed))]
        strategies[agent] = ChoiceTable(tuple((costs, k) for (costs, _), k in zip(listed, chosen, strict=True)))
    return Mechanism.make(Protocol.make(market, trades, ExPostOptimal()), strategies)
