"""The places of a bar chart: for each year a bar of clauses and one of occurrences. The SVG is made in a template."""

from collections.abc import Iterator
from dataclasses import dataclass

from search_service.overviews.terms import Timeline, clauses_path

#: Width, in units of the picture, for a screen and for a phone; height of the bars; space for figures, years, legend.
WIDE, NARROW = 860, 400
_PLOT, _LEFT, _TOP, _BELOW = 260, 52, 64, 40
#: The widest bar, and the narrowest column of a year in which a figure fits.
_BAR, _FIGURE = 56, 64


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with the figure that it stands for."""

    kind: str
    value: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """The bars of one year. ``url`` leads to its clauses; ``shows_year``: its name fits below it."""

    year: str
    url: str
    left: float
    width: float
    bars: tuple[Bar, ...]
    shows_year: bool

    @property
    def middle(self) -> float:
        """Under which the year stands."""
        return self.left + self.width / 2


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of ``width`` to ``height``: lines at round figures, a column for each year, ``base`` under all bars."""

    q: str
    width: int
    height: int
    left: int
    base: int
    lines: tuple[tuple[int, float], ...]
    columns: tuple[ChartColumn, ...]
    kinds: tuple[str, ...]
    shows_figures: bool


def chart_of(timeline: Timeline, *, narrow: bool = False) -> Chart:
    """The places of everything in the picture of a timeline."""
    width = NARROW if narrow else WIDE
    series = {"clauses": timeline.totals, "occurrences": timeline.occurrences}
    shown = {kind: counts for kind, counts in series.items() if counts}
    steps = _steps(max((max(counts) for counts in shown.values()), default=0))
    each = (width - _LEFT) / max(1, len(timeline.years))
    every = -(-44 // int(max(1, each)))
    columns = (
        ChartColumn(
            year=year,
            url=clauses_path(timeline.q, year=year),
            left=_LEFT + each * at,
            width=each,
            bars=tuple(_bars({kind: counts[at] for kind, counts in shown.items()}, _LEFT + each * at, each, steps[-1])),
            shows_year=at % every == 0,
        )
        for at, year in enumerate(timeline.years)
    )
    lines = tuple((step, _TOP + _PLOT * (1 - step / steps[-1])) for step in steps)
    height = _TOP + _PLOT + _BELOW
    return Chart(timeline.q, width, height, _LEFT, _TOP + _PLOT, lines, tuple(columns), tuple(shown), each >= _FIGURE)


def _bars(counts: dict[str, int], left: float, each: float, top: int) -> Iterator[Bar]:
    """The bars of one year, side by side in the middle of its column."""
    width = min(_BAR, each * 0.8 / max(1, len(counts)))
    start = left + (each - width * len(counts)) / 2
    for at, (kind, value) in enumerate(counts.items()):
        height = _PLOT * value / top
        yield Bar(
            kind,
            value,
            round(start + at * width, 1),
            round(_TOP + _PLOT - height, 1),
            round(width - 2, 1),
            round(height, 1),
        )


def _steps(top: int) -> list[int]:
    """Some four round figures from 0 to at least ``top``."""
    step = next(size * 10**power for power in range(9) for size in (1, 2, 5) if size * 10**power * 4 >= top)
    return list(range(0, max(top, 1) + step, step))
