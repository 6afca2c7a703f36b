"""Rounds: who answers, what is put, when epochs end; opened, paused, closed. Nobody sees an answer here."""
