"""Judge signals and let them open or join a case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from voordeur.accounts.models import Organisation
from voordeur.record.actions import close_cases
from voordeur.stages.triage.actions.cases import join_cases, leave_cases, people_who_are_gone
from voordeur.stages.triage.actions.patterns import mark_households, mark_patterns
from voordeur.stages.triage.models import Taking
from voordeur.stages.triage.queries import ground as read
from voordeur.stages.triage.rules.judge import Ruling, judge
from voordeur.stages.triage.rules.status import Reason, SignalStatus
from voordeur.stages.triage.rules.urgency import weighed

_WRITTEN = (
    "status", "rule", "reasons", "urgency", "urgency_reasons", "case", "on", "single", "multiple", "successive", "lane",
)  # fmt: skip


@transaction.atomic
def take_up(signals: Collection[int], *, today: date) -> set[int]:
    """Give each of these signals its status; those taken up open or join their household's case. Returns the cases touched.

    For a batch of up to 500 signals, in a fixed number of queries. A signal that has a status keeps it, so that a batch
    can be repeated; one that is not linked yet, or was replaced by a corrected delivery, is left alone.
    """
    fresh = set(signals) - set(Taking.objects.filter(signal__in=signals).values_list("signal_id", flat=True))
    # Each signal starts where DDAS lets it start: not taken up yet (R04: none is without a status).
    Taking.objects.bulk_create(Taking(signal_id=pk, status=SignalStatus.WAITING, on=today) for pk in sorted(fresh))
    takings = list(read.in_full(fresh))
    if len(takings) < len(fresh):
        Taking.objects.filter(signal__in=fresh - {taking.signal_id for taking in takings}).delete()
    return _work(takings, today=today)


@transaction.atomic
def take_up_again(signals: Collection[int], *, today: date) -> set[int]:
    """Judge signals anew after a decision about who they concern: each leaves the wrong case and joins the right one.

    What a person overruled keeps its status. Returns the cases touched, the old ones too; an old case that is left without
    signals is closed with "Niet opgepakt: andere reden".
    """
    before = {taking.signal_id: taking for taking in Taking.objects.filter(signal__in=signals).select_related("case")}
    cases = take_up(set(signals) - set(before), today=today)
    takings = list(read.in_full(before))
    stays = {t.pk for t in takings if t.case and t.case.household_id == t.signal.link.household_id}
    going = [t for t in takings if t.case_id and t.pk not in stays]
    left = {t.case.household_id for t in going if t.case}
    cases |= leave_cases(going, on=today)
    cases |= _work(takings, today=today)
    if left:
        mark_households(left, months=max(read.ground(takings).policy(taking).successive_months for taking in takings))
    return cases


@transaction.atomic
def follow_households(signals: Collection[int], *, today: date) -> set[int]:
    """Signals in an open case whose person got a household of their own (P03, P04) leave it and open or join a case there.

    Their status stays: nothing about the signal is new. Returns the cases touched, the old ones too.
    """
    takings = [t for t in read.in_full(signals) if t.case and t.case.closed_on is None]
    going = [t for t in takings if t.case and t.case.household_id != t.signal.link.household_id]
    if not going:
        return set()
    known = read.ground(going)
    left = {t.case.household_id for t in going if t.case}
    old = leave_cases(going, on=today)
    new = join_cases(going, known=known, letter_only={t.pk for t in going if t.rule == "P07"}, on=today)
    months = max(known.policy(taking).successive_months for taking in going)
    mark_patterns(going, months=months)
    _write(going)
    mark_households(left, months=months)
    return old | new


@transaction.atomic
def let_go(signals: Collection[int], *, today: date) -> set[int]:
    """Signals that a corrected delivery replaced leave their cases and say so. Returns the cases touched, the empty ones open.

    What replaces them may join the same case; `close_empty` closes those that nothing joined.
    """
    old = read.still_in_a_case(signals)
    cases = leave_cases(old, on=today, close=False)
    for taking in old:
        taking.status, taking.reasons = SignalStatus.OTHER_REASON, [{"code": Reason.SUPERSEDED.value, "params": {}}]
        taking.single = taking.multiple = taking.successive = False
    _write(old)
    return cases


@transaction.atomic
def close_empty(organisation: Organisation, *, today: date) -> set[int]:
    """Close this organisation's open cases that every signal has left. Returns them."""
    empty = read.empty_cases(organisation)
    close_cases([(case, SignalStatus.OTHER_REASON) for case in empty], on=today)
    return set(empty)


@transaction.atomic
def renew_lanes(residents: Collection[int], *, today: date) -> int:
    """Put the signals about these people that are still worked in the lane that fits now; gives how many changed."""
    takings = list(read.being_worked(residents))
    known, changed = read.ground(takings), []
    for taking in takings:
        before, taking.lane = taking.lane, read.lane_of(taking, known)
        if taking.lane != before:
            changed.append(taking)
    Taking.objects.bulk_update(changed, ["lane"])
    return len(changed)


@dataclass(frozen=True)
class _Judged:
    taking: Taking
    ruling: Ruling


def _work(takings: list[Taking], *, today: date) -> set[int]:
    if not takings:
        return set()
    known = read.ground(takings)
    judged = _judge_all(known)
    shapes = mark_patterns(takings, months=max(known.policy(taking).successive_months for taking in takings))
    for one in judged:
        if not one.taking.overruled_at:
            signal, earlier = read.facts_of(one.taking, known), known.earlier_than(one.taking)
            ruling = weighed(one.ruling, signal, known.policy(one.taking), earlier, shapes.get(one.taking.pk))
            _fill(one.taking, ruling)
        one.taking.lane = read.lane_of(one.taking, known)
    cases = join_cases(takings, known=known, letter_only=_letter_only(judged), on=today)
    _write(takings)
    return cases | people_who_are_gone(takings, on=today)


def _judge_all(known: read.Ground) -> list[_Judged]:
    """Judge in the order of the signals, so that a later one of the batch sees what became of an earlier one."""
    judged = []
    for taking in known.takings:
        ruling = judge(read.facts_of(taking, known), known.policy(taking), known.earlier_than(taking))
        if not taking.overruled_at:
            taking.status = ruling.status
        if taking.status == SignalStatus.TAKEN_UP:
            known.with_case.add(taking.signal.link.household_id)
        else:
            taking.case = None if not taking.overruled_at else taking.case
        known.remember(taking)
        judged.append(_Judged(taking, ruling))
    return judged


def _fill(taking: Taking, ruling: Ruling) -> None:
    taking.rule = ruling.rule
    taking.reasons = [reason.plain() for reason in ruling.reasons]
    taking.urgency = ruling.urgency
    taking.urgency_reasons = [reason.plain() for reason in ruling.urgency_reasons]


def _letter_only(judged: list[_Judged]) -> set[int]:
    return {one.taking.pk for one in judged if one.ruling.letter_only}


def _write(takings: list[Taking]) -> None:
    """Write them all with one statement, whatever differs between them."""
    Taking.objects.bulk_create(takings, update_conflicts=True, unique_fields=["signal"], update_fields=_WRITTEN)
