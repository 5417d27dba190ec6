"""Archives to search: built once each in a folder, opened, and asked in process; plain BM25 over pairs beside them."""

import shutil
import tarfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log
from pathlib import Path

import corpus
import index
from corpus.model import Clause, Document
from evaluation.measures import DEPTH
from evaluation.sets import pairs
from index import RebuildOptions, Snapshot
from index.engines import Filter, SearchRequest
from index.query import parse_query
from index.schema import path_text
from index.understanding.intent import Options

GAZETTES = Path(corpus.__file__).parent / "gazettes"
Answers = Sequence[tuple[Clause, Document]]
_SATURATION, _NORM = 1.2, 0.75


class Archive:
    """One archive that is open."""

    def __init__(self, snapshot: Snapshot, only: frozenset[str] = frozenset()) -> None:
        """``only`` are the files whose clauses are looked at, all where it is empty."""
        self.snapshot, self._only = snapshot, only

    def ask(self, text: str, filters: Mapping[str, str], off: frozenset[str] = frozenset()) -> Answers:
        """What the search answers, best first."""
        query = parse_query(text)
        request = SearchRequest(None, tuple(self._filter(*one) for one in filters.items()), limit=DEPTH)
        found = self.snapshot.searcher.search(query, request, Options(off=off)).results
        return self._shown([one.clause for one in found])

    def plain(self, text: str) -> Answers:
        """What BM25 over pairs of characters of title, headings and text answers."""
        return self._shown(self._bm25.best(text))

    @cached_property
    def _bm25(self) -> "Bm25":
        return Bm25(self.snapshot)

    def _filter(self, name: str, value: str) -> Filter:
        if name == "body" and (body := self.snapshot.store.find_body(value)):
            return Filter(name, (body.id,))
        if name == "issue":
            known = (issue.id for issue in self.snapshot.store.issues())
            return Filter(name, tuple(one for one in known if one.endswith(f"-{value.rsplit('-', 1)[-1]}")))
        return Filter(name, (value,))

    def _shown(self, ids: Sequence[str]) -> Answers:
        clauses = self.snapshot.store.clauses(ids)
        heads = self.snapshot.store.document_heads({one.document for one in clauses.values()})
        shown = (clauses[one] for one in ids)
        return [(one, heads[one.document]) for one in shown if not self._only or one.source.file in self._only]


class Bm25:
    """Plain BM25 with k1 = 1.2 and b = 0.75."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._ids: list[str] = []
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths: list[int] = []
        for document in snapshot.store.whole_documents():
            for part in document.parts:
                for clause in part.clauses:
                    terms = Counter(pairs(f"{document.title or ''} {path_text(part, clause)} {clause.text}"))
                    for term, count in terms.items():
                        self._postings[term].append((len(self._ids), count))
                    self._ids.append(clause.id)
                    lengths.append(sum(terms.values()))
        average = sum(lengths) / max(len(lengths), 1)
        self._norms = [_SATURATION * (1 - _NORM + _NORM * length / average) for length in lengths]

    def best(self, text: str) -> list[str]:
        """The ids of the best clauses, best first."""
        scores: dict[int, float] = defaultdict(float)
        for term, times in Counter(pairs(text)).items():
            held = self._postings.get(term, ())
            rarity = log(1 + (len(self._ids) - len(held) + 0.5) / (len(held) + 0.5))
            for at, count in held:
                scores[at] += times * rarity * count * (_SATURATION + 1) / (count + self._norms[at])
        return [self._ids[at] for at in sorted(scores, key=lambda one: (-scores[one], one))[:DEPTH]]


def opened(parts: Sequence[str], sets: Path | None, work: Path) -> Archive:
    """The archive of some parts, built in a folder of ``work`` where it is not there yet."""
    place, name = work / "corpora", "-".join(parts)
    files = place / name
    if not files.exists():
        files.mkdir(parents=True)
        for part in parts:
            _fill(files, part, sets)
    engine = "tantivy" if "laws" in parts or "provisions" in parts else "whoosh"
    url = f"{engine}:{work / name}"
    index.rebuild(files, url, options=RebuildOptions(workers=2, min_coverage=0.0))
    only = frozenset(path.name for path in GAZETTES.iterdir()) if "gazettes" in parts else frozenset()
    return Archive(index.open_index(url), only if len(parts) > 1 else frozenset())


def _fill(files: Path, part: str, sets: Path | None) -> None:
    if part == "gazettes":
        shutil.copytree(GAZETTES, files, dirs_exist_ok=True)
        return
    found = next((sets or Path()).rglob(f"{part}.tar.xz"))
    with tarfile.open(found) as packed:
        packed.extractall(files, filter="data")
