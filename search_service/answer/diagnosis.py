"""What else to try: the document whose number was typed, and what each word finds alone when all find nothing."""

from collections.abc import Iterator

from index import Index
from index.engines import Filter
from index.query import And, Node, Not, Or, Query, Restrict, render
from index.scoring.retrieval import Found
from search_service.answer.views import DocumentView, SuggestionsView, TermCount


def suggest(index: Index, query: Query, filters: tuple[Filter, ...], found: Found) -> SuggestionsView:
    """The suggestions for a search: for each word what it finds, where no clause or none with all words was found."""
    missed = not found.hits.count or found.weak
    terms = tuple(dict.fromkeys(_leaves(query.tree))) if query.tree and missed else ()
    counts = index.engine.counts(terms, filters) if terms else ()
    per_term = tuple(TermCount(render(term), count) for term, count in zip(terms, counts, strict=True))
    return SuggestionsView(found.reading.repaired if found.reading else None, _document(index, query), per_term)


def _document(index: Index, query: Query) -> DocumentView | None:
    ids = [id_ for number in query.numbers for id_ in index.store.documents_by_number(number.key)]
    return DocumentView.of(index.store.document_heads(ids)[ids[0]]) if len(ids) == 1 else None


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case And(nodes) | Or(nodes):
            for one in nodes:
                yield from _leaves(one)
        case Not():
            return
        case Restrict(field, inner):
            yield from (Restrict(field, leaf) for leaf in _leaves(inner))
        case _:
            yield node
