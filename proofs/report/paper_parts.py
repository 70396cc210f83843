r"""What answers consist of, as LaTeX that a journal would print: booktabs tables, displayed inequalities, matrices.

Made from the parts of a verdict (`exact.showing.parts`): every entry of a table is there, and a table that may be
longer than a page is a `longtable`. The packages are amsmath and booktabs, and longtable for long tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from exact.pictures import latex
from exact.rationals import text
from exact.showing.parts import Part
from exact.verdicts import Verdict
from proofs.reduced_form.problem.outcomes import Outcome
from proofs.report.mathematics import name, typeset, value

MOST_ROWS = 30
"""A table with more rows may go over several pages."""
IN_A_LINE = 60
"""So many characters of a formula go into one line of a display."""
WIDE = 48
"""A column of longer texts is set in paragraphs."""

_END = r" \\"


def part_in_latex(kind: str, part: Part, verdict: Verdict) -> list[str]:
    """A part of a verdict as blocks of LaTeX; none for one that only a program reads."""
    write = _WRITERS.get(kind)
    return [] if write is None else write(part, verdict)


def booktabs(head: Sequence[str], rows: Sequence[Sequence[str]], columns: str = "", most: int = MOST_ROWS) -> str:
    """A table with the rules of booktabs; heads and cells are LaTeX already. A row without cells is some space.

    Tables of more than `most` rows go on on the next page; those that are too wide for a page are set smaller.
    """
    columns = columns or "l" * len(head)
    smaller = _smaller([head, *rows], columns)
    if smaller:
        return f"{{{smaller}\n{_ruled(head, rows, columns, most)}}}"
    return _ruled(head, rows, columns, most)


def _ruled(head: Sequence[str], rows: Sequence[Sequence[str]], columns: str, most: int) -> str:
    """The table in the size of the text around it."""
    lines = [" & ".join(row) + _END if row else r"\addlinespace" for row in rows]
    above = " & ".join(head) + _END
    if len(rows) <= most:
        body = "\n".join([r"\toprule", above, r"\midrule", *lines, r"\bottomrule"])
        return (
            f"\\begin{{center}}\n\\begin{{tabular}}{{@{{}}{columns}@{{}}}}\n{body}\n\\end{{tabular}}\n\\end{{center}}"
        )
    body = "\n".join([r"\toprule", above, r"\midrule", r"\endhead", r"\bottomrule", r"\endfoot", *lines])
    return f"\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n{body}\n\\end{{longtable}}"


def _smaller(rows: Sequence[Sequence[str]], columns: str) -> str:
    """The commands that set a table so small that it fits on a page, as far as the signs tell; none if it does."""
    kinds = re.findall(r"p\{([\d.]+)|([lrc])", re.sub(r">\{[^}]*\}", "", columns))
    if all(share for share, _ in kinds):
        return ""
    fixed = sum(float(share) * PAGE for share, _ in kinds if share)
    growing = sum(width for width, (share, _) in zip(_widths(rows), kinds, strict=False) if not share)
    growing += GAP * (len(kinds) - 1)
    fitting = [size for size, share in SIZES if fixed + growing * share <= PAGE]
    return fitting[0] if fitting else SIZES[-1][0]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """About how many signs wide each column is."""
    full = [row for row in rows if row]
    return [max(map(_signs, column)) for column in zip(*full, strict=False)]


def _signs(written: str) -> int:
    """About the signs that LaTeX shows."""
    return len(re.sub(r"\\(?:textbackslash|[A-Za-z]+(?=[{\s]|$))|[{}$\\]", "", written))


PAGE, GAP = 84, 2
"""So many signs go on a line of a page, and so many of them are between two columns."""
SIZES = (
    ("", 1.0),
    (r"\small", 0.91),
    (r"\footnotesize\setlength{\tabcolsep}{3pt}", 0.8),
    (r"\scriptsize\setlength{\tabcolsep}{2pt}", 0.65),
)
"""The sizes of tables, each with its share of the widest."""


def cell(entry: Any) -> str:
    """A number as a formula, a name as text, a sentence with its mathematics."""
    if isinstance(entry, Fraction | int):
        return f"${number(Fraction(entry))}$"
    return "" if entry is None else typeset(str(entry))


def number(exact: Fraction) -> str:
    """An exact number in a line: `1/2`; a formula in a parameter as it is told."""
    if type(exact) is Fraction:
        return text(exact)
    from exact.symbolic.writing import written

    return written(exact, latex=True)


def _rule(part: Part, verdict: Verdict) -> list[str]:
    """A row for each type, a column for each object; with one anonymous object a column for the value."""
    if "object" not in part.columns:
        return [
            booktabs(
                ["agent", "type", "$Q$"], _grouped([(*map(_named, row[:2]), cell(row[2])) for row in part.rows]), "llr"
            )
        ]
    objects = list(dict.fromkeys(row[2] for row in part.rows))
    by_type: dict[tuple[str, str], dict[str, str]] = {}
    for agent, kind, thing, amount in part.rows:
        by_type.setdefault((agent, kind), {})[thing] = cell(amount)
    rows = [(_named(a), _named(k), *(cells.get(thing, "") for thing in objects)) for (a, k), cells in by_type.items()]
    head = ["agent", "type", *(f"$Q(\\cdot, {name(thing)})$" for thing in objects)]
    return [booktabs(head, _grouped(rows), "ll" + "r" * len(objects))]


def _lotteries(part: Part, verdict: Verdict) -> list[str]:
    """A row for each outcome that may be drawn; the type profile stands at the first of its outcomes."""
    agents = part.columns[:-2]
    several = any(len(lottery) > 1 for _, lottery in part.value.lotteries)
    rows: list[Sequence[str]] = []
    for profile, lottery in part.value.lotteries:
        if rows and several:
            rows.append(())
        for place, (chance, drawn) in enumerate(lottery):
            shown = [_named(kind) if place == 0 else "" for kind in profile]
            rows.append((*shown, cell(chance), outcome(drawn)))
    head = [*map(_named, agents), "probability", "outcome"]
    *others, last = _widths([head, *rows])
    taken = sum(others) + GAP * len(others)
    room = max(PAGE - taken if taken < PAGE / 2 else PAGE - 0.8 * taken, PAGE / 4)  # set smaller, they leave more
    if last <= max(WIDE, room):
        return [booktabs(head, rows, "l" * len(agents) + "rl")]
    share = min(room / PAGE, 0.55)
    paragraphs = rf">{{\raggedright\arraybackslash}}p{{{share:.2f}\textwidth}}"
    high = sum(1 + _signs(row[-1]) // int(share * PAGE) for row in rows if row)
    most = MOST_ROWS if high <= MOST_ROWS else 0
    return [booktabs(head, rows, "l" * len(agents) + "r" + paragraphs, most)]


def outcome(drawn: Outcome) -> str:
    """`$i_1$ gets $o_1$, $o_3$; $i_2$ gets $2\\,o_2$`."""
    by_owner: dict[str, list[str]] = {}
    for cell_, amount in drawn:
        times = "" if amount == 1 else rf"${number(amount)}$ of "
        by_owner.setdefault(cell_[0] if len(cell_) == 2 else "", []).append(times + _named(cell_[-1]))
    told = [(f"{_named(owner)} gets " if owner else "") + ", ".join(got) for owner, got in by_owner.items()]
    return "; ".join(told) or "nothing"


def _transfers(part: Part, verdict: Verdict) -> list[str]:
    """A row for each type; where transfers depend on the type profile, for each profile with what each agent pays."""
    if len(part.columns) == 3:
        rows = _grouped([(*map(_named, row[:2]), cell(row[2])) for row in part.rows])
        return [booktabs(["agent", "type", "pays"], rows, "llr")]
    agents = [column.removeprefix("type of ") for column in part.columns[1:-1]]
    profiles = dict.fromkeys(row[1:-1] for row in part.rows)
    paid = [[*map(_named, each), *(cell(part.value[agent, *each]) for agent in agents)] for each in profiles]
    head = [*map(_named, agents), *(f"{_named(agent)} pays" for agent in agents)]
    return [booktabs(head, paid, "l" * len(agents) + "r" * len(agents))]


def _grouped(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows, the first cell only where it changes, with some space there."""
    found: list[Sequence[str]] = []
    last = None
    for row in rows:
        if found and row[0] != last:
            found.append(())
        found.append(["" if row[0] == last else row[0], *row[1:]])
        last = row[0]
    return found


