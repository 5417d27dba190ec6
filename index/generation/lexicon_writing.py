"""Writing what is known of an archive beside its clauses: postings, doc values and the lexicon, in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from corpus import Body, Clause, Document
from corpus.language.bodies import register, without_city
from corpus.language.numbers import find_numbers, romanise
from index import analysis
from index.analysis import pieces, runs
from index.doubtful_text import searched_text
from index.generation.frequent_texts import FrequentTexts
from index.generation.generations import STORE
from index.knowledge.doc_values import DocValuesWriter
from index.knowledge.knowledge import CLAUSES, TITLES
from index.knowledge.lexicon import LEXICON, LexiconData
from index.knowledge.postings import Postings, PostingsWriter
from index.language.segmentation import cut, cut_for_search, stop_words, unload
from index.language.word_lists import chain_words
from index.lead_ins import lead_ins
from index.ranking import RANKING
from index.schema import number_key, path_text
from index.store import Store
from index.understanding.dictionary import Dictionary
from index.understanding.names import names_of

#: Clauses that must hold a chain of words before it is a term, its words and its characters.
_CHAIN_CLAUSES, _CHAIN_WORDS, _LONGEST = 3, 3, 10
_LONGEST_SOUND = 5
#: From so many clauses on the memory of a stage is worth the start of a process, which takes a second.
MANY = 20_000


def write_knowledge(folder: Path, cache: Path) -> list[str]:
    """Write postings, doc values and lexicon of everything in the store of a generation's folder beside it.

    ``cache`` has the dictionary. Returns the terms that get a vector.
    """
    writer = _Writer(folder)
    with closing(Store(folder / STORE)) as store:
        issues = {issue.id: issue for issue in store.issues()}
        for document in store.whole_documents():
            writer.add(document)
            writer.values.add(document, issues.get(document.issue or ""))
    writer.write(folder)
    data = writer.data(Postings(folder, CLAUSES), Dictionary.read(cache))
    (folder / LEXICON).write_bytes(msgspec.msgpack.encode(data))
    return [data.terms[number] for number in data.topical]


class _Writer:
    def __init__(self, folder: Path) -> None:
        self.values = DocValuesWriter()
        self.clauses = PostingsWriter(folder, CLAUSES, RANKING.bm25.fields)
        self.titles = PostingsWriter(folder, TITLES, {"title": (1.0, 0.0)})
        self.words: set[str] = set()
        self.chains = FrequentTexts(_CHAIN_CLAUSES)
        self.english: set[str] = set()
        self.bodies: dict[str, Body] = {}
        self.citations: defaultdict[str, list[int]] = defaultdict(list)
        self.aliases: defaultdict[str, list[int]] = defaultdict(list)
        self.size = self.documents = 0

    def write(self, folder: Path) -> None:
        """Write postings and doc values, and let go of them, and in a large archive of the dictionaries.

        The lexicon takes the memory.
        """
        self.values.write(folder)
        del self.values
        self.clauses.write()
        self.titles.write()
        del self.clauses, self.titles
        if self.size >= MANY:
            unload()

    def add(self, document: Document) -> None:
        title = document.title or ""
        for part in document.parts:
            for clause, lead_in in zip(part.clauses, lead_ins(part.clauses), strict=True):
                headings = "\n".join(filter(None, (path_text(part, clause), lead_in)))
                self._clause(clause, headings, _headed(document))
        self.titles.add([f"{title}\n{document.title_en or ''}"])
        self.english |= _english_words(document.title_en or "")
        self.bodies.update((body.id, body) for body in document.issuing_bodies)
        for name in names_of(document):
            self.aliases[name].append(self.documents)
        if key := number_key(document.number or document.number_en):
            self.citations.setdefault(key, [])
        self.documents += 1

    def _clause(self, clause: Clause, headings: str, title: str) -> None:
        self.clauses.add((searched_text(clause), headings, title))
        found = [_segmented(run) for run, is_chinese in runs(clause.text) if is_chinese]
        self.words.update(*(words for words, _ in found))
        self.words.update(*(_segmented(run)[0] for text in (headings, title) for run, han in runs(text) if han))
        self.chains.add({chain for _, chains in found for chain in chains})
        for number in dict.fromkeys(match.number.key for match in find_numbers(clause.text, strict=True)):
            self.citations[number].append(self.size)
        self.size += 1

    def data(self, postings: Postings, dictionary: Dictionary) -> LexiconData:
        likely = dictionary.words | _body_names() | self.chains.found | self.words
        counts = {term: count for term in postings.possible(likely) if (count := postings.frequency(term))}
        terms = tuple(sorted(counts))
        numbers = {term: number for number, term in enumerate(terms)}
        topical = sorted((term for term in terms if _is_topical(term)), key=lambda term: (-counts[term], term))
        return LexiconData(
            terms=terms,
            counts=np.array([counts[term] for term in terms], dtype=np.uint32).tobytes(),
            topical=tuple(sorted(numbers[term] for term in topical[: RANKING.expansion.topical])),
            words=tuple(numbers[word] for word in terms if word in self.words),
            glosses=dictionary.glosses(counts, self.bodies.values()),
            sounds=_sounds(terms),
            spellings=tuple(sorted(self.english | dictionary.spellings(counts))),
            vocabulary=dictionary.vocabulary,
            title_stems=frozenset(stem for word in self.english for stem in analysis.stems(word)),
            citations={key: tuple(found) for key, found in self.citations.items()},
            aliases={name: tuple(found) for name, found in self.aliases.items()},
        )


def _headed(document: Document) -> str:
    """The title, and the issuing bodies that it does not name: a question names them, hardly ever the clause."""
    title = document.title or ""
    return "\n".join([title, *(body.name for body in document.issuing_bodies if body.name not in title)])


@lru_cache(4096)
def _segmented(run: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a run of Chinese characters, and its chains: neighbouring words such as 横向|生态|补偿."""
    words = frozenset(word for word in cut_for_search(run) if len(word) > 1)
    return words, frozenset(_chains(tuple(cut(run))))


def _chains(cuts: tuple[str, ...]) -> Iterator[str]:
    stops, edges = stop_words(), chain_words()
    for size in range(2, _CHAIN_WORDS + 1):
        for at in range(len(cuts) - size + 1):
            chain = cuts[at : at + size]
            text = "".join(chain)
            if len(text) <= _LONGEST and not stops & {*chain} and not edges & {chain[0], chain[-1]}:
                yield text


def _is_topical(term: str) -> bool:
    return len(term) > 1 and term not in stop_words()


def _english_words(text: str) -> set[str]:
    return {piece.text for piece in pieces(text) if not piece.han and piece.text.isalpha()}


def _sounds(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        if len(term) <= _LONGEST_SOUND:
            found[romanise(term)].append(term)
    return {sound: tuple(words) for sound, words in found.items()}


def _body_names() -> frozenset[str]:
    """Every name of every known body as clauses write it, without the city."""
    short = {without_city(name) for name in register().names if not name.isascii()}
    return frozenset(short | {name.removeprefix("市") for name in short if len(name) > _CHAIN_WORDS})
