"""What `proofs facets` says of a file: the system of agents by name, or that of groups with sizes; and its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from proofs.cli.answers import Decision
from proofs.cli.app import complain
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.adjacency import Estimate, Progress
    from exact.showing.display import Displayed
    from exact.showing.drawing import Picture
    from exact.verdicts import Verdict
    from proofs.cli.for_all_values import Opened
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.problem.problems import InterimRule, Problem
    from proofs.report.progress import Working

Engine = Literal["auto", "orbits", "rays", "vertices", "both"]

MOST_SHOWN = 200
"""Up to so many facets linear programs show what becomes of each, and are certified."""


@dataclass(frozen=True)
class Asked:
    """How the facets are searched for and told: the engine, when the search ends, and the form of the words.

    `every` facet, or one of each orbit; `form` is `numbers`, `symbolic`, `quotas` or `latex`.
    """

    engine: Engine
    seconds: float | None
    limit: int | None
    every: bool
    form: str


@dataclass(frozen=True)
class Description:
    """What is certified, the data for `--json`, and the words; what is unfinished, and whether by an interruption."""

    verdicts: list[Verdict]
    plain: dict[str, Any]
    words: str
    unfinished: str = ""
    interrupted: bool = False
    asked: Verdict | None = None
    """The verdict on the description, which may be undecided."""
    shows: tuple[Displayed | Picture, ...] = ()
    """What a page shows with the verdicts."""

    @property
    def decision(self) -> Decision:
        """The verdict on the description, with the others."""
        asked = self.asked or self.verdicts[0]
        others = tuple(verdict for verdict in self.verdicts if verdict is not asked)
        short = self.words.partition("\n\n")[0]
        return Decision(asked, short, self.words, others, self.plain, shows=self.shows)


def described(file: str, problem: Problem | GroupedProblem, asked: Asked, shown: Working) -> Description:
    """The system of the problem in a file."""
    from proofs.reduced_form.classes.groups import GroupedProblem

    if isinstance(problem, GroupedProblem):
        if asked.engine != "auto" or asked.seconds is not None or asked.limit is not None:
            raise ValueError(
                "agents in groups have one way, which lists all facets or none; leave out --engine, --seconds, --limit"
            )
        if asked.form == "quotas":
            raise ValueError("--quotas takes agents by name; for groups --symbolic has quotas within its minima")
        return _of_groups(problem, asked.form, shown)
    from proofs.reduced_form.facets.completeness import ended_early
    from proofs.reduced_form.facets.listing import facets
    from proofs.report.facets import explain_facets, progress_in_words, size_in_words

    def tell(progress: Progress, estimate: Estimate) -> None:
        if not shown.how_far and not progress.complete:
            complain(f"{file}: {size_in_words(problem, estimate)}")
        shown.tell(progress_in_words(progress))

    found = facets(problem, asked.engine, asked.seconds, asked.limit, tell)
    verdicts = [found.outcome, found.description, found.condition_a, found.condition_b]
    verdicts += [found.proof(found.facets[orbit[0]]) for orbit in found.orbits]
    symbolic, quotas = asked.form == "symbolic", asked.form == "quotas"
    words = found.to_latex() if asked.form == "latex" else explain_facets(found, symbolic, asked.every, quotas)
    return Description(
        [verdict for verdict in verdicts if verdict.holds is not None],
        found.to_plain(),
        words,
        "" if found.is_whole else ended_early(found.end, len(found.facets)),
        found.end == "interrupt",
        found.description,
        (*_drawn(problem), found),
    )


def described_for_all(task: Opened[Any], asked: Asked, shown: Working) -> Description:
    """The system on all pieces of the range of the one parameter that a file leaves open.

    Normals are the same for every positive prior, so that a prior with a parameter makes one piece.
    """
    from exact.rationals import NotConstant
    from exact.symbolic.splitting import Part, Range, piecewise
    from exact.symbolic.statements import joined
    from proofs.reduced_form.problem.problems import Problem

    if len(task.left) != 1:
        names = " and ".join(each.parameter for each in task.left)
        raise ValueError(
            f"{names} are open; facets are listed for all values of one parameter, give the others by --at"
        )
    (given,) = task.left
    over = Range(given.parameter, given.lower, given.upper, (False, False))  # at the ends types are impossible

    def ask(value: Fraction) -> Description:
        problem, _ = task.member(**{over.parameter: value})
        if not isinstance(problem, Problem):
            raise ValueError("for all values of a parameter the agents are to be listed, not given as groups")
        found = described(task.file, problem, asked, shown)
        if found.unfinished:
            raise ValueError(
                f"for all values of a parameter the facets are to be listed to the end: {found.unfinished}"
            )
        return found

    try:
        parts = piecewise(over, ask)
    except NotConstant as error:
        raise ValueError(f"facets cannot be listed for all values ({error}); give a value with --at") from error
    count = min(len(part.answer.verdicts) for part in parts)
    verdicts = [joined(over, [Part(part.piece, part.answer.verdicts[k]) for part in parts]) for k in range(count)]
    words = "\n\n".join(f"For {part.piece}:\n{part.answer.words}" for part in parts)
    plain = {"parameter": over.parameter, "pieces": [{"where": str(p.piece), **p.answer.plain} for p in parts]}
    return Description(verdicts, plain, words)


def described_at_the_ends(task: Opened[Any], asked: Asked) -> Description:
    """What becomes of the facets at the ends of the range of the parameter that the prior of a file has."""
    from proofs.reduced_form.facets.listing import facets
    from proofs.reduced_form.facets.surviving import at_the_ends
    from proofs.report.facet_ends import ends_to_plain, explain_ends

    problem, prior, interval = _varying_prior(task)
    found = facets(problem, asked.engine)
    (over,) = task.left
    ends = at_the_ends(found, prior, interval)
    if not ends:
        raise ValueError(f"no type profile is impossible at an end of the range {over}, so every facet remains one")
    verdicts, words = [found.outcome, found.description], explain_ends(over.parameter, ends, asked.every)
    if len(found.facets) <= MOST_SHOWN:
        verdicts += [verdict for each in ends.values() for verdict in each.redundancy.verdicts]
    else:
        words += f"\nWhat becomes of more than {MOST_SHOWN} facets is decided exactly, and not in the certificate."
    return Description(
        [verdict for verdict in verdicts if verdict.holds is not None], ends_to_plain(over.parameter, ends), words
    )


def _varying_prior(task: Opened[Any]) -> tuple[Problem, dict[tuple[str, ...], Any], Any]:
    """The problem for some value of the one open parameter, its prior in SymPy's expressions, and the range."""
    import sympy

    from exact.computer_algebra import number
    from exact.rationals import rational
    from exact.symbolic.formulas import Splits, variable
    from exact.symbolic.pieces import Interval
    from proofs.reduced_form.problem.problems import Problem

    if len(task.left) != 1:
        raise ValueError(f"--ends is about one parameter, and this file leaves {len(task.left) or 'none'} open")
    (over,) = task.left
    inside = Interval(over.parameter, over.lower, over.upper)
    sample, _ = task.member(**{over.parameter: inside.sample})
    if not isinstance(sample, Problem):
        raise ValueError("--ends takes agents by name; list the agents of the groups")
    try:
        family, _ = task.member(**{over.parameter: variable(inside)})
    except Splits as splits:
        places = " and ".join(map(str, sorted(splits.points)))
        raise ValueError(
            f"--ends needs a prior that is positive for {inside}; a sign changes at {over.parameter} = {places}"
        ) from splits
    try:
        same = replace(family, prior=sample.prior) == sample
    except Splits:
        same = False
    if not same:
        raise ValueError(
            f"--ends is about the prior alone, and quotas depend on {over.parameter}; give them as numbers"
        )
    prior = {t: number(family.probability(t)) for t in sample.profiles()}
    low, high = (None if end is None else number(rational(end)) for end in (over.lower, over.upper))
    return sample, prior, sympy.Interval(-sympy.oo if low is None else low, sympy.oo if high is None else high)


