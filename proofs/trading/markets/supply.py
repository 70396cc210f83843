"""How much there is of each task: a fixed number of instances, or a payment (VS, section 1.2).

VS let a task be a payment, and see two changes that this may ask for. Allocations are nonnegative: *we may wish to
relax this restriction on m, so that the designer can make payments to agents*. And the supply of each task is fixed,
which for a payment is a fixed revenue: *we may wish to relax this constraint*. A `Payment` relaxes the one, the other,
or both; a task that relaxes neither is a number.

What stays true. A ray here moves a task that is no payment, and a bundle offered something whose sum is fixed
(`Protocol` asks for it): nobody is offered money for nothing. Then, when all others demand their endowment, market
clearing gives it to the agent too, payments included (VS, Claim 1), and what moves along a ray is bounded by the tasks,
however far payments may go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact.plain_data import Converter, an_object, fields_from_plain, fields_to_plain, register
from exact.showing.display import Displayed


@dataclass(frozen=True)
class Payment(Displayed):
    """A task that is a payment. `fixed`: what all agents have adds up to `number`; otherwise that is of no account.
    `bounded`: nobody has less than 0 of it.
    """

    number: int
    fixed: bool
    bounded: bool

    def __post_init__(self) -> None:
        if self.fixed and self.bounded:
            raise ValueError("payments: one whose sum is fixed and that is never below 0 is a task; leave it out")


Supply = int | Payment


def _from_plain(plain: object) -> Supply:
    if isinstance(plain, dict):
        payment: Payment = fields_from_plain(Payment, an_object(plain))
        return payment
    if type(plain) is not int:
        raise TypeError("numbers: an integer or a payment was expected")
    return plain


register(Supply, Converter(lambda one: fields_to_plain(one) if isinstance(one, Payment) else one, _from_plain))


def number_of(one: Supply) -> int:
    """How much there is, if that is fixed."""
    return one.number if isinstance(one, Payment) else one


def least(one: Supply) -> Fraction | None:
    """The least that a bundle holds; `None` if there is no least."""
    return None if isinstance(one, Payment) and not one.bounded else Fraction(0)


def most(one: Supply) -> int | None:
    """The most that a bundle holds; `None` if there is no most."""
    return None if isinstance(one, Payment) else one


def adds_up(one: Supply) -> bool:
    """Whether what all agents have adds up to the number."""
    return not isinstance(one, Payment) or one.fixed


def tasks_proper(numbers: Sequence[Supply]) -> tuple[int, ...]:
    """The places of what is no payment."""
    return tuple(i for i, one in enumerate(numbers) if not isinstance(one, Payment))


def in_bounds(x: Sequence[Fraction], numbers: Sequence[Supply]) -> bool:
    """Whether a bundle holds at least what it must, and at most what there is."""
    for value, one in zip(x, numbers, strict=True):
        low, high = least(one), most(one)
        if (low is not None and value < low) or (high is not None and value > high):
            return False
    return True


def clears(assignment: Sequence[Sequence[Fraction]], numbers: Sequence[Supply]) -> bool:
    """Whether bundles, one for each agent, add up to the numbers, where they need."""
    columns = zip(zip(*assignment, strict=True), numbers, strict=True)
    return all(sum(column) == number_of(one) for column, one in columns if adds_up(one))


def sums_fixed(numbers: Sequence[Supply]) -> bool:
    """Whether all that there is adds up to its number, even if bundles may be below 0."""
    return all(map(adds_up, numbers))


UNBOUNDED = "payments: there is no least social cost, for the designer gains by payments without end"


def whole(numbers: Sequence[Supply]) -> tuple[int, ...]:
    """The numbers where nothing is a payment. Raises `ValueError` otherwise."""
    for one in numbers:
        if isinstance(one, Payment):
            raise ValueError(
                "payments: this question takes a fixed supply of each task and bundles from 0 on (VS, section 1); with "
                "payments ask `polarized --domain`, `osp`, `select`, `cost`, or `best` for some of its rows"
            )
    return tuple(one for one in numbers if not isinstance(one, Payment))
