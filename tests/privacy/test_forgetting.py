"""Forgetting runs by the terms, tells beforehand what goes, and proves afterwards that nothing of the people is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

HERE = Path(__file__).resolve().parent
pytestmark = pytest.mark.slow  # a town of its own is worked in a process of its own


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict:
    """What the town of `forget_world.py` found, in a database of its own of the kind that this run tests."""
    environment = os.environ | {"VOORDEUR_DATA": str(tmp_path_factory.mktemp("forget")), "VOORDEUR_HTTP": "1"}
    environment.pop("VOORDEUR_SECRET", None)
    server = environment.get("DATABASE_URL", "")
    own = f"forget_{uuid.uuid4().hex[:10]}"
    if server.startswith("postgres"):
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {own}")
        base, _, query = server.partition("?")
        environment["DATABASE_URL"] = base.rsplit("/", 1)[0] + f"/{own}" + (f"?{query}" if query else "")
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(HERE / "forget_world.py")], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_the_search_sees_what_is_there(told):
    """Before anything is forgotten every value is found: a proof that cannot see proves nothing."""
    assert told["cases"] == 2
    assert [value for value, found in told["before"].items() if not found] == []


def test_a_dry_run_tells_and_changes_nothing(told):
    assert told["dry"]["signals"] == 3
    assert told["dry"]["residents"] == 3
    assert told["after_dry"]


def test_nothing_goes_before_its_term(told):
    assert set(told["too_early"].values()) == {0}


def test_a_run_forgets_what_the_dry_run_told(told):
    assert told["run"]["counts"] == told["dry"]


def test_nothing_of_the_people_is_left_in_any_byte(told):
    assert [value for value, found in told["after"].items() if found] == []
    assert told["run"]["proof"]["found"] == []
    assert told["run"]["proof"]["searched_for"] >= 5


def test_the_story_stays_without_the_people(told):
    assert told["kept"]["cases"] == told["cases"]


def test_forgetting_twice_finds_nothing_more(told):
    assert set(told["again"].values()) == {0}


def test_a_left_over_name_is_found(told):
    assert told["planted"] != []
