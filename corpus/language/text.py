"""Repairs of OCR text that never lose track of the printed line.

:func:`clean` takes one printed line and returns a :class:`Traced`: the cleaned text with the runs that stand verbatim
in print. Only mark-up, print spaces and spellings of formulas are repaired; a misread word is left as it is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from corpus.language.characters import CJK_MARKS, HAN
from corpus.language.places import NAMES
from corpus.model import Run

#: How the name of an issuing body begins, after the end of another one and a space.
BODY_START = rf"(?:中共|{'|'.join(NAMES)}|国务院|国家|市委|市政府|[{HAN}]{{2,4}}(?:省|市|自治区|卫戍区|警备区))"
BODY_END = "[委厅局府会院队区部署行室司]"

_HAN_CHAR = re.compile(f"[{HAN}]")
_IDEOGRAPHIC = re.compile(f"[{HAN}{CJK_MARKS}]")
_LATIN_OR_DIGIT = re.compile(r"[0-9A-Za-z%.~+<>=\-]")
_BODY_END = re.compile(BODY_END)
_BODY_START = re.compile(BODY_START)
_LEAD = re.compile(
    r"[ \t\u3000\u00a0\ufeff]*(?:>[ \t]*)?(?:#{1,6}(?=[^#])[ \t\u3000]*|[-*+][ \t]+(?=\S))?"
    r"(?:\*\*|__(?![_年月日]))?[ \t]*"  # ____年 is a blank to fill in
)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₓ", "0123456789x")
_CLOSERS = "”’）)》】"

#: Characters that no reader sees.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_RARE_CHARACTERS = rf"[ \t\u3000\u00a0\u2000-\u200a<$_*₀-₉ₓ\[\\&!{_INVISIBLE}]"
_RARE = re.compile(_RARE_CHARACTERS)
#: Every alternative begins with a rare character, so that other characters are passed at the speed of a set search.
_EDITABLE = re.compile(
    rf"(?={_RARE_CHARACTERS})(?:"
    r"""
    (?P<comment><!--.*?(?:-->|$))
  | (?P<sub>[ \u3000]*<su[bp]>[ ]*(?P<subtext>[0-9A-Za-z.+\-]{1,6})[ ]*</su[bp]>[ ]*)
  | (?P<tag>[ ]*</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>)
  | (?P<math>\$(?P<formula>[^$\n]{1,60})\$)
  | (?P<low>[ \u3000]*_[ ]?\{?(?P<lowtext>[0-9.]{1,5}|x)\}?)
  | (?P<subscript>[ ]*(?P<subdigits>[₀-₉ₓ]+)[ ]*)
  | (?P<picture>!\[[^\[\]\n]{0,200}\]\([^()\s]{1,300}\))
  | (?P<link>\[(?P<linktext>[^\[\]\n]{1,200})\]\([^()\s]{1,300}\))
  | (?P<autolink><(?P<linkurl>https?://[^<>\s]{1,300})>)
  | (?P<bold>\*\*)
  | (?P<star>\*)
  | (?P<escape>\\(?P<escaped>[\\`*_{}\[\]()\#+\-.!|>~]))
  | (?P<entity>&(?P<name>amp|lt|gt|quot|ldquo|rdquo|mdash|middot);)
  | (?P<invisible>["""
    + _INVISIBLE
    + r"""]+)
  | (?P<and>[ ]and[ ])
  | (?P<space>(?:[ \t\u3000\u00a0\u2000-\u200a]|&(?:nbsp|ensp|emsp|thinsp|\#160|\#12288);)+)
    )""",
    re.VERBOSE,
)
_TITLE = re.compile(r"《[^》]{0,400}》")
#: Characters that are set wide, with a space behind each.
_SET_WIDE = re.compile(r"\S [^\s] \S ")
#: Two characters of a word beside a gap; a gap of so many half characters; names in a list, a gap between two.
_WORD_BEFORE = re.compile(f"[{HAN}]{{2}}")
_WIDE_GAP, _LONGEST_ENTRY = 4, 120
_LIST = re.compile(rf"\s*(?:[{HAN}]{{2,8}}[：:])?[{HAN}（）()]{{2,10}}(?:\u3000[{HAN}（）()]{{2,10}}){{2,}}\s*")
#: A name, a gap and what is said of it: 王某某　市水务局局长; a name may be spaced. No 第一章　总则.
_ENTRY = re.compile(
    rf"\s*(?!第)(?:[{HAN}\u3000]{{2,8}}[：:])?(?:[{HAN}]{{2,4}}|[{HAN}]\u3000[{HAN}])(?:[（(][^（）()]{{1,12}}[)）])?"
    rf"(?P<gap>\u3000{{1,6}})[{HAN}][^\s]{{3,80}}(?:\u3000{{1,6}}[^\s]{{2,40}}){{0,2}}\s*"
)
#: The signs of full width, and their figures and letters: a space beside them is an error of recognition.
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
#: Words in italics; a star behind a word or beside a figure is a sign.
_ITALICS = re.compile(r"(?<![\w*])\*(?=[^\s*\d])[^*\n]{1,300}(?<=[^\s*])\*(?![\w*])")
#: The label of an annex, which a gap parts from its title.
_ANNEX = re.compile(r"[\s#*]*附\s?[件录表图]\s?\d{1,2}(?:[-—]\d{1,2})?")
_FORMULA_LOW = re.compile(r"\s*_\s*\{?([0-9.]+|x)\}?")


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and its offset map. ``runs`` are ordered, do not overlap, and are verbatim in print."""

    text: str
    runs: tuple[Run, ...]

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> "Traced":
        """The slice of the text with the runs cut to fit; steps are not supported."""
        start, end, _ = part.indices(len(self.text))
        runs = []
        for run in self.runs:
            first, last, column = run.start, run.end, run.column
            if first >= end or last <= start:
                continue
            if first < start:
                first, column = start, column + start - first
            runs.append(Run(first - start, min(last, end) - start, run.line, column))
        return Traced(self.text[start:end], tuple(runs))

    def strip(self) -> "Traced":
        """Without blanks at both ends."""
        if not self.text or not (self.text[0].isspace() or self.text[-1].isspace()):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]


EMPTY = Traced("", ())


def join(pieces: Iterable[Traced], separator: str = "") -> Traced:
    """The pieces one after the other; the separator belongs to no run."""
    whole = list(pieces)
    if len(whole) == 1:
        return whole[0]
    texts: list[str] = []
    runs: list[Run] = []
    offset = 0
    for piece in whole:
        if texts and separator:
            texts.append(separator)
            offset += len(separator)
        runs.extend(Run(r.start + offset, r.end + offset, r.line, r.column) for r in piece.runs)
        texts.append(piece.text)
        offset += len(piece.text)
    return Traced("".join(texts), tuple(runs))


def clean(raw: str, line: int, *, start: int = 0, end: int | None = None) -> Traced:
    """The cleaned reading of ``raw[start:end]``, a printed line or a cell of it; ``line`` is its 1-based number."""
    stop = len(raw) if end is None else end
    if start == 0 and (lead := _LEAD.match(raw, 0, stop)):
        start = lead.end()
    first = _RARE.search(raw, start, stop)
    if not first:
        return Traced(widened(raw[start:stop]), (Run(0, stop - start, line, start),)) if stop > start else EMPTY
    texts: list[str] = []
    runs: list[Run] = []
    offset, done = 0, start
    for put, a, b in _edits(raw, first.start(), start, stop):
        if a > done:
            runs.append(Run(offset, offset + a - done, line, done))
            texts.append(raw[done:a])
            offset += a - done
        texts.append(put)
        offset += len(put)
        done = b
    if stop > done:
        runs.append(Run(offset, offset + stop - done, line, done))
        texts.append(raw[done:stop])
    return Traced(widened("".join(texts)), tuple(runs)).strip()


_HALF = re.compile(rf"(?<=[{HAN}{CJK_MARKS})])[,;:?!](?!/)|[,;:?!](?=[{HAN}《“‘〈])")
_HALF_MARK = re.compile("[,;:?!]")
_FULL = str.maketrans(",;:?!", "，；：？！")


def widened(text: str) -> str:
    """The text with the full-width signs of print where the OCR put half-width ones beside Chinese characters.

    Character for character, so that offsets stay. Brackets and figures are left as they are: (一), 75,0.
    """
    if not _HALF_MARK.search(text) or text.isascii():
        return text
    return _HALF.sub(lambda m: m.group().translate(_FULL), text)


def _edits(raw: str, first: int, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    """What replaces ``raw[a:b]``, in order; ``first`` is where the first edit may be."""
    line: _Spaces | None = None
    italics = {at for m in _ITALICS.finditer(raw) for at in (m.start(), m.end() - 1)} if "*" in raw else frozenset()
    for match in _EDITABLE.finditer(raw, first, stop):
        a, b = match.span()
        before, after = raw[max(start, a - 1) : a], raw[b : min(stop, b + 1)]
        match match.lastgroup:
            case "space":
                line = line or _Spaces(raw)
                put = line.space(a, b, before, after)
                if put != match.group():
                    yield put, a, b
            case "star":
                yield ("" if a in italics else "*"), a, b
            case "sub" | "low" | "subscript" | "math" | "link" | "autolink":
                yield _formula(match, after), a, b
            case "and":
                yield ("和" if _IDEOGRAPHIC.match(before) and _IDEOGRAPHIC.match(after) else " and "), a, b
            case "escape":
                yield match["escaped"], a, b
            case "entity":
                yield unescape(match.group()), a, b
            case _:
                yield "", a, b


def _formula(match: re.Match[str], after: str) -> str:
    """The plain spelling of a subscript, a formula or a link."""
    inner = match.group("subtext") or match.group("lowtext") or match.group("linktext") or match.group("linkurl")
    if inner:
        text = inner
    elif match.group("formula"):
        text = _FORMULA_LOW.sub(r"\1", match.group("formula")).replace("\\", "").strip()
    else:
        text = (match.group("subdigits") or "").translate(_SUBSCRIPTS)
    wide = match.group().endswith(" ") and re.match("[0-9A-Za-z(]", after)
    return text + (" " if wide else "")


class _Spaces:
    """The spaces of one printed line; what is asked of the whole line is found once."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.has_han = bool(_HAN_CHAR.search(raw))
        self.is_list = "\u3000" in raw and bool(_LIST.fullmatch(raw))
        self.entry_gap = entry_gap(raw)
        self._titles = (
            [m.span() for m in _TITLE.finditer(raw) if not _SET_WIDE.search(m.group())] if "《" in raw else []
        )

    def space(self, a: int, b: int, before: str, after: str) -> str:
        """What ``raw[a:b]`` comes to: nothing beside Chinese, one space in Latin text and between issuing bodies."""
        if not before or not after:
            return ""
        if not self.has_han:
            return " "
        if _FULL_WIDTH.match(before) or _FULL_WIDTH.match(after):
            return ""
        if before in ",;:?!" and _IDEOGRAPHIC.match(self.raw[max(0, a - 4) : a - 1].rstrip()[-1:]):
            return ""  # a mark that is widened
        if not (_IDEOGRAPHIC.match(before) or _IDEOGRAPHIC.match(after)):
            return " " if _LATIN_OR_DIGIT.match(before) and _LATIN_OR_DIGIT.match(after) else self.raw[a]
        if _BODY_END.match(before) and _BODY_START.match(self.raw, b):
            return " "
        if self.raw[:a].strip()[:1] == "附" and _ANNEX.fullmatch(self.raw, 0, a):
            return " "
        if before in CJK_MARKS or after in CJK_MARKS or not (_IDEOGRAPHIC.match(before) and _IDEOGRAPHIC.match(after)):
            return ""
        parted = self._in_entry(a) or (b - a == 1 and self._in_title(a)) or self._parts(a, b)
        return " " if parted else ""

    def _in_entry(self, a: int) -> bool:
        """Whether a gap parts a name from what is said of it, or that in two."""
        return self.entry_gap is not None and a >= self.entry_gap

    def _parts(self, a: int, b: int) -> bool:
        """Whether a gap parts two words, as in columns and lists: it is wide, or one of a list of names."""
        if not (_WORD_BEFORE.match(self.raw, a - 2) and _WORD_BEFORE.match(self.raw, b)):
            return False
        return b - a + self.raw.count("\u3000", a, b) >= _WIDE_GAP or self.is_list

    def _in_title(self, at: int) -> bool:
        """Whether ``at`` lies in a name in 《》: running text has no print spaces, so a space there is real."""
        found = bisect_right(self._titles, (at, len(self.raw)))
        return found > 0 and self._titles[found - 1][0] < at < self._titles[found - 1][1]


_MARKUP = re.compile(r"<!--.*?(?:-->|$)|</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>|\*\*")

_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{1,300}\)")


def entry_gap(raw: str) -> int | None:
    """Where the gap begins that parts a name from what a printed line says of it: 王某某　市水务局局长."""
    match = _ENTRY.fullmatch(raw) if "\u3000" in raw and len(raw) < _LONGEST_ENTRY else None
    return match.start("gap") if match else None


@lru_cache(maxsize=8_192)
def spaced(raw: str) -> str:
    """A printed line without mark-up, each run of spaces as one: they part what stands beside one another."""
    lead = _LEAD.match(raw)
    bare = _MARKUP.sub("", raw[lead.end() :] if lead else raw)
    bare = _LINK.sub(r"\1", bare) if "](" in bare else bare
    return re.sub(r"[\s\u3000]+", " ", bare).strip()


def without_spaces(text: str) -> str:
    """All white space dropped."""
    return re.sub(r"\s+", "", text)


_FOLD = str.maketrans("，（）：；！？＂“”‘’〈〉［］【】", ',():;!?"""\'\'《》[][]')


def character_pairs(text: str) -> Iterator[str]:
    """Every two neighbouring characters, in order: the bigrams of the text."""
    return (text[at : at + 2] for at in range(len(text) - 1))


def text_key(text: str) -> str:
    """The text for comparison: no white space, one width of punctuation, one kind of quotes and title marks."""
    return without_spaces(text).translate(_FOLD)


_ASIDE = re.compile(r"(?:[。；！？]|^)[（(][^（）()]*[)）]$")


#: The marks of notes behind a sentence: …。[1]
_NOTE_MARKS = re.compile(r"(?:[\[［]\^?\d{1,3}[\]］])+$")
_LONGEST_MARKS = 40


def ends_sentence(text: str) -> bool:
    """Whether a line ends a sentence or a part of one: 。；：！？ and the like, a point behind a Chinese character too.

    A closing mark is no end by itself, but it is one after a full stop, and where it closes an aside that follows a
    full stop: ``……水平。(责任单位：市体育局)``.
    """
    stripped = text.rstrip()
    if stripped[-1:] in ("]", "］"):
        stripped = _NOTE_MARKS.sub("", stripped[-_LONGEST_MARKS:])
    if not stripped or stripped[-1] in "。；：！？;:!?":
        return True
    if stripped[-1] in ".．" and _HAN_CHAR.match(stripped[-2:-1]):
        return True
    bare = stripped.rstrip(_CLOSERS)
    if bare == stripped:
        return False
    return bare[-1:] in "。！？!?" or bool(_ASIDE.search(stripped[-400:]))
