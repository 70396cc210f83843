"""Menus of a mechanism: are they polarized rays, agent by agent?

A *polarized ray mechanism* (VS, section 3) gives each agent polarized rays, or the two trading sets {eta} and all
bundles below eta (remedial). The menus are looked at one agent at a time. A trading set counts as a ray if the bundles
it holds, up to n of each task, lie in one direction from the endowment; Theorem 2 speaks of sets contained in rays, and
Definition 1 of the ray itself: nothing but the length differs, and no condition depends on it. The readings of
polarization are those of `polarization`; under `printed` every set of the menu, {eta} included, is to be a ray.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from exact.plain_data import alone
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict, with_form
from proofs.told import ToldStatement
from proofs.trading.dominance.polarization import (
    READINGS,
    READINGS_IN_WORDS,
    Multipliers,
    OneSigned,
    Polarized,
    Reading,
    TemptingPair,
    explain_polarized,
    polarized,
)
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Assignment, Direction, require_kind, require_verdict
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, Menu, PairsFrom, Remedial
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.supply import Supply, whole


@dataclass(frozen=True)
class PolarizedMenus(ToldStatement):
    """Every agent's menu is of polarized rays, or remedial. Evidence: `MultipliersByAgent`, `Spread` or `BadMenu`.

    The names of agents and tasks are for people: a certificate does not have them, and agents then go by number.
    """

    kind: ClassVar[str] = "polarized menus"
    numbers: tuple[Supply, ...]
    endowment: Assignment
    menus: tuple[Menu, ...]
    reading: Reading = "beside endowment"
    agents: tuple[str, ...] = field(default=(), compare=False)
    tasks: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.reading not in READINGS:
            raise ValueError(f"reading: {self.reading!r} is none of {', '.join(READINGS)}")

    def sentence(self) -> str:
        whose = counted(len(self.menus), "agent")
        return f"the menus of {whose} are polarized rays or remedial (reading: {self.reading})"

    def is_remedial(self, j: int) -> bool:
        return self.menus[j] == (EndowmentOnly(), Remedial())

    def offers(self, j: int, k: int) -> tuple[Direction, ...]:
        return menus.offers(self.menus[j][k], self.endowment[j], self.numbers)

    def spread(self, j: int, k: int) -> bool:
        """Whether the set offers two directions, or (a continuum of choices) any at all."""
        return len(self.offers(j, k)) > (0 if self.is_continuum(j, k) else 1)

    def is_continuum(self, j: int, k: int) -> bool:
        """Whether the set stands for several choices {x, eta}."""
        one = self.menus[j][k]
        return isinstance(one, PairsFrom) and len(menus.vertices(one.constraints, whole(self.numbers))) > 1

    def tempts(self, j: int, k: int) -> bool:
        """Whether two choices of a continuum tempt the same types, or none of them may be offered at all."""
        return any(step < 0 for d in self.offers(j, k) for step in d) or self.reading in ("beside endowment", "printed")

    def rays(self, j: int) -> Polarized:
        """The directions of agent j's sets (zero for those that hold the endowment alone) as a statement."""
        zero = (0,) * len(self.numbers)
        directions = [next(iter(self.offers(j, k)), zero) for k in range(len(self.menus[j]))]
        return Polarized(tuple(directions), self.reading)


@dataclass(frozen=True)
class MultipliersByAgent(Evidence):
    """The multipliers for each agent's pairs of rays; none for a remedial menu."""

    form: ClassVar[str] = "multipliers by agent"
    agents: tuple[Annotated[Multipliers, alone], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedMenus) or not holds or len(self.agents) != len(statement.menus):
            return False
        return all(self._shows(statement, j, given) for j, given in enumerate(self.agents))

    @staticmethod
    def _shows(statement: PolarizedMenus, j: int, given: Multipliers) -> bool:
        if statement.is_remedial(j):
            return not given.pairs
        if any(statement.spread(j, k) for k in range(len(statement.menus[j]))):
            return False
        return given.supports(statement.rays(j), True)


