"""The round on paper, for an evening on which no phone works."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voordeur.channels.walking_list import PaperDoor, WalkingList, render_walking_list
from voordeur.privacy.access import Ability
from voordeur.privacy.gate import needs
from voordeur.privacy.log import Look, Purpose
from voordeur.shell.clock import today
from voordeur.stages.visit.queries import Door, DoorNoteKind, doors
from voordeur.stages.visit.screens.words import DAY_PARTS, NO_MORE, RESULTS, said
from voordeur.templatetags.shell import address_line
from voordeur.web.door.reading import round_for, visitor


@needs(Ability.VISIT)
@require_GET
def walking_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A PDF of the round with room to write: no more than each of the pair may see, and never an amount or a creditor."""
    round_ = round_for(request, pk)
    pair = [user for user in (round_.first, round_.second) if user is not None]
    seen = doors(round_, Look.of(request, Purpose.VISIT), today=today(), carried_by=pair)
    listed = WalkingList(
        title=f"{date_format(round_.on, 'l j F Y')}, {said(DAY_PARTS, round_.day_part)}",
        pair=f" {_('en')} ".join(user.name for user in pair),
        on=round_.on,
        doors=tuple(_on_paper(door) for door in seen),
        language=get_language() or visitor(request).language or "nl",
    )
    answer = HttpResponse(render_walking_list(listed), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="looplijst-{round_.on.isoformat()}.pdf"'
    return answer


def _on_paper(door: Door) -> PaperDoor:
    result = said(RESULTS, door.result.facts.get("result")) if door.result else ""
    gone = f"{_('Niet meer bezoeken.')} {said(NO_MORE, door.no_more)}" if door.no_more else ""
    silent = [_("Noem geen ander adres van deze persoon, tegen niemand.")] if any(p.silent for p in door.people) else []
    notes = [f"{_('Veiligheid')}: {note.text}" if note.kind == DoorNoteKind.SAFETY else note.text for note in door.notes]
    return PaperDoor(
        at=door.stop.planned_at.strftime("%H:%M") if door.stop.planned_at else "",
        address=address_line(door.household),
        place=f"{door.household.postcode} {door.household.city}".strip(),
        # Nobody is asked for at a door that is not rung: then no name needs to be carried about.
        names=() if door.no_more else tuple(person.name for person in door.people),
        watch=tuple(notes + silent),
        state=result or gone,
    )
