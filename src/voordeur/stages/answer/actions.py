"""The write doors of answer: say what may be said, and bundle it for the creditor."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from voordeur.accounts.models import OrganisationKind, User
from voordeur.record.models import Partner
from voordeur.record.queries import parameter_book
from voordeur.stages.answer.models import Answer, AnswerFile
from voordeur.stages.answer.queries import Known, known_of
from voordeur.stages.answer.rules import AnswerCode, code_for

__all__ = ["AnswerFile", "answer_signals", "make_file", "note_fetched", "withdraw"]


@transaction.atomic
def answer_signals(signals: Collection[int], *, today: date) -> int:
    """Write the answer that each of these signals calls for now; returns how many were new.

    Safe to repeat: a code is said once about a signal. The number of queries does not grow with the number of signals.
    """
    known = known_of(signals)
    pauses = _pauses(known, today=today)
    wanted = [(each, code_for(each.facts, pause_days=pauses.get((each.organisation, each.municipality), 0))) for each in known]
    said = set(Answer.objects.filter(signal__in=signals).values_list("signal", "code"))
    new = [
        Answer(signal_id=each.signal, partner_id=each.partner, code=answer.code, on=today, pause_end=answer.pause_end)
        for each, answer in wanted
        if (each.signal, answer.code) not in said and not _too_late(answer.code, each.signal, said)
    ]
    Answer.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _too_late(code: AnswerCode, signal: int, said: set[tuple[int, str]]) -> bool:
    """Whether it is too late for a first word: "received" is said after a refusal that was overruled, after nothing else."""
    refused = {AnswerCode.NOT_TAKEN, AnswerCode.NOT_TAKEN_REPEATED, AnswerCode.NOT_TAKEN_UNJUSTIFIED}
    earlier = {told for told in AnswerCode if (signal, told) in said}
    return code == AnswerCode.RECEIVED and bool(earlier) and not earlier <= refused


def _pauses(known: list[Known], *, today: date) -> dict[tuple[int, int | None], int]:
    """How long a creditor pauses after acceptance, at most, per municipality (R26); asked only where somebody accepted."""
    asked = {(each.organisation, each.municipality) for each in known if each.facts.accepted_on}
    books = {home: parameter_book(["pause_days"], organisation=home, on=today) for home, _town in asked}
    return {(home, town): int(books[home].value("pause_days", town)) for home, town in asked}


def withdraw(signals: Collection[int]) -> int:
    """Take back the answers about these signals that no file holds yet: they told of somebody else's case. Gives the number."""
    return Answer.objects.filter(signal__in=signals, file=None).delete()[0]


@transaction.atomic
def make_file(*, partner: Partner, today: date, by: User | None) -> AnswerFile | None:
    """Bundle a partner's unsent answers. None: there is nothing to say. Two clicks make one file: the partner is locked."""
    Partner.objects.select_for_update().get(pk=partner.pk)
    unsent = Answer.objects.filter(partner=partner, file=None, signal__superseded_by=None)
    if not unsent.exists():
        return None
    file = AnswerFile.objects.create(partner=partner, on=today, made_by=by)
    unsent.update(file=file)
    return file


def note_fetched(file: AnswerFile, *, by: User) -> None:
    """Remember when the partner itself first took the file; the desk's own look does not count."""
    if by.organisation.kind == OrganisationKind.PARTNER:
        AnswerFile.objects.filter(pk=file.pk, first_fetched_at=None).update(first_fetched_at=timezone.now())
