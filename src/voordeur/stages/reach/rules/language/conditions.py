"""Reading conditions on a case's history."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from voordeur.stages.reach.rules.language import nodes
from voordeur.stages.reach.rules.language.faults import fault
from voordeur.stages.reach.rules.language.protocol import Conditions
from voordeur.stages.reach.rules.said import Words
from voordeur.stages.reach.rules.vocabulary import SIGNAL_KINDS, SIGNAL_TYPES, CollectionStage, Lane

stage = nodes.one_of(Words("een fase van incasso", "a stage of collection"), CollectionStage)
_READ: dict[str, nodes.Read] = {
    "kinds": nodes.set_of(nodes.one_of(Words("een soort signaal", "a kind of signal"), SIGNAL_KINDS)),
    "signal_types": nodes.set_of(nodes.one_of(Words("een type signaal", "a type of signal"), SIGNAL_TYPES)),
    "months": nodes.range_,
    "amount": nodes.range_,
    "districts": nodes.set_of(nodes.text),
    "stages": nodes.set_of(stage),
    "lanes": nodes.set_of(nodes.one_of(Words("een eigen lijn", "a lane"), Lane)),
    "several_creditors": nodes.yes_or_no,
    "threatening": nodes.yes_or_no,
    "minors": nodes.yes_or_no,
    "offered": nodes.yes_or_no,
    "phone": nodes.yes_or_no,
    "email": nodes.yes_or_no,
    "post_unopened": nodes.yes_or_no,
    "closed_doors": nodes.range_,
    "attempts": nodes.range_,
    "partner_attempts": nodes.range_,
}


def conditions(word: str) -> Callable[[yaml.Node], Conditions]:
    """Reads what must be so below `word`; an empty block asks nothing and is refused where it stands."""

    def read(node: yaml.Node) -> Conditions:
        values, _ = nodes.record(node, word, _READ)
        if not values:
            raise fault(node, f"hier staat geen voorwaarde; laat {word} weg", f"there is no condition here; leave {word} out")
        return Conditions(**values)

    return read
