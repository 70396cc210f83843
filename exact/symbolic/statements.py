"""What holds for every value of a parameter: statements piece by piece.

A parameter has a range (`exact.symbolic.splitting`). A statement about data that have formulas in them is, on an
interval, a statement about each value there; its evidence is made of formulas, and is looked at as that of numbers is,
by operations and by comparisons, of which each has one answer on the interval. *For all values* says on which pieces
which statement holds: the pieces are disjoint, in order, and nothing of the range is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, ClassVar

from exact.plain_data import a_list, an_object, at_key
from exact.rationals import rational, text
from exact.showing.display import Displayed, counted
from exact.symbolic.algebraic import AlgebraicNumber
from exact.symbolic.formulas import parsed
from exact.symbolic.pieces import AtPoint, End, Interval, Piece
from exact.symbolic.reading import reading_by
from exact.symbolic.splitting import MOST_PIECES, Part, Range, piecewise
from exact.verdicts import ANSWER, Evidence, Statement, Undecided, Verdict, evidence_to_plain

Plain = dict[str, Any]


@dataclass(frozen=True)
class Case(Displayed):
    """What is said on a piece: a statement of this kind about these data and those that all cases have in common."""

    where: Piece
    kind: str
    holds: bool
    about: Plain


@dataclass(frozen=True)
class ForAllValues(Statement):
    """The statements of the cases hold, or do not, as each says, for every value of the parameter on its piece.

    Evidence: `Pieces`.
    """

    kind: ClassVar[str] = "for all values"
    over: Range
    common: Plain
    cases: tuple[Case, ...]

    def sentence(self) -> str:
        told = Counter((case.kind, case.holds) for case in self.cases)
        pieces = (f"{kind}, {ANSWER[holds]}, on {counted(count, 'piece')}" for (kind, holds), count in told.items())
        return f"for {self.over}: {'; '.join(pieces)}"

    def about(self) -> Plain:
        return {
            "parameter": self.over.parameter,
            "lower": end_to_plain(self.over.lower),
            "upper": end_to_plain(self.over.upper),
            "closed": list(self.over.closed),
            "common": self.common,
            "pieces": [
                {"where": piece_to_plain(case.where), "kind": case.kind, "holds": case.holds, "about": case.about}
                for case in self.cases
            ],
        }

    @classmethod
    def from_about(cls, about: Plain) -> ForAllValues:
        parameter, closed = at_key(about, "parameter"), a_list(at_key(about, "closed"))
        ends = end_from_plain(at_key(about, "lower")), end_from_plain(at_key(about, "upper"))
        over = Range(parameter, *ends, (bool(closed[0]), bool(closed[-1])))
        cases = tuple(
            Case(_piece(parameter, at_key(each, "where")), *(at_key(each, key) for key in ("kind", "holds", "about")))
            for each in a_list(at_key(about, "pieces"))
        )
        return cls(over, dict(an_object(at_key(about, "common"))), cases)

    def covers(self) -> bool:
        """Whether the cases stand in order and leave nothing of the range out."""
        wanted: list[Piece] = list(self.over.pieces())
        for case in self.cases:
            if not wanted:
                return False
            if case.where == wanted[0]:
                wanted.pop(0)
                continue
            rest = wanted[0]
            piece = case.where
            if not isinstance(rest, Interval) or rest.parameter != piece.parameter:
                return False
            if isinstance(piece, Interval):
                if piece.lower != rest.lower or piece.upper is None or not rest.contains(piece.upper):
                    return False
                point = AtPoint(rest.parameter, piece.upper)
                wanted[:1] = [point, Interval(rest.parameter, piece.upper, rest.upper)]
            else:
                return False
        return not wanted

    def verdicts(self, evidence: Pieces) -> Iterator[tuple[Piece, Verdict]]:
        """The verdict on each piece, made of formulas."""
        for case, plain in zip(self.cases, evidence.pieces, strict=True):
            with reading_by(partial(numeral_on, case.where)):
                statement = Statement.kinds[case.kind].from_about({**self.common, **case.about})
                found = Evidence.forms[plain["form"]].from_data(plain)
            yield case.where, Verdict(statement, case.holds, found)


@dataclass(frozen=True)
class Pieces(Evidence):
    """The evidence of each case, as plain data in which numbers may be formulas."""

    form: ClassVar[str] = "pieces"
    pieces: tuple[Plain, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ForAllValues) or not holds or len(self.pieces) != len(statement.cases):
            return False
        return statement.covers() and all(verdict.verify() for _, verdict in statement.verdicts(self))

    def data(self) -> Plain:
        return {"pieces": list(self.pieces)}

    @classmethod
    def from_data(cls, data: Plain) -> Pieces:
        return cls(tuple(a_list(at_key(data, "pieces"))))


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
            part.piece,
            part.answer.statement.kind,
            bool(part.answer.holds),
            {key: value for key, value in about.items() if key not in common},
        )
        for part, about in zip(decided, abouts, strict=True)
    )
    statement = ForAllValues(over, common, cases)
    if len(decided) < len(parts):
        open_ones = [str(part.piece) for part in parts if part.answer.holds is None]
        return Verdict(statement, None, Undecided((f"no answer for {', '.join(open_ones)}",)))
    return Verdict(statement, True, Pieces(tuple(evidence_to_plain(part.answer.evidence) for part in decided)))


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
    with reading_by(partial(numeral_on, part.piece)):
        try:
            read = type(part.answer.statement).from_about({**about, key: plain})
        except (ValueError, ZeroDivisionError):  # a pole is there, or whatever makes no statement
            return False
    return bool(read.about()[key] == about[key])


def numeral_on(piece: Piece, given: Any, where: str) -> Fraction:
    """A formula of a certificate on a piece."""
    if not isinstance(given, str):
        raise TypeError(f"{where}: a number was expected, not {given!r}")
    return parsed(given, piece)


def piece_to_plain(piece: Piece) -> Plain:
    if isinstance(piece, AtPoint):
        return {"at": end_to_plain(piece.place)}
    return {"above": end_to_plain(piece.lower), "below": end_to_plain(piece.upper)}


def _piece(parameter: str, plain: Any) -> Piece:
    if "at" in an_object(plain):
        place = end_from_plain(plain["at"])
        if place is None:
            raise ValueError("at: a number was expected")
        return AtPoint(parameter, place)
    return Interval(parameter, end_from_plain(at_key(plain, "above")), end_from_plain(at_key(plain, "below")))


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
