"""Which lines of the checker run while it accepts certificates.

Lines are those of its functions; what is not counted: lines that only refuse (a `raise`, a handler that ends in one, a
`require(False, ...)`). A line is named by its function and its text, not by its number, so that reasons for lines that
are not reached stay with them when the file is edited.
"""

from __future__ import annotations

import ast
import dis
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from proofs import checker

FILE = checker.__file__
SOURCE = Path(FILE).read_text(encoding="utf-8")
Line = tuple[str, str]
"""The function and the text of a line."""


@cache
def lines() -> dict[int, Line]:
    """The lines that count, by number."""
    found: dict[int, Line] = {}
    texts = SOURCE.splitlines()
    for function, code in _functions(compile(SOURCE, FILE, "exec")):
        for _, number in dis.findlinestarts(code):
            if number is not None and (number != code.co_firstlineno or code.co_name.startswith("<")):
                found.setdefault(number, (function, texts[number - 1].strip()))
    refusing = _refusing()
    return {number: line for number, line in sorted(found.items()) if number not in refusing}


def _functions(code: CodeType, inside: str = "") -> Iterator[tuple[str, CodeType]]:
    """All functions with what they consist of; a comprehension belongs to the function that it stands in."""
    for part in code.co_consts:
        if isinstance(part, CodeType):
            is_class = "__qualname__" in part.co_names and "__module__" in part.co_names
            function = inside if inside and part.co_name.startswith("<") else part.co_qualname
            if not is_class and function != "<lambda>":  # the default of an argument, or in a table
                yield function, part
            yield from _functions(part, "" if is_class else function)


def _refusing() -> set[int]:
    """The numbers of the lines that do nothing but refuse."""
    found: set[int] = set()
    for node in ast.walk(ast.parse(SOURCE)):
        refuses = isinstance(node, ast.Raise)
        refuses |= isinstance(node, ast.ExceptHandler) and isinstance(node.body[-1], ast.Raise)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called, given = node.value.func, node.value.args
            refuses |= ast.unparse(called) == "require" and ast.unparse(given[0]) == "False"
        if refuses:
            found |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return found


class Reached:
    """The numbers of the lines of the checker that ran inside `watching`."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self._left: dict[int, set[int]] = {}

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch the checker; code whose lines have all been reached is not watched any more, so that this is fast."""
        before = sys.gettrace()
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(before)

    def _call(self, frame: FrameType, event: str, argument: Any) -> Any:
        code = frame.f_code
        if code.co_filename != FILE:
            return None
        left = self._left.get(id(code))
        if left is None:
            left = self._left[id(code)] = {number for _, number in dis.findlinestarts(code) if number is not None}
        self._take(left, frame.f_lineno)
        return self._line if left else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self._take(self._left[id(frame.f_code)], frame.f_lineno)
        return self._line

    def _take(self, left: set[int], number: int) -> None:
        left.discard(number)
        self.numbers.add(number)

    def missed(self) -> dict[int, Line]:
        """The lines that count and were not reached."""
        return {number: line for number, line in lines().items() if number not in self.numbers}
