"""Articles that the print lacks or has twice, at the clause where a reader meets it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import Clause, ClauseKind, Document


@dataclass(frozen=True, slots=True)
class Gap:
    """Before the article ``eid`` the articles ``first`` to ``last`` are missing, or its number was printed before.

    ``before`` is the label of the article before it, ``label`` its own.
    """

    eid: str
    first: int
    last: int
    before: str
    label: str
    is_repeated: bool = False


def gaps(document: Document) -> Mapping[str, Gap]:
    """The gaps of a document by the eId of the article at which each is met."""
    return {gap.eid: gap for part in document.parts for gap in _gaps(part.clauses)}


def _gaps(clauses: Sequence[Clause]) -> Iterator[Gap]:
    articles = [clause for clause in clauses if clause.kind is ClauseKind.ARTICLE and clause.step.ordinal]
    for before, clause in pairwise(articles):
        last, number = before.step.ordinal or 0, clause.step.ordinal or 0
        labels = before.label or "", clause.label or ""
        if number == last and clause.step.sub == before.step.sub:
            yield Gap(clause.eid, number, number, *labels, is_repeated=True)
        elif number > last + 1:
            yield Gap(clause.eid, last + 1, number - 1, *labels)
