"""What a query that is being typed may become: numbers, titles, bodies and terms that begin so, in both scripts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.model import Document
from corpus.numbers import find_numbers, romanise
from index.language.folding import fold
from index.scoring.lexicon import Lexicon
from index.store import Store

NUMBER, TITLE, BODY, TERM = "number", "document", "body", "term"
_SHORTEST_TERM_CLAUSES = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``text`` completes what was typed; ``document`` and ``body`` are ids of what it names."""

    kind: str
    text: str
    text_en: str | None = None
    document: str | None = None
    body: str | None = None


@dataclass(frozen=True)
class Suggester:
    """Completes over one generation; the same beginning always gives the same list."""

    store: Store
    lexicon: Lexicon | None

    def suggest(self, typed: str, most: int = 5) -> tuple[Suggestion, ...]:
        """At most ``most`` of each kind: numbers, documents, bodies, terms, in this order."""
        key = _key(typed)
        if not key:
            return ()
        kinds = (self._numbers(key), self._titles(key), self._bodies(key), self._terms(key))
        return tuple(one for kind in kinds for one in list(kind)[:most])

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        return self.store.documents()

    def _numbers(self, key: str) -> Iterator[Suggestion]:
        for document in self._documents:
            names = [name for name in (document.number, document.number_en) if name]
            keys = {match.number.key.replace("-", "") for name in names for match in find_numbers(name)}
            if any(_key(name).startswith(key) for name in names) or any(one.startswith(key) for one in keys):
                yield Suggestion(NUMBER, names[0], document.number_en, document.id)

    def _titles(self, key: str) -> Iterator[Suggestion]:
        """Titles with a word that begins so; those that begin so themselves come first."""
        found = [
            (min(places), at, document)
            for at, document in enumerate(self._documents)
            if (
                places := [
                    place for title in (document.title, document.title_en) if (place := _within(title, key)) >= 0
                ]
            )
        ]
        for _, _, document in sorted(found, key=lambda one: one[:2]):
            yield Suggestion(TITLE, document.title or document.id, document.title_en, document.id)

    def _bodies(self, key: str) -> Iterator[Suggestion]:
        for body, _ in self.store.bodies():
            names = (
                body.name,
                body.name.removeprefix("北京市"),
                body.name.removeprefix("北京"),
                body.name_en or "",
                body.id,
            )
            if any(_key(name).startswith(key) for name in names):
                yield Suggestion(BODY, body.name, body.name_en, body=body.id)

    def _terms(self, key: str) -> Iterator[Suggestion]:
        if self.lexicon is None:
            return
        by_sound = key.isascii()
        found = [term for term in self.lexicon.words if _begins(term, key, by_sound=by_sound)]
        known = self.lexicon.frequency
        for term in sorted(found, key=lambda one: (-known(one), one)):
            if known(term) >= _SHORTEST_TERM_CLAUSES:
                yield Suggestion(TERM, term)


def _begins(term: str, key: str, *, by_sound: bool) -> bool:
    return (romanise(term) if by_sound else term).startswith(key) and term != key


def _within(title: str | None, key: str) -> int:
    """Where a title has a word or run that begins with the key; -1 for nowhere."""
    folded = _key(title or "")
    at = folded.find(key)
    if at < 0 or not key.isascii():
        return at
    words: Iterable[str] = fold(title or "").text.split()
    joined = [_key(word) for word in words]
    starts = {sum(map(len, joined[:count])) for count in range(len(joined))}
    return min((start for start in starts if folded.startswith(key, start)), default=-1)


def _key(text: str) -> str:
    return "".join(char for char in fold(text).text if char.isalnum())
