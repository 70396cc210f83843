"""What may be relied on: the names in `exact.__all__` and `proofs.__all__`, and that importing stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest

import exact
import proofs

PACKAGES = {"exact": exact, "proofs": proofs}
LISTED = {
    "exact": """Cone Evidence FarkasVector Generators Hull ImprovingRay LinearSystem Lottery Matrix Point Polyhedron
        PrimalDual Statement Submatrix Undecided Verdict bihierarchy bipartite_graph birkhoff canonical_two_sided cone
        edges_of_a_graph farkas farkas_inequalities farkas_nonnegative feasibility generators gordan hierarchy hull
        matrix motzkin optimum rational stiemke total_unimodularity volume""",
    "proofs": """GroupedProblem Hunt InterimRule Market Mechanism Problem Protocol ask best_large_market capacity
        certificate condition condition_for_groups design design_for_groups explain facets facets_for_groups has_outcome
        implementable         implementable_for_groups improving_trade load_design load_groups load_market load_problem
        obviously_strategy_proof optimal_selection outer_program paramodular polarized
        preserves_total_unimodularity problem_of quotas_that_break save single_object structure universal_condition
        verdicts""",
}
"""A name that leaves this list is a change that users are told of in `CHANGELOG.md`."""


@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_the_exported_names_are_those_listed_and_are_found(package):
    assert sorted(package.__all__) == sorted(LISTED[package.__name__].split())
    assert set(package.__all__) == set(package.HOMES)
    for name in package.__all__:
        value = getattr(package, name)
        assert callable(value)
        assert value.__doc__, name
    assert set(package.__all__) <= set(dir(package))


def test_the_names_that_claims_are_written_with_are_found_without_an_import_of_their_modules():
    program = "import proofs.hunt as hunt\nfor name in hunt.__all__:\n    assert getattr(hunt, name).__doc__, name\n"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_the_public_names_alone_are_offered(package):
    assert dir(package) == sorted(package.__all__)


@pytest.mark.parametrize(("package", "module"), [("exact", "mixed_integer"), ("proofs", "vipr")])
def test_a_module_that_the_docstring_lists_is_loaded_when_it_is_asked_for(package, module):
    program = f"import {package}\nassert {package}.{module}.__name__ == '{package}.{module}'"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_another_name_is_no_attribute(package):
    with pytest.raises(AttributeError, match="has no attribute 'nothing_of_the_kind'"):
        package.nothing_of_the_kind  # noqa: B018


@pytest.mark.parametrize("name", PACKAGES)
def test_importing_a_package_loads_no_engine(name):
    program = (
        f"import sys, {name}\n"
        "heavy = {'flint', 'highspy', 'ppl', 'cdd', 'numpy', 'sympy', 'networkx', 'pydantic', 'typer', 'rich'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
