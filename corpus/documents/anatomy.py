"""The anatomy of one document: head, text, list of annexes, signature, issued text, annexes.

The order in print is fixed: head, text, list of annexes, signature, date, issued text, annexes. In a notice that issues
a text the signature stands in the middle, so a date does not end a document. What follows the date is judged by what it
is: an imprint, a note, an annex, or the issued text.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import chain

from corpus.documents.document_heads import Extent
from corpus.documents.heads import Head, is_title_line, read_head, title_end
from corpus.documents.history import first_day
from corpus.documents.issued_texts import NamedTitles, issued_at
from corpus.documents.own_contents import own_contents
from corpus.documents.signatures import (
    Signature,
    ends_document,
    is_signer_line,
    read_signature,
    text_end,
    without_imprint,
)
from corpus.language.formal import (
    ASIDE,
    ATTACHMENTS,
    annex_label,
    annex_label_and_title,
    is_addressees,
    is_aside,
    is_imprint,
    is_number,
    is_organ,
    is_unit,
    signed_date,
)
from corpus.language.numbering import Level, marker
from corpus.language.numbers import DocumentNumber, parse_number
from corpus.language.numerals import whole_date
from corpus.language.text import ends_sentence
from corpus.language.titles import LONGEST_TITLE, is_outer, issued_title, published_title, title_key
from corpus.model import PartKind
from corpus.printed.lines import Line

#: A list of annexes is not longer, in lines; the head of a table stands within so many lines of its beginning.
_LONGEST_LIST, _LINES_TO_HEAD = 60, 4
#: What a decree has where other papers have a title: 某市人民政府令, 某市人民政府令第4号.
_DECREE = re.compile(r"(?:(?!关于).){2,40}令(?:第.{1,8}号)?")


@dataclass(frozen=True, slots=True)
class PartExtent:
    """Lines ``start..end`` (end excluded) are the body of a part, ``head`` its label, title and ``history``.

    ``formal`` are lines of the body that are no text: the contents of a law. ``numbers`` are those of an issued text.
    """

    kind: PartKind
    number: str | None
    label: str | None
    title: str | None
    head: range
    start: int
    end: int
    formal: range = range(0)
    history: range = range(0)
    numbers: tuple[DocumentNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The pieces of a document as line indices; ``formal`` are all lines that belong to no part's text.

    An extract of annexes has no title, and no notice among its parts.
    """

    head: Head
    title: str | None
    signature: Signature
    parts: tuple[PartExtent, ...]
    formal: frozenset[int]
    other_day: date | None = None

    @property
    def history(self) -> tuple[int, ...]:
        """The lines that say when the text was adopted and amended; a law that it prints anew has its own."""
        return (*self.head.history, *(i for part in self.parts[:2] for i in part.history))

    @property
    def numbers(self) -> tuple[DocumentNumber, ...]:
        """The numbers of the document, in its head or above its signature, or else of the text that it issues."""
        own = self.head.numbers or ((self.signature.number,) if self.signature.number else ())
        return own or next((part.numbers for part in self.parts if part.kind is PartKind.ISSUED), ())

    @property
    def day(self) -> date | None:
        """The date of signature, the one under the title, the day of the adoption, or the one of the issued text."""
        return self.signature.day or self.head.day or self.other_day


def dissect(lines: Sequence[Line], extent: Extent) -> Anatomy:
    """The anatomy of the document in ``extent``."""
    head = read_head(lines, extent.start, range(extent.title_start, extent.title_end), extent.end)
    labels = _annex_labels(lines, head.body, extent.end)
    expected = _expected(lines, extent, head, labels[0] if labels else extent.end)
    labels = labels or _table_titles(lines, extent, expected)
    first_annex = labels[0] if labels else extent.end
    named = NamedTitles.of(
        f"{extent.entry.title if extent.entry else head.title}{expected}", lines[head.body : first_annex]
    )
    begins = issued_at(lines, head.body, first_annex, expected)
    begins = begins or next(named.titles(lines, head.body + 1, first_annex), None)
    signature = read_signature(lines, head.body, first_annex, begins, expected)
    notice_end, rest = _notice_end(lines, head.body, signature, begins, first_annex)
    listed = _attachments(lines, head.body, notice_end)
    notice = PartExtent(PartKind.NOTICE, None, None, None, range(extent.start, head.body), head.body, listed.start,
                        own_contents(lines, head.body, listed.start))  # fmt: skip
    ended = range(notice_end, rest)
    rest, tail = _after_signature(lines, rest, first_annex)
    starts = [rest, *named.titles(lines, rest + 1, first_annex)] if rest < first_annex else []
    stops = [*starts[1:], first_annex]
    issued = [_issued(lines, at, stop, expected) for at, stop in zip(starts, stops, strict=False)]
    behind = [*issued, *_annexes(lines, labels, extent.end, _listed_titles(lines, (*listed, *tail)))]
    parts = [notice, *behind] if head.title or extent.entry or head.body < listed.start else behind
    ends = [
        range(a.end, stop) for a, stop in zip(behind, [*(p.head.start for p in behind[1:]), extent.end], strict=False)
    ]
    formal = {*range(extent.start, head.body), *ended, *listed, *tail, *chain(*ends)}
    formal.update(i for part in parts for i in (*part.head, *part.formal))
    other = first_day([lines[i] for i in head.history]) or _signed(lines, chain(*ends[: len(issued)]))
    return Anatomy(head, _title(head, expected), signature, tuple(parts), frozenset(formal), other)


