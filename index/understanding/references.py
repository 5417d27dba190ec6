"""What a query names instead of describing: document numbers, articles, issues, dates, cells of tasks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bodies import register
from corpus.numbers import romanise
from corpus.numerals import numeral
from index.analysis import stems
from index.knowledge.lexicon import Lexicon, Name
from index.language.folding import fold

_NUMERAL = "〇零一二三四五六七八九十百两0-9"
_ARTICLE = re.compile(rf"第\s*([{_NUMERAL}]{{1,6}})\s*条")
_ARTICLE_EN = re.compile(r"\bart(?:icle|\.)\s*(\d{1,3})\b(?:\s+of)?", re.IGNORECASE)
_ISSUE = re.compile(rf"(?:((?:19|20)\d\d)\s*年?\s*)?第\s*([{_NUMERAL}]{{1,4}})\s*期")
_ISSUE_EN = re.compile(
    r"\b(?:((?:19|20)\d\d)[\s,]+)?(?:issue|gazette)\s+(?:no\.?\s*)?(\d{1,3})\b(?:,?\s+((?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR_AND_ISSUE = re.compile(r"\b((?:19|20)\d\d),?\s+no\.?\s*(\d{1,3})\b", re.IGNORECASE)
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})(?:\s*(?:月|[-/.])\s*(?:(\d{1,2})\s*日?)?)(?![\d底])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE_EN = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:(?P<after>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"([\u4e00-\u9fff]{2,8})\s*第?\s*(\d{1,5})\s*号")
_PARTIAL_EN = re.compile(r"(?<![A-Za-z])((?:[A-Za-z]+\s){0,7}[A-Za-z]+)\.?\s*(\d{1,5})\b")
_VALIDITY = re.compile(
    r"(?:还|是否|现在|目前)?(?:有效|失效|作废|废止|生效)(?:了吗|了没有|吗|没有|性)?"
    r"|\b(?:still |is it |been )*(?:valid|in force|in effect|effective|repeal(?:ed|s)?|abolished|superseded)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"(?:\d{1,2}\s*月|[一二三四五六七八九十]{1,2}月|年|季度)底前|长期实施|全年")
_LEAD = re.compile(r"牵头|主责|\blead(?:s|ing)?\b(?:\s+(?:department|agency|body|unit))?", re.IGNORECASE)
#: Share of the letters in pairs that a name must have of what stands before an article.
_NAMED = 0.6


@dataclass(frozen=True, slots=True)
class References:
    """What was named.

    ``text`` is the query without it; ``numbers`` are keys of document numbers, ``articles`` and ``issue`` clauses by
    their place, ``dates`` beginnings of ISO dates, ``leads`` names of lead departments.

    ``articles`` and ``issue`` are ``None`` where none was named, empty where none is here.
    """

    text: str
    numbers: tuple[str, ...] = ()
    articles: tuple[int, ...] | None = None
    issue: frozenset[int] | None = None
    dates: tuple[str, ...] = ()
    validity: bool = False
    leads: frozenset[str] = frozenset()
    deadline: str = ""

    @property
    def named(self) -> bool:
        """Whether clauses were named, so that others are no answer."""
        return bool(self.numbers or self.articles is not None or self.issue is not None)


def read_references(text: str, numbers: tuple[str, ...], lexicon: Lexicon) -> References:
    """Take what a query names out of its text; ``numbers`` are the whole document numbers in it, by key."""
    rest = fold(text).text if not text.isascii() else text
    articles, rest = _articles(rest, lexicon)
    issue, rest = _issue(rest, lexicon)
    dates, rest = _dates(rest)
    if not numbers:
        numbers, rest = _partial(rest, lexicon)
    validity = bool(numbers and _VALIDITY.search(rest))
    rest = _VALIDITY.sub(" ", rest) if validity else rest
    leads = _leads(rest) if _LEAD.search(rest) else frozenset()
    deadline = match[0].replace(" ", "") if (match := _DEADLINE.search(rest)) else ""
    return References(rest.strip(), numbers, articles, issue, dates, validity, leads, deadline)


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _articles(text: str, lexicon: Lexicon) -> tuple[tuple[int, ...] | None, str]:
    """第十三条 or Article 13 with the name of a document beside it."""
    match = _ARTICLE.search(text) or _ARTICLE_EN.search(text)
    number = numeral(match[1]) if match else None
    if match is None or number is None:
        return None, text
    rest = _cut(text, match)
    names = _best_named(rest, lexicon)
    if not names:
        return None, text
    found = [
        place for name in names for place in name.clauses if _article_number(lexicon.contents.labels[place]) == number
    ]
    return tuple(found), rest


def _article_number(label: str) -> int | None:
    match = _ARTICLE.fullmatch(label)
    return numeral(match[1]) if match else None


def _best_named(text: str, lexicon: Lexicon) -> list[Name]:
    """The documents that have the most of a text in their titles, if that is most of the text."""
    shares = [(max(share_named(text, name), 0.0), name) for name in lexicon.contents.names]
    best = max((share for share, _ in shares), default=0.0)
    return [name for share, name in shares if share == best] if best >= _NAMED else []


def share_named(text: str, name: Name) -> float:
    """The share of a text's pairs of characters, or English stems, that the titles of a document hold."""
    if text.isascii():
        asked = {*stems(text)}
        return len(asked & {*name.stems}) / len(asked) if asked else 0.0
    bare = re.sub(r"[\W_]|的", "", text)
    asked = {bare[at : at + 2] for at in range(len(bare) - 1)}
    titles = re.sub(r"[\W_]|的", "", fold("".join((name.title, *name.parts))).text)
    return sum(pair in titles for pair in asked) / len(asked) if asked else 0.0


