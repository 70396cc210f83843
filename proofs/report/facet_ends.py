"""What becomes of facets where probabilities are 0, in words."""

from __future__ import annotations

from exact.rationals import text
from exact.showing.display import counted
from proofs.reduced_form.facets.formulas import symbolic_formula
from proofs.reduced_form.facets.relations import rule_symbols
from proofs.reduced_form.facets.surviving import Survival

WORDS = {
    "facet": "is a facet",
    "equation": "holds with equality",
    "implied": "is implied by others",
    "trivial": "says nothing, for its types are impossible",
}


def explain_survival(found: Survival) -> str:
    """How many facets remain, and what becomes of each: its formula for positive priors, and what it says here."""
    problem, facets = found.found.problem, found.found.facets
    lost = ", ".join(f"{kind} of {agent}" for agent, kind in sorted(found.impossible))
    lines = [
        f"The implementable interim rules have dimension {found.dimension}; of {counted(len(facets), 'facet')} for "
        f"positive priors {len(found.survivors)} remain{f' (impossible types: {lost})' if lost else ''}:"
    ]
    for k, each in enumerate(facets):
        same = found.same_as[k]
        told = WORDS[found.fates[k]] + ("" if same is None else f", the same as number {same + 1}")
        now = "" if found.fates[k] == "trivial" else f": {_here(found, k)}"
        lines.append(f"  {k + 1}. {symbolic_formula(problem, each)} {told}{now}")
    return "\n".join(lines)


def _here(found: Survival, number: int) -> str:
    """The inequality under this prior, without the impossible types."""
    import sympy

    each, symbols = found.found.facets[number], rule_symbols(found.found.problem)
    left = sympy.Add(*(sympy.Rational(*f.as_integer_ratio()) * symbols[c] for c, f in found.left(each).items()))
    return f"{left} {'=' if found.fates[number] == 'equation' else '<='} {text(found.bound(each))}"
