"""Which explainer tells which value: the table behind `proofs.report.explain`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exact.cones import Cone, Generators
from exact.polyhedra import Hull, Polyhedron
from exact.unimodular import UnimodularityStatement
from exact.verdicts import Statement, Undecided, Verdict
from proofs.certificates import Certificate, verdicts
from proofs.reduced_form.classes.conditions import GroupCondition
from proofs.reduced_form.classes.describing import GroupFacets
from proofs.reduced_form.classes.designing import BestGroupRule, SomeGroupRule
from proofs.reduced_form.classes.implementing import GroupsImplementable
from proofs.reduced_form.conditions.deciding import Condition, GreatestViolation
from proofs.reduced_form.design.deciding import BestRule, SomeRule
from proofs.reduced_form.facets.listing import Facets
from proofs.reduced_form.implementation.deciding import HasOutcome, Implementable
from proofs.reduced_form.implementation.single_object import SingleObjectImplementable
from proofs.reduced_form.universal.statements import UniversalCondition
from proofs.report.conditions import explain_condition
from proofs.report.cones import explain_cone
from proofs.report.design import explain_design
from proofs.report.facets import explain_facets
from proofs.report.group_facets import explain_group_facets
from proofs.report.groups import explain_group_condition, explain_group_design, explain_groups
from proofs.report.implementation import explain_implementation, opening
from proofs.report.matrices import explain_unimodularity
from proofs.report.statements import TELLERS
from proofs.report.thresholds import explain_thresholds
from proofs.report.universal import explain_universal
from proofs.trading.dominance.dominating import Dominating, explain_dominating
from proofs.trading.dominance.dominating_report import DominatingReport, explain_dominating_report
from proofs.trading.dominance.domination import Dominated, explain_domination
from proofs.trading.dominance.explaining import explain_osp
from proofs.trading.dominance.mechanisms import ObviouslyStrategyProof
from proofs.trading.dominance.polarization import Polarized, explain_polarized
from proofs.trading.dominance.polarized_menus import PolarizedMenus, explain_menus
from proofs.trading.dominance.polarized_on_domain import (
    PolarizedMenusOnDomains,
    PolarizedOnDomain,
    explain_menus_on_domains,
    explain_on_domain,
)
from proofs.trading.games.report import EquilibriaReport, explain_equilibria
from proofs.trading.value.best import BestReport, explain_best
from proofs.trading.value.choice import ChoiceReport, explain_choice
from proofs.trading.value.classification import ClassReport, explain_classes
from proofs.trading.value.cost_laws import CostLawsReport, explain_cost_laws
from proofs.trading.value.improvement import SelectionReport, explain_selection
from proofs.trading.value.large_markets import LargeMarketReport, explain_large_market
from proofs.trading.value.lottery_costs import LotteryReport, explain_lottery_cost
from proofs.trading.value.mechanism_costs import CostReport, explain_cost
from proofs.trading.value.replicas import Simulation, explain_simulation
from proofs.trading.value.support_functions import AllMenus, explain_all_menus

Explainer = Callable[[Any], str]

OF_STATEMENTS: tuple[tuple[tuple[type[Statement], ...], Explainer], ...] = (
    ((Implementable, HasOutcome), explain_implementation),
    ((SingleObjectImplementable,), explain_thresholds),
    ((GroupsImplementable,), explain_groups),
    ((GroupCondition,), explain_group_condition),
    ((BestGroupRule, SomeGroupRule), explain_group_design),
    ((Condition, GreatestViolation), explain_condition),
    ((BestRule, SomeRule), explain_design),
    ((UnimodularityStatement,), explain_unimodularity),
    ((UniversalCondition,), explain_universal),
    ((Polarized,), explain_polarized),
    ((PolarizedMenus,), explain_menus),
    ((PolarizedOnDomain,), explain_on_domain),
    ((PolarizedMenusOnDomains,), explain_menus_on_domains),
    ((ObviouslyStrategyProof,), explain_osp),
    ((Dominated,), explain_domination),
)
"""Verdicts, by the statement."""

OF_VALUES: tuple[tuple[tuple[type, ...], Explainer], ...] = (
    ((Facets,), explain_facets),
    ((GroupFacets,), explain_group_facets),
    ((Cone, Generators, Polyhedron, Hull), explain_cone),
    ((BestReport,), explain_best),
    ((ChoiceReport,), explain_choice),
    ((SelectionReport,), explain_selection),
    ((CostReport,), explain_cost),
    ((LotteryReport,), explain_lottery_cost),
    ((Dominating,), explain_dominating),
    ((DominatingReport,), explain_dominating_report),
    ((LargeMarketReport,), explain_large_market),
    ((Simulation,), explain_simulation),
    ((EquilibriaReport,), explain_equilibria),
    ((ClassReport,), explain_classes),
    ((CostLawsReport,), explain_cost_laws),
    ((AllMenus,), explain_all_menus),
)
"""Everything else, by its class."""


def explained(value: Any) -> str:
    """The value in words; see `proofs.report.explain`."""
    if isinstance(value, Verdict):
        chosen = next((tell for kinds, tell in OF_STATEMENTS if isinstance(value.statement, kinds)), _any_verdict)
        return _any_verdict(value) if isinstance(value.evidence, Undecided) else chosen(value)
    for kinds, tell in OF_VALUES:
        if isinstance(value, kinds):
            return tell(value)
    if isinstance(value, Certificate):
        return _certificate(value)
    expected = "a verdict, a certificate, facets, a cone, a polyhedron or a report"
    raise TypeError(f"explain: {expected} was expected, not {type(value).__name__}")


def _certificate(written: Certificate) -> str:
    """Statement by statement, and the conclusion; what is told is read, and checked by nobody here."""
    told = [explained(verdict) for verdict in verdicts(written)]
    conclusion = [written["conclusion"]] if written.get("conclusion") else []
    return "\n\n".join([*told, *conclusion, "As the certificate has it; `proofs verify` checks it."])


def _any_verdict(verdict: Verdict) -> str:
    if isinstance(verdict.evidence, Undecided):
        return "\n".join([opening(verdict), "Tried:", *(f"  {tried}" for tried in verdict.evidence.tried)])
    tell = TELLERS.get(verdict.statement.kind)
    lines = list(tell(verdict)) if tell is not None else []
    return "\n".join([opening(verdict), *(lines or [f"Evidence ({verdict.evidence.form}): {verdict.evidence!r}"])])
