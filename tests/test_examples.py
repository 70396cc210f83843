"""The examples: short, pinned, exact, in the course, and between them they show the public functions."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from types import ModuleType

import pytest

import exact
import proofs
from exact.showing.drawing import document
from examples.run import HERE, difference, drawn, examples, pin
from proofs.report.examples import collect, figure_file, figure_files

EXAMPLES = examples()
NAMES = [str(path.relative_to(HERE).with_suffix("")) for path in EXAMPLES]

PLUMBING_MODULES = {
    "exact.arguments": "what is said of arguments that are none",
    "exact.lazy": "how a package exports names",
    "exact.plain_data": "how values are written; that they are is shown",
    **dict.fromkeys(
        (
            f"exact.linear.{name}"
            for name in ("bases", "last_resort", "ordered_fields", "programs", "refining", "suggesting", "varying")
        ),
        "how linear programs are solved",
    ),
    "exact.showing": "how values show themselves; that they do is shown",
    "proofs.cli": "the commands, which README shows",
    "proofs.plain": "how files are read, and where the commands write",
    "exact.pictures": "what `show()` of a value draws with; the pictures are shown",
    **dict.fromkeys(
        (
            f"exact.unimodular.{name}"
            for name in ("graphic", "laminar", "linking", "reductions", "refuting", "sum_parts", "sums")
        ),
        "a search that `total_unimodularity` runs",
    ),
    "exact.unimodular.evidence": "what `total_unimodularity` answers with",
    "exact.unimodular.table": "how these searches hold a matrix",
    "proofs.checker": "a program of its own that imports nothing; `verify` is shown",
    "proofs.claims": "the claims themselves; that they can be hunted is shown",
    "proofs.coq.theorems": "how the files of Coq are read; what they say, `proofs explain` shows",
    "proofs.coq.compiling": "how Coq is run, which not everybody has",
    **dict.fromkeys(
        (
            f"proofs.coq.written.{name}"
            for name in (
                *("terms", "systems", "matrices", "unimodular", "set_systems", "problem_files", "problems"),
                *("conditions", "trading"),
                "kinds",
            )
        ),
        "how a certificate becomes a file of Coq; such a file is shown",
    ),
    "proofs.vipr": "a program of its own that imports nothing; `check` is shown",
    "proofs.told": "how values show themselves in words; that they do is shown",
    "proofs.formats.cones": "what a command reads and writes",
    "proofs.formats.cone_matrices": "the same as JSON",
    "proofs.formats.ine_programs": "what a command reads and writes",
    "proofs.formats.conversions": "what a command reads and writes",
    "proofs.hunt.families": "instances for claims of one's own; that they are tried is shown",
    "proofs.hunt.template": "what a command writes",
    "proofs.hunt.boundary.pieces": "what `boundary` looks at; it is shown",
    "proofs.hunt.boundary.telling": "what a command prints",
    "proofs.hunt.vocabulary": "words for claims of one's own; that they are written with them is shown",
    "proofs.hunt.chunks": "the pieces of work of a hunt; a hunt is shown",
    "proofs.hunt.climbing": "how a score is climbed; benchmarks/climbing.py shows it",
    "proofs.hunt.executors": "who does the work of a command",
    "proofs.hunt.hunting": "what a command does with all claims; `hunt` is shown",
    "proofs.formats.market_schema": "what a command prints",
    "proofs.formats.answer_schema": "what a command prints",
    **dict.fromkeys(
        ("exact.parts", "proofs.reduced_form.parts", "proofs.trading.parts"),
        "what verdicts consist of; their attributes are shown",
    ),
    "proofs.formats.parametric_schema": "what a command prints",
    "proofs.formats.parameters": "how files with parameters are read; `load_family` is shown",
    "proofs.formats.lotteries": "what a command reads",
    "proofs.formats.assignments": "what a command reads",
    "proofs.formats.matrices": "what a command reads",
    **dict.fromkeys(
        (f"proofs.formats.{name}" for name in ("lp", "mps", "numerals", "systems")), "how linear programs are read"
    ),
    "proofs.reduced_form.problem.model": "what a command prints, and how problem files are read",
    "exact.fans": "what certificates of descriptions are made of",
    "proofs.report": "what the commands and the site write; `explain` is shown",
    "proofs.hunt.streams": "what a worker remembers; a hunt is shown",
    "proofs.hunt.search": "how a hunt proposes and shrinks; a hunt is shown",
    "exact.names": "which names there are; that files hold them is shown",
    "exact.pictures.latex": "what formulas are made of; `latex()` is shown",
    **dict.fromkeys(
        (
            f"proofs.reduced_form.classes.{name}"
            for name in (
                *(
                    "by_maps",
                    "capacities",
                    "choices",
                    "class_program",
                    "data",
                    "dealing",
                    "descriptions",
                    "dividing",
                    "evidence",
                ),
                *("group_design", "mixing", "optimal_face", "pricing", "shadows"),
            )
        ),
        "how groups are read, decided and written",
    ),
    "exact.chambers": "what conditions for all quotas are decided with",
    **dict.fromkeys(
        (f"proofs.reduced_form.universal.{name}" for name in ("components", "listing", "smallest", "statements")),
        "what conditions for all quotas are decided with",
    ),
    "proofs.formats.structures": "what a command reads",
    "proofs.reduced_form.facets.signs": "what completeness of conditions is decided with",
    "proofs.reduced_form.facets.descriptions": "what certificates of descriptions are checked with",
    "proofs.trading.dominance.idle": "part of the decision of obvious dominance",
    "proofs.trading.dominance.cost_types": "part of the decision of obvious dominance",
}
"""Modules, and packages with all of theirs, whose functions nobody calls who asks a question, with the reason."""

PLUMBING = {
    "exact.assignments": "best_assignments best_of_choices with_room",
    "exact.separating": "separate",
    "exact.short_vectors": "shortest",
    "exact.steps": "amounts fits",
    "proofs.reduced_form.implementation.best_outcomes": "best_outcomes of_assignments",
    "exact.symbolic.expressions": "place_in_words",
    "exact.symbolic.parameters": "admits check_parameter",
    "exact.symbolic.reading": "reading_by",
    "exact.symbolic.extremes": "greatest_value least_value critical_places negative",
    "exact.symbolic.affine": "parameters_of parts_of value_at written",
    "exact.symbolic.algebraic": "fraction sign_at written",
    "exact.symbolic.curves": "approximate at_place same",
    "exact.symbolic.fields": "as_number",
    "exact.symbolic.formulas": "canonical formula greatest in_order least near parsed up_to_scale",
    "exact.symbolic.places": "numbers part_at parts replaced",
    "exact.symbolic.polynomials": (
        "as_affine bernstein conditions_in_words from_terms parameters_in polynomial_at polynomial_text terms_of"
    ),
    "exact.symbolic.regions": (
        "box_of corners_of envelope_at envelope_by_asking formulas_of needed part_of region_by_asking "
        "subdivision_corners"
    ),
    "exact.symbolic.splitting": "runs spanned",
    "exact.symbolic.statements": (
        "end_from_plain end_to_plain joined numeral_on piece_to_plain place_from_plain where_of"
    ),
    "exact.symbolic.substituting": "at at_sample samples scope_of",
    "exact.symbolic.writing": "number_at",
    "proofs.hunt.again": "counterexample",
    "proofs.reduced_form.design.families": "design_at may_move moved moving piece_of side_of",
    "proofs.reduced_form.implementation.for_all_values": "margin_of",
    "proofs.reduced_form.problem.families": "depends prior_numbers quota_numbers with_quotas_at",
    "exact.cones": (
        "rank echelon_basis reduce_modulo product read_vector read_table space_of primitive_rows "
        "primitive_row check_coordinates check_lengths check_rows listed cone"
    ),
    "exact.integer": "split grain rounded",
    "exact.mixed_integer": "nodes_of tree_of",
    "exact.linear.conflicts": "irreducible restricted used",
    "exact.double_descriptions": "are_within generate polyhedron_of sizes_of unproved_pair",
    "exact.projections": "dense",
    "exact.sums": "sum_system",
    "exact.linear.bounding": "rounded_bound",
    "exact.linear.named": "coefficients_of",
    "exact.linear.systems": "read_coefficients dot label",
    "exact.matrices": "name_to_plain name_from_plain spoken",
    "exact.adjacency": "moves",
    "exact.aside": "done within",
    "exact.minkowski": "equation_normals with_bounds with_all_bounds whole_points face facets_met",
    "exact.set_systems": "crossing_graph two_colouring family",
    "exact.unimodular.deciding": "decided",
    "exact.verdicts": "evidence_to_plain with_form",
    "proofs.certificates": "require_accepted refutes unchecked statement_kind statement_to_plain statements",
    "proofs.formats.parametric": "member_from_plain",
    "proofs.formats.problems": "file_of load_either either_from_plain either_design_from_plain",
    "proofs.hunt.patience": "within",
    "proofs.hunt.boundary.drawing": "bare by_layout on_layout",
    "proofs.hunt.boundary.families": "graphs markets one_structure",
    "proofs.hunt.boundary.searching": "by_size",
    "proofs.reduced_form.classes.conditions": "violated",
    "proofs.reduced_form.classes.describing": "met evenly in_signs",
    "proofs.reduced_form.classes.groups": "class_count divisions",
    "proofs.reduced_form.classes.listed": "group_rule group_objective",
    "proofs.coq.written.verifying": "verify forms_in_words",
    "proofs.hunt.rows": "to_plain",
    "proofs.reduced_form.conditions.capacity": "at_profile signs amount subsets disjoint_pairs",
    "proofs.reduced_form.conditions.deciding": "boxes",
    "proofs.reduced_form.conditions.polytope": "limits_of",
    "proofs.reduced_form.design.deciding": "attained bounds_value",
    "proofs.reduced_form.design.data": "from_plain to_plain objective_in_file given_rule_in_file",
    "proofs.reduced_form.design.checking": "check_objective",
    "proofs.reduced_form.design.task": "listed",
    "proofs.reduced_form.facets.completeness": "is_complete completeness ended_early sign_form refuted",
    "proofs.reduced_form.facets.formulas": "latex_legend",
    "proofs.reduced_form.facets.relations": (
        "relations nothing relation written latex_lines index_separator rule_symbols prior_symbols quota_in_words "
        "exact_expression"
    ),
    "proofs.reduced_form.facets.surviving": "surviving",
    "exact.computer_algebra": (
        "number symbols_of matrix relations cone polyhedron point multipliers value is_interval closed_interval"
    ),
    "proofs.reduced_form.facets.normal_forms": (
        "normal_forms family is_single_object is_market_without_floors missed_by_ly"
    ),
    "proofs.reduced_form.facets.orbits": "orbits_of alike_in_words",
    "proofs.reduced_form.facets.summands": "capacity_proof independent_rows",
    "proofs.reduced_form.implementation.thresholds": "violated_threshold",
    "proofs.reduced_form.pictures": (
        "transfers_table parameters_exhibits "
        "ex_post_table implementable_shadow outcome_lottery_table problem_table rule_picture implementable_exhibits "
        "groups_exhibits group_facets_shown design_exhibits inequality_tables"
    ),
    "proofs.reduced_form.problem.data": (
        "both cell_sets cells_to_plain given_again rule_to_plain says_groups read_problem read_with with_rule "
        "same_names"
    ),
    "proofs.reduced_form.problem.outcomes": "value share_lists with_lists outcome_in_words",
    "proofs.reduced_form.problem.problems": "check_distinct uniform_prior",
    "proofs.reduced_form.classes.unimodular": "structure_of_groups",
    "proofs.reduced_form.problem.structures": "structure_from_about is_line line_name",
    "proofs.trading.dominance.actions": "worst best better_elsewhere",
    "proofs.trading.dominance.characterization": "directions_of",
    "proofs.trading.dominance.deciding": "extreme_assignment ex_post_tables selection_tables agreed",
    "proofs.trading.dominance.failing_types": "all_offers without cases cases_of_choice",
    "proofs.trading.dominance.mechanisms": "named_types fails_at",
    "proofs.formats.classes": "by_tasks classes_from_plain",
    "proofs.formats.games": "game_from_plain",
    "proofs.formats.markets": "bundle_at",
    "proofs.formats.programs": "program_from_plain program_from_text kind_of_text",
    "proofs.trading.games.equilibria": "equilibria_of",
    "proofs.trading.games.game": "missing_workloads",
    "proofs.trading.games.report": "cost_of_candidate equilibria_to_plain",
    "proofs.trading.markets.bundles": "direction_of dot plus minus times require_kind require_verdict",
    "proofs.trading.markets.classes": "amount shares check_classes",
    "proofs.trading.markets.domains": (
        "subset domain_from_plain interval negative_costs plain_sign scaled_back signed_orthant possible_costs "
        "interval_in_words"
    ),
    "proofs.trading.markets.laws": "preferences_from_plain",
    "proofs.trading.markets.mechanisms": "check_strategy mechanism_from_plain",
    "proofs.trading.markets.menus": ("set_in_words in_set pieces directions_from vertices solve offers shape"),
    "proofs.trading.markets.protocols": "protocol_from_plain breach_in_words require_feasible check_set",
    "proofs.trading.markets.random_allocation": "misallocation",
    "proofs.formats.market_writing": "in_order_of",
    "proofs.trading.markets.supply": "number_of least most adds_up tasks_proper in_bounds clears sums_fixed whole",
    "proofs.trading.markets.reduction": "within compared require_table",
    "proofs.trading.dominance.dominating": "ray_pairs",
    "proofs.trading.dominance.dominating_report": "tabled",
    "proofs.trading.pictures": "protocol_shown",
    "proofs.trading.selection.optimal": "far_end splits compositions split_system split_costs best_selection",
    "proofs.trading.selection.probabilities": (
        "chance weights chances_by_part mixed check_ties pick choices_by_part rules_by_part check_rule settled"
    ),
    "proofs.trading.value.all_menus": "best_packing expected_bundle polarizing",
    "proofs.trading.value.polarized_support": "cut_ratios packings_above",
    "proofs.trading.value.bilateral": "parts signs trade_system trade_systems",
    "proofs.trading.value.constant": "constant_system",
    "proofs.trading.value.cost_laws": "rounded_up_text",
    "proofs.trading.value.costs": "laws cost_of_offers chances_of ways_by_offer",
    "proofs.trading.value.linear_programs": "program_1 large_program_1",
    "proofs.trading.dominance.explaining": "other_tables",
    "proofs.trading.dominance.polarization": "polarize rays_of",
    "proofs.trading.dominance.polarized_menus": "decide_menus menus_of",
    "proofs.trading.dominance.polarized_on_domain": "all_refuted decide_rays decide_menus_on_domains",
    "proofs.trading.value.best_large_market": "best_of_typed cheapest_mixture",
    "proofs.trading.value.enclosing": "rounded_up in_decimals bound_in_words value_in_words",
    "proofs.trading.value.large_menus": "mechanism_of_rays mechanism_of_trades",
    "proofs.trading.value.best_trade": "law_of saving pairs faces most_saved halves",
    "proofs.trading.value.best_obvious": "partitions two_of_one_domain",
    "proofs.trading.value.best_rays": "are_rays division_cost ray_mechanism",
    "proofs.trading.value.incentive_bound": "cells incentive_compatible_bound",
    "proofs.trading.value.ray_search": "best_polarized_rays",
    "proofs.trading.value.representative_rays": "proposed_rays",
    "proofs.trading.value.best_large_rays": "best_large_rays",
    "proofs.trading.value.best": "direct_mechanism expected_cost_of_rays",
    "proofs.trading.value.improvement": "decide_improvement choices_in_words",
    "proofs.trading.value.mechanism_costs": "cost_of_assignment selections_of beside shares_in_words",
    "proofs.trading.value.outer_program": (
        "solved feasible_program support best_bundle one_agent prices settled_in_program"
    ),
    "proofs.trading.value.replicas": "offers",
    "proofs.trading.value.ties": "chosen_by_part left_open ways least_expected",
}
"""Functions that a verdict or another function puts to work, so that a reader meets what they find."""


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_prints_what_is_pinned(path: Path) -> None:
    changed = difference(path)
    assert not changed, f"\n{changed}\nIf this is as good, pin it: python examples/run.py --pin"


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_is_short_and_says_what_it_is_about(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 60
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring
    assert docstring.split("\n")[0].endswith((".", "?")), "the setting in a sentence"


def test_there_are_enough() -> None:
    assert len(EXAMPLES) >= 25
    pins = {path.with_suffix("") for path in HERE.glob("*/*.out")}
    assert pins == {path.with_suffix("") for path in EXAMPLES}
    figures = {file for path in EXAMPLES for file in figure_files(path)}
    assert figures == set(HERE.glob("*/*.svg")), "every figure belongs to an example"


def test_the_figures_are_found_with_their_captions() -> None:
    found = {example.path: example.figures for example in collect(HERE)}
    captions = [caption for caption, _ in found["valenzuela_stookey/figure_1_polarized_rays.py"]]
    assert captions[1] == "The costs at which j gains by each choice"
    assert len(found["exact/values_that_show_themselves.py"]) == 10
    assert found["exact/farkas.py"] == ()


def test_a_changed_and_a_superfluous_figure_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examples.run.HERE", tmp_path / "examples")
    path = tmp_path / "examples" / "a.py"
    path.parent.mkdir()
    path.write_text(
        'from exact.showing.drawing import document\nFIGURES = {"Nothing <at> all": document("", "mine", 9, 9)}\n'
    )
    pin(path)
    assert difference(path) == ""
    assert figure_file(path, 1).read_text() == drawn(document("", "mine", 9, 9), "Nothing <at> all")
    figure_file(path, 1).write_text("<svg/>")
    figure_file(path, 10).write_text("<svg/>")
    assert difference(path).splitlines() == [
        "examples/a.10.svg: it is not drawn any more",
        "examples/a.1.svg: the figure is drawn differently now",
    ]
    pin(path)
    assert figure_files(path) == [figure_file(path, 1)]


def test_the_course_leads_through_all_of_them() -> None:
    course = (HERE / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(((?:exact|lang_yang|valenzuela_stookey|own_claims)/\w+)\.py\)", course)
    assert sorted(linked) == sorted(NAMES)


def test_no_path_of_a_machine_is_printed() -> None:
    for path in EXAMPLES:
        assert str(HERE.parent) not in path.with_suffix(".out").read_text(encoding="utf-8")


NOTATION_OF_PYTHON = re.compile(r"\b(?:True|False|None)\b|Fraction\(|[\[({]'|', '|\[\(|,\)")


def test_what_is_printed_is_for_people() -> None:
    """No notation of Python's, except where an example is about it, or where a claim's own brackets look like it."""
    about_python = {"exact_numbers", "values_that_show_themselves", "alternatives", "certificate_as_theorem"}  # or Coq
    for path in EXAMPLES:
        found = NOTATION_OF_PYTHON.findall(path.with_suffix(".out").read_text(encoding="utf-8"))
        assert not found or path.stem in about_python, f"{path.stem}: {found}"


def test_every_public_function_appears() -> None:
    shown = set().union(*(used_in(path) for path in EXAMPLES))
    missing = sorted(name for name in public_functions() if name not in shown)
    assert not missing, "show these in an example, or list them as plumbing"


def test_the_plumbing_is_still_there() -> None:
    """An entry for a function that has gone, or that an example shows, is to be taken out."""
    for module in PLUMBING_MODULES:
        assert importlib.util.find_spec(module), module
    shown = set().union(*(used_in(path) for path in EXAMPLES))
    for module, names in PLUMBING.items():
        for name in names.split():
            assert hasattr(importlib.import_module(module), name), f"{module}.{name}"
            assert f"{module}.{name}" not in shown, f"{module}.{name} is shown"


def test_the_search_for_public_functions_goes_everywhere() -> None:
    """Into packages, into the modules directly under `proofs`, and to functions without a docstring."""
    found = {f"{module.__name__}.{name}" for module in modules() for name in own_functions(module)}
    assert "exact.unimodular.deciding.total_unimodularity" in found
    assert "exact.pictures.plane.cone_picture" in found
    assert "proofs.formats.markets.load_market" in found
    assert "proofs.formats.problems.problem_of" in found
    assert "proofs.report.explain" in found


def public_functions() -> Iterator[str]:
    """Public functions of all modules of the packages, plumbing left out."""
    for module in modules():
        parents = accumulate(module.__name__.split("."), lambda parent, name: f"{parent}.{name}")
        if not any(parent in PLUMBING_MODULES for parent in parents):
            plumbing = PLUMBING.get(module.__name__, "").split()
            yield from (f"{module.__name__}.{name}" for name in own_functions(module) if name not in plumbing)


def modules() -> Iterator[ModuleType]:
    """All modules of the two packages and of the packages in them."""
    for package in (exact, proofs):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def own_functions(module: ModuleType) -> list[str]:
    """The public functions that a module defines itself."""
    found = [name for name, value in vars(module).items() if inspect.isfunction(value)]
    return [name for name in found if not name.startswith("_") and vars(module)[name].__module__ == module.__name__]


def used_in(path: Path) -> set[str]:
    """The dotted names, where they are defined, that an example imports or reaches through a module that it imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used: set[str] = set()
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                used.add(full)
                modules[alias.asname or alias.name] = full
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            used.add(f"{modules[node.value.id]}.{node.attr}")
    return set(map(defined, used))


def defined(name: str) -> str:
    """Where the function of this name is defined, which a package may only pass on; other names as they are."""
    try:
        value = pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return name
    return f"{value.__module__}.{value.__qualname__}" if inspect.isfunction(value) else name
