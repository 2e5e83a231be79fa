"""Coevorden's way of working: until January 2022 a letter, then visits; at a closed door a card that betrays nothing.

Sterrenpad 1: letter, a closed door and a card, a talk on another part of the day, help accepted, a plan, an answer.
Sterrenpad 2: says no to visits and is left in peace; a grown signal brings one letter with the way back, and no visit.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from programme_town import Home, ProgrammeTown
from two_towns import OWN, csv_of
from voordeur import stream
from voordeur.calendar import add_working_days
from voordeur.channels.text_check import check_text
from voordeur.stages.answer.models import Answer
from voordeur.stages.deliver.models import Signal
from voordeur.stages.help.actions import PlanLine
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.help.rules.outcome import Outcome
from voordeur.stages.reach.models import DueStep, PrintedPiece
from voordeur.stages.reach.queries.texts import text_of
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart
from voordeur.stages.report.models import Fact
from voordeur.stages.triage.models import Taking

SEPTEMBER, OCTOBER = date(2026, 9, 25), date(2026, 10, 23)
SINCE = "01-09-2026"  # the arrear stays the same one, month after month
POST = SEPTEMBER + timedelta(days=3)
HOMES = {"first": Home(1, OWN.surname), "second": Home(2, OWN.surname, born="19800215")}


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    return town_of("coevorden-visit@1", HOMES, today=SEPTEMBER)


def delivers(town: ProgrammeTown, *names: str, amount: str = "500,00", on: date = SEPTEMBER) -> None:
    town.delivers(town.cast.thuisgoed, *((name, {"amount": amount, "since": SINCE}) for name in names), on=on)


def test_from_a_letter_to_the_door(town):
    # Thuisgoed delivers two arrears, and a line without an amount that comes back with the reason.
    line_without_amount = ("first", {"amount": "niets"})
    said = {"amount": "812,40"}
    delivery = town.delivers(town.cast.thuisgoed, ("first", said), ("second", said), line_without_amount)
    assert (delivery.delivered, delivery.accepted, delivery.refused) == (3, 2, 1)
    assert delivery.lines.get(verdict="refused").findings[0]["code"] == "amount_not_a_number"
    assert set(Taking.objects.values_list("status", flat=True)) == {"Opgepakt"}
    assert town.answers("first") == ["ONTVANGEN"]

    # A letter is due at both doors; it goes out to a name, once.
    assert town.due("first") == town.due("second") == {"letter"}
    for _ in range(2):
        town.post_goes_out("first", "second", on=POST)
        assert PrintedPiece.objects.count() == 2
    assert town.due("first") == set()

    # Ten working days later nobody has answered: a visit is due. Nobody opens in the evening; a card stays behind.
    first = add_working_days(POST, 10)
    assert town.due("first", on=first) == {"visit"}
    town.rings("first", DayPart.EVENING, result=AttemptResult.NOBODY, card_left=True)
    assert town.due("first") == set()

    # The next try is on another part of the day, and there somebody talks.
    second = first + timedelta(days=7)
    assert town.due("first", on=second) == {"visit"}
    assert town.day_part("first") != DayPart.EVENING
    town.talks("first")
    assert town.doors("first") == [DayPart.EVENING, DayPart.AFTERNOON]

    # She accepts: Thuisgoed hears that, with the end of the pause, and nothing else.
    town.accepts("first")
    assert town.answers("first") == ["ONTVANGEN", "HULP_GEACCEPTEERD"]
    assert Answer.objects.get(code="HULP_GEACCEPTEERD").pause_end == second + timedelta(days=30)
    assert town.due("first") == {"first_conversation"}

    # A plan, one line of it a referral that she agrees to; without her agreement or a reason it is refused.
    case, noor, karim = town.case("first"), town.resident("first"), town.cast.karim
    allowances = PlanLine(kind=AgreementKind.ACTION, text="Toeslagen aanvragen")
    stream.agree(case, resident=noor, line=allowances, by=karim, on=second)
    unasked = PlanLine(kind=AgreementKind.REFERRAL, text="Administratie", referred_to="sociaal-raadslieden", agreed=False)
    with pytest.raises(ValueError, match=r"\w"):
        stream.agree(case, resident=noor, line=unasked, by=karim, on=second)
    stream.close(case, outcome=Outcome.ADVICE, by=karim, on=second + timedelta(days=14))
    assert town.answers("first")[-1] == "AFGESLOTEN"

    # The month's figures count it, and hold nobody.
    stream.count_months(organisation=town.office, months=[SEPTEMBER.replace(day=1)])
    delivered = Fact.objects.filter(month=SEPTEMBER.replace(day=1), measure="delivered").values_list("value", flat=True)
    assert sum(delivered) == 3


def test_a_no_is_kept(town):
    delivers(town, "second", amount="640,00")
    town.post_goes_out("second", on=POST)

    # She says no to visits; no reason is asked, and no visit comes.
    town.says_no("second", "visits", on=SEPTEMBER + timedelta(days=6))
    assert "visit" not in town.due("second", on=SEPTEMBER + timedelta(days=27))

    # The same arrear again, not grown: one already written to is not written to again, and nobody rings.
    delivers(town, "second", amount="640,00", on=OCTOBER)
    assert "visit" not in town.due("second")

    # It grows: one closed letter with the way back, and still no visit.
    delivers(town, "second", amount="1.280,00", on=OCTOBER + timedelta(days=3))
    assert town.due("second") == {"way_back"}
    town.post_goes_out("second", on=OCTOBER + timedelta(days=4))
    assert "visit" not in town.due("second", on=OCTOBER + timedelta(days=40))


def test_a_no_outlives_the_case_in_which_it_was_said(town):
    delivers(town, "second", amount="640,00")
    town.accepts("second", accepted=False)
    stream.close(town.case("second"), outcome=Outcome.NO_HELP, by=town.cast.karim, on=SEPTEMBER + timedelta(days=9))

    # A month later it has grown: a new case, and in it one closed letter; nobody calls or comes by.
    delivers(town, "second", amount="1.280,00", on=OCTOBER)
    assert town.due("second") == {"way_back"}
    town.post_goes_out("second", on=OCTOBER + timedelta(days=3))
    assert town.due("second", on=OCTOBER + timedelta(days=40)) <= {"decide"}
    assert town.doors("second") == []


def test_the_repeat_of_somebody_who_was_reached_closes_by_itself(town):
    delivers(town, "first")
    town.post_goes_out("first", on=POST)
    town.rings(
        "first", DayPart.EVENING, on=SEPTEMBER + timedelta(days=18), result=AttemptResult.TALKED,
        resident_id=town.resident("first").pk, leave_asked=True,
    )  # fmt: skip
    delivers(town, "first", "second", on=OCTOBER)
    status = dict(Taking.objects.filter(on=OCTOBER).values_list("signal__house_number", "status"))
    assert status == {"1": "Niet opgepakt: herhaalde melding", "2": "Opgepakt"}
    assert town.answers("first")[-1] == "NIET_OPGEPAKT_HERHAALD"


def test_the_same_file_once_more_changes_nothing(town):
    def send() -> tuple[int, ...]:
        stream.receive(
            partner=town.cast.thuisgoed, name="huur.csv", content=csv_of(OWN, 1, 2), on=SEPTEMBER, by=town.cast.clara,
            register=town.register,
        )  # fmt: skip
        return Signal.objects.count(), Taking.objects.count(), Answer.objects.count()

    assert send() == send() != (0, 0, 0)


def test_somebody_who_died_hears_nothing_more(town):
    delivers(town, "first")
    assert town.due("first") == {"letter"}
    case = town.case("first")
    town.learns("first", "deceased", resident=town.resident("first").pk)
    assert not DueStep.objects.filter(case=case).exclude(channel=Channel.DESK).exists()
    assert PrintedPiece.objects.count() == 0


def test_a_corrected_file_replaces_what_nobody_worked_on_yet(town):
    delivers(town, "first", "second")
    # The next day Thuisgoed finds that only Sterrenpad 1 is in arrears, and for less: the whole file anew.
    again = stream.receive(
        partner=town.cast.thuisgoed, name="huur-goed.csv", content=csv_of(OWN, 1, amount="90,00"),
        on=SEPTEMBER + timedelta(days=1), by=town.cast.clara, register=town.register, replaces=True,
    )  # fmt: skip
    assert again.withdrawn_signals == 2
    owed = Taking.objects.filter(case__closed_on=None, case__isnull=False)
    assert list(owed.values_list("case__household__house_number", "signal__amount_cents")) == [("1", 9_000)]
    assert not DueStep.objects.filter(case__household__house_number="2").exists()


def test_until_2022_one_letter_and_then_somebody_looks(town_of):
    town = town_of("coevorden-letter@1", HOMES, today=SEPTEMBER)
    delivers(town, "first")
    assert town.due("first") == {"letter"}
    town.post_goes_out("first", on=POST)
    assert town.due("first", on=add_working_days(POST, 19)) == set()
    assert town.due("first", on=add_working_days(POST, 20)) == {"decide"}
    assert town.doors("first") == []


def test_post_that_lies_unopened_rules_letters_out_and_somebody_comes_at_once(town):
    delivers(town, "first")
    resident = town.resident("first").pk
    town.learns("first", "channel_fact", channel="Brief", fact="unopened", resident=resident, on=POST)
    assert town.due("first") == {"visit"}
    assert "letter" not in {step.name for step in (*town.steps("first").due, *town.steps("first").waiting)}


def test_the_card_names_help_and_a_person_and_never_debts(town):
    card = text_of(town.office, "coevorden", "card")
    told = " ".join(card.parts())
    assert "VoorzieningenWijzer" in told
    assert "contact" in card.slots()
    assert not [word for word in ("schuld", "achterstand", "betaling") if word in told.lower()]
    assert not [fault for fault in check_text(card) if fault.level == "breach"]
