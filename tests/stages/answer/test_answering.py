"""Answers written, bundled, and what a creditor can find in its file."""

from __future__ import annotations

import pytest

from stages.town import TODAY, Street
from voordeur.privacy.log import Look, Purpose
from voordeur.privacy.models import AccessLogEntry
from voordeur.record.actions import close_case
from voordeur.stages.answer.actions import answer_signals, make_file
from voordeur.stages.answer.models import Answer
from voordeur.stages.answer.queries import COLUMNS, rows_of
from voordeur.stages.deliver.models import Signal


def codes(signal: Signal) -> list[str]:
    return list(signal.answers.order_by("pk").values_list("code", flat=True))


def test_a_signal_is_answered_once_per_code(street: Street):
    home = street.household(number="14")
    signal = street.signal(street.resident(home, "Aaldering"), street.cast.thuisgoed)
    assert answer_signals([signal.pk], today=TODAY) == 1
    assert answer_signals([signal.pk], today=TODAY) == 0
    assert codes(signal) == ["ONTVANGEN"]


def test_acceptance_goes_only_to_the_creditors_of_who_accepted(street: Street):
    home = street.household(number="14")
    anna, ben = street.resident(home, "Aaldering"), street.resident(home, "Boonstra")
    rent, health = street.signal(anna, street.cast.thuisgoed), street.signal(ben, street.cast.zorgvuldig)
    street.told(rent.taking.case, "accepted", resident=anna.pk)
    answer_signals([rent.pk, health.pk], today=TODAY)
    assert codes(rent) == ["HULP_GEACCEPTEERD"]
    assert rent.answers.get().pause_end.isoformat() == "2026-11-24"
    assert codes(health) == ["ONTVANGEN"]
    close_case(case=rent.taking.case, on=TODAY, outcome="Vervolghulp en/of verwijzing financieel", by=None)
    answer_signals([rent.pk, health.pk], today=TODAY)
    assert codes(rent) == ["HULP_GEACCEPTEERD", "AFGESLOTEN"]
    assert codes(health) == ["ONTVANGEN", "AFGESLOTEN"]


def test_a_corrected_acceptance_is_not_told(street: Street):
    home = street.household(number="14")
    anna = street.resident(home, "Aaldering")
    signal = street.signal(anna, street.cast.thuisgoed)
    case = signal.taking.case
    street.told(case, "accepted", resident=anna.pk)
    wrong = case.events.get(kind="accepted")
    case.events.create(kind="correction", on=TODAY, at=wrong.at, corrects=wrong)
    answer_signals([signal.pk], today=TODAY)
    assert codes(signal) == ["ONTVANGEN"]


def test_received_is_a_first_word_only(street: Street):
    home = street.household(number="14")
    anna = street.resident(home, "Aaldering")
    signal = street.signal(anna, street.cast.thuisgoed, status="Niet opgepakt: onterecht signaal")
    answer_signals([signal.pk], today=TODAY)
    signal.taking.status = "Opgepakt"
    signal.taking.save()
    answer_signals([signal.pk], today=TODAY)
    assert codes(signal) == ["NIET_OPGEPAKT_ONTERECHT", "ONTVANGEN"]


def test_a_replaced_signal_is_not_answered(street: Street):
    home = street.household(number="14")
    signal = street.signal(street.resident(home, "Aaldering"), street.cast.thuisgoed)
    Signal.objects.filter(pk=signal.pk).update(superseded_by=signal.delivery)
    assert answer_signals([signal.pk], today=TODAY) == 0


@pytest.mark.parametrize("many", [2, 40])
def test_the_number_of_queries_does_not_grow(street: Street, django_assert_max_num_queries, many):
    signals = []
    for number in range(many):
        person = street.resident(street.household(number=str(number)), "Aaldering")
        signal = street.signal(person, street.cast.thuisgoed)
        street.told(signal.taking.case, "accepted", resident=person.pk)
        signals.append(signal.pk)
    with django_assert_max_num_queries(13):
        answer_signals(signals, today=TODAY)
    assert Answer.objects.filter(code="HULP_GEACCEPTEERD").count() == many


def test_a_file_bundles_what_was_not_sent_and_two_clicks_make_one(street: Street):
    home = street.household(number="14")
    signal = street.signal(street.resident(home, "Aaldering"), street.cast.thuisgoed)
    answer_signals([signal.pk], today=TODAY)
    file = make_file(partner=street.cast.thuisgoed, today=TODAY, by=street.cast.clara)
    assert file is not None
    assert make_file(partner=street.cast.thuisgoed, today=TODAY, by=street.cast.clara) is None
    assert make_file(partner=street.cast.zorgvuldig, today=TODAY, by=street.cast.clara) is None
    rows = rows_of(file, Look(street.cast.petra, Purpose.ANSWER))
    assert [row[:4] for row in rows] == [(signal.customer_number, signal.pk, TODAY, "ONTVANGEN")]
    assert len(rows[0]) == len(COLUMNS)
    logged = AccessLogEntry.objects.latest("pk")
    assert (logged.user, logged.purpose) == (street.cast.petra, "answer")
    assert f"household:{home.pk}" in logged.subjects
