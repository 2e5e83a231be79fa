"""What stands in somebody's calendar: when, which part of the day, and where the pair starts; of no resident anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.utils.timezone import make_aware

from voordeur.accounts.models import User
from voordeur.record.queries import parameter_book
from voordeur.stages.visit.models import Appointment, Duo, Round, Visitor
from voordeur.stages.visit.queries.known import EXPECTED
from voordeur.stages.visit.rules.feed import Entry

_BACK, _AHEAD = timedelta(days=31), timedelta(days=186)
_HOURS = "visit_hours"
_PARTS = {
    "nl": {"Ochtend": "ochtend", "Middag": "middag", "Avond": "avond"},
    "en": {"Ochtend": "morning", "Middag": "afternoon", "Avond": "evening"},
}
_VISIT = {"nl": "Huisbezoek", "en": "Home visits"}
_APPOINTMENT = {"nl": "Afspraak", "en": "Appointment"}


def visitor_of_calendar(key: str) -> Visitor | None:
    """Whose calendar stands at a secret address; None for none, and for who does not work here any more."""
    return Visitor.objects.filter(calendar_key=key, user__is_active=True).exclude(calendar_key="").select_related("user").first()


def calendar_name(user: User) -> str:
    """What the calendar is called in somebody's own agenda."""
    return _VISIT[_language(user)]


def entries(user: User, *, today: date, host: str) -> list[Entry]:
    """The rounds and appointments of one person around today, oldest first; four queries. `host` makes the ids unique."""
    span = (today - _BACK, today + _AHEAD)
    found = [*_rounds(user, span, today, host), *_appointments(user, span, host)]
    return sorted(found, key=lambda entry: (entry.begin, entry.uid))


def _language(user: User) -> str:
    return "en" if user.language.startswith("en") else "nl"


def _rounds(user: User, span: tuple[date, date], today: date, host: str) -> Iterator[Entry]:
    language = _language(user)
    rounds = list(Round.objects.filter(Q(first=user) | Q(second=user), on__range=span).order_by("on", "pk"))
    usual = {
        organisation: parameter_book([_HOURS], organisation=organisation, on=today).value(_HOURS)
        for organisation in {one.organisation_id for one in rounds}
    }
    starts = _starts(user)
    for one in rounds:
        begin, end = (time.fromisoformat(at) for at in usual[one.organisation_id][one.day_part])
        begin, end = one.begin or begin, one.end or end
        part = _PARTS[language].get(one.day_part, one.day_part)
        yield Entry(
            uid=f"round-{one.pk}@{host}",
            begin=_at(one.on, begin),
            end=_at(one.on, max(begin, end)),
            summary=f"{_VISIT[language]}, {part}, {begin:%H:%M}-{end:%H:%M}",
            location=starts.get(frozenset((one.first_id, one.second_id)), ""),
        )


def _starts(user: User) -> dict[frozenset[int | None], str]:
    duos = Duo.objects.filter(Q(first=user) | Q(second=user)).order_by(
        F("ended_on").asc(nulls_last=True), "pk"
    )  # the present one is the last
    return {frozenset((duo.first_id, duo.second_id)): duo.start_label for duo in duos}


def _appointments(user: User, span: tuple[date, date], host: str) -> Iterator[Entry]:
    rows = Appointment.objects.filter(Q(user=user) | Q(second=user), on__range=span, state__in=(*EXPECTED, "held")).order_by(
        "on", "begin"
    )
    for one in rows:
        begin, end = _at(one.on, one.begin), _at(one.on, max(one.begin, one.end))
        yield Entry(f"appointment-{one.pk}@{host}", begin, end, _APPOINTMENT[_language(user)])


def _at(day: date, at: time) -> datetime:
    return make_aware(datetime.combine(day, at))
