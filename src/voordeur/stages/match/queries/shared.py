"""Shared addresses (P03): where each person is a household of their own; and which addresses look like one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.access import within
from voordeur.record.models import Household
from voordeur.stages.match.models import Link, SharedAddress
from voordeur.stages.match.rules.addresses import extra, split
from voordeur.stages.match.rules.names import fold


@dataclass(frozen=True)
class SharedBook:
    """The shared addresses of one organisation, to ask for many addresses at once."""

    numbers: frozenset[tuple[str, str]] = frozenset()  # (postcode, house number): every door there
    doors: frozenset[tuple[str, str, str]] = frozenset()  # and letter with addition as one word

    def holds(self, postcode: str, number: str, letter: str = "", addition: str = "") -> bool:
        """Whether people at this address are households of their own, wherever letter and addition were written."""
        parts = split("", number, f"{letter} {addition}", postcode)
        where = (parts.postcode, parts.number)
        return where in self.numbers or (*where, extra(parts.rest)) in self.doors


def shared_book(organisation: Organisation | int) -> SharedBook:
    """The addresses that are on the list now; one query."""
    rows = SharedAddress.objects.filter(organisation=organisation, ended_on=None)
    listed = list(rows.values_list("postcode", "house_number", "house_letter", "addition", "whole_number"))
    return SharedBook(
        numbers=frozenset((postcode, number) for postcode, number, _, _, whole in listed if whole),
        doors=frozenset(
            (postcode, number, extra(f"{letter} {addition}")) for postcode, number, letter, addition, whole in listed if not whole
        ),
    )


def shared_addresses(user: User) -> QuerySet[SharedAddress]:
    """The list of this person's organisation, what stands first, what was taken off after it."""
    rows = SharedAddress.objects.filter(within(user, municipality="")).select_related("added_by", "ended_by")
    return rows.order_by("ended_on", "postcode", "house_number", "pk")


def households_at(organisation: Organisation, address: SharedAddress) -> list[int]:
    """The ids of the households at a listed address; the forgotten have none."""
    book = SharedBook(
        numbers=frozenset({(address.postcode, address.house_number)} if address.whole_number else ()),
        doors=frozenset({(address.postcode, address.house_number, extra(f"{address.house_letter} {address.addition}"))}),
    )
    homes = Household.objects.filter(organisation=organisation, postcode=address.postcode, forgotten_on=None)
    rows = homes.values_list("pk", "postcode", "house_number", "house_letter", "addition").order_by("pk")
    return [pk for pk, *at in rows if book.holds(*at)]


@dataclass(frozen=True)
class Hint:
    """An address whose signals carry many different surnames: perhaps a shared one. How many, and no names."""

    postcode: str
    number: str
    street: str
    city: str
    surnames: int
    signals: int


def hints(organisation: Organisation, *, more_than: int) -> list[Hint]:
    """Addresses with more different surnames among their signals than this, the most first; those on the list are left out.

    A house number is taken as a whole: a student house seldom tells its doors apart. No personal data leaves.
    """
    rows = Link.objects.filter(signal__organisation=organisation, signal__forgotten_on=None, signal__superseded_by=None)
    rows = rows.exclude(household__postcode="").exclude(household__house_number="").order_by()
    at = ("household__postcode", "household__house_number", "household__street", "household__city", "signal__surname")
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for postcode, number, street, city, surname in rows.values_list(*at).iterator():
        found[postcode, number].append((street, city, fold(surname)))
    book = shared_book(organisation)
    listed = [
        Hint(*where, *told[0][:2], surnames=len({name for _, _, name in told if name}), signals=len(told))
        for where, told in found.items()
        if not book.holds(*where)
    ]
    return sorted((hint for hint in listed if hint.surnames > more_than), key=lambda hint: (-hint.surnames, hint.postcode))


def people_at(households: Collection[int]) -> dict[int, list[int]]:
    """Household id → the ids of the people whom signals there are about or who live there, the first known first; two queries."""
    found: dict[int, set[int]] = defaultdict(set)
    for home, resident in Link.objects.filter(household__in=households).values_list("household", "resident"):
        found[home].add(resident)
    living = Household.objects.filter(pk__in=households, residents__forgotten_on=None, residents__isnull=False)
    for home, resident in living.values_list("pk", "residents"):
        found[home].add(resident)
    return {home: sorted(people) for home, people in found.items()}
