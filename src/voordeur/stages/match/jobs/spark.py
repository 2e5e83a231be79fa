"""The linking engine on Apache Spark: the same kernels on many machines, the same outcome as `rules.link.link` bit for bit.

Spark carries what can be done in parts: cleaning rows, finding pairs, comparing and weighing them. What needs all records at
once stays with the driver: telling repeats apart, the scale, merging and households.

1. The driver drops rows alike in all that is compared, and Spark cleans the rest part by part.
2. The driver lists the different records in order of first appearance, as the local engine does, and hands every machine one
   file of them. The file is mapped into memory: one copy per machine, whatever the number of its processes.
3. Each task finds the pairs under its share of the key values. It computes the keys of all records, which is cheap, so that what
   the keys ask of a whole group (not too large; somebody without initials in it) is answered as locally.
4. Spark drops pairs that were found under two keys, and compares each pair once. Agreements go on as one packed number.
5. Spark counts the patterns of agreement, from which the driver makes the scale; by it Spark keeps the pairs worth a look.
6. The driver merges.

Hashes of texts are those of the frame library: all machines need one version of it, and this package.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession

from voordeur.stages.match.rules import block
from voordeur.stages.match.rules.clean import Cleaned, Collapsed, clean_rows, collapse, once
from voordeur.stages.match.rules.link import Linked, Registry, add, compare, conclude, edges_of, nothing
from voordeur.stages.match.rules.merge import Edges
from voordeur.stages.match.rules.records import FIELDS, Records, empty, together
from voordeur.stages.match.rules.score import Scale, frequencies, pack, scale_of, unpack
from voordeur.stages.match.rules.weights import BUILT_IN, Table
from voordeur.stages.match.rules.words import Words

Batches = Iterable[pa.RecordBatch]

# Set only where nobody set them: in spark-defaults.conf, by spark-submit, or on the session that is there already.
_USUAL: Final = {
    "spark.app.name": "voordeur link",
    "spark.driver.maxResultSize": "0",  # all records come to the driver, by design
    "spark.executorEnv.POLARS_MAX_THREADS": "1",  # a process per core as it is
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_PARTS_PER_CORE: Final = 2
_KINDS: Final = ("records.arrow", "words.arrow")
_PAIR: Final = {"one": pl.Int64, "other": pl.Int64}
_BATCH: Final = 200_000  # rows that travel together; a kernel on a few rows is mostly overhead


def link_on_spark(signals: pl.DataFrame | Collapsed, registry: Registry | None = None, table: Table = BUILT_IN) -> Linked:
    """People and households among signals, with those of a registry: what `link` gives. Raises `NoSignalColumn`.

    Uses the Spark session that is there, or makes one (of the cluster that Spark's own settings name, else of all cores of this
    machine) and ends it.
    """
    collapsed = signals if isinstance(signals, Collapsed) else collapse(signals)
    with _session() as spark, tempfile.TemporaryDirectory(prefix="voordeur-link-") as folder:
        cleaned = _clean(spark, collapsed)
        known = registry or nothing()
        grown, which = add(known, cleaned, collapsed.months)
        name = _hand_out(spark, grown.records, Path(folder))
        pairs = _pairs(spark, name, len(known.records)).persist()
        by = known.scale or _scale(pairs, grown.records, table)
        fresh = _edges(pairs, name, by)
        pairs.unpersist()
    return conclude(known, grown, which, fresh, by)


@contextmanager
def _session() -> Iterator[SparkSession]:
    there = SparkSession.getActiveSession()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = there or _new_session()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_BATCH))
    try:
        yield spark
    finally:
        if there is None:  # with it go the files of records on every machine
            spark.stop()


def _new_session() -> SparkSession:
    builder = SparkSession.builder
    for name, value in _USUAL.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


# --- cleaning


def _clean(spark: SparkSession, collapsed: Collapsed) -> Cleaned:
    """What `clean` gives: the different records in order of first appearance, and for each signal which it is."""
    numbered = collapsed.rows.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("row"), pl.all())
    sent = spark.createDataFrame(numbered.to_arrow(compat_level=pl.CompatLevel.oldest()))
    told = _collected(sent.mapInArrow(_cleaned, "row long, records binary, words binary")).sort("row")
    parts = [_read(pl.read_ipc(BytesIO(a)), pl.read_ipc(BytesIO(b))) for a, b in told.select("records", "words").iter_rows()]
    return once(together([empty(), *parts]), collapsed.which, collapsed.names)


def _cleaned(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Each batch of rows as one row: the number of its first, and its records and words as files."""
    for batch in batches:
        rows = _frame(batch)
        if len(rows):
            files = [[_file(frame)] for frame in _frames(clean_rows(rows.drop("row")))]
            yield pa.RecordBatch.from_pydict({"row": [rows["row"][0]], "records": files[0], "words": files[1]})


