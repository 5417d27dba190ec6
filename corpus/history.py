"""The history of a text: when it was adopted, approved, published, amended, as the lines under its title say."""

import re
from collections.abc import Iterator, Sequence

from corpus.lines import Line
from corpus.model import Event, EventKind, Source
from corpus.numerals import DATE, find_date

_DATE = re.compile(DATE)
#: The word that says what happened on a day, in the order in which a sentence is searched for them.
_WORDS = (
    (EventKind.EFFECTIVE, re.compile(r"起(?:正式)?(?:施行|实施|执行|生效|试行)")),
    (EventKind.AMENDED, re.compile(r"修正|修改")),
    (EventKind.REVISED, re.compile(r"修订")),
    (EventKind.ADOPTED, re.compile(r"通过")),
    (EventKind.APPROVED, re.compile(r"批准")),
    (EventKind.PUBLISHED, re.compile(r"公布|发布|颁布|印发|公告")),
    (EventKind.REPEALED, re.compile(r"废止")),
    (EventKind.EFFECTIVE, re.compile(r"施行|实施|生效")),
)
_NAMES = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")


def history(lines: Sequence[Line], file: str) -> tuple[Event, ...]:
    """The events that the lines of a history name, in printed order; a day of which no event is told is none."""
    return tuple(event for line in lines for event in _events(line, file))


def _events(line: Line, file: str) -> Iterator[Event]:
    starts = [match.start() for match in _DATE.finditer(line.plain)]
    for start, end in zip(starts, [*starts[1:], len(line.plain)], strict=True):
        told = line.plain[start:end]
        kind = _kind(_NAMES.sub("", told))  # the name of a decision says 修改 too
        day = find_date(told)
        if kind and day:
            text = line.text[start:end].strip(" 　，、；（）()")
            yield Event(kind, day, text, Source(file, line.number, line.last))


def _kind(told: str) -> EventKind | None:
    return next((kind for kind, word in _WORDS if word.search(told)), None)
