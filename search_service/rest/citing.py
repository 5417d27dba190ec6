"""The citations in a text: document numbers in any spelling, each with whether its document is in the corpus."""

from dataclasses import dataclass
from functools import cache, partial

from corpus.language.numbers import find_numbers
from index import Store
from search_service.answer.links import SEARCH_PAGE, with_query
from search_service.answer.views import DocumentView
from search_service.request.refusals import Fault, InvalidRequestError

#: Characters of a text to look through; a long document fits.
MAX_TEXT = 200_000
#: Citations, and documents named by them, of one answer.
MOST = 2000


@dataclass(frozen=True, slots=True)
class CitationView:
    """``text[start:end]`` cites a document number.

    ``status`` is 200 for one document here, 300 for several, 404 for none; ``cited_by`` are the documents here that
    cite the number, ``url`` leads to the document or to a search for the number.
    """

    text: str
    start: int
    end: int
    number: str
    number_en: str
    status: int
    url: str
    documents: tuple[DocumentView, ...]
    cited_by: tuple[str, ...]


def citations(store: Store, text: str) -> tuple[CitationView, ...]:
    """Every citation in the order of the text; :class:`InvalidRequestError` where an answer would be too long."""
    known = cache(partial(_known, store))
    found: list[CitationView] = []
    size = 0
    for match in find_numbers(text):
        documents, cited_by = known(match.number.key)
        size += 1 + len(documents) + len(cited_by) // 10
        if size > MOST:
            zh = f"文本中的引用过多，最多约 {MOST} 处；请分段提交"
            en = f"the text has too many citations, about {MOST} are allowed; send it in parts"
            raise InvalidRequestError([Fault("text", "too_many_citations", zh, en)])
        search = with_query(SEARCH_PAGE, [("q", match.number.text)])
        found.append(
            CitationView(
                text=text[match.start : match.end],
                start=match.start,
                end=match.end,
                number=match.number.text,
                number_en=match.number.text_en,
                status={0: 404, 1: 200}.get(len(documents), 300),
                url=documents[0].url if len(documents) == 1 else search,
                documents=documents,
                cited_by=cited_by,
            )
        )
    return tuple(found)


def _known(store: Store, key: str) -> tuple[tuple[DocumentView, ...], tuple[str, ...]]:
    """The documents with a number, and the ids of those that cite it."""
    ids = store.documents_by_number(key)
    heads = store.document_heads(ids)
    citing = dict.fromkeys(one.document for one in store.relations_to(key))
    return tuple(DocumentView.of(heads[one]) for one in ids), tuple(citing)
