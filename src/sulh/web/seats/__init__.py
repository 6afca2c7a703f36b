"""Slips with entry numbers, the keys of facilitators, and the sealed list of who sits where."""
