"""The orders of hits as values: an engine that sorts by one field of a clause has the total order of the port."""

import re
from collections.abc import Mapping
from datetime import date

from index.engines import Sort
from index.schema import ClauseRow

_SEPARATOR = "\x01"
#: The field of each order: a number in NUMERIC, else a text.
ORDERS: Mapping[Sort, str] = {
    Sort.RELEVANCE: "newest",
    Sort.NEWEST: "newest",
    Sort.OLDEST: "oldest",
    Sort.NUMBER: "by_number",
}
NUMERIC = ("newest", "oldest")
#: Days since the year 1 take 22 bits of a number of 63, the position of a row among all that were added the other 41.
_POSITION_BITS = 41
_NO_DAY = (1 << 22) - 1
#: Digits of the number of the order by date, with which the text of that by number ends.
_NEWEST_DIGITS = 19


def sort_keys(row: ClauseRow, position: int) -> dict[str, int | str]:
    """The values by which a clause is sorted in each order; ``position`` counts the rows that were added before."""
    day = date.fromisoformat(row.date).toordinal() if row.date else _NO_DAY
    newest = (_NO_DAY - 1 - day if row.date else _NO_DAY) << _POSITION_BITS | position
    numbers = row.keywords.get("number", ())
    parts = re.fullmatch(r"(.*)-(\d+)-(\d+)", numbers[0]) if numbers else None
    number = f"{parts[1]}{_SEPARATOR}{int(parts[2]):08}{int(parts[3]):08}" if parts else "~"
    return {
        "newest": newest,
        "oldest": day << _POSITION_BITS | position,
        "by_number": f"{number}{_SEPARATOR}{newest:0{_NEWEST_DIGITS}}",
    }


def ordinal_in(key: int | str) -> int:
    """The position of the row that a sort key of any order is of."""
    number = int(key[-_NEWEST_DIGITS:]) if isinstance(key, str) else key
    return number & ((1 << _POSITION_BITS) - 1)


def as_day(day: str) -> int:
    """2024-02-07 as 20240207."""
    return int(day.replace("-", ""))
