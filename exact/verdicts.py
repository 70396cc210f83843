"""Statement, evidence, verdict.

A *statement* is one closed sentence about explicit finite data ("this matrix is totally unimodular"). *Evidence* is
finite, exact data that convinces of the statement or of its opposite (a violating submatrix, a Farkas vector). A
*verdict* joins the two with the answer, and re-checks its evidence on request without any search.

Statements and evidence know their own plain-data form (`about`, `data`), made of strings, integers, lists and
dictionaries alone, so that a verdict can be written down. Every rational in it is a string.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, Self

LONGEST = 1_000
"""So many characters of evidence are shown in a notebook."""


class Statement(ABC):
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

    @abstractmethod
    def about(self) -> dict[str, Any]:
        """The data the statement is about, complete, as plain data."""

    @classmethod
    @abstractmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        """The statement back from `about`."""


class Evidence(ABC):
    """What convinces. Subclasses are frozen dataclasses with a `form` of their own."""

    form: ClassVar[str]
    forms: ClassVar[dict[str, type[Evidence]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "form" in cls.__dict__:
            Evidence.forms[cls.form] = cls

    @abstractmethod
    def supports(self, statement: Statement, holds: bool) -> bool:
        """Whether this evidence shows that `statement` holds (or, when `holds` is false, that it does not)."""

    @abstractmethod
    def data(self) -> dict[str, Any]:
        """The evidence as plain data."""

    @classmethod
    @abstractmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The evidence back from `data`."""


@dataclass(frozen=True)
class Undecided(Evidence):
    """What was tried before a question was given up; it supports nothing."""

    form: ClassVar[str] = "undecided"
    tried: tuple[str, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        return False

    def data(self) -> dict[str, Any]:
        return {"tried": list(self.tried)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(data["tried"]))


@dataclass(frozen=True, repr=False)
class Verdict:
    """A statement, whether it holds (`None`: undecided), and the evidence."""

    statement: Statement
    holds: bool | None
    evidence: Evidence

    def verify(self) -> bool:
        """Re-check the evidence, without searching. An undecided verdict verifies nothing."""
        return self.holds is not None and self.evidence.supports(self.statement, self.holds)

    def __bool__(self) -> bool:
        if self.holds is None:
            raise ValueError(f"undecided: {self.statement.sentence()}")
        return self.holds

    def __str__(self) -> str:
        answer = {True: "yes", False: "no", None: "undecided"}[self.holds]
        return f"{self.statement.sentence()}: {answer}"

    def __repr__(self) -> str:
        return f"<Verdict: {self}; evidence: {self.evidence.form}>"

    def _repr_html_(self) -> str:
        """For notebooks: the statement, the answer, and the evidence as data. `proofs.report.pictures.show` draws."""
        data = json.dumps(self.evidence.data(), ensure_ascii=False)
        shown = data if len(data) <= LONGEST else data[:LONGEST] + " ..."
        return (
            f"<p><b>{escape(str(self))}</b></p><p>Evidence: {escape(self.evidence.form)}</p>"
            f"<details><summary>as data</summary><pre>{escape(shown)}</pre></details>"
        )
