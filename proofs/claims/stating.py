"""Claims as data: terms, formulas, and a claim made of them, which the independent checker evaluates.

A claim is a sentence about all instances of some sorts ("every problem whose sets are ... "). *Stated*, it is data: a
list of formulas for the hypothesis and one for the conclusion, in the language at the section "claims and instances" of
`proofs/checker.py`. A certificate that refutes a claim carries it with the instance; the checker evaluates both lists
on the instance, with what the certificate's statements show, and says that the hypothesis holds and the conclusion
fails. So the last step of a refutation is checked too; left to a reader is whether the sentence is the paper's.

    problem = given("problem")
    Stated(
        sorts={"problem": "problem"},
        instances=lambda problem: {"problem": problem_to_plain(problem)},
        hypothesis=[bihierarchy(all_sets(structure_of(problem))), types_at_most(structure_of(problem), 2)],
        conclusion=[condition_complete(problem, "A")],
    )

Terms are written with Python's own operators: `+`, `-`, `*`, `/`, `<`, `<=`, `>`, `>=`, `term[place]`; `equals` for
numbers, `same` for data, `among` and `within` for members and subsets; formulas are joined with `&`, `|`, `~`,
`implies`, `iff`.
"""

from __future__ import annotations

import difflib
import functools
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar, cast

from exact.rationals import text
from exact.showing.display import Displayed
from proofs import checker

Plain = Any
"""Data as they stand in a certificate: integers, texts, lists and objects."""


@dataclass(frozen=True)
class Formula(Displayed):
    """A formula, as the checker reads it."""

    plain: Plain

    def __bool__(self) -> bool:
        raise TypeError("a formula is neither true nor false in Python; join formulas with &, |, ~, implies, iff")

    def __le__(self, other: Any) -> Formula:
        raise TypeError("a formula is no number; put comparisons into brackets, (a <= b) & (c <= d)")

    __lt__ = __ge__ = __gt__ = __le__

    def __and__(self, other: Formula) -> Formula:
        return Formula(["and", self.plain, other.plain])

    def __or__(self, other: Formula) -> Formula:
        return Formula(["or", self.plain, other.plain])

    def __invert__(self) -> Formula:
        return Formula(["not", self.plain])

    def implies(self, other: Formula) -> Formula:
        return Formula(["implies", self.plain, other.plain])

    def iff(self, other: Formula) -> Formula:
        return Formula(["iff", self.plain, other.plain])


@dataclass(frozen=True)
class Term(Displayed):
    """A term, as the checker reads it."""

    plain: Plain

    def __add__(self, other: Any) -> Term:
        return operation("+", self, other)

    def __radd__(self, other: Any) -> Term:
        return operation("+", other, self)

    def __sub__(self, other: Any) -> Term:
        return operation("-", self, other)

    def __rsub__(self, other: Any) -> Term:
        return operation("-", other, self)

    def __neg__(self) -> Term:
        return operation("*", -1, self)

    def __mul__(self, other: Any) -> Term:
        return operation("*", self, other)

    def __rmul__(self, other: Any) -> Term:
        return operation("*", other, self)

    def __truediv__(self, other: Any) -> Term:
        return operation("/", self, other)

    def __rtruediv__(self, other: Any) -> Term:
        return operation("/", other, self)

    def __getitem__(self, place: Any) -> Term:
        """The entry at a position, or of an object the field of that name."""
        return operation("field" if isinstance(place, str) else "at", self, place)

    def __iter__(self) -> Any:
        raise TypeError("a term is not a list in Python; use each, every or some")

    def __len__(self) -> int:
        raise TypeError("a term has no length in Python; use size(...)")

    def __bool__(self) -> bool:
        raise TypeError("a term is neither true nor false in Python; compare it, as in .equals(...) or <=")

    def __le__(self, other: Any) -> Formula:
        return _compared("<=", self, other)

    def __lt__(self, other: Any) -> Formula:
        return _compared("<", self, other)

    def __ge__(self, other: Any) -> Formula:
        return _compared("<=", other, self)

    def __gt__(self, other: Any) -> Formula:
        return _compared("<", other, self)

    def equals(self, other: Any) -> Formula:
        """Equal as numbers."""
        return _compared("=", self, other)

    def same(self, other: Any) -> Formula:
        """The same data."""
        return _compared("same", self, other)

    def among(self, values: Any) -> Formula:
        """One of the entries of a list."""
        return _compared("in", self, values)

    def within(self, values: Any) -> Formula:
        """All its entries are entries of the other list."""
        return _compared("within", self, values)


def _compared(sense: str, left: Any, right: Any) -> Formula:
    return Formula([sense, term(left).plain, term(right).plain])


def term(value: Any) -> Term:
    """A term for a Python value: numbers, texts (as data, not as names), and lists of such."""
    if isinstance(value, Term):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Term(value)
    if isinstance(value, Fraction):
        return Term({"value": text(value)})
    if isinstance(value, (list, tuple)) and _has_terms(value):
        return operation("list", *value)
    return Term({"value": value})


