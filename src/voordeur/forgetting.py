"""The end of the stream: what was kept long enough is forgotten in every room, and that is proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from voordeur.accounts.models import Organisation, User
from voordeur.privacy import forget as privacy_forget
from voordeur.privacy.actions import note_run
from voordeur.privacy.models import RetentionRun
from voordeur.privacy.proof import search, settle
from voordeur.record import forget as record_forget
from voordeur.record.queries import names_still_held
from voordeur.record.queries import telling_values as telling_of_residents
from voordeur.stages.deliver import forget as deliver_forget
from voordeur.stages.deliver.queries.expiry import expired_files, expired_refused, expired_superseded
from voordeur.stages.deliver.queries.telling import telling_values as telling_of_signals
from voordeur.stages.deliver.queries.telling import values_still_held
from voordeur.stages.help import forget as help_forget
from voordeur.stages.match import forget as match_forget
from voordeur.stages.match.queries.expiry import households_left_over, residents_left_over
from voordeur.stages.reach import forget as reach_forget
from voordeur.stages.reach.queries.expiry import expired_print_batches
from voordeur.stages.triage import forget as triage_forget
from voordeur.stages.triage.queries.expiry import expired_signals
from voordeur.stages.visit import forget as visit_forget

# The rooms that hold personal fields, the latest stage first; an architecture test demands that none is missing.
ROOMS = (help_forget, visit_forget, reach_forget, triage_forget, match_forget, deliver_forget, record_forget, privacy_forget)


@dataclass(frozen=True)
class Expiring:
    """What one organisation keeps today for the last time: ids, all of them references."""

    signals: tuple[int, ...]
    residents: tuple[int, ...]
    households: tuple[int, ...]
    refused_in: tuple[int, ...]  # deliveries whose refused lines go
    files_of: tuple[int, ...]  # deliveries whose original file goes
    print_batches: tuple[int, ...]

    def counts(self) -> dict[str, int]:
        """How many of each, person-free."""
        return {
            "signals": len(self.signals),
            "residents": len(self.residents),
            "households": len(self.households),
            "refused_in": len(self.refused_in),
            "files": len(self.files_of) + len(self.print_batches),
        }


def expiring(*, organisation: Organisation, today: date) -> Expiring:
    """What the next run will forget, by the dated terms (R33)."""
    signals = [
        *expired_signals(organisation=organisation, today=today),
        *expired_superseded(organisation=organisation, today=today),
    ]
    residents = residents_left_over(organisation, signals)
    return Expiring(
        signals=tuple(signals),
        residents=tuple(residents),
        households=tuple(households_left_over(organisation, signals, residents)),
        refused_in=tuple(expired_refused(organisation=organisation, today=today)),
        files_of=tuple(expired_files(organisation=organisation, today=today)),
        print_batches=tuple(expired_print_batches(organisation=organisation, today=today)),
    )


def forget(*, organisation: Organisation, today: date, by: User | None, dry_run: bool = False) -> RetentionRun:
    """Forget what has been kept long enough, in every room, and prove it by a search through every byte still held."""
    going = expiring(organisation=organisation, today=today)
    if dry_run:
        return note_run(organisation=organisation, today=today, by=by, dry_run=True, counts=going.counts(), proof=None)
    telling = telling_of_signals(going.signals) | telling_of_residents(going.residents)
    with transaction.atomic():
        for room in ROOMS:
            room.forget(residents=going.residents, signals=going.signals, today=today)
        record_forget.forget_households(going.households, today=today)
        deliver_forget.forget_refused(deliveries=going.refused_in)
    deliver_forget.forget_files(deliveries=going.files_of, today=today)
    reach_forget.forget_files(batches=going.print_batches, today=today)
    settle()
    proof = search(telling - values_still_held(telling) - names_still_held(telling))
    return note_run(organisation=organisation, today=today, by=by, dry_run=False, counts=going.counts(), proof=proof)
