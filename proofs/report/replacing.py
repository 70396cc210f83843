"""The page on what replaces VS's theorems about simple mechanisms: what they say, where it fails, what is true instead.

Told of the check that the site shows: the verdicts on what is printed, and on the readings named "corrected", with how
far they were tried. The six values of the smallest markets are decided when the page is made, and the checker has
accepted their certificates. The shares were counted by `python -m benchmarks.shares --write`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module, resources
from typing import Any
from urllib.parse import quote

from exact.rationals import text
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate
from proofs.claims.claim import Claim
from proofs.claims.families.compared_markets import atoms_of
from proofs.claims.families.corner_mechanisms import SIX_CORNERS, corner_mechanism
from proofs.claims.families.corrected_values import least_cost
from proofs.claims.families.smallest_markets import DIFFERENCES, Difference, Values, values_of
from proofs.claims.families.valenzuela_stookey import PAPER
from proofs.report.badges import badge
from proofs.report.findings import Entry, Finding
from proofs.report.html import Html, capital, element, joined, table
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets.bundles import texts
from proofs.trading.markets.market import Market
from proofs.trading.value.best import CLASSES, CLASSES_IN_WORDS
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.costs import ExpectedCost, cost_of_mechanism
from proofs.trading.value.linear_programs import cheapest_incentive_compatible

TITLE = "What replaces the theorems"
PAGE = "replaced.html"
CORNERS = "corners.json"
CORRECTED = "corrected: "
"""How the names of the readings begin that say what is true instead."""
INSTEAD = (
    "claim-4",
    "theorem-2.two-forms",
    "claim-5",
    "theorem-2.first",
    "corollary-2.first",
    "corollary-2.second",
    "section-4.without-loss",
    "remark-1",
    "section-4.without-loss-on-boxes",
    "theorem-1.i-ii",
    "theorem-1.ii-iii",
)
"""The claims that have such readings: of menus, of how many rays, of what is lost, of whether choice has value."""
SAID = {
    "theorem-1.i-ii": (
        "To the letter an action is also compared with itself, which hardly any choice stands. Compared with "
        "the others, it survived on boxes. Without common types it is false: incentive compatible mechanisms "
        "may save where no obviously strategy-proof one does."
    ),
    "theorem-2.second": (
        "To the letter no menu has polarized rays. With rays beside the endowment, and sets dropped that "
        "nobody gains by, it survived where all positive costs are types. On boxes the rays need be polarized "
        "on the box alone."
    ),
    "claim-4": (
        "False of bundles that are never selected; it survived for the others. On boxes “no type loses” and "
        "“no type gains” take the place of “below” and “above” the endowment."
    ),
    "claim-5": (
        "The same. On boxes of two tasks it is proved below; of three and more the rays need not be polarized "
        "on the orthant."
    ),
    "corollary-2.first": (
        "To the letter there are none. Beside the endowment it survived, and is true, on the orthant. Boxes "
        "of I tasks allow 2^I - 2 rays, and no more."
    ),
    "section-4.without-loss": (
        "To the letter no mechanism costs less than the endowment, so that nothing can be lost. As meant it "
        "survived where all positive costs are types. But section 1 has boxes."
    ),
    "section-4.without-loss-on-boxes": (
        "To the letter there is a box whose types do not mind a trade that saves. As meant it is false with "
        "three tasks: the best trades of two types take away the same task."
    ),
    "remark-1": (
        "It survived for two tasks in the large market. With three tasks, and in small markets, obviously "
        "strategy-proof mechanisms lose something; but not for types in the corners of a box."
    ),
}
"""The sentences that the page begins with, and what became of each."""


PROVED = {
    "proofs.claims.families.corrected_menus": "Of menus and rays",
    "proofs.claims.families.corrected_values": "Of what is lost",
    "proofs.claims.families.posted_prices": "Of prices that suit all",
    "proofs.claims.families.corner_mechanisms": "Of a trade for each corner",
}
"""The modules in which the proofs stand."""


@dataclass(frozen=True)
class Story:
    """The page, and the certificates that it links to, by the names of their files."""

    body: tuple[Html, ...]
    certificates: Mapping[str, str]


def story(found: Iterable[Entry], claims: Iterable[Claim]) -> Story | None:
    """The page for a check that has the paper's claims; `None` for one that has not."""
    entries = {entry.short: entry for entry in found if entry.paper == PAPER}
    quotes = {claim.id.partition("/")[2]: claim.quotation for claim in claims if claim.paper == PAPER}
    if not all(name in entries and name in quotes for name in (*SAID, *INSTEAD)):
        return None
    compared = [(f"smallest.{number}.json", difference) for number, difference in enumerate(DIFFERENCES, 1)]
    values = {name: values_of(difference.market) for name, difference in compared}
    shown = _about_corners()
    body = [
        element("h1", TITLE),
        *_introduction(),
        element("h2", "What is said, and what became of it"),
        _said(entries, quotes),
        element("h2", "Where simple mechanisms lose: the smallest markets", id="markets"),
        *_classes(),
        *(piece for name, one in compared for piece in _difference(one, values[name], name)),
        *_corners(shown),
        element("h2", "What is true instead", id="instead"),
        *_instead(entries),
        element("h2", "Why", id="why"),
        *_proofs(),
        element("h2", "How often nothing is lost", id="shares"),
        *_shares(kept_shares()),
        element("nav", element("a", "All claims", href="index.html"), aria_label="Claims"),
    ]
    certificates = {
        name: _accepted(verdict for row in rows.values() for verdict in row.verdicts) for name, rows in values.items()
    }
    return Story(tuple(body), {**certificates, CORNERS: _accepted(shown)})


