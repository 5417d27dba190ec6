"""English on the pages: names, labels and deadlines in templates, and glosses of single words that can be switched."""

from collections.abc import Iterable

from flask import Flask, request

from index.highlight import Snippet
from search_service.answer.glosses import Glosses, glosses_of
from search_service.answer.marking import MarkedRun
from search_service.english.deadlines import english_deadline
from search_service.english.labelling import body_label, deadline_label, department_label, section_label
from search_service.english.labels import english_label, english_provision
from search_service.web.current import current_library
from search_service.web.languages import GLOSS, language

#: Pages with so much text that glosses are shown only where they are asked for.
_LONG_PAGES = ("pages.document",)


def init_glossing(app: Flask) -> None:
    """Give the templates the English of what is printed in Chinese."""
    app.add_template_filter(glossed)
    app.add_template_filter(gloss)
    app.add_template_filter(english_label)
    app.add_template_filter(english_deadline)
    app.add_template_global(glossing)
    for made in (body_label, department_label, section_label, deadline_label, english_provision):
        app.add_template_global(made)


def glossing() -> bool:
    """Whether this page glosses single words: as its address says, else in English."""
    chosen = request.args.get(GLOSS)
    return chosen == "1" if chosen else language() == "en" and request.endpoint not in _LONG_PAGES


def gloss(term: str) -> str | None:
    """What a term is called in English, for an English page."""
    return _glosses().of(term) if language() == "en" else None


def glossed(pieces: Iterable[MarkedRun | Snippet] | str, wanted: bool = True) -> list[MarkedRun]:  # noqa: FBT001, FBT002 - a filter
    """Pieces of a text with glosses where this page has them and they are wanted."""
    texts = [MarkedRun(pieces)] if isinstance(pieces, str) else [_piece(one) for one in pieces]
    return list(_glosses().pieces(texts)) if wanted and glossing() else texts


def _piece(one: MarkedRun | Snippet) -> MarkedRun:
    return one if isinstance(one, MarkedRun) else MarkedRun(one.text, one.highlight)


def _glosses() -> Glosses:
    return glosses_of(current_library().snapshot())
