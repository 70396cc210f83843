"""What holds for every value of a parameter: statements piece by piece.

A parameter has a range (`exact.symbolic.splitting`). A statement about data that have formulas in them is, on an
interval, a statement about each value there; its evidence is made of formulas, and is looked at as that of numbers is,
by operations and by comparisons, of which each has one answer on the interval. *For all values* says on which pieces
which statement holds: the pieces are disjoint, in order, and nothing of the range is left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any, ClassVar

from exact.names import shown
from exact.plain_data import (
    Converter,
    a_list,
    an_object,
    at_key,
    fields_from_plain,
    fields_to_plain,
    register,
    written,
)
from exact.rationals import rational, text
from exact.showing.display import Displayed, counted
from exact.symbolic.algebraic import AlgebraicNumber, Place
from exact.symbolic.formulas import parsed
from exact.symbolic.pieces import AtPoint, End, Interval, Piece
from exact.symbolic.reading import reading_by
from exact.symbolic.splitting import MOST_PIECES, Part, Range, piecewise
from exact.verdicts import ANSWER, Evidence, Statement, Undecided, Verdict, evidence_to_plain

Plain = dict[str, Any]


@dataclass(frozen=True)
class PlainData(Displayed):
    """Plain data within a statement, kept as their text: values are frozen."""

    text: str

    @classmethod
    def of(cls, plain: Any) -> PlainData:
        return cls(json.dumps(plain, ensure_ascii=False))

    @property
    def data(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Spot(Displayed):
    """A piece that is one value of the parameter."""

    at: Place

    def piece(self, parameter: str) -> Piece:
        return AtPoint(parameter, self.at)


@dataclass(frozen=True)
class Between(Displayed):
    """A piece that is an open interval."""

    above: End
    below: End

    def piece(self, parameter: str) -> Piece:
        """The piece of the parameter's range. Raises `ValueError`."""
        return Interval(parameter, self.above, self.below)


Where = Spot | Between


@dataclass(frozen=True)
class Case(Displayed):
    """What is said on a piece: a statement of this kind about these data and those that all cases have in common."""

    where: Where
    kind: str
    holds: bool
    about: PlainData

    def piece(self, parameter: str) -> Piece:
        """The piece of the parameter's range. Raises `ValueError`."""
        return self.where.piece(parameter)


@dataclass(frozen=True)
class ForAllValues(Statement):
    """The statements of the cases hold, or do not, as each says, for every value of the parameter on its piece.

    Evidence: `Pieces`.
    """

    kind: ClassVar[str] = "for all values"
    over: Range = field(metadata=written(inline=True))
    common: PlainData
    cases: tuple[Case, ...] = field(metadata=written("pieces"))

    def sentence(self) -> str:
        told = Counter((case.kind, case.holds) for case in self.cases)
        pieces = (f"{kind}, {ANSWER[holds]}, on {counted(count, 'piece')}" for (kind, holds), count in told.items())
        return f"for {self.over}: {'; '.join(pieces)}"

    def covers(self) -> bool:
        """Whether the cases stand in order and leave nothing of the range out."""
        wanted: list[Piece] = list(self.over.pieces())
        for case in self.cases:
            piece = case.piece(self.over.parameter)
            if wanted and piece == wanted[0]:
                wanted.pop(0)
                continue
            rest = wanted[0] if wanted else None
            if not isinstance(piece, Interval) or not isinstance(rest, Interval):
                return False
            if piece.lower != rest.lower or piece.upper is None or not rest.contains(piece.upper):
                return False
            parameter = self.over.parameter
            wanted[:1] = [AtPoint(parameter, piece.upper), Interval(parameter, piece.upper, rest.upper)]
        return not wanted

    def numbers(self, key: str) -> tuple[Part[Fraction], ...]:
        """The number that the statement on each piece has at a key. Raises `ValueError` where it has none."""
        return tuple(Part(case.piece(self.over.parameter), self._number(case, key)) for case in self.cases)

    def _number(self, case: Case, key: str) -> Fraction:
        piece = case.piece(self.over.parameter)
        plain = at_key({**self.common.data, **case.about.data}, key)
        if not isinstance(plain, str | int) or isinstance(plain, bool):
            raise ValueError(f'"{key}" of {piece}: a number was expected, not {shown(plain)}')
        with reading_by(partial(numeral_on, piece)):
            return rational(plain, key)

    def verdicts(self, evidence: Pieces) -> Iterator[tuple[Piece, Verdict]]:
        """The verdict on each piece, made of formulas."""
        for case, held in zip(self.cases, evidence.pieces, strict=True):
            piece, plain = case.piece(self.over.parameter), held.data
            with reading_by(partial(numeral_on, piece)):
                statement = Statement.kinds[case.kind].from_about({**self.common.data, **case.about.data})
                found = Evidence.forms[plain["form"]].from_data(plain)
            yield piece, Verdict(statement, case.holds, found)


@dataclass(frozen=True)
class Pieces(Evidence):
    """The evidence of each case, as plain data in which numbers may be formulas."""

    form: ClassVar[str] = "pieces"
    pieces: tuple[PlainData, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ForAllValues) or not holds or len(self.pieces) != len(statement.cases):
            return False
        return statement.covers() and all(verdict.verify() for _, verdict in statement.verdicts(self))


