"""Every agreement that the engine can reach has words, the same on the screen as on the command line."""

from __future__ import annotations

from voordeur.stages.match.queries.bars import BOX, bar, said, scale_of, total
from voordeur.stages.match.queries.words import AGREEMENTS, explain, why_asked
from voordeur.stages.match.rules.said import SAID
from voordeur.stages.match.rules.weights import AUTO, MARGIN, TABLE

# On the command line there are no earlier signals.
ELSEWISE = {("customer", "same")}


def test_every_weight_has_its_words():
    weighed = {(row.field, row.agreement) for row in TABLE if row.agreement != "missing"}
    assert sorted(weighed - set(AGREEMENTS)) == []


def test_the_screen_says_what_the_command_line_says():
    assert {key: str(AGREEMENTS[key]) for key in SAID.keys() - ELSEWISE} == {
        key: dutch for key, (dutch, _english) in SAID.items() if key not in ELSEWISE
    }


def test_a_near_miss_says_what_differs_first_and_what_agrees_in_one_breath():
    reasons = [
        {"field": "birth", "agreement": "same", "signal": "1981-03-12", "register": "1981-03-12"},
        {"field": "surname", "agreement": "spelling", "signal": "Janssen", "register": "Jansen"},
        {"field": "address", "agreement": "same", "signal": "Merelstraat 14", "register": "Merelstraat 14"},
        {"field": "phone", "agreement": "different", "signal": "06-00000001", "register": "06-00000002"},
        {"field": "surname", "agreement": "same_common", "signal": "x", "register": "x"},
    ]
    assert explain(reasons) == (
        "register: Jansen, signaal: Janssen; ander telefoonnummer (register: 06-00000002, signaal: 06-00000001); "
        "zelfde geboortedatum en adres; zelfde achternaam, maar een die veel voorkomt"
    )
    assert explain([]) == ""


def test_a_bar_points_to_its_side_and_never_leaves_its_box():
    scale = scale_of([14.5, -6.0, 30.0])
    drawn = [bar(weight, scale) for weight in (30.0, 14.5, 0.0, -6.0, -99.0)]
    assert [one.said for one in drawn] == ["+30", "+14,5", "0", "−6", "−99"]
    assert [one.against for one in drawn] == [False, False, False, True, True]
    for one in drawn:
        left, right = float(one.x), float(one.x) + float(one.width)
        assert 0 <= left <= right <= BOX
        assert right == BOX / 2 if one.against else left == BOX / 2


def test_the_sum_stands_before_or_behind_the_line_where_it_links_by_itself():
    for score in (-4.0, 12.0, AUTO - 0.1, AUTO, 60.0):
        one = total(score, 40.0)
        assert (float(one.width) >= float(one.auto_at)) is (score >= AUTO)
        assert float(one.review_at) < float(one.auto_at) < BOX
    assert said(-0.04) == "0" and said(AUTO, sign=False) == "21"


def test_why_a_doubt_was_not_linked_by_itself():
    born = [{"field": "birth", "agreement": "different"}]
    assert why_asked([]) == ""
    assert why_asked([(AUTO - 1, [])]) == "Te weinig om vanzelf te koppelen."
    assert why_asked([(AUTO + 9, []), (AUTO + 9 - MARGIN + 1, [])]) == "Nog 1 persoon past bijna even goed."
    assert why_asked([(AUTO + 9, born)]).endswith("andere geboortedatum.")
    assert why_asked([(AUTO + 9, []), (AUTO, [])]) == "Er is meer dan één persoon die kan passen."
