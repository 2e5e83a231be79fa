"""How signals join and leave cases, and what the register says about people in open cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from voordeur.record.actions import append_events, close_cases, open_cases
from voordeur.record.models import Event
from voordeur.stages.deliver.rules.values.answers import STAGES
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.queries.ground import Ground, open_cases_about
from voordeur.stages.triage.rules.status import SignalStatus
from voordeur.stages.triage.rules.urgency import is_threatening


def join_cases(takings: Sequence[Taking], *, known: Ground, letter_only: Collection[int], on: date) -> set[int]:
    """Let those taken up open or join their household's open case; sets `case` on them (not yet written).

    A signal that stands in a case keeps it. A settled one tells of a payment instead of joining anew. How far the creditor's
    collection came and how often it tried by itself come along as facts.
    """
    new = [taking for taking in takings if taking.status == SignalStatus.TAKEN_UP and taking.case_id is None]
    cases = open_cases([known.start(taking) for taking in new], on=on)
    joined: list[tuple[int, dict[str, Any]]] = []
    paid: list[tuple[int, dict[str, Any]]] = []
    for taking in new:
        taking.case = cases[taking.signal.link.household_id]
        if taking.signal.signal_type == "settled":
            paid.append((taking.case.pk, {"signal": taking.signal_id, "partner": taking.signal.partner_id}))
        else:
            joined.append((taking.case.pk, _joined(taking, letter_only=taking.pk in letter_only)))
    append_events(kind="signal_joined", on=on, told=joined)
    append_events(kind="payment", on=on, told=paid)
    if any(taking.signal.collection_stage or taking.signal.own_attempts for taking in new):
        _collection(new, on=on)
    return {taking.case_id for taking in takings if taking.case_id is not None}


def _joined(taking: Taking, *, letter_only: bool) -> dict[str, Any]:
    signal = taking.signal
    facts: dict[str, Any] = {
        "signal": taking.signal_id,
        "partner": signal.partner_id,
        "kind": signal.kind,
        "amount_cents": signal.amount_cents,
        "signal_type": signal.signal_type,
        "oldest_due": signal.oldest_due.isoformat() if signal.oldest_due else None,
        "resident": signal.link.resident_id,
    }
    if signal.months is not None:
        facts["months"] = float(signal.months)
    if signal.collection_stage in STAGES:
        facts["stage"] = signal.collection_stage
    if is_threatening(signal.signal_type, signal.collection_stage):
        facts["threatening"] = True
    if letter_only:
        facts["letter_only"] = True
    return facts


def _collection(takings: Sequence[Taking], *, on: date) -> None:
    """How far each creditor's collection came and how often it tried by itself, as far as the case does not know it yet.

    A creditor that reports again counts all its attempts anew; what it wrote that is no stage stays with its signal.
    """
    signals = [(taking.case_id, taking.signal) for taking in takings if taking.case_id is not None]
    stage, tried = _known_of_collection({case for case, _ in signals})
    stages, attempts = [], []
    for case, signal in signals:
        by = {"partner": signal.partner_id}
        key = (case, signal.partner_id)
        if signal.collection_stage in STAGES and stage.get(key) != signal.collection_stage:
            stage[key] = signal.collection_stage
            stages.append((case, {**by, "stage": signal.collection_stage, "signal": signal.pk}))
        if more := max(0, (signal.own_attempts or 0) - tried[key]):
            tried[key] += more
            attempts.append((case, {**by, "number": more}))
    append_events(kind="stage", on=on, told=stages)
    append_events(kind="partner_attempt", on=on, told=attempts)


def _known_of_collection(cases: Collection[int]) -> tuple[dict[tuple[int, int], str], Counter[tuple[int, int]]]:
    """By case and creditor: the last stage that was told, and how many attempts of its own; one query."""
    stage: dict[tuple[int, int], str] = {}
    tried: Counter[tuple[int, int]] = Counter()
    rows = Event.objects.filter(case__in=cases, kind__in=("stage", "partner_attempt"), corrected_by=None).order_by("on", "id")
    for case, kind, facts in rows.values_list("case_id", "kind", "facts"):
        key = (case, facts.get("partner"))
        if kind == "stage":
            stage[key] = facts["stage"]
        else:
            tried[key] += facts.get("number", 1)
    return stage, tried


def leave_cases(takings: Sequence[Taking], *, on: date, close: bool = True) -> set[int]:
    """Take signals out of their cases (not yet written on `takings`); a case left without signals is closed when `close`."""
    left = {taking.case_id for taking in takings if taking.case_id is not None}
    told = [(taking.case_id, {"signal": taking.signal_id}) for taking in takings if taking.case_id is not None]
    append_events(kind="signal_left", on=on, told=told)
    if close:
        going = [taking.pk for taking in takings]
        kept = set(Taking.objects.filter(case__in=left).exclude(pk__in=going).values_list("case_id", flat=True))
        close_cases([(case, SignalStatus.OTHER_REASON) for case in sorted(left - kept)], on=on)
    for taking in takings:
        taking.case = None
    return left


_GONE = {SignalStatus.DECEASED: "deceased", SignalStatus.NOT_A_RESIDENT: "moved"}


def people_who_are_gone(takings: Sequence[Taking], *, on: date) -> set[int]:
    """The register says that somebody in an open case died or left: the case hears it the same day (P08, R06).

    A case in which nobody is left is closed. Returns the cases touched.
    """
    gone = {t.signal.link.resident_id: SignalStatus(t.status) for t in takings if t.status in _GONE}
    if not gone:
        return set()
    people: dict[int, set[int]] = defaultdict(set)
    for taking in open_cases_about(gone):
        if taking.case_id is not None:
            people[taking.case_id].add(taking.signal.link.resident_id)
    for status, kind in _GONE.items():
        told = [
            (case, {"resident": resident})
            for case, residents in people.items()
            for resident in sorted(residents)
            if gone.get(resident) == status
        ]
        append_events(kind=kind, on=on, told=told)
    empty = [(case, _outcome([gone[r] for r in residents])) for case, residents in people.items() if residents <= set(gone)]
    close_cases(empty, on=on)
    return set(people)


def _outcome(statuses: Sequence[SignalStatus]) -> str:
    """Where one died and another left, the case ends as one of a resident who died: survivors may need an offer."""
    return SignalStatus.DECEASED if SignalStatus.DECEASED in statuses else SignalStatus.NOT_A_RESIDENT
