"""Lead-ins: a sentence that introduces what follows, and says what that is about where it does not say so itself.

What ends with a colon leads in to the clause after it; a question leads in to all clauses up to the next question under
the same heading.
"""

import re
from collections.abc import Iterator, Sequence

from corpus import Clause

_LEADS = re.compile(r"[：:？?][”」』）)\s]*$")
_ASKS = re.compile(r"[？?][”」』）)\s]*$")
#: Characters of a lead-in that count, the last ones: a longer one says other things before.
_LONGEST = 120


def leads_in(text: str) -> bool:
    """Whether a clause introduces what follows and states nothing by itself."""
    return bool(_LEADS.search(text[-_LONGEST:]))


def lead_ins(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """What leads in to each clause of a part, one sentence a line, empty where nothing does."""
    return tuple("\n".join(dict.fromkeys(found)) for found in _each(clauses))


def _each(clauses: Sequence[Clause]) -> Iterator[list[str]]:
    question, before = "", ""
    under: tuple[str, ...] = ()
    for clause in clauses:
        path, end = tuple(step.eid for step in clause.path), clause.text[-_LONGEST:]
        asks = bool(_ASKS.search(end))
        if asks or path[: len(under)] != under:
            question = ""
        yield [text for text in (question, before) if text]
        before = end if leads_in(end) and not asks else ""
        if asks:
            question, under = end, path
