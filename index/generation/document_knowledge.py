"""What one document gives to the knowledge of an archive, found where it is read, fit to be sent to another process."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from corpus import Body, Clause, Document, Issue
from corpus.language.numbers import find_numbers
from index.analysis import pieces, runs
from index.doubtful_text import searched_text
from index.knowledge.doc_values import DocumentValues
from index.knowledge.postings import IndexedText
from index.language.segmentation import cut, stop_words, with_inner
from index.language.word_lists import chain_words
from index.lead_ins import lead_ins
from index.schema import number_key, path_text
from index.understanding.names import names_of

#: Characters of the longest chain.
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class DocumentKnowledge:
    """What is counted of a document.

    ``title`` is for the postings of titles; ``headed`` is the title field of all its clauses, ``texts`` and
    ``headings`` have the other fields of each. ``words`` are those of segmentation; ``chains`` are neighbouring words
    such as 横向|生态|补偿, with the number of clauses that hold each; ``english`` the words of its English title.
    ``names`` are what it goes by, ``number`` the key of its number; ``cited`` are keys of numbers that it prints, each
    with the clauses, counted within the document.
    """

    values: DocumentValues
    title: IndexedText
    headed: IndexedText
    texts: tuple[IndexedText, ...]
    headings: tuple[IndexedText, ...]
    words: frozenset[str]
    chains: Mapping[str, int]
    english: frozenset[str]
    bodies: tuple[Body, ...]
    names: tuple[str, ...]
    number: str | None
    cited: Mapping[str, tuple[int, ...]]


def document_knowledge(document: Document, issue: Issue | None) -> DocumentKnowledge:
    """What is counted of a document that was printed in an issue."""
    title, title_en, clauses = document.title or "", document.title_en or "", tuple(document.clauses)
    headed, headings = _headed(document), tuple(_headings(document))
    segmented = [[_segmented(run) for run in _chinese(clause.text)] for clause in clauses]
    # A chain counts once for each clause that holds it.
    chains = Counter(chain.from_iterable({one for _, found in runs_of for one in found} for runs_of in segmented))
    above = (_segmented(run)[0] for text in {headed, *headings} for run in _chinese(text))
    return DocumentKnowledge(
        values=DocumentValues.of(document, issue),
        title=IndexedText.of(f"{title}\n{title_en}"),
        headed=IndexedText.of(headed),
        texts=tuple(IndexedText.of(searched_text(clause)) for clause in clauses),
        headings=tuple(map(IndexedText.of, headings)),
        words=frozenset().union(*above, *(words for runs_of in segmented for words, _ in runs_of)),
        chains=chains,
        english=frozenset(piece.text for piece in pieces(title_en) if not piece.han and piece.text.isalpha()),
        bodies=document.issuing_bodies,
        names=names_of(document),
        number=number_key(document.number or document.number_en),
        cited=_cited(clauses),
    )


def _headed(document: Document) -> str:
    """The title, and the issuing bodies that it does not name: a question names them, hardly ever the clause."""
    title = document.title or ""
    return "\n".join([title, *(body.name for body in document.issuing_bodies if body.name not in title)])


def _headings(document: Document) -> Iterator[str]:
    """What stands above each clause, and leads in to it."""
    for part in document.parts:
        for clause, lead_in in zip(part.clauses, lead_ins(part.clauses), strict=True):
            yield "\n".join(filter(None, (path_text(part, clause), lead_in)))


def _cited(clauses: tuple[Clause, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, clause in enumerate(clauses):
        for number in dict.fromkeys(match.number.key for match in find_numbers(clause.text, strict=True)):
            found.setdefault(number, []).append(at)
    return {number: tuple(holding) for number, holding in found.items()}


def _chinese(text: str) -> Iterator[str]:
    return (run for run, is_chinese in runs(text) if is_chinese)


@lru_cache(4096)
def _segmented(run: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a run of Chinese characters, and its chains."""
    words = cut(run)
    return frozenset(word for word in with_inner(words) if len(word) > 1), frozenset(_chains(words))


def _chains(words: list[str]) -> set[str]:
    """Two neighbouring words, or three, that begin and end with a word of their own and hold no stop word."""
    stops, edges = stop_words(), chain_words()
    found: set[str] = set()
    for first, second, third in zip(words, words[1:], [*words[2:], ""], strict=False):
        if first in stops or first in edges or second in stops:
            continue
        two = first + second
        if second not in edges and len(two) <= _LONGEST:
            found.add(two)
        if third and third not in stops and third not in edges and len(two + third) <= _LONGEST:
            found.add(two + third)
    return found
