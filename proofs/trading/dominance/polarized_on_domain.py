"""Polarized on the domain: rays and menus against the costs that an agent may really have.

VS define polarized rays (section 3) for the nonnegative orthant of costs, while their section 1 and Theorem 1 have
boxes. Two rays are *polarized on a domain* C if no cost vector of C is tempted by both: c.kappa' < 0 and c.kappa'' < 0.
On the orthant that is their definition, by Gordan's theorem. On a convex domain it means that some nonnegative
combination of the two directions, not 0 on both, costs no type less than 0: y' kappa' + y'' kappa'' is in the dual of
the cone that C generates. In a finite list all types are looked through.

The other condition, that a ray has both signs, reads on a domain: some type gains by the ray and some type loses. On
the orthant a type gains exactly if a coordinate is negative, and one loses exactly if one is positive.

The remedial menu is {eta} and all bundles below eta. It serves an agent who minds no task that it has: on a domain with
a type that likes one of them (costs below 0), it is judged as any other menu.

The readings are those of `polarization`, each with its conditions taken on the domain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from exact.plain_data import a_list, at_key, fields_from_plain, in_a_row, written
from exact.rationals import rational, text
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict, with_form
from proofs.told import ToldStatement
from proofs.trading.dominance.cost_types import (
    DOMAIN,
    LookedThrough,
    NoType,
    SomeType,
    TypeFound,
    lowest,
    some_type,
    workload,
)
from proofs.trading.dominance.polarization import READINGS_IN_WORDS, Pair, Polarized, Reading, rays_of
from proofs.trading.dominance.polarized_menus import PolarizedMenus, menus_of
from proofs.trading.markets.bundles import Bundle, Direction, require_verdict, texts
from proofs.trading.markets.domains import Domain, FiniteDomain, PolyhedralDomain, domain_from_plain, possible_costs
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.protocols import Protocol

# ------------------------------------------------------------------------------------------------------- rays


@dataclass(frozen=True)
class PolarizedOnDomain(ToldStatement):
    """The rays in these directions are polarized on a domain, under a reading; the direction zero stands for {eta}.

    Evidence: `MultipliersOnDomain`; or `OneSided` or `TemptedType`.
    """

    kind: ClassVar[str] = "polarized on domain"
    domain: Annotated[Domain, DOMAIN] = field(metadata=written(inline=True))
    directions: tuple[Direction, ...]
    reading: Reading = "beside endowment"

    def __post_init__(self) -> None:
        size = self.domain.dimension
        if any(len(direction) != size for direction in self.rays.directions):
            raise ValueError(f"directions: a domain of {counted(size, 'task')}; give one number for each")

    @property
    def rays(self) -> Polarized:
        """The same rays, as VS have them."""
        return Polarized(self.directions, self.reading)

    def sentence(self) -> str:
        rays = counted(len(self.directions), "ray")
        are = "is" if len(self.directions) == 1 else "are"
        return f"the {rays} {are} polarized on {possible_costs(self.domain)} (reading: {self.reading})"

    def two_sided(self) -> Iterator[int]:
        """The rays by which some type is to gain and some to lose, as far as the reading asks for it."""
        if self.reading in ("beside endowment", "printed"):
            yield from (k for k, d in enumerate(self.directions) if any(d) or self.reading == "printed")

    def side(self, k: int, gains: bool) -> SomeType:
        """That some type gains by ray k, or that some loses."""
        direction = self.directions[k]
        return SomeType(self.domain, (direction if gains else tuple(-step for step in direction),))

    def tempted(self, at: Pair) -> SomeType:
        """That some type is tempted by both rays of a pair; for Lemma 5 the second may leave it indifferent."""
        first, second = (self.directions[k] for k in at)
        if self.reading == "lemma 5":
            return SomeType(self.domain, (first,), (second,))
        return SomeType(self.domain, (first, second))


@dataclass(frozen=True)
class MultipliersOnDomain(Evidence):
    """For each ray that is to have two sides a type that gains and one that loses; for each pair, multipliers.

    The pairs are in the order of `Polarized.pairs`, the rays in that of `PolarizedOnDomain.two_sided`. For a finite
    domain no multipliers are listed: its types are looked through.
    """

    form: ClassVar[str] = "multipliers on domain"
    pairs: tuple[Annotated[NoType, in_a_row], ...]
    sides: tuple[tuple[Bundle, Bundle], ...] = ()

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedOnDomain) or not holds:
            return False
        rays = list(statement.two_sided())
        return (
            len(self.sides) == len(rays)
            and all(
                statement.side(k, True).has(gains) and statement.side(k, False).has(loses)
                for k, (gains, loses) in zip(rays, self.sides, strict=True)
            )
            and all_refuted([statement.tempted(at) for at in statement.rays.pairs()], self.pairs)
        )


def all_refuted(asked: Sequence[SomeType], given: Sequence[NoType]) -> bool:
    """Whether none of the types asked for is there: by multipliers, one each, or by looking through a finite domain."""
    if asked and isinstance(asked[0].domain, FiniteDomain):
        return not given and all(LookedThrough().supports(one, False) for one in asked)
    return len(asked) == len(given) and all(one.refuted_by(y) for one, y in zip(asked, given, strict=True))


@dataclass(frozen=True)
class OneSided(Evidence):
    """A ray by which no type gains (`gains`), or none loses, and why."""

    form: ClassVar[str] = "one-sided"
    ray: int
    gains: bool
    why: Annotated[NoType | LookedThrough, with_form]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedOnDomain) or holds or self.ray not in statement.two_sided():
            return False
        return self.why.supports(statement.side(self.ray, self.gains), False)


@dataclass(frozen=True)
class TemptedType(Evidence):
    """Two rays and a type of the domain that both tempt; for Lemma 5 the second may also leave it indifferent."""

    form: ClassVar[str] = "tempted type"
    first: int
    second: int
    costs: Bundle

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedOnDomain) or holds:
            return False
        at = (self.first, self.second)
        return at in set(statement.rays.pairs()) and statement.tempted(at).has(self.costs)


def polarized_on_domain(
    domain: Domain, directions: Sequence[Sequence[Any]], reading: Reading = "beside endowment"
) -> Verdict:
    """Whether rays from the endowment in the given directions are polarized on the domain.

    Directions are exact numbers, one for each task, taken up to positive multiples. Evidence: `MultipliersOnDomain`; or
    `OneSided` or `TemptedType`.
    """
    return decide_rays(PolarizedOnDomain(domain, rays_of(directions, "polarized_on_domain"), reading))


def decide_rays(statement: PolarizedOnDomain) -> Verdict:
    """Whether what is said of the rays is so."""
    sides: list[tuple[Bundle, Bundle]] = []
    for k in statement.two_sided():
        types = []
        for gains in (True, False):
            found = _answer(statement.side(k, gains))
            if not isinstance(found, TypeFound):
                return Verdict(statement, False, OneSided(k, gains, found))
            types.append(found.costs)
        sides.append((types[0], types[1]))
    pairs: list[NoType] = []
    for at in statement.rays.pairs():
        found = _answer(statement.tempted(at))
        if isinstance(found, TypeFound):
            return Verdict(statement, False, TemptedType(*at, found.costs))
        pairs += [found] if isinstance(found, NoType) else []
    return Verdict(statement, True, MultipliersOnDomain(tuple(pairs), tuple(sides)))


def _answer(asked: SomeType) -> TypeFound | NoType | LookedThrough:
    evidence = some_type(asked.domain, asked.below, asked.at_most).evidence
    assert isinstance(evidence, TypeFound | NoType | LookedThrough)
    return evidence


# ------------------------------------------------------------------------------------------------------- menus


@dataclass(frozen=True)
class PolarizedMenusOnDomains(ToldStatement):
    """Every agent's menu is of rays polarized on its domain, or remedial for agents who like none of their tasks.

    Evidence: `MultipliersByDomain`; or `SpreadOnDomain` or `BadMenuOnDomain`.
    """

    kind: ClassVar[str] = "polarized menus on domains"
    offered: PolarizedMenus
    domains: tuple[Annotated[Domain, DOMAIN], ...]

    def __post_init__(self) -> None:
        if len(self.domains) != len(self.offered.menus):
            raise ValueError(f"domains: there are {len(self.domains)} for {counted(len(self.offered.menus), 'menu')}")
        if {domain.dimension for domain in self.domains} - {len(self.offered.numbers)}:
            raise ValueError(f"domains: one is not of {counted(len(self.offered.numbers), 'task')}, as the menus are")

    def about(self) -> dict[str, Any]:
        return {**self.offered.about(), "domains": [domain.plain() for domain in self.domains]}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> PolarizedMenusOnDomains:
        offered = fields_from_plain(PolarizedMenus, about)
        listed = a_list(at_key(about, "domains"))
        return cls(offered, tuple(domain_from_plain(plain, len(offered.numbers)) for plain in listed))

    def sentence(self) -> str:
        whose = counted(len(self.domains), "agent")
        return f"the menus of {whose} are rays polarized on the domain, or remedial (reading: {self.offered.reading})"

    def rays(self, j: int) -> PolarizedOnDomain:
        """The directions of agent j's sets as a statement."""
        rays = self.offered.rays(j)
        return PolarizedOnDomain(self.domains[j], rays.directions, rays.reading)

    def liking(self, j: int) -> tuple[SomeType, ...]:
        """Of a remedial menu, for each task that the agent has: that some type likes it, and minds to have less."""
        less = self.offered.offers(j, 1) if self.offered.is_remedial(j) else ()
        return tuple(SomeType(self.domains[j], (tuple(-step for step in d),)) for d in less)

    def moved(self, j: int, k: int) -> tuple[SomeType, ...]:
        """What a type has to show, one of these, for a set that is not contained in a ray to make the menu bad.

        A remedial menu is fine unless some type likes a task; where single choices may be of one sign, a continuum of
        choices is bad if some type is tempted by one of them, and so by its neighbours. Otherwise nothing is asked.
        """
        if self.offered.is_remedial(j):
            return self.liking(j)
        if not self.offered.is_continuum(j, k) or self.offered.reading in ("beside endowment", "printed"):
            return ()
        return tuple(SomeType(self.domains[j], (d,)) for d in self.offered.offers(j, k))

    def spread(self, j: int) -> int | None:
        """The first set of agent j that is not contained in a ray."""
        return next((k for k in range(len(self.offered.menus[j])) if self.offered.spread(j, k)), None)


