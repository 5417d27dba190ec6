"""What can be asked, by example, and how many clauses each example finds in the generation that serves."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from corpus import UserError
from index import Snapshot
from index.query import FIELDS
from search_service.answer.links import SEARCH_PAGE, with_query
from search_service.answer.views import CountsView
from search_service.search import search_in

#: What the front page offers to ask, each with what it shows.
EXAMPLES = (
    ("污染防治", _("a word, in any document")),
    ("酒店 备案", _("two words in one clause")),
    ("京政办发〔2024〕4号", _("a document number, in any spelling")),
    ("hotel industry", _("English words, for Chinese clauses")),
    ('"生态环境损害赔偿"', _("an exact phrase")),
)
#: Every operator of the query language at work, each with what it does.
OPERATORS = (
    ("酒店 备案", _("a space: both words in one clause")),
    ('"生态环境损害赔偿"', _("quotes: exactly these characters in a row")),
    ("新能源 | 氢能", _("a bar or OR: either word")),
    ("公交 -地铁", _("a minus or NOT: without this word")),
    ("(垃圾 | 废物) 分类", _("brackets: what belongs together")),
    ("title:办法", _("a field with a colon: only there (%(fields)s)", fields=", ".join(FIELDS))),
    ("monitor*", _("a star: anything that begins so")),
    ("京政办发[2024] 4 号", _("a document number in any spelling")),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try: what it shows, where it leads, and how many clauses match there, ``in_text`` by themselves."""

    q: str
    note: str
    url: str
    count: int
    in_text: int


def examples(snapshot: Snapshot, shown: tuple[tuple[str, str], ...]) -> Iterator[Example]:
    """The examples that find something in a generation."""
    counts = snapshot.derived(_counts)
    for q, note in shown:
        if (count := counts.get(q)) and count.all + count.title:
            yield Example(q, note, with_query(SEARCH_PAGE, [("q", q)]), count.all + count.title, count.all)


def _counts(snapshot: Snapshot) -> dict[str, CountsView]:
    """How many clauses each example finds, as its search counts them."""
    return {q: _count(snapshot, q) for q, _ in (*EXAMPLES, *OPERATORS)}


def _count(snapshot: Snapshot, q: str) -> CountsView:
    try:
        return search_in(snapshot, {"q": [q], "facets": ["year"], "per_page": ["1"]}).counts
    except UserError:
        return CountsView(0, 0)
