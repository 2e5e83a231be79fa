"""Invented people for the stand-in register; BSNs are test numbers."""

from __future__ import annotations


def row(bsn: str, **more: str) -> dict[str, str]:
    """A row of a register file: a woman of 1981 in the Merelstraat, unless told otherwise."""
    usual = {
        "bsn": bsn, "given": "Anna Maria", "prefix": "", "surname": "Jansen", "birth": "19810312", "sex": "V", "name_use": "E",
        "p_prefix": "", "p_surname": "", "municipality": "9001", "street": "Merelstraat", "number": "14", "letter": "",
        "addition": "", "postcode": "9001AB", "city": "Waterstad", "secrecy": "0", "suspended": "", "suspended_on": "",
        "died_on": "", "moved_in": "20150801", "earlier_addresses": "[]",
    }  # fmt: skip
    return {**usual, **more}


PEOPLE = [
    row("999900006"),
    row("999900018", given="Bert", surname="Visser", prefix="de", birth="19580000", sex="M", secrecy="7", letter="a"),
    row("999900031", given="Carla", surname="Vermeer", birth="19450505", suspended="O", suspended_on="20240102",
        died_on="20240100"),
    row("999900043", given="Dirk", surname="Vermeer", birth="00000000", sex="M", suspended="E", suspended_on="20200101",
        number="", street="", postcode="", city="", municipality="1999"),
    row("999900055", given="Els", surname="Vermist", birth="19900200", suspended="F", suspended_on="20190101"),
    row("999900067", given="Fred", surname="Boer", prefix="de", p_prefix="van", p_surname="Dam", name_use="N", number="16"),
    row("999900067", given="Fred", surname="Oud", number="99", moved_in="20010101"),
]  # fmt: skip
