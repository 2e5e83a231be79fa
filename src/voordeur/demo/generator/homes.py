"""The made-up municipality: streets, postcodes of about fifteen homes, and every way of numbering homes within a building."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from voordeur.demo.generator.dice import Ints, weighted

PER_POSTCODE = 15
CITIES: tuple[tuple[str, float], ...] = (
    ("Lindermeer", 0.7),
    ("Oud-Lindermeer", 0.15),
    ("Meerwijk", 0.1),
    ("'s-Lindershout", 0.05),
)
STEMS: tuple[str, ...] = tuple(
    """Merel|Linden|Beuken|Iepen|Kastanje|Wilgen|Populieren|Vlinder|Libellen|Zwaluw|Reiger|Kievit|Grutto|
Anemonen|Tulpen|Klaproos|Korenbloem|Brem|Heide|Varen|Mos|Molen|Sluis|Haven|Veer|Schans|Bolwerk|Kerk|Markt|School|
Brink|Kromme|Lange|Korte|Hoge|Lage|Noorder|Zuider|Ooster|Wester|Zonne|Maan|Sterren|Regenboog|Burgemeester van Dalen|
Prinses Beatrix|Koningin Wilhelmina|Pastoor Vonk|Dokter Baars|Jan Steen|Van Gogh|Rembrandt|Mozart|Vondel|Spinoza|
Thorbecke|Generaal de Wet|Admiraal de Ruijter|Sint Jans|Graaf Floris|Boeier|Tjalk|Klipper|Schoener|Saturnus|Jupiter|
Orion|Smaragd|Robijn|Kristal|Wever|Smeden|Bakker|Kuiper|Visser|Boomgaard|Appel|Peren|Kersen|Rogge|Tarwe|Gerst|Zaaiers|
Maaiers|Dorps|Achter|Voor|Nieuwe|Oude|Stations|Spoor|Industrie|Oranje|Wilhelmina|Juliana|Irene|Margriet|Eiken|Berken|
Elzen|Esdoorn|Acacia|Meidoorn|Vlier|Hazelaar|Jasmijn|Rozen|Lelie|Dahlia|Iris|Violen|Lavendel|Sperwer|Havik|Valken|
Uilen|Mees|Vink|Leeuwerik|Wulpen|Kieften|Eenden|Zwanen""".replace("\n", "").split("|")
)
ENDS: tuple[str, ...] = ("straat", "laan", "weg", "plein", "hof", "kade", "dreef", "pad", "singel", "gracht", "steeg", "burg")
LETTERS = "ABCDEFGHJKLMNPRSTUVWXZ"
# How the homes of one building are told apart: (house letter, addition) by place; repeated for the whole building.
STYLES: tuple[tuple[tuple[str, str], ...], ...] = (
    tuple((letter, "") for letter in "ABCDEFGHJKLMNPR"),
    (("", ""), *((letter, "") for letter in "ABCDEFGHJKLMNP")),
    tuple(("", str(number)) for number in range(1, 16)),
    (("", "hs"), *(("", str(number)) for number in range(1, 15))),
    (("", "hs"), ("", "I"), ("", "II"), ("", "III"), ("", "IV"), *(("", f"{n}") for n in range(5, 15))),
    (("", "hs"), ("", "1-hoog"), ("", "2-hoog"), ("", "3-hoog"), ("", "4-hoog"), *(("", f"{n}-hg") for n in range(5, 15))),
    (("", ""), ("", "bis"), ("", "bisA"), *(("", f"bs{n}") for n in range(3, 15))),
    tuple(("", f"{floor}-{door}") for floor in (1, 2, 3, 4) for door in (1, 2, 3, 4))[:15],
    tuple((letter, str(number)) for letter in "AB" for number in range(1, 9))[:15],
    tuple(("", f"{floor}{door:02}") for floor in (1, 2, 3) for door in range(1, 6)),
)  # fmt: skip
STYLE_SHARES = np.array([0.2, 0.2, 0.12, 0.1, 0.06, 0.06, 0.06, 0.08, 0.05, 0.07])
# Homes in one building; one means a house of its own.
SIZES = np.array([1, 2, 3, 4, 6, 15])
SIZE_SHARES = np.array([0.62, 0.10, 0.07, 0.07, 0.06, 0.08])


@dataclass(frozen=True)
class Homes:
    """All homes, one row each: street, house_number, house_letter, addition, postcode, city; all text."""

    table: pl.DataFrame

    @property
    def count(self) -> int:
        """How many there are."""
        return self.table.height


@cache
def streets() -> list[str]:
    """All names of streets, always in the same order."""
    made = [f"{stem}{end}" for end in ENDS for stem in STEMS]
    order = np.random.default_rng(20260102).permutation(len(made))
    return [made[int(at)] for at in order]


def build(count: int, rng: np.random.Generator) -> Homes:
    """`count` homes in postcodes of fifteen; a street has up to six postcodes, its even and odd sides apart."""
    codes = -(-count // PER_POSTCODE)
    home = np.arange(count)
    code, place = home // PER_POSTCODE, home % PER_POSTCODE
    size = SIZES[weighted(rng, SIZE_SHARES, codes)][code]
    style = weighted(rng, STYLE_SHARES, codes)[code]
    street, side, stretch = code // 6, code % 2, (code % 6) // 2
    start = rng.integers(0, 40, codes // 6 + 1)[street]
    number = 1 + side + 2 * (start + 15 * stretch + place // size)
    letters, additions = _labels(style, place % size, size)
    city = weighted(rng, np.array([share for _, share in CITIES]), codes // 6 + 1)[street]
    names = pl.Series(streets())
    return Homes(
        pl.DataFrame(
            {
                "street": names.gather(street % len(names)),
                "house_number": pl.Series(number).cast(pl.String),
                "house_letter": letters,
                "addition": additions,
                "postcode": _postcodes(codes).gather(code),
                "city": pl.Series([name for name, _ in CITIES]).gather(city),
            }
        )
    )


def _labels(style: Ints, place: Ints, size: Ints) -> tuple[pl.Series, pl.Series]:
    deep = max(len(each) for each in STYLES)
    letters = pl.Series([each[at % len(each)][0] for each in STYLES for at in range(deep)] + [""])
    additions = pl.Series([each[at % len(each)][1] for each in STYLES for at in range(deep)] + [""])
    # The houses of their own have no label: the empty one at the end.
    at = np.where(size == 1, len(STYLES) * deep, style * deep + place)
    return letters.gather(at), additions.gather(at)


def _postcodes(count: int) -> pl.Series:
    """The first `count` postcodes, from 1995 AA on, where no Dutch place is; neighbours differ by one letter, as they do.

    Files of over a hundred thousand signals run on into postcodes that are in use, with streets put together by chance.
    """
    at = np.arange(count)
    area, rest = 1000 + (995 + at // len(LETTERS) ** 2) % 9000, at % len(LETTERS) ** 2
    letters = pl.Series(list(LETTERS))
    frame = pl.DataFrame(
        {"area": area, "first": letters.gather(rest // len(LETTERS)), "second": letters.gather(rest % len(LETTERS))}
    )
    return frame.select(pl.concat_str(pl.col("area").cast(pl.String), pl.col("first"), pl.col("second"))).to_series()
