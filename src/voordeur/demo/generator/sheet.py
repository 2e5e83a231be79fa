"""A table under damage: columns that can be changed at some rows, and what creditors could have written there instead."""

from __future__ import annotations

import polars as pl

from voordeur.demo.generator.dice import Ints
from voordeur.demo.generator.given import givens
from voordeur.demo.generator.households import NONE, THIS_YEAR
from voordeur.demo.generator.kinship import OWN, OWN_PARTNERS, PARTNERS, PARTNERS_OWN
from voordeur.demo.generator.population import Population
from voordeur.demo.generator.surnames import book
from voordeur.demo.generator.typing_errors import without_marks

ADDRESS: tuple[str, ...] = ("street", "house_number", "house_letter", "addition", "postcode", "city")
MAIL = "voorbeeld.test"


class Sheet:
    """Columns by name. Text is never null: what is missing is empty. Birth dates are year, month and day; year 0: none."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.columns: dict[str, pl.Series] = {column.name: column for column in frame.get_columns()}
        self.height = frame.height

    def at(self, name: str, rows: Ints) -> pl.Series:
        """The values of a column at some rows."""
        return self.columns[name].gather(rows)

    def put(self, name: str, rows: Ints, values: pl.Series | str | int | Ints) -> None:
        """Change a column at some rows."""
        if not len(rows):
            return
        column = self.columns[name].clone()
        value = values.cast(column.dtype) if isinstance(values, pl.Series) else values
        if isinstance(value, str):
            value = pl.Series([value]).new_from_index(0, len(rows))
        self.columns[name] = column.scatter(rows, value).alias(name)

    def frame(self) -> pl.DataFrame:
        """All columns as they are now."""
        return pl.DataFrame([column.alias(name) for name, column in self.columns.items()])


def records(population: Population) -> pl.DataFrame:
    """One row per person as all papers agree: the columns of a signal, and hidden ones (`_…`) with what could stand there."""
    table = population.table
    first, called, initials = _given_texts(table)
    names = _name_forms(table)
    homes, former = population.homes.table, table["former_home"].to_numpy()
    now = homes[table["home"].to_numpy()]
    before = homes[pl.Series(former).clip(0).to_numpy()].rename({name: f"_former_{name}" for name in ADDRESS})
    usual = [names[f"_{part}_{form}"].alias(f"{part}{form}") for part in ("prefix", "surname") for form in range(4)]
    made = pl.DataFrame(usual).with_columns(table["usual"])
    chosen = made.select(_choose("prefix").alias("prefix"), _choose("surname").alias("surname"))
    parts = pl.DataFrame(
        {
            "person": table["person"], "household": table["household"], "circle": table["circle"],
            "_moved": former != NONE, "_move_month": table["move_month"], "_mate": table["mate"],
            "_usual": table["usual"], "_married": table["partner"] >= 0,
            "initials": initials, "first_names": first, "_called": called,
            "year": table["year"], "month_of_birth": table["month"], "day": table["day"],
            "sex": table.select(pl.when("woman").then(pl.lit("V")).otherwise(pl.lit("M"))).to_series(),
        }
    )  # fmt: skip
    reach = _reach_texts(table, called, pl.Series(chosen["surname"]))
    return pl.concat([parts, chosen, names, now, before, reach], how="horizontal")


def _choose(part: str) -> pl.Expr:
    choice = pl.col(f"{part}0")
    for form in range(1, 4):
        choice = pl.when(pl.col("usual") == form).then(pl.col(f"{part}{form}")).otherwise(choice)
    return choice


def _given_texts(table: pl.DataFrame) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Given names in full, the called name, and initials with dots."""
    official = pl.Series([*givens().official, ""])
    called = pl.Series(givens().called).gather(table["called"])
    empty = len(official) - 1
    each = [official.gather(table[f"given{at}"].replace({NONE: empty})).alias(f"g{at}") for at in (1, 2, 3)]
    texts = pl.DataFrame(each).select(
        pl.concat_str([pl.col("g1"), pl.col("g2"), pl.col("g3")], separator=" ").str.strip_chars_end().alias("first"),
        pl.concat_str([_initial(f"g{at}") for at in (1, 2, 3)]).alias("initials"),
    )
    return texts["first"], called, texts["initials"]


