"""The papers' objects and claims, on top of `exact`."""
