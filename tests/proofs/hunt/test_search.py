"""The hunt: small counterexamples first, shrunk, the same for any number of workers, and never lost."""

from __future__ import annotations

import itertools
import json
import re
import time
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import pytest

from exact.linear import LinearSystem, optimum
from exact.verdicts import Undecided, Verdict
from proofs import checker
from proofs.certificates import certificate
from proofs.claims import registry
from proofs.claims.claim import LITERAL, Claim, Expected, Family, Outcome, Reading, either
from proofs.claims.comparison import compare
from proofs.hunt import search
from proofs.hunt.chunks import Chunk, Journal
from proofs.hunt.executors import InProcess
from proofs.hunt.hunting import Options, hunt_all, table
from proofs.hunt.search import Hunt
from proofs.report.claims import explain_claim

MODULES = ("tests.proofs.claims.arithmetic",)
CLAIMS = registry.claims(MODULES)


def hunted(name, executor=None, **options):
    claim = CLAIMS[f"arithmetic/{name}"]
    return Hunt(executor or InProcess(), MODULES, **options).run(claim, claim.readings[0])


def without_time(result):
    return {key: value for key, value in result.__dict__.items() if key != "seconds"}


def test_a_true_claim_survives_and_says_what_was_exhausted():
    result = hunted("true", budget=500)
    assert result.ending == "survived"
    assert result.instances == result.held == 500
    assert result.exhausted == ("all numbers below 400",)
    assert result.left == ("random numbers up to a million",)


@pytest.mark.parametrize("budget", [398, 399, 400, 420])
def test_a_family_is_exhausted_exactly_when_all_its_instances_were_tried(budget):
    result = hunted("true", budget=budget)
    assert (result.exhausted == ("all numbers below 400",)) == (budget >= 399)
    assert result.instances == budget
    alone = hunted("not-equal", budget=budget)
    assert (bool(alone.exhausted), bool(alone.left)) == (budget >= 399, budget < 399)
    assert alone.instances == min(budget, 399)


def test_without_a_budget_families_that_end_are_tried_to_their_end():
    claim = CLAIMS["arithmetic/true"]
    reading = replace(claim.readings[0], budget=30)
    result = Hunt(InProcess(), MODULES).run(claim, reading)
    assert (result.instances, result.exhausted) == (399 + 30, ("all numbers below 400",))


def test_a_process_goes_on_with_a_stream_and_never_loses_its_place():
    claim = "arithmetic/true"
    places = [(0, 20), (20, 40), (60, 80), (40, 60), (380, 400), (400, 420), (0, 399)]
    chunks = [Chunk(MODULES, claim, LITERAL, 0, start, stop, 0) for start, stop in places]
    assert [search.work(chunk).tried for chunk in chunks] == [20, 20, 20, 20, 19, 0, 399]
    assert [search.work(chunk).ended for chunk in chunks] == [False, False, False, False, True, True, True]


def test_the_first_counterexample_is_found_and_shrunk():
    result = hunted("false-from-100", budget=1000)
    assert result.ending == "refuted"
    assert result.counterexample.instance == 101
    assert result.counterexample.smallest
    large = hunted("false-among-large", budget=1000, seed=3)
    assert large.counterexample.instance == 1001
    written = certificate(large.counterexample.trial.verdicts, large.counterexample.because)
    assert checker.verify(written)[-1].endswith('"1001 contradicts it"')


def test_the_hypothesis_selects_the_instances():
    result = hunted("even-squares", budget=100)
    assert (result.ending, result.instances, result.held) == ("survived", 100, 50)


def test_a_hypothesis_that_never_holds_is_not_survival():
    result = hunted("hypothesis-never-holds", budget=1000)
    assert result.ending == "undecided"
    counted = f"none of the {result.instances} instances of the families"
    assert result.reason == f"vacuous so far: {counted} satisfies the hypothesis"


def test_an_expected_no_is_met_by_a_no():
    assert hunted("not-equal").ending == "survived"


def compared(left, right):
    return compare(("a number", left), "=", ("another", right))


@pytest.mark.parametrize(
    ("numbers", "outcome", "shown"),
    [((1, 2), Outcome.CONFIRMS, [1]), ((2, 1), Outcome.CONFIRMS, [1]), ((2, 3), Outcome.REFUTES, [2, 3])],
)
def test_one_of_several_verdicts_will_do_and_a_refutation_shows_all(numbers, outcome, shown):
    reading = Reading(
        wording="one of the numbers is 1",
        conclusion=lambda given: (either(*(Expected(compared(number, 1)) for number in given)),),
        families=(),
        because=lambda given: "none is 1",
    )
    trial = reading.trial(numbers)
    assert trial.outcome is outcome
    assert [one.verdict.statement.values[0] for one in trial.conclusion] == shown


