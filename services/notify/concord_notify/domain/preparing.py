"""A fact heard becomes letters: one for each recipient, and its reminders, each under an id that follows from its
cause."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from concord_notify.domain import facts
from concord_notify.domain.enclosing import enclosed_in
from concord_notify.domain.letters import Letter, version_of, write
from concord_notify.domain.recipients import recipients
from concord_notify.domain.said_of_dates import answer_day
from concord_notify.domain.scene import Addressee, Scene
from concord_notify.domain.triggers import caused, words_for
from concord_notify.domain.vocabulary import RAISER, REMINDER
from concord_shared.packs.model import NoticeRule
from concord_shared.sealed import Sealed

Templates = Callable[[str], str]


def prepared(scene: Scene, template_of: Templates) -> Iterator[facts.NoticePrepared]:
    """Every letter that the pack wants for this fact."""
    for rule in caused(scene):
        for to in recipients(words_for(rule, scene), scene):
            yield from letters(scene.to_one(rule, to), template_of)


def letters(scene: Scene, template_of: Templates) -> Iterator[facts.NoticePrepared]:
    """The letter and its reminders; a notice that is a reminder by its own type has no first letter."""
    rule, to = scene.rule, scene.to
    assert rule is not None and to is not None
    template = template_of(rule.type)
    if not rule.type.endswith(REMINDER):
        yield _letter(scene, rule, to, template, 0, scene.today)
    for number, days in enumerate(rule.reminders.after_working_days if rule.reminders else (), 1):
        send_on = scene.calendar.after(scene.told.occurred_on, days).due_on
        yield _letter(scene, rule, to, template, number, max(send_on, scene.today))


def notice_id(event_id: str, notice_type: str, to: Addressee, number: int) -> str:
    """The same cause, type, recipient and number give the same id, however often it is heard."""
    text = "|".join((event_id, notice_type, to.office, to.org or "", str(number)))
    return sha256(text.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class _Reach:
    """Whose key seals the letter, and the sealed address; no subject where the data were erased."""

    subject: str | None
    address: Sealed | None
    person: str | None = None


def _letter(
    scene: Scene, rule: NoticeRule, to: Addressee, template: str, number: int, send_on: date
) -> facts.NoticePrepared:
    written: Letter = write(template, scene, reminder_on=send_on if number else None)
    reach, stage = _reach(to, scene), scene.stage()
    enclosed = enclosed_in(written.body, scene)
    return facts.NoticePrepared(
        notice_id=notice_id(scene.told.event_id, rule.type, to, number),
        notice_type=rule.type,
        template_version=version_of(template),
        office=to.office,
        org=to.org,
        person=reach.person,
        case_id=scene.told.case,
        stage_id=stage.id if stage else None,
        cause=scene.told.name,
        caused_by=scene.told.event_id,
        caused_on=scene.told.occurred_on,
        number=number,
        send_on=send_on,
        answer_by=answer_day(scene) if "answer_by" in rule.must_say else None,
        subject=written.subject,
        letter=Sealed("contact", reach.subject, written.body) if reach.subject else None,
        address=reach.address,
        enclosing=tuple(enclosed),
        enclosed=tuple(enclosed.values()),
    )


def _reach(to: Addressee, scene: Scene) -> _Reach:
    raised = scene.view.raised
    if to.office == RAISER and to.org is None:
        reach = raised.reach if raised else None
        if reach is None:
            return _Reach(scene.told.case, None)
        erased = reach.subject in scene.directory.erased
        return _Reach(None if erased else reach.subject, None if erased else reach, reach.subject)
    if to.org is None:
        return _Reach(scene.told.case or to.office, None)
    known = scene.directory.organisation(to.org)
    if to.org in scene.directory.erased:
        return _Reach(None, None)
    return _Reach(to.org, known.contact if known else None)
