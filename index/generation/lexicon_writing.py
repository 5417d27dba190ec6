"""Writing the lexicon of a generation from its store; reading is in :mod:`index.knowledge.lexicon`."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import msgspec

from corpus.bodies import register
from corpus.model import Clause, Document, Part
from corpus.numbers import find_numbers, romanise
from index import analysis
from index.analysis import pieces
from index.engines.columns import Entry
from index.generation.durability import make_durable
from index.knowledge.lexicon import LEXICON, LEXICON_VERSION, Contents, Name
from index.language.folding import fold
from index.language.segmentation import cut, cut_for_search, stem, stop_words
from index.language.word_lists import chain_words
from index.ranking import RANKING
from index.schema import clause_keywords, document_keywords, number_key, path_text, prior
from index.store import Store
from index.understanding.dictionary import known_words, pairs, spellings
from index.understanding.questions import stated

#: Characters of the longest term that is looked for inside a run.
_LONGEST = 10
#: Clauses that must hold a chain of words before it is a term.
_CHAIN_CLAUSES = 3
_CHAIN_WORDS = 3
#: The same for a term of a large archive.
_VOCABULARY_CLAUSES = 3
_LONGEST_SOUND = 5
_CODE = re.compile(r"([a-z]{1,6})(\d[\d.]*)")
_REPEAL = re.compile("废止|停止执行|不再执行|失效")


def write_lexicon(folder: Path, store: Store) -> Contents:
    """Write the lexicon of everything in the store into a generation's folder, durably."""
    return _written(folder, _Writer().contents(store))


def write_vocabulary(folder: Path, store: Store, terms: Iterable[tuple[str, int]]) -> Contents:
    """Write the lexicon of a large archive, which has no clauses, from its terms with the clauses that hold each."""
    counts = {term: count for term, count in terms if count >= _VOCABULARY_CLAUSES and len(term) > 1}
    heads = store.documents()
    ordered = tuple(sorted(counts))
    topical = sorted((term for term in ordered if _is_topical(term)), key=lambda term: (-counts[term], term))
    numbers = {term: number for number, term in enumerate(ordered)}
    contents = Contents(
        version=LEXICON_VERSION,
        clauses=store.counts().clauses,
        names=tuple(_name(head, ()) for head in heads),
        terms=ordered,
        starts=array("I", accumulate((counts[term] for term in ordered), initial=0)).tobytes(),
        topical=tuple(sorted(numbers[term] for term in topical[: RANKING.retrieval.topical])),
        words=tuple(range(len(ordered))),
        citations={key: () for head in heads if (key := number_key(head.number or head.number_en))},
        glosses=_glosses(heads, counts),
        sounds=_sounds(counts),
        spellings=_spellings(heads, counts),
    )
    return _written(folder, contents)


def _written(folder: Path, contents: Contents) -> Contents:
    (folder / LEXICON).write_bytes(msgspec.msgpack.encode(contents))
    make_durable(folder / LEXICON)
    return contents


def _name(document: Document, clauses: tuple[int, ...]) -> Name:
    title_en = document.title_en or ""
    parts = tuple(dict.fromkeys(part.title for part in document.parts if part.title))
    return Name(document.id, document.title or "", title_en, analysis.stems(title_en), parts, clauses)


@dataclass(frozen=True, slots=True)
class Text:
    """A field's text as runs of Chinese characters with their words, and other tokens."""

    runs: tuple[tuple[str, tuple[str, ...]], ...]
    tokens: tuple[str, ...]

    @property
    def length(self) -> int:
        """Characters and tokens."""
        return sum(len(run) for run, _ in self.runs) + len(self.tokens)


@lru_cache(maxsize=4096)
def read_text(text: str) -> Text:
    """Take a text apart."""
    found = list(pieces(text))
    runs = tuple((piece.text, tuple(cut(piece.text))) for piece in found if piece.han)
    tokens = [token for piece in found if not piece.han for token in (stem(piece.text), *_code_parts(piece.text))]
    return Text(runs, tuple(tokens))


def _code_parts(token: str) -> tuple[str, ...]:
    """GB and 37822 of GB37822, so that a standard is found with and without a space."""
    match = _CODE.fullmatch(token)
    return (match[1], match[2]) if match else ()


