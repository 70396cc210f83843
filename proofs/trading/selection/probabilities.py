"""How likely an agent makes each choice, exactly.

An agent with costs c who looks at a menu of trading sets makes a *myopically optimal* choice (VS, section 3): a set
that contains a bundle x of least workload c . x. Only finitely many bundles of each set can be the cheapest, its
*candidates* (the two ends of a ray within the nonnegative bundles, the points of a finite set, nothing at all for the
remedial box), so the set of costs at which a choice is optimal is cut out by half-spaces through the origin, and its
probability under a law made of atoms and uniform laws on rational boxes is a rational number (`exact.volumes`).

Readings of ties. As printed, the definition leaves ties open, and they are not rare: every ray contains the endowment,
so at costs at which no trade pays, all trading sets are optimal, a ray that could only hurt included. (A strategy that
takes such a ray is "myopically optimal" and not obviously dominant.)

VS maximize over the strategies s_j as well (section 4.2, the program of S_j), so a tie is the designer's to settle:

* `"designer"` (the default of every question with an objective): which of the optimal choices is made is left open, and
  the objective settles it, type by type. Where the endowment is optimal, only choices that have no candidate worse than
  the endowment are open: to their essential reduction (section 3) a type is not indifferent if it loses by what is
  selected. `open_choices` gives the sets of choices that are left open, with their probabilities.

`TIES` names the rules that settle ties without an objective. All but `"split"` go by the order of the menu:

* `"trade"` (the default of questions about probabilities alone): where the endowment is optimal, the first other
  optimal choice that has no candidate worse than the endowment, and failing that the endowment; elsewhere the first
  optimal choice. With a single trade gamma this is the strategy of VS, section 2: trade if and only if gamma . c <= 0.
* `"keep"`: the endowment if it is optimal, otherwise the first optimal choice.
* `"last"`: the last optimal choice, the least kind selection that the printed definition allows.
* `"split"`: each optimal choice with the same probability.
* `"cautious"`: of the optimal choices the first of those whose dearest candidate is cheapest. Where the endowment is
  optimal it is chosen, as by `"keep"`; away from it, `"keep"` takes the first.

How the other modules name them. A mechanism's strategy `protocols.Myopic("cautious")`, its default, is the rule
"cautious" here, with the bundles that the selection rule ever picks as candidates; `Myopic("any")` leaves open which
rule is used, so that obvious strategy-proofness means all of them, and a cost needs one of `RULES`. The bilateral
trades of `choice` have readings of their own: "indifferent trade" is "trade" for a single trade, "indifferent keep" is
"keep".

Choice 0 is the endowment throughout. An agent who has no other choice makes it with certainty and needs no law.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact import volumes
from exact.plain_data import in_a_row, register
from exact.rationals import rational, text
from exact.showing.display import Displayed, counted
from exact.symbolic.formulas import greatest, least
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Bundle, bundle, dot, minus, require_kind
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law

TIES = ("trade", "keep", "last", "split", "cautious")
"""The rules that settle a tie without an objective."""
RULES = ("designer", *TIES)
"""All rules; the first leaves ties to the objective of the question."""
TIES_IN_WORDS = {
    "designer": "of equally good choices the designer's preferred one is made",
    "trade": "indifferent agents trade, of equally good trades the first listed",
    "keep": "indifferent agents keep their endowment, of equally good trades they make the first listed",
    "last": "of equally good choices the last listed is made",
    "split": "equally good choices are equally likely",
    "cautious": "of equally good choices the one with the best worst case is made, of several the first listed",
}
LAW_EXPECTED = "a law is expected (of preferences, their field law)"
MAX_CELLS = 4_096
"""The greatest number of parts into which rules, or worst cases, divide the costs."""
Candidates = tuple[tuple[Bundle, ...], ...]
"""For each choice the bundles that can be its cheapest; choice 0 has the endowment alone."""
OpenChoice = tuple[tuple[int, ...], Fraction]
"""Choices among which a tie is left open (one choice: there is no tie), and with what probability it is so."""


# ---------------------------------------------------------------------------------------------- events in cost space


@dataclass(frozen=True)
class HalfSpace(Displayed):
    """`coefficients . c <= bound`, or `<` when `strict`."""

    coefficients: Bundle
    bound: Fraction = Fraction(0)
    strict: bool = False

    @classmethod
    def make(cls, coefficients: Sequence[Any], bound: Any = 0, strict: bool = False) -> Self:
        return cls(bundle(coefficients, where="half-space"), rational(bound, "half-space"), strict)

    def met_by(self, costs: Bundle) -> bool:
        left = dot(self.coefficients, costs)
        return left < self.bound or (left == self.bound and not self.strict)

    def opposite(self) -> Self:
        """All other costs."""
        return type(self)(tuple(-a for a in self.coefficients), -self.bound, not self.strict)


register(HalfSpace, in_a_row(HalfSpace))


def chance(law: Law, event: Sequence[HalfSpace]) -> Fraction:
    """The probability that the costs lie in all the half-spaces."""
    require_kind(law, Law, "chance", LAW_EXPECTED)
    parts = chances_by_part(law, event)
    return sum((weight * part for weight, part in zip(weights(law), parts, strict=True)), Fraction(0))


def weights(law: Law | None) -> list[Fraction]:
    """The weights of the law's parts: its atoms, then its boxes; without a law there is one part."""
    if law is None:
        return [Fraction(1)]
    return [weight for _, weight in law.atoms] + [weight for _, weight in law.uniform]


