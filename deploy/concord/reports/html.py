"""A report as one accessible page, with nothing to fetch and no script (WCAG 2.2 AA)."""

from base64 import b64encode
from pathlib import Path

from concord.missing import part
from concord.reports.charts import svg
from concord.reports.model import Bars, Heat, Report
from concord.saying import in_words

HERE = Path(__file__).parent
TEMPLATE, STYLE = "page.html.j2", "page.css"


def page(report: Report) -> str:
    """Whatever anybody wrote is escaped. Raises Misused where the parts for reports are not installed."""
    jinja = part("jinja2")
    environment = jinja.Environment(
        loader=jinja.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["picture"] = _picture
    written: str = environment.get_template(TEMPLATE).render(
        report=report, as_of=in_words(report.as_of), style=(HERE / STYLE).read_text()
    )
    return written


def _picture(block: Bars | Heat) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg(block).encode()).decode()
