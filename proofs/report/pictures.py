"""Values that show themselves: `show(value)` is the drawing or the table of a value, and notebooks display it.

Verdicts on families of sets, graphs and total unimodularity are drawings; lotteries, ex post rules, matrices and
problems are tables; every other verdict, and every certificate, is a card: what is stated, the answer, the evidence in
short, and how to check it without this software. What needs more than the value (which two coordinates, which agent's
menu) has a function of its own: `implementable_picture`, `menu_picture`, `acceptance_picture`, `rule_table`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from exact.cones import Cone, Generators
from exact.lotteries import Lottery
from exact.matrices import Matrix
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import text
from exact.set_systems import SetSystem
from exact.unimodular import Submatrix, UnimodularityStatement
from exact.verdicts import Undecided, Verdict
from proofs.certificates import FORMAT
from proofs.drawing import Html, Picture, escaped, table
from proofs.reduced_form.decomposition import OutcomeLottery
from proofs.reduced_form.implementation import ExPostRule
from proofs.reduced_form.problems import InterimRule, Problem
from proofs.report.implementation import outcome_in_words
from proofs.report.matrix_pictures import matrix_table, unimodularity_picture
from proofs.report.plane_pictures import cone_picture, implementable_picture, polyhedron_picture
from proofs.report.set_pictures import bihierarchy_picture, family_picture, graph_picture, hierarchy_picture
from proofs.trading.markets import AllocationLottery, Market
from proofs.trading.pictures import acceptance_picture, menu_picture

__all__ = [
    "acceptance_picture",
    "bihierarchy_picture",
    "certificate_card",
    "cone_picture",
    "graph_picture",
    "hierarchy_picture",
    "implementable_picture",
    "lottery_table",
    "market_table",
    "matrix_table",
    "menu_picture",
    "polyhedron_picture",
    "problem_table",
    "rule_table",
    "show",
    "unimodularity_picture",
    "verdict_card",
]

LONGEST = 1_200
"""So many characters of evidence are shown; the certificate has all of it."""

ANSWER = {True: "yes", False: "no", None: "undecided"}


def show(value: Any) -> Picture | Html:
    """The picture or table of a value; `TypeError` if it has none."""
    if isinstance(value, Picture | Html):
        return value
    if isinstance(value, Verdict):
        return _of_verdict(value)
    if isinstance(value, Matrix):
        return matrix_table(value)
    if isinstance(value, Cone | Generators) and value.dimension == 2:
        return cone_picture(value)
    if isinstance(value, Polyhedron | Hull) and value.dimension == 2:
        return polyhedron_picture(value)
    if isinstance(value, Lottery | OutcomeLottery | AllocationLottery | ExPostRule):
        return lottery_table(value)
    if isinstance(value, Problem):
        return problem_table(value)
    if isinstance(value, Market):
        return market_table(value)
    if isinstance(value, Mapping) and value.get("format") == FORMAT:
        return certificate_card(value)
    raise TypeError(f"there is no picture of a {type(value).__name__}; see `proofs.report.pictures` for what there is")


def _of_verdict(verdict: Verdict) -> Picture | Html:
    """The drawing of a verdict that has one, else its card."""
    if isinstance(verdict.statement, SetSystem):
        try:
            return family_picture(verdict)
        except ValueError:
            return verdict_card(verdict)
    if isinstance(verdict.statement, UnimodularityStatement) and isinstance(verdict.evidence, Submatrix):
        return unimodularity_picture(verdict)
    return verdict_card(verdict)


# --------------------------------------------------------------------------------------------------------------- tables


def lottery_table(lottery: Lottery | OutcomeLottery | AllocationLottery | ExPostRule) -> Html:
    """Probabilities and what happens with them, one outcome a line; an ex post rule profile by profile."""
    if isinstance(lottery, ExPostRule):
        rows = []
        for profile, entries in lottery.lotteries:
            for k, (share, outcome) in enumerate(entries):
                first = escaped("(" + ", ".join(profile) + ")") if k == 0 else ""
                rows.append([first, _number(share), escaped(outcome_in_words(outcome))])
        return table(rows, ("type profile", "probability", "outcome"), "An ex post rule")
    if isinstance(lottery, AllocationLottery):
        shares = [(share, "; ".join(str(row) for row in allocation)) for allocation, share in lottery.outcomes]
        return table(_shares(shares), ("probability", "numbers of tasks, agent by agent"), "A lottery over allocations")
    if isinstance(lottery, OutcomeLottery):
        shares = [(share, outcome_in_words(outcome)) for share, outcome in lottery.entries]
        return table(_shares(shares), ("probability", "outcome"), "A lottery over feasible outcomes")
    shares = [(share, "(" + ", ".join(map(str, point)) + ")") for share, point in lottery.entries]
    return table(_shares(shares), ("probability", "point"), "A lottery over integer points")


def problem_table(problem: Problem) -> Html:
    """The constraint sets of a problem with their quotas; agents, objects, types and prior in the caption."""
    sizes = " x ".join(str(len(kinds)) for kinds in problem.types)
    things = f", {len(problem.objects)} objects" if problem.objects else ""
    caption = f"{problem.title or 'A problem'}: {len(problem.agents)} agents{things}, {sizes} types"
    rows = [
        [escaped(quota.label), _number(quota.floor), "none" if quota.ceiling is None else _number(quota.ceiling)]
        for quota in problem.constraints
    ]
    return table(rows, ("constraint set", "floor", "ceiling"), caption)


def market_table(market: Market) -> Html:
    """A market agent by agent: performance, status quo and endowment for each task."""
    rows = [
        [escaped(agent), escaped(task), *(_number(part[j][i]) for part in parts), escaped(costs.domain.plain())]
        for parts in [(market.performance, market.status_quo, market.endowment)]
        for j, (agent, costs) in enumerate(zip(market.agents, market.preferences, strict=True))
        for i, task in enumerate(market.tasks)
    ]
    numbers = ", ".join(f"{number} {task}" for task, number in zip(market.tasks, market.numbers, strict=True))
    head = ("agent", "task", "performance", "status quo", "endowment", "costs")
    return table(rows, head, f"{market.title or 'A market'}: {numbers}")


def rule_table(problem: Problem, rule: InterimRule) -> Html:
    """An interim rule: a line for each agent and type, a column for each object."""
    value = dict(zip(problem.coordinates, rule.values, strict=True))
    rows = [
        [escaped(agent), escaped(kind), *(_number(value[agent, kind, *rest]) for rest in problem.object_parts)]
        for agent, kinds in zip(problem.agents, problem.types, strict=True)
        for kind in kinds
    ]
    return table(rows, ("agent", "type", *(problem.objects or ("quantity",))), "An interim rule")


# ---------------------------------------------------------------------------------------------------------------- cards


def verdict_card(verdict: Verdict) -> Html:
    """What is stated, the answer, the evidence in short, and how to check it."""
    evidence = verdict.evidence
    if isinstance(evidence, Undecided):
        return _card(verdict.statement.sentence(), None, evidence.form, evidence.data(), ())
    lottery = ""
    if isinstance(evidence, Lottery | OutcomeLottery | AllocationLottery | ExPostRule):
        lottery = lottery_table(evidence).html
    matrix = ""
    if isinstance(verdict.statement, UnimodularityStatement):
        found = evidence if isinstance(evidence, Submatrix) else None
        matrix = matrix_table(verdict.statement.matrix, found).html
    checks = (
        "verdict.verify() re-checks the evidence without searching",
        "save(certificate(verdict), path) from proofs.certificates writes it down; then: python proofs/checker.py path",
    )
    return _card(
        verdict.statement.sentence(), verdict.holds, evidence.form, evidence.data(), checks, lottery + matrix, verdict
    )


def certificate_card(written: Mapping[str, Any]) -> Html:
    """A certificate, statement by statement, as it is written: nothing of it is checked here."""
    parts = []
    for statement in written.get("statements", ()):
        evidence = dict(statement.get("evidence", {}))
        form = str(evidence.pop("form", "evidence"))
        parts.append(_card(str(statement.get("kind", "")), statement.get("holds"), form, evidence, ()).html)
    conclusion = f"<p>{escaped(written['conclusion'])}</p>" if written.get("conclusion") else ""
    check = "<p>To check it on a machine that has nothing but Python: <code>python checker.py FILE</code></p>"
    return Html(f'<div class="certificate">{"".join(parts)}{conclusion}{check}</div>')


def _card(
    sentence: str,
    holds: Any,
    form: str,
    data: Any,
    checks: Iterable[str],
    shown: str = "",
    verdict: Verdict | None = None,
) -> Html:
    answer = ANSWER.get(holds, str(holds))
    verified = "" if verdict is None else f"<p>The evidence verifies: {'yes' if verdict.verify() else 'no'}.</p>"
    written = json.dumps(data, ensure_ascii=False)
    cut = written if len(written) <= LONGEST else written[:LONGEST] + " ..."
    how = "".join(f"<li><code>{escaped(check)}</code></li>" for check in checks)
    return Html(
        f'<div class="verdict"><p><b>{escaped(sentence)}: {escaped(answer)}</b></p><p>Evidence: {escaped(form)}</p>'
        f"{shown}<details><summary>as data</summary><pre>{escaped(cut)}</pre></details>{verified}"
        + (f"<p>To check it:</p><ul>{how}</ul>" if how else "")
        + "</div>"
    )


def _shares(shares: Sequence[tuple[Fraction, str]]) -> list[list[str]]:
    return [[_number(share), escaped(what)] for share, what in shares]


def _number(value: Fraction) -> str:
    return escaped(text(value))
