"""A letter from its template and its paragraphs: pure, so that the same record gives the same letter."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from string import Template

from concord_notify.domain import (
    page,
    said_of_case,
    said_of_dates,
    said_of_letters,
    said_of_offices,
    said_of_repeats,
    said_of_reports,
    said_of_results,
    said_of_words,
)
from concord_notify.domain.said_always import ALWAYS
from concord_notify.domain.scene import Scene


def _as_it_is(text: str, _scene: Scene) -> str:
    return text


PARAGRAPHS: Mapping[str, Callable[[Scene], str]] = {
    **{key: partial(_as_it_is, text) for key, text in ALWAYS.items()},
    **said_of_case.SAID,
    **said_of_offices.SAID,
    **said_of_letters.SAID,
    **said_of_repeats.SAID,
    **said_of_reports.SAID,
    **said_of_dates.SAID,
    **said_of_results.SAID,
    **said_of_words.SAID,
}
FORBIDDEN = re.compile(
    r"\b(win|wins|winn\w+|won|lose|loses|loser\w*|losing|fault|blam\w+|guilt\w*|culprit\w*|wrongdo\w+)\b",
    re.IGNORECASE,
)
SUBJECT = "Subject: "
TRIAL = (
    "This is a trial of the procedure, so that those who run it can see how it works. Nobody has raised a real "
    "concern, and it counts for nothing."
)


class TemplateForbiddenWord(ValueError):
    """Raised for a template that speaks of winning, losing or guilt (handbook IN9)."""


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def checked(name: str, text: str) -> str:
    """The template, if it has a subject and no forbidden word. Raises TemplateForbiddenWord, ValueError."""
    if found := FORBIDDEN.search(text):
        raise TemplateForbiddenWord(f"The template '{name}' says '{found.group()}': say it without taking sides.")
    if not text.startswith(SUBJECT):
        raise ValueError(f"The template '{name}' must begin with a line '{SUBJECT}...'")
    return text


def version_of(template: str) -> str:
    """Of the template and of the frame of its page: another look is another version."""
    return sha256(f"{template}\0{page.FRAME}".encode()).hexdigest()[:12]


def content_sha256(subject: str, text: str, shown: str) -> str:
    """Over all that goes out: the subject, the plain text and the page."""
    return sha256("\n\n".join((subject, text, shown)).encode()).hexdigest()


def write(template: str, scene: Scene, *, reminder_on: date | None = None) -> Letter:
    """The letter but for what is enclosed. What the pack asks for and the template leaves out comes at its end; what
    the template has and only another pack asks for is left out."""
    keys = scene.rule.must_say if scene.rule else ()
    said = {key: say(key, scene) for key in keys}
    parts = Template(template)
    named = set(parts.get_identifiers())
    more = "\n\n".join(said[key] for key in keys if key not in named)
    unasked = dict.fromkeys(named, "")
    head, _, body = parts.substitute(
        {**unasked, **said, **_frame(scene, reminder_on or scene.today), "more": more}
    ).partition("\n")
    subject = head.removeprefix(SUBJECT)
    return _of_a_trial(scene, Letter(f"Reminder: {subject}" if reminder_on else subject, _tidy(body)))


def _of_a_trial(scene: Scene, letter: Letter) -> Letter:
    if not scene.view.trial:
        return letter
    return Letter(f"Trial: {letter.subject}", f"{TRIAL}\n\n{letter.body}")


def say(key: str, scene: Scene) -> str:
    """The paragraph for one key of `must_say`; a key that this release does not know is said as its words."""
    paragraph = PARAGRAPHS.get(key)
    return paragraph(scene) if paragraph else f"{key.replace('_', ' ').capitalize()}."


def _frame(scene: Scene, dated: date) -> dict[str, str]:
    to = scene.to
    office = said_of_case.role_name(to.office, scene) if to else ""
    org = said_of_case.names([to.org], scene) if to and to.org else ""
    words = scene.pack.terminology.words
    return {
        "to": f"{office}, {org}" if org else office,
        "reference": scene.told.case or scene.told.about,
        "compact": words.get("compact", scene.pack.title),
        "concern": words.get("concern", "concern"),
        "today": said_of_dates.day(dated),
    }


def _tidy(body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
