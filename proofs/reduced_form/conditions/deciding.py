"""Conditions A and B for an interim rule (LY, Propositions 1 and 2), and the most violated of their inequalities.

For disjoint sets S+ and S- of coordinates (i, t_i, j), every implementable rule Q satisfies

    sum over S+ of lambda_i(t_i) Q_i(t_i, j) - sum over S- of the same
        <= sum over t of lambda(t) beta(I(t, S+), I(t, S-)),

where I(t, S) are the cells (i, j) with (t_i, j) in S. Condition A asks it of all pairs of sets, Condition B of those in
which S- or S+ is empty. In words: "agent i1 when of type H buys o2" for S+, "sells" for S-.

In terms of f with entries -1, 0, 1 the difference of the sides is f y - sum of lambda(t) max {f_t x : x feasible at t},
a concave function of f. Its greatest value over a box of vectors f is a linear program, and the program's dual solution
is an ex post rule p: for every f in the box the difference is at most f (y - B p), hence at most what that can reach in
the box. So a *tree* that splits the box and ends in ex post rules shows that no inequality is violated by more than a
given amount. For an implementable rule the tree is a single leaf, its own ex post rule.

For a public outcome, which LY leave out here, several agents' coordinates concern one cell: their signs are added.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from exact import arguments
from exact.linear import LinearSystem, Optimal, PrimalDual, Row, optimum
from exact.plain_data import Converter, alone, an_object, at_key, converter, register, written
from exact.rationals import text
from exact.showing.display import Displayed
from exact.symbolic.formulas import Formula, greatest, near
from exact.verdicts import Evidence, Statement, Undecided, Verdict, with_form
from proofs.reduced_form.implementation.deciding import (
    ExPostRule,
    Implementable,
    Inequality,
    Lottery,
    ProfileBound,
    has_outcome,
    induced_rule,
)
from proofs.reduced_form.problem.outcomes import Outcome, OutcomeSets
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem, Profile
from proofs.reduced_form.problem.statements import RuleStatement
from proofs.told import ToldStatement

Letter = Literal["A", "B"]
Box = tuple[tuple[int, ...], tuple[int, ...]]

MOST_NODES = 2_000
"""A search that needs more linear programs than this is given up, and says so."""
MOST_PROFILES = 5_000


@dataclass(frozen=True)
class AboutRule(RuleStatement, ToldStatement):
    """A statement about a problem, an interim rule, and Condition A or B."""

    letter: Letter = field(metadata=written("condition"))


@dataclass(frozen=True)
class Condition(AboutRule):
    """The interim rule satisfies the condition. Evidence for yes: `SignTree`; for no: `SignInequality`."""

    kind: ClassVar[str] = "condition"

    def sentence(self) -> str:
        return f"the interim rule satisfies Condition {self.letter}"


@dataclass(frozen=True)
class GreatestViolation(AboutRule):
    """`value` is the greatest amount by which the rule violates an inequality of the condition (0: none is violated).

    A negative value says that every inequality but the empty one has that slack or more, and one no more. Evidence:
    `MostViolated`.
    """

    kind: ClassVar[str] = "greatest violation"
    value: Fraction

    @property
    def is_slack(self) -> bool:
        """Whether the value is negative."""
        return type(self.value) is Fraction and self.value < 0

    def sentence(self) -> str:
        if not self.value:
            return f"no inequality of Condition {self.letter} is violated"
        if self.is_slack:
            return f"the least slack in Condition {self.letter}, but for the empty inequality, is {text(-self.value)}"
        return f"the greatest violation of Condition {self.letter} is {text(self.value)}"


@dataclass(frozen=True)
class SignLeaf(Displayed):
    """Every sign vector of the box gains at most what this ex post rule (its number) leaves."""

    rule: int


@dataclass(frozen=True)
class SignSplit(Displayed):
    """f at the coordinate is at most the threshold, or at least one more."""

    coordinate: Coordinate
    threshold: int
    at_most: SignNode
    at_least: SignNode


SignNode = SignLeaf | SignSplit


@dataclass(frozen=True)
class SignTree(Evidence):
    """A tree for each box of the condition (one for A; for B first S- empty, then S+), and the ex post rules."""

    form: ClassVar[str] = "sign tree"
    trees: tuple[SignNode, ...]
    rules: tuple[Annotated[ExPostRule, alone], ...]

    def shows(self, problem: Problem, rule: InterimRule, letter: Letter, bound: Fraction) -> bool:
        """Whether no inequality of the condition is violated by more than `bound`."""
        left: list[list[Fraction]] = []
        for ex_post in self.rules:
            induced = induced_rule(problem, ex_post)
            if not ex_post.supports(Implementable(problem, induced), True):
                return False
            left.append(_residual(problem, rule, induced))
        place = {coordinate: k for k, coordinate in enumerate(problem.coordinates)}
        roots = boxes(letter, len(place))
        return len(roots) == len(self.trees) and all(
            _shown(tree, box, left, place, bound) for tree, box in zip(self.trees, roots, strict=True)
        )

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Condition) or not holds:
            return False
        return self.shows(statement.problem, statement.rule, statement.letter, Fraction(0))


@dataclass(frozen=True)
class SignInequality(Evidence):
    """A violated inequality of the condition: weights 1 on S+ and -1 on S-, and the capacity at every profile."""

    form: ClassVar[str] = "sign inequality"
    inequality: Inequality = field(metadata=written(inline=True))

    @property
    def plus(self) -> tuple[Coordinate, ...]:
        """S+."""
        return tuple(coordinate for coordinate, sign in self.inequality.coefficients if sign > 0)

    @property
    def minus(self) -> tuple[Coordinate, ...]:
        """S-."""
        return tuple(coordinate for coordinate, sign in self.inequality.coefficients if sign < 0)

    def words(self) -> str:
        """The sets in words, after LY's reading of Condition A as a market."""
        return trades_in_words(self.plus, self.minus)

    def belongs(self, letter: Letter) -> bool:
        """Whether it is an inequality of the condition."""
        found = {sign for _, sign in self.inequality.coefficients}
        return found <= {1, -1} if letter == "A" else found in ({Fraction(1)}, {Fraction(-1)}, set())

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Condition) or holds or not self.belongs(statement.letter):
            return False
        return self.inequality.supports(Implementable(statement.problem, statement.rule), False)


