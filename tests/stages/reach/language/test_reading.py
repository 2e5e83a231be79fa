"""Reading a protocol: what it means, and how each fault is told, with its place and what to write instead."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.reach.language.sound import SOUND, with_
from voordeur.stages.reach.rules.language import ProtocolError, read_protocol
from voordeur.stages.reach.rules.language.composing import LONGEST
from voordeur.stages.reach.rules.language.protocol import End, Range, Term, Unit
from voordeur.stages.reach.rules.telling import draw, show
from voordeur.stages.reach.rules.vocabulary import Channel, DayPart


def faults(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(ProtocolError) as raised:
        read_protocol(text)
    return [(one.line, one.column, one.words.nl) for one in raised.value.faults]


def only(text: str) -> tuple[int, int, str]:
    (fault,) = faults(text)
    return fault


def test_a_sound_protocol_means_what_it_says():
    protocol = read_protocol(SOUND)
    assert (protocol.key, protocol.audience.months, protocol.ends) == (
        "voorbeeld@3", Range(1, 2), {End.REACHED, End.PAID, End.DECEASED},
    )  # fmt: skip
    visit, card, mail, phone = protocol.steps[1:5]
    assert (visit.by, visit.wait, visit.tries, visit.day_parts) == (
        "pair", Term(7, Unit.DAYS), 3, (DayPart.EVENING, DayPart.AFTERNOON),
    )  # fmt: skip
    assert (visit.line, protocol.lines["for"]) == (30, 6)
    assert [step.offers for step in (card, mail, phone)] == [False, True, False]


def test_a_step_follows_the_one_before_it_but_never_a_card_or_a_step_beside_the_path():
    card, mail, phone, letter = read_protocol(SOUND).steps[2:]
    assert (card.after, mail.after, phone.after, letter.after) == (("visit",), ("visit",), (), ("start",))
    later = read_protocol(SOUND + "- step: text\n  channel: SMS/Whatsapp\n")
    assert later.steps[-1].after == ("letter",)


def test_who_is_left_out_is_the_first_who_is_no_partner():
    assert {step.name: step.by for step in read_protocol(SOUND).steps}["letter"] == "pair"


# (what is replaced, by what, line, column, the words of the fault)
WRONG = [
    ("channel: Huisbezoek", "channel: Huisbezoekje", 31, 12, "schrijf 'Huisbezoek'"),
    ("channel: Huisbezoek", "channel: visit", 31, 12, "schrijf 'Huisbezoek'"),
    ("channel: Huisbezoek", "channel: postduif", 31, 12, "schrijf een van: Administratief"),
    ("channel: Huisbezoek", "channel: [Huisbezoek]", 31, 12, "een kanaal"),
    ("kinds: [Huur]", "kinds: [huur]", 6, 11, "schrijf 'Huur'"),
    ("kinds: [Huur]", "kinds: Huur", 6, 10, "hier hoort een lijst"),
    ("kinds: [Huur]", "kinds: []", 6, 10, "hier hoort een lijst"),
    ("kinds: [Huur]", "kinds: [Huur, Huur]", 6, 17, "'Huur' staat hier twee keer"),
    ("months: {from: 1, to: 2}", "months: {from: 3, to: 2}", 7, 18, "from (3) is meer dan to (2); draai ze om"),
    ("months: {from: 1, to: 2}", "months: 2", 7, 11, "schrijf {from: 1, to: 2}"),
    ("months: {from: 1, to: 2}", "months: {from: een}", 7, 18, "hier hoort een getal van 0"),
    ("months: {from: 1, to: 2}", "months: {from: ١}", 7, 18, "hier hoort een getal van 0"),
    ('districts: ["Merenwijk"]', "districts: [12]", 8, 15, "aanhalingstekens"),
    ('title: "de corporatie"', "title: no", 11, 10, "aanhalingstekens"),
    ('title: "de corporatie"', "title:", 11, 9, "hier staat niets"),
    ('title: "de corporatie"', 'title: "\\0"', 11, 10, "onzichtbaar teken"),
    ("partner: ja", "partner: yes", 12, 12, "schrijf 'ja'"),
    ("- name: pair", "- name: corporation", 13, 9, "de naam 'corporation' is al gebruikt"),
    ("per_week: 2", "per_week: 0", 16, 21, "hier hoort een getal van 1 tot en met 50"),
    ('from: "09:00"', 'from: "21:00"', 16, 46, "until ligt niet na from"),
    ('from: "09:00"', 'from: "9 uur"', 16, 30, "hier hoort een tijd"),
    ("within: 4 weken", "within: 4 weeks", 18, 11, "schrijf '4 weken'"),
    ("within: 4 weken", "within: 3 werkdagne", 18, 11, "schrijf '3 werkdagen'"),
    ("within: 4 weken", "within: 400 dagen", 18, 11, "hoogstens een jaar"),
    ("within: 4 weken", "within: -3 dagen", 18, 11, "hier hoort een termijn"),
    ("within: 4 weken", "within: 1.5 weken", 18, 11, "hier hoort een termijn"),
    ("within: 7 dagen", "within: 0 dagen", 22, 11, "minstens een dag"),
    ("step: announcement\n  within", "step: anouncement\n  within", 21, 9, "schrijf 'announcement'"),
    ("step: announcement\n  within", "step: letter\n  within", 21, 9, "na letter komt geen bezoek"),
    ("step: announcement\n  within", "step: visit\n  within", 21, 9, "noem de stap die het bezoek aankondigt"),
    ("ends: [reached,", "ends: [bereikt,", 24, 8, "schrijf 'reached'"),
    ("by: corporation", "by: corporatie", 29, 7, "schrijf 'corporation'"),
    ("after: announcement", "after: mail", 32, 10, "'mail' staat er niet boven"),
    ("after: announcement", "after: announcment", 32, 10, "schrijf 'announcement'"),
    ("after: announcement", "after: [start, announcement]", 32, 10, "laat het weg naast andere stappen"),
    ("tries: 3", "tries: 99", 34, 10, "hier hoort een getal van 1 tot en met 12"),
    ("tries: 3", "tries: 1", 35, 12, "spacing hoort bij meer dan één poging"),
    ("  spacing: 2 werkdagen\n", "", 34, 10, "meer pogingen vragen om spacing"),
    ("spacing: 2 werkdagen", "spacing: 0 dagen", 35, 12, "minstens een dag"),
    ("[Avond, Middag]", "[Avond, Nacht]", 36, 22, "een dagdeel"),
    ("after_results: [nobody]", "after_results: [sent]", 40, 18, "sent kan nooit de uitkomst van visit zijn"),
    ("after_results: [nobody]", "after_results: [not home]", 40, 19, "schrijf 'nobody'"),
    ("after: visit\n  after_results", "after: [visit, announcement]\n  after_results", 39, 10, "noem alleen die bij after"),
    ("  after: visit\n  after_results", "  after_results", 39, 18, "van welke stap?"),
    ("if: {email: ja}", "if: {}", 44, 7, "hier staat geen voorwaarde"),
    ("if: {email: ja}", "if: {email: nee}", 44, 7, "deze stap komt nooit aan bod"),
    ("if: {email: ja}", "day_parts: [Avond]", 44, 14, "alleen bellen en bezoeken"),
    ("if: {email: ja}", "agreement: ja", 44, 14, "agreement hoort bij refer_to"),
    ("instead_of: mail", "instead_of: mail\n  after: visit", 48, 10, "instead_of zegt al wanneer"),
    ("- step: phone", "- step: mail", 45, 9, "de naam 'mail' is al gebruikt"),
    ("- step: phone", "- step: decide", 45, 9, "de naam 'decide' is al gebruikt"),
    ("- step: phone", "- step: Bel Op", 45, 9, "is geen naam"),
    ("- step: phone", "- stap: phone", 45, 3, "schrijf 'step'"),
    ("follow_up: 5 werkdagen", "follow_up: 5 werkdagen\nfollow_up: 6 werkdagen", 26, 1, "'follow_up' staat hier twee keer"),
]


@pytest.mark.parametrize(("old", "new", "line", "column", "words"), WRONG, ids=[one[1].strip()[:40] for one in WRONG])
def test_a_fault_is_told_with_its_place_and_what_to_write(old: str, new: str, line: int, column: int, words: str):
    found = faults(with_(old, new))
    assert (line, column) in [place[:2] for place in found]
    assert words in next(said for *place, said in found if place == [line, column])


NO_YAML = [
    ("  kinds: [Huur]", "\tkinds: [Huur]", 6, "tab"),
    ("kinds: [Huur]", "kinds: [Huur", 6, "haakje is niet gesloten"),
    ('about: "Voor tests."', 'about: "Voor tests.', 4, "aanhalingsteken is niet gesloten"),
    ('title: "de corporatie"', "title: de corporatie: Portaal", 11, "dubbele punt te veel"),
    ("version: 3", "version 3", 2, "dubbele punt"),
    ("version: 3", " version: 3", 2, "dubbele punt"),
    ("for:\n  kinds", "for: &x\n  kinds", 5, "& en *"),
    ("partner: ja", "partner: *x", 12, "& en *"),
    ("partner: ja", "partner: !!python/object:os.system ja", 12, "! hoort niet"),
    ("version: 3", "version: 3\n---\nversion: 4", 3, "tweede tekst"),
    ("version: 3", "version: 3\x07", 2, "onzichtbaar teken"),
    ("about: ", "about: %", 4, "met dit teken begint geen waarde"),
    ('"Voor tests."', '"\\q"', 4, "betekent iets anders"),
    ('"Voor tests."', '"\\UFFFFFFFF"', 1, "geen leesbare tekst"),
    ("about: ", "    about: ", 4, "inspringen"),
    ("- name: pair", " - name: pair", 13, "inspringen"),
    ("kinds: [Huur]", "kinds: " + "[" * 40 + "]" * 40, 6, "blokken in elkaar"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), NO_YAML, ids=[one[3] + str(i) for i, one in enumerate(NO_YAML)])
def test_what_is_no_readable_text_is_told_in_words_and_with_its_line(old: str, new: str, line: int, words: str):
    found = only(with_(old, new))
    assert (found[0], words in found[2]) == (line, True), found


@pytest.mark.parametrize("text", ["", "# niets\n", "   \n"])
def test_an_empty_text_says_how_to_begin(text: str):
    assert only(text) == (1, 1, "de tekst is leeg; begin met 'protocol: naam'")


@pytest.mark.parametrize("text", ["niets", "- een\n- twee", "42", "{}"])
def test_another_kind_of_text_is_told_what_a_protocol_is_made_of(text: str):
    line, column, words = only(text)
    assert (line, column) == (1, 1)
    assert "bestaat uit regels" in words or "ontbreekt protocol, steps, title, version, who" in words


def test_all_faults_are_told_at_once_in_the_order_of_the_text():
    text = with_("kinds: [Huur]", "kinds: [Hurr]").replace("wait: 7 dagen", "wait: straks").replace("after: visit", "after: vist")
    text = text.replace("partner: ja", "partner: misschien")
    assert [place[:2] for place in faults(text)] == [(6, 11), (12, 12), (33, 9), (39, 10)]


def test_a_fault_is_told_in_english_as_well():
    with pytest.raises(ProtocolError) as raised:
        read_protocol(with_("channel: Huisbezoek", "channel: Huisbezoekje"))
    assert raised.value.in_("en") == "line 31, column 12: a channel cannot be 'Huisbezoekje'; write 'Huisbezoek'"
    assert raised.value.in_("nl") == "regel 31, kolom 12: een kanaal kan niet 'Huisbezoekje' zijn; schrijf 'Huisbezoek'"


def test_nothing_dutch_is_said_in_an_english_fault():
    text = with_("about:", "over:").replace("- step: card", "- stap: card").replace("months: {from", "months: {van")
    with pytest.raises(ProtocolError) as raised:
        read_protocol(text)
    assert raised.value.in_("en").splitlines() == [
        "line 4, column 1: a word of the protocol cannot be 'over'; write 'about'",
        "line 7, column 12: a word of {from, to} cannot be 'van'; write 'from'",
        "line 37, column 3: a word of step cannot be 'stap'; write 'step'",
    ]


def test_what_is_much_too_long_or_wrong_throughout_is_refused_quickly():
    began = time.perf_counter()
    assert "langer dan" in only("a" * (LONGEST + 1))[2]
    assert len(faults("\n".join(f"{'x' * 30}{n}: 1" for n in range(5000)))) == 50
    assert any("hoogstens 60 stappen" in one[2] for one in faults(SOUND + "- step: a\n  channel: Brief\n" * 5000))
    assert time.perf_counter() - began < 20


def test_a_text_is_one_line_however_it_was_folded():
    assert read_protocol(with_('"Voor tests."', ">-\n  Voor\n  tests,\n\n  en meer.")).about == "Voor tests, en meer."


LINES = SOUND.splitlines(keepends=True)
PIECES = ["", "ja", "[", "}", ": ", "- ", "\t", "'", '"', "&a ", "*a", "0", "start", "Brief", "99999", "\n", "é", "\x00", "? "]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_mutation_either_reads_or_is_refused_with_a_place(data: st.DataObject):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        way = data.draw(st.sampled_from(["drop", "double", "swap", "garble"]))
        if way == "drop":
            lines[at] = ""
        elif way == "double":
            lines.insert(at, lines[at])
        elif way == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        else:
            cut = data.draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:cut] + data.draw(st.sampled_from(PIECES)) + lines[at][cut + data.draw(st.integers(0, 3)) :]
    try:
        protocol = read_protocol("".join(lines))
    except ProtocolError as error:
        assert all(one.line >= 1 and one.column >= 1 and one.words.nl and one.words.en for one in error.faults)
    else:
        assert protocol.steps
        assert show(protocol, "nl")
        assert draw(protocol, "en")
        assert all(step.by for step in protocol.steps)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_refused_with_a_place(text: str):
    assert faults(text)[0][0] >= 1


def test_every_channel_that_approaches_somebody_can_be_a_step():
    for channel in set(Channel) - {Channel.UNKNOWN, Channel.OTHER}:
        text = SOUND + f'- step: extra\n  channel: "{channel}"\n'
        assert read_protocol(text).steps[-1].channel == channel
