"""Two questions: what can be asked, and when an answer fits."""

from __future__ import annotations

import pytest

from voordeur.web.inbound.identity import FoundBy, Known, Question, is_right, questions, read_day

KNOWN = Known("1984-05-07", "1234AB", "14", "f.yilmaz@voorbeeld.test", ("K-100 23",))


@pytest.mark.parametrize(
    "said", ["7-5-1984", "07/05/1984", "7 mei 1984", "7 May 1984", "07051984", "1984-05-07", "7 mei, 1984", "٧-٥-١٩٨٤"]
)
def test_a_day_is_read_as_people_write_it(said):
    assert read_day(said) == "1984-05-07"


@pytest.mark.parametrize("said", ["", "mei 1984", "7-13-1984", "7-5-84", "zeven mei", "7 lente 1984", "1-2-3-4"])
def test_what_is_no_day_is_none(said):
    assert read_day(said) == ""
    assert not is_right(Question.BIRTH, said, KNOWN)


@pytest.mark.parametrize(
    ("question", "said", "right"),
    [
        (Question.BIRTH, "7-5-1984", True),
        (Question.BIRTH, "5-7-1984", False),
        (Question.ADDRESS, "1234 ab 14", True),
        (Question.ADDRESS, "Merelstraat 14, 1234AB", True),
        (Question.ADDRESS, "1234AB", False),
        (Question.ADDRESS, "1234AB 15", False),
        (Question.EMAIL, "F.Yilmaz@voorbeeld.test", True),
        (Question.EMAIL, "yilmaz@voorbeeld.test", False),
        (Question.CUSTOMER, "k10023", True),
        (Question.CUSTOMER, "10023", False),
        (Question.CUSTOMER, "-", False),
        (Question.BIRTH, "", False),
    ],
)
def test_an_answer_fits_or_does_not(question, said, right):
    assert is_right(question, said, KNOWN) is right


@pytest.mark.parametrize("question", list(Question))
def test_what_we_do_not_know_is_never_right(question):
    for said in ("", "0", "-", "00-00-0000", " "):
        assert not is_right(question, said, Known())
    assert questions(Known(birth_date="1984-00-00"), FoundBy.PHONE) == []


@pytest.mark.parametrize(("found_by", "counts"), [("phone", True), ("name", True), ("code", False), ("address", False)])
def test_what_stands_on_the_envelope_or_was_said_already_proves_nothing(found_by, counts):
    assert (Question.ADDRESS in questions(KNOWN, FoundBy(found_by))) is counts
