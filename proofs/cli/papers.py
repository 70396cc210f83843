"""Commands about the papers' claims: `claims`, `check`, `explain`, `report`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from exact.showing.display import counted
from proofs.cli.answers import FAILS, HOLDS, UNDECIDED
from proofs.cli.app import (
    OUT,
    AsJson,
    Out,
    app,
    complain,
    print_json,
)
from proofs.cli.forms import document_asked, in_its_form, page_asked
from proofs.plain import output
from proofs.plain.reading import BadInput


@app.command()
def claims(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="papers, claims or beginnings of ids; or files of claims, FILE.py or FILE.py::CLAIM"),
    ] = None,
    as_json: AsJson = False,
    graph: Annotated[bool, typer.Option("--graph", help="what the printed proofs rest on, with the verdicts")] = False,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="draw it to a file, one paper at a time", metavar="FILE")
    ] = None,
    coq: Annotated[
        bool, typer.Option("--coq", help="what Coq has of the numbered statements: refuted, proved")
    ] = False,
    corrected: Annotated[
        bool, typer.Option("--corrected", help="what is true instead, with what stands behind each in the last check")
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", help="output of the check, for --graph and --corrected", metavar="DIR")
    ] = OUT,
) -> None:
    """List the claims, with wording; or what printed proofs rest on, what Coq says of them, or what is true instead."""
    if coq:
        _print_coq(names, as_json)
        return
    if corrected:
        _print_corrected(names, as_json, out)
        return
    if graph or svg is not None:
        _print_graph(names, as_json, svg, out)
        return
    chosen = _selected(names)[0]
    listed = (_entry(claim, reading, as_json) for claim in chosen for reading in claim.readings)
    if _in_columns("Claims", listed, CLAIM_COLUMNS, as_json):
        return
    for claim in chosen:
        for reading in claim.readings:
            print(f"{claim.id}  ({claim.where}; {reading.name})\n    {reading.wording}")
            if claim.printed and reading is claim.readings[0]:
                print(f"    printed: {claim.quotation}")


CLAIM_COLUMNS = {"claim": "claim", "where": "where", "reading": "reading", "wording": "wording", "printed": "printed"}


def _entry(claim: Any, reading: Any, as_json: bool) -> dict[str, Any]:
    """A reading as data, the first of a claim with the printed words: in JSON their pieces, else as a quotation."""
    entry = {"claim": claim.id, "where": claim.where, "reading": reading.name, "wording": reading.wording}
    if reading is not claim.readings[0]:
        return entry
    return {**entry, "printed": list(claim.printed) if as_json or not claim.printed else claim.quotation}


def _in_columns(
    title: str, entries: Iterable[Mapping[str, Any]], columns: Mapping[str, str], as_json: bool, words: str = ""
) -> bool:
    """Print a list as lines of JSON or, of these columns, as the document that is asked for; whether it is printed."""
    if as_json:
        for entry in entries:
            print_json(dict(entry))
        return True
    if document_asked() is None:
        return False
    from proofs.report.listings import Listing

    print(in_its_form("", title, words, (Listing.of(title, entries, columns),)))
    return True


def _print_coq(names: list[str] | None, as_json: bool) -> None:
    """What Coq has of the chosen claims."""
    from proofs.coq.theorems import Role
    from proofs.report import formal

    chosen = _selected(names)[0]
    columns = {"claim": "claim", "where": "where", "reading": "reading", **{role: role for role in get_args(Role)}}
    if not _in_columns("What Coq has of the claims", formal.plain(chosen), columns, as_json):
        print("\n".join(formal.text(chosen)))


def _print_corrected(names: list[str] | None, as_json: bool, out: Path) -> None:
    """The table of corrected readings of the chosen claims, from the record of a check."""
    from proofs.report import corrected
    from proofs.report.findings import entries

    chosen = _selected(names)[0]
    known = {claim.id for claim in chosen}
    found = [entry for entry in entries(out, chosen) if entry.claim in known]
    columns = {"claim": "claim", "statement": "what is true instead", "basis": "known", "verdict": "verdict"}
    columns |= {"instances": "tried", "hypothesis_held": "held", "exhausted": "to the end", "outside": "outside"}
    if not _in_columns("Corrected theorems", corrected.rows(found), columns, as_json):
        print("\n".join(corrected.text(found)))


def _print_graph(names: list[str] | None, as_json: bool, svg: Path | None, out: Path) -> None:
    """What the proofs of the chosen claims rest on; with `svg`, drawn. Without names, the claims with a step."""
    from proofs.claims.fingerprints import outdated
    from proofs.claims.registry import claims
    from proofs.claims.resting import resting
    from proofs.hunt.hunting import table
    from proofs.report import resting as told

    chosen, modules = _selected(names)
    try:
        whole = resting(claims(modules).values())
    except ValueError as error:
        raise BadInput(str(error)) from error
    graph = whole.below([claim.id for claim in chosen]) if names else whole.drawn()
    rows = [row for row in table(out) if row["claim"] in graph.claims]
    old = [row for row in rows if outdated(row, graph.claims[row["claim"]])]
    if old:
        complain(f"{counted(len(old), 'verdict')} not of the claims and the software as they are; `proofs check` anew")
    verdicts = {(row["claim"], row["reading"]): str(row["verdict"]) for row in rows}
    if svg is not None:
        papers = dict.fromkeys(claim.paper for claim in graph.claims.values())
        if len(papers) != 1:
            raise BadInput(f"--svg draws one paper at a time; name {' or '.join(papers)}")
        (paper,) = papers
        drawn = told.picture(graph, verdicts, f"What the printed proofs of {paper} rest on", lambda claim: None)
        _write(svg, drawn.svg)
        return
    columns = {"claim": "claim", "verdict": "verdict", "rests_on": "rests on", "lost_with": "lost with"}
    if not _in_columns("What the printed proofs rest on", told.plain(graph, verdicts), columns, as_json):
        print("\n".join(told.text(graph, verdicts)))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error


@app.command()
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="papers, claims or beginnings of ids; or files of claims, FILE.py or FILE.py::CLAIM"),
    ] = None,
    budget: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="instances for each reading (default: finite families whole, and its own number of random ones)",
        ),
    ] = None,
    seconds: Annotated[float | None, typer.Option(min=0, help="stop beginning new work after so many")] = None,
    seed: Annotated[int, typer.Option(help="seed of the random families")] = 0,
    workers: Annotated[int | None, typer.Option(min=0, help="processes (default: cores; 0: none but this one)")] = None,
    scheduler: Annotated[str | None, typer.Option(help="a Dask scheduler, tcp://host:port")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on with the journal of an interrupted run")] = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Hunt for counterexamples to the papers' claims; write a certificate for each that is found."""
    from proofs.hunt.chunks import ClaimFaultError
    from proofs.hunt.hunting import Options, hunt_all

    options = Options(out, budget, seconds, seed, workers, scheduler, resume)
    chosen, modules = _selected(names)
    rows = []
    fault = ""
    try:
        for row in hunt_all(chosen, options, modules):
            rows.append(row)
            if as_json:
                print_json(row)
    except ClaimFaultError as error:  # what was found of the readings before it counts
        fault = f"{error}; nothing is said of this reading"
    if not as_json and (rows or not fault):
        _print_check(rows)
    if fault:
        complain(fault)
    endings = {row["verdict"] for row in rows}
    asked = sum(len(claim.readings) for claim in chosen)
    if len(rows) < asked:
        complain(f"{len(rows)} of {counted(asked, 'reading')} checked")
        endings.add("undecided")
    raise typer.Exit(FAILS if "refuted" in endings else UNDECIDED if "undecided" in endings else HOLDS)


