"""Families for claims of one's own: what they say they list is listed once, and their data are what the sorts say."""

from __future__ import annotations

import itertools
import json
import math
import random
from pathlib import Path

import networkx
import pytest
from hypothesis import strategies

import proofs.hunt
from exact.matrices import Matrix
from exact.rationals import primitive
from exact.set_systems import bihierarchy, hierarchy
from exact.unimodular import total_unimodularity
from proofs import checker
from proofs.claims.registry import claims_in_file
from proofs.hunt import families
from proofs.hunt.executors import InProcess
from proofs.hunt.families import unimodular
from proofs.hunt.families.graphs import KINDS, _is_connected
from proofs.hunt.families.structures import _with_rows_and_columns
from proofs.hunt.search import Hunt
from proofs.reduced_form.problem.problems import JointPrior, uniform_prior
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.domains import Box
from proofs.trading.markets.menus import Points, Ray
from tests.exact.unimodular.brute_force import unimodular_by_minors

ALL = {
    "structures": families.structures(3, 2, sets=families.bihierarchies),
    "two-sided": families.two_sided(2, 2),
    "problems": families.problems(),
    "problems with quotas": families.problems(2, 2, quotas=[(0, 1), (1, 2)], priors=["correlated"]),
    "intervals": families.problems(5, sets=families.intervals),
    "rules": families.rules(families.problems(2)),
    "graphs": families.graphs(4),
    "connected graphs": families.graphs(5, connected=True),
    **{f"{kind} graphs": families.graphs(6, kind=kind) for kind in sorted(KINDS)},
    "many trees": families.graphs(11, kind="trees"),
    "matrices": families.matrices(2, 2),
    "large matrices": families.matrices(5, 5),
    "zeros and ones": families.matrices(5, 5, entries=(0, 1)),
    "unimodular": families.matrices(4, 4, kind="unimodular"),
    "nearly unimodular": families.matrices(kind="nearly unimodular"),
    **{kind: families.matrices(4, 5, kind=kind) for kind in unimodular.CONSTRUCTIONS},
    "vectors": families.vectors(2),
    "systems": families.systems(3, 3),
    "rays": families.rays(),
    "mechanisms": families.mechanisms(),
    "mechanisms, positive costs": families.mechanisms(positive=True),
    "markets": families.markets(),
    "markets with types": families.markets("types"),
    "menus": families.menus(),
    "menus of points": families.menus("points"),
    "strategy": families.from_strategy(strategies.lists(strategies.integers(-3, 3), min_size=1), sort="vector"),
    "pairs of two families": families.matrices(2, 2).with_each(families.vectors(2)),
}
CLIMBED = sorted(set(ALL) - {"strategy"})


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


@pytest.mark.parametrize("name", CLIMBED)
def test_what_is_nearby_is_of_the_sorts_and_another_instance(name):
    """As data: an instance that is equal under another name would be met again and again."""
    met = 0
    for family in ALL[name].whole:
        for instance in some(family)[-4:]:
            own = family.to_plain(instance)
            for near in itertools.islice(family.nearby(instance), 40):
                data = family.to_plain(near)
                assert data != own
                for sort, each in zip(family.sorts, data, strict=True):
                    checker.SORTS[sort](json.loads(json.dumps(each)))
                assert family.describe(near)
                met += 1
    assert met


def walked(family, steps=12, starts=8):
    """What a climb may come to: instances near those near a few instances, and so on."""
    draw = random.Random(5)
    for instance in some(family, starts):
        for _ in range(steps):
            near = list(family.nearby(instance))
            if not near:
                break
            instance = draw.choice(near)
            yield instance


def all_walked(family, steps=12):
    return itertools.chain.from_iterable(walked(part, steps) for part in family.whole)


def shape(given):
    return len(given.agents), len(given.objects or ()), max(map(len, given.types))


@pytest.mark.parametrize("sets", [families.hierarchies, families.bihierarchies, families.any_sets])
def test_structures_nearby_are_within_the_bounds_and_in_the_class(sets):
    family = families.structures(3, 2, types=2, sets=sets, most_sets=4)
    reached = list(all_walked(family))
    for given in reached:
        assert all(own <= most for own, most in zip(shape(given), (3, 2, 2), strict=True))
        assert len(given.sets) <= 4
        if sets is families.hierarchies:
            assert hierarchy([frozenset(members) for members in given.sets]).holds
        if sets is families.bihierarchies:
            assert bihierarchy([frozenset(members) for members in given.sets]).holds
    assert len({shape(given) for given in reached}) > 4


