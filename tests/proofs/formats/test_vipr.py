"""Certificates in the format VIPR: what is written is what an interpreter of the format's description accepts."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest

from exact.linear import feasibility, optimum
from exact.linear.conflicts import conflict
from exact.linear.named import Program, ProgramRow, system_of
from exact.mixed_integer import integer_feasibility, integer_optimum
from proofs import vipr
from proofs.formats.vipr import vipr_of


def interpreted(text: str) -> str:
    """What a certificate proves ("infeasible", or the ends of the range), by the description's inference rules alone.

    Only what is written here is read: one program, no remarks but the first line, no `sol`. Raises `AssertionError`.
    """
    words = iter(text.partition("\n")[2].split())
    take = words.__next__

    def row():
        left = take()
        return objective if left == "OBJ" else {int(take()): Fraction(take()) for _ in range(int(left))}

    def constraint():
        take()
        sense, bound = {"L": -1, "E": 0, "G": 1}[take()], Fraction(take())
        return row(), sense, bound

    def absurd(one):
        left, sense, bound = one
        return not any(left.values()) and (bound < 0 <= -sense or bound > 0 <= sense)

    def dominates(one, other):
        same = {k: v for k, v in one[0].items() if v} == {k: v for k, v in other[0].items() if v}
        stronger = one[1] in (0, other[1]) and (one[2] - other[2]) * other[1] >= 0 and (other[1] or one[2] == other[2])
        return absurd(one) or (same and stronger)

    objective: dict[int, Fraction] = {}
    assert [take(), take(), take()] == ["VER", "1.1", "VAR"]
    names = [take() for _ in range(int(take()))]
    assert len(set(names)) == len(names)
    assert take() == "INT"
    integers = {int(take()) for _ in range(int(take()))}
    assert take() == "OBJ"
    direction = take()
    objective = row()
    assert take() == "CON"
    count, bounds = int(take()), int(take())
    known = [constraint() for _ in range(count)]
    assert all(len(left) == 1 for left, _, _ in known[:bounds])
    rests = [frozenset() for _ in known]
    assert take() == "RTP"
    goal = take()
    ends = [take(), take()] if goal == "range" else []
    assert take() == "SOL"
    values = []
    for _ in range(int(take())):
        take()
        point = row()
        assert all(point.get(place, Fraction(0)).denominator == 1 for place in integers)
        for left, sense, bound in known:
            value = sum(entry * point.get(place, 0) for place, entry in left.items()) - bound
            assert value == 0 if sense == 0 else value * sense >= 0
        values.append(sum(entry * point.get(place, 0) for place, entry in objective.items()))
    assert take() == "DER"
    for _ in range(int(take())):
        stated = constraint()
        assert take() == "{"
        reason = take()
        if reason == "asm":
            rest = frozenset([len(known)])
        elif reason == "uns":
            one, low, two, high = (int(take()) for _ in range(4))
            assert dominates(known[one], stated)
            assert dominates(known[two], stated)
            assert (known[low][1], known[high][1]) == (-1, 1)
            assert known[low][0] == known[high][0]
            assert set(known[low][0]) <= integers
            assert all(entry.denominator == 1 for entry in (*known[low][0].values(), known[low][2]))
            assert known[high][2] == known[low][2] + 1
            rest = (rests[one] - {low}) | (rests[two] - {high})
        else:
            factors = [(int(take()), Fraction(take())) for _ in range(int(take()))]
            signs = {known[place][1] * (1 if factor > 0 else -1) for place, factor in factors} - {0}
            assert len(signs) <= 1
            left = {}
            for place, factor in factors:
                for column, entry in known[place][0].items():
                    left[column] = left.get(column, 0) + factor * entry
            bound = sum((factor * known[place][2] for place, factor in factors), Fraction(0))
            if reason == "rnd":
                assert all(column in integers for column, entry in left.items() if entry)
                assert all(Fraction(entry).denominator == 1 for entry in left.values())
                bound = Fraction(math.floor(bound) if signs == {-1} else math.ceil(bound))
            assert reason in ("lin", "rnd")
            assert dominates((left, min(signs, default=0), bound), stated)
            rest = frozenset().union(*(rests[place] for place, _ in factors))
        known.append(stated)
        rests.append(rest)
        assert take() == "}"
        int(take())
    assert next(words, None) is None
    if goal == "infeas":
        assert absurd(known[-1])
        assert not rests[-1]
        return "infeasible"
    sign, best = (1, min(values)) if direction == "min" else (-1, max(values))
    proved, attained = ends if direction == "min" else ends[::-1]
    assert (Fraction(attained) - best) * sign >= 0
    if proved not in ("-inf", "inf"):
        assert dominates(known[-1], (objective, sign, Fraction(proved)))
        assert not rests[-1]
    return " ".join(ends)


def random_program(seed: int) -> Program:
    """A small program with rows of all senses, variables bounded on both sides, some of them integers."""
    chance = random.Random(seed)
    names = [f"x {place}" for place in range(chance.randint(1, 4))]
    rows = []
    for number in range(chance.randint(0, 4)):
        terms = {name: Fraction(chance.randint(-3, 3)) for name in names}
        low, high = sorted(Fraction(chance.randint(-8, 12), 2) for _ in range(2))
        rows.append(
            ProgramRow(f"r {number}", terms, *chance.choice([(low, None), (None, high), (low, high), (low, low)]))
        )
    bounds = {name: (Fraction(chance.randint(-2, 0), 2), Fraction(chance.randint(1, 6), 2)) for name in names}
    objective = {name: Fraction(chance.randint(-4, 4), chance.choice([1, 1, 3])) for name in names}
    integers = tuple(name for name in names if chance.random() < 0.6)
    sense = chance.choice(["max", "min", "max", "min", None])
    return Program(sense, objective if sense else {}, Fraction(0), tuple(names), tuple(rows), bounds, integers)


def answered(program: Program):
    labelled = system_of(program)
    system = labelled.system
    if program.integers:
        found = integer_optimum(system, program.objective, program.sense or "min", program.integers)
        return labelled, found if program.sense else integer_feasibility(system, program.integers)
    found = conflict(system)
    if found is not None:
        return labelled, found.verdict
    return labelled, optimum(system, program.objective, program.sense) if program.sense else feasibility(system)


@pytest.mark.parametrize("part", range(2))
def test_what_is_written_is_accepted_and_says_the_answer(part: int) -> None:
    answers = set()
    for seed in range(part, 120, 2):
        program = random_program(seed)
        labelled, verdict = answered(program)
        text = vipr_of(program, labelled, verdict)
        proved = interpreted(text)
        answers.add("value" if verdict.holds and program.sense else proved.split()[0])
        if not verdict.holds:
            assert proved == "infeasible", seed
            assert vipr.check(text).endswith("has no solution")
        elif program.sense:
            assert proved == f"{verdict.value} {verdict.value}", seed
            assert vipr.check(text).endswith(f"is {verdict.value}")
        else:
            assert proved == "-inf 0", seed
            assert vipr.check(text).endswith("is at most 0")
    assert answers == {"value", "infeasible", "-inf"}


@pytest.mark.parametrize("part", range(2))
def test_a_changed_number_is_refused_or_proves_what_the_other_reader_accepts_too(part: int) -> None:
    """Whatever our reader accepts is proved by the rules of the description as they stand above."""
    chance = random.Random(part)
    accepted = refused = 0
    for seed in range(part, 30, 2):
        program = random_program(seed)
        text = vipr_of(program, *answered(program))
        words = text.split(" ")
        places = [place for place, word in enumerate(words) if word.strip().lstrip("-").isdigit()]
        for place in chance.sample(places, min(20, len(places))):
            changed = list(words)
            changed[place] = changed[place].replace(
                words[place].strip(), str(int(words[place]) + chance.choice([-1, 1]))
            )
            mutant = " ".join(changed)
            try:
                vipr.check(mutant)
            except (vipr.Refused, vipr.NotACertificate):
                refused += 1
                continue
            interpreted(mutant)
            accepted += 1
    assert refused > 100
    assert accepted > 10


def test_names_become_words_that_differ() -> None:
    row = ProgramRow("a b", {"x y": Fraction(1), "x_y": Fraction(1)}, None, Fraction(1))
    program = Program("max", {"x y": Fraction(1)}, Fraction(0), ("x y", "x_y", "\u00e9"), (row,), {})
    labelled = system_of(program)
    text = vipr_of(program, labelled, feasibility(labelled.system))
    assert "VAR 3\nx_y\nx_y_2\n_\n" in text
    assert "\na_b L 1 2 0 1 1 1\n" in text


def test_what_the_format_cannot_state_is_said() -> None:
    program = Program("max", {"x": Fraction(1)}, Fraction(0), ("x",), (), {})
    labelled = system_of(program)
    with pytest.raises(ValueError, match="this answer it cannot state"):
        vipr_of(program, labelled, optimum(labelled.system, {"x": 1}))