def _has_terms(values: Sequence[Any]) -> bool:
    return any(isinstance(v, Term) or (isinstance(v, (list, tuple)) and _has_terms(v)) for v in values)


def operation(name: str, *parts: Any) -> Term:
    """`[name, term, ...]`: an operation of the checker's `OPERATIONS`. Raises `ValueError` for too few terms."""
    if name in checker.OPERATIONS:
        _check_count(name, len(parts))
    return Term([name, *(term(part).plain for part in parts)])


MEANINGS = {
    "Q": ("the problem with its rule", "the cell as a list, [agent, object] or [agent]", "the agent's type"),
    "y": ("the problem with its rule", "the cell as a list, [agent, object] or [agent]", "the agent's type"),
    "floor": ("the problem", "the set, a list of cells"),
    "ceiling": ("the problem", "the set, a list of cells"),
    "quotas at": ("the problem", "the type profile"),
    "probability": ("the problem", "the type profile, a list of types"),
    "types": ("the structure", "the agent"),
    "at": ("the list", "the position, from 0"),
    "field": ("the object", "the name of the field"),
    "position": ("the entry", "the list that it is in"),
}
"""What the terms of some operations are, in order; of the others the checker's names say it."""


def _check_count(name: str, count: int) -> None:
    words, function = checker.OPERATIONS[name]
    signature = inspect.signature(function)
    try:
        signature.bind(*range(count))
    except TypeError as error:
        terms = MEANINGS.get(name) or tuple(signature.parameters)
        raise ValueError(
            f'operation("{name}", ...) takes {len(terms)} terms, in this order: {"; ".join(terms)}, and reads '
            f'"{words}"; {count} {"is" if count == 1 else "are"} given'
        ) from error


def given(name: str) -> Term:
    """An instance, a definition or a bound variable, by its name."""
    return Term(name)


def record(**fields: Any) -> Term:
    """An object with these fields."""
    return Term({"record": {key: term(value).plain for key, value in fields.items()}})


def statement(kind: str, **about: Any) -> Formula:
    """The statement of this kind about these data, a term for each field of `about`. Raises `ValueError`."""
    _check_kind(kind, checker.KINDS, "kind of statement")
    return Formula({"kind": kind, "about": {key: term(value).plain for key, value in about.items()}})


def value_of(kind: str, **about: Any) -> Term:
    """The value that a statement of this kind about these data names: a capacity, an optimum. Raises `ValueError`."""
    _check_kind(kind, checker.VALUES, "kind of statement that names a value")
    return Term({"the": kind, "about": {key: term(value).plain for key, value in about.items()}})


def _check_kind(kind: str, known: Collection[str], what: str) -> None:
    if kind not in known:
        near = difflib.get_close_matches(str(kind), known, 1)
        mend = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(known)}"
        raise ValueError(f'"{kind}" is no {what}; {mend}')


def every(name: str, among: Any, body: Callable[[Term], Formula]) -> Formula:
    """The formula is true for every entry of a list; `name` is how the entry is called in the sentence."""
    return Formula(["every", name, term(among).plain, body(given(name)).plain])


def some(name: str, among: Any, body: Callable[[Term], Formula]) -> Formula:
    """The formula is true for some entry of a list."""
    return Formula(["some", name, term(among).plain, body(given(name)).plain])


def each(name: str, among: Any, body: Callable[[Term], Any]) -> Term:
    """The list of the term's values for every entry of a list."""
    return Term(["each", name, term(among).plain, term(body(given(name))).plain])


def those(name: str, among: Any, body: Callable[[Term], Formula]) -> Term:
    """The entries of a list for which the formula is true."""
    return Term(["those", name, term(among).plain, body(given(name)).plain])


def choose(condition: Formula, first: Any, second: Any) -> Term:
    """The first term if the formula is true, else the second."""
    return Term(["if", condition.plain, term(first).plain, term(second).plain])


_DEFINED: dict[str, _Definition] = {}


@dataclass(frozen=True)
class _Definition(Displayed):
    """A function of terms that claims call by its name, and how it reads: `{0} is above the endowment`."""

    function: Callable[..., Any]
    words: str

    def plain(self) -> dict[str, Plain]:
        names = list(inspect.signature(self.function).parameters)
        body = term_or_formula(self.function(*map(given, names)))
        return {"words": self.words, "of": names, "is": body.plain}


def term_or_formula(value: Any) -> Term | Formula:
    return value if isinstance(value, Formula) else term(value)


Written = TypeVar("Written", bound=Callable[..., Any])


