"""Verdicts as files, and back.

A certificate is a verdict written down, complete in itself: the statement's kind and data, whether it holds, and the
evidence, as JSON in which every rational is a string. Nothing outside the file is needed to check it, and
`proofs/checker.py` checks it without any of this software.

`save` is the door through which verdicts leave: the file is written, the checker reads it as anybody would, and only
a certificate that it accepts gets its name. `require_accepted` asks the same of a certificate that is not to be kept.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from exact import arguments
from exact.plain_data import at_key
from exact.showing.display import card
from exact.showing.drawing import Html, escaped
from exact.verdicts import ANSWER, Evidence, Statement, Verdict, evidence_to_plain
from proofs import checker
from proofs.plain.keys import CERTIFICATE, REFUTATION, check_format, kind_of, list_at
from proofs.plain.reading import blaming, read_json

REFUSED = "refused"
"""The directory, beside those that are accepted, of certificates that the checker does not accept."""


class NotAccepted(Exception):
    """The independent checker does not accept a certificate: a fault of this software or of the checker.

    `reason` is what the checker says, `written` the certificate, `kept` where it lies for a report of the fault. With
    `left_open` the checker does not refuse it, but leaves it open because to check it would take too much.
    """

    def __init__(
        self, reason: str, written: Mapping[str, Any], kept: Path | None = None, left_open: bool = False
    ) -> None:
        super().__init__(reason, written, kept, left_open)
        self.reason, self.written, self.kept, self.left_open = reason, written, kept, left_open

    def __str__(self) -> str:
        if self.left_open:
            kept = f"; the certificate: {self.kept}" if self.kept else ""
            return f"no answer is given: it was found, but the checker leaves its certificate open: {self.reason}{kept}"
        kept = f"; the certificate is kept for a report of this fault: {self.kept}" if self.kept else ""
        return f"internal fault, no answer is given: the checker does not accept the certificate: {self.reason}{kept}"


class Certificate(dict[str, Any]):
    """A certificate as plain data, which notebooks show statement by statement."""

    def _repr_html_(self) -> str:
        return str(certificate_card(self))


def certificate(verdicts: Verdict | Sequence[Verdict], conclusion: str | None = None) -> Certificate:
    """The certificate of one verdict, or of several with the sentence that says what they show together."""
    listed = [verdicts] if isinstance(verdicts, Verdict) else arguments.listed(verdicts, "verdicts")
    for number, verdict in enumerate(listed):
        arguments.expected(verdict, Verdict, f"verdicts[{number}]")
    written: dict[str, Any] = {"format": CERTIFICATE, "statements": [statement_to_plain(verdict) for verdict in listed]}
    if conclusion is not None:
        written["conclusion"] = conclusion
    return Certificate(written)


def verdicts(written: Mapping[str, Any]) -> list[Verdict]:
    """The verdicts of a certificate. They are read, not checked: call `verify` on each, or run the checker.

    Raises `TypeError` for what is no certificate as `load` gives it, and `ValueError` for a statement of unknown kind.
    """
    if not isinstance(written, Mapping):
        raise TypeError(f"a certificate was expected, not {kind_of(written)}; certificates.load reads one from a file")
    return [_verdict(statement) for statement in statements(written)]


def statements(written: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The statements of a certificate as plain data; what they say of its instances by name is written out.

    Raises `ValueError` for a reference to nothing.
    """
    listed = list_at(written.get("statements"), "statements")
    instances = written.get("instances", {})
    if not isinstance(instances, Mapping):
        raise ValueError(f"instances: an object was expected, not {kind_of(instances)}")
    if not instances:
        return listed
    try:
        checker.WORK.begin(written)
        return [{**each, "about": checker.with_instances(at_key(each, "about"), dict(instances))} for each in listed]
    except checker.Refused as error:
        raise ValueError(f"statements: {error}") from error


def refutes(written: Mapping[str, Any]) -> bool:
    """Whether the certificate states a claim with a conclusion, which the checker then sees the instance refute."""
    return bool((written.get("claim") or {}).get("then"))


def unchecked(written: Mapping[str, Any]) -> list[str]:
    """The hypotheses of the claim that a certificate refutes of which it shows nothing, as it names them."""
    return list(written["claim"].get("unchecked", [])) if refutes(written) else []


def load(path: Path | str) -> Certificate:
    """The certificate in a file, as `save` wrote it; it is read, not checked. Raises `BadInput`."""
    written: dict[str, Any] = read_json(path)
    with blaming(path):
        check_format(written, CERTIFICATE, REFUTATION)
        list_at(written.get("statements"), "statements")
    return Certificate(written)


