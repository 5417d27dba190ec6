"""Postings and doc values of a generation, counted while its documents are written; and what its lexicon is made of."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import Body
from index.generation.document_knowledge import DocumentKnowledge
from index.generation.frequent_texts import FrequentTexts
from index.knowledge.doc_values import DocValuesWriter
from index.knowledge.knowledge import CLAUSES, TITLES
from index.knowledge.postings import PostingsWriter
from index.ranking import RANKING

#: Clauses that must hold a chain of words before it is a term.
_CHAIN_CLAUSES = 3


@dataclass(frozen=True, slots=True)
class LexiconSources:
    """What a lexicon is made of.

    ``words`` are those of segmentation, ``chains`` the frequent ones, ``english`` the words of English titles.
    ``citations`` and ``aliases`` are those of :class:`index.knowledge.lexicon.LexiconData`.
    """

    words: frozenset[str]
    chains: frozenset[str]
    english: frozenset[str]
    bodies: tuple[Body, ...]
    citations: Mapping[str, tuple[int, ...]]
    aliases: Mapping[str, tuple[int, ...]]


class KnowledgeWriter:
    """Takes one document after another, in stored order; memory holds names, words and a few numbers a clause."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._values = DocValuesWriter()
        self._clauses = PostingsWriter(folder, CLAUSES, RANKING.bm25.fields)
        self._titles = PostingsWriter(folder, TITLES, {"title": (1.0, 0.0)})
        self._words, self._english = set[str](), set[str]()
        self._chains = FrequentTexts(_CHAIN_CLAUSES)
        self._bodies: dict[str, Body] = {}
        self._citations: defaultdict[str, list[int]] = defaultdict(list)
        self._aliases: defaultdict[str, list[int]] = defaultdict(list)
        self._documents = 0

    def add(self, known: DocumentKnowledge) -> None:
        """The next document."""
        first = self._values.size
        for number, clauses in known.cited.items():
            self._citations[number] += (first + at for at in clauses)
        if known.number:
            self._citations.setdefault(known.number, [])
        for name in known.names:
            self._aliases[name].append(self._documents)
        for text, headings in zip(known.texts, known.headings, strict=True):
            self._clauses.add((text, headings, known.headed))
        self._titles.add([known.title])
        self._values.add(known.values)
        self._words |= known.words
        self._english |= known.english
        self._chains.add(known.chains)
        self._bodies.update((body.id, body) for body in known.bodies)
        self._documents += 1

    def write(self) -> LexiconSources:
        """Write postings and doc values, and give what the lexicon is made of."""
        self._values.write(self._folder)
        self._clauses.write()
        self._titles.write()
        return LexiconSources(
            words=frozenset(self._words),
            chains=frozenset(self._chains.found),
            english=frozenset(self._english),
            bodies=tuple(self._bodies.values()),
            citations={number: tuple(found) for number, found in self._citations.items()},
            aliases={name: tuple(found) for name, found in self._aliases.items()},
        )
