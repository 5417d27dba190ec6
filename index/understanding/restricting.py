"""A query as it is asked of the clause's own text, without titles and headings."""

from index.nodes import And, Node, Not, Number, Or, Restrict


def in_text(tree: Node | None) -> Node | None:
    """The tree with every word looked for in the text alone; what has a field of its own stays as it is."""
    match tree:
        case None:
            return None
        case And(nodes):
            return And(tuple(part for node in nodes if (part := in_text(node))))
        case Or(nodes):
            return Or(tuple(part for node in nodes if (part := in_text(node))))
        case Not() | Restrict() | Number():
            return tree
        case leaf:
            return Restrict("text", leaf)