def save(shown: Verdict | Mapping[str, Any], path: Path | str) -> Path:
    """Write a certificate, or the certificate of a verdict, one statement's field a line, and return where.

    Raises `TypeError` for anything else, and `NotAccepted` for one that the independent checker does not accept; that
    one is written into the directory `refused` beside `path`, and what was at `path` stays.
    """
    written = _certificate(shown)
    path = Path(path)
    temporary = _write(written, path.with_suffix(path.suffix + ".part"))
    try:
        _ask(written, temporary)
    except NotAccepted as refusal:
        kept = path.parent / REFUSED / path.name
        kept.parent.mkdir(exist_ok=True)
        temporary.replace(kept)
        raise NotAccepted(refusal.reason, written, kept, refusal.left_open) from refusal
    temporary.replace(path)
    return path


def _certificate(shown: Any) -> Mapping[str, Any]:
    """What is saved, as plain data. Raises `TypeError` for what is neither a verdict nor a certificate."""
    if isinstance(shown, Verdict):
        return certificate(shown)
    if not isinstance(shown, Mapping):
        mends = {
            "description": "; its .description is one",
            "verdicts": "; certificate(its .verdicts) makes one",
            "__iter__": "; certificate(verdicts) makes one of several verdicts",
        }
        mend = next((words for name, words in mends.items() if hasattr(type(shown), name)), "")
        raise TypeError(f"save: a verdict or a certificate was expected, not {arguments.given(shown)}{mend}")
    if shown.get("format") not in (CERTIFICATE, REFUTATION):
        raise TypeError('save: these keys are no certificate, whose "format" says so; certificate(verdict) makes one')
    return shown


def require_accepted(shown: Verdict | Mapping[str, Any]) -> None:
    """Raise `NotAccepted` unless the independent checker accepts the certificate, written down and read again."""
    written = _certificate(shown)
    with TemporaryDirectory() as folder:
        _ask(written, _write(written, Path(folder) / "certificate.json"))


def _write(written: Mapping[str, Any], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _ask(written: Mapping[str, Any], path: Path) -> None:
    """Have the checker read the file of the certificate."""
    try:
        checker.verify(checker.read(str(path)))
    except (checker.Refused, checker.NotACertificate) as error:
        raise NotAccepted(str(error), written, None, isinstance(error, checker.TooMuch)) from error


def certificate_card(written: Mapping[str, Any]) -> Html:
    """A certificate statement by statement, as it is written: nothing of it is checked here."""
    parts = []
    for statement in statements(written):
        evidence = dict(statement.get("evidence", {}))
        form, holds = str(evidence.pop("form", "evidence")), statement.get("holds")
        answer = ANSWER.get(holds, str(holds)) if isinstance(holds, bool | None) else str(holds)
        data = {"about": statement.get("about"), "evidence": evidence}
        parts.append(card(f"{_sentence(statement)}: {answer}", form, data).html)
    conclusion = f"<p>{escaped(written['conclusion'])}</p>" if written.get("conclusion") else ""
    check = "<p>To check it on a machine that has nothing but Python: <code>python checker.py FILE</code></p>"
    return Html(f'<div class="certificate">{"".join(parts)}{conclusion}{check}</div>')


def _sentence(statement: Mapping[str, Any]) -> str:
    """The statement in words; its kind alone, where the data are not as we write them."""
    try:
        known: Statement = _known(Statement.kinds, statement["kind"], "kind").from_about(statement["about"])
        return known.sentence()
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        return str(statement.get("kind", ""))


def statement_to_plain(verdict: Verdict, about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A verdict as a certificate has it; `about` are its data where they are written with references to instances."""
    if verdict.holds is None:
        raise ValueError("an undecided verdict has no certificate")
    return {
        "kind": verdict.statement.kind,
        "holds": verdict.holds,
        "about": verdict.statement.about() if about is None else about,
        "evidence": evidence_to_plain(verdict.evidence),
    }


def statement_kind(kind: str) -> type[Statement]:
    """The class of the statements of this kind. Raises `ValueError` for an unknown one."""
    found: type[Statement] = _known(Statement.kinds, kind, "kind")
    return found


def _verdict(written: Any) -> Verdict:
    given, holds = at_key(written, "evidence"), at_key(written, "holds")
    if not isinstance(holds, bool):
        raise ValueError(f"holds: true or false was expected, not {kind_of(holds)}")
    evidence = _known(Evidence.forms, at_key(given, "form"), "form").from_data(given)
    statement = _known(Statement.kinds, at_key(written, "kind"), "kind").from_about(at_key(written, "about"))
    return Verdict(statement, holds, evidence)


def _known(classes: Mapping[str, Any], name: Any, what: str) -> Any:
    """The class of this kind or form. Whoever reads a certificate need not have imported the module that defines it."""
    if not isinstance(name, str):
        raise ValueError(f"the {what} is a text, not {kind_of(name)}")
    if name not in classes:
        for package in ("exact", "proofs.reduced_form", "proofs.trading", "proofs.claims"):
            for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
                import_module(module.name)
    if name not in classes:
        raise ValueError(f'statements: the {what} "{name}" is unknown')
    return classes[name]
