"""A small archive of notices that grows and shrinks by one, and what an index of it must hold."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import index
from corpus.errors import GongbaoError
from index.engines import ENGINES, open_space

_NOTICE = (
    "关于加强{title}的通知\n\n京政办发〔2021〕{serial}号\n\n各区：\n\n一、每日巡查{title}。\n\n二、建立台账。\n\n"
    "某局\n\n2021年2月23日\n"
)
_TITLES = ("绿化", "供水", "供热", "排水", "消防", "河道保洁", "道路清扫", "燃气安全")


@dataclass(frozen=True, slots=True)
class Archive:
    """A corpus folder and the address of its index."""

    corpus: Path
    url: str

    @classmethod
    def make(cls, folder: Path, engine: str) -> "Archive":
        """An archive with all notices but the last, and its index."""
        archive = cls(folder / "corpus", f"{engine}:{folder / 'index'}")
        archive.corpus.mkdir(parents=True)
        # Once for all processes that are started from here.
        index.warm()
        import_module(ENGINES[engine])
        for serial in range(len(_TITLES) - 1):
            archive.write(serial)
        in_child(archive.rebuild)
        return archive

    @property
    def index_folder(self) -> Path:
        """The folder of the index."""
        return Path(self.url.partition(":")[2])

    def write(self, serial: int) -> None:
        """Add a notice."""
        text = _NOTICE.format(title=_TITLES[serial], serial=serial + 1)
        (self.corpus / f"{serial}.txt").write_text(text, "utf-8")

    def turn(self) -> None:
        """Add the last notice, or take it away."""
        last = len(_TITLES) - 1
        path = self.corpus / f"{last}.txt"
        if path.exists():
            path.unlink()
        else:
            self.write(last)

    def rebuild(self) -> None:
        """Rebuild the index."""
        # Vectors are the same whatever happens to a rebuild, and take longest.
        options = index.RebuildOptions(vectors=False, min_coverage=0.0)
        index.rebuild(self.corpus, self.url, options=options)

    def require_whole(self) -> None:
        """Fail unless the index is whole and holds all notices, with or without the last, each once."""
        serious = [one for one in index.check(self.corpus, self.url) if one.code != "out_of_step"]
        assert not serious, serious[0].message_en
        opened = index.open_index(self.url)
        documents = sorted(opened.store.document_ids())
        opened.close()
        assert len(set(documents)) == len(documents)
        assert len(documents) in (len(_TITLES) - 1, len(_TITLES)), documents

    def leftovers(self) -> int:
        """How many generations there are beyond the serving one and the one before, or unfinished."""
        space = open_space(self.url)
        known = space.generations()
        return max(0, len(known) - 2) + sum(space.manifest(one) is None for one in known)


def in_child(work: Callable[[], object]) -> int:
    """Do something in a process of its own; 0, 1 where it failed as it should, 2 where it broke, -9 if killed.

    The process that counts opens no index, so that those it starts begin without threads.
    """
    child = start(work)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def start(work: Callable[[], object]) -> int:
    """Begin something in a process of its own; its id."""
    child = os.fork()
    if child:
        return child
    code = 2
    try:
        work()
        code = 0
    except GongbaoError:
        code = 1
    except BaseException as error:  # noqa: BLE001 - said here, since the process ends without its handlers
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)
