"""Each unlawful protocol is refused for its own rule; its neighbour, one word away, may be switched on."""

from __future__ import annotations

import pytest

from stages.reach.law.unlawful import CARD_SAYS, CARDS, UNLAWFUL
from stages.reach.law.written import breaches, rules


@pytest.mark.parametrize("name", UNLAWFUL)
def test_is_refused_for_its_rule_and_no_other(name):
    expected, unlawful, _ = UNLAWFUL[name]
    found = breaches(unlawful)
    assert rules(found) == expected
    assert all(one.message.nl and one.message.en for one in found)


@pytest.mark.parametrize("name", UNLAWFUL)
def test_its_neighbour_is_lawful(name):
    assert breaches(UNLAWFUL[name][2]) == []


def test_p17_a_card_that_others_may_not_read_is_refused_and_another_text_is_not():
    expected, unlawful, lawful = CARDS
    assert rules(breaches(unlawful, texts=CARD_SAYS)) == expected
    assert breaches(lawful, texts=CARD_SAYS) == []
