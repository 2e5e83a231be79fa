"""The small phrases of which a protocol is told: numbers, terms, ranges, who, by what, when. Dutch and English alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from textwrap import wrap

from voordeur.stages.reach.rules.language.protocol import Range, Term, Unit
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import Channel, CollectionStage, DayPart

_KEEP = "\x00"  # stands for a space at which no line is broken
_NUMBERS = (
    ("nul", "no"), ("een", "one"), ("twee", "two"), ("drie", "three"), ("vier", "four"), ("vijf", "five"), ("zes", "six"),
    ("zeven", "seven"), ("acht", "eight"), ("negen", "nine"), ("tien", "ten"), ("elf", "eleven"), ("twaalf", "twelve"),
)  # fmt: skip
_UNITS: Mapping[Unit, tuple[Words, Words]] = {
    Unit.WORKING_DAYS: (Words("werkdag", "working day"), Words("werkdagen", "working days")),
    Unit.DAYS: (Words("dag", "day"), Words("dagen", "days")),
    Unit.WEEKS: (Words("week", "week"), Words("weken", "weeks")),
    Unit.MONTHS: (Words("maand", "month"), Words("maanden", "months")),
}
_MONTHS = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"), ("juni", "June"),
    ("juli", "July"), ("augustus", "August"), ("september", "September"), ("oktober", "October"), ("november", "November"),
    ("december", "December"),
)  # fmt: skip
CHANNELS: Mapping[Channel, Words] = {
    Channel.LETTER: Words("brief", "letter"),
    Channel.CARD: Words("kaartje", "card"),
    Channel.VISIT: Words("huisbezoek", "home visit"),
    Channel.PHONE: Words("telefoontje", "phone call"),
    Channel.MAIL: Words("mail", "e-mail"),
    Channel.TEXT: Words("sms", "text message"),
    Channel.APPOINTMENT: Words("gesprek op locatie", "meeting on location"),
    Channel.DESK: Words("werk aan het bureau", "work at the desk"),
    Channel.OTHER: Words("ander contact", "other contact"),
    Channel.UNKNOWN: Words("onbekend contact", "unknown contact"),
}
THE: Mapping[Channel, Words] = {
    Channel.LETTER: Words("de brief", "the letter"),
    Channel.CARD: Words("het kaartje", "the card"),
    Channel.VISIT: Words("het huisbezoek", "the visit"),
    Channel.PHONE: Words("het telefoontje", "the phone call"),
    Channel.MAIL: Words("de mail", "the e-mail"),
    Channel.TEXT: Words("de sms", "the text message"),
    Channel.APPOINTMENT: Words("het gesprek op locatie", "the meeting on location"),
    Channel.DESK: Words("het werk aan het bureau", "the work at the desk"),
}
# "… het duo op huisbezoek": the verb, and what comes behind who does it.
DOES: Mapping[Channel, tuple[Words, Words]] = {
    Channel.LETTER: (Words("stuurt", "sends"), Words("een brief", "a letter")),
    Channel.CARD: (Words("brengt", "leaves"), Words("een kaartje", "a card")),
    Channel.VISIT: (Words("gaat", "goes on"), Words("op huisbezoek", "a home visit")),
    Channel.PHONE: (Words("belt", "phones"), Words("", "")),
    Channel.MAIL: (Words("stuurt", "sends"), Words("een mail", "an e-mail")),
    Channel.TEXT: (Words("stuurt", "sends"), Words("een sms", "a text message")),
    Channel.APPOINTMENT: (Words("spreekt", "meets"), Words("de bewoner op locatie", "the resident on location")),
    Channel.DESK: (Words("bekijkt", "looks at"), Words("de zaak", "the case")),
}
DAY_PARTS: Mapping[DayPart, Words] = {
    DayPart.MORNING: Words("'s ochtends", "in the morning"),
    DayPart.AFTERNOON: Words("'s middags", "in the afternoon"),
    DayPart.EVENING: Words("'s avonds", "in the evening"),
}
STAGES: Mapping[CollectionStage, Words] = {
    CollectionStage.REMINDER: Words("de herinnering", "the reminder"),
    CollectionStage.FORMAL_NOTICE: Words("de aanmaning", "the formal notice"),
    CollectionStage.DEMAND: Words("de sommatie", "the final demand"),
    CollectionStage.COLLECTION: Words("de overdracht aan het incassobureau", "the transfer to a collection agency"),
    CollectionStage.SUMMONS: Words("de dagvaarding", "the summons"),
    CollectionStage.HEARING: Words("de zitting", "the hearing"),
    CollectionStage.JUDGMENT: Words("het vonnis", "the judgment"),
    CollectionStage.SERVED: Words("de betekening van het vonnis", "the serving of the judgment"),
    CollectionStage.EVICTION_ANNOUNCED: Words("de aanzegging van de ontruiming", "the announcement of the eviction"),
    CollectionStage.CALLED_OFF: Words("het afgelasten van de ontruiming", "the calling off of the eviction"),
    CollectionStage.EVICTED: Words("de ontruiming", "the eviction"),
}


def number(count: float) -> Words:
    """``drie``; above twelve in digits."""
    if count == int(count) and 0 <= count < len(_NUMBERS):
        return Words(*_NUMBERS[int(count)])
    digits = f"{int(count):,}" if count == int(count) else f"{count:g}"
    return Words(digits.replace(",", "."), digits)


def counted(count: float, one: Words, more: Words) -> Words:
    """``drie werkdagen``, ``een werkdag``."""
    said, word = number(count), one if count == 1 else more
    return Words(f"{said.nl} {word.nl}", f"{said.en} {word.en}")


def term(told: Term) -> Words:
    """``vijf werkdagen``."""
    return counted(told.count, *_UNITS[told.unit])


def times(count: float) -> Words:
    """``drie keer``."""
    return Words(f"{number(count).nl} keer", "once" if count == 1 else f"{number(count).en} times")


def ranged(told: Range, one: Words, more: Words) -> Words:
    """``een of twee maanden``, ``minstens drie maanden``, ``hoogstens 500 euro``."""
    low, high = told.low, told.high
    if low is not None and high is not None:
        if low == high:
            return Words(f"één {one.nl}", f"one {one.en}") if low == 1 else counted(low, one, more)
        first, last = number(low), counted(high, one, more)
        if high == low + 1:
            return Words(f"{first.nl} of {last.nl}", f"{first.en} or {last.en}")
        return Words(f"{first.nl} tot en met {last.nl}", f"{first.en} to {last.en}")
    said = counted(low if low is not None else high or 0, one, more)
    if low is not None:
        return Words(f"minstens {said.nl}", f"at least {said.en}")
    return Words(f"hoogstens {said.nl}", f"at most {said.en}")


def listed(words: Iterable[Words], nl: str, en: str) -> Words:
    """``een, twee en drie``, with the word that joins the last two: en, of."""
    told = list(words)
    return Words(_joined([one.nl for one in told], nl), _joined([one.en for one in told], en))


def all_of(words: Iterable[Words]) -> Words:
    """``een, twee en drie``."""
    return listed(words, "en", "and")


def any_of(words: Iterable[Words]) -> Words:
    """``een, twee of drie``."""
    return listed(words, "of", "or")


def _joined(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def same(word: str) -> Words:
    """A name or a text of the protocol's own, which is the same in every language."""
    return Words(word, word)


