"""Drawings of mathematical values: matrices, families of sets, cones and polyhedra. Nothing is decided in a picture."""
