"""Days at the desk: doubtful links looked at, post printed, calls made, cases ended with what their facts bear out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date, timedelta

from voordeur import stream
from voordeur.demo.plan import agree_plan
from voordeur.demo.team import Team
from voordeur.record.models import Case, Resident
from voordeur.stages.help import actions as help_
from voordeur.stages.help.rules.outcome import Outcome
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart

REVIEWS_A_MONTH = 6
CALLS_A_DAY = 25
CASES_ENDED_A_DAY = 25
FOLLOWED_UP_A_DAY = 20
PATIENCE = timedelta(days=42)  # nobody is given up on earlier
# What a call meets, of a hundred.
CALLS: dict[str, int] = {"no_answer": 40, "voicemail": 20, "talked": 32, "wrong_number": 8}
# Tried in this order: the first result that a case's facts bear out is the one that it ends with.
ENDINGS = (
    Outcome.FURTHER_FINANCIAL, Outcome.FURTHER_OTHER, Outcome.ADVICE, Outcome.PAID, Outcome.NO_HELP,
)  # fmt: skip
GIVEN_UP = (Outcome.LOST_CONTACT, Outcome.NEVER_REACHED)


def review(team: Team, *, on: date) -> None:
    """Decide some of the doubtful links; the rest stays in the queue."""
    doubtful = Resident.objects.filter(household__organisation=team.office, links__verdict="review").order_by("pk")
    for resident in doubtful[:REVIEWS_A_MONTH]:
        link = resident.links.get(verdict="review")  # in doubt, a signal stands with a resident of its own
        best = link.candidates.order_by("-score").first()
        same = best if team.chance.random() < 0.7 else None
        stream.decide_link(link, same_as=same, by=team.person("karim"), today=on)


def post(team: Team, *, on: date) -> None:
    """Print the letters and cards that are due; some people react to them within days."""
    for channel in (Channel.LETTER, Channel.CARD):
        cases = team.due(channel)
        if cases:
            stream.print_batch(
                organisation=team.office, channel=channel, cases=cases, by=team.person("clara"), today=on,
                register=team.register,
            )  # fmt: skip
    _react(team, on=on + timedelta(days=4))


def _react(team: Team, *, on: date) -> None:
    """Of a hundred letters, some bring a payment, a call that all is arranged, an opened envelope returned, or a no."""
    for case in team.open_cases().filter(opened_on__gte=on - timedelta(days=10)):
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


def call(team: Team, *, on: date) -> None:
    """Call who is to be called."""
    for case in _cases(team.due(Channel.PHONE)[:CALLS_A_DAY]):
        result = AttemptResult(team.chance.choices(list(CALLS), list(CALLS.values()))[0])
        resident = _somebody(case)
        talked = result == AttemptResult.TALKED and resident is not None
        made = reach.Attempt(
            channel=Channel.PHONE, day_part=DayPart.EVENING, reached=talked, result=result,
            resident_id=resident.pk if resident else None,
        )  # fmt: skip
        stream.attempt(case, made=made, by=team.person("karim"), on=on)
        if talked and resident:
            accepted = team.chance.random() < 0.5
            stream.offer_answered(case, resident=resident, accepted=accepted, by=team.person("karim"), on=on)
            if accepted:
                agree_plan(team, case, resident, on=on)


def follow_up(team: Team, *, on: date) -> None:
    """Look how cases go on: what is due at the desk."""
    for case in _cases(team.due(Channel.DESK)[:FOLLOWED_UP_A_DAY]):
        made = reach.Attempt(
            channel=Channel.DESK, day_part=DayPart.MORNING, reached=False, result=AttemptResult.DONE, resident_id=None
        )
        stream.attempt(case, made=made, by=team.person("karim"), on=on)


def close_some(team: Team, *, on: date) -> None:
    """End some cases with the first result that their facts bear out; a case without one stays open."""
    ended = 0
    for case in team.open_cases():
        if ended == CASES_ENDED_A_DAY:
            return
        endings = (*ENDINGS, *GIVEN_UP) if on - case.opened_on > PATIENCE else ENDINGS
        ended += any(_ends_with(team, case, outcome, on) for outcome in endings)


def _ends_with(team: Team, case: Case, outcome: Outcome, on: date) -> bool:
    with contextlib.suppress(help_.RefusalError):
        stream.close(case, outcome=outcome, by=team.person("karim"), on=on)
        return True
    return False


def _cases(ids: Iterable[int]) -> list[Case]:
    return list(Case.objects.filter(pk__in=ids).select_related("household").order_by("pk"))


def _somebody(case: Case) -> Resident | None:
    return case.household.residents.order_by("pk").first()
