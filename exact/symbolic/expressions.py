"""Expressions in parameters, as files write them: `"p*(1 - p)"`, `"2*v/3"`, `"p^2"`.

An expression writes a rational function with rational coefficients. It is made of names, numerals (`3`, `0.125`),
`+ - * /`, powers with an integer as exponent (`^` or `**`), and parentheses. A file is a stranger's, so nothing of it
is evaluated: the text is bounded in length and nesting, Python's parser makes a syntax tree of it, and whatever in the
tree is none of these is refused with its place. How high the degree can get and how long the numbers is bounded from
the tree, before anything is computed.

An expression is kept as the steps of a computation with a stack, the operands before the operation, so that nothing
that is done with it is recursive.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from exact.names import one_line
from exact.rationals import rational, text
from exact.showing.display import Displayed

LONGEST_EXPRESSION = 500
"""So many characters an expression may have."""
DEEPEST_EXPRESSION = 50
"""So many parentheses may be open at once."""
HIGHEST_DEGREE = 100
"""The degree of the numerator, or the denominator, that an expression may have, before anything cancels."""
_MOST_BITS = 20_000  # of a coefficient, about 6,000 digits
_MOST_BITS_OF_A_VALUE = 20_000_000

Step = Fraction | str | int
"""A number or a name goes on the stack; `+`, `-`, `*` and `/` take two from it, `neg` one; an int is an exponent."""

_NEGATIVE = "- "  # the sign; a blank tells it from the difference, and from every name
_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two,
}
_BINARY: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_OTHER = re.compile(r"[^A-Za-z0-9_ .+*/^()-]")
_GLUED = re.compile(r"(?<![A-Za-z0-9_.])[0-9][0-9.]*(?=[A-Za-z_])")
_NUMERAL = re.compile(r"[0-9]+(\.[0-9]+)?")
_ALLOWED = "write names, numbers, + - * / ^ and parentheses"


@dataclass(frozen=True)
class Expression(Displayed):
    """A rational function of parameters as it is written; equal are those with the same steps, not the same values."""

    steps: tuple[Step, ...]
    written: str = field(compare=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The parameters in it, in the order in which they occur."""
        names = (step for step in self.steps if isinstance(step, str) and step.isidentifier())
        return tuple(dict.fromkeys(names))

    @cached_property
    def degree(self) -> int:
        """A bound on the degrees of numerator and denominator, all parameters together: what it is if nothing cancels.

        >>> expression("p*(1 - p)/v").degree
        2
        """
        above, below, _ = _measured(self.steps, self.written)
        return max(above, below)

    def value(self, environment: Mapping[str, Fraction]) -> Fraction:
        """The value where each name stands for a number, or for a formula.

        Raises `ValueError` where a denominator is 0, and for a name without a number.

        >>> expression("2*p/3 - p^2").value({"p": Fraction(1, 2)})
        Fraction(1, 12)
        """
        missing = next((name for name in self.names if name not in environment), None)
        if missing is not None:
            known = f"there {'is' if len(environment) == 1 else 'are'} {', '.join(environment) or 'none'}"
            raise ValueError(f'"{missing}" is no parameter; {known}')
        bits = max((_bits(environment[name]) for name in self.names), default=0)
        if bits * self.degree > _MOST_BITS_OF_A_VALUE:
            raise ValueError(
                f"{_shown(self.written)} is of too high a degree for a number of {_few(bits * 3 // 10)} digits"
            )
        found = self._computed(lambda step: environment[step] if isinstance(step, str) else step, environment)
        return found if isinstance(found, Fraction) else Fraction(found)

    def sympy(self) -> Any:
        """The expression as one of SymPy, in symbols of the same names. Raises `ValueError` where it divides by 0."""
        from sympy import Rational, Symbol

        return self._computed(
            lambda step: Symbol(step) if isinstance(step, str) else Rational(step.numerator, step.denominator), {}
        )

    def __str__(self) -> str:
        return self.written

    def _computed(self, leaf: Callable[[Fraction | str], Any], environment: Mapping[str, Fraction]) -> Any:
        stack: list[Any] = []
        for step in self.steps:
            if isinstance(step, int):
                base = stack.pop()
                power = base if step == 1 else base ** abs(step)
                stack.append(self._quotient(1, power, environment) if step < 0 else power)
            elif step == _NEGATIVE:
                stack.append(-stack.pop())
            elif step == "/":
                divisor = stack.pop()
                stack.append(self._quotient(stack.pop(), divisor, environment))
            elif isinstance(step, str) and step in _OPERATIONS:
                second = stack.pop()
                stack.append(_OPERATIONS[step](stack.pop(), second))
            else:
                stack.append(leaf(step))
        return stack.pop()

    def _quotient(self, one: Any, two: Any, environment: Mapping[str, Fraction]) -> Any:
        if two == 0:
            place = place_in_words({name: environment[name] for name in self.names if name in environment})
            raise ValueError(f"{_shown(self.written)} has no value{place and f' {place}'}: it divides by 0")
        return one / two


