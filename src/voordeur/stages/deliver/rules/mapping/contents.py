"""What a column holds, judged by its cells alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from voordeur.stages.deliver.rules.cells import Cell, as_text, as_words
from voordeur.stages.deliver.rules.mapping.places import PLACES
from voordeur.stages.deliver.rules.values import addresses, amounts, answers, contact, dates, names

_DATE = re.compile(r"\d{1,4}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{1,4}([T ].*)?|(19|20)\d{6}")
_MONEY = re.compile(r"[€(+-]?\s*[-\d.,'\s]*\d[.,](\d{1,2}|-{1,2})\)?-?|€.*\d.*|[A-Z]{3} ?\d.*")
_STREET = re.compile(
    r"(straat|str|weg|laan|ln|plein|pln|plaats|plts|kade|gracht|singel|dijk|hof|pad|park|steeg|stg|dreef|drf|kamp|veld|oord|erf|hage|"
    r"donk|eiland|markt|haven|tuin|wal|brink|akker|steen|rade|burg|blvd|boulevard|allee|straatje|warande|sloot|zoom|baan|ring|rak)\b"
)
_ADDRESS = re.compile(r"[^\d]*[^\W\d_]{2}.*[\s.]\d{1,5}\s?[-/]?\s?[^\W_]{0,4}(\s\w{1,4})?(,.*)?")
_NUMBER_TAIL = re.compile(r"[1-9]\d{0,4}(\s?[-/]?\s?[A-Za-z0-9]{1,4})?")
_POSTCODE_CITY = re.compile(r"[1-9]\d{3}\s?[A-Za-z]{2}(\s+.+)?|.+\s[1-9]\d{3}\s?[A-Za-z]{2}")
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9./_-]{3,30}")
_WORDS = re.compile(r"[^\d@€]+")

_RECENT_DAYS = 1461


@dataclass(frozen=True)
class Profile:
    """Shares (0 to 1) of the cells that say something, and how they spread."""

    said: int  # cells that say something
    blank: float
    distinct: float
    share: dict[str, float]
    numbers: tuple[float, ...]  # sorted
    days_ago: tuple[int, ...]  # sorted, of the dates
    length: float


def profile(cells: Sequence[Cell], today: date) -> Profile:
    """The profile of a column's cells."""
    said = [cell for cell in cells if as_words(cell)]
    count = len(said)
    texts = [as_words(cell) for cell in said]
    share = {name: sum(map(test, said)) / count if count else 0.0 for name, test in _TESTS.items()}
    serials = sum(_is_day_number(cell, today) for cell in said)
    if count > 2 and serials >= 0.9 * count:
        # A spreadsheet's dates that lost their shape: numbers that all fall in the last years.
        share |= {"date": serials / count, "number": 0.0, "code": 0.0, "house_number": 0.0}
    found = [dates.date_of(cell).value for cell in said if _is_date(cell) or (share["date"] and _is_day_number(cell, today))]
    return Profile(
        said=count,
        blank=1 - count / len(cells) if cells else 1.0,
        distinct=len(set(texts)) / count if count else 0.0,
        share=share,
        numbers=tuple(sorted(n for cell in said if (n := _number(cell)) is not None)),
        days_ago=tuple(sorted((today - day).days for day in found if day)),
        length=sum(map(len, texts)) / count if count else 0.0,
    )


def _number(cell: Cell) -> float | None:
    cents = amounts.cents_of(cell)
    return None if cents is None else cents / 100


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    return bool(_DATE.fullmatch(as_text(cell))) and not isinstance(cell, float)


def _is_day_number(cell: Cell, today: date) -> bool:
    """Whether a whole number is a spreadsheet's number of a day in the last four years."""
    text = as_text(cell)
    day = dates.date_of(int(text)).value if len(text) == 5 and text.isascii() and text.isdigit() else None
    return day is not None and 0 <= (today - day).days <= _RECENT_DAYS


def _is_money(cell: Cell) -> bool:
    if isinstance(cell, float):
        return True
    return isinstance(cell, str) and bool(_MONEY.fullmatch(cell)) and amounts.number_of(cell) is not None and not _is_date(cell)


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, date) and _number(cell) is not None


