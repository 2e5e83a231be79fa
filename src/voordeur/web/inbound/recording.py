"""What came of a talk with somebody who contacted us, written down at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur import stream
from voordeur.accounts.models import User
from voordeur.record.models import Case, Resident
from voordeur.stages.reach.actions import Attempt
from voordeur.stages.reach.rules.vocabulary import Asked, AttemptResult, Channel, Kind, No

# What a button records, and what the screen says afterwards.
TALKED, COME_BY, PAID, NO_VISITS, NO_HELP, CALL_BACK = "talked", "come_by", "paid", "no_visits", "no_help", "call_back"
RESULTS: Mapping[str, Promise] = {
    TALKED: _("Gesproken; vastgelegd."),
    COME_BY: _("De afspraak staat op de lijst van die dag."),
    PAID: _("Vastgelegd; iemand vraagt het na bij de schuldeiser."),
    NO_VISITS: _("Vastgelegd: geen huisbezoek. Het geldt meteen."),
    NO_HELP: _("Vastgelegd: geen hulp voor deze achterstand. Het geldt meteen."),
    CALL_BACK: _("Het terugbellen staat op de lijst van die dag."),
}
_WISHES = {COME_BY: Asked.COME_BY, CALL_BACK: Asked.CALL_ME}
_NOES = {NO_VISITS: No.VISITS, NO_HELP: No.HELP}


@dataclass(frozen=True)
class Moment:
    """When somebody wants to be called or visited; `day_part` "" is any (DDAS EnumDagdeel)."""

    on: date
    day_part: str = ""


@transaction.atomic
def record_talk(
    case: Case, *, resident: Resident, result: str, moment: Moment, now: str, by: User, on: date, note: str = ""
) -> None:
    """Write a talk down with what came of it. `now`: the part of the day in which it was. Raises ValueError with a sentence.

    Somebody who asks to be called back was not spoken with yet: that is no contact.
    """
    if result != CALL_BACK:
        made = Attempt(Channel.PHONE, now, True, AttemptResult.TALKED, resident.pk, purpose="inbound")
        stream.attempt(case, made=made, by=by, on=on, note=note)
    if result in _WISHES:
        ask_for(case, resident=resident.pk, wish=_WISHES[result], moment=moment, via="phone", by=by, on=on)
    elif result == PAID:
        stream.learn(case, kind=Kind.SAYS_PAID, facts={"resident": resident.pk, "via": "phone"}, by=by, on=on)
    elif result in _NOES:
        stream.say_no(case, resident=resident, no=_NOES[result], by=by, on=on)


def ask_for(
    case: Case, *, resident: int | None, wish: Asked, moment: Moment, via: str, by: User, on: date, note: str = ""
) -> None:
    """Somebody asks to be called or visited at a moment; the worklist of that day has it."""
    facts: dict[str, object] = {
        "resident": resident,
        "asked": str(wish),
        "on": moment.on.isoformat(),
        "day_part": moment.day_part,
        "via": via,
    }
    stream.learn(case, kind=Kind.ASKED, facts=facts, by=by, on=on, note=note)
