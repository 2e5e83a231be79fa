"""A file of the municipality's own, read in by a command: whose it is, what is wrong with it, how much was read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voordeur.accounts.models import Organisation


def ask_for_file(parser: argparse.ArgumentParser, *, holds: str) -> None:
    """The words of such a command: the file, and whose it is."""
    parser.add_argument("file", type=Path, metavar="FILE", help=holds)
    parser.add_argument("--organisation", metavar="NAME", help="whose; needed where there are several")


def read_in(
    command: str,
    args: argparse.Namespace,
    *,
    keep: Callable[[Organisation, Iterable[str]], int],
    refused: type[Exception],
    things: str,
) -> int:
    """Read the file for the organisation that is meant; the exit code: 0, or 2 with what is wrong on the error output.

    `keep`: takes the lines, all or none, and returns how many `things` it kept; it raises `refused` for a file with a mistake.
    """
    from voordeur.accounts.models import Organisation, OrganisationKind

    offices = Organisation.objects.exclude(kind=OrganisationKind.PARTNER)
    chosen = list(offices.filter(name=args.organisation) if args.organisation else offices)
    if len(chosen) != 1:
        names = ", ".join(offices.values_list("name", flat=True))
        print(f"voordeur {command}: say whose with --organisation, one of: {names}", file=sys.stderr)
        return 2
    try:
        with args.file.open(encoding="utf-8-sig", newline="") as lines:
            count = keep(chosen[0], lines)
    except (OSError, UnicodeDecodeError, refused) as fault:
        print(f"voordeur {command}: {args.file}: {fault}", file=sys.stderr)
        return 2
    print(f"{count} {things} of {chosen[0].name}")
    return 0
