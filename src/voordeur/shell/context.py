"""What every page knows: the day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from voordeur.shell.clock import today


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for `shell/base.html`; the navigation comes from the template tag `nav`."""
    return {"today": today()}