def defined(words: str) -> Callable[[Written], Written]:
    """The function of terms has a name of its own in the claims that use it; `{0}` in `words` is its first term.

    What it means stands at the end of the claim's sentence. The function is of named terms alone; whether it makes a
    formula or a term is said by its annotation, or seen where it has none. Raises `ValueError` for words with other
    characters than letters, digits and a few marks.
    """
    if checker.DEFINED.fullmatch(words) is None:
        raise ValueError(f"{words!r}: the words of a definition are letters, digits and ,.'^()<>=/_[]+*- alone")

    def made(function: Written) -> Written:
        signature, key = inspect.signature(function), f"{function.__module__}:{function.__qualname__}"
        _DEFINED[key] = _Definition(function, words)

        @functools.cache
        def is_formula() -> bool:
            if signature.return_annotation is signature.empty:
                return isinstance(function(*map(given, signature.parameters)), Formula)
            return signature.return_annotation in ("Formula", Formula)

        @functools.wraps(function)
        def call(*terms: Any, **named: Any) -> Any:
            bound = signature.bind(*terms, **named)
            bound.apply_defaults()
            plain = [key, *(term(each).plain for each in bound.arguments.values())]
            return Formula(plain) if is_formula() else Term(plain)

        return cast(Written, call)

    return made


def _with_definitions(said: Plain) -> tuple[Plain, list[dict[str, Plain]]]:
    """Formulas with the names of what they use, and the definitions of these, each before those that it uses itself."""
    found: dict[str, dict[str, Plain]] = {}
    names: dict[str, str] = {}

    def named(plain: Plain) -> Plain:
        if isinstance(plain, dict):
            return plain if plain.keys() == {"value"} else {key: named(each) for key, each in plain.items()}
        if not isinstance(plain, list):
            return plain
        head, *rest = plain or [None]
        if not isinstance(head, str) or head not in _DEFINED:
            return [named(each) for each in plain]
        if head not in names:
            short = head.rpartition(":")[2]
            names[head] = short + "'" * sum(each.rstrip("'") == short for each in names.values())
            found[head] = {}  # its place
            definition = _DEFINED[head].plain()
            found[head] = {"name": names[head], **definition, "is": named(definition["is"])}
        return [names[head], *map(named, rest)]

    return named(said), list(found.values())


def begin_afresh() -> None:
    """Let the checker count its work from here on, for values that are computed by it; a parameter stays in force."""
    piece = checker.WORK.piece
    checker.WORK.begin(None)
    checker.WORK.piece = piece


def size(values: Any) -> Term:
    """The number of entries of a list."""
    return operation("size", values)


def positions(values: Any) -> Term:
    """0, 1, ... as far as a list has entries."""
    return operation("positions", values)


def total(values: Any) -> Term:
    """The sum of a list of numbers."""
    return operation("sum", values)


def least(values: Any) -> Term:
    """The least of a list of numbers."""
    return operation("least", values)


def greatest(values: Any) -> Term:
    """The greatest of a list of numbers."""
    return operation("greatest", values)


def dot(left: Any, right: Any) -> Term:
    """The sum of the products of the entries of two lists."""
    return operation("dot", left, right)


def absolute(value: Any) -> Term:
    """The absolute value of a number."""
    return operation("absolute", value)


def system(variables: Any, rows: Any, lower: Any = None, upper: Any = None) -> Term:
    """A linear system; bounds are a list, one for each variable, or one for all (`None`: no bound)."""
    return operation("system", variables, rows, lower, upper)


def at_most_row(coefficients: Any, bound: Any) -> Term:
    """The row `coefficients . x <= bound` of a system."""
    return operation("at most", coefficients, bound)


def equal_row(coefficients: Any, bound: Any) -> Term:
    """The row `coefficients . x = bound` of a system."""
    return operation("equal to", coefficients, bound)


def feasible(of: Term) -> Formula:
    """A system, made by `system`, has a solution."""
    return statement("feasible", system=of)


@dataclass(frozen=True)
class Stated(Displayed):
    """A claim as data.

    `sorts` names the instances and says what each is (one of the checker's `SORTS`); `instances` makes their data from
    an instance of the reading's families. `where` defines names, in order. Where the last step of a refutation is an
    argument in words, `conclusion` is empty, and `facts` are what the argument starts from, true on the instance.
    """

    sorts: Mapping[str, str]
    instances: Callable[[Any], Mapping[str, Plain]] = field(repr=False)
    conclusion: Sequence[Formula]
    hypothesis: Sequence[Formula] = ()
    where: Sequence[tuple[str, Term]] = ()
    facts: Sequence[Formula] = ()

    def __post_init__(self) -> None:
        if bool(self.conclusion) == bool(self.facts):
            raise ValueError("a claim as data has a conclusion, or facts for an argument in words")

    def plain(self, claim: str, reading: str, unchecked: Sequence[str] = ()) -> dict[str, Plain]:
        """The claim as it stands in a certificate; `unchecked` are hypotheses that are not among its formulas."""
        said = {
            "for_every": dict(self.sorts),
            "where": [[name, definition.plain] for name, definition in self.where],
            "if": [formula.plain for formula in self.hypothesis],
            "then": [formula.plain for formula in self.conclusion],
            **({"facts": [formula.plain for formula in self.facts]} if self.facts else {}),
        }
        formulas, define = _with_definitions(said)
        return {
            "id": claim,
            "reading": reading,
            **formulas,
            **({"define": define} if define else {}),
            **({"unchecked": list(unchecked)} if unchecked else {}),
        }
