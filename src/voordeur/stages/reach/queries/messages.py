"""Reads of what is sent without paper: what is due, what was made, how it fared, what exactly went out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from voordeur.accounts.models import User
from voordeur.connections import carriers
from voordeur.connections.carrying import Outgoing, Way
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record import files
from voordeur.record.models import Case, Resident
from voordeur.record.queries import ParameterBook, parameter_book
from voordeur.stages.reach.models import DueStep, Message, PrintBatch, PrintedPiece
from voordeur.stages.reach.queries.printing import Addressee, addressees, due_in_walls
from voordeur.stages.reach.rules.sending import Hours, MessageState, mobile_of
from voordeur.stages.reach.rules.vocabulary import Channel

# The channels that go out without paper, and the way each goes.
WAYS: Mapping[str, Way] = {Channel.MAIL: Way.MAIL, Channel.TEXT: Way.TEXT}
UNDER_WAY = (MessageState.READY, MessageState.CLAIMED, MessageState.UNKNOWN)
# Why it failed, where somebody can do something about it; otherwise the protocol goes on by itself.
MENDABLE = frozenset({"refused", "gave_up", "no_carrier"})
# What a person must look at: nobody else will. A letter that was not carried can still be printed here.
FOR_A_PERSON = Q(state=MessageState.UNKNOWN) | (Q(state=MessageState.FAILED) & (Q(why__in=MENDABLE) | Q(channel=Channel.LETTER)))
_Key = tuple[int, int, str, str]


@dataclass(frozen=True)
class Made:
    """The messages that some cases have: by what fell due, and those still under way whenever it fell due."""

    keys: frozenset[_Key]
    under_way: frozenset[tuple[int, int, str]]

    def covers(self, one: Addressee) -> bool:
        """Whether this person has the message already, or one for this step that may still go out or may have gone."""
        return one.key in self.keys or one.key[:3] in self.under_way


def already_made(cases: Collection[int]) -> Made:
    """The messages of these cases, in one query."""
    rows = list(Message.objects.filter(case__in=cases).values_list("case", "resident", "step", "due_on", "state"))
    return Made(
        frozenset((case, resident, step, due_on.isoformat()) for case, resident, step, due_on, _state in rows),
        frozenset((case, resident, step) for case, resident, step, _due_on, state in rows if state in UNDER_WAY),
    )


def address_of(resident: Resident, way: Way) -> str:
    """Where a message to somebody goes; "" where nothing is known to go to."""
    return resident.email.strip() if way == Way.MAIL else mobile_of(resident.phone)


def hours_of(book: ParameterBook, municipality: int | None) -> Hours:
    """Between which hours people of a municipality may be disturbed."""
    return Hours.read(book.value("quiet_hours", municipality))


def is_wanted(message: Message, *, today: date) -> bool:
    """Whether what a message is for still stands: the step is due for this person, who lives, did not say no, is not acted for.

    When somebody else of the household had the same step today, it is done on the worklist and still stands here; so does a
    letter of a print batch.
    """
    if message.case.closed_on is not None:
        return False
    same = {"case": message.case_id, "step": message.step}
    due = DueStep.objects.filter(**same, channel=message.channel, due_on__lte=today).first()
    others = Message.objects.filter(**same, due_on=message.due_on, event__on=today)
    if due is None and (message.channel == Channel.LETTER or others.exists()):
        who = str(message.resident_id)
        due = DueStep(case_id=message.case_id, step=message.step, channel=message.channel, due_on=message.due_on, who=who)
    return due is not None and message.resident_id in {one.resident.pk for one in addressees([due])}


def outgoing(message: Message) -> Outgoing:
    """A message as it goes to its carrier, from its file. Raises FileNotFoundError once it is forgotten."""
    if message.channel == Channel.LETTER:
        with files.open_file(message.stored_as) as kept:
            return Outgoing(Way.LETTER, message.reference, pdf=kept.read())
    held = _content(message)
    return Outgoing(
        Way(held["way"]), message.reference, to=held["to"], sender=held["from"], subject=held["subject"], body=held["body"],
        template=held["template"],
    )  # fmt: skip


def _content(message: Message) -> dict[str, str]:
    with files.open_file(message.stored_as) as kept:
        held: dict[str, str] = json.loads(kept.read())
    return held


@dataclass(frozen=True)
class DueMessages:
    """What is due on one channel, for the screen: how many people can be written to, and which cases nobody can."""

    channel: str
    people: int
    rows: list[tuple[DueStep, list[Resident]]]
    unreachable: list[DueStep]


def due_messages(user: User, look: Look, *, today: date, most: int = 200) -> list[DueMessages]:
    """What is due to be sent within this person's walls, per channel, without what was made already; logged."""
    steps = {channel: list(due_in_walls(user, channel, today)[:most]) for channel in WAYS}
    made = already_made({step.case_id for found in steps.values() for step in found})
    people: dict[int, list[Resident]] = defaultdict(list)
    known: set[int] = set()
    for one in addressees(step for found in steps.values() for step in found):
        if made.covers(one):
            known.add(one.step.pk)
        elif address_of(one.resident, WAYS[one.step.channel]):
            people[one.step.pk].append(one.resident)
    record_look(look, {f"household:{step.case.household_id}" for found in steps.values() for step in found})
    return [
        DueMessages(
            channel,
            sum(len(people[step.pk]) for step in found),
            [(step, people[step.pk]) for step in found if people[step.pk]],
            [step for step in found if not people[step.pk] and step.pk not in known],
        )
        for channel, found in steps.items()
    ]


