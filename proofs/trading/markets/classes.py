"""Classes of tasks: binary classification (VS, section 1.1 and footnote 12).

Footnote 12: "given an arbitrary set of tasks a binary partition of tasks into classes A and B is defined, and the
mechanism only takes values mu such that mu and sigma have the same marginal distributions conditional on each of the
two classes. In other words, each agent's allocation can be described by pair (n_j^A, n_j^B), where the agent receives
n_j^k tasks drawn from class k according to the conditional distribution of sigma."

So of a class k an agent j does the *amount* n_j^k, and of its tasks the *shares* sigma_j(i) / sigma_j(k): the law of a
task of the class, conditional on the class, in the agent's own status quo. Readings: the shares are the agent's own;
who has nothing of a class in the status quo has no shares, and gets nothing of it. Nothing here depends on there being
two classes, and any number may be given.

Two questions. `keeps_shares`: does a mechanism with a selection table only take values with these shares?
`amounts_clear`: may one forget the tasks, that is, whatever amounts of the classes are divided without rest, is every
single task done? That is so exactly if within each class all agents have the same shares: in general the shares differ,
and then amounts that clear do not clear the tasks (the claim `section-1.1.two-tasks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from exact.plain_data import written
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, Bundle, require_kind
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Menu
from proofs.trading.markets.protocols import Protocol, breach_in_words
from proofs.trading.markets.selections import Profile, SelectionTable

Members = tuple[int, ...]
"""The tasks of a class."""


def amount(row: Bundle, members: Members) -> Fraction:
    """How much of a class is in a bundle."""
    return sum((row[i] for i in members), Fraction(0))


def shares(sigma: Bundle, members: Members) -> tuple[Fraction, ...] | None:
    """The conditional law of the tasks of a class in the agent's status quo; `None` if it has nothing of the class."""
    whole = amount(sigma, members)
    return tuple(sigma[i] / whole for i in members) if whole else None


def check_classes(classes: Sequence[Sequence[int]], tasks: int) -> tuple[Members, ...]:
    """The classes as they are kept; `ValueError` unless every task is in exactly one of them."""
    found = tuple(map(tuple, classes))
    listed = sorted(i for members in found for i in members)
    if listed != list(range(tasks)) or not all(found):
        raise ValueError("classes: every task belongs to exactly one class, and no class is empty")
    return found


# ------------------------------------------------------------------------------------------------ what a mechanism does


@dataclass(frozen=True)
class KeepsShares(ToldStatement):
    """Whatever is selected has, for every agent and within each class, the shares of the status quo (footnote 12).

    Evidence: `Amounts`, or `OtherShares`.
    """

    kind: ClassVar[str] = "keeps class shares"
    numbers: tuple[int, ...]
    status_quo: Assignment
    classes: tuple[Members, ...]
    endowment: Assignment
    menus: tuple[Menu, ...]
    selection: SelectionTable

    def __post_init__(self) -> None:
        object.__setattr__(self, "classes", check_classes(self.classes, len(self.numbers)))
        protocol = self.protocol
        if protocol.breach is not None:
            raise ValueError(f"this is no trading protocol: {breach_in_words(protocol, protocol.breach)}")

    @property
    def protocol(self) -> Protocol:
        """The protocol, on a market without names, performance and costs."""
        tasks = {str(i + 1): number for i, number in enumerate(self.numbers)}
        names = [str(j + 1) for j in range(len(self.endowment))]
        return Protocol(
            Market.make(tasks, names, self.status_quo, endowment=self.endowment), self.menus, self.selection
        )

    def sentence(self) -> str:
        return "whatever is selected keeps the shares of the status quo within each class"

    def selected(self) -> Iterator[tuple[Profile, Assignment]]:
        """What is selected somewhere: the endowment if all keep it (VS, Claim 1), then what the table lists."""
        yield (0,) * len(self.endowment), self.endowment
        yield from sorted(self.selection.entries)

    def amounts_of(self, rows: Assignment) -> Assignment:
        return tuple(tuple(amount(row, members) for members in self.classes) for row in rows)

    def other_share(self, rows: Assignment) -> tuple[int, int] | None:
        """An agent and a task of which it does not get its share of the class; `None` if there is none."""
        for j, (sigma, row) in enumerate(zip(self.status_quo, rows, strict=True)):
            for members in self.classes:
                whole, given = amount(sigma, members), amount(row, members)
                for i in members:
                    if row[i] * whole != given * sigma[i] or (not whole and row[i]):
                        return j, i
        return None


@dataclass(frozen=True)
class Amounts(Evidence):
    """For each assignment that is selected, how much of each class each agent does; the shares do the rest."""

    form: ClassVar[str] = "amounts of classes"
    amounts: tuple[Assignment, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, KeepsShares) or not holds:
            return False
        rows = [rows for _, rows in statement.selected()]
        return self.amounts == tuple(map(statement.amounts_of, rows)) and not any(map(statement.other_share, rows))


