"""Sections of a table: rows, or the beginnings of measures, that head the rows under them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clauses.provisions import Heading
from corpus.language.numbering import GROUPING, Level, Marker, marker
from corpus.language.text import Traced, join
from corpus.model import Step
from corpus.printed.paragraphs import NOTE
from corpus.printed.rows import Row

_LEVELS = GROUPING | {Level.SECTION, Level.SUBSECTION}
_LONGEST_TITLE = 60
#: A title at the head of a measure is not longer.
_LONGEST_RUN_IN = 28
_BOLD = re.compile(r"<b>[^<>]*</b>|<strong>[^<>]*</strong>|\*\*[^*]+\*\*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d（(]")
#: 单位：万元 over a table says what its figures are.
_MEASURE = re.compile(r"(?:计量)?单位[:：]")


@dataclass(frozen=True, slots=True)
class Sections:
    """The open sections, outermost first, each with its level."""

    open: tuple[tuple[Level, Heading], ...] = ()

    @property
    def path(self) -> tuple[Heading, ...]:
        """The headings of the open sections."""
        return tuple(heading for _, heading in self.open)

    def entered(self, found: Marker | None, title: str) -> "Sections":
        """The open sections after the title of one; printed again on the next page, it is the same section."""
        level = found.level if found else Level.SECTION
        around = tuple(each for each in self.open if each[0] < level)
        label = found.label if found else None
        key = f"{around[-1][1].key if around else 'section'} {label or ''}{title}"
        return Sections((*around, (level, Heading(found.step if found else Step("sec"), label, title, key))))


NO_SECTIONS = Sections()


def row_title(row: Row, roles: Sequence[str]) -> tuple[Traced, Marker | None] | None:
    """The title of a section that is the only text of a row: numbered, over all columns, in bold, or for a number."""
    if len(row.filled) != 1:
        return None
    cell = row.filled[0]
    reading = join(cell.pieces)
    text = reading.text
    if len(text) > _LONGEST_TITLE or text.endswith(("。", "；", ";")) or NOTE.match(text) or _MEASURE.match(text):
        return None
    found = marker(text)
    if found and found.level in _LEVELS and not found.decimal:
        return reading, found
    in_number = roles[:1] == ("number",) and bool(row.cells[0]) and not _NUMBER.match(text)
    return (reading, None) if row.spans or in_number or _BOLD.fullmatch(cell.raw.strip()) else None


def title_in(pieces: Sequence[Traced]) -> tuple[Traced, Marker, list[Traced]] | None:
    """The title of a section at the head of a measure, a paragraph or up to two printed spaces, and the rest."""
    if not pieces or not (found := marker(pieces[0].text)) or found.level is not Level.SECTION or found.decimal:
        return None
    if len(pieces) > 1:
        return pieces[0], found, [*pieces[1:]]
    cut = _gap(pieces[0])
    return (pieces[0][:cut], found, [pieces[0][cut:].strip()]) if cut else None


def _gap(piece: Traced) -> int | None:
    """Where the first two printed spaces stand near the head of a piece."""
    runs = zip(piece.runs, piece.runs[1:], strict=False)
    first = next((a.end for a, b in runs if b.column - (a.column + a.end - a.start) > 1), None)
    return first if first and first <= _LONGEST_RUN_IN else None
