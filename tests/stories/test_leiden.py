"""Leiden's way of working: the corporation's letter announces the visit, with a way out; silence is no answer, a no is one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from programme_town import Home, ProgrammeTown
from voordeur import stream
from voordeur.calendar import add_working_days
from voordeur.stages.help.actions import PlanLine
from voordeur.stages.help.models import Agreement
from voordeur.stages.help.rules.agreement import AgreementKind
from voordeur.stages.help.rules.outcome import Outcome
from voordeur.stages.reach.rules.vocabulary import AttemptResult, Channel, DayPart

DELIVERED = date(2026, 9, 21)
POSTED = DELIVERED + timedelta(days=2)
OPT_OUT_ENDS = POSTED + timedelta(days=7)
OWN_LETTER = DELIVERED + timedelta(days=18)
OFFER_BY = DELIVERED + timedelta(days=28)
DISTRICTS = {"Merenwijk": ["9901"], "Leiden-Noord": ["9902"], "Havenkwartier": ["9903"]}
HOMES = {
    "Jansen": Home(1, "Jansen"),
    "Bakker": Home(2, "Bakker"),
    "father": Home(3, "Aydin", nth=3, given="Orhan", born="19650312"),
    "daughter": Home(3, "Aydin", nth=4, given="Selin", born="20020607"),
    "elsewhere": Home(5, "Smit", street="Havenkade", postcode="9903CD"),
}
TWO_MONTHS = {"months": 2, "amount": "1.240,00"}


@pytest.fixture
def town(town_of) -> ProgrammeTown:
    return town_of("leiden@1", HOMES, today=DELIVERED, districts=DISTRICTS)


def reported(town: ProgrammeTown, *names: str, **said: object) -> None:
    town.delivers(town.cast.thuisgoed, *((name, TWO_MONTHS | said) for name in names))


def announced(town: ProgrammeTown, *names: str) -> None:
    town.today = POSTED
    assert town.tells(town.cast.thuisgoed, "announcement", *names).unknown == ()


def test_who_says_nothing_is_visited_three_times_at_three_parts_of_the_day_and_then_written_an_email(town):
    # Two months behind with the rent, in Merenwijk. The corporation writes; until it says when, nobody does anything.
    reported(town, "Jansen", email="noor@voorbeeld.test")
    assert town.case("Jansen").district == "Merenwijk"
    assert town.due("Jansen") == set()
    assert town.waits_for("Jansen") == {"announcement": "partner_does"}

    # Posted on Wednesday. For a week Jansen can decline. She says nothing, and silence means that the pair comes.
    announced(town, "Jansen")
    assert town.due("Jansen", on=OPT_OUT_ENDS - timedelta(days=1)) == set()
    assert town.due("Jansen", on=OPT_OUT_ENDS) == {"visit"}

    # Three closed doors, each at another part of the day, with a day or more between; no card is left.
    tried = [town.nobody_opens("Jansen")]
    for _ in range(2):
        again = town.day_of("Jansen", "visit")
        assert again > town.today
        tried.append(town.nobody_opens("Jansen", on=again))
    assert set(tried) == set(DayPart)
    assert town.case("Jansen").events.filter(facts__channel=Channel.CARD).count() == 0

    # No fourth visit: the next working day an e-mail, which carries the offer; so no letter is needed any more.
    assert town.due("Jansen", on=add_working_days(town.today, 1)) <= {"email", "own-letter"}
    town.today = town.day_of("Jansen", "email")
    assert town.today <= OFFER_BY
    town.tries("Jansen", Channel.MAIL, AttemptResult.SENT, step="email")
    assert town.due("Jansen", on=OFFER_BY) == {"decide"}
    assert town.doors("Jansen") == [str(part) for part in tried]


def test_without_an_email_address_somebody_calls(town):
    reported(town, "Jansen", phone="0600012345")
    announced(town, "Jansen")
    for _ in range(3):
        town.nobody_opens("Jansen", on=town.day_of("Jansen", "visit"))
    assert town.day_of("Jansen", "phone") > town.today
    assert "email" not in {step.name for step in town.steps("Jansen").waiting}


def test_who_declines_by_phone_is_left_in_peace_and_gets_one_letter_with_the_offer(town):
    reported(town, "Bakker", email="noor@voorbeeld.test", phone="0600012345")
    announced(town, "Bakker")
    town.says_no("Bakker", "visits", on=POSTED + timedelta(days=2))

    # Nobody comes, calls or mails, neither when the term ends nor after it. Nobody asked why.
    for day in (OPT_OUT_ENDS, OPT_OUT_ENDS + timedelta(days=5), OWN_LETTER - timedelta(days=1)):
        assert town.due("Bakker", on=day) == set()
    # The law's offer still comes, once, in a closed letter, within the term.
    assert town.due("Bakker", on=OWN_LETTER) == {"own-letter"}
    assert OWN_LETTER <= OFFER_BY
    town.post_goes_out("Bakker")
    assert town.due("Bakker", on=OFFER_BY) == {"decide"}
    assert town.answers("Bakker") == ["ONTVANGEN"], "the corporation is not told that somebody declined"


def test_no_posting_date_no_visit_but_the_offer_comes_all_the_same(town):
    reported(town, "Jansen", email="noor@voorbeeld.test")
    for days in (9, 14, 17):
        assert town.due("Jansen", on=DELIVERED + timedelta(days=days)) == set()
    assert town.due("Jansen", on=OWN_LETTER) == {"own-letter"}
    town.post_goes_out("Jansen")

    # Late is not never: from the day that the corporation tells at last, the way out stands open for its whole term.
    told = OWN_LETTER + timedelta(days=4)
    town.today = told
    town.tells(town.cast.thuisgoed, "announcement", "Jansen")
    assert town.due("Jansen", on=told + timedelta(days=6)) <= {"decide"}
    assert town.day_of("Jansen", "visit") >= told + timedelta(days=7)


def test_another_district_is_not_visited_and_gets_its_offer_by_letter(town):
    reported(town, "elsewhere")
    assert town.day_of("elsewhere", "other-letter") == add_working_days(DELIVERED, 2)
    assert "visit" not in {step.name for step in town.steps("elsewhere").waiting}


def test_the_self_employed_father_arranges_it_himself(town):
    reported(town, "Jansen")
    announced(town, "Jansen")
    town.talks("Jansen", on=OPT_OUT_ENDS)
    # His statements are in order now, and he pays. He needs nothing: that is a result like any other.
    town.accepts("Jansen", accepted=False)
    case = town.case("Jansen")
    stream.close(case, outcome=Outcome.NO_HELP, by=town.cast.karim, on=town.today)
    assert case.outcome == "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering"
    assert town.answers("Jansen")[-1] == "GEEN_HULP"


def test_a_father_and_a_daughter_each_have_actions_of_their_own_in_one_plan(town):
    reported(town, "father", "daughter")
    assert town.case("father") == town.case("daughter")
    announced(town, "father", "daughter")
    town.talks("father", on=OPT_OUT_ENDS)
    town.accepts("father")
    town.accepts("daughter")
    case, karim = town.case("father"), town.cast.karim

    grant = PlanLine(kind=AgreementKind.ACTION, text="Studiefinanciering aanvragen", owner="dochter")
    stream.agree(case, resident=town.resident("daughter"), line=grant, by=karim, on=town.today)
    # He could not have read the announcement. Social work looks with him at what he needs, because he wants that.
    unasked = PlanLine(kind=AgreementKind.REFERRAL, text="Kennismaken", referred_to="maatschappelijk-werk", agreed=False)
    with pytest.raises(ValueError, match=r"\w"):
        stream.agree(case, resident=town.resident("father"), line=unasked, by=karim, on=town.today)
    referral = PlanLine(kind=AgreementKind.REFERRAL, text="Kennismaken", referred_to="maatschappelijk-werk")
    stream.agree(case, resident=town.resident("father"), line=referral, by=karim, on=town.today)

    whose = {line.resident_id: line.kind for line in Agreement.objects.filter(case=case)}
    assert whose == {
        town.resident("daughter").pk: AgreementKind.ACTION,
        town.resident("father").pk: AgreementKind.REFERRAL,
    }
