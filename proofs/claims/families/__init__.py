"""Families of instances to try, and what several statements share."""