def spoken(name: str) -> str:
    """A name of the protocol's own as it is read aloud: ``sociaal-raadslieden`` becomes two words."""
    return name.replace("-", " ")


def day(told: date, *, year: bool = True) -> Words:
    """``26 oktober 2026``; without its year where that goes without saying."""
    nl, en = _MONTHS[told.month - 1]
    end = f" {told.year}" if year else ""
    return Words(f"{told.day} {nl}{end}", f"{told.day} {en}{end}")


def clock(told: time) -> Words:
    """``9.00 uur``."""
    return Words(f"{told.hour}.{told.minute:02} uur", f"{told.hour}:{told.minute:02}")


def none_of(words: Iterable[Words]) -> Words:
    """``geen brief, geen mail en geen sms``."""
    return all_of(Words(f"geen {one.nl}", f"no {one.en}") for one in words)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many letters; ``'s avonds`` stays on one line."""
    kept = text.replace("'s ", f"'s{_KEEP}")
    return [line.replace(_KEEP, " ") for line in wrap(kept, width, break_long_words=False, break_on_hyphens=False)]


def capital(text: str) -> str:
    """With a capital, as a sentence begins; ``'s avonds`` keeps its own way: ``'s Avonds``."""
    if text.startswith("'s "):
        return f"'s {text[3:4].upper()}{text[4:]}"
    return text[:1].upper() + text[1:]


def sentence(nl: str, en: str) -> Words:
    """A whole sentence in both languages: one space between words, a capital, a stop."""
    return Words(_whole(nl), _whole(en))


def _whole(text: str) -> str:
    told = capital(" ".join(text.replace(" ,", ",").replace(" .", ".").split()))
    return told if told.endswith((".", "!", "?", ":")) else f"{told}."
