"""Cases by who lives there, and the list of cases. Whoever is shown is logged; the number of queries does not grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Replace

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Household, Resident
from voordeur.web.find.asked import Asked, house

PAGE = 25
# Somebody on the phone is found among ten, or the question must be sharper.
AT_THE_PHONE = 10


@dataclass(frozen=True)
class Filter:
    """What the list of cases shows."""

    state: str = "open"  # open, closed, all
    municipality: int | None = None
    urgent: bool = False
    lane: str = ""  # triage.rules.lane; "": all


@dataclass(frozen=True)
class Row:
    """One household in a list."""

    case: Case
    people: list[Resident]
    step: Any  # what is due first, or None


def case_list(user: User, look: Look, *, asked: Asked, chosen: Filter, page: str | int) -> tuple[Page, list[Row]]:
    """One page of the cases within this person's walls, the most urgent first; logged."""
    rows = _found(_chosen(Case.objects.filter(within(user)), chosen), asked)
    # Asked per case: joined, all cases would be grouped by every column, only to count them.
    worst = Case.objects.filter(pk=OuterRef("pk")).order_by("-takings__urgency").values("takings__urgency")[:1]
    rows = rows.annotate(urgency=Subquery(worst)).order_by(F("urgency").desc(nulls_last=True), "opened_on", "pk")
    shown = Paginator(_with_people(rows), PAGE).get_page(page)
    return shown, _rows(shown.object_list, look)


def at_the_phone(user: User, look: Look, *, asked: Asked) -> tuple[list[Row], bool]:
    """The households that somebody on the phone may belong to, open cases first; and whether there were more than fit. Logged."""
    if asked.empty:
        return [], False
    rows = _found(Case.objects.filter(within(user)), asked).order_by(F("closed_on").desc(nulls_first=True), "-opened_on")
    found = list(_with_people(rows)[: AT_THE_PHONE + 1])
    return _rows(found[:AT_THE_PHONE], look), len(found) > AT_THE_PHONE


def _chosen(rows: QuerySet[Case], chosen: Filter) -> QuerySet[Case]:
    if chosen.state != "all":
        rows = rows.filter(closed_on__isnull=chosen.state != "closed")
    if chosen.municipality is not None:
        rows = rows.filter(municipality=chosen.municipality)
    if chosen.lane:
        rows = rows.filter(Exists(Case.objects.filter(pk=OuterRef("pk"), takings__lane=chosen.lane)))
    return rows.filter(Exists(Case.objects.filter(pk=OuterRef("pk"), takings__urgency__gt=0))) if chosen.urgent else rows


def _found(rows: QuerySet[Case], asked: Asked) -> QuerySet[Case]:
    if asked.postcode:
        rows = rows.filter(household__in=_at(asked))
    elif asked.phone:
        rows = rows.filter(household__in=_with_phone(asked.phone))
    for word in asked.words:
        named = Resident.objects.filter(Q(surname__icontains=word) | Q(given_names__istartswith=word)).values("household")
        rows = rows.filter(Q(household__in=named) | Q(household__street__icontains=word) | _at_house(word))
    return rows


def _at_house(word: str) -> Q:
    """A number as addresses are shown, ``14a-2``, also where only a part of it was typed."""
    if (home := house(word)) is None:
        return Q(household__house_number=word)
    number, letter, addition = home
    at = Q(household__house_number=number)
    if letter:
        at &= Q(household__house_letter__iexact=letter)
    return at & Q(household__addition__iexact=addition) if addition else at


def _at(asked: Asked) -> QuerySet[Any]:
    homes = Household.objects.filter(postcode__in=[asked.postcode, f"{asked.postcode[:4]} {asked.postcode[4:]}"])
    return (homes.filter(house_number=asked.number) if asked.number else homes).values("pk")


def _with_phone(digits: str) -> QuerySet[Any]:
    plain: Any = F("phone")
    for sign in (" ", "-", "(", ")", "+"):
        plain = Replace(plain, Value(sign), Value(""))
    return Resident.objects.annotate(digits=plain).filter(digits__endswith=digits).values("household")


def _with_people(rows: QuerySet[Case]) -> QuerySet[Case]:
    living = Prefetch("household__residents", Resident.objects.filter(forgotten_on=None).order_by("pk"), to_attr="living")
    return rows.select_related("household", "municipality").prefetch_related(living, "steps")


def _rows(cases: Iterable[Case], look: Look) -> list[Row]:
    found = [
        Row(case, case.household.living, min(case.steps.all(), key=lambda s: (s.state, s.due_on), default=None))  # type: ignore[attr-defined]
        for case in cases
    ]
    record_look(look, (f"household:{row.case.household_id}" for row in found))
    return found
