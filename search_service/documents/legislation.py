"""Documents and clauses in the words of schema.org, for search engines and libraries."""

from typing import Any

from corpus import Body, Clause, Document, Issue, RelationKind
from corpus.export.akn import frbr_uri, jurisdiction
from search_service.answer.links import clause_page_path, document_path, issue_path
from search_service.documents.citation import provision
from search_service.documents.related import Related
from search_service.web.languages import TAGS

LinkedData = dict[str, Any]


def document_legislation(document: Document, issue: Issue | None, related: Related, root: str) -> LinkedData:
    """A document as ``Legislation``; ``root`` is what addresses begin with."""
    found = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": root + document_path(document.id),
        "url": root + document_path(document.id),
        "identifier": frbr_uri(document),
        "name": _names(document.title, document.title_en),
        "legislationIdentifier": document.number,
        "legislationType": document.doc_type,
        "legislationDate": document.date.isoformat() if document.date else None,
        "legislationDateOfApplicability": document.effective_date.isoformat() if document.effective_date else None,
        "legislationJurisdiction": jurisdiction(document).upper(),
        "legislationPassedBy": [_body(body) for body in document.issuing_bodies],
        "legislationRepeals": _others(document, RelationKind.REPEALS, root),
        "legislationLegalForce": "https://schema.org/NotInForce" if related.repealed_by else None,
        "inLanguage": TAGS["zh"],
        "isPartOf": _issue(issue, root) if issue else None,
        "datePublished": issue.date.isoformat() if issue and issue.date else None,
        "pagination": str(document.page) if document.page else None,
        "encoding": [
            _file(document, root, ".xml", "application/xml"),
            _file(document, root, ".txt", "text/plain"),
            _file(document, root, ".json", "application/json"),
        ],
    }
    return _stated(found)


def clause_legislation(clause: Clause, document: Document, issue: Issue | None, root: str) -> LinkedData:
    """A clause as a part of the ``Legislation`` it stands in."""
    found = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": root + clause_page_path(clause.id),
        "url": root + clause_page_path(clause.id),
        "identifier": clause.id,
        "name": {"@language": TAGS["zh"], "@value": provision(clause)} if provision(clause) else None,
        "text": clause.text,
        "inLanguage": TAGS["zh"],
        "legislationDate": document.date.isoformat() if document.date else None,
        "pagination": str(clause.page or document.page) if clause.page or document.page else None,
        "isPartOf": _stated({
            "@type": "Legislation",
            "@id": root + document_path(document.id),
            "name": _names(document.title, document.title_en),
            "legislationIdentifier": document.number,
            "isPartOf": _issue(issue, root) if issue else None,
        }),
    }  # fmt: skip
    return _stated(found)


def _names(zh: str | None, en: str | None) -> list[LinkedData]:
    pairs = ((TAGS["zh"], zh), (TAGS["en"], en))
    return [{"@language": tag, "@value": name} for tag, name in pairs if name]


def _body(body: Body) -> LinkedData:
    return {"@type": "GovernmentOrganization", "name": _names(body.name, body.name_en)}


def _issue(issue: Issue, root: str) -> LinkedData:
    return _stated({
        "@type": "PublicationIssue",
        "@id": root + issue_path(issue.id),
        "issueNumber": str(issue.number),
        "datePublished": issue.date.isoformat() if issue.date else None,
        "isPartOf": {"@type": "Periodical", "name": _names(issue.title, issue.title_en)},
    })  # fmt: skip


def _others(document: Document, kind: RelationKind, root: str) -> list[LinkedData]:
    return [
        _stated({
            "@type": "Legislation",
            "@id": root + document_path(one.document) if one.document else None,
            "name": one.title,
            "legislationIdentifier": one.number,
        })
        for one in document.relations
        if one.kind is kind
    ]  # fmt: skip


def _file(document: Document, root: str, ending: str, kind: str) -> LinkedData:
    address = f"{root}{document_path(document.id)}{ending}"
    return {"@type": "MediaObject", "contentUrl": address, "encodingFormat": kind}


def _stated(record: LinkedData) -> LinkedData:
    """What the gazette does not state is left out."""
    return {name: value for name, value in record.items() if value not in (None, [], "")}
