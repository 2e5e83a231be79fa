"""What the rest of the house may ask of a population register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voordeur.connections.brp.persons import FoundPerson, RegisterPerson


class RegisterUnavailable(Exception):
    """The register did not answer, or not in a way that we understand; the question may be asked again later.

    `sentence` says it to a user, in the language of the screen.
    """

    def __init__(self, sentence: str | Promise, detail: str = "") -> None:
        super().__init__(detail or str(sentence))
        self.sentence = sentence


class TooManyFound(Exception):
    """A search fits more people than the register names (30 at an address, 10 by name): ask more narrowly."""


class PersonRegister(Protocol):
    """The questions. Each raises `RegisterUnavailable`; the searches find the deceased too (R31) and raise
    `TooManyFound` where a question fits too many people."""

    def by_bsn(self, bsns: Sequence[str]) -> dict[str, RegisterPerson]:
        """The people with these BSNs, by BSN; who is not in the register is missing from the answer."""

    def at_address(
        self, postcode: str, number: str, letter: str = "", addition: str = "", born: str | None = None
    ) -> list[FoundPerson]:
        """Who is registered at this postcode and house number; without letter and addition at all of that number."""

    def by_name_and_birth(self, surname: str, birth: str, prefix: str = "") -> list[FoundPerson]:
        """Who has this surname (a trailing ``*`` after three letters is a wildcard) and this full ISO date of birth."""

    def by_name_in_municipality(self, surname: str, given_names: str, municipality: str, prefix: str = "") -> list[FoundPerson]:
        """Who has these names in this municipality (four digits); ``*`` as above in both names."""


class NoRegister:
    """No register is connected: every question is unanswered, and can be asked again once one is."""

    def by_bsn(self, bsns: Sequence[str]) -> dict[str, RegisterPerson]:
        """Always raises `RegisterUnavailable`."""
        raise self._silent()

    def at_address(
        self, postcode: str, number: str, letter: str = "", addition: str = "", born: str | None = None
    ) -> list[FoundPerson]:
        """Always raises `RegisterUnavailable`."""
        raise self._silent()

    def by_name_and_birth(self, surname: str, birth: str, prefix: str = "") -> list[FoundPerson]:
        """Always raises `RegisterUnavailable`."""
        raise self._silent()

    def by_name_in_municipality(self, surname: str, given_names: str, municipality: str, prefix: str = "") -> list[FoundPerson]:
        """Always raises `RegisterUnavailable`."""
        raise self._silent()

    def _silent(self) -> RegisterUnavailable:
        return RegisterUnavailable(_("Er is nog geen verbinding met het personenregister ingesteld."), "no register")
