"""Problem files: JSON in, values out, and back.

A file is bounded in size and depth, holds no key twice and no unknown key, and writes every number as an integer or a
string (`"3/7"`, `"0.125"`). What is wrong is said in one sentence with its place, as a `BadInput`.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exact.rationals import MAX_DIGITS, rational, text
from proofs.reduced_form.problems import (
    Cell,
    Constraint,
    IndependentPrior,
    InterimRule,
    JointPrior,
    Prior,
    Problem,
    Restriction,
    check_distinct,
    name_of,
    uniform_prior,
)

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    from proofs.reduced_form.design import Objective

PROBLEM = "exact-proofs/problem/1"
MAX_BYTES = 64 * 2**20
MAX_DEPTH = 100


class BadInput(ValueError):
    """What is wrong with what was given, where, and what would do, in one sentence."""


def read_text(path: Path | str) -> str:
    """The text of a file of at most 64 MB in UTF-8; `-` is standard input."""
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise BadInput(f"{path}: larger than {MAX_BYTES // 2**20} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 text (byte {error.start})") from error


def read_json(path: Path | str) -> Any:
    """The JSON value in a file, without repeated keys and not nested beyond 100 levels.

    Floats are left in place: whoever reads a number refuses them with the place where they stand.
    """
    return parse_json(read_text(path), str(path))


def parse_json(source: str, place: str) -> Any:
    """The JSON value that `source` writes; `place` names it in errors."""
    if _nesting(source) > MAX_DEPTH:
        raise BadInput(f"{place}: nested deeper than {MAX_DEPTH} levels")
    try:
        return json.loads(source, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_parse_int)
    except json.JSONDecodeError as error:
        raise BadInput(f"{place}: not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except BadInput as error:
        raise BadInput(f"{place}: {error}") from error


def load_problem(path: Path | str) -> tuple[Problem, InterimRule | None]:
    """The problem in a file, and its interim rule if it has one."""
    try:
        return problem_from_plain(read_json(path))
    except BadInput as error:
        raise BadInput(str(error) if str(error).startswith(f"{path}: ") else f"{path}: {error}") from error


def problem_of(**keys: Any) -> Problem:
    """A problem from the keys of a problem file, as arguments.

    The prior is uniform unless given, and a list of types is that of every agent:
    `problem_of(agents=["i1", "i2"], types=["low", "high"], constraints=[{"each": "agent", "ceiling": 1}])`.
    """
    if isinstance(keys.get("types"), list):
        keys["types"] = dict.fromkeys(keys.get("agents", ()), keys["types"])
    return problem_from_plain({"format": PROBLEM, "prior": "uniform", **keys})[0]


def problem_from_plain(data: Any) -> tuple[Problem, InterimRule | None]:
    """The problem that plain data (a parsed problem file) describes, and its interim rule if it has one."""
    from pydantic import ValidationError

    if not isinstance(data, dict) or data.get("format") != PROBLEM:
        found = data.get("format") if isinstance(data, dict) else None
        raise BadInput(f'format: "{PROBLEM}" was expected' + (f', not "{found}"' if found is not None else ""))
    try:
        model = _problem_model().model_validate(data)
    except ValidationError as error:
        raise BadInput(_first_error(error)) from error
    given: Any = model
    try:
        problem = _problem(given)
        rule = None if given.interim_rule is None else problem.interim_rule(given.interim_rule)
        if given.objective is not None:
            _objective(problem, given)
    except (TypeError, ValueError) as error:
        raise BadInput(str(error)) from error
    return problem, rule


def load_design(path: Path | str) -> tuple[Problem, Objective]:
    """The problem in a file, and its objective, which it must have."""
    try:
        return design_from_plain(read_json(path))
    except BadInput as error:
        raise BadInput(str(error) if str(error).startswith(f"{path}: ") else f"{path}: {error}") from error


def design_from_plain(data: Any) -> tuple[Problem, Objective]:
    """The problem that plain data describes, and its objective, which it must have."""
    problem, _ = problem_from_plain(data)
    model: Any = _problem_model().model_validate(data)
    if model.objective is None:
        raise BadInput('"objective" is missing; give what is to be maximized')
    return problem, _objective(problem, model)


def _objective(problem: Problem, model: Any) -> Objective:
    """`incentives`, `preferences` and `transfers` may stand in `objective` or beside it, and so may the weights."""
    from proofs.reduced_form.design import objective_from_plain

    plain = dict(model.objective)
    weights = {agent: plain.pop(agent) for agent in problem.agents if agent in plain and agent != "weights"}
    if weights:
        if "weights" in plain:
            raise BadInput("objective: the weights are given twice")
        plain["weights"] = weights
    for key in ("incentives", "preferences", "transfers"):
        beside = getattr(model, key)
        if beside is not None:
            if key in plain:
                raise BadInput(f'"{key}" is given twice, in objective and beside it')
            plain[key] = beside
    return objective_from_plain(problem, plain)


def problem_to_plain(problem: Problem, rule: InterimRule | None = None) -> dict[str, Any]:
    """The problem (and rule) as a problem file with every shorthand written out; `problem_from_plain` reads it back."""
    plain: dict[str, Any] = {"format": PROBLEM}
    if problem.title:
        plain["title"] = problem.title
    plain["agents"] = list(problem.agents)
    if problem.objects:
        plain["objects"] = list(problem.objects)
    plain["types"] = {agent: list(kinds) for agent, kinds in zip(problem.agents, problem.types, strict=True)}
    plain["prior"] = _prior_to_plain(problem)
    plain["constraints"] = [_constraint_to_plain(constraint) for constraint in problem.constraints]
    if problem.restrictions:
        plain["profiles"] = [
            {"profile": dict(part.profile), "constraints": [_constraint_to_plain(c) for c in part.constraints]}
            for part in problem.restrictions
        ]
    if problem.divisible:
        plain["divisible"] = True
    if problem.public:
        plain["outcome"] = "public"
    if rule is not None:
        plain["interim_rule"] = rule_to_plain(problem, rule)
    return plain


def rule_to_plain(problem: Problem, rule: InterimRule) -> dict[str, Any]:
    """The interim rule as nested objects, agent by agent, type by type."""
    nested: dict[str, Any] = {}
    for (agent, kind, *rest), value in zip(problem.coordinates, rule.values, strict=True):
        by_type = nested.setdefault(agent, {})
        if rest:
            by_type.setdefault(kind, {})[rest[0]] = text(value)
        else:
            by_type[kind] = text(value)
    return nested


def problem_schema() -> dict[str, Any]:
    """The JSON Schema of a problem file."""
    schema: dict[str, Any] = _problem_model().model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


# ------------------------------------------------------------------------------------------ from plain data


def _problem(model: Any) -> Problem:
    agents, objects = tuple(model.agents), tuple(model.objects or ())
    public = model.outcome == "public"
    if model.objects is not None and not objects:
        raise BadInput("objects: the list is empty; leave it out for one anonymous object")
    if not agents:
        raise BadInput("agents: there is no agent")
    check_distinct(agents, "agents")
    check_distinct(objects, "objects")
    for agent in model.types:
        if agent not in agents:
            raise BadInput(f'types: agent "{agent}" is not in agents')
    for agent in agents:
        if agent not in model.types:
            raise BadInput(f'types: agent "{agent}" is missing')
    types = tuple(tuple(model.types[agent]) for agent in agents)
    reader = _ConstraintReader(agents, objects, public)
    constraints = reader.read(model.constraints, "constraints")
    if public:
        everything = frozenset((alternative,) for alternative in objects)
        if all(constraint.cells != everything for constraint in constraints):
            constraints.append(Constraint(everything, Fraction(1), Fraction(1), "one alternative"))
    restrictions = [
        Restriction(tuple(part.profile.items()), tuple(reader.read(part.constraints, f"profiles[{k}].constraints")))
        for k, part in enumerate(model.profiles)
    ]
    return Problem(
        agents,
        objects,
        types,
        _prior(model.prior, agents, types),
        tuple(constraints),
        tuple(restrictions),
        model.divisible,
        public,
        model.title,
    )


def _prior(given: Any, agents: tuple[str, ...], types: tuple[tuple[str, ...], ...]) -> Prior:
    for agent, kinds in zip(agents, types, strict=True):
        if not kinds:
            raise BadInput(f"types.{agent}: the type set is empty")
    if given == "uniform":
        return uniform_prior(types)
    if hasattr(given, "independent"):
        return _independent(given.independent, agents, types)
    table: dict[tuple[str, ...], Fraction] = {}
    for k, entry in enumerate(given.joint):
        place = f"prior.joint[{k}].profile"
        _same_names(entry.profile, agents, place, "agents")
        profile = tuple(entry.profile[agent] for agent in agents)
        for agent, kind, kinds in zip(agents, profile, types, strict=True):
            if kind not in kinds:
                raise BadInput(f'{place}: "{kind}" is not a type of agent {agent}')
        if profile in table:
            raise BadInput(f"{place}: profile ({', '.join(profile)}) is given twice")
        table[profile] = entry.probability
    return JointPrior(tuple(table.get(profile, Fraction(0)) for profile in itertools.product(*types)))


def _independent(
    given: Mapping[str, Mapping[str, Fraction]], agents: tuple[str, ...], types: tuple[tuple[str, ...], ...]
) -> IndependentPrior:
    _same_names(given, agents, "prior.independent", "agents")
    for agent, kinds in zip(agents, types, strict=True):
        _same_names(given[agent], kinds, f"prior.independent.{agent}", f"types of agent {agent}")
    marginals = (tuple(given[agent][kind] for kind in kinds) for agent, kinds in zip(agents, types, strict=True))
    return IndependentPrior(tuple(marginals))


def _same_names(given: Iterable[str], names: tuple[str, ...], place: str, what: str) -> None:
    keys = list(given)
    for key in keys:
        if key not in names:
            raise BadInput(f'{place}: "{key}" is not in {what}')
    for name in names:
        if name not in keys:
            raise BadInput(f'{place}: "{name}" is missing')


class _ConstraintReader:
    """Turns the shorthands for constraint sets into sets of cells."""

    def __init__(self, agents: tuple[str, ...], objects: tuple[str, ...], public: bool) -> None:
        self.agents, self.objects, self.public = agents, objects, public

    def read(self, entries: list[Any], place: str) -> list[Constraint]:
        constraints: list[Constraint] = []
        first: dict[frozenset[Cell], str] = {}
        for number, entry in enumerate(entries):
            here = f"{place}[{number}]"
            for cells in self._sets(entry, here):
                if cells in first:
                    raise BadInput(f"{here}: the set {name_of(cells)} is given twice, first in {first[cells]}")
                first[cells] = here
                constraint = Constraint(cells, entry.floor, entry.ceiling, entry.name)
                if entry.ceiling is not None and entry.floor > entry.ceiling:
                    message = f"floor {text(entry.floor)} is above ceiling {text(entry.ceiling)}"
                    raise BadInput(f"{here}: {message}")
                constraints.append(constraint)
        return constraints

    def _sets(self, entry: Any, place: str) -> list[frozenset[Cell]]:
        kinds = [kind for kind in ("set", "each", "edges") if getattr(entry, kind) is not None]
        if entry.agents is not None or entry.objects is not None:
            kinds.append("agents/objects")
        if len(kinds) != 1:
            given = " and ".join(kinds) if kinds else "none of them"
            raise BadInput(f'{place}: give one of "set", "agents"/"objects", "each" or "edges", not {given}')
        if kinds == ["set"]:
            return [self._set(entry.set, f"{place}.set")]
        if kinds == ["each"]:
            return self._each(entry.each, place)
        if kinds == ["edges"]:
            if self.objects:
                raise BadInput(f"{place}.edges: edges join agents; this problem has objects")
            return [self._set(edge, f"{place}.edges[{k}]") for k, edge in enumerate(entry.edges)]
        return [self._product(entry, place)]

    def _product(self, entry: Any, place: str) -> frozenset[Cell]:
        agents = self._known(entry.agents, self.agents, f"{place}.agents", "agents")
        if not self.objects:
            if entry.objects is not None:
                raise BadInput(f"{place}.objects: this problem has one anonymous object")
            return frozenset((agent,) for agent in agents)
        objects = self._known(entry.objects, self.objects, f"{place}.objects", "objects")
        if self.public:
            if entry.agents is not None:
                raise BadInput(f"{place}.agents: a public outcome is the same for all agents; name objects only")
            return frozenset((alternative,) for alternative in objects)
        return frozenset(itertools.product(agents, objects))

    def _each(self, what: str, place: str) -> list[frozenset[Cell]]:
        if self.public and what != "object":
            raise BadInput(f'{place}.each: a public outcome has one entry for each "object"')
        if not self.objects and what == "object":
            raise BadInput(f"{place}.each: this problem has one anonymous object")
        if self.public or not self.objects:
            return [frozenset({(name,)}) for name in self.objects or self.agents]
        if what == "agent":
            return [frozenset((agent, j) for j in self.objects) for agent in self.agents]
        if what == "object":
            return [frozenset((agent, j) for agent in self.agents) for j in self.objects]
        return [frozenset({pair}) for pair in itertools.product(self.agents, self.objects)]

    def _set(self, members: list[Any], place: str) -> frozenset[Cell]:
        if not members:
            raise BadInput(f"{place}: the set is empty")
        cells = [self._cell(member, f"{place}[{k}]" if len(members) > 1 else place) for k, member in enumerate(members)]
        for k, cell in enumerate(cells):
            if cell in cells[:k]:
                raise BadInput(f"{place}: {name_of([cell])} occurs twice")
        return frozenset(cells)

    def _cell(self, member: Any, place: str) -> Cell:
        if self.public or not self.objects:
            if not isinstance(member, str):
                raise BadInput(f"{place}: a name was expected")
            known, what = (self.objects, "objects") if self.public else (self.agents, "agents")
            return (self._known([member], known, place, what)[0],)
        if isinstance(member, str) or len(member) != 2:
            raise BadInput(f"{place}: a pair [agent, object] was expected")
        agent, j = member
        place = place.rsplit("[", 1)[0] if place.endswith("]") else place
        self._known([agent], self.agents, place, "agents")
        self._known([j], self.objects, place, "objects")
        return agent, j

    @staticmethod
    def _known(names: list[str] | None, known: tuple[str, ...], place: str, what: str) -> list[str]:
        if names is None:
            return list(known)
        if not names:
            raise BadInput(f"{place}: the list is empty")
        for name in names:
            if name not in known:
                raise BadInput(f'{place}: {what.removesuffix("s")} "{name}" is not in {what}')
        return names


def _prior_to_plain(problem: Problem) -> Any:
    if isinstance(problem.prior, IndependentPrior):
        pairs = zip(problem.agents, problem.types, problem.prior.marginals, strict=True)
        return {
            "independent": {
                agent: {kind: text(weight) for kind, weight in zip(kinds, weights, strict=True)}
                for agent, kinds, weights in pairs
            }
        }
    weights = zip(problem.profiles(), problem.prior.probabilities, strict=True)
    return {
        "joint": [
            {"profile": dict(zip(problem.agents, profile, strict=True)), "probability": text(weight)}
            for profile, weight in weights
        ]
    }


def _constraint_to_plain(constraint: Constraint) -> dict[str, Any]:
    cells = sorted(constraint.cells)
    plain: dict[str, Any] = {"set": [cell[0] if len(cell) == 1 else list(cell) for cell in cells]}
    if constraint.name:
        plain["name"] = constraint.name
    plain["floor"] = text(constraint.floor)
    if constraint.ceiling is not None:
        plain["ceiling"] = text(constraint.ceiling)
    return plain


# ------------------------------------------------------------------------------------------------ JSON and its limits


def _nesting(source: str) -> int:
    """The greatest depth of brackets outside strings."""
    depth = deepest = 0
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', source):
        if token in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise BadInput(f'the key "{key}" occurs twice in one object')
        result[key] = value
    return result


def _no_constant(name: str) -> Any:
    raise BadInput(f"{name} is not an exact number")


def _parse_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise BadInput(f"a number of {len(digits)} digits; at most {MAX_DIGITS} are read")
    return rational(digits).numerator


# --------------------------------------------------------------------------------------------------- pydantic's models


def _number(value: Any) -> Fraction:
    try:
        return rational(value)
    except TypeError as error:
        raise ValueError(str(error)) from error


@cache
def _problem_model() -> type[BaseModel]:
    """The shape of a problem file; built when first needed, for pydantic is slow to load."""
    from typing import Annotated, Literal

    from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, create_model

    numeral = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[+-]?\d+(/\d+|\.\d+)?$"}]}
    number = Annotated[Fraction, PlainValidator(_number), WithJsonSchema(numeral)]
    names = list[str]

    class Strict(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True)

    def model(title: str, doc: str, /, **fields: Any) -> type[BaseModel]:
        return create_model(title, __base__=Strict, __doc__=doc, **fields)

    constraint = model(
        "Constraint",
        "One constraint set or many, with quotas; exactly one of set, agents/objects, each, edges.",
        set=(list[names | str] | None, Field(None, description="cells: [agent, object], or names")),
        agents=(names | None, None),
        objects=(names | None, None),
        each=(Literal["agent", "object", "pair"] | None, None),
        edges=(list[Annotated[names, Field(min_length=2, max_length=2)]] | None, None),
        floor=(number, Fraction(0)),
        ceiling=(number | None, None),
        name=(str, ""),
    )
    independent = model("Independent", "A product of marginals.", independent=(dict[str, dict[str, number]], ...))
    entry = model("JointEntry", "One profile.", profile=(dict[str, str], ...), probability=(number, ...))
    joint = model("Joint", "A probability for each profile.", joint=(list[entry], ...))  # type: ignore[valid-type]
    restriction = model(
        "ProfileRestriction",
        "Quotas on the type profiles that agree with `profile`.",
        profile=(dict[str, str], ...),
        constraints=(list[constraint], ...),  # type: ignore[valid-type]
    )
    return model(
        "Problem",
        "An allocation problem; numbers are integers or strings.",
        format=(Literal["exact-proofs/problem/1"], ...),
        title=(str, ""),
        comment=(str, ""),
        agents=(names, ...),
        objects=(names | None, None),
        types=(dict[str, names], ...),
        prior=(Literal["uniform"] | independent | joint, ...),
        constraints=(list[constraint], ...),  # type: ignore[valid-type]
        profiles=(list[restriction], []),  # type: ignore[valid-type]
        divisible=(bool, False),
        outcome=(Literal["private", "public"], "private"),
        interim_rule=(dict[str, Any] | None, None),
        objective=(dict[str, Any] | None, Field(None, description="weights, incentives, preferences, transfers")),
        incentives=(Literal["ordinal", "cardinal", "none"] | None, None),
        preferences=(dict[str, Any] | None, None),
        transfers=(dict[str, Any] | None, None),
    )


def _first_error(error: ValidationError) -> str:
    """The most specific of pydantic's complaints, as one sentence with its place."""
    deepest = max(error.errors(), key=lambda item: len(_path(item["loc"])))
    path = _path(deepest["loc"])
    if deepest["type"] == "extra_forbidden":
        owner, key = path.rpartition(".")[::2]
        return f'{owner}: the key "{key}" is unknown' if owner else f'the key "{key}" is unknown'
    if deepest["type"] == "missing":
        owner, key = path.rpartition(".")[::2]
        return f'{owner}: "{key}" is missing' if owner else f'"{key}" is missing'
    if path == "prior":
        return 'prior: "uniform", {"independent": ...} or {"joint": [...]} was expected'
    message = deepest["msg"].removeprefix("Value error, ")
    message = message[:1].lower() + message[1:] if message[:1] not in "\"'" else message
    return f"{path}: {message}"


def _path(location: tuple[int | str, ...]) -> str:
    """`constraints[3].set` from pydantic's location, without the names of the alternatives of a union."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not re.fullmatch(r"[A-Z]\w*|(literal|list|dict|function-plain|nullable|str)\b.*|str|none", str(part)):
            path += f".{part}" if path else str(part)
    return path
