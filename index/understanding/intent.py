"""What a query was taken to mean, before anything is searched: its words in both languages and what it names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from index.analysis import english, pieces, query_words
from index.knowledge.answer_kinds import AnswerKind, subject, wanted
from index.knowledge.knowledge import Knowledge
from index.language.folding import fold
from index.language.numerals import is_figure, other_spellings, whole_figures
from index.language.segmentation import is_in_dictionary, stem, stop_words
from index.language.word_lists import function_words, question_words
from index.nodes import And, Node, Not, Number, Or, Phrase, Restrict
from index.query import Query
from index.understanding.groups import NEAREST, NUMERAL, Group, GroupMember
from index.understanding.references import References, read_references
from index.understanding.repair import Repair, repair
from index.understanding.synonyms import Thesaurus
from index.understanding.translation import Translator

NONE, SYNONYM, BILINGUAL = "none", "synonym", "bilingual"
#: Words for what something says: beside what is named they ask for all of it.
_ALL_OF_IT = frozenset(["内容", "规定", "条文", "content", "contents", "text", "say", "says", "provide", "provides"])
#: What divides two operands that may be one code: letters and a number.
_CODE_OF_TWO = re.compile(r"(?<=[A-Za-z])\n(?=\d)")


@dataclass(frozen=True, slots=True)
class Options:
    """How to search.

    ``expand`` is ``none``, ``synonym`` or ``bilingual``; ``scope`` (``clause``, ``document``, ``issue``) is the unit
    within which AND and NOT hold; ``without`` are expansions that the user took out; ``near`` asks for neighbours,
    ``explain`` for the signals of each result; ``off`` names parts that are switched off (see
    :data:`index.scoring.signals.PARTS`), to measure what they bring.
    """

    expand: str = BILINGUAL
    scope: str = "clause"
    without: frozenset[str] = frozenset()
    near: bool = True
    explain: bool = False
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Intent:
    """A query as it is searched.

    ``text`` is what is ranked, one operand a line, so that no word reaches over a blank: references are taken out, and
    what was mistyped is mended (``repair`` says how).
    ``groups`` are its words with what may stand for them, ``forms`` the other terms of each word that a match may hold,
    ``wants`` the kinds of answers that it asks for. ``exact``: it has operators or fields, or is phrases alone, and is
    taken as it is written. ``quoted`` are phrases beside words, which a match holds as they are typed and with the
    words; ``bound`` those that stand in running text and leave its words free.
    ``opaque``: the text is a code such as GB 37822, a figure such as 30日内, or none of it is a word, so that no
    likeness can tell anything.
    """

    query: Query
    text: str
    references: References
    repair: Repair
    chinese: bool = False
    exact: bool = False
    groups: tuple[Group, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    quoted: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    wants: tuple[AnswerKind, ...] = ()
    spelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opaque: bool = False

    @property
    def repaired(self) -> str | None:
        """The mended text, ``None`` where nothing was mended."""
        return " ".join(self.repair.text.split()) if self.repair.changes else None

    @property
    def expansions(self) -> tuple[tuple[str, str, str], ...]:
        """What was searched beside the words typed: from, to, why; the surest of each word, each term once."""
        found = list(self.repair.changes)
        found += [(group.source, one.term, one.why) for group in self.groups for one in group.shown]
        found += [(word, other, NUMERAL) for word, others in self.spelled.items() for other in others]
        return tuple({to: (source, to, why) for source, to, why in reversed(found)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class IntentReader:
    """Reads queries against what is known of one generation."""

    known: Knowledge
    options: Options

    def read(self, query: Query) -> Intent:
        """The intent of a query that has a tree."""
        typed = _typed(query)
        if _is_exact(query):
            return self._exact(query, typed)
        references = self.references(query)
        phrases = tuple(_phrases(query))
        quoted = () if query.is_prose else phrases
        whole = subject(references.text)
        mended = self._mended(_without(whole, quoted).strip() if quoted else whole)
        text = whole if quoted and not mended.changes else _joined((*quoted, mended.text))
        chinese = any(piece.han for piece in pieces(text))
        groups, spelled = self._groups(mended.text, chinese=chinese), self._spelled(mended.text)
        words = tuple(_words(mended.text, groups, frozenset(spelled), self._asking()))
        if references.named:
            # Beside what is named they ask for all of it.
            words = tuple(one for one in words if one[0] not in self._asking(_ALL_OF_IT))
            text, groups = (text, groups) if words or phrases else ("", ())
        elif not words and text == typed:
            words = tuple((word, ()) for word in query_words(text))
        return Intent(
            query=query,
            text=self._as_printed(text, spelled),
            references=references,
            repair=replace(mended, text=" ".join([*(f'"{one}"' for one in quoted), mended.text])),
            chinese=chinese,
            groups=(*(group for one in quoted for group in self._as_typed(one)), *groups),
            words=words,
            quoted=quoted,
            bound=phrases if query.is_prose else (),
            wants=wanted(typed),
            spelled=spelled,
            opaque=self._is_opaque(text, chinese=chinese, has_groups=bool(groups)),
        )

    def _asking(self, others: AbstractSet[str] = frozenset()) -> AbstractSet[str]:
        """The words of a question, and ``others``, that a match need not hold.

        All that was typed counts where nothing is expanded.
        """
        return question_words() | others if self.options.expand != NONE else frozenset()

    def references(self, query: Query) -> References:
        """What a query that has a tree names; nothing where it is taken as it is written."""
        typed = _typed(query)
        if _is_exact(query) or "references" in self.options.off:
            return References(typed)
        numbers = tuple(dict.fromkeys(number.key for number in query.numbers))
        return read_references(typed, numbers, self.known)

    def _exact(self, query: Query, typed: str) -> Intent:
        """A query that is taken as it is written; its words only rank."""
        chinese = any(piece.han for piece in pieces(typed))
        groups = self._as_typed(typed)
        return Intent(query, typed, References(typed), Repair(typed), chinese, exact=True, groups=groups)

    def _as_typed(self, text: str) -> tuple[Group, ...]:
        """The words of a text, each without any other term for it."""
        chinese = any(piece.han for piece in pieces(text))
        groups = Thesaurus(self.known.lexicon).groups(text) if chinese else tuple(_literal(text))
        return tuple(replace(group, members=group.members[:1]) for group in groups)

    def _mended(self, text: str) -> Repair:
        if "repair" in self.options.off or self.options.expand == NONE:
            return Repair(text)
        mended = repair(text, self.known.lexicon)
        taken_out = self.options.without & {right for _, right, _ in mended.changes}
        return Repair(text) if taken_out else mended

    def _groups(self, text: str, *, chinese: bool) -> tuple[Group, ...]:
        found: list[Group] = []
        if chinese:
            for group in Thesaurus(self.known.lexicon).groups(text):
                if not group.source.isascii() or group.source in self.known.lexicon:
                    keeps = self.options.expand != NONE
                    found.append(group if keeps else replace(group, members=group.members[:1]))
            text = _latin(text, frozenset(group.source for group in found))
        found += self._translated(text) if self.options.expand == BILINGUAL else _literal(text)
        return tuple(group.without(self.options.without) for group in found)

    def _translated(self, text: str) -> tuple[Group, ...]:
        if not text or "structured" in self.options.off:
            return tuple(_literal(text))
        vectors = None if self.options.off & {"nearest", "vectors"} else self.known.vectors.get("use")
        return Translator(self.known.lexicon, vectors).groups(text)

    def _is_opaque(self, text: str, *, chinese: bool, has_groups: bool) -> bool:
        if _is_code(text) or is_figure(text):
            return True
        has_word = chinese or has_groups
        return not has_word and not any(self.known.lexicon.is_word(stem(piece.text)) for piece in pieces(text))

    def _as_printed(self, text: str, spelled: Mapping[str, tuple[str, ...]]) -> str:
        """The text with its numbers spelled as clauses have them, where none has them as they were typed."""
        for word, others in spelled.items():
            if others and word not in self.known.lexicon:
                text = text.replace(word, others[0])
        return text

    def _spelled(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The words with a numeral, with their other spelling where a clause has it."""
        if self.options.expand == NONE:
            return {}
        typed = [*query_words(text), *whole_figures(text)]
        found = {word: tuple(one for one in other_spellings(word) if one in self.known.lexicon) for word in typed}
        return {word: others for word, others in found.items() if set(others) - self.options.without}