def test_one_of_several_is_undecided_only_if_none_is_as_expected():
    open_question = Expected(Verdict(compared(2, 1).statement, None, Undecided(("nothing",))))
    yes, no = Expected(compared(1, 1)), Expected(compared(2, 1))
    assert either(open_question, yes).met is True
    assert either(no, open_question).met is None
    assert either(no, no).met is False


def test_a_refutation_keeps_the_values_that_it_compares():
    best = optimum(LinearSystem.make(1, lower=0, upper=[3]), [1], "max")
    reading = Reading(
        wording="the greatest value is 4",
        conclusion=lambda given: (best, compared(1, 1), compared(best.value, 4)),
        families=(),
        because=lambda given: "it is 3",
    )
    trial = reading.trial(None)
    assert [one.verdict for one in trial.conclusion] == [best, compared(3, 4)]


def test_a_vacuous_claim_says_why():
    result = hunted("vacuous")
    assert (result.ending, result.reason) == ("vacuous", "there is no such number")


@pytest.mark.parametrize("name", ["true", "false-from-100", "false-among-large", "even-squares"])
def test_the_result_does_not_depend_on_the_executor(name):
    alone = without_time(hunted(name, budget=300, seed=5))
    with ThreadPoolExecutor(3) as threads:
        assert without_time(hunted(name, threads, budget=300, seed=5, ahead=1)) == alone
    with ProcessPoolExecutor(2) as processes:
        assert without_time(hunted(name, processes, budget=300, seed=5)) == alone


def test_time_that_ran_out_is_said():
    result = hunted("true", deadline=time.monotonic() - 1)
    assert (result.ending, result.reason) == ("undecided", "the time ran out")


class Breaking(InProcess):
    """Breaks down at the third piece of work, as a pool does whose worker was killed."""

    def __init__(self):
        self.count = 0

    def submit(self, fn, /, *args, **kwargs):
        self.count += 1
        if self.count == 3:
            broken = Future()
            broken.set_exception(BrokenExecutor())
            return broken
        if self.count > 3:
            raise BrokenExecutor
        return super().submit(fn, *args, **kwargs)


def test_a_broken_executor_loses_nothing():
    assert without_time(hunted("true", Breaking(), budget=200)) == without_time(hunted("true", budget=200))


def test_a_journal_is_resumed_without_repeating_anything(tmp_path, monkeypatch):
    path = tmp_path / "journal.jsonl"
    whole = without_time(hunted("true", journal=Journal(path), budget=200))
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:4]) + '\n{"chunk": "torn')
    worked = []
    original = search.work
    monkeypatch.setattr(search, "work", lambda chunk: worked.append(chunk) or original(chunk))
    assert without_time(hunted("true", journal=Journal(path, resume=True), budget=200)) == whole
    assert len(worked) == len(lines) - 4
    assert len(Journal(path, resume=True).known) == len(lines)


def test_rows_and_certificates_are_written_as_they_are_found(tmp_path):
    rows = list(hunt_all(list(CLAIMS.values()), Options(tmp_path, budget=300, workers=0), MODULES))
    assert [row["verdict"] for row in rows] == [
        "survived",
        "refuted",
        "survived",
        "undecided",
        "survived",
        "survived",
        "survived",
        "vacuous",
    ]
    refuted = rows[1]
    assert checker.verify(checker.read(refuted["certificate"]))
    assert {row["claim"] for row in table(tmp_path)} == set(CLAIMS)
    keys = {"claim", "reading", "verdict", "instances", "hypothesis_held", "exhausted"}
    assert keys | {"counterexample", "certificate", "seconds"} <= set(json.loads(json.dumps(rows[0])))
    again = list(itertools.islice(hunt_all([CLAIMS["arithmetic/true"]], Options(tmp_path, 10, workers=0), MODULES), 1))
    assert len(table(tmp_path)) == len(CLAIMS)
    assert again[0]["instances"] == 10


def test_claims_start_with_the_literal_reading():
    reading = Reading("w", lambda n: [], (), str, name="repaired")
    with pytest.raises(ValueError, match=LITERAL):
        Claim("paper/claim", "somewhere", (reading,))


def test_selection_by_beginnings():
    names = [claim.id for claim in registry.select(["arithmetic/false"], MODULES)]
    assert names == ["arithmetic/false-from-100", "arithmetic/false-among-large"]
    with pytest.raises(ValueError, match='"nothing" is no claim'):
        registry.select(["nothing"], MODULES)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("LY/theorem-5", ["lang-yang-2023/theorem-5"]),
        ("vs/claim-1", ["valenzuela-stookey-2026/claim-1"]),
        ("theorem-5", ["lang-yang-2023/theorem-5"]),
        ("theorem-3", ["lang-yang-2023/theorem-3", "lang-yang-2023/theorem-3.sufficiency"]),
        ("theorem-4", [f"lang-yang-2023/theorem-4.{part}" for part in ("1", "2", "real")]),
    ],
)
def test_the_paper_may_be_short_or_left_out(name, ids):
    assert [claim.id for claim in registry.select([name])] == ids


