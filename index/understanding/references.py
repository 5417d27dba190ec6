"""What a query names instead of describing: document numbers, articles, issues, dates, cells of tasks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language.bodies import register, without_city
from corpus.language.numbers import romanise_prefix
from corpus.language.numerals import numeral
from corpus.language.text import character_pairs
from corpus.language.titles import doc_type
from index.analysis import stems
from index.engines import Filter
from index.knowledge.knowledge import Knowledge
from index.language.folding import fold
from index.language.numerals import ARTICLE, NUMERAL_CHARACTERS, article_of
from index.understanding.dictionary import meaning_keys
from index.understanding.names import plain_name

_ARTICLE_EN = re.compile(r"\bart(?:icle|\.)\s*(\d{1,4})\b(?:\s+of)?", re.IGNORECASE)
_BARE_ARTICLE = re.compile(rf"(?<![第{NUMERAL_CHARACTERS}])([{NUMERAL_CHARACTERS}]{{1,8}})\s*条(?![款例规约件])")
_ISSUE = re.compile(rf"(?:((?:19|20)\d\d)\s*年?\s*)?第\s*([{NUMERAL_CHARACTERS}]{{1,4}})\s*期")
_ISSUE_EN = re.compile(
    r"\b(?:((?:19|20)\d\d)[\s,]+)?(?:issue|gazette)\s+(?:no\.?\s*)?(\d{1,3})\b(?:,?\s+((?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR_AND_ISSUE = re.compile(r"\b((?:19|20)\d\d),?\s+no\.?\s*(\d{1,3})\b", re.IGNORECASE)
_GAZETTE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:人民)?政府公报|公报|\bgazette\b", re.IGNORECASE)
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})(?:\s*(?:月|[-/.])\s*(?:(\d{1,2})\s*日?)?)(?![\d底])")
_DATE_ZH = re.compile(
    r"([一二][〇○零一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,3})\s*月(?:\s*([一二三四五六七八九十]{1,3})\s*日)?(?!底)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE_EN = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:(?P<after>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"([\u4e00-\u9fff]{2,8}?)\s*第?\s*(\d{1,5})\s*号")
_PARTIAL_EN = re.compile(r"(?<![A-Za-z])((?:[A-Za-z]+\s){0,7}[A-Za-z]+)\.?\s*(\d{1,5})\b")
_VALIDITY = re.compile(
    r"(?:还|是否|现在|目前)?(?:有效|失效|作废|废止|生效)(?:了吗|了没有|吗|没有|性)?"
    r"|\b(?:still |is it |been )*(?:valid|in force|in effect|effective|repeal(?:ed|s)?|abolished|superseded)\b",
    re.IGNORECASE,
)
_PAPER_EN = re.compile(
    r"\b(?:measures?|regulations?|rules?|laws?|provisions?|notices?|decisions?|plans?|programmes?|opinions?)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"(?:\d{1,2}\s*月|[一二三四五六七八九十]{1,2}月|年|季度)底前|长期实施|全年")
_LEAD = re.compile(r"牵头|主责|\blead(?:s|ing)?\b(?:\s+(?:department|agency|body|unit))?", re.IGNORECASE)
_LAW_EN = re.compile(
    r"(?:\bthe\s+)?\b(?P<name>(?:[a-z'\u2019-]+\s+){0,8}(?:law|code|constitution))\b"
    r"(?:\s+of\s+(?:the\s+)?(?:(?:people['\u2019]s\s+republic\s+of\s+)?china|prc)\b)?",
    re.IGNORECASE,
)
#: Share of the pairs of characters, or stems, before an article that a title must have.
_NAMED = 0.6
#: Characters before an article in which a name is looked for, and of the end of a name at least.
_BEFORE, _SHORTEST_END = 60, 4


@dataclass(frozen=True, slots=True)
class References:
    """What was named; ``text`` is the query without it.

    ``numbers`` are keys of document numbers, ``documents`` ids of those whose ``article`` (a key) was named or, without
    one, of which it was asked whether they are in force,
    ``issues`` ids, ``dates`` beginnings of ISO dates, ``leads`` names of lead departments. ``documents`` and ``issues``
    are ``None`` where none was named, empty where none is here.
    """

    text: str
    numbers: tuple[str, ...] = ()
    documents: tuple[str, ...] | None = None
    article: str = ""
    issues: tuple[str, ...] | None = None
    dates: tuple[str, ...] = ()
    validity: bool = False
    leads: frozenset[str] = frozenset()
    deadline: str = ""

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What passes these is the article that was named, or what a document has that was named without one."""
        documents = () if self.documents is None else (Filter("document", self.documents),)
        return (*documents, Filter("article", (self.article,))) if self.article else documents

    @property
    def named(self) -> bool:
        """Whether clauses were named outright, so that no others are an answer."""
        return bool(self.numbers or self.documents is not None or self.issues is not None)


