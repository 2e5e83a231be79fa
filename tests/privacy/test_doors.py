"""Nobody sees or touches another's doors: every address below /huisbezoek/ and /deur/, each role, with all that a form may carry.

The walk over every address of the installation is in test_walls.py; here what is sent along points at the other town too: cases
for a round, doors to be moved, people for a pair, results and passes of a phone. An address that is new must be put in the table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from two_towns import OTHER, OWN, TODAY, TownWords, TwoTowns, town_register, two_towns  # noqa: F401
from voordeur.record.models import Event
from voordeur.stages.visit.models import Absence, Appointment, Arrival, DoorNote, Duo, Place, Round, Stop, Visitor, WorkingHours

Numbers = Mapping[str, Sequence[int]]
ON = TODAY.isoformat()
NOBODY = {"submission": str(UUID(int=9)), "result": "nobody", "card": "1"}


def _pair(n: Numbers) -> dict[str, Any]:
    return {"first": n["user"][0], "second": n["user"][1]}


# By the name of an address: what stands in it, and what is sent to it. `n`: the numbers of the town that is not one's own.
TABLE: Mapping[str, tuple[Callable[[Numbers], dict[str, Any]], Callable[[Numbers], list[dict[str, Any]]]]] = {
    "visits": (lambda n: {}, lambda n: [_pair(n) | {"on": ON, "day_part": "Avond", "cases": n["case"]}]),
    "visit_board": (lambda n: {}, lambda n: []),
    "visit_figures": (lambda n: {}, lambda n: []),
    "visit_month": (lambda n: {}, lambda n: []),
    "choose_evening": (lambda n: {}, lambda n: [{"on": ON, "day_part": "Avond"}]),
    "evening": (
        lambda n: {"on": ON, "day_part": "Avond"},
        lambda n: [_pair(n) | {"sent": str(uuid4())}, {"sent": str(uuid4()), "pairs": n["duo"], "most": 3}],
    ),
    "change_stop": (
        lambda n: {"pk": n["stop"][1]},
        lambda n: [
            *({"do": do} for do in ("up", "down", "off", "lock", "unlock", f"lead-{n['user'][0]}", str(n["round"][0]))),
            {"do": "to", "round": n["round"][0], "place": 0},
        ],
    ),
    "visit_people": (lambda n: {}, lambda n: [{"way": "car", "user": n["user"][0]}]),
    "visit_calendar_new": (lambda n: {}, lambda n: []),
    "visit_person": (lambda n: {"pk": n["user"][0]}, lambda n: [{"way": "car", "languages": ["ar"], "skills": ["x"]}]),
    "visit_away": (
        lambda n: {"pk": n["user"][0]},
        lambda n: [{"first_day": ON, "last_day": ON, "deputy": n["user"][1]}],
    ),
    "visit_back": (lambda n: {"pk": n["user"][0], "absence": n["absence"][0]}, lambda n: [{}]),
    "visit_duos": (lambda n: {}, lambda n: []),
    "visit_duo_add": (lambda n: {}, lambda n: [_pair(n) | {"name": "Van een ander", "start_label": "hier"}]),
    "visit_duo": (lambda n: {"pk": n["duo"][0]}, lambda n: [_pair(n) | {"name": "Van een ander", "start_label": "hier"}]),
    "visit_duo_end": (lambda n: {"pk": n["duo"][0]}, lambda n: [{}]),
    "visit_calendar": (lambda n: {"key": "a" * 43}, lambda n: []),
    "visit_safety": (lambda n: {}, lambda n: []),
    "visit_safety_write": (
        lambda n: {"case": n["case"][0]},
        lambda n: [{"text": "x", "measure": "together", "until": ON, "reviewer": n["user"][0], "told": "told", "told_on": ON}],
    ),
    "visit_safety_note": (lambda n: {"pk": n["door_note"][0]}, lambda n: [{"do": do} for do in ("end", "longer", "told", "x")]),
    "round": (lambda n: {"pk": n["round"][0]}, lambda n: [_pair(n) | {"add": n["case"], "remove": n["stop"]}]),
    "round-paper": (lambda n: {"pk": n["round"][0]}, lambda n: []),
    "appointments": (lambda n: {}, lambda n: []),
    "appointment-make": (
        lambda n: {"case": n["case"][1]},
        lambda n: [{"sent": str(uuid4()), "slot": f"{ON} 10:00", "kind": "phone", "resident": n["resident"][0]}],
    ),
    "appointment": (
        lambda n: {"pk": n["appointment"][0]},
        lambda n: [{"do": do, "sent": str(uuid4()), "turn": 0} for do in ("confirm", "held", "no_show", "off", "off_by_us")],
    ),
    "door-rounds": (lambda n: {}, lambda n: []),
    "door-frame": (lambda n: {}, lambda n: []),
    "door-worker": (lambda n: {}, lambda n: []),
    "door-held": (lambda n: {}, lambda n: [{"seen": n["stop"]}]),
    "door-who": (lambda n: {}, lambda n: []),
    "door-hand-in": (lambda n: {}, lambda n: []),  # has tests of its own below
    "door-paper": (lambda n: {"pk": n["round"][0]}, lambda n: []),
    "door-take": (lambda n: {"pk": n["round"][0]}, lambda n: [{}]),
    "door-still": (lambda n: {"pk": n["round"][0], "stop": n["stop"][1]}, lambda n: []),
    "door-walk": (lambda n: {"pk": n["round"][0]}, lambda n: []),
    "door-sign-off": (lambda n: {"pk": n["round"][0]}, lambda n: [{}]),
    "door": (lambda n: {"pk": n["round"][0], "stop": n["stop"][1]}, lambda n: []),
    "door-record": (
        lambda n: {"pk": n["round"][0], "stop": n["stop"][1]},
        lambda n: [NOBODY, NOBODY | {"result": "talked", "resident": n["resident"][1], "leave": "1"}, NOBODY | {"correct": "1"}],
    ),
    "door-ready": (lambda n: {"pk": n["round"][0], "stop": n["stop"][0]}, lambda n: []),
    "door-note": (
        lambda n: {"pk": n["round"][0], "stop": n["stop"][1]},
        lambda n: [{"text": "x", "kind": "practical", "until": ON}],
    ),
}  # fmt: skip
PLACES = ("huisbezoek/", "deur/")


@pytest.fixture(autouse=True)
def _on_the_evening(settings):
    """The day of the rounds: a phone takes along only what is walked that day."""
    settings.FIXED_TODAY = TODAY


def _named(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.name or route
        else:
            yield from _named(pattern, route)


def test_every_address_of_a_door_is_in_the_table():
    there = {name for route, name in _named(get_resolver()) if route.startswith(PLACES)}
    assert there == set(TABLE)


WATCHERS = [(name, OWN, OTHER) for name in ("clara", "karim", "vera", "victor", "petra", "marga", "oscar", "anna", "cees")]
WATCHERS += [(name, OTHER, OWN) for name in ("stine", "sanne")]


@pytest.mark.parametrize(("name", "own", "other"), WATCHERS, ids=[name for name, _, _ in WATCHERS])
def test_nobody_sees_or_changes_the_doors_of_another_organisation(two_towns, signed_in, name, own, other):  # noqa: F811
    client, before = signed_in(name), _state(two_towns, other)
    for told, body in _answers(client, two_towns.numbers[other.name]):
        assert not [word for word in other.words if word in body], f"{name}: {told} shows {other.name}"
    assert _state(two_towns, other) == before


@pytest.mark.parametrize("name", ["clara", "karim", "vera", "victor", "marga"])
def test_nobody_sees_or_changes_the_doors_of_another_municipality(two_towns, signed_in, name):  # noqa: F811
    """All the work lies in Waterstad; whoever of the same organisation serves only Veenstad and is not of the pair sees none."""
    cast = two_towns.cast
    getattr(cast, name).municipalities.set([cast.veenstad])
    Round.objects.filter(organisation=cast.noorderlicht).update(first=cast.marga, second=cast.anna)
    client, before = signed_in(name), _doors(two_towns, OWN)
    for told, body in _answers(client, two_towns.numbers[OWN.name]):
        assert not [word for word in OWN.words if word in body], f"{name}: {told} shows {OWN.name}"
    assert _doors(two_towns, OWN) == before


def test_a_stranger_is_told_nothing_but_the_empty_frame(two_towns):  # noqa: F811
    before = _state(two_towns, OWN)
    for told, body in _answers(Client(), two_towns.numbers[OWN.name]):
        assert not [word for word in OWN.words if word in body], told
    assert _state(two_towns, OWN) == before


def test_who_is_of_the_pair_does_see_the_door(two_towns, signed_in):  # noqa: F811
    """The other half: were every answer empty, the walls would stand by accident."""
    numbers = two_towns.numbers[OWN.name]
    assert any(OWN.surname in body for _, body in _answers(signed_in("vera"), numbers))
    assert OWN.street in json.dumps(_taken(signed_in("vera"), numbers))


@pytest.mark.parametrize("name", ["stine", "sanne", "karim", "victor", "petra", "marga"])
def test_a_pass_of_another_phone_hands_in_nothing_and_is_told_nothing(two_towns, signed_in, name):  # noqa: F811
    """A pass is of one person: found, copied or altered it counts no result for somebody else."""
    taken = _taken(signed_in("vera"), two_towns.numbers[OWN.name])
    passes = [door["pass"] for door in taken["stops"]]
    assert len(passes) >= 2
    before = _state(two_towns, OWN)
    stolen = [_item(one) for one in (*passes, passes[0][:-2] + "aa", "", str(two_towns.numbers[OWN.name]["stop"][1]))]
    stolen.append(_item(passes[0]) | {"kind": "sign_off"})
    body = json.dumps({"sent": int(timezone.now().timestamp() * 1000), "items": stolen})
    answer = signed_in(name).post(reverse("door-hand-in"), body, content_type="application/json")
    said = answer.content.decode()
    assert answer.status_code in {200, 403}
    assert not [word for word in OWN.words if word in said]
    if answer.status_code == 200:
        assert all(each["state"] not in {"counted", "already", "held"} for each in answer.json()["answers"]), said
    assert _state(two_towns, OWN) == before


def test_the_keys_of_a_phone_are_of_one_person(two_towns, signed_in):  # noqa: F811
    """What one person's phone keeps is locked with keys that another's session is never given."""
    asked = {"nacht": [(TODAY - timedelta(days=day)).isoformat() for day in range(3)]}
    keys = [set(signed_in(name).get(reverse("door-who"), asked).json()["keys"].values()) for name in ("vera", "victor", "sanne")]
    assert all(keys)
    assert not (keys[0] & keys[1] or keys[0] & keys[2] or keys[1] & keys[2])


def _item(pass_: str) -> dict[str, Any]:
    moment = timezone.now()
    return {
        "kind": "result", "submission": str(uuid4()), "pass": pass_, "tapped": int(moment.timestamp() * 1000) - 60_000,
        "as_of": moment.isoformat(), "replaces": None, "answers": {"result": "nobody"},
    }  # fmt: skip


def _taken(client: Client, numbers: Numbers) -> Any:
    answer = client.post(reverse("door-take", args=[numbers["round"][0]]))
    assert answer.status_code == 200
    return answer.json()


def _answers(client: Client, n: Numbers) -> Iterator[tuple[str, str]]:
    """What every address of the table answers, read and sent to, with what it redirects to."""
    for name, (where, sent) in TABLE.items():
        address = reverse(name, kwargs=where(n))
        asked = [("get", {}), *(("post", each) for each in (sent(n) or [{}]))]
        for method, given in asked:
            answer = getattr(client, method)(address, given)
            told = f"{method} {address} {given} → {answer.status_code}"
            assert answer.status_code < 500, told
            body = b"".join(answer) if answer.streaming else answer.content
            yield told, body.decode(errors="replace") + answer.headers.get("Location", "")


def _rows(model: Any, *fields: str, **where: Any) -> list[tuple[Any, ...]]:
    return list(model.objects.filter(**where).order_by("pk").values_list("pk", *fields))


def _doors(towns: TwoTowns, town: TownWords) -> list[Any]:
    """Everything about the doors of a town that somebody could change."""
    office = towns.cast.noorderlicht if town is OWN else towns.cast.elders
    return [
        _rows(Stop, "round", "order", "locked", "lead", "result", "submission", case__organisation=office),
        _rows(Event, "kind", "facts", case__organisation=office),
        _rows(Arrival, "seen_at", stop__case__organisation=office),
        _rows(DoorNote, "kind", "text", "until", household__organisation=office),
        _rows(Appointment, "state", "on", "begin", case__organisation=office),
        _rows(Place, "latitude", household__organisation=office),
        _rows(Round, "first", "second", "signed_off_at", organisation=office),
    ]


def _state(towns: TwoTowns, town: TownWords) -> list[Any]:
    """The doors of a town, and the people who go to them."""
    office = towns.cast.noorderlicht if town is OWN else towns.cast.elders
    return [
        *_doors(towns, town),
        _rows(Visitor, "skills", "languages", "way", user__organisation=office),
        _rows(WorkingHours, "weekday", "begin", user__organisation=office),
        _rows(Absence, "first_day", "last_day", "deputy", user__organisation=office),
        _rows(Duo, "name", "first", "second", "ended_on", organisation=office),
    ]
