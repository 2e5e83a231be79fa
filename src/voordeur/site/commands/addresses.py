"""Read a municipality's address file in, so that rounds can be planned by coordinates and no address is asked of anybody.

A CSV with the header postcode,house_number,house_letter,addition,lat,lon (degrees). Read again, it replaces what it knew.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the addresses, as CSV in UTF-8")
    parser.add_argument("--organisation", metavar="NAME", help="whose; needed where there are several")


def run(args: argparse.Namespace) -> int:
    from voordeur.accounts.models import Organisation, OrganisationKind
    from voordeur.stages.visit.actions.places import read_in
    from voordeur.stages.visit.rules.addresses import AddressError, read_addresses

    offices = Organisation.objects.exclude(kind=OrganisationKind.PARTNER)
    chosen = list(offices.filter(name=args.organisation) if args.organisation else offices)
    if len(chosen) != 1:
        names = ", ".join(offices.values_list("name", flat=True))
        print(f"voordeur addresses: say whose with --organisation, one of: {names}", file=sys.stderr)
        return 2
    try:
        with args.file.open(encoding="utf-8-sig", newline="") as lines:
            count = read_in(chosen[0], read_addresses(lines))
    except (OSError, UnicodeDecodeError, AddressError) as fault:
        print(f"voordeur addresses: {args.file}: {fault}", file=sys.stderr)
        return 2
    print(f"{count} addresses of {chosen[0].name}")
    return 0