def chances_by_part(law: Law, event: Sequence[HalfSpace]) -> list[Fraction]:
    """The probability of the event under each part of the law, in the order of `weights`."""
    at_atoms = [Fraction(all(half.met_by(at) for half in event)) for at, _ in law.atoms]
    return at_atoms + [_on_box(box, event) for box, _ in law.uniform]


def _on_box(box: Box, event: Sequence[HalfSpace]) -> Fraction:
    """The probability under the uniform law on a box that is not a point.

    A half-space that does not cut the box holds everywhere or nowhere, and there strictness matters; on the others it
    concerns a null set.
    """
    varying = []
    for half in event:
        if any(half.coefficients[i] for i in box.thick):
            varying.append((half.coefficients, half.bound))
        elif not half.met_by(box.lower):
            return Fraction(0)
    return volumes.fraction(box.intervals(), varying)


@dataclass(frozen=True)
class ChanceOf(ToldStatement):
    """The event has the given probability. Evidence: `ByPart`, for yes and no."""

    kind: ClassVar[str] = "chance"
    law: Law
    event: tuple[HalfSpace, ...]
    probability: Fraction

    def sentence(self) -> str:
        halves = counted(len(self.event), "half-space")
        return f"the costs lie in the given {halves} with probability {text(self.probability)}"

    def by_part(self) -> list[tuple[Fraction, ...]]:
        return [(part,) for part in chances_by_part(self.law, self.event)]

    def stated(self) -> tuple[Fraction, ...]:
        return (self.probability,)


@dataclass(frozen=True)
class ByPart(Evidence):
    """For each part of the law (its atoms, then its boxes) the probabilities under that part alone."""

    form: ClassVar[str] = "by part"
    parts: tuple[tuple[Fraction, ...], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ChanceOf | ChoiceProbabilities):
            return False
        if list(self.parts) != statement.by_part():
            return False
        return holds == (mixed(statement.law, self.parts) == statement.stated())


def mixed(law: Law | None, parts: Sequence[Sequence[Fraction]]) -> tuple[Fraction, ...]:
    """The probabilities under the law from those under each of its parts."""
    together = zip(*parts, strict=True)
    return tuple(sum((w * p for w, p in zip(weights(law), column, strict=True)), Fraction(0)) for column in together)


def decide_chance(law: Law, event: Sequence[HalfSpace], probability: Any = None) -> Verdict:
    """Whether the event has the given probability; without one, the verdict states the true one."""
    require_kind(law, Law, "decide_chance", LAW_EXPECTED)
    parts = chances_by_part(law, event)
    evidence = ByPart(tuple((part,) for part in parts))
    (true,) = mixed(law, evidence.parts)
    stated = true if probability is None else rational(probability, "probability")
    return Verdict(ChanceOf(law, tuple(event), stated), stated == true, evidence)


# ------------------------------------------------------------------------------------------------------------ choices


def check_ties(ties: str) -> None:
    """Refuse what is no rule that settles ties by itself."""
    if ties == "designer":
        raise ValueError(f'ties: the rule "designer" needs an objective; without one take {", ".join(TIES)}')
    check_rule(ties)


def check_rule(ties: str) -> None:
    """Refuse what is no rule for ties."""
    if ties not in RULES:
        raise ValueError(f"ties: {ties!r} is no rule; {', '.join(RULES)} are")


