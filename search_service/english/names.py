"""Names of bodies and departments in English: as a gazette prints them, else a rendering by rules, marked as ours."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.language.bodies import register
from corpus.language.text import without_spaces
from corpus.printed.departments import normal_name
from search_service.english.data import table
from search_service.english.places import Place, place_of, whole_place
from search_service.english.words import in_words

_ASIDE = re.compile(r"[(（](?P<including>含?)(?P<inner>[^()（）]*)[)）]?")
#: Names stand in a list, or one directly after the other.
_BETWEEN = re.compile(r"[、，,；;]|(?<=[委局办厅])(?=[市各])")
_OTHERS = re.compile(r"等(?:相关|有关|行业主管)?(?P<what>部门|单位|部们?|区政府)$")
_PARTY = re.compile(
    r"(?:中共|中国共产党)?(?P<place>[\u4e00-\u9fff]{0,12}?[省市区县州])委(?:员会(?!办公室))?(?P<rest>[\u4e00-\u9fff]*)"
)
_BRANCH = re.compile(r"(?P<whole>.+(?:局|行|公司))(?P<where>.{0,9}?)(?:分局|分行|分公司|支行)")
_SPACES = re.compile(r"\s+")
#: Stands before the names of national organs, which have their English name without it.
_NATIONAL = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class EnglishName:
    """An English name; ``stated`` where a gazette prints it, otherwise it is a rendering of ours."""

    text: str
    stated: bool = False


@lru_cache(maxsize=65_536)
def english_name(name: str) -> EnglishName:
    """The English name of a body or a department, by any of its names; a list of names with 、 stays a list."""
    bare = without_spaces(name)
    if bare.isascii():
        return EnglishName(" ".join(name.split()), stated=True)
    if stated := _stated(bare):
        return EnglishName(stated, stated=True)
    return EnglishName(_with_asides(bare))


def _stated(name: str) -> str | None:
    body = register().by_name.get(name)
    return body.name_en if body and body.name == name else None


def _with_asides(name: str) -> str:
    """A name with what its brackets say, each rendered by itself."""
    pieces = []
    at = 0
    for aside in _ASIDE.finditer(name):
        words = "including " if aside["including"] else ""
        pieces += [_listed(name[at : aside.start()]), f"({words}{_listed(aside['inner'])})"]
        at = aside.end()
    return " ".join(piece for piece in (*pieces, _listed(name[at:].strip("()（）"))) if piece)


def _listed(text: str) -> str:
    return ", ".join(_one(piece) for piece in _BETWEEN.split(text) if piece)


def _one(name: str) -> str:
    name = name.removeprefix(_NATIONAL) or name
    if known := _stated(name) or table("names", "whole").get(name) or whole_place(name):
        return known
    if others := _OTHERS.search(name):
        what = "district governments" if others["what"] == "区政府" else "departments"
        return f"{_one(name[: others.start()])} and other {what}"
    if branch := _BRANCH.fullmatch(name):
        where = whole_place(branch["where"]) or in_words(branch["where"])
        return _tidied(f"{where.removesuffix(' City')} Branch of the {_one(branch['whole'])}")
    return _party(name) or _below(name) or _government(name if "政府" in name else normal_name(name))


def _party(name: str) -> str | None:
    """A committee of the Party and its organs: 市委宣传部."""
    match = _PARTY.fullmatch(name)
    if match is None:
        return None
    place = place_of(f"{match['place']}委")
    committee = f"CPC {place.adjective} Committee{place.after}"
    if not match["rest"]:
        return committee
    organs = table("names", "party")
    ending = next((one for one in sorted(organs, key=len, reverse=True) if match["rest"].endswith(one)), None)
    if ending is None:
        return None
    field = in_words(match["rest"].removesuffix(ending))
    return _tidied(organs[ending].format(committee=f"the {committee}", field=field))


def _below(name: str) -> str | None:
    """An organ of a place that belongs to a national one: 国网北京市电力公司."""
    above = next(
        (one for one in table("names", "whole") if name.startswith(one) and place_of(name[len(one) :]).adjective), ""
    )
    return f"{table('names', 'whole')[above]} {_one(name[len(above) :])}" if above else None


def _government(name: str) -> str:
    place = place_of(name)
    if known := table("names", "whole").get(place.rest):
        return _tidied(f"{place.adjective} {known}{place.after}")
    if not place.adjective and not place.after and name.startswith("各") and len(name) > 1:
        return f"every {_one(name[1:])}"
    field, ending = _organ(place.rest)
    template = table("names", "organs").get(ending, "{place} {field}")
    if ending == "部" and (place.adjective or place.after or field not in table("names", "fields")):
        template = "{place} {field} Department"
    return _filled(template, place, field)


def _organ(text: str) -> tuple[str, str]:
    """The field of work and the ending of a name: the whole name, else the longest known field, else any."""
    endings = [one for one in _endings() if text.endswith(one)]
    known = [one for one in endings if any(text.removesuffix(one) in table("names", of) for of in ("fields", "whole"))]
    ending = text if text in endings else next(iter([*known[::-1], *endings]), "")
    return text.removesuffix(ending), ending


def _filled(template: str, place: Place, field: str) -> str:
    """The template with its words; a field that it does not name stands before, a place before the field."""
    words = in_words(field)
    if "{field}" not in template and field:
        template = f"{{field}} {template}"
    if "{place}" not in template and place.adjective:
        words = f"{place.adjective} {words.removeprefix('the ')}"
    return _tidied(template.format(place=place.adjective, field=words) + place.after)


def _tidied(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(table("names", "organs"), key=len, reverse=True))