def test_intervals_nearby_are_intervals_in_the_order_of_the_agents():
    reached = list(all_walked(families.problems(5, types=1, sets=families.intervals)))
    assert max(len(problem.agents) for problem in reached) == 5
    for problem in reached:
        for quota in problem.constraints:
            places = sorted(problem.agents.index(cell[0]) for cell in quota.cells)
            assert places == list(range(places[0], places[-1] + 1))


def test_all_small_structures_are_reached_from_the_least_one():
    family = families.structures(2, 2, types=1)
    least = some(family, 1)[0]
    reached, waiting = {least}, [least]
    while waiting:
        for near in family.nearby(waiting.pop()):
            if near not in reached:
                reached.add(near)
                waiting.append(near)
    # on 2 x 2 cells any of the 11 sets of two or more; on 2 x 1 and on 1 x 2 the whole or nothing
    assert len(reached) == 2**11 + 2 + 2


def test_two_sided_structures_nearby_are_two_sided():
    for family in (families.two_sided(2, 2), families.two_sided(4, 0, types=1, sets=families.intervals)):
        reached = list(all_walked(family))
        assert reached
        assert all(given == _with_rows_and_columns(given) for given in reached)


def test_quotas_and_priors_nearby_are_those_asked_for():
    family = families.problems(2, 2, quotas=[(0, 1), (1, 2)], priors=["nearly degenerate"])
    reached = list(all_walked(family))
    for problem in reached:
        large = [quota for quota in problem.constraints if len(quota.cells) > 1]
        assert {(quota.floor, quota.ceiling) for quota in large} <= {(0, 1), (1, 2)}
        assert isinstance(problem.prior, JointPrior)
        assert sum(problem.prior.probabilities) == 1
        scale = math.lcm(*(chance.denominator for chance in problem.prior.probabilities))
        assert {chance * scale for chance in problem.prior.probabilities} <= {1, 7, 1000}
    assert len({problem.prior for problem in reached}) > 5
    uniform = list(all_walked(families.problems(3, priors=["uniform"])))
    assert all(problem.prior == uniform_prior(problem.types) for problem in uniform)
    drawn = list(all_walked(families.problems(3, 2), 4))
    assert any(quota.floor == quota.ceiling > 0 for problem in drawn for quota in problem.constraints)
    for problem in drawn:
        assert all(0 <= quota.floor <= quota.ceiling <= 3 for quota in problem.constraints)
        assert len(problem.cells) * problem.profile_count <= 48


def test_rules_nearby_have_the_coordinates_of_their_problem():
    reached = list(all_walked(families.rules(families.problems(2, 2, types=1))))
    assert all(len(rule.values) == len(problem.coordinates) for problem, rule in reached)
    assert len({problem for problem, _ in reached}) > 5


@pytest.mark.parametrize("kind", ["unimodular", *unimodular.CONSTRUCTIONS])
def test_unimodular_kinds_are_unimodular_and_stay_so_nearby(kind):
    family = families.matrices(4, 4, kind=kind)
    met = [*some(family, 60), *walked(family)]
    assert all(unimodular_by_minors([list(row) for row in rows]) for rows in met)
    assert all(len(rows) <= 4 and len(rows[0]) <= 4 for rows in met)


def test_sums_go_beyond_networks_and_transposes():
    """Of some the evidence is a sum, which is looked for where a matrix is neither."""
    drawn = some(families.matrices(40, 40, kind=SUMS), 14)
    shown = [repr(total_unimodularity(Matrix.dense(rows)).evidence) for rows in drawn]
    assert any("TwoSum(" in evidence or "ThreeSum(" in evidence for evidence in shown)


def test_entries_nearby_are_entries():
    family = families.matrices(3, 4, entries=(0, 2, 5))
    for rows in all_walked(family):
        assert {entry for row in rows for entry in row} <= {0, 2, 5}
        assert len(rows) <= 3
        assert len(rows[0]) <= 4
    assert list(families.vectors(2, entries=(0, 2, 5)).nearby((0, 5))) == [(2, 5), (0, 2)]


def test_systems_nearby_change_the_bounds_too():
    family = families.systems(2, 2)
    reached = list(walked(family.whole[0]))
    assert all(len(rows) == len(bounds) <= 2 and len(rows[0]) <= 2 for rows, bounds in reached)
    assert len({bounds for _, bounds in reached}) > 5


