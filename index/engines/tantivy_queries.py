"""Plans as Tantivy queries, all of them without scores."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, repeat

from tantivy import FieldType, Occur, Query, Schema, Searcher

from index.analysis import NARROW, is_chinese
from index.engines import Filter, is_text
from index.engines.orders import as_day
from index.plan import LISTED, AllOf, AnyOf, Exclude, Keyword, Match, Plan, listed_word, plan_leaves
from index.schema import DATE_FIELD, TEXT_FIELDS
from index.time_limit import while_time_lasts

GRAMS = frozenset(field.grams for field in TEXT_FIELDS.values() if field.grams)
#: Up to so many ways in which words match together are written out.
_WAYS = 27
_ALL_OF, _SOME_OF, _NONE_OF = Occur.Must, Occur.Should, Occur.MustNot
#: Texts whose streams are remembered: those of a document come with each of its clauses.
_STREAMS = 32
#: Units whose written form is remembered; once they are more, all are forgotten.
_PAIRS = 100_000
#: Plans whose queries are remembered: one request counts, searches and tallies with the same,
_PLANS = 16
#: and terms and leaves of which is known how many clauses hold them.
_FREQUENCIES = 4096


@lru_cache(_STREAMS)
def with_first_characters(terms: str) -> str:
    """The units of a gram field with the first character of each Chinese one before it, so that it is found alone."""
    if len(_WRITTEN) > _PAIRS:
        _WRITTEN.clear()
    return " ".join(map(_WRITTEN.__getitem__, terms.split()))


class _Written(dict[str, str]):
    """How each unit is written; looked up, since this is done for every pair of characters of an archive."""

    def __missing__(self, unit: str) -> str:
        written = self[unit] = f"{_first(unit)} {unit}" if unit[0] > NARROW else unit
        return written


_WRITTEN = _Written()


def _first(unit: str) -> str:
    return f"{unit[0]}*"


class Compiler:
    """Compiles plans and filters for one open index."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self._schema, self._searcher = schema, searcher
        self._clauses = searcher.num_docs
        self._frequency = lru_cache(_FREQUENCIES)(searcher.doc_freq)
        self._rarest = lru_cache(_FREQUENCIES)(self._of_rarest)
        self._compiled = lru_cache(_PLANS)(self._matching)
        #: More clauses than this cannot match a plan.
        self.most = lru_cache(_PLANS)(self._most)

    def matching(self, plan: Plan | None, filters: Iterable[Filter] = ()) -> Query:
        """What matches, without scores; ``None`` is every clause."""
        parts = [self._compiled(plan)] if plan else []
        return _all([*parts, *map(self._filter, filters)])

    def one_of(self, field: str, values: Iterable[str]) -> Query:
        """The clauses that carry one of the values in a keyword field."""
        wanted = [value for value in values if is_text(value)]
        if len(wanted) > 1:
            return Query.term_set_query(self._schema, field, wanted)
        return self._term(field, wanted[0]) if wanted else Query.empty_query()

    def _filter(self, item: Filter) -> Query:
        if item.field != DATE_FIELD:
            return self.one_of(item.field, item.values)
        if item.low is None and item.high is None:
            return Query.exists_query(DATE_FIELD)
        low, high = (as_day(end) if end else None for end in (item.low, item.high))
        return Query.range_query(self._schema, DATE_FIELD, FieldType.Integer, low, high)

    def _matching(self, plan: Plan) -> Query:
        match plan:
            case AllOf(parts):
                wanted = [part for part in parts if not isinstance(part, Exclude)]
                return _all(
                    self._together(wanted), [self._matching(one.part) for one in parts if isinstance(one, Exclude)]
                )
            case AnyOf(parts):
                return _any([self._matching(part) for part in parts])
            case Exclude(part):
                return _all([], [self._matching(part)])
            case Keyword(field, value):
                return self._term(field, value)
            case Match():
                return self._sequence(plan)

    def _together(self, wanted: Sequence[Plan]) -> list[Query]:
        """What must match together, as ways of matching where those are few.

        Tantivy goes over a union in stretches of clauses, each as a whole, so that a rare word beside a common one in
        any of three fields costs as much as the common one; of two lists it goes over the shorter only.
        """
        ways: list[tuple[Match | Keyword, ...]] = [()]
        others = []
        for part in sorted(wanted, key=self._most):
            forms = [leaf for leaf in plan_leaves(part) if self._most(leaf)] if _is_simple(part) else None
            if forms is not None and len(ways) * len(forms) <= _WAYS:
                ways = [(*way, leaf) for way in ways for leaf in forms]
            else:
                others.append(self._matching(part))
        if ways == [()]:
            return others
        return [_any([_all([self._matching(leaf) for leaf in way]) for way in ways]), *others]

    def _most(self, plan: Plan) -> int:
        match plan:
            case Match():
                return self._rarest(plan)
            case Keyword(field, value):
                return self._frequency(field, value)
            case AnyOf(parts):
                return min(self._clauses, sum(map(self._most, parts)))
            case AllOf(parts):
                return min(map(self._most, parts), default=self._clauses)
            case Exclude():
                return self._clauses

    def _of_rarest(self, leaf: Match) -> int:
        """How many clauses hold the rarest unit of a leaf; of one with many endings all."""
        if leaf.open and self._begun(leaf) is not None:
            return self._clauses
        return min(self._frequency(leaf.field, unit) for unit, _ in _slots(leaf))

    def _sequence(self, leaf: Match) -> Query:
        if word := listed_word(leaf):
            return self._term(LISTED[leaf.field], word)
        begun = self._begun(leaf)
        if begun is None:
            return self._phrase(leaf.field, list(_slots(leaf)))
        whole = (Match(leaf.field, (*leaf.units[:-1], unit)) for unit in while_time_lasts(begun))
        return _any([self._phrase(leaf.field, list(_slots(match))) for match in whole])

    def _begun(self, leaf: Match) -> list[str] | None:
        """The terms that begin with the last unit, where that is more than the one term of a first character."""
        last = leaf.units[-1]
        if not leaf.open or (is_chinese(last) and len(last) == 1):
            return None
        return [term for term, _ in self._searcher.terms_with_prefix(leaf.field, last)]

    def _phrase(self, field: str, slots: list[tuple[str, int]]) -> Query:
        if len(slots) == 1:
            return self._term(field, slots[0][0], "freq")
        return Query.phrase_query(self._schema, field, [(position, unit) for unit, position in slots])

    def _term(self, field: str, value: str, option: str = "basic") -> Query:
        return Query.term_query(self._schema, field, value, option)


