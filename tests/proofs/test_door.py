"""No answer leaves before the checker has accepted its certificate: every door, with a checker that refuses.

The checker is made to refuse everything; then no command, no hunt, no page may say yes, no or refuted.
"""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exact import total_unimodularity
from proofs import checker
from proofs.certificates import NotAccepted, certificate, load, require_accepted, save
from proofs.claims import registry
from proofs.cli import app, main
from proofs.hunt.hunting import Options, hunt_all, table
from proofs.plain.reading import BadInput
from proofs.report.claims import explain_claim
from proofs.report.findings import entries
from proofs.report.site import build

ROOT = Path(__file__).parents[2]
PROBLEMS, MARKETS = ROOT / "examples" / "problems", ROOT / "examples" / "markets"
PROBLEM = PROBLEMS / "example_1_buyer_seller.json"
assert main  # makes the commands known to the app
MODULES = ("tests.proofs.claims.arithmetic",)
CLAIM = registry.claims(MODULES)["arithmetic/false-from-100"]

QUESTIONS = {
    "implement": PROBLEM,
    "design": PROBLEMS / "design_myerson.json",
    "incentives": PROBLEMS / "incentives_auction.json",
    "supplier": ROOT / "examples" / "suppliers" / "section_5_1_capacity_costs.json",
    "tum": PROBLEM,
    "facets": PROBLEM,
    "universal": PROBLEM,
    **dict.fromkeys(
        ("polarized", "osp", "choice", "best", "select", "cost", "dominate", "market"), MARKETS / "two-price.json"
    ),
    "classes": MARKETS / "two-classes.json",
    "equilibria": MARKETS / "games" / "convex-workloads.json",
    **dict.fromkeys(("condition", "capacity", "structure"), PROBLEM),
    "lottery": ROOT / "examples" / "assignments" / "courses.csv",
    **dict.fromkeys(("lp", "redundant"), ROOT / "examples" / "programs" / "baker.lp"),
    "project": ROOT / "examples" / "polyhedra" / "shadow.ine",
    **dict.fromkeys(("hull", "sum", "volume"), ROOT / "examples" / "polyhedra" / "pyramid.ext"),
    "rays": PROBLEM,
}


@pytest.fixture
def refusing(monkeypatch):
    """Make the checker refuse every certificate."""

    def refuse(certificate):
        raise checker.Refused("not today")

    def make():
        monkeypatch.setattr(checker, "verify", refuse)

    make.undo = monkeypatch.undo
    return make


def run(*arguments):
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def test_the_commands_that_write_certificates_are_all_tried():
    silent = {"boundary", "verify", "schema", "claims", "check", "explain", "report", "coq", "self-test"}
    assert {command.name or command.callback.__name__ for command in app.app.registered_commands} == {
        *QUESTIONS,
        *silent,
    }


