"""Clauses of other documents that say nearly the same as one: in full for its page, as addresses beside a hit."""

from collections.abc import Iterable

from corpus.model import Clause
from index.scoring.similar import Similar
from search_service.answer.links import clause_page_path, clause_path
from search_service.answer.views import DocumentView, LikeView, SimilarView
from search_service.library import Holdings


def similar_clauses(held: Holdings, clause: Clause) -> tuple[SimilarView, ...]:
    """The clauses of other documents that say nearly the same, nearest first."""
    found = held.retriever.similar([clause]).get(clause.id, ())
    store = held.index.store
    clauses = store.clauses(one.clause for one in found)
    heads = store.document_heads({one.document for one in clauses.values()})
    return tuple(
        SimilarView(
            id=one.clause,
            url=clause_path(clauses[one.clause].document, clauses[one.clause].eid),
            label=clauses[one.clause].label,
            text=clauses[one.clause].text,
            document=DocumentView.of(heads[clauses[one.clause].document]),
            likeness=one.likeness,
        )
        for one in found
    )


def likes(held: Holdings, clauses: Iterable[Clause]) -> dict[str, tuple[LikeView, ...]]:
    """For each of some clauses, by its id, where others say nearly the same; those of the newest issue first."""
    if not held.retriever.knows_likeness:
        return {}
    store = held.index.store
    found = held.retriever.similar(tuple(clauses))
    others = store.clauses({one.clause for near in found.values() for one in near})
    heads = store.document_heads({one.document for one in others.values()})
    issues = store.issues_of({head.issue for head in heads.values() if head.issue})

    def like(one: Similar) -> LikeView:
        issue = issues.get(heads[others[one.clause].document].issue or "")
        return LikeView(one.clause, clause_page_path(one.clause), issue.year if issue else None, one.likeness)

    return {id_: tuple(sorted(map(like, near), key=lambda one: -(one.year or 0))) for id_, near in found.items()}
