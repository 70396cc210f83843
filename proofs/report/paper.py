r"""Answers as documents of LaTeX for a paper: the sentence, tables, displayed inequalities, figures, the certificate.

Words are those that the command prints; where they list what is better a table or a formula (the lotteries of an ex
post rule, a violated inequality), that stands in their place. Figures are the drawings of the SVGs
(`exact.pictures.pdf`), as PDF files beside the certificates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exact.pictures.pdf import Figure, figure
from exact.showing.drawing import Picture
from exact.showing.parts import Part, parts_of
from exact.verdicts import ANSWER, Verdict
from proofs.report.layout import blocks, joined
from proofs.report.mathematics import code, typeset
from proofs.report.names import known, names_of
from proofs.report.paper_parts import booktabs, part_in_latex

if TYPE_CHECKING:
    from proofs.report.answers import Answered

INSTEAD = {
    "interim rule:": "rule",
    "transfers paid:": "transfers",
    "lotteries that carry it out:": "lotteries",
    "The interim rule is implementable. This ex post rule induces it:": "lotteries",
    "For every implementable rule Q the sum of": "inequality",
}
"""A line of an answer, and the part of the verdict that stands in LaTeX for what it announces, in deeper lines."""

SAID_BY_THE_PART = ("inequality",)
"""Parts that are said with their own words, without the line that announces them."""

MATRIX = re.compile(r"The \d+ by \d+ submatrix has determinant ")
"""How the words about a submatrix begin."""

WIDTH = 440
"""So many points a figure may be wide."""
POINT = 0.75
"""Points of a pixel."""


def paper(answers: Sequence[Answered]) -> str:
    """A document of its own with the answers, a section for each if there are several."""
    bodies = []
    for answer in answers:
        title = [rf"\section*{{{code(answer.about)}}}"] if len(answers) > 1 else []
        with known(names_of(*(verdict.statement for verdict in answer.verdicts), *answer.shows)):
            bodies.append("\n\n".join([*title, *_answer(answer)]))
    return document("\n\n".join(bodies))


def document(body: str) -> str:
    """A document around `body` with the packages that it needs, all of them of every installation of LaTeX."""
    packages = ["[T1]{fontenc}", "{amsmath,amssymb,amsthm}"]
    packages += [f"{{{name}}}" for name, sign in _PACKAGES.items() if sign in body]
    head = [
        r"\documentclass[11pt]{article}",
        *(rf"\usepackage{package}" for package in packages),
        *(
            rf"\IfFileExists{{{name}.sty}}{{\usepackage{option}{{{name}}}}}{{}}"
            for name, option in (("lmodern", ""), ("geometry", "[margin=25mm]"), ("microtype", ""))
        ),
        *([r"\theoremstyle{definition}", r"\newtheorem{example}{Example}"] if r"\begin{example}" in body else []),
        r"\setlength{\parindent}{0pt}",
        r"\setlength{\parskip}{0.6\baselineskip}",
        r"\allowdisplaybreaks",
        r"\emergencystretch=8em",
    ]
    return "\n".join([*head, r"\begin{document}", body, r"\end{document}", ""])


_PACKAGES = {
    "array": r"\arraybackslash",
    "booktabs": r"\toprule",
    "longtable": r"\begin{longtable}",
    "graphicx": r"\includegraphics",
}


def _answer(answer: Answered) -> list[str]:
    """The statement with yes or no, the answer, figures, and where the certificate is."""
    found = []
    if answer.heading:
        ending = "." if answer.verdicts else ""
        found.append(rf"\textbf{{{typeset(_capital(answer.heading))}{ending}}}")
    elif answer.verdicts:
        verdict = answer.verdicts[0]
        holds = "not everywhere" if verdict.holds and answer.everywhere is False else ANSWER[verdict.holds]
        named = verdict.holds and hasattr(verdict.statement, "value") and answer.everywhere is not False
        said = _capital(verdict.statement.sentence())
        found.append(rf"\textbf{{{typeset(said)}{'.' if named else f': {holds}.'}}}")
    own = [each for shown in answer.shows if (each := _formula(shown))]
    lines = answer.words.splitlines()
    lines = lines[: lines.index("")] if own and "" in lines else lines
    if answer.verdicts and lines and not answer.heading and _says_again(lines[0], answer.verdicts[0]):
        lines = lines[1:]
    found += told(lines, answer.verdicts[:1], wrapped=bool(WRAPPED_BY_HAND.intersection(_kinds(answer.verdicts))))
    found += own
    found += _figures(answer)
    if answer.certificate is not None:
        found.append(rf"Certificate, accepted by the independent checker: {code(answer.certificate.as_posix())}.")
    return found


WRAPPED_BY_HAND = {"totally unimodular", "preserves total unimodularity"}
"""Kinds of statements whose words are wrapped by hand."""


def _kinds(verdicts: Iterable[Verdict]) -> set[str]:
    """The kinds of the statements."""
    return {verdict.statement.kind for verdict in verdicts}


def _says_again(line: str, verdict: Verdict) -> bool:
    """Whether a line says no more than the statement and the answer."""
    said = verdict.statement.sentence().lower()
    return line.lower().rstrip(".") in (said, f"{said}: {ANSWER[verdict.holds]}")


def _formula(shown: object) -> str:
    """The document's part of a value that writes itself for a paper, as a system of facets does."""
    write = getattr(shown, "to_latex", None)
    return str(write()) if write is not None else ""


