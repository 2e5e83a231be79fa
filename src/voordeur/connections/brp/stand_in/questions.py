"""How the stand-in judges a question and finds the people in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from voordeur.connections.brp.stand_in.rows import Row, present_rows

AT_ADDRESS, BY_NAME, BSNS = 30, 10, 20
_NAME = r"[a-zA-Z0-9À-ž .\-']{1,200}|[a-zA-Z0-9À-ž .\-']{3,199}\*"
_DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_PATTERNS = {
    "geslachtsnaam": _NAME,
    "voornamen": _NAME,
    "voorvoegsel": r"[a-zA-Z ']{1,10}",
    "geboortedatum": _DATE,
    "gemeenteVanInschrijving": r"[0-9]{4}",
    "postcode": r"[1-9][0-9]{3} ?[A-Za-z]{2}",
    "huisletter": r"[a-zA-Z]",
    "huisnummertoevoeging": r"[a-zA-Z0-9 \-]{1,4}",
    "geslacht": r"[MmVvOo]",
}
_MAY = {
    "RaadpleegMetBurgerservicenummer": ({"burgerservicenummer"}, {"gemeenteVanInschrijving"}),
    "ZoekMetPostcodeEnHuisnummer": (
        {"postcode", "huisnummer"},
        {
            "huisletter", "huisnummertoevoeging", "geboortedatum", "geslachtsnaam", "inclusiefOverledenPersonen",
            "gemeenteVanInschrijving",
        },
    ),
    "ZoekMetGeslachtsnaamEnGeboortedatum": (
        {"geslachtsnaam", "geboortedatum"},
        {"voorvoegsel", "voornamen", "geslacht", "inclusiefOverledenPersonen", "gemeenteVanInschrijving"},
    ),
    "ZoekMetNaamEnGemeenteVanInschrijving": (
        {"geslachtsnaam", "voornamen", "gemeenteVanInschrijving"},
        {"voorvoegsel", "geslacht", "inclusiefOverledenPersonen"},
    ),
}  # fmt: skip
_AUTOMATIC = {"inOnderzoek", "geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie"}
_NOT_IN_A_SEARCH = ("verblijfplaats", "gemeenteVanInschrijving", "partners", "overlijden", "naam.aanduidingNaamgebruik")

Question = dict[str, Any]
Fault = dict[str, str]


class Faulty(Exception):
    """The question is refused; `code` and `faults` go into the error body."""

    def __init__(self, code: str, title: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(code)
        self.code, self.title, self.faults = code, title, list(faults)


class People:
    """The register's people, indexed for the four kinds of question."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_bsn = present_rows(rows)
        self._by_address: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._by_birth: dict[str, list[Row]] = defaultdict(list)
        self._by_municipality: dict[str, list[Row]] = defaultdict(list)
        for row in self._by_bsn.values():
            self._by_address[row["postcode"].upper(), row["number"]].append(row)
            self._by_birth[row["birth"]].append(row)
            self._by_municipality[row["municipality"]].append(row)

    def answer(self, question: Question) -> list[Row]:
        """The people that a question is about. Raises `Faulty` for a question that the register refuses."""
        check(question)
        kinds: dict[str, Callable[[Question], list[Row]]] = {
            "RaadpleegMetBurgerservicenummer": self._bsn,
            "ZoekMetPostcodeEnHuisnummer": self._address,
            "ZoekMetGeslachtsnaamEnGeboortedatum": self._name_and_birth,
            "ZoekMetNaamEnGemeenteVanInschrijving": self._name_and_municipality,
        }
        found = kinds[question["type"]](question)
        if question["type"] == "RaadpleegMetBurgerservicenummer":
            return found
        # A list that was a mistake is nobody; the deceased are hidden unless asked for.
        found = [row for row in found if row["suspended"] != "F"]
        if not question.get("inclusiefOverledenPersonen"):
            found = [row for row in found if row["suspended"] != "O"]
        most = AT_ADDRESS if question["type"] == "ZoekMetPostcodeEnHuisnummer" else BY_NAME
        if len(found) > most:
            raise Faulty("tooManyResults", "Teveel zoekresultaten.")
        return found

    def _bsn(self, question: Question) -> list[Row]:
        asked = question["burgerservicenummer"]
        return [self._by_bsn[bsn] for bsn in asked if bsn in self._by_bsn]

    def _address(self, question: Question) -> list[Row]:
        postcode = question["postcode"].replace(" ", "").upper()
        at = self._by_address.get((postcode, str(question["huisnummer"])), [])
        wanted = {"letter": "huisletter", "addition": "huisnummertoevoeging"}
        for column, name in wanted.items():
            if name in question:
                at = [row for row in at if row[column].upper() == question[name].upper()]
        if "geboortedatum" in question:
            at = [row for row in at if row["birth"] == _compact(question["geboortedatum"])]
        if "geslachtsnaam" in question:
            at = [row for row in at if _fits(question["geslachtsnaam"], row["surname"])]
        return at

    def _name_and_birth(self, question: Question) -> list[Row]:
        return self._named(question, self._by_birth.get(_compact(question["geboortedatum"]), []))

    def _name_and_municipality(self, question: Question) -> list[Row]:
        return self._named(question, self._by_municipality.get(question["gemeenteVanInschrijving"], []))

    def _named(self, question: Question, rows: list[Row]) -> list[Row]:
        wanted = {"geslachtsnaam": "surname", "voornamen": "given", "voorvoegsel": "prefix", "geslacht": "sex"}
        for name, column in wanted.items():
            if name in question:
                rows = [row for row in rows if _fits(question[name], row[column])]
        return rows


