"""Ids over the whole corpus: of two issues or documents that come to one id the later gets a suffix.

Numbers of different cities may be romanised alike (津政发, 晋政发), and so may names of files. Files come in the order
of their names, so that the ids of an unchanged corpus are the same in every generation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus import Issue, TocEntry
from corpus.clauses.identity import GivenIds
from index.generation.preparing import FileReport


@dataclass(frozen=True, slots=True)
class Naming:
    """The ids of one gazette in its generation; ``is_new`` is said of the issue.

    ``documents`` are in printed order, ``None`` where an earlier file has the same document word for word.
    """

    issue: Issue | None
    is_new: bool
    documents: tuple[str | None, ...]
    toc: tuple[TocEntry, ...]


@dataclass(slots=True)
class CorpusIds:
    """Gives the ids of a generation, one gazette after the other."""

    issues: dict[tuple[str, str], str] = field(default_factory=dict)
    _issue_ids: GivenIds = field(default_factory=GivenIds)
    _document_ids: GivenIds = field(default_factory=GivenIds)
    _texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, report: FileReport) -> Naming:
        """The ids of the next gazette. An issue of the same title and number that an earlier file had is the same."""
        issue, is_new = self._issue(report.issue) if report.issue else (None, False)
        given = tuple(map(self._document, report.documents, report.texts))
        shown = {known: self._texts[known, text] for known, text in zip(report.documents, report.texts, strict=True)}
        return Naming(issue, is_new, given, _renamed(report.toc, issue, shown))

    def _document(self, known: str, text: str) -> str | None:
        if (known, text) in self._texts:
            return None
        given = self._texts[known, text] = self._document_ids.give(known)
        return given

    def _issue(self, issue: Issue) -> tuple[Issue, bool]:
        key = issue.id, issue.title
        is_new = key not in self.issues
        if is_new:
            self.issues[key] = self._issue_ids.give(issue.id)
        return replace(issue, id=self.issues[key]), is_new


def _renamed(toc: tuple[TocEntry, ...], issue: Issue | None, given: Mapping[str, str]) -> tuple[TocEntry, ...]:
    return tuple(
        replace(one, issue=issue.id if issue else one.issue, document=given.get(one.document or "", one.document))
        for one in toc
    )
