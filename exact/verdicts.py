"""Statement, evidence, verdict.

A *statement* is one closed sentence about explicit finite data ("this matrix is totally unimodular"). *Evidence* is
finite, exact data that convinces of the statement or of its opposite (a violating submatrix, a Farkas vector). A
*verdict* joins the two with the answer, and re-checks its evidence on request without any search.

Statements and evidence have a plain-data form (`about`, `data`), made of strings, integers, lists and dictionaries
alone, so that a verdict can be written down. It is that of their fields (`exact.plain_data`); a subclass overrides it
only where it is not field by field.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from exact.names import shown
from exact.plain_data import Converter, at_key, fields_from_plain, fields_to_plain, register
from exact.showing.display import Displayed, card
from exact.showing.drawing import Html, Picture
from exact.showing.parts import Part, frame, parts_of
from exact.showing.registry import registered

ANSWER = {True: "yes", False: "no", None: "undecided"}

CHECKS = (
    "<p>To check it:</p><ul><li><code>verdict.verify()</code> re-checks the evidence without searching</li>"
    "<li><code>save(certificate(verdict), path)</code> from <code>proofs.certificates</code> writes it down; then: "
    "<code>python proofs/checker.py path</code></li></ul>"
)


class Statement(Displayed, ABC):
    """One closed sentence about explicit finite data. Subclasses are frozen dataclasses with a `kind` of their own."""

    kind: ClassVar[str]
    kinds: ClassVar[dict[str, type[Statement]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "kind" in cls.__dict__:
            Statement.kinds[cls.kind] = cls

    @abstractmethod
    def sentence(self) -> str:
        """The statement in words, without a full stop."""

    def exhibits(self, verdict: Verdict) -> tuple[Picture | Html, ...]:
        """Drawings and tables of what the evidence of a verdict shows about the statement."""
        draw = registered("exhibits", type(self))
        drawn: tuple[Picture | Html, ...] | None = None if draw is None else draw(self, verdict)
        return (verdict.evidence.show(),) if drawn is None else drawn

    def __str__(self) -> str:
        return self.sentence()

    def about(self) -> dict[str, Any]:
        """The data the statement is about, complete, as plain data."""
        return fields_to_plain(self)

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        """The statement back from `about`. Raises `ValueError`."""
        return fields_from_plain(cls, about)


class Evidence(Displayed, ABC):
    """What convinces. Subclasses are frozen dataclasses with a `form` of their own."""

    form: ClassVar[str]
    forms: ClassVar[dict[str, type[Evidence]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "form" in cls.__dict__:
            Evidence.forms[cls.form] = cls
            register(cls, Converter(cls.data, cls.from_data))
        else:
            register(cls, with_form(cls))

    @abstractmethod
    def supports(self, statement: Statement, holds: bool) -> bool:
        """Whether this evidence shows that `statement` holds (or, when `holds` is false, that it does not)."""

    def data(self) -> dict[str, Any]:
        """The evidence as plain data."""
        return fields_to_plain(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The evidence back from `data`. Raises `ValueError`."""
        return fields_from_plain(cls, data)


def evidence_to_plain(evidence: Evidence) -> dict[str, Any]:
    """The evidence as plain data, with its form."""
    return {"form": evidence.form, **evidence.data()}


def with_form(kinds: Any) -> Converter:
    """The plain form of evidence within other evidence that says which form it has; `kinds` are those allowed."""

    def from_plain(plain: Any) -> Evidence:
        form = at_key(plain, "form")
        if not isinstance(form, str) or form not in Evidence.forms or not issubclass(Evidence.forms[form], kinds):
            raise ValueError(f"evidence of the form {shown(form)} does not serve here")
        return Evidence.forms[form].from_data(plain)

    return Converter(evidence_to_plain, from_plain)


@dataclass(frozen=True)
class Undecided(Evidence):
    """What was tried before a question was given up; it supports nothing."""

    form: ClassVar[str] = "undecided"
    tried: tuple[str, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        return False


@dataclass(frozen=True)
class Verdict(Displayed):
    """A statement, whether it holds (`None`: undecided), and the evidence."""

    statement: Statement
    holds: bool | None
    evidence: Evidence

    def verify(self) -> bool:
        """Re-check the evidence, without searching. An undecided verdict verifies nothing."""
        return self.holds is not None and self.evidence.supports(self.statement, self.holds)

    @property
    def value(self) -> Any:
        """The number that the statement names ("the maximum is 12"), where it names one and holds; else `ValueError`.

        A program without an optimum has no value: its verdict says `unbounded`, or that there is no solution.
        """
        found = getattr(self.statement, "value", None)
        if found is None or not self.holds:
            raise ValueError(f"there is no value: {self}")
        return found

    @property
    def parts(self) -> dict[str, Part]:
        """What the answer consists of, by name; each is also an attribute of the verdict (`verdict.rule`)."""
        return parts_of(self)

    if not TYPE_CHECKING:  # a misspelt attribute is to stay an error of the type checker

        def __getattr__(self, name: str) -> Any:
            parts = {} if name.startswith("_") else parts_of(self)
            if name not in parts:
                there = f"; it has {', '.join(parts)}" if parts else ""
                raise AttributeError(f"this verdict has no {name!r}{there}")
            return parts[name].value

    def frame(self, name: str = "") -> Any:
        """A part as a frame of pandas, a row for each entry, with exact fractions; without name the last that is one.

        Raises `ValueError` if there is none, and `ImportError` where pandas is not installed.
        """
        tables = {key: part for key, part in parts_of(self).items() if part.columns}
        if (name or tables) and (not name or name in tables):
            return frame(tables[name or list(tables)[-1]])
        raise ValueError(
            f"this verdict has no table{f' {name!r}' if name else ''}; it has {', '.join(tables) or 'none'}"
        )

    def __bool__(self) -> bool:
        """Whether the statement holds, also where it says `unbounded`; `ValueError` for an undecided verdict."""
        if self.holds is None:
            raise ValueError(f"undecided: {self.statement.sentence()}")
        return self.holds

    def show(self) -> Picture | Html:
        """The drawing of the statement with its evidence, where there is one; else the card."""
        drawn = (shown for shown in self.statement.exhibits(self) if isinstance(shown, Picture))
        return next(drawn, None) or self.card()

    def card(self) -> Html:
        """What is stated, the answer, the evidence drawn and as data, and how to check it."""
        told = str(self), self.evidence.form, self.evidence.data()
        if self.holds is None:
            return card(*told)
        shown = "".join(map(str, self.statement.exhibits(self)))
        return card(*told, shown=shown, verified=self.verify(), checks=CHECKS)

    def _repr_html_(self) -> str:
        return str(self.card())

    def __str__(self) -> str:
        """The statement and the answer; a statement that names a value that it has needs no "yes"."""
        sentence = self.statement.sentence()
        return sentence if self.holds and hasattr(self.statement, "value") else f"{sentence}: {ANSWER[self.holds]}"

    def __repr__(self) -> str:
        return f"<Verdict: {self}; evidence: {self.evidence.form}>"