def for_all_values(
    over: Range,
    ask: Callable[[Fraction], Verdict],
    most: int = MOST_PIECES,
    told: Callable[[int], None] | None = None,
) -> tuple[Verdict, tuple[Part[Verdict], ...]]:
    """The verdicts of a question for every value of a parameter: as one, and piece by piece.

    `ask` gets the parameter, as in `piecewise`. If the verdict is undecided on some piece, so is the one for all.
    """
    parts = piecewise(over, ask, most, told)
    return joined(over, parts), parts


def joined(over: Range, parts: Sequence[Part[Verdict]]) -> Verdict:
    """The verdicts on the pieces of a range as one verdict for all its values."""
    decided = [part for part in parts if part.answer.holds is not None]
    abouts = [part.answer.statement.about() for part in decided]
    common = _in_common(decided, abouts)
    cases = tuple(
        Case(
            where_of(part.piece),
            part.answer.statement.kind,
            bool(part.answer.holds),
            PlainData.of({key: value for key, value in about.items() if key not in common}),
        )
        for part, about in zip(decided, abouts, strict=True)
    )
    statement = ForAllValues(over, PlainData.of(common), cases)
    if len(decided) < len(parts):
        open_ones = [str(part.piece) for part in parts if part.answer.holds is None]
        return Verdict(statement, None, Undecided((f"no answer for {', '.join(open_ones)}",)))
    return Verdict(
        statement, True, Pieces(tuple(PlainData.of(evidence_to_plain(part.answer.evidence)) for part in decided))
    )


def _in_common(parts: Sequence[Part[Verdict]], abouts: Sequence[Plain]) -> Plain:
    """What the statements are all about: data of one on an interval which are those of the others there, too."""
    pairs = zip(parts, abouts, strict=True)
    general = next((about for part, about in pairs if isinstance(part.piece, Interval)), {})
    common = dict(general)
    for part, about in zip(parts, abouts, strict=True):
        common = {key: value for key, value in common.items() if key in about and _is_there(part, about, key, value)}
    return common


def _is_there(part: Part[Verdict], about: Plain, key: str, plain: Any) -> bool:
    """Whether these plain data, with formulas, are what the statement on a piece has at this key."""
    if not isinstance(part.piece, AtPoint):
        return bool(about[key] == plain)
    return _becomes(part.piece, plain, about[key])


def _becomes(piece: AtPoint, general: Any, found: Any) -> bool:
    """Whether data are the others once formulas have their values; entry by entry, for where two entries have the same
    value the statement may have one of them alone, and whoever reads the formulas has two."""
    if isinstance(general, dict) and isinstance(found, dict):
        return general.keys() == found.keys() and all(_becomes(piece, general[key], found[key]) for key in general)
    if isinstance(general, list) and isinstance(found, list):
        return len(general) == len(found) and all(_becomes(piece, *pair) for pair in zip(general, found, strict=True))
    if general == found or not isinstance(general, str) or not isinstance(found, str):
        return bool(general == found)
    try:
        return text(parsed(general, piece)) == found
    except (ValueError, ZeroDivisionError):  # a name, or a pole is there
        return False


def numeral_on(piece: Piece, given: Any, where: str) -> Fraction:
    """A formula of a certificate on a piece."""
    if not isinstance(given, str):
        raise TypeError(f"{where}: a number was expected, not {given!r}")
    return parsed(given, piece)


def piece_to_plain(piece: Piece) -> Plain:
    """Where a piece is."""
    return fields_to_plain(where_of(piece))


def where_of(piece: Piece) -> Where:
    """Where a piece is, without the name of the parameter."""
    return Spot(piece.place) if isinstance(piece, AtPoint) else Between(piece.lower, piece.upper)


def _where_from_plain(plain: Any) -> Where:
    if "at" in an_object(plain):
        return fields_from_plain(Spot, plain)
    return fields_from_plain(Between, plain)


def end_to_plain(end: End) -> Any:
    """A number, the root of a polynomial between two numbers, or `None` for infinity."""
    if isinstance(end, AlgebraicNumber):
        return {"polynomial": list(end.polynomial), "between": [text(end.low), text(end.high)]}
    return None if end is None else text(end)


def end_from_plain(plain: Any) -> End:
    """The end back from `end_to_plain`. Raises `ValueError`."""
    if plain is None:
        return None
    if isinstance(plain, dict):
        low, high = map(rational, a_list(at_key(plain, "between")))
        return AlgebraicNumber(tuple(map(int, a_list(at_key(plain, "polynomial")))), low, high)
    return rational(plain)


def place_from_plain(plain: Any) -> Place:
    """The same, where a number stands. Raises `ValueError`."""
    place = end_from_plain(plain)
    if place is None:
        raise ValueError("a number was expected, not null")
    return place


register(PlainData, Converter(lambda held: held.data, lambda plain: PlainData.of(an_object(plain))))
register(End, Converter(end_to_plain, end_from_plain))
register(Place, Converter(end_to_plain, place_from_plain))
register(Where, Converter(fields_to_plain, _where_from_plain))