@dataclass(frozen=True)
class MostViolated(Evidence):
    """An inequality that is violated by the value (any one, if that is 0), and that none is by more.

    Where the value is negative the inequality is not the empty one, and none but that is violated by more.
    """

    form: ClassVar[str] = "most violated"
    inequality: Annotated[SignInequality, with_form]
    tree: Annotated[SignTree, with_form]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, GreatestViolation) or not holds or not self.inequality.belongs(statement.letter):
            return False
        problem, rule, own = statement.problem, statement.rule, self.inequality.inequality
        if own.left(problem, rule) - own.right(problem) != statement.value:
            return False
        if statement.is_slack:
            shown = bool(own.coefficients) and own.proves(problem, own.right(problem))
            return shown and self.tree.shows(problem, rule, statement.letter, statement.value)
        violated = own.supports(Implementable(problem, rule), False) or statement.value == 0
        return violated and self.tree.shows(problem, rule, statement.letter, statement.value)


def condition(problem: Problem, rule: InterimRule | Mapping[str, Any], letter: Letter = "A") -> Verdict:
    """Whether the rule satisfies Condition A or B; no with the most violated inequality that the search found.

    The rule may be nested mappings (`Problem.interim_rule`). Exact for any size up to 5,000 type profiles; a search
    beyond 2,000 linear programs ends undecided, unless it has found a violated inequality by then.
    """
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    some = _nonempty(problem, letter)
    if some is not None:
        return some
    given = problem.interim_rule(rule)
    search = _Search(problem, given, letter)
    tree = search.tree()
    statement = Condition(problem, given, letter)
    if search.best > 0:
        return Verdict(statement, False, search.inequality())
    if tree is None:
        return Verdict(statement, None, Undecided((f"{MOST_NODES} linear programs; no violated inequality so far",)))
    return Verdict(statement, True, tree)


def most_violated(problem: Problem, rule: InterimRule | Mapping[str, Any], letter: Letter = "A") -> Verdict:
    """The greatest violation of Condition A or B: a verdict on `GreatestViolation`, whose statement has the value.

    The rule may be nested mappings (`Problem.interim_rule`).
    Beyond 2,000 linear programs the verdict is undecided; its statement has the greatest violation found so far.
    """
    some = _nonempty(problem, letter)
    if some is not None:
        return some
    given = problem.interim_rule(rule)
    search = _Search(problem, given, letter)
    tree = search.tree()
    statement = GreatestViolation(problem, given, letter, search.best)
    if tree is None:
        return Verdict(statement, None, Undecided((f"{MOST_NODES} linear programs; a greater violation may exist",)))
    return Verdict(statement, True, MostViolated(search.inequality(), tree))


