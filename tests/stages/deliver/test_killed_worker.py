"""A worker that is killed in the middle of a large file, for real, and started again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from stages.deliver import shapes

LINES = 6_000  # three chunks
_SEED = """
import sys
from datetime import date
from django.core.management import call_command
call_command("migrate", verbosity=0)
from voordeur.accounts.models import Organisation
from voordeur.record.models import Partner
from voordeur.stages.deliver import actions
desk = Organisation.objects.create(name="Noorderlicht", kind="executing")
partner = Partner.objects.create(code="thuisgoed", name="Thuisgoed", kind="Huur", attested=True, receiver=desk)
with open(sys.argv[1], "rb") as content:
    stored = actions.store(partner=partner, name="groot.csv", content=content, on=date(2026, 10, 22), by=None)
assert stored.lines == int(sys.argv[2])
"""
_READ = """
from voordeur.stages.deliver import actions
from voordeur.stages.deliver.models import Delivery
actions.read_lines(Delivery.objects.get())
"""
_START = "from voordeur.site.command import start_django; start_django()\n"


def _environment(tmp_path):
    own = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**own, "VOORDEUR_DATA": str(tmp_path)}


def _python(tmp_path, script, *words):
    return [sys.executable, "-c", _START + script, *words], _environment(tmp_path)


def _run(tmp_path, script, *words):
    command, environment = _python(tmp_path, script, *words)
    subprocess.run(command, env=environment, check=True, timeout=300)  # noqa: S603


def _ask(tmp_path, question):
    with sqlite3.connect(f"file:{tmp_path}/voordeur.sqlite3?mode=ro", uri=True, timeout=20) as database:
        return database.execute(question).fetchall()


def _done(tmp_path):
    return _ask(tmp_path, "select lines_done from voordeur_delivery")[0][0]


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_when_a_worker_is_killed_half_way(tmp_path):
    large = tmp_path / "groot.csv"
    large.write_bytes(
        shapes.csv_of(
            ["klantnr", "naam", "postcode", "huisnr", "bedrag"],
            [
                [f"K{number}", "Molenaar", "9001AB", 1 + number % 300, "0,00" if number % 10 == 0 else f"{number},50"]
                for number in range(1, LINES + 1)
            ],
        )
    )
    _run(tmp_path, _SEED, str(large), str(LINES))
    command, environment = _python(tmp_path, _READ)
    worker = subprocess.Popen(command, env=environment)  # noqa: S603
    deadline = time.monotonic() + 240
    while _done(tmp_path) == 0 and worker.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    half = _done(tmp_path)
    assert 0 < half < LINES, "killed in the middle"
    counted = _ask(tmp_path, "select count(*) from voordeur_line")[0][0]
    assert counted == half, "no chunk is stored in part"
    _run(tmp_path, _READ)
    state = _ask(tmp_path, "select state, lines_done, delivered, accepted, refused from voordeur_delivery")
    assert state == [("matching", LINES, LINES, LINES * 9 // 10, LINES // 10)]
    numbers = _ask(tmp_path, "select count(*), count(distinct number), min(number), max(number) from voordeur_line")
    assert numbers == [(LINES, LINES, 1, LINES)]
    wrong = _ask(
        tmp_path,
        "select count(*) from voordeur_signal s join voordeur_line l on l.id = s.line_id "
        "where s.customer_number <> 'K' || l.number or s.amount_cents <> l.number * 100 + 50",
    )
    assert wrong == [(0,)]
    assert _ask(tmp_path, "select count(*) from voordeur_signal") == [(LINES * 9 // 10,)]
