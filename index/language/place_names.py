"""The provinces and municipalities that a text names, as a set of bits: each has papers of its own."""

import re
from functools import cache

from corpus.language.places import ENGLISH, NAMES

#: A name inside that of a street or of a river's bank (河南南路, 永定河北岸) is no place.
_INSIDE = "(?![东南西北中]?[岸侧麓路街])"


def places_in(text: str) -> int:
    """The places named in a text, bit n for the nth of :data:`corpus.language.places.NAMES`; 0 where there is none."""
    bits = _bits()
    return sum({bits[match.lower()] for match in _names().findall(text)})


@cache
def _bits() -> dict[str, int]:
    found = {name: 1 << at for at, name in enumerate(NAMES)}
    return found | {other.lower(): found[name] for name, others in ENGLISH.items() for other in others}


@cache
def _names() -> re.Pattern[str]:
    english = "|".join(other for others in ENGLISH.values() for other in others)
    return re.compile(rf"(?:{'|'.join(NAMES)}){_INSIDE}|\b(?:{english})\b", re.IGNORECASE)
