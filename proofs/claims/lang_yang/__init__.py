"""The claims of Lang & Yang (2023), a module per section."""
