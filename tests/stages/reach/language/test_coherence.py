"""Steps that are never reached, and protocols that never end, are refused where the writer can mend them."""

from __future__ import annotations

import pytest

from stages.reach.language.sound import SOUND, with_
from voordeur.stages.reach.rules.language import ProtocolError, read_protocol


def fault(text: str) -> tuple[int, str]:
    with pytest.raises(ProtocolError) as raised:
        read_protocol(text)
    (found,) = raised.value.faults
    return found.line, found.words.nl


LAST = len(SOUND.splitlines())
NEVER = [
    ("channel: Brief\n  if: {kinds: [Zorg]}", "vallen buiten for"),
    ("channel: Brief\n  if: {months: {from: 3}}", "vallen buiten for"),
    ("channel: Brief\n  if: {districts: [Noord]}", "vallen buiten for"),
    ("channel: Brief\n  unless: {kinds: [Huur, Zorg]}", "valt bij kinds onder unless"),
    ("channel: Brief\n  if: {minors: ja}\n  unless: {minors: ja}", "hetzelfde"),
    ("channel: Brief\n  if: {attempts: {from: 2, to: 3}}\n  unless: {attempts: {from: 1}}", "hetzelfde"),
    ("channel: Brief\n  if: {closed_doors: {from: 4}}", "zoveel closed_doors (4)"),
    ("channel: Brief\n  if: {attempts: {from: 90}}", "zoveel attempts (90)"),
    ("channel: Brief\n  if: {closed_doors: {from: 3}, attempts: {to: 2}}", "niet meer closed_doors"),
    ("channel: Brief\n  if: {post_unopened: ja}", "met deze post_unopened"),
    ("channel: Brief\n  unless: {post_unopened: nee}", "met deze post_unopened"),
    ("channel: Telefoon\n  if: {phone: nee}", "met deze phone"),
    ("channel: SMS/Whatsapp\n  unless: {phone: ja}", "met deze phone"),
    ("channel: Brief\n  after_stage: vonnis\n  if: {stages: [herinnering, aanmaning]}", "al voorbij"),
]


@pytest.mark.parametrize(("step", "words"), NEVER, ids=[one[0].split("\n", 1)[-1].strip() for one in NEVER])
def test_a_step_that_is_never_reached(step: str, words: str):
    line, said = fault(SOUND + f"- step: never\n  {step}\n")
    assert line > LAST
    assert said.startswith("deze stap komt nooit aan bod: ")
    assert words in said


REACHED = [
    "channel: Brief\n  for: others\n  if: {kinds: [Zorg]}",
    "channel: Brief\n  for: everyone\n  if: {kinds: [Zorg]}",
    "channel: Brief\n  if: {months: {from: 2}}",
    "channel: Brief\n  if: {closed_doors: {from: 3}}",
    "channel: Brief\n  after_stage: zitting\n  if: {stages: [zitting, vonnis]}",
    "channel: Brief\n  unless: {kinds: [Zorg]}",
    "channel: Telefoon\n  if: {phone: ja, post_unopened: ja}",
]


@pytest.mark.parametrize("step", REACHED)
def test_a_step_that_may_be_reached_is_not_refused(step: str):
    assert read_protocol(SOUND + f"- step: some\n  {step}\n").step("some") is not None


def test_a_protocol_for_everyone_has_no_others():
    scope = 'for:\n  kinds: [Huur]\n  months: {from: 1, to: 2}\n  districts: ["Merenwijk"]\n'
    text = with_(scope, "") + "- step: never\n  channel: Brief\n  for: others\n"
    assert "er zijn geen anderen" in fault(text)[1]


def test_what_is_asked_of_the_others_cannot_be_just_what_the_protocol_is_for():
    text = with_('  months: {from: 1, to: 2}\n  districts: ["Merenwijk"]\n', "")
    text += "- step: o\n  for: others\n  channel: Brief\n  if: {kinds: [Huur]}\n"
    assert "waarvoor de werkwijze juist is" in fault(text)[1]


def test_a_stage_that_is_past_for_all_whom_the_protocol_is_for():
    text = with_("kinds: [Huur]", "kinds: [Huur]\n  stages: [herinnering]")
    text += "- step: x\n  channel: Brief\n  after_stage: vonnis\n"
    assert "al voorbij" in fault(text)[1]


def test_what_needs_nobody_is_never_impossible():
    text = SOUND + "- step: look\n  channel: Administratief\n- step: never\n  channel: Brief\n  instead_of: look\n"
    assert "look kan altijd" in fault(text)[1]


LETTER = SOUND[SOUND.index("- step: letter") :]


def test_a_protocol_that_only_waits_for_the_creditor_never_ends():
    line, said = fault(SOUND.replace(LETTER, ""))
    assert line == 27
    assert "alles wacht op announcement" in said


def test_waiting_for_a_stage_an_agreement_or_both_alone_never_ends():
    head = SOUND[: SOUND.index("opt_out")] + "steps:\n"
    for first in ("channel: Brief\n  after_stage: vonnis", "channel: Administratief\n  refer_to: eropaf"):
        assert "misschien nooit" in fault(head + f"- step: one\n  {first}\n- step: two\n  channel: Telefoon\n  after: one\n")[1]


def test_the_others_too_must_have_a_step_that_comes_by_itself():
    text = SOUND.replace("  for: everyone\n", "") + "- step: o\n  for: others\n  channel: Brief\n  after: announcement\n"
    assert "alles wacht op announcement" in fault(text)[1]


def test_a_step_that_names_nobody_needs_somebody_of_the_town():
    text = SOUND.replace("  made_of:", "  partner: ja\n  made_of:").replace("  channel: Brief", "  channel: Brief\n  by: pair", 1)
    with pytest.raises(ProtocolError) as raised:
        read_protocol(text.replace("by: pair\n  by", "by"))
    assert any("hier staan alleen partners" in one.words.nl for one in raised.value.faults)


def test_somebody_must_be_approached_of_those_whom_the_protocol_is_for():
    head = SOUND[: SOUND.index("opt_out")] + "steps:\n"
    assert "voor wie deze werkwijze is" in fault(head + "- step: one\n  channel: Brief\n  for: others\n")[1]
