"""The log of looks: every reading of personal data passes here with its purpose, and nothing in it can be changed unseen."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import User
from voordeur.privacy.models import AccessLogEntry, LogExamination, LogHead

GENESIS = "0" * 64


class Purpose(StrEnum):
    """Why somebody looked; the only purposes there are (AVG 5(1)(b), R35: never enforcement, never collection)."""

    OFFER_HELP = "offer_help"
    FIND_PERSON = "find_person"
    CHECK_REGISTER = "check_register"
    VISIT = "visit"
    PRINT = "print"
    DELIVER = "deliver"
    ANSWER = "answer"
    SUPERVISE = "supervise"
    MANAGE = "manage"
    FORGET = "forget"


PURPOSES = {
    Purpose.OFFER_HELP: _("hulp aanbieden"),
    Purpose.FIND_PERSON: _("persoon zoeken"),
    Purpose.CHECK_REGISTER: _("bevolkingsregister vragen"),
    Purpose.VISIT: _("huisbezoek"),
    Purpose.PRINT: _("brieven en kaarten"),
    Purpose.DELIVER: _("aanlevering bekijken"),
    Purpose.ANSWER: _("antwoord aan de signaalpartner"),
    Purpose.SUPERVISE: _("toezicht"),
    Purpose.MANAGE: _("beheer van accounts en instellingen"),
    Purpose.FORGET: _("gegevens vergeten"),
}


@dataclass(frozen=True)
class Look:
    """Who looks, why, and from which screen; every query of personal data demands one. `user` None is the system itself."""

    user: User | None
    purpose: Purpose
    path: str = ""

    @classmethod
    def of(cls, request: HttpRequest, purpose: Purpose) -> Look:
        """The look of the person behind a request."""
        return cls(cast(User, request.user), purpose, request.path)


@transaction.atomic
def record_look(look: Look, subjects: Iterable[str]) -> None:
    """Write one entry for one look at these subjects (references such as ``household:12``); nothing for no subjects."""
    seen = sorted(set(subjects))
    if not seen:
        return
    # The head is locked first, so that two looks at once make one chain (SQLite locks the whole database).
    head, _new = LogHead.objects.select_for_update().get_or_create(pk=1, defaults={"hash": GENESIS, "seal": _seal(0, GENESIS)})
    entry = AccessLogEntry(
        at=timezone.now(),
        user=look.user,
        organisation=look.user.organisation if look.user else None,
        purpose=look.purpose,
        subjects=seen,
        path=look.path[:200],
        previous_hash=head.hash,
    )
    entry.hash = _digest(entry)
    entry.save(force_insert=True)
    head.length, head.hash = head.length + 1, entry.hash
    head.seal = _seal(head.length, head.hash)
    head.save()


@dataclass(frozen=True)
class LogState:
    """Whether the log is whole. `broken_at`: the first entry that does not fit; `tail_missing`: entries were cut off.

    `examined_at` is when everything was last read; what came after that was read just now. None: all was read just now.
    """

    length: int
    broken_at: int | None
    tail_missing: bool
    examined_at: datetime | None = None

    @property
    def whole(self) -> bool:
        """True when no entry was changed, added behind the log's back, or removed."""
        return self.broken_at is None and not self.tail_missing


def examine() -> LogState:
    """Read the whole chain again and compare it with the sealed head. Takes seconds over a long log."""
    return _read(AccessLogEntry.objects.all(), GENESIS, 0)


def examine_recent() -> LogState:
    """Read what was added since the whole log was last found whole (`actions.examine_log`), and count what stood there then.

    A changed older entry waits for the next whole reading; a removed one, and everything newer, is noticed at once. Where
    there was no such reading, or it found something, or its own seal does not fit, everything is read.
    """
    done = LogExamination.objects.order_by("pk").last()
    if done is None or not done.whole or not hmac.compare_digest(done.seal, seal_of(done)):
        return examine()
    if AccessLogEntry.objects.filter(pk__lte=done.last).count() != done.length:
        return examine()
    return replace(_read(AccessLogEntry.objects.filter(pk__gt=done.last), done.hash, done.length), examined_at=done.at)


def examination() -> LogExamination:
    """Read the whole chain, as a row to keep, not saved."""
    last = AccessLogEntry.objects.order_by("pk").last()
    state = examine()
    done = LogExamination(
        at=timezone.now(),
        last=last.pk if last else 0,
        length=AccessLogEntry.objects.filter(pk__lte=last.pk).count() if last else 0,
        hash=last.hash if last else GENESIS,
        whole=state.whole,
    )
    done.seal = seal_of(done)
    return done


def seal_of(done: LogExamination) -> str:
    """The seal that belongs on an examination."""
    return _keyed(f"examined {done.at.astimezone(UTC).isoformat()} {done.last} {done.length} {done.hash} {done.whole}")


def _read(entries: QuerySet[AccessLogEntry], previous: str, length: int) -> LogState:
    """Read these entries, the last of the log, after `length` others that ended in the hash `previous`."""
    for entry in entries.order_by("id").iterator(chunk_size=2000):
        if entry.previous_hash != previous or not hmac.compare_digest(entry.hash, _digest(entry)):
            return LogState(length, entry.pk, False)
        previous, length = entry.hash, length + 1
    head = LogHead.objects.filter(pk=1).first()
    if head is None:
        return LogState(length, None, length > 0)
    sealed = hmac.compare_digest(head.seal, _seal(head.length, head.hash))
    return LogState(length, None, not sealed or (head.length, head.hash) != (length, previous))


def _digest(entry: AccessLogEntry) -> str:
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    content = [
        entry.previous_hash, moment, entry.user_id, entry.organisation_id, entry.purpose, entry.subjects, entry.path,
    ]  # fmt: skip
    return _keyed(json.dumps(content, sort_keys=True))


def _seal(length: int, end: str) -> str:
    return _keyed(f"{length} {end}")


def _keyed(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
