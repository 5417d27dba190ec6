"""Departments in the cells of a table: separate names, their share in a task, and one normal name for each.

Names stand one after the other with 、 ，； or a space between them; a name that a print broke over lines is closed up.
A bracket belongs to the name before it: ``各区政府 (含北京经济技术开发区管委会)``. A unit whose own name holds a 、 is
known from data.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.data import data
from corpus.language.bodies import register
from corpus.language.text import without_spaces
from corpus.printed.cells import CellText, is_none
from corpus.printed.columns import ASSISTING, LEAD

_LONGEST_NAME = 36
_NAME_END = re.compile(
    r"(?:[委局办府厅会院队区部署处校司团行站所馆园]|公司|中心|单位|集团|部门|党工委|各区|相关区|开发区|机关|学校|医院|银行|总队|[)）])$"
)
_TOKEN = re.compile(r"(?P<mark>[、，,；;。])|(?P<space>\s+)|(?P<name>(?:[（(][^（）()]*[)）]|[^、，,；;。\s])+)")
#: What goes on with the name before a space.
_REST = re.compile(r"[（(]|等|(?:人民)?政府|管委会")
#: Two names with 和 between them: 各区政府和市有关部门. 人力资源和社会保障局 is one.
_AND = re.compile(r"(?<=[委局办府厅会院区部])(?:和|及|以及|会同)(?=[市省县区各国有相])")
#: Names that a print set one after the other without a mark: 市水务局市财政局.
_GLUED = re.compile(
    r"(?<=[委局办厅府会])(?=市[\u4e00-\u9fff]{2,12}?(?:委|局|办)|各区(?:人民)?政府|相关区(?:人民)?政府)"
)
#: What the name of a department begins with, where another stands before it.
_NAME_START = re.compile(
    r"(?:[市省县区各]|自治[区州县]|国家|国务院|国网|中国|相关|有关|(?:(?![各市])[\u4e00-\u9fff]){2,4}[区县州](?:人民)?政府)"
)
#: (含北京经济技术开发区管委会): who takes part beside the name before it.
_ASIDE = re.compile(r"[（(]含?([^（）()]+)[）)]")
#: The same where it is sure: with 各区 in it a bracket holds the name of another cell that the print ran into it.
_BESIDE = re.compile(r"[（(]含?(?:(?!各[区县市])[^（）()])+[）)]")
_DISTRICTS = re.compile(r"(?:各|相关)区(?:人民)?政府")
#: Words of a cell that say which share the names have: before them, behind them, behind one of them.
_SHARES = (
    ("lead", LEAD),
    ("assisting", ASSISTING),
    ("responsible", r"主责|责任|主办|承办|负责|落实"),
)
_SHARE = "|".join(words for _, words in _SHARES)
_BEFORE = re.compile(rf"({_SHARE})(?:单位|部门)?[:：]")
_BEHIND = re.compile(
    rf"(?:按(?:照)?(?:各自)?职责(?:分工)?)?({_SHARE})(?:负责|实施|落实)?$|[（(]({_SHARE})(?:单位|部门)?[)）]$"
)
_COLUMNS = ("lead", "responsible", "assisting")


@dataclass(frozen=True, slots=True)
class Departments:
    """The departments of a task by their share in it, in printed order."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    assisting: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def is_department_name(token: str) -> bool:
    """Whether a token may be the name of a department."""
    return len(token) <= _LONGEST_NAME and bool(_NAME_END.search(token))


def ends_between_names(before: str, after: str) -> bool:
    """Whether one name ends and another begins between two texts, of which one stands below the other in a cell."""
    return bool(_NAME_END.search(before) and _NAME_START.match(after))


def departments(lead: CellText, responsible: CellText, assisting: CellText) -> Departments:
    """The departments in the cells of one row; ``——`` means none.

    Words such as 牵头 and 配合 beside a name in a cell say more than the head of its column.
    """
    shares: dict[str, list[str]] = {column: [] for column in _COLUMNS}
    for column, names in zip(_COLUMNS, _in_cells([lead, responsible, assisting]), strict=True):
        for share, name in _shared(names, column):
            shares[share].append(name)
    return Departments(*(tuple(shares[column]) for column in _COLUMNS))


def _in_cells(cells: Sequence[CellText]) -> Iterator[list[str]]:
    """The names of each cell; a bracket shifted into the next cell belongs to the districts before it."""
    found: list[list[str]] = []
    for cell in cells:
        names = [*_names(cell.spaced)]
        before = found[-1] if found else []
        if names and before and (aside := _ASIDE.match(names[0])) and _DISTRICTS.fullmatch(before[-1]):
            before[-1] += aside.group()
            names = [*filter(None, [names[0][aside.end() :]]), *names[1:]]
        found.append(_owned(names))
    yield from found


@lru_cache(maxsize=8192)
def _names(printed: str) -> tuple[str, ...]:
    """The names of a cell in printed order."""
    names: list[str] = []
    is_new = True
    for token in _TOKEN.finditer(printed):
        name = "".join(token.group().split())
        if token.lastgroup != "name":
            is_new = is_new or (token.lastgroup == "mark" and not _is_open(names))
        elif not is_none(name):
            if names and (name.startswith("等") or _is_open(names) or (not is_new and _goes_on(names[-1], name))):
                names[-1] += name
            else:
                names.append(name)
            is_new = False
    return tuple(_with_units([part for name in names for whole in _AND.split(name) for part in _GLUED.split(whole)]))