def pick(tied: Sequence[int], safe: Sequence[bool], ties: str) -> dict[int, Fraction]:
    """The probability of each optimal choice in `tied`, by a rule that does not ask how bad the worst case is.

    `safe[k]`: no candidate of k is worse than the endowment; read only where the endowment is optimal.
    """
    if ties == "split":
        return {choice: Fraction(1, len(tied)) for choice in tied}
    if ties == "last":
        return {tied[-1]: Fraction(1)}
    if ties == "trade":
        good = [choice for choice in tied[1:] if safe[choice]] if tied[0] == 0 else []
        return {good[0] if good else tied[0]: Fraction(1)}
    return {tied[0]: Fraction(1)}


def myopic_choice(menu: Candidates, costs: Bundle, ties: str = "trade") -> dict[int, Fraction]:
    """The choices at given costs, with their probabilities (one choice, unless ties are split)."""
    check_ties(ties)
    workload = [[dot(costs, point) for point in points] for points in menu]
    cheapest = [values[least(values)] for values in workload]
    best = cheapest[least(cheapest)]
    tied = [k for k, value in enumerate(cheapest) if value == best]
    if ties == "cautious":
        return {tied[least([workload[k][greatest(workload[k])] for k in tied])]: Fraction(1)}
    return pick(tied, [all(value <= workload[0][0] for value in values) for values in workload], ties)


def choice_probabilities(menu: Candidates, law: Law | None, ties: str = "trade") -> tuple[Fraction, ...]:
    """The probability of each choice."""
    return mixed(law, choices_by_part(menu, law, ties))


def choices_by_part(menu: Candidates, law: Law | None, ties: str) -> list[tuple[Fraction, ...]]:
    """The probability of each choice under each part of the law; `ValueError` if there is a choice and no law."""
    _check_menu(menu)
    check_ties(ties)
    if law is None:
        return [_without_law(len(menu))]
    rows = []
    for at, _ in law.atoms:
        made = myopic_choice(menu, at, ties)
        rows.append(tuple(made.get(k, Fraction(0)) for k in range(len(menu))))
    return rows + [_choices_on_box(menu, box, ties) for box, _ in law.uniform]


def open_choices(menu: Candidates, law: Law | None, ties: str = "designer") -> tuple[OpenChoice, ...]:
    """Among which choices a tie is left open, with the probabilities of these ties, all positive.

    By the rule "designer" all optimal choices; where the endowment is optimal, those without anything worse. Any other
    rule leaves nothing open, and each choice of positive probability stands by itself. `ValueError` if there is a
    choice and no law.
    """
    check_rule(ties)
    _check_menu(menu)
    if law is None:
        return settled(_without_law(len(menu)))
    if ties != "designer":
        return settled(choice_probabilities(menu, law, ties))
    total: dict[tuple[int, ...], Fraction] = {}
    boxes = [Box(at, at) for at, _ in law.atoms] + [box for box, _ in law.uniform]
    for weight, box in zip(weights(law), boxes, strict=True):
        rows, regions = _least_on_box(menu, box)
        for function, tied, event in regions:
            left = tuple(k for k in tied if tied[0] != 0 or set(rows[k]) == {function})
            total[left] = total.get(left, Fraction(0)) + weight * _on_box(box, event)
    return tuple(sorted((left, chance) for left, chance in total.items() if chance))


def settled(chances: Sequence[Fraction]) -> tuple[OpenChoice, ...]:
    """Choice probabilities as ties among one choice each."""
    return tuple(((k,), chance) for k, chance in enumerate(chances) if chance)


Function = tuple[Fraction, ...]
"""The workload of a bundle as a function on a box: its slopes, then its value at the lower corner."""


def _least_on_box(
    menu: Candidates, box: Box
) -> tuple[list[dict[Function, Bundle]], list[tuple[Function, list[int], list[HalfSpace]]]]:
    """The workload functions of each choice's candidates, and for each where it is least and which choices have it.

    On a thin box different bundles may have the same workload throughout: a workload function is what distinguishes
    them, and two different ones agree on a null set only. Where a function is the least, the optimal choices are those
    that have it among their candidates.
    """
    distinct = {_on_thick(point, box): point for points in menu for point in points}
    rows = [{f: distinct[f] for f in (_on_thick(point, box) for point in points)} for points in menu]
    regions = []
    for function, point in distinct.items():
        tied = [k for k, row in enumerate(rows) if function in row]
        event = [HalfSpace(minus(point, other)) for other in distinct.values() if other != point]
        regions.append((function, tied, event))
    return rows, regions


def _choices_on_box(menu: Candidates, box: Box, ties: str) -> tuple[Fraction, ...]:
    """The same under the uniform law on a box."""
    rows, regions = _least_on_box(menu, box)
    total = [Fraction(0)] * len(menu)
    for function, tied, event in regions:
        if ties == "cautious" and tied[0] != 0 and len(tied) > 1:
            for choice, worst in _worst_cases([list(row.values()) for row in rows], tied):
                total[choice] += _on_box(box, [*event, *worst])
            continue
        safe = [set(row) == {function} for row in rows]
        area = _on_box(box, event)
        for choice, share in pick(tied, safe, ties).items() if area else ():
            total[choice] += share * area
    return tuple(total)


