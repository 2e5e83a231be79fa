"""The path of a protocol: what follows what, what stands in its place, what waits for others."""

from __future__ import annotations

from datetime import date

from stages.reach.stories import ANNE, START, names, signal, steps, told, tried
from stages.reach.written import step, written
from voordeur.stages.reach.rules.next_steps import NextSteps

LETTER = step("letter", "Brief", after="start")
PHONE = step("phone", "Telefoon", after="letter", wait="5 dagen", if_="{phone: ja}")
SENT = tried("Brief", START, step="letter")


def waits(result: NextSteps) -> dict[str, str]:
    """What waits for a fact, and for which."""
    return {one.name: one.code for one in result.waiting if one.due_on is None}


def dates(result: NextSteps) -> dict[str, str]:
    """What comes on which day, "11-09" for 9 November 2026."""
    return {one.name: one.due_on.isoformat()[5:] for one in (*result.due, *result.waiting) if one.due_on}


def test_two_branches_run_beside_each_other_and_what_comes_after_both_waits_for_the_last():
    mail = step("email", "Mail", after="start", wait="3 dagen")
    both = written(LETTER + mail + step("visit", "Huisbezoek", after="[letter, email]", wait="7 dagen"))
    assert dates(steps([signal()], START, protocol=both)) == {"letter": "10-26", "email": "10-29"}
    assert dates(steps([signal(), SENT], START, protocol=both)) == {"email": "10-29"}
    events = [signal(), SENT, tried("Mail", "10-30", step="email")]
    assert dates(steps(events, "10-30", protocol=both)) == {"visit": "11-06"}


def test_who_does_a_step_comes_with_it():
    (letter,) = steps([signal()], START, protocol=written(LETTER)).due
    assert letter.by == "team"


def test_an_impossible_step_takes_no_time_but_what_it_followed_keeps_its_own():
    """Without a number the call drops out on the day on which it would have come; the visit after it does not wait again."""
    visit = step("visit", "Huisbezoek", after="phone", wait="10 dagen")
    assert dates(steps([signal(), SENT], START, protocol=written(LETTER + PHONE + visit), phones=False)) == {"visit": "10-31"}
    assert dates(steps([signal(), SENT], START, protocol=written(LETTER + PHONE + visit))) == {"phone": "10-31"}


INSTEAD = (
    LETTER
    + step("email", "Mail", after="letter", wait="5 dagen", if_="{email: ja}")
    + step("phone", "Telefoon", instead_of="email")
)


def test_what_stands_in_the_place_of_an_impossible_step_comes_on_its_day():
    assert dates(steps([signal(), SENT], START, protocol=written(INSTEAD))) == {"phone": "10-31"}


def test_what_stands_in_its_place_is_not_needed_where_the_step_was_done_though_in_vain():
    mailed = [signal(), SENT, tried("Mail", "11-02", step="email")]
    assert names(steps(mailed, "11-30", protocol=written(INSTEAD), emails=True).due) == ["decide"]


def test_a_message_without_a_number_is_impossible_too():
    text = step("message", "SMS/Whatsapp", after="start", if_="{phone: ja}") + step("letter", "Brief", instead_of="message")
    (letter,) = steps([signal()], START, protocol=written(text), phones=False).due
    assert (letter.name, letter.code) == ("letter", "no_phone")


def test_an_address_that_was_lost_after_the_mail_went_out_makes_nothing_impossible():
    mailed = [signal(), SENT, tried("Mail", "11-02", step="email")]
    assert names(steps(mailed, "11-30", protocol=written(INSTEAD), emails=False).due) == ["decide"]


def test_a_bounce_makes_the_mail_impossible_after_all_and_the_phone_follows_that_day():
    events = [signal(), SENT, tried("Mail", "11-02", step="email"), told("channel_fact", "11-03", channel="Mail", fact="bounced")]
    (phone,) = steps(events, "11-03", protocol=written(INSTEAD), emails=True).due
    assert (phone.name, phone.due_on, phone.code) == ("phone", date(2026, 11, 3), "bounced")


def test_what_comes_after_an_impossible_step_waits_for_what_stands_in_its_place():
    protocol = written(INSTEAD + step("visit", "Huisbezoek", after="email", wait="7 dagen"))
    assert "visit" not in dates(steps([signal(), SENT], "11-02", protocol=protocol))
    called = [signal(), SENT, tried("Telefoon", "11-02", "no_answer", step="phone")]
    assert dates(steps(called, "11-02", protocol=protocol)) == {"visit": "11-09"}


STAGED = LETTER + step("rescue", "Huisbezoek", after_stage="aanzegging", wait="1 werkdag", tries="2", spacing="1 werkdag")


def stage(word: str, on: str, partner: int = 1):
    return told("stage", on, stage=word, partner=partner, signal=1)


