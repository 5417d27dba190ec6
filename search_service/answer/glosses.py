"""Glosses: what single words of a Chinese text are called in English, for readers who know none. No translation.

The glossary of the project counts first, then what words mean in papers of administration and the names of districts;
other words are explained by CC-CEDICT where its package is installed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.data import data
from index import Snapshot, open_space
from index.knowledge.encoding import CACHE
from index.language.segmentation import cut
from index.understanding.dictionary import Dictionary, glossary
from search_service.answer.marking import MarkedRun
from search_service.english.data import table

#: Characters of the longest term, and of the longest explanation that can be read above a word.
_LONGEST_TERM, _LONGEST_GLOSS = 10, 26
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_SHORTENED = re.compile(r"^to ")


@dataclass(frozen=True, slots=True)
class Glosses:
    """The glosses of a generation: ``terms`` are those of the glossary, ``words`` those of the dictionary."""

    terms: Mapping[str, str]
    words: Mapping[str, str]

    @classmethod
    def read(cls, snapshot: Snapshot) -> "Glosses":
        """The glosses of the words that the clauses of a generation hold."""
        folder = open_space(snapshot.url).local / CACHE
        found_words = frozenset(snapshot.known.lexicon.words)
        terms = {term: english[0] for term, english in glossary().items() if len(term) > 1}
        found = {**Dictionary.kept(folder).meanings(found_words), **data("bodies.toml")["districts"]}
        found |= table("glosses", "words")
        words = {word: _SHORTENED.sub("", said) for word, said in found.items() if word not in terms}
        return cls(terms, {word: said for word, said in words.items() if len(said) <= _LONGEST_GLOSS})

    def of(self, term: str) -> str | None:
        """The gloss of one term."""
        return self.terms.get(term) or self.words.get(term)

    def pieces(self, pieces: Iterable[MarkedRun]) -> Iterator[MarkedRun]:
        """The same text with a gloss at every word that is known; marks and anchors stay where they are."""
        for piece in pieces:
            at = 0
            for start, end, said in self._found(piece.text):
                if start > at:
                    yield replace(piece, text=piece.text[at:start], anchor=None if at else piece.anchor)
                anchor = piece.anchor if not start else None
                yield replace(piece, text=piece.text[start:end], anchor=anchor, gloss=said)
                at = end
            if at < len(piece.text) or not piece.text:
                yield replace(piece, text=piece.text[at:], anchor=None if at else piece.anchor)

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        for run in _HAN.finditer(text):
            at = run.start()
            for start, end in self._terms(run.group()):
                yield from self._single(text, at, run.start() + start)
                at = run.start() + end
                yield run.start() + start, at, self.terms[run.group()[start:end]]
            yield from self._single(text, at, run.end())

    def _terms(self, run: str) -> Iterator[tuple[int, int]]:
        """The longest terms of the glossary in a run, from the left."""
        at = 0
        while at < len(run):
            sizes = range(min(_LONGEST_TERM, len(run) - at), 1, -1)
            size = next((size for size in sizes if run[at : at + size] in self.terms), 0)
            if size:
                yield at, at + size
            at += size or 1

    def _single(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The words of the dictionary between two terms."""
        at = start
        for word in cut(text[start:end]) if self.words and end - start > 1 else ():
            if (said := self.words.get(word)) and not text[:at][-1:].isdigit():  # 30日内 is no 日内
                yield at, at + len(word), said
            at += len(word)


def glosses_of(snapshot: Snapshot) -> Glosses:
    """The glosses of a generation, read once."""
    return snapshot.derived(Glosses.read)
