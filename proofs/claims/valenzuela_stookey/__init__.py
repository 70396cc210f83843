"""The claims of VS, a module for each section; `common` has what they share."""
