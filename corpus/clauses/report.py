"""What a reader should know of a file that was read: what is missing, repeated or doubtful, and its coverage."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from corpus.clauses.provisions import Provision
from corpus.findings import FindingCode
from corpus.issue.front import page_findings
from corpus.language.numbering import Level, marker
from corpus.model import ClauseKind, Coverage, Destination, Document, Finding, Source, TocEntry
from corpus.printed.lines import LOST_PAGE, Line, split

#: A clause of more characters holds the text of several: the longest of 107,000 clauses of laws and notices has 3,839.
LONGEST_CLAUSE = 6_000


@dataclass(frozen=True, slots=True)
class DoubtfulLines:
    """Lines that were placed but probably in the wrong clause, and what to say of them."""

    finding: Finding
    lines: tuple[Line, ...]


def doubtful(provisions: Sequence[Provision], file: str) -> Iterator[DoubtfulLines]:
    """Text that a clause swallowed: the article that should follow it, or more than any clause holds."""
    for provision in provisions:
        if provision.kind is ClauseKind.ARTICLE and (lines := _next_article(provision)):
            message = f"{provision.label} may hold the articles after it"
            yield DoubtfulLines(Finding(FindingCode.ARTICLES_MISSING, message, _source(file, lines)), lines)
        elif provision.kind is not ClauseKind.TABLE_ROW and len(provision.reading.text) > LONGEST_CLAUSE:
            message = f"a clause of {len(provision.reading.text)} characters"
            yield DoubtfulLines(
                Finding(FindingCode.CLAUSE_TOO_LONG, message, _source(file, provision.lines)), provision.lines
            )


def _next_article(provision: Provision) -> tuple[Line, ...]:
    """The lines of an article from the one on that begins with the number of the next article."""
    following = (provision.address.step.ordinal or 0) + 1
    for at, line in enumerate(provision.lines[1:], 1):
        found = marker(line.plain)
        if found and found.level is Level.ARTICLE and found.ordinal == following and found.sub is None:
            return provision.lines[at:]
    return ()


def lost_content(body: Sequence[Line], file: str) -> Iterator[Finding]:
    """Places in the body of a part where a page or a picture of the print may be missing."""
    for line in (line for line in body[1:] if line.blanks >= LOST_PAGE):
        message = f"{line.blanks} blank lines: a page or a picture of the print may be missing here"
        yield Finding(FindingCode.LOST_CONTENT, message, Source(file, line.number - line.blanks, line.number - 1))


def report(
    file: str, lines: Sequence[Line], toc: Sequence[TocEntry], documents: Sequence[Document]
) -> Iterator[Finding]:
    """What there is to say of the whole: pairs, pages, missing documents, numbering."""
    for entry, reason in page_findings(toc):
        yield Finding(FindingCode.TOC_PAGE, f"{reason}: {entry.title}", entry.source)
    is_bilingual = any(entry.title_en for entry in toc)
    for entry in toc:
        if entry.title_en is None and is_bilingual:
            yield Finding(FindingCode.TOC_UNPAIRED, f"no English entry for: {entry.title}", entry.source)
        if entry.document is None:
            message = f"the contents announce a document that was not found: {entry.title}"
            yield Finding(FindingCode.DOCUMENT_MISSING, message, entry.source)
    if not lines:
        yield Finding(FindingCode.EMPTY, "the file holds no text", Source(file, 1, 1))
        return
    if not toc:
        message = "no contents page: documents were told apart by their titles and numbers"
        yield Finding(FindingCode.NO_CONTENTS, message, _source(file, lines[:1]))
    if not documents:
        yield Finding(FindingCode.NO_DOCUMENTS, "no document was found", _source(file, lines))
    yield from chain.from_iterable(_numbering(document) for document in documents)


def _numbering(document: Document) -> Iterator[Finding]:
    """Articles that are missing or printed twice: kept as printed, and reported."""
    for part in document.parts:
        articles = [c for c in part.clauses if c.kind is ClauseKind.ARTICLE]
        for before, clause in pairwise(articles):
            step = (clause.step.ordinal or 0) - (before.step.ordinal or 0)
            if step != 1 and clause.step.ordinal != 1 and clause.step.sub is None:
                code = FindingCode.ARTICLE_REPEATED if step == 0 else FindingCode.ARTICLE_GAP
                yield Finding(code, f"{before.label} is followed by {clause.label}", clause.source)


def _source(file: str, lines: Sequence[Line]) -> Source:
    return Source(file, lines[0].number, lines[-1].last)


def coverage(text: str, placed: Iterable[tuple[Iterable[int], Destination]]) -> Coverage:
    """The lines that are not blank by destination. ``placed`` names line numbers; the last destination counts."""
    destinations = _by_line(placed)
    numbers = [number for number, raw in enumerate(split(text), 1) if raw and not raw.isspace()]
    counts = Counter(destinations.get(number, Destination.UNPLACED) for number in numbers)
    unplaced = tuple(n for n in numbers if destinations.get(n, Destination.UNPLACED) is Destination.UNPLACED)
    return Coverage({d: counts[d] for d in Destination if counts[d]}, unplaced)


def _by_line(placed: Iterable[tuple[Iterable[int], Destination]]) -> Mapping[int, Destination]:
    return {number: destination for numbers, destination in placed for number in numbers}
