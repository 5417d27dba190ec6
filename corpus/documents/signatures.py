"""The end of a text: its signers and its date, its imprint, the notes of its publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.documents.issuers import organs_of
from corpus.language.characters import HAN
from corpus.language.formal import (
    OFFICES,
    is_aside,
    is_head_of_organ,
    is_month,
    is_officer,
    is_organ,
    is_signer,
    signed_date,
)
from corpus.language.numbering import marker
from corpus.language.numbers import DocumentNumber, parse_number
from corpus.language.numerals import DATE, find_date, whole_date
from corpus.language.text import ends_sentence, spaced
from corpus.language.titles import is_complete
from corpus.printed.lines import Line
from corpus.printed.paragraphs import NOTE

#: An imprint has at most so many lines.
_LONGEST_IMPRINT = 6
#: A signature has at most so many lines, each of them short.
_LONGEST_SIGNATURE, _LONGEST_LINE = 40, 60
#: A line of those who sign a regulation of Macau or a treaty is not longer.
_LONGEST_SIGNER = 40
#: So many organs may sign under the date.
_FEW_SIGNERS = 3

#: That a signature is sealed.
_SEALED = re.compile(r"\s?[（(](?:公章|盖章|印章|章|印)[)）]$")


@dataclass(frozen=True, slots=True)
class Signature:
    """The signers and the date of a document, the number that is printed above them, and their lines."""

    lines: range
    names: tuple[str, ...] = ()
    day: date | None = None
    number: DocumentNumber | None = None


def read_signature(lines: Sequence[Line], body: int, stop: int, issued: int | None, expected: str | None) -> Signature:
    """The signature: the first date alone on its line, or behind a signer, with the signers right above it.

    Without a date, organs on the last lines of the text sign it, before the text that begins at ``issued``.
    """
    for i in range(body, issued if issued and _is_complete(lines, body, issued) else stop):
        line = lines[i]
        if line.is_row:
            continue
        if made := _made(lines, i, stop):
            return made
        if len(line.plain) > _LONGEST_LINE:
            continue
        if (day := whole_date(line.plain)) and not _heads_text(lines, i, stop, expected):
            start = signers_start(lines, i, body)
            number = _number_above(lines, start, body)
            first, end = start if number is None else start - 1, _signers_end(lines, i + 1, stop)
            return Signature(range(first, end), _names(lines[start:i]) or _names(lines[i + 1 : end]), day, number)
        if found := signed_date(line.plain):
            start = signers_start(lines, i, body)
            return Signature(range(start, i + 1), (*_names(lines[start:i]), *_split(found[0])), found[1])
    end = issued or stop
    last = end - (end > body and is_month(lines[end - 1].plain))
    start = signers_start(lines, last, body)
    if start < last and start > body and ends_sentence(lines[start - 1].plain):
        return Signature(range(start, end), _names(lines[start:last]))
    return Signature(range(end, end))


#: That a text was made, or a treaty signed, on a day, as its last sentence says: 二〇二三年二月十六日制定。
_MADE = re.compile(
    rf"(?P<only>{DATE}(?:制定|签署|通过|核准)。)|本(?:协定|协议|条约|议定书|公约)?[^，。]{{0,8}}于?{DATE}[^，。]{{0,12}}(?:签订|签署)[，。].*"
)


def _made(lines: Sequence[Line], i: int, stop: int) -> Signature | None:
    """The signature that a sentence with the day begins, as in Macau; a treaty has it above its signers.

    Nothing but short lines follow.
    """
    match = _MADE.fullmatch(lines[i].plain)
    if match is None or any(line.is_row or len(line.plain) > _LONGEST_SIGNER for line in lines[i + 1 : stop]):
        return None
    return Signature(range(i if match["only"] else i + 1, stop), (), find_date(lines[i].plain))


def _signers_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of those who sign under the date: persons in office, or organs that are the last lines."""
    end = start
    while end < stop and not lines[end].is_row and is_officer(lines[end].plain):
        end += 1
    last = end
    while last < min(stop, end + _FEW_SIGNERS) and is_signer_line(lines[last]):
        last += 1
    return last if last == stop else end


def _number_above(lines: Sequence[Line], signers: int, body: int) -> DocumentNumber | None:
    """The number of a document that has it behind its text, right above its signers and its date."""
    above = parse_number(lines[signers - 1].plain) if signers > body and not lines[signers - 1].is_row else None
    return above if above and above.is_unique else None


def _is_complete(lines: Sequence[Line], body: int, issued: int) -> bool:
    """Whether the notice above an issued text is complete; its signature follows a title in the list of annexes."""
    above = next((line.plain for line in reversed(lines[body:issued]) if not is_signer_line(line)), "")
    return above.endswith("。") or is_aside(above)


