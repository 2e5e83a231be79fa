"""The words that go to residents: per programme, per text, per language, each with a version.

A text is data (`<programme>/<name>.<language>.md`): named lines, then a body in Markdown. What five programmes say alike stands
once, in `common`; a programme has a file only for what it says differently. An organisation's own versions are rows
(`stages.reach.models.texts`). Words between braces (`{name}`) are filled in by `fill`; what fills them is never read as
a slot, nor as Markdown. Who changes a file raises its `version`, because every letter and card remembers which words it carried.
"""

from voordeur.programmes.texts.shelf import COMMON, languages, load, names, programme_of, version
from voordeur.programmes.texts.text import CLOSED, EMAILS, LINES, MESSAGES, OPEN, SLOTS, Kind, Text, TextError, fill, read_text
from voordeur.programmes.texts.words import Language, all_languages, language

__all__ = [
    "CLOSED", "COMMON", "EMAILS", "LINES", "MESSAGES", "OPEN", "SLOTS", "Kind", "Language", "Text", "TextError",
    "all_languages", "fill", "language", "languages", "load", "names", "programme_of", "read_text", "version",
]  # fmt: skip
