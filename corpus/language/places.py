"""Provinces and municipalities, by what papers and ids call them: data of ``places.toml``."""

import re
from collections.abc import Iterable

from corpus.data import data

_TABLE = data("places.toml")
#: The names of provinces and municipalities without 省 and 市.
NAMES: tuple[str, ...] = tuple(place["name"] for place in _TABLE["place"])
#: Their English names.
ENGLISH: dict[str, tuple[str, ...]] = {place["name"]: tuple(place["en"]) for place in _TABLE["place"]}
#: The characters with which the prefix of a document number begins: 京政发, 国发.
ABBREVIATIONS = frozenset(char for place in [*_TABLE["place"], _TABLE["other"]] for char in place["short"])
#: The code of ISO 3166-2 by the first piece of an issue's id.
CODES: dict[str, str] = {place["prefix"]: place["code"] for place in _TABLE["place"] if "prefix" in place}
_HAN = "[\u4e00-\u9fff]"
_DISTRICT = "(?:自治县|[市区县旗])(?=人民政府)"
_SEAT = re.compile(
    rf"(?:中共)?(?P<seat>{_HAN}{{2,7}}?(?:省|自治区|市|自治州|州|盟|地区)(?:{_HAN}{{1,6}}?{_DISTRICT})?|{_HAN}{{1,7}}?{_DISTRICT})"
)


def seat_of(bodies: Iterable[str]) -> str:
    """The place whose bodies these are, by its full name: 北京市, 某市某区; empty where none of them names one."""
    return next((found["seat"] for name in bodies if (found := _SEAT.match(name))), "")