PROPERTIES = {
    "paths": lambda g: networkx.is_tree(g) and max(dict(g.degree).values()) <= 2,
    "cycles": lambda g: networkx.is_connected(g) and set(dict(g.degree).values()) == {2},
    "stars": lambda g: networkx.is_tree(g) and max(dict(g.degree).values()) == len(g) - 1,
    "complete": lambda g: g.number_of_edges() == len(g) * (len(g) - 1) // 2,
    "complete bipartite": lambda g: networkx.is_connected(networkx.complement(g)) is False or len(g) == 2,
    "wheels": lambda g: networkx.is_isomorphic(g, networkx.wheel_graph(len(g))),
    "grids": lambda g: networkx.is_bipartite(g) and networkx.is_connected(g) and max(dict(g.degree).values()) <= 4,
    "trees": networkx.is_tree,
    "random bipartite": networkx.is_bipartite,
    "random regular": networkx.is_regular,
}


@pytest.mark.parametrize("kind", PROPERTIES)
def test_graphs_of_a_kind_are_of_the_kind_and_stay_so_nearby(kind):
    family = families.graphs(7, kind=kind)
    met = [*some(family, 60), *walked(family)]
    assert len(met) > 10 or kind == "grids"
    for vertices, edges in met:
        made = networkx.Graph(edges)
        made.add_nodes_from(vertices)
        assert len(vertices) <= 7
        assert PROPERTIES[kind](made)


def test_graphs_of_a_kind_are_all_there():
    def count(kind, vertices):
        return len(some(families.graphs(vertices, kind=kind), 500))

    assert [count("trees", n) for n in (1, 4, 6, 9)] == [1, 5, 14, 95]
    assert count("complete bipartite", 5) == 1 + 1 + 2 + 2
    assert count("grids", 12) == 7  # 2 x 2 to 2 x 6, 3 x 3 and 3 x 4
    assert families.graphs(11, kind="trees").after[0].endless
    assert all(_is_connected(graph) for graph in some(families.graphs(6, True, "random"), 30))


def test_positive_costs_stay_positive_nearby():
    for laws in ("boxes", "types"):
        for market in all_walked(families.markets(laws), 6):
            for preferences in market.preferences:
                domain = preferences.domain
                lowest = [domain.lower] if isinstance(domain, Box) else domain.types
                assert all(cost > 0 for costs in lowest for cost in costs)
                assert preferences.has_full_support()


def test_smaller_markets_end():
    for laws in ("boxes", "types"):
        for family in families.markets(laws).whole:
            market, steps = some(family)[-1], 0
            while (less := next(family.smaller(market), None)) is not None:
                market, steps = less, steps + 1
            assert 0 < steps < 100
            assert (len(market.agents), len(market.tasks)) == (2, 1)
            assert not any(map(any, market.performance))


def test_mechanisms_nearby_respect_what_is_chosen():
    idle, tables, _, drawn = families.mechanisms().whole
    for mechanism in itertools.chain(walked(idle), walked(tables), walked(drawn)):
        assert mechanism.protocol.breach is None


def test_menus_of_polarized_rays_stay_polarized_nearby_and_points_have_two_bundles():
    rays = 0
    for case in all_walked(families.menus(), 5):
        for (menu,) in case.menus:
            directions = [tuple(one.direction) for one in menu if isinstance(one, Ray)]
            rays += len(directions)
            assert polarized([primitive(d) for d in directions]).holds
    assert rays
    for case in some(families.menus("points").whole[1]):
        listed = [one for (menu,) in case.menus for one in menu]
        assert not any(isinstance(one, Ray) for one in listed)
        assert all(len(one.points) <= 2 for one in listed if isinstance(one, Points))


def test_what_is_nearby_is_changed_as_the_instances_are():
    family = families.vectors(2).mapped(lambda vector: tuple(sorted(vector)), "sorted")
    assert all(list(near) == sorted(near) for near in family.nearby((0, 0)))
    assert list(families.vectors(1).mapped(lambda vector: (0,), "0").nearby((0,))) == []


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


NEAR, SUMS = "nearly unimodular", "sums"


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
    there = list((Path(__file__).parents[3] / "examples" / "markets").glob("*.json"))
    assert len(some(families.instances("../../../examples/markets/*.json", "market"))) == len(there) > 8
    assert len(some(families.instances("../../../examples/markets/pseudo-market.json", "mechanism"))) == 1
    for name, sentence in (("overtime", "takes all tasks for burdens"), ("paid-for-shifts", "takes all tasks for")):
        with pytest.raises(ValueError, match=sentence):
            some(families.instances(f"../../../examples/goods/{name}.json", "market"))
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
        (lambda: families.graphs(4, kind="round"), '"round" is none of'),
        (lambda: families.graphs(3, kind="wheels"), "wheels have 4 vertices or more, not 3"),
        (lambda: families.graphs(2, kind="random regular"), "random regular graphs have 3 vertices or more"),
        (lambda: families.matrices(1, 4, kind="sums"), "sums have 2 rows and columns or more"),
        (lambda: families.menus("sets"), '"sets" is none of'),
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