@dataclass(frozen=True)
class RemedialOnDomain(Evidence):
    """A remedial menu: for each task that the agent has, multipliers that show that no type likes it.

    For a finite domain, whose types are looked through, none. Part of `MultipliersByDomain`, and no answer by itself.
    """

    form: ClassVar[str] = "remedial on domain"
    tasks: tuple[Annotated[NoType, in_a_row], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        return False

    def shows(self, statement: PolarizedMenusOnDomains, j: int) -> bool:
        """Whether agent j's menu is remedial, and no type of the domain likes a task of which it may get less."""
        return statement.offered.is_remedial(j) and all_refuted(statement.liking(j), self.tasks)


@dataclass(frozen=True)
class MultipliersByDomain(Evidence):
    """What shows each agent's menu polarized on its domain, or remedial."""

    form: ClassVar[str] = "multipliers by domain"
    agents: tuple[Annotated[MultipliersOnDomain | RemedialOnDomain, with_form], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedMenusOnDomains) or not holds:
            return False
        if len(self.agents) != len(statement.domains):
            return False
        return all(
            given.shows(statement, j)
            if isinstance(given, RemedialOnDomain)
            else statement.spread(j) is None and given.supports(statement.rays(j), True)
            for j, given in enumerate(self.agents)
        )


@dataclass(frozen=True)
class SpreadOnDomain(Evidence):
    """A trading set not contained in a ray, with the type that this calls for (`PolarizedMenusOnDomains.moved`)."""

    form: ClassVar[str] = "spread on domain"
    agent: int
    choice: int
    costs: Bundle | None = field(default=None, metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedMenusOnDomains) or holds or not 0 <= self.agent < len(statement.domains):
            return False
        j, k = self.agent, self.choice
        if not 0 <= k < len(statement.offered.menus[j]) or not statement.offered.spread(j, k):
            return False
        return _moved(statement.moved(j, k), self.costs, free=not statement.offered.is_remedial(j))


@dataclass(frozen=True)
class BadMenuOnDomain(Evidence):
    """An agent whose rays are not polarized on its domain, and why; of a remedial menu also who likes a task."""

    form: ClassVar[str] = "bad menu on domain"
    agent: int
    why: Annotated[OneSided | TemptedType, with_form]
    costs: Bundle | None = field(default=None, metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedMenusOnDomains) or holds or not 0 <= self.agent < len(statement.domains):
            return False
        j, remedial = self.agent, statement.offered.is_remedial(self.agent)
        if statement.spread(j) is not None or not _moved(statement.liking(j), self.costs, free=not remedial):
            return False
        return self.why.supports(statement.rays(j), False)


def _moved(asked: Sequence[SomeType], costs: Bundle | None, free: bool) -> bool:
    """Whether the costs are of one of the types asked for; if none is asked for, whether that is enough (`free`)."""
    if costs is None:
        return free and not asked
    return any(one.has(costs) for one in asked)


def decide_polarized_on_domains(mechanism: Mechanism | Protocol, reading: Reading = "beside endowment") -> Verdict:
    """Whether every agent's menu consists of rays polarized on its domain, or is remedial."""
    offered = menus_of(mechanism, reading, "decide_polarized_on_domains")
    return decide_menus_on_domains(
        PolarizedMenusOnDomains(offered, tuple(each.domain for each in mechanism.market.preferences))
    )


def decide_menus_on_domains(statement: PolarizedMenusOnDomains) -> Verdict:
    """Whether what is said of the menus is so."""
    shown: list[MultipliersOnDomain | RemedialOnDomain] = []
    for j in range(len(statement.domains)):
        evidence = _decide_agent(statement, j)
        if not isinstance(evidence, MultipliersOnDomain | RemedialOnDomain):
            return Verdict(statement, None if isinstance(evidence, Undecided) else False, evidence)
        shown.append(evidence)
    return Verdict(statement, True, MultipliersByDomain(tuple(shown)))


def _decide_agent(statement: PolarizedMenusOnDomains, j: int) -> Evidence:
    likes: Bundle | None = None
    if statement.offered.is_remedial(j):
        answers = list(map(_answer, statement.liking(j)))
        likes = next((found.costs for found in answers if isinstance(found, TypeFound)), None)
        if likes is None:
            return RemedialOnDomain(tuple(found for found in answers if isinstance(found, NoType)))
    wide = statement.spread(j)
    if wide is not None:
        asked = statement.moved(j, wide)
        found = (answer.costs for answer in map(_answer, asked) if isinstance(answer, TypeFound))
        costs = likes or next(found, None)
        if asked and costs is None:
            return Undecided(("a continuum of choices that nobody prefers to the endowment",))
        return SpreadOnDomain(j, wide, costs)
    evidence = decide_rays(statement.rays(j)).evidence
    if isinstance(evidence, OneSided | TemptedType):
        return BadMenuOnDomain(j, evidence, likes)
    return evidence


# ------------------------------------------------------------------------------------------------------- words


def explain_on_domain(verdict: Verdict, tasks: Sequence[str] = ()) -> str:
    """The verdict of `polarized_on_domain` in words."""
    require_verdict(verdict, PolarizedOnDomain, "explain_on_domain")
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, PolarizedOnDomain)
    where = possible_costs(statement.domain, tasks)
    if isinstance(evidence, OneSided):
        ray, does = _named(statement.directions[evidence.ray], tasks), "gains" if evidence.gains else "loses"
        return f"Not polarized on {where}: no type {does} by the ray in direction {ray}."
    if isinstance(evidence, TemptedType):
        first, second = statement.directions[evidence.first], statement.directions[evidence.second]
        weak = workload(evidence.costs, second) == 0
        return (
            f"Not polarized on {where}: an agent with costs {_named(evidence.costs, tasks)} is tempted by the ray in "
            f"direction {_named(first, tasks)} (workload {text(workload(evidence.costs, first))}) and "
            f"{'does not mind' if weak else 'also by'} the ray in direction "
            f"{_named(second, tasks)} (workload {text(workload(evidence.costs, second))})."
        )
    assert isinstance(evidence, MultipliersOnDomain)
    lines = [f"Polarized on {where}: no type is tempted by two rays."]
    for k, (gains, loses) in zip(statement.two_sided(), evidence.sides, strict=True):
        ray = _named(statement.directions[k], tasks)
        lines.append(f"  by {ray} the type {_named(gains, tasks)} gains, {_named(loses, tasks)} loses")
    for at, y in zip(statement.rays.pairs(), evidence.pairs, strict=False):
        lines.append(f"  {_combination(statement, at, y, tasks)}")
    return "\n".join(lines)


