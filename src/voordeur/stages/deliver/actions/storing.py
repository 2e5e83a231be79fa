"""Take a creditor's file in, or only try it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.record import files
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import Delivery
from voordeur.stages.deliver.queries import confirmed_mapping, policy_of
from voordeur.stages.deliver.queries.earlier import last_of_month
from voordeur.stages.deliver.rules.findings import Unreadable
from voordeur.stages.deliver.rules.reading import open_table
from voordeur.stages.deliver.rules.trial import Opened, open_file

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Stored:
    """A file taken in: its delivery, whether it was there already, how many lines it has."""

    delivery: Delivery
    already_there: bool
    lines: int


def store(
    *,
    partner: Partner,
    name: str,
    content: IO[bytes],
    on: date,
    by: User | None,
    replaces: bool = False,
    at_once: int = 0,
) -> Stored:
    """Keep a file that can be read, for its lines to be judged. The same file again, even at the same moment, gives the first.

    `replaces`: it stands for everything that the partner delivered before in the month of `on`. A file of at most `at_once`
    lines is claimed for the caller, so that no worker takes it too. Raises `Unreadable`; then nothing is kept.
    """
    digest = digest_of(content)
    if found := _found(partner, digest):
        return found
    opened = _open(partner, content, on)
    lines = sum(1 for _ in opened.table.read())
    month = on.replace(day=1)

    def make(stored_as: str) -> Stored:
        delivery = Delivery.objects.create(
            **of_the_file(opened, name),
            partner=partner,
            organisation=partner.receiver,
            month=month,
            on=on,
            received_by=by,
            stored_as=stored_as,
            sha256=digest,
            lines_total=lines,
            claimed_at=timezone.now() if lines <= at_once else None,
            replaces=last_of_month(partner, month) if replaces else None,
        )
        return Stored(delivery, False, lines)

    return keep_once(content, opened, make=make, found=lambda: _found(partner, digest))


def keep_once(content: IO[bytes], opened: Opened, *, make: Callable[[str], Stored], found: Callable[[], Stored | None]) -> Stored:
    """Keep a file and `make` its rows, all or nothing; `make` gets where the file is.

    When somebody delivered the same file at the same moment, theirs is `found`, and stands. Raises `Unreadable`.
    """
    stored_as = _saved(content, opened)
    try:
        with transaction.atomic():
            return make(stored_as)
    except BaseException as error:
        files.remove(stored_as)
        if isinstance(error, IntegrityError) and (winner := found()):
            return winner
        raise


def _found(partner: Partner, digest: str) -> Stored | None:
    delivery = Delivery.objects.filter(partner=partner, sha256=digest).first()
    return Stored(delivery, True, delivery.lines_total or 0) if delivery else None


def of_the_file(opened: Opened, name: str) -> dict[str, Any]:
    """What a delivery keeps of its file: its name without folders, its header, how its columns were read, what was noticed."""
    return {
        "file_name": PurePath(name.replace("\\", "/")).name[:200],
        "header": list(opened.table.columns),
        "columns": dict(opened.mapping),
        "notices": [notice.as_json() for notice in opened.notices],
    }


def _saved(content: IO[bytes], opened: Opened) -> str:
    content.seek(0)
    try:
        return files.save("delivery", content, _suffix(opened.table.source))
    except OSError as error:
        raise Unreadable("disk_full") from error


def trial(*, partner: Partner, content: IO[bytes], on: date) -> Opened:
    """Read and judge a file as a delivery by this partner would be, keeping nothing. Raises `Unreadable`."""
    return _open(partner, content, on)


def _open(partner: Partner, content: IO[bytes], on: date) -> Opened:
    columns = open_table(content).columns
    return open_file(content, policy_of(partner, on), confirmed_mapping(partner, columns))


def digest_of(content: IO[bytes]) -> str:
    """The SHA-256 of a file, by which it is known again."""
    content.seek(0)
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _suffix(source: str) -> str:
    return f".{source}"
