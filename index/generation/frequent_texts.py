"""Which of very many short texts occur often, in memory of a fixed size."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np

#: Bits of the place of a count: two tables of 32 MB.
_BITS = 25
_LOW, _HIGH = (1 << _BITS) - 1, 32 - _BITS
#: The highest count that is kept.
_MOST = 255


class FrequentTexts:
    """The texts that occur ``often`` times, which is 255 at most.

    They are counted by their hash in two tables, the lower of the two counts being theirs: none is missed, and one that
    shares both its counts with other texts is found too early. Source: the count-min sketch, Cormode and Muthukrishnan
    2005.
    """

    def __init__(self, often: int) -> None:
        self._often = often
        self._tables = np.zeros(1 << _BITS, np.uint8), np.zeros(1 << _BITS, np.uint8)
        #: The texts that occur often.
        self.found: set[str] = set()

    def add(self, texts: Mapping[str, int]) -> None:
        """Count each of these texts as often as it says."""
        hashes = (crc32(text.encode("utf-8", "surrogatepass")) for text in texts)
        codes = np.fromiter(hashes, np.uint32, len(texts))
        times = np.fromiter(texts.values(), np.int64, len(texts))
        low, high = codes & _LOW, codes >> _HIGH
        one, other = self._tables
        counts = np.minimum(np.minimum(one[low], other[high]) + times, _MOST).astype(np.uint8)
        names = list(texts)
        self.found.update(names[at] for at in np.flatnonzero(counts >= self._often))
        # Only what is lower is raised, so that others are found too early less often.
        np.maximum.at(one, low, counts)
        np.maximum.at(other, high, counts)
