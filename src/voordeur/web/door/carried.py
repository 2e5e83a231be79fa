"""A round as the phone carries it: the least that this visitor may know (P22), in the visitor's own language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voordeur.accounts.models import User
from voordeur.programmes.texts import programme_of
from voordeur.stages.reach.queries.texts import text_of
from voordeur.stages.visit.actions import Stop
from voordeur.stages.visit.queries import Door, DoorNoteKind, Round, employers
from voordeur.stages.visit.rules.door import AT_THE_DOOR, NEXT
from voordeur.stages.visit.rules.may_be_said import may_say
from voordeur.stages.visit.screens.words import DAY_PARTS, NO_MORE, RESULTS, SAID, said
from voordeur.templatetags.shell import address_line, euro
from voordeur.web.door.ahead import ahead

# Signs what a phone took along: who, which round, which case. It proves at hand-in that this person had this door.
PASS = "voordeur.door.pass"  # noqa: S105 - the name of a purpose, not a password


def carried_round(round_: Round, doors: Iterable[Door], *, by: User) -> dict[str, Any]:
    """Everything of a round that the door's screens need without network."""
    doors = list(doors)
    known: dict[tuple[int, str], str] = {}
    then = ahead(doors, on=round_.on, day_part=round_.day_part)
    stops = [
        carried_door(round_, door, by=by) | {"card": _card(door, known), "after": then.get(door.stop.case_id, {})}
        for door in doors
    ]
    pair = [user for user in (round_.first, round_.second) if user is not None]
    mixed = any(employers(user) for user in pair)
    return {
        "id": round_.pk,
        "title": f"{date_format(round_.on, 'l j F').capitalize()}, {said(DAY_PARTS, round_.day_part)}",
        "pair": f" {_('en')} ".join(user.name for user in pair),
        "evening": round_.day_part == "Avond",
        "signed_off": round_.signed_off_at is not None,
        "stops": stops,
        "choices": {how: [[str(result), said(RESULTS, result)] for result in results] for how, results in NEXT.items()},
        "sayings": {str(result): [said(SAID, say) for say in may_say(result, creditor_in_pair=mixed)] for result in AT_THE_DOOR},
        "bring": _bring(len([stop for stop in stops if not stop["done"]])),
        **as_of(),
    }


def as_of() -> dict[str, str]:
    """When the office was asked: for the phone to send back, and as a pair reads it."""
    now = timezone.localtime()
    return {"as_of": now.isoformat(), "as_of_said": now.strftime("%H:%M")}


def carried_door(round_: Round, door: Door, *, by: User) -> dict[str, Any]:
    """One door: where, whom to ask for, what to know before ringing, and whether it still has to be rung."""
    stop, several = door.stop, len(door.people) > 1
    return {
        "id": stop.pk,
        "pass": _pass(round_, stop, by),
        "at": stop.planned_at.strftime("%H:%M") if stop.planned_at else "",
        "address": address_line(door.household),
        "place": f"{door.household.postcode} {door.household.city}".strip(),
        "tries": _tries(door.tries),
        "people": [
            {
                "id": person.resident_id,
                "name": person.name,
                "silent": person.silent,
                "owed": [f"{a.partner}: {euro(a.cents)}" for a in door.arrears if a.resident_id == person.resident_id],
                "only_to": several,
            }
            for person in door.people
        ],
        "notes": [{"safety": note.kind == DoorNoteKind.SAFETY, "text": note.text} for note in door.notes],
        "no_more": said(NO_MORE, door.no_more) if door.no_more else "",
        "done": _done(door),
    }


def _pass(round_: Round, stop: Stop, by: User) -> str:
    return signing.dumps([by.pk, round_.pk, stop.pk, stop.case_id, round_.on.isoformat(), round_.day_part], salt=PASS)


def _done(door: Door) -> dict[str, str] | None:
    if door.result is None:
        return None
    return {
        "what": str(door.result.facts.get("result", "")),
        "said": said(RESULTS, door.result.facts.get("result")),
        "by": door.result.by.name if door.result.by else "",
        "submission": str(door.stop.submission or ""),
    }


def _tries(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(tries)s keer eerder aangebeld", "%(tries)s keer eerder aangebeld", count) % {"tries": count}


def _card(door: Door, known: dict[tuple[int, str], str]) -> str:
    """Which card is left here: the words that the event will name, asked once per programme."""
    case = door.stop.case
    programme = programme_of(case.protocol)
    if (case.organisation_id, programme) not in known:
        known[case.organisation_id, programme] = text_of(case.organisation, programme, "card").title
    return known[case.organisation_id, programme]


def _bring(doors: int) -> list[str]:
    cards = ngettext("%(count)s kaartje in een gesloten envelop", "%(count)s kaartjes in gesloten enveloppen", doors)
    return [
        _("uw pas"),
        cards % {"count": doors},
        _("het nummer van de tolkentelefoon"),
        _("een opgeladen telefoon"),
    ]
