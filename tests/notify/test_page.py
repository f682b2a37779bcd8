"""The page beside the plain text: for every reader, in every mail client, and never more than the text says."""

import re
from html.parser import HTMLParser

import pytest

from concord_notify.domain.page import FRAME, page

TEXT = "To: Somebody\n\nDear colleague,\n\nIt is about:\n- 9.2: decisions & reasons\n- another\n\n> what <b>they</b> wrote\n"


class Seen(HTMLParser):
    """Every tag with its attributes, and whether each that was opened was closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def seen():
    found = Seen()
    found.feed(page("A date has moved <soon>", TEXT))
    found.close()
    assert found.open == []
    return found


def test_it_names_its_language_its_title_and_one_heading(seen):
    assert ("lang", "en-GB") in seen.attributes
    assert seen.tags.count("title") == seen.tags.count("h1") == 1
    assert "<title>A date has moved &lt;soon&gt;</title>" in page("A date has moved <soon>", TEXT)


def test_it_loads_nothing_and_runs_nothing(seen):
    assert not {"img", "script", "link", "iframe", "form", "style"} & set(seen.tags)
    assert not {"src", "href", "background"} & {name for name, _ in seen.attributes}
    assert "url(" not in FRAME


def test_what_people_wrote_is_shown_and_not_obeyed(seen):
    assert "b" not in seen.tags
    assert "what &lt;b&gt;they&lt;/b&gt; wrote" in page("x", TEXT)
    assert "decisions &amp; reasons" in page("x", TEXT)


def test_lists_quotes_and_paragraphs_are_marked_as_such(seen):
    assert (seen.tags.count("ul"), seen.tags.count("li"), seen.tags.count("blockquote")) == (1, 2, 1)


def test_a_printed_letter_has_its_address_above_and_says_whose_data_it_holds():
    shown = page("x", TEXT, address="Jo Bloggs, 12 High Street\nRotherham", holds=("person-1", "ROT-1"))

    assert "Jo Bloggs<br>\n12 High Street<br>\nRotherham" in shown
    assert '<meta name="concord-holds" content="person-1, ROT-1">' in shown
    assert shown.index("<address") < shown.index("<h1")


def test_every_text_stands_out_enough_from_its_ground():
    """WCAG 2.2 AA, 1.4.3: 4.5 to 1."""
    text, ground = colours("color"), colours("background-color")

    assert text and ground
    assert min(contrast(one, other) for one in text for other in ground) >= 4.5


def colours(name):
    return set(re.findall(rf"(?<![-\w]){name}:#([0-9a-f]{{6}})", page("x", TEXT)))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
