"""Behind the door every page is guarded alike, and stands in the same letter of one person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from voordeur.privacy.gate import View, public
from voordeur.shell.clock import today
from voordeur.stages.reach.queries.codes import Opened, still_open
from voordeur.stages.reach.queries.writers import writer_of
from voordeur.web.resident.page import show, to
from voordeur.web.resident.visit import Visit, end, visit_of

Screen = Callable[[HttpRequest, Opened, Visit], HttpResponse]


def inside(screen: Screen) -> View:
    """Marks a page behind the door: who did not come in, or came too long ago, is asked to knock.

    Its forms need no token of the staff's: the cookie never comes from another site, and each form carries its visit's mark.
    """

    @public
    @csrf_exempt
    @wraps(screen)
    def guarded(request: HttpRequest) -> HttpResponse:
        visit = visit_of(request)
        who = still_open(visit.case, visit.resident) if visit else None
        if visit is None or who is None:
            return end(to("resident_door", request))
        return screen(request, who, visit)

    return guarded


def page(
    request: HttpRequest, template: str, who: Opened, visit: Visit, *, slots: dict[str, str] | None = None, **context: Any
) -> HttpResponse:
    """A page in the letter; `slots` fill sentences of its own."""
    writer = writer_of(who.case, today=today())
    context |= {"writer": writer, "initials": "".join(name[0] for name in writer.contact.split()[:2]).upper()}
    return show(request, template, slots=writer.values() | (slots or {}), token=visit.new_token(), **context)
