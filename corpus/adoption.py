"""Where a row of a second reading is at home: each part of a document once more with its address, path and headings.

The rows of a part are numbered as they are shown, whichever reading they come from. Everything else that the first
reading holds keeps its address; what only the second holds is given one that is free.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.addresses import Addresses
from corpus.findings import WarningCode
from corpus.model import Anchor, Clause, ClauseKind, Document, Part, PartKind, PathStep

#: How the address of an annex begins, and that of nothing else.
ANNEX = "annex"


@dataclass(slots=True)
class Home:
    """One part as a place for clauses of two readings."""

    part: Part
    addresses: Addresses
    eid: str
    path: tuple[PathStep, ...]
    headings: dict[tuple[str, str | None], PathStep] = field(default_factory=dict)  # by address above and label
    _moved: dict[str, str] = field(default_factory=dict)  # headings that only the second reading holds

    def house(self, clause: Clause, *, own: bool) -> Clause:
        """A clause at home in this part, its ``own`` or one of the second reading, in the order of what is shown."""
        path = clause.path if own else self._path(clause)
        eid = clause.eid if own else ""
        if clause.kind is ClauseKind.TABLE_ROW:
            eid = self._row(clause)
        elif not own:
            parent = path[-1].eid if path else self.eid
            eid = self._free(clause.eid, parent)
        return replace(
            clause,
            id=f"{self.addresses.document}/{eid}",
            eid=eid,
            document=self.addresses.document,
            part=self.part.index,
            path=path,
            warnings=clause.warnings if own else (*clause.warnings, WarningCode.SECOND_READING_ONLY),
            anchors=moved(clause.anchors, clause.eid, eid),
        )

    def _row(self, clause: Clause) -> str:
        if clause.cells is not None:
            return self.addresses.eid(self.eid, f"row_{self.addresses.count(self.eid, 'row')}")
        return self.addresses.eid(self.eid, f"row_{clause.label}" if clause.label else "row")

    def _path(self, clause: Clause) -> tuple[PathStep, ...]:
        """The headings of the first reading over a clause of the second, and those that only the second holds."""
        path = list(self.path)
        for step in clause.path[_is_in_annex(clause) :]:
            parent = path[-1].eid if path else self.eid
            known = self.headings.get((parent, step.label))
            path.append(known or replace(step, eid=self._free(step.eid, parent)))
        return tuple(path)

    def _free(self, eid: str, parent: str) -> str:
        """An address under ``parent`` for what has the address ``eid`` in the second reading, always the same."""
        if eid not in self._moved:
            self._moved[eid] = self.addresses.eid(parent, eid.rsplit("__", 1)[-1])
        return self._moved[eid]


def settle(document: Document, merged: Sequence[bool]) -> list[Home]:
    """A home for each part; ``merged`` says whether the second reading has anything of it.

    One :class:`Addresses` serves all, in which is taken what keeps its address.
    """
    addresses = Addresses(document.id, document.source.file)
    for part, both in zip(document.parts, merged, strict=True):
        for eid in dict.fromkeys(_kept(part, rows=not both)):
            addresses.eid("", eid)
    return [
        Home(part, addresses, eid, path, _headings(part, eid, len(path)))
        for part, (eid, path) in zip(document.parts, _places(document), strict=True)
    ]


def _headings(part: Part, eid: str, depth: int) -> dict[tuple[str, str | None], PathStep]:
    """The headings of a part behind the first ``depth`` steps, by the address of the one above and the label."""
    paths = [[PathStep(None, None, eid), *clause.path[depth:]] for clause in part.clauses]
    return {(above.eid, step.label): step for path in paths for above, step in pairwise(path)}


def _kept(part: Part, *, rows: bool) -> Iterator[str]:
    """The addresses of a part's headings and clauses; of its rows too, unless these are numbered anew."""
    for clause in part.clauses:
        yield from (step.eid for step in clause.path)
        if rows or clause.kind is not ClauseKind.TABLE_ROW:
            yield clause.eid


def _places(document: Document) -> Iterator[tuple[str, tuple[PathStep, ...]]]:
    """Address and path of each part, as the parser gave them; also of a part that has no clauses."""
    given = Addresses(document.id, document.source.file)
    issues = any(part.kind is PartKind.ISSUED for part in document.parts)
    for part in document.parts:
        if part.kind is PartKind.ANNEX:
            eid = given.eid("", f"{ANNEX}_{part.number}" if part.number else ANNEX)
            step = next((c.path[0] for c in part.clauses), PathStep(f"附件{part.number or ''}", part.title, eid))
            yield step.eid, (step,)
        else:
            yield ("notice" if issues and part.kind is PartKind.NOTICE else ""), ()


def _is_in_annex(clause: Clause) -> bool:
    """Whether the first step of the path is the annex itself."""
    return bool(clause.path) and clause.path[0].eid.startswith(ANNEX)


def moved(anchors: Iterable[Anchor], old: str, new: str) -> tuple[Anchor, ...]:
    """The anchors of a clause whose address was ``old`` and is ``new``."""
    return tuple(replace(anchor, eid=new + anchor.eid.removeprefix(old)) for anchor in anchors)