@dataclass(frozen=True)
class Spread(Evidence):
    """A trading set not contained in a ray: it holds bundles in two directions, or is a continuum of choices."""

    form: ClassVar[str] = "spread"
    agent: int
    choice: int

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedMenus) or holds or not 0 <= self.agent < len(statement.menus):
            return False
        valid = 0 <= self.choice < len(statement.menus[self.agent]) and not statement.is_remedial(self.agent)
        if not valid or not statement.spread(self.agent, self.choice):
            return False
        return statement.tempts(self.agent, self.choice) or not statement.is_continuum(self.agent, self.choice)


@dataclass(frozen=True)
class BadMenu(Evidence):
    """An agent whose rays are not polarized, and why."""

    form: ClassVar[str] = "bad menu"
    agent: int
    why: Annotated[OneSigned | TemptingPair, with_form]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedMenus) or holds or not 0 <= self.agent < len(statement.menus):
            return False
        if statement.is_remedial(self.agent):
            return False
        if any(statement.spread(self.agent, k) for k in range(len(statement.menus[self.agent]))):
            return False
        return self.why.supports(statement.rays(self.agent), False)


def decide_polarized(mechanism: Mechanism | Protocol, reading: Reading = "beside endowment") -> Verdict:
    """Whether every agent's menu consists of polarized rays, or is remedial."""
    return decide_menus(menus_of(mechanism, reading, "decide_polarized"))


def menus_of(mechanism: Mechanism | Protocol, reading: Reading, asked: str) -> PolarizedMenus:
    """The statement about the menus of a mechanism; `TypeError` if it is none, `asked` being the question."""
    mend = "a mechanism or a protocol is expected (of directions, ask polarization.polarized)"
    require_kind(mechanism, (Mechanism, Protocol), asked, mend)
    protocol = mechanism.protocol if isinstance(mechanism, Mechanism) else mechanism
    market = protocol.market
    return PolarizedMenus(market.supply, market.endowment, protocol.menus, reading, market.agents, market.tasks)


def decide_menus(statement: PolarizedMenus) -> Verdict:
    """Whether what is said of the menus is so."""
    shown: list[Multipliers] = []
    for j, menu in enumerate(statement.menus):
        if statement.is_remedial(j):
            shown.append(Multipliers(()))
            continue
        wide = next((k for k in range(len(menu)) if statement.spread(j, k)), None)
        if wide is not None and statement.is_continuum(j, wide) and not statement.tempts(j, wide):
            return Verdict(statement, None, Undecided(("a continuum of choices that nobody prefers to the endowment",)))
        if wide is not None:
            return Verdict(statement, False, Spread(j, wide))
        evidence = polarized(statement.rays(j).directions, statement.reading).evidence
        if not isinstance(evidence, Multipliers):
            assert isinstance(evidence, OneSigned | TemptingPair)
            return Verdict(statement, False, BadMenu(j, evidence))
        shown.append(evidence)
    return Verdict(statement, True, MultipliersByAgent(tuple(shown)))


def explain_menus(verdict: Verdict) -> str:
    """The verdict of `decide_polarized` in words, and how it reads the definition."""
    require_verdict(verdict, PolarizedMenus, "explain_menus")
    statement = verdict.statement
    assert isinstance(statement, PolarizedMenus)
    reading = f'Reading "{statement.reading}": {READINGS_IN_WORDS[statement.reading]}.'
    return f"{_explained(statement, verdict.evidence)}\n{reading}"


def _explained(statement: PolarizedMenus, evidence: Evidence) -> str:
    if isinstance(evidence, Undecided):
        return f"Undecided: {'; '.join(evidence.tried)}."
    names = statement.agents or tuple(str(j + 1) for j in range(len(statement.menus)))
    tasks = statement.tasks
    if isinstance(evidence, Spread):
        return (
            f"Not polarized rays: choice {evidence.choice} of agent {names[evidence.agent]} is not contained in a ray "
            "from the endowment."
        )
    if isinstance(evidence, BadMenu):
        inner = Verdict(statement.rays(evidence.agent), False, evidence.why)
        return f"Agent {names[evidence.agent]}: {explain_polarized(inner, tasks)}"
    assert isinstance(evidence, MultipliersByAgent)
    lines = []
    for j, given in enumerate(evidence.agents):
        if statement.is_remedial(j):
            lines.append(f"Agent {names[j]}: the remedial menu.")
        else:
            lines.append(f"Agent {names[j]}: {explain_polarized(Verdict(statement.rays(j), True, given), tasks)}")
    return "\n".join(lines)