def _combination(statement: PolarizedOnDomain, at: Pair, given: NoType, tasks: Sequence[str]) -> str:
    """`1 (1, -1) + 2 (-1, 2) = (-1, 3), which costs every type at least 1`."""
    first, second = (statement.directions[k] for k in at)
    y, z = (*given.below, *given.at_most)
    total = tuple(y * a + z * b for a, b in zip(first, second, strict=True))
    told = f"{y} {_named(first, tasks)} + {z} {_named(second, tasks)} = {_named(total, tasks)}"
    domain = statement.domain
    if isinstance(domain, PolyhedralDomain):
        least = -sum((weight * row.bound for weight, row in zip(given.rows, domain.rows, strict=True)), Fraction(0))
        used = [f"{weight} x row {at}" for at, weight in enumerate(given.rows, 1) if weight]
        by = f" (by {' + '.join(used)})" if used else ""
        return f"{told}, which costs every type at least {text(least)}{by}"
    low, _ = lowest(domain, total)
    return f"{told}, which costs every type at least {text(low or Fraction(0))}"


def explain_menus_on_domains(verdict: Verdict) -> str:
    """The verdict of `decide_polarized_on_domains` in words, and how it reads the definition."""
    require_verdict(verdict, PolarizedMenusOnDomains, "explain_menus_on_domains")
    statement = verdict.statement
    assert isinstance(statement, PolarizedMenusOnDomains)
    reading = statement.offered.reading
    on_domain = "on a domain a ray has both signs if some type gains and some loses, and multipliers are for its types"
    return f'{_explained(statement, verdict.evidence)}\nReading "{reading}": {READINGS_IN_WORDS[reading]}; {on_domain}.'


