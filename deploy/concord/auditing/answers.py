"""Every kept answer against the facts that bear its command's id."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from concord.auditing.finding import Finding
from concord.auditing.records import Records
from concord_shared.envelope import Recorded

ON_RECORD_THOUGH_REFUSED = {"AppointmentRejected", "PanelMemberExcluded", "ReadRefused", "ReviewerRefused"}
MAY_CHANGE_NOTHING = "directory"
ANSWER_LOST = "AnswerLost"
NOT_OF_FACTS = {"accepted", "case", "position"}


def check_answers(records: Records) -> Iterator[Finding]:
    by_command: dict[tuple[str, str], list[Recorded]] = defaultdict(list)
    for each in records.facts:
        if each.envelope.command_id:
            by_command[each.envelope.actor.organisation, each.envelope.command_id].append(each)
    answered = set()
    for answer in records.answers:
        key = (answer.organisation, answer.command_id)
        answered.add(key)
        yield from _check(records, answer.command_id, records.answer_body(answer), by_command.get(key, []))
    for key, facts in by_command.items():
        if key not in answered:
            yield _finding(records, facts[0], f"the answer to command {key[1]}", "kept", "there is none")


def _check(records: Records, command: str, body: dict[str, Any], facts: list[Recorded]) -> Iterator[Finding]:
    what = f"the answer to command {command}"
    if body.get("code") == ANSWER_LOST:
        return
    if not body.get("accepted"):
        wrong = [each for each in facts if type(each.fact).__name__ not in ON_RECORD_THOUGH_REFUSED]
        if wrong:
            yield _finding(
                records, wrong[0], what, f"accepted: {_names(facts)} on record", f"refused ({body.get('code')})"
            )
        return
    if not facts:
        if records.service.name != MAY_CHANGE_NOTHING:
            found = "none (the fact is missing, or the answer was changed)"
            yield Finding(records.service.name, "", 0, f"facts of the accepted command {command}", "some", found)
        return
    yield from _fields(records, what, body, facts)


def _fields(records: Records, what: str, body: dict[str, Any], facts: list[Recorded]) -> Iterator[Finding]:
    cases = {each.envelope.case for each in facts} - {None}
    if body.get("case") and cases and body["case"] not in cases:
        yield _finding(records, facts[0], f"{what}, its case", str(facts[0].envelope.case), str(body["case"]))
    for name, value in body.items():
        recorded = [getattr(each.fact, name) for each in facts if hasattr(each.fact, name)]
        if name not in NOT_OF_FACTS and isinstance(value, str) and recorded and value not in map(str, recorded):
            yield _finding(records, facts[0], f"{what}, its {name}", str(recorded[0]), value)


def _names(facts: list[Recorded]) -> str:
    return ", ".join(type(each.fact).__name__ for each in facts)


def _finding(records: Records, each: Recorded, what: str, expected: str, found: str) -> Finding:
    return Finding(records.service.name, each.stream, each.version, what, expected, found)
