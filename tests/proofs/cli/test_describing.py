"""`proofs facets`: right sides in the quotas, and what becomes of facets where types are impossible."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs import checker
from proofs.cli.main import app
from proofs.plain.reading import BadInput

PROBLEMS = Path(__file__).parents[3] / "examples" / "problems"
FAMILY = {
    "format": "exact-proofs/problem/1",
    "parameters": {"p": {"from": 0, "to": "1/2"}},
    "agents": ["ann", "bob"],
    "types": {"ann": ["low", "high"], "bob": ["low", "high"]},
    "prior": {"independent": {"ann": {"low": "1 - p", "high": "p"}, "bob": {"low": "1/2", "high": "1/2"}}},
    "constraints": [{"set": ["ann", "bob"], "ceiling": 1}],
}


def asked(*arguments):
    return CliRunner().invoke(app, ["facets", *map(str, arguments)])


def refused(*arguments):
    result = asked(*arguments)
    assert isinstance(result.exception, BadInput)
    return str(result.exception)


@pytest.fixture
def family(tmp_path):
    """A file of the family, changed as told."""

    def written(**changes):
        path = tmp_path / "family.json"
        path.write_text(json.dumps({**FAMILY, **changes}))
        return path

    return written


def test_right_sides_in_the_quotas_and_how_far_they_hold(tmp_path):
    told = asked(PROBLEMS / "section_5_5_bilateral_trade.json", "--quotas", "--out", tmp_path).stdout
    assert "  -Q_1,2 - Q_2,2 <= -b_1*lambda_22 - b_3*lambda_12\n" in told
    assert "  c_2 is the ceiling of {i1} where i1 is low, i2 is dear, here 0\n" in told
    assert "for all integer quotas with\n  c_1 = b_1\n" in told


def test_quotas_that_are_no_symbols_are_refused(tmp_path):
    three = PROBLEMS / "section_3_3_three_agents.json"
    assert "the constraint sets are not totally unimodular" in refused(three, "--quotas", "--out", tmp_path)
    assert "leave out --quotas, or --latex" in refused(three, "--quotas", "--latex")
    groups = PROBLEMS.parent / "groups" / "course_allocation.json"
    assert "--quotas takes agents by name" in refused(groups, "--quotas", "--out", tmp_path)


def test_the_ends_of_a_range_are_told_and_certified(family, tmp_path):
    result = asked(family(), "--ends", "--out", tmp_path)
    assert result.exit_code == 0
    assert "At p = 0: the implementable interim rules have dimension 3; of 13 facets for positive" in result.stdout
    assert "  9. Q_1,2 + Q_2,1 <= lambda_11 + lambda_21 + lambda_22 is a facet, the same as number 6:" in result.stdout
    answer = json.loads(asked(family(), "--ends", "--json", "--out", tmp_path).stdout)
    (end,) = answer["ends"]
    fates = [each["fate"] for each in end["facets"]]
    assert (end["at"], fates.count("facet"), fates.count("implied"), fates.count("trivial")) == ("0", 8, 3, 2)
    checker.verify(json.loads(Path(answer["certificate"]).read_text()))


def test_what_is_not_certified_is_said(family, tmp_path, monkeypatch):
    monkeypatch.setattr("proofs.cli.describing.MOST_SHOWN", 12)
    told = asked(family(), "--ends", "--out", tmp_path).stdout
    assert "What becomes of more than 12 facets is decided exactly, and not in the certificate.\n" in told


def test_what_has_no_such_end_is_refused_in_one_sentence(family):
    assert "this file leaves none open" in refused(family(), "--ends", "--at", "p=1/3")
    assert "--ends goes with" in refused(family(), "--ends", "--symbolic")
    inner = family(parameters={"p": {"from": "1/4", "to": "1/2"}})
    assert "no type profile is impossible at an end of the range 1/4 <= p <= 1/2" in refused(inner, "--ends")
    beyond = family(parameters={"p": {"from": 0, "to": 3}})
    assert "a sign changes at p = 1" in refused(beyond, "--ends") or "probability" in refused(beyond, "--ends")
    divisible = family(divisible=True, constraints=[{"set": ["ann", "bob"], "ceiling": "1 + p"}])
    assert "quotas depend on p" in refused(divisible, "--ends")
    two = family(parameters={"p": {"from": 0, "to": 1}, "q": {"from": 0, "to": 1}})
    assert "this file leaves 2 open" in refused(two, "--ends")
