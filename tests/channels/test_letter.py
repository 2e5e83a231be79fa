"""The letter: what it says, to whom, and that nobody can write code into it."""

from __future__ import annotations

import hashlib
import io
import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import voordeur.channels
from voordeur.channels.letter import Letter, render, wording
from voordeur.channels.sender import Sender
from voordeur.programmes import texts

ON = date(2026, 11, 25)
SENDER = Sender(
    municipality="Waterstad",
    department="Team Vroeg Eropaf",
    return_address="Postbus 10, 9000 AA Waterstad",
    contact="Sara de Vries",
    phone="06-00000001",
    hours="werkdagen 9.00–17.00 uur",
    check_phone="06-00000002",
    dpo="fg@voorbeeld.test",
)
LETTER = Letter("Mevrouw A. Yılmaz-Łukaszewicz", ("Merelstraat 14", "9001 AB  WATERSTAD"), ("Thuisgoed",), SENDER, 24)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "said",
    [
        "Thuisgoed",  # the source (AVG 14)
        "hulp aan te bieden",  # the purpose
        "24 maanden",  # the term
        "laten verbeteren",  # the rights
        "fg@voorbeeld.test",  # the data protection officer
        "Autoriteit Persoonsgegevens",  # the complaint
        "Sara de Vries",
        "06-00000001",
        "geen hulp of geen bezoek wilt",  # how to say no
        "06-00000002",  # is this real?
        "Mevrouw A. Yılmaz-Łukaszewicz",
    ],
)
def test_what_a_first_letter_must_say(said):
    assert said in flat(" ".join(pages(render([LETTER], on=ON))))


def test_nothing_is_addressed_to_the_residents():
    assert "bewoner" not in " ".join(pages(render([LETTER], on=ON))).lower()
    with pytest.raises(ValueError, match="name"):
        wording(replace(LETTER, name=" "))


def test_it_is_tagged_titled_and_in_its_own_language():
    reader = PdfReader(io.BytesIO(render([LETTER], on=ON)))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "nl"
    assert reader.metadata.title == "Wij bieden u hulp aan"
    described = catalogue["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in described
    assert "pdfaid:part>3<" in described


def test_the_same_letters_give_the_same_bytes():
    assert render([LETTER], on=ON) == render([LETTER], on=ON)
    assert render([LETTER], on=ON) != render([LETTER], on=date(2026, 11, 26))


@pytest.mark.parametrize("name", ["#panic()", "*Jan*", "$x$", "A. {phone}", '\\ #read("/etc/passwd")', "<a> @b `c`", "= Kop"])
def test_a_name_is_never_code(name):
    front, _rights = pages(render([replace(LETTER, name=name)], on=ON))
    assert flat(name) in flat(front)


@settings(max_examples=25, deadline=None)
@given(name=st.text(st.characters(codec="latin-1", exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_whatever_the_name_there_is_a_letter_of_one_sheet(name):
    assert len(pages(render([replace(LETTER, name=name)], on=ON))) == 2


def test_everybody_has_a_sheet_of_their_own_in_the_order_given():
    letters = [replace(LETTER, name=f"Persoon {letter}") for letter in "CAB"]
    fronts = pages(render(letters, on=ON))[::2]
    assert [next(c for c in "ABC" if f"Persoon {c}" in page) for page in fronts] == ["C", "A", "B"]


def test_the_address_stands_in_the_window():
    found: list[tuple[float, float]] = []
    page = PdfReader(io.BytesIO(render([LETTER], on=ON))).pages[0]
    page.extract_text(
        visitor_text=lambda text, cm, tm, *_: (
            found.append(_spot(cm, tm)) if any(w in text for w in ("Yılmaz", "WATERSTAD")) else None
        )
    )
    inside = [(x, y) for x, y in found if 20 <= x <= 105 and 47 <= y <= 77]
    assert len(inside) >= 2


def _spot(cm: list[float], tm: list[float]) -> tuple[float, float]:
    """Millimetres from the left and from the top."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return x * 25.4 / 72, 297 - y * 25.4 / 72


def test_five_hundred_letters_take_seconds():
    letters = [replace(LETTER, name=f"A. Persoon{number}") for number in range(500)]
    started = time.perf_counter()
    assert len(PdfReader(io.BytesIO(render(letters, on=ON))).pages) == 1000
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize("name", ["letter", "card"])
def test_every_language_has_the_same_parts(name):
    dutch = texts.load("coevorden", name, "nl")
    for language in texts.languages("coevorden", name):
        other = texts.load("coevorden", name, language)
        assert set(other) == set(dutch)
        assert other["language"] == language
        assert {key: len(value) for key, value in other.items() if isinstance(value, list)} == {
            key: len(value) for key, value in dutch.items() if isinstance(value, list)
        }


def test_a_slot_that_nobody_fills_is_an_error_and_filling_is_one_pass():
    assert texts.fill("{name} belt {phone}", {"name": "{phone}", "phone": "06"}) == "{phone} belt 06"
    with pytest.raises(KeyError):
        texts.fill("{onbekend}", {})


@pytest.mark.parametrize("protocol", ["coevorden@1", "coevorden-visit@2", "coevorden-letter-only@1"])
def test_a_protocol_finds_its_words(protocol):
    assert texts.programme_of(protocol) == "coevorden"


def test_a_protocol_without_words_is_an_error():
    with pytest.raises(KeyError):
        texts.programme_of("nergens@1")


def test_vendored_fonts_are_as_they_were_published():
    place = Path(voordeur.channels.__file__).with_name("fonts")
    listed = {entry["name"]: entry for entry in tomllib.loads((place / "VENDORED.toml").read_text())["file"]}
    assert {path.name for path in place.iterdir()} == {*listed, "VENDORED.toml"}
    for name, entry in listed.items():
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == entry["sha256"], name
        assert entry["package"] and entry["version"] and entry["licence"]
