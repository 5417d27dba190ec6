"""AND and NOT within a document or an issue instead of within a clause."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from index.engines import Filter
from index.nodes import And, Node, Not, Or, Restrict
from index.understanding.conditions import Condition

CLAUSE, DOCUMENT, ISSUE = "clause", "document", "issue"
#: The units that hold what a part of a query finds by itself.
Finder = Callable[[Node], AbstractSet[str]]


def scoped(tree: Node, find: Finder, everywhere: AbstractSet[str]) -> tuple[Node | None, AbstractSet[str]]:
    """What a clause must satisfy to be shown, and the units that hold all of a query.

    A unit holds a word when one of its clauses does, and is without it when none does. Shown are the clauses that hold
    some positive part; a query that only excludes shows every clause of the units that are left.
    """
    return _positive(tree), _units(tree, find, everywhere)


def _units(tree: Node, find: Finder, everywhere: AbstractSet[str]) -> AbstractSet[str]:
    match tree:
        case And(nodes):
            return frozenset.intersection(*(frozenset(_units(node, find, everywhere)) for node in nodes))
        case Or(nodes):
            return frozenset().union(*(_units(node, find, everywhere) for node in nodes))
        case Not(node):
            return everywhere - _units(node, find, everywhere)
        case Restrict(field, And(nodes)):
            return _units(And(tuple(Restrict(field, node) for node in nodes)), find, everywhere)
        case Restrict(field, Or(nodes)):
            return _units(Or(tuple(Restrict(field, node) for node in nodes)), find, everywhere)
        case Restrict(field, Not(node)):
            return everywhere - _units(Restrict(field, node), find, everywhere)
    return find(tree)


def _positive(tree: Node) -> Node | None:
    """Any of the parts that are asked for; ``None`` where nothing is."""
    match tree:
        case And(nodes) | Or(nodes):
            found = [part for node in nodes if (part := _positive(node)) is not None]
            return Or(tuple(found)) if len(found) > 1 else found[0] if found else None
        case Not() | Restrict(_, Not()):
            return None
        case Restrict(field, And(nodes) | Or(nodes)):
            return _positive(Or(tuple(Restrict(field, node) for node in nodes)))
    return tree


def within_documents(condition: Condition, tree: Node | None, documents: AbstractSet[str]) -> Condition:
    """A condition that is satisfied by ``tree`` in some documents."""
    return Condition(tree, (*condition.filters, Filter("document", tuple(sorted(documents)))), condition.within)
