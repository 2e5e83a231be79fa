"""The write doors of the accounts: municipalities, organisations and the people who sign in."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from voordeur.accounts.models import Municipality, Organisation, User


@transaction.atomic
def add_organisation(
    *, name: str, kind: str, municipalities: Iterable[tuple[str, str]] = (), contact_name: str = "", phone: str = ""
) -> Organisation:
    """Make an organisation that works for these municipalities (code, name), which are made where they are new."""
    organisation = Organisation.objects.create(name=name, kind=kind, contact_name=contact_name, phone=phone)
    for code, called in municipalities:
        municipality, _ = Municipality.objects.get_or_create(code=code, defaults={"name": called})
        organisation.municipalities.add(municipality)
    return organisation


@transaction.atomic
def add_person(*, email: str, name: str, role: str, organisation: Organisation, password: str) -> tuple[User, str]:
    """Make somebody who signs in with this password and a time-based code.

    Gives the person and the secret behind the code, which goes into their authenticator app and is shown only now.
    """
    person = User(email=email, name=name, role=role, organisation=organisation)
    person.set_password(password)
    person.save()
    secret: str = generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret
