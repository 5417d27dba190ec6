"""AND and NOT within a document or an issue instead of within a clause."""

from collections.abc import Callable, Mapping

from index.nodes import And, Node, Not, Or, Restrict

#: The clauses that a part of a query finds by itself, by number.
Finder = Callable[[Node], frozenset[int]]


def scoped(tree: Node, find: Finder, unit_of: Mapping[int, str]) -> frozenset[int]:
    """The clauses that hold some positive part of a query, in the units that hold all of it.

    ``unit_of`` names the unit of every clause. A unit holds a word when one of its clauses does, and is without it when
    none does. A query that only excludes finds every clause of the units that are left.
    """
    everywhere = frozenset(unit_of.values())
    units = _units(tree, find, unit_of, everywhere)
    shown = _positive(tree, find)
    places = frozenset(unit_of) if shown is None else shown
    return frozenset(place for place in places if unit_of.get(place) in units)


def _units(tree: Node, find: Finder, unit_of: Mapping[int, str], everywhere: frozenset[str]) -> frozenset[str]:
    match tree:
        case And(nodes):
            return frozenset.intersection(*(_units(node, find, unit_of, everywhere) for node in nodes))
        case Or(nodes):
            return frozenset.union(*(_units(node, find, unit_of, everywhere) for node in nodes))
        case Not(node):
            return everywhere - _units(node, find, unit_of, everywhere)
        case Restrict(field, And(nodes)):
            return _units(And(tuple(Restrict(field, node) for node in nodes)), find, unit_of, everywhere)
        case Restrict(field, Or(nodes)):
            return _units(Or(tuple(Restrict(field, node) for node in nodes)), find, unit_of, everywhere)
        case Restrict(field, Not(node)):
            return everywhere - _units(Restrict(field, node), find, unit_of, everywhere)
    return frozenset(unit_of[place] for place in find(tree) if place in unit_of)


def _positive(tree: Node, find: Finder) -> frozenset[int] | None:
    """What the parts that are asked for find; ``None`` where nothing is."""
    match tree:
        case And(nodes) | Or(nodes):
            found = [places for node in nodes if (places := _positive(node, find)) is not None]
            return frozenset.union(*found) if found else None
        case Not():
            return None
        case Restrict(field, And(nodes) | Or(nodes)):
            return _positive(Or(tuple(Restrict(field, node) for node in nodes)), find)
        case Restrict(_, Not()):
            return None
    return find(tree)
