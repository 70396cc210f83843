"""Six students of three types: 729 type profiles, decided in the 54 dimensions of the rule.

Everybody likes one of three courses, each with two seats. The first student shall always get the favourite course, the
others with the same probability q. The two seats of a course are expected to go to 1138/729 students who like it, no
matter who comes first; so q can be 179/243, and not a bit more.
"""

from exact.verdicts import ANSWER
from proofs import implementable, problem_of

students = [f"s{k}" for k in range(1, 7)]
courses = ["algebra", "botany", "chess"]
problem = problem_of(
    agents=students,
    objects=courses,
    types=[f"likes {course}" for course in courses],
    constraints=[
        *({"set": [[student, course] for course in courses], "ceiling": 1} for student in students),
        *({"set": [[student, course] for student in students], "ceiling": 2} for course in courses),
    ],
)
print(problem, "-", len(problem.coordinates), "coordinates,", problem.profile_count, "type profiles")


def rule(q):
    """The first student gets the favourite course, the others with probability q."""
    chances = {student: 1 if student == "s1" else q for student in students}
    return {s: {f"likes {course}": {course: chance} for course in courses} for s, chance in chances.items()}


verdict = implementable(problem, rule("179/243"))
sizes = [len(lottery) for _, lottery in verdict.evidence.lotteries]
print(f"q = 179/243: {ANSWER[verdict.holds]}; verified: {ANSWER[verdict.verify()]}")
print(f"  {len(sizes)} lotteries; outcomes in all at most {len(sizes) + len(problem.coordinates)}:", end=" ")
print(ANSWER[sum(sizes) <= len(sizes) + len(problem.coordinates)])

verdict = implementable(problem, rule("1790001/2430000"))
print(f"q = 179/243 and a little more: {ANSWER[verdict.holds]}; verified: {ANSWER[verdict.verify()]}")
left = verdict.evidence.left(problem, problem.interim_rule(rule("1790001/2430000")))
print(f"  a weighted sum of {left}, where every implementable rule has at most {verdict.evidence.right(problem)}")
