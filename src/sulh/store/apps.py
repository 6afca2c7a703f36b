"""The one Django app of Sulh: its label, and nothing at import."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The app that holds every table of ours."""

    name = "sulh.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
