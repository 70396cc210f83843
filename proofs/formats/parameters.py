"""Files whose numbers depend on parameters: one problem or market for each value of them.

A problem or market file may name `parameters`, each with the range of its values. Any exact number in it may then be an
expression in them, as text: `"p"`, `"1 - p"`, `"2*v/3"`. What has to be an integer (a number of copies, the size of a
group) stays one.

    "parameters": {"p": {"from": 0, "to": 1}, "v": {"above": 1}}

`from` and `to` are ends that belong to the range, `above` and `below` ends that do not; without one it has no bound
there. The readers of files know nothing of this: they read numbers by `exact.rationals.rational`, which reads
expressions while parameters are in force (`exact.symbolic.reading`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from exact.rationals import rational, text
from exact.showing.display import Displayed
from proofs.plain.keys import MARKET, PROBLEM, mapping_at, object_at
from proofs.plain.reading import BadInput, blaming, read_json

if TYPE_CHECKING:
    from pathlib import Path

    from exact.symbolic.parameters import Parameters
    from exact.symbolic.splitting import Range

Made = TypeVar("Made")
Values = Mapping[str, Any]
"""A number, or a formula, for each parameter."""
NO_VALUES: Values = MappingProxyType({})

KEY = "parameters"
_FORMATS = (PROBLEM, MARKET)
_ENDS = ("from", "above", "to", "below")


@dataclass(frozen=True)
class Family(Displayed, Generic[Made]):
    """What a file says for each value of its parameters; without parameters it is what it says."""

    parameters: Parameters
    data: Any
    read: Callable[[Any], Made]
    path: Path | str = ""

    def at(self, values: Values) -> Made:
        """What the file says where the parameters have these values, numbers or formulas.

        Raises `ValueError` with the place, also where a denominator is 0 there, or that of an expression in a single
        parameter anywhere in its range; with formulas `exact.symbolic.formulas.Splits` where a denominator is 0 for
        some of their values.
        """
        from exact.symbolic.expressions import place_in_words
        from exact.symbolic.reading import in_force, reading_by

        with ExitStack() as stack:
            if self.path:
                stack.enter_context(blaming(self.path))
            exact = self.parameters.values(values)
            if not self.parameters:
                stack.enter_context(reading_by(_undeclared))
                return self.read(self.data)
            refused = stack.enter_context(in_force(exact, self.parameters.check_defined))
            try:
                return self.read(self.data)
            except (TypeError, ValueError) as error:
                place = place_in_words(self._narrower(exact))
                if not place or any(sentence in str(error) for sentence in refused):
                    raise
                raise BadInput(f"{error} ({place})") from error

    def _narrower(self, exact: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """The parameters with numbers, or with formulas on less than their whole range."""
        return {
            each.parameter: exact[each.parameter]
            for each in self.parameters
            if getattr(exact[each.parameter], "scope", None) != each.interval
        }


def family_of(data: Any, read: Callable[[Any], Made], path: Path | str = "") -> Family[Made]:
    """The family in a file's data, of which `read` reads one member. Raises `ValueError` or `TypeError`."""
    from exact.symbolic.parameters import Parameters

    if not _has_parameters(data):
        return Family(Parameters(), data, read, path)
    rest = {key: value for key, value in data.items() if key != KEY}
    return Family(parameters_from_plain(data[KEY]), rest, read, path)


def load_at(path: Path | str, read: Callable[[Any], Made], at: Values = NO_VALUES) -> Made:
    """What the file says where its parameters have these values. Raises `BadInput`."""
    return read_at(read_json(path), read, at, path)


def read_at(data: Any, read: Callable[[Any], Made], at: Values, path: Path | str) -> Made:
    """What the data of a file say where its parameters have these values. Raises `BadInput`."""
    with blaming(path):
        if at or _has_parameters(data):
            family = family_of(data, read, path)
            if not at:
                raise ValueError(_one_at_a_time(family.parameters, FOR_ALL_VALUES.get(data["format"], "")))
            return family.at(at)
        from exact.symbolic.reading import reading_by

        with reading_by(_undeclared):
            return read(data)


def _has_parameters(data: Any) -> bool:
    return isinstance(data, Mapping) and KEY in data and data.get("format") in _FORMATS


def parameters_from_plain(data: Any) -> Parameters:
    """The parameters of a file. Raises `ValueError` or `TypeError` with the place."""
    from exact.symbolic.parameters import Parameters

    named = mapping_at(data, KEY)
    if not named:
        raise ValueError(f"{KEY}: there is none; leave the key out")
    ranges = tuple(_range(name, plain) for name, plain in named.items())
    try:
        return Parameters(ranges)
    except ValueError as error:
        raise ValueError(f"{KEY}: {error}") from None


def _range(name: str, data: Any) -> Range:
    from exact.symbolic.parameters import check_parameter
    from exact.symbolic.splitting import Range

    where = f"{KEY}.{name}"
    try:
        check_parameter(name)
    except ValueError as error:
        raise ValueError(f"{KEY}: {error}") from None
    read = object_at(data, where, (), _ENDS)
    lower, upper = _end(read, "from", "above", where), _end(read, "to", "below", where)
    if lower is not None and upper is not None:
        if lower == upper and "from" in read and "to" in read:
            raise ValueError(f"{where}: it can only be {text(lower)}; write that number wherever {name} stands")
        if lower >= upper:
            raise ValueError(f"{where}: no number is {_told(read)}; give a range with more than one number")
    return Range(name, lower, upper, ("from" in read, "to" in read))


def _end(read: Mapping[str, Any], closed: str, opened: str, where: str) -> Fraction | None:
    given = [key for key in (closed, opened) if key in read]
    if len(given) > 1:
        raise ValueError(
            f'{where}: give "{closed}" (the end belongs to the range) or "{opened}" (it does not), not both'
        )
    return rational(read[given[0]], f"{where}.{given[0]}") if given else None


def _told(read: Mapping[str, Any]) -> str:
    """`from 1 to 0`."""
    return " ".join(f"{key} {text(rational(read[key]))}" for key in _ENDS if key in read)


FOR_ALL_VALUES = {
    PROBLEM: "`proofs implement` and `proofs design` take it for all values",
    MARKET: "`proofs select`, `cost`, `choice`, `market`, `polarized` and `osp` take it for all values",
}
"""Which commands answer for all values of a parameter, by the format of the file."""


def _one_at_a_time(parameters: Parameters, instead: str) -> str:
    """What is said where a question is about numbers, and the file has parameters."""
    names, sample = " and ".join(parameters.names), parameters.sample()
    options = " ".join(f"--at {name}={text(value)}" for name, value in sample.items())
    values = ", ".join(f'"{name}": "{text(value)}"' for name, value in sample.items())
    return (
        f"{KEY}: the numbers depend on {names}, and this question is about numbers; give values, for example "
        f"{options} (in Python at={{{values}}})" + (instead and f"; {instead}")
    )


def _undeclared(given: Any, where: str) -> Fraction:
    """What is said of a text that is no number in a file without parameters."""
    from exact.symbolic.expressions import expression
    from exact.symbolic.reading import reading_by

    with reading_by(None):
        try:
            return rational(given, where)
        except (TypeError, ValueError) as error:
            said = str(error)
    try:
        written = expression(given)
        mend = f', here "{text(written.value({}))}"' if not written.names else f", or name {_declared(written.names)}"
    except (TypeError, ValueError):
        mend = ""
    raise ValueError(said + mend)


def _declared(names: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{name}": {{"from": 0, "to": 1}}' for name in names)
    return f'{" and ".join(names)} in the file: "{KEY}": {{{listed}}}'
