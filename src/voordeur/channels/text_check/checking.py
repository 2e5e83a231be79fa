"""All of it together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voordeur.channels.blocks import as_plain, read_blocks
from voordeur.channels.text_check.faults import Fault, Level, breach, note
from voordeur.channels.text_check.forbidden_words import forbidden_words
from voordeur.channels.text_check.messages import parts_of
from voordeur.channels.text_check.reading import Limits, hard_sentences, hard_words, read, words_of
from voordeur.channels.text_check.required import misplaced, missing
from voordeur.channels.text_check.spelling import misspelled
from voordeur.programmes.texts import LINES, MESSAGES, OPEN, SLOTS, Kind, Text, fill

_MOST_PARTS = 3  # of a text message: what phones put together again without fail, and what a reader still reads
# What stands in for the slots where length or plainness is judged; nobody's.
_LIKE = {
    "municipality": "Waterstad", "department": "Team Vroeg Eropaf", "return_address": "Postbus 10, 9000 AA Waterstad",
    "contact": "Sara de Vries", "phone": "06-00000001", "hours": "werkdagen 9.00–17.00 uur", "check_phone": "06-00000002",
    "dpo": "fg@voorbeeld.test", "name": "Mevrouw A. Voorbeeld", "sources": "Thuisgoed", "retention_months": "24",
    "code": "AB12-CD34", "link": "voorbeeld.test/b/AB12-CD34", "until": "25 november 2026",
    "day": "woensdag 25 november", "time": "18:30",
}  # fmt: skip


def check_text(
    text: Text, kind: str | None = None, *, creditors: Iterable[str] = (), limits: Limits | None = None
) -> tuple[Fault, ...]:
    """Everything that is wrong with a text, the breaches first; it may be used when none of them is a breach.

    `kind`: judged as such, where it is not the text's own. `creditors`: names that an open text may not carry.
    Plainness is judged for Dutch only, spelling for Dutch and English. What a person reads between the lines, no check finds.
    """
    if kind is not None and kind != text.kind:
        text = Text(text.key, text.name, Kind(kind), text.language, text.body, text.lines, text.reviewed)
    unknown = sorted(text.slots() - SLOTS[text.kind])
    found = [breach("unknown_slot", word=slot) for slot in unknown]
    found += _empty(text)
    found += _betraying(text, creditors)
    found += missing(text)
    found += misplaced(text)
    if not unknown and text.kind in MESSAGES:
        found += _long_message(text)
    if not unknown and text.language == "nl" and text.kind != Kind.ENVELOPE:
        found += _hard(text, limits or Limits())
    for part in text.parts():
        for word, meant in misspelled(part, text.language):
            found.append(note("spelling_meant" if meant else "spelling", word=word, plain=meant))
    if not text.reviewed:
        found.append(note("not_reviewed"))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.level != Level.BREACH))


def plain_words(text: Text) -> str:
    """A text as somebody would read it, with made-up contents in its slots."""
    lines = [text.lines[line] for line in LINES[text.kind] if text.lines.get(line)]
    return fill("\n\n".join((*lines, as_plain(read_blocks(text.body)))), _LIKE)


def usable(faults: Iterable[Fault]) -> bool:
    """Whether a text with these faults may be used."""
    return all(one.level != Level.BREACH for one in faults)


def _empty(text: Text) -> Iterator[Fault]:
    if not text.body.strip():
        yield breach("empty")
    for line in LINES[text.kind]:
        if not text.lines.get(line, "").strip():
            yield breach("empty_line", word=line)


def _betraying(text: Text, creditors: Iterable[str]) -> Iterator[Fault]:
    """Forbidden words in what others can read, and in the subject of what they cannot."""
    if text.kind not in OPEN:
        return
    for part in text.parts():
        for word in forbidden_words(part, creditors=creditors, language=text.language):
            yield breach("forbidden_amount" if word.because == "amount" else "forbidden", part, word=word.word)


def _long_message(text: Text) -> Iterator[Fault]:
    parts = parts_of(fill(text.body, _LIKE))
    if parts > _MOST_PARTS:
        yield breach("too_long_message", word=str(parts), most=str(_MOST_PARTS))


def _hard(text: Text, limits: Limits) -> Iterator[Fault]:
    said = plain_words(text)
    whole = read(said)
    if whole.words and whole.score < limits.score:
        yield note("hard_text", word=f"{whole.score:.0f}", most=f"{limits.score:.0f}")
    for sentence, code in hard_sentences(said, limits):
        yield note(code, sentence, word=str(len(words_of(sentence))))
    for word, plain in hard_words(said):
        yield note("hard_word", word=word, plain=plain)
