"""Every literal reading of Lang & Yang has its place, and the words that it reads are the paper's.

The quotes live in the claims. Where the text of the paper lies beside the repository they are looked up in it: what is
compared are letters, digits and the signs < > = + -, with LaTeX commands read as what they stand for.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from proofs.claims import registry
from proofs.claims.claim import LITERAL
from proofs.claims.lang_yang.printed import PRINTED

CLAIMS = {key: claim for key, claim in registry.claims().items() if claim.paper == registry.PAPERS["ly"]}
TEXTS = [
    folder / "shared" / "papers" / "lang-yang-2023.txt"
    for folder in Path(__file__).resolve().parents
    if (folder / "shared" / "papers" / "lang-yang-2023.txt").exists()
]
SIGNS = {
    r"\leq": "<=",
    r"\geq": ">=",
    r"\pm": "+-",
    r"\emptyset": "{}",
    "β": "beta",
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


def test_the_quotes_are_of_claims_that_there_are():
    assert PRINTED.keys() == {key.partition("/")[2] for key in CLAIMS}


@pytest.mark.parametrize("key", CLAIMS)
def test_a_literal_reading_has_its_place_and_short_quotes(key):
    claim = CLAIMS[key]
    assert claim.readings[0].name == LITERAL
    assert claim.where
    assert claim.printed
    for words in claim.printed:
        assert len(compared(words)) >= 8
        assert len(words.split()) <= 60, "a quote is short"


@pytest.mark.skipif(not TEXTS, reason="the paper's text is not beside the repository")
@pytest.mark.parametrize("key", CLAIMS)
def test_the_words_are_printed_in_the_paper(key):
    paper = compared(TEXTS[0].read_text(encoding="utf-8"))
    for words in CLAIMS[key].printed:
        assert compared(words) in paper, words


def test_words_that_are_not_printed_are_not_found():
    paper = compared(r"Suppose $\beta(U, V) \leq \beta(U, \emptyset)$ for all $(U, V) \in 3^{N \times A}$.")
    assert compared("beta(U, V) <= beta(U, {}) for all (U, V) in 3") in paper
    assert compared("beta(U, V) < beta(U, {})") not in paper
    assert compared("beta(U, V) <= beta(V, {})") not in paper
