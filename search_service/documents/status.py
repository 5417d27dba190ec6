"""Whether a document is in force: what this collection shows of it, as of its newest issue. Nothing is guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus import Document, EventKind, Issue, RelationKind
from corpus.language.numerals import NUMERAL, numeral
from index import Store
from search_service.answer.views import DocumentView
from search_service.documents.related import Related

_DAY = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
#: A term that a text sets to itself: 自印发之日起施行，有效期5年; 本办法有效期至2025年12月31日.
_ITSELF = r"(?:施行|实施|执行|本[\u4e00-\u9fff]{2,8}?(?:的)?)[，,]?"
_YEARS = re.compile(rf"{_ITSELF}有效期(?:限)?(?:为|是)?(?P<years>{NUMERAL})年")
_UNTIL = re.compile(rf"(?:{_ITSELF}有效期(?:限)?|施行|实施|执行)(?:截至|截止到?|到|至){_DAY}")


class State(StrEnum):
    """What is known of the force of a document."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatusView:
    """The state of a document ``since`` a day, ``by`` the document that ended it, ``as_of`` the newest issue here.

    What is unknown with a day takes effect after the newest issue.
    """

    state: State
    since: date | None
    by: DocumentView | None
    as_of: date | None


def status_of(store: Store, document: Document, related: Related) -> StatusView:
    """The status of a whole document."""
    as_of = _newest(store.issues())
    if by := related.repealed_by:
        return StatusView(State.REPEALED, by.document.date, by.document, as_of)
    ended = next((event.date for event in document.history if event.kind is EventKind.REPEALED), None)
    if ended:
        return StatusView(State.REPEALED, ended, None, as_of)
    end = last_day(document)
    if end and as_of and end < as_of:
        return StatusView(State.EXPIRED, end, None, as_of)
    begun = document.effective_date
    if begun and (as_of is None or begun <= as_of):
        return StatusView(State.IN_FORCE, begun, None, as_of)
    return StatusView(State.UNKNOWN, begun, None, as_of)


def repealed_among(store: Store, ids: Iterable[str]) -> frozenset[str]:
    """Those of some documents that another document here repeals, or whose own history says that they ended."""
    wanted = frozenset(ids)
    ended = {
        one.id
        for one in store.document_heads(wanted).values()
        if any(event.kind is EventKind.REPEALED for event in one.history)
    }
    repealed = {id_ for id_, relation in store.relations_among(wanted) if relation.kind is RelationKind.REPEALS}
    return frozenset(ended | repealed)


def last_day(document: Document) -> date | None:
    """The day until which a document says that it holds."""
    for clause in document.clauses:
        if until := _UNTIL.search(clause.text):
            return _day(*(int(until[name]) for name in ("year", "month", "day")))
        term = _YEARS.search(clause.text)
        begun = document.effective_date or document.date
        years = numeral(term["years"]) if term else None
        if begun and years:
            return _day(begun.year + years, begun.month, begun.day)
    return None


def _newest(issues: tuple[Issue, ...]) -> date | None:
    return max((issue.date for issue in issues if issue.date), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, min(day, 28) if month == 2 else day)  # noqa: PLR2004 - 29 February
    except ValueError:
        return None
