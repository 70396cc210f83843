"""Plain data: what files and certificates are made of.

* `proofs.plain.keys`: formats, keys and kinds, and one wording for what is wrong with them.
* `proofs.plain.reading`: JSON and text, bounded; `BadInput`.
* `proofs.plain.output`: where the command writes: into directories that take it, under names that differ.
"""
