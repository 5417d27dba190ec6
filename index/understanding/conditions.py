"""What a clause must satisfy to match a query: conditions to be tried in order, until one finds something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analysis import query_words
from index.engines import Filter
from index.nodes import And, Node, Not, Number, Or, Phrase, Restrict, Term, render
from index.schema import DATE_FIELD
from index.understanding.intent import Intent


@dataclass(frozen=True, slots=True)
class Condition:
    """A clause matches when it satisfies ``tree`` and passes ``filters``; neighbours pass ``within``."""

    tree: Node | None
    filters: tuple[Filter, ...] = ()
    within: tuple[Filter, ...] = ()


def conditions(intent: Intent) -> tuple[Condition, ...]:
    """The conditions of a query, the narrowest first."""
    if intent.exact:
        return (Condition(intent.query.tree),)
    return tuple(_conditions(intent))


def _conditions(intent: Intent) -> Iterator[Condition]:
    named, words = intent.references, _every_word(intent)
    if named.numbers:
        yield from _numbered(intent, words)
        return
    if named.documents is not None:
        within = (Filter("document", named.documents),)
        yield Condition(None, (*within, Filter("article", (named.article,))), within)
        return
    if named.issues is not None:
        within = (Filter("issue", named.issues),)
        yield Condition(words, within, within)
        return
    if intent.bound:
        yield Condition(_all([Phrase(text) for text in intent.bound]))
    if named.leads:
        yield Condition(words, (Filter("lead", tuple(sorted(named.leads))),))
    for date in named.dates:
        yield Condition(words, (_dated(date),))
    yield Condition(_typed(intent) if named.leads or named.dates else words)


def _numbered(intent: Intent, words: Node | None) -> Iterator[Condition]:
    """The document with a number; where it is not here, or its validity was asked for, what cites it."""
    named = intent.references
    filters = (Filter("number", named.numbers),)
    citing = _any([Phrase(number.text) for number in intent.query.numbers])
    if named.validity and citing:
        own = _any([Number(number) for number in intent.query.numbers])
        yield Condition(_any([one for one in (own, citing) if one]))
        return
    yield Condition(words, filters, filters if words else ())
    if words:
        yield Condition(None, filters, filters)
    if citing:
        yield Condition(citing)


def asked_words(intent: Intent) -> tuple[tuple[str, Node], ...]:
    """What a query asks for word by word, with what satisfies it: an operand of several words as a whole first."""
    if intent.exact:
        return tuple((render(leaf), leaf) for leaf in dict.fromkeys(_operands(intent.query.tree)))
    whole = [line for line in intent.text.split("\n") if not line.isascii() and len(query_words(line)) > 1]
    found = {line: Phrase(line) for line in whole}
    return tuple({**found, **{word: _word(intent, word, forms) for word, forms in intent.words}}.items())


def _operands(node: Node | None) -> Iterator[Node]:
    match node:
        case And(nodes) | Or(nodes):
            for one in nodes:
                yield from _operands(one)
        case Not() | None:
            return
        case Restrict(field, inner):
            yield from (Restrict(field, leaf) for leaf in _operands(inner))
        case _:
            yield node


def _dated(date: str) -> Filter:
    """The days that begin so: a day, or a month."""
    whole = len(date) == len("2024-02-07")
    return Filter(DATE_FIELD, low=date if whole else f"{date}-01", high=date if whole else f"{date}-31")


def _every_word(intent: Intent) -> Node | None:
    """A tree that every word satisfies, each as typed or in one of its forms; ``None`` without words."""
    return _all([_word(intent, word, forms) for word, forms in intent.words])


def _word(intent: Intent, word: str, forms: Sequence[str]) -> Node:
    others = (*forms, *intent.spelled.get(word, ()))
    typed = Phrase(word) if " " in word else Term(word)
    return _any([typed, *map(_form, dict.fromkeys(others))]) or typed


def _form(text: str) -> Node:
    return Term(text) if text.isascii() and text.isalnum() else Phrase(text)


def _typed(intent: Intent) -> Node | None:
    return intent.query.tree


def _all(nodes: Sequence[Node]) -> Node | None:
    return And(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _any(nodes: Sequence[Node]) -> Node | None:
    return Or(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


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
