"""The few clauses of a large archive that may answer, scored as a lexicon would score them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.knowledge.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Pool:
    """Frequencies are counted in the folded ``texts``, headings included; rarities are those of the whole archive."""

    texts: Sequence[str]
    vocabulary: Lexicon

    @property
    def size(self) -> int:
        """How many clauses these are."""
        return len(self.texts)

    @property
    def clauses(self) -> int:
        """How many the archive has."""
        return self.vocabulary.clauses

    def gathered(self, group: Mapping[str, float]) -> NDArray[np.float64]:
        """For every clause the sum of the frequencies of a group's terms, each times its share."""
        found = [sum(share * text.count(term) for term, share in group.items() if term in text) for text in self.texts]
        return np.array(found, dtype=np.float64)

    def reach(self, group: Mapping[str, float], weights: NDArray[np.float64]) -> int:
        """How many clauses of the archive hold any term of a group: at most as many as hold each."""
        known = sum(self.vocabulary.frequency(term) for term in group)
        return max(min(known, self.clauses), int(np.count_nonzero(weights)))
