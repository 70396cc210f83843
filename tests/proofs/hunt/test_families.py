"""Families for claims of one's own: what they say they list is listed once, and their data are what the sorts say."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import strategies

import proofs.hunt
from exact.matrices import Matrix
from exact.unimodular import total_unimodularity
from proofs import checker
from proofs.claims.registry import claims_in_file
from proofs.hunt import families
from proofs.hunt.hunting import InProcess
from proofs.hunt.search import Hunt
from proofs.reduced_form.problem.problems import JointPrior, uniform_prior

ALL = {
    "structures": families.structures(3, 2, sets=families.bihierarchies),
    "two-sided": families.two_sided(2, 2),
    "problems": families.problems(),
    "problems with quotas": families.problems(2, 2, quotas=[(0, 1), (1, 2)], priors=["correlated"]),
    "intervals": families.problems(5, sets=families.intervals),
    "rules": families.rules(families.problems(2)),
    "graphs": families.graphs(4),
    "matrices": families.matrices(2, 2),
    "large matrices": families.matrices(5, 5),
    "nearly unimodular": families.matrices(kind="nearly unimodular"),
    "vectors": families.vectors(2),
    "systems": families.systems(3, 3),
    "rays": families.rays(),
    "mechanisms": families.mechanisms(),
    "mechanisms, positive costs": families.mechanisms(positive=True),
    "markets": families.markets(),
    "markets with types": families.markets("types"),
    "strategy": families.from_strategy(strategies.lists(strategies.integers(-3, 3), min_size=1), sort="vector"),
    "pairs of two families": families.matrices(2, 2).with_each(families.vectors(2)),
}


def some(family, count=25, seed=0):
    return list(itertools.islice(family.instances(seed), count))


@pytest.mark.parametrize("name", ALL)
def test_instances_and_smaller_ones_are_of_their_sorts(name):
    for family in ALL[name].whole:
        tried = some(family)
        tried += itertools.chain(*(itertools.islice(family.smaller(instance), 5) for instance in tried[-5:]))
        assert tried
        assert family.words
        for instance in tried:
            for sort, data in zip(family.sorts, family.to_plain(instance), strict=True):
                checker.SORTS[sort](json.loads(json.dumps(data)))
            assert family.describe(instance)


@pytest.mark.parametrize("name", ALL)
def test_a_seed_gives_the_same_instances_again(name):
    for family in ALL[name].whole:
        assert [family.to_plain(one) for one in some(family)] == [family.to_plain(one) for one in some(family)]


@pytest.mark.parametrize("name", ALL)
def test_what_ends_comes_first(name):
    endless = [family.endless for family in ALL[name].whole]
    assert endless == sorted(endless)


def test_the_small_structures_are_all_there_once():
    found = some(families.structures(agents=3, types=1), 1000)
    # families of the 4 sets of two and three agents up to renaming: 4 graphs on 3 vertices, with and without the whole;
    # those on 2 agents (2); none of them is on a single agent, who is a cell
    assert len(found) == 4 * 2 + 2
    assert len({str(given) for given in found}) == len(found)
    assert families.structures(agents=3).after == ()


def test_intervals_are_intervals_and_all_of_them():
    family = families.structures(agents=4, types=1, sets=families.intervals)
    runs = [range(a, b) for a in range(4) for b in range(a + 2, 5)]
    for given in some(family, 1000):
        for members in given.sets:
            places = [given.agents.index(cell[0]) for cell in members]
            assert any(sorted(places) == list(run) for run in runs)
    fours = [given for given in some(family, 1000) if len(given.agents) == 4]
    orders = list(itertools.permutations(range(4)))
    listed = {
        min(tuple(sorted(tuple(sorted(o[k] for k in run)) for run in chosen)) for o in orders)
        for size in range(len(runs) + 1)
        for chosen in itertools.combinations(runs, size)
    }
    assert len(fours) == len(listed)


def test_two_sided_structures_have_all_rows_and_columns():
    for given in some(families.two_sided(2, 2, types=1), 300):
        lines = [[cell for cell in given.cells if cell[0] == agent] for agent in given.agents]
        assert all(tuple(line) in given.constraint_sets for line in lines)
        if given.objects:
            columns = [tuple(cell for cell in given.cells if cell[1] == thing) for thing in given.objects]
            assert set(columns) <= set(given.constraint_sets)


def test_quotas_and_priors_are_those_asked_for():
    pairs = {(0, 1), (1, 2)}
    for problem in some(families.problems(2, 2, quotas=sorted(pairs), priors=["correlated"]), 200):
        large = [quota for quota in problem.constraints if len(quota.cells) > 1]
        assert {(quota.floor, quota.ceiling) for quota in large} <= pairs
        assert isinstance(problem.prior, JointPrior)
    for problem in some(families.problems(priors=["uniform"])):
        assert problem.prior == uniform_prior(problem.types)


def test_unimodular_matrices_are_unimodular_and_nearly_so_are_not_all():
    assert all(total_unimodularity(Matrix.dense(rows)).holds for rows in some(families.matrices(kind="unimodular")))
    near = [total_unimodularity(Matrix.dense(rows)).holds for rows in some(families.matrices(4, 4, kind=NEAR), 100)]
    assert True in near
    assert False in near


NEAR = "nearly unimodular"


def test_graphs_on_four_vertices():
    assert [len(some(families.graphs(n), 100)) for n in range(1, 5)] == [1, 3, 7, 18]
    assert len(some(families.graphs(4, connected=True), 100)) == 1 + 1 + 2 + 6


def test_a_family_that_goes_on_is_tried_whole_and_told_apart(tmp_path):
    source = '''"""Entries."""
from proofs.hunt import claim, families, greatest

@claim("small", tries=families.vectors(1).and_then(families.vectors(2)).where(any, "not 0"))
def small(vector):
    """The greatest entry is at most 1."""
    yield greatest(vector) <= 1
'''
    path = tmp_path / "entries.py"
    path.write_text(source)
    (claim,) = claims_in_file(path)
    result = Hunt(InProcess(), (str(path),)).run(claim, claim.readings[0])
    assert (result.ending, result.instances) == ("survived", 2 + 8)
    assert [words.rpartition(", ")[2] for words in result.exhausted] == ["not 0", "not 0"]


def test_files_are_instances_beside_the_file_that_names_them():
    there = Path(__file__).parents[3] / "examples"
    family = families.instances("../../../examples/problems/example_*.json")
    assert len(some(family, 100)) == len(list((there / "problems").glob("example_*.json")))
    assert all(problem.agents and rule is not None for problem, rule in some(family, 3))
    assert len(some(families.instances("../../../examples/markets/*.json", "market"))) == 8
    assert len(some(families.instances("../../../examples/markets/pseudo-*.json", "mechanism"))) == 1
    with pytest.raises(ValueError, match=r"hospital-two-doctors\.json: a claim cannot be about this mechanism"):
        some(families.instances("../../../examples/markets/hospital-two-*.json", "mechanism"))
    with pytest.raises(ValueError, match="there is no such file"):
        families.instances("nowhere/*.json")


def test_what_a_strategy_draws_is_shrunk_by_hypothesis(tmp_path):
    path = tmp_path / "sums.py"
    path.write_text('''"""Sums."""
from hypothesis import strategies
from proofs.hunt import claim, families, total

LISTS = strategies.lists(strategies.integers(-9, 9), min_size=1)

@claim("sums", tries=families.from_strategy(LISTS, sort="vector").where(lambda v: 7 not in v, "without 7"))
def sums(vector):
    """The sum is at most 20."""
    yield total(vector) <= 20
''')
    (claim,) = claims_in_file(path)
    found = Hunt(InProcess(), (str(path),)).run(claim, claim.readings[0]).counterexample
    assert sum(found.instance) == 21
    assert len(found.instance) == 3
    assert 7 not in found.instance
    assert found.smallest


def test_smaller_ones_of_a_strategy_are_the_same_each_time():
    family = families.from_strategy(strategies.lists(strategies.integers(-9, 9), min_size=1), sort="vector")
    drawn = some(family)[-1]
    once = list(family.smaller(drawn))
    assert once
    assert once == list(family.smaller(drawn))
    assert drawn not in once
    assert list(family.smaller([100])) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: families.structures(agents=0), "at least one agent"),
        (lambda: families.problems(priors=["normal"]), '"normal" is none of uniform'),
        (lambda: families.problems(quotas=[(2, 1)]), "floor <= ceiling"),
        (lambda: families.problems(objects=2, sets=families.intervals), "there is one good"),
        (lambda: families.structures(agents=8, sets=families.intervals), "at most 7 agents, not 8"),
        (lambda: families.matrices(kind="tall"), '"tall" is none of'),
        (lambda: families.markets("normal"), '"normal" is none of'),
        (lambda: families.graphs(8), "not 8"),
        (lambda: families.rules(families.vectors(2)), "rules are for problems"),
        (lambda: families.vectors(1).and_then(families.rays()), "are not one family"),
        (lambda: families.vectors(1).with_each(families.matrices(9, 9)), "never ends"),
        (lambda: families.instances("*.json", "novel"), 'not "novel"'),
    ],
)
def test_what_makes_no_family_is_told(wrong, said):
    with pytest.raises(ValueError, match=said):
        wrong()


def test_all_public_names_are_there():
    for name in proofs.hunt.__all__:
        assert getattr(proofs.hunt, name, None) is not None, name
    assert {*proofs.hunt.HOMES, "families"} == set(proofs.hunt.__all__)
    assert all(getattr(families, name) is not None for name in families.__all__)
