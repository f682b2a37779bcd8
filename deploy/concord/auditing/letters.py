"""Every letter written again from the fact that caused it and from what had been heard then; without keys."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from concord.auditing.finding import Finding
from concord.auditing.records import Records
from concord.auditing.rules import Rules
from concord_notify.application.templates import template_of
from concord_notify.domain.facts import NoticeIssued, NoticePrepared
from concord_notify.domain.letters import content_sha256, version_of
from concord_notify.domain.order import in_order
from concord_notify.domain.page import page
from concord_notify.domain.preparing import prepared
from concord_notify.domain.scene import Scene
from concord_shared.clock import local_day
from concord_shared.contracts.base import Told
from concord_shared.envelope import Recorded
from concord_shared.messaging.relays import told_of

NOTIFY = "notify"
SEALED = {"letter", "address", "enclosed"}
Letters = Mapping[str, NoticePrepared]


def check_letters(all_records: Mapping[str, Records], rules: Rules) -> Iterator[Finding]:
    notify, post = all_records[NOTIFY], _Post(rules, *_heard(all_records))
    again: dict[str, NoticePrepared] = {}
    for each in notify.facts:
        match each.fact:
            case NoticePrepared() as stored if stored.caused_by in post.told:
                written = post.written(each, stored)
                if written is not None:
                    again[stored.notice_id] = written
                    yield from _same(each, written, stored)
                else:
                    yield _finding(each, f"the letter '{stored.notice_type}'", "none is caused", "one to an office")
            case NoticeIssued() as issued if issued.notice_id in again:
                yield from _content(each, again[issued.notice_id], issued)


@dataclass
class _Post:
    """`told` by event id; `of_case` in the order that letters read it in. The letters of one cause are written once."""

    rules: Rules
    told: Mapping[str, Told]
    of_case: Mapping[str, list[Told]]
    _of_cause: dict[tuple[str, object], Letters] = field(default_factory=dict)

    def written(self, each: Recorded, stored: NoticePrepared) -> NoticePrepared | None:
        key = (stored.caused_by, each.envelope.recorded_at)
        if key not in self._of_cause:
            letters = prepared(self._scene(each, self.told[stored.caused_by]), template_of)
            self._of_cause[key] = {letter.notice_id: letter for letter in letters}
        return self._of_cause[key].get(stored.notice_id)

    def _scene(self, each: Recorded, cause: Told) -> Scene:
        heard = each.envelope.heard
        of_case = self.of_case.get(cause.case or "", [])
        known = [one for one in of_case if one.position <= heard.get(one.service, 0)]
        earlier = tuple(one for one in known if one.event_id != cause.event_id)
        versions = (_version(one) for one in (cause, *earlier[::-1]))
        version = next((one for one in versions if one), None)
        at = heard.get("directory", 0)
        directory = self.rules.directory_at(at)
        pack = self.rules.packs[version or list(self.rules.packs)[-1]]
        return Scene(cause, pack, self.rules.calendar_at(at), directory, local_day(each.envelope.recorded_at), earlier)


def _version(told: Told) -> str | None:
    return getattr(told.contract, "pack_version", None) or told.pack_version


def _heard(all_records: Mapping[str, Records]) -> tuple[dict[str, Told], dict[str, list[Told]]]:
    keeps, found = all_records[NOTIFY].service.keeps, []
    for name in all_records[NOTIFY].service.hears:
        records = all_records[name]
        for each in records.facts:
            contract = records.service.tell(each)
            if contract is not None:
                found.append(told_of(each, contract, name))
    of_case: dict[str, list[Told]] = defaultdict(list)
    for told in found:
        if told.case and told.name in keeps:
            of_case[told.case].append(told)
    in_turn = {case: in_order(each) for case, each in of_case.items()}
    return {told.event_id: told for told in found}, in_turn


def _same(each: Recorded, written: NoticePrepared, stored: NoticePrepared) -> Iterator[Finding]:
    """An older release may have had another template: then its words are its own."""
    words = set() if _template_stands(stored) else {"subject", "template_version"}
    expected, found = (one.model_dump(exclude=SEALED | words) for one in (written, stored))
    for name, value in expected.items():
        if value != found[name]:
            what = f"{name} of the letter '{stored.notice_type}'"
            yield _finding(each, what, str(value), str(found[name]))


def _content(each: Recorded, written: NoticePrepared, issued: NoticeIssued) -> Iterator[Finding]:
    """What is enclosed is sealed; so is what was erased before it went out, and then nothing but the subject did."""
    if written.enclosing or not _template_stands(written) or written.template_version != issued.template_version:
        return
    bodies = (written.letter.clear or "" if written.letter else "", "")
    possible = [content_sha256(written.subject, body, page(written.subject, body)) for body in bodies]
    if issued.content_sha256 not in possible:
        yield _finding(each, f"the text of the letter '{issued.notice_type}'", possible[0], issued.content_sha256)


def _template_stands(letter: NoticePrepared) -> bool:
    return letter.template_version == version_of(template_of(letter.notice_type))


def _finding(each: Recorded, what: str, expected: str, found: str) -> Finding:
    return Finding(NOTIFY, each.stream, each.version, what, expected, found)
