"""Plans as Tantivy queries, with the numbers of the ranking.

Tantivy knows one BM25, with b = 0.75 and an idf of its own. Both are brought to ours from outside: every text begins
with fillers, which stretch all lengths so that 0.75 of them is b of ours, and a term's weight carries the quotient of
the two idf.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat
from math import log, log1p

from tantivy import FieldType, Occur, Query, Schema, Searcher

from index.analysis import NARROW, is_wide
from index.engines import Filter
from index.plan import LISTED, AllOf, AnyOf, Boosted, Exclude, Keyword, Match, Plan, leaves, listed_word
from index.ranking import Ranking
from index.schema import DATE_FIELD, TEXT_FIELDS

PRIOR = "prior"
GRAMS = frozenset(field.grams for field in TEXT_FIELDS.values() if field.grams)
#: Stands before a text, not in it; no analysis yields it.
FILLER = "\u00b7"
_TANTIVY_B = 0.75
#: Terms of a field in a clause, as measured over gazettes; the stretch is exact for an archive of this average.
_TYPICAL = {
    "text": 80, "text_grams": 240, "path": 24, "path_grams": 64, "title": 31, "title_grams": 75, "title_en": 19,
    "body_name": 25, "body_name_en": 6, "number_text": 8,
}  # fmt: skip
#: The field with the words of a field with pairs.
_GRAMS_OF = {field.words: field.grams for field in TEXT_FIELDS.values() if field.grams and field.words}
#: Up to so many ways in which words match together are written out.
_WAYS = 27
#: Looking a clause up in a list costs so many times what reading it in passing costs.
_LOOKUP = 2
_ALL_OF, _SOME_OF, _NONE_OF = Occur.Must, Occur.Should, Occur.MustNot
_TERMS = 4096
#: Texts whose streams are remembered: those of a document come with each of its clauses.
_STREAMS = 32


@lru_cache(_STREAMS)
def stream(terms: str) -> str:
    """The units of a gram field with the first character of each Chinese one before it, so that it is found alone."""
    # _first and is_wide written out: this is done for every pair of characters of an archive.
    return " ".join([f"{unit[0]}* {unit}" if unit[0] > NARROW else unit for unit in terms.split()])


def filler(field: str, ranking: Ranking) -> str:
    """What to put before a text so that Tantivy's b becomes the b of the ranking."""
    norm = ranking.length_norms.get(field, ranking.default_length_norm)
    count = round(_TYPICAL.get(field, 0) * (_TANTIVY_B / norm - 1)) if 0 < norm < _TANTIVY_B else 0
    return f"{FILLER} " * count


def _first(unit: str) -> str:
    return f"{unit[0]}*"


