"""What a link holds together: who asks to take one apart sees here what it joined, and which signals came by the same road."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.stages.match.models import Link, LinkVerdict


@dataclass(frozen=True)
class Standing:
    """A signal on the file of somebody with whom it was joined: by the register, or because other signals stand there too.

    `until` None: it stands there now; else the rules put it in doubt then, and a person has not decided yet.
    """

    signal: int
    resident: int
    household: int
    since: datetime
    until: datetime | None


def joined(links: Collection[int]) -> list[Standing]:
    """Those of these links that join their signal to somebody, with whom, and since when; two queries.

    A signal that stands with a resident made for it alone joins nothing, and undoing it would split nothing.
    """
    others = Link.objects.filter(resident=OuterRef("resident")).exclude(pk=OuterRef("pk"))
    rows = Link.objects.filter(pk__in=links).annotate(shared=Exists(others))
    held = rows.filter(Q(resident__in_register=True) | Q(shared=True)).exclude(verdict=LinkVerdict.REVIEW)
    doubted = rows.exclude(doubted=None).values_list("signal", "doubted", "doubted__household", "doubted_since", "since")
    now = [Standing(one.signal_id, one.resident_id, one.household_id, one.since, None) for one in held]
    return now + [Standing(signal, who, home, first or until, until) for signal, who, home, first, until in doubted]


def link_within(user: User, pk: int, look: Look) -> Link | None:
    """One link inside this person's walls, with its signal and resident; logged. None: there is none, or it is forgotten."""
    found = _within(user).filter(pk=pk).first()
    if found is not None:
        record_look(look, [f"signal:{found.signal_id}", f"resident:{found.resident_id}"])
    return found


def same_account(user: User, link: Link) -> list[Link]:
    """The other links of the same creditor's account (customer number) with the same resident, oldest first: the same road."""
    signal = link.signal
    if not signal.customer_number:
        return []
    found = _within(user).filter(
        resident=link.resident_id, signal__partner=signal.partner_id, signal__customer_number=signal.customer_number
    )
    return list(found.exclude(pk=link.pk).exclude(verdict=LinkVerdict.REVIEW).order_by("signal__month", "signal"))


def find_links(user: User, look: Look, *, words: Collection[str], postcode: str = "", number: str = "") -> list[Link]:
    """The newest links of signals by name, customer number or delivered address, inside this person's walls; logged.

    At most 50: who gets as many asks again with more words.
    """
    found = _within(user)
    if postcode:
        found = found.filter(signal__postcode=postcode)
        found = found.filter(signal__house_number__startswith=number) if number else found
    for word in words:
        named = Q(signal__surname__icontains=word) | Q(resident__surname__icontains=word)
        found = found.filter(named | Q(signal__customer_number=word) | Q(signal__street__icontains=word))
    shown = list(found.order_by("-signal__month", "-signal")[:50]) if postcode or words else []
    record_look(look, [f"signal:{link.signal_id}" for link in shown])
    return shown


def _within(user: User) -> QuerySet[Link]:
    walls = within(user, organisation="signal__organisation", municipality="household__municipality")
    links = Link.objects.filter(walls, signal__forgotten_on=None, signal__superseded_by=None)
    return links.select_related("signal__partner", "resident", "household__municipality")


def links_of(signals: Collection[int]) -> list[Link]:
    """The present links of these signals with whom they are about, the forgotten left out; one query. The caller logs it."""
    found = Link.objects.filter(signal__in=signals, signal__forgotten_on=None)
    return list(found.select_related("signal__partner", "resident__household__municipality").order_by("signal"))
