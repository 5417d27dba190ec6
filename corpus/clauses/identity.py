"""The ids of documents: from the number; without one from the position in the issue, or from the name of the file."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from corpus.language.numbers import find_numbers
from corpus.language.pinyin import romanise
from corpus.model import Document, Issue, TocEntry

#: The suffix that says nothing: every other one tells two files of one name apart.
_PLAIN = ".txt"
#: So many digits of a hash tell names apart that come to the same in ASCII.
_DIGITS = 8


@dataclass(slots=True)
class GivenIds:
    """Gives each id once."""

    _given: Counter[str] = field(default_factory=Counter)

    def give(self, name: str) -> str:
        """The name, from the second time on with a suffix: after a folder's ``_`` one that no file name comes to."""
        self._given[name] += 1
        count = self._given[name]
        return name if count == 1 else self.give(f"{name}{'__' if '_' in name else '-'}{count}")


@dataclass(slots=True)
class Identities:
    """Gives every document of one file its id: ASCII, safe in an address, each once."""

    file: str
    issue: Issue | None
    _ids: GivenIds = field(default_factory=GivenIds)

    def give(self, entry: TocEntry | None, number: str | None) -> str:
        """The id of the document that a contents announces as ``entry``, or that has ``number``."""
        return self._ids.give(self._name(entry, number))

    def _name(self, entry: TocEntry | None, number: str | None) -> str:
        """From the romanised number of the contents, from the number, or from the position in the issue or the file."""
        for printed in (entry.number_en if entry else None, number):
            if printed and (found := find_numbers(printed, strict=True)):
                return found[0].number.key
        if self.issue and entry:
            return f"{self.issue.id}-d{entry.position}"
        return file_id(self.file)


def renamed(document: Document, name: str, issue: str | None) -> Document:
    """The document and its clauses under another id, and in an issue of that id."""
    parts = tuple(
        replace(part, clauses=tuple(replace(c, id=f"{name}/{c.eid}", document=name) for c in part.clauses))
        for part in document.parts
    )
    return replace(document, id=name, issue=issue, parts=parts)


def file_id(file: str) -> str:
    """The id that a file gives to a document without a number, from its path under the corpus folder.

    Files of different folders differ: ``2019/t1.txt`` is ``2019_t1``. What ASCII cannot say of a path, a hash does.

    >>> file_id("t1.txt"), file_id("2019/t1.txt"), file_id("2019/t1.html")
    ('t1', '2019_t1', '2019_t1_c997c7ff')
    """
    path = PurePosixPath(file)
    names = [*path.parts[:-1], path.name.rsplit(".", 1)[0]]
    ids = [_ascii(name) for name in names]
    if len(ids) == 1:
        return ids[0] or "document"
    exact = ids == names and path.suffix == _PLAIN
    digest = hashlib.sha256(file.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
    return "_".join(filter(None, [*ids, *([] if exact else [digest])]))


def _ascii(name: str) -> str:
    return "-".join(filter(None, (romanise(piece) for piece in name.replace("_", "-").split("-"))))
