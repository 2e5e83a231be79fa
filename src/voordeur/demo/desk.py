"""Days at the desk: doubtful links looked at, post printed, calls made, cases ended with what their facts bear out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings

from voordeur import stream
from voordeur.demo.plan import agree_plan
from voordeur.demo.team import Left, Team
from voordeur.record.models import Case, Resident
from voordeur.stages.help import queries as help_queries
from voordeur.stages.help.rules.outcome import Outcome, may_close
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.actions.senders import PostRefusedError
from voordeur.stages.reach.rules.next_steps import ASK_PARTNER, CONVERSATION, DECIDE, FOLLOW_UP, REGISTER_CHECK
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.triage import queries as triage
from voordeur.stages.triage.rules.status import SignalStatus

REVIEWS_A_DAY = 6
TEN = time(10)  # when the post of a morning is sent
LETTERS_A_DAY = 14  # so that their visits do not all fall on one evening
CALLS_A_DAY = 8
CASES_ENDED_A_DAY = 10
LOOKS_A_DAY = 8
TALKED_ABOUT = "Kennismaking op het gemeentehuis, met de post erbij."
CREDITOR_SAYS = "De schuldeiser bevestigt dat alles betaald is."
ACCEPTS = 0.55  # of who is asked
COMES_TO_COURT = 0.45
KEPT_OPEN = 3  # one of so many cases stays open until all that was agreed is done; the others are handed over
AT_ONCE = 0.75  # of who accepts, makes a plan right then; with the others a conversation follows
# What a call meets, of a hundred.
CALLS: dict[str, int] = {"no_answer": 40, "voicemail": 20, "talked": 32, "wrong_number": 8}
# What a worker makes of a signal that no rule could place, and the reason that is written down.
JUDGEMENTS = (
    (SignalStatus.TAKEN_UP, "Nagebeld met de signaalpartner: adres en naam kloppen."),
    (SignalStatus.NOT_A_RESIDENT, "Volgens de nieuwe bewoner vorig jaar vertrokken, niemand weet waarheen."),
)
# Tried in this order: the first result that a case's facts bear out is the one that it ends with.
HELPED = (Outcome.FURTHER_FINANCIAL, Outcome.FURTHER_OTHER, Outcome.ADVICE, Outcome.PAID)
ENDINGS = (*HELPED, Outcome.NO_HELP)
GIVEN_UP = (Outcome.LOST_CONTACT, Outcome.NEVER_REACHED)
SOON = timedelta(days=3)
T = TypeVar("T")


def review(team: Team, *, on: date, left: int) -> None:
    """Decide what waits for a person, the oldest first, until so much is left."""
    for taking in _all_but(left, triage.decisions_waiting(team.person("karim")))[:REVIEWS_A_DAY]:
        link = taking.signal.link
        if link.verdict == "review":
            best = link.candidates.order_by("-score").first()
            same = best if team.chance.random() < 0.7 else None
            stream.decide_link(link, same_as=same, by=team.person("karim"), today=on)
        else:
            status, reason = team.chance.choice(JUDGEMENTS)
            stream.overrule(taking, status=status, reason=reason, by=team.person("karim"), today=on)


def post(team: Team, *, on: date, left: Left) -> None:
    """Print the letters and cards that are due; some people react to them within days."""
    for channel, lying, most in ((Channel.LETTER, left.letters, LETTERS_A_DAY), (Channel.CARD, left.cards, None)):
        due = _all_but(lying, team.due(channel))
        if cases := due if lying else due[:most]:
            stream.print_batch(
                organisation=team.office, channel=channel, cases=cases, by=team.person("clara"), today=on,
                register=team.register,
            )  # fmt: skip
            if channel == Channel.LETTER:
                _react(team, cases, on=on)


def _react(team: Team, cases: Iterable[int], *, on: date) -> None:
    """Of a hundred letters, some bring a payment, a call that all is arranged, an envelope returned unopened, or a no."""
    for case in _cases(cases):
        fate = team.chance.random()
        by = team.person("karim")
        if fate < 0.06:
            stream.learn(case, kind="payment", facts={"amount_cents": 5_000}, by=by, on=on)
        elif fate < 0.10:
            stream.learn(case, kind="arrangement", facts={}, by=by, on=on, note="Heeft zelf een regeling getroffen.")
        elif fate < 0.12:
            stream.learn(case, kind="channel_fact", facts={"channel": "Brief", "fact": "returned"}, by=by, on=on)
        elif fate < 0.15 and (resident := _somebody(case)):
            stream.say_no(case, resident=resident, no="visits", by=by, on=on)
        elif fate < 0.17 and (resident := _somebody(case)):
            stream.say_no(case, resident=resident, no="help", by=by, on=on)


def call(team: Team, *, on: date, left: int) -> None:
    """Call who is to be called, until so many are left."""
    due = team.steps(Channel.PHONE)
    for case in _cases(_all_but(left, due)[:CALLS_A_DAY]):
        result = AttemptResult(team.chance.choices(list(CALLS), list(CALLS.values()))[0])
        resident = _somebody(case)
        talked = result == AttemptResult.TALKED and resident is not None
        made = reach.Attempt(
            channel=Channel.PHONE, day_part=DayPart.EVENING, reached=talked, result=result,
            resident_id=resident.pk if resident else None, step=due[case.pk],
        )  # fmt: skip
        stream.attempt(case, made=made, by=team.person("karim"), on=on)
        if talked and resident:
            answered(team, case, resident, on=on)


def write(team: Team, *, on: date, left: int) -> None:
    """Send the e-mails and text messages that are due, until so many are left; written by hand where there is no carrier."""
    morning = datetime.combine(on, TEN, ZoneInfo(settings.TIME_ZONE))
    for channel in (Channel.MAIL, Channel.TEXT):
        due = team.steps(channel)
        cases = _all_but(left, due)[:LETTERS_A_DAY]
        try:
            stream.send_messages(organisation=team.office, channel=channel, cases=cases, by=team.person("karim"), now=morning)
        except PostRefusedError:
            for case in _cases(cases):
                made = reach.Attempt(channel=channel, day_part="", reached=False, result=AttemptResult.SENT, step=due[case.pk])
                stream.attempt(case, made=made, by=team.person("karim"), on=on)
    while stream.carry_messages(now=morning):
        pass


def go_to_hearings(team: Team, *, on: date) -> None:
    """Be there at the court for whoever has to come; some do."""
    due = {case: step for case, step in team.steps(Channel.APPOINTMENT).items() if step != CONVERSATION}
    for case in _cases(due):
        resident = _somebody(case)
        came = resident is not None and team.chance.random() < COMES_TO_COURT
        made = reach.Attempt(
            channel=Channel.APPOINTMENT, day_part=DayPart.MORNING, reached=came, step=due[case.pk],
            result=AttemptResult.TALKED if came else AttemptResult.NOBODY,
            resident_id=resident.pk if came and resident else None,
        )  # fmt: skip
        stream.attempt(case, made=made, by=team.person("karim"), on=on)
        if came and resident:
            answered(team, case, resident, on=on)


def look(team: Team, *, on: date, left: int) -> None:
    """Look how cases go on until so many are left: look people up again, and hear what they make of the offer."""
    due = [(step, case) for step in (REGISTER_CHECK, ASK_PARTNER, FOLLOW_UP) for case in team.due(Channel.DESK, only=step)]
    found = Case.objects.select_related("household").in_bulk([case for _, case in due])
    for step, pk in _all_but(left, due)[:LOOKS_A_DAY]:
        case = found[pk]
        if step == FOLLOW_UP and (resident := _spoken_to(case)):
            answered(team, case, resident, on=on)
        else:
            made = reach.Attempt(channel=Channel.DESK, day_part="", reached=False, result=AttemptResult.DONE, step=step)
            stream.attempt(case, made=made, by=team.person("karim"), on=on)
            if step == ASK_PARTNER and case.pk % 2:
                stream.learn(case, kind="payment", facts={}, by=team.person("karim"), on=on, note=CREDITOR_SAYS)


def answered(team: Team, case: Case, resident: Resident, *, on: date) -> None:
    """Somebody says yes or no to the offer; who says yes makes a plan right then, or comes to talk about it later."""
    accepted = team.chance.random() < ACCEPTS
    stream.offer_answered(case, resident=resident, accepted=accepted, by=team.person("karim"), on=on)
    if accepted and team.chance.random() < AT_ONCE:
        agree_plan(team, case, resident, on=on)


def converse(team: Team, *, on: date, left: int) -> None:
    """Hold the first conversations whose term runs out soon, until so many are left."""
    for case in _cases(_all_but(left, team.due(Channel.APPOINTMENT, only=CONVERSATION, until=on + SOON))):
        accepted = case.offers.filter(answer="accepted").order_by("pk").first()
        resident = accepted.resident if accepted else None
        made = reach.Attempt(
            channel=Channel.APPOINTMENT, day_part=DayPart.AFTERNOON, reached=True, result=AttemptResult.TALKED,
            resident_id=resident.pk if resident else None, purpose=CONVERSATION,
        )  # fmt: skip
        stream.attempt(
            case, made=made, by=team.person("karim"), on=on, note="Kennismaking op het gemeentehuis, met de post erbij."
        )
        if resident:
            agree_plan(team, case, resident, on=on)


def tick_off(team: Team, *, on: date, left: int) -> None:
    """Most of what was agreed is done by its day; what nobody ticks off comes back on the worklist."""
    for agreement in _all_but(left, help_queries.open_agreements(team.person("karim"), until=on)):
        stream.agreement_done(agreement, by=team.person("karim"), on=on)


def end_cases(team: Team, *, on: date, left: int) -> None:
    """End what the protocol asks to decide about, until so many are left, with what the facts bear out."""
    kept = {pk for pk in _with_a_plan(team) if pk % KEPT_OPEN == 0}
    due = [pk for pk in team.due(Channel.DESK, only=DECIDE) if pk not in kept]
    for case in _cases(_all_but(left, due)[:CASES_ENDED_A_DAY]):
        _end(team, case, (*ENDINGS, *GIVEN_UP), on)


def end_helped(team: Team, *, on: date) -> None:
    """End the cases of those who paid, and of those with whom everything agreed was done."""
    waiting = _with_a_plan(team) | set(team.due(Channel.APPOINTMENT))
    for case in team.open_cases():
        if case.pk not in waiting:
            _end(team, case, HELPED, on)


def _with_a_plan(team: Team) -> set[int]:
    return {line.case_id for line in help_queries.open_agreements(team.person("karim"), until=date.max)}


def _end(team: Team, case: Case, endings: Iterable[Outcome], on: date) -> None:
    facts = help_queries.closing_facts(case, on=on)
    if outcome := next((ending for ending in endings if may_close(ending, facts) is None), None):
        stream.close(case, outcome=outcome, by=team.person("karim"), on=on)


def _all_but(left: int, due: Iterable[T]) -> list[T]:
    """What is due without the last ones, which stay lying."""
    found = list(due)
    return found[: max(0, len(found) - left)]


def _cases(ids: Iterable[int]) -> list[Case]:
    return list(Case.objects.filter(pk__in=ids).select_related("household").order_by("pk"))


def _spoken_to(case: Case) -> Resident | None:
    """Who was spoken to last, as far as the story tells."""
    talk = case.events.filter(kind="attempt", facts__reached=True, facts__resident__isnull=False).order_by("pk").last()
    return case.household.residents.filter(pk=talk.facts["resident"]).first() if talk else None


def _somebody(case: Case) -> Resident | None:
    return case.household.residents.order_by("pk").first()
