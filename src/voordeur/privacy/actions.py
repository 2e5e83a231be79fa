"""The write door of the proofs."""

from __future__ import annotations

from datetime import date

from voordeur.accounts.models import Organisation, User
from voordeur.privacy.models import RetentionRun
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
