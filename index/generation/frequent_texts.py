"""Which of very many short texts occur often, in memory of a fixed size."""

from collections.abc import Mapping
from zlib import crc32

#: Bits of the place of a count: two tables of 32 MB.
_BITS = 25
_LOW, _HIGH = (1 << _BITS) - 1, 32 - _BITS


class FrequentTexts:
    """The texts that occur ``often`` times.

    They are counted by their hash in two tables, the lower of the two counts being theirs: none is missed, and one that
    shares both its counts with other texts is found too early. Source: the count-min sketch, Cormode and Muthukrishnan
    2005.
    """

    def __init__(self, often: int) -> None:
        self._often = often
        self._tables = bytearray(1 << _BITS), bytearray(1 << _BITS)
        #: The texts that occur often.
        self.found: set[str] = set()

    def add(self, texts: Mapping[str, int]) -> None:
        """Count each of these texts as often as it says."""
        one, other = self._tables
        often, found = self._often, self.found
        for text, times in texts.items():
            code = crc32(text.encode("utf-8", "surrogatepass"))
            low, high = code & _LOW, code >> _HIGH
            count = min(one[low], other[high]) + times
            if count >= often:
                found.add(text)
            else:
                # Only what is lower is raised, so that others are found too early less often.
                one[low], other[high] = max(one[low], count), max(other[high], count)
