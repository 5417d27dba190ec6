"""What was found last, by key: several at once, in memory of a fixed size."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """The values of at most ``most`` keys, those that were made last; for any number of threads."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._kept: dict[Key, Value] = {}

    def values(self, keys: Sequence[Key], make: Callable[[Sequence[int]], Iterable[Value]]) -> list[Value]:
        """The value of each key; ``make`` is given the places of the keys that are not remembered, all at once."""
        with self._lock:
            unknown = {key: at for at, key in enumerate(keys) if key not in self._kept}
            if unknown:
                self._kept.update(zip(unknown, make(list(unknown.values())), strict=True))
            found = [self._kept[key] for key in keys]
            for oldest in list(islice(self._kept, max(len(self._kept) - self._most, 0))):
                del self._kept[oldest]
            return found
