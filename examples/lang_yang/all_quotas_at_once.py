"""LY, Theorem 1: where Condition A is complete for all quotas, with total unimodularity of M(W) and without."""

from exact.verdicts import ANSWER
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from proofs.reduced_form.universal.deciding import quotas_that_break, universal_condition
from proofs.report import explain

SETS = {"a path": ["12", "13"], "a path and all": ["12", "13", "123"], "nested sets": ["12", "123"]}


def on(sets, types):
    """Agents 1, 2, 3 with so many types each, and these sets."""
    kinds = {agent: "uv"[:count] for agent, count in zip("123", types, strict=True)}
    return structure(list("123"), None, [[(agent,) for agent in members] for members in sets], kinds)


print("sets             types    M(W) unimodular  A for all quotas  B for all quotas")
for name, sets in SETS.items():
    for types in ((1, 2, 2), (2, 1, 1), (2, 2, 1), (2, 2, 2)):
        given = on(sets, types)
        asked = [preserves_total_unimodularity(given), universal_condition(given), universal_condition(given, "B")]
        answers = "".join(f"{ANSWER[verdict.holds]:<18}" for verdict in asked)
        print(f"{name:<16} {types}  {answers.rstrip()}")

between = universal_condition(on(SETS["a path and all"], (1, 2, 2)))
print(f"\nNot unimodular, and complete: by {len(between.evidence.components[0].chambers)} chambers of quotas.")

path = on(SETS["a path"], (2, 2, 1))
print("\nOn the path with 2, 2, 1 types, quotas 0 and 1 do not break it:")
print(explain(quotas_that_break(path, "A", 1)))
print("\nQuotas up to 2 do; the smallest:")
print(explain(quotas_that_break(path, "A", 2)))
