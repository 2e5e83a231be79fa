"""The card: open to everybody's eyes."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from channels.test_letter import SENDER
from voordeur.channels.card import Card, CardRefusedError, forbidden_words, render, wording
from voordeur.programmes import texts

ON = date(2026, 11, 25)
CARD = Card("Mevrouw A. Yılmaz", SENDER, texts.load("coevorden", "card", "nl"))
FREE = {"nl": "gratis", "en": "free", "tr": "ücretsiz", "ar": "مجانية", "pl": "bezpłatn", "uk": "безкоштовн"}
PROGRAMMES = ("common", "coevorden")


def words(*cards: Card) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(render(cards, on=ON))).pages]


@pytest.mark.parametrize(
    "text",
    [
        "Schuldhulpverlening", "schuld-\nhulp", "SCHULDEN", "s\u0063hu\u00adld", "huurachterstand", "betalingsregeling",
        "incassobureau",
        "deurwaarder", "beschermingsbewindvoerder", "bijstandsuitkering", "Stadskredietbank", "aanmaning", "€ 50", "50 euro",
        "team@schuldhulp-waterstad.test", "https://waterstad.test/schulden", "Bureau_Schuldhulp", "schüld", "debts",
        "collection agency",
    ],
)  # fmt: skip
def test_words_that_betray_are_found(text):
    assert forbidden_words(f"Wij komen van {text}, tot ziens.")


@pytest.mark.parametrize(
    "text",
    [
        "Onschuldig geklets",
        "Verontschuldig ons",
        "Gratis hulp bij geldzaken",
        "VoorzieningenWijzer",
        "Bel ons 06-00000001",
        "energierekening",
    ],
)
def test_words_that_betray_nothing_pass(text):
    assert forbidden_words(text) == ()


def test_a_creditor_is_found_in_any_spelling():
    assert forbidden_words("Groet van thuis-goed wonen", creditors=["Thuisgoed"])
    assert not forbidden_words("Een goed thuis", creditors=["Thuisgoed"])


@pytest.mark.parametrize("language", FREE)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_our_own_cards_pass_in_all_six_languages(programme, language):
    card = replace(
        CARD, text=texts.load(programme, "card", language), code="K7QF-3MPD", link="https://voorbeeld.test/b/K7QF-3MPD/"
    )
    # Drawn Arabic letters come out of a PDF in forms and in an order of their own.
    said = (" ".join(words(card)) if language != "ar" else json.dumps(wording(card), ensure_ascii=False)).lower()
    assert not forbidden_words(said, language=language)
    assert ("voorzieningenwijzer" in said) == (programme == "coevorden")
    assert "sara de vries" in said and "06-00000001" in said and "k7qf-3mpd" in said
    assert FREE[language] in said


def test_a_number_reads_from_left_to_right_in_arabic():
    arabic = replace(CARD, text=texts.load("common", "card", "ar"))
    shown = wording(arabic)
    assert "\u206606-00000002\u2069" in shown["check"]


def test_one_card_a_page_is_the_same_card():
    both = words(CARD, replace(CARD, name="B. Bakker"))[0]
    alone = PdfReader(io.BytesIO(render([CARD, replace(CARD, name="B. Bakker")], on=ON, a_page=1))).pages
    assert [" ".join(page.extract_text().split()) in both for page in alone] == [True, True]
    assert "Bakker" not in alone[0].extract_text()


@pytest.mark.parametrize(
    "change",
    [{"department": "Team Schuldhulp"}, {"hours": "na betaling"}, {"contact": "Kredietbank"}, {"municipality": "Incassostad"}],
)
def test_a_card_that_betrays_is_refused(change):
    with pytest.raises(CardRefusedError):
        render([CARD, replace(CARD, sender=replace(SENDER, **change))], on=ON)


def test_somebody_may_be_called_schuldink():
    assert "Schuldink" in words(replace(CARD, name="J. Schuldink"))[0]


def test_a_card_carries_a_name_and_two_stand_on_a_page():
    assert [
        sum(name in page for name in ("Aa", "Bb", "Cc"))
        for page in words(*(replace(CARD, name=f"A. {n}") for n in ("Aa", "Bb", "Cc")))
    ] == [2, 1]
    with pytest.raises(ValueError, match="name"):
        wording(replace(CARD, name=""))


def test_a_name_is_never_code():
    assert "#panic() *x* {phone}" in words(replace(CARD, name="#panic() *x* {phone}"))[0]