def _of_groups(problem: GroupedProblem, form: str, shown: Working) -> Description:
    from exact.showing.display import counted
    from proofs.reduced_form.classes.describing import facets_for_groups
    from proofs.report.group_facets import explain_group_facets, group_facets_in_latex

    found = facets_for_groups(
        problem,
        lambda rows, vertices: shown.tell(f"{counted(rows, 'inequality', 'inequalities')}, {vertices} vertices"),
    )
    words = group_facets_in_latex(found) if form == "latex" else explain_group_facets(found, form == "symbolic")
    return Description([found.description], found.to_plain(), words, shows=(*_drawn(problem), found))


def _drawn(problem: Problem | GroupedProblem) -> tuple[Picture, ...]:
    """All rules, where they have two or three coordinates."""
    from proofs.reduced_form.pictures import implementable_picture

    few = len(problem.coordinates) in (2, 3)
    return (implementable_picture(problem, problem.coordinates),) if few else ()


def draw(problem: Problem | GroupedProblem, rule: InterimRule | None, axes: Sequence[str], svg: Path) -> None:
    """Draw the implementable rules in two or three coordinates, with the file's rule, if it has one."""
    from proofs.reduced_form.pictures import implementable_picture

    chosen = [_coordinate(problem, axis) for axis in axes] or list(problem.coordinates)
    if len(chosen) not in (2, 3):
        example = ",".join(problem.coordinates[0])
        raise BadInput(
            f"--svg draws two or three coordinates, not {len(chosen)}; name them: --axis {example} --axis ..."
        )
    picture = implementable_picture(problem, chosen, [] if rule is None else [rule])
    try:
        svg.write_text(picture.svg, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{svg}: {error.strerror}") from error


def _coordinate(problem: Problem | GroupedProblem, axis: str) -> tuple[str, ...]:
    """The coordinate whose names, joined by commas, these are."""
    found = [c for c in problem.coordinates if ",".join(c) == axis]
    if not found:
        raise BadInput(f'--axis: "{axis}" is no coordinate; {",".join(problem.coordinates[0])} is one')
    return found[0]
