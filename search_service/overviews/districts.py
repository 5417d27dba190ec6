"""The districts that a text names: in the city of ``bodies.toml`` by its list, in others by their governments."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from corpus.data import data
from search_service.request.vocabulary import Label

_TABLE = data("bodies.toml")
_NAMES: Mapping[str, str] = _TABLE["districts"]
ALL = "各区"
ZONE: str = _TABLE["zone"]["name"]
#: Each district by its Chinese name; the development zone counts as one, 各区 stands for every district.
DISTRICTS: Mapping[str, Label] = {
    **{f"{zh}区": Label(f"{zh}区", f"{en} District") for zh, en in _NAMES.items()},
    ZONE: Label(ZONE, _TABLE["zone"]["name_en"]),
    ALL: Label("各区（每个区）", "every district"),
}
_ONE = "|".join(_NAMES)
#: 东城、西城区 and 东城区、西城区 and 通州、大兴等5个区; but not 朝阳公园, 大兴机场.
_RUN = re.compile(f"(?:(?:{_ONE})区?[、和及与,，]?)+(?:等[0-9一二三四五六七八九十]*个?)?区?")
_ZONE = re.compile("|".join((ZONE, *_TABLE["zone"]["aliases"])))
#: Every district; but not 各区域, 各县城, 各旗舰店, whose word for a district is the beginning of another.
_EVERY = re.compile("各(?:区(?![域间段块位])|县(?!城)|旗(?![舰下帜])|市(?=[、（(区县]))")
#: A government that leads or takes part: 东山区政府. 各区 and 相关区 name none.
_GOVERNMENT = re.compile("(?P<seat>(?![各相有])[\u4e00-\u9fff]{1,6}[区县旗])政府")
_HOME = f"{_TABLE['city']}市"


def seats_of(departments: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The districts of each city, from pairs of the city and the normal name of a department of its plans."""
    found: dict[str, set[str]] = defaultdict(set)
    for city, name in departments:
        if government := _GOVERNMENT.fullmatch(name):
            found[city].add(government["seat"])
    return {city: frozenset(names) for city, names in found.items()}


def districts_of(text: str, city: str = _HOME, known: Collection[str] = ()) -> tuple[str, ...]:
    """The districts of ``city`` that a text names, in the order of :data:`DISTRICTS`; ``known`` are those of a city."""
    if city not in ("", _HOME):
        named = sorted(name for name in known if name in text)
        return (*named, ALL) if _EVERY.search(text) else tuple(named)
    found = {
        f"{name}区"
        for run in _RUN.findall(text)
        if run.rstrip("、和及与,，").endswith("区")
        for name in re.findall(_ONE, run)
    }
    found |= {ZONE} if _ZONE.search(text) else set()
    found |= {ALL} if _EVERY.search(text) else set()
    return tuple(name for name in DISTRICTS if name in found)
