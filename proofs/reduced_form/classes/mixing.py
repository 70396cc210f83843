"""A symmetric interim rule as a mixture of pure rules, or weights that separate it from all of them.

From a point c inside the rules met so far, how far can one go towards the given point y before leaving their hull? The
linear program's multipliers are weights; the best pure rule for them extends the hull or shows that none can. Beyond y,
the shares of a mixture come from an exact linear system.

Quotas that y meets with equality, and zeros, put it on a face of all rules. Let f0 be the sum of their normals. Then
all rules of a mixture have the value f0 * y, and only these are looked at: with weights `large * f0 + g`, where `large`
outweighs g whatever whole quantities are given. Where the hull of these rules still ends at y, or nearly so, classes
are mixed each in its own way (`choices`), which ends with an exact answer if there are not too many outcomes.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact.linear import FarkasVector, LinearSystem, Point, Row, feasibility
from exact.rationals import primitive
from exact.verdicts import Undecided
from proofs.reduced_form.classes.choices import FEW, MOST_RULES, BlockRule, Choices, WholeRules, mixture_of
from proofs.reduced_form.classes.class_program import Best
from proofs.reduced_form.classes.pricing import FINE, GRID, Explorer, FloatProgram, Priced, rounded

NEAR = 1e-8
"""What a float solver's answer may be off by; it decides only what is tried."""

MOST_CHOICES = 300
"""So many further outcomes are chosen from, in all classes together, where the target is on the boundary."""

MEANS = (2, 3, 5, 8, 13, 21, 34)
"""Of so many weights the means are tried at last."""

COARSE = (1, 2, 3, 4, 6, 12, 60)
"""Weights are tried in such small numbers first, for an inequality that can be read."""


