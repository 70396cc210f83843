"""Files: problems, structures, assignments, markets, matrices, cones and polyhedra, linear programs.

* `proofs.formats.problems`: problem files; `problem_of` builds a problem from the same keys.
* `proofs.formats.structures`: structure files.
* `proofs.formats.assignments`: fractional assignments as CSV or JSON, with quotas.
* `proofs.formats.markets`: market files.
* `proofs.formats.lotteries`: market files in which agents draw their menus.
* `proofs.formats.classes`: classes of tasks in market files.
* `proofs.formats.games`: market files as games, with preferences that need not be linear.
* `proofs.formats.parameters`: files whose numbers depend on parameters, and one member of such a family.
* `proofs.formats.parametric`: families of problems and markets in files.
* `proofs.formats.parametric_schema`: the JSON Schema of files that may name parameters.
* `proofs.formats.asked`: the journal of an implementability search that may be gone on with.
* `proofs.formats.market_writing`: a mechanism as a market file.
* `proofs.formats.market_schema`: the JSON Schema of a market file.
* `proofs.formats.asking`: a file, or the keys of one, with the questions about it as methods.
* `proofs.formats.answer_schema`: the JSON Schema of what the commands print with `--json`.
* `proofs.formats.matrices`: matrices as JSON or text.
* `proofs.formats.cones`: cones and polyhedra in cddlib's formats; `proofs.formats.cone_matrices`: as JSON matrices.
* `proofs.formats.ine_programs`: linear programs in cddlib's formats.
* `proofs.formats.programs`: linear programs in files of four formats, of which JSON is read here.
* `proofs.formats.systems`: systems of inequalities in files of several formats, with names of rows.
* `proofs.formats.lp`: linear programs in CPLEX's LP format.
* `proofs.formats.suppliers`: problem files with costs of capacities.
* `proofs.formats.mps`: linear programs in MPS format, fixed and free.
* `proofs.formats.vipr`: answers about linear and mixed-integer programs in the format VIPR.
* `proofs.formats.numerals`: numerals of text files, read as the numbers that they write.
* `proofs.formats.conversions`: inequalities to generators, and back.
"""
