"""By which other letter somebody is called: Cornelis is Kees, Elisabeth Bep or Lies; a creditor writes what it heard.

Given names of the register with their usual short forms that begin with another letter; common knowledge, and not all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from voordeur.stages.match.rules.names import fold

_CALLED: Final = """
abraham bram; adriana jaan sjaan; adrianus janus sjaan; albertus bert; aleida lida leida; alexander sander; alfonsus fons;
alida lida; aloysius wies lowie; alphonsus fons; andreas dries; andries dries; angelina lina; antonia toos toni
tonia; antonius ton toon twan; arnoldus nol noud; augustinus guus stijn; augustus guus; bartholomeus mees; bernardus nardus;
carolina lien lina; carolus karel; catharina kaat katrien kitty rina toos trijn tina trees; catharinus rinus; christiaan kris;
christina tina stien; christoffel stoffel; constantijn stijn; cornelia kee nel lia keetje; cornelis kees nelis; dorothea thea;
elisabeth bep betty lies lisa bets; elizabeth bep betty lies lisa bets; emanuel manuel; emmanuel manuel; engelbertus bert;
ferdinand nand; francisca cisca; fredericus rik dirk; frederik rik; geertruida truus trui truida trudy; gerardina dina ina;
gesina sina; gijsbert bert; gijsbertus bert; helena lena leen; hendrica rika ria; hendrik rik driek; hendrika rika rieka;
hendrikje riek; hendrikus rik driekus; henricus rik driek; hermina mien mina ina; hieronymus jeroen; hubertus bert; immanuel
manuel; isabella bella; jacob ko koos; jacoba coba ko; jacobus ko koos kobus sjaak cobus; jacques sjaak; jeannette sjaan
netty; joanna ans; joannes hans; johan han; johanna hanna hannie annie ans; johannes hans han; josef sjef; josephina fien
pien; josephus sjef zef; jozef sjef; karolina lien lina; lambertus bert; leonardus nard; lodewijk wiek; louise wies; magdalena
lena leen; margaretha greet griet gre; maria ria rie riet wies; martina tiny tineke; martinus tinus tiny; matheus thee thei;
mathijs thijs; mathilda tilly; mathilde tilly; mattheus teeuw thee; matthijs thijs; nicolaas klaas claas; nicolaus klaas;
paulina lina; petronella nel ella nelly; philippus flip; philomena mena; reinier nier; rosalia lia; sebastiaan bas;
sebastianus bas; theodora dora; theodorus dirk door dorus; theresia riet; victoria toria; vincentius cent; wilhelmina mien
mina helma ina; wilhelmus helmus; willemina mien mina
"""


def _read(text: str) -> dict[str, frozenset[str]]:
    rows = (entry.split() for entry in text.replace("\n", " ").split(";"))
    return {given: frozenset(short[0] for short in shorter) for given, *shorter in filter(None, rows)}


LETTERS: Final = _read(_CALLED)


@lru_cache(maxsize=20_000)
def called_by(given: str) -> frozenset[str]:
    """The first letters of what somebody with these given names may be called by, other than those of the names themselves."""
    return frozenset().union(*(LETTERS.get(name, frozenset()) for name in fold(given).replace("-", " ").split()))
