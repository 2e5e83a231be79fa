"""`voordeur rounds`: a document in, a document out."""

from __future__ import annotations

import json

import pytest

from voordeur.site.command import main

DOOR = {"id": "a", "lat": 52.10, "lon": 4.50, "service_min": 25, "windows": [["18:00", "19:30"]], "needs": [], "worth": 3}
TERM = {"id": "b", "lat": 52.11, "lon": 4.51, "service_min": 25, "needs": ["tolk"], "worth": 2.5, "must": True}
DUO = {"id": "duo", "start": [52.1, 4.5], "end": [52.1, 4.5], "from": "18:00", "to": "21:00", "skills": ["tolk"]}
EVENING = {"from": "18:00", "to": "21:00", "visits": [DOOR, TERM], "pairs": [DUO]}


def _run(folder, given, *words: str) -> tuple[int, dict | None]:
    place, out = folder / "in.json", folder / "out.json"
    place.write_text(json.dumps(given) if not isinstance(given, str) else given, encoding="utf-8")
    code = main(["rounds", str(place), *words, "--out", str(out)])
    return code, json.loads(out.read_text(encoding="utf-8")) if out.exists() else None


def test_an_evening_is_planned(tmp_path) -> None:
    code, plan = _run(tmp_path, EVENING, "--iterations", "50", "--seed", "2")
    assert code == 0
    assert plan is not None
    assert plan["worth"] == 5.5
    (one,) = plan["rounds"]
    assert {stop["visit"] for stop in one["stops"]} == {"a", "b"}
    assert plan["left_out"] == []
    assert all(stop["reasons"] for stop in one["stops"])


def test_what_must_be_made_and_cannot_is_named(tmp_path, capsys) -> None:
    given = {**EVENING, "pairs": [{**DUO, "skills": []}]}
    code, plan = _run(tmp_path, given, "--seconds", "0.2")
    assert code == 1
    assert plan is not None
    assert [left["visit"] for left in plan["left_out"]] == ["b"]
    assert "b: geen duo kan alles wat nodig is (tolk)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{", "not JSON"),
        ("[]", "the document is an object"),
        ({**EVENING, "visit": []}, "'visit', which is not known"),
        ({**EVENING, "to": "25:00"}, "to is a time"),
        ({**EVENING, "visits": [{**DOOR, "windows": [["20:00", "18:00"]]}]}, "turn them round"),
        ({**EVENING, "visits": [DOOR] * 2}, "stands there twice"),
        ({**EVENING, "visits": [{"id": "a", "worth": "veel"}]}, "worth is a number"),
        ({**EVENING, "visits": [{"id": "a"}]}, "a has no place"),
        ({**EVENING, "travel_min": [[0, 1], [1, 0]]}, "a square of 4 rows"),
        ({**EVENING, "travel_min": [[-1] * 4] * 4}, "travel_min[0][0] is a number of minutes"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path, capsys, given, words: str) -> None:
    code, plan = _run(tmp_path, given, "--seconds", "0.1")
    assert code == 2
    assert plan is None
    assert words in capsys.readouterr().err
