"""Surnames: the most common Dutch ones with their numbers, and a long composed tail; with those of other circles.

The numbers of the first thirty are bearers in 2007 as the Dutch family name bank gives them, rounded; the others follow in about
their order of frequency on a line fitted by eye (rank 100: nine thousand, rank 400: nearly four thousand).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from voordeur.demo.generator.dice import Floats
from voordeur.demo.generator.surnames_abroad import ABROAD, composed_abroad

# Bearers, thousands.
KNOWN: tuple[float, ...] = (
    86.5, 75.7, 73.2, 60.1, 57.9, 56.9, 50.9, 49.5, 43.5, 40.0, 38.8, 37.2, 36.6, 36.1, 30.7, 30.7, 30.0, 29.2, 28.9, 26.0,
    24.9, 24.2, 23.8, 21.7, 21.4, 20.9, 20.8, 20.5, 20.0, 19.6,
)  # fmt: skip
BEARERS_OF_DUTCH_NAMES = 12_300.0

DUTCH = """de Jong|Jansen|de Vries|van den Berg|van Dijk|Bakker|Visser|Janssen|Smit|Meijer|de Boer|Mulder|
de Groot|Bos|Vos|Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|
van der Linden|Kok|Jacobs|de Haan|Vermeulen|van den Heuvel|van der Veen|van den Broek|de Bruijn|de Bruin|
van der Heijden|Schouten|van Beek|Willems|van Vliet|van de Ven|Hoekstra|Maas|Verhoeven|Koster|van Dam|van der Wal|
Prins|Blom|Huisman|Peeters|de Jonge|Kuipers|van Veen|Post|Kuiper|Veenstra|Kramer|van den Brink|Scholten|van Wijk|
Postma|Martens|Vink|de Ruiter|Timmermans|Groen|Gerritsen|Jonker|van Loon|Boer|van der Velde|Willemsen|Smeets|de Lange|
de Vos|van Dongen|Schipper|de Koning|van der Laan|Koning|van der Velden|Driessen|van Doorn|Hermans|Evers|
van den Bosch|van der Meulen|Hofman|Bosman|Wolters|Sanders|van der Horst|Mol|Kuijpers|Molenaar|van de Pol|de Leeuw|
Verbeek|Scholte|Wagenaar|van der Ploeg|Vermeer|Zijlstra|van der Pol|Schoenmakers|van Es|Verschoor|de Bie|van den Hoek|
Kooij|Bloem|Groot|van Rijn|Mulders|Boersma|Hoogland|Wouters|van der Berg|van Schaik|Gerrits|Heijmans|Nijland|Bouwman|
Kroon|Ruiter|Zwart|van Egmond|van Os|Jonkman|Bakkers|Blok|van Vuuren|Lammers|van Hees|Roos|de Rooij|Dijkman|
van der Zee|Snijders|Visscher|Terpstra|Sijbesma|Zandstra|Hoeksema|Nijhuis|Kolk|Wiersma|van der Wiel|Aarts|Bogaard|
Faber|Kamp|Kempen|van Gils|Pieters|Vogel|van der Steen|Lubbers|Rutten|van Dalen|Vries|Sluis|Stam|Veldhuis|Veldman|
Verhagen|Versteeg|Vonk|Wessels|van Zanten|van der Vliet|Witte|Zwiers|Adriaanse|Alblas|Baars|Bakx|Beekman|Bergsma|
Beukers|Bijl|Bisschop|de Blauw|Boender|Boom|Boon|Borst|van den Bos|Bosch|Bosma|Both|Braam|Brands|Breed|van Bree|Brink|
Broekhuizen|Broers|Bruins|Buijs|Burger|van Buuren|Claassen|Coenen|Cornelissen|Corstjens|Cuijpers|Damen|Dekkers|
Derksen|van Deursen|van Dinther|Dirks|Doorn|van Driel|Drost|van Duijn|van Eck|van Eijk|van den Eijnden|Elbers|Engelen|
Engels|van den Ende|van Engelen|Ernst|Esser|Feenstra|Franken|Franssen|Gelderblom|van Geel|Geurts|Goossens|van Gelder|
van Gent|Giesen|van der Graaf|Goedhart|van Ginkel|de Goede|van Gorp|Graat|Groeneveld|Groenewegen|Groothuis|
van der Gaag|van Haaren|Haan|van den Haak|Haverkamp|Heemskerk|van Heerden|Heijnen|van der Heide|Helmond|van Hemert|
Hendriksen|Hendrix|Heuvelmans|Hoek|van der Hoeven|van Hoof|Hofstra|Hoogendoorn|Hoogeveen|van Hout|Houtman|van Houten|
van der Hulst|Huijbregts|Huijsmans|Hulsman|de Jager|Jongsma|Joosten|Kamphuis|Karman|van Keulen|van Kessel|Keizer|
de Kleijn|Klaassen|Klein|Kleijn|Klomp|Knol|Kok|de Kok|van der Kolk|Konings|Koopman|Koopmans|Kools|Korteweg|de Kort|
Kortekaas|Koolen|Kraaij|Krijgsman|de Kruijf|Kruger|de Laat|van Laar|Lambregts|Langen|Leenders|van der Lee|Leijten|
van Lier|van Lieshout|Linders|Linssen|Looijen|van Loo|Lucassen|Luijten|van Maanen|Maassen|Mans|Martens|van der Marel|
van Meeteren|Meeuwissen|Meijers|Mertens|Meulenbelt|Michielsen|Mooij|de Mol|Moerman|Muller|Nagel|Nelissen|Nieuwenhuis|
van Nieuwenhuizen|Noordam|Noort|van Noord|Notenboom|Oosterhof|Oosterhuis|van Oosten|Otten|Oudshoorn|van Overbeek|
Paulus|Pels|Penning|van der Plas|Plomp|Poelman|Ploeg|Pronk|Pot|Potters|van der Putten|Raaijmakers|van Ravenswaaij|
Reijnders|Reinders|de Regt|Rietveld|van Rooij|van Rossum|Rozendaal|Ruijter|de Ruijter|Rijken|van Rijswijk|Saris|
Schaap|Schellekens|Schepers|Schippers|Schut|Schuurman|Slot|Smeenk|Smulders|Snel|Snoek|Spaans|Spijker|Stevens|Stoffels|
Stolk|van Straten|Swart|Swinkels|Tak|Teunissen|Theunissen|Thijssen|Tromp|van Tilburg|Uijttewaal|van Uden|Vaessen|
van Veldhoven|Verburg|Verdonk|Verheij|Verkerk|Vermaas|Verweij|Verwey|van Velzen|Vervoort|van der Voort|Voskuil|
Vreugdenhil|de Waal|van der Waal|van Wanrooij|Weijers|van der Weide|van Weert|Westerhof|Westra|Wiegers|de Wilde|
de Winter|Wijnen|Witteveen|van der Woude|Zeegers|Zeeman|van Zon|Zonneveld|van der Zwan|de Zeeuw|'t Hart|in 't Veld|
van 't Hof|van 't Hoff|ten Brink|ter Horst|op den Berg|ter Braak|ten Have|te Velde|van der Ven|op 't Hof|
uit den Bogaard|den Hartog|den Ouden|den Boer|de Heer|de Beer|d'Hont|la Roi|de la Croix""".replace("\n", "")

