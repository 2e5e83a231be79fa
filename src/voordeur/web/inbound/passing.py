"""Who was sure to be whom, kept in the session for the length of one talk: references only, and it ends by itself."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

_KEY = "inbound"
# Longer is another talk.
_SECONDS = 30 * 60


def let_pass(request: HttpRequest, *, case: int, resident: int) -> None:
    """The caller answered two questions right."""
    request.session[_KEY] = {"case": case, "resident": resident, "at": timezone.now().timestamp()}


def passed(request: HttpRequest, case: int) -> int | None:
    """The resident who answered two questions right in this talk about this case; None when nobody did."""
    kept = request.session.get(_KEY)
    if not kept or kept["case"] != case or timezone.now().timestamp() - kept["at"] > _SECONDS:
        return None
    return int(kept["resident"])


def hang_up(request: HttpRequest) -> None:
    """The talk is over."""
    request.session.pop(_KEY, None)
