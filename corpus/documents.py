"""The anatomy of one document: title, number, addressees, text, signature, issued text, annexes.

The order in print is fixed: title, number, addressees, text, list of annexes, issuers, date, issued text, annexes. In
a notice that issues a text the signature stands in the middle, so a date does not end a document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.boundaries import Extent
from corpus.lines import ANNEX_LABEL, Line, is_head
from corpus.model import PartKind
from corpus.numbering import marker
from corpus.numbers import DocumentNumber, parse_number
from corpus.numerals import numeral, whole_date
from corpus.paragraphs import width
from corpus.text import ends_sentence
from corpus.titles import issued_title, title_key

_ATTACHMENTS = re.compile(r"附件\s*[:：]")
_SIGNATURE = re.compile(r"[\u4e00-\u9fff（）()、·]{3,40}")
_SIGNER_END = re.compile(r"(?:[委厅局府会院队区部署行办社团校馆站处]|公司|中心|总局|总会)[)）]?$")
_OFFICER = re.compile(r"(?:代理?)?(?:市长|省长|区长|县长|州长|主席|总理|主任|局长)[\u4e00-\u9fff·]{2,8}")
#: Words that begin or end an opening sentence and stand in no list of addressees.
_NO_ADDRESSEES = re.compile(r"^(?:为|根据|经|按照|依据|鉴于)|如下$|现将|现就|决定")
_ASIDE = re.compile(r"[（(](?:此件|此文)[^（）()]{2,20}[)）]")
#: A line of a title is not longer than this many Chinese characters; titles over two lines come joined by the OCR.
_TITLE_WIDTH = 60
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class PartExtent:
    """Lines ``start..end`` (end excluded) are the body of a part, ``head`` its label, page number and title."""

    kind: PartKind
    number: str | None
    label: str | None
    title: str | None
    head: range
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The pieces of a document as line indices; ``formal`` are all lines that belong to no part's text.

    An extract of annexes has no title, and no notice among its parts.
    """

    title: str | None
    number: DocumentNumber | None
    addressees: str | None
    signers: tuple[str, ...]
    day: date | None
    parts: tuple[PartExtent, ...]
    formal: frozenset[int]


def dissect(lines: Sequence[Line], extent: Extent) -> Anatomy:
    """The anatomy of the document in ``extent``."""
    titled, number, body, addressees = _head(lines, extent)
    title = " ".join(lines[i].text for i in titled) or None
    labels = [i for i in range(body, extent.end) if _is_annex_label(lines, i)] or _table_titles(lines, extent)
    first_annex = labels[0] if labels else extent.end
    day_at = _date_line(lines, body, first_annex)
    signature = _signature(lines, body, day_at)
    under_title = day_at is not None and day_at == body  # (2018年7月12日) under a title without a signature
    notice_end = first_annex if day_at is None or under_title else signature.start
    notice_start = body + 1 if under_title else body
    listed = _attachments(lines, notice_start, notice_end)
    rest = body if day_at is None else day_at + 1
    while day_at is not None and rest < first_annex and _ASIDE.fullmatch(lines[rest].text):
        rest += 1
    notice = PartExtent(PartKind.NOTICE, None, None, None, range(extent.start, body), notice_start, listed.start)
    parts = [notice] if title or notice_start < listed.start else []
    formal = {*range(extent.start, notice_start), *signature, *listed}
    if day_at is not None:
        formal.update(range(day_at, rest))
    if day_at is not None and not under_title and rest < first_annex:
        issued = _issued(lines, rest, first_annex, issued_title(extent.entry.title if extent.entry else title or ""))
        parts.append(issued)
        formal.update({*issued.head, *range(issued.end, first_annex)})
    parts.extend(_annexes(lines, labels, extent.end))
    formal.update(i for part in parts for i in part.head)
    names = tuple(lines[i].text for i in signature)
    return Anatomy(
        title,
        number,
        addressees,
        names,
        whole_date(lines[day_at].text) if day_at is not None else None,
        tuple(parts),
        frozenset(formal),
    )


def _head(lines: Sequence[Line], extent: Extent) -> tuple[range, DocumentNumber | None, int, str | None]:
    """The lines of the title, the number, the index of the first line of text, and the addressees."""
    title, at, addressees = range(extent.start, extent.title_end), extent.title_end, None
    number = parse_number(lines[at].text) if at < extent.end else None
    if number:
        at += 1
        if not title:  # some print the number above the title
            title = range(at, _title_end(lines, at, extent.end, None))
            at = title.stop
    if at < extent.end and _is_addressees(lines[at].text):
        addressees = lines[at].text.rstrip("：:")
        at += 1
    return title, number, at, addressees


