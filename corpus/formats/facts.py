"""The facts that a portal page states of its document beside the text: a table or list of labels and values.

The lines of a page come as :func:`corpus.formats.html.html_to_print` makes them, cells apart by TABs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.language.portals import FACT_LABELS, PHRASES, SURE_LABELS

_MEANT: Mapping[str, Sequence[str]] = {role: PHRASES["facts"][role] for role in ("title", "number", "issuers", "day")}
_NAMES = "|".join(r"\s*".join(label) for label in FACT_LABELS)
_PAIR = re.compile(
    rf"(?:^|(?<=[\s|｜;；\]】]))(?:[\[【]\s*(?P<boxed>{_NAMES})\s*[\]】]\s*[:：]?|(?P<plain>{_NAMES})\s*[:：])\s*"
)
#: Labels that run together with the value before: 发布日期：2021-03-09来源：市水务局浏览次数：7.
_RUN_TOGETHER = re.compile(rf"(?P<boxed>(?!))?(?P<plain>{_NAMES})\s*[:：]\s*")
_ALONE = re.compile(rf"[\[【]?\s*({_NAMES})\s*[\]】]?\s*[:：]?")
#: A line of facts is short; a longer one is text.
_LONGEST = 400
#: So many labels in a row are no chance.
_MANY = 3


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page states of its document; ``lines`` are the places of the lines that state it."""

    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    day: str | None
    lines: frozenset[int]


def read_facts(lines: Sequence[str]) -> PageFacts:
    """The facts of all tables of facts on a page, the first of each kind."""
    stated: dict[str, str] = {}
    places: set[int] = set()
    for group in _groups(lines):
        labels = {label for _, label, _ in group}
        if len(labels) >= _MANY or (len(labels) > 1 and labels & SURE_LABELS):
            places.update(at for at, _, _ in group)
            for label, value in ((label, value) for _, label, value in group if value):
                stated.setdefault(label, value)
    values = {role: next((stated[n] for n in names if stated.get(n)), None) for role, names in _MEANT.items()}
    issuers = tuple(filter(None, re.split(r"[\s、,，;；]+", values["issuers"] or "")))
    return PageFacts(values["title"], values["number"], issuers, values["day"], frozenset(places))


def _groups(lines: Sequence[str]) -> Iterator[list[tuple[int, str, str]]]:
    """Runs of lines that state facts, each fact as its line, its label and its value."""
    group: list[tuple[int, str, str]] = []
    waiting: str | None = None
    for at, line in enumerate(lines):
        found, waiting_after = _pairs(line, waiting)
        if not found and group:
            yield group
            group = []
        group += [(at, label, value) for label, value in found]
        waiting = waiting_after
    if group:
        yield group


def _pairs(line: str, waiting: str | None) -> tuple[list[tuple[str, str]], str | None]:
    """The labels of a line with their values, and the label whose value the next line may be.

    ``waiting`` is such a label of the line before: this line is its value, where it has no label itself.
    """
    if len(line) > _LONGEST:
        return [], None
    found: list[tuple[str, str]] = []
    for cell in line.split("\t"):
        if alone := _ALONE.fullmatch(cell.strip()):
            waiting = _plain(alone[1])
            found.append((waiting, ""))
        elif pairs := _labels(cell):
            ends = [*(pair.start() for pair in pairs[1:]), len(cell)]
            found += [
                (_plain(pair["boxed"] or pair["plain"]), cell[pair.end() : end].strip(" |｜;；[【"))
                for pair, end in zip(pairs, ends, strict=True)
            ]
            waiting = None
        elif waiting:
            found.append((waiting, cell.strip()))
            waiting = None
    return found, waiting


def _labels(cell: str) -> list[re.Match[str]]:
    """The labels in a text that has some; many that run together count where the text begins with one."""
    pairs = list(_PAIR.finditer(cell))
    together = list(_RUN_TOGETHER.finditer(cell)) if pairs and not pairs[0].start() and pairs[0]["plain"] else []
    return together if len(together) >= _MANY else pairs


def _plain(label: str) -> str:
    return re.sub(r"\s+", "", label)
