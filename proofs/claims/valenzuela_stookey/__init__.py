"""The statements of Valenzuela-Stookey (2026), one file each; what several share lies in `proofs.claims.families`."""
