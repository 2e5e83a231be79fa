"""Make an organisation and its first administrator, who chooses a password by a one-time link; the rest is done on screen."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help='the organisation, such as "Gemeente Voorbeeld"')
    parser.add_argument("--municipality", action="append", default=[], metavar="CODE=NAME", required=True,
                        help="a municipality that it works for, such as 9001=Voorbeeld; may be repeated")  # fmt: skip
    parser.add_argument("--administrator", metavar="EMAIL", required=True, help="who signs in first")
    parser.add_argument("--called", metavar="NAME", required=True, help="the administrator's name")


def run(args: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError, transaction

    from voordeur.accounts.actions import add_organisation, invite_person
    from voordeur.accounts.links import link_for
    from voordeur.accounts.models import OrganisationKind, Role
    from voordeur.site.prepare import prepare_database

    prepare_database()
    places = [tuple(word.split("=", 1)) for word in args.municipality]
    if any(len(place) != 2 or not place[0].isdigit() or len(place[0]) != 4 for place in places):
        print("voordeur found: write a municipality as its four-digit code and its name: 9001=Voorbeeld", file=sys.stderr)
        return 2
    kind = OrganisationKind.MUNICIPALITY if len(places) == 1 else OrganisationKind.EXECUTING
    try:
        with transaction.atomic():
            office = add_organisation(name=args.name, kind=kind, municipalities=[(code, name) for code, name in places])
            who = invite_person(organisation=office, name=args.called, email=args.administrator, role=Role.ADMINISTRATOR)
    except (IntegrityError, ValidationError):
        print(
            "voordeur found: there is an organisation of this name, or somebody with this e-mail address, already.",
            file=sys.stderr,
        )
        return 2
    print(f"{args.called} chooses a password within three days at {link_for(who)}")
    return 0
