"""Issuing bodies (发文机关): ids, English names and other names of the same body."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.data import data
from corpus.language.formal import OFFICES, is_editors, is_organ
from corpus.language.pinyin import romanise
from corpus.language.text import without_spaces
from corpus.language.titles import ISSUING
from corpus.language.traditional import matched
from corpus.model import Body

_ENGLISH_ISSUER = re.compile(
    r"^(?:Circular|Notice|Opinions?|Decision|Announcement|Notification|Reply|Order|Measures|Regulations)\s+(?:of|from|by)\s+"
    r"(?:the )?(?P<name>.+?)\s+on\s+",
    re.IGNORECASE,
)
#: The State Council is the same with and without the name of the state.
_STATE = re.compile(r"^中华人民共和国(?=国务院)")
#: A decree is signed by a person in office.
_PERSON = re.compile(rf"(?:代理?)?(?:{OFFICES})")
#: Where one body ends and the next begins in a list: at a place, or at the rank of the body (市教育局、市财政局).
_NEXT_BODY = re.compile(
    r"[ \u3000]+|、(?=[\u4e00-\u9fff]{2,4}(?:省|市|自治区|部|区|县)"
    r"|[省市区县州]|自治区|国家|国务院|全国|中国|中共|中央|海关|最高)"
)
_ISSUERS = re.compile(
    rf"(?!{ISSUING})(?P<names>[^《》]{{2,200}}?)(?:等(?:部门|单位|\d+个部门|[一二三四五六七八九十]+部门))?"
    rf"(?=关于|{ISSUING}|令|公告|通告|任免|任命|任职|免职|(?:19|20)\d\d年)"
)


#: Departments of one place that name it once: 某省农业厅、粮食厅.
_SHARED_PLACE = re.compile(
    r"(?P<first>(?P<place>[\u4e00-\u9fff]{1,8}?[省市区县州])[\u4e00-\u9fff]{2,8}[厅局])"
    r"(?P<others>(?:、(?![\u4e00-\u9fff]{0,6}[省市区县州]|国家|中国)[\u4e00-\u9fff]{1,8}[厅局])+)"
)


@dataclass(frozen=True, slots=True)
class Register:
    """The known bodies by every name."""

    by_name: Mapping[str, Body]
    aliases: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> Body | None:
        """The body by its id, its full name, its English name or another name of it."""
        return self.by_name.get(without_spaces(name).lower())

    @property
    def names(self) -> frozenset[str]:
        """Every name of every known body."""
        return frozenset(name for body in self.by_name.values() for name in self.same_as(body.name))

    def same_as(self, name: str) -> tuple[str, ...]:
        """All names of the body that ``name`` names, itself first; only itself when it is not known."""
        body = self.find(name)
        if body is None:
            return (name,)
        return tuple(dict.fromkeys([name, body.name, *self.aliases.get(body.id, ())]))


def without_city(name: str) -> str:
    """The name as the papers of its own city write it: 市水务局 for 北京市水务局."""
    return name.removeprefix(city())


@cache
def city() -> str:
    """The city whose bodies ``bodies.toml`` names, as it begins their names."""
    return str(data("bodies.toml")["city"])


@cache
def register() -> Register:
    """The bodies of ``bodies.toml``."""
    table = data("bodies.toml")
    by_name: dict[str, Body] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for entry in table["body"]:
        body = Body(romanise(entry["name"]), entry["name"], entry.get("name_en"))
        aliases[body.id] = tuple(entry.get("aliases", ()))
        for name in (body.id, body.name, body.name_en or body.name, *aliases[body.id]):
            by_name[without_spaces(name).lower()] = body
    return Register(by_name, aliases)


def issuing_bodies(signers: Sequence[str], title: str, title_en: str | None) -> tuple[Body, ...]:
    """Who issued a document, in printed order: the signers, or the bodies at the head of the title.

    A person and 本刊编辑部 are none. One that the register does not know gets its English name from the English title
    where it issued alone.
    """
    bodies = [signer for signer in signers if not (_PERSON.match(matched(signer)) or is_editors(signer))]
    names = [name for signer in bodies for name in split_names(signer)] or list(title_issuers(title))
    names = list(dict.fromkeys(without_spaces(name) for name in names))
    english = _ENGLISH_ISSUER.match(title_en) if title_en and len(names) == 1 else None
    return tuple(_body(name, english["name"] if english else None) for name in names)


def _body(name: str, name_en: str | None) -> Body:
    name = _STATE.sub("", name)
    known = register().by_name.get(matched(name))
    if known is not None and known.name == matched(name):
        return known
    return Body(romanise(name), name, name_en)


def split_names(text: str) -> list[str]:
    """Names of bodies that stand on one line with a space or 、 between them; the text itself where it is one name."""
    if match := _SHARED_PLACE.fullmatch(matched(text.strip())):
        return [match["first"], *(match["place"] + piece for piece in match["others"].split("、")[1:])]
    pieces = _NEXT_BODY.split(text.strip())
    return pieces if all(is_organ(matched(piece)) for piece in pieces) else [text.strip()]


def title_issuers(title: str) -> list[str]:
    """The bodies before 关于 or 印发 in a title in its normal form; 等部门 is no name."""
    match = _ISSUERS.match(matched(title))
    names = split_names(title[: match.end("names")]) if match else []
    return names if all(is_organ(matched(name)) for name in names) else []