def _worst_cases(menu: Sequence[Sequence[Bundle]], tied: Sequence[int]) -> Iterator[tuple[int, list[HalfSpace]]]:
    """The costs by which of the tied choices has the best worst case: parts that meet in null sets only.

    A part says for each choice which bundle is its dearest, and which of these is cheapest. Bundles that cost the same
    on the whole box must be one and the same here, or parts would be counted twice.
    """
    if math.prod(len(menu[k]) for k in tied) > MAX_CELLS:
        raise ValueError(f"menu: more than {MAX_CELLS} worst cases of tied choices; offer fewer points")
    for worst in itertools.product(*(menu[k] for k in tied)):
        dearest = [HalfSpace(minus(x, y)) for k, y in zip(tied, worst, strict=True) for x in menu[k] if x != y]
        for y in dict.fromkeys(worst):
            cheapest = [HalfSpace(minus(y, other)) for other in worst if other != y]
            yield tied[worst.index(y)], [*dearest, *cheapest]


def rules_by_part(
    rules: Sequence[tuple[Sequence[HalfSpace], int]], choices: int, law: Law | None
) -> list[tuple[Fraction, ...]]:
    """The probability of each choice under each part of the law, when the first rule that applies counts.

    A rule is an event with the choice made there; where none applies choice 0 is made.
    """
    if law is None:
        return [_without_law(choices)]
    total = [[Fraction(0)] * choices for _ in weights(law)]
    for event, choice in _cells(rules):
        for row, probability in zip(total, chances_by_part(law, event), strict=True):
            row[choice] += probability
    return [tuple(row) for row in total]


def _cells(rules: Sequence[tuple[Sequence[HalfSpace], int]]) -> Iterator[tuple[list[HalfSpace], int]]:
    """Disjoint events that cover all costs, with the choices: where earlier rules break, by the first half-space."""
    earlier: list[list[HalfSpace]] = [[]]
    for event, choice in [*rules, ([], 0)]:
        if len(earlier) > MAX_CELLS:
            raise ValueError(f"strategy: more than {MAX_CELLS} ways for its rules not to apply; give fewer rules")
        yield from (([*cell, *event], choice) for cell in earlier)
        earlier = [[*cell, *event[:i], half.opposite()] for cell in earlier for i, half in enumerate(event)]


def _without_law(choices: int) -> tuple[Fraction, ...]:
    """Certainty, for an agent who has no choice."""
    if choices > 1:
        raise ValueError("costs: no law is given for an agent who has a choice; probabilities need one")
    return (Fraction(1),)


def _on_thick(point: Bundle, box: Box) -> Function:
    """The workload of a bundle as a function on the box."""
    return (*(point[i] for i in box.thick), dot(point, box.lower))


def _check_menu(menu: Candidates) -> None:
    if not menu or any(not points for points in menu):
        raise ValueError("menu: every choice needs at least one bundle")
    if len(menu[0]) != 1:
        raise ValueError("menu: choice 0 is the endowment alone")


@dataclass(frozen=True)
class ChoiceProbabilities(ToldStatement):
    """An agent who chooses myopically makes the choices with the given probabilities. Evidence: `ByPart`."""

    kind: ClassVar[str] = "choice probabilities"
    menu: Candidates
    law: Law
    ties: str
    probabilities: tuple[Fraction, ...]

    def sentence(self) -> str:
        listed = ", ".join(text(p) for p in self.probabilities)
        return f"the choices 0, 1, ... are made with probabilities {listed} ({TIES_IN_WORDS[self.ties]})"

    def by_part(self) -> list[tuple[Fraction, ...]]:
        return choices_by_part(self.menu, self.law, self.ties)

    def stated(self) -> tuple[Fraction, ...]:
        return self.probabilities


def decide_choice_probabilities(
    menu: Candidates, law: Law, probabilities: Sequence[Any] | None = None, ties: str = "trade"
) -> Verdict:
    """Whether the choices have the given probabilities; without any, the verdict states the true ones."""
    parts = tuple(choices_by_part(menu, law, ties))
    true = mixed(law, parts)
    stated = true if probabilities is None else bundle(probabilities, len(menu), "probabilities")
    return Verdict(ChoiceProbabilities(menu, law, ties, stated), stated == true, ByPart(parts))
