"""What the commands say with `--json`, as a JSON Schema: one object per line, with the same names in all commands.

A line is an answer about a file, with the sentence, the verdict, the evidence and what the answer consists of, field by
field; or a file about which there is none, with `error`; or, of the commands that decide nothing about a file
(`WITHOUT_VERDICT`), a line of their own. A name means the same wherever it occurs. Numbers are exact strings, "1/3";
counts and times are numbers of JSON. Tests hold every line that a command prints to it.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

WITHOUT_VERDICT = ("rays", "hull", "facets", "boundary", "claims", "check", "explain", "coq", "verify", "self-test")
"""The commands with lines of their own, which need not have a statement and an answer."""

ANSWER = ("file", "statement", "holds", "short", "evidence", "certificate", "seconds", "checking_seconds")
"""What every answer about a file has."""

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SECONDS: Schema = {"anyOf": [{"type": "integer"}, {"type": "number"}]}
_BOOL: Schema = {"type": "boolean"}
_MAYBE: Schema = {"anyOf": [_BOOL, {"type": "null"}]}
_NUMBER: Schema = {"$ref": "#/$defs/number"}
_BY_NAME: Schema = {"$ref": "#/$defs/by_name"}
_ROWS: Schema = {"type": "array", "items": {"type": "array", "items": _TEXT}}
_LIST: Schema = {"type": "array"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_OBJECT: Schema = {"type": "object"}


def _maybe(form: Schema) -> Schema:
    return {"anyOf": [form, {"type": "null"}]}


def _object(required: dict[str, Schema], **optional: Schema) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


_DEFINITIONS: dict[str, Schema] = {
    "number": {
        "description": 'an exact number, "3", "-1/3"; where a parameter is open, a formula',
        "type": "string",
    },
    "by_name": {
        "description": "exact numbers by name, as deep as there are names: agent, type, object; what is left out is 0",
        "type": "object",
        "additionalProperties": {"anyOf": [_NUMBER, _BY_NAME]},
    },
    "profile": {
        "description": "a type for each agent",
        "type": "object",
        "additionalProperties": _TEXT,
    },
}
_PROFILE: Schema = {"$ref": "#/$defs/profile"}
_TERM = _object({"agent": _TEXT, "type": _TEXT, "weight": _NUMBER}, object=_TEXT, probability=_NUMBER, value=_NUMBER)

_INEQUALITY = _object(
    {"terms": {"type": "array", "items": _TERM}, "sense": {"const": "<="}, "bound": _NUMBER},
    left=_NUMBER,
    profiles={"type": "array", "items": _object({"profile": _PROFILE, "probability": _NUMBER, "bound": _NUMBER})},
)

FIELDS: dict[str, tuple[str, Schema]] = {
    "command": ("the command that says it", _TEXT),
    "file": ("the file that it is about, as it was named", _maybe(_TEXT)),
    "error": ("why there is no answer: what is wrong with the file or the question, in one sentence", _TEXT),
    # every answer about a file
    "statement": ("the statement that was decided, in words; of a claim, its theorem in Coq", _maybe(_TEXT)),
    "holds": ("whether it holds; null where that is undecided, or could not be asked", _MAYBE),
    "for_every_value": ("of a parameter that is left open: whether what was asked holds for all its values", _BOOL),
    "short": ("the answer in a few words", _TEXT),
    "evidence": ("what convinces the checker, with its form", {"type": "object", "required": ["form"]}),
    "certificate": ("the file with the certificate that the checker has accepted", _maybe(_TEXT)),
    "seconds": ("how long it took to decide", _SECONDS),
    "checking_seconds": ("how long it took the checker", _SECONDS),
    "others": (
        "further statements that were decided, with what their answers consist of",
        {"type": "array", "items": {"type": "object", "required": ["statement", "holds"]}},
    ),
    # what answers consist of
    "answer": ("what kind of answer it is: optimal, feasible, infeasible, unbounded; sum, volume, projection", _TEXT),
    "value": ("the number that is asked for: an optimum, a cost, a capacity", _NUMBER),
    "values": ("the solution, by variable", _BY_NAME),
    "direction": ("along which the objective improves for ever, by variable", _BY_NAME),
    "multipliers": ("of the rows in the proof, by the name of the row", _BY_NAME),
    "conflict": ("the rows and bounds that contradict each other, none of which can be spared", _TEXTS),
    "implied": ("each row that can be left out, with the multiples of others that imply it", _OBJECT),
    "kept": ("the rows that stay", _TEXTS),
    "integers": ("the variables that must be integers", _TEXTS),
    "tree": ("the branching tree that proves it, each node before its halves", _LIST),
    "vipr": ("the file with the certificate in VIPR's format", _TEXT),
    "onto": ("the variables that a polyhedron is projected onto", _TEXTS),
    "incidence": ("for each ray or vertex, or each inequality, the numbers of the given rows that are tight", _LIST),
    "adjacency": ("for each the numbers of its neighbours", _LIST),
    "rule": ("an interim rule, as problem files have it: the one asked about, the best, the counterexample", _BY_NAME),
    "lotteries": (
        "an ex post rule: for every type profile a lottery over pure outcomes",
        {
            "type": "array",
            "items": _object(
                {
                    "profile": _PROFILE,
                    "lottery": {"type": "array", "items": _object({"probability": _NUMBER, "outcome": _BY_NAME})},
                }
            ),
        },
    ),
    "lottery": ("a fractional assignment as probabilities over integer ones", _LIST),
    "fewest": ("how few integer assignments do, and whether that is proved", _OBJECT),
    "broken": ("the quotas that a fractional assignment breaks", _LIST),
    "capacities": ("the best capacities, by object", _BY_NAME),
    "conditions": ("by condition: whether the rule satisfies it, and the tightest inequality", _OBJECT),
    "outcome": ("the outcome that attains the value", _LIST),
    "apart": ("the capacities of both sets apart", {}),
    "properties": ("of a structure: each property with yes or no and its evidence", _OBJECT),
    "incentives": ("which incentives are asked about", _TEXT),
    "incentive_compatible": ("whether no type gains by a report", _BOOL),
    "individually_rational": ("whether every type has at least 0", _BOOL),
    "gains": ("which types gain by which reports, and how much", _LIST),
    "expected": ("what each type expects", _BY_NAME),
    "revenue": ("the expected transfers in all", _NUMBER),
    "some_transfers": (
        "transfers that make the rule incentive compatible, or the cycles that show that none do",
        _OBJECT,
    ),
    "against": ("the system of inequalities that the facets are compared with", _TEXT),
    "missed": ("how many facets it misses", _COUNT),
    "transfers": ("what each type of each agent pays, or each agent at each type profile", _BY_NAME),
    "inequality": (
        "one that all implementable rules satisfy: the sum over terms of weight x probability of the type x value of "
        'the rule is at most "bound", and the rule in question gives "left"; "bound" is the sum over type profiles of '
        "probability x the most that a feasible outcome gives there; of a fractional assignment, weights on its cells",
        {"anyOf": [_INEQUALITY, _object({"weights": _ROWS, "at_most": _NUMBER, "value": _NUMBER})]},
    ),
    "violated_set": (
        "types that together expect more than agents with such types can be given",
        _object({"types": {"type": "array", "items": _OBJECT}, "expected": _NUMBER, "most": _NUMBER}),
    ),
    "profile": ("the type profile at which no outcome is feasible", _PROFILE),
    "problem": ("a problem that is a counterexample, as a problem file", _OBJECT),
    "submatrix": (
        "the square submatrix whose determinant is none of -1, 0 and 1, by names",
        _object({"rows": _TEXTS, "columns": _TEXTS, "determinant": _NUMBER}),
    ),
    "mechanism": ("the mechanism that was found, as a market file", _OBJECT),
    "trade": (
        'a bilateral trade that improves: "moves" are added to the bundle of the first agent, taken from the second',
        _object({"first": _TEXT, "second": _TEXT, "moves": _BY_NAME}, gain=_NUMBER),
    ),
    "assignment": ("what each agent does of each task", _BY_NAME),
    "failing_type": (
        "a type that gains by a deviation: the numbers of its choice and of the one that tempts it",
        _object({"agent": _TEXT, "costs": _BY_NAME, "choice": _COUNT, "deviation": _COUNT}),
    ),
    "table": ("what each class of mechanisms costs at least and at most, with the file of the mechanism", _LIST),
    "equilibria": ("by notion, with the names of agents and types", _OBJECT),
    "chambers": ("for each way in which quotas can bind, quotas and the facets there", _LIST),
    # all values of a parameter
    "parameter": ("the parameter that is left open", _TEXT),
    "parameters": ("the parameters that are left open, with their ranges", _OBJECT),
    "condition": ("for which values it holds, in words", _TEXT),
    "implementable": ("the intervals, or the inequalities, where the rule is implementable", _LIST),
    "violations": ("elsewhere: where, by how much, and which inequality", _LIST),
    "corners": ("the corners of the region, a value for each parameter", _ROWS),
    "best_value": ("the best value by cases", _LIST),
    "breakpoints": ("where its formula changes", _TEXTS),
    "continuous": ("whether it is continuous", _BOOL),
    "monotone": ("how it moves with the parameter", _maybe(_TEXT)),
    "latex": ("the same by cases in LaTeX", _maybe(_TEXT)),
    "rules": ("on each piece of the range the best rule and what limits it", _LIST),
    "where": ("where the answer holds: inequalities in the parameters; of a claim, its place in the paper", {}),
    "parts": ("each part of the range with its value", _LIST),
    "answers": ("by kind of statement: its number by cases, or where it holds", _OBJECT),
    # descriptions: facets, rays
    "agents": ("the agents in order", _TEXTS),
    "groups": ("the groups with their sizes", _OBJECT),
    "feasible": ("whether every type profile has a feasible outcome", _BOOL),
    "dimension": ("of what is described; -1 if it is empty", {"type": "integer"}),
    "variables": ("what the coefficients belong to", _TEXT),
    "equations": ("all points satisfy these with equality", _LIST),
    "facets": ("the facets: coefficients (by names, the number last), bound, the inequality in words; or how many", {}),
    "complete": ("whether the search went to its end", _BOOL),
    "end": ("how it ended", _TEXT),
    "orbits": ("which are alike: positions, orbit by orbit, or sizes of orbits", _LIST),
    "alike_under": ("what is exchanged within an orbit", _TEXT),
    "condition_a_complete": ("whether Condition A describes the implementable rules", _MAYBE),
    "condition_b_complete": ("whether Condition B does", _MAYBE),
    "normal_forms": ("one facet of each orbit in its shortest form, with its family", _maybe(_LIST)),
    "least_coefficients": ("the least M such that coefficients from -M to M suffice", _maybe({"type": "integer"})),
    "pieces": ("the answer on each piece of a parameter's range; of a boundary, how many connected pieces", {}),
    "ends": ("what becomes of each facet at the ends of the range", _LIST),
    "engine": ("what listed the rays", _TEXT),
    "coordinates": ("the names of the coordinates", _LIST),
    "rays": ("extreme rays, coordinate by coordinate; of a projection by variable, with what lifts each", _LIST),
    "lines": ("lines in it, in the same form", _LIST),
    "vertices": ("its vertices, in the same form", _LIST),
    "inequalities": ("its irredundant inequalities", _LIST),
    "representatives": ("one of each orbit, in the same form", _OBJECT),
    # boundaries
    "property": ("the property whose boundary is sought", _TEXT),
    "family": ("the family of structures", _TEXT),
    "types": ("the most types of an agent", _COUNT),
    "structures": ("how many structures there are", _COUNT),
    "answered": ("how many of them are answered", _COUNT),
    "failing": ("how many fail", _maybe(_COUNT)),
    "undecided": ("how many are undecided", _COUNT),
    "decided": ("how many pieces were decided", _COUNT),
    "least_failures": ("the least structures that fail", _LIST),
    "greatest_that_hold": ("the greatest that hold", _LIST),
    # claims
    "claim": ("the id of a claim", _TEXT),
    "reading": ("the name of a reading of it", _TEXT),
    "wording": ("its wording", _TEXT),
    "printed": ("the printed words", _LIST),
    "constant": ("of an objective: the value has it, the statement and its certificate do not", _TEXT),
    "verdict": ("what the hunt says of it", _maybe(_TEXT)),
    "instances": ("how many instances were tried", _maybe(_COUNT)),
    "hypothesis_held": ("at how many of them the hypothesis held", _maybe(_COUNT)),
    "exhausted": ("the families that were tried to the end", _LIST),
    "left": ("the families that were not", _LIST),
    "counterexample": ("the counterexample in words", _maybe(_TEXT)),
    "because": ("why it is one", _maybe(_TEXT)),
    "smallest": ("whether no smaller one was found", {}),
    "last_step": ("whether the checker evaluates the claim on it, or a reader does", _maybe(_TEXT)),
    "not_checked": ("hypotheses that the checker does not check", _LIST),
    "reason": ("why there is no better verdict; of a certificate, why it is not accepted", _maybe(_TEXT)),
    "coq": ("the theorems of Coq by role", _OBJECT),
    "refuted": ("the theorem of Coq that refutes it", _maybe(_TEXT)),
    "proved": ("the theorem of Coq that proves it", _maybe(_TEXT)),
    "vacuous": ("the theorem of Coq that says that nothing satisfies its hypothesis", _maybe(_TEXT)),
    "rests_on": ("what its printed proof rests on", _LIST),
    "lost_with": ("what it is lost with", _LIST),
    "basis": ("what stands behind a corrected reading", _TEXT),
    "in_part": ("families that were tried in part", _LIST),
    "outside": ("what is said of instances outside of it", _LIST),
    "result": ("the numbered result that it belongs to", _maybe(_TEXT)),
    "robustness": ("how far a counterexample can be moved", _TEXT),
    "sentence": ("the same in words", _TEXT),
    "along": ("direction by direction", _LIST),
    "fingerprint": ("of which state of the software", _OBJECT),
    # certificates and theorems
    "verified": ("whether the certificate is accepted; null: it is none, or it takes too long", _MAYBE),
    "shows": ("what it shows, statement by statement", _TEXTS),
    "theorems": ("the theorems of Coq about it, each with what it states; of a structure, LY's theorems", _LIST),
    "reasons": ("why there are none of some statements", _LIST),
    "role": ("what the theorem does to the claim", _TEXT),
    "theorem": ("its name", _TEXT),
    "assumptions": ("what it assumes", _TEXT),
    "closed": ("whether it assumes nothing", _BOOL),
}
"""All names that a line can have, each with what it means and what it holds."""


def answer_schema() -> Schema:
    """The JSON Schema of a line that a command prints with `--json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a line of what the commands print with --json",
        "type": "object",
        "required": ["command"],
        "properties": {name: {"description": said, **form} for name, (said, form) in FIELDS.items()},
        "additionalProperties": False,
        "anyOf": [
            {"description": "an answer about a file", "required": list(ANSWER)},
            {"description": "no answer, and why", "required": ["file", "holds", "error"]},
            {
                "description": "a line of a command that decides nothing about a file by one statement",
                "required": ["command"],
                "properties": {"command": {"enum": list(WITHOUT_VERDICT)}},
            },
        ],
        "$defs": _DEFINITIONS,
    }
