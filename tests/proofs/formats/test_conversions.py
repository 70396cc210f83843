"""The command `rays`: problems, matrices and cddlib's files, both engines, and what it refuses."""

from __future__ import annotations

import json

import pytest

from exact import cones, polyhedra
from exact.cones import Cone, Generators
from exact.polyhedra import Polyhedron
from proofs.formats import conversions
from proofs.plain.reading import BadInput
from proofs.report import explain
from tests.proofs.cli.test_main import PROBLEMS, proofs


def single_item(path, bidders, types):
    """The single-item auction as a problem file."""
    names = [f"b{k + 1}" for k in range(bidders)]
    problem = {
        "format": "exact-proofs/problem/1",
        "agents": names,
        "types": {name: [f"t{k + 1}" for k in range(types)] for name in names},
        "prior": "uniform",
        "constraints": [{"set": names, "ceiling": 1}],
    }
    path.write_text(json.dumps(problem))
    return path


@pytest.mark.parametrize(
    ("bidders", "types", "count"), [(2, 2, 17), (2, 3, 58), (2, 4, 229), (2, 5, 946), (3, 2, 41), (3, 3, 370)]
)
def test_extreme_rays_of_the_reduced_cone_of_single_item_problems(tmp_path, bidders, types, count):
    given, notes, _ = conversions.load(str(single_item(tmp_path / "item.json", bidders, types)), reduced=True)
    found = conversions.convert(given, "both").described
    assert isinstance(found, Generators)
    assert len(found.rays) == count
    assert not found.lines
    assert notes == (conversions.FACETS,)


def test_rays_of_a_problem_in_words_and_as_json(tmp_path):
    path = single_item(tmp_path / "item.json", 2, 2)
    assert proofs("rays", "--reduced", path).stdout.startswith("17 extreme rays, 17 of them with entries -1, 0, 1")
    answer = json.loads(proofs("rays", "--reduced", "--json", "--engine", "both", path, "--out", tmp_path).stdout)
    assert len(answer["rays"]) == 17
    assert ["f", "b1", "t1"] in answer["coordinates"]
    said = proofs("rays", "--reduced", path).stderr
    assert "a cone in 8 variables with 12 inequalities" in said
    assert "`proofs facets`" in said
    whole = json.loads(proofs("rays", "--json", PROBLEMS / "example_1_buyer_seller.json").stdout)
    assert len(whole["rays"]) == 16


def test_ceilings_of_single_cells_that_the_reduced_cone_forgets_are_named(tmp_path):
    path = single_item(tmp_path / "item.json", 2, 1)
    problem = json.loads(path.read_text())
    problem["constraints"] = [{"set": ["b1", "b2"], "ceiling": 2}, {"set": ["b1"], "ceiling": 1}]
    path.write_text(json.dumps(problem))
    result = proofs("rays", "--reduced", path)
    assert result.returncode == 0
    assert "the reduced cone knows nothing of the ceilings of {b1}" in result.stderr


def test_cones_and_polyhedra_in_words():
    """No count of signs where there is no ray, no vertices where there is a line, nothing about an empty set."""
    strip = polyhedra.hull(Polyhedron.of([[1, 0], [-1, 0]], [1, 1], coordinates=["x", "y"]))
    assert explain(strip).startswith(
        "2 minimal faces, one point of each\n  (-1, 0)\n  (1, 0)\n0 extreme rays\nnot pointed"
    )
    assert explain(polyhedra.hull(Polyhedron.of([[1, 0], [-1, 0]], [-1, -1]))) == "empty"
    assert explain(cones.generators(Cone.of([[1], [-1]]))) == "0 extreme rays\npointed: the lineality space is {0}"


SQUARE = "H-representation\nbegin\n4 3 integer\n1 -1 0\n1 0 -1\n0 1 0\n0 0 1\nend\n"


