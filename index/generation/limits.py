"""Up to how many clauses each engine is the right choice, as measured in docs/benchmarks.md."""

from collections.abc import Mapping

#: Engines that are not named here have no limit that was met.
FIT: Mapping[str, int] = {"whoosh": 50_000}


def advice(engine: str, clauses: int) -> str | None:
    """What to say of an engine that serves more clauses than it is fit for."""
    most = FIT.get(engine)
    if most is None or clauses <= most:
        return None
    return (
        f"{clauses} clauses are many for {engine}, which answers without delay up to {most}; "
        "for more install `gongbao[tantivy]` and choose --index tantivy:PATH"
    )
