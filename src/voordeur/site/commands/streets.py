"""Read in the streets and borders of the municipality, so that they are drawn behind the doors of a round.

FILE is a GeoJSON (lines are streets, polygons are borders), or a CSV with the columns name,wkt; in degrees, or in metres of the
Dutch grid. It takes the place of what was read in before; a file with a mistake changes nothing.
"""

from __future__ import annotations

import argparse

from voordeur.site.commands import own_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    own_files.ask_for_file(parser, holds="the streets, as GeoJSON or CSV in UTF-8")


def run(args: argparse.Namespace) -> int:
    from voordeur.stages.visit.actions.places import draw_anew
    from voordeur.stages.visit.rules.streets import StreetsError, read_streets

    return own_files.read_in(
        "streets", args, keep=lambda whose, lines: draw_anew(whose, read_streets(lines)), refused=StreetsError, things="stretches"
    )
