"""The support function of an agent of finitely many types over all menus, relaxed and polarized: a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.verdicts import Verdict
from proofs.told import Told
from proofs.trading.markets.bundles import texts
from proofs.trading.value.all_menus import MenuPacking, SupportOverAllMenus, TypedAgent, support_over_all_menus
from proofs.trading.value.polarized_support import EnclosedMenus, PolarizedSupport, polarized_support


@dataclass(frozen=True)
class AllMenus(Told):
    """The support function over all menus, relaxed and polarized; `decided`: the latter is known exactly."""

    relaxed: Verdict
    polarized: Verdict

    @property
    def upper(self) -> Fraction:
        assert isinstance(self.polarized.statement, PolarizedSupport)
        return self.polarized.statement.bound

    @property
    def lower(self) -> Fraction:
        assert isinstance(self.polarized.statement, PolarizedSupport)
        return self.polarized.statement.value

    @property
    def decided(self) -> bool:
        return self.lower == self.upper


def all_menus(agent: TypedAgent, w: Sequence[Any], seconds: float = 20) -> AllMenus:
    """S(w) of the relaxation, and of polarized menus."""
    relaxed = support_over_all_menus(agent, w)
    return AllMenus(relaxed, polarized_support(agent, w, seconds, relaxed))


def explain_all_menus(found: AllMenus) -> str:
    """Both values in words, with the menus that attain them."""
    lines = []
    for verdict in (found.relaxed, found.polarized):
        lines.append(verdict.statement.sentence())
        assert isinstance(verdict.evidence, MenuPacking | EnclosedMenus)
        for accepting, trade in verdict.evidence.menu:
            types = ", ".join(str(t + 1) for t in range(accepting.bit_length()) if accepting >> t & 1)
            lines.append(f"  trade ({', '.join(texts(trade))}), accepted by types {types}")
    assert isinstance(found.relaxed.statement, SupportOverAllMenus)
    if found.decided:
        same = found.lower == found.relaxed.statement.value
        lines.append("decided: program (4) has this value" + (" too" if same else ", less than the relaxation"))
    else:
        lines.append("program (4) lies between the two bounds")
    return "\n".join(lines)
