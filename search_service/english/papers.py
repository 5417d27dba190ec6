"""Types of papers and sections of the contents in English."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.language.formal import is_organ
from corpus.language.numbers import find_numbers
from corpus.language.pinyin import romanise_name
from search_service.english.data import table
from search_service.english.names import english_name
from search_service.english.words import in_words

_JOINT = re.compile(r"(?P<bodies>.+?)联合(?:发文|文件)")
#: Papers that a section has of one body, or of several.
_OF_BODIES = {"文件": "Documents", "令": "Decrees", "公告": "Announcements", "通告": "Public Notices"}


@lru_cache(maxsize=1024)
def english_type(doc_type: str) -> str:
    """A type of document: 通知 -> Circular."""
    return table("papers", "types").get(doc_type) or in_words(doc_type)


@lru_cache(maxsize=1024)
def english_section(category: str) -> str:
    """A section of the contents that is printed in Chinese only: 市政府文件 -> Documents of the Municipal …."""
    bare = category.strip("【】〔〕[] ")
    if known := table("papers", "sections").get("".join(bare.split())):
        return known
    if joint := _JOINT.fullmatch(bare):
        return f"Documents Jointly Issued by {_joined(_names(joint['bodies']))}"
    for ending, papers in _OF_BODIES.items():
        if bare.endswith(ending) and all(map(_is_body, names := _names(bare.removesuffix(ending)))):
            return f"{papers} of {_joined(names)}"
    return in_words(bare)


def _names(text: str) -> list[str]:
    return re.split(r"[\s、]+", text.strip())


def _is_body(name: str) -> bool:
    """Whether a name is that of an organ, or of a committee of the party by its short name (市委)."""
    return is_organ(name) or name.endswith("委")


def _joined(names: Sequence[str]) -> str:
    return " and ".join(f"the {english_name(name).text}" for name in names)


def english_number(number: str) -> str:
    """A document number in Latin letters, as contents print it: 京政办发〔2024〕4号 -> Jingzhengbanfa [2024] No. 4.

    That of a decree or an announcement names who gave it.
    """
    found = next(iter(find_numbers(number)), None)
    if found is None:
        return romanise_name(number)
    prefix, year = found.number.prefix, f" [{found.number.year}]" if found.number.year else ""
    serial = f"{year} No. {found.number.serial}"
    for ending, paper in _NUMBERED.items():
        if body := prefix.removesuffix(ending) if prefix.endswith(ending) else "":
            return f"{paper}{serial} of the {english_name(body).text}"
    return f"{found.number.letters.capitalize()}{serial}".strip()


#: Papers whose numbers begin with the name of who gave them.
_NUMBERED = {"令": "Decree", "公告": "Announcement"}


def english_periodical(title: str) -> str:
    """The title of a gazette: 上海市人民政府公报 -> Gazette of the Shanghai Municipal People's Government."""
    body = title.removesuffix("公报")
    return f"Gazette of the {english_name(body).text}" if body != title else in_words(title)
