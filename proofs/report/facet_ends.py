"""What becomes of facets where probabilities are 0, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from exact.computer_algebra import number
from exact.rationals import text
from exact.showing.display import counted
from proofs.reduced_form.facets.formulas import symbolic_formula
from proofs.reduced_form.facets.relations import rule_symbols
from proofs.reduced_form.facets.surviving import Survival
from proofs.report.cones import FEW
from proofs.report.facets import symbols_in_words

WORDS = {
    "facet": "is a facet",
    "equation": "holds with equality",
    "implied": "is implied by others",
    "trivial": "says nothing, for its types are impossible",
}


def explain_ends(parameter: str, ends: Mapping[Fraction, Survival], every: bool = False) -> str:
    """What becomes of the facets at each end of the range of a parameter."""
    told = [f"At {parameter} = {text(end)}: {explain_survival(found, every)}\n" for end, found in ends.items()]
    first = next(iter(ends.values()))
    return "\n".join([*told, symbols_in_words(first.found.problem)])


def explain_survival(found: Survival, every: bool = False) -> str:
    """How many facets remain, and what becomes of each: its formula for positive priors, and what it says here.

    Of more than `FEW` facets only those are listed that remain, unless `every` one is asked for.
    """
    problem, facets = found.found.problem, found.found.facets
    lost = ", ".join(f"{kind} of {agent}" for agent, kind in sorted(found.impossible))
    lines = [
        f"the implementable interim rules have dimension {found.dimension}; of {counted(len(facets), 'facet')} for "
        f"positive priors {len(found.survivors)} remain{f' (impossible types: {lost})' if lost else ''}:"
    ]
    few = every or len(facets) <= FEW
    for k in range(len(facets)) if few else found.survivors:
        same = found.same_as[k]
        told = WORDS[found.fates[k]] + ("" if same is None else f", the same as number {same + 1}")
        now = "" if found.fates[k] == "trivial" else f": {_here(found, k)}"
        lines.append(f"  {k + 1}. {symbolic_formula(problem, facets[k])} {told}{now}")
    return "\n".join(lines)


def ends_to_plain(parameter: str, ends: Mapping[Fraction, Survival]) -> dict[str, Any]:
    """One JSON object: at each end the dimension, and what becomes of each facet."""
    return {"parameter": parameter, "ends": [{"at": text(end), **_plain(found)} for end, found in ends.items()]}


def _plain(found: Survival) -> dict[str, Any]:
    rows = zip(found.found.facets, found.fates, found.same_as, strict=True)
    return {
        "dimension": found.dimension,
        "facets": [
            {
                "coefficients": [[*coordinate, text(value)] for coordinate, value in each.coefficients],
                "bound": text(found.bound(each)),
                "fate": fate,
                "same_as": same,
            }
            for each, fate, same in rows
        ],
    }


def _here(found: Survival, k: int) -> str:
    """The inequality under this prior, without the impossible types."""
    import sympy

    each, symbols = found.found.facets[k], rule_symbols(found.found.problem)
    left = sympy.Add(*(number(f) * symbols[c] for c, f in found.left(each).items()))
    return f"{left} {'=' if found.fates[k] == 'equation' else '<='} {text(found.bound(each))}"
