"""How the stand-in writes a person: the JSON of BRP Personen Bevragen, with empty and false values left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from voordeur.connections.brp.stand_in.rows import Row

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_SEX = {"M": "man", "V": "vrouw", "O": "onbekend"}
_SUSPENDED = {"O": "overlijden", "E": "emigratie", "M": "ministerieel besluit", "R": "RNI", "F": "fout", ".": "onbekend"}
_NAME_USE = {
    "E": "eigen geslachtsnaam",
    "P": "geslachtsnaam partner",
    "V": "geslachtsnaam partner voor eigen geslachtsnaam",
    "N": "geslachtsnaam partner na eigen geslachtsnaam",
}
ALWAYS = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding")  # given without being asked for


def person(row: Row, fields: Iterable[str]) -> dict[str, Any]:
    """The wanted fields of a person, and what the register always gives (secrecy, suspension)."""
    whole = _whole(row)
    kept: dict[str, Any] = {}
    for field in (*ALWAYS, *fields):
        _keep(whole, field.split("."), kept)
    return kept


def _keep(whole: dict[str, Any], path: list[str], kept: dict[str, Any]) -> None:
    head, rest = path[0], path[1:]
    if head not in whole:
        return
    value = whole[head]
    if not rest:
        kept[head] = value
    elif isinstance(value, list):
        items = kept.setdefault(head, [{} for _ in value])
        for item, target in zip(value, items, strict=True):
            _keep(item, rest, target)
    else:
        _keep(value, rest, kept.setdefault(head, {}))


def _whole(row: Row) -> dict[str, Any]:
    partner = {"voorvoegsel": row["p_prefix"], "geslachtsnaam": row["p_surname"]}
    # Indications 1 to 7 keep personal data from one or more kinds of third party; the API says only that one is set.
    secret = row["secrecy"] not in ("", "0")
    died = date(row["died_on"])
    return _full(
        {
            "burgerservicenummer": row["bsn"],
            "geheimhoudingPersoonsgegevens": True if secret else None,
            "geslacht": _coded(row["sex"], _SEX),
            "naam": {
                "voornamen": row["given"],
                "voorletters": initials(row["given"]),
                "voorvoegsel": row["prefix"],
                "geslachtsnaam": row["surname"],
                "volledigeNaam": " ".join(filter(None, (row["given"], row["prefix"], row["surname"]))),
                "aanduidingNaamgebruik": _coded(row["name_use"], _NAME_USE),
            },
            "geboorte": {"datum": date(row["birth"])},
            "opschortingBijhouding": {
                "reden": _coded(row["suspended"], _SUSPENDED),
                "datum": date(row["suspended_on"]) if row["suspended"] else None,
            },
            "overlijden": {"datum": died or date("00000000")} if row["suspended"] == "O" else None,
            "partners": [{"naam": _full(partner)}] if row["p_surname"] else None,
            "verblijfplaats": _stay(row),
            "gemeenteVanInschrijving": {"code": row["municipality"]},
            "adressering": {"aanschrijfwijze": {"naam": _addressed(row)}},
        }
    )


def _full(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, all the way down, as the register leaves it out."""
    cleaned = {key: _full(value) if isinstance(value, dict) else value for key, value in values.items()}
    return {key: value for key, value in cleaned.items() if value not in (None, "", {}, [])}


def _coded(code: str, table: dict[str, str]) -> dict[str, str] | None:
    return {"code": code, "omschrijving": table[code]} if code in table else None


def _stay(row: Row) -> dict[str, Any]:
    if not row["number"]:
        return {"type": "VerblijfplaatsOnbekend"}
    return {
        "type": "Adres",
        "datumVan": date(row["moved_in"]),
        "verblijfadres": {
            "officieleStraatnaam": row["street"],
            "korteStraatnaam": row["street"][:24],
            "huisnummer": int(row["number"]),
            "huisletter": row["letter"],
            "huisnummertoevoeging": row["addition"],
            "postcode": row["postcode"],
            "woonplaats": row["city"],
        },
    }


def initials(given: str) -> str:
    """``Peter-Jan Willem`` becomes ``P.W.``."""
    return "".join(f"{name[0]}." for name in given.split() if name[0].isalnum())


def _addressed(row: Row) -> str:
    own = " ".join(filter(None, (row["prefix"], row["surname"])))
    theirs = " ".join(filter(None, (row["p_prefix"], row["p_surname"])))
    use = row["name_use"] if theirs else "E"
    name = {"P": theirs, "V": f"{theirs}-{own}", "N": f"{own}-{theirs}"}.get(use, own)
    return " ".join(filter(None, (initials(row["given"]), name)))


def date(text: str) -> dict[str, Any] | None:
    """YYYYMMDD as one of the API's four kinds of date; None for no date, `DatumOnbekend` for one that is wholly unknown."""
    if len(text) != 8 or not text.isdigit():
        return None
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if not year:
        return {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}
    if not month:
        return {"type": "JaarDatum", "jaar": year, "langFormaat": f"{year}"}
    if not day:
        return {"type": "JaarMaandDatum", "jaar": year, "maand": month, "langFormaat": f"{_MONTHS[month - 1]} {year}"}
    long = f"{day} {_MONTHS[month - 1]} {year}"
    return {"type": "Datum", "datum": f"{text[:4]}-{text[4:6]}-{text[6:]}", "langFormaat": long}
