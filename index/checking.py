"""Whether an index is whole, current and in step with its corpus."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import CorpusError, Document, FindingCode, OperatorError
from corpus.sources import content_hash, hashes_beside, source_files
from index.analysis import is_searchable
from index.engines import EngineSpace, Filter, SearchRequest, open_space
from index.errors import EngineError, GenerationState, IndexMissingError, IndexOutdatedError
from index.generation.generations import read_manifest
from index.generation.integrity import damages
from index.query import Phrase, Restrict
from index.snapshot import Snapshot, open_generation


@dataclass(frozen=True, slots=True)
class IndexProblem:
    """What is wrong with an index; ``code`` is stable, the messages say what to do.

    Where it is not ``serious`` the index is as it should be: a file lies in the corpus folder that is never read.
    """

    code: str
    message_en: str
    message_zh: str
    serious: bool = True


def check(corpus: Path, url: str, generation: str | None = None) -> tuple[IndexProblem, ...]:
    """What is wrong with the serving generation, or another: missing, of other versions, damaged, or out of step.

    Every byte of it is compared with its manifest. Raises :class:`index.errors.AddressError` for a URL that names no
    known engine.
    """
    try:
        space = open_space(url)
        name = generation or space.serving()
        if name is None or name not in space.generations():
            raise IndexMissingError(url)
        if damaged := tuple(_damaged(space, name)):
            return damaged
        index = open_generation(space, name)
    except OperatorError as error:
        state = (
            error.state if isinstance(error, IndexMissingError | IndexOutdatedError) else GenerationState.UNAVAILABLE
        )
        return (IndexProblem(state, error.message_en, error.message_zh),)
    try:
        samples = index.store.documents()[:_SAMPLES]
        return (*verify(index, samples), *_out_of_step(corpus, index), *_left_out(index))
    except (EngineError, OperatorError, OSError) as error:
        return (
            IndexProblem(
                GenerationState.DAMAGED, f"The index is damaged ({error}); run `gongbao rebuild`.", _DAMAGED_ZH
            ),
        )
    finally:
        index.close()


_SAMPLES = 25
_DAMAGED_ZH = "索引已损坏，请运行 `gongbao rebuild` 重建。"


def _damaged(space: EngineSpace, generation: str) -> Iterator[IndexProblem]:
    manifest = read_manifest(space, generation)
    for damage in damages(space.fetch(generation), manifest.files):
        yield IndexProblem(
            GenerationState.DAMAGED,
            f"{damage.file} of generation {generation} {damage.message_en}; run `gongbao rebuild`.",
            f"索引 {generation} 的文件 {damage.file} {damage.message_zh}，请运行 `gongbao rebuild` 重建。",
        )


def verify(index: Snapshot, samples: Iterable[Document]) -> tuple[IndexProblem, ...]:
    """Whether store and engine hold what the manifest says, and each sample is found by its title."""
    manifest, counts = index.manifest, index.store.counts()
    expected = (manifest.issues, manifest.documents, manifest.clauses)
    stored = (counts.issues, counts.documents, counts.clauses)
    searchable = index.engine.search(SearchRequest(None, limit=0)).count
    if stored != expected or searchable != manifest.clauses:
        return (
            IndexProblem(
                "counts",
                f"The index is not whole: {manifest.clauses} clauses were read, {counts.clauses} are stored, "
                f"{searchable} can be searched; run `gongbao rebuild`.",
                f"索引不完整：读入 {manifest.clauses} 条，存储 {counts.clauses} 条，可检索 {searchable} 条；"
                "请运行 `gongbao rebuild`。",
            ),
        )
    lost = [document.id for document in samples if not _found(index, document)]
    return tuple(
        IndexProblem(
            "lost",
            f"{document} is not found by its title; run `gongbao rebuild`.",
            f"按标题检索不到 {document}，请运行 `gongbao rebuild`。",
        )
        for document in lost
    )


def _found(index: Snapshot, document: Document) -> bool:
    """Whether the title finds every clause of the document, as far as it has any."""
    only = (Filter("document", (document.id,)),)
    clauses = index.engine.search(SearchRequest(None, only, limit=0)).count
    if not document.title or not is_searchable(document.title):
        return True
    title = Restrict("title", Phrase(document.title))
    return index.engine.counts((title,), only) == (clauses,)


def _left_out(index: Snapshot) -> Iterator[IndexProblem]:
    """The files of which nothing was read: a user looks for them in vain, though a rebuild alone does not help."""
    for file, code in index.manifest.left_out.items():
        yield IndexProblem(
            code, f"{file} was left out. {code.en}", f"未读入 {file}。{code.zh}", code != FindingCode.KIND_NOT_READ
        )


def _out_of_step(corpus: Path, index: Snapshot) -> tuple[IndexProblem, ...]:
    try:
        inputs = {file.name: content_hash(file) for file in source_files(corpus)} | hashes_beside(corpus)
    except CorpusError as error:
        return (IndexProblem("corpus", error.message_en, error.message_zh),)
    known = index.manifest.inputs
    changed = sorted(name for name in inputs.keys() | known.keys() if inputs.get(name) != known.get(name))
    if not changed:
        return ()
    return (
        IndexProblem(
            GenerationState.OUT_OF_STEP,
            f"The corpus has changed since the index was built ({', '.join(changed)}); run `gongbao rebuild`.",
            f"索引建立之后公报有变动（{'、'.join(changed)}），请运行 `gongbao rebuild`。",
        ),
    )
