"""Issuing bodies by any of their names."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus import Body
from corpus.language.bodies import city
from index.language.folding import fold


@dataclass(frozen=True)
class BodyNames:
    """The bodies of a corpus with the number of documents that each signed, most first."""

    counted: tuple[tuple[Body, int], ...]

    def find(self, text: str) -> Body | None:
        """The body that the text names, width and case aside; ``None`` for none and for a short name of several."""
        return self._by_name.get(_plain(text))

    @cached_property
    def _by_name(self) -> dict[str, Body]:
        bodies = [body for body, _ in self.counted]
        short = [(name, body) for body in bodies for name in _short_names(body.name)]
        times = Counter(name for name, _ in short)
        full = ((name, body) for body in bodies for name in (body.id, body.name, body.name_en) if name)
        return {name: body for name, body in short if times[name] == 1} | {_plain(name): body for name, body in full}


def _short_names(name: str) -> Iterator[str]:
    for prefix in (f"{city()}市", f"中共{city()}市"):
        rest = _plain(name).removeprefix(prefix)
        if rest != _plain(name) and len(rest) > 1:
            yield rest
            yield f"市{rest}"


def _plain(text: str) -> str:
    return "".join(fold(text).text.split())
