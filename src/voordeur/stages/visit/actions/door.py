"""Record what happened at a door; mend it; sign off at the last one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from voordeur.accounts.models import User
from voordeur.programmes.texts import programme_of
from voordeur.record.actions import append_event
from voordeur.record.models import Event, Resident
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.queries.texts import text_of
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel
from voordeur.stages.visit.actions.appointments import appointment_at, at_the_door, let_go_after
from voordeur.stages.visit.models import Round, Stop
from voordeur.stages.visit.queries import step_of
from voordeur.stages.visit.rules.door import DoorResult, Incomplete, codes, day_part, incomplete, reached


class NotRecorded(ValueError):
    """This result cannot be recorded; the message says why, in the visitor's words."""


@transaction.atomic
def record_result(stop: Stop, *, made: DoorResult, submission: UUID, by: User, at: datetime) -> Event:
    """Record what a pair says about a door: one attempt, a second one for a card left, and a no where one was said.

    The same submission twice gives the first event back and writes nothing. Raises NotRecorded when the door already has
    another result, when `by` is not of the pair, when the round was signed off by then, or when the result is incomplete.
    """
    stop = _locked(stop)
    if stop.result is not None:
        if stop.submission == submission:
            return stop.result
        raise NotRecorded(_already(stop.result))
    return _write(stop, made=made, submission=submission, by=by, at=at)


@transaction.atomic
def correct_result(stop: Stop, *, made: DoorResult, submission: UUID, by: User, at: datetime) -> Event:
    """Put another result in the place of a mistaken one: the old events stay, corrected, and new ones tell what was so.

    A no that was said is not taken back by this: undoing a no takes a talk (P10).
    """
    stop = _locked(stop)
    if stop.submission == submission and stop.result is not None:
        return stop.result
    if stop.result is None:
        raise NotRecorded(_("Deze deur heeft nog geen resultaat."))
    today = localtime(at).date()
    for event in stop.case.events.filter(kind="attempt", facts__stop=stop.pk, corrected_by=None):
        append_event(case=stop.case, kind="correction", on=today, by=by, corrects=event)
    return _write(stop, made=made, submission=submission, by=by, at=at)


@transaction.atomic
def sign_off(round_: Round, *, by: User, at: datetime) -> None:
    """The pair is safe and done for tonight (P25); doors without a result stay due. Twice is once."""
    _check_member(round_, by)
    Round.objects.filter(pk=round_.pk, signed_off_at=None).update(signed_off_at=at)
    round_.refresh_from_db(fields=["signed_off_at"])


def _locked(stop: Stop) -> Stop:
    # Two phones of one pair may send at once: whoever comes second waits here and then sees the first one's result.
    return (
        Stop.objects.select_for_update(of=("self",))
        .select_related("round__first", "round__second", "case__household", "result__by")
        .get(pk=stop.pk)
    )


def _write(stop: Stop, *, made: DoorResult, submission: UUID, by: User, at: datetime) -> Event:
    _check_member(stop.round, by)
    if problem := incomplete(made):
        raise NotRecorded(_sentence(problem))
    # A phone without network hands in late: what was tapped before the pair signed off still counts.
    if stop.round.signed_off_at is not None and at >= stop.round.signed_off_at:
        raise NotRecorded(_("Deze ronde is al afgemeld."))
    moment = localtime(at)
    resident = _resident(stop, made)
    event = _attempt(stop, made, Channel.VISIT, by=by, at=moment)
    at_the_door(stop, event)
    if made.card_left:
        _attempt(stop, made, Channel.CARD, by=by, at=moment)
    if made.no and resident is not None:
        let_go_after(reach.record_no(stop.case, resident=resident, no=made.no, by=by, on=moment.date()), by=by)
    stop.result, stop.submission = event, submission
    stop.save(update_fields=["result", "submission"])
    return event


def _attempt(stop: Stop, made: DoorResult, channel: Channel, *, by: User, at: datetime) -> Event:
    visit = channel == Channel.VISIT
    extra = codes(made, stop=stop.pk) | appointment_at(stop) if visit else {"stop": stop.pk, "text_version": _card_words(stop)}
    return reach.record_attempt(
        stop.case,
        made=reach.Attempt(
            channel=channel,
            day_part=day_part(at.hour),
            reached=visit and reached(made.result),
            result=made.result if visit else AttemptResult.SENT,
            resident_id=made.resident_id,
            step=step_of(stop.case_id, channel),
            extra=extra,
        ),
        by=by,
        on=at.date(),
        note=made.note if visit else "",
    )


def _card_words(stop: Stop) -> str:
    return text_of(stop.case.organisation, programme_of(stop.case.protocol), "card").key


def _resident(stop: Stop, made: DoorResult) -> Resident | None:
    if made.resident_id is None:
        return None
    found = stop.case.household.residents.filter(pk=made.resident_id).first()
    if found is None:
        raise NotRecorded(_("Deze persoon hoort niet bij dit adres."))
    return found


def _check_member(round_: Round, by: User) -> None:
    if by.pk not in {round_.first_id, round_.second_id}:
        raise NotRecorded(_("Alleen het duo van deze ronde vult de deuren in."))


def _already(result: Event) -> str:
    who = result.by.name if result.by else _("Een collega")
    when = localtime(result.at).strftime("%H:%M")
    return _("%(name)s heeft deze deur om %(time)s al ingevuld. Klopt dat niet? Kies dan Verbeteren.") % {
        "name": who,
        "time": when,
    }


def _sentence(problem: Incomplete) -> str:
    return {
        Incomplete.NOT_AT_A_DOOR: _("Dit resultaat hoort niet bij een huisbezoek."),
        Incomplete.WHO: _("Kies wie u hebt gesproken."),
        Incomplete.NOBODY_SPOKE: _("Een nee of toestemming kan alleen de bewoner zelf geven."),
        Incomplete.UNKNOWN_NO: _("Kies waartegen de bewoner nee zei."),
        Incomplete.DAY_PART: _("Kies ook de dag om terug te komen."),
    }[problem]
