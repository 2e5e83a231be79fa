"""What is due, and why: the protocol of Coevorden played through."""

from __future__ import annotations

from datetime import date

from stages.reach.stories import ANNE, BRAM, LETTER, START, names, signal, steps, told, tried
from voordeur.stages.reach.rules.vocabulary import Channel


def test_a_new_signal_asks_for_a_letter_at_once():
    (letter,) = steps([signal()], START).due
    assert (letter.name, letter.channel, letter.due_on, letter.code) == ("letter", Channel.LETTER, START, "start")
    assert letter.residents == (ANNE,)


def test_r20_until_the_offer_is_made_a_clock_runs_and_then_no_longer():
    (letter,) = steps([signal()], START).due
    assert (letter.deadline, letter.clock) == (date(2026, 11, 23), "offer")
    (visit,) = steps([signal(), tried("Brief", START)], START).waiting
    assert visit.deadline is None


def test_ten_working_days_without_a_reaction_ask_for_a_visit():
    result = steps([signal(), tried("Brief", "10-26")], "10-27")
    assert (names(result.due), names(result.waiting)) == ([], ["visit"])
    assert result.waiting[0].due_on == date(2026, 11, 9)
    (visit,) = steps([signal(), tried("Brief", "10-26")], "11-09").due
    why = {"step": "letter", "channel": "Brief", "on": "2026-10-26"}
    assert (visit.code, visit.params, visit.day_part) == ("no_reaction", why, "Avond")


def test_a_closed_door_asks_for_a_card_and_another_part_of_the_day():
    events = [signal(), tried("Brief", "10-26"), tried("Huisbezoek", "11-09", "nobody", part="Avond")]
    result = steps(events, "11-11")
    assert names(result.due) == ["card", "visit"]
    visit = result.due[1]
    assert (visit.day_part, visit.code, visit.params["try"]) == ("Middag", "again", 2)
    with_card = [*events, tried("Kaartje", "11-09")]
    assert names(steps(with_card, "11-11").due) == ["visit"]


def test_somebody_else_at_the_door_is_no_closed_door():
    events = [signal(), tried("Brief", "10-26"), tried("Huisbezoek", "11-09", "child_opened", part="Avond")]
    assert names(steps(events, "11-12").due) == ["visit"]


def test_after_three_visits_the_phone_follows_where_a_number_is_known():
    visits = [tried("Huisbezoek", on, "nobody", part=part) for on, part in
              (("11-09", "Avond"), ("11-16", "Middag"), ("11-23", "Ochtend"))]  # fmt: skip
    events = [signal(), tried("Brief", "10-26"), *visits, tried("Kaartje", "11-23")]
    (phone,) = steps(events, "11-30").due
    assert (phone.name, phone.channel) == ("phone", Channel.PHONE)
    unreachable = steps(events, "11-30", phones=False)
    assert names(unreachable.due) == ["decide"]
    assert ("phone", "no_phone") in [(one.name, one.code) for one in unreachable.done]


def test_the_letter_programme_ends_with_a_decision_after_its_letter():
    waits = steps([signal(), tried("Brief", "10-26")], "11-02", protocol=LETTER)
    assert names(waits.waiting) == ["decide"]
    (decide,) = steps([signal(), tried("Brief", "10-26")], "11-23", protocol=LETTER).due
    assert (decide.code, decide.channel) == ("everything_tried", Channel.DESK)


def test_p12_unopened_post_rules_letters_out_and_opens_the_next_at_once():
    before = steps([signal(), told("channel_fact", "10-27", channel="Brief", fact="unopened")], "10-27")
    assert names(before.due) == ["visit"]
    after = [signal(), tried("Brief", "10-26"), told("channel_fact", "10-28", channel="Brief", fact="unopened")]
    (visit,) = steps(after, "10-28").due
    assert (visit.name, visit.code) == ("visit", "unopened")


def test_p12_returned_post_opens_the_door_and_asks_the_register():
    events = [signal(), tried("Brief", "10-26"), told("channel_fact", "10-29", channel="Brief", fact="returned")]
    assert names(steps(events, "10-29").due) == ["register_check", "visit"]
    looked_up = tried("Administratief", "10-30", "done", step="register_check")
    assert names(steps([*events, looked_up], "10-30").due) == ["visit"]


