"""The log of looks: every reading of personal data passes here with its purpose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from voordeur.accounts.models import User
from voordeur.privacy.models import AccessLogEntry

GENESIS = "0" * 64


class Purpose(StrEnum):
    """Why somebody looked; the only purposes there are (AVG 5(1)(b), R35: never enforcement, never collection)."""

    OFFER_HELP = "offer_help"  # work on a case
    FIND_PERSON = "find_person"  # match and review
    CHECK_REGISTER = "check_register"  # the population register was asked
    VISIT = "visit"  # tonight's doors
    PRINT = "print"  # letters and cards
    DELIVER = "deliver"  # a partner sees its own delivered lines
    ANSWER = "answer"  # a partner fetches its answers
    SUPERVISE = "supervise"  # the privacy officer


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


def record_look(look: Look, subjects: Iterable[str]) -> None:
    """Write one entry for one look at these subjects (references such as ``household:12``); nothing for no subjects."""
    seen = sorted(set(subjects))
    if not seen:
        return
    with transaction.atomic():
        # The newest entry is locked so that two looks at once make one chain (SQLite locks the whole database).
        last = AccessLogEntry.objects.select_for_update().order_by("-id").first()
        entry = AccessLogEntry(
            at=timezone.now(),
            user=look.user,
            organisation=look.user.organisation if look.user else None,
            purpose=look.purpose,
            subjects=seen,
            path=look.path[:200],
            previous_hash=last.hash if last else GENESIS,
        )
        entry.hash = _digest(entry)
        entry.save(force_insert=True)


def _digest(entry: AccessLogEntry) -> str:
    content = [
        entry.previous_hash, _utc(entry.at), entry.user_id, entry.organisation_id, entry.purpose, entry.subjects, entry.path,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _utc(moment: datetime) -> str:
    return moment.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds")


def broken_at() -> int | None:
    """The id of the first entry that was changed, or that follows a removed one; None when the log is whole."""
    previous = GENESIS
    for entry in AccessLogEntry.objects.order_by("id").iterator(chunk_size=2000):
        if entry.previous_hash != previous or entry.hash != _digest(entry):
            return entry.pk
        previous = entry.hash
    return None
