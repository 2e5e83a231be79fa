"""docs/rounds.md tells every field of `voordeur rounds`, the travel model as it is, and an example that comes out so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from voordeur.site.command import main
from voordeur.stages.visit.rules.rounds import reading, spots
from voordeur.stages.visit.rules.rounds.travel import BY_BIKE, BY_CAR, ON_FOOT

DOC = (Path(__file__).parents[4] / "docs" / "rounds.md").read_text(encoding="utf-8")
GIVEN, TOLD = re.findall(r"```json\n(.*?)```", DOC, re.DOTALL)
ROWS = re.findall(r"^\| (?:top|visit|pair)? ?\| (`.*?) \|", DOC, re.MULTILINE)
FIELDS = {field for row in ROWS for field in re.findall(r"`(\w+)`", row)}


def rounds(tmp_path: Path, text: str, *more: str) -> tuple[int, dict]:
    given, out = tmp_path / "in.json", tmp_path / "out.json"
    given.write_text(text)
    code = main(["rounds", str(given), "--iterations", "50", "--out", str(out), *more])
    return code, json.loads(out.read_text()) if out.exists() else {}


def test_the_example_comes_out_as_it_is_told(tmp_path, capsys):
    code, told = rounds(tmp_path, GIVEN)
    assert (code, told) == (1, json.loads(TOLD))
    assert "c: geen duo kan alles" in capsys.readouterr().err
    assert "no pair has all" in rounds(tmp_path, GIVEN, "--lang", "en")[1]["left_out"][0]["reason"]


def test_every_field_that_is_read_is_told_and_no_other(tmp_path, capsys):
    known = set()
    for text in ('{"x": 1}', '{"visits": [{"x": 1}], "pairs": []}', '{"visits": [], "pairs": [{"x": 1}]}'):
        assert rounds(tmp_path, text)[0] == 2
        known |= set(capsys.readouterr().err.partition("write one of: ")[2].strip().split(", "))
    assert known == FIELDS


def test_the_error_of_the_page_is_the_error(tmp_path, capsys):
    assert rounds(tmp_path, '{"visits": [{"id": 1, "lat": 52, "lon": 4, "worth": -1}], "pairs": []}')[0] == 2
    (said,) = re.findall(r"``(.*?)``", DOC)
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "figure",
    [
        f"**{BY_BIKE.detour:g}**", f"**{BY_BIKE.km_per_hour:g} km/h**", f"{ON_FOOT.km_per_hour:g} km/h",
        f"{BY_CAR.km_per_hour:g} km/h", f"{BY_CAR.detour:g}", f"{BY_CAR.parking:g} minutes to park",
        f"{spots.SAME_POSTCODE_KM:g} km", f"{spots.SAME_AREA_KM:g} km", f"{spots.ELSEWHERE_KM:g} km",
        f"{reading.LARGEST:,} visits", f"{reading.MOST_PAIRS} pairs",
    ],
)  # fmt: skip
def test_every_figure_of_the_page_is_the_figure(figure):
    assert figure in " ".join(DOC.split())
