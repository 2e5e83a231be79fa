"""What may happen at a door and what it means (P19-P22)."""

from datetime import date

import pytest

from voordeur.stages.reach.rules.vocabulary import AttemptResult, DayPart
from voordeur.stages.visit.rules.door import AT_THE_DOOR, DoorResult, Incomplete, codes, day_part, incomplete, reached
from voordeur.stages.visit.rules.may_be_said import Say, may_say

SOMEBODY_ELSE = ["partner_opened", "adult_opened", "child_opened", "lives_elsewhere", "unknown_name"]


@pytest.mark.parametrize("result", SOMEBODY_ELSE)
def test_somebody_else_is_not_reached(result):
    assert not reached(AttemptResult(result))


@pytest.mark.parametrize("result", ["talked", "refused", "representative"])
def test_the_resident_or_who_acts_for_the_resident_is_reached(result):
    assert reached(AttemptResult(result))


def test_every_result_of_the_practice_list_can_be_given_at_a_door():
    listed = {
        "nobody", "talked", "partner_opened", "adult_opened", "child_opened", "lives_elsewhere", "unknown_name", "no_access",
        "language", "come_back", "representative", "refused", "moved", "unsafe",
    }  # fmt: skip
    assert {str(r) for r in AT_THE_DOOR} == listed


@pytest.mark.parametrize("result", SOMEBODY_ELSE)
def test_to_anybody_else_no_reason_is_ever_told(result):
    said = may_say(AttemptResult(result))
    assert Say.TELL_REASON not in said
    assert Say.SOURCE_AND_RIGHTS not in said


def test_nothing_goes_through_a_child():
    assert may_say(AttemptResult("child_opened")) == (Say.NOT_THROUGH_A_CHILD,)


def test_before_entering_the_pass_the_reason_and_leave_come_first():
    assert may_say(AttemptResult("talked"))[:3] == (Say.SHOW_PASS, Say.TELL_REASON, Say.ASK_LEAVE)


def test_the_resident_hears_who_comes_from_the_creditor():
    assert Say.LANDLORD_PRESENT in may_say(AttemptResult("talked"), creditor_in_pair=True)
    assert Say.LANDLORD_PRESENT not in may_say(AttemptResult("adult_opened"), creditor_in_pair=True)


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (DoorResult(AttemptResult("voicemail")), Incomplete.NOT_AT_A_DOOR),
        (DoorResult(AttemptResult("talked")), Incomplete.WHO),
        (DoorResult(AttemptResult("adult_opened"), no="visits"), Incomplete.NOBODY_SPOKE),
        (DoorResult(AttemptResult("nobody"), leave_asked=True), Incomplete.NOBODY_SPOKE),
        (DoorResult(AttemptResult("refused"), resident_id=1, no="forever"), Incomplete.UNKNOWN_NO),
        (DoorResult(AttemptResult("come_back"), resident_id=1, come_back_part=DayPart("Avond")), Incomplete.DAY_PART),
        (DoorResult(AttemptResult("nobody"), card_left=True), None),
        (DoorResult(AttemptResult("refused"), resident_id=1, no="visits"), None),
    ],
)
def test_a_result_is_complete_or_says_what_is_missing(made, problem):
    assert incomplete(made) == problem


def test_the_codes_of_a_result_hold_only_what_was_said():
    bare = DoorResult(AttemptResult("nobody"), note="Hond in de tuin")
    assert codes(bare, stop=7) == {"stop": 7}
    full = DoorResult(
        AttemptResult("come_back"), resident_id=1, come_back_on=date(2026, 11, 27), come_back_part=DayPart("Middag")
    )
    assert codes(full, stop=7) == {"stop": 7, "come_back_on": "2026-11-27", "come_back_part": "Middag"}


@pytest.mark.parametrize(
    ("hour", "part"), [(9, "Ochtend"), (11, "Ochtend"), (12, "Middag"), (17, "Middag"), (18, "Avond"), (20, "Avond")]
)
def test_the_parts_of_the_day(hour, part):
    assert str(day_part(hour)) == part
