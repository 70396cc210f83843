"""Rules by affine maps: the answers of listed agents, accepted by the checker; what is not feasible is refused."""

from __future__ import annotations

import copy
import json
from fractions import Fraction

import pytest

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.reduced_form.classes.by_maps import RulesByMaps
from proofs.report.groups import explain_group_design, explain_groups
from tests.corpus.groups import best, by_maps, even


def accepted(verdict):
    written = json.loads(json.dumps(certificate(verdict)))
    checker.verify(written)
    return verdicts(written)[0] == verdict


def maps_of(verdict):
    rules = verdict.evidence.rules
    assert all(isinstance(own, RulesByMaps) for own in rules.blocks)
    return rules.blocks


@pytest.mark.parametrize("name", ["one object", "no ceiling for single agents", "two groups apart", "divisible"])
def test_words_tell_the_same_outcomes(name):
    rule = by_maps(lambda: even(name, "1/6"))
    maps_of(rule)
    assert "pure rule" in explain_groups(rule)
    found = by_maps(lambda: best(name, "none"))
    maps_of(found)
    assert "of them mixed" in explain_group_design(found)


def test_outcomes_that_quotas_cross_are_constant_in_their_class():
    """Where a class was branched in, its outcome is written by itself."""
    verdict = by_maps(lambda: best("quotas that cross", "none"))
    (own,) = maps_of(verdict)
    assert accepted(verdict)
    assert any(row[0] and not any(row[1:]) for rows in own.maps for row in rows)


def halved(rows):
    """Half of what each agent of the first type got: the quotas hold."""
    zero = ["0"] * len(rows[0])
    return [["0", "1/2", *zero[2:]] if k == 0 else zero for k in range(len(rows))]


FORGERIES = {
    "a probability is negative": lambda block: block.update(shares=["2", "-1"], rules=block["rules"][:1] * 2),
    "or they do not sum to 1": lambda block: block.update(shares=["1/2"], rules=block["rules"][:1]),
    "an outcome breaks a quota, or is negative": lambda block: block["maps"][0][0].__setitem__(0, "5"),
    "a quantity is not whole": lambda block: block["maps"].__setitem__(0, halved(block["maps"][0])),
    "is no index": lambda block: block["rules"][0].__setitem__(0, 99),
    "list": lambda block: block["rules"][0].pop(),
}


@pytest.mark.parametrize("said", FORGERIES)
def test_what_is_wrong_with_a_map_is_said(said):
    written = json.loads(json.dumps(certificate(by_maps(lambda: even("one object", "1/6")))))
    checker.verify(written)
    forged = copy.deepcopy(written)
    FORGERIES[said](forged["statements"][0]["evidence"]["blocks"][0])
    with pytest.raises(checker.Refused, match=said):
        checker.verify(forged)
    assert not verdicts(forged)[0].verify()


def test_a_map_that_is_feasible_in_one_class_alone_is_refused_in_others():
    """Two of three agents of the first type get the object each: no quota on the whole group allows that."""
    verdict = by_maps(lambda: even("one object", "1/6"))
    block = verdict.evidence.rules.blocks[0]
    rows = tuple(
        tuple(Fraction(int(k == 1 and place == 0)) for k in range(len(block.maps[0][0])))
        for place in range(len(block.maps[0]))
    )
    written = json.loads(json.dumps(certificate(verdict)))
    plain = written["statements"][0]["evidence"]["blocks"][0]
    plain["maps"] = [[[str(entry) for entry in row] for row in rows]]
    plain["rules"], plain["shares"] = [[0] * len(plain["rules"][0])], ["1"]
    with pytest.raises(checker.Refused, match="an outcome breaks a quota, or is negative"):
        checker.verify(written)


def test_nothing_is_given_to_a_type_that_nobody_has():
    """One unit for a type in every class, also where nobody has it: single agents have no ceiling that says so."""
    written = json.loads(json.dumps(certificate(by_maps(lambda: even("no ceiling for single agents", "1/6")))))
    checker.verify(written)
    plain = written["statements"][0]["evidence"]["blocks"][0]
    plain["maps"] = [[["1", "0", "0"], ["0", "0", "0"]]]
    plain["rules"], plain["shares"] = [[0] * len(plain["rules"][0])], ["1"]
    with pytest.raises(checker.Refused, match="an outcome breaks a quota, or is negative"):
        checker.verify(written)
    assert not verdicts(written)[0].verify()
