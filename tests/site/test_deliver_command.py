"""`voordeur deliver`: fixed shapes, exit codes, no database on trial, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from stages.deliver import shapes
from voordeur.site.command import main

SHAPE = shapes.SHAPES["eight fields"]
HEADER = [name for name, _ in SHAPE]
ROWS = shapes.rows_of(SHAPE, shapes.arrears(10))


@pytest.fixture
def creditor_file(tmp_path):
    rows = [list(row) for row in ROWS]
    rows[2][HEADER.index("Openstaand saldo")] = "n.v.t."
    place = tmp_path / "oktober.csv"
    place.write_bytes(shapes.csv_of(HEADER, rows))
    return place


def _words(place, *more):
    return ["deliver", str(place), "--partner", "thuisgoed", "--on", "2026-10-22", "--json", *more]


def test_a_trial_says_what_would_become_of_each_line(creditor_file, capsys):
    assert main(_words(creditor_file, "--trial", "--kind", "Huur", "--attested")) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["delivered"], report["accepted"], report["warned"], report["refused"]) == (10, 9, 0, 1)
    assert [line["line"] for line in report["lines"]] == list(range(1, 11))
    refused = report["lines"][2]
    assert set(refused) == {"line", "verdict", "code", "column", "message"}
    assert (refused["verdict"], refused["code"], refused["column"]) == ("refused", "amount_not_a_number", "Openstaand saldo")
    assert "n.v.t." in refused["message"]


def test_rent_that_nobody_attests_is_refused(creditor_file, capsys):
    assert main(_words(creditor_file, "--trial", "--kind", "Huur")) == 0
    assert json.loads(capsys.readouterr().out)["accepted"] == 0


def test_a_trial_needs_no_database_and_loads_no_django(creditor_file, tmp_path):
    script = "import sys; from voordeur.site.command import main; main(sys.argv[1:]); sys.exit(int('django' in sys.modules))"
    environment = {**os.environ, "VOORDEUR_DATA": str(tmp_path / "nothing")}
    words = _words(creditor_file, "--trial", "--kind", "Zorg")
    done = subprocess.run([sys.executable, "-c", script, *words], env=environment, capture_output=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, b"")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"a;b\n", b"PK\x03\x04rubbish", b'[{"a":', b"\x00" * 100])
def test_what_cannot_be_read_ends_with_two_and_a_reason(content, tmp_path, capsys):
    place = tmp_path / "stuk.csv"
    place.write_bytes(content)
    assert main(_words(place, "--trial")) == 2
    assert list(json.loads(capsys.readouterr().out)) == ["error"]


def test_a_file_that_is_not_there_ends_with_two_and_a_reason(tmp_path, capsys):
    assert main(_words(tmp_path / "weg.csv", "--trial")) == 2
    assert "weg.csv" in json.loads(capsys.readouterr().out)["error"]
    assert main(_words(tmp_path, "--trial")) == 2


@pytest.mark.django_db
def test_an_unknown_partner_ends_with_two_and_names_the_known_ones(creditor_file, capsys, cast):
    words = _words(creditor_file)
    words[words.index("thuisgoed")] = "wieisdat"
    assert main(words) == 2
    assert "thuisgoed" in json.loads(capsys.readouterr().out)["error"]


def test_without_json_the_outcome_is_readable(creditor_file, capsys):
    words = [word for word in _words(creditor_file, "--trial", "--kind", "Zorg", "--language", "en") if word != "--json"]
    assert main(words) == 0
    assert "is not a number" in capsys.readouterr().out
