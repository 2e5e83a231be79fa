"""Coevorden's way of working, told with the named cast: from a creditor's file to help, the answer, and oblivion.

Sterrenpad 1: letter, a closed door and a card, a talk on another part of the day, help accepted, a plan, an answer.
Sterrenpad 2: says no to visits and is left in peace; a grown signal brings one letter with the way back, and no visit.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from two_towns import OWN, csv_of, register_row
from voordeur import stream
from voordeur.calendar import add_working_days
from voordeur.connections.brp import HttpRegister
from voordeur.connections.brp.stand_in import serve
from voordeur.record.models import Case, Resident
from voordeur.stages.answer.models import Answer
from voordeur.stages.deliver.models import Signal
from voordeur.stages.help import actions as help_
from voordeur.stages.help.actions import PlanLine
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.help.rules.outcome import Outcome
from voordeur.stages.reach import actions as reach
from voordeur.stages.reach.models import DueStep, PrintedPiece
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.report.models import Fact
from voordeur.stages.triage.models import Taking
from voordeur.stages.visit import actions as visit

SEPTEMBER, OCTOBER = date(2026, 9, 25), date(2026, 10, 23)


@pytest.fixture
def register():
    rows = [register_row(OWN, "9001", n, bsn=bsn) for n, bsn in ((1, "999910012"), (2, "999910024"))]
    with serve(rows) as url:
        yield HttpRegister(url, "")


class Town:
    """What the story's sentences do; each is one call of the stream, as its screen makes it."""

    def __init__(self, cast, register) -> None:
        self.cast, self.register, self.today = cast, register, SEPTEMBER

    def thuisgoed_delivers(self, *houses: int, amount: str, on: date) -> None:
        self.today = on
        file = csv_of(OWN, *houses, amount=amount)
        self.delivery = stream.receive(
            partner=self.cast.thuisgoed, name=f"huur-{on}.csv", content=file, on=on, by=self.cast.clara, register=self.register
        )

    def case(self, house: int) -> Case:
        return Case.objects.get(household__house_number=str(house), closed_on=None)

    def resident(self, house: int) -> Resident:
        return Resident.objects.get(household__house_number=str(house))

    def due(self, house: int) -> set[str]:
        reach.plan_day(today=self.today)
        reach.plan([self.case(house).pk], today=self.today)
        return set(DueStep.objects.filter(case=self.case(house), state="due").values_list("channel", flat=True))

    def post_goes_out(self, on: date) -> None:
        self.today = on
        cases = list(Case.objects.filter(closed_on=None).values_list("pk", flat=True))
        stream.print_batch(
            organisation=self.cast.noorderlicht, channel=Channel.LETTER, cases=cases, by=self.cast.karim, today=on,
            register=self.register,
        )  # fmt: skip

    def vera_and_victor_ring(self, house: int, on: date, hour: int, **found) -> None:
        self.today, cast = on, self.cast
        part = DayPart.EVENING if hour >= 18 else DayPart.AFTERNOON
        made = visit.make_round(
            organisation=cast.noorderlicht, on=on, day_part=part, first=cast.vera, second=cast.victor,
            cases=[self.case(house).pk], by=cast.clara,
        )  # fmt: skip
        at = datetime(on.year, on.month, on.day, hour, 15, tzinfo=UTC)
        stream.door_result(made.stops.get(), made=visit.DoorResult(**found), submission=uuid4(), by=cast.vera, at=at)

    def answers(self, house: int) -> list[str]:
        signals = Signal.objects.filter(customer_number=f"ZW-100{house}")
        return list(Answer.objects.filter(signal__in=signals).order_by("pk").values_list("code", flat=True))


@pytest.fixture
def town(cast, register) -> Town:
    return Town(cast, register)


def _parts_tried(case: Case) -> list[str]:
    tried = case.events.filter(kind="attempt", facts__channel=Channel.VISIT).order_by("on")
    return [event.facts["day_part"] for event in tried]


