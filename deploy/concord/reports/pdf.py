"""A report as PDF/A-2a and PDF/UA-1: tagged, titled, in a language, the same bytes for the same report."""

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from concord.missing import part
from concord.reports.charts import svg
from concord.reports.model import Bars, Heat, Report
from concord.saying import Trouble, in_words

TEMPLATE = Path(__file__).parent / "report.typ"
STANDARDS = ["a-2a", "ua-1"]


def paper(report: Report) -> bytes:
    """The bytes of the file. What anybody wrote reaches typst as data and is never read as markup.

    Raises Misused where the parts for reports are not installed, Trouble where no font has a character of it.
    """
    typst = part("typst")
    moment = datetime.combine(report.as_of, time(), UTC)
    given = {"report": json.dumps(_given(report), ensure_ascii=False)}
    same: dict[str, Any] = {"sys_inputs": given, "format": "pdf", "pdf_standards": STANDARDS, "timestamp": moment}
    source = TEMPLATE.read_bytes()
    try:
        return _bytes(typst.compile(source, ignore_system_fonts=True, **same))
    except typst.TypstError:
        return _with_more_fonts(typst, source, same)


def _with_more_fonts(typst: Any, source: bytes, same: dict[str, Any]) -> bytes:
    """Typst's own fonts look the same everywhere; this machine's are taken where a script is not among them."""
    try:
        return _bytes(typst.compile(source, ignore_system_fonts=False, **same))
    except typst.TypstError as error:
        raise Trouble(
            f"The PDF was not made: {error.message}. Install a font that has these characters, or take --html, which "
            "the reader's own fonts show."
        ) from None


def _bytes(made: Any) -> bytes:
    assert isinstance(made, bytes)
    return made


def _given(report: Report) -> dict[str, Any]:
    shown = report.model_dump(mode="json")
    shown["as_of"] = {"year": report.as_of.year, "month": report.as_of.month, "day": report.as_of.day}
    shown["as_of_words"] = in_words(report.as_of)
    for section, plain in zip(report.sections, shown["sections"], strict=True):
        for block, given in zip(section.blocks, plain["blocks"], strict=True):
            if isinstance(block, Bars | Heat):
                given["svg"] = svg(block)
    return shown
