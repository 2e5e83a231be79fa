"""`voordeur protocol`: fixed shapes and exit codes; nothing that a user can give it ends in a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from stages.reach.language.sound import SOUND, with_
from voordeur.programmes.protocols import protocol_texts
from voordeur.site.command import main
from voordeur.site.commands.protocol_try import Tried
from voordeur.stages.reach.rules.language import read_protocol
from voordeur.stages.reach.rules.replay import Recorded, replay
from voordeur.stages.reach.rules.story import Told

NAMES = [name.removesuffix(".yaml") for name, _ in protocol_texts()]
HISTORY: dict[str, Any] = {
    "kind": "Huur",
    "amount_cents": 80_000,
    "signals": [{"date": "2026-10-05", "partner": "Portaal", "kind": "Huur", "amount_cents": 80_000}],
    "events": [
        {"id": 1, "date": "2026-10-06", "type": "partner_step", "step": "announcement"},
        {"id": 2, "date": "2026-10-14", "daypart": "Avond", "type": "attempt", "channel": "Huisbezoek", "reached": False},
        {"id": 3, "date": "2026-10-14", "type": "attempt", "channel": "Kaartje"},
    ],
    "municipality": {},
}


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], str]:
    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["protocol", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def next_(said, file):
    def run(today: str, history: Any = HISTORY, protocol: str = SOUND) -> dict[str, Any]:
        place = file("h.json", json.dumps(history))
        code, out, err = said("next", file("p.yaml", protocol), "--history", place, "--today", today, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


def test_next_has_the_fixed_shape(next_):
    answer = next_("2026-10-16")
    assert list(answer) == ["due", "waiting", "ended"]
    (visit,) = answer["due"]
    assert {word: visit[word] for word in ("step", "channel", "by", "reason", "daypart")} == {
        "step": "visit",
        "channel": "Huisbezoek",
        "by": "pair",
        "reason": "Poging 2 van 3; de vorige was op 14 oktober",
        "daypart": "Middag",
    }
    assert [(one["step"], one["channel"]) for one in answer["waiting"]] == [("letter", "Brief")]
    assert answer["ended"] is None


def test_what_waits_says_until_when(next_):
    (visit, letter) = next_("2026-10-15")["waiting"]
    assert (visit["step"], visit["until"]) == ("visit", "2026-10-16")
    assert (letter["step"], letter["until"]) == ("letter", "2026-10-19")


def test_what_waits_for_a_fact_has_no_day(next_):
    history = {**HISTORY, "events": []}
    waiting = {one["step"]: one for one in next_("2026-10-06", history)["waiting"]}
    assert waiting["announcement"]["until"] is None
    assert waiting["announcement"]["reason"].startswith("Dit doet de schuldeiser zelf")


def test_what_ended_says_why(next_):
    history = {**HISTORY, "events": [{"date": "2026-10-07", "type": "deceased"}]}
    answer = next_("2026-10-19", history)
    assert (answer["due"], answer["waiting"]) == ([], [])
    assert answer["ended"] == {"why": "Overleden: sluit de zaak af, denk aan de nabestaanden"}


def test_next_for_a_reader_and_in_english(said, file):
    words = ("next", file("p.yaml", SOUND), "--history", file("h.json", json.dumps(HISTORY)), "--today", "2026-10-16")
    code, out, _ = said(*words)
    assert code == 0
    assert "visit (Huisbezoek, middag; pair): Poging 2 van 3" in out
    assert "Attempt 2 of 3; the previous one was on 14 October" in said(*words, "--lang", "en")[1]


def test_next_refuses_what_it_cannot_read_in_one_sentence(said, file):
    for text in ('{"events": [{"type": "atempt", "date": "2026-10-05"}], "kind": "Huur"}', "{", "[1]"):
        code, out, err = said("next", "leiden", "--history", file("h.json", text), "--today", "2026-10-19")
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert said("next", "leiden", "--history", "nowhere.json")[0] == 2
    Path(file("h.json", "")).write_bytes(b"\xff\xfe{")
    assert "UTF-8" in said("next", "leiden", "--history", file_of(file, "h.json"))[2]


def file_of(file: Callable[[str, str], str], name: str) -> str:
    """The path of a file that was written before, whatever stands in it now."""
    place = Path(file("beside.txt", "")).parent / name
    return str(place)


def test_an_unreadable_protocol_ends_in_two_with_every_place(said, file):
    place = file("p.yaml", with_("kinds: [Huur]", "kinds: [Hurr]").replace("wait: 7 dagen", "wait: straks"))
    for way in ("check", "show"):
        code, out, err = said(way, place)
        assert (code, out) == (2, "")
        assert [line.removeprefix(f"{place}: ").split(":")[0] for line in err.splitlines()] == [
            "regel 6, kolom 11",
            "regel 33, kolom 9",
        ]
    code, out, err = said("check", place, "--json", "--lang", "en")
    found = json.loads(out)
    assert code == 2
    assert [(one["level"], one["rule"], one["line"], one["step"], one["story"]) for one in found] == [
        ("breach", "language", 6, "", []),
        ("breach", "language", 33, "", []),
    ]
    assert found[0]["message"] == "line 6, column 11: a kind of signal cannot be 'Hurr'; write 'Huur'"


def test_check_tells_breaches_with_their_rule_and_ends_in_one(said, file):
    unlawful = SOUND.replace("ends: [reached, paid, deceased]", "ends: [reached]")
    code, out, err = said("check", file("p.yaml", unlawful), "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")
    assert {tuple(one) for one in found} == {("level", "rule", "step", "message", "line", "story")}
    breaches = [one for one in found if one["level"] == "breach"]
    assert breaches
    assert all(isinstance(one["line"], int) and isinstance(one["story"], list) for one in found)
    code, out, _ = said("check", file("p.yaml", unlawful))
    assert code == 1
    assert all(f"In strijd met {one['rule']}" in out for one in breaches)


@pytest.mark.parametrize("name", ["leiden", "coevorden-letter"])
def test_what_is_shipped_keeps_the_law(said, name: str):
    code, out, err = said("check", name, "--json")
    assert (code, err) == (0, "")
    assert all(one["level"] == "note" for one in json.loads(out))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shipped_is_shown_and_drawn(said, tmp_path: Path, name: str):
    code, out, _ = said("show", name)
    assert code == 0
    assert "Stap voor stap" in out
    assert "Step by step" in said("show", name, "--lang", "en")[1]
    assert said("draw", name, "--out", str(tmp_path / "x.svg"))[0] == 0
    assert ElementTree.parse(tmp_path / "x.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own


def test_compare_puts_two_beside_each_other(said, file):
    code, out, _ = said("compare", "leiden", file("p.yaml", SOUND))
    assert code == 0
    assert "Alleen bij Leiden" in out
    assert said("compare", "leiden", "leiden")[1].strip().endswith("Er is geen verschil.")


def test_what_is_not_there_is_told(said, tmp_path: Path):
    code, _, err = said("show", "leyden")
    assert code == 2
    assert "leiden" in err
    assert said("show", str(tmp_path))[0] == 2
    (tmp_path / "p.yaml").write_bytes(b"protocol: a\ntitle: \xe9\n")
    assert "line 2: this is not UTF-8" in said("show", str(tmp_path / "p.yaml"))[2]
    assert said("draw", "leiden", "--out", str(tmp_path / "no" / "x.svg"))[0] == 2
    assert said("try", "leiden", "--months", "0")[0] == 2


def test_a_byte_order_mark_is_no_fault(said, tmp_path: Path):
    (tmp_path / "p.yaml").write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert said("show", str(tmp_path / "p.yaml"))[0] == 0


def test_what_was_tried_is_told_in_counts_weeks_and_words():
    head = 'protocol: brief\nversion: 1\ntitle: "Brief"\nwho: [{name: team, title: "team"}]\n'
    protocol = read_protocol(head + "steps: [{step: letter, channel: Brief, wait: 2 weken}]")
    told = (Told(1, "signal_joined", date(2026, 10, 5), {"signal": 1, "kind": "Huur", "resident": 1, "amount_cents": 80_000}),)
    cases = [Recorded(told, date(2026, 10, 5), phones=True, emails=True)] * 3
    found = Tried(replay(protocol, cases, since=date(2026, 10, 1), until=date(2026, 12, 1)), "nl")
    answer = found.as_json()
    assert (answer["cases"], answer["would_have"], answer["really"]) == (3, {"Brief": 3}, {})
    assert answer["busiest"] == {"Brief": {"monday": "2026-10-19", "count": 3}}
    assert (answer["first_contact_days_median"], answer["unknown"]) == (14, 3)
    text = found.as_text()
    assert "3 zaken van 1 oktober 2026 tot en met 1 december 2026, nagespeeld met brief@1." in text
    assert "- brief: 3 keer (toen 0 keer); de drukste week, die van 19 oktober 2026, vroeg er 3." in text
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.django_db
def test_try_tells_what_it_would_have_done_and_what_it_cannot_know(said):
    code, out, _ = said("try", "leiden", "--months", "6", "--json")
    found = json.loads(out)
    assert (code, found["protocol"], found["cases"], found["would_have"]) == (0, "leiden@1", 0, {})
    assert found["cannot_know"]
    code, out, _ = said("try", "leiden", "--lang", "en")
    assert code == 0
    assert "What nobody can know" in out


def test_no_database_and_no_django_is_needed_to_read_and_to_ask(tmp_path: Path):
    (tmp_path / "h.json").write_text(json.dumps(HISTORY), encoding="utf-8")
    script = (
        "import sys; from voordeur.site.command import main; "
        "main(['protocol', 'next', 'leiden', '--history', 'h.json', '--today', '2026-10-19']); "
        "main(['protocol', 'show', 'leiden']); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["h.json"]