def _is_addressees(text: str) -> bool:
    bare = text.rstrip("：:")
    return bare != text and "。" not in bare and not marker(text) and not _NO_ADDRESSEES.search(bare)


def _is_annex_label(lines: Sequence[Line], i: int) -> bool:
    return not lines[i].is_row and len(lines[i].text) < 8 and bool(ANNEX_LABEL.fullmatch(lines[i].text))  # noqa: PLR2004


def _date_line(lines: Sequence[Line], start: int, stop: int) -> int | None:
    """The line that holds the date of signature and nothing else."""
    return next((i for i in range(start, stop) if len(lines[i].text) < 16 and whole_date(lines[i].text)), None)  # noqa: PLR2004


def _signature(lines: Sequence[Line], body: int, day_at: int | None) -> range:
    """The lines of the signers right above the date."""
    if day_at is None:
        return range(body, body)
    start = day_at
    while start > body and _is_signer(lines[start - 1]):
        start -= 1
    return range(start, day_at)


def _is_signer(line: Line) -> bool:
    text = line.text.replace(" ", "")
    signed = _SIGNER_END.search(text) or _OFFICER.fullmatch(text)
    return bool(_SIGNATURE.fullmatch(text) and signed and not marker(text))


def _attachments(lines: Sequence[Line], start: int, end: int) -> range:
    """The list of annexes at the end of a text: from 附件： to the signature, with no sentence between them."""
    for i in range(end - 1, max(start, end - 60) - 1, -1):
        if lines[i].is_row:
            break
        if _ATTACHMENTS.match(lines[i].text):
            return range(i, end)
        if lines[i].text.endswith("。"):
            break
    return range(end, end)


def _issued(lines: Sequence[Line], start: int, stop: int, expected: str | None) -> PartExtent:
    """The text that a notice issues, with its title lines; its own list of annexes is cut off."""
    title_end = _title_end(lines, start, stop, expected)
    title = " ".join(line.text for line in lines[start:title_end]) or expected
    listed = _attachments(lines, title_end, stop)
    return PartExtent(PartKind.ISSUED, None, None, title, range(start, title_end), title_end, listed.start)


def _title_end(lines: Sequence[Line], start: int, stop: int, expected: str | None) -> int:
    """The end of the title from ``start`` on: where it reads ``expected``, else before the first line of text."""
    wanted = title_key(expected) if expected else ""
    text = ""
    end = start
    while end < stop and end - start < _TITLE_LINES and _is_title_line(lines[end]):
        text += title_key(lines[end].text)
        end += 1
        if text == wanted:
            break
    return end


def _is_title_line(line: Line) -> bool:
    return (
        not line.is_row
        and not ends_sentence(line.text)
        and width(line.text) <= _TITLE_WIDTH
        and marker(line.text) is None
        and whole_date(line.text) is None
        and parse_number(line.text) is None
    )


def _annexes(lines: Sequence[Line], labels: Sequence[int], end: int) -> list[PartExtent]:
    """An annex at each label; page numbers may stand between label and title, as annex pages are landscape."""
    annexes: list[PartExtent] = []
    for label, stop in zip(labels, [*labels, end][1:], strict=True):
        match = ANNEX_LABEL.fullmatch(lines[label].text)
        at = label + 1 if match else label
        while at < stop and lines[at].page is not None:
            at += 1
        title_end = _title_end(lines, at, stop, None)
        if title_end == stop > at + 1:  # an annex is more than its title
            title_end = at + 1
        number = match["number"] if match else None
        value = numeral(number) if number else None
        title = " ".join(line.text for line in lines[at:title_end]) or None
        annexes.append(
            PartExtent(PartKind.ANNEX, str(value) if value else None, match.group() if match else None, title,
                       range(label, title_end), title_end, stop)
        )  # fmt: skip
    return annexes


def _table_titles(lines: Sequence[Line], extent: Extent) -> list[int]:
    """Titles right above the head of a table, in a text that has no annex labels."""
    return [
        i
        for i in range(extent.title_end, extent.end - 1)
        if lines[i + 1].is_row and is_head(lines[i + 1].raw) and _is_title_line(lines[i])
    ]
