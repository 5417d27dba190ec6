"""How many requests each worker process has, in memory that they share: the next one goes where the fewest are."""

from multiprocessing.sharedctypes import RawArray
from time import monotonic

#: Seconds after which a process that said nothing counts as ended; a loop says something every second.
_SILENT = 3


class Loads:
    """A number of requests for each of ``most`` processes that are forked from this one; each writes its own alone.

    A process whose number is ``most`` or higher, of which there are some where workers are replaced several times at
    once, is not seen by the others.
    """

    def __init__(self, most: int) -> None:
        self._requests = RawArray("i", most)
        #: When each was written last, on the clock that all processes of a machine share; 0: never.
        self._written = RawArray("d", most)

    def write(self, number: int, requests: int) -> None:
        """Process ``number`` has so many requests that run or wait."""
        if number < len(self._requests):
            self._requests[number], self._written[number] = requests, monotonic()

    def end(self, number: int) -> None:
        """Process ``number`` takes no more."""
        if number < len(self._written):
            self._written[number] = 0

    def excess(self, number: int, requests: int) -> int:
        """How many more ``requests`` of process ``number`` are than the process with the fewest has.

        Below 0 where all others have more, or where there is no other.
        """
        since = monotonic() - _SILENT
        others = enumerate(zip(self._requests, self._written, strict=True))
        counts = [count for other, (count, at) in others if other != number and at > since]
        return requests - min(counts) if counts else -1
