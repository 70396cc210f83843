"""Drawings of mathematical values: matrices, families of sets, cones and polyhedra; formulas as LaTeX and as MathML.

Nothing is decided in a picture.
"""
