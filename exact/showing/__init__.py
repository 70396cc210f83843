"""How values show themselves; what they are drawn with lies in `exact.pictures`.

* `exact.showing.display`: values that show themselves, by `show()` and `latex()`.
* `exact.showing.registry`: who shows what, by name.
* `exact.showing.parts`: what verdicts consist of, by name: as values, as plain data, row by row.
* `exact.showing.drawing`: SVG and HTML text without dependencies.
"""