def read_references(text: str, numbers: tuple[str, ...], known: Knowledge) -> References:
    """Take what a query names out of its text; ``numbers`` are the whole document numbers in it, by key."""
    rest = fold(text).text if not text.isascii() else text
    documents, article, rest = _articles(rest, known)
    issues, rest = _issues(rest, known)
    dates, rest = _dates(rest)
    if not numbers:
        numbers, rest = _partial(rest, known)
    if not numbers and documents is None:
        numbers, documents, rest = _asked_about(rest, known)
    validity = bool((numbers or (documents and not article)) and _VALIDITY.search(rest))
    rest = _VALIDITY.sub(" ", rest) if validity else rest
    leads, rest = _leads(rest) if _LEAD.search(rest) else (frozenset[str](), rest)
    deadline = match[0].replace(" ", "") if (match := _DEADLINE.search(rest)) else ""
    return References(rest.strip(), numbers, documents, article, issues, dates, validity, leads, deadline)


def _asked_about(text: str, known: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...] | None, str]:
    """The one document that a question whether it is in force names, by its number or its id, and the question."""
    question = _VALIDITY.search(text)
    found = named_in(text, known) if question else ()
    if question is None or len(found) != 1:
        return (), None, text
    document = known.values.documents[found[0]]
    numbers = document.keywords.get("number", ())[:1]
    return numbers, None if numbers else (document.id,), question[0]


def named_in(text: str, known: Knowledge) -> tuple[int, ...]:
    """The documents that a text names; beside a question whether one is in force a part of the name is enough.

    Such a part says what kind of paper it is: 合同有效吗 names none.
    """
    rest = _VALIDITY.sub(" ", text)
    name = plain_name(rest)
    whole = known.lexicon.data.aliases.get(name, ())
    if whole or rest == text or not (_PAPER_EN.search(rest) if rest.isascii() else doc_type(name)):
        return whole
    ending = known.lexicon.ending(name) if len(name) >= _SHORTEST_END else ()
    return ending or known.titles.having(_asked(rest), _NAMED)


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"


def _articles(text: str, known: Knowledge) -> tuple[tuple[str, ...] | None, str, str]:
    """第十三条 or Article 13 with the name of a document beside it: the documents, the article, and what is left."""
    for pattern in (ARTICLE, _ARTICLE_EN, _BARE_ARTICLE):
        match = pattern.search(text)
        key = article_of(match) if match else None
        if match is None or key is None:
            continue
        found = _law_in_english(text, match, known) if pattern is _ARTICLE_EN else None
        found = found or _named_before(text, match, known)
        if found is None and pattern is not _BARE_ARTICLE:
            found = _named_around(text, match, known)
        if found:
            numbers, rest = found
            return tuple(known.values.documents[number].id for number in numbers), key, rest
    return None, "", text


def _named_before(text: str, match: re.Match[str], known: Knowledge) -> tuple[tuple[int, ...], str] | None:
    """The documents of the longest name that stands before an article, the nearest of several; or that ends so."""
    start, aliases = max(match.start() - _BEFORE, 0), known.lexicon.data.aliases
    kept = [at for at in range(start, match.start()) if plain_name(text[at])]
    name = "".join(text[at] for at in kept)
    size = len(name)
    spans = [(high - low, high, low) for high in range(size, 0, -1) for low in range(high) if name[low:high] in aliases]
    if spans:
        _, high, low = max(spans)
        return aliases[name[low:high]], _cut(text, kept[low], match.end())
    found = known.lexicon.ending(name) if size >= _SHORTEST_END else ()
    return (found, _cut(text, start, match.end())) if found else None


