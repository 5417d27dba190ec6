"""What a query that is being typed may become: numbers, titles, bodies and terms that begin so, in both scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from corpus import Body, Document
from corpus.language.bodies import without_city
from corpus.language.numbers import find_numbers
from index.knowledge.lexicon import Lexicon, beginning
from index.language.folding import fold
from index.store import Store
from index.time_limit import while_time_lasts

NUMBER, TITLE, BODY, TERM = "number", "document", "body", "term"
_SHORTEST_TERM_CLAUSES = 2
#: From this share of its clauses on a term is taken for a piece of the longer word that they hold.
_MOSTLY = 0.9


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
    """Completes over one generation; the same beginning always gives the same list. What it looks through is read once.

    ``lexicon`` may be the vocabulary of a large archive.
    """

    store: Store
    lexicon: Lexicon | None

    def suggest(self, typed: str, most: int = 5) -> tuple[Suggestion, ...]:
        """At most ``most`` of each kind: numbers, documents, bodies, terms, in this order."""
        key = _key(typed)
        if not key:
            return ()
        kinds = (self._numbers(key), self._titles(key), self._bodies(key), self._terms(key))
        return tuple(one for kind in kinds for one in islice(kind, most))

    def _numbers(self, key: str) -> Iterator[Suggestion]:
        for one in while_time_lasts(self._named):
            if any(name.startswith(key) for name in one.numbers):
                yield Suggestion(NUMBER, one.names[0], one.number_en, one.document)

    def _titles(self, key: str) -> Iterator[Suggestion]:
        """Titles with a word that begins so; those that begin so themselves come first."""
        found = [
            (min(starts), at)
            for at, one in enumerate(while_time_lasts(self._named))
            if (starts := [start for title in one.titles if (start := title.start(key)) >= 0])
        ]
        for _, at in sorted(found):
            one = self._named[at]
            yield Suggestion(TITLE, one.title, one.title_en, one.document)

    def _bodies(self, key: str) -> Iterator[Suggestion]:
        for body, names in while_time_lasts(self._body_names):
            if any(name.startswith(key) for name in names):
                yield Suggestion(BODY, body.name, body.name_en, body=body.id)

    def _terms(self, key: str) -> Iterator[Suggestion]:
        if self.lexicon is None:
            return
        if key.isascii():
            sounds = self.lexicon.data.sounds
            sounding = (term for sound in beginning(self._sounds, key) for term in sounds[sound])
            found = {term for term in sounding if self.lexicon.is_segmented(term)} | set(beginning(self._words, key))
        else:
            found = set(beginning(self._words, key))
        known = self.lexicon.frequency
        for term in while_time_lasts(sorted(found - {key}, key=lambda one: (-known(one), one))):
            if known(term) >= _SHORTEST_TERM_CLAUSES and not self._is_fragment(term):
                yield Suggestion(TERM, term)

    def _is_fragment(self, term: str) -> bool:
        """Whether a term hardly stands but at the end of one longer word, as 京市 in 北京市."""
        assert self.lexicon is not None  # noqa: S101 - terms come from it
        known = self.lexicon.frequency
        longer = (one[::-1] for one in beginning(self._reversed, term[::-1]) if len(one) > len(term))
        return any(known(one) >= _MOSTLY * known(term) for one in longer)

    @cached_property
    def _named(self) -> tuple["_Named", ...]:
        return tuple(map(_Named.of, self.store.documents()))

    @cached_property
    def _body_names(self) -> tuple[tuple[Body, tuple[str, ...]], ...]:
        return tuple((body, _spellings(body)) for body, _ in self.store.bodies())

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self.lexicon.words) if self.lexicon else []

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(word[::-1] for word in self._words if not word.isascii())

    @cached_property
    def _sounds(self) -> list[str]:
        return sorted(self.lexicon.data.sounds) if self.lexicon else []


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as it is looked through: folded, and where its words begin."""

    folded: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, title: str) -> "_Title":
        words = [_key(word) for word in fold(title).text.split()]
        return cls(_key(title), tuple(accumulate(map(len, words), initial=0)))

    def start(self, key: str) -> int:
        """Where a word or run begins with the key; -1 for nowhere."""
        at = self.folded.find(key)
        if at < 0 or not key.isascii():
            return at
        return next((start for start in self.starts if self.folded.startswith(key, start)), -1)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a document may be asked for by: the beginnings of its numbers, its titles."""

    document: str
    title: str
    title_en: str | None
    number_en: str | None
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    titles: tuple[_Title, ...]

    @classmethod
    def of(cls, document: Document) -> "_Named":
        names = tuple(name for name in (document.number, document.number_en) if name)
        keys = [match.number.key.replace("-", "") for name in names for match in find_numbers(name)]
        titles = tuple(_Title.of(title) for title in (document.title, document.title_en) if title)
        numbers = (*map(_key, names), *keys)
        title = document.title or document.id
        return cls(document.id, title, document.title_en, document.number_en, names, numbers, titles)


def _spellings(body: Body) -> tuple[str, ...]:
    short = without_city(body.name)
    bare = short.removeprefix("市") if short != body.name else short
    names = (body.name, bare, short, body.name_en or "", body.id)
    return tuple(_key(name) for name in names)


def _key(text: str) -> str:
    return "".join(char for char in fold(text).text if char.isalnum())
