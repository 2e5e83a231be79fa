"""Keep an uploaded file between its trial and its delivery."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import IO

from voordeur.accounts.models import User
from voordeur.record import files
from voordeur.record.models import Partner
from voordeur.stages.deliver.models import PendingFile
from voordeur.stages.deliver.rules.findings import Unreadable


def keep_pending(*, partner: Partner | None, name: str, content: IO[bytes], by: User, at: datetime) -> PendingFile:
    """Keep a file for its uploader alone; without a partner it is a desk's file.

    Raises `Unreadable` when it cannot be written; then nothing is kept.
    """
    content.seek(0)
    try:
        stored_as = files.save("pending", content)
    except OSError as error:
        raise Unreadable("disk_full") from error
    file_name = PurePath(name.replace("\\", "/")).name[:200]
    try:
        return PendingFile.objects.create(partner=partner, by=by, file_name=file_name, stored_as=stored_as, made_at=at)
    except BaseException:
        files.remove(stored_as)
        raise


def try_mapping(pending: PendingFile, *, columns: Mapping[str, str]) -> None:
    """Remember the mapping to try next; nothing is confirmed by it."""
    pending.columns = dict(columns)
    pending.save(update_fields=["columns"])


def drop_pending(pending: PendingFile) -> None:
    """Remove the file: it was delivered, or not wanted after all."""
    stored_as = pending.stored_as
    pending.delete()
    files.remove(stored_as)
