"""What becomes known of people and changes who is approached how, handed to every stage.

Who does not belong together gets a household, a case and a voice of their own: at a shared address (P03), or apart (P04). For
whom another acts, that other is spoken to (P06); entrepreneurs and the young go to their own lane.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from voordeur.accounts.models import Organisation, User
from voordeur.record.actions import Acting, end_representative, mark_resident, set_representative
from voordeur.record.models import Case, Resident
from voordeur.stages.answer import actions as answer
from voordeur.stages.help import actions as help_
from voordeur.stages.match.actions.share import SharedAddress, Split, Where, share_address, split_off
from voordeur.stages.reach import actions as reach
from voordeur.stages.triage import actions as triage


@transaction.atomic
def share(organisation: Organisation, *, at: Where, kind: str, reason: str, by: User, today: date) -> tuple[SharedAddress, int]:
    """Put an address on the list of shared addresses; who stood together there is split, and each case follows its person.

    Gives the row and how many people got a household of their own. Raises ValueError with a sentence.
    """
    made, splits = share_address(organisation, at=at, kind=kind, reason=reason, by=by, today=today)
    _follow(splits, today=today)
    return made, len(splits)


@transaction.atomic
def live_apart(resident: Resident, *, reason: str, today: date) -> bool:
    """Give one person a case of their own, though others live at the address; whether there was anybody to part from."""
    splits = split_off(resident, reason=reason)
    _follow(splits, today=today)
    return bool(splits)


@transaction.atomic
def represent(resident: Resident, *, acting: Acting, since: date, by: User, today: date) -> None:
    """Somebody acts for a resident from now on; with an administrator or curator nobody approaches the resident any more."""
    set_representative(resident, acting=acting, since=since, by=by)
    _look_anew(resident, today=today)


@transaction.atomic
def represent_no_more(resident: Resident, *, by: User, today: date) -> None:
    """The resident acts for themselves again."""
    end_representative(resident, on=today, by=by)
    _look_anew(resident, today=today)


@transaction.atomic
def note_of(resident: Resident, *, silent_address: bool, entrepreneur: bool, today: date) -> None:
    """Another address is named to nobody (P04); has a business of their own (P06)."""
    mark_resident(resident, silent_address=silent_address, entrepreneur=entrepreneur)
    _look_anew(resident, today=today)


def _look_anew(resident: Resident, *, today: date) -> None:
    triage.renew_lanes([resident.pk], today=today)
    reach.plan([case.pk for case in _open_cases([resident.household_id]).values()], today=today)


def _follow(splits: Collection[Split], *, today: date) -> None:
    """The signals join cases of their own people, and what those said and agreed goes along."""
    signals = [signal for one in splits for signal in one.signals]
    before = _open_cases(one.old for one in splits)
    cases = triage.follow_households(signals, today=today)
    after = _open_cases(one.new for one in splits)
    for one in splits:
        if one.old in before and one.new in after:
            help_.carry_over(one.resident, old=before[one.old], new=after[one.new], today=today)
    reach.plan(cases, today=today)
    answer.answer_signals(signals, today=today)


def _open_cases(households: Iterable[int]) -> dict[int, Case]:
    return {case.household_id: case for case in Case.objects.filter(household__in=list(households), closed_on=None)}
