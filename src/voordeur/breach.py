"""A link was wrong (P05): what left or was seen under it, gathered from every room, and the note that is opened about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from itertools import chain

from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.privacy.breach import Departure, Way, WrongFile, open_breach
from voordeur.privacy.log import Purpose
from voordeur.privacy.models import AccessLogEntry, BreachNote
from voordeur.privacy.queries import listed_in_breaches, looks_at
from voordeur.record.models import Household
from voordeur.record.queries import parameter
from voordeur.stages.answer.queries import said_about
from voordeur.stages.match.queries.joined import Standing, joined
from voordeur.stages.reach.queries.left import Contact, contacts_about
from voordeur.stages.reach.rules.vocabulary import Channel

_WAYS = {
    Channel.LETTER: Way.LETTER,
    Channel.CARD: Way.CARD,
    Channel.VISIT: Way.VISIT,
    Channel.PHONE: Way.CALL,
    Channel.MAIL: Way.MESSAGE,
    Channel.TEXT: Way.MESSAGE,
    Channel.APPOINTMENT: Way.APPOINTMENT,
}
# Whoever looked for one of these may have seen the signal on the wrong file.
_SEEN_FOR = (Purpose.OFFER_HELP, Purpose.VISIT, Purpose.PRINT)
# Which page it was, by where its address begins. A list (Vandaag, zaken, post) shows a name and street and nothing of a signal.
_PAGES = {"/zaak/": "case", "/deur/": "door", "/huisbezoek/": "round", "/post/": "print"}
_LISTS = frozenset({"/huisbezoek/", "/post/", "/deur/"})


def left_under(links: Collection[int], *, by: User) -> list[Departure]:
    """Everything that left or was seen while these links stood, in order of time. `by`, who asks, had to look and does not count.

    Contacts with whose file it was since the signal joined a case there, looks by others at that file, and what the creditor
    was told. What an earlier note about the same signals holds is not told twice. Changes nothing.
    """
    held = joined(links)
    known = listed_in_breaches([one.signal for one in held]) if held else set()
    found = chain.from_iterable(_of_one_file(standings, by=by) for standings in _files(held))
    return sorted((one for one in found if one.reference not in known), key=lambda one: (one.first, one.reference))


def open_notes(held: Collection[Standing], *, left: Collection[Departure], by: User) -> BreachNote | None:
    """Open one note for the file on which these signals stood. None: nothing was joined, so that nothing can have leaked."""
    if not held:
        return None
    first = min(held, key=lambda one: one.since)
    home = Household.objects.select_related("organisation", "municipality").get(pk=first.household)
    hours = parameter(
        "breach_report_hours", organisation=home.organisation, municipality=home.municipality, on=timezone.localdate()
    )
    wrong = WrongFile(
        organisation=home.organisation,
        municipality=home.municipality,
        resident=first.resident,
        household=first.household,
        signals=tuple({one.signal for one in held}),
        since=first.since,
    )
    return open_breach(wrong, left=left, by=by, term=timedelta(hours=hours))


def _files(held: Iterable[Standing]) -> Iterable[list[Standing]]:
    files: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    for one in held:
        files[one.resident, one.household].append(one)
    return files.values()


def _of_one_file(held: list[Standing], *, by: User) -> Iterator[Departure]:
    first, signals = min(held, key=lambda one: one.since), [one.signal for one in held]
    contacts = contacts_about(household=first.household, resident=first.resident, signals=signals, until=first.until)
    yield from (_contact(one) for one in contacts)
    yield from _answers(signals)
    looks = looks_at([f"household:{first.household}"], purposes=_SEEN_FOR, since=first.since, until=first.until)
    yield from _looks([look for look in looks if look.user_id != by.pk])


def _contact(one: Contact) -> Departure:
    way = _WAYS.get(Channel(one.channel), Way.CONTACT)
    facts = {"channel": one.channel, "result": one.result, "resident": one.resident}
    return Departure(way, f"event:{one.event}", one.at, one.at, outside=one.arrived, by=one.by, facts=facts)


def _answers(signals: Collection[int]) -> Iterator[Departure]:
    for one in said_about(signals):
        facts = {"code": one.code, "partner": one.partner, "signal": one.signal, "fetched": one.fetched_at is not None}
        last = one.fetched_at or one.made_at
        yield Departure(Way.ANSWER, f"answer:{one.answer}", one.made_at, last, outside=True, by=one.by, facts=facts)


def _looks(looks: Iterable[AccessLogEntry]) -> Iterator[Departure]:
    """One for each person and kind of page, however often. Whoever is lent by another organisation (a creditor) is outside."""
    grouped: dict[tuple[int | None, str], list[AccessLogEntry]] = defaultdict(list)
    for look in looks:
        page = next((page for begin, page in _PAGES.items() if look.path.startswith(begin)), "")
        if page and look.path not in _LISTS:
            grouped[look.user_id, page].append(look)
    for (user, page), seen in grouped.items():
        yield Departure(
            way=Way.LOOK,
            reference=f"look:{seen[0].pk}",
            first=seen[0].at,
            last=seen[-1].at,
            outside=bool(seen[0].user and seen[0].user.organisation.kind == "partner"),
            by=user,
            times=len(seen),
            facts={"page": page},
        )
