"""What a query was taken to mean, before anything is ranked: its words in both languages and what it names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.analysis import pieces, query_words
from index.knowledge.lexicon import Lexicon
from index.knowledge.vectors import Vectors
from index.language.folding import fold
from index.language.segmentation import stem, stop_words
from index.nodes import And, Node, Not, Number, Or, Restrict
from index.query import Query
from index.ranking import RANKING
from index.understanding.groups import Evidence, Group, Member, weigh
from index.understanding.questions import Answer, wanted
from index.understanding.references import References, read_references
from index.understanding.repair import Repair, repair
from index.understanding.synonyms import Thesaurus
from index.understanding.translation import Translator

NONE, SYNONYM, BILINGUAL = "none", "synonym", "bilingual"


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as it is ranked.

    ``text`` is what is left when references are taken out, mended where it was mistyped (``repair`` says how).
    ``groups`` are its words with what may stand for them, ``evidence`` what they found, ``wants`` the kinds of answers
    that it asks for. ``single`` is true for one word alone.
    """

    text: str
    references: References
    repair: Repair
    chinese: bool
    groups: tuple[Group, ...]
    evidence: Evidence
    wants: tuple[Answer, ...]
    single: bool

    @property
    def is_code(self) -> bool:
        """Whether the text is a code such as GB 37822, of which no other words and no likeness can tell anything."""
        tokens = [piece.text for piece in pieces(self.text)]
        return any(token[-1].isdigit() for token in tokens) and all(
            token.isascii() and (token[-1].isdigit() or token.upper() in self.text) for token in tokens
        )

    @property
    def repaired(self) -> str | None:
        """The mended text, ``None`` where nothing was mended."""
        return self.repair.text if self.repair.changes else None

    @property
    def expansions(self) -> tuple[tuple[str, str, str], ...]:
        """What was searched beside the words typed: from, to, why; the surest of each word."""
        least = RANKING.retrieval.shown_share
        found = list(self.repair.changes)
        for group in self.groups:
            shown = [one for one in group.members if one.why and one.share >= least][: RANKING.retrieval.shown_members]
            found += [
                (group.source, one.term, one.why)
                for one in shown
                if group.factor >= RANKING.retrieval.nearest_only_phrase
            ]
        return tuple({(source, to): (source, to, why) for source, to, why in reversed(found)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads queries against one lexicon.

    ``without`` are expansions that the user took out, ``off`` parts that are switched off.
    """

    lexicon: Lexicon
    vectors: Vectors | None
    expand: str = BILINGUAL
    without: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()

    def read(self, query: Query) -> Reading:
        """The reading of a query that has a tree."""
        assert query.tree is not None  # noqa: S101 - what has none is not ranked
        numbers = tuple(dict.fromkeys(number.key for number in query.numbers))
        typed = " ".join(_texts(query.tree))
        typed = typed if typed.isascii() else fold(typed).text
        references = References(typed) if "references" in self.off else read_references(typed, numbers, self.lexicon)
        mended = Repair(references.text)
        if "repair" not in self.off and self.expand != NONE:
            mended = repair(references.text, self.lexicon)
            if self.without & {right for _, right, _ in mended.changes}:
                mended = Repair(references.text)
        text = mended.text
        chinese = any(piece.han for piece in pieces(text))
        groups = tuple(group.without(self.without) for group in self._groups(text, chinese=chinese))
        units = {word.text for word in query_words(text)} if text else set()
        evidence, single = weigh(self.lexicon, groups), len(units - stop_words()) == 1
        return Reading(text, references, mended, chinese, groups, evidence, wanted(typed), single)

    def _groups(self, text: str, *, chinese: bool) -> Iterator[Group]:
        vectors = None if "soft" in self.off or self.expand == NONE else self.vectors
        if chinese:
            foreign = []
            for group in Thesaurus(self.lexicon, vectors).groups(text):
                if group.source.isascii() and group.source not in self.lexicon:
                    foreign.append(group.source)
                else:
                    yield group if self.expand != NONE else replace(group, members=group.members[:1])
            text = _latin(text, frozenset(foreign))
        if not text:
            return
        if self.expand == BILINGUAL and "structured" not in self.off:
            yield from Translator(self.lexicon, self.vectors if "nearest" not in self.off else None).groups(text)
        else:
            yield from (Group(word.text, (Member(stem(word.text), 1.0),)) for word in query_words(text))


def _latin(text: str, stems: frozenset[str]) -> str:
    """The tokens of a mixed text that no clause prints, as typed."""
    return " ".join(piece.text for piece in pieces(text) if not piece.han and stem(piece.text) in stems)


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
        case leaf:
            yield leaf.text
