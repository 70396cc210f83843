"""Certificates as files of Coq: the instance as data, a theorem with the statement, and evidence that Coq computes on.

What is written is read from the certificate's plain data; nothing is checked on the way, and Coq alone decides.

* `proofs.coq.written.terms`: numbers, lists and comments as Coq reads them; what a statement becomes.
* `proofs.coq.written.systems`: linear systems and linear programs.
* `proofs.coq.written.matrices`: matrices that are totally unimodular or not, structures and their M(W).
* `proofs.coq.written.unimodular`: what shows that a matrix is totally unimodular.
* `proofs.coq.written.problem_files`: problem files as problems of LY, and bounds on their outcomes.
* `proofs.coq.written.problems`: what is asked about problems.
* `proofs.coq.written.conditions`: Conditions (A) and (B), capacities, random outcomes.
* `proofs.coq.written.trading`: polarized rays, and what is obviously dominant or obviously strategy-proof.
* `proofs.coq.written.kinds`: which kinds of statements have a form in Coq.
* `proofs.coq.written.verifying`: a certificate's file written, compiled and told.
"""
