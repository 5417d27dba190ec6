"""Who gives a text: the organs beside one another, before the subject of a title or under it, and who speaks."""

import re
from collections.abc import Sequence

from corpus.language.characters import HAN
from corpus.language.formal import is_organ
from corpus.language.numerals import whole_date
from corpus.language.text import spaced
from corpus.language.titles import ISSUING
from corpus.printed.lines import Line

#: Those who wrote a text stand on at most so many lines.
_MOST = 24


def organs_of(text: str) -> list[str]:
    """The organs that stand beside one another on a line and nothing else; one whose characters are spaced is one."""
    pieces = text.split()
    if len(pieces) > 1 and all(len(piece) > 2 and is_organ(piece) for piece in pieces):  # noqa: PLR2004
        return pieces
    whole = "".join(pieces)
    return [whole] if is_organ(whole) else []


def title_organs(lines: Sequence[str]) -> list[str]:
    """The organs at the head of a title that is printed on ``lines``: what stands before 关于, 印发 and the like.

    Names that run together are parted by the place that each begins with.
    """
    text = " ".join(lines)
    match = _BEFORE_SUBJECT.match(text)
    before = match["organs"].strip() if match else ""
    bare = re.sub(r"\s", "", before)
    place = next(
        (bare[:n] for n in range(12, 1, -1) if bare[n - 1 : n] in _PLACE_ENDS and bare.count(bare[:n]) > 1), None
    )
    if place:
        return [place + piece for piece in bare.split(place)[1:]]
    pieces = before.split()
    return pieces if pieces and all(is_organ(piece) for piece in pieces) else [bare] if is_organ(bare) else []


_BEFORE_SUBJECT = re.compile(
    rf"(?!{ISSUING})(?P<organs>[^《》]{{2,300}}?)(?=关于|{ISSUING}|\s?(?:令|公告|通告)?$|\s?(?:19|20)\d\d年|工作报告$)"
)
_PLACE_ENDS = tuple("省市区县州盟旗")


#: An English title: words of letters, and no sentence.
_ENGLISH = re.compile(r"[A-Z][A-Za-z]*[ ,][ -~\u2013-\u201d]{12,300}(?<![.;:])")
_REST = re.compile(r"[A-Za-z(][ -~\u2013-\u201d]{1,300}(?<![.;:])")


def foreign_end(lines: Sequence[Line], at: int, stop: int) -> int:
    """The end of the English title under a Chinese one; ``at`` where none stands there."""
    end, stop = at, min(stop, at + _MOST)
    while end < stop and not lines[end].is_row and (_REST if end > at else _ENGLISH).fullmatch(lines[end].plain):
        end += 1
    return end if end < stop else at


def byline_end(lines: Sequence[Line], at: int, stop: int) -> int | None:
    """The end of the lines under a title that name who wrote the text: its date follows, or they are several."""
    end = at
    while end < min(stop, at + _MOST) and organs_of(spaced(lines[end].raw)):
        end += 1
    if at < end < stop - 1 and whole_date(lines[end].plain):
        return end
    return at + 1 if at < end < stop and len(organs_of(spaced(lines[at].raw))) > 1 else None


def speaker_end(lines: Sequence[Line], at: int, stop: int) -> int:
    """The end of a subtitle (——2018年3月28日在某会议上) and of the line that names the speaker, also without one.

    The day and the meeting may stand in brackets.
    """
    end = at + (lines[at].plain.startswith("——") or bool(_AT_MEETING.fullmatch(lines[at].plain)))
    line = "".join(lines[end].plain.split()) if end < stop - 1 else ""
    if end > at:
        return end + bool(_SPEAKER.fullmatch(line) or is_organ(line))
    dated = end < stop - 1 and whole_date(lines[end + 1].plain) is not None
    return end + bool(dated and (_SPEAKER.fullmatch(line) or _PERSON.fullmatch(line)))


#: When and at which meeting a paper was read: （2020年7月22日在某市人大常委会第九次会议上）.
_AT_MEETING = re.compile(r"[（(](?:\d{4}|[一二][^（）()]{3})年[^（）()。，]{2,80}(?:会议|大会|会)上?[)）]")
#: An office and a name: 县发展和改革局局长赵某某.
_SPEAKER = re.compile(rf"[{HAN}（）()、]{{1,40}}(?:长|主任|主席|书记|代表|委员)[{HAN}·]{{2,6}}")
#: A name of a person: 赵某某.
_PERSON = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}]{{1,6}}")
