"""Which kinds of statements have a form in Coq."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from proofs.coq.written import conditions, matrices, problems, systems, trading
from proofs.coq.written.terms import NoForm, Theorem, name_in_words

Form = Callable[[Mapping[str, Any], bool, Mapping[str, Any]], Theorem]

KINDS: Mapping[str, Form] = MappingProxyType(
    {
        "comparison": systems.comparison,
        "feasible": systems.feasible,
        "optimal": systems.optimal,
        "unbounded": systems.unbounded,
        "totally unimodular": matrices.totally_unimodular,
        "preserves total unimodularity": matrices.preserves_total_unimodularity,
        "implementable": problems.implementable,
        "has a feasible outcome": problems.has_outcome,
        "valid inequality": problems.valid_inequality,
        "condition": conditions.condition,
        "capacity": conditions.capacity,
        "feasible random outcome": conditions.random_outcome,
        "quotas describe": conditions.described,
        "polarized": trading.polarized,
        "obviously dominant": trading.obviously_dominant,
        "obviously strategy-proof": trading.obviously_strategy_proof,
    }
)


def theorem(statement: Mapping[str, Any]) -> Theorem:
    """What is written about a statement of a certificate.

    Raises `NoForm` where there is no form, and `ValueError` where the statement is not written as certificates are.
    """
    kind, holds = statement.get("kind"), statement.get("holds")
    form = KINDS.get(kind) if isinstance(kind, str) else None
    if form is None:
        raise NoForm("this kind has no form in Coq yet")
    if not isinstance(holds, bool):
        raise ValueError("holds: true or false was expected")
    try:
        return form(statement["about"], holds, statement["evidence"])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"a statement of the kind {in_words(kind)} is not written as certificates are") from error


def in_words(kind: Any) -> str:
    return f'"{name_in_words(kind)}"'
