"""The certificate of a refutation: the claim as data, the instance, and the statements that decide both lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofs import checker
from proofs.certificates import Certificate, certificate, statement_to_plain
from proofs.claims.claim import Reading, Trial
from proofs.claims.deciding import data_of, truths


class MisstatedError(RuntimeError):
    """A claim as data says something else than its code, on an instance that the code calls a counterexample."""


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
    instances = data_of(reading.stated, instance)
    return Certificate(
        {
            "format": checker.FORMAT_2,
            "instances": instances,
            "claim": reading.stated.plain(claim, reading.name, [str(each) for each in reading.unchecked]),
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
