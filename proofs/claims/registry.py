"""The claims of both papers in the order of the papers, by id.

`MODULES` lists the modules that hold them; each has a list `CLAIMS`. A user's claims are in a file, named by its path
in the place of a module; without `CLAIMS` they are the claims that the file defines, in its order.
"""

from __future__ import annotations

import difflib
import sys
import traceback
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from proofs.claims.claim import Claim
from proofs.claims.own_files import PREFIX
from proofs.claims.written import ClaimFileError

PAPERS = {"ly": "lang-yang-2023", "vs": "valenzuela-stookey-2026"}
"""The short names of the papers, in small letters; any case is read."""

MODULES: tuple[str, ...] = (
    "proofs.claims.lang_yang.section_2_sublinear",
    "proofs.claims.lang_yang.section_2_support",
    "proofs.claims.lang_yang.section_2_effective",
    "proofs.claims.lang_yang.section_2_support_contains",
    "proofs.claims.lang_yang.section_2_1_bihierarchy_describes",
    "proofs.claims.lang_yang.section_2_1_canonical_is_bihierarchy",
    "proofs.claims.lang_yang.example_1",
    "proofs.claims.lang_yang.example_2",
    "proofs.claims.lang_yang.example_3",
    "proofs.claims.lang_yang.section_2_2_capacities",
    "proofs.claims.lang_yang.section_2_2_special_cases",
    "proofs.claims.lang_yang.example_4",
    "proofs.claims.lang_yang.section_2_3_linear",
    "proofs.claims.lang_yang.section_2_4_subset",
    "proofs.claims.lang_yang.proposition_1",
    "proofs.claims.lang_yang.proposition_2",
    "proofs.claims.lang_yang.section_2_4_single_good",
    "proofs.claims.lang_yang.section_2_4_border",
    "proofs.claims.lang_yang.example_5",
    "proofs.claims.lang_yang.section_3_remark_1",
    "proofs.claims.lang_yang.lemma_1",
    "proofs.claims.lang_yang.section_3_1_m_star",
    "proofs.claims.lang_yang.theorem_1_generators",
    "proofs.claims.lang_yang.theorem_1",
    "proofs.claims.lang_yang.section_3_1_tighter",
    "proofs.claims.lang_yang.section_3_1_not_separable",
    "proofs.claims.lang_yang.corollary_1",
    "proofs.claims.lang_yang.corollary_1_no_floors",
    "proofs.claims.lang_yang.section_3_1_laminars",
    "proofs.claims.lang_yang.theorem_2_1",
    "proofs.claims.lang_yang.theorem_2_2",
    "proofs.claims.lang_yang.theorem_2_3",
    "proofs.claims.lang_yang.theorem_2_1_sufficiency",
    "proofs.claims.lang_yang.theorem_2_2_sufficiency",
    "proofs.claims.lang_yang.theorem_2_2_canonical_sufficiency",
    "proofs.claims.lang_yang.theorem_2_3_sufficiency",
    "proofs.claims.lang_yang.section_3_1_tables_1_2",
    "proofs.claims.lang_yang.theorem_3",
    "proofs.claims.lang_yang.theorem_3_sufficiency",
    "proofs.claims.lang_yang.theorem_4_1",
    "proofs.claims.lang_yang.theorem_4_2",
    "proofs.claims.lang_yang.theorem_4_real",
    "proofs.claims.lang_yang.section_3_3_unimodular_necessary",
    "proofs.claims.lang_yang.section_3_3_paramodular_necessary",
    "proofs.claims.lang_yang.section_3_3_effective",
    "proofs.claims.lang_yang.section_3_3_condition_b",
    "proofs.claims.lang_yang.section_3_3_values",
    "proofs.claims.lang_yang.section_3_3_vertices",
    "proofs.claims.lang_yang.lemma_2",
    "proofs.claims.lang_yang.lemma_3",
    "proofs.claims.lang_yang.section_4_remark_1",
    "proofs.claims.lang_yang.section_4_remark_1_redundant",
    "proofs.claims.lang_yang.section_4_remark_2",
    "proofs.claims.lang_yang.section_4_remark_3",
    "proofs.claims.lang_yang.section_4_unimodular_describes",
    "proofs.claims.lang_yang.lemma_4",
    "proofs.claims.lang_yang.section_4_paramodular_describes",
    "proofs.claims.lang_yang.section_4_paramodular_tdl",
    "proofs.claims.lang_yang.lemma_5",
    "proofs.claims.lang_yang.section_4_tightest_bound",
    "proofs.claims.lang_yang.lemma_6",
    "proofs.claims.lang_yang.section_4_chain_rays",
    "proofs.claims.lang_yang.lemma_7",
    "proofs.claims.lang_yang.section_5_1_revenue_equivalence",
    "proofs.claims.lang_yang.lemma_8",
    "proofs.claims.lang_yang.section_5_2_linear",
    "proofs.claims.lang_yang.theorem_5",
    "proofs.claims.lang_yang.section_5_2_support",
    "proofs.claims.lang_yang.section_5_2_dual",
    "proofs.claims.lang_yang.section_5_2_cover",
    "proofs.claims.lang_yang.section_5_2_diagonal",
    "proofs.claims.lang_yang.example_6",
    "proofs.claims.lang_yang.corollary_2",
    "proofs.claims.lang_yang.corollary_2_two_objects",
    "proofs.claims.lang_yang.corollary_3",
    "proofs.claims.lang_yang.section_5_3_club_goods",
    "proofs.claims.lang_yang.section_5_5_cone",
    "proofs.claims.lang_yang.section_5_5_equality",
    "proofs.claims.lang_yang.lemma_9",
    "proofs.claims.lang_yang.lemma_10",
    "proofs.claims.lang_yang.lemma_10_generating",
    "proofs.claims.lang_yang.proposition_3",
    "proofs.claims.lang_yang.section_5_6_inequalities",
    "proofs.claims.lang_yang.section_5_6_inequalities_any_types",
    "proofs.claims.lang_yang.section_5_6_from_cone",
    "proofs.claims.lang_yang.section_5_6_cone",
    "proofs.claims.lang_yang.lemma_11",
    "proofs.claims.lang_yang.section_5_6_three_laminars",
    "proofs.claims.lang_yang.section_5_6_generated",
    "proofs.claims.lang_yang.section_6_four_classes",
    "proofs.claims.lang_yang.example_7",
    "proofs.claims.lang_yang.appendix_theorem_1",
    "proofs.claims.lang_yang.appendix_two_laminars",
    "proofs.claims.lang_yang.appendix_camion",
    "proofs.claims.lang_yang.appendix_cycle_is_even",
    "proofs.claims.lang_yang.appendix_even_changes",
    "proofs.claims.lang_yang.appendix_three_nonzeros",
    "proofs.claims.lang_yang.appendix_theorem_2",
    "proofs.claims.lang_yang.appendix_theorem_3_even_sums",
    "proofs.claims.lang_yang.appendix_theorem_3_cycles",
    "proofs.claims.lang_yang.appendix_theorem_3_paths",
    "proofs.claims.lang_yang.appendix_theorem_3_path_sums",
    "proofs.claims.lang_yang.appendix_theorem_3_cycle_sums",
    "proofs.claims.lang_yang.appendix_extreme_ray_maximal",
    "proofs.claims.lang_yang.appendix_extreme_ray_scaling",
    "proofs.claims.lang_yang.lemma_12",
    "proofs.claims.lang_yang.lemma_13",
    "proofs.claims.lang_yang.appendix_lemma_6",
    "proofs.claims.lang_yang.appendix_lemma_8",
    "proofs.claims.lang_yang.lemma_14",
    "proofs.claims.lang_yang.appendix_lemma_11",
    "proofs.claims.valenzuela_stookey.introduction",
    "proofs.claims.valenzuela_stookey.section_1_1_participation",
    "proofs.claims.valenzuela_stookey.section_1_1_two_tasks",
    "proofs.claims.valenzuela_stookey.footnote_12",
    "proofs.claims.valenzuela_stookey.section_1_2_transfers",
    "proofs.claims.valenzuela_stookey.theorem_1_i_ii",
    "proofs.claims.valenzuela_stookey.theorem_1_ii_iii",
    "proofs.claims.valenzuela_stookey.theorem_1_iii_i",
    "proofs.claims.valenzuela_stookey.theorem_1_iv",
    "proofs.claims.valenzuela_stookey.section_2_1_c_hat",
    "proofs.claims.valenzuela_stookey.lemma_1",
    "proofs.claims.valenzuela_stookey.corollary_1",
    "proofs.claims.valenzuela_stookey.lemma_2",
    "proofs.claims.valenzuela_stookey.proposition_1",
    "proofs.claims.valenzuela_stookey.lemma_3",
    "proofs.claims.valenzuela_stookey.lemma_3_separation",
    "proofs.claims.valenzuela_stookey.proposition_1_independent_points",
    "proofs.claims.valenzuela_stookey.proposition_1_relaxed",
    "proofs.claims.valenzuela_stookey.section_3_redundancy",
    "proofs.claims.valenzuela_stookey.lemma_4",
    "proofs.claims.valenzuela_stookey.definition_polarized_rays",
    "proofs.claims.valenzuela_stookey.example_bilateral",
    "proofs.claims.valenzuela_stookey.example_two_price",
    "proofs.claims.valenzuela_stookey.theorem_2",
    "proofs.claims.valenzuela_stookey.claim_1",
    "proofs.claims.valenzuela_stookey.claim_2",
    "proofs.claims.valenzuela_stookey.claim_3",
    "proofs.claims.valenzuela_stookey.claim_4",
    "proofs.claims.valenzuela_stookey.claim_5",
    "proofs.claims.valenzuela_stookey.claim_6",
    "proofs.claims.valenzuela_stookey.claim_4_farkas",
    "proofs.claims.valenzuela_stookey.claim_5_farkas",
    "proofs.claims.valenzuela_stookey.claim_5_strictly",
    "proofs.claims.valenzuela_stookey.theorem_2_two_forms",
    "proofs.claims.valenzuela_stookey.theorem_2_redundant",
    "proofs.claims.valenzuela_stookey.theorem_2_remedial",
    "proofs.claims.valenzuela_stookey.corollary_2",
    "proofs.claims.valenzuela_stookey.corollary_3",
    "proofs.claims.valenzuela_stookey.section_3_1",
    "proofs.claims.valenzuela_stookey.footnote_16",
    "proofs.claims.valenzuela_stookey.section_4_without_loss",
    "proofs.claims.valenzuela_stookey.section_4_without_loss_on_boxes",
    "proofs.claims.valenzuela_stookey.section_4_1_bound",
    "proofs.claims.valenzuela_stookey.proposition_2_duality",
    "proofs.claims.valenzuela_stookey.proposition_2_selections",
    "proofs.claims.valenzuela_stookey.proposition_2_interior",
    "proofs.claims.valenzuela_stookey.remark_1",
    "proofs.claims.valenzuela_stookey.remark_1_support",
    "proofs.claims.valenzuela_stookey.footnote_18",
    "proofs.claims.valenzuela_stookey.section_4_2_nonpositive_weight",
    "proofs.claims.valenzuela_stookey.section_4_2_hull",
    "proofs.claims.valenzuela_stookey.lemma_5",
    "proofs.claims.valenzuela_stookey.proposition_3",
    "proofs.claims.valenzuela_stookey.proposition_3_lower_bound",
    "proofs.claims.valenzuela_stookey.section_4_3_improves",
)


