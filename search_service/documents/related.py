"""What a document refers to and who refers to it, inside the corpus and outside."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Document, Relation, RelationKind
from index import Store
from index.schema import number_key
from search_service.answer.links import clause_path, document_path, with_query
from search_service.answer.views import DocumentView

#: The number, the title and the address of a document.
ReferenceLine = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Reference:
    """One document that another refers to.

    ``url`` leads to it where it is in the corpus, ``first_clause`` to where it is named first; ``others`` are the other
    documents of the corpus that refer to the same number.
    """

    kind: RelationKind
    title: str | None
    number: str | None
    url: str | None
    first_clause: str | None
    others: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A document of the corpus that refers to this one; ``url`` leads to it with the number marked."""

    kind: RelationKind
    document: DocumentView
    url: str


@dataclass(frozen=True, slots=True)
class Related:
    """Relations in both directions; ``repealed_by`` is the document that ended this one."""

    outgoing: tuple[Reference, ...]
    incoming: tuple[Citing, ...]

    @property
    def repealed_by(self) -> Citing | None:
        """The first document that repeals this one."""
        return next((one for one in self.incoming if one.kind is RelationKind.REPEALS), None)

    def __bool__(self) -> bool:
        return bool(self.outgoing or self.incoming)


def related(store: Store, document: Document) -> Related:
    """The relations of a document, each named once."""
    known = {(one.kind, one.title if one.number is None else one.number): one for one in reversed(document.relations)}
    outgoing = tuple(_reference(store, document, one) for one in document.relations if one in known.values())
    return Related(tuple(dict.fromkeys(outgoing)), tuple(_incoming(store, document)))


def shortly(found: Related) -> tuple[tuple[RelationKind, int, tuple[ReferenceLine, ...]], ...]:
    """The relations in short: each kind and direction (1 for incoming) with its lines."""
    lines: dict[tuple[RelationKind, int], list[ReferenceLine]] = {}
    for citing in found.incoming:
        lines.setdefault((citing.kind, 1), []).append((citing.document.number, citing.document.title, citing.url))
    for one in found.outgoing:
        lines.setdefault((one.kind, 0), []).append((one.number, one.title, one.url))
    ordered = sorted(lines.items(), key=lambda line: (list(RelationKind).index(line[0][0]), -line[0][1]))
    return tuple((kind, direction, tuple(named)) for (kind, direction), named in ordered)


def _reference(store: Store, document: Document, relation: Relation) -> Reference:
    key = relation.document or number_key(relation.number)
    citing = dict.fromkeys(one.document for one in store.relations_to(key)) if key else {}
    heads = store.document_heads(id_ for id_ in citing if id_ != document.id)
    others = tuple(DocumentView.of(heads[id_]) for id_ in citing if id_ in heads)
    url = document_path(relation.document) if relation.document else None
    first_clause = _first_clause(document, relation)
    return Reference(relation.kind, relation.title, relation.number, url, first_clause, others)


def _first_clause(document: Document, relation: Relation) -> str | None:
    """The clause whose printed lines hold the reference; none where it is named in a title."""
    line, file = relation.source.line_start, relation.source.file
    for clause in document.clauses:
        if clause.source.file == file and clause.source.line_start <= line <= clause.source.line_end:
            return clause_path(document.id, clause.eid)
    return None


def _incoming(store: Store, document: Document) -> Iterator[Citing]:
    citations = {(one.relation.kind, one.document): one.relation for one in store.relations_to(document.id)}
    heads = store.document_heads(id_ for _, id_ in citations)
    for (kind, id_), relation in citations.items():
        if id_ in heads:
            shown = [("q", relation.number)] if relation.number else []
            yield Citing(kind, DocumentView.of(heads[id_]), with_query(document_path(id_), shown))