def _signed(lines: Sequence[Line], ends: Iterable[int]) -> date | None:
    """The day of the signature of an issued text, as its last lines have it."""
    for i in ends:
        found = None if lines[i].is_row else signed_date(lines[i].plain)
        if day := found[1] if found else whole_date(lines[i].plain):
            return day
    return None


def _title(head: Head, expected: str | None) -> str | None:
    """The title as printed; a decree has the title of the text that it publishes."""
    if head.title and not is_organ(head.title) and not _is_decree(head):
        issued = head.title.startswith("关于") and not head.numbers_above and not head.title.endswith("纪要")
        organ = head.organs[0] if head.organs and issued else ""
        return head.title if not organ else f"{organ}{head.title}"
    return expected or head.title or head.above


def _is_decree(head: Head) -> bool:
    return bool(_DECREE.fullmatch((head.title or "").replace(" ", "")))


#: What stands above a text that a decree or an announcement publishes.
_BANNER = re.compile(r"(?:令|公告)(?:(?:\d{4}年)?第.{1,8}号)?$")


def _expected(lines: Sequence[Line], extent: Extent, head: Head, stop: int) -> str | None:
    """The title of the text that a document issues, as its own title or its first sentence names it."""
    own = (extent.entry.title if extent.entry else None) or head.title or ""
    if title := issued_title(own):
        return title
    decree = bool(_BANNER.search(re.sub(r"\s", "", head.title or head.above or ""))) or any(
        number.prefix.endswith("令") or (number.year is None and not number.prefix.endswith("字"))
        for number in head.numbers
    )
    opening = next((lines[i].text for i in range(head.body, min(stop, head.body + 3)) if not lines[i].is_row), "")
    return published_title(opening) if decree else None


# --- parts


def _notice_end(
    lines: Sequence[Line], body: int, signature: Signature, begins: int | None, stop: int
) -> tuple[int, int]:
    """Where the text of a notice ends, and where what it issues may begin."""
    if signature.lines:
        return signature.lines.start, signature.lines.stop
    if begins:
        return begins, begins
    return without_imprint(lines, body, stop), stop  # minutes are not signed


def _after_signature(lines: Sequence[Line], start: int, stop: int) -> tuple[int, set[int]]:
    """Where the issued text begins behind the signature, and the notes, imprints and the like that are none."""
    at, goes_on = start, False
    while (
        at < stop and not lines[at].is_row and (_is_behind_text(lines[at].plain) or (goes_on and _is_rest(lines[at])))
    ):
        goes_on = (goes_on or is_imprint(lines[at].plain)) and lines[at].plain.endswith(("、", "，"))
        at += 1
    if at < stop and not lines[at].is_row and ATTACHMENTS.match(lines[at].plain):
        listed = _list_end(lines, at, stop)
        at = stop if listed == stop < len(lines) and annex_label(lines[stop].plain) else at
    if at == start < stop and at + 1 == stop and not lines[at].is_row and _REMARK.fullmatch(lines[at].plain):
        at = stop
    formal = set(range(start, at))
    end = without_imprint(lines, at, stop)
    return (at if at < end else stop), formal | set(range(end, stop))


def _is_behind_text(text: str) -> bool:
    """Whether a line behind a signature is no text: an imprint, a note of publication, whom to ask."""
    return is_aside(text) or bool(_CONTACT.match(text))


