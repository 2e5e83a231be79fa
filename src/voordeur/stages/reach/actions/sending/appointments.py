"""Tell of appointments in writing and remind of them: as other messages are made, without anybody pressing a button."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from voordeur.accounts.models import Organisation, User
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.actions.sending.preparing import send_due
from voordeur.stages.reach.models import DueStep
from voordeur.stages.reach.rules.proposed import CONFIRM, REMIND
from voordeur.stages.reach.rules.vocabulary import Channel

_CHANNELS = (Channel.TEXT, Channel.MAIL)


def tell_of_appointments(cases: Collection[int], *, by: User | None, now: datetime) -> int:
    """Make the confirmations and reminders of these cases that are due; how many. However often it is called, each goes once.

    What cannot go out (no carrier, a sender that is not complete) stays among what is due, for a person.
    """
    return _make(Q(case__in=cases), by=by, now=now)


def remind_of_appointments() -> int:
    """Make the confirmations and reminders that fell due with the day, of everybody; how many."""
    return _make(Q(), by=None, now=timezone.now())


def _make(which: Q, *, by: User | None, now: datetime) -> int:
    due = DueStep.objects.filter(which, Q(step__startswith=CONFIRM) | Q(step__startswith=REMIND), channel__in=_CHANNELS)
    rows = due.filter(due_on__lte=timezone.localdate(now), case__closed_on=None)
    cases: dict[tuple[int, str], set[int]] = defaultdict(set)
    for organisation, channel, case in rows.values_list("case__organisation", "channel", "case"):
        cases[organisation, channel].add(case)
    organisations = Organisation.objects.in_bulk({organisation for organisation, _channel in cases})
    made = 0
    for (organisation, channel), some in cases.items():
        with suppress(PostRefusedError), transaction.atomic():
            made += len(
                send_due(
                    organisation=organisations[organisation], channel=channel, cases=some, by=by, now=now, of_appointments=True
                ).made
            )
    return made