@dataclass(slots=True)
class _Writer:
    entries: list[Entry] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    fields: list[Mapping[str, Text]] = field(default_factory=list)
    repeals: list[int] = field(default_factory=list)
    citations: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def contents(self, store: Store) -> Contents:
        issues = {issue.id: issue for issue in store.issues()}
        documents = [store.document(head.id) for head in store.documents()]
        for document in documents:
            self._document(document, document_keywords(document, issues.get(document.issue or "")))
        words, chains = self._words(), self._chains()
        known = words | chains | known_words() | _body_names()
        postings = self._postings(frozenset(known))
        glosses = _glosses(documents, postings)
        terms = tuple(sorted(postings))
        numbers = {term: number for number, term in enumerate(terms)}
        topical = sorted(numbers[term] for term in known & postings.keys() if _is_topical(term))
        starts, places, weights = _packed(postings[term] for term in terms)
        return Contents(
            version=LEXICON_VERSION,
            clauses=len(self.entries),
            entries=tuple(self.entries),
            labels=tuple(self.labels),
            answers=tuple(self.answers),
            names=tuple(self.names),
            terms=terms,
            starts=starts,
            places=places,
            weights=weights,
            topical=tuple(topical),
            words=tuple(sorted(numbers[word] for word in words & postings.keys())),
            repeals=tuple(self.repeals),
            citations={key: tuple(found) for key, found in self.citations.items()},
            glosses=glosses,
            sounds=_sounds(known & postings.keys()),
            spellings=_spellings(documents, postings),
        )

    def _document(self, document: Document, shared: Mapping[str, tuple[str, ...]]) -> None:
        first = len(self.entries)
        for part in document.parts:
            for position, clause in enumerate(part.clauses):
                self._clause(document, part, clause, shared, first=position == 0)
        self.names.append(_name(document, tuple(range(first, len(self.entries)))))

    def _clause(
        self, document: Document, part: Part, clause: Clause, shared: Mapping[str, tuple[str, ...]], *, first: bool
    ) -> None:
        place = len(self.entries)
        date = document.date.isoformat() if document.date else ""
        standing = prior(part, clause, first=first)
        keywords = dict(shared) | clause_keywords(clause)
        self.entries.append(Entry(clause.id, document.id, keywords, date, clause.ordinal, standing))
        self.labels.append(clause.label or "")
        self.answers.append(int(stated(fold(clause.text).text)))
        self.fields.append(
            {
                "text": read_text(clause.text),
                "path": read_text(path_text(part, clause)),
                "title": read_text(document.title or ""),
            }
        )
        if _REPEAL.search(clause.text):
            self.repeals.append(place)
        for number in dict.fromkeys(match.number.key for match in find_numbers(clause.text, strict=True)):
            self.citations[number].append(place)

    def _words(self) -> set[str]:
        texts = {text for fields in self.fields for text in fields.values()}
        runs = {run for text in texts for run, _ in text.runs}
        return {word for run in runs for word in cut_for_search(run) if len(word) > 1}

    def _chains(self) -> set[str]:
        """Neighbouring words that are met in several clauses: 横向|生态|补偿."""
        held: Counter[str] = Counter()
        for fields in self.fields:
            found: set[str] = set()
            for _, cuts in fields["text"].runs:
                found.update(_neighbours(cuts))
            held.update(found)
        return {chain for chain, clauses in held.items() if clauses >= _CHAIN_CLAUSES}

    def _postings(self, known: frozenset[str]) -> dict[str, dict[int, float]]:
        """For each term the clauses with its weight: every bigram, every known term, every token."""
        model = RANKING.retrieval
        counts = lru_cache(maxsize=4096)(lambda text: _counted(text, known))
        average = {
            name: sum(fields[name].length for fields in self.fields) / max(len(self.fields), 1) or 1.0
            for name in model.fields
        }
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for place, fields in enumerate(self.fields):
            for name, (weight, norm) in model.fields.items():
                text = fields[name]
                share = weight / (1 - norm + norm * text.length / average[name])
                for term, count in counts(text).items():
                    found[term][place] = found[term].get(place, 0.0) + share * count
        return dict(found)


def _counted(text: Text, known: frozenset[str]) -> Counter[str]:
    found = Counter(text.tokens)
    for run, _ in text.runs:
        size = len(run)
        for at in range(size):
            for end in range(at + 2, min(at + _LONGEST, size) + 1):
                if end == at + 2 or run[at:end] in known:
                    found[run[at:end]] += 1
    return found


def _neighbours(cuts: tuple[str, ...]) -> Iterator[str]:
    stops, edges = stop_words(), chain_words()
    for size in range(2, _CHAIN_WORDS + 1):
        for at in range(len(cuts) - size + 1):
            chain = cuts[at : at + size]
            text = "".join(chain)
            if len(text) <= _LONGEST and not stops & {*chain} and not edges & {chain[0], chain[-1]}:
                yield text


def _is_topical(term: str) -> bool:
    return len(term) > 1 and not term.isascii() and term not in stop_words()


def _packed(postings: Iterable[Mapping[int, float]]) -> tuple[bytes, bytes, bytes]:
    starts, places, weights = array("I", [0]), array("I"), array("f")
    for found in postings:
        places.extend(found)
        weights.extend(found.values())
        starts.append(len(places))
    return starts.tobytes(), places.tobytes(), weights.tobytes()


def _glosses(documents: Iterable[Document], held: Container[str]) -> dict[str, dict[str, str]]:
    """The Chinese words that clauses hold, with their source, by English key."""
    bodies = {body.id: body for document in documents for body in document.issuing_bodies}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for english, chinese, source in pairs(held, bodies.values()):
        if chinese in held:
            found[english][chinese] = source
    return dict(found)


def _spellings(documents: Iterable[Document], held: Container[str]) -> tuple[str, ...]:
    """The English words of titles and of explanations of terms that clauses hold."""
    titled = {unit for document in documents for unit in _english_words(document.title_en or "")}
    return tuple(sorted(titled | spellings(held)))


def _english_words(text: str) -> set[str]:
    return {piece.text for piece in pieces(text) if not piece.han and piece.text.isalpha()}


def _sounds(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term in sorted(terms):
        if not term.isascii() and len(term) <= _LONGEST_SOUND:
            found[romanise(term)].append(term)
    return {sound: tuple(words) for sound, words in found.items()}


def _body_names() -> set[str]:
    """Every name of every known body as clauses write it, without the city."""
    names = {name for body in register().by_name.values() for name in register().same_as(body.name)}
    short = {name.removeprefix("北京") for name in names if not name.isascii()}
    return short | {name.removeprefix("市") for name in short if len(name) > _CHAIN_WORDS}
