"""Where everybody comes in: the entry number, the language, what is agreed to, and the quick way out."""
