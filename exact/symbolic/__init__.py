"""Answers for all values of parameters, exactly.

* `exact.symbolic.affine`: numbers that are affine in several parameters of bounded ranges.
* `exact.symbolic.regions`: a convex set, or a convex or concave function, from its values at single points.
"""