def _issue(text: str, lexicon: Lexicon) -> tuple[frozenset[int] | None, str]:
    """第14期, 2024年第14期, issue 14, 2024 No. 14."""
    match = _ISSUE.search(text) or _ISSUE_EN.search(text) or _YEAR_AND_ISSUE.search(text)
    number = numeral(match[2]) if match else None
    if match is None or number is None:
        return None, text
    year = match[1] or (match[3] if match.re is _ISSUE_EN else None)
    found = frozenset(
        place
        for place, entry in enumerate(lexicon.contents.entries)
        for issue in entry.keywords.get("issue", ())
        if issue.endswith(f"-{number}") and (not year or f"-{year}-" in issue)
    )
    return found, re.sub(r"北京市人民政府公报|政府公报|公报|\bgazette\b", " ", _cut(text, match), flags=re.IGNORECASE)


def _dates(text: str) -> tuple[tuple[str, ...], str]:
    found = []
    for match in _DATE.finditer(text):
        day = f"-{int(match[3]):02}" if match[3] else ""
        found.append(f"{match[1]}-{int(match[2]):02}{day}")
    for match in _DATE_EN.finditer(text):
        day_text = match["day"] or match["after"]
        day = f"-{int(day_text):02}" if day_text else ""
        found.append(f"{match['year']}-{_MONTHS.index(match['month'].lower()[:3]) + 1:02}{day}")
    rest = _DATE_EN.sub(" ", _DATE.sub(" ", text))
    return tuple(dict.fromkeys(found)), rest


def _partial(text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Numbers without a year: 京政办发4号, Jing Zheng Fa 3; all that the corpus knows with this prefix and serial."""
    known = lexicon.numbers
    for match, prefix in _partial_matches(text):
        found = tuple(key for key in known if _is_partial(key, prefix, int(match[2])))
        if found:
            return found, _cut(text, match)
    return (), text


def _is_partial(key: str, before: str, serial: int) -> bool:
    """Whether a key has this serial, and its prefix is what stands last before it."""
    prefix, _, number = key.rsplit("-", 2)
    return int(number) == serial and before.endswith(prefix)


def _partial_matches(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _PARTIAL.finditer(text):
        yield match, romanise(match[1])
    for match in _PARTIAL_EN.finditer(text):
        yield match, "".join(match[1].split()).lower().removesuffix("no")


def _leads(text: str) -> frozenset[str]:
    """Every name of the bodies that the text names."""
    names = {alias for body in register().by_name.values() for alias in register().same_as(body.name)}
    met = {name for name in names if not name.isascii() and name.removeprefix("北京") in text}
    return frozenset(
        other.removeprefix("北京") for name in met for other in register().same_as(name) if not other.isascii()
    )
