"""Sulh: what every side of a conflict can live with."""
