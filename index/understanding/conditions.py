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
    """A clause matches when it satisfies ``tree`` and passes ``filters``; neighbours pass ``within``.

    ``near``: what passes is no match, since words of the query are not asked for; it only says where neighbours lie.
    """

    tree: Node | None
    filters: tuple[Filter, ...] = ()
    within: tuple[Filter, ...] = ()
    near: bool = False


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
        yield Condition(words, named.filters, within)
        if words:
            yield Condition(None, named.filters, within, near=True)
        return
    if named.issues is not None:
        within = (Filter("issue", named.issues),)
        yield Condition(words, within, within)
        return
    if intent.bound:
        yield Condition(_all([Phrase(text) for text in intent.bound]))
        return
    if named.leads:
        yield Condition(words, (Filter("lead", tuple(sorted(named.leads))),))
    for date in named.dates:
        yield Condition(words, (_dated(date),))
    yield Condition(_typed(intent) if named.leads or named.dates else words)


def _numbered(intent: Intent, words: Node | None) -> Iterator[Condition]:
    """What a document with a number has of the words; what cites it, if it is not here or asked whether in force."""
    named = intent.references
    filters = (Filter("number", named.numbers),)
    citing = _any([Phrase(number.text) for number in intent.query.numbers])
    if named.validity and citing:
        own = _any([Number(number) for number in intent.query.numbers])
        yield Condition(_any([one for one in (own, citing) if one]))
        return
    yield Condition(words, filters, filters if words else ())
    if words:
        yield Condition(None, filters, filters, near=True)
    if words and citing:
        yield Condition(_all([citing, words]))
    if citing:
        yield Condition(citing)


def asked_words(intent: Intent) -> tuple[str, ...]:
    """What a query asks for word by word, each as a query of its own: phrases first, and operands of several words."""
    if intent.exact:
        return tuple(dict.fromkeys(render(leaf) for leaf in _operands(intent.query.tree)))
    phrases = (*intent.quoted, *intent.bound)
    whole = [line for line in intent.text.split("\n") if not line.isascii() and len(query_words(line)) > 1]
    # A phrase of the dictionaries may go over several operands.
    words = [" ".join(word.split()) for word, _ in intent.words]
    return tuple(dict.fromkeys((*(f'"{text}"' for text in (*phrases, *whole)), *words)))


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
    """Every phrase as typed and every word as typed or in one of its forms; ``None`` without either."""
    quoted = [Phrase(text) for text in intent.quoted]
    return _all([*quoted, *(_word(intent, word, forms) for word, forms in intent.words)])


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
