"""Exact choice probabilities: the numbers of the issue, ties in every reading, simulation, the checker's own method."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction

import pytest

from proofs import checker
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law
from proofs.trading.selection.probabilities import (
    TIES,
    HalfSpace,
    chance,
    choice_probabilities,
    decide_chance,
    decide_choice_probabilities,
    myopic_choice,
    rules_by_part,
)
from tests.proofs.trading.mutated_certificates import accepted, check_mutations, check_round_trip, replaced, written

ETA = (Fraction(1), Fraction(1))


def on_box(lower: list[object], upper: list[object]) -> Law:
    return Law.on_box(Box(bundle(lower), bundle(upper)))


def mixture_with_atoms() -> Law:
    square = on_box([1, 1], [2, 2])
    thin = on_box([1, 3], [3, 3])
    return Law.mixture([(square, "1/2"), (thin, "1/4"), (Law.finite({(1, 1): "1/3", (2, 1): "2/3"}), "1/4")])


def test_the_numbers_of_the_issue() -> None:
    square = on_box([1, 1], [2, 2])
    assert chance(square, [HalfSpace.make((1, "-5/4"))]) == Fraction(31, 40)
    assert chance(square, [HalfSpace.make((1, "-3/2"))]) == Fraction(11, 12)
    assert chance(on_box([1, 1, 1], [3, 2, 2]), [HalfSpace.make((-1, 1, 1))]) == Fraction(1, 12)


def test_strictness_matters_at_atoms_and_where_a_condition_is_constant() -> None:
    law = mixture_with_atoms()
    weak, strict = (chance(law, [HalfSpace.make((1, -1), 0, strict)]) for strict in (False, True))
    assert weak - strict == Fraction(1, 4) * Fraction(1, 3)
    flat = on_box([1, 3], [2, 3])
    assert chance(flat, [HalfSpace.make((0, 1), 3)]) == 1
    assert chance(flat, [HalfSpace.make((0, 1), 3, True)]) == 0


def test_a_ray_ties_with_the_endowment_wherever_it_does_not_pay() -> None:
    menu = ((ETA,), (ETA, bundle((2, 0))))
    found = {ties: choice_probabilities(menu, on_box([1, 1], [2, 2]), ties)[1] for ties in TIES}
    half = Fraction(1, 2)
    assert found == {"trade": half, "keep": half, "last": 1, "split": Fraction(3, 4), "cautious": half}


def test_an_indifferent_type_trades_or_keeps_by_the_rule() -> None:
    menu = ((ETA,), (ETA, bundle((2, 0))))
    law = Law.finite({(1, 1): 1})
    assert choice_probabilities(menu, law, "trade") == (0, 1)
    assert choice_probabilities(menu, law, "keep") == (1, 0)
    assert choice_probabilities(menu, law, "split") == (Fraction(1, 2), Fraction(1, 2))


def test_cautious_agents_look_at_the_worst_case_among_equally_good_choices() -> None:
    """Both sets have (0, 0); the other bundle is dearer in the first where c1 > c2, and first come first served."""
    good = bundle((0, 0))
    menu = ((ETA,), (good, bundle((2, 0))), (good, bundle((0, 2))))
    assert choice_probabilities(menu, on_box([1, 1], [2, 3]), "cautious") == (0, Fraction(3, 4), Fraction(1, 4))
    assert myopic_choice(menu, bundle((2, 1)), "cautious") == {2: 1}
    assert myopic_choice(menu, bundle((2, 1)), "keep") == {1: 1}
    assert myopic_choice(menu, bundle((1, 1)), "cautious") == {1: 1}
    thin = on_box([1, 1], [2, 1])
    assert choice_probabilities(menu, thin, "cautious") == (0, 0, 1)
    for law in (on_box([1, 1], [2, 3]), thin, Law.finite({(1, 1): "1/2", (2, 1): "1/2"})):
        check_round_trip(decide_choice_probabilities(menu, law, ties="cautious"))


@pytest.mark.parametrize("seed", range(6))
def test_rules_divide_the_costs_without_overlap(seed: int) -> None:
    """Half-spaces with strict and weak sides, also at atoms on their borders: as the rules say at sampled costs."""
    rng = random.Random(seed)
    rules = [
        ([HalfSpace.make([rng.randint(-2, 2) for _ in range(2)], 0, rng.random() < 0.5) for _ in range(k)], k)
        for k in (1, 2, 2)
    ]
    atoms = Law.finite({(1, 1): "1/4", (2, 1): "1/4", (1, 2): "1/4", (2, 2): "1/4"})

    def made(costs: tuple[Fraction, ...]) -> int:
        return next((k for event, k in rules if all(half.met_by(costs) for half in event)), 0)

    for row, (at, _) in zip(rules_by_part(rules, 3, atoms), atoms.atoms, strict=True):
        assert row == tuple(Fraction(k == made(at)) for k in range(3))
    (exact,) = rules_by_part(rules, 3, on_box([1, 1], [3, 2]))
    assert sum(exact) == 1
    grid = [
        (1 + Fraction(2 * a + 1, 80), 1 + Fraction(2 * b + 1, 160)) for a, b in itertools.product(range(80), repeat=2)
    ]
    for k in range(3):
        seen = sum(made(costs) == k for costs in grid) / len(grid)
        assert abs(seen - float(exact[k])) < 0.05


def random_menu(rng: random.Random, tasks: int) -> tuple:
    eta = tuple(Fraction(rng.randint(1, 3)) for _ in range(tasks))
    sets = []
    for _ in range(rng.randint(1, 3)):
        points = [tuple(Fraction(rng.randint(0, 4)) for _ in range(tasks)) for _ in range(rng.randint(1, 2))]
        sets.append(tuple(dict.fromkeys([eta, *points] if rng.random() < 0.7 else points)))
    return ((eta,), *sets)


@pytest.mark.parametrize("ties", TIES)
def test_probabilities_agree_with_choices_at_sampled_costs(ties: str) -> None:
    rng = random.Random(ties)
    for tasks in (2, 2, 3):
        menu = random_menu(rng, tasks)
        law = on_box([1] * tasks, [rng.randint(2, 4) for _ in range(tasks)])
        exact = choice_probabilities(menu, law, ties)
        assert sum(exact) == 1
        count, draws = [Fraction(0)] * len(menu), 3000
        ((box, _),) = law.uniform
        for _ in range(draws):
            costs = tuple(low + (high - low) * Fraction(rng.randrange(10**6), 10**6) for low, high in box.intervals())
            for k, share in myopic_choice(menu, costs, ties).items():
                count[k] += share
        for true, seen in zip(exact, count, strict=True):
            assert abs(float(seen) / draws - float(true)) < 5 * math.sqrt(0.25 / draws)


@pytest.mark.parametrize("ties", TIES)
def test_the_checker_computes_the_same_probabilities_its_own_way(ties: str) -> None:
    rng = random.Random(7)
    for tasks in (2, 2, 3, 4):
        menu = random_menu(rng, tasks)
        law = Law.mixture(
            [
                (on_box([1] * tasks, [rng.randint(1, 3) for _ in range(tasks)]), "1/2"),
                (Law.finite({tuple(rng.randint(1, 3) for _ in range(tasks)): 1}), "1/2"),
            ]
        )
        check_round_trip(decide_choice_probabilities(menu, law, ties=ties))


@pytest.mark.parametrize("dimension", range(1, 7))
def test_the_checker_measures_random_events_as_we_do(dimension: int) -> None:
    rng = random.Random(dimension)
    for count in (1, 2, 3):
        event = [
            HalfSpace.make([rng.randint(-3, 3) for _ in range(dimension)], rng.randint(0, 4)) for _ in range(count)
        ]
        check_round_trip(decide_chance(on_box([0] * dimension, [rng.randint(1, 3) for _ in range(dimension)]), event))


def test_wrong_probabilities_are_refuted_with_evidence() -> None:
    verdict = decide_chance(mixture_with_atoms(), [HalfSpace.make((1, -1))], "1/2")
    assert verdict.holds is False
    check_round_trip(verdict)
    assert not accepted(replaced(written(verdict), ("statements", 0, "holds"), True))


def test_mutated_certificates_are_refused() -> None:
    event = [HalfSpace.make((1, "-5/4")), HalfSpace.make((-2, 1), 1)]
    assert check_mutations(decide_chance(mixture_with_atoms(), event), "probability parts") > 20
    menu = ((ETA,), (ETA, bundle((2, 0))), (ETA, bundle((0, 3))))
    verdict = decide_choice_probabilities(menu, mixture_with_atoms())
    assert check_mutations(verdict, "probabilities parts") > 20


def test_beyond_its_dimension_the_checker_refuses() -> None:
    law = on_box([0] * 9, [1] * 9)
    event = [HalfSpace.make([1] * 9, 4), HalfSpace.make([1, 2] + [1] * 7, 4)]
    with pytest.raises(checker.Refused, match="more dimensions than are checked"):
        checker.verify(written(decide_chance(law, event)))


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="is no rule; designer, trade, keep, last, split, cautious are"):
        choice_probabilities(((ETA,), (ETA,)), on_box([1, 1], [2, 2]), "first come")
    with pytest.raises(ValueError, match="choice 0 is the endowment alone"):
        choice_probabilities(((ETA, ETA),), on_box([1, 1], [2, 2]))
