"""./demo over given deliveries: the fixed shapes of its outputs, its refusals, and that it leaves no process behind."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
REGISTER = (
    "bsn,given,prefix,surname,birth,sex,name_use,p_prefix,p_surname,municipality,street,number,letter,addition,postcode,"
    "city,secrecy,suspended,suspended_on,died_on,moved_in,earlier_addresses\n"
    "999900006,Noor,de,Wit,19800102,V,E,,,9010,Merelstraat,1,,,1995AB,Lindermeer,0,,,,20100101,[]\n"
    "999900018,Bram,,Vos,19700304,M,E,,,9011,Havenkade,8,,,1996CD,Heuvelrade,0,,,,20100101,[]\n"
)
HEADER = (
    "Klantnummer;Voorletters;Voorvoegsel;Achternaam;Geboortedatum;Straat;Huisnummer;Postcode;Woonplaats;"
    "Bedrag;Maanden;Oudste vervaldatum\n"
)
AUGUST = (
    HEADER
    + "K1;N.;de;Wit;02-01-1980;Merelstraat;1;1995AB;Lindermeer;210,00;2;01-06-2026\n"
    + "K2;B.;;Vos;04-03-1970;Havenkade;8;1996CD;Heuvelrade;n.v.t.;2;01-06-2026\n"
)
SEPTEMBER = HEADER + "K1;N.;de;Wit;02-01-1980;Merelstraat;1;1995AB;Lindermeer;310,00;3;01-06-2026\n"
MONTH_KEYS = {
    "month", "deliveries", "delivered", "accepted", "refused", "refused_by_code", "persons", "households", "cases_opened",
    "single", "multiple", "successive", "repeat_closed", "status", "due_steps", "answers",
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for month, content in (("2026-08", AUGUST), ("2026-09", SEPTEMBER)):
        (tmp_path / "given" / month).mkdir(parents=True)
        (tmp_path / "given" / month / "zorgbaken.csv").write_text(content, encoding="cp1252")
    (tmp_path / "given" / "partners.csv").write_text("code,name,kind,attested\nzorgbaken,Zorgbaken,Zorg,yes\n")
    (tmp_path / "register.csv").write_text(REGISTER)
    return tmp_path


def words(place: Path, *more: str) -> list[str]:
    return [
        str(BIN / "voordeur"), "demo", "--deliveries", str(place / "given"), "--register", str(place / "register.csv"), *more,
    ]  # fmt: skip


def environment(place: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VOORDEUR_", "DJANGO_"))}
    return {**kept, "VOORDEUR_DATA": str(place / "data")}


def run(place: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        words(place, "--no-serve", *more), env=environment(place), capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.slow
def test_the_months_and_the_lines_have_the_fixed_shapes(place):
    done = run(place, "--json", str(place / "x.json"), "--lines", str(place / "y.csv"), "--logins", str(place / "l.json"))
    assert done.returncode == 0, done.stderr
    months = json.loads((place / "x.json").read_text())["months"]
    assert [set(month) for month in months] == [MONTH_KEYS, MONTH_KEYS]
    assert [(m["month"], m["delivered"], m["accepted"], m["refused"]) for m in months] == [
        ("2026-08", 2, 1, 1),
        ("2026-09", 1, 1, 0),
    ]
    rows = list(csv.DictReader((place / "y.csv").open()))
    assert list(rows[0]) == ["month", "partner", "line", "verdict", "code", "person_id", "household_id", "link", "status"]
    first, refused, second = rows
    assert (refused["verdict"], refused["person_id"], refused["household_id"], refused["link"]) == ("refused", "", "", "")
    assert refused["code"] in months[0]["refused_by_code"]
    assert first["person_id"] == second["person_id"] != ""
    assert first["household_id"] == second["household_id"] != ""
    logins = json.loads((place / "l.json").read_text())
    assert {frozenset(login) for login in logins} == {frozenset({"role", "user", "password", "totp_secret"})}
    assert len({login["role"] for login in logins}) == 8


@pytest.mark.slow
def test_a_register_without_deliveries_and_a_missing_register_are_one_clear_sentence_each(place):
    (place / "register.csv").unlink()
    done = run(place)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "there is no such register file" in done.stderr


@pytest.mark.slow
def test_a_file_of_an_unknown_partner_is_refused_before_anything_is_delivered(place):
    (place / "given" / "2026-09" / "niemand.csv").write_text(HEADER)
    done = run(place)
    assert done.returncode == 2
    assert "no partner niemand" in done.stderr


@pytest.mark.slow
def test_a_folder_that_is_no_demonstration_is_not_thrown_away(place):
    kept = place / "data" / "demo-deliveries" / "voordeur.sqlite3"
    kept.parent.mkdir(parents=True)
    kept.write_text("somebody's work")
    done = run(place)
    assert done.returncode != 0
    assert kept.read_text() == "somebody's work"


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_ended_by_a_signal_it_leaves_no_process_behind(place, number):
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port = attempt.getsockname()[1]
    demo = subprocess.Popen(  # noqa: S603
        words(place, "--port", str(port)), env=environment(place), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert demo.stdout is not None
    address = next((line for line in demo.stdout if line.startswith("http://")), None)
    assert address is not None, "it did not come to serving"
    started = family_of(place)
    assert len(started) >= 4, "the demonstration, a web server with its two processes, a worker"
    demo.send_signal(number)
    demo.communicate(timeout=30)
    assert demo.returncode == 0
    assert family_of(place) == set()


def family_of(place: Path) -> set[int]:
    """The processes whose environment says that they work on this data folder."""
    wanted = f"VOORDEUR_DATA={place}".encode()
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                held = (entry / "environ").read_bytes()
            except OSError:
                continue
            if wanted in held:
                found.add(int(entry.name))
    return found
