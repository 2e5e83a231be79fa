"""Where doors are: the address file, and the households found in it."""

import pytest

from doorstep import TODAY, home
from voordeur.connections.bag import NoAddresses
from voordeur.stages.visit.actions.places import find_places, read_in
from voordeur.stages.visit.models import Place
from voordeur.stages.visit.rules.addresses import AddressError, read_addresses

HEADER = "postcode,house_number,house_letter,addition,lat,lon"


def test_households_are_found_in_the_file_whatever_the_writing(cast):
    found, lost = home(cast, number="14"), home(cast, number="15")
    lines = read_addresses([HEADER, "1234 ab,14,,,52.16,4.49", "1234AB,16,a,2,52.17,4.49"])
    assert read_in(cast.noorderlicht, lines) == 2
    households = [one.case.household_id for one in (found, lost)]
    assert find_places(cast.noorderlicht, households, register=NoAddresses(), on=TODAY) == 1
    place = Place.objects.get()
    assert (place.household_id, place.latitude, place.source) == (households[0], 52.16, "file")
    read_in(cast.noorderlicht, read_addresses([HEADER, "1234AB,14,,,52.18,4.49"]))
    find_places(cast.noorderlicht, households, register=NoAddresses(), on=TODAY)
    assert Place.objects.get().latitude == 52.18


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["postcode,lat,lon"], "line 1 lacks"),
        ([HEADER, "1234AB,14,,,4.49,52.16"], "line 2 does not lie"),
        ([HEADER, "1234AB,x,,,52.16,4.49"], "line 2 has no postcode"),
    ],
)
def test_a_wrong_line_is_named(lines, said):
    with pytest.raises(AddressError, match=said):
        list(read_addresses(lines))
