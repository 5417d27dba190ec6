"""The query language: what a person types becomes a small frozen tree. No input and output, no engine."""

from dataclasses import dataclass
from functools import lru_cache

from corpus.language.numbers import DocumentNumber
from index.errors import QueryError
from index.lexing import FIELDS, Lexed, Mark, Token, lex
from index.nodes import And, Leaf, Node, Not, Number, Or, Phrase, Prefix, Restrict, Term, leaves, render

__all__ = [
    "FIELDS",
    "And",
    "Leaf",
    "Node",
    "Not",
    "Number",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Restrict",
    "Term",
    "leaves",
    "parse_query",
    "render",
]

#: Characters. A long paragraph fits; a pasted document does not.
MAX_LENGTH = 1000
#: Brackets and fields inside one another.
MAX_DEPTH = 20
#: Words, phrases and numbers.
MAX_WORDS = 100

_CLOSING_QUOTES = {'"': '"', "「": "」", "『": "』", "«": "»"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read.

    ``text`` is what was typed. ``tree`` is ``None`` when nothing in it can be searched (blank, punctuation, operators
    alone). ``repaired`` is the text with quotes and brackets balanced, ``None`` when they were. ``numbers`` are the
    document numbers recognised, in order. ``is_explicit``: it has operators, brackets, fields or prefixes.
    ``is_prose``: a quotation touches a word, as in a sentence.
    """

    text: str
    tree: Node | None
    repaired: str | None = None
    numbers: tuple[DocumentNumber, ...] = ()
    is_explicit: bool = False
    is_prose: bool = False

    @property
    def parsed(self) -> str:
        """The query as it was understood, every operator written out; empty without a tree."""
        return render(self.tree) if self.tree else ""


@lru_cache(maxsize=256)
def parse_query(text: str) -> Query:
    """Read a query. Raises :class:`QueryError` beyond MAX_LENGTH, MAX_DEPTH or MAX_WORDS, and nothing else ever."""
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"The query is too long: {len(text)} characters, at most {MAX_LENGTH} are allowed.",
            f"检索式过长：共 {len(text)} 个字符，最多 {MAX_LENGTH} 个。",
            code="query_too_long",
        )
    lexed = lex(text)
    brackets = _balance(lexed.tokens)
    if brackets.depth > MAX_DEPTH:
        raise QueryError(
            f"The query nests brackets {brackets.depth} deep, at most {MAX_DEPTH} are allowed.",
            f"检索式的括号嵌套 {brackets.depth} 层，最多 {MAX_DEPTH} 层。",
            code="query_too_deep",
        )
    tree = _Parser(brackets.tokens).read()
    found = tuple(leaves(tree)) if tree else ()
    if len(found) > MAX_WORDS:
        raise QueryError(
            f"The query has {len(found)} words, at most {MAX_WORDS} are allowed.",
            f"检索式含 {len(found)} 个词，最多 {MAX_WORDS} 个。",
            code="query_too_many_words",
        )
    numbers = tuple(leaf.number for leaf in found if isinstance(leaf, Number))
    return Query(
        text=text,
        tree=tree,
        repaired=_repaired(text, lexed, brackets),
        numbers=numbers,
        is_explicit=any(_is_explicit(token) for token in brackets.tokens),
        is_prose=any(token.inline for token in lexed.tokens if isinstance(token.leaf, Phrase)),
    )


def _is_explicit(token: Token) -> bool:
    if token.mark is Mark.OPEN:
        return not token.inline
    return token.mark not in (None, Mark.CLOSE) or isinstance(token.leaf, Prefix)


@dataclass(frozen=True, slots=True)
class _Brackets:
    """``tokens`` without the closing brackets that close nothing (at the offsets ``stray``)."""

    tokens: tuple[Token, ...]
    stray: frozenset[int]
    unclosed: int
    depth: int


def _balance(tokens: tuple[Token, ...]) -> _Brackets:
    kept: list[Token] = []
    stray: set[int] = set()
    level = depth = 0
    for token in tokens:
        if token.mark is Mark.CLOSE and not level:
            stray.add(token.start)
            continue
        level += (token.mark is Mark.OPEN) - (token.mark is Mark.CLOSE)
        depth = max(depth, level)
        kept.append(token)
    return _Brackets(tuple(kept), frozenset(stray), level, depth)


def _repaired(text: str, lexed: Lexed, brackets: _Brackets) -> str | None:
    """The text without brackets that close nothing and with those that were missing; ``None`` if all was well."""
    if lexed.open_quote is None and not brackets.stray and not brackets.unclosed:
        return None
    dropped = set(brackets.stray)
    closers = ")" * brackets.unclosed
    if lexed.open_quote is not None:
        if text[lexed.open_quote + 1 :].strip():
            # Of the same family, or a straight quote before it would take it for its own.
            closers = _CLOSING_QUOTES.get(text[lexed.open_quote], "”") + closers
        else:
            dropped.add(lexed.open_quote)
    return _without(text, dropped).rstrip() + closers


def _without(text: str, dropped: set[int]) -> str:
    """The text without some characters; a blank takes their place where they kept two words apart."""
    kept = ""
    for at, char in enumerate(text):
        if at not in dropped:
            kept += char
        elif kept and not kept[-1].isspace():
            kept += " " if at + 1 < len(text) and not text[at + 1].isspace() else ""
    return kept


class _Parser:
    """Recursive descent: OR binds loosest, then AND (or a blank), then NOT and fields. An operand may be missing."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self) -> Node | None:
        """The tree up to the end or to a closing bracket."""
        branches = [self._all()]
        while self._mark() is Mark.OR:
            self._at += 1
            branches.append(self._all())
        return _combined(Or, branches)

    def _mark(self) -> Mark | None:
        return self._tokens[self._at].mark if self._at < len(self._tokens) else None

    def _all(self) -> Node | None:
        parts: list[Node | None] = []
        while self._at < len(self._tokens) and self._mark() not in (Mark.OR, Mark.CLOSE):
            if self._mark() is Mark.AND:
                self._at += 1
            else:
                parts.append(self._operand())
        return _combined(And, parts)

    def _operand(self) -> Node | None:
        negated, field = False, ""
        while (mark := self._mark()) in (Mark.NOT, Mark.FIELD):
            negated ^= mark is Mark.NOT
            if mark is Mark.FIELD:
                field = self._tokens[self._at].field
            self._at += 1
        node = self._atom()
        if node is None:
            return None
        if isinstance(node, Not):
            negated, node = not negated, node.node
        if field and not isinstance(node, Restrict):
            node = Restrict(field, node)
        return Not(node) if negated else node

    def _atom(self) -> Node | None:
        if self._at == len(self._tokens):
            return None
        token = self._tokens[self._at]
        if token.leaf is None and token.mark is not Mark.OPEN:
            return None
        self._at += 1
        if token.leaf:
            return token.leaf
        node = self.read()
        self._at += self._mark() is Mark.CLOSE
        return node


def _combined(kind: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    """One node of the parts that are there; a part of the same kind gives its own parts."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.nodes)
        elif part is not None:
            flat.append(part)
    if not flat:
        return None
    only, *others = flat
    return kind(tuple(flat)) if others else only
