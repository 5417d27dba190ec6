"""What is known of one generation beside its text: postings, titles, doc values, lexicon and vectors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.knowledge.arrays import Scores, idf
from index.knowledge.doc_values import DocValues
from index.knowledge.lexicon import Lexicon
from index.knowledge.postings import Postings
from index.knowledge.vectors import Vectors, open_vectors

CLAUSES, TITLES = "postings", "titles"


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of all documents, by the numbers of the documents."""

    postings: Postings

    def having(self, terms: Iterable[str], least: float) -> tuple[int, ...]:
        """The documents whose titles have most of some terms, and the same share of them, from ``least`` on."""
        asked = tuple(terms)
        shares = np.zeros(self.postings.size, dtype=np.float32)
        for term in asked:
            shares[self.postings.postings(term).ordinals] += 1 / len(asked)
        best = float(shares.max(initial=0.0))
        return tuple(np.flatnonzero(shares == best).tolist()) if best >= least - 1e-6 else ()

    def cover(self, terms: Iterable[str]) -> Scores:
        """For every document the share of some terms that its title has, each by its rarity among titles."""
        size = self.postings.size
        found, total = np.zeros(size, dtype=np.float32), 0.0
        for term in terms:
            ordinals = self.postings.postings(term).ordinals
            rarity = idf(size, len(ordinals))
            found[ordinals] += np.float32(rarity)
            total += rarity
        return found / np.float32(total) if total else found


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Read access to all of it; never changes, safe for any number of threads. ``vectors`` are by encoder."""

    postings: Postings
    titles: Titles
    values: DocValues
    lexicon: Lexicon
    vectors: Mapping[str, Vectors]
    issues: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> "Knowledge":
        """What lies in a generation's folder; raises ``OSError``, ``ValueError`` or ``msgspec.DecodeError``."""
        postings, values = Postings(folder, CLAUSES), DocValues(folder)
        issues = dict.fromkeys(issue for one in values.documents for issue in one.keywords.get("issue", ()))
        return cls(
            postings=postings,
            titles=Titles(Postings(folder, TITLES)),
            values=values,
            lexicon=Lexicon.read(folder, postings),
            vectors=open_vectors(folder),
            issues=tuple(issues),
        )
