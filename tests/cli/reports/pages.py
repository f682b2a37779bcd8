"""Reads a page back as a tree, and says what a person with a screen reader would miss."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

EMPTY = frozenset({"meta", "img", "br", "hr", "link", "input"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    within: tuple[str, ...]
    text: str = ""
    children: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """Elements in order, each with its text. Raises ValueError where tags do not close as they opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        if self._open:
            raise ValueError(f"never closed: {[each.tag for each in self._open]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(each.tag for each in self._open))
        if self._open:
            self._open[-1].children.append(tag)
        self.elements.append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop().tag != tag:
            raise ValueError(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        for each in self._open:
            each.text += data

    def all(self, tag: str) -> list[Element]:
        return [each for each in self.elements if each.tag == tag]

    def faults(self) -> list[str]:
        return list(self._faults())

    def _faults(self) -> Iterator[str]:
        yield from self._of_the_whole()
        yield from self._of_references()
        for table in self.all("table"):
            if table.children[:1] != ["caption"]:
                yield "a table without a caption"
        for header in self.all("th"):
            if header.attributes.get("scope") not in ("col", "row"):
                yield f"a header without a scope: {header.text}"
        for image in self.all("img"):
            if not image.attributes.get("alt") or "figure" not in image.within:
                yield "a picture without alternative text or outside a figure"

    def _of_the_whole(self) -> Iterator[str]:
        if self.all("html")[0].attributes.get("lang") != "en-GB":
            yield "no language"
        for tag in ("title", "h1", "main", "header", "footer"):
            if len(self.all(tag)) != 1 or not self.all(tag)[0].text.strip():
                yield f"not exactly one {tag}"
        if self.all("script") or any(name.startswith("on") for each in self.elements for name in each.attributes):
            yield "a script"
        levels = [int(each.tag[1]) for each in self.elements if each.tag in ("h1", "h2", "h3")]
        if levels != sorted(levels[:1]) + levels[1:] or any(b - a > 1 for a, b in pairwise(levels)):
            yield "a heading level is left out"

    def _of_references(self) -> Iterator[str]:
        ids = [each.attributes["id"] for each in self.elements if "id" in each.attributes]
        if len(ids) != len(set(ids)):
            yield "an id stands twice"
        first = next(
            each for each in self.elements if each.tag in ("a", "button", "input") or "tabindex" in each.attributes
        )
        if first.attributes.get("class") != "skip":
            yield "no way past the head"
        for each in self.elements:
            for reference in (each.attributes.get("aria-labelledby"), (each.attributes.get("href") or "#")[1:]):
                if reference and reference not in ids:
                    yield f"nothing has the id {reference}"
