"""The history of a text: when it was adopted, approved, published, amended, as the lines under its title say."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.language.numerals import DATE, find_date
from corpus.language.text import Traced, join
from corpus.model import Event, EventKind, Source
from corpus.printed.lines import Line

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
#: What begins the next event: …通过，自 / 2021年1月1日起施行.
_NEXT = re.compile(r"(?:[，、；\s]|(?<=[，、；\s])(?:自|从|根据|按照|经)){0,6}$")
_NAMES = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")


def history(lines: Sequence[Line], file: str) -> tuple[Event, ...]:
    """The events that the lines of a history name, in printed order; a day of which no event is named is none."""
    plain = "".join(line.plain for line in lines)
    reading = join([line.reading for line in lines])
    starts = [match.start() for match in _DATE.finditer(plain)]
    return tuple(
        event
        for start, end in pairwise([*starts, len(plain)])
        if (event := _event(plain[start:end], reading[start:end], file))
    )


def _event(plain: str, reading: Traced, file: str) -> Event | None:
    """What the line says of the day that a text begins with."""
    kind, day = _kind(_NAMES.sub("", plain)), find_date(plain)  # the name of a decision says 修改 too
    if kind is None or day is None:
        return None
    printed = sorted(run.line for run in reading.runs)
    return Event(
        kind, day, _NEXT.sub("", reading.text).strip(" \u3000，、；（）()"), Source(file, printed[0], printed[-1])
    )


def _kind(text: str) -> EventKind | None:
    return next((kind for kind, word in _WORDS if word.search(text)), None)