def test_p12_a_wrong_number_closes_the_phone():
    visits = [tried("Huisbezoek", on, "partner_opened", part="Avond") for on in ("11-09", "11-16", "11-23")]
    events = [signal(), tried("Brief", "10-26"), *visits, tried("Telefoon", "11-30", "wrong_number", part="Avond")]
    assert names(steps(events, "12-14").due) == ["decide"]


def test_p10_a_no_to_visits_stops_visits_and_leaves_the_phone():
    events = [signal(), tried("Brief", "10-26"), told("no", "11-10", no="visits", resident=ANNE)]
    result = steps(events, "11-10")
    assert names(result.due) == ["phone"]
    assert "visit" not in names(result.waiting)


def test_p10_a_no_to_help_ends_everything_at_once():
    events = [signal(), told("no", "10-27", no="help", resident=ANNE)]
    result = steps(events, "10-27")
    assert (result.due, result.waiting, result.ended) == ((), (), ("no_help",))


def test_p10_a_new_signal_after_a_no_to_help_brings_one_closed_letter_and_no_visit():
    events = [signal(), told("no", "10-27", no="help", resident=ANNE), signal(2, "11-25")]
    (letter,) = steps(events, "11-25").due
    assert (letter.name, letter.channel, letter.code) == ("way_back", Channel.LETTER, "way_back")
    sent = [*events, tried("Brief", "11-26", step="way_back")]
    after = steps(sent, "12-24")
    assert (after.due, after.waiting, after.ended) == ((), (), ("no_help",))


def test_p10_an_objection_ends_everything_for_good():
    events = [signal(), told("no", "10-27", no="approach", resident=ANNE), signal(2, "11-25")]
    result = steps(events, "11-25")
    assert (result.due, result.ended) == ((), ("no_approach",))


def test_p10_a_no_undone_after_a_talk_holds_no_longer():
    events = [signal(), told("no", "10-27", no="help", resident=ANNE), told("undo_no", "10-29", no="help", resident=ANNE)]
    assert names(steps(events, "10-29").due) == ["letter"]


def test_one_no_speaks_for_one_person():
    events = [signal(1), signal(2, resident=BRAM), told("no", "10-27", no="help", resident=ANNE)]
    (letter,) = steps(events, "10-27").due
    assert letter.residents == (BRAM,)


def test_p11_the_ceiling_makes_a_step_wait_for_a_day_with_room():
    calls = [tried("Telefoon", on, "no_answer", part="Avond") for on in ("10-26", "10-27")]
    result = steps([signal(), *calls], "10-28")
    (letter,) = result.waiting
    assert (result.due, letter.due_on, letter.code) == ((), date(2026, 11, 2), "ceiling")


def test_p11_nobody_is_visited_on_a_sunday_or_holiday():
    events = [signal(1, "12-07"), tried("Brief", "12-11")]
    (visit,) = steps(events, "12-25").waiting
    assert visit.due_on == date(2026, 12, 28)


def test_paid_and_arranged_end_and_a_new_signal_begins_anew():
    for kind in ("payment", "arrangement"):
        events = [signal(), told(kind, "10-28")]
        assert steps(events, "10-28").ended == (("paid",) if kind == "payment" else ("arranged",))
        assert names(steps([*events, signal(2, "11-25")], "11-25").due) == ["letter"]


def test_part_of_the_sum_or_another_creditors_money_does_not_end_a_case():
    two = [signal(1), signal(2)]
    assert names(steps([*two, told("payment", "10-28", amount_cents=5_000)], "10-28").due) == ["letter"]
    assert names(steps([*two, told("payment", "10-28", partner=1)], "10-28").due) == ["letter"]
    assert steps([*two, told("payment", "10-28", partner=1), told("arrangement", "10-28", partner=2)], "10-28").ended


def test_p08_a_death_stops_everything_the_same_day():
    assert steps([signal(), told("deceased", "10-28", resident=ANNE)], "10-28").ended == ("deceased",)


