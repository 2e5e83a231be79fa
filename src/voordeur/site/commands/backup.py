"""Make a dated copy of the database and the files, and remove the copies whose term is over.

A copy holds people who are forgotten later; it may therefore live no longer than the parameter backup_days. Keep the folder
apart from the installation's disk, and the key (VOORDEUR_SECRET) apart from the folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, help="folder for the copies (default: backups in the data folder)")


def run(args: argparse.Namespace) -> int:
    from voordeur.shell.clock import today
    from voordeur.site.backups import BackupFailed, default_folder, expire, make

    folder = args.to or default_folder()
    try:
        made = make(folder, on=today())
    except BackupFailed as failure:
        print(f"voordeur: {failure}")
        return 1
    gone = expire(folder, today=today())
    print(f"Made {made.name}; removed {len(gone)} whose term was over.")
    return 0
