"""Carry large deliveries on, hand messages over, do once a day what a new day needs, until Ctrl-C or SIGTERM.

What was half done is picked up.
"""

from __future__ import annotations

import argparse
import logging
import time

log = logging.getLogger("voordeur.worker")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what waits now, then end")
    parser.add_argument("--pause", type=float, default=2.0, metavar="SECONDS", help="between two looks at an empty queue")


def run(args: argparse.Namespace) -> int:
    """0 when stopped or, with --once, when nothing waits any more."""
    from voordeur.site.processes import Stopped, heed_signals

    heed_signals()
    try:
        while True:
            if not _carry_next() and not _map_file() and not _messages() and not _night():
                if args.once:
                    return 0
                time.sleep(args.pause)
    except Stopped:
        return 0


def _carry_next() -> bool:
    """Carry the next waiting delivery as far as it goes; False when none waits.

    A chunk that is broken off rolls back, so that a stop loses nothing; the delivery is free for another worker at once. One
    that fails stays claimed for a while, so that a worker does not circle around it.
    """
    from django.db import close_old_connections

    from voordeur import stream
    from voordeur.connections.brp import configured_register
    from voordeur.site.processes import Stopped
    from voordeur.stages.deliver.actions import next_unfinished, release

    close_old_connections()
    delivery = next_unfinished()
    if delivery is None:
        return False
    try:
        stream.carry_on(delivery, register=configured_register())
    except Stopped:
        release(delivery)
        raise
    except Exception:
        log.exception("delivery %s could not be carried on; it is tried again later", delivery.pk)
    return True


def _map_file() -> bool:
    """Read in the next file of addresses or streets; False when none waits."""
    from voordeur.shell.clock import now
    from voordeur.site.processes import Stopped
    from voordeur.stages.visit.actions.map_files import carry_on, next_file

    file = next_file(now=now())
    if file is None:
        return False
    try:
        carry_on(file, now=now)
    except Stopped:
        raise
    except Exception:
        log.exception("file %s could not be read in; it is tried again later", file.pk)
    return True


def _messages() -> bool:
    """Hand over the messages that may go now; False when none waits. One that fails is put aside for some minutes by itself."""
    from voordeur import stream
    from voordeur.shell.clock import now
    from voordeur.site.processes import Stopped

    try:
        return stream.carry_messages(now=now())
    except Stopped:
        raise
    except Exception:
        log.exception("a message could not be carried on; it is tried again later")
        return False


def _night() -> bool:
    """Do once what a new day needs; False when it was done."""
    from voordeur import stream
    from voordeur.connections.brp import configured_register
    from voordeur.shell.clock import today
    from voordeur.site.backups import default_folder, expire

    try:
        expire(default_folder(), today=today())
        return stream.night(today=today(), register=configured_register())
    except Exception:
        log.exception("the nightly work failed; it is tried again")
        return False