def _accepted(shown: Iterable[Verdict]) -> str:
    """The certificate of the verdicts, each once, as text; the checker has accepted it."""
    written = json.dumps(certificate(tuple(dict.fromkeys(shown))), indent=1) + "\n"
    checker.verify(json.loads(written))
    return written


def _introduction() -> Iterator[Html]:
    yield element(
        "p",
        "Valenzuela-Stookey (VS) characterizes obviously strategy-proof mechanisms by polarized rays, lets the "
        "designer choose among these “without loss of optimality”, and shows that choice has value among them "
        "whenever it has any. As printed several of these sentences fail. This page tells where, on markets that "
        "are as small as can be, and what is true in their place: proved where it says so, and always tried on all"
        " small markets and on random ones.",
    )


def linked(entry: Entry, words: str, finding: int = 0) -> Html:
    """Words that lead to a reading of a claim."""
    return element("a", words, href=f"claims/{quote(entry.page)}.html#reading-{finding + 1}")


def _said(entries: Mapping[str, Entry], quotes: Mapping[str, str]) -> Html:
    rows = [
        [
            element("th", linked(entries[name], name), scope="row"),
            element("td", quotes[name], class_="told"),
            badge(entries[name].findings[0].verdict),
            element("td", told, class_="told"),
        ]
        for name, told in SAID.items()
    ]
    return table(("Statement", "In the paper's words", "As printed", "As it may be meant"), rows, "What VS say")


def _classes() -> Iterator[Html]:
    yield element(
        "p",
        "VS have boxes of types. Here types are finitely many, and mechanisms are obviously strategy-proof on these: "
        "that asks less, and the sets of a menu need not be rays. The loss is not due to this alone: on boxes see ",
        element("em", "section-4.without-loss-on-boxes"),
        " above, and the many rays below.",
    )
    yield element(
        "p",
        "Six classes of mechanisms, and what the best of each costs. Each but the second contains the one before; "
        "with two agents the best polarized rays are the best bilateral trade. Everybody has one unit of each task"
        " and equally likely types; performance is what a task costs society with an agent, costs are what it "
        "costs the agent. No smaller market of the kind shows the same, by numbers of agents, tasks, and types, "
        "then performance and costs.",
    )
    yield element("ol", *(element("li", capital(CLASSES_IN_WORDS[name])) for name in CLASSES))


