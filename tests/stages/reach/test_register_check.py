"""What the register's second answer means."""

import pytest

from voordeur.stages.reach.rules.register_check import Verdict, still_there

HOME = ("9001AB", "14", "A", "2")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (("", HOME), "there"),
        (("", ("9001 ab", "14", "", "a-2")), "there"),  # letter and addition split in another way
        (("", ("9001AB", "14A", "", "2")), "there"),
        (("", ("9001AB", "142", "A", "")), "moved"),
        (("", ("9001AB", "14", "A", "")), "moved"),
        (("", ("", "", "", "")), "unknown"),
        (("O", HOME), "deceased"),
        (("E", HOME), "moved"),
        (("R", ("", "", "", "")), "moved"),
        (("M", HOME), "moved"),
        (("F", HOME), "unknown"),
        (None, "unknown"),
    ],
)
def test_who_is_still_there(answer, verdict):
    assert still_there(answer, at=HOME) == Verdict(verdict)
