"""The register over HTTP: BRP Personen Bevragen 2.7, one POST with a type and the fields that are wanted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from voordeur.connections.brp.persons import FoundPerson, RegisterPerson
from voordeur.connections.brp.reading import PERSON_FIELDS, SEARCH_FIELDS, read_found, read_person
from voordeur.connections.brp.register import NoRegister, PersonRegister, RegisterUnavailable, TooManyFound

BSNS_PER_CALL = 20  # RaadpleegMetBurgerservicenummer, maxItems
TOO_MANY = "tooManyResults"
RETRY_ON = frozenset({429, 503})
PAUSES = (0.2, 1.0)  # seconds before the second and third try
TIMEOUT = httpx.Timeout(10.0, connect=3.0)

_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_NOT_IN_A_NAME = re.compile(r"[^a-zA-Z0-9À-ž .\-']")
_ADDITION = re.compile(r"[a-zA-Z0-9 \-]{1,4}")
_PREFIX = re.compile(r"[a-zA-Z ']{1,10}")


class HttpRegister:
    """Asks a BRP Personen Bevragen service, straight or through the municipality's gateway.

    `headers` names what a gateway wants to log: ``x-doelbinding`` (purpose), ``x-verwerking`` (processing), ``x-gebruiker``
    (user). A read is safe to repeat, so a busy service (429, 503) is asked again twice; nothing else is.
    """

    def __init__(
        self,
        url: str,
        key: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        timeout: httpx.Timeout = TIMEOUT,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        address = url.rstrip("/")
        self._url = address if address.endswith("/personen") else f"{address}/personen"
        sent = {"Accept": "application/json; charset=utf-8", **(headers or {})}
        if key:
            sent["X-API-KEY"] = key
        self._client = httpx.Client(headers=sent, timeout=timeout, trust_env=False)
        self._pause = pause

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def by_bsn(self, bsns: Sequence[str]) -> dict[str, RegisterPerson]:
        """See `PersonRegister`; asks twenty at a time. What cannot be a BSN is not asked."""
        wanted = sorted({bsn for bsn in bsns if bsn.isascii() and bsn.isdigit() and len(bsn) == 9})
        found: dict[str, RegisterPerson] = {}
        for start in range(0, len(wanted), BSNS_PER_CALL):
            question = {
                "type": "RaadpleegMetBurgerservicenummer",
                "burgerservicenummer": wanted[start : start + BSNS_PER_CALL],
                "fields": list(PERSON_FIELDS),
            }
            people = (read_person(person) for person in self._ask(question))
            found.update((person.bsn, person) for person in people)
        return found

    def at_address(
        self, postcode: str, number: str, letter: str = "", addition: str = "", born: str | None = None
    ) -> list[FoundPerson]:
        """See `PersonRegister`; an address that the service cannot understand finds nobody."""
        code = postcode.replace(" ", "").upper()
        if not _POSTCODE.fullmatch(code) or not number.isascii() or not number.isdigit() or not 1 <= int(number) <= 99999:
            return []
        question: dict[str, Any] = {
            "type": "ZoekMetPostcodeEnHuisnummer",
            "postcode": code,
            "huisnummer": int(number),
            "inclusiefOverledenPersonen": True,
        }
        if re.fullmatch(r"[a-zA-Z]", letter):
            question["huisletter"] = letter
        if _ADDITION.fullmatch(addition):
            question["huisnummertoevoeging"] = addition
        if born:
            question["geboortedatum"] = born
        return self._search(question)

    def by_name_and_birth(self, surname: str, birth: str, prefix: str = "") -> list[FoundPerson]:
        """See `PersonRegister`."""
        name = _askable(surname)
        if not name:
            return []
        question: dict[str, Any] = {
            "type": "ZoekMetGeslachtsnaamEnGeboortedatum",
            "geslachtsnaam": name,
            "geboortedatum": birth,
            "inclusiefOverledenPersonen": True,
        }
        if _PREFIX.fullmatch(prefix):
            question["voorvoegsel"] = prefix
        return self._search(question)

    def by_name_in_municipality(self, surname: str, given_names: str, municipality: str, prefix: str = "") -> list[FoundPerson]:
        """See `PersonRegister`."""
        name, given = _askable(surname), _askable(given_names)
        if not name or not given or not re.fullmatch(r"[0-9]{4}", municipality):
            return []
        question: dict[str, Any] = {
            "type": "ZoekMetNaamEnGemeenteVanInschrijving",
            "geslachtsnaam": name,
            "voornamen": given,
            "gemeenteVanInschrijving": municipality,
            "inclusiefOverledenPersonen": True,
        }
        if _PREFIX.fullmatch(prefix):
            question["voorvoegsel"] = prefix
        return self._search(question)

    def _search(self, question: dict[str, Any]) -> list[FoundPerson]:
        return [read_found(person) for person in self._ask({**question, "fields": list(SEARCH_FIELDS)})]

    def _ask(self, question: dict[str, Any]) -> list[dict[str, Any]]:
        answer = self._post(question)
        if answer.status_code == 400 and _code(answer) == TOO_MANY:
            raise TooManyFound
        if answer.status_code != 200:
            raise RegisterUnavailable(_not_now(answer.status_code), f"register answered {answer.status_code}")
        try:
            people = answer.json()["personen"]
        except (ValueError, KeyError, TypeError) as error:
            raise RegisterUnavailable(_("Het personenregister gaf een antwoord dat niet te lezen is."), str(error)) from error
        return list(people)

    def _post(self, question: dict[str, Any]) -> httpx.Response:
        for pause in (*PAUSES, None):
            try:
                answer = self._client.post(self._url, json=question)
            except httpx.TransportError as error:
                raise RegisterUnavailable(
                    _("Het personenregister antwoordt niet. De vraag wordt later opnieuw gesteld."), type(error).__name__
                ) from error
            if answer.status_code not in RETRY_ON or pause is None:
                return answer
            self._pause(pause)
        raise AssertionError("unreachable: the last pause is None")


def _askable(name: str) -> str:
    """A name as the service's filter allows it; "" when too little is left to ask with."""
    star = name.endswith("*")
    plain = " ".join(_NOT_IN_A_NAME.sub(" ", name.rstrip("*")).split())[:199]
    if star:
        return f"{plain}*" if len(plain) >= 3 else plain
    return plain


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("code", ""))
    except ValueError:
        return ""


def _not_now(status: int) -> Any:
    if status in (401, 403):
        return _("Het personenregister herkent deze installatie niet. Laat de beheerder de toegang nakijken.")
    return _("Het personenregister heeft een storing. De vraag wordt later opnieuw gesteld.")


def configured_register() -> PersonRegister:
    """The register of this installation: BRP_URL and BRP_KEY from the settings, or none."""
    if not settings.BRP_URL:
        return NoRegister()
    return HttpRegister(settings.BRP_URL, settings.BRP_KEY, headers=settings.BRP_HEADERS)
