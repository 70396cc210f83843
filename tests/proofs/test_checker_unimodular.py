"""The checker on certificates of total unimodularity: it accepts ours, and no change of them that lies."""

from __future__ import annotations

import json
from random import Random

import pytest

from exact import total_unimodularity
from exact.matrices import Matrix
from exact.unimodular import Blocks, Certifying, Colourings, Pivoted, ThreeSum, TotallyUnimodular
from exact.unimodular.sum_parts import three_sum_parts
from exact.unimodular.table import Table
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate, verdicts
from tests.changed_leaves import mutations, shortened
from tests.exact.unimodular import families
from tests.exact.unimodular.brute_force import unimodular_by_colourings
from tests.exact.unimodular.every_colouring import colourings
from tests.exact.unimodular.test_deciding import POSITIVE, random_ternary
from tests.mutations import count_refused


def written(verdict):
    """The certificate after a round trip through JSON text."""
    return json.loads(json.dumps(certificate(verdict)))


def forms(evidence):
    """The forms of evidence that occur in plain evidence."""
    found = {evidence["form"]}
    for key in ("of", "rest", "first", "second"):
        if isinstance(evidence.get(key), dict):
            found |= forms(evidence[key])
    for block in evidence.get("blocks", ()):
        found |= forms(block["evidence"])
    return found


def coloured(entries):
    given = Matrix.dense(entries)
    found = colourings(Table.of(given))
    assert isinstance(found, Colourings)
    return Verdict(TotallyUnimodular(given), True, found)


def blocks():
    first, second = (families.network(3, 5, Random(seed)) for seed in (1, 2))
    given = Matrix.dense([row + [0] * 5 for row in first] + [[0] * 5 + row for row in second])
    parts = []
    for low, width in ((0, 0), (3, 5)):
        rows, columns = tuple(range(low, low + 3)), tuple(range(width, width + 5))
        evidence = total_unimodularity(given.submatrix(rows, columns)).evidence
        parts.append((rows, columns, evidence))
    return Verdict(TotallyUnimodular(given), True, Blocks(tuple(parts)))


def first_with(form, make, seed):
    """The first verdict on random matrices of some make whose evidence has the given form."""
    rng = Random(seed)
    while True:
        entries = make(rng)
        verdict = total_unimodularity(entries)
        if form in forms(written(verdict)["statements"][0]["evidence"]) and min(len(entries), len(entries[0])) <= 10:
            return verdict


def dense_network(rng):
    return families.network(4, 9, rng)


def three_sum():
    """A 3-sum taken apart where it was put together, for one of the two signs."""
    rng = Random(12)
    upper, lower = families.triangle(3, 4, rng), families.triad(4, 3, rng)
    given = Matrix.dense(families.three_sum(upper, lower))
    rows, columns = tuple(range(len(upper) - 1)), tuple(range(len(upper[0]) - 2))
    first = next((r, c) for r in rows for c in given.columns if c not in columns and given[r, c])
    second = next((r, c) for r in given.rows for c in columns if r not in rows and given[r, c])
    for sign in (1, -1):
        parts = three_sum_parts(given, rows, columns, first, second, sign, "extra")
        shown = [total_unimodularity(part).evidence for part in parts]
        if all(isinstance(evidence, Certifying) for evidence in shown):
            return Verdict(
                TotallyUnimodular(given), True, ThreeSum(rows, columns, first, second, sign, "extra", *shown)
            )
    raise AssertionError("neither sign is right")


def pivot():
    """A network, certified after a pivot."""
    entries = dense_network(Random(2))
    row, column = next((r, c) for r in range(4) for c in range(9) if entries[r][c])
    rest = total_unimodularity(families.pivoted(entries, row, column)).evidence
    return Verdict(TotallyUnimodular(Matrix.dense(entries)), True, Pivoted(row, column, rest))


