"""What a resident hands in behind the door becomes a fact of the case, once, however often the form arrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from voordeur import stream
from voordeur.record.models import Case, Event, Resident
from voordeur.stages.reach.actions.codes import handed_in, note_handed_in
from voordeur.stages.reach.queries.codes import Opened
from voordeur.stages.reach.rules.vocabulary import Asked, Kind, No

_VIA = "code"


class Wish(StrEnum):
    """What can be asked behind the door; the page that confirms it is called after it."""

    CALL = "call"
    COME = "come"
    SETTLED = "settled"
    NO = "no"
    OFF = "off"  # an appointment, called off
    CLOSED = "closed"  # cannot be asked: what the page says when the case was closed meanwhile


ASKED = {Wish.CALL: Asked.CALL_ME, Wish.COME: Asked.COME_BY}


@dataclass(frozen=True)
class HandedIn:
    """One form: what is asked, for a call or visit with its moment; `token` is the form's own number."""

    wish: Wish
    token: UUID
    on: date | None = None
    part: str = ""
    phone: str = ""

    @property
    def number(self) -> UUID:
        """The same for the same form with the same content: who goes back and chooses another day is heard."""
        return uuid5(self.token, f"{self.wish} {self.on} {self.part} {self.phone}")


@transaction.atomic
def hand_in(opened: Opened, form: HandedIn, *, today: date) -> Wish:
    """Record it and say which page confirms it. Nobody planned it (`by` is empty): the story tells that it came by the code."""
    case = Case.objects.select_for_update().get(pk=opened.case.pk)  # two taps on one button wait for each other here
    if handed_in(form.number):
        return form.wish
    if case.closed_on is not None:
        return Wish.CLOSED
    note_handed_in(form.number, _record(case, opened.resident, form, today))
    return form.wish


def _record(case: Case, resident: Resident, form: HandedIn, today: date) -> Event:
    """A no is one to help for these arrears: it ends calls, visits and letters alike, until something new is reported (P10).

    A no to visits alone would leave the phone ringing for somebody who just said "no, thank you".
    """
    if form.wish == Wish.NO:
        return stream.say_no(case, resident=resident, no=No.HELP, by=None, on=today)
    if form.wish == Wish.SETTLED:
        return stream.learn(case, kind=Kind.SAYS_PAID, facts={"resident": resident.pk, "via": _VIA}, by=None, on=today)
    facts: dict[str, object] = {
        "resident": resident.pk,
        "asked": ASKED[form.wish],
        "on": form.on.isoformat() if form.on else None,
        "day_part": form.part,
        "via": _VIA,
    }
    note = _("Bellen op %(phone)s") % {"phone": form.phone} if form.phone else ""
    return stream.learn(case, kind=Kind.ASKED, facts=facts, by=None, on=today, note=note)
