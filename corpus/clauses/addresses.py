"""Addresses inside a document: eIds in the naming style of Akoma Ntoso, each assigned once, in printed order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from corpus.clauses.provisions import Address, Heading, PartRoot, Provision
from corpus.findings import WarningCode
from corpus.model import Anchor, Clause, ClauseKind, PathStep, Source, Step


@dataclass(frozen=True, slots=True)
class Assigned:
    """The eId of a provision, and the headings above it with theirs, that of an annex included."""

    eid: str
    path: tuple[PathStep, ...]


def assign(parts: Sequence[tuple[PartRoot, Sequence[Address]]]) -> list[list[Assigned]]:
    """The eIds of a document, part by part. The same label printed twice gets a suffix, in printed order."""
    eids = _Eids()
    return [list(_assign_part(eids, root, addresses)) for root, addresses in parts]


def addressed(
    document: str, file: str, parts: Sequence[tuple[PartRoot, Sequence[Provision]]]
) -> list[tuple[Clause, ...]]:
    """The clauses of each part of a document."""
    assigned = assign([(root, [p.address for p in provisions]) for root, provisions in parts])
    ordinals = count()
    return [
        tuple(
            _clause(provision, at, _Position(document, file, index, next(ordinals)))
            for provision, at in zip(provisions, part, strict=True)
        )
        for index, ((_, provisions), part) in enumerate(zip(parts, assigned, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Position:
    """The document and file of a clause, its part, and how many clauses stand before it."""

    document: str
    file: str
    part: int
    ordinal: int


@dataclass(slots=True)
class _Eids:
    """The eIds of one document that are taken."""

    _taken: Counter[str] = field(default_factory=Counter)

    def give(self, parent: str, step: Step) -> str:
        """``parent__name_ordinal``; from the second time on ``parent__name_ordinal_2`` and so on."""
        name = step.text
        if step.ordinal is None and not step.named:
            name = f"{step.name}_{self._count(f'{parent}__{step.name}#')}"
        return self._once(f"{parent}__{name}" if parent else name)

    def _count(self, slot: str) -> int:
        self._taken[slot] += 1
        return self._taken[slot]

    def _once(self, wanted: str) -> str:
        count = self._count(wanted)
        return wanted if count == 1 else self._once(f"{wanted}_{count}")


def _assign_part(eids: _Eids, root: PartRoot, addresses: Sequence[Address]) -> Iterator[Assigned]:
    prefix = eids.give("", root.step) if root.step else ""
    above = (_step(root.heading, prefix),) if root.heading else ()
    known: dict[str, str] = {}
    for address in addresses:
        path: list[PathStep] = []
        for heading in address.path:
            eid = known.get(heading.key) or eids.give(path[-1].eid if path else prefix, heading.step)
            known[heading.key] = eid
            path.append(_step(heading, eid))
        under = path[: address.depth]
        own = known.get(address.key or "") or eids.give(under[-1].eid if under else prefix, address.step)
        if address.key:
            known[address.key] = own
        yield Assigned(own, (*above, *path))


def _step(heading: Heading, eid: str) -> PathStep:
    return PathStep(heading.label, heading.title, eid, heading.step)


def _clause(provision: Provision, assigned: Assigned, position: _Position) -> Clause:
    """The clause of a provision at its position in the document."""
    step = provision.address.step
    repeated = provision.kind is ClauseKind.ARTICLE and not assigned.eid.endswith(step.text)
    return Clause(
        id=f"{position.document}/{assigned.eid}",
        eid=assigned.eid,
        document=position.document,
        part=position.part,
        kind=provision.kind,
        label=provision.label,
        path=assigned.path,
        text=provision.reading.text,
        page=provision.page,
        ordinal=position.ordinal,
        source=Source(position.file, provision.lines[0].number, provision.lines[-1].last),
        task=provision.task,
        cells=provision.cells,
        warnings=(*provision.warnings, WarningCode.LABEL_REPEATED) if repeated else provision.warnings,
        runs=provision.reading.runs,
        anchors=tuple(_under(assigned.eid, anchor) for anchor in provision.anchors),
        step=step,
    )


def _under(eid: str, anchor: Anchor) -> Anchor:
    return replace(anchor, eid=f"{eid}__{anchor.eid}")