class Compiler:
    """Compiles plans and filters for one open index."""

    def __init__(self, schema: Schema, searcher: Searcher, ranking: Ranking) -> None:
        self._schema, self._searcher, self._ranking = schema, searcher, ranking
        self._clauses = searcher.num_docs
        self._priors = [float(value) for value, _ in searcher.terms_with_prefix(PRIOR, "")]
        self._weight_of = lru_cache(_TERMS)(self._idf_quotient)

    def matching(self, plan: Plan | None, filters: Iterable[Filter] = ()) -> Query:
        """What matches, without scores; ``None`` is every clause."""
        parts = [self._matching(plan)] if plan else []
        return _all([*parts, *map(self._filter, filters)])

    def scoring(self, plan: Plan, filters: Iterable[Filter] = ()) -> Query:
        """The same with the scores of the ranking, and with what a clause gains where its document is named."""
        found = self._scoring(plan, self._named(plan))
        passing = [(_ALL_OF, _silent(self._filter(item))) for item in filters]
        return Query.boolean_query([(_ALL_OF, found), *passing]) if passing else found

    def one_of(self, field: str, values: Iterable[str]) -> Query:
        """The clauses that carry one of the values in a keyword field."""
        return _any([self._term(field, value) for value in values if _is_text(value)])

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
            case Boosted(part, _):
                return self._matching(part)
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
        for part in sorted(wanted, key=self.most):
            forms = [leaf for leaf in leaves(part) if self.most(leaf)] if _is_simple(part) else None
            if forms is not None and len(ways) * len(forms) <= _WAYS:
                ways = [(*way, leaf) for way in ways for leaf in forms]
            else:
                others.append(self._matching(part))
        if ways == [()]:
            return others
        return [_any([_all([self._matching(leaf) for leaf in way]) for way in ways]), *others]

    def most(self, plan: Plan) -> int:
        """More clauses than this cannot match."""
        match plan:
            case Match(field, _, is_open) if is_open and self._begun(plan) is not None:
                return self._clauses
            case Match(field):
                return min(self._searcher.doc_freq(field, unit) for unit, _ in _slots(plan))
            case Keyword(field, value):
                return self._searcher.doc_freq(field, value)
            case Boosted(part, _):
                return self.most(part)
            case AnyOf(parts):
                return min(self._clauses, sum(map(self.most, parts)))
            case AllOf(parts):
                return min(map(self.most, parts), default=self._clauses)
            case Exclude():
                return self._clauses

    def _scoring(self, plan: Plan, gains: Sequence[Query] = ()) -> Query:
        """What matches with its scores; ``gains`` add to those of the clauses that match and find none."""
        whole = plan.parts if isinstance(plan, AllOf) else (plan,)
        wanted = [part for part in whole if not isinstance(part, Exclude)]
        if not wanted or not all(map(_is_simple, wanted)):
            return self._gaining(self._scoring_parts(plan), gains)
        scored = [leaf for part in wanted for leaf in _ranking(part) if self.most(leaf)]
        parts = [*map(self._scored, scored), *gains]
        if len(whole) == 1 and all(_tells_match(leaf, plan) for leaf in scored):
            return _any(parts)
        required = _silent(self._matching(plan))
        if min(map(self.most, wanted)) * len(scored) * _LOOKUP <= sum(map(self.most, scored)):
            return _looked_up(required, parts)
        return self._gaining(required, parts)

    def _scoring_parts(self, plan: Plan) -> Query:
        match plan:
            case AllOf(parts):
                boosts = [part.by for part in parts if isinstance(part, Boosted)]
                wanted = [self._scoring_parts(part.part if isinstance(part, Boosted) else part)
                          for part in parts if not isinstance(part, Exclude)]  # fmt: skip
                refused = [self._matching(part.part) for part in parts if isinstance(part, Exclude)]
                return self._gaining(_all(wanted, refused), map(self._scored, chain.from_iterable(boosts)))
            case AnyOf(parts):
                return _any([self._scoring_parts(part) for part in parts])
            case Exclude():
                return _silent(self._matching(plan))
            case Boosted(part, by):
                return self._gaining(self._scoring_parts(part), map(self._scored, by))
            case Keyword() | Match():
                return self._scored(plan)

    def _gaining(self, found: Query, gains: Iterable[Query]) -> Query:
        parts = [(_SOME_OF, one) for one in gains]
        return Query.boolean_query([(_ALL_OF, found), *parts]) if parts else found

    def _named(self, plan: Plan) -> list[Query]:
        """For each prior the clauses that have it and whose document is named."""
        factors = self._ranking.naming
        naming = [(leaf, factors[leaf.field]) for leaf in leaves(plan) if leaf.field in factors and self.most(leaf)]
        if not naming:
            return []
        named = _any([Query.boost_query(self._scored(leaf), factor) for leaf, factor in naming])
        return [
            Query.boost_query(_all([_silent(self._term(PRIOR, str(prior))), named]), prior)
            for prior in self._priors
            if prior
        ]

    def _scored(self, leaf: Match | Keyword) -> Query:
        if isinstance(leaf, Keyword):
            return Query.const_score_query(self._term(leaf.field, leaf.value), self._ranking.keyword)
        return self._scored_match(leaf)

    def _scored_match(self, leaf: Match) -> Query:
        """The sum of the scores of the terms, where they stand in sequence."""
        begun = self._begun(leaf)
        if begun is not None:
            terms = [self._scored_term(leaf.field, unit) for unit in begun]
            if len(leaf.units) == 1:
                return _any(terms)
            before = [self._scored_term(leaf.field, unit) for unit in leaf.units[:-1]]
            return _all([_silent(self._sequence(leaf)), *before, _any(terms)])
        terms = [self._scored_term(leaf.field, unit) for unit, _ in _slots(leaf)]
        return terms[0] if len(terms) == 1 else _all([_silent(self._sequence(leaf)), *terms])

    def _sequence(self, leaf: Match) -> Query:
        if word := listed_word(leaf):
            return self._term(LISTED[leaf.field], word)
        begun = self._begun(leaf)
        if begun is None:
            return self._phrase(leaf.field, list(_slots(leaf)))
        whole = (Match(leaf.field, (*leaf.units[:-1], unit)) for unit in begun)
        return _any([self._phrase(leaf.field, list(_slots(match))) for match in whole])

    def _begun(self, leaf: Match) -> list[str] | None:
        """The terms that begin with the last unit, where that is more than the one term of a first character."""
        last = leaf.units[-1]
        if not leaf.open or (is_wide(last) and len(last) == 1):
            return None
        return [term for term, _ in self._searcher.terms_with_prefix(leaf.field, last)]

    def _phrase(self, field: str, slots: list[tuple[str, int]]) -> Query:
        if len(slots) == 1:
            return self._term(field, slots[0][0], "freq")
        return Query.phrase_query(self._schema, field, [(place, unit) for unit, place in slots])

    def _scored_term(self, field: str, unit: str) -> Query:
        weight = self._ranking.weights[field] * self._weight_of(field, unit)
        return Query.boost_query(self._term(field, unit, "freq"), weight)

    def _term(self, field: str, value: str, option: str = "basic") -> Query:
        return Query.term_query(self._schema, field, value, option)

    def _idf_quotient(self, field: str, unit: str) -> float:
        """By how much our idf, 1 + ln(N / (n + 1)), is more than Tantivy's."""
        carriers = self._searcher.doc_freq(field, unit)
        ours = 1 + log(self._clauses / (carriers + 1)) if self._clauses else 1.0
        return ours / log1p((self._clauses - carriers + 0.5) / (carriers + 0.5))


