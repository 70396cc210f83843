"""The file that a claim of one's own begins with: `proofs new claim NAME` writes it."""

from __future__ import annotations

import keyword
import re

TEMPLATE = '''\
"""{title}. What the claim is about, where it comes from, why one may believe it."""

# A claim is a function of its instances. It is called once, with the names of the instances: what it assumes and yields
# are formulas, which the hunt evaluates on one instance after the other. The first instance on which the hypothesis
# holds and the conclusion does not is made smaller and written down with a certificate, in which the independent
# checker finds the claim itself. `python -c "import proofs.hunt; help(proofs.hunt)"` lists the words.
from proofs.hunt import (
    Formula,
    Term,
    all_sets,
    assume,
    claim,
    condition_complete,
    defined,
    every,
    families,
    has_outcome,
    is_hierarchy,
    reading,
    size,
    structure_of,
)

# What is tried: all small instances, and random ones where larger are asked for. Other families: structures, two_sided,
# rules, graphs, matrices, vectors, systems, rays, mechanisms, markets, instances("*.json") for files of your own, and
# from_strategy(...) for whatever Hypothesis draws. They compose: .where(keep, words), .mapped(change, words),
# .and_then(...), .with_each(...).
TRIED = families.problems(agents=3, types=2)


# A word of your own. {{0}} is its first term; the sentence in the certificate ends with what it means.
@defined("{{0}} has at most two agents")
def is_small(members: Term) -> Formula:
    return size(members) <= 2


# The first reading says exactly what is claimed; its docstring is the wording. `where` is where the claim stands.
@claim("{name}", where="conjecture 1", tries=TRIED)
def {function}(problem):
    """If no constraint set has more than two agents, Condition A describes the implementable rules."""
    # The hypothesis: formulas, joined with &, |, ~, .implies(...) and .iff(...). A function of the instance in plain
    # Python will do as well; but no checker sees it, and the certificate then says so.
    assume(has_outcome(problem))
    assume(every("G", all_sets(structure_of(problem)), is_small))
    # The conclusion; several are joined. Numbers are compared with <, <=, >, >= and .equals(...).
    yield condition_complete("A", problem)


# A repair is a further reading, with a name of its own; the first one stays.
@reading({function}, "hierarchies")
def {function}(problem):
    """If the constraint sets are a hierarchy, Condition A describes the implementable rules."""
    assume(has_outcome(problem))
    assume(is_hierarchy(structure_of(problem)))
    yield condition_complete("A", problem)


# proofs check {file}
#     hunts; ends with what was refuted, and what survived how many instances
# proofs explain {file}::{name}
#     tells the counterexample step by step
# proofs report
#     writes the last check as pages
'''


def template(name: str) -> str:
    """The text of `NAME.py`. Raises `ValueError` for a name that no file of claims can have."""
    function = name.replace("-", "_")
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*", name) is None or keyword.iskeyword(function):
        raise ValueError(f'"{name}" names no claim; use letters, digits and hyphens, for example "small-sets"')
    title = name.replace("-", " ").replace("_", " ")
    title = title[0].upper() + title[1:]
    return TEMPLATE.format(title=title, name=name, function=function, file=f"{name}.py")