@cache
def claims(modules: tuple[str, ...] = MODULES) -> dict[str, Claim]:
    """All claims by id, in the order of the papers. Raises `ValueError` if an id is used twice."""
    found: dict[str, Claim] = {}
    for name in modules:
        for claim in claims_in_file(Path(name)) if name.endswith(".py") else import_module(name).CLAIMS:
            if claim.id in found:
                raise ValueError(f"the claim {claim.id} is registered twice")
            found[claim.id] = claim
    return found


def claims_in_file(path: Path) -> list[Claim]:
    """The claims that a Python file defines. Raises `ClaimFileError` with the place of what is wrong."""
    if not path.is_file():
        raise ClaimFileError(f"{path}: there is no such file")
    folder = str(path.resolve().parent)
    if folder not in sys.path:
        sys.path.append(folder)  # what lies beside the file can be imported
    spec = spec_from_file_location(PREFIX + path.stem, path)
    if spec is None or spec.loader is None:
        raise ClaimFileError(f"{path}: is no Python file")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses and pickling of what the file defines look there
    try:
        spec.loader.exec_module(module)
    except ClaimFileError:
        raise
    except SyntaxError as error:
        raise ClaimFileError(f"{path}, line {error.lineno}: {error.msg}") from error
    except Exception as error:
        raise ClaimFileError(f"{_place(error, path)}: {type(error).__name__}: {error}") from error
    found = getattr(module, "CLAIMS", None) or [each for each in vars(module).values() if isinstance(each, Claim)]
    if not found:
        raise ClaimFileError(f"{path}: defines no claim; put @claim(...) above a function")
    return list(found)


