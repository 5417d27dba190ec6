"""The query tree: a small frozen algebra that every engine can answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language.numbers import DocumentNumber


@dataclass(frozen=True, slots=True)
class Term:
    """A word as typed, Chinese or Latin, without spaces; every word that analysis finds in it must match."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """``"text"``: these characters or words in this order and next to one another."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """``text*``: anything that begins so; in Chinese, wherever in a run of characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A document number in any spelling; finds the clauses of the document with this key, and only those."""

    number: DocumentNumber


@dataclass(frozen=True, slots=True)
class Restrict:
    """``field:node``: the words of ``node`` are looked for in ``field`` only, one of :data:`index.lexing.FIELDS`."""

    field: str
    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more ``nodes``; a clause that matches a :class:`Not` among them is no hit."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more ``nodes``."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but ``node``; never scored, never highlighted."""

    node: "Node"


Leaf = Term | Phrase | Prefix | Number
Node = Leaf | Restrict | And | Or | Not


def leaves(node: Node) -> Iterator[Leaf]:
    """The words, phrases, prefixes and numbers of a tree in the order they were typed, negated ones too."""
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from leaves(inner)
        case Not(inner) | Restrict(_, inner):
            yield from leaves(inner)
        case Term() | Phrase() | Prefix() | Number():
            yield node


def render(node: Node) -> str:
    """The node in the query language with every operator written out; reading it gives the node again."""
    match node:
        case Term(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Number(number):
            return number.text
        case Restrict(field, inner):
            return f"{field}:{_grouped(inner)}"
        case Not(inner):
            return f"NOT {_grouped(inner)}"
        case And(nodes):
            return " AND ".join(_grouped(inner) if isinstance(inner, Or) else render(inner) for inner in nodes)
        case Or(nodes):
            return " OR ".join(render(inner) for inner in nodes)


def _grouped(node: Node) -> str:
    return f"({render(node)})" if isinstance(node, And | Or) else render(node)