def _initial(name: str) -> pl.Expr:
    return pl.when(pl.col(name) == "").then(pl.lit("")).otherwise(pl.col(name).str.slice(0, 1) + ".")


def _name_forms(table: pl.DataFrame) -> pl.DataFrame:
    """The four forms of each name, with the ending of a woman's name where it has one."""
    names = book().table
    own, other = names[table["own"]], names[table["partner"].clip(0)]
    ending = pl.when(table["woman"])
    return name_forms(
        pl.DataFrame({"married": table["partner"] >= 0}).with_columns(
            own_prefix=own["prefix"],
            own_surname=ending.then(own["feminine"]).otherwise(own["surname"]),
            other_prefix=other["prefix"],
            other_surname=ending.then(other["feminine"]).otherwise(other["surname"]),
        )
    )


def name_forms(parts: pl.DataFrame) -> pl.DataFrame:
    """Prefix and surname in the four forms (`_prefix_0`, `_surname_0` …); of the unmarried all four are their own.

    `parts`: own_prefix, own_surname, other_prefix, other_surname, married.
    """
    own, other = (pl.col("own_prefix"), pl.col("own_surname")), (pl.col("other_prefix"), pl.col("other_surname"))
    forms = {
        OWN: own,
        PARTNERS: other,
        PARTNERS_OWN: (other[0], other[1] + "-" + _joined(*own)),
        OWN_PARTNERS: (own[0], own[1] + "-" + _joined(*other)),
    }
    chosen = []
    for form, (prefix, surname) in forms.items():
        chosen.append(pl.when("married").then(prefix).otherwise("own_prefix").alias(f"_prefix_{form}"))
        chosen.append(pl.when("married").then(surname).otherwise("own_surname").alias(f"_surname_{form}"))
    return parts.select(chosen)


def _joined(prefix: pl.Expr, surname: pl.Expr) -> pl.Expr:
    return pl.concat_str([prefix, surname], separator=" ").str.strip_chars_start()


def mobile(number: pl.Expr) -> pl.Expr:
    """A mobile number that nobody has: those that begin with 060 have not been given out."""
    return pl.lit("060") + (number % 10_000_000).cast(pl.String).str.zfill(7)


def _reach_texts(table: pl.DataFrame, called: pl.Series, surname: pl.Series) -> pl.DataFrame:
    own = pl.DataFrame(
        {"called": called, "surname": surname, "row": pl.int_range(table.height, eager=True), "year": table["year"]}
    ).select(
        new=_slug(pl.col("called") + "." + pl.col("surname")) + pl.col("row").cast(pl.String) + f"@{MAIL}",
        old=_slug(pl.col("called").str.slice(0, 1) + pl.col("surname"))
        + (pl.col("row") + THIS_YEAR - pl.col("year")).cast(pl.String)
        + f".oud@{MAIL}",
    )
    guarded = pl.col("guardian") >= 0
    guard = pl.col("guardian").cast(pl.String)
    land = pl.lit("0550") + (pl.col("landline") % 1_000_000).cast(pl.String).str.zfill(6)
    texts = table.select(
        phone=pl.when(guarded).then(pl.lit("05500000") + guard.str.zfill(2)).otherwise(mobile(pl.col("mobile"))),
        _former_phone=mobile(pl.col("former_mobile")),
        _landline=pl.when(pl.col("landline") >= 0).then(land).otherwise(pl.lit("")),
        _guardian=guard,
        _guarded=guarded,
    )
    mails = pl.DataFrame({"email": own["new"].gather(table["mail"]), "_former_email": own["old"]})
    joined = pl.concat([texts, mails], how="horizontal").with_columns(
        email=pl.when("_guarded").then(pl.lit("bewind") + pl.col("_guardian") + f"@{MAIL}").otherwise("email")
    )
    return joined.drop("_guardian", "_guarded")


def _slug(column: pl.Expr) -> pl.Expr:
    return without_marks(column.str.to_lowercase()).str.replace_all(r"[^a-z.]", "")