def _place(error: BaseException, path: Path) -> str:
    """The last line of the file that an exception went through."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == path]
    return f"{path}, line {lines[-1]}" if lines else str(path)


def select(names: list[str], modules: tuple[str, ...] = MODULES) -> list[Claim]:
    """The claims that `names` select; all if none is given.

    A name is an id, a paper, or the beginning of ids (`lang-yang-2023/theorem`). The paper may be written `LY` or `VS`,
    and left out where only one of them has such a claim (`theorem-3`). A claim brings its parts, which are claims of
    their own (`theorem-3.sufficiency`); `theorem-3.` with a point at the end is the claim without them. Raises
    `ValueError` for a name that selects nothing, with the ids that are nearest to it, or claims of both papers.
    """
    known = claims(modules)
    if not names:
        return list(known.values())
    chosen = {key for name in names for key in _named(name, known)}
    return [claim for key, claim in known.items() if key in chosen]


def selected(names: list[str]) -> tuple[list[Claim], tuple[str, ...]]:
    """The claims that names select, and the modules that hold them: claims of the papers, and files of claims.

    A file is `FILE.py`, or `FILE.py::CLAIM` for one of its claims. Raises `ValueError` (`ClaimFileError` for a file).
    """
    files: dict[str, list[str]] = {}
    for name in filter(is_file, names):
        path, _, one = name.partition("::")
        files.setdefault(str(Path(path).resolve()), []).append(one)
    others = [name for name in names if not is_file(name)]
    chosen = select(others) if others or not files else []
    for path, wanted in files.items():
        chosen += [claim for claim in claims((path,)).values() if "" in wanted or _short(claim) in wanted]
        unknown = [one for one in wanted if one and one not in map(_short, claims((path,)).values())]
        if unknown:
            there = ", ".join(map(_short, claims((path,)).values()))
            raise ClaimFileError(f'{path}: defines no claim "{unknown[0]}"; its claims are {there}')
    return chosen, (*(MODULES if others or not files else ()), *files)


def is_file(name: str) -> bool:
    """Whether a name is that of a file of claims, or of a claim in one."""
    return name.partition("::")[0].endswith(".py")


def file_of(claim: str, modules: tuple[str, ...]) -> str | None:
    """The file of claims that has this claim; `None` for one of the papers."""
    return next((name for name in modules if is_file(name) and claim in claims((name,))), None)


def _short(claim: Claim) -> str:
    return claim.id.partition("/")[2]


def _named(name: str, known: Iterable[str]) -> list[str]:
    """The ids that one name selects."""
    paper, slash, rest = name.partition("/")
    whole = PAPERS.get(paper.lower(), paper) + slash + rest
    hits = _beginning(whole, known)
    if hits:
        return hits
    papers = dict.fromkeys(key.partition("/")[0] for key in known)
    found = {f"{paper}/{name}": _beginning(f"{paper}/{name}", known) for paper in papers}
    written = [choice for choice, ids in found.items() if ids]
    if len(written) > 1:
        raise ValueError(f'"{name}" is in both papers; write {" or ".join(written)}')
    if not written:
        raise ValueError(f'"{name}" is no claim, paper or beginning of a claim; {_nearest(whole, known)}')
    return found[written[0]]


def _nearest(name: str, known: Iterable[str]) -> str:
    """The ids most like a name that is none, in its paper if it has one; or a file of claims that it may mean."""
    paper, _, rest = name.rpartition("/")
    pool = [key for key in known if key.startswith(f"{paper}/")] or list(known)
    near = difflib.get_close_matches(rest, [key.partition("/")[2] for key in pool], 3)
    ids = [key for short in dict.fromkeys(near) for key in pool if key.partition("/")[2] == short]
    file, _, one = name.partition("/")
    if Path(f"{file}.py").is_file():
        return f"did you mean {file}.py{'::' if one else ''}{one}?"
    return f"did you mean {' or '.join(ids)}?" if ids else "`proofs claims` lists them"


def _beginning(name: str, known: Iterable[str]) -> list[str]:
    """The claim with its parts, the claim alone if a point follows it, or whatever begins so."""
    if name in known:
        return [key for key in known if key == name or key.startswith(f"{name}.")]
    if name.endswith(".") and name[:-1] in known:
        return [name[:-1]]
    return [key for key in known if name and key.startswith(name)]
