"""The departments of task tables by one name each, whatever the rows print: what is misread joins what was meant."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus import TaskRow
from corpus.printed.departments import Departments, name_parts, normal_name
from search_service.english.data import table

SHARES = ("lead", "responsible", "assisting")
#: A name is a misreading of one that stands at least so many times as often.
_OFTEN = 10
#: In a shorter office one character tells two departments apart: 水务 and 税务.
_SHORTEST_OFFICE = 4
#: Place, office and ending of a name.
_Parts = tuple[str, str, str]
#: Endings that are taken for one another; no place has two departments of one office.
_ENDINGS = {"局": "委员会", "委员会": "局"}


@dataclass(frozen=True, slots=True)
class DepartmentNames:
    """The normal name of each printed name in each city, and how each department is printed, the commonest first."""

    normal: Mapping[tuple[str, str], str]
    printed: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, rows: Iterable[tuple[TaskRow, str]]) -> "DepartmentNames":
        """The names in rows, each with the full name of its city."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for row, seat in rows:
            counts[seat].update(_names(row))
        normal = {(one, seat): name for seat, forms in counts.items() for one, name in _normal(forms, seat).items()}
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for (one, seat), name in normal.items():
            forms[name][one] += counts[seat][one]
        return cls(normal, {name: tuple(one for one, _ in found.most_common()) for name, found in forms.items()})

    def of_row(self, row: TaskRow, seat: str) -> Departments:
        """The departments of a row by their normal names, each once in each share."""
        shares = (dict.fromkeys(self.normal[name, seat] for name in getattr(row, share)) for share in SHARES)
        return Departments(*map(tuple, shares))


def _normal(counts: Mapping[str, int], seat: str) -> Mapping[str, str]:
    """The normal names of the printed ones of a city, of which ``counts`` says how often each stands."""
    normal = {one: normal_name(one, seat) for one in counts}
    meant = misreadings(counts, normal)
    return {one: meant.get(name, name) for one, name in normal.items()}


def misreadings(counts: Mapping[str, int], normal: Mapping[str, str]) -> Mapping[str, str]:
    """The normal names that are others misread, each with the one that was meant.

    So is one of an office with another ending than nearly always; and one that stands once, whose office is no field of
    work that is known, and which is one character away from a form of a name that stands often.
    """
    often: Counter[str] = Counter()
    for one, count in counts.items():
        often[normal[one]] += count
    common = _common(normal, often)
    found = {name: _ended(name, often) or _near(one, name, often, common) for one, name in normal.items()}
    return {name: meant for name, meant in found.items() if meant}


def _ended(name: str, often: Mapping[str, int]) -> str | None:
    """The name of the same office that stands so often with another ending that this one is misread."""
    parts = name_parts(name)
    if not parts or parts[2] not in _ENDINGS:
        return None
    other = f"{parts[0]}{parts[1]}{_ENDINGS[parts[2]]}"
    return other if often.get(other, 0) >= _OFTEN * often[name] else None


def _near(printed: str, name: str, often: Mapping[str, int], common: Mapping[_Parts, set[str]]) -> str | None:
    """The only name that stands often from which one that stands once is a character away, as printed or in full."""
    parts = [found for one in (printed, name) if (found := name_parts(one))]
    if often[name] > 1 or any(office in table("names", "fields") for _, office, _ in parts):
        return None
    near = {other for one in parts for key in _variants(one) for other in common.get(key, ())}
    return near.pop() if len(near) == 1 else None


def _common(normal: Mapping[str, str], often: Mapping[str, int]) -> Mapping[_Parts, set[str]]:
    """The names that stand often, by each variant of their forms whose office is long enough."""
    found: dict[_Parts, set[str]] = defaultdict(set)
    forms = ((one, name) for printed, name in normal.items() if often[name] >= _OFTEN for one in (printed, name))
    for one, name in forms:
        parts = name_parts(one)
        for key in _variants(parts) if parts and len(parts[1]) >= _SHORTEST_OFFICE else ():
            found[key].add(name)
    return found


def _variants(parts: _Parts) -> Iterator[_Parts]:
    """A name, and what is left of it without one character of its office: names one character apart share a variant."""
    place, office, ending = parts
    yield parts
    yield from ((place, office[:at] + office[at + 1 :], ending) for at in range(len(office)))


def _names(row: TaskRow) -> Iterator[str]:
    for share in SHARES:
        yield from getattr(row, share)
