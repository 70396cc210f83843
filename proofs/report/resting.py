"""What the printed proofs rest on, told as text and drawn, with the verdicts of a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exact.pictures.layered import Line, Node, layered
from exact.showing.drawing import Picture
from proofs.claims.claim import LITERAL, Claim
from proofs.claims.resting import FELL, Path, Resting, Support, Verdicts
from proofs.report.findings import NOT_CHECKED

LOST = "printed proof lost"

_COLOURS = {
    "refuted": ("#a4262c", "#fbeaea", 'stroke-width="2.5"'),
    "proved": ("#0b4f6c", "#e8f3f8", 'stroke-width="2.5"'),
    "survived": ("#1e6b37", "#eef7f0", ""),
    "vacuous": ("#6b4f9e", "#f2eefa", 'stroke-width="2.5"'),
    "undecided": ("#8a5a00", "#fdf5e3", ""),
    NOT_CHECKED: ("#59616b", "#ffffff", 'stroke-dasharray="1 3"'),
}
"""The line, ground and border of a node, by its verdict; the verdict stands in the node too."""

_LINES = {"fell": 'stroke="#a4262c" stroke-width="2"', LOST: 'stroke="#a4262c" stroke-dasharray="6 4"'}

_KEY = (
    "Lines lead from left to right, from what a printed proof invokes to what it proves. A word below a name is the "
    "verdict on the statement as printed. Red lines start at what is refuted or vacuous as printed, dashed ones at "
    "what is not, but has lost its printed proof."
)


def verdict_of(claim: str, verdicts: Verdicts, reading: str = LITERAL) -> str:
    return verdicts.get((claim, reading), NOT_CHECKED)


def repairs(claim: Claim, verdicts: Verdicts) -> list[str]:
    """The other readings of a claim that survived or are proved."""
    names = [reading.name for reading in claim.readings[1:]]
    return [name for name in names if verdict_of(claim.id, verdicts, name) in ("survived", "proved")]


def is_lost(graph: Resting, claim: str, verdicts: Verdicts) -> bool:
    """Whether a claim that did not fall itself has lost its printed proof."""
    return verdict_of(claim, verdicts) not in FELL and bool(graph.lost_with(claim, verdicts))


def state(graph: Resting, claim: str, verdicts: Verdicts) -> str:
    """The verdict on a claim as printed, and what became of its printed proof or of its repairs."""
    verdict = verdict_of(claim, verdicts)
    if is_lost(graph, claim, verdicts):
        return f"{verdict}; {LOST}"
    return f"{verdict}; a repair survived" if verdict in FELL and repairs(graph.claims[claim], verdicts) else verdict


def support_told(graph: Resting, support: Support, verdicts: Verdicts) -> str:
    """The verdict on what a proof rests on, which repairs of it survived, and whether its own proof is lost."""
    verdict = verdict_of(support.claim, verdicts, support.reading)
    if support.reading != LITERAL:
        return f"{verdict} (as printed {verdict_of(support.claim, verdicts)})"
    names = repairs(graph.claims[support.claim], verdicts) if verdict in FELL else []
    if names:
        return f"{verdict}; survived: {', '.join(names)}"
    return f"{verdict}; {LOST}" if is_lost(graph, support.claim, verdicts) else verdict


def lost_told(path: Path) -> str:
    """What fell at the end of a path, and by way of what: `lemma-5 (by lemma-13)`."""
    *way, end = map(str, path)
    return f"{end} (by {', '.join(way)})" if way else end


def text(graph: Resting, verdicts: Verdicts) -> Iterator[str]:
    """Each claim with its verdict, and indented what its printed proof rests on, and with what that proof is lost."""
    for claim in graph.claims:
        yield f"{claim}  ({graph.claims[claim].where}): {state(graph, claim, verdicts)}"
        for support in graph.supports[claim]:
            yield f"    rests on {support}: {support_told(graph, support, verdicts)}"
        lost = graph.lost_with(claim, verdicts)
        if lost:
            yield f"    its printed proof is lost with {', '.join(map(lost_told, lost))}"


def plain(graph: Resting, verdicts: Verdicts) -> Iterator[dict[str, object]]:
    """The same as data, one object for each claim."""
    for claim in graph.claims:
        yield {
            "claim": claim,
            "verdict": verdict_of(claim, verdicts),
            "rests_on": [{"claim": one.claim, "reading": one.reading} for one in graph.supports[claim]],
            "lost_with": [
                [{"claim": one.claim, "reading": one.reading} for one in path]
                for path in graph.lost_with(claim, verdicts)
            ],
        }


def picture(
    graph: Resting, verdicts: Verdicts, title: str, link: Callable[[str], str | None], short: bool = False
) -> Picture:
    """The graph in layers, or `short`, of the numbered statements alone; `link` says where a node leads."""
    drawn = graph.in_short(verdicts) if short else graph.drawn()
    nodes = {claim: _node(graph, claim, verdicts, link(claim)) for claim in drawn.claims}
    lines = [
        Line(support.claim, claim, _style(graph, support, verdicts))
        for claim, supports in drawn.supports.items()
        for support in supports
    ]
    # red lines above the others
    lines.sort(key=lambda line: "#a4262c" in line.style)
    kind = "numbered statement" if short else "statement"
    alone = f"No step of a printed proof leads to these from another {kind}, or from them to another:"
    return layered(nodes, lines, f"{title}. {_KEY}", alone)


def _style(graph: Resting, support: Support, verdicts: Verdicts) -> str:
    if verdict_of(support.claim, verdicts, support.reading) in FELL:
        return _LINES["fell"]
    return _LINES[LOST] if graph.lost_with(support.claim, verdicts) else Line("", "").style


def _node(graph: Resting, claim: str, verdicts: Verdicts, link: str | None) -> Node:
    known = graph.claims[claim]
    colour, fill, style = _COLOURS.get(verdict_of(claim, verdicts), _COLOURS["undecided"])
    said = f"{known.where}: {known.title}" if known.title else known.where
    return Node(claim.partition("/")[2], state(graph, claim, verdicts), colour, fill, style, link, said)