def test_a_stage_of_collection_brings_its_own_step_and_calling_it_off_takes_it_away():
    protocol, announced = written(STAGED), stage("aanzegging", "11-03")
    assert waits(steps([signal(), SENT], "11-02", protocol=protocol)) == {"rescue": "stage"}
    (rescue,) = steps([signal(), SENT, announced], "11-04", protocol=protocol).due
    assert (rescue.name, rescue.code, rescue.params["stage"]) == ("rescue", "stage_came", "aanzegging")
    off = [signal(), SENT, announced, stage("afgelast", "11-04")]
    assert waits(steps(off, "11-05", protocol=protocol)) == {"rescue": "stage"}
    other = [signal(), SENT, announced, stage("afgelast", "11-04", partner=2)]
    assert names(steps(other, "11-05", protocol=protocol).due) == ["rescue"]


def test_a_stage_reported_again_is_no_new_stage_but_one_that_comes_back_is():
    visits = [tried("Huisbezoek", on, "nobody", step="rescue") for on in ("11-04", "11-05")]
    events = [signal(), SENT, stage("aanzegging", "11-03"), *visits]
    assert "rescue" not in dates(steps([*events, stage("aanzegging", "12-03")], "12-04", protocol=written(STAGED)))
    again = [*events, stage("afgelast", "11-10"), stage("aanzegging", "12-03")]
    assert dates(steps(again, "12-04", protocol=written(STAGED)))["rescue"] == "12-04"


def test_the_stage_that_a_signal_reports_counts_from_its_day():
    assert names(steps([signal(stage="aanzegging"), SENT], "10-27", protocol=written(STAGED)).due) == ["rescue"]


ANNOUNCED = """\
opt_out: {step: announcement, within: 7 dagen, by: [phone]}
"""
VISIT = (
    step("announcement", "Brief", by="creditor", after="start", offers="nee")
    + step("visit", "Huisbezoek", after="announcement", wait="3 dagen")
    + step("own", "Brief", after="start", wait="14 dagen", unless="{offered: ja}")
)


def test_the_creditors_own_step_is_never_ours_and_its_posting_date_starts_the_way_out():
    protocol = written(VISIT, ANNOUNCED)
    before = steps([signal()], "11-05", protocol=protocol)
    assert (names(before.due), waits(before)) == ([], {"announcement": "partner_does"})
    posted = [signal(), told("partner_step", "10-28", step="announcement", partner=1)]
    assert dates(steps(posted, "10-29", protocol=protocol))["visit"] == "11-04"


def test_without_a_posting_date_nobody_goes_and_a_person_decides_when_the_rest_is_done():
    sent = [signal(), tried("Brief", "11-09", step="own")]
    result = steps(sent, "11-30", protocol=written(VISIT, ANNOUNCED))
    assert (names(result.due), waits(result)) == (["decide"], {"announcement": "partner_does"})


def test_an_announcement_that_cannot_arrive_makes_the_visit_impossible():
    events = [signal(), told("channel_fact", "10-27", channel="Brief", fact="unopened")]
    result = steps(events, "12-01", protocol=written(VISIT, ANNOUNCED))
    assert "visit" not in names((*result.due, *result.waiting))
    assert ("visit", "not_announced") in [(one.name, one.code) for one in result.done]


def test_only_an_offer_of_our_own_counts_as_an_offer():
    posted = told("partner_step", "10-28", step="announcement", partner=1)
    own = dates(steps([signal(), posted], "10-29", protocol=written(VISIT, ANNOUNCED)))
    assert own["own"] == "11-09"
    talked = tried("Huisbezoek", "11-04", "talked", reached=True, step="visit")
    ends = "ends: [refused, paid, arranged, moved, deceased, known_elsewhere]\n"
    assert "own" not in dates(steps([signal(), posted, talked], "11-10", protocol=written(VISIT, ANNOUNCED + ends)))


def test_a_reply_comes_once_after_each_such_result():
    card = step("card", "Kaartje", after="visit", after_results="[nobody]")
    visit = step("visit", "Huisbezoek", after="start", tries="3", spacing="3 werkdagen", day_parts="[Avond, Middag]")
    protocol = written(visit + card)
    shut = [signal(), tried("Huisbezoek", "10-26", "nobody", part="Avond", step="visit")]
    assert dates(steps(shut, "10-26", protocol=protocol))["card"] == "10-26"
    left = [*shut, tried("Kaartje", "10-26", step="card")]
    assert "card" not in dates(steps(left, "10-27", protocol=protocol))
    again = [*left, tried("Huisbezoek", "10-29", "nobody", part="Middag", step="visit")]
    assert dates(steps(again, "10-29", protocol=protocol))["card"] == "10-29"


def test_the_part_of_the_day_is_the_least_tried_at_that_door_over_all_steps():
    first = step("first", "Huisbezoek", after="start", tries="2", spacing="1 werkdag", day_parts="[Avond, Middag]")
    last = step("last", "Huisbezoek", after="first", wait="2 dagen", day_parts="[Avond, Ochtend]")
    shut = [signal(), tried("Huisbezoek", "10-26", "nobody", part="Avond", step="first")]
    (again,) = steps(shut, "10-27", protocol=written(first + last)).due
    assert again.day_part == "Middag"
    twice = [*shut, tried("Huisbezoek", "10-27", "nobody", part="Middag", step="first")]
    (third,) = steps(twice, "10-28", protocol=written(first + last)).waiting
    assert (third.name, third.day_part) == ("last", "Ochtend")


