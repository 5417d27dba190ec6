"""Addresses of a document into which a second reading was merged.

What the first reading holds keeps its address, but for the rows of a merged part, which are numbered as they are shown.
What only the second reading holds stands under the headings of the first, where it has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.clauses.addresses import Assigned, assign
from corpus.clauses.provisions import Address, Heading, PartRoot, part_root
from corpus.findings import WarningCode
from corpus.model import Anchor, Clause, ClauseKind, Document, Part, PartKind, PathStep, Step


@dataclass(frozen=True, slots=True)
class Merged:
    """A clause of a merged document; ``own``: the first reading holds it."""

    clause: Clause
    own: bool = True


def readdressed(document: Document, parts: Sequence[Sequence[Merged]]) -> Document:
    """The document with these clauses in its parts."""
    issues = any(part.kind is PartKind.ISSUED for part in document.parts)
    roots = [_root(part, issues=issues) for part in document.parts]
    assigned = assign(
        [
            (root, list(_addresses(part, merged)))
            for root, part, merged in zip(roots, document.parts, parts, strict=True)
        ]
    )
    made: list[Part] = []
    ordinal = 0
    for part, merged, given in zip(document.parts, parts, assigned, strict=True):
        clauses = [_clause(document.id, part, m, a) for m, a in zip(merged, given, strict=True)]
        made.append(replace(part, clauses=tuple(replace(c, ordinal=i) for i, c in enumerate(clauses, ordinal))))
        ordinal += len(clauses)
    return replace(document, parts=tuple(made))


def _root(part: Part, *, issues: bool) -> PartRoot:
    """Address and heading of a part, as they were printed."""
    printed = next((c.path[0].label for c in part.clauses if c.path), f"附件{part.number or ''}")
    return part_root(part.kind, part.number, printed, part.title, issues=issues)


def _addresses(part: Part, merged: Sequence[Merged]) -> Iterator[Address]:
    """The addresses of a part's clauses; a heading of the second reading is that of the first with the same label."""
    own = _headings(part)
    for one in merged:
        path = _inner(one.clause)
        steps = [_heading(step) for step in path] if one.own else list(_under_first(path, own))
        key = one.clause.eid if one.own else f"second {one.clause.eid}"
        yield Address(_own_step(one), tuple(steps), key, _depth(one.clause, path))


def _own_step(one: Merged) -> Step:
    clause = one.clause
    if clause.task is not None:  # a row has the number that is shown, which may be that of the other reading
        return Step("row", int(clause.label) if clause.label else None, named=True)
    return clause.step


def _depth(clause: Clause, path: Sequence[PathStep]) -> int | None:
    """Under how many of the headings the eId of a row stands: a row is not numbered by the sections of its table."""
    if clause.kind is not ClauseKind.TABLE_ROW:
        return None
    return sum(clause.eid.startswith(f"{step.eid}__") for step in path)


def _inner(clause: Clause) -> tuple[PathStep, ...]:
    """The headings above a clause inside its part."""
    return clause.path[1:] if clause.path and clause.path[0].step.name == "annex" else clause.path


def _heading(step: PathStep, prefix: str = "") -> Heading:
    return Heading(step.step, step.label, step.title, prefix + step.eid)


def _headings(part: Part) -> dict[tuple[str, str | None], PathStep]:
    """The headings of a part by the eId of the one above and the label."""
    found: dict[tuple[str, str | None], PathStep] = {}
    for clause in part.clauses:
        path = _inner(clause)
        found.update(
            ((above, step.label), step) for above, step in zip(["", *(s.eid for s in path)], path, strict=False)
        )
    return found


def _under_first(path: Sequence[PathStep], own: dict[tuple[str, str | None], PathStep]) -> Iterator[Heading]:
    above: str | None = ""
    for step in path:
        known = own.get((above, step.label)) if above is not None else None
        yield _heading(known) if known else _heading(step, "second ")
        above = known.eid if known else None


def _clause(document: str, part: Part, merged: Merged, assigned: Assigned) -> Clause:
    clause = merged.clause
    return replace(
        clause,
        id=f"{document}/{assigned.eid}",
        eid=assigned.eid,
        document=document,
        part=part.index,
        path=assigned.path,
        warnings=clause.warnings if merged.own else (*clause.warnings, WarningCode.SECOND_READING_ONLY),
        anchors=tuple(moved(anchor, clause.eid, assigned.eid) for anchor in clause.anchors),
    )


def moved(anchor: Anchor, old: str, new: str) -> Anchor:
    """The anchor of a clause whose address was ``old`` and is ``new``."""
    return replace(anchor, eid=new + anchor.eid.removeprefix(old))