def _difference(difference: Difference, values: Values, name: str) -> Iterator[Html]:
    market = difference.market
    yield element("h3", capital(difference.words))
    yield table(("Agent", "Performance", "Types"), _agents(market), "The market")
    cells = [element("td", _cost(values, among), class_="entry") for among in CLASSES]
    yield table([f"({number})" for number in range(1, len(CLASSES) + 1)], [cells], "What the best of each class costs")
    yield _certified(name, "Certificate of all six: ")


def _about_corners() -> tuple[Verdict, ...]:
    """A trade for each of six corners is obviously strategy-proof on the box; and what it and other mechanisms cost."""
    mechanism = corner_mechanism(SIX_CORNERS)
    costs = cost_of_mechanism(mechanism), best_bilateral_trade(SIX_CORNERS), cheapest_incentive_compatible(SIX_CORNERS)
    return obviously_strategy_proof(mechanism), *costs


def _corners(shown: tuple[Verdict, ...]) -> Iterator[Html]:
    osp, own, trade, incentive = shown
    assert osp.holds
    assert isinstance(own.statement, ExpectedCost)
    start = text(SIX_CORNERS.social_cost(SIX_CORNERS.status_quo))
    rays, best, cost = text(least_cost(trade)), text(least_cost(incentive)), text(own.statement.value)
    yield element("h3", "A trade for each corner of a box")
    yield table(("Agent", "Performance", "Types"), _agents(SIX_CORNERS), "The market")
    yield element(
        "p",
        f"Now all costs in the box [1, 2] x [1, 2] x [1, 2] are types of both agents, and the laws are on the types in "
        f"the table. A mechanism with six trades of agent 1, one for each corner, is obviously strategy-proof on the "
        f"whole box and costs {cost}, where the status quo costs {start}; no incentive compatible mechanism costs less "
        f"than {best}, and the best polarized rays cost {rays}. Agent 1 has twice as many rays as can be polarized in "
        "three tasks; agent 2 does whatever is asked, in a set that no ray holds. With a little weight spread over all "
        "the box the laws have full support, and these costs change by as little.",
    )
    yield _certified(CORNERS, "Certificate of these costs, and of obvious strategy-proofness on the box: ")


def _certified(name: str, words: str) -> Html:
    link = element("a", name, href=f"certificates/{quote(name)}", download=name)
    return element("p", words, link, class_="note")


def _agents(market: Market) -> Iterator[list[Any]]:
    for j, name in enumerate(market.agents):
        types = " or ".join(_vector(costs) for costs, _ in atoms_of(market, j))
        yield [element("th", name, scope="row"), _vector(market.performance[j]), types]


def _vector(values: Iterable[Fraction]) -> str:
    return f"({', '.join(texts(tuple(values)))})"


def _cost(values: Values, among: str) -> str:
    """What the best of a class costs, or between what it lies."""
    row = values[among]
    if row.most is None:
        return "not computed"
    least = "?" if row.least is None else text(row.least)
    return text(row.most) if row.is_exact else f"{least} to {text(row.most)}"


def _instead(entries: Mapping[str, Entry]) -> Iterator[Html]:
    yield element(
        "p",
        "Each sentence is a reading of the claim that it corrects, and was tried like any other: on all instances "
        "of the families that are named as tried to the end, and on some of those that never end. A proof is given"
        " below where the sentence ends with “proved”.",
    )
    for entry in map(entries.__getitem__, INSTEAD):
        for place, finding in enumerate(entry.findings):
            if finding.reading.startswith(CORRECTED):
                name = capital(finding.reading.removeprefix(CORRECTED))
                yield element("h3", f"{name} (", linked(entry, entry.short, place), ") ", badge(finding.verdict))
                yield element("blockquote", element("p", finding.wording or finding.reading))
                yield element("p", tried(finding), class_="note")


def tried(finding: Finding) -> str:
    """How far a reading was tried."""
    row = finding.row
    if row is None:
        return "It was no part of this check."
    said = f"Tried on {row['instances']} instances; the hypothesis holds in {row['hypothesis_held']}."
    if row["exhausted"]:
        said += f" To the end: {'; '.join(row['exhausted'])}."
    if row["left"]:
        said += f" In part: {'; '.join(row['left'])}."
    return said


