"""The place at the beginning of a name, with its level: 北京市朝阳区, 各区, 市, 广西壮族自治区."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.data import data
from search_service.english.data import table
from search_service.english.words import place_name

#: What stands for several places of a level.
_SEVERAL = {"各": "of every {}", "相关": "of the {}s concerned", "有关": "of the {}s concerned"}
#: Words that end like a place and are none.
_NO_NAMES = frozenset("城都上股超集夜门楼本全各社园地校灾辖街景小矿牧林山库站战军特新联")
_NO_ENDS = (
    "开发",
    "示范",
    "试验",
    "保税",
    "度假",
    "自治",
    "卫戍",
    "警备",
    "保护",
    "名胜",
    "高新",
    "园",
    "新",
    "技术",
    "华北",
    "华东",
    "华南",
    "华中",
    "东北",
    "西北",
    "西南",
    "中南",
)
_NO_STARTS = re.compile("市场|市政设施|市容|市[南北中]区|区域|区块|镇江|州级|乡村|县域")
_NOUNS = {"省": "province", "市": "city", "区": "district", "县": "county", "镇": "town", "乡": "township"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place as an adjective (``Chaoyang District``), what is said after the organ, and the rest of the name."""

    adjective: str
    after: str
    rest: str


@dataclass(frozen=True, slots=True)
class _Level:
    """One place of a chain: its name, empty in 市 alone, its level, and what is said where several are meant."""

    name: str
    level: str
    several: str
    rest: str


def place_of(text: str) -> Place:
    """The place that a name begins with; all of the text is the rest where it begins with none."""
    found: list[_Level] = []
    rest = text
    while (one := _one(rest)) and not is_field(rest):
        found.append(one)
        rest = one.rest
    several = next((one.several for one in found if one.several), "")
    named = [one for one in found if one.name]
    if several:
        return Place("", f" {several}", rest)
    if not found and not is_field(rest):
        return _of_province(rest)
    inner = named[-1] if named else found[-1] if found else None
    outer = f", {named[-2].name}" if len(named) > 1 else ""
    return Place(_adjective(inner) if inner else "", outer, rest)


def whole_place(text: str) -> str | None:
    """A text that is a place and nothing else: 张家口市 -> Zhangjiakou City."""
    place = place_of(f"{text}\n")
    if place.rest != "\n" or not place.adjective:
        return None
    noun = re.sub("Municipal$", "City", re.sub("Provincial$", "Province", place.adjective))
    return f"{noun}{place.after}"


def is_field(text: str) -> bool:
    """Whether a name is an organ of one known field of work, so that nothing in it is a place: 城市管理委员会."""
    known = table("names", "fields"), table("names", "whole")
    return text in known[1] or any(
        text.endswith(ending) and any(text.removesuffix(ending) in words for words in known)
        for ending in table("names", "organs")
    )


def _of_province(text: str) -> Place:
    """北京海关: a province without its level."""
    province = next((name for name in _provinces() if text.startswith(name) and text != name), "")
    return Place(place_name(province) if province else "", "", text.removeprefix(province))


def _one(text: str) -> _Level | None:
    """One place at the beginning of a text that goes on after it."""
    levels = table("names", "levels")
    for word, phrase in _SEVERAL.items():
        level = next((one for one in levels if text.startswith(word + one)), "")
        if level and len(text) > len(word + level):
            noun = _NOUNS.get(level, levels[level].lower())
            return _Level("", level, phrase.format(noun), text[len(word + level) :])
    level = next((one for one in levels if text.startswith(one)), "")
    if level and len(text) > len(level) and not _NO_STARTS.match(text):
        return _Level("", level, "", text[len(level) :])
    return _named(text)


def _named(text: str) -> _Level | None:
    match = _level().match(text)
    if match is None or match.end() == len(text) or match["name"] in _NO_NAMES or match["name"].endswith(_NO_ENDS):
        return None
    if match["name"] in table("names", "fields") or match.group() in table("names", "whole"):
        return None
    return _Level(_name(match["name"]), match["level"], "", text[match.end() :])


def _name(name: str) -> str:
    """A name with the peoples in it: 广西壮族 -> Guangxi Zhuang."""
    peoples = table("names", "peoples")
    found: list[str] = []
    while name not in table("names", "places") and (people := _people(name)):
        found.insert(0, peoples[people])
        name = name.removesuffix(people)
    province = next((one for one in _provinces() if name.startswith(one) and name != one), "")
    name = name.removeprefix(province)
    return " ".join([*([place_name(name)] if name else []), *found])


def _people(name: str) -> str | None:
    return next((one for one in sorted(table("names", "peoples"), key=len, reverse=True) if name.endswith(one)), None)


def _adjective(one: _Level) -> str:
    return f"{one.name} {table('names', 'levels')[one.level]}".strip()


@cache
def _level() -> re.Pattern[str]:
    levels = "|".join(sorted((one for one in table("names", "levels") if one != "州"), key=len, reverse=True))
    return re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,9}}?)(?P<level>{levels})")


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(place["name"] for place in data("places.toml")["place"])
