"""The cleaning that the peers get, in DuckDB: the same facts as our own normalising, so that no peer works on rawer columns.

Tables made here (all in one connection):

- `signals`: signal_id, h (64-bit hash of the cleaned columns), in the order of the files;
- `records`: unique_id (BIGINT) and the cleaned columns, once for each h: the collapsed records that the peer links.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

COLUMNS = (
    *("signal_id", "partner", "customer_number", "initials", "first_names", "prefix", "surname", "birth_date", "sex"),
    *("street", "house_number", "house_letter", "addition", "postcode", "city", "phone", "email"),
)
PREFIXES = (
    "van von vom vd v d de den der des die das do dos da dal dalla du della di del degli dei l la las le les lo los el al bij in "
    "op te ten ter tot uit uijt over onder aan t s het vande vander vanden"
)
DOUBLED = {letter: letter * 2 for letter in "aelnorst"}
SOUNDS = {"y": "eij|ij|ei|ey", "g": "gh|ch", "k": "ck|q|c", "t": "dt|th|d$", "f": "ph", "s": "z"} | DOUBLED
CLEANED = (
    *("surname", "part_1", "part_2", "sound_1", "sound_2", "first", "initials", "initial", "birth", "born", "day", "year"),
    *("postcode", "area", "number", "addition", "street", "city", "phone", "email", "customer", "partner", "sex"),
)


def _alike(column: str) -> str:
    """Lower case, without accents, other signs as spaces."""
    return f"trim(regexp_replace(lower(strip_accents({column})), '[^a-z0-9]+', ' ', 'g'))"


def _sound(column: str) -> str:
    """ij, y, ei and ey alike; ck, dt, th, ph, ch and gh as they sound; doubled letters single."""
    for heard, written in SOUNDS.items():
        column = f"regexp_replace({column}, '{written}', '{heard}', 'g')"
    return column


def _without_prefixes(expression: str) -> str:
    """A surname part without the prefixes in front."""
    return f"regexp_replace({expression}, '^(({PREFIXES.replace(' ', '|')}) )+', '')"


def _part(which: int) -> str:
    """The first or second half of a double surname (`Jansen-de Vries`)."""
    half = f"split_part(regexp_replace(surname, '\\s+-\\s*|\\s*-\\s+|/', '-', 'g'), '-', {which})"
    return f"replace({_without_prefixes(_alike(half))}, ' ', '')"


_SPLIT_STREET = "regexp_extract(street, '^(.*\\D)\\s*(\\d+)\\s*(.*)$'"

STEPS = (
    # Numbers that stand in the street, letters and additions that stand in the number.
    f"""
    create or replace temp view parted as select *,
      house_number = '' and regexp_matches(street, '\\D\\s*\\d+\\s*\\S{{0,5}}$') as in_street,
      case when in_street then {_SPLIT_STREET}, 1) else street end as road,
      case when in_street then {_SPLIT_STREET}, 2) || ' ' || {_SPLIT_STREET}, 3) else house_number end as door
    from raw
    """,
    f"""
    create or replace temp view cleaned as select signal_id,
      nullif({_part(1)}, '') as part_1,
      nullif({_part(2)}, '') as part_2,
      {_sound("part_1")} as sound_1,
      {_sound("part_2")} as sound_2,
      part_1 || coalesce(part_2, '') as surname,
      nullif(split_part({_alike("first_names")}, ' ', 1), '') as first,
      nullif(regexp_replace({_alike("initials")}, '[^a-z]', '', 'g'), '') as initials,
      coalesce(initials[1], first[1]) as initial,
      nullif(trim(birth_date), '') as birth,
      least(birth[6:7], birth[9:10]) || greatest(birth[6:7], birth[9:10]) as day,
      birth[:4] as year,
      year || day as born,
      nullif(upper(replace(postcode, ' ', '')), '') as postcode,
      postcode[:4] as area,
      nullif(regexp_extract(door, '\\d+'), '') as number,
      nullif(regexp_replace(lower(regexp_replace(door, '^\\D*\\d*', '') || house_letter || addition), '[^a-z0-9]', '', 'g'), '')
        as addition,
      nullif(replace({_alike("road")}, ' ', ''), '') as street,
      nullif(replace({_alike("city")}, ' ', ''), '') as city,
      nullif(right(regexp_replace(phone, '\\D', '', 'g'), 9), '') as phone,
      nullif(lower(trim(email)), '') as email,
      nullif(trim(customer_number), '') as customer,
      case when customer is not null then nullif(lower(trim(partner)), '') end as partner,
      nullif(upper(trim(sex)), '') as sex
    from parted
    """,
)


def read(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> None:
    """The files as view `raw`: every column text, absent ones and empty cells as ''."""
    listed = "[" + ", ".join(f"'{file}'" for file in files) + "]"
    source = f"read_csv({listed}, all_varchar=true, header=true, union_by_name=true)"
    present = set(connection.sql(f"select * from {source} limit 0").columns)
    chosen = ", ".join(f"coalesce({name}, '') as {name}" if name in present else f"'' as {name}" for name in COLUMNS)
    connection.execute(f"create or replace temp view raw as select {chosen} from {source}")


def clean(connection: duckdb.DuckDBPyConnection, files: Sequence[str], first_id: int = 0) -> None:
    """Make `signals` and `records`; the ids of the records begin at `first_id`."""
    read(connection, files)
    for step in STEPS:
        connection.execute(step)
    cleaned = ", ".join(CLEANED)
    connection.execute(f"create or replace temp table all_rows as select signal_id, hash({cleaned}) as h, {cleaned} from cleaned")
    connection.execute("create or replace temp table signals as select signal_id, h from all_rows")
    kept = ", ".join(f"any_value({name}) as {name}" for name in CLEANED)
    numbered = f"{first_id} + row_number() over () as unique_id"
    connection.execute(f"create or replace table records as select {numbered}, h, {kept} from all_rows group by h")
    connection.execute("drop table all_rows")