CIRCLES: tuple[str, ...] = ("dutch", *ABROAD)

PREFIXES: tuple[str, ...] = (
    "van der", "van den", "van de", "van 't", "van het", "in 't", "op den", "op 't", "uit den", "de la", "van", "de", "den",
    "der", "ten", "ter", "te", "'t", "el", "al", "ait", "ben", "la",
)  # fmt: skip

STARTS = """Aal|Aker|Ald|Ap|Baar|Bark|Beer|Bel|Berk|Beuk|Bier|Boek|Bol|Boog|Bor|Braak|Brand|Brem|Broek|Brug|
Buit|Dal|Dek|Diep|Dool|Draai|Duin|Eben|Eek|Elz|Eng|Esp|Fok|Gaast|Geest|Gier|Goor|Gras|Groes|Haag|Haak|Ham|Har|Haver|
Heem|Hel|Hem|Her|Heg|Hil|Hof|Hool|Horn|Houw|Huls|IJssel|Kaal|Kal|Kal|Kas|Keet|Kern|Kerk|Klaver|Klink|Kluis|Kool|Kor|
Kraan|Krom|Kruis|Laar|Land|Leem|Leen|Lind|Loen|Loo|Lut|Maal|Mast|Meer|Mei|Mes|Mid|Moer|Molen|Mos|Naal|Neder|Noord|
Olde|Ooster|Op|Over|Paal|Pas|Pel|Pil|Plat|Poel|Raam|Ras|Reij|Riet|Roe|Rooi|Rot|Ruim|Rijs|Sand|Schaar|Scheer|Schoon|
Schuil|Slag|Sloot|Smal|Snel|Spaar|Steen|Sterk|Stoel|Stor|Tas|Terp|Tol|Tuin|Uit|Vaal|Veen|Veld|Ven|Ver|Vlas|Vliet|Voor|
Vreed|Waal|Wal|Warm|Water|Weel|Werk|Wester|Wiel|Wil|Wind|Wolf|Woud|Zand|Zeg|Zil|Zoet|Zom|Zuid|Zwaan|Sjoer|Tjeer|Wieb|
Hoit|Doek|Eik|Fries|Rein|Sieb|Aren|Bert|Ger|Lamb|Rom|Teun|Wes|Hub|Jor|Lou|Mee""".replace("\n", "").split("|")
ENDS = """aar|aard|aert|baan|beek|beeks|berg|bergen|bos|bosch|broek|brink|bruggen|burg|camp|dam|dijk|dijks|
dorp|enaar|erink|ers|ersma|eveld|gaard|gers|graaf|haar|hof|hoff|horst|hout|houwer|huis|huizen|huijs|ing|inga|ink|
insma|jes|kamp|kamps|ker|kers|laan|laar|man|mans|meijer|mond|mulder|naars|oord|paap|rink|rode|schot|sen|sma|smid|
steeg|stra|ters|veen|veld|velde|velder|vens|voort|waard|wegen|werf|wijk|winkel|zaal|zema|zen""".replace("\n", "").split("|")
MIDDLES = ("", "en", "er", "el", "ing", "s")
ROADS_OF_TAIL = (
    ("", 0.80),
    ("van", 0.08),
    ("van der", 0.04),
    ("van den", 0.03),
    ("de", 0.02),
    ("van de", 0.02),
    ("ten", 0.005),
    ("ter", 0.005),
)
TAIL = 45_000


