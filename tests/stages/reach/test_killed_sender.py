"""Workers that are killed while they hand messages over, for real, and those that come after them: exactly one goes out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
KILLED = -signal.SIGKILL
pytestmark = pytest.mark.slow  # a town of its own is worked in a process of its own


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict:
    """What `killed_senders.py` saw."""
    own = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    own |= {"VOORDEUR_DATA": str(tmp_path_factory.mktemp("killed")), "VOORDEUR_HTTP": "1"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(HERE / "killed_senders.py")], env=own, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_each_worker_died_where_it_was_to_die(told):
    assert [one["ended"] for one in told["told"][1:5]] == [7, KILLED, KILLED, KILLED]
    assert told["told"][4]["states"] == dict.fromkeys(("before", "notify", "sms", "post"), "claimed")
    assert told["told"][4]["attempts"] == 0, "nobody wrote anything down"


def test_who_comes_too_soon_leaves_them_alone(told):
    assert told["told"][5]["states"] == told["told"][4]["states"]


def test_every_carrier_got_each_message_exactly_once(told):
    assert sorted(told["got"]["notify"]) == ["before@voorbeeld.test", "notify@voorbeeld.test"]
    assert (told["got"]["gateway"], told["got"]["mail"]) == (1, 1)


def test_what_a_carrier_can_tell_is_settled_and_the_rest_is_for_a_person(told):
    settled = {"before": "handed_over", "notify": "handed_over", "sms": "handed_over", "post": "unknown"}
    for later in told["told"][6:]:
        assert (later["ended"], later["states"], later["attempts"]) == (0, settled, 3)