def tightest(problem: Problem, rule: InterimRule | Mapping[str, Any], letter: Letter = "A") -> Verdict:
    """As `most_violated`, without the empty inequality: of a rule that violates none it finds the least slack."""
    some = _nonempty(problem, letter)
    if some is not None:
        return some
    search = _Search(problem, problem.interim_rule(rule), letter)
    tree = search.tree(beside_zero=True)
    statement = GreatestViolation(problem, search.rule, letter, search.best)
    if tree is None:
        return Verdict(statement, None, Undecided((f"{MOST_NODES} linear programs; a tighter one may exist",)))
    return Verdict(statement, True, MostViolated(search.inequality(), tree))


def trades_in_words(plus: Sequence[Coordinate], minus: Sequence[Coordinate]) -> str:
    """`agent i1 when of type H buys o2; agent i2 when of type L sells o1`."""
    trades: list[str] = []
    for verb, side in (("buys", plus), ("sells", minus)):
        by_type: dict[tuple[str, str], list[str]] = {}
        for agent, kind, *rest in side:
            by_type.setdefault((agent, kind), []).extend(rest or ["a unit"])
        trades += [f"agent {agent} when of type {kind} {verb} {_and(j)}" for (agent, kind), j in by_type.items()]
    return "; ".join(trades) or "nobody trades"


def boxes(letter: Letter, size: int) -> tuple[Box, ...]:
    """The boxes whose integer vectors are the inequalities of the condition."""
    minus, none, plus = (-1,) * size, (0,) * size, (1,) * size
    return ((minus, plus),) if letter == "A" else ((none, plus), (minus, none))


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _nonempty(problem: Problem, letter: str) -> Verdict | None:
    """Bad input is refused; the verdict that some profile has no feasible outcome, if so."""
    if letter not in ("A", "B"):
        raise ValueError(f'the condition is "A" or "B", not {letter!r}')
    if problem.profile_count > MOST_PROFILES:
        raise ValueError(
            f"{problem.profile_count} type profiles; the conditions are searched for up to {MOST_PROFILES}"
        )
    some = has_outcome(problem)
    return None if some.holds else some


def _residual(problem: Problem, rule: InterimRule, induced: InterimRule) -> list[Fraction]:
    """y - B p, in the order of the coordinates."""
    triples = zip(problem.coordinates, rule.values, induced.values, strict=True)
    return [problem.marginals[c[0], c[1]] * (own - other) for c, own, other in triples]


def _reach(residual: Sequence[Fraction], box: Box) -> Fraction:
    """The greatest f * residual over the box."""
    return sum((max(low * r, high * r) for r, low, high in zip(residual, *box, strict=True)), Fraction(0))


def _halves(box: Box, k: int, threshold: int) -> tuple[Box, Box]:
    low, high = box
    below = low, (*high[:k], min(high[k], threshold), *high[k + 1 :])
    above = (*low[:k], max(low[k], threshold + 1), *low[k + 1 :]), high
    return below, above


def _shown(node: SignNode, box: Box, left: list[list[Fraction]], place: dict[Coordinate, int], bound: Fraction) -> bool:
    if isinstance(node, SignLeaf):
        empty = bound < 0 and not any(map(any, box))  # the empty inequality, which has no slack
        return 0 <= node.rule < len(left) and (empty or _reach(left[node.rule], box) <= bound)
    if node.coordinate not in place:
        return False
    below, above = _halves(box, place[node.coordinate], node.threshold)
    pairs = ((node.at_most, below), (node.at_least, above))
    return all(_is_empty(half) or _shown(part, half, left, place, bound) for part, half in pairs)


def _is_empty(box: Box) -> bool:
    return any(low > high for low, high in zip(*box, strict=True))


