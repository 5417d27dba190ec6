"""The districts of Beijing, and which of them a text names."""

import re
from collections.abc import Mapping

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


def districts_of(text: str) -> tuple[str, ...]:
    """The districts that a text names, in the order of :data:`DISTRICTS`."""
    found = {
        f"{name}区"
        for run in _RUN.findall(text)
        if run.rstrip("、和及与,，").endswith("区")
        for name in re.findall(_ONE, run)
    }
    found |= {ZONE} if _ZONE.search(text) else set()
    found |= {ALL} if ALL in text else set()
    return tuple(name for name in DISTRICTS if name in found)
