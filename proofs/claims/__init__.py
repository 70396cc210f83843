"""Every claim of both papers as code: a package for each paper, a module for each statement."""
