"""Why a request is refused: all its faults at once, each with its parameter, in both languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corpus import UserError

#: Characters of a user's text that a message repeats.
_SHOWN = 40
#: How much a known word must be like what was typed to be offered instead, 0 to 100.
_ALIKE = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to change in a request. ``code`` is stable; the messages are safe to show."""

    param: str | None
    code: str
    message_zh: str
    message_en: str


class InvalidRequestError(UserError):
    """A request with one or more faults; ``faults`` is never empty."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(first.message_en, first.message_zh, code=first.code, param=first.param)


def faults_of(error: UserError) -> tuple[Fault, ...]:
    """The faults that a user error stands for."""
    if isinstance(error, InvalidRequestError):
        return error.faults
    return (Fault(error.param, error.code, error.message_zh, error.message_en),)


def require_page(page: int, per_page: int, count: int) -> None:
    """:class:`InvalidRequestError` for a page behind the last of so many results."""
    last = max(1, -(-count // per_page))
    if page > last:
        zh, en = f"没有第 {page} 页；最后一页是第 {last} 页", f"there is no page {page}; the last page is {last}"
        raise InvalidRequestError([Fault("page", "out_of_range", zh, en)])


def nearest(text: str, known: Sequence[str]) -> str | None:
    """The known word most like ``text``, or ``None`` when none is alike."""
    found = process.extractOne(text[:100], known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


def quoted(text: str) -> str:
    """A user's text, short enough to be shown in a message."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
