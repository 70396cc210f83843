"""Trading mechanisms (VS): markets, protocols, polarization, obvious dominance, selection, large markets.

Reading order: `markets` (tasks, agents, preferences), `menus` (trading sets), `protocols` (menus with a selection rule
and strategies), `polarization` and `polarized_menus` (are the rays polarized?), `cost_types` and `dominance` (is the
mechanism obviously strategy-proof?), `idle` (offers beyond reach), `families` (the mechanisms of section 1.1),
`characterization` (Claims 1-6 and Theorem 2), `pictures`. Files are read by `proofs.market_files`.
"""
