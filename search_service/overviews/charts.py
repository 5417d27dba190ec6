"""A timeline as a picture: stacked bars, a colour for each issuing body, drawn on the server without any script."""

import sys
from dataclasses import dataclass

from lxml import etree
from pygal import Config, StackedBar
from pygal.style import Style

from search_service.overviews.terms import Timeline

# pygal leaves a finder of modules behind that knows only the interface before Python 3.4, of which every failed import
# would then warn; its plug-ins are not used here.
sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != "pygal"]

#: Bodies with a colour of their own; the rest share one.
_NAMED = 6
#: Told apart without seeing red and green, and on paper as on night ground.
_COLOURS = ("#b5483c", "#3f7fae", "#c9973a", "#5b9a7f", "#8a6bb0", "#7d8a45", "#8b8376")
_SANS = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
#: Height of the bars with their axis, and of one row of names below them.
_PLOT, _ROW = 330, 27
#: The picture follows the page: ink on paper, or light on dark.
_NIGHT = (
    "inline:@media (prefers-color-scheme: dark) {"
    " #chart-timeline.pygal-chart text { fill: #e9e4da !important; }"
    " #chart-timeline.pygal-chart .axis path { stroke: #837b6e !important; }"
    " #chart-timeline.pygal-chart .axis .guide { stroke: #837b6e55 !important; } }"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture says in ``lang`` of the bodies left over, of all together, and where there is nothing to show."""

    lang: str
    other: str
    every: str
    nothing: str


def timeline_svg(timeline: Timeline, words: Words, *, narrow: bool = False) -> bytes:
    """The picture as SVG; ``narrow`` for a phone. Without any body it shows the sums; without any year it says so."""
    shown, rest = timeline.series[:_NAMED], timeline.series[_NAMED:]
    chart = StackedBar(_config(narrow, len(shown) + bool(rest) or 1), style=_style())
    chart.uuid = "timeline"
    chart.x_labels = list(timeline.years)
    chart.no_data_text = words.nothing
    if timeline.years:
        columns = zip(*(one.counts for one in timeline.series), strict=True)
        chart.y_labels = _steps(max((sum(column) for column in columns), default=max(timeline.totals)))
    if not timeline.series:
        chart.add(words.every, list(timeline.totals))
    for one in shown:
        chart.add(one.label.en if words.lang == "en" else one.label.zh, list(one.counts))
    if rest:
        chart.add(words.other, [sum(column) for column in zip(*(one.counts for one in rest), strict=True)])
    tree = chart.render_tree()
    # pygal tells in comments when it drew the picture; without them the same timeline is the same picture.
    for extra in [*tree.findall(".//{*}script"), *tree.iter(etree.Comment)]:
        extra.getparent().remove(extra)
    written: bytes = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written


def _steps(top: int) -> list[int]:
    """Some four round figures from 0 to at least ``top``."""
    step = next(size * 10**power for power in range(9) for size in (1, 2, 5) if size * 10**power * 4 >= top)
    return list(range(0, top + step, step))


def _config(narrow: bool, names: int) -> Config:  # noqa: FBT001 - the one thing that differs
    rows = names if narrow else -(-names // 2)
    return Config(
        width=400 if narrow else 860,
        height=_PLOT + _ROW * rows,
        js=[],
        css=["file://style.css", "file://graph.css", _NIGHT],
        disable_xml_declaration=True,
        pretty_print=False,
        legend_at_bottom=True,
        legend_at_bottom_columns=1 if narrow else 2,
        legend_box_size=12,
        truncate_legend=38 if narrow else 50,
        print_values=False,
        spacing=12,
        margin=8,
        # pygal leaves no room for a last row of names that is not full.
        margin_bottom=8 if narrow or names % 2 == 0 else 8 + _ROW,
        integer=True,
        value_formatter=lambda value: f"{value:,.0f}",
    )


def _style() -> Style:
    return Style(
        background="transparent",
        plot_background="transparent",
        foreground="#1d1b18",
        foreground_strong="#1d1b18",
        foreground_subtle="#8b8376",
        guide_stroke_color="#8b837655",
        major_guide_stroke_color="#8b837655",
        guide_stroke_dasharray="1,0",
        major_guide_stroke_dasharray="1,0",
        opacity="1",
        opacity_hover="1",
        transition="0s",
        font_family=_SANS,
        label_font_size=15,
        major_label_font_size=15,
        legend_font_size=15,
        colors=_COLOURS,
    )
