"""Are given strategies an equilibrium of the induced game; is there one, and which? (VS, section 3.1, footnote 16.)

The notions are those of `proofs.trading.games.game`. Both questions are decided by going through what the types
compare; nothing of the paper's theorems is used, and nothing is assumed of the workloads.

`HasEquilibrium` asks by notion: of *obviously dominant* and *dominant*, whether every type of every agent has such a
choice; of *Nash*, whether at every profile of types some choices are one; of *Bayesian*, whether some profile of
strategies is one. Its evidence is a complete table: of every candidate it says that it is one, or names a deviation. So
it says *which* are equilibria, whether the answer is yes or no. Of Nash and Bayesian equilibria the answer is always
yes, and which they are is what matters: as long as all others keep their endowment, nothing else can come of any choice
(VS, Claim 1), so that all keep it is one.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from exact.plain_data import written
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.told import ToldStatement
from proofs.trading.games.game import CONCEPTS, Comparison, Concept, Game, Strategies
from proofs.trading.markets.bundles import require_kind
from proofs.trading.markets.selections import Profile

MAX_CANDIDATES = 5_000
"""How many profiles of strategies, or of choices at types, one verdict goes through; more are left undecided."""

_SAID: dict[Concept, str] = {
    "obviously dominant": "every type's choice is obviously dominant",
    "dominant": "every type's choice is dominant",
    "Nash": "at every profile of types the choices are a Nash equilibrium",
    "Bayesian": "the strategies are a Bayesian Nash equilibrium",
}
_ASKED: dict[Concept, str] = {
    "obviously dominant": "every type of every agent has an obviously dominant choice",
    "dominant": "every type of every agent has a dominant choice",
    "Nash": "at every profile of types there is a Nash equilibrium in pure choices",
    "Bayesian": "there is a Bayesian Nash equilibrium in pure strategies",
}


@dataclass(frozen=True)
class Equilibrium(ToldStatement):
    """These strategies are an equilibrium of the game. Evidence: `AllCompared`, or `GameDeviation`."""

    kind: ClassVar[str] = "equilibrium"
    game: Game
    concept: Concept
    strategies: Strategies

    def __post_init__(self) -> None:
        _check(self.game, self.concept)
        object.__setattr__(self, "strategies", self.game.check_strategies(self.strategies))

    def sentence(self) -> str:
        return _SAID[self.concept]


@dataclass(frozen=True)
class HasEquilibrium(ToldStatement):
    """The game has such an equilibrium, as the notion asks for it. Evidence, for yes and no: `EveryCandidate`."""

    kind: ClassVar[str] = "has equilibrium"
    game: Game
    concept: Concept

    def __post_init__(self) -> None:
        _check(self.game, self.concept)

    def sentence(self) -> str:
        return _ASKED[self.concept]

    def candidates(self) -> Iterator[list[Candidate]]:
        """In groups, of each of which one must be an equilibrium.

        For each type of each agent its choices; at each profile of types all choices; all profiles of strategies.
        """
        game, concept = self.game, self.concept
        if concept == "Bayesian":
            yield [Candidate(game, concept, strategies) for strategies in game.strategies]
        elif concept == "Nash":
            for types in game.type_profiles:
                yield [Candidate(game, concept, (), types, choices) for choices in game.protocol.profiles]
        else:
            for j, (own, menu) in enumerate(zip(game.types, game.menus, strict=True)):
                for t in range(len(own)):
                    yield [Candidate(game, concept, (), (t,), (k,), j) for k in range(len(menu))]

    def number_of_candidates(self) -> int:
        game = self.game
        if self.concept == "Bayesian":
            return game.number_of_strategies
        if self.concept == "Nash":
            return math.prod(map(len, game.types)) * game.protocol.number_of_profiles
        return sum(len(own) * len(menu) for own, menu in zip(game.types, game.menus, strict=True))


@dataclass(frozen=True)
class Candidate(Displayed):
    """What may be an equilibrium.

    Bayesian: a profile of `strategies`. Nash: the `choices` of all at their `types`. Dominance: the one choice of the
    one type of `agent`.
    """

    game: Game
    concept: Concept
    strategies: Strategies = ()
    types: tuple[int, ...] = ()
    choices: Profile = ()
    agent: int = 0

    def compared(self) -> Iterator[Comparison]:
        if self.concept == "Bayesian":
            yield from self.game.compared(self.concept, self.strategies)
        elif self.concept == "Nash":
            yield from (self.game.at(j, t, self.choices) for j, t in enumerate(self.types))
        else:
            yield from self.game.of_choice(self.concept, self.agent, self.types[0], self.choices[0])


@dataclass(frozen=True)
class AllCompared(Evidence):
    """The whole table: for each comparison, in order, the workload of each choice; the own one is always least."""

    form: ClassVar[str] = "all compared"
    workloads: tuple[tuple[Fraction, ...], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Equilibrium) or not holds:
            return False
        found = list(statement.game.compared(statement.concept, statement.strategies))
        same = tuple(one.workloads for one in found) == self.workloads
        return same and all(one.better is None for one in found)


@dataclass(frozen=True)
class GameDeviation(Evidence):
    """A type of an agent for which another choice, `deviation`, has a lower workload than its own.

    `profiles` are the choices of all at which that is so; of an obviously dominant choice those at which the own choice
    is worst and those at which the other is best; of an expectation none.
    """

    form: ClassVar[str] = "deviation in a game"
    agent: int
    type: int
    deviation: int
    own: Fraction
    lower: Fraction
    profiles: tuple[Profile, ...] = field(default=(), metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Equilibrium) or holds:
            return False
        return self.is_among(statement.game.compared(statement.concept, statement.strategies))

    def is_among(self, compared: Iterable[Comparison]) -> bool:
        """Whether this is a true deviation at one of these comparisons."""
        to = self.deviation
        return self.lower < self.own and any(
            to in range(len(one.workloads)) and self == _deviation(one, to) for one in compared
        )


@dataclass(frozen=True)
class EveryCandidate(Evidence):
    """For each group of candidates, in order, what speaks against each: a deviation, or nothing (`None`)."""

    form: ClassVar[str] = "every candidate"
    groups: tuple[tuple[GameDeviation | None, ...], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, HasEquilibrium) or statement.number_of_candidates() > MAX_CANDIDATES:
            return False
        asked = list(statement.candidates())
        if list(map(len, asked)) != list(map(len, self.groups)):
            return False
        pairs = zip(itertools.chain(*asked), itertools.chain(*self.groups), strict=True)
        if not all(_is_said_rightly(candidate, said) for candidate, said in pairs):
            return False
        return holds == all(None in group for group in self.groups)


def _is_said_rightly(candidate: Candidate, said: GameDeviation | None) -> bool:
    if said is None:
        return all(one.better is None for one in candidate.compared())
    return said.is_among(candidate.compared())


def equilibrium(game: Game, strategies: Sequence[Sequence[int]], concept: Concept = "Nash") -> Verdict:
    """Whether these strategies are an equilibrium: `strategies[j][t]` is the choice of type t of agent j.

    Raises `ValueError` for strategies that do not suit the game, for a notion that is unknown, and for Bayesian
    equilibria where some agent's types have no probabilities.
    """
    require_kind(game, Game, "equilibrium", "the game is expected; Game.of(protocol, types) makes it")
    statement = Equilibrium(game, concept, game.check_strategies(strategies))
    found = []
    for one in game.compared(concept, statement.strategies):
        if one.better is not None:
            return Verdict(statement, False, _deviation(one, one.better))
        found.append(one.workloads)
    return Verdict(statement, True, AllCompared(tuple(found)))


def has_equilibrium(game: Game, concept: Concept = "Nash") -> Verdict:
    """Whether the game has such an equilibrium in pure strategies; the evidence says of every candidate whether it is.

    Undecided where there are more than `MAX_CANDIDATES` candidates. Raises `ValueError` as `equilibrium` does.
    """
    require_kind(game, Game, "has_equilibrium", "the game is expected; Game.of(protocol, types) makes it")
    statement = HasEquilibrium(game, concept)
    many = statement.number_of_candidates()
    if many > MAX_CANDIDATES:
        said = f"there are {many} candidates, and at most {MAX_CANDIDATES} are gone through"
        return Verdict(statement, None, Undecided((said,)))
    groups = tuple(tuple(_against(candidate) for candidate in group) for group in statement.candidates())
    return Verdict(statement, all(None in group for group in groups), EveryCandidate(groups))


def equilibria_of(verdict: Verdict) -> list[list[Candidate]]:
    """Which candidates of a `has_equilibrium` verdict are equilibria, group by group; none if it is undecided."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, HasEquilibrium) or not isinstance(evidence, EveryCandidate):
        return []
    return [
        [candidate for candidate, said in zip(asked, group, strict=True) if said is None]
        for asked, group in zip(statement.candidates(), evidence.groups, strict=True)
    ]


def _against(candidate: Candidate) -> GameDeviation | None:
    for one in candidate.compared():
        if one.better is not None:
            return _deviation(one, one.better)
    return None


def _deviation(one: Comparison, to: int) -> GameDeviation:
    profiles = one.profiles
    if len(profiles) > 1:  # a worst case and a best one
        profiles = (profiles[one.own], profiles[to])
    return GameDeviation(one.agent, one.type, to, one.workloads[one.own], one.workloads[to], profiles)


def _check(game: Game, concept: Concept) -> None:
    if concept not in CONCEPTS:
        raise ValueError(f"concept: {concept!r} is none of {', '.join(CONCEPTS)}")
    if concept == "Bayesian" and not game.has_law:
        raise ValueError("types: Bayesian equilibria need the probabilities of all agents' types")
