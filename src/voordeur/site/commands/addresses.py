"""Read a municipality's address file in, so that rounds can be planned by coordinates and no address is asked of anybody.

A CSV with the header postcode,house_number,house_letter,addition,lat,lon (degrees). Read again, it replaces what it knew.
"""

from __future__ import annotations

import argparse

from voordeur.site.commands import own_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    own_files.ask_for_file(parser, holds="the addresses, as CSV in UTF-8")


def run(args: argparse.Namespace) -> int:
    from voordeur.stages.visit.actions.places import read_in as keep
    from voordeur.stages.visit.rules.addresses import AddressError, read_addresses

    return own_files.read_in(
        "addresses", args, keep=lambda whose, lines: keep(whose, read_addresses(lines)), refused=AddressError, things="addresses"
    )