def test_from_a_letter_to_the_door(town: Town) -> None:
    # Thuisgoed delivers two arrears, and a line without an amount that comes back with the reason.
    town.thuisgoed_delivers(1, 2, amount="812,40", on=SEPTEMBER)
    assert (town.delivery.delivered, town.delivery.accepted, town.delivery.refused) == (3, 2, 1)
    assert town.delivery.lines.get(verdict="refused").findings[0]["code"] == "amount_not_a_number"
    assert set(Taking.objects.values_list("status", flat=True)) == {"Opgepakt"}
    assert town.answers(1) == ["ONTVANGEN"]

    # A letter is due at both doors; it goes out to a name, once.
    assert town.due(1) == town.due(2) == {Channel.LETTER}
    town.post_goes_out(SEPTEMBER + timedelta(days=3))
    assert PrintedPiece.objects.count() == 2
    town.post_goes_out(SEPTEMBER + timedelta(days=3))
    assert PrintedPiece.objects.count() == 2
    assert town.due(1) == set()

    # Ten working days later nobody has answered: a visit is due. Nobody opens in the evening; a card stays behind.
    first = add_working_days(SEPTEMBER + timedelta(days=3), 10)
    town.today = first
    assert town.due(1) == {Channel.VISIT}
    town.vera_and_victor_ring(1, first, 19, result=AttemptResult.NOBODY, card_left=True)
    assert town.due(1) == set()

    # The next try is on another part of the day, and there somebody talks.
    second = first + timedelta(days=7)
    town.today = second
    assert town.due(1) == {Channel.VISIT}
    assert DueStep.objects.get(case=town.case(1), channel=Channel.VISIT).day_part != DayPart.EVENING
    noor = town.resident(1)
    town.vera_and_victor_ring(1, second, 14, result=AttemptResult.TALKED, resident_id=noor.pk, leave_asked=True)
    case = town.case(1)
    assert _parts_tried(case) == [DayPart.EVENING, DayPart.AFTERNOON]

    # She accepts: Thuisgoed hears that, with the end of the pause, and nothing else.
    stream.offer_answered(case, resident=noor, accepted=True, by=town.cast.karim, on=second)
    assert town.answers(1) == ["ONTVANGEN", "HULP_GEACCEPTEERD"]
    said = Answer.objects.get(code="HULP_GEACCEPTEERD")
    assert said.pause_end == second + timedelta(days=30)
    assert town.due(1) == {Channel.APPOINTMENT}

    # A plan, one line of it a referral that she agrees to; without her agreement or a reason it is refused.
    help_.agree(
        case, resident=noor, line=PlanLine(kind=AgreementKind.ACTION, text="Toeslagen aanvragen"), by=town.cast.karim, on=second
    )
    with pytest.raises(ValueError, match=r"\w"):
        line = PlanLine(kind=AgreementKind.REFERRAL, text="Administratie", referred_to="sociaal_raadslieden", agreed=False)
        help_.agree(case, resident=noor, line=line, by=town.cast.karim, on=second)
    stream.close(case, outcome=Outcome.ADVICE, by=town.cast.karim, on=second + timedelta(days=14))
    assert town.answers(1)[-1] == "AFGESLOTEN"

    # The month's figures count it, and hold nobody.
    stream.count_months(organisation=town.cast.noorderlicht, months=[SEPTEMBER.replace(day=1)])
    delivered = Fact.objects.filter(month=SEPTEMBER.replace(day=1), measure="delivered").values_list("value", flat=True)
    assert sum(delivered) == 3


def test_a_no_is_kept(town: Town) -> None:
    town.thuisgoed_delivers(2, amount="640,00", on=SEPTEMBER)
    town.post_goes_out(SEPTEMBER + timedelta(days=3))
    case, noor = town.case(2), town.resident(2)

    # She says no to visits; no reason is asked, and no visit comes.
    stream.say_no(case, resident=noor, no="visits", by=town.cast.karim, on=SEPTEMBER + timedelta(days=6))
    town.today = SEPTEMBER + timedelta(days=27)
    assert Channel.VISIT not in town.due(2)

    # The same arrear again, not grown: one already written to is not written to again, and nobody rings.
    town.thuisgoed_delivers(2, amount="640,00", on=OCTOBER)
    assert Channel.VISIT not in town.due(2)

    # It grows: one closed letter with the way back, and still no visit.
    town.thuisgoed_delivers(2, amount="1.280,00", on=OCTOBER + timedelta(days=3))
    assert town.due(2) == {Channel.LETTER}
    town.post_goes_out(OCTOBER + timedelta(days=4))
    town.today = OCTOBER + timedelta(days=40)
    assert Channel.VISIT not in town.due(2)


def test_the_repeat_of_somebody_who_was_reached_closes_by_itself(town: Town) -> None:
    town.thuisgoed_delivers(1, amount="500,00", on=SEPTEMBER)
    town.post_goes_out(SEPTEMBER + timedelta(days=3))
    town.vera_and_victor_ring(
        1, SEPTEMBER + timedelta(days=18), 19, result=AttemptResult.TALKED, resident_id=town.resident(1).pk, leave_asked=True
    )
    town.thuisgoed_delivers(1, 2, amount="500,00", on=OCTOBER)
    status = dict(Taking.objects.filter(on=OCTOBER).values_list("signal__house_number", "status"))
    assert status == {"1": "Niet opgepakt: herhaalde melding", "2": "Opgepakt"}
    assert town.answers(1)[-1] == "NIET_OPGEPAKT_HERHAALD"

    # The same file once more changes nothing.
    before = (Signal.objects.count(), Taking.objects.count(), Answer.objects.count())
    town.thuisgoed_delivers(1, 2, amount="500,00", on=OCTOBER)
    assert (Signal.objects.count(), Taking.objects.count(), Answer.objects.count()) == before


def test_somebody_who_died_hears_nothing_more(town: Town) -> None:
    town.thuisgoed_delivers(1, amount="500,00", on=SEPTEMBER)
    assert town.due(1) == {Channel.LETTER}
    case = town.case(1)
    stream.learn(case, kind="deceased", facts={"resident": town.resident(1).pk}, by=town.cast.karim, on=SEPTEMBER)
    case.refresh_from_db()
    assert not DueStep.objects.filter(case=case).exclude(channel=Channel.DESK).exists()
    assert PrintedPiece.objects.count() == 0


def test_a_corrected_file_replaces_what_nobody_worked_on_yet(town: Town) -> None:
    town.thuisgoed_delivers(1, 2, amount="500,00", on=SEPTEMBER)
    assert Case.objects.filter(closed_on=None).count() == 2

    # The next day Thuisgoed finds that only Sterrenpad 1 is in arrears, and for less: the whole file anew.
    corrected = csv_of(OWN, 1, amount="90,00")
    again = stream.receive(
        partner=town.cast.thuisgoed, name="huur-goed.csv", content=corrected, on=SEPTEMBER + timedelta(days=1),
        by=town.cast.clara, register=town.register, replaces=True,
    )  # fmt: skip
    assert again.withdrawn_signals == 2
    assert Case.objects.get(closed_on=None).household.house_number == "1"
    assert list(
        Taking.objects.filter(case__closed_on=None, case__isnull=False).values_list("signal__amount_cents", flat=True)
    ) == [9_000]
    assert not DueStep.objects.filter(case__household__house_number="2").exists()