def _print_check(rows: list[dict[str, Any]]) -> None:
    """The table of a check, in the form that is asked for."""
    from proofs.report.claims import ENDINGS, in_short, print_table

    counts = [(sum(row["verdict"] == ending for row in rows), ending, said) for ending, said in ENDINGS.items()]
    words = "\n".join(f"{count} {ending}: {said}" for count, ending, said in counts if count)
    columns = {"claim": "claim", "reading": "reading", "verdict": "verdict", "told": "what was found"}
    told = [{**row, "told": in_short(row)} for row in rows]
    if not _in_columns("What was found of the claims", told, columns, False, words):
        print_table(rows)


class Style(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    LATEX = "latex"


@app.command()
def explain(
    claim: Annotated[
        str | None, typer.Argument(help="the id of a claim (`proofs claims` lists them), or FILE.py::CLAIM")
    ] = None,
    style: Annotated[Style, typer.Option("--format", help="text, markdown or latex")] = Style.TEXT,
    robust: Annotated[
        bool, typer.Option("--robust", help="how far the counterexample can be moved; without a claim, a table of all")
    ] = False,
    as_json: AsJson = False,
    out: Annotated[Path, typer.Option("--out", help="output of the check", metavar="DIR")] = OUT,
) -> None:
    """Tell a claim and its counterexample, step by step, from the last `proofs check`."""
    from proofs.hunt.hunting import table
    from proofs.report.claims import explain_claim

    if claim is None and not robust:
        raise BadInput("explain: name a claim, or ask for all counterexamples with --robust")
    if as_json and not robust:
        raise BadInput("explain: --json goes with --robust")
    rows, (told, modules) = table(out), _selected(None if claim is None else [claim])
    if page_asked():
        _print_page(told, out)
        return
    if claim is None and style is Style.LATEX:
        print(_robust_paper([row for *_, row in _moved(told, rows, modules)], out))
        return
    if claim is None or as_json:
        _print_robust(told, rows, modules, as_json, out)
        return
    print("\n\n".join(explain_claim(chosen, rows, style.value) for chosen in told))
    asked = {(chosen.id, reading.name) for chosen in told for reading in chosen.readings}
    if not asked <= {(row["claim"], row["reading"]) for row in rows}:
        path = (out / "table.json").absolute()
        where = f"not all of this is in {path}" if rows else f"there is no table of a check at {path}"
        complain(f"{where}; run `proofs check`, or name the output of another check with --out")
    if robust:
        from proofs.report import robust as far

        for chosen, reading, found, words, row in _moved(told, rows, modules):
            shown = _family_certificates(chosen, reading, found, out)
            print("\n" + far.told(reading.name, words, found, style.value, shown))
            far.save([row], out)


def _print_page(told: list[Any], out: Path) -> None:
    """The page of one claim, as the site of the check has it."""
    from proofs.report.findings import entries
    from proofs.report.site import claim_page

    if len(told) != 1:
        raise BadInput("explain: a page is of one claim; name it, or write them all with `proofs report`")
    (entry,) = (each for each in entries(out, told) if each.claim == told[0].id)
    print(claim_page(entry, out))


def _family_certificates(claim: Any, reading: Any, found: Any, out: Path) -> dict[str, Path]:
    """Written down, by direction: that the counterexample remains one for all values around it, where that is shown."""
    from proofs.certificates import NotAccepted, save
    from proofs.claims.robust_certificates import family_certificate

    written = {}
    for place, each in enumerate(found.decided, 1):
        shown = family_certificate(reading, each, reading.because(found.instance))
        name = f"{claim.id}.{reading.name}.moved-{place}".replace("/", ".").replace(" ", "-")
        try:
            if shown is not None:
                written[each.direction.words] = save(shown, out / "certificates" / f"{name}.json")
        except NotAccepted as refusal:
            complain(f"{claim.id} ({reading.name}), {each.direction.words}: {refusal}")
    return written


def _print_robust(
    told: list[Any], rows: list[dict[str, Any]], modules: tuple[str, ...], as_json: bool, out: Path
) -> None:
    """Every refutation with how far its counterexample can be moved, and the table; kept for the report."""
    from proofs.report import robust

    found = []
    for *_, row in _moved(told, rows, modules):
        found.append(row)
        robust.save([row], out)
        if as_json:
            print_json(row)
        else:
            print("\n".join(robust.listing([row])), flush=True)
    if not as_json:
        print("\n".join(["", *robust.summary(found)]))


def _robust_paper(rows: list[dict[str, Any]], out: Path) -> str:
    """The table of all refutations as a document of LaTeX; kept for the report."""
    from proofs.report import robust
    from proofs.report.answers import Answered
    from proofs.report.listings import Listing
    from proofs.report.paper import paper

    robust.save(rows, out)
    title = "How far counterexamples can be moved"
    columns = {"claim": "claim", "reading": "reading", "robustness": "robustness", "sentence": "in words"}
    words = "\n".join(robust.summary(rows))
    return paper([Answered("", (), title, words, shows=(Listing.of(title, rows, columns),), heading=title)])


def _moved(told: list[Any], rows: list[dict[str, Any]], modules: tuple[str, ...]) -> Iterator[Any]:
    """The readings that the last check refuted: claim, reading, where it can be moved, its words, and the row kept."""
    from proofs.certificates import NotAccepted
    from proofs.claims.fingerprints import fingerprint
    from proofs.claims.robust import moved
    from proofs.hunt.again import counterexample
    from proofs.hunt.chunks import ClaimFaultError
    from proofs.report.robust import row

    refuted = {(each["claim"], each["reading"]) for each in rows if each["verdict"] == "refuted"}
    for claim in told:
        for reading in claim.readings:
            if (claim.id, reading.name) not in refuted:
                continue
            try:
                again = counterexample(claim, reading, modules)
            except (NotAccepted, ClaimFaultError) as error:
                raise BadInput(str(error)) from error
            if again is None:
                complain(f"{claim.id} ({reading.name}): no counterexample is found now; run `proofs check` anew")
                continue
            found = moved(reading, again.instance)
            yield claim, reading, found, again.words, row(claim, reading.name, found, fingerprint(claim))


@app.command()
def report(
    source: Annotated[Path, typer.Option("--from", help="output of the check", metavar="DIR")] = OUT,
    out: Annotated[
        Path, typer.Option("--out", help="directory for the site", metavar="DIR", callback=output.directory)
    ] = Path("site"),
) -> None:
    """Write a finished `proofs check` as a static site: the claims, their counterexamples, the worked examples."""
    from proofs.claims.fingerprints import outdated
    from proofs.hunt.hunting import table
    from proofs.report.examples import beside_package
    from proofs.report.site import build

    files = dict.fromkeys(row["file"] for row in table(source) if "file" in row)
    listed = [*_selected(None)[0], *(claim for file in files for claim in _selected([file])[0])]
    known = {claim.id: claim for claim in listed}
    old = [row["claim"] for row in table(source) if row["claim"] in known and outdated(row, known[row["claim"]])]
    if old:
        others = f" and {counted(len(old) - 1, 'other reading')}" if len(old) > 1 else ""
        complain(f"not of the claims and the software as they are: {old[0]}{others}; `proofs explain` says why")
    site = build(source, out, list(known.values()), beside_package())
    for complaint in site.complaints:
        complain(complaint)
    print(f"{counted(site.pages, 'page')}; open {site.index}")
    raise typer.Exit(FAILS if site.complaints else HOLDS)


@app.command()
def coq(as_json: AsJson = False) -> None:
    """Compile the papers in Coq, their statements, refutations and proofs, and print what each theorem assumes."""
    from proofs.coq.compiling import assumptions, library
    from proofs.coq.theorems import formal, summarized

    built = library()
    marked = [each for each in formal() if each.role != "statement"]
    found = assumptions(built.folder, [*marked, *summarized()])
    rows = [
        {
            **{"claim": each.theorem.claim, "reading": each.theorem.reading, "role": each.theorem.role},
            **{"theorem": each.theorem.name, "file": each.theorem.file},
            **{"assumptions": each.assumptions, "closed": each.closed},
        }
        for each in found[: len(marked)]
    ]
    closed = sum(each.closed for each in found)
    open_ones = [each for each in found[len(marked) :] if not each.closed]
    told = f"{built}; {closed} of {counted(len(found), 'theorem')}, those of the summaries among them, assume nothing"
    for each in open_ones:
        complain(f"{each.theorem}: {each.assumptions}")
    columns = {"claim": "claim", "reading": "reading", "role": "role", "theorem": "theorem", "file": "file"}
    columns |= {"assumptions": "assumes"}
    if _in_columns("Theorems of Coq", rows, columns, as_json, "" if as_json else told):
        complain(told)
    else:
        print("\n".join([*map(str, found[: len(marked)]), told]))
    raise typer.Exit(HOLDS if closed == len(found) else FAILS)


def _selected(names: list[str] | None) -> tuple[list[Any], tuple[str, ...]]:
    """The claims that the names select, and the modules and files that hold them."""
    from proofs.claims.registry import selected

    try:
        return selected(names or [])
    except ValueError as error:
        raise BadInput(str(error)) from error
