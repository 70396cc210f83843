"""VS, Corollary 3: with polarized rays the selection rule does not matter for obvious strategy-proofness."""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.dominance.deciding import ex_post_table
from proofs.trading.dominance.explaining import decide_osp, explain_osp
from proofs.trading.dominance.mechanisms import with_table
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, SelectionTable

markets = Path(__file__).parents[1] / "markets"
for name in ("investigators-polarized", "investigators-not-polarized"):
    given = load_market(markets / f"{name}.json")
    print(name)
    everything = Mechanism.make(Protocol(given.market, given.protocol.menus, AnySelection()))
    print("  under every rule:", ANSWER[decide_osp(everything).holds])
    best = with_table(everything, ex_post_table(everything.protocol))
    print("  under the ex-post optimal rule:", ANSWER[decide_osp(best).holds])
    never = with_table(everything, SelectionTable())
    print("  when nothing is ever traded:", ANSWER[decide_osp(never).holds])
    if not decide_osp(everything):
        print(explain_osp(decide_osp(everything)))