class Mixing:
    """The search for one point."""

    def __init__(self, explorer: Explorer, target: Sequence[Fraction]) -> None:
        self.explorer, self.target = explorer, tuple(target)
        self.width = len(self.target)
        self.face = self._tight()
        self.tried: list[list[float]] = []
        self.first = 0  # where the explorer's rules that lie on the face begin

    def _tight(self) -> tuple[int, ...]:
        """The sum of the normals of all quotas, and of quantities that are at least 0, that are met with equality."""
        total = [-1 if y <= 0 else 0 for y in self.target]
        expected, rows = self.explorer.block.expected, self.explorer.program.rows
        for row in rows:
            reached = sum((self.target[c] for c in row.columns), Fraction(0))
            agents = Fraction(1) if row.per is None else expected[row.per]
            above = row.ceiling is not None and reached >= agents * row.ceiling
            below = row.floor > 0 and reached <= agents * row.floor
            for c in row.columns if above or below else ():
                total[c] += 1 if above else -1
        return tuple(total)

    def run(self) -> BlockRule | WholeRules | Priced | Undecided:
        """A mixture whose point is the target, or weights for which the target exceeds the best rule."""
        self.first = self.explorer.count
        for i in range(self.width):
            for sign in (1, -1):
                unit = [sign if k == i else 0 for k in range(self.width)]
                answer = self._separated(unit)
                if answer is not None:
                    return self._readable(unit) or answer
        program = self._far()
        while True:
            found = program.solve()
            if found is None:
                return self._finished([0.0] * self.width)
            reach, weights = -found[0], found[2][: self.width]
            if reach > 1 + NEAR:
                return self._exactly([]) or self._finished(weights)
            self.tried.append(weights)
            known = max(self._float_value(weights, k) for k in range(self.first, self.explorer.count))
            gain, least = 0.0, NEAR * (max(map(abs, weights)) or 1.0)
            for grid in (GRID, FINE):
                answer = self._separated(rounded(weights, grid))
                if answer is not None:
                    return self._readable(weights) or answer
                gain = max(gain, self._float_value(weights, -1) - known)
                if gain > least:
                    break
            if gain <= least or reach > 1 - NEAR:
                return self._finished(weights)
            self._add(program)

    def _separated(self, weights: Sequence[int], on_face: bool = True) -> Priced | None:
        """The best rule, of those on the face, for these weights if the target exceeds it."""
        if on_face and any(self.face):
            large = 2 * max(1, *map(abs, weights)) * self.explorer.program.most
            weights = primitive([large * f + g for f, g in zip(self.face, weights, strict=True)])
        priced = self.explorer.price(weights)
        reached = sum((f * y for f, y in zip(weights, self.target, strict=True) if f), Fraction(0))
        return priced if reached > priced.value else None

    def _readable(self, weights: Sequence[float]) -> Priced | None:
        """The target may exceed the best rule by simpler weights, too."""
        top = max(map(abs, weights), default=0.0) or 1.0
        for grid in COARSE:
            simple = rounded(weights, grid)
            joint = rounded([f + w / top for f, w in zip(self.face, weights, strict=True)], grid * 4)
            for tried in (simple, joint, list(self.face)):
                answer = self._separated(primitive(tried), on_face=False)
                if answer is not None:
                    return answer
        return None

    def _float_value(self, weights: Sequence[float], k: int) -> float:
        return float(sum(w * y for w, y in zip(weights, self.explorer.floats[k], strict=True)))

    def _far(self) -> FloatProgram:
        """`minimize -s`: the mixture of rules is c + s (y - c), with s at least 0."""
        points = self.explorer.floats[self.first :]
        centre = [float(sum(p[i] for p in points)) / len(points) for i in range(self.width)]
        program = FloatProgram([*centre, 1.0], [*centre, 1.0])
        program.add(-1.0, [(i, c - float(y)) for i, (c, y) in enumerate(zip(centre, self.target, strict=True))])
        self.added = self.first
        self._add(program)
        return program

    def _add(self, program: FloatProgram) -> None:
        """Give the program the rules that it does not know."""
        for point in self.explorer.floats[self.added :]:
            program.add(0.0, [*((i, float(y)) for i, y in enumerate(point)), (self.width, 1.0)])
        self.added = len(self.explorer.floats)

    def _exactly(self, weights: Sequence[float]) -> BlockRule | WholeRules | None:
        """The mixture of rules met so far whose point is the target, if the exact solver finds one, too.

        Where the target is on the boundary, only rules that are best under the weights can be in it.
        """
        numbers = list(range(self.first, self.explorer.count))
        if any(weights):
            numbers = sorted(numbers, key=lambda k: -self._float_value(weights, k))[:MOST_RULES]
        points = [self.explorer.point(k) for k in numbers]
        one, size = Fraction(1), len(points)
        rows = [Row(tuple((j, p[i]) for j, p in enumerate(points) if p[i]), "=", y) for i, y in enumerate(self.target)]
        rows.append(Row(tuple((j, one) for j in range(size)), "=", one))
        found = feasibility(LinearSystem(tuple(range(size)), tuple(rows), (Fraction(0),) * size, (None,) * size))
        if not isinstance(found.evidence, Point):
            return None
        pairs = zip(numbers, found.evidence.values, strict=True)
        mixture = [(self.explorer.rule(k), share) for k, share in pairs if share]
        return self._thinned(mixture) or mixture_of(mixture)

    def _thinned(self, mixture: Sequence[tuple[Best, Fraction]]) -> BlockRule | WholeRules | None:
        """The target by a rule that mixes in few classes, if that succeeds."""
        if len(mixture) == 1 or len(self.explorer.block.classes) <= FEW:
            return None
        choices = Choices(self.explorer).thin([(rule, float(share)) for rule, share in mixture])
        found = feasibility(self._system(choices)).evidence
        return choices.mixed(found.values) if isinstance(found, Point) else None

    def _system(self, choices: Choices) -> LinearSystem:
        """The outcomes that classes may choose, with probabilities so that they give the target."""
        rows, entries, fixed = choices.program(0)
        for terms, y, known in zip(entries, self.target, fixed, strict=True):
            rows.append(Row(tuple(terms), "=", y - known))
        size = sum(len(choices.known[c]) for c in choices.open)
        zero: tuple[Fraction | None, ...] = (Fraction(0),) * size
        return LinearSystem(tuple(range(size)), tuple(rows), zero, (None,) * size)

    def _finished(self, weights: Sequence[float]) -> BlockRule | WholeRules | Priced | Undecided:
        """Near the boundary: rules for simple weights, or for the mean of several that the float solver found on the
        way, often lie where the target does; else classes choose."""
        means = [[sum(own) / m for own in zip(*self.tried[-m:], strict=True)] for m in MEANS if m <= len(self.tried)]
        simple = [rounded(weights, grid) for grid in COARSE]
        for each in [*simple, *(rounded(mean, FINE) for mean in means)]:
            answer = self._separated(primitive(each))
            if answer is not None:
                return answer
        return self._exactly(weights) or self._exactly([]) or self._chosen(weights)

    def _chosen(self, weights: Sequence[float]) -> BlockRule | WholeRules | Priced | Undecided:
        top = max(map(abs, weights), default=0.0) or 1.0
        choices = Choices(self.explorer).begin([1e3 * f + w / top for f, w in zip(self.face, weights, strict=True)])
        while True:
            if choices.size - len(choices.known) > MOST_CHOICES:
                where = "on the boundary of the implementable rules or very near"
                return Undecided((f"{where}, with {choices.size} outcomes to choose from",))
            found = feasibility(self._system(choices))
            if isinstance(found.evidence, Point):
                return choices.mixed(found.evidence.values)
            assert isinstance(found.evidence, FarkasVector)
            weights = primitive([-m for m in found.evidence.multipliers[-self.width :]])
            answer = self._separated(weights, on_face=False)
            if answer is not None:
                return answer
            grown = choices.join(self.explorer.rule(self.explorer.count - 1))
            assert grown, "weights under which no other outcome is better separate"
