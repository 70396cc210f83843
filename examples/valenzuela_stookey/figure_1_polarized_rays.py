"""VS, Figure 1: rays from the endowment are polarized if no costs make two of them tempting; all three readings."""

from proofs.trading.dominance.polarization import explain_polarized, polarized, polarizing_multipliers, tempting_costs
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.pictures import acceptance_picture, menu_picture

tasks = ["A", "B"]
print(explain_polarized(polarized([(2, -1), (-1, 1)]), tasks))
print(explain_polarized(polarized([(2, -1), (-3, 1)]), tasks))
print(explain_polarized(polarized([(2, -1), (1, -2)]), tasks))
print(explain_polarized(polarized([(2, -1), (0, -1)]), tasks))

print("\nmultipliers for (2, -1) and (-1, 1):", polarizing_multipliers((2, -1), (-1, 1)))
print("costs that tempt both (2, -1) and (-3, 1):", tempting_costs((2, -1), (-3, 1)))
print("\nAs printed, {eta} is a trading set and must be a non-monotone ray, and k' = k'' is a pair:")
print(polarized([(2, -1), (-1, 1)], "printed"), "- so no menu has polarized rays, read to the letter")
print(polarized([(2, -1), (-1, 1)], "lemma 5"))

market = Market.make({"A": 4, "B": 4}, ["j", "k"], [[2, 2]] * 2, preferences=Preferences.positive(2))
mechanism = Mechanism.make(Protocol.make(market, {"j": [Ray((2, -1)), Ray((-1, 1))]}))
FIGURES = {
    "The menu of j. Shaded: directions not polarized with the ray of that colour": menu_picture(mechanism, "j"),
    "The costs at which j gains by each choice": acceptance_picture(mechanism, "j"),
}
print("\nIts two figures:", *FIGURES, sep="\n  ")
