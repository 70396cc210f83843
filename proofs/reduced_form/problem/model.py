"""The shape of a problem file: pydantic's models of it, its JSON Schema, and pydantic's complaints as sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from exact.rationals import rational
from proofs.plain.keys import PROBLEM, beginning, did_you_mean, kind_of, unknown_key

if TYPE_CHECKING:
    from pydantic import ValidationError

Location = tuple[int | str, ...]

EACH_AGENT_OF = "each agent of"
"""The key of a constraint on every single agent of a group."""

NUMERAL: dict[str, Any] = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[+-]?\d+(/\d+|\.\d+)?$"}]}
"""The schema of a number: an integer, or a string such as "3/7" or "0.125"."""

AGENTS = """Names, free strings; or groups of agents who are alike, with their sizes: {"juniors": 60, "seniors": 40}. \
Then types, prior, rule and objective are by group, and what they say holds for each of its agents."""

PRIOR = """Positive everywhere, and exactly 1 in all; for `proofs design` profiles of a joint prior may have \
probability 0, but no type."""

OBJECTIVE = """What `proofs design` maximizes. `weights`: a number for each agent, type and object, \
{agent: {type: {object: w}}} ({agent: {type: w}} with one anonymous object), what is left out being 0; or "welfare", \
each type's values times its probability. It may be left out only where there are transfers. `incentives`: "none", \
"ordinal" (preferences are rankings) or "cardinal" (preferences are values). \
`preferences`: {agent: {type: [objects, best first]}} or {agent: {type: {object: value}}}. `transfers`: \
{"revenue": factor of the expected revenue (1 if left out), "participation": true (if left out: every type expects at \
least 0; false asks for none), "balance": "ex ante", "interim" or "ex post" \
(their sum is 0 then), "no_deficit": the same (their sum is at least 0)}. The last three may stand beside `objective`. \
Further terms: `strategies`: "Bayesian" (left out) or "dominant". `participation`: "interim" or "ex post", or \
{"when": one of them, "outside": {agent: {type: number}}}, what a type has without taking part (0). `constraints`: \
[{"name": text, "rule": like weights, "transfers": {agent: {type: number}}, "floor": number, "ceiling": number}], on \
what types expect to get and to pay. `closing`: [{"each": "object", "least": 3}] (or "set", or "agents"/"objects"): \
nothing, or at least so many."""


def read_problem_file(data: Any) -> Any:
    """The file's model, with an attribute for each key. Raises `ValueError` with one sentence and its place."""
    from pydantic import ValidationError

    try:
        return _model().model_validate(data)
    except ValidationError as error:
        raise ValueError(_sentence(error, data)) from error


