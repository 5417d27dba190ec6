"""Coverage: in which part of the result every non-blank line stands, computed from the result."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from corpus.lines import Line
from corpus.model import Coverage, Destination


def coverage(lines: Sequence[Line], placed: Iterable[tuple[Iterable[int], Destination]]) -> Coverage:
    """The lines by destination. ``placed`` names line numbers; a line named twice stands where it was named last."""
    destinations = _by_line(placed)
    numbers = dict.fromkeys(number for line in lines for number in range(line.number, line.last + 1))
    counts = Counter(destinations.get(number, Destination.UNPLACED) for number in numbers)
    unplaced = tuple(n for n in numbers if destinations.get(n, Destination.UNPLACED) is Destination.UNPLACED)
    return Coverage({d: counts[d] for d in Destination if counts[d]}, unplaced)


def _by_line(placed: Iterable[tuple[Iterable[int], Destination]]) -> Mapping[int, Destination]:
    return {number: destination for numbers, destination in placed for number in numbers}
