"""Statements: what waits for a decision or a text, what circulates, seeds, moderation, translation, and the record."""