class _Search:
    """Branch and bound over sign vectors. State: the outcomes known at each profile, the best vector, the rules."""

    def __init__(self, problem: Problem, rule: InterimRule, letter: Letter) -> None:
        self.problem, self.rule, self.letter = problem, rule, letter
        self.sets, self.coordinates = OutcomeSets(problem), problem.coordinates
        self.profiles = list(problem.profiles())
        self.prior = [problem.probability(profile) for profile in self.profiles]
        pairs = zip(self.coordinates, rule.values, strict=True)
        self.weighted = [problem.marginals[c[0], c[1]] * quantity for c, quantity in pairs]
        self.best, self.signs = Fraction(0), (0,) * len(self.coordinates)
        self.nodes = 0
        self.rules: dict[ExPostRule, int] = {}
        place = {c: k for k, c in enumerate(self.coordinates)}
        self.cells_at = [list(_cells_at(problem, profile, place)) for profile in self.profiles]
        nothing = tuple(Fraction(0) for _ in problem.cells)
        self.known: list[list[Outcome]] = []
        for profile in self.profiles:
            first = self.sets.at(profile).maximum(nothing).outcome
            assert first is not None
            self.known.append([first])

    def tree(self, beside_zero: bool = False) -> SignTree | None:
        """The proof that nothing beats the best; `None` if it needs too many linear programs.

        With `beside_zero` it says nothing of the empty inequality, and the best is another one.
        """
        trees: list[SignNode] = []
        if beside_zero:
            self.signs = (1, *(0 for _ in self.coordinates[1:]))
            self.best = self._gain(self.signs)
        for box in boxes(self.letter, len(self.coordinates)):
            found = self._beside_zero(box, 0) if beside_zero else self._explore(box)
            if found is None:
                return None
            trees.append(found)
        return SignTree(tuple(trees), tuple(self.rules))

    def _beside_zero(self, box: Box, k: int) -> SignNode | None:
        """A tree for the box, in which all entries before the k-th are 0; nothing is shown of the vector 0."""
        if k == len(self.coordinates):
            return SignLeaf(0)
        coordinate, (low, high) = self.coordinates[k], box
        above = self._explore(_halves(box, k, 0)[1]) if high[k] > 0 else None
        below = self._explore(_halves(box, k, -1)[0]) if low[k] < 0 else None
        zero = _halves(_halves(box, k, 0)[0], k, -1)[1]
        rest = self._beside_zero(zero, k + 1)
        if rest is None or (above is None and high[k] > 0) or (below is None and low[k] < 0):
            return None
        rest = rest if below is None else SignSplit(coordinate, -1, below, rest)
        return rest if above is None else SignSplit(coordinate, 0, rest, above)

    def inequality(self) -> SignInequality:
        """The inequality of the best sign vector, without the coordinates that gain nothing."""
        for k in range(len(self.signs)):
            self._try((*self.signs[:k], 0, *self.signs[k + 1 :]), ties=True)
        coefficients = {c: Fraction(sign) for c, sign in zip(self.coordinates, self.signs, strict=True) if sign}
        bounds: list[ProfileBound] = []
        for profile in self.profiles:
            best = self.sets.at(profile).maximum(self.sets.vector(self.sets.weights(coefficients, profile)))
            assert best.value is not None
            bounds.append(ProfileBound(profile, best.value, best.proof))
        return SignInequality(Inequality(tuple(coefficients.items()), tuple(bounds)))

    def _explore(self, box: Box) -> SignNode | None:
        while True:
            self.nodes += 1
            if self.nodes > MOST_NODES:
                return None
            vector, ex_post, bound = self._relaxed(box)
            if bound <= self.best:
                return SignLeaf(self.rules.setdefault(ex_post, len(self.rules)))
            grown = self._true_value(vector)
            self._try(vector)
            fractional = [k for k, f in enumerate(vector) if isinstance(f, Formula) or f.denominator != 1]
            if not grown and fractional:
                break
        k = max(fractional, key=lambda k: (abs(near(self.weighted[k])), -k))
        threshold = math.floor(near(vector[k]))
        below, above = _halves(box, k, threshold)
        at_least = self._explore(above)
        at_most = self._explore(below) if at_least is not None else None
        if at_least is None or at_most is None:
            return None
        return SignSplit(self.coordinates[k], threshold, at_most, at_least)

    def _relaxed(self, box: Box) -> tuple[list[Fraction], ExPostRule, Fraction]:
        """The best real vector of the box against the known outcomes, and the ex post rule of the dual solution."""
        size, rows = len(self.coordinates), []
        for number, outcomes in enumerate(self.known):
            for outcome in outcomes:
                entries = [*self._row(number, outcome), (size + number, Fraction(-1))]
                rows.append(Row(tuple(entries), "<=", Fraction(0)))
        low, high = (tuple(map(Fraction, side)) for side in box)
        free = (None,) * len(self.profiles)
        system = LinearSystem(tuple(range(size + len(free))), tuple(rows), (*low, *free), (*high, *free))
        verdict = optimum(system, [*self.weighted, *(-weight for weight in self.prior)])
        assert isinstance(verdict.evidence, PrimalDual)
        assert isinstance(verdict.statement, Optimal)
        lotteries: list[tuple[Profile, Lottery]] = []
        shares = iter(verdict.evidence.multipliers)
        for profile, weight, outcomes in zip(self.profiles, self.prior, self.known, strict=True):
            drawn = [(next(shares) / weight, outcome) for outcome in outcomes]
            lotteries.append((profile, tuple(pair for pair in drawn if pair[0])))
        return list(verdict.evidence.values[:size]), ExPostRule(tuple(lotteries)), verdict.statement.value

    def _row(self, number: int, outcome: Outcome) -> list[tuple[int, Fraction]]:
        """f_t x as a row in f."""
        quantities = dict(outcome)
        return sorted((k, quantities[cell]) for cell, k in self.cells_at[number] if cell in quantities)

    def _true_value(self, vector: Sequence[Fraction]) -> bool:
        """Add to each profile the outcome that the vector likes best, if it beats those known; whether one did."""
        grown = False
        for number, profile in enumerate(self.profiles):
            best = self._best(vector, number, profile)
            if best not in self.known[number]:
                values = [self._value(vector, number, outcome) for outcome in self.known[number]]
                if self._value(vector, number, best) > values[greatest(values)]:
                    self.known[number].append(best)
                    grown = True
        return grown

    def _try(self, vector: Sequence[int | Fraction], ties: bool = False) -> None:
        """The vector rounded towards zero and away from it, as candidates for the best."""
        about = list(map(near, vector))
        for signs in {tuple(int(f) for f in about), tuple((f > 0) - (f < 0) for f in about)}:
            if not any(signs):  # the empty inequality gains nothing
                continue
            gain = self._gain(signs)
            if gain > self.best or (ties and gain == self.best):
                self.best, self.signs = gain, signs

    def _gain(self, signs: Sequence[int]) -> Fraction:
        """The left side of an inequality at the rule, less its right side."""
        gain = sum((sign * y for sign, y in zip(signs, self.weighted, strict=True)), Fraction(0))
        for number, (profile, weight) in enumerate(zip(self.profiles, self.prior, strict=True)):
            gain -= weight * self._value(signs, number, self._best(signs, number, profile))
        return gain

    def _best(self, vector: Sequence[int | Fraction], number: int, profile: Profile) -> Outcome:
        at = dict.fromkeys(self.problem.cells, Fraction(0))
        for cell, k in self.cells_at[number]:
            at[cell] += vector[k]
        best = self.sets.at(profile).maximum(tuple(at.values())).outcome
        assert best is not None
        return best

    def _value(self, vector: Sequence[int | Fraction], number: int, outcome: Outcome) -> Fraction:
        return sum((vector[k] * quantity for k, quantity in self._row(number, outcome)), Fraction(0))


