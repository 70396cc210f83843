"""Exact mathematics: decisions over the rationals and the integers, each with evidence. Knows no economics."""
