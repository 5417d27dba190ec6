"""What browsers and search engines ask a site for: OpenSearch descriptions, suggestions, sitemaps, robots, an icon."""

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app
from lxml import etree
from werkzeug.exceptions import NotFound

from search_service.answer.links import document_path, issue_path, with_query
from search_service.rest.suggestions import suggestions
from search_service.web.addresses import absolute
from search_service.web.answers import json_answer
from search_service.web.current import current_library, current_store
from search_service.web.languages import LANGUAGES, TAGS
from search_service.web.request_args import accept, single_arg

standards = Blueprint("standards", __name__)

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
#: Addresses in one sitemap; the protocol allows 50,000.
_PORTION = 10_000
#: A short name has 16 characters at most, so says the specification.
_NAMES = {
    "zh": ("公报检索", "北京市人民政府公报条款检索"),
    "en": ("Gongbao", "Clauses of the gazettes of Beijing Municipality"),
}


def init_standards(app: Flask) -> None:
    """Add the addresses that the standards fix."""
    app.register_blueprint(standards)


@standards.get("/opensearch.xml")
def opensearch() -> Response:
    """The description by which a browser adds this search, in ``zh`` or ``en``."""
    accept("lang")
    lang = single_arg("lang") or "zh"
    name, about = _NAMES[lang]
    root = etree.Element(f"{{{_OPENSEARCH}}}OpenSearchDescription", nsmap={None: _OPENSEARCH})  # type: ignore[dict-item]
    for tag, text in (
        ("ShortName", name),
        ("Description", about),
        ("Language", TAGS[lang]),
        ("InputEncoding", "UTF-8"),
    ):
        etree.SubElement(root, f"{{{_OPENSEARCH}}}{tag}").text = text
    icon = etree.SubElement(root, f"{{{_OPENSEARCH}}}Image", width="16", height="16", type="image/svg+xml")
    icon.text = absolute("/static/favicon.svg")
    for kind, path in _templates(lang):
        etree.SubElement(root, f"{{{_OPENSEARCH}}}Url", type=kind, method="get", template=absolute(path))
    return Response(_xml(root), mimetype="application/opensearchdescription+xml")


@standards.get("/suggestions.json")
def browser_suggestions() -> Response:
    """The suggestions of the interface in the form that browsers take: the words typed, then what they may become."""
    accept("q")
    q = single_arg("q")
    labels = [one.label for one in suggestions(current_library().snapshot(), q)]
    return json_answer([q, labels], mimetype="application/x-suggestions+json")


@standards.get("/robots.txt")
def robots() -> Response:
    """Robots may read what has an address of its own; searches are endless."""
    lines = ("User-agent: *", "Disallow: /search", "Disallow: /api/", "Disallow: /terms", "Disallow: /tasks?",
             f"Sitemap: {absolute('/sitemap.xml')}", "")  # fmt: skip
    return Response("\n".join(lines), mimetype="text/plain")


@standards.get("/favicon.ico")
def favicon() -> Response:
    """The icon for those who do not read the head of a page."""
    icon = Path(current_app.static_folder or "") / "favicon.svg"
    return Response(icon.read_bytes(), mimetype="image/svg+xml")


@standards.get("/sitemap.xml")
def sitemap_index() -> Response:
    """The sitemaps."""
    pages = range(1, -(-len(_paths()) // _PORTION) + 1)
    root = etree.Element(f"{{{_SITEMAP}}}sitemapindex", nsmap={None: _SITEMAP})  # type: ignore[dict-item]
    for page in pages:
        holder = etree.SubElement(root, f"{{{_SITEMAP}}}sitemap")
        etree.SubElement(holder, f"{{{_SITEMAP}}}loc").text = absolute(f"/sitemap-{page}.xml")
    return Response(_xml(root), mimetype="application/xml")


@standards.get("/sitemap-<int:page>.xml")
def sitemap(page: int) -> Response:
    """Pages, issues and documents, each with its two languages."""
    paths = _paths()[(page - 1) * _PORTION : page * _PORTION] if page else []
    if not paths:
        raise NotFound
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP, "xhtml": _XHTML})  # type: ignore[dict-item]
    for path in paths:
        holder = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(holder, f"{{{_SITEMAP}}}loc").text = absolute(path)
        for lang in LANGUAGES:
            address = absolute(with_query(path, [("lang", lang)]))
            etree.SubElement(holder, f"{{{_XHTML}}}link", rel="alternate", hreflang=lang, href=address)
    return Response(_xml(root), mimetype="application/xml")


def _paths() -> list[str]:
    store = current_store()
    issues = [issue_path(one.id) for one in store.issues()]
    return ["/", "/issues", "/tasks", *issues, *map(document_path, store.document_ids())]


def _templates(lang: str) -> Iterator[tuple[str, str]]:
    yield "text/html", f"/search?q={{searchTerms}}&lang={lang}"
    yield "application/atom+xml", f"/search.atom?q={{searchTerms}}&lang={lang}"
    yield "application/json", "/search.json?q={searchTerms}"
    yield "application/x-suggestions+json", "/suggestions.json?q={searchTerms}"


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
