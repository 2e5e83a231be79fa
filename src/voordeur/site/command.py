"""The command `voordeur`: one table of what there is, grouped by stage; each command is imported only when called."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One line of `voordeur --help`. `module` has `add_arguments(parser)` and `run(args) -> int` (the exit code)."""

    stage: str
    name: str
    module: str
    help: str
    needs_django: bool = True


COMMANDS: tuple[Command, ...] = (
    Command("deliver", "deliver", "deliver", "judge a creditor's file, or (--trial) only try it", needs_django=False),
    Command("match", "link", "link", "who is behind each signal, and who lives together", needs_django=False),
    Command("match", "weights", "weights", "measure what each agreement weighs, for link --weights", needs_django=False),
    Command("reach", "protocol", "protocol", "working methods: check, show, draw, compare, try, next", needs_django=False),
    Command("visit", "rounds", "rounds", "plan an evening of visits, without database", needs_django=False),
    Command("visit", "addresses", "addresses", "read in where the municipality's addresses lie"),
    Command("visit", "streets", "streets", "read in the streets and borders that the map draws"),
    Command("site", "demo", "demo", "a generated or given town, worked through, served with logins", needs_django=False),
    Command("site", "code", "code", "the sign-in code of this half minute, for a demonstration"),
    Command("site", "found", "found", "a new organisation with its first administrator"),
    Command("site", "manage", "manage", "Django's own commands: migrate, check, shell, …"),
    Command("site", "serve", "serve", "serve the installation (gunicorn) with its worker"),
    Command("site", "backup", "backup", "a dated copy of database and files; old copies go by date"),
    Command("site", "worker", "worker", "carry large deliveries on, and the nightly work"),
)


def _parser() -> argparse.ArgumentParser:
    stages = dict.fromkeys(command.stage for command in COMMANDS)
    lines = []
    for stage in stages:
        lines.append(f"\n{stage}")
        lines += [f"  {c.name:<12} {c.help}" for c in COMMANDS if c.stage == stage]
    parser = argparse.ArgumentParser(
        prog="voordeur",
        description="Early signalling of debts, from a creditor's file to help at the front door.",
        epilog="\n".join(lines) + "\n\nvoordeur COMMAND --help tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", metavar="COMMAND", choices=[c.name for c in COMMANDS])
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def start_django() -> None:
    """Load Django with the installation's settings; a command calls it itself when only some of its ways need Django."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voordeur.site.settings")
    django.setup()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = _parser()
    if not words:
        parser.print_help()
        return 2
    args = parser.parse_args(words[:1])
    command = next(c for c in COMMANDS if c.name == args.command)
    # The frames' allocator sets memory aside per arena, and has four for every core; one does as well here, for a fifth less.
    os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:1")
    if command.needs_django:
        start_django()
    module = importlib.import_module(f"voordeur.site.commands.{command.module}")
    sub = argparse.ArgumentParser(prog=f"voordeur {command.name}", description=module.__doc__)
    module.add_arguments(sub)
    return int(module.run(sub.parse_args(words[1:])))


if __name__ == "__main__":
    sys.exit(main())
