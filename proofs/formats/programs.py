"""Linear programs as files, in one of four formats, of which that in JSON is read here.

The formats: CPLEX's LP (`proofs.formats.lp`), MPS (`proofs.formats.mps`), cddlib's `.ine`
(`proofs.formats.ine_programs`), and JSON:

    {"format": "exact-proofs/program/1",
     "maximize": {"cake": 3, "pie": "5/2"},
     "rows": {"flour": {"terms": {"cake": 2, "pie": 1}, "at_most": 10}},
     "bounds": {"cake": {"at_least": 0}, "pie": {"at_least": 0, "at_most": "0.5"}}}

with "maximize" or "minimize" (or neither: is there a solution?), "at_most", "at_least" or both, or "equals", and if one
likes "integers", a list of variables. In JSON a variable has the bounds that are written and no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from exact.linear.named import Ends, Program, ProgramRow, Terms
from exact.rationals import rational
from proofs.formats import cones, ine_programs, lp, mps
from proofs.plain.keys import PROGRAM, check_format, list_at, mapping_at, object_at, unknown_name
from proofs.plain.reading import blaming, parse_json, read_text


def load_program(path: str) -> Program:
    """The program in a file: `.lp`, `.mps`, `.ine`, `.json`, or what its beginning says. Raises `BadInput`."""
    content = read_text(path, programs=True)
    with blaming(path):
        kind = kind_of_text(content, path)
        if kind == "json":
            return program_from_plain(parse_json(content, path))
        return program_from_text(content, path, kind or "lp")


def program_from_text(content: str, place: str, kind: str) -> Program:
    """The program of a text in a format that is not JSON; `place` opens the error messages. Raises `ValueError`."""
    parsers = {"mps": mps.parse, "lp": lp.parse, "ine": ine_programs.parse}
    return parsers[kind](content, place)


def kind_of_text(content: str, path: str) -> str | None:
    """The format of a linear program, "lp", "mps", "ine" or "json", by the name of the file or how it begins, if it is
    one."""
    suffix = path.lower().rpartition(".")[2]
    if suffix in ("lp", "mps", "ine", "json"):
        return suffix
    begins = {
        "json": content.lstrip().startswith(("{", "[")),
        "mps": mps.looks_like(content),
        "lp": lp.looks_like(content),
        "ine": cones.looks_like(content),
    }
    return next((kind for kind, so in begins.items() if so), None)


def program_from_plain(data: Any) -> Program:
    """The program that parsed JSON describes. Raises `TypeError` and `ValueError` with the place."""
    check_format(data, PROGRAM)
    plain = object_at(data, "", ("format", "rows"), ("maximize", "minimize", "bounds", "integers"))
    if "maximize" in plain and "minimize" in plain:
        raise ValueError('write "maximize" or "minimize", not both')
    word: str | None = next((word for word in ("maximize", "minimize") if word in plain), None)
    objective = _terms(plain[word], word) if word else {}
    rows = [_row(name, row) for name, row in mapping_at(plain["rows"], "rows").items()]
    given = mapping_at(plain.get("bounds", {}), "bounds")
    bounds = {
        name: _ends_at(object_at(ends, f"bounds.{name}", (), _ENDS), f"bounds.{name}") for name, ends in given.items()
    }
    integers = tuple(list_at(plain.get("integers", []), "integers"))
    variables = tuple(dict.fromkeys([*objective, *(name for row in rows for name in row.terms), *bounds]))
    for name in integers:
        if name not in variables:
            raise ValueError(unknown_name(name, variables, "the rows, the bounds or the objective", "integers"))
    return Program(_SENSES[word], objective, Fraction(0), variables, tuple(rows), bounds, integers)


_SENSES: dict[str | None, Literal["max", "min"] | None] = {"maximize": "max", "minimize": "min", None: None}
_ENDS = ("at_most", "at_least", "equals")


def _ends_at(plain: Mapping[str, Any], where: str) -> Ends:
    ends = {word: rational(plain[word], f"{where}.{word}") for word in _ENDS if word in plain}
    if "equals" in ends:
        if len(ends) > 1:
            raise ValueError(f'{where}: "equals" stands alone; leave out the other end')
        return ends["equals"], ends["equals"]
    return ends.get("at_least"), ends.get("at_most")


def _row(name: str, plain: Any) -> ProgramRow:
    where = f"rows.{name}"
    row = object_at(plain, where, ("terms",), _ENDS)
    low, high = _ends_at(row, where)
    if low is None and high is None:
        raise ValueError(f'{where}: "at_most", "at_least" or "equals" is missing')
    return ProgramRow(name, _terms(row["terms"], f"{where}.terms"), low, high)


def _terms(plain: Any, where: str) -> Terms:
    return {name: rational(value, f"{where}.{name}") for name, value in mapping_at(plain, where).items()}
