"""Trading mechanisms (VS): markets, protocols, polarization, obvious dominance, selection, large markets."""