def expression(given: Any) -> Expression:
    """The expression that a text writes, or an expression of SymPy, or a number.

    Raises `ValueError` with the place in the text, and `TypeError` for what is no expression at all.

    >>> expression("p*(1 - p)").names
    ('p',)
    """
    if isinstance(given, Expression):
        return given
    if isinstance(given, str):
        return _from_text(given)
    if type(given).__module__.startswith("sympy."):
        return _from_sympy(given)
    return Expression((rational(given),), text(rational(given)))


# ------------------------------------------------------------------------------------------------------------ from text


@lru_cache(maxsize=4_096)
def _from_text(written: str) -> Expression:
    if len(written) > LONGEST_EXPRESSION:
        raise ValueError(f"an expression of {len(written)} characters; at most {LONGEST_EXPRESSION} are read")
    _check_letters(written)
    steps = _postfix(_parsed(written), lambda node: _opened(node, written))
    _measured(steps, written)
    return Expression(steps, written.strip())


def _check_letters(written: str) -> None:
    """Refuse what no expression has, and what Python would take for more than it says."""
    if not written.strip():
        raise ValueError(f"an expression was expected, not an empty text; {_ALLOWED}")
    other = _OTHER.search(written)
    if other:
        raise _refused(written, other.start(), f"does not belong there; {_ALLOWED}", other[0])
    glued = _GLUED.search(written)
    if glued:
        raise _refused(
            written, glued.end(), 'follows a number; put "*" between them, and write 1000 for 1e3', written[glued.end()]
        )
    depth = 0
    for at, letter in enumerate(written):
        depth += (letter == "(") - (letter == ")")
        if depth > DEEPEST_EXPRESSION:
            raise _refused(written, at, f"is nested deeper than {DEEPEST_EXPRESSION} parentheses", letter)


def _parsed(written: str) -> ast.expr:
    """The syntax tree, with `^` read as Python's `**` and the columns of what is written."""
    begin = len(written) - len(written.lstrip())
    pieces = ["**" if letter == "^" else letter for letter in written.strip()]
    origin = [begin + k for k, piece in enumerate(pieces) for _ in piece]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse("".join(pieces), mode="eval").body
    except SyntaxError as error:
        column = max(0, (error.offset or 1) - 1)
        at = origin[column] if column < len(origin) else len(written.rstrip())
        raise ValueError(f"{_shown(written)} is no expression: mend it at character {at + 1}; {_ALLOWED}") from None
    except (RecursionError, MemoryError, ValueError):
        raise ValueError(f"{_shown(written)} is no expression: it is nested too deeply") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset, end = origin[node.col_offset], node.end_col_offset
            node.end_col_offset = origin[end] if end is not None and end < len(origin) else len(written.rstrip())
    return tree


def _opened(node: ast.expr, written: str) -> tuple[list[Step], list[ast.expr]]:
    """What a node of the syntax tree does last, and its operands."""
    if isinstance(node, ast.Name):
        return [node.id], []
    if isinstance(node, ast.Constant):
        return [_numeral(node, written)], []
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        return ([_NEGATIVE] if isinstance(node.op, ast.USub) else []), [node.operand]
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return [_BINARY[type(node.op)]], [node.left, node.right]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return [_exponent(node.right, written)], [node.left]
    raise _refused(written, node.col_offset, f"is no part of an expression; {_ALLOWED}", _source(node, written))


def _numeral(node: ast.Constant, written: str) -> Fraction:
    """The number that stands there; what Python made of it may be a float."""
    source = _source(node, written)
    if _NUMERAL.fullmatch(source) is None:
        raise _refused(written, node.col_offset, 'is no numeral; write it as 3 or 0.125, a quotient as "3/7"', source)
    return rational(source)


def _exponent(node: ast.expr, written: str) -> int:
    sign, whole = 1, node
    while isinstance(whole, ast.UnaryOp) and isinstance(whole.op, ast.UAdd | ast.USub):
        sign, whole = (-sign if isinstance(whole.op, ast.USub) else sign), whole.operand
    if not isinstance(whole, ast.Constant) or type(whole.value) is not int:
        said = "is no exponent; an exponent is an integer, like 2 or -1"
        raise _refused(written, node.col_offset, said, _source(node, written))
    return sign * whole.value


def _source(node: ast.expr, written: str) -> str:
    return written[node.col_offset : node.end_col_offset]


