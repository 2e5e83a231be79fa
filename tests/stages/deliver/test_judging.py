"""Every refusal and warning, on lines that are right but for one thing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.deliver import shapes
from voordeur.stages.deliver.rules.findings import SENTENCES
from voordeur.stages.deliver.rules.judging import Judge, Verdict, plan_of

GOOD = {
    "customer_number": "K1",
    "bsn": "",
    "initials": "A.",
    "prefix": "",
    "surname": "Jansen",
    "birth_date": "12-05-1980",
    "street": "Merelstraat",
    "house_number": "12",
    "addition": "",
    "postcode": "9001 AB",
    "city": "Waterstad",
    "phone": "0600000001",
    "email": "a@voorbeeld.test",
    "amount": "1.234,56",
    "months": "2",
    "oldest_due": "25-08-2026",
    "signal_type": "eerste",
    "attested": "ja",
    "objection": "nee",
    "partner": "",
    "kind": "",
}
HEADER = tuple(f"kol {field}" for field in GOOD)


def _judge(policy=None, **changed):
    policy = policy or shapes.policy()
    plan = plan_of(HEADER, dict(zip(HEADER, GOOD, strict=True)), [], policy)
    return Judge(plan, policy).judge(tuple({**GOOD, **changed}.values()))


def _only(judged):
    assert len(judged.findings) == 1, judged.findings
    finding = judged.findings[0]
    assert "{" not in finding.says("nl") + finding.says("en")
    return finding.code, finding.column.removeprefix("kol ")


def test_a_good_line_is_accepted_whole():
    judged = _judge()
    assert (judged.verdict, judged.findings) == (Verdict.ACCEPTED, ())
    values = judged.values
    assert (values.amount_cents, values.postcode, values.house_number, values.birth_date) == (
        123456,
        "9001AB",
        "12",
        date(1980, 5, 12),
    )
    assert (values.kind, values.signal_type, values.oldest_due) == ("Huur", "first", date(2026, 8, 25))


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"amount": ""}, "amount_missing", "amount"),
        ({"amount": "n.v.t."}, "amount_not_a_number", "amount"),
        ({"amount": "0,00"}, "amount_not_above_zero", "amount"),
        ({"amount": -12.5}, "amount_not_above_zero", "amount"),
        ({"oldest_due": "31-02-2026"}, "impossible_date", "oldest_due"),
        ({"oldest_due": "00-00-2026"}, "impossible_date", "oldest_due"),
        ({"birth_date": "31-02-1980"}, "impossible_date", "birth_date"),
        ({"birth_date": "12-05-2030"}, "impossible_date", "birth_date"),
        ({"surname": ""}, "name_missing", "surname"),
        ({"surname": "", "bsn": "123"}, "name_missing", "surname"),
        ({"postcode": "", "city": ""}, "address_missing", "postcode"),
        ({"house_number": ""}, "address_missing", "postcode"),
        ({"attested": "nee"}, "not_attested", "attested"),
        ({"objection": "ja"}, "objection", "objection"),
        ({"kind": "Overig"}, "kind_not_allowed", "kind"),
        ({"partner": "Een Ander BV"}, "other_partner", "partner"),
    ],
)
def test_one_fault_refuses_with_its_code_and_column(changed, code, column):
    judged = _judge(**changed)
    assert judged.verdict == Verdict.REFUSED
    assert judged.values is None
    assert judged.findings[0].code == code
    assert judged.findings[0].column == f"kol {column}"


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"oldest_due": "10-10-2026", "months": ""}, "too_young", "oldest_due"),
        ({"oldest_due": "10-11-2026"}, "due_in_future", "oldest_due"),
        ({"oldest_due": "", "months": ""}, "due_missing", "oldest_due"),
        ({"months": "twee"}, "months_invalid", "months"),
        ({"months": "24"}, "months_contradict_due", "months"),
        ({"phone": "123"}, "phone_invalid", "phone"),
        ({"email": "geen adres"}, "email_invalid", "email"),
        ({"bsn": "999993654"}, "bsn_invalid", "bsn"),
        ({"birth_date": "00-00-1958"}, "birth_date_incomplete", "birth_date"),
        ({"birth_date": "01-01-1850"}, "birth_date_unlikely", "birth_date"),
        ({"amount": "250.000,00"}, "amount_unlikely", "amount"),
        ({"postcode": "90013 AB"}, "postcode_invalid", "postcode"),
        ({"signal_type": "paars"}, "signal_type_unknown", "signal_type"),
        ({"objection": "misschien"}, "answer_unclear", "objection"),
        ({"city": "W" * 200}, "too_long", "city"),
        ({"postcode": "", "house_number": "", "bsn": "999993653"}, "address_from_register", "postcode"),
    ],
)
def test_one_oddity_warns_and_is_accepted(changed, code, column):
    judged = _judge(**changed)
    assert judged.verdict == Verdict.WARNED
    assert _only(judged) == (code, column)


def test_what_is_invalid_is_not_kept():
    values = _judge(phone="123", email="x", bsn="999993654").values
    assert (values.phone, values.email, values.bsn) == ("", "", "")


def test_an_address_is_enough_with_street_number_and_place_or_inside_one_field():
    assert _judge(postcode="").verdict == Verdict.ACCEPTED
    values = _judge(street="Merelstraat 12A", house_number="").values
    assert (values.street, values.house_number, values.house_letter) == ("Merelstraat", "12", "A")


def test_a_prefix_inside_the_surname_is_taken_apart():
    values = _judge(surname="van der Poel").values
    assert (values.prefix, values.surname) == ("van der", "Poel")


def test_rent_without_any_attestation_is_refused_and_health_insurance_is_not():
    silent = {"attested": ""}
    assert _judge(shapes.policy(attested=False), **silent).findings[0].code == "attested_nowhere"
    assert _judge(shapes.policy(attested=False)).verdict == Verdict.ACCEPTED, "attested on the line itself"
    assert _judge(shapes.policy(attested=False, kind="Zorg"), **silent).verdict == Verdict.ACCEPTED


def test_an_old_arrear_warns_only_where_the_kind_has_a_limit():
    old = {"oldest_due": "01-05-2026", "months": "5"}
    assert _only(_judge(shapes.policy(kind="Zorg"), **old)) == ("too_old", "oldest_due")
    assert _judge(**old).verdict == Verdict.ACCEPTED


def test_outside_the_window_every_line_warns():
    outside = shapes.policy(on=date(2026, 10, 9))
    assert _only(_judge(outside)) == ("outside_window", "")
    assert _judge(shapes.policy(on=date(2026, 10, 25))).verdict == Verdict.ACCEPTED


@pytest.mark.parametrize("name", ["thuisgoed", "Thuisgoed Wonen", "Stichting Thuisgoed Wonen", "THUIS-GOED"])
def test_a_partner_column_may_name_the_partner_in_its_own_way(name):
    assert _judge(partner=name).verdict == Verdict.ACCEPTED


def test_a_line_whose_every_cell_equals_an_earlier_one_is_refused_with_its_number():
    policy = shapes.policy()
    judge = Judge(plan_of(HEADER, dict(zip(HEADER, GOOD, strict=True)), [], policy), policy)
    row, other = tuple(GOOD.values()), tuple({**GOOD, "amount": "5,00"}.values())
    found = list(judge.judge_all([row, other, row, row]))
    assert [line.verdict for line in found] == ["accepted", "accepted", "refused", "refused"]
    assert {line.findings[0].params["line"] for line in found[2:]} == {1}


def test_lines_judged_before_still_count_and_are_remembered():
    policy = shapes.policy()
    judge = Judge(plan_of(HEADER, dict(zip(HEADER, GOOD, strict=True)), [], policy), policy)
    judge.skip(tuple(GOOD.values()))
    again = judge.judge(tuple(GOOD.values()))
    assert (again.number, again.findings[0].code) == (2, "same_line_twice")


def test_a_line_with_more_cells_than_columns_is_refused():
    policy = shapes.policy()
    plan = plan_of(HEADER, dict(zip(HEADER, GOOD, strict=True)), [], policy)
    assert Judge(plan, policy).judge((*GOOD.values(), "te veel")).findings[0].code == "cells_beyond_header"


def test_a_field_beyond_the_law_is_dropped_with_a_notice():
    policy = shapes.policy()
    narrow = shapes.policy()
    object.__setattr__(narrow, "allowed_fields", {"*": ["surname", "amount"], "Huur": ["postcode", "house_number"]})
    mapping = dict(zip(HEADER, GOOD, strict=True))
    assert plan_of(HEADER, mapping, [], policy).notices == ()
    dropped = [notice.column.removeprefix("kol ") for notice in plan_of(HEADER, mapping, [], narrow).notices]
    assert "bsn" in dropped
    assert "postcode" not in dropped


CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.sampled_from(sorted({*GOOD.values(), "ja", "31-02-2026", "€ 1,00"})),
)


@given(st.lists(st.lists(CELLS, min_size=len(GOOD), max_size=len(GOOD) + 2), max_size=5))
def test_judging_is_total_and_a_line_is_either_accepted_with_values_or_refused_with_a_reason(rows):
    policy = shapes.policy()
    judge = Judge(plan_of(HEADER, dict(zip(HEADER, GOOD, strict=True)), [], policy), policy)
    for number, judged in enumerate(judge.judge_all(map(tuple, rows)), start=1):
        assert judged.number == number
        assert (judged.values is None) == (judged.verdict == Verdict.REFUSED)
        assert bool(judged.findings) == (judged.verdict != Verdict.ACCEPTED)
        assert all(finding.code in SENTENCES for finding in judged.findings)
        if judged.values is not None:
            assert judged.values.amount_cents > 0
            assert judged.values.surname or judged.values.bsn


def test_two_digit_birth_years_never_lie_ahead():
    assert _judge(birth_date="12-05-61").values.birth_date == date(1961, 5, 12)
    assert _judge(birth_date="12-05-05").values.birth_date == date(2005, 5, 12)
