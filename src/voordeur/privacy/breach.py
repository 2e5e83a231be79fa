"""Data breaches by a wrong link (P05): the note that the law asks to keep (AVG art. 33(5)), its clock, and what is decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from voordeur.accounts.models import Municipality, Organisation, User
from voordeur.privacy.models import BreachItem, BreachMark, BreachNote, BreachSignal, BreachState


class Way(StrEnum):
    """How something left, or was seen."""

    LETTER = "letter"
    CARD = "card"
    VISIT = "visit"
    CALL = "call"
    MESSAGE = "message"
    APPOINTMENT = "appointment"
    CONTACT = "contact"  # any other way
    ANSWER = "answer"  # to the creditor
    LOOK = "look"


class Ground(StrEnum):
    """Why a breach is not reported to the authority: no likely risk to the rights and freedoms of people (AVG art. 33(1))."""

    NOTHING_LEFT = "nothing_left"  # nothing was sent, nobody else looked
    INSIDE_ONLY = "inside_only"  # only staff who may see both files looked
    NO_RISK = "no_risk"  # something left, but it can do no harm; the words say why


class Mark(StrEnum):
    """What somebody did about a breach."""

    OPENED = "opened"
    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    TOLD = "told"
    REMARK = "remark"


@dataclass(frozen=True)
class Departure:
    """Something that left or was seen under a wrong link; `reference` is ``event:12``, the first of `times`.

    `outside`: it reached somebody beyond the staff who do this work. `facts` are codes and references, never names.
    """

    way: Way
    reference: str
    first: datetime
    last: datetime
    outside: bool
    by: int | None = None
    times: int = 1
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class WrongFile:
    """Whose file some signals (ids) stood on, since when, and who keeps it."""

    organisation: Organisation
    municipality: Municipality | None
    resident: int
    household: int
    signals: tuple[int, ...]
    since: datetime


@transaction.atomic
def open_breach(wrong: WrongFile, *, left: Collection[Departure], by: User, term: timedelta) -> BreachNote:
    """Open the note of a breach that `by` noticed now; the clock of AVG art. 33(1) runs for `term`, also when nothing left."""
    now = timezone.now()
    note = BreachNote.objects.create(
        organisation=wrong.organisation,
        municipality=wrong.municipality,
        noticed_at=now,
        noticed_by=by,
        stood_since=wrong.since,
        wrong_resident=wrong.resident,
        wrong_household=wrong.household,
        report_by=now + term,
    )
    BreachSignal.objects.bulk_create(BreachSignal(note=note, signal=signal) for signal in sorted(wrong.signals))
    BreachItem.objects.bulk_create(
        BreachItem(
            note=note,
            kind=one.way,
            reference=one.reference,
            first_at=one.first,
            last_at=one.last,
            times=one.times,
            by_id=one.by,
            outside=one.outside,
            facts=one.facts,
        )
        for one in left
    )
    _mark(note, Mark.OPENED, by)
    return note


@transaction.atomic
def report(note: BreachNote, *, by: User, text: str = "") -> None:
    """The breach was reported to the authority; `text` holds its number there. Raises ValueError when it was decided already."""
    _decide(note, BreachState.REPORTED, "", by)
    _mark(note, Mark.REPORTED, by, text)


@transaction.atomic
def leave_unreported(note: BreachNote, *, ground: str, by: User, text: str = "") -> None:
    """The breach is not reported, on a ground; where something may have done harm, in words too. Raises ValueError."""
    if ground not in set(Ground):
        raise ValueError(_("Kies waarom dit niet gemeld hoeft te worden."))
    if ground == Ground.NO_RISK and not text.strip():
        raise ValueError(_("Schrijf op waarom dit geen risico is voor de betrokkenen."))
    if ground == Ground.NOTHING_LEFT and note.items.exists():
        raise ValueError(_("Er is wel iets verstuurd of bekeken; kies een andere reden."))
    if ground == Ground.INSIDE_ONLY and note.items.filter(outside=True).exists():
        raise ValueError(_("Er is ook iets naar buiten gegaan; kies een andere reden."))
    _decide(note, BreachState.NOT_REPORTED, ground, by)
    _mark(note, Mark.NOT_REPORTED, by, text)


@transaction.atomic
def tell_residents(note: BreachNote, *, on: date, by: User, text: str = "") -> None:
    """The people concerned were told (AVG art. 34), how and what stands in `text`."""
    BreachNote.objects.filter(pk=note.pk, told_on=None).update(told_on=on)
    note.refresh_from_db()
    _mark(note, Mark.TOLD, by, text)


def remark(note: BreachNote, *, by: User, text: str) -> None:
    """Write something down about a breach. Raises ValueError for nothing."""
    if not text.strip():
        raise ValueError(_("Schrijf eerst iets op."))
    _mark(note, Mark.REMARK, by, text)


def _decide(note: BreachNote, state: BreachState, ground: str, by: User) -> None:
    """Two decide at once: the first holds. A breach that was not reported may still be; never the other way."""
    present = BreachNote.objects.select_for_update().get(pk=note.pk)
    if present.state == BreachState.REPORTED or (present.state != BreachState.OPEN and state != BreachState.REPORTED):
        raise ValueError(_("Hierover is al besloten."))
    present.state, present.ground, present.decided_at, present.decided_by = state, ground, timezone.now(), by
    present.save(update_fields=["state", "ground", "decided_at", "decided_by"])
    note.refresh_from_db()


def _mark(note: BreachNote, kind: Mark, by: User, text: str = "") -> None:
    BreachMark.objects.create(note=note, kind=kind, at=timezone.now(), by=by, text=text.strip())
