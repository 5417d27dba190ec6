"""Files of a generation that are damaged in every way: a check finds each, and none is answered from."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

import index
from corpus.errors import OperatorError
from reliability.archive import Archive, in_child
from search_service.library import Library
from search_service.search import search

#: What is asked of what is left; the one notice by which the two generations differ is among the answers.
_ASKED = ({"q": ["巡查"], "per_page": ["50"]}, {"q": ["通知"], "facets": ["year,body,kind"]})


@dataclass(frozen=True, slots=True)
class Damages:
    """How many ``files`` were damaged how often, how often a whole generation answered, and what went ``wrong``."""

    files: int
    tried: int
    answered: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.files} files, {self.tried:,} damages; {self.answered:,} × the generation before answered"


def damages(folder: Path, engine: str, flips: int) -> Damages:
    """Damage each file of the serving generation, with one bit flipped at so many places, and ask after each."""
    archive = Archive.make(folder, engine)
    archive.turn()
    in_child(archive.rebuild)
    report = folder / "report"
    # In a process of its own, since the one that counts opens no index.
    code = in_child(lambda: report.write_bytes(msgspec.json.encode(_damaged(archive, flips))))
    if code:
        return Damages(0, 0, 0, ("the service or the check breaks",))
    return msgspec.json.decode(report.read_bytes(), type=Damages)


def _damaged(archive: Archive, flips: int) -> Damages:
    serving = (archive.index_folder / "current").read_text().strip()
    generation = archive.index_folder / "generations" / serving
    # What goes on in place of a damaged generation is the one before.
    whole = generation.rename(generation.with_name(f"{serving}.aside"))
    before = _answers(archive)
    whole.rename(generation)
    assert before is not None
    assert _answers(archive) not in (None, before)
    files = [path for path in sorted(generation.rglob("*")) if path.is_file() and path.name[0] != "."]
    tried, answered, wrong = 0, 0, []
    for path in files:
        content = path.read_bytes()
        for how, damaged in changes(content, flips):
            tried += 1
            path.unlink(missing_ok=True)
            if damaged is not None:
                path.write_bytes(damaged)
            found = list(_faults(archive, before))
            wrong += [f"{path.name} {how}: {fault}" for fault in found]
            answered += not found
        path.write_bytes(content)
    return Damages(len(files), tried, answered, tuple(wrong))


def changes(content: bytes, flips: int) -> Iterator[tuple[str, bytes | None]]:
    """A file removed, emptied, halved, extended, and with one bit flipped at some places."""
    yield "removed", None
    yield "extended", content + b"\0"
    if not content:
        return
    yield "emptied", b""
    yield "halved", content[: len(content) // 2]
    chance = random.Random(len(content))  # noqa: S311 - places, no secrets
    for at in chance.sample(range(len(content)), min(flips, len(content))):
        bit = 1 << chance.randrange(8)
        yield f"flipped at {at}", content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]


def _faults(archive: Archive, before: bytes) -> Iterator[str]:
    try:
        if not any(one.serious for one in index.check(archive.corpus, archive.url)):
            yield "not found"
        answers = _answers(archive)
    except Exception as error:  # noqa: BLE001 - whatever it is, it should not be
        yield f"{type(error).__name__}: {error}"
        return
    if answers is None:
        yield "nothing answers"
    elif answers != before:
        yield "a wrong answer"


def _answers(archive: Archive) -> bytes | None:
    """What a service that is started now answers; nothing where it is 503."""
    library = Library(archive.url)
    try:
        found = [search(library, given) for given in _ASKED]
        return repr([(one.count, one.results, one.facets) for one in found]).encode()
    except OperatorError:
        return None
    finally:
        if library._current:  # noqa: SLF001 - a service never closes what it has open
            library._current.close()  # noqa: SLF001
