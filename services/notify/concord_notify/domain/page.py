"""The same letter as a page: made from its plain text, so that the two cannot say different things."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from string import Template

LANGUAGE = "en-GB"
FRAME = """<!DOCTYPE html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
$more<title>$title</title>
</head>
<body style="margin:0;padding:0;background-color:#ffffff;color:#0b0c0c;">
<div lang="$lang" style="max-width:38em;margin:0 auto;padding:1.5em;background-color:#ffffff;color:#0b0c0c;\
font-family:Arial,Helvetica,sans-serif;font-size:1rem;line-height:1.5;">
$above<h1 style="margin:0 0 1em 0;font-size:1.5em;line-height:1.25;color:#0b0c0c;">$title</h1>
$body
</div>
</body>
</html>
"""
PARAGRAPH = '<p style="margin:0 0 1em 0;">{}</p>'
LIST = '<ul style="margin:0 0 1em 0;padding-left:1.5em;">{}</ul>'
ITEM = '<li style="margin:0 0 0.25em 0;">{}</li>'
QUOTE = '<blockquote style="margin:0 0 1em 0;padding:0 0 0 1em;border-left:4px solid #505a5f;">{}</blockquote>'
ADDRESS = '<address style="margin:0 0 2em 0;font-style:normal;">{}</address>\n'
BULLET, QUOTED = "- ", ">"


def page(subject: str, text: str, *, address: str | None = None, holds: Iterable[str] = ()) -> str:
    """HTML for mail clients and for print. `holds` names whose data stand in it, for a file that is kept."""
    kept = ", ".join(holds)
    return Template(FRAME).substitute(
        lang=LANGUAGE,
        title=escape(subject),
        more=f'<meta name="concord-holds" content="{escape(kept)}">\n' if kept else "",
        above=ADDRESS.format(_broken(_parts_of(address))) if address else "",
        body="\n".join(_blocks(text)),
    )


def _blocks(text: str) -> Iterator[str]:
    for block in text.strip().split("\n\n"):
        for kind, lines in groupby(block.split("\n"), _kind):
            yield _block(kind, list(lines))


def _kind(line: str) -> str:
    return next((kind for kind in (BULLET, QUOTED) if line.startswith(kind)), "")


def _block(kind: str, lines: list[str]) -> str:
    said = [line.removeprefix(kind).strip() for line in lines]
    if kind == BULLET:
        return LIST.format("".join(ITEM.format(escape(each)) for each in said))
    return (QUOTE if kind == QUOTED else PARAGRAPH).format(_broken(said))


def _broken(lines: Iterable[str]) -> str:
    return "<br>\n".join(escape(each) for each in lines)


def _parts_of(address: str) -> list[str]:
    return [part.strip() for line in address.splitlines() for part in line.split(",") if part.strip()]
