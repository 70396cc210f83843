"""Certificates about rays, actions and mechanisms of VS as theorems of Coq, and changed numbers that it refuses."""

from __future__ import annotations

import copy
import shutil
import subprocess
from itertools import product
from typing import Any

import pytest

from proofs.certificates import certificate
from proofs.coq.compiling import CLOSED, LOGICAL, library
from proofs.coq.written.kinds import theorem
from proofs.coq.written.terms import NoForm
from proofs.coq.written.verifying import written
from proofs.trading.dominance.actions import obviously_dominant
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.domains import Box, FiniteDomain, Orthant
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Rule
from proofs.trading.markets.menus import Points, Ray, Remedial
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, SelectionTable
from tests.corpus.trading import fractions

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")

RAYS = {
    "beside endowment": ([(1, -2, 0), (-1, 3, 0), (0, 0, 0)], [(1, -2), (-1, 1)], [(1, 1), (1, -1)]),
    "pairs": ([(1, -2, 0), (-1, 3, 0), (1, 1, 0)], [(1, -2), (-1, 1)]),
    "lemma 5": ([("1/2", -1), (-1, 3)], [(-1, 0), (1, -1)]),
    "printed": ([(1, -1)], [(0, 0), (1, -1)]),
}
THERE, BACK = fractions(1, -1), fractions(-1, 1)
RAY = Ray(THERE)
EXCHANGE = SelectionTable((((1, 1), (fractions(2, 0), fractions(0, 2))),))
TYPES = FiniteDomain((fractions(1, 2), fractions(2, 1)))
DOMAINS = (Orthant(2), Orthant(2, strict=True), Box(fractions(1, 1), fractions(2, 3)), TYPES)
STRATEGIES = (
    Myopic(),
    Myopic("any"),
    Regions((Rule((), (THERE,), 1),)),
    Regions((Rule((THERE,), (), 1), Rule((), (BACK,), 0))),
    Regions((Rule((), (BACK,), 0), Rule((), (), 1))),
    Regions((Rule((), (BACK,), 1),)),
    ChoiceTable(((fractions(1, 2), 1),)),
)


def plain(verdict: Any) -> dict[str, Any]:
    return certificate(verdict)["statements"][0]


def exchange(domain: Any, strategy: Any, selection: Any = EXCHANGE, first: Any = RAY) -> Mechanism:
    """Two agents with (1, 1) each, of whom one may give B for A and the other takes it."""
    market = Market.make({"A": 2, "B": 2}, ["one", "other"], [[1, 1]] * 2, preferences=Preferences(domain))
    protocol = Protocol.make(market, {"one": [first], "other": [Ray(BACK)]}, selection)
    return Mechanism(protocol, (strategy, Myopic()))


def statements() -> list[dict[str, Any]]:
    found = [plain(polarized(rays, reading)) for reading, several in RAYS.items() for rays in several]
    protocol = exchange(Orthant(2), Myopic()).protocol
    found += [
        plain(obviously_dominant(protocol, "one", costs, action, dominance))
        for costs, action, dominance in product(((1, 2), (2, 1)), (0, 1), ("deviations", "printed"))
    ]
    mechanisms = [exchange(domain, strategy) for domain, strategy in product(DOMAINS, STRATEGIES[:6])]
    mechanisms += [
        exchange(TYPES, STRATEGIES[6]),
        exchange(Box(fractions(1, 1), fractions(2, 3)), STRATEGIES[6]),
        exchange(Orthant(2), Myopic(), first=Points((fractions(1, 1), fractions(2, 0)))),
        exchange(Orthant(2), Myopic(), SelectionTable(()), Remedial()),
    ]
    verdicts = [obviously_strategy_proof(each, d) for each, d in product(mechanisms, ("deviations", "printed"))]
    return found + [plain(verdict) for verdict in verdicts]


def told(listed: list[dict[str, Any]]) -> str:
    """The file of these statements, which Coq is asked about once for all."""
    made = written({"format": "exact-proofs/certificate/1", "statements": listed})
    assert not made.without
    lines = [line for line in made.text.split("\n") if not line.startswith("Print Assumptions")]
    return "\n".join(lines) + f"\nDefinition all := ({', '.join(made.theorems)}).\nPrint Assumptions all.\n"


