"""Claims on families with a parameter: decided for all values at once, and refuted by an ordinary member."""

from __future__ import annotations

import importlib.util
import random
from fractions import Fraction
from pathlib import Path

import pytest

from proofs import checker
from proofs.claims import registry
from proofs.claims.claim import Family, Outcome, Reading
from proofs.claims.comparison import compare
from proofs.claims.varying import Varying
from proofs.hunt.chunks import ClaimFaultError
from proofs.hunt.executors import InProcess
from proofs.hunt.families import with_parameter
from proofs.hunt.search import Hunt

EXAMPLE = Path(__file__).parents[3] / "examples" / "own_claims" / "parameter.py"

HEAD = """
from fractions import Fraction
from proofs.claims.stating import operation
from proofs.claims.written import assume, claim, reading
from proofs.hunt import families
"""


@pytest.fixture
def hunted(tmp_path):
    """What a hunt finds of the claim in a file."""

    def result(body):
        path = tmp_path / "mine.py"
        path.write_text(HEAD + body)
        registry.claims.cache_clear()
        (claim,) = registry.claims((str(path),)).values()
        return Hunt(InProcess(), modules=(str(path),), ahead=0).run(claim, claim.readings[-1])

    return result


def on_numbers(formula, range_, hypothesis="", closed=(False, False)):
    """A claim about the number p itself."""
    assumed = f"    assume({hypothesis})\n" if hypothesis else ""
    return f'''
@claim("number", tries=families.with_parameter("p", {range_}, lambda p: p, "number", {closed}))
def number(x):
    """It is so for every p."""
{assumed}    yield {formula}
'''


@pytest.fixture(scope="module")
def example():
    registry.claims.cache_clear()
    (claim,) = registry.claims((str(EXAMPLE),)).values()
    return claim


def found(claim, reading):
    return Hunt(InProcess(), modules=(str(EXAMPLE),), ahead=0).run(claim, claim.reading(reading))


def test_the_example_is_refuted_on_an_interval_by_an_ordinary_member(example):
    result = found(example, "literal")
    assert (result.ending, result.instances, result.held) == ("refuted", 1, 1)
    assert result.counterexample.words.endswith("(fails for every p with 1/2 < p < 1; here at 2/3)")
    problem, _ = result.counterexample.instance
    assert problem.prior.marginals == ((Fraction(2, 3), Fraction(1, 3)),) * 2
    *_, last, _ = checker.verify(result.counterexample.certificate)
    assert last.startswith("hypothesis holds, conclusion fails")
    assert '"p"' not in str(result.counterexample.certificate)


def test_what_survives_survives_for_every_value(example):
    result = found(example, "high values not likely")
    assert (result.ending, result.exhausted) == ("survived", ("what auction makes, for every p with 0 < p <= 1/2",))


def test_the_example_by_brute_force(example):
    """The code of the claim at 50 rational values."""
    spec = importlib.util.spec_from_file_location("example", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    draw = random.Random(1)
    for value in [Fraction(1, 2), *(Fraction(draw.randint(1, 199), 200) for _ in range(50))]:
        outcome = example.readings[0].trial(module.auction(value)).outcome
        assert outcome is (Outcome.REFUTES if value > Fraction(1, 2) else Outcome.CONFIRMS)


def test_closed_ends_are_points_of_their_own(hunted):
    result = hunted(on_numbers("x < 1", "0, 1", closed=(False, True)))
    assert result.counterexample.words == "1 (fails for p = 1; here at 1)"
    assert hunted(on_numbers("x < 1", "0, 1")).ending == "survived"


def test_ends_of_intervals_may_be_irrational(hunted):
    result = hunted(on_numbers("(x * x) <= 2", "0, 2"))
    assert result.counterexample.words.startswith("5/3 (fails for every p with sqrt(2) < p < 2")


def test_where_the_hypothesis_holds_for_some_values_alone_the_others_count_for_nothing(hunted):
    assert hunted(on_numbers("(x * x) <= 2", "0, 2", "x <= 1")).ending == "survived"
    assert hunted(on_numbers("(x * x) <= 2", "0, 2", "x < 0")).reason.startswith("vacuous so far")


def test_a_failure_at_an_irrational_value_alone_is_left_open(hunted):
    result = hunted(on_numbers("~(x * x).equals(2)", "0, 2"))
    assert (result.ending, result.reason) == ("undecided", "1 of 1 instances could not be decided")


def test_several_stretches_are_several_members(hunted):
    result = hunted(on_numbers("((x - 1) * (x - 2) * (x - 3)) <= 0", "0, 4"))
    assert "fails for every p with 1 < p < 2" in result.counterexample.words


def test_what_takes_no_formulas_is_told_in_a_sentence(hunted):
    with pytest.raises(ClaimFaultError, match=r"it cannot be decided for all p at once .*; try a list of values"):
        hunted(on_numbers('operation("modulo", x, 2).equals(1)', "0, 2"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("p q", 0, 1), "is no name of a parameter"),
        (("p", 1, 1), "the range of p from 1 to 1 is no interval"),
        (("p", 0, "x"), "p: the range: "),
    ],
)
def test_bad_families_are_refused(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        with_parameter(*arguments, lambda p: p)


def test_an_unknown_sort_is_refused():
    with pytest.raises(ValueError, match=r'an instance is of one of the sorts problem, .*, not "auction"'):
        with_parameter("p", 0, 1, lambda p: p, sort="auction")


def test_code_of_a_claim_is_asked_of_formulas_as_well():
    """A reading with a conclusion in code, as the papers' claims have."""
    said = Reading(
        "a test",
        lambda x: [compare(("its square", x * x), "<=", ("", 2))],
        (Family("one", lambda seed: iter(())),),
        lambda x: "",
    )
    varying = next(with_parameter("p", 0, 2, lambda p: p, sort="number").instances(0))
    assert isinstance(varying, Varying)
    assert str(varying) == "an instance for every p with 0 < p < 2"
    assert said.trial(varying).outcome is Outcome.REFUTES
    (member,) = said.members(varying)
    assert str(member) == "fails for every p with sqrt(2) < p < 2; here at 5/3"
    assert (said.shown(varying), said.shown(7)) == (Fraction(5, 3), 7)
