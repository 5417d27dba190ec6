"""Plans and filters in the query language of OpenSearch, all of them without scores."""

from collections.abc import Iterable, Sequence
from typing import Any

from index.engines import Filter, is_text
from index.engines.opensearch.rows import LONGEST_TERM, LONGEST_VALUE, clipped
from index.plan import LISTED, AllOf, AnyOf, Exclude, Keyword, Match, Plan, listed_word
from index.schema import DATE_FIELD

Dsl = dict[str, Any]
#: OpenSearch takes so many alternatives in one query.
_ALTERNATIVES = 65_536
#: Terms that a phrase with an open end may end with.
_EXPANSIONS = 50_000


def matching_query(plan: Plan | None, filters: Iterable[Filter] = ()) -> Dsl:
    """What matches; ``None`` is every clause."""
    wanted = [_matching(plan)] if plan else []
    return {"bool": {"filter": [*wanted, *map(passing, filters)]}}


def passing(item: Filter) -> Dsl:
    """What passes a filter."""
    if item.field != DATE_FIELD:
        return _one_of(item.field, [value[:LONGEST_VALUE] for value in item.values if is_text(value)])
    ends = {name: end for name, end in (("gte", item.low), ("lte", item.high)) if end}
    return {"range": {DATE_FIELD: ends}} if ends else {"exists": {"field": DATE_FIELD}}


def _matching(plan: Plan) -> Dsl:
    match plan:
        case AllOf(parts):
            refused = [_matching(one.part) for one in parts if isinstance(one, Exclude)]
            wanted = [_matching(one) for one in parts if not isinstance(one, Exclude)]
            return {"bool": {"filter": wanted, "must_not": refused}}
        case AnyOf(parts):
            return _any(parts)
        case Exclude(part):
            return {"bool": {"must_not": [_matching(part)]}}
        case Keyword(field, value):
            return _one_of(field, [value] if is_text(value) else [])
        case Match():
            return _sequence(plan)


def _any(parts: Sequence[Plan]) -> Dsl:
    """At least one part; single terms of one field are one query, since the number of queries is bounded."""
    terms: dict[str, list[str]] = {}
    others = []
    for part in parts:
        found = _term(part)
        if found is None:
            others.append(_matching(part))
        else:
            terms.setdefault(found[0], []).append(found[1])
    return _some([*(_one_of(field, values) for field, values in terms.items()), *others])


def _term(part: Plan) -> tuple[str, str] | None:
    """Field and term, where a part is no more than that."""
    match part:
        case Keyword(field, value) if is_text(value):
            return field, value
        case Match(field) if (word := listed_word(part)) and is_text(word):
            return str(LISTED[field]), word
        case Match(field, (unit,), False) if is_text(unit):
            return field, unit[:LONGEST_TERM]
    return None


def _sequence(leaf: Match) -> Dsl:
    if found := _term(leaf):
        return _one_of(found[0], [found[1]])
    if not all(map(is_text, leaf.units)):
        return {"match_none": {}}
    if len(leaf.units) == 1:
        return {"prefix": {leaf.field: {"value": leaf.units[0][:LONGEST_TERM]}}}
    phrase: Dsl = {"query": clipped(" ".join(leaf.units))}
    if not leaf.open:
        return {"match_phrase": {leaf.field: phrase}}
    return {"match_phrase_prefix": {leaf.field: {**phrase, "max_expansions": _EXPANSIONS}}}


def _one_of(field: str, values: Sequence[str]) -> Dsl:
    starts = range(0, len(values), _ALTERNATIVES)
    return _some([{"terms": {field: list(values[start : start + _ALTERNATIVES])}} for start in starts])


def _some(parts: list[Dsl]) -> Dsl:
    if not parts:
        return {"match_none": {}}
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}