def _inequality(part: Part, verdict: Verdict) -> list[str]:
    """The inequality that all implementable rules satisfy, what the rule gives, and how the bound comes about."""
    plain, sign = part.plain, _sign(part)
    sense, most = (r"\le", "most") if sign > 0 else (r"\ge", "least")
    terms = [_term(dict(zip(part.columns, row, strict=True)), sign) for row in part.rows]
    bound = _signed(plain["bound"], sign)
    blocks = ["Every implementable interim rule satisfies", display(terms, rf"{sense} {bound}")]
    if "left" in plain:
        blocks.append(f"and this one gives \\({_signed(plain['left'], sign)}\\).")
    if "profiles" not in plain:
        return blocks
    blocks.append(
        "A coefficient is a weight times the probability of the type. The right side is "
        rf"\(\sum_t \Pr(t)\,\beta_t\), where \(\beta_t\) is the {most} that a feasible outcome gives at the type "
        r"profile \(t\) if what an agent gets counts with the weight of its type:"
    )
    agents = list(plain["profiles"][0]["profile"])
    rows = [
        (
            *(_named(each["profile"][agent]) for agent in agents),
            f"${each['probability']}$",
            f"${_signed(each['bound'], sign)}$",
        )
        for each in plain["profiles"]
    ]
    return [*blocks, booktabs([*map(_named, agents), r"$\Pr(t)$", r"$\beta_t$"], rows, "l" * len(agents) + "rr")]


