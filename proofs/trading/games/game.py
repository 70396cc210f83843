"""The game that a trading protocol induces among agents with finitely many types (VS, sections 1.1 and 3.1).

Everybody knows their own type, chooses from their menu, and gets the bundle that is selected at the choices of all. A
type is given by its *workload*, a number for each bundle; less is better (VS, section 1: "agents prefer lower
workload"). A workload is *linear* if it is the sum of costs times tasks. Footnote 16 of VS lets preferences be
non-linear: here such a workload is a finite table, which holds every bundle that may be selected for the agent.

A *strategy* says for each type of an agent which choice it makes (no mixtures). Notions of equilibrium:

* *obviously dominant* (VS, section 1.1): the worst workload of the choice, over the choices of the others, is at most
  the best of every other choice;
* *dominant*: whatever the others choose, no other choice has a lower workload;
* *Nash*: the types are known to all, and no agent lowers its workload by another choice, the others' choices as they
  are; of strategies it is asked at every profile of types;
* *Bayesian*: no type of any agent lowers its expected workload by another choice, where the others' types are drawn
  independently by their probabilities and choose by their strategies.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from exact.plain_data import written
from exact.rationals import rational, text
from exact.showing.display import Displayed
from proofs.trading.markets.bundles import Assignment, Bundle, bundle, dot
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Menu, PairsFrom
from proofs.trading.markets.protocols import Protocol, breach_in_words
from proofs.trading.markets.selections import Profile, SelectionTable

Concept = Literal["obviously dominant", "dominant", "Nash", "Bayesian"]
CONCEPTS: tuple[Concept, ...] = get_args(Concept)

Strategies = tuple[tuple[int, ...], ...]
"""For each agent the choice of each of its types."""


@dataclass(frozen=True)
class GameType(Displayed):
    """A type of an agent: its workload is linear with these `costs`, or else it is the table `workloads`.

    `probability` is needed for Bayesian equilibria alone.
    """

    name: str
    costs: Bundle | None = field(default=None, metadata=written(left_out=True))
    workloads: tuple[tuple[Bundle, Fraction], ...] = field(default=(), metadata=written(left_out=True))
    probability: Fraction | None = field(default=None, metadata=written(left_out=True))

    def __post_init__(self) -> None:
        if self.costs is not None and self.workloads:
            raise ValueError(f"type {self.name}: it has both costs and a table of workloads; give one of them")
        if self.costs is not None:
            object.__setattr__(self, "costs", bundle(self.costs, where=f"type {self.name}"))
        listed = tuple((bundle(x), rational(w, f"type {self.name}")) for x, w in self.workloads)
        object.__setattr__(self, "workloads", listed)
        if len(self._table) != len(listed):
            raise ValueError(f"type {self.name}: a bundle occurs twice; give its workload once")
        if self.probability is not None:
            object.__setattr__(self, "probability", rational(self.probability, f"type {self.name}"))
            if self.probability < 0:
                raise ValueError(f"type {self.name}: {text(self.probability)} is no probability")

    @cached_property
    def _table(self) -> dict[Bundle, Fraction]:
        return dict(self.workloads)

    def knows(self, x: Bundle) -> bool:
        """Whether there is a workload of the bundle."""
        return self.costs is not None or x in self._table

    def workload(self, x: Bundle) -> Fraction:
        """The workload of a bundle; less is better."""
        return self._table[x] if self.costs is None else dot(self.costs, x)


@dataclass(frozen=True)
class Comparison(Displayed):
    """What a type compares: `workloads[m]` is that of choice m, and `own` its choice.

    `at` are the choices of all at which it compares, empty for an expectation. Of an obviously dominant choice
    `workloads` has the worst of the own choice and the best of every other one, `profiles` where they are met.
    """

    agent: int
    type: int
    own: int
    workloads: tuple[Fraction, ...]
    profiles: tuple[Profile, ...] = ()

    @property
    def better(self) -> int | None:
        """The choice of least workload, if that is below the own one; of several the first."""
        best = min(self.workloads)
        return self.workloads.index(best) if best < self.workloads[self.own] else None


@dataclass(frozen=True)
class Game(Displayed):
    """Menus with a table of what is selected, and the types of each agent.

    An agent without a choice may have a type of which no workload is known.
    """

    numbers: tuple[int, ...]
    endowment: Assignment
    menus: tuple[Menu, ...]
    selection: SelectionTable
    types: tuple[tuple[GameType, ...], ...]

    @classmethod
    def of(cls, protocol: Protocol, types: Sequence[Sequence[GameType]]) -> Game:
        """The game of a protocol whose selection is a table."""
        market, selection = protocol.market, protocol.selection
        if not isinstance(selection, SelectionTable):
            raise ValueError("selection: a game needs a table of what is selected, whatever is chosen")
        return cls(market.numbers, market.endowment, protocol.menus, selection, tuple(map(tuple, types)))

    def __post_init__(self) -> None:
        if any(isinstance(one, PairsFrom) for menu in self.menus for one in menu):
            raise ValueError("menu: a continuum of choices makes no finite game; take a grid of the budget")
        breach = self.protocol.breach
        if breach is not None:
            raise ValueError(f"this is no trading protocol: {breach_in_words(self.protocol, breach)}")
        if len(self.types) != len(self.menus) or not all(self.types):
            raise ValueError("types: give at least one type for each agent")
        for j, own in enumerate(self.types):
            self._check_types(j, own)

    def _check_types(self, j: int, own: Sequence[GameType]) -> None:
        if len({each.name for each in own}) != len(own):
            raise ValueError(f"types: two types of agent {j} have one name; names are distinct")
        given = [each.probability for each in own if each.probability is not None]
        if given and (len(given) != len(own) or sum(given) != 1):
            raise ValueError(f"types: the probabilities of agent {j}'s types are not all given, or do not sum to 1")
        for each in own:
            if each.costs is not None and len(each.costs) != len(self.numbers):
                raise ValueError(f"types: type {each.name} of agent {j} has not one cost for each task")
            if len(self.menus[j]) > 1 and (missing := missing_workloads(self.protocol, j, each)):
                shown = ", ".join(map(text, missing[0]))
                raise ValueError(f"types: type {each.name} of agent {j} has no workload of the bundle ({shown})")

    @cached_property
    def protocol(self) -> Protocol:
        """The protocol, on a market without names, performance and costs."""
        tasks = {str(i + 1): number for i, number in enumerate(self.numbers)}
        market = Market.make(tasks, [str(j + 1) for j in range(len(self.endowment))], self.endowment)
        return Protocol(market, self.menus, self.selection)

    @property
    def has_law(self) -> bool:
        """Whether the types of all agents have probabilities; a single type needs none."""
        return all(len(own) == 1 or own[0].probability is not None for own in self.types)

    @property
    def strategies(self) -> Iterator[Strategies]:
        """All profiles of strategies, in order."""
        return itertools.product(
            *(
                itertools.product(range(len(menu)), repeat=len(own))
                for menu, own in zip(self.menus, self.types, strict=True)
            )
        )

    @property
    def number_of_strategies(self) -> int:
        return math.prod(len(menu) ** len(own) for menu, own in zip(self.menus, self.types, strict=True))

    @property
    def type_profiles(self) -> Iterator[tuple[int, ...]]:
        return itertools.product(*(range(len(own)) for own in self.types))

    def check_strategies(self, strategies: Sequence[Sequence[int]]) -> Strategies:
        """The strategies as they are kept; `ValueError` unless each type of each agent makes a choice of its menu."""
        given = tuple(map(tuple, strategies))
        if [len(own) for own in given] != [len(own) for own in self.types]:
            raise ValueError("strategies: give one choice for each type of each agent")
        for j, (own, menu) in enumerate(zip(given, self.menus, strict=True)):
            for k in own:
                if k not in range(len(menu)):
                    raise ValueError(f"strategies: {k} is no choice of agent {j}; the menu has 0 to {len(menu) - 1}")
        return given

    # ------------------------------------------------------------------------------------------------- comparisons

    def compared(self, concept: Concept, strategies: Strategies) -> Iterator[Comparison]:
        """All that is compared when these strategies are asked whether they are an equilibrium, in order."""
        for j, own in enumerate(strategies):
            for t, k in enumerate(own):
                if concept == "Bayesian":
                    yield self.in_expectation(j, t, strategies)
                elif concept == "Nash":
                    chosen = [sorted(set(row)) if i != j else [k] for i, row in enumerate(strategies)]
                    yield from (self.at(j, t, profile) for profile in itertools.product(*chosen))
                else:
                    yield from self.of_choice(concept, j, t, k)

    def of_choice(self, concept: Concept, j: int, t: int, k: int) -> Iterator[Comparison]:
        """What decides whether choice k is dominant, or obviously dominant, for type t of agent j."""
        if concept == "obviously dominant":
            yield self.worst_and_best(j, t, k)
            return
        ranges = [range(len(menu)) if i != j else (k,) for i, menu in enumerate(self.menus)]
        yield from (self.at(j, t, profile) for profile in itertools.product(*ranges))

    def at(self, j: int, t: int, profile: Profile) -> Comparison:
        """The workload of each choice of type t of agent j, where the others choose as in the profile."""
        each = self.types[j][t]
        found = []
        for m in range(len(self.menus[j])):
            changed = (*profile[:j], m, *profile[j + 1 :])
            found.append(self._workload(each, j, changed))
        return Comparison(j, t, profile[j], tuple(found), (profile,))

    def worst_and_best(self, j: int, t: int, k: int) -> Comparison:
        """The worst workload of choice k and the best of every other one, each with a profile at which it is met."""
        each, reach = self.types[j][t], self.protocol.reach[j]
        if len(self.menus[j]) == 1:
            return Comparison(j, t, k, (Fraction(0),), ((0,) * len(self.menus),))
        ends = []
        for m, bundles in enumerate(reach):
            pick = max if m == k else min
            ends.append(pick(((each.workload(x), at) for x, at in bundles.items()), key=lambda end: end[0]))
        return Comparison(j, t, k, tuple(w for w, _ in ends), tuple(at for _, at in ends))

    def in_expectation(self, j: int, t: int, strategies: Strategies) -> Comparison:
        """The expected workload of each choice of type t of agent j, where the others' types choose by strategies."""
        expected = [Fraction(0)] * len(self.menus[j])
        chances = [self._chances(i, own) for i, own in enumerate(strategies)]
        for profile in itertools.product(*(sorted(row) if i != j else [0] for i, row in enumerate(chances))):
            chance = math.prod((chances[i][m] for i, m in enumerate(profile) if i != j), start=Fraction(1))
            for m, w in enumerate(self.at(j, t, profile).workloads):
                expected[m] += chance * w
        return Comparison(j, t, strategies[j][t], tuple(expected))

    def myopic(self, j: int, t: int) -> int:
        """The choice that may lead to the least workload (VS, section 3); of several the best worst case, the first."""
        each, reach = self.types[j][t], self.protocol.reach[j]
        if len(reach) == 1:
            return 0
        found = [[each.workload(x) for x in bundles] for bundles in reach]
        return min(range(len(found)), key=lambda k: (min(found[k]), max(found[k]), k))

    def _chances(self, i: int, own: Sequence[int]) -> dict[int, Fraction]:
        """How likely agent i makes each choice."""
        found: dict[int, Fraction] = {}
        for each, k in zip(self.types[i], own, strict=True):
            chance = Fraction(1) if each.probability is None else each.probability
            found[k] = found.get(k, Fraction(0)) + chance
        return found

    def _workload(self, each: GameType, j: int, profile: Profile) -> Fraction:
        if len(self.menus[j]) == 1:
            return Fraction(0)  # who has no choice compares nothing, and what it thinks of its bundles is not asked
        return each.workload(self.protocol.selected(profile)[j])


def missing_workloads(protocol: Protocol, j: int, each: GameType) -> list[Bundle]:
    """The bundles that the protocol's table may select for agent j and of which the type has no workload."""
    reached = dict.fromkeys(x for bundles in protocol.reach[j] for x in bundles)
    return [x for x in reached if not each.knows(x)]
