"""Clauses of other documents that say nearly the same as one: in full for its page, as addresses beside a hit."""

from collections.abc import Iterable

from corpus import Clause
from index import Snapshot
from search_service.answer.links import clause_page_path, clause_path
from search_service.answer.views import DocumentView, LikeView, SimilarView


def similar_clauses(snapshot: Snapshot, clause: Clause) -> tuple[SimilarView, ...]:
    """The clauses of other documents that say nearly the same, nearest first."""
    found = snapshot.searcher.similar([clause.id]).get(clause.id, ())
    store = snapshot.store
    clauses = store.clauses(id_ for id_, _ in found)
    heads = store.document_heads({one.document for one in clauses.values()})
    return tuple(
        SimilarView(
            id=id_,
            url=clause_path(clauses[id_].document, clauses[id_].eid),
            label=clauses[id_].label,
            text=clauses[id_].text,
            document=DocumentView.of(heads[clauses[id_].document]),
            likeness=likeness,
        )
        for id_, likeness in found
    )


def likes(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, tuple[LikeView, ...]]:
    """For each of some clauses, by its id, where others say nearly the same; those of the newest issue first."""
    if not snapshot.searcher.knows_likeness:
        return {}
    found = snapshot.searcher.similar(tuple(ids))
    issues = snapshot.store.issues_by_clause({other for near in found.values() for other, _ in near})

    def like(other: str, likeness: float) -> LikeView:
        issue = issues.get(other)
        return LikeView(other, clause_page_path(other), issue.year if issue else None, likeness)

    return {
        id_: tuple(sorted((like(*one) for one in near), key=lambda one: -(one.year or 0)))
        for id_, near in found.items()
    }