def problem_schema() -> dict[str, Any]:
    """The JSON Schema of a problem file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_model().model_json_schema()}


def _number(value: Any) -> Fraction:
    try:
        return rational(value)
    except TypeError as error:
        raise ValueError(str(error)) from error


@cache
def _model() -> Any:
    """Built when first needed, for pydantic is slow to load."""
    from typing import Literal

    from pydantic import Field

    constraint = _constraint_model()
    restriction = _titled(
        "ProfileRestriction",
        "Quotas on the type profiles that agree with `profile`.",
        profile=(dict[str, str], Field(description="a type for some of the agents")),
        constraints=(list[constraint], Field(description="quotas in force there beside the general ones")),  # type: ignore[valid-type]
    )
    nested = dict[str, Any] | None
    objective = {"weights": {"ann": {"keen": {"algebra": 1}}}, "incentives": "none"}
    return _titled(
        "Problem",
        "An allocation problem; numbers are integers or strings.",
        format=(Literal[PROBLEM], Field(description="says that this is a problem file")),
        title=(str, Field("", description="for people")),
        comment=(str, Field("", description="for people")),
        parameters=(nested, Field(None, description="numbers left open; read before all other keys")),
        agents=(list[str] | dict[str, int], Field(description=AGENTS)),
        objects=(list[str] | None, Field(None, description="names; without them there is one anonymous object")),
        types=(dict[str, list[str]], Field(description="for each agent (or group) a list of types")),
        prior=(_prior_types(), Field(description=PRIOR)),
        constraints=(list[constraint], Field(description="sets with quotas; each quantity needs some ceiling")),  # type: ignore[valid-type]
        profiles=(list[restriction], Field([], description="further quotas on some type profiles")),  # type: ignore[valid-type]
        divisible=(bool, Field(False, description="quotas may be rational; feasible is the polytope of the quotas")),
        outcome=(Literal["private", "public"], Field("private", description="public: one lottery, seen by all")),
        interim_rule=(nested, Field(None, description="{agent: {type: {object: Q}}}; what is left out is 0")),
        interim_transfers=(nested, Field(None, description="{agent: {type: what it pays}}, for `proofs incentives`")),
        capacity_costs=(nested, Field(None, description="{object: {capacity: cost}}, for `proofs supplier`")),
        objective=(nested, Field(None, description=OBJECTIVE, examples=[objective])),
        incentives=(Literal["ordinal", "cardinal", "none"] | None, Field(None, description="see objective")),
        preferences=(nested, Field(None, description="see objective")),
        transfers=(nested, Field(None, description="see objective")),
    )


def _constraint_model() -> Any:
    from typing import Annotated, Literal

    from pydantic import Field

    number = _exact()
    edge = Annotated[list[str], Field(min_length=2, max_length=2)]
    return _titled(
        "Constraint",
        "One constraint set or many (exactly one of set, agents/objects, each, edges), with some quota.",
        set=(list[list[str] | str] | None, Field(None, description="cells: [agent, object], or names")),
        agents=(list[str] | None, Field(None, description="their cells, with `objects` or all objects")),
        objects=(list[str] | None, Field(None, description="their cells, with `agents` or all agents")),
        each=(Literal["agent", "object", "pair"] | None, Field(None, description="a set for each of them")),
        each_agent_of=(
            str | None,
            Field(
                None, alias=EACH_AGENT_OF, description="a group: a set for each of its agents, with `objects` or all"
            ),
        ),
        edges=(list[edge] | None, Field(None, description="a set for each pair [agent, agent]; without objects")),
        floor=(number, Field(Fraction(0), description="the least sum over each set")),
        ceiling=(number | None, Field(None, description="the greatest sum over each set")),
        name=(str, Field("", description="for people")),
    )


def _prior_types() -> Any:
    from typing import Literal

    from pydantic import Field

    number = _exact()
    marginals = Field(description="{agent: {type: probability}}")
    independent = _titled(
        "Independent",
        "A product of marginals.",
        independent=(dict[str, dict[str, number]], marginals),  # type: ignore[valid-type]
    )
    entry = _titled(
        "JointEntry",
        "One profile.",
        profile=(dict[str, str], Field(description="a type for every agent")),
        probability=(number, Field(description="positive")),
    )
    joint = _titled(
        "Joint",
        "A probability for each profile.",
        joint=(list[entry], Field(description="every profile of types once")),  # type: ignore[valid-type]
    )
    return Literal["uniform"] | independent | joint | _states(marginals) | _counts()


def _states(marginals: Any) -> Any:
    """Types of groups that are independent given a state."""
    from pydantic import Field

    number = _exact()
    state = _titled(
        "State",
        "One state.",
        probability=(number, Field(description="positive")),
        independent=(dict[str, dict[str, number]], marginals),  # type: ignore[valid-type]
    )
    return _titled(
        "States",
        "Types of groups that are independent given a state that nobody sees.",
        states=(list[state], Field(description="every state once")),  # type: ignore[valid-type]
    )


def _counts() -> Any:
    """Types of groups by how many agents have each."""
    from pydantic import Field

    entry = _titled(
        "CountsEntry",
        "One class of type profiles.",
        counts=(dict[str, dict[str, int]], Field(description="{group: {type: how many agents}}")),
        probability=(_exact(), Field(description="positive, of all its profiles together")),
    )
    return _titled(
        "Counts",
        "Types of groups by how many agents have each; the profiles of a class are equally likely.",
        counts=(list[entry], Field(description="every class once")),  # type: ignore[valid-type]
    )


def _exact() -> Any:
    """The type of an exact number."""
    from typing import Annotated

    from pydantic import PlainValidator, WithJsonSchema

    return Annotated[Fraction, PlainValidator(_number), WithJsonSchema(NUMERAL)]


def _titled(title: str, meaning: str, /, **fields: Any) -> Any:
    """A model that takes these fields, as they are, and no other."""
    from pydantic import ConfigDict, create_model

    config = ConfigDict(extra="forbid", strict=True)
    return create_model(title, __config__=config, __doc__=meaning, **fields)


# ------------------------------------------------------------------------------------------------ pydantic's complaints

_OWNERS = {
    "constraints": "Constraint",
    "profiles": "ProfileRestriction",
    "joint": "JointEntry",
    "states": "State",
    "counts": "CountsEntry",
    **{form: form for form in ("Joint", "Independent", "States", "Counts")},
}
"""Whose keys stand at a place, by the last name in pydantic's location."""

