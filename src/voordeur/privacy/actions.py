"""The write door of the proofs: that somebody was forgotten, that the log is whole."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.log import examination
from voordeur.privacy.models import LogExamination, RetentionRun
from voordeur.privacy.proof import Proof


def note_run(
    *, organisation: Organisation, today: date, by: User | None, dry_run: bool, counts: dict[str, int], proof: Proof | None
) -> RetentionRun:
    """Keep what a run of the forgetting counted and proved; `proof` None for a dry run."""
    return RetentionRun.objects.create(
        organisation=organisation,
        today=today,
        by=by,
        dry_run=dry_run,
        counts=counts,
        proof=proof.as_json() if proof else {},
    )


@transaction.atomic
def examine_log() -> LogExamination:
    """Read the whole log of looks and keep what was found; every night, and when the privacy officer asks for it."""
    done = examination()
    done.save(force_insert=True)
    return done
