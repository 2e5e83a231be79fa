"""Every parameter has words: a name, a sentence that says what it decides, and a unit."""

from voordeur.programmes.parameters import all_parameters
from voordeur.web.admin.words import MEANINGS, NAMES, UNITS


def test_every_parameter_has_words_and_no_word_is_left_over():
    parameters = list(all_parameters())
    keys = {parameter.key for parameter in parameters}
    assert keys == set(NAMES) == set(MEANINGS)
    assert {parameter.unit for parameter in parameters} == set(UNITS)