def _sign(part: Part) -> int:
    """-1 where all weights are negative, so that the inequality is better told as `at least`."""
    weights = [row[part.columns.index("weight")] for row in part.rows]
    return -1 if weights and all(type(w) is Fraction and w < 0 for w in weights) else 1


def _signed(told: str, sign: int) -> str:
    """The number of plain data, or its negative, as a formula."""
    if sign > 0 or told == "0":
        return _fraction(told)
    return _fraction(told.removeprefix("-") if told.startswith("-") else f"-{told}")


def _fraction(told: str) -> str:
    """`-1/2` as a fraction of a display; a formula in a parameter as it is."""
    try:
        return latex.number(Fraction(told))
    except ValueError:
        return told


def _term(known: dict[str, Any], sign: int) -> str:
    """`+ 2 \\cdot \\tfrac{1}{2} Q_1(v)`, the sign first."""
    weight, chance = known["weight"] * sign, known["probability"]
    inside = [known["type"], *([known["object"]] if "object" in known else [])]
    negative = type(weight) is Fraction and weight < 0
    size = -weight if negative else weight
    factors = [_factor(each) for each in (size, chance) if each is not None and each != 1]
    product = r" \cdot ".join(factors) + (r"\, " if factors else "")
    return f"{'-' if negative else '+'} {product}{value(known['agent'], inside)}"


def _factor(exact: Fraction) -> str:
    if type(exact) is not Fraction:
        return rf"\left({number(exact)}\right)"
    return latex.number(exact).replace(r"\frac", r"\tfrac")


def display(terms: Sequence[str], ending: str) -> str:
    """A sum of terms, each with its sign first, and what it is compared with, in as many lines as are needed."""
    lines, width = [""], 0
    for term in terms or ["+ 0"]:
        size = len(_shown(term))
        if width and width + size > IN_A_LINE:
            lines.append("")
            width = 0
        lines[-1] += f" {term}"
        width += size
    lines[0] = lines[0].strip().removeprefix("+").strip()
    if len(lines) == 1:
        return f"\\[ {lines[0]} {ending} \\]"
    first, *rest = lines
    broken = (_END + "\n").join([f"&{first}", *(rf"&\quad{line}" for line in rest)])
    return f"\\begin{{align*}}\n{broken} {ending}\n\\end{{align*}}"


def _shown(term: str) -> str:
    """About the signs of a formula that take room."""
    return re.sub(r"\\[A-Za-z]+|[{}\\\s]", "", term)


def _submatrix(part: Part, verdict: Verdict) -> list[str]:
    """The square submatrix with its determinant; rows and columns by name."""
    evidence = part.value
    chosen = verdict.statement.matrix.submatrix(evidence.rows, evidence.columns)  # type: ignore[attr-defined]
    head = ["", *(f"${k}$" for k in range(1, len(evidence.columns) + 1))]
    rows = [
        (typeset(said), *(f"${entry}$" if entry else r"$\cdot$" for entry in row))
        for said, row in zip(part.plain["rows"], chosen.to_lists(), strict=True)
    ]
    table = booktabs(head, rows, "l" + "r" * len(evidence.columns))
    columns = "; ".join(f"\\({k}\\) is {typeset(said)}" for k, said in enumerate(part.plain["columns"], 1))
    return [
        rf"This submatrix has determinant \({part.plain['determinant']}\), which is none of \(-1\), \(0\) and \(1\):",
        rf"{{\small{table}}}",
        rf"{{\small The columns: {columns}.\par}}",
    ]


def _by_name(part: Part, verdict: Verdict) -> list[str]:
    rows = [tuple(map(cell, row)) for row in part.rows]
    return [booktabs(list(part.columns), rows, "lr")] if rows else []


def _table(part: Part, verdict: Verdict) -> list[str]:
    return [booktabs(list(map(_named, part.columns)), [tuple(map(cell, row)) for row in part.rows])]


def _named(word: Any) -> str:
    """A name as text, a letter as a formula."""
    shown = name(str(word))
    return f"${shown}$" if not shown.startswith(r"\text{") else latex.escape(str(word))


_WRITERS: dict[str, Callable[[Part, Verdict], list[str]]] = {
    "rule": _rule,
    "lotteries": _lotteries,
    "transfers": _transfers,
    "inequality": _inequality,
    "submatrix": _submatrix,
    "values": _by_name,
    "trade": _table,
    "assignment": _table,
}
