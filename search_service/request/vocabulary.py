"""The values that a filter may take in one generation of the index, with their labels in both languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages; ``rendered`` where the English is ours and printed by no gazette."""

    zh: str
    en: str
    rendered: bool = False


@dataclass(frozen=True, slots=True)
class FilterValue:
    """One value of a filter. ``spellings`` are other ways to write it, such as the name of a body beside its id."""

    value: str
    label: Label
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of every closed filter, by parameter name and then by value.

    ``resolvers`` give the value for spellings that cannot be listed, such as those of a document number; ``namers``
    the labels of values that are too many to be named before they are shown.
    """

    terms: Mapping[str, Mapping[str, FilterValue]] = field(default_factory=dict)
    resolvers: Mapping[str, Callable[[str], str | None]] = field(default_factory=dict)
    namers: Mapping[str, Callable[[str], Label]] = field(default_factory=dict)

    def find(self, name: str, text: str) -> FilterValue | None:
        """The term whose value or spelling is ``text``, or ``None``."""
        return self._one(name, text, (term for term in self.terms.get(name, {}).values() if text in term.spellings))

    def find_all(self, name: str, text: str) -> tuple[FilterValue, ...]:
        """Every term that ``text`` may mean: issue 14 is one of each year."""
        alike = tuple(term for term in self.terms.get(name, {}).values() if text in term.spellings)
        found = None if len(alike) > 1 else self._one(name, text, iter(alike))
        return (found,) if found else alike

    def _one(self, name: str, text: str, alike: Iterator[FilterValue]) -> FilterValue | None:
        known = self.terms.get(name, {})
        found = known.get(text) or next(alike, None)
        if found is None and name in self.resolvers:
            found = known.get(self.resolvers[name](text) or "")
        return found

    def label(self, name: str, value: str) -> Label:
        """The label of a value; the value itself where the vocabulary does not know it."""
        return self.labels(name)(value)

    def labels(self, name: str) -> Callable[[str], Label]:
        """What gives the label of a value of one filter, for many of them."""
        if name in self.namers:
            return self.namers[name]
        known = self.terms.get(name, {})

        def label(value: str) -> Label:
            term = known.get(value)
            return term.label if term else Label(value, value)

        return label

    def spellings(self, name: str) -> list[str]:
        """Every way to write a value of this filter, for finding the nearest one."""
        return [text for term in self.terms.get(name, {}).values() for text in (term.value, *term.spellings)]
