"""Every field that may hold something of a person is marked, and exactly one room forgets it."""

from __future__ import annotations

import importlib
from collections import Counter

from django.apps import apps
from django.db import models

from architecture.source import PACKAGE, dotted

TEXTISH = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.DateField,
    models.DateTimeField,
    models.BinaryField,
    models.FileField,
)
# A date that only says when a row was written, decided or forgotten.
WHEN = ("_at", "_on", "at", "on")


def _own_models():
    return list(apps.get_app_config("voordeur").get_models())


def _forget_rooms():
    return [importlib.import_module(dotted(p)) for p in sorted(PACKAGE.rglob("forget.py")) if p.parent.name != "web"]


def test_every_field_that_could_tell_of_a_person_is_marked_personal_or_plain():
    unmarked = []
    for model in _own_models():
        marked = {*getattr(model, "PERSONAL", ()), *getattr(model, "PLAIN", ())}
        for field in model._meta.local_fields:
            dated = isinstance(field, models.DateField) and field.name.endswith(WHEN)
            if isinstance(field, TEXTISH) and not dated and field.name not in marked and field.name != "password":
                unmarked.append(f"{model.__name__}.{field.name}")
    assert unmarked == []


def test_every_mark_names_a_field_that_exists():
    wrong = [
        f"{model.__name__}.{name}"
        for model in _own_models()
        for name in (*getattr(model, "PERSONAL", ()), *getattr(model, "PLAIN", ()))
        if name not in {f.name for f in model._meta.local_fields}
    ]
    assert wrong == []


def test_every_personal_field_is_forgotten_by_exactly_one_room():
    covered = Counter(f"{model}.{field}" for room in _forget_rooms() for model, fields in room.COVERS.items() for field in fields)
    marked = {f"{m.__name__}.{name}" for m in _own_models() for name in getattr(m, "PERSONAL", ())}
    assert {name for name, times in covered.items() if times > 1} == set()
    assert set(covered) == marked
