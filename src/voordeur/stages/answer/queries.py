"""Reads of the answers: what is known of each signal, and the rows that a partner may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.accounts.models import User
from voordeur.privacy.access import within
from voordeur.privacy.log import Look, record_look
from voordeur.record.models import Case, Event, Partner
from voordeur.stages.answer.models import Answer, AnswerFile
from voordeur.stages.answer.rules import AnswerCode, Facts
from voordeur.stages.triage.rules.status import SignalStatus

# The one sentence per code that a creditor reads. The same for everybody: it holds nothing of the person.
SENTENCES: dict[str, Promise] = {
    AnswerCode.RECEIVED: _("Uw signaal is ontvangen en in behandeling."),
    AnswerCode.NOT_TAKEN_UNJUSTIFIED: _("Uw signaal is niet opgepakt: het voldoet niet aan de voorwaarden (bedrag of termijn)."),
    AnswerCode.NOT_TAKEN_REPEATED: _("Uw signaal is niet opgepakt: het is een herhaling van een eerder signaal."),
    AnswerCode.NOT_TAKEN: _("Uw signaal is niet opgepakt."),
    AnswerCode.DECEASED: _("De persoon is overleden."),
    AnswerCode.NOT_A_RESIDENT: _("De persoon is geen inwoner (meer) van de gemeente."),
    AnswerCode.NO_CONTACT: _("Het is niet gelukt om contact te krijgen."),
    AnswerCode.NO_HELP: _("De persoon maakt geen gebruik van het hulpaanbod."),
    AnswerCode.ACCEPTED: _("De persoon heeft hulp geaccepteerd. Schort de incasso op tot en met de vermelde datum."),
    AnswerCode.CLOSED: _("De behandeling van uw signaal is afgesloten."),
}
# The whole of what a partner's file holds, in this order. Nothing is added without a legal review.
COLUMNS = ("klantnummer", "ons_kenmerk", "datum", "code", "betekenis", "opschorten_tot_en_met")


@dataclass(frozen=True)
class Known:
    """One signal with what is known about it, ready for the rules."""

    signal: int
    partner: int
    organisation: int
    municipality: int | None
    facts: Facts


def known_of(signals: Collection[int]) -> list[Known]:
    """What is known of these signals (superseded ones left out). Three queries, however many signals.

    Asked through the relations of `Partner`, so that no other stage's table is imported.
    """
    rows = list(
        Partner.objects.filter(signals__in=signals, signals__superseded_by=None).values_list(
            "signals",
            "pk",
            "receiver",
            "signals__taking__status",
            "signals__taking__case",
            "signals__taking__case__outcome",
            "signals__link__resident",
            "signals__link__resident__died_on",
            "signals__link__resident__secrecy",
            "signals__link__household__municipality",
        )
    )
    cases = {row[4] for row in rows if row[4]}
    return _joined(rows, _people(cases), *_story(cases))


def _joined(
    rows: Sequence[tuple[Any, ...]],
    people: dict[int | None, set[int]],
    offers: dict[tuple[int, int], tuple[str, date]],
    left: set[tuple[int, int]],
) -> list[Known]:
    """The rows of `known_of` with what their cases tell."""
    return [
        Known(
            signal=signal,
            partner=partner,
            organisation=organisation,
            municipality=municipality,
            facts=Facts(
                status=status or "",
                # A signal that was closed by itself keeps its own answer, whatever became of the case beside it.
                outcome=(outcome or "") if status == SignalStatus.TAKEN_UP else "",
                alone=people[case] <= {resident},
                offer=offers.get((case, resident), ("", None))[0],
                accepted_on=offers.get((case, resident), ("", None))[1],
                died=died_on is not None,
                left=(case, resident) in left,
                secrecy=bool(secrecy),
            ),
        )
        for signal, partner, organisation, status, case, outcome, resident, died_on, secrecy, municipality in rows
    ]


def _people(cases: Collection[int]) -> dict[int | None, set[int]]:
    """Case id → everybody whom a signal in it is about."""
    found: dict[int | None, set[int]] = defaultdict(set)
    linked = Case.objects.filter(pk__in=cases, takings__signal__link__resident__isnull=False)
    for case, resident in linked.values_list("pk", "takings__signal__link__resident"):
        found[case].add(resident)
    return found


def _story(cases: Collection[int]) -> tuple[dict[tuple[int, int], tuple[str, date]], set[tuple[int, int]]]:
    """From the events: (case, resident) → the last answer to the offer and its day; and who moved away."""
    offers: dict[tuple[int, int], tuple[str, date]] = {}
    left: set[tuple[int, int]] = set()
    told = Event.objects.filter(case__in=cases, kind__in=("accepted", "declined", "moved"), corrected_by=None)
    for case, kind, on, facts in told.order_by("on", "id").values_list("case", "kind", "on", "facts"):
        who = (case, int(facts["resident"]))
        if kind == "moved":
            left.add(who)
        else:
            offers[who] = (kind, on)
    return offers, left


@dataclass(frozen=True)
class Said:
    """One answer that went to a creditor: which code about which signal, in a file made at a moment. No personal data."""

    answer: int
    signal: int
    partner: int
    code: str
    made_at: datetime
    fetched_at: datetime | None
    by: int | None


def said_about(signals: Collection[int]) -> list[Said]:
    """The answers about these signals that stand in a file, in order of time; one query. What waits unsent is left out."""
    rows = Answer.objects.filter(signal__in=signals, file__isnull=False).order_by("file__made_at", "pk")
    return [
        Said(*row)
        for row in rows.values_list("pk", "signal", "partner", "code", "file__made_at", "file__first_fetched_at", "file__made_by")
    ]


def partners(user: User) -> QuerySet[Partner]:
    """The partners within this person's walls, with `unsent` and `last_file_on`; no personal data."""
    walls = within(user, organisation="receiver", municipality="", partner="self")
    # Each counted apart: joined, every answer would meet every file of its partner.
    waiting = Answer.objects.filter(partner=OuterRef("pk"), file=None, signal__superseded_by=None)
    last = AnswerFile.objects.filter(partner=OuterRef("pk")).order_by("-on")
    return (
        Partner.objects.filter(walls)
        .select_related("receiver")
        .annotate(
            unsent=_counted(waiting, "partner"),
            last_file_on=Subquery(last.values("on")[:1]),
        )
        .order_by("name")
    )


