"""Give residents the code for their own door, and note what they handed in there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from voordeur.record.models import Case, Event, Resident
from voordeur.stages.reach.models import HandedIn, ResidentCode
from voordeur.stages.reach.queries.codes import derived, digest_of

Pair = tuple[int, int]


def code_for(case: Case, resident: Resident, *, on: date) -> str:
    """The code of this resident in this case, as it is printed (`K7P-4MX-9TR`): the same one each time."""
    pair = (case.pk, resident.pk)
    return codes_for([pair], on=on)[pair]


@transaction.atomic
def codes_for(pairs: Iterable[Pair], *, on: date) -> dict[Pair, str]:
    """The codes of these pairs of case id and resident id, made where there is none yet: in three queries, however many.

    (SQLite takes a long insert in parts.) Two workers at once end with the same codes; a code that is somebody else's already,
    about once in a hundred million, is derived another time.
    """
    wanted, turn = set(pairs), 0
    held = _held(wanted)
    while missing := sorted(wanted - held.keys()):
        ResidentCode.objects.bulk_create(
            [_row(pair, turn, on) for pair in missing],
            ignore_conflicts=True,
        )
        held |= _held(missing)
        turn += 1
    return held


def handed_in(token: UUID) -> bool:
    """Whether this form came in before."""
    return HandedIn.objects.filter(token=token).exists()


def note_handed_in(token: UUID, event: Event) -> None:
    """Remember that this form led to this event. Raises IntegrityError when it came in before, at the same moment."""
    HandedIn.objects.create(token=token, event=event)


def _held(pairs: Collection[Pair]) -> dict[Pair, str]:
    rows = ResidentCode.objects.filter(case__in={case for case, _ in pairs})
    kept = {(row.case_id, row.resident_id): row for row in rows}
    found = {pair: kept[pair] for pair in pairs if pair in kept}
    codes = {pair: derived(*pair, row.turn) for pair, row in found.items()}
    # Made under an earlier secret key: what is printed from now on must open the door.
    stale = [found[pair] for pair, code in codes.items() if found[pair].digest != digest_of(code)]
    for row in stale:
        row.digest = digest_of(codes[(row.case_id, row.resident_id)])
    ResidentCode.objects.bulk_update(stale, ["digest"], batch_size=500)
    return codes


def _row(pair: Pair, turn: int, on: date) -> ResidentCode:
    case, resident = pair
    return ResidentCode(case_id=case, resident_id=resident, digest=digest_of(derived(*pair, turn)), turn=turn, made_on=on)
