"""How a clause lies in OpenSearch: the mapping of an index, and the document of a row."""

import hashlib
import re
from typing import Any

from index.engines.orders import NUMERIC, ORDERS, sort_keys
from index.schema import DATE_FIELD, FACETS, KEYWORD_FIELDS, TEXT_FIELDS, ClauseRow

#: Characters of a term and of a value up to which they differ: Lucene's whitespace tokenizer cuts longer terms, and a
#: value may have 32,766 bytes.
LONGEST_TERM, LONGEST_VALUE = 255, 8_000
_LONG = re.compile(rf"\S{{{LONGEST_TERM + 1}}}")
#: OpenSearch takes ids of so many bytes.
_LONGEST_ID = 512


def mappings() -> dict[str, Any]:
    """The fields of an index; one that is not named here is refused.

    Terms come analysed with a blank between, and nothing is scored, so that no field keeps norms, and only those keep
    positions in which phrases are looked for.
    """
    return {"dynamic": "strict", "_source": {"enabled": False}, "properties": {**_keywords(), **_texts()}}


def _keywords() -> dict[str, Any]:
    counted = {"document", *FACETS}
    found: dict[str, Any] = {
        name: {"type": "keyword", "eager_global_ordinals": name in counted, "doc_values": name in counted}
        for name in KEYWORD_FIELDS
    }
    found |= {name: {"type": "long" if name in NUMERIC else "keyword", "index": False} for name in set(ORDERS.values())}
    return {**found, "clause": {"type": "keyword"}, DATE_FIELD: {"type": "date", "format": "strict_date"}}


def _texts() -> dict[str, Any]:
    found = {}
    for field in TEXT_FIELDS.values():
        if field.words:
            found[field.words] = _text("positions" if field.english else "docs")
        if field.grams:
            found[field.grams] = _text("positions")
        if field.listed:
            found[field.listed] = _text("docs")
    return found


def _text(options: str) -> dict[str, Any]:
    return {"type": "text", "analyzer": "whitespace", "index_options": options, "norms": False}


def indexed_document(row: ClauseRow, position: int) -> dict[str, Any]:
    """A row as the index takes it, after so many others."""
    texts = {name: clipped(terms) for name, terms in row.terms.items() if terms}
    values = {name: [value[:LONGEST_VALUE] for value in found] for name, found in row.keywords.items()}
    dated = {DATE_FIELD: row.date} if row.date else {}
    return {"clause": row.clause, **values, **texts, **dated, **sort_keys(row, position)}


def document_id(clause: str) -> str:
    """The id under which a row replaces the one before."""
    return clause if len(clause.encode()) <= _LONGEST_ID else hashlib.sha256(clause.encode()).hexdigest()


def clipped(terms: str) -> str:
    """Terms as the tokenizer leaves them."""
    return " ".join(term[:LONGEST_TERM] for term in terms.split()) if _LONG.search(terms) else terms
