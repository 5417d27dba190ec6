"""What else to try: the document whose number was typed, what each word finds alone, which filter is in the way."""

from collections.abc import Iterator
from dataclasses import replace

from index import Index
from index.query import And, Node, Not, Or, Query, Restrict, render
from index.scoring.found import Found
from search_service.answer.views import DocumentView, FilterCount, SuggestionsView, TermCount
from search_service.library import Holdings
from search_service.request.parameters import SearchParameters
from search_service.request.requesting import engine_filters, search_options, search_request

#: Words of a query whose counts can still be read; more are a passage that was pasted.
_MOST_TERMS = 12


def suggest(held: Holdings, parameters: SearchParameters, query: Query, found: Found) -> SuggestionsView:
    """The suggestions for a search: of single words where few clauses or none have all, of filters where none do."""
    nothing = not found.hits.count
    return SuggestionsView(
        did_you_mean=found.reading.repaired if found.reading else None,
        number=_document(held.index, query),
        per_term=tuple(_per_term(held.index, parameters, query)) if nothing or found.weak or found.relaxed else (),
        per_filter=tuple(_per_filter(held, parameters, query)) if nothing else (),
    )


def _per_term(index: Index, parameters: SearchParameters, query: Query) -> Iterator[TermCount]:
    terms = tuple(dict.fromkeys(_leaves(query.tree))) if query.tree else ()
    if len(terms) > _MOST_TERMS:
        return
    counts = index.engine.counts(terms, engine_filters(parameters)) if terms else ()
    for term, count in zip(terms, counts, strict=True):
        yield TermCount(render(term), count)


def _per_filter(held: Holdings, parameters: SearchParameters, query: Query) -> Iterator[FilterCount]:
    used = tuple(dict.fromkeys(name for name, _ in parameters.filters))
    for name in used if query.tree or len(used) > 1 else ():
        wider = replace(parameters.cleared(name), facets=(), per_page=1)
        found = held.retriever.search(query, search_request(wider, query), search_options(wider))
        yield FilterCount(name, found.hits.count)


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