def _refused(written: str, at: int, said: str, part: str) -> ValueError:
    shown = part if len(part) <= 20 else part[:17] + "..."
    return ValueError(f"{_shown(written)} is no expression: {one_line(shown)} (character {at + 1}) {said}")


def _shown(written: str) -> str:
    return f'"{one_line(written if len(written) <= 60 else written[:57] + "...")}"'


# ----------------------------------------------------------------------------------------------------------- from SymPy


def _from_sympy(given: Any) -> Expression:
    from sympy import sstr

    steps = _postfix(given, _opened_sympy)
    written = sstr(given)
    _measured(steps, written)
    return Expression(steps, written)


def _opened_sympy(node: Any) -> tuple[list[Step], list[Any]]:
    """What a node of SymPy does last, and its operands: sums, products, powers, symbols and rational numbers."""
    if getattr(node, "is_Symbol", False):
        if not (node.name.isidentifier() and node.name.isascii()):
            raise ValueError(f'"{node.name}" is no name of a parameter; name the symbol by letters, digits and _')
        return [node.name], []
    if getattr(node, "is_Rational", False):
        return [rational(node)], []
    if getattr(node, "is_Float", False):
        raise TypeError(f"{node} is a float and floats are not exact; use sympy.Rational")
    if getattr(node, "is_Add", False) or getattr(node, "is_Mul", False):
        return ["+" if node.is_Add else "*"] * (len(node.args) - 1), list(node.args)
    if getattr(node, "is_Pow", False) and node.exp.is_Integer:
        return [int(node.exp)], [node.base]
    raise TypeError(f"{node} is no part of a rational function with rational coefficients")


# ------------------------------------------------------------------------------------------------------- steps, bounded


def _postfix(root: Any, opened: Callable[[Any], tuple[Iterable[Step], Iterable[Any]]]) -> tuple[Step, ...]:
    """The steps of a tree; `opened` tells what a node does last, and its operands in their order."""
    found: list[Step] = []
    waiting = [root]
    while waiting:
        last, operands = opened(waiting.pop())
        found += last
        waiting += operands
    return tuple(reversed(found))


def _measured(steps: Iterable[Step], written: str) -> tuple[int, int, int]:
    """Bounds on the degrees of numerator and denominator and on the bits of a coefficient. Raises `ValueError`."""
    stack: list[tuple[int, int, int]] = []
    for step in steps:
        if isinstance(step, int):
            above, below, bits = stack.pop()
            size = abs(step)
            powers = above * size, below * size, bits * size
            stack.append(powers if step >= 0 else (powers[1], powers[0], powers[2]))
        elif isinstance(step, Fraction):
            stack.append((0, 0, max(1, step.numerator.bit_length() + step.denominator.bit_length())))
        elif step.isidentifier():
            stack.append((1, 0, 1))
        elif step != _NEGATIVE:
            stack.append(_together(step, stack.pop(-2), stack.pop()))
        above, below, bits = stack[-1]
        if max(above, below) > HIGHEST_DEGREE:
            raise ValueError(f"{_shown(written)} may be of degree {_few(max(above, below))}; at most {HIGHEST_DEGREE}")
        if bits > _MOST_BITS:
            digits = _few(bits * 3 // 10)
            raise ValueError(f"{_shown(written)} may have numbers of {digits} digits; at most {_MOST_BITS * 3 // 10}")
    return stack.pop()


def _bits(number: Fraction) -> int:
    """The bits of a number; a formula has its own bounds."""
    return number.numerator.bit_length() + number.denominator.bit_length() if type(number) is Fraction else 0


def _together(step: str, one: tuple[int, int, int], two: tuple[int, int, int]) -> tuple[int, int, int]:
    """The bounds for a sum, a difference, a product or a quotient."""
    bits = one[2] + two[2] + 1
    if step == "/":
        return one[0] + two[1], one[1] + two[0], bits
    if step == "*":
        return one[0] + two[0], one[1] + two[1], bits
    return max(one[0] + two[1], two[0] + one[1]), one[1] + two[1], bits


def _few(number: int) -> str:
    """The number, if it is short."""
    return str(number) if number < 10**9 else "more than 10^9"


def place_in_words(values: Mapping[str, Fraction]) -> str:
    """Where parameters have these values: `at p = 1/2`, of formulas `for 0 < p < 1`; nothing if there are none."""
    points: list[str] = []
    pieces: list[str] = []
    for name, value in values.items():
        scope = getattr(value, "scope", None)  # a formula knows where it is looked at
        if scope is None:
            points.append(f"{name} = {text(value)}")
        else:
            (points if hasattr(scope, "place") else pieces).append(str(scope))
    told = [f"{word} {', '.join(dict.fromkeys(some))}" for word, some in (("at", points), ("for", pieces)) if some]
    return " ".join(told)
