"""How values show themselves; what they are drawn with lies in `exact.pictures`, and values know nothing of it."""