def _proofs() -> Iterator[Html]:
    """The proofs as they stand in the modules beside what tries them."""
    for module, words in PROVED.items():
        paragraphs = (import_module(module).__doc__ or "").split("\n\n")[1:]
        told = [element("p", marked(" ".join(paragraph.split()))) for paragraph in paragraphs]
        yield element("details", element("summary", words), *told)


def marked(words: str) -> Html:
    """A paragraph of a docstring: between backticks code, between stars what is stressed."""
    parts = re.split(r"`([^`]*)`|(?<!\w)\*([^*]+)\*(?!\w)", words)
    pieces: list[Any] = []
    for plain, code, stressed in zip(parts[::3], [*parts[1::3], None], [*parts[2::3], None], strict=True):
        pieces += [plain, element("code", code) if code else None, element("em", stressed) if stressed else None]
    return joined(pieces)


# ---------------------------------------------------------------------------------------------------------- shares


def kept_shares() -> list[dict[str, Any]]:
    """The rows of `benchmarks.shares`, as it wrote them."""
    kept = resources.files("proofs.report").joinpath("assets", "shares.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(kept)
    return rows


def percent(share: Fraction) -> str:
    """A share; none but 0 and 1 is told as these."""
    tenths = min(max(round(1000 * share), 1), 999) if 0 < share < 1 else round(1000 * share)
    return f"{tenths // 10}.{tenths % 10}%"


def _shares(rows: list[dict[str, Any]]) -> Iterator[Html]:
    yield element(
        "p",
        "All markets with one unit of each task for everybody, performance 0 or 1, and so many equally likely "
        "types each, from the types (1, 1), (1, 2), (2, 1), (1, 3), (3, 1) for two agents and tasks, the first "
        "three of these for three agents and two tasks, and all costs of 1 and 2, one of them 1, for more tasks; "
        "of some kinds a random part, drawn from a fixed seed, one in four with common types. Nothing is lost "
        "where bilateral trade (3), and with it the best polarized rays (4) and the best obviously strategy-proof "
        "mechanism (5), costs no more than the best incentive compatible mechanism (6).",
    )
    kinds = dict.fromkeys((row["agents"], row["tasks"], row["types"], row["exhaustive"]) for row in rows)
    items = []
    for kind in kinds:
        of_kind = [row for row in rows if (row["agents"], row["tasks"], row["types"], row["exhaustive"]) == kind]
        whole, lossless = (
            sum(counts) for counts in zip(*((r["markets"], r["equal"]["all"]) for r in of_kind), strict=True)
        )
        agents, tasks, types, exhaustive = kind
        each = "1 type" if types == 1 else f"{types} types"
        drawn = "" if exhaustive else " drawn"
        share = percent(Fraction(lossless, whole))
        items.append(
            element(
                "li", f"{agents} agents, {tasks} tasks, {each} each: in {lossless} of {whole} markets{drawn} ({share})"
            )
        )
    yield element("p", "Nothing is lost with")
    yield element("ul", *items)
    heads = (
        "Agents, tasks, types",
        "Performance",
        "Types",
        "Markets",
        "(3) = (6)",
        "(3) = (4)",
        "(4) = (5)",
        "(5) = (6)",
        "(3)",
        "(4)",
        "(5)",
    )
    yield table(heads, map(_share_row, rows), "Shares; the last three: the part of what (6) saves in all")


def _share_row(row: dict[str, Any]) -> list[Any]:
    counted = [percent(Fraction(row["equal"][name], row["markets"])) for name in ("all", "3=4", "4=5", "5=6")]
    saved = [percent(Fraction(part)) for part in row["part saved"]] or [""] * 3
    kind = f"{row['agents']}, {row['tasks']}, {row['types']}{'' if row['exhaustive'] else ' (drawn)'}"
    numbers = [str(row["markets"]), *counted, *saved]
    return [kind, row["performance"], row["support"], *(element("td", number, class_="entry") for number in numbers)]