def _file(frame: pl.DataFrame) -> bytes:
    written = BytesIO()
    frame.write_ipc(written)
    return written.getvalue()


def _frames(records: Records) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Records and their words as two tables."""
    words = records.words
    return pl.DataFrame({field: records[field] for field in FIELDS}), pl.DataFrame({"hash": words.hashes, "text": words.texts})


def _read(table: pl.DataFrame, words: pl.DataFrame) -> Records:
    return Records({field: table[field].to_numpy() for field in FIELDS}, Words(words["hash"].to_numpy(), words["text"]))


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(batch))


def _collected(frame: DataFrame) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(frame.toArrow()))


# --- records on every machine


def _hand_out(spark: SparkSession, records: Records, folder: Path) -> str:
    """Give every machine the records; the name by which `_at_hand` finds them there."""
    name = folder.name
    for kind, frame in zip(_KINDS, _frames(records), strict=True):
        place = str(folder / f"{name}.{kind}")
        table = frame.rechunk().to_arrow()
        with pa.OSFile(place, "wb") as file, pa.ipc.new_file(file, table.schema) as written:
            written.write_table(table)
        spark.sparkContext.addFile(place)
    return name


@lru_cache(maxsize=1)
def _at_hand(name: str) -> Records:
    places = [SparkFiles.get(f"{name}.{kind}") for kind in _KINDS]
    table, words = (pl.DataFrame(pl.from_arrow(pa.ipc.open_file(pa.memory_map(place)).read_all())) for place in places)
    return _read(table, words)


# --- pairs


def _pairs(spark: SparkSession, name: str, known: int) -> DataFrame:
    """Every pair once with its pattern of agreement: one, other, pattern (unsigned, as Spark's signed number)."""
    parts = max(2, int(spark.sparkContext.defaultParallelism) * _PARTS_PER_CORE)
    shares = spark.range(0, parts, 1, parts)
    found = shares.mapInArrow(partial(_found, name, known, parts), "one long, other long")
    return found.repartition(parts, "one").mapInArrow(partial(_compared, name), "one long, other long, pattern long")


def _found(name: str, known: int, parts: int, batches: Batches) -> Iterator[pa.RecordBatch]:
    """The pairs under those values of every key that fall to a part."""
    records = _at_hand(name)
    for batch in batches:
        for part in batch.column(0).to_pylist():
            found = []
            for values, rows in block.keys(records):
                own = values % np.uint64(parts) == part
                found.append(block.under_one_key(values[own], rows[own], known))
            one, other = block.unique_pairs(found)
            yield from _sent(one=one, other=other)


def _compared(name: str, batches: Batches) -> Iterator[pa.RecordBatch]:
    """All pairs of a part once each; those found under two keys come together, since a part has all pairs of a record."""
    pairs = pl.concat([pl.DataFrame(schema=_PAIR), *map(_frame, batches)]).unique()
    if len(pairs):
        one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
        yield from _sent(one=one, other=other, pattern=pack(compare(_at_hand(name), one, other)).view(np.int64))


def _scale(pairs: DataFrame, records: Records, table: Table) -> Scale:
    counted = _collected(pairs.groupBy("pattern").count())
    levels = unpack(counted["pattern"].to_numpy().view(np.uint64))
    return scale_of(frequencies(records), len(records), levels, counted["count"].to_numpy(), table)


def _edges(pairs: DataFrame, name: str, by: Scale) -> Edges:
    worth = _collected(pairs.mapInArrow(partial(_worth, name, by), "one long, other long, score long, sure boolean"))
    worth = worth.sort("one", "other")
    return Edges(*(worth[each].to_numpy() for each in ("one", "other", "score", "sure")))


def _worth(name: str, by: Scale, batches: Batches) -> Iterator[pa.RecordBatch]:
    """The pairs that are worth a look."""
    records = _at_hand(name)
    for batch in batches:
        pairs = _frame(batch)
        one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
        edges = edges_of(records, one, other, unpack(pairs["pattern"].to_numpy().view(np.uint64)), by)
        yield from _sent(one=edges.one, other=edges.other, score=edges.score, sure=edges.sure)


def _sent(**columns: npt.NDArray[np.generic]) -> Iterator[pa.RecordBatch]:
    yield from pl.DataFrame(columns).to_arrow().to_batches(_BATCH)