SMALL = {
    "two laminar families": lambda: total_unimodularity([[1, 1, 1, 0], [1, 0, 0, 0], [0, 1, 1, 1], [0, 0, 0, 1]]),
    "network": lambda: first_with("network", dense_network, 1),
    "transpose": lambda: first_with("transpose", lambda rng: families.transposed(dense_network(rng)), 1),
    "reduction": lambda: total_unimodularity(
        [[1, 1, 0, 1], [-1, -1, 0, -1], [0, 1, 1, 0], [0, 0, 0, -1], [1, 0, -1, 0]]
    ),
    "blocks": blocks,
    "2-sum": lambda: total_unimodularity(families.two_sum(families.EXCEPTIONAL, families.EXCEPTIONAL)),
    "3-sum": three_sum,
    "pivot": pivot,
    "exceptional": lambda: total_unimodularity(families.EXCEPTIONAL),
    "colourings": lambda: coloured([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]),
    "submatrix": lambda: total_unimodularity([[1, 1, 0, 0], [0, 1, 1, 1], [1, 0, 1, 0]]),
}


@pytest.mark.parametrize("form", SMALL)
def test_each_form_of_evidence_is_accepted_and_read_back(form):
    verdict = SMALL[form]()
    plain = written(verdict)
    assert form in forms(plain["statements"][0]["evidence"])
    assert checker.verify(plain)
    assert verdicts(plain) == [verdict]
    assert verdict.verify()


@pytest.mark.parametrize("form", SMALL)
def test_a_changed_certificate_is_refused_or_still_true(form):
    plain = written(SMALL[form]())

    def is_true(statement):
        entries = Matrix.from_about(statement["about"]["matrix"]).to_lists()
        return statement["holds"] is unimodular_by_colourings(entries)

    assert count_refused(plain, [*mutations(plain), *shortened(plain)], is_true) > 20


@pytest.mark.parametrize("form", SMALL)
def test_the_opposite_answer_is_refused(form):
    plain = written(SMALL[form]())
    plain["statements"][0]["holds"] = not plain["statements"][0]["holds"]
    with pytest.raises(checker.Refused):
        checker.verify(plain)


def test_evidence_that_belongs_to_another_matrix_is_refused():
    statements = [written(make())["statements"][0] for make in SMALL.values()]
    for one in statements:
        for other in statements:
            mixed = {"kind": one["kind"], "about": one["about"], "holds": other["holds"], "evidence": other["evidence"]}
            if one["about"] != other["about"]:
                with pytest.raises(checker.Refused):
                    checker.verify({"format": checker.FORMAT, "statements": [mixed]})


def test_the_checker_accepts_every_verdict_on_random_matrices():
    rng = Random(11)
    for _ in range(1500):
        verdict = total_unimodularity(random_ternary(rng, 9))
        plain = written(verdict)
        assert checker.verify(plain)
        assert verdicts(plain) == [verdict]


def test_the_checker_and_the_evidence_itself_agree_on_changed_evidence():
    for make in SMALL.values():
        plain = written(make())
        for mutant in mutations(plain):
            if mutant["statements"][0]["about"] != plain["statements"][0]["about"]:
                continue
            try:
                checked = bool(checker.verify(mutant))
            except checker.Refused:
                checked = False
            if checked:
                assert verdicts(mutant)[0].verify()


@pytest.mark.parametrize("size", [20, 200, 600])
@pytest.mark.parametrize("family", POSITIVE)
def test_the_checker_accepts_certificates_of_large_families(family, size):
    assert checker.verify(written(total_unimodularity(POSITIVE[family](size, Random(size)))))


def test_too_many_colourings_are_refused_without_counting_them():
    given = Matrix.dense([[1] * 15])
    plain = written(Verdict(TotallyUnimodular(given), True, Colourings(tuple(range(15)), (0,))))
    with pytest.raises(checker.Refused, match="too many"):
        checker.verify(plain)


def test_deep_evidence_is_refused():
    plain = written(total_unimodularity([[1]]))
    evidence = plain["statements"][0]["evidence"]
    for _ in range(5000):
        evidence = {"form": "transpose", "of": evidence}
    plain["statements"][0]["evidence"] = evidence
    with pytest.raises(checker.Refused):
        checker.verify(plain)
