"""The heads of documents that no contents announces: a title with its number and issuers, after what ends a text."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.documents.banners import BANNER_WORDS, banner
from corpus.documents.covers import cover_title
from corpus.documents.heads import (
    HIGHEST_HEAD,
    Head,
    head_start,
    is_annexed,
    is_headline,
    is_title_line,
    is_unfinished,
    read_head,
    red_head_end,
    stands_above_title,
    title_end,
)
from corpus.documents.issuers import title_organs
from corpus.language.characters import HAN
from corpus.language.formal import ATTACHMENTS, annex_label, is_aside, is_number, is_organ, signed_date
from corpus.language.numbering import marker
from corpus.language.numerals import whole_date
from corpus.language.portals import SURE_LABELS, fact_label
from corpus.language.text import ends_sentence
from corpus.language.titles import (
    LONGEST_TITLE,
    doc_type,
    is_complete,
    is_outer,
    issued_key,
    issued_title,
    published_title,
    title_key,
)
from corpus.model import TocEntry
from corpus.printed.lines import Line

#: Two prints of a title may differ by a misread character or two, in percent.
ALIKE, _AGAIN = 90.0, 96.0
#: Evidence, in points: what stands around a head, how its title reads, and what it needs to begin a document.
_AFTER_END, _IN_SENTENCE = 2, -3
_BANNER, _BY_ITSELF = 3, 7
_NEEDED, _IN_ANNEX = 5, 2
#: The numbers of cases that are published as guides.
_CASES = frozenset(("检例", "指导案例", "指导性案例"))
#: What stands over the head of a document, as on a page, has at most so many lines.
_LONGEST_HEADLINE = 5
#: A title names something: it has two Chinese characters beside one another.
_WORDS = re.compile(f"[{HAN}]{{2}}")
_OF_PLACE = re.compile(rf"[{HAN}]{{0,8}}?[省市区县州盟旗]|国务院")
#: Titles of papers that have neither number nor signature; no heading in a text reads so.
_ALONE = re.compile(
    r"(?:重要)?更正(?:启事|说明)?|勘误(?:表)?|大事记|.{2,60}大事记|.{0,40}(?:常务|办公|专题|全体)会议纪要"
    r"|.{0,80}政策解读|(?:关于)?《.{2,80}》(?:的)?解读|.{4,60}统计公报|.{2,20}任免国家工作人员|.{0,20}(?:人事任免|任免人员)"
    r"|.{0,40}(?:任免|任命|任职|免职)(?:人员)?名单"
)


@dataclass(frozen=True, slots=True)
class Extent:
    """Lines ``start..end`` (end excluded) hold one document, ``title_start..title_end`` its title."""

    entry: TocEntry | None
    start: int
    title_start: int
    title_end: int
    end: int


@dataclass(frozen=True, slots=True)
class HeadCandidate:
    """A line where a document may begin, and how much speaks for it."""

    start: int
    title_start: int
    title_end: int
    points: int


def ends_above(lines: Sequence[Line], start: int, floor: int) -> int:
    """Points for what stands above a head: the end of a document, or the middle of a sentence."""
    if start <= floor:
        return _AFTER_END
    above = lines[start - 1]
    if above.is_row:
        return 0
    text = above.plain
    if annex_label(text):
        return 3 * _IN_SENTENCE
    if whole_date(text) or signed_date(text) or is_aside(text):
        return _AFTER_END
    ends = ends_sentence(text) or bool(ATTACHMENTS.match(text)) or lines[start].page is not None
    ends = ends or (is_organ(text) and is_annexed(lines, start - 1, floor))
    return 0 if ends else _IN_SENTENCE


def found_by_heads(lines: Sequence[Line], start: int, stop: int) -> list[Extent]:
    """The documents of lines that no contents announces; the first begins with the first line."""
    above = _record_end(lines, start, stop)
    found = list(_heads(lines, above, stop))
    if found and all(whole_date(line.plain) for line in lines[above : found[0].start]):
        found[0] = replace(found[0], start=start)  # a masthead of nothing but a date
    if not found or found[0].start > above:
        first = found[0].start if found else stop
        head = (above < stop and _first_head(lines, above, first)) or _plain_head(lines, above, first)
        found.insert(0, replace(head, start=start))
    found = _joined(lines, found)
    stops = [*(candidate.start for candidate in found), stop][1:]
    return [Extent(None, p.start, p.title_start, p.title_end, end) for p, end in zip(found, stops, strict=True)]


def _record_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of the facts that a portal prints over a text; ``start`` where a text begins without any."""
    end = start
    while end < stop and not lines[end].is_row and fact_label(lines[end].plain):
        end += 1
    known = end < stop and any(fact_label(line.plain) in SURE_LABELS for line in lines[start:end])
    return end if known and end > start + 1 else start


