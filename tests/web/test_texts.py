"""Writing texts in the browser: what is wrong stands beside it, nothing wrong is ever used, other offices do not exist."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from stages.town import TODAY
from voordeur.programmes import texts
from voordeur.stages.reach.models import HouseStyle, OwnText, TextChoice
from voordeur.stages.reach.queries.texts import text_of

CARD = "/benaderen/teksten/coevorden/card/nl/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><path d="M0 0h9v4H0z" fill="#154273"/></svg>'


@pytest.fixture(autouse=True)
def somebody_to_call(cast, settings):
    settings.FIXED_TODAY = TODAY
    cast.noorderlicht.contact_name, cast.noorderlicht.phone = "Karim Bakker", "06-00000001"
    cast.noorderlicht.save()


def filled(**changes: str) -> dict[str, str]:
    text = texts.load("coevorden", "card", "nl")
    return {**text.lines, "body": text.body, "reviewed": "on", **changes}


def test_the_list_shows_every_kind_and_the_languages_that_nobody_read_yet(signed_in):
    page = signed_in("clara").get("/benaderen/teksten/").content.decode()
    assert [kind for kind in ("Eerste brief", "Brief na een nee", "Kaartje", "E-mail", "Sms") if kind not in page] == []
    assert "العربية" in page and "niet nagelezen" in page


def test_the_real_card_and_its_faults_stand_beside_the_writing(signed_in):
    desk = signed_in("clara")
    page = desk.get(CARD).content.decode()
    assert "data:image/png;base64," in page and "Te gebruiken" in page
    seen = desk.post(f"{CARD}voorbeeld/", filled(body="Wij helpen bij schulden.")).content.decode()
    assert "Nog niet te gebruiken" in seen and "“schulden” mag hier niet staan" in seen
    assert OwnText.objects.count() == 0


def test_markup_in_a_text_is_shown_and_never_run(signed_in):
    seen = signed_in("clara").post(f"{CARD}voorbeeld/", filled(body="<script>alert(1)</script> #panic() ok")).content.decode()
    assert "<script>alert" not in seen and "&lt;script&gt;alert" in seen


def test_saving_makes_a_version_and_using_it_takes_no_breach(cast, signed_in):
    desk = signed_in("anna")
    desk.post(CARD, filled(title="Wij waren er", keep="1"))
    assert (OwnText.objects.get().number, TextChoice.objects.count()) == (1, 0)
    said = desk.post(CARD, filled(body="Betaal nu {phone}", use="1"), follow=True).content.decode()
    assert "nog niet te gebruiken" in said and TextChoice.objects.count() == 0
    desk.post(CARD, filled(title="Wij waren er echt", use="1"))
    assert text_of(cast.noorderlicht, "coevorden", "card").title == "Wij waren er echt"
    desk.post(f"{CARD}gebruiken/", {})
    assert text_of(cast.noorderlicht, "coevorden", "card").key == "coevorden/card.nl@2"


def test_looking_first_without_javascript_stores_nothing(signed_in):
    page = signed_in("clara").post(CARD, filled(body="Kom eens langs bij {contact}.", look="1")).content.decode()
    assert "Kom eens langs bij Karim Bakker." in page
    assert OwnText.objects.count() == 0


@pytest.mark.parametrize(
    "address", ["/benaderen/teksten/coevorden/nergens/nl/", "/benaderen/teksten/a/card/xx/", f"{CARD}?versie=7"]
)
def test_what_does_not_exist_is_not_found(signed_in, address):
    assert signed_in("clara").get(address).status_code == 404


def test_who_does_not_write_texts_does_not_see_them(signed_in):
    assert signed_in("karim").get("/benaderen/teksten/").status_code == 403


def test_colour_logo_and_word_template(cast, signed_in):
    desk, address = signed_in("clara"), "/benaderen/huisstijl/"
    assert "te licht" in desk.post(address, {"part": "colour", "colour": "#ffcc00"}).content.decode()
    desk.post(address, {"part": "colour", "colour": "#154273"})
    bad = SimpleUploadedFile("logo.svg", SVG.replace(b"<path", b"<image href='http://x.test/a.png'/><path"))
    assert "meer dan een tekening" in desk.post(address, {"part": "logo", "logo": bad}).content.decode()
    desk.post(address, {"part": "logo", "logo": SimpleUploadedFile("logo.svg", SVG)})
    word = Document()
    word.add_paragraph("{{ body }}")
    out = io.BytesIO()
    word.save(out)
    desk.post(address, {"part": "word", "template": SimpleUploadedFile("brief.docx", out.getvalue())})
    row = HouseStyle.objects.get()
    assert (row.colour, row.logo_kind, row.word_name, row.organisation) == ("#154273", "svg", "brief.docx", cast.noorderlicht)
    page = desk.get(address).content.decode()
    assert re.search(r"brief\.docx", page) and "Logo weghalen" in page
    desk.post(address, {"part": "logo", "none": "1"})
    assert HouseStyle.objects.get().logo_as == ""
