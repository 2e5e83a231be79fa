"""The words that go to residents: per programme, per channel, per language, each with a version.

A text is data (`<programme>/<name>.<language>.yaml`): a town changes it without touching code, and raises `version` when it
does, because every letter and card remembers which words it carried. Words between braces (`{name}`) are filled in by
`fill`; what fills them is never read as a placeholder itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PLACE = Path(__file__).parent
_SLOT = re.compile(r"\{([a-z_]+)\}")


def programme_of(protocol: str) -> str:
    """The programme whose texts belong to a protocol: ``coevorden@1`` and ``coevorden-letters@2`` → ``coevorden``.

    Raises KeyError for a protocol of which no programme has texts.
    """
    name = protocol.partition("@")[0]
    while name and not (_PLACE / name).is_dir():
        name = name.rpartition("-")[0]
    if not name:
        raise KeyError(protocol)
    return name


def languages(programme: str, name: str) -> tuple[str, ...]:
    """The languages in which a text exists, Dutch first."""
    found = {path.name.split(".")[1] for path in (_PLACE / programme).glob(f"{name}.*.yaml")}
    return tuple(sorted(found, key=lambda code: (code != "nl", code)))


@cache
def load(programme: str, name: str, language: str) -> Mapping[str, Any]:
    """One text as it stands in its file. Raises KeyError when there is none."""
    path = _PLACE / programme / f"{name}.{language}.yaml"
    if not path.is_file():
        raise KeyError(f"{programme}/{name}.{language}")
    content: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def version(programme: str, name: str, language: str) -> str:
    """How a piece of post names its words: ``coevorden/letter.nl@1``."""
    return f"{programme}/{name}.{language}@{load(programme, name, language)['version']}"


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each `{slot}` replaced, in one pass. Raises KeyError for a slot that nobody fills."""
    return _SLOT.sub(lambda found: values[found[1]], text)
