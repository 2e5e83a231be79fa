"""The log of looks is written for every look, and nothing in it changes unseen."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from voordeur.privacy.log import Look, Purpose, examine, record_look
from voordeur.privacy.models import AccessLogEntry, LogHead


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
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        cursor.execute(sql, values)


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