def letters_can_go(user: User, *, today: date) -> bool:
    """Whether this person's organisation chose somebody to print and post letters for it."""
    held = parameter_book(["carriers"], organisation=user.organisation, on=today).value("carriers")
    return carriers.carries(held["letter"], Way.LETTER)


def with_a_carrier(batches: Iterable[PrintBatch]) -> frozenset[int]:
    """Those of these print batches whose letters were given to a carrier, by id."""
    letters = Message.objects.filter(channel=Channel.LETTER, event=OuterRef("event"))
    rows = PrintedPiece.objects.filter(batch__in=[batch.pk for batch in batches]).filter(Exists(letters))
    return frozenset(rows.values_list("batch", flat=True).distinct())


def messages_of(user: User, *, for_a_person: bool = False) -> QuerySet[Message]:
    """The messages within this person's walls, newest first; no personal data but for the resident that a screen may name."""
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    rows = Message.objects.filter(walls).select_related("case__household", "resident", "made_by", "event")
    return (rows.filter(FOR_A_PERSON) if for_a_person else rows).order_by("-made_at", "-pk")


def counted(user: User) -> tuple[int, int]:
    """How many messages there are within this person's walls, and how many of them a person must look at."""
    found = messages_of(user).order_by().aggregate(all=Count("pk"), care=Count("pk", filter=FOR_A_PERSON))
    return found["all"], found["care"]


def messages_in(case: Case) -> dict[int, int]:
    """The e-mails and texts of a case that can still be shown as they went: event id → message id. No look."""
    rows = Message.objects.filter(case=case, channel__in=WAYS, event__isnull=False).exclude(stored_as="")
    return {event: pk for event, pk in rows.values_list("event", "pk") if event is not None}


def named(rows: Iterable[Message], look: Look) -> list[Message]:
    """These messages for a screen that names their people; logged."""
    found = list(rows)
    record_look(look, {f"household:{message.case.household_id}" for message in found})
    return found


def shown(message: Message, look: Look) -> dict[str, str] | None:
    """What exactly went out, to where and from whom; logged as a look at the household. None once it is forgotten."""
    record_look(look, [f"household:{message.case.household_id}"])
    return _content(message) if message.stored_as and message.channel in WAYS else None


def letter_of(message: Message, look: Look) -> bytes | None:
    """The PDF that went to the carrier of a letter; logged. None for what is no letter, or once it is forgotten."""
    if message.channel != Channel.LETTER or not message.stored_as:
        return None
    record_look(look, [f"household:{message.case.household_id}"])
    return outgoing(message).pdf