def _explained(statement: PolarizedMenusOnDomains, evidence: Evidence) -> str:
    if isinstance(evidence, Undecided):
        return f"Undecided: {'; '.join(evidence.tried)}."
    offered = statement.offered
    names = offered.agents or tuple(str(j + 1) for j in range(len(offered.menus)))
    tasks = offered.tasks
    if isinstance(evidence, SpreadOnDomain | BadMenuOnDomain):
        name = names[evidence.agent]
        costs = () if evidence.costs is None else (_named(evidence.costs, tasks),)
        if offered.is_remedial(evidence.agent):
            liked = [
                f"Agent {name}: the remedial menu does not serve costs {shown}, which like a task." for shown in costs
            ]
        else:
            liked = [f"An agent with costs {shown} is tempted by several choices of it." for shown in costs]
        if isinstance(evidence, SpreadOnDomain):
            what = f"choice {evidence.choice} of agent {name} is not contained in a ray from the endowment"
            return "\n".join([f"Not polarized rays: {what}.", *liked])
        inner = Verdict(statement.rays(evidence.agent), False, evidence.why)
        return "\n".join([f"Agent {name}: {explain_on_domain(inner, tasks)}", *liked])
    assert isinstance(evidence, MultipliersByDomain)
    lines = []
    for j, given in enumerate(evidence.agents):
        if isinstance(given, RemedialOnDomain):
            lines.append(f"Agent {names[j]}: the remedial menu, and no type likes a task that it has.")
        else:
            lines.append(f"Agent {names[j]}: {explain_on_domain(Verdict(statement.rays(j), True, given), tasks)}")
    return "\n".join(lines)


def _named(vector: Sequence[int | Fraction], tasks: Sequence[str]) -> str:
    shown = texts(tuple(map(rational, vector)))
    if len(tasks) != len(shown):
        return f"({', '.join(shown)})"
    return f"({', '.join(f'{task}: {value}' for task, value in zip(tasks, shown, strict=True))})"
