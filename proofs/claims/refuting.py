"""The certificate of a refutation: the claim as data, the instance, and the statements that decide both lists.

The checker's own evaluation of the claim (`proofs.checker.Claim`) is run with an oracle in the place of the statements
shown: it is asked for the truth of a statement, or for a value, finds it among the verdicts of the trial or decides
it, and remembers what was asked. What was asked is what the certificate must show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from exact import set_systems
from exact.linear import feasibility, optimum
from exact.rationals import text
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import Certificate, certificate, statement_kind, statement_to_plain
from proofs.claims.claim import Reading, Trial
from proofs.claims.stating import Stated
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.polarization import polarized

DECIDERS: dict[str, Callable[[Any], Verdict]] = {
    "feasible": lambda asked: feasibility(asked.system),
    "totally unimodular": lambda asked: total_unimodularity(asked.matrix),
    "preserves total unimodularity": lambda asked: preserves_total_unimodularity(asked.structure),
    "hierarchy": lambda asked: set_systems.hierarchy(asked.sets),
    "bihierarchy": lambda asked: set_systems.bihierarchy(asked.sets),
    "canonical two-sided": lambda asked: set_systems.canonical_two_sided(asked.sets, asked.agents, asked.objects),
    "edges of a graph": lambda asked: set_systems.edges_of_a_graph(asked.sets, asked.vertices),
    "bipartite graph": lambda asked: set_systems.bipartite_graph(asked.sets, asked.vertices),
    "implementable": lambda asked: implementable(asked.problem, asked.rule),
    "condition complete": lambda asked: getattr(facets(asked.problem), f"condition_{asked.condition.lower()}"),
    "some type": lambda asked: some_type(asked.domain, asked.below, asked.at_most),
    "polarized": lambda asked: polarized(asked.directions, asked.reading),
}
"""How a statement that the trial did not decide is decided, where that needs nothing but the statement."""


class MisstatedError(RuntimeError):
    """A claim as data says something else than its code, on an instance that the code calls a counterexample."""


class Oracle:
    """Answers what the checker's evaluation asks, from verdicts at hand or by deciding, and remembers the verdicts."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self.verdicts = [verdict for verdict in verdicts if verdict.holds is not None]
        self.used: dict[str, tuple[Verdict, dict[str, Any]]] = {}

    def truth(self, kind: str, about: Mapping[str, Any]) -> bool | None:
        data = checker.plain_data(dict(about))
        asked = statement_kind(kind).from_about(data)
        wanted = asked.about()
        own = (v for v in self.verdicts if v.statement.kind == kind)
        verdict = next((v for v in own if v.statement.about() == wanted), None)
        if verdict is None and kind in DECIDERS:
            verdict = DECIDERS[kind](asked)
        if verdict is None or verdict.holds is None or verdict.statement.about() != wanted:
            return None
        self._use(kind, data, verdict)
        return verdict.holds

    def value(self, kind: str, about: Mapping[str, Any]) -> Any:
        """The value named by a true verdict about these data. Raises `checker.Unknown`."""
        data, value = checker.plain_data(dict(about)), checker.VALUES[kind]
        for verdict in self.verdicts:
            if verdict.statement.kind == kind and verdict.holds:
                named = {**data, value: verdict.statement.about()[value]}
                if statement_kind(kind).from_about(named).about() == verdict.statement.about():
                    self._use(kind, named, verdict)
                    return named[value]
        if kind == "optimal":
            return self._optimum(data)
        raise checker.Unknown

    def _optimum(self, data: dict[str, Any]) -> Any:
        asked: Any = statement_kind("optimal").from_about({**data, "value": "0"})
        weights = {asked.system.variables[k]: weight for k, weight in asked.objective}
        verdict = optimum(asked.system, weights, asked.sense)
        if verdict.statement.kind != "optimal":
            raise checker.Unknown
        named = {**data, "value": text(verdict.value)}
        self._use("optimal", named, verdict)
        return named["value"]

    def _use(self, kind: str, data: dict[str, Any], verdict: Verdict) -> None:
        self.used.setdefault(checker.data_key([kind, data]), (verdict, data))


def truths(stated: Stated, instance: Any, verdicts: Sequence[Verdict]) -> tuple[bool | None, bool | None, Oracle]:
    """Whether hypothesis and conclusion (or facts) hold on an instance, by the claim as data; and what was asked."""
    checker.WORK.begin(None)
    oracle = Oracle(verdicts)
    claim = checker.Claim(stated.plain("", ""))
    hypothesis, conclusion = claim.truths(dict(stated.instances(instance)), oracle)
    return hypothesis, conclusion, oracle


def refutation(claim: str, reading: Reading, instance: Any, trial: Trial) -> Certificate:
    """The certificate that the instance refutes the reading; of the trial's verdicts alone where it is not stated."""
    because = reading.because(instance)
    if reading.stated is None:
        return certificate(trial.verdicts, because)
    hypothesis, conclusion, oracle = truths(reading.stated, instance, trial.verdicts)
    if hypothesis is not True or conclusion is not bool(reading.stated.facts):
        rest = "what its argument starts from" if reading.stated.facts else "the conclusion"
        raise MisstatedError(
            f"{claim}, reading {reading.name}: by its data the hypothesis is {checker.TRUTH[hypothesis]}, {rest} "
            f"{checker.TRUTH[conclusion]}, where its code finds a counterexample"
        )
    instances = dict(reading.stated.instances(instance))
    return Certificate(
        {
            "format": checker.FORMAT_2,
            "instances": instances,
            "claim": reading.stated.plain(claim, reading.name),
            "statements": [
                statement_to_plain(verdict, _named(data, instances)) for verdict, data in oracle.used.values()
            ],
            "conclusion": because,
        }
    )


def _named(data: dict[str, Any], instances: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a statement, instances and structures of problems by their names."""
    return {key: _reference(value, instances) for key, value in data.items()}


def _reference(value: Any, instances: Mapping[str, Any]) -> Any:
    for name, instance in instances.items():
        if isinstance(instance, (dict, list)) and value == instance:
            return {"is": name}
    # data that look like a reference are written as the data that they are
    return {"is": {"value": value}} if isinstance(value, dict) and value.keys() == {"is"} else value
