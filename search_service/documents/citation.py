"""How a document or a clause is cited: after GB/T 7714 in Chinese, and in English. Plain text, the same any day."""

from markupsafe import Markup

from corpus import Clause, ClauseKind, Document, Issue
from search_service.english.labelling import body_label
from search_service.english.labels import english_provision
from search_service.english.papers import english_number, english_periodical

#: GB/T 7714 names three authors at most.
_AUTHORS = 3
_INNER = str.maketrans("“”", "‘’")


def citation_zh(document: Document, issue: Issue | None, clause: Clause | None = None) -> str:
    """After GB/T 7714-2015: authors. title: number[J]. gazette, year(issue): page, provision."""
    names = [body.name for body in document.issuing_bodies]
    authors = ", ".join(names[:_AUTHORS]) + (", 等" if len(names) > _AUTHORS else "")
    title = ": ".join(filter(None, (document.title, document.number))) or document.id
    pinpoint = provision(clause) if clause else ""
    if issue is None:
        day = document.date.isoformat() if document.date else ""
        return _sentence(authors, f"{title}[Z]", ", ".join(filter(None, (day, pinpoint))))
    page = _page(document, clause)
    where = ", ".join(filter(None, (str(page) if page else "", pinpoint)))
    printed = f"{issue.title}, {issue.year}({issue.number})" + (f": {where}" if where else "")
    return _sentence(authors, f"{title}[J]", printed)


def citation_en(document: Document, issue: Issue | None, clause: Clause | None = None) -> str:
    """Authors, “title” (number), date, gazette, number, page, provision; only a title without English stays Chinese."""
    names = [body_label(body).en for body in document.issuing_bodies]
    authors = ", ".join(names[:_AUTHORS]) + (" et al." if len(names) > _AUTHORS else "")
    title = f"“{(document.title_en or document.title or document.id).translate(_INNER)}”"
    number = document.number_en or (english_number(document.number) if document.number else "")
    day = f"{document.date.day} {document.date:%B %Y}" if document.date else ""
    page = _page(document, clause)
    pieces = (
        authors,
        f"{title} ({number})" if number else title,
        day,
        f"{periodical_en(issue)}, {issue.year}, no. {issue.number}" if issue else "",
        f"p. {page}" if issue and page else "",
        english_provision(clause, short=True) if clause else "",
    )
    return ", ".join(filter(None, pieces)) + " (in Chinese)."


def quotation(clause: Clause, citation: str, url: str) -> str:
    """A clause as HTML to put into another page: its text as it stands here, and its citation, which links to it."""
    quoted = Markup('<blockquote cite="{url}" lang="zh-Hans"><p>{text}</p></blockquote>').format(
        url=url, text=clause.text
    )
    caption = Markup('<figcaption><a href="{url}">{citation}</a></figcaption>').format(url=url, citation=citation)
    return f"<figure>{quoted}{caption}</figure>"


def provision(clause: Clause) -> str:
    """Where a clause stands in its document, by its printed labels: 第三章 第十三条."""
    labels = [step.label or step.title or "" for step in clause.path]
    own = clause.label or ""
    if clause.kind is ClauseKind.TABLE_ROW and own:
        own = f"序号{own}" if own.isascii() else f"“{own}”行"
    return " ".join(filter(None, (*labels, own)))


def _page(document: Document, clause: Clause | None) -> int | None:
    return (clause.page if clause else None) or document.page


def _sentence(*pieces: str) -> str:
    return ". ".join(filter(None, pieces)) + "."


def periodical_en(issue: Issue) -> str:
    """The English title of the gazette, which is printed in capitals, as a title is written; else in English words."""
    small = ("of", "the", "and")
    words = (issue.title_en or english_periodical(issue.title)).lower().split()
    return " ".join(word if word in small and at else word.capitalize() for at, word in enumerate(words))
