"""Somebody gets a case of their own (P03, P04): what they said and what was agreed with them goes along."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from voordeur.record.models import Case, Event
from voordeur.stages.help.models import Agreement, HelpOffer

# What a person said, or was tried with that person; it holds in whichever case the person stands.
_OF_A_PERSON = ("attempt", "no", "undo_no", "channel_fact", "moved", "deceased", "offer", "accepted", "declined")
_OF_THE_PLAN = ("agreement", "referral")


@transaction.atomic
def carry_over(resident: int, *, old: Case, new: Case, today: date) -> int:
    """Tell the story of one resident in the case that is theirs now, on the days on which it happened; gives the events told.

    The offer and the plan move; the events stay in the old case too, for it is append-only, and are marked ``carried`` in the
    new one so that no figure counts them twice. Safe to repeat.
    """
    plan = set(Agreement.objects.filter(case=old, resident=resident).values_list("pk", flat=True))
    if not HelpOffer.objects.filter(case=new, resident=resident).exists():
        HelpOffer.objects.filter(case=old, resident=resident).update(case=new)
    Agreement.objects.filter(pk__in=plan).update(case=new)
    known = {event.facts.get("carried") for event in Event.objects.filter(case=new)}
    story = Event.objects.filter(case=old, kind__in=(*_OF_A_PERSON, *_OF_THE_PLAN), corrected_by=None).order_by("on", "id")
    now = timezone.now()
    made = [
        Event(case=new, kind=event.kind, on=event.on, at=now, by_id=event.by_id, facts={**event.facts, "carried": event.pk})
        for event in story
        if event.pk not in known
        and (event.facts.get("resident") == resident if event.kind in _OF_A_PERSON else event.facts.get("agreement") in plan)
    ]
    Event.objects.bulk_create(made)
    return len(made)
