"""The log of looks is written for every look, and nothing in it changes unseen."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from voordeur.privacy.actions import examine_log
from voordeur.privacy.log import Look, Purpose, examine, examine_recent, record_look
from voordeur.privacy.models import AccessLogEntry, LogExamination, LogHead


@pytest.fixture
def three_looks(cast):
    for number in (1, 2, 3):
        record_look(Look(cast.karim, Purpose.OFFER_HELP, "/huishouden/"), [f"household:{number}"])
    return list(AccessLogEntry.objects.order_by("id"))


def _without_triggers(sql: str, *values) -> None:
    """What somebody with the database in hands could do: triggers off, change, triggers on again."""
    table = "voordeur_accesslogentry"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        if connection.vendor != "sqlite":
            cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_look_says_who_why_and_whom(three_looks, cast):
    entry = three_looks[0]
    assert (entry.user, entry.organisation, entry.purpose, entry.subjects) == (
        cast.karim,
        cast.noorderlicht,
        "offer_help",
        ["household:1"],
    )
    assert examine().whole
    assert examine().length == 3


def test_looking_at_nothing_writes_nothing(cast):
    record_look(Look(cast.karim, Purpose.OFFER_HELP), [])
    assert not AccessLogEntry.objects.exists()
    assert examine().whole


@pytest.mark.parametrize("verb", ["UPDATE voordeur_accesslogentry SET purpose='visit'", "DELETE FROM voordeur_accesslogentry"])
def test_the_database_refuses_to_change_or_remove_an_entry(three_looks, verb):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


def test_a_changed_entry_is_detected(three_looks):
    _without_triggers("UPDATE voordeur_accesslogentry SET purpose=%s WHERE id=%s", "visit", three_looks[1].pk)
    assert examine().broken_at == three_looks[1].pk


def test_a_removed_entry_is_detected_in_the_middle(three_looks):
    _without_triggers("DELETE FROM voordeur_accesslogentry WHERE id=%s", three_looks[1].pk)
    assert examine().broken_at == three_looks[2].pk


def test_a_removed_end_is_detected_too(three_looks):
    _without_triggers("DELETE FROM voordeur_accesslogentry WHERE id=%s", three_looks[2].pk)
    assert examine().tail_missing


def test_the_head_cannot_be_set_back_without_the_key(three_looks):
    _without_triggers("DELETE FROM voordeur_accesslogentry WHERE id=%s", three_looks[2].pk)
    LogHead.objects.update(length=2, hash=three_looks[1].hash)
    assert not examine().whole


@pytest.fixture
def examined(cast, three_looks):
    """Three looks, the whole log read, and one look since."""
    examine_log()
    record_look(Look(cast.karim, Purpose.OFFER_HELP, "/huishouden/"), ["household:4"])
    return list(AccessLogEntry.objects.order_by("id"))


def test_a_screen_reads_only_what_came_since_the_whole_log_was_read(examined, django_assert_max_num_queries):
    with django_assert_max_num_queries(4) as ran:
        state = examine_recent()
    assert state.whole
    assert state.length == 4
    assert state.examined_at == LogExamination.objects.get().at
    assert f'"id" > {examined[2].pk}' in ran.captured_queries[2]["sql"]


def test_a_newer_change_is_detected_at_once_an_older_one_at_the_next_whole_reading(examined):
    _without_triggers("UPDATE voordeur_accesslogentry SET purpose=%s WHERE id=%s", "visit", examined[0].pk)
    assert examine_recent().whole
    assert not examine_log().whole
    assert examine_recent().broken_at == examined[0].pk


def test_a_change_after_the_whole_reading_is_detected_at_once(examined):
    _without_triggers("UPDATE voordeur_accesslogentry SET purpose=%s WHERE id=%s", "visit", examined[3].pk)
    assert examine_recent().broken_at == examined[3].pk


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_older_entry_that_is_gone_is_detected_at_once(examined, place):
    _without_triggers("DELETE FROM voordeur_accesslogentry WHERE id=%s", examined[place].pk)
    assert not examine_recent().whole


def test_the_end_that_is_gone_is_detected_at_once(examined):
    _without_triggers("DELETE FROM voordeur_accesslogentry WHERE id=%s", examined[3].pk)
    assert examine_recent().tail_missing


def test_nobody_can_pretend_that_the_log_was_read(examined):
    _without_triggers("UPDATE voordeur_accesslogentry SET purpose=%s WHERE id=%s", "visit", examined[3].pk)
    LogExamination.objects.update(last=examined[3].pk, length=4, hash=examined[3].hash)
    assert examine_recent().broken_at == examined[3].pk


def test_the_privacy_officer_has_the_whole_log_read(examined, signed_in):
    oscar = signed_in("oscar")
    oscar.post("/privacy/logboek/nalopen/")
    assert LogExamination.objects.count() == 2
    assert "Van begin tot eind nagelopen" in oscar.get("/privacy/logboek/").content.decode()
