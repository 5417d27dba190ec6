"""Provisions: what the readers of text and of tables give, before eIds are assigned.

A provision says what a clause is and under which headings it stands, by steps and not by strings. One pass over a
whole document, :func:`corpus.clauses.addresses.addressed`, makes clauses of provisions.
"""

from dataclasses import dataclass

from corpus.findings import WarningCode
from corpus.language.text import Traced
from corpus.model import Anchor, Cell, ClauseKind, PartKind, Step, TaskRow
from corpus.printed.lines import Line


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above provisions. ``key`` tells apart two headings of one document that are printed alike."""

    step: Step
    label: str | None
    title: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a provision stands: the headings above it inside its part, outermost first, and its own step.

    ``key`` is that of the heading which the provision itself is to those under it: both have one eId. The eId stands
    under the first ``depth`` headings, under all where it is ``None``: rows are numbered over the sections of a table.
    """

    step: Step
    path: tuple[Heading, ...] = ()
    key: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """The text, kind and address of a clause. ``anchors`` have eIds relative to the clause."""

    kind: ClauseKind
    address: Address
    label: str | None
    reading: Traced
    lines: tuple[Line, ...]
    page: int | None = None
    task: TaskRow | None = None
    cells: tuple[Cell, ...] | None = None
    warnings: tuple[WarningCode, ...] = ()
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRoot:
    """The address of a part: a step that its clauses' eIds begin with, and the heading of an annex."""

    step: Step | None = None
    heading: Heading | None = None


def part_root(kind: PartKind, number: str | None, label: str | None, title: str | None, *, issues: bool) -> PartRoot:
    """The address of a part. ``issues``: the document issues a text, and so its notice has a prefix."""
    if kind is PartKind.ANNEX:
        first, _, sub = (number or "").partition("-")
        step = Step("annex", int(first) if first else None, int(sub) if sub else None, named=True)
        return PartRoot(step, Heading(step, label, title, "annex"))
    if kind is PartKind.NOTICE and issues:
        return PartRoot(Step("notice", named=True))
    return PartRoot()
