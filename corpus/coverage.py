"""Coverage: in which part of the result every non-blank line stands, computed from the result."""

from collections import Counter
from collections.abc import Iterable, Mapping

from corpus.lines import split
from corpus.model import Coverage, Destination


def coverage(text: str, placed: Iterable[tuple[Iterable[int], Destination]]) -> Coverage:
    """The lines that are not blank by destination. ``placed`` names line numbers; the last destination counts."""
    destinations = _by_line(placed)
    numbers = [number for number, raw in enumerate(split(text), 1) if raw and not raw.isspace()]
    counts = Counter(destinations.get(number, Destination.UNPLACED) for number in numbers)
    unplaced = tuple(n for n in numbers if destinations.get(n, Destination.UNPLACED) is Destination.UNPLACED)
    return Coverage({d: counts[d] for d in Destination if counts[d]}, unplaced)


def _by_line(placed: Iterable[tuple[Iterable[int], Destination]]) -> Mapping[int, Destination]:
    return {number: destination for numbers, destination in placed for number in numbers}
