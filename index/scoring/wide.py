"""Answering in a large archive: the engine's best and the nearest in meaning, fused; no clause is scored otherwise.

Each side gives its best clauses with their scores in standard deviations. The engine's are over all clauses, one that
it does not give counting as 0; those of the vectors are exact, see :mod:`index.knowledge.neighbours`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import sqrt

from corpus.model import Clause
from index.analysis import query_words
from index.engines import Engine, Filter, Hit, Hits, SearchRequest, Sort
from index.engines.columns import Columns, Entry
from index.knowledge.neighbours import Neighbours
from index.knowledge.vectors import with_headings
from index.language.folding import fold
from index.nodes import And, Node, Or, Phrase, Term
from index.query import Query
from index.ranking import RANKING
from index.schema import clause_keywords, document_keywords
from index.scoring.found import Found, is_plain
from index.scoring.pool import Pool
from index.store import Store
from index.understanding.groups import Group, Member, weigh
from index.understanding.reading import Reader, Reading


@dataclass(frozen=True, slots=True)
class Shared:
    """What all clauses of a document have in common: exact values and the date; see :class:`Entry`."""

    keywords: Mapping[str, tuple[str, ...]]
    date: str

    @classmethod
    def read(cls, store: Store, document: str) -> "Shared":
        """What the store holds of a document."""
        head = store.document_heads([document])[document]
        issue = store.issues_of([head.issue])[head.issue] if head.issue else None
        return cls(document_keywords(head, issue), head.date.isoformat() if head.date else "")


@dataclass(frozen=True, slots=True)
class WideSearch:
    """Searches of one generation that is too large for a lexicon of its clauses.

    ``shared`` tells what the clauses of a document have in common.
    """

    engine: Engine
    store: Store
    shared: Callable[[str], Shared]
    reader: Reader
    neighbours: Neighbours | None

    def answer(self, query: Query, request: SearchRequest) -> Found:
        """The page that ``request`` asks for; both have a query tree."""
        reading = self.reader.read(query)
        if not is_plain(query.tree) or query.numbers:
            found = self.engine.search(request)
            if not found.count and query.numbers:
                # The document is not here; some clause may cite it.
                citing = _either([Phrase(number.text) for number in query.numbers])
                found = self.engine.search(replace(request, query=citing))
            return Found(found, reading=reading)
        if reading.references.numbers:
            numbered = Filter("number", reading.references.numbers)
            request = replace(request, query=None, filters=(*request.filters, numbered))
            return Found(self.engine.search(request), reading=reading)
        strict = replace(request, query=_every(reading, request.query))
        found = self.engine.search(self._wide(strict))
        if not reading.text or found.count >= RANKING.retrieval.enough or (found.count and reading.single):
            return Found(self._reordered(found, strict, reading), reading=reading)
        return self._relaxed(request, reading)

    def _wide(self, request: SearchRequest) -> SearchRequest:
        """The request for as many hits as are put in a new order, and for those of its page that follow them."""
        most = RANKING.retrieval.most
        is_reordered = request.sort is Sort.RELEVANCE and request.offset < most and self.neighbours is not None
        return replace(request, offset=0, limit=max(most, request.offset + request.limit)) if is_reordered else request

    def _reordered(self, found: Hits, request: SearchRequest, reading: Reading) -> Hits:
        """The page of hits that have every word; the best of them, all at once, ordered by meaning too."""
        if self._wide(request) is request or self.neighbours is None:
            return found
        best, rest = found.hits[: RANKING.retrieval.most], found.hits[RANKING.retrieval.most :]
        near = self.neighbours.likeness(reading.text, [hit.clause for hit in best]) if reading.text else {}
        words = self._standard({hit.clause: hit.score for hit in best})
        total = {hit.clause: words[hit.clause] + near.get(hit.clause, 0.0) for hit in best}
        lowest = min(total.values(), default=0.0)
        hits: list[Hit] = [replace(hit, score=round(total[hit.clause] - lowest, 4)) for hit in best]
        hits.sort(key=lambda hit: -hit.score)
        hits += [replace(hit, score=0.0) for hit in rest]
        return replace(found, hits=tuple(hits[request.offset : request.offset + request.limit]))

    def _relaxed(self, request: SearchRequest, reading: Reading) -> Found:
        """The best clauses with any of the words, and the nearest, as one small archive."""
        most = RANKING.retrieval.most
        typed = self._best(_any_typed(reading), request)
        other = self._best(_any_form(reading), request)
        near = dict(self.neighbours.nearest(reading.text, most)) if self.neighbours else {}
        worded = dict.fromkeys(hit.clause for hit in (*typed, *other))
        if self.neighbours:
            near |= self.neighbours.likeness(reading.text, [clause for clause in worded if clause not in near])
        entries, groups = self._pool([*worded, *(clause for clause in near if clause not in worded)], reading)
        words = self._standard({hit.clause: hit.score for hit in typed})
        total = [words.get(one.clause, 0.0) + groups[one.clause] + near.get(one.clause, 0.0) for one in entries]
        lowest = min(total, default=0.0)
        best = nlargest(most, range(len(entries)), key=lambda place: (total[place], -place))
        scores = {place: round(total[place] - lowest, 4) for place in best}
        weak = not typed and all(group.is_guess for group in reading.groups)
        return Found(Columns(entries).answer(scores, request), relaxed=True, weak=weak, reading=reading)

    def _best(self, tree: Node | None, request: SearchRequest) -> tuple[Hit, ...]:
        """The engine's best clauses for a tree within the filters of a request; none where there is no tree."""
        if tree is None:
            return ()
        return self.engine.search(SearchRequest(tree, request.filters, limit=RANKING.retrieval.most)).hits

    def _pool(self, clauses: Sequence[str], reading: Reading) -> tuple[list[Entry], Mapping[str, float]]:
        """What is filtered and counted of these clauses, and the score of their words in every form."""
        known = self.store.clauses(clauses)
        chosen = [known[one] for one in clauses if one in known]
        pool = Pool([fold(with_headings(clause)).text for clause in chosen], self.reader.lexicon)
        scores = dict(zip((clause.id for clause in chosen), weigh(pool, reading.groups).scores.tolist(), strict=True))
        return [self._entry(clause) for clause in chosen], self._standard(scores)

    def _entry(self, clause: Clause) -> Entry:
        shared = self.shared(clause.document)
        keywords = {**shared.keywords, **clause_keywords(clause)}
        return Entry(clause.id, clause.document, keywords, shared.date, clause.ordinal, 0.0)

    def _standard(self, scores: Mapping[str, float]) -> dict[str, float]:
        """Scores in standard deviations over all clauses, of which all others have 0."""
        size = self.reader.lexicon.clauses
        mean = sum(scores.values()) / size
        spread = sqrt(max(sum(score**2 for score in scores.values()) / size - mean * mean, 0.0))
        return {clause: (score - mean) / spread if spread else 0.0 for clause, score in scores.items()}


