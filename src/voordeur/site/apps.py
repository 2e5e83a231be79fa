"""The one Django app; its inner rooms are packages (docs/decisions/0001)."""

from django.apps import AppConfig


class VoordeurConfig(AppConfig):
    """Registers the package `voordeur` with Django."""

    name = "voordeur"
    label = "voordeur"
    default_auto_field = "django.db.models.BigAutoField"
