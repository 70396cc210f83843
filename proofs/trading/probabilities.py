"""How likely an agent makes each choice, exactly.

An agent with costs c who looks at a menu of trading sets makes a *myopically optimal* choice (VS, section 3): a set
that contains a bundle x of least workload c . x. Only finitely many bundles of each set can be the cheapest, its
*candidates* (the two ends of a ray within the nonnegative bundles, the points of a finite set, nothing at all for the
remedial box), so the set of costs at which a choice is optimal is cut out by half-spaces through the origin, and its
probability under a law made of atoms and uniform laws on rational boxes is a rational number (`exact.volumes`).

Readings of ties. As printed, the definition leaves ties open, and they are not rare: every ray contains the endowment,
so at costs at which no trade pays, all trading sets are optimal, a ray that could only hurt included. (A strategy that
takes such a ray is "myopically optimal" and not obviously dominant.) `TIES` names the rules:

* `"trade"` (default): where the endowment is optimal, the first other optimal choice that has no candidate worse than
  the endowment, and failing that the endowment; elsewhere the first optimal choice. With a single trade gamma this is
  the strategy of VS, section 2: trade if and only if gamma . c <= 0.
* `"keep"`: the endowment if it is optimal, otherwise the first optimal choice. (`protocols.Myopic`'s "cautious" ties
  are these, except that away from the endowment they go to the best worst case.)
* `"last"`: the last optimal choice, the least kind selection that the printed definition allows.
* `"split"`: each optimal choice with the same probability.

Choice 0 is the endowment throughout. An agent who has no other choice makes it with certainty and needs no law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact import volumes
from exact.display import Displayed
from exact.rationals import rational, text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.trading.markets import Box, Bundle, Law, bundle, dot, law_from_plain, minus, texts

TIES = ("trade", "keep", "last", "split")
Candidates = tuple[tuple[Bundle, ...], ...]
"""For each choice the bundles that can be its cheapest; choice 0 has the endowment alone."""


# ---------------------------------------------------------------------------------------------- events in cost space


@dataclass(frozen=True)
class Condition(Displayed):
    """`coefficients . c <= bound`, or `<` when `strict`."""

    coefficients: Bundle
    bound: Fraction = Fraction(0)
    strict: bool = False

    @classmethod
    def make(cls, coefficients: Sequence[Any], bound: Any = 0, strict: bool = False) -> Self:
        return cls(bundle(coefficients, where="condition"), rational(bound, "condition"), strict)

    def met_by(self, costs: Bundle) -> bool:
        left = dot(self.coefficients, costs)
        return left < self.bound or (left == self.bound and not self.strict)

    def plain(self) -> Any:
        return [texts(self.coefficients), text(self.bound), self.strict]


def chance(law: Law, event: Sequence[Condition]) -> Fraction:
    """The probability that the costs meet all conditions."""
    parts = chances_by_part(law, event)
    return sum((weight * part for weight, part in zip(weights(law), parts, strict=True)), Fraction(0))


def weights(law: Law | None) -> list[Fraction]:
    """The weights of the law's parts: its atoms, then its boxes; without a law there is one part."""
    if law is None:
        return [Fraction(1)]
    return [weight for _, weight in law.atoms] + [weight for _, weight in law.uniform]


def chances_by_part(law: Law, event: Sequence[Condition]) -> list[Fraction]:
    """The probability of the event under each part of the law, in the order of `weights`."""
    at_atoms = [Fraction(all(condition.met_by(at) for condition in event)) for at, _ in law.atoms]
    return at_atoms + [_on_box(box, event) for box, _ in law.uniform]


def _on_box(box: Box, event: Sequence[Condition]) -> Fraction:
    """The probability under the uniform law on a box that is not a point.

    A condition that does not vary on the box holds everywhere or nowhere, and there strictness matters; on the others
    it concerns a null set.
    """
    varying = []
    for condition in event:
        if any(condition.coefficients[i] for i in box.thick):
            varying.append((condition.coefficients, condition.bound))
        elif not condition.met_by(box.lower):
            return Fraction(0)
    return volumes.fraction(box.intervals(), varying)