def _cells_at(
    problem: Problem, profile: Profile, place: dict[Coordinate, int]
) -> Iterator[tuple[tuple[str, ...], int]]:
    """(cell, position of the coordinate) wherever a cell counts for a coordinate at the profile."""
    for agent, kind in zip(problem.agents, profile, strict=True):
        for rest in problem.object_parts:
            coordinate = (agent, kind, *rest)
            yield problem.cell_of(coordinate), place[coordinate]


_SPLIT = converter(tuple[Coordinate, int])


def _node_to_plain(node: SignNode) -> dict[str, Any]:
    if isinstance(node, SignLeaf):
        return {"rule": node.rule}
    parts = {"at_most": _node_to_plain(node.at_most), "at_least": _node_to_plain(node.at_least)}
    return {"split": _SPLIT.to_plain((node.coordinate, node.threshold)), **parts}


def _node_from_plain(plain: Any) -> SignNode:
    if "rule" in an_object(plain):
        return SignLeaf(converter(int).from_plain(plain["rule"]))
    coordinate, threshold = _SPLIT.from_plain(at_key(plain, "split"))
    at_most, at_least = (_node_from_plain(at_key(plain, key)) for key in ("at_most", "at_least"))
    return SignSplit(coordinate, threshold, at_most, at_least)


register(SignNode, Converter(_node_to_plain, _node_from_plain))
