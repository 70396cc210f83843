"""A JSON Schema applied: as much of it as our schemas use, and no keyword that is not understood."""

from __future__ import annotations

import re

_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "number": float,
}
_KNOWN = {
    *("$schema", "$defs", "title", "description", "default", "examples"),
    *("$ref", "anyOf", "const", "enum", "type", "pattern", "minimum", "required", "properties"),
    *("additionalProperties", "items", "minItems", "maxItems"),
    *("propertyNames", "minProperties", "maxProperties", "if", "then", "else"),
}


def complaint(data, schema, root=None):
    """What the schema has against the data; None if nothing."""
    root = root or schema
    assert set(schema) <= _KNOWN, set(schema) - _KNOWN
    if "$ref" in schema:
        return complaint(data, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "if" in schema:
        branch = "then" if complaint(data, schema["if"], root) is None else "else"
        return complaint(data, schema[branch], root)
    if "anyOf" in schema:
        found = [complaint(data, form, root) for form in schema["anyOf"]]
        if None not in found:
            return f"none of {found}"
    if ("const" in schema and data != schema["const"]) or ("enum" in schema and data not in schema["enum"]):
        return f"{data} is another value"
    if "type" in schema and (type(data) is not _TYPES[schema["type"]]):
        return f"{data} is no {schema['type']}"
    if isinstance(data, str) and not re.search(schema.get("pattern", ""), data):
        return f"{data} is no {schema['pattern']}"
    if isinstance(data, int) and data < schema.get("minimum", data):
        return f"{data} is too small"
    return _inside(data, schema, root)


def _inside(data, schema, root):
    parts = []
    if isinstance(data, list):
        if not schema.get("minItems", 0) <= len(data) <= schema.get("maxItems", len(data)):
            return f"{len(data)} items"
        parts = [(item, schema.get("items", {})) for item in data]
    if isinstance(data, dict):
        if not schema.get("minProperties", 0) <= len(data) <= schema.get("maxProperties", len(data)):
            return f"{len(data)} keys"
        parts = [(key, schema["propertyNames"]) for key in data if "propertyNames" in schema]
        missing = set(schema.get("required", ())) - set(data)
        if missing:
            return f"{missing} missing"
        other = schema.get("additionalProperties", True)
        for key, value in data.items():
            form = schema.get("properties", {}).get(key, other)
            if form is False:
                return f"{key} is unknown"
            parts.append((value, {} if form is True else form))
    return next((found for value, form in parts if (found := complaint(value, form, root)) is not None), None)


def undescribed(schema):
    """The keys, here and in the definitions, that the schema does not describe."""
    owners = [schema, *schema.get("$defs", {}).values()]
    return [key for owner in owners for key, form in owner.get("properties", {}).items() if "description" not in form]
