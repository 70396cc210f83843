"""`proofs explain --robust`: what is told of where a counterexample can be moved, and the table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction

import pytest
from typer.testing import CliRunner

from proofs.claims import registry
from proofs.claims.claim import Claim, Family, Reading
from proofs.claims.comparison import compare
from proofs.claims.robust import Robustness, moved
from proofs.cli import app, main
from proofs.hunt.again import counterexample
from proofs.plain.reading import BadInput
from proofs.report import robust

assert main  # makes the commands known to the app

PATH_CLAIM = "lang-yang-2023/theorem-2.2.sufficiency"


@dataclass(frozen=True)
class Pair:
    one: Fraction
    two: Fraction


def found(hypothesis, conclusion, instance):
    reading = Reading("a test", conclusion, (Family("none", lambda seed: iter(())),), lambda one: "", hypothesis)
    return moved(reading, instance)


def at_most(name, value, bound):
    return compare((name, value), "<=", ("", bound))


MIXED = found(
    lambda pair: [compare(("one", pair.one), "=", ("", 3))],
    lambda pair: [at_most("the product", pair.one * pair.two, 2)],
    Pair(Fraction(3), Fraction(1)),
)


def test_what_is_told_of_each_direction():
    assert robust.told("literal", "(3, 1)", MIXED).split("\n") == [
        "How far the counterexample (literal reading) can be moved: (3, 1).",
        "  Moved along 1 of 2 directions it remains one on an interval, and along the others it is lost at once.",
        "  lost at once along one (3 there)",
        "  along two (1 there): for 2/3 < p; violated by 3*p - 2",
    ]


def test_markdown_and_latex():
    assert robust.told("literal", "(3, 1)", MIXED, "markdown").splitlines()[2].startswith("- Moved along")
    latex = robust.told("literal", "(3, 1)", MIXED, "latex")
    assert latex.count(r"\item") == 3
    assert latex.endswith(r"\end{itemize}")


@pytest.mark.parametrize(
    ("hypothesis", "conclusion", "instance", "sentence"),
    [
        (
            lambda pair: [],
            lambda pair: [at_most("the sum", pair.one + pair.two, 1)],
            Pair(Fraction(1), Fraction(1)),
            "it is no knife edge: moved along each of 2 directions it remains one on an interval",
        ),
        (
            lambda pair: [compare(("their distance", abs(pair.one) + abs(pair.two)), "=", ("", 0))],
            lambda pair: [at_most("the sum", pair.one + pair.two, -1)],
            Pair(Fraction(0), Fraction(0)),
            "it is a knife edge: moved along any of 2 directions it is lost at once",
        ),
        (
            lambda pair: [],
            lambda pair: [at_most("the numerators", pair.one.numerator + pair.two.numerator, 1)],
            Pair(Fraction(1), Fraction(1)),
            "none of its 2 directions could be followed",
        ),
        (
            lambda pair: [],
            lambda pair: [at_most("one", pair.one, 0), at_most("the numerator", pair.two.numerator, 0)],
            Pair(Fraction(1), Fraction(1)),
            "it is no knife edge: moved along the one direction it remains one on an interval; "
            "1 direction could not be followed",
        ),
        (
            lambda name: [],
            lambda name: [at_most("the letters", len(name), 1)],
            "ab",
            "there is no number in it that could be moved",
        ),
    ],
)
def test_the_sentence(hypothesis, conclusion, instance, sentence):
    assert robust.sentence(found(hypothesis, conclusion, instance)) == sentence


def test_a_value_beyond_the_stretch_is_told_too():
    said = found(
        lambda one: [compare(("p (p - 1)", one * (one - 1)), "=", ("", 0))],
        lambda one: [at_most("it", one, -1)],
        Fraction(0),
    )
    assert robust.told("literal", "0", said).split("\n")[2] == (
        "  lost at once along the number (0 there); it is one for p = 1, too"
    )


def test_the_headline_of_the_papers():
    claim = registry.claims()[PATH_CLAIM]
    reading = claim.reading("literal")
    told = robust.told("literal", "it", moved(reading, counterexample(claim, reading).instance))
    assert "It is one for every positive prior: whether a condition is complete depends only on the normals" in told
    assert (
        "along the probability of type u of agent 2 (1/2 there): for every p with 0 < p < 1; violated by p with" in told
    )
    assert "by 1 - p with Q_1(u, a) = 1 - p, Q_1(u, b) = p, Q_2(u, b) = 1, Q_2(v, a) = 1 for 1/2 < p < 1" in told


def row(robustness, result):
    return {"claim": "a/b", "reading": "literal", "result": result, "robustness": robustness.value, "sentence": "so"}


def test_the_table_counts():
    rows = [row(Robustness.INTERVAL, "Lemma 1"), row(Robustness.INTERVAL, None), row(Robustness.NO_NUMBER, "Lemma 2")]
    lines = [line.split("  ") for line in robust.summary(rows)]
    counts = {line[0]: [each for each in line[1:] if each.strip()] for line in lines}
    assert [each.strip() for each in counts["on an interval along every direction"]] == ["1", "2"]
    assert [each.strip() for each in counts["no number to move"]] == ["1", "1"]
    assert [each.strip() for each in counts["in all"]] == ["2", "3"]


def test_what_is_kept_is_read_again_and_replaced(tmp_path):
    robust.save([row(Robustness.INTERVAL, None)], tmp_path)
    robust.save([row(Robustness.KNIFE_EDGE, None)], tmp_path)
    (kept,) = robust.kept_rows(tmp_path)
    assert kept["robustness"] == "a knife edge along every direction"
    assert robust.kept_rows(tmp_path / "elsewhere") == []


@pytest.mark.parametrize("text", ["{", "{}", '[{"claim": 1}]', "[1]"])
def test_another_file_of_that_name_is_refused_in_a_sentence(tmp_path, text):
    (tmp_path / robust.FILE).write_text(text)
    with pytest.raises(BadInput, match=r"robust.json: .*proofs explain --robust"):
        robust.kept_rows(tmp_path)


def run(*arguments):
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def test_the_command(tmp_path):
    name = "lang-yang-2023/section-5.1.revenue-equivalence"
    check = run("check", name, "--workers", 0, "--budget", 30, "--out", tmp_path)
    assert check.exit_code == 1
    told = run("explain", name, "--robust", "--json", "--out", tmp_path)
    (found_row,) = map(json.loads, told.stdout.splitlines())
    assert found_row["reading"] == "literal"
    assert found_row["along"][0]["remains"] == ["0 < p < 1"]
    assert [each["sentence"] for each in robust.kept_rows(tmp_path)] == [found_row["sentence"]]
    spelled = run("explain", name, "--robust", "--out", tmp_path).stdout
    assert "for every p with 0 < p < 1; violated by 1" in spelled


def test_without_a_claim_it_must_be_robust(tmp_path):
    for arguments in ((), ("lang-yang-2023/corollary-2", "--json")):
        said = run("explain", *arguments, "--out", tmp_path)
        assert isinstance(said.exception, BadInput)


def test_a_claim_that_is_not_refuted_any_more_is_left_out(monkeypatch, tmp_path):
    (tmp_path / "table.json").write_text(
        json.dumps([{"claim": PATH_CLAIM, "reading": "literal", "verdict": "refuted"}])
    )
    monkeypatch.setattr("proofs.hunt.again.counterexample", lambda claim, reading, modules: None)
    said = run("explain", "--robust", "--out", tmp_path)
    assert f"{PATH_CLAIM} (literal): no counterexample is found now" in said.output
    assert said.exit_code == 0


def test_rows_name_the_numbered_result():
    claim = Claim("paper/lemma-3", "Lemma 3", (Reading("it", lambda one: (), (), lambda one: ""),))
    assert robust.row(claim, "literal", MIXED, {})["result"] == "Lemma 3"