def _joined(lines: Sequence[Line], candidates: Sequence[HeadCandidate]) -> list[HeadCandidate]:
    """The candidates without headlines over the head of a document: a title that has no text is no document.

    The headline is the title where the head has none but the name of the issuer over its number.
    """
    found: list[HeadCandidate] = []
    for candidate in candidates:
        if found and _is_headline(lines[found[-1].start : candidate.start]):
            headline = found.pop()
            title = "".join(line.plain for line in lines[candidate.title_start : candidate.title_end])
            named = headline if is_organ(title) and headline.title_start < headline.title_end else candidate
            found.append(replace(named, start=headline.start))
        else:
            found.append(candidate)
    return found


def _is_headline(lines: Sequence[Line]) -> bool:
    """Whether lines are no text: few, and none is a row, a sentence, a date or numbered."""
    return len(lines) <= _LONGEST_HEADLINE and not any(
        line.is_row or line.plain.endswith(("。", "；", "：", "，")) or marker(line.plain) or whole_date(line.plain)
        for line in lines
    )


def _plain_head(lines: Sequence[Line], start: int, stop: int) -> HeadCandidate:
    """The title at the head of a text, which is more than its title; one right above a table is that of the table."""
    end = title_end(lines, _behind_issuers(lines, start, stop), stop)
    if end < stop and lines[end].is_row:
        return HeadCandidate(start, start, start, 0)
    if (
        end > start + 1
        and lines[start + 1].blanks
        and not is_organ(lines[start].plain)
        and not is_unfinished(lines[start].plain, lines[start + 1].plain)
    ):
        end = start + 1  # two headlines
    if end == start and is_headline(lines[start]):
        end = start + 1
    return HeadCandidate(start, start, end if end < stop else min(end, start + 1), 0)


def _behind_issuers(lines: Sequence[Line], start: int, stop: int) -> int:
    """The last line of issuers that a page has on lines of their own: it begins the title, or the title follows it."""
    at = start
    while at < min(stop, start + HIGHEST_HEAD) and is_organ(lines[at].plain):
        at += 1
    follows = start < at < stop and is_title_line(lines[at])
    return at if follows and (lines[at].plain.startswith("关于") or _issues(lines[at].plain)) else start


def _issues(text: str) -> bool:
    """Whether a title begins with the organ that issues it."""
    return "关于" in text and any(is_organ(name) for name in title_organs([text]))


def _first_head(lines: Sequence[Line], start: int, stop: int) -> HeadCandidate | None:
    """The head of the first document where a cover, a number, a red head or a banner stands above its title."""
    if (named := cover_title(lines, start, stop)) is not None:
        return HeadCandidate(start, named, title_end(lines, named, stop), 0)
    at = start
    while at < min(stop, start + LONGEST_TITLE) and not lines[at].is_row and head_start(lines, at + 1, at) == at:
        at += 1
    if at == start or at >= stop:
        return None
    end = title_end(lines, at, stop)
    return HeadCandidate(start, at, end, 0)


def divided(lines: Sequence[Line], extent: Extent) -> list[Extent]:
    """A document, cut where another head begins; one right under the title, as of a judgement, is its own."""
    title = "".join(lines[i].plain for i in range(extent.title_start, extent.title_end))
    others = list(_heads(lines, extent.title_end, extent.end, title, _numbers(_read(lines, extent, extent.end))))
    others = others[bool(others) and others[0].start == extent.title_end :]
    stops = [*(candidate.start for candidate in others), extent.end]
    cut = [Extent(None, p.start, p.title_start, p.title_end, end) for p, end in zip(others, stops[1:], strict=True)]
    return [replace(extent, end=stops[0]), *cut]


def _read(lines: Sequence[Line], found: Extent | HeadCandidate, stop: int) -> Head:
    return read_head(lines, found.start, range(found.title_start, found.title_end), stop)


def _numbers(head: Head) -> frozenset[str]:
    """The numbers of a head that name one document."""
    return frozenset(number.text for number in head.numbers if number.is_unique)


