"""The files of addresses and streets: what is read, which line is wrong, and that nothing is kept by half."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from voordeur.record import files
from voordeur.site.command import main
from voordeur.stages.visit.actions.map_files import LINES_IN_A_REQUEST, carry_on, next_file, take_in
from voordeur.stages.visit.models import AddressPoint, MapFile, MapLine
from voordeur.stages.visit.rules.addresses import AddressError, read_addresses
from voordeur.stages.visit.rules.degrees import degrees
from voordeur.stages.visit.rules.streets import StreetsError, read_streets

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
HEADER = "postcode,house_number,house_letter,addition,lat,lon"
DUTCH = "Postcode;Huisnummer;Huisletter;Huisnummertoevoeging;X;Y"
STREET = {"type": "LineString", "coordinates": [[4.49, 52.16], [4.50, 52.17]]}
BORDER = {"type": "Polygon", "coordinates": [[[4.4, 52.1], [4.6, 52.1], [4.5, 52.2], [4.4, 52.1]]]}


def feature(geometry, **properties) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


@pytest.mark.parametrize(
    ("x", "y", "there"),
    [
        (155_000, 463_000, (52.155174, 5.387206)),  # Amersfoort, where the grid begins
        (120_700.723, 487_525.501, (52.374533, 4.883526)),  # the Westertoren in Amsterdam
        (4.49, 52.16, (52.16, 4.49)),
        (52.16, 4.49, None),
        (0, 0, None),
    ],
)
def test_degrees_and_metres_of_the_dutch_grid_are_both_understood(x, y, there):
    found = degrees(x, y)
    assert found == (None if there is None else pytest.approx(there, abs=3e-6))


def test_addresses_as_a_municipality_writes_them():
    (one,) = read_addresses([DUTCH, "1234 ab;14;a;bis;120700,723;487525,501"])
    assert one.key == ("1234AB", "14", "A", "BIS")
    assert (one.latitude, one.longitude) == pytest.approx((52.374533, 4.883526), abs=3e-6)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1234AB,14,,,4.49,52.16", "Regel 3 ligt niet in Nederland"),
        ("1234AB,x,,,52.16,4.49", "Regel 3 heeft geen postcode"),
        ("1234AB,14", "Regel 3 houdt te vroeg op"),
        ("1234AB,14,,," + "9" * 400 + ",4.49", "Regel 3 ligt niet"),
        ("1234AB,14,,,nan,4.49", "Regel 3 ligt niet"),
        ("1234AB," + "1" * 11 + ",,,52.16,4.49", "Regel 3 heeft geen postcode"),
    ],
)
def test_a_wrong_address_is_named_by_its_line_in_both_languages(line, said):
    with pytest.raises(AddressError, match="line 3") as fault:
        list(read_addresses([HEADER, "", line]))
    assert said in fault.value.words.nl


def test_streets_and_borders_out_of_geojson_in_one_piece_or_a_feature_a_line():
    lines = [feature(STREET, NAAM="Merelstraat"), feature(BORDER, name="Waterstad"), feature(None)]
    whole = list(read_streets(io.StringIO(collection(*lines))))
    written = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(map(json.dumps, lines)) + "\n]}\n"
    assert list(read_streets(io.StringIO(written))) == whole
    assert [(one.kind, one.name, len(one.points)) for one in whole] == [("street", "Merelstraat", 2), ("border", "Waterstad", 4)]
    assert whole[0].points[0] == (52.16, 4.49)


def test_streets_out_of_a_csv_with_wkt():
    rows = [
        "WKT,naam",
        '"LINESTRING (4.49 52.16, 4.50 52.17)",Merelstraat',
        '"MULTILINESTRING ((120700 487525, 120800 487525), (120900 487525, 121000 487525))",Kade',
        '"POLYGON Z ((4.4 52.1 0, 4.6 52.1 0, 4.5 52.2 0, 4.4 52.1 0))",',
    ]
    found = list(read_streets(rows))
    named = [(one.kind, one.name) for one in found]
    assert named == [("street", "Merelstraat"), ("street", "Kade"), ("street", "Kade"), ("border", "")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nx\n", "line 1 lacks wkt"),
        ("name,wkt\nMerelstraat,POINT (4 52)\n", "line 2 is no line"),
        ('name,wkt\nMerelstraat,"LINESTRING (4.49 52.16)"\n', "line 2 has no two points"),
        ('name,wkt\nMerelstraat,"LINESTRING (4.49, 52.16)"\n', "line 2 has no two points"),
        ('name,wkt\nMerelstraat,"LINESTRING (0 0, 1 1)"\n', "line 2 does not lie"),
        (collection(feature(STREET), feature({"type": "Point", "coordinates": [4, 52]})), "feature 2 is no line"),
        (collection(feature({"type": "LineString", "coordinates": [[4.49, 52.16], ["x", 52]]})), "feature 1 has no two points"),
        (collection(feature({"type": "LineString", "coordinates": None})), "feature 1 has no two points"),
        ('{"type": "FeatureCollection"}', "no FeatureCollection"),
        ("[" * 100_000, "not GeoJSON"),
        ('{"features": [\n{"type":\n', "line 3: this is not GeoJSON"),
        ("", "line 1 lacks wkt"),
    ],
)  # fmt: skip
def test_a_wrong_street_is_named_by_its_line_or_number(text, said):
    with pytest.raises(StreetsError, match=said):
        list(read_streets(io.StringIO(text)))


@pytest.fixture
def stored(settings, tmp_path):
    settings.FILES = tmp_path


def given(cast, text: str, kind: str = "addresses") -> MapFile:
    return take_in(cast.noorderlicht, kind=kind, name="a.csv", content=io.BytesIO(text.encode()), by=cast.anna, now=NOW)


def test_a_short_file_is_kept_at_once_and_the_file_itself_goes(cast, stored):
    file = given(cast, f"{HEADER}\n1234AB,14,,,52.16,4.49\n")
    assert (file.state, file.kept, file.read) == ("done", 1, 2)
    assert AddressPoint.objects.get().postcode == "1234AB"
    assert files.stored("map") == []


def test_a_file_with_one_wrong_line_changes_nothing_of_what_was_known(cast, stored):
    given(cast, json.dumps({"type": "FeatureCollection", "features": [feature(STREET)]}), "streets")
    file = given(cast, collection(feature(BORDER), feature({"type": "Point"})), "streets")
    assert (file.state, file.kept) == ("failed", 0)
    assert "feature 2" in file.fault["en"] and "Object 2" in file.fault["nl"]
    assert [one.kind for one in MapLine.objects.all()] == ["street"]


def test_what_is_no_text_is_said(cast, stored):
    content = io.BytesIO(b"\xff\xfe\x00bestand")
    file = take_in(cast.noorderlicht, kind="addresses", name="a.xlsx", content=content, by=None, now=NOW)
    assert file.state == "failed" and "UTF-8" in file.fault["nl"]


def test_a_long_file_waits_for_the_worker_which_takes_it_once(cast, stored):
    rows = "".join(f"1234AB,{n},,,52.16,4.49\n" for n in range(1, LINES_IN_A_REQUEST + 1))
    file = given(cast, f"{HEADER}\n{rows}")
    assert (file.state, file.lines) == ("waiting", LINES_IN_A_REQUEST + 1)
    assert not AddressPoint.objects.exists()
    claimed = next_file(now=NOW)
    assert claimed == file and next_file(now=NOW) is None
    carry_on(claimed, now=lambda: NOW)
    assert AddressPoint.objects.count() == LINES_IN_A_REQUEST
    assert MapFile.objects.get().state == "done" and next_file(now=NOW) is None


def test_the_command_reads_streets_and_names_what_is_wrong(cast, tmp_path, capsys):
    good, bad = tmp_path / "streets.geojson", tmp_path / "bad.csv"
    good.write_text(collection(feature(STREET, name="Merelstraat")))
    bad.write_text("name,wkt\nx,POINT (4 52)\n")
    own = ["streets", "--organisation", cast.noorderlicht.name]
    assert main([*own, str(good)]) == 0
    assert "1 stretches" in capsys.readouterr().out
    assert main([*own, str(bad)]) == 2
    assert "bad.csv: line 2 is no line" in capsys.readouterr().err
    assert MapLine.objects.get().name == "Merelstraat"
