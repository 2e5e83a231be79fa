"""What a resident typed, read kindly: spaces, capitals and digits of another alphabet do not matter. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers

_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")
_LONGEST = 60
# What a Cyrillic keyboard gives for a Latin letter.
_LATIN = str.maketrans("АВЕІКМНОРСТУХ", "ABEIKMHOPCTYX")


@dataclass(frozen=True)
class Knock:
    """What somebody at the door says: the code as typed, the postcode like 1234AB and the digits of the house number, or ""."""

    code: str
    postcode: str
    number: str


def read_knock(*, code: str, postcode: str, number: str) -> Knock:
    """The three fields of the first page. What cannot be read becomes "", which matches nobody."""
    plain = re.sub(r"[^0-9A-Z]", "", _plain(postcode).translate(_LATIN))
    digits = re.match(r"\s*0*(\d{1,5})", _plain(number))
    return Knock(code[:_LONGEST], plain if _POSTCODE.fullmatch(plain) else "", digits[1] if digits else "")


def read_phone(typed: str) -> str:
    """A phone number as it is written in the Netherlands (06 12345678) or abroad (+48 …); "" when it can be none."""
    try:
        number = phonenumbers.parse(_plain(typed), "NL")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    national = number.country_code == phonenumbers.country_code_for_region("NL")
    how = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, how)


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed[:_LONGEST]).upper()
    return "".join(str(unicodedata.digit(sign, sign)) for sign in text)
