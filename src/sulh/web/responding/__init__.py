"""Answering a study: whoever came in with the number of their group reads, agrees, answers on one page, takes out."""
