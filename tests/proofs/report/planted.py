"""A finished check of planted claims, small, with every verdict, hostile names, and certificates of several kinds."""

from __future__ import annotations

from exact.linear import LinearSystem, feasibility
from exact.matrices import Matrix
from exact.showing.drawing import escaped
from exact.unimodular import total_unimodularity
from proofs.claims.claim import Claim, Family, Reading
from proofs.hunt.hunting import Options, hunt_all
from tests.proofs.claims import arithmetic

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> \"quoted\" 'q' &amp; </pre> http://evil.example/ \u202e"
)


def one(name):
    return Family("the instance", lambda seed: iter([name]))


def cycle(instance):
    """Three sets that cross: determinant 2."""
    places = {("b", "x"): 1, ("b", "y"): 1, ("c", "y"): 1, ("c", "z"): 1, (HOSTILE, "x"): 1, (HOSTILE, "z"): 1}
    return [total_unimodularity(Matrix.sparse([HOSTILE, "b", "c"], ["x", "y", "z", "w"], places))]


def no_fraction(instance):
    """(2 * 10^30 + 1) x <= 1 and x >= 1/3, with numbers that JavaScript would round."""
    return [feasibility(LinearSystem.make([HOSTILE], at_most=[({HOSTILE: 2 * 10**30 + 1}, "1")], lower="1/3"))]


def a_third(instance):
    return [feasibility(LinearSystem.make(["x", "y"], at_most=[({"x": 1, "y": -1}, "1/7")], equal=[({"x": 3}, "1")]))]


def because(instance):
    return f"it is shown for {instance}"


def reading(conclusion, **more):
    return Reading(wording=HOSTILE, conclusion=conclusion, families=(one(HOSTILE),), because=because, **more)


VACUOUS = reading(cycle, name=HOSTILE[:25], vacuous="there is none")
CLAIMS = [
    Claim(f"planted/{HOSTILE}", HOSTILE, (reading(cycle),), title="A cycle of three sets"),
    Claim("planted/farkas", "section 1", (reading(no_fraction, hypothesis=a_third), VACUOUS)),
    Claim("planted/FARKAS", "section 2", (reading(lambda instance: []),)),
    *(claim for claim in arithmetic.CLAIMS if claim.id in ("arithmetic/true", "arithmetic/false-from-100")),
]
MODULES = ("tests.proofs.report.planted",)
UNCHECKED = Claim("planted/later", "section 3", (reading(cycle),))


def check(out):
    """Hunt through the planted claims."""
    return list(hunt_all(CLAIMS, Options(out, budget=150, workers=0), MODULES))


def write_examples(folder):
    """Two examples, one with markup in everything, and a README that orders them."""
    (folder / "first").mkdir(parents=True)
    (folder / "first" / "b.py").write_text(f'"""{HOSTILE.replace(chr(34), "")}\n\nMore.\n"""\nprint("<b>&")\n')
    (folder / "first" / "b.out").write_text("<b>&\n")
    (folder / "first" / "a.py").write_text('"""The second example, `x < 1`."""\nprint(1)\n')
    (folder / "first" / "b.1.svg").write_text(f"<svg><title>{escaped(HOSTILE)}</title></svg>")
    (folder / "run.py").write_text('"""A tool."""\n')
    (folder / "README.md").write_text("[one](first/b.py), [two](first/a.py)\n")
    return folder
