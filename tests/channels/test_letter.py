"""The letter: what it says, to whom, and that nobody can write code into it."""

from __future__ import annotations

import base64
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
from voordeur.channels.letter import Letter, LetterTooLongError, render, wording
from voordeur.channels.sender import Sender
from voordeur.channels.style import Style
from voordeur.programmes import texts

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
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
FIRST = texts.load("common", "letter", "nl")
LETTER = Letter("Mevrouw A. Yılmaz-Łukaszewicz", ("Merelstraat 14", "9001 AB  WATERSTAD"), ("Thuisgoed",), SENDER, 24, FIRST)
CODED = replace(LETTER, code="K7QF-3MPD", link="https://voorbeeld.test/b/K7QF-3MPD/", until=date(2026, 12, 9))


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
        wording(replace(LETTER, name=" "), on=ON)


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


def test_two_hundred_letters_take_seconds():
    letters = [replace(LETTER, name=f"A. Persoon{number}") for number in range(200)]
    started = time.process_time()  # this program's own: the machine may be busy with something else
    assert len(PdfReader(io.BytesIO(render(letters, on=ON))).pages) == 400
    assert time.process_time() - started < 20


def test_a_slot_that_nobody_fills_is_an_error_and_filling_is_one_pass():
    assert texts.fill("{name} belt {phone}", {"name": "{phone}", "phone": "06"}) == "{phone} belt 06"
    with pytest.raises(KeyError):
        texts.fill("{onbekend}", {})


@pytest.mark.parametrize("name", ["announcement", "way_back", "last_rescue", "letter"])
@pytest.mark.parametrize("programme", ["common", "leiden", "amsterdam"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_fits_on_its_sheet_with_a_code_and_says_the_day_in_its_language(programme, name, language):
    if language not in texts.languages(programme, name):
        pytest.skip("not in this language")
    text = texts.load(programme, name, language)
    many = replace(
        CODED, text=text, sources=("Woonstichting Thuisgoed Waterstad", "Zorgvuldig Zorgverzekeringen", "Warmtebedrijf")
    )
    front, _back = pages(render([many], on=ON))
    assert {"nl": "25 november 2026", "en": "25 November 2026"}[language] in flat(front)
    assert "K7QF-3MPD" in front


def test_the_code_is_a_picture_that_says_what_it_is_and_is_left_out_where_there_is_none():
    with_code, without = render([CODED], on=ON), render([LETTER], on=ON)
    assert b"/Alt" in with_code
    assert "voorbeeld.test/b/K7QF-3MPD" in flat(pages(with_code)[0])
    assert "Scan de code" not in flat(pages(without)[0])


def test_a_text_too_long_for_its_sheet_is_refused():
    long = replace(FIRST, body=FIRST.body.replace("# Uw gegevens", "Nog een alinea.\n\n" * 80 + "# Uw gegevens"))
    with pytest.raises(LetterTooLongError):
        render([LETTER, replace(LETTER, text=long)], on=ON)


@pytest.mark.parametrize(
    "logo", [b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><path d="M0 0h9v4H0z" fill="#154273"/></svg>', None]
)
def test_the_logo_and_the_colour_of_the_town_stand_on_it(logo):
    style = Style("#154273", logo or PIXEL, "svg" if logo else "png")
    dressed = render([replace(LETTER, style=style), LETTER], on=ON)
    assert len(PdfReader(io.BytesIO(dressed)).pages) == 4


def test_vendored_fonts_are_as_they_were_published():
    place = Path(voordeur.channels.__file__).with_name("fonts")
    listed = {entry["name"]: entry for entry in tomllib.loads((place / "VENDORED.toml").read_text())["file"]}
    assert {path.name for path in place.iterdir()} == {*listed, "VENDORED.toml"}
    for name, entry in listed.items():
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == entry["sha256"], name
        assert entry["package"] and entry["version"] and entry["licence"]


def test_a_process_keeps_no_pages_of_a_large_file():
    """Typst keeps what it set for its next documents: files full of names would stay in memory, and add up."""

    def held() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    def batch(turn: int) -> bytes:
        return render([replace(LETTER, name=f"A. Persoon{turn}-{number}") for number in range(100)], on=ON)

    batch(0)
    before = held()
    for turn in range(1, 4):
        batch(turn)
    assert held() - before < 100 * 2**20
