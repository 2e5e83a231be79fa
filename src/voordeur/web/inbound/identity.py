"""Is it really this person? Two questions, of which the answers are compared and never shown; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# So many right answers it takes (P14).
NEEDED = 2
_MONTHS = (
    ("jan",), ("feb",), ("maa", "mrt", "mar"), ("apr",), ("mei", "may"), ("jun",), ("jul",), ("aug",), ("sep",), ("okt", "oct"),
    ("nov",), ("dec",),
)  # fmt: skip


class Question(StrEnum):
    """What can be asked to be sure who it is."""

    BIRTH = "birth"
    ADDRESS = "address"
    EMAIL = "email"
    CUSTOMER = "customer"


class FoundBy(StrEnum):
    """By what somebody was found; what they said there, or what stands on the envelope, proves nothing any more."""

    PHONE = "phone"
    CODE = "code"
    ADDRESS = "address"
    NAME = "name"


# The postcode and house number stand on the envelope and beside the code on the card (P18).
_PROVES_NOTHING: Mapping[FoundBy, frozenset[Question]] = {
    FoundBy.CODE: frozenset({Question.ADDRESS}),
    FoundBy.ADDRESS: frozenset({Question.ADDRESS}),
}


@dataclass(frozen=True)
class Known:
    """What is known of one person. `birth_date` ISO with unknown parts as 00, `postcode` 1234AB; "" and empty: not known."""

    birth_date: str = ""
    postcode: str = ""
    house_number: str = ""
    email: str = ""
    customer_numbers: Collection[str] = field(default_factory=tuple)


def questions(known: Known, found_by: FoundBy) -> list[Question]:
    """What can be asked of this person: what we know, and was not said already to be found."""
    return [one for one in Question if one in _known(known) - _PROVES_NOTHING.get(found_by, frozenset())]


def is_right(question: Question, answer: str, known: Known) -> bool:
    """Whether an answer as it was typed fits what we know; an unreadable one does not."""
    answer = answer.strip()
    if not answer or question not in _known(known):
        return False
    if question == Question.BIRTH:
        return read_day(answer) == known.birth_date
    if question == Question.ADDRESS:
        return _address(answer) == (_plain(known.postcode), _digits(known.house_number))
    if question == Question.EMAIL:
        return answer.casefold() == known.email.casefold()
    return _plain(answer) in {_plain(number) for number in known.customer_numbers if number}


def _known(known: Known) -> frozenset[Question]:
    """What is known whole enough to compare with."""
    can = {
        Question.BIRTH: bool(known.birth_date) and "-00" not in known.birth_date,
        Question.ADDRESS: bool(known.postcode and known.house_number),
        Question.EMAIL: bool(known.email),
        Question.CUSTOMER: any(known.customer_numbers),
    }
    return frozenset(one for one in Question if can[one])


def read_day(text: str) -> str:
    """A day as people write it (17-5-1984, 17 mei 1984, 17051984, 1984-05-17) as ISO; "" when it is none."""
    found = re.findall(r"\d+|[a-zé]+", text.lower())
    if len(found) == 1 and len(found[0]) == 8 and found[0].isdecimal():
        found = [found[0][:2], found[0][2:4], found[0][4:]]
    if len(found) != 3:
        return ""
    first, month, last = found
    if len(first) == 4:
        first, last = last, first
    number = _month(month)
    if not (first.isdecimal() and last.isdecimal() and len(last) == 4 and number):
        return ""
    return f"{int(last):04}-{number:02}-{int(first):02}"


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    return next((place for place, names in enumerate(_MONTHS, start=1) if text.startswith(names)), 0)


def _address(text: str) -> tuple[str, str]:
    """The postcode and the digits of the house number in what was typed, the street left aside."""
    found = re.search(r"(\d{4})\s?([a-z]{2})\b", text, re.IGNORECASE)
    if not found:
        return "", ""
    rest = text[: found.start()] + " " + text[found.end() :]
    return _plain(found[0]), _digits(rest)


def _digits(text: str) -> str:
    found = re.search(r"\d+", text)
    return found[0].lstrip("0") if found else ""


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())
