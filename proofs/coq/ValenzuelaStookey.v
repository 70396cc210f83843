(** The definitions of VS: Quitzé Valenzuela-Stookey, "Obviously Strategy-Proof Multi-Dimensional Allocation and the
    Value of Choice" (2026), in the paper's order, each with its place: [Model] has section 1, [Choice]
    section 2, [Obvious] section 3 and [LargeMarket] section 4.

    How the paper's objects are written here.

    - Numbers are rational ([Q], with [==] for equality), where the paper has real numbers.
    - Tasks are 0, ..., I - 1 and agents 0, ..., J - 1.  A bundle (or a vector of costs, or a direction) is a function
      from tasks to numbers of which only the values at the tasks count: [same I x y] is equality of bundles.  A set of
      bundles is a predicate that does not tell apart bundles that are the same ([respects_same]).
    - A random allocation counts only by the expected numbers, the assignment (VS, section 1); [assignment] asks for
      numbers >= 0 with the right sums, and [assignment_of_lottery] shows that a lottery over allocations has one.
    - The choices K_j of the agents are predicates on one type [K] of all choices, finite or infinite.  This loses
      nothing: a family of index sets is one set of pairs.
    - Where the paper is silent or ambiguous, the reading is said at the definition.  A reading as printed and another
      one stand side by side, the printed one first. *)

From Allocation.ValenzuelaStookey Require Export Model Choice Obvious LargeMarket.
