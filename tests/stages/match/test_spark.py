"""The linking on Spark gives what the local engine gives, to the last bit. Runs where Java and the optional packages are."""

from __future__ import annotations

import os
import shutil
import sys

import numpy as np
import polars as pl
import pytest

from voordeur.demo.generator.generate import generate
from voordeur.stages.match.rules.link import Linked, link

pytestmark = pytest.mark.slow
NEEDS = "the linking on Spark needs Java 17 and requirements/spark.txt"
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip(NEEDS, allow_module_level=True)
sql = pytest.importorskip("pyspark.sql", reason=NEEDS)
on_spark = pytest.importorskip("voordeur.stages.match.jobs.spark", reason=NEEDS, exc_type=ImportError)


@pytest.fixture(scope="module", autouse=True)
def session():
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.master": "local[2]",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",  # much is run once
        "spark.sql.codegen.wholeStage": "false",
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
    }
    builder = sql.SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def signals() -> pl.DataFrame:
    return generate(2_000, seed=31).signals


def assert_alike(far: Linked, near: Linked) -> None:
    for column in ("person", "household", "verdict", "score"):
        assert np.array_equal(getattr(far, column), getattr(near, column)), column
    assert np.array_equal(far.registry.records.content(), near.registry.records.content())
    assert len(far.registry.edges) == len(near.registry.edges)


def test_all_at_once_is_linked_as_by_the_local_engine(signals):
    near = link(signals)
    assert len(np.unique(near.person)) < len(near.registry.records), "nothing was linked: the comparison says nothing"
    assert_alike(on_spark.link_on_spark(signals), near)


def test_a_next_month_is_linked_as_by_the_local_engine(signals):
    last = signals["month"] == signals["month"].max()
    known = link(signals.filter(~last)).registry
    assert_alike(on_spark.link_on_spark(signals.filter(last), known), link(signals.filter(last), known))
