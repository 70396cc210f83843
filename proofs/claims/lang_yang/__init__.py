"""The statements of Lang & Yang (2023), one file each; what several share lies in `proofs.claims.families`."""
