"""The districts that a text names: those of Beijing by a list, those of other cities by their governments."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from search_service.request.vocabulary import Label

_NAMES = {
    "东城": "Dongcheng", "西城": "Xicheng", "朝阳": "Chaoyang", "海淀": "Haidian", "丰台": "Fengtai",
    "石景山": "Shijingshan", "门头沟": "Mentougou", "房山": "Fangshan", "通州": "Tongzhou", "顺义": "Shunyi",
    "大兴": "Daxing", "昌平": "Changping", "平谷": "Pinggu", "怀柔": "Huairou", "密云": "Miyun", "延庆": "Yanqing",
}  # fmt: skip
ALL = "各区"
ZONE = "北京经济技术开发区"
#: Each district by its Chinese name; the development zone counts as one, 各区 stands for every district.
DISTRICTS: Mapping[str, Label] = {
    **{f"{zh}区": Label(f"{zh}区", f"{en} District") for zh, en in _NAMES.items()},
    ZONE: Label(ZONE, "Beijing Economic-Technological Development Area"),
    ALL: Label("各区（每个区）", "every district"),
}
_ONE = "|".join(_NAMES)
#: 东城、西城区 and 东城区、西城区 and 通州、大兴等5个区; but not 朝阳公园, 大兴机场.
_RUN = re.compile(f"(?:(?:{_ONE})区?[、和及与,，]?)+(?:等[0-9一二三四五六七八九十]*个?)?区?")
_ZONE = re.compile("北京经济技术开发区|北京经开区|经开区")
_EVERY = re.compile("各(?:[区县旗]|市(?=[、（(区县]))")
#: A government that leads or takes part: 东山区政府. 各区 and 相关区 name none.
_GOVERNMENT = re.compile("(?P<seat>(?![各相有])[\u4e00-\u9fff]{1,6}[区县旗])政府")
_HOME = "北京市"


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
