"""A report as page and as PDF: whatever it holds, both can be read by everybody, and neither runs anything."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from concord.reports.charts import svg
from concord.reports.html import page
from concord.reports.model import Bar, Bars, Cell, Details, Heat, Paragraph, Report, Section, Step, Steps, Table
from concord.reports.pdf import paper
from concord.saying import Trouble

from .pages import Page

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '#eval("panic()") #panic() #import "@preview/x:1.0.0"',
    "\\ *bold* _it_ $x$ @ref <label> // comment /* */ [ ] { } `raw` = h",
    "{{ 7 * 7 }} {% include 'x' %} &amp; &#60;",
)
BARS = Bars(
    caption="Settled by stage",
    alt="Two bars: three in talks, one in mediation.",
    bars=(
        Bar(label="talks", series="this year", value=3, shown="3"),
        Bar(label="mediation", series="last", value=1, shown="1"),
    ),
)
HEAT = Heat(
    caption="Cases by commitment",
    alt="A grid of two.",
    cells=(
        Cell(row="2.4", column="alleged", value=9, shown="9"),
        Cell(row="3.5", column="alleged", value=1, shown="1"),
    ),
)


def a_report(*blocks, title="A report", text="Words."):
    every = (
        Paragraph(text=text),
        Details(rows=(("name", text),)),
        Table(caption=text, columns=("What", text, "More", "How many"), rows=((text, text, "", "3"),), numbers=(3,)),
        Table(caption="Nothing", columns=("What",), rows=()),
        Steps(steps=(Step(when="4 January 2027", words=text, small=(text,), held=("reach",)),)),
        Steps(steps=()),
    )
    sections = tuple(Section(heading=f"{text} {number}", blocks=blocks or every) for number in range(3))
    return Report(
        id="RP1",
        title=title,
        compact="A Compact",
        whom="everybody",
        as_of=date(2027, 1, 4),
        about=(("Period", text),),
        sections=sections,
    )


def read(report):
    return PdfReader(io.BytesIO(paper(report)))


def words_of(pdf):
    return squeezed("".join(each.extract_text() for each in pdf.pages))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_a_page_has_all_that_a_screen_reader_needs():
    assert Page(page(a_report(title="A report"))).faults() == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (("<caption", "<b"), "a table without a caption"),
        (('scope="row"', ""), "a header without a scope: Words."),
        (('lang="en-GB"', ""), "no language"),
        (('href="#part-2"', 'href="#part-99"'), "nothing has the id part-99"),
        (("<h2", "<h3"), "a heading level is left out"),
        (('class="skip"', ""), "no way past the head"),
    ],
)
def test_a_page_that_lacks_something_is_seen(broken, fault):
    html = page(a_report()).replace(*broken)
    if broken[0].startswith("<"):
        html = html.replace(f"</{broken[0][1:]}>", f"</{broken[1][1:]}>")
    assert fault in Page(html).faults()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_wrote_stays_text_on_a_page(text):
    written = Page(page(a_report(text=text, title=text)))
    assert written.faults() == []
    assert {each.text for each in written.all("caption")} == {text}
    assert written.all("h1")[0].text == text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_wrote_stays_text_in_a_pdf(text):
    pdf = read(a_report(text=text, title=text))
    assert pdf.metadata.title == f"{text}, A Compact"
    assert words_of(pdf).count(squeezed(text)) >= 3 * 5


def test_a_pdf_is_tagged_and_says_its_title_its_language_and_its_standards():
    pdf = read(a_report())
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "A report, A Compact"
    assert pdf.metadata.creation_date.date() == date(2027, 1, 4)
    said = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in said and "<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert "<pdfuaid:part>1</pdfuaid:part>" in said


def test_the_same_report_is_the_same_file_with_its_pictures():
    once = paper(a_report(BARS, HEAT)), page(a_report(BARS, HEAT))
    svg.cache_clear()
    assert (paper(a_report(BARS, HEAT)), page(a_report(BARS, HEAT))) == once
    assert paper(a_report(BARS)) != paper(a_report(HEAT))


def test_pictures_say_in_words_what_they_show():
    written = Page(page(a_report(BARS, HEAT)))
    assert written.faults() == []
    assert {each.attributes["alt"] for each in written.all("img")} == {BARS.alt, HEAT.alt}
    assert BARS.alt in alts(read(a_report(BARS)).trailer["/Root"]["/StructTreeRoot"])


def alts(node):
    """Alternative texts of a tagged tree, from the root down."""
    found = str(node.get("/Alt", ""))
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        each = kid.get_object() if hasattr(kid, "get_object") else kid
        if hasattr(each, "get") and each.get("/Type") != "/OBJR":
            found += alts(each)
    return found


def test_a_number_stands_on_every_bar_and_in_every_square():
    assert ">3<" in svg(BARS) and ">1<" in svg(BARS)
    assert ">9<" in svg(HEAT) and ">1<" in svg(HEAT)


def test_a_chart_label_cannot_leave_its_picture():
    row = "</text></svg><script>x</script>"
    drawn = svg(Heat(caption="c", alt="a", cells=(Cell(row=row, column="c", value=1, shown="1"),)))
    assert "<script>" not in drawn


def test_a_script_that_no_font_has_is_said_and_not_left_out():
    with pytest.raises(Trouble, match="Install a font"):
        paper(a_report(text="\U000130b8"))


def test_other_scripts_that_the_fonts_have_are_there():
    assert "Zażółć" in words_of(read(a_report(text="Zażółć")))


def test_in_a_pdf_no_column_runs_into_the_next():
    """Many narrow columns beside words that cannot be broken, as a list of patterns has them."""
    date_of = "17\u00a0September\u00a02026"
    row = ("pattern-cc8a1102c884956d", "two organisations that meet again", "same pair", "3", date_of, "open")
    table = Table(caption="Many", columns=("Pattern", "About", "Level", "Cases", "From", "Stands"), rows=(row,) * 2)
    (first, *_) = read(a_report(table)).pages
    begins = places(first)
    pattern, about, level = (begins[words] for words in ("pattern-cc8a1102c884956d", "two", "same"))
    assert pattern + 110 < about and about + 45 < level


def places(page):
    """Where on the line each piece of text begins, in points."""
    found = {}

    def visit(text, place, _, font, size):
        for word in text.split():
            found.setdefault(word, place[4])

    page.extract_text(visitor_text=visit)
    return found