def as_day(date: str) -> int:
    """2024-02-07 as 20240207."""
    return int(date.replace("-", ""))


def _slots(leaf: Match) -> Iterator[tuple[str, int]]:
    """The terms of a closed leaf, or of one that ends with a first character, with their places in the text."""
    widths = [2 if leaf.field in GRAMS and is_wide(unit) else 1 for unit in leaf.units]
    # A first character stands before its unit, so an open end lies one place before a closed one.
    places = [place + width - 1 for place, width in zip(accumulate(widths, initial=0), widths, strict=False)]
    units = list(leaf.units)
    if leaf.open:
        units[-1], places[-1] = _first(units[-1]), places[-1] - 1
    yield from zip(units, (place - places[0] for place in places), strict=True)


def _is_simple(part: Plan) -> bool:
    """Whether a part is nothing but alternative leaves."""
    match part:
        case Boosted(inner, _):
            return _is_simple(inner)
        case AnyOf(parts):
            return bool(parts) and all(isinstance(one, Match | Keyword) for one in parts)
        case Match() | Keyword():
            return True
    return False


def _tells_match(leaf: Match | Keyword, plan: Plan) -> bool:
    """Whether a clause that has what ranks it has also what it must match: the word 防治 has the pair 防治."""
    if not isinstance(plan, Boosted) or leaf not in plan.by:
        return True
    pairs = {one.field: one.units for one in leaves(plan.part) if isinstance(one, Match)}
    assert isinstance(leaf, Match)  # noqa: S101 - only words rank
    units = pairs.get(_GRAMS_OF.get(leaf.field, ""), ())
    return leaf.units == ((units[0] + "".join(unit[1:] for unit in units[1:])) if units else "",)


def _ranking(part: Plan) -> Iterator[Match | Keyword]:
    """The leaves of a part with those that only rank."""
    yield from leaves(part)
    if isinstance(part, Boosted):
        yield from part.by


def _looked_up(required: Query, parts: Iterable[Query]) -> Query:
    """What is required with the scores of each part, which is looked up for each clause rather than gone over."""
    for part in parts:
        required = Query.boolean_query([(_ALL_OF, required), (_SOME_OF, part)])
    return required


def _is_text(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)


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
