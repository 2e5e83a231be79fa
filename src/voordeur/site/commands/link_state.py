"""A linking registry on disk: a folder of Arrow files and one small text that says which of them make it up.

Saving writes new files beside the old ones; then one rename makes the new ones count, and only after that the old ones go.
Stopped at any moment, the folder holds the old registry or the new one, whole.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from voordeur.stages.match.rules.agree import LEVELS
from voordeur.stages.match.rules.link import Registry
from voordeur.stages.match.rules.merge import Edges
from voordeur.stages.match.rules.records import FIELDS, Records
from voordeur.stages.match.rules.score import Scale
from voordeur.stages.match.rules.words import Words

FORM: Final = 3
ABOUT: Final = "about.json"
PER_RECORD: Final = ("content", "signals", "first", "latest", "people")
EDGES: Final = ("one", "other", "score", "sure")
_OWN: Final = re.compile(r"(?:records|words|edges|names)\.(\d+)\.arrow|about\.json(?:\.part)?")
_DAMAGE: Final = (OSError, KeyError, TypeError, ValueError, AttributeError, pl.exceptions.PolarsError)


class NotAState(Exception):
    """A folder that is no registry, or one of another release; the text says what to do."""


def usable(place: Path) -> None:
    """See that a registry may be saved here: nothing but a registry is ever written over. Raises `NotAState`."""
    if place.is_dir():
        foreign = sorted(file.name for file in place.iterdir() if not _OWN.fullmatch(file.name))
        if foreign or ((place / ABOUT).exists() and "form" not in _about(place)):
            raise NotAState(f"{place} holds other files ({', '.join(foreign[:3]) or ABOUT}); --save needs a folder of its own.")
    elif place.exists():
        raise NotAState(f"{place} is a file; --save needs a folder of its own, there or not.")
    elif not next(above for above in place.absolute().parents if above.exists()).is_dir():
        raise NotAState(f"{place} cannot be made, since it lies below a file; name another folder for --save.")


def save(registry: Registry, place: Path) -> None:
    """Write a registry; what stood at `place` before goes only when the new one is whole. Raises `NotAState`."""
    usable(place)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and birth dates: nobody else's business
    before = [file for file in place.iterdir() if file.suffix == ".arrow"]
    number = 1 + max((int(_OWN.fullmatch(file.name)[1]) for file in before), default=0)  # type: ignore[index]
    about: dict[str, Any] = {
        "form": FORM, "frames": pl.__version__, "seen": registry.seen, "fields": list(FIELDS), "number": number, "bytes": {},
    }  # fmt: skip
    for name, frame in _frames(registry).items():
        file = _file(place, name, number)
        frame.write_ipc(file)
        about["bytes"][name] = file.stat().st_size
    if registry.scale:
        about["scale"] = _scale(registry.scale)
    whole = place / f"{ABOUT}.part"
    whole.write_text(json.dumps(about))
    whole.replace(place / ABOUT)
    for file in before:
        file.unlink()


def _frames(registry: Registry) -> dict[str, pl.DataFrame]:
    own = {f"_{name}": getattr(registry, name) for name in PER_RECORD}
    words = registry.records.words
    frames = {
        "records": pl.DataFrame({**registry.records.columns, **own}),
        "words": pl.DataFrame({"hash": words.hashes, "text": words.texts}),
        "edges": pl.DataFrame({name: getattr(registry.edges, name) for name in EDGES}),
    }
    return frames | ({"names": registry.scale.names} if registry.scale else {})


def _file(place: Path, name: str, number: int) -> Path:
    return place / f"{name}.{number}.arrow"


def _scale(scale: Scale) -> dict[str, Any]:
    weights = {name: [int(each) for each in column] for name, column in scale.weights.items()}
    return {"weights": weights, "ceiling": scale.ceiling, "home": scale.home, "size": scale.size}


def load(place: Path) -> Registry:
    """Read a registry. Raises `NotAState`."""
    again = f"make it anew from the files: voordeur link FILES --out LINKS.csv --save {place}."
    about = _about(place)
    if not about:
        raise NotAState(f"{place} is no saved registry; {again}")
    known = (about.get("form"), about.get("frames"), about.get("fields"))
    if known != (FORM, pl.__version__, list(FIELDS)):
        raise NotAState(f"{place} was saved by another release; {again}")
    try:
        return _read(place, about)
    except _DAMAGE as error:
        raise NotAState(f"{place} is damaged ({error}); {again}") from error


def _about(place: Path) -> dict[str, Any]:
    """What a folder says of itself; nothing where it is no registry."""
    try:
        about = json.loads((place / ABOUT).read_text())
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def _read(place: Path, about: dict[str, Any]) -> Registry:
    frames = {}
    for name, size in about["bytes"].items():
        file = _file(place, name, about["number"])
        if file.stat().st_size != size:
            raise ValueError(f"{file.name} is not whole")
        frames[name] = pl.read_ipc(file)
    table, words, edges = frames["records"], frames["words"], frames["edges"]
    own = {name: table[f"_{name}"].to_numpy() for name in PER_RECORD}
    return Registry(
        Records({field: table[field].to_numpy() for field in FIELDS}, Words(words["hash"].to_numpy(), words["text"])),
        **own,
        edges=Edges(*(edges[name].to_numpy() for name in EDGES)),
        scale=_read_scale(frames["names"], about["scale"]) if "scale" in about else None,
        seen=int(about["seen"]),
    )


def _read_scale(names: pl.DataFrame, told: dict[str, Any]) -> Scale:
    weights = {name: np.array(told["weights"][name], dtype=np.int16) for name in LEVELS}
    for name, levels in LEVELS.items():
        if weights[name].shape != (len(levels),):
            raise ValueError(f"the weights of {name} are not complete")
    return Scale(weights, names, int(told["ceiling"]), int(told["home"]), int(told["size"]))
