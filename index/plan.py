"""What a query asks of an engine, in terms of indexed fields: the same for every engine, so that all find the same.

A word of the query matches a clause when one of the fields it is looked for in holds its characters in sequence
(Chinese) or its stem (English).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index import analysis
from index.language.segmentation import stem, stop_words
from index.query import And, Node, Not, Number, Or, Phrase, Prefix, Restrict, Term
from index.schema import SCOPES, TEXT_FIELDS, TextField


@dataclass(frozen=True, slots=True)
class Match:
    """``units`` stand one after another in ``field``; with ``open`` the last is the beginning of what stands there."""

    field: str
    units: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Keyword:
    """The keyword field has this value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part; without parts, every clause."""

    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part; without parts, no clause."""

    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Exclude:
    """Every clause but those of ``part``."""

    part: "Plan"


Plan = Match | Keyword | AllOf | AnyOf | Exclude


@lru_cache(maxsize=1024)
def plan(node: Node, scope: str = "") -> Plan:
    """The plan of a query tree; ``scope`` is the field of the query language that the node stands under."""
    match node:
        case And(nodes):
            return AllOf(tuple(plan(part, scope) for part in _significant(nodes)))
        case Or(nodes):
            return AnyOf(tuple(plan(part, scope) for part in nodes))
        case Not(part):
            return Exclude(plan(part, scope))
        case Restrict(field, part):
            return plan(part, field)
        case Number(number):
            return Keyword("number", number.key) if scope in ("", "number") else _sequence(number.text, scope)
        case Phrase(text):
            return _sequence(text, scope)
        case Prefix(text):
            return _prefix(text, scope)
        case Term(text):
            parts = tuple(_word(word, scope) for word in analysis.query_words(text))
            return parts[0] if len(parts) == 1 else AllOf(parts)


def _significant(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes without those that are stop words only, unless there is nothing else to find."""
    significant = tuple(node for node in nodes if not _is_stop_word(node))
    return significant if any(not isinstance(node, Not) for node in significant) else nodes


def _is_stop_word(node: Node) -> bool:
    return isinstance(node, Term) and all(word in stop_words() for word in analysis.query_words(node.text))


def plan_leaves(part: Plan) -> Iterator[Match | Keyword]:
    """What can match, without what is excluded."""
    match part:
        case AllOf(parts) | AnyOf(parts):
            for inner in parts:
                yield from plan_leaves(inner)
        case Match() | Keyword():
            yield part


#: The field with the long dictionary words of a field with pairs of characters.
LISTED = {field.grams: field.listed for field in TEXT_FIELDS.values() if field.grams and field.listed}
_PAIR = 2


def listed_word(leaf: Match) -> str | None:
    """The dictionary word that the pairs of a leaf spell, where the index has it as one term of the listed field."""
    if leaf.open or len(leaf.units) == 1 or leaf.field not in LISTED:
        return None
    if not all(len(unit) == _PAIR and analysis.is_chinese(unit) for unit in leaf.units):
        return None
    word = leaf.units[0] + "".join(unit[1] for unit in leaf.units[1:])
    return word if analysis.is_listed(word) else None


def _fields(scope: str) -> Iterator[TextField]:
    return (TEXT_FIELDS[name] for name in SCOPES[scope])


def _word(word: str, scope: str) -> Plan:
    """A single word anywhere in the scope."""
    units, is_open = analysis.needle(word)
    found = [Match(field.grams, units, is_open) for field in _fields(scope) if field.grams]
    if not _is_chinese(word):
        found += [Match(field.words, (stem(word),)) for field in _fields(scope) if field.words]
    return AnyOf(tuple(found))


#: Characters of a phrase that is looked for with a mark between any two of them; 校医 is not 学校、医院.
_MARKED = range(3, 17)


def _sequence(text: str, scope: str) -> Plan:
    """A phrase, with or without the marks that it is typed with or that print puts between two of its characters."""
    grams = [field.grams for field in _fields(scope) if field.grams]
    found = [Match(field, *needle) for needle in dict.fromkeys(_needles(text)) for field in grams]
    stems = analysis.stems(text)
    if stems and not _is_chinese(text):
        found += [Match(field.words, stems) for field in _fields(scope) if field.english and field.words]
    return AnyOf(tuple(found))


def _needles(text: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    yield analysis.needle(text)
    runs = list(analysis.pieces(text))
    if not all(piece.han for piece in runs):
        return
    bare = "".join(piece.text for piece in runs)
    yield analysis.needle(bare)
    for at in range(1, len(bare)) if len(bare) in _MARKED else ():
        yield analysis.needle(f"{bare[:at]},{bare[at:]}")


def _prefix(text: str, scope: str) -> Plan:
    units, is_open = analysis.needle(text)
    *_, last = analysis.pieces(text)
    found = [Match(field.grams, units, is_open or not last.han) for field in _fields(scope) if field.grams]
    if _is_chinese(text):
        return AnyOf(tuple(found))
    # The stem of a whole word may be shorter than what was typed of it: industry* is also industri.
    kept = tuple(stem(unit) for unit in units[:-1] if unit not in stop_words())
    for begun in dict.fromkeys((last.text, stem(last.text))):
        found += [
            Match(field.words, (*kept, begun), open=True) for field in _fields(scope) if field.english and field.words
        ]
    return AnyOf(tuple(found))


def _is_chinese(text: str) -> bool:
    return any(piece.han for piece in analysis.pieces(text))
