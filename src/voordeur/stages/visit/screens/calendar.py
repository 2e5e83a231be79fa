"""A calendar to subscribe to: a secret address per person, behind which nothing personal stands."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from voordeur.accounts.models import User
from voordeur.accounts.turns import place_of, took
from voordeur.privacy.gate import public
from voordeur.shell import clock
from voordeur.stages.visit.actions.feed import changed_at
from voordeur.stages.visit.queries.feed import calendar_name, entries, visitor_of_calendar
from voordeur.stages.visit.rules.feed import tag_of, write_calendar


@public
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar at a secret address, for an agenda that has no session: no name, address or case stands in it.

    What was fetched before and did not change is not sent again. An unknown or renewed address is not there. No look is
    logged: nothing of a resident is read.
    """
    again = _next_turn(request, key)
    if again is not None:
        answer = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(again)
        return answer
    visitor = visitor_of_calendar(key)
    if visitor is None:
        raise Http404
    user: User = visitor.user
    name, found = calendar_name(user), entries(user, today=clock.today(), host=settings.ALLOWED_HOSTS[0])
    tag = tag_of(name, found)
    since = changed_at(visitor, tag, now=clock.now())
    answer = HttpResponse(
        write_calendar(name, found, changed_at=since),
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": quote_etag(tag),
            "Last-Modified": http_date(since.timestamp()),
            "Cache-Control": "private, no-cache",
            "Content-Disposition": 'inline; filename="huisbezoek.ics"',
            "Referrer-Policy": "no-referrer",
        },
    )
    return cast(HttpResponse, get_conditional_response(request, quote_etag(tag), int(since.timestamp()), answer))


def _next_turn(request: HttpRequest, key: str) -> int | None:
    """In how many seconds the calendar may be asked for again; None: now. Counted for any key, right or not."""
    now, tries = timezone.localtime(), settings.CALENDAR_TRIES
    hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    left = (hour - now).total_seconds()
    for kind, what in (("key", key), ("place", place_of(request))):
        if not took(f"calendar {kind} {what} {hour.isoformat()}", tries[kind], left):
            return int(left) + 1
    return None