def told(lines: Sequence[str], verdicts: Sequence[Verdict], wrapped: bool = False) -> list[str]:
    """The lines of an answer as blocks of LaTeX; what the verdicts consist of stands in the place of its lines."""
    found: list[str] = []
    rest = list(lines)
    parts = [(verdict, parts_of(verdict)) for verdict in verdicts]
    pending: list[str] = []
    while rest:
        line = rest.pop(0)
        written = _instead(line, parts)
        if written is None:
            pending.append(line)
            continue
        found += [*lines_in_latex(pending, wrapped), *written]
        pending = []
        while rest and (not rest[0].strip() or rest[0].startswith(" ")):
            rest.pop(0)
        if MATRIX.match(line):
            rest = [each for each in rest if not each.startswith(" ")]
    return [*found, *lines_in_latex(pending, wrapped)]


def _instead(line: str, parts: Iterable[tuple[Verdict, Mapping[str, Part]]]) -> list[str] | None:
    """What stands for a line and the deeper ones below it; `None` where these are told as they are."""
    kind = "submatrix" if MATRIX.match(line.strip()) else INSTEAD.get(line.strip(), "")
    for verdict, named in parts:
        if kind in named:
            written = part_in_latex(kind, named[kind], verdict)
            said = [] if kind in (*SAID_BY_THE_PART, "submatrix") else [typeset(_capital(line.strip()))]
            return [*said, *written]
    return None


def lines_in_latex(lines: Iterable[str], wrapped: bool = False) -> list[str]:
    """Lines of words: prose as paragraphs, columns that stand below each other as tables.

    `wrapped`: lines may be wrapped by hand, and go on in the next.
    """
    written: list[str] = []
    for columns, block in blocks(lines):
        if columns:
            written.append(_columns([line for line in block if line.strip()]))
        else:
            written += map(_paragraph, joined(block) if wrapped else block)
    return [block for block in written if block]


def _paragraph(line: str) -> str:
    """A line as a paragraph, indented as a whole where the line is."""
    depth = len(line) - len(line.lstrip(" "))
    shown = typeset(line.strip())
    return rf"{{\leftskip={depth / 2:g}em\relax {shown}\par}}" if depth else shown


WIDEST = 45
"""Cells of a table of words that are longer are set in paragraphs."""


def _columns(lines: Sequence[str]) -> str:
    """Lines whose columns are separated by two spaces or more, as a table."""
    rows = [re.split(r" {2,}", line.strip()) for line in lines]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    filled = [[*map(typeset, row), *([""] * (width - len(row)))] for row in rows]
    longest = [max(len(row[k]) if k < len(row) else 0 for row in rows) for k in range(width)]
    long = sum(size > WIDEST for size in longest)
    share = f"{0.8 / max(long, 1) - 0.05 * (width - long):.2f}"
    columns = "".join(
        rf">{{\raggedright\arraybackslash}}p{{{share}\textwidth}}" if size > WIDEST else "l" for size in longest
    )
    return booktabs(filled[0], filled[1:], columns) if _is_head(rows) else _bare(filled, columns)


def _is_head(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: it alone has no digit."""
    first, *rest = rows
    return bool(rest) and not re.search(r"\d", "".join(first)) and all(re.search(r"\d", "".join(row)) for row in rest)


def _bare(rows: Sequence[Sequence[str]], columns: str) -> str:
    """A table without heads."""
    body = "\n".join(" & ".join(row) + r" \\" for row in rows)
    table = f"\\begin{{tabular}}{{@{{}}{columns}@{{}}}}\n{body}\n\\end{{tabular}}"
    return f"\\begin{{center}}\\small\n{table}\n\\end{{center}}"


# ------------------------------------------------------------------------------------------------------------- figures


def _figures(answer: Answered) -> list[str]:
    """The pictures of an answer as figures, their pages written beside the certificate."""
    if answer.certificate is None:
        return []
    folder = answer.certificate.parent.parent / "figures"
    drawn = [figure(picture) for picture in _pictures(answer)]
    written = []
    for number, each in enumerate(drawn, 1):
        path = folder / f"{answer.certificate.stem}.{number}.pdf"
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.pdf)
        written.append(in_latex(each, path))
    return written


def _pictures(answer: Answered) -> Iterator[Picture]:
    yield from (shown for shown in answer.shows if isinstance(shown, Picture))
    for verdict in answer.verdicts[:1]:
        if verdict.holds is not None:
            yield from (shown for shown in verdict.statement.exhibits(verdict) if isinstance(shown, Picture))


def in_latex(drawn: Figure, path: Path) -> str:
    """A figure: its page, and over it the texts, each with its mathematics."""
    unit = min(POINT, WIDTH / drawn.width)
    size = r"\footnotesize" if unit == POINT else r"\tiny"
    anchors = {"start": "l", "middle": "", "end": "r"}
    texts = [
        rf"\put({each.x:.1f},{each.y:.1f}){{\makebox(0,0)[{anchors[each.anchor]}b]{{{typeset(each.text)}}}}}"
        for each in drawn.texts
    ]
    lines = [
        r"\begin{figure}[htbp]",
        rf"\centering{size}",
        rf"\setlength{{\unitlength}}{{{unit:.4f}bp}}",
        rf"\begin{{picture}}({drawn.width:.1f},{drawn.height:.1f})",
        rf"\put(0,0){{\includegraphics[width={drawn.width:.1f}\unitlength]{{{path.as_posix()}}}}}",
        *texts,
        r"\end{picture}",
        rf"\caption{{{typeset(drawn.title)}}}",
        r"\end{figure}",
    ]
    return "\n".join(lines)


def _capital(words: str) -> str:
    """The words with a capital first, unless they begin with a formula."""
    return words if words.startswith("beta(") else words[:1].upper() + words[1:]
