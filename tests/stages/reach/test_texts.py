"""An organisation's own texts: versions that never change, used only when nothing is wrong, and the shipped ones below them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from voordeur.channels.style import LogoRefusedError
from voordeur.channels.text_check import check_text
from voordeur.programmes import texts
from voordeur.record import files
from voordeur.record.models import Partner
from voordeur.stages.reach.actions.texts import (
    Draft,
    StyleRefusedError,
    TextRefusedError,
    set_colour,
    set_logo,
    use_shipped,
    use_text,
    write_text,
)
from voordeur.stages.reach.models import OwnText
from voordeur.stages.reach.queries.texts import faults_of, house_style, text_book, text_of

CARD = ("coevorden", "card", "nl")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><path d="M0 0h9v4H0z" fill="#154273"/></svg>'


def draft(key: tuple[str, str, str] = CARD, **changes: str) -> Draft:
    """The shipped text with changes to its lines or body."""
    text = texts.load(*key)
    return Draft(
        {**text.lines, **{k: v for k, v in changes.items() if k != "body"}}, changes.get("body", text.body), text.reviewed
    )


def write(cast, key=CARD, **changes: str) -> OwnText:
    return write_text(organisation=cast.noorderlicht, key=key, draft=draft(key, **changes), by=cast.clara)


def test_a_town_without_words_of_its_own_uses_the_programmes_and_below_that_the_common_ones(cast):
    assert text_of(cast.noorderlicht, "coevorden", "card").key == "coevorden/card.nl@2"
    assert text_of(cast.noorderlicht, "leiden", "card", "pl").key == "common/card.pl@1"
    assert text_of(cast.noorderlicht, "common", "letter", "tr").language == "nl"
    with pytest.raises(KeyError):
        text_of(cast.noorderlicht, "common", "nergens")


def test_an_own_version_is_used_from_when_it_is_chosen_until_another_is(cast):
    first, second = write(cast, title="Wij waren er"), write(cast, title="Wij waren er weer")
    assert (first.number, second.number) == (1, 2)
    assert text_of(cast.noorderlicht, *CARD).title != "Wij waren er"
    use_text(second, by=cast.clara)
    assert text_of(cast.noorderlicht, *CARD).key == "own/coevorden/card.nl@2"
    use_text(first, by=cast.clara)
    assert text_of(cast.noorderlicht, *CARD).title == "Wij waren er"
    assert text_of(cast.elders, *CARD).key == "coevorden/card.nl@2", "another office keeps its own"
    use_shipped(organisation=cast.noorderlicht, key=CARD, by=cast.clara)
    assert text_of(cast.noorderlicht, *CARD).key == "coevorden/card.nl@2"


def test_the_same_words_again_are_no_new_version(cast):
    assert write(cast, title="Wij waren er") == write(cast, title="Wij waren er")
    assert OwnText.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": "Wij helpen bij schulden."}, "forbidden"),
        ({"decline": ""}, "empty_line"),
        ({"body": "Bel {nummer}."}, "unknown_slot"),
        ({"body": "Thuisgoed vroeg ons te komen."}, "forbidden"),
    ],
)
def test_a_card_with_a_breach_is_kept_but_not_used(cast, changes, code):
    version = write(cast, **changes)
    with pytest.raises(TextRefusedError) as refused:
        use_text(version, by=cast.clara)
    assert code in [fault.code for fault in refused.value.faults]
    assert text_of(cast.noorderlicht, *CARD).key == "coevorden/card.nl@2"


def test_all_texts_are_read_in_one_query_however_many_are_used(cast, django_assert_num_queries):
    for language in ("nl", "en", "tr"):
        use_text(write(cast, ("common", "card", language), greeting="{name}"), by=cast.clara)
    with django_assert_num_queries(1):
        book = text_book(cast.noorderlicht)
        assert {book.text("common", "card", language).lines["greeting"] for language in ("nl", "en", "tr")} == {"{name}"}


def test_a_creditors_name_keeps_only_an_open_text_from_use(cast):
    Partner.objects.filter(pk=cast.thuisgoed.pk).update(name="Gratis")
    assert [f.code for f in faults_of(cast.noorderlicht, texts.load(*CARD)) if f.level == "breach"] == ["forbidden"]
    assert not [f for f in faults_of(cast.noorderlicht, texts.load("common", "letter", "nl")) if f.level == "breach"]


def test_a_colour_too_light_to_read_and_a_logo_that_is_more_than_a_drawing_are_refused(cast):
    with pytest.raises(StyleRefusedError):
        set_colour(organisation=cast.noorderlicht, colour="#ffcc00", by=cast.clara)
    with pytest.raises(LogoRefusedError):
        set_logo(organisation=cast.noorderlicht, content=SVG.replace(b"<path", b"<script/><path"), by=cast.clara)
    assert house_style(cast.noorderlicht).logo == b""


def test_a_logo_stays_until_another_comes(cast, django_capture_on_commit_callbacks):
    set_colour(organisation=cast.noorderlicht, colour="#154273", by=cast.clara)
    set_logo(organisation=cast.noorderlicht, content=SVG, by=cast.clara)
    before = files.stored("style")
    with django_capture_on_commit_callbacks(execute=True):
        set_logo(organisation=cast.noorderlicht, content=SVG + b"\n", by=cast.clara)
    style = house_style(cast.noorderlicht)
    assert (style.colour, style.logo, style.logo_kind) == ("#154273", SVG + b"\n", "svg")
    assert len(files.stored("style")) == len(before)


def test_a_text_says_itself_that_nobody_with_the_language_read_it():
    polish = texts.load("common", "card", "pl")
    assert [f.code for f in check_text(polish)] == ["not_reviewed"]
    assert check_text(replace(polish, reviewed=True)) == ()
