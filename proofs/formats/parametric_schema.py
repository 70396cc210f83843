"""The JSON Schema of files that may name parameters, from that of the files whose numbers are numerals.

Numbers are expressions only in a file with `parameters`, so every definition is there twice, with numerals and with
expressions, and `if` says which ones count. What is an expression is said roughly, by its letters: whether it can be
read, and knows its names, is told when the file is read.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from exact.symbolic.expressions import LONGEST_EXPRESSION
from exact.symbolic.parameters import LONGEST_PARAMETER, MOST_PARAMETERS
from proofs.formats.parameters import KEY
from proofs.reduced_form.problem.model import NUMERAL

Schema = dict[str, Any]

_PATTERN = NUMERAL["anyOf"][1]["pattern"]
_EXPRESSION = {
    "type": "string",
    "pattern": rf"^[A-Za-z0-9_ .+*/^()-]{{1,{LONGEST_EXPRESSION}}}$",
    "description": 'an exact number, or an expression in the parameters: "1 - p", "2*v/3", "p^2"',
}
_ENDS = {
    "from": "the least value",
    "above": "instead, the number that all values are above; without either there is no least value",
    "to": "the greatest value",
    "below": "instead, the number that all values are below; without either there is no greatest value",
}
_RANGE = {
    "type": "object",
    "properties": {end: {**NUMERAL, "description": said} for end, said in _ENDS.items()},
    "additionalProperties": False,
}
_PARAMETERS = {
    "type": "object",
    "description": "numbers left open, each with the range of its values; numbers may then be expressions in them",
    "minProperties": 1,
    "maxProperties": MOST_PARAMETERS,
    "propertyNames": {"pattern": rf"^[A-Za-z_][A-Za-z0-9_]{{0,{LONGEST_PARAMETER - 1}}}$"},
    "additionalProperties": _RANGE,
}


def schema_with_parameters(schema: Schema) -> Schema:
    """The schema of files with or without `parameters`; in the one given they are a key of which nothing is said."""
    title, definitions = schema["title"], schema.get("$defs", {})
    own = {key: value for key, value in schema.items() if key not in ("$schema", "$defs")}
    plain, varying = deepcopy(own), _with_expressions(own)
    del plain["properties"][KEY]
    varying["properties"][KEY] = _PARAMETERS
    varying["required"] = [*own["required"], KEY]
    return {
        "$schema": schema["$schema"],
        "title": title,
        "description": schema["description"],
        "if": {"required": [KEY]},
        "then": {"$ref": f"#/$defs/{_varying(title)}"},
        "else": {"$ref": f"#/$defs/{title}"},
        "$defs": {
            title: plain,
            **definitions,
            _varying(title): varying,
            **{_varying(name): _with_expressions(form) for name, form in definitions.items()},
        },
    }


def _varying(name: str) -> str:
    """What a definition is called where numbers may be expressions."""
    return f"{name}WithParameters"


def _with_expressions(form: Any) -> Any:
    """The form with expressions in the place of numerals, which refers to forms that have them, too."""
    if isinstance(form, list):
        return [_with_expressions(each) for each in form]
    if not isinstance(form, dict):
        return form
    if form.get("pattern") == _PATTERN:
        return _EXPRESSION
    return {
        key: f"#/$defs/{_varying(value.removeprefix('#/$defs/'))}" if key == "$ref" else _with_expressions(value)
        for key, value in form.items()
    }
