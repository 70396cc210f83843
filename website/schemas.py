"""File formats: every JSON Schema that `proofs schema` prints, as tables and as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import typer
from typer.testing import CliRunner

from proofs.cli import main
from proofs.cli.app import app
from website.links import cell

assert main  # makes the commands known to the app


def printed() -> dict[str, dict[str, Any]]:
    """What `proofs schema` prints, alone and with each of its options, by the words of the command."""
    command = typer.main.get_command(app).commands["schema"]  # type: ignore[attr-defined]
    flags = [param.opts[0] for param in command.params if getattr(param, "is_flag", False)]
    found = {}
    for arguments in ([], *([flag] for flag in flags)):
        run = CliRunner().invoke(app, ["schema", *arguments], catch_exceptions=False)
        found[" ".join(["proofs schema", *arguments])] = json.loads(run.stdout)
    return found


def markdown() -> str:
    """A section for each schema, below it a table for each of its parts."""
    lines: list[str] = []
    for command, schema in printed().items():
        lines += ["", f"## {command}", "", schema.get("description", ""), ""]
        parts = {**({"": schema} if "properties" in schema else {}), **schema.get("$defs", {})}
        for name, part in parts.items():
            lines += _part(name, part)
        lines += [f"The schema as it is printed by `{command}`:", "", "```json", json.dumps(schema, indent=1), "```"]
    return "\n".join(lines) + "\n"


def _part(name: str, part: dict[str, Any]) -> Iterator[str]:
    if "properties" not in part:
        return
    if name:
        yield from (f"### {name}", "")
    yield from (part.get("description", ""), "", "| key | what may stand there | meaning |", "|---|---|---|")
    required = part.get("required", ())
    for key, value in part["properties"].items():
        must = " (must be there)" if key in required else ""
        yield f"| `{key}`{must} | {cell(words_of(value))} | {cell(value.get('description', ''))} |"
    yield ""


def words_of(value: Any) -> str:
    """A schema in words: `list of text`, `one of "a", "b"`, ..."""
    if not isinstance(value, dict) or not value:
        return "anything"
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "const" in value:
        return json.dumps(value["const"])
    if "enum" in value:
        return "one of " + ", ".join(map(json.dumps, value["enum"]))
    for key in ("anyOf", "oneOf", "allOf"):
        if key in value:
            return " or ".join(dict.fromkeys(map(words_of, value[key])))
    return _of_type(value)


def _of_type(value: dict[str, Any]) -> str:
    kind = value.get("type")
    if isinstance(kind, list):
        return " or ".join(_of_type({**value, "type": each}) for each in kind)
    if kind == "array":
        return "list of (" + words_of(value.get("items", {})) + ")"
    if kind == "object":
        inner = value.get("additionalProperties")
        return "object of (" + words_of(inner) + ")" if isinstance(inner, dict) else "object"
    return {"string": "text", "null": "nothing", "boolean": "true or false"}.get(str(kind), str(kind or "anything"))
