"""The cleaning that the peers get, in DuckDB: the same facts as our own normalising, so that no peer works on rawer columns.

It goes the way of ours, so that no peer waits for it: rows that repeat another are cleaned once, and each name, street and place
once. (Of a million made-up signals 617,000 differ, of which 2.5 % have the same cleaned columns as another; taking these
together as well cost more time than it saved.)
Tables made here (all in one connection):

- `signals`: signal_id, h (64-bit hash of the row without id and month; the partner counts only with a customer number);
- `records`: unique_id (BIGINT), h and the cleaned columns, once for each h: the collapsed records that the peer links.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

COLUMNS = (
    *("partner", "customer_number", "initials", "first_names", "surname", "birth_date", "sex"),
    *("street", "house_number", "house_letter", "addition", "postcode", "city", "phone", "email"),
)
PREFIXES = (
    "van|von|vom|vd|v|d|de|den|der|des|die|das|do|dos|da|dal|dalla|du|della|di|del|degli|dei|l|la|las|le|les|lo|los|el|al|bij|in|"
    "op|te|ten|ter|tot|uit|uijt|over|onder|aan|t|s|het|vande|vander|vanden"
)
SOUNDS = (
    *(("eij", "y"), ("ij", "y"), ("ei", "y"), ("ey", "y"), ("gh", "g"), ("ch", "g"), ("ck", "k"), ("q", "k"), ("c", "k")),
    *(("dt", "t"), ("th", "t"), ("ph", "f"), ("z", "s"), *((letter * 2, letter) for letter in "aelnorst")),
)
LARGEST = 60  # a phone or e-mail of more records than this stands for none (0600000000); ours leaves such groups out as well
BASE = (
    *("part_1", "part_2", "first", "initials", "birth", "postcode", "number", "addition", "street", "city", "phone", "email"),
    *("customer", "partner", "sex"),
)
DERIVED = {
    "surname": "part_1 || coalesce(part_2, '')",
    "initial": "coalesce(initials[1], first[1])",
    "year": "birth[:4]",
    "day": "least(birth[6:7], birth[9:10]) || greatest(birth[6:7], birth[9:10])",
    "born": "birth[:4] || least(birth[6:7], birth[9:10]) || greatest(birth[6:7], birth[9:10])",
    "area": "postcode[:4]",
}
CLEANED = (*BASE, "sound_1", "sound_2", *DERIVED)


def _alike(column: str) -> str:
    """Lower case, without accents, other signs as spaces."""
    return f"trim(regexp_replace(lower(strip_accents({column})), '[^a-z0-9]+', ' ', 'g'))"


def _sound(column: str) -> str:
    """ij, y, ei and ey alike; ck, dt, th, ph, ch and gh as they sound; doubled letters single."""
    for written, heard in SOUNDS:
        column = f"replace({column}, '{written}', '{heard}')"
    return f"regexp_replace({column}, 'd$', 't')"


def _part(which: int) -> str:
    """The first or second half of a double surname (`Jansen-de Vries`, `Jansen e/v de Vries`), without prefixes."""
    halves = "regexp_replace(value, '\\s+-\\s*|\\s*-\\s+|\\s+e/v\\s+|\\s+geb\\.?\\s+|/', '-', 'g')"
    bare = _alike(f"split_part({halves}, '-', {which})")
    bare = f"regexp_replace(regexp_replace({bare}, '^(({PREFIXES}) )+', ''), '( ({PREFIXES}))+$', '')"
    glued = f"regexp_replace({bare}, '^(vanden|vander|vande|vd)([a-z]{{4,}})$', '\\2')"
    return f"nullif(replace({glued}, ' ', ''), '')"


_SPLIT = "regexp_extract(street, '^(.*\\D)\\s*(\\d+)\\s*(.*)$'"
_EXTRA = "regexp_replace(lower(regexp_replace(door, '^\\D*\\d*', '') || house_letter || addition), '[^a-z0-9]', '', 'g')"

STEPS = (
    # Repeated rows once.
    """
    create or replace temp table different as
      select * from all_rows where rowid in (select min(rowid) from all_rows group by h0)
    """,
    # Numbers that stand in the street, letters and additions that stand in the number.
    f"""
    create or replace temp view parted as select *,
      house_number = '' and regexp_matches(street, '\\D\\s*\\d+\\s*\\S{{0,5}}$') as in_street,
      case when in_street then {_SPLIT}, 1) else street end as road,
      case when in_street then {_SPLIT}, 2) || ' ' || {_SPLIT}, 3) else house_number end as door
    from different
    """,
    # Each name, street and place once.
    f"""
    create or replace temp table surnames as
      select *, {_sound("part_1")} as sound_1, {_sound("part_2")} as sound_2
      from (select value, {_part(1)} as part_1, {_part(2)} as part_2 from (select distinct surname as value from different));
    create or replace temp table firsts as
      select value, nullif(split_part({_alike("value")}, ' ', 1), '') as first
      from (select distinct first_names as value from different);
    create or replace temp table roads as
      select value, nullif(replace({_alike("value")}, ' ', ''), '') as bare
      from (select distinct road as value from parted union select distinct city from different);
    """,
    f"""
    create or replace temp view cleaned as select h0 as h,
      n.part_1, n.part_2, n.sound_1, n.sound_2, f.first,
      nullif(regexp_replace({_alike("initials")}, '[^a-z]', '', 'g'), '') as initials,
      nullif(trim(birth_date), '') as birth,
      nullif(upper(replace(p.postcode, ' ', '')), '') as postcode,
      nullif(regexp_extract(door, '\\d+'), '') as number,
      nullif({_EXTRA}, '') as addition,
      r.bare as street, c.bare as city,
      nullif(right(regexp_replace(p.phone, '\\D', '', 'g'), 9), '') as phone,
      nullif(lower(trim(p.email)), '') as email,
      nullif(trim(customer_number), '') as customer,
      case when customer is not null then nullif(lower(trim(p.partner)), '') end as partner,
      nullif(upper(trim(p.sex)), '') as sex
    from parted p join surnames n on n.value = p.surname join firsts f on f.value = p.first_names
      join roads r on r.value = p.road join roads c on c.value = p.city
    """,
)


def read(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> None:
    """The files as table `all_rows`: every column text, absent ones and empty cells as '', and the hash h0 of each row."""
    listed = "[" + ", ".join(f"'{file}'" for file in files) + "]"
    source = f"read_csv({listed}, all_varchar=true, header=true, union_by_name=true)"
    present = set(connection.sql(f"select * from {source} limit 0").columns)
    chosen = ", ".join(f"coalesce({name}, '') as {name}" if name in present else f"'' as {name}" for name in COLUMNS)
    told = ", ".join(COLUMNS[1:])
    marked = f"hash({told}, case when customer_number = '' then '' else partner end) as h0"
    connection.execute(
        f"create or replace temp table all_rows as select *, {marked} from (select signal_id, {chosen} from {source})"
    )


def clean(connection: duckdb.DuckDBPyConnection, files: Sequence[str], first_id: int = 0) -> None:
    """Make `signals` and `records`; the ids of the records begin at `first_id`."""
    connection.execute("set preserve_insertion_order = false")
    read(connection, files)
    for step in STEPS:
        connection.execute(step)
    derived = ", ".join(f"{expression} as {name}" for name, expression in DERIVED.items())
    numbered = f"{first_id} + row_number() over () as unique_id"
    connection.execute(f"create or replace table records as select {numbered}, *, {derived} from cleaned")
    for column in ("phone", "email"):
        fillers = f"select {column} from records group by {column} having count(*) > {LARGEST}"
        connection.execute(f"update records set {column} = null where {column} in ({fillers})")
    connection.execute("create or replace temp table signals as select signal_id, h0 as h from all_rows")
    for table in ("all_rows", "different", "surnames", "firsts", "roads"):
        connection.execute(f"drop table if exists {table} cascade")