def test_a_claim_brings_its_parts_and_a_point_takes_it_alone():
    assert [claim.id for claim in registry.select(["LY/theorem-3."])] == ["lang-yang-2023/theorem-3"]
    assert [claim.id for claim in registry.select(["lemma-10."])] == ["lang-yang-2023/lemma-10"]
    both = ["lang-yang-2023/theorem-3", "lang-yang-2023/theorem-3.sufficiency"]
    assert [claim.id for claim in registry.select(["lang-yang-2023/theorem-3"])] == both
    assert [claim.id for claim in registry.select(["theorem-3.sufficiency"])] == both[1:]


def test_a_paper_is_all_its_claims():
    both = [len(registry.select([name])) for name in ("Ly", "VS")]
    assert both == [len(registry.select([paper])) for paper in registry.PAPERS.values()]
    assert sum(both) == len(registry.claims())


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("theorem-1", '"theorem-1" is in both papers; write lang-yang-2023/theorem-1 or valenzuela-stookey-2026/theor'),
        ("theorm-5", "did you mean lang-yang-2023/theorem-5"),
        ("LY/corolary-3", "did you mean lang-yang-2023/corollary-3"),
        ("zzz", "`proofs claims` lists them"),
    ],
)
def test_a_name_that_selects_no_claim_is_told_what_would_do(name, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        registry.select([name])


def test_a_trial_decides_no_more_than_it_needs():
    def conclusion(instance):
        raise AssertionError("the hypothesis fails first")

    trial = Reading(
        "w", conclusion, (), str, hypothesis=CLAIMS["arithmetic/hypothesis-never-holds"].readings[0].hypothesis
    )
    assert trial.trial(1).outcome is Outcome.IRRELEVANT


def test_what_a_claims_own_code_raises_is_told_with_its_place():
    """A fault of a claim is no refutation: the command ends with status 3, not 1."""

    def raising(instance):
        raise KeyError("nothing of the kind")

    family = Family("one number", lambda seed: iter((1,)))
    reading = Reading(wording="anything", conclusion=raising, families=(family,), because=str)
    claim = Claim("arithmetic/broken", "nowhere", (reading,))
    with pytest.raises(search.ClaimFaultError, match=r"reading literal, instance 0 of: one number: .* KeyError"):
        tried(claim)


def tried(claim):
    """The hunt through a claim that no module has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "claims", lambda modules: {claim.id: claim})
        return Hunt(InProcess(), MODULES, ahead=0).run(claim, claim.readings[0])


def broken_off(seed):
    yield from (1, 2)
    raise KeyError("no third")


def test_a_fault_of_a_family_is_told_with_its_place():
    reading = Reading(
        wording="anything", conclusion=lambda n: [], families=(Family("some numbers", broken_off),), because=str
    )
    with pytest.raises(search.ClaimFaultError, match=r"instance 2 of: some numbers: .* KeyError: 'no third'"):
        tried(Claim("arithmetic/broken", "nowhere", (reading,)))


def faulty_below_150(number):
    """Numbers one smaller, down to 150; to try 149 raises."""
    return iter((number - 1,))


def false_and_faulty(number):
    if number < 150:
        raise KeyError("below")
    yield compare(("the number", number), "=", ("another", 0))


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"smaller": faulty_below_150}, 150),
        ({"smaller": lambda number: (1 / 0 for _ in "x")}, 160),
        ({"smaller": lambda number: 1 / 0}, 160),
    ],
)
def test_a_fault_while_shrinking_loses_no_counterexample(change, left, tmp_path, capsys):
    """The last counterexample found is reported with its certificate, not as the smallest, and the fault is told."""
    family = Family("one number", lambda seed: iter((160,)))
    reading = Reading(wording="n = 0", conclusion=false_and_faulty, families=(family,), because=str, **change)
    claim = Claim("arithmetic/broken", "nowhere", (reading,))
    result = tried(claim)
    assert (result.ending, result.counterexample.instance, result.counterexample.smallest) == ("refuted", left, False)
    assert result.reason.startswith("not shrunk further: the claim's code raised ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "claims", lambda modules=None: {claim.id: claim})
        (row,) = hunt_all([claim], Options(tmp_path, workers=0), MODULES)
    assert checker.verify(checker.read(row["certificate"]))
    assert result.reason in capsys.readouterr().err
    assert f"Counterexample: {left}; {result.reason}." in explain_claim(claim, [row], "text")


@pytest.mark.parametrize("change", [{"because": lambda number: 1 / 0}, {"describe": lambda number: 1 / 0}])
def test_a_fault_in_telling_a_counterexample_has_its_place(change):
    family = Family("one number", lambda seed: iter((160,)))
    given = {"wording": "n = 0", "conclusion": false_and_faulty, "families": (family,), "because": str}
    claim = Claim("arithmetic/broken", "nowhere", (Reading(**{**given, **change}),))
    with pytest.raises(search.ClaimFaultError, match=r"instance 0 of: one number: .* ZeroDivisionError"):
        tried(claim)