def test_no_referral_without_agreement_on_record_unless_a_reason_stands_in_the_text():
    asks = step("refer", "Administratief", after="letter", refer_to="wijkteam")
    assert waits(steps([signal(), SENT], "10-27", protocol=written(LETTER + asks))) == {"refer": "no_agreement"}
    yes = [signal(), SENT, told("accepted", "10-27", resident=ANNE), told("agreement", "10-28", agreement=7, kind="action")]
    assert "refer" in names(steps(yes, "10-28", protocol=written(LETTER + asks)).due)
    urgent = step("refer", "Administratief", after="letter", refer_to="eropaf", agreement="nee", reason='"dreigende ontruiming"')
    assert names(steps([signal(), SENT], "10-27", protocol=written(LETTER + urgent)).due) == ["refer"]


def overruled(name: str, decision: str, on: str, **more: object):
    return told("step_overruled", on, step=name, decision=decision, **more)


def test_a_worker_may_leave_a_step_out_put_it_off_or_do_it_now():
    protocol = written(LETTER + PHONE)
    assert names(steps([signal(), overruled("letter", "skip", "10-26")], START, protocol=protocol).due) == ["phone"]
    off = overruled("letter", "postpone", "10-26", until="2026-11-20")
    (letter,) = steps([signal(), off], START, protocol=protocol).waiting
    assert (letter.due_on, letter.code) == (date(2026, 11, 20), "postponed")
    now = steps([signal(), SENT, overruled("phone", "now", "10-27")], "10-27", protocol=protocol)
    assert [(one.name, one.code) for one in now.due] == [("phone", "overruled_now")]
    done = [signal(), SENT, overruled("phone", "now", "10-27"), tried("Telefoon", "10-27", "no_answer", step="phone")]
    assert "phone" not in dates(steps(done, "10-28", protocol=protocol))


def test_no_worker_sets_a_no_aside():
    events = [signal(), SENT, told("no", "10-27", no="help", resident=ANNE), overruled("phone", "now", "10-28")]
    result = steps(events, "10-28", protocol=written(LETTER + PHONE))
    assert (result.due, result.waiting, result.ended) == ((), (), ("no_help",))


def test_fewer_attempts_of_the_creditor_than_agreed_are_told_and_hold_nothing_up():
    protocol = written(LETTER, "partner_attempts: 4\n")
    (letter,) = steps([signal(), told("partner_attempt", START, partner=1, number=1)], START, protocol=protocol).due
    assert (letter.params["partner_attempts"], letter.params["expected"]) == (1, 4)
    (letter,) = steps([signal(), told("partner_attempt", START, partner=1, number=4)], START, protocol=protocol).due
    assert "expected" not in letter.params


def test_what_falls_due_together_keeps_within_the_room_of_the_week():
    three = "".join(step(f"s{n}", "Mail", after="start") for n in range(3))
    result = steps([signal()], START, protocol=written(three, "contact: {per_week: 2}\n"))
    assert (names(result.due), names(result.waiting)) == (["s0", "s1"], ["s2"])
    assert (result.waiting[0].code, result.waiting[0].due_on) == ("ceiling", date(2026, 11, 2))


def test_sundays_are_quiet_unless_the_protocol_says_otherwise():
    call = step("call", "Telefoon", after="start")
    sunday = date(2026, 11, 1)
    assert steps([signal(1, sunday)], sunday, protocol=written(call)).due == ()
    assert names(steps([signal(1, sunday)], sunday, protocol=written(call, "contact: {sundays: ja}\n")).due) == ["call"]


def test_an_end_that_is_not_listed_does_not_end():
    paid = [signal(), told("payment", "10-27")]
    assert steps(paid, "10-27", protocol=written(LETTER)).ended == ("paid",)
    assert names(steps(paid, "10-27", protocol=written(LETTER, "ends: [deceased]\n")).due) == ["letter"]
    elsewhere = [signal(), told("known_elsewhere", "10-27", resident=ANNE)]
    assert steps(elsewhere, "10-27", protocol=written(LETTER)).ended == ("known_elsewhere",)


def test_a_correction_taken_back_lets_the_fact_stand():
    paid = told("payment", "10-27")
    wrong = type(paid)(9_001, "correction", paid.on, {}, corrects=paid.id)
    mistaken = type(paid)(9_002, "correction", paid.on, {}, corrects=9_001)
    assert names(steps([signal(), paid, wrong], "10-27", protocol=written(LETTER)).due) == ["letter"]
    assert steps([signal(), paid, wrong, mistaken], "10-27", protocol=written(LETTER)).ended == ("paid",)