def _is_code(text: str) -> bool:
    tokens = [piece.text for piece in pieces(text)]
    return any(token[-1].isdigit() for token in tokens) and all(
        token.isascii() and (token[-1].isdigit() or token.upper() in text) for token in tokens
    )


def _words(
    text: str, groups: tuple[Group, ...], spelled: frozenset[str], others: AbstractSet[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of a text but those of ``others``, each of which a match holds, with the other forms of each.

    A name counts as one word, and so do an amount (six months), a phrase that the archive has nothing of and a figure
    (1,000, PM 2.5) that is ``spelled`` otherwise too; an English word may be held by a phrase that it is part of.
    """
    names = [group for group in groups if _is_one_word(group) and group.source in text]
    for name in names:
        yield name.source, tuple(one.term for one in name.shown if one.why != NEAREST)
    text = _without(text, [name.source for name in names])
    for figure in [one for one in whole_figures(text) if one in spelled]:
        yield figure, ()
        text = text.replace(figure, " ", 1)
    rest = query_words(text, others) if text.strip() else ()
    for word in [one for one in rest if not _is_joined(one, others)] or rest:
        if word in function_words() or word in stop_words():
            continue
        yield word, tuple(dict.fromkeys(_forms(word, groups))) if word.isascii() else ()


def _is_one_word(group: Group) -> bool:
    if not group.source.isascii():
        return bool(group.shown or not group.members)
    return not group.members or any(one.why == NUMERAL for one in group.members)


def _without(text: str, names: Sequence[str]) -> str:
    """A text with a line end in the place of some names, which may overlap, so that no word reaches over one."""
    found = (match.span() for name in names for match in re.finditer(re.escape(name), text))
    covered = {at for start, end in found for at in range(start, end)}
    return "".join("\n" if at in covered else char for at, char in enumerate(text))


def _is_joined(word: str, others: AbstractSet[str]) -> bool:
    """Whether a word of no dictionary is nothing but single characters of other words, as 内要 is of 多久内要备案."""
    return all(char in others for char in word) and not is_in_dictionary(word)


def _forms(word: str, groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        if stem(word) == group.source or word in {piece.text for piece in pieces(group.source)}:
            yield from (one.term for one in group.shown if one.why != NEAREST)


def _literal(text: str) -> Iterator[Group]:
    return (Group(unit.text, (GroupMember(unit.text, 1.0),)) for unit in english(text))


def _latin(text: str, known: frozenset[str]) -> str:
    """The tokens of a mixed text that no clause prints, as typed."""
    tokens = (piece.text for piece in pieces(text) if not piece.han)
    return " ".join(token for token in tokens if stem(token) not in known)


def _joined(texts: tuple[str, ...]) -> str:
    """One operand a line, so that no Chinese word reaches over a blank; English is one line, and so is PM 2.5."""
    if all(text.isascii() for text in texts):
        return " ".join(texts)
    return _CODE_OF_TWO.sub(" ", "\n".join(texts))


def _typed(query: Query) -> str:
    """What was typed of the words that may be found, with one form of each character."""
    typed = _joined(tuple(_texts(_tree(query))))
    return typed if typed.isascii() else fold(typed).text


def _is_exact(query: Query) -> bool:
    """Whether a query is taken as it is written: it has operators, or is nothing but phrases."""
    return query.is_explicit or all(isinstance(node, Phrase) for node in _operands(query))


def _phrases(query: Query) -> Iterator[str]:
    """The phrases among the operands, with one form of each character where the query has other than ASCII."""
    folds = not _joined(tuple(_texts(_tree(query)))).isascii()
    typed = (text for node in _operands(query) if isinstance(node, Phrase) for text in _texts(node))
    return (fold(text).text if folds else text for text in typed)


def _operands(query: Query) -> tuple[Node, ...]:
    tree = _tree(query)
    return tree.nodes if isinstance(tree, And) else (tree,)


def _tree(query: Query) -> Node:
    assert query.tree is not None  # noqa: S101 - what has none is not ranked
    return query.tree


def _texts(node: Node) -> Iterator[str]:
    """What was typed of the words that may be found; nothing of what is excluded and of document numbers."""
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _texts(inner)
        case Restrict(_, inner):
            yield from _texts(inner)
        case Not() | Number():
            return
        case Phrase(text) if all(piece.han for piece in pieces(text)):
            # Marks inside a phrase are put aside, as they are where it is looked for.
            yield "".join(piece.text for piece in pieces(text))
        case leaf:
            yield leaf.text
