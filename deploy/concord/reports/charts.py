"""Charts as SVG. Colour is never the only sign: every bar and every cell has its number written on it."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import ceil
from typing import Any

from concord.missing import part
from concord.reports.model import Bars, Heat

FONT = "Liberation Sans, Arial, Libertinus Serif, sans-serif"
DARK, LIGHT, INK, PAPER = "#1d4e79", "#9dc3e6", "#000000", "#ffffff"
WHITE_ON = 0.75
"""Above this share of the highest number the ink is white: black or white, it never has less contrast than 4.5 to 1."""
FEW = 10
WIDTH, BAR_HEIGHT, CELL_HEIGHT = 420, 22, 24
LABEL_WIDTH = 220


@cache
def svg(block: Bars | Heat) -> str:
    """Drawn once for page and PDF. Raises Misused where the parts for charts are not installed."""
    alt = part("altair")
    chart = _bars(alt, block) if isinstance(block, Bars) else _heat(alt, block)
    drawn: str = part("vl_convert").vegalite_to_svg(_styled(chart).to_dict())
    return drawn


def _bars(alt: Any, block: Bars) -> Any:
    labels, series = _once(each.label for each in block.bars), _once(each.series for each in block.bars)
    rows = [each.model_dump() for each in block.bars]
    many, most = len(series) > 1, max(each.value for each in block.bars)
    y = alt.Y("label:N", title=None, sort=labels)
    more = {"yOffset": alt.YOffset("series:N", sort=series)} if many else {}
    base = alt.Chart(alt.Data(values=rows)).encode(y=y, x=alt.X("value:Q", title=None, axis=_whole(alt, most)), **more)
    colour = alt.Color(
        "series:N",
        title=None,
        scale=alt.Scale(domain=series, range=[DARK, LIGHT][: len(series)]),
        legend=alt.Legend(orient="top") if many else None,
    )
    drawn = base.mark_bar(stroke=INK, strokeWidth=0.5).encode(color=colour)
    written = base.mark_text(align="left", dx=4, color=INK).encode(text="shown:N")
    return (drawn + written).properties(width=WIDTH, height=BAR_HEIGHT * len(labels) * (2 if many else 1))


def _heat(alt: Any, block: Heat) -> Any:
    most = max((each.value for each in block.cells), default=1) or 1
    rows = [each.model_dump() for each in block.cells]
    lines, columns = _once(each.row for each in block.cells), _once(each.column for each in block.cells)
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("row:N", title=None, sort=lines),
        x=alt.X("column:N", title=None, sort=columns, axis=alt.Axis(orient="top", labelAngle=0)),
    )
    shade = alt.Scale(domain=[0, most], range=[PAPER, DARK], interpolate="rgb")
    drawn = base.mark_rect(stroke="#505a5f", strokeWidth=0.5).encode(
        color=alt.Color("value:Q", scale=shade, legend=None)
    )
    ink = alt.condition(f"datum.value > {WHITE_ON * most}", alt.value(PAPER), alt.value(INK))
    written = base.mark_text().encode(text="shown:N", color=ink)
    return (drawn + written).properties(width=110 * len(columns), height=CELL_HEIGHT * len(lines))


def _whole(alt: Any, most: float) -> Any:
    """Whole numbers alone along the axis."""
    if most > FEW:
        return alt.Axis(format="d", grid=True)
    return alt.Axis(values=list(range(ceil(most) + 1)), format="d", grid=True)


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _styled(chart: Any) -> Any:
    axis: Mapping[str, Any] = {"labelLimit": LABEL_WIDTH, "labelColor": INK, "labelFontSize": 12}
    named = chart.configure(font=FONT, background=PAPER).configure_axis(**axis)
    return named.configure_text(fontSize=12).configure_legend(labelFontSize=12, labelColor=INK)
