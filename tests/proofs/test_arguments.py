"""What `proofs` exports refuses a wrong first argument by one sentence that says what was given and what would do."""

import inspect

import pytest

import proofs
from exact.lotteries import birkhoff
from proofs.formats.problems import problem_of

WRONG = {
    "nothing": None,
    "number": 3,
    "float": 0.5,
    "numbers": [1, -1],
    "keys": {"no such key": 1},
    "object": object(),
}
ASKED = [name for name in proofs.__all__ if inspect.isfunction(getattr(proofs, name))]
ANSWERED = {("polarized", "keys"), ("explain", "keys")}
PROBLEM = problem_of(
    agents=["i", "j"],
    types=["t", "u"],
    constraints=[{"each": "agent", "ceiling": 1}, {"agents": ["i", "j"], "ceiling": 1}],
)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", ASKED)
def test_a_wrong_first_argument_is_refused_in_one_sentence(name, wrong, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    function = getattr(proofs, name)
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    given = [WRONG[wrong], *["there"] * (len(needed) - 1)]
    with pytest.raises((TypeError, ValueError)) as refused:
        function(**given[0]) if name == "problem_of" and wrong == "keys" else function(*given)
    said = str(refused.value)
    assert "\n" not in said
    assert 0 < len(said) < 300
    for ours in ("has no attribute", "is not iterable", "not subscriptable", "os.PathLike", "not supported between"):
        assert ours not in said, said
    assert not list(tmp_path.iterdir())


def test_what_makes_what_is_expected_is_said():
    said = {}
    for name in ("implementable", "improving_trade", "universal_condition", "condition_for_groups"):
        with pytest.raises(TypeError) as refused:
            getattr(proofs, name)({}, *[{}] * (name in ("implementable", "condition_for_groups")))
        said[name] = str(refused.value)
    assert said == {
        "implementable": "problem: a Problem was expected, not a dict {}; problem_of and load_problem make one",
        "improving_trade": "market: a Market was expected, not a dict {}; load_market gives a mechanism, whose "
        ".market is one",
        "universal_condition": "given: an ImplementationStructure was expected, not a dict {}; proofs.structure makes "
        "one, and structure_of(problem)",
        "condition_for_groups": "problem: a GroupedProblem was expected, not a dict {}; load_groups makes one of a "
        "file",
    }


def test_what_can_be_saved_is_said(tmp_path):
    cases = {
        "its .description is one": proofs.facets(PROBLEM),
        "not a PermutationLottery": birkhoff([[1]]),
        "certificate(verdicts) makes one of several": [proofs.has_outcome(PROBLEM)],
        "these keys are no certificate": {"a": 1},
        "not None": None,
    }
    for words, value in cases.items():
        with pytest.raises(TypeError) as refused:
            proofs.save(value, tmp_path / "q.json")
        assert words in str(refused.value)
    assert not list(tmp_path.iterdir())
    assert proofs.save(proofs.facets(PROBLEM).description, tmp_path / "q.json").exists()
