"""LY, (33)-(34), against the facets: all of them with two types each, and a rule that slips through with three."""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.problems import load_problem
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.two_agents import against, inequalities
from proofs.reduced_form.implementation.deciding import implementable
from proofs.report.against import explain_against

here = Path(__file__).parents[1] / "problems"
for name in ("section_5_6_compromise", "section_5_6_compromise_three_types_not_implementable"):
    problem, _ = load_problem(here / f"{name}.json")
    found, system = facets(problem), inequalities(problem, "33-34")
    compared = against(found, system)
    print(explain_against(found, system, compared).splitlines()[0])
    for each in compared:
        print(f"  {each.count} facets like this one are {'missed' if each.missed else 'contained'}")
        if each.rule is not None:
            print(
                "    a rule satisfies (33)-(34), and is implementable:", ANSWER[bool(implementable(problem, each.rule))]
            )

trade, _ = load_problem(here / "section_5_5_bilateral_trade.json")
print("\nbilateral trade, where one pair of types is not compatible:")
print(
    explain_against(facets(trade), inequalities(trade, "31-32"), against(facets(trade), inequalities(trade, "31-32")))
)
