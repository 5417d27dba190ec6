"""The page that shows two documents side by side."""

from dataclasses import dataclass

from flask import Blueprint, Flask, render_template

from corpus import Document
from index import Store
from search_service.answer.links import with_query
from search_service.documents.comparable import COMPARE
from search_service.documents.comparing import MOST_PAIRS, Comparison, Fate, changes, comparable, comparison
from search_service.documents.words import FATES
from search_service.request.refusals import Fault, InvalidRequestError, require_page
from search_service.web.current import current_store
from search_service.web.request_args import accept, single_arg

comparing = Blueprint("comparing", __name__)
#: Pairs of clauses on a page.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ComparisonOptions:
    """What of a comparison is shown: pairs of one fate or of all, a page of them."""

    fate: Fate | None
    page: int


def init_comparing(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(comparing)


@comparing.get(COMPARE)
def compare_page() -> str:
    """Two documents, clause by clause, with the words that changed."""
    accept("lang", "old", "new", "fate", "page")
    store = current_store()
    found = _compared(_named(store, "old"), _named(store, "new"))
    options = _options()
    pairs = [pair for pair in found.pairs if options.fate is None or pair.fate is options.fate]
    require_page(options.page, _SHOWN, len(pairs))
    shown = pairs[(options.page - 1) * _SHOWN : options.page * _SHOWN]
    return render_template(
        "compare.html",
        compared=found,
        options=options,
        fates=FATES,
        rows=[(pair, *changes(pair)) for pair in shown],
        last=max(1, -(-len(pairs) // _SHOWN)),
        at=lambda fate, page=1: _address(found, fate, page),
    )


def _compared(old: Document, new: Document) -> Comparison:
    if not comparable(old, new):
        zh = f"两份公文过长，无法对照（条款数之积最多 {MOST_PAIRS:,}）"
        en = f"the documents are too long to be compared: at most {MOST_PAIRS:,} pairs of clauses"
        raise InvalidRequestError([Fault("new", "too_long", zh, en)])
    return comparison(old, new)


def _named(store: Store, name: str) -> Document:
    """The document of a parameter; raises :class:`NotFoundError` for one that is not here."""
    if id_ := single_arg(name):
        return store.document(id_)
    raise InvalidRequestError(
        [Fault(name, "required", f"{name}：请给出公文标识", f"{name}: give the id of a document")]
    )


def _options() -> ComparisonOptions:
    fate, page = single_arg("fate"), single_arg("page") or "1"
    if fate not in ("", *Fate):
        choices = ", ".join(Fate)
        fault = Fault("fate", "unknown_value", f"fate：只能是 {choices}", f"fate: must be one of {choices}")
        raise InvalidRequestError([fault])
    if not (page.isascii() and page.isdigit() and int(page[:9]) >= 1):
        raise InvalidRequestError(
            [Fault("page", "not_a_number", "page：应为正整数", "page: must be a whole number from 1")]
        )
    return ComparisonOptions(Fate(fate) if fate else None, int(page[:9]))


def _address(found: Comparison, fate: Fate | None, page: int) -> str:
    items = [("old", found.old.id), ("new", found.new.id)]
    items += [("fate", fate)] if fate else []
    return with_query(COMPARE, [*items, *([("page", str(page))] if page > 1 else [])])