@dataclass(frozen=True)
class Book:
    """All surnames, numbered, and for each circle which numbers with which weight.

    `table` has prefix, surname and feminine (the form of a woman who follows Polish or Ukrainian grammar). The first `common` of
    a circle are known names, the rest is composed.
    """

    table: pl.DataFrame
    common: dict[str, int]
    codes: dict[str, tuple[int, int]]
    weights: dict[str, Floats]


@cache
def book() -> Book:
    """The surnames, composed once; always the same."""
    names = _dutch()
    weights = {"dutch": _dutch_weights(len(names) - TAIL)}
    common = {"dutch": len(names) - TAIL}
    codes = {"dutch": (0, len(names))}
    for circle, text in ABROAD.items():
        head = [split_prefix(name) for name in text.replace("\n", "").split("|")]
        tail = [split_prefix(name) for name in composed_abroad(circle)]
        codes[circle] = (len(names), len(names) + len(head) + len(tail))
        weights[circle] = _weights_abroad(len(head), len(tail))
        common[circle] = len(head)
        names += head + tail
    table = pl.DataFrame(
        {"prefix": [p for p, _ in names], "surname": [s for _, s in names], "feminine": [_feminine(s) for _, s in names]}
    )
    return Book(table, common, codes, weights)


def split_prefix(name: str) -> tuple[str, str]:
    """`van der Berg` as (`van der`, `Berg`); without prefix as ("", name)."""
    for prefix in PREFIXES:
        if name.startswith(prefix + " "):
            return prefix, name[len(prefix) + 1 :]
    return "", name


def _dutch() -> list[tuple[str, str]]:
    head = list(dict.fromkeys(split_prefix(name) for name in DUTCH.split("|")))
    known = {surname for _, surname in head}
    composed = sorted({start + middle + end for start in STARTS for middle in MIDDLES for end in ENDS} - known)
    rng = np.random.default_rng(20260101)
    order = rng.permutation(len(composed))[:TAIL]
    shares = np.array([share for _, share in ROADS_OF_TAIL])
    roads = rng.choice(len(shares), size=TAIL, p=shares / shares.sum())
    return head + [(ROADS_OF_TAIL[int(road)][0], composed[int(at)]) for road, at in zip(roads, order, strict=True)]


def _dutch_weights(head: int) -> Floats:
    ranks = np.arange(1, head + 1, dtype=np.float64)
    heavy = KNOWN[-1] * (len(KNOWN) / ranks) ** 0.62
    heavy[: len(KNOWN)] = KNOWN
    light = 1.0 / (np.arange(TAIL, dtype=np.float64) + 300.0) ** 0.9
    return np.concatenate([heavy, light * (BEARERS_OF_DUTCH_NAMES - heavy.sum()) / light.sum()])


def _weights_abroad(head: int, tail: int) -> Floats:
    """Four in ten have a name of the head."""
    front = 1.0 / (np.arange(head, dtype=np.float64) + 12.0)
    back = 1.0 / (np.arange(tail, dtype=np.float64) + 200.0)
    return np.concatenate([0.4 * front / front.sum(), 0.6 * back / back.sum()])


def _feminine(surname: str) -> str:
    for ending, own in (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("skyi", "ska"), ("nyi", "na"), ("lyi", "la")):
        if surname.endswith(ending):
            return surname[: -len(ending)] + own
    return surname
