"""What a document says of others and of itself: repeals, implements, cites; and when it takes effect."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import Clause, Relation, RelationKind, Source
from corpus.numbers import find_numbers
from corpus.numerals import find_date
from corpus.titles import title_key

_EFFECT = re.compile(
    r"(?:(?:现予|予以)(?:公布|发布)[，,]|本(?:文|文件|意见|办法|规定|决定|通知|通告|公告|细则|方案|条例|规则|规程|计划|规划|标准|措施|要点|指南|公约|章程|《[^》]{1,40}》)(?:[（(][^（）()]*[)）])?)"
    r"自(?P<when>印发之日|发布之日|公布之日|下发之日|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|执行|生效|试行)"
)
_REPEAL = re.compile(r"^[^。；]{0,20}?(?:同时|一并|即行|自[^。；]{1,16})?(?:予以)?废止")
_IMPLEMENT = re.compile(r"(?:贯彻|落实|执行|根据|依据|按照|依照)[^。；]{0,40}$")
#: What a name in 《》 must end in to be the title of a document.
_TITLE_END = re.compile(
    r"(?:法典|法|条例|规定|办法|细则|规则|规程|规范|意见|通知|通告|公告|决定|决议|命令|批复|方案|计划|规划|纲要|标准|目录|清单|指南|要点|措施|协议|"
    r"指引|导则|限值|要求|公约|协定|解释|制度|手册|职责分工)(?:[（(][^（）()]{1,30}[)）])?$"
)
#: A short name that is given, to a title or to the text itself.
_SHORT_NAME = re.compile(r"简称[“\"]?《([^《》]{2,30})》")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class _Reference:
    """A title of a document in a clause: ``at`` is its offset, ``alias`` the short name that is given to it."""

    kind: RelationKind
    title: str
    number: str | None
    at: int
    alias: str | None


def relations(clauses: Sequence[Clause], own_titles: Iterable[str]) -> tuple[Relation, ...]:
    """The relations of a document in printed order, each once. ``document`` is not resolved here.

    A document says in its opening what it implements; what it names later on it cites. A short name (以下简称《通知》)
    stands for the title that it was given to. The document's own titles are no relations.
    """
    own = [title_key(t) for t in own_titles]
    found: dict[tuple[str, str | None], Relation] = {}
    aliases: dict[str, tuple[str, str | None]] = {}
    own += [title_key(name) for c in clauses if "简称" in c.text for name in _SHORT_NAME.findall(c.text)]
    for clause in clauses:
        for reference in _references(clause):
            key = aliases.get(title_key(reference.title)) or (title_key(reference.title), reference.number)
            if _is_own(key[0], own):
                continue
            if reference.alias:
                aliases[title_key(reference.alias)] = key
            known = found.get(key)
            if known is None:
                found[key] = Relation(
                    reference.kind, reference.title, reference.number, None, _line(clause, reference.at)
                )
            elif known.kind is RelationKind.CITES and reference.kind is not RelationKind.CITES:
                found[key] = replace(known, kind=reference.kind)
    return tuple(found.values())


def _is_own(key: str, own: Sequence[str]) -> bool:
    """Whether a title is one of the document's own, a word more or less."""
    return any(key == o or _within(key, o) or _within(o, key) for o in own)


def _within(short: str, long: str) -> bool:
    """Whether ``long`` is ``short`` with one word put in."""
    if not len(short) < len(long) <= len(short) + 2:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def _references(clause: Clause) -> Iterator[_Reference]:
    """The titles of documents in a clause. A name that is no title of a document is passed over."""
    text = clause.text
    opening = clause.task is None and (not clause.path or clause.label == "第一条")
    for start, end in _titles(text) if "《" in text else ():
        title, after = text[start + 1 : end], text[end + 1 : end + 80]
        number, alias, rest = _brackets(after)
        if not number and (not _TITLE_END.search(title) or text[max(0, start - 1) : start] == "本"):
            continue
        implements = opening and _IMPLEMENT.search(_sentence_before(text, start))
        kind = RelationKind.IMPLEMENTS if implements else RelationKind.CITES
        yield _Reference(RelationKind.REPEALS if _REPEAL.match(rest) else kind, title, number, start, alias)


def _sentence_before(text: str, start: int) -> str:
    """The sentence up to ``start``, without titles and brackets: what governs a list of titles stands before them."""
    sentence = re.split("[。；]", text[max(0, start - 400) : start])[-1]
    return re.sub(r"《.*》|[（(][^（）()]*[)）]|[、和及]", "", sentence)


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Outermost 《…》 as offsets of the marks; a 《 that never closes is passed over."""
    start = text.find("《")
    while start >= 0:
        depth = 0
        end = -1
        for at in range(start, min(len(text), start + _LONGEST_TITLE)):
            depth += (text[at] == "《") - (text[at] == "》")
            if depth == 0:
                end = at
                break
        if end > 0:
            yield start, end
        start = text.find("《", end + 1 if end > 0 else start + 1)


def _brackets(text: str) -> tuple[str | None, str | None, str]:
    """Number and short name in the brackets right behind a title, and what follows them."""
    match = re.match(r"\s*[（(]([^（）()]{3,80})[)）]", text)
    if not match:
        return None, None, text
    found = find_numbers(match[1], strict=True)
    number = found[0].number.text if found and found[0].start == 0 else None
    alias = re.search(r"(?:以下简称|以下称|下称|简称)[“\"]?《?([^《》”\"]+)", match[1])
    return number, alias[1] if alias else None, text[match.end() :] if number or alias else text


def _line(clause: Clause, at: int) -> Source:
    """The printed line where offset ``at`` of the clause's text stands."""
    line = next((r.line for r in clause.runs if r.start <= at < r.end), clause.source.line_start)
    return Source(clause.source.file, line, line)


def effective_date(clauses: Iterable[Clause], signed: date | None) -> date | None:
    """The day that the document itself says it takes effect; 自印发之日起 is the day of signature."""
    for clause in clauses:
        match = _EFFECT.search(clause.text) if "自" in clause.text else None
        if match:
            return signed if match["when"].endswith("之日") else find_date(match["when"])
    return None
