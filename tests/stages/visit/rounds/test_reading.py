"""Documents that are no evening: each is refused at its place; odd ones that are an evening are planned."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rounds_oracle import assert_valid
from voordeur.site.command import main
from voordeur.stages.visit.rules.rounds.reading import LARGEST, MOST_PAIRS, EveningError, read_evening
from voordeur.stages.visit.rules.rounds.solver import Limit, best_plan

DOOR = {"id": "a", "lat": 52.10, "lon": 4.50, "service_min": 25, "windows": [["18:00", "19:30"]], "needs": [], "worth": 3}
DUO = {"id": "duo", "start": [52.1, 4.5], "end": [52.1, 4.5], "from": "18:00", "to": "21:00", "skills": ["tolk"]}
EVENING = {"from": "18:00", "to": "21:00", "visits": [DOOR], "pairs": [DUO]}
NAN, HUGE = float("nan"), 10**400
ROW = [0, 1, 2]


def door(**changed: Any) -> dict[str, Any]:
    return {**EVENING, "visits": [DOOR | {"id": "b"}, DOOR | changed]}


def duo(**changed: Any) -> dict[str, Any]:
    return {**EVENING, "pairs": [DUO | changed]}


def matrix(*rows: Any) -> dict[str, Any]:
    return {**EVENING, "travel_min": list(rows)}


HOSTILE = [
    (EVENING | {"visits": None}, "visits is a list"),
    (EVENING | {"visits": {"a": DOOR}}, "visits is a list"),
    (EVENING | {"visits": [DOOR, "b"]}, "visits[1] is an object"),
    (EVENING | {"pairs": "duo"}, "pairs is a list"),
    (EVENING | {"pairs": [[]]}, "pairs[0] is an object"),
    (EVENING | {"from": None}, "from is a time"),
    (EVENING | {"from": 18}, "from is a time"),
    (EVENING | {"from": "22:00"}, "to lies before from"),
    (EVENING | {"to": "24:01"}, "to is a time"),
    (EVENING | {"to": "١٨:٠٠"}, "to is a time"),
    (EVENING | {"visits": [{}]}, "visits[0] lacks 'id'"),
    (EVENING | {"visits": [DOOR] * (LARGEST + 1)}, f"more than {LARGEST} visits"),
    (EVENING | {"pairs": [DUO] * (MOST_PAIRS + 1)}, f"{MOST_PAIRS} pairs"),
    (EVENING | {"pairs": [DUO, DUO | {"start": [52.2, 4.4]}]}, "pairs: the id 'duo' stands there twice"),
    (door(id="b"), "visits: the id 'b' stands there twice"),
    ({**EVENING, "visits": [DOOR | {"id": 7}, DOOR | {"id": "7"}]}, "the id '7' stands there twice"),
    (door(id=""), "visits[1].id is a text"),
    (door(id=None), "visits[1].id is a text"),
    (door(id=1.5), "visits[1].id is a text"),
    (door(id=True), "visits[1].id is a text"),
    (door(id=["a"]), "visits[1].id is a text"),
    (door(id="\ud800"), "visits[1].id holds half a character"),
    (door(service_min=-1), "visits[1].service_min is a number from 0"),
    (door(service_min=NAN), "visits[1].service_min is a number from 0"),
    (door(service_min=1441), "visits[1].service_min is a number from 0 to 1440"),
    (door(service_min="25"), "visits[1].service_min is a number"),
    (door(service_min=True), "visits[1].service_min is a number"),
    (door(service_min=None), "visits[1].service_min is a number"),
    (door(worth=-0.1), "visits[1].worth is a number from 0"),
    (door(worth=HUGE), "visits[1].worth is a number from 0"),
    (door(worth=float("inf")), "visits[1].worth is a number from 0"),
    (door(worth=[3]), "visits[1].worth is a number from 0"),
    (door(must="ja"), "visits[1].must is true or false"),
    (door(must=1), "visits[1].must is true or false"),
    (door(load=1.9), "visits[1].load is a whole number"),
    (door(lat=NAN), "visits[1] wants a latitude"),
    (door(lat=91), "visits[1] wants a latitude"),
    (door(lat="52.1"), "visits[1] wants a latitude"),
    (door(lon=None), "visits[1] wants a latitude"),
    (door(lon=HUGE), "visits[1] wants a latitude"),
    (door(needs="tolk"), "visits[1].needs is a list of words"),
    (door(needs=[1]), "visits[1].needs is a list of words"),
    (door(needs=["\udfff"]), "visits[1].needs holds half a character"),
    (door(windows="18:00"), "visits[1].windows is a list"),
    (door(windows={}), "visits[1].windows is a list"),
    (door(windows=0), "visits[1].windows is a list"),
    (door(windows=["18:00", "19:00"]), "visits[1].windows[0] is a begin and an end"),
    (door(windows=[["18:00"]]), "visits[1].windows[0] is a begin and an end"),
    (door(windows=[["18:00", "19:00", "20:00"]]), "visits[1].windows[0] is a begin and an end"),
    (door(windows=[["18:00", "19:00"], ["19:60", "20:00"]]), "visits[1].windows[1] is a time"),
    (door(windows=[["20:00", "19:00"]]), "visits[1].windows[0]: the end lies before the begin"),
    (door(straat="Merelstraat"), "visits[1] has 'straat', which is not known"),
    (duo(id={}), "pairs[0].id is a text"),
    (duo(start=[52.1]), "pairs[0].start wants a latitude"),
    (duo(end=[52.1, 181]), "pairs[0].end wants a latitude"),
    (duo(start={"lat": 52}), "pairs[0].start wants a latitude"),
    (duo(start=None, end=None), "duo has no place"),
    (duo(**{"from": ""}), "pairs[0].from is a time"),
    (duo(**{"from": 0}), "pairs[0].from is a time"),
    (duo(**{"from": "21:30"}), "pairs[0]: to lies before from"),
    (duo(to="9:00"), "pairs[0].to is a time"),
    (duo(skills=None), "pairs[0].skills is a list of words"),
    (duo(capacity=-1), "pairs[0].capacity is a whole number"),
    (duo(capacity=2.5), "pairs[0].capacity is a whole number"),
    (matrix(), "travel_min is a square of 3 rows (the visits, then start and end of each pair in order); it has 0"),
    (matrix(ROW, ROW), "it has 2"),
    (matrix(ROW, [0, 1], ROW), "travel_min[1] has 2"),
    (matrix(ROW, ROW, "abc"), "travel_min[2] is no list"),
    (matrix(ROW, ROW, [0, NAN, 1]), "travel_min[2][1] is a number of minutes"),
    (matrix(ROW, ROW, [0, 1, -0.5]), "travel_min[2][2] is a number of minutes"),
    (matrix(ROW, [0, "1", 2], ROW), "travel_min[1][1] is a number of minutes"),
    (matrix(ROW, [0, None, 2], ROW), "travel_min[1][1] is a number of minutes"),
    (matrix([True, 1, 2], ROW, ROW), "travel_min[0][0] is a number of minutes"),
    (matrix(ROW, ROW, [0, HUGE, 1]), "travel_min[2][1] is a number of minutes"),
    (matrix(ROW, ROW, [0, 1e6, 1]), "travel_min[2][1] is a number of minutes from 0 to 100000"),
    ({**EVENING, "travel_min": {}}, "travel_min is a list"),
    ({**EVENING, "travel_min": [[[0]]]}, "it has 1"),
]


@pytest.mark.parametrize(("given", "words"), HOSTILE)
def test_what_is_wrong_is_named_by_its_place(given: Any, words: str) -> None:
    with pytest.raises(EveningError) as refused:
        read_evening(json.dumps(given))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("null", "the document is an object"),
        ('"avond"', "the document is an object"),
        ("\ufeff{}", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"visits": [], "pairs": [], "from": ' + "1" * 5000 + "}", "not JSON"),
        ('{"visits": [], "visits": [], "pairs": []}', "'visits' stands twice"),
        ('{"visits": [{"id": "a", "id": "b"}], "pairs": []}', "'id' stands twice"),
        ('{"pairs": []}', "lacks 'visits'"),
    ],
)
def test_a_text_that_is_no_document_is_refused(text: str, words: str) -> None:
    with pytest.raises(EveningError) as refused:
        read_evening(text)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        {"visits": [], "pairs": []},
        {"visits": [], "pairs": [], "travel_min": []},
        EVENING | {"from": "18:00", "to": "18:00"},
        EVENING | {"visits": [DOOR | {"id": "Ω 家 🏠 ‮x"}]},
        EVENING | {"visits": [DOOR | {"id": "a\n\t\u0000b"}]},
        door(windows=[]),
        door(windows=[["06:00", "07:00"]]),
        door(windows=[["18:00", "19:00"], ["18:00", "19:00"], ["18:30", "21:00"]]),
        door(worth=0),
        door(worth=1e-320),
        {**EVENING, "visits": [DOOR | {"id": str(number), "worth": 1e-320} for number in range(3)]},
        {**EVENING, "visits": [DOOR | {"id": str(number), "worth": 1e6, "must": True} for number in range(9)]},
        door(service_min=0),
        door(lat=-90, lon=180),
        duo(capacity=0),
        duo(to="18:00"),
        matrix([0, 1e5, 1e5], [1e5, 0, 1e5], [1e5, 1e5, 0]),
        matrix([9, 1 / 3, 1], [1, 9, 1], [1, 1, 9]),
        {**EVENING, "visits": [DOOR | {"id": number} for number in range(40)]},
    ],
)
def test_what_is_odd_but_an_evening_is_planned_and_holds(given: dict[str, Any], tmp_path) -> None:
    evening = read_evening(json.dumps(given))
    assert_valid(evening, best_plan(evening, Limit(iterations=20)))
    place, out = tmp_path / "in.json", tmp_path / "out.json"
    place.write_text(json.dumps(given), encoding="utf-8")
    assert main(["rounds", str(place), "--iterations", "8", "--out", str(out)]) in {0, 1}
    told = json.loads(out.read_text(encoding="utf-8"))
    assert {one["pair"] for one in told["rounds"]} == {str(one["id"]) for one in given["pairs"]}
    every = [stop["visit"] for one in told["rounds"] for stop in one["stops"]] + [left["visit"] for left in told["left_out"]]
    assert sorted(every) == sorted(str(one["id"]) for one in given["visits"])
    assert all(left["reason"] for left in told["left_out"])


@pytest.mark.parametrize("words", [["--seed", "-1"], ["--seed", str(2**70)], ["--seconds", "nan"], ["--iterations", "0"]])
def test_a_limit_or_a_seed_that_is_none_is_refused(words: list[str], tmp_path, capsys) -> None:
    place = tmp_path / "in.json"
    place.write_text(json.dumps(EVENING), encoding="utf-8")
    assert main(["rounds", str(place), *words, "--out", str(tmp_path / "out.json")]) == 2
    assert words[0] in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_the_same_steps_and_seed_write_the_same_bytes(tmp_path) -> None:
    place = tmp_path / "in.json"
    doors = [DOOR | {"id": str(number), "lat": 52.1 + number / 900, "lon": 4.5 + number % 7 / 500} for number in range(30)]
    place.write_text(json.dumps({**EVENING, "visits": doors}), encoding="utf-8")
    for name in ("one", "two"):
        assert main(["rounds", str(place), "--iterations", "40", "--seed", "9", "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
