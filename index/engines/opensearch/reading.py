"""Searching the index of one generation in a cluster."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.engines import FacetCount, Filter, Hits, SearchRequest, Sort, check_filters, check_request
from index.engines.columns import common_values
from index.engines.opensearch.access import Connection
from index.engines.opensearch.queries import Dsl, matching_query, passing
from index.engines.orders import ORDERS, ordinal_in
from index.plan import Plan, plan
from index.query import Node

#: Hits of one answer, as OpenSearch allows by default; what lies further behind is reached in such steps.
_WINDOW = 10_000
#: More values than any facet has; OpenSearch gives no more than 65,535.
_BUCKETS = 60_000
#: Values of one answer where all are wanted.
_PORTION = 10_000
#: A hit is its ordinal, which is part of a sort key.
_BARE: Dsl = {"_source": False, "stored_fields": "_none_", "docvalue_fields": [ORDERS[Sort.NEWEST]]}
#: Answers of some shards only are refused by the cluster.
_WHOLE = {"allow_partial_search_results": "false"}


class OpenSearchEngine:
    """See :class:`index.engines.Engine`. Asks the index of its generation by name, whichever serves."""

    def __init__(self, connection: Connection, index: str) -> None:
        self._connection, self._index = connection, index

    def search(self, request: SearchRequest) -> Hits:
        """See :class:`index.engines.Engine`."""
        check_request(request)
        asked = _Asked(request)
        last = request.offset + request.limit
        within = last if request.limit and last <= _WINDOW else 0
        answer = self._ask({**asked.body(), "size": within and request.limit, "from": within and request.offset})
        count: int = answer["hits"]["total"]["value"]
        far = not within and request.limit and request.offset < count
        page = self._walk(asked, request) if far else map(_ordinal, answer["hits"]["hits"])
        return Hits(count, tuple(page), _facets(answer, request))

    def counts(self, nodes: Sequence[Node], filters: tuple[Filter, ...]) -> tuple[int, ...]:
        """See :class:`index.engines.Engine`."""
        check_filters(filters)
        if not nodes:
            return ()
        head: Dsl = {"allow_partial_search_results": False}
        bodies = ({"query": matching_query(plan(node), filters), "size": 0, "track_total_hits": True} for node in nodes)
        lines = [line for body in bodies for line in (head, body)]
        with self._connection.explained(), self._connection.in_time() as limits:
            answer = self._connection.reading.msearch(body=lines, index=self._index, params=limits)
        return tuple(int(self._whole(one)["hits"]["total"]["value"]) for one in answer["responses"])

    def tally(self, query: Node | None, filters: tuple[Filter, ...], field: str) -> Mapping[str, int]:
        """See :class:`index.engines.Engine`."""
        check_filters(filters)
        asked = matching_query(plan(query) if query is not None else None, filters)
        return dict(self._values(asked, field))

    def close(self) -> None:
        """See :class:`index.engines.Engine`. The connections are those of the space."""

    def _values(self, query: Dsl, field: str) -> Iterator[tuple[str, int]]:
        """The values of a field with their counts, in portions."""
        values: Dsl = {"size": _PORTION, "sources": [{"value": {"terms": {"field": field}}}]}
        while True:
            answer = self._ask({"query": query, "size": 0, "aggs": {"values": {"composite": values}}})
            found = answer["aggregations"]["values"]
            for one in found["buckets"]:
                yield one["key"]["value"], one["doc_count"]
            if len(found["buckets"]) < _PORTION:
                return
            values["after"] = found["after_key"]

    def _walk(self, asked: "_Asked", request: SearchRequest) -> Iterator[int]:
        """A page that begins or ends beyond the window, reached in steps of the total order."""
        body = {**asked.body(facets=False), "track_total_hits": False, "size": _WINDOW}
        first, last, at = request.offset, request.offset + request.limit, 0
        while at < last:
            hits = self._ask(body)["hits"]["hits"]
            yield from map(_ordinal, hits[max(first - at, 0) : last - at])
            at += len(hits)
            if len(hits) < _WINDOW:
                return
            body["search_after"] = hits[-1]["sort"]

    def _ask(self, body: Dsl) -> Any:
        with self._connection.explained(), self._connection.in_time() as limits:
            answer = self._connection.reading.search(body=body, index=self._index, params={**_WHOLE, **limits})
        return self._whole(answer)

    def _whole(self, answer: Any) -> Any:
        """An answer of all shards; raises :class:`index.errors.EngineUnavailableError` for any other."""
        if "error" in answer or answer["timed_out"] or answer["_shards"]["failed"]:
            raise self._connection.unavailable(
                "could not answer from all its shards; try again, and look at its nodes",
                "未能从所有分片应答，请稍后重试，并检查各节点",
            )
        return answer


class _Asked:
    """A request in the language of the cluster.

    A facet is counted without the filters of its own field, so that those of counted fields are put on hits and on the
    other facets one by one.
    """

    def __init__(self, request: SearchRequest) -> None:
        self._request = request
        self._plan: Plan | None = plan(request.query) if request.query is not None else None

    def body(self, *, facets: bool = True) -> Dsl:
        request = self._request
        own = [item for item in request.filters if facets and item.field in request.facets]
        body: Dsl = {
            **_BARE,
            "query": matching_query(self._plan, (item for item in request.filters if item not in own)),
            "sort": [{ORDERS[request.sort]: "asc"}],
            "track_total_hits": True,
        }
        if own:
            body["post_filter"] = matching_query(None, own)
        if facets and request.facets:
            body["aggs"] = {name: _facet(name, [item for item in own if item.field != name]) for name in request.facets}
        return body


def _facet(name: str, others: Sequence[Filter]) -> Dsl:
    counted = {"terms": {"field": name, "size": _BUCKETS, "shard_size": _BUCKETS}}
    return {"filter": {"bool": {"filter": [passing(item) for item in others]}}, "aggs": {"values": counted}}


def _facets(answer: Any, request: SearchRequest) -> dict[str, tuple[FacetCount, ...]]:
    found = {name: answer["aggregations"][name]["values"]["buckets"] for name in request.facets}
    return {
        name: common_values(name, ((one["key"], one["doc_count"]) for one in buckets), request)
        for name, buckets in found.items()
    }


def _ordinal(hit: Any) -> int:
    return ordinal_in(hit["fields"][ORDERS[Sort.NEWEST]][0])
