"""The orders of hits as texts: an engine that sorts by one field of a clause has the total order of the port."""

import re
from collections.abc import Mapping

from index.engines import Sort
from index.schema import ClauseRow

SEPARATOR = "\x01"
#: The field of each order.
ORDERS: Mapping[Sort, str] = {
    Sort.RELEVANCE: "newest",
    Sort.NEWEST: "newest",
    Sort.OLDEST: "oldest",
    Sort.NUMBER: "by_number",
}


def sort_keys(row: ClauseRow) -> dict[str, str]:
    """The texts by which a clause is sorted in each order."""
    end = f"{SEPARATOR}{row.document}{SEPARATOR}{row.ordinal:08}"
    newest = f"{99_999_999 - as_day(row.date):08}{end}" if row.date else f"~{end}"
    oldest = f"{row.date}{end}" if row.date else f"~{end}"
    numbers = row.keywords.get("number", ())
    parts = re.fullmatch(r"(.*)-(\d+)-(\d+)", numbers[0]) if numbers else None
    number = f"{parts[1]}{SEPARATOR}{int(parts[2]):08}{int(parts[3]):08}" if parts else "~"
    return {"newest": newest, "oldest": oldest, "by_number": f"{number}{SEPARATOR}{newest}"}


def as_day(date: str) -> int:
    """2024-02-07 as 20240207."""
    return int(date.replace("-", ""))