def _goes_on(before: str, name: str) -> bool:
    """Whether a name is the rest of the one before it, from which only a space parts it."""
    return bool(_REST.match(name)) or not _NAME_END.search(before)


def _is_open(names: Sequence[str]) -> bool:
    """Whether the last name has a bracket that was not closed."""
    return bool(names) and sum(names[-1].count(c) for c in "(（") > sum(names[-1].count(c) for c in ")）")


def _with_units(names: list[str]) -> list[str]:
    """The names, those that are one unit joined: 市科委、中关村管委会."""
    found: list[str] = []
    at = 0
    while at < len(names):
        count = next((n for n in _unit_sizes() if "、".join(names[at : at + n]) in _units()), 1)
        found.append("、".join(names[at : at + count]))
        at += count
    return found


def _owned(names: list[str]) -> list[str]:
    """A bracket before all names was printed under the districts; where they were lost it names who takes part."""
    aside = _ASIDE.match(names[0]) if names else None
    if not aside:
        return names
    rest = [*filter(None, [names[0][aside.end() :]]), *names[1:]]
    if any(name.endswith(aside.group()) for name in rest):
        return rest
    if owner := next((at for at, name in enumerate(rest, 1) if _DISTRICTS.fullmatch(name)), 0):
        return [*rest[: owner - 1], rest[owner - 1] + aside.group(), *rest[owner:]]
    return [aside[1], *rest]


def _shared(names: Sequence[str], column: str) -> Iterator[tuple[str, str]]:
    """Each name with its share: that of the word before or behind it, else that of the column."""
    share, waiting = column, 0
    found: list[tuple[str, str]] = []
    for printed in names:
        if before := _BEFORE.match(printed):
            share, waiting = _share_of(before[1]), len(found)
        name = printed[before.end() :] if before else printed
        behind = _BEHIND.search(name)
        if behind:
            name = name[: behind.start()]
        found += [(share, name)] if name else []
        if behind and behind[1]:
            found[waiting:] = [(_share_of(behind[1]), each) for _, each in found[waiting:]]
            waiting = len(found)
        elif behind and found:
            found[-1] = (_share_of(behind[2]), found[-1][1])
    yield from found


def _share_of(word: str) -> str:
    return next(share for share, words in _SHARES if word in words.split("|"))


_PLACE = "省市区县州盟旗"
_OFFICE = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{0,9}}?[{_PLACE}]|)(?P<office>[\u4e00-\u9fff]{{1,16}}?)(?P<ending>委员会|委|局|厅|办公室|办)"
)
_ENDINGS = {"委": "委员会", "办": "办公室"}
#: 市财政局等部门 names one department and speaks of others; behind a department the words for them may be misread.
_AND_OTHERS = re.compile(r"等(?:[\u4e00-\u9fff]{0,6}(?:部门|单位))?$|(?<=[委局办厅府院])等[\u4e00-\u9fff]{1,9}$")
#: The government of a district, with the word for it said twice, and with that of its city. Where the lines of a narrow
#: cell were read in another order, words of 各区政府(含北京经济技术开发区管委会) stand behind it: 各区政府技术.
_GOVERNMENT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?[省市])?(?P<seat>[\u4e00-\u9fff]{1,6}?[区县旗]|[各相关有]{1,2}[区县旗])[区县旗]?(?:人民)?政府"
    r"(?:(?:高新)?技术|经济|产业|开发区?|管委会?|委(?:员会)?)*"
)


@lru_cache(maxsize=16_384)
def normal_name(name: str, place: str = "") -> str:
    """The one name of a department: 市城市管理委, 市城管委 and 北京市城市管理委员会 are one in ``place`` 北京市.

    ``place`` is the full name of the city or the province whose department it is. A name that follows no rule and
    stands in no list is its own normal name.
    """
    bare = _AND_OTHERS.sub("", _BESIDE.sub("", without_spaces(name)))
    if government := _GOVERNMENT.fullmatch(bare):
        return f"{government['seat']}政府"
    if known := _known(bare, place):
        return known
    found = _OFFICE.fullmatch(bare)
    if not found or (not found["place"] and found["office"] in _PLACE):
        return bare
    above, office, ending = found.groups()
    full = f"{place if place and above == place[-1] else above}{_offices().get(office, office)}"
    full += _ENDINGS.get(ending, ending)
    return _known(full, place) or full


def name_parts(name: str) -> tuple[str, str, str] | None:
    """The place, the office and the ending of a normal name: 某江市, 水务, 局; none where it is built otherwise."""
    found = _OFFICE.fullmatch(name)
    return (found["place"], found["office"], found["ending"]) if found else None


def _known(name: str, place: str) -> str | None:
    """The full name of a body in the register; a name without its city is known only of ``place``."""
    body = register().by_name.get(name.lower())
    return (
        body.name
        if body and (body.name == name or (place and body.name.removeprefix("中共").startswith(place)))
        else None
    )


@cache
def _offices() -> Mapping[str, str]:
    """The full words for what a department is in charge of, by each short form."""
    offices = data("departments.toml")["offices"]
    return {short: full for full, all_short in offices.items() for short in all_short}


@cache
def _units() -> frozenset[str]:
    """The names of bodies that hold a 、."""
    return frozenset(name for name in register().by_name if "、" in name)


@cache
def _unit_sizes() -> tuple[int, ...]:
    """Of how many parts such names are, the longest first."""
    return tuple(sorted({name.count("、") + 1 for name in _units()}, reverse=True))
