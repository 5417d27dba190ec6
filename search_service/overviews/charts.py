"""A timeline as a picture: stacked bars, a colour for each issuing body, drawn on the server without any script."""

import sys

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
#: The picture follows the page: ink on paper, or light on dark.
_NIGHT = (
    "inline:@media (prefers-color-scheme: dark) {"
    " #chart-timeline.pygal-chart text { fill: #e9e4da !important; }"
    " #chart-timeline.pygal-chart .axis path { stroke: #837b6e !important; } }"
)


def timeline_svg(timeline: Timeline, lang: str, other: str, *, narrow: bool = False) -> bytes:
    """The picture as SVG; names in ``lang``, what is left over under the name ``other``; ``narrow`` for a phone."""
    chart = StackedBar(_config(narrow), style=_style())
    chart.uuid = "timeline"
    chart.x_labels = list(timeline.years)
    shown, rest = timeline.series[:_NAMED], timeline.series[_NAMED:]
    for one in shown:
        chart.add(one.label.en if lang == "en" else one.label.zh, list(one.counts))
    if rest:
        chart.add(other, [sum(column) for column in zip(*(one.counts for one in rest), strict=True)])
    tree = chart.render_tree()
    # pygal tells in comments when it drew the picture; without them the same timeline is the same picture.
    for extra in [*tree.findall(".//{*}script"), *tree.iter(etree.Comment)]:
        extra.getparent().remove(extra)
    written: bytes = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written


def _config(narrow: bool) -> Config:  # noqa: FBT001 - the one thing that differs
    return Config(
        width=400 if narrow else 860,
        height=460 if narrow else 380,
        js=[],
        css=["file://style.css", "file://graph.css", _NIGHT],
        disable_xml_declaration=True,
        pretty_print=False,
        show_minor_y_labels=False,
        legend_at_bottom=True,
        legend_at_bottom_columns=1 if narrow else 2,
        legend_box_size=12,
        truncate_legend=40,
        print_values=False,
        spacing=12,
        margin=8,
        integer=True,
        y_labels_major_count=4,
        value_formatter=lambda value: f"{value:,.0f}",
    )


def _style() -> Style:
    return Style(
        background="transparent",
        plot_background="transparent",
        foreground="#1d1b18",
        foreground_strong="#1d1b18",
        foreground_subtle="#8b8376",
        opacity="1",
        opacity_hover="1",
        transition="0s",
        font_family=_SANS,
        label_font_size=15,
        major_label_font_size=15,
        legend_font_size=15,
        colors=_COLOURS,
    )
