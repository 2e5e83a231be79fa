"""Read in the streets and borders of the municipality, so that they are drawn behind the doors of a round.

FILE is a GeoJSON (lines are streets, polygons are borders), or a CSV with the columns name,wkt; in degrees, or in metres of the
Dutch grid. It takes the place of what was read in before; a file with a mistake changes nothing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the streets, as GeoJSON or CSV in UTF-8")
    parser.add_argument("--organisation", metavar="NAME", help="whose; needed where there are several")


def run(args: argparse.Namespace) -> int:
    from voordeur.accounts.models import Organisation, OrganisationKind
    from voordeur.stages.visit.actions.places import draw_anew
    from voordeur.stages.visit.rules.streets import StreetsError, read_streets

    offices = Organisation.objects.exclude(kind=OrganisationKind.PARTNER)
    chosen = list(offices.filter(name=args.organisation) if args.organisation else offices)
    if len(chosen) != 1:
        names = ", ".join(offices.values_list("name", flat=True))
        print(f"voordeur streets: say whose with --organisation, one of: {names}", file=sys.stderr)
        return 2
    try:
        with args.file.open(encoding="utf-8-sig", newline="") as lines:
            count = draw_anew(chosen[0], read_streets(lines))
    except (OSError, UnicodeDecodeError, StreetsError) as fault:
        print(f"voordeur streets: {args.file}: {fault}", file=sys.stderr)
        return 2
    print(f"{count} stretches of {chosen[0].name}")
    return 0
