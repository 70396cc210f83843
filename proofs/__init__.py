"""The papers' objects and claims, on top of `exact`; and the command `proofs`. `ARCHITECTURE.md` has the floors.

The papers' objects:

* `proofs.reduced_form`: reduced-form allocation (Lang & Yang, LY): problems, interim rules, implementation, Conditions
  A and B, facets, optimal design.
* `proofs.trading`: trading mechanisms (Valenzuela-Stookey, VS): markets, menus, polarization, obvious dominance, large
  markets.
* `proofs.claims`: every claim of both papers as code, a file for each numbered statement.
* `proofs.hunt`: the hunt for counterexamples.

Reading and writing:

* `proofs.coq`: both papers in Coq, what of them is refuted and proved there, and `theorems`, which reads that.
* `proofs.formats`: problem, market, matrix and cone files; `problem_of` builds a problem in Python,
  `ask` is the entrance for a notebook.
* `proofs.plain`: plain data, one wording for what is wrong with it, and where output goes.
* `proofs.certificates`: verdicts as files, and back.
* `proofs.checker`: the checker, one file that imports nothing of this package.
* `proofs.vipr`: a second one, for certificates of linear and integer programs in the format VIPR.

For people:

* `proofs.report`: verdicts in words, as LaTeX and as the static site; `explain` tells any of them.
* `proofs.told`: statements and reports that show themselves in words.
* `proofs.cli`: the command.

The names in `__all__` are those to rely on; they may be imported from here and are loaded when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exact.lazy import exported
from exact.showing.registry import register

if TYPE_CHECKING:
    from proofs.certificates import certificate, save, verdicts
    from proofs.formats.asking import ask
    from proofs.formats.markets import load_market
    from proofs.formats.problems import load_design, load_groups, load_problem, problem_of
    from proofs.hunt.search import Hunt
    from proofs.reduced_form.classes.conditions import condition_for_groups
    from proofs.reduced_form.classes.describing import facets_for_groups
    from proofs.reduced_form.classes.designing import design_for_groups
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.classes.implementing import implementable_for_groups
    from proofs.reduced_form.conditions.capacity import capacity
    from proofs.reduced_form.conditions.deciding import condition
    from proofs.reduced_form.conditions.quotas import paramodular
    from proofs.reduced_form.design.deciding import design
    from proofs.reduced_form.facets.listing import facets
    from proofs.reduced_form.implementation.deciding import has_outcome, implementable
    from proofs.reduced_form.implementation.thresholds import single_object
    from proofs.reduced_form.problem.problems import InterimRule, Problem
    from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
    from proofs.reduced_form.universal.deciding import quotas_that_break, universal_condition
    from proofs.report import explain
    from proofs.trading.dominance.deciding import obviously_strategy_proof
    from proofs.trading.dominance.polarization import polarized
    from proofs.trading.markets.market import Market
    from proofs.trading.markets.mechanisms import Mechanism
    from proofs.trading.markets.protocols import Protocol
    from proofs.trading.selection.optimal import optimal_selection
    from proofs.trading.value.best_large_market import best_large_market
    from proofs.trading.value.bilateral import improving_trade
    from proofs.trading.value.outer_program import outer_program

HOMES = {
    "ask": "proofs.formats.asking",
    **dict.fromkeys(["certificate", "save", "verdicts"], "proofs.certificates"),
    "load_market": "proofs.formats.markets",
    **dict.fromkeys(["load_design", "load_groups", "load_problem", "problem_of"], "proofs.formats.problems"),
    "Hunt": "proofs.hunt.search",
    "design_for_groups": "proofs.reduced_form.classes.designing",
    "GroupedProblem": "proofs.reduced_form.classes.groups",
    "facets_for_groups": "proofs.reduced_form.classes.describing",
    "condition_for_groups": "proofs.reduced_form.classes.conditions",
    "implementable_for_groups": "proofs.reduced_form.classes.implementing",
    "capacity": "proofs.reduced_form.conditions.capacity",
    "condition": "proofs.reduced_form.conditions.deciding",
    "paramodular": "proofs.reduced_form.conditions.quotas",
    "design": "proofs.reduced_form.design.deciding",
    "facets": "proofs.reduced_form.facets.listing",
    **dict.fromkeys(["has_outcome", "implementable"], "proofs.reduced_form.implementation.deciding"),
    "single_object": "proofs.reduced_form.implementation.thresholds",
    **dict.fromkeys(["InterimRule", "Problem"], "proofs.reduced_form.problem.problems"),
    **dict.fromkeys(["preserves_total_unimodularity", "structure"], "proofs.reduced_form.problem.structures"),
    **dict.fromkeys(["quotas_that_break", "universal_condition"], "proofs.reduced_form.universal.deciding"),
    "explain": "proofs.report",
    "obviously_strategy_proof": "proofs.trading.dominance.deciding",
    "polarized": "proofs.trading.dominance.polarization",
    "Market": "proofs.trading.markets.market",
    "Mechanism": "proofs.trading.markets.mechanisms",
    "Protocol": "proofs.trading.markets.protocols",
    "optimal_selection": "proofs.trading.selection.optimal",
    "best_large_market": "proofs.trading.value.best_large_market",
    "improving_trade": "proofs.trading.value.bilateral",
    "outer_program": "proofs.trading.value.outer_program",
}
"""Where the names that users may rely on are defined."""

__all__ = [
    "GroupedProblem",
    "Hunt",
    "InterimRule",
    "Market",
    "Mechanism",
    "Problem",
    "Protocol",
    "ask",
    "best_large_market",
    "capacity",
    "certificate",
    "condition",
    "condition_for_groups",
    "design",
    "design_for_groups",
    "explain",
    "facets",
    "facets_for_groups",
    "has_outcome",
    "implementable",
    "implementable_for_groups",
    "improving_trade",
    "load_design",
    "load_groups",
    "load_market",
    "load_problem",
    "obviously_strategy_proof",
    "optimal_selection",
    "outer_program",
    "paramodular",
    "polarized",
    "preserves_total_unimodularity",
    "problem_of",
    "quotas_that_break",
    "save",
    "single_object",
    "structure",
    "universal_condition",
    "verdicts",
]

__getattr__, __dir__ = exported(__name__, HOMES)

register("words", {"exact.showing.display.Displayed": "proofs.report:explain"})
register(
    "show",
    {
        "proofs.reduced_form.problem.problems.Problem": "proofs.reduced_form.pictures:problem_table",
        "proofs.reduced_form.implementation.deciding.ExPostRule": "proofs.reduced_form.pictures:ex_post_table",
        "proofs.reduced_form.conditions.decomposition.OutcomeLottery": (
            "proofs.reduced_form.pictures:outcome_lottery_table"
        ),
        "proofs.reduced_form.classes.describing.GroupFacets": "proofs.reduced_form.pictures:group_facets_shown",
        "proofs.trading.markets.protocols.Protocol": "proofs.trading.pictures:protocol_shown",
        "proofs.trading.markets.mechanisms.Mechanism": "proofs.trading.pictures:protocol_shown",
    },
)
register(
    "exhibits",
    {
        "proofs.reduced_form.implementation.deciding.Implementable": (
            "proofs.reduced_form.pictures:implementable_exhibits"
        ),
        "proofs.reduced_form.classes.implementing.GroupsImplementable": "proofs.reduced_form.pictures:groups_exhibits",
        "proofs.reduced_form.implementation.for_parameters.ImplementableRegion": (
            "proofs.reduced_form.pictures:parameters_exhibits"
        ),
        "proofs.reduced_form.facets.for_parameters.ImplementableByPolynomials": (
            "proofs.reduced_form.pictures:parameters_exhibits"
        ),
        "proofs.reduced_form.design.deciding.BestRule": "proofs.reduced_form.pictures:design_exhibits",
        "proofs.reduced_form.design.families.BestRuleForParameters": (
            "proofs.reduced_form.pictures:parameters_exhibits"
        ),
    },
)
register(
    "parts",
    {
        "proofs.reduced_form.problem.statements.RuleStatement": "proofs.reduced_form.parts:of_rules",
        "proofs.reduced_form.implementation.deciding.HasOutcome": "proofs.reduced_form.parts:of_outcomes",
        **dict.fromkeys(
            [f"proofs.reduced_form.design.deciding.{name}" for name in ("BestRule", "SomeRule")],
            "proofs.reduced_form.parts:of_designs",
        ),
        "proofs.reduced_form.facets.descriptions.ConditionComplete": "proofs.reduced_form.parts:of_completeness",
        "proofs.reduced_form.universal.statements.UniversalCondition": "proofs.reduced_form.parts:of_universal",
        "proofs.reduced_form.classes.implementing.GroupsImplementable": "proofs.reduced_form.parts:of_groups",
        "proofs.reduced_form.classes.designing.BestGroupRule": "proofs.reduced_form.parts:of_groups",
        "proofs.trading.value.bilateral.BilateralTradeImproves": "proofs.trading.parts:of_trades",
        "proofs.trading.value.constant.OnlyConstantMechanism": "proofs.trading.parts:of_constants",
        "proofs.trading.dominance.mechanisms.ObviouslyStrategyProof": "proofs.trading.parts:of_obvious_dominance",
    },
)