@dataclass(frozen=True)
class OtherShares(Evidence):
    """A profile of choices at which an agent's share of a task in its class is another than in the status quo."""

    form: ClassVar[str] = "another share"
    profile: Profile
    agent: int
    task: int

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, KeepsShares) or holds or self.agent not in range(len(statement.endowment)):
            return False
        rows = dict(statement.selected()).get(self.profile)
        for members in statement.classes if rows is not None else ():
            if rows is not None and self.task in members:
                sigma, row = statement.status_quo[self.agent], rows[self.agent]
                whole, given = amount(sigma, members), amount(row, members)
                return row[self.task] * whole != given * sigma[self.task] or (not whole and row[self.task] > 0)
        return False


def keeps_shares(protocol: Protocol, classes: Sequence[Sequence[int]]) -> Verdict:
    """Whether the mechanism only takes values with the shares of the status quo; `classes` are places of tasks.

    The selection is a table. Raises `ValueError` for another, and for classes that do not divide the tasks.
    """
    require_kind(protocol, Protocol, "keeps_shares", "the trading protocol is expected")
    market, selection = protocol.market, protocol.selection
    if not isinstance(selection, SelectionTable):
        raise ValueError("selection: whether shares are kept is asked of a table of what is selected")
    divided = check_classes(classes, len(market.tasks))
    statement = KeepsShares(market.numbers, market.status_quo, divided, market.endowment, protocol.menus, selection)
    kept = []
    for profile, rows in statement.selected():
        found = statement.other_share(rows)
        if found is not None:
            return Verdict(statement, False, OtherShares(profile, *found))
        kept.append(statement.amounts_of(rows))
    return Verdict(statement, True, Amounts(tuple(kept)))


# ------------------------------------------------------------------------------------------ classes instead of tasks


@dataclass(frozen=True)
class AmountsClear(ToldStatement):
    """Whatever amounts of the classes are divided without rest, the bundles with the shares divide every task.

    Evidence: `CommonShares`, or `TaskLeftOver`.
    """

    kind: ClassVar[str] = "class amounts clear"
    numbers: tuple[int, ...]
    status_quo: Assignment
    classes: tuple[Members, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "classes", check_classes(self.classes, len(self.numbers)))
        assert self.market  # it must be one

    @property
    def market(self) -> Market:
        """The market, without names, performance and costs."""
        tasks = {str(i + 1): number for i, number in enumerate(self.numbers)}
        return Market.make(tasks, [str(j + 1) for j in range(len(self.status_quo))], self.status_quo)

    def sentence(self) -> str:
        count = counted(len(self.classes), "class", "classes")
        return f"amounts of the {count} that are divided without rest divide every task"


@dataclass(frozen=True)
class CommonShares(Evidence):
    """For each class the shares of its tasks, the same for all agents who have something of the class."""

    form: ClassVar[str] = "common shares"
    shares: tuple[tuple[Fraction, ...], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, AmountsClear) or not holds or len(self.shares) != len(statement.classes):
            return False
        return all(
            len(common) == len(members) and shares(sigma, members) in (None, common)
            for members, common in zip(statement.classes, self.shares, strict=True)
            for sigma in statement.status_quo
        )


@dataclass(frozen=True)
class TaskLeftOver(Evidence):
    """A class and an agent to whom all of it is given: of this task that is more, or less, than is to be done."""

    form: ClassVar[str] = "task left over"
    class_: int = field(metadata=written("class"))
    agent: int
    task: int

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, AmountsClear) or holds:
            return False
        if self.class_ not in range(len(statement.classes)) or self.agent not in range(len(statement.status_quo)):
            return False
        members = statement.classes[self.class_]
        own = shares(statement.status_quo[self.agent], members)
        if own is None or self.task not in members:
            return False
        whole = sum(statement.numbers[i] for i in members)
        return whole * own[members.index(self.task)] != statement.numbers[self.task]


def amounts_clear(market: Market, classes: Sequence[Sequence[int]]) -> Verdict:
    """Whether amounts of classes that are divided without rest divide every task; `classes` are places of tasks.

    If all who have something of a class have its tasks in the same shares, these are n(i) over the number of the class,
    and any amounts that add up do. If not, somebody's shares are others than these, and all of the class given to them
    leaves a task undone. Raises `ValueError` for classes that do not divide the tasks.
    """
    require_kind(market, Market, "amounts_clear", "the market is expected")
    statement = AmountsClear(market.numbers, market.status_quo, check_classes(classes, len(market.tasks)))
    common = []
    for k, members in enumerate(statement.classes):
        whole = sum(market.numbers[i] for i in members)
        due = tuple(Fraction(market.numbers[i], whole) if whole else Fraction(0) for i in members)
        for j, sigma in enumerate(market.status_quo):
            own = shares(sigma, members)
            if own not in (None, due):
                assert own is not None
                at = next(at for at, (a, b) in enumerate(zip(own, due, strict=True)) if a != b)
                return Verdict(statement, False, TaskLeftOver(k, j, members[at]))
        common.append(due)
    return Verdict(statement, True, CommonShares(tuple(common)))