def _is_name(cell: Cell) -> bool:
    """Several parts of a name together."""
    text = as_text(cell)
    if not _WORDS.fullmatch(text):
        return False
    name = names.full_name_of(cell)
    return bool(name.surname and name.initials) and not names.is_initials(text)


def _is_phone(cell: Cell) -> bool:
    digits = re.sub(r"\D", "", as_text(cell))
    return bool(contact.phone_of(cell)) and len(digits) >= 9 and not _is_date(cell)


def _is_initials(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= 20 and ("." in cell or len(cell) == 1) and names.is_initials(cell)


def _is_prefix(cell: Cell) -> bool:
    return isinstance(cell, str) and all(word.strip("'’.") in names.PREFIX_WORDS for word in cell.lower().split())


def _is_bsn(cell: Cell) -> bool:
    return len(re.sub(r"\D", "", as_text(cell))) in (8, 9) and bool(contact.bsn_of(cell))


def _is_house_number(cell: Cell) -> bool:
    return bool(_NUMBER_TAIL.fullmatch(as_text(cell))) and bool(addresses.house_number_of(cell).number) and not _is_money(cell)


_TESTS: dict[str, Callable[[Cell], bool]] = {
    "postcode": lambda cell: bool(contact.postcode_of(cell)),
    "postcode_city": lambda cell: bool(_POSTCODE_CITY.fullmatch(as_text(cell))),
    "email": lambda cell: bool(contact.email_of(cell)),
    "phone": _is_phone,
    "bsn": _is_bsn,
    "money": _is_money,
    "number": _is_number,
    "date": _is_date,
    "yes_no": lambda cell: answers.yes_or_no(cell) is not None and as_text(cell).lower() not in {"0", "1", "v", "n", "x"},
    "yes": lambda cell: answers.yes_or_no(cell) is True,
    "initials": _is_initials,
    "prefix": _is_prefix,
    "letter": lambda cell: len(as_text(cell)) == 1 and as_text(cell).isalpha(),
    "words": lambda cell: isinstance(cell, str) and bool(_WORDS.fullmatch(cell)),
    "street": lambda cell: isinstance(cell, str) and bool(_STREET.search(cell.lower())),
    "address": lambda cell: isinstance(cell, str) and bool(_ADDRESS.fullmatch(cell)) and not _is_date(cell),
    "place": lambda cell: isinstance(cell, str) and answers.plain(cell) in PLACES,
    "name": _is_name,
    "code": lambda cell: bool(_CODE.fullmatch(as_text(cell))) and not _is_date(cell),
    "house_number": _is_house_number,
    "short": lambda cell: len(as_text(cell)) <= 5,
    "signal_type": lambda cell: bool(answers.signal_type_of(cell)) and not _is_number(cell),
    "kind": lambda cell: bool(answers.kind_of(cell)),
    "sex": lambda cell: bool(answers.sex_of(cell)),
    "sentence": lambda cell: isinstance(cell, str) and len(cell.split()) >= 4,
}


def content_scores(column: Profile) -> dict[str, float]:
    """Every field that the contents fit, 0 to 1. A column without contents fits nothing and contradicts nothing."""
    if not column.said:
        return {}
    return {name: round(score, 4) for name, judge in _judges().items() if (score := judge(column)) > 0.02}


@cache
def _judges() -> dict[str, Callable[[Profile], float]]:
    return {
        "customer_number": _customer_number,
        "bsn": lambda c: c.share["bsn"] if c.share["bsn"] > 0.7 else 0.0,
        "initials": lambda c: c.share["initials"] * (0.95 if c.distinct * c.said > 3 else 0.6),
        "prefix": lambda c: 0.95 * c.share["prefix"],
        "surname": _surname,
        "full_name": lambda c: (0.45 + 0.5 * c.share["name"]) * c.share["words"] if c.share["name"] > 0.2 else 0.0,
        "birth_date": _birth_date,
        "sex": lambda c: c.share["sex"] if c.distinct * c.said <= 6 else 0.0,
        "street": _street,
        "house_number": _house_number,
        "house_letter": lambda c: 0.85 * c.share["letter"] * (1.0 if c.blank > 0.3 else 0.5),
        "addition": lambda c: 0.7 * c.share["short"] * (1 - c.share["prefix"]) * (1.0 if c.blank > 0.3 else 0.3),
        "full_address": lambda c: c.share["address"] if c.share["postcode_city"] < 0.5 else 0.0,
        "postcode": lambda c: c.share["postcode"],
        "postcode_city": _postcode_city,
        "city": _city,
        "phone": lambda c: 0.95 * c.share["phone"] * (1 - c.share["bsn"]),
        "email": lambda c: c.share["email"],
        "amount": _amount,
        "months": _months,
        "oldest_due": _oldest_due,
        "signal_type": lambda c: 0.9 * c.share["signal_type"] if c.distinct * c.said <= 8 else 0.0,
        "signal_date": lambda c: 0.6 * c.share["date"] if c.said > 3 and c.distinct * c.said <= 2 and _recent(c) > 0.9 else 0.0,
        "attested": lambda c: 0.75 * c.share["yes_no"] * c.share["yes"],
        "objection": lambda c: 0.75 * c.share["yes_no"] * (1 - c.share["yes"]),
        "remark": lambda c: 0.6 * c.share["sentence"] if c.share["address"] < 0.3 and c.share["name"] < 0.3 else 0.0,
        "kind": lambda c: 0.8 * c.share["kind"] if c.distinct * c.said <= 4 and c.said > 4 else 0.0,
    }


def _customer_number(c: Profile) -> float:
    foreign = max(c.share[name] for name in ("phone", "bsn", "postcode", "date", "money", "email"))
    return 0.9 * c.share["code"] * c.distinct * (1 - min(1.0, foreign * 1.2)) if c.length >= 4 else 0.1 * c.share["code"]


def _surname(c: Profile) -> float:
    other = max(c.share[name] for name in ("place", "prefix", "initials", "yes_no", "name", "signal_type"))
    short = 0.4 if c.length < 3 else 1.0
    return 0.8 * c.share["words"] * short * (1 - min(1.0, other)) * (1 - min(0.8, c.share["street"])) * min(1.0, 0.5 + c.distinct)


def _street(c: Profile) -> float:
    ends = c.share["street"]
    return (0.35 + 0.6 * min(1.0, ends * 1.5)) * c.share["words"] if ends > 0.15 else 0.0


def _city(c: Profile) -> float:
    known = c.share["place"]
    if known > 0.2:
        return c.share["words"] * (0.4 + 0.6 * known)
    return 0.3 * c.share["words"] * (1 - c.distinct) * (1 - c.share["yes_no"])


def _postcode_city(c: Profile) -> float:
    both = c.share["postcode_city"] - c.share["postcode"]
    return c.share["postcode_city"] * (1.0 if both > 0.05 else 0.5)


def _house_number(c: Profile) -> float:
    if not c.numbers or c.numbers[-1] <= 12:
        return 0.35 * c.share["house_number"]
    return 0.9 * c.share["house_number"] * (1 - c.share["postcode"])


def _amount(c: Profile) -> float:
    if c.share["money"] > 0.3:
        return max(c.share["money"], c.share["number"])
    large = c.numbers and c.numbers[len(c.numbers) // 2] > 30
    return (
        c.share["number"] * (0.45 if large else 0.15) * (1 - c.share["date"]) * (1 - min(1.0, c.share["phone"] + c.share["bsn"]))
    )


def _months(c: Profile) -> float:
    counted = bool(c.numbers) and c.numbers[-1] <= 60 and c.numbers[len(c.numbers) // 2] <= 12
    return 0.85 * c.share["number"] * (1 - c.share["money"] * 0.8) if counted and len(set(c.numbers)) <= 24 else 0.0


def _recent(c: Profile) -> float:
    """Share of the dates that lie in the last four years, or just ahead."""
    return sum(-60 <= days <= _RECENT_DAYS for days in c.days_ago) / len(c.days_ago) if c.days_ago else 0.0


def _birth_date(c: Profile) -> float:
    old = sum(days > 365 * 12 for days in c.days_ago) / len(c.days_ago) if c.days_ago else 0.0
    return c.share["date"] * (0.05 + 0.9 * old)


def _oldest_due(c: Profile) -> float:
    return c.share["date"] * (0.05 + 0.9 * _recent(c))
