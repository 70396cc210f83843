"""An answer as a page: pictures, formulas and tables, the certificate, and how to check it, in one file."""

import json
import re
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from exact.pictures.mathml import mathml
from proofs import checker, problem_of, save
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.pictures import inequality_picture
from proofs.report.answers import verdict_page

# One unit for three bidders of high or low type, each served more often than one unit allows.
BIDDERS = ["ann", "bob", "cem"]
problem = problem_of(agents=BIDDERS, types=["low", "high"], constraints=[{"set": BIDDERS, "ceiling": 1}])
rule = problem.interim_rule({bidder: {"low": "1/5", "high": "1/2"} for bidder in BIDDERS})
verdict = implementable(problem, rule)
print(verdict)


def told(tag):
    """What the page says in all elements with this tag, without the tags within."""
    return [
        unescape(re.sub("<[^>]*>", "", inside)) for inside in re.findall(rf"<{tag}[ >](.*?)</{tag}>", page, re.DOTALL)
    ]


with TemporaryDirectory() as folder:
    path = save(verdict, Path(folder) / "auction.json")
    page = verdict_page(
        verdict, path
    )  # Path("auction.html").write_text(page) to look at it; or `proofs implement --html`

print("\nIts parts:", *re.findall(r"<h[12]>(.*?)<", page), sep="\n  ")
print("Its pictures:", *map(unescape, re.findall(r'<img [^>]*alt="(.*?)"', page)), sep="\n  ")
print("Its tables:", *(caption.partition(">")[2] for caption in told("caption")), sep="\n  ")
print("It loads", len(re.findall(r'src="(?!data:)', page)), "other files.")

(text,) = re.findall(r'<pre class="certificate".*?>(.*?)</pre>', page, re.DOTALL)
print("The certificate in it:", *checker.verify(json.loads(unescape(text))))

print("\nA formula of ours as browsers set it:")
print(mathml(r"\frac{1}{2} Q_{\text{ann}} \le 1"))

FIGURES = {"A rule beyond the inequality that it violates": inequality_picture(problem, rule, verdict.evidence)}
