"""`proofs implement` and `proofs design` about files that leave several parameters open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from proofs.certificates import load, verdicts
from proofs.cli.main import app

AUCTION: dict[str, Any] = {
    "format": "exact-proofs/problem/1",
    "agents": ["ann", "bob"],
    "types": {"ann": ["high", "low"], "bob": ["high", "low"]},
    "parameters": {"p": {"from": 0, "to": 1}, "q": {"above": 0, "to": 1}},
    "prior": "uniform",
    "constraints": [{"set": ["ann", "bob"], "ceiling": 1}],
}
RULE = {"ann": {"high": "p", "low": "q/2"}, "bob": {"high": "p", "low": "(1 - q)/4"}}
WEIGHTS = {"ann": {"high": "p/2", "low": "p/2"}, "bob": {"high": "q/2", "low": "q/2"}}
WATER = AUCTION | {
    "divisible": True,
    "constraints": [{"set": ["ann"], "ceiling": "1 + p"}, {"set": ["bob"], "floor": "q/2", "ceiling": "p + 1/4"}],
    "objective": {"weights": {"ann": {"high": 1}}},
}


def asked(folder: Path, command: str, data: dict[str, Any], *options: str) -> Any:
    path = folder / "file.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return CliRunner().invoke(app, [command, str(path), "--out", str(folder / "out"), *options])


def test_implement_prints_the_region_and_writes_its_certificate(tmp_path: Path) -> None:
    done = asked(tmp_path, "implement", AUCTION | {"interim_rule": RULE}, "--svg", str(tmp_path / "x.svg"))
    assert done.exit_code == 1, done.output
    assert done.output.startswith(
        "The interim rule is implementable, for p from 0 to 1 and q from 0 to 1, exactly where\n  4*p <= 3\n"
    )
    assert "corners (p, q): (0, 0), (0, 1), (3/4, 0), (3/4, 1)" in done.output
    assert "4*p <= 3: for every implementable rule Q the sum of\n    + 1 x P(ann is high) x Q_ann(high)" in done.output
    (path,) = (tmp_path / "out" / "certificates").glob("*.json")
    (verdict,) = verdicts(load(path))
    assert verdict.verify()
    drawn = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "1: 4*p &lt;= 3" in drawn
    assert "<title>Where the interim rule is implementable</title>" in drawn


def test_implement_by_polynomials_where_the_prior_is_open(tmp_path: Path) -> None:
    prior = {"independent": {i: {"high": "p", "low": "1 - p"} for i in ("ann", "bob")}}
    file = AUCTION | {"prior": prior, "interim_rule": {i: {"high": "q", "low": 0} for i in ("ann", "bob")}}
    done = asked(tmp_path, "implement", file, "--svg", str(tmp_path / "x.svg"))
    assert done.exit_code == 1, done.output
    opening = "Wherever the prior is positive, for p from 0 to 1 and q from 0 to 1, the interim rule is implementable"
    assert done.output.startswith(f"{opening} exactly where\n")
    assert "\n  -p^2 - 2*p*q + 2*p >= 0\n" in done.output
    assert "as polynomials, without those that are never negative" in done.output
    assert "-p^2 - 2*p*q + 2*p &gt;= 0" in (tmp_path / "x.svg").read_text(encoding="utf-8")
    (path,) = (tmp_path / "out" / "certificates").glob("*.json")
    (verdict,) = verdicts(load(path))
    assert verdict.verify()
    plain = json.loads(asked(tmp_path, "implement", file, "--json").output)
    assert "-p^2 - 2*p*q + 2*p >= 0" in plain["implementable"]
    easy = AUCTION | {"prior": prior, "interim_rule": {i: {"high": "q/2", "low": 0} for i in ("ann", "bob")}}
    assert asked(tmp_path, "implement", easy).output.startswith(f"{opening}: the ")


def test_one_parameter_may_be_given_so_that_one_is_left(tmp_path: Path) -> None:
    done = asked(tmp_path, "implement", AUCTION | {"interim_rule": RULE}, "--at", "q=1/2")
    assert done.exit_code == 1, done.output
    assert done.output.startswith("The interim rule is implementable exactly for p <= 3/4")


def test_design_prints_the_parts(tmp_path: Path) -> None:
    file = AUCTION | {"objective": {"weights": WEIGHTS}}
    done = asked(tmp_path, "design", file, "--svg", str(tmp_path / "x.svg"))
    assert done.exit_code == 0, done.output
    assert "is the greatest of 2 formulas; it is continuous and convex:" in done.output
    assert "  1.  p   where p - q >= 0\n  2.  q   where p - q <= 0\n" in done.output
    assert "rule of part 1:\n  Q_ann(high) = 1\n" in done.output
    assert "1: p" in (tmp_path / "x.svg").read_text(encoding="utf-8")
    cases = asked(tmp_path, "design", file, "--latex")
    assert cases.output.startswith(
        "\\begin{cases}\np & \\text{if } p - q \\ge 0 \\\\\nq & \\text{if } p - q \\le 0\n\\end{cases}"
    )
    plain = json.loads(asked(tmp_path, "design", file, "--json").output)
    assert plain["parameters"] == {"p": {"from": "0", "to": "1"}, "q": {"from": "0", "to": "1"}}
    assert plain["parts"][0] == {
        "value": "p",
        "where": ["p - q >= 0"],
        "corners": [["0", "0"], ["1", "0"], ["1", "1"]],
    }


def test_design_says_where_quotas_leave_no_rule(tmp_path: Path) -> None:
    quotas = [{"set": ["ann"], "ceiling": "1 + p"}, {"set": ["bob"], "floor": 0, "ceiling": "p"}]
    more = [*quotas, {"set": ["ann", "bob"], "floor": "q", "ceiling": 2}]
    done = asked(tmp_path, "design", WATER | {"constraints": more})
    assert done.exit_code == 0, done.output
    assert ", is one formula:\n  1.  p + 1 " in done.output
    tight = [{"set": ["ann"], "ceiling": "p"}, {"set": ["bob"], "ceiling": 0}]
    nowhere = [*tight, {"set": ["ann", "bob"], "floor": "2 + q", "ceiling": 4}]
    done = asked(tmp_path, "design", WATER | {"constraints": nowhere})
    assert done.exit_code == 1, done.output
    assert done.output.startswith(
        "There is no implementable rule for any p from 0 to 1 and q from 0 to 1: it would need"
    )
    partly = [{"set": ["ann"], "ceiling": "p"}, {"set": ["bob"], "ceiling": "q"}]
    done = asked(
        tmp_path, "design", WATER | {"constraints": [*partly, {"set": ["ann", "bob"], "floor": 1, "ceiling": 4}]}
    )
    assert "outside of\n  p + q >= 1\nthere is no such rule" in done.output


BAD = {
    "a product": (
        "design",
        {"objective": {"weights": WEIGHTS | {"bob": {"high": "p*q", "low": 0}}}},
        "(p) * (q) is not affine",
    ),
    "a quotient": (
        "implement",
        {"interim_rule": RULE | {"bob": {"high": "p/(1 + q)", "low": 0}}},
        "(p) / (q + 1) is no polynomial in the parameters",
    ),
    "a prior that may be 0": (
        "implement",
        {
            "interim_rule": RULE,
            "prior": {
                "independent": {i: {"high": "(p + q)/2 - 1/4", "low": "5/4 - (p + q)/2"} for i in ("ann", "bob")}
            },
        },
        "is not seen to be the same at all values of the parameters",
    ),
    "quotas of the rule": (
        "implement",
        WATER
        | {
            "interim_rule": RULE,
            "constraints": [{"set": ["ann"], "ceiling": "1 + p"}, {"set": ["bob"], "ceiling": 1}],
        },
        "several parameters may stand in the prior and the interim rule, and not in the quotas",
    ),
    "no rule": ("implement", {}, '"interim_rule" is missing'),
    "an end is missing": (
        "implement",
        {"interim_rule": RULE, "parameters": {"p": {"from": 0}, "q": {"from": 0, "to": 1}}},
        'parameters.p: where several parameters are open each needs two ends; give "from" and "to"',
    ),
    "an integer quota": (
        "design",
        {"objective": {"weights": WEIGHTS}, "constraints": [{"set": ["ann", "bob"], "ceiling": "1 + p"}]},
        "an integer was expected",
    ),
    "a floor above its ceiling": (
        "design",
        WATER | {"constraints": [{"set": ["ann"], "ceiling": 2}, {"set": ["bob"], "floor": "p", "ceiling": "q"}]},
        "holds at some values of the parameters and not at others",
    ),
    "preferences": (
        "design",
        {
            "objective": {
                "weights": WEIGHTS,
                "incentives": "cardinal",
                "preferences": {i: {"high": "1 + p", "low": 1} for i in ("ann", "bob")},
            }
        },
        "and not in the preferences that incentives or participation rest on",
    ),
    "nothing depends on them": ("design", {"objective": {"weights": {"ann": {"high": 1}}}}, "depend on a parameter"),
    "groups": (
        "implement",
        {
            "agents": {"ann": 2, "bob": 3},
            "interim_rule": RULE,
        },
        "groups of interchangeable agents are decided for one value of each parameter at a time",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    command, more, said = BAD[name]
    done = asked(tmp_path, command, AUCTION | more)
    assert done.exit_code == 2, done.output
    assert said in done.output
    assert "Traceback" not in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_three_parameters_are_not_drawn(tmp_path: Path) -> None:
    three = AUCTION["parameters"] | {"r": {"from": 0, "to": 1}}
    file = AUCTION | {"parameters": three, "interim_rule": RULE | {"bob": {"high": "r", "low": "q/3"}}}
    assert asked(tmp_path, "implement", file).exit_code == 1
    done = asked(tmp_path, "implement", file, "--svg", str(tmp_path / "x.svg"))
    assert done.exit_code == 2
    assert "two parameters are drawn, not 3; give values of the others with --at" in done.output