def _heads(
    lines: Sequence[Line], start: int, stop: int, title: str = "", numbers: AbstractSet[str] = frozenset()
) -> Iterator[HeadCandidate]:
    """Heads of documents, known by themselves, in printed order; ``title`` is that of the document that goes before.

    That title again, with a number that is none of its ``numbers``, heads the next document: 某市人民政府任免通知.
    """
    floor, expected, own, annexed = start, issued_key(issued_title(title) or ""), title_key(title), False
    for i in range(start, stop):
        if i < floor or lines[i].is_row or (i > floor and stands_above_title(lines[i - 1].plain)):
            continue  # what stands above a title begins its head
        annexed = annexed or annex_label(lines[i].plain) is not None
        candidate = _head_at(lines, i, floor, stop) if _may_begin(lines, i) else None
        if candidate is None or candidate.points < _NEEDED + (_IN_ANNEX if annexed else 0):
            continue
        text = "".join(lines[j].plain for j in range(candidate.title_start, candidate.title_end))
        name = title_key(text)
        explains = _ALONE.fullmatch(text) is not None and doc_type(text) != doc_type(title)
        head = _read(lines, candidate, stop)
        if name and not explains and fuzz.ratio(issued_key(text), expected) >= ALIKE:
            continue  # the text that is issued
        again = _AGAIN if head.history else ALIKE  # what was adopted by itself is another paper
        if name and not explains and fuzz.ratio(name, own) >= again and not (numbers and _numbers(head) - numbers):
            continue  # the title printed again
        yield candidate
        floor, numbers = head.body, _numbers(head)
        expected, own, annexed = issued_key(issued_title(text) or _published(lines, floor, text)), name, False


def _published(lines: Sequence[Line], body: int, title: str) -> str:
    """The title of the text that a decree publishes, which its first sentence names."""
    opening = lines[body].text if not title and body < len(lines) and not lines[body].is_row else ""
    return published_title(opening) or ""


def _may_begin(lines: Sequence[Line], i: int) -> bool:
    """Whether a head may begin on a line: a title, or what stands above one; no signature above a date."""
    text = lines[i].plain
    if is_organ(text) and is_annexed(lines, i, 0):
        return False
    after = i
    while after < min(len(lines), i + HIGHEST_HEAD) and is_organ(lines[after].plain):
        after += 1
    if after > i and after < len(lines) and (whole_date(lines[after].plain) or signed_date(lines[after].plain)):
        return False
    return stands_above_title(text) or (bool(_WORDS.search(text)) and is_title_line(lines[i]))


def _head_at(lines: Sequence[Line], i: int, floor: int, stop: int) -> HeadCandidate | None:
    """The head whose title, number or banner begins at ``i``, with its points; ``None`` for no head."""
    start, at = i, i
    while at < min(stop, start + HIGHEST_HEAD) and not lines[at].is_row:
        stands_above = stands_above_title(lines[at].plain) or _is_kind_of_title_below(lines, at, stop)
        if not stands_above and red_head_end(lines, at) == at:
            break
        at = max(at + 1, red_head_end(lines, at))
    end = title_end(lines, at, stop)
    if end == at and not any(banner(lines[j].plain) or lines[j].plain in BANNER_WORDS for j in range(start, at)):
        return None
    if any(_begins_title(lines[j - 1].plain, lines[j].plain) for j in range(at + 1, end)):
        return None
    title = range(at, end)
    head = read_head(lines, start, title, min(stop, end + LONGEST_TITLE))
    text = "".join(lines[j].plain for j in title)
    if _is_listed(lines, head.body, stop) or head.body >= stop:
        return None
    points = ends_above(lines, start, floor) + (2 if head.addressees else 0)
    points += _title_points(text) if text else _BANNER
    points += 2 if head.organs else 0
    points += 2 if head.history and is_outer(text) else 0  # a meeting adopted it by itself
    points += 3 if any(number.is_unique for number in head.numbers) else 2 * bool(head.numbers)
    points += _BY_ITSELF * any(number.of_court or number.prefix in _CASES for number in head.numbers)
    return HeadCandidate(start, title.start, title.stop, points)


def _is_kind_of_title_below(lines: Sequence[Line], at: int, stop: int) -> bool:
    """Whether a line is nothing but the kind of the paper whose title stands under it: 会议纪要 / 某会议纪要."""
    kind = lines[at].plain
    if doc_type(kind) is None:
        return False
    below = "".join(line.plain for line in lines[at + 1 : min(stop, title_end(lines, at + 1, stop))])
    return below != kind and below.endswith(kind) and _ALONE.fullmatch(below) is not None


def _begins_title(above: str, text: str) -> bool:
    """Whether a title begins anew on a line, with the organ that issues it: what stands above is no title."""
    if "关于" not in text or is_unfinished(above, ""):
        return False
    return any(is_organ(name) and _OF_PLACE.match(name) for name in title_organs([text]))


def _title_points(text: str) -> int:
    """How much a title reads like one of a document: its type, its issuers, 关于."""
    if _ALONE.fullmatch(text):
        return _BY_ITSELF
    return (2 if is_outer(text) else 1) + ("关于" in text) if is_complete(text) else 0


def _is_listed(lines: Sequence[Line], body: int, stop: int) -> bool:
    """Whether a title stands in a list of titles: another one with its number follows instead of text."""
    if body + 1 >= stop or not is_title_line(lines[body]) or is_organ(lines[body].plain):
        return False
    return is_number(lines[body + 1].plain)
