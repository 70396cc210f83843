"""Verdicts for people: on the terminal, in LaTeX, in HTML."""