_CONTACT = re.compile(r"(?:(?:联系|咨询|监督|投诉)(?:人|单位|方式|电话)|电话|传真|邮编|邮箱)[:：]")


#: A remark in brackets that is all that follows a signature: （市政府印）.
_REMARK = re.compile(r"[（(][^（）()。]{2,20}[)）]")


def _is_rest(line: Line) -> bool:
    """Whether a line may go on with the names of an imprint: it has no number of its own."""
    return marker(line.plain) is None and annex_label(line.plain) is None


def _list_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of a list of annexes: no rows, no sentences."""
    return next((i for i in range(start, stop) if lines[i].is_row or lines[i].plain.endswith("。")), stop)


def _attachments(lines: Sequence[Line], start: int, end: int) -> range:
    """The list of annexes at the end of a text: from 附件： or 附件1： to the signature, with no sentence between."""
    first = end
    for i in range(end - 1, max(start, end - _LONGEST_LIST) - 1, -1):
        text = lines[i].plain
        if lines[i].is_row or (text.endswith("。") and not ATTACHMENTS.match(text)):
            break
        if ATTACHMENTS.match(text) or annex_label_and_title(text):
            first = i
    return range(first, end)


def _issued(lines: Sequence[Line], start: int, stop: int, expected: str | None) -> PartExtent:
    """The text that a notice issues, with its title and history; its own list of annexes is cut off."""
    first = next((i for i in range(start, stop) if lines[i].is_row or not is_number(lines[i].plain)), start)
    end = title_end(lines, first, stop, expected)
    if title_key("".join(line.plain for line in lines[first:end])) != title_key(expected or ""):
        end = title_end(lines, first, stop)
    body = read_head(lines, start, range(first, end), stop)
    at = body.body
    last = text_end(lines, at, stop)
    listed = _attachments(lines, at, last)
    contents = own_contents(lines, at, listed.start)
    return PartExtent(PartKind.ISSUED, None, None, body.title or expected, range(start, at), at, listed.start,
                      contents, body.history, body.numbers)  # fmt: skip


def _annex_labels(lines: Sequence[Line], start: int, stop: int) -> list[int]:
    """The lines that label annexes; a label with its title in one line is none inside the list of annexes."""
    alone = [
        i
        for i in range(start, stop)
        if not lines[i].is_row and annex_label(lines[i].plain) and not _heads_list(lines, i, stop)
    ]
    last = max((i for i in range(start, stop) if ends_document(lines[i])), default=stop) if not alone else stop
    titled = [
        i
        for i in range(start, stop)
        if not lines[i].is_row
        and (found := annex_label_and_title(lines[i].plain))
        and not (alone and marker(found[2]))  # an annex lists its own
        and (i > alone[0] if alone else _follows_end(lines, i, start) or _heads_content(lines, i, last, stop))
    ]
    return sorted({*alone, *titled})


def _heads_list(lines: Sequence[Line], i: int, stop: int) -> bool:
    """Whether 附件： heads the list of annexes: it has no number; numbered titles, or one and a date, follow."""
    text = lines[i].plain.rstrip()
    if not text.endswith(("：", ":")) or i + 1 >= stop or lines[i + 1].is_row:
        return False
    found = marker(lines[i + 1].plain)
    if found is None and is_title_line(lines[i + 1]):
        below = lines[i + 2 : min(stop, i + 2 + _LONGEST_LIST)]
        after = next((line for line in below if not is_signer_line(line)), None)
        return after is not None and ends_document(after)
    return found is not None and found.level is Level.ITEM and not ends_sentence(lines[i + 1].plain)


def _heads_content(lines: Sequence[Line], i: int, last: int, stop: int) -> bool:
    """Whether 附：某名单 heads the annex itself: it names one, no signature follows, and more than a title does."""
    found = annex_label_and_title(lines[i].plain)
    signed = i < last < stop or any(is_signer_line(line) for line in lines[i + 1 : i + 3])
    return bool(found) and not marker(found[2] if found else "") and not signed and i + 2 < stop


def _follows_end(lines: Sequence[Line], i: int, start: int) -> bool:
    """Whether a label stands behind a signature and not in a list of annexes."""
    return i > start and any(
        whole_date(lines[j].plain) or signed_date(lines[j].plain) or ASIDE.fullmatch(lines[j].plain)
        for j in range(max(start, i - 2), i)
        if not lines[j].is_row
    )


def _listed_titles(lines: Sequence[Line], listed: Iterable[int]) -> frozenset[str]:
    """The keys of the titles in the list of annexes."""
    texts = [_LABELS.sub("", lines[i].plain) for i in listed if not lines[i].is_row]
    return frozenset(title_key(text[found.length :] if (found := marker(text)) else text) for text in texts)


#: What stands before the first number in a list of annexes.
_LABELS = re.compile(r"^附\s?[件表]?\s?\d{0,2}\s?[:：.．、]?\s?")


def _annexes(
    lines: Sequence[Line], labels: Sequence[int], end: int, listed: AbstractSet[str] = frozenset()
) -> list[PartExtent]:
    """An annex at each label; ``listed`` are the keys of the titles that the document announces."""
    return [_annex(lines, label, stop, listed) for label, stop in zip(labels, [*labels, end][1:], strict=True)]


def _annex(lines: Sequence[Line], label: int, stop: int, listed: AbstractSet[str]) -> PartExtent:
    text = lines[label].plain
    if found := annex_label_and_title(text):
        printed, number, title = found
        end = _announced_end(lines, label + 1, stop, {title_key(title)}) or label + 1  # the title may come again
        return _annex_body(lines, (printed, number, title), range(label, end), stop)
    alone = annex_label(text)
    at = label + 1 if alone else label
    at += at < stop and bool(_NATURE.fullmatch(lines[at].plain))
    end = _announced_end(lines, at, stop, listed) or title_end(lines, at, stop)
    if end == stop > at + 1:  # an annex is more than its title
        end = at + 1
    printed_title = " ".join(line.text for line in lines[at:end]) or None
    name, number = alone or (None, None)
    if end < stop and is_outer(printed_title or "") and parse_number(lines[end].plain):  # a paper with its own head
        end = read_head(lines, at, range(at, end), stop).body
    return _annex_body(lines, (name, number, printed_title), range(label, end), stop)


#: What kind of annex one of a standard is, between its label and its title.
_NATURE = re.compile(r"[（(](?:规范性|资料性)(?:附录)?[)）]")


def _announced_end(lines: Sequence[Line], start: int, stop: int, listed: AbstractSet[str]) -> int | None:
    """The end of the lines that read a title of the list of annexes, if any do."""
    text = ""
    for i in range(start, min(stop, start + LONGEST_TITLE)):
        if lines[i].is_row:
            break
        text += title_key(lines[i].plain)
        if text in listed:
            return i + 1
    return None


def _annex_body(
    lines: Sequence[Line], named: tuple[str | None, str | None, str | None], head: range, stop: int
) -> PartExtent:
    """An annex with its label, number and title; what follows its text as imprint is cut off."""
    last = text_end(lines, head.stop, stop)
    label, number, title = named
    listed = _attachments(lines, head.stop, last) if last == stop < len(lines) else range(last, last)
    last = listed.start if listed and listed.start > head.stop and _LISTS.match(lines[listed.start].plain) else last
    own = own_contents(lines, head.stop, last)
    return PartExtent(PartKind.ANNEX, number, label, title, head, head.stop, last, own)


#: The first line of a list of annexes.
_LISTS = re.compile(r"附\s?件\s*[:：]\s*1\s?[.．、]")


def _table_titles(lines: Sequence[Line], extent: Extent, expected: str | None) -> list[int]:
    """Titles right above a table's head, in a text without annex labels: behind its date, or before any sentence.

    A table with the title of the text that a notice issues, ``expected``, is that text.
    """
    issued = title_key(expected or "")
    found: list[int] = []
    is_text = False
    for i in range(extent.title_end, extent.end - 1):
        line = lines[i]
        if line.is_row:
            continue
        opens = line.plain.endswith("：") and not is_addressees(line.plain)  # 现将结果公布如下：
        is_text = (is_text or opens or line.plain.endswith("。")) and not ends_document(line)
        below = i + 1 + (not lines[i + 1].is_row and is_unit(lines[i + 1].plain))
        if is_text or not (is_title_line(line) and _opens_with_head(lines, below)):
            continue
        if title_key(line.plain) != issued:
            found.append(i)
    return found


def _opens_with_head(lines: Sequence[Line], start: int) -> bool:
    """Whether a table begins at ``start`` with a head, a tag before it or not."""
    rows = [line.row for line in lines[start : start + _LINES_TO_HEAD]]
    return bool(rows) and rows[0] is not None and next((row.is_head for row in rows if row and row.cells), False)
