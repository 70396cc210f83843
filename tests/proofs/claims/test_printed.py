"""Every literal reading has its place, and the words that it reads are the paper's.

The quotes live in the claims. Where the texts of the papers lie beside the repository they are looked up in it: what is
compared are letters, digits and the signs < > = + -, with LaTeX commands read as what they stand for.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from proofs.claims import registry
from proofs.claims.claim import LITERAL
from proofs.claims.families import lang_yang_printed as lang_yang
from proofs.claims.families import valenzuela_stookey_printed as valenzuela_stookey

CLAIMS = registry.claims()
PRINTED = {registry.PAPERS["ly"]: lang_yang.PRINTED, registry.PAPERS["vs"]: valenzuela_stookey.PRINTED}


def text_of(paper):
    """The paper's text, beside the repository or beside a folder above it; `None` where it is not at hand."""
    beside = (folder / "shared" / "papers" / f"{paper}.txt" for folder in Path(__file__).resolve().parents)
    found = next((path for path in beside if path.exists()), None)
    return None if found is None else found.read_text(encoding="utf-8")


SIGNS = {
    r"\leq": "<=",
    r"\geq": ">=",
    r"\pm": "+-",
    r"\emptyset": "{}",
    "β": "beta",
    "\N{GREEK SMALL LETTER GAMMA}": "gamma",
    "λ": "lambda",
    "≥": ">=",
    "≤": "<=",
    "\N{EN DASH}": "-",
    "\N{MINUS SIGN}": "-",
}
DECORATION = re.compile(r"\\(mathcal|mathbf|mathbb|text|hat|bar|tilde|top|mid)(?![a-zA-Z])")


def compared(text):
    """Letters, digits and signs alone."""
    for shown, sign in SIGNS.items():
        end = "(?![a-zA-Z])" if shown.startswith("\\") else ""
        text = re.sub(re.escape(shown) + end, sign, text)
    text = DECORATION.sub("", text).replace("\\", "")
    text = unicodedata.normalize("NFKD", text).lower()
    return re.sub(r"[^a-z0-9<>=+-]", "", text)


@pytest.mark.parametrize("paper", PRINTED)
def test_the_quotes_are_of_claims_that_there_are(paper):
    assert PRINTED[paper].keys() == {key.partition("/")[2] for key, claim in CLAIMS.items() if claim.paper == paper}


@pytest.mark.parametrize("key", CLAIMS)
def test_a_literal_reading_has_its_place_and_short_quotes(key):
    claim = CLAIMS[key]
    assert claim.readings[0].name == LITERAL
    assert claim.where
    assert claim.printed
    for words in claim.printed:
        assert len(compared(words)) >= 8
        assert len(words.split()) <= 60, "a quote is short"


@pytest.mark.parametrize("key", CLAIMS)
def test_the_words_are_printed_in_the_paper(key):
    text = text_of(CLAIMS[key].paper)
    if text is None:
        pytest.skip("the paper's text is not beside the repository")
    paper = compared(text)
    for words in CLAIMS[key].printed:
        assert compared(words) in paper, words


def test_words_that_are_not_printed_are_not_found():
    paper = compared(r"Suppose $\beta(U, V) \leq \beta(U, \emptyset)$ for all $(U, V) \in 3^{N \times A}$.")
    assert compared("beta(U, V) <= beta(U, {}) for all (U, V) in 3") in paper
    assert compared("beta(U, V) < beta(U, {})") not in paper
    assert compared("beta(U, V) <= beta(V, {})") not in paper
