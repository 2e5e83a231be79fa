"""Safety notes at doors: for the pair that goes, the coordinator, and who was asked to review one; for nobody else (P25)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from voordeur.accounts.models import Organisation, Role, User
from voordeur.privacy.access import Ability, may, roles_that, within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Household
from voordeur.record.queries import parameter
from voordeur.stages.visit.models import Appointment, DoorNote, DoorNoteKind
from voordeur.stages.visit.queries.known import EXPECTED
from voordeur.stages.visit.rules.safety import Measure, Note, Terms, Told, asked_of, ends_soon, review_is_late


@dataclass(frozen=True)
class Kept:
    """A safety note as its keeper sees it. `late`: it waits too long for its review; `soon`: it ends soon."""

    note: DoorNote
    late: bool
    soon: bool


def terms_of(organisation: Organisation, on: date) -> Terms:
    """The dated figures of safety notes."""
    return Terms(**parameter("safety_note", organisation=organisation, on=on))


def safety_notes(user: User, *, today: date) -> QuerySet[DoorNote]:
    """The standing safety notes that somebody may see: who plans visits all inside the walls, another those to review."""
    notes = DoorNote.objects.filter(
        within(user, organisation="household__organisation", municipality="household__municipality"),
        kind=DoorNoteKind.SAFETY,
        until__gt=today,
    )
    if not may(user, Ability.PLAN_VISITS):
        notes = notes.filter(reviewer=user, reviewed_at=None)
    return notes.select_related("household__municipality", "household__organisation", "by", "reviewer").order_by("until", "pk")


def kept(user: User, look: Look, *, today: date) -> list[Kept]:
    """The notes that somebody keeps or reviews, those first that ask something now; the look is logged."""
    terms = terms_of(user.organisation, today)
    notes = list(safety_notes(user, today=today))
    record_look(look, (f"household:{note.household_id}" for note in notes))
    found = [_kept(note, terms, today) for note in notes]
    return sorted(found, key=lambda one: (one.note.reviewed_at is not None, not one.late, not one.soon, one.note.until))


def _kept(note: DoorNote, terms: Terms, today: date) -> Kept:
    as_rule = rule_note(note)
    return Kept(note, review_is_late(as_rule, localdate(note.made_at), terms, today), ends_soon(as_rule, terms, today))


def rule_note(note: DoorNote) -> Note:
    """A note as the rules take it."""
    return Note(
        measure=Measure(note.measure),
        until=note.until,
        writer=note.by_id,
        reviewer=note.reviewer_id,
        reviewed=note.reviewed_at is not None,
        has_reason=bool(note.text),
        told=Told(note.told),
        told_on=note.told_on,
        has_why=bool(note.withheld_because),
    )


def measures(households: Collection[int], on: date) -> dict[int, Measure]:
    """What the standing safety notes of these doors ask on a day; one query, without their words."""
    notes: dict[int, list[Note]] = defaultdict(list)
    rows = DoorNote.objects.filter(household__in=households, kind=DoorNoteKind.SAFETY, until__gt=on).defer("text")
    for note in rows:
        notes[note.household_id].append(_worded(note))
    return {household: asked for household, some in notes.items() if (asked := asked_of(some, on)) is not None}


def _worded(note: DoorNote) -> Note:
    return Note(Measure(note.measure), note.until, note.by_id, note.reviewer_id, note.reviewed_at is not None)


def households_to_write_about(user: User) -> QuerySet[Household]:
    """The households inside the walls, for a note about one of them."""
    return Household.objects.filter(within(user), forgotten_on=None)


def household_of(user: User, case: int) -> Household | None:
    """The household of a case inside the walls."""
    found = Case.objects.filter(within(user), pk=case).select_related("household__organisation").first()
    return found.household if found else None


def home_appointments(household: Household, *, today: date) -> list[date]:
    """The days on which somebody of this household still waits for a pair at home."""
    rows = Appointment.objects.filter(case__household=household, kind="home", state__in=EXPECTED, on__gte=today)
    return list(rows.order_by("on").values_list("on", flat=True))


def reviewers(household: Household, *, but: User) -> QuerySet[User]:
    """Who can be asked to review a note at this door: the organisation's people who keep safety notes and serve there."""
    able = User.objects.filter(organisation=but.organisation_id, role__in=roles_that(Ability.KEEP_SAFE), is_active=True)
    serving = Q(municipalities=None) | Q(municipalities=household.municipality_id)
    return able.filter(serving).exclude(pk=but.pk).distinct()


def to_review(user: User, *, today: date) -> int:
    """How many notes wait for this person."""
    mine = Q(reviewer=user)
    if user.role == Role.COORDINATOR:  # what a pair wrote at a door has no reviewer yet
        mine |= Q(reviewer=None) & ~Q(by=user)
    return safety_notes(user, today=today).filter(mine, reviewed_at=None).count()