def _counted(answers: QuerySet[Answer], by: str) -> Coalesce:
    return Coalesce(Subquery(answers.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


def files(user: User) -> QuerySet[AnswerFile]:
    """The answer files within this person's walls, newest first, each with `answer_count`; no personal data."""
    walls = within(user, organisation="partner__receiver", municipality="", partner="partner")
    return (
        AnswerFile.objects.filter(walls)
        .select_related("partner__receiver", "made_by")
        .annotate(answer_count=_counted(Answer.objects.filter(file=OuterRef("pk")), "file"))
        .order_by("-on", "-pk")
    )


def rows_of(file: AnswerFile, look: Look) -> list[tuple[str | int | date | None, ...]]:
    """The rows of one file in the order of `COLUMNS`, of the signals within this person's walls; logged.

    Somebody at the desk who serves some municipalities sees those signals only; the partner itself has all of its own.
    """
    found = Answer.objects.filter(file=file)
    if look.user:
        found = found.filter(
            within(
                look.user,
                organisation="partner__receiver",
                municipality="signal__link__household__municipality",
                partner="partner",
            )
        )
    told = list(
        found.order_by("signal__customer_number", "signal", "on", "pk").values_list(
            "signal__customer_number", "signal", "on", "code", "pause_end", "signal__link__household"
        )
    )
    record_look(look, {f"answer_file:{file.pk}", *(f"household:{row[5]}" for row in told if row[5])} if told else ())
    return list(_said(told))


def _said(told: Sequence[tuple[str, int, date, str, date | None, int | None]]) -> Iterator[tuple[str | int | date | None, ...]]:
    # A creditor reads Dutch, whatever language the screen of whoever fetches it has.
    with translation.override("nl"):
        for customer, signal, on, code, pause_end, _household in told:
            yield customer, signal, on, code, str(SENTENCES[code]), pause_end
