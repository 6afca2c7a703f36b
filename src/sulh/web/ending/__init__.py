"""How a process ends: closed and kept for a while, or deleted at once; the last page says what is gone and stays."""
