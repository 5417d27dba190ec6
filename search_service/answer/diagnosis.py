"""What else to try: the document whose number was typed, what each word finds alone, which filter is in the way."""

from collections.abc import Iterator
from dataclasses import replace

from corpus.language.numbers import DocumentNumber
from index import Found, Query, Snapshot, parse_query
from index.query import MAX_LENGTH
from index.understanding.conditions import asked_words
from index.understanding.intent import Intent
from search_service.answer.views import AbsentNumber, DocumentView, FilterCount, SuggestionsView, TermCount
from search_service.filter_values import vocabulary_of
from search_service.request.parameters import SearchParameters, engine_filters, search_options, search_request

#: Words of a query whose counts can still be read; more are a passage that was pasted.
_MOST_TERMS = 12
#: Numbers that are offered in the place of one that no document carries.
_MOST_LIKE = 3


def search_suggestions(snapshot: Snapshot, parameters: SearchParameters, query: Query, found: Found) -> SuggestionsView:
    """The suggestions for a search: of single words where few clauses or none have all, of filters where none do."""
    nothing = not found.count
    return SuggestionsView(
        did_you_mean=found.intent.repaired if found.intent else None,
        number=_document(snapshot, query),
        per_term=tuple(_per_term(snapshot, parameters, found.intent)) if nothing and found.intent else (),
        per_filter=tuple(_per_filter(snapshot, parameters, query)) if nothing else (),
        absent=tuple(_absent(snapshot, query)),
    )


def _per_term(snapshot: Snapshot, parameters: SearchParameters, intent: Intent) -> Iterator[TermCount]:
    """What each word finds when it is searched by itself; a word that stands nowhere finds nothing."""
    # A sentence of the greatest length would be longer in its quotation marks.
    asked = [term for term in asked_words(intent) if len(term) <= MAX_LENGTH]
    if len(asked) > _MOST_TERMS:
        return
    for term in asked:
        alone, options = parse_query(term), search_options(parameters)
        if alone.tree:
            yield TermCount(term, snapshot.searcher.count(alone, engine_filters(parameters), options))


def _per_filter(snapshot: Snapshot, parameters: SearchParameters, query: Query) -> Iterator[FilterCount]:
    used = tuple(dict.fromkeys(name for name, _ in parameters.filters))
    for name in used if query.tree or len(used) > 1 else ():
        wider = replace(parameters.cleared(name), facets=(), per_page=1)
        found = snapshot.searcher.search(query, search_request(wider), search_options(wider))
        yield FilterCount(name, found.count)


def _document(snapshot: Snapshot, query: Query) -> DocumentView | None:
    ids = [id_ for number in query.numbers for id_ in snapshot.store.documents_by_number(number.key)]
    return DocumentView.of(snapshot.store.document_heads(ids)[ids[0]]) if len(ids) == 1 else None


def _absent(snapshot: Snapshot, query: Query) -> Iterator[AbsentNumber]:
    """The numbers in a query that no document carries."""
    for number in dict.fromkeys(query.numbers):
        if not snapshot.store.documents_by_number(number.key):
            ids = [id_ for key in _like(snapshot, number) for id_ in snapshot.store.documents_by_number(key)]
            heads = snapshot.store.document_heads(ids[:_MOST_LIKE])
            yield AbsentNumber(number.text, tuple(DocumentView.of(heads[id_]) for id_ in ids[:_MOST_LIKE]))


def _like(snapshot: Snapshot, number: DocumentNumber) -> list[str]:
    """Keys with the serial of a number and its prefix, then with its serial and its year; a decree has no year."""
    *prefix, year, serial = ("", *number.key.split("-"))
    known = [one.split("-") for one in vocabulary_of(snapshot).terms["number"]] if number.year else []
    same = [("", *one) for one in known if one[-1] == serial]
    other_year = [one for one in same if one[:-2] == (*prefix,)]
    other_body = [one for one in same if one[:-2] != (*prefix,) and one[-2] == year]
    return ["-".join(one[1:]) for one in (*other_year, *other_body)]
