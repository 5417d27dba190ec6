"""Titles: the normal form, the types of papers, and the key by which two prints of a title are compared."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.data import data
from corpus.language.characters import HAN
from corpus.language.formal import is_organ
from corpus.language.numerals import whole_date
from corpus.language.text import BODY_END, BODY_START, text_key, without_spaces
from corpus.language.traditional import matched

#: Where one issuing body ends and the next begins; there, and only there, a title keeps its print space.
_BODY_GAP = re.compile(
    rf"(?<={BODY_END})[ \u3000]+(?!办公[厅室])(?={BODY_START}|[{HAN}]{{2,14}}{BODY_END}"
    r"(?:[ \u3000]|关于|印发|转发|令|公告|通告|(?:19|20)\d\d年))"
)
_TITLED = re.compile(r"《[^《》]{1,200}》")
_PAPERS = data("papers.toml")
#: Types of papers that are issued by themselves, and of texts that a notice issues (公文种类).
OUTER_TYPES: tuple[str, ...] = tuple(_PAPERS["outer"])
INNER_TYPES: tuple[str, ...] = tuple(_PAPERS["inner"])
_TYPES = tuple(sorted({*OUTER_TYPES, *INNER_TYPES}, key=lambda t: -len(t)))
#: What stands behind a title: the mark of a note, or brackets; these may hold a year: （某府规（2023）210号）.
_SUFFIX = r"(?:[（(](?:[^（）()]|[（(]\d{4}[)）]){1,40}[)）]|〔[^〔〕]{1,40}〕|\s?[\[［【]\d{1,2}[\]］】])*"
#: A title stands on at most so many lines.
LONGEST_TITLE = 9
#: 劳动争议案 is a case, and no 议案.
_CASE = "(?<!争议案)"
_OUTER = re.compile(rf"(?:{'|'.join(OUTER_TYPES)}){_CASE}{_SUFFIX}$")
_ANY = re.compile(rf"(?:{'|'.join(_TYPES)}){_CASE}{_SUFFIX}$")
#: What a paper does with another one, between its issuers and the title of that.
ISSUING = "印发|转发|批转|公布|发布"
_ISSUES = rf"(?:{ISSUING}|下发|颁发|颁布)"
_SUBJECT = re.compile(rf"关于|{ISSUING}|(?:令|公告|通告)$")
#: Whose text is passed on: 转发市发展改革委关于….
_FORWARDED = re.compile(r"^[^《》]{2,30}?(?=关于)")
_BRACKETED = re.compile(r"[（(〔][^（）()年月日]{1,20}(?:年)?[)）〕]")
#: The mark of a note behind a title: 2018年统计公报[1].
_NOTE_MARK = re.compile(r"\s?(?:[\[［【]\s?\d{1,2}\s?[\]］】]|[*＊]{1,3})$")
_GOES_ON = re.compile(rf"(?:关于|{ISSUING}|修改|废止|修订|实施|同意|对)")


@dataclass(frozen=True, slots=True)
class RealSpaces:
    """Names in 《》 of running text that really contain a space, by the name without it."""

    names: dict[str, str]

    @classmethod
    def collect(cls, texts: Iterable[str]) -> "RealSpaces":
        """From cleaned running text, where a print line break leaves no space behind."""
        found = (m.group() for text in texts if " " in text for m in _TITLED.finditer(text))
        return cls({without_spaces(name): name for name in found if re.search(f"[{HAN}] [{HAN}]", name)})

    def restore(self, title: str) -> str:
        """The title with its real spaces put back."""
        for bare, name in self.names.items():
            title = title.replace(bare, name)
        return title


def normal_title(text: str, spaces: RealSpaces | None = None) -> str:
    """A title without print spaces, except between issuing bodies and where ``spaces`` proves one real."""
    parts = [_close(part) for part in _BODY_GAP.split(_NOTE_MARK.sub("", text.strip()))]
    title = " ".join(parts)
    return spaces.restore(title) if spaces else title


def parts_bodies(text: str) -> bool:
    """Whether a space of a title stands between two issuing bodies before its subject."""
    gap = _BODY_GAP.search(text) if " " in text else None
    return gap is not None and bool(_SUBJECT.search(text, gap.end()))


def _close(text: str) -> str:
    """No space beside a Chinese character or mark; one space inside Latin words stays."""
    return re.sub(r"(?<![0-9A-Za-z,.]) | (?![0-9A-Za-z])", "", re.sub(r"\s+", " ", text))


@lru_cache(maxsize=16_384)
def title_key(text: str) -> str:
    """The title for comparison: no spaces, one width, no quotes, brackets or title marks."""
    return re.sub(r"[《》\"()]", "", text_key(matched(text)))


def tail_key(text: str) -> str:
    """The key from 关于 or 印发 on: what is left of a title when its issuers, or who speaks, are printed apart."""
    folded = title_key(text)
    if spoken := _SPOKEN.match(folded):
        return folded[spoken.end() :]
    cut = min((i for i in (folded.find("关于"), folded.find("印发")) if i > 0), default=0)
    return folded[cut:]


#: Who speaks, before the occasion: 赵某某在某会议上的讲话.
_SPOKEN = re.compile(rf"[{HAN}]{{2,16}}?(?=(?:在|就).{{2,80}}(?:讲话|致辞|发言|报告|答记者问)$)")


def doc_type(title: str) -> str | None:
    """The type of paper that the title ends in (通知, 意见, 条例, …), else ``None``."""
    bare = re.sub(rf"{_SUFFIX}$", "", matched(title).strip())
    bare = bare[1:-1] if bare[:1] == "《" and bare.find("》") == len(bare) - 1 else bare
    return None if bare.endswith("争议案") else next((t for t in _TYPES if bare.endswith(t)), None)


def is_outer(title: str) -> bool:
    """Whether a title ends in the type of a paper that is issued by itself: 通知, 公告, 决定."""
    return bool(_OUTER.search(title))


def is_complete(title: str) -> bool:
    """Whether a title may end here: in the type of a paper, brackets behind it allowed, with all 《》 closed."""
    return bool(_ANY.search(title)) and title.count("《") == title.count("》")


def issued_key(title: str) -> str:
    """The key of a title that another one names: without its issuers, and without 的, as in 转发…意见的通知."""
    issuers, about, subject = title.partition("关于")
    named = bool(about) and is_organ(issuers.replace(" ", ""))
    return title_key(f"关于{subject}" if named else title).replace("的", "")


def is_suffix(line: str) -> bool:
    """Whether a line is what stands behind a title in brackets: （试行）, （2021—2035年）, and not （2023.12.20）."""
    return bool(_BRACKETED.fullmatch(line)) and whole_date(line) is None


def goes_on(title: str, line: str) -> bool:
    """Whether ``line`` goes on with a title that seems complete: 关于印发某办法 / 的通知; 某办法 / （试行）."""
    if line.startswith(("的", "》", "等", "、", "和", "及")):
        return True
    if is_suffix(line):
        return True
    return bool(_GOES_ON.search(title)) and not is_outer(title) and is_outer(line) and len(line) < 40  # noqa: PLR2004


def issued_title(title: str) -> str | None:
    """X of a title that reads 印发《X》的通知 or 印发X的通知; ``None`` when the title issues nothing."""
    start = title.find("《")
    if start >= 0 and re.search(rf"{_ISSUES}[^《]{{0,12}}$", title[:start]):
        return next(nested(title, start), None)
    if quoted := _QUOTED.search(title):
        return quoted["name"]
    plain = re.search(rf"{_ISSUES}(?P<name>[^《》]{{4,120}}?)的?(?:通知|公告|通告|命令|令|决定|函)$", title)
    name = _FORWARDED.sub("", plain["name"]) if plain else ""
    return name if is_complete(name) else None


#: A title that is named between quotation marks, as in the 1950s: 批转省民政厅“关于优抚工作的报告”.
_QUOTED = re.compile(
    rf"{_ISSUES}[^《》“”]{{0,24}}“(?P<name>[^《》“”]{{4,100}}(?:{'|'.join(_TYPES)}))”(?:的(?:通知|指示|命令))?$"
)


def published_title(sentence: str) -> str | None:
    """X of the sentence of a decree that reads 《X》已经…通过, 现公布《X》 or 兹制定X，公布之; one cited is none.

    Of several texts (《X》等三项标准) none is the one that is published.
    """
    if plain := _PUBLISHED_PLAIN.match(matched(sentence)):
        return sentence[plain.start("name") : plain.end("name")]
    published = _PUBLISHED.search(sentence)
    title = next(nested(sentence, published.end() - 1), None) if published else None
    if not title or sentence.startswith("》等", sentence.find(title) + len(title)):
        return None
    return title if "《" in title else title.replace("〈", "《").replace("〉", "》")  # as it stands by itself


#: How decrees published a text before titles were set in marks.
_PUBLISHED_PLAIN = re.compile(r"[兹茲]?(?:将)?(?:制定|修正|修订)(?P<name>[^《》，。]{4,60})[，,]?(?:明令)?公布之")
#: What stands before the title of the text that a decree publishes.
_PUBLISHED = re.compile(r"(?:^|(?:公布|发布|颁布|制定|批准|通过|修订|将)[了的]?)《")


def nested(text: str, start: int = 0) -> Iterator[str]:
    """The names in 《》 from ``start`` on, outermost only, with 《》 and 〈〉 inside kept."""
    depth, begin = 0, 0
    for at in range(start, len(text)):
        if text[at] == "《":
            begin = at + 1 if depth == 0 else begin
            depth += 1
        elif text[at] == "》" and depth:
            depth -= 1
            if depth == 0:
                yield text[begin:at]
