"""The whole flow on one page: one function per hand-over between stages.

A signal comes in with a creditor's file, gets a person and a household, is taken up in a case or closed with a reason; what the
protocol says is due appears on a worklist; somebody goes to the door; help is offered; the creditor hears what it may hear; the
figures are counted; and in the end everything personal is forgotten. Every screen, command and job that hands a matter from
one stage to the next calls a function here; nothing else calls forward.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import IO, Any, Unpack
from uuid import UUID

from django.db import transaction

from voordeur import breach, forgetting
from voordeur.accounts.models import Organisation, OrganisationKind, User
from voordeur.connections.brp import PersonRegister, RegisterUnavailable
from voordeur.privacy.actions import examine_log
from voordeur.privacy.models import BreachNote
from voordeur.privacy.queries import ran_on
from voordeur.record.models import Case, Event, Partner, Resident
from voordeur.stages.answer import actions as answer
from voordeur.stages.deliver import actions as deliver
from voordeur.stages.deliver.queries import shares_of, superseded_signals
from voordeur.stages.help import actions as help_
from voordeur.stages.match import actions as match
from voordeur.stages.match.queries import waiting_for_register
from voordeur.stages.match.queries.joined import joined
from voordeur.stages.reach import actions as reach
from voordeur.stages.report import actions as report
from voordeur.stages.triage import actions as triage
from voordeur.stages.visit import actions as visit

# A file with more lines than this goes to the worker and shows a progress bar.
LINES_AT_ONCE = 2_000
LINES_IN_A_REQUEST = 300  # where somebody waits at a screen: nobody looks at a still page for over two seconds


# --- a creditor delivers ---------------------------------------------------------------------------------------------


def receive(
    *,
    partner: Partner | Organisation,
    name: str,
    content: IO[bytes],
    on: date,
    by: User | None,
    register: PersonRegister,
    replaces: bool = False,
    at_once: int = LINES_AT_ONCE,
) -> deliver.Delivery:
    """Take a file in: a partner's, or the desk's own with lines of several (P01), where each one's share is a delivery.

    A short one is carried through all stages at once; a long one waits for the worker. The same file a second time gives
    back the first delivery, untouched.
    """
    how: dict[str, Any] = {"name": name, "content": content, "on": on, "by": by, "replaces": replaces, "at_once": at_once}
    if isinstance(partner, Organisation):
        stored = deliver.store_desk(organisation=partner, **how)
    else:
        stored = deliver.store(partner=partner, **how)
    if not stored.already_there and stored.lines <= at_once:
        for part in (stored.delivery, *shares_of(stored.delivery)):
            carry_on(part, register=register)
    stored.delivery.refresh_from_db()
    return stored.delivery


def carry_on(delivery: deliver.Delivery, *, register: PersonRegister) -> None:
    """Walk one delivery through match, triage, reach and answer, from wherever it stands. Safe to repeat after a kill."""
    deliver.read_lines(delivery)
    triage.let_go(superseded_signals(delivery), today=delivery.on)
    for signals in deliver.unfinished_signals(delivery):
        carry_signals(signals, register=register, today=delivery.on)
    reach.plan(triage.close_empty(delivery.organisation, today=delivery.on), today=delivery.on)
    deliver.finish(delivery)
    if delivery.state == "done":
        report.count_month(organisation=delivery.organisation, month=delivery.month)


def carry_signals(signals: Collection[int], *, register: PersonRegister, today: date) -> None:
    """Match → triage → reach → answer for these signal ids. Each step skips what it already did."""
    doubted = match.link_signals(signals, register=register, today=today)
    cases = triage.take_up(signals, today=today)
    reach.plan(cases, today=today)
    answer.answer_signals(signals, today=today)
    if doubted:  # what these signals teach may put earlier ones before a person again
        _replay(doubted, today=today)


# --- a person decides ------------------------------------------------------------------------------------------------


@transaction.atomic
def decide_link(
    link: match.Link,
    *,
    same_as: match.Candidate | None,
    by: User,
    today: date,
    sisters: Collection[tuple[match.Link, match.Candidate | None]] = (),
) -> None:
    """A worker says whom a doubtful signal is about (None: nobody of these), and its sisters with it; the cases follow.

    Where one of them stood with somebody else before, that link was wrong: a breach, as with `undo_link`.
    """
    links = [link, *(sister for sister, _ in sisters)]
    stood, left = joined([one.pk for one in links]), breach.left_under([one.pk for one in links], by=by)
    match.decide(link, same_as=same_as, by=by, sisters=sisters)
    now = {one.signal_id: one.resident_id for one in links}
    wrong = [one for one in stood if one.resident != now[one.signal]]
    breach.open_notes(wrong, left=left, by=by)
    answer.withdraw([one.signal for one in wrong])
    _replay(list(now), today=today)


@transaction.atomic
def undo_link(link: match.Link, *, by: User, today: date, along: Collection[match.Link] = ()) -> BreachNote | None:
    """A worker takes a link apart, and those `along` that came the same road: each signal gets a resident of its own again.

    They leave the wrong case, answers that nobody has yet are taken back, and a breach note is opened with all that left
    under the link (P05); None where the link joined nothing, so that nothing is split.
    """
    links = [link, *along]
    stood, left = joined([one.pk for one in links]), breach.left_under([one.pk for one in links], by=by)
    note = breach.open_notes(stood, left=left, by=by)
    for one in links:
        match.undo(one, by=by)
    answer.withdraw([one.signal_id for one in links])
    _replay([one.signal_id for one in links], today=today)
    return note


@transaction.atomic
def overrule(taking: triage.Taking, *, status: str, reason: str, by: User, today: date) -> None:
    """A worker sets another status than the rule did, with a reason."""
    cases = triage.overrule(taking, status=status, reason=reason, by=by, today=today)
    reach.plan(cases, today=today)
    answer.answer_signals([taking.signal_id], today=today)


def _replay(signals: Collection[int], *, today: date) -> None:
    cases = triage.take_up_again(signals, today=today)
    reach.plan(cases, today=today)
    answer.answer_signals(signals, today=today)


# --- somebody reaches out --------------------------------------------------------------------------------------------


@transaction.atomic
def attempt(case: Case, *, made: reach.Attempt, by: User, on: date, note: str = "") -> Event:
    """Record a contact attempt; the worklist follows."""
    event = reach.record_attempt(case, made=made, by=by, on=on, note=note)
    reach.plan([case.pk], today=on)
    return event


@transaction.atomic
def say_no(case: Case, *, resident: Resident, no: str, by: User | None, on: date) -> Event:
    """Somebody says no, without having to say why: to visits, to help for these arrears, or to being approached at all."""
    event = reach.record_no(case, resident=resident, no=no, by=by, on=on)
    visit.let_go_after(event, by=by)
    reach.plan([case.pk], today=on)
    return event


@transaction.atomic
def learn(case: Case, *, kind: str, facts: dict[str, object], by: User | None, on: date, note: str = "") -> Event:
    """Record another fact of the case (paid, arranged, moved, died, wrong number, post returned, …); the worklist follows."""
    event = reach.record_fact(case, kind=kind, facts=facts, by=by, on=on, note=note)
    visit.let_go_after(event, by=by)
    reach.plan([case.pk], today=on)
    answer.answer_signals(triage.signals_of(case), today=on)
    return event


@transaction.atomic
def partner_told(
    partner: Partner, *, what: str, customers: Collection[str], on: date, today: date, by: User | None, because: str = ""
) -> reach.Heard:
    """A creditor tells of many customers at once: it did what the protocol leaves to it, or its collection came to a stage."""
    heard = reach.hear(partner, what=what, customers=customers, on=on, today=today, by=by, because=because)
    reach.plan(heard.cases, today=today)
    return heard


def print_batch(*, cases: Collection[int], today: date, **how: Unpack[reach.Printing]) -> reach.PrintBatch | None:
    """Make one print file of the due letters or cards; who moved or died since is left out (P13). None: nobody was left."""
    batch = reach.print_batch(cases=cases, today=today, **how)
    reach.plan(cases, today=today)
    for case in Case.objects.filter(pk__in=cases, closed_on__isnull=False):  # everybody in it had died or left
        answer.answer_signals(triage.signals_of(case), today=today)
    return batch


def send_messages(
    *, organisation: Organisation, channel: str, cases: Collection[int], by: User | None, now: datetime
) -> reach.Prepared:
    """Make the e-mails or text messages that are due, one a person; the worker hands them over once people may be disturbed."""
    return reach.send_due(organisation=organisation, channel=channel, cases=cases, by=by, now=now)


def carry_messages(*, now: datetime) -> bool:
    """Hand over what waits, ask how the rest fares; whether there was anything to do. Safe to kill and to repeat."""
    return reach.carry_messages(now=now)


@transaction.atomic
def door_result(stop: visit.Stop, *, made: visit.DoorResult, submission: UUID, by: User, at: datetime) -> Event:
    """A pair says what happened at a door. The same submission twice counts once."""
    event = visit.record_result(stop, made=made, submission=submission, by=by, at=at)
    reach.plan([stop.case_id], today=at.date())
    return event


@transaction.atomic
def door_corrected(stop: visit.Stop, *, made: visit.DoorResult, submission: UUID, by: User, at: datetime) -> Event:
    """A pair mends what it said about a door: the old result stays in the story as corrected; the worklist follows."""
    event = visit.correct_result(stop, made=made, submission=submission, by=by, at=at)
    reach.plan([stop.case_id], today=at.date())
    return event


# --- help, the end, the answer ---------------------------------------------------------------------------------------


@transaction.atomic
def offer_answered(case: Case, *, resident: Resident, accepted: bool, by: User, on: date, note: str = "") -> Event:
    """One person accepts or declines help; only the creditors of that person hear so (P28)."""
    event = help_.answer_offer(case, resident=resident, accepted=accepted, by=by, on=on, note=note)
    reach.plan([case.pk], today=on)
    answer.answer_signals(triage.signals_of(case), today=on)
    return event


@transaction.atomic
def agree(case: Case, *, resident: Resident, line: help_.PlanLine, by: User | None, on: date) -> help_.Agreement:
    """Put a line in the plan; while something agreed is open, the case is not proposed for closing."""
    made = help_.agree(case, resident=resident, line=line, by=by, on=on)
    reach.plan([case.pk], today=on)
    return made


@transaction.atomic
def agreement_done(agreement: help_.Agreement, *, by: User | None, on: date) -> None:
    """Tick a line of the plan off; after the last one the case is proposed for closing."""
    help_.done(agreement, by=by, on=on)
    reach.plan([agreement.case_id], today=on)


@transaction.atomic
def close(case: Case, *, outcome: str, by: User, on: date, note: str = "") -> None:
    """Close a case with one of the sixteen DDAS results; its signals are answered, its month counted."""
    help_.close(case, outcome=outcome, by=by, on=on, note=note)
    reach.plan([case.pk], today=on)
    answer.answer_signals(triage.signals_of(case), today=on)


def answer_file(*, partner: Partner, today: date, by: User | None) -> answer.AnswerFile | None:
    """Bundle a partner's unsent answers into one file. None: there is nothing to say."""
    return answer.make_file(partner=partner, today=today, by=by)


def count_months(*, organisation: Organisation, months: Iterable[date]) -> None:
    """Count the person-free facts of these months anew."""
    for month in months:
        report.count_month(organisation=organisation, month=month)


# --- every night -----------------------------------------------------------------------------------------------------


def night(*, today: date, register: PersonRegister) -> bool:
    """What each new day needs, once: waiting steps become due, a silent register is asked again, terms end, the log is read.

    Returns whether there was anything to do; the last run of the forgetting says which day was done. Safe to repeat.
    """
    waiting = [office for office in Organisation.objects.exclude(kind=OrganisationKind.PARTNER) if not ran_on(office, today)]
    if not waiting:
        return False
    reach.plan_day(today=today)
    reach.remind_of_appointments()
    _ask_again(register=register, today=today)
    for office in waiting:
        forgetting.forget(organisation=office, today=today, by=None)
    examine_log()
    return True


def _ask_again(*, register: PersonRegister, today: date) -> None:
    """Signals that came while the register was silent; while it still is, they wait, and Vandaag shows them."""
    with suppress(RegisterUnavailable):
        while changed := match.ask_again(waiting_for_register(), register=register, today=today):
            _replay(changed, today=today)
