"""Each rule of the law that touches how people are approached, by its number; the plain refusals stand in `unlawful`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stages.reach.law.unlawful import UNLAWFUL
from stages.reach.law.written import CLOCKS, LETTER, TOWN, VISIT, breaches, notes, protocol, rules, text, told
from voordeur.stages.reach.rules.history import Told, history
from voordeur.stages.reach.rules.law import check
from voordeur.stages.reach.rules.next_steps import next_steps
from voordeur.stages.reach.rules.registry import FACTS
from voordeur.stages.reach.rules.vocabulary import Kind

MONDAY = date(2027, 1, 4)
RENT_ONLY = text(top="for: {kinds: [Huur]}\n")
PHONE = "- step: phone\n  channel: Telefoon\n  by: team\n  wait: 3 werkdagen\n  tries: 2\n  spacing: 1 dag\n  if: {phone: ja}\n"
CARD = "- step: card\n  channel: Kaartje\n  by: team\n  after: visit\n  after_results: [nobody, no_access]\n"


def accepted(of, on: date, **facts):
    """What follows an acceptance in a case whose signal came in three weeks before."""
    signal = {"signal": 1, "partner": 1, "kind": "Huur", "amount_cents": 45_000, "signal_type": "first", "resident": 1} | facts
    events = [Told(1, "signal_joined", on - timedelta(weeks=3), signal), Told(2, "accepted", on, {"resident": 1})]
    (step,) = next_steps(of, history(events, opened_on=on - timedelta(weeks=3), clocks=CLOCKS), on).due
    return step


def test_r01_only_kinds_that_are_legal_here_have_to_lead_to_an_offer():
    assert breaches(RENT_ONLY, town=replace(TOWN, kinds=("Huur",))) == []
    assert rules(breaches(RENT_ONLY, town=replace(TOWN, kinds=("Huur", "Hypotheek")))) == {"R04"}


def test_r04_a_signal_for_which_there_is_no_step_is_told_with_the_signal_and_what_to_add():
    (found,) = breaches(RENT_ONLY)
    assert found.line == 10
    assert "ma 4 januari 2027: een signaal over Zorg, € 450" in told([found])
    assert "for: others" in found.message.nl
    assert "Mon 4 January 2027: a signal about Zorg, € 450" in told([found], "en")


def test_r04_what_nobody_may_read_or_hear_is_no_offer():
    desk = breaches(text("- step: desk\n  channel: Administratief\n  by: team\n  offers: ja\n" + LETTER))
    assert rules(desk) == {"R04"}
    door = text(VISIT + "  offers: ja\n- step: letter\n  channel: Brief\n  by: team\n  unless: {offered: ja}\n")
    assert rules(breaches(door)) == {"R04", "R20"}


def test_r16_end_of_supply_alone_is_not_threatening_and_who_says_so_promises_more():
    every = "conversation: {threatening: [crisis, aanzegging, ontruiming, end_of_supply]}\n"
    assert breaches(text(top=every)) == []
    assert "R16" in rules(notes(text(top=every)))
    assert "R16" not in rules(notes(text()))
    assert accepted(protocol(), MONDAY, signal_type="end_of_supply").clock == "conversation"


@pytest.mark.parametrize("word", ["crisis", "aanzegging", "ontruiming"])
def test_r17_each_threatening_situation_has_three_working_days(word):
    named = [one for one in ("crisis", "aanzegging", "ontruiming") if one != word]
    (found,) = breaches(text(top=f"conversation: {{threatening: [{', '.join(named)}]}}\n"))
    assert (found.rule, word in found.message.nl) == ("R17", True)
    assert "uiterlijk nu moet het eerste gesprek er zijn" in told([found])
    facts = {"signal_type": word} if word == "crisis" else {"stage": word}
    assert accepted(protocol(), MONDAY, **facts).deadline == date(2027, 1, 7)


def test_r18_holidays_never_stretch_the_four_weeks():
    (found,) = breaches(text(top="conversation: {within: 20 werkdagen}\n"))
    assert found.rule == "R18"
    assert breaches(text(top="conversation: {within: 15 werkdagen}\n")) == []


def test_r19_the_term_runs_from_the_acceptance_not_from_the_signal():
    assert accepted(protocol(), MONDAY).deadline == MONDAY + timedelta(weeks=4)


def test_r20_the_term_is_the_municipalitys_own():
    three_weeks = text(LETTER + "  wait: 3 weken\n")
    assert breaches(three_weeks) == []
    (found,) = breaches(three_weeks, town=replace(TOWN, clocks=replace(CLOCKS, offer_within_days=14)))
    assert (found.rule, found.step, found.line) == ("R20", "letter", 11)
    assert "na 21 dagen" in found.message.nl


def test_r20_a_term_in_working_days_is_measured_over_every_holiday_of_two_years():
    (found,) = breaches(UNLAWFUL["twenty working days, which holidays stretch"][1])
    assert "april 2028" in found.story[0].nl, "Easter, the King's birthday, 5 May: none of those years is worse"


def test_r20_a_second_creditor_that_comes_later_does_not_put_the_offer_off():
    late = "- step: late\n  channel: Brief\n  by: team\n  after: start\n  wait: 20 dagen\n"
    flips = VISIT + late.replace("late", "these").replace("20", "12")
    others = late.replace("step: late", "step: others").replace("wait: 20 dagen", "wait: 14 dagen") + "  for: others\n"
    assert breaches(text(flips + others, top="for: {several_creditors: ja}\n")) == []
    after_visits = VISIT.replace("2 werkdagen", "6 werkdagen") + "- step: these\n  channel: Brief\n  by: team\n  wait: 1 dag\n"
    found = breaches(text(after_visits + others, top="for: {several_creditors: ja}\n"))
    assert rules(found) == {"R20"}
    assert "van een andere schuldeiser" in told(found)


def test_r20_when_room_runs_out_the_offer_may_be_late_which_is_a_note():
    waits = text(VISIT + "- step: letter\n  channel: Brief\n  by: team\n", top="visits_per_month: 20\n")
    assert breaches(waits) == []
    assert "20 bezoeken per maand" in " ".join(one.message.nl for one in notes(waits) if one.rule == "R20")


def test_r24_who_refuses_at_the_door_or_on_the_phone_hears_nothing_more():
    goes_on = text(LETTER + VISIT + PHONE, top="ends: [reached, paid, arranged, moved, deceased]\n")
    found = breaches(goes_on)
    assert rules(found) == {"P10"}
    assert breaches(text(LETTER + VISIT + PHONE)) == []


def test_r25_r34_a_creditor_is_not_told_what_came_of_our_contacts_or_who_else_lends():
    step = "- step: own\n  channel: Brief\n  by: corporation\n  after: start\n  if: {}\n"
    for rule, asked in (("R25", "{offered: ja}"), ("R34", "{minors: ja}"), ("R34", "{lanes: [young]}")):
        (found,) = breaches(text(LETTER + step.replace("{}", asked)))
        assert (found.rule, found.step) == (rule, "own")


def test_r27_an_attempt_carries_its_channel_part_of_the_day_purpose_and_outcome():
    assert {"channel", "day_part", "reached", "purpose", "result"} <= set(FACTS[Kind.ATTEMPT])


def test_r29_approaching_who_is_known_at_debt_help_is_a_note():
    without = text(LETTER + VISIT, top="ends: [reached, refused, paid, arranged, moved, deceased]\n")
    assert breaches(without) == []
    assert "R29" in rules(notes(without))
    assert "R29" not in rules(notes(text(LETTER + VISIT)))


def test_r31_p08_nothing_follows_a_death_not_even_work_at_the_desk():
    (found,) = breaches(UNLAWFUL["the dead are written to"][1])
    assert "de bewoner is overleden" in told([found])
    assert "zet deceased bij ends" in found.message.nl


def test_r32_a_referral_without_agreement_but_with_its_reason_is_a_note_that_tells_the_reason():
    refer = "- step: refer\n  channel: Administratief\n  by: team\n  after: letter\n  refer_to: wijkteam\n  agreement: nee\n"
    assert rules(breaches(text(LETTER + refer))) == {"R32"}
    with_reason = text(LETTER + refer + '  reason: "kinderen zonder water"\n')
    assert breaches(with_reason) == []
    assert "kinderen zonder water" in " ".join(one.message.nl for one in notes(with_reason) if one.rule == "R32")


def test_r40_no_step_for_children_where_the_water_may_be_cut_off_is_a_note():
    assert "R40" in rules(notes(text()))
    assert "R40" not in rules(notes(text(), town=replace(TOWN, kinds=("Huur", "Zorg"))))
    hurried = "- step: children\n  channel: Huisbezoek\n  by: team\n  after: start\n  if: {kinds: [Water], minors: ja}\n"
    assert "R40" not in rules(notes(text(LETTER + hurried)))


def test_r41_what_the_method_chooses_by_itself_is_listed():
    (listed,) = [one for one in notes(text(LETTER + PHONE)) if one.rule == "R41"]
    assert "phone" in listed.message.nl
    assert "R41" not in rules(notes(text()))


def test_p11_a_sunday_visit_is_told_with_the_sunday():
    (found,) = breaches(text(LETTER + VISIT, top="contact: {sundays: ja}\n"))
    assert "zo 10 januari 2027: aan de beurt, op een zondag of feestdag: huisbezoek" in told([found])


def test_p11_quiet_hours_are_the_municipalitys_own():
    early = replace(TOWN, latest=TOWN.latest.replace(hour=18, minute=0))
    assert rules(breaches(text(LETTER + VISIT), town=early)) == {"P11"}


def test_p12_when_all_post_comes_back_no_offer_arrived_which_is_a_note():
    (lost,) = [one for one in notes(text()) if one.rule == "P12"]
    assert "de brief komt terug" in told([lost])


def test_p16_a_card_first_is_a_note_when_a_letter_follows_within_the_month():
    own = "- step: own\n  channel: Brief\n  by: team\n  after: start\n  wait: 10 dagen\n"
    found = [one for one in notes(text(VISIT + CARD + own)) if one.rule == "P16"]
    assert [one.step for one in found] == ["card"]
    sms = "- step: sms\n  channel: SMS/Whatsapp\n  by: team\n  offers: ja\n  if: {phone: ja}\n"
    only = text(sms + "- step: own\n  channel: Brief\n  by: team\n  after: start\n  if: {phone: nee}\n")
    assert rules(breaches(only)) == {"P16"}


def test_p17_a_text_that_is_not_there_is_a_note():
    card = text(LETTER + VISIT + CARD.replace("by: team", "by: team\n  text: lost"))
    assert [one.step for one in notes(card, texts={}) if one.rule == "P17"] == ["card"]
    assert "P17" not in rules(notes(card))
    assert rules(breaches(text(LETTER + VISIT + CARD), texts={"card": ["incasso"]})) == {"P17"}, (
        "a card's own text is called card"
    )


def test_p26_after_a_payment_a_letter_disturbs_less_than_a_bell():
    ends = "ends: [reached, refused, arranged, moved, deceased, known_elsewhere]\n"
    assert breaches(text(top=ends)) == []
    assert "P26" in rules(notes(text(top=ends)))
    assert rules(breaches(text(LETTER + PHONE, top=ends))) == {"P26"}


def test_p26_ringing_again_at_somebody_who_was_spoken_to_is_a_note():
    again = text(LETTER + VISIT, top="ends: [refused, paid, arranged, moved, deceased, known_elsewhere]\n")
    assert breaches(again) == []
    (found,) = [one for one in notes(again) if one.rule == "P26"]
    assert "een gesprek" in told([found])
    assert "P26" not in rules(notes(text(LETTER + VISIT)))


def test_what_has_too_many_combinations_is_said_to_be_not_proved():
    step = "- step: s{0}\n  channel: Brief\n  by: team\n  after: start\n  wait: {0} dagen\n  if: {{{1}}}\n"
    asked = "months: {{from: {0}}}, amount: {{from: {0}00}}, minors: ja, threatening: nee, several_creditors: nee"
    many = "".join(step.format(number, asked.format(number)) for number in range(1, 9))
    found = notes(text(LETTER + many))
    assert any("combinaties" in one.message.nl for one in found)


def test_the_same_protocol_is_always_told_the_same():
    unlawful = protocol(VISIT + CARD, top="for: {kinds: [Huur], amount: {from: 300}}\n")
    assert check(unlawful, TOWN) == check(unlawful, TOWN)
