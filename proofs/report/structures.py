"""What a constraint structure or a system of quotas is, property by property, and what LY's theorems would conclude.

The properties are those of LY: hierarchy, bihierarchy, canonical two-sided (section 2.1), edges of a graph and graph
without odd cycle (Definition 4, Theorem 3), each for the constraint sets with the single cells among them, but for the
graphs; of a problem also paramodular quotas (Definition 5), linear capacity (after (5)) and effective quotas (section
2). A theorem *applies* if the statements of its hypothesis hold, as the claims of this project have them
(`proofs.claims.lang_yang`); what became of the theorem is told beside it, and what is true instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from exact import set_systems
from exact.pictures.set_systems import family_picture
from exact.rationals import text
from exact.showing.display import Displayed
from exact.showing.drawing import Picture
from exact.verdicts import ANSWER, Undecided, Verdict
from proofs.claims.claim import LITERAL, Claim, Expected, Part, Reading
from proofs.claims.families import lang_yang
from proofs.claims.families import problems as families
from proofs.claims.lang_yang.corollary_1 import COROLLARY_1
from proofs.claims.lang_yang.corollary_2 import COROLLARY_2
from proofs.claims.lang_yang.corollary_3 import COROLLARY_3
from proofs.claims.lang_yang.theorem_1 import THEOREM_1
from proofs.claims.lang_yang.theorem_2_1 import THEOREM_2_1
from proofs.claims.lang_yang.theorem_2_1_sufficiency import THEOREM_2_1_SUFFICIENCY
from proofs.claims.lang_yang.theorem_2_2 import THEOREM_2_2
from proofs.claims.lang_yang.theorem_2_2_sufficiency import THEOREM_2_2_SUFFICIENCY
from proofs.claims.lang_yang.theorem_2_3 import THEOREM_2_3
from proofs.claims.lang_yang.theorem_2_3_sufficiency import THEOREM_2_3_SUFFICIENCY
from proofs.claims.lang_yang.theorem_3 import THEOREM_3
from proofs.claims.lang_yang.theorem_3_sufficiency import THEOREM_3_SUFFICIENCY
from proofs.claims.lang_yang.theorem_4_1 import THEOREM_4_1
from proofs.claims.lang_yang.theorem_4_2 import THEOREM_4_2
from proofs.claims.lang_yang.theorem_5 import THEOREM_5
from proofs.coq.theorems import formalized
from proofs.reduced_form.conditions import quotas
from proofs.reduced_form.conditions.capacity import (
    MOST_CELLS,
    CapacityFunction,
    Extremes,
    OnlyCeilings,
    at_profile,
    linear,
)
from proofs.reduced_form.conditions.quotas import EffectiveQuota, Paramodular, effective_quotas, paramodular
from proofs.reduced_form.problem.problems import Problem, Profile, name_of
from proofs.reduced_form.problem.structures import ImplementationStructure, structure_of
from proofs.report.implementation import explain_implementation
from proofs.report.replacing import CORRECTED
from proofs.report.statements import TELLERS

UNIMODULAR = "the projection cone preserves total unimodularity, whatever quotas and prior"
CONDITION_A = "an interim rule is implementable exactly if it satisfies Condition A"
CONDITION_B = "an interim rule is implementable exactly if it satisfies Condition B"


def _zero_floors(problem: Problem) -> Part:
    yield lang_yang.at_most([(max((quota.floor for quota in problem.constraints), default=0), 0)], "the greatest floor")


def _without_floors(problem: Problem) -> Part:
    """Theorem 5's b = 0, which its claim's families have, and its hypothesis."""
    yield from _zero_floors(problem)
    yield from THEOREM_5.readings[0].hypothesis(problem)


def _market(problem: Problem) -> Part:
    """The assignment market of section 5.2."""
    yield lang_yang.is_canonical(structure_of(problem))
    yield from _zero_floors(problem)


@dataclass(frozen=True)
class Theorem(Displayed):
    """A theorem, what it concludes, and when: as its literal reading says, or `hypothesis` where instances differ.

    Readings that are about rules, each with an instance of its own, are not asked of a problem.
    """

    claim: Claim
    conclusion: str
    hypothesis: Callable[[Any], Part] | None = None
    about_rules: bool = False

    @property
    def supposes(self) -> Callable[[Any], Part]:
        return self.hypothesis or self.claim.readings[0].hypothesis


OF_STRUCTURES: tuple[Theorem, ...] = tuple(
    Theorem(each, UNIMODULAR) for each in (THEOREM_2_1, THEOREM_2_2, THEOREM_2_3, THEOREM_3)
)
OF_PROBLEMS: tuple[Theorem, ...] = (
    Theorem(THEOREM_1, CONDITION_A),
    Theorem(COROLLARY_1, CONDITION_B),
    Theorem(THEOREM_2_1_SUFFICIENCY, CONDITION_A),
    Theorem(THEOREM_2_2_SUFFICIENCY, CONDITION_A),
    Theorem(THEOREM_2_3_SUFFICIENCY, CONDITION_A),
    Theorem(THEOREM_3_SUFFICIENCY, CONDITION_A),
    Theorem(
        THEOREM_4_1,
        "the projection cone is the sum of two cones that preserve total unimodularity",
        THEOREM_4_2.readings[0].hypothesis,
    ),
    Theorem(THEOREM_4_2, CONDITION_B),
    Theorem(THEOREM_5, "a rule Q >= 0 is implementable exactly if it satisfies (25)", _without_floors),
    Theorem(
        COROLLARY_2,
        "where types are rankings of the objects, the ordinally incentive compatible implementable rules are those "
        "with (25) and (26)",
        _market,
        about_rules=True,
    ),
    Theorem(
        COROLLARY_3,
        "where types are values of the objects, the incentive compatible implementable rules are those with (25) and "
        "(27)",
        _market,
        about_rules=True,
    ),
)
"""Theorems and what they conclude; for structures, and for problems."""

MOST_VARIABLES = 120
"""Whether W preserves total unimodularity is decided on the way up to so many cells at type profiles."""

ANY_STRUCTURE = "LY's theorems are for private outcomes, and for quotas that are the same at every type profile."


@dataclass(frozen=True)
class Property(Displayed):
    """A property by its name, whether it holds, the verdicts that show it (the first decides), and what is told."""

    name: str
    holds: bool | None
    verdicts: tuple[Verdict, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Applied(Displayed):
    """A theorem, whether its hypothesis holds here, what it concludes, what became of it, and what is true instead."""

    claim: Claim
    applies: bool | None
    verdicts: tuple[Verdict, ...]
    missing: str
    conclusion: str
    record: tuple[str, ...]
    checked: bool
    """Whether the last check has a row of it, so that it can be explained."""
    instead: tuple[tuple[Reading, tuple[Verdict, ...]], ...]


@dataclass(frozen=True)
class StructureReport(Displayed):
    """All properties of a structure or problem, and what theorems conclude."""

    properties: tuple[Property, ...]
    theorems: tuple[Applied, ...]

    def called(self, name: str) -> Property | None:
        return next((each for each in self.properties if each.name == name), None)

    @property
    def verdicts(self) -> list[Verdict]:
        """All decided verdicts on which an answer rests, each once."""
        found = [verdict for each in self.properties for verdict in each.verdicts]
        found += [verdict for each in self.theorems for verdict in each.verdicts]
        found += [v for each in self.theorems for _, verdicts in each.instead for v in verdicts]
        return list(dict.fromkeys(verdict for verdict in found if verdict.holds is not None))


EFFECTIVE = "paramodular effective quotas"
QUOTAS = ("paramodular", EFFECTIVE, "linear capacity", "effective quotas")
"""The properties of quotas; the others are of the sets alone."""


def structure_report(
    given: ImplementationStructure | Problem, profile: Profile | None = None, checked: Iterable[Mapping[str, Any]] = ()
) -> StructureReport:
    """What is so of a structure or a problem; `checked` are rows of the last check. Refuses an unknown profile."""
    problem = given if isinstance(given, Problem) else None
    shape = _structure(given)
    properties = list(_families(shape) if shape is not None else _bare_families(problem, profile))
    if problem is not None:
        properties += _quotas(problem, profile)
    verdicts = {(row["claim"], row["reading"]): str(row["verdict"]) for row in checked if "verdict" in row}
    theorems: list[Applied] = []
    if shape is not None:
        theorems += [_applied(theorem, shape, shape, verdicts) for theorem in OF_STRUCTURES]
        if problem is not None:
            theorems += [_applied(theorem, problem, shape, verdicts) for theorem in OF_PROBLEMS]
    return StructureReport(tuple(properties), tuple(theorems))


def _structure(given: ImplementationStructure | Problem) -> ImplementationStructure | None:
    if isinstance(given, ImplementationStructure):
        return given
    return None if given.public or given.restrictions else structure_of(given)


def _families(shape: ImplementationStructure) -> Iterator[Property]:
    bipartite = lang_yang.is_bipartite(shape)
    graph = bipartite.statement
    assert isinstance(graph, set_systems.BipartiteGraph)
    yield _told("hierarchy", lang_yang.is_hierarchy(shape))
    yield _told("bihierarchy", lang_yang.is_bihierarchy(shape))
    yield _canonical(lang_yang.is_canonical(shape), shape)
    yield _told("edges of a graph", set_systems.edges_of_a_graph(graph.sets, graph.vertices))
    yield _told("bipartite graph", bipartite)


def _bare_families(problem: Problem | None, profile: Profile | None) -> Iterator[Property]:
    """What can be asked of the sets in force at a type profile, or of sets of alternatives."""
    assert problem is not None
    outcomes = CapacityFunction(problem, profile).outcomes
    sets = list(dict.fromkeys([*(q.cells for q in outcomes.quotas), *(frozenset({cell}) for cell in problem.cells)]))
    yield _told("hierarchy", set_systems.hierarchy(sets))
    yield _told("bihierarchy", set_systems.bihierarchy(sets))


def _told(name: str, verdict: Verdict) -> Property:
    tell = TELLERS.get(verdict.statement.kind)
    told = tuple(tell(verdict)) if tell is not None else ()
    if isinstance(verdict.evidence, set_systems.NotAnEdge):
        told = (f"Not a pair: {_no_pair(verdict)}",)
    if isinstance(verdict.evidence, set_systems.OddCycleOfVertices):
        told = (f"An odd cycle: {name_of(map(_as_cell, verdict.evidence.cycle))}",)
    return Property(name, verdict.holds, (verdict,), told)


def _canonical(verdict: Verdict, shape: ImplementationStructure) -> Property:
    """Without objects the statement has one that nobody named; a missing set is told by its agents."""
    found = _told("canonical two-sided", verdict)
    if shape.objects is not None:
        return found
    told = [f"The sets: {', '.join(map(name_of, shape.constraint_sets))}"]
    if isinstance(verdict.evidence, set_systems.MissingSet):
        told.append(f"Missing: {name_of(_as_cell(cell)[:1] for cell in verdict.evidence.members)}")
    return replace(found, told=tuple(told))


def _as_cell(name: Any) -> tuple[str, ...]:
    return name if isinstance(name, tuple) else (name,)


def _quotas(problem: Problem, profile: Profile | None) -> Iterator[Property]:
    empty = CapacityFunction(problem, profile).emptiness()
    if empty is not None:
        told = tuple(explain_implementation(empty).splitlines())
        yield from (Property(name, None, (empty,), told) for name in QUOTAS)
        return
    readings: tuple[tuple[str, quotas.Reading], ...] = (("paramodular", "listed"), (EFFECTIVE, "effective"))
    for name, reading in readings:
        if len(problem.cells) > MOST_CELLS:
            why = f"a list of all sets of {MOST_CELLS} cells; there are {len(problem.cells)}"
            asked = Paramodular(problem, at_profile(problem, profile), reading)
            yield Property(name, None, (Verdict(asked, None, Undecided((why,))),), (f"Left open. Tried: {why}.",))
        else:
            yield _told(name, paramodular(problem, reading, profile))
    found = linear(problem, profile)
    yield Property("linear capacity", found.holds, (found,), tuple(_linear(found)))
    attained = effective_quotas(problem, profile)
    assert isinstance(attained, tuple)
    pairs = [(each.bounds[0], each.constraint.floor) for each in attained]
    pairs += [(each.bounds[1], each.constraint.ceiling) for each in attained if each.constraint.ceiling is not None]
    same = lang_yang.equal(pairs, "the least and the greatest amounts of outcomes", "the quotas")
    shown = (same, *(verdict for each in attained for verdict in (each.least, each.greatest)))
    wrong = tuple(_effective(each) for each in attained if not each.is_effective)
    yield Property("effective quotas", same.holds, shown, wrong)


def _linear(verdict: Verdict) -> Iterator[str]:
    evidence = verdict.evidence
    if isinstance(evidence, OnlyCeilings):
        yield "All floors are 0."
    elif isinstance(evidence, Undecided):
        yield f"Left open. Tried: {'; '.join(evidence.tried)}."
    elif isinstance(evidence, Extremes) and not verdict.holds:
        both, above, below = evidence.entries
        parts = f"{text(above.value)} + ({text(below.value)})"
        yield f"beta({name_of(both.plus)}, {name_of(both.minus)}) is {text(both.value)}, less than {parts}."


def _effective(quota: EffectiveQuota) -> str:
    least, most = quota.bounds
    ceiling = "none" if quota.constraint.ceiling is None else text(quota.constraint.ceiling)
    asked = f"floor {text(quota.constraint.floor)} and ceiling {ceiling}"
    return f"{quota.constraint.label} has {asked}, and outcomes give it {text(least)} to {text(most)}."


# ------------------------------------------------------------------------------------------------------- theorems


def _applied(
    theorem: Theorem, instance: Any, shape: ImplementationStructure, checked: Mapping[tuple[str, str], str]
) -> Applied:
    claim = theorem.claim
    applies, verdicts, missing = _holds(theorem.supposes, instance, shape)
    record = _record(claim, LITERAL, checked)
    instead = []
    for reading in claim.readings[1:]:
        if reading.name.startswith(CORRECTED) and not theorem.about_rules:
            about = shape if reading.describe is families.shown else instance
            holds, evidence, _ = _holds(reading.hypothesis, about, shape)
            if holds and evidence:  # a reading that asks nothing of an instance is not about one
                instead.append((reading, evidence))
    known = any(of == claim.id for of, _ in checked)
    return Applied(claim, applies, verdicts, missing, theorem.conclusion, record, known, tuple(instead))


def _holds(
    hypothesis: Callable[[Any], Part], instance: Any, shape: ImplementationStructure
) -> tuple[bool | None, tuple[Verdict, ...], str]:
    """Whether the hypothesis holds, the verdicts that show it, and what is missing."""
    if hypothesis in _ASK_UNIMODULARITY and len(shape.cells) * len(shape.profiles) > MOST_VARIABLES:
        return None, (), "ask `proofs tum` whether its projection cone preserves total unimodularity"
    found: list[Verdict] = []
    try:
        for given in hypothesis(instance):
            needed = given if isinstance(given, Expected) else Expected(given)
            found += [option.verdict for option in needed.shown]
            if not needed.met:
                return needed.met, tuple(found), _failing(needed.shown[-1].verdict)
    except (KeyError, TypeError, ValueError) as error:
        return None, (), str(error)
    return True, tuple(found), ""


def _failing(verdict: Verdict) -> str:
    """Why a hypothesis fails: of sets that are no edges of a graph, that; what is said of the graph would be false."""
    if isinstance(verdict.evidence, set_systems.NotAnEdge):
        return f"{_no_pair(verdict)} is no pair"
    return str(verdict)


def _no_pair(verdict: Verdict) -> str:
    assert isinstance(verdict.evidence, set_systems.NotAnEdge)
    sets = verdict.statement.sets  # type: ignore[attr-defined]
    return name_of(map(_as_cell, sets[verdict.evidence.position]))


_ASK_UNIMODULARITY = (THEOREM_1.readings[0].hypothesis, COROLLARY_1.readings[0].hypothesis, _without_floors)


def _record(claim: Claim, reading: str, checked: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """What became of a reading: by a theorem of Coq, and in the last check."""
    theorem = formalized(claim.id, reading).theorem
    record = [] if theorem is None else [f"{theorem.role} in Coq ({theorem.name}, proofs/coq/{theorem.file})"]
    if (claim.id, reading) in checked:
        record.append(f"{checked[claim.id, reading]} in the last check")
    return tuple(record)


# ------------------------------------------------------------------------------------------------------ words, data


def explain_structure(report: StructureReport) -> str:
    """All of it in words, many lines."""
    lines = []
    for each in report.properties:
        lines += [f"{each.name}: {ANSWER[each.holds]}", *(f"    {line}" for line in each.told)]
    if not report.theorems:
        return "\n".join([*lines, "", ANY_STRUCTURE])
    lines += ["", "What LY's theorems conclude here, if they are true:"]
    for applied in report.theorems:
        lines += _theorem(applied)
    return "\n".join(lines)


def _theorem(applied: Applied) -> Iterator[str]:
    where = applied.claim.where
    if not applied.applies:
        state = "no conclusion here, where its hypothesis fails" if applied.applies is False else "left open"
        yield f"  {where}: {state} ({applied.missing})"
    else:
        yield f"  {where}: {applied.conclusion}."
        yield f"    As printed it is {' and '.join(applied.record) or 'not settled by Coq; `proofs check` tries it'}."
        if any(word.startswith("refuted") for word in applied.record):
            short = applied.claim.id.partition("/")[2]
            mended = f"`proofs claims {_mended(applied.claim)} --corrected` what is true instead"
            first = "" if applied.checked else f"`proofs check {short}`, then "
            yield f"    {first}`proofs explain {short}` tells how it fails, {mended}."
    for reading, _ in applied.instead:
        yield f"    True of this one ({reading.name}): {reading.wording}"


def _mended(claim: Claim) -> str:
    """The claim that has the corrected readings: this one, or the last one that its proof invokes."""
    own = any(reading.name.startswith(CORRECTED) for reading in claim.readings)
    return claim.id.partition("/")[2] if own or not claim.rests_on else claim.rests_on[-1]


def structure_in_short(report: StructureReport) -> str:
    """The properties that hold, for a table."""
    return ", ".join(each.name for each in report.properties if each.holds) or "none of the properties"


def structure_to_plain(report: StructureReport) -> dict[str, Any]:
    """The same as data: "properties" and "theorems"."""
    return {
        "properties": {each.name: {"holds": each.holds, "told": list(each.told)} for each in report.properties},
        "theorems": [
            {
                "claim": each.claim.id,
                "where": each.claim.where,
                "applies": each.applies,
                **({} if each.applies else {"missing": each.missing}),
                "conclusion": each.conclusion,
                "record": list(each.record),
                "instead": [{"reading": reading.name, "wording": reading.wording} for reading, _ in each.instead],
            }
            for each in report.theorems
        ],
    }


def pictures(report: StructureReport) -> dict[str, Picture]:
    """A drawing for each family of sets that one suits, by the property."""
    drawn: dict[str, Picture] = {}
    for each in report.properties:
        for verdict in each.verdicts:
            if isinstance(verdict.statement, set_systems.SetSystem):
                picture = family_picture(verdict.statement, verdict.evidence)
                if picture is not None:
                    drawn[each.name] = picture
    return drawn
