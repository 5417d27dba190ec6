"""What a clause may say where the recognition was not sure of a character: its other readings are searched as well."""

from collections.abc import Iterator

from corpus import Clause

#: Characters before and behind a doubtful one that a query may name together with it.
_AROUND = 8
#: Of a clause with more doubts, the first so many are searched: a page of nothing but doubts is no text.
_MOST = 200


def searched_text(clause: Clause) -> str:
    """The text of a clause, and on lines of their own what doubtful characters may say with what stands around them."""
    return "\n".join([clause.text, *_readings(clause)]) if clause.doubtful else clause.text


def _readings(clause: Clause) -> Iterator[str]:
    text = clause.text
    for doubt in clause.doubtful[:_MOST]:
        before = text[max(0, doubt.at - _AROUND) : doubt.at].rpartition("\n")[2]
        after = text[doubt.at + 1 : doubt.at + 1 + _AROUND].partition("\n")[0]
        yield from (f"{before}{reading}{after}" for reading in doubt.readings)
