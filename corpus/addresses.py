"""Addresses inside a document: eIds in the naming style of Akoma Ntoso, each given once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.findings import WarningCode
from corpus.lines import Line
from corpus.model import Anchor, Cell, Clause, ClauseKind, PathStep, Source, TaskRow
from corpus.text import Traced


@dataclass(frozen=True, slots=True)
class Provision:
    """What a clause says and is, before it has its place in the document."""

    kind: ClauseKind
    label: str | None
    reading: Traced
    lines: tuple[Line, ...]
    page: int | None = None
    task: TaskRow | None = None
    cells: tuple[Cell, ...] | None = None
    warnings: tuple[WarningCode, ...] = ()
    anchors: tuple[Anchor, ...] = ()


@dataclass(slots=True)
class Addresses:
    """Gives every clause and heading of one document its eId. The same label printed twice gets a suffix, in order."""

    document: str
    file: str
    clauses: list[Clause] = field(default_factory=list)
    _given: Counter[str] = field(default_factory=Counter)

    def eid(self, parent: str, name: str) -> str:
        """``parent__name``; from the second time on ``parent__name_2`` and so on."""
        wanted = f"{parent}__{name}" if parent else name
        self._given[wanted] += 1
        if self._given[wanted] == 1:
            return wanted
        return self.eid("", f"{wanted}_{self._given[wanted]}")

    def count(self, parent: str, name: str) -> int:
        """The next number, from 1, of the unnumbered provisions of one kind under a heading."""
        slot = f"{parent}__{name}#"
        self._given[slot] += 1
        return self._given[slot]

    def add(self, provision: Provision, eid: str, part: int, path: Sequence[PathStep]) -> Clause:
        """The clause with its address and its place in the document."""
        clause = Clause(
            id=f"{self.document}/{eid}",
            eid=eid,
            document=self.document,
            part=part,
            kind=provision.kind,
            label=provision.label,
            path=tuple(path),
            text=provision.reading.text,
            page=provision.page,
            ordinal=len(self.clauses),
            source=Source(self.file, provision.lines[0].number, provision.lines[-1].number),
            task=provision.task,
            cells=provision.cells,
            warnings=provision.warnings,
            runs=provision.reading.runs,
            anchors=provision.anchors,
        )
        self.clauses.append(clause)
        return clause