def _slots(leaf: Match) -> Iterator[tuple[str, int]]:
    """The terms of a closed leaf, or of one that ends with a first character, with their positions in the text."""
    widths = [2 if leaf.field in GRAMS and is_chinese(unit) else 1 for unit in leaf.units]
    # A first character stands before its unit, so an open end stands one position before a closed one.
    positions = [position + width - 1 for position, width in zip(accumulate(widths, initial=0), widths, strict=False)]
    units = list(leaf.units)
    if leaf.open:
        units[-1], positions[-1] = _first(units[-1]), positions[-1] - 1
    yield from zip(units, (position - positions[0] for position in positions), strict=True)


def _is_simple(part: Plan) -> bool:
    """Whether a part is nothing but alternative leaves."""
    match part:
        case AnyOf(parts):
            return bool(parts) and all(isinstance(one, Match | Keyword) for one in parts)
        case Match() | Keyword():
            return True
    return False


def _silent(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _all(wanted: list[Query], refused: Iterable[Query] = ()) -> Query:
    refusals = list(zip(repeat(_NONE_OF), refused))
    if not wanted:
        wanted = [_silent(Query.all_query())]
    if len(wanted) == 1 and not refusals:
        return wanted[0]
    return Query.boolean_query([*((_ALL_OF, one) for one in wanted), *refusals])


def _any(parts: list[Query]) -> Query:
    if not parts:
        return Query.empty_query()
    return parts[0] if len(parts) == 1 else Query.boolean_query([(_SOME_OF, one) for one in parts])
