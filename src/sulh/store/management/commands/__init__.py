"""Commands that a running installation calls by name, one a module."""