def test_a_polyhedron_gives_its_vertices_and_its_vertices_give_it_back(tmp_path):
    path = tmp_path / "square.ine"
    path.write_text(SQUARE)
    assert json.loads(proofs("rays", "--json", path, "--out", tmp_path).stdout)["vertices"] == [
        ["0", "0"],
        ["0", "1"],
        ["1", "0"],
        ["1", "1"],
    ]
    back = tmp_path / "square.ext"
    back.write_text("V-representation\nbegin\n4 3 integer\n1 0 0\n1 0 1\n1 1 0\n1 1 1\nend\n")
    assert proofs("hull", back, "--out", tmp_path).stdout.startswith("4 inequalities")
    assert "`proofs hull` gives their inequalities" in proofs("rays", back).stderr
    assert "`proofs rays` gives their vertices and rays" in proofs("hull", path).stderr


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (SQUARE, ["--reduced"], "--reduced asks for the projection cone of a problem file"),
        ("nonsense", [], 'no line "begin"'),
        ('{"format": "exact-proofs/matrix/1", "entries": [[0.5]]}', [], "0.5 is a float"),
        ('{"format": "other"}', [], "exact-proofs/matrix/1"),
        ("H-representation\nbegin\n1 2 complex\n1 0.5\nend\n", [], "number type"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(tmp_path, content, arguments, sentence):
    path = tmp_path / "given"
    path.write_text(content)
    result = proofs("rays", path, *arguments)
    assert result.returncode == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_engine_is_one_sentence(monkeypatch, tmp_path):
    def missing(*arguments):
        raise cones.MissingEngineError("cddlib is missing; install the extra [cddlib]")

    monkeypatch.setattr(cones, "generators", missing)
    given, *_ = conversions.load(str(single_item(tmp_path / "item.json", 2, 2)), reduced=True)
    with pytest.raises(BadInput, match="cddlib"):
        conversions.convert(given, "cddlib")


FILES = {
    "cone": "H-representation\nbegin\n4 4 integer\n0 1 1 0\n0 1 -1 0\n0 0 1 1\n0 0 -1 1\nend\n",
    "cube": "H-representation\nbegin\n6 4 integer\n1 1 0 0\n1 0 1 0\n1 0 0 1\n1 -1 0 0\n1 0 -1 0\n1 0 0 -1\nend\n",
    "half plane": "H-representation\nbegin\n1 3 integer\n2 1 0\nend\n",
    "points": "V-representation\nbegin\n4 3 integer\n1 0 0\n1 2 0\n1 0 2\n1 1 1\nend\n",
    "rays": "V-representation\nbegin\n3 4 integer\n0 1 0 0\n0 0 1 0\n0 0 0 1\nend\n",
    "nothing": "H-representation\nbegin\n2 2 integer\n-2 1\n1 -1\nend\n",
}


@pytest.mark.parametrize("name", FILES)
def test_the_search_from_ray_to_ray_gives_what_double_description_gives(tmp_path, name):
    path = tmp_path / "given"
    path.write_text(FILES[name])
    given, *_ = conversions.load(str(path), reduced=False)
    by_orbits, direct = (conversions.convert(given, engine) for engine in ("orbits", "ppl"))
    assert by_orbits.described == direct.described == conversions.convert(given).described
    assert by_orbits.orbits == direct.orbits
    assert by_orbits.end == "complete"


def test_orbits_of_rays_are_counted():
    octant = conversions.convert(Cone.of([(1, 0, 0), (0, 1, 0), (0, 0, 1)]))
    assert (octant.orbits, len(octant.described.rays), len(octant.representatives.rays)) == ((3,), 3, 1)


def test_rays_that_are_not_all_are_told_with_status_3(tmp_path):
    path = single_item(tmp_path / "item.json", 2, 3)
    told = proofs("rays", "--reduced", "--limit", 1, path)
    assert told.returncode == 3
    assert "ended because they were as many as asked for, and these need not be all" in told.stdout
    assert "by a first look about" in told.stderr
    answer = json.loads(proofs("rays", "--reduced", "--seconds", 0, "--json", path).stdout)
    assert (answer["complete"], answer["end"]) == (False, "seconds")
    whole = json.loads(proofs("rays", "--reduced", "--engine", "orbits", "--json", path, "--out", tmp_path).stdout)
    assert (len(whole["rays"]), len(whole["orbits"]), sum(whole["orbits"]), whole["complete"]) == (58, 7, 58, True)
    assert len(whole["representatives"]["rays"]) == 7
    larger = single_item(tmp_path / "larger.json", 2, 4)
    some, every = (
        proofs("rays", "--reduced", larger, *options, "--out", tmp_path).stdout for options in ((), ("--all",))
    )
    assert "229 in 10 orbits under exchanging coordinates: " in some
    assert "one of each is printed (--all: every one)" in some
    assert every.startswith("229 extreme rays")
    assert (len(some.splitlines()), len(every.splitlines())) == (14, 233)
    refused = proofs("rays", "--engine", "ppl", "--limit", 3, path)
    assert refused.returncode == 2
    assert "the engine ppl has none" in refused.stderr
