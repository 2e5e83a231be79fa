"""Web server and worker as children of one process that ends them both, however it is ended itself."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

GRACE = 10.0  # seconds that a child gets to finish what it is doing
_PR_SET_PDEATHSIG = 1  # Linux: the signal that a process gets when its parent dies
BIN = Path(sys.executable).parent


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def web_server(*, host: str, port: int, workers: int = 2) -> list[str]:
    """The words that start the web server."""
    return [
        str(BIN / "gunicorn"), "voordeur.site.wsgi", "--bind", f"{host}:{port}", "--workers", str(workers),
        "--preload", "--log-level", "warning", "--timeout", "120",
    ]  # fmt: skip


def worker() -> list[str]:
    """The words that start the worker."""
    return [str(BIN / "voordeur"), "worker"]


def heed_signals() -> None:
    """From now on Ctrl-C and SIGTERM raise `Stopped`, so that whoever started something can end it."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def run_together(commands: Sequence[Sequence[str]], *, answers_at: tuple[str, int], answered: Callable[[], None]) -> int:
    """Run these until one ends or somebody stops us; then end them all, with everything that they started.

    `answered` is called once, as soon as somebody listens at host and port `answers_at`. Returns 0 when stopped, else the
    exit code of the child that ended by itself.
    """
    children: list[subprocess.Popen[bytes]] = []
    waiting = True
    try:
        for words in commands:
            children.append(_child(words))
        while True:
            for child in children:
                if child.poll() is not None:
                    return child.returncode or 1
            if waiting and _listens(answers_at):
                waiting = False
                answered()
            time.sleep(0.1 if waiting else 0.5)
    except Stopped:
        return 0
    finally:
        _end(children)


def _listens(place: tuple[str, int]) -> bool:
    try:
        socket.create_connection(place, timeout=0.5).close()
    except OSError:
        return False
    return True


def _child(words: Sequence[str]) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C in a terminal reaches only us, and we end the children in order.
    return subprocess.Popen(list(words), process_group=0, stdin=subprocess.DEVNULL, preexec_fn=_end_with_parent)  # noqa: S603


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        for child in children:
            _signal_group(child.pid, number)
        last = time.monotonic() + GRACE
        for child in children:
            try:
                child.wait(max(0.1, last - time.monotonic()))
            except subprocess.TimeoutExpired:
                break
        else:
            return


def _signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return
