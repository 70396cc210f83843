"""Reduced-form allocation: the objects of Lang & Yang (2023), cited as LY."""
