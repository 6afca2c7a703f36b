"""Commands that a running installation calls by name."""
