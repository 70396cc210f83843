"""What `proofs dominate` tells: the essential reduction, redundancies, and the polarized rays of VS, Theorem 2.

The theorem says that an obviously strategy-proof mechanism is effectively dominated by a polarized ray mechanism if
preferences are strictly monotone. Here both sides are asked of one mechanism: whether it is obviously strategy-proof,
and whether there is such a mechanism (`dominating`), which is then asked whether its menus are polarized and whether it
is obviously strategy-proof itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from exact.showing.display import counted
from exact.verdicts import Verdict
from proofs.told import Told
from proofs.trading.dominance.deciding import ex_post_table, ex_post_tables
from proofs.trading.dominance.dominating import Dominating, HeldByRays, dominating_mechanism, explain_dominating
from proofs.trading.dominance.domination import dominated
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.mechanisms import MECHANISM_EXPECTED, with_table
from proofs.trading.dominance.polarized_menus import decide_polarized, menus_of
from proofs.trading.dominance.polarized_on_domain import PolarizedMenusOnDomains, decide_menus_on_domains
from proofs.trading.markets.bundles import require_kind
from proofs.trading.markets.domains import Orthant, signed_orthant
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Points, PolyhedralSet, set_in_words
from proofs.trading.markets.protocols import require_feasible
from proofs.trading.markets.reduction import essential_reduction, non_redundant
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable


@dataclass(frozen=True)
class DominatingReport(Told):
    """What `decide_dominating` finds. `redundancies` is missing where the selection is left open; `tried` is the number
    of ex-post optimal selections that were tried, the first of which the verdicts are about, and `agree` whether all
    give the same answer.

    Of the dominating mechanism, if there is one: `larger` says that it dominates effectively (missing where choices are
    gone), `polarized` and `larger_osp` that it is what the theorem says.
    """

    mechanism: Mechanism
    found: Dominating
    redundancies: Verdict | None
    osp: Verdict
    larger: Verdict | None
    polarized: Verdict | None
    larger_osp: Verdict | None
    tried: int
    agree: bool

    @property
    def others(self) -> tuple[Verdict, ...]:
        """All verdicts but that of `found`."""
        listed = (self.redundancies, self.osp, self.larger, self.polarized, self.larger_osp)
        return tuple(verdict for verdict in listed if verdict is not None)


def tabled(mechanism: Mechanism) -> Mechanism:
    """The mechanism with a table: its own, or the first that is ex-post optimal.

    Raises `ValueError` if it is left open, and for a protocol that is not feasible.
    """
    if isinstance(mechanism.protocol.selection, AnySelection):
        raise ValueError(
            'selection: "any" leaves open what is selected, and so what the essential reduction is and what agents '
            'choose; write "ex-post optimal" or a table'
        )
    require_feasible(mechanism.protocol)
    if isinstance(mechanism.protocol.selection, ExPostOptimal):
        return with_table(mechanism, ex_post_table(mechanism.protocol))
    return mechanism


def decide_dominating(mechanism: Mechanism) -> DominatingReport:
    """The polarized ray mechanism that effectively dominates this one, and what else Theorem 2 speaks of.

    With an ex-post optimal selection, several are tried (`ex_post_tables`, which are not all). Raises `ValueError` for
    a protocol that is not feasible, and for a continuum of choices with a selection that is not left open.
    """
    require_kind(mechanism, Mechanism, "decide_dominating", MECHANISM_EXPECTED)
    mechanism.market.require_tasks()
    require_feasible(mechanism.protocol)
    tried = [mechanism]
    if isinstance(mechanism.protocol.selection, ExPostOptimal):
        tried = [with_table(mechanism, table) for table in ex_post_tables(mechanism.protocol)]
    answers = [dominating_mechanism(one) for one in tried]
    one, found = tried[0], answers[0]
    agree = len({answer.verdict.holds for answer in answers}) == 1
    table = isinstance(one.protocol.selection, SelectionTable)
    larger = found.mechanism
    return DominatingReport(
        mechanism=one,
        found=found,
        redundancies=non_redundant(one.protocol) if table else None,
        osp=decide_osp(one),
        larger=dominated(one, larger, effectively=True) if table and larger and not found.dropped else None,
        polarized=_polarized(found, larger) if larger else None,
        larger_osp=decide_osp(larger) if larger else None,
        tried=len(tried),
        agree=agree,
    )


def _polarized(found: Dominating, larger: Mechanism) -> Verdict | None:
    """Whether the menus are polarized on the orthant, where goods cost at most 0.

    `None` with a remedial menu among goods: that it is one is in the verdict of `found`, and no other question has it.
    """
    agents = range(len(larger.protocol.menus))
    goods = [[i for i, sign in enumerate(HeldByRays(found.of).signs(j)) if sign < 0] for j in agents]
    if not any(goods):
        return decide_polarized(larger)
    if any(isinstance(one, PolyhedralSet) for menu in larger.protocol.menus for one in menu):
        return None
    size = len(larger.market.tasks)
    offered = menus_of(larger, "beside endowment", "decide_dominating")
    orthants = tuple(signed_orthant(size, own) for own in goods)
    return decide_menus_on_domains(PolarizedMenusOnDomains(offered, orthants))


def explain_dominating_report(report: DominatingReport) -> str:
    """The report in words."""
    require_kind(report, DominatingReport, "explain_dominating_report", "the report of decide_dominating is expected")
    lines = [*_reduction(report), f"The mechanism is {_osp(report.osp)}.", explain_dominating(report.found)]
    if report.osp.holds and report.found.verdict.holds is False:
        domains = [preferences.domain for preferences in report.mechanism.market.preferences]
        monotone = all(isinstance(domain, Orthant) and domain.strict for domain in domains)
        speaks = "VS, Theorem 2 speaks of agents to whom all positive costs are possible: not so here."
        lines.append("VS, Theorem 2 says that there is one." if monotone else speaks)
    if report.larger_osp is not None:
        holds = report.polarized is None or report.polarized.holds
        menus = {True: "are", False: "are not", None: "may be"}[holds]
        rule = " under every selection that respects the choices" if report.redundancies is None else ""
        lines.append(f"Its menus {menus} polarized rays or remedial, and it is {_osp(report.larger_osp)}{rule}.")
    if report.larger is not None and not report.larger.holds:
        lines.append("Its strategies are not known to be the same.")
    if report.tried > 1:
        same = "with the same answer" if report.agree else "and not all have this answer"
        lines.append(
            f"Several assignments are equally cheap: {counted(report.tried, 'ex-post optimal selection')} were tried, "
            f"which are not all, {same}; this is the first. To decide another, write it as a table."
        )
    return "\n".join(lines)


def _osp(verdict: Verdict) -> str:
    return {
        True: "obviously strategy-proof",
        False: "not obviously strategy-proof",
        None: "obviously strategy-proof or not, which is left undecided",
    }[verdict.holds]


def _reduction(report: DominatingReport) -> list[str]:
    """The essential reduction, agent by agent, and whether the protocol equals it."""
    market = report.mechanism.market
    if report.redundancies is None:
        return ["The selection is left open: what a choice may lead to is its whole trading set."]
    lines = ["What is ever selected (the essential reduction):"]
    for agent, menu in zip(market.agents, essential_reduction(report.mechanism.protocol).menus, strict=True):
        told = "; ".join(
            f"choice {k} {set_in_words(one, market.tasks)}" for k, one in enumerate(menu) if isinstance(one, Points)
        )
        lines.append(f"  {agent}: {told or 'keeps the endowment'}")
    equal = (
        "all that is offered is selected somewhere" if report.redundancies.holds else "more is offered than is selected"
    )
    return [*lines, f"The protocol is {'' if report.redundancies.holds else 'not '}non-redundant: {equal}."]