def test_a_talk_without_an_answer_is_followed_up_and_not_repeated():
    events = [signal(), tried("Brief", "10-26"), tried("Huisbezoek", "11-09", "talked", reached=True, part="Avond")]
    assert names(steps(events, "11-10").waiting) == ["follow_up"]
    assert names(steps(events, "11-16").due) == ["follow_up"]


def test_come_back_as_agreed():
    visit = tried("Huisbezoek", "11-09", "come_back", reached=True, part="Avond", come_back_on="2026-11-12")
    (back,) = steps([signal(), visit], "11-12").due
    assert (back.name, back.channel) == ("come_back", Channel.VISIT)


def test_r18_r19_the_first_conversation_is_due_within_four_weeks_of_acceptance():
    events = [signal(), told("accepted", "11-02", resident=ANNE)]
    (talk,) = steps(events, "11-02").due
    assert (talk.channel, talk.deadline, talk.clock) == (Channel.APPOINTMENT, date(2026, 11, 30), "conversation")


def test_r17_r19_in_a_threatening_situation_within_three_working_days():
    events = [signal(threatening=True), told("accepted", "11-05", resident=ANNE)]
    (talk,) = steps(events, "11-05").due
    assert (talk.deadline, talk.clock) == (date(2026, 11, 10), "threatening")


def test_r19_no_such_clock_runs_before_acceptance():
    (letter,) = steps([signal(threatening=True)], START).due
    assert letter.clock == "offer"


def test_r14_r16_an_end_of_supply_alone_does_not_make_it_threatening_but_has_its_own_clock():
    (visit,) = steps([signal(signal_type="end_of_supply"), tried("Brief", START)], START).waiting
    assert (visit.deadline, visit.clock) == (date(2026, 11, 23), "end_of_supply")
    (talk,) = steps([signal(signal_type="end_of_supply"), told("accepted", "11-02", resident=ANNE)], "11-02").due
    assert talk.clock == "conversation"


def test_the_conversation_held_ends_the_clock():
    talk = tried("Afspraak op locatie", "11-10", "talked", reached=True, part="Middag")
    events = [signal(), told("accepted", "11-02", resident=ANNE), talk]
    assert steps(events, "11-10").ended == ("accepted",)


def test_p07_below_the_threshold_there_is_a_letter_and_no_more():
    events = [signal(letter_only=True)]
    assert names(steps(events, START).due) == ["letter"]
    assert names(steps([*events, tried("Brief", START)], "11-30").due) == ["decide"]


def test_a_correction_takes_a_fact_back():
    wrong = told("no", "10-27", no="approach", resident=ANNE)
    mended = type(wrong)(9999, "correction", wrong.on, {}, corrects=wrong.id)
    assert names(steps([signal(), wrong, mended], "10-27").due) == ["letter"]


def test_a_signal_that_left_counts_no_longer():
    assert steps([signal(), told("signal_left", "10-27", signal=1)], "10-27").ended == ("no_signals",)


def test_a_running_plan_is_looked_at_when_the_pause_ends_and_proposed_for_closing_when_it_is_done():
    plan = [signal(), told("accepted", "11-02", resident=ANNE), told("agreement", "11-03", agreement=7, kind="action")]
    running = steps(plan, "11-10")
    assert [(step.code, step.due_on) for step in running.waiting] == [("plan_runs", date(2026, 12, 2))]
    assert running.ended == ()
    done = told("agreement", "11-20", agreement=7, kind="done")
    assert steps([*plan, done], "11-21").ended == ("accepted",)


def test_after_a_no_to_visits_and_news_nobody_calls_until_the_resident_comes_back() -> None:
    events = [
        signal(1),
        tried("Brief", "10-27"),
        told("no", "10-28", no="visits", resident=ANNE),
        signal(2, "11-23"),
    ]
    assert names(steps(events, "11-24").due) == ["way_back"]
    after = [*events, tried("Brief", "11-24", step="way_back")]
    for day_ in ("11-30", "12-14", "12-29"):
        found = steps(after, day_)
        assert not [one for one in (*found.due, *found.waiting) if one.channel in {"Telefoon", "Huisbezoek"}]
    back = [*after, told("asked", "12-01", asked="call_me", resident=ANNE, on="2026-12-02", day_part="Middag")]
    assert "call_back" in names(steps(back, "12-02").due)
