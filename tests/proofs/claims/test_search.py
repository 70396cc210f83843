"""The hunt: small counterexamples first, shrunk, the same for any number of workers, and never lost."""

from __future__ import annotations

import itertools
import json
import re
import time
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from proofs import checker, search
from proofs.certificates import certificate
from proofs.claims import registry
from proofs.claims.claim import LITERAL, Claim, Outcome, Reading
from proofs.hunting import InProcess, Options, hunt_all, table
from proofs.search import Hunt, Journal

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
    assert result.reason == "no instance of the families satisfies the hypothesis"


def test_an_expected_no_is_met_by_a_no():
    assert hunted("not-equal").ending == "survived"


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
        ("theorem-3", ["lang-yang-2023/theorem-3"]),
        ("theorem-4", [f"lang-yang-2023/theorem-4.{part}" for part in ("1", "2", "real")]),
    ],
)
def test_the_paper_may_be_short_or_left_out(name, ids):
    assert [claim.id for claim in registry.select([name])] == ids


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
