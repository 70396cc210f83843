"""Symbols: numbers that are left open, and exact answers for all of their values.

* `exact.symbolic.expressions`: expressions in parameters, as files write them and SymPy has them.
* `exact.symbolic.parameters`: parameters with the ranges of their values.
* `exact.symbolic.reading`: reading numbers as expressions, while parameters are in force.
* `exact.symbolic.algebraic`: real roots of polynomials with rational coefficients.
* `exact.symbolic.pieces`: the pieces into which a range is cut.
* `exact.symbolic.open_numbers`: what numbers that are left open have in common.
* `exact.symbolic.formulas`: rational functions of one parameter, where numbers stand.
* `exact.symbolic.fields`: the number that a formula at an algebraic point is.
* `exact.symbolic.splitting`: any exact computation for all values of a parameter, piece by piece.
* `exact.symbolic.substituting`: values with numbers in the place of formulas.
* `exact.symbolic.places`: where numbers stand in a value, and the value with others there.
* `exact.symbolic.statements`: what holds for every value of a parameter, as a statement with its evidence.
* `exact.symbolic.extremes`: where a number that depends on a parameter is greatest, or least.
* `exact.symbolic.curves`: where something holds, and how a number moves, for the whole range.
* `exact.symbolic.writing`: formulas and algebraic numbers as people read them.
* `exact.symbolic.affine`: numbers that are affine in several parameters of bounded ranges.
* `exact.symbolic.polynomials`: polynomials in several parameters, and where they are not negative.
* `exact.symbolic.regions`: a convex set, or a convex or concave function, from its answers at single points.
"""
