"""The commands by subject, as `proofs --help` lists them."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from proofs.cli.forms import with_forms

SECTIONS = {
    "Allocation problems (Lang & Yang)": (
        *("implement", "design", "incentives", "supplier", "facets", "condition", "capacity", "lottery", "structure"),
        *("universal", "boundary"),
    ),
    "Markets (Valenzuela-Stookey)": (
        *("polarized", "osp", "choice", "select", "cost", "best", "dominate", "market", "equilibria", "classes"),
    ),
    "Matrices, cones, linear programs": ("tum", "rays", "hull", "lp", "redundant", "project", "sum", "volume"),
    "The papers' claims, and one's own": ("claims", "check", "explain", "report", "coq"),
    "Files, and this software": ("new", "schema", "verify", "self-test"),
}
"""A subject and its commands; what is in none of them would stand under "Others", and a test says that nothing does."""


class Sectioned(TyperGroup):
    """A group whose help lists its commands by subject, each with the first sentence of its own help."""

    def __init__(self, *, commands: Any = None, **given: Any) -> None:
        super().__init__(commands=with_forms(commands or {}), **given)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # of click, which newer typers carry inside
        known = set(self.list_commands(ctx))
        listed = [name for names in SECTIONS.values() for name in names]
        for title, names in {**SECTIONS, "Others": tuple(sorted(known - set(listed)))}.items():
            rows = [(name, first_sentence(self.get_command(ctx, name))) for name in names if name in known]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def first_sentence(command: Any) -> str:
    """The help of a command up to its first full stop or question mark, whole."""
    words = " ".join((command.help or "").split()) if command is not None else ""
    ends = [place for place in (words.find(". "), words.find("? ")) if place >= 0]
    return words[: min(ends) + 1] if ends else words