def _every(reading: Reading, typed: Node | None) -> Node | None:
    """What holds every word of an English query in some form; a guess among them, or Chinese, stays as it was typed."""
    single = [group for group in reading.groups if " " not in group.source]
    wanted = [node for group in single if (node := _stand_ins(group))]
    if reading.chinese or not wanted or any(group.is_guess for group in single):
        return typed
    both = wanted[0] if len(wanted) == 1 else And(tuple(wanted))
    return both if typed is None else Or((typed, both))


def _any_typed(reading: Reading) -> Node | None:
    """What holds any word as it was typed."""
    return _either([Term(word.text) for word in query_words(reading.text)])


def _any_form(reading: Reading) -> Node | None:
    """What holds any word in any form that is likely meant; none where no word has another form than as typed."""
    likely = (one for group in reading.groups for one in _likely(group))
    if not any(one.why for one in likely):
        return None
    return _either([node for group in reading.groups if (node := _stand_ins(group))])


def _either(nodes: Sequence[Node]) -> Node | None:
    return Or(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _stand_ins(group: Group) -> Node | None:
    terms = (one.term for one in _likely(group))
    return _either([Term(term) if term.isascii() else Phrase(term) for term in terms])


def _likely(group: Group) -> Iterator[Member]:
    return (one for one in group.members if one.share >= RANKING.retrieval.stands_for)
