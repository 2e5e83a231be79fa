"""What every page knows: its navigation, the day, the theme."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from voordeur.shell.clock import today


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for `shell/base.html`."""
    return {"today": today()}