@pytest.mark.parametrize("command", QUESTIONS)
def test_a_command_says_nothing_that_the_checker_refuses(command, refusing, tmp_path):
    refusing()
    kept = tmp_path / "certificates" / "refused" / f"{QUESTIONS[command].stem}.{command}.json"
    told = run(command, QUESTIONS[command], "--out", tmp_path)
    assert told.exit_code == 3
    assert told.stdout == ""
    said = told.stderr.splitlines(keepends=True)
    assert len(said) == 1 or command in ("rays", "hull"), "these say how large it is first"
    assert said[-1] == (
        f"proofs: {QUESTIONS[command]}: internal fault, no answer is given: the checker does not accept the "
        f"certificate: not today; the certificate is kept for a report of this fault: {kept}\n"
    )
    assert load(kept)["statements"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


@pytest.mark.parametrize("command", QUESTIONS)
def test_a_command_answers_null_in_json_what_the_checker_refuses(command, refusing, tmp_path):
    refusing()
    told = run(command, QUESTIONS[command], "--out", tmp_path, "--json")
    assert told.exit_code == 3
    answer = json.loads(told.stdout)
    assert answer["holds"] is None
    assert answer["error"].startswith("internal fault")
    assert set(answer) == {"command", "file", "holds", "error", "certificate"}


def test_other_files_are_answered(monkeypatch, tmp_path):
    real = checker.verify

    def refuse(written):
        about = written["statements"][0]["about"]["problem"]
        if len(about["agents"]) == 2:
            raise checker.Refused("not today")
        return real(written)

    monkeypatch.setattr(checker, "verify", refuse)
    good = PROBLEMS / "section_3_3_three_agents.json"
    told = run("implement", PROBLEM, good, "--out", tmp_path, "--json")
    assert [json.loads(line)["holds"] for line in told.stdout.splitlines()] == [None, True]
    assert told.exit_code == 3
    told = run("implement", PROBLEM, good, "--out", tmp_path)
    assert "The interim rule is implementable" in told.stdout
    assert told.exit_code == 3


def test_save_keeps_what_is_refused_aside_and_leaves_what_was_there(refusing, tmp_path):
    verdict, path = total_unimodularity([[1, 1], [1, -1]]), tmp_path / "x.json"
    save(verdict, path)
    before = path.read_text()
    refusing()
    with pytest.raises(NotAccepted, match="the checker does not accept the certificate: not today") as caught:
        save(certificate(verdict, "another"), path)
    assert path.read_text() == before
    assert caught.value.kept == tmp_path / "refused" / "x.json"
    assert load(caught.value.kept)["conclusion"] == "another"


@pytest.mark.parametrize("spoil", [{"holds": True}, {"kind": "strange"}, {"evidence": {}}, {"about": 1.5}])
def test_a_false_certificate_is_not_saved(spoil, tmp_path):
    written = certificate(total_unimodularity([[1, 1], [1, -1]]))
    written["statements"][0].update(spoil)
    with pytest.raises(NotAccepted):
        save(written, tmp_path / "x.json")
    with pytest.raises(NotAccepted):
        require_accepted(written)
    assert not (tmp_path / "x.json").exists()


def test_a_hunt_reports_and_journals_no_counterexample_that_the_checker_refuses(refusing, tmp_path, capsys):
    refusing()
    rows = list(hunt_all([CLAIM], Options(tmp_path, budget=300, workers=0), MODULES))
    assert [(row["verdict"], row["counterexample"], row["certificate"]) for row in rows] == [("undecided", None, None)]
    kept = tmp_path / "certificates" / "refused" / "arithmetic.false-from-100.literal.json"
    assert load(kept)["statements"]
    assert rows[0]["reason"].endswith(f"not today; the certificate is kept for a report of this fault: {kept}")
    assert capsys.readouterr().err == f"proofs: {CLAIM.id} (literal): {rows[0]['reason']}\n"
    tallies = map(json.loads, (tmp_path / "journal.jsonl").read_text().splitlines())
    assert {tally["hit"] for tally in tallies} == {None}
    # With a checker that accepts it, the hunt goes on where it stopped, and finds it.
    refusing.undo()
    (row,) = hunt_all([CLAIM], Options(tmp_path, budget=300, workers=0, resume=True), MODULES)
    assert (row["verdict"], row["counterexample"]) == ("refuted", "101")


def test_a_refusal_travels_from_a_worker_to_the_hunt():
    refusal = pickle.loads(pickle.dumps(NotAccepted("not today", {"format": "x"})))
    assert (refusal.reason, refusal.written, refusal.kept) == ("not today", {"format": "x"}, None)


@pytest.fixture
def checked(tmp_path):
    list(hunt_all([CLAIM], Options(tmp_path, budget=300, workers=0), MODULES))
    return tmp_path


@pytest.mark.parametrize("loss", ["refused", "lost"])
def test_the_site_does_not_call_refuted_what_is_not_shown(loss, checked, refusing):
    (finding,) = entries(checked, [CLAIM])[0].findings
    assert finding.verdict == "refuted"
    if loss == "refused":
        refusing()
    else:
        (checked / "certificates" / "arithmetic.false-from-100.literal.json").unlink()
    (finding,) = entries(checked, [CLAIM])[0].findings
    assert finding.verdict == "undecided"
    site = build(checked, checked / "site", [CLAIM], None)
    assert site.complaints
    (page,) = (checked / "site").glob("claims/*.html")
    assert "no certificate for it that the checker accepts" in page.read_text()
    assert "which was then shrunk" not in page.read_text()
    assert ">refuted<" not in page.read_text()


def test_explain_does_not_tell_what_is_not_shown(checked, refusing):
    path = checked / "certificates" / "arithmetic.false-from-100.literal.json"
    assert "Counterexample: 101." in explain_claim(CLAIM, table(checked), "text")
    refusing()
    with pytest.raises(BadInput, match="does not accept it: not today; run `proofs check` again"):
        explain_claim(CLAIM, table(checked), "text")
    path.unlink()
    told = explain_claim(CLAIM, table(checked), "text")
    assert "its certificate is not there" in told
    assert "101" not in told.split("\n\n")[-1]