def _heads_text(lines: Sequence[Line], i: int, stop: int, expected: str | None) -> bool:
    """Whether a date heads the sentences that follow it, as in a list of appointments: no text is issued there."""
    if expected or i + 1 >= stop or lines[i + 1].is_row:
        return False
    text = lines[i + 1].plain
    return text.endswith(("。", "；")) and not (is_aside(text) or NOTE.match(text))


def signers_start(lines: Sequence[Line], end: int, body: int) -> int:
    """The first of the lines right above ``end`` that name signers and nothing else."""
    start = end
    while start > body and end - start < _LONGEST_SIGNATURE:
        step = 1 if is_signer_line(lines[start - 1]) else 2 if _is_office_over_name(lines, start - 2, body) else 0
        if not step:
            break
        start -= step
    if start < end and start > body and _is_broken(lines[start - 1], lines[start]):
        start -= 1
    while start < end - 1 and is_head_of_organ(lines[start].plain) and not is_officer(lines[end - 1].plain):
        start += 1  # the names of a list: the organ below signs
    return start


#: An office alone on its line, and the name under it.
_OFFICE = re.compile(rf"[{HAN}]{{0,20}}(?:{OFFICES})")
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}]{{1,6}}")


def _is_office_over_name(lines: Sequence[Line], at: int, body: int) -> bool:
    """Whether an office stands on a line and the name of who has it on the next one."""
    if at < body or lines[at].is_row or lines[at + 1].is_row:
        return False
    office, name = ("".join(line.plain.split()) for line in lines[at : at + 2])
    return bool(_OFFICE.fullmatch(office)) and bool(_NAME.fullmatch(name)) and not is_organ(name)


def is_signer_line(line: Line) -> bool:
    """Whether a line names signers and nothing else."""
    return not line.is_row and (is_signer(line.plain) or bool(_split(spaced(line.raw))))


#: Where a name begins that was broken, and what its rest does not begin with: a place.
_BEGINS = re.compile(rf"[{HAN}]{{1,8}}?[省市区县州盟旗镇乡][{HAN}（）()、]{{2,30}}")
_PLACED = re.compile(rf"[{HAN}]{{0,7}}[省市区县州盟旗镇乡]|[中国]")


def _is_broken(above: Line, line: Line) -> bool:
    """Whether two lines are the name of one organ that was too long for one: only the first begins with a place."""
    if above.is_row or not _BEGINS.fullmatch(above.plain) or _PLACED.match(line.plain) or is_complete(above.plain):
        return False
    return is_organ(above.plain + line.plain) and not is_signer_line(above)


def _names(lines: Sequence[Line]) -> tuple[str, ...]:
    if len(lines) > 1 and not is_signer_line(lines[0]):
        return (lines[0].text + lines[1].text, *_names(lines[2:]))
    if len(lines) > 1 and _is_office_over_name(lines, 0, 0):
        return (lines[0].text + lines[1].text, *_names(lines[2:]))
    return tuple(name for line in lines for name in (_split(spaced(line.raw)) or [line.text]))


def _split(text: str) -> list[str]:
    """The signers on a line and nothing else."""
    text = _SEALED.sub("", text)
    whole = "".join(text.split())
    return organs_of(text) or ([whole] if is_signer(whole) else [])


def ends_document(line: Line) -> bool:
    """Whether a line is the date of a signature, alone or behind the signer."""
    text = line.plain
    return not line.is_row and len(text) < _LONGEST_LINE and bool(whole_date(text) or signed_date(text))


def text_end(lines: Sequence[Line], start: int, stop: int) -> int:
    """Where the text of a part ends: before its imprint, its notes of publication, and its own signature and date."""
    end = without_imprint(lines, start, stop)
    if end > start and not lines[end - 1].is_row:
        text = lines[end - 1].plain
        signed = whole_date(text) is not None or signed_date(text) is not None
        first = signers_start(lines, end - 1, start) if signed else end
        if first > start and (lines[first - 1].is_row or ends_sentence(lines[first - 1].plain)):
            return first
    return end


def without_imprint(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of lines without an imprint, which may go on over several lines, and notes of publication behind them."""
    end = stop
    while end > start and not lines[end - 1].is_row and is_aside(lines[end - 1].plain):
        end -= 1
    for i in range(max(start + 1, end - _LONGEST_IMPRINT), end):
        if not lines[i].is_row and is_aside(lines[i].plain) and not any(map(_is_text, lines[i + 1 : end])):
            return i
    return end


def _is_text(line: Line) -> bool:
    return line.is_row or len(line.plain) > _LONGEST_LINE or marker(line.plain) is not None
