"""A document as Akoma Ntoso 3.0 (OASIS LegalDocML): one ``act`` with its FRBR block, every clause under its eId.

Numbering words keep their Chinese order: 章 chapter, 条 article, 一、 section, （一） subsection; levels for which the
schema has no element of the same name (1., ——, parts, rows) are ``hcontainer`` elements with a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from corpus.language.numbers import parse_number
from corpus.language.pinyin import romanise
from corpus.language.places import CODES
from corpus.model import Clause, ClauseKind, Document, PartKind
from corpus.printed.columns import COLUMNS

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENTS = {"book": "book", "chp": "chapter", "dvs": "division", "art": "article", "sec": "section",
             "subsec": "subsection", "subdvs": "subdivision",
             "point": "point", "indent": "indent", "para": "paragraph"}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Node:
    """A heading or a clause with what stands under it."""

    eid: str
    label: str | None = None
    title: str | None = None
    clause: Clause | None = None
    children: list["_Node"] = field(default_factory=list)


def xml_text(text: str) -> str:
    """Text as XML takes it: what XML has no place for, such as U+0000 or U+FFFF, is shown by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def document_akn(document: Document) -> bytes:
    """The document as UTF-8 XML."""
    root = etree.Element(_q("akomaNtoso"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    act = _add(root, "act", name=romanise(document.doc_type or "document"))
    _meta(act, document)
    preface = _add(act, "preface")
    _text(_add(preface, "longTitle"), "p", document.title or document.id)
    body = _add(act, "body")
    for node in _tree(document):
        _node(body, node)
    if not len(body):
        _text(_add(_add(body, "paragraph", eId="para_1"), "content"), "p", "")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def frbr_uri(document: Document) -> str:
    """The work's address: ``/akn/cn-11/act/tongzhi/2024/jingzhengfa-3``."""
    start = f"/akn/{jurisdiction(document)}/act/{romanise(document.doc_type or 'document')}"
    issued = document.date.year if document.date else "undated"
    number = parse_number(document.number) if document.number else None
    if number:
        return f"{start}/{number.year or issued}/{number.letters}-{number.serial}"
    return f"{start}/{issued}/{document.id}"


def jurisdiction(document: Document) -> str:
    """``cn-11`` for a document of a Beijing gazette, ``cn`` where the province is not known."""
    return CODES.get((document.issue or "").split("-")[0], "cn")


def _meta(act: etree._Element, document: Document) -> None:
    """The FRBR block: work, expression in Chinese, manifestation as XML."""
    meta = _add(act, "meta")
    identification = _add(meta, "identification", source="#gongbao")
    work = frbr_uri(document)
    day = document.date.isoformat() if document.date else "0001-01-01"
    levels = (
        ("FRBRWork", work, work, "issued"),
        ("FRBRExpression", f"{work}/zho@{day}", f"{work}/zho@{day}", "issued"),
        ("FRBRManifestation", f"{work}/zho@{day}.xml", f"{work}/zho@{day}.xml", "issued"),
    )
    author = f"#{document.issuing_bodies[0].id}" if document.issuing_bodies else "#gongbao"
    for name, this, uri, dated in levels:
        level = _add(identification, name)
        _add(level, "FRBRthis", value=f"{this}/!main" if name != "FRBRManifestation" else this)
        _add(level, "FRBRuri", value=uri)
        _add(level, "FRBRdate", date=day, name=dated)
        _add(level, "FRBRauthor", href=author)
        if name == "FRBRWork":
            _add(level, "FRBRcountry", value=jurisdiction(document))
            if document.number:
                _add(level, "FRBRnumber", value=document.number)
            _add(level, "FRBRname", value=document.title or document.id)
        elif name == "FRBRExpression":
            _add(level, "FRBRlanguage", language="zho")
    references = _add(meta, "references", source="#gongbao")
    _add(references, "TLCOrganization", eId="gongbao", href="/ontology/organization/gongbao", showAs="gongbao")
    for body in document.issuing_bodies:
        href = f"/ontology/organization/{jurisdiction(document)}/{body.id}"
        _add(references, "TLCOrganization", eId=body.id, href=href, showAs=body.name)


def _tree(document: Document) -> Sequence[_Node]:
    """The clauses under their headings, in printed order, parts outermost."""
    roots: list[_Node] = []
    for part in document.parts:
        known: dict[str, _Node] = {}
        top = roots
        if part.kind is PartKind.NOTICE and any(p.kind is PartKind.ISSUED for p in document.parts):
            notice = _Node("notice", None, None)
            roots.append(notice)
            top = notice.children
        for clause in part.clauses:
            siblings = top
            for step in clause.path:
                node = known.get(step.eid)
                if node is None:
                    node = known[step.eid] = _Node(step.eid, step.label, step.title)
                    siblings.append(node)
                siblings = node.children
            node = known[clause.eid] = _Node(clause.eid, clause.label, None, clause)
            siblings.append(node)
    return [node for node in roots if node.clause or node.children]


def _node(parent: etree._Element, node: _Node) -> None:
    if node.clause is not None and node.clause.kind is ClauseKind.TABLE_ROW and not node.children:
        _tables(parent, [node])
        return
    name = re.sub(r"(?:_[0-9-]+)+$", "", node.eid.rsplit("__", 1)[-1])
    element = _element(parent, name, node.eid)
    if node.label:
        _text(element, "num", node.label)
    if node.title and node.clause is None:
        _text(element, "heading", node.title)
    if node.clause is not None:
        _paragraphs(_add(element, "intro" if node.children else "content"), node.clause)
    for group in _groups(node.children):
        if _is_row(group[0]):
            _tables(element, group)
        else:
            _node(element, group[0])
    if node.clause is None and not node.children:
        _text(_add(element, "content"), "p", "")


def _element(parent: etree._Element, name: str, eid: str) -> etree._Element:
    if name in _ELEMENTS:
        return _add(parent, _ELEMENTS[name], eId=eid)
    return _add(parent, "hcontainer", eId=eid, name=name)


def _is_row(node: _Node) -> bool:
    return node.clause is not None and node.clause.kind is ClauseKind.TABLE_ROW


def _groups(nodes: Sequence[_Node]) -> Iterator[list[_Node]]:
    """Consecutive rows of one kind together, everything else alone."""
    pending: list[_Node] = []
    for node in nodes:
        if pending and not (_is_row(node) and _columns(node) == _columns(pending[0])):
            yield pending
            pending = []
        pending.append(node)
        if not _is_row(node):
            yield pending
            pending = []
    if pending:
        yield pending


def _columns(node: _Node) -> tuple[str, ...]:
    clause = node.clause
    if clause is None:
        return ()
    return tuple(cell.header for cell in clause.cells) if clause.cells is not None else COLUMNS


def _tables(parent: etree._Element, rows: Sequence[_Node]) -> None:
    """Rows as one table; each row carries the eId of its clause."""
    first = rows[0].eid
    holder = _add(parent, "hcontainer", eId=f"{first}__tbl", name="table")
    table = _add(_add(holder, "content"), "table", eId=f"{first}__tbl_1")
    head = _add(table, "tr")
    for column in _columns(rows[0]):
        _text(_add(head, "th"), "p", column)
    for row in rows:
        line = _add(table, "tr", eId=row.eid)
        for value in _values(row):
            cell = _add(line, "td")
            for paragraph in value.split("\n"):
                _text(cell, "p", paragraph)


def _values(node: _Node) -> Iterator[str]:
    clause = node.clause
    if clause is None:
        return
    if clause.task is not None:
        for column in COLUMNS:
            value = getattr(clause.task, column)
            yield "、".join(value) if isinstance(value, tuple) else value or ""
    else:
        yield from (cell.value for cell in clause.cells or ())


def _paragraphs(parent: etree._Element, clause: Clause) -> None:
    """The text, a ``p`` for each paragraph; an item of an article carries its own eId."""
    anchors = {anchor.start: anchor for anchor in clause.anchors}
    start = 0
    for text in clause.text.split("\n"):
        anchor = anchors.get(start)
        _text(parent, "p", text, **({"eId": anchor.eid} if anchor else {}))
        start += len(text) + 1


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _q(tag), {k: xml_text(v) for k, v in attributes.items()})


def _text(parent: etree._Element, tag: str, text: str, /, **attributes: str) -> None:
    _add(parent, tag, **attributes).text = xml_text(text)
