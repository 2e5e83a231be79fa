"""Take a desk's file in: one file, one share per partner that it names (P01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.utils import timezone

from voordeur.accounts.models import Organisation, User
from voordeur.record.models import Partner
from voordeur.stages.deliver.actions.storing import Stored, digest_of, keep_once, of_the_file
from voordeur.stages.deliver.models import Delivery
from voordeur.stages.deliver.queries.earlier import last_of_month
from voordeur.stages.deliver.queries.policies import confirmed_mapping, desk_policy, known_partners
from voordeur.stages.deliver.rules.desk import Assigning
from voordeur.stages.deliver.rules.findings import Unreadable
from voordeur.stages.deliver.rules.reading import open_table
from voordeur.stages.deliver.rules.trial import Opened, open_file


@dataclass(frozen=True)
class _Given:
    """How many of the file's lines are each partner's (None: nobody's), and the spellings by which they were told apart."""

    lines: Mapping[int | None, int]
    known: Mapping[str, int]


def store_desk(
    *,
    organisation: Organisation,
    name: str,
    content: IO[bytes],
    on: date,
    by: User | None,
    replaces: bool = False,
    at_once: int = 0,
) -> Stored:
    """Keep a desk's file, with a delivery for the file as a whole and a share for each partner that it names.

    The delivery of the whole keeps the lines that name no partner of the organisation. The same file again gives the first.
    `replaces`: for each partner in it, it stands for all that came before in the month of `on`. Whose a line is, is decided
    here once; a partner that is renamed while the lines are being judged changes nothing. Raises `Unreadable`; then nothing is
    kept.
    """
    digest = digest_of(content)
    if found := _found(organisation, digest):
        return found
    opened = open_desk_file(organisation, content, on)
    if "partner" not in opened.mapping.values():
        raise Unreadable("no_partner_column")
    given = _given(organisation, opened)
    lines = sum(given.lines.values())
    common = {
        **of_the_file(opened, name), "organisation": organisation, "month": on.replace(day=1), "on": on, "received_by": by,
        "sha256": digest, "claimed_at": timezone.now() if lines <= at_once else None,
    }  # fmt: skip

    def make(stored_as: str) -> Stored:
        desk = Delivery.objects.create(
            **common, stored_as=stored_as, desk_partners=given.known, lines_total=given.lines.get(None, 0)
        )
        _share(desk, common, given.lines, replaces=replaces)
        return Stored(desk, False, lines)

    return keep_once(content, opened, make=make, found=lambda: _found(organisation, digest))


def open_desk_file(organisation: Organisation, content: IO[bytes], on: date, columns: Mapping[str, str] | None = None) -> Opened:
    """A desk's file, read by `columns` or else by the confirmed or proposed mapping. Raises `Unreadable`."""
    if columns is None:
        columns = confirmed_mapping(organisation, open_table(content).columns)
    content.seek(0)
    return open_file(content, desk_policy(organisation, on), columns)


def _share(desk: Delivery, common: Mapping[str, object], lines: Mapping[int | None, int], *, replaces: bool) -> None:
    partners = Partner.objects.in_bulk([partner for partner in lines if partner is not None])
    for pk, partner in sorted(partners.items()):
        before = last_of_month(partner, desk.month)
        # The same file, delivered for this partner alone before, would count its lines twice.
        again = Delivery.objects.filter(partner=partner, sha256=desk.sha256, month=desk.month).exists()
        Delivery.objects.create(
            **common, desk=desk, partner=partner, lines_total=lines[pk], replaces=before if replaces or again else None
        )


def _given(organisation: Organisation, opened: Opened) -> _Given:
    assigning = Assigning(opened.table.columns, opened.mapping, known_partners(organisation))
    lines = Counter(assigning.whose(row) for row in opened.table.read())
    return _Given(lines, assigning.known)


def _found(organisation: Organisation, digest: str) -> Stored | None:
    desk = Delivery.objects.filter(organisation=organisation, partner=None, sha256=digest).first()
    if desk is None:
        return None
    lines = [desk.lines_total, *desk.shares.values_list("lines_total", flat=True)]
    return Stored(desk, True, sum(count or 0 for count in lines))
