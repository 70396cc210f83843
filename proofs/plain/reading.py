"""Reading JSON and text: bounded in size and depth, no key twice, no number that is not exact; and `BadInput`.

What is wrong with a file is said in one sentence with its place.
"""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from exact import arguments
from exact.names import one_line
from exact.rationals import MAX_DIGITS, rational

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 100


class Remark(UserWarning):
    """What is to be said about the way a file was read, in one sentence; the command prints it on standard error."""


class BadInput(ValueError):
    """What is wrong with what was given, where, and what would do, in one sentence, on one line."""

    def __init__(self, sentence: str) -> None:
        super().__init__(one_line(sentence))


def read_text(path: Path | str, *, programs: bool = False) -> str:
    """The text of a file of at most 64 MB in UTF-8; `-` is standard input. `programs` says that linear ones will do."""
    if not isinstance(path, str | PathLike):
        raise TypeError(f"the name of a file was expected, not {arguments.given(path)}; problem_of and ask read keys")
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise BadInput(f"{path}: larger than {MAX_BYTES // 2**20} MB")
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text (byte {error.start})") from error
    foreign = _foreign(source, Path(path).suffix.lower())
    if foreign and not (programs and foreign in _PROGRAMS):
        here = " here, but by `proofs lp`" if foreign in _PROGRAMS else ""
        raise BadInput(f"{path}: this is {foreign}, which is not read{here}; {_READ}")
    return source


_READ = (
    "read are problems, markets and matrices in JSON, matrices in CMR's layouts or as plain rows, and cones and "
    "polyhedra in cddlib's .ine and .ext"
)
_PROGRAMS = ("a linear program in LP format", "a linear program in MPS format")
_SUFFIXES = {
    ".lp": _PROGRAMS[0],
    ".mps": _PROGRAMS[1],
    ".poly": "a file of polymake",
}
_CONTENTS = (
    (
        _PROGRAMS[0],
        re.compile(
            r"\s*(?:\\[^\n]*\n\s*)*(?:max|min)\w*:?\s[^;]*?(?:;|\bsubject\s+to\b|\bsuch\s+that\b)", re.IGNORECASE
        ),
    ),
    (_PROGRAMS[1], re.compile(r"\s*(?:\*[^\n]*\n\s*)*(?:NAME\b[^\n]*\n\s*)?ROWS\s")),
    ("an input of Normaliz", re.compile(r"\s*(?:/\*[^*]*\*/\s*)?amb_space\b")),
    (
        "an input of Normaliz",
        re.compile(r"\s*\d+\s+\d+\s[\s\d/+-]*\b(?:integral_closure|normalization|hyperplanes|polytope|cone)\b"),
    ),
    ("a file of polymake", re.compile(r'\s*(?:_application\b|<\?pm\b|\{\s*"_(?:ns|type|id)")')),
)
"""What a file of another program is known by: its suffix, or how it begins."""


def _foreign(source: str, suffix: str) -> str:
    """What a text is called that another program's format is known in; nothing for all others."""
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    beginning = source[:4_000]
    return next((what for what, pattern in _CONTENTS if pattern.match(beginning)), "")


def read_json(path: Path | str) -> Any:
    """The JSON value in a file, without repeated keys and not nested beyond 100 levels.

    Floats are left in place: whoever reads a number refuses them with the place where they stand.
    """
    return parse_json(read_text(path), str(path))


def parse_json(source: str, place: str) -> Any:
    """The JSON value that `source` writes; `place` names it in errors."""
    if _nesting(source) > MAX_DEPTH:
        raise BadInput(f"{place}: nested deeper than {MAX_DEPTH} levels")
    try:
        return json.loads(source, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_parse_int)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadInput(f"{place}: not JSON: {error.msg} ({where}); {_mend(error)}") from error
    except BadInput as error:
        raise BadInput(f"{place}: {error}") from error


@contextmanager
def blaming(path: Path | str) -> Iterator[None]:
    """Turn what is wrong with a file, or beyond a stated bound, into `BadInput` that names the file, as remarks do."""
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", Remark)
            yield
    except (TypeError, ValueError) as error:
        named = str(error).startswith((f"{path}: ", f"{path}, line "))
        raise BadInput(str(error) if named else f"{path}: {error}") from error
    for each in said:
        if issubclass(each.category, Remark):
            warnings.warn(f"{path}: {each.message}", Remark, stacklevel=3)
        else:
            warnings.warn_explicit(each.message, each.category, each.filename, each.lineno)


def _nesting(source: str) -> int:
    """The greatest depth of brackets outside strings."""
    depth = deepest = 0
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', source):
        if token in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token in "]}":
            depth -= 1
    return deepest


_MENDS = {
    "Expecting value": "is there a comma too many, or a word without quotes?",
    "Illegal trailing comma": "leave this comma out",
    "Expecting property name": "is there a comma too many, or a key without double quotes?",
    "Expecting ',' delimiter": "is a comma or a closing bracket missing just before?",
    "Expecting ':' delimiter": 'write "key": value',
    "Extra data": "one value was expected; is there a bracket too many, or is this no JSON at all?",
    "Unterminated string": "close it with double quotes",
    "Invalid control character": "write a line break in a string as \\n, and is a quote missing?",
    "Invalid \\": "write a backslash as two",
}
"""What would do, by the beginning of what Python says of a text that is not JSON."""


def _mend(error: json.JSONDecodeError) -> str:
    if not error.doc.strip():
        return "the file is empty"
    return next((mend for said, mend in _MENDS.items() if error.msg.startswith(said)), "mend it there or just before")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise BadInput(f'the key "{key}" occurs twice in one object')
        result[key] = value
    return result


def _no_constant(name: str) -> Any:
    raise BadInput(f"{name} is not an exact number")


def _parse_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise BadInput(f"a number of {len(digits)} digits; at most {MAX_DIGITS} are read")
    return rational(digits).numerator


def written_plainly(value: Any, where: str) -> Any:
    """What stands in Python's own keys, as a file has it: tuples, ranges and arrays are lists there.

    Raises `BadInput` for tables and series of pandas, whose names would not be read.
    """
    if isinstance(value, dict):
        return {key: written_plainly(entry, f"{where}.{key}" if where else str(key)) for key, entry in value.items()}
    if isinstance(value, list | tuple | range):
        return [written_plainly(entry, f"{where}[{number}]") for number, entry in enumerate(value)]
    if hasattr(value, "tolist") and hasattr(value, "dtype") and not hasattr(value, "items"):
        return written_plainly(value.tolist(), where)
    try:
        arguments.refuse_names(value, where)
    except TypeError as error:
        raise BadInput(str(error)) from error
    return value
