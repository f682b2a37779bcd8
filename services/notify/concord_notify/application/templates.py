"""The templates of letters, read and checked once."""

from functools import cache
from importlib.resources import files

from concord_notify.domain.letters import checked

GENERAL = "letter"


@cache
def templates() -> dict[str, str]:
    """By notice type. Raises TemplateForbiddenWord."""
    folder = files("concord_notify") / "templates"
    named = {each.name.removesuffix(".txt"): each.read_text(encoding="utf-8") for each in folder.iterdir()}
    return {name: checked(name, text) for name, text in sorted(named.items())}


def template_of(notice_type: str) -> str:
    """A notice without a template of its own is written as a plain letter that says what the pack asks for."""
    return templates().get(notice_type) or templates()[GENERAL]