_EXPECTED = {
    "string_type": "a string",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "bool_type": "true or false",
    "int_type": "an integer",
}


def _sentence(error: ValidationError, data: Any) -> str:
    """The first unknown key, else the most specific complaint, as one sentence with its place."""
    found = [item for item in error.errors() if _in_question(item["loc"], data)]
    for item in found:
        if item["type"] == "extra_forbidden":
            *owner, key = item["loc"]
            return unknown_key(key, _known(owner), _path(tuple(owner), data))
    if not found:
        return 'prior: "uniform", {"independent": ...} or {"joint": [...]} was expected'
    deepest = max(found, key=lambda item: len(_steps(item["loc"], data)))
    if deepest["type"] == "missing":
        *owner, key = deepest["loc"]
        mend = '; write "prior": "uniform", or {"independent": ...} or {"joint": [...]}' if key == "prior" else ""
        return f'{beginning(_path(tuple(owner), data))}"{key}" is missing{mend}'
    path = _path(deepest["loc"], data)
    same = [item for item in found if _path(item["loc"], data) == path]
    return f"{path}: {_complaint(same)}"


def _complaint(items: Sequence[Any]) -> str:
    """What alternatives at one place expected; or the words of the first where it is no matter of its shape."""
    first = items[0]
    if first["type"] == "literal_error":
        options = first["ctx"]["expected"]
        near = did_you_mean(str(first["input"]), re.findall("'([^']*)'", options)).rstrip()
        said = f"{options.replace(chr(39), chr(34))} was expected, not {kind_of(first['input'])}"
        return f"{said}; {near}" if near else said
    if first["type"] in ("too_short", "too_long"):
        return f"{len(first['input'])} names; two were expected"
    expected = [_EXPECTED[item["type"]] for item in items if item["type"] in _EXPECTED]
    if expected:
        return f"{' or '.join(dict.fromkeys(expected))} was expected, not {kind_of(first['input'])}"
    return str(first["msg"]).removeprefix("Value error, ")


def _in_question(location: Location, data: Any) -> bool:
    """Whether a complaint is about what was written: of the forms of a prior, only about the one that was begun."""
    if location[0] != "prior" or "prior" not in data:
        return True
    prior = data["prior"]
    forms = ("Joint", "Independent", "States", "Counts")
    begun = [form for form in forms if form.lower() in prior] if isinstance(prior, Mapping) else []
    return location[1] in begun[:1]


def _known(owner: Sequence[int | str]) -> list[str]:
    """The keys that the object at a place may have."""
    names = [_OWNERS[part] for part in owner if isinstance(part, str) and part in _OWNERS]
    schema = problem_schema()
    return list((schema["$defs"][names[-1]] if names else schema)["properties"])


def _steps(location: Location, data: Any) -> list[int | str]:
    """Pydantic's location without the names of the alternatives of a union, which are not in the data."""
    steps: list[int | str] = []
    for part in location:
        inside = isinstance(data, Mapping) if isinstance(part, str) else isinstance(data, list)
        if inside and (isinstance(part, int) or part in data):
            steps.append(part)
            data = data[part]
    return steps


def _path(location: Location, data: Any) -> str:
    """A place as people write it: `constraints[3].set`."""
    path = ""
    for step in _steps(location, data):
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path
