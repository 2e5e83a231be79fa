"""What an installation needs before its first request: tables, the cache's table, collected browser files."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command


def prepare_database() -> None:
    """Bring the database up to date. Changes nothing where it is already so."""
    settings.FILES.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def collect_browser_files() -> None:
    """Put the browser's files (styles, scripts, fonts) where the server finds them; a demonstration can do without."""
    call_command("collectstatic", interactive=False, verbosity=0)
