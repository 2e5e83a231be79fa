"""Who works in a demonstration town: one person per role, a second visitor to make a pair, and how each signs in."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from voordeur.accounts.actions import add_person
from voordeur.accounts.models import Organisation, Role, User


@dataclass(frozen=True)
class Login:
    """How one person of the demonstration signs in."""

    role: str
    user: str
    password: str
    totp_secret: str

    def code(self) -> str:
        """The code that an authenticator app shows now."""
        return str(format_hotp_value(hotp_value(self.totp_secret, next(iter(yield_hotp_counters_from_time())))))

    def as_json(self) -> dict[str, str]:
        """The shape of one entry of `--logins`."""
        return asdict(self)


TEAM: tuple[tuple[str, str], ...] = (
    (Role.COORDINATOR, "Clara Coenen"),
    (Role.CASEWORKER, "Karim Kaddour"),
    (Role.VISITOR, "Vera Visscher"),
    (Role.VISITOR, "Victor Vroom"),
    (Role.MANAGER, "Marga Maat"),
    (Role.PRIVACY_OFFICER, "Oscar Oort"),
    (Role.ADMINISTRATOR, "Anna Aalbers"),
    (Role.CONTACT_CENTRE, "Cees Citroen"),
)
PARTNERS_STAFF = (Role.PARTNER_STAFF, "Petra Prins")
# Employees of creditors who go along to the doors (P22), in the order of `Plan.visitors_from`.
CREDITORS_VISITORS = ("Hilde Hof", "Henk Heide", "Hanna Hoek", "Hugo Horst", "Hatice Haven", "Hein Heuvel", "Helma Hout")
# Who looks in for a municipality whose work an executing organisation does, in the order of `Plan.municipal`.
LOOKING_IN = ("Willemijn Waard", "Wouter Wieling")


@dataclass(frozen=True)
class Staff:
    """The people by first name in small letters, and their logins: the first of each role in the team, and every guest's."""

    people: dict[str, User]
    logins: tuple[Login, ...]


def engage(
    organisation: Organisation,
    partner_organisation: Organisation | None,
    *,
    town: str = "",
    guests: Iterable[tuple[str, str, Organisation]] = (),
) -> Staff:
    """Make everybody an account with a password and a code of their own, new in each demonstration.

    `guests` (role, name, home) come in beside the team; `town` tells people of the same name in two towns apart.
    """
    wanted = [(role, name, organisation) for role, name in TEAM]
    if partner_organisation:
        wanted.append((*PARTNERS_STAFF, partner_organisation))
    guests = list(guests)
    people: dict[str, User] = {}
    logins: dict[str, Login] = {}
    for role, name, home in (*wanted, *guests):
        first = name.split()[0].lower()
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        email = f"{first}{town and '.'}{town}@voorbeeld.test"
        person, secret = add_person(email=email, name=name, role=role, organisation=home, password=password)
        people[first] = person
        key = first if home in [one for _, _, one in guests] else role
        logins.setdefault(key, Login(str(role), person.email, password, secret))
    return Staff(people, tuple(logins.values()))


def tell(logins: Iterable[Login]) -> str:
    """The logins as a table for people, with the code of this half minute and the seconds that it still holds."""
    left = 30 - int(time.time()) % 30
    lines = [f"{'role':<16} {'user':<34} {'password':<20} {'code':<7} secret for an authenticator app"]
    for login in logins:
        lines.append(f"{login.role:<16} {login.user:<34} {login.password:<20} {login.code():<7} {login.totp_secret}")
    return "\n".join([*lines, f"The codes hold for {left} more seconds; `voordeur code SECRET` tells the next one."])
