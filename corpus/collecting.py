"""How often Python looks for cycles among values while very many are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New values from which on it looks for cycles; by itself it does from 700 on.
_MANY = 50_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom meanwhile: the values of a gazette have none, and going through all of them takes time.

    Without it a sixth of the time of reading laws goes there, a third of that of a file of a megabyte in one table, and
    a tenth of that of a search among 62,000 clauses.
    """
    first, *others = gc.get_threshold()
    gc.set_threshold(max(first, _MANY), *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
