"""VS, sections 1.1 and 4: how likely each choice of a menu is, exactly, for uniform costs and for finite types."""

from exact.rationals import text
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.menus import EndowmentOnly, Ray
from proofs.trading.selection.optimal import candidates
from proofs.trading.selection.probabilities import (
    choice_probabilities,
    decide_choice_probabilities,
    myopic_choice,
    open_choices,
)

endowment, numbers = bundle((2, 2)), (4, 4)
menu = candidates((EndowmentOnly(), Ray((1, "-3/4")), Ray((-1, "5/4"))), endowment, numbers)
uniform = Preferences.uniform((1, 1), (2, 2)).law
finite = Preferences.finite({(1, 2): "1/3", (2, 1): "1/3", (1, 1): "1/3"}).law
assert uniform is not None
assert finite is not None

for title, law in (("uniform on [1, 2] x [1, 2]", uniform), ("three types", finite)):
    chances = choice_probabilities(menu, law)
    print(f"{title}: keep {text(chances[0])}, take A {text(chances[1])}, give A away {text(chances[2])}")
    print("  ", decide_choice_probabilities(menu, law))
print("the choices at costs (1, 2):", *myopic_choice(menu, bundle((1, 2))))
tied = Preferences.finite({(3, 4): 1}).law
print("at costs (3, 4), where the first ray is neither gain nor loss, by the rule for ties:")
for ties in ("trade", "keep", "split", "cautious"):
    chosen = myopic_choice(menu, bundle((3, 4)), ties)
    print(f"  {ties}:", ", ".join(f"choice {k} with probability {text(p)}" for k, p in chosen.items()))
for choices, _ in open_choices(menu, tied):
    print("  designer: of the choices", *choices, "the one that serves the objective best")
