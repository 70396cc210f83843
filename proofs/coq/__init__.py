"""The two papers in Coq: definitions, statements, refutations and proofs as `.v` files, and what programs read of them.

* `theorems`: which statement of Coq says a reading, and which theorem refutes or proves it
* `compiling`: Coq run on the library, and what its theorems assume
"""