@dataclass(frozen=True)
class ChanceOf(Statement):
    """The event has the given probability. Evidence: `ByPart`, for yes and no."""

    kind: ClassVar[str] = "chance"
    law: Law
    event: tuple[Condition, ...]
    probability: Fraction

    def sentence(self) -> str:
        return f"the costs meet the {len(self.event)} conditions with probability {text(self.probability)}"

    def by_part(self) -> list[tuple[Fraction, ...]]:
        return [(part,) for part in chances_by_part(self.law, self.event)]

    def stated(self) -> tuple[Fraction, ...]:
        return (self.probability,)

    def about(self) -> dict[str, Any]:
        event = [condition.plain() for condition in self.event]
        return {"law": self.law.plain(), "event": event, "probability": text(self.probability)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        event = tuple(Condition.make(*condition) for condition in about["event"])
        return cls(_law(about["law"]), event, rational(about["probability"]))


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

    def data(self) -> dict[str, Any]:
        return {"parts": [texts(part) for part in self.parts]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(bundle(part) for part in data["parts"]))


def mixed(law: Law | None, parts: Sequence[Sequence[Fraction]]) -> tuple[Fraction, ...]:
    """The probabilities under the law from those under each of its parts."""
    together = zip(*parts, strict=True)
    return tuple(sum((w * p for w, p in zip(weights(law), column, strict=True)), Fraction(0)) for column in together)


def decide_chance(law: Law, event: Sequence[Condition], probability: Any = None) -> Verdict:
    """Whether the event has the given probability; without one, the verdict states the true one."""
    parts = chances_by_part(law, event)
    evidence = ByPart(tuple((part,) for part in parts))
    (true,) = mixed(law, evidence.parts)
    stated = true if probability is None else rational(probability, "probability")
    return Verdict(ChanceOf(law, tuple(event), stated), stated == true, evidence)


# ------------------------------------------------------------------------------------------------------------ choices


def pick(tied: Sequence[int], safe: Sequence[bool], ties: str) -> dict[int, Fraction]:
    """The probability of each optimal choice in `tied`; `safe[k]`: no candidate of k is worse than the endowment."""
    if ties == "split":
        return {choice: Fraction(1, len(tied)) for choice in tied}
    if ties == "last":
        return {tied[-1]: Fraction(1)}
    if ties == "trade":
        good = [choice for choice in tied[1:] if safe[choice]] if tied[0] == 0 else []
        return {good[0] if good else tied[0]: Fraction(1)}
    if ties == "keep":
        return {tied[0]: Fraction(1)}
    raise ValueError(f"{ties!r} is no rule for ties; {', '.join(TIES)} are")


def myopic_choice(menu: Candidates, costs: Bundle, ties: str = "trade") -> dict[int, Fraction]:
    """The choices at given costs, with their probabilities (one choice, unless ties are split)."""
    workload = [[dot(costs, point) for point in points] for points in menu]
    least = min(map(min, workload))
    tied = [k for k, values in enumerate(workload) if min(values) == least]
    return pick(tied, [max(values) <= workload[0][0] for values in workload], ties)


def choice_probabilities(menu: Candidates, law: Law | None, ties: str = "trade") -> tuple[Fraction, ...]:
    """The probability of each choice."""
    return mixed(law, choices_by_part(menu, law, ties))


def choices_by_part(menu: Candidates, law: Law | None, ties: str) -> list[tuple[Fraction, ...]]:
    """The probability of each choice under each part of the law; `ValueError` if there is a choice and no law."""
    _check_menu(menu)
    if law is None:
        if len(menu) > 1:
            raise ValueError("costs: no law is given for an agent who has a choice; probabilities need one")
        return [(Fraction(1),)]
    rows = []
    for at, _ in law.atoms:
        made = myopic_choice(menu, at, ties)
        rows.append(tuple(made.get(k, Fraction(0)) for k in range(len(menu))))
    return rows + [_choices_on_box(menu, box, ties) for box, _ in law.uniform]


def _choices_on_box(menu: Candidates, box: Box, ties: str) -> tuple[Fraction, ...]:
    """The same under the uniform law on a box.

    On a thin box different bundles may have the same workload throughout: a *workload function* is what distinguishes
    them, and two different ones agree on a null set only. Where a function is the least, the optimal choices are those
    that have it among their candidates.
    """
    functions = [[_on_thick(point, box) for point in points] for points in menu]
    total = [Fraction(0)] * len(menu)
    pairs = zip(functions, menu, strict=True)
    distinct = {function: point for row, points in pairs for function, point in zip(row, points, strict=True)}
    for function, point in distinct.items():
        tied = [k for k, row in enumerate(functions) if function in row]
        safe = [set(row) == {function} for row in functions]  # read only where the endowment is optimal
        event = [Condition(minus(point, other)) for other in distinct.values() if other != point]
        area = _on_box(box, event)
        for choice, share in pick(tied, safe, ties).items() if area else ():
            total[choice] += share * area
    return tuple(total)


def _on_thick(point: Bundle, box: Box) -> tuple[Fraction, ...]:
    """The workload of a bundle as a function on the box: its slopes, then its value at the lower corner."""
    return (*(point[i] for i in box.thick), dot(point, box.lower))


def _check_menu(menu: Candidates) -> None:
    if not menu or any(not points for points in menu):
        raise ValueError("menu: every choice needs at least one bundle")
    if len(menu[0]) != 1:
        raise ValueError("menu: choice 0 is the endowment alone")


@dataclass(frozen=True)
class ChoiceProbabilities(Statement):
    """An agent who chooses myopically makes the choices with the given probabilities. Evidence: `ByPart`."""

    kind: ClassVar[str] = "choice probabilities"
    menu: Candidates
    law: Law
    ties: str
    probabilities: tuple[Fraction, ...]

    def sentence(self) -> str:
        listed = ", ".join(text(p) for p in self.probabilities)
        return f'the choices 0, 1, ... are made with probabilities {listed} (ties: "{self.ties}")'

    def by_part(self) -> list[tuple[Fraction, ...]]:
        return choices_by_part(self.menu, self.law, self.ties)

    def stated(self) -> tuple[Fraction, ...]:
        return self.probabilities

    def about(self) -> dict[str, Any]:
        return {
            "menu": [[texts(point) for point in points] for points in self.menu],
            "law": self.law.plain(),
            "ties": self.ties,
            "probabilities": texts(self.probabilities),
        }

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        menu = tuple(tuple(bundle(point) for point in points) for points in about["menu"])
        return cls(menu, _law(about["law"]), about["ties"], bundle(about["probabilities"]))


def decide_choice_probabilities(
    menu: Candidates, law: Law, probabilities: Sequence[Any] | None = None, ties: str = "trade"
) -> Verdict:
    """Whether the choices have the given probabilities; without any, the verdict states the true ones."""
    parts = tuple(choices_by_part(menu, law, ties))
    true = mixed(law, parts)
    stated = true if probabilities is None else bundle(probabilities, len(menu), "probabilities")
    return Verdict(ChoiceProbabilities(menu, law, ties, stated), stated == true, ByPart(parts))


def _law(plain: Any) -> Law:
    law = law_from_plain(plain)
    if law is None:
        raise ValueError("law: there is none; probabilities need one")
    return law
