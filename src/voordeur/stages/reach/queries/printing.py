"""Reads of the post: what is due to be printed, for whom, and what was printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Event, Household, Resident
from voordeur.record.queries import represented
from voordeur.stages.reach.models import DueStep, PrintBatch, PrintedPiece
from voordeur.stages.reach.rules.proposed import tells_of_appointment

# What this room prints (DDAS EnumContactsoort).
LETTER, CARD = "Brief", "Kaartje"
PRINTED = (LETTER, CARD)
_TAKEN_UP = "Opgepakt"


@dataclass(frozen=True)
class Addressee:
    """One person to whom one due step is to be printed; `sources` are the partners that reported about this person only (P04)."""

    step: DueStep
    resident: Resident
    sources: tuple[str, ...]

    @property
    def household(self) -> Household:
        """Where the person lives as far as we know."""
        return self.resident.household

    @property
    def key(self) -> tuple[int, int, str, str]:
        """What may be printed once: this person, this step of this case, as it fell due."""
        return (self.step.case_id, self.resident.pk, self.step.step, self.step.due_on.isoformat())


@dataclass(frozen=True)
class DuePost:
    """What is due on one channel, for the screen: per step the household's names and address."""

    channel: str
    total: int
    rows: list[tuple[DueStep, list[Resident]]]


def due_steps(*, organisation: Organisation, channel: str, cases: Collection[int], today: date) -> QuerySet[DueStep]:
    """The steps of these open cases that are due on a channel, in print order (postcode, number)."""
    return _in_print_order(_due(today).filter(case__organisation=organisation, case__in=cases, channel=channel))


def _due(today: date) -> QuerySet[DueStep]:
    """Steps due today or before, also those that were planned when they still waited."""
    return DueStep.objects.filter(case__closed_on=None, due_on__lte=today)


def _in_print_order(steps: QuerySet[DueStep]) -> QuerySet[DueStep]:
    home = "case__household__"
    # A house number is text ("9" before "14" only when the shorter one goes first).
    return (
        steps.select_related("case__household", "case__municipality")
        .annotate(digits=Length(f"{home}house_number"))
        .order_by(f"{home}postcode", "digits", f"{home}house_number", f"{home}house_letter", f"{home}addition", "case", "pk")
    )


def addressees(steps: Iterable[DueStep]) -> list[Addressee]:
    """The people to write to for these steps: those whom a taken-up signal of the case is about, alive and known by name.

    Who said no to help or to being approached is left out (P10), except where the step itself is the one closed letter that
    tells the way back; and for whom an administrator or curator acts: that person is called (P06). Five queries.
    """
    steps = list(steps)
    people = _reported(step.case_id for step in steps)
    acted_for = represented({pk for case in people.values() for pk in case})
    said_no = _said_no(step.case_id for step in steps)
    residents = (
        Resident.objects.filter(pk__in={pk for case in people.values() for pk in case}, died_on=None, forgotten_on=None)
        .select_related("household")
        .in_bulk()
    )
    return [
        Addressee(step, residents[pk], tuple(sorted(sources)))
        for step in steps
        for pk, sources in sorted(people[step.case_id].items())
        if pk in residents and pk not in acted_for and ((step.case_id, pk) not in said_no or step.step == "way_back")
        # Of an appointment hears only who made it (P04).
        if not tells_of_appointment(step.step) or str(pk) in step.who.split(",")
    ]


def _reported(cases: Iterable[int]) -> dict[int, dict[int, set[str]]]:
    """Case id → resident id → names of the partners whose taken-up signals are about that resident."""
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = Resident.objects.filter(
        links__signal__taking__case__in=set(cases),
        links__signal__taking__status=_TAKEN_UP,
        links__signal__superseded_by=None,
    ).values_list("links__signal__taking__case", "pk", "links__signal__partner__name")
    for case, resident, partner in rows:
        found[case][resident].add(partner)
    return found


def _said_no(cases: Iterable[int]) -> set[tuple[int, int]]:
    """(case id, resident id) of who said no to help or to being approached, and did not take it back."""
    noes: dict[tuple[int, int], set[str]] = defaultdict(set)
    story = Event.objects.filter(case__in=set(cases), kind__in=("no", "undo_no"), corrected_by=None).order_by("on", "id")
    for case, kind, facts in story.values_list("case", "kind", "facts"):
        held = noes[(case, int(facts["resident"]))]
        (held.add if kind == "no" else held.discard)(str(facts["no"]))
    return {key for key, held in noes.items() if held & {"help", "approach"}}


def due_post(user: User, look: Look, *, today: date, most: int = 200) -> list[DuePost]:
    """What is due to be printed by this person's organisation within this person's walls, per channel; logged.

    At most `most` rows a channel, in print order; `total` counts all of them.
    """
    due = {channel: _mine(user, channel, today) for channel in PRINTED}
    found = [(channel, steps.count(), list(_in_print_order(steps)[:most])) for channel, steps in due.items()]
    people = defaultdict(list)
    for one in addressees(step for _channel, _total, steps in found for step in steps):
        people[one.step.pk].append(one.resident)
    record_look(look, {f"household:{step.case.household_id}" for _channel, _total, steps in found for step in steps})
    return [DuePost(channel, total, [(step, people[step.pk]) for step in steps]) for channel, total, steps in found]


def due_cases(user: User, *, channel: str, today: date, only: Collection[int] | None = None) -> list[int]:
    """The cases (of `only`, where given) with something due on this channel, within this person's walls, in print order."""
    due = dict.fromkeys(due_in_walls(user, channel, today).values_list("case", flat=True))
    # Compared here: a chosen number may be anything, also what no database holds.
    return [case for case in due if only is None or case in only]


def due_in_walls(user: User, channel: str, today: date) -> QuerySet[DueStep]:
    """What is due on a channel within this person's walls, in the order of the addresses."""
    return _in_print_order(_mine(user, channel, today))


def _mine(user: User, channel: str, today: date) -> QuerySet[DueStep]:
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return _due(today).filter(walls, case__organisation=user.organisation, channel=channel)


def batches(user: User) -> QuerySet[PrintBatch]:
    """The print files within this person's walls, newest first, each with `piece_count`; no personal data.

    Somebody who serves some municipalities only sees the files that hold nobody of another one.
    """
    return (
        PrintBatch.objects.filter(within(user, municipality=""))
        .exclude(pk__in=_beyond(user))
        .annotate(piece_count=Count("pieces"))
        .select_related("made_by")
        .order_by("-made_at", "-pk")
    )


def _beyond(user: User) -> QuerySet[PrintedPiece, Any]:
    walls = within(user, organisation="case__organisation", municipality="case__municipality")
    return PrintedPiece.objects.exclude(walls).values("batch")


def batch_file(batch: PrintBatch, look: Look) -> str:
    """Where the file of a batch is stored ("" once forgotten); logged as a look at everybody in it."""
    households = batch.pieces.values_list("case__household", flat=True)
    record_look(look, {f"household:{pk}" for pk in households})
    return batch.stored_as