def _fits(asked: str, held: str) -> bool:
    """Case does not count, accents do; a star stands for any end."""
    if asked.endswith("*"):
        return held.casefold().startswith(asked[:-1].casefold())
    return held.casefold() == asked.casefold()


def _compact(iso: str) -> str:
    return iso.replace("-", "")


def check(question: Question) -> None:
    """Raises `Faulty` naming every fault of a question, as the register does."""
    if question.get("type") not in _MAY:
        raise Faulty("paramsValidation", "Een of meerdere parameters zijn niet correct.", [_fault("type", "value")])
    must, may = _MAY[question["type"]]
    faults = [_fault(name, "required") for name in sorted(must - set(question))]
    faults += [_fault(name, "unknownParam") for name in sorted(set(question) - must - may - {"type", "fields"})]
    faults += [_fault(n, "pattern") for n, p in _PATTERNS.items() if n in question and not _matches(p, question[n])]
    faults += _bsn_faults(question.get("burgerservicenummer")) + _field_faults(question)
    number = question.get("huisnummer")
    if "huisnummer" in question and not (isinstance(number, int) and 1 <= number <= 99999):
        faults.append(_fault("huisnummer", "integer"))
    if faults:
        raise Faulty("paramsValidation", "Een of meerdere parameters zijn niet correct.", faults)


def _matches(pattern: str, value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _bsn_faults(asked: object) -> list[Fault]:
    if asked is None:
        return []
    if not isinstance(asked, list) or not 1 <= len(asked) <= BSNS:
        return [_fault("burgerservicenummer", "maxItems")]
    bad = [i for i, bsn in enumerate(asked) if not _matches("[0-9]{9}", bsn)]
    return [_fault(f"burgerservicenummer.{i}", "pattern") for i in bad]


def _field_faults(question: Question) -> list[Fault]:
    fields = question.get("fields")
    if not isinstance(fields, list) or not 1 <= len(fields) <= 130:
        return [_fault("fields", "required")]
    search = question["type"] != "RaadpleegMetBurgerservicenummer"
    bad = []
    for i, field in enumerate(fields):
        known = _matches(r"[a-zA-Z0-9._]{1,200}", field) and field.split(".")[0] not in _AUTOMATIC
        if not known or (search and field.startswith(_NOT_IN_A_SEARCH)):
            bad.append(_fault(f"fields.{i}", "fields"))
    return bad


def _fault(name: str, code: str) -> Fault:
    reasons = {
        "required": "Parameter is verplicht.",
        "pattern": "Waarde voldoet niet aan patroon.",
        "integer": "Waarde is geen geldig getal.",
        "fields": "Parameter bevat een niet bestaande veldnaam.",
        "unknownParam": "Parameter is niet verwacht.",
        "maxItems": "Array bevat meer dan 20 items.",
        "value": "Waarde is geen geldig zoek type.",
    }
    return {"name": name, "code": code, "reason": reasons[code]}
