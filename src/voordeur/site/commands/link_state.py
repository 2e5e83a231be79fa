"""A linking registry on disk: a folder of Arrow files and one small text with what they are. It is replaced whole or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from voordeur.stages.match.rules.agree import LEVELS
from voordeur.stages.match.rules.link import Registry
from voordeur.stages.match.rules.merge import Edges
from voordeur.stages.match.rules.records import FIELDS, Records
from voordeur.stages.match.rules.score import Scale
from voordeur.stages.match.rules.words import Words

FORM = 1
PER_RECORD = ("signals", "first", "latest", "people")
EDGES = ("one", "other", "score", "sure")


class NotAState(Exception):
    """A folder that is no registry, or one of another release; the text says what to do."""


def save(registry: Registry, place: Path) -> None:
    """Write a registry; what stood at `place` before goes only when the new one is whole."""
    beside = place.with_name(f".{place.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    own = {name: getattr(registry, name) for name in PER_RECORD}
    pl.DataFrame({**registry.records.columns, **{f"_{name}": column for name, column in own.items()}}).write_ipc(
        beside / "records.arrow"
    )
    words = registry.records.words
    pl.DataFrame({"hash": words.hashes, "text": words.texts}).write_ipc(beside / "words.arrow")
    pl.DataFrame({name: getattr(registry.edges, name) for name in EDGES}).write_ipc(beside / "edges.arrow")
    about: dict[str, Any] = {"form": FORM, "frames": pl.__version__, "seen": registry.seen, "fields": list(FIELDS)}
    if registry.scale:
        registry.scale.names.write_ipc(beside / "names.arrow")
        about["scale"] = _scale(registry.scale)
    (beside / "about.json").write_text(json.dumps(about))
    if place.is_dir():
        old = place.with_name(f".{place.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        beside.rename(place)
        shutil.rmtree(old)
    else:
        beside.rename(place)


def _scale(scale: Scale) -> dict[str, Any]:
    weights = {name: [int(each) for each in column] for name, column in scale.weights.items()}
    return {"weights": weights, "ceiling": scale.ceiling, "home": scale.home, "size": scale.size}


def load(place: Path) -> Registry:
    """Read a registry. Raises `NotAState`."""
    try:
        about = json.loads((place / "about.json").read_text())
    except (OSError, ValueError) as error:
        raise NotAState(f"{place} is no saved registry; make one with: voordeur link FILES --save {place}.") from error
    known = (about.get("form"), about.get("frames"), about.get("fields"))
    if known != (FORM, pl.__version__, list(FIELDS)):
        raise NotAState(f"{place} was saved by another release; make it anew from the files: voordeur link FILES --save {place}.")
    table = pl.read_ipc(place / "records.arrow")
    own = {name: table[f"_{name}"].to_numpy() for name in PER_RECORD}
    words = pl.read_ipc(place / "words.arrow")
    edges = pl.read_ipc(place / "edges.arrow")
    return Registry(
        Records({field: table[field].to_numpy() for field in FIELDS}, Words(words["hash"].to_numpy(), words["text"])),
        **own,
        edges=Edges(*(edges[name].to_numpy() for name in EDGES)),
        scale=_read_scale(place, about) if "scale" in about else None,
        seen=about["seen"],
    )


def _read_scale(place: Path, about: dict[str, Any]) -> Scale:
    told = about["scale"]
    weights = {name: np.array(told["weights"][name], dtype=np.int16) for name in LEVELS}
    return Scale(weights, pl.read_ipc(place / "names.arrow"), told["ceiling"], told["home"], told["size"])