def asked(text: str, folder: Any) -> subprocess.CompletedProcess[str]:
    (folder / "Certificate.v").write_text(text)
    compiled = library(["Certificates/TradingStrategies.v", "ValenzuelaStookey.v"]).folder
    command = ["coqc", "-q", "-Q", str(compiled), LOGICAL, "Certificate.v"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@needs_coq
def test_coq_accepts_rays_actions_and_mechanisms(tmp_path):
    listed = statements()
    for kind in ("polarized", "obviously dominant", "obviously strategy-proof"):
        assert {each["holds"] for each in listed if each["kind"] == kind} == {True, False}
    done = asked(told(listed), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == CLOSED


def changed(verdict: Any, *path: Any, value: Any) -> dict[str, Any]:
    """A statement with another number, or another anything, at one place."""
    statement = copy.deepcopy(plain(verdict))
    *way, last = path
    place = statement
    for key in way:
        place = place[key]
    assert place[last] != value
    place[last] = value
    return statement


def mutants() -> list[dict[str, Any]]:
    yes, no = (polarized(rays) for rays in RAYS["beside endowment"][:2])
    one_signed = polarized(RAYS["beside endowment"][2])
    protocol = exchange(Orthant(2), Myopic()).protocol
    dominant = obviously_dominant(protocol, "one", (1, 2), 1)
    failing = obviously_dominant(protocol, "one", (2, 1), 1)
    osp = obviously_strategy_proof(exchange(Box(fractions(1, 1), fractions(2, 3)), Myopic("any")))
    careful = obviously_strategy_proof(exchange(Orthant(2), Myopic()))
    rules = obviously_strategy_proof(exchange(Orthant(2), STRATEGIES[2]))
    by_rules = obviously_strategy_proof(exchange(Orthant(2), STRATEGIES[5]))
    return [
        changed(yes, "about", "directions", 1, 1, value=1),
        changed(yes, "evidence", "pairs", 0, 0, value=4),
        changed(yes, "evidence", "pairs", 0, 1, value=-2),
        changed(yes, "holds", value=False) | {"evidence": plain(no)["evidence"]},
        changed(no, "evidence", "costs", 0, value=0),
        changed(no, "evidence", "costs", 1, value=-2),
        changed(no, "evidence", "second", value=0),
        changed(one_signed, "evidence", "ray", value=1),
        changed(dominant, "about", "costs", 0, value="3"),
        changed(dominant, "about", "dominance", value="printed"),
        changed(dominant, "about", "protocol", "selection", "table", 0, "assignment", 0, 0, value="4"),
        changed(failing, "about", "costs", 0, value="1"),
        changed(failing, "about", "action", value=0),
        changed(careful, "about", "selection", "table", 0, "assignment", 1, 0, value="1"),
        changed(careful, "about", "endowment", 0, 0, value="2"),
        changed(careful, "about", "menus", 0, 1, value={"ray": ["1", "1"]}),
        changed(careful, "about", "strategies", 0, value="any myopic"),
        changed(careful, "about", "dominance", value="printed"),
        changed(rules, "about", "strategies", 0, "rules", 0, 2, value=0),
        changed(by_rules, "evidence", "costs", value=["1", "1"]),
        changed(osp, "evidence", "costs", 0, value="9"),
    ]


@needs_coq
def test_coq_refuses_changed_numbers(tmp_path):
    """Each mutant's proof is tried and has to fail, in one file."""
    parts = []
    for k, each in enumerate(mutants()):
        made = theorem(each)
        names = {key: f"{key}_{k}" for key in made.definitions}
        for key, (kind, term) in made.definitions.items():
            parts.append(f"Definition {names[key]} : {kind} := {term.format(**names)}.")
        sound = made.proof.format(**names).removesuffix(".").replace("; vm_compute; reflexivity", "")
        parts.append(f"Goal {made.statement.format(**names)}.\n{sound}.\nFail (vm_compute; reflexivity).\nAbort.")
    head = f"From {LOGICAL} Require Import ValenzuelaStookey Certificates.TradingStrategies.\n"
    done = asked(head + "\n".join(parts) + "\n", tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (lambda: obviously_strategy_proof(exchange(TYPES, Myopic(), AnySelection())), "the selection left open"),
        (lambda: polarized([], "printed"), "a menu without rays only"),
    ],
)
def test_what_has_no_form_is_told(verdict, words):
    with pytest.raises(NoForm, match=words):
        theorem(plain(verdict()))


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("domains", 0), {"polyhedron": [], "inside": ["1", "1"]}, "costs given by inequalities"),
        (("menus", 0, 1), {"polyhedron": [[["1", "0"], "<=", "1"]]}, "trading sets given by inequalities"),
        (("numbers", 0), {"payment": {}}, "need not add up"),
        (("strategies", 0), {"mixed": []}, "strategies of this form"),
    ],
)
def test_parts_of_a_mechanism_without_a_form_are_told(path, value, words):
    statement = changed(obviously_strategy_proof(exchange(TYPES, Myopic())), "about", *path, value=value)
    with pytest.raises(NoForm, match=words):
        theorem(statement)


def test_a_failure_shown_otherwise_has_no_form():
    statement = plain(obviously_strategy_proof(exchange(TYPES, Myopic("any"))))
    assert not statement["holds"]
    with pytest.raises(NoForm, match='"two bundles" has no form'):
        theorem(statement | {"evidence": {"form": "two bundles"}})
