"""Writes docs/reference/procedures/ from the packs; a test compares the two."""

from collections.abc import Iterator
from pathlib import Path

from concord.drawing import chart, rows
from concord.pack_files import that_come
from concord_shared.packs.loading import load
from concord_shared.packs.model import Pack

FOLDER = Path(__file__).parents[1] / "docs" / "reference" / "procedures"
HOW = """Drawn from the pack by `tools/make_procedures.py`; a test compares the two, so it cannot be out of date. **Full
lines** are what the Compact's text says, **broken lines** are ours: what we propose where the text is silent.
"""


def pages() -> dict[str, str]:
    """Each page by its file name."""
    return {f"{name}.md": page(load(path)) for name, path in that_come().items()}


def page(pack: Pack) -> str:
    lines = [f"# {pack.title}", "", f"{pack.procedure.title}; version {pack.version}, {pack.status}.", "", HOW]
    lines += ["```mermaid", chart(pack), "```", "", "## In words", ""]
    return "\n".join([*lines, *_ways(pack), "", "## Dates", "", *_dates(pack), ""])


def _ways(pack: Pack) -> Iterator[str]:
    yield "| From | Outcome | To | When | Where it stands |"
    yield "|---|---|---|---|---|"
    for row in rows(pack):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def _dates(pack: Pack) -> Iterator[str]:
    yield "| Deadline | What | Length | Begins with | Where the length stands | Where the start stands |"
    yield "|---|---|---|---|---|---|"
    for rule in pack.deadlines:
        length = f"{rule.value} {rule.unit.replace('_', ' ')}s"
        stands = rule.place if rule.length_basis == "text" else "ours"
        yield f"| {rule.id} | {rule.what} | {length} | {rule.starts_on} | {stands} | {rule.start_basis or 'ours'} |"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text)
