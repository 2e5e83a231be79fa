"""From text to a tree of nodes that know their place: the small part of YAML in which protocols are written.

Labels (&, *), type marks (!) and second documents are refused: a policy officer should not have to know them, and they are how a
small text becomes a very large one.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from voordeur.stages.reach.rules.language.faults import Fault, ProtocolError
from voordeur.stages.reach.rules.said import Words

LONGEST = 200_000  # signs; the protocols of the five towns have some two thousand
DEEPEST = 8  # blocks within blocks; a protocol needs five

_QUOTE = ("een aanhalingsteken is niet gesloten; sluit het", "a quote was not closed; close it")
# What the reader of YAML says, and what the writer of a protocol can do about it; the first that is found in its words.
_PROBLEMS: Sequence[tuple[str, str, str]] = (
    ("'\\t'", "hier staat een tab; spring in met spaties", "there is a tab here; indent with spaces"),
    ("unexpected end of stream", *_QUOTE),
    ("document separator", *_QUOTE),
    ("found another document", "hier begint een tweede tekst; haal '---' weg", "a second text begins here; leave '---' out"),
    (
        "mapping values are not allowed",
        "een dubbele punt te veel, of de regel is te ver ingesprongen; zet een tekst met ':' tussen aanhalingstekens",
        "a colon too many, or the line is indented too far; put a text with ':' between quotes",
    ),
    (
        "could not find expected ':'",
        "hier ontbreekt een dubbele punt; schrijf 'woord: waarde'",
        "a colon is missing; write 'word: value'",
    ),
    ("expected ',' or", "een haakje is niet gesloten; sluit het met ] of }", "a bracket was not closed; close it with ] or }"),
    (
        "cannot start any token",
        "met dit teken begint geen waarde; zet haar tussen aanhalingstekens",
        "no value begins with this sign; put it between quotes",
    ),
    (
        "escape",
        "een \\ tussen dubbele aanhalingstekens betekent iets anders; laat hem weg",
        "a \\ between double quotes means something else; leave it out",
    ),
)
_INDENT = Words(
    "het inspringen klopt hier niet: zet de regels van één blok precies onder elkaar",
    "the indentation is not right here: put the lines of one block exactly below each other",
)


def compose(text: str) -> yaml.Node:
    """The tree of a text. Raises ProtocolError with the place where it stops being readable."""
    if len(text) > LONGEST:
        raise _whole(
            f"de tekst is langer dan {LONGEST} tekens; een werkwijze is veel korter",
            f"the text is longer than {LONGEST} signs; a protocol is much shorter",
        )
    try:
        root = _Composer(text).get_single_node()
    except ProtocolError:
        raise
    except yaml.MarkedYAMLError as error:
        raise ProtocolError([_unreadable(text, error)]) from error
    except yaml.reader.ReaderError as error:
        raise ProtocolError([_sign(text, error)]) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _whole(
            "dit is geen leesbare tekst; begin met 'protocol: naam'", "this cannot be read; begin with 'protocol: name'"
        ) from error
    if root is None:
        raise _whole("de tekst is leeg; begin met 'protocol: naam'", "the text is empty; begin with 'protocol: name'")
    return root


class _Composer(yaml.SafeLoader):
    """Composes nodes, and refuses at once what a protocol has no use for."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """One node and all within it."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _no_place_for("& en *", "& and *", event.start_mark)
        if event.tag is not None:
            raise _no_place_for("!", "!", event.start_mark)
        if self._depth >= DEEPEST:
            raise _here(
                event.start_mark,
                f"hier staan meer dan {DEEPEST} blokken in elkaar; dat heeft een werkwijze niet nodig",
                f"more than {DEEPEST} blocks within each other; a protocol does not need that",
            )
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _no_place_for(nl: str, en: str, mark: yaml.Mark) -> ProtocolError:
    return _here(
        mark,
        f"{nl} hoort niet in een werkwijze; zet een tekst die zo begint tussen aanhalingstekens",
        f"{en} has no place in a protocol; put a text that begins so between quotes",
    )


def _here(mark: yaml.Mark, nl: str, en: str) -> ProtocolError:
    return ProtocolError([Fault(mark.line + 1, mark.column + 1, Words(nl, en))])


def _whole(nl: str, en: str) -> ProtocolError:
    return ProtocolError([Fault(1, 1, Words(nl, en))])


def _unreadable(text: str, error: yaml.MarkedYAMLError) -> Fault:
    gave_up = error.problem_mark.line if error.problem_mark else 0
    for number, line in enumerate(text.splitlines()[: gave_up + 1], start=1):
        # The next quote closed it, lines further, and only there the reader of YAML is lost.
        if line.count('"') % 2 and '\\"' not in line and "#" not in line:
            return Fault(number, line.rfind('"') + 1, Words(*_QUOTE))
    problem = f"{error.context or ''} {error.problem or ''}"
    words = next((Words(nl, en) for sign, nl, en in _PROBLEMS if sign in problem), _INDENT)
    # What was begun tells more than the place where the reader gave up.
    opened = any(sign in problem for sign in ("flow", "quoted", "simple key"))
    mark = (error.context_mark if opened else error.problem_mark) or error.problem_mark or error.context_mark
    return Fault(mark.line + 1, mark.column + 1, words) if mark else Fault(1, 1, words)


def _sign(text: str, error: yaml.reader.ReaderError) -> Fault:
    before = text[: error.position]
    return Fault(
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
        Words("hier staat een onzichtbaar teken; haal het weg", "there is an invisible sign here; take it out"),
    )
