"""What a document says of others and of itself: repeals, implements, cites; and when it takes effect."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.language.numbers import find_numbers, parse_number
from corpus.language.numerals import DATE, find_date
from corpus.language.titles import title_key
from corpus.language.traditional import matched
from corpus.model import Clause, Relation, RelationKind, Source

#: Where a text says when it takes effect: 本办法自2023年6月1日起施行.
_EFFECT = re.compile(
    r"(?:(?:现予|予以)(?:公布|发布)[，,]|本(?:文|文件|通知|《[^》]{1,40}》|[\u4e00-\u9fff]{2,6})(?:[（(][^（）()]*[)）])?[，,]?)"
    rf"自(?P<when>(?:印发|发布|公布|下发|颁布|签发)之日|{DATE})起(?:正式)?(?:施行|实施|执行|生效|试行|实行)"
)
#: What stands between a title and 废止 when the title is repealed.
_REPEAL = re.compile(
    r"^(?:[^。；《》]{0,24}?)(?:(?:、|和|以及|及|，|,)?[^。；《》]{0,12}《[^。；]{1,400}》(?:[（(][^（）()]{0,80}[)）])?){0,12}"
    r"[^。；《》]{0,24}?(?:同时|一并|即行|相应|自[^。；]{1,20})?(?:予以)?废止"
)
#: A decision that repeals names the texts in a list under this sentence.
_REPEALS_LIST = re.compile(
    r"(?:下列|以下)[^。；《》]{0,30}(?:废止|宣布失效)[:：]?$|"
    r"(?:决定|予以)?(?:废止|宣布失效)(?:下列|以下|如下|的?[^。；]{0,30}(?:如下|目录|名单))[^。；]{0,40}[:：]?$"
)
#: A text that is repealed by name without title marks: 2016年印发的某市某办法（杭政办函〔2016〕7号）同时废止.
_UNQUOTED = re.compile(
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:印发|发布|公布|下发|制定|颁布|施行)的|原)(?P<title>[\u4e00-\u9fff〔〕（）()“”—\d]{4,80}?)"
    r"(?:[（(](?P<number>[^（）()]{4,40}号)[)）])?(?:同时|一并|即行|相应)?(?:予以)?废止"
)
_IMPLEMENT = re.compile(
    r"(?:贯彻|落实|执行|根据|依据|按照|依照)(?:(?!发布|公布|印发|颁布|制定|修改|，现)[^。；]){0,40}$"
)
#: What a name in 《》 must end in to be the title of a document.
_TITLE_END = re.compile(
    r"(?:法典|法|条例|规定|办法|细则|规则|规程|规范|意见|通知|通告|公告|决定|决议|命令|批复|方案|预案|守则|准则|章程|大纲|计划|规划|纲要|标准|目录|清单|指南|要点|措施|协议|"
    r"指引|导则|限值|要求|公约|协定|解释|制度|手册|职责分工)(?:[（(][^（）()]{1,30}[)）])?$"
)
#: A short name that is given, to a title or to the text itself.
_SHORT_NAME = re.compile(r"简称[“\"]?《([^《》]{2,30})》")
_LONGEST_TITLE = 120
_LONGEST_SENTENCE = 600


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
    listed = False
    for clause in clauses:
        listed = _goes_on_with_list(clause, listed=listed)
        for reference in (*_references(clause), *_row(clause, listed=listed), *_item(clause, listed=listed)):
            if listed and reference.at <= _LIST_START:
                reference = replace(reference, kind=RelationKind.REPEALS)  # noqa: PLW2901 - it stands in a list of these
            key = aliases.get(title_key(reference.title)) or (title_key(reference.title), reference.number)
            if reference.kind is not RelationKind.REPEALS and _is_own(key[0], own):
                continue
            if _TITLE_END.fullmatch(key[0]):
                continue  # a short name that is given nowhere
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


#: A title that heads an item of a list stands so near its beginning.
_LIST_START = 24


#: What a decision does to a text that it does not repeal.
_AMENDS = re.compile(r"修改|修订|修正")


def _goes_on_with_list(clause: Clause, *, listed: bool) -> bool:
    """Whether what follows, or this clause, stands in the list of a decision that repeals."""
    if _REPEALS_LIST.search(clause.text.rstrip("：: ")):
        return True
    said = "".join([*(step.title or "" for step in clause.path), _HISTORY.sub("", clause.text)])
    amends = _AMENDS.search(re.sub("《[^》]*》", "", said)) and not _ITEM.fullmatch(clause.text)
    listed = listed or _is_in_repealed(clause)
    kept = any(_KEPT.search(step.title or "") for step in clause.path)
    named = "《" in clause.text[:_LIST_START] or _ITEM.fullmatch(clause.text) or _PUBLISHED.fullmatch(clause.text)
    return listed and clause.label is not None and bool(named) and not amends and not kept


#: An item of a list of repealed texts without title marks: 关于疏浚内河的通知（2001年3月2日，某政发〔2001〕2号）.
_ITEM = re.compile(r"(?P<title>[^《》。；，]{4,100}?)[（(](?P<number>[^（）()]{4,60}?号)[)）][。；;]?")
#: A title without title marks, and the bracket behind it that says when and by whom it was published.
_PUBLISHED = re.compile(r"(?P<title>[^《》。；，]{4,100}?)[（(][^（）()]{0,12}\d{4}年[^（）()]{2,160}[)）][。；;]?")
_HISTORY = re.compile(r"[（(][^（）()]*\d{4}年[^（）()]*[)）]")


def _is_in_repealed(clause: Clause) -> bool:
    """Whether a clause stands in an annex of repealed texts: 国务院决定废止的行政法规."""
    return any(_REPEALED_TITLE.search(step.title or "") for step in clause.path)


_REPEALED_TITLE = re.compile(
    r"(?<!修改和)(?<!修改、)(?:废止|失效)的[^。]{0,16}(?:法规|规章|文件|目录|清单)(?:[（(][^（）()]{0,20}[)）])?$"
)
#: What a heading says of texts that are not repealed.
_KEPT = re.compile(r"修改|修订|修正|保留|继续有效")


def _item(clause: Clause, *, listed: bool) -> Iterator[_Reference]:
    """The text that an item of a list of repealed ones names without title marks."""
    if not listed or clause.cells is not None:
        return
    match = _ITEM.fullmatch(clause.text)
    number = _number_in(match["number"]) if match else None
    match = match if number else _PUBLISHED.fullmatch(clause.text)
    if match and (number or _TITLE_END.search(match["title"])):
        yield _Reference(RelationKind.REPEALS, match["title"], number, 0, None)


#: What the table of a decision that repeals is called; its columns of titles and of numbers; what it leaves in force.
_REPEALED_TABLE = re.compile(r"(?:废止|失效)[^。]{0,30}(?:目录|清单|名单|一览表)(?:[（(][^（）()]{0,20}[)）])?$")
_TITLES, _NUMBERS = re.compile(r"名称|标题|题名|题目|文件名?$"), re.compile(r"文号|字号")
_IN_FORCE = re.compile(r"(?:予以|拟)?(?:修改|修订|保留|继续有效|有效)")


def _row(clause: Clause, *, listed: bool) -> Iterator[_Reference]:
    """The text that a row of a table of repealed ones names: without title marks, its number in a column of its own."""
    cells = clause.cells or ()
    if not cells or not (listed or any(_REPEALED_TABLE.search(step.title or "") for step in clause.path)):
        return
    named = next((cell.value for cell in cells if _TITLES.search(cell.header)), "")
    title = named.strip().removeprefix("《").removesuffix("》")
    if title not in clause.text or not _TITLE_END.search(title) or any(_IN_FORCE.fullmatch(c.value) for c in cells):
        return
    numbered = next((cell.value for cell in cells if _NUMBERS.search(cell.header)), "")
    number = parse_number(numbered)
    at = clause.text.index(title)
    yield _Reference(RelationKind.REPEALS, title, number.text if number else None, at, None)


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
    text = matched(clause.text)
    opening = clause.task is None and (not clause.path or clause.label == "第一条")
    for start, end in _titles(text) if "《" in text else ():
        title, after = text[start + 1 : end], text[end + 1 : end + 80]
        number, alias, rest = _brackets(after)
        if not number and (not _TITLE_END.search(title) or text[max(0, start - 1) : start] == "本"):
            continue
        implements = opening and _IMPLEMENT.search(_sentence_before(text, start))
        kind = RelationKind.IMPLEMENTS if implements else RelationKind.CITES
        repealed = "废止" in text[end:] and _REPEAL.match(rest + text[end + 81 : end + _LONGEST_SENTENCE])
        printed = clause.text[start + 1 : end]
        yield _Reference(RelationKind.REPEALS if repealed else kind, printed, number, start, alias)
    if "废止" in text:
        yield from _unquoted(text)


def _unquoted(text: str) -> Iterator[_Reference]:
    """Documents that are repealed by name, without title marks."""
    for match in _UNQUOTED.finditer(text):
        found = find_numbers(match["number"], strict=True) if match["number"] else ()
        number = found[0].number.text if found else None
        if number or _TITLE_END.search(match["title"]):
            yield _Reference(RelationKind.REPEALS, match["title"], number, match.start("title"), None)
    for match in _BY_NUMBER.finditer(text):
        printed = match["number"] if "公告" in match["number"] else _GIVEN_BY.sub("", match["number"])
        number = parsed.text if (parsed := parse_number(printed)) else printed
        yield _Reference(RelationKind.REPEALS, printed, number, match.end("number") - len(printed), None)


#: The organ that gave a number, before it: 省财政厅江价费〔1998〕45号.
_GIVEN_BY = re.compile(r"^[\u4e00-\u9fff]*(?:[厅局委部院]|政府|办公室|委员会)(?=[\u4e00-\u9fff]{2,8}[〔\[])")
#: A text that is repealed by its number alone: 海关总署公告2016年第12号同时废止.
_BY_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fff（(])(?:原)?(?P<number>[\u4e00-\u9fff]{2,16}(?:公告(?:19|20)\d\d年第\d{1,4}|[〔\[](?:19|20)\d\d[〕\]]第?\d{1,4})号)"
    r"(?:文件?|通知)?(?:同时|一并|即行|相应)?(?:予以)?废止"
)


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
    number = _number_in(match[1])
    alias = re.search(r"(?:以下简称|以下称|下称|简称)[“\"]?《?([^《》”\"]+)", match[1])
    return number, alias[1] if alias else None, text[match.end() :] if number or alias else text


#: What may stand before the number in the bracket behind a title: the day of the text.
_BEFORE_NUMBER = re.compile(rf"(?:{DATE})?(?:印发|发布|公布)?[\s，,、]*")


def _number_in(text: str) -> str | None:
    """The number that the bracket behind a title begins with, behind the day of the text or not."""
    bare = text[match.end() :] if (match := _BEFORE_NUMBER.match(text)) else text
    found = find_numbers(bare, strict=True)
    if found and found[0].start == 0:
        return found[0].number.text
    announced = parse_number(bare)
    return announced.text if announced and announced.announced else None


def _line(clause: Clause, at: int) -> Source:
    """The printed line where offset ``at`` of the clause's text stands."""
    line = next((r.line for r in clause.runs if r.start <= at < r.end), clause.source.line_start)
    return Source(clause.source.file, line, line)


def effective_date(clauses: Iterable[Clause], signed: date | None) -> date | None:
    """The day that the document itself says it takes effect; 自印发之日起 is the day of signature."""
    for clause in clauses:
        match = _EFFECT.search(matched(clause.text)) if "自" in clause.text else None
        if match:
            return signed if match["when"].endswith("之日") else find_date(match["when"])
    return None