def _law_in_english(text: str, match: re.Match[str], known: Knowledge) -> tuple[tuple[int, ...], str] | None:
    """The documents of the law that an English article is of, and what is left."""
    around = _cut(text, match.start(), match.end())
    law = _LAW_EN.search(around)
    words = law["name"].split() if law else []
    for at in range(len(words)):
        for name in _in_chinese(words[at:], known):
            if law and (found := known.lexicon.data.aliases.get(name)):
                return found, _cut(around, law.start(), law.end())
    return None


def _in_chinese(words: Sequence[str], known: Knowledge) -> Iterator[str]:
    """What a law may be called: Criminal Law is 刑法 by the dictionaries, and Patent Law is 专利 with 法."""
    *subject, kind = words
    glosses = known.lexicon.data.glosses
    for key in meaning_keys(" ".join(words)):
        yield from glosses.get(key, ())
    for key in meaning_keys(" ".join(subject)) if kind.lower() == "law" else ():
        yield from (f"{term}法" for term in glosses.get(key, ()))


def _named_around(text: str, match: re.Match[str], known: Knowledge) -> tuple[tuple[int, ...], str] | None:
    """The documents whose title has most of what stands around an article."""
    found = known.titles.having(_asked(_cut(text, match.start(), match.end())), _NAMED)
    return (found, "") if found else None


def _asked(text: str) -> tuple[str, ...]:
    """The pairs of characters, or the stems, of what should be a name."""
    if text.isascii():
        return tuple(dict.fromkeys(stems(text)))
    bare = re.sub(r"[\W_]|的", "", text)
    return tuple(dict.fromkeys(character_pairs(bare)))


def _issues(text: str, known: Knowledge) -> tuple[tuple[str, ...] | None, str]:
    """第14期, 2024年第14期, issue 14, 2024 No. 14."""
    match = _ISSUE.search(text) or _ISSUE_EN.search(text) or _YEAR_AND_ISSUE.search(text)
    number = numeral(match[2]) if match else None
    if match is None or number is None:
        return None, text
    year = match[1] or (match[3] if match.re is _ISSUE_EN else None)
    found = tuple(
        issue for issue in known.issues if issue.endswith(f"-{number}") and (not year or f"-{year}-" in issue)
    )
    return found, _GAZETTE.sub(" ", _cut(text, match.start(), match.end()))


def _dates(text: str) -> tuple[tuple[str, ...], str]:
    found = []
    for match in _DATE_ZH.finditer(text):
        year, *others = (numeral(part) for part in match.groups() if part)
        found.append("-".join((str(year), *(f"{one:02}" for one in others))))
    text = _DATE_ZH.sub(" ", text)
    for match in _DATE.finditer(text):
        day = f"-{int(match[3]):02}" if match[3] else ""
        found.append(f"{match[1]}-{int(match[2]):02}{day}")
    for match in _DATE_EN.finditer(text):
        day_text = match["day"] or match["after"]
        day = f"-{int(day_text):02}" if day_text else ""
        found.append(f"{match['year']}-{_MONTHS.index(match['month'].lower()[:3]) + 1:02}{day}")
    rest = _DATE_EN.sub(" ", _DATE.sub(" ", text))
    return tuple(dict.fromkeys(found)), rest


def _partial(text: str, known: Knowledge) -> tuple[tuple[str, ...], str]:
    """Numbers without a year: 京政办发4号, Jing Zheng Fa 3; all that the corpus knows with this prefix and serial."""
    for match, prefix in _partial_matches(text):
        keys = known.lexicon.numbers.get(int(match[2]), ())
        found = tuple(key for key in keys if prefix.endswith(key.rsplit("-", 2)[0]))
        if found:
            return found, _cut(text, match.start(), match.end())
    return (), text


def _partial_matches(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _PARTIAL.finditer(text):
        yield match, romanise_prefix(match[1])
    for match in _PARTIAL_EN.finditer(text):
        yield match, "".join(match[1].split()).lower().removesuffix("no")


def _leads(text: str) -> tuple[frozenset[str], str]:
    """Every name of the bodies that the text names, and the text without them."""
    short = {name: without_city(name) for name in register().names if not name.isascii()}
    met = [name for name in short if short[name] in text]
    found = frozenset(without_city(other) for name in met for other in register().same_as(name) if not other.isascii())
    if not found:
        return found, text
    for name in sorted((short[one] for one in met), key=len, reverse=True):
        text = text.replace(name, " ")
    return found, _LEAD.sub(" ", text)
