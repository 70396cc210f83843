"""Every claim of both papers as code: a package per paper, a module per section, in the order of the paper."""
