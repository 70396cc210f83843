"""The documentation site, which `make docs` builds with MkDocs from `docs/`, README and what the software says of
itself.

`website.hooks` is what MkDocs calls. `website.links` follows links out of `docs/` and gives what they lead to a place
on the site. Pages that are made, so that they cannot drift: `website.course` (the examples as a course),
`website.commands` (every command with its options), `website.schemas` (file formats), `website.kinds` (the kinds of
certificates, with a small one of each) and `website.names` (what is public in Python). `theme/` is how a page looks;
its search works from files, without a server.
"""
