"""The check on texts: what betrays, what is missing, what reads hard; and that what we ship passes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voordeur.channels.blocks import as_html, as_plain, filled, read_blocks
from voordeur.channels.text_check import check_text, forbidden_words, parts_of, plain_words, read
from voordeur.channels.text_check.reading import syllables
from voordeur.channels.text_check.spelling import misspelled
from voordeur.programmes import texts

SHIPPED = sorted(
    {
        texts.load(programme, name, language)
        for programme in ("common", "coevorden", "leiden", "amsterdam")
        for name in texts.names(programme)
        for language in texts.languages(programme, name)
    },
    key=lambda text: text.key,
)
LETTER = texts.load("common", "letter", "nl")
CARD = texts.load("coevorden", "card", "nl")
SIX = {"nl", "en", "tr", "ar", "pl", "uk"}


def codes(text: texts.Text, **how: object) -> set[str]:
    return {fault.code for fault in check_text(text, **how) if fault.level == "breach"}


@pytest.mark.parametrize("text", SHIPPED, ids=lambda text: text.key)
def test_every_shipped_text_may_be_used_and_says_whether_somebody_read_it(text):
    found = check_text(text)
    assert [fault for fault in found if fault.level == "breach"] == []
    assert ("not_reviewed" in [fault.code for fault in found]) == (text.language != "nl")
    if text.language == "nl":
        assert found == (), "our own Dutch reads easily"


@pytest.mark.parametrize("name", ["card", "email", "message"])
def test_what_a_resident_may_need_in_six_languages_is_there_in_six(name):
    assert set(texts.languages("coevorden", name)) == SIX
    dutch = texts.load("coevorden", name, "nl")
    for language in SIX:
        text = texts.load("coevorden", name, language)
        assert text.slots() - {"hours"} == dutch.slots() - {"hours"}, language


@pytest.mark.parametrize(
    ("slot", "code"),
    [
        ("{sources}", "no_source"),
        ("{retention_months}", "no_term"),
        ("{dpo}", "no_dpo"),
        ("{check_phone}", "no_check"),
        ("{contact}", "no_contact"),
        ("Autoriteit Persoonsgegevens", "no_complaint"),
        ("bezwaar", "no_rights"),
        ("hulp aan te bieden", "no_purpose"),
    ],
)
def test_a_first_letter_without_one_of_its_parts_is_refused(slot, code):
    assert code in codes(replace(LETTER, body=LETTER.body.replace(slot, "iets")))


def test_a_text_without_a_way_to_say_no_is_refused():
    assert "no_way_to_say_no" in codes(replace(CARD, lines={**CARD.lines, "decline": "Tot ziens."}))


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("tr", "borçlarınız"),
        ("tr", "ÖDEME"),
        ("ar", "ديونك"),
        ("ar", "الدفع"),
        ("pl", "zadłużenia"),
        ("pl", "komornika"),
        ("uk", "заборгованість"),
        ("uk", "борги"),
        ("en", "debts"),
        ("nl", "schulden"),
        ("tr", "schuldhulp"),
    ],
)
def test_the_same_words_are_forbidden_in_every_language(language, word):
    card = texts.load("coevorden", "card", language)
    assert forbidden_words(word, language=language)
    assert codes(replace(card, body=f"{card.body} {word}")) == {"forbidden"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Gemeente Borculo"), ("pl", "bezpłatna pomoc"), ("uk", "безоплатна допомога"), ("ar", "بلدية المدينة لدينا")],
)
def test_words_that_only_look_alike_pass(language, words):
    assert forbidden_words(words, language=language) == ()


def test_an_open_text_knows_no_creditor_name_or_amount():
    for slot in ("{sources}", "{retention_months}"):
        assert "unknown_slot" in codes(replace(CARD, body=CARD.body + slot))
    assert codes(replace(CARD, body=CARD.body + " Het gaat om € 50.")) == {"forbidden_amount"}
    assert "forbidden" in codes(replace(CARD, body=CARD.body + " Groet van Thuis-Goed"), creditors=["Thuisgoed"])
    message = texts.load("common", "message", "nl")
    assert "unknown_slot" in codes(replace(message, body=f"Beste {{name}}, {message.body}"))


@pytest.mark.parametrize("said", ["U zei dat u geen hulp wilde.", "U heeft eerder nee gezegd.", "Omdat u geen bezoek wilde"])
def test_the_letter_after_a_no_does_not_tell_of_it(said):
    way_back = texts.load("common", "way_back", "nl")
    assert codes(way_back) == set()
    assert "told_of_a_no" in codes(replace(way_back, body=f"{said}\n\n{way_back.body}"))


def test_bank_details_are_never_asked_and_may_be_warned_of():
    assert "asks_bank_data" in codes(replace(LETTER, body=LETTER.body + "\n\nGeef ons uw pincode."))
    assert "nooit om bankgegevens" in LETTER.body


@pytest.mark.parametrize(
    ("text", "parts"),
    [("", 0), ("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("ş" * 70, 1), ("ş" * 71, 2), ("😀" * 35, 1)],
)
def test_how_many_messages_a_text_becomes(text, parts):
    assert parts_of(text) == parts


def test_a_message_too_long_to_send_is_refused():
    message = texts.load("common", "message", "nl")
    assert codes(replace(message, body=message.body + " nog meer woorden" * 30)) == {"too_long_message"}


def test_a_hard_text_is_a_note_with_its_sentence_never_a_breach():
    hard = "Teneinde derhalve aangelegenheden betreffende inkomensvoorzieningen overeenkomstig regelgeving te behandelen."
    found = check_text(replace(LETTER, body=f"{LETTER.body}\n\n{hard}"))
    assert {fault.code for fault in found} == {"long_words", "hard_word"}
    assert any(fault.sentence == hard for fault in found)
    assert read(hard).score < 20 < 60 < read(plain_words(LETTER)).score


@pytest.mark.parametrize(
    ("word", "count"), [("huis", 1), ("mooie", 2), ("gemeente", 3), ("ijs", 1), ("leeuw", 1), ("betaling", 3), ("ruïne", 3)]
)
def test_dutch_syllables(word, count):
    assert syllables(word) == count


@given(st.text(max_size=200), st.text(max_size=40))
def test_whatever_is_written_no_markup_comes_through_and_what_fills_is_never_read_as_markdown(body, name):
    blocks = filled(read_blocks(f"{body.replace('{', '').replace('}', '')}\n\n{{name}}"), {"name": name})
    html = as_html(blocks)
    for tag in ("h3", "p", "ul", "ol", "li", "strong"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html and ">" not in html
    assert name in as_plain(blocks)


def test_only_paragraphs_headings_lists_and_bold_are_read():
    body = "# Achterkant\n\n## Kop\n\nEen **vet** woord\nop twee regels.\n\n- een\n- twee\n\n[x](http://y) <b>z</b> `c`"
    assert as_html(read_blocks(body)).replace("\n", "") == (
        "<h3>Achterkant</h3><h3>Kop</h3><p>Een <strong>vet</strong> woord op twee regels.</p><ul><li>een</li><li>twee</li></ul>"
        "<p>[x](http://y) &lt;b&gt;z&lt;/b&gt; `c`</p>"
    )


def test_a_slip_of_the_pen_is_a_note_with_what_may_be_meant():
    slipped = replace(LETTER, body=LETTER.body + "\n\nMevrouw Dekker helpt u met uw betalingsachterstnd, vóór de winter.")
    faults = [one for one in check_text(slipped) if one.code.startswith("spelling")]
    assert [one.level for one in faults] == ["note"]
    assert faults[0].nl == "“betalingsachterstnd” staat niet in de woordenlijst. Bedoelt u “betalingsachterstand”?"


@pytest.mark.parametrize(
    "word", ["huurwoningzoekende", "energiegesprek", "hulp.nl/ja", "info@voorbeeld.test", "Xyzzyveen", "één"]
)
def test_compounds_addresses_names_and_stress_are_no_slips(word):
    assert list(misspelled(f"Kijk naar {word} of bel.", "nl")) == []


def test_a_dutch_name_in_an_english_text_is_no_slip_and_an_english_slip_is():
    assert list(misspelled("Ask for schuldhulpverlening at the townn hall.", "en")) == [("townn", "town")]


@pytest.mark.parametrize("language", ["tr", "ar", "pl", "uk"])
def test_without_a_word_list_nothing_is_said_of_spelling(language):
    assert list(misspelled("xqzzw", language)) == []
