"""Print files of letters and cards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from voordeur.accounts.models import Organisation, User
from voordeur.connections.brp import PersonRegister
from voordeur.stages.reach.models import PrintBatch


def print_batch(
    *, organisation: Organisation, channel: str, cases: Collection[int], by: User, today: date, register: PersonRegister
) -> PrintBatch | None:
    """Make one print file of the due letters or cards. None: nobody was left."""
    raise NotImplementedError
